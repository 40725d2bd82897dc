// This file explains syntax errors in and around string literals, f-strings and t-strings.

package parser

import (
	"strings"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

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
	for x.labelAt(i) == tokNAME {
		if i > x.at {
			if f := x.legacyAt(i); f != nil {
				return f
			}
		}
		i++
	}
	x.read = max(x.read, i)
	if x.labelAt(i) != tokSTRING {
		return nil
	}
	if i == x.at || !x.bracketed(i) {
		// CPython tries a name as a statement like `print`, and the strings behind it are made one then.
		if f := x.mixed(i); f != nil {
			return f
		}
	}
	if f := x.betweenStrings(i); f != nil {
		return f
	}
	_, next, _ := x.prefix(ruleStarredExpressionList, i)
	x.read = max(x.read, next)
	if i == x.at && x.labels[first] == tokNAME {
		if _, next, ok := x.prefix(ruleOrTest, i); ok && next < len(x.labels) && x.labels[next] != tokSTRING {
			if _, end, ok := x.prefix(ruleExpression, next); ok && x.bracketed(end-1) {
				return x.errorAt(i, end-1, "invalid syntax. Perhaps you forgot a comma?")
			}
		}
	}
	return nil
}

// mixed explains strings side by side that don't go together, at a token where CPython tries an expression.
func (x *explainer) mixed(i int) *failure {
	if x.labelAt(i) != tokSTRING {
		return nil
	}
	read := x.read
	f, next, _ := x.inner(ruleStarredExpressionList, i)
	if f == nil || !strings.HasPrefix(f.msg, "cannot mix ") {
		return nil
	}
	x.read = max(read, next)
	return f
}

// otherString returns the first token between two that is a t-string behind another string or the other way round, 0 if there is none: CPython
// makes no expression of both.
func (x *explainer) otherString(from, to int) int {
	for i := from + 1; i < to; i++ {
		if x.isOneOf(i, tokSTRING, tokFSTRING_START, tokTSTRING_START) && x.isOneOf(i-1, tokSTRING, tokFSTRING_END, tokTSTRING_END) &&
			(x.labels[i] == tokTSTRING_START) != (x.labels[i-1] == tokTSTRING_END) {
			return i
		}
	}
	return 0
}

// betweenStrings explains what stands between the string at a token and the next.
func (x *explainer) betweenStrings(first int) *failure {
	i := first + 1
	for x.labelAt(i) != tokSTRING {
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
	switch x.labelAt(i) {
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
	if x.labelAt(next) == tokEXCLAMATION {
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
	if x.labelAt(next) == tokCOLON && next < x.at {
		return what(x.at, "expecting '}', or format specs")
	}
	return nil
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

// spacedConversion explains a conversion with a blank behind its exclamation mark, which CPython finds before anything else.
func (x *explainer) spacedConversion() *failure {
	var found *failure
	for i := min(x.at, len(x.labels)) - 2; i >= 0 && x.labels[i] != tokNEWLINE; i-- {
		if x.labels[i] == tokEXCLAMATION && x.labels[i+1] == tokNAME && x.tokens[i].Hi != x.tokens[i+1].Lo {
			letter := 'f'
			for k := i; k >= 0 && x.labels[k] != tokFSTRING_START; k-- {
				if x.labels[k] == tokTSTRING_START {
					letter = 't'
					break
				}
			}
			found = x.errorAt(i, i+1, "%c-string: conversion type must come right after the exclamation mark", letter)
		}
	}
	return found
}

// isKeywordOrName reports whether a token is a NAME for the tokenizer.
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
