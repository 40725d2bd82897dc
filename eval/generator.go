// This file holds generators, coroutines and async generators: a frame with a window of its own that the loop switches to
// and from.

package eval

import (
	"runtime"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// slowReturnGenerator makes the generator of the running frame, moves the frame into it and returns it.
func (m *machine) slowReturnGenerator(in instruction) error {
	x := m.execution()
	n := int(x.need/registerSize) + headroom
	f := m.function()
	var t *py.Type
	switch {
	case x.code.Code.Flags&code.CO_COROUTINE != 0:
		t = py.CoroutineType
	case x.code.Code.Flags&code.CO_ASYNC_GENERATOR != 0:
		t = py.AsyncGeneratorType
	default:
		t = py.GeneratorType
	}
	var g *py.Generator
	var window []py.Value
	if class := py.WindowClass(n); class >= 0 && x.far == 0 && m.spareCount[class] > 0 {
		m.spareCount[class]--
		g = m.spares[class][m.spareCount[class]]
		m.spares[class][m.spareCount[class]] = nil // or it would never be found abandoned
		window = g.Reuse(t, f, n)
	} else {
		g, window = py.NewGenerator(t, f, n+x.far)
	}
	if x.far > 0 {
		copy(window, unsafe.Slice((*py.Value)(unsafe.Add(pointer(&m.regs), -(headroom+x.far)*registerSize)), x.far))
		window = window[x.far:]
		g.Size = int32(n)
	}
	copy(window[headroom:], unsafe.Slice((*py.Value)(pointer(&m.regs)), x.slots))
	if x.expression && !m.watching {
		f = m.expressionFunction(x, f)
	}
	window[headroom-1] = f.Header.Value()
	// A number, not a reference: a cycle through the generator would keep it from ever being finalized.
	window[headroom-2] = py.Value{P: py.UnboundTag(), B: uint64(uintptr(unsafe.Pointer(g)))}
	window[0] = py.Unbound
	if f.Code.Code.Flags&code.CO_OPTIMIZED == 0 { // a module's code with await in it
		window[0] = *(*py.Value)(unsafe.Add(pointer(&m.regs), localsOffset))
	}
	g.Registers = unsafe.Pointer(&window[headroom])
	g.PC = pointer(&m.pc)
	g.Table = pointer(&m.table)
	if depth := m.th.OriginDepth; depth > 0 && t == py.CoroutineType {
		g.Origin = m.origin(depth)
	}
	err := m.deliver(m.popRecord(), g.Header.Value())
	// A coroutine that is awaited at once needs no finalizer, which is dear: it is closed with the one that awaits it.
	awaited := err == nil && (*instruction)(pointer(&m.next)).op == opGetAwaitable
	closes := x.needsClose()
	if closes {
		m.th.Interp.Finalizers.Closing = true
	}
	if !awaited && (closes || t == py.CoroutineType) {
		m.th.Interp.Finalizers.WatchLate(g)
		if t == py.CoroutineType {
			g.Made = py.Here(m.th)
		}
		return err
	}
	g.Private = err == nil && x.far == 0 && t != py.AsyncGeneratorType && m.usedAtOnce(g)
	return err
}

// usedAtOnce reports whether g, which the instruction under way has called, goes to the await, loop or draining built-in that comes
// next, and nowhere else.
func (m *machine) usedAtOnce(g *py.Generator) bool {
	in, next := (*instruction)(pointer(&m.pc)), (*instruction)(pointer(&m.next))
	if m.reg(in.a).P != unsafe.Pointer(g) || int(in.a) < m.execution().slots*registerSize {
		return false
	}
	switch next.op {
	case opGetAwaitable, opGetYieldFromIter:
		return next.a == in.a
	case opConst:
		return in.op == opGetAwaitable || in.op == opGetYieldFromIter // of what __await__() or __iter__() is
	case opGetIter:
		return next.flags&1 != 0 && next.b == in.a && next.a == in.a
	case opForIter, opForGenerator: // of any() or all(), which the compiler makes a loop
		return next.b == in.a
	case opCallFunction:
		return next.c == 1 && next.b+registerSize == in.a && py.Drains(*m.reg(next.b))
	case opCall: // a method's: str.join
		return next.c == 1 && next.b+2*registerSize == in.a && m.reg(next.b).Kind() == py.KindMethodDescriptor && py.Drains(*m.reg(next.b))
	}
	return false
}

// usedUp lets the generator in a register be used again, when the built-in that was called with it has taken all its items.
func (m *machine) usedUp(v *py.Value) {
	if g := py.AsGenerator(*v); g != nil && g.Private && g.Finished {
		*v = py.Unbound
		m.keep(g)
	}
}

// keep lets a finished generator that nobody has any more be used again.
func (m *machine) keep(g *py.Generator) {
	class := py.WindowClass(int(g.Size))
	if !g.Private || g.Frame != nil || g.Weak != nil || class < 0 || m.spareCount[class] == maxSpares || m.watching {
		return
	}
	clear(unsafe.Slice((*py.Value)(unsafe.Add(g.Registers, -headroom*registerSize)), int(g.Size)))
	g.Private = false
	m.spares[class][m.spareCount[class]] = g
	m.spareCount[class]++
}

// origin tells where the coroutine of the running frame is made: file, line and function of up to depth callers.
func (m *machine) origin(depth int) py.Value {
	var callers []py.Value
	for i := 1; i <= depth; i++ {
		f := m.th.Interp.Eval.CurrentFrame(m.th, i)
		if f == nil {
			break
		}
		c := f.Code.Code
		callers = append(callers, py.TupleOf(py.Text(c.Filename), py.Int(int64(f.Line())), py.Text(c.Name)).Value())
	}
	return py.NewTuple(callers).Value()
}

// resume pushes the frame of a suspended generator. v arrives as the value of the yield.
func (m *machine) resume(g *py.Generator, v py.Value, ret uint32) error {
	if err := m.resumeFrame(g, ret); err != nil {
		return err
	}
	*m.reg((*instruction)(g.PC).a) = v
	return nil
}

// resumeFrame is resume without a value.
func (m *machine) resumeFrame(g *py.Generator, ret uint32) error {
	if err := m.pushRecord(ret); err != nil {
		return err
	}
	r := (*record)(unsafe.Add(pointer(&m.top), -int(recordSize)))
	r.free = m.free
	(*record)(pointer(&m.top)).ret |= retHeap
	m.free = m.freeRegisters()
	if m.own != nil || m.outer != nil || g.Handled != nil || g.Outer[0] != nil || g.Outer[1] != nil {
		g.Outer = [2]*py.Exception{m.own, m.outer}
		m.outer = m.handled()
		m.setOwn(g.Handled)
		g.Handled = nil
	}
	g.Running, g.Started = true, true
	m.regs, m.table, m.pc = uintptr(g.Registers), uintptr(g.Table), uintptr(g.PC)
	m.next = m.pc + instructionSize
	if m.watching || m.execution().form == formTraced {
		m.adapting = true
	}
	return nil
}

// popGenerator leaves the frame of a generator that runs, which stays suspended or is finished.
func (m *machine) popGenerator(g *py.Generator) (ret uint32) {
	g.Running = false
	if m.own == nil && m.outer == nil && g.Handled == nil && g.Outer[0] == nil && g.Outer[1] == nil {
		return m.popRecord()
	}
	g.Handled = m.own
	own, outer := g.Outer[0], g.Outer[1]
	g.Outer = [2]*py.Exception{}
	ret = m.popRecord()
	m.outer = outer
	m.setOwn(own)
	return ret
}

// finish marks a generator as finished: it can't be resumed any more.
func (m *machine) finish(g *py.Generator) {
	g.Finished = true
	if m.th.Interp.Finalizers.Closing && m.holdsAbandoned(g, 0) {
		m.th.Interp.Finalizers.Abandoned = true
	}
	if g.Frame != nil {
		s := g.Frame.State.(*frameState)
		s.detach(pointer(&m.pc), g.Registers)
		g.Frame = nil
	}
}

// maxAbandoned bounds how many generators, each held by the one before, are looked through for one that must be closed.
const maxAbandoned = 32

// holdsAbandoned reports whether a register of g holds a generator that is suspended in a try or with statement, or one that
// holds such a generator itself.
func (m *machine) holdsAbandoned(g *py.Generator, depth int) bool {
	for _, v := range unsafe.Slice((*py.Value)(g.Registers), int(g.Size)-headroom) {
		inner := py.AsGenerator(v)
		if inner == nil || inner.Finished || inner.Running || !inner.Started || depth == maxAbandoned {
			continue
		}
		if executionOf(inner.Table).needsClose() || m.holdsAbandoned(inner, depth+1) {
			return true
		}
	}
	return false
}

// slowYield suspends the generator that runs.
func (m *machine) slowYield(in instruction) error {
	g := m.generator()
	if g == nil {
		if (*record)(pointer(&m.top)).ret&retKind == retAwait {
			return m.suspendAwaited(in)
		}
		return invalidCode("yield outside of a generator")
	}
	v := *m.reg(in.a)
	clear(m.window(in.a, int(in.b)))
	g.PC = pointer(&m.pc)
	ret := m.popGenerator(g)
	switch ret & retKind {
	case retEntry:
		m.result, m.done = v, false
		return errLeave
	case retIterate:
		in := *(*instruction)(pointer(&m.pc))
		*m.reg(in.a) = v
		if in.op >= opForIterBack {
			m.jumpShort(in)
		}
	case retSend:
		in := (*instruction)(pointer(&m.pc))
		*m.reg(in.a + registerSize) = v
	case retCall:
		*m.reg((*instruction)(pointer(&m.pc)).a) = v
	}
	return nil
}

// leaveGenerator leaves the frame of a generator that has returned v.
func (m *machine) leaveGenerator(g *py.Generator, v py.Value) error {
	ret := m.popGenerator(g)
	// What the frame holds can be freed, even if the generator lives on.
	clear(unsafe.Slice((*py.Value)(g.Registers), int(g.Size)-headroom))
	if m.th.Interp.Finalizers.Abandoned {
		m.th.Interp.Finalizers.CollectAbandoned(m.th)
	}
	switch ret & retKind {
	case retEntry:
		m.result, m.done = v, true
		return errLeave
	case retIterate:
		m.keep(g)
		if m.watching && !v.IsNone() {
			if err := m.endedBy(py.NewException(py.StopIteration, v)); err != nil {
				return err
			}
		}
		m.endIteration()
	case retCall:
		return py.NewStopIteration(v)
	case retSend:
		m.keep(g)
		in := *(*instruction)(pointer(&m.pc))
		*m.reg(in.a + registerSize) = v
		m.jumpWide(in)
	}
	return nil
}

// Resume implements runtime.Evaluator.
func (s *Shared) Resume(th *py.Thread, g *py.Generator, v py.Value, exc *py.Exception) (result py.Value, done bool, err error) {
	m := machineOf(th)
	if err := m.resume(g, v, retEntry); err != nil {
		return py.Unbound, false, err
	}
	if err := th.Enter(""); err != nil {
		m.popGenerator(g)
		return py.Unbound, false, err
	}
	result, done, err = m.resumed(g, exc)
	th.Leave()
	runtime.KeepAlive(g) // while a slow path runs the machine knows the window by a number only
	return result, done, err
}

// resumed runs the generator that has just been resumed, for exc to be thrown in unless that is nil.
func (m *machine) resumed(g *py.Generator, exc *py.Exception) (result py.Value, done bool, err error) {
	if exc != nil {
		m.next = m.pc
		m.showCaught()
		exc.ChainContext(m.own, true)
		if m.watching {
			pc, offset := m.pc, m.resumptionOffset()
			m.show(m.execution(), offset)
			exc = m.raised(py.EventPyThrow, offset, exc)
			m.pc = pc
		}
		if err := m.throw(g, exc); err != nil {
			if err == errLeave {
				return m.result, m.done, nil
			}
			return py.Unbound, false, err
		}
	}
	result, err = m.run()
	return result, m.done && err == nil, err
}

// EndSuspended implements runtime.Evaluator.
func (s *Shared) EndSuspended(th *py.Thread, g *py.Generator) bool {
	m := machineOf(th)
	if x := executionOf(g.Table); m.watching || x.form == formTraced || g.Frame != nil || x.needsClose() {
		return false
	}
	m.finish(g)
	g.Handled = nil
	clear(unsafe.Slice((*py.Value)(g.Registers), int(g.Size)-headroom))
	if th.Interp.Finalizers.Abandoned {
		th.Interp.Finalizers.CollectAbandoned(th)
	}
	return true
}

// Drain implements runtime.Evaluator.
func (s *Shared) Drain(th *py.Thread, g *py.Generator, quick func(v py.Value) bool, f func(v py.Value) error) error {
	m := machineOf(th)
	if th.Interp.StepBudget {
		quick = nil // each item is a step
	}
	defer runtime.KeepAlive(g)
	if err := th.Enter(""); err != nil {
		return err
	}
	defer th.Leave()
	for !g.Finished {
		if err := th.Interp.Step(); err != nil {
			return err
		}
		v, err := m.nextDrained(g, quick, 0)
		if err != nil || m.done {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

// DrainNumbers implements runtime.Evaluator. Ints and floats that the generator yields go to m.batch, which the inner loop does, until there is no more room;
// a generator that drains another one while it runs leaves it the rest.
func (s *Shared) DrainNumbers(th *py.Thread, g *py.Generator, add func(items []py.Value) error) error {
	m := machineOf(th)
	start := m.batched
	if start == len(m.batch) || th.Interp.StepBudget { // with a budget each item is a step
		return s.Drain(th, g, nil, func(v py.Value) error { return add([]py.Value{v}) })
	}
	flush := func() error {
		items := m.batch[start:m.batched]
		m.batched = start
		if len(items) == 0 {
			return nil
		}
		return add(items)
	}
	var failed error
	// quick is for what has no place in the batch; only the items of the last one, which may be no number, wait for the generator to be left.
	quick := func(v py.Value) bool {
		if failed = flush(); failed != nil || !isNumber(v) {
			return false
		}
		m.batch[start], m.batched = v, start+1
		return true
	}
	defer runtime.KeepAlive(g)
	if err := th.Enter(""); err != nil {
		return err
	}
	defer th.Leave()
	for !g.Finished {
		v, err := m.nextDrained(g, quick, len(m.batch))
		if failed == nil {
			failed = flush()
		}
		if err != nil {
			return err
		}
		if failed != nil || m.done {
			return failed
		}
		if err := add([]py.Value{v}); err != nil {
			return err
		}
	}
	return nil
}

// nextDrained runs a generator until it yields what neither quick, unless nil, nor the batch, which may have so many items, has taken.
func (m *machine) nextDrained(g *py.Generator, quick func(v py.Value) bool, room int) (py.Value, error) {
	if g.Running {
		return py.Unbound, py.Raise(py.ValueError, "generator already executing")
	}
	if err := m.resume(g, py.None, retEntry); err != nil {
		return py.Unbound, err
	}
	oldDrained, oldDrain, oldRoom := m.drained, m.drain, m.batchRoom
	m.drained, m.drain, m.batchRoom = nil, quick, room
	if quick != nil {
		m.drained = g
	}
	v, err := m.run()
	m.drained, m.drain, m.batchRoom = oldDrained, oldDrain, oldRoom
	return v, err
}

// isNumber reports whether v is an int of 64 bits or a float.
func isNumber(v py.Value) bool { return v.IsSmallInt() || v.IsFloat() }

// Within implements runtime.Evaluator.
func (s *Shared) Within(th *py.Thread, g *py.Generator, f func()) error {
	m := machineOf(th)
	if err := m.resumeFrame(g, retEntry); err != nil {
		return err
	}
	f()
	m.popGenerator(g)
	runtime.KeepAlive(g)
	return nil
}

// throw raises an exception where the generator that has just been resumed is suspended. An error other than errLeave
// has left the generator.
func (m *machine) throw(g *py.Generator, exc *py.Exception) error {
	return m.unwind(&thrown{exc})
}

// resumptionOffset is where the generator that has just been resumed goes on, in the bytecode.
func (m *machine) resumptionOffset() int {
	x := m.execution()
	offset := x.offset(pointer(&m.pc))
	return lastUnit(x.code, offset) + 2
}

// YieldFrom implements runtime.Evaluator: what a suspended generator delegates to (gi_yieldfrom, cr_await), Unbound: nothing.
func (s *Shared) YieldFrom(g *py.Generator) py.Value {
	if g.Running || g.Finished || !g.Started {
		return py.Unbound
	}
	in := (*instruction)(g.PC)
	if in.op != opYield || in.c&1 == 0 || in.a < registerSize {
		return py.Unbound
	}
	v := *at(g.Registers, in.a-registerSize)
	if inner := py.AsGenerator(v); inner != nil {
		inner.Private = false
	}
	return v
}

// slowSend sends R[A+1] into R[A].
func (m *machine) slowSend(in instruction) error {
	w := m.window(in.a, 2)
	receiver, v := w[0], w[1]
	if g := py.AsGenerator(receiver); g != nil && !g.Running && !g.Finished && g.Type != py.AsyncGeneratorType && (g.Started || v.IsNone()) {
		return m.resume(g, v, retSend)
	}
	if m.polling() {
		if err := m.poll(); err != nil {
			return err
		}
	}
	if t := receiver.Type(); v.IsNone() && t.Iteration >= py.IterationList { // a usual iterator
		r, err := py.Next(m.th, receiver)
		if err != nil {
			return err
		}
		if r.IsUnbound() {
			r = py.None
			m.jumpWide(in)
		}
		*m.reg(in.a + registerSize) = r
		return nil
	}
	r, done, err := py.Send(m.th, receiver, v)
	if err != nil {
		return err
	}
	*m.reg(in.a + registerSize) = r
	if done {
		if t := receiver.Type(); m.watching && (t.Flags&py.TypeHeap != 0 || !r.IsNone()) {
			if err := m.endedBy(py.NewStopIteration(r)); err != nil {
				return err
			}
		}
		m.jumpWide(in)
	}
	return nil
}

// slowGetAwaitable makes the iterator of an awaitable; in.c 1 and 2: it came from __aenter__() and __aexit__().
func (m *machine) slowGetAwaitable(in instruction) error {
	v := *m.reg(in.a)
	if f := m.specialMethod(v, m.shared.names.await); f != nil && f.Code.Code.Flags&(code.CO_GENERATOR|code.CO_ITERABLE_COROUTINE) == code.CO_GENERATOR {
		return m.enterSpecial(f, retPlain, v) // a generator is just what is wanted
	}
	it, err := py.AwaitIter(m.th, v)
	if err != nil {
		if t := v.Type(); py.Matches(err, py.TypeError) && t.Await == nil {
			switch in.c {
			case 1:
				err = py.Raise(py.TypeError, "'async with' received an object from __aenter__ that does not implement __await__: %s", t.TypeName())
			case 2:
				err = py.Raise(py.TypeError, "'async with' received an object from __aexit__ that does not implement __await__: %s", t.TypeName())
			}
		}
		return err
	}
	if g := py.AsGenerator(it); g != nil && g.Type == py.CoroutineType && !(*Shared)(nil).YieldFrom(g).IsUnbound() {
		return py.Raise(py.RuntimeError, "coroutine is being awaited already")
	}
	return m.put(in.a, it, nil)
}

func (m *machine) slowGetAIter(in instruction) error {
	v := *m.reg(in.a)
	t := v.Type()
	if t.AIter == nil {
		return py.Raise(py.TypeError, "'async for' requires an object with __aiter__ method, got %s", t.TypeName())
	}
	it, err := t.AIter(m.th, v)
	if err != nil {
		return err
	}
	if it.Type().ANext == nil {
		return py.Raise(py.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %s", it.Type().TypeName())
	}
	return m.put(in.a, it, nil)
}

func (m *machine) slowGetANext(in instruction) error {
	v := *m.reg(in.a)
	t := v.Type()
	if t.ANext == nil {
		return py.Raise(py.TypeError, "'async for' requires an iterator with __anext__ method, got %s", t.TypeName())
	}
	next, err := t.ANext(m.th, v)
	if err != nil {
		return err
	}
	if t != py.AsyncGeneratorType {
		it, err := py.AwaitIter(m.th, next)
		if err != nil {
			e := py.Raise(py.TypeError, "'async for' received an invalid object from __anext__: %s", next.Type().TypeName()).(*py.Exception)
			e.Cause, e.SuppressContext = py.ErrorAs(err), true
			e.ChainContext(e.Cause, true)
			return e
		}
		next = it
	}
	return m.put(in.a+registerSize, next, nil)
}

// slowEndAsyncFor ends an async for when its iterator has ended; any other exception goes on.
func (m *machine) slowEndAsyncFor(in instruction) error {
	e := py.AsException(*m.reg(in.a + registerSize))
	if e == nil {
		return invalidCode("async for without exception")
	}
	if e.Type.IsSubtype(py.StopAsyncIteration) {
		return nil
	}
	return &reraise{e, -1}
}

// slowCleanupThrow takes the value of a StopIteration that throw() let out of what is awaited.
func (m *machine) slowCleanupThrow(in instruction) error {
	w := m.window(in.a, 3)
	e := py.AsException(w[2])
	if e == nil {
		return invalidCode("cleanup without exception")
	}
	if !e.Type.IsSubtype(py.StopIteration) {
		return &reraise{e, -1}
	}
	w[0], w[1] = py.None, e.Field("value")
	return nil
}

func (m *machine) slowGetYieldFromIter(in instruction) error {
	v := *m.reg(in.a)
	if g := py.AsGenerator(v); g != nil {
		if g.Type == py.CoroutineType && m.execution().code.Code.Flags&(code.CO_COROUTINE|code.CO_ITERABLE_COROUTINE) == 0 {
			return py.Raise(py.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
		}
		if g.Type != py.AsyncGeneratorType {
			return nil
		}
	}
	if f := m.specialMethod(v, m.shared.names.iter); f != nil && f.Code.Code.Flags&code.CO_GENERATOR != 0 {
		return m.enterSpecial(f, retPlain, v) // a generator is just what is wanted
	}
	it, err := py.Iter(m.th, v)
	return m.put(in.a, it, err)
}

// wrapAsync marks a value as yielded by an async generator itself, as against one that passes through from an await.
func wrapAsync(v py.Value) py.Value { return py.NewAsyncValue(v) }
