// This file lets a running frame go over from one translation of its code to another: to the one that reports events when a
// tool begins to listen, and back.
//
// Translations of one code object agree on the registers of variables and of stack positions. They differ in which values
// really stand there: folding names a variable or constant instead of copying it. Translating once more, with a record of
// where the values were at each step, tells what to move. This costs the frame that goes over; others cost nothing.

package eval

import py "github.com/gopy-lang/gopy/runtime"

// A layout records a translation.
type layout struct {
	start []int       // first instruction of each step
	stack [][]operand // where the values stand when the step begins
	open  []bool      // whether the step can be entered: no instruction of another step does part of its work
	after []resumption
	jump  []int // step that the instruction jumps to, or -1
}

// A resumption tells where to go on behind an instruction.
type resumption struct {
	step  int // -1: the step isn't at its end
	stack []operand
}

func (l *layout) put() {
	l.after = append(l.after, resumption{step: -1})
	l.jump = append(l.jump, -1)
}

// begin records that step i begins; end that the next one is i.
func (l *layout) begin(i int, t *translator, open bool) {
	for len(l.start) <= i {
		l.start, l.stack, l.open = append(l.start, 0), append(l.stack, nil), append(l.open, false)
	}
	l.start[i], l.open[i] = len(t.out), open
	if open {
		l.stack[i] = append([]operand(nil), t.stack...)
	}
}

func (l *layout) end(i int, t *translator) {
	if n := len(t.out); n > 0 {
		l.after[n-1] = resumption{i, append([]operand(nil), t.stack...)}
	}
}

// layoutOf returns the record of a translation, nil if it can't be made.
func (x *execution) layoutOf() *layout {
	if x.layout == nil {
		l := &layout{}
		again, err := translateRecorded(x.code, x.globals, x.builtins, x.form, l)
		if err != nil || len(again.instructions) != len(x.instructions) {
			return nil
		}
		x.layout = l
	}
	return x.layout
}

// resume tells at which step a frame goes on whose instruction k is done and j comes next.
func (l *layout) resume(x *execution, k, j int) (resumption, bool) {
	for range 4 {
		if k < 0 || k >= len(l.after) || j < 0 || j >= len(l.after) {
			break
		}
		if j == k+1 && l.after[k].step >= 0 {
			return l.after[k], true
		}
		if t := l.jump[k]; t >= 0 && t < len(l.start) && l.start[t] == j {
			return resumption{t, l.stack[t]}, l.open[t]
		}
		if x.instructions[j].op != opJump {
			break
		}
		k, j = j, j+int(x.instructions[j].wide())
	}
	for i := range x.handlers {
		if h := &x.handlers[i]; h.target == j && h.step < len(l.start) {
			return resumption{h.step, l.stack[h.step]}, l.open[h.step]
		}
	}
	if j > 0 && j <= len(l.after) && l.after[j-1].step >= 0 {
		return l.after[j-1], true
	}
	return resumption{}, false
}

// adapt makes the running frame, between two instructions, go over to the translation that it needs.
func (m *machine) adapt() {
	m.adapting = false
	if m.regs != 0 && !m.inTrace {
		x := m.execution()
		if want, err := m.executionFor(x.code, x.globals, x.builtins); err == nil && want != x && !m.goOver(x, want) {
			m.adapting = true // at the next occasion
			m.th.Interp.Breaker.Or(py.BreakTrace)
		}
	}
	m.setLimit()
}

// goOver moves the running frame from translation x to another. It fails where the other has no place of its own.
func (m *machine) goOver(x, to *execution) bool {
	from, other := x.layoutOf(), to.layoutOf()
	if from == nil || other == nil {
		return false
	}
	r, ok := from.resume(x, x.index(pointer(&m.pc)), x.index(pointer(&m.next)))
	if !ok || r.step >= len(other.start) || !other.open[r.step] || len(other.stack[r.step]) != len(r.stack) {
		return false
	}
	m.gather(x, pointer(&m.regs))
	slot := func(i int) *py.Value { return m.reg(uint16((x.slots + i) * registerSize)) }
	for i, v := range r.stack {
		switch v.kind {
		case inLocal:
			*slot(i) = *m.reg(uint16(v.n * registerSize))
		case inBelow:
			*slot(i) = *slot(v.n)
		case isConst:
			*slot(i) = x.code.ConstValues[v.n]
		case isInt:
			*slot(i) = py.Int(int64(v.n))
		case isNull:
			*slot(i) = py.Unbound
		case inNext:
			*slot(i) = *slot(i + 1)
		}
	}
	for i, v := range other.stack[r.step] {
		if v.kind == inNext {
			*slot(i + 1) = *slot(i)
		}
	}
	start := other.start[r.step]
	m.table = uintptr(to.table)
	m.pc, m.next = uintptr(to.at(max(start-1, 0))), uintptr(to.at(start))
	if g := m.generator(); g != nil {
		g.Table = to.table
		if g.Frame != nil {
			g.Frame.State.(*frameState).x = to
		}
	} else if s := m.frames[m.depth()]; s != nil {
		s.x = to
	}
	return true
}
