// This file holds the methods of str about case, and those that ask what its characters are.

package runtime

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

// byteMap maps the characters of ASCII.
type byteMap [128]byte

func makeByteMap(f func(c byte) byte) (m byteMap) {
	for i := range m {
		m[i] = f(byte(i))
	}
	return m
}

var (
	lowerMap = makeByteMap(lowerByte)
	upperMap = makeByteMap(upperByte)
	swapMap  = makeByteMap(swapByte)
)

// mapASCII returns the ASCII str with each character mapped, which for a letter means no more than another case; s itself when nothing changes.
func mapASCII(th *Thread, s *Str, m *byteMap) (Value, error) {
	upper, lower := m['A'] != 'A', m['a'] != 'a'
	i, b := 0, BytesView(s.s)
	for i+8 <= len(b) && otherCase(binary.LittleEndian.Uint64(b[i:]), upper, lower) == 0 {
		i += 8
	}
	if i+8 > len(b) {
		for i < len(b) && m[b[i]&127] == b[i] {
			i++
		}
		if i == len(b) {
			return s.exact().Value(), nil
		}
	}
	if len(s.s) == 1 {
		return Char(rune(m[s.s[0]&127])), nil
	}
	if err := th.Charge(int64(len(s.s))); err != nil {
		return Unbound, err
	}
	t, text := makeASCII(len(s.s))
	copy(text, b[:i])
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		binary.LittleEndian.PutUint64(text[i:], x^otherCase(x, upper, lower))
	}
	for ; i < len(b); i++ {
		text[i] = m[b[i]&127]
	}
	return t.Value(), nil
}

// otherCase returns the bits that change the case of eight ASCII characters: of those in upper case, lower case or both.
func otherCase(x uint64, upper, lower bool) (bits uint64) {
	const each, high = 0x0101010101010101, 0x8080808080808080
	// A sum's high bit tells that the character is at least 0x80 less what was added.
	if upper {
		bits = (x + (0x80-'A')*each) &^ (x + (0x80-'Z'-1)*each)
	}
	if lower {
		bits |= (x + (0x80-'a')*each) &^ (x + (0x80-'z'-1)*each)
	}
	return bits & high >> 2 // where 'a' and 'A' differ
}

// mapWords returns the ASCII str in lower case but for the first letter of each word; without words, of the whole text if it begins with one.
func mapWords(th *Thread, s *Str, words bool) (Value, error) {
	switch len(s.s) {
	case 0:
		return emptyStr.Value(), nil
	case 1:
		return Char(rune(upperByte(s.s[0]))), nil
	}
	if err := th.Charge(int64(len(s.s))); err != nil {
		return Unbound, err
	}
	t, text := makeASCII(len(s.s))
	m := &upperMap
	for i := range text {
		c := m[s.s[i]&127]
		text[i] = c
		if words && !isLetterByte(c) {
			m = &upperMap
		} else {
			m = &lowerMap
		}
	}
	return t.Value(), nil
}

// mapRunes returns the str of what m says of the ASCII characters of s, and of what add appends for each other one; at is the character's offset.
// Without m all characters are add's.
func mapRunes(th *Thread, s *Str, m *byteMap, add func(dst []rune, r rune, at int) []rune) (Value, error) {
	if err := th.Charge(int64(len(s.s)) * 3); err != nil {
		return Unbound, err
	}
	b := th.newTextBuilder()
	b.room(len(s.s))
	var buffer [8]rune
	for i := 0; i < len(s.s); {
		if c := s.s[i]; m != nil && c < utf8.RuneSelf {
			b.text = append(b.text, m[c])
			b.chars++
			i++
			continue
		}
		r, size := decodeWTF8(s.s[i:])
		for _, m := range add(buffer[:0], r, i) {
			b.char(m)
		}
		i += size
	}
	return th.finish(&b).Value(), nil
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func upperByte(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - ('a' - 'A')
	}
	return c
}

func swapByte(c byte) byte {
	if lower := lowerByte(c); lower != c {
		return lower
	}
	return upperByte(c)
}

func isLetterByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

const capitalSigma = 'Σ'

// appendLower appends the lower case of the character r at offset i of s. A capital sigma is final when a cased
// character is before it and none behind it, case-ignorable ones aside.
func appendLower(dst []rune, s string, r rune, i int) []rune {
	if r != capitalSigma {
		return ucd.LowerFull(dst, r)
	}
	before := false
	for j := i; j > 0 && !before; {
		c, size := decodeLastWTF8(s[:j])
		j -= size
		if !ucd.IsCaseIgnorable(c) {
			before = ucd.IsCased(c)
			break
		}
	}
	after := false
	for j := i + 2; j < len(s); {
		c, size := decodeWTF8(s[j:])
		j += size
		if !ucd.IsCaseIgnorable(c) {
			after = ucd.IsCased(c)
			break
		}
	}
	if before && !after {
		return append(dst, 'ς')
	}
	return append(dst, 'σ')
}

func strLower(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	if s.IsASCII() {
		return mapASCII(th, s, &lowerMap)
	}
	return mapRunes(th, s, &lowerMap, func(dst []rune, r rune, at int) []rune { return appendLower(dst, s.s, r, at) })
}

func strUpper(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	if s.IsASCII() {
		return mapASCII(th, s, &upperMap)
	}
	return mapRunes(th, s, &upperMap, func(dst []rune, r rune, at int) []rune { return ucd.UpperFull(dst, r) })
}

func strCasefold(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	if s.IsASCII() {
		return mapASCII(th, s, &lowerMap)
	}
	return mapRunes(th, s, &lowerMap, func(dst []rune, r rune, at int) []rune { return ucd.FoldFull(dst, r) })
}

func strSwapCase(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	if s.IsASCII() {
		return mapASCII(th, s, &swapMap)
	}
	return mapRunes(th, s, &swapMap, func(dst []rune, r rune, at int) []rune {
		switch {
		case ucd.IsUpper(r):
			return appendLower(dst, s.s, r, at)
		case ucd.IsLower(r):
			return ucd.UpperFull(dst, r)
		}
		return append(dst, r)
	})
}

func strCapitalize(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	if s.IsASCII() {
		return mapWords(th, s, false)
	}
	return mapRunes(th, s, nil, func(dst []rune, r rune, at int) []rune {
		if at == 0 {
			return ucd.TitleFull(dst, r)
		}
		return appendLower(dst, s.s, r, at)
	})
}

func strTitle(th *Thread, a []Value) (Value, error) {
	s, inWord := (*Str)(a[0].P), false
	if s.IsASCII() {
		return mapWords(th, s, true)
	}
	return mapRunes(th, s, nil, func(dst []rune, r rune, at int) []rune {
		if inWord {
			dst = appendLower(dst, s.s, r, at)
		} else {
			dst = ucd.TitleFull(dst, r)
		}
		inWord = ucd.IsCased(r)
		return dst
	})
}

// all reports whether s has characters and each of them passes the test: the one for bytes or the one for the rest.
func (s *Str) all(ascii func(c byte) bool, other func(r rune) bool) bool {
	for i := 0; i < len(s.s); {
		if c := s.s[i]; c < utf8.RuneSelf {
			if !ascii(c) {
				return false
			}
			i++
			continue
		}
		r, size := decodeWTF8(s.s[i:])
		if !other(r) {
			return false
		}
		i += size
	}
	return len(s.s) > 0
}

func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }

func isAlnumByte(c byte) bool { return isDigitByte(c) || isLetterByte(c) }

func strIsASCII(th *Thread, a []Value) (Value, error) { return Bool((*Str)(a[0].P).IsASCII()), nil }

func strIsSpace(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).all(func(c byte) bool { return asciiSpace[c] }, ucd.IsSpace)), nil
}

func strIsDecimal(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).all(isDigitByte, ucd.IsDecimal)), nil
}

func strIsDigit(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).all(isDigitByte, ucd.IsDigit)), nil
}

func strIsNumeric(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).all(isDigitByte, ucd.IsNumeric)), nil
}

func strIsAlpha(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).all(isLetterByte, ucd.IsAlpha)), nil
}

func strIsAlnum(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).all(isAlnumByte, ucd.IsAlnum)), nil
}

func strIsPrintable(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	return Bool(len(s.s) == 0 || s.all(func(c byte) bool { return ' ' <= c && c <= '~' }, ucd.IsPrintable)), nil
}

// IsIdentifier is str.isidentifier.
func (s *Str) IsIdentifier() bool {
	first := true
	return s.all(func(c byte) bool {
		ok := isLetterByte(c) || c == '_' || !first && isDigitByte(c)
		first = false
		return ok
	}, func(r rune) bool {
		ok := ucd.IsXIDStart(r) || !first && ucd.IsXIDContinue(r)
		first = false
		return ok
	})
}

func strIsIdentifier(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).IsIdentifier()), nil
}

// strIsLower is true when no character is upper or title case and one is lower case.
func strIsLower(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).allCased(ucd.IsLower, ucd.IsUpper)), nil
}

func strIsUpper(th *Thread, a []Value) (Value, error) {
	return Bool((*Str)(a[0].P).allCased(ucd.IsUpper, ucd.IsLower)), nil
}

func (s *Str) allCased(want, refuse func(r rune) bool) bool {
	any := false
	if s.IsASCII() {
		upper := want('A')
		for i := 0; i < len(s.s); i++ {
			if c := s.s[i]; isLetterByte(c) {
				if (c <= 'Z') != upper {
					return false
				}
				any = true
			}
		}
		return any
	}
	for i := 0; i < len(s.s); {
		r, size := decodeWTF8(s.s[i:])
		if refuse(r) || ucd.IsTitle(r) {
			return false
		}
		any = any || want(r)
		i += size
	}
	return any
}

func strIsTitle(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	any, inWord := false, false
	for i := 0; i < len(s.s); {
		r, size := decodeWTF8(s.s[i:])
		i += size
		switch {
		case ucd.IsUpper(r) || ucd.IsTitle(r):
			if inWord {
				return False, nil
			}
			any, inWord = true, true
		case ucd.IsLower(r):
			if !inWord {
				return False, nil
			}
			any = true
		default:
			inWord = false
		}
	}
	return Bool(any), nil
}
