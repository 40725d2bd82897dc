// This file holds the assignment to frame.f_lineno, by which a trace function makes its frame go on at another line.

package eval

import (
	"slices"
	"strconv"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// The kinds of values on the stack that matter to a jump: a place can be jumped to only if the stack holds what it expects.
type stackKind byte

const (
	kindObject stackKind = iota
	kindIterator
	kindExcept
	kindLasti
	kindNull
)

// fits reports whether a value of kind have will do where want is expected.
func (want stackKind) fits(have stackKind) bool {
	switch want {
	case kindObject:
		return have != kindNull
	case kindNull:
		return true
	}
	return have == want
}

// stackFits reports whether the stack, popped to the height of the other, is as expected.
func stackFits(have, want []stackKind) bool {
	if len(have) < len(want) {
		return false
	}
	for i := range want {
		if !want[i].fits(have[i]) {
			return false
		}
	}
	return true
}

// why explains what keeps control from jumping to where the stack must look like this.
func why(want []stackKind) string {
	if len(want) > 0 {
		switch want[len(want)-1] {
		case kindExcept:
			return "can't jump into an 'except' block as there's no exception"
		case kindLasti:
			return "can't jump into a re-raising block as there's no location"
		case kindIterator:
			return "can't jump into the body of a for loop"
		}
	}
	return "incompatible stacks"
}

// stackKinds finds what is on the stack before each step, nil where control doesn't get.
func stackKinds(steps []step, rows []exceptionRow, at []int32) [][]stackKind {
	kinds := make([][]stackKind, len(steps))
	var work []int
	enter := func(i int, k []stackKind) {
		if i < len(steps) && kinds[i] == nil {
			kinds[i] = append([]stackKind{}, k...)
			work = append(work, i)
		}
	}
	enter(0, nil)
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		s := &steps[i]
		before := kinds[i]
		for _, r := range rows {
			if s.offset >= r.start && s.offset < r.end && r.depth <= len(before) {
				k := append([]stackKind{}, before[:r.depth]...)
				if r.lasti {
					k = append(k, kindLasti)
				}
				enter(int(at[r.target]), append(k, kindExcept))
			}
		}
		if s.target >= 0 {
			enter(s.target, after(s, before, true))
		}
		if !s.op.IsScopeExit() && !s.op.IsUnconditionalJump() {
			enter(i+1, after(s, before, false))
		}
	}
	return kinds
}

// after is the stack behind a step.
func after(s *step, before []stackKind, jump bool) []stackKind {
	n := len(before)
	k := append([]stackKind{}, before...)
	switch s.op {
	case opcode.GET_ITER, opcode.GET_AITER:
		k[n-1] = kindIterator
		return k
	case opcode.PUSH_EXC_INFO:
		return append(k[:n-1], kindExcept, kindExcept)
	case opcode.GET_ANEXT:
		return append(k, kindObject)
	case opcode.PUSH_NULL:
		return append(k, kindNull)
	case opcode.COPY:
		return append(k, k[n-s.arg])
	case opcode.SWAP:
		k[n-1], k[n-s.arg] = k[n-s.arg], k[n-1]
		return k
	case opcode.FOR_ITER:
		return append(k, kindObject)
	case opcode.LOAD_GLOBAL, opcode.LOAD_ATTR:
		if s.arg&1 != 0 {
			return append(k[:n-s.op.Popped(s.arg)], kindObject, kindNull)
		}
	}
	popped := s.op.Popped(s.arg)
	kept := n + s.op.StackEffect(s.arg, jump)
	k = k[:min(max(n-popped, 0), kept)]
	for len(k) < kept {
		k = append(k, kindObject)
	}
	return k
}

// SetLine implements runtime.FrameState.
func (s *frameState) SetLine(th *py.Thread, f *py.Frame, line int) error {
	m := machineOf(th)
	if s.m != m || !m.inTrace || s.record() == 0 || s.record() != m.eventDepth {
		return py.Raise(py.ValueError, "f_lineno can only be set in a trace function")
	}
	switch m.event {
	case py.EventPyStart:
		return py.Raise(py.ValueError, "can't jump from the 'call' trace event of a new frame")
	case py.EventCall, py.EventCReturn:
		return py.Raise(py.ValueError, "can't jump during a call")
	case py.EventPyReturn, py.EventPyUnwind, py.EventPyThrow, py.EventRaise, py.EventCRaise, py.EventInstruction, py.EventExceptionHandled,
		py.EventStopIteration:
		return py.Raise(py.ValueError, "can only jump from a 'line' trace event")
	}
	pc, _, _ := m.state(m.eventDepth)
	_, regs, _ := m.state(m.eventDepth)
	x := s.x
	if x.form != formTraced {
		return py.Raise(py.ValueError, "can only jump from a 'line' trace event")
	}
	if line < x.code.FirstLineno {
		return py.Raise(py.ValueError, "line %d comes before the current code block", line)
	}
	steps, rows, at, err := analyse(x.code.Code)
	if err != nil {
		return err
	}
	// The first line not before the one wanted that has code.
	starts := make([]int, len(steps))
	last, found := -1, 0
	for i := range steps {
		if n := x.code.Line(steps[i].start); n != last && n > 0 {
			starts[i], last = n, n
			if n >= line && (found == 0 || n < found) {
				found = n
			}
		}
	}
	if found == 0 {
		return py.Raise(py.ValueError, "line %d comes after the current code block", line)
	}
	kinds := stackKinds(steps, rows, at)
	here := kinds[at[x.offset(pointer(&pc))]]
	if m.event == py.EventPyYield {
		here = here[:len(here)-1]
	}
	best, message := -1, "cannot find bytecode for specified line"
	explained := false
	for i := range steps {
		switch {
		case starts[i] != found:
		case kinds[i] == nil:
			if !explained {
				message, explained = "can't jump into unreachable code", true
			}
		case !stackFits(here, kinds[i]):
			if !explained {
				message, explained = why(kinds[i]), true
			}
		case best < 0 || len(kinds[i]) > len(kinds[best]):
			best = i
		}
	}
	l := x.layoutOf()
	if best < 0 || l == nil || !l.open[best] {
		return py.Raise(py.ValueError, "%s", message)
	}
	unbound := 0
	for i := range x.code.LocalsPlusNames {
		if s.register(i).IsUnbound() {
			unbound++
		}
	}
	if unbound > 0 {
		plural := "s"
		if unbound == 1 {
			plural = ""
		}
		if err := py.Warn(th, py.RuntimeWarning, "assigning None to "+strconv.Itoa(unbound)+" unbound local"+plural, 0); err != nil {
			return err
		}
		for i := range x.code.LocalsPlusNames {
			if r := s.register(i); r.IsUnbound() {
				*r = py.None
			}
		}
	}
	for i, k := range slices.Backward(here) {
		if i >= len(kinds[best]) && k == kindExcept {
			m.setOwn(py.AsException(*x.stackValue(pointer(&regs), i)))
		}
	}
	s.line = -1
	f.Lineno = found
	m.jumpTo = uintptr(x.at(l.start[best]))
	return nil
}
