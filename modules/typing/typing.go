// Package typing is the module _typing: the types of module typing that the language itself needs.
package typing

import py "github.com/gopy-lang/gopy/runtime"

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_typing",
	Doc:       "The types of module typing that the language itself needs.",
	Functions: functions,
	Types:     []*py.Type{py.TypeVarType, py.ParamSpecType, py.TypeVarTupleType, py.ParamSpecArgsType, py.ParamSpecKwargsType, py.TypeAliasTypeType, py.GenericType, py.UnionType},
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "NoDefault", py.NoDefault())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_idfunc($module, x, /)", "Return x.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }),
	}
}
