// This file holds the code of class statements.

package compiler

import (
	"sort"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// Variables of the code that makes a generic class.
const (
	typeParamsVariable  = ".type_params"
	genericBaseVariable = ".generic_base"
)

func (g *generator) visitClass(s *ast.ClassDef) {
	loc := at(s)
	line := firstLine(s, s.DecoratorList)
	g.visitExprs(s.DecoratorList)
	if len(s.TypeParams) == 0 {
		g.visitClassBody(s, line)
		g.emitCall(2, s.Bases, "", s.Keywords, loc)
	} else {
		g.enter(unitTypeParams, "<generic parameters of "+s.Name+">", g.table.TypeParams(s), line, signature{})
		g.visitTypeParams(s.TypeParams)
		g.storeName(typeParamsVariable, loc)
		g.visitClassBody(s, line)
		g.loadName(typeParamsVariable, loc)
		g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_SUBSCRIPT_GENERIC, loc)
		g.storeName(genericBaseVariable, loc)
		g.emitCall(2, s.Bases, genericBaseVariable, s.Keywords, loc)
		g.callTypeParamsUnit(0, loc)
	}
	g.callDecorators(s.DecoratorList)
	g.storeName(s.Name, loc)
}

// visitClassBody emits the body's code and the first arguments of __build_class__: a function that runs the body, and
// the class's name.
func (g *generator) visitClassBody(s *ast.ClassDef, line int) {
	loc := at(s)
	start := lineStart(line)
	g.enter(unitClass, s.Name, g.table.Scope(s), line, signature{})
	scope := g.unit.scope
	g.loadName("__name__", start)
	g.storeName("__module__", start)
	g.loadConst(g.unit.qualName, start)
	g.storeName("__qualname__", start)
	g.loadConst(int64(line), start)
	g.storeName("__firstlineno__", start)
	if len(s.TypeParams) > 0 {
		g.loadName(typeParamsVariable, start)
		g.storeName("__type_params__", start)
	}
	if scope.NeedsClassDict {
		g.emit(opcode.LOAD_LOCALS, start)
		g.emitArg(opcode.STORE_DEREF, g.unit.cellVars.add("__classdict__"), start)
	}
	g.emitConditionalAnnotations(start)

	g.visitBody(s, s.Body, start)

	attributes := append([]string(nil), g.unit.staticAttributes.list...)
	sort.Strings(attributes)
	names := make(code.Tuple, len(attributes))
	for i, name := range attributes {
		names[i] = name
	}
	g.loadConst(names, cfg.NoLocation)
	g.storeName("__static_attributes__", cfg.NoLocation)
	if scope.NeedsClassDict {
		g.emitArg(opcode.LOAD_CLOSURE, g.unit.cellVars.add("__classdict__"), cfg.NoLocation)
		g.storeName("__classdictcell__", cfg.NoLocation)
	}
	if scope.NeedsClassClosure {
		g.emitArg(opcode.LOAD_CLOSURE, g.unit.cellVars.add("__class__"), cfg.NoLocation)
		g.emitArg(opcode.COPY, 1, cfg.NoLocation)
		g.storeName("__classcell__", cfg.NoLocation)
	} else {
		g.loadConst(nil, cfg.NoLocation)
	}
	g.emit(opcode.RETURN_VALUE, cfg.NoLocation)
	inner := g.unit
	body := g.leave(returnNone)

	g.emit(opcode.LOAD_BUILD_CLASS, loc)
	g.emit(opcode.PUSH_NULL, loc)
	g.emitClosure(inner, body, 0, loc)
	g.loadConst(s.Name, loc)
}

// noteStaticAttribute notes a store to an attribute of self as one of the class around the unit.
func (g *generator) noteStaticAttribute(e *ast.Attribute) {
	name, ok := e.Value.(*ast.Name)
	if !ok || name.Id != "self" {
		return
	}
	for u := g.unit.outer; u != nil; u = u.outer {
		if u.kind == unitClass {
			u.staticAttributes.add(e.Attr)
			return
		}
	}
}
