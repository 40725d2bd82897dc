// This file holds the arithmetic operations of the specification but for powers and logarithms.

package decimal

import (
	"math/big"
	"math/bits"

	py "github.com/gopy-lang/gopy/runtime"
)

func new2(x *big.Int) *big.Int { return new(big.Int).Set(x) }

// nines is 10**n - 1.
func nines(n int64) *big.Int { return new(big.Int).Sub(pow10(n), big.NewInt(1)) }

func (o *operation) add(a, b *number) number { return o.finish(o.sum(a, b, b.neg)) }

func (o *operation) subtract(a, b *number) number { return o.finish(o.sum(a, b, !b.neg)) }

// sum adds b, with the sign given, to a; it is exact, or so near that rounding to the context makes no difference.
func (o *operation) sum(a, b *number, bneg bool) number {
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		switch {
		case a.kind == infinite && b.kind == infinite && a.neg != bneg:
			return o.nan(invalidOperation)
		case a.kind == infinite:
			return *a
		}
		return number{kind: infinite, neg: bneg}
	}
	x, y := *a, *b
	y.neg = bneg
	switch {
	case x.noCoef() && y.noCoef():
		neg := x.neg && y.neg || x.neg != y.neg && o.rounding == roundFloor
		return number{neg: neg, exp: min(x.exp, y.exp)}
	case x.noCoef():
		return o.padTo(y, x.exp)
	case y.noCoef():
		return o.padTo(x, y.exp)
	}
	if x.exp != y.exp {
		if x.exp < y.exp {
			x, y = y, x
		}
		// y has the smaller exponent. When all of it lies beyond what the result can show, any number as small does.
		xd := x.digits()
		low := x.exp + min(-1, xd-o.prec-2)
		if y.adjusted() < low {
			y.wide, y.big, y.exp = wide{0, 1}, nil, low
		}
		if shift := x.exp - y.exp; o.fits(xd + shift) {
			x.shiftLeft(shift)
			x.exp = y.exp
		} else {
			return number{kind: quiet}
		}
	}
	n := number{exp: x.exp, neg: x.neg}
	if x.big == nil && y.big == nil && o.sumWide(&n, x.wide, y.wide, y.neg) {
		return n
	}
	if x.neg == y.neg {
		n.setCoef(new(big.Int).Add(x.coef(), y.coef()))
		return n
	}
	d := new(big.Int).Sub(x.coef(), y.coef())
	switch d.Sign() {
	case 0:
		n.neg = o.rounding == roundFloor
	case -1:
		d.Neg(d)
		n.neg = y.neg
	}
	n.setCoef(d)
	return n
}

// sumWide adds y, with the sign yneg, to x, which has the sign of n. It reports false if the sum doesn't fit.
func (o *operation) sumWide(n *number, x, y wide, yneg bool) bool {
	switch {
	case n.neg == yneg:
		s, ok := x.plus(y)
		if ok {
			n.wide = s
		}
		return ok
	case x == y:
		n.neg = o.rounding == roundFloor
	case x.less(y):
		n.neg = yneg
		n.wide = y.minus(x)
	default:
		n.wide = x.minus(y)
	}
	return true
}

// padTo gives a number that isn't zero a smaller exponent, as far as the precision goes.
func (o *operation) padTo(n number, exp int64) number {
	if exp >= n.exp {
		return n
	}
	exp = max(exp, n.exp-o.prec-1)
	if d := n.digits(); n.exp-exp > max(0, o.prec-d) {
		exp = n.exp - max(0, o.prec-d)
		o.status |= rounded
	}
	if !o.fits(n.exp - exp) {
		return number{kind: quiet}
	}
	n.shiftLeft(n.exp - exp)
	n.exp = exp
	return n
}

// sumWithin is a + b, or a - b, where it needs no rounding, as most do; nil for others.
func (o *operation) sumWithin(a, b *number, minus bool) *object {
	if a.kind != finite || b.kind != finite || a.big != nil || b.big != nil || a.noCoef() || b.noCoef() {
		return nil
	}
	x, y, exp, ok := a.wide, b.wide, a.exp, true
	switch d := a.exp - b.exp; {
	case d > wideDigits || d < -wideDigits:
		return nil
	case d > 0:
		x, ok = x.times10(d)
		exp = b.exp
	case d < 0:
		y, ok = y.times10(-d)
	}
	if !ok {
		return nil
	}
	neg := a.neg
	switch {
	case neg == (b.neg != minus):
		if x, ok = x.plus(y); !ok {
			return nil
		}
	case x.less(y):
		x, neg = y.minus(x), !neg
	default:
		x = x.minus(y)
	}
	return o.unrounded(neg, x, exp)
}

// productWithin is a * b where it needs no rounding; nil for others.
func (o *operation) productWithin(a, b *number) *object {
	if a.kind != finite || b.kind != finite || !a.isSmall() || !b.isSmall() {
		return nil
	}
	hi, lo := bits.Mul64(a.lo, b.lo)
	return o.unrounded(a.neg != b.neg, wide{hi, lo}, a.exp+b.exp)
}

// powerWithin is a ** b for a small integer b where it needs no rounding; nil for others.
func (o *operation) powerWithin(a, b *number) *object {
	if a.kind != finite || !a.isSmall() || b.kind != finite || !b.isSmall() || b.neg || b.exp != 0 || b.lo < 2 || b.lo > 64 {
		return nil
	}
	coef, ok := a.wide, true
	for range b.lo - 1 {
		if coef, ok = coef.times(a.lo); !ok {
			return nil
		}
	}
	return o.unrounded(a.neg && b.lo%2 == 1, coef, a.exp*int64(b.lo))
}

// unrounded returns a number that isn't zero as an object, or nil if it must be rounded.
func (o *operation) unrounded(neg bool, coef wide, exp int64) *object {
	digits := coef.digits()
	if adjusted := exp + digits - 1; digits > o.prec || adjusted > o.emax || adjusted < o.emin || o.clamp || coef == (wide{}) {
		return nil
	}
	x := py.NewLeaf[object]()
	x.Header = py.Header{Type: decimalType, Kind: py.KindOther}
	x.neg, x.exp, x.wide = neg, exp, coef
	return x
}

func (o *operation) multiply(a, b *number) number {
	if a.kind != finite || b.kind != finite || a.big != nil || b.big != nil || o.prec > wideDigits-2 {
		return o.finish(o.product(a, b))
	}
	n := number{neg: a.neg != b.neg, exp: a.exp + b.exp}
	p := a.wide.product(b.wide)
	w, ok := p.wide()
	if !ok {
		// One or two digits more than the precision, and a last digit that tells whether anything follows.
		k, rest := p.cut(o.prec)
		w, _ = p.wide()
		n.exp += k
		n.wide = w
		if d := n.lastDigit(); rest && (d == 0 || d == 5) {
			n.increment()
		}
		return o.finish(n)
	}
	n.wide = w
	return o.finish(n)
}

// product is a * b, exact.
func (o *operation) product(a, b *number) number {
	neg := a.neg != b.neg
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		if a.isZero() || b.isZero() {
			return o.nan(invalidOperation)
		}
		return number{kind: infinite, neg: neg}
	}
	n := number{neg: neg, exp: a.exp + b.exp}
	if a.big == nil && b.big == nil {
		p := a.wide.product(b.wide)
		if w, ok := p.wide(); ok {
			n.wide = w
			return n
		}
	}
	if !o.fits(a.digits() + b.digits()) {
		return number{kind: quiet}
	}
	n.setCoef(new(big.Int).Mul(a.coef(), b.coef()))
	return n
}

func (o *operation) divide(a, b *number) number {
	neg := a.neg != b.neg
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		switch {
		case a.kind == infinite && b.kind == infinite:
			return o.nan(invalidOperation)
		case a.kind == infinite:
			return number{kind: infinite, neg: neg}
		}
		o.status |= clamped
		return number{neg: neg, exp: o.etiny()}
	}
	if b.noCoef() {
		if a.noCoef() {
			return o.nan(divisionUndefined)
		}
		o.status |= divisionByZero
		return number{kind: infinite, neg: neg}
	}
	n := number{neg: neg, exp: a.exp - b.exp}
	if a.noCoef() {
		return o.finish(n)
	}
	ideal := n.exp
	// One digit more than the precision, and a last digit that tells whether anything follows.
	shift := b.digits() - a.digits() + o.prec + 1
	if !o.fits(o.prec) {
		return number{kind: quiet}
	}
	n.exp -= shift
	if n.divideCoefs(&o.scratch, a, b, shift) {
		if d := n.lastDigit(); d == 0 || d == 5 {
			n.increment()
		}
	} else if n.exp < ideal {
		n.exp += n.stripZeros(ideal - n.exp)
	}
	n = o.finish(n)
	if n.big == &o.scratch.quotient {
		n.big = new2(n.big)
	}
	return n
}

// A scratch is memory for the numbers that a division comes by.
type scratch struct {
	dividend, quotient, rest big.Int
	words                    []big.Word
}

// keptWords is how many words may be kept for the next division.
const keptWords = 1 << 10

// divideCoefs makes the quotient of the coefficients of a, times 10**shift, and b the coefficient of n, in the scratch if it is large. It reports whether there is a rest.
func (n *number) divideCoefs(s *scratch, a, b *number, shift int64) (rest bool) {
	if a.big == nil && b.isSmall() && shift >= 0 && shift <= wideDigits {
		p := a.wide.product(widePowers[shift])
		r := p.by(b.lo)
		if w, ok := p.wide(); ok {
			n.wide = w
			return r != 0
		}
	}
	if !b.isSmall() || shift < 0 || bits.UintSize < 64 {
		x, y := *a, *b
		if shift >= 0 {
			x.shiftLeft(shift)
		} else {
			y.shiftLeft(-shift)
		}
		if x.isSmall() && y.isSmall() {
			n.lo = x.lo / y.lo
			return x.lo%y.lo != 0
		}
		q := new(big.Int)
		q.QuoRem(x.coef(), y.coef(), &s.rest)
		n.setCoef(q)
		rest = s.rest.Sign() != 0
	} else {
		coef := a.big
		if coef == nil {
			coef = a.coef()
		}
		words := s.dividend.Mul(coef, pow10(shift)).Bits()
		if len(words) > cap(s.words) {
			s.words = make([]big.Word, len(words))
		}
		q := s.words[:len(words)]
		rest = divideWords(q, words, big.Word(b.lo)) != 0
		n.setCoef(s.quotient.SetBits(q))
	}
	if len(s.words) > keptWords || len(s.rest.Bits()) > keptWords {
		quotient := s.quotient // n may refer to it
		*s = scratch{}
		s.quotient = quotient
	}
	return rest
}

// divideInteger computes quotient and remainder of finite numbers, b not zero. ok is false after a condition.
func (o *operation) divideInteger(a, b *number) (q, r number, ok bool) {
	neg := a.neg != b.neg
	ideal := min(a.exp, b.exp)
	q = number{neg: neg}
	if a.noCoef() {
		return q, number{neg: a.neg, exp: ideal}, true
	}
	gap := a.adjusted() - b.adjusted()
	if gap < 0 { // the quotient is zero
		r = *a
		if r.exp > ideal {
			if !o.fits(r.exp - ideal) {
				return q, r, false
			}
			r.shiftLeft(r.exp - ideal)
			r.exp = ideal
		}
		return q, r, true
	}
	if gap > o.prec {
		o.status |= divisionImpossible
		return q, r, false
	}
	x, y := *a, *b
	if d := x.exp - y.exp; !o.fits(max(d, -d)) {
		return q, r, false
	} else if d > 0 {
		x.shiftLeft(d)
	} else {
		y.shiftLeft(-d)
	}
	r = number{neg: a.neg, exp: ideal}
	if x.big == nil && y.isSmall() {
		q.wide, r.lo = x.by(y.lo)
	} else {
		qc, rc := new(big.Int).QuoRem(x.coef(), y.coef(), new(big.Int))
		q.setCoef(qc)
		r.setCoef(rc)
	}
	if q.digits() > o.prec {
		o.status |= divisionImpossible
		return q, r, false
	}
	return q, r, true
}

func (o *operation) divideInt(a, b *number) number {
	neg := a.neg != b.neg
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		switch {
		case a.kind == infinite && b.kind == infinite:
			return o.nan(invalidOperation)
		case a.kind == infinite:
			return number{kind: infinite, neg: neg}
		}
		return number{neg: neg}
	}
	if b.noCoef() {
		if a.noCoef() {
			return o.nan(divisionUndefined)
		}
		o.status |= divisionByZero
		return number{kind: infinite, neg: neg}
	}
	q, _, ok := o.divideInteger(a, b)
	if !ok {
		return number{kind: quiet}
	}
	return o.finish(q)
}

func (o *operation) remainder(a, b *number) number {
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		if a.kind == infinite {
			return o.nan(invalidOperation)
		}
		return o.finish(*a)
	}
	if b.noCoef() {
		if a.noCoef() {
			return o.nan(divisionUndefined)
		}
		return o.nan(invalidOperation)
	}
	_, r, ok := o.divideInteger(a, b)
	if !ok {
		return number{kind: quiet}
	}
	return o.finish(r)
}

func (o *operation) divmod(a, b *number) (q, r number) {
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n, n
		}
		if a.kind == infinite {
			if b.kind == infinite {
				n := o.nan(invalidOperation)
				return n, n
			}
			return number{kind: infinite, neg: a.neg != b.neg}, o.nan(invalidOperation)
		}
		return number{neg: a.neg != b.neg}, o.finish(*a)
	}
	if b.noCoef() {
		if a.noCoef() {
			n := o.nan(divisionUndefined)
			return n, n
		}
		o.status |= divisionByZero
		return number{kind: infinite, neg: a.neg != b.neg}, o.nan(invalidOperation)
	}
	q, r, ok := o.divideInteger(a, b)
	if !ok {
		return number{kind: quiet}, number{kind: quiet}
	}
	return o.finish(q), o.finish(r)
}

func (o *operation) remainderNear(a, b *number) number {
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		if a.kind == infinite {
			return o.nan(invalidOperation)
		}
		return o.finish(*a)
	}
	if b.noCoef() {
		if a.noCoef() {
			return o.nan(divisionUndefined)
		}
		return o.nan(invalidOperation)
	}
	q, r, ok := o.divideInteger(a, b)
	if !ok {
		return number{kind: quiet}
	}
	// Twice the remainder against b: the quotient goes to the nearest integer, halves to an even one.
	twice, y := r, *b
	if y.adjusted()-r.adjusted() <= 1 && !r.noCoef() {
		y.neg = false
		if d := y.exp - r.exp; d > 0 {
			if !o.fits(d) {
				return number{kind: quiet}
			}
			y.shiftLeft(d)
			y.exp -= d
		}
		twice.setCoef(new(big.Int).Lsh(twice.coef(), 1))
		if c := compareMagnitude(&twice, &y); c > 0 || c == 0 && q.odd() {
			d := new(big.Int).Sub(y.coef(), r.coef())
			r.setCoef(d)
			r.neg = !r.neg
			q.increment()
			if q.digits() > o.prec {
				return o.nan(divisionImpossible)
			}
		}
	}
	return o.finish(r)
}

// quantize gives a the exponent of b.
func (o *operation) quantize(a, b *number) number {
	if a.isSpecial() || b.isSpecial() {
		if n, done := o.propagate(a, b); done {
			return n
		}
		if a.kind == infinite && b.kind == infinite {
			return *a
		}
		return o.nan(invalidOperation)
	}
	if b.exp > o.emax || b.exp < o.etiny() {
		return o.nan(invalidOperation)
	}
	return o.rescaled(*a, b.exp)
}

// rescaled gives n another exponent; a result that the context can't hold is invalid.
func (o *operation) rescaled(n number, exp int64) number {
	if n.noCoef() {
		n.exp = exp
		return o.finish(n)
	}
	if d := n.exp - exp; d > 0 {
		if n.digits()+d > o.prec {
			return o.nan(invalidOperation)
		}
		if !o.fits(d) {
			return number{kind: quiet}
		}
		n.shiftLeft(d)
		n.exp = exp
	} else if d < 0 {
		rest := n.shiftRight(-d)
		n.exp = exp
		o.status |= rounded
		if rest != exact {
			o.status |= inexact
			if roundsUp(o.rounding, n.neg, &n, rest) {
				n.increment()
			}
		}
	}
	if n.digits() > o.prec || n.adjusted() > o.emax {
		o.status &^= rounded | inexact
		return o.nan(invalidOperation)
	}
	return o.finish(n)
}

// toIntegral rounds to an integer; told: Inexact and Rounded are raised.
func (o *operation) toIntegral(a *number, told bool) number {
	if a.isSpecial() {
		if n, done := o.propagate(a); done {
			return n
		}
		return *a
	}
	if a.exp >= 0 {
		return *a
	}
	if a.noCoef() {
		return number{neg: a.neg}
	}
	n := *a
	rest := n.shiftRight(-a.exp)
	n.exp = 0
	if roundsUp(o.rounding, n.neg, &n, rest) {
		n.increment()
	}
	if told {
		o.status |= rounded
		if rest != exact {
			o.status |= inexact
		}
	}
	return n
}

// plus rounds a; the sign of a zero is positive but for ROUND_FLOOR.
func (o *operation) plus(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	n := *a
	if n.isZero() {
		n.neg = n.neg && o.rounding == roundFloor
	}
	return o.finish(n)
}

func (o *operation) minus(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	n := *a
	n.neg = !n.neg
	if n.isZero() {
		n.neg = n.neg && o.rounding == roundFloor
	}
	return o.finish(n)
}

func (o *operation) abs(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	n := *a
	n.neg = false
	return o.finish(n)
}

// normalize removes zeros from the end.
func (o *operation) normalize(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	n := o.finish(*a)
	if n.isSpecial() {
		return n
	}
	if n.noCoef() {
		n.exp = 0
		return n
	}
	top := o.emax
	if o.clamp {
		top = o.etop()
	}
	n.exp += n.stripZeros(max(0, top-n.exp))
	return n
}

func (o *operation) fma(a, b, c *number) number {
	if a.kind == infinite && b.isZero() || a.isZero() && b.kind == infinite {
		return o.nan(invalidOperation)
	}
	if n, done := o.propagate(a, b, c); done {
		return n
	}
	p := o.product(a, b)
	if o.status&mallocError != 0 {
		return number{kind: quiet}
	}
	return o.add(&p, c)
}

// sqrt is correctly rounded, half to even.
func (o *operation) sqrt(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	switch {
	case a.noCoef() && a.kind == finite:
		n := *a
		n.exp = a.exp >> 1
		return o.finish(n)
	case a.neg:
		return o.nan(invalidOperation)
	case a.kind == infinite:
		return *a
	}
	if !o.fits(2 * o.prec) {
		return number{kind: quiet}
	}
	// prec+1 digits of the root, of a coefficient with an even exponent.
	ideal := a.exp >> 1
	c := a.coef()
	digits := a.digits()
	e := a.exp
	if e&1 != 0 {
		c = new(big.Int).Mul(c, big.NewInt(10))
		digits++
		e--
	}
	half := e / 2
	shift := o.prec + 1 - (digits+1)/2
	rest := false
	switch {
	case shift > 0:
		c = new(big.Int).Mul(c, pow10(2*shift))
	case shift < 0:
		r := new(big.Int)
		c, r = new(big.Int).QuoRem(c, pow10(-2*shift), r)
		rest = r.Sign() != 0
	}
	root := new(big.Int).Sqrt(c)
	n := number{exp: half - shift}
	if !rest && new(big.Int).Mul(root, root).Cmp(c) == 0 {
		n.setCoef(root)
		if n.exp < ideal {
			n.exp += n.stripZeros(ideal - n.exp)
		}
	} else {
		n.setCoef(root)
		if d := n.lastDigit(); d == 0 || d == 5 {
			n.increment()
		}
	}
	c2 := *o.context
	c2.rounding = roundHalfEven
	o2 := o.within(&c2)
	out := o2.finish(n)
	o.status |= o2.status
	return out
}

// nextPlus is the next larger number of the context.
func (o *operation) nextPlus(a *number) number { return o.next(a, false) }

func (o *operation) nextMinus(a *number) number { return o.next(a, true) }

func (o *operation) next(a *number, down bool) number {
	if n, done := o.propagate(a); done {
		return n
	}
	if a.kind == infinite {
		if a.neg == down {
			return *a
		}
		return o.largest(a.neg)
	}
	c := *o.context
	c.rounding = roundCeiling
	if down {
		c.rounding = roundFloor
	}
	q := o.within(&c)
	n := q.finish(*a)
	o.status |= q.status & mallocError
	if n.isSpecial() || compareNumbers(&n, a) != 0 {
		return n
	}
	tiny := small(down, 1, c.etiny()-1)
	q = o.within(&c)
	n = q.add(a, &tiny)
	o.status |= q.status & mallocError
	return n
}

func (o *operation) nextToward(a, b *number) number {
	if n, done := o.propagate(a, b); done {
		return n
	}
	c := compareNumbers(a, b)
	if c == 0 {
		n := *a
		n.neg = b.neg
		return n
	}
	n := o.next(a, c > 0)
	switch {
	case n.kind == infinite && a.kind != infinite:
		o.status |= overflow | rounded | inexact
	case n.kind == finite && n.adjusted() < o.emin:
		o.status |= underflow | subnormal | rounded | inexact
		if n.noCoef() {
			o.status |= clamped
		}
	}
	return n
}

// logb is the adjusted exponent.
func (o *operation) logb(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	switch {
	case a.kind == infinite:
		return number{kind: infinite}
	case a.noCoef():
		o.status |= divisionByZero
		return number{kind: infinite, neg: true}
	}
	return o.finish(fromInt(a.adjusted()))
}

func fromInt(i int64) number {
	if i < 0 {
		return number{neg: true, wide: wide{0, -uint64(i)}}
	}
	return number{wide: wide{0, uint64(i)}}
}

// integer returns the value of an integer that is no more than limit away from zero.
func (n *number) integer(limit int64) (int64, bool) {
	if n.kind != finite || n.exp != 0 || !n.isSmall() || n.lo > uint64(limit) {
		return 0, false
	}
	if n.neg {
		return -int64(n.lo), true
	}
	return int64(n.lo), true
}

func (o *operation) scaleb(a, b *number) number {
	if n, done := o.propagate(a, b); done {
		return n
	}
	limit := 2 * (o.emax + o.prec)
	k, ok := b.integer(limit)
	if !ok {
		return o.nan(invalidOperation)
	}
	n := *a
	if n.kind == infinite {
		return n
	}
	n.exp = addExp(n.exp, k)
	return o.finish(n)
}

func (o *operation) shift(a, b *number) number {
	if n, done := o.propagate(a, b); done {
		return n
	}
	k, ok := b.integer(o.prec)
	if !ok {
		return o.nan(invalidOperation)
	}
	n := *a
	if n.kind == infinite {
		return n
	}
	o.cut(&n)
	if k < 0 {
		n.shiftRight(-k)
		return n
	}
	if n.noCoef() {
		return n
	}
	if !o.fits(k) {
		return number{kind: quiet}
	}
	n.shiftLeft(k)
	o.cut(&n)
	return n
}

// cut keeps the last prec digits.
func (o *operation) cut(n *number) {
	if n.digits() > o.prec {
		n.setCoef(new(big.Int).Rem(n.coef(), pow10(o.prec)))
	}
}

func (o *operation) rotate(a, b *number) number {
	if n, done := o.propagate(a, b); done {
		return n
	}
	k, ok := b.integer(o.prec)
	if !ok {
		return o.nan(invalidOperation)
	}
	n := *a
	if n.kind == infinite || n.noCoef() {
		return n
	}
	o.cut(&n)
	if k < 0 {
		k += o.prec
	}
	if k == o.prec || k == 0 {
		return n
	}
	if !o.fits(o.prec) {
		return number{kind: quiet}
	}
	// The first k of prec digits go to the end.
	high, low := new(big.Int).QuoRem(n.coef(), pow10(o.prec-k), new(big.Int))
	n.setCoef(high.Add(high, low.Mul(low, pow10(k))))
	return n
}

// logical reads an operand of the logical operations: an integer of the digits 0 and 1.
func (o *operation) logical(a *number) ([]byte, bool) {
	if a.kind != finite || a.neg || a.exp != 0 {
		return nil, false
	}
	text := digitText(a)
	if over := int64(len(text)) - o.prec; over > 0 {
		text = text[over:]
	}
	for _, c := range text {
		if c > '1' {
			return nil, false
		}
	}
	return text, true
}

// combine applies a function to the digits of logical operands.
func (o *operation) combine(a, b *number, f func(x, y byte) byte) number {
	x, ok1 := o.logical(a)
	y, ok2 := o.logical(b)
	if !ok1 || !ok2 {
		return o.nan(invalidOperation)
	}
	out := make([]byte, max(len(x), len(y)))
	digit := func(s []byte, i int) byte {
		if i -= len(out) - len(s); i < 0 {
			return 0
		}
		return s[i] - '0'
	}
	for i := range out {
		out[i] = f(digit(x, i), digit(y, i)) + '0'
	}
	n := number{}
	n.setCoef(parseDigits(out))
	return n
}

func (o *operation) logicalInvert(a *number) number {
	if _, ok := o.logical(a); !ok {
		return o.nan(invalidOperation)
	}
	if !o.fits(o.prec) {
		return number{kind: quiet}
	}
	ones := number{}
	ones.setCoef(new(big.Int).Quo(nines(o.prec), big.NewInt(9)))
	return o.combine(a, &ones, func(x, y byte) byte { return x ^ y })
}

// compareTotal orders all representations (section "Total ordering").
func compareTotal(a, b *number) int {
	if a.neg != b.neg {
		return 1 - 2*boolInt(a.neg)
	}
	c := 0
	rank := func(n *number) int {
		switch n.kind {
		case signaling:
			return 1
		case quiet:
			return 2
		}
		return 0
	}
	switch ra, rb := rank(a), rank(b); {
	case ra != rb:
		c = 1 - 2*boolInt(ra < rb)
	case ra > 0:
		c = a.coef().Cmp(b.coef())
	default:
		x, y := *a, *b
		x.neg, y.neg = false, false
		if c = compareNumbers(&x, &y); c == 0 && a.kind == finite {
			c = boolInt(a.exp > b.exp) - boolInt(a.exp < b.exp)
		}
	}
	if a.neg {
		return -c
	}
	return c
}

// pick is max, min and their kin: sign is 1 for the larger, -1 for the smaller; magnitude ignores signs first.
func (o *operation) pick(a, b *number, sign int, magnitude bool) number {
	if a.isNaN() || b.isNaN() {
		switch {
		case a.kind == quiet && !b.isNaN():
			return o.finish(*b)
		case b.kind == quiet && !a.isNaN():
			return o.finish(*a)
		}
		n, _ := o.propagate(a, b)
		return n
	}
	c := 0
	if magnitude {
		x, y := *a, *b
		x.neg, y.neg = false, false
		c = compareNumbers(&x, &y)
	}
	if c == 0 {
		c = compareNumbers(a, b)
	}
	if c == 0 {
		c = compareTotal(a, b)
	}
	if c*sign >= 0 {
		return o.finish(*a)
	}
	return o.finish(*b)
}

// compare is the result of the operation compare, signal also for quiet NaNs.
func (o *operation) compare(a, b *number, signal bool) number {
	if a.isNaN() || b.isNaN() {
		if signal {
			o.status |= invalidOperation
		}
		n, _ := o.propagate(a, b)
		return n
	}
	return fromInt(int64(compareNumbers(a, b)))
}
