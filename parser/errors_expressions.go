// This file explains syntax errors in expressions: what is missing between two of them, or in one.

package parser

import "strings"

// adjacent explains two expressions next to each other.
func (x *explainer) adjacent() *failure {
	if x.at == 0 {
		return nil
	}
	if f := x.partOfString(); f != nil {
		return f
	}
	if f := x.legacy(); f != nil {
		return f
	}
	if f := x.braceBehindPrimary(); f != nil {
		return f
	}
	for i := len(x.open) - 1; i >= 0; i-- {
		if o := &x.open[i]; o.rule == ruleConditionalExpression && len(o.kids) <= 1 {
			if f := x.missingComma(o.first); f != nil {
				return f
			}
		}
		switch o := &x.open[i]; o.rule {
		case ruleFlexibleExpression:
			if len(o.kids) > 0 && x.isOneOf(o.first-1, tokLPAR, tokLSQB, tokLBRACE) {
				if f := x.missingComma(o.first + 1); f != nil {
					return f
				}
			}
		case ruleStmtList, ruleSuite:
			return x.conditionalBehindLastName()
		}
	}
	return x.conditionalBehindLastName()
}

func (x *explainer) conditionalBehindLastName() *failure {
	if f := x.readBehind(); f != nil {
		return f
	}
	if x.labels[x.at-1] != tokNAME || !x.completesExpression() {
		return nil
	}
	return x.conditionalBehindName(x.at)
}

// readBehind notes how far CPython reads in search of an expression behind another, or behind a name that could be a statement. It explains strings
// there that do not go together.
func (x *explainer) readBehind() *failure {
	if !x.isOperandEnd(x.at - 1) {
		return nil
	}
	for i := len(x.open) - 1; ; i-- {
		if i < 0 || x.open[i].rule == ruleCompFor || x.open[i].rule == ruleConditionalExpression && len(x.open[i].kids)%4 > 1 {
			return nil
		}
		if x.open[i].rule == ruleExpression {
			if x.isSoftKeyword(x.open[i].first) && x.open[i].first < x.at-1 {
				return nil
			}
			break
		}
		if x.open[i].rule == ruleTarget {
			var f *failure
			if x.within(ruleForStmt) != nil {
				f = x.mixed(x.at)
				_, next, _ := x.prefix(ruleStarredExpressionList, x.at)
				x.read = max(x.read, next)
			}
			return f
		}
	}
	if x.rule != ruleLambdaExpr {
		if f := x.mixed(x.at); f != nil {
			return f
		}
	}
	for i := x.at; i < len(x.labels); i++ {
		if !x.completesExpression() || x.labels[x.at-1] != tokNAME {
			_, next, _ := x.prefix(ruleExpression, i)
			x.read = max(x.read, next)
			return nil
		}
		_, next, _ := x.prefix(ruleStarredExpressionList, i)
		if x.read = max(x.read, next); x.labels[i] != tokNAME {
			return nil
		}
	}
	return nil
}

// isOperandEnd reports whether a token can be the last of an operand.
func (x *explainer) isOperandEnd(i int) bool {
	return x.isOneOf(i, tokNAME, tokNUMBER, tokSTRING, tokFSTRING_END, tokTSTRING_END, tokELLIPSIS, kwNone, kwTrue, kwFalse,
		tokRPAR, tokRSQB, tokRBRACE)
}

// missingComma explains two expressions side by side in brackets, the first of which begins at a token.
func (x *explainer) missingComma(first int) *failure {
	switch {
	case x.labels[first] == tokNAME && x.labelAt(first+1) == tokSTRING:
		return nil
	case x.labels[first] == tokNAME && x.isSoftKeyword(first):
		if x.labelAt(first+1) == tokLPAR || first+1 >= x.at {
			return nil
		}
		return x.missingComma(first + 1) // CPython tries the name as a statement like `print`, with an expression behind
	}
	second := x.longest(ruleOrTest, first)
	if second == first || second > x.at {
		return nil
	}
	next, ok := x.part(ruleExpression, second)
	if !ok || !x.bracketed(next-1) {
		return nil
	}
	return x.betweenExpressions(first, second, ruleExpression, second, next, "invalid syntax. Perhaps you forgot a comma?")
}

// isSoftKeyword reports whether a token is a name that is a keyword somewhere.
func (x *explainer) isSoftKeyword(i int) bool {
	switch x.text(i) {
	case "match", "case", "type", "_":
		return true
	}
	return false
}

// legacy explains print and exec as statements.
func (x *explainer) legacy() *failure {
	if x.labels[x.at-1] != tokNAME || !x.completesExpression() {
		return nil
	}
	return x.legacyAt(x.at)
}

// legacyAt explains print or exec before a token.
func (x *explainer) legacyAt(i int) *failure {
	name := x.text(i - 1)
	if name != "print" && name != "exec" || x.labels[i] == tokLPAR {
		return nil
	}
	if f := x.conditionalBehindName(i); f != nil {
		return f
	}
	if f := x.mixed(i); f != nil {
		return f
	}
	next, ok := x.part(ruleStarredExpressionList, i)
	if !ok {
		return nil
	}
	return x.errorAt(i-1, next-1, "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name)
}

// braceBehindPrimary explains the elements of a set that follows an expression: CPython looks there for a comprehension.
func (x *explainer) braceBehindPrimary() *failure {
	if x.label != tokLBRACE || x.within(ruleExpression) == nil && x.within(ruleTarget) == nil && x.within(ruleStarredExpression) == nil || !x.isOperandEnd(x.at-1) {
		return nil
	}
	first := x.at + 1
	f, next, ok := x.inner(ruleFlexibleExpression, first)
	if f != nil || !ok {
		return f
	}
	if x.labelAt(next) == tokCOLON { // a dict, where CPython always looks for what is missing between keys and values
		read := x.read
		if f, _, _ := x.inner(ruleBraceDisplay, x.at); f != nil && strings.Contains(f.msg, "dictionary") {
			return f
		}
		x.read = read
	}
	if x.labelAt(next) == tokEQUAL {
		f, read := x.converter.equalAfter(first, next)
		x.read = max(x.read, read)
		return f
	}
	if star := x.labels[first] == tokSTAR; star || x.labelAt(next) != tokCOMMA {
		if end := x.prefixOfComprehension(next); star && end > next {
			return x.errorAt(first, next-1, "iterable unpacking cannot be used in comprehension")
		}
		return x.missingCommaBefore(first, next)
	}
	if f, next, ok = x.inner(ruleFlexibleExpressionList, first); f != nil || !ok {
		return f
	}
	if x.prefixOfComprehension(next) > next {
		last := next - 1
		if x.labels[last] == tokCOMMA {
			last--
		}
		return x.errorAt(first, last, "did you forget parentheses around the comprehension target?")
	}
	return nil
}

// missingCommaBefore explains an expression directly behind another, which ends before a token.
func (x *explainer) missingCommaBefore(first, second int) *failure {
	beyond := *x
	beyond.at = second
	f := beyond.missingComma(first)
	x.read = max(x.read, beyond.read)
	return f
}

// conditionalBehindName explains a conditional expression that lacks a part and follows a name: CPython tries any name as a
// statement like `print`.
func (x *explainer) conditionalBehindName(i int) *failure {
	if _, next, ok := x.prefix(ruleOrTest, i); !ok || x.labelAt(next) != kwIf {
		return nil
	}
	if f, _, _ := x.inner(ruleExpression, i); f != nil && strings.HasPrefix(f.msg, "expected ") {
		return f
	}
	return nil
}

// completesExpression reports whether the last token is an atom of its own at the start of an expression.
func (x *explainer) completesExpression() bool {
	for i := len(x.open) - 1; i >= 0; i-- {
		o := x.open[i]
		if o.rule == ruleExpression {
			return o.first == x.at-1
		}
	}
	return false
}

// conditional explains conditional expressions that lack a part.
func (x *explainer) conditional() *failure {
	for i := len(x.open) - 1; i >= 0; i-- {
		o := &x.open[i]
		if o.rule != ruleConditionalExpression || len(o.kids) < 2 || len(o.kids) > 4 {
			continue
		}
		if len(o.kids) == 4 {
			if after := o.kids[3].token() + 1; x.longest(ruleExpression, after) == after {
				if x.isOneOf(after, kwPass, kwBreak, kwContinue) {
					x.read = max(x.read, after+1)
				}
				return x.token(after, "expected expression after 'else', but statement is given")
			}
			continue
		}
		if end := x.longest(ruleOrTest, o.kids[1].token()+1); end > o.kids[1].token()+1 && !x.isOneOf(end, kwElse, tokCOLON) {
			condition := o.kids[1].token()
			return x.betweenExpressions(o.first, condition, ruleOrTest, condition+1, end, "expected 'else' after 'if' expression")
		}
	}
	return nil
}

// walrus explains `:=` behind what is no name.
func (x *explainer) walrus() *failure {
	if x.label == tokCOLONEQUAL && x.at > 0 {
		if f := x.walrusInStatement(); f != nil {
			return f
		}
	}
	for _, o := range x.open {
		if o.rule != ruleAssignmentExpression || len(o.kids) != 2 || x.head(o.kids[0]) == tokNAME {
			continue
		}
		walrus := o.kids[1].token()
		if end := x.longest(ruleExpression, walrus+1); end > walrus+1 {
			e := x.converter.expr(o.kids[0])
			return spanError(e.Pos(), "cannot use assignment expressions with %s", describe(e))
		}
		if x.at < len(x.labels) {
			return x.token(walrus, "invalid syntax")
		}
	}
	return nil
}

// walrusInStatement explains `:=` at the top of a statement, where it is no part of an expression.
func (x *explainer) walrusInStatement() *failure {
	first := -1
	for _, o := range x.open {
		switch o.rule {
		case ruleExpression:
			first = o.first
		case ruleArgument, ruleLambdaExpr, ruleReplacementField, ruleAnnotation:
			return nil
		}
	}
	if first < 0 || first == x.at || x.longest(ruleExpression, first) != x.at {
		return nil
	}
	root, next, ok := x.prefix(ruleExpression, x.at+1)
	x.read = max(x.read, next)
	if !ok || x.at == first+1 && x.labels[first] == tokNAME || x.within(ruleExpressionStmt) == nil {
		return nil
	}
	if root, next, ok = x.prefix(ruleExpression, first); !ok || next != x.at {
		return nil
	}
	e := x.converter.expr(x.automaton.tree.children(root)[0])
	return spanError(e.Pos(), "cannot use assignment expressions with %s", describe(e))
}

// oldNotEqual explains `<>` anywhere before the failure.
func (x *explainer) oldNotEqual() *failure {
	if x.converter.flufl {
		return nil
	}
	var found *failure
	for i := x.at - 1; i >= 0 && x.labels[i] != tokNEWLINE; i-- {
		if x.labels[i] == tokNOTEQUAL && x.text(i) == "<>" {
			found = x.token(i, "invalid syntax.  Maybe you meant '!=' instead of '<>'?")
		}
	}
	return found
}

// starredGroup explains parentheses around nothing but an unpacked expression.
func (x *explainer) starredGroup() *failure {
	if x.label == tokDOUBLESTAR && x.at > 0 && x.labels[x.at-1] == tokLPAR && x.rule == ruleParenthForm {
		f, next, ok := x.inner(ruleExpression, x.at+1)
		if f != nil {
			return f
		}
		if x.read = max(x.read, next); ok && x.labelAt(next) == tokRPAR {
			return x.here("cannot use double starred expression here")
		}
		return nil
	}
	for i := len(x.open) - 1; i >= 0; i-- {
		o := &x.open[i]
		if o.rule != ruleParenthForm && o.rule != ruleListDisplay && o.rule != ruleBraceDisplay || x.labelAt(o.first+1) != tokSTAR ||
			o.first+2 >= x.at || len(o.kids) > 1 && o.last < x.at {
			continue
		}
		f, next, ok := x.inner(ruleExpression, o.first+2)
		if f != nil {
			return f
		}
		if !ok {
			continue
		}
		if o.rule == ruleParenthForm && x.labelAt(next) == tokRPAR {
			return x.errorAt(o.first+1, next-1, "cannot use starred expression here")
		}
		if x.isOneOf(next, kwFor, kwAsync) && x.prefixOfComprehension(next) > next {
			return x.errorAt(o.first+1, next-1, "iterable unpacking cannot be used in comprehension")
		}
	}
	return nil
}

// innermostDict returns the rule of the failure if that is a dict's item, where CPython always looks for an explanation.
func (x *explainer) innermostDict() *open {
	if n := len(x.open); n > 0 && (x.open[n-1].rule == ruleBraceItem || x.open[n-1].rule == ruleBraceDisplay) {
		return &x.open[n-1]
	}
	return nil
}

// star explains a star that nothing to unpack follows.
func (x *explainer) star() *failure {
	if x.at == 0 || x.labels[x.at-1] != tokSTAR || len(x.kids) != 1 {
		return nil
	}
	switch x.rule {
	case ruleArgument, ruleSliceItem:
	case ruleFlexibleExpression:
		if !x.isOneOf(x.at-2, tokLPAR, tokLSQB, tokLBRACE) {
			return nil
		}
	default:
		return nil
	}
	if x.isOneOf(x.at, kwPass, kwBreak, kwContinue) {
		x.read = x.at + 1
	}
	return x.here("Invalid star expression")
}

// notOperand explains `not` behind an arithmetic operator, where it needs parentheses.
func (x *explainer) notOperand() *failure {
	if x.label != kwNot {
		return nil
	}
	operand := ruleNotTest
	switch x.rule {
	case ruleAExpr, ruleMExpr:
	case ruleUExpr:
		operand = ruleUExpr
	default:
		return nil
	}
	next, ok := x.part(operand, x.at+1)
	if !ok {
		return nil
	}
	if operand == ruleNotTest { // what `not` applies to: a comparison
		next, _ = x.part(ruleNotTest, x.at)
	}
	return x.errorAt(x.at, next-1, "'not' after an operator must be parenthesized")
}

// starredBracket explains a failure within brackets behind a star that unpacks them: CPython gives the star up.
func (x *explainer) starredBracket() *failure {
	depth := 0
	for i := x.at - 1; i > 1; i-- {
		switch x.labels[i] {
		case tokRPAR, tokRSQB, tokRBRACE:
			depth++
		case tokLPAR, tokLSQB, tokLBRACE:
			if depth > 0 {
				depth--
			} else if x.labels[i-1] == tokSTAR && x.isStarGivenUp(i-1) {
				return x.here("Invalid star expression")
			}
		case tokNEWLINE:
			return nil
		}
	}
	return nil
}

// isStarGivenUp reports whether a star stands where CPython takes it for one that is not followed by an expression: in arguments and
// subscripts, and first in other brackets.
func (x *explainer) isStarGivenUp(star int) bool {
	switch x.labelAt(star - 1) {
	case tokLPAR, tokLSQB, tokLBRACE:
		return true
	case tokCOMMA:
		bracket := x.enclosing(star)
		return bracket > 0 && x.labels[bracket] != tokLBRACE && x.isOperandEnd(bracket-1)
	}
	return false
}

// dictKey explains an item of a dict, but not its first, that has no colon behind what CPython takes for its key: the longest expression
// there is, without a look at what may be wrong behind it. It does so before anything else.
func (x *explainer) dictKey() *failure {
	for i := len(x.open) - 1; i >= 0; i-- {
		o := &x.open[i]
		if o.rule != ruleBraceDisplay || len(o.kids) < 3 || x.automaton.tree.rule(o.kids[1]) != ruleBraceItem || o.last >= len(x.labels) {
			continue
		}
		if i+1 < len(x.open) && x.open[i+1].rule == ruleBraceItem && len(x.open[i+1].kids) > 1 {
			continue
		}
		if x.isOneOf(o.last, tokCOMMA, tokRBRACE) || x.labels[o.last-1] != tokCOMMA {
			continue
		}
		end := x.longest(ruleExpression, o.last)
		if end == o.last || end > x.at || x.labelAt(end) == tokCOLON {
			continue
		}
		if f, _, ok := x.inner(ruleExpression, o.last); ok && f != nil {
			return f
		}
		f := x.errorAt(end-1, end-1, "':' expected after dictionary key")
		f.start, f.noEnd = f.end, true
		f.start.Col--
		x.read = x.at
		return f
	}
	return nil
}

// displays explains failures in dicts.
func (x *explainer) displays() *failure {
	if x.rule == ruleFlexibleExpression && len(x.kids) == 1 {
		if o := x.stillWithin(ruleBraceDisplay); o != nil && len(o.kids) > 2 && x.automaton.tree.rule(o.kids[1]) == ruleBraceItem {
			return x.token(x.at-1, "invalid syntax") // no item of a dict begins with a star
		}
	}
	if x.rule == ruleBraceItem && len(x.kids) == 2 && x.head(x.kids[1]) == tokCOLON {
		switch x.label {
		case tokCOMMA, tokRBRACE:
			return x.token(x.at-1, "expression expected after dictionary key and ':'")
		case tokSTAR:
			if _, next, ok := x.prefix(ruleOrExpr, x.at+1); ok && next < len(x.tokens) {
				x.read = next
				f := x.errorAt(x.at, next, "cannot use a starred expression in a dictionary value")
				f.end.Col-- // where CPython's tokenizer stands
				return f
			}
			if x.at+1 < len(x.labels) {
				return x.token(x.at+1, "invalid syntax")
			}
		}
	}
	return nil
}

// comprehension explains failures in comprehensions.
func (x *explainer) comprehension() *failure {
	t := &x.automaton.tree
	switch {
	case x.rule == ruleCompFor && x.wants(kwIn) && len(x.kids) >= 2:
		for _, kid := range x.converter.list(x.kids[len(x.kids)-1], ruleTargetList) {
			if t.rule(kid) == ruleTarget {
				return nil // CPython does not think of starred ones here
			}
		}
		return x.here("'in' expected after for-loop variables")
	case (x.label == kwFor || x.label == kwAsync) && (x.rule == ruleListDisplay || x.rule == ruleBraceDisplay) && len(x.kids) > 2:
		if f, _, ok := x.inner(ruleCompFor, x.at); f != nil {
			return f
		} else if !ok && x.prefixOfComprehension(x.at) == x.at {
			return nil
		}
		first, last := x.kids[1], x.kids[len(x.kids)-1]
		if x.head(last) == tokCOMMA && len(x.kids) > 3 {
			last = x.kids[len(x.kids)-2]
		}
		if t.rule(first) == ruleBraceItem {
			return nil
		}
		end := x.converter.span(last)
		if x.head(last) != tokCOMMA {
			end = x.converter.expr(last).Pos()
		}
		return between(x.converter.expr(first).Pos(), end, "did you forget parentheses around the comprehension target?")
	}
	return nil
}

// describe names the kind of a root that prefix returned.
func (x *explainer) describe(root ref) string {
	return describe(x.converter.expr(x.automaton.tree.children(root)[0]))
}
