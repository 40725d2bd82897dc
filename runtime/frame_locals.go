// This file defines FrameLocalsProxy, what f_locals of a function's frame is: a mapping that reads and writes the variables.

package runtime

// FrameLocalsProxyType is the class of f_locals of functions.
var FrameLocalsProxyType = &Type{Name: "FrameLocalsProxy"}

type frameLocalsProxy struct {
	Header
	frame *Frame
}

func newFrameLocalsProxy(f *Frame) Value {
	return (&frameLocalsProxy{Header: Header{Type: FrameLocalsProxyType, Kind: KindOther}, frame: f}).Value()
}

// get returns the value of a name, Unbound when it has none.
func (f *Frame) localByName(th *Thread, key Value) (Value, error) {
	i, err := f.findLocalKey(th, key)
	if err != nil {
		return Unbound, err
	}
	if i >= 0 {
		return f.State.Local(i), nil
	}
	if f.extra == nil {
		return Unbound, nil
	}
	return f.extra.GetItem(th, key)
}

func (f *Frame) setLocalByName(th *Thread, key, v Value) error {
	i, err := f.findLocalKey(th, key)
	if err != nil {
		return err
	}
	if i >= 0 {
		if v.IsUnbound() {
			return Raise(ValueError, "cannot remove local variables from FrameLocalsProxy")
		}
		f.State.SetLocal(i, v)
		return nil
	}
	if v.IsUnbound() {
		if f.extra != nil {
			old, err := f.extra.DelItem(th, key)
			if err != nil || !old.IsUnbound() {
				return err
			}
		}
		return RaiseValue(KeyError, key)
	}
	if f.extra == nil {
		f.extra = NewDict()
	}
	return f.extra.SetItem(th, key, v)
}

// snapshot copies the variables into a dict.
func (f *Frame) snapshot() *Dict {
	d := NewDict()
	f.eachLocal(func(i int, name *Str, v Value) { d.SetStr(name, v) })
	if f.extra != nil {
		for _, e := range f.extra.entries {
			if !e.key.IsUnbound() {
				d.insert(e.hash, e.key, e.value)
			}
		}
	}
	return d
}

// findLocalKey returns the number of the variable whose name equals key, -1 for none.
func (f *Frame) findLocalKey(th *Thread, key Value) (int, error) {
	if key.IsExact(KindStr) {
		return f.findLocal(AsStr(key)), nil
	}
	h, err := Hash(th, key)
	if err != nil {
		return -1, err
	}
	for i, name := range f.Code.LocalStrs {
		if name.Hash() != h || f.findLocal(name) != i {
			continue
		}
		if same, err := Equal(th, name.Value(), key); err != nil || same {
			return i, err
		}
	}
	return -1, nil
}

func setupFrameLocalsProxy(t *Type) {
	t.Doc = "The local variables of a frame."
	t.Flags |= TypeMapping
	f := func(v Value) *Frame { return (*frameLocalsProxy)(v.P).frame }
	t.TextSig = "(frame, /)"
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if len(args) != 1 || kw != nil {
			return Unbound, Raise(TypeError, "FrameLocalsProxy expected 1 argument, got %d", len(args))
		}
		frame := AsFrame(args[0])
		if frame == nil {
			return Unbound, Raise(TypeError, "expect frame, not %s", args[0].Type().TypeName())
		}
		return newFrameLocalsProxy(frame), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		if !th.EnterRepr(v) {
			return Text("{...}"), nil
		}
		defer th.LeaveRepr()
		s, err := Repr(th, f(v).snapshot().Value())
		if err != nil {
			return Unbound, err
		}
		return s.Value(), nil
	}
	t.Len = func(th *Thread, v Value) (int, error) { return f(v).snapshot().Len(), nil }
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		x, err := f(v).localByName(th, key)
		if err == nil && x.IsUnbound() {
			r, err := Repr(th, key)
			if err != nil {
				return Unbound, err
			}
			return Unbound, Raise(KeyError, "local variable '%s' is not defined", r)
		}
		return x, err
	}
	t.SetItem = func(th *Thread, v, key, x Value) error { return f(v).setLocalByName(th, key, x) }
	t.Contains = func(th *Thread, v, key Value) (bool, error) {
		x, err := f(v).localByName(th, key)
		return !x.IsUnbound(), err
	}
	t.Iter = func(th *Thread, v Value) (Value, error) { return Iter(th, keysList(f(v).snapshot())) }
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if op != EQ && op != NE {
			return NotImplemented, nil
		}
		other := b
		if b.Type() == FrameLocalsProxyType {
			other = f(b).snapshot().Value()
		} else if AsDict(b) == nil {
			return NotImplemented, nil
		}
		return RichCompare(th, f(a).snapshot().Value(), other, op)
	}
	t.Binary[OpOr] = func(th *Thread, a, b Value) (Value, error) {
		if a.Type() == FrameLocalsProxyType {
			a = f(a).snapshot().Value()
		}
		if b.Type() == FrameLocalsProxyType {
			b = f(b).snapshot().Value()
		}
		return BinaryOperation(th, OpOr, a, b)
	}
	t.InPlace[OpOr] = func(th *Thread, a, b Value) (Value, error) { return a, updateLocals(th, f(a), b) }
	viaSnapshot := func(name string) func(th *Thread, a []Value) (Value, error) {
		return func(th *Thread, a []Value) (Value, error) {
			v, err := CallMethod(th, f(a[0]).snapshot().Value(), name)
			if err != nil || name == "copy" {
				return v, err
			}
			items, err := Items(th, v)
			return NewList(items).Value(), err
		}
	}
	t.Methods = []*MethodDef{
		Def("copy($self, /)", "Return a dict of the variables.", viaSnapshot("copy")),
		Def("get($self, key, default=None, /)", "Return the value of a variable, or default.", func(th *Thread, a []Value) (Value, error) {
			v, err := f(a[0]).localByName(th, a[1])
			if err == nil && v.IsUnbound() {
				v = a[2]
			}
			return v, err
		}),
		Def("items($self, /)", "Return the variables as (name, value) pairs.", viaSnapshot("items")),
		Def("keys($self, /)", "Return the names of the variables.", viaSnapshot("keys")),
		Def("values($self, /)", "Return the values of the variables.", viaSnapshot("values")),
		Def("update($self, other, /)", "Set variables from a mapping.", func(th *Thread, a []Value) (Value, error) {
			return None, updateLocals(th, f(a[0]), a[1])
		}),
		Def("setdefault($self, key, default=None, /)", "Return the value of a variable, which is set to default if it has none.", func(th *Thread, a []Value) (Value, error) {
			v, err := f(a[0]).localByName(th, a[1])
			if err == nil && v.IsUnbound() {
				return a[2], f(a[0]).setLocalByName(th, a[1], a[2])
			}
			return v, err
		}),
		Def("pop($self, key, default=<unrepresentable>, /)", "Remove a name that is no local variable and return its value.", func(th *Thread, a []Value) (Value, error) {
			x := f(a[0])
			if i, err := x.findLocalKey(th, a[1]); err != nil {
				return Unbound, err
			} else if i >= 0 {
				return Unbound, Raise(ValueError, "cannot remove local variables from FrameLocalsProxy")
			}
			if x.extra != nil {
				if v, err := x.extra.DelItem(th, a[1]); err != nil || !v.IsUnbound() {
					return v, err
				}
			}
			if !a[2].IsUnbound() {
				return a[2], nil
			}
			return Unbound, RaiseValue(KeyError, a[1])
		}),
		Def("__reversed__($self, /)", "Iterate over the names backward.", func(th *Thread, a []Value) (Value, error) {
			return viaSnapshot("__reversed__")(th, a)
		}),
	}
}

// updateLocals sets variables from a mapping or an iterable of pairs.
func updateLocals(th *Thread, f *Frame, from Value) error {
	d := NewDict()
	if err := d.Update(th, from); err != nil {
		return err
	}
	pos := 0
	for {
		k, v, ok := d.Next(&pos)
		if !ok {
			return nil
		}
		if err := f.setLocalByName(th, k, v); err != nil {
			return err
		}
	}
}
