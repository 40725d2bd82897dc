package tokenizer_test

import (
	"fmt"

	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// The tokens of a text: kinds, spellings and places.
func ExampleTokenize() {
	stream := tokenizer.Tokenize("if x:\n  y = 'é'\n", tokenizer.Options{})
	for i := range stream.Tokens {
		t := &stream.Tokens[i]
		fmt.Printf("%d:%d %s %q\n", t.Start.Line, t.Start.Col, t.Kind, stream.Spelling(t))
	}
	// Output:
	// 1:0 NAME "if"
	// 1:3 NAME "x"
	// 1:4 COLON ":"
	// 1:5 NEWLINE "\n"
	// 2:2 INDENT ""
	// 2:2 NAME "y"
	// 2:4 EQUAL "="
	// 2:6 STRING "'é'"
	// 2:10 NEWLINE "\n"
	// 2:11 DEDENT ""
	// 2:11 ENDMARKER ""
}

// With Extra, comments and blank lines are tokens: what a formatter needs.
func ExampleTokenize_comments() {
	stream := tokenizer.Tokenize("x = 1  # one\n\n", tokenizer.Options{Extra: true})
	for i := range stream.Tokens {
		if t := &stream.Tokens[i]; t.Kind == token.COMMENT || t.Kind == token.NL {
			fmt.Printf("%s %q\n", t.Kind, stream.Spelling(t))
		}
	}
	// Output:
	// COMMENT "# one"
	// NL "\n"
}

// Text that has no tokens: the stream ends before the error.
func ExampleTokenize_error() {
	stream := tokenizer.Tokenize("a = (1,\nb]\n", tokenizer.Options{})
	fmt.Println(len(stream.Tokens), stream.Err.Msg, stream.Err.Lineno, stream.Err.Offset)
	// Output: 6 closing parenthesis ']' does not match opening parenthesis '(' on line 1 2 2
}

// Source files say their encoding.
func ExampleDecode() {
	text, encoding, err := tokenizer.Decode([]byte("# -*- coding: latin-1 -*-\nx = '\xe9'\n"))
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s %q\n", encoding, text)
	// Output: iso-8859-1 "# -*- coding: latin-1 -*-\nx = 'é'\n"
}
