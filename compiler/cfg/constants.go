// This file defines ConstTable, the constants of a unit.

package cfg

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
)

// A ConstTable numbers a unit's constants in the order they are first added.
// Two constants are one if code.SameConst says so. The zero value is empty.
type ConstTable struct {
	values []any
	byKey  map[string][]int // indices of constants that may be the same
}

// Add returns the index of v, which it appends if it's new.
func (t *ConstTable) Add(v any) int {
	if f, ok := v.(float64); ok && f != f {
		t.values = append(t.values, v) // the same as no other
		return len(t.values) - 1
	}
	var b strings.Builder
	writeKey(&b, v, 0)
	key := b.String()
	for _, i := range t.byKey[key] {
		if code.SameConst(t.values[i], v) {
			return i
		}
	}
	return t.append(key, v)
}

func (t *ConstTable) append(key string, v any) int {
	if t.byKey == nil {
		t.byKey = map[string][]int{}
	}
	t.values = append(t.values, v)
	t.byKey[key] = append(t.byKey[key], len(t.values)-1)
	return len(t.values) - 1
}

// Len is the number of constants.
func (t *ConstTable) Len() int { return len(t.values) }

// At returns constant i.
func (t *ConstTable) At(i int) any { return t.values[i] }

// Values returns the constants in order. The caller must not change them.
func (t *ConstTable) Values() []any { return t.values }

// Retain drops the constants that keep rejects and returns for each old index
// its new one, -1 if dropped.
func (t *ConstTable) Retain(keep []bool) []int {
	renumber := make([]int, len(t.values))
	old := t.values
	t.values, t.byKey = nil, nil
	for i, v := range old {
		if !keep[i] {
			renumber[i] = -1
			continue
		}
		var b strings.Builder
		writeKey(&b, v, 0)
		renumber[i] = t.append(b.String(), v)
	}
	return renumber
}

// maxKeyDepth is how deep keys look into nested tuples. It bounds the sum of
// the keys of tuples that are built one into the other.
const maxKeyDepth = 8

// writeKey writes a text that is equal for constants that are the same; most
// that differ get different texts.
func writeKey(b *strings.Builder, v any, depth int) {
	switch v := v.(type) {
	case nil:
		b.WriteString("N")
	case bool:
		fmt.Fprintf(b, "?%t", v)
	case int64:
		fmt.Fprintf(b, "i%d", v)
	case *big.Int:
		b.WriteByte('I')
		b.WriteString(v.Text(62))
	case float64:
		fmt.Fprintf(b, "f%x", math.Float64bits(v))
	case complex128:
		fmt.Fprintf(b, "c%x,%x", math.Float64bits(real(v)), math.Float64bits(imag(v)))
	case string:
		fmt.Fprintf(b, "s%d:%s", len(v), v)
	case []byte:
		fmt.Fprintf(b, "b%d:%s", len(v), v)
	case code.Ellipsis:
		b.WriteByte('.')
	case code.Tuple:
		if depth > maxKeyDepth {
			fmt.Fprintf(b, "(%d)", len(v))
			return
		}
		b.WriteByte('(')
		for _, item := range v {
			writeKey(b, item, depth+1)
			b.WriteByte(',')
		}
		b.WriteByte(')')
	case code.FrozenSet:
		fmt.Fprintf(b, "{%d}", len(v)) // the order of the elements doesn't count
	case code.Slice:
		b.WriteByte('[')
		for _, bound := range []any{v.Start, v.Stop, v.Step} {
			writeKey(b, bound, depth+1)
			b.WriteByte(':')
		}
	case *code.Code:
		sum := fnv.New64a()
		sum.Write(v.Bytecode)
		sum.Write(v.LineTable) // tells those on one line apart
		fmt.Fprintf(b, "C%d:%s%x", v.FirstLineno, v.Name, sum.Sum64())
	default:
		panic(fmt.Sprintf("cfg: %T is no constant type", v))
	}
}
