// This file holds the particular explanations of syntax errors, by what was open and what was expected.

package parser

import (
	"slices"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// reason looks for a particular explanation; nil if there is none.
func (x *explainer) reason() *failure {
	for _, f := range []func() *failure{
		x.oldNotEqual, x.forced, x.noAnnotation, x.walrus, x.star, x.assignment, x.lambdaInField, x.adjacent, x.conditional, x.statementForExpression, x.deletion, x.statementHead, x.exceptName, x.loopTargets, x.imports, x.positional, x.unpackedKeyword, x.arguments, x.parameterErrors,
		x.displays, x.comprehension, x.patternErrors, x.typeParameters, x.replacementFields,
	} {
		if found := f(); found != nil {
			return found
		}
	}
	return nil
}

// wants reports whether the label could have followed.
func (x *explainer) wants(l label) bool { return x.want[l] != 0 }

// statementNames holds what an indented block is expected after.
var statementNames = map[label]string{
	kwIf: "'if' statement", kwElif: "'elif' statement", kwElse: "'else' statement", kwWhile: "'while' statement",
	kwFor: "'for' statement", kwTry: "'try' statement", kwFinally: "'finally' statement", kwWith: "'with' statement",
	kwExcept: "'except' statement", kwDef: "function definition", kwClass: "class definition", softMatch: "'match' statement",
	softCase: "'case' statement",
}

// forced explains what has to follow whatever comes: a colon, a parenthesis, an indented block.
func (x *explainer) forced() *failure {
	if o := x.stillWithin(ruleTypeParams); o != nil {
		if f := x.within(ruleFuncdef); f != nil && len(f.kids) == 2 {
			return x.token(o.first, "expected '('")
		}
	}
	if f := x.stillWithin(ruleFuncdef); f != nil && x.head(f.kids[len(f.kids)-1]) == tokRARROW {
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
	case x.wants(tokCOLON) && x.label == tokNEWLINE && x.isCompound() && len(x.kids) > 1:
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
	if f := x.dictKey(); f != nil {
		return f
	}
	for i := len(x.open) - 1; i >= 0; i-- {
		if o := &x.open[i]; o.rule == ruleConditionalExpression && len(o.kids) <= 1 {
			if f := x.missingComma(o.first); f != nil {
				return f
			}
		}
		switch x.open[i].rule {
		case ruleStmtList, ruleSuite:
			return nil
		}
	}
	return nil
}

// missingComma explains two expressions side by side in brackets, the first of which begins at a token.
func (x *explainer) missingComma(first int) *failure {
	if x.labels[first] == tokNAME && x.at_(first+1) == tokSTRING || x.isSoftKeyword(first) {
		return nil
	}
	second := x.longest(ruleOrTest, first)
	if second == first || second > x.at {
		return nil
	}
	_, next, ok := x.prefix(ruleExpression, second)
	if !ok && next > x.at && second < x.at {
		return nil
	}
	x.read = max(x.read, next)
	if !ok || !x.bracketed(next-1) {
		return nil
	}
	return x.errorAt(first, next-1, "invalid syntax. Perhaps you forgot a comma?")
}

// longest returns the token behind the longest expression that begins at a token and ends before the failing one, or from if
// there is none. It does not look back further than some hundred tokens.
func (x *explainer) longest(start rule, from int) int {
	const most = 200
	depth := 0
	var ends []int // where no bracket is open
	for i := from; i <= x.at && i < len(x.labels); i++ {
		if depth == 0 && i > from {
			ends = append(ends, i)
		}
		switch x.labels[i] {
		case tokLPAR, tokLSQB, tokLBRACE:
			depth++
		case tokRPAR, tokRSQB, tokRBRACE:
			depth--
		}
	}
	if x.at >= len(x.labels) && depth == 0 {
		ends = append(ends, x.at)
	}
	for _, end := range slices.Backward(ends[max(0, len(ends)-most):]) {
		again := automaton{labels: x.labels[:end], tree: x.automaton.tree}
		_, ok := again.run(start, from)
		x.automaton.tree = again.tree
		if ok && again.accepted == end {
			return end
		}
	}
	return from
}

// dictKey explains an item of a dict, but not its first, that has no colon.
func (x *explainer) dictKey() *failure {
	o := x.stillWithin(ruleBraceDisplay)
	if o == nil || len(o.kids) < 3 || x.automaton.tree.rule(o.kids[1]) != ruleBraceItem || x.innerBracket(o.last) {
		return nil
	}
	for i := len(x.open) - 1; i >= 0 && x.open[i].rule != ruleBraceDisplay; i-- {
		if x.open[i].rule == ruleBraceItem && len(x.open[i].kids) > 1 {
			return nil
		}
	}
	end := x.longest(ruleExpression, o.last)
	if end == o.last || x.at_(end) == tokCOLON {
		return nil
	}
	f := x.errorAt(end-1, end-1, "':' expected after dictionary key")
	f.start, f.noEnd = f.end, true
	f.start.Col--
	x.read = x.at
	return f
}

// innerBracket reports whether a bracket that was opened behind a token is open at the failing one.
func (x *explainer) innerBracket(from int) bool {
	depth := 0
	for i := from; i < x.at; i++ {
		switch x.labels[i] {
		case tokLPAR, tokLSQB, tokLBRACE:
			depth++
		case tokRPAR, tokRSQB, tokRBRACE:
			depth--
		}
	}
	return depth > 0
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
	_, next, ok := x.prefix(ruleStarredExpressionList, i)
	if x.read = max(x.read, next); !ok {
		// A part of it may do.
		part := *x
		part.at = next
		if next = part.longest(ruleStarredExpressionList, i); next == i {
			return nil
		}
	}
	return x.errorAt(i-1, next-1, "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name)
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

// partOfString explains expressions between two string literals, `"a" b c "d"`: quotes within a string.
func (x *explainer) partOfString() *failure {
	for _, o := range x.open {
		if o.rule == ruleExpression && o.first < x.at && x.labels[o.first] == tokSTRING {
			if f := x.betweenStrings(o.first); f != nil {
				return f
			}
		}
	}
	// Behind names alone CPython looks at the next string, too.
	first := x.at - 1
	if !x.completesExpression() || x.labels[first] != tokNAME {
		return nil
	}
	i := x.at
	for x.at_(i) == tokNAME {
		if i > x.at {
			if f := x.legacyAt(i); f != nil {
				return f
			}
		}
		i++
	}
	x.read = max(x.read, i)
	if x.at_(i) != tokSTRING {
		return nil
	}
	if f := x.betweenStrings(i); f != nil {
		return f
	}
	_, next, _ := x.prefix(ruleStarredExpressionList, i)
	x.read = max(x.read, next)
	if i == x.at && x.labels[first] == tokNAME {
		if _, next, ok := x.prefix(ruleStrings, i); ok && next < len(x.labels) && x.labels[next] != tokSTRING {
			if _, end, ok := x.prefix(ruleExpression, next); ok && x.bracketed(end-1) {
				return x.errorAt(i, end-1, "invalid syntax. Perhaps you forgot a comma?")
			}
		}
	}
	return nil
}

// betweenStrings explains what stands between the string at a token and the next.
func (x *explainer) betweenStrings(first int) *failure {
	i := first + 1
	for x.at_(i) != tokSTRING {
		_, next, ok := x.prefix(ruleExpression, i)
		x.read = max(x.read, next)
		if !ok {
			return nil
		}
		i = next
	}
	if i == first+1 {
		return nil
	}
	return x.errorAt(first+1, i-1, "invalid syntax. Is this intended to be part of the string?")
}

// conditional explains conditional expressions that lack a part.
func (x *explainer) conditional() *failure {
	for i := len(x.open) - 1; i >= 0; i-- {
		o := &x.open[i]
		if o.rule != ruleConditionalExpression || len(o.kids) < 2 || len(o.kids) > 3 {
			continue
		}
		if end := x.longest(ruleOrTest, o.kids[1].token()+1); end > o.kids[1].token()+1 && !x.isOneOf(end, kwElse, tokCOLON) {
			return x.errorAt(o.first, end-1, "expected 'else' after 'if' expression")
		}
	}
	return nil
}

// statementForExpression explains a statement in a conditional expression.
func (x *explainer) statementForExpression() *failure {
	if x.at_(x.at-1) == kwElse && x.rule == ruleConditionalExpression {
		return x.here("expected expression after 'else', but statement is given")
	}
	switch x.label {
	case kwPass, kwBreak, kwContinue:
		if !x.wants(kwLambda) {
			return nil
		}
		x.read = x.at + 1
		if x.at_(x.at+1) != kwIf {
			return nil
		}
		_, next, ok := x.prefix(ruleOrTest, x.at+2)
		if x.read = next; ok && x.at_(next) == kwElse {
			return x.here("expected expression before 'if', but statement is given")
		}
	}
	return nil
}

// assignment explains a failure at or behind an `=`.
func (x *explainer) assignment() *failure {
	if x.label == tokEQUAL {
		return x.equalInExpression()
	}
	return nil
}

// equalInExpression explains an `=` where an expression with `:=` could stand.
func (x *explainer) equalInExpression() *failure {
	for i := len(x.open) - 1; i >= 0; i-- {
		o := &x.open[i]
		switch o.rule {
		case ruleNotTest, ruleAndTest, ruleOrTest, ruleConditionalExpression, ruleComparison:
			if len(o.kids) > 0 && i < len(x.open)-1 || len(o.kids) > 1 {
				return nil
			}
		case ruleAssignmentExpression, ruleSliceItem:
			if len(o.kids) > 1 {
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

// checkAssignment checks the targets of an unfinished assignment, up to child i.
func (x *explainer) checkAssignment(c *converter, o open, i int) {
	if i != 0 {
		return
	}
	for k := 1; k < len(o.kids); k += 2 {
		if c.is(o.kids[k], tokEQUAL) {
			c.assignmentTarget(o.kids[k-1], o.kids[k], k == 1)
		}
	}
	if len(o.kids) != 1 {
		return
	}
	for _, inner := range x.open {
		if inner.rule == ruleAnnotation && len(inner.kids) > 0 && inner.first > o.first {
			if _, _, ok := x.prefix(ruleExpression, inner.first+1); ok {
				c.annotatedTarget(o.kids[0])
			}
		}
		if inner.rule == ruleAugmented && len(inner.kids) > 0 && inner.first > o.first {
			if _, _, ok := x.prefix(ruleStarredExpressionList, inner.first+1); ok {
				c.augmentedTarget(o.kids[0], inner.kids[0])
			}
		}
	}
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
	root, next, ok := x.prefix(ruleStarredExpressionList, o.first+1)
	if !ok {
		return nil
	}
	bad := invalidElement(x.converter.elements(x.automaton.tree.children(root)), deleteTarget)
	if bad == nil {
		return nil
	}
	x.read = max(x.read, next)
	return spanError(bad.Pos(), targetMessage(deleteTarget), describe(bad))
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

// imports explains failures in import statements.
func (x *explainer) imports() *failure {
	statement := x.within(ruleImportStmt)
	if statement == nil {
		statement = x.within(ruleFutureOrFromStmt)
	}
	if statement == nil {
		return nil
	}
	if as := x.at - 1; x.labels[as] == kwAs || as > 0 && x.labels[as-1] == kwAs {
		if x.labels[as] != kwAs {
			as--
		}
		root, next, ok := x.prefix(ruleExpression, as+1)
		if ok {
			x.read = next
			return x.errorAt(as+1, next-1, "cannot use %s as import target", x.describe(root))
		}
		return nil
	}
	switch {
	case x.label == tokNEWLINE && x.labels[x.at-1] == kwImport:
		f := x.here("Expected one or more names after 'import'")
		f.end = f.start
		return f
	case x.label == kwFrom && statement.rule == ruleImportStmt:
		if _, next, ok := x.prefix(ruleModule, x.at+1); ok {
			x.read = next
			return x.errorAt(statement.first, next-1, "Did you mean to use 'from ... import ...' instead?")
		}
	}
	return nil
}

// describe names the kind of a root that prefix returned.
func (x *explainer) describe(root ref) string {
	return describe(x.converter.expr(x.automaton.tree.children(root)[0]))
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
	return x.here("Invalid star expression")
}

// arguments explains failures between the arguments of a call.
func (x *explainer) arguments() *failure {
	switch {
	case x.rule == ruleArgument && len(x.kids) == 2 && x.head(x.kids[1]) == tokEQUAL && (x.label == tokCOMMA || x.label == tokRPAR):
		name := x.kids[0]
		switch x.head(name) {
		case tokNAME:
			return x.errorAt(name.token(), x.at-1, "expected argument value expression")
		case kwTrue, kwFalse, kwNone:
			return x.errorAt(name.token(), x.at-1, "cannot assign to %s", x.text(name.token()))
		}
		return x.errorAt(x.automaton.tree.first(name), x.at-1, `expression cannot contain assignment, perhaps you meant "=="?`)
	}
	return nil
}

// unpackedKeyword explains `*x = y` and `**x = y` as arguments.
func (x *explainer) unpackedKeyword() *failure {
	o := x.within(ruleArgument)
	if o == nil || x.label != tokEQUAL || len(o.kids) == 0 {
		return nil
	}
	what := ""
	switch x.head(o.kids[0]) {
	case tokSTAR:
		what = "iterable"
	case tokDOUBLESTAR:
		what = "keyword"
	default:
		return nil
	}
	if x.longest(ruleExpression, o.first+1) != x.at {
		return nil
	}
	_, next, ok := x.prefix(ruleExpression, x.at+1)
	if !ok {
		return nil
	}
	return x.errorAt(o.first, next-1, "cannot assign to %s argument unpacking", what)
}

// positional explains an argument behind keyword arguments that has no name, even if it is not complete.
func (x *explainer) positional() *failure {
	o := x.within(ruleArgumentList)
	if o == nil || x.innerBracket(o.last) || x.read >= len(x.labels) {
		return nil
	}
	what := ""
	for _, kid := range o.kids {
		if what != "" && x.head(kid) != tokCOMMA && x.automaton.tree.rule(kid) != ruleArgument {
			return x.token(x.read, "%s", what)
		}
		if parts := x.automaton.tree.children(kid); x.automaton.tree.rule(kid) == ruleArgument {
			switch {
			case x.head(parts[0]) == tokDOUBLESTAR:
				what = "positional argument follows keyword argument unpacking"
			case len(parts) == 3 && what == "":
				what = "positional argument follows keyword argument"
			}
		}
	}
	if what == "" || x.isOneOf(o.last, tokSTAR, tokDOUBLESTAR) || x.at_(o.last+1) == tokEQUAL ||
		x.longest(ruleExpression, o.last) == o.last {
		return nil
	}
	return x.token(x.read, "%s", what)
}

// parameterErrors explains failures between the parameters of a function or lambda.
func (x *explainer) parameterErrors() *failure {
	list := x.within(ruleParameterList)
	if list == nil {
		list = x.within(ruleLambdaParameterList)
	}
	inParameter := x.rule == ruleParameter || x.rule == ruleLambdaParameter
	switch {
	case x.label == tokLPAR && (x.rule == ruleFuncdef || x.rule == ruleLambdaExpr || x.rule == ruleParameterList ||
		x.rule == ruleLambdaParameterList):
		return x.parenthesisedParameters()
	case list == nil:
		return nil
	case inParameter && x.head(x.kids[len(x.kids)-1]) == tokEQUAL && (x.label == tokCOMMA || x.label == tokRPAR):
		return x.token(x.at-1, "expected default value expression")
	case x.label == tokEQUAL && len(x.open) > 0:
		switch first := x.lastParameter(list); first {
		case tokSTAR:
			return x.here("var-positional argument cannot have default value")
		case tokDOUBLESTAR:
			return x.here("var-keyword argument cannot have default value")
		}
	case x.label == tokSTAR && x.labels[x.at-1] == tokSLASH:
		return x.here("expected comma between / and *")
	}
	return nil
}

// lastParameter returns the first token of the last parameter before the failing token.
func (x *explainer) lastParameter(list *open) label {
	for i := x.at - 1; i >= list.first; i-- {
		if i == list.first || x.labels[i-1] == tokCOMMA {
			return x.labels[i]
		}
	}
	return noLabel
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
		case ruleArgument, ruleLambdaExpr, ruleReplacementField:
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
		end := x.longest(ruleStarredExpressionList, loop+1)
		if end == loop+1 {
			continue
		}
		root, next, ok := x.prefix(ruleStarredExpressionList, loop+1)
		if !ok || next != end {
			continue
		}
		elements := x.converter.elements(x.automaton.tree.children(root))
		if bad := invalidElement(elements, loopTarget); bad != nil {
			return spanError(bad.Pos(), "cannot assign to %s", describe(bad))
		}
	}
	return nil
}

// exceptName finds the place of a failure in the name behind `as` of an except clause.
func (x *explainer) exceptName() *failure {
	o := x.stillWithin(ruleExceptClause)
	if o == nil || len(o.kids) == 0 || x.head(o.kids[len(o.kids)-1]) != kwAs {
		return nil
	}
	if i := o.kids[len(o.kids)-1].token() + 1; x.at_(i) == tokNAME && i+1 < len(x.labels) && i+1 < x.at {
		return x.token(i+1, "invalid syntax")
	}
	return nil
}

// parenthesisedParameters explains `(a, b)` among parameters.
func (x *explainer) parenthesisedParameters() *failure {
	i := x.at + 1
	for x.at_(i) == tokNAME {
		i++
		if x.at_(i) == tokCOLON && x.rule != ruleLambdaExpr && x.rule != ruleLambdaParameterList {
			_, next, ok := x.prefix(ruleExpression, i+1)
			if !ok {
				return nil
			}
			i = next
		}
		if x.at_(i) == tokCOMMA {
			i++
		}
	}
	if i == x.at+1 || x.at_(i) != tokRPAR {
		return nil
	}
	for k := x.at - 1; k >= 0 && x.labels[k] != kwLambda && x.labels[k] != tokLPAR; k-- {
		if x.labels[k] != tokNAME && x.labels[k] != tokCOMMA {
			return nil
		}
	}
	x.read = i
	if x.rule == ruleLambdaExpr || x.rule == ruleLambdaParameterList {
		return x.errorAt(x.at, i, "Lambda expression parameters cannot be parenthesized")
	}
	return x.errorAt(x.at, i, "Function parameters cannot be parenthesized")
}

// lambdaInField explains a lambda in an f-string whose colon begins a format specification.
func (x *explainer) lambdaInField() *failure {
	if x.within(ruleReplacementField) == nil || !x.lambdaWithoutParentheses(x.at) {
		return nil
	}
	letter := 'f'
	if x.label == tokTSTRING_MIDDLE {
		letter = 't'
	}
	return x.errorAt(x.lambdaBefore(x.at), x.at-1, "%c-string: lambda expressions are not allowed without parentheses", letter)
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
			if _, next, ok := x.prefix(ruleOrExpr, x.at+1); ok {
				x.read = next
				return x.errorAt(x.at, next-1, "cannot use a starred expression in a dictionary value")
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
		return x.here("'in' expected after for-loop variables")
	case (x.label == kwFor || x.label == kwAsync) && (x.rule == ruleListDisplay || x.rule == ruleBraceDisplay) && len(x.kids) > 2:
		if _, _, ok := x.prefix(ruleCompFor, x.at); !ok {
			return nil
		}
		first, last := x.kids[1], x.kids[len(x.kids)-1]
		if x.head(last) == tokCOMMA && len(x.kids) > 3 {
			last = x.kids[len(x.kids)-2]
		}
		if t.rule(first) == ruleBraceItem {
			return nil
		}
		return x.errorAt(t.first(first), t.last(last), "did you forget parentheses around the comprehension target?")
	}
	return nil
}

// patternErrors explains failures in patterns.
func (x *explainer) patternErrors() *failure {
	block := x.within(ruleCaseBlock)
	if block == nil {
		return nil
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

// typeParameters explains failures in lists of type parameters.
func (x *explainer) typeParameters() *failure {
	if x.rule == ruleTypeParams && len(x.kids) == 1 && x.label == tokRSQB {
		f := x.here("Type parameter list cannot be empty")
		f.end = f.start
		if x.within(ruleTypeStmt) != nil {
			f.end.Col += 2
		}
		return f
	}
	return nil
}

// replacementFields explains failures in f-strings and t-strings.
func (x *explainer) replacementFields() *failure {
	field := x.within(ruleReplacementField)
	if field == nil {
		return nil
	}
	letter := byte('f')
	if t := x.within(ruleTstring); t != nil && x.within(ruleFstring) == nil {
		letter = 't'
	}
	what := func(i int, format string, args ...any) *failure {
		x.read = max(x.read, i)
		return x.token(i, "%c-string: "+format, append([]any{letter}, args...)...)
	}
	i := field.first + 1
	switch x.at_(i) {
	case tokEQUAL, tokEXCLAMATION, tokCOLON, tokRBRACE:
		return what(i, "valid expression required before '%s'", x.text(i))
	}
	next := i
	if len(field.kids) > 1 {
		next = x.automaton.tree.last(field.kids[1]) + 1
	} else if next = x.longest(ruleFExpression, i); next == i {
		return what(i, "expecting a valid expression after '{'")
	}
	if next >= len(x.labels) {
		x.read = next
		return nil
	}
	if x.lambdaWithoutParentheses(next) {
		return x.errorAt(x.lambdaBefore(next), next-1, "%c-string: lambda expressions are not allowed without parentheses", letter)
	}
	switch x.labels[next] {
	case tokEQUAL:
		if next++; !x.isOneOf(next, tokEXCLAMATION, tokCOLON, tokRBRACE) {
			return what(next, "expecting '!', or ':', or '}'")
		}
	case tokEXCLAMATION, tokCOLON, tokRBRACE:
	default:
		return what(next, "expecting '=', or '!', or ':', or '}'")
	}
	if x.at_(next) == tokEXCLAMATION {
		switch next++; {
		case x.isOneOf(next, tokCOLON, tokRBRACE):
			return what(next, "missing conversion character")
		case x.isKeywordOrName(next):
			if x.labels[next] != tokNAME {
				return what(next, "invalid conversion character")
			}
		default:
			return what(next, "invalid conversion character")
		}
		if next++; !x.isOneOf(next, tokCOLON, tokRBRACE) {
			return what(next, "expecting ':' or '}'")
		}
	}
	if x.at_(next) == tokCOLON && next < x.at {
		return what(x.at, "expecting '}', or format specs")
	}
	return nil
}

// isOneOf reports whether a token has one of the labels.
func (x *explainer) isOneOf(i int, labels ...label) bool { return slices.Contains(labels, x.at_(i)) }

func (x *explainer) isKeywordOrName(i int) bool {
	return i < len(x.tokens) && x.tokens[i].Kind == token.NAME
}

// lambdaBefore returns the last `lambda` before a token within a replacement field, 0 if there is none.
func (x *explainer) lambdaBefore(i int) int {
	for i--; i > 0 && x.labels[i] != tokLBRACE; i-- {
		if x.labels[i] == kwLambda {
			return i
		}
	}
	return 0
}

// lambdaWithoutParentheses reports whether a field ended at the colon of a lambda expression.
func (x *explainer) lambdaWithoutParentheses(next int) bool {
	return x.isOneOf(next, tokFSTRING_MIDDLE, tokTSTRING_MIDDLE) && x.labels[next-1] == tokCOLON && x.lambdaBefore(next) > 0
}
