// This file fills type, the class of classes: calling a class, its attributes, the attributes every class has.

package runtime

func setupTypeType(t *Type) {
	t.Doc = "type(object) -> the object's class\ntype(name, bases, dict, **kwds) -> a new class"
	t.Flags |= TypeBaseType
	t.Layout = KindType
	t.Size = SizeOf[Type]()
	t.New, t.Init, t.Call = typeNew, typeInit, typeCall
	t.Repr = typeRepr
	t.Hash = hashIdentity
	t.GetAttr, t.SetAttr = typeGetAttr, typeSetAttr
	t.Binary[OpOr] = typeOr
	t.GetSets = []GetSetDef{
		{Name: "__name__", Get: typeGetName, Set: auditedSetter("__name__", typeSetName)},
		{Name: "__qualname__", Get: func(th *Thread, self Value) (Value, error) { return Text((*Type)(self.P).qualName()), nil }, Set: auditedSetter("__qualname__", typeSetQualName)},
		{Name: "__bases__", Get: typeGetBases, Set: auditedSetter("__bases__", typeSetBases)},
		{Name: "__mro__", Get: func(th *Thread, self Value) (Value, error) {
			if mro := (*Type)(self.P).MRO; mro != nil {
				return typesTuple(mro), nil
			}
			return None, nil // a metaclass's mro() is making it
		}, Member: true},
		{Name: "__base__", Get: func(th *Thread, self Value) (Value, error) {
			if b := (*Type)(self.P).Base; b != nil {
				return b.Value(), nil
			}
			return None, nil
		}, Member: true},
		{Name: "__module__", Get: func(th *Thread, self Value) (Value, error) { return typeModule(th, (*Type)(self.P)) }, Set: auditedSetter("__module__", typeSetter(nameModule))},
		{Name: "__dict__", Get: func(th *Thread, self Value) (Value, error) {
			return NewMappingProxy((*Type)(self.P).Dict().Value()), nil
		}},
		{Name: "__doc__", Get: typeGetDoc, Set: auditedSetter("__doc__", typeSetter(nameDoc))},
		{Name: "__abstractmethods__", Get: typeGetAbstract, Set: typeSetAbstract},
		{Name: "__annotations__", Get: typeGetAnnotations, Set: typeSetAnnotations},
		{Name: "__annotate__", Get: typeGetAnnotate, Set: typeSetAnnotate},
		{Name: "__type_params__", Get: typeGetTypeParams, Set: typeSetter(nameTypeParams)},
		{Name: "__text_signature__", Get: func(th *Thread, self Value) (Value, error) {
			if s := (*Type)(self.P).TextSig; s != "" {
				return Text(s), nil
			}
			return None, nil
		}},
		{Name: "__flags__", Get: typeGetFlags, Member: true},
		{Name: "__basicsize__", Get: func(th *Thread, self Value) (Value, error) {
			return Int(int64(max((*Type)(self.P).Size, 16))), nil
		}, Member: true},
		{Name: "__itemsize__", Get: func(th *Thread, self Value) (Value, error) { return Int(0), nil }, Member: true},
		{Name: "__dictoffset__", Get: func(th *Thread, self Value) (Value, error) {
			if (*Type)(self.P).Flags&TypeHasDict != 0 {
				return Int(-1), nil
			}
			return Int(0), nil
		}, Member: true},
		{Name: "__weakrefoffset__", Get: func(th *Thread, self Value) (Value, error) {
			if (*Type)(self.P).Flags&TypeHasWeakref != 0 {
				return Int(8), nil
			}
			return Int(0), nil
		}, Member: true},
	}
	t.Methods = []*MethodDef{
		Def("mro($self, /)", "Compute the method resolution order.", func(th *Thread, a []Value) (Value, error) {
			mro, err := computeMRO((*Type)(a[0].P).Bases, (*Type)(a[0].P))
			if err != nil {
				return Unbound, err
			}
			return NewList(typeValues(mro)).Value(), nil
		}),
		Def("__subclasses__($self, /)", "Return the direct subclasses.", typeSubclasses),
		DefClass("__prepare__($type, name=<unrepresentable>, bases=<unrepresentable>, /, **kwds)", "Make the namespace for a class body.", func(th *Thread, a []Value) (Value, error) { return NewDict().Value(), nil }).Shown("($cls, name, bases, /, **kwds)"),
		Def("__instancecheck__($self, instance, /)", "Tell whether instance is one of this class.", func(th *Thread, a []Value) (Value, error) {
			ok, err := recursiveIsInstance(th, a[1], a[0])
			return Bool(ok), err
		}),
		Def("__subclasscheck__($self, subclass, /)", "Tell whether subclass is a subclass of this class.", func(th *Thread, a []Value) (Value, error) {
			ok, err := recursiveIsSubclass(th, a[1], a[0])
			return Bool(ok), err
		}),
		Def("__dir__($self, /)", "Return the names of the class's attributes.", func(th *Thread, a []Value) (Value, error) {
			names := NewDict()
			if err := mergeClassDict(th, names, (*Type)(a[0].P)); err != nil {
				return Unbound, err
			}
			return keysList(names), nil
		}),
		Def("__sizeof__($self, /)", "Return the size of the class object in bytes.", func(th *Thread, a []Value) (Value, error) {
			return Int(int64(SizeOf[Type]())), nil
		}),
	}
}

func (t *Type) qualName() string {
	if t.heap != nil {
		return t.heap.QualNameStr.String()
	}
	if t.QualName != "" {
		return t.QualName
	}
	return t.Name
}

// typeModule is the class's __module__.
func typeModule(th *Thread, t *Type) (Value, error) {
	if t.heap == nil {
		if t.Module == "" {
			return Text("builtins"), nil
		}
		return Text(t.Module), nil
	}
	if v := t.Dict().GetStr(nameModule); !v.IsUnbound() {
		return v, nil
	}
	return Unbound, Raise(AttributeError, "__module__")
}

func typesTuple(types []*Type) Value { return NewTuple(typeValues(types)).Value() }

func typeValues(types []*Type) []Value {
	out := make([]Value, len(types))
	for i, t := range types {
		out[i] = t.Value()
	}
	return out
}

func typeRepr(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	mod, err := typeModule(th, t)
	if err != nil {
		return Text("<class '" + t.TypeName() + "'>"), nil
	}
	if m := AsStr(mod); m != nil && m.String() != "builtins" {
		return Text("<class '" + m.String() + "." + t.qualName() + "'>"), nil
	}
	return Text("<class '" + t.qualName() + "'>"), nil
}

// typeCall makes an instance: __new__, then __init__.
func typeCall(th *Thread, self Value, args []Value, kw *Tuple) (Value, error) {
	t := (*Type)(self.P)
	if t == TypeType && len(args) == 1 && kw == nil {
		return args[0].Type().Value(), nil
	}
	if kw == nil && t.FastNew != nil {
		return t.FastNew(th, args)
	}
	if t.New == nil {
		return Unbound, Raise(TypeError, "cannot create '%s' instances", t.TypeName())
	}
	obj, err := t.New(th, t, args, kw)
	if err != nil {
		return Unbound, err
	}
	ot := obj.Type()
	if ot != t && !ot.IsSubtype(t) {
		return obj, nil
	}
	if ot.Init != nil && !(sameFunc(ot.Init, InitFunc(objectInit)) && len(args) == 0) {
		if err := ot.Init(th, obj, args, kw); err != nil {
			return Unbound, err
		}
	}
	return obj, nil
}

// typeGetAttr looks an attribute of a class up.
func typeGetAttr(th *Thread, self Value, name *Str) (Value, error) {
	v, err := lookupTypeAttr(th, self, name)
	if err == nil && v.IsUnbound() {
		e := Raise(AttributeError, "type object '%s' has no attribute '%s'", (*Type)(self.P).TypeName(), name.String()).(*Exception)
		e.SetField("name", name.Value())
		e.SetField("obj", self)
		return Unbound, e
	}
	return v, err
}

// lookupTypeAttr is typeGetAttr that returns Unbound for a missing attribute: data descriptors of the metaclass, then the
// MRO, then the rest of the metaclass.
func lookupTypeAttr(th *Thread, self Value, name *Str) (Value, error) {
	t := (*Type)(self.P)
	meta := t.Header.Type
	mv := meta.Lookup(th, name)
	var mget DescrGetFunc
	if !mv.IsUnbound() {
		mt := mv.Type()
		mget = mt.DescrGet
		if mget != nil && mt.DescrSet != nil {
			return mget(th, mv, self, meta)
		}
	}
	if v := t.Lookup(th, name); !v.IsUnbound() {
		if get := v.Type().DescrGet; get != nil {
			return get(th, v, Unbound, t)
		}
		return v, nil
	}
	if mget != nil {
		return mget(th, mv, self, meta)
	}
	return mv, nil
}

func typeSetAttr(th *Thread, self Value, name *Str, v Value) error {
	t := (*Type)(self.P)
	if t.Flags&TypeImmutable != 0 {
		return Raise(TypeError, "cannot set '%s' attribute of immutable type '%s'", name.String(), t.TypeName())
	}
	meta := t.Header.Type
	if mv := meta.Lookup(th, name); !mv.IsUnbound() {
		if set := mv.Type().DescrSet; set != nil {
			return set(th, mv, self, v)
		}
	}
	return t.setOwn(th, name, v)
}

// setOwn stores an attribute in the class's dict.
func (t *Type) setOwn(th *Thread, name *Str, v Value) error {
	name = th.Interp.InternStr(name)
	if v.IsUnbound() {
		if !t.Dict().DelStr(name) {
			e := Raise(AttributeError, "type object '%s' has no attribute '%s'", t.TypeName(), name.String()).(*Exception)
			e.SetField("name", name.Value())
			e.SetField("obj", t.Value())
			return e
		}
	} else {
		t.Dict().SetStr(name, v)
	}
	t.modified(th.Interp, name)
	return nil
}

// DropDescriptors removes the descriptors of __dict__ and __weakref__ from a class that another is about to replace.
func (t *Type) DropDescriptors(th *Thread) error {
	if t.Flags&TypeImmutable != 0 {
		return Raise(TypeError, "argument is immutable")
	}
	for _, name := range []string{"__dict__", "__weakref__"} {
		if key := th.Interp.Intern(name); !t.Dict().GetStr(key).IsUnbound() {
			if err := t.setOwn(th, key, Unbound); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Type) checkMutable(what string) error {
	if t.Flags&TypeImmutable != 0 {
		return Raise(TypeError, "cannot set '%s' attribute of immutable type '%s'", what, t.TypeName())
	}
	return nil
}

// typeSetter makes the setter of an attribute that lives in the class's dict.
func typeSetter(name *Str) func(th *Thread, self, v Value) error {
	return func(th *Thread, self, v Value) error {
		t := (*Type)(self.P)
		if err := t.checkMutable(name.String()); err != nil {
			return err
		}
		if v.IsUnbound() && name == nameDoc {
			return Raise(TypeError, "cannot delete '__doc__' attribute of immutable type '%s'", t.TypeName())
		}
		if v.IsUnbound() && name != nameAnnotate {
			return Raise(TypeError, "cannot delete '%s' attribute of type '%s'", name.String(), t.TypeName())
		}
		if name == nameModule {
			t.Dict().DelStr(nameFirstLine)
		}
		return t.setOwn(th, name, v)
	}
}

func typeGetName(th *Thread, self Value) (Value, error) { return (*Type)(self.P).NameValue(), nil }

// NameValue returns the __name__ of a class.
func (t *Type) NameValue() Value {
	if t.heap != nil {
		return t.heap.NameStr.Value()
	}
	return Text(t.Name)
}

func typeSetName(th *Thread, self, v Value) error {
	t := (*Type)(self.P)
	if err := t.checkMutable("__name__"); err != nil {
		return err
	}
	if v.IsUnbound() {
		return Raise(TypeError, "cannot delete '__name__' attribute of type '%s'", t.TypeName())
	}
	s := AsStr(v)
	if s == nil {
		return Raise(TypeError, "can only assign string to %s.__name__, not '%s'", t.TypeName(), v.Type().TypeName())
	}
	for i := 0; i < len(s.s); i++ {
		if s.s[i] == 0 {
			return Raise(ValueError, "type name must not contain null characters")
		}
	}
	if err := CheckUTF8(s); err != nil {
		return err
	}
	t.heap.NameStr = s
	t.modified(th.Interp, nameName)
	return nil
}

// QualifiedName returns the name of a class with its module before it, unless that is builtins or __main__.
func (t *Type) QualifiedName(th *Thread) string {
	name := t.qualName()
	m, err := typeModule(th, t)
	if s := AsStr(m); err == nil && s != nil && s.s != "builtins" && s.s != "__main__" {
		return s.s + "." + name
	}
	return name
}

func typeSetQualName(th *Thread, self, v Value) error {
	t := (*Type)(self.P)
	if err := t.checkMutable("__qualname__"); err != nil {
		return err
	}
	if v.IsUnbound() {
		return Raise(TypeError, "cannot delete '__qualname__' attribute of type '%s'", t.TypeName())
	}
	s := AsStr(v)
	if s == nil {
		return Raise(TypeError, "can only assign string to %s.__qualname__, not '%s'", t.TypeName(), v.Type().TypeName())
	}
	t.heap.QualNameStr = s
	return nil
}

func typeGetBases(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	if t.heap != nil && t.heap.basesTuple != nil {
		return t.heap.basesTuple.Value(), nil
	}
	return typesTuple(t.Bases), nil
}

func typeGetDoc(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	v := t.Dict().GetStr(nameDoc)
	if v.IsUnbound() {
		return None, nil
	}
	if get := v.Type().DescrGet; get != nil {
		return get(th, v, Unbound, t)
	}
	return v, nil
}

func typeGetAbstract(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	if v := t.Dict().GetStr(nameAbstractMethods); t != TypeType && !v.IsUnbound() {
		return v, nil
	}
	return Unbound, Raise(AttributeError, "__abstractmethods__")
}

func typeSetAbstract(th *Thread, self, v Value) error {
	t := (*Type)(self.P)
	if err := t.checkMutable("__abstractmethods__"); err != nil {
		return err
	}
	abstract := false
	if !v.IsUnbound() {
		var err error
		if abstract, err = Truth(th, v); err != nil {
			return err
		}
	} else if t.Dict().FindStr(nameAbstractMethods) < 0 {
		return Raise(AttributeError, "__abstractmethods__")
	}
	if err := t.setOwn(th, nameAbstractMethods, v); err != nil {
		return err
	}
	t.Flags &^= TypeAbstract
	if abstract {
		t.Flags |= TypeAbstract
	}
	return nil
}

func typeGetTypeParams(th *Thread, self Value) (Value, error) {
	if v := (*Type)(self.P).Dict().GetStr(nameTypeParams); !v.IsUnbound() && (*Type)(self.P) != TypeType {
		return v, nil
	}
	return emptyTuple.Value(), nil
}

// typeGetAnnotate returns the class's function that computes its annotations (PEP 649).
func typeGetAnnotate(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	if t.heap == nil {
		return Unbound, Raise(AttributeError, "type object '%s' has no attribute '__annotate__'", t.TypeName())
	}
	for _, n := range [...]*Str{nameAnnotate, nameAnnotateFunc} {
		if v := t.Dict().GetStr(n); !v.IsUnbound() {
			if get := v.Type().DescrGet; get != nil {
				return get(th, v, Unbound, t)
			}
			return v, nil
		}
	}
	return None, nil
}

func typeSetAnnotate(th *Thread, self, v Value) error {
	t := (*Type)(self.P)
	if err := t.checkMutable("__annotate__"); err != nil {
		return err
	}
	if v.IsUnbound() {
		return Raise(TypeError, "cannot delete __annotate__ attribute")
	}
	if !v.IsNone() && !Callable(v) {
		return Raise(TypeError, "__annotate__ must be callable or None")
	}
	if err := t.setOwn(th, nameAnnotateFunc, v); err != nil {
		return err
	}
	if !v.IsNone() {
		t.Dict().DelStr(nameAnnotationCache)
	}
	return nil
}

func typeGetAnnotations(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	if t.heap == nil {
		return Unbound, Raise(AttributeError, "type object '%s' has no attribute '__annotations__'", t.TypeName())
	}
	for _, n := range [...]*Str{nameAnnotations, nameAnnotationCache} {
		if v := t.Dict().GetStr(n); !v.IsUnbound() {
			if get := v.Type().DescrGet; get != nil {
				return get(th, v, Unbound, t)
			}
			return v, nil
		}
	}
	annotate, err := typeGetAnnotate(th, self)
	if err != nil {
		return Unbound, err
	}
	result := NewDict().Value()
	if !annotate.IsNone() && Callable(annotate) {
		if result, err = CallArgs(th, annotate, Int(1)); err != nil {
			return Unbound, err
		}
		if AsDict(result) == nil {
			return Unbound, Raise(TypeError, "__annotate__ returned non-dict of type '%s'", result.Type().TypeName())
		}
	}
	return result, t.setOwn(th, nameAnnotationCache, result)
}

func typeSetAnnotations(th *Thread, self, v Value) error {
	t := (*Type)(self.P)
	if err := t.checkMutable("__annotations__"); err != nil {
		return err
	}
	if v.IsUnbound() {
		found := t.Dict().DelStr(nameAnnotations)
		found = t.Dict().DelStr(nameAnnotationCache) || found
		if !found {
			return Raise(AttributeError, "__annotations__")
		}
		t.Dict().DelStr(nameAnnotate)
		t.Dict().DelStr(nameAnnotateFunc)
		t.modified(th.Interp, nameAnnotations)
		return nil
	}
	key := nameAnnotationCache
	if t.Dict().FindStr(nameAnnotations) >= 0 {
		key = nameAnnotations
	}
	t.Dict().DelStr(nameAnnotate)
	t.Dict().DelStr(nameAnnotateFunc)
	return t.setOwn(th, key, v)
}

// typeGetFlags builds CPython's tp_flags bits that programs look at.
func typeGetFlags(th *Thread, self Value) (Value, error) {
	t := (*Type)(self.P)
	var f int64 = 1 << 12 // ready
	for _, b := range []struct {
		mine TypeFlags
		bit  uint
	}{{TypeImmutable, 8}, {TypeHeap | TypeShownHeap, 9}, {TypeBaseType, 10}, {TypeAbstract, 20}, {TypeSequence, 5}, {TypeMapping, 6}, {TypeMethodDescr, 17}, {TypeDisallowNew, 7}} {
		if t.Flags&b.mine != 0 {
			f |= 1 << b.bit
		}
	}
	for _, b := range []struct {
		base *Type
		bit  uint
	}{{IntType, 24}, {ListType, 25}, {TupleType, 26}, {BytesType, 27}, {StrType, 28}, {DictType, 29}, {BaseException, 30}, {TypeType, 31}} {
		if t.IsSubtype(b.base) {
			f |= 1 << b.bit
		}
	}
	return Int(f), nil
}

func typeSubclasses(th *Thread, a []Value) (Value, error) {
	return NewList(typeValues(th.Interp.Subclasses((*Type)(a[0].P)))).Value(), nil
}

// typeOr is X | Y: a union.
func typeOr(th *Thread, a, b Value) (Value, error) { return UnionOr(th, a, b) }

// TakesAnyKeyword reports whether a callable takes keyword arguments whose names are no str, to find that out itself.
func TakesAnyKeyword(v Value) bool {
	switch v.Type() {
	case TypeType:
		return (*Type)(v.P).Flags&TypeAnyKeyword != 0
	case BuiltinType:
		return (*Builtin)(v.P).Def.AnyKeyword
	}
	return false
}

// Callable is callable(v).
func Callable(v Value) bool { return v.Type().Call != nil }
