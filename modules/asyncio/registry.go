// This file keeps which tasks there are and which futures wait for which.

package asyncio

import (
	"weak"

	py "github.com/gopy-lang/gopy/runtime"
)

// add enters a task that is to run. It doesn't keep it alive.
func (s *state) add(t *task) {
	if len(s.tasks) >= 64 && len(s.tasks)&(len(s.tasks)-1) == 0 { // now and then forget the dead
		for p := range s.tasks {
			if p.Value() == nil {
				delete(s.tasks, p)
			}
		}
	}
	t.self = weak.Make(t)
	s.tasks[t.self] = true
}

func (s *state) remove(t *task) { delete(s.tasks, t.self) }

// register enters or removes a task of any type; those of the type Task are kept in the state, others in a WeakSet.
func register(method, set string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		s := stateOf(th)
		if py.IsInstance(a[0], taskType) {
			if t := asTask(a[0]); method == "add" {
				s.add(t)
			} else {
				s.remove(t)
			}
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
	for p := range s.tasks {
		t := p.Value()
		if t == nil {
			delete(s.tasks, p)
			continue
		}
		if t.state == pending && py.Is(t.loop, loop) {
			if err := out.Add(th, t.Header.Value()); err != nil {
				return py.Unbound, err
			}
		}
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
	for _, w := range f.awaitedBy {
		if py.Is(w, waiter) {
			return nil
		}
	}
	f.awaitedBy = append(f.awaitedBy, waiter)
	return nil
}

func forgetAwaited(th *py.Thread, fut, waiter py.Value) error {
	if !py.IsInstance(fut, futureType) || !py.IsInstance(waiter, futureType) {
		return nil
	}
	f := asFuture(fut)
	for i, w := range f.awaitedBy {
		if py.Is(w, waiter) {
			f.awaitedBy = append(f.awaitedBy[:i], f.awaitedBy[i+1:]...)
			break
		}
	}
	return nil
}
