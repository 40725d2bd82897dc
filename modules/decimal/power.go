// This file holds exp, ln, log10 and power. Logarithms and exponentials are computed as binary fixed-point numbers with a few
// digits more than asked for, again with more digits until rounding is certain (A. Ziv, "Fast evaluation of elementary
// mathematical functions with correctly rounded last bit", 1991).

package decimal

import (
	"math"
	"math/big"
	"math/bits"
)

// bitsOf is how many bits hold so many decimal digits.
func bitsOf(digits int64) uint { return uint(float64(digits)*3.3219280948873626) + 2 }

// atanhInverse is atanh(1/n) * 2**p.
func atanhInverse(n int64, p uint) *big.Int {
	term := new(big.Int).Lsh(big.NewInt(1), p)
	term.Quo(term, big.NewInt(n))
	sum := new(big.Int).Set(term)
	square := big.NewInt(n * n)
	part := new(big.Int)
	for k := int64(3); term.Sign() != 0; k += 2 {
		term.Quo(term, square)
		sum.Add(sum, part.Quo(term, big.NewInt(k)))
	}
	return sum
}

// logTwo and logTen are ln(2) and ln(10), times 2**p, by formulas of Machin's kind.
func logTwo(p uint) *big.Int {
	return combination(p, [][2]int64{{18, 26}, {-2, 4801}, {8, 8749}})
}

func logTen(p uint) *big.Int {
	return combination(p, [][2]int64{{46, 31}, {34, 49}, {20, 161}})
}

func combination(p uint, terms [][2]int64) *big.Int {
	const guard = 16
	sum := new(big.Int)
	for _, t := range terms {
		a := atanhInverse(t[1], p+guard)
		sum.Add(sum, a.Mul(a, big.NewInt(t[0])))
	}
	return sum.Rsh(sum, guard)
}

// expFixed is e**x * 2**p for a fixed-point x, from which a multiple k of ln(2) is taken: the result is value * 2**k, with an
// error of a few units.
func expFixed(x *big.Int, p uint) (value *big.Int, k int64) {
	two := logTwo(p + 64)
	wide := new(big.Int).Lsh(x, 64)
	q, r := new(big.Int).DivMod(wide, two, new(big.Int))
	k = q.Int64()
	// Halve the rest m times, sum the series, square m times.
	m := uint(math.Sqrt(float64(p))) + 2
	w := p + 2*m + 32
	if w < p+64 {
		r.Rsh(r, p+64-w)
	} else {
		r.Lsh(r, w-p-64)
	}
	r.Rsh(r, m)
	one := new(big.Int).Lsh(big.NewInt(1), w)
	sum := new(big.Int).Add(one, r)
	term := new(big.Int).Set(r)
	for n := int64(2); term.Sign() != 0; n++ {
		term.Mul(term, r)
		term.Rsh(term, w)
		term.Quo(term, big.NewInt(n))
		sum.Add(sum, term)
	}
	for range m {
		sum.Mul(sum, sum)
		sum.Rsh(sum, w)
	}
	return sum.Rsh(sum, w-p), k
}

// logFixed is ln(m) * 2**p for m, a fixed-point number with 1 <= m < 2, with an error of a few units.
func logFixed(m *big.Int, p uint) *big.Int {
	const guard = 32
	// A first value by floating point; each step y += 2(m - e**y)/(m + e**y) has three times as many good bits.
	f, _ := new(big.Float).SetInt(m).Float64()
	y0 := math.Log(math.Ldexp(f, -int(min(p, 1000))))
	if p > 1000 {
		top := new(big.Int).Rsh(m, p-60)
		y0 = math.Log(math.Ldexp(float64(top.Int64()), -60))
	}
	w := p + guard
	x := new(big.Int).Lsh(m, guard)
	y, _ := new(big.Float).SetMantExp(big.NewFloat(y0), int(w)).Int(nil)
	for good := uint(45); ; good *= 3 {
		at := min(w, 3*good+guard) // bits worth computing with
		e, k := expFixed(new(big.Int).Rsh(y, w-at), at)
		if k > 0 {
			e.Lsh(e, uint(k))
		} else {
			e.Rsh(e, uint(-k))
		}
		e.Lsh(e, w-at)
		d := new(big.Int).Sub(x, e)
		d.Lsh(d, w+1)
		d.Quo(d, new(big.Int).Add(x, e))
		y.Add(y, d)
		if 3*good >= w {
			return y.Rsh(y, guard)
		}
	}
}

// logNumber is ln(a) * 2**p for a finite positive a.
func logNumber(a *number, p uint) *big.Int {
	// a = m * 2**k * 10**exp, 1 <= m < 2.
	c := a.coef()
	k := int64(c.BitLen() - 1)
	m := new(big.Int)
	if shift := int64(p) + 32 - k; shift >= 0 {
		m.Lsh(c, uint(shift))
	} else {
		m.Rsh(c, uint(-shift))
	}
	w := p + 32
	sum := logFixed(m, w)
	extra := uint(64)
	part := logTwo(w + extra)
	part.Mul(part, big.NewInt(k))
	sum.Add(sum, part.Rsh(part, extra))
	part = logTen(w + extra)
	part.Mul(part, big.NewInt(a.exp))
	sum.Add(sum, part.Rsh(part, extra))
	return sum.Rsh(sum, 32)
}

// toDecimal makes a number of about so many digits from value * 2**-p * 2**k.
func toDecimal(value *big.Int, p uint, k int64, digits int64) number {
	neg := value.Sign() < 0
	v := new(big.Int).Abs(value)
	// The exponent that leaves about that many digits.
	log := float64(int64(v.BitLen())-int64(p)+k) * 0.30102999566398120
	exp := int64(math.Floor(log)) - digits
	e2 := k - int64(p)
	if exp < 0 {
		v.Mul(v, pow10(-exp))
	}
	if e2 > 0 {
		v.Lsh(v, uint(e2))
	} else {
		v.Rsh(v, uint(-e2))
	}
	if exp > 0 {
		v.Quo(v, pow10(exp))
	}
	n := number{neg: neg, exp: exp}
	n.setCoef(v)
	return n
}

// correctly rounds approximations of growing precision half to even, until all values that differ by a few units in the
// last digit round to the same. An exact result would never do: callers handle those first.
func (o *operation) correctly(approximate func(digits int64) number) number {
	c := *o.context
	c.rounding = roundHalfEven
	for extra := int64(6); ; extra *= 2 {
		if !o.fits(o.prec + extra) {
			return number{kind: quiet}
		}
		n := approximate(o.prec + extra)
		var results [2]number
		var conditions status
		for i, delta := range []int64{-20, 20} {
			x := n
			x.setCoef(new(big.Int).Add(n.coef(), big.NewInt(delta)))
			q := o.within(&c)
			results[i] = q.finish(x)
			conditions = q.status
		}
		if a, b := &results[0], &results[1]; a.kind == b.kind && a.exp == b.exp && a.coef().Cmp(b.coef()) == 0 {
			o.status |= conditions
			return *a
		}
	}
}

func (o *operation) exp(a *number) number {
	if n, done := o.propagate(a); done {
		return n
	}
	switch {
	case a.kind == infinite && a.neg:
		return number{}
	case a.kind == infinite:
		return *a
	case a.noCoef():
		return o.finish(small(false, 1, 0))
	}
	// |a| beyond any exponent of the context: e**a overflows or underflows.
	if a.adjusted() > 20 {
		if a.neg {
			return o.finish(small(false, 1, o.etiny()-1))
		}
		o.status |= inexact | rounded
		return o.tooLarge(false)
	}
	// |a| so small that 1 + a rounds to 1 in any digit.
	if a.adjusted() < -o.prec-1 {
		return o.nearOne(a.neg, roundHalfEven)
	}
	value := func(digits int64) number {
		p := bitsOf(digits + max(0, a.adjusted()) + 4)
		e, k := expFixed(toFixed(a, p), p)
		if k > 4*maxEmax || k < -4*maxEmax {
			k = min(max(k, -4*maxEmax), 4*maxEmax)
		}
		return binaryScaled(e, p, k, digits)
	}
	// Results that can't be in range are not computed.
	x := approx(a) / math.Ln10
	if x > float64(o.emax)+2 {
		return o.tooLarge(false)
	}
	if x < float64(o.etiny())-2 {
		return o.finish(small(false, 1, o.etiny()-2))
	}
	return o.correctly(value)
}

// nearOne is the result of a function that is just above or below one: it rounds to one.
func (o *operation) nearOne(below bool, r rounding) number {
	n := number{exp: -o.prec - 1}
	if !o.fits(o.prec + 1) {
		return number{kind: quiet}
	}
	one := new2(pow10(o.prec + 1))
	if below {
		one.Sub(one, big.NewInt(1))
	} else {
		one.Add(one, big.NewInt(1))
	}
	n.setCoef(one)
	c := *o.context
	c.rounding = r
	q := o.within(&c)
	n = q.finish(n)
	o.status |= q.status
	return n
}

// approx is a number as a float.
func approx(a *number) float64 {
	d := a.digits()
	x := *a
	if d > 18 {
		x.shiftRight(d - 18)
		x.exp += d - 18
	}
	f := float64(x.coef().Uint64()) * math.Pow(10, float64(x.exp))
	if a.neg {
		return -f
	}
	return f
}

// toFixed is a * 2**p.
func toFixed(a *number, p uint) *big.Int {
	v := new(big.Int).Lsh(a.coef(), p)
	if a.exp >= 0 {
		v.Mul(v, pow10(a.exp))
	} else if -a.exp > int64(p)+a.digits()*4+64 {
		v.SetInt64(0)
	} else {
		v.Quo(v, pow10(-a.exp))
	}
	if a.neg {
		v.Neg(v)
	}
	return v
}

// binaryScaled makes a number of about so many digits from value * 2**(k-p), also for a large k: 2**k is then a power of ten
// times something small.
func binaryScaled(value *big.Int, p uint, k int64, digits int64) number {
	if k > -20000 && k < 20000 {
		return toDecimal(value, p, k, digits)
	}
	// value * 2**k = value * 10**t * e**(k ln 2 - t ln 10)
	w := p + 128
	two, ten := logTwo(w), logTen(w)
	r := two.Mul(two, big.NewInt(k))
	t, rest := new(big.Int).DivMod(r, ten, new(big.Int))
	e, j := expFixed(rest.Rsh(rest, w-p), p)
	e.Mul(e, value)
	e.Rsh(e, p)
	n := toDecimal(e, p, j, digits)
	n.exp += t.Int64()
	return n
}

func (o *operation) ln(a *number) number { return o.logarithm(a, false) }

func (o *operation) log10(a *number) number { return o.logarithm(a, true) }

func (o *operation) logarithm(a *number, ten bool) number {
	if n, done := o.propagate(a); done {
		return n
	}
	switch {
	case a.isZero():
		return number{kind: infinite, neg: true}
	case a.neg:
		return o.nan(invalidOperation)
	case a.kind == infinite:
		return number{kind: infinite}
	}
	n := *a
	n.exp += n.stripZeros(math.MaxInt64)
	if n.isOne() { // a power of ten
		if n.exp == 0 {
			return number{}
		}
		if ten {
			return o.finish(fromInt(n.exp))
		}
	}
	if !o.fits(o.prec + a.digits()) {
		return number{kind: quiet}
	}
	// Near one the logarithm is small: so many digits are lost.
	lost := int64(0)
	if adj := a.adjusted(); adj == 0 || adj == -1 {
		one := small(true, 1, 0)
		c := maxContext()
		q := o.within(&c)
		q.prec = a.digits() + 2
		if d := q.sum(a, &one, true); !d.noCoef() {
			lost = max(0, -d.adjusted()) + 1
		}
	}
	return o.correctly(func(digits int64) number {
		p := bitsOf(digits + lost + 20)
		v := logNumber(a, p)
		if ten {
			v.Lsh(v, p)
			v.Quo(v, logTen(p))
		}
		return toDecimal(v, p, 0, digits)
	})
}

// power is a ** b.
func (o *operation) power(a, b *number) number {
	if n, done := o.propagate(a, b); done {
		return n
	}
	integral, odd, count, counted := integerValue(b)
	neg := false
	if a.neg {
		switch {
		case b.kind == infinite && !a.isZero():
			return o.nan(invalidOperation)
		case integral:
			neg = odd
		case b.kind == finite && !a.isZero():
			return o.nan(invalidOperation)
		}
	}
	if b.isZero() {
		if a.isZero() {
			return o.nan(invalidOperation)
		}
		return o.finish(small(false, 1, 0))
	}
	if a.isZero() {
		if b.neg {
			return number{kind: infinite, neg: neg}
		}
		return o.finish(number{neg: neg})
	}
	if a.kind == infinite {
		if b.neg {
			return number{neg: neg}
		}
		return number{kind: infinite, neg: neg}
	}
	x := *a
	x.neg = false
	one := small(false, 1, 0)
	c := compareNumbers(&x, &one)
	if b.kind == infinite {
		switch {
		case c == 0:
			return o.paddedOne(neg)
		case (c > 0) == b.neg:
			return number{}
		}
		return number{kind: infinite}
	}
	if c == 0 {
		if integral {
			return o.onePower(&x, neg, b, count, counted)
		}
		return o.paddedOne(neg)
	}
	// What can't be in range isn't computed.
	stripped := x
	stripped.exp += stripped.stripZeros(math.MaxInt64)
	size := b.adjusted() + logOfLog(&x)
	if size > 19 {
		if (c > 0) == !b.neg {
			o.status |= inexact | rounded
			return o.tooLarge(neg)
		}
		return o.finish(small(neg, 1, o.etiny()-2))
	}
	if size < -o.prec-3 {
		n := o.nearOne((c > 0) == b.neg, o.rounding)
		n.neg = neg
		return n
	}
	if n, ok := o.exactPower(&stripped, b, integral, count, counted); ok {
		n.neg = neg
		switch {
		case !integral: // such powers are inexact by definition: they show as many digits as there are
			if shift := o.prec - n.digits(); shift > 0 && o.fits(shift) {
				n.shiftLeft(shift)
				n.exp -= shift
			}
			n = o.finish(n)
			o.status |= inexact | rounded
			if o.status&subnormal != 0 {
				o.status |= underflow
			}
			return n
		case !b.neg: // the exponent is that of repeated multiplication, as far as there is room
			if shift := n.exp - x.exp*count; shift > 0 {
				if room := max(0, o.prec-n.digits()); shift > room {
					shift = room
					o.status |= rounded
				}
				if o.fits(shift) {
					n.shiftLeft(shift)
					n.exp -= shift
				}
			}
		}
		return o.finish(n)
	}
	if e := approx(b) * (approxLog10(&x)); e > float64(o.emax)+2 {
		return o.tooLarge(neg)
	} else if e < float64(o.etiny())-2 {
		return o.finish(small(neg, 1, o.etiny()-2))
	}
	if integral && counted && abs64(count) <= math.MaxInt32 {
		return o.correctlyRounded(func(digits int64) number { return o.repeated(&x, count, digits) }, neg)
	}
	n := o.correctlyRounded(func(digits int64) number {
		guard := max(0, b.adjusted()) + 24
		p := bitsOf(digits + guard)
		l := logNumber(&x, p)
		l.Mul(l, b.coef())
		if b.exp >= 0 {
			l.Mul(l, pow10(b.exp))
		} else {
			l.Quo(l, pow10(-b.exp))
		}
		if b.neg {
			l.Neg(l)
		}
		e, k := expFixed(l, p)
		return binaryScaled(e, p, k, digits)
	}, neg)
	return n
}

// correctlyRounded is correctly in the context's own rounding, for a result with a sign.
func (o *operation) correctlyRounded(approximate func(digits int64) number, neg bool) number {
	for extra := int64(5); ; extra *= 2 {
		if !o.fits(o.prec + extra) {
			return number{kind: quiet}
		}
		n := approximate(o.prec + extra)
		n.neg = neg
		var results [2]number
		var conditions status
		for i, delta := range []int64{-20, 20} {
			x := n
			x.setCoef(new(big.Int).Add(n.coef(), big.NewInt(delta)))
			q := o.within(o.context)
			results[i] = q.finish(x)
			conditions = q.status
		}
		if a, b := &results[0], &results[1]; extra > 200 || a.kind == b.kind && a.exp == b.exp && a.coef().Cmp(b.coef()) == 0 {
			o.status |= conditions
			return *a
		}
	}
}

// repeated is x**count with so many digits by repeated squaring, with an error of some ten units of the last one: each of the fewer than
// 2*count roundings that the result is made of costs half a unit of the last digit that is worked with.
func (o *operation) repeated(x *number, count, digits int64) number {
	c := maxContext()
	c.rounding = roundHalfEven
	c.prec = digits + digits64(uint64(abs64(count))) // then they cost ten units of the last of digits at most
	work := o.within(&c)
	// Powers of ten are left out, as those of a number whose inverse is near zero would be out of range.
	base, tens := *x, x.adjusted()
	base.exp -= tens
	n := base
	for i := bits.Len64(uint64(abs64(count))) - 2; i >= 0; i-- {
		n = work.multiply(&n, &n)
		if abs64(count)>>i&1 != 0 {
			n = work.multiply(&n, &base)
		}
	}
	if count < 0 {
		one := small(false, 1, 0)
		n = work.divide(&one, &n)
	}
	if excess := n.digits() - digits; excess > 0 {
		n.shiftRight(excess)
		n.exp += excess
	} else {
		n.shiftLeft(-excess)
		n.exp += excess
	}
	n.exp += tens * count
	return n
}

// integerValue looks at an exponent: is it an integer, an odd one, and which, if it fits.
func integerValue(b *number) (integral, odd bool, value int64, ok bool) {
	if b.kind != finite {
		return b.kind == infinite, false, 0, false
	}
	n := *b
	if n.noCoef() {
		return true, false, 0, true
	}
	n.exp += n.stripZeros(math.MaxInt64)
	if n.exp < 0 {
		return false, false, 0, false
	}
	odd = n.exp == 0 && n.odd()
	if n.exp+n.digits() > 18 {
		return true, odd, 0, false
	}
	n.shiftLeft(n.exp)
	value = int64(n.lo)
	if n.neg {
		value = -value
	}
	return true, odd, value, true
}

// paddedOne is one with zeros for the whole precision, as inexact powers of one show.
func (o *operation) paddedOne(neg bool) number {
	n := small(neg, 1, 0)
	if !o.fits(o.prec) {
		return number{kind: quiet}
	}
	n.shiftLeft(o.prec - 1)
	n.exp = -(o.prec - 1)
	o.status |= inexact | rounded
	return o.finish(n)
}

// onePower is one, written with any exponent, to an integral power: the exponent is multiplied as far as there is room.
func (o *operation) onePower(x *number, neg bool, b *number, count int64, counted bool) number {
	n := small(neg, 1, 0)
	exp := int64(0)
	switch {
	case b.neg:
		if x.exp != 0 {
			o.status |= rounded
		}
	case !counted || x.exp != 0 && count > o.prec/-x.exp+1:
		if x.exp < 0 {
			exp = 1 - o.prec
			o.status |= rounded
		}
	default:
		exp = x.exp * count
		if exp < 1-o.prec {
			exp = 1 - o.prec
			o.status |= rounded
		}
	}
	if exp < 0 {
		if !o.fits(-exp) {
			return number{kind: quiet}
		}
		n.shiftLeft(-exp)
		n.exp = exp
	}
	return o.finish(n)
}

// approxLog10 is log10(x) as a float.
func approxLog10(x *number) float64 {
	d := x.digits()
	y := *x
	if d > 17 {
		y.shiftRight(d - 17)
	}
	return math.Log10(float64(y.coef().Uint64())) + float64(max(0, d-17)) + float64(x.exp)
}

// logOfLog is the adjusted exponent of ln(x), roughly, for x positive and not one.
func logOfLog(x *number) int64 {
	adj := x.adjusted()
	if adj >= 1 || adj <= -2 {
		return int64(math.Floor(math.Log10(math.Abs(approxLog10(x) * math.Ln10))))
	}
	one := small(false, 1, 0)
	c := maxContext()
	o := operation{context: &c, room: func(int64) bool { return true }}
	c.prec = x.digits() + 2
	d := o.sum(x, &one, true)
	return d.adjusted()
}

// exactPower finds powers whose result is exact and fits the precision with a digit to spare. x has no zeros at its end.
func (o *operation) exactPower(x, b *number, integral bool, count int64, counted bool) (number, bool) {
	if integral && counted && !b.neg {
		// x**count has at least (digits-1)*count digits.
		if x.isOne() {
			if count > 4*maxEmax/max(1, abs64(x.exp)) {
				return number{}, false
			}
			n := small(false, 1, x.exp*count)
			return n, true
		}
		if float64(count)*(math.Log10(float64OfCoef(x))) > float64(o.prec)+1 {
			return number{}, false
		}
		n := number{exp: x.exp * count}
		n.setCoef(new(big.Int).Exp(x.coef(), big.NewInt(count), nil))
		return n, true
	}
	if integral && counted && b.neg {
		// Only powers of 2 and 5 have a finite inverse.
		inverse := int64(0)
		c := x.coef()
		times := int64(0)
		switch {
		case x.isOne():
			if count < -4*maxEmax/max(1, abs64(x.exp)) {
				return number{}, false
			}
			return small(false, 1, x.exp*count), true
		case c.BitLen() > 0 && uint(c.BitLen()-1) == c.TrailingZeroBits():
			inverse, times = 5, int64(c.BitLen()-1)
		default:
			t := new2(c)
			five := big.NewInt(5)
			r := new(big.Int)
			for {
				q, m := new(big.Int).QuoRem(t, five, r)
				if m.Sign() != 0 {
					break
				}
				t = q
				times++
			}
			if t.Cmp(big.NewInt(1)) != 0 || times == 0 {
				return number{}, false
			}
			inverse = 2
		}
		k := times * -count
		if times != 0 && k/times != -count || float64(k)*math.Log10(float64(inverse)) > float64(o.prec)+1 {
			return number{}, false
		}
		n := number{exp: x.exp*count - k}
		n.setCoef(new(big.Int).Exp(big.NewInt(inverse), big.NewInt(k), nil))
		return n, true
	}
	if integral || b.adjusted() > 18 || b.exp < -40 {
		return number{}, false
	}
	// b = m/d in lowest terms: the d-th root of x must be exact.
	m, d := b.coef(), pow10(-b.exp)
	g := new(big.Int).GCD(nil, nil, m, d)
	m, d = new(big.Int).Quo(m, g), new(big.Int).Quo(d, g)
	if d.BitLen() > 12 || m.BitLen() > 40 {
		return number{}, false
	}
	root, ok := exactRoot(x, d.Int64())
	if !ok {
		return number{}, false
	}
	e := m.Int64()
	if b.neg {
		e = -e
	}
	exponent := fromInt(e)
	root.exp += root.stripZeros(math.MaxInt64)
	return o.exactPower(&root, &exponent, true, e, true)
}

func abs64(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}

func float64OfCoef(x *number) float64 {
	if x.isSmall() {
		return float64(x.lo)
	}
	f, _ := new(big.Float).SetInt(x.coef()).Float64()
	return f
}

// exactRoot is the d-th root of x if that is a decimal number.
func exactRoot(x *number, d int64) (number, bool) {
	c, e := x.coef(), x.exp
	if m := ((e % d) + d) % d; m != 0 {
		c = new(big.Int).Mul(c, pow10(m))
		e -= m
	}
	if int64(c.BitLen()) < d && c.Cmp(big.NewInt(1)) != 0 {
		return number{}, false
	}
	// Newton's method from above.
	r := new(big.Int).Lsh(big.NewInt(1), uint(int64(c.BitLen())/d+1))
	bigD, less := big.NewInt(d), big.NewInt(d-1)
	for {
		t := new(big.Int).Exp(r, less, nil)
		t.Quo(c, t)
		t.Add(t, new(big.Int).Mul(r, less))
		t.Quo(t, bigD)
		if t.Cmp(r) >= 0 {
			break
		}
		r = t
	}
	if new(big.Int).Exp(r, bigD, nil).Cmp(c) != 0 {
		return number{}, false
	}
	n := number{exp: e / d}
	n.setCoef(r)
	return n, true
}

// powerModulo is a ** b % c for integers.
func (o *operation) powerModulo(a, b, c *number) number {
	if n, done := o.propagate(a, b, c); done {
		return n
	}
	y, ok2 := o.integral(b)
	m, ok3 := o.integral(c)
	whole, _, _, _ := integerValue(a)
	switch {
	case a.kind == infinite || !whole || !ok2 || !ok3 || b.neg && !b.noCoef() || c.noCoef():
		return o.nan(invalidOperation)
	case c.adjusted() >= o.prec:
		return o.nan(invalidOperation)
	case a.noCoef() && b.noCoef():
		return o.nan(invalidOperation)
	}
	n := number{}
	m = new(big.Int).Abs(m)
	x := *a
	if x.exp < 0 {
		x.exp += x.stripZeros(-x.exp)
	}
	base := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(0, x.exp)), m)
	base.Mul(base, x.coef())
	n.setCoef(new(big.Int).Exp(base.Mod(base, m), y, m))
	if m.Cmp(big.NewInt(1)) == 0 {
		n = number{}
	}
	n.neg = a.neg && y.Bit(0) == 1
	return n
}

// integral is the value of an integer.
func (o *operation) integral(a *number) (*big.Int, bool) {
	if a.kind != finite {
		return nil, false
	}
	n := *a
	if n.exp < 0 && !n.noCoef() {
		n.exp += n.stripZeros(-n.exp)
		if n.exp < 0 {
			return nil, false
		}
	}
	if n.noCoef() {
		return new(big.Int), true
	}
	if !o.fits(n.exp) {
		return nil, false
	}
	n.shiftLeft(n.exp)
	v := new2(n.coef())
	if n.neg {
		v.Neg(v)
	}
	return v, true
}
