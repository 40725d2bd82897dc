// Package decimal is the module _decimal: decimal floating-point arithmetic by M. Cowlishaw's "General Decimal Arithmetic
// Specification", version 1.70 (library reference, "decimal").
//
//	number.go      numbers and their coefficients
//	context.go     contexts, conditions, rounding
//	arithmetic.go  operations
//	power.go       exp, ln, log10, power
//	text.go        numbers as text
//	decimal.go     the module; what an interpreter and a thread keep
//	signals.go     exceptions, and mappings of signals
//	object.go      Decimal: creation, protocols
//	methods.go     methods of Decimal and Context
//	settings.go    Context as an object
package decimal

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_decimal",
	Doc:       "Decimal floating-point arithmetic.",
	Functions: functions,
	Exec:      exec,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("getcontext($module, /)", "Return the current context.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			return c.context.Value(), nil
		}),
		py.Def("setcontext($module, context, /)", "Make context the current one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c := asContext(a[0])
			if c == nil {
				return py.Unbound, py.Raise(py.TypeError, "argument must be a context")
			}
			return py.None, setCurrent(th, c)
		}),
		py.DefRaw("localcontext", "($module, /, ctx=None, **kwargs)", "Return a context manager that makes a copy of ctx, or of the current context, the current one, with the given attributes.", localContext),
		py.Def("IEEEContext($module, bits, /)", "Return the context of an IEEE 754 interchange format.", ieeeContext),
	}
}

// ieeeMaxBits is the largest interchange format.
const ieeeMaxBits = 512

// library is what an interpreter keeps.
type library struct {
	variable                     py.Value // the ContextVar of the current context
	tuple                        py.Value // DecimalTuple
	rational                     py.Value // numbers.Rational
	signalDict                   *py.Type
	standard, basic, extensional *contextObject
}

// session is what a thread keeps: its current context, and an operation to reuse.
type session struct {
	*library
	context *contextObject
	key     py.Value // the contextvars.Context that context was found in
	op      operation
	// The operand of op that isn't a Decimal itself. Here and not in a variable: that would be allocated for each operation.
	converted number
}

const extraKey = "_decimal"

var sessionKey py.ThreadKey[*session]

// current returns the thread's session with its current context.
func current(th *py.Thread) (*session, error) {
	s, _ := sessionKey.Get(th)
	if s == nil {
		s = &session{library: th.Interp.Extra[extraKey].(*library), key: py.Unbound}
		s.op.room = func(digits int64) bool { return th.Charge(digits/2) == nil }
		sessionKey.Set(th, s)
	}
	if s.context != nil && !s.key.IsUnbound() && py.Is(s.key, th.Context) {
		return s, nil
	}
	if s.variable.IsUnbound() {
		if s.context == nil {
			s.context = s.standard.copy()
		}
		return s, nil
	}
	v, err := py.CallMethod(th, s.variable, "get", py.None)
	if err != nil {
		return nil, err
	}
	c := asContext(v)
	if c == nil {
		c = s.standard.copy()
		c.flags = 0
		if _, err := py.CallMethod(th, s.variable, "set", c.Value()); err != nil {
			return nil, err
		}
	}
	s.context, s.key = c, th.Context
	return s, nil
}

// setCurrent makes c the current context; the templates are copied.
func setCurrent(th *py.Thread, c *contextObject) error {
	s, err := current(th)
	if err != nil {
		return err
	}
	if c == s.standard || c == s.basic || c == s.extensional {
		c = c.copy()
		c.flags = 0
	}
	if !s.variable.IsUnbound() {
		if _, err := py.CallMethod(th, s.variable, "set", c.Value()); err != nil {
			return err
		}
	}
	s.context, s.key = c, th.Context
	return nil
}

// start prepares the session's operation for a context.
func (s *session) start(c *contextObject) *operation {
	s.op.context, s.op.status = &c.context, 0
	return &s.op
}

var setup = sync.OnceFunc(func() {
	setupSignals()
	setupContext(contextType)
	setupDecimal(decimalType)
})

func exec(th *py.Thread, m *py.Module) error {
	setup()
	l, old := th.Interp.Extra[extraKey].(*library) // a second import, as tests do, must find the same classes
	if !old {
		l = &library{signalDict: signalDictType, rational: py.None, variable: py.Unbound, tuple: py.Unbound}
		l.templates()
		th.Interp.Extra[extraKey] = l
	}
	m.Set(th, "Decimal", decimalType.Value())
	m.Set(th, "Context", contextType.Value())
	m.Set(th, "DefaultContext", l.standard.Value())
	m.Set(th, "BasicContext", l.basic.Value())
	m.Set(th, "ExtendedContext", l.extensional.Value())
	for _, name := range roundingNames {
		m.Set(th, name, th.Interp.Intern(name).Value())
	}
	for i := range conditions {
		m.Set(th, conditions[i].class.Name, conditions[i].class.Value())
	}
	m.Set(th, "DecimalException", decimalException.Value())
	m.Set(th, "MAX_PREC", py.Int(maxPrec))
	m.Set(th, "MAX_EMAX", py.Int(maxEmax))
	m.Set(th, "MIN_EMIN", py.Int(minEmin))
	m.Set(th, "MIN_ETINY", py.Int(minEtiny))
	m.Set(th, "IEEE_CONTEXT_MAX_BITS", py.Int(ieeeMaxBits))
	m.Set(th, "HAVE_THREADS", py.True)
	m.Set(th, "HAVE_CONTEXTVAR", py.True)
	m.Set(th, "__version__", py.Text("1.70"))
	m.Set(th, "__libmpdec_version__", py.Text("2.5.1"))
	if !old {
		if err := l.connect(th); err != nil {
			return err
		}
	}
	if !l.tuple.IsUnbound() {
		m.Set(th, "DecimalTuple", l.tuple)
	}
	return nil
}

// templates makes the contexts that others are copied from.
func (l *library) templates() {
	l.standard = newContext(contextType, context{prec: 28, emax: 999999, emin: -999999, rounding: roundHalfEven, capitals: true, traps: invalid | divisionByZero | overflow})
	l.basic = newContext(contextType, context{prec: 9, emax: 999999, emin: -999999, rounding: roundHalfUp, capitals: true, traps: invalid | divisionByZero | overflow | underflow | clamped})
	l.extensional = newContext(contextType, context{prec: 9, emax: 999999, emin: -999999, rounding: roundHalfEven, capitals: true})
}

// connect gets what comes from other modules. An interpreter without a library goes without: its contexts belong to threads.
func (l *library) connect(th *py.Thread) error {
	if th.Interp.Importer == nil {
		return nil
	}
	get := func(module, name string) (py.Value, error) {
		mod, err := th.Interp.Importer.Import(th, th.Interp.Intern(module), py.None, py.None, py.TupleOf(py.Text(name)).Value(), 0)
		if err != nil {
			return py.Unbound, err
		}
		return py.GetAttrString(th, mod, name)
	}
	variable, err := get("_contextvars", "ContextVar")
	if err != nil {
		return err
	}
	if l.variable, err = py.CallArgs(th, variable, py.Text("decimal_context")); err != nil {
		return err
	}
	number, err := get("numbers", "Number")
	if err != nil {
		return err
	}
	if _, err = py.CallMethod(th, number, "register", decimalType.Value()); err != nil {
		return err
	}
	if l.rational, err = get("numbers", "Rational"); err != nil {
		return err
	}
	namedTuple, err := get("collections", "namedtuple")
	if err != nil {
		return err
	}
	if l.tuple, err = py.CallArgs(th, namedTuple, py.Text("DecimalTuple"), py.Text("sign digits exponent")); err != nil {
		return err
	}
	if err = py.SetAttrString(th, l.tuple, "__module__", py.Text("decimal")); err != nil {
		return err
	}
	mapping, err := get("collections.abc", "MutableMapping")
	if err != nil {
		return err
	}
	namespace := py.NewDict()
	namespace.SetStr(th.Interp.Intern("__module__"), py.Text("decimal"))
	meta := mapping.Type().Value()
	class, err := py.CallArgs(th, meta, py.Text("SignalDict"), py.TupleOf(signalDictType.Value(), mapping).Value(), namespace.Value())
	if err != nil {
		return err
	}
	l.signalDict = py.AsType(class)
	return nil
}

// localManager is a ContextManager.
type localManager struct {
	py.Header
	local, global *contextObject
}

var managerType = sync.OnceValue(func() *py.Type {
	t := &py.Type{Name: "ContextManager", Module: "decimal", Flags: py.TypeDisallowNew, Size: py.SizeOf[localManager]()}
	t.Methods = []*py.MethodDef{
		py.Def("__enter__($self, /)", "Make the local context the current one, and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := py.AsAny[localManager](a[0])
			return m.local.Value(), setCurrent(th, m.local)
		}),
		py.Def("__exit__($self, /, *args)", "Make the old context the current one again.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.False, setCurrent(th, py.AsAny[localManager](a[0]).global)
		}),
	}
	py.SetupType(t, nil)
	return t
})

func localContext(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if npos > 1 {
		return py.Unbound, py.Raise(py.TypeError, "localcontext() takes at most 1 positional argument (%d given)", npos)
	}
	source := py.None
	if npos == 1 {
		source = args[0]
	}
	type change struct {
		name  string
		value py.Value
	}
	var changes []change
	if kw != nil {
		for i, k := range kw.Items() {
			name := py.AsStr(k).String()
			if name == "ctx" {
				source = args[npos+i]
				continue
			}
			if !strings.Contains(" prec rounding Emin Emax capitals clamp flags traps ", " "+name+" ") {
				return py.Unbound, py.Raise(py.TypeError, "this function got an unexpected keyword argument '%s'", name)
			}
			changes = append(changes, change{name, args[npos+i]})
		}
	}
	global := s.context
	from := global
	if !source.IsNone() {
		if from = asContext(source); from == nil {
			return py.Unbound, py.Raise(py.TypeError, "optional argument must be a context")
		}
	}
	m := py.NewObject[localManager](managerType())
	m.local, m.global = from.copy(), global
	for _, c := range changes {
		if c.value.IsNone() {
			continue
		}
		if err := m.local.set(th, c.name, c.value); err != nil {
			return py.Unbound, err
		}
	}
	return m.Value(), nil
}

// ieeeContext is IEEEContext(bits): IEEE 754-2008, table 3.6.
func ieeeContext(th *py.Thread, a []py.Value) (py.Value, error) {
	bits, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if bits <= 0 || bits > ieeeMaxBits || bits%32 != 0 {
		return py.Unbound, py.Raise(py.ValueError, "argument must be a multiple of 32, with a maximum of %d", ieeeMaxBits)
	}
	c := context{prec: int64(9*(bits/32) - 2), rounding: roundHalfEven, clamp: true, capitals: true}
	c.emax = 3 << (bits/16 + 3)
	c.emin = 1 - c.emax
	return newContext(contextType, c).Value(), nil
}
