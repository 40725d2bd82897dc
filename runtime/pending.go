// This file holds what other files of this package will define soon; it disappears piece by piece.

package runtime

import "unsafe"

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

// NewGenericAlias is list[int] and its like.
func NewGenericAlias(th *Thread, origin, args Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "generic aliases are not there yet")
}

// NewSequenceIterator iterates by __getitem__ with 0, 1, 2, … until IndexError.
func NewSequenceIterator(v Value) Value { panic("pending") }

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

// NewSystemHost returns the real machine.
func NewSystemHost() Host { panic("pending") }

var (
	numberTypes    []typeSetup
	textTypes      []typeSetup
	containerTypes []typeSetup
	executionTypes []typeSetup
)

// UnionOr is X | Y of classes.
func UnionOr(th *Thread, a, b Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "unions are not there yet")
}

// UnionArgs returns the members of a union, nil for other objects.
func UnionArgs(v Value) *Tuple { return nil }

// NewMappingProxy returns a read-only view of a mapping.
func NewMappingProxy(v Value) Value { panic("pending") }

// IsIdentifier is str.isidentifier.
func (s *Str) IsIdentifier() bool { return len(s.s) > 0 }

func objectReduceEx(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__reduce_ex__ is not there yet")
}

func objectReduce(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__reduce__ is not there yet")
}

func objectGetState(th *Thread, a []Value) (Value, error) {
	return Unbound, Raise(NotImplementedError, "__getstate__ is not there yet")
}

// RuneAt returns character i.
func (s *Str) RuneAt(i int) rune {
	for _, r := range s.s {
		if i == 0 {
			return r
		}
		i--
	}
	return 0
}

// bytesOf returns the data of a bytes or bytearray object.
func bytesOf(v Value) []byte {
	if v.Kind() == KindBytes {
		return []byte((*Bytes)(v.P).b)
	}
	return nil
}
