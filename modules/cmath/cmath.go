// Package cmath is the module of the same name: functions of complex numbers (library reference, "cmath").
//
//	cmath.go      the module
//	functions.go  the functions
//	special.go    their values at infinities and NaN
package cmath

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "cmath",
	Doc:       "Functions of complex numbers.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "pi", py.Float(math.Pi))
		m.Set(th, "e", py.Float(math.E))
		m.Set(th, "tau", py.Float(2*math.Pi))
		m.Set(th, "inf", py.Float(math.Inf(1)))
		m.Set(th, "nan", py.Float(num.QuietNaN()))
		m.Set(th, "infj", py.NewComplex(complex(0, math.Inf(1))))
		m.Set(th, "nanj", py.NewComplex(complex(0, num.QuietNaN())))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		function("acos", "Return the arc cosine.", acos),
		function("acosh", "Return the inverse hyperbolic cosine.", acosh),
		function("asin", "Return the arc sine.", turned(asinh)),
		function("asinh", "Return the inverse hyperbolic sine.", asinh),
		function("atan", "Return the arc tangent.", turned(atanh)),
		function("atanh", "Return the inverse hyperbolic tangent.", atanh),
		function("cos", "Return the cosine.", func(z complex128) (complex128, condition) { return cosh(complex(-imag(z), real(z))) }),
		function("cosh", "Return the hyperbolic cosine.", cosh),
		function("exp", "Return e to the power of z.", exp),
		function("log10", "Return the logarithm to base 10.", log10),
		function("sin", "Return the sine.", turned(sinh)),
		function("sinh", "Return the hyperbolic sine.", sinh),
		function("sqrt", "Return the square root.", sqrt),
		function("tan", "Return the tangent.", turned(tanh)),
		function("tanh", "Return the hyperbolic tangent.", tanh),
		py.Def("log($module, z, base=<unrepresentable>, /)", "Return the logarithm, natural unless a base is given.", logBase),
		py.Def("phase($module, z, /)", "Return the angle to the positive real axis.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			z, err := py.ComplexOf(th, a[0])
			return py.Float(num.Atan2(imag(z), real(z))), err
		}),
		py.Def("polar($module, z, /)", "Return modulus and phase.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			z, err := py.ComplexOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			r, err := num.AbsComplex(z)
			if err != nil {
				return py.Unbound, py.Raise(py.OverflowError, "math range error")
			}
			return py.TupleOf(py.Float(r), py.Float(num.Atan2(imag(z), real(z)))).Value(), nil
		}),
		py.Def("rect($module, r, phi, /)", "Return the number with modulus r and phase phi.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			r, err := py.FloatOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			phi, err := py.FloatOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return result(rect(r, phi))
		}),
		question("isfinite", "Are both parts finite?", finiteParts),
		question("isinf", "Is a part infinite?", func(z complex128) bool { return math.IsInf(real(z), 0) || math.IsInf(imag(z), 0) }),
		question("isnan", "Is a part NaN?", func(z complex128) bool { return math.IsNaN(real(z)) || math.IsNaN(imag(z)) }),
		py.Def("isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Are two numbers close to each other, relative to the larger one or absolutely?", isClose),
	}
}

// result makes a value of a function's result.
func result(w complex128, c condition) (py.Value, error) {
	switch c {
	case domain:
		return py.Unbound, py.Raise(py.ValueError, "math domain error")
	case overflow:
		return py.Unbound, py.Raise(py.OverflowError, "math range error")
	}
	return py.NewComplex(w), nil
}

func function(name, doc string, f func(complex128) (complex128, condition)) *py.MethodDef {
	return py.Def(name+"($module, z, /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		z, err := py.ComplexOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return result(f(z))
	})
}

func question(name, doc string, f func(complex128) bool) *py.MethodDef {
	return py.Def(name+"($module, z, /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		z, err := py.ComplexOf(th, a[0])
		return py.Bool(f(z)), err
	})
}

func logBase(th *py.Thread, a []py.Value) (py.Value, error) {
	z, err := py.ComplexOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	w, c := logarithm(z)
	if a[1].IsUnbound() {
		return result(w, c)
	}
	base, err := py.ComplexOf(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	b, cb := logarithm(base)
	if c == fine {
		c = cb
	}
	if c != fine {
		return result(w, c)
	}
	q, err := num.DivComplex(w, b)
	if err != nil {
		return result(w, domain)
	}
	return py.NewComplex(q), nil
}

func isClose(th *py.Thread, a []py.Value) (py.Value, error) {
	var z [2]complex128
	var tolerance [2]float64
	var err error
	for i := range 2 {
		if z[i], err = py.ComplexOf(th, a[i]); err != nil {
			return py.Unbound, err
		}
	}
	for i := range 2 {
		if tolerance[i], err = py.FloatOf(th, a[2+i]); err != nil {
			return py.Unbound, err
		}
		if tolerance[i] < 0 {
			return py.Unbound, py.Raise(py.ValueError, "tolerances must be non-negative")
		}
	}
	if z[0] == z[1] {
		return py.True, nil
	}
	infinite := func(z complex128) bool { return math.IsInf(real(z), 0) || math.IsInf(imag(z), 0) }
	if infinite(z[0]) || infinite(z[1]) {
		return py.False, nil
	}
	size := func(z complex128) float64 { return num.Hypot(real(z), imag(z)) }
	d := size(z[0] - z[1])
	return py.Bool(d <= tolerance[0]*size(z[1]) || d <= tolerance[0]*size(z[0]) || d <= tolerance[1]), nil
}
