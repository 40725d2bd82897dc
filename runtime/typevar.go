// This file fills the types behind type parameters (PEP 695, 696): TypeVar, ParamSpec, TypeVarTuple, TypeAliasType and Generic. Bounds,
// constraints, defaults and alias values are evaluated when they are first asked for.

package runtime

import (
	"slices"
	"strings"
)

// The types of module typing that the compiler's code makes.
var (
	TypeVarType         = &Type{Name: "TypeVar", Module: "typing"}
	ParamSpecType       = &Type{Name: "ParamSpec", Module: "typing"}
	ParamSpecArgsType   = &Type{Name: "ParamSpecArgs", Module: "typing"}
	ParamSpecKwargsType = &Type{Name: "ParamSpecKwargs", Module: "typing"}
	TypeVarTupleType    = &Type{Name: "TypeVarTuple", Module: "typing"}
	TypeAliasTypeType   = &Type{Name: "TypeAliasType", Module: "typing"}
	GenericType         = &Type{Name: "Generic", Module: "typing"}
	NoDefaultType       = &Type{Name: "NoDefaultType", Module: "typing"}
	constEvaluatorType  = &Type{Name: "_ConstEvaluator", Module: "_typing"}
	noDefault           = &Header{Type: NoDefaultType, Kind: KindOther}
)

var typingTypes = []typeSetup{
	{NoDefaultType, nil, func(t *Type) {
		t.Doc = "The type of NoDefault, which says that a type parameter has no default."
		t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to find the object: by name.", func(th *Thread, a []Value) (Value, error) {
			return Text("NoDefault"), nil
		})}
		t.Repr = func(th *Thread, v Value) (Value, error) { return Text("typing.NoDefault"), nil }
		t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
			if len(args) > 0 {
				return Unbound, Raise(TypeError, "NoDefaultType takes no arguments")
			}
			return NoDefault(), nil
		}
	}},
	{specialFormType, nil, func(t *Type) {
		t.Repr = func(th *Thread, v Value) (Value, error) { return Text("typing.Unpack"), nil }
	}},
	{TypeVarType, nil, setupTypeVar},
	{ParamSpecType, nil, setupParamSpec},
	{ParamSpecArgsType, nil, setupParamSpecPart},
	{ParamSpecKwargsType, nil, setupParamSpecPart},
	{TypeVarTupleType, nil, setupTypeVarTuple},
	{TypeAliasTypeType, nil, setupTypeAlias},
	{GenericType, nil, setupGeneric},
	{constEvaluatorType, nil, setupConstEvaluator},
}

// NoDefault is typing.NoDefault.
func NoDefault() Value { return noDefault.Value() }

// lazy is a value that a function computes on first use.
type lazy struct {
	value    Value // Unbound until computed
	evaluate Value // None, or a function of the annotation format
}

func ready(v Value) lazy { return lazy{value: v, evaluate: None} }

func (l *lazy) get(th *Thread) (Value, error) {
	if l.value.IsUnbound() {
		v, err := CallArgs(th, l.evaluate, Int(1))
		if err != nil {
			return Unbound, err
		}
		l.value = v
	}
	return l.value, nil
}

// evaluator returns the function that computes the value; one that returns the value when it is known already.
func (l *lazy) evaluator(th *Thread, absent Value) Value {
	if !l.evaluate.IsNone() {
		return l.evaluate
	}
	if Is(l.value, absent) || l.value.IsUnbound() {
		return None
	}
	return (&constEvaluator{Header: Header{Type: constEvaluatorType, Kind: KindOther}, value: l.value}).Value()
}

// constEvaluator is an evaluator of a value that is known already.
type constEvaluator struct {
	Header
	value Value
}

func setupConstEvaluator(t *Type) {
	t.Doc = "Evaluates a bound, constraints, default or alias that was given as a value."
	t.Flags |= TypeDisallowNew | TypeShownHeap
	t.Repr = func(th *Thread, v Value) (Value, error) {
		r, err := Repr(th, AsAny[constEvaluator](v).value)
		if err != nil {
			return Unbound, err
		}
		return Text("<constevaluator " + r.s + ">"), nil
	}
	t.Call = func(th *Thread, self Value, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			return Unbound, Raise(TypeError, "constevaluator.__call__() takes no keyword arguments")
		}
		if len(args) != 1 {
			return Unbound, Raise(TypeError, "constevaluator.__call__() takes exactly 1 argument (%d given)", len(args))
		}
		format, err := AsInt(th, args[0])
		if err != nil {
			return Unbound, err
		}
		v := AsAny[constEvaluator](self).value
		const formatString = 4
		if format != formatString {
			return v, nil
		}
		list := AsTuple(v)
		if list == nil {
			s, err := typeRepr1(th, v)
			return Text(s), err
		}
		parts := make([]string, list.Len())
		for i, item := range list.Items() {
			if parts[i], err = typeRepr1(th, item); err != nil {
				return Unbound, err
			}
		}
		return Text("(" + strings.Join(parts, ", ") + ")"), nil
	}
}

// TypeParameter is a TypeVar, ParamSpec or TypeVarTuple.
type TypeParameter struct {
	Header
	name                               string
	bound, constraints, def            lazy
	covariant, contravariant, inferred bool
	called                             bool // made by a call: the default is a value even if that is NoDefault
	module                             Value
	dict                               *Dict
	weak                               *WeakList
}

func newTypeParameter(th *Thread, t *Type, name string) *TypeParameter {
	p := &TypeParameter{Header: Header{Type: t, Kind: KindOther}, name: name}
	p.bound, p.constraints, p.def = ready(None), ready(emptyTuple.Value()), ready(NoDefault())
	p.inferred = true
	p.module = callerModule(th)
	return p
}

// callerModule is __name__ of the running module.
func callerModule(th *Thread) Value {
	if f := th.Interp.Eval.CurrentFrame(th, 0); f != nil {
		if v := f.Globals.GetStr(nameName); !v.IsUnbound() {
			return v
		}
	}
	return None
}

// NewTypeVar makes the TypeVar of a type parameter T.
func NewTypeVar(th *Thread, name *Str) Value {
	return newTypeParameter(th, TypeVarType, name.s).Value()
}

// NewTypeVarBound makes the TypeVar of T: bound; evaluate computes the bound.
func NewTypeVarBound(th *Thread, name *Str, evaluate Value) Value {
	p := newTypeParameter(th, TypeVarType, name.s)
	p.bound = lazy{Unbound, evaluate}
	return p.Value()
}

// NewTypeVarConstraints makes the TypeVar of T: (A, B); evaluate computes the constraints.
func NewTypeVarConstraints(th *Thread, name *Str, evaluate Value) Value {
	p := newTypeParameter(th, TypeVarType, name.s)
	p.constraints = lazy{Unbound, evaluate}
	return p.Value()
}

// NewParamSpec makes the ParamSpec of **P.
func NewParamSpec(th *Thread, name *Str) Value {
	return newTypeParameter(th, ParamSpecType, name.s).Value()
}

// NewTypeVarTuple makes the TypeVarTuple of *Ts.
func NewTypeVarTuple(th *Thread, name *Str) Value {
	return newTypeParameter(th, TypeVarTupleType, name.s).Value()
}

// SetTypeParamDefault gives a type parameter its default, which evaluate computes.
func SetTypeParamDefault(th *Thread, param, evaluate Value) (Value, error) {
	switch param.Type() {
	case TypeVarType, ParamSpecType, TypeVarTupleType:
		(*TypeParameter)(param.P).def = lazy{Unbound, evaluate}
		return param, nil
	}
	return Unbound, Raise(TypeError, "Expected a type param, got %s", param.Type().TypeName())
}

func typeParam(v Value) *TypeParameter { return (*TypeParameter)(v.P) }

// setupTypeParameter fills what the three kinds share.
func setupTypeParameter(t *Type) {
	t.Flags |= TypeHasDict | TypeHasWeakref | TypeShownHeap
	t.DictField = func(v Value) **Dict { return &typeParam(v).dict }
	t.WeakField = func(v Value) **WeakList { return &typeParam(v).weak }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		p := typeParam(v)
		sign := "~"
		switch {
		case p.inferred || t == TypeVarTupleType:
			sign = ""
		case p.covariant:
			sign = "+"
		case p.contravariant:
			sign = "-"
		}
		return Text(sign + p.name), nil
	}
	t.Hash = hashIdentity
	t.GetSets = append(t.GetSets,
		GetSetDef{Name: "__name__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Text(typeParam(v).name), nil }},
		GetSetDef{Name: "__module__", Get: func(th *Thread, v Value) (Value, error) { return typeParam(v).module, nil }},
		GetSetDef{Name: "__default__", Get: func(th *Thread, v Value) (Value, error) { return typeParam(v).def.get(th) }},
		GetSetDef{Name: "evaluate_default", Get: func(th *Thread, v Value) (Value, error) {
			p := typeParam(v)
			if p.called {
				return p.def.evaluator(th, Unbound), nil
			}
			return p.def.evaluator(th, NoDefault()), nil
		}},
	)
	t.Methods = append(t.Methods,
		Def("__typing_subst__($self, arg, /)", "Return what a type argument becomes in place of the parameter.", func(th *Thread, a []Value) (Value, error) {
			if t == TypeVarTupleType {
				return Unbound, Raise(TypeError, "Substitution of bare TypeVarTuple is not supported")
			}
			name := "_typevar_subst"
			if t == ParamSpecType {
				name = "_paramspec_subst"
			}
			return callTyping(th, name, a)
		}),
		Def("__typing_prepare_subst__($self, alias, args, /)", "Return the type arguments of an alias with the parameter's share arranged.", func(th *Thread, a []Value) (Value, error) {
			switch t {
			case ParamSpecType:
				return callTyping(th, "_paramspec_prepare_subst", a)
			case TypeVarTupleType:
				return callTyping(th, "_typevartuple_prepare_subst", a)
			}
			return addDefault(th, a[0], a[1], a[2])
		}),
		Def("__mro_entries__($self, bases, /)", "A type parameter can't be a base class.", func(th *Thread, a []Value) (Value, error) {
			return Unbound, Raise(TypeError, "Cannot subclass an instance of %s", t.Name)
		}),
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the object: by name.", func(th *Thread, a []Value) (Value, error) {
			return Text(typeParam(a[0]).name), nil
		}),
		Def("has_default($self, /)", "Tell whether the parameter has a default.", func(th *Thread, a []Value) (Value, error) {
			d := typeParam(a[0]).def
			return Bool(!d.evaluate.IsNone() || !Is(d.value, NoDefault())), nil
		}),
	)
}

func callTyping(th *Thread, name string, args []Value) (Value, error) {
	f, err := typingAttribute(th, name)
	if err != nil {
		return Unbound, err
	}
	return Call(th, f, args, nil)
}

// addDefault appends the default of a TypeVar to the arguments of alias, when its own is the first that is missing.
func addDefault(th *Thread, param, alias, args Value) (Value, error) {
	params, err := GetAttrString(th, alias, "__parameters__")
	if err != nil {
		return Unbound, err
	}
	list := AsTuple(params)
	if list == nil {
		return Unbound, Raise(TypeError, "__typing_prepare_subst__() needs a tuple of parameters")
	}
	index := -1
	for i, p := range list.Items() {
		if Is(p, param) {
			index = i
			break
		}
	}
	if index < 0 {
		return Unbound, Raise(ValueError, "tuple.index(x): x not in tuple")
	}
	given, err := Length(th, args)
	if err != nil {
		return Unbound, err
	}
	if index < given {
		return args, nil
	}
	if index == given {
		d, err := typeParam(param).def.get(th)
		if err != nil {
			return Unbound, err
		}
		if !Is(d, NoDefault()) {
			if AsTuple(args) == nil {
				return BinaryOperation(th, OpAdd, args, TupleOf(d).Value())
			}
			return NewTuple(append(append([]Value{}, AsTuple(args).Items()...), d)).Value(), nil
		}
	}
	s, err := StrOf(th, alias)
	if err != nil {
		return Unbound, err
	}
	return Unbound, Raise(TypeError, "Too few arguments for %s; actual %d, expected at least %d", s.String(), given, index+1)
}

var typeVarSignature = ParseSignature("typevar(name, *constraints, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)")

func setupTypeVar(t *Type) {
	t.Doc = "A type variable: a placeholder for a type."
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		defer func() { th.release(mark) }()
		a, err := typeVarSignature.Bind(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		name := AsStr(a[0])
		if name == nil {
			return Unbound, Raise(TypeError, "typevar() argument 'name' must be str, not %s", a[0].Type().TypeName())
		}
		p := newTypeParameter(th, TypeVarType, name.s)
		p.called = true
		if p.covariant, p.contravariant, p.inferred, err = variance(th, a[4], a[5], a[6]); err != nil {
			return Unbound, err
		}
		cons := AsTuple(a[1])
		if cons.Len() == 1 {
			return Unbound, Raise(TypeError, "A single constraint is not allowed")
		}
		if cons.Len() > 0 && !a[2].IsNone() {
			return Unbound, Raise(TypeError, "Constraints cannot be combined with bound=...")
		}
		bound, err := boundType(th, a[2])
		if err != nil {
			return Unbound, err
		}
		p.bound, p.constraints = ready(bound), ready(a[1])
		if !a[3].IsUnbound() {
			p.def = ready(a[3])
		}
		return p.Value(), nil
	}
	t.GetSets = []GetSetDef{
		{Name: "__bound__", Get: func(th *Thread, v Value) (Value, error) { return typeParam(v).bound.get(th) }},
		{Name: "__constraints__", Get: func(th *Thread, v Value) (Value, error) { return typeParam(v).constraints.get(th) }},
		{Name: "evaluate_bound", Get: func(th *Thread, v Value) (Value, error) { return typeParam(v).bound.evaluator(th, None), nil }},
		{Name: "evaluate_constraints", Get: func(th *Thread, v Value) (Value, error) {
			return typeParam(v).constraints.evaluator(th, emptyTuple.Value()), nil
		}},
	}
	addVariance(t)
	t.Binary[OpOr] = NewUnionOf
	setupTypeParameter(t)
}

func addVariance(t *Type) {
	t.GetSets = append(t.GetSets,
		GetSetDef{Name: "__covariant__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Bool(typeParam(v).covariant), nil }},
		GetSetDef{Name: "__contravariant__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Bool(typeParam(v).contravariant), nil }},
		GetSetDef{Name: "__infer_variance__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Bool(typeParam(v).inferred), nil }},
	)
}

func variance(th *Thread, co, contra, infer Value) (covariant, contravariant, inferred bool, err error) {
	if covariant, err = Truth(th, co); err != nil {
		return
	}
	if contravariant, err = Truth(th, contra); err != nil {
		return
	}
	if inferred, err = Truth(th, infer); err != nil {
		return
	}
	if covariant && contravariant {
		err = Raise(ValueError, "Bivariant types are not supported.")
	} else if inferred && (covariant || contravariant) {
		err = Raise(ValueError, "Variance cannot be specified with infer_variance.")
	}
	return
}

var paramSpecSignature = ParseSignature("paramspec(name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)")

func setupParamSpec(t *Type) {
	t.Doc = "A parameter specification: a placeholder for the parameters of a callable."
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		defer func() { th.release(mark) }()
		a, err := paramSpecSignature.Bind(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		name := AsStr(a[0])
		if name == nil {
			return Unbound, Raise(TypeError, "paramspec() argument 'name' must be str, not %s", a[0].Type().TypeName())
		}
		p := newTypeParameter(th, ParamSpecType, name.s)
		p.called = true
		if p.covariant, p.contravariant, p.inferred, err = variance(th, a[3], a[4], a[5]); err != nil {
			return Unbound, err
		}
		p.bound = ready(a[1])
		if !a[2].IsUnbound() {
			p.def = ready(a[2])
		}
		return p.Value(), nil
	}
	part := func(pt *Type) func(th *Thread, v Value) (Value, error) {
		return func(th *Thread, v Value) (Value, error) {
			return (&paramSpecPart{Header: Header{Type: pt, Kind: KindOther}, origin: v}).Value(), nil
		}
	}
	t.GetSets = []GetSetDef{
		{Name: "__bound__", Get: func(th *Thread, v Value) (Value, error) { return typeParam(v).bound.get(th) }},
		{Name: "args", Doc: "the positional parameters", Get: part(ParamSpecArgsType)},
		{Name: "kwargs", Doc: "the keyword parameters", Get: part(ParamSpecKwargsType)},
	}
	addVariance(t)
	t.Binary[OpOr] = NewUnionOf
	setupTypeParameter(t)
}

// paramSpecPart is P.args or P.kwargs.
type paramSpecPart struct {
	Header
	origin Value
	weak   *WeakList
}

func setupParamSpecPart(t *Type) {
	o := func(v Value) Value { return (*paramSpecPart)(v.P).origin }
	t.Flags |= TypeHasWeakref | TypeShownHeap
	t.WeakField = func(v Value) **WeakList { return &(*paramSpecPart)(v.P).weak }
	suffix := "." + strings.ToLower(strings.TrimPrefix(t.Name, "ParamSpec"))
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if len(args) != 1 || kw != nil {
			return Unbound, Raise(TypeError, "%s() takes exactly 1 argument (%d given)", t.Name, len(args))
		}
		return (&paramSpecPart{Header: Header{Type: t, Kind: KindOther}, origin: args[0]}).Value(), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		if o(v).Type() == ParamSpecType {
			return Text(typeParam(o(v)).name + suffix), nil
		}
		r, err := Repr(th, o(v))
		if err != nil {
			return Unbound, err
		}
		return Text(r.s + suffix), nil
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if op != EQ && op != NE || b.Type() != t {
			return NotImplemented, nil
		}
		return RichCompare(th, o(a), o(b), op)
	}
	t.Hash = func(th *Thread, v Value) (int64, error) { return Hash(th, o(v)) }
	t.Methods = []*MethodDef{Def("__mro_entries__($self, bases, /)", "Refuse to be a base class.", func(th *Thread, a []Value) (Value, error) {
		return Unbound, Raise(TypeError, "Cannot subclass an instance of %s", t.Name)
	})}
	t.GetSets = []GetSetDef{{Name: "__origin__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return o(v), nil }}}
}

var typeVarTupleSignature = ParseSignature("typevartuple(name, *, default=<unrepresentable>)")

func setupTypeVarTuple(t *Type) {
	t.Doc = "A type variable tuple: a placeholder for any number of types."
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		defer func() { th.release(mark) }()
		a, err := typeVarTupleSignature.Bind(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		name := AsStr(a[0])
		if name == nil {
			return Unbound, Raise(TypeError, "typevartuple() argument 'name' must be str, not %s", a[0].Type().TypeName())
		}
		p := newTypeParameter(th, TypeVarTupleType, name.s)
		p.called = true
		if !a[1].IsUnbound() {
			p.def = ready(a[1])
		}
		return p.Value(), nil
	}
	t.Iter = unpackedOnce
	setupTypeParameter(t)
}

// unpackedOnce is what *v iterates over for a TypeVarTuple or a type alias: one typing.Unpack[v].
func unpackedOnce(th *Thread, v Value) (Value, error) {
	u, err := UnpackGeneric(th, v)
	if err != nil {
		return Unbound, err
	}
	return Iter(th, TupleOf(u).Value())
}

// UnpackGeneric is typing.Unpack[v] for a TypeVarTuple.
func UnpackGeneric(th *Thread, v Value) (Value, error) {
	unpack, err := typingAttribute(th, "Unpack")
	if err != nil {
		if Matches(err, ImportError) {
			// Without module typing a plain alias of the same form does.
			return NewGenericAlias(th, unpackForm.Value(), v)
		}
		return Unbound, err
	}
	return GetItem(th, unpack, v)
}

// unpackForm stands for typing.Unpack where module typing is not there.
var (
	specialFormType = &Type{Name: "_SpecialForm", Module: "typing"}
	unpackForm      = &Header{Type: specialFormType, Kind: KindOther}
)

// boundType checks what is given as a bound, as module typing does; text becomes a forward reference.
func boundType(th *Thread, bound Value) (Value, error) {
	if bound.IsNone() || bound.Kind() == KindType {
		return bound, nil
	}
	check, err := typingAttribute(th, "_type_check")
	if err != nil {
		return Unbound, err
	}
	return CallArgs(th, check, bound, Text("Bound must be a type."))
}

// typingAttribute imports module typing and returns an attribute of it.
func typingAttribute(th *Thread, name string) (Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern("typing"), None, None, emptyTuple.Value(), 0)
	if err != nil {
		return Unbound, err
	}
	return GetAttrString(th, m, name)
}

// typeAlias is the object of a type statement.
type typeAlias struct {
	Header
	name   string
	params *Tuple // nil: none
	value  lazy
	module Value
}

// NewTypeAlias makes what a type statement binds; params is nil or the tuple of its type parameters.
func NewTypeAlias(th *Thread, name *Str, params *Tuple, evaluate Value) Value {
	return (&typeAlias{Header: Header{Type: TypeAliasTypeType, Kind: KindOther}, name: name.s, params: params, value: lazy{Unbound, evaluate}, module: callerModule(th)}).Value()
}

// checkTypeParams wants type parameters only, those with a default last.
func checkTypeParams(th *Thread, params *Tuple) error {
	defaults := false
	for _, p := range params.Items() {
		if t := p.Type(); t != TypeVarType && t != ParamSpecType && t != TypeVarTupleType {
			r, err := Repr(th, p)
			if err != nil {
				return err
			}
			return Raise(TypeError, "Expected a type param, got %s", r)
		}
		v, err := CallMethod(th, p, "has_default")
		if err != nil {
			return err
		}
		has, err := Truth(th, v)
		if err != nil {
			return err
		}
		if defaults && !has {
			r, err := Repr(th, p)
			if err != nil {
				return err
			}
			return Raise(TypeError, "non-default type parameter '%s' follows default type parameter", r)
		}
		defaults = has
	}
	return nil
}

var typeAliasSignature = ParseSignature("typealias(name, value, *, type_params=())")

func setupTypeAlias(t *Type) {
	t.Doc = "A type alias, made by a type statement."
	al := func(v Value) *typeAlias { return (*typeAlias)(v.P) }
	t.Size = SizeOf[typeAlias]()
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		defer func() { th.release(mark) }()
		a, err := typeAliasSignature.Bind(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		name, params := AsStr(a[0]), AsTuple(a[2])
		if name == nil {
			return Unbound, Raise(TypeError, "typealias() argument 'name' must be str, not %s", a[0].Type().TypeName())
		}
		if params == nil {
			return Unbound, Raise(TypeError, "type_params must be a tuple")
		}
		if err := checkTypeParams(th, params); err != nil {
			return Unbound, err
		}
		x := AsAny[typeAlias](NewTypeAlias(th, name, params, None))
		x.value = ready(a[1])
		return x.Value(), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) { return Text(al(v).name), nil }
	t.Hash = hashIdentity
	t.Binary[OpOr] = typeOr
	t.Iter = unpackedOnce
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		if al(v).params == nil || al(v).params.Len() == 0 {
			return Unbound, Raise(TypeError, "Only generic type aliases are subscriptable")
		}
		return NewGenericAlias(th, v, key)
	}
	params := func(th *Thread, v Value) (Value, error) {
		if p := al(v).params; p != nil {
			return p.Value(), nil
		}
		return emptyTuple.Value(), nil
	}
	t.GetSets = []GetSetDef{
		{Name: "__name__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Text(al(v).name), nil }},
		{Name: "__value__", Get: func(th *Thread, v Value) (Value, error) { return al(v).value.get(th) }},
		{Name: "evaluate_value", Get: func(th *Thread, v Value) (Value, error) { return al(v).value.evaluator(th, Unbound), nil }},
		{Name: "__type_params__", Get: params},
		{Name: "__parameters__", Get: func(th *Thread, v Value) (Value, error) {
			p, err := params(th, v)
			if err != nil {
				return p, err
			}
			items, err := unpackedParams(th, AsTuple(p).Items())
			return NewTuple(items).Value(), err
		}},
		{Name: "__module__", Get: func(th *Thread, v Value) (Value, error) { return al(v).module, nil }},
	}
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object: by name.", func(th *Thread, a []Value) (Value, error) {
		return Text(al(a[0]).name), nil
	})}
}

// AsAny views an object as the struct that its type is known to have.
func AsAny[T any](v Value) *T { return (*T)(v.P) }

func setupGeneric(t *Type) {
	t.Doc = "The base class of generic classes."
	t.Flags |= TypeBaseType | TypeShownHeap
	t.Layout = KindInstance
	t.New = objectNew
	generic := func(name string) Func {
		return func(th *Thread, a []Value) (Value, error) {
			f, err := typingAttribute(th, name)
			if err != nil {
				if name == "_generic_class_getitem" && Matches(err, ImportError) {
					// Without module typing a plain alias does.
					return NewGenericAlias(th, a[0], a[1])
				}
				return Unbound, err
			}
			return Call(th, f, a, nil)
		}
	}
	t.Methods = []*MethodDef{
		DefClass("__class_getitem__($type, args, /)", "Return the class with type arguments.", generic("_generic_class_getitem")),
		{Name: "__init_subclass__", TextSig: "($type, *args, **kwargs)", Doc: "Check the type parameters of a subclass.", Flags: MethodClass,
			Raw: func(th *Thread, a []Value, kw *Tuple) (Value, error) {
				f, err := typingAttribute(th, "_generic_init_subclass")
				if err != nil {
					if Matches(err, ImportError) {
						return None, nil
					}
					return Unbound, err
				}
				return Call(th, f, a, kw)
			}},
	}
}

// unpackedParams returns type parameters as arguments: each TypeVarTuple is unpacked.
func unpackedParams(th *Thread, params []Value) ([]Value, error) {
	out := slices.Clone(params)
	for i, p := range params {
		if p.Type() == TypeVarTupleType {
			u, err := UnpackGeneric(th, p)
			if err != nil {
				return nil, err
			}
			out[i] = u
		}
	}
	return out, nil
}

// SubscriptGeneric is Generic[params], the implicit base of a class with type parameters.
func SubscriptGeneric(th *Thread, params Value) (Value, error) {
	out, err := unpackedParams(th, AsTuple(params).Items())
	if err != nil {
		return Unbound, err
	}
	alias, err := typingAttribute(th, "_GenericAlias")
	if err != nil {
		if Matches(err, ImportError) {
			return NewGenericAlias(th, GenericType.Value(), NewTuple(out).Value())
		}
		return Unbound, err
	}
	return CallArgs(th, alias, GenericType.Value(), NewTuple(out).Value())
}

// typeRepr1 is how annotations show a value: classes by their qualified name, other objects by repr.
func typeRepr1(th *Thread, v Value) (string, error) {
	if t := AsType(v); t != nil {
		return qualifiedTypeName(th, t)
	}
	if v.P == Ellipsis.P {
		return "...", nil
	}
	r, err := Repr(th, v)
	if err != nil {
		return "", err
	}
	return r.s, nil
}
