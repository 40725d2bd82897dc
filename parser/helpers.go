// This file gives tokens their labels: keywords, and the four words that are keywords only in some places. It looks at
// tokens alone, before the automaton runs.

package parser

import (
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A labeller walks over the tokens once.
type labeller struct {
	text   string
	tokens []tokenizer.Token
	labels []label

	statements bool // the text may have statements

	lineStart bool   // the next token begins a logical line
	match     bool   // the line began with the keyword "match"
	blocks    []bool // for every open block: did a "match" line open it?
	brackets  []bool // for every open bracket: is it a parenthesis behind `with`?
}

// labelTokens returns the tokens, which may make up statements or an expression, and the label of each. The tokens differ from those given only where `<>` occurs.
func labelTokens(text string, tokens []tokenizer.Token, statements bool) ([]tokenizer.Token, []label) {
	w := labeller{text: text, tokens: tokens, labels: make([]label, len(tokens)), statements: statements, lineStart: true}
	joined := false
	for i := 0; i < len(w.tokens); i++ {
		switch l := labelOfKind[w.tokens[i].Kind]; l {
		case tokNAME:
			w.labels[i] = w.name(i)
			w.lineStart = false
		case tokLESS:
			w.labels[i] = l
			if w.lineStart = false; w.isNotEqual(i) {
				w.labels[i] = tokNOTEQUAL
				i++
				w.labels[i] = noLabel
				joined = true
			}
		default:
			w.labels[i] = l
			w.structure(i, l)
		}
	}
	if joined {
		w.joinNotEqual()
	}
	return w.tokens, w.labels
}

// isNotEqual reports whether token i and the next are `<>` behind an operand: the `!=` of PEP 401, which the tokenizer does
// not know.
func (w *labeller) isNotEqual(i int) bool {
	if i == 0 || i+1 >= len(w.tokens) || w.tokens[i+1].Kind != token.GREATER || w.tokens[i+1].Lo != w.tokens[i].Hi {
		return false
	}
	switch w.labels[i-1] {
	case tokNAME, tokNUMBER, tokSTRING, tokRPAR, tokRSQB, tokRBRACE, tokELLIPSIS, tokFSTRING_END, tokTSTRING_END, kwNone, kwTrue,
		kwFalse:
		return true
	}
	return false
}

// joinNotEqual makes one token of each `<>`, whose second half has no label.
func (w *labeller) joinNotEqual() {
	tokens, labels := make([]tokenizer.Token, 0, len(w.tokens)), w.labels[:0]
	for i, t := range w.tokens {
		if w.labels[i] == tokNOTEQUAL && t.Kind == token.LESS {
			t.Kind, t.End, t.Hi = token.NOTEQUAL, w.tokens[i+1].End, w.tokens[i+1].Hi
		} else if w.labels[i] == noLabel && t.Kind == token.GREATER {
			continue
		}
		tokens, labels = append(tokens, t), append(labels, w.labels[i])
	}
	w.tokens, w.labels = tokens, labels
}

// structure follows lines, blocks and brackets.
func (w *labeller) structure(i int, l label) {
	switch l {
	case tokNEWLINE:
		w.lineStart = true
		w.brackets = w.brackets[:0]
		return
	case tokINDENT:
		w.blocks = append(w.blocks, w.match)
		w.match = false
		return
	case tokDEDENT:
		if n := len(w.blocks); n > 0 {
			w.blocks = w.blocks[:n-1]
		}
		w.match = false
		return
	case tokLPAR, tokLSQB, tokLBRACE:
		w.brackets = append(w.brackets, l == tokLPAR && i > 0 && w.labels[i-1] == kwWith)
	case tokRPAR, tokRSQB, tokRBRACE:
		if n := len(w.brackets); n > 0 {
			w.brackets = w.brackets[:n-1]
		}
	}
	w.lineStart = false
}

// name returns the label of a NAME.
func (w *labeller) name(i int) label {
	t := &w.tokens[i]
	if w.lineStart {
		w.match = false
	}
	switch name := w.text[t.Lo:t.Hi]; name {
	case "as":
		if len(w.brackets) == 1 && w.brackets[0] {
			return softAs
		}
		return kwAs
	case "match":
		if w.statements && w.lineStart && w.isMatch(i) {
			w.match = true
			return softMatch
		}
	case "case":
		if w.lineStart && len(w.blocks) > 0 && w.blocks[len(w.blocks)-1] {
			return softCase
		}
	case "type":
		if w.statements && w.isType(i) {
			return softType
		}
	default:
		if l := keywordLabel(name); l != noLabel {
			return l
		}
	}
	return tokNAME
}

// isMatch decides whether "match" at the start of a line begins a match statement. What can follow only an expression or only
// the keyword settles it; where both are possible, as in `match (x)`, a match statement is a line that ends in a colon, as no
// simple statement does.
func (w *labeller) isMatch(i int) bool {
	if i+1 >= len(w.tokens) {
		return false
	}
	switch next := &w.tokens[i+1]; next.Kind {
	case token.NUMBER, token.STRING, token.FSTRING_START, token.TSTRING_START, token.LBRACE, token.TILDE, token.ELLIPSIS:
		return true
	case token.LPAR, token.LSQB, token.STAR, token.MINUS, token.PLUS:
		return w.endsInColon(i)
	case token.NAME:
		switch keywordLabel(w.text[next.Lo:next.Hi]) {
		case noLabel, kwNone, kwTrue, kwFalse, kwLambda, kwAwait:
			return true
		case kwNot:
			return w.endsInColon(i)
		}
	}
	return false
}

// endsInColon reports whether the logical line of token i ends in a colon.
func (w *labeller) endsInColon(i int) bool {
	for i++; i < len(w.tokens); i++ {
		if w.tokens[i].Kind == token.NEWLINE {
			return w.tokens[i-1].Kind == token.COLON
		}
	}
	return false
}

// isType decides whether "type" begins a type statement: it stands where a statement can begin, and a name follows.
func (w *labeller) isType(i int) bool {
	if !w.lineStart {
		if l := w.labels[i-1]; l != tokSEMI && l != tokCOLON {
			return false
		}
	}
	if i+1 >= len(w.tokens) || w.tokens[i+1].Kind != token.NAME {
		return false
	}
	next := &w.tokens[i+1]
	return keywordLabel(w.text[next.Lo:next.Hi]) == noLabel
}
