// This file holds sys.settrace and sys.setprofile: two listeners among the tools, which turn events into calls of the
// thread's trace or profile function and of the trace functions of frames.

package eval

import py "github.com/gopy-lang/gopy/runtime"

// trace hands an event to the trace function. args are those of a tool's callback.
func (m *machine) trace(x *execution, e py.Event, offset int, args []py.Value) error {
	th, n := m.th, m.shared.names
	if th.Trace.IsNone() {
		return nil
	}
	f := m.frameObject(m.depth())
	switch e {
	case py.EventPyStart, py.EventPyResume, py.EventPyThrow:
		if err := m.callTrace(th.Trace, f, n.eventCall, py.None); err != nil {
			return err
		}
		if f.TraceOpcodes {
			py.TraceOpcodes(th, f)
		}
		return nil
	case py.EventPyReturn, py.EventPyYield:
		return m.callTrace(f.Trace, f, n.eventReturn, args[2])
	case py.EventPyUnwind:
		return m.callTrace(f.Trace, f, n.eventReturn, py.None)
	case py.EventLine:
		return m.traceLine(f, int(args[1].SmallInt()))
	case py.EventJump:
		// A jump back to its own line begins the line anew. All others are seen where they go to.
		from, to := int(args[1].SmallInt()), int(args[2].SmallInt())
		if line := x.code.Line(to); to <= from && line > 0 && line == x.code.Line(from) {
			return m.traceLine(f, line)
		}
		m.switchOff(x, offset, e, py.ToolTrace)
	case py.EventInstruction:
		if f.TraceOpcodes {
			return m.callTrace(f.Trace, f, n.eventOpcode, py.None)
		}
	case py.EventRaise, py.EventStopIteration:
		exc := py.AsException(args[2])
		if exc == nil {
			return nil
		}
		traceback := py.None
		if exc.Traceback != nil {
			traceback = exc.Traceback.Header.Value()
		}
		return m.callTrace(f.Trace, f, n.eventException, py.TupleOf(exc.Type.Value(), args[2], traceback).Header.Value())
	}
	return nil
}

// traceLine reports a line, which the frame shows as its own meanwhile.
func (m *machine) traceLine(f *py.Frame, line int) error {
	if !f.TraceLines || f.Trace.IsNone() {
		return nil
	}
	f.Lineno = line
	err := m.callTrace(f.Trace, f, m.shared.names.eventLine, py.None)
	f.Lineno = 0
	return err
}

// callTrace calls a trace function, None: nothing. What it returns is the frame's trace function from now on, unless None.
// One that fails ends the tracing.
func (m *machine) callTrace(fn py.Value, f *py.Frame, name *py.Str, arg py.Value) error {
	if fn.IsNone() {
		return nil
	}
	v, err := m.notify(fn, f.Header.Value(), name.Value(), arg)
	if err != nil {
		f.Trace = py.None
		m.th.SetTrace(m.th, py.None)
		return err
	}
	if !v.IsNone() {
		f.Trace = v
	}
	return nil
}

// profile hands an event to the profile function.
func (m *machine) profile(e py.Event, args []py.Value) error {
	n := m.shared.names
	if m.th.Profile.IsNone() {
		return nil
	}
	name, arg := n.eventReturn, py.None
	switch e {
	case py.EventPyStart, py.EventPyResume, py.EventPyThrow:
		name = n.eventCall
	case py.EventPyReturn, py.EventPyYield:
		arg = args[2]
	case py.EventPyUnwind:
	case py.EventCall, py.EventCReturn, py.EventCRaise:
		switch e {
		case py.EventCall:
			name = n.eventCCall
		case py.EventCReturn:
			name = n.eventCReturn
		default:
			name = n.eventCException
		}
		switch callable := args[2]; callable.Kind() {
		case py.KindBuiltin:
			arg = callable
		case py.KindMethodDescriptor: // shown as the method of its object
			if args[3] == m.th.Interp.Monitoring.Missing {
				return nil
			}
			bound, err := callable.Type().DescrGet(m.th, callable, args[3], args[3].Type())
			if err != nil {
				return err
			}
			arg = bound
		default:
			return nil
		}
	default:
		return nil
	}
	f := m.frameObject(m.depth())
	_, err := m.notify(m.th.Profile, f.Header.Value(), name.Value(), arg)
	if err != nil {
		m.th.SetProfile(m.th, py.None)
	}
	return err
}
