// This file makes text searchable: it finds out the kind of a subject and gives access to its characters by position.

package sre

import (
	"unicode/utf8"
	"weak"

	py "github.com/gopy-lang/gopy/runtime"
)

// subject is what is searched: a str, or the contents of a bytes-like object.
type subject struct {
	value  py.Value
	str    *py.Str // nil for bytes
	narrow []byte  // characters of bytes, and of a str in Latin-1
	wide   []rune  // characters of another str
	buffer *py.Buffer
}

// wideTexts remembers the characters of the str that was searched last: programs search one text many times.
type wideTexts struct {
	str    weak.Pointer[py.Str]
	narrow []byte
	wide   []rune
}

const extraKey = "_sre"

// open reads a subject. It must be released.
func (s *subject) open(th *py.Thread, v py.Value) error {
	*s = subject{value: v}
	if s.str = py.AsStr(v); s.str != nil {
		return s.decode(th)
	}
	if v.Kind() == py.KindBytes {
		var err error
		s.narrow, err = py.AsBytes(th, v)
		return err
	}
	if v.Type().Buffer == nil {
		return py.Raise(py.TypeError, "expected string or bytes-like object, got '%s'", v.Type().TypeName())
	}
	b, err := py.GetBuffer(th, v, false)
	if err != nil {
		return err
	}
	s.buffer = b
	s.narrow, err = py.AsBytes(th, v)
	if err != nil {
		s.release()
	}
	return err
}

// release ends the use of the subject's memory.
func (s *subject) release() {
	if s.buffer != nil {
		s.buffer.Free()
		s.buffer = nil
	}
}

// decode finds the characters of a str.
func (s *subject) decode(th *py.Thread) error {
	text := s.str.String()
	if s.str.IsASCII() {
		s.narrow = bytesOf(text)
		return nil
	}
	cache, _ := th.Interp.Extra[extraKey].(*wideTexts)
	if cache == nil {
		cache = &wideTexts{}
		th.Interp.Extra[extraKey] = cache
	}
	if cache.str.Value() == s.str {
		s.narrow, s.wide = cache.narrow, cache.wide
		return nil
	}
	n := s.str.Len()
	if err := th.ChargeItems(n, 4); err != nil {
		return err
	}
	if isLatin1(text) {
		s.narrow = make([]byte, 0, n)
		for i := 0; i < len(text); i++ {
			c := text[i]
			if c >= utf8.RuneSelf {
				i++
				c = c<<6 | text[i]&0x3F
			}
			s.narrow = append(s.narrow, c)
		}
	} else {
		s.wide = make([]rune, 0, n)
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 { // a surrogate
				r, size = rune(text[i]&0x0F)<<12|rune(text[i+1]&0x3F)<<6|rune(text[i+2]&0x3F), 3
			}
			s.wide = append(s.wide, r)
			i += size
		}
	}
	if n >= 64 {
		*cache = wideTexts{weak.Make(s.str), s.narrow, s.wide}
	}
	return nil
}

// isLatin1 reports whether no character is above U+00FF.
func isLatin1(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0xC4 {
			return false
		}
	}
	return true
}

// length is the number of characters.
func (s *subject) length() int {
	if s.wide != nil {
		return len(s.wide)
	}
	return len(s.narrow)
}

// slice returns the characters from … to as str or bytes.
func (s *subject) slice(from, to int) py.Value {
	if s.str != nil {
		return s.str.Sub(from, to).Value()
	}
	if from == 0 && to == len(s.narrow) && s.value.IsExact(py.KindBytes) {
		return s.value
	}
	return py.CopyBytes(s.narrow[from:to]).Value()
}

// empty returns the empty str or bytes.
func (s *subject) empty() py.Value {
	if s.str != nil {
		return py.Text("")
	}
	return py.NewBytes(nil).Value()
}
