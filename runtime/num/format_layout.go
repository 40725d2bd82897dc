// Layout of formatted numbers: sign, prefix, separators, padding.

package num

import "strings"

// numberParts is a formatted number taken apart. rest is what follows the
// digits: an exponent, a percent sign, "inf" or "nan".
type numberParts struct {
	negative bool
	prefix   string
	digits   string
	point    bool
	fraction string
	rest     string
	group    int // digits between separators
}

// layout puts the parts together under the spec.
func (m Formatter) layout(p *numberParts, f *FormatSpec) (string, error) {
	if err := m.Charge.askBytes(max(f.Width, 0), int64(len(f.Fill))); err != nil {
		return "", err
	}
	sign := ""
	switch {
	case p.negative:
		sign = "-"
	case f.Sign == '+' || f.Sign == ' ':
		sign = string(f.Sign)
	}
	fraction := p.fraction
	if f.FracGrouping != 0 {
		fraction = groupFraction(fraction, f.FracGrouping)
	}
	if p.point {
		fraction = "." + fraction
	}
	// Zeros that fill up to the width are digits: they get separators too.
	least := int64(0)
	if f.Fill == "0" && f.Align == '=' {
		least = f.Width - int64(len(sign)+len(p.prefix)+len(fraction)+len(p.rest))
	}
	separator := f.Grouping
	if p.digits == "" { // inf and nan
		separator = 0
	}
	digits := groupDigits(p.digits, separator, p.group, least)
	padding := f.Width - int64(len(sign)+len(p.prefix)+len(digits)+len(fraction)+len(p.rest))
	var left, middle, right int64
	if padding > 0 {
		switch f.Align {
		case '<':
			right = padding
		case '^':
			left = padding / 2
			right = padding - left
		case '=':
			middle = padding
		default:
			left = padding
		}
	}
	var out strings.Builder
	fill(&out, f.Fill, left)
	out.WriteString(sign)
	out.WriteString(p.prefix)
	fill(&out, f.Fill, middle)
	out.WriteString(digits)
	out.WriteString(fraction)
	out.WriteString(p.rest)
	fill(&out, f.Fill, right)
	return out.String(), nil
}

// pad aligns a text; = means the same as >.
func (m Formatter) pad(text string, f *FormatSpec) (string, error) {
	padding := f.Width - int64(countRunes(text))
	if padding <= 0 {
		return text, nil
	}
	if err := m.Charge.askBytes(padding, int64(len(f.Fill))); err != nil {
		return "", err
	}
	var left, right int64
	switch f.Align {
	case '<':
		right = padding
	case '^':
		left = padding / 2
		right = padding - left
	default:
		left = padding
	}
	var out strings.Builder
	fill(&out, f.Fill, left)
	out.WriteString(text)
	fill(&out, f.Fill, right)
	return out.String(), nil
}

func fill(out *strings.Builder, text string, n int64) {
	if n > 0 {
		out.WriteString(strings.Repeat(text, int(n)))
	}
}

// groupDigits separates digits into groups counted from the right, after
// adding zeros until digits and separators take up at least the given width.
// The result never begins with a separator.
func groupDigits(digits string, separator byte, group int, least int64) string {
	if separator == 0 {
		if n := least - int64(len(digits)); n > 0 {
			return strings.Repeat("0", int(n)) + digits
		}
		return digits
	}
	if least > int64(len(digits)) {
		// In units of a group and its separator, rounded up to a leading digit.
		unit := int64(group + 1)
		want := least - least/unit
		if least%unit == 0 {
			want++
		}
		if n := want - int64(len(digits)); n > 0 {
			digits = strings.Repeat("0", int(n)) + digits
		}
	}
	out := make([]byte, 0, len(digits)+len(digits)/group)
	for i := 0; i < len(digits); i++ {
		if i > 0 && (len(digits)-i)%group == 0 {
			out = append(out, separator)
		}
		out = append(out, digits[i])
	}
	return string(out)
}

// groupFraction separates digits into threes counted from the left.
func groupFraction(digits string, separator byte) string {
	out := make([]byte, 0, len(digits)+len(digits)/3)
	for i := 0; i < len(digits); i++ {
		if i > 0 && i%3 == 0 {
			out = append(out, separator)
		}
		out = append(out, digits[i])
	}
	return string(out)
}
