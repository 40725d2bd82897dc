// This file holds the error handlers of codecs, built-in and registered (library reference, "Error Handlers").

package runtime

import (
	"strings"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

// A codecError is what an error handler gets: str[start:end] that can't be encoded (translated), or data[start:end] that
// can't be decoded. The handler leaves what to put there and where to go on.
type codecError struct {
	th          *Thread
	encoding    string
	str         *Str   // encoding and translating
	data        []byte // decoding
	decoding    bool
	translating bool
	start, end  int
	reason      string
	lenient     bool // a position from a handler that is no C integer is out of bounds, as in multi-byte codecs

	raised **Exception // of earlier errors in the same text, which handlers that programs register get again; may be nil

	text  string // replacement, to be encoded when encoding
	bytes []byte // replacement when encoding, as it is
	next  int    // position where to go on
}

// exception is the UnicodeError that the handler strict raises.
func (x *codecError) exception() error {
	switch {
	case x.decoding:
		return NewUnicodeDecodeError(x.encoding, append([]byte(nil), x.data...), x.start, x.end, x.reason)
	case x.translating:
		e := NewException(UnicodeTranslateError, x.str.Value(), Int(int64(x.start)), Int(int64(x.end)), Text(x.reason))
		copy(e.Fields()[1:], e.Args().Items())
		return e
	}
	return NewUnicodeEncodeError(x.encoding, x.str, x.start, x.end, x.reason)
}

// reusedException is exception, but for one decoding or encoding the same object: it holds a copy of all the data.
func (x *codecError) reusedException() *Exception {
	if x.raised == nil || *x.raised == nil {
		e := x.exception().(*Exception)
		if x.raised != nil {
			*x.raised = e
		}
		return e
	}
	e := *x.raised
	e.Fields()[2], e.Fields()[3], e.Fields()[4] = Int(int64(x.start)), Int(int64(x.end)), Text(x.reason)
	return e
}

// handle calls the error handler with the given name.
func (x *codecError) handle(errors string) error {
	if h, ok := codecsOf(x.th.Interp).handlers[errors]; ok {
		return x.call(h)
	}
	if h := builtinErrorHandler(errors); h != nil {
		x.next = x.end
		return h(x)
	}
	return Raise(LookupError, "unknown error handler name '%s'", errors)
}

// builtinErrorHandler returns the handler of that name, or nil.
func builtinErrorHandler(name string) func(x *codecError) error {
	switch name {
	case "strict", "":
		return (*codecError).exception
	case "ignore":
		return func(x *codecError) error { return nil }
	case "replace":
		return handleReplace
	case "backslashreplace":
		return handleBackslash
	case "xmlcharrefreplace":
		return handleXML
	case "namereplace":
		return handleName
	case "surrogateescape":
		return handleSurrogateEscape
	case "surrogatepass":
		return handleSurrogatePass
	}
	return nil
}

// builtinErrorHandlers are the names of the built-in handlers.
var builtinErrorHandlers = []string{"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"}

// each calls f with the characters that can't be encoded.
func (x *codecError) each(f func(b *strings.Builder, r rune)) error {
	if err := x.th.ChargeItems(x.end-x.start, 16); err != nil {
		return err
	}
	var b strings.Builder
	at := x.str.offset(x.start)
	for range x.end - x.start {
		r, size := decodeWTF8(x.str.s[at:])
		f(&b, r)
		at += size
	}
	x.text = b.String()
	return nil
}

func handleReplace(x *codecError) error {
	switch {
	case x.decoding:
		x.text = "\uFFFD"
	case x.translating:
		x.text = strings.Repeat("\uFFFD", x.end-x.start)
	default:
		x.text = strings.Repeat("?", x.end-x.start)
	}
	return nil
}

func handleBackslash(x *codecError) error {
	if !x.decoding {
		return x.each(func(b *strings.Builder, r rune) { b.WriteString(escapeRune(r)) })
	}
	for _, c := range x.data[x.start:x.end] {
		x.text += escapeRune(rune(c))
	}
	return nil
}

func handleXML(x *codecError) error {
	if err := x.encodingOnly(); err != nil {
		return err
	}
	return x.each(func(b *strings.Builder, r rune) {
		b.WriteString("&#")
		b.WriteString(decimal(int(r)))
		b.WriteByte(';')
	})
}

func handleName(x *codecError) error {
	if err := x.encodingOnly(); err != nil {
		return err
	}
	return x.each(func(b *strings.Builder, r rune) {
		if name, ok := ucd.Name(r); ok {
			b.WriteString("\\N{" + name + "}")
		} else {
			b.WriteString(escapeRune(r))
		}
	})
}

// encodingOnly is the error of a handler that can't decode.
func (x *codecError) encodingOnly() error {
	switch {
	case x.decoding:
		return Raise(TypeError, "don't know how to handle UnicodeDecodeError in error callback")
	case x.translating:
		return Raise(TypeError, "don't know how to handle UnicodeTranslateError in error callback")
	}
	return nil
}

// handleSurrogateEscape decodes the bytes 0x80 … 0xFF as U+DC80 … U+DCFF and encodes these back (PEP 383).
func handleSurrogateEscape(x *codecError) error {
	switch {
	case x.translating:
		return x.encodingOnly()
	case x.decoding:
		var out []byte
		at := x.start
		for at < x.end && at < x.start+4 && x.data[at] >= 0x80 {
			out = appendWTF8(out, 0xDC00+rune(x.data[at]))
			at++
		}
		if at == x.start {
			return x.exception()
		}
		x.text, x.next = string(out), at
		return nil
	}
	at := x.str.offset(x.start)
	for i := x.start; i < x.end; i++ {
		r, size := decodeWTF8(x.str.s[at:])
		if r < 0xDC80 || r > 0xDCFF {
			if i == x.start {
				return x.exception()
			}
			x.next = i
			return nil
		}
		x.bytes = append(x.bytes, byte(r-0xDC00))
		at += size
	}
	return nil
}

// handleSurrogatePass encodes and decodes surrogates as if they were characters.
func handleSurrogatePass(x *codecError) error {
	if x.translating {
		return x.encodingOnly()
	}
	width, big := surrogateWidth(x.encoding)
	if width == 0 {
		return x.exception()
	}
	if x.decoding {
		r, ok := decodeSurrogate(x.data[x.start:], width, big)
		if !ok {
			return x.exception()
		}
		x.text, x.next = string(appendWTF8(nil, r)), x.start+width
		return nil
	}
	at := x.str.offset(x.start)
	for range x.end - x.start {
		r, size := decodeWTF8(x.str.s[at:])
		at += size
		if r < 0xD800 || r > 0xDFFF {
			return x.exception()
		}
		switch {
		case width == 3:
			x.bytes = appendWTF8(x.bytes, r)
		case width == 2:
			x.bytes = appendUnit(x.bytes, uint16(r), big)
		case big:
			x.bytes = append(x.bytes, 0, 0, byte(r>>8), byte(r))
		default:
			x.bytes = append(x.bytes, byte(r), byte(r>>8), 0, 0)
		}
	}
	return nil
}

// surrogateWidth returns how many bytes a surrogate has in a UTF, 0 for other encodings.
func surrogateWidth(encoding string) (width int, big bool) {
	switch normalizeEncoding(encoding) {
	case "utf_8", "utf8":
		return 3, false
	case "utf_16_le", "utf_16le", "utf16_le", "utf_16", "utf16", "utf16le":
		return 2, false
	case "utf_16_be", "utf_16be", "utf16_be", "utf16be":
		return 2, true
	case "utf_32_le", "utf_32le", "utf32_le", "utf_32", "utf32", "utf32le":
		return 4, false
	case "utf_32_be", "utf_32be", "utf32_be", "utf32be":
		return 4, true
	}
	return 0, false
}

func decodeSurrogate(b []byte, width int, big bool) (rune, bool) {
	if len(b) < width {
		return 0, false
	}
	var r rune
	switch {
	case width == 3:
		if b[0]&0xF0 != 0xE0 || b[1]&0xC0 != 0x80 || b[2]&0xC0 != 0x80 {
			return 0, false
		}
		r = rune(b[0]&0x0F)<<12 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
	case big:
		for _, c := range b[:width] {
			r = r<<8 | rune(c)
		}
	default:
		for i := width - 1; i >= 0; i-- {
			r = r<<8 | rune(b[i])
		}
	}
	return r, r >= 0xD800 && r <= 0xDFFF
}

// appendUnit appends a code unit of UTF-16.
func appendUnit(b []byte, u uint16, big bool) []byte {
	if big {
		return append(b, byte(u>>8), byte(u))
	}
	return append(b, byte(u), byte(u>>8))
}

// call calls a handler that a program registered.
func (x *codecError) call(handler Value) error {
	e := x.reusedException()
	r, err := CallArgs(x.th, handler, e.Value())
	if err != nil {
		return err
	}
	if x.decoding { // the handler may have changed what is decoded
		object := e.Fields()[1]
		if object.Kind() != KindBytes {
			return Raise(TypeError, "UnicodeError 'object' attribute must be a bytes")
		}
		x.data = bytesOf(object)
	}
	size, what := 0, "encoding error handler must return (str/bytes, int) tuple"
	switch {
	case x.decoding:
		size, what = len(x.data), "decoding error handler must return (str, int) tuple"
	case x.translating:
		size, what = x.str.Len(), "translating error handler must return (str, int) tuple"
	default:
		size = x.str.Len()
	}
	t := AsTuple(r)
	if t == nil || t.Len() != 2 {
		return Raise(TypeError, "%s", what)
	}
	if s := AsStr(t.At(0)); s != nil {
		x.text = s.s
	} else if t.At(0).Kind() == KindBytes && !x.decoding && !x.translating {
		x.bytes = bytesOf(t.At(0))
	} else {
		return Raise(TypeError, "%s", what)
	}
	if !IsInstance(t.At(1), IntType) && t.At(1).Type().Index == nil {
		return Raise(TypeError, "%s", what)
	}
	at, err := Index(x.th, t.At(1))
	if err != nil {
		return err
	}
	given, ok := AsInt64(at)
	switch {
	case !ok && x.lenient:
		given = -1
	case !ok:
		return Raise(OverflowError, "Python int too large to convert to C ssize_t")
	case given < 0:
		given += int64(size)
	}
	if given < 0 || given > int64(size) {
		return Raise(IndexError, "position %d from error handler out of bounds", given)
	}
	x.next = int(given)
	return nil
}
