// This file fills what pickle and copy ask every object for: __reduce_ex__, __reduce__ and __getstate__ (PEP 307). The
// functions that rebuild objects are those of module copyreg.

package runtime

var (
	nameReduce       = staticStr("__reduce__")
	nameGetState     = staticStr("__getstate__")
	nameGetNewArgs   = staticStr("__getnewargs__")
	nameGetNewArgsEx = staticStr("__getnewargs_ex__")
	nameNewObj       = staticStr("__newobj__")
	nameNewObjEx     = staticStr("__newobj_ex__")
	nameReduceEx     = staticStr("_reduce_ex")
	nameSlotNames    = staticStr("__slotnames__")
	nameFindSlots    = staticStr("_slotnames")
	nameCopyreg      = staticStr("copyreg")
)

// objectReduceEx is object.__reduce_ex__(protocol): a __reduce__ of the class's own goes first.
func objectReduceEx(th *Thread, a []Value) (Value, error) {
	protocol, err := AsCInt(th, a[1])
	if err != nil {
		return Unbound, err
	}
	if own := a[0].Type().Lookup(th, nameReduce); own.P != ObjectType.Dict().GetStr(nameReduce).P {
		m, err := GetAttr(th, a[0], nameReduce)
		if err != nil {
			return Unbound, err
		}
		return CallArgs(th, m)
	}
	return reduceObject(th, a[0], protocol)
}

// objectReduce is object.__reduce__().
func objectReduce(th *Thread, a []Value) (Value, error) { return reduceObject(th, a[0], 0) }

// objectGetState is object.__getstate__().
func objectGetState(th *Thread, a []Value) (Value, error) { return defaultState(th, a[0], false) }

func copyregFunction(th *Thread, name *Str) (Value, error) {
	if modules := th.Interp.Modules; modules != nil {
		if m := modules.GetStr(nameCopyreg); m.IsExact(KindModule) {
			return GetAttr(th, m, name)
		}
	}
	if th.Interp.Importer == nil {
		return Unbound, Raise(ImportError, "there is no module copyreg without an import system")
	}
	m, err := th.Interp.Importer.Import(th, nameCopyreg, None, None, None, 0)
	if err != nil {
		return Unbound, err
	}
	return GetAttr(th, m, name)
}

// slotNames returns the names of a class's slots: what copyreg._slotnames left in the class, or returns now. None: there are none.
func slotNames(th *Thread, t *Type) (Value, error) {
	if known := t.Dict().GetStr(nameSlotNames); known.IsExact(KindList) || known.IsNone() {
		return known, nil
	}
	f, err := copyregFunction(th, nameFindSlots)
	if err != nil {
		return Unbound, err
	}
	return CallArgs(th, f, t.Value())
}

// reduceObject returns how to rebuild an object: by copyreg._reduce_ex below protocol 2, else by cls.__new__.
func reduceObject(th *Thread, v Value, protocol int) (Value, error) {
	if protocol < 2 {
		f, err := copyregFunction(th, nameReduceEx)
		if err != nil {
			return Unbound, err
		}
		return CallArgs(th, f, v, Int(int64(protocol)))
	}
	t := v.Type()
	if t.New == nil || t.Flags&TypeDisallowNew != 0 {
		return Unbound, cannotPickle(t)
	}
	args, kwargs, err := newArguments(th, v)
	if err != nil {
		return Unbound, err
	}
	name, call := nameNewObj, emptyTuple
	if kwargs != nil && kwargs.Len() > 0 {
		name, call = nameNewObjEx, TupleOf(t.Value(), args.Value(), kwargs.Value())
	} else {
		call = TupleOf(t.Value())
		if args != nil {
			call = NewTuple(append([]Value{t.Value()}, args.Items()...))
		}
	}
	f, err := copyregFunction(th, name)
	if err != nil {
		return Unbound, err
	}
	isList, isDict := AsList(v) != nil, AsDict(v) != nil
	state, err := stateOf(th, v, args == nil && !isList && !isDict)
	if err != nil {
		return Unbound, err
	}
	listItems, dictItems := None, None
	if isList {
		if listItems, err = Iter(th, v); err != nil {
			return Unbound, err
		}
	}
	if isDict {
		items, err := GetAttr(th, v, nameItems)
		if err == nil {
			items, err = CallArgs(th, items)
		}
		if err == nil {
			dictItems, err = Iter(th, items)
		}
		if err != nil {
			return Unbound, err
		}
	}
	return TupleOf(f, call.Value(), state, listItems, dictItems).Value(), nil
}

// newArguments asks __getnewargs_ex__ or __getnewargs__ for the arguments of __new__; args is nil when the class has neither.
func newArguments(th *Thread, v Value) (args *Tuple, kwargs *Dict, err error) {
	r, found, err := CallSpecial(th, v, nameGetNewArgsEx)
	if err != nil {
		return nil, nil, err
	}
	if found {
		pair := AsTuple(r)
		if pair == nil {
			return nil, nil, Raise(TypeError, "__getnewargs_ex__ should return a tuple, not '%s'", r.Type().TypeName())
		}
		if pair.Len() != 2 {
			return nil, nil, Raise(TypeError, "__getnewargs_ex__ should return a tuple of length 2, not %d", pair.Len())
		}
		if args = AsTuple(pair.At(0)); args == nil {
			return nil, nil, Raise(TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'", pair.At(0).Type().TypeName())
		}
		if kwargs = AsDict(pair.At(1)); kwargs == nil {
			return nil, nil, Raise(TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'", pair.At(1).Type().TypeName())
		}
		return args, kwargs, nil
	}
	r, found, err = CallSpecial(th, v, nameGetNewArgs)
	if err != nil || !found {
		return nil, nil, err
	}
	if args = AsTuple(r); args == nil {
		return nil, nil, Raise(TypeError, "__getnewargs__ should return a tuple, not '%s'", r.Type().TypeName())
	}
	return args, nil, nil
}

// stateOf calls __getstate__. required: the state and the class must be all there is to the object.
func stateOf(th *Thread, v Value, required bool) (Value, error) {
	if own := v.Type().Lookup(th, nameGetState); own.P == ObjectType.Dict().GetStr(nameGetState).P {
		return defaultState(th, v, required)
	}
	m, err := GetAttr(th, v, nameGetState)
	if err != nil {
		return Unbound, err
	}
	return CallArgs(th, m)
}

// defaultState is the __dict__ (None: empty or missing), or a pair of it and a dict of the __slots__ that are set.
func defaultState(th *Thread, v Value, required bool) (Value, error) {
	t := v.Type()
	if required && t.Layout != KindInstance && t != NoneType && t != NotImplementedType && t != EllipsisType {
		return Unbound, cannotPickle(t)
	}
	state, err := GetAttrOr(th, v, nameDict)
	if err != nil {
		return Unbound, err
	}
	if d := AsDict(state); state.IsUnbound() || d != nil && d.Len() == 0 {
		state = None
	}
	if t.Flags&TypeHeap == 0 {
		return state, nil
	}
	r, err := slotNames(th, t)
	if err != nil {
		return Unbound, err
	}
	names := AsList(r)
	if names == nil {
		if r.IsNone() {
			return state, nil
		}
		return Unbound, Raise(TypeError, "copyreg._slotnames didn't return a list or None")
	}
	if names.Len() == 0 {
		return state, nil
	}
	slots := NewDict()
	for i := 0; i < names.Len(); i++ {
		name := AsStr(names.At(i))
		if name == nil {
			return Unbound, Raise(TypeError, "attribute name must be string, not '%s'", names.At(i).Type().TypeName())
		}
		x, err := GetAttrOr(th, v, th.Interp.InternStr(name))
		if err != nil {
			return Unbound, err
		}
		if !x.IsUnbound() {
			slots.SetStr(name, x)
		}
	}
	if slots.Len() > 0 {
		state = TupleOf(state, slots.Value()).Value()
	}
	return state, nil
}

func cannotPickle(t *Type) error { return Raise(TypeError, "cannot pickle '%s' object", t.TypeName()) }
