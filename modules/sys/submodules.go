// This file makes sys._jit and sys.monitoring (PEP 669). gopy has no JIT; events are not delivered yet, and whatever would
// ask for them says so.

package sys

import (
	py "github.com/gopy-lang/gopy/runtime"
)

func no(th *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }

var jit = &py.ModuleDef{
	Name: "sys._jit",
	Doc:  "What there is to know about the JIT: there is none.",
	Functions: []*py.MethodDef{
		py.Def("is_available()", "Tell whether there is a JIT.", no),
		py.Def("is_enabled()", "Tell whether the JIT is switched on.", no),
		py.Def("is_active()", "Tell whether the calling function runs as machine code.", no),
	},
}

func noMonitoring(th *py.Thread, a []py.Value) (py.Value, error) {
	return py.Unbound, py.Raise(py.NotImplementedError, "sys.monitoring delivers no events yet")
}

var monitoring = &py.ModuleDef{
	Name: "sys.monitoring",
	Doc:  "Events of running code, for debuggers and profilers.",
	Functions: []*py.MethodDef{
		py.Def("use_tool_id(tool_id, name, /)", "Reserve a tool's number.", noMonitoring),
		py.Def("clear_tool_id(tool_id, /)", "Forget a tool's callbacks and events.", noMonitoring),
		py.Def("free_tool_id(tool_id, /)", "Give a tool's number back.", noMonitoring),
		py.Def("get_tool(tool_id, /)", "Return the name of the tool with a number: None, no number is in use.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("register_callback(tool_id, event, func, /)", "Set what is called for an event.", noMonitoring),
		py.Def("get_events(tool_id, /)", "Return the events that a tool has switched on: none.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }),
		py.Def("set_events(tool_id, event_set, /)", "Switch events on.", noMonitoring),
		py.Def("get_local_events(tool_id, code, /)", "Return the events that a tool has switched on for a code object: none.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }),
		py.Def("set_local_events(tool_id, code, event_set, /)", "Switch events on for a code object.", noMonitoring),
		py.Def("restart_events()", "Deliver again what was switched off at single places.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("_all_events()", "Return the events that tools have switched on: none.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.NewDict().Value(), nil }),
	},
	Exec: func(th *py.Thread, m *py.Module) error {
		names := []string{"PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "CALL", "LINE", "INSTRUCTION", "JUMP", "BRANCH_LEFT", "BRANCH_RIGHT", "STOP_ITERATION",
			"RAISE", "EXCEPTION_HANDLED", "PY_UNWIND", "PY_THROW", "RERAISE", "C_RETURN", "C_RAISE", "BRANCH", "NO_EVENTS"}
		bits := make([]py.Value, len(names))
		for i := range bits {
			bits[i] = py.Int(1 << i)
		}
		bits[len(bits)-1] = py.Int(0)
		m.Set(th, "events", py.NewNamespace(th, names, bits))
		for name, id := range map[string]int64{"DEBUGGER_ID": 0, "COVERAGE_ID": 1, "PROFILER_ID": 2, "OPTIMIZER_ID": 5} {
			m.Set(th, name, py.Int(id))
		}
		for _, name := range []string{"DISABLE", "MISSING"} {
			v, err := py.CallArgs(th, py.ObjectType.Value())
			if err != nil {
				return err
			}
			m.Set(th, name, v)
		}
		return nil
	},
}

// addSubmodules makes both part of sys.
func addSubmodules(th *py.Thread, m *py.Module) error {
	for name, def := range map[string]*py.ModuleDef{"_jit": jit, "monitoring": monitoring} {
		sub, err := th.MakeModule(def)
		if err != nil {
			return err
		}
		m.Set(th, name, sub.Header.Value())
	}
	return nil
}
