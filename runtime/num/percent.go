// The number pieces of % formatting (library reference, "printf-style String Formatting").

package num

import "strings"

// Percent is one conversion of a % format, its * arguments filled in.
type Percent struct {
	Left, Plus, Space, Alt, Zero bool  // the flags - + space # 0
	Width, Precision             int64 // -1 if not given
	Code                         byte  // the conversion, one of d i u x X o, e E f F g G
}

// PercentInt formats an integer for d i u x X o.
func (m Formatter) PercentInt(a Int, p Percent) (string, error) {
	base := 10
	switch p.Code {
	case 'x', 'X':
		base = 16
	case 'o':
		base = 8
	default:
		if err := a.CheckDigits(m.MaxDigits); err != nil {
			return "", err
		}
	}
	switch {
	case p.Precision > maxPrecision:
		return "", fail(Value, "precision too big")
	case p.Precision > maxPrecision-3:
		return "", fail(Overflow, "precision too large")
	}
	digits, negative := a.Text(base), a.Sign() < 0
	if negative {
		digits = digits[1:]
	}
	if missing := p.Precision - int64(len(digits)); missing > 0 {
		if err := m.Charge.askBytes(missing, 1); err != nil {
			return "", err
		}
		digits = strings.Repeat("0", int(missing)) + digits
	}
	prefix := ""
	if p.Alt {
		prefix = basePrefix(base)
	}
	if p.Code == 'X' {
		digits, prefix = strings.ToUpper(digits), strings.ToUpper(prefix)
	}
	return m.percentLayout(negative, prefix, digits, p, p.Zero)
}

// PercentFloat formats a float for e E f F g G.
func (m Formatter) PercentFloat(x float64, p Percent) (string, error) {
	precision := p.Precision
	switch {
	case precision < 0:
		precision = 6
	case precision > maxPrecision:
		return "", fail(Value, "precision too big")
	}
	if err := m.Charge.askBytes(precision, 1); err != nil {
		return "", err
	}
	text := string(appendFloat(nil, x, p.Code, int(precision), p.Alt, false))
	negative := text[0] == '-'
	if negative {
		text = text[1:]
	}
	return m.percentLayout(negative, "", text, p, p.Zero)
}

// percentLayout adds sign and padding. Zeros go between the prefix and the digits.
func (m Formatter) percentLayout(negative bool, prefix, digits string, p Percent, zero bool) (string, error) {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case p.Plus:
		sign = "+"
	case p.Space:
		sign = " "
	}
	padding := p.Width - int64(len(sign)+len(prefix)+len(digits))
	if padding <= 0 {
		return sign + prefix + digits, nil
	}
	if err := m.Charge.askBytes(padding, 1); err != nil {
		return "", err
	}
	switch {
	case p.Left:
		return sign + prefix + digits + strings.Repeat(" ", int(padding)), nil
	case zero:
		return sign + prefix + strings.Repeat("0", int(padding)) + digits, nil
	}
	return strings.Repeat(" ", int(padding)) + sign + prefix + digits, nil
}
