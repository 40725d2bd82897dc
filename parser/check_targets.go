// This file checks what stands where a target is needed, and turns expressions into targets.

package parser

import (
	"slices"

	"github.com/gopy-lang/gopy/ast"
)

// A targetKind is a use of targets; it decides what is one, and the message about what is none.
type targetKind uint8

const (
	starTarget   targetKind = iota // of assignments and with statements
	loopTarget                     // of for loops and comprehensions
	deleteTarget                   // of del statements
)

// setContext makes a target of an expression, in place.
func setContext(e ast.Expr, context ast.ExprContext) ast.Expr {
	switch e := e.(type) {
	case *ast.Name:
		e.Ctx = context
	case *ast.Attribute:
		e.Ctx = context
	case *ast.Subscript:
		e.Ctx = context
	case *ast.Starred:
		e.Ctx = context
		setContext(e.Value, context)
	case *ast.List:
		e.Ctx = context
		for _, elt := range e.Elts {
			setContext(elt, context)
		}
	case *ast.Tuple:
		e.Ctx = context
		for _, elt := range e.Elts {
			setContext(elt, context)
		}
	}
	return e
}

// invalidTarget returns the first part of e that cannot be a target, nil if there is none.
func invalidTarget(e ast.Expr, kind targetKind) ast.Expr {
	switch e := e.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		return nil
	case *ast.Starred:
		if kind == deleteTarget {
			return e
		}
		return invalidTarget(e.Value, kind)
	case *ast.List:
		return invalidElement(e.Elts, kind)
	case *ast.Tuple:
		return invalidElement(e.Elts, kind)
	case *ast.Compare:
		if kind == loopTarget && e.Ops[0] == ast.In {
			return invalidTarget(e.Left, kind)
		}
		if kind == loopTarget {
			return nil // CPython takes these for a loop's target and the `in` behind it; see isComparedTarget
		}
	}
	return e
}

func invalidElement(elts []ast.Expr, kind targetKind) ast.Expr {
	for _, elt := range elts {
		if bad := invalidTarget(elt, kind); bad != nil {
			return bad
		}
	}
	return nil
}

// checkTarget reports what cannot be a target.
func (c *converter) checkTarget(e ast.Expr, kind targetKind) {
	if c.failure != nil {
		return
	}
	if bad := invalidTarget(e, kind); bad != nil {
		c.failSpan(bad.Pos(), targetMessage(kind), describe(bad))
	}
}

func targetMessage(kind targetKind) string {
	if kind == deleteTarget {
		return "cannot delete %s"
	}
	return "cannot assign to %s"
}

// loopTarget converts the target of a for loop or a comprehension. In the latter CPython takes any expressions for targets at
// first, but no starred one behind another.
func (c *converter) loopTarget(r ref, comprehension bool) ast.Expr {
	e := c.expr(r)
	if c.failure == nil && invalidTarget(e, loopTarget) != nil {
		if kids := c.children(r); comprehension && c.node(r, ruleTargetList) && !c.node(kids[0], ruleTarget) {
			for _, kid := range kids {
				if c.node(kid, ruleTarget) {
					star := c.tree.first(kid)
					c.fail(c.errorAt(star, star, "'in' expected after for-loop variables"))
				}
			}
		}
		c.checkTarget(e, loopTarget)
		_, next, _ := c.prefix(ruleStarredExpressionList, c.tree.first(r))
		c.failure.read = c.lineOf(next)
		c.failure.gaveUp = c.tree.last(r) + 1
	}
	if isComparedTarget(e) {
		in := c.tree.last(r) + 1
		c.fail(c.errorAt(in, in, "invalid syntax"))
	}
	return setContext(e, ast.Store)
}

// isComparedTarget reports whether a comparison is among the targets of a loop.
func isComparedTarget(e ast.Expr) bool {
	var elements []ast.Expr
	switch e := e.(type) {
	case *ast.Compare:
		return true
	case *ast.Tuple:
		elements = e.Elts
	case *ast.List:
		elements = e.Elts
	case *ast.Starred:
		return isComparedTarget(e.Value)
	}
	return slices.ContainsFunc(elements, isComparedTarget)
}

// assignmentTarget converts what stands before an `=`: child i of an assignment.
func (c *converter) assignmentTarget(kids []ref, i int) ast.Expr {
	r := kids[i]
	if c.node(r, ruleYieldExpression) || c.is(r, kwYield) {
		c.failAt(r, "assignment to yield expression not possible")
	}
	e := c.expr(r)
	if c.failure == nil {
		if bad := invalidTarget(e, starTarget); bad != nil {
			c.failAssignment(kids, bad)
		}
	}
	return setContext(e, ast.Store)
}

// augmentedTarget converts what stands before an augmented assignment's operator.
func (c *converter) augmentedTarget(r, operator ref) ast.Expr {
	if c.node(r, ruleYieldExpression) || c.is(r, kwYield) {
		c.failAt(operator, "invalid syntax")
	}
	e := c.expr(r)
	switch e.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
	default:
		f := spanError(e.Pos(), "'%s' is an illegal expression for augmented assignment", describe(e))
		_, next, _ := c.prefix(ruleStarredExpressionList, operator.token()+1)
		f.read = c.lineOf(next)
		c.fail(f)
	}
	return setContext(e, ast.Store)
}

// annotatedTarget converts what stands before an annotation.
func (c *converter) annotatedTarget(r ref) ast.Expr {
	e := c.expr(r)
	if c.failure != nil {
		return e
	}
	switch e.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		if c.isRefusedTarget(r) {
			c.failAt(r, "illegal target for annotation")
		}
	case *ast.Tuple:
		if kids := c.children(r); c.node(r, ruleStarredExpressionList) {
			c.failAt(kids[0], "only single target (not tuple) can be annotated")
		}
		c.failAt(r, "only single target (not tuple) can be annotated")
	case *ast.List:
		c.failSpan(e.Pos(), "only single target (not list) can be annotated")
	case *ast.Starred, *ast.Yield, *ast.YieldFrom:
		next := c.tree.last(r) + 1
		if !c.node(r, ruleParenthForm) {
			c.fail(c.errorAt(next, next, "invalid syntax"))
		}
		c.failSpan(e.Pos(), "illegal target for annotation")
	default:
		c.failSpan(e.Pos(), "illegal target for annotation")
	}
	return setContext(e, ast.Store)
}

// isRefusedTarget reports whether CPython gives up an annotated target because its first part alone, in parentheses, could
// be one: `(a).b: int` is refused, `(f()).b: int` is not.
func (c *converter) isRefusedTarget(r ref) bool {
	for c.node(r, ruleParenthForm) {
		r = c.children(r)[1]
	}
	if !c.node(r, rulePrimary) {
		return false
	}
	first := c.children(r)[0]
	if !c.node(first, ruleParenthForm) {
		return false
	}
	for c.node(first, ruleParenthForm) && len(c.children(first)) == 3 {
		first = c.children(first)[1]
	}
	if c.is(first, tokNAME) {
		return true
	}
	if !c.node(first, rulePrimary) {
		return false
	}
	kids := c.children(first)
	return !c.is(kids[len(kids)-1], tokRPAR)
}

// describe names the kind of an expression in error messages.
func describe(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Attribute:
		return "attribute"
	case *ast.Subscript:
		return "subscript"
	case *ast.Starred:
		return "starred"
	case *ast.Name:
		return "name"
	case *ast.List:
		return "list"
	case *ast.Tuple:
		return "tuple"
	case *ast.Lambda:
		return "lambda"
	case *ast.Call:
		return "function call"
	case *ast.BoolOp, *ast.BinOp, *ast.UnaryOp:
		return "expression"
	case *ast.GeneratorExp:
		return "generator expression"
	case *ast.Yield, *ast.YieldFrom:
		return "yield expression"
	case *ast.Await:
		return "await expression"
	case *ast.ListComp:
		return "list comprehension"
	case *ast.SetComp:
		return "set comprehension"
	case *ast.DictComp:
		return "dict comprehension"
	case *ast.Dict:
		return "dict literal"
	case *ast.Set:
		return "set display"
	case *ast.JoinedStr, *ast.FormattedValue:
		return "f-string expression"
	case *ast.TemplateStr, *ast.Interpolation:
		return "t-string expression"
	case *ast.Constant:
		switch value := e.Value.(type) {
		case nil:
			return "None"
		case bool:
			if value {
				return "True"
			}
			return "False"
		case ast.Ellipsis:
			return "ellipsis"
		}
		return "literal"
	case *ast.Compare:
		return "comparison"
	case *ast.IfExp:
		return "conditional expression"
	case *ast.NamedExpr:
		return "named expression"
	}
	return "expression"
}
