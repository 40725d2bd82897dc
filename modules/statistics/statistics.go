// Package statistics is the module _statistics: the inverse of the normal distribution's cumulative function.
package statistics

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_statistics",
	Doc:       "What the module statistics needs fast.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_normal_dist_inv_cdf(p, mu, sigma, /)", "Return the x at which the normal distribution has probability p to be below.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			var v [3]float64
			for i, x := range a {
				f, err := py.FloatOf(th, x)
				if err != nil {
					return py.Unbound, err
				}
				v[i] = f
			}
			x, ok := inverse(v[0])
			if !ok {
				return py.Unbound, py.Raise(py.ValueError, "inv_cdf undefined for these parameters")
			}
			return py.Float(v[1] + float64(x*v[2])), nil
		}),
	}
}

// A rational approximation: numerator and denominator, highest power first.
type rational struct{ over, under [8]float64 }

func (r *rational) at(x float64) float64 { return horner(&r.over, x) / horner(&r.under, x) }

func horner(c *[8]float64, x float64) float64 {
	sum := c[0]
	for _, a := range c[1:] {
		sum = float64(sum*x) + a
	}
	return sum
}

// The coefficients of algorithm AS 241, PPND16: M. J. Wichura, "The Percentage Points of the Normal Distribution",
// Applied Statistics 37 (1988).
var (
	centre = rational{
		[8]float64{2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0},
		[8]float64{5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0},
	}
	near = rational{
		[8]float64{7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0},
		[8]float64{1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0},
	}
	far = rational{
		[8]float64{2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0},
		[8]float64{2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0},
	}
)

// inverse is that of the standard normal distribution; ok is false unless 0 < p < 1.
func inverse(p float64) (x float64, ok bool) {
	if !(p > 0 && p < 1) {
		return 0, false
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return horner(&centre.over, r) * q / horner(&centre.under, r), true
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-num.Log(r))
	if r <= 5 {
		x = near.at(r - 1.6)
	} else {
		x = far.at(r - 5)
	}
	if q < 0 {
		x = -x
	}
	return x, true
}
