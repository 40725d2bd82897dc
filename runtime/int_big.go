// This file holds the arithmetic of ints beyond 63 bits that programs do most: results of up to four words are one allocation, and an unboxed
// operand needs none.

package runtime

import (
	"math/big"
	"math/bits"
)

// bigInt4 is a BigInt with room for its words.
type bigInt4 struct {
	BigInt
	words [4]big.Word
}

// newBig returns a BigInt whose value is to be set at once: math/big uses the room that it comes with.
func newBig() *BigInt {
	x := &bigInt4{}
	x.Header = Header{Type: IntType, Kind: KindBigInt}
	x.Int.SetBits(x.words[:0])
	return &x.BigInt
}

// normal returns x as a value: an int of 63 bits and sign is always unboxed.
func (x *BigInt) normal() Value {
	if x.Int.IsInt64() {
		return Int(x.Int.Int64())
	}
	return x.Value()
}

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
	z := newBig()
	op(&z.Int, x, y)
	return z.normal()
}

// bigMul is a * b for operands that are not huge; Unbound when it can't tell.
func bigMul(th *Thread, a, b Value) Value {
	x, y := th.bigOperands(a, b)
	if x == nil || len(x.Bits()) > inlineWords || len(y.Bits()) > inlineWords {
		return Unbound
	}
	z := newBig()
	z.Int.Mul(x, y)
	return z.normal()
}

// bigDivmod returns a // b and a % b for a BigInt a and an unboxed b above 0; ok is false for other operands.
func bigDivmod(a, b Value, quotient bool) (q, r Value, ok bool) {
	if !a.IsExact(KindBigInt) || b.P != nil || int64(b.B) <= 0 {
		return Unbound, Unbound, false
	}
	x, divisor := &(*BigInt)(a.P).Int, uint(b.B)
	words := x.Bits()
	var rest uint
	if !quotient {
		for i := len(words) - 1; i >= 0; i-- {
			_, rest = bits.Div(rest, uint(words[i]), divisor)
		}
		if x.Sign() < 0 && rest != 0 {
			rest = divisor - rest
		}
		return Unbound, Int(int64(rest)), true
	}
	if len(words) > inlineWords {
		return Unbound, Unbound, false
	}
	z := newBig()
	out := z.Int.Bits()[:0]
	if len(words) > cap(out) {
		out = make([]big.Word, len(words))
	}
	out = out[:len(words)]
	for i := len(words) - 1; i >= 0; i-- {
		var w uint
		w, rest = bits.Div(rest, uint(words[i]), divisor)
		out[i] = big.Word(w)
	}
	negative := x.Sign() < 0
	if negative && rest != 0 {
		rest = divisor - rest
		for i := range out { // round down: one more, before the sign
			if out[i]++; out[i] != 0 {
				break
			}
		}
	}
	z.Int.SetBits(out)
	if negative {
		z.Int.Neg(&z.Int)
	}
	return z.normal(), Int(int64(rest)), true
}
