// Parsing: the texts that int(), float() and complex() accept.

package num

import (
	"errors"
	"math"
	"math/big"
	"strings"
)

// ErrLiteral is returned for a text that isn't a number. The caller knows the
// repr of its argument and words the ValueError.
var ErrLiteral = errors.New("invalid literal")

// ToASCII prepares a str for the parsers: classify gets each character above
// 127 and returns the ASCII digit or the space that it counts as, or '?'.
func ToASCII(text string, classify func(rune) byte) string {
	for i := 0; i < len(text); i++ {
		if text[i] < 0x80 {
			continue
		}
		out := make([]byte, i, len(text))
		copy(out, text)
		for i < len(text) {
			c, size := decodeRune(text[i:])
			i += size
			if c < 0x80 {
				out = append(out, byte(c))
			} else {
				out = append(out, classify(c))
			}
		}
		return string(out)
	}
	return text
}

// decodeRune returns the first code point of a nonempty WTF-8 text, lone
// surrogates included, and its length in bytes.
func decodeRune(s string) (rune, int) {
	c := s[0]
	switch {
	case c < 0x80:
		return rune(c), 1
	case c < 0xe0 && len(s) > 1:
		return rune(c&0x1f)<<6 | rune(s[1]&0x3f), 2
	case c < 0xf0 && len(s) > 2:
		return rune(c&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	case len(s) > 3:
		return rune(c&7)<<18 | rune(s[1]&0x3f)<<12 | rune(s[2]&0x3f)<<6 | rune(s[3]&0x3f), 4
	}
	return '?', 1
}

// encodeRune is the inverse of decodeRune.
func encodeRune(c rune) string {
	if 0xd800 <= c && c < 0xe000 {
		return string([]byte{0xe0 | byte(c>>12), 0x80 | byte(c>>6)&0x3f, 0x80 | byte(c)&0x3f})
	}
	return string(c)
}

// countRunes returns the number of code points of a WTF-8 text.
func countRunes(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// TrimSpace returns the text without the ASCII white space around it.
func TrimSpace(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// ParseShort reads a decimal number of up to 18 ASCII digits, perhaps with a minus sign; ok is false for any other text.
func ParseShort(s string) (n int64, ok bool) {
	negative := len(s) > 1 && s[0] == '-'
	if negative {
		s = s[1:]
	}
	if s == "" || len(s) > 18 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = 10*n + int64(s[i]-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// withoutUnderscores removes the underscores from a number, each of which must
// stand between two digits.
func withoutUnderscores(s string) (string, bool) {
	if strings.IndexByte(s, '_') < 0 {
		return s, true
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '_' {
			out = append(out, s[i])
		} else if i == 0 || i+1 == len(s) || !isDigit(s[i-1]) || !isDigit(s[i+1]) {
			return "", false
		}
	}
	return string(out), true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digitValue returns the value of a digit in bases up to 36, or 99.
func digitValue(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'z':
		return int(c|0x20-'a') + 10
	}
	return 99
}

// ParseInt is int(text, base) for an ASCII text. maxDigits is the limit of
// sys.set_int_max_str_digits, 0 for none. The error is ErrLiteral or an *Error.
func ParseInt(text string, base, maxDigits int) (Int, error) {
	if base != 0 && (base < 2 || base > 36) {
		return Int{}, fail(Value, "int() base must be >= 2 and <= 36, or 0")
	}
	s := TrimSpace(text)
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	onlyZero := false
	if len(s) >= 2 && s[0] == '0' {
		prefixed := 0
		switch s[1] | 0x20 {
		case 'x':
			prefixed = 16
		case 'o':
			prefixed = 8
		case 'b':
			prefixed = 2
		}
		switch {
		case prefixed != 0 && (base == 0 || base == prefixed):
			base = prefixed
			if s = s[2:]; s != "" && s[0] == '_' {
				s = s[1:]
			}
		case base == 0:
			onlyZero = true // as in a program, 010 is refused but 00 isn't
		}
	}
	if base == 0 {
		base = 10
	}
	a, err := parseDigits(s, base, maxDigits)
	if err != nil {
		return Int{}, err
	}
	if onlyZero && a.Sign() != 0 {
		return Int{}, ErrLiteral
	}
	if negative {
		a = a.Neg()
	}
	return a, nil
}

// parseDigits converts digits with single underscores between them.
func parseDigits(s string, base, maxDigits int) (a Int, err error) {
	digits, last := 0, byte('_')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c != '_' && digitValue(c) < base:
			digits++
		case c != '_' || last == '_':
			return a, ErrLiteral
		}
		last = c
	}
	switch {
	case last == '_':
		return a, ErrLiteral
	case base&(base-1) != 0 && maxDigits > 0 && digits > maxDigits:
		return a, errorf(Value, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", maxDigits, digits)
	case digits != len(s):
		s = strings.ReplaceAll(s, "_", "")
	}
	if digits > 12 && (base != 10 || digits > 18) {
		return FromBig(parseBig(s, base)), nil
	}
	for i := 0; i < len(s); i++ {
		a.Small = a.Small*int64(base) + int64(digitValue(s[i]))
	}
	return a, nil
}

// parseBig converts digits by halves: math/big's own conversion is quadratic,
// its multiplication isn't.
func parseBig(digits string, base int) *big.Int {
	const direct = 1500
	if len(digits) <= direct || base&(base-1) == 0 {
		return parseWords(digits, base)
	}
	// A split at direct*2**n digits lets the powers be squared from one another.
	levels := []*big.Int{new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(direct), nil)}
	for size := direct; size*2 < len(digits); size *= 2 {
		top := levels[len(levels)-1]
		levels = append(levels, new(big.Int).Mul(top, top))
	}
	return joinDigits(digits, base, direct, levels)
}

// joinDigits converts up to direct*2**len(levels) digits; levels[i] is base**(direct*2**i).
func joinDigits(digits string, base, direct int, levels []*big.Int) *big.Int {
	for len(levels) > 0 && len(digits) <= direct<<(len(levels)-1) {
		levels = levels[:len(levels)-1]
	}
	if len(levels) == 0 {
		return parseWords(digits, base)
	}
	top := len(levels) - 1
	cut := len(digits) - direct<<top
	high := joinDigits(digits[:cut], base, direct, levels[:top])
	low := joinDigits(digits[cut:], base, direct, levels[:top])
	return high.Mul(high, levels[top]).Add(high, low)
}

// ParseFloat is float(text) for an ASCII text. The error is ErrLiteral.
func ParseFloat(text string) (float64, error) {
	s := TrimSpace(text)
	if f, ok := parseShortDecimal(s); ok {
		return f, nil
	}
	s, ok := withoutUnderscores(s)
	if !ok || s == "" {
		return 0, ErrLiteral
	}
	f, size := scanFloat(s)
	if size == 0 || size != len(s) {
		return 0, ErrLiteral
	}
	return f, nil
}

// scanFloat reads the longest number at the start of s, as C's strtod does but
// for hexadecimal ones. size 0 means that there is none.
func scanFloat(s string) (f float64, size int) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	start, whole := i, 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	whole = i - start
	if i < len(s) && s[i] == '.' {
		i++
		for i < len(s) && isDigit(s[i]) {
			i++
			whole++
		}
	}
	if whole == 0 {
		for _, word := range [...]string{"infinity", "inf", "nan"} {
			if len(s)-start < len(word) || !strings.EqualFold(s[start:start+len(word)], word) {
				continue
			}
			if f = math.Inf(1); word == "nan" {
				f = QuietNaN()
			}
			if s[0] == '-' {
				f = negate(f)
			}
			return f, start + len(word)
		}
		return 0, 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			for j < len(s) && isDigit(s[j]) {
				j++
			}
			i = j
		}
	}
	f = ParseDecimal(s[:i])
	return f, i
}

// ParseComplex is complex(text) for an ASCII text. The error is ErrLiteral.
func ParseComplex(text string) (complex128, error) {
	s := TrimSpace(text)
	if strings.HasPrefix(s, "(") {
		if !strings.HasSuffix(s, ")") {
			return 0, ErrLiteral
		}
		s = TrimSpace(s[1 : len(s)-1])
	}
	s, ok := withoutUnderscores(s)
	if !ok || s == "" {
		return 0, ErrLiteral
	}
	first, size := scanFloat(s)
	if size == len(s) {
		return complex(first, 0), nil
	}
	rest := s[size:]
	var re, im float64
	switch {
	case size > 0 && (rest[0] == '+' || rest[0] == '-'):
		re = first
		im, size = scanImaginary(rest)
	case size > 0:
		im, size = first, 0
	default:
		im, size = scanImaginary(rest)
	}
	if rest = rest[size:]; rest != "j" && rest != "J" {
		return 0, ErrLiteral
	}
	return complex(re, im), nil
}

// scanImaginary reads a number that may be a sign only, or nothing at all.
func scanImaginary(s string) (f float64, size int) {
	if f, size = scanFloat(s); size > 0 {
		return f, size
	}
	switch s[0] {
	case '+':
		return 1, 1
	case '-':
		return -1, 1
	}
	return 1, 0
}
