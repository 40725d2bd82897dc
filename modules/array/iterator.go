// This file fills arrayiterator.

package array

import py "github.com/gopy-lang/gopy/runtime"

// iterator walks an array, which may change meanwhile. array is nil once it is exhausted.
type iterator struct {
	py.Header
	array *array
	index int
}

func newIterator(th *py.Thread, v py.Value) (py.Value, error) {
	it := py.NewObject[iterator](iteratorType)
	it.array = py.AsAny[array](v)
	return it.Value(), nil
}

func setupIterator() {
	t := iteratorType
	self := py.AsAny[iterator]
	t.Iteration = py.IterationPlain
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
		it := self(v)
		if it.array == nil {
			return py.Unbound, nil
		}
		if it.index >= it.array.len() {
			it.array = nil
			return py.Unbound, nil
		}
		it.index++
		return it.array.load(it.index - 1)
	}
	t.Methods = []*py.MethodDef{
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			iter, err := py.GetAttrString(th, th.Interp.Builtins.Value(), "iter")
			if err != nil {
				return py.Unbound, err
			}
			it := self(a[0])
			if it.array == nil {
				return py.TupleOf(iter, py.TupleOf(py.EmptyTuple().Value()).Value()).Value(), nil
			}
			return py.TupleOf(iter, py.TupleOf(it.array.Value()).Value(), py.Int(int64(it.index))).Value(), nil
		}),
		py.Def("__setstate__($self, state, /)", "Restore the position that pickle saved.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !py.IsInstance(a[1], py.IntType) {
				return py.Unbound, py.Raise(py.TypeError, "an integer is required")
			}
			n, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if it := self(a[0]); it.array != nil {
				it.index = min(max(n, 0), it.array.len())
			}
			return py.None, nil
		}),
	}
	py.SetupType(t, nil)
}
