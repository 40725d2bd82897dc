// This file holds the elementary functions. They follow W. Kahan, "Branch cuts for complex elementary functions" (1987), and
// T. E. Hull and others, "Implementing complex elementary functions using exception handling" (ACM TOMS 20, 1994): arguments
// near the limits of floats are scaled.

package cmath

import (
	"math"
	"sync"

	"github.com/gopy-lang/gopy/runtime/num"
)

const (
	large    = math.MaxFloat64 / 4
	smallest = 0x1p-1022 // the least normal number
)

// limits are bounds that have to be computed.
type limits struct{ logLarge, sqrtLarge, sqrtSmall float64 }

var bounds = sync.OnceValue(func() limits {
	return limits{num.Log(large), math.Sqrt(large), math.Sqrt(smallest)}
})

// condition is why a function has no value.
type condition uint8

const (
	fine condition = iota
	domain
	overflow
)

// classify is the row or column of a part in a table of special values.
func classify(x float64) int {
	switch {
	case math.IsNaN(x):
		return 6
	case math.IsInf(x, 1):
		return 5
	case math.IsInf(x, -1):
		return 0
	case x > 0:
		return 4
	case x < 0:
		return 1
	case math.Signbit(x):
		return 2
	}
	return 3
}

func finiteParts(z complex128) bool { return isFinite(real(z)) && isFinite(imag(z)) }

func isFinite(x float64) bool { return x-x == 0 }

// lookUp finds the value for an argument that isn't finite; ok is false when it has to be computed.
func (s *special) lookUp(z complex128) (w complex128, c condition, ok bool) {
	v := &s[classify(real(z))][classify(imag(z))]
	if v.fails {
		return 0, domain, true
	}
	if v.re == free {
		return 0, fine, false
	}
	return complex(part(v.re), part(v.im)), fine, true
}

func sqrt(z complex128) (complex128, condition) {
	x, y := real(z), imag(z)
	if !finiteParts(z) {
		if w, c, ok := sqrtSpecial.lookUp(z); ok {
			return w, c
		}
	}
	if x == 0 && y == 0 {
		return complex(0, y), fine
	}
	ax, ay := math.Abs(x), math.Abs(y)
	var s float64
	if ax < smallest && ay < smallest {
		ax = math.Ldexp(ax, 53)
		s = math.Ldexp(math.Sqrt(ax+num.Hypot(ax, math.Ldexp(ay, 53))), -27)
	} else {
		ax /= 8
		s = 2 * math.Sqrt(ax+num.Hypot(ax, ay/8))
	}
	d := ay / (2 * s)
	if x >= 0 {
		return complex(s, math.Copysign(d, y)), fine
	}
	return complex(d, math.Copysign(s, y)), fine
}

// logHalf is the logarithm of |z|, for a large z, computed of its half.
func logHalf(x, y float64) float64 { return num.Log(num.Hypot(x/2, y/2)) + 2*math.Ln2 }

func isLarge(x, y float64) bool { return math.Abs(x) > large || math.Abs(y) > large }

func acos(z complex128) (complex128, condition) {
	if !finiteParts(z) {
		if w, c, ok := acosSpecial.lookUp(z); ok {
			return w, c
		}
	}
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		l := num.Log(num.Hypot(x/2, y/2)) + 2*math.Ln2
		if x < 0 {
			return complex(num.Atan2(math.Abs(y), x), -math.Copysign(l, y)), fine
		}
		return complex(num.Atan2(math.Abs(y), x), math.Copysign(l, -y)), fine
	}
	a, _ := sqrt(complex(1-x, -y))
	b, _ := sqrt(complex(1+x, y))
	return complex(2*num.Atan2(real(a), real(b)), num.Asinh(real(b)*imag(a)-imag(b)*real(a))), fine
}

func acosh(z complex128) (complex128, condition) {
	if !finiteParts(z) {
		if w, c, ok := acoshSpecial.lookUp(z); ok {
			return w, c
		}
	}
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(logHalf(x, y), num.Atan2(y, x)), fine
	}
	a, _ := sqrt(complex(x-1, y))
	b, _ := sqrt(complex(x+1, y))
	return complex(num.Asinh(real(a)*real(b)+imag(a)*imag(b)), 2*num.Atan2(imag(a), real(b))), fine
}

func asinh(z complex128) (complex128, condition) {
	if !finiteParts(z) {
		if w, c, ok := asinhSpecial.lookUp(z); ok {
			return w, c
		}
	}
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		l := logHalf(x, y)
		return complex(math.Copysign(l, x), num.Atan2(y, math.Abs(x))), fine
	}
	a, _ := sqrt(complex(1+y, -x))
	b, _ := sqrt(complex(1-y, x))
	return complex(num.Asinh(real(a)*imag(b)-real(b)*imag(a)), num.Atan2(y, real(a)*real(b)-imag(a)*imag(b))), fine
}

// turned is f(iz)/i, by which the circular functions follow from the hyperbolic ones.
func turned(f func(complex128) (complex128, condition)) func(complex128) (complex128, condition) {
	return func(z complex128) (complex128, condition) {
		w, c := f(complex(-imag(z), real(z)))
		return complex(imag(w), -real(w)), c
	}
}

func atanh(z complex128) (complex128, condition) {
	if !finiteParts(z) {
		if w, c, ok := atanhSpecial.lookUp(z); ok {
			return w, c
		}
	}
	x, y := real(z), imag(z)
	if math.Signbit(x) {
		w, c := atanh(complex(-x, -y))
		return complex(-real(w), -imag(w)), c
	}
	ay := math.Abs(y)
	b := bounds()
	switch {
	case x > b.sqrtLarge || ay > b.sqrtLarge:
		h := num.Hypot(x/2, y/2)
		return complex(x/4/h/h, -math.Copysign(math.Pi/2, -y)), fine
	case x == 1 && ay < b.sqrtSmall:
		if ay == 0 {
			return complex(math.Inf(1), y), domain
		}
		return complex(-num.Log(math.Sqrt(ay)/math.Sqrt(num.Hypot(ay, 2))), math.Copysign(num.Atan2(2, -ay)/2, y)), fine
	}
	re := num.Log1p(4*x/((1-x)*(1-x)+ay*ay)) / 4
	im := -num.Atan2(-2*y, (1-x)*(1+x)-ay*ay) / 2
	return complex(re, im), fine
}

// checked tells of an overflow.
func checked(re, im float64) (complex128, condition) {
	if math.IsInf(re, 0) || math.IsInf(im, 0) {
		return complex(re, im), overflow
	}
	return complex(re, im), fine
}

// infinite computes a value whose size is infinite or zero by the direction of the imaginary part.
func infinite(size, y, signRe, signIm float64) complex128 {
	return complex(math.Copysign(size, num.Cos(y)*signRe), math.Copysign(size, num.Sin(y)*signIm))
}

func cosh(z complex128) (complex128, condition) {
	x, y := real(z), imag(z)
	if !finiteParts(z) {
		if w, c, ok := coshSpecial.lookUp(z); ok {
			return w, c
		}
		return infinite(math.Inf(1), y, 1, x), fine
	}
	sin, cos := num.SinCos(y)
	if math.Abs(x) > bounds().logLarge {
		x -= math.Copysign(1, x)
		return checked(cos*num.Cosh(x)*math.E, sin*num.Sinh(x)*math.E)
	}
	return checked(cos*num.Cosh(x), sin*num.Sinh(x))
}

func sinh(z complex128) (complex128, condition) {
	x, y := real(z), imag(z)
	if !finiteParts(z) {
		if w, c, ok := sinhSpecial.lookUp(z); ok {
			return w, c
		}
		return infinite(math.Inf(1), y, x, 1), fine
	}
	sin, cos := num.SinCos(y)
	if math.Abs(x) > bounds().logLarge {
		x -= math.Copysign(1, x)
		return checked(cos*num.Sinh(x)*math.E, sin*num.Cosh(x)*math.E)
	}
	return checked(cos*num.Sinh(x), sin*num.Cosh(x))
}

func exp(z complex128) (complex128, condition) {
	x, y := real(z), imag(z)
	if !finiteParts(z) {
		if w, c, ok := expSpecial.lookUp(z); ok {
			return w, c
		}
		if x > 0 {
			return infinite(math.Inf(1), y, 1, 1), fine
		}
		return infinite(0, y, 1, 1), fine
	}
	sin, cos := num.SinCos(y)
	if x > bounds().logLarge {
		l := num.Exp(x - 1)
		return checked(l*cos*math.E, l*sin*math.E)
	}
	l := num.Exp(x)
	return checked(l*cos, l*sin)
}

func logarithm(z complex128) (complex128, condition) {
	if !finiteParts(z) {
		if w, c, ok := logSpecial.lookUp(z); ok {
			return w, c
		}
	}
	x, y := real(z), imag(z)
	ax, ay := math.Abs(x), math.Abs(y)
	var re float64
	switch {
	case isLarge(x, y):
		re = num.Log(num.Hypot(ax/2, ay/2)) + math.Ln2
	case ax < smallest && ay < smallest:
		if ax == 0 && ay == 0 {
			return complex(math.Inf(-1), num.Atan2(y, x)), domain
		}
		re = num.Log(num.Hypot(math.Ldexp(ax, 53), math.Ldexp(ay, 53))) - 53*math.Ln2
	default:
		h := num.Hypot(ax, ay)
		if h >= 0.71 && h <= 1.73 { // near one: without loss of digits
			most, least := max(ax, ay), min(ax, ay)
			re = num.Log1p((most-1)*(most+1)+least*least) / 2
		} else {
			re = num.Log(h)
		}
	}
	return complex(re, num.Atan2(y, x)), fine
}

func log10(z complex128) (complex128, condition) {
	w, c := logarithm(z)
	return complex(real(w)/math.Ln10, imag(w)/math.Ln10), c
}

func tanh(z complex128) (complex128, condition) {
	x, y := real(z), imag(z)
	if !finiteParts(z) {
		if w, c, ok := tanhSpecial.lookUp(z); ok {
			return w, c
		}
		return complex(math.Copysign(1, x), math.Copysign(0, 2*num.Sin(y)*num.Cos(y))), fine
	}
	if math.Abs(x) > bounds().logLarge {
		return complex(math.Copysign(1, x), 4*num.Sin(y)*num.Cos(y)*num.Exp(-2*math.Abs(x))), fine
	}
	tx, ty, cx := num.Tanh(x), num.Tan(y), 1/num.Cosh(x)
	d := 1 + tx*ty*(tx*ty)
	return complex(tx*(1+ty*ty)/d, ty/d*cx*cx), fine
}

// rect is the number with modulus r and phase phi.
func rect(r, phi float64) (complex128, condition) {
	if !isFinite(r) || !isFinite(phi) {
		if w, c, ok := rectSpecial.lookUp(complex(r, phi)); ok {
			return w, c
		}
		return infinite(math.Inf(1), phi, r, r), fine
	}
	if phi == 0 {
		return complex(r, r*phi), fine
	}
	sin, cos := num.SinCos(phi)
	return complex(r*cos, r*sin), fine
}
