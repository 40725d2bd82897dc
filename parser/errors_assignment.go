// This file words errors about assignments: what cannot be assigned to, and `=` where `==` may be meant.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
)

// prefix parses from a token with another start symbol, as far as that goes, and returns the first token behind it, or the
// one where that failed.
func (c *converter) prefix(start rule, from int) (root ref, next int, ok bool) {
	again := automaton{labels: c.labels, tree: *c.tree}
	root, ok = again.run(start, from)
	*c.tree = again.tree
	if !ok {
		return 0, again.failed, false
	}
	return root, again.accepted, true
}

// failAssignment reports the bad part of a target of an assignment. CPython looks at the statement's first `=` before.
func (c *converter) failAssignment(kids []ref, bad ast.Expr) {
	elements, equal := c.list(kids[0], ruleStarredExpressionList), kids[1].token()
	f, read := (*failure)(nil), 0
	if last := elements[len(elements)-1]; c.tree.last(last)+1 == equal {
		if f, read = c.equalAfter(c.tree.first(last), equal); f != nil {
			f.read = c.lineOf(read)
		}
	}
	if f == nil {
		f = spanError(bad.Pos(), "cannot assign to %s", describe(bad))
	}
	f.pastEnd = read >= len(c.labels)
	c.fail(f)
}

// equalAfter explains the `=` at a token behind the expression that begins at first; nil if nothing comes to mind. read is the
// last token looked at.
func (c *converter) equalAfter(first, equal int) (f *failure, read int) {
	name := equal == first+1 && c.labels[first] == tokNAME
	root, end, ok := c.prefix(ruleOrExpr, first)
	if !ok || end != equal || c.failure != nil || !name && !c.canBeMeantAsComparison(first) {
		return nil, equal
	}
	_, next, ok := c.prefix(ruleOrExpr, equal+1)
	if !ok && !name && next > equal+1 && c.isOperand(equal+1) {
		ok = true // an expression that something unfinished follows
	}
	if !ok || c.labelAt(next) == tokEQUAL || c.labelAt(next) == tokCOLONEQUAL {
		return nil, next
	}
	if name {
		value, _, ok := c.prefix(ruleOrExpr, equal+1)
		if !ok {
			return c.errorAt(first, next-1, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"), next
		}
		return between(c.tokenSpan(first), c.expr(c.only(value)).Pos(), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"), next
	}
	e := c.expr(c.children(root)[0])
	return spanError(e.Pos(), "cannot assign to %s here. Maybe you meant '==' instead of '='?", describe(e)), next
}

// isOperand reports whether a token is an expression by itself.
func (c *converter) isOperand(i int) bool {
	switch c.labels[i] {
	case tokNAME, tokNUMBER, tokSTRING, kwNone, kwTrue, kwFalse:
		return true
	}
	return false
}

// canBeMeantAsComparison reports whether an expression does not begin with a list, a tuple, a generator expression or a
// constant's keyword.
func (c *converter) canBeMeantAsComparison(first int) bool {
	switch c.labels[first] {
	case kwTrue, kwFalse, kwNone:
		return false
	case tokLSQB:
		root, _, ok := c.prefix(ruleListDisplay, first)
		kids := c.children(root)
		return ok && len(kids) > 3 && c.node(kids[2], ruleCompFor)
	case tokLPAR:
		root, _, ok := c.prefix(ruleParenthForm, first)
		return ok && len(c.children(root)) == 3
	}
	return true
}

// equalAfterList explains `a, b c = d`: CPython looks at what stands behind a list as at the elements of another.
func (x *explainer) equalAfterList() *failure {
	o := x.within(ruleStarredExpressionList)
	if o == nil || len(o.kids) < 2 || x.innerBracket(o.first) || x.within(ruleExpressionStmt) == nil ||
		len(x.within(ruleExpressionStmt).kids) > 0 || x.within(ruleAssigned) == nil {
		return nil
	}
	for i := x.at; ; {
		root, next, ok := x.prefix(ruleStarredExpressionList, i)
		if !ok {
			return nil
		}
		if x.labelAt(next) == tokEQUAL {
			elements := x.automaton.tree.children(root)
			last := elements[len(elements)-1]
			if x.head(last) == tokCOMMA {
				return nil
			}
			if x.automaton.tree.rule(last) == ruleStarredExpressionList {
				elements = x.automaton.tree.children(last)
				last = elements[len(elements)-1]
			}
			f, read := x.converter.equalAfter(x.automaton.tree.first(last), next)
			x.read = max(x.read, read)
			return f
		}
		i = next
	}
}

// equalInExpression explains an `=` where an expression with `:=` could stand.
func (x *explainer) equalInExpression() *failure {
	if x.label != tokEQUAL {
		return nil
	}
	for i := len(x.open) - 1; i >= 0; i-- {
		o := &x.open[i]
		switch o.rule {
		case ruleNotTest, ruleAndTest, ruleOrTest, ruleConditionalExpression, ruleComparison:
			if len(o.kids) > 0 && i < len(x.open)-1 || len(o.kids) > 1 {
				return nil
			}
		case ruleAssignmentExpression, ruleSliceItem:
			if len(o.kids) > 1 || x.isDictKey(i) {
				return nil
			}
			f, read := x.converter.equalAfter(o.first, x.at)
			x.read = max(x.read, read)
			return f
		case ruleArgument, ruleCompFor, ruleLambdaExpr:
			return nil
		}
	}
	return nil
}

// isDictKey reports whether open rule i is the key of an item of a dict, but not of its first.
func (x *explainer) isDictKey(i int) bool {
	for i--; i > 0 && x.open[i].first == x.open[i+1].first; i-- {
		if x.open[i].rule == ruleBraceItem {
			display := &x.open[i-1]
			return len(display.kids) > 2 && x.converter.node(display.kids[1], ruleBraceItem)
		}
	}
	return false
}

// checkAssignment checks the targets of an unfinished assignment, up to child i.
func (x *explainer) checkAssignment(c *converter, o open, i int) {
	if i != 0 {
		return
	}
	for k := 1; k < len(o.kids); k += 2 {
		if c.is(o.kids[k], tokEQUAL) {
			c.assignmentTarget(o.kids, k-1)
		}
	}
	if len(o.kids) != 1 {
		return
	}
	for _, inner := range x.open {
		if inner.rule == ruleAnnotation && len(inner.kids) > 0 && inner.first > o.first {
			if next, ok := x.part(ruleExpression, inner.first+1); ok {
				if c.annotatedTarget(o.kids[0]); c.failure != nil {
					c.failure.pastEnd = next >= len(x.labels)
				}
			}
		}
		if inner.rule == ruleAugmented && len(inner.kids) > 0 && inner.first > o.first {
			if next, ok := x.part(ruleStarredExpressionList, inner.first+1); ok {
				if c.augmentedTarget(o.kids[0], inner.kids[0]); c.failure != nil {
					c.failure.pastEnd = next >= len(x.labels)
				}
			}
		}
	}
}
