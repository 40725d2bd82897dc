// This file reads decimal text as the nearest float64, however long digits and exponent are.

package num

import (
	"math"
	"strconv"
	"strings"
)

// significantDigits suffice to round any decimal number to a float64; of what follows only counts whether it is zero.
const significantDigits = 780

// ParseDecimal returns the float64 nearest to a decimal literal: digits with an optional sign, point and exponent. One too large gives an
// infinity. Go's strconv.ParseFloat, which it uses, loses the place of the point in text of more than 800 digits.
func ParseDecimal(s string) float64 {
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
