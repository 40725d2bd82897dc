// Package repr writes strings and bytes as Python's repr() does. It is a leaf, so that the front end, the disassembler
// and the objects of runtime all write them alike. Numbers are written by runtime/num.
//
// Reference: "Text Sequence Type" and repr() in the Python library reference.
package repr

import (
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

const hexDigits = "0123456789abcdef"

// String returns the repr of a str given as WTF-8: UTF-8 in which a lone surrogate is three bytes. Bytes that belong to
// no character are written as \xNN.
func String(s string) string { return string(AppendString(nil, s)) }

// AppendString appends [String] of s to dst.
func AppendString(dst []byte, s string) []byte {
	quote := quoteFor(s)
	dst = append(dst, quote)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = appendASCII(dst, c, quote)
			i++
			continue
		}
		r, size := DecodeRune(s[i:])
		switch {
		case size == 1:
			dst = append(dst, '\\', 'x', hexDigits[s[i]>>4], hexDigits[s[i]&15])
		case ucd.IsPrintable(r):
			dst = append(dst, s[i:i+size]...)
		default:
			dst = appendEscape(dst, r)
		}
		i += size
	}
	return append(dst, quote)
}

// DecodeRune returns the first code point of s, which may be a surrogate, and the number of its bytes. For bytes that
// belong to no code point it returns utf8.RuneError and 1.
func DecodeRune(s string) (r rune, size int) {
	r, size = utf8.DecodeRuneInString(s)
	if size == 1 && len(s) >= 3 && s[0] == 0xED && s[1]&0xE0 == 0xA0 && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, size
}

// Bytes returns the repr of a bytes object.
func Bytes(b []byte) string {
	quote := quoteFor(string(b))
	dst := append(make([]byte, 0, len(b)+3), 'b', quote)
	for _, c := range b {
		if c >= utf8.RuneSelf {
			dst = append(dst, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		} else {
			dst = appendASCII(dst, c, quote)
		}
	}
	return string(append(dst, quote))
}

// quoteFor returns the quote to be written around s: " only if s contains ' and no ".
func quoteFor(s string) byte {
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		return '"'
	}
	return '\''
}

func appendASCII(dst []byte, c, quote byte) []byte {
	switch {
	case c == quote || c == '\\':
		return append(dst, '\\', c)
	case c == '\n':
		return append(dst, `\n`...)
	case c == '\r':
		return append(dst, `\r`...)
	case c == '\t':
		return append(dst, `\t`...)
	case c < ' ' || c == 0x7F:
		return append(dst, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
	}
	return append(dst, c)
}

// appendEscape appends r as \xNN, \uNNNN or \UNNNNNNNN, whichever is the shortest.
func appendEscape(dst []byte, r rune) []byte {
	letter, digits := byte('U'), 8
	switch {
	case r < 0x100:
		letter, digits = 'x', 2
	case r < 0x10000:
		letter, digits = 'u', 4
	}
	dst = append(dst, '\\', letter)
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[r>>shift&15])
	}
	return dst
}
