// This file fills property.

package runtime

// Property is a property object.
type Property struct {
	Header
	Get, Set, Del Value // None when absent
	doc           Value
	getterDoc     bool  // doc came from the getter
	name          Value // Unbound until __set_name__ or a getter with a name
}

// AsProperty returns v as a property object (or one of a subclass), or nil.
func AsProperty(v Value) *Property {
	if v.P != nil && v.Type().IsSubtype(PropertyType) {
		return (*Property)(v.P)
	}
	return nil
}

var propertySignature = ParseSignature("property($self, /, fget=None, fset=None, fdel=None, doc=None)")

func setupProperty(t *Type) {
	t.Doc = "An attribute that functions compute: fget reads it, fset sets it, fdel deletes it, doc describes it."
	t.TextSig = "(fget=None, fset=None, fdel=None, doc=None)"
	t.Flags |= TypeBaseType
	t.Size = SizeOf[Property]()
	p := func(v Value) *Property { return (*Property)(v.P) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		x := newObject[Property](cls, KindOther)
		x.Get, x.Set, x.Del, x.doc, x.name = None, None, None, None, Unbound
		return x.Value(), nil
	}
	t.Init = propertyInit
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if obj.IsUnbound() || obj.IsNone() && owner != NoneType {
			return v, nil
		}
		if p(v).Get.IsNone() {
			return Unbound, propertyError(th, p(v), obj, "getter")
		}
		return CallArgs(th, p(v).Get, obj)
	}
	t.DescrSet = func(th *Thread, v, obj, x Value) error {
		f, what := p(v).Set, "setter"
		if x.IsUnbound() {
			f, what = p(v).Del, "deleter"
		}
		if f.IsNone() {
			return propertyError(th, p(v), obj, what)
		}
		var err error
		if x.IsUnbound() {
			_, err = CallArgs(th, f, obj)
		} else {
			_, err = CallArgs(th, f, obj, x)
		}
		return err
	}
	t.GetSets = []GetSetDef{
		{Name: "fget", Member: true, Get: func(th *Thread, v Value) (Value, error) { return p(v).Get, nil }},
		{Name: "fset", Member: true, Get: func(th *Thread, v Value) (Value, error) { return p(v).Set, nil }},
		{Name: "fdel", Member: true, Get: func(th *Thread, v Value) (Value, error) { return p(v).Del, nil }},
		{Name: "__doc__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return p(v).doc, nil }, Set: func(th *Thread, v, x Value) error {
			if x.IsUnbound() {
				x = None
			}
			p(v).doc = x
			return nil
		}},
		{Name: "__name__", Get: func(th *Thread, v Value) (Value, error) {
			n, err := propertyName(th, p(v))
			if err == nil && n.IsUnbound() {
				return Unbound, NoAttribute(v, nameName)
			}
			return n, err
		}, Set: func(th *Thread, v, x Value) error { p(v).name = x; return nil }},
		{Name: "__isabstractmethod__", Get: func(th *Thread, v Value) (Value, error) {
			for _, f := range [...]Value{p(v).Get, p(v).Set, p(v).Del} {
				if yes, err := isAbstractMethod(th, f); err != nil || yes {
					return Bool(yes), err
				}
			}
			return False, nil
		}},
	}
	with := func(change func(x *Property, f Value)) Func {
		return func(th *Thread, a []Value) (Value, error) {
			old := p(a[0])
			n := *old
			if !a[1].IsNone() {
				change(&n, a[1])
			}
			doc := n.doc
			if old.getterDoc && !n.Get.IsNone() {
				doc = None
			}
			v, err := CallArgs(th, a[0].Type().Value(), n.Get, n.Set, n.Del, doc)
			if err == nil && AsProperty(v) != nil {
				p(v).name = old.name
			}
			return v, err
		}
	}
	t.Methods = []*MethodDef{
		Def("getter($self, object, /)", "Return a copy of the property with another getter.", with(func(x *Property, f Value) { x.Get = f })),
		Def("setter($self, object, /)", "Return a copy of the property with another setter.", with(func(x *Property, f Value) { x.Set = f })),
		Def("deleter($self, object, /)", "Return a copy of the property with another deleter.", with(func(x *Property, f Value) { x.Del = f })),
		DefRaw("__set_name__", "($self, owner, name, /)", "Remember the name that the property has in its class.", func(th *Thread, a []Value, kw *Tuple) (Value, error) {
			if len(a) != 3 || kw != nil {
				return Unbound, Raise(TypeError, "__set_name__() takes 2 positional arguments but %d were given", len(a)-1)
			}
			p(a[0]).name = a[2]
			return None, nil
		}),
	}
}

func propertyInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	mark := len(th.scratch)
	all := append([]Value{self}, args...)
	a, err := propertySignature.Bind(th, all, kw)
	if err != nil {
		return err
	}
	defer th.release(mark)
	x := (*Property)(self.P)
	x.Get, x.Set, x.Del, x.doc = a[1], a[2], a[3], a[4]
	x.getterDoc, x.name = false, Unbound
	exact := self.Type() == PropertyType
	if x.doc.IsNone() && !x.Get.IsNone() {
		d, err := GetAttrOr(th, x.Get, nameDoc)
		if err != nil {
			return err
		}
		if !d.IsUnbound() && !d.IsNone() {
			x.getterDoc, x.doc = true, d
		}
	}
	if exact {
		return nil
	}
	// The class attribute __doc__ of a subclass hides property's: the doc becomes an attribute of the object. Without
	// room for one a doc that was given is dropped; one that came from the getter is an error.
	doc := x.doc
	x.doc = None
	if err := SetAttr(th, self, nameDoc, doc); err != nil && (x.getterDoc || !Matches(err, AttributeError)) {
		return err
	}
	return nil
}

// propertyName is the property's name, Unbound when it has none.
func propertyName(th *Thread, x *Property) (Value, error) {
	if !x.name.IsUnbound() {
		return x.name, nil
	}
	if x.Get.IsNone() {
		return Unbound, nil
	}
	return GetAttrOr(th, x.Get, nameName)
}

func propertyError(th *Thread, x *Property, obj Value, what string) error {
	name, err := propertyName(th, x)
	if err != nil {
		return err
	}
	q := obj.Type().qualName()
	if name.IsUnbound() {
		return Raise(AttributeError, "property of '%s' object has no %s", q, what)
	}
	r, err := Repr(th, name)
	if err != nil {
		return err
	}
	return Raise(AttributeError, "property %s of '%s' object has no %s", r.String(), q, what)
}
