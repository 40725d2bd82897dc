// Package math is Python's module math: the functions of C's library on floats, and number theory on ints.
//
//	math.go      the table of functions, those of one float
//	float.go     functions of several floats, parts and neighbours of a float
//	sum.go       sums, products and norms
//	integer.go   factorials, binomials, divisors
//
// Reference: "math — Mathematical functions" in the Python library reference.
package math

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "math",
	Doc:       "Mathematical functions of real numbers, as C's library defines them.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		for _, c := range []struct {
			name  string
			value float64
		}{{"pi", math.Pi}, {"e", math.E}, {"tau", 2 * math.Pi}, {"inf", math.Inf(1)}, {"nan", num.QuietNaN()}} {
			m.Set(th, c.name, py.Float(c.value))
		}
		return nil
	},
}

func functions() []*py.MethodDef {
	const (
		unit     = "expected a number in range from -1 up to 1, got %s"
		finite   = "expected a finite input, got %s"
		positive = "expected a noninteger or positive integer, got %s"
	)
	return []*py.MethodDef{
		unary("acos", "Return the arc cosine of x in radians, from 0 to pi.", num.Acos, unit),
		unary("acosh", "Return the inverse hyperbolic cosine of x.", num.Acosh, "expected argument value not less than 1, got %s"),
		unary("asin", "Return the arc sine of x in radians, from -pi/2 to pi/2.", num.Asin, unit),
		unary("asinh", "Return the inverse hyperbolic sine of x.", num.Asinh, ""),
		unary("atan", "Return the arc tangent of x in radians, from -pi/2 to pi/2.", num.Atan, ""),
		py.Def("atan2(y, x, /)", "Return the angle of the point (x, y) in radians, from -pi to pi.", binary(num.Atan2)),
		unary("atanh", "Return the inverse hyperbolic tangent of x.", num.Atanh, "expected a number between -1 and 1, got %s"),
		unary("cbrt", "Return the cube root of x.", num.Cbrt, ""),
		py.Def("ceil(x, /)", "Return the smallest int that is not below x.", rounding("__ceil__", math.Ceil)),
		py.Def("copysign(x, y, /)", "Return a float with the magnitude of x and the sign of y.", binary(math.Copysign)),
		unary("cos", "Return the cosine of x radians.", num.Cos, finite),
		unary("cosh", "Return the hyperbolic cosine of x.", num.Cosh, ""),
		unary("degrees", "Convert the angle x from radians to degrees.", func(x float64) float64 { return x * (180 / math.Pi) }, ""),
		py.Def("dist(p, q, /)", "Return the Euclidean distance of two points, given as sequences of coordinates.", dist),
		unary("erf", "Return the error function at x.", num.Erf, ""),
		unary("erfc", "Return 1 - erf(x), without its loss of precision.", num.Erfc, ""),
		unary("exp", "Return e raised to the power x.", num.Exp, ""),
		unary("exp2", "Return 2 raised to the power x.", num.Exp2, ""),
		unary("expm1", "Return exp(x) - 1, without its loss of precision near 0.", num.Expm1, ""),
		unary("fabs", "Return the absolute value of x as a float.", math.Abs, ""),
		py.Def("factorial(n, /)", "Return n!.", factorial),
		py.Def("floor(x, /)", "Return the largest int that is not above x.", rounding("__floor__", math.Floor)),
		py.Def("fma(x, y, z, /)", "Return x*y + z, rounded once.", fma),
		py.Def("fmod(x, y, /)", "Return the exact remainder of x/y with the sign of x.\n\nx % y may differ: it has the sign of y.", fmod),
		py.Def("frexp(x, /)", "Return (m, e) with x == m * 2**e and 0.5 <= abs(m) < 1, or m and e 0.", frexp),
		py.Def("fsum(seq, /)", "Return the sum of an iterable of floats, rounded once.", fsum),
		py.Def("gamma(x, /)", "Return the gamma function at x.", gamma(num.Gamma, positive)),
		anyNumber("gcd", "integers", "Return the greatest common divisor.", gcd),
		anyNumber("hypot", "coordinates", "Return the Euclidean distance of a point from the origin.", hypot),
		py.Def("isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Return whether a and b differ by no more than a tolerance.\n\n  rel_tol\n    the tolerance as a fraction of the larger of them\n  abs_tol\n    the least tolerance\n\nA NaN is close to nothing, an infinity only to itself.", isClose).Unfilled(2, 2),
		py.Def("isfinite(x, /)", "Return whether x is neither infinite nor a NaN.", test(func(x float64) bool { return x-x == 0 })),
		py.Def("isinf(x, /)", "Return whether x is infinite.", test(func(x float64) bool { return math.IsInf(x, 0) })),
		py.Def("isnan(x, /)", "Return whether x is a NaN.", test(math.IsNaN)),
		py.Def("isqrt(n, /)", "Return the integer part of the square root of n.", isqrt),
		anyNumber("lcm", "integers", "Return the least common multiple.", lcm),
		py.Def("ldexp(x, i, /)", "Return x * 2**i.", ldexp),
		py.Def("lgamma(x, /)", "Return the natural logarithm of the absolute value of gamma(x).", gamma(num.LogGamma, positive)),
		py.DefRaw("log", "", "log(x[, base])\n\nReturn the logarithm of x to the base, by default e.", log),
		py.Def("log10(x, /)", "Return the logarithm of x to the base 10.", logarithm(num.Log10)),
		unary("log1p", "Return the natural logarithm of 1+x, without loss of precision near 0.", num.Log1p, "expected argument value > -1, got %s"),
		py.Def("log2(x, /)", "Return the logarithm of x to the base 2.", logarithm(num.Log2)),
		py.Def("modf(x, /)", "Return the fraction and the whole part of x, both floats with the sign of x.", modf),
		py.Def("nextafter($module, x, y, /, *, steps=None)", "Return the float that is so many steps, by default one, from x towards y.", nextAfter),
		py.Def("perm(n, k=None, /)", "Return in how many ways k of n items can be chosen in order; all n without k.", perm),
		py.Def("comb(n, k, /)", "Return in how many ways k of n items can be chosen.", comb),
		py.Def("pow(x, y, /)", "Return x raised to the power y, as floats.", pow),
		py.Def("prod($module, iterable, /, *, start=1)", "Return the product of start and the items.", prod),
		unary("radians", "Convert the angle x from degrees to radians.", func(x float64) float64 { return x * (math.Pi / 180) }, ""),
		py.Def("remainder(x, y, /)", "Return x - n*y for the int n nearest to x/y, the even one of two.", remainder),
		unary("sin", "Return the sine of x radians.", num.Sin, finite),
		unary("sinh", "Return the hyperbolic sine of x.", num.Sinh, ""),
		unary("sqrt", "Return the square root of x.", math.Sqrt, "expected a nonnegative input, got %s"),
		py.Def("sumprod(p, q, /)", "Return the sum of the products of the items of p and q in pairs.", sumProd),
		unary("tan", "Return the tangent of x radians.", num.Tan, finite),
		unary("tanh", "Return the hyperbolic tangent of x.", num.Tanh, ""),
		py.Def("trunc(x, /)", "Return x.__trunc__(), usually the int nearest to x between 0 and x.", trunc),
		py.Def("ulp(x, /)", "Return the value of the least significant bit of x.", ulp),
	}
}

// unary declares a function of one float. domain words the ValueError for a NaN that comes of no NaN, and for a pole.
// Where there is none, an infinity that comes of a finite number is an overflow.
func unary(name, doc string, f func(float64) float64, domain string) *py.MethodDef {
	return py.Def(name+"(x, /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		x, err := py.FloatOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		r := f(x)
		if r-r != 0 { // not finite
			if err := checkUnary(x, r, domain); err != nil {
				return py.Unbound, err
			}
		}
		return py.Float(r), nil
	})
}

// anyNumber declares a function of any number of arguments.
func anyNumber(name, arguments, doc string, f py.Func) *py.MethodDef {
	return py.DefRaw(name, "($module, /, *"+arguments+")", doc, func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
		if err := noKeywords(name, kw); err != nil {
			return py.Unbound, err
		}
		return f(th, a)
	})
}

func noKeywords(name string, kw *py.Tuple) error {
	if kw != nil && kw.Len() > 0 {
		return py.Raise(py.TypeError, "math.%s() takes no keyword arguments", name)
	}
	return nil
}

func checkUnary(x, r float64, domain string) error {
	switch {
	case math.IsNaN(r) && !math.IsNaN(x), domain != "" && math.IsInf(r, 0) && !math.IsInf(x, 0):
		return py.Raise(py.ValueError, domain, num.FloatRepr(x))
	case math.IsInf(r, 0) && !math.IsInf(x, 0):
		return rangeError()
	}
	return nil
}

func rangeError() error  { return py.Raise(py.OverflowError, "math range error") }
func domainError() error { return py.Raise(py.ValueError, "math domain error") }

func test(f func(float64) bool) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		x, err := py.FloatOf(th, a[0])
		return py.Bool(f(x)), err
	}
}

func gamma(f func(float64) (float64, bool), domain string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		x, err := py.FloatOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		r, invalid := f(x)
		switch {
		case invalid:
			return py.Unbound, py.Raise(py.ValueError, domain, num.FloatRepr(x))
		case math.IsInf(r, 0) && !math.IsInf(x, 0):
			return py.Unbound, rangeError()
		}
		return py.Float(r), nil
	}
}

// logOf returns f, a logarithm, of any real number: ints may be beyond the range of floats.
func logOf(th *py.Thread, v py.Value, f func(float64) float64) (float64, error) {
	if v.IsFloat() && v.FloatValue() > 0 {
		return f(v.FloatValue()), nil
	}
	if n, ok := py.NumFromInt(v); ok {
		if n.Sign() <= 0 {
			return 0, py.Raise(py.ValueError, "expected a positive input")
		}
		if x, err := n.Float(); err == nil {
			return f(x), nil
		}
		m, e := frexpInt(n)
		return f(m) + f(2)*float64(e), nil
	}
	x, err := py.FloatOf(th, v)
	if err != nil {
		return 0, err
	}
	if x <= 0 {
		return 0, py.Raise(py.ValueError, "expected a positive input, got %s", num.FloatRepr(x))
	}
	return f(x), nil
}

// frexpInt returns m and e with n = m * 2**e but for rounding, and 0.5 <= m < 1.
func frexpInt(n num.Int) (m float64, e int64) {
	e = n.BitLength()
	shift := e - 64 // what remains rounds once, given that the bits below are told by one of them
	top, _ := n.Rshift(num.FromInt64(shift))
	back, _ := top.Lshift(num.FromInt64(shift), nil)
	if back.Cmp(n) != 0 {
		top = top.Or(num.FromInt64(1))
	}
	f, _ := top.Float()
	return math.Ldexp(f, -64), e
}

func logarithm(f func(float64) float64) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := logOf(th, a[0], f)
		return py.Float(r), err
	}
}

func log(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
	switch err := noKeywords("log", kw); {
	case err != nil:
		return py.Unbound, err
	case len(a) == 0:
		return py.Unbound, py.Raise(py.TypeError, "log expected at least 1 argument, got 0")
	case len(a) > 2:
		return py.Unbound, py.Raise(py.TypeError, "log expected at most 2 arguments, got %d", len(a))
	}
	x, err := logOf(th, a[0], num.Log)
	if err != nil || len(a) == 1 {
		return py.Float(x), err
	}
	base, err := logOf(th, a[1], num.Log)
	if err != nil {
		return py.Unbound, err
	}
	q, err := num.TrueDivFloat(x, base)
	return py.Float(q), py.NumError(err)
}

// rounding makes floor or ceil, which a class may define itself.
func rounding(method string, f func(float64) float64) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		if !a[0].IsFloat() {
			v, found, err := py.CallSpecial(th, a[0], th.Interp.Intern(method))
			if err != nil || found {
				return v, err
			}
		}
		x, err := py.FloatOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return intResult(num.FloatToInt(f(x)))
	}
}

func trunc(th *py.Thread, a []py.Value) (py.Value, error) {
	if a[0].IsFloat() {
		return intResult(num.FloatToInt(a[0].FloatValue()))
	}
	v, found, err := py.CallSpecial(th, a[0], th.Interp.Intern("__trunc__"))
	if err == nil && !found {
		return py.Unbound, py.Raise(py.TypeError, "type %s doesn't define __trunc__ method", a[0].Type().TypeName())
	}
	return v, err
}

func intResult(n num.Int, err error) (py.Value, error) {
	if err != nil {
		return py.Unbound, py.NumError(err)
	}
	return py.IntFromNum(n), nil
}
