// This file holds the import lock, under which importlib keeps its list of the locks of modules.

package imp

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// importLock can be taken again by the thread that holds it. owner and depth change under the interpreter lock only.
type importLock struct {
	held  chan struct{} // full: held
	owner *py.Thread
	depth int
}

func lockOf(th *py.Thread) *importLock {
	l, _ := th.Interp.Extra["_imp"].(*importLock)
	if l == nil {
		l = &importLock{held: make(chan struct{}, 1)}
		th.Interp.Extra["_imp"] = l
	}
	return l
}

func acquireLock(th *py.Thread, a []py.Value) (py.Value, error) {
	l := lockOf(th)
	if l.owner != th {
		select {
		case l.held <- struct{}{}:
		default:
			th.Outside(func() { l.held <- struct{}{} })
		}
		l.owner = th
	}
	l.depth++
	return py.None, nil
}

func releaseLock(th *py.Thread, a []py.Value) (py.Value, error) {
	l := lockOf(th)
	if l.owner != th {
		return py.Unbound, py.Raise(py.RuntimeError, "not holding the import lock")
	}
	if l.depth--; l.depth == 0 {
		l.owner = nil
		<-l.held
	}
	return py.None, nil
}
