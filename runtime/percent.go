// This file holds % formatting of str and bytes (library reference, "printf-style String Formatting").

package runtime

import (
	"math"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/num"
)

// A percentFormat is the formatting of one text: s is that of a str or bytes object.
type percentFormat struct {
	th      *Thread
	s       string
	at      int  // byte offset of what comes next
	bytes   bool // bytes % …
	ascii   bool // s is ASCII, or bytes: none of its bytes is more than a character
	args    []Value
	alone   Value // the only argument, if args is nil
	count   int   // of arguments
	next    int   // number of the next argument
	mapping Value // the argument when it can be looked up by keys, else Unbound
	out     textBuilder
}

// take notes what is to be formatted.
func (f *percentFormat) take(arg Value) {
	if t := AsTuple(arg); t != nil {
		f.args, f.count = t.Items(), t.Len()
		return
	}
	f.alone, f.count = arg, 1
	text := arg.Kind() == KindStr
	if f.bytes {
		text = text || arg.Kind() == KindBytes || arg.Kind() == KindByteArray
	}
	if !text && arg.Type().GetItem != nil {
		f.mapping = arg
	}
}

// PercentFormat is format % args for a str.
func PercentFormat(th *Thread, format, args Value) (Value, error) { return strMod(th, format, args) }

// strMod is str % args, also called for reversed operands.
func strMod(th *Thread, a, b Value) (Value, error) {
	s := AsStr(a)
	if s == nil {
		return NotImplemented, nil
	}
	if s.s == "%s" && b.IsExact(KindStr) {
		return b, nil
	}
	f := percentFormat{th: th, s: s.s, ascii: s.IsASCII(), mapping: Unbound, out: th.newTextBuilder()}
	f.take(b)
	if err := f.run(); err != nil {
		return Unbound, err
	}
	return th.finish(&f.out).Value(), nil
}

func (f *percentFormat) run() error {
	for f.at < len(f.s) {
		start := f.at
		for f.at < len(f.s) && f.s[f.at] != '%' {
			f.at++
		}
		f.literal(f.s[start:f.at])
		if f.at == len(f.s) {
			break
		}
		f.at++
		if f.at < len(f.s) && f.s[f.at] == '%' {
			f.literal("%")
			f.at++
			continue
		}
		if err := f.conversion(); err != nil {
			return err
		}
	}
	if f.next < f.count && f.mapping.IsUnbound() {
		kind := "string"
		if f.bytes {
			kind = "bytes"
		}
		return Raise(TypeError, "not all arguments converted during %s formatting", kind)
	}
	return nil
}

// literal appends a text of the format.
func (f *percentFormat) literal(s string) {
	if f.ascii {
		f.out.ascii(s)
	} else {
		f.out.wtf8(s)
	}
}

func (f *percentFormat) argument() (Value, error) {
	if f.next >= f.count {
		return Unbound, Raise(TypeError, "not enough arguments for format string")
	}
	f.next++
	if f.args == nil {
		return f.alone, nil
	}
	return f.args[f.next-1], nil
}

// conversion formats one conversion, behind its percent sign.
func (f *percentFormat) conversion() error {
	p := num.Percent{Width: -1, Precision: -1}
	if f.at < len(f.s) && isPercentCode(rune(f.s[f.at]), f.bytes) {
		p.Code = f.s[f.at]
		f.at++
		v, err := f.argument()
		if err != nil {
			return err
		}
		return f.convert(v, p)
	}
	if f.at < len(f.s) && f.s[f.at] == '(' {
		if err := f.key(); err != nil {
			return err
		}
	}
flags:
	for ; f.at < len(f.s); f.at++ {
		switch f.s[f.at] {
		case '-':
			p.Left = true
		case '+':
			p.Plus = true
		case ' ':
			p.Space = true
		case '#':
			p.Alt = true
		case '0':
			p.Zero = true
		default:
			break flags
		}
	}
	var err error
	if p.Width, err = f.number("width", math.MaxInt64); err != nil {
		return err
	}
	if p.Width < -1 {
		p.Left, p.Width = true, -p.Width
	}
	if f.at < len(f.s) && f.s[f.at] == '.' {
		f.at++
		name := "precision"
		if f.bytes {
			name = "prec"
		}
		if p.Precision, err = f.number(name, math.MaxInt32); err != nil {
			return err
		}
		p.Precision = max(p.Precision, 0)
	}
	if f.at < len(f.s) && (f.s[f.at] == 'h' || f.s[f.at] == 'l' || f.s[f.at] == 'L') {
		f.at++
	}
	if f.at == len(f.s) {
		return Raise(ValueError, "incomplete format")
	}
	at := f.at
	code, size := rune(f.s[at]), 1
	if !f.bytes {
		code, size = decodeWTF8(f.s[at:])
	}
	f.at += size
	v, err := f.argument()
	if err != nil {
		return err
	}
	if !isPercentCode(code, f.bytes) {
		shown, index := code, at
		if !f.bytes {
			index = wtf8Len(f.s[:at])
		}
		if shown < 32 || shown > 126 {
			shown = '?'
			if f.bytes && code > 127 {
				return Raise(OverflowError, "character argument not in range(0x110000)")
			}
		}
		return Raise(ValueError, "unsupported format character '%c' (0x%x) at index %d", shown, code, index)
	}
	p.Code = byte(code)
	return f.convert(v, p)
}

func isPercentCode(code rune, bytes bool) bool {
	switch code {
	case 's', 'r', 'a', 'c', 'd', 'i', 'u', 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G':
		return true
	case 'b':
		return bytes
	}
	return false
}

// key reads "(name)" and makes the mapping's item the only argument.
func (f *percentFormat) key() error {
	if f.mapping.IsUnbound() {
		return Raise(TypeError, "format requires a mapping")
	}
	start, depth := f.at+1, 0
	for ; f.at < len(f.s); f.at++ {
		switch f.s[f.at] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if f.at == len(f.s) {
		return Raise(ValueError, "incomplete format key")
	}
	name := f.s[start:f.at]
	f.at++
	var v Value
	if f.bytes {
		var err error
		if v, err = GetItem(f.th, f.mapping, NewBytes([]byte(name)).Value()); err != nil {
			return err
		}
	} else if v = f.named(name); v.IsUnbound() {
		var err error
		if v, err = GetItem(f.th, f.mapping, Text(name)); err != nil {
			return err
		}
	}
	f.args, f.alone, f.count, f.next = nil, v, 1, 0
	return nil
}

// named returns the item of a dict for a key that is interned, as most keys in programs are; Unbound if it doesn't find one.
func (f *percentFormat) named(name string) Value {
	if !f.mapping.IsExact(KindDict) {
		return Unbound
	}
	key := f.th.Interp.interned.find(name)
	if key == nil {
		if key = staticNames.find(name); key == nil {
			return Unbound
		}
	}
	return (*Dict)(f.mapping.P).GetStr(key)
}

// number reads a width or precision, of which * is an argument; -1 if there is none.
func (f *percentFormat) number(name string, limit int64) (int64, error) {
	if f.at == len(f.s) {
		return -1, nil
	}
	if f.s[f.at] == '*' {
		f.at++
		v, err := f.argument()
		if err != nil {
			return 0, err
		}
		if !IsInstance(v, IntType) {
			return 0, Raise(TypeError, "* wants int")
		}
		n, ok := AsInt64(v)
		if name == "width" {
			if !ok {
				return 0, Raise(OverflowError, "Python int too large to convert to C ssize_t")
			}
			return n, nil // -1 asks for a width of 1 on the left, which changes nothing
		}
		if !ok || n > limit || n < math.MinInt32 {
			return 0, Raise(OverflowError, "Python int too large to convert to C int")
		}
		return max(n, 0), nil
	}
	n := int64(-1)
	for ; f.at < len(f.s) && isDigitByte(f.s[f.at]); f.at++ {
		digit := int64(f.s[f.at] - '0')
		n = max(n, 0)
		if n > (limit-digit)/10 {
			return 0, Raise(ValueError, "%s too big", name)
		}
		n = n*10 + digit
	}
	return n, nil
}

// convert formats v.
func (f *percentFormat) convert(v Value, p num.Percent) error {
	switch p.Code {
	case 'd', 'i', 'u', 'o', 'x', 'X':
		return f.integer(v, p)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		x, err := f.float(v)
		if err != nil {
			return err
		}
		if text, ok := num.AppendPercentFloat(f.out.text, x, p); ok {
			f.out.chars += len(text) - len(f.out.text)
			f.out.text = text
			return nil
		}
		s, err := formatter(f.th, "").PercentFloat(x, p)
		if err != nil {
			return numError(err)
		}
		return f.append(s, len(s))
	case 'c':
		s, err := f.character(v)
		if err != nil {
			return err
		}
		p.Precision = -1
		return f.padded(s, 1, p)
	}
	if f.bytes {
		data, err := f.bytesText(v, p.Code)
		if err != nil {
			return err
		}
		return f.padded(data, len(data), p)
	}
	var s *Str
	var err error
	switch p.Code {
	case 's':
		s, err = StrOf(f.th, v)
	case 'r':
		s, err = Repr(f.th, v)
	case 'a':
		s, err = ASCII(f.th, v)
	}
	if err != nil {
		return err
	}
	return f.padded(s.s, s.Len(), p)
}

// append appends a text of some characters.
func (f *percentFormat) append(s string, chars int) error {
	if err := f.th.Charge(int64(len(f.out.text)) + int64(len(s))); err != nil {
		return err
	}
	f.out.text = append(f.out.text, s...)
	f.out.chars += chars
	return nil
}

// padded appends a text of some characters, cut to the precision and filled up to the width with spaces.
func (f *percentFormat) padded(s string, chars int, p num.Percent) error {
	if p.Precision >= 0 && int64(chars) > p.Precision {
		end := int(p.Precision)
		if chars != len(s) {
			end = 0
			for range p.Precision {
				end += wtf8Size(s[end])
			}
		}
		s, chars = s[:end], int(p.Precision)
	}
	fill := p.Width - int64(chars)
	if fill <= 0 {
		return f.append(s, chars)
	}
	if err := f.th.Charge(int64(len(f.out.text)) + int64(len(s)) + p.Width); err != nil {
		return err
	}
	if p.Left {
		f.out.text = append(f.out.text, s...)
	}
	for range fill {
		f.out.text = append(f.out.text, ' ')
	}
	f.out.chars += int(fill) + chars
	if !p.Left {
		f.out.text = append(f.out.text, s...)
	}
	return nil
}

// integer formats v for d i u o x X.
func (f *percentFormat) integer(v Value, p num.Percent) error {
	n, err := f.toInt(v, p.Code)
	if err != nil {
		return err
	}
	if n.P == nil {
		if text, ok := num.AppendPercentInt(f.out.text, int64(n.B), p); ok {
			f.out.chars += len(text) - len(f.out.text)
			f.out.text = text
			return nil
		}
	}
	s, err := formatter(f.th, "").PercentInt(intOf(n), p)
	if err != nil {
		return numError(err)
	}
	return f.append(s, len(s))
}

// toInt converts the argument of an integer conversion: d, i and u take any number, o, x and X what has __index__.
func (f *percentFormat) toInt(v Value, code byte) (Value, error) {
	if IsInstance(v, IntType) {
		return v, nil
	}
	t := v.Type()
	var n Value
	var err error
	decimal := code == 'd' || code == 'i' || code == 'u'
	switch {
	case decimal && t.Int != nil:
		n, err = t.Int(f.th, v)
	case t.Index != nil:
		n, err = Index(f.th, v)
	default:
		err = Raise(TypeError, "")
	}
	if err == nil && !IsInstance(n, IntType) {
		return Unbound, Raise(TypeError, "__int__ returned non-int (type %s)", n.Type().TypeName())
	}
	if err != nil && Matches(err, TypeError) {
		if decimal {
			return Unbound, Raise(TypeError, "%%%c format: a real number is required, not %s", code, t.TypeName())
		}
		return Unbound, Raise(TypeError, "%%%c format: an integer is required, not %s", code, t.TypeName())
	}
	return n, err
}

// float converts the argument of a float conversion.
func (f *percentFormat) float(v Value) (float64, error) {
	if v.IsFloat() {
		return v.FloatValue(), nil
	}
	x, err := FloatOf(f.th, v)
	if err != nil && f.bytes && Matches(err, TypeError) {
		return 0, Raise(TypeError, "float argument required, not %s", v.Type().TypeName())
	}
	return x, err
}

// character is the text for %c.
func (f *percentFormat) character(v Value) (string, error) {
	if f.bytes {
		return f.byteCharacter(v)
	}
	if s := AsStr(v); s != nil {
		if s.Len() != 1 {
			return "", Raise(TypeError, "%%c requires an int or a unicode character, not a string of length %d", s.Len())
		}
		return s.s, nil
	}
	if !IsInstance(v, IntType) && v.Type().Index == nil {
		return "", Raise(TypeError, "%%c requires an int or a unicode character, not %s", typeNameInModule(f.th, v.Type()))
	}
	i, err := Index(f.th, v)
	if err != nil {
		return "", err
	}
	if i.P != nil || int64(i.B) < 0 || int64(i.B) > utf8.MaxRune {
		return "", Raise(OverflowError, "%c arg not in range(0x110000)")
	}
	return charStr(rune(i.B)).s, nil
}

func (f *percentFormat) byteCharacter(v Value) (string, error) {
	if k := v.Kind(); k == KindBytes || k == KindByteArray {
		b := bytesOf(v)
		if len(b) == 1 {
			return StringView(b), nil
		}
		name := "bytes"
		if k == KindByteArray {
			name = "bytearray"
		}
		return "", Raise(TypeError, "%%c requires an integer in range(256) or a single byte, not a %s object of length %d", name, len(b))
	}
	if !IsInstance(v, IntType) && v.Type().Index == nil {
		return "", Raise(TypeError, "%%c requires an integer in range(256) or a single byte, not %s", typeNameInModule(f.th, v.Type()))
	}
	i, err := Index(f.th, v)
	if err != nil {
		return "", err
	}
	if i.P != nil || i.B > 255 {
		return "", Raise(OverflowError, "%c arg not in range(256)")
	}
	return string([]byte{byte(i.B)}), nil
}

// bytesText is the text for %s, %b, %r and %a of bytes.
func (f *percentFormat) bytesText(v Value, code byte) (string, error) {
	if code == 'r' || code == 'a' {
		s, err := ASCII(f.th, v)
		if err != nil {
			return "", err
		}
		return s.s, nil
	}
	if k := v.Kind(); k == KindBytes && v.Header().Flags&FlagSubclass == 0 || k == KindByteArray {
		return StringView(bytesOf(v)), nil
	}
	r, found, err := CallSpecial(f.th, v, nameBytes)
	if err != nil {
		return "", err
	}
	if found {
		if r.Kind() != KindBytes {
			return "", Raise(TypeError, "__bytes__ returned non-bytes (type %s)", r.Type().TypeName())
		}
		return string(bytesOf(r)), nil
	}
	if v.Type().Buffer != nil {
		b, err := contents(f.th, v)
		return string(b), err
	}
	return "", Raise(TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", v.Type().TypeName())
}
