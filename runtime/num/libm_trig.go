// Trigonometric functions and their inverses.

package num

import (
	"math"
	"math/bits"
)

// halfPiParts sums to π/2; all but the last have 33 bits, so that their
// products with numbers below 2**20 are exact.
var halfPiParts = [5]float64{0x1.921fb544p+0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69, 0x1.b839a252p-104, 0x1.27044533e63ap-142}

// reduce returns r, |r| <= π/4, and n mod 4 with x = n*π/2 + r, for finite x.
func reduce(x float64) (r dd, quadrant int) {
	switch a := math.Abs(x); {
	case a <= math.Pi/4:
		return dd{x, 0}, 0
	case a < 1<<19:
		n := math.RoundToEven(x * (2 / math.Pi))
		r = twoSum(x, -n*halfPiParts[0])
		for _, part := range halfPiParts[1:] {
			r = r.addFloat(-n * part)
		}
		return r, int(n) & 3
	}
	return reduceLarge(x)
}

// reduceLarge is the method of Payne and Hanek (1983): only those bits of 2/π
// enter that matter modulo 4 and above 2**-190.
func reduceLarge(x float64) (r dd, quadrant int) {
	fraction, exponent := math.Frexp(math.Abs(x))
	mantissa := uint64(fraction * (1 << 53))
	// |x| = mantissa * 2**(exponent-53). The window starts where a bit times the
	// mantissa's unit weighs 2.
	window := twoOverPiBits(exponent - 53 - 2)
	// product = mantissa * window mod 2**256, a number with 2 bits before the point.
	var product [4]uint64
	var carry uint64
	for i := 3; i >= 0; i-- {
		hi, lo := bits.Mul64(mantissa, window[i])
		lo, c := bits.Add64(lo, carry, 0)
		product[i], carry = lo, hi+c
	}
	quadrant = int(product[0] >> 62)
	negative := product[0]>>61&1 == 1 // the fraction is at least one half
	if negative {
		quadrant++
		borrow := uint64(1)
		for i := 3; i >= 0; i-- {
			product[i], borrow = bits.Add64(^product[i], 0, borrow)
		}
	}
	product[0] &= 1<<62 - 1
	sum := dd{}
	for i := 3; i >= 0; i-- {
		high, low := product[i]>>32, product[i]&(1<<32-1)
		sum = dd{math.Ldexp(float64(low), -62-64*i), 0}.add(sum)
		sum = dd{math.Ldexp(float64(high), -30-64*i), 0}.add(sum)
	}
	r = sum.mul(ddHalfPi)
	if negative {
		r = r.neg()
	}
	if x < 0 {
		return r.neg(), -quadrant & 3
	}
	return r, quadrant & 3
}

// twoOverPiBits returns 256 bits of 2/π from bit start on, counted from the binary point.
func twoOverPiBits(start int) (window [4]uint64) {
	word := func(i int) uint64 {
		if i < 0 || i >= len(twoOverPi) {
			return 0
		}
		return twoOverPi[i]
	}
	first, shift := start>>6, uint(start&63)
	for i := range window {
		window[i] = word(first+i)<<shift | word(first+i+1)>>(64-shift)
	}
	return window
}

// sinCosDD returns sine and cosine for |r| <= π/4.
func sinCosDD(r dd) (sin, cos dd) {
	negative := r.hi < 0
	if negative {
		r = r.neg()
	}
	j := math.RoundToEven(r.hi * 64)
	t := twoSum(r.hi-j/64, r.lo)
	square := t.mul(t)
	h := square.hi
	f := &reciprocalFactorial
	// sin t = t - t³/3! + …, cos t - 1 = -t²/2! + t⁴/4! - …
	s := dd{f[9].hi - h*(f[11].hi-h*f[13].hi), 0}
	c := dd{f[8].hi - h*(f[10].hi-h*f[12].hi), 0}
	for n := 7; n >= 3; n -= 2 {
		s = f[n].add(square.mul(s).neg())
		c = f[n-1].add(square.mul(c).neg())
	}
	s = t.add(t.mul(square.mul(s)).neg())
	c = square.mul(c).neg()
	if j == 0 {
		sin, cos = s, c.addFloat(1)
	} else {
		sj, cj := sinTable[int(j)], cosTable[int(j)]
		sin = sj.add(sj.mul(c).add(cj.mul(s)))
		cos = cj.add(cj.mul(c).add(sj.mul(s).neg()))
	}
	if negative {
		sin = sin.neg()
	}
	return sin, cos
}

// Sin is C's sin: NaN for infinities.
func Sin(x float64) float64 {
	if !isFinite(x) {
		return QuietNaN()
	}
	if math.Abs(x) < 0x1p-30 {
		return cubic(x, -1./6)
	}
	if r, quadrant, ok := reduceFast(x); ok {
		sin, cos := sinCosFast(r)
		if f, ok := decideQuadrant(sin, cos, quadrant); ok {
			return f
		}
	}
	r, quadrant := reduce(x)
	sin, cos := sinCosDD(r)
	return inQuadrant(sin, cos, quadrant).hi
}

// Cos is C's cos: NaN for infinities.
func Cos(x float64) float64 {
	if !isFinite(x) {
		return QuietNaN()
	}
	if r, quadrant, ok := reduceFast(x); ok {
		sin, cos := sinCosFast(r)
		if f, ok := decideQuadrant(sin, cos, quadrant+1); ok {
			return f
		}
	}
	r, quadrant := reduce(x)
	sin, cos := sinCosDD(r)
	return inQuadrant(sin, cos, quadrant+1).hi
}

// SinCos returns Sin(x) and Cos(x).
func SinCos(x float64) (sin, cos float64) {
	if r, quadrant, ok := reduceFast(x); ok && math.Abs(x) >= 0x1p-30 {
		s, c := sinCosFast(r)
		sin, ok := decideQuadrant(s, c, quadrant)
		cos, ok2 := decideQuadrant(s, c, quadrant+1)
		if ok && ok2 {
			return sin, cos
		}
	}
	return Sin(x), Cos(x)
}

// inQuadrant returns the sine of an angle from sine and cosine of that angle less quadrant*π/2.
func inQuadrant(sin, cos dd, quadrant int) dd {
	if quadrant&1 != 0 {
		sin = cos
	}
	if quadrant&2 != 0 {
		return sin.neg()
	}
	return sin
}

func decideQuadrant(sin, cos dd, quadrant int) (float64, bool) {
	v := inQuadrant(sin, cos, quadrant)
	return decide(v.hi, v.lo, sinCosBound*v.hi)
}

// Tan is C's tan: NaN for infinities.
func Tan(x float64) float64 {
	if !isFinite(x) {
		return QuietNaN()
	}
	if math.Abs(x) < 0x1p-30 {
		return cubic(x, 1./3)
	}
	if r, quadrant, ok := reduceFast(x); ok {
		sin, cos := sinCosFast(r)
		sin, cos = fastTwoSum(sin.hi, sin.lo), fastTwoSum(cos.hi, cos.lo)
		if quadrant&1 != 0 {
			sin, cos = cos.neg(), sin
		}
		tan := sin.divFast(cos)
		if f, ok := decide(tan.hi, tan.lo, tanBound*tan.hi); ok {
			return f
		}
	}
	r, quadrant := reduce(x)
	sin, cos := sinCosDD(r)
	if quadrant&1 == 0 {
		return sin.div(cos).hi
	}
	return cos.div(sin).neg().hi
}

// atanRatio returns atan(y/x) for x > 0, y >= 0 of moderate size, not both tiny.
func atanRatio(y, x dd) dd {
	if y.hi > x.hi {
		return ddHalfPi.add(atanRatio(x, y).neg())
	}
	c := math.RoundToEven(y.hi/x.hi*64) / 64
	// atan(y/x) = atan c + atan((y-cx)/(x+cy))
	u := y
	if c != 0 {
		u = y.add(x.mulFloat(-c)).div(x.add(y.mulFloat(c)))
	} else {
		u = y.div(x)
	}
	square := u.mul(u)
	h := square.hi
	sum := dd{1./9 - h*(1./11-h*(1./13-h*(1./15))), 0}
	for n := 7; n >= 3; n -= 2 {
		sum = reciprocal[n].add(square.mul(sum).neg())
	}
	u = u.add(u.mul(square.mul(sum)).neg())
	return atanTable[int(c*64)].add(u)
}

// Atan is C's atan.
func Atan(x float64) float64 {
	switch a := math.Abs(x); {
	case x != x || a < 0x1p-30:
		return cubic(x, -1./3)
	case a > 0x1p60:
		return math.Copysign(math.Pi/2, x)
	default:
		angle := atanFast(dd{a, 0}, dd{1, 0})
		f, ok := decide(angle.hi, angle.lo, atanBound*angle.hi)
		if !ok {
			f = atanRatio(dd{a, 0}, dd{1, 0}).hi
		}
		return math.Copysign(f, x)
	}
}

// Atan2 is C's atan2: the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	ay, ax := math.Abs(y), math.Abs(x)
	switch {
	case x != x || y != y:
		return QuietNaN()
	case ay == 0 || ax == 0 || math.IsInf(ay, 1) || math.IsInf(ax, 1):
		return math.Atan2(y, x) // multiples of π/4
	}
	const least, most = 0x1p-300, 0x1p300
	if ay > least && ay < most && ax > least && ax < most {
		angle := atanFast(dd{ay, 0}, dd{ax, 0})
		if x < 0 {
			angle = angle.from(ddPi)
		}
		if f, ok := decide(angle.hi, angle.lo, atanBound*angle.hi); ok {
			return math.Copysign(f, y)
		}
	}
	_, ey := math.Frexp(ay)
	_, ex := math.Frexp(ax)
	switch {
	case ey-ex > 120:
		return math.Copysign(math.Pi/2, y)
	case ex-ey > 120 && math.Signbit(x):
		return math.Copysign(math.Pi, y)
	case ex-ey > 120:
		ratio := dd{math.Ldexp(ay, -ey), 0}.div(dd{math.Ldexp(ax, -ex), 0})
		return math.Copysign(ratio.ldexp(ey-ex), y)
	}
	angle := atanRatio(dd{math.Ldexp(ay, -ex), 0}, dd{math.Ldexp(ax, -ex), 0})
	if x < 0 {
		angle = ddPi.add(angle.neg())
	}
	return math.Copysign(angle.hi, y)
}

// Asin is C's asin: NaN outside [-1, 1].
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return QuietNaN()
	case a < 0x1p-30:
		return cubic(x, 1./6)
	case a < 1:
		angle := atanFast(dd{a, 0}, cosineOfSine(a))
		if f, ok := decide(angle.hi, angle.lo, atanBound*angle.hi); ok {
			return math.Copysign(f, x)
		}
	}
	return math.Copysign(atanRatio(dd{a, 0}, oneMinusSquare(a).sqrt()).hi, x)
}

// Acos is C's acos: NaN outside [-1, 1].
func Acos(x float64) float64 {
	a := math.Abs(x)
	if !(a <= 1) {
		return QuietNaN()
	}
	if 0x1p-100 < a && a < 1 {
		angle := atanFast(cosineOfSine(a), dd{a, 0})
		if x < 0 {
			angle = angle.from(ddPi)
		}
		if f, ok := decide(angle.hi, angle.lo, atanBound*angle.hi); ok {
			return f
		}
	}
	angle := atanRatio(oneMinusSquare(a).sqrt(), dd{a, 0})
	if x < 0 {
		angle = ddPi.add(angle.neg())
	}
	return angle.hi
}

// oneMinusSquare returns 1-a² for 0 <= a <= 1.
func oneMinusSquare(a float64) dd {
	return twoSum(1, -a).mul(twoSum(1, a))
}
