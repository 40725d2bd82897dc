// This file defines pending instances, whose attributes are made when one of them is asked for.

package runtime

import "unsafe"

// A filler makes the attributes of a pending instance, by Instance.Complete.
type filler func(th *Thread, x *Instance) error

// PendingShape returns a shape for pending instances of t. Its ID is 0, so that nothing is cached for them.
func PendingShape(t *Type, fill func(th *Thread, x *Instance) error) *Shape {
	return &Shape{Inline: t.Root.Inline, Type: t, fill: fill}
}

// NewPending returns an instance whose attributes are to be made of what from points to. The shape has room for one slot at least.
func NewPending(s *Shape, from unsafe.Pointer) *Instance {
	x := allocate(s)
	*x.first() = Value{P: from}
	return x
}

// first is the address of the first inline slot, which is in use already while the instance is pending.
func (x *Instance) first() *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(x), InlineOffset))
}

// Pending returns what the attributes are to be made of, nil once they are there.
func (x *Instance) Pending() unsafe.Pointer {
	if x.Shape.fill == nil {
		return nil
	}
	return x.first().P
}

// Ready makes the attributes of a pending instance. Whoever looks at a Shape calls it before.
func (x *Instance) Ready(th *Thread) error {
	if x.Shape.fill == nil {
		return nil
	}
	return x.Shape.fill(th, x)
}

// Complete gives a pending instance its attributes, those of shape s, which must have as many inline slots as the shape before.
func (x *Instance) Complete(s *Shape, values []Value) {
	if s.Inline != x.Shape.Inline {
		panic("runtime: the instance has other inline slots")
	}
	x.Shape, x.ID = s, s.ID
	*x.first() = Value{}
	if len(values) > int(s.Inline) {
		x.More = x.overflow()
		x.More.Slots = make([]Value, len(values)-int(s.Inline))
	}
	for i, v := range values {
		*x.slot(i) = v
	}
}

// overflow returns x.More, which it makes if need be.
func (x *Instance) overflow() *Overflow {
	if x.More == nil {
		x.More = &Overflow{}
	}
	return x.More
}
