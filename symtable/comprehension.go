// This file walks comprehensions, generator expressions, and assignment expressions, which reach out of them.

package symtable

import "github.com/gopy-lang/gopy/ast"

var comprehensionNames = [...]struct{ scope, message string }{
	ListComprehension:   {"listcomp", "list comprehension"},
	DictComprehension:   {"dictcomp", "dict comprehension"},
	SetComprehension:    {"setcomp", "set comprehension"},
	GeneratorExpression: {"genexpr", "generator expression"},
}

// String returns the words that CPython's messages use.
func (c Comprehension) String() string { return comprehensionNames[c].message }

// comprehension walks a comprehension: the first iterable belongs to the scope around it, the rest to its own. value is
// that of a dict comprehension, whose element is the key.
func (b *builder) comprehension(node ast.Expr, kind Comprehension, generators []*ast.Comprehension, value, element ast.Expr) {
	first := generators[0]
	b.iterable(first.Iter)

	outer := b.scope
	scope := b.open(Function, comprehensionNames[kind].scope, node, roleBody, node.Pos())
	scope.Comprehension = kind
	b.note(".0", DefParam, node.Pos())
	for i, generator := range generators {
		scope.inIterationTarget = true
		b.expr(generator.Target)
		scope.inIterationTarget = false
		if i > 0 {
			b.iterable(generator.Iter)
		}
		b.exprs(generator.Ifs)
		if generator.IsAsync != 0 {
			scope.IsCoroutine = true
		}
	}
	b.optional(value)
	b.expr(element)
	b.close(outer)

	if kind == GeneratorExpression {
		scope.IsGenerator = true
		return
	}
	if scope.IsCoroutine {
		if !b.inAsyncFunction() && outer.Comprehension == NoComprehension && !b.topLevelAwait() {
			b.fail(node.Pos(), "asynchronous comprehension outside of an asynchronous function")
		}
		outer.IsCoroutine = true
	}
}

// iterable walks an iterable of a comprehension, where assignment expressions are not allowed.
func (b *builder) iterable(iter ast.Expr) {
	scope := b.scope
	scope.iterables++
	b.expr(iter)
	scope.iterables--
}

func (b *builder) namedExpr(e *ast.NamedExpr) {
	b.checkAnnotation("named expression", e.Span)
	if b.scope.iterables > 0 {
		b.fail(e.Span, "assignment expression cannot be used in a comprehension iterable expression")
	}
	if b.scope.Comprehension != NoComprehension {
		b.bindOutside(e.Target.(*ast.Name))
	}
	b.expr(e.Value)
	b.expr(e.Target)
}

// bindOutside notes that the target of an assignment expression in a comprehension is a name of the scope that holds
// the outermost comprehension.
//
// Reference: PEP 572, "Scope of the target".
func (b *builder) bindOutside(target *ast.Name) {
	name, at := target.Id, target.Span
	mangled := b.private.mangle(name)
	for scope := b.scope; scope != nil && b.err == nil; scope = scope.Parent {
		switch {
		case scope.Comprehension != NoComprehension:
			if symbol := scope.Lookup(mangled); symbol != nil && symbol.Flags&DefCompIter != 0 && symbol.Flags&(DefLocal|DefGlobal) != 0 {
				b.fail(at, "assignment expression cannot rebind comprehension iteration variable '%s'", name)
			}
		case scope.Kind == Function:
			flag := DefNonlocal
			if symbol := scope.Lookup(mangled); symbol != nil && symbol.Flags&DefGlobal != 0 {
				flag = DefGlobal
			}
			b.noteOutside(name, flag, at)
			b.noteIn(scope, name, DefLocal, at)
			return
		case scope.Kind == Module:
			b.noteOutside(name, DefGlobal, at)
			b.noteIn(scope, name, DefGlobal, at)
			return
		case scope.Kind == Class:
			b.fail(at, "assignment expression within a comprehension cannot be used in a class body")
		case scope.Kind == TypeAlias:
			b.fail(at, "assignment expression within a comprehension cannot be used in a type alias")
		case scope.Kind == TypeVariable:
			b.fail(at, "assignment expression within a comprehension cannot be used in a TypeVar bound")
		case scope.Kind == TypeParameters:
			b.fail(at, "assignment expression within a comprehension cannot be used within the definition of a generic")
		}
	}
}

// noteOutside notes in the comprehension that a name is one of a scope outside.
func (b *builder) noteOutside(name string, flag Flags, at ast.Span) {
	b.note(name, flag, at)
	b.scope.directives = append(b.scope.directives, directive{b.private.mangle(name), at})
}
