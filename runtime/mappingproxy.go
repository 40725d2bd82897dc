// This file defines mappingproxy, the read-only view of a mapping.

package runtime

// mappingProxy is a mappingproxy object.
type mappingProxy struct {
	Header
	mapping Value
}

var mappingProxySignature = ParseSignature("mappingproxy(mapping)")

// NewMappingProxy returns a read-only view of a mapping.
func NewMappingProxy(v Value) Value {
	return (&mappingProxy{Header: Header{Type: MappingProxyType, Kind: KindOther}, mapping: v}).Value()
}

func setupMappingProxy(t *Type) {
	t.Doc = "A read-only view of a mapping."
	t.TextSig = "(mapping)"
	t.Size = SizeOf[mappingProxy]()
	t.Flags |= TypeMapping
	m := func(v Value) Value { return (*mappingProxy)(v.P).mapping }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		a, err := mappingProxySignature.Bind(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		v := a[0]
		th.release(mark)
		if v.Type().GetItem == nil || v.Kind() == KindList || v.Kind() == KindTuple {
			return Unbound, Raise(TypeError, "mappingproxy() argument must be a mapping, not %s", v.Type().TypeName())
		}
		return NewMappingProxy(v), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		s, err := Repr(th, m(v))
		if err != nil {
			return Unbound, err
		}
		return Text("mappingproxy(" + s.s + ")"), nil
	}
	t.Str = func(th *Thread, v Value) (Value, error) {
		s, err := StrOf(th, m(v))
		if err != nil {
			return Unbound, err
		}
		return s.Value(), nil
	}
	t.Hash = func(th *Thread, v Value) (int64, error) { return Hash(th, m(v)) }
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) { return RichCompare(th, m(a), b, op) }
	t.Iter = func(th *Thread, v Value) (Value, error) { return Iter(th, m(v)) }
	t.Len = func(th *Thread, v Value) (int, error) { return Length(th, m(v)) }
	t.GetItem = func(th *Thread, v, key Value) (Value, error) { return GetItem(th, m(v), key) }
	t.Contains = func(th *Thread, v, key Value) (bool, error) { return Contains(th, m(v), key) }
	unwrap := func(v Value) Value {
		if v.Type() == MappingProxyType {
			return m(v)
		}
		return v
	}
	t.Binary[OpOr] = func(th *Thread, a, b Value) (Value, error) { return BinaryOperation(th, OpOr, unwrap(a), unwrap(b)) }
	t.InPlace[OpOr] = func(th *Thread, a, b Value) (Value, error) {
		return Unbound, Raise(TypeError, "'|=' is not supported by mappingproxy; use '|' instead")
	}
	forward := func(name string) Func {
		return func(th *Thread, a []Value) (Value, error) { return CallMethod(th, m(a[0]), name, a[1:]...) }
	}
	t.Methods = []*MethodDef{
		Def("get($self, key, default=None, /)", "Return the value of key, or default when there is none.", forward("get")),
		Def("keys($self, /)", "Return a view of the mapping's keys.", forward("keys")),
		Def("values($self, /)", "Return a view of the mapping's values.", forward("values")),
		Def("items($self, /)", "Return a view of the mapping's (key, value) pairs.", forward("items")),
		Def("copy($self, /)", "Return a shallow copy of the mapping.", forward("copy")),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem),
		Def("__reversed__($self, /)", "Return an iterator over the mapping from its end.", forward("__reversed__")),
	}
}
