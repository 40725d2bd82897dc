// This file defines map, the iterator over what a function returns for the items of iterables.

package runtime

// mapIterator is a map object.
type mapIterator struct {
	Header
	fn     Value
	its    []Value
	single [1]Value // its, when it is one
	strict bool
}

func setupMap(t *Type) {
	t.Doc = "An iterator over what function returns for the first items, the second items, … of the iterables.\n\nIt ends with the shortest one; with strict, ValueError when they are not equally long."
	t.TextSig = "(function, iterable, /, *iterables, strict=False)"
	t.Size = SizeOf[mapIterator]()
	t.Flags |= TypeBaseType
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		args, strict, err := strictArgument(th, "map", args, kw)
		if err != nil {
			return Unbound, err
		}
		if len(args) < 2 {
			return Unbound, Raise(TypeError, "map() must have at least two arguments.")
		}
		if len(args) == 2 {
			it, err := Iter(th, args[1])
			if err != nil {
				return Unbound, err
			}
			x := newObject[mapIterator](cls, KindIterator)
			x.fn, x.single[0], x.strict = args[0], it, strict
			x.its = x.single[:]
			return x.Value(), nil
		}
		its, err := iterAll(th, args[1:])
		if err != nil {
			return Unbound, err
		}
		x := newObject[mapIterator](cls, KindIterator)
		x.fn, x.its, x.strict = args[0], its, strict
		return x.Value(), nil
	}
	m := func(v Value) *mapIterator { return (*mapIterator)(v.P) }
	setupIterator(t, mapNext,
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := m(a[0])
			return reduceStrict(a[0].Type(), append([]Value{x.fn}, x.its...), x.strict), nil
		}),
		setStateDef(func(th *Thread, self, state Value) (err error) {
			m(self).strict, err = Truth(th, state)
			return err
		}))
}

func mapNext(th *Thread, v Value) (Value, error) {
	x := (*mapIterator)(v.P)
	mark := len(th.scratch)
	if len(x.its) == 1 {
		item, err := Next(th, x.its[0])
		if err != nil || item.IsUnbound() {
			return Unbound, err
		}
		args := th.reserve(1)
		args[0] = item
		v, err = call1(th, x.fn, args)
		th.release(mark)
		return v, err
	}
	args := th.reserve(len(x.its))
	v, err := mapInto(th, x, args)
	th.release(mark)
	return v, err
}

// mapInto takes an item of each iterator into args and calls the function with them.
func mapInto(th *Thread, x *mapIterator, args []Value) (Value, error) {
	for i, it := range x.its {
		item, err := Next(th, it)
		if err != nil {
			return Unbound, err
		}
		if item.IsUnbound() {
			if x.strict {
				return Unbound, checkLengths(th, "map", x.its, i)
			}
			return Unbound, nil
		}
		args[i] = item
	}
	if d := plainBuiltin(x.fn); d != nil && d.Takes(len(args)) {
		return d.Fn(th, args)
	}
	return Call(th, x.fn, args, nil)
}

// MapStep takes the next item for a map object that calls a Python function with one: the caller is to call it. f is nil for any other object,
// and item Unbound at the end.
func MapStep(th *Thread, it Value) (f *Function, item Value, err error) {
	if it.Kind() != KindIterator || it.Type() != MapType {
		return nil, Unbound, nil
	}
	x := (*mapIterator)(it.P)
	if f = AsFunction(x.fn); f == nil || len(x.its) != 1 {
		return nil, Unbound, nil
	}
	item, err = Next(th, x.its[0])
	return f, item, err
}

// call1 is Call with one argument; what conversions, functions and methods of built-in types do with it is found without detours.
func call1(th *Thread, fn Value, args []Value) (Value, error) {
	switch fn.Kind() {
	case KindBuiltin:
		if d := plainBuiltin(fn); d != nil && d.Takes(1) {
			return d.Fn(th, args)
		}
		if v, err, done := (*Builtin)(fn.P).callPlain(th, args); done {
			return v, err
		}
	case KindType:
		if t := (*Type)(fn.P); t.FastNew != nil && t.Header.Type == TypeType && (args[0].IsSmallInt() || args[0].IsFloat() || args[0].IsExact(KindStr)) {
			return t.FastNew(th, args)
		}
	case KindMethodDescriptor:
		if d := (*MethodDescriptor)(fn.P); fn.Type() == MethodDescriptorType && d.Def.Takes(1) && d.Owner == args[0].Type() {
			return d.Def.Fn(th, args)
		}
	}
	return Call(th, fn, args, nil)
}

// plainBuiltin returns the definition of a built-in function that gets its arguments and nothing else; nil for another object.
func plainBuiltin(v Value) *MethodDef {
	if v.IsExact(KindBuiltin) {
		if b := (*Builtin)(v.P); !b.Bound && b.Def.Raw == nil {
			return b.Def
		}
	}
	return nil
}
