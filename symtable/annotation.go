// This file walks the scopes that are evaluated later: annotations, type aliases and type parameters.

package symtable

import "github.com/gopy-lang/gopy/ast"

const (
	classDict              = "__classdict__"               // a class's namespace, for annotation-like scopes in it
	classCell              = "__class__"                   // a class, for super() in its methods
	conditionalAnnotations = "__conditional_annotations__" // the set of annotations that were executed (PEP 749)
)

// prepareDeferred completes a scope that is evaluated later by a call with the parameter `format` (PEP 649).
func (b *builder) prepareDeferred(scope *Scope, at ast.Span) {
	b.note(".format", DefParam|Use, at)
	b.seeClass(scope, at)
}

// seeClass lets a scope in a class, perhaps through another such scope, see the names of the class.
func (b *builder) seeClass(scope *Scope, at ast.Span) {
	if scope.Parent.Kind == Class || scope.Parent.CanSeeClassScope {
		scope.CanSeeClassScope = true
		b.note(classDict, Use, at)
	}
}

// signature walks the annotations of a function.
func (b *builder) signature(node ast.Stmt, args *ast.Arguments, returns ast.Expr) {
	outer, at := b.scope, node.Pos()
	scope := b.openAnnotations(node, at)
	for _, list := range [...][]*ast.Arg{args.Posonlyargs, args.Args, {args.Vararg, args.Kwarg}, args.Kwonlyargs} {
		for _, arg := range list {
			if arg != nil && arg.Annotation != nil {
				scope.AnnotationsUsed = true
				b.expr(arg.Annotation)
			}
		}
	}
	if returns != nil {
		scope.AnnotationsUsed = true
		b.expr(returns)
	}
	b.close(outer)
}

// openAnnotations opens a scope `__annotate__`. When annotations are kept as strings it has no parent that knows it, so
// that its names aren't resolved: the walk finds their errors only.
func (b *builder) openAnnotations(node ast.Node, at ast.Span) *Scope {
	outer := b.scope
	scope := b.open(Annotation, "__annotate__", node, roleAnnotations, at)
	b.prepareDeferred(scope, at)
	if b.table.Features&FutureAnnotations != 0 {
		outer.Children = outer.Children[:len(outer.Children)-1]
		scope.symbol(".format").Scope = Local
	}
	return scope
}

// annotation walks the annotation of an annotated assignment. Those of a scope share one scope `__annotate__`.
func (b *builder) annotation(annotation ast.Expr) {
	owner, at := b.scope, annotation.Pos()
	// A module's annotations may be asked for while it is still being executed.
	if owner.Kind == Module || owner.Kind == Class && owner.inConditional {
		if !owner.HasConditionalAnnotations {
			owner.HasConditionalAnnotations = true
			b.note(conditionalAnnotations, Use, at)
		}
	}
	if owner.annotations == nil {
		node := owner.Node
		if owner.Kind == Function {
			node = nil // whose annotations are those of the signature
		}
		owner.annotations = b.openAnnotations(node, at)
	}
	b.scope = owner.annotations
	b.scope.unevaluated = owner.Kind == Function
	b.expr(annotation)
	b.close(owner)
}

func (b *builder) typeAlias(s *ast.TypeAlias) {
	b.expr(s.Name)
	name := s.Name.(*ast.Name).Id

	outer := b.scope
	if len(s.TypeParams) > 0 {
		b.openTypeParams(name, s)
		b.typeParams(s.TypeParams)
	}
	definer := b.scope
	scope := b.open(TypeAlias, name, s, roleBody, s.Span)
	b.prepareDeferred(scope, s.Span)
	b.expr(s.Value)
	b.close(definer)
	b.close(outer)
}

// openTypeParams opens the scope of the type parameters of a definition.
func (b *builder) openTypeParams(name string, node ast.Stmt) *Scope {
	scope := b.open(TypeParameters, name, node, roleTypeParams, node.Pos())
	b.seeClass(scope, node.Pos())
	return scope
}

func (b *builder) typeParams(list []ast.TypeParam) {
	for _, param := range list {
		switch p := param.(type) {
		case *ast.TypeVar:
			b.typeParam(p.Name, p.Span)
			what := "a TypeVar bound"
			if _, ok := p.Bound.(*ast.Tuple); ok {
				what = "a TypeVar constraint"
			}
			b.typeVariable(p.Name, p.Bound, what, p, roleBound)
			b.typeVariable(p.Name, p.DefaultValue, "a TypeVar default", p, roleDefault)
		case *ast.TypeVarTuple:
			b.typeParam(p.Name, p.Span)
			b.typeVariable(p.Name, p.DefaultValue, "a TypeVarTuple default", p, roleDefault)
		case *ast.ParamSpec:
			b.typeParam(p.Name, p.Span)
			b.typeVariable(p.Name, p.DefaultValue, "a ParamSpec default", p, roleDefault)
		}
	}
}

// typeParam notes the name of a type parameter.
func (b *builder) typeParam(name string, at ast.Span) {
	if name == classDict {
		b.fail(at, "reserved name '%s' cannot be used for type parameter", name)
		return
	}
	if b.private.only != nil {
		b.private.only.add(name)
	}
	b.note(name, DefTypeParam|DefLocal, at)
}

// typeVariable walks a bound, the constraints or the default of a type parameter, if there is one.
func (b *builder) typeVariable(name string, value ast.Expr, what string, param ast.TypeParam, role role) {
	if value == nil {
		return
	}
	outer, at := b.scope, value.Pos()
	scope := b.open(TypeVariable, name, param, role, at)
	scope.description = what
	b.prepareDeferred(scope, at)
	b.expr(value)
	b.close(outer)
}
