// This file holds the arithmetic of ints of a few words, which need not go through math/big: hashes, random numbers, masks and keys.

package runtime

import (
	"math/big"
	"math/bits"
)

// shortWords is up to how many words an operand is short.
const shortWords = 4

// A shortInt is a short int: the words of its magnitude, of which n are in use, and its sign.
type shortInt struct {
	words    [shortWords]big.Word
	n        int
	negative bool
}

// set sets x to v, an unboxed int or BigInt; it reports false for other objects and ints that aren't short.
func (x *shortInt) set(v Value) bool {
	if v.P == nil {
		magnitude := v.B
		if x.negative = int64(v.B) < 0; x.negative {
			magnitude = -magnitude
		}
		if magnitude != 0 {
			x.words[0], x.n = big.Word(magnitude), 1
		}
		if high := magnitude >> 32; bits.UintSize == 32 && high != 0 {
			x.words[1], x.n = big.Word(high), 2
		}
		return true
	}
	if !v.IsExact(KindBigInt) {
		return false
	}
	b := &(*BigInt)(v.P).Int
	words := b.Bits()
	if len(words) > shortWords {
		return false
	}
	x.n, x.negative = copy(x.words[:], words), b.Sign() < 0
	return true
}

// ShortIntOperation is a op b for the operations that are done here and short ints; ok is false for others, and for what fails.
func ShortIntOperation(op BinaryOp, a, b Value) (v Value, ok bool) {
	var x, y shortInt
	if !x.set(a) || !y.set(b) {
		return Unbound, false
	}
	var out [2 * shortWords]big.Word
	n := max(x.n, y.n)
	switch op {
	case OpAdd, OpSub:
		if op == OpSub {
			y.negative = !y.negative
		}
		var carry uint
		if x.negative == y.negative {
			for i := range n {
				var w uint
				w, carry = bits.Add(uint(x.words[i]), uint(y.words[i]), carry)
				out[i] = big.Word(w)
			}
			out[n] = big.Word(carry)
			return bigOf(out[:n+1], x.negative), true
		}
		for i := range n {
			var w uint
			w, carry = bits.Sub(uint(x.words[i]), uint(y.words[i]), carry)
			out[i] = big.Word(w)
		}
		if carry == 0 {
			return bigOf(out[:n], x.negative), true
		}
		carry = 1
		for i := range n { // y was the larger one: the difference the other way round
			var w uint
			w, carry = bits.Add(^uint(out[i]), 0, carry)
			out[i] = big.Word(w)
		}
		return bigOf(out[:n], y.negative), true
	case OpMul:
		for i, u := range x.words[:x.n] {
			var carry uint
			for j, w := range y.words[:y.n] {
				high, low := bits.Mul(uint(u), uint(w))
				var c uint
				low, c = bits.Add(low, carry, 0)
				high += c
				low, c = bits.Add(low, uint(out[i+j]), 0)
				carry = high + c
				out[i+j] = big.Word(low)
			}
			out[i+y.n] = big.Word(carry)
		}
		return bigOf(out[:x.n+y.n], x.negative != y.negative), true
	}
	if x.negative || y.negative {
		return Unbound, false
	}
	switch op {
	case OpAnd:
		for i := range n {
			out[i] = x.words[i] & y.words[i]
		}
	case OpOr:
		for i := range n {
			out[i] = x.words[i] | y.words[i]
		}
	case OpXor:
		for i := range n {
			out[i] = x.words[i] ^ y.words[i]
		}
	case OpRShift:
		if y.n > 1 {
			return Unbound, false
		}
		skip, shift := uint(y.words[0])/bits.UintSize, uint(y.words[0])%bits.UintSize
		if skip >= uint(x.n) {
			return Int(0), true
		}
		n = x.n - int(skip)
		in := x.words[skip:x.n]
		for i, w := range in {
			w >>= shift
			if i+1 < n {
				w |= in[i+1] << (bits.UintSize - shift) // 0 for a shift of 0
			}
			out[i] = w
		}
	case OpLShift:
		skip, shift := uint(y.words[0])/bits.UintSize, uint(y.words[0])%bits.UintSize
		if y.n > 1 || skip >= shortWords {
			return Unbound, false
		}
		for i, w := range x.words[:x.n] {
			out[int(skip)+i] |= w << shift
			out[int(skip)+i+1] = w >> (bits.UintSize - shift)
		}
		n = x.n + int(skip) + 1
	case OpFloorDiv, OpMod:
		if y.n != 1 {
			return Unbound, false
		}
		var rest uint
		for i := x.n - 1; i >= 0; i-- {
			var quotient uint
			quotient, rest = bits.Div(rest, uint(x.words[i]), uint(y.words[0]))
			out[i] = big.Word(quotient)
		}
		if n = x.n; op == OpMod {
			out[0], n = big.Word(rest), 1
		}
	default:
		return Unbound, false
	}
	return bigOf(out[:n], false), true
}
