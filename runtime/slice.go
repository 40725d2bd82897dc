// This file defines Slice, the slice object, and what it selects of a sequence.

package runtime

import (
	"math"
	"math/big"

	"github.com/gopy-lang/gopy/runtime/num"
)

// Slice is a slice object; absent parts are None.
type Slice struct {
	Header
	Start, Stop, Step Value
}

func setupSlice(t *Type) {
	t.Doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat a subscript like a[0:10:2] selects by."
	t.Layout, t.Size = KindSlice, SizeOf[Slice]()
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			return Unbound, Raise(TypeError, "slice() takes no keyword arguments")
		}
		return t.FastNew(th, args)
	}
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		switch len(args) {
		case 1:
			return NewSlice(None, args[0], None), nil
		case 2:
			return NewSlice(args[0], args[1], None), nil
		case 3:
			return NewSlice(args[0], args[1], args[2]), nil
		}
		return Unbound, wrongArity("slice", 1, 3, len(args))
	}
	s := func(v Value) *Slice { return (*Slice)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		r, err := reprItems(th, s(v).parts().Value(), "slice(", ")")
		return r, err
	}
	t.Hash = func(th *Thread, v Value) (int64, error) {
		sum := num.NewTupleHash()
		for _, x := range [...]Value{s(v).Start, s(v).Stop, s(v).Step} {
			h, err := Hash(th, x)
			if err != nil {
				return 0, err
			}
			sum.Add(h)
		}
		return sum.SumUncounted(), nil
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if b.Kind() != KindSlice {
			return NotImplemented, nil
		}
		if Is(a, b) {
			return Bool(op == EQ || op == LE || op == GE), nil
		}
		return compareSequences(th, s(a).parts().Value(), s(b).parts().Value(), op)
	}
	t.Methods = []*MethodDef{
		Def("indices($self, object, /)", "Return (start, stop, step) as they apply to a sequence of the given length.", sliceIndicesMethod),
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the slice.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(SliceType.Value(), s(a[0]).parts().Value()).Value(), nil
		}),
	}
	t.GetSets = []GetSetDef{
		{Name: "start", Member: true, Get: func(th *Thread, v Value) (Value, error) { return s(v).Start, nil }},
		{Name: "stop", Member: true, Get: func(th *Thread, v Value) (Value, error) { return s(v).Stop, nil }},
		{Name: "step", Member: true, Get: func(th *Thread, v Value) (Value, error) { return s(v).Step, nil }},
	}
}

// NewSlice returns slice(start, stop, step); None stands for an absent part.
func NewSlice(start, stop, step Value) Value {
	return (&Slice{Header: Header{Type: SliceType, Kind: KindSlice}, Start: start, Stop: stop, Step: step}).Value()
}

func (s *Slice) parts() *Tuple { return TupleOf(s.Start, s.Stop, s.Step) }

// UnpackSlice converts the parts of a slice to ints, clamped to their range; absent bounds become the extremes that
// AdjustSlice turns into the ends of the sequence.
func UnpackSlice(th *Thread, slice Value) (start, stop, step int, err error) {
	s := (*Slice)(slice.P)
	step = 1
	if !s.Step.IsNone() {
		if step, err = sliceBound(th, s.Step); err != nil {
			return 0, 0, 0, err
		}
		if step == 0 {
			return 0, 0, 0, Raise(ValueError, "slice step cannot be zero")
		}
		step = max(step, -math.MaxInt)
	}
	start, stop = 0, math.MaxInt
	if step < 0 {
		start, stop = math.MaxInt, math.MinInt
	}
	if !s.Start.IsNone() {
		if start, err = sliceBound(th, s.Start); err != nil {
			return 0, 0, 0, err
		}
	}
	if !s.Stop.IsNone() {
		if stop, err = sliceBound(th, s.Stop); err != nil {
			return 0, 0, 0, err
		}
	}
	return start, stop, step, nil
}

func sliceBound(th *Thread, v Value) (int, error) {
	if v.P == nil {
		return int(v.B), nil
	}
	if !hasIndex(v) {
		return 0, Raise(TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	return AsIndexClamped(th, v)
}

// AdjustSlice fits what UnpackSlice returned to a sequence of the given length: item i of the n selected ones is at
// start + i*step.
func AdjustSlice(start, stop, step, length int) (first, end, n int) {
	low, high := 0, length
	if step < 0 {
		low, high = -1, length-1
	}
	fit := func(i int) int {
		if i < 0 {
			return max(i+length, low)
		}
		return min(i, high)
	}
	start, stop = fit(start), fit(stop)
	switch {
	case step == 1: // the usual steps, without a division
		n = max(stop-start, 0)
	case step == -1:
		n = max(start-stop, 0)
	case step < 0 && stop < start:
		n = (start-stop-1)/-step + 1
	case step > 0 && start < stop:
		n = (stop-start-1)/step + 1
	}
	return start, stop, n
}

// SliceIndices tells what a slice selects of a sequence of the given length: n items, of which number i is at start + i*step.
func SliceIndices(th *Thread, slice Value, length int) (start, stop, step, n int, err error) {
	start, stop, step, err = UnpackSlice(th, slice)
	if err != nil {
		return 0, 0, 0, 0, err
	}
	start, stop, n = AdjustSlice(start, stop, step, length)
	return start, stop, step, n, nil
}

func sliceIndicesMethod(th *Thread, a []Value) (Value, error) {
	n, err := Index(th, a[1])
	if err != nil {
		return Unbound, err
	}
	length := AsBig(n)
	if length.Sign() < 0 {
		return Unbound, Raise(ValueError, "length should not be negative")
	}
	start, stop, step, err := bigSliceIndices(th, (*Slice)(a[0].P), length)
	if err != nil {
		return Unbound, err
	}
	return TupleOf(NewBig(start), NewBig(stop), NewBig(step)).Value(), nil
}

// bigSliceIndices is the arithmetic of SliceIndices on ints of any size.
func bigSliceIndices(th *Thread, s *Slice, length *big.Int) (start, stop, step *big.Int, err error) {
	part := func(v Value) (*big.Int, error) {
		if !hasIndex(v) {
			return nil, Raise(TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		i, err := Index(th, v)
		if err != nil {
			return nil, err
		}
		return new(big.Int).Set(AsBig(i)), nil
	}
	step = big.NewInt(1)
	if !s.Step.IsNone() {
		if step, err = part(s.Step); err != nil {
			return nil, nil, nil, err
		}
		if step.Sign() == 0 {
			return nil, nil, nil, Raise(ValueError, "slice step cannot be zero")
		}
	}
	low, high := new(big.Int), length
	if step.Sign() < 0 {
		low, high = big.NewInt(-1), new(big.Int).Sub(length, big.NewInt(1))
	}
	bound := func(v Value, absent *big.Int) (*big.Int, error) {
		if v.IsNone() {
			return absent, nil
		}
		b, err := part(v)
		if err != nil {
			return nil, err
		}
		if b.Sign() < 0 {
			if b.Add(b, length); b.Cmp(low) < 0 {
				return low, nil
			}
		} else if b.Cmp(high) > 0 {
			return high, nil
		}
		return b, nil
	}
	first, last := low, high
	if step.Sign() < 0 {
		first, last = high, low
	}
	if start, err = bound(s.Start, first); err != nil {
		return nil, nil, nil, err
	}
	if stop, err = bound(s.Stop, last); err != nil {
		return nil, nil, nil, err
	}
	return new(big.Int).Set(start), new(big.Int).Set(stop), step, nil
}
