// This file defines ConstTable, the constants of a unit.

package cfg

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"strconv"

	"github.com/gopy-lang/gopy/compiler/code"
)

// A ConstTable numbers a unit's constants in the order they are first added.
// Two constants are one if code.SameConst says so. The zero value is empty.
type ConstTable struct {
	values  []any
	indexed bool           // last and before are in use
	last    map[string]int // the last constant with a key
	before  []int          // the constant before with the same key, -1 if there is none

	// Memory for a time.
	key      []byte
	flags    []bool
	renumber []int
}

// A table of up to constIndexThreshold constants is searched one by one: that is faster than a map.
const constIndexThreshold = 16

// maxSpare is the number of constants from which a table leaves none of its memory to the next.
const maxSpare = 1000

// Reset makes the table empty.
func (t *ConstTable) Reset() {
	if len(t.values) > maxSpare {
		*t = ConstTable{}
		return
	}
	clear(t.values)
	t.values = t.values[:0]
	t.indexed = false
}

// Add returns the index of v, which it appends if it's new.
func (t *ConstTable) Add(v any) int {
	if len(t.values) <= constIndexThreshold {
		for i, each := range t.values {
			if code.SameConst(each, v) {
				return i
			}
		}
		t.values = append(t.values, v)
		t.indexed = false
		return len(t.values) - 1
	}
	if !t.indexed {
		t.index()
	}
	if f, ok := v.(float64); ok && f != f {
		return t.append(v, -1) // the same as no other
	}
	t.key = appendKey(t.key[:0], v, 0)
	last, ok := t.last[string(t.key)]
	if !ok {
		last = -1
	}
	for i := last; i >= 0; i = t.before[i] {
		if code.SameConst(t.values[i], v) {
			return i
		}
	}
	i := t.append(v, last)
	t.last[string(t.key)] = i
	return i
}

func (t *ConstTable) append(v any, before int) int {
	t.values = append(t.values, v)
	t.before = append(t.before, before)
	return len(t.values) - 1
}

// index finds out the keys of all constants.
func (t *ConstTable) index() {
	if t.last == nil {
		t.last = make(map[string]int, 4*constIndexThreshold)
	}
	clear(t.last)
	t.before = t.before[:0]
	for i, v := range t.values {
		before := -1
		if f, ok := v.(float64); !ok || f == f {
			t.key = appendKey(t.key[:0], v, 0)
			if last, ok := t.last[string(t.key)]; ok {
				before = last
			}
			t.last[string(t.key)] = i
		}
		t.before = append(t.before, before)
	}
	t.indexed = true
}

// Len is the number of constants.
func (t *ConstTable) Len() int { return len(t.values) }

// At returns constant i.
func (t *ConstTable) At(i int) any { return t.values[i] }

// Values returns the constants in order. The caller must not change them.
func (t *ConstTable) Values() []any { return t.values }

// Flags returns a false for each constant, in memory that the next call uses again.
func (t *ConstTable) Flags() []bool {
	t.flags = sized(t.flags, len(t.values))
	clear(t.flags)
	return t.flags
}

// Retain drops the constants that keep rejects and returns for each old index
// its new one, -1 if dropped, in memory that the next call uses again.
func (t *ConstTable) Retain(keep []bool) []int {
	t.renumber = sized(t.renumber, len(t.values))
	renumber := t.renumber
	kept := t.values[:0]
	for i, v := range t.values {
		renumber[i] = -1
		if keep[i] {
			renumber[i] = len(kept)
			kept = append(kept, v)
		}
	}
	clear(t.values[len(kept):])
	t.values, t.indexed = kept, false
	return renumber
}

// maxKeyDepth is how deep keys look into nested tuples. It bounds the sum of
// the keys of tuples that are built one into the other.
const maxKeyDepth = 8

// appendKey appends a text that is equal for constants that are the same; most
// that differ get different texts.
func appendKey(b []byte, v any, depth int) []byte {
	number := func(kind byte, n uint64) { b = strconv.AppendUint(append(b, kind), n, 36) }
	switch v := v.(type) {
	case nil:
		b = append(b, 'N')
	case bool:
		b = strconv.AppendBool(append(b, '?'), v)
	case int64:
		number('i', uint64(v))
	case *big.Int:
		b = v.Append(append(b, 'I'), 62)
	case float64:
		number('f', math.Float64bits(v))
	case complex128:
		number('c', math.Float64bits(real(v)))
		number(',', math.Float64bits(imag(v)))
	case string:
		number('s', uint64(len(v)))
		b = append(append(b, ':'), v...)
	case []byte:
		number('b', uint64(len(v)))
		b = append(append(b, ':'), v...)
	case code.Ellipsis:
		b = append(b, '.')
	case code.Tuple:
		number('(', uint64(len(v)))
		if depth > maxKeyDepth {
			break
		}
		for _, item := range v {
			b = appendKey(append(b, ','), item, depth+1)
		}
	case code.FrozenSet:
		number('{', uint64(len(v))) // the order of the elements doesn't count
	case code.Slice:
		b = append(b, '[')
		for _, bound := range [...]any{v.Start, v.Stop, v.Step} {
			b = appendKey(append(b, ':'), bound, depth+1)
		}
	case *code.Code:
		sum := fnv.New64a()
		sum.Write(v.Bytecode)
		sum.Write(v.LineTable) // tells those on one line apart
		number('C', sum.Sum64())
		number(',', uint64(v.FirstLineno)) // line tables count from here
	default:
		panic(fmt.Sprintf("cfg: %T is no constant type", v))
	}
	return b
}
