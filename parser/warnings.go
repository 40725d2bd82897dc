// This file collects the warnings of tokenizer and conversion.

package parser

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A Warning is a SyntaxWarning.
type Warning struct {
	Msg     string
	Lineno  int
	Err     *ast.SyntaxError // the error to raise in its place where warnings are errors
	failure *failure
}

// warnings returns the warnings of tokenizer and parser.
func (p *parse) warnings() []Warning { return p.join(p.stream.Warnings) }

// join returns the given warnings of the tokenizer and those of the conversion, in the order of the text.
func (p *parse) join(tokenizer []tokenizer.Warning) []Warning {
	var list []Warning
	for _, w := range tokenizer {
		list = append(list, Warning{Msg: w.Msg, Lineno: w.Lineno, Err: fromTokenizer(w.Err, p.filename)})
	}
	for _, w := range p.converter.warnings {
		w.Err, _ = p.syntaxError(w.failure).(*ast.SyntaxError)
		list = append(list, w)
	}
	slices.SortStableFunc(list, func(a, b Warning) int { return cmp.Compare(a.Lineno, b.Lineno) })
	return list
}

// failedAt returns the token at which a parse failed.
func (p *parse) failedAt() int {
	f := p.converter.failure
	if f == nil || p.automaton.failed > 0 || p.automaton.tooDeep {
		return p.automaton.failed
	}
	at, _ := slices.BinarySearchFunc(p.tokens, f.start, func(t tokenizer.Token, pos token.Pos) int {
		return cmp.Or(cmp.Compare(t.Start.Line, pos.Line), cmp.Compare(t.Start.Col, pos.Col))
	})
	return at
}

// warningsBefore returns the warnings about what was read before a parse failed at a token: all tokens up to that one, and the
// strings among those before it, as far as they are complete.
func (p *parse) warningsBefore(at int) []Warning {
	at = min(at, len(p.tokens))
	read := p.stream.Warnings
	if at < len(p.tokens) {
		end := p.tokens[at].End
		read = slices.DeleteFunc(slices.Clone(read), func(w tokenizer.Warning) bool {
			return w.Lineno > int(end.Line) || w.Lineno == int(end.Line) && w.Err != nil && w.Err.Offset > int(end.Col)+1
		})
	}
	c := &p.converter
	c.warnings = nil
	// Each f- or t-string that is open, with its literal text and how many replacement fields are open in it.
	type openString struct {
		middles []int
		inSpec  []bool
		raw     bool
		fields  int
	}
	var open []openString
	for i := range at {
		// A string that can't be decoded is no warning.
		failed := c.failure
		switch kind := p.tokens[i].Kind; kind {
		case token.STRING:
			if isBytes(p.text(i)) {
				c.bytesLiteral(i)
			} else {
				c.textLiteral(i)
			}
		case token.FSTRING_START, token.TSTRING_START:
			open = append(open, openString{raw: strings.ContainsAny(p.text(i), "rR")})
		case token.FSTRING_MIDDLE, token.TSTRING_MIDDLE:
			if n := len(open); n > 0 {
				open[n-1].middles = append(open[n-1].middles, i)
				open[n-1].inSpec = append(open[n-1].inSpec, open[n-1].fields > 0)
			}
		case token.LBRACE, token.RBRACE:
			if n := len(open); n > 0 && kind == token.LBRACE {
				open[n-1].fields++
			} else if n > 0 {
				open[n-1].fields--
			}
		case token.FSTRING_END, token.TSTRING_END:
			if n := len(open) - 1; n >= 0 {
				for j, middle := range open[n].middles {
					about := i
					if open[n].inSpec[j] {
						about = middle
					}
					c.middle(middle, about, open[n].raw)
				}
				open = open[:n]
			}
		}
		c.failure = failed
	}
	return p.join(read)
}
