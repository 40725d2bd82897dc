// This file defines attribute access: lookup along the MRO, descriptors, and the default __getattribute__ and __setattr__.

package runtime

// typeCacheEntry remembers one attribute lookup on a class; the version makes it stale by itself.
type typeCacheEntry struct {
	version uint32
	name    *Str
	value   Value
}

// Lookup finds an attribute along the MRO of t, without descriptors and without the metaclass. It
// returns Unbound when there is none. It runs no Python code.
func (t *Type) Lookup(th *Thread, name *Str) Value {
	if t.Flags&TypeImmutable != 0 && len(t.MRO) <= 2 || name.ID&strInterned == 0 || t.ID == 0 {
		return t.lookupMRO(name)
	}
	slot := &th.Interp.typeCache[(uint32(address(name)>>4)^t.ID)%uint32(len(th.Interp.typeCache))]
	if slot.version == t.ID && slot.name == name {
		return slot.value
	}
	v := t.lookupMRO(name)
	*slot = typeCacheEntry{t.ID, name, v}
	return v
}

func (t *Type) lookupMRO(name *Str) Value {
	for _, c := range t.MRO {
		if i := c.Dict().FindStr(name); i >= 0 {
			return c.Dict().entries[i].value
		}
	}
	return Unbound
}

// LookupOwner is Lookup that also tells the class whose dict holds the attribute.
func (t *Type) LookupOwner(name *Str) (Value, *Type) {
	for _, c := range t.MRO {
		if i := c.Dict().FindStr(name); i >= 0 {
			return c.Dict().entries[i].value, c
		}
	}
	return Unbound, nil
}

// LookupSpecial finds a special method on the class of obj and binds it, as the interpreter does for implicit
// calls: the instance's own attributes are not looked at. It returns Unbound when there is none.
func LookupSpecial(th *Thread, obj Value, name *Str) (Value, error) {
	t := obj.Type()
	m := t.Lookup(th, name)
	if m.IsUnbound() {
		return m, nil
	}
	if get := m.Type().DescrGet; get != nil {
		return get(th, m, obj, t)
	}
	return m, nil
}

// CallSpecial calls the special method name of obj's class with args. found is false when there is none.
func CallSpecial(th *Thread, obj Value, name *Str, args ...Value) (v Value, found bool, err error) {
	t := obj.Type()
	m := t.Lookup(th, name)
	if m.IsUnbound() {
		return Unbound, false, nil
	}
	v, err = callUnbound(th, m, obj, t, args)
	return v, true, err
}

// callUnbound calls an attribute found on class t as a method of obj, without making a bound method where it can.
func callUnbound(th *Thread, m, obj Value, t *Type, args []Value) (Value, error) {
	mt := m.Type()
	if mt.Flags&TypeMethodDescr != 0 {
		mark := len(th.scratch)
		all := th.reserve(1 + len(args))
		all[0] = obj
		for i, v := range args { // a few values: a call of copy would take longer
			all[1+i] = v
		}
		var v Value
		var err error
		if d := (*MethodDescriptor)(m.P); mt == MethodDescriptorType && d.Def.Takes(len(all)) && d.Owner == obj.Type() {
			v, err = d.Def.Fn(th, all)
		} else if m.Kind() == KindFunction {
			v, err = th.Interp.Eval.CallFunction(th, (*Function)(m.P), all, nil)
		} else {
			v, err = callOther(th, m, all, nil)
		}
		th.release(mark)
		return v, err
	}
	if mt.DescrGet != nil {
		if err := th.Enter(""); err != nil {
			return Unbound, err
		}
		bound, err := mt.DescrGet(th, m, obj, t)
		th.Leave()
		if err != nil {
			return Unbound, err
		}
		m = bound
	}
	return CallArgs(th, m, args...)
}

// GetAttr is getattr(obj, name).
func GetAttr(th *Thread, obj Value, name *Str) (Value, error) {
	return obj.Type().GetAttr(th, obj, name)
}

// GetAttrOr is getattr(obj, name, Unbound): no attribute is no error.
func GetAttrOr(th *Thread, obj Value, name *Str) (Value, error) {
	t := obj.Type()
	var v Value
	var err error
	switch {
	case t.isGenericGetAttr():
		v, err = lookupAttr(th, obj, t, name)
	case sameFunc(t.GetAttr, GetAttrFunc(typeGetAttr)):
		v, err = lookupTypeAttr(th, obj, name)
	case sameFunc(t.GetAttr, GetAttrFunc(moduleGetAttr)):
		v, err = lookupModuleAttr(th, obj, name)
	case sameFunc(t.GetAttr, GetAttrFunc(slotGetAttr)):
		v, err = lookupSlotAttr(th, obj, name)
	default:
		v, err = t.GetAttr(th, obj, name)
	}
	if err != nil && Matches(err, AttributeError) {
		return Unbound, nil
	}
	return v, err
}

// GetMethod is GetAttr for an attribute that is going to be called: a method of obj's class comes as it is, to be called with obj as its first
// argument, which isMethod tells.
func GetMethod(th *Thread, obj Value, name *Str) (m Value, isMethod bool, err error) {
	t := obj.Type()
	if t.isGenericGetAttr() {
		if m = t.Lookup(th, name); !m.IsUnbound() && m.Type().Flags&TypeMethodDescr != 0 {
			if own, err := instanceAttr(th, obj, name); err != nil || !own.IsUnbound() {
				return own, false, err
			}
			return m, true, nil
		}
	}
	m, err = GetAttr(th, obj, name)
	return m, false, err
}

// A Callee is an attribute of an object that is going to be called, maybe several times.
type Callee struct {
	fn, obj  Value
	isMethod bool // obj goes before the arguments
}

// GetWriter looks up a stream's write.
func GetWriter(th *Thread, stream Value) (c Callee, err error) {
	c.obj = stream
	c.fn, c.isMethod, err = GetMethod(th, stream, nameWrite)
	return c, err
}

// IsClosed is the truth of a stream's attribute closed.
func IsClosed(th *Thread, stream Value) (bool, error) {
	v, err := GetAttr(th, stream, nameClosed)
	if err != nil {
		return false, err
	}
	return Truth(th, v)
}

// Stdout is sys.stdout, Unbound where it has been deleted.
func (in *Interp) Stdout() Value { return in.Sys.Dict.GetStr(nameStdout) }

// Call1 calls it with one argument.
func (c *Callee) Call1(th *Thread, arg Value) (Value, error) {
	if !c.isMethod {
		return CallArgs(th, c.fn, arg)
	}
	mark := len(th.scratch)
	args := th.reserve(2)
	args[0], args[1] = c.obj, arg
	var v Value
	var err error
	if d := (*MethodDescriptor)(c.fn.P); c.fn.Kind() == KindMethodDescriptor && d.Def.Takes(2) && d.Owner == c.obj.Type() {
		v, err = d.Def.Fn(th, args)
	} else {
		v, err = Call(th, c.fn, args, nil)
	}
	th.release(mark)
	return v, err
}

// GetAttrString is GetAttr by a Go string, which is interned.
func GetAttrString(th *Thread, obj Value, name string) (Value, error) {
	return GetAttr(th, obj, th.Interp.Intern(name))
}

// SetAttr is setattr(obj, name, v); v Unbound deletes.
func SetAttr(th *Thread, obj Value, name *Str, v Value) error {
	t := obj.Type()
	if t.SetAttr == nil {
		return noSetAttr(t, name, v)
	}
	return t.SetAttr(th, obj, name, v)
}

// SetAttrString is SetAttr by a Go string, which is interned.
func SetAttrString(th *Thread, obj Value, name string, v Value) error {
	return SetAttr(th, obj, th.Interp.Intern(name), v)
}

func noSetAttr(t *Type, name *Str, v Value) error {
	verb := "assign to"
	if v.IsUnbound() {
		verb = "del"
	}
	kind := "only read-only attributes"
	if t.GetAttr == nil {
		kind = "no attributes"
	}
	return Raise(TypeError, "'%s' object has %s (%s .%s)", t.Name, kind, verb, name)
}

// GenericGetAttr is object.__getattribute__: data descriptors of the class, the instance's attributes, then
// the class's other attributes.
func GenericGetAttr(th *Thread, obj Value, name *Str) (Value, error) {
	v, err := lookupAttr(th, obj, obj.Type(), name)
	if err == nil && v.IsUnbound() {
		return Unbound, NoAttribute(obj, name)
	}
	return v, err
}

// NoAttribute is the AttributeError for a missing attribute, with the name and obj attributes set.
func NoAttribute(obj Value, name *Str) error {
	e := newTextException(AttributeError, "'"+obj.Type().TypeName()+"' object has no attribute '"+name.String()+"'")
	f := e.Fields() // as they are listed in setupAttributeError
	f[0], f[1] = name.Value(), obj
	return e
}

// lookupAttr is GenericGetAttr that returns Unbound for a missing attribute.
func lookupAttr(th *Thread, obj Value, t *Type, name *Str) (Value, error) {
	descr := t.Lookup(th, name)
	var get DescrGetFunc
	if !descr.IsUnbound() {
		dt := descr.Type()
		get = dt.DescrGet
		if get != nil && dt.DescrSet != nil {
			return get(th, descr, obj, t)
		}
	}
	if v, err := instanceAttr(th, obj, name); err != nil || !v.IsUnbound() {
		return v, err
	}
	if get != nil {
		return get(th, descr, obj, t)
	}
	return descr, nil
}

// instanceAttr returns the instance's own attribute, Unbound when it has none.
func instanceAttr(th *Thread, obj Value, name *Str) (Value, error) {
	if obj.P == nil {
		return Unbound, nil
	}
	h := obj.Header()
	if h.Kind == KindInstance {
		x := (*Instance)(obj.P)
		if x.More == nil || x.More.Dict == nil {
			if err := x.Ready(th); err != nil {
				return Unbound, err
			}
			return x.get(th.Interp.InternStr(name)), nil
		}
		return x.More.Dict.GetItem(th, name.Value())
	}
	if d := ownDict(obj, false); d != nil {
		return d.GetItem(th, name.Value())
	}
	return Unbound, nil
}

// ownDict returns the attribute dict of an object that is no KindInstance, nil when it has none (or none yet, unless
// create).
func ownDict(obj Value, create bool) *Dict {
	p := ownDictField(obj)
	if p == nil {
		return nil
	}
	if *p == nil && create {
		*p = NewDict()
	}
	return *p
}

// ownDictField returns where the object keeps its attribute dict, nil when its class gives it none.
func ownDictField(obj Value) **Dict {
	switch obj.Kind() {
	case KindFunction:
		return &(*Function)(obj.P).Dict
	case KindException:
		return &(*Exception)(obj.P).Dict
	case KindModule:
		return &(*Module)(obj.P).Dict
	}
	t := obj.Type()
	if t.Flags&TypeHasDict != 0 {
		if e := obj.Ext(); e != nil {
			return &e.Dict
		}
		if f := t.DictField; f != nil {
			return f(obj)
		}
	}
	return nil
}

// GenericSetAttr is object.__setattr__ and __delattr__ (v Unbound).
func GenericSetAttr(th *Thread, obj Value, name *Str, v Value) error {
	t := obj.Type()
	descr := t.Lookup(th, name)
	if !descr.IsUnbound() {
		if set := descr.Type().DescrSet; set != nil {
			return set(th, descr, obj, v)
		}
	}
	if obj.Kind() == KindInstance {
		x := (*Instance)(obj.P)
		if t.Flags&TypeHasDict != 0 {
			if x.More != nil && x.More.Dict != nil {
				return setDictAttr(th, obj, x.More.Dict, name, v)
			}
			if err := x.Ready(th); err != nil {
				return err
			}
			name = th.Interp.InternStr(name)
			if v.IsUnbound() {
				if !x.del(th, name) {
					return NoAttribute(obj, name)
				}
				return nil
			}
			x.set(th, name, v)
			return nil
		}
	} else if f := ownDictField(obj); f != nil {
		if *f == nil {
			*f = NewAttributeDict()
		}
		return setDictAttr(th, obj, *f, name, v)
	}
	if descr.IsUnbound() {
		e := Raise(AttributeError, "'%s' object has no attribute '%s'", t.TypeName(), name.String()).(*Exception)
		if t.Flags&TypeHasDict == 0 && t.SetAttr != nil && !v.IsUnbound() {
			e = Raise(AttributeError, "'%s' object has no attribute '%s' and no __dict__ for setting new attributes", t.TypeName(), name.String()).(*Exception)
		}
		e.SetField("name", name.Value())
		e.SetField("obj", obj)
		return e
	}
	return Raise(AttributeError, "'%s' object attribute '%s' is read-only", t.TypeName(), name.String())
}

func setDictAttr(th *Thread, obj Value, d *Dict, name *Str, v Value) error {
	if v.IsUnbound() {
		old, err := d.DelItem(th, name.Value())
		if err == nil && old.IsUnbound() {
			return NoAttribute(obj, name)
		}
		return err
	}
	return d.SetItem(th, name.Value(), v)
}

func (t *Type) isGenericGetAttr() bool { return sameFunc[GetAttrFunc](t.GetAttr, GenericGetAttr) }

// A Delegate is the Python function that access to an attribute comes down to, with its arguments.
type Delegate struct {
	Func *Function // nil: there is none
	Args [3]Value
	N    int
}

func delegate(fn Value, args ...Value) (d Delegate) {
	if d.Func = AsFunction(fn); d.Func != nil {
		d.N = copy(d.Args[:], args)
	}
	return d
}

// Getter returns the Python function whose result obj.name is: a descriptor's __get__, a property's getter, __getattribute__, or __getattr__ for an
// attribute that isn't there. It runs no Python code.
func Getter(th *Thread, obj Value, name *Str) Delegate {
	t := obj.Type()
	if t.Flags&TypeHeap == 0 {
		return Delegate{}
	}
	if !t.FindsPlainly() {
		if sameFunc(t.GetAttr, GetAttrFunc(slotGetAttr)) && t.Lookup(th, nameGetAttr).IsUnbound() {
			return delegate(t.Lookup(th, nameGetAttribute), obj, name.Value())
		}
		return Delegate{}
	}
	descr := t.Lookup(th, name)
	if descr.IsUnbound() {
		if t.Flags&TypeGetattrLast == 0 || ownAttr(th, obj, name) {
			return Delegate{}
		}
		return delegate(t.Lookup(th, nameGetAttr), obj, name.Value())
	}
	dt := descr.Type()
	if dt.DescrGet == nil || t.Flags&TypeGetattrLast != 0 {
		return Delegate{}
	}
	if dt == PropertyType {
		return delegate(AsProperty(descr).Get, obj)
	}
	if !sameFunc(dt.DescrGet, DescrGetFunc(slotDescrGet)) || dt.DescrSet == nil && ownAttr(th, obj, name) {
		return Delegate{}
	}
	return delegate(dt.Lookup(th, nameGet), descr, obj, t.Value())
}

// GetSetOf returns the descriptor whose Def.Get alone decides what obj.name is, an attribute that a built-in class has; nil: it isn't that simple.
func GetSetOf(th *Thread, obj Value, name *Str) *GetSetDescriptor {
	t := obj.Type()
	if obj.Kind() == KindType || !t.HasGenericGetAttr() {
		return nil
	}
	descr := t.Lookup(th, name)
	if descr.IsUnbound() || descr.Type() != GetSetDescriptorType && descr.Type() != MemberDescriptorType {
		return nil
	}
	d := (*GetSetDescriptor)(descr.P)
	if d.Def.Get == nil || d.Owner.Flags&TypeHeap != 0 && descr.Type() == MemberDescriptorType || t != d.Owner && !t.IsSubtype(d.Owner) {
		return nil
	}
	return d
}

// Setter returns the Python function that sets obj.name to v: a descriptor's __set__, a property's setter, or __setattr__. It runs no Python code.
func Setter(th *Thread, obj Value, name *Str, v Value) Delegate {
	t := obj.Type()
	if t.Flags&TypeHeap == 0 {
		return Delegate{}
	}
	if t.Flags&TypeCustomSetattr != 0 {
		if sameFunc(t.SetAttr, SetAttrFunc(slotSetAttr)) {
			return delegate(t.Lookup(th, nameSetAttr), obj, name.Value(), v)
		}
		return Delegate{}
	}
	descr := t.Lookup(th, name)
	if descr.IsUnbound() {
		return Delegate{}
	}
	dt := descr.Type()
	if dt == PropertyType {
		return delegate(AsProperty(descr).Set, obj, v)
	}
	if dt.DescrSet == nil || !sameFunc(dt.DescrSet, DescrSetFunc(slotDescrSet)) {
		return Delegate{}
	}
	return delegate(dt.Lookup(th, nameSet), descr, obj, v)
}

// ownAttr reports whether obj may have the attribute itself.
func ownAttr(th *Thread, obj Value, name *Str) bool {
	v, err := instanceAttr(th, obj, name)
	return err != nil || !v.IsUnbound()
}
