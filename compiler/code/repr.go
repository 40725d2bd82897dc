// This file writes constants as Python's repr() does.

package code

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/gopy-lang/gopy/runtime/num"
	"github.com/gopy-lang/gopy/runtime/repr"
)

// maxReprDepth is how deep constants may be nested to be written.
const maxReprDepth = 2000

// Repr returns repr(v) of a constant. address gives the address to show for a
// code object; nil stands for 0.
func Repr(v any, address func(*Code) uint64) string {
	var b strings.Builder
	writeRepr(&b, v, address, 0)
	return b.String()
}

// String is repr(c), with 0 for its address.
func (c *Code) String() string { return Repr(c, nil) }

func writeRepr(b *strings.Builder, v any, address func(*Code) uint64, depth int) {
	if depth > maxReprDepth {
		b.WriteString("...")
		return
	}
	items := func(items []any) {
		for i, item := range items {
			if i > 0 {
				b.WriteString(", ")
			}
			writeRepr(b, item, address, depth+1)
		}
	}
	switch v := v.(type) {
	case nil:
		b.WriteString("None")
	case bool:
		b.WriteString(map[bool]string{true: "True", false: "False"}[v])
	case Ellipsis:
		b.WriteString("Ellipsis")
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case *big.Int:
		b.WriteString(v.String())
	case float64:
		b.WriteString(num.FloatRepr(v))
	case complex128:
		b.WriteString(num.ComplexRepr(v))
	case string:
		b.WriteString(repr.String(v))
	case []byte:
		b.WriteString(repr.Bytes(v))
	case Tuple:
		b.WriteByte('(')
		items(v)
		if len(v) == 1 {
			b.WriteByte(',')
		}
		b.WriteByte(')')
	case FrozenSet:
		b.WriteString("frozenset(")
		if len(v) > 0 {
			b.WriteByte('{')
			items(iterationOrder(v))
			b.WriteByte('}')
		}
		b.WriteByte(')')
	case Slice:
		b.WriteString("slice(")
		items([]any{v.Start, v.Stop, v.Step})
		b.WriteByte(')')
	case *Code:
		at := uint64(0)
		if address != nil {
			at = address(v)
		}
		fmt.Fprintf(b, "<code object %s at 0x%x, file \"%s\", line %d>", v.Name, at, v.Filename, v.FirstLineno)
	default:
		fmt.Fprintf(b, "<%T>", v)
	}
}
