// This file holds str.format: replacement fields, their names and their expansion (library reference, "Format String
// Syntax"), and the parsers that string.Formatter uses.

package runtime

import (
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

// FormatField is one step of a format string: literal text, then a replacement field unless Field is false. The texts
// are WTF-8.
type FormatField struct {
	Literal    string
	Field      bool
	Name       string
	Conversion rune // 0: none
	Spec       string
	nested     bool // Spec holds fields
}

// A formatScanner cuts a format string into its fields.
type formatScanner struct{ rest string }

// next returns the next step; ok is false at the end.
func (p *formatScanner) next() (f FormatField, ok bool, err error) {
	if p.rest == "" {
		return f, false, nil
	}
	i := 0
	for i < len(p.rest) && p.rest[i] != '{' && p.rest[i] != '}' {
		i++
	}
	if i == len(p.rest) {
		f.Literal, p.rest = p.rest, ""
		return f, true, nil
	}
	brace := p.rest[i]
	if i+1 < len(p.rest) && p.rest[i+1] == brace {
		f.Literal, p.rest = p.rest[:i+1], p.rest[i+2:]
		return f, true, nil
	}
	if brace == '}' || i+1 == len(p.rest) {
		return f, false, Raise(ValueError, "Single '%c' encountered in format string", brace)
	}
	f.Literal, f.Field, p.rest = p.rest[:i], true, p.rest[i+1:]
	return f, true, p.field(&f)
}

// field reads a replacement field behind its opening brace.
func (p *formatScanner) field(f *FormatField) error {
	s, inBrackets := p.rest, false
	end := 0
scan:
	for ; end < len(s); end++ {
		switch s[end] {
		case '{':
			if !inBrackets {
				return Raise(ValueError, "unexpected '{' in field name")
			}
		case '[':
			inBrackets = true
		case ']':
			inBrackets = false
		case '}', ':', '!':
			if !inBrackets {
				break scan
			}
		}
	}
	if end == len(s) {
		return Raise(ValueError, "expected '}' before end of string")
	}
	f.Name, p.rest = s[:end], s[end+1:]
	switch s[end] {
	case '}':
		return nil
	case '!':
		if p.rest == "" {
			return Raise(ValueError, "end of string while looking for conversion specifier")
		}
		r, size := decodeWTF8(p.rest)
		f.Conversion, p.rest = r, p.rest[size:]
		if p.rest != "" {
			c := p.rest[0]
			p.rest = p.rest[1:]
			if c == '}' {
				return nil
			}
			if c != ':' {
				return Raise(ValueError, "expected ':' after conversion specifier")
			}
		}
	}
	depth := 1
	for i := 0; i < len(p.rest); i++ {
		switch p.rest[i] {
		case '{':
			f.nested = true
			depth++
		case '}':
			if depth--; depth == 0 {
				f.Spec, p.rest = p.rest[:i], p.rest[i+1:]
				return nil
			}
		}
	}
	return Raise(ValueError, "unmatched '{' in format spec")
}

// ParseFormat cuts a format string into its fields, as _string.formatter_parser does.
func ParseFormat(format string) ([]FormatField, error) {
	p := formatScanner{format}
	var all []FormatField
	for {
		f, ok, err := p.next()
		if err != nil || !ok {
			return all, err
		}
		all = append(all, f)
	}
}

// FieldStep is an attribute access or a subscript in a field name.
type FieldStep struct {
	Attribute bool
	Name      string
	Index     int // of a subscript that is a number; -1 otherwise
}

// A fieldNameScanner walks the steps behind the first part of a field name.
type fieldNameScanner struct{ rest string }

// SplitFieldName cuts a field name into its first part, whose number it tells (-1: it is none), and the steps behind,
// as _string.formatter_field_name_split does.
func SplitFieldName(name string) (first string, number int, rest []FieldStep, err error) {
	first, number, steps, err := splitFieldName(name)
	for err == nil {
		var step FieldStep
		var ok bool
		if step, ok, err = steps.next(); !ok {
			break
		}
		rest = append(rest, step)
	}
	return first, number, rest, err
}

func splitFieldName(name string) (first string, number int, steps fieldNameScanner, err error) {
	if name == "" {
		return "", -1, steps, nil
	}
	end := strings.IndexAny(name, ".[")
	if end < 0 {
		end = len(name)
	}
	number, err = fieldNumber(name[:end])
	return name[:end], number, fieldNameScanner{name[end:]}, err
}

func (p *fieldNameScanner) next() (step FieldStep, ok bool, err error) {
	if p.rest == "" {
		return step, false, nil
	}
	s := p.rest[1:]
	step.Index = -1
	switch p.rest[0] {
	case '.':
		step.Attribute = true
		end := strings.IndexAny(s, ".[")
		if end < 0 {
			end = len(s)
		}
		step.Name, p.rest = s[:end], s[end:]
	case '[':
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return step, false, Raise(ValueError, "Missing ']' in format string")
		}
		step.Name, p.rest = s[:end], s[end+1:]
		if step.Index, err = fieldNumber(step.Name); err != nil {
			return step, false, err
		}
	default:
		return step, false, Raise(ValueError, "Only '.' or '[' may follow ']' in format field specifier")
	}
	if step.Name == "" {
		return step, false, Raise(ValueError, "Empty attribute in format string")
	}
	return step, true, nil
}

// fieldNumber returns the value of a text of decimal digits, -1 for any other.
func fieldNumber(s string) (int, error) {
	if s == "" {
		return -1, nil
	}
	n := 0
	for i := 0; i < len(s); {
		digit, size := int(s[i])-'0', 1
		if s[i] >= utf8.RuneSelf {
			var r rune
			r, size = decodeWTF8(s[i:])
			digit = ucd.ToDecimal(r)
		}
		if digit < 0 || digit > 9 {
			return -1, nil
		}
		if n > (1<<63-1-digit)/10 {
			return 0, Raise(ValueError, "Too many decimal digits in format string")
		}
		n = n*10 + digit
		i += size
	}
	return n, nil
}

// formatArgs are the arguments of one call of str.format or str.format_map.
type formatArgs struct {
	th      *Thread
	ascii   bool // the format string is ASCII
	args    []Value
	isMap   bool    // format_map: no positional arguments
	mapping Value   // of format_map, or a dict of many keyword arguments
	names   []Value // of few keyword arguments, and those
	named   []Value
	next    int // number of the next automatic field; -1 once fields were numbered by hand
}

// expand appends the format string with its fields filled in.
func (f *formatArgs) expand(out *textBuilder, format string, depth int) error {
	if depth < 0 {
		return Raise(ValueError, "Max string recursion exceeded")
	}
	p := formatScanner{format}
	for {
		field, ok, err := p.next()
		if err != nil {
			return err
		}
		if !ok {
			return nil
		}
		if f.ascii {
			out.ascii(field.Literal)
		} else {
			out.wtf8(field.Literal)
		}
		if !field.Field {
			continue
		}
		v, err := f.lookup(field.Name)
		if err != nil {
			return err
		}
		if field.Conversion != 0 {
			if v, err = convertField(f.th, v, field.Conversion); err != nil {
				return err
			}
		}
		spec := emptyStr
		if field.nested {
			var b textBuilder
			if err := f.expand(&b, field.Spec, depth-1); err != nil {
				return err
			}
			spec = b.build()
		} else {
			done, err := out.formatted(f.th, v, field.Spec)
			if err != nil {
				return err
			}
			if done {
				continue
			}
			spec = NewStr(field.Spec)
		}
		s, err := Format(f.th, v, spec)
		if err != nil {
			return err
		}
		if err := f.th.Charge(int64(len(out.text)) + int64(len(s.s))); err != nil {
			return err
		}
		out.str(s)
	}
}

// convertField applies !r, !s or !a.
func convertField(th *Thread, v Value, conversion rune) (Value, error) {
	var s *Str
	var err error
	switch conversion {
	case 'r':
		s, err = Repr(th, v)
	case 's':
		s, err = StrOf(th, v)
	case 'a':
		s, err = ASCII(th, v)
	default:
		if conversion > 32 && conversion < 127 {
			return Unbound, Raise(ValueError, "Unknown conversion specifier %c", conversion)
		}
		return Unbound, Raise(ValueError, "Unknown conversion specifier \\x%x", conversion)
	}
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

// lookup finds the object that a field name means.
func (f *formatArgs) lookup(name string) (Value, error) {
	first, number, steps, err := splitFieldName(name)
	if err != nil {
		return Unbound, err
	}
	if first == "" || number >= 0 {
		if number, err = f.number(first == "", number); err != nil {
			return Unbound, err
		}
	}
	var v Value
	switch {
	case number < 0:
		v, err = f.keyword(first)
	case f.isMap:
		err = Raise(ValueError, "Format string contains positional fields")
	case number >= len(f.args):
		err = Raise(IndexError, "Replacement index %d out of range for positional args tuple", number)
	default:
		v = f.args[number]
	}
	if err != nil {
		return Unbound, err
	}
	for {
		step, ok, err := steps.next()
		if err != nil || !ok {
			return v, err
		}
		switch {
		case step.Attribute:
			v, err = GetAttr(f.th, v, NewStr(step.Name))
		case step.Index >= 0:
			v, err = GetItem(f.th, v, Int(int64(step.Index)))
		default:
			v, err = GetItem(f.th, v, Text(step.Name))
		}
		if err != nil {
			return Unbound, err
		}
	}
}

// number keeps automatic and manual numbering apart.
func (f *formatArgs) number(auto bool, n int) (int, error) {
	switch {
	case auto && f.next < 0:
		return 0, Raise(ValueError, "cannot switch from manual field specification to automatic field numbering")
	case auto:
		f.next++
		return f.next - 1, nil
	case f.next > 0:
		return 0, Raise(ValueError, "cannot switch from automatic field numbering to manual field specification")
	}
	f.next = -1
	return n, nil
}

func (f *formatArgs) keyword(name string) (Value, error) {
	if f.isMap {
		return GetItem(f.th, f.mapping, CopyText(name))
	}
	if d := AsDict(f.mapping); d != nil {
		if v := d.GetStr(NewStr(name)); !v.IsUnbound() {
			return v, nil
		}
	}
	for i, v := range f.names {
		if (*Str)(v.P).s == name {
			return f.named[i], nil
		}
	}
	return Unbound, RaiseValue(KeyError, Text(name))
}

func (f *formatArgs) format(s *Str) (Value, error) {
	b := f.th.newTextBuilder()
	f.ascii = s.IsASCII()
	if err := f.expand(&b, s.s, 1); err != nil {
		return Unbound, err
	}
	return f.th.finish(&b).Value(), nil
}

// strFormat is str.format; it takes its arguments as they come, without a tuple and a dict made for each call.
func strFormat(th *Thread, args []Value, kw *Tuple) (Value, error) {
	f := formatArgs{th: th, args: args[1:], mapping: Unbound}
	if kw != nil {
		positional := len(args) - kw.Len()
		f.args, f.names, f.named = args[1:positional], kw.Items(), args[positional:]
		if kw.Len() > 16 {
			all := NewDict()
			for i, name := range f.names {
				all.SetStr((*Str)(name.P), f.named[i])
			}
			f.mapping, f.names = all.Value(), nil
		}
	}
	return f.format((*Str)(args[0].P))
}

func strFormatMap(th *Thread, a []Value) (Value, error) {
	f := formatArgs{th: th, isMap: true, mapping: a[1]}
	return f.format((*Str)(a[0].P))
}
