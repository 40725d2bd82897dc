// This file holds the code of functions, lambdas and decorators, and the making of function objects.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// A function is a statement `def` or `async def`.
type function struct {
	node       ast.Stmt
	name       string
	args       *ast.Arguments
	body       []ast.Stmt
	decorators []ast.Expr
	returns    ast.Expr
	typeParams []ast.TypeParam
}

func functionOf(s *ast.FunctionDef) function {
	return function{s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams}
}

func asyncFunctionOf(s *ast.AsyncFunctionDef) function {
	return function{s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams}
}

// firstLine returns the line that a decorated statement starts on.
func firstLine(node ast.Stmt, decorators []ast.Expr) int {
	if len(decorators) > 0 {
		return int(decorators[0].Pos().Lineno)
	}
	return int(node.Pos().Lineno)
}

func (g *generator) visitFunction(f function) {
	loc := at(f.node)
	line := firstLine(f.node, f.decorators)
	g.visitExprs(f.decorators)
	flags := g.visitDefaults(f.args, loc)
	if len(f.typeParams) > 0 {
		g.visitGenericFunction(f, flags, line)
	} else {
		flags |= g.visitSignatureAnnotations(f)
		g.visitFunctionBody(f, flags, line)
	}
	g.callDecorators(f.decorators)
	g.storeName(f.name, loc)
}

// callDecorators emits the calls of decorators, the last one first.
func (g *generator) callDecorators(decorators []ast.Expr) {
	for i := len(decorators) - 1; i >= 0; i-- {
		g.emitArg(opcode.CALL, 0, at(decorators[i]))
	}
}

// visitDefaults emits the defaults of parameters and returns the function attributes they are for.
func (g *generator) visitDefaults(args *ast.Arguments, loc cfg.Loc) (flags int) {
	if len(args.Defaults) > 0 {
		flags |= opcode.MAKE_FUNCTION_DEFAULTS
		g.visitExprs(args.Defaults)
		g.emitArg(opcode.BUILD_TUPLE, len(args.Defaults), loc)
	}
	n := 0
	for i, value := range args.KwDefaults {
		if value == nil {
			continue
		}
		g.loadConst(g.mangle(args.Kwonlyargs[i].Arg), loc)
		g.visitExpr(value)
		n++
	}
	if n > 0 {
		flags |= opcode.MAKE_FUNCTION_KWDEFAULTS
		g.emitArg(opcode.BUILD_MAP, n, loc)
	}
	return flags
}

// visitFunctionBody emits a function's code and the making of the function; its attributes in flags, other than the
// closure, are on the stack.
func (g *generator) visitFunctionBody(f function, flags, line int) {
	g.enter(unitFunction, f.name, g.table.Scope(f.node), line, signatureOf(f.args))
	doc, _, body := g.splitDocstring(f.body)
	if doc != nil {
		g.unit.hasDoc = true
		g.unit.consts.Add(doc)
	}
	g.emitGeneratorBody(func() { g.visitStmts(body) })
	g.leaveFunction(returnNone, flags, at(f.node))
}

func signatureOf(args *ast.Arguments) signature {
	return signature{args: len(args.Args), posOnly: len(args.Posonlyargs), kwOnly: len(args.Kwonlyargs)}
}

// emitGeneratorBody emits the body of a function. In a generator or coroutine, a StopIteration that escapes it becomes a
// RuntimeError (PEP 479).
func (g *generator) emitGeneratorBody(body func()) {
	scope := g.unit.scope
	if !scope.IsGenerator && !scope.IsCoroutine {
		body()
		return
	}
	start := g.newLabel()
	g.use(start)
	g.push(block{kind: generatorBody, start: start}, cfg.NoLocation)
	body()
	g.emitStopIterationHandler()
	g.pop()
}

// emitStopIterationHandler wraps the code so far in the handler of StopIteration.
func (g *generator) emitStopIterationHandler() {
	handler := g.newLabel()
	g.unit.seq.InsertJump(0, opcode.SETUP_CLEANUP, handler, cfg.NoLocation)
	g.loadConst(nil, cfg.NoLocation)
	g.emit(opcode.RETURN_VALUE, cfg.NoLocation)
	g.use(handler)
	g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_STOPITERATION_ERROR, cfg.NoLocation)
	g.emitArg(opcode.RERAISE, 1, cfg.NoLocation)
}

func (g *generator) visitLambda(e *ast.Lambda) {
	loc := at(e)
	flags := g.visitDefaults(e.Args, loc)
	g.enter(unitLambda, "<lambda>", g.table.Scope(e), int(e.Lineno), signatureOf(e.Args))
	g.visitExpr(e.Body)
	if g.unit.scope.IsGenerator {
		g.leaveFunction(returnTop, flags, loc)
		return
	}
	g.emit(opcode.RETURN_VALUE, at(e.Body))
	g.leaveFunction(returnNone, flags, loc)
}

// leaveFunction finishes the current unit and emits the making of a function of it.
func (g *generator) leaveFunction(end ending, flags int, loc cfg.Loc) {
	inner := g.unit
	body := g.leave(end)
	g.emitClosure(inner, body, flags, loc)
}

// emitClosure emits the making of a function of the code of an inner unit.
func (g *generator) emitClosure(inner *unit, body *code.Code, flags int, loc cfg.Loc) {
	if g.err != nil {
		return
	}
	if free := inner.freeVars.list; len(free) > 0 {
		for _, name := range free {
			g.emitArg(opcode.LOAD_CLOSURE, g.cellIndex(name), loc)
		}
		g.emitArg(opcode.BUILD_TUPLE, len(free), loc)
		flags |= opcode.MAKE_FUNCTION_CLOSURE
	}
	g.loadConst(body, loc)
	g.emit(opcode.MAKE_FUNCTION, loc)
	for _, flag := range []int{opcode.MAKE_FUNCTION_CLOSURE, opcode.MAKE_FUNCTION_ANNOTATE, opcode.MAKE_FUNCTION_KWDEFAULTS, opcode.MAKE_FUNCTION_DEFAULTS} {
		if flags&flag != 0 {
			g.emitArg(opcode.SET_FUNCTION_ATTRIBUTE, flag, loc)
		}
	}
}

// cellIndex returns the argument for a cell or free variable, for the closure of an inner function.
func (g *generator) cellIndex(name string) int {
	u := g.unit
	isCell := u.resolve(name) == symtable.Cell
	if u.kind == unitClass {
		switch name {
		case "__class__", "__classdict__", conditionalAnnotations:
			isCell = true
		}
	}
	if isCell {
		return u.cellVars.add(name)
	}
	return u.freeIndex(name)
}
