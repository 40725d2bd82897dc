// Printing: repr of floats and complex numbers, integers in any base.

package num

import (
	"math"
	"strconv"
)

// CheckDigits returns the ValueError for an integer whose decimal form has
// more than maxDigits digits (0: no limit).
func (a Int) CheckDigits(maxDigits int) error {
	if a.Big == nil || maxDigits <= 0 {
		return nil
	}
	// bits*log10(2) is within one of the number of digits.
	estimate := float64(a.Big.BitLen()) * math.Log10(2)
	if estimate < float64(maxDigits) {
		return nil
	}
	if estimate < float64(maxDigits)+2 {
		text := a.Big.String()
		if text[0] == '-' {
			text = text[1:]
		}
		if len(text) <= maxDigits {
			return nil
		}
	}
	return errorf(Value, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", maxDigits)
}

// String returns a in decimal, without limit.
func (a Int) String() string { return a.Text(10) }

// Text returns a in base 2 … 36, with lower-case digits.
func (a Int) Text(base int) string {
	if a.Big == nil {
		return strconv.FormatInt(a.Small, base)
	}
	var buffer [256]byte
	return string(a.AppendText(buffer[:0], base))
}

// Decimal is repr(a) under the limit of sys.set_int_max_str_digits.
func (a Int) Decimal(maxDigits int) (string, error) {
	if err := a.CheckDigits(maxDigits); err != nil {
		return "", err
	}
	return a.Text(10), nil
}

// Prefixed returns a in base 2, 8 or 16 as bin, oct and hex do.
func (a Int) Prefixed(base int) string {
	text, sign := a.Text(base), ""
	if text[0] == '-' {
		sign, text = "-", text[1:]
	}
	return sign + basePrefix(base) + text
}

func basePrefix(base int) string {
	switch base {
	case 2:
		return "0b"
	case 8:
		return "0o"
	case 16:
		return "0x"
	}
	return ""
}

// FloatRepr is repr(f): the shortest digits that read back as f, with an
// exponent from 1e16 on and below 1e-4.
func FloatRepr(f float64) string {
	var buffer [32]byte
	return string(AppendFloatRepr(buffer[:0], f))
}

// AppendFloatRepr appends repr(f).
func AppendFloatRepr(out []byte, f float64) []byte {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		if f == 0 && math.Signbit(f) {
			return append(out, "-0.0"...)
		}
		return append(strconv.AppendInt(out, int64(f), 10), ".0"...)
	}
	if a := math.Abs(f); a >= 1e-4 && a < 1e15 {
		return strconv.AppendFloat(out, f, 'f', -1, 64)
	}
	return appendFloat(out, f, 'r', -1, false, true)
}

// ComplexRepr is repr(z).
func ComplexRepr(z complex128) string {
	var buffer [64]byte
	out := buffer[:0]
	re, im := real(z), imag(z)
	if re == 0 && !math.Signbit(re) {
		return string(append(appendFloat(out, im, 'r', -1, false, false), 'j'))
	}
	out = appendFloat(append(out, '('), re, 'r', -1, false, false)
	if im != im || !math.Signbit(im) {
		out = append(out, '+')
	}
	return string(append(appendFloat(out, im, 'r', -1, false, false), "j)"...))
}

// appendFloat appends f in a format of C's printf: e, f or g with a precision,
// upper-case variants, or r for the shortest digits that read back. alt keeps
// the point and trailing zeros; pointZero makes whole numbers end in ".0".
func appendFloat(out []byte, f float64, code byte, precision int, alt, pointZero bool) []byte {
	upper := code == 'E' || code == 'F' || code == 'G'
	if !isFinite(f) {
		return append(out, nonFinite(f, upper)...)
	}
	switch code {
	case 'f', 'F':
		out = strconv.AppendFloat(out, f, 'f', precision, 64)
		if alt && precision == 0 {
			out = append(out, '.')
		}
		return out
	case 'e', 'E':
		start := len(out)
		out = strconv.AppendFloat(out, f, code, precision, 64)
		if alt && precision == 0 {
			// The point goes between the only digit and the exponent.
			for i := start; i < len(out); i++ {
				if out[i] == code {
					tail := string(out[i:])
					return append(append(out[:i], '.'), tail...)
				}
			}
		}
		return out
	}
	return appendGeneral(out, f, code, precision, alt, pointZero, upper)
}

func nonFinite(f float64, upper bool) string {
	switch {
	case f != f && upper:
		return "NAN"
	case f != f:
		return "nan"
	case upper && f > 0:
		return "INF"
	case upper:
		return "-INF"
	case f > 0:
		return "inf"
	}
	return "-inf"
}

// appendGeneral is appendFloat for g, G and r.
func appendGeneral(out []byte, f float64, code byte, precision int, alt, pointZero, upper bool) []byte {
	// Above this many digits all that follow are zeros.
	const most = 1100
	var buffer [64]byte
	wanted := 0 // digits to pad to, when alt keeps the zeros
	limit := 16 // from 10**limit on with an exponent
	if code == 'r' {
		precision = -1
	} else {
		precision = max(precision, 1)
		limit = precision
		if pointZero {
			limit--
		}
		if alt {
			wanted = precision
		}
		precision = min(precision, most) - 1
	}
	digits := strconv.AppendFloat(buffer[:0], f, 'e', precision, 64)
	if digits[0] == '-' {
		out = append(out, '-')
		digits = digits[1:]
	}
	// d[.ddd]e±xx
	mark := len(digits) - 1
	for digits[mark] != 'e' {
		mark--
	}
	exponent := 0
	for _, c := range digits[mark+2:] {
		exponent = 10*exponent + int(c-'0')
	}
	if digits[mark+1] == '-' {
		exponent = -exponent
	}
	digits = digits[:mark]
	if len(digits) > 1 {
		digits[1] = digits[0] // over the point
		digits = digits[1:]
	}
	if !alt {
		for len(digits) > 1 && digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
	}
	zeros := max(wanted-len(digits), 0)
	if exponent < -4 || exponent >= limit {
		out = append(out, digits[0])
		if len(digits) > 1 || alt {
			out = append(append(out, '.'), digits[1:]...)
			out = appendZeros(out, zeros)
		}
		letter := byte('e')
		if upper {
			letter = 'E'
		}
		out = append(out, letter)
		if exponent < 0 {
			out, exponent = append(out, '-'), -exponent
		} else {
			out = append(out, '+')
		}
		if exponent < 10 {
			out = append(out, '0')
		}
		return strconv.AppendInt(out, int64(exponent), 10)
	}
	switch {
	case exponent < 0:
		out = append(out, "0."...)
		out = appendZeros(out, -exponent-1)
		out = append(out, digits...)
		return appendZeros(out, zeros)
	case len(digits) <= exponent+1:
		out = append(out, digits...)
		fill := exponent + 1 - len(digits)
		out = appendZeros(out, fill)
		if alt {
			out = appendZeros(append(out, '.'), zeros-fill)
		}
		if pointZero && !(alt && zeros > fill) {
			if !alt {
				out = append(out, '.')
			}
			out = append(out, '0')
		}
		return out
	}
	out = append(out, digits[:exponent+1]...)
	out = append(append(out, '.'), digits[exponent+1:]...)
	return appendZeros(out, zeros)
}

func appendZeros(out []byte, n int) []byte {
	for ; n > 0; n-- {
		out = append(out, '0')
	}
	return out
}
