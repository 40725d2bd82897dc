// This file reads the tables in data/. Their form is described in testdata/observe.py.

package multibyte

import (
	"embed"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// A table maps codes, which are up to three bytes read as a number, to characters and back.
type table struct {
	lead   [256]bool // bytes that begin a sequence
	triple byte      // the byte that begins sequences of three, or 0
	chars  map[uint32]Char
	codes  map[rune]uint32
	pairs  map[Char]uint32
	first  map[rune]bool   // first code points of pairs
	whole  map[uint32]bool // codes that are illegal as a whole, not their first byte
	ranges []fourBytes     // of GB 18030
}

// fourBytes are code points whose sequences of four bytes in GB 18030 follow each other, and the number of the first one.
type fourBytes struct {
	first, last rune
	index       int
}

// load reads a table and those it is based on.
func load(name string) *table {
	t := read(name)
	t.codes, t.pairs, t.first = make(map[rune]uint32, len(t.chars)), map[Char]uint32{}, map[rune]bool{}
	for code, char := range t.chars {
		if char[1] >= 0 {
			t.pairs[char] = code
			t.first[char[0]] = true
		} else if have, ok := t.codes[char[0]]; !ok || code < have {
			t.codes[char[0]] = code
		}
		if code > 0xFFFF {
			t.triple = byte(code >> 16)
		}
	}
	t.lines(name, func(kind, rest string) {
		switch kind {
		case "e":
			code, text := codeAndText(rest)
			for _, r := range text {
				t.codes[r] = code
				code++
			}
		case "n":
			_, text := codeAndText("0 " + rest)
			for _, r := range text {
				delete(t.codes, r)
			}
		}
	})
	return t
}

// read reads what the codes of a table stand for.
func read(name string) *table {
	t := &table{chars: map[uint32]Char{}, whole: map[uint32]bool{}}
	t.lines(name, func(kind, rest string) {
		switch kind {
		case "base":
			base, part, _ := strings.Cut(rest, " ")
			t.base(read(base), part)
		case "lead":
			for r := range strings.FieldsSeq(rest) {
				for c, last := span(r, 16); c <= last; c++ {
					t.lead[c] = true
				}
			}
		case "x":
			for c, last := span(rest, 16); c <= last; c++ {
				delete(t.chars, uint32(c))
			}
		case "w":
			for c, last := span(rest, 16); c <= last; c++ {
				t.whole[uint32(c)] = true
			}
		case "d":
			code, text := codeAndText(rest)
			for _, r := range text {
				t.chars[code] = one(r)
				code++
			}
		case "p":
			code, text := codeAndText(rest)
			pair := []rune(text)
			t.chars[code] = Char{pair[0], pair[1]}
		case "r":
			index, between, _ := strings.Cut(rest, " ")
			n, err := strconv.Atoi(index)
			check(err)
			first, last := span(between, 16)
			t.ranges = append(t.ranges, fourBytes{rune(first), rune(last), n})
		}
	})
	return t
}

// base puts in the table what it has of another one.
func (t *table) base(other *table, part string) {
	if part == "" {
		t.chars = maps.Clone(other.chars)
		return
	}
	for code, char := range other.chars {
		double := code <= 0xFFFF && code >= 0xA1A1 && code&0xFF >= 0xA1
		switch {
		case part == "triple" && code > 0xFFFF:
			t.chars[code&0xFFFF] = char
		case part == "double" && double:
			t.chars[code] = char
		case part == "sjis" && double:
			t.chars[shiftJIS(code)] = char
		}
	}
}

// shiftJIS returns where Shift JIS has the row and cell that EUC has at code (JIS X 0208, appendix 1).
func shiftJIS(code uint32) uint32 {
	row, cell := code>>8-0xA1, code&0xFF-0xA1
	lead := row/2 + 0x81
	if row >= 62 {
		lead += 0x40
	}
	switch {
	case row%2 == 1:
		return lead<<8 | cell + 0x9F
	case cell < 63:
		return lead<<8 | cell + 0x40
	}
	return lead<<8 | cell + 0x41
}

// lines calls f with each line of a table's file.
func (t *table) lines(name string, f func(kind, rest string)) {
	text, err := data.ReadFile("data/" + name + ".txt")
	check(err)
	for line := range strings.Lines(string(text)) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		f(kind, rest)
	}
}

func codeAndText(s string) (uint32, string) {
	number, quoted, _ := strings.Cut(s, " ")
	code, err := strconv.ParseUint(number, 16, 32)
	check(err)
	text, err := strconv.Unquote(quoted)
	check(err)
	return uint32(code), text
}

func span(s string, base int) (first, last int) {
	from, to, _ := strings.Cut(s, "-")
	a, err := strconv.ParseInt(from, base, 32)
	check(err)
	b, err := strconv.ParseInt(to, base, 32)
	check(err)
	return int(a), int(b)
}

// check panics if the project's own data is broken.
func check(err error) {
	if err != nil {
		panic(fmt.Sprintf("multibyte: data: %v", err))
	}
}

// tables are shared by the codecs that shift between sets.
var tables = map[string]func() *table{
	"gb2312":          sync.OnceValue(func() *table { return load("gb2312") }),
	"jisx0208":        sync.OnceValue(func() *table { return load("jisx0208") }),
	"jisx0212":        sync.OnceValue(func() *table { return load("jisx0212") }),
	"jisx0213_1":      sync.OnceValue(func() *table { return load("jisx0213_1") }),
	"jisx0213_1_2000": sync.OnceValue(func() *table { return load("jisx0213_1_2000") }),
	"jisx0213_2":      sync.OnceValue(func() *table { return load("jisx0213_2") }),
	"jisx0213_2_2000": sync.OnceValue(func() *table { return load("jisx0213_2_2000") }),
	"ksx1001":         sync.OnceValue(func() *table { return load("ksx1001") }),
}
