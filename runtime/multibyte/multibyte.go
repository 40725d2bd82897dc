// Package multibyte holds the encodings of East Asia, by the names, tables and errors of CPython: those of one state, and
// those that shift between sets (ISO 2022, HZ).
//
//	multibyte.go  codecs, their state and whole texts
//	table.go      tables in data/, which testdata/observe.py wrote
//	plain.go      codecs without state
//	shift.go      ISO 2022 and HZ
//
// It knows no objects of Python, so the tokenizer uses it as well as the modules.
package multibyte

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// State is what a codec keeps between two steps. CPython shows it as a number in incremental codecs.
type State [8]byte

// A Codec is an encoding.
type Codec struct {
	Name  string
	shift bool // has a state
	steps func() stepper
}

// A stepper has the tables of a codec.
type stepper interface {
	// decode reads one character from src, which isn't empty: its text, which is empty behind a shift, and its size. If size is
	// 0 src begins with bad bytes that are illegal, or ends in the middle of a sequence if bad is 0, too.
	decode(s *State, src []byte) (text Char, size, bad int)
	// encode appends one character of src, which isn't empty, to dst. If size is 0 nothing can be said before the next
	// character is known; then final isn't set. If size is -1 src[0] can't be encoded.
	encode(s *State, dst []byte, src []rune, final bool) (out []byte, size int)
	// reset appends what brings back the state at the start of a text.
	reset(s *State, dst []byte) []byte
}

// A Char is what one sequence of bytes stands for: up to two code points. Those that it lacks are -1.
type Char [2]rune

var nothing = Char{-1, -1}

func one(r rune) Char { return Char{r, -1} }

// Append appends the code points in UTF-8.
func (c Char) Append(dst []byte) []byte {
	for _, r := range c {
		if r >= 0 {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// EncoderStart returns the state at the start of a text that is encoded.
func (c *Codec) EncoderStart() State {
	if c.shift {
		return State{inG0: ascii.final, inG1: ascii.final}
	}
	return State{}
}

// DecoderStart returns the state at the start of a text that is decoded.
func (c *Codec) DecoderStart() State {
	if c.shift {
		return State{inG0: ascii.final, inG1: ascii.final, inG2: ascii.final}
	}
	return State{}
}

// Decode reads one character from src, which isn't empty: its text, which is empty behind a shift, and its size. If size is 0
// src begins with bad bytes that are illegal, or ends in the middle of a sequence if bad is 0, too.
func (c *Codec) Decode(s *State, src []byte) (text Char, size, bad int) {
	return c.steps().decode(s, src)
}

// Encode appends one character of src, which isn't empty, to dst and returns how many code points it has. They are 0 if
// nothing can be said before more of src is known, which doesn't happen if final is set, and -1 if src[0] can't be encoded.
func (c *Codec) Encode(s *State, dst []byte, src []rune, final bool) (out []byte, size int) {
	return c.steps().encode(s, dst, src, final)
}

// Reset appends what brings back the state at the start of a text.
func (c *Codec) Reset(s *State, dst []byte) []byte { return c.steps().reset(s, dst) }

// The reasons of errors.
const (
	Illegal    = "illegal multibyte sequence"
	Incomplete = "incomplete multibyte sequence"
)

// An Error is a part of data that can't be decoded.
type Error struct {
	Encoding   string
	Start, End int
	Byte       byte // at Start
	Reason     string
}

func (e *Error) Error() string {
	if e.End == e.Start+1 {
		return fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", e.Encoding, e.Byte, e.Start, e.Reason)
	}
	return fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", e.Encoding, e.Start, e.End-1, e.Reason)
}

// DecodeText decodes a whole text. The error, if any, is an *Error; if lenient is set there is none, and U+FFFD stands where
// one would be.
func (c *Codec) DecodeText(data string, lenient bool) (string, error) {
	steps, state, src := c.steps(), c.DecoderStart(), []byte(data)
	out := make([]byte, 0, len(data)+len(data)/2)
	for at := 0; at < len(src); {
		text, size, bad := steps.decode(&state, src[at:])
		if size > 0 {
			out = text.Append(out)
			at += size
			continue
		}
		reason := Illegal
		if bad == 0 {
			bad, reason = len(src)-at, Incomplete
		}
		if !lenient {
			return "", &Error{c.Name, at, at + bad, src[at], reason}
		}
		out = utf8.AppendRune(out, utf8.RuneError)
		at += bad
	}
	return string(out), nil
}

// Find returns the codec with one of CPython's names for it, in lower case and with underscores, or nil.
func Find(name string) *Codec {
	for i := range codecs {
		c := &codecs[i]
		if c.Name == name {
			return c
		}
		for alias := range strings.FieldsSeq(aliases[c.Name]) {
			if alias == name {
				return c
			}
		}
	}
	return nil
}

// Named returns the codec with that very name, or nil.
func Named(name string) *Codec {
	for i := range codecs {
		if codecs[i].Name == name {
			return &codecs[i]
		}
	}
	return nil
}

// codecs lists the encodings.
var codecs = [...]Codec{
	{Name: "big5", steps: plain("big5")},
	{Name: "big5hkscs", steps: plain("big5hkscs")},
	{Name: "cp932", steps: plain("cp932")},
	{Name: "cp949", steps: plain("cp949")},
	{Name: "cp950", steps: plain("cp950")},
	{Name: "euc_jis_2004", steps: plain("euc_jis_2004")},
	{Name: "euc_jisx0213", steps: plain("euc_jisx0213")},
	{Name: "euc_jp", steps: plain("euc_jp")},
	{Name: "euc_kr", steps: sync.OnceValue(newEUCKR)},
	{Name: "gb18030", steps: sync.OnceValue(newGB18030)},
	{Name: "gb2312", steps: plain("gb2312")},
	{Name: "gbk", steps: plain("gbk")},
	{Name: "hz", steps: sync.OnceValue(newHZ)},
	{Name: "iso2022_jp", shift: true, steps: shifting("iso2022_jp")},
	{Name: "iso2022_jp_1", shift: true, steps: shifting("iso2022_jp_1")},
	{Name: "iso2022_jp_2", shift: true, steps: shifting("iso2022_jp_2")},
	{Name: "iso2022_jp_2004", shift: true, steps: shifting("iso2022_jp_2004")},
	{Name: "iso2022_jp_3", shift: true, steps: shifting("iso2022_jp_3")},
	{Name: "iso2022_jp_ext", shift: true, steps: shifting("iso2022_jp_ext")},
	{Name: "iso2022_kr", shift: true, steps: shifting("iso2022_kr")},
	{Name: "johab", steps: plain("johab")},
	{Name: "shift_jis", steps: plain("shift_jis")},
	{Name: "shift_jis_2004", steps: plain("shift_jis_2004")},
	{Name: "shift_jisx0213", steps: plain("shift_jisx0213")},
}

// aliases are other names of encodings.
var aliases = map[string]string{
	"big5":            "big5_tw csbig5 x_mac_trad_chinese",
	"big5hkscs":       "big5_hkscs hkscs",
	"cp932":           "932 ms932 mskanji ms_kanji windows_31j",
	"cp949":           "949 ms949 uhc",
	"cp950":           "950 ms950",
	"euc_jis_2004":    "jisx0213 eucjis2004 euc_jis2004",
	"euc_jisx0213":    "eucjisx0213",
	"euc_jp":          "eucjp ujis u_jis",
	"euc_kr":          "euckr korean ksc5601 ks_c_5601 ks_c_5601_1987 ksx1001 ks_x_1001 cseuckr x_mac_korean",
	"gb18030":         "gb18030_2000",
	"gb2312":          "chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese",
	"gbk":             "936 cp936 ms936",
	"hz":              "hzgb hz_gb hz_gb_2312",
	"iso2022_jp":      "csiso2022jp iso2022jp iso_2022_jp",
	"iso2022_jp_1":    "iso2022jp_1 iso_2022_jp_1",
	"iso2022_jp_2":    "iso2022jp_2 iso_2022_jp_2",
	"iso2022_jp_2004": "iso_2022_jp_2004 iso2022jp_2004",
	"iso2022_jp_3":    "iso2022jp_3 iso_2022_jp_3",
	"iso2022_jp_ext":  "iso2022jp_ext iso_2022_jp_ext",
	"iso2022_kr":      "csiso2022kr iso2022kr iso_2022_kr",
	"johab":           "cp1361 ms1361",
	"shift_jis":       "csshiftjis shiftjis sjis s_jis x_mac_japanese",
	"shift_jis_2004":  "shiftjis2004 sjis_2004 s_jis_2004",
	"shift_jisx0213":  "shiftjisx0213 sjisx0213 s_jisx0213",
}
