// This file keeps which tasks there are and which futures wait for which.

package asyncio

import (
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// register enters or removes a task of any type; those of the type Task are kept in the state, others in a WeakSet.
func register(method, set string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		s := stateOf(th)
		if py.IsInstance(a[0], taskType) {
			asTask(a[0]).unlisted = method != "add"
			return py.None, nil
		}
		others, ok := s.others[set]
		if !ok {
			v, err := callFunction(th, "weakref", "WeakSet")
			if err != nil {
				return py.Unbound, err
			}
			others = v
			s.others[set] = v
		}
		_, err := py.CallMethod(th, others, method, a[0])
		return py.None, err
	}
}

func allTasks(th *py.Thread, a []py.Value) (py.Value, error) {
	loop := a[0]
	if loop.IsNone() {
		if loop = runningLoop(th); loop.IsNone() {
			return py.Unbound, py.Raise(py.RuntimeError, "no running event loop")
		}
	}
	s := stateOf(th)
	out, err := py.NewSet(th, py.EmptyTuple().Value())
	if err != nil {
		return py.Unbound, err
	}
	var failed error
	th.Interp.Finalizers.Watched(func(v py.Value) {
		if failed != nil || !v.Type().IsSubtype(taskType) {
			return
		}
		if t := asTask(v); t.state == pending && !t.unlisted && py.Is(t.loop, loop) {
			failed = out.Add(th, v)
		}
	})
	if failed != nil {
		return py.Unbound, failed
	}
	for _, others := range s.others {
		items, err := py.Items(th, others)
		if err != nil {
			return py.Unbound, err
		}
		for _, v := range items {
			done, err := py.CallMethod(th, v, "done")
			if err != nil {
				return py.Unbound, err
			}
			if yes, err := py.Truth(th, done); err != nil || yes {
				if err != nil {
					return py.Unbound, err
				}
				continue
			}
			own, err := callFunction(th, "asyncio.futures", "_get_loop", v)
			if err != nil {
				return py.Unbound, err
			}
			if py.Is(own, loop) {
				if err := out.Add(th, v); err != nil {
					return py.Unbound, err
				}
			}
		}
	}
	return out.Value(), nil
}

// noteAwaited notes that waiter waits for fut, if both are futures of this module.
func noteAwaited(th *py.Thread, fut, waiter py.Value) error {
	if !py.IsInstance(fut, futureType) || !py.IsInstance(waiter, futureType) {
		return nil
	}
	f := asFuture(fut)
	if f.awaitedBy.IsUnbound() {
		f.awaitedBy = waiter
		return nil
	}
	for _, w := range f.waiters() {
		if py.Is(w, waiter) {
			return nil
		}
	}
	f.more().awaitedBy = append(f.more().awaitedBy, waiter)
	return nil
}

func forgetAwaited(th *py.Thread, fut, waiter py.Value) error {
	if !py.IsInstance(fut, futureType) || !py.IsInstance(waiter, futureType) {
		return nil
	}
	f := asFuture(fut)
	first := py.Is(f.awaitedBy, waiter)
	if f.rest == nil {
		if first {
			f.awaitedBy = py.Unbound
		}
		return nil
	}
	others := f.rest.awaitedBy
	switch i := slices.IndexFunc(others, func(w py.Value) bool { return py.Is(w, waiter) }); {
	case i >= 0:
		f.rest.awaitedBy = slices.Delete(others, i, i+1)
	case first && len(others) > 0:
		f.awaitedBy = others[0]
		f.rest.awaitedBy = slices.Delete(others, 0, 1)
	case first:
		f.awaitedBy = py.Unbound
	}
	return nil
}
