// This file fills staticmethod and classmethod.

package runtime

// methodWrapperObject is the struct of both: a callable and the attributes copied from it.
type wrappedMethod struct {
	Header
	fn   Value
	dict *Dict
}

// NewStaticMethod returns staticmethod(fn).
func NewStaticMethod(fn Value) Value {
	return (&wrappedMethod{Header: Header{Type: StaticMethodType, Kind: KindOther}, fn: fn}).Value()
}

// NewClassMethod returns classmethod(fn).
func NewClassMethod(fn Value) Value {
	return (&wrappedMethod{Header: Header{Type: ClassMethodType, Kind: KindOther}, fn: fn}).Value()
}

func asWrapped(v Value) *wrappedMethod { return (*wrappedMethod)(v.P) }

// WrappedFunction returns the function inside a staticmethod or classmethod object, Unbound for other objects.
func WrappedFunction(v Value) Value {
	if t := v.Type(); t.IsSubtype(StaticMethodType) || t.IsSubtype(ClassMethodType) {
		return asWrapped(v).fn
	}
	return Unbound
}

func setupStaticMethod(t *Type) {
	t.Doc = "Make a function a static method: it gets neither the instance nor the class."
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) { return asWrapped(v).fn, nil }
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		return Call(th, asWrapped(v).fn, args, kw)
	}
	setupWrapped(t)
}

func setupClassMethod(t *Type) {
	t.Doc = "Make a function a class method: it gets the class as its first argument."
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if owner == nil {
			owner = obj.Type()
		}
		return NewMethod(asWrapped(v).fn, owner.Value()).Value(), nil
	}
	setupWrapped(t)
}

// takenOver is the getter of an attribute that is taken from the function when it is first asked for.
func takenOver(name *Str) func(th *Thread, v Value) (Value, error) {
	return func(th *Thread, v Value) (Value, error) {
		d := ownDict(v, true)
		if x := d.GetStr(name); !x.IsUnbound() {
			return x, nil
		}
		x, err := GetAttr(th, asWrapped(v).fn, name)
		if err == nil {
			d.SetStr(name, x)
		}
		return x, err
	}
}

// copiedAttributes are what both take over from their function.
var copiedAttributes = []*Str{nameModule, nameName, nameQualName, nameDoc}

func setupWrapped(t *Type) {
	t.TextSig = "(function, /)"
	t.Flags |= TypeBaseType | TypeHasDict
	t.Size = SizeOf[wrappedMethod]()
	t.DictField = func(v Value) **Dict { return &asWrapped(v).dict }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		w := newObject[wrappedMethod](cls, KindOther)
		w.fn = None
		return w.Value(), nil
	}
	name := t.Name
	t.Init = func(th *Thread, self Value, args []Value, kw *Tuple) error {
		if kw != nil {
			return Raise(TypeError, "%s() takes no keyword arguments", name)
		}
		if len(args) != 1 {
			return Raise(TypeError, "%s expected 1 argument, got %d", name, len(args))
		}
		w := asWrapped(self)
		w.fn = args[0]
		for _, n := range copiedAttributes {
			v, err := GetAttrOr(th, args[0], n)
			if err != nil {
				return err
			}
			if v.IsUnbound() {
				continue
			}
			if w.dict == nil {
				w.dict = NewDict()
			}
			w.dict.SetStr(n, v)
		}
		return nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		r, err := Repr(th, asWrapped(v).fn)
		if err != nil {
			return Unbound, err
		}
		return Text("<" + name + "(" + r.String() + ")>"), nil
	}
	t.GetSets = []GetSetDef{
		{Name: "__func__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return asWrapped(v).fn, nil }},
		{Name: "__wrapped__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return asWrapped(v).fn, nil }},
		{Name: "__isabstractmethod__", Get: func(th *Thread, v Value) (Value, error) {
			b, err := isAbstractMethod(th, asWrapped(v).fn)
			return Bool(b), err
		}},
		{Name: "__dict__", Get: GetInstanceDict, Set: setInstanceDict},
		{Name: "__annotations__", Get: takenOver(nameAnnotations),
			Set: func(th *Thread, v, x Value) error { return setDictAttr(th, v, ownDict(v, true), nameAnnotations, x) }},
		{Name: "__annotate__", Get: takenOver(nameAnnotate),
			Set: func(th *Thread, v, x Value) error { return setDictAttr(th, v, ownDict(v, true), nameAnnotate, x) }},
	}
	t.Methods = []*MethodDef{DefClass("__class_getitem__($type, item, /)", "Return a generic alias.", func(th *Thread, a []Value) (Value, error) { return NewGenericAlias(th, a[0], a[1]) })}
}

// isAbstractMethod is bool(getattr(v, "__isabstractmethod__", False)).
func isAbstractMethod(th *Thread, v Value) (bool, error) {
	if v.IsUnbound() || v.IsNone() {
		return false, nil
	}
	a, err := GetAttrOr(th, v, nameIsAbstract)
	if err != nil || a.IsUnbound() {
		return false, err
	}
	return Truth(th, a)
}
