// This file defines types.SimpleNamespace, the object that is nothing but its attributes.

package runtime

import (
	"strings"
)

// NamespaceType is the type types.SimpleNamespace.
var NamespaceType = &Type{Name: "SimpleNamespace", Module: "types"}

// namespace is a SimpleNamespace object.
type namespace struct {
	Header
	dict *Dict
}

// NewNamespace makes a types.SimpleNamespace.
func NewNamespace(th *Thread, names []string, values []Value) Value {
	d := NewDictSize(len(names))
	for i, n := range names {
		d.SetStr(th.Interp.Intern(n), values[i])
	}
	return (&namespace{Header: Header{Type: NamespaceType, Kind: KindOther}, dict: d}).Value()
}

func setupNamespace(t *Type) {
	t.Doc = "An object whose attributes are those that it is given, first those of a mapping or of an iterable of pairs."
	t.TextSig = "(mapping_or_iterable=(), /, **kwargs)"
	t.Size = SizeOf[namespace]()
	t.Flags |= TypeBaseType | TypeHasDict
	t.DictField = func(v Value) **Dict { return &(*namespace)(v.P).dict }
	attrs := func(v Value) *Dict { return ownDict(v, true) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		return newObject[namespace](cls, KindOther).Value(), nil
	}
	t.Init = func(th *Thread, self Value, args []Value, kw *Tuple) error {
		n := len(args)
		if kw != nil {
			n -= kw.Len()
		}
		if n > 1 {
			return wrongArity(self.Type().ShortName(), 0, 1, n)
		}
		if n == 1 {
			given := NewDict()
			if err := given.Update(th, args[0]); err != nil {
				return err
			}
			for pos := 0; ; {
				k, _, ok := given.Next(&pos)
				if !ok {
					break
				}
				if AsStr(k) == nil {
					return Raise(TypeError, "keywords must be strings")
				}
			}
			if err := attrs(self).merge(th, given); err != nil {
				return err
			}
		}
		return attrs(self).updateFromArgs(th, "SimpleNamespace", args[n:], kw)
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		name := "namespace"
		if v.Type() != NamespaceType {
			name = v.Type().ShortName()
		}
		if !th.EnterRepr(v) {
			return Text(name + "(...)"), nil
		}
		defer th.LeaveRepr()
		var parts []string
		for pos := 0; ; {
			k, x, ok := attrs(v).Next(&pos)
			if !ok {
				break
			}
			s := AsStr(k)
			if s == nil || s.s == "" {
				continue
			}
			r, err := Repr(th, x)
			if err != nil {
				return Unbound, err
			}
			parts = append(parts, s.s+"="+r.s)
		}
		return Text(name + "(" + strings.Join(parts, ", ") + ")"), nil
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if !IsInstance(a, NamespaceType) || !IsInstance(b, NamespaceType) {
			return NotImplemented, nil
		}
		return RichCompare(th, attrs(a).Value(), attrs(b).Value(), op)
	}
	t.GetSets = []GetSetDef{{Name: "__dict__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return attrs(v).Value(), nil }}}
	t.Methods = []*MethodDef{
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return TupleOf(a[0].Type().Value(), emptyTuple.Value(), attrs(a[0]).Value()).Value(), nil
		}),
		DefRaw("__replace__", "($self, /, **changes)", "Return a copy with some attributes changed.", func(th *Thread, a []Value, kw *Tuple) (Value, error) {
			if n := len(a) - 1; kw == nil && n > 0 || kw != nil && n > kw.Len() {
				return Unbound, Raise(TypeError, "__replace__() takes no positional arguments")
			}
			v, err := Call(th, a[0].Type().Value(), nil, nil)
			if err != nil {
				return Unbound, err
			}
			if !v.Type().IsSubtype(NamespaceType) {
				return Unbound, Raise(TypeError, "expect types.SimpleNamespace type, but %s() returned '%s' object", typeNameInModule(th, a[0].Type()), typeNameInModule(th, v.Type()))
			}
			into := attrs(v)
			if err := into.merge(th, attrs(a[0])); err != nil {
				return Unbound, err
			}
			return v, into.updateFromArgs(th, "__replace__", a[1:], kw)
		}),
	}
}
