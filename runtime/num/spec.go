// The format-spec mini-language (library reference, "Format Specification
// Mini-Language"): [[fill]align][sign][z][#][0][width][grouping][.[precision][grouping]][type].

package num

import "math"

// FormatSpec is a parsed format spec.
type FormatSpec struct {
	Fill         string // one character, WTF-8
	Align        byte   // one of < > = ^
	Sign         byte   // one of + - space; 0 if not given
	Z            bool   // no negative zero
	Alt          bool   // #
	Zero         bool   // 0 before the width
	Width        int64  // -1 if not given
	Grouping     byte   // , or _ for the whole part; 0 if not given
	FracGrouping byte   // , or _ for the fraction
	Precision    int64  // -1 if not given
	Type         rune   // 0 if not given
}

// ParseFormatSpec parses spec, a WTF-8 text, for an object of the Python type
// typeName. align is what the type does if the spec doesn't say: < for str.
// missing is the type character that str (s) implies, 0 for numbers.
func ParseFormatSpec(spec, typeName string, align byte, missing rune) (FormatSpec, error) {
	f := FormatSpec{Fill: " ", Align: align, Width: -1, Precision: -1, Type: missing}
	s := spec
	next := func(c byte) bool {
		if s != "" && s[0] == c {
			s = s[1:]
			return true
		}
		return false
	}
	alignGiven, fillGiven := false, false
	if s != "" {
		_, size := decodeRune(s)
		switch {
		case len(s) > size && isAlign(s[size]):
			f.Fill, f.Align = s[:size], s[size]
			s = s[size+1:]
			alignGiven, fillGiven = true, true
		case isAlign(s[0]):
			f.Align = s[0]
			s = s[1:]
			alignGiven = true
		}
	}
	if s != "" && (s[0] == '+' || s[0] == '-' || s[0] == ' ') {
		f.Sign = s[0]
		s = s[1:]
	}
	f.Z = next('z')
	f.Alt = next('#')
	if !fillGiven && next('0') {
		f.Zero = true
		f.Fill = "0"
		if !alignGiven && align == '>' {
			f.Align = '='
		}
	}
	var err error
	if f.Width, s, err = specNumber(s); err != nil {
		return f, err
	}
	if f.Grouping, s, err = specGrouping(s); err != nil {
		return f, err
	}
	if next('.') {
		if f.Precision, s, err = specNumber(s); err != nil {
			return f, err
		}
		if f.FracGrouping, s, err = specGrouping(s); err != nil {
			return f, err
		}
		if f.Precision < 0 && f.FracGrouping == 0 {
			return f, fail(Value, "Format specifier missing precision")
		}
	}
	if s != "" {
		c, size := decodeRune(s)
		if size != len(s) {
			return f, errorf(Value, "Invalid format specifier '%s' for object of type '%s'", spec, typeName)
		}
		if c == 0 { // no type's code, and not the absent one
			return f, unknownCode(c, typeName)
		}
		f.Type = c
	}
	return f, f.checkGrouping()
}

func isAlign(c byte) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// specNumber reads a decimal number; -1 if there is none.
func specNumber(s string) (int64, string, error) {
	n, i := int64(0), 0
	for ; i < len(s) && isDigit(s[i]); i++ {
		digit := int64(s[i] - '0')
		if n > (math.MaxInt64-digit)/10 {
			return 0, s, fail(Value, "Too many decimal digits in format string")
		}
		n = n*10 + digit
	}
	if i == 0 {
		return -1, s, nil
	}
	return n, s[i:], nil
}

// specGrouping reads a comma or an underscore.
func specGrouping(s string) (byte, string, error) {
	if s == "" || s[0] != ',' && s[0] != '_' {
		return 0, s, nil
	}
	if len(s) > 1 && (s[1] == ',' || s[1] == '_') && s[1] != s[0] {
		return 0, s, fail(Value, "Cannot specify both ',' and '_'.")
	}
	return s[0], s[1:], nil
}

// checkGrouping refuses separators with types that have no use for them.
func (f *FormatSpec) checkGrouping() error {
	if f.Grouping != 0 {
		switch f.Type {
		case 0, 'd', 'e', 'f', 'g', 'E', 'F', 'G', '%':
		case 'b', 'o', 'x', 'X':
			if f.Grouping != '_' {
				return cannotGroup(f.Grouping, f.Type)
			}
		default:
			return cannotGroup(f.Grouping, f.Type)
		}
	}
	if f.FracGrouping != 0 && f.Type == 'n' {
		return cannotGroup(f.FracGrouping, f.Type)
	}
	return nil
}

func cannotGroup(separator byte, code rune) error {
	return errorf(Value, "Cannot specify '%c' with '%s'.", separator, showCode(code))
}

// showCode shows a type character as error messages do.
func showCode(code rune) string {
	if code > 32 && code < 128 {
		return string(code)
	}
	return "\\x" + FromInt64(int64(code)).Text(16)
}

func unknownCode(code rune, typeName string) error {
	return errorf(Value, "Unknown format code '%s' for object of type '%s'", showCode(code), typeName)
}
