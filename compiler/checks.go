// This file holds the warnings about expressions that can't mean what they say.

package compiler

import (
	"math/big"

	"github.com/gopy-lang/gopy/ast"
)

// typeName returns the name of the type that an expression obviously has, "" if it is not obvious.
func typeName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Tuple:
		return "tuple"
	case *ast.List, *ast.ListComp:
		return "list"
	case *ast.Dict, *ast.DictComp:
		return "dict"
	case *ast.Set, *ast.SetComp:
		return "set"
	case *ast.GeneratorExp:
		return "generator"
	case *ast.Lambda:
		return "function"
	case *ast.TemplateStr:
		return "string.templatelib.Template"
	case *ast.Interpolation:
		return "string.templatelib.Interpolation"
	case *ast.JoinedStr, *ast.FormattedValue:
		return "str"
	case *ast.Constant:
		switch e.Value.(type) {
		case nil:
			return "NoneType"
		case bool:
			return "bool"
		case int64, *big.Int:
			return "int"
		case float64:
			return "float"
		case complex128:
			return "complex"
		case string:
			return "str"
		case []byte:
			return "bytes"
		case ast.ConstantTuple:
			return "tuple"
		case ast.ConstantFrozenSet:
			return "frozenset"
		case ast.Ellipsis:
			return "ellipsis"
		}
	}
	return ""
}

// checkCalled warns about a call of something that can't be called.
func (g *generator) checkCalled(function ast.Expr) {
	function = g.folded(function)
	switch function.(type) {
	case *ast.Constant, *ast.Tuple, *ast.List, *ast.ListComp, *ast.Dict, *ast.DictComp, *ast.Set, *ast.SetComp,
		*ast.GeneratorExp, *ast.JoinedStr, *ast.FormattedValue, *ast.TemplateStr, *ast.Interpolation:
		g.warn(at(function), "'%s' object is not callable; perhaps you missed a comma?", typeName(function))
	}
}

// checkSubscripted warns about a subscript of something that can't have one.
func (g *generator) checkSubscripted(value ast.Expr) {
	value = g.folded(value)
	switch value := value.(type) {
	case *ast.Constant:
		switch value.Value.(type) {
		case string, []byte, ast.ConstantTuple:
			return
		}
	case *ast.Set, *ast.SetComp, *ast.GeneratorExp, *ast.Lambda, *ast.TemplateStr, *ast.Interpolation:
	default:
		return
	}
	g.warn(at(value), "'%s' object is not subscriptable; perhaps you missed a comma?", typeName(value))
}

// checkIndex warns about an index of a sequence display that can't be one.
func (g *generator) checkIndex(value, index ast.Expr) {
	value, index = g.folded(value), g.folded(index)
	indexType := typeName(index)
	switch indexType {
	case "", "int", "bool", "slice":
		return
	}
	switch value := value.(type) {
	case *ast.Constant:
		switch value.Value.(type) {
		case string, []byte, ast.ConstantTuple:
		default:
			return
		}
	case *ast.Tuple, *ast.List, *ast.ListComp, *ast.JoinedStr, *ast.FormattedValue:
	default:
		return
	}
	g.warn(at(value), "%s indices must be integers or slices, not %s; perhaps you missed a comma?", typeName(value), indexType)
}

// checkCompare warns about an identity test of a literal.
func (g *generator) checkCompare(e *ast.Compare) {
	left := e.Left
	for i, op := range e.Ops {
		right := e.Comparators[i]
		if op == ast.Is || op == ast.IsNot {
			literal := right
			if isLiteral(left) {
				literal = left
			}
			if isLiteral(literal) {
				word, better := "is", "=="
				if op == ast.IsNot {
					word, better = "is not", "!="
				}
				g.warn(at(e), "\"%s\" with '%s' literal. Did you mean \"%s\"?", word, typeName(literal), better)
				return
			}
		}
		left = right
	}
}

// isLiteral reports whether an expression is a literal, or tuple of literals, whose identity means nothing.
func isLiteral(expr ast.Expr) bool {
	switch e := expr.(type) {
	case *ast.Tuple:
		for _, elt := range e.Elts {
			if _, ok := elt.(*ast.Constant); !ok {
				return false
			}
		}
		return true
	case *ast.Constant:
		switch e.Value.(type) {
		case nil, bool, ast.Ellipsis:
			return false
		}
		return true
	}
	return false
}

// alwaysTrue reports whether a tested expression is a tuple with elements.
func alwaysTrue(test ast.Expr) bool {
	switch test := test.(type) {
	case *ast.Tuple:
		return len(test.Elts) > 0
	case *ast.Constant:
		tuple, ok := test.Value.(ast.ConstantTuple)
		return ok && len(tuple) > 0
	}
	return false
}
