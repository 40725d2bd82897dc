// This file holds the arithmetic of ints of a few words, which need not go through math/big: hashes, random numbers, masks and keys.

package runtime

import (
	"math/big"
	"math/bits"
)

// wideWords is how many words a WideInt has.
const wideWords = 4

// A WideInt is an int in two's complement, the lowest word first: what an int is for the time of one operation, or of several in a row.
type WideInt [wideWords]uint

// Set sets x to v, an unboxed int or BigInt; it reports false for other objects and ints that don't fit.
func (x *WideInt) Set(v Value) bool {
	if v.P == nil {
		sign := uint(int64(v.B) >> 63)
		*x = WideInt{uint(v.B), sign, sign, sign}
		if bits.UintSize == 32 {
			x[1] = uint(v.B >> 32)
		}
		return true
	}
	if !v.IsExact(KindBigInt) {
		return false
	}
	b := &(*BigInt)(v.P).Int
	words := b.Bits()
	if len(words) > wideWords {
		return false
	}
	*x = WideInt{}
	for i, w := range words {
		x[i] = uint(w)
	}
	if x.negative() {
		return false
	}
	if b.Sign() < 0 {
		x.negate()
	}
	return true
}

// Value returns x as an int object.
func (x *WideInt) Value() Value {
	if sign := uint(int(x[0]) >> (bits.UintSize - 1)); bits.UintSize == 64 && x[1] == sign && x[2] == sign && x[3] == sign {
		return Int(int64(x[0]))
	}
	magnitude, negative := *x, x.negative()
	if negative {
		magnitude.negate()
	}
	b, words := newBig(magnitude.size())
	for i := range words {
		words[i] = big.Word(magnitude[i])
	}
	return b.become(words, negative)
}

func (x *WideInt) negative() bool { return int(x[wideWords-1]) < 0 }

func (x *WideInt) negate() {
	carry := uint(1)
	for i := range x {
		x[i], carry = bits.Add(^x[i], 0, carry)
	}
}

func (x *WideInt) invert() {
	for i := range x {
		x[i] = ^x[i]
	}
}

// size is the number of words of a magnitude.
func (x *WideInt) size() int {
	n := wideWords
	for n > 0 && x[n-1] == 0 {
		n--
	}
	return n
}

// bitLen is the number of bits of x or, for a negative one, of ^x: all but the copies of the sign.
func (x *WideInt) bitLen() int {
	sign := uint(0)
	if x.negative() {
		sign = ^sign
	}
	for i := wideWords - 1; i >= 0; i-- {
		if w := x[i] ^ sign; w != 0 {
			return i*bits.UintSize + bits.Len(w)
		}
	}
	return 0
}

// Operate sets z, which is neither x nor y, to x op y. It reports false for what doesn't fit, for what fails and for operations that aren't done here.
func (z *WideInt) Operate(op BinaryOp, x, y *WideInt) bool {
	var carry uint
	switch op {
	case OpAdd:
		z[0], carry = bits.Add(x[0], y[0], 0)
		z[1], carry = bits.Add(x[1], y[1], carry)
		z[2], carry = bits.Add(x[2], y[2], carry)
		z[3], _ = bits.Add(x[3], y[3], carry)
		return int((x[3]^z[3])&(y[3]^z[3])) >= 0
	case OpSub:
		z[0], carry = bits.Sub(x[0], y[0], 0)
		z[1], carry = bits.Sub(x[1], y[1], carry)
		z[2], carry = bits.Sub(x[2], y[2], carry)
		z[3], _ = bits.Sub(x[3], y[3], carry)
		return int((x[3]^y[3])&(x[3]^z[3])) >= 0
	case OpMul:
		return z.multiply(*x, *y)
	case OpAnd:
		*z = WideInt{x[0] & y[0], x[1] & y[1], x[2] & y[2], x[3] & y[3]}
	case OpOr:
		*z = WideInt{x[0] | y[0], x[1] | y[1], x[2] | y[2], x[3] | y[3]}
	case OpXor:
		*z = WideInt{x[0] ^ y[0], x[1] ^ y[1], x[2] ^ y[2], x[3] ^ y[3]}
	case OpLShift:
		if y.negative() || y.size() > 1 || y[0] >= wideWords*bits.UintSize || uint(x.bitLen())+y[0] >= wideWords*bits.UintSize {
			return false
		}
		skip, shift := int(y[0]/bits.UintSize), y[0]%bits.UintSize
		for i := range z {
			z[i] = 0
			if i >= skip {
				z[i] = x[i-skip] << shift
			}
			if i > skip {
				z[i] |= x[i-skip-1] >> (bits.UintSize - shift) // 0 for a shift of 0
			}
		}
	case OpRShift:
		if y.negative() || y.size() > 1 {
			return false
		}
		sign := uint(int(x[wideWords-1]) >> (bits.UintSize - 1))
		skip, shift := int(min(y[0]/bits.UintSize, wideWords)), y[0]%bits.UintSize
		for i := range z {
			low, high := sign, sign
			if i+skip < wideWords {
				low = x[i+skip]
			}
			if i+skip+1 < wideWords {
				high = x[i+skip+1]
			}
			z[i] = low>>shift | high<<(bits.UintSize-shift) // 0 for a shift of 0
		}
	case OpFloorDiv, OpMod:
		return z.divide(op, x, y)
	default:
		return false
	}
	return true
}

// multiply sets z to x*y.
func (z *WideInt) multiply(x, y WideInt) bool {
	negative := x.negative() != y.negative()
	if x.negative() {
		x.negate()
	}
	if y.negative() {
		y.negate()
	}
	*z = WideInt{}
	n, m := x.size(), y.size()
	if n+m > wideWords {
		return false
	}
	for i, u := range x[:n] {
		var carry uint
		for j, w := range y[:m] {
			high, low := bits.Mul(u, w)
			var c uint
			low, c = bits.Add(low, carry, 0)
			high += c
			low, c = bits.Add(low, z[i+j], 0)
			carry = high + c
			z[i+j] = low
		}
		z[i+m] = carry
	}
	if z.negative() {
		return false
	}
	if negative {
		z.negate()
	}
	return true
}

// divide sets z to x//y or x%y for a y above 0.
func (z *WideInt) divide(op BinaryOp, x, y *WideInt) bool {
	n := y.size()
	if n == 0 || y.negative() {
		return false
	}
	one := WideInt{1}
	if n > 1 && op == OpMod && y.powerOfTwo() {
		var less WideInt
		less.Operate(OpSub, y, &one)
		return z.Operate(OpAnd, x, &less)
	}
	magnitude, quotient, rest := *x, WideInt{}, WideInt{}
	if x.negative() {
		magnitude.negate()
	}
	if n == 1 {
		for i := magnitude.size() - 1; i >= 0; i-- {
			quotient[i], rest[0] = bits.Div(rest[0], magnitude[i], y[0])
		}
	} else {
		quotient, rest = divideWide(&magnitude, y, n)
	}
	if x.negative() { // round down
		quotient.negate()
		if rest != (WideInt{}) {
			floor, under := quotient, rest
			quotient.Operate(OpSub, &floor, &one)
			rest.Operate(OpSub, y, &under)
		}
	}
	*z = quotient
	if op == OpMod {
		*z = rest
	}
	return true
}

// powerOfTwo tells that one bit is set.
func (x *WideInt) powerOfTwo() bool {
	count := 0
	for _, word := range x {
		count += bits.OnesCount(word)
	}
	return count == 1
}

// divideWide divides u by v, which has n words, two at least; neither is negative.
// Source: D. Knuth, "The Art of Computer Programming", vol. 2, 4.3.1, algorithm D.
func divideWide(u, v *WideInt, n int) (quotient, rest WideInt) {
	k := u.size()
	if k < n {
		return WideInt{}, *u
	}
	// Both are shifted so that the highest bit of the divisor is set.
	var divisor WideInt
	var left [wideWords + 1]uint
	shift := bits.LeadingZeros(v[n-1])
	back := bits.UintSize - shift
	for i, low := 0, uint(0); i < n; i++ {
		divisor[i], low = v[i]<<shift|low, v[i]>>back
	}
	low := uint(0)
	for i := range k {
		left[i], low = u[i]<<shift|low, u[i]>>back
	}
	left[k] = low
	high, second := divisor[n-1], divisor[n-2]
	for j := k - n; j >= 0; j-- {
		// The digit by the first two words, one or two too large at most.
		digit := ^uint(0)
		if left[j+n] < high {
			var over uint
			digit, over = bits.Div(left[j+n], left[j+n-1], high)
			for {
				h, l := bits.Mul(digit, second)
				if h < over || h == over && l <= left[j+n-2] {
					break
				}
				digit--
				if over += high; over < high {
					break
				}
			}
		}
		var carry, borrow uint
		for i := range n {
			h, l := bits.Mul(digit, divisor[i])
			var c uint
			l, c = bits.Add(l, carry, 0)
			carry = h + c
			left[i+j], borrow = bits.Sub(left[i+j], l, borrow)
		}
		left[j+n], borrow = bits.Sub(left[j+n], carry, borrow)
		for borrow != 0 { // it was too large
			digit--
			carry = 0
			for i := range n {
				left[i+j], carry = bits.Add(left[i+j], divisor[i], carry)
			}
			left[j+n], carry = bits.Add(left[j+n], 0, carry)
			borrow -= carry
		}
		quotient[j] = digit
	}
	for i := range n {
		rest[i] = left[i]>>shift | left[i+1]<<back
	}
	return quotient, rest
}
