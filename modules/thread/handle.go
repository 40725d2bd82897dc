// This file holds the handles of threads, by which module threading joins them.

package thread

import (
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

var handleType = &py.Type{Name: "_ThreadHandle", Module: "_thread", Doc: "A thread that can be joined.", Flags: py.TypeHasWeakref}

// handle is a _ThreadHandle. Its fields change under the interpreter lock only.
type handle struct {
	py.Header
	ident   int64 // 0: not started
	started bool
	daemon  bool
	done    chan struct{} // closed at the end
	isDone  bool
	weak    *py.WeakList
}

func newHandle() *handle {
	return &handle{Header: py.Header{Type: handleType, Kind: py.KindOther}, done: make(chan struct{})}
}

func (h *handle) begin(ident int64) { h.ident, h.started = ident, true }

func (h *handle) end() {
	if !h.isDone {
		h.isDone = true
		close(h.done)
	}
}

func makeHandle(th *py.Thread, a []py.Value) (py.Value, error) {
	ident, ok := py.AsInt64(a[0])
	if !ok {
		return py.Unbound, py.Raise(py.TypeError, "ident must be an integer")
	}
	h := newHandle()
	h.begin(ident)
	return h.Header.Value(), nil
}

func startJoinable(th *py.Thread, a []py.Value) (py.Value, error) {
	if !py.Callable(a[0]) {
		return py.Unbound, py.Raise(py.TypeError, "thread function must be callable")
	}
	h := newHandle()
	if !a[1].IsNone() {
		if a[1].Type() != handleType {
			return py.Unbound, py.Raise(py.TypeError, "'handle' must be a _ThreadHandle")
		}
		h = (*handle)(a[1].P)
	}
	if h.started {
		return py.Unbound, py.Raise(py.RuntimeError, "thread already started")
	}
	if err := refuse(th, "can't create new thread"); err != nil {
		return py.Unbound, err
	}
	daemon, err := py.Truth(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if daemon && !th.Interp.Rights.DaemonThreads {
		return py.Unbound, py.Raise(py.RuntimeError, "daemon threads are disabled in this interpreter")
	}
	h.daemon = daemon
	if s := stateOf(th); !daemon {
		living := s.handles[:0]
		for _, x := range s.handles {
			if !x.isDone {
				living = append(living, x)
			}
		}
		s.handles = append(living, h)
	}
	start(th, a[0], nil, nil, h)
	return h.Header.Value(), nil
}

// shutdown waits for all threads that are no daemons.
func shutdown(th *py.Thread, a []py.Value) (py.Value, error) {
	s := stateOf(th)
	for len(s.handles) > 0 {
		h := s.handles[0]
		s.handles = s.handles[1:]
		if h.ident == Ident(th) || h.isDone {
			continue
		}
		if _, err := th.WaitFor(h.done, -1); err != nil {
			return py.Unbound, err
		}
	}
	return py.None, nil
}

func setupHandle(t *py.Type) {
	self := func(v py.Value) *handle { return (*handle)(v.P) }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) > 0 {
			return py.Unbound, py.Raise(py.TypeError, "_ThreadHandle() takes no arguments")
		}
		return newHandle().Header.Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		n, err := py.StrOf(th, py.Int(self(v).ident))
		if err != nil {
			return py.Unbound, err
		}
		return py.Text("<_ThreadHandle object: ident=" + n.String() + ">"), nil
	}
	t.GetSets = []py.GetSetDef{{Name: "ident", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		if !self(v).started {
			return py.None, nil
		}
		return py.Int(self(v).ident), nil
	}}}
	t.Methods = []*py.MethodDef{
		py.Def("join($self, timeout=None, /)", "Wait for the thread's end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			h := self(a[0])
			wait, err := waitTime(th, a[1])
			switch {
			case err != nil:
				return py.Unbound, err
			case !h.started:
				return py.Unbound, py.Raise(py.RuntimeError, "thread not started")
			case h.ident == Ident(th) && !h.isDone:
				return py.Unbound, py.Raise(py.RuntimeError, "Cannot join current thread")
			case h.isDone:
				return py.None, nil
			case th.Interp.Finalizing:
				return py.Unbound, py.Raise(py.PythonFinalizationError, "cannot join thread at interpreter shutdown")
			}
			_, err = th.WaitFor(h.done, wait)
			return py.None, err
		}),
		py.Def("is_done($self, /)", "Tell whether the thread has ended.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(self(a[0]).isDone), nil }),
		py.Def("_set_done($self, /)", "Mark the thread as ended.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			h := self(a[0])
			if !h.started {
				return py.Unbound, py.Raise(py.RuntimeError, "thread not started")
			}
			h.end()
			return py.None, nil
		}),
	}
	py.SetupType(t, nil)
}

// waitTime converts a timeout in seconds; None and negative ones: without end (-1).
func waitTime(th *py.Thread, v py.Value) (time.Duration, error) {
	if v.IsNone() {
		return -1, nil
	}
	f, err := py.FloatOf(th, v)
	switch {
	case err != nil:
		return 0, err
	case f != f:
		return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
	case f < 0:
		return -1, nil
	case f > 9223372036:
		return 0, py.Raise(py.OverflowError, "timeout value is too large")
	}
	return time.Duration(f * float64(time.Second)), nil
}
