// This file finds where CPython gives up when it has no particular explanation: its parser is stricter than the automaton, and
// stops earlier where a target is needed. It also knows where CPython doesn't look for explanations.

package parser

import (
	"sort"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// place returns the token that a failure without a particular explanation is reported at, and the last one that CPython reads.
func (x *explainer) place() (at, read int) {
	for i := range x.open {
		o := &x.open[i]
		at := x.at
		switch o.rule {
		case ruleDelStmt:
			if len(o.kids) == 1 {
				at = x.targetsEnd(o.first + 1)
			}
		case ruleWithItem:
			if len(o.kids) == 2 && x.labelAt(x.at) != tokNEWLINE {
				at = x.targetsEnd(o.kids[1].token() + 1)
			}
		case ruleExpressionStmt:
			if len(o.kids) == 1 && i+1 < len(x.open) && x.open[i+1].rule == ruleAugmented && !x.isSingleTarget(o.kids[0]) {
				at = x.open[i+1].first
			}
		case ruleBraceItem:
			if colon := x.colonBehindWalrus(o); colon > 0 {
				at = colon
			} else if len(o.kids) > 1 && x.head(o.kids[1]) == tokCOLON && x.isSet(i) {
				at = o.kids[1].token()
			}
		case ruleSliceItem, ruleAssignmentExpression:
			if len(o.kids) > 1 && x.head(o.kids[1]) == tokCOLONEQUAL && x.head(o.kids[0]) != tokNAME {
				at = o.kids[1].token()
			}
		case ruleExceptClause:
			if n := len(o.kids) - 1; n > 0 && x.head(o.kids[n]) == kwAs {
				if at = o.kids[n].token() + 1; x.labelAt(at) == tokNAME {
					at++
				}
			}
		}
		if at < x.at {
			if x.labels[at] == tokCOLONEQUAL {
				return at, x.at // CPython looks at the value, too
			}
			return at, at
		}
	}
	return x.at, x.at
}

// targetsEnd returns the first token that cannot belong to a list of targets that begins at a token.
func (x *explainer) targetsEnd(i int) int {
	for {
		_, next, ok := x.prefix(rulePrimary, i)
		if !ok || next >= x.at {
			return max(i, min(next, x.at))
		}
		if x.labels[next] != tokCOMMA {
			return next
		}
		i = next + 1
	}
}

// isSingleTarget reports whether r can stand before an augmented assignment's operator.
func (x *explainer) isSingleTarget(r ref) bool {
	for x.converter.node(r, ruleParenthForm) && len(x.converter.children(r)) == 3 {
		r = x.converter.children(r)[1]
	}
	if x.head(r) == tokNAME {
		return true
	}
	if !x.converter.node(r, rulePrimary) {
		return false
	}
	kids := x.converter.children(r)
	return x.head(kids[len(kids)-1]) != tokRPAR
}

// isSet reports whether the open item i is one of a display that begins as a set.
func (x *explainer) isSet(i int) bool {
	if i == 0 || x.open[i-1].rule != ruleBraceDisplay {
		return false
	}
	kids := x.open[i-1].kids
	return len(kids) > 1 && !x.converter.node(kids[1], ruleBraceItem)
}

// colonBehindWalrus returns the colon of a dict's item whose key cannot be one, since it is an assignment or has a star.
func (x *explainer) colonBehindWalrus(o *open) int {
	if len(o.kids) > 1 && x.head(o.kids[1]) == tokCOLON {
		switch x.converter.tree.rule(o.kids[0]) {
		case ruleAssignmentExpression, ruleFlexibleExpression:
			return o.kids[1].token()
		}
	}
	return 0
}

// unexplained returns what becomes of a failure that lies in brackets behind a string that begins an expression, as in
// `'s' + f(x y)`. CPython, which looks there for quotes within a string, has parsed all behind the string before without
// looking for errors, and sticks to what came of that.
func (p *parse) unexplained(f *failure) *failure {
	if f == nil || f.kind != "" || f.gaveUp == 0 || !p.isBehindString(f.gaveUp) {
		return f
	}
	plain := p.errorAt(f.gaveUp, f.gaveUp, "invalid syntax")
	plain.read = f.read
	return plain
}

// isBehindString reports whether a token lies in brackets behind a string that begins an expression.
func (in *input) isBehindString(i int) bool {
	for bracket := in.enclosing(i); bracket > 0; bracket = in.enclosing(bracket) {
		first := bracket
		for first > 0 && !in.beginsExpression(first) {
			switch in.labels[first-1] {
			case tokRPAR, tokRSQB, tokRBRACE:
				first = in.opening(first - 1)
			default:
				first--
			}
		}
		if in.labels[first] == tokSTRING && first+1 <= bracket {
			switch in.labels[first+1] {
			case tokPLUS, tokMINUS, tokTILDE, tokNAME, tokNUMBER, kwLambda, kwAwait, kwNone, kwTrue, kwFalse, tokFSTRING_START:
				return true
			case tokLPAR, tokLSQB:
				if !in.mayBeTarget(first) {
					return true
				}
			}
		}
	}
	return false
}

// enclosing returns the innermost bracket that is open at a token, -1 if there is none.
func (in *input) enclosing(i int) int {
	depth := 0
	for i--; i >= 0; i-- {
		switch in.labels[i] {
		case tokRPAR, tokRSQB, tokRBRACE:
			depth++
		case tokLPAR, tokLSQB, tokLBRACE:
			if depth == 0 {
				return i
			}
			depth--
		case tokNEWLINE, tokINDENT, tokDEDENT:
			return -1
		}
	}
	return -1
}

// opening returns the bracket that the one at a token closes.
func (in *input) opening(i int) int {
	depth := 0
	for ; i > 0; i-- {
		switch in.labels[i] {
		case tokRPAR, tokRSQB, tokRBRACE:
			depth++
		case tokLPAR, tokLSQB, tokLBRACE:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return 0
}

// beginsExpression reports whether a token is the first of what the grammar calls an expression, judging from the one before.
func (in *input) beginsExpression(i int) bool {
	switch in.labels[i-1] {
	case tokLPAR, tokLSQB, tokLBRACE, tokCOMMA, tokEQUAL, tokCOLONEQUAL, tokCOLON, tokSEMI, tokRARROW, kwReturn, kwYield, kwFrom,
		kwAssert, kwRaise, kwElse, kwWhile, kwElif, kwWith, tokNEWLINE, tokINDENT, tokDEDENT, tokPLUSEQUAL, tokMINEQUAL,
		tokSTAREQUAL, tokSLASHEQUAL, tokPERCENTEQUAL, tokAMPEREQUAL, tokVBAREQUAL, tokCIRCUMFLEXEQUAL, tokLEFTSHIFTEQUAL,
		tokRIGHTSHIFTEQUAL, tokDOUBLESTAREQUAL, tokDOUBLESLASHEQUAL, tokATEQUAL:
		return true
	case kwIf:
		return i == 1 || in.beginsStatement(i-1)
	case tokSTAR, tokDOUBLESTAR:
		return i > 1 && (in.labels[i-2] == tokLPAR || in.labels[i-2] == tokCOMMA)
	case kwIn:
		return in.enclosing(i) < 0 && in.isForStatement(i)
	}
	return false
}

// mayBeTarget reports whether CPython takes an expression for a target at first, and so has looked for errors in its brackets.
func (in *input) mayBeTarget(i int) bool {
	if in.enclosing(i) >= 0 {
		return false
	}
	switch in.labelAt(i - 1) {
	case tokEQUAL, tokCOMMA, tokSEMI, kwDel:
		return true
	case tokCOLON: // of a compound statement
		for !in.beginsStatement(i) {
			i--
		}
		return in.labels[i] != tokNAME
	}
	return in.beginsStatement(i)
}

func (in *input) beginsStatement(i int) bool {
	return i == 0 || in.labels[i-1] >= tokNEWLINE && in.labels[i-1] <= tokDEDENT
}

// isForStatement reports whether the statement that a token belongs to is a loop.
func (in *input) isForStatement(i int) bool {
	for !in.beginsStatement(i) {
		i--
	}
	return in.labels[i] == kwFor || in.labels[i] == kwAsync && in.labelAt(i+1) == kwFor
}

// tokenAt returns the token that begins at a place.
func (in *input) tokenAt(at token.Pos) int {
	i := sort.Search(len(in.tokens), func(i int) bool {
		p := in.tokens[i].Start
		return p.Line > at.Line || p.Line == at.Line && p.Col >= at.Col
	})
	return min(i, len(in.tokens)-1)
}
