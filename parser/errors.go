// This file makes syntax errors: places in the source become line, character offsets and text.

package parser

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A failure is an error before its place is turned into Python's terms.
type failure struct {
	kind       string // "" for SyntaxError
	msg        string
	start, end token.Pos
	noEnd      bool // there is no end: the offset is 0
	noPlace    bool // only the line counts
	tooDeep    bool // not the syntax is wrong, but the nesting is too deep for us
}

// TooComplexError says that source nests too deeply; CPython raises a MemoryError with this message.
type TooComplexError struct{}

func (TooComplexError) Error() string {
	return "Parser stack overflowed - Python source too complex to compile"
}

// errorAt makes an error about the source from one token to another.
func (in *input) errorAt(first, last int, format string, args ...any) *failure {
	n := len(in.tokens) - 1
	return &failure{msg: fmt.Sprintf(format, args...), start: in.tokens[min(first, n)].Start, end: in.tokens[min(last, n)].End}
}

// spanError makes an error about a node.
func spanError(s ast.Span, format string, args ...any) *failure {
	return &failure{msg: fmt.Sprintf(format, args...), start: token.Pos{Line: s.Lineno, Col: s.ColOffset},
		end: token.Pos{Line: s.EndLineno, Col: s.EndColOffset}}
}

// failToken reports a literal that cannot be evaluated; only its line is known.
func (c *converter) failToken(i int, format string, args ...any) {
	c.fail(c.errorAt(i, i, format, args...))
}

// failString reports a string literal that cannot be decoded.
func (c *converter) failString(i int, format string, args ...any) {
	c.fail(c.errorAt(i, i, format, args...))
}

// syntaxError returns a failure in Python's terms.
func (in *input) syntaxError(f *failure) error {
	if f.tooDeep {
		return TooComplexError{}
	}
	e := &ast.SyntaxError{Kind: f.kind, Msg: f.msg, Filename: in.filename, Lineno: int(f.start.Line),
		EndLineno: int(f.end.Line), Text: in.stream.Line(int(f.start.Line))}
	if e.Kind == "" {
		e.Kind = "SyntaxError"
	}
	if f.noPlace {
		e.EndLineno = e.Lineno
		return e
	}
	e.Offset = in.character(f.start)
	if !f.noEnd {
		e.EndOffset = in.character(f.end)
	}
	return e
}

// character returns the place in its line, in characters from 1.
func (in *input) character(p token.Pos) int {
	line := in.stream.Line(int(p.Line))
	if int(p.Col) <= len(line) {
		return utf8.RuneCountInString(line[:p.Col]) + 1
	}
	return utf8.RuneCountInString(line) + int(p.Col) - len(line) + 1
}

// fromTokenizer returns an error of the tokenizer as one of the parser.
func fromTokenizer(e *tokenizer.Error, filename string) *ast.SyntaxError {
	return &ast.SyntaxError{Kind: e.Kind, Msg: e.Msg, Filename: filename, Lineno: e.Lineno, Offset: e.Offset,
		EndLineno: e.EndLineno, EndOffset: e.EndOffset, Text: e.Text}
}

// failAssignment reports what cannot be assigned to, before an `=`.
func (c *converter) failAssignment(r, equal ref, bad ast.Expr) {
	c.failSpan(bad.Pos(), "cannot assign to %s", describe(bad))
}

// checkFuture looks for future features that change the grammar.
func (c *converter) checkFuture(s *ast.ImportFrom) {
	if s.Module != "__future__" {
		return
	}
	for _, alias := range s.Names {
		if alias.Name == "barry_as_FLUFL" {
			c.flufl = true
		}
	}
}

// checkNotEqual checks the spelling of `!=`, which PEP 401 makes `<>`.
func (c *converter) checkNotEqual(r ref) {
	text := c.text(r.token())
	switch {
	case c.flufl && text != "<>":
		c.failAt(r, "with Barry as BDFL, use '<>' instead of '!='")
	case !c.flufl && text == "<>":
		c.failAt(r, "invalid syntax")
	}
}

var _ = strings.Index
