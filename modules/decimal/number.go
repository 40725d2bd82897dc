// This file defines number, a decimal number, and what its coefficient can do.

package decimal

import (
	"math"
	"math/big"
	"math/bits"
	"sync"
)

// kind tells numbers from infinities and NaNs.
type kind uint8

const (
	finite kind = iota
	infinite
	quiet
	signaling
)

// number is a decimal: coefficient * 10**exp, or a special value, whose coefficient is a NaN's payload.
type number struct {
	kind kind
	neg  bool
	exp  int64
	wide          // the coefficient when big is nil
	big  *big.Int // a coefficient of more than 128 bits, never changed
}

func (n *number) isNaN() bool     { return n.kind >= quiet }
func (n *number) isSpecial() bool { return n.kind != finite }
func (n *number) isZero() bool    { return n.kind == finite && n.noCoef() }

// isSmall tells that the coefficient has at most 64 bits: lo.
func (n *number) isSmall() bool { return n.hi == 0 && n.big == nil }

// isOne tells that the coefficient is one.
func (n *number) isOne() bool { return n.lo == 1 && n.isSmall() }

// coef returns the coefficient, not to be changed.
func (n *number) coef() *big.Int {
	if n.big != nil {
		return n.big
	}
	return n.wide.big()
}

// setCoef takes b over as the coefficient.
func (n *number) setCoef(b *big.Int) {
	n.big = nil
	if !n.wide.set(b) {
		n.wide, n.big = wide{}, b
	}
}

// noCoef is whether the coefficient is zero.
func (n *number) noCoef() bool { return n.lo == 0 && n.hi == 0 && n.big == nil }

// digits is the number of digits of the coefficient; 1 for zero.
func (n *number) digits() int64 {
	if n.big == nil {
		return n.wide.digits()
	}
	return digitsBig(n.big)
}

// adjusted is the exponent of the first digit.
func (n *number) adjusted() int64 { return n.exp + n.digits() - 1 }

var powers64 = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

func digits64(x uint64) int64 {
	if x == 0 {
		return 1
	}
	n := bits.Len64(x) * 1233 >> 12 // log10(2), a little too small
	if n < 20 && x >= powers64[n] {
		n++
	}
	return int64(n)
}

// digitsBig counts digits by the logarithm of the first bits, and compares with a power of ten only where that is too close.
func digitsBig(b *big.Int) int64 {
	n := b.BitLen()
	if n <= 64 {
		return digits64(b.Uint64())
	}
	if table := smallPowers(); n < 3*len(table) {
		k := int64(n-1) * 1292913986 >> 32 // log10(2), a little too small
		if b.CmpAbs(table[k+1]) >= 0 {
			k++
		}
		return k + 1
	}
	words := b.Bits()
	top := words[len(words)-1]
	shift := bits.LeadingZeros(uint(top))
	high := uint64(top) << shift
	if shift > 0 {
		high |= uint64(words[len(words)-2]) >> (64 - shift)
	}
	log := math.Log10(float64(high)) + float64(n-64)*math.Log10(2)
	whole := math.Floor(log)
	if f := log - whole; f > 1e-6 && f < 1-1e-6 {
		return int64(whole) + 1
	}
	k := int64(math.Round(log))
	if b.CmpAbs(pow10(k)) >= 0 {
		return k + 1
	}
	return k
}

// smallPowers are the powers of ten that are needed most.
var smallPowers = sync.OnceValue(func() []*big.Int {
	table := make([]*big.Int, 512)
	table[0] = big.NewInt(1)
	ten := big.NewInt(10)
	for i := 1; i < len(table); i++ {
		table[i] = new(big.Int).Mul(table[i-1], ten)
	}
	return table
})

// pow10 returns 10**n, not to be changed.
func pow10(n int64) *big.Int {
	if table := smallPowers(); n < int64(len(table)) {
		return table[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil)
}

// shiftLeft multiplies the coefficient by 10**k.
func (n *number) shiftLeft(k int64) {
	if k == 0 || n.noCoef() {
		return
	}
	if n.big == nil && k <= wideDigits {
		if w, ok := n.times10(k); ok {
			n.wide = w
			return
		}
	}
	n.setCoef(new(big.Int).Mul(n.coef(), pow10(k)))
}

// remainder says how what was cut off compares: to zero, and to one half of the last digit kept.
type remainder int8

const (
	exact remainder = iota
	belowHalf
	half
	aboveHalf
)

// shiftRight divides the coefficient by 10**k and returns what was cut off.
func (n *number) shiftRight(k int64) remainder {
	if k <= 0 || n.noCoef() {
		return exact
	}
	if n.isSmall() {
		if k > 19 {
			n.lo = 0 // and less than half of 10**20
			return belowHalf
		}
		p := powers64[k]
		q, r := n.lo/p, n.lo%p
		n.lo = q
		return compareHalf(r, p)
	}
	if n.big == nil && k <= wideDigits {
		var rest remainder
		n.wide, rest = n.by10(k)
		return rest
	}
	if k <= 19 && bits.UintSize == 64 && n.big != nil {
		words := n.big.Bits()
		q := make([]big.Word, len(words))
		r := divideWords(q, words, big.Word(powers64[k]))
		n.setCoef(new(big.Int).SetBits(q))
		return compareHalf(uint64(r), powers64[k])
	}
	digits := n.digits()
	if k > digits {
		n.setCoef(new(big.Int))
		return belowHalf
	}
	p := pow10(k)
	q, r := new(big.Int).QuoRem(n.coef(), p, new(big.Int))
	n.setCoef(q)
	if r.Sign() == 0 {
		return exact
	}
	switch r.Lsh(r, 1).Cmp(p) {
	case -1:
		return belowHalf
	case 0:
		return half
	}
	return aboveHalf
}

func compareHalf(r, p uint64) remainder {
	switch {
	case r == 0:
		return exact
	case r < p-r:
		return belowHalf
	case r == p-r:
		return half
	}
	return aboveHalf
}

// increment adds one to the coefficient.
func (n *number) increment() {
	if n.big == nil {
		if w, ok := n.plus(wide{0, 1}); ok {
			n.wide = w
			return
		}
	}
	n.setCoef(new(big.Int).Add(n.coef(), big.NewInt(1)))
}

// lastDigit is the last digit of the coefficient.
func (n *number) lastDigit() int {
	if n.big == nil {
		return int((n.hi%10*6 + n.lo%10) % 10)
	}
	// A power of two to the 32 or 64 is 6 modulo 10, and so are the powers of 6.
	last := uint(0)
	for i, w := range n.big.Bits() {
		if i > 0 {
			last += 6 * uint(w%10)
		} else {
			last = uint(w % 10)
		}
		last %= 10
	}
	return int(last)
}

// stripZeros removes up to most zeros from the end of a coefficient that isn't zero, and returns how many there were.
func (n *number) stripZeros(most int64) int64 {
	count := int64(0)
	for n.big != nil && count < most {
		if n.big.TrailingZeroBits() == 0 {
			return count
		}
		// Large powers first, so that long runs cost few divisions.
		step := int64(1)
		for step*2 <= min(most-count, int64(n.big.TrailingZeroBits())) {
			step *= 2
		}
		q, r := new(big.Int), new(big.Int)
		for ; step > 0; step /= 2 {
			if q.QuoRem(n.big, pow10(step), r); r.Sign() == 0 {
				break
			}
		}
		if step == 0 {
			return count
		}
		n.setCoef(q)
		count += step
	}
	for n.hi != 0 && count < most {
		q, r := n.by(10)
		if r != 0 {
			return count
		}
		n.wide = q
		count++
	}
	for n.isSmall() && count < most && n.lo%10 == 0 {
		n.lo /= 10
		count++
	}
	return count
}

// compareCoefs compares the absolute values of two finite numbers that aren't zero.
func compareMagnitude(a, b *number) int {
	if a.isZero() || b.isZero() {
		return boolInt(!a.isZero()) - boolInt(!b.isZero())
	}
	if a.exp == b.exp && a.big == nil && b.big == nil {
		return a.compare(b.wide)
	}
	if x, y := a.adjusted(), b.adjusted(); x != y {
		if x < y {
			return -1
		}
		return 1
	}
	// The same adjusted exponent: the shift is no more than the number of digits.
	x, y := *a, *b
	if d := x.exp - y.exp; d > 0 {
		x.shiftLeft(d)
	} else {
		y.shiftLeft(-d)
	}
	if x.big == nil && y.big == nil {
		return x.compare(y.wide)
	}
	return x.coef().Cmp(y.coef())
}

// compareNumbers compares two numbers that aren't NaN by value.
func compareNumbers(a, b *number) int {
	switch {
	case a.isZero() && b.isZero():
		return 0
	case a.isZero():
		return 2*boolInt(b.neg) - 1
	case b.isZero():
		return 1 - 2*boolInt(a.neg)
	case a.neg != b.neg:
		return 1 - 2*boolInt(a.neg)
	}
	c := 0
	if a.kind == infinite || b.kind == infinite {
		c = boolInt(a.kind == infinite) - boolInt(b.kind == infinite)
	} else {
		c = compareMagnitude(a, b)
	}
	if a.neg {
		return -c
	}
	return c
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func small(neg bool, coefficient uint64, exp int64) number {
	return number{neg: neg, wide: wide{0, coefficient}, exp: exp}
}
