// This file holds Future.

package asyncio

import (
	py "github.com/gopy-lang/gopy/runtime"
)

var futureType = &py.Type{Name: "Future", Module: "_asyncio", TextSig: "(*, loop=None)", Flags: py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref, Size: py.SizeOf[future](), Doc: "A result that will be there later."}

// The states of a future.
type progress uint8

const (
	pending progress = iota
	cancelled
	finished
)

func (p progress) String() string { return [...]string{"PENDING", "CANCELLED", "FINISHED"}[p] }

// future is a Future.
type future struct {
	py.Header
	loop      py.Value
	result    py.Value
	exception *py.Exception // nil: none
	callback  callback      // the first one
	awaitedBy py.Value      // the first that waits; Unbound: none
	state     progress
	blocking  bool // a task that has got this future by await waits for it
	logTrace  bool // nobody has looked at the exception yet
	rest      *rest
	dict      *py.Dict
	weak      *py.WeakList
}

// rest is what few futures have.
type rest struct {
	callbacks   []callback    // but the first
	awaitedBy   []py.Value    // but the first
	trace       *py.Traceback // that of the exception when it was set
	cancelText  py.Value
	cancelError *py.Exception // the CancelledError that ended a task
	source      py.Value      // where the future was made, in debug mode; None
}

// callback is a function that is called when a future is done; function Unbound: none.
type callback struct{ function, context py.Value }

// more is the rest, which is made when there is none.
func (f *future) more() *rest {
	if f.rest == nil {
		f.rest = &rest{cancelText: py.None, source: py.None}
	}
	return f.rest
}

func (f *future) cancelText() py.Value {
	if f.rest == nil {
		return py.None
	}
	return f.rest.cancelText
}

func (f *future) source() py.Value {
	if f.rest == nil {
		return py.None
	}
	return f.rest.source
}

// callbacks are all that are to be called.
func (f *future) callbacks() []callback {
	switch {
	case f.callback.function.IsUnbound():
		return nil
	case f.rest == nil:
		return []callback{f.callback}
	}
	return append([]callback{f.callback}, f.rest.callbacks...)
}

// setCallbacks replaces all that are to be called.
func (f *future) setCallbacks(all []callback) {
	f.callback = callback{py.Unbound, py.Unbound}
	if f.rest != nil {
		f.rest.callbacks = nil
	}
	if len(all) > 0 {
		f.callback = all[0]
	}
	if len(all) > 1 {
		f.more().callbacks = all[1:]
	}
}

// waiters are all that wait for the future.
func (f *future) waiters() []py.Value {
	switch {
	case f.awaitedBy.IsUnbound():
		return nil
	case f.rest == nil:
		return []py.Value{f.awaitedBy}
	}
	return append([]py.Value{f.awaitedBy}, f.rest.awaitedBy...)
}

func asFuture(v py.Value) *future { return py.AsAny[future](v) }

// clear makes the future one whose __init__ wasn't called yet.
func (f *future) clear() {
	f.loop, f.result, f.exception, f.awaitedBy = py.Unbound, py.None, nil, py.Unbound
	f.callback = callback{py.Unbound, py.Unbound}
	f.state, f.blocking, f.logTrace, f.rest = pending, false, false, nil
}

// initialize sets up a fresh future; loop None is the current event loop.
func (f *future) initialize(th *py.Thread, loop py.Value) error {
	if loop.IsNone() {
		var err error
		if loop, err = eventLoop(th); err != nil {
			return err
		}
	}
	f.clear()
	f.loop = loop
	if yes, err := stateOf(th).schedulingOf(th).debugs(th, loop); err != nil || !yes {
		return err
	}
	frame := py.None
	if x := th.Interp.Eval.CurrentFrame(th, 0); x != nil {
		frame = x.Value()
	}
	var err error
	f.more().source, err = callFunction(th, "asyncio.format_helpers", "extract_stack", frame)
	return err
}

// callSoon is loop.call_soon(function, *args, context=context).
func callSoon(th *py.Thread, loop, context, function py.Value, args ...py.Value) error {
	if done, err := stateOf(th).schedulingOf(th).append(th, loop, context, function, args); done {
		return err
	}
	method, err := py.GetAttrString(th, loop, "call_soon")
	if err != nil {
		return err
	}
	all := append([]py.Value{function}, args...)
	if context.IsUnbound() {
		_, err = py.Call(th, method, all, nil)
	} else {
		_, err = py.Call(th, method, append(all, context), contextNames(th))
	}
	return err
}

// contextNames is ("context",), of an interned string.
func contextNames(th *py.Thread) *py.Tuple {
	return py.TupleOf(th.Interp.Intern("context").Value())
}

// schedule lets the event loop call the callbacks.
func (f *future) schedule(th *py.Thread) error {
	first := f.callback
	if first.function.IsUnbound() {
		return nil
	}
	var others []callback
	if f.rest != nil {
		others = f.rest.callbacks
	}
	f.setCallbacks(nil)
	if err := callSoon(th, f.loop, first.context, first.function, f.Header.Value()); err != nil {
		return err
	}
	for _, c := range others {
		if err := callSoon(th, f.loop, c.context, c.function, f.Header.Value()); err != nil {
			return err
		}
	}
	return nil
}

func (f *future) addCallback(th *py.Thread, function, context py.Value) error {
	if f.state != pending {
		return callSoon(th, f.loop, context, function, f.Header.Value())
	}
	if c := (callback{function, context}); f.callback.function.IsUnbound() {
		f.callback = c
	} else {
		f.more().callbacks = append(f.more().callbacks, c)
	}
	return nil
}

func (f *future) setResult(th *py.Thread, v py.Value) error {
	if f.state != pending {
		return invalidState(th, "invalid state")
	}
	f.result, f.state = v, finished
	return f.schedule(th)
}

func (f *future) setException(th *py.Thread, v py.Value) error {
	if f.state != pending {
		return invalidState(th, "invalid state")
	}
	if t := py.AsType(v); t != nil && t.IsSubtype(py.BaseException) {
		var err error
		if v, err = py.CallArgs(th, v); err != nil {
			return err
		}
	}
	e := py.AsException(v)
	if e == nil {
		return py.Raise(py.TypeError, "invalid exception object")
	}
	if e.Type.IsSubtype(py.StopIteration) {
		wrapped := py.ErrorAs(py.Raise(py.RuntimeError, "StopIteration interacts badly with generators and cannot be raised into a Future"))
		wrapped.Cause, wrapped.Context = e, e
		e = wrapped
	}
	f.exception, f.more().trace = e, e.Traceback
	f.state, f.logTrace = finished, true
	th.Interp.Finalizers.Watch(f.Header.Value()) // to tell of an exception that nobody looks at
	return f.schedule(th)
}

func (f *future) cancel(th *py.Thread, message py.Value) (bool, error) {
	f.logTrace = false
	if f.state != pending {
		return false, nil
	}
	f.state = cancelled
	if !py.Is(f.cancelText(), message) {
		f.more().cancelText = message
	}
	return true, f.schedule(th)
}

// cancelledError makes the error of a cancelled future; that which ended a task only once.
func (f *future) cancelledError(th *py.Thread) error {
	if f.rest != nil && f.rest.cancelError != nil {
		e := f.rest.cancelError
		f.rest.cancelError = nil
		return e
	}
	if f.cancelText().IsNone() {
		return exception(th, "CancelledError")
	}
	return exception(th, "CancelledError", f.cancelText())
}

// outcome is the result, or the error that the future has ended with.
func (f *future) outcome(th *py.Thread) (py.Value, error) {
	switch f.state {
	case cancelled:
		return py.Unbound, f.cancelledError(th)
	case pending:
		return py.Unbound, invalidState(th, "Result is not set.")
	}
	f.logTrace = false
	if f.exception != nil {
		f.exception.Traceback = f.rest.trace
		return py.Unbound, f.exception
	}
	return f.result, nil
}

// copyContext is contextvars.copy_context().
func copyContext(th *py.Thread) (py.Value, error) {
	return callFunction(th, "_contextvars", "copy_context")
}

func initFuture(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
	a, held, err := futureSignature.BindArgs(th, append([]py.Value{v}, args...), kw)
	if err != nil {
		return err
	}
	loop := a[1]
	held.Release()
	return asFuture(v).initialize(th, loop)
}

var futureSignature = py.ParseSignature("Future($self, /, *, loop=None)")

// checked makes a method that needs a future whose __init__ was called.
func checked(f func(th *py.Thread, x *future, a []py.Value) (py.Value, error)) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := asFuture(a[0])
		if x.loop.IsUnbound() {
			return py.Unbound, py.Raise(py.RuntimeError, "Future object is not initialized.")
		}
		return f(th, x, a)
	}
}

// unchecked is checked without the check: a future that isn't initialized is one that isn't done.
func unchecked(f func(th *py.Thread, x *future, a []py.Value) (py.Value, error)) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return f(th, asFuture(a[0]), a) }
}

func futureMethods() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("result($self, /)", "Return the result, or raise the exception that was set.", unchecked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			return x.outcome(th)
		})),
		py.Def("exception($self, /)", "Return the exception that was set; None: a result was.", unchecked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			switch x.state {
			case cancelled:
				return py.Unbound, x.cancelledError(th)
			case pending:
				return py.Unbound, invalidState(th, "Exception is not set.")
			}
			x.logTrace = false
			if x.exception == nil {
				return py.None, nil
			}
			return x.exception.Value(), nil
		})),
		py.Def("set_result($self, result, /)", "Set the result.", checked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			return py.None, x.setResult(th, a[1])
		})),
		py.Def("set_exception($self, exception, /)", "Set an exception in the place of a result.", checked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			return py.None, x.setException(th, a[1])
		})),
		py.Def("add_done_callback($self, fn, /, *, context=<unrepresentable>)", "Let a function be called with the future when it is done.", checked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			context := a[2]
			if context.IsUnbound() {
				var err error
				if context, err = copyContext(th); err != nil {
					return py.Unbound, err
				}
			}
			return py.None, x.addCallback(th, a[1], context)
		})),
		py.Def("remove_done_callback($self, fn, /)", "Remove a function from those to be called; return how often it was there.", checked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			var kept []callback
			removed := int64(0)
			for _, c := range x.callbacks() {
				same, err := py.Equal(th, c.function, a[1])
				if err != nil {
					return py.Unbound, err
				}
				if same {
					removed++
				} else {
					kept = append(kept, c)
				}
			}
			if removed > 0 {
				x.setCallbacks(kept)
			}
			return py.Int(removed), nil
		})),
		py.Def("cancel($self, /, msg=None)", "Cancel the future; tell whether that was still possible.", checked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			yes, err := x.cancel(th, a[1])
			return py.Bool(yes), err
		})),
		py.Def("cancelled($self, /)", "Tell whether the future was cancelled.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(asFuture(a[0]).state == cancelled), nil
		}),
		py.Def("done($self, /)", "Tell whether the future has a result or an exception or was cancelled.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := asFuture(a[0])
			return py.Bool(!x.loop.IsUnbound() && x.state != pending), nil
		}),
		py.Def("get_loop($self, /)", "Return the event loop that the future belongs to.", checked(func(th *py.Thread, x *future, a []py.Value) (py.Value, error) {
			return x.loop, nil
		})),
		py.Def("_make_cancelled_error($self, /)", "Return the CancelledError to raise for the future.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := py.ErrorAs(asFuture(a[0]).cancelledError(th))
			return e.Value(), nil
		}),
		py.DefClass("__class_getitem__($type, object, /)", "Return the future of a kind of result, for annotations.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewGenericAlias(th, a[0], a[1])
		}),
		py.Def("__del__($self, /)", "Tell the event loop of an exception that nobody has looked at.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, asFuture(a[0]).finalize(th)
		}),
	}
}

// finalize tells the event loop of an exception that nobody has looked at.
func (f *future) finalize(th *py.Thread) error {
	if !f.logTrace || f.exception == nil {
		return nil
	}
	f.logTrace = false
	context := py.NewDict()
	set := func(name string, v py.Value) { context.SetStr(th.Interp.Intern(name), v) }
	set("message", py.Text(f.Header.Type.ShortName()+" exception was never retrieved"))
	set("exception", f.exception.Value())
	set("future", f.Header.Value())
	if !f.source().IsNone() {
		set("source_traceback", f.source())
	}
	_, err := py.CallMethod(th, f.loop, "call_exception_handler", context.Value())
	return err
}

func futureGetSets() []py.GetSetDef {
	get := func(name string, f func(x *future) py.Value) py.GetSetDef {
		return py.GetSetDef{Name: name, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			x := asFuture(v)
			if x.loop.IsUnbound() {
				return py.None, nil
			}
			return f(x), nil
		}}
	}
	blocking := get("_asyncio_future_blocking", func(x *future) py.Value { return py.Bool(x.blocking) })
	blocking.Set = func(th *py.Thread, v, to py.Value) error {
		if to.IsUnbound() {
			return py.Raise(py.AttributeError, "cannot delete attribute")
		}
		yes, err := py.Truth(th, to)
		asFuture(v).blocking = yes
		return err
	}
	logTrace := get("_log_traceback", func(x *future) py.Value { return py.Bool(x.logTrace) })
	logTrace.Set = func(th *py.Thread, v, to py.Value) error {
		if to.IsUnbound() {
			return py.Raise(py.AttributeError, "cannot delete attribute")
		}
		yes, err := py.Truth(th, to)
		if err == nil && yes {
			err = py.Raise(py.ValueError, "_log_traceback can only be set to False")
		}
		if err == nil {
			asFuture(v).logTrace = false
		}
		return err
	}
	message := get("_cancel_message", func(x *future) py.Value { return x.cancelText() })
	message.Set = func(th *py.Thread, v, to py.Value) error {
		if to.IsUnbound() {
			return py.Raise(py.AttributeError, "cannot delete attribute")
		}
		asFuture(v).more().cancelText = to
		return nil
	}
	awaited := get("_asyncio_awaited_by", nil)
	awaited.Get = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := asFuture(v)
		all := x.waiters()
		if len(all) == 0 && (x.rest == nil || x.rest.awaitedBy == nil) { // but when there have been several it is an empty set
			return py.None, nil
		}
		s, err := py.NewFrozenSet(th, py.NewList(all).Value())
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}
	return []py.GetSetDef{
		get("_state", func(x *future) py.Value { return py.Text(x.state.String()) }),
		blocking, awaited, logTrace, message,
		get("_loop", func(x *future) py.Value { return x.loop }),
		get("_callbacks", func(x *future) py.Value {
			all := x.callbacks()
			if len(all) == 0 {
				return py.None
			}
			out := make([]py.Value, len(all))
			for i, c := range all {
				context := c.context
				if context.IsUnbound() {
					context = py.None
				}
				out[i] = py.TupleOf(c.function, context).Value()
			}
			return py.NewList(out).Value()
		}),
		get("_result", func(x *future) py.Value { return x.result }),
		get("_exception", func(x *future) py.Value {
			if x.exception == nil {
				return py.None
			}
			return x.exception.Value()
		}),
		get("_source_traceback", func(x *future) py.Value { return x.source() }),
	}
}

// prepare fills what Future and Task have in common.
func prepare(t *py.Type) {
	t.WeakField = func(v py.Value) **py.WeakList { return &asFuture(v).weak }
	t.DictField = func(v py.Value) **py.Dict { return &asFuture(v).dict }
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return newIterator(v), nil }
	t.Await = t.Iter
}

func setupFuture(t *py.Type) {
	prepare(t)
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		x := py.NewObject[future](cls)
		x.clear()
		return x.Header.Value(), nil
	}
	t.Init = initFuture
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		return callFunction(th, "asyncio.base_futures", "_future_repr", v)
	}
	t.GetSets, t.Methods = futureGetSets(), futureMethods()
	py.SetupType(t, nil)
}
