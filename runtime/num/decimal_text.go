// This file reads decimal text as the nearest float64, however long digits and exponent are.

package num

import (
	"math"
	"strconv"
	"strings"
)

// significantDigits suffice to round any decimal number to a float64; of what follows only counts whether it is zero.
const significantDigits = 780

// powersOfTen are those that are float64s without rounding.
var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// ExactDecimal returns n / 10**places; ok is false where more than the quotient would have to be rounded.
func ExactDecimal(n uint64, places int) (f float64, ok bool) {
	if n > 1<<53 || places >= len(powersOfTen) {
		return 0, false
	}
	return float64(n) / powersOfTen[places], true
}

// parseShortDecimal reads up to 18 characters: digits with an optional sign and point; ok is false for anything else.
func parseShortDecimal(s string) (f float64, ok bool) {
	if len(s) > 18 {
		return 0, false
	}
	negative := s != "" && s[0] == '-'
	if negative || s != "" && s[0] == '+' {
		s = s[1:]
	}
	n, digits, point := uint64(0), 0, len(s)
	for i := 0; i < len(s); i++ {
		switch c := s[i] - '0'; {
		case c <= 9:
			n = 10*n + uint64(c)
			digits++
		case s[i] == '.' && point == len(s):
			point = i + 1
		default:
			return 0, false
		}
	}
	if f, ok = ExactDecimal(n, len(s)-point); digits == 0 || !ok {
		return 0, false
	}
	if negative {
		f = negate(f)
	}
	return f, true
}

// ParseDecimal returns the float64 nearest to a decimal literal: digits with an optional sign, point and exponent. One too large gives an
// infinity. Go's strconv.ParseFloat, which it uses, loses the place of the point in text of more than 800 digits.
func ParseDecimal(s string) float64 {
	if f, ok := parseShortDecimal(s); ok {
		return f
	}
	if len(s) < significantDigits {
		f, _ := strconv.ParseFloat(s, 64) // out of range gives an infinity, as it should
		return f
	}
	negative := s[0] == '-'
	s = strings.TrimLeft(s, "+-")
	mantissa, power := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, power = s[:i], clippedExponent(s[i+1:])
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	power += len(whole)
	digits := strings.TrimLeft(whole+fraction, "0")
	power -= len(whole) + len(fraction) - len(digits)
	if len(digits) > significantDigits {
		rest := strings.TrimLeft(digits[significantDigits:], "0")
		if digits = digits[:significantDigits]; rest != "" {
			digits += "1"
		}
	}
	var f float64
	switch {
	case digits == "" || power < -400:
	case power > 400:
		f = math.Inf(1)
	default:
		f, _ = strconv.ParseFloat("0."+digits+"e"+strconv.Itoa(power), 64)
	}
	if negative {
		f = negate(f)
	}
	return f
}

// clippedExponent reads an exponent; beyond a bound that no text in memory can make up for it is that bound.
func clippedExponent(s string) int {
	const bound = 1 << 48
	n := 0
	for _, c := range strings.TrimLeft(s, "+-") {
		if n = n*10 + int(c-'0'); n > bound {
			n = bound
			break
		}
	}
	if s[0] == '-' {
		return -n
	}
	return n
}
