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
	if x.fn.IsNone() || Is(x.fn, BoolType.Value()) {
		return x.nextTrue(th)
	}
	mark := len(th.scratch)
	arg := th.reserve(1)
	defer th.release(mark)
	for {
		item, err := Next(th, x.it)
		if err != nil || item.IsUnbound() {
			return Unbound, err
		}
		arg[0] = item
		verdict, err := Call(th, x.fn, arg, nil)
		if err != nil {
			return Unbound, err
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

// nextTrue takes the next item that is true itself.
func (x *filter) nextTrue(th *Thread) (Value, error) {
	for {
		item, err := Next(th, x.it)
		if err != nil || item.IsUnbound() {
			return Unbound, err
		}
		ok := item.P == nil && item.B != 0
		if !ok && item.P != nil {
			ok, err = Truth(th, item)
		}
		if ok || err != nil {
			return item, err
		}
	}
}
