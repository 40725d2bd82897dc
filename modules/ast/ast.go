// Package ast is the Python module _ast: the classes of syntax tree nodes (library reference, "ast").
package ast

import (
	"strings"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/internal/pyast"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares _ast.
var Module = &py.ModuleDef{
	Name:      "_ast",
	Doc:       "The classes of syntax tree nodes.",
	Functions: functions,
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

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_unparse(node, /)", "Return source for a node, or for the nodes of a list.", unparse),
	}
}

// unparse writes a node as source: the work of ast.unparse.
func unparse(th *py.Thread, a []py.Value) (py.Value, error) {
	l := py.AsList(a[0])
	if l == nil {
		n, err := pyast.Loose(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return write(th, n)
	}
	var b strings.Builder
	for _, v := range l.Items() {
		n, err := pyast.Loose(th, v)
		if err != nil {
			return py.Unbound, err
		}
		text, err := write(th, n)
		if err != nil {
			return py.Unbound, err
		}
		if _, ok := n.(ast.Stmt); ok && b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(py.AsStr(text).String())
	}
	return py.Text(b.String()), nil
}

// write returns the source of a tree; nil, what has no source, is the empty string.
func write(th *py.Thread, n ast.Node) (py.Value, error) {
	if n == nil {
		return py.Text(""), nil
	}
	text, err := ast.Unparse(n)
	if err != nil {
		return py.Unbound, py.Raise(py.RecursionError, "maximum recursion depth exceeded")
	}
	if err := th.Charge(int64(len(text))); err != nil {
		return py.Unbound, err
	}
	return py.Text(text), nil
}
