// This file holds the error of the front end.

package ast

import "fmt"

// A SyntaxError is what the parser, the symbol table and the compiler report about a program.
// Offsets count characters, not bytes, from 1. A line of -1 says that the error has no place; it is 0 for an empty text (offset 0) and for a
// fault of the encoding (offset -1).
type SyntaxError struct {
	Kind      string // the Python class: "SyntaxError", "IndentationError" or "TabError"
	Msg       string
	Filename  string
	Lineno    int
	Offset    int
	EndLineno int
	EndOffset int
	Text      string // the source line, "" for None
	Source    string // the whole text, if the parser found the error: Python's traceback looks in it for misspelt keywords
	Undecoded bool   // a place where bytes can't be decoded: the Python exception has the file's name as an attribute only
	Unpacked  bool   // the Python exception has the place as attributes only, not among its arguments
}

// Error returns kind, message and place on one line.
func (e *SyntaxError) Error() string {
	if e.Lineno <= 0 {
		return fmt.Sprintf("%s: %s (%s)", e.Kind, e.Msg, e.Filename)
	}
	return fmt.Sprintf("%s: %s (%s, line %d)", e.Kind, e.Msg, e.Filename, e.Lineno)
}
