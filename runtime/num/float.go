// Floats: Python's float arithmetic on float64.

package num

import (
	"math"
	"math/big"
	"strconv"
)

// TrueDivFloat returns a/b.
func TrueDivFloat(a, b float64) (float64, error) {
	if b == 0 {
		return 0, fail(ZeroDivision, divisionByZero)
	}
	return a / b, nil
}

// FloorDivFloat returns a//b.
func FloorDivFloat(a, b float64) (float64, error) {
	q, _, err := DivModFloat(a, b)
	return q, err
}

// ModFloat returns a%b, which has the sign of b, also when it is zero.
func ModFloat(a, b float64) (float64, error) {
	if b == 0 {
		return 0, fail(ZeroDivision, divisionByZero)
	}
	r := Fmod(a, b)
	switch {
	case r == 0:
		return math.Copysign(0, b), nil
	case (r < 0) != (b < 0):
		return r + b, nil
	}
	return r, nil
}

// DivModFloat returns divmod(a, b). The quotient is a whole number that is
// consistent with the remainder, even where a/b would round away from it.
func DivModFloat(a, b float64) (quotient, remainder float64, err error) {
	if b == 0 {
		return 0, 0, fail(ZeroDivision, divisionByZero)
	}
	remainder = Fmod(a, b)
	exact := (a - remainder) / b // whole but for rounding
	switch {
	case remainder == 0:
		remainder = math.Copysign(0, b)
	case (remainder < 0) != (b < 0):
		remainder += b
		exact--
	}
	if exact == 0 {
		return math.Copysign(0, a/b), remainder, nil
	}
	quotient = math.Floor(exact)
	if exact-quotient > 0.5 {
		quotient++
	}
	return quotient, remainder, nil
}

// Fmod is C's fmod: the exact remainder of a/b with the sign of a. NaN if a is
// infinite or b is 0.
func Fmod(a, b float64) float64 {
	x, y := math.Abs(a), math.Abs(b)
	if x < y {
		return a
	}
	q := math.Floor(x / y)
	if !(q < 1<<53) {
		return math.Mod(a, b)
	}
	// q is the true quotient or one more, so the remainder is exact.
	r := math.FMA(-q, y, x)
	if r < 0 {
		r += y
	}
	return math.Copysign(r, a)
}

// IsOddFloat tells whether f is an odd whole number.
func IsOddFloat(f float64) bool { return math.Abs(Fmod(f, 2)) == 1 }

// PowFloat returns a**b. A negative number to a fractional power is complex:
// then isComplex is true, and z is the result.
func PowFloat(a, b float64) (f float64, z complex128, isComplex bool, err error) {
	switch {
	case b == 0 || a == 1:
		return 1, 0, false, nil
	case a != a:
		return a, 0, false, nil
	case b != b:
		return b, 0, false, nil
	case math.IsInf(b, 0):
		switch x := math.Abs(a); {
		case x == 1:
			return 1, 0, false, nil
		case (b > 0) == (x > 1):
			return math.Inf(1), 0, false, nil
		}
		return 0, 0, false, nil
	case math.IsInf(a, 0):
		f = math.Inf(1)
		if b < 0 {
			f = 0
		}
		if IsOddFloat(b) {
			f = math.Copysign(f, a)
		}
		return f, 0, false, nil
	case a == 0:
		switch {
		case b < 0:
			return 0, 0, false, fail(ZeroDivision, "zero to a negative power")
		case IsOddFloat(b):
			return a, 0, false, nil
		}
		return 0, 0, false, nil
	}
	if a < 0 && b != math.Floor(b) {
		z, err = PowComplex(complex(a, 0), complex(b, 0))
		return 0, z, true, err
	}
	f = Pow(math.Abs(a), b)
	if math.IsInf(f, 0) {
		return 0, 0, false, rangeError()
	}
	if a < 0 && IsOddFloat(b) {
		f = -f
	}
	return f, 0, false, nil
}

// CompareFloat compares: -1, 0 or 1. ordered is false if one is a NaN.
func CompareFloat(a, b float64) (cmp int, ordered bool) {
	switch {
	case a < b:
		return -1, true
	case a > b:
		return 1, true
	case a == b:
		return 0, true
	}
	return 0, false
}

// IsInteger tells whether f is a finite whole number.
func IsInteger(f float64) bool {
	return f == math.Floor(f) && !math.IsInf(f, 0)
}

// FloatToInt returns f without its fraction, as int(f) does.
func FloatToInt(f float64) (Int, error) {
	if math.Abs(f) < 1<<63 {
		return Int{Small: int64(f)}, nil
	}
	switch {
	case f != f:
		return Int{}, fail(Value, "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return Int{}, fail(Overflow, "cannot convert float infinity to integer")
	}
	whole, _ := big.NewFloat(f).Int(nil)
	return FromBig(whole), nil
}

// RoundFloatToInt is round(f): the nearest integer, ties to even.
func RoundFloatToInt(f float64) (Int, error) { return FloatToInt(math.RoundToEven(f)) }

// RoundFloat is round(f, digits): correctly rounded in decimal, ties (which
// are exact binary values) to even.
func RoundFloat(f float64, digits Int) (float64, error) {
	// A float has at most 1074+ digits after the point, and 309 before it.
	const most, least = 323, -308
	switch {
	case f != f || math.IsInf(f, 0) || f == 0,
		digits.Big != nil && digits.Sign() > 0,
		digits.Big == nil && digits.Small > most:
		return f, nil
	case digits.Big != nil || digits.Small < least:
		return math.Copysign(0, f), nil
	}
	n := int(digits.Small)
	if n >= 0 {
		// strconv rounds the exact decimal expansion half to even.
		r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', n, 64), 64)
		if err != nil {
			return 0, fail(Overflow, "rounded value too large to represent")
		}
		return r, nil
	}
	whole, fraction := math.Modf(math.Abs(f))
	exact, _ := big.NewFloat(whole).Int(nil)
	// Doubling and a sticky bit keep the fraction's part in deciding ties.
	exact.Lsh(exact, 1)
	if fraction != 0 {
		exact.SetBit(exact, 0, 1)
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	twice := new(big.Int).Lsh(unit, 1)
	q, r := new(big.Int).QuoRem(exact, twice, new(big.Int))
	if c := r.Cmp(unit); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, bigOne)
	}
	r64, _ := q.Mul(q, unit).Float64()
	if math.IsInf(r64, 0) {
		return 0, fail(Overflow, "rounded value too large to represent")
	}
	return math.Copysign(r64, f), nil
}

// FloatAsIntegerRatio returns the pair of integers in lowest terms, the
// denominator positive, whose ratio is exactly f.
func FloatAsIntegerRatio(f float64) (numerator, denominator Int, err error) {
	switch {
	case f != f:
		return Int{}, Int{}, fail(Value, "cannot convert NaN to integer ratio")
	case math.IsInf(f, 0):
		return Int{}, Int{}, fail(Overflow, "cannot convert Infinity to integer ratio")
	}
	fraction, exponent := math.Frexp(f)
	mantissa := int64(fraction * (1 << 53))
	exponent -= 53
	for mantissa != 0 && mantissa&1 == 0 && exponent < 0 {
		mantissa /= 2
		exponent++
	}
	if mantissa == 0 {
		return Int{}, Int{Small: 1}, nil
	}
	if exponent >= 0 {
		n := new(big.Int).Lsh(big.NewInt(mantissa), uint(exponent))
		return FromBig(n), Int{Small: 1}, nil
	}
	return Int{Small: mantissa}, FromBig(new(big.Int).Lsh(bigOne, uint(-exponent))), nil
}

// QuietNaN is the NaN that hardware makes, without the payload of Go's own: struct and pickle show it.
func QuietNaN() float64 { return math.Float64frombits(0x7FF8 << 48) }
