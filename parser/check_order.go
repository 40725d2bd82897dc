// This file checks order and company: arguments, elements of displays, clauses, parts of patterns.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
)

// failPositional reports a positional argument behind one by keyword.
func (c *converter) failPositional(kids []ref, i int, unpacked bool) {
	what := "positional argument follows keyword argument"
	if unpacked {
		what = "positional argument follows keyword argument unpacking"
	}
	end := c.tree.last(kids[len(kids)-1]) + 1
	f := c.errorAt(end, end, "%s", what)
	f.gaveUp = c.tree.last(kids[i]) + 1
	c.fail(f)
}

// failStarAfterUnpacking reports `*x` behind `**y`.
func (c *converter) failStarAfterUnpacking(kids []ref, i int) {
	comma, end := c.tree.first(kids[i])-1, c.tree.last(kids[i])+1
	if c.labels[end] == tokCOMMA && i+2 < len(kids) {
		end++
	}
	f := c.errorAt(comma, end, "iterable argument unpacking follows keyword argument unpacking")
	f.end.Col-- // CPython's end is where its tokenizer stands, not one behind
	f.gaveUp = comma + 1
	c.fail(f)
}

// checkBareGenerator reports a generator expression without parentheses that is not the only argument.
func (c *converter) checkBareGenerator(kids []ref, i int, class bool) {
	parts := c.children(kids[i])
	if class && len(kids) == 1 {
		first := c.tree.first(parts[1])
		c.fail(c.errorAt(first, first, "invalid syntax"))
		return
	}
	element := c.span(parts[0])
	if c.node(parts[0], ruleParenthForm) {
		element = c.expr(parts[0]).Pos()
	}
	f := between(element, c.span(parts[1]), "Generator expression must be parenthesized")
	if f.gaveUp = c.tree.first(parts[1]); i == 0 {
		f.gaveUp = c.tree.last(kids[i]) + 1
	}
	f.read = c.lineOf(c.tree.last(kids[len(kids)-1]) + 1)
	c.fail(f)
}

// checkKeyword checks the name of a keyword argument, `name = value`.
func (c *converter) checkKeyword(parts []ref) {
	switch l := c.label(parts[0]); l {
	case tokNAME:
	case kwTrue, kwFalse, kwNone:
		f := between(c.span(parts[0]), c.span(parts[1]), "cannot assign to %s", c.text(parts[0].token()))
		f.gaveUp = parts[1].token()
		c.fail(f)
	default:
		if c.node(parts[0], ruleAssignmentExpression) {
			c.failAt(parts[1], "invalid syntax")
			return
		}
		f := between(c.expr(parts[0]).Pos(), c.span(parts[1]), `expression cannot contain assignment, perhaps you meant "=="?`)
		f.gaveUp = parts[1].token()
		c.fail(f)
	}
}

// checkUnpacking reports `*x` or `**x` as the element of a comprehension.
func (c *converter) checkUnpacking(r ref) {
	if c.node(r, ruleFlexibleExpression) {
		f := between(c.span(r), c.span(r), "iterable unpacking cannot be used in comprehension")
		f.gaveUp = c.tree.last(r) + 1
		c.fail(f)
	}
}

// dictKey converts the key of `key: value`; first tells whether it is the dict's first.
func (c *converter) dictKey(parts []ref, first bool) ast.Expr {
	switch c.tree.rule(parts[0]) {
	case ruleFlexibleExpression, ruleAssignmentExpression:
		if !first {
			c.failKeyAlone(parts[0])
		}
		c.failAt(parts[1], "invalid syntax")
	}
	return c.expr(parts[0])
}

// failMixed reports an item of a dict among those of a set.
func (c *converter) failMixed(item ref) {
	parts := c.children(item)
	if c.is(parts[0], tokDOUBLESTAR) {
		c.failAt(parts[0], "invalid syntax")
		return
	}
	c.failAt(parts[1], "invalid syntax")
}

// failKeyAlone reports an item of a set among those of a dict.
func (c *converter) failKeyAlone(item ref) {
	if c.node(item, ruleFlexibleExpression) {
		first := c.tree.first(item)
		c.fail(c.errorAt(first, first, "invalid syntax"))
		return
	}
	if c.node(item, ruleAssignmentExpression) {
		item = c.children(item)[0]
	}
	c.expr(item)
	f := c.errorAt(c.tree.last(item), c.tree.last(item), "':' expected after dictionary key")
	f.read = c.lineOf(c.tree.last(item) + 1)
	f.start = f.end
	f.start.Col--
	f.noEnd = true
	c.fail(f)
}

// strayAs reports an `as` in parentheses that turn out to belong to an expression.
func (c *converter) strayAs(parts []ref) {
	c.failAt(parts[1], "invalid syntax")
}

// checkExceptName checks `as name` of an except clause, given its parts from the types on.
func (c *converter) checkExceptName(clause string, parts []ref) {
	if kids := c.children(parts[0]); c.node(parts[0], ruleExpressionList) {
		if !c.is(parts[2], tokNAME) || c.is(kids[len(kids)-1], tokCOMMA) {
			c.failAt(parts[1], "invalid syntax")
		}
		c.failRange(kids[0], parts[2], "multiple exception types must be parenthesized when using 'as'")
		return
	}
	if !c.is(parts[2], tokNAME) {
		if c.failAt(parts[2], "cannot use %s statement with %s", clause, c.describe(parts[2])); c.failure.read == 0 {
			c.failure.read = c.failure.end.Line + 1 // CPython has read the block
		}
	}
}

// describe names the kind of a part in error messages.
func (c *converter) describe(r ref) string { return describe(c.expr(r)) }

// failLoneStar reports a starred subject or pattern without a comma.
func (c *converter) failLoneStar(r ref) {
	next := c.tree.last(r) + 1
	c.fail(c.errorAt(next, next, "invalid syntax"))
}

// checkWildcardHead reports `_` as the first name of a dotted name or a class pattern.
func (c *converter) checkWildcardHead(name ref) {
	if c.name(name) == "_" {
		next := name.token() + 1
		c.fail(c.errorAt(next, next, "invalid syntax"))
	}
}

// failPositionalPattern reports a positional pattern behind one by keyword.
func (c *converter) failPositionalPattern(arguments []ref, i int) {
	last := arguments[i]
	for k := i; k < len(arguments); k += 2 {
		if !c.node(arguments[k], rulePatternArgument) {
			last = arguments[k]
		} else {
			break
		}
	}
	c.failRange(arguments[i], last, "positional patterns follow keyword patterns")
}
