// This file holds the codecs that shift between sets of characters: ISO 2022 (ECMA-35) and HZ (RFC 1843).

package multibyte

import "sync"

// The parts of the state: the sets in G0, G1 and G2, and flags.
const (
	inG0 = iota
	inG1
	inG2
	_
	flags
)

const (
	shifted = 1 << iota // SO was read or written: bytes mean G1
	passing             // an unknown escape sequence is passed through
)

// double is added to the final byte of the escape sequences of sets of two bytes.
const double = 0x80

// A set is a set of characters that a codec may shift to.
type set struct {
	final byte // of its escape sequences, plus double
	slot  int  // where it goes when a text is encoded
	table func() *table
	byte  func(b byte) rune         // sets of one byte: what 0x00 … 0x7F stand for, or -1
	char  func(r rune) (byte, bool) // sets of one byte: back
	right bool                      // a set for ESC N alone
}

func doubleSet(final byte, table string) set {
	return set{final: final + double, table: tables[table]}
}

var (
	ascii = set{
		final: 'B',
		byte:  func(b byte) rune { return rune(b) },
		char:  func(r rune) (byte, bool) { return byte(r), r < 0x80 },
	}
	romanSet = set{ // JIS X 0201
		final: 'J',
		byte: func(b byte) rune {
			switch b {
			case '\\':
				return '¥'
			case '~':
				return '‾'
			}
			return rune(b)
		},
		char: func(r rune) (byte, bool) {
			switch r {
			case '¥':
				return '\\', true
			case '‾':
				return '~', true
			}
			return byte(r), r < 0x80 && r != '\\' && r != '~'
		},
	}
	kanaSet = set{ // JIS X 0201
		final: 'I',
		byte: func(b byte) rune {
			if b < 0x21 || b > 0x5F {
				return -1
			}
			return 0xFF61 + rune(b-0x21)
		},
		char: func(r rune) (byte, bool) { return byte(r - 0xFF61 + 0x21), r >= 0xFF61 && r <= 0xFF9F },
	}
	latinSet = set{ // the right half of ISO 8859-1
		final: 'A', right: true,
		byte: func(b byte) rune { return rune(b) + 0x80 },
		char: func(rune) (byte, bool) { return 0, false },
	}
	greekSet = set{ // the right half of ISO 8859-7:1987
		final: 'F', right: true,
		byte: func(b byte) rune {
			r, _ := greek(b)
			return r
		},
		char: func(rune) (byte, bool) { return 0, false },
	}
)

// greek returns what a byte stands for in the right half of ISO 8859-7.
func greek(b byte) (rune, bool) {
	switch {
	case b < 0x20:
		return rune(b) + 0x80, true
	case b == 0x21:
		return '‘', true
	case b == 0x22:
		return '’', true
	case b == 0x2F:
		return '―', true
	case b == 0x20, b == 0x23, b >= 0x26 && b <= 0x29, b >= 0x2B && b <= 0x2D, b >= 0x30 && b <= 0x33, b == 0x37, b == 0x3B, b == 0x3D:
		return rune(b) + 0x80, true
	case b == 0x24, b == 0x25, b == 0x2A, b == 0x2E, b == 0x52, b == 0x7F:
		return -1, false
	}
	return 0x384 + rune(b-0x34), true
}

// A shiftCodec is a kind of ISO 2022. Characters are encoded in the first of its sets that has them.
type shiftCodec struct {
	sets   []set
	g2     bool // ESC N shifts to G2 for one character
	new    bool // ESC & @ announces the revision of JIS X 0208 of 1990
	korean bool // SO and SI shift to G1 and back
}

func shifting(name string) func() stepper {
	return sync.OnceValue(func() stepper {
		jis, old := doubleSet('B', "jisx0208"), doubleSet('@', "jisx0208")
		more := doubleSet('D', "jisx0212")
		switch name {
		case "iso2022_jp":
			return &shiftCodec{sets: []set{jis, romanSet, old}, new: true}
		case "iso2022_jp_1":
			return &shiftCodec{sets: []set{jis, more, romanSet, old}, new: true}
		case "iso2022_jp_2":
			return &shiftCodec{sets: []set{jis, more, doubleSet('C', "ksx1001"), doubleSet('A', "gb2312"), romanSet, old, latinSet, greekSet}, g2: true, new: true}
		case "iso2022_jp_2004":
			return &shiftCodec{sets: []set{jis, doubleSet('Q', "jisx0213_1"), doubleSet('P', "jisx0213_2")}, new: true}
		case "iso2022_jp_3":
			return &shiftCodec{sets: []set{jis, doubleSet('O', "jisx0213_1_2000"), doubleSet('P', "jisx0213_2_2000")}, new: true}
		case "iso2022_jp_ext":
			return &shiftCodec{sets: []set{jis, more, romanSet, kanaSet, old}, new: true}
		}
		korean := doubleSet('C', "ksx1001")
		korean.slot = inG1
		return &shiftCodec{sets: []set{korean}, korean: true}
	})
}

// set returns the set with that final byte, or nil.
func (c *shiftCodec) set(final byte) *set {
	if final == ascii.final {
		return &ascii
	}
	for i := range c.sets {
		if c.sets[i].final == final {
			return &c.sets[i]
		}
	}
	return nil
}

const (
	escape   = 0x1B
	shiftOut = 0x0E
	shiftIn  = 0x0F
	// longestEscape is how far the end of an escape sequence is looked for.
	longestEscape = 16
)

func endsEscape(b byte) bool { return b >= 'A' && b <= 'Z' || b == '@' }

func (c *shiftCodec) decode(s *State, src []byte) (text Char, size, bad int) {
	b := src[0]
	if s[flags]&passing != 0 {
		if endsEscape(b) {
			s[flags] &^= passing
		}
		return one(rune(b)), 1, 0
	}
	switch {
	case b == escape:
		if len(src) < 2 {
			return nothing, 0, 0
		}
		switch src[1] {
		case '(', ')', '$', '.', '&':
			size, bad = c.escape(s, src)
			return nothing, size, bad
		case 'N':
			if c.g2 {
				return c.single(s, src)
			}
		}
		s[flags] |= passing
		return one(escape), 1, 0
	case b == shiftOut && c.korean:
		s[flags] |= shifted
		return nothing, 1, 0
	case b == shiftIn && c.korean:
		s[flags] &^= shifted
		return nothing, 1, 0
	case b == '\n':
		s[flags] &^= shifted
		return one('\n'), 1, 0
	case b < 0x20:
		return one(rune(b)), 1, 0
	case b >= 0x80:
		return nothing, 0, 1
	}
	final := s[inG0]
	if s[flags]&shifted != 0 {
		final = s[inG1]
	}
	set := c.set(final)
	switch {
	case set == nil || set.right:
		return nothing, 0, 1
	case set.table == nil:
		if r := set.byte(b); r >= 0 {
			return one(r), 1, 0
		}
		return nothing, 0, 1
	case len(src) < 2:
		return nothing, 0, 0
	}
	if char, ok := set.table().chars[uint32(b|0x80)<<8|uint32(src[1]|0x80)]; ok && src[1] < 0x80 {
		return char, 2, 0
	}
	return nothing, 0, 2
}

// escape reads an escape sequence that puts a set in G0, G1 or G2.
func (c *shiftCodec) escape(s *State, src []byte) (size, bad int) {
	size = 1
	for {
		if size >= longestEscape {
			return 0, 1
		}
		if size >= len(src) {
			return 0, 0
		}
		if endsEscape(src[size]) {
			size++
			break
		}
		if c.new && src[size] == '&' && size+1 < len(src) && src[size+1] == '@' {
			size += 3
		}
		size++
	}
	slot, final := -1, src[size-1]
	switch {
	case size == 3 && src[1] == '$', size == 4 && src[1] == '$' && src[2] == '(':
		slot, final = inG0, final+double
	case size == 4 && src[1] == '$' && src[2] == ')':
		slot, final = inG1, final+double
	case size == 3 && src[1] == '(':
		slot = inG0
	case size == 3 && src[1] == ')':
		slot = inG1
	case size == 3 && src[1] == '.' && c.g2:
		slot = inG2
	case size == 6 && c.new && string(src[3:6]) == "\x1b$B": // whatever is announced
		slot, final = inG0, final+double
	}
	if slot < 0 || c.set(final) == nil {
		return 0, size
	}
	s[slot] = final
	return size, 0
}

// single reads ESC N and a character in G2.
func (c *shiftCodec) single(s *State, src []byte) (text Char, size, bad int) {
	if len(src) < 3 {
		return nothing, 0, 0
	}
	if set := c.set(s[inG2]); set != nil && set.table == nil && src[2] < 0x80 {
		if r := set.byte(src[2]); r >= 0 {
			return one(r), 3, 0
		}
	}
	return nothing, 0, 3
}

func (c *shiftCodec) encode(s *State, dst []byte, src []rune, final bool) ([]byte, int) {
	if r := src[0]; r < 0x80 {
		dst = c.reset(s, dst)
		return append(dst, byte(r)), 1
	}
	for i := range c.sets {
		set := &c.sets[i]
		var code uint32
		size := -1
		if set.table == nil {
			b, ok := set.char(src[0])
			if ok {
				code, size = uint32(b), 1
			}
		} else {
			code, size = set.table().code(src, final)
			if i == 0 && size == 1 && len(c.sets) > 1 && c.pair(src, final) {
				continue // a later set has both characters as one, or may have
			}
		}
		switch size {
		case -1:
			continue
		case 0:
			return dst, 0
		}
		dst = c.shift(s, dst, set)
		if set.table == nil {
			return append(dst, byte(code)), size
		}
		return append(dst, byte(code>>8)&0x7F, byte(code)&0x7F), size
	}
	return dst, -1
}

// pair reports whether a set has a character for two code points that begin src, or whether that can't be told yet.
func (c *shiftCodec) pair(src []rune, final bool) bool {
	for _, set := range c.sets[1:] {
		if set.table != nil && len(set.table().pairs) > 0 {
			if _, size := set.table().code(src, final); size == 2 || size == 0 {
				return true
			}
		}
	}
	return false
}

// shift appends what makes the bytes that follow mean a set.
func (c *shiftCodec) shift(s *State, dst []byte, set *set) []byte {
	if s[set.slot] != set.final {
		dst = append(dst, escape)
		if set.final >= double {
			dst = append(dst, '$')
		}
		if set.final < double || set.slot == inG1 || set.final != 'B'+double {
			dst = append(dst, "()"[set.slot])
		}
		dst = append(dst, set.final&^double)
		s[set.slot] = set.final
	}
	if set.slot == inG1 && s[flags]&shifted == 0 {
		dst = append(dst, shiftOut)
		s[flags] |= shifted
	}
	return dst
}

func (c *shiftCodec) reset(s *State, dst []byte) []byte {
	if s[flags]&shifted != 0 {
		dst = append(dst, shiftIn)
		s[flags] &^= shifted
	}
	if s[inG0] != ascii.final {
		dst = append(dst, escape, '(', ascii.final)
		s[inG0] = ascii.final
	}
	return dst
}

// hz is HZ: ~{ and ~} shift to GB 2312 and back.
type hz struct{ *table }

func newHZ() stepper { return hz{tables["gb2312"]()} }

// inGB is the part of the state that tells that GB 2312 was shifted to.
const inGB = 0

func (c hz) decode(s *State, src []byte) (text Char, size, bad int) {
	b := src[0]
	if b == '~' {
		switch {
		case len(src) < 2:
			return nothing, 0, 0
		case src[1] == '~' && s[inGB] == 0:
			return one('~'), 2, 0
		case src[1] == '{' && s[inGB] == 0:
			s[inGB] = 1
			return nothing, 2, 0
		case src[1] == '\n' && s[inGB] == 0:
			return nothing, 2, 0
		case src[1] == '}' && s[inGB] != 0:
			s[inGB] = 0
			return nothing, 2, 0
		}
		return nothing, 0, 1
	}
	switch {
	case b >= 0x80:
		return nothing, 0, 1
	case s[inGB] == 0:
		return one(rune(b)), 1, 0
	case len(src) < 2:
		return nothing, 0, 0
	}
	if char, ok := c.chars[uint32(b|0x80)<<8|uint32(src[1]|0x80)]; ok && src[1] < 0x80 {
		return char, 2, 0
	}
	return nothing, 0, 1
}

func (c hz) encode(s *State, dst []byte, src []rune, final bool) ([]byte, int) {
	r := src[0]
	if r < 0x80 {
		dst = c.reset(s, dst)
		if r == '~' {
			dst = append(dst, '~')
		}
		return append(dst, byte(r)), 1
	}
	code, ok := c.codes[r]
	if !ok {
		return dst, -1
	}
	if s[inGB] == 0 {
		dst = append(dst, "~{"...)
		s[inGB] = 1
	}
	return append(dst, byte(code>>8)&0x7F, byte(code)&0x7F), 1
}

func (c hz) reset(s *State, dst []byte) []byte {
	if s[inGB] != 0 {
		dst = append(dst, "~}"...)
		s[inGB] = 0
	}
	return dst
}
