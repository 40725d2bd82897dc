// This file defines filter, the iterator over the items that a function accepts.

package runtime

// filter is a filter object. fn is None when the items themselves are judged.
type filter struct {
	Header
	fn, it Value
}

func setupFilter(t *Type) {
	t.Doc = "An iterator over those items of iterable for which function is true; with None, over those that are true."
	t.TextSig = "(function, iterable, /)"
	t.Size = SizeOf[filter]()
	t.Flags |= TypeBaseType
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			if cls == FilterType || sameFunc(cls.Init, ObjectType.Init) {
				return Unbound, Raise(TypeError, "filter() takes no keyword arguments")
			}
			args = args[:len(args)-kw.Len()]
		}
		if len(args) != 2 {
			return Unbound, wrongArity("filter", 2, 2, len(args))
		}
		it, err := Iter(th, args[1])
		if err != nil {
			return Unbound, err
		}
		x := newObject[filter](cls, KindIterator)
		x.fn, x.it = args[0], it
		return x.Value(), nil
	}
	setupIterator(t, filterNext, reduceDef(func(th *Thread, a []Value) (Value, error) {
		x := (*filter)(a[0].P)
		return TupleOf(a[0].Type().Value(), TupleOf(x.fn, x.it).Value()).Value(), nil
	}))
}

func filterNext(th *Thread, v Value) (Value, error) {
	x := (*filter)(v.P)
	byItem := x.fn.IsNone() || Is(x.fn, BoolType.Value())
	mark := len(th.scratch)
	arg := th.reserve(1)
	defer th.release(mark)
	for {
		item, err := Next(th, x.it)
		if err != nil || item.IsUnbound() {
			return Unbound, err
		}
		verdict := item
		if !byItem {
			arg[0] = item
			if verdict, err = Call(th, x.fn, arg, nil); err != nil {
				return Unbound, err
			}
		}
		ok, err := Truth(th, verdict)
		if err != nil {
			return Unbound, err
		}
		if ok {
			return item, nil
		}
	}
}
