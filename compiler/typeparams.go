// This file holds the code of type parameters and type aliases (PEP 695, 696).

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// visitGenericFunction emits a function with type parameters: a function that makes them is called at once with the
// defaults, which belong outside, and returns the generic function.
func (g *generator) visitGenericFunction(f function, flags, line int) {
	loc := at(f.node)
	n := 0 // arguments: the defaults
	if flags&opcode.MAKE_FUNCTION_DEFAULTS != 0 {
		n++
	}
	if flags&opcode.MAKE_FUNCTION_KWDEFAULTS != 0 {
		n++
	}
	if n == 2 {
		g.emitArg(opcode.SWAP, 2, loc)
	}
	g.enter(unitTypeParams, "<generic parameters of "+f.name+">", g.table.TypeParams(f.node), line, signature{args: n})
	g.visitTypeParams(f.typeParams)
	for i := range n {
		g.emitArg(opcode.LOAD_FAST, i, loc)
	}
	flags |= g.visitSignatureAnnotations(f)
	g.visitFunctionBody(f, flags, line)
	g.emitArg(opcode.SWAP, 2, loc)
	g.emitArg(opcode.CALL_INTRINSIC_2, opcode.INTRINSIC_SET_FUNCTION_TYPE_PARAMS, loc)
	g.callTypeParamsUnit(n, loc)
}

// callTypeParamsUnit finishes the unit of type parameters and emits its making and call; its n arguments are on the
// stack.
func (g *generator) callTypeParamsUnit(n int, loc cfg.Loc) {
	g.leaveFunction(returnTop, 0, loc)
	if n > 0 {
		// The call takes the lowest of the swapped values as function, the second as first argument.
		g.emitArg(opcode.SWAP, n+1, loc)
		g.emitArg(opcode.CALL, n-1, loc)
		return
	}
	g.emit(opcode.PUSH_NULL, loc)
	g.emitArg(opcode.CALL, 0, loc)
}

// visitTypeParams emits the making of type parameters, stored in variables and left on the stack as a tuple.
func (g *generator) visitTypeParams(params []ast.TypeParam) {
	seenDefault := false
	for _, param := range params {
		loc := at(param)
		var name string
		var value ast.Expr // the default
		starred := false   // the default may be
		switch p := param.(type) {
		case *ast.TypeVar:
			name, value = p.Name, p.DefaultValue
			g.loadConst(name, loc)
			if p.Bound == nil {
				g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_TYPEVAR, loc)
				break
			}
			g.visitDeferredExpr(p.Bound, name, g.table.Bound(p), false)
			intrinsic := opcode.INTRINSIC_TYPEVAR_WITH_BOUND
			if _, constraints := p.Bound.(*ast.Tuple); constraints {
				intrinsic = opcode.INTRINSIC_TYPEVAR_WITH_CONSTRAINTS
			}
			g.emitArg(opcode.CALL_INTRINSIC_2, intrinsic, loc)
		case *ast.TypeVarTuple:
			name, value, starred = p.Name, p.DefaultValue, true
			g.loadConst(name, loc)
			g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_TYPEVARTUPLE, loc)
		case *ast.ParamSpec:
			name, value = p.Name, p.DefaultValue
			g.loadConst(name, loc)
			g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_PARAMSPEC, loc)
		}
		if value != nil {
			seenDefault = true
			g.visitDeferredExpr(value, name, g.table.Default(param), starred)
			g.emitArg(opcode.CALL_INTRINSIC_2, opcode.INTRINSIC_SET_TYPEPARAM_DEFAULT, loc)
		} else if seenDefault {
			g.fail(loc, "non-default type parameter '%s' follows default type parameter", name)
			return
		}
		g.emitArg(opcode.COPY, 1, loc)
		g.storeName(name, loc)
	}
	g.emitArg(opcode.BUILD_TUPLE, len(params), at(params[0]))
}

// visitDeferredExpr emits a function that evaluates a bound or default of a type parameter.
func (g *generator) visitDeferredExpr(expr ast.Expr, name string, scope *symtable.Scope, starred bool) {
	loc := at(expr)
	g.loadConst(code.Tuple{int64(1)}, loc) // the format's default
	g.enterAnnotations(name, scope, loc)
	if starred {
		g.visitMaybeStarred(expr, loc)
	} else {
		g.visitExpr(expr)
	}
	g.emit(opcode.RETURN_VALUE, loc)
	g.leaveFunction(returnNone, opcode.MAKE_FUNCTION_DEFAULTS, loc)
}

func (g *generator) visitTypeAlias(s *ast.TypeAlias) {
	loc := at(s)
	name := s.Name.(*ast.Name).Id
	generic := len(s.TypeParams) > 0
	if generic {
		g.enter(unitTypeParams, "<generic parameters of "+name+">", g.table.TypeParams(s), int(s.Lineno), signature{})
		g.loadConst(name, loc)
		g.visitTypeParams(s.TypeParams)
	} else {
		g.loadConst(name, loc)
		g.loadConst(nil, loc)
	}

	g.loadConst(code.Tuple{int64(1)}, loc)
	g.enterAnnotations(name, g.table.Scope(s), loc)
	g.visitExpr(s.Value)
	g.emit(opcode.RETURN_VALUE, loc)
	g.leaveFunction(returnTop, opcode.MAKE_FUNCTION_DEFAULTS, loc)
	g.emitArg(opcode.BUILD_TUPLE, 3, loc)
	g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_TYPEALIAS, loc)

	if generic {
		g.callTypeParamsUnit(0, loc)
	}
	g.storeName(name, loc)
}
