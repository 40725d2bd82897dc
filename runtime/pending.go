// This file holds what other files of this package will define soon; it disappears piece by piece.

package runtime

func (v Value) id() int64 { return int64(uintptr(v.P)) }

func objectReduceEx(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__reduce_ex__ is not there yet")
}

func objectReduce(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__reduce__ is not there yet")
}

func objectGetState(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__getstate__ is not there yet")
}

// Below: what builtins, sys and the import system need of files that are being written.

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
	file := None
	if filename != "" {
		file = Text(filename)
	}
	info := []Value{file, number(line), Int(int64(offset)), line_, Int(int64(endLine)), Int(int64(endOffset))}
	e := NewException(t, Text(msg), NewTuple(info).Value())
	e.Fields[0] = Text(msg)
	copy(e.Fields[1:], info)
	return e
}
