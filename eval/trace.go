// This file holds tracing and profiling (sys.settrace, sys.setprofile). While a thread is traced every call goes through the
// slow path, which enters a translation of its own: stepwise, with an opTrace before each step and before what leaves the
// frame. Frames that run already when tracing is turned on are not traced.

package eval

import (
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// The kinds of opTrace, in its flags.
const (
	traceLine   = iota // perhaps a new line begins
	traceCall          // the frame starts or goes on
	traceReturn        // the frame is left with R[A]
)

// Traced implements runtime.Evaluator: it is called when the thread's trace or profile function was set.
func (s *Shared) Traced(th *py.Thread) {
	m := machineOf(th)
	m.tracing = !th.Trace.IsNone() || !th.Profile.IsNone()
	m.setLimit()
}

// form is which translation calls enter.
func (m *machine) form() form {
	switch {
	case m.tracing && !m.inTrace:
		return formTraced
	case m.shared.folded:
		return formFolded
	}
	return formStepwise
}

// event calls a trace or profile function, which isn't traced itself.
func (m *machine) event(fn py.Value, frame *py.Frame, name *py.Str, arg py.Value) (py.Value, error) {
	m.inTrace = true
	m.setLimit()
	pc, next := m.pc, m.next
	v, err := py.CallArgs(m.th, fn, frame.Header.Value(), name.Value(), arg)
	m.pc, m.next = pc, next
	m.inTrace = false
	if err != nil {
		m.th.Trace, m.th.Profile = py.None, py.None
		frame.Trace = py.None
		m.shared.Traced(m.th)
		return v, err
	}
	m.setLimit()
	return v, nil
}

// slowTrace reports what opTrace stands for.
func (m *machine) slowTrace(in instruction) error {
	if !m.tracing || m.inTrace {
		return nil
	}
	th := m.th
	f := m.frameObject(m.depth())
	s := f.State.(*frameState)
	switch in.flags {
	case traceCall:
		s.line, s.offset = -1, 0
		if in.c != opcode.RESUME_AT_FUNC_START { // the line of the yield goes on
			s.offset = s.x.offset(pointer(&m.pc))
			s.line = s.x.code.Line(s.offset)
		}
		if !th.Trace.IsNone() {
			if err := m.traceFrame(th.Trace, f, m.shared.names.eventCall, py.None); err != nil {
				return err
			}
		}
		return m.profile(f, m.shared.names.eventCall, py.None)
	case traceReturn:
		if !th.Trace.IsNone() && !f.Trace.IsNone() {
			if err := m.traceFrame(f.Trace, f, m.shared.names.eventReturn, *m.reg(in.a)); err != nil {
				return err
			}
		}
		return m.profile(f, m.shared.names.eventReturn, *m.reg(in.a))
	}
	if th.Trace.IsNone() || f.Trace.IsNone() {
		return nil
	}
	offset := s.x.offset(pointer(&m.pc))
	line := s.x.code.Line(offset)
	backward := offset <= s.offset
	s.offset = offset
	if f.TraceOpcodes {
		if err := m.traceFrame(f.Trace, f, m.shared.names.eventOpcode, py.None); err != nil {
			return err
		}
	}
	if line <= 0 || line == s.line && !backward || !f.TraceLines {
		return nil
	}
	s.line = line
	return m.traceFrame(f.Trace, f, m.shared.names.eventLine, py.None)
}

// traceFrame calls a trace function; what it returns is the frame's trace function from now on.
func (m *machine) traceFrame(fn py.Value, f *py.Frame, name *py.Str, arg py.Value) error {
	v, err := m.event(fn, f, name, arg)
	if err != nil {
		return err
	}
	if name != m.shared.names.eventCall && v.IsNone() {
		return nil
	}
	f.Trace = v
	return nil
}

func (m *machine) profile(f *py.Frame, name *py.Str, arg py.Value) error {
	if m.th.Profile.IsNone() {
		return nil
	}
	_, err := m.event(m.th.Profile, f, name, arg)
	return err
}

// traceException reports an exception in the frame that runs, and that it leaves the frame, if it does.
func (m *machine) traceException(e *py.Exception, x *execution, leaving, fresh bool) error {
	if !m.tracing || m.inTrace || x.form != formTraced {
		return nil
	}
	f := m.frameObject(m.depth())
	if fresh && !m.th.Trace.IsNone() && !f.Trace.IsNone() {
		traceback := py.None
		if e.Traceback != nil {
			traceback = e.Traceback.Header.Value()
		}
		arg := py.TupleOf(e.Type.Value(), e.Header.Value(), traceback).Header.Value()
		if err := m.traceFrame(f.Trace, f, m.shared.names.eventException, arg); err != nil {
			return err
		}
	}
	if !leaving {
		return nil
	}
	if !m.th.Trace.IsNone() && !f.Trace.IsNone() {
		if err := m.traceFrame(f.Trace, f, m.shared.names.eventReturn, py.None); err != nil {
			return err
		}
	}
	return m.profile(f, m.shared.names.eventReturn, py.None)
}
