// This file makes the Python exception for an error that the tokenizer, the parser or the compiler found.

package runtime

// NewSyntaxError makes the Python exception for an error of the front end. kind is "SyntaxError", "IndentationError" or "TabError".
func NewSyntaxError(th *Thread, kind, msg, filename string, line, offset, endLine, endOffset int, text string) *Exception {
	t := SyntaxError
	switch kind {
	case "IndentationError":
		t = IndentationError
	case "TabError":
		t = TabError
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
	lineno := number(line)
	if line == 0 && offset != 0 { // a file's encoding is at fault
		lineno = Int(0)
	}
	file := None
	if filename != "" {
		file = Text(filename)
	}
	info := []Value{file, lineno, Int(int64(offset)), line_, Int(int64(endLine)), Int(int64(endOffset))}
	e := NewException(t, Text(msg), NewTuple(info).Value())
	e.Fields[0] = Text(msg)
	copy(e.Fields[1:], info)
	return e
}
