// Formats with simple specs, the most frequent ones, without taking the number apart.

package num

import "strconv"

// A simpleSpec says no more than an alignment or zeros, a width, commas, a precision and a type, and both numbers are below 100.
type simpleSpec struct {
	zeros            bool
	align            byte // one of < > ^; 0 if not given
	commas           bool
	width, precision int // 0 and -1 if not given
	code             byte
}

func parseSimpleSpec(spec string) (s simpleSpec, ok bool) {
	s.precision = -1
	i := 0
	number := func(n int) int {
		for end := i + 2; i < len(spec) && i < end && isDigit(spec[i]); i++ {
			n = 10*max(n, 0) + int(spec[i]-'0')
		}
		return n
	}
	switch {
	case spec == "":
		return s, false
	case spec[0] == '0':
		s.zeros = true
		i++
	case isSide(spec[0]) && len(spec) > 1 && spec[1] != '0':
		s.align = spec[0]
		i++
	}
	s.width = number(0)
	if i < len(spec) && spec[i] == ',' && !s.zeros {
		s.commas = true
		i++
	}
	if i < len(spec) && spec[i] == '.' {
		i++
		if s.precision = number(-1); s.precision < 0 {
			return s, false
		}
	}
	if i < len(spec) && spec[i] != 0 { // 0 stands for no type
		s.code = spec[i]
		i++
	}
	return s, i == len(spec)
}

func isSide(c byte) bool { return c == '<' || c == '>' || c == '^' }

// ParseTextSpec takes apart a spec for a str that asks for no more than a width below 1000, and perhaps an alignment, one of < > ^, and an ASCII
// character to fill with; ok tells that it does.
func ParseTextSpec(spec string) (fill, align byte, width int, ok bool) {
	fill, align = ' ', '<'
	switch {
	case len(spec) > 1 && isSide(spec[1]) && spec[0] < 128:
		fill, align, spec = spec[0], spec[1], spec[2:]
	case spec != "" && isSide(spec[0]):
		align, spec = spec[0], spec[1:]
	}
	if spec != "" && spec[0] == '0' {
		return 0, 0, 0, false
	}
	i := 0
	for ; i < len(spec) && i < 3 && isDigit(spec[i]); i++ {
		width = 10*width + int(spec[i]-'0')
	}
	return fill, align, width, i == len(spec) || spec[i] == 's' && i+1 == len(spec)
}

// pad fills out[start:], an ASCII number, to the width.
func (s *simpleSpec) pad(out []byte, start int) []byte {
	const spaces = "                                                                                                    "
	n := s.width - (len(out) - start)
	if n <= 0 {
		return out
	}
	fill := byte(' ')
	switch {
	case s.zeros:
		fill = '0'
		if out[start] == '-' {
			start++
		}
	case s.align == '<':
		return append(out, spaces[:n]...)
	case s.align == '^':
		right := n - n/2
		out, n = append(out, spaces[:right]...), n/2
	}
	end := len(out)
	out = append(out, spaces[:n]...)
	copy(out[start+n:], out[start:end])
	for i := range n {
		out[start+i] = fill
	}
	return out
}

// group separates the digits that out[start:] begins with by commas, if the spec says so.
func (s *simpleSpec) group(out []byte, start int) []byte {
	if !s.commas {
		return out
	}
	if out[start] == '-' {
		start++
	}
	end := start
	for end < len(out) && isDigit(out[end]) {
		end++
	}
	n := (end - start - 1) / 3
	if n <= 0 {
		return out
	}
	size := len(out)
	for range n {
		out = append(out, ',')
	}
	copy(out[end+n:], out[end:size])
	for ; n > 0; n-- {
		end -= 3
		copy(out[end+n:], out[end:end+3])
		out[end+n-1] = ','
	}
	return out
}

// appendFloat appends x; ok tells that it did.
func (s *simpleSpec) appendFloat(out []byte, x float64) (result []byte, ok bool) {
	code, percent := s.code, s.code == '%'
	if percent {
		x *= 100
		code = 'f'
	}
	switch code {
	case 'e', 'E', 'f', 'F', 'g', 'G':
	default:
		return out, false
	}
	if !isFinite(x) {
		return out, false
	}
	precision := s.precision
	if precision < 0 {
		precision = 6
	}
	start := len(out)
	out = appendFloat(out, x, code, precision, false, false)
	if percent {
		out = append(out, '%')
	}
	return s.pad(s.group(out, start), start), true
}

// AppendFloatSpec appends format(x, spec), in ASCII, if spec is simple and x finite; ok tells that it did.
func AppendFloatSpec(out []byte, x float64, spec string) (result []byte, ok bool) {
	s, ok := parseSimpleSpec(spec)
	if !ok {
		return out, false
	}
	return s.appendFloat(out, x)
}

// AppendIntSpec appends format(n, spec) if spec is simple; ok tells that it did.
func AppendIntSpec(out []byte, n int64, spec string) (result []byte, ok bool) {
	s, ok := parseSimpleSpec(spec)
	if !ok {
		return out, false
	}
	base := 10
	switch s.code {
	case 0, 'd':
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'x':
		base = 16
	default:
		if -1<<53 <= n && n <= 1<<53 {
			return s.appendFloat(out, float64(n))
		}
		return out, false
	}
	if s.precision >= 0 || s.commas && base != 10 {
		return out, false
	}
	start := len(out)
	return s.pad(s.group(strconv.AppendInt(out, n, base), start), start), true
}

// simple is the same as a simpleSpec; ok is false if there is more to it.
func (p *Percent) simple() (s simpleSpec, ok bool) {
	if p.Plus || p.Space || p.Alt || p.Width >= 100 || p.Precision >= 100 {
		return s, false
	}
	s = simpleSpec{zeros: p.Zero && !p.Left, width: int(p.Width), precision: int(p.Precision), code: p.Code}
	if p.Left {
		s.align = '<'
	}
	return s, true
}

// AppendPercentFloat appends what PercentFloat returns if p is simple; ok tells that it did.
func AppendPercentFloat(out []byte, x float64, p Percent) (result []byte, ok bool) {
	s, ok := p.simple()
	if !ok {
		return out, false
	}
	if s.precision < 0 {
		s.precision = 6
	}
	return s.pad(appendFloat(out, x, p.Code, s.precision, false, false), len(out)), true
}

// AppendPercentInt appends what PercentInt returns if p is simple and without a precision; ok tells that it did.
func AppendPercentInt(out []byte, n int64, p Percent) (result []byte, ok bool) {
	s, ok := p.simple()
	if !ok || s.precision >= 0 {
		return out, false
	}
	base := 10
	switch p.Code {
	case 'x', 'X':
		base = 16
	case 'o':
		base = 8
	}
	start := len(out)
	out = strconv.AppendInt(out, n, base)
	if p.Code == 'X' {
		for i := start; i < len(out); i++ {
			if out[i] >= 'a' {
				out[i] -= 'a' - 'A'
			}
		}
	}
	return s.pad(out, start), true
}
