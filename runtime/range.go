// This file defines Range, the range object, and the iterators over it. Bounds are ints of any size.

package runtime

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/gopy-lang/gopy/runtime/num"
)

// Range is a range object. Its parts are exact ints.
type Range struct {
	Header
	Start, Stop, Step Value
	length            Value
}

// The iterator types.
var (
	RangeIteratorType     = &Type{Name: "range_iterator"}
	LongRangeIteratorType = &Type{Name: "longrange_iterator"}
)

// RangeIterator walks a range whose bounds and length fit int64: it yields Next, Next+Step, … as long as Left is positive.
type RangeIterator struct {
	Header
	Next, Left, Step int64
}

// longRangeIterator walks any other range.
type longRangeIterator struct {
	Header
	start, step, length *big.Int
	index               *big.Int
}

func setupRange(t *Type) {
	t.Doc = "range(stop)\nrange(start, stop[, step])\n\nThe integers from start (0 by default) up to stop, without stop, step apart."
	t.Layout, t.Size = KindRange, SizeOf[Range]()
	t.Flags |= TypeSequence
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			return Unbound, Raise(TypeError, "range() takes no keyword arguments")
		}
		return rangeNew(th, args)
	}
	t.FastNew = rangeNew
	r := func(v Value) *Range { return (*Range)(v.P) }
	t.Repr = rangeRepr
	t.Hash = rangeHash
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if b.Kind() != KindRange || op != EQ && op != NE {
			return NotImplemented, nil
		}
		return Bool(r(a).equal(r(b)) == (op == EQ)), nil
	}
	t.Iter = func(th *Thread, v Value) (Value, error) { return r(v).Iter(), nil }
	t.Bool = func(th *Thread, v Value) (bool, error) { return r(v).length != Int(0), nil }
	t.Len = func(th *Thread, v Value) (int, error) {
		if r(v).length.P != nil {
			return 0, Raise(OverflowError, "Python int too large to convert to C ssize_t")
		}
		return int(r(v).length.SmallInt()), nil
	}
	t.GetItem, t.Contains = rangeGetItem, rangeContains
	t.IsSequenceIndex = true
	t.Methods = []*MethodDef{
		Def("__reversed__($self, /)", "Return an iterator over the range from its end.", func(th *Thread, a []Value) (Value, error) {
			return r(a[0]).backwards(), nil
		}),
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the range.", func(th *Thread, a []Value) (Value, error) {
			x := r(a[0])
			return TupleOf(RangeType.Value(), TupleOf(x.Start, x.Stop, x.Step).Value()).Value(), nil
		}),
		Def("count($self, object, /)", "Return how many items equal object.", rangeCount),
		Def("index($self, object, /)", "Return the index of the first item that equals object.\n\nValueError when there is none.", rangeIndex),
	}
	t.GetSets = []GetSetDef{
		{Name: "start", Member: true, Get: func(th *Thread, v Value) (Value, error) { return r(v).Start, nil }},
		{Name: "stop", Member: true, Get: func(th *Thread, v Value) (Value, error) { return r(v).Stop, nil }},
		{Name: "step", Member: true, Get: func(th *Thread, v Value) (Value, error) { return r(v).Step, nil }},
	}
}

func rangeNew(th *Thread, args []Value) (Value, error) {
	if len(args) < 1 || len(args) > 3 {
		return Unbound, wrongArity("range", 1, 3, len(args))
	}
	var parts [3]Value
	for i, v := range args {
		x, err := Index(th, v)
		if err != nil {
			return Unbound, err
		}
		parts[i] = x
	}
	switch len(args) {
	case 1:
		return NewRange(Int(0), parts[0], Int(1)).Value(), nil
	case 2:
		return NewRange(parts[0], parts[1], Int(1)).Value(), nil
	}
	if parts[2] == Int(0) {
		return Unbound, Raise(ValueError, "range() arg 3 must not be zero")
	}
	return NewRange(parts[0], parts[1], parts[2]).Value(), nil
}

// NewRange returns range(start, stop, step) of exact ints; step must not be 0.
func NewRange(start, stop, step Value) *Range {
	return &Range{Header: Header{Type: RangeType, Kind: KindRange}, Start: start, Stop: stop, Step: step, length: rangeLength(start, stop, step)}
}

// rangeLength returns the number of items as an exact int.
func rangeLength(start, stop, step Value) Value {
	if start.P == nil && stop.P == nil && step.P == nil {
		lo, hi, by := start.SmallInt(), stop.SmallInt(), uint64(step.B)
		if step.SmallInt() < 0 {
			lo, hi, by = hi, lo, -by
		}
		if lo >= hi {
			return Int(0)
		}
		n, carry := bits.Add64((uint64(hi)-uint64(lo)-1)/by, 1, 0)
		if carry == 0 && n <= math.MaxInt64 {
			return Int(int64(n))
		}
	}
	lo, hi, by := AsBig(start), AsBig(stop), new(big.Int).Set(AsBig(step))
	if by.Sign() < 0 {
		lo, hi = hi, lo
		by.Neg(by)
	}
	if lo.Cmp(hi) >= 0 {
		return Int(0)
	}
	n := new(big.Int).Sub(hi, lo)
	n.Sub(n, one)
	n.Div(n, by)
	return NewBig(n.Add(n, one))
}

// one is the big int 1; it must not be changed.
var one = big.NewInt(1)

// fitsIterator reports whether int64 arithmetic does for an iterator, which goes one step beyond the last item.
func (r *Range) fitsIterator() bool {
	if !r.isSmall() {
		return false
	}
	stop, step := r.Stop.SmallInt(), r.Step.SmallInt()
	switch {
	case r.length.SmallInt() == 0:
		return true
	case step > 0:
		return stop <= math.MaxInt64-(step-1)
	}
	return stop >= math.MinInt64+(-1-step)
}

// isSmall reports whether int64 arithmetic does for all items.
func (r *Range) isSmall() bool {
	return r.Start.P == nil && r.Stop.P == nil && r.Step.P == nil && r.length.P == nil
}

// item returns item i, which must exist.
func (r *Range) item(i Value) Value {
	if r.isSmall() {
		return Int(r.Start.SmallInt() + i.SmallInt()*r.Step.SmallInt())
	}
	x := new(big.Int).Mul(AsBig(i), AsBig(r.Step))
	return NewBig(x.Add(x, AsBig(r.Start)))
}

// Iter returns an iterator over the range.
func (r *Range) Iter() Value {
	if r.fitsIterator() {
		return (&RangeIterator{Header: Header{Type: RangeIteratorType, Kind: KindIterator}, Next: r.Start.SmallInt(), Left: r.length.SmallInt(), Step: r.Step.SmallInt()}).Value()
	}
	return (&longRangeIterator{Header: Header{Type: LongRangeIteratorType, Kind: KindIterator}, start: AsBig(r.Start), step: AsBig(r.Step), length: AsBig(r.length), index: new(big.Int)}).Value()
}

// backwards returns an iterator over the range from its end.
func (r *Range) backwards() Value {
	const limit = 1 << 61
	if start, step := r.Start.SmallInt(), r.Step.SmallInt(); r.isSmall() && -limit < start && start < limit && -limit < step && step < limit {
		left := r.length.SmallInt()
		return (&RangeIterator{Header: Header{Type: RangeIteratorType, Kind: KindIterator}, Next: start + (left-1)*step, Left: left, Step: -step}).Value()
	}
	return r.reversed().Iter()
}

func (r *Range) reversed() *Range {
	start, step := AsBig(r.Start), AsBig(r.Step)
	last := new(big.Int).Sub(AsBig(r.length), one)
	last.Add(last.Mul(last, step), start)
	stop := new(big.Int).Sub(start, step)
	return NewRange(NewBig(last), NewBig(stop), NewBig(new(big.Int).Neg(step)))
}

func (r *Range) equal(o *Range) bool {
	if !sameInt(r.length, o.length) {
		return false
	}
	if r.length == Int(0) {
		return true
	}
	return sameInt(r.Start, o.Start) && (r.length == Int(1) || sameInt(r.Step, o.Step))
}

// sameInt compares two exact ints.
func sameInt(a, b Value) bool {
	if a.P == nil || b.P == nil {
		return a == b
	}
	return AsBig(a).Cmp(AsBig(b)) == 0
}

func intText(v Value) string { return AsBig(v).String() }

func rangeRepr(th *Thread, v Value) (Value, error) {
	r := (*Range)(v.P)
	s := "range(" + intText(r.Start) + ", " + intText(r.Stop)
	if r.Step != Int(1) {
		s += ", " + intText(r.Step)
	}
	return Text(s + ")"), nil
}

func rangeHash(th *Thread, v Value) (int64, error) {
	r := (*Range)(v.P)
	parts := [...]Value{r.length, None, None}
	if r.length != Int(0) {
		parts[1] = r.Start
		if r.length != Int(1) {
			parts[2] = r.Step
		}
	}
	sum := num.NewTupleHash()
	for _, p := range parts {
		h, err := Hash(th, p)
		if err != nil {
			return 0, err
		}
		sum.Add(h)
	}
	return sum.Sum(), nil
}

func rangeGetItem(th *Thread, v, key Value) (Value, error) {
	r := (*Range)(v.P)
	if key.Kind() == KindSlice {
		return r.slice(th, (*Slice)(key.P))
	}
	if !hasIndex(key) {
		return Unbound, Raise(TypeError, "range indices must be integers or slices, not %s", key.Type().TypeName())
	}
	i, err := Index(th, key)
	if err != nil {
		return Unbound, err
	}
	if i.P == nil && r.length.P == nil {
		n := i.SmallInt()
		if n < 0 {
			n += r.length.SmallInt()
		}
		if uint64(n) < uint64(r.length.SmallInt()) {
			return r.item(Int(n)), nil
		}
		return Unbound, Raise(IndexError, "range object index out of range")
	}
	n, length := AsBig(i), AsBig(r.length)
	if n.Sign() < 0 {
		n = new(big.Int).Add(n, length)
	}
	if n.Sign() < 0 || n.Cmp(length) >= 0 {
		return Unbound, Raise(IndexError, "range object index out of range")
	}
	return r.item(NewBig(new(big.Int).Set(n))), nil
}

// slice is r[s]: a range again.
func (r *Range) slice(th *Thread, s *Slice) (Value, error) {
	start, stop, step, err := bigSliceIndices(th, s, AsBig(r.length))
	if err != nil {
		return Unbound, err
	}
	by := new(big.Int).Mul(step, AsBig(r.Step))
	at := func(i *big.Int) Value {
		x := new(big.Int).Mul(i, AsBig(r.Step))
		return NewBig(x.Add(x, AsBig(r.Start)))
	}
	return NewRange(at(start), at(stop), NewBig(by)).Value(), nil
}

// isExactInt reports whether v is an int or bool, for which membership is arithmetic.
func isExactInt(v Value) bool { return v.P == nil || v.IsBool() || v.IsExact(KindBigInt) }

// position returns the index of the int v in the range; ok is false when it is not there.
func (r *Range) position(v Value) (index Value, ok bool) {
	v = exactInt(v)
	if r.isSmall() {
		if v.P != nil {
			return Value{}, false
		}
		lo, hi, step := r.Start.SmallInt(), r.Stop.SmallInt(), r.Step.SmallInt()
		x := v.SmallInt()
		var distance, by uint64
		if step > 0 {
			if x < lo || x >= hi {
				return Value{}, false
			}
			distance, by = uint64(x)-uint64(lo), uint64(step)
		} else {
			if x > lo || x <= hi {
				return Value{}, false
			}
			distance, by = uint64(lo)-uint64(x), -uint64(step)
		}
		return Int(int64(distance / by)), distance%by == 0
	}
	x, start, stop, step := AsBig(v), AsBig(r.Start), AsBig(r.Stop), AsBig(r.Step)
	if sign := step.Sign(); x.Cmp(start)*sign < 0 || x.Cmp(stop)*sign >= 0 {
		return Value{}, false
	}
	q, m := new(big.Int).QuoRem(new(big.Int).Sub(x, start), step, new(big.Int))
	return NewBig(q), m.Sign() == 0
}

func rangeContains(th *Thread, v, item Value) (bool, error) {
	if isExactInt(item) {
		_, ok := (*Range)(v.P).position(item)
		return ok, nil
	}
	return containsByIteration(th, v, item)
}

func rangeCount(th *Thread, a []Value) (Value, error) {
	if isExactInt(a[1]) {
		if _, ok := (*Range)(a[0].P).position(a[1]); ok {
			return Int(1), nil
		}
		return Int(0), nil
	}
	n := int64(0)
	item := a[1]
	err := ForEach(th, a[0], func(v Value) error {
		same, err := Equal(th, v, item)
		if same {
			n++
		}
		return err
	})
	return Int(n), err
}

func rangeIndex(th *Thread, a []Value) (Value, error) {
	r, item := (*Range)(a[0].P), a[1]
	if isExactInt(item) {
		if i, ok := r.position(item); ok {
			return i, nil
		}
		return Unbound, Raise(ValueError, "range.index(x): x not in range")
	}
	it := r.Iter()
	for i := int64(0); ; i++ {
		v, err := Next(th, it)
		if err != nil {
			return Unbound, err
		}
		if v.IsUnbound() {
			return Unbound, Raise(ValueError, "sequence.index(x): x not in sequence")
		}
		same, err := Equal(th, v, item)
		if err != nil {
			return Unbound, err
		}
		if same {
			return Int(i), nil
		}
	}
}

func setupRangeIterator(t *Type) {
	t.Iteration = IterationRange
	it := func(v Value) *RangeIterator { return (*RangeIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.Left <= 0 {
			return Unbound, nil
		}
		i := x.Next
		x.Left--
		x.Next += x.Step
		return Int(i), nil
	},
		lengthHintDef(func(v Value) int { return int(it(v).Left) }),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return reduceIter(th, "iter", func() []Value {
				x := it(a[0])
				stop := new(big.Int).Mul(big.NewInt(x.Left), big.NewInt(x.Step))
				stop.Add(stop, big.NewInt(x.Next))
				return []Value{NewRange(Int(x.Next), NewBig(stop), Int(x.Step)).Value(), None}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			n, err := AsIndexClamped(th, state)
			if err != nil {
				return err
			}
			x := it(self)
			skip := min(max(int64(n), 0), x.Left)
			x.Left -= skip
			x.Next += skip * x.Step
			return nil
		}))
}

func setupLongRangeIterator(t *Type) {
	it := func(v Value) *longRangeIterator { return (*longRangeIterator)(v.P) }
	at := func(x *longRangeIterator, i *big.Int) Value {
		n := new(big.Int).Mul(i, x.step)
		return NewBig(n.Add(n, x.start))
	}
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.index.Cmp(x.length) >= 0 {
			return Unbound, nil
		}
		i := at(x, x.index)
		x.index = new(big.Int).Add(x.index, one)
		return i, nil
	},
		Def("__length_hint__($self, /)", "Return how many items are left.", func(th *Thread, a []Value) (Value, error) {
			return NewBig(new(big.Int).Sub(it(a[0]).length, it(a[0]).index)), nil
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return reduceIter(th, "iter", func() []Value {
				x := it(a[0])
				return []Value{NewRange(at(x, x.index), at(x, x.length), NewBig(new(big.Int).Set(x.step))).Value(), None}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			n, err := Index(th, state)
			if err != nil {
				return err
			}
			x := it(self)
			skip := new(big.Int).Set(AsBig(n))
			if skip.Sign() < 0 {
				skip.SetInt64(0)
			}
			if skip.Cmp(x.length) > 0 {
				skip.Set(x.length)
			}
			x.index = skip
			return nil
		}))
}
