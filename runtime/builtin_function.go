// This file fills builtin_function_or_method and method, the callable objects besides Python functions.

package runtime

func setupBuiltinFunction(t *Type) {
	t.Layout = KindBuiltin
	b := func(v Value) *Builtin { return (*Builtin)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		x := b(v)
		if x.Bound && x.Self.Kind() != KindModule {
			return Text("<built-in method " + x.Def.Name + " of " + x.Self.Type().TypeName() + " object at " + Address(th, x.Self) + ">"), nil
		}
		return Text("<built-in function " + x.Def.Name + ">"), nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) { return b(v).Call(th, args, kw) }
	t.Compare = func(th *Thread, x, y Value, op CompareOp) (Value, error) {
		if op != EQ && op != NE || y.Type() != BuiltinType {
			return NotImplemented, nil
		}
		same := b(x).Def == b(y).Def && Is(b(x).Self, b(y).Self)
		return Bool(same == (op == EQ)), nil
	}
	t.Hash = func(th *Thread, v Value) (int64, error) {
		h := int64(address(b(v).Def) >> 4)
		if b(v).Bound {
			h ^= ID(th, b(v).Self) * 31
		}
		return h, nil
	}
	t.GetSets = []GetSetDef{
		{Name: "__name__", Get: func(th *Thread, v Value) (Value, error) { return Text(b(v).Def.Name), nil }},
		{Name: "__qualname__", Get: func(th *Thread, v Value) (Value, error) {
			x := b(v)
			if x.Bound && x.Self.Kind() != KindModule {
				owner := x.Self.Type()
				if c := AsType(x.Self); c != nil {
					owner = c
				}
				return Text(owner.qualName() + "." + x.Def.Name), nil
			}
			if owner := x.Def.owner.Load(); x.Def.Flags == MethodStatic && owner != nil {
				return Text(*owner + "." + x.Def.Name), nil
			}
			return Text(x.Def.Name), nil
		}},
		{Name: "__self__", Get: func(th *Thread, v Value) (Value, error) {
			x := b(v)
			if x.Self.IsUnbound() {
				if x.Module.Kind() == KindModule {
					return x.Module, nil
				}
				return None, nil
			}
			return x.Self, nil
		}},
		{Name: "__module__", Member: true, Get: func(th *Thread, v Value) (Value, error) {
			if m := b(v).Module; m.Kind() == KindModule {
				return (*Module)(m.P).Name.Value(), nil
			}
			return b(v).Module, nil
		}},
		{Name: "__doc__", Get: func(th *Thread, v Value) (Value, error) {
			if d := b(v).Def.Doc; d != "" {
				return Text(d), nil
			}
			return None, nil
		}},
		textSigGetSet(func(v Value) string { return b(v).Def.TextSig }),
	}
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
		x := b(a[0])
		self := x.Self
		if !x.Bound {
			// A function of a module is found by its name, a static method of a type in that type.
			owner := x.Def.owner.Load()
			if x.Def.Flags != MethodStatic || owner == nil {
				return Text(x.Def.Name), nil
			}
			t, err := GetAttrOr(th, th.Interp.Builtins.Value(), th.Interp.Intern(*owner))
			if err != nil || AsType(t) == nil {
				return Text(x.Def.Name), err
			}
			self = t
		}
		getattr, err := GetAttrString(th, th.Interp.Builtins.Value(), "getattr")
		if err != nil {
			return Unbound, err
		}
		return TupleOf(getattr, TupleOf(self, Text(x.Def.Name)).Value()).Value(), nil
	})}
}

func setupMethod(t *Type) {
	t.Layout = KindMethod
	t.Doc = "A function bound to an instance."
	t.TextSig = "(function, instance, /)"
	m := func(v Value) *Method { return (*Method)(v.P) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if len(args) != 2 || kw != nil {
			return Unbound, Raise(TypeError, "method expected 2 arguments, got %d", len(args))
		}
		if !Callable(args[0]) {
			return Unbound, Raise(TypeError, "first argument must be callable")
		}
		if args[1].IsNone() {
			return Unbound, Raise(TypeError, "instance must not be None")
		}
		return NewMethod(args[0], args[1]).Value(), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		name := "?"
		for _, n := range [...]*Str{nameQualName, nameName} {
			x, err := GetAttrOr(th, m(v).Func, n)
			if err != nil {
				return Unbound, err
			}
			if s := AsStr(x); s != nil {
				name = s.String()
				break
			}
		}
		r, err := Repr(th, m(v).Self)
		if err != nil {
			return Unbound, err
		}
		return Text("<bound method " + name + " of " + r.String() + ">"), nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) { return Call(th, v, args, kw) }
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if op != EQ && op != NE || b.Type() != MethodType {
			return NotImplemented, nil
		}
		same, err := Equal(th, m(a).Func, m(b).Func)
		if err != nil {
			return Unbound, err
		}
		return Bool((same && Is(m(a).Self, m(b).Self)) == (op == EQ)), nil
	}
	t.Hash = func(th *Thread, v Value) (int64, error) {
		h, err := Hash(th, m(v).Func)
		return h ^ ID(th, m(v).Self), err
	}
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) { return v, nil }
	t.GetAttr = func(th *Thread, v Value, name *Str) (Value, error) {
		x, err := lookupAttr(th, v, MethodType, name)
		if err != nil || !x.IsUnbound() {
			return x, err
		}
		return GetAttr(th, m(v).Func, name)
	}
	t.GetSets = []GetSetDef{
		{Name: "__func__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return m(v).Func, nil }},
		{Name: "__self__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return m(v).Self, nil }},
		{Name: "__doc__", Get: func(th *Thread, v Value) (Value, error) { return GetAttr(th, m(v).Func, nameDoc) }},
	}
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
		getattr, err := GetAttrString(th, th.Interp.Builtins.Value(), "getattr")
		if err != nil {
			return Unbound, err
		}
		name, err := GetAttr(th, m(a[0]).Func, nameName)
		if err != nil {
			return Unbound, err
		}
		return TupleOf(getattr, TupleOf(m(a[0]).Self, name).Value()).Value(), nil
	})}
}
