// This file lists the callable and descriptor types and makes the objects that class dicts of built-in types hold.

package runtime

// NewBuiltin makes a built-in function object of a module.
func NewBuiltin(def *MethodDef, module Value) Value {
	return (&Builtin{Header: Header{Type: BuiltinType, Kind: KindBuiltin}, Def: def, Self: Unbound, Module: module}).Value()
}

// BindBuiltin makes a bound method of a built-in type.
func BindBuiltin(def *MethodDef, self Value) Value {
	return (&Builtin{Header: Header{Type: BuiltinType, Kind: KindBuiltin}, Def: def, Self: self, Module: None, Bound: true}).Value()
}
