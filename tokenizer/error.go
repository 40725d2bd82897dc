// Errors and warnings of the tokenizer, and where in the text they lie.

package tokenizer

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An Error is a SyntaxError, IndentationError or TabError. Offsets count characters from 1; an EndLineno of 0 stands for
// None in both EndLineno and EndOffset, a Lineno of 0 with an Offset of 0 for an error without a place.
type Error struct {
	Kind                                 string // name of the exception's class
	Msg                                  string
	Filename                             string
	Lineno, Offset, EndLineno, EndOffset int
	Text                                 string // the line; "" is None when Lineno is 0

	// Late tells that the error counts only if the parser gets as far as the place: an error of the parser in an earlier
	// token goes before it. So it is with errors of indentation, of continued lines, at the end of the text and in f-strings
	// and t-strings. The other errors go before an "invalid syntax" of the parser anywhere in the text.
	Late bool
	// Incomplete tells that more text could mend the error: the end of the text lies in a bracket, a string or a
	// statement that is continued.
	Incomplete bool
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", e.Filename, e.Lineno, e.Offset, e.Kind, e.Msg)
}

// A Warning is a SyntaxWarning. Err is the error to raise in its place where warnings are errors.
type Warning struct {
	Msg    string
	Lineno int
	Err    *Error
}

// characters counts the characters in text, a byte that is no UTF-8 being one.
func characters(text string) int { return utf8.RuneCountInString(text) }

// A counter counts the characters before places of a text. It goes on from the place before, so that asking for many places in
// order takes no longer than asking for the last.
type counter struct {
	text       string
	start, pos int // what was counted last
	characters int
}

// between returns the number of characters from offset start to offset pos.
func (c *counter) between(start, pos int) int {
	if start != c.start || pos < c.pos {
		c.start, c.pos, c.characters = start, start, 0
	}
	c.characters += characters(c.text[c.pos:pos])
	c.pos = pos
	return c.characters
}

// physicalLine returns the line that starts at offset start, without its line break.
func (s *scanner) physicalLine(start int) string {
	if s.shownStart != start || s.shownLine == "" {
		line := s.src[start:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		s.shownStart, s.shownLine = start, line
	}
	return s.shownLine
}

// lineEnd returns the offset behind the line break of the current line.
func (s *scanner) lineEnd() int {
	if i := strings.IndexByte(s.src[s.lineStart:], '\n'); i >= 0 {
		return s.lineStart + i + 1
	}
	return len(s.src)
}

// lastLine returns the number and the start of the last line read: at the end of the text the scanner already stands behind it.
func (s *scanner) lastLine() (number, start int) {
	if s.lineStart == s.pos && s.pos >= len(s.src) && s.line > 1 {
		return int(s.line) - 1, int(s.lines[len(s.lines)-2])
	}
	if len(s.src) == 0 {
		return 0, 0
	}
	return int(s.line), s.lineStart
}

// fail ends the scan with err.
func (s *scanner) fail(err *Error) {
	err.Late = err.Late || len(s.strings) > 0
	s.err = err
	s.done = true
}

// errorAt makes a syntax error that points at the character before offset pos of the line that starts at lineStart.
func (s *scanner) errorAt(line, lineStart, pos int, format string, args ...any) *Error {
	offset := s.counter.between(lineStart, pos)
	return &Error{Kind: "SyntaxError", Msg: fmt.Sprintf(format, args...), Lineno: line, Offset: offset, EndLineno: line,
		EndOffset: offset, Text: s.physicalLine(lineStart)}
}

// failHere ends the scan with a syntax error at the last character read.
func (s *scanner) failHere(format string, args ...any) {
	s.fail(s.errorAt(int(s.line), s.lineStart, s.pos, format, args...))
}

// failRange ends the scan with a syntax error from the character at offset lo to the one before offset hi. Both lie in the
// current line.
func (s *scanner) failRange(lo, hi int, format string, args ...any) {
	err := s.errorAt(int(s.line), s.lineStart, hi, format, args...)
	err.Offset = characters(s.src[s.lineStart:lo]) + 1
	s.fail(err)
}

// warn records a SyntaxWarning at the last character read. instead is the message where warnings are errors.
func (s *scanner) warn(msg, instead string) {
	err := s.errorAt(int(s.line), s.lineStart, s.pos, "%s", instead)
	s.warnings = append(s.warnings, Warning{Msg: msg, Lineno: int(s.line), Err: err})
}

// failIndentation ends the scan with an error of the whole line's indentation.
func (s *scanner) failIndentation(kind, msg string) {
	line := s.src[s.lineStart:s.lineEnd()]
	err := &Error{Kind: kind, Msg: msg, Lineno: int(s.line), Offset: 1, EndLineno: int(s.line), Text: line, Late: true}
	if msg == unindentMismatch {
		err.Offset, err.EndOffset = characters(line), -1
	}
	if s.Extra {
		s.placeExtra(err)
	}
	s.fail(err)
}

// failContinuation ends the scan after a backslash that ends no line. The scanner stands behind the character that should
// have been the line break.
func (s *scanner) failContinuation() {
	line := s.src[s.lineStart:s.lineEnd()]
	column := min(s.pos-1-s.bufferStart, len(line))
	err := &Error{Kind: "SyntaxError", Msg: "unexpected character after line continuation character", Lineno: int(s.line),
		Offset: characters(line[:column]) + 1, EndLineno: int(s.line), Text: line, Late: true}
	if s.Extra {
		s.placeExtra(err)
	}
	s.fail(err)
}

// placeExtra gives err the place that the tokenize module reports: the end of the line, counted from where CPython's buffer
// starts.
func (s *scanner) placeExtra(err *Error) {
	end := s.lineEnd()
	err.Offset, err.EndLineno, err.EndOffset = characters(s.src[s.bufferStart:end]), 0, 0
	err.Text = strings.TrimSuffix(s.src[s.bufferStart:end], "\n")
}

// failEnd ends the scan at the end of the text, within brackets or after a backslash.
func (s *scanner) failEnd() {
	if s.Stop != nil {
		s.fail(s.Stop)
		return
	}
	number, start := s.lastLine()
	if s.Extra {
		s.fail(&Error{Kind: "SyntaxError", Msg: "unexpected EOF in multi-line statement", Lineno: number,
			Offset: len(s.src) - s.bufferStart, Late: true, Incomplete: true})
		return
	}
	if len(s.brackets) > 0 {
		err := neverClosed(s.src, s.lines, s.brackets, number)
		err.Incomplete = true
		s.fail(err)
		return
	}
	line := s.src[start:]
	s.fail(&Error{Kind: "SyntaxError", Msg: "unexpected EOF while parsing", Lineno: number, Offset: characters(line),
		EndLineno: number, EndOffset: -1, Text: line, Late: true, Incomplete: true})
}

// NeverClosed returns the error for the innermost bracket that is open where the scan ended, or nil if none is. It goes before
// an error that the parser finds on a later line than that of the bracket, if the scan ended with no error or a late one.
func (s *Stream) NeverClosed() *Error {
	if len(s.Open) == 0 {
		return nil
	}
	return neverClosed(s.Text, s.Lines, s.Open, s.lastLine)
}

// neverClosed makes the error for the last of brackets. The last line that was read is line number last.
func neverClosed(src string, lines []int32, brackets []Bracket, last int) *Error {
	open := brackets[len(brackets)-1]
	line := src[lines[open.Pos.Line-1]:]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		if int(open.Pos.Line) == last {
			i++
		}
		line = line[:i]
	}
	return &Error{Kind: "SyntaxError", Msg: fmt.Sprintf("'%c' was never closed", open.Char), Lineno: int(open.Pos.Line),
		Offset: characters(line[:open.Pos.Col]) + 1, EndLineno: int(open.Pos.Line), Text: line, Late: true}
}
