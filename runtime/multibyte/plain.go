// This file holds the codecs without state: a byte says how long the sequence is that it begins.

package multibyte

import "sync"

// A plainCodec is a table of codes of one, two and three bytes.
type plainCodec struct{ *table }

func plain(name string) func() stepper {
	return sync.OnceValue(func() stepper { return plainCodec{load(name)} })
}

func (c plainCodec) decode(_ *State, src []byte) (text Char, size, bad int) {
	b := src[0]
	if !c.lead[b] {
		if char, ok := c.chars[uint32(b)]; ok {
			return char, 1, 0
		}
		return nothing, 0, 1
	}
	if len(src) < 2 {
		return nothing, 0, 0
	}
	code := uint32(b)<<8 | uint32(src[1])
	size = 2
	if b == c.triple {
		if len(src) < 3 {
			return nothing, 0, 0
		}
		code = code<<8 | uint32(src[2])
		size = 3
	}
	if char, ok := c.chars[code]; ok {
		return char, size, 0
	}
	if c.whole[code] {
		return nothing, 0, 2
	}
	return nothing, 0, 1
}

func (c plainCodec) encode(_ *State, dst []byte, src []rune, final bool) ([]byte, int) {
	code, size := c.code(src, final)
	if size <= 0 {
		return dst, size
	}
	return appendCode(dst, code), size
}

func (c plainCodec) reset(_ *State, dst []byte) []byte { return dst }

// code returns the code of a character; size is as with Encode.
func (t *table) code(src []rune, final bool) (code uint32, size int) {
	if t.first[src[0]] {
		if len(src) == 1 && !final {
			return 0, 0
		}
		if len(src) > 1 {
			if code, ok := t.pairs[Char{src[0], src[1]}]; ok {
				return code, 2
			}
		}
	}
	if code, ok := t.codes[src[0]]; ok {
		return code, 1
	}
	return 0, -1
}

func appendCode(dst []byte, code uint32) []byte {
	if code > 0xFFFF {
		dst = append(dst, byte(code>>16))
	}
	if code > 0xFF {
		dst = append(dst, byte(code>>8))
	}
	return append(dst, byte(code))
}

// eucKR is EUC-KR with the syllables that KS X 1001 lacks: a filler and three letters, two bytes each (KS X 1001, annex 3).
type eucKR struct{ plainCodec }

func newEUCKR() stepper { return eucKR{plainCodec{load("euc_kr")}} }

const (
	letterRow    = 0xA4 // of KS X 1001
	letterFiller = 0xD4
	letterFirst  = 0xA1   // where the letters begin in their row
	syllable     = 0xAC00 // the first of Unicode
	medials      = 21
	finals       = 28
)

// The letters that begin and end syllables, in their order in Unicode. A filler stands for no final letter.
const (
	initialLetters = "\xA1\xA2\xA4\xA7\xA8\xA9\xB1\xB2\xB3\xB5\xB6\xB7\xB8\xB9\xBA\xBB\xBC\xBD\xBE"
	finalLetters   = "\xD4\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA9\xAA\xAB\xAC\xAD\xAE\xAF\xB0\xB1\xB2\xB4\xB5\xB6\xB7\xB8\xBA\xBB\xBC\xBD\xBE"
	medialFirst    = 0xBF
)

func (c eucKR) decode(s *State, src []byte) (Char, int, int) {
	if src[0] != letterRow || len(src) < 2 || src[1] != letterFiller {
		return c.plainCodec.decode(s, src)
	}
	if len(src) < 8 {
		return nothing, 0, 0
	}
	if src[2] != letterRow || src[4] != letterRow || src[6] != letterRow {
		return nothing, 0, 1
	}
	initial, medial, final := indexByte(initialLetters, src[3]), int(src[5])-medialFirst, indexByte(finalLetters, src[7])
	if initial < 0 || medial < 0 || medial >= medials || final < 0 {
		return nothing, 0, 1
	}
	return one(rune(syllable + (initial*medials+medial)*finals + final)), 8, 0
}

func (c eucKR) encode(s *State, dst []byte, src []rune, final bool) ([]byte, int) {
	out, size := c.plainCodec.encode(s, dst, src, final)
	n := int(src[0]) - syllable
	if size != -1 || n < 0 || n >= len(initialLetters)*medials*finals {
		return out, size
	}
	return append(dst, letterRow, letterFiller, letterRow, initialLetters[n/finals/medials],
		letterRow, byte(medialFirst+n/finals%medials), letterRow, finalLetters[n%finals]), 1
}

func indexByte(s string, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// gb18030 is GBK with sequences of four bytes for the rest of Unicode.
type gb18030 struct{ plainCodec }

func newGB18030() stepper { return gb18030{plainCodec{load("gb18030")}} }

func (c gb18030) decode(s *State, src []byte) (Char, int, int) {
	if src[0] < 0x80 || len(src) < 2 || src[1] < '0' || src[1] > '9' {
		return c.plainCodec.decode(s, src)
	}
	if len(src) < 4 {
		return nothing, 0, 0
	}
	b0, b2, b3 := int(src[0])-0x81, int(src[2])-0x81, int(src[3])-'0'
	if b0 < 0 || b0 > 0x7D || b2 < 0 || b2 > 0x7D || b3 < 0 || b3 > 9 {
		return nothing, 0, 1
	}
	index := ((b0*10+int(src[1])-'0')*126+b2)*10 + b3
	for i := range c.ranges {
		r := &c.ranges[i]
		if n := index - r.index; n >= 0 && n <= int(r.last-r.first) {
			return one(r.first + rune(n)), 4, 0
		}
	}
	return nothing, 0, 1
}

func (c gb18030) encode(s *State, dst []byte, src []rune, final bool) ([]byte, int) {
	out, size := c.plainCodec.encode(s, dst, src, final)
	if size != -1 {
		return out, size
	}
	for i := range c.ranges {
		if r := &c.ranges[i]; src[0] >= r.first && src[0] <= r.last {
			n := r.index + int(src[0]-r.first)
			return append(dst, byte(n/12600)+0x81, byte(n/1260%10)+'0', byte(n/10%126)+0x81, byte(n%10)+'0'), 1
		}
	}
	return dst, -1
}
