// This file defines Generator, which is the struct of generators, coroutines and async generators alike, and fills the
// types generator and coroutine.

package runtime

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
)

// Generator is a generator, coroutine or async generator object (Type tells which). Its frame is the machine's: a heap
// window of registers, which PC and Table belong to.
type Generator struct {
	Header
	Code         *Code
	Name         *Str
	QualName     *Str
	Registers    unsafe.Pointer // the frame's first register
	Size         int32          // how many registers there are, the machine's own before the first included
	PC           unsafe.Pointer // instruction that it is suspended at
	Table        unsafe.Pointer // side table of the running code
	Running      bool
	Started      bool
	Finished     bool
	Private      bool          // only the frame that awaits or iterates it, by the register that it was called to, has it
	Hooks        bool          // async generator: the first-iteration hook was called
	Charged      bool          // a Runner sees to it that it is finalized
	AsyncRunning bool          // async generator: an asend(), athrow() or aclose() is under way
	Closed       bool          // async generator: no more items
	Handled      *Exception    // the exception being handled inside while suspended, nil: none
	Outer        [2]*Exception // the machine's: what the resumer handled
	Frame        *Frame        // its frame object, once asked for
	Origin       Value         // cr_origin
	Made         Place         // where a coroutine was made that nobody awaited at once
	Weak         *WeakList
}

type (
	generator8 struct {
		Generator
		window [8]Value
	}
	generator12 struct {
		Generator
		window [12]Value
	}
	generator20 struct {
		Generator
		window [20]Value
	}
)

// WindowClass is the number of the smallest size of window that has room for n registers, -1: none of them.
func WindowClass(n int) int {
	switch {
	case n <= 8:
		return 0
	case n <= 12:
		return 1
	case n <= 20:
		return 2
	}
	return -1
}

// WindowClasses is how many there are.
const WindowClasses = 3

// Reuse makes a finished generator of the same window class, which nobody has any more, a new one, as NewGenerator does.
func (g *Generator) Reuse(t *Type, f *Function, n int) []Value {
	g.Type, g.Code, g.Name, g.QualName, g.Size = t, f.Code, f.Name(), f.QualName(), int32(n)
	g.Running, g.Started, g.Finished, g.Private, g.Charged = false, false, false, false, false
	g.Origin, g.Handled, g.Made = None, nil, Place{}
	return unsafe.Slice((*Value)(unsafe.Add(unsafe.Pointer(g), unsafe.Sizeof(Generator{}))), n)
}

// NewGenerator makes the generator-like object of class t for a call of f, with a window of n registers, which it returns too. A
// small one is a single allocation.
func NewGenerator(t *Type, f *Function, n int) (*Generator, []Value) {
	var g *Generator
	var window []Value
	switch {
	case n <= 8:
		x := &generator8{}
		g, window = &x.Generator, x.window[:]
	case n <= 12:
		x := &generator12{}
		g, window = &x.Generator, x.window[:]
	case n <= 20:
		x := &generator20{}
		g, window = &x.Generator, x.window[:]
	default:
		g, window = &Generator{}, make([]Value, n)
	}
	g.Header = Header{Type: t, Kind: KindGenerator}
	g.Code, g.Name, g.QualName, g.Origin, g.Size = f.Code, f.Name(), f.QualName(), None, int32(n)
	return g, window
}

// AsGenerator returns v as a generator, coroutine or async generator, or nil.
func AsGenerator(v Value) *Generator {
	if v.Kind() == KindGenerator {
		return (*Generator)(v.P)
	}
	return nil
}

// Ended tells that the frame is done, so that there is nothing to finalize.
func (g *Generator) Ended() bool { return g.Finished }

// what is how messages name the object.
func (g *Generator) what() string {
	switch g.Type {
	case CoroutineType:
		return "coroutine"
	case AsyncGeneratorType:
		return "async generator"
	}
	return "generator"
}

// SendGenerator resumes g with a value. done tells that v is its return value.
func SendGenerator(th *Thread, g *Generator, arg Value) (v Value, done bool, err error) {
	switch {
	case g.Running:
		return Unbound, false, Raise(ValueError, "%s already executing", g.what())
	case g.Finished:
		if g.Type == CoroutineType {
			return Unbound, false, Raise(RuntimeError, "cannot reuse already awaited coroutine")
		}
		return None, true, nil
	case !g.Started && !arg.IsNone():
		return Unbound, false, Raise(TypeError, "can't send non-None value to a just-started %s", g.what())
	}
	return th.Interp.Eval.Resume(th, g, arg, nil)
}

// NewStopIteration makes the StopIteration that tells the return value of a generator.
func NewStopIteration(v Value) *Exception {
	if v.IsNone() {
		return NewException(StopIteration)
	}
	return NewException(StopIteration, v)
}

// NextOrRaise is next(it): at the end it raises StopIteration, with the return value of a generator.
func NextOrRaise(th *Thread, it Value) (Value, error) {
	if g := AsGenerator(it); g != nil && g.Type == GeneratorType {
		return stopWhenDone(SendGenerator(th, g, None))
	}
	t := it.Type()
	if t.Flags&TypeHeap != 0 && t.Next != nil && sameFunc(t.Next, NextFunc(slotNext)) {
		return callSlot(th, it, nameNext)
	}
	v, err := NextRaised(th, it)
	if err == nil && v.IsUnbound() {
		return Unbound, NewException(StopIteration)
	}
	return v, err
}

func stopWhenDone(v Value, done bool, err error) (Value, error) {
	if err == nil && done {
		return Unbound, NewStopIteration(v)
	}
	return v, err
}

// Send is what await and yield from do at each step: receiver.send(arg), or next(receiver) when arg is None. done tells that v is
// the value with which the receiver ended.
func Send(th *Thread, receiver, arg Value) (v Value, done bool, err error) {
	if g := AsGenerator(receiver); g != nil && g.Type != AsyncGeneratorType {
		return SendGenerator(th, g, arg)
	}
	t := receiver.Type()
	if t.Send != nil {
		return t.Send(th, receiver, arg)
	}
	switch {
	case arg.IsNone() && t.Next != nil && t.Flags&TypeHeap == 0:
		if v, err = NextRaised(th, receiver); err == nil && v.IsUnbound() {
			return None, true, nil
		}
	case arg.IsNone() && t.Next != nil:
		v, err = NextOrRaise(th, receiver)
	default:
		v, err = CallMethod(th, receiver, "send", arg)
	}
	if err != nil && Matches(err, StopIteration) {
		return ErrorAs(err).Field("value"), true, nil
	}
	return v, false, err
}

// throwInto raises exc where g is suspended, or in what it delegates to.
func throwInto(th *Thread, g *Generator, exc *Exception, args []Value, closeInner bool) (v Value, done bool, err error) {
	if g.Running {
		return Unbound, false, Raise(ValueError, "%s already executing", g.what())
	}
	inner := Unbound
	if g.Started && !g.Finished {
		inner = th.Interp.Eval.YieldFrom(g)
	}
	if !inner.IsUnbound() {
		if err := th.Enter(""); err != nil {
			return Unbound, false, err
		}
		defer th.Leave()
		if exc.Type.IsSubtype(GeneratorExit) && closeInner {
			var err error
			if e := th.Interp.Eval.Within(th, g, func() { err = closeIterator(th, inner) }); e != nil {
				return Unbound, false, e
			}
			if err != nil {
				return th.Interp.Eval.Resume(th, g, None, ErrorAs(err))
			}
			return th.Interp.Eval.Resume(th, g, None, exc)
		}
		var innerDone bool
		if x := AsGenerator(inner); x != nil && x.Type != AsyncGeneratorType {
			if e := th.Interp.Eval.Within(th, g, func() { v, innerDone, err = throwInto(th, x, exc, args, closeInner) }); e != nil {
				return Unbound, false, e
			}
			if err == nil && innerDone {
				err = NewStopIteration(v)
			}
		} else {
			throw, e := GetAttrOr(th, inner, nameThrow)
			if e != nil {
				return Unbound, false, e
			}
			if throw.IsUnbound() {
				return th.Interp.Eval.Resume(th, g, None, exc)
			}
			if e := th.Interp.Eval.Within(th, g, func() { v, err = Call(th, throw, args, nil) }); e != nil {
				return Unbound, false, e
			}
		}
		if err != nil {
			return th.Interp.Eval.Resume(th, g, None, ErrorAs(err))
		}
		return v, false, nil
	}
	if g.Finished {
		if g.Type == CoroutineType {
			return Unbound, false, Raise(RuntimeError, "cannot reuse already awaited coroutine")
		}
		return Unbound, false, exc
	}
	return th.Interp.Eval.Resume(th, g, None, exc)
}

// closeIterator calls close() of what a generator delegates to.
func closeIterator(th *Thread, it Value) error {
	if g := AsGenerator(it); g != nil && g.Type != AsyncGeneratorType {
		_, err := closeGenerator(th, g)
		return err
	}
	m, err := GetAttrOr(th, it, nameClose)
	if err != nil {
		Unraisable(th, err, "", it)
	}
	if err != nil || m.IsUnbound() {
		return nil
	}
	_, err = Call(th, m, nil, nil)
	return err
}

// closeGenerator is generator.close(): it returns the value with which the generator ended.
func closeGenerator(th *Thread, g *Generator) (Value, error) {
	if g.Running {
		return Unbound, Raise(ValueError, "%s already executing", g.what())
	}
	if g.Finished {
		return None, nil
	}
	if !g.Started {
		g.Finished = true
		return None, nil
	}
	var exc *Exception
	if inner := th.Interp.Eval.YieldFrom(g); !inner.IsUnbound() {
		var err error
		if e := th.Interp.Eval.Within(th, g, func() { err = closeIterator(th, inner) }); e != nil {
			return Unbound, e
		}
		if err != nil {
			exc = ErrorAs(err)
		}
	}
	if exc == nil {
		if th.Interp.Eval.EndSuspended(th, g) {
			return None, nil
		}
		exc = NewException(GeneratorExit)
	}
	v, done, err := th.Interp.Eval.Resume(th, g, None, exc)
	switch {
	case err == nil && done:
		return v, nil
	case err == nil:
		return Unbound, Raise(RuntimeError, "%s ignored GeneratorExit", g.what())
	case Matches(err, GeneratorExit):
		exc, err = nil, nil
		if th.Interp.Finalizers.Abandoned {
			th.Interp.Finalizers.CollectAbandoned(th)
		}
		return None, nil
	}
	return Unbound, err
}

// throwArguments makes the exception of the arguments of throw(): an exception, or class, value and traceback.
func throwArguments(th *Thread, typ, val, tb Value) (*Exception, error) {
	var trace *Traceback
	if !tb.IsUnbound() && !tb.IsNone() {
		if trace = AsTraceback(tb); trace == nil {
			return nil, Raise(TypeError, "throw() third argument must be a traceback object")
		}
	}
	var e *Exception
	if t := AsType(typ); t != nil && t.IsSubtype(BaseException) {
		switch x := AsException(val); {
		case x != nil && x.Type.IsSubtype(t):
			e = x
		default:
			var args []Value
			if tuple := AsTuple(val); tuple != nil {
				args = tuple.Items()
			} else if !val.IsUnbound() && !val.IsNone() {
				args = []Value{val}
			}
			v, err := Call(th, typ, args, nil)
			if err == nil && AsException(v) == nil {
				err = Raise(TypeError, "calling %s should have returned an instance of BaseException, not %s", reprOrName(th, typ), v.Type().TypeName())
			}
			if err != nil { // what goes wrong here is raised inside, too
				return ErrorAs(err), nil
			}
			e = AsException(v)
		}
	} else if e = AsException(typ); e != nil {
		if !val.IsUnbound() && !val.IsNone() {
			return nil, Raise(TypeError, "instance exception may not have a separate value")
		}
	} else {
		return nil, Raise(TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", typ.Type().TypeName())
	}
	if trace != nil {
		e.Traceback = trace
	}
	return e, nil
}

func reprOrName(th *Thread, v Value) string {
	if s, err := Repr(th, v); err == nil {
		return s.String()
	}
	return v.Type().TypeName()
}

// warnThrow warns of throw() with more than an exception.
func warnThrow(th *Thread, name string, a []Value) error {
	if a[2].IsUnbound() {
		return nil
	}
	return Warn(th, DeprecationWarning, "the (type, exc, tb) signature of "+name+"() is deprecated, use the single-arg signature instead.", 1)
}

// throwGiven drops the arguments that were not given.
func throwGiven(a []Value) []Value {
	out := []Value{a[0]}
	for _, v := range a[1:] {
		if !v.IsUnbound() {
			out = append(out, v)
		}
	}
	return out
}

func setupGenerator(t *Type) {
	t.Iteration = IterationGenerator
	setupResumable(t, "gi", "generator")
}
func setupCoroutine(t *Type) { setupResumable(t, "cr", "coroutine") }
func generatorRepr(th *Thread, v Value) (Value, error) {
	g := AsGenerator(v)
	kind := g.Type.Name
	return Text("<" + kind + " object " + g.QualName.String() + " at " + Address(th, v) + ">"), nil
}

// setupResumable fills generator and coroutine; prefix is that of the attributes.
func setupResumable(t *Type, prefix, what string) {
	t.Layout = KindGenerator
	t.Flags |= TypeDisallowNew | TypeHasWeakref
	t.WeakField = func(v Value) **WeakList { return &AsGenerator(v).Weak }
	t.Doc = "A " + what + ": a suspended call of a function."
	t.Repr = generatorRepr
	t.Send = func(th *Thread, self, arg Value) (Value, bool, error) {
		return SendGenerator(th, AsGenerator(self), arg)
	}
	t.GetSets = append(generatorAttributes(prefix), GetSetDef{})
	t.GetSets = t.GetSets[:len(t.GetSets)-1]
	yieldFrom := "gi_yieldfrom"
	if prefix == "cr" {
		yieldFrom = "cr_await"
	}
	t.GetSets = append(t.GetSets, GetSetDef{Name: yieldFrom, Doc: "what it delegates to, or None", Get: func(th *Thread, v Value) (Value, error) {
		if x := th.Interp.Eval.YieldFrom(AsGenerator(v)); !x.IsUnbound() {
			return x, nil
		}
		return None, nil
	}})
	if prefix == "cr" {
		t.GetSets = append(t.GetSets, GetSetDef{Name: "cr_origin", Member: true, Get: func(th *Thread, v Value) (Value, error) { return AsGenerator(v).Origin, nil }})
		t.Await = func(th *Thread, v Value) (Value, error) {
			return (&coroutineWrapper{Header: Header{Type: CoroutineWrapperType, Kind: KindOther}, coroutine: AsGenerator(v)}).Value(), nil
		}
	} else {
		t.Iter = func(th *Thread, v Value) (Value, error) { return v, nil }
		t.Next = func(th *Thread, v Value) (Value, error) {
			x, done, err := SendGenerator(th, AsGenerator(v), None)
			if done {
				x = Unbound
			}
			return x, err
		}
	}
	t.Methods = []*MethodDef{
		Def("send($self, object, /)", "Send a value into "+what+" and return the next one that it yields.", func(th *Thread, a []Value) (Value, error) {
			return stopWhenDone(SendGenerator(th, AsGenerator(a[0]), a[1]))
		}).Inlined(InlineSend),
		Def("throw($self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", "Raise an exception in "+what+", where it is suspended, and return the next value that it yields.", func(th *Thread, a []Value) (Value, error) {
			if err := warnThrow(th, "throw", a); err != nil {
				return Unbound, err
			}
			e, err := throwArguments(th, a[1], a[2], a[3])
			if err != nil {
				return Unbound, err
			}
			return stopWhenDone(throwInto(th, AsGenerator(a[0]), e, throwGiven(a[1:]), true))
		}),
		Def("close($self, /)", "Raise GeneratorExit inside "+what+", where it is suspended, so that it ends.", func(th *Thread, a []Value) (Value, error) {
			return closeGenerator(th, AsGenerator(a[0]))
		}),
		Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *Thread, a []Value) (Value, error) {
			return Int(int64(SizeOf[Generator]()) + int64(AsGenerator(a[0]).Size)*int64(valueSize)), nil
		}),
	}
	if prefix == "gi" {
		t.Methods = append(t.Methods, DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem))
	} else {
		t.Methods = append(t.Methods, DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem))
	}
}

// generatorAttributes are the attributes that all three types have, with their prefix.
func generatorAttributes(prefix string) []GetSetDef {
	g := AsGenerator
	name := func(name, doc string, field func(g *Generator) **Str) GetSetDef {
		return GetSetDef{Name: name, Doc: doc,
			Get: func(th *Thread, v Value) (Value, error) { return (*field(g(v))).Value(), nil },
			Set: func(th *Thread, v, s Value) error {
				if AsStr(s) == nil {
					return Raise(TypeError, "%s must be set to a string object", name)
				}
				*field(g(v)) = AsStr(s)
				return nil
			}}
	}
	what := map[string]string{"gi": "generator", "cr": "coroutine", "ag": "asynchronous generator"}[prefix]
	return []GetSetDef{
		name("__name__", "name of the "+what, func(g *Generator) **Str { return &g.Name }),
		name("__qualname__", "qualified name of the "+what, func(g *Generator) **Str { return &g.QualName }),
		{Name: prefix + "_running", Get: func(th *Thread, v Value) (Value, error) {
			if prefix == "ag" {
				return Bool(g(v).AsyncRunning), nil
			}
			return Bool(g(v).Running), nil
		}},
		{Name: prefix + "_frame", Get: func(th *Thread, v Value) (Value, error) {
			if g(v).Finished {
				return None, nil
			}
			return th.Interp.Eval.GeneratorFrame(th, g(v)).Value(), nil
		}},
		{Name: prefix + "_suspended", Get: func(th *Thread, v Value) (Value, error) {
			x := g(v)
			return Bool(x.Started && !x.Running && !x.Finished), nil
		}},
		{Name: prefix + "_code", Member: true, Get: func(th *Thread, v Value) (Value, error) { return g(v).Code.Value(), nil }},
	}
}

// CoroutineWrapperType is the class of coroutine.__await__().
var CoroutineWrapperType = &Type{Name: "coroutine_wrapper"}

type coroutineWrapper struct {
	Header
	coroutine *Generator
}

func setupCoroutineWrapper(t *Type) {
	t.Doc = "The iterator that drives a coroutine."
	t.Flags |= TypeDisallowNew
	g := func(v Value) *Generator { return (*coroutineWrapper)(v.P).coroutine }
	t.Iter = func(th *Thread, v Value) (Value, error) { return v, nil }
	t.Next = func(th *Thread, v Value) (Value, error) { return stopWhenDone(SendGenerator(th, g(v), None)) }
	t.Send = func(th *Thread, v, arg Value) (Value, bool, error) { return SendGenerator(th, g(v), arg) }
	t.Methods = []*MethodDef{
		Def("send($self, object, /)", "Resume the coroutine with a value.", func(th *Thread, a []Value) (Value, error) {
			return stopWhenDone(SendGenerator(th, g(a[0]), a[1]))
		}).Inlined(InlineSend),
		Def("throw($self, typ, val=<unrepresentable>, tb=<unrepresentable>, /)", "Raise an exception where the coroutine is suspended.", func(th *Thread, a []Value) (Value, error) {
			if err := warnThrow(th, "throw", a); err != nil {
				return Unbound, err
			}
			e, err := throwArguments(th, a[1], a[2], a[3])
			if err != nil {
				return Unbound, err
			}
			return stopWhenDone(throwInto(th, g(a[0]), e, throwGiven(a[1:]), true))
		}),
		Def("close($self, /)", "Raise GeneratorExit where the coroutine is suspended.", func(th *Thread, a []Value) (Value, error) {
			return closeGenerator(th, g(a[0]))
		}),
	}
}

// AwaitIter returns the iterator that `await v` drives.
func AwaitIter(th *Thread, v Value) (Value, error) {
	if g := AsGenerator(v); g != nil && (g.Type == CoroutineType || g.Code.Code.Flags&code.CO_ITERABLE_COROUTINE != 0) {
		return v, nil
	}
	t := v.Type()
	if t.Await == nil {
		return Unbound, Raise(TypeError, "'%s' object can't be awaited", t.TypeName())
	}
	it, err := t.Await(th, v)
	if err != nil {
		return Unbound, err
	}
	if g := AsGenerator(it); g != nil && (g.Type == CoroutineType || g.Code.Code.Flags&code.CO_ITERABLE_COROUTINE != 0) {
		return Unbound, Raise(TypeError, "__await__() returned a coroutine")
	}
	if it.Type().Next == nil {
		return Unbound, Raise(TypeError, "__await__() returned non-iterator of type '%s'", it.Type().TypeName())
	}
	return it, nil
}
