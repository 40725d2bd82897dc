// This file copies elements and says what pickles of them hold.

package elementtree

import py "github.com/gopy-lang/gopy/runtime"

// deepValue is a deep copy of any object.
func deepValue(th *py.Thread, v, memo py.Value) (py.Value, error) {
	switch {
	case py.Is(v, py.None), py.AsStr(v) != nil && v.Type() == py.StrType:
		return v, nil
	case isPlain(v):
		return py.AsAny[element](v).deepCopy(th, memo)
	}
	return library(th, "copy", "deepcopy", v, memo)
}

// deepDict is a deep copy of attributes. Those that are strs are what they are.
func deepDict(th *py.Thread, d *py.Dict, memo py.Value) (*py.Dict, error) {
	if d == nil || d.Len() == 0 {
		return nil, nil
	}
	for i := 0; ; {
		key, value, ok := d.Next(&i)
		if !ok {
			return d.Copy(), nil
		}
		if key.Type() != py.StrType || value.Type() != py.StrType {
			break
		}
	}
	v, err := library(th, "copy", "deepcopy", d.Value(), memo)
	if err != nil {
		return nil, err
	}
	if d = py.AsDict(v); d == nil {
		err = py.Raise(py.TypeError, "attrib must be dict, not %s", v.Type().TypeName())
	}
	return d, err
}

// deepCopy is __deepcopy__.
func (e *element) deepCopy(th *py.Thread, memo py.Value) (py.Value, error) {
	if err := th.Enter(" in Element.__deepcopy__"); err != nil {
		return py.Unbound, err
	}
	defer th.Leave()
	tag, err := deepValue(th, e.tag, memo)
	if err != nil {
		return py.Unbound, err
	}
	attrib, err := deepDict(th, e.attrib, memo)
	if err != nil {
		return py.Unbound, err
	}
	twin := newElement(tag, attrib)
	if twin.text, err = deepValue(th, e.text, memo); err != nil {
		return py.Unbound, err
	}
	if twin.tail, err = deepValue(th, e.tail, memo); err != nil {
		return py.Unbound, err
	}
	for i := 0; i < len(e.items()); i++ { // a copy may change the children
		child, err := deepValue(th, e.children.At(i), memo)
		if err != nil {
			return py.Unbound, err
		}
		if asElement(child) == nil {
			return py.Unbound, notElement(child)
		}
		if err := twin.list().AppendCharged(th, child); err != nil {
			return py.Unbound, err
		}
	}
	return twin.Value(), py.AsDict(memo).SetItem(th, py.Int(py.ID(th, e.Value())), twin.Value())
}

// setState is __setstate__.
func (e *element) setState(th *py.Thread, state py.Value) error {
	d := py.AsDict(state)
	if d == nil {
		text, err := py.Repr(th, state)
		if err != nil {
			return err
		}
		return py.Raise(py.TypeError, "Don't know how to unpickle \"%s\" as an Element", text.String())
	}
	get := func(name string) py.Value {
		if v := d.GetStr(th.Interp.Intern(name)); !v.IsUnbound() {
			return v
		}
		return py.None
	}
	if d.GetStr(th.Interp.Intern("tag")).IsUnbound() {
		return py.Raise(py.TypeError, "tag may not be NULL")
	}
	children := get("_children")
	var list []py.Value
	if !py.Is(children, py.None) {
		l := py.AsList(children)
		if l == nil {
			return py.Raise(py.TypeError, "'_children' is not a list")
		}
		for _, v := range l.Items() {
			if asElement(v) == nil {
				return notElement(v)
			}
		}
		list = append(list, l.Items()...)
	}
	e.tag, e.text, e.tail, e.attrib, e.children = get("tag"), get("text"), get("tail"), nil, nil
	if attrib := py.AsDict(get("attrib")); attrib != nil {
		e.attrib = attrib
	}
	if len(list) > 0 {
		e.children = py.NewList(list)
	}
	return nil
}

func copyMethods() []*py.MethodDef {
	self := py.AsAny[element]
	return []*py.MethodDef{
		py.Def("__copy__($self, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := self(a[0])
			twin := newElement(e.tag, e.attributes())
			twin.text, twin.tail = e.text, e.tail
			if n := len(e.items()); n > 0 {
				if err := th.ChargeItems(n, 16); err != nil {
					return py.Unbound, err
				}
				twin.children = py.ListOf(e.items()...)
			}
			return twin.Value(), nil
		}),
		py.Def("__deepcopy__($self, memo, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if py.AsDict(a[1]) == nil {
				return py.Unbound, py.Raise(py.TypeError, "__deepcopy__() argument must be dict, not %s", typeName(a[1]))
			}
			return self(a[0]).deepCopy(th, a[1])
		}),
		py.Def("__getstate__($self, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := self(a[0])
			d := py.NewDict()
			for _, part := range []struct {
				name  string
				value py.Value
			}{
				{"tag", e.tag}, {"_children", py.ListOf(e.items()...).Value()}, {"attrib", e.attributes().Value()}, {"text", e.text}, {"tail", e.tail},
			} {
				d.SetStr(th.Interp.Intern(part.name), part.value)
			}
			return d.Value(), nil
		}),
		py.Def("__setstate__($self, state, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).setState(th, a[1])
		}),
		py.Def("__sizeof__($self, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(py.SizeOf[element]()) + int64(16*len(self(a[0]).items()))), nil
		}),
	}
}
