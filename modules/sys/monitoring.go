// This file makes sys.monitoring (PEP 669): tools that ask to hear of running code. The machine delivers the events.

package sys

import (
	"math/bits"

	py "github.com/gopy-lang/gopy/runtime"
)

var monitoring = &py.ModuleDef{
	Name:      "sys.monitoring",
	Doc:       "Events of running code, for debuggers and profilers.",
	Functions: monitoringFunctions,
	Exec: func(th *py.Thread, m *py.Module) error {
		names := append(py.EventNames[:len(py.EventNames):len(py.EventNames)], "NO_EVENTS")
		values := make([]py.Value, len(names))
		for i := range py.EventNames {
			values[i] = py.Int(1 << i)
		}
		values[py.NumEvents] = py.Int(0)
		m.Set(th, "events", py.NewNamespace(th, names, values))
		for name, id := range map[string]int64{"DEBUGGER_ID": 0, "COVERAGE_ID": 1, "PROFILER_ID": 2, "OPTIMIZER_ID": 5} {
			m.Set(th, name, py.Int(id))
		}
		state := &th.Interp.Monitoring
		for name, at := range map[string]*py.Value{"DISABLE": &state.Disable, "MISSING": &state.Missing} {
			v, err := py.CallArgs(th, py.ObjectType.Value())
			if err != nil {
				return err
			}
			*at = v
			m.Set(th, name, v)
		}
		return nil
	},
}

// monitoringFunctions are made with the module.
func monitoringFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("use_tool_id($module, tool_id, name, /)", "Reserve a tool's number.", useToolID),
		py.Def("clear_tool_id($module, tool_id, /)", "Forget a tool's callbacks and events.", clearToolID),
		py.Def("free_tool_id($module, tool_id, /)", "Give a tool's number back.", freeToolID),
		py.Def("get_tool($module, tool_id, /)", "Return the name of the tool with a number: None, the number is free.", getTool),
		py.Def("register_callback($module, tool_id, event, func, /)", "Set what is called for an event, None: nothing. Return what was called before.", registerCallback).Audited("sys.monitoring.register_callback", 2),
		py.Def("get_events($module, tool_id, /)", "Return the events that a tool has switched on for all code.", getEvents),
		py.Def("set_events($module, tool_id, event_set, /)", "Set the events that a tool wants of all code.", setEvents),
		py.Def("get_local_events($module, tool_id, code, /)", "Return the events that a tool has switched on for a code object by itself.", getLocalEvents),
		py.Def("set_local_events($module, tool_id, code, event_set, /)", "Set the events that a tool wants of a code object besides those of all code.", setLocalEvents),
		py.Def("restart_events($module, /)", "Deliver again what was switched off at single places.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			th.Interp.Monitoring.Restart(th)
			return py.None, nil
		}),
		py.Def("_all_events($module, /)", "Return which tools want each event, as bits, by the name of the event.", allEvents),
	}
}

// toolID reads the number of a tool.
func toolID(th *py.Thread, v py.Value) (int, error) {
	n, err := py.AsInt(th, v)
	if err != nil {
		return 0, err
	}
	if n < 0 || n >= py.NumUserTools {
		return 0, py.Raise(py.ValueError, "invalid tool %d (must be between 0 and %d)", n, py.NumUserTools-1)
	}
	return n, nil
}

// usedTool is toolID of a tool that is in use.
func usedTool(th *py.Thread, v py.Value) (int, error) {
	n, err := toolID(th, v)
	if err == nil && th.Interp.Monitoring.Tools[n].Name.IsUnbound() {
		err = py.Raise(py.ValueError, "tool %d is not in use", n)
	}
	return n, err
}

func useToolID(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if py.AsStr(a[1]) == nil {
		return py.Unbound, py.Raise(py.ValueError, "tool name must be a str")
	}
	t := &th.Interp.Monitoring.Tools[n]
	if !t.Name.IsUnbound() {
		return py.Unbound, py.Raise(py.ValueError, "tool %d is already in use", n)
	}
	t.Name = a[1]
	return py.None, nil
}

func clearToolID(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err == nil && !th.Interp.Monitoring.Tools[n].Name.IsUnbound() {
		th.Interp.Monitoring.Clear(th, n, false)
	}
	return py.None, err
}

func freeToolID(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err == nil && !th.Interp.Monitoring.Tools[n].Name.IsUnbound() {
		th.Interp.Monitoring.Clear(th, n, true)
	}
	return py.None, err
}

func getTool(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if name := th.Interp.Monitoring.Tools[n].Name; !name.IsUnbound() {
		return name, nil
	}
	return py.None, nil
}

func registerCallback(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	event, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if event <= 0 || bits.OnesCount(uint(event)) != 1 {
		return py.Unbound, py.Raise(py.ValueError, "The callback can only be set for one event at a time")
	}
	e := py.Event(bits.TrailingZeros(uint(event)))
	if e >= py.NumEvents {
		return py.Unbound, py.Raise(py.ValueError, "invalid event %d", event)
	}
	t := &th.Interp.Monitoring.Tools[n]
	old := t.Callbacks[e]
	t.Callbacks[e] = a[2]
	if a[2].IsNone() {
		t.Callbacks[e] = py.Unbound
	}
	if e == py.EventBranch { // takes the place of those for either branch
		t.Callbacks[py.EventBranchLeft], t.Callbacks[py.EventBranchRight] = py.Unbound, py.Unbound
	}
	if old.IsUnbound() {
		old = py.None
	}
	return old, nil
}

func getEvents(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return py.Int(int64(th.Interp.Monitoring.Tools[n].Events)), nil
}

// eventSet normalizes a set of events: what follows a call goes with the call, and a branch is either branch.
func eventSet(set int) (py.EventSet, error) {
	e := py.EventSet(set)
	const after = 1<<py.EventCReturn | 1<<py.EventCRaise
	if e&after != 0 && e&(after|1<<py.EventCall) != after|1<<py.EventCall {
		return 0, py.Raise(py.ValueError, "cannot set C_RETURN or C_RAISE events independently")
	}
	e &^= after
	if e&(1<<py.EventBranch) != 0 {
		e = e&^(1<<py.EventBranch) | 1<<py.EventBranchLeft | 1<<py.EventBranchRight
	}
	return e, nil
}

func setEvents(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := toolID(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	set, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if set < 0 || set >= 1<<py.NumEvents {
		return py.Unbound, py.Raise(py.ValueError, "invalid event set 0x%x", uint32(set))
	}
	e, err := eventSet(set)
	if err != nil {
		return py.Unbound, err
	}
	if n, err = usedTool(th, a[0]); err != nil {
		return py.Unbound, err
	}
	th.Interp.Monitoring.SetEvents(th, n, e)
	return py.None, nil
}

func localArguments(th *py.Thread, a []py.Value) (int, *py.Code, error) {
	n, err := toolID(th, a[0])
	if err != nil {
		return 0, nil, err
	}
	c := py.AsCode(a[1])
	if c == nil {
		return 0, nil, py.Raise(py.TypeError, "code must be a code object")
	}
	return n, c, nil
}

func getLocalEvents(th *py.Thread, a []py.Value) (py.Value, error) {
	n, c, err := localArguments(th, a)
	if err != nil {
		return py.Unbound, err
	}
	if c.Monitor == nil {
		return py.Int(0), nil
	}
	return py.Int(int64(c.Monitor.Local[n])), nil
}

func setLocalEvents(th *py.Thread, a []py.Value) (py.Value, error) {
	n, c, err := localArguments(th, a)
	if err != nil {
		return py.Unbound, err
	}
	set, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	e, err := eventSet(set)
	if err != nil {
		return py.Unbound, err
	}
	if e&^py.LocalEvents != 0 {
		return py.Unbound, py.Raise(py.ValueError, "invalid local event set 0x%x", uint32(e))
	}
	if n, err = usedTool(th, a[0]); err != nil {
		return py.Unbound, err
	}
	th.Interp.Monitoring.SetLocalEvents(th, n, c, e)
	return py.None, nil
}

func allEvents(th *py.Thread, a []py.Value) (py.Value, error) {
	d := py.NewDict()
	for e, name := range py.EventNames {
		tools := 0
		for i := range th.Interp.Monitoring.Tools {
			if th.Interp.Monitoring.Tools[i].Events&(1<<e) != 0 {
				tools |= 1 << i
			}
		}
		if tools != 0 {
			d.SetStr(th.Interp.Intern(name), py.Int(int64(tools)))
		}
	}
	return d.Value(), nil
}
