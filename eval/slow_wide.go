// This file holds the slow path of operators of ints beyond 63 bits. What several operators in a row make of each other's results, as in
// (a * b + c) & mask, lies in machine words meanwhile: only the last result becomes an object.

package eval

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// A wideTerm is an int that a register would have if it were written: the operator that takes it from there comes first.
type wideTerm struct {
	register uint16
	value    py.WideInt
}

// noRegister is the register of no term.
const noRegister = 1

// wideTerms are the result so far and the other operand of the operator behind.
type wideTerms [2]wideTerm

// operateWide does a op b for register to, and the operators behind that take the result, for ints of a few words; it reports false for others
// and for what fails.
func (m *machine) operateWide(to uint16, o py.BinaryOp, a, b py.Value) bool {
	var x, y, z py.WideInt
	if !x.Set(a) || !y.Set(b) || !z.Operate(o, &x, &y) {
		return false
	}
	switch next := (*instruction)(pointer(&m.next)).op; {
	case next >= opAdd && next <= opRShiftI, next == opConst, next == opLoadGlobalDict:
		m.goOnWide(to, &z)
	default:
		*m.reg(to) = z.Value()
	}
	return true
}

// goOnWide does the operators that take z, the result for register to, from there, and puts what they make of it in its register.
func (m *machine) goOnWide(to uint16, z *py.WideInt) {
	var terms wideTerms
	var x py.WideInt
	result, other := &terms[0], &terms[1]
	result.register, result.value = to, *z
	for {
		other.register = noRegister
		pc := m.next
		in := (*instruction)(pointer(&pc))
		if !takesWide(in, result.register) {
			// What makes the other operand may come first: a constant, a global or an operator.
			if in.a == result.register || !m.temporary(in.a) || !m.makeWide(in, &terms, &other.value) {
				break
			}
			other.register = in.a
			pc += instructionSize
			in = (*instruction)(pointer(&pc))
			if in.op < opAdd || in.op > opXor || in.b+in.c != result.register+other.register || !takesWide(in, result.register) {
				break
			}
		}
		if in.a != result.register && !m.temporary(result.register) || !m.makeWide(in, &terms, &x) {
			break
		}
		result.value, result.register = x, in.a
		m.pc, m.next = pc, pc+instructionSize
	}
	*m.reg(result.register) = result.value.Value()
}

// takesWide tells that an operator takes an operand from a register.
func takesWide(in *instruction, register uint16) bool {
	if in.op >= opAddI && in.op <= opRShiftI {
		return in.b == register
	}
	return in.op >= opAdd && in.op <= opXor && (in.b == register || in.c == register)
}

// makeWide sets z to what an instruction leaves in its register; it reports false for most.
func (m *machine) makeWide(in *instruction, terms *wideTerms, z *py.WideInt) bool {
	var x, y py.WideInt
	left, right := &x, &y
	o := py.OpAdd
	switch {
	case in.op == opConst:
		return z.Set((*py.InlineCache)(unsafe.Add(pointer(&m.table), uintptr(uint32(in.wide()))*entrySize)).Value)
	case in.op == opLoadGlobalDict && in.flags&1 == 0:
		return z.Set(m.cachedGlobal(*in))
	case in.op >= opAdd && in.op <= opXor:
		o = py.BinaryOp(in.op - opAdd)
		if right = m.wideOperand(in.c, terms, &y); right == nil {
			return false
		}
	case in.op >= opAddI && in.op <= opRShiftI:
		o = immediateOperators[in.op-opAddI]
		y.Set(py.Int(int64(int16(in.c))))
	default:
		return false
	}
	if left = m.wideOperand(in.b, terms, &x); left == nil {
		return false
	}
	if in.flags&2 != 0 {
		left, right = right, left
	}
	return z.Operate(o, left, right)
}

// wideOperand returns the int of a register, that of a term or x, or nil.
func (m *machine) wideOperand(register uint16, terms *wideTerms, x *py.WideInt) *py.WideInt {
	for i := range terms {
		if terms[i].register == register {
			return &terms[i].value
		}
	}
	if !x.Set(*m.reg(register)) {
		return nil
	}
	return x
}
