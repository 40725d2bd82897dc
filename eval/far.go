// This file holds code with more local variables than operands can name registers. Those that are out of reach lie below the frame's
// header, and are copied to the stack and back by instructions of their own.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// variable returns local variable i of a frame with the given registers.
func (x *execution) variable(regs unsafe.Pointer, i int) *py.Value {
	if i < x.slots {
		return (*py.Value)(unsafe.Add(regs, i*registerSize))
	}
	return (*py.Value)(unsafe.Add(regs, -(headroom+1+i-x.slots)*registerSize))
}

// farBytes is the room for the variables out of reach.
func (x *execution) farBytes() uintptr { return uintptr(x.far) * registerSize }

// clearFar makes the variables out of reach unbound.
func (x *execution) clearFar(regs unsafe.Pointer) {
	for i := range x.far {
		set(x.variable(regs, x.slots+i), py.Unbound)
	}
}

// bindFrame gives the frame that was just pushed its arguments.
func (m *machine) bindFrame(f *py.Function, x *execution, args []py.Value, names []py.Value) error {
	regs := pointer(&m.regs)
	if x.slots == len(x.code.LocalsPlusNames) {
		return m.bind(f, x, unsafe.Slice((*py.Value)(regs), x.slots), args, names)
	}
	all := make([]py.Value, len(x.code.LocalsPlusNames))
	for i := range all {
		all[i] = py.Unbound
	}
	err := m.bind(f, x, all, args, names)
	for i, v := range all {
		*x.variable(regs, i) = v
	}
	return err
}

func (m *machine) slowCopyFar(in instruction) error {
	x, closure := m.execution(), m.function().Closure
	n := int(in.wide())
	if closure == nil || closure.Len() != n {
		return invalidCode("closure of another size")
	}
	for i, cell := range closure.Items() {
		*x.variable(pointer(&m.regs), len(x.code.LocalsPlusNames)-n+i) = cell
	}
	return nil
}

// isFar reports whether a local variable is out of reach.
func (t *translator) isFar(n int) bool { return n >= t.slots }

func (t *translator) putFar(o op, a uint16, n int) {
	in := instruction{action: action{op: o}, a: a}
	in.setWide(int32(n))
	t.put(in)
}

// emitFar translates a step on a variable that is out of reach; false: it isn't one.
func (t *translator) emitFar(s *step) bool {
	d, arg := t.depth(), s.arg
	if s.op == opcode.COPY_FREE_VARS && len(t.code.LocalsPlusNames) > t.slots {
		t.forceAll()
		t.putFar(opCopyFar, 0, arg)
		return true
	}
	switch s.op.Arg() {
	case opcode.ArgLocal, opcode.ArgFree:
		if !t.isFar(arg) {
			return false
		}
	default:
		return false
	}
	index := uint16(min(arg, 1<<16-1))
	there := t.slot(d)
	switch s.op {
	case opcode.STORE_FAST:
		t.putFar(opStoreFar, t.top(0), arg)
		t.pop(1)
	case opcode.STORE_DEREF:
		value := t.top(0)
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opStoreDeref}, a: there, b: value})
		t.pop(1)
	case opcode.LOAD_FAST, opcode.LOAD_FAST_BORROW:
		t.putFar(opLoadFar, there, arg)
		t.stack = append(t.stack, operand{})
	case opcode.LOAD_FAST_CHECK:
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opCheck}, a: there, c: index})
		t.stack = append(t.stack, operand{})
	case opcode.LOAD_FAST_AND_CLEAR:
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opNull}, a: there + registerSize})
		t.putFar(opStoreFar, there+registerSize, arg)
		t.stack = append(t.stack, operand{})
	case opcode.DELETE_FAST:
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opCheck}, a: there, c: index})
		t.put(instruction{action: action{op: opNull}, a: there})
		t.putFar(opStoreFar, there, arg)
	case opcode.MAKE_CELL:
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opMakeCell}, a: there})
		t.putFar(opStoreFar, there, arg)
	case opcode.LOAD_DEREF:
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opLoadDeref}, a: there, b: there, c: index})
		t.stack = append(t.stack, operand{})
	case opcode.DELETE_DEREF:
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opDeleteDeref}, a: there, c: index})
	case opcode.LOAD_FROM_DICT_OR_DEREF:
		t.force(d - 1)
		t.putFar(opLoadFar, there, arg)
		t.put(instruction{action: action{op: opLoadFromDictOrDeref}, a: t.slot(d - 1), b: there, c: index})
	default:
		return false
	}
	return true
}
