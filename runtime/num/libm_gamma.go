// Gamma function, its logarithm, and the error function.

package num

import "math"

// The Lanczos approximation with 13 terms and this g, in the rational form
// published with the Boost library: gamma(x) is about
// sum(x) * (x+g-0.5)**(x-0.5) / exp(x+g-0.5).
const (
	lanczosG          = 6.024680040776729583740234375
	lanczosGMinusHalf = 5.524680040776729583740234375
)

var lanczosNumerator = [13]float64{
	23531376880.410759688572007674451636754734846804940,
	42919803642.649098768957899047001988850926355848959,
	35711959237.355668049440185451547166705960488635843,
	17921034426.037209699919755754458931112671403265390,
	6039542586.3520280050642916443072979210699388420708,
	1439720407.3117216736632230727949123939715485786372,
	248874557.86205415651146038641322942321632125127801,
	31426415.585400194380614231628318205362874684987640,
	2876370.6289353724412254090516208496135991145378768,
	186056.26539522349504029498971604569928220784236328,
	8071.6720023658162106380029022722506138218516325024,
	210.82427775157934587250973392071336271166969580291,
	2.5066282746310002701649081771338373386264310793408,
}

var lanczosDenominator = [13]float64{0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1}

// lanczosSum evaluates the ratio in x, or in 1/x where powers of x would be large.
func lanczosSum(x float64) float64 {
	num, den := 0.0, 0.0
	if x < 5 {
		for i := len(lanczosNumerator) - 1; i >= 0; i-- {
			num = float64(num*x) + lanczosNumerator[i]
			den = float64(den*x) + lanczosDenominator[i]
		}
	} else {
		for i := range lanczosNumerator {
			num = num/x + lanczosNumerator[i]
			den = den/x + lanczosDenominator[i]
		}
	}
	return num / den
}

// sinPi returns sin(πx) without the error of rounding πx.
func sinPi(x float64) float64 {
	y := Fmod(math.Abs(x), 2)
	r := 0.0
	switch math.Round(2 * y) {
	case 0:
		r = Sin(math.Pi * y)
	case 1:
		r = Cos(math.Pi * (y - 0.5))
	case 2:
		r = Sin(math.Pi * (1 - y))
	case 3:
		r = -Cos(math.Pi * (y - 1.5))
	case 4:
		r = Sin(math.Pi * (y - 2))
	}
	return math.Copysign(1, x) * r
}

// Gamma is Python's math.gamma. invalid reports a pole or -inf, whose
// ValueError is the caller's; an infinite result for a finite x is overflow.
func Gamma(x float64) (result float64, invalid bool) {
	a := math.Abs(x)
	switch {
	case x != x || math.IsInf(x, 1):
		return x, false
	case x == 0 || math.IsInf(x, -1) || x < 0 && x == math.Floor(x):
		return QuietNaN(), true
	case x == math.Floor(x) && x <= 23:
		product := 1.0 // (x-1)!, exact up to 22!
		for n := 2.0; n < x; n++ {
			product *= n
		}
		return product, false
	case a < 1e-20:
		return 1 / x, false
	case a > 200 && x < 0:
		return 0 / sinPi(x), false
	case a > 200:
		return math.Inf(1), false
	}
	// y is rounded; z puts right what that does to the result.
	y := a + lanczosGMinusHalf
	var z float64
	if a > lanczosGMinusHalf {
		z = (y - a) - lanczosGMinusHalf
	} else {
		z = (y - lanczosGMinusHalf) - a
	}
	z = z * lanczosG / y
	// The power may overflow where the result doesn't: from 140 on by halves.
	exponent, times := a-0.5, 1
	if a >= 140 {
		exponent, times = a/2-0.25, 2
	}
	power := Pow(y, exponent)
	if x < 0 {
		result = -math.Pi / sinPi(a) / a * Exp(y) / lanczosSum(a)
		result -= float64(z * result)
		for range times {
			result /= power
		}
		return result, false
	}
	result = lanczosSum(a) / Exp(y)
	result += float64(z * result)
	for range times {
		result *= power
	}
	return result, false
}

// LogGamma is Python's math.lgamma, the logarithm of |gamma(x)|. invalid
// reports a pole.
func LogGamma(x float64) (result float64, invalid bool) {
	a := math.Abs(x)
	switch {
	case x != x:
		return x, false
	case math.IsInf(x, 0):
		return math.Inf(1), false
	case x == math.Floor(x) && x <= 0:
		return math.Inf(1), true
	case x == 1 || x == 2:
		return 0, false
	case a < 1e-20:
		return -Log(a), false
	}
	result = Log(lanczosSum(a)) - lanczosG
	result += float64((a - 0.5) * (Log(a+lanczosG-0.5) - 1))
	if x < 0 {
		const logPi = 1.144729885849400174143427351353058711647
		result = logPi - Log(math.Abs(sinPi(a))) - Log(a) - result
	}
	return result, false
}
