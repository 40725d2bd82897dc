// This file holds coroutines that are awaited right where they are called. Most return without having waited for anything: such a
// coroutine needs no object. It runs as a plain call, as part of the caller's opSend, and becomes a coroutine object when it suspends,
// or when somebody looks at its frame.

package eval

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// newAwaited makes the coroutine object of a frame.
func (m *machine) newAwaited(x *execution, f *py.Function) (*py.Generator, []py.Value) {
	if x.needsClose() {
		m.th.Interp.Finalizers.Closing = true
	}
	n := int(x.need/registerSize) + headroom
	if class := py.WindowClass(n); class >= 0 && m.spareCount[class] > 0 {
		m.spareCount[class]--
		g := m.spares[class][m.spareCount[class]]
		m.spares[class][m.spareCount[class]] = nil
		return g, g.Reuse(py.CoroutineType, f, n)
	}
	return py.NewGenerator(py.CoroutineType, f, n)
}

// makeAwaited makes the coroutine object of a frame that stays where it is for now, because somebody looks at the frame.
func (m *machine) makeAwaited(s *frameState, regs uintptr) {
	s.gen, s.window = m.newAwaited(s.x, s.function)
	s.gen.Registers, s.gen.Table = pointer(&regs), s.x.table
	s.gen.Running, s.gen.Started, s.gen.Frame = true, true, s.frame
}

// suspendAwaited suspends the frame that runs, which becomes a coroutine, the receiver of its caller's opSend.
func (m *machine) suspendAwaited(in instruction) error {
	if m.caught != nil && m.caughtTop == m.top {
		m.showCaught()
	}
	x, f, v, i := m.execution(), m.function(), *m.reg(in.a), m.depth()
	var g *py.Generator
	var window []py.Value
	if s := m.frames[i]; s != nil {
		g, window = s.gen, s.window
		s.index, s.window = -1, nil
		m.frames[i] = nil
		(*record)(pointer(&m.top)).ret &^= retHasFrame
	} else {
		g, window = m.newAwaited(x, f)
		g.Private = true
	}
	used := (int(in.a) + registerSize) / registerSize // the value is the uppermost on the stack
	copy(window[headroom:], unsafe.Slice((*py.Value)(pointer(&m.regs)), used))
	window[headroom-1] = f.Header.Value()
	window[headroom-2] = py.Value{P: py.UnboundTag(), B: uint64(uintptr(unsafe.Pointer(g)))} // a number, see slowReturnGenerator
	window[0] = py.Unbound
	g.Registers, g.Table, g.PC = unsafe.Pointer(&window[headroom]), x.table, pointer(&m.pc)
	g.Running, g.Started = false, true
	if m.own != nil { // nothing was handled when the frame began
		g.Handled = m.own
		m.setOwn(nil)
	}
	m.popRecord()
	send := (*instruction)(pointer(&m.pc))
	*m.reg(send.a) = g.Header.Value()
	*m.reg(send.a + registerSize) = v
	return nil
}
