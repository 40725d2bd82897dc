// This file walks statements other than definitions.

package symtable

import (
	"fmt"
	"strings"

	"github.com/gopy-lang/gopy/ast"
)

func (b *builder) block(body []ast.Stmt) {
	for _, statement := range body {
		b.stmt(statement)
	}
}

// stmt walks a statement. The order in which the parts of each are walked is the order of [Scope.Symbols] and of errors.
func (b *builder) stmt(statement ast.Stmt) {
	if !b.descend() {
		return
	}
	defer b.ascend()
	switch s := statement.(type) {
	case *ast.FunctionDef:
		b.function(s, definition{s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, false})
	case *ast.AsyncFunctionDef:
		b.function(s, definition{s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, true})
	case *ast.ClassDef:
		b.class(s)
	case *ast.TypeAlias:
		b.typeAlias(s)
	case *ast.Return:
		if s.Value != nil {
			b.expr(s.Value)
			b.scope.ReturnsValue = true
		}
	case *ast.Delete:
		b.exprs(s.Targets)
	case *ast.Assign:
		b.exprs(s.Targets)
		b.expr(s.Value)
	case *ast.AugAssign:
		b.expr(s.Target)
		b.expr(s.Value)
	case *ast.AnnAssign:
		b.annotatedAssignment(s)
	case *ast.For:
		b.loop(s.Target, s.Iter, s.Body, s.Orelse)
	case *ast.AsyncFor:
		b.checkAsync("async for", s.Span)
		b.loop(s.Target, s.Iter, s.Body, s.Orelse)
	case *ast.While:
		b.expr(s.Test)
		b.conditional(s.Body, s.Orelse)
	case *ast.If:
		b.expr(s.Test)
		b.conditional(s.Body, s.Orelse)
	case *ast.With:
		b.with(s.Items, s.Body)
	case *ast.AsyncWith:
		b.checkAsync("async with", s.Span)
		b.with(s.Items, s.Body)
	case *ast.Match:
		b.expr(s.Subject)
		for _, each := range s.Cases {
			b.pattern(each.Pattern)
			b.optional(each.Guard)
			b.conditional(each.Body)
		}
	case *ast.Raise:
		b.optional(s.Exc)
		b.optional(s.Cause)
	case *ast.Try:
		b.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *ast.TryStar:
		b.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *ast.Assert:
		b.expr(s.Test)
		b.optional(s.Msg)
	case *ast.Import:
		b.imports(s.Names)
	case *ast.ImportFrom:
		b.checkFuturePlace(s)
		b.imports(s.Names)
	case *ast.Global:
		for _, name := range s.Names {
			b.declare(name, DefGlobal, "global", s.Span)
		}
	case *ast.Nonlocal:
		for _, name := range s.Names {
			b.declare(name, DefNonlocal, "nonlocal", s.Span)
		}
	case *ast.ExprStmt:
		b.expr(s.Value)
	case *ast.Pass, *ast.Break, *ast.Continue:
	default:
		panic(fmt.Sprintf("symtable: unknown statement %T", s))
	}
}

// conditional walks blocks that may not be executed, or more than once.
func (b *builder) conditional(blocks ...[]ast.Stmt) {
	outer := b.scope.inConditional
	b.scope.inConditional = true
	for _, body := range blocks {
		b.block(body)
	}
	b.scope.inConditional = outer
}

func (b *builder) loop(target, iter ast.Expr, body, orelse []ast.Stmt) {
	b.expr(target)
	b.expr(iter)
	b.conditional(body, orelse)
}

func (b *builder) with(items []*ast.WithItem, body []ast.Stmt) {
	for _, item := range items {
		b.expr(item.ContextExpr)
		b.optional(item.OptionalVars)
	}
	b.conditional(body)
}

func (b *builder) try(body []ast.Stmt, handlers []ast.ExceptHandlerNode, orelse, finalbody []ast.Stmt) {
	b.conditional(body)
	for _, node := range handlers {
		handler := node.(*ast.ExceptHandler)
		b.optional(handler.Type)
		if handler.Name != "" {
			b.note(handler.Name, DefLocal, handler.Span)
		}
		b.conditional(handler.Body)
	}
	b.conditional(orelse, finalbody)
}

// checkAsync reports an asynchronous statement outside an asynchronous function.
func (b *builder) checkAsync(what string, at ast.Span) {
	switch {
	case b.inAsyncFunction():
	case b.topLevelAwait():
		b.scope.IsCoroutine = true
	default:
		b.fail(at, "'%s' outside async function", what)
	}
}

func (b *builder) imports(names []*ast.Alias) {
	for _, alias := range names {
		switch {
		case alias.Asname != "":
			b.note(alias.Asname, DefImport, alias.Span)
		case alias.Name != "*":
			first, _, _ := strings.Cut(alias.Name, ".")
			b.note(first, DefImport, alias.Span)
		case b.scope.Kind != Module:
			b.fail(alias.Span, "import * only allowed at module level")
		}
	}
}

// declare notes a name of a global or nonlocal statement.
func (b *builder) declare(name string, flag Flags, keyword string, at ast.Span) {
	switch before := b.flagsOf(name); {
	case before&DefParam != 0:
		b.fail(at, "name '%s' is parameter and %s", name, keyword)
	case before&Use != 0:
		b.fail(at, "name '%s' is used prior to %s declaration", name, keyword)
	case before&DefAnnot != 0:
		b.fail(at, "annotated name '%s' can't be %s", name, keyword)
	case before&DefLocal != 0:
		b.fail(at, "name '%s' is assigned to before %s declaration", name, keyword)
	}
	b.note(name, flag, at)
	b.scope.directives = append(b.scope.directives, directive{b.private.mangle(name), at})
}

// annotatedAssignment walks `target: annotation = value`.
func (b *builder) annotatedAssignment(s *ast.AnnAssign) {
	b.scope.AnnotationsUsed = true
	name, isName := s.Target.(*ast.Name)
	switch {
	case !isName:
		b.expr(s.Target)
	case s.Simple != 0:
		before := b.flagsOf(name.Id)
		if b.scope.Kind != Module {
			switch {
			case before&DefGlobal != 0:
				b.fail(s.Span, "annotated name '%s' can't be global", name.Id)
			case before&DefNonlocal != 0:
				b.fail(s.Span, "annotated name '%s' can't be nonlocal", name.Id)
			}
		}
		b.note(name.Id, DefAnnot|DefLocal, name.Span)
	case s.Value != nil:
		b.note(name.Id, DefLocal, name.Span)
	}
	b.annotation(s.Annotation)
	b.optional(s.Value)
}

// pattern walks a pattern of a match statement.
func (b *builder) pattern(pattern ast.Pattern) {
	if !b.descend() {
		return
	}
	defer b.ascend()
	switch p := pattern.(type) {
	case *ast.MatchValue:
		b.expr(p.Value)
	case *ast.MatchSingleton:
	case *ast.MatchSequence:
		b.patterns(p.Patterns)
	case *ast.MatchMapping:
		b.exprs(p.Keys)
		b.patterns(p.Patterns)
		b.capture(p.Rest, p.Span)
	case *ast.MatchClass:
		b.expr(p.Cls)
		b.patterns(p.Patterns)
		for i, name := range p.KwdAttrs {
			b.checkName(name, ast.Store, p.KwdPatterns[i].Pos())
		}
		b.patterns(p.KwdPatterns)
	case *ast.MatchStar:
		b.capture(p.Name, p.Span)
	case *ast.MatchAs:
		if p.Pattern != nil {
			b.pattern(p.Pattern)
		}
		b.capture(p.Name, p.Span)
	case *ast.MatchOr:
		b.patterns(p.Patterns)
	default:
		panic(fmt.Sprintf("symtable: unknown pattern %T", p))
	}
}

func (b *builder) patterns(list []ast.Pattern) {
	for _, pattern := range list {
		b.pattern(pattern)
	}
}

// capture notes the name that a pattern binds, if any.
func (b *builder) capture(name string, at ast.Span) {
	if name != "" {
		b.note(name, DefLocal, at)
	}
}
