// Package types is the module _types: names for the types of the language that have no built-in name.
package types

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// names lists the types under the names of module types.
var names = []struct {
	name string
	t    *py.Type
}{
	{"AsyncGeneratorType", py.AsyncGeneratorType},
	{"BuiltinFunctionType", py.BuiltinType},
	{"BuiltinMethodType", py.BuiltinType},
	{"CapsuleType", capsuleType},
	{"CellType", py.CellType},
	{"ClassMethodDescriptorType", py.ClassMethodDescriptorType},
	{"CodeType", py.CodeType},
	{"CoroutineType", py.CoroutineType},
	{"EllipsisType", py.EllipsisType},
	{"FrameType", py.FrameType},
	{"FunctionType", py.FunctionType},
	{"GeneratorType", py.GeneratorType},
	{"GenericAlias", py.GenericAliasType},
	{"GetSetDescriptorType", py.GetSetDescriptorType},
	{"LambdaType", py.FunctionType},
	{"MappingProxyType", py.MappingProxyType},
	{"MemberDescriptorType", py.MemberDescriptorType},
	{"MethodDescriptorType", py.MethodDescriptorType},
	{"MethodType", py.MethodType},
	{"MethodWrapperType", py.MethodWrapperType},
	{"ModuleType", py.ModuleType},
	{"NoneType", py.NoneType},
	{"NotImplementedType", py.NotImplementedType},
	{"SimpleNamespace", py.NamespaceType},
	{"TracebackType", py.TracebackType},
	{"UnionType", py.UnionType},
	{"WrapperDescriptorType", py.WrapperDescriptorType},
}

// capsuleType has no instances: gopy loads no C extensions.
var (
	capsuleType = &py.Type{Name: "PyCapsule", Doc: "What C extensions hand pointers around in. gopy has none.", Flags: py.TypeDisallowNew}
	setupOnce   sync.Once
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "_types",
	Doc:  "Names for types of the language.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() { py.SetupType(capsuleType, nil) })
		for _, n := range names {
			m.Set(th, n.name, n.t.Value())
		}
		return nil
	},
}
