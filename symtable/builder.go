// This file holds the first pass's state and its primitives: opening scopes, noting names, reporting errors.

package symtable

import (
	"fmt"

	"github.com/gopy-lang/gopy/ast"
)

const (
	// maxDepth bounds the nesting of nodes. CPython's bound is its C stack: about 40,000 levels with the usual 8 MB.
	maxDepth = 40_000
	// maxNesting bounds the nesting of scopes, as a name that is free in the innermost may be a symbol of all of them.
	// CPython's parser accepts fewer.
	maxNesting = 3_000
)

// A builder walks the tree. Its first error stops the walk: visiting becomes a no-op.
type builder struct {
	table   *Table
	memory  *Memory
	scope   *Scope  // the one whose code is being walked
	private mangler // of that code
	future  ast.Span
	depth   int
	err     error
}

// module walks the whole tree.
func (b *builder) module(mod ast.Mod) {
	b.future = b.futureImports(mod)
	if b.err != nil {
		return
	}
	top := b.open(Module, "top", mod, roleBody, ast.Span{})
	b.table.Top = top
	switch mod := mod.(type) {
	case *ast.Module:
		top.HasDocstring = hasDocstring(mod.Body)
		b.block(mod.Body)
	case *ast.Interactive:
		b.block(mod.Body)
	case *ast.Expression:
		b.expr(mod.Body)
	case *ast.FunctionType:
		b.err = ErrFunctionType
	default:
		panic(fmt.Sprintf("symtable: unknown module type %T", mod))
	}
	b.close(nil)
}

// open makes a scope within the current one and makes it current.
func (b *builder) open(kind Kind, name string, node ast.Node, role role, span ast.Span) *Scope {
	scope := b.memory.scope()
	scope.Kind, scope.Name, scope.Node, scope.Span, scope.Parent = kind, name, node, span, b.scope
	scope.private, scope.memory = b.private, b.memory
	if parent := scope.Parent; parent != nil {
		parent.Children = append(parent.Children, scope)
		scope.IsNested = parent.IsNested || parent.IsFunctionLike()
		scope.IsMethod = kind == Function && parent.Kind == Class
		scope.iterables = parent.iterables
		scope.nesting = parent.nesting + 1
		if scope.nesting > maxNesting && b.err == nil {
			b.err = ErrRecursion
		}
	}
	if node != nil {
		b.table.scopes[key{node, role}] = scope
	}
	b.scope = scope
	return scope
}

// close makes outer current again.
func (b *builder) close(outer *Scope) { b.scope = outer }

// fail reports a syntax error at a place, unless there was one before.
func (b *builder) fail(at ast.Span, format string, args ...any) {
	if b.err != nil {
		return
	}
	b.err = &ast.SyntaxError{
		Kind:      "SyntaxError",
		Msg:       fmt.Sprintf(format, args...),
		Filename:  b.table.Filename,
		Lineno:    int(at.Lineno),
		Offset:    int(at.ColOffset) + 1,
		EndLineno: int(at.EndLineno),
		EndOffset: int(at.EndColOffset) + 1,
		Unpacked:  true,
	}
}

// descend counts a level of nesting and reports whether to visit it; if so, ascend must follow.
func (b *builder) descend() bool {
	if b.err != nil {
		return false
	}
	if b.depth == maxDepth {
		b.err = ErrRecursion
		return false
	}
	b.depth++
	return true
}

func (b *builder) ascend() { b.depth-- }

// note adds what the program's text at a place says about a name of the current scope.
func (b *builder) note(name string, flags Flags, at ast.Span) { b.noteIn(b.scope, name, flags, at) }

// noteIn adds what the program's text at a place says about a name of a scope.
func (b *builder) noteIn(scope *Scope, name string, flags Flags, at ast.Span) {
	if flags&DefBound != 0 {
		b.checkName(name, ast.Store, at)
	}
	mangled := b.private.mangle(name)
	symbol := scope.symbol(mangled)
	switch twice := symbol.Flags & flags; {
	case twice&DefParam != 0:
		b.fail(at, "duplicate argument '%s' in function definition", name)
	case twice&DefTypeParam != 0:
		b.fail(at, "duplicate type parameter '%s'", name)
	}
	symbol.Flags |= flags
	if scope.inIterationTarget {
		if symbol.Flags&(DefGlobal|DefNonlocal) != 0 {
			b.fail(at, "comprehension inner loop cannot rebind assignment expression target '%s'", name)
		}
		symbol.Flags |= DefCompIter
	}
	if flags&DefParam != 0 {
		scope.Params = append(scope.Params, mangled)
	}
	if flags&DefGlobal != 0 {
		b.table.Top.symbol(mangled).Flags |= flags
	}
}

// checkName reports an attempt to change __debug__.
func (b *builder) checkName(name string, context ast.ExprContext, at ast.Span) {
	if name != "__debug__" {
		return
	}
	switch context {
	case ast.Store:
		b.fail(at, "cannot assign to __debug__")
	case ast.Del:
		b.fail(at, "cannot delete __debug__")
	}
}

// flagsOf returns what the current scope knows about a name so far.
func (b *builder) flagsOf(name string) Flags {
	if symbol := b.scope.Lookup(b.private.mangle(name)); symbol != nil {
		return symbol.Flags
	}
	return 0
}

// inAsyncFunction reports whether the code being walked is directly in an async def.
func (b *builder) inAsyncFunction() bool { return b.scope.Kind == Function && b.scope.IsCoroutine }

// topLevelAwait reports whether the code being walked may await because the whole module may.
func (b *builder) topLevelAwait() bool {
	return b.scope.Kind == Module && b.table.Features&AllowTopLevelAwait != 0
}

// hasDocstring reports whether a body starts with a string.
func hasDocstring(body []ast.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	first, ok := body[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	constant, ok := first.Value.(*ast.Constant)
	if !ok {
		return false
	}
	_, ok = constant.Value.(string)
	return ok
}
