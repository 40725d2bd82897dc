// This file delivers the events of sys.monitoring (PEP 669), on which tracing and profiling stand. Code that a tool listens to
// runs in a translation of its own, formTraced: stepwise, with an opTrace at each point where something can be told. The
// points that nobody listens to are turned into opNop.

package eval

import (
	"sort"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// A point is a place in the code where an event happens.
type point struct {
	kind         pointKind
	event        py.Event
	offset       int // in the bytecode: where a tool switches the event off
	source, dest int // of a jump or branch
	line         int // that begins here, pointStep only; 0: none
	dynamic      bool
	track        bool // pointStep: remember that this instruction was the last before a line begins
	at           int  // number of the opTrace
}

type pointKind uint8

const (
	pointStep   pointKind = iota // before an instruction: perhaps a line begins
	pointEnter                   // a frame starts or goes on at a line that may begin again
	pointPlain                   // nothing but code and offset
	pointValue                   // R[A] is the value
	pointCall                    // the call that follows, callable in R[A]
	pointBranch                  // source and dest
	pointEnd                     // R[A] is a generator that has ended with R[A+1]
)

// follow takes notice of what tools want: each frame that runs goes over to the translation that it needs when it next comes
// to its turn.
func (m *machine) follow() {
	mon := &m.th.Interp.Monitoring
	m.th.Monitored = mon.Version
	m.watching = mon.Any()
	for i := 1; i <= m.depth(); i++ {
		m.records[i].ret |= retSwitch
	}
	m.adapting = true
	m.setLimit()
}

// Monitored implements runtime.Evaluator.
func (s *Shared) Monitored(th *py.Thread) { machineOf(th).follow() }

// Traced implements runtime.Evaluator.
func (s *Shared) Traced(th *py.Thread, on bool, f func() error) error {
	m := machineOf(th)
	before := m.inTrace
	m.inTrace = !on
	m.setLimit()
	err := f()
	m.inTrace = before
	m.setLimit()
	return err
}

// formFor is which translation of a code object is to run.
func (m *machine) formFor(c *py.Code) form {
	switch {
	case m.watching && !m.inTrace && m.th.Interp.Monitoring.Active(c)&py.LocalEvents != 0:
		return formTraced
	case m.shared.folded:
		return formFolded
	}
	return formStepwise
}

// instrument turns the points of a traced translation on and off.
func (m *machine) instrument(x *execution) {
	mon := &m.th.Interp.Monitoring
	if x.version == mon.Version {
		return
	}
	x.version = mon.Version
	lines := mon.Active(x.code)&py.EventLine.Bit() != 0
	for i := range x.points {
		m.instrumentPoint(x, &x.points[i], lines)
	}
}

func (m *machine) instrumentPoint(x *execution, p *point, lines bool) {
	mon := &m.th.Interp.Monitoring
	on := mon.Listeners(x.code, p.offset, p.event) != 0
	if p.kind == pointEnter {
		on = lines
	}
	if p.kind == pointStep {
		on = on || p.line > 0 && mon.Listeners(x.code, p.offset, py.EventLine) != 0 || p.track && lines
	}
	x.instructions[p.at].op = opNop
	if on {
		x.instructions[p.at].op = opTrace
	}
}

// switchOff makes a tool hear no more of an event at a place.
func (m *machine) switchOff(x *execution, offset int, e py.Event, tool int) {
	mon := &m.th.Interp.Monitoring
	mon.SwitchOff(x.code, offset, e, tool)
	lines := mon.Active(x.code)&py.EventLine.Bit() != 0
	for i := range x.points {
		if p := &x.points[i]; p.offset == offset && x.version == mon.Version {
			m.instrumentPoint(x, p, lines)
		}
	}
}

// notify calls a callback, which isn't monitored itself.
func (m *machine) notify(fn py.Value, args ...py.Value) (py.Value, error) {
	m.inTrace = true
	m.setLimit()
	pc, next := m.pc, m.next
	v, err := py.CallArgs(m.th, fn, args...)
	m.pc, m.next = pc, next
	m.inTrace = false
	m.setLimit()
	if m.jumpTo != 0 {
		m.next, m.quiet, m.jumpTo, m.jumped = m.jumpTo, m.jumpTo, 0, true
	}
	return v, err
}

// fire delivers an event of the running frame to the tools that want it, the highest number first. args are those of the
// callback behind the code object. An error is that of a callback.
func (m *machine) fire(e py.Event, offset int, args ...py.Value) error {
	if !m.watching || m.inTrace {
		return nil
	}
	mon := &m.th.Interp.Monitoring
	x := m.execution()
	wanted := e
	if e == py.EventCReturn || e == py.EventCRaise {
		wanted = py.EventCall
	}
	tools := mon.Listeners(x.code, offset, wanted)
	if tools == 0 {
		return nil
	}
	all := append([]py.Value{x.code.Value()}, args...)
	before := m.event
	m.event, m.eventDepth = e, m.depth()
	defer func() { m.event = before }()
	for tool := py.NumTools - 1; tool >= 0; tool-- {
		if tools&(1<<tool) == 0 {
			continue
		}
		var err error
		switch tool {
		case py.ToolTrace:
			err = m.trace(x, e, offset, all)
		case py.ToolProfile:
			err = m.profile(e, all)
		default:
			err = m.call1(x, e, offset, tool, all)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// call1 calls a tool's callback.
func (m *machine) call1(x *execution, e py.Event, offset, tool int, args []py.Value) error {
	mon := &m.th.Interp.Monitoring
	callbacks := &mon.Tools[tool].Callbacks
	fn, slot := callbacks[e], e
	if fn.IsUnbound() && (e == py.EventBranchLeft || e == py.EventBranchRight) {
		fn, slot = callbacks[py.EventBranch], py.EventBranch
	}
	if fn.IsUnbound() {
		return nil
	}
	v, err := m.notify(fn, args...)
	if err != nil || v != mon.Disable {
		return err
	}
	if !(e.Bit()&py.LocalEvents != 0) {
		callbacks[slot] = py.Unbound
		return py.Raise(py.ValueError, "Cannot disable %s events. Callback removed.", py.EventNames[e])
	}
	if slot != py.EventBranch {
		m.switchOff(x, offset, e, tool)
		return nil
	}
	// A callback for both branches is no more told of either.
	for i := range x.points {
		if p := &x.points[i]; p.offset != offset || p.event != e {
			continue
		} else {
			for k := range x.points {
				if q := &x.points[k]; q.kind == pointBranch && q.event != py.EventJump && abs(q.source) == abs(p.source) {
					m.switchOff(x, q.offset, q.event, tool)
				}
			}
		}
	}
	return nil
}

func abs(n int) int { return max(n, -n) }

// slowTrace reports what happens at a point.
func (m *machine) slowTrace(in instruction) error {
	if !m.watching {
		m.adapting = true
		return nil
	}
	if m.inTrace {
		return nil
	}
	x := m.execution()
	p := &x.points[in.wide()]
	offset := py.Int(int64(p.offset))
	switch p.kind {
	case pointStep:
		return m.stepPoint(x, p)
	case pointEnter:
		// A line goes on over a RESUME, unless that one is reported itself.
		s := m.frameObject(m.depth()).State.(*frameState)
		s.line = x.code.Line(p.offset)
		if m.th.Interp.Monitoring.Listeners(x.code, p.offset, p.event) != 0 {
			s.line = -1
		}
		return nil
	case pointPlain:
		return m.fire(p.event, p.offset, offset)
	case pointValue:
		return m.fire(p.event, p.offset, offset, *m.reg(in.a))
	case pointBranch:
		source := p.source
		if source < 0 {
			// The branch is where the instruction before stands, if that is the last that left the machine's loop.
			source = -source
			if m.th.Interp.Monitoring.Listeners(x.code, p.offset, py.EventInstruction) != 0 {
				source = p.offset
			}
		}
		return m.fire(p.event, p.offset, py.Int(int64(source)), py.Int(int64(p.dest)))
	case pointEnd:
		g := py.AsGenerator(*m.reg(in.a))
		if g == nil || g.Type == py.AsyncGeneratorType {
			return nil
		}
		stop := py.NewStopIteration(*m.reg(in.a + registerSize))
		return m.fire(p.event, p.offset, offset, stop.Header.Value())
	case pointCall:
		return m.callPoint(p, in)
	}
	return invalidCode("unknown point")
}

// stepPoint reports the line and the instruction that begin.
func (m *machine) stepPoint(x *execution, p *point) error {
	if m.pc == m.quiet {
		m.quiet = 0
	} else if p.dynamic || p.track {
		s := m.frameObject(m.depth()).State.(*frameState)
		before := s.line
		s.line = x.code.Line(p.offset)
		if p.line > 0 && (!p.dynamic || before != p.line) {
			if err := m.fire(py.EventLine, p.offset, py.Int(int64(p.line))); err != nil {
				return err
			}
		}
	} else if p.line > 0 {
		if err := m.fire(py.EventLine, p.offset, py.Int(int64(p.line))); err != nil {
			return err
		}
	}
	if m.jumped {
		m.jumped = false
		return nil
	}
	return m.fire(py.EventInstruction, p.offset, py.Int(int64(p.offset)))
}

// callPoint reports a call, and what comes of it if it isn't one of a Python function.
func (m *machine) callPoint(p *point, in instruction) error {
	missing := m.th.Interp.Monitoring.Missing
	op := *(*instruction)(pointer(&m.next))
	callable, first := *m.reg(in.a), missing
	var args []py.Value
	var kw *py.Tuple
	switch op.op {
	case opLoadSuperAttr:
		if op.flags&2 != 0 {
			first = *m.reg(in.a + registerSize)
		}
	case opCallEx:
		if self := *m.reg(in.a + registerSize); !self.IsUnbound() {
			first = self
			break
		}
		given := *m.reg(in.a + 2*registerSize)
		if t := py.AsTuple(given); t != nil && t.Len() > 0 {
			first = t.At(0)
		} else if l := py.AsList(given); l != nil && l.Len() > 0 {
			first = l.Items()[0]
		}
	default:
		n := op.arguments() + 2
		if op.op == opCallKw {
			kw = py.AsTuple(*m.reg(in.a + uint16(n)*registerSize))
		}
		w := m.window(in.a, n)
		if callable.Kind() == py.KindMethod && w[1].IsUnbound() {
			method := (*py.Method)(callable.P)
			w[0], w[1] = method.Func, method.Self
			callable = method.Func
		}
		if args = w[1:]; w[1].IsUnbound() {
			args = w[2:]
		}
		if len(args) > 0 {
			first = args[0]
		}
	}
	offset := py.Int(int64(p.offset))
	if err := m.fire(py.EventCall, p.offset, offset, callable, first); err != nil {
		return err
	}
	if callable.Kind() == py.KindFunction || op.op == opCallEx && callable.Kind() == py.KindMethod {
		return nil
	}
	m.pc = m.next
	m.next += instructionSize
	var v py.Value
	var err error
	switch op.op {
	case opLoadSuperAttr: // an attribute of a super object, not a method and its object
		method := op.flags&1 != 0
		op.flags &^= 1
		if err = m.slowLoadSuperAttr(op); err == nil && method {
			*m.reg(op.a + registerSize) = py.Unbound
		}
	case opCallEx:
		err = m.slowCallEx(op)
	default:
		pc, next := m.pc, m.next
		v, err = py.Call(m.th, callable, append([]py.Value(nil), args...), kw)
		m.pc, m.next = pc, next
		err = m.put(op.a, v, err)
	}
	if err != nil {
		if failed := m.fire(py.EventCRaise, p.offset, offset, callable, first); failed != nil {
			return failed
		}
		return err
	}
	return m.fire(py.EventCReturn, p.offset, offset, callable, first)
}

// raised tells of an exception in the running frame: how is RAISE, RERAISE, PY_THROW, EXCEPTION_HANDLED or PY_UNWIND. The
// exception of a callback takes its place.
func (m *machine) raised(how py.Event, offset int, e *py.Exception) *py.Exception {
	if err := m.fire(how, offset, py.Int(int64(offset)), e.Header.Value()); err != nil {
		return py.ErrorAs(err)
	}
	return e
}

// lastUnit is the offset of the last part of the instruction at an offset.
func lastUnit(c *py.Code, offset int) int {
	if offset < 0 || offset >= len(c.Bytecode) {
		return offset
	}
	return offset + 2*opcode.Op(c.Bytecode[offset]).CacheEntries()
}

// newPoint puts an opTrace.
func (t *translator) newPoint(p point, a uint16) {
	in := instruction{action: action{op: opTrace}, a: a}
	in.setWide(int32(len(t.points)))
	p.at = len(t.out)
	t.points = append(t.points, p)
	t.put(in)
}

// pointsBefore puts the points of step i before what it does.
func (t *translator) pointsBefore(i int, s *step) {
	if i < t.lines.first {
		return
	}
	if s.op == opcode.RESUME {
		if t.lines.track[i] {
			t.newPoint(point{kind: pointEnter, event: resumeEvent(s), offset: s.offset}, 0)
		}
	} else {
		p := point{kind: pointStep, event: py.EventInstruction, offset: s.start}
		p.line, p.dynamic, p.track = t.lines.line[i], t.lines.dynamic[i], t.lines.track[i]
		t.newPoint(p, 0)
		for at := s.start + 2; at <= s.offset; at += 2 {
			t.newPoint(point{kind: pointStep, event: py.EventInstruction, offset: at}, 0)
		}
	}
	d := t.depth()
	switch s.op {
	case opcode.RESUME:
		t.newPoint(point{kind: pointPlain, event: resumeEvent(s), offset: s.offset}, 0)
	case opcode.RETURN_VALUE:
		t.newPoint(point{kind: pointValue, event: py.EventPyReturn, offset: s.offset}, t.top(0))
	case opcode.YIELD_VALUE:
		t.newPoint(point{kind: pointValue, event: py.EventPyYield, offset: s.offset}, t.top(0))
	case opcode.CALL:
		t.newPoint(point{kind: pointCall, event: py.EventCall, offset: s.offset}, t.slot(d-s.arg-2))
	case opcode.CALL_KW:
		t.newPoint(point{kind: pointCall, event: py.EventCall, offset: s.offset}, t.slot(d-s.arg-3))
	case opcode.CALL_FUNCTION_EX:
		t.newPoint(point{kind: pointCall, event: py.EventCall, offset: s.offset}, t.slot(d-4))
	case opcode.LOAD_SUPER_ATTR:
		t.newPoint(point{kind: pointCall, event: py.EventCall, offset: s.offset}, t.slot(d-3))
	case opcode.JUMP_FORWARD, opcode.JUMP_BACKWARD:
		t.newPoint(point{kind: pointBranch, event: py.EventJump, offset: s.offset, source: s.offset, dest: t.steps[s.target].start}, 0)
	case opcode.NOT_TAKEN:
		source := s.offset
		if i > 0 {
			source = -t.steps[i-1].offset
		}
		t.newPoint(point{kind: pointBranch, event: py.EventBranchLeft, offset: s.offset, source: source, dest: s.end}, 0)
	case opcode.POP_ITER:
		source := s.offset
		for k := range t.steps[:i] {
			if f := &t.steps[k]; f.op == opcode.FOR_ITER && (f.target == i || f.target == i-1) {
				source = -f.offset
			}
		}
		t.newPoint(point{kind: pointBranch, event: py.EventBranchRight, offset: s.offset, source: source, dest: s.end}, 0)
	case opcode.END_ASYNC_FOR:
		t.newPoint(point{kind: pointBranch, event: py.EventBranchRight, offset: s.offset, source: s.end - 2*s.arg, dest: s.end}, 0)
	case opcode.END_SEND:
		t.newPoint(point{kind: pointEnd, event: py.EventStopIteration, offset: s.offset}, t.slot(d-2))
	case opcode.END_FOR:
		t.newPoint(point{kind: pointEnd, event: py.EventStopIteration, offset: s.offset}, t.slot(d-2))
	}
}

// resumeEvent is the event of a RESUME.
func resumeEvent(s *step) py.Event {
	if s.arg&3 == opcode.RESUME_AT_FUNC_START {
		return py.EventPyStart
	}
	return py.EventPyResume
}

// tracedJump puts a conditional jump that is a branch: in, whose target is to come.
func (t *translator) tracedJump(s *step, in instruction) {
	in.setWide(2)
	t.put(in)
	t.put(instruction{action: action{op: opJump}, b: 3})
	t.newPoint(point{kind: pointBranch, event: py.EventBranchRight, offset: s.offset, source: s.offset, dest: t.steps[s.target].start}, 0)
	t.jump(instruction{action: action{op: opJump}}, s.target)
}

// tracedForIter puts the head of a for loop with the event of its left branch. It leaves the loop behind the END_FOR.
func (t *translator) tracedForIter(s *step, in instruction) {
	in.c = 3
	t.put(in)
	t.newPoint(point{kind: pointBranch, event: py.EventBranchLeft, offset: s.offset, source: s.offset, dest: s.end}, 0)
	t.put(instruction{action: action{op: opJump}, b: 2})
	target := s.target
	if t.steps[target].op == opcode.END_FOR && target+1 < len(t.steps) && t.steps[target+1].depth >= 0 {
		target++
	}
	t.jump(instruction{action: action{op: opJump}}, target)
	t.stack = append(t.stack, operand{})
}

// lineTable says of each step whether a line begins there.
type lineTable struct {
	first   int    // steps before are not traced
	line    []int  // the line that begins, 0: none
	dynamic []bool // only if the instruction before was of another line
	track   []bool // may come before one of those
}

// neverStarts reports whether no line begins at an instruction, as others jump over it or as it belongs to the machinery.
func neverStarts(o opcode.Op) bool {
	switch o {
	case opcode.END_ASYNC_FOR, opcode.END_FOR, opcode.END_SEND, opcode.RESUME:
		return true
	}
	return false
}

// findLines makes the line table. A line begins at an instruction of another line than the one above it in the code, at the
// target of a jump and at a handler, when the instruction before, in the order of execution, was of another line.
func findLines(c *py.Code, steps []step, rows []exceptionRow, at []int32) lineTable {
	n := len(steps)
	t := lineTable{line: make([]int, n), dynamic: make([]bool, n), track: make([]bool, n)}
	for t.first < n && steps[t.first].op != opcode.RESUME {
		t.first++
	}
	lines := make([]int, n)
	for i := range steps {
		lines[i] = c.Line(steps[i].offset)
	}
	start := make([]bool, n)
	before := make([][]int, n)
	target := func(s *step) int {
		if s.op == opcode.FOR_ITER && steps[s.target].op == opcode.END_FOR && s.target+1 < n {
			return s.target + 1
		}
		return s.target
	}
	current := -1
	var targets []int
	for i := range steps {
		s := &steps[i]
		if i >= t.first && !neverStarts(s.op) {
			start[i] = lines[i] != current && lines[i] > 0
			current = lines[i]
		}
		if s.target >= 0 {
			targets = append(targets, target(s))
			before[target(s)] = append(before[target(s)], i)
		}
		if i+1 < n && !s.op.IsScopeExit() && !s.op.IsUnconditionalJump() {
			before[i+1] = append(before[i+1], i)
		}
	}
	for _, i := range targets {
		start[i] = true
	}
	for _, r := range rows {
		h := int(at[r.target])
		start[h] = true
		first := sort.Search(n, func(i int) bool { return steps[i].offset >= r.start })
		for i := first; i < n && steps[i].offset < r.end; i++ {
			before[h] = append(before[h], i)
		}
	}
	for i := t.first; i < n; i++ {
		if !start[i] || lines[i] <= 0 || neverStarts(steps[i].op) {
			continue
		}
		t.line[i] = lines[i]
		for _, k := range before[i] {
			if lines[k] == lines[i] {
				t.dynamic[i] = true
			}
		}
		if t.dynamic[i] {
			for _, k := range before[i] {
				t.track[k] = true
			}
			t.track[i] = true
		}
	}
	return t
}

// unwinding tells of an exception that goes through the running frame, to handler h or, without one, out of it.
func (m *machine) unwinding(e *py.Exception, x *execution, offset int, h *handler, fresh, direct, first bool) *py.Exception {
	if m.inTrace {
		return e
	}
	// Where an exception is said to be: before the next instruction.
	at := offset
	switch {
	case direct:
		at = lastUnit(x.code, offset)
	case !first:
		at = max(offset-2, 0)
	}
	how := py.EventRaise
	if !fresh {
		how = py.EventReraise
	}
	e = m.raised(how, at, e)
	if h == nil {
		return m.raised(py.EventPyUnwind, at, e)
	}
	return m.raised(py.EventExceptionHandled, int(x.offsets[h.target]), e)
}

// endedBy tells of the exception by which an iterator said that it has ended.
func (m *machine) endedBy(e *py.Exception) error {
	offset := m.execution().offset(pointer(&m.pc))
	return m.fire(py.EventRaise, offset, py.Int(int64(offset)), e.Header.Value())
}
