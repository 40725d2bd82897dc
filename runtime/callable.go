// This file lists the callable and descriptor types and makes the objects that class dicts of built-in types hold.

package runtime

// coreTypes are object and type; everything else rests on them.
var coreTypes = []typeSetup{
	{ObjectType, nil, setupObject},
	{TypeType, nil, setupTypeType},
}

// callableTypes are the descriptors and what is called, Python functions excepted.
var callableTypes = []typeSetup{
	{MethodDescriptorType, nil, setupMethodDescriptor},
	{ClassMethodDescriptorType, nil, setupClassMethodDescriptor},
	{WrapperDescriptorType, nil, setupWrapperDescriptor},
	{MethodWrapperType, nil, setupMethodWrapper},
	{GetSetDescriptorType, nil, setupGetSetDescriptor},
	{MemberDescriptorType, nil, setupGetSetDescriptor},
	{BuiltinType, nil, setupBuiltinFunction},
	{MethodType, nil, setupMethod},
	{StaticMethodType, nil, setupStaticMethod},
	{ClassMethodType, nil, setupClassMethod},
	{PropertyType, nil, setupProperty},
	{SuperType, nil, setupSuper},
	{ModuleType, nil, setupModule},
}

// NewBuiltin makes a built-in function object of a module.
func NewBuiltin(def *MethodDef, module Value) Value {
	return (&Builtin{Header: Header{Type: BuiltinType, Kind: KindBuiltin}, Def: def, Self: Unbound, Module: module}).Value()
}

// BindBuiltin makes a bound method of a built-in type.
func BindBuiltin(def *MethodDef, self Value) Value {
	return (&Builtin{Header: Header{Type: BuiltinType, Kind: KindBuiltin}, Def: def, Self: self, Module: None, Bound: true}).Value()
}
