// Package contextvars is the _contextvars module: variables whose value belongs to the current context (library reference,
// "contextvars"; PEP 567).
package contextvars

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the _contextvars module.
var Module = &py.ModuleDef{
	Name:      "_contextvars",
	Doc:       "Variables of the current context.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		m.Set(th, "Context", contextType.Value())
		m.Set(th, "ContextVar", variableType.Value())
		m.Set(th, "Token", tokenType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("copy_context()", "Return a copy of the current context.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return current(th).copy().Header.Value(), nil
		}),
	}
}

var (
	contextType  = &py.Type{Name: "Context", Module: "_contextvars", Doc: "A mapping from context variables to their values."}
	variableType = &py.Type{Name: "ContextVar", Module: "_contextvars", Doc: "A variable with a value in each context.", TextSig: "(name, /, *, default=<unrepresentable>)"}
	tokenType    = &py.Type{Name: "Token", Module: "_contextvars", Doc: "What ContextVar.set returns: it can undo the change."}
	missingType  = &py.Type{Name: "Token.MISSING", Module: "_contextvars"}
	missing      = &struct{ py.Header }{}
	setupOnce    sync.Once
)

// context is a Context: a dict from variables to values that is replaced, not changed, when copies share it.
type context struct {
	py.Header
	values  map[*variable]py.Value
	order   []*variable
	shared  bool
	entered bool
	outer   py.Value // the thread's context before run()
	weak    *py.WeakList
}

type variable struct {
	py.Header
	name     *py.Str
	fallback py.Value // Unbound: none
	weak     *py.WeakList
}

type token struct {
	py.Header
	context *context
	of      *variable
	old     py.Value // Unbound: it had no value
	used    bool
}

func newContext() *context {
	return &context{Header: py.Header{Type: contextType, Kind: py.KindOther}, values: map[*variable]py.Value{}, outer: py.Unbound}
}

// current returns the context of the thread, which it makes the first time.
func current(th *py.Thread) *context {
	if !th.Context.IsUnbound() {
		return (*context)(th.Context.P)
	}
	setupOnce.Do(setup)
	c := newContext()
	c.entered = true
	th.Context = c.Header.Value()
	return c
}

// copy shares the values until one of the two changes.
func (c *context) copy() *context {
	c.shared = true
	return &context{Header: py.Header{Type: contextType, Kind: py.KindOther}, values: c.values, order: c.order, shared: true, outer: py.Unbound}
}

func (c *context) own() {
	if !c.shared {
		return
	}
	values := make(map[*variable]py.Value, len(c.values)+1)
	for k, v := range c.values {
		values[k] = v
	}
	c.values, c.order, c.shared = values, append([]*variable(nil), c.order...), false
}

func (c *context) set(k *variable, v py.Value) {
	c.own()
	_, had := c.values[k]
	switch {
	case v.IsUnbound():
		delete(c.values, k)
		for i, x := range c.order {
			if x == k {
				c.order = append(c.order[:i], c.order[i+1:]...)
				break
			}
		}
		return
	case !had:
		c.order = append(c.order, k)
	}
	c.values[k] = v
}

func asVariable(v py.Value) *variable {
	if v.Type() == variableType {
		return (*variable)(v.P)
	}
	return nil
}

func setup() {
	setupContext(contextType)
	setupVariable(variableType)
	missingType.Flags |= py.TypeDisallowNew
	missingType.Repr = func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text("<Token.MISSING>"), nil }
	py.SetupType(missingType, nil)
	missing.Header = py.Header{Type: missingType, Kind: py.KindOther}
	setupToken(tokenType)
	tokenType.Dict().SetStr(py.NewStr("MISSING"), missing.Header.Value())
}

func setupContext(t *py.Type) {
	self := func(v py.Value) *context { return (*context)(v.P) }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) > 0 {
			return py.Unbound, py.Raise(py.TypeError, "Context() does not accept any arguments")
		}
		return newContext().Header.Value(), nil
	}
	t.Len = func(th *py.Thread, v py.Value) (int, error) { return len(self(v).order), nil }
	t.GetItem = func(th *py.Thread, v, k py.Value) (py.Value, error) {
		x, err := keyOf(th, k)
		if err != nil {
			return py.Unbound, err
		}
		if r, ok := self(v).values[x]; ok {
			return r, nil
		}
		return py.Unbound, py.RaiseValue(py.KeyError, k)
	}
	t.Contains = func(th *py.Thread, v, k py.Value) (bool, error) {
		x, err := keyOf(th, k)
		if err != nil {
			return false, err
		}
		_, ok := self(v).values[x]
		return ok, nil
	}
	keys := func(c *context) py.Value {
		l := py.NewList(nil)
		for _, k := range c.order {
			l.Append(k.Header.Value())
		}
		return l.Value()
	}
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return py.Iter(th, keys(self(v))) }
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		if b.Type() != contextType || op != py.EQ && op != py.NE {
			return py.NotImplemented, nil
		}
		x, y := self(a), self(b)
		same := len(x.values) == len(y.values)
		for k, v := range x.values {
			if !same {
				break
			}
			w, ok := y.values[k]
			if !ok {
				same = false
				break
			}
			var err error
			if same, err = py.Equal(th, v, w); err != nil {
				return py.Unbound, err
			}
		}
		return py.Bool(same == (op == py.EQ)), nil
	}
	t.Methods = []*py.MethodDef{
		py.DefRaw("run", "($self, callable, /, *args, **kwargs)", "Call callable in this context.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			n := len(a)
			if kw != nil {
				n -= kw.Len()
			}
			if n < 2 {
				return py.Unbound, py.Raise(py.TypeError, "run() missing 1 required positional argument")
			}
			c := self(a[0])
			if c.entered {
				return py.Unbound, py.Raise(py.RuntimeError, "cannot enter context: %s is already entered", "<_contextvars.Context object at "+py.Address(th, a[0])+">")
			}
			c.entered, c.outer = true, th.Context
			th.Context = a[0]
			v, err := py.Call(th, a[1], a[2:], kw)
			th.Context = c.outer
			c.entered, c.outer = false, py.Unbound
			return v, err
		}),
		py.Def("copy($self, /)", "Return a copy.", func(th *py.Thread, a []py.Value) (py.Value, error) { return self(a[0]).copy().Header.Value(), nil }),
		py.Def("get($self, key, default=None, /)", "Return the value of a variable, or default.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			k, err := keyOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if v, ok := self(a[0]).values[k]; ok {
				return v, nil
			}
			return a[2], nil
		}),
		py.Def("keys($self, /)", "Return the variables that have a value.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Iter(th, keys(self(a[0]))) }),
		py.Def("values($self, /)", "Return the values.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l := py.NewList(nil)
			for _, k := range self(a[0]).order {
				l.Append(self(a[0]).values[k])
			}
			return py.Iter(th, l.Value())
		}),
		py.Def("items($self, /)", "Return pairs of variable and value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l := py.NewList(nil)
			for _, k := range self(a[0]).order {
				l.Append(py.TupleOf(k.Header.Value(), self(a[0]).values[k]).Value())
			}
			return py.Iter(th, l.Value())
		}),
	}
	py.SetupType(t, nil)
}

func keyOf(th *py.Thread, v py.Value) (*variable, error) {
	if k := asVariable(v); k != nil {
		return k, nil
	}
	r, err := py.Repr(th, v)
	if err != nil {
		return nil, err
	}
	return nil, py.Raise(py.TypeError, "a ContextVar key was expected, got %s", r.String())
}

func setupVariable(t *py.Type) {
	self := func(v py.Value) *variable { return (*variable)(v.P) }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	signature := py.ParseSignature("ContextVar(name, /, *, default=<unrepresentable>)")
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		name := py.AsStr(a[0])
		if name == nil {
			return py.Unbound, py.Raise(py.TypeError, "context variable name must be a str")
		}
		if _, err := py.Hash(th, a[0]); err != nil {
			return py.Unbound, err
		}
		return (&variable{Header: py.Header{Type: variableType, Kind: py.KindOther}, name: name, fallback: a[1]}).Header.Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		if !th.EnterRepr(v) {
			return py.Text("..."), nil
		}
		defer th.LeaveRepr()
		name, err := py.Repr(th, self(v).name.Value())
		if err != nil {
			return py.Unbound, err
		}
		text := "<ContextVar name=" + name.String()
		if d := self(v).fallback; !d.IsUnbound() {
			s, err := py.Repr(th, d)
			if err != nil {
				return py.Unbound, err
			}
			text += " default=" + s.String()
		}
		return py.Text(text + " at " + py.Address(th, v) + ">"), nil
	}
	t.GetSets = []py.GetSetDef{{Name: "name", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).name.Value(), nil }}}
	t.Methods = []*py.MethodDef{
		py.Def("get($self, default=<unrepresentable>, /)", "Return the value in the current context, or default, or the variable's default.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if v, ok := current(th).values[x]; ok {
				return v, nil
			}
			switch {
			case !a[1].IsUnbound():
				return a[1], nil
			case !x.fallback.IsUnbound():
				return x.fallback, nil
			}
			return py.Unbound, py.RaiseValue(py.LookupError, a[0])
		}),
		py.Def("set($self, value, /)", "Set the value in the current context; return a token.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c, x := current(th), self(a[0])
			k := &token{Header: py.Header{Type: tokenType, Kind: py.KindOther}, context: c, of: x, old: py.Unbound}
			if old, ok := c.values[x]; ok {
				k.old = old
			}
			c.set(x, a[1])
			return k.Header.Value(), nil
		}),
		py.Def("reset($self, token, /)", "Undo the set that returned token.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if a[1].Type() != tokenType {
				return py.Unbound, py.Raise(py.TypeError, "expected an instance of Token, got %s", mustRepr(th, a[1]))
			}
			return py.None, reset(th, self(a[0]), (*token)(a[1].P))
		}),
		py.DefClass("__class_getitem__($type, item, /)", "Return a generic alias of the class.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.NewGenericAlias(th, a[0], a[1]) }),
	}
	py.SetupType(t, nil)
}

func mustRepr(th *py.Thread, v py.Value) string {
	if s, err := py.Repr(th, v); err == nil {
		return s.String()
	}
	return v.Type().TypeName()
}

func reset(th *py.Thread, x *variable, k *token) error {
	switch {
	case k.used:
		return py.Raise(py.RuntimeError, "%s has already been used once", mustRepr(th, k.Header.Value()))
	case k.of != x:
		return py.Raise(py.ValueError, "%s was created by a different ContextVar", mustRepr(th, k.Header.Value()))
	case k.context != current(th):
		return py.Raise(py.ValueError, "%s was created in a different Context", mustRepr(th, k.Header.Value()))
	}
	k.used = true
	k.context.set(x, k.old)
	return nil
}

func setupToken(t *py.Type) {
	self := func(v py.Value) *token { return (*token)(v.P) }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.Unbound, py.Raise(py.RuntimeError, "Tokens can only be created by ContextVars")
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		k := self(v)
		used := ""
		if k.used {
			used = " used"
		}
		return py.Text("<Token" + used + " var=" + mustRepr(th, k.of.Header.Value()) + " at " + py.Address(th, v) + ">"), nil
	}
	t.GetSets = []py.GetSetDef{
		{Name: "var", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).of.Header.Value(), nil }},
		{Name: "old_value", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if self(v).old.IsUnbound() {
				return missing.Header.Value(), nil
			}
			return self(v).old, nil
		}},
	}
	t.Methods = []*py.MethodDef{
		py.Def("__enter__($self, /)", "Return the token.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }),
		py.Def("__exit__($self, type, value, traceback, /)", "Undo the set.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, reset(th, self(a[0]).of, self(a[0]))
		}),
		py.DefClass("__class_getitem__($type, item, /)", "Return a generic alias of the class.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.NewGenericAlias(th, a[0], a[1]) }),
	}
	py.SetupType(t, nil)
}
