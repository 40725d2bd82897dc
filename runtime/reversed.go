// This file defines reversed, the iterator over a sequence from its end.

package runtime

// reversed is a reversed object over what has no iterator of its own for it. seq is Unbound once it is exhausted.
type reversed struct {
	Header
	seq   Value
	index int
}

func setupReversed(t *Type) {
	t.Doc = "An iterator over the items of a sequence from its end."
	t.TextSig = "(sequence, /)"
	t.Size = SizeOf[reversed]()
	t.Flags |= TypeBaseType
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			if cls == ReversedType || sameFunc(cls.Init, ObjectType.Init) {
				return Unbound, Raise(TypeError, "reversed() takes no keyword arguments")
			}
			args = args[:len(args)-kw.Len()]
		}
		if len(args) != 1 {
			return Unbound, wrongArity("reversed", 1, 1, len(args))
		}
		return reversedNew(th, cls, args[0])
	}
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		switch {
		case len(args) != 1:
			return Unbound, wrongArity("reversed", 1, 1, len(args))
		case args[0].Kind() == KindRange:
			return (*Range)(args[0].P).backwards(), nil
		case args[0].IsExact(KindList):
			return listReversed(th, args)
		}
		return reversedNew(th, ReversedType, args[0])
	}
	r := func(v Value) *reversed { return (*reversed)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := r(v)
		if x.seq.IsUnbound() {
			return Unbound, nil
		}
		if x.index >= 0 {
			item, err := GetItem(th, x.seq, Int(int64(x.index)))
			if err == nil {
				x.index--
				return item, nil
			}
			if !Matches(err, IndexError) && !Matches(err, StopIteration) {
				return Unbound, err
			}
		}
		x.index, x.seq = -1, Unbound
		return Unbound, nil
	},
		Def("__length_hint__($self, /)", "Return how many items are probably left.", func(th *Thread, a []Value) (Value, error) {
			x := r(a[0])
			if x.seq.IsUnbound() {
				return Int(0), nil
			}
			n, err := Length(th, x.seq)
			if n < x.index+1 {
				return Int(0), err
			}
			return Int(int64(x.index + 1)), err
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := r(a[0])
			if x.seq.IsUnbound() {
				return TupleOf(a[0].Type().Value(), TupleOf(emptyTuple.Value()).Value()).Value(), nil
			}
			return TupleOf(a[0].Type().Value(), TupleOf(x.seq).Value(), Int(int64(x.index))).Value(), nil
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsIndexClamped(th, state)
			if err != nil || r(self).seq.IsUnbound() {
				return err
			}
			n, err := Length(th, r(self).seq)
			if err == nil {
				r(self).index = min(max(i, -1), n-1)
			}
			return err
		}))
}

// Reversed is reversed(v).
func Reversed(th *Thread, v Value) (Value, error) { return reversedNew(th, ReversedType, v) }

func reversedNew(th *Thread, cls *Type, v Value) (Value, error) {
	m, err := LookupSpecial(th, v, nameReversed)
	if err != nil {
		return Unbound, err
	}
	t := v.Type()
	switch {
	case m.IsNone():
		return Unbound, Raise(TypeError, "'%s' object is not reversible", t.TypeName())
	case !m.IsUnbound():
		return Call(th, m, nil, nil)
	case t.GetItem == nil || t.Flags&TypeHeap == 0 && !t.IsSequenceIndex || v.Kind() == KindDict:
		return Unbound, Raise(TypeError, "'%s' object is not reversible", t.TypeName())
	}
	n, err := Length(th, v)
	if err != nil {
		return Unbound, err
	}
	x := newObject[reversed](cls, KindIterator)
	x.seq, x.index = v, n-1
	return x.Value(), nil
}
