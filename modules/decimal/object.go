// This file holds Decimal: how it is made, and the protocols that it follows.

package decimal

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// object is a Decimal.
type object struct {
	py.Header
	number
}

var decimalType = &py.Type{Name: "Decimal", Module: "decimal", Flags: py.TypeBaseType, Size: py.SizeOf[object](),
	TextSig: `(value="0", context=None)`,
	Doc:     "A decimal floating-point number. value is an int, a float, a string, a Decimal or a tuple of sign, digits and exponent; it is never rounded."}

func newDecimal(n number) py.Value {
	var x *object
	if n.big == nil {
		x = py.NewLeaf[object]()
	} else {
		x = new(object)
	}
	x.Header = py.Header{Type: decimalType, Kind: py.KindOther}
	// Field by field: n has just been written that way, and a copy of larger parts would have to wait for that.
	x.kind, x.neg, x.exp, x.lo, x.hi, x.big = n.kind, n.neg, n.exp, n.lo, n.hi, n.big
	return x.Value()
}

func newDecimalOf(cls *py.Type, n number) py.Value {
	if cls == decimalType {
		return newDecimal(n)
	}
	x := py.NewObject[object](cls)
	x.number = n
	return x.Value()
}

// asNumber returns the number of a Decimal, or nil.
func asNumber(v py.Value) *number {
	if t := v.Type(); t != decimalType && !t.IsSubtype(decimalType) {
		return nil
	}
	return &py.AsAny[object](v).number
}

// fromIntValue converts a Python int, exactly.
func fromIntValue(v py.Value) (number, bool) {
	if v.IsSmallInt() {
		return fromInt(v.SmallInt()), true
	}
	i, ok := py.NumFromInt(v)
	if !ok {
		return number{}, false
	}
	if i.Big == nil {
		return fromInt(i.Small), true
	}
	n := number{neg: i.Big.Sign() < 0}
	n.setCoef(new(big.Int).Abs(i.Big))
	return n, true
}

// convertible returns a Decimal or an int as a number; ok is false for other objects.
func convertible(v py.Value) (number, bool) {
	if n := asNumber(v); n != nil {
		return *n, true
	}
	return fromIntValue(v)
}

// operand is convertible for methods, which raise TypeError.
func operand(v py.Value) (number, error) {
	n, ok := convertible(v)
	if !ok {
		return n, py.Raise(py.TypeError, "conversion from %s to Decimal is not supported", v.Type().ShortName())
	}
	return n, nil
}

// fromFloat converts a float, exactly.
func fromFloat(f float64) number {
	n := number{neg: math.Signbit(f)}
	switch {
	case f != f:
		n.kind = quiet
		return n
	case math.IsInf(f, 0):
		n.kind = infinite
		return n
	case f == 0:
		return n
	}
	m, e := math.Frexp(math.Abs(f))
	mantissa, exp := uint64(m*(1<<53)), e-53
	zeros := bits.TrailingZeros64(mantissa)
	mantissa >>= zeros
	exp += zeros
	c := new(big.Int).SetUint64(mantissa)
	if exp >= 0 {
		n.setCoef(c.Lsh(c, uint(exp)))
		return n
	}
	c.Mul(c, new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-exp)), nil))
	n.setCoef(c)
	n.exp = int64(exp)
	return n
}

func fromFloatOrInt(th *py.Thread, v py.Value) (number, error) {
	if n, ok := fromIntValue(v); ok {
		return n, nil
	}
	if !py.IsFloat(v) {
		return number{}, py.Raise(py.TypeError, "argument must be int or float")
	}
	return fromFloat(py.AsFloat64(v)), nil
}

// fromText reads a str. Exact conversions allow spaces around it and underscores.
func fromText(s *py.Str, lenient bool) (number, bool) {
	text := py.NumberText(s)
	if lenient && strings.IndexFunc(text, func(c rune) bool { return c <= ' ' || c == '_' }) >= 0 {
		text = strings.ReplaceAll(strings.Trim(text, " \t\n\v\f\r\x1c\x1d\x1e\x1f"), "_", "")
	}
	return parse(text)
}

// fromTuple reads sign, digits and exponent.
func fromTuple(th *py.Thread, items []py.Value) (number, error) {
	var n number
	if len(items) != 3 {
		return n, py.Raise(py.ValueError, "argument must be a sequence of length 3")
	}
	sign, ok := py.AsInt64(items[0])
	if !ok || sign != 0 && sign != 1 {
		return n, py.Raise(py.ValueError, "sign must be an integer with the value 0 or 1")
	}
	n.neg = sign == 1
	if s := py.AsStr(items[2]); s != nil {
		switch s.String() {
		case "F":
			n.kind = infinite
			return n, nil
		case "n":
			n.kind = quiet
		case "N":
			n.kind = signaling
		default:
			return n, py.Raise(py.ValueError, "string argument in the third position must be 'F', 'n' or 'N'")
		}
	} else {
		i, isInt := py.NumFromInt(items[2])
		switch {
		case !isInt:
			return n, py.Raise(py.ValueError, "exponent must be an integer")
		case i.Big != nil:
			return n, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
		default:
			n.exp = min(max(i.Small, -exponentLimit), exponentLimit)
		}
	}
	digits, err := tupleDigits(items[1])
	if err != nil {
		return n, err
	}
	n.setDigits(digits)
	return n, nil
}

func tupleDigits(v py.Value) ([]byte, error) {
	t := py.AsTuple(v)
	if t == nil {
		if l := py.AsList(v); l != nil {
			t = py.NewTuple(l.Items())
		}
	}
	if t == nil {
		return nil, py.Raise(py.ValueError, "coefficient must be a tuple of digits")
	}
	digits := []byte{'0'}
	for _, d := range t.Items() {
		i, ok := py.AsInt64(d)
		if !ok || i < 0 || i > 9 {
			return nil, py.Raise(py.ValueError, "coefficient must be a tuple of digits")
		}
		digits = append(digits, byte('0'+i))
	}
	return digits, nil
}

// source reads any argument of Decimal() or create_decimal(); ok is false for a syntax error.
func (s *session) source(th *py.Thread, c *contextObject, v py.Value, lenient bool) (n number, ok bool, err error) {
	if x := asNumber(v); x != nil {
		return *x, true, nil
	}
	if n, isInt := fromIntValue(v); isInt {
		return n, true, nil
	}
	if text := py.AsStr(v); text != nil {
		if err := th.Charge(int64(text.Len())); err != nil {
			return n, false, err
		}
		n, ok = fromText(text, lenient)
		return n, ok, nil
	}
	if py.IsFloat(v) {
		return fromFloat(py.AsFloat64(v)), true, s.signal(c, floatOperation)
	}
	if t := py.AsTuple(v); t != nil {
		n, err = fromTuple(th, t.Items())
		return n, true, err
	}
	if l := py.AsList(v); l != nil {
		n, err = fromTuple(th, append([]py.Value(nil), l.Items()...))
		return n, true, err
	}
	return n, false, py.Raise(py.TypeError, "conversion from %s to Decimal is not supported", v.Type().ShortName())
}

// exactly makes sure that a number can be held without rounding.
func (s *session) exactly(n number, ok bool) (number, status) {
	if !ok {
		return number{kind: quiet}, conversionSyntax
	}
	if n.isSpecial() || n.exp > -maxEmax/2 && n.exp < maxEmax/2 {
		return n, 0
	}
	c := maxContext()
	o := s.op.within(&c)
	n = o.finish(n)
	if o.status&(inexact|rounded|clamped|overflow) != 0 || o.status&mallocError != 0 {
		return number{kind: quiet}, invalidOperation | o.status&mallocError
	}
	return n, 0
}

// create is Decimal(v) for any class.
func create(th *py.Thread, cls *py.Type, v py.Value, c *contextObject) (py.Value, error) {
	if cls == decimalType && v.Type() == decimalType {
		return v, nil
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	if c == nil {
		c = s.context
	}
	n, ok, err := s.source(th, c, v, true)
	if err != nil {
		return py.Unbound, err
	}
	n, st := s.exactly(n, ok)
	if err := s.signal(c, st); err != nil {
		return py.Unbound, err
	}
	return newDecimalOf(cls, n), nil
}

// createRounded is Context.create_decimal.
func createRounded(th *py.Thread, c *contextObject, v py.Value) (py.Value, error) {
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	n, ok, err := s.source(th, c, v, false)
	if err != nil {
		return py.Unbound, err
	}
	o := s.start(c)
	switch {
	case !ok, n.isNaN() && !n.noCoef() && n.digits() > c.prec-int64(boolInt(c.clamp)):
		n, o.status = number{kind: quiet}, conversionSyntax
	default:
		n = o.finish(n)
	}
	st := o.status
	return newDecimal(n), s.signal(c, st)
}

// binary makes the slot of an operator. quick, unless nil, is tried first: it knows the results that need no rounding.
func binary(f func(o *operation, a, b *number) number, quick func(o *operation, a, b *number) *object) py.BinaryFunc {
	return func(th *py.Thread, a, b py.Value) (py.Value, error) {
		x, y := asNumber(a), asNumber(b)
		var converted number // at least one is a Decimal
		if x == nil || y == nil {
			other, ok := b, false
			if x == nil {
				other = a
			}
			if converted, ok = fromIntValue(other); !ok {
				return py.NotImplemented, nil
			}
		}
		s, err := current(th)
		if err != nil {
			return py.Unbound, err
		}
		if x == nil || y == nil {
			s.converted = converted
			if x == nil {
				x = &s.converted
			} else {
				y = &s.converted
			}
		}
		c := s.context
		o := s.start(c)
		if quick != nil {
			if r := quick(o, x, y); r != nil {
				return r.Value(), nil
			}
		}
		n := f(o, x, y)
		if o.status != 0 {
			if err := s.signal(c, o.status); err != nil {
				return py.Unbound, err
			}
		}
		return newDecimal(n), nil
	}
}

func unary(f func(o *operation, a *number) number) py.UnaryFunc {
	return func(th *py.Thread, v py.Value) (py.Value, error) {
		s, err := current(th)
		if err != nil {
			return py.Unbound, err
		}
		c := s.context
		o := s.start(c)
		n := f(o, asNumber(v))
		if err := s.signal(c, o.status); err != nil {
			return py.Unbound, err
		}
		return newDecimal(n), nil
	}
}

// opDivmod is the place of divmod() among the binary slots.
const opDivmod = py.NumBinary

func setupDecimal(t *py.Type) {
	signature := py.ParseSignature(`Decimal(value="0", context=None)`)
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		var c *contextObject
		if !a[1].IsNone() {
			if c = asContext(a[1]); c == nil {
				return py.Unbound, py.Raise(py.TypeError, "optional argument must be a context")
			}
		}
		return create(th, cls, a[0], c)
	}
	t.FastNew = func(th *py.Thread, args []py.Value) (py.Value, error) {
		switch len(args) {
		case 0:
			return newDecimal(number{}), nil
		case 1:
			return create(th, decimalType, args[0], nil)
		}
		return t.New(th, decimalType, args, nil)
	}
	t.Binary[py.OpAdd] = binary((*operation).add, func(o *operation, a, b *number) *object { return o.sumWithin(a, b, false) })
	t.Binary[py.OpSub] = binary((*operation).subtract, func(o *operation, a, b *number) *object { return o.sumWithin(a, b, true) })
	t.Binary[py.OpMul] = binary((*operation).multiply, (*operation).productWithin)
	t.Binary[py.OpTrueDiv] = binary((*operation).divide, nil)
	t.Binary[py.OpFloorDiv] = binary((*operation).divideInt, nil)
	t.Binary[py.OpMod] = binary((*operation).remainder, nil)
	t.Binary[py.OpPow] = binary((*operation).power, (*operation).powerWithin)
	t.Binary[opDivmod] = divmodSlot
	t.Power3 = powerSlot
	t.Negative = unary((*operation).minus)
	t.Positive = unary((*operation).plus)
	t.Absolute = unary((*operation).abs)
	t.Bool = func(th *py.Thread, v py.Value) (bool, error) { return !asNumber(v).isZero(), nil }
	t.Int = func(th *py.Thread, v py.Value) (py.Value, error) { return toInteger(th, asNumber(v), roundDown) }
	t.Float = toFloat
	t.Hash = hash
	t.Compare = compareSlot
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		text, err := textOf(th, asNumber(v))
		return py.Text("Decimal('" + text + "')"), err
	}
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) { return toStr(th, asNumber(v)) }
	t.Methods = decimalMethods()
	t.GetSets = []py.GetSetDef{
		{Name: "real", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }},
		{Name: "imag", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return newDecimal(number{}), nil }},
	}
	py.SetupType(t, nil)
}

// toStr is str(n).
func toStr(th *py.Thread, n *number) (py.Value, error) {
	s, err := current(th)
	if err == nil {
		err = chargeText(th, n)
	}
	if err != nil {
		return py.Unbound, err
	}
	var room [64]byte
	return py.CopyASCII(py.StringView(n.appendText(room[:0], false, s.context.capitals))), nil
}

// textOf is the text of a number, by the current context's capitals.
func textOf(th *py.Thread, n *number) (string, error) {
	s, err := current(th)
	if err != nil {
		return "", err
	}
	if err := chargeText(th, n); err != nil {
		return "", err
	}
	return n.text(false, s.context.capitals), nil
}

// chargeText announces a text as long as n's digits.
func chargeText(th *py.Thread, n *number) error {
	if n.big == nil {
		return nil
	}
	return th.Charge(2 * n.digits())
}

func divmodSlot(th *py.Thread, a, b py.Value) (py.Value, error) {
	x, ok := convertible(a)
	if !ok {
		return py.NotImplemented, nil
	}
	y, ok := convertible(b)
	if !ok {
		return py.NotImplemented, nil
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	o := s.start(s.context)
	q, r := o.divmod(&x, &y)
	if err := s.signal(s.context, o.status); err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(newDecimal(q), newDecimal(r)).Value(), nil
}

func powerSlot(th *py.Thread, a, b, c py.Value) (py.Value, error) {
	var n [3]number
	for i, v := range []py.Value{a, b, c} {
		var ok bool
		if n[i], ok = convertible(v); !ok {
			return py.NotImplemented, nil
		}
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	o := s.start(s.context)
	r := o.powerModulo(&n[0], &n[1], &n[2])
	if err := s.signal(s.context, o.status); err != nil {
		return py.Unbound, err
	}
	return newDecimal(r), nil
}

// toInteger rounds to a Python int.
func toInteger(th *py.Thread, n *number, r rounding) (py.Value, error) {
	switch n.kind {
	case infinite:
		return py.Unbound, py.Raise(py.OverflowError, "cannot convert Infinity to integer")
	case quiet, signaling:
		return py.Unbound, py.Raise(py.ValueError, "cannot convert NaN to integer")
	}
	x := *n
	if x.exp < 0 {
		rest := x.shiftRight(-x.exp)
		if roundsUp(r, x.neg, &x, rest) {
			x.increment()
		}
	} else if !x.noCoef() {
		if err := th.Charge(x.exp/2 + 16); err != nil {
			return py.Unbound, err
		}
		x.shiftLeft(x.exp)
	}
	v := new2(x.coef())
	if x.neg {
		v.Neg(v)
	}
	return py.NewBig(v), nil
}

func toFloat(th *py.Thread, v py.Value) (py.Value, error) {
	n := asNumber(v)
	switch {
	case n.kind == signaling:
		return py.Unbound, py.Raise(py.ValueError, "cannot convert signaling NaN to float")
	case n.kind == quiet && n.neg:
		return py.Float(math.Copysign(math.NaN(), -1)), nil
	case n.kind == quiet:
		return py.Float(math.NaN()), nil
	}
	if err := chargeText(th, n); err != nil {
		return py.Unbound, err
	}
	x := *n
	x.exp = min(max(x.exp, -1<<40), 1<<40)
	f, _ := strconv.ParseFloat(x.text(false, true), 64) // out of range: infinity
	return py.Float(f), nil
}

const hashModulus = 1<<61 - 1

// hash agrees with the hashes of the other numbers (library reference, "Hashing of numeric types").
func hash(th *py.Thread, v py.Value) (int64, error) {
	n := asNumber(v)
	switch n.kind {
	case signaling:
		return 0, py.Raise(py.TypeError, "Cannot hash a signaling NaN value")
	case quiet:
		return py.ObjectType.Hash(th, v)
	case infinite:
		if n.neg {
			return -314159, nil
		}
		return 314159, nil
	}
	m := uint64(0)
	if n.big == nil {
		_, m = n.by(hashModulus)
	} else {
		m = new(big.Int).Mod(n.big, big.NewInt(hashModulus)).Uint64()
	}
	base, e := uint64(10), uint64(n.exp)
	if n.exp < 0 {
		base, e = inverseTen, uint64(-n.exp)
	}
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			m = mulMod(m, base)
		}
		base = mulMod(base, base)
	}
	h := int64(m)
	if n.neg {
		h = -h
	}
	if h == -1 {
		h = -2
	}
	return h, nil
}

// inverseTen is 1/10 modulo 2**61-1.
var inverseTen = new(big.Int).ModInverse(big.NewInt(10), big.NewInt(hashModulus)).Uint64()

func mulMod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, r := bits.Div64(hi, lo, hashModulus)
	return r
}

// compareSlot compares with ints, floats, fractions and complex numbers, too.
func compareSlot(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
	x := *asNumber(a)
	equality := op == py.EQ || op == py.NE
	y, ok := convertible(b)
	if ok && x.kind == finite && y.kind == finite {
		return inOrder(compareNumbers(&x, &y), op), nil
	}
	s, err := current(th)
	if err != nil {
		return py.Unbound, err
	}
	c := s.context
	if !ok {
		var done py.Value
		if y, done, err = s.comparable(th, &x, b, op, equality); err != nil || !done.IsUnbound() {
			return done, err
		}
	}
	if x.isNaN() || y.isNaN() {
		if !equality || x.kind == signaling || y.kind == signaling {
			if err := s.signal(c, invalidOperation); err != nil {
				return py.Unbound, err
			}
		}
		return py.Bool(op == py.NE), nil
	}
	return inOrder(compareNumbers(&x, &y), op), nil
}

// inOrder tells whether a comparison holds of numbers of which r says how they compare.
func inOrder(r int, op py.CompareOp) py.Value {
	switch op {
	case py.LT:
		return py.Bool(r < 0)
	case py.LE:
		return py.Bool(r <= 0)
	case py.EQ:
		return py.Bool(r == 0)
	case py.NE:
		return py.Bool(r != 0)
	case py.GT:
		return py.Bool(r > 0)
	}
	return py.Bool(r >= 0)
}

// comparable makes a number of other numbers, for comparisons; done is their result if there is one already. A fraction
// multiplies x by its denominator.
func (s *session) comparable(th *py.Thread, x *number, b py.Value, op py.CompareOp, equality bool) (y number, done py.Value, err error) {
	if z := py.AsComplex(b); z != nil && equality {
		value, err := py.ComplexOf(th, b)
		if err != nil {
			return y, py.Unbound, err
		}
		if imag(value) != 0 {
			return y, py.Bool(op == py.NE), nil
		}
		b = py.Float(real(value))
	}
	if py.IsFloat(b) {
		c := s.context
		if equality {
			c.flags |= floatOperation
			return fromFloat(py.AsFloat64(b)), py.Unbound, nil
		}
		return fromFloat(py.AsFloat64(b)), py.Unbound, s.signal(c, floatOperation)
	}
	if !s.rational.IsNone() {
		is, err := py.IsInstanceOf(th, b, s.rational)
		if err != nil {
			return y, py.Unbound, err
		}
		if is {
			numerator, err := py.GetAttrString(th, b, "numerator")
			if err != nil {
				return y, py.Unbound, err
			}
			denominator, err := py.GetAttrString(th, b, "denominator")
			if err != nil {
				return y, py.Unbound, err
			}
			n, ok1 := fromIntValue(numerator)
			d, ok2 := fromIntValue(denominator)
			if ok1 && ok2 {
				if x.kind == finite {
					c := maxContext()
					o := s.op.within(&c)
					*x = o.product(x, &d)
				}
				return n, py.Unbound, nil
			}
		}
	}
	return y, py.NotImplemented, nil
}
