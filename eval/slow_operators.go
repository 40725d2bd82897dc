// This file holds the slow paths of operators, comparisons, tests and jumps.

package eval

import (
	"math"
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// unboundLocal is the error for a local variable without value: in.c is its number.
func (m *machine) unboundLocal(in instruction) error {
	return unboundLocalError(m.execution().code, int(in.c))
}

func unboundLocalError(c *py.Code, i int) error {
	return py.Raise(py.UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", c.LocalStrs[i].String())
}

func (m *machine) slowLoop(in instruction) error {
	if err := m.poll(); err != nil {
		return err
	}
	m.jumpWide(in)
	return nil
}

// slowJumpBool jumps on values that are no bools, which compilers don't emit.
func (m *machine) slowJumpBool(in instruction) error {
	truth, err := py.Truth(m.th, *m.reg(in.a))
	if err == nil && truth == (in.op == opJumpTrue) {
		m.jumpWide(in)
	}
	return err
}

func (m *machine) slowJumpIf(in instruction) error {
	if in.flags&2 != 0 && m.polling() {
		if err := m.poll(); err != nil {
			return err
		}
	}
	truth, err := py.Truth(m.th, *m.reg(in.a))
	if err == nil && truth == (in.flags&1 != 0) {
		m.jumpWide(in)
	}
	return err
}

func (m *machine) slowJumpCompare(in instruction, compare py.CompareOp, right py.Value) error {
	if in.flags&2 != 0 && m.polling() {
		if err := m.poll(); err != nil {
			return err
		}
	}
	if holds, ok := compareSimple(*m.reg(in.a), right, compare); ok {
		if holds == (in.flags&1 != 0) {
			m.jumpShort(in)
		}
		return nil
	}
	if done, err := m.compareSpecial(compare, *m.reg(in.a), right, retCompare); done {
		return err
	}
	v, err := py.RichCompare(m.th, *m.reg(in.a), right, compare)
	if err != nil {
		return err
	}
	truth, err := py.Truth(m.th, v)
	if err == nil && truth == (in.flags&1 != 0) {
		m.jumpShort(in)
	}
	return err
}

// compareSimple compares two exact ints or bools, or for equality two exact strs or bytes, or objects that are equal to themselves only; ok tells
// that it is such a comparison.
func compareSimple(a, b py.Value, compare py.CompareOp) (holds, ok bool) {
	if a.IsPlainTuple() && b.IsPlainTuple() {
		return py.CompareItems(py.AsTuple(a).Items(), py.AsTuple(b).Items(), compare)
	}
	if compare != py.EQ && compare != py.NE {
		return py.CompareInts(a, b, compare)
	}
	switch a.Kind() {
	case py.KindStr:
		if holds, ok = py.SameStrs(a, b); ok {
			return holds == (compare == py.EQ), true
		}
	case py.KindBytes:
		if a.IsExact(py.KindBytes) && b.IsExact(py.KindBytes) {
			return ((*py.Bytes)(a.P).String() == (*py.Bytes)(b.P).String()) == (compare == py.EQ), true
		}
	case py.KindComplex, py.KindFloat:
		if holds, ok = py.SameComplex(a, b); ok {
			return holds == (compare == py.EQ), true
		}
	case py.KindInstance:
	default:
		if holds, ok = py.CompareInts(a, b, compare); ok {
			return holds, true
		}
	}
	return py.SameObject(a, b, compare)
}

func (m *machine) slowJumpIn(in instruction) error {
	if f := m.specialMethod(*m.reg(in.b), m.shared.names.contains); f != nil {
		return m.enterSpecial(f, retCompare, *m.reg(in.b), *m.reg(in.a))
	}
	truth, err := m.contains(*m.reg(in.b), *m.reg(in.a))
	if err == nil && truth == (in.flags&1 != 0) {
		m.jumpShort(in)
	}
	return err
}

// contains is v in container.
func (m *machine) contains(container, v py.Value) (bool, error) {
	switch {
	case container.IsExact(py.KindSet):
		return py.AsSet(container).Contains(m.th, v)
	case container.IsExact(py.KindDict):
		return py.AsDict(container).Contains(m.th, v)
	}
	return py.Contains(m.th, container, v)
}

func (m *machine) slowCompare(in instruction) error {
	a, b, compare := *m.reg(in.b), *m.reg(in.c), py.CompareOp(in.op-opLT)
	if holds, ok := compareSimple(a, b, compare); ok {
		*m.reg(in.a) = py.Bool(holds)
		return nil
	}
	if done, err := m.compareSpecial(compare, a, b, retCompare); done {
		return err
	}
	v, err := py.RichCompare(m.th, a, b, compare)
	if err != nil {
		return err
	}
	return m.compared(in, v)
}

func (m *machine) slowContains(in instruction) error {
	if f := m.specialMethod(*m.reg(in.c), m.shared.names.contains); f != nil && in.flags&1 == 0 {
		return m.enterSpecial(f, retCompare, *m.reg(in.c), *m.reg(in.b))
	}
	truth, err := m.contains(*m.reg(in.c), *m.reg(in.b))
	return m.put(in.a, py.Bool(truth != (in.flags&1 != 0)), err)
}

func (m *machine) slowNot(in instruction) error {
	truth, err := py.Truth(m.th, *m.reg(in.b))
	return m.put(in.a, py.Bool(!truth), err)
}

func (m *machine) slowToBool(in instruction) error {
	truth, err := py.Truth(m.th, *m.reg(in.b))
	return m.put(in.a, py.Bool(truth), err)
}

func (m *machine) slowUnary(in instruction, operate func(th *py.Thread, v py.Value) (py.Value, error), special *py.Str) error {
	v := *m.reg(in.b)
	if f := m.specialMethod(v, special); f != nil {
		return m.enterSpecial(f, retPlain, v)
	}
	v, err := operate(m.th, v)
	return m.put(in.a, v, err)
}

func (m *machine) slowBinary(in instruction, o py.BinaryOp, a, b py.Value) error {
	if a.Kind() == py.KindInstance {
		if done, err := m.binarySpecial(in, o, a, b); done {
			return err
		}
	}
	if a.IsFloat() && (b.IsFloat() || b.IsSmallInt()) && py.FloatType.Binary[o] != nil {
		v, err := py.FloatType.Binary[o](m.th, a, b)
		return m.put(in.a, v, err)
	}
	if (a.Kind() == py.KindComplex || b.Kind() == py.KindComplex) && m.operateComplex(in.a, o, a, b) {
		return nil
	}
	if o == py.OpAdd && a.IsExact(py.KindStr) && b.IsExact(py.KindStr) {
		s, err := py.ConcatStr(m.th, (*py.Str)(a.P), (*py.Str)(b.P))
		if err != nil {
			return err
		}
		*m.reg(in.a) = s.Header.Value()
		return nil
	}
	if o == py.OpMod && a.IsExact(py.KindStr) && (b.Kind() != py.KindStr || b.IsExact(py.KindStr)) {
		v, err := py.PercentFormat(m.th, a, b)
		return m.put(in.a, v, err)
	}
	if o == py.OpAdd && a.IsExact(py.KindBytes) && b.IsExact(py.KindBytes) {
		v, err := py.ConcatBytes(m.th, a, b)
		return m.put(in.a, v, err)
	}
	if o == py.OpMul && a.IsExact(py.KindStr) && b.IsSmallInt() {
		s, err := py.RepeatStr(m.th, (*py.Str)(a.P), int(b.SmallInt()))
		if err != nil {
			return err
		}
		*m.reg(in.a) = s.Header.Value()
		return nil
	}
	if x, y := operandInt(a, o), operandInt(b, o); x.IsExactInt() && y.IsExactInt() {
		if a.IsBool() && b.IsBool() && (o == py.OpAnd || o == py.OpOr || o == py.OpXor) {
			*m.reg(in.a) = py.Bool(bitwise(o, a.B, b.B) != 0)
			return nil
		}
		if x.IsSmallInt() && y.IsSmallInt() {
			if v, ok := smallOperation(o, x.SmallInt(), y.SmallInt()); ok {
				*m.reg(in.a) = py.Int(v)
				return nil
			}
		}
		if m.operateWide(in.a, o, x, y) {
			return nil
		}
		if !a.IsBool() && !b.IsBool() {
			a, b = x, y
		}
	} else if done, err := m.joinSequences(in, o, a, b); done {
		return err
	} else if done, err := m.binarySpecial(in, o, a, b); done {
		return err
	}
	var v py.Value
	var err error
	if in.flags&1 != 0 {
		v, err = py.InPlaceOperation(m.th, o, a, b)
	} else {
		v, err = py.BinaryOperation(m.th, o, a, b)
	}
	return m.put(in.a, v, err)
}

// maxRepeats is how many items, and how many times, make a list so small that it is made right away.
const maxRepeats = 64

// joinSequences is + of two lists or of two tuples, and * of a short list; done is false for anything else.
func (m *machine) joinSequences(in instruction, o py.BinaryOp, a, b py.Value) (done bool, err error) {
	inPlace := in.flags&1 != 0
	switch {
	case o == py.OpAdd && !inPlace && a.IsExact(py.KindList) && b.IsExact(py.KindList):
		l, err := py.JoinedList(m.th, py.AsList(a).Items(), py.AsList(b).Items())
		if err != nil {
			return true, err
		}
		*m.reg(in.a) = l.Header.Value()
	case o == py.OpAdd && a.IsExact(py.KindTuple) && b.IsExact(py.KindTuple) && py.AsTuple(a).Len() > 0 && py.AsTuple(b).Len() > 0:
		t, err := py.JoinedTuple(m.th, py.AsTuple(a).Items(), py.AsTuple(b).Items())
		if err != nil {
			return true, err
		}
		*m.reg(in.a) = t.Header.Value()
	case o == py.OpMul && !inPlace && a.IsExact(py.KindList) && b.IsSmallInt() && uint64(b.SmallInt()) <= maxRepeats && py.AsList(a).Len() <= maxRepeats:
		*m.reg(in.a) = py.RepeatedList(py.AsList(a).Items(), int(b.SmallInt())).Header.Value()
	default:
		return false, nil
	}
	return true, nil
}

// smallOperation is a op b for the usual operators; ok is false for others, and for what doesn't fit.
func smallOperation(o py.BinaryOp, a, b int64) (v int64, ok bool) {
	switch o {
	case py.OpAdd:
		return num.AddInt64(a, b)
	case py.OpSub:
		return num.SubInt64(a, b)
	case py.OpMul:
		return num.MulInt64(a, b)
	case py.OpAnd:
		return a & b, true
	case py.OpOr:
		return a | b, true
	case py.OpXor:
		return a ^ b, true
	}
	return 0, false
}

// bitwise is a op b for &, | and ^.
func bitwise(o py.BinaryOp, a, b uint64) uint64 {
	switch o {
	case py.OpAnd:
		return a & b
	case py.OpOr:
		return a | b
	}
	return a ^ b
}

// operandInt returns the int that a bool, or an instance of a subclass of int, is to an operator, and anything else as it is.
func operandInt(v py.Value, o py.BinaryOp) py.Value {
	if v.IsBool() {
		return py.Int(int64(v.B))
	}
	return py.OperandInt(v, o)
}

func (m *machine) slowImmediate(in instruction, o py.BinaryOp) error {
	a, b := *m.reg(in.b), py.Int(int64(int16(in.c)))
	if in.flags&2 != 0 {
		a, b = b, a
	}
	return m.slowBinary(in, o, a, b)
}

func (m *machine) slowConstant(in instruction, o py.BinaryOp) error {
	a, b := *m.reg(in.b), m.entry(in.c).Value
	if in.flags&2 != 0 {
		a, b = b, a
	}
	return m.slowBinary(in, o, a, b)
}

func (m *machine) slowGetItem(in instruction, key py.Value) error {
	if s := *m.reg(in.b); key.IsSmallInt() && s.IsExact(py.KindStr) {
		if c, ok := (*py.Str)(s.P).ASCIIAt(int(key.SmallInt())); ok {
			*m.reg(in.a) = c
			return nil
		}
	}
	if d := py.DictByItems(*m.reg(in.b)); d != nil {
		if v, err := d.GetItem(m.th, key); err != nil || !v.IsUnbound() {
			return m.put(in.a, v, err)
		}
		if f := m.specialMethod(*m.reg(in.b), m.shared.names.missing); f != nil {
			return m.enterSpecial(f, retPlain, *m.reg(in.b), key)
		}
		v, err := d.Missing(m.th, key)
		return m.put(in.a, v, err)
	}
	if key.IsExact(py.KindSlice) {
		s := (*py.Slice)(key.P)
		if done, err := m.putSlice(in.a, *m.reg(in.b), s.Start, s.Stop, s.Step, false); done || err != nil {
			return err
		}
	}
	if f := m.specialMethod(*m.reg(in.b), m.shared.names.getItem); f != nil {
		return m.enterSpecial(f, retPlain, *m.reg(in.b), key)
	}
	v, err := py.GetItem(m.th, *m.reg(in.b), key)
	return m.put(in.a, v, err)
}

func (m *machine) slowSetItem(in instruction) error {
	if d := py.DictByItems(*m.reg(in.a)); d != nil {
		return d.SetItem(m.th, *m.reg(in.b), *m.reg(in.c))
	}
	if key := *m.reg(in.b); key.IsExact(py.KindSlice) {
		s := (*py.Slice)(key.P)
		if done, err := m.setSlice(*m.reg(in.a), s.Start, s.Stop, s.Step, *m.reg(in.c)); done {
			return err
		}
	}
	if f := m.specialMethod(*m.reg(in.a), m.shared.names.setItem); f != nil {
		return m.enterSpecial(f, retDiscard, *m.reg(in.a), *m.reg(in.b), *m.reg(in.c))
	}
	return py.SetItem(m.th, *m.reg(in.a), *m.reg(in.b), *m.reg(in.c))
}

func (m *machine) slowGetSlice(in instruction) error {
	w, step := m.window(in.c, 2), py.None
	if in.flags&1 != 0 {
		step = *m.reg(in.c + 2*registerSize)
	}
	v := *m.reg(in.b)
	if done, err := m.putSlice(in.a, v, w[0], w[1], step, in.flags&2 != 0); done || err != nil {
		return err
	}
	r, err := py.GetItem(m.th, v, py.NewSlice(w[0], w[1], step))
	return m.put(in.a, r, err)
}

// putSlice puts v[start:stop:step] in a register where slice can make it; lend tells that only the opSetSlice to come takes it from there.
func (m *machine) putSlice(to uint16, v, start, stop, step py.Value, lend bool) (done bool, err error) {
	if v.IsExact(py.KindList) {
		items := py.AsList(v).Items()
		n := len(items)
		switch {
		case step.IsNone():
			first, ok1 := sliceBound(start, 0, n)
			end, ok2 := sliceBound(stop, n, n)
			if ok1 && ok2 {
				return true, m.putItems(to, items[first:max(first, end)], lend)
			}
		case step.IsSmallInt() && step.SmallInt() == -1 && stop.IsNone():
			last := n - 1
			if start.IsSmallInt() {
				i := int(start.SmallInt())
				if i < 0 {
					i = max(i+n, -1)
				}
				last = min(i, last)
			} else if !start.IsNone() {
				break
			}
			l, err := m.sliceOf(last+1, lend)
			if err != nil {
				return true, err
			}
			reverse(l.Items(), items[:last+1])
			*m.reg(to) = l.Header.Value()
			return true, nil
		}
	}
	r, done, err := m.slice(v, start, stop, step)
	if done && err == nil {
		*m.reg(to) = r
	}
	return done, err
}

// putItems puts a list of items in a register, or each item where it goes when all that comes next is to unpack the list.
func (m *machine) putItems(to uint16, items []py.Value, lend bool) error {
	if m.unpackNext(to, items) {
		return nil
	}
	if lend {
		l, err := m.sliceOf(len(items), true)
		if err != nil {
			return err
		}
		copy(l.Items(), items)
		*m.reg(to) = l.Header.Value()
		return nil
	}
	if err := m.th.ChargeItems(len(items), registerSize); err != nil {
		return err
	}
	*m.reg(to) = py.ListOf(items...).Header.Value()
	return nil
}

// sliceOf makes the list of a slice with n items, which are to be set. When it is lent, only the opSetSlice to come gets it, which gives it back
// for the next one.
func (m *machine) sliceOf(n int, lend bool) (*py.List, error) {
	if l := m.spareSlice; lend && l != nil && n <= cap(l.Items()) {
		m.spareSlice, m.lent = nil, l
		l.SetItems(l.Items()[:n])
		return l, nil
	}
	if err := m.th.ChargeItems(n, registerSize); err != nil {
		return nil, err
	}
	l := py.SizedList(n)
	if lend && n <= maxLent {
		m.lent = l
	}
	return l, nil
}

// maxLent is how many items the list of a slice can have that is kept for the next one.
const maxLent = 256

// slice is v[start:stop:step] of an exact list, tuple, str, bytes or bytearray with bounds that are None or small ints; done is false for anything else.
func (m *machine) slice(v, start, stop, step py.Value) (r py.Value, done bool, err error) {
	n := 0
	switch {
	case v.IsExact(py.KindStr) && step.IsNone():
		n = py.AsStr(v).Len()
		first, ok1 := sliceBound(start, 0, n)
		end, ok2 := sliceBound(stop, n, n)
		if !ok1 || !ok2 {
			return py.Unbound, false, nil
		}
		return py.AsStr(v).Sub(min(first, end), end).Header.Value(), true, nil
	case (v.IsExact(py.KindBytes) || v.IsExact(py.KindByteArray)) && step.IsNone():
		n = py.BytesLen(v)
		first, ok1 := sliceBound(start, 0, n)
		end, ok2 := sliceBound(stop, n, n)
		if !ok1 || !ok2 {
			return py.Unbound, false, nil
		}
		return py.SliceBytes(v, min(first, end), end), true, nil
	case v.IsExact(py.KindList):
		n = py.AsList(v).Len()
	case v.IsExact(py.KindTuple):
		n = py.AsTuple(v).Len()
	case v.IsExact(py.KindStr):
		n = py.AsStr(v).Len()
	default:
		return py.Unbound, false, nil
	}
	by := 1
	if step.IsSmallInt() {
		by = int(step.SmallInt())
	} else if !step.IsNone() {
		return py.Unbound, false, nil
	}
	first, end := 0, math.MaxInt
	if by < 0 {
		first, end = math.MaxInt, math.MinInt
	}
	if start.IsSmallInt() {
		first = int(start.SmallInt())
	} else if !start.IsNone() {
		return py.Unbound, false, nil
	}
	if stop.IsSmallInt() {
		end = int(stop.SmallInt())
	} else if !stop.IsNone() {
		return py.Unbound, false, nil
	}
	if by == 0 || by < -n-1 || by > n+1 {
		return py.Unbound, false, nil
	}
	first, _, count := py.AdjustSlice(first, end, by, n)
	if v.IsExact(py.KindStr) {
		s, err := py.SliceStr(m.th, py.AsStr(v), first, by, count)
		if err != nil {
			return py.Unbound, true, err
		}
		return s.Header.Value(), true, nil
	}
	if err := m.th.ChargeItems(count, registerSize); err != nil {
		return py.Unbound, true, err
	}
	var items []py.Value
	if v.IsExact(py.KindList) {
		items = py.AsList(v).Items()
	} else {
		items = py.AsTuple(v).Items()
	}
	switch {
	case by == 1 && v.IsExact(py.KindList):
		return py.ListOf(items[first : first+count]...).Header.Value(), true, nil
	case by == 1 && count == n:
		return v, true, nil
	case by == 1:
		return py.NewTuple(items[first : first+count]).Header.Value(), true, nil
	case v.IsExact(py.KindTuple):
		return py.Unbound, false, nil
	}
	l := py.SizedList(count)
	to := l.Items()
	for i := range to {
		to[i] = items[first]
		first += by
	}
	return l.Header.Value(), true, nil
}

func (m *machine) slowSetSlice(in instruction) error {
	w := m.window(in.a, 4)
	l := m.lent
	m.lent = nil
	if done, err := m.setSlice(w[1], w[2], w[3], py.None, w[0]); done {
		if in.flags&1 != 0 && w[0].P == unsafe.Pointer(l) {
			clear(l.Items())
			m.spareSlice = l
			w[0] = py.None
		}
		return err
	}
	return py.SetItem(m.th, w[1], py.NewSlice(w[2], w[3], py.None), w[0])
}

// setSlice is v[start:stop:step] = items for an exact list, a list, tuple or reversed list of items, no step and bounds that are None or small ints;
// done is false for anything else.
func (m *machine) setSlice(v, start, stop, step, items py.Value) (done bool, err error) {
	if !v.IsExact(py.KindList) || items.P == v.P || !step.IsNone() {
		return false, nil
	}
	n := py.AsList(v).Len()
	first, ok1 := sliceBound(start, 0, n)
	end, ok2 := sliceBound(stop, n, n)
	if !ok1 || !ok2 {
		return false, nil
	}
	switch {
	case items.IsExact(py.KindList):
		return true, py.AsList(v).ReplaceSlice(m.th, first, end, py.AsList(items).Items())
	case items.IsExact(py.KindTuple):
		return true, py.AsList(v).ReplaceSlice(m.th, first, end, py.AsTuple(items).Items())
	}
	return py.AsList(v).FillReversed(first, end, items), nil
}

// sliceBound is a bound of a slice of n items that is None or a small int.
func sliceBound(v py.Value, absent, n int) (int, bool) {
	if v.IsNone() {
		return absent, true
	}
	if !v.IsSmallInt() {
		return 0, false
	}
	i := v.SmallInt()
	if i < 0 {
		i = max(i+int64(n), 0)
	}
	return int(min(i, int64(n))), true
}
