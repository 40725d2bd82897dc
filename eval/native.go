// This file defines native code: machine code that an execution has instead of being interpreted, once it has run often enough.
//
// It is put together of stencils ("copy and patch": Xu and Kjolstad, 2021). cmd/gen has the Go compiler make machine code of each operation of the inner
// loop; here the code of the instructions that follow each other is copied one behind the other, and what an instruction says is filled in: registers and
// entries of the side table as displacements, jumps as jumps. So native code does exactly what the inner loop does, from the same source, but neither
// fetches nor decodes nor jumps by table. What inner leaves to the outer loop, native code leaves at the same instruction.
//
// Native code keeps to what Go's runtime takes for granted: it makes no Go call and no pointer of it is anywhere but in registers of the processor, in the
// register stack and in objects; it runs only while the collector doesn't mark, since it has no write barriers (its entry looks), and it is left at each
// poll when the runtime wants the goroutine to stop (the goroutine's stack guard tells). A signal that meets it finds a place that is no Go code, where the
// runtime preempts nothing.

package eval

import (
	"math"
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// An execution gets native code when the interpreter has lost about as much time with it as making the code takes. Its heat tells: it rises by heatOfPass each
// time the outer loop, or native code that calls it, goes on with it, and by heatPeriod each time it is found running when the interpreter has polled (jumped
// backwards or called) so often. An instruction of native code costs heatOfInstruction.
const (
	heatPeriod        = 64
	heatOfPass        = 4
	heatOfInstruction = 64
)

// native is what an execution has of native code.
type native struct {
	starts unsafe.Pointer // *uint32: the address of the code of each instruction, 0: none
	count  uint32         // how many instructions there are
	first  uint32         // the first one's code
	binder uint32         // that of the execution's binder, or 0
	heat   uint32         // see heatPeriod; settled: it gets no native code, or has it
}

// goOnAt runs code from an instruction on until an instruction is left to the outer loop: native code where there is some, else the inner loop. If it is
// known, start is the address of the instruction's code. So is, if it was native code that left, resume that of the one behind.
func (m *machine) goOnAt(pc, regs, table unsafe.Pointer, start uintptr) (_, _, _ unsafe.Pointer, resume uintptr) {
	for {
		if start == 0 {
			x := executionOf(table)
			if start = x.native.start(x.index(pc)); start == 0 {
				if x.native.heat != settled && m.heat(x, heatOfPass) {
					continue
				}
				break
			}
			if m.native == nil {
				m.native = m.shared.arena.enter // another thread has got the code
			}
		}
		before := table
		if _, regs, table, pc, resume = m.native(m, regs, table, start, pc); resume != 0 {
			return pc, regs, table, resume
		}
		if table == before {
			break // the collector marks
		}
		start = 0
	}
	pc, regs, table = inner(m, pc, regs, table)
	return pc, regs, table, 0
}

// A nativeCode is native code as a Go function. It runs what is at the address start, the code of the instruction at pc. When it comes back, the
// instruction at pc2 is for the slow path, and the code of the one behind is at resume; or resume is 0, and there is no native code for it.
type nativeCode func(m *machine, regs, table unsafe.Pointer, start uintptr, pc unsafe.Pointer) (m2 *machine, regs2, table2, pc2 unsafe.Pointer, resume uintptr)

// start is the address of the code of instruction i, or 0.
func (n *native) start(i int) uintptr {
	if uint(i) >= uint(n.count) {
		return 0
	}
	return uintptr(*(*uint32)(unsafe.Add(n.starts, i*4)))
}

// heated is called when the interpreter has polled heatPeriod times, at the instruction under way.
func (m *machine) heated(in instruction) {
	if m.shared.interpret {
		m.left = math.MaxInt // there is nothing to look for
		return
	}
	m.left = heatPeriod
	m.heat(m.execution(), heatPeriod)
	if in.op == opCall || in.op == opCallFunction {
		if v := *m.reg(in.b); v.Kind() == py.KindFunction && py.AsFunction(v).Machine != nil {
			m.heat((*execution)(py.AsFunction(v).Machine), heatPeriod)
		}
	}
}

// settled is the heat of an execution that has native code, or gets none.
const settled = 1<<32 - 1

// heat adds to the heat of an execution, and reports whether it has just got native code.
func (m *machine) heat(x *execution, n uint32) bool {
	if x.native.heat == settled {
		return false
	}
	if x.native.heat += n; x.native.heat < m.shared.instructionHeat*uint32(len(x.instructions)) {
		return false
	}
	x.native.heat = settled
	if x.form != formFolded || m.shared.still || m.shared.interpret {
		return false
	}
	if m.shared.arena == nil {
		m.shared.arena = newCodeArena()
		m.shared.interpret = m.shared.arena.enter == nil // the system, or the kind of executable, allows none
	}
	return m.shared.arena.compile(x)
}

// A callGroup is a kind of calls that the inner loop makes itself. The code of all takes thousands of bytes, so the native code of an instruction knows those
// of one group only: the one that it met first, all once it has met another one. Flags of the instruction tell which.
const (
	callNone    = 0
	callType    = 1 // of opCallFunction
	callMethod  = 2
	callLen     = 3
	callNext    = 4
	callNumbers = 5
	callAppend  = 1 // of opCall
	callSend    = 2
	callText    = 3
	callSetAdd  = 4
	callGet     = 5
	callPython  = 6
	callAny     = 7
)

// groupShift is where the group lies in an instruction's flags.
const groupShift = 2

// groupOf is the group of a call of f.
func groupOf(o op, f py.Value) uint8 {
	switch f.Kind() {
	case py.KindFunction:
		return callPython
	case py.KindType:
		if o == opCallFunction {
			switch f.P {
			case unsafe.Pointer(py.RangeType), unsafe.Pointer(py.IntType), unsafe.Pointer(py.FloatType), unsafe.Pointer(py.BoolType), unsafe.Pointer(py.TypeType):
				return callType
			}
		}
	case py.KindMethod:
		if o == opCallFunction {
			return callMethod
		}
	case py.KindBuiltin:
		if o == opCallFunction {
			switch (*py.Builtin)(f.P).Def.Inline {
			case py.InlineLen, py.InlineIsInstance, py.InlineOrd, py.InlineChr:
				return callLen
			case py.InlineNext:
				return callNext
			case py.InlineAbs, py.InlineMin, py.InlineMax:
				return callNumbers
			}
		}
	case py.KindMethodDescriptor:
		if o == opCall {
			switch (*py.MethodDescriptor)(f.P).Def.Inline {
			case py.InlineAppend, py.InlineListPop:
				return callAppend
			case py.InlineSend:
				return callSend
			case py.InlineIsDigit, py.InlineIsAlpha, py.InlineIsAlnum, py.InlineIsSpace, py.InlineIsUpper, py.InlineIsLower:
				return callText
			case py.InlineSetAdd:
				return callSetAdd
			case py.InlineDictGet, py.InlineSetDefault:
				return callGet
			}
		}
	}
	return callNone
}

// learnCall is told what the instruction under way calls when that has been left to the slow path: perhaps its native code lacks the code for it.
func (m *machine) learnCall(callable py.Value) {
	x := m.execution()
	if x.native.starts == nil {
		return
	}
	in := (*instruction)(pointer(&m.pc))
	group, had := groupOf(in.op, callable), in.flags>>groupShift
	if group == callNone || had == group || had == callAny {
		return
	}
	if had != callNone {
		group = callAny
	}
	in.flags = in.flags&(1<<groupShift-1) | group<<groupShift
	m.shared.arena.renew(x, x.index(unsafe.Pointer(in)))
}
