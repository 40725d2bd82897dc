// Hyperbolic functions and their inverses.

package num

import "math"

// The forward functions follow the formulas of Sun's fdlibm, as C libraries do:
// their results differ from the correctly rounded ones often enough to be seen.

// Beyond these arguments exp(-x) doesn't count, and exp(x) overflows.
const (
	hyperbolicLarge = 22
	expOverflow     = 709.782712893384
)

// Sinh is C's sinh: infinite on overflow.
func Sinh(x float64) float64 {
	a := math.Abs(x)
	half := math.Copysign(0.5, x)
	switch {
	case x != x || a < 0x1p-28:
		return x
	case a >= hyperbolicLarge:
		return scaledExp(a, half)
	}
	t := math.Expm1(a)
	if a < 1 {
		return half * (2*t - float64(t*t/(t+1)))
	}
	return half * (t + t/(t+1))
}

// Cosh is C's cosh: infinite on overflow.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a < 0.5*math.Ln2:
		t := math.Expm1(a)
		w := 1 + t
		return 1 + t*t/(w+w)
	case a < hyperbolicLarge:
		t := Exp(a)
		return float64(0.5*t) + 0.5/t
	}
	return scaledExp(a, 0.5)
}

// scaledExp returns half*exp(a), which may be finite where exp(a) isn't.
func scaledExp(a, half float64) float64 {
	if a <= expOverflow {
		return half * Exp(a)
	}
	w := Exp(0.5 * a)
	return half * w * w
}

// Tanh is C's tanh.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a >= hyperbolicLarge:
		return math.Copysign(1, x)
	case a < 0x1p-55:
		return x * (1 + x)
	case a >= 1:
		return math.Copysign(1-2/(math.Expm1(2*a)+2), x)
	}
	t := math.Expm1(-2 * a)
	return math.Copysign(t/(t+2), x)
}

// Asinh is C's asinh.
func Asinh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !isFinite(x):
		return x
	case a < 0x1p-30:
		return cubic(x, -1./6)
	case a > 0x1p60:
		return math.Copysign(logDD(a).add(ddLn2).hi, x)
	}
	if a > 1./64 && a < 0x1p500 {
		root := twoProduct(a, a).addFloat(1).sqrtFast()
		sum := twoSum(root.hi, a)
		if f, ok := decide(logOfFast(fastTwoSum(sum.hi, sum.lo+root.lo))); ok {
			return math.Copysign(f, x)
		}
	}
	// asinh a = log1p(a + a²/(1+sqrt(1+a²)))
	square := twoProduct(a, a)
	root := square.addFloat(1).sqrt()
	return math.Copysign(log1pDD(square.div(root.addFloat(1)).addFloat(a)).hi, x)
}

// Acosh is C's acosh: NaN below 1.
func Acosh(x float64) float64 {
	switch {
	case x < 1:
		return QuietNaN()
	case !isFinite(x):
		return x
	case x > 0x1p60:
		return logDD(x).add(ddLn2).hi
	}
	if x > 1+1./1024 {
		root := twoProduct(x, x).addFloat(-1).sqrtFast()
		sum := fastTwoSum(x, root.hi)
		if f, ok := decide(logOfFast(fastTwoSum(sum.hi, sum.lo+root.lo))); ok {
			return f
		}
	}
	// acosh x = log1p(t + sqrt(2t+t²)), t = x-1
	t := twoSum(x, -1)
	return log1pDD(t.scale(2).add(t.mul(t)).sqrt().add(t)).hi
}

// Atanh is C's atanh: NaN outside [-1, 1], infinite at its ends.
func Atanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return QuietNaN()
	case a == 1:
		return math.Copysign(math.Inf(1), x)
	case a < 0x1p-30:
		return cubic(x, 1./3)
	}
	if a > 1./64 {
		ratio := twoSum(1, a).divFast(twoSum(1, -a))
		if hi, lo, bound := logOfFast(fastTwoSum(ratio.hi, ratio.lo)); true {
			if f, ok := decide(hi/2, lo/2, bound/2); ok {
				return math.Copysign(f, x)
			}
		}
	}
	// atanh a = log1p(2a/(1-a)) / 2
	return math.Copysign(log1pDD(dd{2 * a, 0}.div(twoSum(1, -a))).hi/2, x)
}

// log1pDD returns log(1+r) for r >= 0.
func log1pDD(r dd) dd {
	if r.hi <= 1./128 {
		return log1pSeries(r)
	}
	return logOfDD(r.addFloat(1))
}
