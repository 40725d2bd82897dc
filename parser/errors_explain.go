// This file decides which error a failure of the automaton is: an earlier one that a check finds, one of the tokenizer,
// or what errors_*.go make of the place. Nothing here runs on valid source.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// An explainer looks at the place where the automaton failed.
type explainer struct {
	*parse
	at    int    // the token that fits nowhere
	label label  // its label
	open  []open // the rules that were open before that token, from the start symbol on

	// The rule that could not be completed, with all before the token in it done.
	rule rule
	kids []ref
	want *[numLabels]uint16 // what could have followed

	read int // the last token CPython has read when it reports

	start  rule // the start symbol
	from   int  // the first token
	depth  int  // explainers around this one
	probes *int // how many there have been within the outermost
}

// How deep explainers look, and how often: what CPython remembers of its attempts they do again.
const (
	maxExplainers = 20
	maxProbes     = 200
)

// An open is a rule that was begun and not finished when the failing token came.
type open struct {
	rule  rule
	kids  []ref // its finished children
	first int   // its first token
	last  int   // the first token of the next rule within it, or the failing token
}

// explain returns the error of a failed parse.
func (p *parse) explain() error {
	a := &p.automaton
	if a.tooDeep {
		return TooComplexError{}
	}
	x := explainer{parse: p, at: a.failed, read: a.failed, start: startRules[p.mode], probes: new(int)}
	if x.at < len(p.labels) {
		x.label = p.labels[x.at]
	}
	if x.label == softType && x.wanted(tokNAME) && !x.wanted(softType) { // CPython decides by the rule, not by the tokens
		p.labels[x.at] = tokNAME
		a.run(x.start, 0)
		return p.explain()
	}
	x.findOpen()
	f := x.check()
	if f == nil {
		if err := x.wrongHeader(); err != nil {
			return err
		}
	}
	if f == nil && p.options.AllowIncomplete && x.incomplete() {
		return p.syntaxError(x.incompleteInput())
	}
	if f == nil {
		f = x.spacedConversion()
	}
	f = x.unexplained(f)
	defer func(n int) { p.converter.warnings = p.converter.warnings[:n] }(len(p.converter.warnings))
	if f != nil {
		if f.pastEnd && p.stream.Err != nil {
			return fromTokenizer(p.stream.Err, p.filename)
		}
		if f.read == 0 {
			f.read = f.end.Line
		}
		return p.precede(f)
	}
	if x.at >= len(p.labels) {
		if at, read := x.place(); at < x.at && read < x.at {
			return p.withTokenizer(x.generic(at), read)
		}
		if p.stream.Err != nil {
			return fromTokenizer(p.stream.Err, p.filename)
		}
		x.at = len(p.labels) - 1
		return p.syntaxError(x.here("invalid syntax"))
	}
	x.enterTop()
	if f := x.reason(); f != nil {
		if x.isBehindString(x.at) && x.isBehindString(p.tokenAt(f.start)) && x.innermostDict() == nil {
			at, _ := x.place()
			f, x.read = x.generic(at), x.at
		}
		return p.withTokenizer(f, x.read)
	}
	switch x.label {
	case tokINDENT:
		return p.syntaxError(x.indentation("unexpected indent"))
	case tokDEDENT:
		return p.syntaxError(x.indentation("unexpected unindent"))
	}
	at, read := x.place()
	if at < x.at {
		x.read = read
	}
	return p.withTokenizer(x.generic(at), x.read)
}

// enterTop takes the rule that could not be completed from the automaton.
func (x *explainer) enterTop() {
	a := &x.automaton
	top := a.stack[len(a.stack)-1]
	x.rule, x.kids, x.want = stateRules[top.state], a.values[top.start:], &actions[top.state]
}

// inner returns the error, if there is a particular one, in what begins at a token with another start symbol. next is the
// token behind it, or the one where that fails; ok tells which.
func (x *explainer) inner(start rule, from int) (f *failure, next int, ok bool) {
	if *x.probes++; x.depth >= maxExplainers || *x.probes > maxProbes || from >= len(x.labels) {
		return nil, from, false
	}
	p := *x.parse
	p.automaton = automaton{labels: x.labels, tree: x.automaton.tree}
	root, ok := p.automaton.run(start, from)
	p.converter = converter{input: p.input, tree: &p.automaton.tree, options: p.options, flufl: x.converter.flufl}
	if ok {
		if start == ruleCompFor {
			p.converter.generators(root)
		} else {
			p.converter.expr(p.converter.only(root))
		}
		if f = p.converter.failure; f != nil {
			x.read = max(x.read, x.tokenAt(f.end))
		} else {
			x.read = max(x.read, p.automaton.accepted)
		}
		return f, p.automaton.accepted, true
	}
	y := explainer{parse: &p, at: p.automaton.failed, read: p.automaton.failed, start: start, from: from, depth: x.depth + 1,
		probes: x.probes}
	if y.at >= len(y.labels) {
		x.read = max(x.read, y.at)
		return nil, y.at, false
	}
	y.label = y.labels[y.at]
	y.findOpen()
	if f = y.check(); f == nil {
		y.enterTop()
		f = y.reason()
	}
	if f != nil {
		x.read = max(x.read, min(y.read, x.tokenAt(f.end)))
	} else {
		x.read = max(x.read, y.read)
	}
	return f, y.at, false
}

// exprSpan returns the position of the expression that a token begins and that ends before another, as longest has found it:
// parentheses around all of it don't count. An error within it goes before what is said of it.
func (x *explainer) exprSpan(start rule, from, end int) (ast.Span, *failure) {
	root := x.upTo(start, from, end)
	c := converter{input: x.input, tree: &x.automaton.tree, options: x.options, flufl: x.converter.flufl}
	return c.expr(c.only(root)).Pos(), c.failure
}

// betweenExpressions makes an error from the start of an expression to the end of another, which begins at token second and ends
// before token end.
func (x *explainer) betweenExpressions(first, firstEnd int, start rule, second, end int, message string) *failure {
	a, bad := x.exprSpan(ruleOrTest, first, firstEnd)
	if bad != nil {
		return bad
	}
	b, bad := x.exprSpan(start, second, end)
	if bad != nil {
		return bad
	}
	return between(a, b, "%s", message)
}

// between makes an error from the start of one node to the end of another.
func between(first, last ast.Span, format string, args ...any) *failure {
	f := spanError(first, format, args...)
	f.end = spanError(last, "").end
	return f
}

// generic makes the error for which there is no particular explanation.
func (x *explainer) generic(i int) *failure {
	f := x.errorAt(i, i, "invalid syntax")
	if x.isEnd(i) {
		x.placeEmpty(f, i)
		f.noPlace = true
	}
	return f
}

// isEnd reports whether a token is the end of the text: ENDMARKER, or a NEWLINE that no line break stands for.
func (x *explainer) isEnd(i int) bool {
	t := &x.tokens[i]
	return t.Kind == token.ENDMARKER || t.Kind == token.NEWLINE && x.mode != Exec && int(t.Lo) >= len(x.stream.Text)
}

// incomplete reports whether the automaton failed with all of the text read: more text could have made it right.
func (x *explainer) incomplete() bool {
	if err := x.stream.Err; x.at >= len(x.labels) && err != nil {
		return err.Incomplete || strings.HasPrefix(err.Msg, "unterminated") && !strings.HasSuffix(x.stream.Text, "\n")
	}
	i := min(x.at, len(x.labels)-1)
	switch t := &x.tokens[i]; t.Kind {
	case token.ENDMARKER:
		return true
	case token.DEDENT:
		return int(t.Lo) >= len(x.stream.Text)
	case token.STRING, token.FSTRING_END, token.TSTRING_END:
		return false
	case token.NEWLINE:
		return x.isEnd(i)
	default: // CPython has looked at the character behind
		return int(t.Hi) >= len(x.stream.Text)
	}
}

// wrongHeader returns the error in a header whose block is missing: the one that is there with a block, too.
func (x *explainer) wrongHeader() error {
	a := &x.automaton
	if x.at >= len(x.labels) || len(a.stack) == 0 {
		return nil
	}
	top := a.stack[len(a.stack)-1]
	if x.want = &actions[top.state]; !x.wants(tokINDENT) || stateRules[top.state] == ruleMatchStmt {
		return nil
	}
	first := x.at - 1
	for first > 0 && (x.labels[first] < tokNEWLINE || x.labels[first] > tokDEDENT || first == x.at-1) {
		first--
	}
	if first > 0 {
		first++
	}
	header := x.stream.Line(int(x.tokens[first].Start.Line))
	indentation := header[:len(header)-len(strings.TrimLeft(header, " \t\f"))]
	options := *x.options
	options.AllowIncomplete = false
	_, _, err := ParseText(strings.TrimRight(x.stream.Text[:x.tokens[x.at].Lo], " \t\f\n")+"\n"+indentation+" pass\n", x.filename, x.mode, options)
	if e, ok := err.(*ast.SyntaxError); ok && e.Lineno <= int(x.tokens[x.at-1].Start.Line) {
		return e
	}
	return nil
}

// incompleteInput makes the error that codeop looks for.
func (x *explainer) incompleteInput() *failure {
	f := &failure{msg: "incomplete input", kind: "_IncompleteInputError"}
	if err := x.stream.Err; x.at >= len(x.labels) && err != nil && strings.HasPrefix(err.Msg, "unterminated") {
		f.start = token.Pos{Line: int32(err.Lineno), Col: int32(err.Offset - 1)}
		f.end, f.endMinusOne = f.start, true
		return f
	}
	if x.at < len(x.labels) && !x.isEnd(x.at) && x.label != tokDEDENT {
		at := x.errorAt(x.at, x.at, "")
		f.start, f.end = at.start, at.end
		return f
	}
	x.placeLast(f)
	return f
}

// reason looks for a particular explanation; nil if there is none. Where two would do, CPython gives the one that its
// parser comes across first, and so the order is.
func (x *explainer) reason() *failure {
	for _, explain := range []func() *failure{
		x.dictKey,
		x.oldNotEqual, // an operator that is none
		x.starredGroup,
		x.forced,       // what has to follow a keyword, whatever comes
		x.noAnnotation, // not a reason, but another place
		x.walrus,       // `:=`
		x.star,         // `*` before nothing
		x.notOperand,
		x.equalInExpression,
		x.equalAfterList,
		x.lambdaInField,
		x.adjacent,    // two expressions side by side
		x.conditional, // `a if b` without else
		x.statementForExpression,
		x.deletion,
		x.statementHead, // a colon or a clause is missing
		x.exceptName,
		x.loopTargets,
		x.imports,
		x.positional, // an argument behind keyword arguments
		x.unpackedKeyword,
		x.arguments,
		x.parameterErrors,
		x.displays,
		x.comprehension,
		x.patternErrors,
		x.typeParameters,
		x.replacementFields,
		x.starredBracket,
	} {
		if f := explain(); f != nil {
			return f
		}
	}
	return nil
}

// withTokenizer returns the parser's error f unless the tokenizer has one that goes first. read is the last token that was
// read when f was found.
func (p *parse) withTokenizer(f *failure, read int) error {
	if read >= len(p.tokens) && p.stream.Err != nil {
		return fromTokenizer(p.stream.Err, p.filename)
	}
	f.read = p.lineOf(read)
	f.readFrom = min(p.tokens[min(read, len(p.tokens)-1)].Start.Line, f.read)
	return p.precede(f)
}

// precede returns f or the error of the tokenizer that goes before it: one that is not late, or a bracket that is not closed
// on a line before the last that was read.
func (p *parse) precede(f *failure) error {
	if err := p.stream.Err; err != nil {
		unclosed := len(p.stream.Open) > 0 && strings.HasSuffix(err.Msg, "was never closed")
		read := f.readFrom
		if read == 0 {
			read = f.read
		}
		if !err.Late || unclosed && int(read) > err.Lineno {
			return fromTokenizer(err, p.filename)
		}
		if open := p.stream.NeverClosed(); open != nil && strings.HasPrefix(err.Msg, "unexpected character") && int(read) > open.Lineno {
			return fromTokenizer(open, p.filename)
		}
	}
	return p.syntaxError(f)
}

// lineOf returns the line that CPython's tokenizer is in after token i.
func (in *input) lineOf(i int) int32 {
	if i >= len(in.tokens) {
		i = len(in.tokens) - 1
	}
	t := &in.tokens[i]
	if t.Kind == token.NEWLINE {
		return t.Start.Line
	}
	return min(t.End.Line, int32(len(in.stream.Lines)))
}

// here makes an error at the failing token.
func (x *explainer) here(format string, args ...any) *failure { return x.token(x.at, format, args...) }

// token makes an error at a token.
func (x *explainer) token(i int, format string, args ...any) *failure {
	if l := x.labels[i]; l == tokINDENT || l == tokDEDENT || x.isEnd(i) {
		f := x.errorAt(i, i, format, args...)
		x.placeEmpty(f, i)
		return f
	}
	return x.errorAt(i, i, format, args...)
}

// placeEmpty gives the error at an INDENT, DEDENT or ENDMARKER the place that CPython does: where its tokenizer stands,
// behind the indentation or at the end of the last line, and no end.
func (x *explainer) placeEmpty(f *failure, i int) {
	next := i
	for next < len(x.labels) && (x.labels[next] == tokINDENT || x.labels[next] == tokDEDENT) {
		next++
	}
	if next < len(x.labels) && !x.isEnd(next) {
		f.start = x.tokens[next].Start
		f.start.Col--
		f.end = f.start
	} else if next >= len(x.labels) && x.labels[i] == tokINDENT {
		f.start = x.tokens[i].End
		f.start.Col--
		f.end = f.start
	} else {
		x.placeLast(f)
	}
	f.endMinusOne = true
}

// placeLast gives an error the end of the text as its place.
func (x *explainer) placeLast(f *failure) {
	last := int32(len(x.stream.Lines))
	if x.stream.Text == "" {
		last = 0
	}
	f.start = token.Pos{Line: last, Col: int32(len(x.stream.Line(int(last)))) - 1}
	f.end, f.endMinusOne = f.start, true
}

// indentation makes an IndentationError at the failing token.
func (x *explainer) indentation(format string, args ...any) *failure {
	f := x.here(format, args...)
	f.kind = "IndentationError"
	return f
}

// findOpen parses again up to the failing token, and stops before that token completes any rule.
func (x *explainer) findOpen() {
	again := automaton{labels: x.labels[:x.at], tree: x.automaton.tree}
	again.keepOpen = true
	again.run(x.start, x.from)
	x.automaton.tree = again.tree
	for i, f := range again.stack {
		end := len(again.values)
		if i+1 < len(again.stack) {
			end = int(again.stack[i+1].start)
		}
		o := open{rule: stateRules[f.state], kids: again.values[f.start:end], first: x.at, last: x.at}
		if int(f.start) < len(again.values) {
			o.first = x.automaton.tree.first(again.values[f.start])
		}
		if end < len(again.values) {
			o.last = x.automaton.tree.first(again.values[end])
		}
		x.open = append(x.open, o)
	}
}

// check converts what was complete before the failure, and returns the first error that finds.
func (x *explainer) check() *failure {
	c := &x.converter
	for _, o := range x.open {
		x.checkOpen(c, o)
		if c.failure != nil {
			return c.failure
		}
	}
	return nil
}

// checkOpen checks the finished children of an open rule, where they are something of their own.
func (x *explainer) checkOpen(c *converter, o open) {
	for i, kid := range o.kids {
		if c.failure != nil {
			return
		}
		switch o.rule {
		case ruleFileInput, ruleSuite, ruleFunctionSuite, ruleStatement:
			if !kid.isToken() {
				c.statements(nil, kid)
			}
		case ruleStmtList:
			if l := c.label(kid); l != tokSEMI && l != tokNEWLINE {
				c.simple(kid)
			}
		case ruleIfStmt, ruleWhileStmt, ruleTryStmt, ruleClassdef:
			x.checkPart(c, kid)
		case ruleForStmt:
			if i == 1 {
				c.loopTarget(kid, false)
			} else {
				x.checkPart(c, kid)
			}
		case ruleFuncdef:
			if i > 0 && c.is(o.kids[i-1], tokLPAR) && !c.is(kid, tokRPAR) {
				c.parameters(kid, ruleParameterList)
			} else {
				x.checkPart(c, kid)
			}
		case ruleExpressionStmt:
			x.checkAssignment(c, o, i)
		case ruleArgument:
			if i == 0 && len(o.kids) > 1 && c.is(o.kids[1], tokEQUAL) {
				c.checkKeyword(o.kids)
			}
		case ruleParameterList, ruleLambdaParameterList:
			if i == 0 {
				c.unfinishedParameters(o)
			}
		case ruleParenthForm:
			if i == 2 && len(o.kids) == 3 && c.is(kid, tokRPAR) && c.node(o.kids[1], ruleFlexibleExpression) {
				c.failAt(o.kids[1], "cannot use starred expression here")
			}
			x.checkPart(c, kid)
		case ruleBraceDisplay:
			if i > 2 && i%2 == 1 && c.node(o.kids[1], ruleBraceItem) && !c.is(kid, tokRBRACE) && !c.node(kid, ruleBraceItem) && !c.node(kid, ruleCompFor) {
				c.failKeyAlone(kid)
			}
		case ruleDecorated:
			if c.node(kid, ruleDecorator) {
				c.expr(c.children(kid)[1])
			}
		case ruleDecorator:
			if c.is(kid, tokNEWLINE) {
				c.expr(o.kids[1])
			}
		case ruleCompFor:
			if c.is(kid, kwIn) && invalidTarget(c.expr(o.kids[i-1]), loopTarget) != nil {
				first := c.tree.first(o.kids[i-1])
				f, _, _ := x.inner(ruleStarredExpressionList, first)
				if f == nil {
					f = x.besideTargets(first)
				}
				if f != nil {
					c.fail(f)
				}
				c.loopTarget(o.kids[i-1], true)
			}
		case ruleDelStmt:
			if i == 1 {
				c.delStmt(kid, o.kids)
			}
		case ruleExpressionList, ruleStarredExpressionList, ruleFlexibleExpressionList, ruleOrTest, ruleAndTest, ruleReturnStmt,
			ruleListDisplay, ruleAnnotation, ruleAugmented:
			if !kid.isToken() && c.tree.rule(kid) != ruleFlexibleExpression {
				x.checkPart(c, kid)
			}
		case rulePrimary:
			if i > 0 && c.is(o.kids[i-1], tokLPAR) && !c.is(kid, tokRPAR) && i+1 < len(o.kids) {
				c.arguments(o.kids[i-1], kid, o.kids[i+1], false)
			} else if i == 0 {
				x.checkPart(c, kid)
			}
		}
	}
}

// besideTargets explains an expression directly behind those that a token begins, as CPython reads what stands where the targets of a loop
// should: `in` is an operator then.
func (x *explainer) besideTargets(first int) *failure {
	root, next, ok := x.prefix(ruleStarredExpressionList, first)
	if !ok {
		return nil
	}
	elements := x.converter.list(x.converter.only(root), ruleStarredExpressionList)
	last := elements[len(elements)-1]
	if x.head(last) == tokCOMMA {
		return nil
	}
	return x.missingCommaBefore(x.automaton.tree.first(last), next)
}

// checkPart checks a suite, a clause or an expression.
func (x *explainer) checkPart(c *converter, r ref) {
	if r.isToken() {
		return
	}
	switch c.tree.rule(r) {
	case ruleSuite, ruleFunctionSuite, ruleStmtList:
		c.suite(r)
	case ruleExceptClause:
		c.exceptClause(r)
	case ruleTypeParams:
		c.typeParams(r)
	case ruleExpressionList, ruleStarredExpressionList, ruleAssignmentExpression, ruleConditionalExpression, ruleLambdaExpr,
		ruleOrTest, ruleAndTest, ruleNotTest, ruleComparison, ruleOrExpr, ruleXorExpr, ruleAndExpr, ruleShiftExpr, ruleAExpr,
		ruleMExpr, ruleUExpr, rulePower, ruleAwaitExpr, rulePrimary, ruleParenthForm, ruleListDisplay, ruleBraceDisplay,
		ruleStrings, ruleFstring, ruleTstring:
		if c.node(r, ruleParenthForm) && x.holdsAs(c, r) {
			return
		}
		c.expr(r)
	}
}

// holdsAs reports whether parentheses hold the items of a with statement.
func (x *explainer) holdsAs(c *converter, r ref) bool {
	for _, kid := range c.children(r) {
		if c.node(kid, ruleWithElement) {
			return true
		}
	}
	return false
}

// prefix parses from a token with another start symbol, as far as that goes, and returns the first token behind it, or the
// one where that failed.
func (x *explainer) prefix(start rule, from int) (root ref, next int, ok bool) {
	return x.converter.prefix(start, from)
}

// within returns the innermost open rule of the given kind, nil if there is none.
func (x *explainer) within(r rule) *open {
	for i := len(x.open) - 1; i >= 0; i-- {
		if x.open[i].rule == r {
			return &x.open[i]
		}
	}
	return nil
}

// stillWithin is like within, but passes over rules that the failing token would complete.
func (x *explainer) stillWithin(r rule) *open {
	for i := len(x.automaton.stack) - 1; i >= 0; i-- {
		if x.open[i].rule == r {
			return &x.open[i]
		}
	}
	return nil
}

// bracketed reports whether a token lies within brackets.
func (x *explainer) bracketed(i int) bool { return x.depthAt(i) > 0 }

// depthAt counts the brackets open behind token i.
func (x *explainer) depthAt(i int) int {
	depth := 0
	for k := i; k >= 0; k-- {
		switch x.labels[k] {
		case tokLPAR, tokLSQB, tokLBRACE:
			depth++
		case tokRPAR, tokRSQB, tokRBRACE:
			depth--
		case tokNEWLINE, tokINDENT, tokDEDENT:
			return depth
		}
	}
	return depth
}

// wants reports whether the label could have followed.
func (x *explainer) wants(l label) bool { return x.want[l] != 0 }

// wanted reports whether the label could have been at the failure before any rule was left.
func (x *explainer) wanted(l label) bool {
	a := &x.automaton
	for _, f := range a.stack[len(a.stack)-1 : a.depth] {
		if actions[f.state][l] != 0 {
			return true
		}
	}
	return false
}

// part parses from a token with another start symbol, and takes a part of what follows if not all fits, as a backtracking
// parser does. It returns the token behind.
func (x *explainer) part(start rule, from int) (next int, ok bool) {
	_, next, ok = x.prefix(start, from)
	x.read = max(x.read, next)
	other := x.otherString(from, next)
	if ok && other == 0 {
		return next, true
	}
	before := *x
	before.at = next
	if other > 0 {
		before.at = other
	}
	next = before.longest(start, from)
	return next, next > from
}

// upTo parses the tokens from one to another, which longest has found to fit.
func (x *explainer) upTo(start rule, from, end int) (root ref) {
	again := automaton{labels: x.labels[:end], tree: x.automaton.tree}
	root, _ = again.run(start, from)
	x.automaton.tree = again.tree
	return root
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

// isOneOf reports whether a token has one of the labels.
func (x *explainer) isOneOf(i int, labels ...label) bool {
	return slices.Contains(labels, x.labelAt(i))
}
