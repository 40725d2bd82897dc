// This file defines types.GenericAlias, what list[int] makes (PEP 585), and the substitution of type parameters.

package runtime

import (
	"strings"
)

// The types.
var (
	GenericAliasType         = &Type{Name: "GenericAlias", Module: "types"}
	GenericAliasIteratorType = &Type{Name: "generic_alias_iterator"}
)

// GenericAlias is a generic alias: a class with type arguments.
type GenericAlias struct {
	Header
	Origin  Value
	Args    *Tuple
	params  *Tuple // nil until asked for
	starred bool   // *tuple[int]: unpacked
	weak    *WeakList
}

// genericAliasIterator yields the starred alias, once.
type genericAliasIterator struct {
	Header
	alias *GenericAlias // nil once it is exhausted
}

// Names that the typing protocol uses.
var (
	nameOrigin            = staticStr("__origin__")
	nameArgs              = staticStr("__args__")
	nameParameters        = staticStr("__parameters__")
	nameTypingSubst       = staticStr("__typing_subst__")
	nameTypingPrepare     = staticStr("__typing_prepare_subst__")
	nameUnpackedTypeVar   = staticStr("__typing_is_unpacked_typevartuple__")
	nameUnpackedTupleArgs = staticStr("__typing_unpacked_tuple_args__")
	nameOrigClass         = staticStr("__orig_class__")
)

// aliasOwn are the attributes that are the alias's own; all others are those of the origin.
var aliasOwn = map[string]bool{
	"__class__": true, "__origin__": true, "__args__": true, "__unpacked__": true, "__parameters__": true,
	"__typing_unpacked_tuple_args__": true, "__mro_entries__": true, "__reduce_ex__": true, "__reduce__": true,
	"__bases__": true, "__copy__": true, "__deepcopy__": true,
}

// aliasAdded are those of them that dir() adds to the origin's.
var aliasAdded = [...]string{"__args__", "__mro_entries__", "__origin__", "__parameters__", "__typing_unpacked_tuple_args__", "__unpacked__"}

// NewGenericAlias is list[int] and its like; args is a tuple or a single argument.
func NewGenericAlias(th *Thread, origin, args Value) (Value, error) {
	return newGenericAlias(GenericAliasType, origin, args).Value(), nil
}

func newGenericAlias(cls *Type, origin, args Value) *GenericAlias {
	a := newObject[GenericAlias](cls, KindOther)
	a.Origin = origin
	if t := AsTuple(args); t != nil {
		a.Args = t
	} else {
		a.Args = TupleOf(args)
	}
	return a
}

// AsGenericAlias returns v as a generic alias, or nil.
func AsGenericAlias(v Value) *GenericAlias {
	if IsInstance(v, GenericAliasType) {
		return (*GenericAlias)(v.P)
	}
	return nil
}

func setupGenericAlias(t *Type) {
	t.Doc = "A class with type arguments, such as list[int]."
	t.TextSig = "(origin, args, /)"
	t.Size = SizeOf[GenericAlias]()
	t.Flags |= TypeBaseType | TypeHasWeakref
	t.WeakField = func(v Value) **WeakList { return &(*GenericAlias)(v.P).weak }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			return Unbound, Raise(TypeError, "GenericAlias() takes no keyword arguments")
		}
		if len(args) != 2 {
			return Unbound, wrongArity("GenericAlias", 2, 2, len(args))
		}
		return newGenericAlias(cls, args[0], args[1]).Value(), nil
	}
	g := func(v Value) *GenericAlias { return (*GenericAlias)(v.P) }
	t.Repr = genericAliasRepr
	t.Hash = func(th *Thread, v Value) (int64, error) {
		h, err := Hash(th, g(v).Origin)
		if err != nil {
			return 0, err
		}
		k, err := Hash(th, g(v).Args.Value())
		return h ^ k, err
	}
	t.Compare = genericAliasCompare
	t.Call = genericAliasCall
	t.GetAttr = func(th *Thread, v Value, name *Str) (Value, error) {
		if aliasOwn[name.s] {
			return GenericGetAttr(th, v, name)
		}
		return GetAttr(th, g(v).Origin, name)
	}
	t.Iter = func(th *Thread, v Value) (Value, error) {
		return (&genericAliasIterator{Header: Header{Type: GenericAliasIteratorType, Kind: KindIterator}, alias: g(v)}).Value(), nil
	}
	t.Binary[OpOr] = unionBinary
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		params, err := aliasParameters(th, v)
		if err != nil {
			return Unbound, err
		}
		args, err := substitute(th, v, g(v).Args, params, key)
		if err != nil {
			return Unbound, err
		}
		out := newGenericAlias(GenericAliasType, g(v).Origin, args.Value())
		out.starred = g(v).starred
		return out.Value(), nil
	}
	refuse := func(function string) Func {
		return func(th *Thread, a []Value) (Value, error) {
			return Unbound, Raise(TypeError, "%s() argument 2 cannot be a parameterized generic", function)
		}
	}
	t.Methods = []*MethodDef{
		Def("__mro_entries__($self, object, /)", "Tell the class statement what base the alias stands for.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(g(a[0]).Origin).Value(), nil
		}),
		Def("__instancecheck__($self, object, /)", "Refuse isinstance().", refuse("isinstance")),
		Def("__subclasscheck__($self, object, /)", "Refuse issubclass().", refuse("issubclass")),
		reduceDef(genericAliasReduce),
		Def("__dir__($self, /)", "Return the names of the attributes, those of the origin among them.", genericAliasDir),
	}
	t.GetSets = []GetSetDef{
		{Name: "__origin__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return g(v).Origin, nil }},
		{Name: "__args__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return g(v).Args.Value(), nil }},
		{Name: "__unpacked__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Bool(g(v).starred), nil }},
		{Name: "__parameters__", Doc: "the type variables among the arguments", Get: func(th *Thread, v Value) (Value, error) {
			return tupleValue(aliasParameters(th, v))
		}},
		{Name: "__typing_unpacked_tuple_args__", Get: func(th *Thread, v Value) (Value, error) {
			if g(v).starred && Is(g(v).Origin, TupleType.Value()) {
				return g(v).Args.Value(), nil
			}
			return None, nil
		}},
	}
}

// typeText is how a type is written among type arguments.
func typeText(th *Thread, v Value) (string, error) {
	switch {
	case v == Ellipsis:
		return "...", nil
	case Is(v, NoneType.Value()):
		return "None", nil
	}
	origin, err := GetAttrOr(th, v, nameOrigin)
	if err != nil {
		return "", err
	}
	if !origin.IsUnbound() {
		args, err := GetAttrOr(th, v, nameArgs)
		if err != nil {
			return "", err
		}
		if !args.IsUnbound() {
			return reprText(th, v)
		}
	}
	q, err := GetAttrOr(th, v, nameQualName)
	if err != nil {
		return "", err
	}
	m, err := GetAttrOr(th, v, nameModule)
	if err != nil {
		return "", err
	}
	if q.IsUnbound() || m.IsUnbound() || m.IsNone() {
		return reprText(th, v)
	}
	qs, err := StrOf(th, q)
	if err != nil {
		return "", err
	}
	ms, err := StrOf(th, m)
	if err != nil || ms.s == "builtins" {
		return qs.s, err
	}
	return ms.s + "." + qs.s, nil
}

func reprText(th *Thread, v Value) (string, error) {
	s, err := Repr(th, v)
	if err != nil {
		return "", err
	}
	return s.s, nil
}

func genericAliasRepr(th *Thread, v Value) (Value, error) {
	a := (*GenericAlias)(v.P)
	var b strings.Builder
	if a.starred {
		b.WriteByte('*')
	}
	s, err := typeText(th, a.Origin)
	if err != nil {
		return Unbound, err
	}
	b.WriteString(s + "[")
	if a.Args.n == 0 {
		b.WriteString("()")
	}
	for i, x := range a.Args.Items() {
		if i > 0 {
			b.WriteString(", ")
		}
		if l := AsList(x); l != nil && x.IsExact(KindList) {
			s, err = typeListText(th, l)
		} else {
			s, err = typeText(th, x)
		}
		if err != nil {
			return Unbound, err
		}
		b.WriteString(s)
	}
	return Text(b.String() + "]"), nil
}

// typeListText writes a list of types, as the arguments of a ParamSpec are.
func typeListText(th *Thread, l *List) (string, error) {
	var parts []string
	for i := range l.Len() {
		if i >= l.Len() {
			return "", Raise(IndexError, "list index out of range")
		}
		s, err := typeText(th, l.items[i])
		if err != nil {
			return "", err
		}
		parts = append(parts, s)
	}
	return "[" + strings.Join(parts, ", ") + "]", nil
}

func genericAliasCompare(th *Thread, x, y Value, op CompareOp) (Value, error) {
	a, b := AsGenericAlias(x), AsGenericAlias(y)
	if a == nil || b == nil || op != EQ && op != NE {
		return NotImplemented, nil
	}
	same := a.starred == b.starred
	var err error
	if same {
		if same, err = Equal(th, a.Origin, b.Origin); same {
			same, err = Equal(th, a.Args.Value(), b.Args.Value())
		}
	}
	return Bool(same == (op == EQ)), err
}

func genericAliasCall(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
	obj, err := Call(th, (*GenericAlias)(v.P).Origin, args, kw)
	if err != nil {
		return Unbound, err
	}
	if err := SetAttr(th, obj, nameOrigClass, v); err != nil && !Matches(err, AttributeError) && !Matches(err, TypeError) {
		return Unbound, err
	}
	return obj, nil
}

func genericAliasReduce(th *Thread, a []Value) (Value, error) {
	g := (*GenericAlias)(a[0].P)
	if !g.starred {
		return TupleOf(GenericAliasType.Value(), TupleOf(g.Origin, g.Args.Value()).Value()).Value(), nil
	}
	plain := newGenericAlias(GenericAliasType, g.Origin, g.Args.Value())
	it, err := Iter(th, plain.Value())
	if err != nil {
		return Unbound, err
	}
	return reduceIter(th, "next", func() []Value { return []Value{it} })
}

func genericAliasDir(th *Thread, a []Value) (Value, error) {
	m, err := GetAttr(th, (*GenericAlias)(a[0].P).Origin, nameDirDunder)
	if err != nil {
		return Unbound, err
	}
	var names Value
	if cls := AsType((*GenericAlias)(a[0].P).Origin); cls != nil {
		names, _, err = CallSpecial(th, cls.Value(), nameDirDunder)
	} else {
		names, err = Call(th, m, nil, nil)
	}
	if err != nil {
		return Unbound, err
	}
	items, err := Items(th, names)
	if err != nil {
		return Unbound, err
	}
	out := NewList(items)
	for _, n := range aliasAdded {
		s := Text(n)
		in, err := listContains(th, out.Value(), s)
		if err != nil {
			return Unbound, err
		}
		if !in {
			out.Append(s)
		}
	}
	return out.Value(), nil
}

// aliasParameters returns the type variables of an alias.
func aliasParameters(th *Thread, v Value) (*Tuple, error) {
	a := (*GenericAlias)(v.P)
	if a.params == nil {
		p, err := typeParameters(th, a.Args.Items())
		if err != nil {
			return nil, err
		}
		a.params = p
	}
	return a.params, nil
}

// typeParameters collects the type variables in type arguments, each once, in order.
func typeParameters(th *Thread, args []Value) (*Tuple, error) {
	var out []Value
	add := func(v Value) {
		for _, p := range out {
			if Is(p, v) {
				return
			}
		}
		out = append(out, v)
	}
	for _, x := range args {
		if x.Kind() == KindType {
			continue
		}
		if x.Kind() == KindTuple || x.Kind() == KindList {
			if err := th.Enter(" in __parameter__ calculation"); err != nil {
				return nil, err
			}
			nested, err := typeParameters(th, sequenceItems(x))
			th.Leave()
			if err != nil {
				return nil, err
			}
			for _, p := range nested.Items() {
				add(p)
			}
			continue
		}
		subst, err := GetAttrOr(th, x, nameTypingSubst)
		if err != nil {
			return nil, err
		}
		if !subst.IsUnbound() {
			add(x)
			continue
		}
		inner, err := GetAttrOr(th, x, nameParameters)
		if err != nil {
			return nil, err
		}
		if t := AsTuple(inner); t != nil {
			for _, p := range t.Items() {
				add(p)
			}
		}
	}
	return NewTuple(out), nil
}

// substitute replaces the type variables params in args by what the subscript key gives for them.
func substitute(th *Thread, self Value, args, params *Tuple, key Value) (*Tuple, error) {
	if params.n == 0 {
		s, err := reprText(th, self)
		if err != nil {
			return nil, err
		}
		return nil, Raise(TypeError, "%s is not a generic class", s)
	}
	given, err := unpackTypeArgs(th, key)
	if err != nil {
		return nil, err
	}
	for _, p := range params.Items() {
		prepare, err := GetAttrOr(th, p, nameTypingPrepare)
		if err != nil {
			return nil, err
		}
		if prepare.IsUnbound() || prepare.IsNone() {
			continue
		}
		prepared, err := CallArgs(th, prepare, self, given.Value())
		if err != nil {
			return nil, err
		}
		if given = AsTuple(prepared); given == nil {
			given = TupleOf(prepared)
		}
	}
	if given.n != params.n {
		s, err := reprText(th, self)
		if err != nil {
			return nil, err
		}
		if given.n > params.n {
			return nil, Raise(TypeError, "Too many arguments for %s; actual %d, expected %d", s, given.n, params.n)
		}
		return nil, Raise(TypeError, "Too few arguments for %s; actual %d, expected %d", s, given.n, params.n)
	}
	out, err := substituteItems(th, args.Items(), params, given)
	return NewTuple(out), err
}

// unpackTypeArgs makes a tuple of a subscript; unpacked tuples (*tuple[int, str]) in it are spliced in.
func unpackTypeArgs(th *Thread, key Value) (*Tuple, error) {
	in := []Value{key}
	if t := AsTuple(key); t != nil {
		in = t.Items()
	}
	var out []Value
	for _, x := range in {
		if x.Kind() != KindType {
			sub, err := GetAttrOr(th, x, nameUnpackedTupleArgs)
			if err != nil {
				return nil, err
			}
			if t := AsTuple(sub); t != nil && !(t.n > 0 && t.At(t.n-1) == Ellipsis) {
				out = append(out, t.Items()...)
				continue
			}
		}
		out = append(out, x)
	}
	return NewTuple(out), nil
}

// parameterIndex returns the number of a type variable, or -1.
func parameterIndex(params *Tuple, v Value) int {
	for i, p := range params.Items() {
		if Is(p, v) {
			return i
		}
	}
	return -1
}

func substituteItems(th *Thread, args []Value, params, given *Tuple) ([]Value, error) {
	if err := th.Enter(" in type substitution"); err != nil {
		return nil, err
	}
	defer th.Leave()
	var out []Value
	for _, x := range args {
		if x.Kind() == KindType {
			out = append(out, x)
			continue
		}
		if x.Kind() == KindTuple || x.Kind() == KindList {
			nested, err := substituteItems(th, append([]Value(nil), sequenceItems(x)...), params, given)
			if err != nil {
				return nil, err
			}
			if x.Kind() == KindList {
				out = append(out, NewList(nested).Value())
			} else {
				out = append(out, NewTuple(nested).Value())
			}
			continue
		}
		unpacked, err := isUnpackedTypeVarTuple(th, x)
		if err != nil {
			return nil, err
		}
		subst, err := GetAttrOr(th, x, nameTypingSubst)
		if err != nil {
			return nil, err
		}
		var y Value
		if i := parameterIndex(params, x); !subst.IsUnbound() && i >= 0 {
			y, err = CallArgs(th, subst, given.At(i))
		} else {
			y, err = substituteInner(th, x, params, given)
		}
		if err != nil {
			return nil, err
		}
		if t := AsTuple(y); unpacked && t != nil {
			out = append(out, t.Items()...)
		} else {
			out = append(out, y)
		}
	}
	return out, nil
}

func isUnpackedTypeVarTuple(th *Thread, v Value) (bool, error) {
	x, err := GetAttrOr(th, v, nameUnpackedTypeVar)
	if err != nil || x.IsUnbound() {
		return false, err
	}
	return Truth(th, x)
}

// substituteInner substitutes in an argument that is generic itself.
func substituteInner(th *Thread, v Value, params, given *Tuple) (Value, error) {
	inner, err := GetAttrOr(th, v, nameParameters)
	if err != nil {
		return Unbound, err
	}
	t := AsTuple(inner)
	if t == nil || t.n == 0 {
		return v, nil
	}
	var args []Value
	for _, p := range t.Items() {
		i := parameterIndex(params, p)
		if i < 0 {
			args = append(args, p)
			continue
		}
		x := given.At(i)
		// A TypeVarTuple, which can be iterated over, stands for several arguments.
		if many := AsTuple(x); many != nil && p.Type().Iter != nil {
			args = append(args, many.Items()...)
		} else {
			args = append(args, x)
		}
	}
	return GetItem(th, v, NewTuple(args).Value())
}

func setupGenericAliasIterator(t *Type) {
	it := func(v Value) *genericAliasIterator { return (*genericAliasIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		a := it(v).alias
		if a == nil {
			return Unbound, nil
		}
		it(v).alias = nil
		out := newGenericAlias(GenericAliasType, a.Origin, a.Args.Value())
		out.starred = true
		return out.Value(), nil
	}, reduceDef(func(th *Thread, a []Value) (Value, error) {
		return reduceIter(th, "iter", func() []Value {
			if x := it(a[0]).alias; x != nil {
				return []Value{x.Value()}
			}
			return []Value{emptyTuple.Value()}
		})
	}))
}
