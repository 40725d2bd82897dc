// This file holds what automaton and conversion know of the tokens: labels, texts and positions.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// An input is a token sequence with its labels.
type input struct {
	stream      *tokenizer.Stream
	filename    string
	tokens      []tokenizer.Token // without TYPE_IGNORE
	labels      []label           // one a token
	typeIgnores []ast.TypeIgnoreNode
}

func newInput(stream *tokenizer.Stream, filename string, mode Mode, typeComments bool) *input {
	in := &input{stream: stream, filename: filename, tokens: stream.Tokens}
	if typeComments {
		in.takeTypeIgnores()
	}
	in.tokens, in.labels = labelTokens(stream.Text, in.tokens, mode == Exec || mode == Single)
	return in
}

// takeTypeIgnores moves the TYPE_IGNORE tokens out of the sequence.
func (in *input) takeTypeIgnores() {
	kept := make([]tokenizer.Token, 0, len(in.tokens))
	for i := range in.tokens {
		if t := &in.tokens[i]; t.Kind == token.TYPE_IGNORE {
			in.typeIgnores = append(in.typeIgnores, &ast.TypeIgnore{Lineno: int(t.Start.Line), Tag: in.stream.Spelling(t)})
		} else {
			kept = append(kept, *t)
		}
	}
	in.tokens = kept
}

// text returns the spelling of a token. It shares memory with the source.
func (in *input) text(i int) string {
	t := &in.tokens[i]
	return in.stream.Text[t.Lo:t.Hi]
}

func (in *input) tokenSpan(i int) ast.Span {
	t := &in.tokens[i]
	return ast.Span{Lineno: t.Start.Line, ColOffset: t.Start.Col, EndLineno: t.End.Line, EndColOffset: t.End.Col}
}

// spanOf returns the position from the start of one token to the end of another.
func (in *input) spanOf(first, last int) ast.Span {
	start, end := in.tokens[first].Start, in.tokens[last].End
	return ast.Span{Lineno: start.Line, ColOffset: start.Col, EndLineno: end.Line, EndColOffset: end.Col}
}

// typeComment returns the text of a `# type:` comment.
func (in *input) typeComment(r ref) string { return in.text(r.token()) }

// labelAt returns the label of a token, noLabel before the first and behind the last.
func (in *input) labelAt(i int) label {
	if i < 0 || i >= len(in.labels) {
		return noLabel
	}
	return in.labels[i]
}
