// Package compiler turns a syntax tree into a code object: the same instructions, constants, names, positions and
// exception table as CPython 3.14's.
//
// [Compile] runs these stages:
//
//	check        warnings about jumps out of finally bodies (finally.go)
//	symtable     scopes and the names in them (package symtable)
//	generate     tree → instructions with labels, one sequence a code object (the other files)
//	assemble     instructions → control-flow graph → optimized graph → code object (packages cfg and peephole)
//
// Generation is a walk over the tree. A [generator] holds what the whole compilation shares, a [unit] the code object in
// the making; units nest as scopes do. A method that begins with `visit` emits the code of a node, one that begins with
// `emit` or `load` emits instructions for other reasons. The first error stays in the generator and stops the walk.
//
// Reference: the language reference; the module dis for the instructions.
package compiler

import (
	"errors"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// Options are the choices of compile().
type Options struct {
	// Optimize is 0 (keep everything), 1 (drop assert statements, __debug__ is False) or 2 (drop docstrings too).
	Optimize int
	// Features are the future features in force before the module's own future imports, and AllowTopLevelAwait.
	Features symtable.Features
	// Explain, when not nil, gets the way of each code object, inner ones first.
	Explain func(Explanation)
	// Workspace is memory to use; nil for memory of the compilation's own.
	Workspace *Workspace
}

// A Warning is a SyntaxWarning about a program that compiles. Lines and offsets count as in [ast.SyntaxError].
type Warning struct {
	Msg       string
	Filename  string
	Lineno    int
	Offset    int
	EndLineno int
	EndOffset int
}

// ErrRecursion is returned for a tree that is nested too deeply; Python raises RecursionError.
var ErrRecursion = symtable.ErrRecursion

// maxDepth limits the nesting of statements, expressions and patterns.
const maxDepth = 20_000

// Compile makes the code object of a tree: a *[ast.Module], *[ast.Interactive] or *[ast.Expression]. It doesn't change
// the tree, which must be one that the parser makes or [ast.Validate] lets pass. The error is an *[ast.SyntaxError]
// without Text, whose offsets count bytes of UTF-8 from 1 as CPython's do from here on, or [ErrRecursion]. The warnings
// found until then are returned in any case; they come before the error.
func Compile(mod ast.Mod, filename string, options Options) (*code.Code, []Warning, error) {
	g := newGenerator(filename, options)
	g.checkFinally(mod)
	if g.err != nil {
		return nil, g.warnings, g.err
	}
	defer g.workspace.release()
	table, err := g.workspace.symbols.Build(mod, filename, options.Features)
	if err != nil {
		return nil, g.warnings, err
	}
	g.table = table
	result := g.generate(mod)
	if g.err != nil {
		return nil, g.warnings, g.err
	}
	return result, g.warnings, nil
}

// A generator is one compilation.
type generator struct {
	filename  string
	options   Options
	table     *symtable.Table
	assemble  func(*unit) (*code.Code, error) // makes the code object of a finished unit
	workspace *Workspace
	unit      *unit // the one that instructions go to
	top       *unit // the module's

	interactive bool // the values of expression statements of the module are printed
	depth       int
	warnings    []Warning
	silenced    int // > 0 while code is generated a second time, whose warnings were reported the first time
	err         error
}

func newGenerator(filename string, options Options) *generator {
	g := &generator{filename: filename, options: options, workspace: options.Workspace}
	if g.workspace == nil {
		g.workspace = new(Workspace)
	}
	if options.Explain != nil { // which keeps what it is given
		g.assemble = func(u *unit) (*code.Code, error) {
			w := new(Workspace)
			g.fillUnit(&w.unit, u)
			return w.assemble(&w.unit, options.Explain)
		}
		return g
	}
	g.assemble = func(u *unit) (*code.Code, error) { return g.workspace.finish(g, u) }
	return g
}

// generate emits the code of the whole tree.
func (g *generator) generate(mod ast.Mod) *code.Code {
	g.enter(unitModule, "<module>", g.table.Scope(mod), 1, signature{})
	g.top = g.unit
	switch mod := mod.(type) {
	case *ast.Module:
		g.visitModuleBody(mod, mod.Body)
	case *ast.Interactive:
		g.interactive = true
		g.visitModuleBody(mod, mod.Body)
	case *ast.Expression:
		g.visitExpr(mod.Body)
		return g.leave(returnTop)
	default:
		g.failure(errors.New("compiler: cannot compile a " + mod.Class().Name))
	}
	return g.leave(returnNone)
}

// visitModuleBody emits the statements of a file.
func (g *generator) visitModuleBody(mod ast.Mod, body []ast.Stmt) {
	if !g.interactive && g.options.Optimize >= 2 {
		_, _, body = g.splitDocstring(body)
	}
	start := cfg.Loc{Line: 1, EndLine: 1}
	if len(body) > 0 {
		start = at(body[0])
	}
	g.emitConditionalAnnotations(start)
	g.visitBody(mod, body, start)
}

// visitBody emits the statements of a module or class, its docstring and its annotations.
func (g *generator) visitBody(node ast.Node, body []ast.Stmt, start cfg.Loc) {
	if g.futureAnnotations() && g.unit.scope.AnnotationsUsed {
		g.emit(opcode.SETUP_ANNOTATIONS, start)
	}
	if len(body) == 0 {
		return
	}
	if !g.interactive || g.unit.kind != unitModule {
		doc, place, rest := g.splitDocstring(body)
		if doc != nil {
			g.loadConst(doc, place)
			g.storeName("__doc__", cfg.NoLocation)
		}
		body = rest
	}
	g.visitStmts(body)
	if !g.futureAnnotations() {
		g.emitDeferredAnnotations(node, start)
	}
}
