// This file walks what defines functions and classes: def, lambda, class.

package symtable

import "github.com/gopy-lang/gopy/ast"

// A definition is what def and async def have in common.
type definition struct {
	name       string
	args       *ast.Arguments
	body       []ast.Stmt
	decorators []ast.Expr
	returns    ast.Expr
	typeParams []ast.TypeParam
	async      bool
}

func (b *builder) function(node ast.Stmt, def definition) {
	at := node.Pos()
	b.note(def.name, DefLocal, at)
	b.defaults(def.args)
	b.exprs(def.decorators)

	outer := b.scope
	if len(def.typeParams) > 0 {
		b.openTypeParams(def.name, node)
		b.note(".defaults", DefParam, at)
		if hasKwDefaults(def.args) {
			b.note(".kwdefaults", DefParam, at)
		}
		b.typeParams(def.typeParams)
	}
	b.signature(node, def.args, def.returns)

	definer := b.scope
	scope := b.open(Function, def.name, node, roleBody, at)
	scope.IsCoroutine = def.async
	scope.HasDocstring = hasDocstring(def.body)
	b.parameters(def.args)
	b.block(def.body)
	b.close(definer)
	b.close(outer)
}

func (b *builder) lambda(e *ast.Lambda) {
	b.defaults(e.Args)
	outer := b.scope
	b.open(Function, "lambda", e, roleBody, e.Span)
	b.parameters(e.Args)
	b.expr(e.Body)
	b.close(outer)
}

// defaults walks the default values of parameters, which belong to the scope around the function.
func (b *builder) defaults(args *ast.Arguments) {
	b.exprs(args.Defaults)
	b.exprs(args.KwDefaults)
}

func hasKwDefaults(args *ast.Arguments) bool {
	for _, value := range args.KwDefaults {
		if value != nil {
			return true
		}
	}
	return false
}

// parameters notes the parameters of a function.
func (b *builder) parameters(args *ast.Arguments) {
	for _, list := range [...][]*ast.Arg{args.Posonlyargs, args.Args, args.Kwonlyargs} {
		for _, arg := range list {
			b.note(arg.Arg, DefParam, arg.Span)
		}
	}
	if args.Vararg != nil {
		b.note(args.Vararg.Arg, DefParam, args.Vararg.Span)
		b.scope.HasVarArgs = true
	}
	if args.Kwarg != nil {
		b.note(args.Kwarg.Arg, DefParam, args.Kwarg.Span)
		b.scope.HasVarKeywords = true
	}
}

func (b *builder) class(s *ast.ClassDef) {
	b.note(s.Name, DefLocal, s.Span)
	b.exprs(s.DecoratorList)

	outer, private := b.scope, b.private
	generic := len(s.TypeParams) > 0
	if generic {
		scope := b.openTypeParams(s.Name, s)
		b.note(".type_params", DefLocal, s.Span)
		b.note(".type_params", Use, s.Span)
		b.note(".generic_base", DefLocal, s.Span)
		b.note(".generic_base", Use, s.Span)
		b.private = mangler{class: s.Name, only: &nameSet{}}
		scope.private = b.private
		b.typeParams(s.TypeParams)
	}
	b.exprs(s.Bases)
	b.keywords(s.Keywords)

	definer := b.scope
	b.private = mangler{class: s.Name}
	scope := b.open(Class, s.Name, s, roleBody, s.Span)
	scope.HasDocstring = hasDocstring(s.Body)
	if generic {
		b.note("__type_params__", DefLocal, s.Span)
		b.note(".type_params", Use, s.Span)
	}
	b.block(s.Body)
	b.close(definer)
	b.close(outer)
	b.private = private
}
