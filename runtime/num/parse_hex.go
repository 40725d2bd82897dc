// Hexadecimal floats: float.fromhex and float.hex.

package num

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
)

func negate(f float64) float64 { return math.Copysign(f, -1) }

// ParseHexFloat is float.fromhex(text) for an ASCII text.
func ParseHexFloat(text string) (float64, error) {
	invalid := fail(Value, "invalid hexadecimal floating-point string")
	s := TrimSpace(text)
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	sign := 1.0
	if negative {
		sign = -1
	}
	switch strings.ToLower(s) {
	case "inf", "infinity":
		return math.Inf(int(sign)), nil
	case "nan":
		return math.Copysign(QuietNaN(), sign), nil
	}
	if len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
	}
	// The first 15 significant digits, and whether anything follows them.
	var mantissa uint64
	var sticky bool
	digits, significant, pointSeen, i := 0, 0, false, 0
	exponent := int64(0)
	for ; i < len(s); i++ {
		if s[i] == '.' && !pointSeen {
			pointSeen = true
			continue
		}
		v := digitValue(s[i])
		if v >= 16 {
			break
		}
		digits++
		if pointSeen {
			exponent -= 4
		}
		switch {
		case significant < 15:
			mantissa = mantissa<<4 | uint64(v)
			if mantissa != 0 {
				significant++
			}
		default:
			sticky = sticky || v != 0
			exponent += 4
		}
	}
	if digits == 0 {
		return 0, invalid
	}
	if i < len(s) && s[i]|0x20 == 'p' {
		i++
		down := i < len(s) && s[i] == '-'
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		start, shift := i, int64(0)
		for ; i < len(s) && isDigit(s[i]); i++ {
			shift = min(shift*10+int64(s[i]-'0'), 1<<40)
		}
		if i == start {
			return 0, invalid
		}
		if down {
			shift = -shift
		}
		exponent += shift
	}
	f, ok := roundScaled(mantissa, sticky, exponent)
	switch {
	case !ok:
		return 0, fail(Overflow, "hexadecimal value too large to represent as a float")
	case i != len(s):
		return 0, invalid
	}
	return sign * f, nil
}

// roundScaled rounds m * 2**e to the nearest float64, ties to even, and tells
// whether it fits. m has at most 62 bits; sticky means a little more than m.
func roundScaled(m uint64, sticky bool, e int64) (float64, bool) {
	if m == 0 {
		return 0, true
	}
	length := int64(bits.Len64(m))
	switch {
	case length+e > 1024:
		return 0, false
	case length+e < -1075:
		return 0, true
	}
	// Leave two bits below the rounding position: half, and the sticky one.
	m <<= 2
	if sticky {
		m |= 1
	}
	unit := max(e+length-53, -1074)
	drop := unit - (e - 2)
	if drop <= 2 {
		return math.Ldexp(float64(m>>2), int(e)), true
	}
	half, rest, kept := uint64(1)<<(drop-1), m&(1<<drop-1), m>>drop
	if rest > half || rest == half && kept&1 == 1 {
		kept++
	}
	f := math.Ldexp(float64(kept), int(unit))
	return f, !math.IsInf(f, 0)
}

// FloatHex is float.hex.
func FloatHex(f float64) string {
	sign := ""
	if math.Signbit(f) {
		sign = "-"
	}
	switch {
	case !isFinite(f):
		return FloatRepr(f)
	case f == 0:
		return sign + "0x0.0p+0"
	}
	pattern := math.Float64bits(f)
	fraction, exponent, lead := pattern&(1<<52-1), int(pattern>>52&0x7ff), 1
	if exponent == 0 {
		exponent, lead = 1, 0
	}
	return fmt.Sprintf("%s0x%d.%013xp%+d", sign, lead, fraction, exponent-1023)
}
