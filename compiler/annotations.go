// This file holds the code of annotations: annotated assignments, and the functions `__annotate__` that evaluate
// annotations when they are asked for (PEP 649, 749).

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// conditionalAnnotations is the variable that holds the set of the numbers of the annotations that were executed.
const conditionalAnnotations = "__conditional_annotations__"

// A deferredAnnotation is an annotated assignment whose annotation `__annotate__` evaluates.
type deferredAnnotation struct {
	stmt   *ast.AnnAssign
	number int // in the set of executed annotations; -1 when it is always executed
}

// emitConditionalAnnotations emits the making of the set of executed annotations, if the unit needs one.
func (g *generator) emitConditionalAnnotations(loc cfg.Loc) {
	if g.unit.scope.HasConditionalAnnotations {
		g.emitArg(opcode.BUILD_SET, 0, loc)
		g.emitOwnCell(conditionalAnnotations, ast.Store, loc)
	}
}

// emitOwnCell accesses a variable that a class keeps in a cell without mentioning it in its text. A module keeps it with
// its other variables.
func (g *generator) emitOwnCell(name string, ctx ast.ExprContext, loc cfg.Loc) {
	if g.unit.kind == unitClass {
		g.emitArg(derefOps[ctx], g.unit.cellVars.add(name), loc)
		return
	}
	g.emitArg(nameOps[ctx], g.unit.names.add(name), loc)
}

func (g *generator) visitAnnAssign(s *ast.AnnAssign) {
	loc := at(s)
	if s.Value != nil {
		g.visitExpr(s.Value)
		g.visitExpr(s.Target)
	}
	switch target := s.Target.(type) {
	case *ast.Name:
		if s.Simple == 0 || g.unit.scope.IsFunctionLike() {
			return
		}
		if g.futureAnnotations() {
			g.visitAnnotation(s.Annotation)
			g.loadName("__annotations__", loc)
			g.loadConst(g.mangle(target.Id), loc)
			g.emit(opcode.STORE_SUBSCR, loc)
			return
		}
		g.deferAnnotation(s)
	case *ast.Attribute:
		if s.Value == nil {
			g.visitAndPop(target.Value)
		}
	case *ast.Subscript:
		if s.Value == nil {
			g.visitAndPop(target.Value)
			g.visitIndexAndPop(target.Slice)
		}
	default:
		g.fail(loc, "invalid node type (%s) for annotated assignment", s.Target.Class().Name)
	}
}

// visitAndPop emits an expression for its effects.
func (g *generator) visitAndPop(expr ast.Expr) {
	g.visitExpr(expr)
	g.emit(opcode.POP_TOP, at(expr))
}

// visitIndexAndPop emits the index of an annotated but unassigned subscript, part by part.
func (g *generator) visitIndexAndPop(index ast.Expr) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	switch e := index.(type) {
	case *ast.Slice:
		for _, part := range []ast.Expr{e.Lower, e.Upper, e.Step} {
			if part != nil {
				g.visitAndPop(part)
			}
		}
	case *ast.Tuple:
		for _, elt := range e.Elts {
			g.visitIndexAndPop(elt)
		}
	default:
		g.visitAndPop(index)
	}
}

// deferAnnotation notes an annotation for __annotate__. If it may be skipped, its execution is recorded.
func (g *generator) deferAnnotation(s *ast.AnnAssign) {
	u := g.unit
	number := -1
	if u.kind == unitModule || u.conditional > 0 {
		number = u.conditionals
		u.conditionals++
	}
	u.annotations = append(u.annotations, deferredAnnotation{s, number})
	if number < 0 {
		return
	}
	loc := at(s)
	g.emitOwnCell(conditionalAnnotations, ast.Load, loc)
	g.loadConst(int64(number), loc)
	g.emitArg(opcode.SET_ADD, 1, loc)
	g.emit(opcode.POP_TOP, loc)
}

// emitDeferredAnnotations emits __annotate__ of a class or module. A module's is made before its first statement, so
// that it exists when the module is still being executed.
func (g *generator) emitDeferredAnnotations(node ast.Node, loc cfg.Loc) {
	u := g.unit
	if len(u.annotations) == 0 {
		return
	}
	main := u.seq
	if u.kind == unitModule {
		main.Annotations = new(cfg.Sequence)
		u.seq = main.Annotations
	}
	g.enterAnnotations("__annotate__", g.table.Annotations(node), loc)
	g.emitArg(opcode.BUILD_MAP, 0, loc)
	for _, annotation := range u.annotations {
		g.visitDeferredAnnotation(annotation, loc)
	}
	g.emit(opcode.RETURN_VALUE, loc)
	g.leaveAnnotate(loc)
	name := "__annotate_func__"
	if u.kind == unitModule {
		name = "__annotate__"
	}
	g.storeName(name, loc)
	u.seq = main
}

// visitDeferredAnnotation emits an annotation into the dict on the stack, if its assignment was executed.
func (g *generator) visitDeferredAnnotation(annotation deferredAnnotation, classLoc cfg.Loc) {
	s := annotation.stmt
	loc := at(s)
	skip := g.newLabel()
	if annotation.number >= 0 {
		g.loadConst(int64(annotation.number), loc)
		if u := g.unit; u.outer.kind == unitClass {
			g.emitArg(opcode.LOAD_DEREF, u.freeIndex(conditionalAnnotations), loc)
		} else {
			g.emitArg(opcode.LOAD_GLOBAL, u.names.add(conditionalAnnotations)<<1, loc)
		}
		g.emitArg(opcode.CONTAINS_OP, 0, loc)
		g.emitJump(opcode.POP_JUMP_IF_FALSE, skip, loc)
	}
	g.visitExpr(s.Annotation)
	g.emitArg(opcode.COPY, 2, loc)
	g.loadConst(g.mangle(s.Target.(*ast.Name).Id), loc)
	g.emit(opcode.STORE_SUBSCR, classLoc)
	g.use(skip)
}

// Formats of annotations, see the module annotationlib.
const valueWithFakeGlobals = 2

// enterAnnotations begins a function of one parameter, the format, which raises NotImplementedError for formats that are
// made from its results.
func (g *generator) enterAnnotations(name string, scope *symtable.Scope, loc cfg.Loc) {
	g.enter(unitAnnotations, name, scope, int(loc.Line), signature{posOnly: 1})
	body := g.newLabel()
	g.emitArg(opcode.LOAD_FAST, 0, loc)
	g.loadConst(int64(valueWithFakeGlobals), loc)
	g.emitArg(opcode.COMPARE_OP, compareOps[ast.Gt], loc)
	g.emitJump(opcode.POP_JUMP_IF_FALSE, body, loc)
	g.emitArg(opcode.LOAD_COMMON_CONSTANT, opcode.CONSTANT_NOTIMPLEMENTEDERROR, loc)
	g.emitArg(opcode.RAISE_VARARGS, 1, loc)
	g.use(body)
}

// leaveAnnotate finishes an `__annotate__` function and emits its making. Its parameter is called "format"; the symbol
// table calls it ".format", which no name in an annotation can mean.
func (g *generator) leaveAnnotate(loc cfg.Loc) {
	g.unit.varNames.list[0] = "format"
	g.leaveFunction(returnNone, 0, loc)
}

// visitSignatureAnnotations emits __annotate__ of a function that has annotations and returns the function attribute it
// is for.
func (g *generator) visitSignatureAnnotations(f function) (flags int) {
	n := 0
	args := f.args
	groups := [][]*ast.Arg{args.Args, args.Posonlyargs, {args.Vararg}, args.Kwonlyargs, {args.Kwarg}}
	for _, group := range groups {
		for _, arg := range group {
			if arg != nil && arg.Annotation != nil {
				n++
			}
		}
	}
	if f.returns != nil {
		n++
	}
	if n == 0 {
		return 0
	}
	loc := at(f.node)
	g.enterAnnotations("__annotate__", g.table.Annotations(f.node), loc)
	for _, group := range groups {
		for _, arg := range group {
			if arg != nil && arg.Annotation != nil {
				g.loadConst(g.mangle(arg.Arg), loc)
				g.visitParameterAnnotation(arg.Annotation, loc)
			}
		}
	}
	if f.returns != nil {
		g.loadConst("return", loc)
		g.visitParameterAnnotation(f.returns, loc)
	}
	g.emitArg(opcode.BUILD_MAP, n, loc)
	g.emit(opcode.RETURN_VALUE, loc)
	g.leaveAnnotate(loc)
	return opcode.MAKE_FUNCTION_ANNOTATE
}

// visitParameterAnnotation emits an annotation, of which `*args: *Ts` has a starred one (PEP 646).
func (g *generator) visitParameterAnnotation(annotation ast.Expr, loc cfg.Loc) {
	if g.futureAnnotations() {
		g.visitAnnotation(annotation)
		return
	}
	g.visitMaybeStarred(annotation, loc)
}

// visitMaybeStarred emits an expression; `*x` means the only item of x.
func (g *generator) visitMaybeStarred(expr ast.Expr, loc cfg.Loc) {
	if starred, ok := expr.(*ast.Starred); ok {
		g.visitExpr(starred.Value)
		g.emitArg(opcode.UNPACK_SEQUENCE, 1, loc)
		return
	}
	g.visitExpr(expr)
}

// visitAnnotation emits the source of an annotation as a string (PEP 563).
func (g *generator) visitAnnotation(annotation ast.Expr) {
	g.loadConst(g.annotationSource(annotation), at(annotation))
}
