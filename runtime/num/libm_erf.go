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

// Erf is C's erf.
func Erf(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || x == 0:
		return x
	case a < 0x1p-60:
		fraction, exponent := math.Frexp(x)
		return ddTwoOverSqrtPi.mulFloat(fraction).ldexp(exponent)
	case a <= erfSeriesEnd:
		return math.Copysign(erfSeries(a).hi, x)
	case a > 6:
		return math.Copysign(1, x)
	}
	m, k := erfcFraction(a)
	return math.Copysign(m.scale(math.Ldexp(1, k)).neg().addFloat(1).hi, x)
}

// Erfc is C's erfc, 1-erf(x).
func Erfc(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a < 0x1p-60:
		return 1
	case a <= erfSeriesEnd:
		e := erfSeries(a)
		if x > 0 {
			e = e.neg()
		}
		return e.addFloat(1).hi
	case x < -6:
		return 2
	case x > 27.3:
		return 0
	}
	m, k := erfcFraction(a)
	if x < 0 {
		return m.scale(math.Ldexp(1, k)).neg().addFloat(2).hi
	}
	return m.ldexp(k)
}
