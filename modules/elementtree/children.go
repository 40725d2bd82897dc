// This file is an element as a sequence of its children.

package elementtree

import py "github.com/gopy-lang/gopy/runtime"

// index is a subscript that is no slice.
func index(th *py.Thread, key py.Value) (int, error) {
	if !key.IsSmallInt() && key.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "element indices must be integers")
	}
	i, err := py.AsInt(th, key)
	if err != nil && py.Matches(err, py.OverflowError) {
		err = py.Raise(py.IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
	}
	return i, err
}

// place finds the child of an index; what says in the error what was wanted of it.
func (e *element) place(th *py.Thread, key py.Value, what string) (int, error) {
	i, err := index(th, key)
	if err != nil {
		return 0, err
	}
	n := len(e.items())
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return 0, py.Raise(py.IndexError, "%s index out of range", what)
	}
	return i, nil
}

// assign puts elements in the place of a slice.
func (e *element) assign(th *py.Thread, key, value py.Value) error {
	items, err := elementsOf(th, value, "assignment expects an iterable")
	if err != nil {
		return err
	}
	start, stop, step, err := py.UnpackSlice(th, key)
	if err != nil {
		return err
	}
	start, stop, n := py.AdjustSlice(start, stop, step, len(e.items()))
	if step == 1 {
		return e.list().ReplaceSlice(th, start, max(start, stop), items)
	}
	if len(items) != n {
		return py.Raise(py.ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(items), n)
	}
	for i, v := range items {
		e.children.SetAt(start+i*step, v)
	}
	return nil
}

// elementsOf are the elements of an iterable; a complaint is for what isn't one.
func elementsOf(th *py.Thread, iterable py.Value, complaint string) ([]py.Value, error) {
	if _, err := py.Iter(th, iterable); err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Raise(py.TypeError, "%s", complaint)
		}
		return nil, err
	}
	items, err := py.Items(th, iterable)
	if err != nil {
		return nil, err
	}
	for _, v := range items {
		if asElement(v) == nil {
			return nil, notElement(v)
		}
	}
	return items, nil
}

func setupChildren(t *py.Type) {
	self := py.AsAny[element]
	t.IsSequenceIndex = true
	t.Len = func(th *py.Thread, v py.Value) (int, error) { return len(self(v).items()), nil }
	t.GetItem = func(th *py.Thread, v, key py.Value) (py.Value, error) {
		e := self(v)
		if key.Kind() == py.KindSlice {
			return py.GetItem(th, e.list().Value(), key)
		}
		i, err := e.place(th, key, "child")
		if err != nil {
			return py.Unbound, err
		}
		return e.children.At(i), nil
	}
	t.SetItem = func(th *py.Thread, v, key, value py.Value) error {
		e := self(v)
		if key.Kind() == py.KindSlice {
			if value.IsUnbound() {
				return py.DelItem(th, e.list().Value(), key)
			}
			return e.assign(th, key, value)
		}
		i, err := e.place(th, key, "child assignment")
		switch {
		case err != nil:
			return err
		case value.IsUnbound():
			e.children.Pop(i)
			return nil
		case asElement(value) == nil:
			return notElement(value)
		}
		e.children.SetAt(i, value)
		return nil
	}
}

func childMethods() []*py.MethodDef {
	self := py.AsAny[element]
	return []*py.MethodDef{
		py.Def("append($self, subelement, /)", "Add a child at the end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if asElement(a[1]) == nil {
				return py.Unbound, wantElement("append", "argument 1", a[1])
			}
			return py.None, self(a[0]).list().AppendCharged(th, a[1])
		}),
		py.Def("extend($self, elements, /)", "Add the elements of an iterable at the end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			it, err := py.Iter(th, a[1])
			if err != nil {
				if py.Matches(err, py.TypeError) {
					err = py.Raise(py.TypeError, "'elements' must be an iterable")
				}
				return py.Unbound, err
			}
			items, err := py.Items(th, it)
			if err != nil {
				return py.Unbound, err
			}
			e := self(a[0])
			for _, v := range items {
				if asElement(v) == nil {
					return py.Unbound, notElement(v)
				}
				if err := e.list().AppendCharged(th, v); err != nil {
					return py.Unbound, err
				}
			}
			return py.None, nil
		}),
		py.Def("insert($self, index, subelement, /)", "Add a child at a place.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			i, err := py.AsInt(th, a[1])
			if err != nil {
				if py.Matches(err, py.OverflowError) {
					err = py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
				}
				return py.Unbound, err
			}
			if asElement(a[2]) == nil {
				return py.Unbound, wantElement("insert", "argument 2", a[2])
			}
			e := self(a[0])
			n := len(e.items())
			if i < 0 {
				i += n
			}
			e.list().Insert(min(max(i, 0), n), a[2])
			return py.None, nil
		}),
		py.Def("remove($self, subelement, /)", "Remove a child.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := self(a[0])
			if asElement(a[1]) == nil {
				return py.Unbound, wantElement("remove", "argument", a[1])
			}
			for i := 0; i < len(e.items()); i++ { // a comparison may change the children
				v := e.children.At(i)
				same, err := py.Equal(th, v, a[1])
				if err != nil {
					return py.Unbound, err
				}
				if same {
					if i < len(e.items()) && py.Is(e.children.At(i), v) {
						e.children.Pop(i)
					}
					return py.None, nil
				}
			}
			return py.Unbound, py.Raise(py.ValueError, "Element.remove(x): element not found")
		}),
	}
}
