// This file lets an event loop make calls soon, without running Python code where the loop is an ordinary one.

package asyncio

import (
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// scheduling is what the module knows of the Python part's event loops and handles.
type scheduling struct {
	callSoon, getDebug      py.Value // methods of BaseEventLoop
	handle                  *py.Type // Handle; nil: there is none whose attributes are known
	callbackAt, argsAt      int      // slots of Handle
	cancelledAt, loopAt     int
	contextAt, sourceAt     int
	wasAt                   int
	add, take, run, runName *py.Str
	names                   [attributes]*py.Str
	shape                   *py.Shape       // of the latest event loop
	at                      [attributes]int // the slots of such ones, -1: none
	runHandle               py.Value        // method _run of Handle
	call                    []py.Value      // arguments of the calls of runReady; nil: they are used
	entry                   [2]py.Value     // arguments of append
}

// The attributes of event loops.
const (
	isClosed = iota
	isDebugging
	ready
	callSoonMethod
	getDebugMethod
	attributes
)

// scheduling finds out about event loops, once.
func (s *state) schedulingOf(th *py.Thread) *scheduling {
	if s.scheduling != nil {
		return s.scheduling
	}
	in := th.Interp
	x := &scheduling{
		add: in.Intern("append"), take: in.Intern("popleft"), run: in.Intern("run"), runName: in.Intern("_run"),
	}
	for i, name := range [attributes]string{"_closed", "_debug", "_ready", "call_soon", "get_debug"} {
		x.names[i] = in.Intern(name)
	}
	s.scheduling = x
	base, err := function(th, "asyncio.base_events", "BaseEventLoop")
	handle, err2 := function(th, "asyncio.events", "Handle")
	loop, class := py.AsType(base), py.AsType(handle)
	if err != nil || err2 != nil || loop == nil || class == nil || class.Layout != py.KindInstance || !class.IsPlainNew() || class.Flags&py.TypeHasDict != 0 {
		return x
	}
	x.callSoon, x.getDebug = loop.Lookup(th, x.names[callSoonMethod]), loop.Lookup(th, x.names[getDebugMethod])
	places := []*int{&x.callbackAt, &x.argsAt, &x.cancelledAt, &x.loopAt, &x.contextAt, &x.sourceAt, &x.wasAt}
	for i, name := range []string{"_callback", "_args", "_cancelled", "_loop", "_context", "_source_traceback", "_was"} {
		*places[i] = py.SlotIndex(class.Lookup(th, in.Intern(name)))
	}
	if len(class.SlotNames) == len(places) && !slices.ContainsFunc(places, func(i *int) bool { return *i < 0 }) {
		x.handle, x.runHandle = class, class.Lookup(th, x.runName)
	}
	return x
}

// own returns an attribute of an event loop's own, Unbound when it has none.
func (s *scheduling) own(x *py.Instance, attribute int) py.Value {
	if x.Shape != s.shape {
		s.shape = x.Shape
		for i, name := range s.names {
			s.at[i] = x.Shape.Find(name)
		}
	}
	if i := s.at[attribute]; i >= 0 {
		return x.Slot(i)
	}
	return py.Unbound
}

// ordinary returns the instance that an event loop is whose method is that of BaseEventLoop; nil: it is something else.
func (s *scheduling) ordinary(th *py.Thread, loop py.Value, attribute int, method py.Value) *py.Instance {
	x := py.AsInstance(loop)
	if x == nil || x.More != nil && x.More.Dict != nil || method.IsUnbound() || !py.Is(x.Type.Lookup(th, s.names[attribute]), method) || !s.own(x, attribute).IsUnbound() {
		return nil
	}
	return x
}

// known returns the event loop if its call_soon() is that of BaseEventLoop, with a queue that keeps tasks; nil: it isn't.
func (s *scheduling) known(th *py.Thread, loop py.Value) *py.Instance {
	if s.handle == nil {
		return nil
	}
	return s.ordinary(th, loop, callSoonMethod, s.callSoon)
}

// append does what call_soon() of an ordinary event loop does, in debug mode aside; done tells that it did.
func (s *scheduling) append(th *py.Thread, loop, context, function py.Value, args []py.Value) (done bool, err error) {
	if context.IsUnbound() || context.IsNone() {
		return false, nil
	}
	x := s.known(th, loop)
	if x == nil || !py.Is(s.own(x, isClosed), py.False) || !py.Is(s.own(x, isDebugging), py.False) {
		return false, nil
	}
	queue := s.own(x, ready)
	if queue.IsUnbound() {
		return false, nil
	}
	add := queue.Type().Lookup(th, s.add)
	if add.Kind() != py.KindMethodDescriptor {
		return false, nil
	}
	h := py.NewInstance(s.handle)
	h.SetSlot(s.callbackAt, function)
	h.SetSlot(s.argsAt, py.TupleOf(args...).Value())
	h.SetSlot(s.cancelledAt, py.False)
	h.SetSlot(s.loopAt, loop)
	h.SetSlot(s.contextAt, context)
	h.SetSlot(s.sourceAt, py.None)
	h.SetSlot(s.wasAt, py.None)
	s.entry = [2]py.Value{queue, h.Header.Value()}
	_, err = (*py.MethodDescriptor)(add.P).Def.Invoke(th, s.entry[:], nil)
	clear(s.entry[:])
	return true, err
}

// runReady makes the calls that are in the queue of an event loop now, once each. What they ask for has to wait for the next round, or events would never
// get a turn.
func (s *scheduling) runReady(th *py.Thread, loop, queue py.Value) error {
	n, err := py.Length(th, queue)
	if err != nil {
		return err
	}
	take := queue.Type().Lookup(th, s.take)
	if take.Kind() != py.KindMethodDescriptor {
		return py.Raise(py.TypeError, "the queue of an event loop must be a deque, not '%s'", queue.Type().TypeName())
	}
	popLeft := (*py.MethodDescriptor)(take.P).Def
	call := s.call
	s.call = nil
	defer func() { s.call = call }()
	for range n {
		call = append(call[:0], queue)
		handle, err := popLeft.Invoke(th, call, nil)
		if err != nil {
			return err
		}
		debug := py.Unbound
		if x := py.AsInstance(loop); x != nil && (x.More == nil || x.More.Dict == nil) {
			debug = s.own(x, isDebugging)
		}
		h := s.plainHandle(th, handle)
		if h == nil || !py.Is(debug, py.False) {
			if _, err := callFunction(th, "asyncio.base_events", "_run_handle", loop, handle); err != nil {
				return err
			}
			continue
		}
		if py.Is(h.Slot(s.cancelledAt), py.True) {
			continue
		}
		context := h.Slot(s.contextAt)
		run := context.Type().Lookup(th, s.run)
		if run.Kind() != py.KindMethodDescriptor {
			if _, err := py.CallMethod(th, handle, "_run"); err != nil {
				return err
			}
			continue
		}
		call = append(call[:0], context, h.Slot(s.callbackAt))
		call = append(call, py.AsTuple(h.Slot(s.argsAt)).Items()...)
		_, err = (*py.MethodDescriptor)(run.P).Def.Invoke(th, call, nil)
		clear(call)
		if err != nil {
			if err := report(th, handle, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// plainHandle returns the instance that a handle is whose call can be made without its method _run; nil: it can't.
func (s *scheduling) plainHandle(th *py.Thread, v py.Value) *py.Instance {
	h := py.AsInstance(v)
	if h == nil || s.handle == nil || h.Type != s.handle && !h.Type.IsSubtype(s.handle) || !py.Is(h.Type.Lookup(th, s.runName), s.runHandle) {
		return nil
	}
	if c := h.Slot(s.cancelledAt); !py.Is(c, py.True) && (!py.Is(c, py.False) || py.AsTuple(h.Slot(s.argsAt)) == nil || h.Slot(s.contextAt).IsUnbound()) {
		return nil
	}
	return h
}

// report tells the event loop of the exception of a call, while it is handled; others than that, and those that end the program, are returned.
func report(th *py.Thread, handle py.Value, err error) error {
	if !py.Matches(err, py.BaseException) || py.Matches(err, py.SystemExit) || py.Matches(err, py.KeyboardInterrupt) {
		return err
	}
	e := py.ErrorAs(err)
	handled := th.Handled
	th.Handled = e
	_, err = py.CallMethod(th, handle, "_failed", e.Value())
	th.Handled = handled
	return err
}

// debugs tells whether an event loop is in debug mode.
func (s *scheduling) debugs(th *py.Thread, loop py.Value) (bool, error) {
	if x := s.ordinary(th, loop, getDebugMethod, s.getDebug); x != nil {
		if v := s.own(x, isDebugging); !v.IsUnbound() {
			return py.Truth(th, v)
		}
	}
	debug, err := py.CallMethod(th, loop, "get_debug")
	if err != nil {
		return false, err
	}
	return py.Truth(th, debug)
}
