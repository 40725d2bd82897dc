// This file sorts bytes by what they can mean in a document.

package expat

import "unicode/utf8"

// traits are the roles that a byte can play; those of 0x80 and above depend on the character that they are part of.
type traits uint8

const (
	isSpace     traits = 1 << iota // space, tab, carriage return, newline
	isNameStart                    // letters, the underscore; the colon is left to the caller
	isNameRest                     // digits, hyphen, period
	isText                         // goes on in a run of character data
	isValue                        // goes on in a run of an attribute's value, but for quotes
	isControl                      // is allowed nowhere
	isWide                         // part of a longer character
	isPublic                       // may be in a public identifier
)

// byteTraits tells the traits of each byte.
var byteTraits = func() (table [256]traits) {
	for c := range table {
		var t traits
		switch {
		case c >= 0x80:
			t = isWide
		case c == ' ', c == '\t', c == '\r', c == '\n':
			t = isSpace
			if c == ' ' {
				t |= isText | isValue
			} else if c == '\t' {
				t |= isText
			}
		case c < ' ':
			t = isControl
		default:
			t = isText | isValue
			switch {
			case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
				t |= isNameStart
			case c >= '0' && c <= '9', c == '-', c == '.':
				t |= isNameRest
			case c == '&', c == '<':
				t &^= isText | isValue
			case c == ']':
				t &^= isText
			case c == '"', c == '\'':
				t &^= isValue
			}
		}
		table[c] = t
	}
	for _, c := range " \r\n-'()+,./:=?;!*#@$_%0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		table[c] |= isPublic
	}
	return table
}()

// badByte stands in the text for what can't be decoded: it is part of no UTF-8 text, so that it is found invalid where it stands.
const badByte = 0xff

// wide looks at a character of several bytes. partial: its end isn't there yet. size is 0 for what is no character of XML.
func wide(text []byte, i int) (r rune, size int, partial bool) {
	c := text[i]
	need := 2
	switch {
	case c >= 0xf8 || c < 0xc0:
		return 0, 0, false
	case c >= 0xf0:
		need = 4
	case c >= 0xe0:
		need = 3
	}
	if len(text)-i < need {
		return 0, 0, true
	}
	r, size = utf8.DecodeRune(text[i : i+need])
	if size != need || r == 0xfffe || r == 0xffff {
		return 0, 0, false
	}
	return r, size, false
}

// skipSpace returns the first place from i on that isn't white space.
func skipSpace(text []byte, i int) int {
	for i < len(text) && byteTraits[text[i]]&isSpace != 0 {
		i++
	}
	return i
}
