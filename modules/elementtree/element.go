// This file fills Element.

package elementtree

import py "github.com/gopy-lang/gopy/runtime"

// element is an Element.
type element struct {
	py.Header
	weak            *py.WeakList
	tag, text, tail py.Value
	attrib          *py.Dict // nil: empty
	children        *py.List // nil: none
}

// newElement makes an Element.
func newElement(tag py.Value, attrib *py.Dict) *element {
	e := py.NewObject[element](elementType)
	e.tag, e.text, e.tail, e.attrib = tag, py.None, py.None, attrib
	return e
}

// asElement returns v as an element, or nil.
func asElement(v py.Value) *element {
	if v.Type() == elementType || v.Type().IsSubtype(elementType) {
		return py.AsAny[element](v)
	}
	return nil
}

// isPlain tells whether v is an element of no subclass.
func isPlain(v py.Value) bool { return v.Type() == elementType }

// attributes is the dict of the attributes.
func (e *element) attributes() *py.Dict {
	if e.attrib == nil {
		e.attrib = py.NewDict()
	}
	return e.attrib
}

// items are the children.
func (e *element) items() []py.Value {
	if e.children == nil {
		return nil
	}
	return e.children.Items()
}

// list is the list of the children.
func (e *element) list() *py.List {
	if e.children == nil {
		e.children = py.ListOf()
	}
	return e.children
}

// notElement is the error for a child that is none.
func notElement(v py.Value) error {
	return py.Raise(py.TypeError, "expected an Element, not \"%s\"", v.Type().ShortName())
}

// wantElement is the error for an argument that is no element.
func wantElement(function, argument string, v py.Value) error {
	return py.Raise(py.TypeError, "%s() %s must be %s.Element, not %s", function, argument, publicModule, typeName(v))
}

// typeName is the name of a value's type in complaints about arguments.
func typeName(v py.Value) string {
	if py.Is(v, py.None) {
		return "None"
	}
	return v.Type().TypeName()
}

// elementArguments reads tag, attrib and the attributes that are keywords: what Element and, from its second argument on, SubElement take.
func elementArguments(th *py.Thread, function string, before int, args []py.Value, kw *py.Tuple) (tag py.Value, attrib *py.Dict, err error) {
	args, values, names := splitKeywords(args, kw)
	if least := before + 1; len(args) < least {
		s := "s"
		if least == 1 {
			s = ""
		}
		return tag, nil, py.Raise(py.TypeError, "%s() takes at least %d argument%s (%d given)", function, least, s, len(args))
	}
	if before == 1 && asElement(args[0]) == nil {
		return tag, nil, wantElement(function, "argument 1", args[0])
	}
	if len(args) > before+2 {
		return tag, nil, py.Raise(py.TypeError, "%s() takes at most %d arguments (%d given)", function, before+2, len(args))
	}
	tag = args[before]
	given := len(args) == before+2
	if given {
		d := py.AsDict(args[before+1])
		if d == nil {
			return tag, nil, py.Raise(py.TypeError, "%s() argument %d must be dict, not %s", function, before+2, typeName(args[before+1]))
		}
		attrib = d.Copy()
	}
	for i, name := range names {
		if !given && py.AsStr(name).String() == "attrib" {
			d := py.AsDict(values[i])
			if d == nil {
				return tag, nil, py.Raise(py.TypeError, "attrib must be dict, not %s", values[i].Type().TypeName())
			}
			attrib = d.Copy()
		}
	}
	for i, name := range names {
		if !given && py.AsStr(name).String() == "attrib" {
			continue
		}
		if attrib == nil {
			attrib = py.NewDict()
		}
		if err := attrib.SetItem(th, name, values[i]); err != nil {
			return tag, nil, err
		}
	}
	return tag, attrib, nil
}

// subElement is SubElement.
func subElement(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	tag, attrib, err := elementArguments(th, "SubElement", 1, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	e := newElement(tag, attrib)
	return e.Value(), asElement(args[0]).list().AppendCharged(th, e.Value())
}

func setupElement(t *py.Type) {
	self := py.AsAny[element]
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		e := py.NewObject[element](cls)
		e.tag, e.text, e.tail = py.None, py.None, py.None
		return e.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		tag, attrib, err := elementArguments(th, "Element", 0, args, kw)
		if err != nil {
			return err
		}
		e := self(v)
		e.tag, e.attrib, e.text, e.tail = tag, attrib, py.None, py.None
		return nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		if !th.EnterRepr(v) {
			return py.Unbound, py.Raise(py.RuntimeError, "reentrant call inside %s.__repr__", v.Type().TypeName())
		}
		defer th.LeaveRepr()
		tag, err := py.Repr(th, self(v).tag)
		if err != nil {
			return py.Unbound, err
		}
		return py.Text("<Element " + tag.String() + " at " + py.Address(th, v) + ">"), nil
	}
	t.Bool = func(th *py.Thread, v py.Value) (bool, error) {
		err := py.Warn(th, py.DeprecationWarning, "Testing an element's truth value will always return True in future versions.  "+
			"Use specific 'len(elem)' or 'elem is not None' test instead.", 1)
		return len(self(v).items()) > 0, err
	}
	t.GetSets = []py.GetSetDef{
		field("tag", "The name.", func(e *element) *py.Value { return &e.tag }),
		field("text", "The text in front of the first child.", func(e *element) *py.Value { return &e.text }),
		field("tail", "The text behind the end.", func(e *element) *py.Value { return &e.tail }),
		{Name: "attrib", Doc: "The attributes, a dict.",
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).attributes().Value(), nil },
			Set: func(th *py.Thread, v, x py.Value) error {
				if x.IsUnbound() {
					return cantDelete()
				}
				d := py.AsDict(x)
				if d == nil {
					return py.Raise(py.TypeError, "attrib must be dict, not %s", x.Type().ShortName())
				}
				self(v).attrib = d
				return nil
			}},
	}
	t.Methods = []*py.MethodDef{
		py.Def("clear($self, /)", "Take everything away but the tag.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := self(a[0])
			e.attrib, e.children, e.text, e.tail = nil, nil, py.None, py.None
			return py.None, nil
		}),
		py.Def("get($self, /, key, default=None)", "Return an attribute, or the default if there is none of the name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := self(a[0]).attributes().GetItem(th, a[1])
			if err == nil && v.IsUnbound() {
				v = a[2]
			}
			return v, err
		}),
		py.Def("set($self, key, value, /)", "Set an attribute.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).attributes().SetItem(th, a[1], a[2])
		}),
		py.Def("keys($self, /)", "Return the names of the attributes, as a list.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return attributeList(self(a[0]).attrib, func(key, value py.Value) py.Value { return key }), nil
		}),
		py.Def("items($self, /)", "Return the attributes, as a list of tuples.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return attributeList(self(a[0]).attrib, func(key, value py.Value) py.Value { return py.TupleOf(key, value).Value() }), nil
		}),
		py.Def("makeelement($self, tag, attrib, /)", "Return a new element.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := py.AsDict(a[2])
			if d == nil {
				return py.Unbound, py.Raise(py.TypeError, "makeelement() argument 2 must be dict, not %s", typeName(a[2]))
			}
			return newElement(a[1], d.Copy()).Value(), nil
		}),
	}
	t.Methods = append(t.Methods, childMethods()...)
	t.Methods = append(t.Methods, pathMethods()...)
	t.Methods = append(t.Methods, iteratorMethods()...)
	t.Methods = append(t.Methods, copyMethods()...)
	setupChildren(t)
	py.SetupType(t, nil)
}

func cantDelete() error { return py.Raise(py.AttributeError, "can't delete element attribute") }

// field is an attribute that holds any object.
func field(name, doc string, at func(e *element) *py.Value) py.GetSetDef {
	return py.GetSetDef{Name: name, Doc: doc,
		Get: func(th *py.Thread, v py.Value) (py.Value, error) { return *at(py.AsAny[element](v)), nil },
		Set: func(th *py.Thread, v, x py.Value) error {
			if x.IsUnbound() {
				return cantDelete()
			}
			*at(py.AsAny[element](v)) = x
			return nil
		}}
}

// attributeList makes a list of the attributes.
func attributeList(d *py.Dict, item func(key, value py.Value) py.Value) py.Value {
	list := py.ListOf()
	if d != nil {
		list.Reserve(d.Len())
		for i := 0; ; {
			key, value, ok := d.Next(&i)
			if !ok {
				break
			}
			list.Append(item(key, value))
		}
	}
	return list.Value()
}
