// This file fills object, the base of all classes: its special methods are what every class falls back on.

package runtime

func setupObject(t *Type) {
	t.Doc = "The base class of the class hierarchy.\n\nCalled without arguments it makes a featureless object."
	t.TextSig = "()"
	t.Flags |= TypeBaseType
	t.Layout = KindInstance
	t.New, t.Init = objectNew, objectInit
	t.Repr, t.Str = objectRepr, objectStr
	t.Hash = hashIdentity
	t.Compare = objectCompare
	t.GetAttr, t.SetAttr = GenericGetAttr, GenericSetAttr
	t.GetSets = []GetSetDef{{Name: "__class__", Doc: "the object's class", Get: objectClass, Set: auditedSetter("__class__", objectSetClass)}}
	t.Methods = []*MethodDef{
		Def("__reduce_ex__($self, protocol, /)", "Tell pickle how to rebuild the object, for a protocol number.", objectReduceEx),
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", objectReduce),
		Def("__getstate__($self, /)", "Return the state that pickle saves.", objectGetState),
		DefClass("__subclasshook__($type, object, /)", "Let abstract base classes decide about subclasses; by default undecided.", objectSubclassHook),
		{Name: "__init_subclass__", TextSig: "($type)", Doc: "Called when a class is subclassed; does nothing by default.", Flags: MethodClass, Raw: objectInitSubclass},
		Def("__format__($self, format_spec, /)", "Return str(self); a non-empty format_spec is an error.", objectFormat),
		Def("__sizeof__($self, /)", "Return the object's size in memory, in bytes.", objectSizeof),
		Def("__dir__($self, /)", "Return the names of the object's attributes.", objectDir),
	}
}

// objectNew is object.__new__.
func objectNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if len(args) > 0 {
		if cls.New != nil && !sameFunc(cls.New, NewFunc(objectNew)) {
			return Unbound, Raise(TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if sameFunc(cls.Init, InitFunc(objectInit)) {
			return Unbound, Raise(TypeError, "%s() takes no arguments", cls.TypeName())
		}
	}
	if cls.Flags&TypeAbstract != 0 {
		return Unbound, abstractError(th, cls)
	}
	if cls.Root == nil {
		return newPlainObject(cls), nil
	}
	return NewInstance(cls).Value(), nil
}

// ObjectNew is objectNew for types of modules whose instances are plain objects.
func ObjectNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	return objectNew(th, cls, nil, nil)
}

// newPlainObject returns an instance of object or of a built-in type with the same layout. Its shape is its own: attributes of such
// objects are not cached.
func newPlainObject(cls *Type) Value {
	s := plainShape
	if cls.Flags&TypeHasDict != 0 {
		s = &Shape{Type: cls}
	}
	return (&Instance{Header: Header{Type: cls, Kind: KindInstance}, Shape: s}).Value()
}

// plainShape is the shape of instances of object itself: no attributes, never cached.
var plainShape = &Shape{Type: ObjectType}

// objectInit is object.__init__.
func objectInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	if len(args) == 0 {
		return nil
	}
	t := self.Type()
	if !sameFunc(t.Init, InitFunc(objectInit)) {
		return Raise(TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
	}
	if t.New == nil || sameFunc(t.New, NewFunc(objectNew)) {
		return Raise(TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", t.TypeName())
	}
	return nil
}

// abstractError names the abstract methods that keep a class from being instantiated.
func abstractError(th *Thread, cls *Type) error {
	names, err := abstractNames(th, cls)
	if err != nil {
		return err
	}
	list := ""
	for i, n := range names {
		if i > 0 {
			list += ", "
		}
		list += "'" + n + "'"
	}
	return Raise(TypeError, "Can't instantiate abstract class %s without an implementation for abstract method%s %s", cls.TypeName(), plural(len(names)), list)
}

func abstractNames(th *Thread, cls *Type) ([]string, error) {
	v := cls.lookupMRO(nameAbstractMethods)
	if v.IsUnbound() {
		return nil, nil
	}
	var names []string
	err := ForEach(th, v, func(v Value) error {
		if s := AsStr(v); s != nil {
			names = append(names, s.String())
		}
		return nil
	})
	sortStrings(names)
	return names, err
}

func sortStrings(s []string) {
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

// objectRepr is "<module.Class object at 0x…>".
func objectRepr(th *Thread, self Value) (Value, error) {
	t := self.Type()
	name, err := qualifiedTypeName(th, t)
	if err != nil {
		return Unbound, err
	}
	return Text("<" + name + " object at " + Address(th, self) + ">"), nil
}

// Address is an object's identity as reprs show it: "0x7f…".
func Address(th *Thread, v Value) string {
	const digits = "0123456789abcdef"
	id := uint64(ID(th, v))
	var buf [18]byte
	i := len(buf)
	for first := true; first || id > 0; first = false {
		i--
		buf[i] = digits[id&15]
		id >>= 4
	}
	for len(buf)-i < 12 {
		i--
		buf[i] = '0'
	}
	return "0x" + string(buf[i:])
}

// qualifiedTypeName is "module.qualname", without the module for builtins.
func qualifiedTypeName(th *Thread, t *Type) (string, error) {
	mod, err := typeModule(th, t)
	if err != nil {
		return "", err
	}
	q := t.qualName()
	if m := AsStr(mod); m != nil && m.String() != "builtins" {
		return m.String() + "." + q, nil
	}
	return q, nil
}

// typeNameInModule is qualifiedTypeName, or the bare name when that fails.
func typeNameInModule(th *Thread, t *Type) string {
	if name, err := qualifiedTypeName(th, t); err == nil {
		return name
	}
	return t.TypeName()
}

func objectStr(th *Thread, self Value) (Value, error) {
	s, err := self.Type().Repr(th, self)
	return s, err
}

func objectCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	switch op {
	case EQ:
		if Is(a, b) {
			return True, nil
		}
	case NE:
		// By default != is the opposite of ==, unless == is not implemented.
		if f := a.Type().Compare; f != nil {
			v, err := f(th, a, b, EQ)
			if err != nil || v.IsNotImplemented() {
				return v, err
			}
			t, err := Truth(th, v)
			return Bool(!t), err
		}
	}
	return NotImplemented, nil
}

func objectClass(th *Thread, self Value) (Value, error) { return self.Type().Value(), nil }

func objectSetClass(th *Thread, self, v Value) error {
	if v.IsUnbound() {
		return Raise(TypeError, "can't delete __class__ attribute")
	}
	to := AsType(v)
	if to == nil {
		return Raise(TypeError, "__class__ must be set to a class, not '%s' object", v.Type().TypeName())
	}
	from := self.Type()
	if m := self.Kind() == KindModule && from.IsSubtype(ModuleType) && to.IsSubtype(ModuleType); !m && (from.Flags&TypeHeap == 0 || to.Flags&TypeHeap == 0) {
		return Raise(TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
	}
	if from.Layout != to.Layout || from.Flags&TypeHasDict != to.Flags&TypeHasDict || (from.Flags^to.Flags)&TypeHasWeakref != 0 && self.Kind() != KindModule || len(from.SlotNames) != len(to.SlotNames) || (from.ExtOffset != to.ExtOffset && self.Kind() != KindModule) {
		return Raise(TypeError, "__class__ assignment: '%s' object layout differs from '%s'", to.TypeName(), from.TypeName())
	}
	a, b := layoutClass(from), layoutClass(to)
	for i := range from.SlotNames {
		if from.SlotNames[i] != to.SlotNames[i] || a != b && a.Base != b.Base {
			return Raise(TypeError, "__class__ assignment: '%s' object layout differs from '%s'", to.TypeName(), from.TypeName())
		}
	}
	if x := AsInstance(self); x != nil {
		if err := x.Ready(th); err != nil {
			return err
		}
		x.changeClass(th, to)
		return nil
	}
	self.Header().Type = to
	return nil
}

// layoutClass returns the class that last added to the layout that t's instances have: slots, a dict or weak references.
func layoutClass(t *Type) *Type {
	for b := t.Base; b != nil && len(b.SlotNames) == len(t.SlotNames) && (b.Flags^t.Flags)&(TypeHasDict|TypeHasWeakref) == 0; b = t.Base {
		t = b
	}
	return t
}

// changeClass moves the instance to another class of the same layout: the attributes keep their slots.
func (x *Instance) changeClass(th *Thread, to *Type) {
	if x.More != nil && x.More.Dict != nil {
		x.Type = to
		x.toDictShape()
		return
	}
	names := x.Shape.Names()
	s := NewShape(th.Interp, to, int(x.Shape.Inline))
	for _, n := range names {
		s = s.With(th.Interp, n)
	}
	x.Type, x.Shape, x.ID = to, s, s.ID
}

func objectSubclassHook(th *Thread, a []Value) (Value, error) { return NotImplemented, nil }

func objectFormat(th *Thread, a []Value) (Value, error) {
	spec := AsStr(a[1])
	if spec == nil {
		return Unbound, Raise(TypeError, "__format__() argument must be str, not %s", a[1].Type().TypeName())
	}
	if spec.Len() > 0 {
		return Unbound, Raise(TypeError, "unsupported format string passed to %s.__format__", a[0].Type().TypeName())
	}
	s, err := StrOf(th, a[0])
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

func objectSizeof(th *Thread, a []Value) (Value, error) {
	t := a[0].Type()
	size := t.Size
	if x := AsInstance(a[0]); x != nil {
		size = InlineOffset + uintptr(x.Shape.Inline)*SizeOf[Value]()
	}
	if n := AsTuple(a[0]); n != nil {
		size = SizeOf[Tuple]() + uintptr(n.Len())*valueSize
	}
	if size == 0 {
		size = builtinSize(a[0])
	}
	return Int(int64(size)), nil
}

// builtinSize is the size of objects whose classes can't be subclassed, which therefore have no Type.Size.
func builtinSize(v Value) uintptr {
	switch v.Kind() {
	case KindFunction:
		return SizeOf[Function]()
	case KindMethod:
		return SizeOf[Method]()
	case KindBuiltin:
		return SizeOf[Builtin]()
	case KindCell:
		return SizeOf[Cell]()
	case KindModule:
		return SizeOf[Module]()
	}
	if v.Type().Iter != nil && v.Type().Next != nil {
		return SizeOf[sequenceIterator]()
	}
	return SizeOf[Header]()
}

// objectDir is object.__dir__: the instance's attributes and those of its class and bases.
func objectDir(th *Thread, a []Value) (Value, error) {
	names := NewDict()
	d, err := GetAttrOr(th, a[0], nameDict)
	if err != nil {
		return Unbound, err
	}
	if own := AsDict(d); own != nil {
		mergeKeys(names, own)
	}
	c, err := GetAttrOr(th, a[0], nameClass)
	if err != nil {
		return Unbound, err
	}
	if t := AsType(c); t != nil {
		if err := mergeClassDict(th, names, t); err != nil {
			return Unbound, err
		}
	}
	return keysList(names), nil
}

func mergeKeys(into, from *Dict) {
	for pos := 0; ; {
		k, _, ok := from.Next(&pos)
		if !ok {
			return
		}
		if s := AsStr(k); s != nil {
			into.SetStr(s, None)
		}
	}
}

// mergeClassDict adds the names of a class and its bases.
func mergeClassDict(th *Thread, into *Dict, t *Type) error {
	for _, c := range t.MRO {
		mergeKeys(into, c.Dict())
	}
	return nil
}

func keysList(d *Dict) Value {
	var keys []Value
	for pos := 0; ; {
		k, _, ok := d.Next(&pos)
		if !ok {
			break
		}
		keys = append(keys, k)
	}
	return NewList(keys).Value()
}

// NewPlainObject returns object().
func NewPlainObject() Value { return newPlainObject(ObjectType) }

func objectInitSubclass(th *Thread, args []Value, kw *Tuple) (Value, error) {
	name := (*Type)(args[0].P).TypeName()
	switch n := len(args) - 1; {
	case kw != nil && kw.Len() > 0:
		return Unbound, Raise(TypeError, "%s.__init_subclass__() takes no keyword arguments", name)
	case n > 0:
		return Unbound, Raise(TypeError, "%s.__init_subclass__() takes no arguments (%d given)", name, n)
	}
	return None, nil
}
