// This file defines zip, the iterator over tuples of items of several iterables.

package runtime

// zip is a zip object.
type zip struct {
	Header
	its    []Value
	strict bool
}

// zipOfTwo is one of two iterators, in the same block.
type zipOfTwo struct {
	zip
	both [2]Value
}

func setupZip(t *Type) {
	t.Iteration = IterationZip
	t.Doc = "An iterator over tuples of the first items, the second items, … of the iterables.\n\nIt ends with the shortest one; with strict, ValueError when they are not equally long."
	t.TextSig = "(*iterables, strict=False)"
	t.Size = SizeOf[zip]()
	t.Flags |= TypeBaseType
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		args, strict, err := strictArgument(th, "zip", args, kw)
		if err != nil {
			return Unbound, err
		}
		if cls == ZipType && len(args) == 2 {
			x := &zipOfTwo{}
			x.Header, x.its, x.strict = Header{Type: cls, Kind: KindIterator}, x.both[:], strict
			return x.Value(), iterEach(th, x.its, args)
		}
		its, err := iterAll(th, args)
		if err != nil {
			return Unbound, err
		}
		x := newObject[zip](cls, KindIterator)
		x.its, x.strict = its, strict
		return x.Value(), nil
	}
	z := func(v Value) *zip { return (*zip)(v.P) }
	setupIterator(t, zipNext,
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return reduceStrict(a[0].Type(), z(a[0]).its, z(a[0]).strict), nil
		}),
		setStateDef(func(th *Thread, self, state Value) (err error) {
			z(self).strict, err = Truth(th, state)
			return err
		}))
}

// strictArgument takes the keyword argument strict off the arguments.
func strictArgument(th *Thread, name string, args []Value, kw *Tuple) ([]Value, bool, error) {
	if kw == nil || kw.Len() == 0 {
		return args, false, nil
	}
	n := len(args) - kw.Len()
	for i := range kw.Len() {
		if k := AsStr(kw.At(i)); k.s != "strict" {
			return nil, false, UnexpectedKeyword(th, name, k, "strict")
		}
	}
	strict, err := Truth(th, args[n])
	return args[:n], strict, err
}

// iterAll returns iterators over all of vs.
func iterAll(th *Thread, vs []Value) ([]Value, error) {
	its := make([]Value, len(vs))
	return its, iterEach(th, its, vs)
}

// iterEach puts iterators over vs in its.
func iterEach(th *Thread, its, vs []Value) (err error) {
	for i, v := range vs {
		if its[i], err = Iter(th, v); err != nil {
			return err
		}
	}
	return nil
}

// reduceStrict is (class, parts), or (class, parts, True) for a strict iterator.
func reduceStrict(cls *Type, parts []Value, strict bool) Value {
	if strict {
		return TupleOf(cls.Value(), NewTuple(parts).Value(), True).Value()
	}
	return TupleOf(cls.Value(), NewTuple(parts).Value()).Value()
}

func zipNext(th *Thread, v Value) (Value, error) {
	x := (*zip)(v.P)
	if len(x.its) == 0 {
		return Unbound, nil
	}
	t := makeTuple(len(x.its))
	some, err := x.next(th, t.Items())
	if !some {
		return Unbound, err
	}
	return t.Value(), nil
}

// next takes an item from each iterator; some is false at the end.
func (x *zip) next(th *Thread, to []Value) (some bool, err error) {
	for i, it := range x.its {
		if it.P != nil {
			switch it.Type() {
			case ListIteratorType:
				if from := (*ListIterator)(it.P); from.List != nil && from.Index < len(from.List.items) {
					to[i] = from.List.items[from.Index]
					from.Index++
					continue
				}
			case TupleIteratorType:
				if from := (*TupleIterator)(it.P); from.Tuple != nil && from.Index < from.Tuple.n {
					to[i] = from.Tuple.Items()[from.Index]
					from.Index++
					continue
				}
			}
		}
		item, err := Next(th, it)
		if err != nil {
			return false, err
		}
		if item.IsUnbound() {
			if x.strict {
				return false, checkLengths(th, "zip", x.its, i)
			}
			return false, nil
		}
		to[i] = item
	}
	return true, nil
}

// checkLengths is the error of a strict iterator whose iterator number i ended: nil when all ended together.
func checkLengths(th *Thread, name string, its []Value, i int) error {
	complain := func(i int, what string) error {
		plural := " "
		if i > 1 {
			plural = "s 1-"
		}
		return Raise(ValueError, "%s() argument %d is %s than argument%s%d", name, i+1, what, plural, i)
	}
	if i > 0 {
		return complain(i, "shorter")
	}
	for j := 1; j < len(its); j++ {
		item, err := Next(th, its[j])
		if err != nil {
			return err
		}
		if !item.IsUnbound() {
			return complain(j, "longer")
		}
	}
	return nil
}
