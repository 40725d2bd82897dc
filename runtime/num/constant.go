// Operators over constant values, for constant folding and for tests.
//
// A constant is nil, bool, int64, *big.Int, float64, complex128, string or
// []byte, as the syntax tree holds them. Results are normalised: a *big.Int
// is returned only if the value doesn't fit int64.

package num

import (
	"bytes"
	"math/big"
	"strings"
)

// Operator is a binary or unary operator, or a comparison.
type Operator uint8

// The binary operators, the unary ones, and the comparisons.
const (
	Add Operator = iota
	Sub
	Mul
	MatMul
	Div
	FloorDiv
	Mod
	Power
	LShift
	RShift
	BitOr
	BitXor
	BitAnd

	Invert
	Not
	UAdd
	USub

	Lt
	LtE
	Eq
	NotEq
	Gt
	GtE
)

var operatorText = [...]string{"+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "|", "^", "&", "~", "not", "+", "-", "<", "<=", "==", "!=", ">", ">="}

// String returns the operator as error messages show it.
func (op Operator) String() string { return operatorText[op] }

// TypeName returns the name of a constant's Python class.
func TypeName(v any) string {
	switch v.(type) {
	case nil:
		return "NoneType"
	case bool:
		return "bool"
	case int64, *big.Int:
		return "int"
	case float64:
		return "float"
	case complex128:
		return "complex"
	case string:
		return "str"
	case []byte:
		return "bytes"
	}
	return "object"
}

// AsInt returns the value of a bool, int64 or *big.Int constant.
func AsInt(v any) (Int, bool) {
	switch v := v.(type) {
	case int64:
		return Int{Small: v}, true
	case *big.Int:
		return FromBig(v), true
	case bool:
		if v {
			return Int{Small: 1}, true
		}
		return Int{}, true
	}
	return Int{}, false
}

// rank orders the numeric tower: 1 integers, 2 floats, 3 complex; 0 is no number.
func rank(v any) int {
	switch v.(type) {
	case bool, int64, *big.Int:
		return 1
	case float64:
		return 2
	case complex128:
		return 3
	}
	return 0
}

// asFloat converts an integer or a float.
func asFloat(v any) (float64, error) {
	if f, ok := v.(float64); ok {
		return f, nil
	}
	a, _ := AsInt(v)
	return a.Float()
}

// Truth returns the truth value of a constant.
func Truth(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case int64:
		return v != 0
	case *big.Int:
		return v.Sign() != 0
	case float64:
		return v != 0
	case complex128:
		return v != 0
	case string:
		return v != ""
	case []byte:
		return len(v) != 0
	}
	return v != nil
}

// Unary returns op v for Invert, Not, UAdd and USub.
func Unary(op Operator, v any) (any, error) {
	if op == Not {
		return !Truth(v), nil
	}
	if a, ok := AsInt(v); ok {
		switch op {
		case Invert:
			return a.Invert().Any(), nil
		case UAdd:
			return a.Any(), nil
		case USub:
			return a.Neg().Any(), nil
		}
	}
	switch v := v.(type) {
	case float64:
		switch op {
		case UAdd:
			return v, nil
		case USub:
			return -v, nil
		}
	case complex128:
		switch op {
		case UAdd:
			return v, nil
		case USub:
			return complex(-real(v), -imag(v)), nil
		}
	}
	return nil, errorf(Type, "bad operand type for unary %s: '%s'", op, TypeName(v))
}

// Binary returns a op b. Of strings and bytes it knows + and *, not % formatting.
// charge may be nil.
func Binary(op Operator, a, b any, charge Charge) (any, error) {
	ra, rb := rank(a), rank(b)
	var result any
	var err error
	switch {
	case ra == 0 || rb == 0:
		result, err = binarySequence(op, a, b, charge)
	case ra == 1 && rb == 1:
		result, err = binaryInt(op, a, b, charge)
	case ra < 3 && rb < 3:
		result, err = binaryFloat(op, a, b)
	default:
		result, err = binaryComplex(op, a, b)
	}
	if err == errUnsupported {
		return nil, errorf(Type, "unsupported operand type(s) for %s: '%s' and '%s'", op, TypeName(a), TypeName(b))
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}

var errUnsupported = fail(Type, "unsupported operand types")

func binaryInt(op Operator, a, b any, charge Charge) (any, error) {
	if p, ok := a.(bool); ok {
		if q, ok := b.(bool); ok {
			switch op {
			case BitAnd:
				return p && q, nil
			case BitOr:
				return p || q, nil
			case BitXor:
				return p != q, nil
			}
		}
	}
	x, _ := AsInt(a)
	y, _ := AsInt(b)
	var z Int
	var err error
	switch op {
	case Add:
		z = x.Add(y)
	case Sub:
		z = x.Sub(y)
	case Mul:
		z, err = x.Mul(y, charge)
	case Div:
		return x.TrueDiv(y)
	case FloorDiv:
		z, err = x.FloorDiv(y)
	case Mod:
		z, err = x.Mod(y)
	case Power:
		if y.Sign() < 0 {
			return binaryFloat(op, a, b)
		}
		z, err = x.Pow(y, charge)
	case LShift:
		z, err = x.Lshift(y, charge)
	case RShift:
		z, err = x.Rshift(y)
	case BitOr:
		z = x.Or(y)
	case BitXor:
		z = x.Xor(y)
	case BitAnd:
		z = x.And(y)
	default:
		return nil, errUnsupported
	}
	return z.Any(), err
}

func binaryFloat(op Operator, a, b any) (any, error) {
	switch op {
	case Add, Sub, Mul, Div, FloorDiv, Mod, Power:
	default:
		return nil, errUnsupported
	}
	x, err := asFloat(a)
	if err != nil {
		return nil, err
	}
	y, err := asFloat(b)
	if err != nil {
		return nil, err
	}
	switch op {
	case Add:
		return x + y, nil
	case Sub:
		return x - y, nil
	case Mul:
		return x * y, nil
	case Div:
		return TrueDivFloat(x, y)
	case FloorDiv:
		return FloorDivFloat(x, y)
	case Mod:
		return ModFloat(x, y)
	}
	f, z, isComplex, err := PowFloat(x, y)
	if isComplex {
		return z, err
	}
	return f, err
}

func binaryComplex(op Operator, a, b any) (any, error) {
	switch op {
	case Add, Sub, Mul, Div, Power:
	default:
		return nil, errUnsupported
	}
	x, xReal, err := complexConstant(a)
	if err != nil {
		return nil, err
	}
	y, yReal, err := complexConstant(b)
	if err != nil {
		return nil, err
	}
	z, err := BinaryComplex(op, x, y, xReal, yReal)
	if err != nil {
		return nil, err
	}
	return z, nil
}

func complexConstant(v any) (z complex128, isReal bool, err error) {
	if z, ok := v.(complex128); ok {
		return z, false, nil
	}
	f, err := asFloat(v)
	return complex(f, 0), true, err
}

// maxSequence is the largest length of a string that a machine could hold.
const maxSequence = 1 << 62

func binarySequence(op Operator, a, b any, charge Charge) (any, error) {
	switch op {
	case Add:
		return concatenate(a, b, charge)
	case Mul:
		if count, ok := AsInt(b); ok {
			return repeat(a, count, charge)
		}
		if count, ok := AsInt(a); ok {
			return repeat(b, count, charge)
		}
		// The operand that isn't the sequence is blamed; of two sequences, the second.
		for _, pair := range [...][2]any{{a, b}, {b, a}} {
			switch pair[0].(type) {
			case string, []byte:
				return nil, errorf(Type, "can't multiply sequence by non-int of type '%s'", TypeName(pair[1]))
			}
		}
	}
	return nil, errUnsupported
}

func concatenate(a, b any, charge Charge) (any, error) {
	switch x := a.(type) {
	case string:
		y, ok := b.(string)
		if !ok {
			return nil, errorf(Type, "can only concatenate str (not \"%s\") to str", TypeName(b))
		}
		if err := charge.askBytes(int64(len(x)+len(y)), 1); err != nil {
			return nil, err
		}
		return x + y, nil
	case []byte:
		y, ok := b.([]byte)
		if !ok {
			return nil, errorf(Type, "can't concat %s to bytes", TypeName(b))
		}
		if err := charge.askBytes(int64(len(x)+len(y)), 1); err != nil {
			return nil, err
		}
		return append(bytes.Clone(x), y...), nil
	}
	return nil, errUnsupported
}

func repeat(v any, count Int, charge Charge) (any, error) {
	var size int64
	var tooLong string
	switch v := v.(type) {
	case string:
		size, tooLong = int64(len(v)), "repeated string is too long"
	case []byte:
		size, tooLong = int64(len(v)), "repeated bytes are too long"
	default:
		return nil, errUnsupported
	}
	if count.Big != nil {
		return nil, fail(Overflow, "cannot fit 'int' into an index-sized integer")
	}
	n := max(count.Small, 0)
	total, ok := MulInt64(size, n)
	if !ok || total >= 2*maxSequence-1 {
		return nil, fail(Overflow, tooLong)
	}
	if err := charge.askBytes(total, 1); err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case string:
		return strings.Repeat(v, int(n)), nil
	default:
		return bytes.Repeat(v.([]byte), int(n)), nil
	}
}

// Compare returns a op b for Lt … GtE.
func Compare(op Operator, a, b any) (bool, error) {
	cmp, ordered, comparable := compare(a, b)
	switch {
	case op == Eq:
		return comparable && ordered && cmp == 0, nil
	case op == NotEq:
		return !(comparable && ordered && cmp == 0), nil
	case !comparable || rank(a) == 3 || rank(b) == 3 || a == nil:
		return false, errorf(Type, "'%s' not supported between instances of '%s' and '%s'", op, TypeName(a), TypeName(b))
	case !ordered:
		return false, nil
	}
	switch op {
	case Lt:
		return cmp < 0, nil
	case LtE:
		return cmp <= 0, nil
	case Gt:
		return cmp > 0, nil
	}
	return cmp >= 0, nil
}

// compare orders two constants. comparable is false for values of different
// kinds; complex numbers are only told equal (0) from different (1).
func compare(a, b any) (cmp int, ordered, comparable bool) {
	ra, rb := rank(a), rank(b)
	if ra == 0 || rb == 0 {
		switch x := a.(type) {
		case string:
			y, ok := b.(string)
			return strings.Compare(x, y), ok, ok
		case []byte:
			y, ok := b.([]byte)
			return bytes.Compare(x, y), ok, ok
		case nil:
			return 0, true, b == nil
		}
		return 0, false, false
	}
	switch {
	case ra == 3 || rb == 3:
		return compareComplex(a, b), true, true
	case ra == 1 && rb == 1:
		x, _ := AsInt(a)
		y, _ := AsInt(b)
		return x.Cmp(y), true, true
	case ra == 1:
		x, _ := AsInt(a)
		cmp, ordered = x.CmpFloat(b.(float64))
		return cmp, ordered, true
	case rb == 1:
		y, _ := AsInt(b)
		cmp, ordered = y.CmpFloat(a.(float64))
		return -cmp, ordered, true
	}
	cmp, ordered = CompareFloat(a.(float64), b.(float64))
	return cmp, ordered, true
}

// compareComplex returns 0 if a and b, one of them complex, are equal, else 1.
func compareComplex(a, b any) int {
	x, ok := a.(complex128)
	if !ok {
		return compareComplex(b, a)
	}
	if y, ok := b.(complex128); ok {
		if x == y {
			return 0
		}
		return 1
	}
	if imag(x) == 0 {
		if cmp, ordered, _ := compare(b, real(x)); ordered && cmp == 0 {
			return 0
		}
	}
	return 1
}
