// This file holds code with more values on its stack at once than operands can name registers. The first nearStack of them have registers.
// The homes of the others lie with the variables that are out of reach (see far.go), numbered behind them. A step that touches one has
// the values that it takes copied to the registers behind the near ones, works there, and has what it leaves copied to its place.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

const (
	nearStack    = 2000    // stack positions with registers, in code whose stack is too deep for all to have one
	plainStack   = 3000    // the deepest stack all of whose positions have registers
	deepestStack = 1 << 20 // the deepest stack that there is
	workSpace    = 64      // registers for steps on the positions without, unless one needs more
	workMargin   = 16      // how many more of them there are than values that a step takes or leaves
	scarceStack  = 128     // stack positions with registers where a step needs that many
	scarceSlots  = 256     // and local variables
	mostWork     = maxRegisters - 16 - scarceStack - scarceSlots
)

// divide says how many stack positions of code with a deep stack get registers, and how many registers the steps on the others, which
// may take and leave any number of values in code that no compiler has made.
func (t *translator) divide() (near, work int, err error) {
	near, work = nearStack, workSpace
	for i := range t.steps {
		s := &t.steps[i]
		n := max(s.op.Popped(s.arg), s.op.Pushed(s.arg)) + workMargin
		if n <= work || s.depth < scarceStack || isWhole(s.op) {
			continue
		}
		if n > mostWork {
			return 0, 0, py.Raise(py.NotImplementedError, "%s %d in code with more than %d values on its stack at once", s.op, s.arg, plainStack)
		}
		work = n
		near = min(nearStack, max(scarceStack, maxRegisters-16-scarceSlots-work))
	}
	return near, work, nil
}

// isWhole reports whether deepWhole translates steps of an instruction.
func isWhole(op opcode.Op) bool {
	switch op {
	case opcode.COPY, opcode.SWAP, opcode.BUILD_TUPLE, opcode.BUILD_LIST, opcode.BUILD_SET, opcode.BUILD_MAP, opcode.BUILD_STRING,
		opcode.UNPACK_SEQUENCE, opcode.UNPACK_EX:
		return true
	}
	return false
}

// The kinds of container that opPackFar makes.
const (
	packTuple = iota
	packList
	packSet
	packMap
	packString
)

// stackValue returns the place of stack position i of a frame with the given registers.
func (x *execution) stackValue(regs unsafe.Pointer, i int) *py.Value {
	if x.near > 0 && i >= x.near {
		return x.variable(regs, len(x.code.LocalsPlusNames)+i-x.near)
	}
	return (*py.Value)(unsafe.Add(regs, (x.slots+i)*registerSize))
}

// isDeep reports whether a step touches stack positions without registers.
func (t *translator) isDeep(s *step) bool {
	if t.near == 0 {
		return false
	}
	return max(s.depth, s.depth-s.op.Popped(s.arg)+s.op.Pushed(s.arg), s.depth+s.op.StackEffect(s.arg, true)) > t.near
}

// work is the register for value i of those that a deep step takes or leaves.
func (t *translator) work(i int) uint16 { return uint16((t.slots + t.near + i) * registerSize) }

// fetch and deposit copy stack position i to a register and back.
func (t *translator) fetch(to uint16, i int) {
	if i < t.near {
		t.put(instruction{action: action{op: opMove}, a: to, b: uint16((t.slots + i) * registerSize)})
	} else {
		t.putFar(opLoadFar, to, len(t.code.LocalsPlusNames)+i-t.near)
	}
}

func (t *translator) deposit(i int, from uint16) {
	if i < t.near {
		t.put(instruction{action: action{op: opMove}, a: uint16((t.slots + i) * registerSize), b: from})
	} else {
		t.putFar(opStoreFar, from, len(t.code.LocalsPlusNames)+i-t.near)
	}
}

// depositFrom copies what a step left at positions from base on to their places.
func (t *translator) depositFrom(base int) {
	for k := base; k < len(t.stack); k++ {
		t.deposit(k, t.work(k-base))
	}
}

// deepStep translates step i, which touches stack positions without registers.
func (t *translator) deepStep(i int, s *step) error {
	popped := s.op.Popped(s.arg)
	base := s.depth - popped
	if base < 0 {
		return invalidCode("stack underflow")
	}
	if t.deepWhole(i, s, base) {
		return nil
	}
	for k := range popped {
		t.fetch(t.work(k), base+k)
	}
	t.window, t.windowBase = true, base
	defer func() { t.window = false }()
	if t.form == formTraced {
		t.pointsBefore(i, s)
	}
	if err := t.emit(i, s); err != nil {
		return err
	}
	if s.op.IsScopeExit() || s.op.IsUnconditionalJump() {
		return nil
	}
	if s.op == opcode.SEND { // the one that leaves something where it jumps to
		jump := t.fixes[len(t.fixes)-1]
		t.fixes = t.fixes[:len(t.fixes)-1]
		t.depositFrom(base)
		over := len(t.out)
		t.put(instruction{action: action{op: opJump}})
		t.out[jump.at].setWide(int32(len(t.out) - jump.at))
		t.depositFrom(base)
		t.jump(instruction{action: action{op: opJump}}, jump.target)
		t.out[over].setWide(int32(len(t.out) - over))
		return nil
	}
	t.depositFrom(base)
	return nil
}

// deepWhole translates the steps that may touch any number of values; false: it isn't one.
func (t *translator) deepWhole(i int, s *step, base int) bool {
	kind := packTuple
	switch s.op {
	case opcode.BUILD_LIST:
		kind = packList
	case opcode.BUILD_SET:
		kind = packSet
	case opcode.BUILD_MAP:
		kind = packMap
	case opcode.BUILD_STRING:
		kind = packString
	default:
		if !isWhole(s.op) {
			return false
		}
	}
	if t.form == formTraced {
		t.pointsBefore(i, s)
	}
	d := s.depth
	switch s.op {
	case opcode.COPY:
		t.fetch(t.work(0), d-s.arg)
		t.deposit(d, t.work(0))
	case opcode.SWAP:
		t.fetch(t.work(0), d-s.arg)
		t.fetch(t.work(1), d-1)
		t.deposit(d-s.arg, t.work(1))
		t.deposit(d-1, t.work(0))
	case opcode.UNPACK_SEQUENCE, opcode.UNPACK_EX:
		t.fetch(t.work(0), d-1)
		in := instruction{action: action{op: opUnpackFar}, a: t.work(0)}
		if s.op == opcode.UNPACK_EX {
			in.flags = 1
		}
		in.setWide(int32(s.arg))
		t.put(in)
	default:
		in := instruction{action: action{op: opPackFar, flags: uint8(kind)}, a: t.work(0)}
		in.setWide(int32(s.arg))
		t.put(in)
		t.deposit(base, t.work(0))
	}
	t.stack = append(t.stack[:base], make([]operand, s.op.Pushed(s.arg))...)
	return true
}

// stackDepth is the number of values on the stack when the running step began.
func (m *machine) stackDepth() int {
	return m.execution().depthAt(m.execution().offset(pointer(&m.pc)))
}

func (m *machine) slowPackFar(in instruction) error {
	x, n, depth := m.execution(), int(in.wide()), m.stackDepth()
	if in.flags == packMap {
		n *= 2
	}
	if n > depth {
		return invalidCode("stack underflow")
	}
	w := make([]py.Value, n)
	for i := range w {
		w[i] = *x.stackValue(pointer(&m.regs), depth-n+i)
	}
	switch in.flags {
	case packList:
		return m.put(in.a, py.ListOf(w...).Header.Value(), nil)
	case packSet:
		return m.buildSet(in.a, w)
	case packMap:
		return m.buildMap(in.a, w)
	case packString:
		return m.buildString(in.a, w)
	}
	return m.put(in.a, py.NewTuple(w).Header.Value(), nil)
}

func (m *machine) slowUnpackFar(in instruction) error {
	arg, v := int(in.wide()), *m.reg(in.a)
	var w []py.Value
	var err error
	if in.flags != 0 {
		before, after := arg&255, arg>>8
		w = make([]py.Value, before+1+after)
		err = m.unpackEx(v, w, before)
	} else {
		w = make([]py.Value, arg)
		err = m.unpack(v, w)
	}
	if err != nil {
		return err
	}
	x, depth := m.execution(), m.stackDepth()
	for i, v := range w {
		*x.stackValue(pointer(&m.regs), depth-1+i) = v
	}
	return nil
}
