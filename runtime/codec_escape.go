// This file holds the codecs unicode_escape and raw_unicode_escape: text as it stands in Python source.

package runtime

import (
	"bytes"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

var (
	codecUnicodeEscape    = codec{"unicodeescape", encodeUnicodeEscape, decodeUnicodeEscape}
	codecRawUnicodeEscape = codec{"rawunicodeescape", encodeRawUnicodeEscape, decodeRawUnicodeEscape}
)

func encodeUnicodeEscape(e *encoder) error {
	if err := e.th.Charge(5 * int64(len(e.str.s))); err != nil {
		return err
	}
	for s := e.str.s; s != ""; {
		r, size := decodeWTF8(s)
		s = s[size:]
		switch {
		case r == '\\':
			e.out = append(e.out, `\\`...)
		case r == '\n':
			e.out = append(e.out, `\n`...)
		case r == '\r':
			e.out = append(e.out, `\r`...)
		case r == '\t':
			e.out = append(e.out, `\t`...)
		case r >= ' ' && r < 0x7F:
			e.out = append(e.out, byte(r))
		default:
			e.out = append(e.out, escapeRune(r)...)
		}
	}
	return nil
}

func encodeRawUnicodeEscape(e *encoder) error {
	if err := e.th.Charge(4 * int64(len(e.str.s))); err != nil {
		return err
	}
	for s := e.str.s; s != ""; {
		r, size := decodeWTF8(s)
		s = s[size:]
		if r < 0x100 {
			e.out = append(e.out, byte(r))
		} else {
			e.out = append(e.out, escapeRune(r)...)
		}
	}
	return nil
}

// hexEscape reads count hexadecimal digits from data[at:]. It returns the value and the end of the digits there are.
func hexEscape(data []byte, at, count int) (r rune, end int, ok bool) {
	var n uint32
	for end = at; end < len(data) && end < at+count; end++ {
		digit := hexDigit(data[end])
		if digit < 0 {
			break
		}
		n = n<<4 | uint32(digit)
	}
	return rune(n), end, end == at+count
}

// escapeDigits is the number of digits behind \x, \u and \U, with the errors of a truncated one.
func escapeDigits(c byte) (count int, message string) {
	switch c {
	case 'x':
		return 2, "truncated \\xXX escape"
	case 'u':
		return 4, "truncated \\uXXXX escape"
	case 'U':
		return 8, "truncated \\UXXXXXXXX escape"
	}
	return 0, ""
}

var simpleEscapes = map[byte]byte{'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

func decodeUnicodeEscape(d *decoder) error {
	for d.at < len(d.data) {
		c := d.data[d.at]
		if c != '\\' {
			d.out.char(rune(c))
			d.at++
			continue
		}
		start := d.at
		if start+1 == len(d.data) {
			if !d.final {
				return nil
			}
			if err := d.fail(start, start+1, "\\ at end of string"); err != nil {
				return err
			}
			continue
		}
		c = d.data[start+1]
		d.at = start + 2
		if plain, ok := simpleEscapes[c]; ok {
			d.out.char(rune(plain))
			continue
		}
		if c >= '0' && c <= '7' {
			n := rune(c - '0')
			for range 2 {
				if d.at == len(d.data) || d.data[d.at] < '0' || d.data[d.at] > '7' {
					break
				}
				n = n<<3 | rune(d.data[d.at]-'0')
				d.at++
			}
			if n > 0o377 {
				if err := d.warnEscape("invalid octal escape sequence", d.data[start:start+4]); err != nil {
					return err
				}
			}
			d.out.char(n)
			continue
		}
		if c == '\n' {
			continue
		}
		if count, message := escapeDigits(c); count > 0 {
			r, end, ok := hexEscape(d.data, d.at, count)
			switch {
			case ok && uint32(r) <= utf8.MaxRune:
				d.out.char(r)
				d.at = end
				continue
			case ok:
				message = "illegal Unicode character"
			case end == len(d.data) && !d.final:
				d.at = start
				return nil
			}
			if err := d.fail(start, end, message); err != nil {
				return err
			}
			continue
		}
		if c == 'N' {
			stop, err := d.namedEscape(start)
			if err != nil || stop {
				return err
			}
			continue
		}
		if err := d.warnEscape("invalid escape sequence", d.data[start:start+2]); err != nil {
			return err
		}
		d.out.char('\\')
		d.out.char(rune(c))
	}
	return nil
}

// namedEscape reads \N{NAME}; stop tells that the rest of it is still to come.
func (d *decoder) namedEscape(start int) (stop bool, err error) {
	rest := d.data[d.at:]
	if len(rest) == 0 && !d.final {
		d.at = start
		return true, nil
	}
	if len(rest) == 0 || rest[0] != '{' {
		return false, d.fail(start, d.at, "malformed \\N character escape")
	}
	end := bytes.IndexByte(rest, '}')
	if end < 0 {
		if !d.final {
			d.at = start
			return true, nil
		}
		return false, d.fail(start, len(d.data), "malformed \\N character escape")
	}
	if end == 1 {
		return false, d.fail(start, d.at+1, "malformed \\N character escape")
	}
	s, ok := ucd.LookupName(string(rest[1:end]))
	if !ok || wtf8Len(s) != 1 {
		return false, d.fail(start, d.at+end+1, "unknown Unicode character name")
	}
	r, _ := decodeWTF8(s)
	d.out.char(r)
	d.at += end + 1
	return false, nil
}

// warnEscape issues the DeprecationWarning about an escape sequence.
func (d *decoder) warnEscape(message string, sequence []byte) error {
	text := make([]rune, len(sequence)) // Latin-1
	for i, b := range sequence {
		text[i] = rune(b)
	}
	return Warn(d.th, DeprecationWarning, "\""+string(text)+"\" is an "+message+". Such sequences will not work in the future. ", 1)
}

func decodeRawUnicodeEscape(d *decoder) error {
	for d.at < len(d.data) {
		c := d.data[d.at]
		if c != '\\' {
			d.out.char(rune(c))
			d.at++
			continue
		}
		start := d.at
		if start+1 == len(d.data) {
			if !d.final {
				return nil
			}
			d.out.char('\\')
			d.at++
			continue
		}
		c = d.data[start+1]
		if c != 'u' && c != 'U' { // of a pair of backslashes the second one begins no escape
			d.out.char('\\')
			d.out.char(rune(c))
			d.at += 2
			continue
		}
		count, message := escapeDigits(c)
		r, end, ok := hexEscape(d.data, start+2, count)
		switch {
		case ok && uint32(r) <= utf8.MaxRune:
			d.out.char(r)
			d.at = end
			continue
		case ok:
			message = "\\Uxxxxxxxx out of range"
		case end == len(d.data) && !d.final:
			return nil
		}
		if err := d.fail(start, end, message); err != nil {
			return err
		}
	}
	return nil
}
