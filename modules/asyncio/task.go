// This file holds Task, the future that runs a coroutine.

package asyncio

import (
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
)

var taskType = &py.Type{Name: "Task", Module: "_asyncio", TextSig: "(coro, *, loop=None, name=None, context=None, eager_start=False)", Flags: py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref, Size: py.SizeOf[task](), Doc: "A coroutine that an event loop runs."}

// task is a Task.
type task struct {
	future
	coroutine    py.Value
	context      py.Value
	name         py.Value // an int: the str is made of that when it is asked for
	waiter       py.Value // the future that the coroutine waits for; None
	cancelling   uint32   // how often cancel was called and not undone
	mustCancel   bool     // a CancelledError is to be raised at the next step
	logDestroyed bool
	unlisted     bool        // all_tasks() doesn't tell of it
	scheduling   *scheduling // what knows the event loop that has it, if that is an ordinary one; nil
}

func asTask(v py.Value) *task { return py.AsAny[task](v) }

var taskSignature = py.ParseSignature("Task($self, /, coro, *, loop=None, name=None, context=None, eager_start=False)")

func initTask(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
	var coroutine py.Value
	loop, name, context, eagerArg := py.None, py.None, py.None, py.False
	if len(args) == 2 && kw != nil && kw.Len() == 1 && py.Is(kw.Items()[0], th.Interp.Intern("loop").Value()) { // that is how event loops make them
		coroutine, loop = args[0], args[1]
	} else {
		a, held, err := taskSignature.BindArgs(th, append([]py.Value{v}, args...), kw)
		if err != nil {
			return err
		}
		coroutine, loop, name, context, eagerArg = a[1], a[2], a[3], a[4], a[5]
		held.Release()
	}
	t := asTask(v)
	eager, err := py.Truth(th, eagerArg)
	if err != nil {
		return err
	}
	if err := checkCoroutine(th, coroutine); err != nil {
		t.logDestroyed = false
		return err
	}
	if err := t.future.initialize(th, loop); err != nil {
		return err
	}
	if context.IsNone() {
		if context, err = copyContext(th); err != nil {
			return err
		}
	}
	s := stateOf(th)
	if name.IsNone() {
		s.names++
		name = py.Int(s.names)
	} else if py.AsStr(name) == nil || name.Type() != py.StrType {
		text, err := py.StrOf(th, name)
		if err != nil {
			return err
		}
		name = text.Value()
	}
	t.coroutine, t.context, t.name = coroutine, context, name
	t.waiter, t.mustCancel, t.cancelling, t.logDestroyed = py.None, false, 0, true
	if eager {
		running, err := py.CallMethod(th, t.loop, "is_running")
		if err != nil {
			return err
		}
		if yes, err := py.Truth(th, running); err != nil {
			return err
		} else if yes {
			return t.startAtOnce(th)
		}
	}
	if err := callSoon(th, t.loop, t.context, t.stepFunction(th)); err != nil {
		return err
	}
	t.watch(th)
	return nil
}

// watch sees to it that one is told when the task is forgotten, and that its coroutine is closed then.
func (t *task) watch(th *py.Thread) {
	if s := stateOf(th).schedulingOf(th); s.known(th, t.loop) != nil {
		t.scheduling = s
	}
	if g := t.Runs(); g != nil {
		g.Charged = true
	}
	th.Interp.Finalizers.WatchLate(t)
}

// Ended tells that nobody wants to know when the task is forgotten.
func (t *task) Ended() bool { return t.state != pending }

// Runs is the coroutine, if it is one of the usual type.
func (t *task) Runs() *py.Generator { return py.AsGenerator(t.coroutine) }

// Kept tells that the task runs or is to run soon: an event loop has it as long as it isn't closed.
func (t *task) Kept() bool {
	return t.scheduling != nil && t.waiter.IsNone() && py.Is(t.scheduling.own(py.AsInstance(t.loop), isClosed), py.False)
}

func checkCoroutine(th *py.Thread, v py.Value) error {
	if v.Type() == py.CoroutineType {
		return nil
	}
	yes, err := callFunction(th, "asyncio.coroutines", "iscoroutine", v)
	if err != nil {
		return err
	}
	if ok, err := py.Truth(th, yes); err != nil || ok {
		return err
	}
	r, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	return py.Raise(py.TypeError, "a coroutine was expected, got %s", r.String())
}

// startAtOnce runs the first step in the task's context without the event loop.
func (t *task) startAtOnce(th *py.Thread) error {
	s := stateOf(th)
	v := t.Header.Value()
	before := s.swap(t.loop, v)
	t.watch(th)
	_, err := py.CallMethod(th, t.context, "run", py.BindBuiltin(s.firstStep, v))
	if now := s.swap(t.loop, before); err == nil && !py.Is(now, v) {
		err = quarrel(th, "Invalid attempt to leave task %s while task %s is entered.", v, now)
	}
	if t.state != pending {
		t.coroutine = py.None
	}
	return err
}

// stepFunction is what the event loop calls to run the task further.
func (t *task) stepFunction(th *py.Thread) py.Value {
	return py.BindBuiltin(stateOf(th).step, t.Header.Value())
}

// callables declares what the event loop and futures call, as methods of a task.
func (s *state) callables() {
	s.firstStep = py.Def("TaskStepMethWrapper($self, /)", "Run the coroutine for the first time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.None, asTask(a[0]).advance(th, nil)
	})
	s.step = py.Def("TaskStepMethWrapper($self, exc=None, /)", "Run the coroutine until it waits for something.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.None, asTask(a[0]).step(th, py.AsException(a[1]))
	})
	s.wakeUp = py.Def("task_wakeup($self, fut, /)", "Run the coroutine, whose future is done.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.None, asTask(a[0]).wakeUp(th, a[1])
	})
}

// wakeUp goes on when the future that the coroutine waits for is done.
func (t *task) wakeUp(th *py.Thread, fut py.Value) error {
	if err := forgetAwaited(th, fut, t.Header.Value()); err != nil {
		return err
	}
	var err error
	if ty := fut.Type(); ty == futureType || ty == taskType {
		_, err = asFuture(fut).outcome(th)
	} else {
		_, err = py.CallMethod(th, fut, "result")
	}
	if err != nil {
		return t.step(th, py.ErrorAs(err))
	}
	return t.step(th, nil)
}

// step runs the coroutine as the current task of the event loop.
func (t *task) step(th *py.Thread, exc *py.Exception) error {
	s := stateOf(th)
	v := t.Header.Value()
	if err := s.enter(th, t.loop, v); err != nil {
		return err
	}
	err := t.advance(th, exc)
	if leave := s.leave(th, t.loop, v); err == nil {
		err = leave
	}
	return err
}

// advance runs the coroutine until it waits for something or ends; exc, when not nil, is raised in it.
func (t *task) advance(th *py.Thread, exc *py.Exception) error {
	if t.state != pending {
		r, err := py.Repr(th, t.Header.Value())
		if err != nil {
			return err
		}
		shown := "None"
		if exc != nil {
			x, err := py.Repr(th, exc.Value())
			if err != nil {
				return err
			}
			shown = x.String()
		}
		return invalidState(th, "__step(): already done: "+r.String()+" "+shown)
	}
	if t.mustCancel {
		if exc == nil || !isCancelled(th, exc) {
			exc = py.ErrorAs(t.cancelledError(th))
		}
		t.mustCancel = false
	}
	t.waiter = py.None
	var result py.Value
	var done bool
	var err error
	if exc == nil {
		result, done, err = py.Send(th, t.coroutine, py.None)
	} else {
		result, err = py.CallMethod(th, t.coroutine, "throw", exc.Value())
	}
	if err != nil && py.Matches(err, py.StopIteration) {
		result, done, err = py.ErrorAs(err).Field("value"), true, nil
	}
	switch {
	case err != nil:
		return t.fail(th, err)
	case done && t.mustCancel:
		t.mustCancel = false
		_, err := t.future.cancel(th, t.cancelText())
		return err
	case done:
		return t.setResult(th, result)
	}
	return t.await(th, result)
}

// fail ends the task with an exception of its coroutine.
func (t *task) fail(th *py.Thread, err error) error {
	e := py.ErrorAs(err)
	if isCancelled(th, e) {
		t.more().cancelError = e
		_, err := t.future.cancel(th, t.cancelText())
		return err
	}
	if set := t.setException(th, e.Value()); set != nil {
		return set
	}
	if e.Type.IsSubtype(py.KeyboardInterrupt) || e.Type.IsSubtype(py.SystemExit) {
		return e
	}
	return nil
}

// complain lets the next step raise a RuntimeError in the coroutine.
func (t *task) complain(th *py.Thread, before string, v py.Value, after string) error {
	r, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	e := py.ErrorAs(py.Raise(py.RuntimeError, "%s", before+r.String()+after))
	return callSoon(th, t.loop, t.context, t.stepFunction(th), e.Value())
}

// await waits for what the coroutine has yielded: a future, or nothing.
func (t *task) await(th *py.Thread, v py.Value) error {
	self := t.Header.Value()
	own := v.Type() == futureType || v.Type() == taskType
	blocking := own && asFuture(v).blocking
	if !own {
		if v.IsNone() { // a bare yield gives the others a turn
			return callSoon(th, t.loop, t.context, t.stepFunction(th))
		}
		attribute, err := py.GetAttrOr(th, v, th.Interp.Intern("_asyncio_future_blocking"))
		if err != nil {
			return err
		}
		if attribute.IsUnbound() || attribute.IsNone() {
			if v.Type() == py.GeneratorType {
				return t.both(th, "yield was used instead of yield from for generator in task ", v)
			}
			return t.complain(th, "Task got bad yield: ", v, "")
		}
		if blocking, err = py.Truth(th, attribute); err != nil {
			return err
		}
	}
	if py.Is(v, self) {
		return t.complain(th, "Task cannot await on itself: ", self, "")
	}
	loop := py.Unbound
	if own {
		loop = asFuture(v).loop
	} else {
		var err error
		if loop, err = callFunction(th, "asyncio.futures", "_get_loop", v); err != nil {
			return err
		}
	}
	if !py.Is(loop, t.loop) {
		x, err := py.Repr(th, v)
		if err != nil {
			return err
		}
		return t.complain(th, "Task ", self, " got Future "+x.String()+" attached to a different loop")
	}
	if !blocking {
		return t.both(th, "yield was used instead of yield from in task ", v)
	}
	wakeUp := py.BindBuiltin(stateOf(th).wakeUp, self)
	if err := noteAwaited(th, v, self); err != nil {
		return err
	}
	if own {
		f := asFuture(v)
		f.blocking = false
		if err := f.addCallback(th, wakeUp, t.context); err != nil {
			return err
		}
	} else {
		if err := py.SetAttrString(th, v, "_asyncio_future_blocking", py.False); err != nil {
			return err
		}
		add, err := py.GetAttrString(th, v, "add_done_callback")
		if err != nil {
			return err
		}
		if _, err := py.Call(th, add, []py.Value{wakeUp, t.context}, contextNames(th)); err != nil {
			return err
		}
	}
	t.waiter = v
	if t.mustCancel {
		yes, err := cancelOther(th, v, t.cancelText())
		if err != nil {
			return err
		}
		if yes {
			t.mustCancel = false
		}
	}
	return nil
}

// both complains about the task and what it has yielded.
func (t *task) both(th *py.Thread, text string, v py.Value) error {
	r, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	return t.complain(th, text, t.Header.Value(), " with "+r.String())
}

// cancelOther cancels any future.
func cancelOther(th *py.Thread, v, message py.Value) (bool, error) {
	if v.Type() == futureType {
		return asFuture(v).cancel(th, message)
	}
	method, err := py.GetAttrString(th, v, "cancel")
	if err != nil {
		return false, err
	}
	r, err := py.Call(th, method, []py.Value{message}, py.TupleOf(th.Interp.Intern("msg").Value()))
	if err != nil {
		return false, err
	}
	return py.Truth(th, r)
}

// cancelTask is cancel: the coroutine gets a CancelledError at its next step.
func (t *task) cancelTask(th *py.Thread, message py.Value) (bool, error) {
	t.logTrace = false
	if t.state != pending {
		return false, nil
	}
	t.cancelling++
	if !t.waiter.IsNone() {
		if yes, err := cancelOther(th, t.waiter, message); err != nil || yes {
			return yes, err
		}
	}
	t.mustCancel, t.more().cancelText = true, message
	return true, nil
}

func taskMethod(f func(th *py.Thread, t *task, a []py.Value) (py.Value, error)) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		t := asTask(a[0])
		if t.loop.IsUnbound() {
			return py.Unbound, py.Raise(py.RuntimeError, "Task object is not initialized.")
		}
		return f(th, t, a)
	}
}

func setupTask(ty *py.Type) {
	prepare(ty)
	ty.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		t := py.NewObject[task](cls)
		t.clear()
		t.coroutine, t.context, t.name, t.waiter = py.None, py.None, py.None, py.None
		return t.Header.Value(), nil
	}
	ty.Init = initTask
	ty.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		return callFunction(th, "asyncio.base_tasks", "_task_repr", v)
	}
	get := func(name string, f func(t *task) py.Value) py.GetSetDef {
		return py.GetSetDef{Name: name, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return f(asTask(v)), nil }}
	}
	log := get("_log_destroy_pending", func(t *task) py.Value { return py.Bool(t.logDestroyed) })
	log.Set = func(th *py.Thread, v, to py.Value) error {
		if to.IsUnbound() {
			return py.Raise(py.AttributeError, "cannot delete attribute")
		}
		yes, err := py.Truth(th, to)
		asTask(v).logDestroyed = yes
		return err
	}
	ty.GetSets = []py.GetSetDef{
		log,
		get("_must_cancel", func(t *task) py.Value { return py.Bool(t.mustCancel) }),
		get("_coro", func(t *task) py.Value { return t.coroutine }),
		get("_fut_waiter", func(t *task) py.Value { return t.waiter }),
	}
	refuse := func(what string) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Unbound, py.Raise(py.RuntimeError, "Task does not support %s operation", what)
		}
	}
	ty.Methods = []*py.MethodDef{
		py.Def("set_result($self, result, /)", "Raise RuntimeError: the coroutine makes the result.", refuse("set_result")),
		py.Def("set_exception($self, exception, /)", "Raise RuntimeError: the coroutine makes the exception.", refuse("set_exception")),
		py.Def("cancel($self, /, msg=None)", "Let the coroutine get a CancelledError; tell whether the task wasn't done.", taskMethod(func(th *py.Thread, t *task, a []py.Value) (py.Value, error) {
			yes, err := t.cancelTask(th, a[1])
			return py.Bool(yes), err
		})),
		py.Def("cancelling($self, /)", "Return how often the task was asked to cancel itself.", taskMethod(func(th *py.Thread, t *task, a []py.Value) (py.Value, error) {
			return py.Int(int64(t.cancelling)), nil
		})),
		py.Def("uncancel($self, /)", "Undo one cancel; return how many are left.", taskMethod(func(th *py.Thread, t *task, a []py.Value) (py.Value, error) {
			if t.cancelling > 0 {
				if t.cancelling--; t.cancelling == 0 {
					t.mustCancel = false
				}
			}
			return py.Int(int64(t.cancelling)), nil
		})),
		py.Def("get_coro($self, /)", "Return the coroutine.", taskMethod(func(th *py.Thread, t *task, a []py.Value) (py.Value, error) { return t.coroutine, nil })),
		py.Def("get_context($self, /)", "Return the context that the coroutine runs in.", func(th *py.Thread, a []py.Value) (py.Value, error) { return asTask(a[0]).context, nil }),
		py.Def("get_name($self, /)", "Return the name.", taskMethod(func(th *py.Thread, t *task, a []py.Value) (py.Value, error) {
			if py.AsStr(t.name) == nil {
				t.name = py.Text("Task-" + strconv.FormatInt(t.name.SmallInt(), 10))
			}
			return t.name, nil
		})),
		py.Def("set_name($self, value, /)", "Set the name.", taskMethod(func(th *py.Thread, t *task, a []py.Value) (py.Value, error) {
			name, err := py.StrOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			t.name = name.Value()
			return py.None, nil
		})),
		py.Def("get_stack($self, /, *, limit=None)", "Return the list of the frames of the coroutine, at most limit of them.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return callFunction(th, "asyncio.base_tasks", "_task_get_stack", a[0], a[1])
		}),
		py.Def("print_stack($self, /, *, limit=None, file=None)", "Print the frames of the coroutine, at most limit of them, to a file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return callFunction(th, "asyncio.base_tasks", "_task_print_stack", a[0], a[1], a[2])
		}),
		py.DefClass("__class_getitem__($type, object, /)", "Return the task of a kind of result, for annotations.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewGenericAlias(th, a[0], a[1])
		}),
		py.Def("__del__($self, /)", "Tell the event loop of a task that was forgotten before it was done, or of an exception that nobody has looked at.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t := asTask(a[0])
			if t.loop.IsUnbound() || t.state != pending || !t.logDestroyed {
				return py.None, t.future.finalize(th)
			}
			context := py.NewDict()
			context.SetStr(th.Interp.Intern("task"), a[0])
			context.SetStr(th.Interp.Intern("message"), py.Text("Task was destroyed but it is pending!"))
			if !t.source().IsNone() {
				context.SetStr(th.Interp.Intern("source_traceback"), t.source())
			}
			_, err := py.CallMethod(th, t.loop, "call_exception_handler", context.Value())
			return py.None, err
		}),
	}
	py.SetupType(ty, futureType)
}
