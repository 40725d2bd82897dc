// This file lets an event loop make calls soon, without running Python code where the loop is an ordinary one.

package asyncio

import (
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// scheduling is what the module knows of the Python part's event loops and handles.
type scheduling struct {
	callSoon, getDebug        py.Value // methods of BaseEventLoop
	handle                    *py.Type // Handle; nil: there is none whose attributes are known
	callbackAt, argsAt        int      // slots of Handle
	cancelledAt, loopAt       int
	contextAt, sourceAt       int
	wasAt                     int
	callSoonName, debugName   *py.Str
	closed, debug, ready, add *py.Str
}

// scheduling finds out about event loops, once.
func (s *state) schedulingOf(th *py.Thread) *scheduling {
	if s.scheduling != nil {
		return s.scheduling
	}
	in := th.Interp
	x := &scheduling{
		callSoonName: in.Intern("call_soon"), debugName: in.Intern("get_debug"),
		closed: in.Intern("_closed"), debug: in.Intern("_debug"), ready: in.Intern("_ready"), add: in.Intern("append"),
	}
	s.scheduling = x
	base, err := function(th, "asyncio.base_events", "BaseEventLoop")
	handle, err2 := function(th, "asyncio.events", "Handle")
	loop, class := py.AsType(base), py.AsType(handle)
	if err != nil || err2 != nil || loop == nil || class == nil || class.Layout != py.KindInstance || !class.IsPlainNew() || class.Flags&py.TypeHasDict != 0 {
		return x
	}
	x.callSoon, x.getDebug = loop.Lookup(th, x.callSoonName), loop.Lookup(th, x.debugName)
	places := []*int{&x.callbackAt, &x.argsAt, &x.cancelledAt, &x.loopAt, &x.contextAt, &x.sourceAt, &x.wasAt}
	for i, name := range []string{"_callback", "_args", "_cancelled", "_loop", "_context", "_source_traceback", "_was"} {
		*places[i] = py.SlotIndex(class.Lookup(th, in.Intern(name)))
	}
	if len(class.SlotNames) == len(places) && !slices.ContainsFunc(places, func(i *int) bool { return *i < 0 }) {
		x.handle = class
	}
	return x
}

// own returns an attribute of an event loop's own, Unbound when it has none.
func own(x *py.Instance, name *py.Str) py.Value {
	if i := x.Shape.Find(name); i >= 0 {
		return x.Slot(i)
	}
	return py.Unbound
}

// ordinary returns the instance that an event loop is whose method is that of BaseEventLoop; nil: it is something else.
func ordinary(th *py.Thread, loop py.Value, name *py.Str, method py.Value) *py.Instance {
	x := py.AsInstance(loop)
	if x == nil || x.More != nil && x.More.Dict != nil || method.IsUnbound() || !py.Is(x.Type.Lookup(th, name), method) || !own(x, name).IsUnbound() {
		return nil
	}
	return x
}

// known returns the event loop if its call_soon() is that of BaseEventLoop, with a queue that keeps tasks; nil: it isn't.
func (s *scheduling) known(th *py.Thread, loop py.Value) *py.Instance {
	if s.handle == nil {
		return nil
	}
	return ordinary(th, loop, s.callSoonName, s.callSoon)
}

// append does what call_soon() of an ordinary event loop does, in debug mode aside; done tells that it did.
func (s *scheduling) append(th *py.Thread, loop, context, function py.Value, args []py.Value) (done bool, err error) {
	if context.IsUnbound() || context.IsNone() {
		return false, nil
	}
	x := s.known(th, loop)
	if x == nil || !py.Is(own(x, s.closed), py.False) || !py.Is(own(x, s.debug), py.False) {
		return false, nil
	}
	ready := own(x, s.ready)
	if ready.IsUnbound() {
		return false, nil
	}
	add := ready.Type().Lookup(th, s.add)
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
	_, err = (*py.MethodDescriptor)(add.P).Def.Invoke(th, []py.Value{ready, h.Header.Value()}, nil)
	return true, err
}

// debugs tells whether an event loop is in debug mode.
func (s *scheduling) debugs(th *py.Thread, loop py.Value) (bool, error) {
	if x := ordinary(th, loop, s.debugName, s.getDebug); x != nil {
		if v := own(x, s.debug); !v.IsUnbound() {
			return py.Truth(th, v)
		}
	}
	debug, err := py.CallMethod(th, loop, "get_debug")
	if err != nil {
		return false, err
	}
	return py.Truth(th, debug)
}
