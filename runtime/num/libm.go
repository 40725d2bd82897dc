// Double-double arithmetic (Dekker 1971; Knuth, TAOCP 4.2.2), on which the
// elementary functions stand.
//
// Each function is computed to about 100 bits by a table-driven argument
// reduction and a short Taylor series, and rounded once at the end. So it is
// correctly rounded but for arguments whose result lies within 2**-40 units
// of the middle between two floats. Good C libraries are within 0.52 units, so
// their results are nearly always the same ones.

package num

import "math"

// dd is the unevaluated sum hi+lo, |lo| at most half a unit of hi's last place.
type dd struct{ hi, lo float64 }

// twoSum returns a+b exactly.
func twoSum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

// fastTwoSum is twoSum for |a| >= |b|.
func fastTwoSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

// twoProduct returns a*b exactly.
func twoProduct(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s, t := twoSum(a.hi, b.hi), twoSum(a.lo, b.lo)
	s = fastTwoSum(s.hi, s.lo+t.hi)
	return fastTwoSum(s.hi, s.lo+t.lo)
}

func (a dd) addFloat(b float64) dd {
	s := twoSum(a.hi, b)
	return fastTwoSum(s.hi, s.lo+a.lo)
}

func (a dd) mul(b dd) dd {
	p := twoProduct(a.hi, b.hi)
	return fastTwoSum(p.hi, p.lo+(a.hi*b.lo+a.lo*b.hi))
}

func (a dd) mulFloat(b float64) dd {
	p := twoProduct(a.hi, b)
	return fastTwoSum(p.hi, p.lo+a.lo*b)
}

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := a.add(b.mulFloat(-q))
	q2 := r.hi / b.hi
	r = r.add(b.mulFloat(-q2))
	return fastTwoSum(q, q2).addFloat(r.hi / b.hi)
}

func (a dd) sqrt() dd {
	if a.hi == 0 {
		return dd{}
	}
	s := math.Sqrt(a.hi)
	r := a.add(twoProduct(s, -s))
	first := fastTwoSum(s, r.hi/(2*s))
	r = a.add(first.mul(first).neg())
	return first.addFloat(r.hi / (2 * s))
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) scale(f float64) dd { return dd{a.hi * f, a.lo * f} } // f a power of two

// ldexp rounds a * 2**k once, for a.hi of moderate size.
func (a dd) ldexp(k int) float64 {
	_, e := math.Frexp(a.hi)
	switch {
	case e+k > 1025:
		return math.Copysign(math.Inf(1), a.hi)
	case e+k < -1080:
		return math.Copysign(0, a.hi)
	case e+k >= -1021:
		return math.Ldexp(a.hi, k)
	}
	// Subnormal: add a number whose last place is that of the result.
	unit := math.Copysign(math.Ldexp(1, -1022-k), a.hi)
	s := fastTwoSum(unit, a.hi)
	return math.Ldexp((s.hi+(s.lo+a.lo))-unit, k)
}

// cubic returns x + c*x**3 for a tiny x: all there is of an odd function near 0.
func cubic(x, c float64) float64 {
	if x == 0 {
		return x
	}
	return math.FMA(x*x*x, c, x)
}

var (
	ddPi     = dd{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}
	ddHalfPi = dd{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54}
	ddLn2    = dd{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}
	ddLog2E  = dd{0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56}
	ddLn10   = dd{0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53}
)

// ln2Parts sums to ln 2; the first two have 40 bits, so that their products
// with an exponent are exact.
var ln2Parts = [3]float64{0x1.62e42fefa2p-1, 0x1.9ef35793c6p-41, 0x1.673007e5ed5e8p-81}

// reciprocalFactorial holds 1/n!, reciprocal 1/n; the first few are needed to full length.
var reciprocalFactorial = [...]dd{{1, 0}, {1, 0}, {0x1p-1, 0},
	{0x1.5555555555555p-3, 0x1.5555555555555p-57},
	{0x1.5555555555555p-5, 0x1.5555555555555p-59},
	{0x1.1111111111111p-7, 0x1.1111111111111p-63},
	{0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
	{0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
	{0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
	{0x1.71de3a556c734p-19, -0x1.c154f8ddc6cp-73},
	{0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76},
	{0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80},
	{0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83},
	{0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87},
}

var reciprocal = [...]dd{{}, {1, 0}, {0x1p-1, 0},
	{0x1.5555555555555p-2, 0x1.5555555555555p-56},
	{0x1p-2, 0},
	{0x1.999999999999ap-3, -0x1.999999999999ap-57},
	{0x1.5555555555555p-3, 0x1.5555555555555p-57},
	{0x1.2492492492492p-3, 0x1.2492492492492p-57},
}
