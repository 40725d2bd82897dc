// This file defines Str, the str object: text as WTF-8 (UTF-8 in which lone surrogates may stand).

package runtime

import (
	"unicode/utf8"
	"unsafe"
)

// Str is a str object. Text is WTF-8. An ASCII string (info has strASCII) is indexed by byte; any other one is a
// *wideStr, which knows its length in code points and finds positions by breadcrumbs.
type Str struct {
	Header
	s    string
	hash int64 // 0: not computed yet
	info strInfo
	_    uint32
}

type strInfo uint32

const (
	strASCII strInfo = 1 << iota
	strInterned
	strGrowing // a *growStr: the result of a concatenation, with room behind its text
)

// wideStr is a Str with characters beyond ASCII.
type wideStr struct {
	Str
	chars  int     // length in code points
	crumbs []int32 // byte offset of every crumbStep-th code point, made when first needed
}

// NewStr returns the str with the given WTF-8 text.
func NewStr(s string) *Str {
	if len(s) == 0 {
		return emptyStr
	}
	if isASCII(s) {
		if len(s) == 1 {
			return &charStrs[s[0]]
		}
		return &Str{Header: Header{Type: StrType, Kind: KindStr}, s: s, info: strASCII}
	}
	return newWide(s, wtf8Len(s))
}

func newWide(s string, chars int) *Str {
	w := &wideStr{Str: Str{Header: Header{Type: StrType, Kind: KindStr}, s: s}, chars: chars}
	return &w.Str
}

// Text returns a str value with the given WTF-8 text.
func Text(s string) Value { return NewStr(s).Value() }

// emptyStr and the one-character strings of ASCII are shared.
var (
	emptyStr = &Str{Header: Header{Type: StrType, Kind: KindStr}, info: strASCII | strInterned}
	charStrs = makeCharStrs()
)

func makeCharStrs() (table [128]Str) {
	const all = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
		" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f"
	for i := range table {
		table[i] = Str{Header: Header{Type: StrType, Kind: KindStr}, s: all[i : i+1], info: strASCII | strInterned}
	}
	return table
}

// String returns the text as WTF-8.
func (s *Str) String() string { return s.s }

// IsASCII reports whether all characters are ASCII.
func (s *Str) IsASCII() bool { return s.info&strASCII != 0 }

// Len returns the number of code points.
func (s *Str) Len() int {
	if s.info&strASCII != 0 {
		return len(s.s)
	}
	return (*wideStr)(unsafe.Pointer(s)).chars
}

// Hash returns the value of Python's hash().
func (s *Str) Hash() int64 {
	if s.hash != 0 {
		return s.hash
	}
	return s.computeHash()
}

func (s *Str) computeHash() int64 {
	s.hash = hashSecret.HashString(s.s)
	return s.hash
}

// decodeWTF8 decodes the first code point, lone surrogates included.
func decodeWTF8(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 && len(s) >= 3 && s[0] == 0xED {
		return rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, size
}

// appendWTF8 appends the encoding of a code point, lone surrogates included.
func appendWTF8(b []byte, r rune) []byte {
	if r >= 0xD800 && r <= 0xDFFF {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F|0x80, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}

// wtf8Len counts code points: the bytes that are no continuation bytes.
func wtf8Len(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// isASCII reports whether s has no byte above 127.
func isASCII(s string) bool {
	i := 0
	p := unsafe.Pointer(unsafe.StringData(s))
	for ; i+8 <= len(s); i += 8 {
		if *(*uint64)(unsafe.Add(p, i))&0x8080808080808080 != 0 {
			return false
		}
	}
	for ; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Equal compares the texts.
func (s *Str) Equal(t *Str) bool { return s == t || s.s == t.s }

// AsStr returns v as a str (or subclass) object, or nil.
func AsStr(v Value) *Str {
	if v.Kind() == KindStr {
		return (*Str)(v.P)
	}
	return nil
}

// staticStr makes an interned string shared by all interpreters; only for package-level names and setup.
func staticStr(s string) *Str {
	if len(s) == 0 {
		return emptyStr
	}
	if len(s) == 1 && s[0] < 128 {
		return &charStrs[s[0]]
	}
	if t, ok := staticNames[s]; ok {
		return t
	}
	t := &Str{Header: Header{Type: StrType, Kind: KindStr}, s: s, info: strASCII | strInterned}
	staticNames[s] = t
	return t
}

// staticNames holds the interned strings that all interpreters share. It is written while the process
// sets up its types and read-only from then on.
var staticNames = make(map[string]*Str, 4096)

// Intern returns the one str of this interpreter with the text s, to be compared by address.
func (in *Interp) Intern(s string) *Str {
	if len(s) == 0 {
		return emptyStr
	}
	if len(s) == 1 && s[0] < 128 {
		return &charStrs[s[0]]
	}
	if t, ok := staticNames[s]; ok {
		return t
	}
	if t, ok := in.interned[s]; ok {
		return t
	}
	t := NewStr(s)
	t.info |= strInterned
	in.interned[s] = t
	return t
}

// InternStr is Intern for a string that exists already; subclass instances are converted.
func (in *Interp) InternStr(s *Str) *Str {
	if s.info&strInterned != 0 {
		return s
	}
	if t, ok := staticNames[s.s]; ok {
		return t
	}
	if t, ok := in.interned[s.s]; ok {
		return t
	}
	if s.Flags&FlagSubclass != 0 {
		s = NewStr(s.s)
	}
	s.info |= strInterned
	in.interned[s.s] = s
	return s
}
