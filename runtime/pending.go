// This file holds what other files of this package will define soon; it disappears piece by piece.

package runtime

import (
	"unsafe"
)

// BufferFunc gives access to an object's bytes (buffer protocol).
type BufferFunc func(th *Thread, self Value, writable bool) (*Buffer, error)

// Buffer is a view of an object's memory.
type Buffer struct {
	Data     []byte
	ReadOnly bool
	ItemSize int
	Format   string
	Shape    []int
	Strides  []int
	Release  func()
}

func (v Value) id() int64 { return int64(uintptr(v.P)) }

// NewBytes returns a bytes object that takes b over.
func NewBytes(b []byte) *Bytes {
	return &Bytes{Header: Header{Type: BytesType, Kind: KindBytes}, b: unsafe.String(unsafe.SliceData(b), len(b))}
}

// Bytes is a bytes object.
type Bytes struct {
	Header
	b    string
	hash int64
}

func objectReduceEx(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__reduce_ex__ is not there yet")
}

func objectReduce(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__reduce__ is not there yet")
}

func objectGetState(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__getstate__ is not there yet")
}

// bytesOf returns the data of a bytes or bytearray object.
func bytesOf(v Value) []byte {
	if v.Kind() == KindBytes {
		return []byte((*Bytes)(v.P).b)
	}
	return nil
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

// BytesData returns the bytes of an object with the buffer protocol.
func BytesData(v Value) ([]byte, bool) {
	if b := bytesOf(v); b != nil {
		return b, true
	}
	return nil, false
}
