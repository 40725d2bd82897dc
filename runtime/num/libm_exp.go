// Exponential, logarithm and power.

package num

import "math"

// expDD returns m and k with exp(x) = m * 2**k, m between 0.7 and 1.5, for |x| < 1100.
func expDD(x dd) (m dd, k int) {
	n := math.RoundToEven(x.hi * (1 / math.Ln2))
	r := twoSum(x.hi, -n*ln2Parts[0]).addFloat(-n * ln2Parts[1]).addFloat(-n * ln2Parts[2]).addFloat(x.lo)
	j := math.RoundToEven(r.hi * 64)
	r = fastTwoSum(r.hi-j/64, r.lo)
	t := expTable[int(j)+expTableHalf]
	return t.add(t.mul(expm1Series(r))), int(n)
}

// expm1Series returns exp(r)-1 for |r| <= 1/64.
func expm1Series(r dd) dd {
	h := r.hi
	f := &reciprocalFactorial
	sum := dd{f[7].hi + h*(f[8].hi+h*(f[9].hi+h*(f[10].hi+h*(f[11].hi+h*f[12].hi)))), 0}
	for n := 6; n >= 1; n-- {
		sum = r.mul(sum).add(f[n])
	}
	return r.mul(sum)
}

// logDD returns the logarithm of x > 0, finite.
func logDD(x float64) dd {
	fraction, exponent := math.Frexp(x)
	return logScaled(dd{fraction * 2, 0}, exponent-1)
}

// logOfDD returns the logarithm of x > 0, finite and normal.
func logOfDD(x dd) dd {
	fraction, exponent := math.Frexp(x.hi)
	return logScaled(dd{fraction * 2, math.Ldexp(x.lo, 1-exponent)}, exponent-1)
}

// logScaled returns log(m * 2**k) for 1 <= m < 2.
func logScaled(m dd, k int) dd {
	if m.hi > math.Sqrt2 {
		m = m.scale(0.5)
		k++
	}
	entry := &logTable[int(math.RoundToEven((m.hi-1)*128))-logTableFirst]
	product := twoProduct(m.hi, entry.reciprocal)
	r := twoSum(product.hi-1, product.lo)
	r = r.addFloat(m.lo * entry.reciprocal)
	sum := log1pSeries(r).add(entry.log)
	n := float64(k)
	high := twoSum(n*ln2Parts[0], n*ln2Parts[1]).addFloat(n * ln2Parts[2])
	return high.add(sum)
}

// log1pSeries returns log(1+r) for |r| <= 1/128.
func log1pSeries(r dd) dd {
	h := r.hi
	sum := dd{1./7 - h*(1./8-h*(1./9-h*(1./10-h*(1./11-h*(1./12-h*(1./13-h*(1./14-h*(1./15)))))))), 0}
	for n := 6; n >= 1; n-- {
		sum = reciprocal[n].add(r.mul(sum).neg())
	}
	return r.mul(sum)
}

// Exp is C's exp.
func Exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.79:
		return math.Inf(1)
	case x < -745.2:
		return 0
	case math.Abs(x) < 0x1p-60:
		return 1 + x
	case math.Abs(x) < 700:
		if f, ok := expFast(x, 0, 0); ok {
			return f
		}
	}
	m, k := expDD(dd{x, 0})
	return m.ldexp(k)
}

// Exp2 is C's exp2.
func Exp2(x float64) float64 {
	switch {
	case x != x:
		return x
	case x >= 1024:
		return math.Inf(1)
	case x < -1076:
		return 0
	}
	if math.Abs(x) < 1000 {
		power := ddLn2.mulFloat(x)
		if f, ok := expFast(power.hi, power.lo, 0x1p-100*math.Abs(power.hi)); ok {
			return f
		}
	}
	n := math.RoundToEven(x)
	m, k := expDD(ddLn2.mulFloat(x - n))
	return m.ldexp(k + int(n))
}

// Log is C's log: NaN for a negative number, -Inf for 0.
func Log(x float64) float64 {
	if special, ok := logSpecial(x); ok {
		return special
	}
	if f, ok := decide(logFast(x)); ok {
		return f
	}
	return logDD(x).hi
}

func logSpecial(x float64) (float64, bool) {
	switch {
	case x != x || x > math.MaxFloat64:
		return x, true
	case x < 0:
		return QuietNaN(), true
	case x == 0:
		return math.Inf(-1), true
	}
	return 0, x == 1
}

// Log2 is C's log2.
func Log2(x float64) float64 {
	if special, ok := logSpecial(x); ok {
		return special
	}
	if fraction, exponent := math.Frexp(x); fraction == 0.5 {
		return float64(exponent - 1)
	}
	hi, lo, bound := logFast(x)
	if f, ok := decide(scaled(hi, lo, bound, ddLog2E)); ok {
		return f
	}
	return logDD(x).div(ddLn2).hi
}

// Log10 is C's log10, by the formula of Sun's fdlibm.
func Log10(x float64) float64 {
	if special, ok := logSpecial(x); ok {
		return special
	}
	const log10of2, log10of2Tail, log10ofE = 3.01029995663611771306e-01, 3.69423907715893078616e-13, 4.34294481903251816668e-01
	fraction, exponent := math.Frexp(x)
	if exponent > 0 { // the fraction in [1, 2) for x >= 1, in [0.5, 1) below
		fraction *= 2
		exponent--
	}
	y := float64(exponent)
	low := float64(y*log10of2Tail) + float64(log10ofE*Log(fraction))
	return low + float64(y*log10of2)
}

// Log1p is C's log1p. (Go's and the C library's come both from fdlibm.)
func Log1p(x float64) float64 { return math.Log1p(x) }

// Expm1 is C's expm1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Pow is C's pow for a finite x > 0 and a finite y: +Inf on overflow.
func Pow(x, y float64) float64 {
	switch {
	case x == 1 || y == 0:
		return 1
	case math.Abs(y) > 0x1p70 || x == 0 || !isFinite(x) || y != y:
		return math.Pow(x, y) // 0, 1, Inf or NaN: nothing to round
	case y == 1:
		return x
	case y == 2:
		return x * x
	case y == 0.5:
		return math.Sqrt(x)
	case math.Abs(y) <= 64 && y == math.Floor(y):
		if f, ok := powInteger(x, int(y)); ok {
			return f
		}
	}
	if n := 2 * y; math.Abs(n) < 16 && n == math.Floor(n) {
		if f, ok := powHalves(x, int(n)); ok {
			return f
		}
	}
	if f, ok := powFast(x, y); ok {
		return f
	}
	z := logDD(x).mulFloat(y)
	switch {
	case z.hi > 709.79:
		return math.Inf(1)
	case z.hi < -745.2:
		return 0
	}
	m, k := expDD(z)
	return m.ldexp(k)
}

// Cbrt is C's cbrt.
func Cbrt(x float64) float64 {
	if x == 0 || !isFinite(x) {
		return x
	}
	// Bring the exponent to a multiple of 3, and take one Newton step from a good float.
	fraction, exponent := math.Frexp(x)
	third := int(math.Floor(float64(exponent) / 3))
	a := math.Ldexp(fraction, exponent-3*third)
	if root := cbrtFast(a); third > -300 {
		if f, ok := decide(root.hi, root.lo, 0x1p-99*root.hi); ok {
			return f * math.Float64frombits(uint64(1023+third)<<52)
		}
	}
	y := math.Cbrt(a)
	cube := twoProduct(y, y).mulFloat(y)
	rest := dd{a, 0}.add(cube.neg())
	root := fastTwoSum(y, rest.hi/(3*y*y))
	cube = root.mul(root).mul(root)
	rest = dd{a, 0}.add(cube.neg())
	return root.addFloat(rest.hi / (3 * y * y)).ldexp(third)
}

// Hypot is C's hypot: the square root of x*x+y*y.
func Hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	if math.IsInf(x, 1) || math.IsInf(y, 1) {
		return math.Inf(1)
	}
	if x < y {
		x, y = y, x
	}
	switch {
	case x != x || y != y:
		return QuietNaN()
	case y == 0:
		return x
	}
	if x < 0x1p400 && y > 0x1p-400 {
		root := hypotFast(x, y)
		if f, ok := decide(root.hi, root.lo, 0x1p-99*root.hi); ok {
			return f
		}
	}
	_, exponent := math.Frexp(x)
	x, y = math.Ldexp(x, -exponent), math.Ldexp(y, -exponent)
	if y < 0x1p-60 {
		return fastTwoSum(x, y*y/2).ldexp(exponent)
	}
	return twoProduct(x, x).add(twoProduct(y, y)).sqrt().ldexp(exponent)
}
