// This file defines Tuple, the tuple object.

package runtime

import "unsafe"

// Tuple is a tuple object. Tuples of up to eight items are one allocation: items points just behind the struct.
type Tuple struct {
	Header
	items *Value
	n     int
	hash  int64 // 0: not computed
}

type (
	tuple1 struct {
		Tuple
		a [1]Value
	}
	tuple2 struct {
		Tuple
		a [2]Value
	}
	tuple3 struct {
		Tuple
		a [3]Value
	}
	tuple4 struct {
		Tuple
		a [4]Value
	}
	tuple6 struct {
		Tuple
		a [6]Value
	}
	tuple8 struct {
		Tuple
		a [8]Value
	}
)

var emptyTuple = &Tuple{Header: Header{Type: TupleType, Kind: KindTuple}}

// EmptyTuple returns ().
func EmptyTuple() *Tuple { return emptyTuple }

// makeTuple returns an exact tuple of n items, all the int 0 until set.
func makeTuple(n int) *Tuple {
	h := Header{Type: TupleType, Kind: KindTuple}
	var t *Tuple
	switch {
	case n == 0:
		return emptyTuple
	case n == 1:
		x := &tuple1{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 2:
		x := &tuple2{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 3:
		x := &tuple3{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 4:
		x := &tuple4{}
		t, x.items = &x.Tuple, &x.a[0]
	case n <= 6:
		x := &tuple6{}
		t, x.items = &x.Tuple, &x.a[0]
	case n <= 8:
		x := &tuple8{}
		t, x.items = &x.Tuple, &x.a[0]
	default:
		t = &Tuple{}
		t.items = unsafe.SliceData(make([]Value, n))
	}
	t.Header, t.n = h, n
	return t
}

// NewTuple returns a tuple of a copy of items.
func NewTuple(items []Value) *Tuple {
	t := makeTuple(len(items))
	copy(t.Items(), items)
	return t
}

// TupleOf returns a tuple of its arguments.
func TupleOf(items ...Value) *Tuple { return NewTuple(items) }

// Len returns the number of items.
func (t *Tuple) Len() int { return t.n }

// Items returns the items; they must not be changed once the tuple is visible to a program.
func (t *Tuple) Items() []Value { return unsafe.Slice(t.items, t.n) }

// At returns item i.
func (t *Tuple) At(i int) Value { return t.Items()[i] }

// AsTuple returns v as a tuple (or subclass) object, or nil.
func AsTuple(v Value) *Tuple {
	if v.Kind() == KindTuple {
		return (*Tuple)(v.P)
	}
	return nil
}
