// Package tokenizer turns Python source into tokens.
//
//	bytes ─Decode→ text ─Tokenize→ tokens
//
// Decode finds the encoding of a source file (PEP 263) and yields UTF-8 text whose lines end in "\n". Tokenize reads a whole
// text at once into one slice of small tokens that refer to the text by offset; nothing is allocated per token. Grouping of
// lines, indentation, f-strings and t-strings (PEP 701, PEP 750) are settled here, so a parser sees a plain sequence. Keywords
// are NAME tokens: which names are keywords is the grammar's business.
//
// Reference: "Lexical analysis" in the Python language reference. The order of the files: decode.go, codec.go (bytes → text),
// scanner.go, indentation.go, number.go, string.go, replacement.go (text → tokens), error.go, and listing.go, which is the
// output of `python -m tokenize`.
package tokenizer

import (
	"strings"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A Token is one token of a text. Text[Lo:Hi] is its spelling; where a `{{` or `}}` in an f-string stands for one brace, the
// spelling holds that one brace. Columns count bytes of UTF-8. An operator has its exact kind; that the tokenize module calls
// it OP is told by Kind.IsOperator. The kind OP itself is left for characters that are no Python operator: $ ? `.
//
// For the parser INDENT, DEDENT and ENDMARKER are empty and lie where the scanner stood when it found them: before the
// first token of the line or, at the end of the text, behind the last line. The NEWLINE that ends a line with a comment starts
// where the comment does, as in CPython, and always ends behind the line break.
type Token struct {
	Kind       token.Kind
	Start, End token.Pos
	Lo, Hi     int32
}

// Options says how a text is to be read. The zero value is how the parser reads a module.
type Options struct {
	// Extra asks for the tokens of the tokenize module: COMMENT and NL too, no check that brackets
	// match, that names are identifiers, or that numbers end where they should.
	Extra bool
	// TypeComments asks for TYPE_COMMENT and TYPE_IGNORE tokens (PEP 484).
	TypeComments bool
	// KeepEnd leaves a last line without a line break as it is, as eval and interactive input do. Otherwise one is added.
	KeepEnd bool
	// Single reads interactive input: the end of the text also ends the last statement and its blocks. There is a NEWLINE
	// before ENDMARKER for that even if the text ends in one.
	Single bool
	// NoImpliedDedent, with Single, leaves blocks open at the end of the text (PyCF_DONT_IMPLY_DEDENT).
	NoImpliedDedent bool
	// Stop is an error to be raised instead of the end of the text, for a text that could be read no further.
	Stop *Error
}

// A Bracket is an opening bracket that was not closed.
type Bracket struct {
	Char byte
	Pos  token.Pos
}

// A Stream is what Tokenize yields. Where Err is not nil, Tokens holds the tokens before the error.
type Stream struct {
	Text     string // what the offsets refer to: the text that was read, perhaps with a line break added
	Tokens   []Token
	Lines    []int32 // offset of the start of each line
	Warnings []Warning
	Open     []Bracket // brackets that were open at the end
	Err      *Error

	lastLine        int // number of the last line that was read
	implicitNewline bool
}

// MaxText is the greatest length of a text, in bytes: offsets are 32 bits wide.
const MaxText = 1<<31 - 2

// Tokenize splits text into tokens. Lines must end in "\n"; only with Extra may they also end in "\r\n".
func Tokenize(text string, options Options) *Stream {
	if len(text) > MaxText {
		return &Stream{Err: &Error{Kind: "SyntaxError", Msg: "source code is too large"}}
	}
	s := scanner{Options: options}
	if !options.KeepEnd && text != "" && text[len(text)-1] != '\n' {
		text += "\n"
		s.implicitNewline = true
	}
	s.src = text
	s.counter.text = text
	s.line = 1
	s.atLineStart = true
	s.indents = append(s.indents, indentation{})
	s.tokens = make([]Token, 0, min(mostTokens(len(text)), 1024))
	s.lines = append(make([]int32, 0, len(text)/32+2), 0)
	for !s.done {
		if n := len(s.strings); n > 0 && s.strings[n-1].literal {
			s.literalText(&s.strings[n-1])
		} else {
			s.token()
		}
	}
	last, _ := s.lastLine()
	if n := len(s.lines); n > 1 && int(s.lines[n-1]) == len(text) {
		s.lines = s.lines[:n-1]
	}
	return &Stream{Text: text, Tokens: s.tokens, Lines: s.lines, Warnings: s.warnings, Open: s.brackets, Err: s.err, lastLine: last,
		implicitNewline: s.implicitNewline}
}

// Spelling returns the spelling of t.
func (s *Stream) Spelling(t *Token) string { return s.Text[t.Lo:t.Hi] }

// SourceLines returns the lines that t lies in, with their line breaks, as the tokenize module's TokenInfo.line has them. A line
// break that was added to the text is not among them.
func (s *Stream) SourceLines(t *Token) string {
	if t.Start.Line < 1 || int(t.Start.Line) > len(s.Lines) {
		return ""
	}
	end := len(s.Text)
	if int(t.End.Line) < len(s.Lines) {
		end = int(s.Lines[t.End.Line])
	} else if s.implicitNewline {
		end--
	}
	return s.Text[s.Lines[t.Start.Line-1]:end]
}

// Columns returns a function that turns places in the text into columns in characters. It is fast if the places are asked for
// in order.
func (s *Stream) Columns() func(token.Pos) int {
	c := counter{text: s.Text}
	return func(pos token.Pos) int {
		if pos.Line < 1 || int(pos.Line) > len(s.Lines) {
			return int(pos.Col)
		}
		start := int(s.Lines[pos.Line-1])
		end := start + int(pos.Col)
		beyond := max(end-len(s.Text), 0) // a line break that is not in the text
		return c.between(start, end-beyond) + beyond
	}
}

// Line returns line number n, counted from 1, with its line break. A line that does not exist is empty.
func (s *Stream) Line(n int) string {
	if n < 1 || n > len(s.Lines) {
		return ""
	}
	rest := s.Text[s.Lines[n-1]:]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i+1]
	}
	return rest
}
