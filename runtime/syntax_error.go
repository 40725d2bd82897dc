// This file makes the Python exception for an error that the tokenizer, the parser or the compiler found.

package runtime

// NewSyntaxError makes the Python exception for an error of the front end. kind is the name of SyntaxError or one of its subclasses.
func NewSyntaxError(th *Thread, kind, msg, filename string, line, offset, endLine, endOffset int, text string) *Exception {
	t := SyntaxError
	switch kind {
	case "IndentationError":
		t = IndentationError
	case "TabError":
		t = TabError
	case "_IncompleteInputError":
		t = IncompleteInputError
	}
	number := func(n int) Value {
		if n <= 0 {
			return None
		}
		return Int(int64(n))
	}
	line_ := None
	if text != "" {
		line_ = Text(text)
	}
	lineno, endLineno, endColumn := number(line), Int(int64(endLine)), Int(int64(endOffset))
	switch {
	case line == 0 && offset < 0: // the encoding is at fault
		lineno, endLineno, endColumn = Int(0), None, None
	case line > 0 && endLine == 0: // no end is known
		endLineno, endColumn = None, None
	case line == 0: // there is no line at all
		lineno, line_ = Int(0), emptyStr.Value()
	}
	info := []Value{Text(filename), lineno, Int(int64(offset)), line_, endLineno, endColumn}
	known := info
	if line == 0 && offset < 0 {
		known = info[:4]
	}
	e := NewException(t, Text(msg), NewTuple(known).Value())
	e.Fields()[0] = Text(msg)
	copy(e.Fields()[1:], info)
	return e
}
