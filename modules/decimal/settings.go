// This file holds Context as an object.

package decimal

import (
	"fmt"

	py "github.com/gopy-lang/gopy/runtime"
)

// contextObject is a Context.
type contextObject struct {
	py.Header
	context
	flagsDict, trapsDict *signalDict
}

var contextType = &py.Type{Name: "Context", Module: "decimal", Flags: py.TypeBaseType, Size: py.SizeOf[contextObject](),
	TextSig: "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
	Doc:     "What operations depend on: precision, rounding, limits of exponents, and which signals raise exceptions."}

func newContext(cls *py.Type, c context) *contextObject {
	x := py.NewObject[contextObject](cls)
	x.context = c
	return x
}

// copy returns an exact Context with the same settings.
func (c *contextObject) copy() *contextObject { return newContext(contextType, c.context) }

func asContext(v py.Value) *contextObject {
	if v.IsUnbound() || !py.IsInstance(v, contextType) {
		return nil
	}
	return py.AsAny[contextObject](v)
}

const roundingHelp = "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"

func readRounding(v py.Value) (rounding, error) {
	if s := py.AsStr(v); s != nil {
		for i, name := range roundingNames {
			if s.String() == name {
				return rounding(i), nil
			}
		}
	}
	return 0, py.Raise(py.TypeError, "%s", roundingHelp)
}

// set sets an attribute.
func (c *contextObject) set(th *py.Thread, name string, v py.Value) error {
	number := func(least, most int64, message string) (int64, error) {
		if _, ok := py.NumFromInt(v); !ok {
			return 0, py.Raise(py.TypeError, "an integer is required")
		}
		n, ok := py.AsInt64(v)
		if !ok {
			return 0, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
		}
		if n < least || n > most {
			return 0, py.Raise(py.ValueError, "%s", message)
		}
		return n, nil
	}
	var err error
	var n int64
	switch name {
	case "prec":
		if n, err = number(1, maxPrec, "valid range for prec is [1, MAX_PREC]"); err == nil {
			c.prec = n
		}
	case "Emax":
		if n, err = number(0, maxEmax, "valid range for Emax is [0, MAX_EMAX]"); err == nil {
			c.emax = n
		}
	case "Emin":
		if n, err = number(minEmin, 0, "valid range for Emin is [MIN_EMIN, 0]"); err == nil {
			c.emin = n
		}
	case "capitals":
		if n, err = number(0, 1, "valid values for capitals are 0 or 1"); err == nil {
			c.capitals = n == 1
		}
	case "clamp":
		if n, err = number(0, 1, "valid values for clamp are 0 or 1"); err == nil {
			c.clamp = n == 1
		}
	case "rounding":
		var r rounding
		if r, err = readRounding(v); err == nil {
			c.rounding = r
		}
	case "flags":
		var bits status
		if bits, err = readSignals(th, v); err == nil {
			c.flags = bits
		}
	case "traps":
		var bits status
		if bits, err = readSignals(th, v); err == nil {
			c.traps = bits
		}
	}
	return err
}

// contextNames are the attributes in the order of the constructor.
var contextNames = [...]string{"prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"}

func setupContext(t *py.Type) {
	signature := py.ParseSignature("Context($self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)")
	self := py.AsAny[contextObject]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		c := th.Interp.Extra[extraKey].(*library).standard.context
		c.flags = 0
		return newContext(cls, c).Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		a, held, err := signature.BindArgs(th, append([]py.Value{v}, args...), kw)
		defer held.Release()
		if err != nil {
			return err
		}
		for i, name := range contextNames {
			if x := a[1+i]; !x.IsNone() {
				if err := self(v).set(th, name, x); err != nil {
					return err
				}
			}
		}
		return nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		c := self(v)
		return py.Text(fmt.Sprintf("Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=%s, traps=%s)",
			c.prec, roundingNames[c.rounding], c.emin, c.emax, boolInt(c.capitals), boolInt(c.clamp), signalText(c.flags), signalText(c.traps))), nil
	}
	t.GetAttr = func(th *py.Thread, v py.Value, name *py.Str) (py.Value, error) {
		switch name.String() {
		case "flags", "traps":
			c := self(v)
			l := th.Interp.Extra[extraKey].(*library)
			if c.flagsDict == nil {
				c.flagsDict, c.trapsDict = l.newSignalDict(&c.flags), l.newSignalDict(&c.traps)
			}
			if name.String() == "flags" {
				return c.flagsDict.Value(), nil
			}
			return c.trapsDict.Value(), nil
		}
		return py.GenericGetAttr(th, v, name)
	}
	t.SetAttr = func(th *py.Thread, v py.Value, name *py.Str, x py.Value) error {
		for _, n := range contextNames {
			if n == name.String() {
				if x.IsUnbound() {
					return py.Raise(py.AttributeError, "context attributes cannot be deleted")
				}
				if py.AsList(x) != nil && (n == "flags" || n == "traps") {
					return py.Raise(py.TypeError, "argument must be a signal dict")
				}
				return self(v).set(th, n, x)
			}
		}
		if v.Type() == t {
			return py.NoAttribute(v, name)
		}
		return py.GenericSetAttr(th, v, name, x)
	}
	attribute := func(name, doc string, get func(c *contextObject) py.Value) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return get(self(v)), nil },
			Set: func(th *py.Thread, v, x py.Value) error { return self(v).set(th, name, x) }}
	}
	t.GetSets = []py.GetSetDef{
		attribute("prec", "How many digits results have.", func(c *contextObject) py.Value { return py.Int(c.prec) }),
		attribute("Emax", "The largest exponent.", func(c *contextObject) py.Value { return py.Int(c.emax) }),
		attribute("Emin", "The smallest exponent.", func(c *contextObject) py.Value { return py.Int(c.emin) }),
		attribute("rounding", "How results are rounded.", func(c *contextObject) py.Value { return py.Text(roundingNames[c.rounding]) }),
		attribute("capitals", "Whether exponents are written with E.", func(c *contextObject) py.Value { return py.Int(int64(boolInt(c.capitals))) }),
		attribute("clamp", "Whether exponents are limited as in interchange formats.", func(c *contextObject) py.Value { return py.Int(int64(boolInt(c.clamp))) }),
	}
	copied := func(th *py.Thread, a []py.Value) (py.Value, error) { return self(a[0]).copy().Value(), nil }
	t.Methods = append(contextMethods(),
		py.Def("Etiny($self, /)", "Return the exponent of the smallest subnormal number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(self(a[0]).etiny()), nil
		}),
		py.Def("Etop($self, /)", "Return the exponent of the largest number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(self(a[0]).etop()), nil
		}),
		py.Def("radix($self, /)", "Return 10.", func(th *py.Thread, a []py.Value) (py.Value, error) { return newDecimal(small(false, 10, 0)), nil }),
		py.Def("clear_flags($self, /)", "Reset all flags.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).flags = 0
			return py.None, nil
		}),
		py.Def("clear_traps($self, /)", "Reset all traps.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).traps = 0
			return py.None, nil
		}),
		py.Def("copy($self, /)", "Return a copy.", copied),
		py.Def("__copy__($self, /)", "Return a copy.", copied),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the context.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c := self(a[0])
			return py.TupleOf(a[0].Type().Value(), py.TupleOf(py.Int(c.prec), py.Text(roundingNames[c.rounding]), py.Int(c.emin), py.Int(c.emax),
				py.Int(int64(boolInt(c.capitals))), py.Int(int64(boolInt(c.clamp))), py.NewList(signalList(c.flags)).Value(), py.NewList(signalList(c.traps)).Value()).Value()).Value(), nil
		}),
		py.Def(`create_decimal($self, num="0", /)`, "Make a number of num and round it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return createRounded(th, self(a[0]), a[1])
		}),
		py.Def("create_decimal_from_float($self, f, /)", "Make a number of a float and round it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c := self(a[0])
			n, err := fromFloatOrInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			o := s.start(c)
			n = o.finish(n)
			return newDecimal(n), s.signal(c, o.status)
		}),
		py.Def("_apply($self, object, /)", "Round a number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			n, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			o := s.start(self(a[0]))
			r := o.finish(n)
			return newDecimal(r), s.signal(self(a[0]), o.status)
		}),
	)
	py.SetupType(t, nil)
}
