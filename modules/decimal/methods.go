// This file holds the methods of Decimal and Context: most operations are there in both.

package decimal

import (
	"math"
	"math/big"
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
)

// unaryOperation is an operation on one number; Decimal's method takes a context.
type unaryOperation struct {
	name, doc string
	f         func(o *operation, a *number) number
	onDecimal bool
}

var unaryOperations = []unaryOperation{
	{"exp", "Return e to the power of x.", (*operation).exp, true},
	{"ln", "Return the natural logarithm.", (*operation).ln, true},
	{"log10", "Return the logarithm to base 10.", (*operation).log10, true},
	{"next_minus", "Return the largest number below x.", (*operation).nextMinus, true},
	{"next_plus", "Return the smallest number above x.", (*operation).nextPlus, true},
	{"normalize", "Round, and remove zeros from the end.", (*operation).normalize, true},
	{"sqrt", "Return the square root.", (*operation).sqrt, true},
	{"logb", "Return the adjusted exponent.", (*operation).logb, true},
	{"logical_invert", "Exchange the digits 0 and 1.", (*operation).logicalInvert, true},
	{"abs", "Return the absolute value.", (*operation).abs, false},
	{"minus", "Return -x.", (*operation).minus, false},
	{"plus", "Return +x, rounded.", (*operation).plus, false},
}

// binaryOperation is an operation on two numbers.
type binaryOperation struct {
	name, doc string
	f         func(o *operation, a, b *number) number
	onDecimal bool
}

var binaryOperations = []binaryOperation{
	{"compare", "Compare by value: the result is -1, 0, 1 or NaN.", func(o *operation, a, b *number) number { return o.compare(a, b, false) }, true},
	{"compare_signal", "Compare by value; all NaNs signal.", func(o *operation, a, b *number) number { return o.compare(a, b, true) }, true},
	{"max", "Return the larger one.", func(o *operation, a, b *number) number { return o.pick(a, b, 1, false) }, true},
	{"max_mag", "Return the one that is farther from zero.", func(o *operation, a, b *number) number { return o.pick(a, b, 1, true) }, true},
	{"min", "Return the smaller one.", func(o *operation, a, b *number) number { return o.pick(a, b, -1, false) }, true},
	{"min_mag", "Return the one that is nearer to zero.", func(o *operation, a, b *number) number { return o.pick(a, b, -1, true) }, true},
	{"next_toward", "Return the next number in the direction of the other.", (*operation).nextToward, true},
	{"remainder_near", "Return the remainder of the division to the nearest integer.", (*operation).remainderNear, true},
	{"logical_and", "Return the digit-wise and.", func(o *operation, a, b *number) number {
		return o.combine(a, b, func(x, y byte) byte { return x & y })
	}, true},
	{"logical_or", "Return the digit-wise or.", func(o *operation, a, b *number) number {
		return o.combine(a, b, func(x, y byte) byte { return x | y })
	}, true},
	{"logical_xor", "Return the digit-wise exclusive or.", func(o *operation, a, b *number) number {
		return o.combine(a, b, func(x, y byte) byte { return x ^ y })
	}, true},
	{"rotate", "Rotate the digits within the precision.", (*operation).rotate, true},
	{"scaleb", "Add the other to the exponent.", (*operation).scaleb, true},
	{"shift", "Shift the digits within the precision.", (*operation).shift, true},
	{"compare_total", "Compare by representation: the result is -1, 0 or 1.", func(o *operation, a, b *number) number { return fromInt(int64(compareTotal(a, b))) }, true},
	{"compare_total_mag", "Compare by representation, without signs.", func(o *operation, a, b *number) number {
		x, y := *a, *b
		x.neg, y.neg = false, false
		return fromInt(int64(compareTotal(&x, &y)))
	}, true},
	{"copy_sign", "Return x with the sign of the other.", func(o *operation, a, b *number) number {
		n := *a
		n.neg = b.neg
		return n
	}, true},
	{"add", "Return x + y.", (*operation).add, false},
	{"subtract", "Return x - y.", (*operation).subtract, false},
	{"multiply", "Return x * y.", (*operation).multiply, false},
	{"divide", "Return x / y.", (*operation).divide, false},
	{"divide_int", "Return the integer part of x / y.", (*operation).divideInt, false},
	{"remainder", "Return the remainder of the integer division.", (*operation).remainder, false},
	{"quantize", "Return x with the exponent of y.", (*operation).quantize, false},
}

// test is a question about a number.
type test struct {
	name, doc string
	f         func(c *context, n *number) bool
	context   bool // Decimal's method takes a context
}

func isNormal(c *context, n *number) bool {
	return n.kind == finite && !n.noCoef() && n.adjusted() >= c.emin
}

func isSubnormal(c *context, n *number) bool {
	return n.kind == finite && !n.noCoef() && n.adjusted() < c.emin
}

var tests = []test{
	{"is_finite", "Is the number finite?", func(c *context, n *number) bool { return n.kind == finite }, false},
	{"is_infinite", "Is the number infinite?", func(c *context, n *number) bool { return n.kind == infinite }, false},
	{"is_nan", "Is it a NaN?", func(c *context, n *number) bool { return n.isNaN() }, false},
	{"is_qnan", "Is it a quiet NaN?", func(c *context, n *number) bool { return n.kind == quiet }, false},
	{"is_snan", "Is it a signaling NaN?", func(c *context, n *number) bool { return n.kind == signaling }, false},
	{"is_signed", "Is the sign negative?", func(c *context, n *number) bool { return n.neg }, false},
	{"is_zero", "Is the number zero?", func(c *context, n *number) bool { return n.isZero() }, false},
	{"is_normal", "Is the number finite, not zero and not subnormal?", isNormal, true},
	{"is_subnormal", "Is the number subnormal?", isSubnormal, true},
}

// choose returns the context of an argument, the current one for None.
func (s *session) choose(v py.Value) (*contextObject, error) {
	if v.IsNone() {
		return s.context, nil
	}
	c := asContext(v)
	if c == nil {
		return nil, py.Raise(py.TypeError, "optional argument must be a context")
	}
	return c, nil
}

// perform runs an operation in a context and wraps its result.
func (s *session) perform(c *contextObject, f func(o *operation) number) (py.Value, error) {
	o := s.start(c)
	n := f(o)
	if err := s.signal(c, o.status); err != nil {
		return py.Unbound, err
	}
	return newDecimal(n), nil
}

// numberClass is the operation class.
func numberClass(c *context, n *number) string {
	sign := "+"
	if n.neg {
		sign = "-"
	}
	switch {
	case n.kind == quiet:
		return "NaN"
	case n.kind == signaling:
		return "sNaN"
	case n.kind == infinite:
		return sign + "Infinity"
	case n.noCoef():
		return sign + "Zero"
	case isSubnormal(c, n):
		return sign + "Subnormal"
	}
	return sign + "Normal"
}

func sameQuantum(a, b *number) bool {
	if a.isSpecial() || b.isSpecial() {
		return a.isNaN() && b.isNaN() || a.kind == infinite && b.kind == infinite
	}
	return a.exp == b.exp
}

func decimalMethods() []*py.MethodDef {
	var methods []*py.MethodDef
	for i := range unaryOperations {
		op := &unaryOperations[i]
		if !op.onDecimal {
			continue
		}
		methods = append(methods, py.Def(op.name+"($self, /, context=None)", op.doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return s.perform(c, func(o *operation) number { return op.f(o, asNumber(a[0])) })
		}))
	}
	for i := range binaryOperations {
		op := &binaryOperations[i]
		if !op.onDecimal {
			continue
		}
		methods = append(methods, py.Def(op.name+"($self, /, other, context=None)", op.doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[2])
			if err != nil {
				return py.Unbound, err
			}
			b, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return s.perform(c, func(o *operation) number { return op.f(o, asNumber(a[0]), &b) })
		}))
	}
	for i := range tests {
		q := &tests[i]
		parameters := "($self, /)"
		if q.context {
			parameters = "($self, /, context=None)"
		}
		methods = append(methods, py.Def(q.name+parameters, q.doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !q.context {
				return py.Bool(q.f(nil, asNumber(a[0]))), nil
			}
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(q.f(&c.context, asNumber(a[0]))), nil
		}))
	}
	itself := func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }
	changed := func(f func(n *number)) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			n := *asNumber(a[0])
			f(&n)
			return newDecimal(n), nil
		}
	}
	rounded := func(r rounding) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) { return toInteger(th, asNumber(a[0]), r) }
	}
	return append(methods,
		py.Def("to_integral($self, /, rounding=None, context=None)", "Round to an integer.", integralMethod(false)),
		py.Def("to_integral_value($self, /, rounding=None, context=None)", "Round to an integer.", integralMethod(false)),
		py.Def("to_integral_exact($self, /, rounding=None, context=None)", "Round to an integer; signal Inexact and Rounded.", integralMethod(true)),
		py.Def("quantize($self, /, exp, rounding=None, context=None)", "Return the number with the exponent of exp.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[3])
			if err != nil {
				return py.Unbound, err
			}
			settings := c.context
			if !a[2].IsNone() {
				if settings.rounding, err = readRounding(a[2]); err != nil {
					return py.Unbound, err
				}
			}
			b, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			o := s.op.within(&settings)
			n := o.quantize(asNumber(a[0]), &b)
			if err := s.signal(c, o.status); err != nil {
				return py.Unbound, err
			}
			return newDecimal(n), nil
		}),
		py.Def("fma($self, /, other, third, context=None)", "Return self * other + third, rounded once.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[3])
			if err != nil {
				return py.Unbound, err
			}
			x, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			y, err := operand(a[2])
			if err != nil {
				return py.Unbound, err
			}
			return s.perform(c, func(o *operation) number { return o.fma(asNumber(a[0]), &x, &y) })
		}),
		py.Def("is_canonical($self, /)", "Return True: all are.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.True, nil }),
		py.Def("adjusted($self, /)", "Return the exponent of the first digit; 0 for special values.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n := asNumber(a[0])
			if n.isSpecial() {
				return py.Int(0), nil
			}
			return py.Int(n.adjusted()), nil
		}),
		py.Def("canonical($self, /)", "Return self.", itself),
		py.Def("conjugate($self, /)", "Return self.", itself),
		py.Def("__copy__($self, /)", "Return self.", itself),
		py.Def("__deepcopy__($self, memo, /)", "Return self.", itself),
		py.Def("radix($self, /)", "Return 10.", func(th *py.Thread, a []py.Value) (py.Value, error) { return newDecimal(small(false, 10, 0)), nil }),
		py.Def("copy_abs($self, /)", "Return the number without its sign.", changed(func(n *number) { n.neg = false })),
		py.Def("copy_negate($self, /)", "Return the number with the other sign.", changed(func(n *number) { n.neg = !n.neg })),
		py.Def("number_class($self, /, context=None)", "Return the kind of number as text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Text(numberClass(&c.context, asNumber(a[0]))), nil
		}),
		py.Def("to_eng_string($self, /, context=None)", "Return the text with an exponent that is a multiple of three.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			c, err := s.choose(a[1])
			if err != nil {
				return py.Unbound, err
			}
			if err := chargeText(th, asNumber(a[0])); err != nil {
				return py.Unbound, err
			}
			return py.Text(asNumber(a[0]).text(true, c.capitals)), nil
		}),
		py.Def("same_quantum($self, /, other, context=None)", "Are the exponents the same?", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			if _, err := s.choose(a[2]); err != nil {
				return py.Unbound, err
			}
			b, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(sameQuantum(asNumber(a[0]), &b)), nil
		}),
		py.DefClass("from_float($type, f, /)", "Make a number of a float or int.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := fromFloatOrInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return ofClass(th, a[0], newDecimal(n))
		}),
		py.DefClass("from_number($type, number, /)", "Make a number of a number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if n, ok := convertible(a[1]); ok {
				return ofClass(th, a[0], newDecimal(n))
			}
			if py.IsFloat(a[1]) {
				return ofClass(th, a[0], newDecimal(fromFloat(py.AsFloat64(a[1]))))
			}
			_, err := operand(a[1])
			return py.Unbound, err
		}),
		py.Def("as_tuple($self, /)", "Return sign, digits and exponent.", asTuple),
		py.Def("as_integer_ratio($self, /)", "Return numerator and denominator.", integerRatio),
		py.DefRaw("__format__", "", "Format the number.", formatMethod),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			text, err := py.StrOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(a[0].Type().Value(), py.TupleOf(text.Value()).Value()).Value(), nil
		}),
		py.DefRaw("__round__", "", "Round to an int, or to a number of digits behind the point.", roundMethod),
		py.Def("__ceil__($self, /)", "Round up to an int.", rounded(roundCeiling)),
		py.Def("__floor__($self, /)", "Round down to an int.", rounded(roundFloor)),
		py.Def("__trunc__($self, /)", "Cut off to an int.", rounded(roundDown)),
		py.Def("__complex__($self, /)", "Return the number as a complex number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			f, err := toFloat(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.NewComplex(complex(f.FloatValue(), 0)), nil
		}),
		py.Def("__sizeof__($self, /)", "Return the size in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n := asNumber(a[0])
			size := int64(py.SizeOf[object]())
			if n.big != nil {
				size += int64(8 * len(n.big.Bits()))
			}
			return py.Int(size), nil
		}),
	)
}

// ofClass converts a number that a class method made to the class that it was called on.
func ofClass(th *py.Thread, cls, v py.Value) (py.Value, error) {
	if py.Is(cls, decimalType.Value()) {
		return v, nil
	}
	return py.CallArgs(th, cls, v)
}

func integralMethod(told bool) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		s, err := current(th)
		if err != nil {
			return py.Unbound, err
		}
		c, err := s.choose(a[2])
		if err != nil {
			return py.Unbound, err
		}
		settings := c.context
		if !a[1].IsNone() {
			if settings.rounding, err = readRounding(a[1]); err != nil {
				return py.Unbound, err
			}
		}
		o := s.op.within(&settings)
		n := o.toIntegral(asNumber(a[0]), told)
		if err := s.signal(c, o.status); err != nil {
			return py.Unbound, err
		}
		return newDecimal(n), nil
	}
}

func asTuple(th *py.Thread, a []py.Value) (py.Value, error) {
	n := asNumber(a[0])
	var exponent py.Value
	var digits []byte
	switch n.kind {
	case infinite:
		exponent, digits = py.Text("F"), []byte("0")
	case quiet, signaling:
		exponent = py.Text(map[kind]string{quiet: "n", signaling: "N"}[n.kind])
		if !n.noCoef() {
			digits = digitText(n)
		}
	default:
		if err := th.ChargeItems(int(n.digits()), 17); err != nil {
			return py.Unbound, err
		}
		exponent, digits = py.Int(n.exp), digitText(n)
	}
	items := make([]py.Value, len(digits))
	for i, d := range digits {
		items[i] = py.Int(int64(d - '0'))
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	if s.tuple.IsUnbound() {
		return py.TupleOf(py.Int(int64(boolInt(n.neg))), py.NewTuple(items).Value(), exponent).Value(), nil
	}
	return py.CallArgs(th, s.tuple, py.Int(int64(boolInt(n.neg))), py.NewTuple(items).Value(), exponent)
}

func integerRatio(th *py.Thread, a []py.Value) (py.Value, error) {
	n := asNumber(a[0])
	switch n.kind {
	case infinite:
		return py.Unbound, py.Raise(py.OverflowError, "cannot convert Infinity to integer ratio")
	case quiet, signaling:
		return py.Unbound, py.Raise(py.ValueError, "cannot convert NaN to integer ratio")
	}
	if n.noCoef() {
		return py.TupleOf(py.Int(0), py.Int(1)).Value(), nil
	}
	if err := th.Charge(max(n.exp, -n.exp)); err != nil {
		return py.Unbound, err
	}
	x := *n
	numerator, denominator := new2(x.coef()), big.NewInt(1)
	if x.exp >= 0 {
		numerator.Mul(numerator, pow10(x.exp))
	} else {
		denominator = new2(pow10(-x.exp))
		g := new(big.Int).GCD(nil, nil, numerator, denominator)
		numerator.Quo(numerator, g)
		denominator.Quo(denominator, g)
	}
	if x.neg {
		numerator.Neg(numerator)
	}
	return py.TupleOf(py.NewBig(numerator), py.NewBig(denominator)).Value(), nil
}

var roundSignature = py.ParseSignature("__round__($self, ndigits=None, /)")

func roundMethod(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	a, held, err := roundSignature.BindArgs(th, args, kw)
	defer held.Release()
	if err != nil {
		return py.Unbound, err
	}
	n := asNumber(a[0])
	if len(args) < 2 || a[1].IsNone() {
		return toInteger(th, n, roundHalfEven)
	}
	if _, ok := py.NumFromInt(a[1]); !ok {
		return py.Unbound, py.Raise(py.TypeError, "optional arg must be an integer")
	}
	digits, ok := py.AsInt64(a[1])
	if !ok {
		return py.Unbound, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	exp := -max(digits, -math.MaxInt64)
	return s.perform(s.context, func(o *operation) number {
		q := small(false, 1, exp)
		return o.quantize(n, &q)
	})
}

var formatSignature = py.ParseSignature("__format__($self, format_spec, override=<unrepresentable>, /)")

func formatMethod(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if len(args) == 2 && kw == nil {
		if n, spec := asNumber(args[0]), py.AsStr(args[1]); n != nil && spec != nil {
			if spec.String() == "" {
				return toStr(th, n)
			}
			if f, ok := parseFixed(spec.String()); ok && n.kind == finite && n.big == nil && n.exp <= 0 && n.exp > -99 {
				s, err := current(th)
				if err != nil {
					return py.Unbound, err
				}
				var room [192]byte
				return py.CopyASCII(py.StringView(s.op.within(&s.context.context).appendFixed(room[:0], *n, f))), nil
			}
		}
	}
	a, held, err := formatSignature.BindArgs(th, args, kw)
	defer held.Release()
	if err != nil {
		return py.Unbound, err
	}
	text := py.AsStr(a[1])
	if text == nil {
		return py.Unbound, py.Raise(py.TypeError, "format arg must be str")
	}
	spec, err := parseSpec(text.String())
	if err != nil {
		return py.Unbound, err
	}
	if spec.deprecated {
		if err := py.Warn(th, py.DeprecationWarning, "Format specifier 'N' is deprecated and slated for removal in Python 3.18", 1); err != nil {
			return py.Unbound, err
		}
	}
	if !a[2].IsUnbound() {
		if err := spec.override(a[2]); err != nil {
			return py.Unbound, err
		}
	}
	n := *asNumber(a[0])
	if err := chargeText(th, &n); err != nil {
		return py.Unbound, err
	}
	size := int64(spec.width) + max(0, spec.precision)
	if n.kind == finite && spec.isFixed() && n.exp > 0 {
		size += n.exp
	}
	if size < 0 || th.Charge(size) != nil {
		return py.Unbound, py.NewException(py.MemoryError)
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	o := s.op.within(&s.context.context)
	return py.Text(o.format(n, spec, s.context.capitals)), nil
}

// override replaces what the locale says.
func (f *formatSpec) override(v py.Value) error {
	d := py.AsDict(v)
	if d == nil {
		return py.Raise(py.TypeError, "optional argument must be a dict")
	}
	for _, item := range []struct {
		name string
		to   *string
	}{{"decimal_point", &f.point}, {"thousands_sep", &f.thousands}, {"grouping", &f.grouping}} {
		x := d.GetStr(py.NewStr(item.name))
		if x.IsUnbound() {
			continue
		}
		s := py.AsStr(x)
		if s == nil {
			return py.Raise(py.TypeError, "bad argument type for built-in operation")
		}
		if item.name != "grouping" && len(s.String()) > 4 || item.name == "grouping" && !s.IsASCII() {
			return py.Raise(py.ValueError, "invalid override dict")
		}
		*item.to = s.String()
	}
	return nil
}

func (f *formatSpec) isFixed() bool { return f.kind == 'f' || f.kind == 'F' || f.kind == '%' }

// parseSpec reads a format spec.
func parseSpec(text string) (*formatSpec, error) {
	f := &formatSpec{fill: " ", align: '>', precision: -1, separators: separators{point: "."}}
	bad := func() (*formatSpec, error) { return nil, py.Raise(py.ValueError, "invalid format string") }
	s := text
	next := func(c byte) bool {
		if s != "" && s[0] == c {
			s = s[1:]
			return true
		}
		return false
	}
	isAlign := func(i int) bool {
		return i < len(s) && (s[i] == '<' || s[i] == '>' || s[i] == '=' || s[i] == '^')
	}
	first := 1
	for first < len(s) && s[first]&0xc0 == 0x80 {
		first++
	}
	aligned := true
	switch {
	case s != "" && isAlign(first):
		f.fill, f.align = s[:first], s[first]
		s = s[first+1:]
	case isAlign(0):
		f.align = s[0]
		s = s[1:]
	default:
		aligned = false
	}
	for _, c := range []byte("+- ") {
		if next(c) {
			f.sign = c
			break
		}
	}
	f.noNegZero = next('z')
	f.alternate = next('#')
	if next('0') {
		if aligned { // zeros say how to align, too
			return bad()
		}
		f.fill, f.align, f.zeros = "0", '=', true
	}
	number := func() (int64, bool, error) {
		i := 0
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == 0 {
			return 0, false, nil
		}
		n, err := strconv.ParseInt(s[:i], 10, 64)
		s = s[i:]
		if err != nil {
			return 0, true, py.Raise(py.OverflowError, "cannot fit 'int' into an index-sized integer")
		}
		if n > maxPrec {
			return 0, true, py.Raise(py.ValueError, "format specification exceeds internal limits of _decimal")
		}
		return n, true, nil
	}
	width, _, err := number()
	if err != nil {
		return nil, err
	}
	f.width = int(width)
	switch {
	case next(','):
		f.thousands, f.grouping = ",", "\x03"
	case next('_'):
		f.thousands, f.grouping = "_", "\x03"
	}
	if next('.') {
		n, given, err := number()
		if err != nil {
			return nil, err
		}
		if given {
			f.precision = n
		}
		separated := true
		switch {
		case next(','):
			f.fractionSeparator = ","
		case next('_'):
			f.fractionSeparator = "_"
		default:
			separated = false
		}
		if !given && !separated {
			return bad()
		}
	}
	if s != "" {
		switch s {
		case "e", "E", "f", "F", "g", "G", "%":
			f.kind = s[0]
		case "n", "N":
			f.deprecated = s == "N"
			if f.thousands != "" {
				return bad()
			}
			f.kind = 'g'
			if f.deprecated {
				f.kind = 'G'
			}
		default:
			return bad()
		}
	}
	return f, nil
}

func contextMethods() []*py.MethodDef {
	self := py.AsAny[contextObject]
	var methods []*py.MethodDef
	// with runs an operation of the context on the converted arguments.
	with := func(name, parameters, doc string, f func(o *operation, n []number) number) {
		methods = append(methods, py.Def(name+"($self, "+parameters+", /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := operands(a[1:])
			if err != nil {
				return py.Unbound, err
			}
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			return s.perform(self(a[0]), func(o *operation) number { return f(o, n) })
		}))
	}
	for i := range unaryOperations {
		op := &unaryOperations[i]
		with(op.name, "x", op.doc, func(o *operation, n []number) number { return op.f(o, &n[0]) })
	}
	for i := range binaryOperations {
		op := &binaryOperations[i]
		with(op.name, "x, y", op.doc, func(o *operation, n []number) number { return op.f(o, &n[0], &n[1]) })
	}
	with("to_integral", "x", "Round to an integer.", func(o *operation, n []number) number { return o.toIntegral(&n[0], false) })
	with("to_integral_value", "x", "Round to an integer.", func(o *operation, n []number) number { return o.toIntegral(&n[0], false) })
	with("to_integral_exact", "x", "Round to an integer; signal Inexact and Rounded.", func(o *operation, n []number) number { return o.toIntegral(&n[0], true) })
	with("fma", "x, y, z", "Return x * y + z, rounded once.", func(o *operation, n []number) number { return o.fma(&n[0], &n[1], &n[2]) })
	with("copy_abs", "x", "Return the number without its sign.", func(o *operation, n []number) number {
		n[0].neg = false
		return n[0]
	})
	with("copy_negate", "x", "Return the number with the other sign.", func(o *operation, n []number) number {
		n[0].neg = !n[0].neg
		return n[0]
	})
	with("copy_decimal", "x", "Return the number.", func(o *operation, n []number) number { return n[0] })
	for i := range tests {
		q := &tests[i]
		methods = append(methods, py.Def(q.name+"($self, x, /)", q.doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(q.f(&self(a[0]).context, &n)), nil
		}))
	}
	text := func(engineering bool) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := operand(a[1])
			if err != nil {
				return py.Unbound, err
			}
			if err := chargeText(th, &n); err != nil {
				return py.Unbound, err
			}
			return py.Text(n.text(engineering, self(a[0]).capitals)), nil
		}
	}
	decimalOnly := func(f func(v py.Value) py.Value) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			if asNumber(a[1]) == nil {
				return py.Unbound, py.Raise(py.TypeError, "argument must be a Decimal")
			}
			return f(a[1]), nil
		}
	}
	return append(methods,
		py.Def("divmod($self, x, y, /)", "Return quotient and remainder of the integer division.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := operands(a[1:])
			if err != nil {
				return py.Unbound, err
			}
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			o := s.start(self(a[0]))
			q, r := o.divmod(&n[0], &n[1])
			if err := s.signal(self(a[0]), o.status); err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(newDecimal(q), newDecimal(r)).Value(), nil
		}),
		py.Def("power($self, /, a, b, modulo=None)", "Return a ** b, or a ** b % modulo.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			values := a[1:3]
			if !a[3].IsNone() {
				values = a[1:4]
			}
			n, err := operands(values)
			if err != nil {
				return py.Unbound, err
			}
			s, err := current(th)
			if err != nil {
				return py.Unbound, err
			}
			return s.perform(self(a[0]), func(o *operation) number {
				if len(n) == 3 {
					return o.powerModulo(&n[0], &n[1], &n[2])
				}
				return o.power(&n[0], &n[1])
			})
		}),
		py.Def("is_canonical($self, x, /)", "Return True: all are.", decimalOnly(func(py.Value) py.Value { return py.True })),
		py.Def("canonical($self, x, /)", "Return x.", decimalOnly(func(v py.Value) py.Value { return v })),
		py.Def("number_class($self, x, /)", "Return the kind of number as text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := operand(a[1])
			return py.Text(numberClass(&self(a[0]).context, &n)), err
		}),
		py.Def("to_sci_string($self, x, /)", "Return the text, with an exponent where needed.", text(false)),
		py.Def("to_eng_string($self, x, /)", "Return the text with an exponent that is a multiple of three.", text(true)),
		py.Def("same_quantum($self, x, y, /)", "Are the exponents the same?", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := operands(a[1:])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(sameQuantum(&n[0], &n[1])), nil
		}),
	)
}

func operands(values []py.Value) ([]number, error) {
	n := make([]number, len(values))
	for i, v := range values {
		var err error
		if n[i], err = operand(v); err != nil {
			return nil, err
		}
	}
	return n, nil
}
