// This file holds the code of statements: the switch over all of them and the simple ones.

package compiler

import (
	"errors"
	"strings"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// visitStmts emits statements.
func (g *generator) visitStmts(body []ast.Stmt) {
	for _, stmt := range body {
		g.visitStmt(stmt)
	}
}

// visitStmt emits a statement.
func (g *generator) visitStmt(stmt ast.Stmt) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	loc := at(stmt)
	switch s := stmt.(type) {
	case *ast.FunctionDef:
		g.visitFunction(functionOf(s))
	case *ast.AsyncFunctionDef:
		g.visitFunction(asyncFunctionOf(s))
	case *ast.ClassDef:
		g.visitClass(s)
	case *ast.TypeAlias:
		g.visitTypeAlias(s)
	case *ast.Return:
		g.visitReturn(s)
	case *ast.Delete:
		g.visitExprs(s.Targets)
	case *ast.Assign:
		g.visitAssign(s)
	case *ast.AugAssign:
		g.visitAugAssign(s)
	case *ast.AnnAssign:
		g.visitAnnAssign(s)
	case *ast.For:
		g.conditionally(func() { g.visitFor(s) })
	case *ast.AsyncFor:
		g.conditionally(func() { g.visitAsyncFor(s) })
	case *ast.While:
		g.conditionally(func() { g.visitWhile(s) })
	case *ast.If:
		g.conditionally(func() { g.visitIf(s) })
	case *ast.With:
		g.conditionally(func() { g.visitWith(s.Items, s.Body, withManager(s)) })
	case *ast.AsyncWith:
		if !g.inAsync() {
			g.fail(loc, "'async with' outside async function")
			return
		}
		g.conditionally(func() { g.visitWith(s.Items, s.Body, asyncWithManager(s)) })
	case *ast.Match:
		g.conditionally(func() { g.visitMatch(s) })
	case *ast.Try:
		g.conditionally(func() { g.visitTry(tryOf(s)) })
	case *ast.TryStar:
		g.conditionally(func() { g.visitTry(tryStarOf(s)) })
	case *ast.Raise:
		g.visitRaise(s)
	case *ast.Assert:
		g.visitAssert(s)
	case *ast.Import:
		g.visitImport(s)
	case *ast.ImportFrom:
		g.visitImportFrom(s)
	case *ast.Global, *ast.Nonlocal:
		// The symbol table has dealt with them.
	case *ast.ExprStmt:
		g.visitExprStmt(s)
	case *ast.Pass:
		g.emit(opcode.NOP, loc)
	case *ast.Break:
		g.visitBreak(loc)
	case *ast.Continue:
		g.visitContinue(loc)
	default:
		g.failure(errors.New("compiler: unknown statement " + stmt.Class().Name))
	}
}

// conditionally emits a statement whose parts may not be executed; annotations in it are conditional.
func (g *generator) conditionally(visit func()) {
	u := g.unit
	u.conditional++
	visit()
	u.conditional--
}

func (g *generator) visitExprStmt(s *ast.ExprStmt) {
	loc := at(s)
	if g.interactive && g.unit.kind == unitModule {
		g.visitExpr(s.Value)
		g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_PRINT, loc)
		g.emit(opcode.POP_TOP, cfg.NoLocation)
		return
	}
	if _, constant := g.constant(s.Value); constant {
		g.emit(opcode.NOP, loc)
		return
	}
	g.visitExpr(s.Value)
	g.emit(opcode.POP_TOP, cfg.NoLocation)
}

func (g *generator) visitReturn(s *ast.Return) {
	loc := at(s)
	scope := g.unit.scope
	if scope.Kind != symtable.Function {
		g.fail(loc, "'return' outside function")
		return
	}
	if s.Value != nil && scope.IsCoroutine && scope.IsGenerator {
		g.fail(loc, "'return' with value in async generator")
		return
	}
	constant, isConstant := g.constant(s.Value)
	computed := s.Value != nil && !isConstant
	if computed {
		g.visitExpr(s.Value)
	} else if s.Value != nil {
		loc = at(s.Value)
		g.emit(opcode.NOP, loc)
	}
	if s.Value == nil || s.Value.Pos().Lineno != s.Lineno {
		loc = at(s)
		g.emit(opcode.NOP, loc)
	}
	loc, _ = g.unwindBlocks(loc, computed, false)
	switch {
	case s.Value == nil:
		g.loadConst(nil, loc)
	case isConstant:
		g.loadConst(constantValue(constant), loc)
	}
	g.emit(opcode.RETURN_VALUE, loc)
}

func (g *generator) visitAssign(s *ast.Assign) {
	g.visitExpr(s.Value)
	for i, target := range s.Targets {
		if i+1 < len(s.Targets) {
			g.emitArg(opcode.COPY, 1, at(s))
		}
		g.visitExpr(target)
	}
}

func (g *generator) visitAugAssign(s *ast.AugAssign) {
	loc := at(s.Target)
	attrLoc := loc
	sliced := false
	switch target := s.Target.(type) {
	case *ast.Name:
		g.loadName(target.Id, loc)
	case *ast.Attribute:
		g.visitExpr(target.Value)
		g.emitArg(opcode.COPY, 1, loc)
		attrLoc = attributeLocation(loc, target)
		g.loadAttr(target.Attr, attrLoc)
	case *ast.Subscript:
		g.visitExpr(target.Value)
		if slice, ok := g.twoPartSlice(target); ok {
			sliced = true
			g.visitSliceParts(slice)
			g.emitArg(opcode.COPY, 3, loc)
			g.emitArg(opcode.COPY, 3, loc)
			g.emitArg(opcode.COPY, 3, loc)
			g.emit(opcode.BINARY_SLICE, loc)
			break
		}
		g.visitExpr(target.Slice)
		g.emitArg(opcode.COPY, 2, loc)
		g.emitArg(opcode.COPY, 2, loc)
		g.emitArg(opcode.BINARY_OP, opcode.NB_SUBSCR, loc)
	default:
		g.fail(loc, "invalid node type (%s) for augmented assignment", s.Target.Class().Name)
		return
	}

	g.visitExpr(s.Value)
	g.emitArg(opcode.BINARY_OP, binaryOps[s.Op]+opcode.NB_INPLACE_ADD, at(s))

	switch target := s.Target.(type) {
	case *ast.Name:
		g.storeName(target.Id, loc)
	case *ast.Attribute:
		g.emitArg(opcode.SWAP, 2, attrLoc)
		g.emitName(opcode.STORE_ATTR, target.Attr, attrLoc)
	case *ast.Subscript:
		if sliced {
			g.emitArg(opcode.SWAP, 4, loc)
			g.emitArg(opcode.SWAP, 3, loc)
			g.emitArg(opcode.SWAP, 2, loc)
			g.emit(opcode.STORE_SLICE, loc)
			break
		}
		g.emitArg(opcode.SWAP, 3, loc)
		g.emitArg(opcode.SWAP, 2, loc)
		g.emit(opcode.STORE_SUBSCR, loc)
	}
}

func (g *generator) visitRaise(s *ast.Raise) {
	n := 0
	for _, part := range []ast.Expr{s.Exc, s.Cause} {
		if part == nil {
			break
		}
		g.visitExpr(part)
		n++
	}
	g.emitArg(opcode.RAISE_VARARGS, n, at(s))
}

func (g *generator) visitAssert(s *ast.Assert) {
	loc := at(s)
	if alwaysTrue(s.Test) {
		g.warn(loc, "assertion is always true, perhaps remove parentheses?")
	}
	if g.options.Optimize > 0 {
		return
	}
	end := g.newLabel()
	g.jumpIf(s.Test, end, true, loc)
	g.emitArg(opcode.LOAD_COMMON_CONSTANT, opcode.CONSTANT_ASSERTIONERROR, loc)
	if s.Msg != nil {
		g.visitExpr(s.Msg)
		g.emitArg(opcode.CALL, 0, loc)
	}
	g.emitArg(opcode.RAISE_VARARGS, 1, at(s.Test))
	g.use(end)
}

func (g *generator) visitImport(s *ast.Import) {
	loc := at(s)
	for _, alias := range s.Names {
		g.loadConst(int64(0), loc)
		g.loadConst(nil, loc)
		g.emitName(opcode.IMPORT_NAME, alias.Name, loc)
		if alias.Asname != "" {
			g.storeImportedAs(alias, loc)
			continue
		}
		top, _, _ := strings.Cut(alias.Name, ".")
		g.storeName(top, loc)
	}
}

// storeImportedAs stores the innermost module of a dotted import; on the stack is the outermost one.
func (g *generator) storeImportedAs(alias *ast.Alias, loc cfg.Loc) {
	_, rest, dotted := strings.Cut(alias.Name, ".")
	if !dotted {
		g.storeName(alias.Asname, loc)
		return
	}
	parts := strings.Split(rest, ".")
	for i, part := range parts {
		g.emitArg(opcode.IMPORT_FROM, g.unit.names.add(part), loc) // never private
		if i < len(parts)-1 {
			g.emitArg(opcode.SWAP, 2, loc)
			g.emit(opcode.POP_TOP, loc)
		}
	}
	g.storeName(alias.Asname, loc)
	g.emit(opcode.POP_TOP, loc)
}

func (g *generator) visitImportFrom(s *ast.ImportFrom) {
	loc := at(s)
	g.loadConst(int64(s.Level), loc)
	names := make(code.Tuple, len(s.Names))
	for i, alias := range s.Names {
		names[i] = alias.Name
	}
	g.loadConst(names, loc)
	g.emitName(opcode.IMPORT_NAME, s.Module, loc)
	for i, alias := range s.Names {
		if i == 0 && alias.Name == "*" {
			g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_IMPORT_STAR, loc)
			g.emit(opcode.POP_TOP, cfg.NoLocation)
			return
		}
		g.emitName(opcode.IMPORT_FROM, alias.Name, loc)
		name := alias.Asname
		if name == "" {
			name = alias.Name
		}
		g.storeName(name, loc)
	}
	g.emit(opcode.POP_TOP, loc)
}
