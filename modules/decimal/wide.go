// This file defines wide, a coefficient of up to 128 bits: most results at the usual precision fit, and need no arithmetic with allocations.

package decimal

import (
	"math/big"
	"math/bits"
	"strconv"
)

// wide is an integer of 128 bits.
type wide struct{ hi, lo uint64 }

// wideDigits is the number of digits that always fit.
const wideDigits = 38

// widePowers are the powers of ten that fit.
var widePowers = makeWidePowers()

func makeWidePowers() (table [wideDigits + 1]wide) {
	table[0] = wide{0, 1}
	for i := 1; i < len(table); i++ {
		table[i], _ = table[i-1].times(10)
	}
	return table
}

// wide returns the coefficient, if it fits.
func (n *number) wide() (w wide, ok bool) {
	if n.big == nil {
		return wide{0, n.small}, true
	}
	if words := n.big.Bits(); bits.UintSize == 64 && len(words) == 2 {
		return wide{uint64(words[1]), uint64(words[0])}, true
	}
	return wide{}, false
}

// setWide makes w the coefficient.
func (n *number) setWide(w wide) {
	if w.hi == 0 {
		n.small, n.big = w.lo, nil
		return
	}
	b := new(struct {
		big.Int
		words [2]big.Word
	})
	b.words = [2]big.Word{big.Word(w.lo), big.Word(w.hi)}
	n.small, n.big = 0, b.SetBits(b.words[:])
}

func (w wide) less(v wide) bool { return w.hi < v.hi || w.hi == v.hi && w.lo < v.lo }

// digits is the number of digits; 1 for zero.
func (w wide) digits() int64 {
	if w.hi == 0 {
		return digits64(w.lo)
	}
	n := (64 + bits.Len64(w.hi)) * 1233 >> 12 // log10(2), a little too small
	if n <= wideDigits && !w.less(widePowers[n]) {
		n++
	}
	return int64(n)
}

// times multiplies; ok is false when the product doesn't fit.
func (w wide) times(x uint64) (product wide, ok bool) {
	over, hi := bits.Mul64(w.hi, x)
	carry, lo := bits.Mul64(w.lo, x)
	hi, c := bits.Add64(hi, carry, 0)
	return wide{hi, lo}, over == 0 && c == 0
}

// times10 multiplies by 10**k; ok is false when the product doesn't fit.
func (w wide) times10(k int64) (product wide, ok bool) {
	if k > 19 {
		if w, ok = w.times(powers64[19]); !ok || k > wideDigits {
			return w, false
		}
		k -= 19
	}
	return w.times(powers64[k])
}

// by divides by a number that isn't zero.
func (w wide) by(x uint64) (q wide, r uint64) {
	q.hi, r = w.hi/x, w.hi%x
	q.lo, r = bits.Div64(r, w.lo, x)
	return q, r
}

// by10 divides by 10**k, 0 < k <= wideDigits, and returns what was cut off.
func (w wide) by10(k int64) (q wide, rest remainder) {
	if k <= 19 {
		q, r := w.by(powers64[k])
		return q, compareHalf(r, powers64[k])
	}
	q, low := w.by(powers64[19])
	q, high := q.by(powers64[k-19])
	switch rest = compareHalf(high, powers64[k-19]); {
	case low == 0:
	case rest == exact:
		rest = belowHalf
	case rest == half:
		rest = aboveHalf
	}
	return q, rest
}

// appendDigits appends the digits.
func (w wide) appendDigits(dst []byte) []byte {
	if w.hi == 0 {
		return strconv.AppendUint(dst, w.lo, 10)
	}
	high, low := w.by(powers64[19])
	dst = high.appendDigits(dst)
	at := len(dst)
	dst = append(dst, "0000000000000000000"...)
	for i := len(dst) - 1; i >= at; i-- {
		dst[i] += byte(low % 10)
		low /= 10
	}
	return dst
}

func (w wide) plus(v wide) (sum wide, ok bool) {
	lo, c := bits.Add64(w.lo, v.lo, 0)
	hi, c := bits.Add64(w.hi, v.hi, c)
	return wide{hi, lo}, c == 0
}

// minus subtracts a number that isn't larger.
func (w wide) minus(v wide) wide {
	lo, c := bits.Sub64(w.lo, v.lo, 0)
	hi, _ := bits.Sub64(w.hi, v.hi, c)
	return wide{hi, lo}
}

// divideWords divides the number of the given words, lowest first, by x into quotient, which may be the same memory.
func divideWords(quotient, words []big.Word, x big.Word) (rest big.Word) {
	r := uint(0)
	for i := len(words) - 1; i >= 0; i-- {
		var q uint
		q, r = bits.Div(r, uint(words[i]), uint(x))
		quotient[i] = big.Word(q)
	}
	return big.Word(r)
}
