// This file evaluates operators on constants, for constant folding. What it
// declines to evaluate is left to run time: operations that raise, and those
// whose result is much larger than the operands.

package peephole

import (
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/runtime/num"
)

// Limits of what an operation may make.
const (
	maxIntBits         = 128  // of an int that *, ** or << makes
	maxCollectionItems = 256  // of a repeated tuple
	maxStringLength    = 4096 // of a repeated str or bytes
	maxTotalItems      = 1024 // of a repeated tuple, the items of its items included
)

// evalUnary returns the value of a unary instruction (CALL_INTRINSIC_1 stands
// for unary plus), false if it isn't to be folded.
func evalUnary(op opcode.Op, v any) (any, bool) {
	operator := num.UAdd
	switch op {
	case opcode.UNARY_NEGATIVE:
		operator = num.USub
	case opcode.UNARY_INVERT:
		if _, ok := v.(bool); ok {
			return nil, false // deprecated, so it warns at run time
		}
		operator = num.Invert
	case opcode.UNARY_NOT:
		return !isTrue(v), true
	}
	result, err := num.Unary(operator, v)
	return result, err == nil
}

// operators are the arithmetic ones by their number in BINARY_OP.
var operators = [...]num.Operator{
	opcode.NB_ADD:             num.Add,
	opcode.NB_AND:             num.BitAnd,
	opcode.NB_FLOOR_DIVIDE:    num.FloorDiv,
	opcode.NB_LSHIFT:          num.LShift,
	opcode.NB_MATRIX_MULTIPLY: num.MatMul,
	opcode.NB_MULTIPLY:        num.Mul,
	opcode.NB_REMAINDER:       num.Mod,
	opcode.NB_OR:              num.BitOr,
	opcode.NB_POWER:           num.Power,
	opcode.NB_RSHIFT:          num.RShift,
	opcode.NB_SUBTRACT:        num.Sub,
	opcode.NB_TRUE_DIVIDE:     num.Div,
	opcode.NB_XOR:             num.BitXor,
}

// evalBinary returns the value of BINARY_OP, false if it isn't to be folded.
func evalBinary(operator int, a, b any) (any, bool) {
	if operator == opcode.NB_SUBSCR {
		return evalSubscript(a, b)
	}
	if operator < 0 || operator >= len(operators) {
		return nil, false
	}
	op := operators[operator]
	x, xInt := num.AsInt(a)
	y, yInt := num.AsInt(b)
	if xInt && yInt && !smallResult(op, x, y) {
		return nil, false
	}
	if !xInt || !yInt {
		switch op {
		case num.Mul:
			if xInt {
				a, b, x, y, xInt, yInt = b, a, y, x, yInt, xInt
			}
			if yInt && length(a) >= 0 {
				return evalRepeat(a, y)
			}
		case num.Add:
			if x, ok := a.(code.Tuple); ok {
				y, ok := b.(code.Tuple)
				return slices.Concat(x, y), ok
			}
		}
	}
	result, err := num.Binary(op, a, b, nil)
	return result, err == nil
}

// smallResult reports whether x op y is sure to be of moderate size.
func smallResult(op num.Operator, x, y num.Int) bool {
	switch op {
	case num.Mul:
		return x.Sign() == 0 || y.Sign() == 0 || x.BitLength()+y.BitLength() <= maxIntBits
	case num.Power:
		return y.Sign() <= 0 || x.Sign() == 0 || y.Big == nil && x.BitLength() <= maxIntBits/y.Small
	case num.LShift:
		return x.Sign() == 0 || y.Sign() == 0 ||
			y.Big == nil && y.Small >= 0 && y.Small <= maxIntBits && x.BitLength() <= maxIntBits-y.Small
	}
	return true
}

// length returns len(v) of a str, bytes or tuple, -1 of anything else.
func length(v any) int {
	switch v := v.(type) {
	case string:
		return len(codePoints(v))
	case []byte:
		return len(v)
	case code.Tuple:
		return len(v)
	}
	return -1
}

// evalRepeat returns v * count for a str, bytes or tuple v.
func evalRepeat(v any, count num.Int) (any, bool) {
	size := int64(length(v))
	limit := int64(maxStringLength)
	tuple, isTuple := v.(code.Tuple)
	if isTuple {
		limit = maxCollectionItems
	}
	if size == 0 {
		return v, count.Big == nil // too large a count raises, whatever it repeats
	}
	if count.Big != nil || count.Small < 0 || count.Small > limit/size {
		return nil, false
	}
	n := int(count.Small)
	switch v := v.(type) {
	case string:
		return strings.Repeat(v, n), true
	case []byte:
		return slices.Repeat(v, n), true
	}
	if n > 0 && totalItems(tuple, maxTotalItems/n, 0) < 0 {
		return nil, false
	}
	return slices.Repeat(tuple, n), true
}

// totalItems returns how much of limit is left when all items of v and of the
// tuples in it are counted, a negative number if that's too many.
func totalItems(v any, limit, depth int) int {
	tuple, ok := v.(code.Tuple)
	if !ok {
		return limit
	}
	if limit -= len(tuple); depth > maxTotalItems {
		return -1
	}
	for _, item := range tuple {
		if limit < 0 {
			break
		}
		limit = totalItems(item, limit, depth+1)
	}
	return limit
}

// evalSubscript returns v[key] of a str, bytes or tuple.
func evalSubscript(v, key any) (any, bool) {
	var points []rune
	size := length(v)
	if size < 0 {
		return nil, false
	}
	if s, ok := v.(string); ok {
		points = codePoints(s)
	}
	if slice, ok := key.(code.Slice); ok {
		indices, ok := sliceIndices(slice, size)
		if !ok {
			return nil, false
		}
		switch v := v.(type) {
		case string:
			return encode(pick(points, indices)), true
		case []byte:
			return pick(v, indices), true
		case code.Tuple:
			return code.Tuple(pick(v, indices)), true
		}
	}
	index, ok := num.AsInt(key)
	if !ok || index.Big != nil {
		return nil, false
	}
	i := index.Small
	if i < 0 {
		i += int64(size)
	}
	if i < 0 || i >= int64(size) {
		return nil, false
	}
	switch v := v.(type) {
	case string:
		return encode(points[i : i+1]), true
	case []byte:
		return int64(v[i]), true
	}
	return v.(code.Tuple)[i], true
}

func pick[T any](items []T, indices []int) []T {
	picked := make([]T, len(indices))
	for i, index := range indices {
		picked[i] = items[index]
	}
	return picked
}

// sliceIndices lists the indices that a slice selects of size items, false if
// its bounds aren't integers or None or its step is 0.
func sliceIndices(s code.Slice, size int) ([]int, bool) {
	step, ok := sliceBound(s.Step, 1)
	if !ok || step == 0 {
		return nil, false
	}
	low, high := 0, size // where start and stop are clipped to
	start, stop := low, high
	if step < 0 {
		low, high = -1, size-1
		start, stop = high, low
	}
	for _, bound := range []struct {
		value any
		index *int
	}{{s.Start, &start}, {s.Stop, &stop}} {
		if bound.value == nil {
			continue
		}
		i, ok := sliceBound(bound.value, 0)
		if !ok {
			return nil, false
		}
		if i < 0 {
			i += size
		}
		*bound.index = min(max(i, low), high)
	}
	var indices []int
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		indices = append(indices, i)
	}
	return indices, true
}

// sliceBound returns an int constant, a huge one clipped so that arithmetic on
// it can't overflow.
func sliceBound(v any, absent int) (int, bool) {
	if v == nil {
		return absent, true
	}
	i, ok := num.AsInt(v)
	if !ok {
		return 0, false
	}
	const huge = math.MaxInt32 * 4
	if i.Big != nil {
		return huge * i.Sign(), true
	}
	return int(min(max(i.Small, -huge), huge)), true
}

// frozenSet returns the distinct items, as == on constants sees them.
func frozenSet(items []any) code.FrozenSet {
	set := code.FrozenSet{}
	byHash := make(map[int64][]any, len(items))
	for _, item := range items {
		hash := code.Hash(item)
		if !slices.ContainsFunc(byHash[hash], func(v any) bool { return equal(v, item) }) {
			set = append(set, item)
			byHash[hash] = append(byHash[hash], item)
		}
	}
	return set
}

// equal is a == b, with NaN different from itself.
func equal(a, b any) bool { return equalTo(a, b, 0) }

func equalTo(a, b any, depth int) bool {
	switch x := a.(type) {
	case bool, int64, *big.Int, float64, complex128:
		same, err := num.Compare(num.Eq, a, b)
		return err == nil && same
	case code.Tuple:
		y, ok := b.(code.Tuple)
		return ok && depth < maxTotalItems && slices.EqualFunc(x, y, func(a, b any) bool { return equalTo(a, b, depth+1) })
	}
	return code.SameConst(a, b)
}

// codePoints decodes WTF-8: UTF-8 in which surrogates are code points like
// any other.
func codePoints(s string) []rune {
	var points []rune
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		switch {
		case c >= 0xF0 && i+3 < len(s):
			c, n = c&7<<18|rune(s[i+1]&63)<<12|rune(s[i+2]&63)<<6|rune(s[i+3]&63), 4
		case c >= 0xE0 && i+2 < len(s):
			c, n = c&15<<12|rune(s[i+1]&63)<<6|rune(s[i+2]&63), 3
		case c >= 0xC0 && i+1 < len(s):
			c, n = c&31<<6|rune(s[i+1]&63), 2
		}
		points = append(points, c)
		i += n
	}
	return points
}

// encode is the inverse of codePoints.
func encode(points []rune) string {
	var b strings.Builder
	for _, c := range points {
		if c >= 0xD800 && c <= 0xDFFF {
			b.Write([]byte{0xE0 | byte(c>>12), 0x80 | byte(c>>6)&0x3F, 0x80 | byte(c)&0x3F})
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}
