// This file defines Instance, the object of a class that programs make, and Shape, which says where its attributes lie.

package runtime

import "unsafe"

// Instance is an object whose attributes lie in slots that its Shape names. Header.ID is Shape.ID. The
// first Shape.Inline slots follow the struct; the rest are in More. Once a program asks for __dict__ (or deletes
// an attribute) the attributes move to More.Dict and the shape names the slots of __slots__ only.
type Instance struct {
	Header
	Shape *Shape
	More  *Overflow
}

// Overflow is what few instances have.
type Overflow struct {
	Slots []Value
	Dict  *Dict
	Weak  *WeakList
}

// InlineOffset is the byte offset of the first inline slot of an Instance.
const InlineOffset = unsafe.Sizeof(Instance{})

// Shape maps attribute names to slots for the instances of one class that got the same attributes in the same
// order. Shapes are immutable but for their transitions.
type Shape struct {
	ID     uint32
	Inline uint16 // inline slots of the instance
	Count  uint16 // slots in use
	Type   *Type
	parent *Shape
	key    *Str            // name of slot Count-1
	next   map[*Str]*Shape // transitions beyond the first
	first  *Shape
	table  map[*Str]int32 // all names, made when Count grows beyond a few
	names  []*Str         // all names, once they were asked for
	fill   filler         // of pending instances, see pending.go
}

// NewShape returns the shape of instances of t without attributes.
func NewShape(in *Interp, t *Type, inline int) *Shape {
	return &Shape{ID: in.NewID(), Inline: uint16(inline), Type: t}
}

// Find returns the slot of an interned name, or -1.
func (s *Shape) Find(name *Str) int {
	if s.table != nil {
		if i, ok := s.table[name]; ok {
			return int(i)
		}
		return -1
	}
	if s.Count > 8 {
		s.table = make(map[*Str]int32, s.Count)
		for p := s; p.Count > 0; p = p.parent {
			s.table[p.key] = int32(p.Count - 1)
		}
		return s.Find(name)
	}
	for p := s; p.Count > 0; p = p.parent {
		if p.key == name {
			return int(p.Count - 1)
		}
	}
	return -1
}

// Names returns the names in slot order, which the caller doesn't change.
func (s *Shape) Names() []*Str {
	if s.names == nil && s.Count > 0 {
		s.names = make([]*Str, s.Count)
		for p := s; p.Count > 0; p = p.parent {
			s.names[p.Count-1] = p.key
		}
	}
	return s.names
}

// maxShapeSlots is how many attributes an instance may have before they move to a dict.
const maxShapeSlots = 256

// With returns the shape with one more attribute.
func (s *Shape) With(in *Interp, name *Str) *Shape {
	if s.first != nil && s.first.key == name {
		return s.first
	}
	if n, ok := s.next[name]; ok {
		return n
	}
	n := &Shape{ID: in.NewID(), Inline: s.Inline, Count: s.Count + 1, Type: s.Type, parent: s, key: name}
	if s.first == nil {
		s.first = n
	} else {
		if s.next == nil {
			s.next = map[*Str]*Shape{}
		}
		s.next[name] = n
	}
	return n
}

type (
	instance1 struct {
		Instance
		a [1]Value
	}
	instance2 struct {
		Instance
		a [2]Value
	}
	instance3 struct {
		Instance
		a [3]Value
	}
	instance4 struct {
		Instance
		a [4]Value
	}
	instance6 struct {
		Instance
		a [6]Value
	}
	instance8 struct {
		Instance
		a [8]Value
	}
	instance12 struct {
		Instance
		a [12]Value
	}
	instance16 struct {
		Instance
		a [16]Value
	}
	instance20 struct {
		Instance
		a [20]Value
	}
	instance24 struct {
		Instance
		a [24]Value
	}
	instance28 struct {
		Instance
		a [28]Value
	}
)

// maxInlineSlots is the number of slots that lie in the instance at most.
const maxInlineSlots = 28

// inlineClass rounds a number of slots up to one that an allocation size exists for.
func inlineClass(n int) int {
	for _, c := range [...]int{0, 1, 2, 3, 4, 6, 8, 12, 16, 20, 24} {
		if n <= c {
			return c
		}
	}
	return maxInlineSlots
}

// NewInstance allocates an instance of a class with layout KindInstance. Its slots for __slots__ are unbound.
func NewInstance(t *Type) *Instance {
	s := t.Root
	if t.Flags&TypeUnknownSlots != 0 {
		s = t.trialShape()
	}
	x := allocate(s)
	if s.Count > s.Inline {
		x.More = &Overflow{Slots: make([]Value, s.Count-s.Inline)}
	}
	for i := 0; i < int(s.Count); i++ {
		*x.slot(i) = Unbound
	}
	return x
}

// allocate makes an instance of a shape, with slots that hold nothing.
func allocate(s *Shape) *Instance {
	t := s.Type
	var x *Instance
	switch s.Inline {
	case 0:
		x = &Instance{}
	case 1:
		x = &(&instance1{}).Instance
	case 2:
		x = &(&instance2{}).Instance
	case 3:
		x = &(&instance3{}).Instance
	case 4:
		x = &(&instance4{}).Instance
	case 6:
		x = &(&instance6{}).Instance
	case 8:
		x = &(&instance8{}).Instance
	case 12:
		x = &(&instance12{}).Instance
	case 16:
		x = &(&instance16{}).Instance
	case 20:
		x = &(&instance20{}).Instance
	case 24:
		x = &(&instance24{}).Instance
	default:
		x = &(&instance28{}).Instance
	}
	x.Header = Header{Type: t, ID: s.ID, Kind: KindInstance}
	x.Shape = s
	if t.Flags&TypeHasFinalize != 0 {
		t.heap.Interp.Finalizers.watchNew(&x.Header)
	}
	return x
}

// slot returns the address of slot i, which must exist.
func (x *Instance) slot(i int) *Value {
	if i < int(x.Shape.Inline) {
		return (*Value)(unsafe.Add(unsafe.Pointer(x), InlineOffset+uintptr(i)*unsafe.Sizeof(Value{})))
	}
	return &x.More.Slots[i-int(x.Shape.Inline)]
}

// Slot returns the value of slot i; Unbound: the attribute is not set.
func (x *Instance) Slot(i int) Value { return *x.slot(i) }

// SetSlot stores into slot i.
func (x *Instance) SetSlot(i int, v Value) { *x.slot(i) = v }

// get returns the attribute with an interned name, Unbound when it is missing. Slots of __slots__ are not seen:
// only their descriptors reach them.
func (x *Instance) get(name *Str) Value {
	if i := x.Shape.Find(name); i >= x.fixed() {
		return *x.slot(i)
	}
	return Unbound
}

// fixed is the number of leading slots that belong to __slots__.
func (x *Instance) fixed() int { return len(x.Type.SlotNames) }

// set stores an attribute under an interned name.
func (x *Instance) set(th *Thread, name *Str, v Value) {
	if i := x.Shape.Find(name); i >= x.fixed() {
		*x.slot(i) = v
		return
	}
	x.add(th, name, v)
}

// add appends an attribute: the shape changes.
func (x *Instance) add(th *Thread, name *Str, v Value) {
	if x.Shape.Count >= maxShapeSlots {
		x.MakeDict(th).SetStr(name, v)
		return
	}
	x.Transition(x.Shape.With(th.Interp, name), v)
}

// Transition moves the instance to a shape with one more slot and stores v there.
func (x *Instance) Transition(s *Shape, v Value) {
	i := int(s.Count) - 1
	if i >= int(s.Inline) {
		if x.More == nil {
			x.More = &Overflow{}
			if h := x.Type.heap; h != nil && h.MoreSlots > 1 {
				x.More.Slots = make([]Value, 0, h.MoreSlots)
			}
		}
		x.More.Slots = append(x.More.Slots, v)
	}
	x.Type.WantInline(i + 1)
	x.Shape, x.ID = s, s.ID
	*x.slot(i) = v
}

// WantInline gives later instances of the class n inline slots, or more, as far as instances have so many, and room for the rest at once.
func (t *Type) WantInline(n int) {
	h := t.heap
	if h == nil || n <= h.InlineSlots {
		return
	}
	h.MoreSlots = max(h.MoreSlots, n-maxInlineSlots)
	if c := inlineClass(n); c > h.InlineSlots {
		h.InlineSlots = c
		t.Root = rootShape(h.Interp, t, c)
	}
}

// The instances that trialShape is for, and their inline slots.
const (
	maxTrials  = 4
	trialSlots = 12
)

// trialShape returns the shape of one of the first instances of a class whose methods set no attributes: what programs set from outside
// finds room in them, and tells how much later ones need.
func (t *Type) trialShape() *Shape {
	h := t.heap
	if h.trial == nil {
		h.trial = rootShape(h.Interp, t, max(trialSlots, h.InlineSlots))
	}
	s := h.trial
	if h.trials++; h.trials == maxTrials {
		t.Flags &^= TypeUnknownSlots
		h.trial = nil
	}
	return s
}

// rootShape makes the shape of a fresh instance: its first slots are those of __slots__.
func rootShape(in *Interp, t *Type, inline int) *Shape {
	s := NewShape(in, t, inline)
	for _, n := range t.SlotNames {
		s = s.With(in, n)
	}
	return s
}

// del removes an attribute and reports whether it was there.
func (x *Instance) del(th *Thread, name *Str) bool {
	i := x.Shape.Find(name)
	if i < x.fixed() {
		return false
	}
	if s := x.Shape; i == int(s.Count)-1 { // the one that was set last: as if it had never been
		if *x.slot(i) = (Value{}); i >= int(s.Inline) {
			x.More.Slots = x.More.Slots[:i-int(s.Inline)]
		}
		x.Shape, x.ID = s.parent, s.parent.ID
		return true
	}
	return x.MakeDict(th).DelStr(name)
}

// MakeDict returns the instance's __dict__, moving the attributes there the first time. Slots of __slots__ stay.
func (x *Instance) MakeDict(th *Thread) *Dict {
	if x.More != nil && x.More.Dict != nil {
		return x.More.Dict
	}
	fixed := x.fixed()
	names := x.Shape.Names()
	d := NewDictSize(len(names) - fixed)
	for i := fixed; i < len(names); i++ {
		d.insert(names[i].Hash(), names[i].Value(), *x.slot(i))
		*x.slot(i) = Value{}
	}
	if x.More == nil {
		x.More = &Overflow{}
	}
	x.More.Dict = d
	x.toDictShape()
	return d
}

// DictOnly returns the dict of an instance that keeps its attributes there, but for those of __slots__.
func (x *Instance) DictOnly() (d *Dict, ok bool) {
	if x.More == nil || x.More.Dict == nil {
		return nil, false
	}
	return x.More.Dict, true
}

// SetDict replaces the instance's __dict__.
func (x *Instance) SetDict(th *Thread, d *Dict) {
	x.MakeDict(th)
	x.More.Dict = d
}

// toDictShape gives the instance the shape of those whose attributes lie in a dict. Its ID is 0: never cached.
func (x *Instance) toDictShape() {
	s := &Shape{Inline: x.Shape.Inline, Type: x.Type}
	names := x.Shape.Names()
	for i := 0; i < x.fixed(); i++ {
		s = &Shape{Inline: s.Inline, Count: s.Count + 1, Type: s.Type, parent: s, key: names[i]}
	}
	x.Shape, x.ID = s, 0
}

// AsInstance returns v as an Instance, or nil.
func AsInstance(v Value) *Instance {
	if v.Kind() == KindInstance {
		return (*Instance)(v.P)
	}
	return nil
}

// PlainDict reports whether the instance keeps its attributes in the usual way: Store may be used in place of its __dict__.
func (x *Instance) PlainDict(th *Thread) bool {
	if x.Type.Flags&TypeHasDict == 0 || x.Type.Flags&TypeCustomGetattribute != 0 {
		return false
	}
	d := x.Type.Lookup(th, nameDict)
	return d.IsUnbound() || d.Type() == GetSetDescriptorType
}

// Store puts a value into the instance's __dict__ under an interned name.
func (x *Instance) Store(th *Thread, name *Str, v Value) {
	if x.More != nil && x.More.Dict != nil {
		x.More.Dict.SetStr(name, v)
		return
	}
	x.set(th, name, v)
}

// Own returns the value under an interned name in the instance's __dict__; Unbound: there is none.
func (x *Instance) Own(th *Thread, name *Str) (Value, error) {
	if err := x.Ready(th); err != nil {
		return Unbound, err
	}
	if x.More != nil && x.More.Dict != nil {
		return x.More.Dict.GetStr(name), nil
	}
	return x.get(name), nil
}

// Attributes returns the names of the instance's attributes in order: that of slot i at index i. ok is false when they lie in a
// dict, when the class has __slots__, or some are not set.
func (x *Instance) Attributes(th *Thread) (names []*Str, ok bool) {
	if x.More != nil && x.More.Dict != nil || x.fixed() > 0 || !x.PlainDict(th) || x.Ready(th) != nil {
		return nil, false
	}
	names = x.Shape.Names()
	for i := range names {
		if x.slot(i).IsUnbound() {
			return nil, false
		}
	}
	return names, true
}
