// Complex numbers: Python's complex arithmetic on complex128. As in C, a real
// operand is not widened: it has no imaginary zero whose sign could matter.

package num

import "math"

// BinaryComplex applies Add, Sub, Mul, Div or Power. Of xReal and yReal, which tell that an operand is real, one may be true.
func BinaryComplex(op Operator, x, y complex128, xReal, yReal bool) (complex128, error) {
	switch op {
	case Add:
		switch {
		case xReal:
			return complex(real(x)+real(y), imag(y)), nil
		case yReal:
			return complex(real(x)+real(y), imag(x)), nil
		}
		return x + y, nil
	case Sub:
		switch {
		case xReal:
			return complex(real(x)-real(y), -imag(y)), nil
		case yReal:
			return complex(real(x)-real(y), imag(x)), nil
		}
		return x - y, nil
	case Mul:
		switch {
		case xReal:
			return complex(real(x)*real(y), real(x)*imag(y)), nil
		case yReal:
			return complex(real(x)*real(y), imag(x)*real(y)), nil
		}
		return MulComplex(x, y), nil
	case Div:
		switch {
		case xReal:
			return DivFloatComplex(real(x), y)
		case yReal:
			if y == 0 {
				return 0, fail(ZeroDivision, divisionByZero)
			}
			return complex(real(x)/real(y), imag(x)/real(y)), nil
		}
		return DivComplex(x, y)
	}
	return PowComplex(x, y)
}

// MulComplex returns a*b. Where both parts come out as NaN though an operand
// or a product is infinite, the result is an infinity (C99, annex G.5.1).
func MulComplex(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	ac, bd, ad, bc := a*c, b*d, a*d, b*c
	re, im := ac-bd, ad+bc
	if re == re || im == im {
		return complex(re, im)
	}
	infinite := false
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		a, b = boxInfinity(a), boxInfinity(b)
		c, d = zeroForNaN(c), zeroForNaN(d)
		infinite = true
	}
	if math.IsInf(c, 0) || math.IsInf(d, 0) {
		c, d = boxInfinity(c), boxInfinity(d)
		a, b = zeroForNaN(a), zeroForNaN(b)
		infinite = true
	}
	if !infinite && (math.IsInf(ac, 0) || math.IsInf(bd, 0) || math.IsInf(ad, 0) || math.IsInf(bc, 0)) {
		a, b, c, d = zeroForNaN(a), zeroForNaN(b), zeroForNaN(c), zeroForNaN(d)
		infinite = true
	}
	if infinite {
		inf := math.Inf(1)
		re, im = inf*(a*c-b*d), inf*(a*d+b*c)
	}
	return complex(re, im)
}

// boxInfinity maps an infinity to 1 and anything else to 0, keeping the sign.
func boxInfinity(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.Copysign(1, x)
	}
	return math.Copysign(0, x)
}

func zeroForNaN(x float64) float64 {
	if x != x {
		return math.Copysign(0, x)
	}
	return x
}

func isFinite(x float64) bool { return x-x == 0 }

// DivComplex returns x/y by Smith's method (1962), which scales by the larger
// part of the divisor.
func DivComplex(x, y complex128) (complex128, error) {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	var re, im float64
	switch {
	case math.Abs(c) >= math.Abs(d):
		if c == 0 {
			return 0, fail(ZeroDivision, divisionByZero)
		}
		ratio := d / c
		scale := c + d*ratio
		re, im = (a+b*ratio)/scale, (b-a*ratio)/scale
	case math.Abs(d) >= math.Abs(c):
		ratio := c / d
		scale := c*ratio + d
		re, im = (a*ratio+b)/scale, (b*ratio-a)/scale
	default: // a NaN in the divisor
		re, im = QuietNaN(), math.NaN()
	}
	if re != re && im != im {
		switch {
		case (math.IsInf(a, 0) || math.IsInf(b, 0)) && isFinite(c) && isFinite(d):
			a, b = boxInfinity(a), boxInfinity(b)
			re, im = math.Inf(1)*(a*c+b*d), math.Inf(1)*(b*c-a*d)
		case (math.IsInf(c, 0) || math.IsInf(d, 0)) && isFinite(a) && isFinite(b):
			c, d = boxInfinity(c), boxInfinity(d)
			re, im = 0*(a*c+b*d), 0*(b*c-a*d)
		}
	}
	return complex(re, im), nil
}

// DivFloatComplex returns a/y for a real a.
func DivFloatComplex(a float64, y complex128) (complex128, error) {
	c, d := real(y), imag(y)
	var re, im float64
	switch {
	case math.Abs(c) >= math.Abs(d):
		if c == 0 {
			return 0, fail(ZeroDivision, divisionByZero)
		}
		ratio := d / c
		scale := c + d*ratio
		re, im = a/scale, -a*ratio/scale
	case math.Abs(d) >= math.Abs(c):
		ratio := c / d
		scale := c*ratio + d
		re, im = a*ratio/scale, -a/scale
	default:
		re, im = QuietNaN(), math.NaN()
	}
	if re != re && im != im && isFinite(a) && (math.IsInf(c, 0) || math.IsInf(d, 0)) {
		c, d = boxInfinity(c), boxInfinity(d)
		re, im = 0*(a*c), 0*(-a*d)
	}
	return complex(re, im), nil
}

// AbsComplex returns |z|.
func AbsComplex(z complex128) (float64, error) {
	r := Hypot(real(z), imag(z))
	if math.IsInf(r, 0) && isFinite(real(z)) && isFinite(imag(z)) {
		return 0, fail(Overflow, "absolute value too large")
	}
	return r, nil
}

// PowComplex returns x**y. Whole powers up to 100 are computed by repeated
// multiplication, others in polar form.
func PowComplex(x, y complex128) (complex128, error) {
	const most = 100
	var result complex128
	if n := real(y); imag(y) == 0 && n == math.Floor(n) && math.Abs(n) <= most {
		var err error
		if result, err = powComplexInt(x, int(n)); err != nil {
			return 0, err
		}
	} else {
		if x == 0 {
			if imag(y) != 0 || real(y) < 0 {
				return 0, fail(ZeroDivision, zeroToNegative)
			}
			return 0, nil
		}
		length, angle := Hypot(real(x), imag(x)), Atan2(imag(x), real(x))
		modulus, phase := Pow(length, real(y)), angle*real(y)
		if imag(y) != 0 {
			modulus *= Exp(-angle * imag(y))
			phase += imag(y) * Log(length)
		}
		if math.IsInf(phase, 0) {
			return 0, fail(ZeroDivision, zeroToNegative) // C's EDOM from the cosine
		}
		sin, cos := SinCos(phase)
		result = complex(modulus*cos, modulus*sin)
	}
	if math.IsInf(real(result), 0) || math.IsInf(imag(result), 0) {
		return 0, fail(Overflow, "complex exponentiation")
	}
	return result, nil
}

const zeroToNegative = "zero to a negative or complex power"

func powComplexInt(x complex128, n int) (complex128, error) {
	if n < 0 {
		power, _ := powComplexInt(x, -n)
		if power == 0 {
			return 0, fail(ZeroDivision, zeroToNegative)
		}
		return DivComplex(1, power)
	}
	result := complex128(1)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			result = MulComplex(result, x)
		}
		x = MulComplex(x, x)
	}
	return result, nil
}
