// This file defines the constants a code object can hold, and when two of
// them are the same constant.

package code

import (
	"bytes"
	"math"
	"math/big"
	"slices"
)

// The constants of a code object are Go values:
//
//	None              nil
//	bool              bool
//	int               int64, or *big.Int when it doesn't fit
//	float, complex    float64, complex128
//	str               string, WTF-8 (a lone surrogate is its 3-byte sequence)
//	bytes             []byte
//	...               Ellipsis{}
//	tuple             Tuple
//	frozenset         FrozenSet
//	slice             Slice
//	code              *Code
//	anything else     Foreign{}
type (
	// Tuple is a constant tuple.
	Tuple []any
	// FrozenSet is a constant frozenset: distinct elements in the order
	// they were written.
	FrozenSet []any
	// Slice is a constant slice; an absent bound is nil.
	Slice struct{ Start, Stop, Step any }
	// Ellipsis is the constant `...`.
	Ellipsis struct{}
	// Foreign stands for a value that no compiler makes a constant of: a
	// program put it there.
	Foreign struct{}
)

// SameConst reports whether the compiler may use one constant for both: they
// have the same type and value, down to the sign of zero, through tuples,
// frozensets and slices. A NaN is the same as no other constant.
func SameConst(a, b any) bool { return sameConst(a, b, 0) }

// maxConstDepth is how deep constants may be nested; deeper ones are never the
// same.
const maxConstDepth = 100_000

func sameConst(a, b any, depth int) bool {
	if depth > maxConstDepth {
		return false
	}
	switch a := a.(type) {
	case nil:
		return b == nil
	case bool:
		b, ok := b.(bool)
		return ok && a == b
	case int64:
		b, ok := b.(int64)
		return ok && a == b
	case *big.Int:
		b, ok := b.(*big.Int)
		return ok && a.Cmp(b) == 0
	case float64:
		b, ok := b.(float64)
		return ok && sameFloat(a, b)
	case complex128:
		b, ok := b.(complex128)
		return ok && sameFloat(real(a), real(b)) && sameFloat(imag(a), imag(b))
	case string:
		b, ok := b.(string)
		return ok && a == b
	case []byte:
		b, ok := b.([]byte)
		return ok && bytes.Equal(a, b)
	case Ellipsis:
		_, ok := b.(Ellipsis)
		return ok
	case Tuple:
		b, ok := b.(Tuple)
		return ok && sameItems(a, b, depth)
	case FrozenSet:
		b, ok := b.(FrozenSet)
		return ok && sameSet(a, b, depth)
	case Slice:
		b, ok := b.(Slice)
		return ok && sameItems([]any{a.Start, a.Stop, a.Step}, []any{b.Start, b.Stop, b.Step}, depth)
	case *Code:
		b, ok := b.(*Code)
		return ok && a.equal(b, depth+1)
	case Foreign:
		_, ok := b.(Foreign)
		return ok
	}
	return false
}

func sameFloat(a, b float64) bool {
	return a == b && math.Signbit(a) == math.Signbit(b)
}

func sameItems(a, b []any, depth int) bool {
	return slices.EqualFunc(a, b, func(x, y any) bool { return sameConst(x, y, depth+1) })
}

// sameSet compares frozensets without regard to order.
func sameSet(a, b FrozenSet, depth int) bool {
	if len(a) != len(b) {
		return false
	}
	byHash := make(map[int64][]any, len(b))
	for _, y := range b {
		hash := Hash(y)
		byHash[hash] = append(byHash[hash], y)
	}
	for _, x := range a {
		if !slices.ContainsFunc(byHash[Hash(x)], func(y any) bool { return sameConst(x, y, depth+1) }) {
			return false
		}
	}
	return true
}

// Equal reports whether two code objects are interchangeable. As in Python,
// the file name and the qualified name don't take part, positions do.
func (c *Code) Equal(d *Code) bool { return c.equal(d, 0) }

func (c *Code) equal(d *Code, depth int) bool {
	c.Complete()
	d.Complete()
	return c == d || c.Name == d.Name &&
		c.ArgCount == d.ArgCount && c.PosOnlyArgCount == d.PosOnlyArgCount && c.KwOnlyArgCount == d.KwOnlyArgCount &&
		c.Flags == d.Flags && c.FirstLineno == d.FirstLineno &&
		bytes.Equal(c.Bytecode, d.Bytecode) &&
		sameItems(c.Consts, d.Consts, depth) &&
		slices.Equal(c.Names, d.Names) &&
		slices.Equal(c.LocalsPlusNames, d.LocalsPlusNames) && bytes.Equal(c.LocalsPlusKinds, d.LocalsPlusKinds) &&
		bytes.Equal(c.LineTable, d.LineTable) && bytes.Equal(c.ExceptionTable, d.ExceptionTable)
}
