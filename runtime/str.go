// This file defines Str, the str object: text as WTF-8 (UTF-8 in which lone surrogates may stand), its layouts and access
// by position.

package runtime

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"
)

// Str is a str object. Text is WTF-8. An ASCII string (ID has strASCII) is indexed by byte; any other one is a
// *wideStr, which knows its length in code points and finds positions by breadcrumbs.
type Str struct {
	Header
	s    string
	hash int64 // 0: not computed yet
}

// What is known of a str, in its Header.ID. No cache is ever for one of these numbers, see minID.
const (
	strASCII uint32 = 1 << iota
	strInterned
	strGrowing // a *growStr: the result of repeated concatenation, with room behind its text
	strSum     // the result of a concatenation: one more makes it a *growStr

	minID // the first number that may be the ID of something else
)

func strHeader(info uint32) Header { return Header{Type: StrType, ID: info, Kind: KindStr} }

// wideStr is a Str with characters beyond ASCII, and the layout of instances of subclasses.
type wideStr struct {
	Str
	chars  int   // length in code points
	crumbs []int // byte offset of every crumbStep-th code point, as far as it was needed
}

const (
	crumbStep = 32
	// crumbsFrom is the length, in code points, from which on a string drops breadcrumbs.
	crumbsFrom = 4 * crumbStep
)

// The layouts of strings whose text is known when they are made have it behind the struct, in the same allocation, see
// textBlock.
const (
	strSize  = unsafe.Sizeof(Str{})
	wideSize = unsafe.Sizeof(wideStr{})
)

// textBlock returns zeroed memory that the garbage collector doesn't look into. A str whose text lies behind it in the same
// block needs no more: its other pointer is that to its class, which lives as long as the process. Only exact strs are
// allocated so, and only those that never drop breadcrumbs (see crumbsFrom).
func textBlock(size uintptr) unsafe.Pointer {
	switch {
	case size <= 48:
		return unsafe.Pointer(new([6]uint64))
	case size <= 64:
		return unsafe.Pointer(new([8]uint64))
	case size <= 80:
		return unsafe.Pointer(new([10]uint64))
	case size <= 96:
		return unsafe.Pointer(new([12]uint64))
	case size <= 112:
		return unsafe.Pointer(new([14]uint64))
	}
	return unsafe.Pointer(unsafe.SliceData(make([]uint64, (size+7)/8)))
}

// NewLeaf returns a zero T in memory that the garbage collector doesn't look into: what it refers to must live as long as the process, as its class does.
func NewLeaf[T any]() *T { return (*T)(textBlock(SizeOf[T]())) }

// emptyStr and the one-character strings of Latin-1 are shared.
var (
	emptyStr   = &Str{Header: strHeader(strASCII | strInterned)}
	charStrs   = makeCharStrs()
	latin1Strs = makeLatin1Strs()
)

func makeCharStrs() (table [128]Str) {
	var all [128]byte
	for i := range all {
		all[i] = byte(i)
	}
	text := string(all[:])
	for i := range table {
		table[i] = Str{Header: strHeader(strASCII | strInterned), s: text[i : i+1]}
	}
	return table
}

func makeLatin1Strs() (table [128]wideStr) {
	for i := range table {
		s := Str{Header: strHeader(strInterned), s: string(rune(i + 128))}
		table[i] = wideStr{Str: s, chars: 1}
	}
	return table
}

// NewStr returns the str with the given WTF-8 text, which is not copied.
func NewStr(s string) *Str {
	if isASCII(s) {
		return newASCII(s)
	}
	return newWide(s, wtf8Len(s))
}

// newASCII returns the str with the given text, known to be ASCII.
func newASCII(s string) *Str {
	switch len(s) {
	case 0:
		return emptyStr
	case 1:
		return &charStrs[s[0]]
	}
	return &Str{Header: strHeader(strASCII), s: s}
}

// newWide returns the str of a text that has chars code points, some beyond ASCII.
func newWide(s string, chars int) *Str {
	if chars == 1 && len(s) == 2 {
		r, _ := utf8.DecodeRuneInString(s)
		if r < 256 {
			return &latin1Strs[r-128].Str
		}
	}
	w := &wideStr{Str: Str{Header: strHeader(0), s: s}, chars: chars}
	return &w.Str
}

// newCounted returns the str of a text that has chars code points.
func newCounted(s string, chars int) *Str {
	if chars == len(s) {
		return newASCII(s)
	}
	return newWide(s, chars)
}

// newBuilt is newCounted for a text that nobody else refers to.
func newBuilt(b []byte, chars int) *Str {
	return newCounted(unsafe.String(unsafe.SliceData(b), len(b)), chars)
}

// makeASCII is makeText for a text of ASCII characters.
func makeASCII(size int) (*Str, []byte) {
	p := textBlock(strSize + uintptr(size))
	s := (*Str)(p)
	s.Header = strHeader(strASCII)
	start := (*byte)(unsafe.Add(p, strSize))
	s.s = unsafe.String(start, size)
	return s, unsafe.Slice(start, size)
}

// asciiText returns the str of a text of ASCII characters, which it copies.
func asciiText(text []byte) *Str {
	if len(text) < 2 {
		return newASCII(string(text))
	}
	s, room := makeASCII(len(text))
	copy(room, text)
	return s
}

// makeText returns a new str of size bytes and chars code points, with its bytes to be filled at once. size must be at
// least 2, and the text no shared single character.
func makeText(size, chars int) (*Str, []byte) {
	if size == chars {
		return makeASCII(size)
	}
	var w *wideStr
	var text []byte
	if chars < crumbsFrom {
		p := textBlock(wideSize + uintptr(size))
		w, text = (*wideStr)(p), unsafe.Slice((*byte)(unsafe.Add(p, wideSize)), size)
	} else {
		w, text = &wideStr{}, make([]byte, size)
	}
	w.Header, w.chars = strHeader(0), chars
	w.s = unsafe.String(&text[0], size)
	return &w.Str, text
}

// keptPart is the length in bytes up to which a part of a text is copied whatever its share.
const keptPart = 64

// newPart returns the str of a part of another text: a copy when it is short or a small share of the whole, so that it
// does not keep the whole alive.
func newPart(part string, chars, whole int) *Str {
	if len(part) > keptPart && len(part) >= whole/4 {
		return newCounted(part, chars)
	}
	return copyCounted(part, chars)
}

// CopyText returns a str value with a copy of the given WTF-8 text.
func CopyText(s string) Value {
	chars := len(s)
	if !isASCII(s) {
		chars = wtf8Len(s)
	}
	return copyCounted(s, chars).Value()
}

// CopyCounted is CopyText for a text that is known to have chars code points.
func CopyCounted(s string, chars int) Value { return copyCounted(s, chars).Value() }

// copyCounted returns the str of a copy of a text that has chars code points.
func copyCounted(text string, chars int) *Str {
	if chars <= 1 {
		if chars == 0 {
			return emptyStr
		}
		r, _ := decodeWTF8(text)
		return charStr(r)
	}
	s, room := makeText(len(text), chars)
	copy(room, text)
	return s
}

// CopyASCII is CopyText for a text known to be ASCII.
func CopyASCII(s string) Value {
	if len(s) <= 1 {
		return newASCII(s).Value()
	}
	x, room := makeASCII(len(s))
	copy(room, s)
	return x.Value()
}

// CountChars returns the number of code points of WTF-8.
func CountChars(s string) int { return wtf8Len(s) }

// Text returns a str value with the given WTF-8 text.
func Text(s string) Value { return NewStr(s).Value() }

// charStr returns the str of one code point, surrogates included.
func charStr(r rune) *Str {
	switch {
	case r < 128:
		return &charStrs[r]
	case r < 256:
		return &latin1Strs[r-128].Str
	}
	s, text := makeText(len(string(r)), 1) // a surrogate is as long as the U+FFFD that Go puts in its place
	appendWTF8(text[:0], r)
	return s
}

// Char returns chr(r) for a code point, surrogates included.
func Char(r rune) Value { return charStr(r).Value() }

// String returns the text as WTF-8.
func (s *Str) String() string { return s.s }

// IsASCII reports whether all characters are ASCII.
func (s *Str) IsASCII() bool { return s.ID&strASCII != 0 }

// Len returns the number of code points.
func (s *Str) Len() int {
	if s.ID&strASCII != 0 {
		return len(s.s)
	}
	return (*wideStr)(unsafe.Pointer(s)).chars
}

// offset returns the byte offset of code point i, 0 <= i <= Len().
func (s *Str) offset(i int) int {
	if s.ID&strASCII != 0 {
		return i
	}
	w := (*wideStr)(unsafe.Pointer(s))
	switch {
	case i == 0:
		return 0
	case i == w.chars:
		return len(w.s)
	}
	at, crumb := 0, i/crumbStep
	rest := i
	if w.chars >= crumbsFrom && crumb > 0 {
		rest = i % crumbStep
		if crumb > len(w.crumbs) {
			w.dropCrumbs(crumb)
		}
		at = w.crumbs[crumb-1]
	}
	for ; rest > 0; rest-- {
		at += wtf8Size(w.s[at])
	}
	return at
}

// dropCrumbs extends the breadcrumbs to n; crumbs[k] is the offset of code point (k+1)*crumbStep.
func (w *wideStr) dropCrumbs(n int) {
	if w.crumbs == nil {
		w.crumbs = make([]int, 0, w.chars/crumbStep)
	}
	at := 0
	if k := len(w.crumbs); k > 0 {
		at = w.crumbs[k-1]
	}
	for len(w.crumbs) < n {
		for range crumbStep {
			at += wtf8Size(w.s[at])
		}
		w.crumbs = append(w.crumbs, at)
	}
}

// position returns the number of the code point at a byte offset.
func (s *Str) position(offset int) int {
	if s.ID&strASCII != 0 {
		return offset
	}
	w := (*wideStr)(unsafe.Pointer(s))
	if offset <= 256 || w.chars < crumbsFrom {
		return wtf8Len(s.s[:offset])
	}
	w.dropCrumbs(w.chars / crumbStep)
	lo, hi := 0, len(w.crumbs)
	for lo < hi {
		if mid := (lo + hi) / 2; w.crumbs[mid] <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	at := 0
	if lo > 0 {
		at = w.crumbs[lo-1]
	}
	return lo*crumbStep + wtf8Len(s.s[at:offset])
}

// ByteOffset returns where code point i, 0 <= i <= Len(), begins in String().
func (s *Str) ByteOffset(i int) int { return s.offset(i) }

// CharIndex returns the number of the code point that begins at a byte offset of String().
func (s *Str) CharIndex(offset int) int { return s.position(offset) }

// AppendChar appends the WTF-8 of a code point, lone surrogates included.
func AppendChar(b []byte, r rune) []byte { return appendWTF8(b, r) }

// DecodeChar decodes the first code point of WTF-8 that isn't empty, lone surrogates included.
func DecodeChar(s string) (r rune, size int) { return decodeWTF8(s) }

// RuneAt returns code point i, 0 <= i < Len().
func (s *Str) RuneAt(i int) rune {
	if s.ID&strASCII != 0 {
		return rune(s.s[i])
	}
	r, _ := decodeWTF8(s.s[s.offset(i):])
	return r
}

// At returns the one-character str at position i, 0 <= i < Len().
func (s *Str) At(i int) *Str {
	if s.ID&strASCII != 0 {
		return &charStrs[s.s[i]]
	}
	return charStr(s.RuneAt(i))
}

// Sub returns s[i:j] for 0 <= i <= j <= Len(). The whole of an exact str is the same object.
func (s *Str) Sub(i, j int) *Str {
	if i == 0 && j == s.Len() && s.Flags&FlagSubclass == 0 {
		return s
	}
	if i >= j {
		return emptyStr
	}
	if s.ID&strASCII != 0 {
		return s.part(i, j)
	}
	from := s.offset(i)
	if j-i < crumbStep {
		to := from
		for range j - i {
			to += wtf8Size(s.s[to])
		}
		return newPart(s.s[from:to], j-i, len(s.s))
	}
	return newPart(s.s[from:s.offset(j)], j-i, len(s.s))
}

// part returns the str of the bytes from … to of s, which begin and end with characters.
func (s *Str) part(from, to int) *Str {
	if from == 0 && to == len(s.s) && s.Flags&FlagSubclass == 0 {
		return s
	}
	chars := to - from
	if s.ID&strASCII == 0 {
		chars = wtf8Len(s.s[from:to])
	} else if 1 < chars && chars <= keptPart {
		t, text := makeASCII(chars)
		copy(text, s.s[from:to])
		return t
	}
	return newPart(s.s[from:to], chars, len(s.s))
}

// chars fills items with the characters.
func (s *Str) chars(items []Value) {
	if s.ID&strASCII != 0 {
		for i := range items {
			items[i] = charStrs[s.s[i]].Value()
		}
		return
	}
	at := 0
	for i := range items {
		r, size := decodeWTF8(s.s[at:])
		items[i] = charStr(r).Value()
		at += size
	}
}

// SliceStr returns the n characters start, start+step, … of s.
func SliceStr(th *Thread, s *Str, start, step, n int) (*Str, error) {
	switch {
	case n <= 0:
		return emptyStr, nil
	case step == 1:
		return s.Sub(start, start+n), nil
	case n == 1:
		return s.At(start), nil
	}
	if err := th.Charge(int64(n)); err != nil {
		return nil, err
	}
	if s.ID&strASCII != 0 {
		t, text := makeText(n, n)
		for i, at := 0, start; i < n; i, at = i+1, at+step {
			text[i] = s.s[at]
		}
		return t, nil
	}
	out := make([]byte, 0, n)
	if step == -1 {
		at := s.offset(start + 1)
		for range n {
			size := wtf8SizeBefore(s.s, at)
			out = append(out, s.s[at-size:at]...)
			at -= size
		}
		return newBuilt(out, n), nil
	}
	for i, at := 0, start; i < n; i, at = i+1, at+step {
		from := s.offset(at)
		out = append(out, s.s[from:from+wtf8Size(s.s[from])]...)
	}
	return newBuilt(out, n), nil
}

// Hash returns the value of Python's hash(). Interpreters share the strings of built-in types, so it is kept atomically.
func (s *Str) Hash() int64 {
	if h := atomic.LoadInt64(&s.hash); h != 0 {
		return h
	}
	return s.computeHash()
}

func (s *Str) computeHash() int64 {
	h := hashSecret.HashString(s.s)
	atomic.StoreInt64(&s.hash, h)
	return h
}

// Equal compares the texts.
func (s *Str) Equal(t *Str) bool { return s == t || s.s == t.s }

// Compare compares by code points: -1, 0 or 1. WTF-8 sorts as its code points do.
func (s *Str) Compare(t *Str) int { return strings.Compare(s.s, t.s) }

// AsStr returns v as a str (or subclass) object, or nil.
func AsStr(v Value) *Str {
	if v.Kind() == KindStr {
		return (*Str)(v.P)
	}
	return nil
}

// exact returns s as an exact str.
func (s *Str) exact() *Str {
	if s.Flags&FlagSubclass == 0 {
		return s
	}
	return newCounted(s.s, s.Len())
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

// decodeLastWTF8 decodes the last code point, lone surrogates included.
func decodeLastWTF8(s string) (rune, int) {
	size := wtf8SizeBefore(s, len(s))
	r, _ := decodeWTF8(s[len(s)-size:])
	return r, size
}

// appendWTF8 appends the encoding of a code point, lone surrogates included.
func appendWTF8(b []byte, r rune) []byte {
	if r >= 0xD800 && r <= 0xDFFF {
		return append(b, 0xED, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}

// wtf8Size is the length of the encoding that starts with byte c.
func wtf8Size(c byte) int {
	switch {
	case c < 0x80:
		return 1
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

// wtf8SizeBefore is the length of the encoding that ends before offset at.
func wtf8SizeBefore(s string, at int) int {
	n := 1
	for n < at && s[at-n]&0xC0 == 0x80 {
		n++
	}
	return n
}

// wtf8Len counts code points: the bytes that are no continuation bytes.
func wtf8Len(s string) int {
	n, i := len(s), 0
	for b := unsafe.Slice(unsafe.StringData(s), len(s)); i+8 <= len(s); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		n -= bits.OnesCount64(x >> 7 & ^(x >> 6) & 0x0101010101010101)
	}
	for ; i < len(s); i++ {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// IsASCII reports whether b has no byte above 127.
func IsASCII(b []byte) bool { return isASCII(StringView(b)) }

// isASCII reports whether s has no byte above 127.
func isASCII(s string) bool {
	const high = 0x8080808080808080
	i := 0
	p := unsafe.Pointer(unsafe.StringData(s))
	for ; i+32 <= len(s); i += 32 {
		if x := (*[4]uint64)(unsafe.Add(p, i)); (x[0]|x[1]|x[2]|x[3])&high != 0 {
			return false
		}
	}
	for ; i+8 <= len(s); i += 8 {
		if *(*uint64)(unsafe.Add(p, i))&high != 0 {
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

// staticStr makes an interned string shared by all interpreters; only for package-level names and setup.
func staticStr(s string) *Str {
	if len(s) == 0 {
		return emptyStr
	}
	if len(s) == 1 && s[0] < 128 {
		return &charStrs[s[0]]
	}
	if t := staticNames.find(s); t != nil {
		return t
	}
	if namesFrozen {
		// A module's own types, made later: their names are found by text, interpreters intern them for themselves.
		return NewStr(s)
	}
	t := staticSlab.ascii(s)
	t.ID |= strInterned
	staticNames.add(t)
	return t
}

// staticSlab is where staticStr makes them.
var staticSlab nameSlab

// A nameSlab makes strs that live as long as their interpreter or the process, many in one allocation: what is in use has less parts for the
// collector to look at.
type nameSlab []Str

// ascii returns the str of a text, known to be ASCII, of two characters or more.
func (b *nameSlab) ascii(s string) *Str {
	if len(*b) == 0 {
		*b = make([]Str, 128)
	}
	t := &(*b)[0]
	*b = (*b)[1:]
	t.Header, t.s = strHeader(strASCII), s
	return t
}

// Names returns the strs of texts, which are not copied and live together.
func Names(texts []string) []Value {
	room := make([]Str, len(texts))
	values := make([]Value, len(texts))
	for i, s := range texts {
		if len(s) > 1 && isASCII(s) {
			room[i].Header, room[i].s = strHeader(strASCII), s
			values[i] = room[i].Value()
		} else {
			values[i] = Text(s)
		}
	}
	return values
}

// namesFrozen is set when the process has set up its types: staticNames doesn't change any more.
var namesFrozen bool

// staticNames holds the interned strings that all interpreters share. It is written while the process
// sets up its types and read-only from then on.
var staticNames = newNameTable(1024)

// Intern returns the one str of this interpreter with the text s, to be compared by address.
func (in *Interp) Intern(s string) *Str {
	if len(s) == 0 {
		return emptyStr
	}
	if len(s) == 1 && s[0] < 128 {
		return &charStrs[s[0]]
	}
	if t := staticNames.find(s); t != nil {
		return t
	}
	if t := in.interned.find(s); t != nil {
		return t
	}
	var t *Str
	if isASCII(s) {
		t = in.names.ascii(s)
	} else {
		t = NewStr(s)
	}
	if t.ID&strInterned == 0 { // the characters of Latin-1 are for all interpreters
		t.ID |= strInterned
		in.interned.add(t)
	}
	return t
}

// Interned reports whether s is the one string of its text in its interpreter.
func (s *Str) Interned() bool { return s.ID&strInterned != 0 }

// InternStr is Intern for a string that exists already; subclass instances are converted.
func (in *Interp) InternStr(s *Str) *Str {
	if s.ID&strInterned != 0 {
		return s
	}
	if t := staticNames.find(s.s); t != nil {
		return t
	}
	if t := in.interned.find(s.s); t != nil {
		return t
	}
	if s.ID&strGrowing != 0 || s.Flags&FlagSubclass != 0 {
		s = NewStr(strings.Clone(s.s))
	}
	if s.ID&strInterned == 0 {
		s.ID |= strInterned
		in.interned.add(s)
	}
	return s
}

// ASCIIAt returns character i, counted from the end when negative, of a string of ASCII characters; ok is false for another string
// or index.
func (s *Str) ASCIIAt(i int) (c Value, ok bool) {
	if i < 0 {
		i += len(s.s)
	}
	if s.ID&strASCII == 0 || uint(i) >= uint(len(s.s)) {
		return Unbound, false
	}
	return charStrs[s.s[i]].Value(), true
}

// IntText returns str(n).
func IntText(n int64) Value {
	if n >= 0 && n <= 9 {
		return charStrs['0'+n].Value()
	}
	if n <= -1e15 || n >= 1e16 {
		return newASCII(strconv.FormatInt(n, 10)).Value()
	}
	room := uintptr(16)
	if n > -1e7 && n < 1e8 {
		room = 8
	}
	p := textBlock(strSize + room)
	s, start := (*Str)(p), (*byte)(unsafe.Add(p, strSize))
	text := strconv.AppendInt(unsafe.Slice(start, room)[:0], n, 10)
	s.Header = strHeader(strASCII)
	s.s = unsafe.String(start, len(text))
	return s.Value()
}
