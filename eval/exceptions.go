// This file holds exceptions: how one that is raised finds its handler, and the instructions of handlers.

package eval

import (
	"strings"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// reraise says that exception e goes on without a traceback entry of this frame.
type reraise struct {
	e     *py.Exception
	lasti int // where the frame shows itself to be, -1: at the instruction that raises again
}

func (r *reraise) Error() string { return r.e.Error() }

// reraised is the error for an exception that is raised again: the one of its kind, as unwind takes it at once.
func (m *machine) reraised(e *py.Exception, lasti int) error {
	m.again = reraise{e, lasti}
	return &m.again
}

// thrown is an exception that comes into a suspended generator from outside.
type thrown struct{ e *py.Exception }

func (t *thrown) Error() string { return t.e.Error() }

// unwind takes the exception of the instruction under way to its handler: next is set. When no frame handles it up to the one
// that run was started for, that frame is left and the error returned.
func (m *machine) unwind(err error) error {
	trace, direct, shown := true, true, -1
	switch r := err.(type) {
	case *reraise:
		err, trace, direct, shown = r.e, false, false, r.lasti
		r.e = nil
	case *thrown:
		err, direct, shown = r.e, false, m.resumptionOffset()
	}
	e := py.ErrorAs(err)
	fresh := direct && e.Traceback == nil && m.isNew(e)
	e.ChainContext(m.handled(), false)
	var left *unwound // the frame left last, which wants to know its caller's
	caughtAt := -1
	if m.caught != nil {
		if !trace && e == m.caught && m.caughtTop == m.top && !m.watching {
			// It goes on from where it was caught, and that is all that the traceback tells.
			trace, caughtAt, left, fresh = true, m.caughtAt, m.caughtLeft, m.caughtFresh
			m.forgetCaught()
		} else {
			m.showCaught()
		}
	}
	first := true
	for {
		x := m.execution()
		offset := x.offset(pointer(&m.pc))
		h := x.findHandler(offset)
		where := offset
		if shown >= 0 {
			where = shown
			if trace || m.watching || (*record)(pointer(&m.top)).ret&retHasFrame != 0 || m.generator() != nil {
				m.show(x, shown)
			}
		}
		for h != nil && h.kind != handlerOfProgram && !m.watching && h.onlyTidies(x) {
			offset = m.tidy(x, h)
			h = x.findHandler(offset)
		}
		if trace {
			at := where
			if caughtAt >= 0 {
				at = caughtAt
			}
			if h != nil && m.plainFrame(x) {
				m.caught, m.caughtTop, m.caughtAt, m.caughtLeft = e, m.top, at, left
				m.caughtFresh, m.caughtDropped = fresh, false
				r := (*record)(pointer(&m.top))
				m.caughtFlag = retHasFrame &^ r.ret
				r.ret |= retHasFrame
			} else if h == nil && m.plainFrame(x) && (*record)(pointer(&m.top)).ret&retHasFrame == 0 && x.slots <= maxUnwound && x.code.Code.Flags&code.CO_OPTIMIZED != 0 {
				u := m.leaveTraced(e, x, at)
				if left != nil {
					left.caller = e.Traceback
				}
				left = u
			} else {
				m.addTraceback(e, at)
				if left != nil {
					left.caller = e.Traceback
				}
				left = nil
			}
		}
		if m.watching {
			e = m.unwinding(e, x, offset, h, trace, direct, first)
		}
		if h != nil && int(x.offsets[h.target]) <= offset && m.polling() {
			// A handler in front of what it covers makes a loop (in the bytecode: the order of instructions may be another). One that is interrupted may not go on.
			m.showCaught()
			if err := m.poll(); err != nil {
				e, h = py.ErrorAs(err), nil
			}
		}
		trace, direct, first, shown, caughtAt = true, false, false, -1, -1
		if h != nil {
			position := h.depth
			regs := pointer(&m.regs)
			if h.lasti {
				*x.stackValue(regs, position) = py.Int(int64(where / 2))
				position++
			}
			*x.stackValue(regs, position) = e.Header.Value()
			m.next = uintptr(x.at(h.target))
			return nil
		}
		// What is fresh stays so: the frame that is left had no handler that could have given the exception to something.
		var ret uint32
		if g := m.generator(); g != nil {
			m.finish(g)
			ret = m.popGenerator(g)
			clear(unsafe.Slice((*py.Value)(g.Registers), int(g.Size)-headroom))
		} else {
			ret = m.popRecord()
		}
		switch ret & retKind {
		case retEntry:
			if left != nil {
				left.back = m.frameObject(m.depth())
			}
			return e
		case retNext:
			if e.Type.IsSubtype(py.StopIteration) {
				if m.watching {
					if err := m.endedBy(e); err != nil {
						return m.unwind(err)
					}
				}
				m.endIteration()
				return nil
			}
		case retAttribute:
			in := *(*instruction)(pointer(&m.pc))
			py.CompleteAttributeError(e, *m.reg(in.b), m.name(in.c))
		}
	}
}

// Around an except or finally clause the compiler puts a handler that restores what was handled before, or empties the clause's variable, and raises again.
// Such a one is not entered: unwind does what it does.

// onlyTidies reports whether h is such a handler. It stands behind what it covers, so that from one to the next there is an end, whatever the bytecode.
func (h *handler) onlyTidies(x *execution) bool {
	if h.kind == handlerUnknown {
		h.kind = handlerOfProgram
		i := h.target
		for x.instructions[i].op == opConst || x.instructions[i].op == opDelete || x.instructions[i].op == opPopExcept {
			i++
		}
		if in := &x.instructions[i]; h.lasti && in.op == opReraise && in.c > 0 && x.form == formFolded && int(x.offsets[i]) >= h.end {
			h.kind = handlerTidies
		}
	}
	return h.kind == handlerTidies
}

// tidy does what such a handler does and returns the bytecode offset where it raises again.
func (m *machine) tidy(x *execution, h *handler) int {
	for i := h.target; ; i++ {
		switch in := &x.instructions[i]; in.op {
		case opConst:
			*m.reg(in.a) = x.entries[uint32(in.wide())].Value
		case opDelete:
			*m.reg(in.a) = py.Unbound
		case opPopExcept:
			m.setOwn(py.AsException(*m.reg(in.a)))
		default:
			return int(x.offsets[i])
		}
	}
}

// plainFrame reports whether the frame that runs is one of which a traceback entry can be made later: a function's or module's.
func (m *machine) plainFrame(x *execution) bool {
	return !m.watching && x.far == 0 && m.generator() == nil
}

// An exception that a frame catches needs a traceback entry, and that a frame object, only if someone looks at the exception. Nobody can,
// as long as nothing but inner works: all else that could read a traceback is reached by a slow path. So the entry is made when the next
// one begins, save those of quiet. When only the machine has the exception, since the handler doesn't use it, it takes sys.exception() or
// another exception, whose context it becomes, to look at it: else the entry is made never.

// quiet are the operations whose slow paths look at no traceback and run no Python code.
var quiet = [numOps]bool{opPushExcInfo: true, opPopExcept: true, opCheckExcMatch: true, opReraise: true, opBuildTuple: true, opBuildList: true, opMakeCell: true}

// showCaught makes the traceback entry of the frame that has caught an exception.
func (m *machine) showCaught() {
	e := m.caught
	if e == nil {
		return
	}
	at, left := m.caughtAt, m.caughtLeft
	i := int((m.caughtTop - uintptr(unsafe.Pointer(&m.records[0]))) / recordSize)
	m.caught, m.caughtLeft = nil, nil
	e.Traceback = py.NewTraceback(e.Traceback, m.frameObject(i), at)
	if left != nil {
		left.caller = e.Traceback
	}
}

// seen reports whether the slow path of an instruction can look at the traceback of the exception that has been caught. That of an
// ordinary attribute of an exception can't, but for Python code that it may run, which is of instructions itself.
func (m *machine) seen(in instruction) bool {
	if in.op >= opLoadAttr && in.op < opLoadMethod && m.reg(in.b).Kind() == py.KindException && !strings.HasPrefix(m.name(in.c).String(), "__") {
		return false
	}
	return !quiet[in.op] && !(m.caughtFresh && m.caughtDropped)
}

// ShowHandled implements runtime.Evaluator.
func (s *Shared) ShowHandled(th *py.Thread) { machineOf(th).showCaught() }

// forgetCaught ends the wait for someone who looks at the exception that the running frame has caught.
func (m *machine) forgetCaught() {
	m.caught, m.caughtLeft = nil, nil
	(*record)(pointer(&m.top)).ret &^= m.caughtFlag
}

// isNew reports whether the instruction under way has made the exception that it raises, so that nothing else has it yet.
func (m *machine) isNew(e *py.Exception) bool {
	if e.Cause != nil {
		return false
	}
	switch o := (*instruction)(pointer(&m.pc)).op; {
	case o == opRaise:
		return m.raisedNew
	case e.Type.Flags&py.TypeHeap != 0:
		return false
	case o >= opLT && o <= opSetSlice, o >= opLoadAttr && o <= opDeleteName, o == opUnpackSequence, o == opUnpackPair, o == opUnpackEx, o == opCallFunction:
		return true
	}
	return false // a method, or what is awaited, can raise what it has kept
}

// madeNatively reports whether no Python code takes part in making an exception of class t.
func (m *machine) madeNatively(t *py.Type) bool {
	return t.Flags&py.TypeHeap == 0 ||
		t.CalledPlainly() && t.HasNativeNew() && t.Flags&py.TypeHasFinalize == 0 && py.AsWrapper(t.Lookup(m.th, m.shared.names.init)) != nil
}

// justCalled reports whether the instruction before the one under way has called class t, which such a call leaves in its register.
func (m *machine) justCalled(t *py.Type) bool {
	before := (*instruction)(unsafe.Add(pointer(&m.pc), -int(instructionSize)))
	return before.op == opCallFunction && m.reg(before.b).P == unsafe.Pointer(t)
}

// show makes the running frame, which is not to go on behind its instruction, show itself at a bytecode offset.
func (m *machine) show(x *execution, offset int) {
	for i, o := range x.offsets {
		if int(o) == offset {
			m.pc = uintptr(x.at(i))
			return
		}
	}
}

// unwound is what an exception leaves of a frame: the traceback entry, and what a frame object will want to know. The local variables lie
// behind it, in the same allocation.
type unwound struct {
	traceback py.Traceback
	m         *machine
	x         *execution
	function  *py.Function
	pc        unsafe.Pointer
	caller    *py.Traceback // of the calling frame, or
	back      *py.Frame     // the calling frame
}

type (
	unwound2 struct {
		unwound
		saved [2]py.Value
	}
	unwound6 struct {
		unwound
		saved [maxUnwound]py.Value
	}
)

// maxUnwound is how many local variables a frame can have that is left so.
const maxUnwound = 6

// leaveTraced puts the frame that runs, which the exception e is about to leave, before its traceback.
func (m *machine) leaveTraced(e *py.Exception, x *execution, offset int) *unwound {
	var u *unwound
	if x.slots <= 2 {
		u = &(&unwound2{}).unwound
	} else {
		u = &(&unwound6{}).unwound
	}
	m.gather(x, pointer(&m.regs))
	u.m, u.x, u.function, u.pc = m, x, m.function(), pointer(&m.pc)
	copy(u.saved(), unsafe.Slice((*py.Value)(pointer(&m.regs)), x.slots))
	u.traceback.Init(e.Traceback, u, offset)
	e.Traceback = &u.traceback
	return u
}

func (u *unwound) saved() []py.Value {
	return unsafe.Slice((*py.Value)(unsafe.Add(unsafe.Pointer(u), unsafe.Sizeof(unwound{}))), u.x.slots)
}

// FrameCode implements runtime.FrameMaker.
func (u *unwound) FrameCode() *py.Code { return u.x.code }

// MakeFrame implements runtime.FrameMaker.
func (u *unwound) MakeFrame() *py.Frame {
	s := &frameState{m: u.m, x: u.x, index: -1, function: u.function, pc: u.pc, saved: u.saved(), caller: u.caller, back: u.back}
	f := py.NewFrame(u.x.code, u.x.globals, u.x.builtins, s)
	s.frame = f
	return f
}

// addTraceback puts the frame that runs before the traceback of e.
func (m *machine) addTraceback(e *py.Exception, offset int) {
	frame := m.frameObject(m.depth())
	e.Traceback = py.NewTraceback(e.Traceback, frame, offset)
}

// handled returns the exception being handled: sys.exception().
func (m *machine) handled() *py.Exception {
	if m.own != nil {
		return m.own
	}
	return m.outer
}

// setOwn sets the exception that is being handled by the frames since the innermost generator.
func (m *machine) setOwn(e *py.Exception) {
	m.own = e
	if e == nil {
		e = m.outer
	}
	m.th.Handled = e
}

// slowPushExcInfo begins a handler.
func (m *machine) slowPushExcInfo(in instruction) error {
	w := m.window(in.a, 2)
	e := py.AsException(w[0])
	if e == nil {
		return invalidCode("handler of something else")
	}
	w[1] = w[0]
	w[0] = py.None
	if m.own != nil {
		w[0] = m.own.Header.Value()
	}
	m.setOwn(e)
	return nil
}

func (m *machine) slowPopExcept(in instruction) error {
	m.setOwn(py.AsException(*m.reg(in.a)))
	return nil
}

// slowCheckExcMatch tests the exception R[B] against what an except clause names.
func (m *machine) slowCheckExcMatch(in instruction) error {
	class := *m.reg(in.c)
	if in.flags != 0 {
		class = py.NewTuple(m.window(in.c, int(in.flags))).Header.Value()
	}
	if err := checkExceptClass(class, "catching classes that do not inherit from BaseException is not allowed"); err != nil {
		return err
	}
	ok, err := m.exceptionMatches(*m.reg(in.b), class)
	return m.put(in.a, py.Bool(ok), err)
}

func isExceptionClass(v py.Value) bool {
	t := py.AsType(v)
	return t != nil && t.IsSubtype(py.BaseException)
}

func checkExceptClass(v py.Value, message string) error {
	if t := py.AsTuple(v); t != nil {
		for _, c := range t.Items() {
			if !isExceptionClass(c) {
				return py.Raise(py.TypeError, "%s", message)
			}
		}
		return nil
	}
	if !isExceptionClass(v) {
		return py.Raise(py.TypeError, "%s", message)
	}
	return nil
}

func (m *machine) exceptionMatches(e, class py.Value) (bool, error) {
	if t := py.AsTuple(class); t != nil {
		for _, c := range t.Items() {
			if e.Type().IsSubtype(py.AsType(c)) {
				return true, nil
			}
		}
		return false, nil
	}
	return e.Type().IsSubtype(py.AsType(class)), nil
}

// slowRaise raises R[A], from R[A+1] when in.c is 2; the exception being handled when it is 0.
func (m *machine) slowRaise(in instruction) error {
	if in.c == 0 {
		e := m.handled()
		if e == nil {
			return py.Raise(py.RuntimeError, "No active exception to reraise")
		}
		return m.reraised(e, -1)
	}
	v := *m.reg(in.a)
	e, err := m.instantiate(v)
	if err != nil {
		return err
	}
	m.raisedNew = e != nil && m.madeNatively(e.Type) && (v.Kind() == py.KindType || in.flags&1 != 0 && m.justCalled(e.Type))
	if e == nil {
		return py.Raise(py.TypeError, "exceptions must derive from BaseException")
	}
	if in.c == 2 {
		cause := *m.reg(in.a + registerSize)
		if cause.IsNone() {
			e.Cause = nil
		} else {
			c, err := m.instantiate(cause)
			if err != nil {
				return err
			}
			if c == nil {
				return py.Raise(py.TypeError, "exception causes must derive from BaseException")
			}
			e.Cause = c
		}
		e.SuppressContext = true
	}
	e.ChainContext(m.handled(), true)
	return e
}

// instantiate makes an exception of a class or instance, nil of anything else.
func (m *machine) instantiate(v py.Value) (*py.Exception, error) {
	if isExceptionClass(v) {
		r, err := py.Call(m.th, v, nil, nil)
		if err != nil {
			return nil, err
		}
		e := py.AsException(r)
		if e == nil {
			return nil, py.Raise(py.TypeError, "calling %s should have returned an instance of BaseException, not %s", reprOf(m.th, v), r.Type().TypeName())
		}
		return e, nil
	}
	return py.AsException(v), nil
}

func reprOf(th *py.Thread, v py.Value) string {
	s, err := py.Repr(th, v)
	if err != nil {
		return "?"
	}
	return s.String()
}

// slowReraise raises R[A] again, without a new traceback entry.
func (m *machine) slowReraise(in instruction) error {
	e := py.AsException(*m.reg(in.a))
	if e == nil {
		return invalidCode("reraise of something else")
	}
	lasti := -1
	if in.c > 0 {
		if v := *m.reg(in.a - in.c*registerSize); v.IsSmallInt() {
			lasti = 2 * int(v.SmallInt())
		}
	}
	return m.reraised(e, lasti)
}

// slowWithExceptStart calls the exit function of a with statement: below R[A] stand function, self, lasti, the previous
// exception and the exception.
func (m *machine) slowWithExceptStart(in instruction) error {
	w := m.window(in.a-5*registerSize, 5)
	e := py.AsException(w[4])
	if e == nil {
		return invalidCode("with statement without exception")
	}
	traceback := py.None
	if e.Traceback != nil {
		traceback = e.Traceback.Header.Value()
	}
	args := m.arguments(4)
	args[0], args[1], args[2], args[3] = w[1], e.Type.Value(), w[4], traceback
	if w[1].IsUnbound() {
		args = args[1:]
	}
	if w[0].Kind() == py.KindFunction {
		return m.callFunction((*py.Function)(w[0].P), args, nil, retPlain)
	}
	v, err := py.Call(m.th, w[0], args, nil)
	return m.put(in.a, v, err)
}

// slowCheckEgMatch splits the exception R[A] by the class R[A+1]: R[A] is the rest, R[A+1] what matched, or None.
func (m *machine) slowCheckEgMatch(in instruction) error {
	w := m.window(in.a, 2)
	e := py.AsException(w[0])
	class := w[1]
	if w[0].IsNone() { // an earlier clause took all
		w[1] = py.None
		return nil
	}
	if e == nil {
		return invalidCode("group of something else")
	}
	if err := checkExceptClass(class, "catching classes that do not inherit from BaseException is not allowed"); err != nil {
		return err
	}
	classes := []py.Value{class}
	if t := py.AsTuple(class); t != nil {
		classes = t.Items()
	}
	for _, c := range classes {
		if py.AsType(c).IsSubtype(py.BaseExceptionGroup) {
			return py.Raise(py.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	ok, err := m.exceptionMatches(w[0], class)
	if err != nil {
		return err
	}
	if ok {
		match := w[0]
		if !py.IsGroup(e) {
			group, err := py.CallArgs(m.th, py.ExceptionGroup.Value(), py.Text(""), py.TupleOf(match).Header.Value())
			if err != nil {
				return err
			}
			g := py.AsException(group)
			m.addTracebackTo(g)
			match = group
		}
		w[0], w[1] = py.None, match
		m.setOwn(py.AsException(match))
		return nil
	}
	match, rest := py.None, w[0]
	if py.IsGroup(e) {
		if match, rest, err = splitBySplit(m.th, e, class); err != nil {
			return err
		}
	}
	w[0], w[1] = rest, match
	if !match.IsNone() {
		m.setOwn(py.AsException(match))
	}
	return nil
}

// splitBySplit splits a group by its method split, which a subclass may have replaced.
func splitBySplit(th *py.Thread, e *py.Exception, class py.Value) (match, rest py.Value, err error) {
	v := e.Header.Value()
	if e.Type == py.ExceptionGroup || e.Type == py.BaseExceptionGroup {
		return py.SplitGroup(th, e, class)
	}
	pair, err := py.CallMethod(th, v, "split", class)
	if err != nil {
		return py.None, v, err
	}
	t := py.AsTuple(pair)
	if t == nil {
		return py.None, v, py.Raise(py.TypeError, "%s.split must return a tuple, not %s", e.Type.TypeName(), pair.Type().TypeName())
	}
	if t.Len() < 2 {
		return py.None, v, py.Raise(py.TypeError, "%s.split must return a 2-tuple, got tuple of size %d", e.Type.TypeName(), t.Len())
	}
	for _, part := range t.Items()[:2] {
		if !part.IsNone() && py.AsException(part) == nil {
			return py.None, v, py.Raise(py.TypeError, "%s.split must return exceptions or None, not %s", e.Type.TypeName(), part.Type().TypeName())
		}
	}
	return t.At(0), t.At(1), nil
}

// addTracebackTo gives an exception that was made for a handler the place of the handler as traceback.
func (m *machine) addTracebackTo(e *py.Exception) {
	if e != nil {
		m.addTraceback(e, m.execution().offset(pointer(&m.pc)))
	}
}

// prepareReraiseStar makes the exception that leaves an except* statement: of the original exception and the list of
// those raised in its clauses or not handled by them. None: nothing is left.
func (m *machine) prepareReraiseStar(original, list py.Value) (py.Value, error) {
	l := py.AsList(list)
	e := py.AsException(original)
	if l == nil || e == nil {
		return py.Unbound, invalidCode("except* without exceptions")
	}
	if l.Len() == 0 {
		return py.None, nil
	}
	if !py.IsGroup(e) {
		return l.Items()[0], nil // a naked exception was wrapped, and raised in the one clause that there can be
	}
	var raised, again []py.Value
	for _, v := range l.Items() {
		x := py.AsException(v)
		if x == nil {
			continue
		}
		if m.isPartOf(x, e) {
			again = append(again, v)
		} else {
			raised = append(raised, v)
		}
	}
	projection, err := m.project(e, again)
	if err != nil {
		return py.Unbound, err
	}
	if len(raised) == 0 {
		return projection, nil
	}
	if !projection.IsNone() {
		raised = append(raised, projection)
	}
	if len(raised) == 1 {
		return raised[0], nil
	}
	return py.CallArgs(m.th, py.ExceptionGroup.Value(), py.Text(""), py.ListOf(raised...).Header.Value())
}

// isPartOf reports whether x is what a split of e left, reraised unchanged: it shares e's traceback, cause and context.
func (m *machine) isPartOf(x, e *py.Exception) bool {
	return py.IsGroup(x) && x.Traceback == e.Traceback && x.Cause == e.Cause && x.Context == e.Context
}

// project returns the part of group e that holds the leaves of the given groups.
func (m *machine) project(e *py.Exception, keep []py.Value) (py.Value, error) {
	if len(keep) == 0 {
		return py.None, nil
	}
	leaves := map[unsafe.Pointer]bool{}
	var collect func(v py.Value, depth int) error
	collect = func(v py.Value, depth int) error {
		x := py.AsException(v)
		if x == nil || depth > 1000 {
			return py.Raise(py.RecursionError, "maximum recursion depth exceeded in exceptiongroup")
		}
		if !py.IsGroup(x) {
			leaves[v.P] = true
			return nil
		}
		for _, member := range py.GroupMembers(x) {
			if err := collect(member, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	for _, v := range keep {
		if err := collect(v, 0); err != nil {
			return py.Unbound, err
		}
	}
	match, _, err := py.SplitGroupBy(m.th, e, func(x *py.Exception) (bool, error) { return leaves[unsafe.Pointer(x)], nil })
	return match, err
}

// stopIterationError is what leaves a generator for an exception that would be taken for its end (PEP 479).
func (m *machine) stopIterationError(v py.Value) py.Value {
	e := py.AsException(v)
	if e == nil {
		return v
	}
	flags := m.execution().code.Code.Flags
	message := ""
	switch {
	case e.Type.IsSubtype(py.StopIteration):
		message = "generator raised StopIteration"
		if flags&code.CO_ASYNC_GENERATOR != 0 {
			message = "async generator raised StopIteration"
		} else if flags&code.CO_COROUTINE != 0 {
			message = "coroutine raised StopIteration"
		}
	case flags&code.CO_ASYNC_GENERATOR != 0 && e.Type.IsSubtype(py.StopAsyncIteration):
		message = "async generator raised StopAsyncIteration"
	default:
		return v
	}
	r := py.NewException(py.RuntimeError, py.Text(message))
	r.Cause, r.SuppressContext = e, true
	r.ChainContext(e, true)
	return r.Header.Value()
}
