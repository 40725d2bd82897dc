// This file fills the descriptor types of built-in classes (method, slot wrapper, getset, member) and those of
// instance layouts: __slots__ members, __dict__ and __weakref__.

package runtime

func newGetSet(owner *Type, def *GetSetDef) Value {
	return (&GetSetDescriptor{Header: Header{Type: GetSetDescriptorType, Kind: KindOther}, Def: def, Owner: owner}).Value()
}

// slotDescriptor is the member descriptor of one name in __slots__.
type slotDescriptor struct {
	GetSetDescriptor
	index int
}

func newSlotDescriptor(owner *Type, name *Str, index int) Value {
	d := &slotDescriptor{index: index}
	d.Header = Header{Type: MemberDescriptorType, Kind: KindOther}
	d.Owner = owner
	slot := func(obj Value) *Value {
		if x := AsInstance(obj); x != nil {
			return x.slot(index)
		}
		e := obj.Ext()
		for len(e.Slots) <= index {
			e.Slots = append(e.Slots, Unbound)
		}
		return &e.Slots[index]
	}
	d.Def = &GetSetDef{Name: name.s, Member: true,
		Get: func(th *Thread, obj Value) (Value, error) {
			v := *slot(obj)
			if v.IsUnbound() {
				return Unbound, NoAttribute(obj, name)
			}
			return v, nil
		},
		Set: func(th *Thread, obj, v Value) error {
			p := slot(obj)
			if v.IsUnbound() && p.IsUnbound() {
				return NoAttribute(obj, name)
			}
			*p = v
			return nil
		}}
	return d.Value()
}

// SlotIndex returns the slot of a __slots__ member descriptor, -1 for any other value.
func SlotIndex(descr Value) int {
	if descr.P == nil || descr.Type() != MemberDescriptorType {
		return -1
	}
	g := (*GetSetDescriptor)(descr.P)
	if g.Owner.Flags&TypeHeap == 0 {
		return -1
	}
	return (*slotDescriptor)(descr.P).index
}

var instanceDictDef = GetSetDef{Name: "__dict__", Doc: "the instance's attributes", Get: GetInstanceDict, Set: setInstanceDict}

// InstanceDictDef declares __dict__ for types of modules whose instances have one.
func InstanceDictDef() GetSetDef { return instanceDictDef }

// GetInstanceDict returns obj.__dict__.
func GetInstanceDict(th *Thread, obj Value) (Value, error) {
	if obj.Kind() == KindType { // of a metaclass that has another base besides type
		return TypeType.Dict().GetStr(nameDict).Type().DescrGet(th, TypeType.Dict().GetStr(nameDict), obj, obj.Type())
	}
	if x := AsInstance(obj); x != nil {
		if x.Type.Flags&TypeHasDict == 0 {
			return Unbound, NoAttribute(obj, nameDict)
		}
		if err := x.Ready(th); err != nil {
			return Unbound, err
		}
		return x.MakeDict(th).Value(), nil
	}
	if d := ownDict(obj, true); d != nil {
		return d.Value(), nil
	}
	return Unbound, NoAttribute(obj, nameDict)
}

func setInstanceDict(th *Thread, obj, v Value) error {
	switch obj.Kind() {
	case KindType:
		return Raise(AttributeError, "attribute '__dict__' of 'type' objects is not writable")
	case KindModule:
		return Raise(AttributeError, "readonly attribute")
	}
	d := AsDict(v)
	if v.IsUnbound() {
		d = NewDict()
	}
	if d == nil {
		return Raise(TypeError, "__dict__ must be set to a dictionary, not a '%s'", v.Type().TypeName())
	}
	if x := AsInstance(obj); x != nil {
		if err := x.Ready(th); err != nil {
			return err
		}
		x.SetDict(th, d)
		return nil
	}
	if f := ownDictField(obj); f != nil {
		*f = d
		return nil
	}
	return NoAttribute(obj, nameDict)
}

var instanceWeakrefDef = GetSetDef{Name: "__weakref__", Doc: "the weak references to the object", Get: func(th *Thread, obj Value) (Value, error) {
	if refs := WeakReferences(obj); len(refs) > 0 {
		return refs[0], nil
	}
	return None, nil
}}

// WeakRefs returns where obj keeps its weak references, nil when it can't have any.
func WeakRefs(obj Value) **WeakList {
	switch obj.Kind() {
	case KindInstance:
		x := (*Instance)(obj.P)
		if x.Type.Flags&TypeHasWeakref == 0 {
			return nil
		}
		if x.More == nil {
			x.More = &Overflow{}
		}
		return &x.More.Weak
	case KindFunction:
		return &(*Function)(obj.P).details().weak
	case KindMethod:
		return &(*Method)(obj.P).Weak
	case KindModule:
		return &(*Module)(obj.P).Weak
	case KindGenerator:
		return &(*Generator)(obj.P).Weak
	case KindType:
		return &(*Type)(obj.P).weak
	case KindInt:
		return nil
	}
	t := obj.Type()
	if t.WeakField != nil {
		return t.WeakField(obj)
	}
	if e := obj.Ext(); e != nil && t.Flags&TypeHasWeakref != 0 {
		return &e.Weak
	}
	return nil
}

// Each descriptor's attributes: __name__, __objclass__, __qualname__, __doc__, …

func descriptorGetSets(name func(v Value) string, owner func(v Value) *Type, doc func(v Value) string) []GetSetDef {
	return []GetSetDef{
		{Name: "__name__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Text(name(v)), nil }},
		{Name: "__objclass__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return owner(v).Value(), nil }},
		{Name: "__qualname__", Get: func(th *Thread, v Value) (Value, error) { return Text(owner(v).qualName() + "." + name(v)), nil }},
		{Name: "__doc__", Get: func(th *Thread, v Value) (Value, error) {
			if d := doc(v); d != "" {
				return Text(d), nil
			}
			return None, nil
		}},
	}
}

func textSigGetSet(sig func(v Value) string) GetSetDef {
	return GetSetDef{Name: "__text_signature__", Get: func(th *Thread, v Value) (Value, error) {
		if s := sig(v); s != "" {
			return Text(s), nil
		}
		return None, nil
	}}
}

// checkDescriptor refuses an object that is no instance of the class that the descriptor belongs to.
func checkDescriptor(name string, owner *Type, obj Value) error {
	if !IsInstance(obj, owner) {
		return Raise(TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name, owner.TypeName(), obj.Type().TypeName())
	}
	return nil
}

func setupMethodDescriptor(t *Type) {
	t.Flags |= TypeMethodDescr
	t.Layout = KindMethodDescriptor
	def := func(v Value) *MethodDescriptor { return (*MethodDescriptor)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<method '" + def(v).Def.Name + "' of '" + def(v).Owner.TypeName() + "' objects>"), nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		d := def(v)
		if len(args) == 0 || kw != nil && len(args) == kw.Len() {
			return Unbound, Raise(TypeError, "unbound method %s.%s() needs an argument", d.Owner.TypeName(), d.Def.Name)
		}
		if err := checkDescriptor(d.Def.Name, d.Owner, args[0]); err != nil {
			return Unbound, err
		}
		return d.Def.Invoke(th, args, kw)
	}
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if obj.IsUnbound() {
			return v, nil
		}
		if err := checkDescriptor(def(v).Def.Name, def(v).Owner, obj); err != nil {
			return Unbound, err
		}
		return BindBuiltin(def(v).Def, obj), nil
	}
	t.GetSets = append(descriptorGetSets(func(v Value) string { return def(v).Def.Name }, func(v Value) *Type { return def(v).Owner }, func(v Value) string { return def(v).Def.Doc }),
		textSigGetSet(func(v Value) string { return def(v).Def.TextSig }))
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", reduceByOwner)}
}

// reduceByOwner rebuilds a descriptor by getattr(owner, name).
func reduceByOwner(th *Thread, a []Value) (Value, error) {
	getattr, err := GetAttrString(th, th.Interp.Builtins.Value(), "getattr")
	if err != nil {
		return Unbound, err
	}
	owner, err := GetAttr(th, a[0], nameObjClass)
	if err != nil {
		return Unbound, err
	}
	name, err := GetAttr(th, a[0], nameName)
	if err != nil {
		return Unbound, err
	}
	return TupleOf(getattr, TupleOf(owner, name).Value()).Value(), nil
}

func setupClassMethodDescriptor(t *Type) {
	def := func(v Value) *MethodDescriptor { return (*MethodDescriptor)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<method '" + def(v).Def.Name + "' of '" + def(v).Owner.TypeName() + "' objects>"), nil
	}
	bind := func(th *Thread, v Value, cls *Type) (Value, error) {
		d := def(v)
		if !cls.IsSubtype(d.Owner) {
			return Unbound, Raise(TypeError, "descriptor '%s' requires a subtype of '%s' but received '%s'", d.Def.Name, d.Owner.TypeName(), cls.TypeName())
		}
		return BindBuiltin(d.Def, cls.Value()), nil
	}
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if owner == nil {
			if obj.IsUnbound() {
				return Unbound, Raise(TypeError, "descriptor '%s' for type '%s' needs either an object or a type", def(v).Def.Name, def(v).Owner.TypeName())
			}
			owner = obj.Type()
		}
		return bind(th, v, owner)
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		d := def(v)
		if len(args) == 0 {
			return Unbound, Raise(TypeError, "unbound method %s.%s() needs an argument", d.Owner.TypeName(), d.Def.Name)
		}
		cls := AsType(args[0])
		if cls == nil {
			return Unbound, Raise(TypeError, "descriptor '%s' for type '%s' needs a type, not a '%s' as arg 2", d.Def.Name, d.Owner.TypeName(), args[0].Type().TypeName())
		}
		m, err := bind(th, v, cls)
		if err != nil {
			return Unbound, err
		}
		return Call(th, m, args[1:], kw)
	}
	t.GetSets = append(descriptorGetSets(func(v Value) string { return def(v).Def.Name }, func(v Value) *Type { return def(v).Owner }, func(v Value) string { return def(v).Def.Doc }),
		textSigGetSet(func(v Value) string { return def(v).Def.TextSig }))
}

func setupWrapperDescriptor(t *Type) {
	t.Flags |= TypeMethodDescr
	def := func(v Value) *WrapperDescriptor { return (*WrapperDescriptor)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<slot wrapper '" + def(v).Slot.Name + "' of '" + def(v).Owner.TypeName() + "' objects>"), nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) { return def(v).Call(th, args, kw) }
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if obj.IsUnbound() {
			return v, nil
		}
		if err := checkDescriptor(def(v).Slot.Name, def(v).Owner, obj); err != nil {
			return Unbound, err
		}
		w := &methodWrapper{Header: Header{Type: MethodWrapperType, Kind: KindOther}, descr: def(v), self: obj}
		return w.Value(), nil
	}
	t.GetSets = append(descriptorGetSets(func(v Value) string { return def(v).Slot.Name }, func(v Value) *Type { return def(v).Owner }, func(v Value) string { return def(v).Slot.Doc }),
		textSigGetSet(func(v Value) string { return def(v).Slot.TextSig }))
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", reduceByOwner)}
}

// methodWrapper is a slot wrapper bound to an object: [].__len__.
type methodWrapper struct {
	Header
	descr *WrapperDescriptor
	self  Value
}

func setupMethodWrapper(t *Type) {
	w := func(v Value) *methodWrapper { return (*methodWrapper)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<method-wrapper '" + w(v).descr.Slot.Name + "' of " + w(v).self.Type().TypeName() + " object at " + Address(th, w(v).self) + ">"), nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		return w(v).descr.Call(th, append([]Value{w(v).self}, args...), kw)
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if op != EQ && op != NE || b.Type() != MethodWrapperType {
			return NotImplemented, nil
		}
		same := w(a).descr == w(b).descr && Is(w(a).self, w(b).self)
		return Bool(same == (op == EQ)), nil
	}
	t.Hash = func(th *Thread, v Value) (int64, error) {
		h, err := hashIdentity(th, w(v).self)
		return h ^ int64(address(w(v).descr)>>4), err
	}
	t.GetSets = append(descriptorGetSets(func(v Value) string { return w(v).descr.Slot.Name }, func(v Value) *Type { return w(v).descr.Owner }, func(v Value) string { return w(v).descr.Slot.Doc }),
		textSigGetSet(func(v Value) string { return w(v).descr.Slot.TextSig }),
		GetSetDef{Name: "__self__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return w(v).self, nil }})
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
		getattr, err := builtinFunction(th, "getattr")
		if err != nil {
			return Unbound, err
		}
		return TupleOf(getattr, TupleOf(w(a[0]).self, Text(w(a[0]).descr.Slot.Name)).Value()).Value(), nil
	})}
}

func setupGetSetDescriptor(t *Type) {
	d := func(v Value) *GetSetDescriptor { return (*GetSetDescriptor)(v.P) }
	kind := "attribute"
	if t == MemberDescriptorType {
		kind = "member"
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<" + kind + " '" + d(v).Def.Name + "' of '" + d(v).Owner.TypeName() + "' objects>"), nil
	}
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if obj.IsUnbound() {
			return v, nil
		}
		if err := checkDescriptor(d(v).Def.Name, d(v).Owner, obj); err != nil {
			return Unbound, err
		}
		return d(v).Def.Get(th, obj)
	}
	t.DescrSet = func(th *Thread, v, obj, x Value) error {
		if err := checkDescriptor(d(v).Def.Name, d(v).Owner, obj); err != nil {
			return err
		}
		if d(v).Def.Set == nil {
			if t == MemberDescriptorType {
				return Raise(AttributeError, "readonly attribute")
			}
			return Raise(AttributeError, "attribute '%s' of '%s' objects is not writable", d(v).Def.Name, d(v).Owner.TypeName())
		}
		return d(v).Def.Set(th, obj, x)
	}
	t.GetSets = descriptorGetSets(func(v Value) string { return d(v).Def.Name }, func(v Value) *Type { return d(v).Owner }, func(v Value) string { return d(v).Def.Doc })
	if t == MemberDescriptorType {
		t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", reduceByOwner)}
	}
}
