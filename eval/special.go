// This file lets operators whose special method is a Python function run it in the same loop, instead of a loop of its own
// that Go code starts: operators, comparisons, in, subscriptions, calls of instances, iteration.

package eval

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// specialMethod returns the Python function that is the special method name of an instance of a class that programs made,
// nil when it is anything else.
func (m *machine) specialMethod(v py.Value, name *py.Str) *py.Function {
	if v.P == nil {
		return nil
	}
	t := v.Type()
	if t.Flags&py.TypeHeap == 0 {
		return nil
	}
	return py.AsFunction(t.Lookup(m.th, name))
}

// enterSpecial enters the frame of a special method.
func (m *machine) enterSpecial(f *py.Function, ret uint32, args ...py.Value) error {
	if m.enterPlain(f, args, ret) {
		return nil
	}
	x, err := m.functionExecution(f)
	if err != nil {
		return err
	}
	if err := m.pushFrame(f, x, ret); err != nil {
		return err
	}
	locals := unsafe.Slice((*py.Value)(pointer(&m.regs)), x.slots)
	if x.argc == uint32(len(args)) {
		copy(locals, args)
		return nil
	}
	if err := m.bindFrame(f, x, args, nil); err != nil {
		m.popRecord()
		return err
	}
	return nil
}

// plainRight reports whether the right operand has no say before the left one: it is no instance of another class that
// programs made.
func plainRight(a, b py.Value) bool {
	t := b.Type()
	return t == a.Type() || t.Flags&py.TypeHeap == 0
}

// reflects reports whether only the right operand has a say: the left one is an int or a float, which knows nothing of instances.
func reflects(a, b py.Value) bool {
	return b.Kind() == py.KindInstance && (a.IsSmallInt() || a.IsFloat())
}

// binarySpecial enters a.__op__(b), or b.__rop__(a) if a is a number; done tells that it did.
func (m *machine) binarySpecial(in instruction, o py.BinaryOp, a, b py.Value) (done bool, err error) {
	if reflects(a, b) {
		if f := m.specialMethod(b, m.shared.names.reflected[o]); f != nil {
			return true, m.enterSpecial(f, retBinary, b, a)
		}
		return false, nil
	}
	if a.P == nil || a.Type().Flags&py.TypeHeap == 0 || !plainRight(a, b) {
		return false, nil
	}
	if in.flags&1 != 0 && a.Type().InPlace[o] != nil {
		return false, nil
	}
	f := m.specialMethod(a, m.shared.names.binary[o])
	if f == nil {
		return false, nil
	}
	return true, m.enterSpecial(f, retBinary, a, b)
}

// operands returns what the binary operation, comparison or subscription under way works on.
func (m *machine) operands(in instruction) (o py.BinaryOp, a, b py.Value) {
	a = *m.reg(in.b)
	switch {
	case in.op >= opAdd && in.op <= opXor:
		return py.BinaryOp(in.op - opAdd), a, *m.reg(in.c)
	case in.op >= opAddI && in.op <= opRShiftI:
		o = immediateOperators[in.op-opAddI]
		b = py.Int(int64(int16(in.c)))
	default:
		o = constantOperators[in.op-opAddK]
		b = m.entry(in.c).Value
	}
	if in.flags&2 != 0 {
		a, b = b, a
	}
	return o, a, b
}

var (
	immediateOperators = [...]py.BinaryOp{py.OpAdd, py.OpSub, py.OpMul, py.OpFloorDiv, py.OpMod, py.OpAnd, py.OpLShift, py.OpRShift}
	constantOperators  = [...]py.BinaryOp{py.OpAdd, py.OpSub, py.OpMul, py.OpTrueDiv, py.OpSub, py.OpTrueDiv, py.OpAdd}
)

// deliverBinary takes the result of __op__; NotImplemented leaves the operation to the right operand.
func (m *machine) deliverBinary(v py.Value) error {
	in := *(*instruction)(pointer(&m.pc))
	if !v.IsNotImplemented() {
		*m.reg(in.a) = v
		return nil
	}
	o, a, b := m.operands(in)
	if reflects(a, b) {
		return py.BinaryOperationRefused(m.th, o, a, b, in.flags&1 != 0)
	}
	v, err := py.BinaryOperationDeclined(m.th, o, a, b, in.flags&1 != 0)
	return m.put(in.a, v, err)
}

// compareSpecial enters a.__lt__(b) and so on; done tells that it did.
func (m *machine) compareSpecial(compare py.CompareOp, a, b py.Value, ret uint32) (done bool, err error) {
	if a.P == nil || a.Type().Flags&py.TypeHeap == 0 || !plainRight(a, b) {
		return false, nil
	}
	f := m.specialMethod(a, m.shared.names.compare[compare])
	if f == nil {
		return false, nil
	}
	return true, m.enterSpecial(f, ret, a, b)
}

// deliverCompare takes the result of a comparison method for an instruction that stores or tests it.
func (m *machine) deliverCompare(v py.Value) error {
	in := *(*instruction)(pointer(&m.pc))
	switch {
	case in.op == opContains:
		truth, err := py.Truth(m.th, v)
		return m.put(in.a, py.Bool(truth), err)
	case in.op == opJumpIn:
		truth, err := py.Truth(m.th, v)
		if err == nil && truth == (in.flags&1 != 0) {
			m.jumpShort(in)
		}
		return err
	case in.op >= opLT && in.op <= opGE:
		if v.IsNotImplemented() {
			var err error
			if v, err = py.CompareDeclined(m.th, *m.reg(in.b), *m.reg(in.c), py.CompareOp(in.op-opLT)); err != nil {
				return err
			}
		}
		return m.compared(in, v)
	default:
		right, compare := py.Int(int64(int16(in.b))), py.CompareOp((in.op-opJumpLT)%(opJumpLTI-opJumpLT))
		if in.op <= opJumpGE {
			right = *m.reg(in.b)
		} else if in.op >= opJumpLTK {
			right = m.entry(in.b).Value
		}
		if v.IsNotImplemented() {
			var err error
			if v, err = py.CompareDeclined(m.th, *m.reg(in.a), right, compare); err != nil {
				return err
			}
		}
		truth, err := py.Truth(m.th, v)
		if err == nil && truth == (in.flags&1 != 0) {
			m.jumpShort(in)
		}
		return err
	}
}

// compared stores the result of a comparison.
func (m *machine) compared(in instruction, v py.Value) error {
	if in.flags&1 != 0 && !v.IsBool() {
		truth, err := py.Truth(m.th, v)
		return m.put(in.a, py.Bool(truth), err)
	}
	*m.reg(in.a) = v
	return nil
}

// nextSpecial enters it.__next__() for a for loop; done tells that it did.
func (m *machine) nextSpecial(it py.Value) (done bool, err error) {
	f := m.specialMethod(it, m.shared.names.next)
	if f == nil {
		return false, nil
	}
	return true, m.enterSpecial(f, retNext, it)
}

// nextOfMap enters the frame of the function that the map object it calls with the next item; done tells that it did, or that there is none.
func (m *machine) nextOfMap(it py.Value) (done bool, err error) {
	f, item, err := py.MapStep(m.th, it)
	switch {
	case f == nil || err != nil:
		return f != nil, err
	case item.IsUnbound():
		m.endIteration()
		return true, nil
	}
	return true, m.enterSpecial(f, retNext, item)
}

// deliverNext takes an item for the for loop under way.
func (m *machine) deliverNext(v py.Value) {
	in := *(*instruction)(pointer(&m.pc))
	*m.reg(in.a) = v
	if in.op >= opForIterBack {
		m.jumpShort(in)
	}
}

// endIteration leaves the for loop under way.
func (m *machine) endIteration() {
	in := *(*instruction)(pointer(&m.pc))
	if in.op < opForIterBack {
		m.jumpShort(in)
	}
}
