// This file fills super.

package runtime

// superObject is a super object: attributes are looked up in obj's MRO behind class.
type superObject struct {
	Header
	class *Type
	obj   Value // Unbound: an unbound super object
	start *Type // obj's class, or obj itself when it is a class
}

func setupSuper(t *Type) {
	t.Doc = "super() -> the same as super(__class__, first argument)\nsuper(type, object or subclass) -> attributes of the next class in the MRO"
	t.Flags |= TypeBaseType
	t.Size = SizeOf[superObject]()
	s := func(v Value) *superObject { return (*superObject)(v.P) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		x := newObject[superObject](cls, KindOther)
		x.obj = Unbound
		return x.Value(), nil
	}
	t.Init = func(th *Thread, self Value, args []Value, kw *Tuple) error {
		if kw != nil {
			return Raise(TypeError, "super() takes no keyword arguments")
		}
		if len(args) > 2 {
			return Raise(TypeError, "super() expected at most 2 arguments, got %d", len(args))
		}
		x := s(self)
		if len(args) == 0 {
			class, obj, err := implicitSuper(th)
			if err != nil {
				return err
			}
			args = []Value{class, obj}
		}
		class := AsType(args[0])
		if class == nil {
			return Raise(TypeError, "super() argument 1 must be a type, not %s", args[0].Type().TypeName())
		}
		x.class, x.obj, x.start = class, Unbound, nil
		if len(args) == 2 && !args[1].IsNone() {
			start, err := superCheck(th, class, args[1])
			if err != nil {
				return err
			}
			x.obj, x.start = args[1], start
		}
		return nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		x := s(v)
		c := "NULL"
		if x.class != nil {
			c = x.class.TypeName()
		}
		if x.start == nil {
			return Text("<super: <class '" + c + "'>, NULL>"), nil
		}
		return Text("<super: <class '" + c + "'>, <" + x.start.TypeName() + " object>>"), nil
	}
	t.GetAttr = func(th *Thread, v Value, name *Str) (Value, error) {
		x := s(v)
		if x.start != nil && name != nameClass {
			r, err := superLookup(th, x.class, x.start, x.obj, name)
			if err != nil || !r.IsUnbound() {
				return r, err
			}
		}
		return GenericGetAttr(th, v, name)
	}
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		x := s(v)
		if obj.IsUnbound() || obj.IsNone() || !x.obj.IsUnbound() {
			return v, nil
		}
		if v.Type() != SuperType {
			return CallArgs(th, v.Type().Value(), x.class.Value(), obj)
		}
		start, err := superCheck(th, x.class, obj)
		if err != nil {
			return Unbound, err
		}
		n := newObject[superObject](SuperType, KindOther)
		n.class, n.obj, n.start = x.class, obj, start
		return n.Value(), nil
	}
	orNone := func(v Value) Value {
		if v.IsUnbound() {
			return None
		}
		return v
	}
	t.GetSets = []GetSetDef{
		{Name: "__thisclass__", Member: true, Get: func(th *Thread, v Value) (Value, error) {
			if c := s(v).class; c != nil {
				return c.Value(), nil
			}
			return None, nil
		}},
		{Name: "__self__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return orNone(s(v).obj), nil }},
		{Name: "__self_class__", Member: true, Get: func(th *Thread, v Value) (Value, error) {
			if c := s(v).start; c != nil {
				return c.Value(), nil
			}
			return None, nil
		}},
	}
}

// implicitSuper finds the arguments of super() without arguments: the __class__ cell and the first local
// of the calling function.
func implicitSuper(th *Thread) (class, obj Value, err error) {
	f := th.Interp.Eval.CurrentFrame(th, 0)
	if f == nil {
		return Unbound, Unbound, Raise(RuntimeError, "super(): no current frame")
	}
	c := f.Code
	if c.ArgCount == 0 {
		return Unbound, Unbound, Raise(RuntimeError, "super(): no arguments")
	}
	obj = f.State.Local(0)
	if obj.IsUnbound() {
		return Unbound, Unbound, Raise(RuntimeError, "super(): arg[0] deleted")
	}
	for i, n := range c.LocalsPlusNames {
		if n == "__class__" && i >= len(c.LocalsPlusNames)-c.NumFree {
			class = f.State.Local(i)
			if class.IsUnbound() {
				return Unbound, Unbound, Raise(RuntimeError, "super(): empty __class__ cell")
			}
			if AsType(class) == nil {
				return Unbound, Unbound, Raise(RuntimeError, "super(): __class__ is not a type (%s)", class.Type().TypeName())
			}
			return class, obj, nil
		}
	}
	return Unbound, Unbound, Raise(RuntimeError, "super(): __class__ cell not found")
}

// superCheck returns the class whose MRO is searched for super(class, obj).
func superCheck(th *Thread, class *Type, obj Value) (*Type, error) {
	if t := AsType(obj); t != nil && t.IsSubtype(class) {
		return t, nil
	}
	if obj.Type().IsSubtype(class) {
		return obj.Type(), nil
	}
	c, err := GetAttrOr(th, obj, nameClass)
	if err != nil {
		return nil, err
	}
	if t := AsType(c); t != nil && t != obj.Type() && t.IsSubtype(class) {
		return t, nil
	}
	what := "instance of " + obj.Type().TypeName()
	if t := AsType(obj); t != nil {
		what = "type " + t.TypeName()
	}
	return nil, Raise(TypeError, "super(type, obj): obj (%s) is not an instance or subtype of type (%s).", what, class.TypeName())
}

// superLookup finds name in the MRO of start behind class and binds it to obj. Unbound: not found.
func superLookup(th *Thread, class, start *Type, obj Value, name *Str) (Value, error) {
	mro := start.MRO
	i := 0
	for i < len(mro) && mro[i] != class {
		i++
	}
	for i++; i < len(mro); i++ {
		v := mro[i].Dict().GetStr(name)
		if v.IsUnbound() {
			continue
		}
		if get := v.Type().DescrGet; get != nil {
			bind := obj
			if Is(obj, start.Value()) {
				bind = Unbound
			}
			return get(th, v, bind, start)
		}
		return v, nil
	}
	return Unbound, nil
}

// SuperAttr is super(class, obj).name without making the super object.
func SuperAttr(th *Thread, class, obj Value, name *Str) (Value, error) {
	c := AsType(class)
	if c == nil {
		return Unbound, Raise(TypeError, "super() argument 1 must be a type, not %s", class.Type().TypeName())
	}
	start, err := superCheck(th, c, obj)
	if err != nil {
		return Unbound, err
	}
	if name != nameClass {
		v, err := superLookup(th, c, start, obj, name)
		if err != nil || !v.IsUnbound() {
			return v, err
		}
	}
	x := newObject[superObject](SuperType, KindOther)
	x.class, x.obj, x.start = c, obj, start
	return GenericGetAttr(th, x.Value(), name)
}

// SuperMethod finds super(class, obj).name as a function that still wants obj as its first argument. ok is false when the attribute
// is no plain function: use SuperAttr.
func SuperMethod(th *Thread, class, obj Value, name *Str) (fn Value, ok bool, err error) {
	c := AsType(class)
	if c == nil || obj.Kind() == KindType {
		return Unbound, false, nil
	}
	start, err := superCheck(th, c, obj)
	if err != nil {
		return Unbound, false, err
	}
	mro := start.MRO
	i := 0
	for i < len(mro) && mro[i] != c {
		i++
	}
	for i++; i < len(mro); i++ {
		if v := mro[i].Dict().GetStr(name); !v.IsUnbound() {
			return v, v.Type().Flags&TypeMethodDescr != 0, nil
		}
	}
	return Unbound, false, nil
}
