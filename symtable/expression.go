// This file walks expressions.

package symtable

import (
	"fmt"

	"github.com/gopy-lang/gopy/ast"
)

func (b *builder) exprs(list []ast.Expr) {
	for _, expression := range list {
		b.optional(expression) // the key of `**value` in a dict is absent
	}
}

func (b *builder) optional(expression ast.Expr) {
	if expression != nil {
		b.expr(expression)
	}
}

// expr walks an expression. The order in which the parts of each are walked is the order of [Scope.Symbols] and of
// errors.
func (b *builder) expr(expression ast.Expr) {
	if !b.descend() {
		return
	}
	defer b.ascend()
	switch e := expression.(type) {
	case *ast.Name:
		b.name(e)
	case *ast.Constant:
	case *ast.Attribute:
		b.checkName(e.Attr, e.Ctx, e.Span)
		b.expr(e.Value)
	case *ast.Subscript:
		b.expr(e.Value)
		b.expr(e.Slice)
	case *ast.Call:
		b.expr(e.Func)
		b.exprs(e.Args)
		b.keywords(e.Keywords)
	case *ast.BoolOp:
		b.exprs(e.Values)
	case *ast.BinOp:
		b.expr(e.Left)
		b.expr(e.Right)
	case *ast.UnaryOp:
		b.expr(e.Operand)
	case *ast.Compare:
		b.expr(e.Left)
		b.exprs(e.Comparators)
	case *ast.IfExp:
		b.expr(e.Test)
		b.expr(e.Body)
		b.expr(e.Orelse)
	case *ast.Tuple:
		b.exprs(e.Elts)
	case *ast.List:
		b.exprs(e.Elts)
	case *ast.Set:
		b.exprs(e.Elts)
	case *ast.Dict:
		b.exprs(e.Keys)
		b.exprs(e.Values)
	case *ast.Slice:
		b.optional(e.Lower)
		b.optional(e.Upper)
		b.optional(e.Step)
	case *ast.Starred:
		b.expr(e.Value)
	case *ast.JoinedStr:
		b.exprs(e.Values)
	case *ast.TemplateStr:
		b.exprs(e.Values)
	case *ast.FormattedValue:
		b.expr(e.Value)
		b.optional(e.FormatSpec)
	case *ast.Interpolation:
		b.expr(e.Value)
		b.optional(e.FormatSpec)
	case *ast.Lambda:
		b.lambda(e)
	case *ast.NamedExpr:
		b.namedExpr(e)
	case *ast.ListComp:
		b.comprehension(e, ListComprehension, e.Generators, nil, e.Elt)
	case *ast.SetComp:
		b.comprehension(e, SetComprehension, e.Generators, nil, e.Elt)
	case *ast.DictComp:
		b.comprehension(e, DictComprehension, e.Generators, e.Value, e.Key)
	case *ast.GeneratorExp:
		b.comprehension(e, GeneratorExpression, e.Generators, nil, e.Elt)
	case *ast.Yield:
		b.yield(e.Value, e.Span)
	case *ast.YieldFrom:
		b.yield(e.Value, e.Span)
	case *ast.Await:
		b.await(e)
	default:
		panic(fmt.Sprintf("symtable: unknown expression %T", e))
	}
}

func (b *builder) name(e *ast.Name) {
	b.checkName(e.Id, e.Ctx, e.Span)
	if b.scope.unevaluated {
		return
	}
	if e.Ctx != ast.Load {
		b.note(e.Id, DefLocal, e.Span)
		return
	}
	b.note(e.Id, Use, e.Span)
	if e.Id == "super" && b.scope.IsFunctionLike() {
		b.note("__class__", Use, e.Span) // what super() without arguments needs
	}
}

// keywords walks the keyword arguments of a call or class.
func (b *builder) keywords(list []*ast.Keyword) {
	for _, keyword := range list {
		b.checkName(keyword.Arg, ast.Store, keyword.Span)
	}
	for _, keyword := range list {
		b.expr(keyword.Value)
	}
}

func (b *builder) yield(value ast.Expr, at ast.Span) {
	b.checkAnnotation("yield expression", at)
	b.optional(value)
	b.scope.IsGenerator = true
	if b.scope.Comprehension != NoComprehension {
		b.fail(at, "'yield' inside %s", b.scope.Comprehension)
	}
}

func (b *builder) await(e *ast.Await) {
	b.checkAnnotation("await expression", e.Span)
	switch {
	case b.topLevelAwait():
	case !b.scope.IsFunctionLike():
		b.fail(e.Span, "'await' outside function")
	case !b.inAsyncFunction() && b.scope.Comprehension == NoComprehension:
		b.fail(e.Span, "'await' outside async function")
	}
	b.expr(e.Value)
	b.scope.IsCoroutine = true
}

// checkAnnotation reports an expression that may not stand directly in an annotation-like scope.
func (b *builder) checkAnnotation(what string, at ast.Span) {
	switch b.scope.Kind {
	case Annotation:
		b.fail(at, "%s cannot be used within an annotation", what)
	case TypeVariable:
		b.fail(at, "%s cannot be used within %s", what, b.scope.description)
	case TypeAlias:
		b.fail(at, "%s cannot be used within a type alias", what)
	case TypeParameters:
		b.fail(at, "%s cannot be used within the definition of a generic", what)
	}
}
