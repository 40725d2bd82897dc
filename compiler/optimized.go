// This file holds the tree that compile() returns for PyCF_OPTIMIZED_AST.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/symtable"
)

// Optimized returns a copy of a tree in which everything is decided that is decided on the tree: __debug__, `%`
// formatting of a literal, the numbers of patterns, and at level 2 that docstrings are dropped. Options are those of
// [Compile]; under [symtable.FutureAnnotations] annotations stay as they are. The error is [ErrRecursion].
func Optimized(mod ast.Mod, options Options) (ast.Mod, error) {
	o := &optimizer{generator: generator{options: options}}
	result := o.node(mod).(ast.Mod)
	return result, o.err
}

// An optimizer copies a tree.
type optimizer struct{ generator }

// node returns what takes the place of a node.
func (o *optimizer) node(n ast.Node) ast.Node {
	if !o.descend() {
		return n
	}
	defer o.ascend()
	copied := n.Class().New()
	copied.SetPos(n.Pos())
	for i, field := range n.Class().Fields {
		switch value := n.Field(i).(type) {
		case ast.Node:
			if o.keeps(field) {
				copied.SetField(i, value)
			} else {
				copied.SetField(i, o.node(value))
			}
		default:
			if field.Sequence() {
				value = o.list(ast.Elements(value))
			}
			copied.SetField(i, value)
		}
	}
	switch c := copied.(type) {
	case ast.Expr:
		return o.folded(c)
	case *ast.MatchValue:
		c.Value = foldedPattern(c.Value)
	case *ast.MatchMapping:
		for i, key := range c.Keys {
			c.Keys[i] = foldedPattern(key)
		}
	case *ast.Module:
		c.Body = o.body(c.Body)
	case *ast.FunctionDef:
		c.Body = o.body(c.Body)
	case *ast.AsyncFunctionDef:
		c.Body = o.body(c.Body)
	case *ast.ClassDef:
		c.Body = o.body(c.Body)
	}
	return copied
}

// keeps reports whether a field isn't looked into: an annotation that is kept as a string.
func (o *optimizer) keeps(field ast.Field) bool {
	return o.options.Features&symtable.FutureAnnotations != 0 && (field.Name == "annotation" || field.Name == "returns")
}

func (o *optimizer) list(list []any) []any {
	result := make([]any, len(list))
	for i, element := range list {
		result[i] = element
		if n, ok := element.(ast.Node); ok {
			result[i] = o.node(n)
		}
	}
	return result
}

func (o *optimizer) body(body []ast.Stmt) []ast.Stmt {
	if o.options.Optimize < 2 {
		return body
	}
	_, _, rest := o.splitDocstring(body)
	return rest
}
