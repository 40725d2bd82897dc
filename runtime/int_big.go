// This file holds the arithmetic of ints beyond 63 bits that programs do most: a result is one allocation, and an unboxed operand needs none.

package runtime

import (
	"math/big"
	"math/bits"
	"unsafe"
)

const bigSize = unsafe.Sizeof(BigInt{})

// bigOf returns the int of a magnitude, which is copied, and a sign. A BigInt made here has its words behind it in one block that the garbage
// collector doesn't look into: it refers to itself and to its class, which lives as long as the process.
func bigOf(words []big.Word, negative bool) Value {
	n := len(words)
	for n > 0 && words[n-1] == 0 {
		n--
	}
	if n <= 64/bits.UintSize {
		var magnitude uint64
		for i := n - 1; i >= 0; i-- {
			magnitude = magnitude<<(bits.UintSize/2)<<(bits.UintSize/2) | uint64(words[i])
		}
		if negative && magnitude <= 1<<63 || magnitude < 1<<63 {
			if negative {
				magnitude = -magnitude
			}
			return Int(int64(magnitude))
		}
	}
	x, room := newBig(n)
	copy(room, words)
	return x.become(room, negative)
}

// newBig returns a BigInt without its value, and room for n words of that in the same block.
func newBig(n int) (x *BigInt, room []big.Word) {
	p := textBlock(bigSize + uintptr(n)*unsafe.Sizeof(big.Word(0)))
	x = (*BigInt)(p)
	x.Header = Header{Type: IntType, Kind: KindBigInt}
	return x, unsafe.Slice((*big.Word)(unsafe.Add(p, bigSize)), n)
}

// become gives x from newBig its value: a magnitude in its own room, and a sign.
func (x *BigInt) become(words []big.Word, negative bool) Value {
	x.Int.SetBits(words)
	if negative {
		x.Int.Neg(&x.Int)
	}
	return x.Value()
}

// IntFromUint64 returns the int n.
func IntFromUint64(n uint64) Value {
	return bigOf([]big.Word{big.Word(n), big.Word(n >> (bits.UintSize / 2) >> (bits.UintSize / 2))}, false)
}

// copyBig is NewBig for an int that is going to change.
func copyBig(x *big.Int) Value { return bigOf(x.Bits(), x.Sign() < 0) }

// bigOperand is what an unboxed int is converted to for the time of an operation.
type bigOperand struct {
	int  big.Int
	word [1]big.Word
}

// of returns v, an unboxed int or BigInt, as a *big.Int that is valid until the next call; nil when v is something else.
func (o *bigOperand) of(v Value) *big.Int {
	if v.P == nil {
		n := int64(v.B)
		magnitude := uint64(n)
		if n < 0 {
			magnitude = -magnitude
		}
		o.word[0] = big.Word(magnitude)
		o.int.SetBits(o.word[:])
		if n < 0 {
			o.int.Neg(&o.int)
		}
		return &o.int
	}
	if v.IsExact(KindBigInt) {
		return &(*BigInt)(v.P).Int
	}
	return nil
}

// bigOperands converts both operands of an operation; x is nil when one is neither an unboxed int nor a BigInt.
func (th *Thread) bigOperands(a, b Value) (x, y *big.Int) {
	x, y = th.bigs[0].of(a), th.bigs[1].of(b)
	if y == nil {
		x = nil
	}
	return x, y
}

// inlineWords is how many words an operand may have for a result that needs no charge.
const inlineWords = 1 << 10

// bigArithmetic is a op b by a method of big.Int whose result is not much longer than the operands; Unbound when it can't tell.
func bigArithmetic(th *Thread, a, b Value, op func(z, x, y *big.Int) *big.Int) Value {
	x, y := th.bigOperands(a, b)
	if x == nil {
		return Unbound
	}
	if len(x.Bits()) > inlineWords || len(y.Bits()) > inlineWords {
		return NewBig(op(new(big.Int), x, y))
	}
	return copyBig(op(&th.bigResult, x, y))
}

// bigMul is a * b for operands that are not huge; Unbound when it can't tell.
func bigMul(th *Thread, a, b Value) Value {
	x, y := th.bigOperands(a, b)
	if x == nil || len(x.Bits()) > inlineWords || len(y.Bits()) > inlineWords {
		return Unbound
	}
	return copyBig(th.bigResult.Mul(x, y))
}

// bigDivmod divides a by b where one is a BigInt, neither is huge and b isn't 0; ok is false for other operands. The quotient and the
// rest are in th.bigResult and th.bigRest.
func bigDivmod(th *Thread, a, b Value) (ok bool) {
	x, y := th.bigOperands(a, b)
	if x == nil || len(x.Bits()) > inlineWords || len(y.Bits()) > inlineWords || y.Sign() == 0 {
		return false
	}
	quotient, rest := &th.bigResult, &th.bigRest
	quotient.QuoRem(x, y, rest)
	if rest.Sign() != 0 && rest.Sign() != y.Sign() { // round down
		quotient.Sub(quotient, bigOne)
		rest.Add(rest, y)
	}
	return true
}

// belowBig tells that 0 <= a < b, for an int a and a BigInt b: then a // b is 0, and a % b is a.
func belowBig(a, b Value) bool {
	switch {
	case !b.IsExact(KindBigInt) || (*BigInt)(b.P).Int.Sign() < 0:
		return false
	case a.P == nil:
		return int64(a.B) >= 0
	case !a.IsExact(KindBigInt):
		return false
	}
	x := &(*BigInt)(a.P).Int
	return x.Sign() > 0 && x.Cmp(&(*BigInt)(b.P).Int) < 0
}

var bigOne = big.NewInt(1)

// bigModSmall is a % b for a BigInt a and an unboxed b above 0; ok is false for other operands.
func bigModSmall(a, b Value) (r Value, ok bool) {
	if !a.IsExact(KindBigInt) || b.P != nil || int64(b.B) <= 0 {
		return Unbound, false
	}
	x, divisor := &(*BigInt)(a.P).Int, uint(b.B)
	if uint64(divisor) != b.B {
		return Unbound, false
	}
	words := x.Bits()
	var rest uint
	for i := len(words) - 1; i >= 0; i-- {
		_, rest = bits.Div(rest, uint(words[i]), divisor)
	}
	if x.Sign() < 0 && rest != 0 {
		rest = divisor - rest
	}
	return Int(int64(rest)), true
}
