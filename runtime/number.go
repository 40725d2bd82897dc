// This file holds the number protocol: binary operations with their reflected forms, unary ones and conversions.

package runtime

import "math/big"

// operator signs, as error messages show them.
var binarySigns = [NumBinary]string{"+", "&", "//", "<<", "@", "*", "%", "|", "** or pow()", ">>", "-", "/", "^"}

// BinaryOperation is a op b.
func BinaryOperation(th *Thread, op BinaryOp, a, b Value) (Value, error) {
	v, err := tryBinary(th, op, a, b)
	if err != nil || !v.IsNotImplemented() {
		return v, err
	}
	switch op {
	case OpAdd:
		if f := a.Type().Concat; f != nil {
			return f(th, a, b)
		}
	case OpMul:
		if f := a.Type().Repeat; f != nil {
			return repeatSequence(th, f, a, b)
		}
		if f := b.Type().Repeat; f != nil {
			return repeatSequence(th, f, b, a)
		}
	}
	return Unbound, binaryTypeError(th, binarySigns[op], a, b)
}

// repeatSequence is sequence * count.
func repeatSequence(th *Thread, repeat BinaryFunc, seq, count Value) (Value, error) {
	if count.Type().Index == nil {
		return Unbound, Raise(TypeError, "can't multiply sequence by non-int of type '%s'", count.Type().TypeName())
	}
	return repeat(th, seq, count)
}

// tryBinary tries both number slots; the result may be NotImplemented.
func tryBinary(th *Thread, op BinaryOp, a, b Value) (Value, error) {
	ta, tb := a.Type(), b.Type()
	left := ta.Binary[op]
	var right BinaryFunc
	if tb != ta {
		right = tb.Binary[op]
		if right != nil && left != nil && sameFunc(left, right) {
			right = nil
		}
	}
	if left != nil {
		if right != nil && tb.IsSubtype(ta) {
			v, err := right(th, a, b)
			if err != nil || !v.IsNotImplemented() {
				return v, err
			}
			right = nil
		}
		v, err := left(th, a, b)
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	if right != nil {
		return right(th, a, b)
	}
	return NotImplemented, nil
}

// InPlaceOperation is a op= b: the new value of a.
func InPlaceOperation(th *Thread, op BinaryOp, a, b Value) (Value, error) {
	ta := a.Type()
	if f := ta.InPlace[op]; f != nil {
		v, err := f(th, a, b)
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	v, err := tryBinary(th, op, a, b)
	if err != nil || !v.IsNotImplemented() {
		return v, err
	}
	switch op {
	case OpAdd:
		if f := ta.InPlaceConcat; f != nil {
			return f(th, a, b)
		}
		if f := ta.Concat; f != nil {
			return f(th, a, b)
		}
	case OpMul:
		if f := ta.InPlaceRepeat; f != nil {
			return repeatSequence(th, f, a, b)
		}
		if f := ta.Repeat; f != nil {
			return repeatSequence(th, f, a, b)
		}
		if f := b.Type().Repeat; f != nil {
			return repeatSequence(th, f, b, a)
		}
	}
	sign := binarySigns[op] + "="
	if op == OpPow {
		sign = "**="
	}
	return Unbound, binaryTypeError(th, sign, a, b)
}

func binaryTypeError(th *Thread, sign string, a, b Value) error {
	if sign == ">>" && a.Type() == BuiltinType && (*Builtin)(a.P).Def.Name == "print" {
		return Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?", sign, a.Type().TypeName(), b.Type().TypeName())
	}
	return Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'", sign, a.Type().TypeName(), b.Type().TypeName())
}

// Power is pow(a, b, c); c None: a ** b.
func Power(th *Thread, a, b, c Value) (Value, error) {
	if c.IsNone() {
		return BinaryOperation(th, OpPow, a, b)
	}
	var last TernaryFunc
	for _, v := range [...]Value{a, b, c} {
		f := v.Type().Power3
		if f == nil || last != nil && sameFunc(f, last) {
			continue
		}
		last = f
		r, err := f(th, a, b, c)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	return Unbound, Raise(TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a.Type().TypeName(), b.Type().TypeName(), c.Type().TypeName())
}

// Negative is -v.
func Negative(th *Thread, v Value) (Value, error) {
	if f := v.Type().Negative; f != nil {
		return f(th, v)
	}
	return Unbound, badUnary("-", v)
}

// Positive is +v.
func Positive(th *Thread, v Value) (Value, error) {
	if f := v.Type().Positive; f != nil {
		return f(th, v)
	}
	return Unbound, badUnary("+", v)
}

// Invert is ~v.
func Invert(th *Thread, v Value) (Value, error) {
	if f := v.Type().Invert; f != nil {
		return f(th, v)
	}
	return Unbound, badUnary("~", v)
}

func badUnary(sign string, v Value) error {
	return Raise(TypeError, "bad operand type for unary %s: '%s'", sign, v.Type().TypeName())
}

// Absolute is abs(v).
func Absolute(th *Thread, v Value) (Value, error) {
	if f := v.Type().Absolute; f != nil {
		return f(th, v)
	}
	return Unbound, Raise(TypeError, "bad operand type for abs(): '%s'", v.Type().TypeName())
}

// Index is operator.index(v): an exact int for an object with __index__.
func Index(th *Thread, v Value) (Value, error) {
	if v.P == nil || v.IsExact(KindBigInt) {
		return v, nil
	}
	if v.IsBool() {
		return Int(int64(v.B)), nil
	}
	if IsInstance(v, IntType) {
		return exactInt(v), nil
	}
	f := v.Type().Index
	if f == nil {
		return Unbound, Raise(TypeError, "'%s' object cannot be interpreted as an integer", v.Type().TypeName())
	}
	r, err := f(th, v)
	if err != nil {
		return Unbound, err
	}
	if r.P == nil || r.IsExact(KindBigInt) {
		return r, nil
	}
	if IsInstance(r, IntType) {
		return exactInt(r), nil
	}
	return Unbound, Raise(TypeError, "__index__ returned non-int (type %s)", r.Type().TypeName())
}

// AsInt converts an object with __index__ to an int; values beyond Go's int raise OverflowError like CPython's
// Py_ssize_t conversion.
func AsInt(th *Thread, v Value) (int, error) {
	if v.P == nil {
		return int(v.B), nil
	}
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		return 0, Raise(OverflowError, "cannot fit '%s' into an index-sized integer", v.Type().TypeName())
	}
	return int(i.B), nil
}

// AsIndexClamped is AsInt with big values clamped to the range of int, for slice bounds and the like.
func AsIndexClamped(th *Thread, v Value) (int, error) {
	if v.P == nil {
		return int(v.B), nil
	}
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		if AsBig(i).Sign() < 0 {
			return -1 << 63, nil
		}
		return 1<<63 - 1, nil
	}
	return int(i.B), nil
}

// BigInt is an int beyond 63 bits and sign, exact type int. Smaller ones are always unboxed.
type BigInt struct {
	Header
	Int big.Int
}

// IntObject is an instance of a subclass of int.
type IntObject struct {
	Header
	Value Value // exact int
}

// NewBig returns the int value of b, unboxed when it fits. It takes b over.
func NewBig(b *big.Int) Value {
	if b.IsInt64() {
		return Int(b.Int64())
	}
	x := &BigInt{Header: Header{Type: IntType, Kind: KindBigInt}}
	x.Int = *b
	return x.Value()
}

// exactInt returns the exact int of an instance of int or of a subclass (bool included).
func exactInt(v Value) Value {
	switch v.Kind() {
	case KindBool:
		return Int(int64(v.B))
	case KindIntObject:
		return (*IntObject)(v.P).Value
	}
	return v
}

// AsBig returns the value of an instance of int (small, big, bool or of a subclass) as a big.Int that must not
// be changed; nil for other objects.
func AsBig(v Value) *big.Int {
	switch v.Kind() {
	case KindInt, KindBool:
		return big.NewInt(int64(v.B))
	case KindBigInt:
		return &(*BigInt)(v.P).Int
	case KindIntObject:
		return AsBig((*IntObject)(v.P).Value)
	}
	return nil
}

// AsInt64 returns the value of an instance of int that fits 64 bits.
func AsInt64(v Value) (int64, bool) {
	switch v.Kind() {
	case KindInt, KindBool:
		return int64(v.B), true
	case KindIntObject:
		return AsInt64((*IntObject)(v.P).Value)
	}
	return 0, false
}
