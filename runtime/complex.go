// This file fills complex.

package runtime

import (
	"unsafe"

	"github.com/gopy-lang/gopy/runtime/num"
)

// Complex is a complex object, or an instance of a subclass.
type Complex struct {
	Header
	Z complex128
}

// complexWords is how many words a Complex takes.
const complexWords = unsafe.Sizeof(Complex{}) / 8

// NewComplex returns the complex number z, as a block without pointers: complex itself is no object of Go's heap.
func NewComplex(z complex128) Value {
	x := (*Complex)(unsafe.Pointer(new([complexWords]uint64)))
	x.Type, x.Kind, x.Z = ComplexType, KindComplex, z
	return x.Value()
}

// A ComplexTerm is an operand of an operator of complex numbers: such a number, or a float or int that is added and multiplied as what it is.
type ComplexTerm struct {
	Z    complex128
	Real bool
}

// ComplexTermOf returns the operand that an exact complex number, a float or a small int is; ok is false for anything else.
func ComplexTermOf(v Value) (x ComplexTerm, ok bool) {
	switch {
	case v.P == nil:
		return ComplexTerm{complex(float64(v.SmallInt()), 0), true}, true
	case v.IsFloat():
		return ComplexTerm{complex(v.FloatValue(), 0), true}, true
	case v.IsExact(KindComplex):
		return ComplexTerm{Z: (*Complex)(v.P).Z}, true
	}
	return x, false
}

// OperateComplex is x op y; ok is false for other operators than those of complex numbers, for two real operands, and for what fails.
func OperateComplex(op BinaryOp, x, y ComplexTerm) (z ComplexTerm, ok bool) {
	operator := num.Add
	switch op {
	case OpAdd:
	case OpSub:
		operator = num.Sub
	case OpMul:
		operator = num.Mul
	case OpTrueDiv:
		operator = num.Div
	case OpPow:
		operator = num.Power
	default:
		return z, false
	}
	if x.Real && y.Real {
		return z, false
	}
	var err error
	z.Z, err = num.BinaryComplex(operator, x.Z, y.Z, x.Real, y.Real)
	return z, err == nil
}

// SameComplex is a == b of an exact complex number and another one, a float or a small int; ok is false for anything else.
func SameComplex(a, b Value) (same, ok bool) {
	x, ok1 := ComplexTermOf(a)
	y, ok2 := ComplexTermOf(b)
	if !ok1 || !ok2 || x.Real == y.Real && x.Real || a.P == nil && !exactFloat(a.SmallInt()) || b.P == nil && !exactFloat(b.SmallInt()) {
		return false, false
	}
	return x.Z == y.Z, true
}

// exactFloat tells that an int is a float without rounding.
func exactFloat(i int64) bool { return -1<<53 <= i && i <= 1<<53 }

// AsComplex returns v as a complex object (or one of a subclass), or nil.
func AsComplex(v Value) *Complex {
	if v.Kind() == KindComplex {
		return (*Complex)(v.P)
	}
	return nil
}

func setupComplex(t *Type) {
	t.Doc = "Make a complex number of its real and imaginary part, of another number,\nor of a string that holds one."
	t.TextSig = "(real=0, imag=0)"
	t.Layout, t.Size = KindComplex, SizeOf[Complex]()
	t.Flags |= TypeBaseType
	z := func(v Value) complex128 { return (*Complex)(v.P).Z }
	t.New, t.FastNew = complexNew, complexFastNew
	t.Repr = func(th *Thread, v Value) (Value, error) { return Text(num.ComplexRepr(z(v))), nil }
	t.Hash = complexHash
	t.Compare = complexCompare
	t.Bool = func(th *Thread, v Value) (bool, error) { return z(v) != 0, nil }
	for op, operator := range map[BinaryOp]num.Operator{OpAdd: num.Add, OpSub: num.Sub, OpMul: num.Mul, OpTrueDiv: num.Div, OpPow: num.Power} {
		t.Binary[op] = complexBinary(operator)
	}
	t.Power3 = func(th *Thread, a, b, c Value) (Value, error) { return Unbound, Raise(ValueError, "complex modulo") }
	t.Negative = func(th *Thread, v Value) (Value, error) { return NewComplex(-z(v)), nil }
	exact := func(th *Thread, v Value) (Value, error) {
		if v.IsExact(KindComplex) {
			return v, nil
		}
		return NewComplex(z(v)), nil
	}
	t.Positive = exact
	t.Absolute = func(th *Thread, v Value) (Value, error) { return floatResult(num.AbsComplex(z(v))) }
	t.Methods = []*MethodDef{
		DefClass("from_number($type, number, /)", "Convert a number to a complex one; strings are refused.", complexFromNumber),
		Def("conjugate($self, /)", "Return the complex conjugate.\n\n>>> (3-4j).conjugate()\n(3+4j)", func(th *Thread, a []Value) (Value, error) {
			return NewComplex(complex(real(z(a[0])), -imag(z(a[0])))), nil
		}),
		Def("__complex__($self, /)", "Return the number as an exact complex.", func(th *Thread, a []Value) (Value, error) { return exact(th, a[0]) }),
		Def("__getnewargs__($self, /)", "Return the arguments that make the number anew.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(Float(real(z(a[0]))), Float(imag(z(a[0])))).Value(), nil
		}),
		Def("__format__($self, format_spec, /)", "Return the number formatted as format_spec says.", func(th *Thread, a []Value) (Value, error) {
			return formatNumber(th, a, func(f num.Formatter, spec string) (string, error) { return f.FormatComplex(z(a[0]), spec) })
		}),
	}
	t.GetSets = []GetSetDef{
		{Name: "real", Doc: "the real part", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Float(real(z(v))), nil }},
		{Name: "imag", Doc: "the imaginary part", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Float(imag(z(v))), nil }},
	}
}

func complexHash(th *Thread, v Value) (int64, error) {
	if h, ok := num.HashComplex((*Complex)(v.P).Z); ok {
		return h, nil
	}
	return hashIdentity(th, v)
}

func complexCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if op != EQ && op != NE {
		return NotImplemented, nil
	}
	z, same := (*Complex)(a.P).Z, false
	switch {
	case b.Kind() == KindComplex:
		same = z == (*Complex)(b.P).Z
	case IsFloat(b):
		same = imag(z) == 0 && real(z) == AsFloat64(b)
	default:
		n, ok := NumFromInt(b)
		if !ok {
			return NotImplemented, nil
		}
		order, ordered := n.CmpFloat(real(z))
		same = imag(z) == 0 && ordered && order == 0
	}
	return Bool(same == (op == EQ)), nil
}

func complexBinary(op num.Operator) BinaryFunc {
	return func(th *Thread, a, b Value) (Value, error) {
		x, xReal, ok, err := complexOperand(a)
		if !ok || err != nil {
			return NotImplemented, err
		}
		y, yReal, ok, err := complexOperand(b)
		if !ok || err != nil {
			return NotImplemented, err
		}
		z, err := num.BinaryComplex(op, x, y, xReal, yReal)
		if err != nil {
			return Unbound, numError(err)
		}
		return NewComplex(z), nil
	}
}

// complexOperand returns the value of a number and whether it is a real one; ok is false for other objects.
func complexOperand(v Value) (z complex128, isReal, ok bool, err error) {
	switch {
	case v.Kind() == KindComplex:
		return (*Complex)(v.P).Z, false, true, nil
	case IsFloat(v):
		return complex(AsFloat64(v), 0), true, true, nil
	}
	n, ok := NumFromInt(v)
	if !ok {
		return 0, false, false, nil
	}
	f, err := n.Float()
	return complex(f, 0), true, true, numError(err)
}

var complexSignature = ParseSignature("complex(real=<unrepresentable>, imag=<unrepresentable>)")

// complexNew is complex.__new__.
func complexNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	mark := len(th.scratch)
	a, err := complexSignature.Bind(th, args, kw)
	if err != nil {
		return Unbound, err
	}
	re, im := a[0], a[1]
	th.release(mark)
	alone := im.IsUnbound() && (kw == nil || kw.Len() == 0) // complex(real=x) takes real numbers only
	switch {
	case alone && re.IsExact(KindComplex) && cls == ComplexType:
		return re, nil
	case alone && !re.IsUnbound():
		z, err := toComplex(th, re)
		return newComplexOf(cls, z), err
	}
	x, y := complex128(0), complex128(0)
	if !re.IsUnbound() {
		if x, err = complexPart(th, re, "real", true); err != nil {
			return Unbound, err
		}
	}
	if !im.IsUnbound() {
		if y, err = complexPart(th, im, "imag", false); err != nil {
			return Unbound, err
		}
	}
	// real + imag*1j, each of which may be complex.
	z := complex(real(x), real(y))
	if AsComplex(im) != nil {
		z = complex(real(z)-imag(y), imag(z))
	}
	if imag(x) != 0 {
		z = complex(real(z), imag(z)+imag(x))
	}
	return newComplexOf(cls, z), nil
}

// complexFastNew is complexNew for positional arguments.
func complexFastNew(th *Thread, args []Value) (Value, error) {
	if len(args) == 1 || len(args) == 2 {
		x, ok := ComplexTermOf(args[0])
		var y ComplexTerm
		if len(args) == 2 {
			if y, ok = ComplexTermOf(args[1]); !ok || !y.Real {
				return complexNew(th, ComplexType, args, nil)
			}
		}
		if ok && x.Real {
			return NewComplex(complex(real(x.Z), real(y.Z))), nil
		}
	}
	return complexNew(th, ComplexType, args, nil)
}

func newComplexOf(cls *Type, z complex128) Value {
	x := newObject[Complex](cls, KindComplex)
	x.Z = z
	return x.Value()
}

// complexPart converts one of two arguments of complex().
func complexPart(th *Thread, v Value, name string, special bool) (complex128, error) {
	if !IsFloat(v) && AsStr(v) == nil {
		z, found, err := complex128(0), false, error(nil)
		if special || AsComplex(v) != nil {
			z, found, err = specialComplex(th, v)
		}
		if err != nil {
			return 0, err
		}
		if found {
			return z, Warn(th, DeprecationWarning, "complex() argument '"+name+"' must be a real number, not "+v.Type().TypeName(), 1)
		}
	}
	if AsStr(v) == nil {
		if f, found, err := convertFloat(th, v); found {
			return complex(f, 0), err
		}
	}
	return 0, Raise(TypeError, "complex() argument '%s' must be a real number, not %s", name, v.Type().TypeName())
}

// specialComplex converts a complex number, or what has a __complex__.
func specialComplex(th *Thread, v Value) (z complex128, found bool, err error) {
	if x := AsComplex(v); x != nil && v.IsExact(KindComplex) {
		return x.Z, true, nil
	}
	r, found, err := CallSpecial(th, v, nameComplex)
	if err != nil || !found {
		return 0, found, err
	}
	x := AsComplex(r)
	message := "__complex__ returned non-complex (type " + r.Type().TypeName() + ")"
	if x == nil {
		return 0, true, Raise(TypeError, "%s", message)
	}
	if r.Type() != ComplexType {
		err = Warn(th, DeprecationWarning, message+".  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.", 1)
	}
	return x.Z, true, err
}

// toComplex is complex(v).
func toComplex(th *Thread, v Value) (complex128, error) {
	if s := AsStr(v); s != nil {
		z, err := num.ParseComplex(num.ToASCII(s.s, asciiDigit))
		if err != nil {
			return 0, Raise(ValueError, "complex() arg is a malformed string")
		}
		return z, nil
	}
	z, found, err := numberToComplex(th, v)
	if err == nil && !found {
		return 0, Raise(TypeError, "complex() argument must be a string or a number, not %s", v.Type().TypeName())
	}
	return z, err
}

// numberToComplex converts by __complex__, __float__ or __index__.
func numberToComplex(th *Thread, v Value) (complex128, bool, error) {
	if !IsFloat(v) {
		if z, found, err := specialComplex(th, v); err != nil || found {
			return z, found, err
		}
	}
	f, found, err := convertFloat(th, v)
	return complex(f, 0), found, err
}

// ComplexOf converts any number to a complex128, as cmath's functions do with their arguments.
func ComplexOf(th *Thread, v Value) (complex128, error) {
	z, found, err := numberToComplex(th, v)
	if err == nil && !found {
		return 0, Raise(TypeError, "must be real number, not %s", v.Type().TypeName())
	}
	return z, err
}

func complexFromNumber(th *Thread, a []Value) (Value, error) {
	cls := (*Type)(a[0].P)
	if a[1].IsExact(KindComplex) && cls == ComplexType {
		return a[1], nil
	}
	z, err := ComplexOf(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return ofClass(th, cls, ComplexType, NewComplex(z))
}
