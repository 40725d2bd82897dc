// Package ast is the Python module _ast: the classes of syntax tree nodes (library reference, "ast").
package ast

import (
	"github.com/gopy-lang/gopy/internal/pyast"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares _ast.
var Module = &py.ModuleDef{
	Name: "_ast",
	Doc:  "The classes of syntax tree nodes.",
	Exec: func(th *py.Thread, m *py.Module) error {
		classes, err := pyast.Of(th)
		if err != nil {
			return err
		}
		classes.Each(func(name string, t *py.Type) { m.Set(th, name, t.Value()) })
		for name, flag := range map[string]int64{"PyCF_ONLY_AST": 0x400, "PyCF_TYPE_COMMENTS": 0x1000, "PyCF_ALLOW_TOP_LEVEL_AWAIT": 0x2000, "PyCF_OPTIMIZED_AST": 0x8400} {
			m.Set(th, name, py.Int(flag))
		}
		return nil
	},
}
