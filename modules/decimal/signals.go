// This file holds the exceptions of the module, and the mappings of signals that contexts have.

package decimal

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

var decimalException = &py.Type{Name: "DecimalException", Module: "decimal", Flags: py.TypeBaseType}

// condition is a row of the table of conditions: those that can be trapped, and how an operation was invalid.
type condition struct {
	class *py.Type
	bits  status
	trap  bool
}

func exceptionType(name string) *py.Type {
	return &py.Type{Name: name, Module: "decimal", Flags: py.TypeBaseType}
}

var (
	invalidOperationType  = exceptionType("InvalidOperation")
	conversionSyntaxType  = exceptionType("ConversionSyntax")
	divisionImpossibeType = exceptionType("DivisionImpossible")
	divisionUndefinedType = exceptionType("DivisionUndefined")
	invalidContextType    = exceptionType("InvalidContext")
	floatOperationType    = exceptionType("FloatOperation")
	divisionByZeroType    = exceptionType("DivisionByZero")
	overflowType          = exceptionType("Overflow")
	underflowType         = exceptionType("Underflow")
	subnormalType         = exceptionType("Subnormal")
	inexactType           = exceptionType("Inexact")
	roundedType           = exceptionType("Rounded")
	clampedType           = exceptionType("Clamped")
)

// conditions is in the order in which exceptions are preferred.
var conditions = []condition{
	{invalidOperationType, invalidOperation, true},
	{conversionSyntaxType, conversionSyntax, false},
	{divisionImpossibeType, divisionImpossible, false},
	{divisionUndefinedType, divisionUndefined, false},
	{invalidContextType, invalidContext, false},
	{floatOperationType, floatOperation, true},
	{divisionByZeroType, divisionByZero, true},
	{overflowType, overflow, true},
	{underflowType, underflow, true},
	{subnormalType, subnormal, true},
	{inexactType, inexact, true},
	{roundedType, rounded, true},
	{clampedType, clamped, true},
}

// signalBits are the bits that a signal stands for in flags and traps.
func (c *condition) signalBits() status {
	if c.bits == invalidOperation {
		return invalid
	}
	return c.bits
}

func setupSignals() {
	py.SetupType(decimalException, py.ArithmeticError)
	single := func(t, base *py.Type) { py.SetupType(t, base) }
	several := func(t *py.Type, bases ...*py.Type) {
		t.Bases = bases
		t.MRO = linearize(t, bases)
		py.SetupType(t, bases[0])
	}
	for _, t := range []*py.Type{invalidOperationType, roundedType, subnormalType, inexactType, clampedType} {
		single(t, decimalException)
	}
	for _, t := range []*py.Type{conversionSyntaxType, divisionImpossibeType, invalidContextType} {
		single(t, invalidOperationType)
	}
	several(divisionByZeroType, decimalException, py.ZeroDivisionError)
	several(divisionUndefinedType, invalidOperationType, py.ZeroDivisionError)
	several(floatOperationType, decimalException, py.TypeError)
	several(overflowType, inexactType, roundedType)
	several(underflowType, inexactType, roundedType, subnormalType)
	setupSignalDict(signalDictType)
}

// linearize merges the orders of the bases of t: C3 for classes whose bases share only their last parts.
func linearize(t *py.Type, bases []*py.Type) []*py.Type {
	order := []*py.Type{t}
	for i, b := range bases {
		for _, c := range b.MRO {
			later := false
			for _, other := range bases[i+1:] {
				later = later || other.IsSubtype(c)
			}
			if !later {
				order = append(order, c)
			}
		}
	}
	return order
}

// signal records the conditions of an operation in the context and raises what is trapped.
func (s *session) signal(c *contextObject, st status) error {
	if st == 0 {
		return nil
	}
	if st&mallocError != 0 {
		return py.NewException(py.MemoryError)
	}
	c.flags |= st
	trapped := c.traps & st
	if trapped == 0 {
		return nil
	}
	return raise(trapped)
}

// raise makes the exception of trapped conditions: the first signal, with the list of all conditions.
func raise(trapped status) error {
	var first *py.Type
	var all []py.Value
	for i := range conditions {
		c := &conditions[i]
		if c.trap && first == nil && trapped&c.signalBits() != 0 {
			first = c.class
		}
		if trapped&c.bits != 0 {
			all = append(all, c.class.Value())
		}
	}
	return py.RaiseValue(first, py.NewList(all).Value())
}

// signalDict is a mapping from signals to bool: the flags or the traps of a context.
type signalDict struct {
	py.Header
	bits *status
}

var signalDictType = &py.Type{Name: "SignalDictMixin", Module: "decimal", Flags: py.TypeBaseType, Size: py.SizeOf[signalDict]()}

const signalNames = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]"

// signalOf finds the bits of a signal's class.
func signalOf(v py.Value) (status, error) {
	for i := range conditions {
		if c := &conditions[i]; c.trap && py.Is(v, c.class.Value()) {
			return c.signalBits(), nil
		}
	}
	return 0, py.RaiseValue(py.KeyError, py.Text(signalNames))
}

// signalList returns the signals that are set.
func signalList(bits status) []py.Value {
	var out []py.Value
	for i := range conditions {
		if c := &conditions[i]; c.trap && bits&c.signalBits() != 0 {
			out = append(out, c.class.Value())
		}
	}
	return out
}

// printed is the order in which the text of a context shows signals.
var printed = []*py.Type{clampedType, invalidOperationType, divisionByZeroType, inexactType, floatOperationType, overflowType, roundedType, subnormalType, underflowType}

// signalText lists the names of the signals that are set.
func signalText(bits status) string {
	var names []string
	for _, t := range printed {
		if b, _ := signalOf(t.Value()); bits&b != 0 {
			names = append(names, t.Name)
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func (l *library) newSignalDict(bits *status) *signalDict {
	d := py.NewObject[signalDict](l.signalDict)
	d.bits = bits
	return d
}

// asSignalDict returns v as a mapping of signals, or nil.
func asSignalDict(v py.Value) *signalDict {
	if !py.IsInstance(v, signalDictType) {
		return nil
	}
	return py.AsAny[signalDict](v)
}

// readSignals reads a list of signals or a mapping of signals.
func readSignals(th *py.Thread, v py.Value) (status, error) {
	if d := asSignalDict(v); d != nil {
		if d.bits == nil {
			return 0, py.Raise(py.ValueError, "invalid signal dict")
		}
		return *d.bits, nil
	}
	if d := py.AsDict(v); d != nil {
		return signalsOfDict(th, d)
	}
	l := py.AsList(v)
	if l == nil {
		return 0, py.Raise(py.TypeError, "argument must be a signal dict")
	}
	bits := status(0)
	for i := 0; i < l.Len(); i++ {
		b, err := signalOf(l.At(i))
		if err != nil {
			return 0, err
		}
		bits |= b
	}
	return bits, nil
}

// signalsOfDict reads a dict that has all signals.
func signalsOfDict(th *py.Thread, d *py.Dict) (status, error) {
	if d.Len() != 9 {
		return 0, py.RaiseValue(py.KeyError, py.Text("invalid signal dict"))
	}
	bits := status(0)
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			return bits, nil
		}
		b, err := signalOf(k)
		if err != nil {
			return 0, err
		}
		yes, err := py.Truth(th, v)
		if err != nil {
			return 0, err
		}
		if yes {
			bits |= b
		}
	}
}

func setupSignalDict(t *py.Type) {
	self := func(v py.Value) (*signalDict, error) {
		d := py.AsAny[signalDict](v)
		if d.bits == nil {
			return nil, py.Raise(py.ValueError, "invalid signal dict")
		}
		return d, nil
	}
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.NewObject[signalDict](cls).Value(), nil
	}
	t.Len = func(th *py.Thread, v py.Value) (int, error) {
		_, err := self(v)
		return 9, err
	}
	t.GetItem = func(th *py.Thread, v, key py.Value) (py.Value, error) {
		d, err := self(v)
		if err != nil {
			return py.Unbound, err
		}
		b, err := signalOf(key)
		if err != nil {
			return py.Unbound, err
		}
		return py.Bool(*d.bits&b != 0), nil
	}
	t.SetItem = func(th *py.Thread, v, key, x py.Value) error {
		d, err := self(v)
		if err != nil {
			return err
		}
		if x.IsUnbound() {
			return py.Raise(py.ValueError, "signal keys cannot be deleted")
		}
		b, err := signalOf(key)
		if err != nil {
			return err
		}
		yes, err := py.Truth(th, x)
		if err != nil {
			return err
		}
		if yes {
			*d.bits |= b
		} else {
			*d.bits &^= b
		}
		return nil
	}
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) {
		if _, err := self(v); err != nil {
			return py.Unbound, err
		}
		return py.Iter(th, py.NewTuple(signalList(^status(0))).Value())
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		d, err := self(v)
		if err != nil {
			return py.Unbound, err
		}
		var parts []string
		for i := range conditions {
			if c := &conditions[i]; c.trap {
				state := "False"
				if *d.bits&c.signalBits() != 0 {
					state = "True"
				}
				parts = append(parts, "<class 'decimal."+c.class.Name+"'>:"+state)
			}
		}
		return py.Text("{" + strings.Join(parts, ", ") + "}"), nil
	}
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		if op != py.EQ && op != py.NE {
			return py.NotImplemented, nil
		}
		x, err := self(a)
		if err != nil {
			return py.Unbound, err
		}
		var other status
		if y := asSignalDict(b); y != nil {
			if y.bits == nil {
				return py.Unbound, py.Raise(py.ValueError, "invalid signal dict")
			}
			other = *y.bits
		} else if d := py.AsDict(b); d != nil {
			if other, err = signalsOfDict(th, d); err != nil {
				return py.Bool(op == py.NE), nil
			}
		} else {
			return py.NotImplemented, nil
		}
		return py.Bool((significant(*x.bits) == significant(other)) == (op == py.EQ)), nil
	}
	t.Hash = nil
	t.Methods = []*py.MethodDef{
		py.Def("copy($self, /)", "Return the signals as a dict.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d, err := self(a[0])
			if err != nil {
				return py.Unbound, err
			}
			out := py.NewDict()
			for i := range conditions {
				if c := &conditions[i]; c.trap {
					if err := out.SetItem(th, c.class.Value(), py.Bool(*d.bits&c.signalBits() != 0)); err != nil {
						return py.Unbound, err
					}
				}
			}
			return out.Value(), nil
		}),
	}
	py.SetupType(t, nil)
}

// significant makes all ways to be invalid one.
func significant(bits status) status {
	if bits&invalid != 0 {
		bits |= invalid
	}
	return bits
}
