// This file defines typing.Union, the type of int | str. It is also types.UnionType.

package runtime

import (
	"strings"
)

// UnionType is the type typing.Union.
var UnionType = &Type{Name: "Union", Module: "typing"}

// Union is a union of types. Its members are distinct; None stands in it as NoneType.
type Union struct {
	Header
	Args       *Tuple
	hashable   *Set    // frozenset of the members that have a hash
	unhashable []Value // the others
	params     *Tuple  // nil until asked for
	weak       *WeakList
}

// AsUnion returns v as a union, or nil.
func AsUnion(v Value) *Union {
	if v.P != nil && v.Type() == UnionType {
		return (*Union)(v.P)
	}
	return nil
}

// UnionArgs returns the members of a union, nil for other objects.
func UnionArgs(v Value) *Tuple {
	if u := AsUnion(v); u != nil {
		return u.Args
	}
	return nil
}

// UnionOr is X | Y of types; the result is NotImplemented when one of them can't be a member of a union.
func UnionOr(th *Thread, a, b Value) (Value, error) {
	if !isUnionable(a) || !isUnionable(b) {
		return NotImplemented, nil
	}
	return NewUnion(th, a, b)
}

// NewUnionOf is X | Y where one is a type parameter: the other may be anything, text stands for a type to be named later.
func NewUnionOf(th *Thread, a, b Value) (Value, error) {
	members := [2]Value{a, b}
	for i, v := range members {
		if AsStr(v) == nil {
			continue
		}
		var err error
		if members[i], err = forwardReference(th, v); err != nil {
			return Unbound, err
		}
	}
	return NewUnion(th, members[:]...)
}

// forwardReference makes an annotationlib.ForwardRef of text, or raises SyntaxError when that is no expression.
func forwardReference(th *Thread, text Value) (Value, error) {
	if th.Interp.Importer == nil {
		return Unbound, Raise(ImportError, "no import system to make a forward reference with")
	}
	module, err := th.Interp.Importer.Import(th, th.Interp.Intern("annotationlib"), None, None, None, 0)
	if err != nil {
		return Unbound, err
	}
	made, err := CallMethod(th, module, "ForwardRef", text)
	if err != nil {
		return Unbound, err
	}
	_, err = GetAttrString(th, made, "__forward_code__")
	return made, err
}

// unionBinary is | where one side is a union: the other may be anything.
func unionBinary(th *Thread, a, b Value) (Value, error) { return NewUnionOf(th, a, b) }

func isUnionable(v Value) bool {
	return v.IsNone() || v.Kind() == KindType || AsGenericAlias(v) != nil || AsUnion(v) != nil || v.Type() == TypeAliasTypeType
}

// unionBuilder collects the members of a union.
type unionBuilder struct {
	args       []Value
	hashable   *Set
	unhashable []Value
}

func (b *unionBuilder) add(th *Thread, v Value) error {
	if u := AsUnion(v); u != nil {
		for _, x := range u.Args.Items() {
			if err := b.addOne(th, x); err != nil {
				return err
			}
		}
		return nil
	}
	if v.IsNone() {
		v = NoneType.Value()
	}
	return b.addOne(th, v)
}

func (b *unionBuilder) addOne(th *Thread, v Value) error {
	hash, err := Hash(th, v)
	if err != nil {
		for _, x := range b.unhashable {
			if same, err := Equal(th, x, v); err != nil || same {
				return err
			}
		}
		b.unhashable = append(b.unhashable, v)
		b.args = append(b.args, v)
		return nil
	}
	n := b.hashable.used
	if err := b.hashable.add(th, v, hash); err != nil {
		return err
	}
	if b.hashable.used > n {
		b.args = append(b.args, v)
	}
	return nil
}

// NewUnion returns the union of types; a single one is returned as it is.
func NewUnion(th *Thread, members ...Value) (Value, error) {
	b := unionBuilder{hashable: newSetObject(FrozenSetType)}
	for _, m := range members {
		if err := b.add(th, m); err != nil {
			return Unbound, err
		}
	}
	if len(b.args) == 1 {
		return b.args[0], nil
	}
	u := &Union{Header: Header{Type: UnionType, Kind: KindOther}, Args: NewTuple(b.args), hashable: b.hashable, unhashable: b.unhashable}
	return u.Value(), nil
}

func setupUnion(t *Type) {
	t.Doc = "A union of types, such as int | str."
	t.Size = SizeOf[Union]()
	t.Flags |= TypeDisallowNew | TypeHasWeakref
	t.WeakField = func(v Value) **WeakList { return &(*Union)(v.P).weak }
	u := func(v Value) *Union { return (*Union)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		var parts []string
		for _, x := range u(v).Args.Items() {
			s, err := typeText(th, x)
			if err != nil {
				return Unbound, err
			}
			parts = append(parts, s)
		}
		return Text(strings.Join(parts, " | ")), nil
	}
	t.Hash = unionHash
	t.Compare = unionCompare
	t.GetAttr = func(th *Thread, v Value, name *Str) (Value, error) {
		if name.String() == "__module__" {
			return Text(t.Module), nil
		}
		return GenericGetAttr(th, v, name)
	}
	t.Binary[OpOr] = unionBinary
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		params, err := unionParameters(th, u(v))
		if err != nil {
			return Unbound, err
		}
		args, err := substitute(th, v, u(v).Args, params, key)
		if err != nil {
			return Unbound, err
		}
		if args.n == 0 {
			return Unbound, Raise(TypeError, "Cannot take a Union of no types.")
		}
		out := args.At(0)
		for _, x := range args.Items()[1:] {
			if out, err = BinaryOperation(th, OpOr, out, x); err != nil {
				return Unbound, err
			}
		}
		return out, nil
	}
	t.Methods = []*MethodDef{
		Def("__mro_entries__($self, object, /)", "Refuse to be a base class.", func(th *Thread, a []Value) (Value, error) {
			s, err := reprText(th, a[0])
			if err != nil {
				return Unbound, err
			}
			return Unbound, Raise(TypeError, "Cannot subclass %s", s)
		}),
		DefClass("__class_getitem__($type, object, /)", "Return the union of the given types.", unionClassGetItem),
	}
	t.GetSets = []GetSetDef{
		{Name: "__args__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return u(v).Args.Value(), nil }},
		{Name: "__name__", Get: func(th *Thread, v Value) (Value, error) { return Text("Union"), nil }},
		{Name: "__qualname__", Get: func(th *Thread, v Value) (Value, error) { return Text("Union"), nil }},
		{Name: "__origin__", Get: func(th *Thread, v Value) (Value, error) { return UnionType.Value(), nil }},
		{Name: "__parameters__", Doc: "the type variables among the members", Get: func(th *Thread, v Value) (Value, error) {
			return tupleValue(unionParameters(th, u(v)))
		}},
	}
}

func unionParameters(th *Thread, u *Union) (*Tuple, error) {
	if u.params == nil {
		p, err := typeParameters(th, u.Args.Items())
		if err != nil {
			return nil, err
		}
		u.params = p
	}
	return u.params, nil
}

func unionHash(th *Thread, v Value) (int64, error) {
	u := (*Union)(v.P)
	if n := len(u.unhashable); n > 0 {
		for _, x := range u.unhashable {
			if _, err := Hash(th, x); err != nil {
				return 0, err
			}
		}
		return 0, Raise(TypeError, "union contains %d unhashable element%s", n, plural(n))
	}
	return Hash(th, u.hashable.Value())
}

func unionCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	x, y := AsUnion(a), AsUnion(b)
	if x == nil || y == nil || op != EQ && op != NE {
		return NotImplemented, nil
	}
	same := false
	if x.hashable.used == y.hashable.used && len(x.unhashable) == len(y.unhashable) {
		var err error
		if same, err = x.hashable.subset(th, y.hashable); err != nil {
			return Unbound, err
		}
		for _, v := range x.unhashable {
			if !same {
				break
			}
			if same, err = listContains(th, NewList(y.unhashable).Value(), v); err != nil {
				return Unbound, err
			}
		}
	}
	return Bool(same == (op == EQ)), nil
}

// unionClassGetItem is typing.Union[…]; a string among the members becomes a forward reference.
func unionClassGetItem(th *Thread, a []Value) (Value, error) {
	members := []Value{a[1]}
	if t := AsTuple(a[1]); t != nil {
		members = append([]Value(nil), t.Items()...)
	}
	if len(members) == 0 {
		return Unbound, Raise(TypeError, "Cannot take a Union of no types.")
	}
	for i, m := range members {
		if AsStr(m) == nil {
			continue
		}
		var err error
		if members[i], err = forwardReference(th, m); err != nil {
			return Unbound, err
		}
	}
	return NewUnion(th, members...)
}
