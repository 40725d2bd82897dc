// This file defines Monitoring, what tools have asked to hear of running code (sys.monitoring, PEP 669). The machine delivers
// the events; sys.settrace and sys.setprofile are two more tools.

package runtime

// An Event is a kind of thing that happens to running code.
type Event uint8

// The events, in the order of their bits in sys.monitoring.events. Those before EventRaise happen at an instruction, where
// a tool can switch them off.
const (
	EventPyStart Event = iota
	EventPyResume
	EventPyReturn
	EventPyYield
	EventCall
	EventLine
	EventInstruction
	EventJump
	EventBranchLeft
	EventBranchRight
	EventStopIteration
	EventRaise
	EventExceptionHandled
	EventPyUnwind
	EventPyThrow
	EventReraise
	EventCReturn
	EventCRaise
	EventBranch // both branches; kept for old tools
	NumEvents
)

// EventNames are the names of the events in sys.monitoring.events.
var EventNames = [NumEvents]string{"PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "CALL", "LINE", "INSTRUCTION", "JUMP", "BRANCH_LEFT",
	"BRANCH_RIGHT", "STOP_ITERATION", "RAISE", "EXCEPTION_HANDLED", "PY_UNWIND", "PY_THROW", "RERAISE", "C_RETURN", "C_RAISE", "BRANCH"}

// An EventSet is a set of events, one bit each.
type EventSet uint32

// Bit is the set of one event.
func (e Event) Bit() EventSet { return 1 << e }

// LocalEvents are those that can be asked for in a single code object.
const LocalEvents = EventSet(1<<EventRaise - 1)

// The tools: programs use the first six, sys.setprofile and sys.settrace the others.
const (
	NumUserTools = 6
	ToolProfile  = 6
	ToolTrace    = 7
	NumTools     = 8
)

// A Tool is one listener.
type Tool struct {
	Name      Value // Unbound: the number is free
	Events    EventSet
	Callbacks [NumEvents]Value // Unbound: none
	count     uint32           // of changes by which what was switched off at single places is on again
}

// Monitoring is the state of an interpreter's tools.
type Monitoring struct {
	Tools            [NumTools]Tool
	Version          uint32 // changes when anything is switched on or off
	Disable, Missing Value  // sys.monitoring.DISABLE and MISSING
	any              bool
	local            map[*Code]bool // code objects that tools listen to by themselves
}

// CodeMonitor is what tools have asked for in one code object.
type CodeMonitor struct {
	Local [NumTools]EventSet
	off   map[place]uint32 // where tools have switched events off, with the tool's count then
}

type place struct {
	offset int
	event  Event
	tool   uint8
}

func (m *Monitoring) init() {
	for i := range m.Tools {
		m.Tools[i].reset()
	}
	m.Disable, m.Missing = Unbound, Unbound
}

func (t *Tool) reset() {
	t.Name, t.Events = Unbound, 0
	t.count++
	for i := range t.Callbacks {
		t.Callbacks[i] = Unbound
	}
}

// Any reports whether any event is on anywhere.
func (m *Monitoring) Any() bool { return m.any }

// Active returns the events that any tool wants of a code object.
func (m *Monitoring) Active(c *Code) EventSet {
	var set EventSet
	for i := range m.Tools {
		set |= m.Tools[i].Events
		if c.Monitor != nil {
			set |= c.Monitor.Local[i]
		}
	}
	return set
}

// Listeners returns the tools, by bit, that want an event of a code object at a bytecode offset.
func (m *Monitoring) Listeners(c *Code, offset int, e Event) uint8 {
	var tools uint8
	for i := range m.Tools {
		set := m.Tools[i].Events
		if c.Monitor != nil {
			set |= c.Monitor.Local[i]
		}
		if set&e.Bit() != 0 {
			tools |= 1 << i
		}
	}
	if x := c.Monitor; x != nil && x.off != nil && tools != 0 {
		for i := range m.Tools {
			if tools&(1<<i) != 0 {
				if count, off := x.off[place{offset, e, uint8(i)}]; off && count == m.Tools[i].count {
					tools &^= 1 << i
				}
			}
		}
	}
	return tools
}

// SwitchOff makes a tool hear no more of an event at one place, until the events are restarted.
func (m *Monitoring) SwitchOff(c *Code, offset int, e Event, tool int) {
	x := c.monitor()
	if x.off == nil {
		x.off = map[place]uint32{}
	}
	x.off[place{offset, e, uint8(tool)}] = m.Tools[tool].count
}

func (c *Code) monitor() *CodeMonitor {
	if c.Monitor == nil {
		c.Monitor = &CodeMonitor{}
	}
	return c.Monitor
}

// SetEvents sets the events that a tool wants of all code.
func (m *Monitoring) SetEvents(th *Thread, tool int, set EventSet) {
	if t := &m.Tools[tool]; t.Events != set {
		if t.Events&^set != 0 {
			t.count++
		}
		t.Events = set
		m.changed(th)
	}
}

// SetLocalEvents sets the events that a tool wants of one code object besides.
func (m *Monitoring) SetLocalEvents(th *Thread, tool int, c *Code, set EventSet) {
	x := c.monitor()
	if x.Local[tool] == set {
		return
	}
	if x.Local[tool]&^set != 0 {
		m.Tools[tool].count++
	}
	x.Local[tool] = set
	if m.local == nil {
		m.local = map[*Code]bool{}
	}
	if x.Local == [NumTools]EventSet{} {
		delete(m.local, c)
	} else {
		m.local[c] = true
	}
	m.changed(th)
}

// Clear makes a tool want nothing any more, and forgets its callbacks; free gives its number back too.
func (m *Monitoring) Clear(th *Thread, tool int, free bool) {
	t := &m.Tools[tool]
	name := t.Name
	t.reset()
	if !free {
		t.Name = name
	}
	m.clearLocal(tool)
	m.changed(th)
}

// clearLocal makes a tool want nothing of single code objects.
func (m *Monitoring) clearLocal(tool int) {
	for c := range m.local {
		c.Monitor.Local[tool] = 0
		if c.Monitor.Local == [NumTools]EventSet{} {
			delete(m.local, c)
		}
	}
}

// Restart switches on again what was switched off at single places.
func (m *Monitoring) Restart(th *Thread) {
	for i := range m.Tools {
		m.Tools[i].count++
	}
	m.changed(th)
}

// changed makes the machine look at what is wanted now.
func (m *Monitoring) changed(th *Thread) {
	m.Version++
	m.any = len(m.local) > 0
	for i := range m.Tools {
		m.any = m.any || m.Tools[i].Events != 0
	}
	if th.Interp.Eval != nil {
		th.Interp.Eval.Monitored(th)
	}
	th.Interp.Breaker.Or(BreakTrace)
}

// What sys.settrace and sys.setprofile need to hear.
const (
	traceEvents = 1<<EventPyStart | 1<<EventPyResume | 1<<EventPyReturn | 1<<EventPyYield | 1<<EventStopIteration | 1<<EventLine |
		1<<EventJump | 1<<EventRaise | 1<<EventPyUnwind | 1<<EventPyThrow
	profileEvents = 1<<EventPyStart | 1<<EventPyResume | 1<<EventPyReturn | 1<<EventPyYield | 1<<EventCall | 1<<EventPyUnwind | 1<<EventPyThrow
)

// SetTrace sets the trace function of thread t; None: no tracing. th is the thread that runs.
func (t *Thread) SetTrace(th *Thread, f Value) {
	t.Trace = f
	th.follow(ToolTrace, traceEvents, func(t *Thread) bool { return !t.Trace.IsNone() })
}

// SetProfile sets the profile function of thread t; None: no profiling. th is the thread that runs.
func (t *Thread) SetProfile(th *Thread, f Value) {
	t.Profile = f
	th.follow(ToolProfile, profileEvents, func(t *Thread) bool { return !t.Profile.IsNone() })
}

// follow makes the tool that stands for trace or profile functions want events while any thread has one.
func (th *Thread) follow(tool int, events EventSet, has func(t *Thread) bool) {
	wanted := EventSet(0)
	for _, t := range th.Interp.Threads() {
		if has(t) {
			wanted = events
		}
	}
	m := &th.Interp.Monitoring
	m.Tools[tool].Events = wanted
	m.Tools[tool].count++
	if wanted == 0 {
		m.clearLocal(tool)
	}
	m.changed(th)
}

// Threads returns the threads of the interpreter that have not ended.
func (in *Interp) Threads() []*Thread {
	var list []*Thread
	for t := range in.threads {
		list = append(list, t)
	}
	return list
}

// End is called by a thread when it ends.
func (th *Thread) End() {
	delete(th.Interp.threads, th)
	if !th.Trace.IsNone() {
		th.SetTrace(th, None)
	}
	if !th.Profile.IsNone() {
		th.SetProfile(th, None)
	}
}
