// This file holds the codecs that are built in: their names, and the machinery that encoders and decoders share with the
// handlers of errors (library reference, "codecs — Codec registry and base classes").

package runtime

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// asASCII reports whether c encodes ASCII characters as ASCII does.
func (c *codec) asASCII() bool { return c == &codecUTF8 || c == &codecASCII || c == &codecLatin1 }

// A codec is a text encoding.
type codec struct {
	name   string // as errors show it
	encode func(e *encoder) error
	decode func(d *decoder) error
}

// findCodec returns the built-in codec with the given name, or nil.
func findCodec(name string) *codec {
	switch name { // as programs write them
	case "utf-8", "utf8":
		return &codecUTF8
	case "ascii":
		return &codecASCII
	case "latin-1", "latin1":
		return &codecLatin1
	}
	switch normalizeEncoding(name) {
	case "utf_8", "utf8", "u8", "utf", "cp65001", "utf8_ucs2", "utf8_ucs4":
		return &codecUTF8
	case "ascii", "us_ascii", "646", "ansi_x3.4_1968", "ansi_x3_4_1968", "ansi_x3.4_1986", "cp367", "csascii", "ibm367", "iso646_us", "iso_646.irv_1991", "iso_ir_6", "us":
		return &codecASCII
	case "latin_1", "latin1", "iso_8859_1", "iso8859_1", "iso8859", "8859", "cp819", "csisolatin1", "ibm819", "iso_8859_1_1987", "iso_ir_100", "latin", "l1":
		return &codecLatin1
	case "utf_16", "utf16", "u16":
		return &codecUTF16
	case "utf_16_le", "utf_16le", "utf16_le", "utf16le", "unicodelittleunmarked":
		return &codecUTF16LE
	case "utf_16_be", "utf_16be", "utf16_be", "utf16be", "unicodebigunmarked":
		return &codecUTF16BE
	case "utf_32", "utf32", "u32":
		return &codecUTF32
	case "utf_32_le", "utf_32le", "utf32_le", "utf32le":
		return &codecUTF32LE
	case "utf_32_be", "utf_32be", "utf32_be", "utf32be":
		return &codecUTF32BE
	case "utf_7", "utf7", "u7", "unicode_1_1_utf_7":
		return &codecUTF7
	case "unicode_escape", "unicodeescape":
		return &codecUnicodeEscape
	case "raw_unicode_escape", "rawunicodeescape":
		return &codecRawUnicodeEscape
	}
	return nil
}

// normalizeEncoding lowers a name and makes each run of other characters than letters, digits and dots an underscore.
func normalizeEncoding(name string) string {
	var b strings.Builder
	gap := false
	for i := 0; i < len(name); i++ {
		c := lowerByte(name[i])
		if !isAlnumByte(c) && c != '.' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteByte(c)
	}
	return b.String()
}

// Encode is s.encode(encoding, errors).
func Encode(th *Thread, s *Str, encoding, errors string) ([]byte, error) {
	if err := checkHandler(th, errors); err != nil {
		return nil, err
	}
	c := findCodec(encoding)
	if c == nil {
		return encodeRegistered(th, s, encoding, errors)
	}
	return c.encodeStr(th, s, errors)
}

// checkHandler looks an error handler up in development mode, even if there will be no error.
func checkHandler(th *Thread, errors string) error {
	if th.Interp.Config.Flags.DevMode == 0 || errors == "" || errors == "strict" {
		return nil
	}
	_, err := LookupErrorHandler(th, errors)
	return err
}

func (c *codec) encodeStr(th *Thread, s *Str, errors string) ([]byte, error) {
	if err := th.Charge(int64(len(s.s))); err != nil {
		return nil, err
	}
	e := encoder{th: th, str: s, codec: c, errors: errors}
	if err := c.encode(&e); err != nil {
		return nil, err
	}
	return e.out, nil
}

// Decode is data.decode(encoding, errors). It doesn't keep data.
func Decode(th *Thread, data []byte, encoding, errors string) (*Str, error) {
	c := findCodec(encoding)
	if c != nil && errors == "strict" && c.asASCII() {
		text := StringView(data)
		chars := len(text)
		ok := isASCII(text)
		if !ok && c == &codecUTF8 && utf8.ValidString(text) {
			chars, ok = wtf8Len(text), true
		}
		if ok {
			if err := th.Charge(int64(len(text))); err != nil {
				return nil, err
			}
			return copyCounted(text, chars), nil
		}
	}
	if err := checkHandler(th, errors); err != nil {
		return nil, err
	}
	if c == nil {
		return decodeRegistered(th, data, encoding, errors)
	}
	s, _, err := c.decodeBytes(th, data, errors, true)
	return s, err
}

// decodeBytes decodes as much of data as it can and tells how much that is: all of it if final.
func (c *codec) decodeBytes(th *Thread, data []byte, errors string, final bool) (*Str, int, error) {
	if err := th.Charge(int64(len(data))); err != nil {
		return nil, 0, err
	}
	d := decoder{th: th, data: data, name: c.name, errors: errors, final: final}
	if err := c.decode(&d); err != nil {
		return nil, 0, err
	}
	// A handler may have replaced the data.
	return d.out.build(), len(data) - (len(d.data) - d.at), nil
}

// An encoder is one run of a codec over a str.
type encoder struct {
	th     *Thread
	codec  *codec
	errors string
	str    *Str
	out    []byte
}

// runes encodes all characters by put, which reports false for a character that the encoding lacks; such characters
// are passed to the error handler together if runs, else one by one. unit is the size of a code unit in bytes.
func (e *encoder) runes(put func(dst []byte, r rune) ([]byte, bool), runs bool, unit int, reason string) error {
	s := e.str.s
	e.out = make([]byte, 0, len(s))
	for i, n := 0, 0; i < len(s); {
		r, size := decodeWTF8(s[i:])
		var ok bool
		if e.out, ok = put(e.out, r); ok {
			i, n = i+size, n+1
			continue
		}
		end, j := n+1, i+size
		for runs && j < len(s) {
			r, size := decodeWTF8(s[j:])
			old := len(e.out)
			if e.out, ok = put(e.out, r); ok {
				e.out = e.out[:old]
				break
			}
			end, j = end+1, j+size
		}
		x := codecError{th: e.th, encoding: e.codec.name, str: e.str, start: n, end: end, reason: reason}
		if err := x.handle(e.errors); err != nil {
			return err
		}
		if err := e.th.Charge(int64(len(e.out)) + int64(len(x.bytes)) + int64(len(x.text))); err != nil {
			return err
		}
		if len(x.bytes)%unit != 0 {
			return x.exception()
		}
		e.out = append(e.out, x.bytes...)
		unicode := reason == "surrogates not allowed" // the encodings of all of Unicode want ASCII from handlers
		for t := x.text; t != ""; {
			r, size := decodeWTF8(t)
			if unicode && r >= 128 {
				return x.exception()
			}
			if e.out, ok = put(e.out, r); !ok {
				return x.exception()
			}
			t = t[size:]
		}
		if x.next == end {
			i, n = j, end
		} else {
			i, n = e.str.offset(x.next), x.next
		}
	}
	return nil
}

// A decoder is one run of a codec over bytes.
type decoder struct {
	th     *Thread
	name   string // of the encoding, for errors
	errors string
	data   []byte
	at     int
	final  bool // no more data will follow
	// bigEndian is the order of bytes that a mark showed, for UTF-16 and UTF-32.
	bigEndian bool
	out       textBuilder
	raised    *Exception
}

// fail passes data[start:end] to the error handler and goes on where it says.
func (d *decoder) fail(start, end int, reason string) error {
	x := codecError{th: d.th, encoding: d.name, data: d.data, decoding: true, start: start, end: end, reason: reason, raised: &d.raised}
	if err := x.handle(d.errors); err != nil {
		return err
	}
	d.data = x.data
	if err := d.th.Charge(int64(len(d.out.text)) + int64(len(x.text))); err != nil {
		return err
	}
	d.out.wtf8(x.text)
	d.at = x.next
	return nil
}

var (
	codecUTF8   = codec{"utf-8", encodeUTF8, decodeUTF8}
	codecASCII  = codec{"ascii", encodeASCII, decodeASCII}
	codecLatin1 = codec{"latin-1", encodeLatin1, decodeLatin1}
)

func encodeASCII(e *encoder) error {
	if e.str.IsASCII() {
		e.out = []byte(e.str.s)
		return nil
	}
	return e.runes(func(dst []byte, r rune) ([]byte, bool) {
		if r >= 128 {
			return dst, false
		}
		return append(dst, byte(r)), true
	}, true, 1, "ordinal not in range(128)")
}

func encodeLatin1(e *encoder) error {
	if e.str.IsASCII() {
		e.out = []byte(e.str.s)
		return nil
	}
	return e.runes(func(dst []byte, r rune) ([]byte, bool) {
		if r >= 256 {
			return dst, false
		}
		return append(dst, byte(r)), true
	}, true, 1, "ordinal not in range(256)")
}

func decodeASCII(d *decoder) error {
	for d.at < len(d.data) {
		n := ASCIIPrefix(d.data[d.at:])
		d.out.ascii(StringView(d.data[d.at : d.at+n]))
		if d.at += n; d.at < len(d.data) {
			if err := d.fail(d.at, d.at+1, "ordinal not in range(128)"); err != nil {
				return err
			}
		}
	}
	return nil
}

func decodeLatin1(d *decoder) error {
	beyond := 0
	for _, c := range d.data {
		beyond += int(c >> 7)
	}
	d.out.text = make([]byte, 0, len(d.data)+beyond)
	for d.at < len(d.data) {
		n := ASCIIPrefix(d.data[d.at:])
		d.out.ascii(StringView(d.data[d.at : d.at+n]))
		if d.at += n; d.at < len(d.data) {
			d.out.char(rune(d.data[d.at]))
			d.at++
		}
	}
	return nil
}

// ASCIIPrefix is the number of leading bytes below 128.
func ASCIIPrefix(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if high := binary.LittleEndian.Uint64(b[i:]) & 0x8080808080808080; high != 0 {
			return i + bits.TrailingZeros64(high)/8
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// firstSurrogate returns the offset of the first surrogate in WTF-8, or -1.
func firstSurrogate(s string) int {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], 0xED)
		if i < 0 {
			return -1
		}
		if at += i; s[at+1] >= 0xA0 {
			return at
		}
		at += 3
	}
}

func encodeUTF8(e *encoder) error {
	if e.str.IsASCII() || firstSurrogate(e.str.s) < 0 {
		e.out = []byte(e.str.s)
		return nil
	}
	return e.runes(func(dst []byte, r rune) ([]byte, bool) {
		if r >= 0xD800 && r <= 0xDFFF {
			return dst, false
		}
		return utf8.AppendRune(dst, r), true
	}, true, 1, "surrogates not allowed")
}

func decodeUTF8(d *decoder) error {
	if utf8.Valid(d.data) {
		d.out.wtf8(StringView(d.data))
		d.at = len(d.data)
		return nil
	}
	for d.at < len(d.data) {
		start := d.at
		for d.at < len(d.data) {
			r, size := utf8.DecodeRune(d.data[d.at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			d.at += size
		}
		d.out.wtf8(StringView(d.data[start:d.at]))
		if d.at == len(d.data) {
			break
		}
		n, reason := invalidUTF8(d.data[d.at:])
		rest := d.data[d.at:]
		if !d.final && (reason == "unexpected end of data" || len(rest) == 2 && rest[0] == 0xED && rest[1] >= 0xA0 && rest[1] <= 0xBF) {
			break // the beginning of a surrogate counts, too: the handler surrogatepass takes it when it is whole
		}
		if err := d.fail(d.at, d.at+n, reason); err != nil {
			return err
		}
	}
	return nil
}

// invalidUTF8 tells how many bytes of b, which doesn't begin with a character, belong to the ill-formed sequence (the
// maximal subpart of Unicode's chapter 3.9) and what is wrong.
func invalidUTF8(b []byte) (n int, reason string) {
	c := b[0]
	size, least, most := 0, byte(0x80), byte(0xBF)
	switch {
	case c < 0xC2 || c > 0xF4:
		return 1, "invalid start byte"
	case c < 0xE0:
		size = 2
	case c < 0xF0:
		size = 3
		if c == 0xE0 {
			least = 0xA0
		} else if c == 0xED {
			most = 0x9F
		}
	default:
		size = 4
		if c == 0xF0 {
			least = 0x90
		} else if c == 0xF4 {
			most = 0x8F
		}
	}
	for n = 1; n < size; n++ {
		if n == len(b) {
			return n, "unexpected end of data"
		}
		if b[n] < least || b[n] > most {
			return n, "invalid continuation byte"
		}
		least, most = 0x80, 0xBF
	}
	return n, "invalid continuation byte"
}
