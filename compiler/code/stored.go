// This file reads marshalled code as far as it is needed: of a function that is never called, little more than the name.

package code

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"unsafe"
)

// A stored is the marshal form of a code object and of those within it, of which some have been made.
type stored struct {
	text  string
	refs  []int32 // where the values of the reader's table begin
	parts []part  // of each code object, in the order in which they begin
	depth int
}

// A part tells where fields of a code object begin.
type part struct{ start, consts, names, kinds, end int32 }

// Open reads what Marshal or module marshal made of a code object. What it returns, and each code object among its constants, is hollow: it has
// no bytecode, constants, names and tables before Complete has been called. The text is shared: the code's strings and bytes are parts of it. It
// is believed to be sound, as the library in the binary is, but for its structure.
func Open(text string) (*Code, error) {
	if len(text) > 1<<30 {
		return nil, fmt.Errorf("%w: it is too long", ErrMarshal)
	}
	s := &stored{text: text}
	if err := s.index(); err != nil {
		return nil, err
	}
	if len(text) == 0 || text[0]&^flagRef != markCode {
		return nil, fmt.Errorf("%w: not a code object", ErrMarshal)
	}
	c, _ := s.code(0)
	return c, nil
}

// Hollow reports whether c lacks what Complete fills in.
func (c *Code) Hollow() bool { return c.stored != nil }

// Complete reads the fields that a hollow code object lacks. It is to be called before one looks at Bytecode, Consts, Names, LocalsPlusNames,
// LineTable or ExceptionTable of code that may be hollow; the package's own functions do that.
func (c *Code) Complete() {
	s := c.stored
	if s == nil {
		return
	}
	c.stored = nil
	p := s.parts[c.part]
	bytecode, _ := s.value(int(p.start) + 21)
	consts, _ := s.value(int(p.consts))
	c.Bytecode, c.Consts = bytecode.([]byte), consts.(Tuple)
	at := int(p.names)
	c.Names, at = s.strings(at)
	c.LocalsPlusNames, _ = s.strings(at)
	lines, at := s.value(int(c.tables))
	handlers, _ := s.value(at)
	c.LineTable, c.ExceptionTable = lines.([]byte), handlers.([]byte)
}

// FirstConst is the first of the constants, which is the docstring of a function that has one; c may be hollow.
func (c *Code) FirstConst() any {
	if c.stored == nil {
		return c.Consts[0]
	}
	s := c.stored
	at, _ := s.resolve(int(s.parts[c.part].consts))
	if s.text[at]&^flagRef == markSmallTuple {
		at += 2
	} else {
		at += 5
	}
	v, _ := s.value(at)
	return v
}

var errStored = errors.New("the structure is broken")

// index finds out where values begin.
func (s *stored) index() (err error) {
	defer func() {
		if e := recover(); e != nil { // an index out of range: the text ends too early
			if _, ok := e.(runtime.Error); !ok && e != errStored {
				panic(e)
			}
			err = fmt.Errorf("%w: %w", ErrMarshal, errStored)
		}
	}()
	s.refs = make([]int32, 0, len(s.text)/32)
	s.parts = make([]part, 0, len(s.text)/512)
	s.skip(0)
	return nil
}

func (s *stored) number(at int) int {
	t := s.text[at : at+4]
	return int(int32(uint32(t[0]) | uint32(t[1])<<8 | uint32(t[2])<<16 | uint32(t[3])<<24))
}

// skip returns where the value that begins at a place ends.
func (s *stored) skip(at int) int {
	mark := s.text[at]
	if mark&flagRef != 0 {
		mark &^= flagRef
		s.refs = append(s.refs, int32(at))
	}
	at++
	items := 0
	switch mark {
	case markNone, markFalse, markTrue, markEllipsis:
		return at
	case markInt:
		return s.within(at, 4)
	case markRef:
		if n := s.number(at); n < 0 || n >= len(s.refs) {
			panic(errStored)
		}
		return at + 4
	case markInt64, markFloat:
		return s.within(at, 8)
	case markComplex:
		return s.within(at, 16)
	case markLong:
		n := s.number(at)
		return s.within(at+4, 2*max(n, -n))
	case markBytes, markInterned, markString, markASCII, markASCIIInterned:
		return s.within(at+4, s.number(at))
	case markShort, markShortInterned:
		return s.within(at+1, int(s.text[at]))
	case markSmallTuple:
		items = int(s.text[at])
		at++
	case markTuple, markFrozenSet:
		items = s.number(at)
		at += 4
	case markSlice:
		items = 3
	case markCode:
		return s.skipCode(at)
	default:
		panic(errStored)
	}
	if s.depth++; s.depth > maxMarshalDepth || items < 0 {
		panic(errStored)
	}
	for range items {
		at = s.skip(at)
	}
	s.depth--
	return at
}

func (s *stored) within(at, n int) int {
	if n < 0 || n > len(s.text)-at {
		panic(errStored)
	}
	return at + n
}

// skipCode is skip for the code object whose first field begins at a place.
func (s *stored) skipCode(at int) int {
	if s.depth++; s.depth > maxMarshalDepth {
		panic(errStored)
	}
	n := len(s.parts)
	s.parts = append(s.parts, part{start: int32(at - 1)})
	p := part{start: int32(at - 1)}
	at = s.field(s.within(at, 20), isBytes)
	p.consts = int32(at)
	at = s.field(at, isTuple)
	p.names = int32(at)
	at = s.field(at, isTuple)
	at = s.field(at, isTuple)
	p.kinds = int32(at)
	at = s.field(at, isBytes)
	for range 3 {
		at = s.field(at, isString)
	}
	at = s.field(s.within(at, 4), isBytes)
	at = s.field(at, isBytes)
	p.end = int32(at)
	s.parts[n] = p
	s.depth--
	return at
}

func isBytes(mark byte) bool { return mark == markBytes }
func isTuple(mark byte) bool { return mark == markSmallTuple || mark == markTuple }
func isString(mark byte) bool {
	switch mark {
	case markInterned, markString, markASCII, markASCIIInterned, markShort, markShortInterned:
		return true
	}
	return false
}

// field is skip for a field of a kind.
func (s *stored) field(at int, is func(mark byte) bool) int {
	next := s.skip(at)
	if at, _ := s.resolve(at); !is(s.text[at] &^ flagRef) {
		panic(errStored)
	}
	return next
}

// resolve returns where a value lies for which a reference may stand, and where what comes behind the reference begins; 0: there is none.
func (s *stored) resolve(at int) (place, next int) {
	if s.text[at] == markRef {
		return int(s.refs[s.number(at+1)]), at + 5
	}
	return at, 0
}

// code makes the hollow code object at a place and returns where it ends.
func (s *stored) code(at int) (*Code, int) {
	i := sort.Search(len(s.parts), func(i int) bool { return int(s.parts[i].start) >= at })
	p := s.parts[i]
	c := &Code{stored: s, part: int32(i), Sound: true,
		ArgCount: s.number(at + 1), PosOnlyArgCount: s.number(at + 5), KwOnlyArgCount: s.number(at + 9), StackSize: s.number(at + 13),
		Flags: Flags(uint32(s.number(at + 17)))}
	kinds, at := s.value(int(p.kinds))
	c.LocalsPlusKinds = kinds.([]byte)
	c.Filename, at = s.string(at)
	c.Name, at = s.string(at)
	c.QualName, at = s.string(at)
	c.FirstLineno = s.number(at)
	c.tables = int32(at + 4)
	return c, int(p.end)
}

// string reads a string or the reference to one.
func (s *stored) string(at int) (string, int) {
	at, next := s.resolve(at)
	from, n := at+2, 0
	switch mark := s.text[at] &^ flagRef; {
	case mark == markShort || mark == markShortInterned:
		n = int(s.text[at+1])
	default:
		from, n = at+5, s.number(at+1)
	}
	if next == 0 {
		next = from + n
	}
	return s.text[from : from+n], next
}

// strings reads a tuple of strings.
func (s *stored) strings(at int) ([]string, int) {
	at, next := s.resolve(at)
	n := 0
	if s.text[at]&^flagRef == markSmallTuple {
		n, at = int(s.text[at+1]), at+2
	} else {
		n, at = s.number(at+1), at+5
	}
	list := make([]string, n)
	for i := range list {
		list[i], at = s.string(at)
	}
	if next == 0 {
		next = at
	}
	return list, next
}

// value reads the value at a place and returns where it ends.
func (s *stored) value(at int) (v any, next int) {
	at, behind := s.resolve(at)
	mark := s.text[at] &^ flagRef
	switch mark {
	case markNone:
		next = at + 1
	case markFalse, markTrue:
		v, next = mark == markTrue, at+1
	case markInt:
		v, next = int64(s.number(at+1)), at+5
	case markBytes:
		n := s.number(at + 1)
		next = at + 5 + n
		v = unsafe.Slice(unsafe.StringData(s.text[at+5:]), n)[:n:n] // nobody writes to a code object's bytes
	case markInterned, markString, markASCII, markASCIIInterned, markShort, markShortInterned:
		v, next = s.string(at)
	case markTuple:
		v, next = s.items(at+5, s.number(at+1))
	case markSmallTuple:
		v, next = s.items(at+2, int(s.text[at+1]))
	case markFrozenSet:
		var items Tuple
		items, next = s.items(at+5, s.number(at+1))
		v = FrozenSet(items)
	case markSlice:
		var items Tuple
		items, next = s.items(at+1, 3)
		v = Slice{items[0], items[1], items[2]}
	case markCode:
		v, next = s.code(at)
	default: // numbers that are rare
		u := unmarshaler{data: []byte(s.text[at+1 : min(len(s.text), at+1+rareNumber(s, at, mark))])}
		before := len(u.data)
		var err error
		if v, err = u.body(mark, 0); err != nil {
			panic(err)
		}
		next = at + 1 + before - len(u.data)
	}
	if behind != 0 {
		next = behind
	}
	return v, next
}

// rareNumber is the size of a number behind its mark.
func rareNumber(s *stored, at int, mark byte) int {
	switch mark {
	case markLong:
		n := s.number(at + 1)
		return 4 + 2*max(n, -n)
	case markComplex:
		return 16
	}
	return 8
}

func (s *stored) items(at, n int) (Tuple, int) {
	list := make(Tuple, n)
	for i := range list {
		list[i], at = s.value(at)
	}
	return list, at
}
