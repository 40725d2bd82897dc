// This file declares the built-in types. Each is filled by its setup function in the file named after it; the exception
// types stand in exception.go.

package runtime

var (
	ObjectType = &Type{Name: "object"}
	TypeType   = &Type{Name: "type"}

	// Numbers and singletons.
	IntType            = &Type{Name: "int"}
	FloatType          = &Type{Name: "float"}
	BoolType           = &Type{Name: "bool"}
	ComplexType        = &Type{Name: "complex"}
	NoneType           = &Type{Name: "NoneType"}
	NotImplementedType = &Type{Name: "NotImplementedType"}
	EllipsisType       = &Type{Name: "ellipsis"}
	unboundType        = &Type{Name: "<unbound>"}

	// Text and bytes.
	StrType        = &Type{Name: "str"}
	BytesType      = &Type{Name: "bytes"}
	ByteArrayType  = &Type{Name: "bytearray"}
	MemoryViewType = &Type{Name: "memoryview"}

	// Containers.
	TupleType        = &Type{Name: "tuple"}
	ListType         = &Type{Name: "list"}
	DictType         = &Type{Name: "dict"}
	DictKeysType     = &Type{Name: "dict_keys"}
	DictValuesType   = &Type{Name: "dict_values"}
	DictItemsType    = &Type{Name: "dict_items"}
	SetType          = &Type{Name: "set"}
	FrozenSetType    = &Type{Name: "frozenset"}
	SliceType        = &Type{Name: "slice"}
	RangeType        = &Type{Name: "range"}
	MappingProxyType = &Type{Name: "mappingproxy"}

	// Iterators that are called by name.
	EnumerateType = &Type{Name: "enumerate"}
	ZipType       = &Type{Name: "zip"}
	MapType       = &Type{Name: "map"}
	FilterType    = &Type{Name: "filter"}
	ReversedType  = &Type{Name: "reversed"}

	// Callables and descriptors.
	FunctionType              = &Type{Name: "function"}
	MethodType                = &Type{Name: "method"}
	BuiltinType               = &Type{Name: "builtin_function_or_method"}
	MethodDescriptorType      = &Type{Name: "method_descriptor"}
	ClassMethodDescriptorType = &Type{Name: "classmethod_descriptor"}
	WrapperDescriptorType     = &Type{Name: "wrapper_descriptor"}
	MethodWrapperType         = &Type{Name: "method-wrapper"}
	GetSetDescriptorType      = &Type{Name: "getset_descriptor"}
	MemberDescriptorType      = &Type{Name: "member_descriptor"}
	PropertyType              = &Type{Name: "property"}
	StaticMethodType          = &Type{Name: "staticmethod"}
	ClassMethodType           = &Type{Name: "classmethod"}
	SuperType                 = &Type{Name: "super"}

	// What runs.
	CodeType           = &Type{Name: "code"}
	CellType           = &Type{Name: "cell"}
	FrameType          = &Type{Name: "frame"}
	TracebackType      = &Type{Name: "traceback"}
	GeneratorType      = &Type{Name: "generator"}
	CoroutineType      = &Type{Name: "coroutine"}
	AsyncGeneratorType = &Type{Name: "async_generator"}
	ModuleType         = &Type{Name: "module"}
)

// PublicTypes lists the types that the builtins module shows under their names.
func PublicTypes() []*Type {
	types := []*Type{
		ObjectType, TypeType, IntType, FloatType, BoolType, ComplexType, StrType, BytesType, ByteArrayType, MemoryViewType,
		TupleType, ListType, DictType, SetType, FrozenSetType, SliceType, RangeType, PropertyType, StaticMethodType, ClassMethodType, SuperType,
		EnumerateType, ZipType, MapType, FilterType, ReversedType,
	}
	for _, e := range exceptionBases {
		types = append(types, e.t)
	}
	return types
}
