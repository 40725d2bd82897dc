// This file converts between arrays of characters and str.

package array

import (
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
)

// text returns the characters of an array of type code u or w as a str. Code w keeps no surrogates, as UTF-32 does.
func (x *array) text(th *py.Thread) (*py.Str, error) {
	if err := th.Charge(int64(len(x.data))); err != nil {
		return nil, err
	}
	if x.item.code == 'w' {
		return py.Decode(th, x.data, utf32(), "strict")
	}
	out := make([]byte, 0, len(x.data)/4)
	for i := 0; i < len(x.data); i += 4 {
		c := native.Uint32(x.data[i:])
		switch {
		case c > 0x10FFFF:
			return nil, py.Raise(py.ValueError, "character U+%x is not in range [U+0000; U+10ffff]", c)
		case c >= 0xD800 && c < 0xE000:
			out = append(out, py.AsStr(py.Char(rune(c))).String()...)
		default:
			out = utf8.AppendRune(out, rune(c))
		}
	}
	return py.NewStr(string(out)), nil
}

// utf32 is the codec of the machine's order of bytes.
func utf32() string {
	if native.Uint16([]byte{1, 0}) == 1 {
		return "utf-32-le"
	}
	return "utf-32-be"
}

// appendText appends the characters of a str.
func (x *array) appendText(th *py.Thread, s *py.Str) error {
	n := s.Len()
	if n == 0 {
		return nil
	}
	at := len(x.data)
	if err := x.grow(th, n); err != nil {
		return err
	}
	data := x.data[at:]
	for i := range n {
		native.PutUint32(data[4*i:], uint32(s.RuneAt(i)))
	}
	return nil
}
