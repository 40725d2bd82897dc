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
	kind        string // "" for SyntaxError
	msg         string
	start, end  token.Pos
	noEnd       bool  // there is no end: the offset is 0
	noPlace     bool  // only the line counts
	read        int32 // the line CPython's tokenizer was in; 0 for that of the end
	readFrom    int32 // the line in which the last token it read begins; 0 for that of read
	endMinusOne bool  // the end's offset is -1
	tooDeep     bool  // not the syntax is wrong, but the nesting is too deep for us
	pastEnd     bool  // CPython has read up to the tokenizer's error, if there is one
	gaveUp      int   // the token CPython reports if it looks for no explanation; 0 if that can't be
}

// TooComplexError says that source nests too deeply; CPython raises a MemoryError with this message.
type TooComplexError struct{}

func (TooComplexError) Error() string {
	return "Parser stack overflowed - Python source too complex to parse"
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
	f := c.errorAt(i, i, format, args...)
	f.noPlace = true
	c.fail(f)
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
	if f.kind == "ValueError" {
		return &ast.ValidationError{Kind: f.kind, Msg: f.msg}
	}
	e := &ast.SyntaxError{Kind: f.kind, Msg: f.msg, Filename: in.filename, Lineno: int(f.start.Line),
		EndLineno: int(f.end.Line), Text: in.stream.Line(min(int(f.start.Line), len(in.stream.Lines)))}
	if e.Kind == "" {
		e.Kind = "SyntaxError"
	}
	if read := max(f.read, f.end.Line); read > f.start.Line {
		e.Text = strings.TrimSuffix(e.Text, "\n")
	}
	if f.noPlace {
		e.EndLineno = e.Lineno
		return e
	}
	e.Offset = character(e.Text, f.start.Col)
	if f.endMinusOne {
		e.EndOffset = -1
	} else if !f.noEnd {
		e.EndOffset = character(e.Text, f.end.Col)
	}
	return e
}

// character turns a column into an offset in characters from 1. Like CPython it takes the error's first line for the end's
// column too, and goes no further than one behind it.
func character(line string, column int32) int {
	if column < 0 {
		return 0
	}
	if int(column) <= len(line) {
		return utf8.RuneCountInString(line[:column]) + 1
	}
	return utf8.RuneCountInString(line) + 1
}

// fromTokenizer returns an error of the tokenizer as one of the parser.
func fromTokenizer(e *tokenizer.Error, filename string) *ast.SyntaxError {
	return &ast.SyntaxError{Kind: e.Kind, Msg: e.Msg, Filename: filename, Lineno: e.Lineno, Offset: e.Offset,
		EndLineno: e.EndLineno, EndOffset: e.EndOffset, Text: e.Text}
}

// checkFuture looks for future features that change the grammar.
func (c *converter) checkFuture(s *ast.ImportFrom) {
	if s.Module != "__future__" || s.Level > 0 {
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
		c.failAt(r, "invalid syntax.  Maybe you meant '!=' instead of '<>'?")
	}
}
