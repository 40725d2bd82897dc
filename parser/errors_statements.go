// This file explains syntax errors in statements: their heads, blocks, clauses and targets.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// statementNames holds what an indented block is expected after.
var statementNames = map[label]string{
	kwIf: "'if' statement", kwElif: "'elif' statement", kwElse: "'else' statement", kwWhile: "'while' statement",
	kwFor: "'for' statement", kwTry: "'try' statement", kwFinally: "'finally' statement", kwWith: "'with' statement",
	kwExcept: "'except' statement", kwDef: "function definition", kwClass: "class definition", softMatch: "'match' statement",
	softCase: "'case' statement",
}

// forced explains what has to follow whatever comes: a colon, a parenthesis, an indented block.
func (x *explainer) forced() *failure {
	f := x.force()
	if f != nil && f.kind == "" && x.at < len(x.labels) && x.label == tokNEWLINE && x.isEnd(x.at) && f.start == x.here("").start {
		f.start.Col, f.noEnd, f.endMinusOne = -1, true, false // CPython's token has no column
	}
	return f
}

func (x *explainer) force() *failure {
	if f := x.typeParameters(); f != nil {
		return f
	}
	if o := x.stillWithin(ruleTypeParams); o != nil {
		if f := x.within(ruleFuncdef); f != nil && len(f.kids) == 2 {
			return x.token(o.first, "expected '('")
		}
	}
	if f := x.stillWithin(ruleFuncdef); f != nil && x.head(f.kids[len(f.kids)-1]) == tokRARROW {
		if f, _, _ := x.inner(ruleExpression, f.last); f != nil {
			return f
		}
		if end := x.longest(ruleExpression, f.last); end > f.last {
			return x.token(end, "expected ':'")
		}
		return x.token(f.last-1, "expected ':'")
	}
	switch {
	case x.rule == ruleFuncdef && (len(x.kids) == 2 || len(x.kids) == 3 && x.automaton.tree.rule(x.kids[2]) == ruleTypeParams):
		return x.here("expected '('")
	case x.rule == ruleFuncdef && x.head(x.kids[len(x.kids)-1]) != tokCOLON && x.wants(tokCOLON):
		return x.here("expected ':'")
	case x.wants(tokCOLON) && len(x.kids) > 0 && x.isCompound():
		switch x.head(x.kids[len(x.kids)-1]) {
		case kwTry, kwElse, kwFinally:
			return x.here("expected ':'")
		}
	case x.wants(tokINDENT):
		return x.block()
	}
	return nil
}

// head returns the label of r if it is a token.
func (x *explainer) head(r ref) label {
	if r.isToken() {
		return x.labels[r.token()]
	}
	return noLabel
}

func (x *explainer) isCompound() bool {
	switch x.rule {
	case ruleIfStmt, ruleWhileStmt, ruleForStmt, ruleTryStmt, ruleWithStmt, ruleMatchStmt, ruleClassdef, ruleFuncdef,
		ruleExceptClause, ruleCaseBlock:
		return true
	}
	return false
}

// block explains a missing indented block.
func (x *explainer) block() *failure {
	// The statement's head is the last keyword that begins a clause in the rule around the block.
	if x.rule == ruleMatchStmt {
		return x.missingBlock(x.kids)
	}
	for i := len(x.open) - 1; i >= 0; i-- {
		switch o := x.open[i]; o.rule {
		case ruleIfStmt, ruleWhileStmt, ruleForStmt, ruleTryStmt, ruleWithStmt, ruleClassdef, ruleFuncdef, ruleExceptClause,
			ruleCaseBlock:
			return x.missingBlock(o.kids)
		}
	}
	return nil
}

func (x *explainer) missingBlock(kids []ref) *failure {
	for i := len(kids) - 1; i >= 0; i-- {
		l := x.head(kids[i])
		name := statementNames[l]
		if name == "" {
			continue
		}
		if l == kwExcept && i+1 < len(kids) && x.head(kids[i+1]) == tokSTAR {
			name = "'except*' statement"
		}
		return x.indentation("expected an indented block after %s on line %d", name, x.tokens[kids[i].token()].Start.Line)
	}
	return nil
}

// statementHead explains failures in and between the clauses of compound statements.
func (x *explainer) statementHead() *failure {
	switch {
	case x.rule == ruleExceptClause && (x.label == tokNEWLINE || x.label == tokCOLON) && x.head(x.kids[len(x.kids)-1]) == tokSTAR:
		return x.here("expected one or more exception types")
	case x.rule == ruleExceptClause && len(x.kids) > 1 && x.automaton.tree.rule(x.kids[len(x.kids)-1]) == ruleExpressionList:
		return nil
	case x.wants(tokCOLON) && x.label == tokNEWLINE && x.isCompound() && len(x.kids) > 1:
		if x.rule == ruleWithStmt && !x.isWithTarget(x.kids[len(x.kids)-1]) {
			return nil
		}
		return x.here("expected ':'")
	case x.rule == ruleExceptClause && x.label == tokNEWLINE && len(x.kids) == 1:
		return x.here("expected ':'")
	case x.rule == ruleTryStmt && x.wants(kwFinally) && x.wants(kwExcept) && !x.wants(kwElse):
		return x.here("expected 'except' or 'finally' block")
	case x.label == kwElif && len(x.kids) > 0 && x.endsInElse(x.kids[len(x.kids)-1]):
		return x.here("'elif' block follows an 'else' block")
	case x.label == tokINDENT && x.at+1 < len(x.labels) && x.isMatchWithoutColon():
		return x.here("expected ':'")
	}
	return nil
}

// isWithTarget reports whether the item of a with statement has no target, or one that can be one.
func (x *explainer) isWithTarget(item ref) bool {
	parts := x.converter.children(item)
	return !x.converter.node(item, ruleWithItem) || invalidTarget(x.converter.expr(parts[2]), starTarget) == nil
}

// endsInElse reports whether r is an if statement with an else block.
func (x *explainer) endsInElse(r ref) bool {
	t := &x.automaton.tree
	if t.rule(r) != ruleIfStmt {
		return false
	}
	kids := t.children(r)
	return len(kids) >= 3 && x.head(kids[len(kids)-3]) == kwElse
}

// isMatchWithoutColon reports whether the line before an unexpected indentation looks like a match statement that lacks its
// colon: `match (x)`, and then `case` in the indented line.
func (x *explainer) isMatchWithoutColon() bool {
	start := x.at - 2
	if start < 0 {
		return false
	}
	for start >= 0 && x.labels[start] != tokNEWLINE && x.labels[start] != tokINDENT && x.labels[start] != tokDEDENT {
		start--
	}
	if start++; start >= x.at || x.text(start) != "match" || x.labels[start] != tokNAME {
		return false
	}
	_, next, ok := x.prefix(ruleSubjectExpr, start+1)
	return ok && next == x.at-1
}

// exceptName finds the place of a failure in the name behind `as` of an except clause.
func (x *explainer) exceptName() *failure {
	o := x.stillWithin(ruleExceptClause)
	if o == nil || len(o.kids) == 0 || x.head(o.kids[len(o.kids)-1]) != kwAs {
		return nil
	}
	if i := o.kids[len(o.kids)-1].token() + 1; x.labelAt(i) == tokNAME && i+1 < len(x.labels) && i+1 < x.at {
		return x.token(i+1, "invalid syntax")
	}
	return nil
}

// loopTargets explains what stands for the target of a loop, if no target does.
func (x *explainer) loopTargets() *failure {
	for _, o := range x.open {
		if (o.rule != ruleForStmt && o.rule != ruleCompFor) || len(o.kids) == 0 || len(o.kids) > 2 {
			continue
		}
		loop := x.automaton.tree.first(o.kids[0])
		if x.labels[loop] == kwAsync {
			loop++
		}
		if x.labels[loop] != kwFor {
			continue
		}
		if f := x.missingIn(o.rule, loop); f != nil {
			return f
		}
		f, next, ok := x.inner(ruleStarredExpressionList, loop+1)
		end := next
		if !ok {
			beyond := *x
			beyond.at = max(x.at, next)
			end = beyond.longest(ruleStarredExpressionList, loop+1)
		}
		if end == loop+1 {
			continue
		}
		if f != nil && len(o.kids) == loop-x.automaton.tree.first(o.kids[0])+1 {
			return f
		}
		root := x.upTo(ruleStarredExpressionList, loop+1, end)
		elements := x.converter.elements(x.automaton.tree.children(root))
		if bad := invalidElement(elements, loopTarget); bad != nil {
			return spanError(bad.Pos(), "cannot assign to %s", describe(bad))
		}
		x.part(ruleExpression, end)
		if end < x.at && !x.isOneOf(end, tokLPAR, tokLSQB, tokDOT) && len(o.kids) == loop-x.automaton.tree.first(o.kids[0])+1 {
			if o.rule == ruleCompFor {
				return x.here("'in' expected after for-loop variables")
			}
			return x.token(end, "invalid syntax")
		}
	}
	return nil
}

// missingIn explains what stands for the targets of a comprehension if no `in` follows, or if it is a lambda. CPython takes any expressions
// for targets at first, but for starred ones.
func (x *explainer) missingIn(r rule, loop int) *failure {
	if r != ruleCompFor {
		return nil
	}
	if x.labelAt(loop+1) == kwLambda {
		if root, _, ok := x.prefix(ruleStarredExpressionList, loop+1); ok {
			elements := x.converter.elements(x.automaton.tree.children(root))
			return spanError(elements[0].Pos(), "cannot assign to %s", describe(elements[0]))
		}
		return nil
	}
	end, read := loop+1, loop+1
	for {
		_, tried, _ := x.prefix(ruleOrExpr, end)
		read = max(read, tried)
		next, ok := x.part(ruleOrExpr, end)
		if !ok {
			break
		}
		if end = next; x.labelAt(end) != tokCOMMA {
			break
		}
		end++
	}
	if end == loop+1 || end > x.at || x.labelAt(end) == kwIn || end >= len(x.labels) {
		return nil
	}
	if all := x.longest(ruleStarredExpressionList, loop+1); all == x.at && x.at < len(x.labels) {
		root := x.upTo(ruleStarredExpressionList, loop+1, all)
		if invalidElement(x.converter.elements(x.automaton.tree.children(root)), loopTarget) == nil {
			read = x.at // CPython has read that far for the sake of the starred one
		}
	}
	return x.token(min(read, len(x.labels)-1), "'in' expected after for-loop variables")
}

// deletion explains what cannot be deleted in an unfinished del statement.
func (x *explainer) deletion() *failure {
	o := x.within(ruleDelStmt)
	if o == nil || len(o.kids) != 1 {
		return nil
	}
	if x.labels[x.at-1] == tokSTAR && !x.innerBracket(o.first) {
		return x.token(x.at-1, "invalid syntax")
	}
	next := x.longest(ruleStarredExpressionList, o.first+1)
	if next == o.first+1 {
		return nil
	}
	root := x.upTo(ruleStarredExpressionList, o.first+1, next)
	bad := invalidElement(x.converter.elements(x.automaton.tree.children(root)), deleteTarget)
	if bad == nil {
		return nil
	}
	x.read = max(x.read, next)
	return spanError(bad.Pos(), targetMessage(deleteTarget), describe(bad))
}

// noAnnotation finds the place of a colon that begins no annotation, because what stands before it is no target of one.
func (x *explainer) noAnnotation() *failure {
	if x.rule != ruleAnnotation && (len(x.open) == 0 || x.open[len(x.open)-1].rule != ruleAnnotation) {
		return nil
	}
	colon := x.at - 1
	statement := x.within(ruleExpressionStmt)
	if x.labels[colon] != tokCOLON || statement == nil || len(statement.kids) != 1 {
		return nil
	}
	switch x.converter.expr(statement.kids[0]).(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		return nil
	}
	x.read = colon
	return x.token(colon, "invalid syntax")
}

// statementForExpression explains a statement in a conditional expression.
func (x *explainer) statementForExpression() *failure {
	switch x.label {
	case kwPass, kwBreak, kwContinue:
		if !x.wanted(kwLambda) {
			return nil
		}
		x.read = x.at + 1
		if x.labelAt(x.at+1) != kwIf {
			return nil
		}
		_, next, ok := x.prefix(ruleOrTest, x.at+2)
		if x.read = next; !ok || x.labelAt(next) != kwElse {
			return nil
		}
		_, next, ok = x.prefix(ruleSimpleStmt, next+1)
		if x.read = next; ok {
			return x.here("expected expression before 'if', but statement is given")
		}
	}
	return nil
}

// imports explains failures in import statements.
func (x *explainer) imports() *failure {
	statement := x.within(ruleImportStmt)
	if statement == nil {
		statement = x.within(ruleFromStmt)
	}
	if statement == nil {
		return nil
	}
	if as := x.at - 1; x.labels[as] == kwAs || as > 0 && x.labels[as-1] == kwAs {
		if x.labels[as] != kwAs {
			as--
		}
		root, next, ok := x.prefix(ruleExpression, as+1)
		if x.read = max(x.read, next); ok {
			if f := x.missingCommaBefore(as+1, next); f != nil {
				return f
			}
			return x.errorAt(as+1, next-1, "cannot use %s as import target", x.describe(root))
		}
		return nil
	}
	switch {
	case x.label == tokNEWLINE && x.labels[x.at-1] == kwImport:
		f := x.here("Expected one or more names after 'import'")
		line := x.stream.Line(int(f.start.Line))
		f.end = token.Pos{Line: f.start.Line, Col: int32(len(line)) - 1} // the tokenizer is behind the line
		if x.isEnd(x.at) {
			f.end = x.tokens[x.at-1].End
			f.end.Col--
			f.start.Col, f.endMinusOne = -1, false
		}
		return f
	case x.label == kwFrom && statement.rule == ruleImportStmt:
		if _, next, ok := x.prefix(ruleModule, x.at+1); ok {
			x.read = next
			return x.errorAt(statement.first, next-1, "Did you mean to use 'from ... import ...' instead?")
		}
	}
	return nil
}

// patternErrors explains failures in patterns.
func (x *explainer) patternErrors() *failure {
	block := x.within(ruleCaseBlock)
	if block == nil {
		return nil
	}
	if f := x.positionalPattern(); f != nil {
		return f
	}
	as := x.at - 1
	if x.labels[as] != kwAs {
		as--
	}
	if as < 0 || x.labels[as] != kwAs || x.within(ruleAsPattern) == nil {
		return nil
	}
	root, next, ok := x.prefix(ruleExpression, as+1)
	if !ok {
		return nil
	}
	x.read = next
	return x.errorAt(as+1, next-1, "cannot use %s as pattern target", x.describe(root))
}

// positionalPattern explains a failure in a class pattern that has a positional part behind one by keyword.
func (x *explainer) positionalPattern() *failure {
	o := x.within(rulePatternArguments)
	if o == nil || x.innerBracket(o.first) {
		return nil
	}
	keyword := false
	for i, depth := o.first, 0; i < x.at; i++ {
		switch x.labels[i] {
		case tokLPAR, tokLSQB, tokLBRACE:
			depth++
		case tokRPAR, tokRSQB, tokRBRACE:
			depth--
		}
		if depth > 0 || i > o.first && x.labels[i-1] != tokCOMMA {
			continue
		}
		next, ok := x.part(ruleAsPattern, i)
		if !ok {
			return nil
		}
		if x.labelAt(next) == tokEQUAL {
			keyword = true
			continue
		}
		if !keyword {
			continue
		}
		last := next - 1
		for x.labelAt(next) == tokCOMMA {
			from := next + 1
			if next, ok = x.part(ruleAsPattern, from); !ok || x.labelAt(next) == tokEQUAL {
				break
			}
			last = next - 1
		}
		return x.errorAt(i, last, "positional patterns follow keyword patterns")
	}
	return nil
}

// typeParameters explains failures in lists of type parameters.
func (x *explainer) typeParameters() *failure {
	if x.rule == ruleTypeParams && len(x.kids) == 1 && x.label == tokRSQB {
		f := x.here("Type parameter list cannot be empty")
		f.end = f.start
		if x.within(ruleTypeStmt) != nil {
			if f.end.Col++; x.labelAt(x.at+1) == tokEQUAL {
				f.end.Col++
			}
		}
		return f
	}
	return nil
}
