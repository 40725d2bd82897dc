// Formatting of values under a format spec: int, float, complex and str.

package num

import (
	"math"
	"strings"
)

// A Formatter holds what formatting depends on besides the value and its spec.
// The zero Formatter has no limits.
type Formatter struct {
	TypeName  string // of the object, for messages; "" for the built-in type's own
	MaxDigits int    // the limit of sys.set_int_max_str_digits; 0 for none
	Charge    Charge
}

func (m Formatter) named(name string) string {
	if m.TypeName != "" {
		return m.TypeName
	}
	return name
}

// FormatInt is format(a, spec).
func (m Formatter) FormatInt(a Int, spec string) (string, error) {
	if spec == "" {
		return a.Decimal(m.MaxDigits)
	}
	name := m.named("int")
	f, err := ParseFormatSpec(spec, name, '>', 0)
	if err != nil {
		return "", err
	}
	base, upper := 10, false
	switch f.Type {
	case 0, 'd', 'n':
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'x':
		base = 16
	case 'X':
		base, upper = 16, true
	case 'c':
		return m.formatChar(a, &f)
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, err := a.Float()
		if err != nil {
			return "", err
		}
		return m.floatSpec(x, &f, name)
	default:
		return "", unknownCode(f.Type, name)
	}
	if err := refuseForInt(&f); err != nil {
		return "", err
	}
	if base == 10 {
		if err := a.CheckDigits(m.MaxDigits); err != nil {
			return "", err
		}
	}
	p := numberParts{digits: a.Text(base), group: 3}
	if p.digits[0] == '-' {
		p.negative, p.digits = true, p.digits[1:]
	}
	if base != 10 {
		p.group = 4
		if f.Alt {
			p.prefix = basePrefix(base)
		}
	}
	if upper {
		p.digits, p.prefix = strings.ToUpper(p.digits), strings.ToUpper(p.prefix)
	}
	return m.layout(&p, &f)
}

func refuseForInt(f *FormatSpec) error {
	switch {
	case f.Precision >= 0:
		return fail(Value, "Precision not allowed in integer format specifier")
	case f.Z:
		return fail(Value, "Negative zero coercion (z) not allowed in integer format specifier")
	}
	return nil
}

func (m Formatter) formatChar(a Int, f *FormatSpec) (string, error) {
	if err := refuseForInt(f); err != nil {
		return "", err
	}
	switch {
	case f.Sign != 0:
		return "", fail(Value, "Sign not allowed with integer format specifier 'c'")
	case f.Alt:
		return "", fail(Value, "Alternate form (#) not allowed with integer format specifier 'c'")
	case a.Big != nil:
		return "", fail(Overflow, "Python int too large to convert to C long")
	case a.Small < 0 || a.Small > 0x10ffff:
		return "", fail(Overflow, "%c arg not in range(0x110000)")
	}
	return m.pad(encodeRune(rune(a.Small)), f)
}

// FormatFloat is format(x, spec).
func (m Formatter) FormatFloat(x float64, spec string) (string, error) {
	if spec == "" {
		return FloatRepr(x), nil
	}
	name := m.named("float")
	f, err := ParseFormatSpec(spec, name, '>', 0)
	if err != nil {
		return "", err
	}
	switch f.Type {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
		return m.floatSpec(x, &f, name)
	}
	return "", unknownCode(f.Type, name)
}

// maxPrecision is C's INT_MAX.
const maxPrecision = math.MaxInt32

func (m Formatter) floatSpec(x float64, f *FormatSpec, name string) (string, error) {
	p, err := m.floatParts(x, f, true)
	if err != nil {
		return "", err
	}
	return m.layout(&p, f)
}

// floatParts formats x without its sign, and takes the text apart. pointZero
// says whether a format without a type ends whole numbers in ".0".
func (m Formatter) floatParts(x float64, f *FormatSpec, pointZero bool) (numberParts, error) {
	code, precision := byte(f.Type), f.Precision
	if precision > maxPrecision {
		return numberParts{}, fail(Value, "precision too big")
	}
	if err := m.Charge.askBytes(max(precision, 0), 1); err != nil {
		return numberParts{}, err
	}
	percent := false
	switch code {
	case 0:
		if code = 'r'; precision >= 0 {
			code = 'g'
		}
	case 'n':
		code, pointZero = 'g', false
	case '%':
		code, percent, pointZero = 'f', true, false
		x *= 100
	default:
		pointZero = false
	}
	if precision < 0 && code != 'r' {
		precision = 6
	}
	text := string(appendFloat(nil, x, code, int(precision), f.Alt, pointZero))
	p := numberParts{group: 3}
	if text[0] == '-' {
		p.negative, text = true, text[1:]
	}
	if f.Z && p.negative && isZeroText(text) {
		p.negative = false
	}
	if percent {
		text += "%"
	}
	i := 0
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	p.digits, text = text[:i], text[i:]
	if text != "" && text[0] == '.' {
		p.point = true
		for i = 1; i < len(text) && isDigit(text[i]); i++ {
		}
		p.fraction, text = text[1:i], text[i:]
	}
	p.rest = text
	return p, nil
}

// isZeroText tells whether no digit before the exponent is other than 0.
func isZeroText(text string) bool {
	for i := 0; i < len(text) && text[i]|0x20 != 'e'; i++ {
		if text[i] != '0' && text[i] != '.' {
			return false
		}
	}
	return true
}

// FormatComplex is format(z, spec).
func (m Formatter) FormatComplex(z complex128, spec string) (string, error) {
	if spec == "" {
		return ComplexRepr(z), nil
	}
	name := m.named("complex")
	f, err := ParseFormatSpec(spec, name, '>', 0)
	if err != nil {
		return "", err
	}
	switch f.Type {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	default:
		return "", unknownCode(f.Type, name)
	}
	switch {
	case f.Precision > maxPrecision:
		return "", fail(Value, "precision too big")
	case f.Fill == "0":
		return "", fail(Value, "Zero padding is not allowed in complex format specifier")
	case f.Align == '=':
		return "", fail(Value, "'=' alignment flag is not allowed in complex format specifier")
	}
	bare := f.Type == 0 // as repr: parentheses, and no real part that is +0
	part := f
	part.Width, part.Fill = -1, " "
	var out strings.Builder
	skipReal := bare && real(z) == 0 && !math.Signbit(real(z))
	if bare && !skipReal {
		out.WriteByte('(')
	}
	if !skipReal {
		p, err := m.floatParts(real(z), &part, false)
		if err != nil {
			return "", err
		}
		text, err := m.layout(&p, &part)
		if err != nil {
			return "", err
		}
		out.WriteString(text)
		part.Sign = '+'
	}
	p, err := m.floatParts(imag(z), &part, false)
	if err != nil {
		return "", err
	}
	text, err := m.layout(&p, &part)
	if err != nil {
		return "", err
	}
	out.WriteString(text)
	out.WriteByte('j')
	if bare && !skipReal {
		out.WriteByte(')')
	}
	return m.pad(out.String(), &f)
}

// FormatString is format(text, spec) for a WTF-8 text.
func (m Formatter) FormatString(text, spec string) (string, error) {
	if spec == "" {
		return text, nil
	}
	name := m.named("str")
	f, err := ParseFormatSpec(spec, name, '<', 's')
	if err != nil {
		return "", err
	}
	switch {
	case f.Type != 's':
		return "", unknownCode(f.Type, name)
	case f.Sign == ' ':
		return "", fail(Value, "Space not allowed in string format specifier")
	case f.Sign != 0:
		return "", fail(Value, "Sign not allowed in string format specifier")
	case f.Z:
		return "", fail(Value, "Negative zero coercion (z) not allowed in string format specifier")
	case f.Alt:
		return "", fail(Value, "Alternate form (#) not allowed in string format specifier")
	case f.Align == '=':
		return "", fail(Value, "'=' alignment not allowed in string format specifier")
	}
	if f.Precision >= 0 && f.Precision < int64(len(text)) {
		text = truncate(text, f.Precision)
	}
	return m.pad(text, &f)
}

// truncate returns the first n characters of a WTF-8 text.
func truncate(text string, n int64) string {
	for i := 0; i < len(text); i++ {
		if text[i]&0xc0 != 0x80 {
			if n == 0 {
				return text[:i]
			}
			n--
		}
	}
	return text
}
