// This file fills float: unboxed float64, FloatObject for subclasses.

package runtime

import (
	"math"

	"github.com/gopy-lang/gopy/runtime/num"
)

// FloatObject is an instance of a subclass of float.
type FloatObject struct {
	Header
	F float64
}

func setupFloat(t *Type) {
	t.Doc = "Convert a number, or a string that holds one, to a floating-point number."
	t.TextSig = "(x=0, /)"
	t.Layout, t.Size = KindFloat, SizeOf[FloatObject]()
	t.Flags |= TypeBaseType | TypeMatchSelf
	t.New = floatNew
	t.FastNew = func(th *Thread, args []Value) (Value, error) { return floatNew(th, FloatType, args, nil) }
	t.Repr, t.Hash, t.Compare = floatRepr, floatHash, floatCompare
	t.Bool = func(th *Thread, v Value) (bool, error) { return AsFloat64(v) != 0, nil }
	t.Binary = [NumBinary + 1]BinaryFunc{
		OpAdd: floatAdd, OpSub: floatSub, OpMul: floatMul, OpTrueDiv: floatTrueDiv,
		OpFloorDiv: floatFloorDiv, OpMod: floatMod, opDivmod: floatDivmod, OpPow: floatPow,
	}
	t.Power3 = func(th *Thread, a, b, c Value) (Value, error) {
		return Unbound, Raise(TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
	}
	exact := func(th *Thread, v Value) (Value, error) { return Float(AsFloat64(v)), nil }
	t.Negative = func(th *Thread, v Value) (Value, error) { return Float(-AsFloat64(v)), nil }
	t.Positive = exact
	t.Absolute = func(th *Thread, v Value) (Value, error) { return Float(math.Abs(AsFloat64(v))), nil }
	t.Int = func(th *Thread, v Value) (Value, error) { return intResult(num.FloatToInt(AsFloat64(v))) }
	t.Float = exact
	whole := func(round func(float64) float64) Func {
		return func(th *Thread, a []Value) (Value, error) { return intResult(num.FloatToInt(round(AsFloat64(a[0])))) }
	}
	t.Methods = []*MethodDef{
		DefClass("from_number($type, number, /)", "Convert a real number to a float; strings are refused.", floatFromNumber),
		Def("conjugate($self, /)", "Return self: a float is its own complex conjugate.", func(th *Thread, a []Value) (Value, error) { return exact(th, a[0]) }),
		Def("__trunc__($self, /)", "Return the int nearest to self between 0 and self.", whole(math.Trunc)),
		Def("__floor__($self, /)", "Return the largest int that is not above self.", whole(math.Floor)),
		Def("__ceil__($self, /)", "Return the smallest int that is not below self.", whole(math.Ceil)),
		Def("__round__($self, ndigits=None, /)", "Return the int nearest to self, the even one of two.\n\nWith ndigits the result is a float rounded to so many digits after the point.", floatRound),
		Def("as_integer_ratio($self, /)", "Return two ints, the second positive, whose ratio is exactly the float.\n\n>>> (0.25).as_integer_ratio()\n(1, 4)", func(th *Thread, a []Value) (Value, error) {
			n, d, err := num.FloatAsIntegerRatio(AsFloat64(a[0]))
			if err != nil {
				return Unbound, numError(err)
			}
			return TupleOf(IntFromNum(n), IntFromNum(d)).Value(), nil
		}),
		DefClass("fromhex($type, string, /)", "Make a float of its hexadecimal notation.\n\n>>> float.fromhex('0x1.8p3')\n12.0", floatFromHex),
		Def("hex($self, /)", "Return the exact value in hexadecimal notation.\n\n>>> (12.0).hex()\n'0x1.8000000000000p+3'", func(th *Thread, a []Value) (Value, error) {
			return Text(num.FloatHex(AsFloat64(a[0]))), nil
		}),
		Def("is_integer($self, /)", "Return whether the float is a whole number.", func(th *Thread, a []Value) (Value, error) {
			return Bool(num.IsInteger(AsFloat64(a[0]))), nil
		}),
		Def("__getnewargs__($self, /)", "Return the arguments that make the float anew.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(Float(AsFloat64(a[0]))).Value(), nil
		}),
		DefClass("__getformat__($type, typestr, /)", "Tell how the machine represents C's 'double' or 'float'; for tests.", func(th *Thread, a []Value) (Value, error) {
			s := AsStr(a[1])
			switch {
			case s == nil:
				return Unbound, Raise(TypeError, "__getformat__() argument must be str, not %s", argumentType(a[1]))
			case s.s != "double" && s.s != "float":
				return Unbound, Raise(ValueError, "__getformat__() argument 1 must be 'double' or 'float'")
			}
			return Text("IEEE, little-endian"), nil
		}),
		Def("__format__($self, format_spec, /)", "Return the float formatted as format_spec says.", func(th *Thread, a []Value) (Value, error) {
			return formatNumber(th, a, func(f num.Formatter, spec string) (string, error) { return f.FormatFloat(AsFloat64(a[0]), spec) })
		}),
	}
	t.GetSets = []GetSetDef{
		{Name: "real", Doc: "the float itself", Get: exact},
		{Name: "imag", Doc: "0.0", Get: func(th *Thread, v Value) (Value, error) { return Float(0), nil }},
	}
}

// AsFloat64 returns the value of a float or of an instance of a subclass, 0 for other objects.
func AsFloat64(v Value) float64 {
	switch {
	case v.IsFloat():
		return v.FloatValue()
	case v.Kind() == KindFloatObject:
		return (*FloatObject)(v.P).F
	}
	return 0
}

// IsFloat reports whether v is a float or an instance of a subclass.
func IsFloat(v Value) bool { return v.IsFloat() || v.Kind() == KindFloatObject }

// FloatOf converts any real number to a float64, as math's functions do with their arguments.
func FloatOf(th *Thread, v Value) (float64, error) {
	if IsFloat(v) {
		return AsFloat64(v), nil
	}
	f, found, err := convertFloat(th, v)
	if err == nil && !found {
		return 0, Raise(TypeError, "must be real number, not %s", v.Type().TypeName())
	}
	return f, err
}

// convertFloat converts by __float__ or __index__; found is false when there is neither.
func convertFloat(th *Thread, v Value) (f float64, found bool, err error) {
	if v.IsFloat() {
		return v.FloatValue(), true, nil
	}
	if n, ok := NumFromInt(v); ok && v.Kind() != KindIntObject {
		f, err = n.Float()
		return f, true, numError(err)
	}
	t := v.Type()
	switch {
	case t.Float != nil:
		r, err := t.Float(th, v)
		if err != nil {
			return 0, true, err
		}
		if r.IsFloat() {
			return r.FloatValue(), true, nil
		}
		message := t.TypeName() + ".__float__ returned non-float (type " + r.Type().TypeName() + ")"
		if !IsFloat(r) {
			return 0, true, Raise(TypeError, "%s", message)
		}
		return AsFloat64(r), true, Warn(th, DeprecationWarning, message+".  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.", 1)
	case t.Index != nil:
		i, err := Index(th, v)
		if err != nil {
			return 0, true, err
		}
		f, err = intOf(i).Float()
		return f, true, numError(err)
	}
	return 0, false, nil
}

// floatNew is float.__new__.
func floatNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if kw != nil && (cls == FloatType || sameFunc(cls.Init, FloatType.Init)) {
		return Unbound, Raise(TypeError, "float() takes no keyword arguments")
	}
	if kw != nil {
		args = args[:len(args)-kw.Len()]
	}
	if len(args) > 1 {
		return Unbound, Raise(TypeError, "float expected at most 1 argument, got %d", len(args))
	}
	f := 0.0
	if len(args) == 1 {
		var err error
		if f, err = floatFrom(th, args[0]); err != nil {
			return Unbound, err
		}
	}
	return newFloat(cls, f), nil
}

func newFloat(cls *Type, f float64) Value {
	if cls == FloatType {
		return Float(f)
	}
	o := newObject[FloatObject](cls, KindFloatObject)
	o.F = f
	return o.Value()
}

// floatFrom is float(v).
func floatFrom(th *Thread, v Value) (float64, error) {
	if v.IsFloat() {
		return v.FloatValue(), nil
	}
	if f, found, err := convertFloat(th, v); found {
		return f, err
	}
	text, ok := numberText(v)
	if !ok {
		return 0, Raise(TypeError, "float() argument must be a string or a real number, not '%s'", v.Type().TypeName())
	}
	f, err := num.ParseFloat(text)
	if err != nil {
		if v.IsExact(KindStr) || v.IsExact(KindBytes) {
			return 0, raiseLater(v, pendingFloat)
		}
		s, err := Repr(th, v)
		if err != nil {
			return 0, err
		}
		return 0, Raise(ValueError, "%s", badFloatLiteral(s.s))
	}
	return f, nil
}

func badFloatLiteral(text string) string { return "could not convert string to float: " + text }

func floatFromNumber(th *Thread, a []Value) (Value, error) {
	f, err := FloatOf(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return ofClass(th, (*Type)(a[0].P), FloatType, Float(f))
}

func floatFromHex(th *Thread, a []Value) (Value, error) {
	s := AsStr(a[1])
	if s == nil {
		return Unbound, Raise(TypeError, "bad argument type for built-in operation")
	}
	f, err := num.ParseHexFloat(s.s)
	if err != nil {
		return Unbound, numError(err)
	}
	return ofClass(th, (*Type)(a[0].P), FloatType, Float(f))
}

func floatRepr(th *Thread, v Value) (Value, error) {
	var buffer [32]byte
	return asciiText(num.AppendFloatRepr(buffer[:0], AsFloat64(v))).Value(), nil
}

func floatHash(th *Thread, v Value) (int64, error) {
	if h, ok := num.HashFloat(AsFloat64(v)); ok {
		return h, nil
	}
	return hashIdentity(th, v)
}

func floatCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	x := AsFloat64(a)
	var cmp int
	var ordered bool
	if IsFloat(b) {
		cmp, ordered = num.CompareFloat(x, AsFloat64(b))
	} else if n, ok := NumFromInt(b); ok {
		cmp, ordered = n.CmpFloat(x)
		cmp = -cmp
	} else {
		return NotImplemented, nil
	}
	if !ordered {
		return Bool(op == NE), nil
	}
	return Bool(op.holds(cmp)), nil
}

// floatOperands converts the operands of a binary operation; ok is false when one is neither float nor int.
func floatOperands(a, b Value) (x, y float64, ok bool, err error) {
	x, ok, err = floatOperand(a)
	if !ok || err != nil {
		return 0, 0, ok, err
	}
	y, ok, err = floatOperand(b)
	return x, y, ok, err
}

func floatOperand(v Value) (float64, bool, error) {
	switch {
	case v.IsFloat():
		return v.FloatValue(), true, nil
	case v.P == nil:
		return float64(int64(v.B)), true, nil
	case v.Kind() == KindFloatObject:
		return (*FloatObject)(v.P).F, true, nil
	}
	n, ok := NumFromInt(v)
	if !ok {
		return 0, false, nil
	}
	f, err := n.Float()
	return f, true, numError(err)
}

func floatAdd(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return Float(x + y), nil
}

func floatSub(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return Float(x - y), nil
}

func floatMul(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return Float(x * y), nil
}

func floatTrueDiv(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return floatResult(num.TrueDivFloat(x, y))
}

func floatFloorDiv(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return floatResult(num.FloorDivFloat(x, y))
}

func floatMod(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	return floatResult(num.ModFloat(x, y))
}

func floatDivmod(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	q, r, err := num.DivModFloat(x, y)
	if err != nil {
		return Unbound, numError(err)
	}
	return TupleOf(Float(q), Float(r)).Value(), nil
}

func floatPow(th *Thread, a, b Value) (Value, error) {
	x, y, ok, err := floatOperands(a, b)
	if !ok || err != nil {
		return NotImplemented, err
	}
	f, z, isComplex, err := num.PowFloat(x, y)
	if err != nil {
		return Unbound, numError(err)
	}
	if isComplex {
		return NewComplex(z), nil
	}
	return Float(f), nil
}

func floatResult(f float64, err error) (Value, error) {
	if err != nil {
		return Unbound, numError(err)
	}
	return Float(f), nil
}

func floatRound(th *Thread, a []Value) (Value, error) {
	f := AsFloat64(a[0])
	if a[1].IsNone() {
		return intResult(num.RoundFloatToInt(f))
	}
	digits, err := Index(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return floatResult(num.RoundFloat(f, intOf(digits)))
}
