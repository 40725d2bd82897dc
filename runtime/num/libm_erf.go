// Error function, correctly rounded as in C libraries that use CORE-MATH.

package num

import "math"

var (
	ddTwoOverSqrtPi = dd{0x1.20dd750429b6dp+0, 0x1.1ae3a914fed8p-56}
	ddSqrtPi        = dd{0x1.c5bf891b4ef6bp+0, -0x1.618f13eb7ca89p-54}
)

// erfSeriesEnd is where the power series hands over to the continued fraction.
const erfSeriesEnd = 3

// erfSeries returns erf(x) for 0 < x <= erfSeriesEnd by the series
// 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)), whose terms are all positive
// (NIST handbook of mathematical functions, 7.6.2).
func erfSeries(x float64) dd {
	square := twoProduct(x, x).scale(2)
	term := dd{1, 0}
	sum := term
	for n := 1.0; n < 200 && term.hi > 0x1p-110*sum.hi; n++ {
		term = term.mul(square).div(dd{2*n + 1, 0})
		sum = sum.add(term)
	}
	m, k := expDD(square.scale(-0.5))
	return sum.mulFloat(x).mul(ddTwoOverSqrtPi).mul(m.scale(math.Ldexp(1, k)))
}

// erfcFraction returns m and k, erfc(x) = m * 2**k, for x >= erfSeriesEnd by
// exp(-x²)/√π / (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))) (7.9.1).
func erfcFraction(x float64) (m dd, k int) {
	const terms = 100 // enough for 100 bits at 3; fewer do further out
	fraction := dd{x, 0}
	for n := math.Ceil(terms*(erfSeriesEnd*erfSeriesEnd)/(x*x)) + 8; n >= 1; n-- {
		fraction = dd{n / 2, 0}.div(fraction).addFloat(x)
	}
	m, k = expDD(twoProduct(x, x).neg())
	return m.div(ddSqrtPi.mul(fraction)), k
}

// erfFast returns erf(x), or erfc(x) if complement, for 0 < x <= 6, and a bound of the error but for 2**-100 of the result. From c, the next entry of the table, with t = x-c and
// Hermite's differential equation for the terms d(n)*t**n of exp(-2ct-t²): d(n+1) = -2 (c*d(n) + d(n-1)) / (n+1).
func erfFast(x float64) (e dd, complement bool, bound float64) {
	j := math.RoundToEven(x * 32)
	c := j * (1. / 32)
	t := x - c
	square, ct := t*t, c*t
	rest := 0.0
	last, term := 1.0, -2*ct
	for n := 1; n <= 10+int(c); n++ {
		rest += term * erfDivisors[n+1]
		last, term = term, -2*erfDivisors[n+1]*(ct*term+square*last)
	}
	entry := &erfTable[int(j)]
	slope := entry.slope
	p := twoProduct(slope.hi, t)
	p.lo += slope.lo*t + slope.hi*t*rest
	// The first terms are -ct and -t²/3 or less; each operation adds at most a unit of 2**-53 of them.
	bound = 0x1p-49 * slope.hi * (square + math.Abs(ct)) * math.Abs(t)
	if complement = int(j) >= erfTableHalf; complement {
		p = p.neg()
	}
	e = fastTwoSum(entry.value.hi, p.hi)
	e.lo += entry.value.lo + p.lo
	return e, complement, bound
}

// erfDivisors holds 1/n.
var erfDivisors = [...]float64{0, 1, 1. / 2, 1. / 3, 1. / 4, 1. / 5, 1. / 6, 1. / 7, 1. / 8, 1. / 9, 1. / 10, 1. / 11, 1. / 12, 1. / 13, 1. / 14, 1. / 15, 1. / 16, 1. / 17}

// Erf is C's erf.
func Erf(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || x == 0:
		return x
	case a < 0x1p-60:
		fraction, exponent := math.Frexp(x)
		return ddTwoOverSqrtPi.mulFloat(fraction).ldexp(exponent)
	case a > 6:
		return math.Copysign(1, x)
	}
	e, complement, bound := erfFast(a)
	if complement {
		e = e.from(dd{1, 0})
	}
	f, ok := decide(e.hi, e.lo, bound+0x1p-100*e.hi)
	if !ok {
		f = erfExact(a)
	}
	return math.Copysign(f, x)
}

// erfExact returns erf(x) for 0 < x <= 6.
func erfExact(x float64) float64 {
	if x <= erfSeriesEnd {
		return erfSeries(x).hi
	}
	m, k := erfcFraction(x)
	return m.scale(math.Ldexp(1, k)).neg().addFloat(1).hi
}

// Erfc is C's erfc, 1-erf(x).
func Erfc(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a < 0x1p-60:
		return 1
	case x < -6:
		return 2
	case x > 27.3:
		return 0
	case a <= 6:
		e, complement, bound := erfFast(a)
		switch {
		case complement && x < 0:
			e = e.from(dd{2, 0})
		case x < 0:
			e = e.neg().from(dd{1, 0})
		case !complement:
			e = e.from(dd{1, 0})
		}
		if f, ok := decide(e.hi, e.lo, bound+0x1p-100*e.hi); ok {
			return f
		}
	}
	return erfcExact(x)
}

// erfcExact returns erfc(x) for -6 <= x <= 27.3.
func erfcExact(x float64) float64 {
	a := math.Abs(x)
	if a <= erfSeriesEnd {
		e := erfSeries(a)
		if x > 0 {
			e = e.neg()
		}
		return e.addFloat(1).hi
	}
	m, k := erfcFraction(a)
	if x < 0 {
		return m.scale(math.Ldexp(1, k)).neg().addFloat(2).hi
	}
	return m.ldexp(k)
}
