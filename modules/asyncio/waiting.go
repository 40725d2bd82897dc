// This file holds the iterator by which a coroutine waits for a future.

package asyncio

import (
	py "github.com/gopy-lang/gopy/runtime"
)

var iteratorType = &py.Type{Name: "FutureIter", Module: "_asyncio", Flags: py.TypeDisallowNew, Doc: "What waits for a future."}

// iterator is a FutureIter.
type iterator struct {
	py.Header
	future py.Value // Unbound: at the end
}

func newIterator(future py.Value) py.Value {
	x := py.NewObject[iterator](iteratorType)
	x.future = future
	return x.Header.Value()
}

// step hands the future out while it isn't done; then result is the end of the iteration.
func (x *iterator) step(th *py.Thread) (v py.Value, done bool, err error) {
	if x.future.IsUnbound() {
		return py.None, true, nil
	}
	f := asFuture(x.future)
	switch {
	case f.state != pending:
		x.future = py.Unbound
		v, err := f.outcome(th)
		return v, true, err
	case !f.blocking:
		f.blocking = true
		return x.future, false, nil
	}
	return py.Unbound, false, py.Raise(py.RuntimeError, "await wasn't used with future")
}

func setupIterator(t *py.Type) {
	self := py.AsAny[iterator]
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	next := func(th *py.Thread, v py.Value) (py.Value, error) {
		r, done, err := self(v).step(th)
		switch {
		case err != nil:
			return py.Unbound, err
		case done && r.IsNone():
			return py.Unbound, nil
		case done:
			return py.Unbound, py.NewStopIteration(r)
		}
		return r, nil
	}
	t.Next = next
	t.Send = func(th *py.Thread, v, arg py.Value) (py.Value, bool, error) { return self(v).step(th) }
	t.Methods = []*py.MethodDef{
		py.Def("send($self, value, /)", "Go on waiting.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			r, err := next(th, a[0])
			if err == nil && r.IsUnbound() {
				err = py.NewStopIteration(py.None)
			}
			return r, err
		}),
		py.Def("throw($self, type, val=None, tb=None, /)", "Raise an exception where the future is waited for.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !a[2].IsNone() || !a[3].IsNone() {
				if err := py.Warn(th, py.DeprecationWarning, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.", 1); err != nil {
					return py.Unbound, err
				}
			}
			self(a[0]).future = py.Unbound
			if !a[3].IsNone() && py.AsTraceback(a[3]) == nil {
				return py.Unbound, py.Raise(py.TypeError, "throw() third argument must be a traceback")
			}
			v := a[1]
			if t := py.AsType(v); t != nil && t.IsSubtype(py.BaseException) {
				var err error
				if v, err = made(th, t, a[2]); err != nil {
					return py.Unbound, err
				}
			} else if py.AsException(v) != nil && !a[2].IsNone() {
				return py.Unbound, py.Raise(py.TypeError, "instance exception may not have a separate value")
			}
			e := py.AsException(v)
			if e == nil {
				return py.Unbound, py.Raise(py.TypeError, "exceptions must be classes deriving BaseException or instances of such a class")
			}
			if tb := py.AsTraceback(a[3]); tb != nil {
				e.Traceback = tb
			}
			return py.Unbound, e
		}),
		py.Def("close($self, /)", "End the waiting.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).future = py.Unbound
			return py.None, nil
		}),
	}
	py.SetupType(t, nil)
}

// made makes an exception of a class: of its arguments, a tuple of them, None for none, or an instance, which is taken as it is.
func made(th *py.Thread, class *py.Type, value py.Value) (py.Value, error) {
	switch {
	case py.IsInstance(value, class):
		return value, nil
	case value.IsNone():
		return py.CallArgs(th, class.Value())
	case py.AsTuple(value) != nil:
		return py.CallArgs(th, class.Value(), py.AsTuple(value).Items()...)
	}
	return py.CallArgs(th, class.Value(), value)
}
