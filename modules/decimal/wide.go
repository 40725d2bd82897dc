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

// big returns w as a new big.Int.
func (w wide) big() *big.Int {
	b := new(big.Int).SetUint64(w.hi)
	if w.hi == 0 {
		return b.SetUint64(w.lo)
	}
	return b.Lsh(b, 64).Or(b, new(big.Int).SetUint64(w.lo))
}

// set sets w to b, which isn't negative; it reports false if that doesn't fit.
func (w *wide) set(b *big.Int) bool {
	if b.BitLen() > 128 {
		return false
	}
	const half = bits.UintSize / 2
	*w = wide{}
	words := b.Bits()
	for i := len(words) - 1; i >= 0; i-- {
		for range 2 {
			*w = wide{w.hi<<half | w.lo>>(64-half), w.lo << half}
		}
		w.lo |= uint64(words[i])
	}
	return true
}

func (w wide) less(v wide) bool { return w.hi < v.hi || w.hi == v.hi && w.lo < v.lo }

// compare returns -1, 0 or 1.
func (w wide) compare(v wide) int {
	switch {
	case w == v:
		return 0
	case w.less(v):
		return -1
	}
	return 1
}

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
	if w.hi == 0 && k <= 19 {
		hi, lo := bits.Mul64(w.lo, powers64[k])
		return wide{hi, lo}, true
	}
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
	if w.hi == 0 {
		return wide{0, w.lo / x}, w.lo % x
	}
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

// double is an integer of 256 bits, the lowest word first: a product of two wides.
type double [4]uint64

// product multiplies.
func (w wide) product(v wide) (p double) {
	h, l := bits.Mul64(w.lo, v.lo)
	p[0], p[1] = l, h
	if w.hi == 0 && v.hi == 0 {
		return p
	}
	var c uint64
	for _, factors := range [2][2]uint64{{w.lo, v.hi}, {w.hi, v.lo}} {
		h, l = bits.Mul64(factors[0], factors[1])
		p[1], c = bits.Add64(p[1], l, 0)
		p[2], c = bits.Add64(p[2], h, c)
		p[3] += c
	}
	h, l = bits.Mul64(w.hi, v.hi)
	p[2], c = bits.Add64(p[2], l, 0)
	p[3] += h + c
	return p
}

// by divides by x.
func (p *double) by(x uint64) (rest uint64) {
	for i := len(p) - 1; i >= 0; i-- {
		if rest != 0 || p[i] != 0 {
			p[i], rest = bits.Div64(rest, p[i], x)
		}
	}
	return rest
}

// wide returns p, if it fits.
func (p *double) wide() (w wide, ok bool) { return wide{p[1], p[0]}, p[2] == 0 && p[3] == 0 }

// cut divides p by a power of ten so that some digits more than digits are left, at most two, and returns its exponent. rest tells that something was cut
// off. p has 39 digits or more.
func (p *double) cut(digits int64) (k int64, rest bool) {
	n := 128 + bits.Len64(p[2])
	if p[3] != 0 {
		n = 192 + bits.Len64(p[3])
	}
	k = int64(n-1)*1233>>12 - digits // log10(2), a little too small
	for left := k; left > 0; left -= 19 {
		if p.by(powers64[min(left, 19)]) != 0 {
			rest = true
		}
	}
	return k, rest
}
