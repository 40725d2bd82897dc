// Formats with simple specs, the most frequent ones, without taking the number apart.

package num

import "strconv"

// A simpleSpec says no more than zeros, a width, a precision and a type, and both numbers are below 100.
type simpleSpec struct {
	zeros            bool
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
	case spec[0] == '>' && len(spec) > 1 && spec[1] != '0': // what numbers do without it, too
		i++
	}
	s.width = number(0)
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

// pad fills out[start:], an ASCII number, to the width.
func (s *simpleSpec) pad(out []byte, start int) []byte {
	const spaces = "                                                                                                    "
	n := s.width - (len(out) - start)
	if n <= 0 {
		return out
	}
	fill := byte(' ')
	if s.zeros {
		fill = '0'
		if out[start] == '-' {
			start++
		}
	}
	end := len(out)
	out = append(out, spaces[:n]...)
	copy(out[start+n:], out[start:end])
	for i := range n {
		out[start+i] = fill
	}
	return out
}

// AppendFloatSpec appends format(x, spec), in ASCII, if spec is simple and x finite; ok tells that it did.
func AppendFloatSpec(out []byte, x float64, spec string) (result []byte, ok bool) {
	s, ok := parseSimpleSpec(spec)
	if !ok || !isFinite(x) {
		return out, false
	}
	switch s.code {
	case 'e', 'E', 'f', 'F', 'g', 'G':
	default:
		return out, false
	}
	if s.precision < 0 {
		s.precision = 6
	}
	return s.pad(appendFloat(out, x, s.code, s.precision, false, false), len(out)), true
}

// AppendIntSpec appends format(n, spec) if spec is simple; ok tells that it did.
func AppendIntSpec(out []byte, n int64, spec string) (result []byte, ok bool) {
	s, ok := parseSimpleSpec(spec)
	if !ok || s.precision >= 0 {
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
		return out, false
	}
	return s.pad(strconv.AppendInt(out, n, base), len(out)), true
}

// AppendPercentFloat appends what PercentFloat returns if p has no more than a precision below 100; ok tells that it did.
func AppendPercentFloat(out []byte, x float64, p Percent) (result []byte, ok bool) {
	if p != (Percent{Width: -1, Precision: p.Precision, Code: p.Code}) || p.Precision >= 100 {
		return out, false
	}
	precision := int(p.Precision)
	if precision < 0 {
		precision = 6
	}
	return appendFloat(out, x, p.Code, precision, false, false), true
}
