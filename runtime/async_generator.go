// This file fills async_generator and the awaitables of its methods (PEP 525).

package runtime

// The types of what the methods of an async generator return.
var (
	AsyncGenASendType   = &Type{Name: "async_generator_asend"}
	AsyncGenAThrowType  = &Type{Name: "async_generator_athrow"}
	AsyncGenWrappedType = &Type{Name: "async_generator_wrapped_value"}
	ANextAwaitableType  = &Type{Name: "anext_awaitable"}
)

// asyncValue marks a value that an async generator itself has yielded.
type asyncValue struct {
	Header
	value Value
}

// NewAsyncValue marks v as yielded by an async generator itself, as against one that an await within passes through.
func NewAsyncValue(v Value) Value {
	return (&asyncValue{Header: Header{Type: AsyncGenWrappedType, Kind: KindOther}, value: v}).Value()
}

// awaitState is how far an awaitable has come.
type awaitState uint8

const (
	awaitInit awaitState = iota
	awaitIterating
	awaitClosed
)

// asyncASend is the awaitable of __anext__() and asend().
type asyncASend struct {
	Header
	gen   *Generator
	value Value
	state awaitState
}

// asyncAThrow is the awaitable of athrow() and, without exception, of aclose().
type asyncAThrow struct {
	Header
	gen   *Generator
	args  []Value // nil: aclose()
	state awaitState
}

// Ended implements Ender: it has been awaited.
func (a *asyncASend) Ended() bool { return a.state != awaitInit }

// Ended implements Ender.
func (a *asyncAThrow) Ended() bool { return a.state != awaitInit }

// initAsyncHooks calls the hook for a generator that is iterated for the first time (sys.set_asyncgen_hooks).
func initAsyncHooks(th *Thread, g *Generator) error {
	if g.Hooks {
		return nil
	}
	g.Hooks = true
	if first := th.AsyncGen.FirstIter; !first.IsNone() {
		_, err := CallArgs(th, first, g.Value())
		return err
	}
	return nil
}

func newASend(th *Thread, v, value Value) (Value, error) {
	g := AsGenerator(v)
	if err := initAsyncHooks(th, g); err != nil {
		return Unbound, err
	}
	return (&asyncASend{Header: Header{Type: AsyncGenASendType, Kind: KindOther}, gen: g, value: value}).Value(), nil
}

func newAThrow(th *Thread, v Value, args []Value) (Value, error) {
	g := AsGenerator(v)
	if err := initAsyncHooks(th, g); err != nil {
		return Unbound, err
	}
	return (&asyncAThrow{Header: Header{Type: AsyncGenAThrowType, Kind: KindOther}, gen: g, args: args}).Value(), nil
}

// watched arranges for the warning about an awaitable that is never awaited. async for, which awaits what it asks for, goes without.
func watched(th *Thread) func(v Value, err error) (Value, error) {
	return func(v Value, err error) (Value, error) {
		if err == nil {
			if v.Type() == AsyncGenASendType {
				th.Interp.Finalizers.WatchLate((*asyncASend)(v.P))
			} else {
				th.Interp.Finalizers.WatchLate((*asyncAThrow)(v.P))
			}
		}
		return v, err
	}
}

func setupAsyncGenerator(t *Type) {
	t.Layout = KindGenerator
	t.Flags |= TypeDisallowNew | TypeHasWeakref
	t.WeakField = func(v Value) **WeakList { return &AsGenerator(v).Weak }
	t.Doc = "An asynchronous generator."
	t.Repr = generatorRepr
	t.AIter = func(th *Thread, v Value) (Value, error) { return v, nil }
	t.ANext = func(th *Thread, v Value) (Value, error) { return newASend(th, v, None) }
	t.GetSets = append(generatorAttributes("ag"), GetSetDef{Name: "ag_await", Doc: "what it awaits, or None", Get: func(th *Thread, v Value) (Value, error) {
		if x := th.Interp.Eval.YieldFrom(AsGenerator(v)); !x.IsUnbound() {
			return x, nil
		}
		return None, nil
	}})
	t.Methods = []*MethodDef{
		Def("asend($self, object, /)", "Return an awaitable that resumes with a value.", func(th *Thread, a []Value) (Value, error) { return watched(th)(newASend(th, a[0], a[1])) }),
		Def("athrow($self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", "Return an awaitable that raises an exception inside.", func(th *Thread, a []Value) (Value, error) {
			if err := warnThrow(th, "athrow", a); err != nil {
				return Unbound, err
			}
			return watched(th)(newAThrow(th, a[0], append([]Value(nil), a[1:]...)))
		}),
		Def("aclose($self, /)", "Return an awaitable that ends the generator.", func(th *Thread, a []Value) (Value, error) { return watched(th)(newAThrow(th, a[0], nil)) }),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem),
	}
}

// unwrap turns what a step of the generator gave into what the awaitable gives: an item ends it.
func (g *Generator) unwrap(v Value, done bool, err error) (Value, bool, error) {
	if err == nil && done {
		err = NewException(StopAsyncIteration)
	}
	if err != nil {
		if Matches(err, StopAsyncIteration) || Matches(err, GeneratorExit) {
			g.Closed = true
		}
		g.AsyncRunning = false
		return Unbound, false, err
	}
	if v.P != nil && v.Type() == AsyncGenWrappedType {
		g.AsyncRunning = false
		return (*asyncValue)(v.P).value, true, nil
	}
	return v, false, nil
}

func (a *asyncASend) send(th *Thread, arg Value) (Value, bool, error) {
	switch a.state {
	case awaitClosed:
		return Unbound, false, Raise(RuntimeError, "cannot reuse already awaited __anext__()/asend()")
	case awaitInit:
		if a.gen.AsyncRunning {
			a.state = awaitClosed
			return Unbound, false, Raise(RuntimeError, "anext(): asynchronous generator is already running")
		}
		if arg.IsNone() {
			arg = a.value
		}
		a.state = awaitIterating
	}
	a.gen.AsyncRunning = true
	v, done, err := a.gen.unwrap(SendGenerator(th, a.gen, arg))
	if done || err != nil {
		a.state = awaitClosed
	}
	return v, done, err
}

func (a *asyncASend) throw(th *Thread, args []Value) (Value, bool, error) {
	if a.state == awaitClosed {
		return Unbound, false, Raise(RuntimeError, "cannot reuse already awaited __anext__()/asend()")
	}
	if a.state == awaitInit {
		if a.gen.AsyncRunning {
			a.state = awaitClosed
			return Unbound, false, Raise(RuntimeError, "anext(): asynchronous generator is already running")
		}
		a.state = awaitIterating
		a.gen.AsyncRunning = true
	}
	v, done, err := a.gen.unwrap(throwAsync(th, a.gen, args))
	if done || err != nil {
		a.state = awaitClosed
	}
	return v, done, err
}

func throwAsync(th *Thread, g *Generator, args []Value) (Value, bool, error) {
	full := []Value{Unbound, Unbound, Unbound}
	copy(full, args)
	e, err := throwArguments(th, full[0], full[1], full[2])
	if err != nil {
		return Unbound, false, err
	}
	return throwInto(th, g, e, throwGiven(full), false)
}

func (a *asyncAThrow) name() string {
	if a.args == nil {
		return "aclose()"
	}
	return "athrow()"
}

// end turns the error that ended the generator into what the awaitable gives.
func (a *asyncAThrow) end(err error) (Value, bool, error) {
	a.gen.AsyncRunning = false
	a.state = awaitClosed
	if a.args == nil && (Matches(err, StopAsyncIteration) || Matches(err, GeneratorExit)) {
		return None, true, nil
	}
	return Unbound, false, err
}

// step turns what a step gave into what the awaitable gives.
func (a *asyncAThrow) step(v Value, done bool, err error) (Value, bool, error) {
	if a.args != nil {
		v, done, err = a.gen.unwrap(v, done, err)
		if err != nil {
			return a.end(err)
		}
		if done {
			a.state = awaitClosed
		}
		return v, done, nil
	}
	if err == nil && done {
		err = NewException(StopAsyncIteration)
	}
	if err != nil {
		return a.end(err)
	}
	if v.P != nil && v.Type() == AsyncGenWrappedType {
		a.gen.AsyncRunning = false
		a.state = awaitClosed
		return Unbound, false, Raise(RuntimeError, "async generator ignored GeneratorExit")
	}
	return v, false, nil
}

func (a *asyncAThrow) send(th *Thread, arg Value) (Value, bool, error) {
	g := a.gen
	if a.state == awaitClosed {
		return Unbound, false, Raise(RuntimeError, "cannot reuse already awaited aclose()/athrow()")
	}
	if g.Finished {
		a.state = awaitClosed
		return None, true, nil
	}
	if a.state == awaitIterating {
		return a.step(SendGenerator(th, g, arg))
	}
	if g.AsyncRunning {
		a.state = awaitClosed
		return Unbound, false, Raise(RuntimeError, "%s: asynchronous generator is already running", a.name())
	}
	if g.Closed {
		a.state = awaitClosed
		return Unbound, false, NewException(StopAsyncIteration)
	}
	if !arg.IsNone() {
		return Unbound, false, Raise(RuntimeError, "can't send non-None value to a just-started coroutine")
	}
	a.state = awaitIterating
	g.AsyncRunning = true
	if a.args == nil {
		g.Closed = true
		return a.step(throwInto(th, g, NewException(GeneratorExit), []Value{GeneratorExit.Value()}, false))
	}
	return a.step(throwAsync(th, g, a.args))
}

func (a *asyncAThrow) throw(th *Thread, args []Value) (Value, bool, error) {
	if a.state == awaitClosed {
		return Unbound, false, Raise(RuntimeError, "cannot reuse already awaited aclose()/athrow()")
	}
	if a.state == awaitInit {
		if a.gen.AsyncRunning {
			a.state = awaitClosed
			return Unbound, false, Raise(RuntimeError, "%s: asynchronous generator is already running", a.name())
		}
		a.state = awaitIterating
		a.gen.AsyncRunning = true
	}
	return a.step(throwAsync(th, a.gen, args))
}

// stepper is what the two awaitables have in common.
type stepper interface {
	send(th *Thread, arg Value) (Value, bool, error)
	throw(th *Thread, args []Value) (Value, bool, error)
}

func setupAsyncASend(t *Type) {
	t.Doc = "The awaitable of __anext__() and asend()."
	x := func(v Value) *asyncASend { return (*asyncASend)(v.P) }
	setupStepper(t, func(v Value) stepper { return x(v) }, func(v Value) *awaitState { return &x(v).state })
}

func setupAsyncAThrow(t *Type) {
	t.Doc = "The awaitable of athrow() and aclose()."
	x := func(v Value) *asyncAThrow { return (*asyncAThrow)(v.P) }
	setupStepper(t, func(v Value) stepper { return x(v) }, func(v Value) *awaitState { return &x(v).state })
}

func setupStepper(t *Type, s func(v Value) stepper, state func(v Value) *awaitState) {
	t.Flags |= TypeDisallowNew
	self := func(th *Thread, v Value) (Value, error) { return v, nil }
	t.Iter, t.Await = self, self
	t.Next = func(th *Thread, v Value) (Value, error) { return stopWhenDone(s(v).send(th, None)) }
	t.Send = func(th *Thread, v, arg Value) (Value, bool, error) { return s(v).send(th, arg) }
	t.Methods = []*MethodDef{
		Def("send($self, value, /)", "Resume the generator.", func(th *Thread, a []Value) (Value, error) {
			return stopWhenDone(s(a[0]).send(th, a[1]))
		}),
		Def("throw($self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", "Raise an exception in the generator.", func(th *Thread, a []Value) (Value, error) {
			return stopWhenDone(s(a[0]).throw(th, throwGiven(a[1:])))
		}),
		Def("close($self, /)", "End the awaitable.", func(th *Thread, a []Value) (Value, error) {
			if *state(a[0]) == awaitClosed {
				return None, nil
			}
			_, done, err := s(a[0]).throw(th, []Value{GeneratorExit.Value()})
			if err == nil && !done {
				return Unbound, Raise(RuntimeError, "coroutine ignored GeneratorExit")
			}
			if err != nil && (Matches(err, StopIteration) || Matches(err, StopAsyncIteration) || Matches(err, GeneratorExit)) {
				err = nil
			}
			return None, err
		}),
	}
}

func setupAsyncWrapped(t *Type) {
	t.Doc = "A value on its way out of an async generator."
	t.Flags |= TypeDisallowNew
}

// anextAwaitable is anext(it, default): an awaitable that gives the default at the end.
type anextAwaitable struct {
	Header
	awaitable, def Value
}

// NewANextAwaitable makes the awaitable of anext(it, default).
func NewANextAwaitable(awaitable, def Value) Value {
	return (&anextAwaitable{Header: Header{Type: ANextAwaitableType, Kind: KindOther}, awaitable: awaitable, def: def}).Value()
}

func setupANextAwaitable(t *Type) {
	t.Doc = "The awaitable of anext() with a default."
	t.Flags |= TypeDisallowNew
	x := func(v Value) *anextAwaitable { return (*anextAwaitable)(v.P) }
	inner := func(th *Thread, v Value) (Value, error) {
		it, err := AwaitIter(th, x(v).awaitable)
		if err == nil {
			if g := AsGenerator(it); g != nil && g.Type == CoroutineType {
				it, err = CoroutineType.Await(th, it)
			}
		}
		return it, err
	}
	handle := func(v Value, r Value, err error) (Value, error) {
		if err != nil && Matches(err, StopAsyncIteration) {
			return Unbound, NewStopIteration(x(v).def)
		}
		return r, err
	}
	self := func(th *Thread, v Value) (Value, error) { return v, nil }
	t.Iter, t.Await = self, self
	t.Next = func(th *Thread, v Value) (Value, error) {
		it, err := inner(th, v)
		if err != nil {
			return Unbound, err
		}
		r, err := NextOrRaise(th, it)
		return handle(v, r, err)
	}
	via := func(name string) func(th *Thread, v Value, args []Value) (Value, error) {
		return func(th *Thread, v Value, args []Value) (Value, error) {
			it, err := inner(th, v)
			if err != nil {
				return Unbound, err
			}
			r, err := CallMethod(th, it, name, args...)
			return handle(v, r, err)
		}
	}
	t.Methods = []*MethodDef{
		Def("send($self, value, /)", "Resume what is awaited.", func(th *Thread, a []Value) (Value, error) { return via("send")(th, a[0], a[1:]) }),
		Def("throw($self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", "Raise an exception in what is awaited.", func(th *Thread, a []Value) (Value, error) {
			return via("throw")(th, a[0], throwGiven(a[1:]))
		}),
		Def("close($self, /)", "End what is awaited.", func(th *Thread, a []Value) (Value, error) { return via("close")(th, a[0], nil) }),
	}
}
