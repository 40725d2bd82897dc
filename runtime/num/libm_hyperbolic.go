// Hyperbolic functions and their inverses.

package num

import "math"

// Sinh is C's sinh: infinite on overflow.
func Sinh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a > 711:
		return math.Copysign(math.Inf(1), x) + (x - x)
	case a < 0x1p-30:
		return cubic(x, 1./6)
	case a <= 1./64:
		// (e + e/(e+1)) / 2 with e = exp(x)-1 loses nothing near 0.
		e := expm1Series(dd{a, 0})
		return math.Copysign(e.add(e.div(e.addFloat(1))).hi/2, x)
	}
	m, k := expDD(dd{a, 0})
	if k > 60 {
		return math.Copysign(m.ldexp(k-1), x)
	}
	m = m.scale(math.Ldexp(1, k-1))
	return math.Copysign(m.add(dd{-0.25, 0}.div(m)).hi, x)
}

// Cosh is C's cosh: infinite on overflow.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a > 711:
		return math.Inf(1)
	}
	m, k := expDD(dd{a, 0})
	if k > 60 {
		return m.ldexp(k - 1)
	}
	m = m.scale(math.Ldexp(1, k-1))
	return m.add(dd{0.25, 0}.div(m)).hi
}

// Tanh is C's tanh.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a > 40:
		return math.Copysign(1, x)
	case a < 0x1p-30:
		return cubic(x, -1./3)
	}
	e := expm1DD(2 * a)
	return math.Copysign(e.div(e.addFloat(2)).hi, x)
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
	// asinh a = log1p(a + a²/(1+sqrt(1+a²)))
	square := twoProduct(a, a)
	root := square.addFloat(1).sqrt()
	return math.Copysign(log1pDD(square.div(root.addFloat(1)).addFloat(a)).hi, x)
}

// Acosh is C's acosh: NaN below 1.
func Acosh(x float64) float64 {
	switch {
	case x < 1:
		return math.NaN()
	case !isFinite(x):
		return x
	case x > 0x1p60:
		return logDD(x).add(ddLn2).hi
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
		return math.NaN()
	case a == 1:
		return math.Copysign(math.Inf(1), x)
	case a < 0x1p-30:
		return cubic(x, 1./3)
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
