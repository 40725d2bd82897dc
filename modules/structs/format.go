// This file parses format strings and lays their items out.

package structs

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// An item is one run of equal codes in a format, of which short ones are taken apart.
type item struct {
	code     byte
	kind     kind
	swap     bool // its bytes are in the order that isn't the machine's
	offset   int
	size     int   // of one value; of the whole string for s and p
	count    int   // values
	min, max int64 // of integers: what needs no further look
}

// A kind is how the bytes of a code are read and written.
type kind uint8

const (
	special kind = iota // by (*layout).pack and unpack
	int8s
	uint8s
	int16s
	uint16s
	int32s
	uint32s
	int64s
	uint64s
	float32s
	float64s
	bools
	texts
)

// kindOf returns the kind of a code whose values have size bytes.
func kindOf(code byte, size int) kind {
	switch code {
	case 'c', 's':
		return texts
	case 'f':
		return float32s
	case 'd':
		return float64s
	case '?':
		return bools
	case 'x', 'p', 'e', 'F', 'D', 'P':
		return special
	}
	k := map[int]kind{1: int8s, 2: int16s, 4: int32s, 8: int64s}[size]
	if !signed(code) {
		k++
	}
	return k
}

// setRange fills in min and max.
func (it *item) setRange() {
	switch it.kind {
	case int8s, int16s, int32s, int64s:
		it.max = 1<<(8*it.size-1) - 1
		it.min = -it.max - 1
	case uint8s, uint16s, uint32s:
		it.max = 1<<(8*it.size) - 1
	case uint64s:
		it.max = 1<<63 - 1
	}
}

// layout is a parsed format.
type layout struct {
	items  []item
	size   int // bytes
	values int // Python values
	big    bool
}

// sizes are those of the standard formats; native ones differ in long alone, which has 8 bytes, and in alignment.
var sizes = map[byte]int{'x': 1, 'b': 1, 'B': 1, 'c': 1, 's': 1, 'p': 1, '?': 1, 'h': 2, 'H': 2, 'e': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'f': 4, 'q': 8, 'Q': 8, 'd': 8, 'F': 8, 'D': 16}

// sizeOf returns the size and alignment of a code, 0 for a bad one.
func sizeOf(code byte, native bool) (size, align int) {
	size = sizes[code]
	if !native {
		return size, 1
	}
	switch code {
	case 'l', 'L', 'n', 'N', 'P':
		return 8, 8
	case 'F', 'D':
		return size, size / 2
	}
	return size, size
}

// maxApart is up to how many values a run becomes items of one value each.
const maxApart = 16

const maxSize = 1<<63 - 1

func tooLong() error { return py.Raise(errorType, "total struct size too long") }

// parse reads a format.
func parse(format string) (*layout, error) {
	l := &layout{}
	native := true
	if format != "" && strings.IndexByte("@=<>!", format[0]) >= 0 {
		native = format[0] == '@'
		l.big = format[0] == '>' || format[0] == '!'
		format = format[1:]
	}
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch c {
		case ' ', '\t', '\n', '\r', '\v', '\f':
			continue
		}
		count := 1
		if c >= '0' && c <= '9' {
			count = 0
			for ; i < len(format) && format[i] >= '0' && format[i] <= '9'; i++ {
				digit := int(format[i] - '0')
				if count > (maxSize-digit)/10 {
					return nil, tooLong()
				}
				count = count*10 + digit
			}
			if i == len(format) {
				return nil, py.Raise(errorType, "repeat count given without format specifier")
			}
			c = format[i]
		}
		size, align := sizeOf(c, native)
		if c == 0 {
			return nil, py.Raise(errorType, "embedded null character")
		}
		if size == 0 {
			return nil, py.Raise(errorType, "bad char in struct format")
		}
		if rest := l.size % align; rest != 0 {
			if l.size > maxSize-align {
				return nil, tooLong()
			}
			l.size += align - rest
		}
		if count > (maxSize-l.size)/size {
			return nil, tooLong()
		}
		it := item{code: c, offset: l.size, size: size, count: count}
		l.size += count * size
		switch c {
		case 'x':
			continue
		case 's', 'p':
			it.size, it.count = count, 1
		}
		it.kind, it.swap = kindOf(c, size), l.big
		it.setRange()
		l.values += it.count
		if it.count <= maxApart {
			for ; it.count > 0; it.count-- {
				one := it
				one.count = 1
				l.items = append(l.items, one)
				it.offset += it.size
			}
		} else {
			l.items = append(l.items, it)
		}
	}
	return l, nil
}
