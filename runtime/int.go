// This file fills int: unboxed 64-bit ints, BigInt beyond them, IntObject for subclasses.

package runtime

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/gopy-lang/gopy/runtime/num"
)

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

func setupInt(t *Type) {
	t.Doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nMake an integer of a number, or of the digits of a string, bytes or bytearray\nin a base from 2 to 36. Base 0 takes the base from a prefix, as in a program.\nWithout argument the result is 0."
	t.Layout, t.Size = KindInt, SizeOf[IntObject]()
	t.Flags |= TypeBaseType | TypeMatchSelf
	t.New, t.FastNew = intNew, intFastNew
	t.Repr, t.Hash, t.Compare, t.Bool = intRepr, intHash, intCompare, intBool
	t.Binary = [NumBinary + 1]BinaryFunc{
		OpAdd: intAdd, OpSub: intSub, OpMul: intMul, OpFloorDiv: intFloorDiv, OpMod: intMod, opDivmod: intDivmod,
		OpTrueDiv: intTrueDiv, OpPow: intPow, OpLShift: intLshift, OpRShift: intRshift, OpAnd: intAnd, OpOr: intOr, OpXor: intXor,
	}
	t.Power3 = intPow3
	t.Negative, t.Positive, t.Absolute, t.Invert = intNegative, intExact, intAbsolute, intInvert
	t.Int, t.Index, t.Float = intExact, intExact, intFloat
	exact := func(th *Thread, a []Value) (Value, error) { return exactInt(a[0]), nil }
	t.Methods = []*MethodDef{
		Def("conjugate($self, /)", "Return self: an int is its own complex conjugate.", exact),
		Def("bit_length($self, /)", "Return the number of bits of the absolute value.\n\n>>> (37).bit_length()\n6", func(th *Thread, a []Value) (Value, error) {
			if a[0].P == nil {
				n := a[0].SmallInt()
				return Int(int64(bits.Len64(uint64(max(n, -n))))), nil // -n of the least int is that int, whose bits are those of 1<<63
			}
			return Int(intOf(a[0]).BitLength()), nil
		}),
		Def("bit_count($self, /)", "Return the number of ones in the binary form of the absolute value.\n\n>>> (13).bit_count()\n3", func(th *Thread, a []Value) (Value, error) {
			return Int(intOf(a[0]).BitCount()), nil
		}),
		Def("to_bytes($self, /, length=1, byteorder='big', *, signed=False)", "Return the int as length bytes.\n\n  byteorder\n    'big': most significant byte first; 'little': last.\n  signed\n    Two's complement; without it a negative int is an OverflowError.", intToBytes),
		DefClass("from_bytes($type, /, bytes, byteorder='big', *, signed=False)", "Return the int that bytes stand for.\n\n  bytes\n    An object with the buffer protocol, or an iterable of ints.\n  byteorder\n    'big': most significant byte first; 'little': last.\n  signed\n    Whether the bytes are two's complement.", intFromBytes),
		Def("as_integer_ratio($self, /)", "Return the pair (self, 1).", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(exactInt(a[0]), Int(1)).Value(), nil
		}),
		Def("__trunc__($self, /)", "Return the int itself.", exact),
		Def("__floor__($self, /)", "Return the int itself.", exact),
		Def("__ceil__($self, /)", "Return the int itself.", exact),
		Def("__round__($self, ndigits=None, /)", "Return the int rounded to a multiple of 10**-ndigits, halves to the even one.", intRound),
		Def("__getnewargs__($self, /)", "Return the arguments that make the int anew.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(exactInt(a[0])).Value(), nil
		}),
		Def("__format__($self, format_spec, /)", "Return the int formatted as format_spec says.", intFormat),
		Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", intSizeof),
		Def("is_integer($self, /)", "Return True, as for any int.", func(th *Thread, a []Value) (Value, error) { return True, nil }),
	}
	part := func(name, doc string, of func(v Value) Value) GetSetDef {
		return GetSetDef{Name: name, Doc: doc, Get: func(th *Thread, v Value) (Value, error) { return of(v), nil }}
	}
	t.GetSets = []GetSetDef{
		part("real", "the int itself", exactInt),
		part("imag", "0", func(Value) Value { return Int(0) }),
		part("numerator", "the int itself", exactInt),
		part("denominator", "1", func(Value) Value { return Int(1) }),
	}
}

// keptWords is up to how many words a big.Int is copied to a block of its own.
const keptWords = 32

// NewBig returns the int value of b, unboxed when it fits. It takes b over.
func NewBig(b *big.Int) Value {
	if words := b.Bits(); len(words) <= keptWords {
		return bigOf(words, b.Sign() < 0)
	}
	x := &BigInt{Header: Header{Type: IntType, Kind: KindBigInt}}
	x.Int = *b
	return x.Value()
}

// IntFromNum returns n as an int object. It keeps n.Big.
func IntFromNum(n num.Int) Value {
	if n.Big == nil {
		return Int(n.Small)
	}
	return NewBig(n.Big)
}

// NumFromInt returns the value of an instance of int or of a subclass; ok is false for other objects.
func NumFromInt(v Value) (n num.Int, ok bool) {
	switch v.Kind() {
	case KindInt, KindBool:
		return num.Int{Small: int64(v.B)}, true
	case KindBigInt:
		return num.Int{Big: &(*BigInt)(v.P).Int}, true
	case KindIntObject:
		return NumFromInt((*IntObject)(v.P).Value)
	}
	return num.Int{}, false
}

// intOf is NumFromInt for what is known to be an int.
func intOf(v Value) num.Int {
	n, _ := NumFromInt(v)
	return n
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
	if n, ok := NumFromInt(v); ok {
		return n.ToBig()
	}
	return nil
}

// AsInt64 returns the value of an instance of int that fits 64 bits.
func AsInt64(v Value) (int64, bool) {
	n, ok := NumFromInt(v)
	return n.Small, ok && n.Big == nil
}

func intRepr(th *Thread, v Value) (Value, error) {
	if v.P == nil {
		return IntText(int64(v.B)), nil
	}
	n := intOf(v)
	if err := n.CheckDigits(th.Interp.Config.Flags.IntMaxStrDigits); err != nil {
		return Unbound, numError(err)
	}
	var buffer [256]byte
	return asciiText(n.AppendText(buffer[:0], 10)).Value(), nil
}

func intHash(th *Thread, v Value) (int64, error) { return intOf(v).Hash(), nil }
func intBool(th *Thread, v Value) (bool, error)  { return intOf(v).Sign() != 0, nil }

func intCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return Bool(op.holds(x.Cmp(y))), nil
}

// OperandInt returns the int that an instance of a subclass of int is to an operator, where that is int's own; anything else as it is.
func OperandInt(v Value, op BinaryOp) Value {
	if v.Kind() != KindIntObject {
		return v
	}
	if t := v.Type(); t.InPlace[op] != nil || !sameFunc(t.Binary[op], IntType.Binary[op]) {
		return v
	}
	return (*IntObject)(v.P).Value
}

// comparedInt is OperandInt for comparisons.
func comparedInt(v Value) Value {
	if v.Kind() == KindIntObject && sameFunc(v.Type().Compare, IntType.Compare) {
		return (*IntObject)(v.P).Value
	}
	return v
}

// CompareInts is a op b for ints and bools; ok is false for other objects, and for those whose class compares otherwise.
func CompareInts(a, b Value, op CompareOp) (holds, ok bool) {
	a, b = comparedInt(a), comparedInt(b)
	if !(a.P == nil || a.IsBool() || a.IsExact(KindBigInt)) || !(b.P == nil || b.IsBool() || b.IsExact(KindBigInt)) {
		return false, false
	}
	big1, big2 := a.IsExact(KindBigInt), b.IsExact(KindBigInt)
	switch {
	case big1 && big2:
		return op.holds((*BigInt)(a.P).Int.Cmp(&(*BigInt)(b.P).Int)), true
	case big1:
		return op.holds((*BigInt)(a.P).Int.Sign()), true
	case big2:
		return op.holds(-(*BigInt)(b.P).Int.Sign()), true
	}
	return compareInts(int64(a.B), int64(b.B), op), true
}

// holds tells whether the comparison holds for operands that compare as cmp: -1, 0 or 1.
func (op CompareOp) holds(cmp int) bool { return compareInts(int64(cmp), 0, op) }

// The arithmetic slots have a fast path for unboxed operands first.

func intAdd(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil {
		if c, ok := num.AddInt64(int64(a.B), int64(b.B)); ok {
			return Int(c), nil
		}
	}
	if v := bigArithmetic(th, a, b, (*big.Int).Add); !v.IsUnbound() {
		return v, nil
	}
	return intBinary(a, b, num.Int.Add)
}

func intSub(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil {
		if c, ok := num.SubInt64(int64(a.B), int64(b.B)); ok {
			return Int(c), nil
		}
	}
	if v := bigArithmetic(th, a, b, (*big.Int).Sub); !v.IsUnbound() {
		return v, nil
	}
	return intBinary(a, b, num.Int.Sub)
}

func intMul(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil {
		if c, ok := num.MulInt64(int64(a.B), int64(b.B)); ok {
			return Int(c), nil
		}
	}
	if v := bigMul(th, a, b); !v.IsUnbound() {
		return v, nil
	}
	return intCharged(th, a, b, num.Int.Mul)
}

func intFloorDiv(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil && b.B != 0 {
		if c, ok := num.FloorDivInt64(int64(a.B), int64(b.B)); ok {
			return Int(c), nil
		}
	}
	if belowBig(a, b) {
		return Int(0), nil
	}
	if bigDivmod(th, a, b) {
		return copyBig(&th.bigResult), nil
	}
	return intChecked(a, b, num.Int.FloorDiv)
}

func intMod(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil && b.B != 0 {
		return Int(num.ModInt64(int64(a.B), int64(b.B))), nil
	}
	if r, ok := bigModSmall(a, b); ok {
		return r, nil
	}
	if belowBig(a, b) {
		return a, nil
	}
	if bigDivmod(th, a, b) {
		return copyBig(&th.bigRest), nil
	}
	return intChecked(a, b, num.Int.Mod)
}

func intAnd(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil {
		return Value{B: a.B & b.B}, nil
	}
	if v := bigArithmetic(th, a, b, (*big.Int).And); !v.IsUnbound() {
		return v, nil
	}
	return intBinary(a, b, num.Int.And)
}

func intOr(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil {
		return Value{B: a.B | b.B}, nil
	}
	if v := bigArithmetic(th, a, b, (*big.Int).Or); !v.IsUnbound() {
		return v, nil
	}
	return intBinary(a, b, num.Int.Or)
}

func intXor(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil {
		return Value{B: a.B ^ b.B}, nil
	}
	if v := bigArithmetic(th, a, b, (*big.Int).Xor); !v.IsUnbound() {
		return v, nil
	}
	return intBinary(a, b, num.Int.Xor)
}

func intLshift(th *Thread, a, b Value) (Value, error) {
	if a.IsExactInt() && b.P == nil && b.B < inlineWords*bits.UintSize {
		if x := th.bigs[0].of(a); len(x.Bits()) <= inlineWords {
			return copyBig(th.bigResult.Lsh(x, uint(b.B))), nil
		}
	}
	return intCharged(th, a, b, num.Int.Lshift)
}

func intRshift(th *Thread, a, b Value) (Value, error) {
	if a.IsExactInt() && b.P == nil && b.B < inlineWords*bits.UintSize {
		if x := th.bigs[0].of(a); len(x.Bits()) <= inlineWords {
			return copyBig(th.bigResult.Rsh(x, uint(b.B))), nil
		}
	}
	return intChecked(a, b, num.Int.Rshift)
}

func intBinary(a, b Value, op func(x, y num.Int) num.Int) (Value, error) {
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return IntFromNum(op(x, y)), nil
}

// intChecked is intBinary for an operation that can fail.
func intChecked(a, b Value, op func(x, y num.Int) (num.Int, error)) (Value, error) {
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return intResult(op(x, y))
}

// intCharged is intChecked for an operation whose result can be far larger than its operands.
func intCharged(th *Thread, a, b Value, op func(x, y num.Int, charge num.Charge) (num.Int, error)) (Value, error) {
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return intResult(op(x, y, th.Charge))
}

func intResult(n num.Int, err error) (Value, error) {
	if err != nil {
		return Unbound, numError(err)
	}
	return IntFromNum(n), nil
}

func intDivmod(th *Thread, a, b Value) (Value, error) {
	if a.P == nil && b.P == nil && b.B != 0 {
		if q, ok := num.FloorDivInt64(int64(a.B), int64(b.B)); ok {
			return newPair(Int(q), Int(num.ModInt64(int64(a.B), int64(b.B)))).Value(), nil
		}
	}
	if belowBig(a, b) {
		return newPair(Int(0), a).Value(), nil
	}
	if bigDivmod(th, a, b) {
		return newPair(copyBig(&th.bigResult), copyBig(&th.bigRest)).Value(), nil
	}
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	q, r, err := x.DivMod(y)
	if err != nil {
		return Unbound, numError(err)
	}
	return TupleOf(IntFromNum(q), IntFromNum(r)).Value(), nil
}

func intTrueDiv(th *Thread, a, b Value) (Value, error) {
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return floatResult(x.TrueDiv(y))
}

func intPow(th *Thread, a, b Value) (Value, error) {
	if b.P == nil && b.B == 2 && a.IsExactInt() {
		return intMul(th, a, a)
	}
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	if y.Sign() < 0 {
		return floatPow(th, a, b)
	}
	return intResult(x.Pow(y, th.Charge))
}

func intPow3(th *Thread, a, b, c Value) (Value, error) {
	x, ok := NumFromInt(a)
	y, ok2 := NumFromInt(b)
	m, ok3 := NumFromInt(c)
	if !ok || !ok2 || !ok3 {
		return NotImplemented, nil
	}
	return intResult(x.PowMod(y, m))
}

func intExact(th *Thread, v Value) (Value, error) { return exactInt(v), nil }

func intNegative(th *Thread, v Value) (Value, error) {
	if v.P == nil && int64(v.B) != math.MinInt64 {
		return Int(-int64(v.B)), nil
	}
	if v.IsExact(KindBigInt) {
		b := &(*BigInt)(v.P).Int
		return bigOf(b.Bits(), b.Sign() > 0), nil
	}
	return IntFromNum(intOf(v).Neg()), nil
}

func intAbsolute(th *Thread, v Value) (Value, error) {
	if v.P == nil && int64(v.B) >= 0 || v.IsExact(KindBigInt) && (*BigInt)(v.P).Int.Sign() > 0 {
		return v, nil
	}
	if v.IsExactInt() {
		return intNegative(th, v)
	}
	return IntFromNum(intOf(v).Abs()), nil
}

func intInvert(th *Thread, v Value) (Value, error) {
	var x WideInt
	if x.Set(v) {
		x.invert()
		return x.Value(), nil
	}
	return IntFromNum(intOf(v).Invert()), nil
}
func intFloat(th *Thread, v Value) (Value, error) { return floatResult(intOf(v).Float()) }

func intRound(th *Thread, a []Value) (Value, error) {
	if a[1].IsNone() {
		return exactInt(a[0]), nil
	}
	digits, err := Index(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return IntFromNum(intOf(a[0]).Round(intOf(digits))), nil
}

func intFormat(th *Thread, a []Value) (Value, error) {
	return formatNumber(th, a, func(f num.Formatter, spec string) (string, error) { return f.FormatInt(intOf(a[0]), spec) })
}

// intSizeof tells what CPython's int takes, which has 30 bits a digit.
func intSizeof(th *Thread, a []Value) (Value, error) {
	return Int(24 + 4*max(1, (intOf(a[0]).BitLength()+29)/30)), nil
}

func intToBytes(th *Thread, a []Value) (Value, error) {
	length, err := asSize(th, a[1])
	if err != nil {
		return Unbound, err
	}
	little, err := isLittleEndian("to_bytes", a[2])
	if err != nil {
		return Unbound, err
	}
	signed, err := Truth(th, a[3])
	if err != nil {
		return Unbound, err
	}
	if length > 0 {
		if err := th.Charge(int64(length)); err != nil {
			return Unbound, err
		}
	}
	n := intOf(a[0])
	if err := n.CheckBytes(length, signed); err != nil {
		return Unbound, numError(err)
	}
	if length < 2 {
		b, _ := n.ToBytes(length, little, signed)
		return NewBytes(b).Value(), nil
	}
	x, out := makeBytes(length)
	n.PutBytes(out, little)
	return x.Value(), nil
}

func intFromBytes(th *Thread, a []Value) (Value, error) {
	little, err := isLittleEndian("from_bytes", a[2])
	if err != nil {
		return Unbound, err
	}
	signed, err := Truth(th, a[3])
	if err != nil {
		return Unbound, err
	}
	data, err := bytesLike(th, a[1])
	if err != nil {
		return Unbound, err
	}
	if size := len(data); 0 < size && size <= 8 {
		var n uint64
		for i := range data {
			at := i
			if little {
				at = size - 1 - i
			}
			n = n<<8 | uint64(data[at])
		}
		if spare := 64 - 8*size; signed {
			return ofClass(th, (*Type)(a[0].P), IntType, Int(int64(n)<<spare>>spare))
		} else if n <= math.MaxInt64 {
			return ofClass(th, (*Type)(a[0].P), IntType, Int(int64(n)))
		}
	}
	return ofClass(th, (*Type)(a[0].P), IntType, IntFromNum(num.FromBytes(data, little, signed)))
}

func isLittleEndian(function string, v Value) (bool, error) {
	s := AsStr(v)
	switch {
	case s == nil:
		return false, Raise(TypeError, "%s() argument 'byteorder' must be str, not %s", function, argumentType(v))
	case s.s == "little":
		return true, nil
	case s.s == "big":
		return false, nil
	}
	return false, Raise(ValueError, "byteorder must be either 'little' or 'big'")
}

// bytesLike returns what bytes(v) holds, for an object that is no int or str.
func bytesLike(th *Thread, v Value) ([]byte, error) {
	if b, ok := BytesData(v); ok {
		return b, nil
	}
	if r, found, err := CallSpecial(th, v, nameBytes); err != nil {
		return nil, err
	} else if found {
		b, ok := BytesData(r)
		if !ok {
			return nil, Raise(TypeError, "__bytes__ returned non-bytes (type %s)", r.Type().TypeName())
		}
		return b, nil
	}
	t := v.Type()
	if t.Buffer != nil {
		return contents(th, v)
	}
	if AsStr(v) != nil || t.Iter == nil && !t.IsSequenceIndex && (t.GetItem == nil || t.Flags&TypeHeap == 0) {
		return nil, Raise(TypeError, "cannot convert '%s' object to bytes", t.TypeName())
	}
	var data []byte
	err := ForEach(th, v, func(x Value) error {
		i, err := Index(th, x)
		if err != nil {
			return err
		}
		if i.P != nil || i.B > 255 {
			return Raise(ValueError, "bytes must be in range(0, 256)")
		}
		data = append(data, byte(i.B))
		return nil
	})
	return data, err
}
