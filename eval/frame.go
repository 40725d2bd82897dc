// This file holds frame objects: what tracebacks, sys._getframe and locals() see of the machine's frames. They are made
// when asked for. While the frame runs a frame object reads its registers; when the frame is left it keeps a copy.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// frameState implements runtime.FrameState.
type frameState struct {
	m        *machine
	x        *execution
	function *py.Function
	index    int // number of the record, while the frame runs; -1 otherwise
	gen      *py.Generator
	frame    *py.Frame
	back     *py.Frame      // once left
	caller   *py.Traceback  // whose frame back is to be, if that isn't made yet
	pc       unsafe.Pointer // once left
	saved    []py.Value     // once left: localsplus
	window   []py.Value     // of gen, while the frame runs in its caller's chunk
	line     int            // of the instruction before, where that matters to line events
}

// state returns pc, registers and side table of frame number i.
func (m *machine) state(i int) (pc, regs, table uintptr) {
	if i == m.depth() {
		return m.pc, m.regs, m.table
	}
	r := &m.records[i]
	return r.pc, r.regs, r.table
}

// generatorAt returns the generator whose frame has the given registers, or nil.
func generatorAt(regs uintptr) *py.Generator {
	v := (*py.Value)(unsafe.Add(pointer(&regs), generatorOffset))
	if v.P != py.UnboundTag() || v.B == 0 {
		return nil
	}
	if g := *(**py.Generator)(unsafe.Pointer(&v.B)); uintptr(g.Registers) == regs {
		return g
	}
	return nil
}

// frameObject returns the frame object of frame number i; nil for 0, where no frame is.
func (m *machine) frameObject(i int) *py.Frame {
	if i <= 0 {
		return nil
	}
	_, regs, table := m.state(i)
	if table == 0 {
		return nil
	}
	x := executionOf(pointer(&table))
	g := generatorAt(regs)
	if g != nil {
		if g.Frame == nil {
			g.Frame = m.newFrame(x, regs, &frameState{gen: g, index: -1})
		}
		return g.Frame
	}
	if s := m.frames[i]; s != nil {
		return s.frame
	}
	s := &frameState{index: i}
	f := m.newFrame(x, regs, s)
	if m.records[i].ret&retKind == retAwait {
		m.makeAwaited(s, regs)
	}
	m.frames[i] = s
	m.records[i].ret |= retHasFrame
	if m.caught != nil && m.caughtTop == uintptr(unsafe.Pointer(&m.records[i])) {
		m.caughtFlag = 0
	}
	return f
}

func (m *machine) newFrame(x *execution, regs uintptr, s *frameState) *py.Frame {
	s.m, s.x = m, x
	s.function = (*py.Function)((*py.Value)(unsafe.Add(pointer(&regs), -registerSize)).P)
	f := py.NewFrame(x.code, x.globals, x.builtins, s)
	if x.code.Code.Flags&code.CO_OPTIMIZED == 0 {
		f.Locals = *(*py.Value)(unsafe.Add(pointer(&regs), localsOffset))
	}
	s.frame = f
	return f
}

// detachFrame lets the frame object of frame number i, which is about to be left, live on by itself.
func (m *machine) detachFrame(i int) {
	s := m.frames[i]
	if s == nil {
		return
	}
	m.frames[i] = nil
	s.back = m.frameObject(i - 1)
	s.detach(pointer(&m.pc), pointer(&m.regs))
	if g := s.gen; g != nil {
		g.Running, g.Finished, g.Frame = false, true, nil
	}
}

// detach copies what the frame object shows.
func (s *frameState) detach(pc, regs unsafe.Pointer) {
	s.pc = pc
	s.m.gather(s.x, regs)
	s.saved = append([]py.Value(nil), unsafe.Slice((*py.Value)(regs), s.x.slots)...)
	for i := s.x.slots; i < len(s.x.code.LocalsPlusNames); i++ {
		s.saved = append(s.saved, *s.x.variable(regs, i))
	}
	s.index = -1
}

// where returns pc and registers of the frame; executing tells that it is on its thread's stack.
func (s *frameState) where() (pc, regs unsafe.Pointer, executing bool) {
	switch {
	case s.saved != nil || s.pc != nil:
		return s.pc, unsafe.Pointer(unsafe.SliceData(s.saved)), false
	case s.gen != nil:
		if i := s.record(); i > 0 {
			pc, _, _ := s.m.state(i)
			return pointer(&pc), s.gen.Registers, true
		}
		return s.gen.PC, s.gen.Registers, false
	}
	p, r, _ := s.m.state(s.index)
	return pointer(&p), pointer(&r), true
}

// record returns the number of the frame's record, 0 when it is not on the stack.
func (s *frameState) record() int {
	if s.gen == nil {
		return max(s.index, 0)
	}
	if !s.gen.Running {
		return 0
	}
	for i := s.m.depth(); i > 0; i-- {
		if _, regs, _ := s.m.state(i); regs == uintptr(s.gen.Registers) {
			return i
		}
	}
	return 0
}

// Lasti implements runtime.FrameState.
func (s *frameState) Lasti() int {
	pc, _, _ := s.where()
	if pc == nil {
		return -1
	}
	offset := s.x.offset(pc)
	if s.gen != nil && !s.gen.Running && s.pc == nil {
		offset += 2 // it goes on behind the yield
	}
	return offset
}

func (s *frameState) register(i int) *py.Value {
	_, regs, _ := s.where()
	if regs == nil || i < 0 || i >= len(s.x.code.LocalsPlusNames) {
		return nil
	}
	if i >= s.x.slots && s.saved == nil {
		return s.x.variable(regs, i)
	}
	return (*py.Value)(unsafe.Add(regs, uintptr(i)*registerSize))
}

// isCell reports whether slot i holds its variable in a cell, as far as the code says.
func (s *frameState) isCell(i int) bool {
	return s.x.code.LocalsPlusKinds[i]&(code.KindCell|code.KindFree) != 0
}

// Local implements runtime.FrameState.
func (s *frameState) Local(i int) py.Value {
	r := s.register(i)
	if r == nil {
		return py.Unbound
	}
	if cell, ok := asCell(*r); ok && s.isCell(i) {
		return cell.Value
	}
	if s.saved == nil && s.x.spreads {
		_, regs, _ := s.where()
		s.m.gather(s.x, regs)
	}
	if r.P == unsafe.Pointer(s.m.noKeywords) { // somebody looks: the frame gets a dict of its own
		*r = py.NewDict().Header.Value()
	}
	if s.x.expression && r.Kind() == py.KindIterator { // what a generator expression iterates: from now on it isn't the only one to have that
		switch r.Header().ID {
		case ownIterator:
			r.Header().ID = 0
		case spareIterator:
			return py.Unbound
		}
	}
	return *r
}

// SetLocal implements runtime.FrameState.
func (s *frameState) SetLocal(i int, v py.Value) {
	r := s.register(i)
	if r == nil {
		return
	}
	if cell, ok := asCell(*r); ok && s.isCell(i) {
		cell.Value = v
		return
	}
	*r = v
}

// Executing implements runtime.FrameState.
func (s *frameState) Executing() bool {
	_, _, executing := s.where()
	return executing
}

// Finished implements runtime.FrameState.
func (s *frameState) Finished() bool { return s.saved != nil || s.pc != nil }

// Generator implements runtime.FrameState.
func (s *frameState) Generator() *py.Generator { return s.gen }

// Function implements runtime.FrameState.
func (s *frameState) Function() *py.Function {
	if s.x.code.Code.Flags&code.CO_OPTIMIZED == 0 {
		return nil
	}
	return s.function
}

// Back implements runtime.FrameState.
func (s *frameState) Back() *py.Frame {
	if i := s.record(); i > 0 {
		return s.m.frameObject(i - 1)
	}
	if s.back == nil && s.caller != nil {
		s.back, s.caller = s.caller.Frame(), nil
	}
	return s.back
}

// Clear implements runtime.FrameState: it forgets the local variables of a frame that does not run.
func (s *frameState) Clear() {
	for i := range s.x.code.LocalsPlusNames {
		if r := s.register(i); r != nil {
			*r = py.Unbound
		}
	}
}

// Depth implements runtime.Evaluator.
func (s *Shared) Depth(th *py.Thread) int { return machineOf(th).depth() }

// CurrentFrame implements runtime.Evaluator.
func (s *Shared) CurrentFrame(th *py.Thread, depth int) *py.Frame {
	m := machineOf(th)
	for i := m.depth(); i > 0; i-- {
		if _, _, table := m.state(i); table == 0 {
			continue
		}
		if depth == 0 {
			return m.frameObject(i)
		}
		depth--
	}
	return nil
}

// Place implements runtime.Evaluator.
func (s *Shared) Place(th *py.Thread) py.Place {
	m := machineOf(th)
	for i := m.depth(); i > 0; i-- {
		if pc, _, table := m.state(i); table != 0 {
			x := executionOf(pointer(&table))
			return py.Place{Code: x.code, Offset: x.offset(pointer(&pc))}
		}
	}
	return py.Place{}
}

// GeneratorFrame implements runtime.Evaluator.
func (s *Shared) GeneratorFrame(th *py.Thread, g *py.Generator) *py.Frame {
	if g.Frame == nil {
		x := executionOf(g.Table)
		g.Frame = machineOf(th).newFrame(x, uintptr(g.Registers), &frameState{gen: g, index: -1})
	}
	return g.Frame
}
