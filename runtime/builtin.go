// This file defines Method, Builtin and the descriptors of built-in types: the callables that are no Python functions.

package runtime

// Method is a bound method: Func called with Self before the other arguments.
type Method struct {
	Header
	Func Value
	Self Value
	Weak *WeakList
}

// NewMethod binds a function to self.
func NewMethod(fn, self Value) *Method {
	return &Method{Header: Header{Type: MethodType, Kind: KindMethod}, Func: fn, Self: self}
}

// Builtin is a built-in function (Self is the module or None) or a bound method of a built-in type.
type Builtin struct {
	Header
	Def    *MethodDef
	Self   Value // Unbound: none is passed
	Module Value // __module__
	Bound  bool  // Self is passed as the first argument
}

// MethodDescriptor is a method of a built-in type as found in the class: method_descriptor, or
// classmethod_descriptor when Def.Flags is MethodClass.
type MethodDescriptor struct {
	Header
	Def   *MethodDef
	Owner *Type
}

// WrapperDescriptor is a special method of a built-in type (slot wrapper): list.__add__.
type WrapperDescriptor struct {
	Header
	Slot  *SlotDef
	Owner *Type
	// Index of the function among those that share the slot definition's signature is not needed: Slot.Wrap reads Owner's slot.
}

// GetSetDescriptor is a computed or stored attribute of a built-in type.
type GetSetDescriptor struct {
	Header
	Def   *GetSetDef
	Owner *Type
}

// Module is a module object.
type Module struct {
	Header
	Name *Str
	Dict *Dict
	Weak *WeakList
	// State is the Go state of a built-in module.
	State any
}
