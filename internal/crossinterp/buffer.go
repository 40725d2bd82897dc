// This file lets interpreters share memory: a memoryview in one is a view of what another lends.

package crossinterp

import (
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// BufferView is the class of what a memoryview shows that came from another interpreter.
var BufferView = &py.Type{Name: "CrossInterpreterBufferView", Module: "_interpreters", Doc: "Memory of an object of another interpreter."}

// bufferView is a CrossInterpreterBufferView: what a memoryview that came from another interpreter shows.
type bufferView struct {
	py.Header
	memory py.Buffer // without object
}

func setupBufferView(t *py.Type) {
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.Unbound, py.Raise(py.TypeError, "cannot create '_interpreters.CrossInterpreterBufferView' instances")
	}
	t.Buffer = func(th *py.Thread, self py.Value, writable bool) (*py.Buffer, error) {
		b := (*bufferView)(self.P).memory
		if writable && b.ReadOnly {
			return nil, py.Raise(py.BufferError, "Object is not writable.")
		}
		b.Obj = self
		return &b, nil
	}
	py.SetupType(t, nil)
}

func packMemory(th *py.Thread, v py.Value) (Parcel, error) {
	b, err := py.GetBuffer(th, v, false)
	if err != nil {
		return nil, err
	}
	defer b.Free() // as a memoryview doesn't keep its object from changing its size
	return packBuffer(b), nil
}

// PackBuffer makes a parcel of the memory of an object that supports the buffer protocol: the other interpreter gets a memoryview of it.
func PackBuffer(th *py.Thread, v py.Value) (Parcel, error) {
	m, err := py.NewMemoryView(th, v)
	if err != nil {
		return nil, err
	}
	return packMemory(th, m.Value())
}

// packBuffer shares memory that was lent.
func packBuffer(b *py.Buffer) Parcel {
	memory := py.Buffer{Data: b.Data, ReadOnly: b.ReadOnly, ItemSize: b.ItemSize, Format: b.Format, Offset: b.Offset,
		Shape: slices.Clone(b.Shape), Strides: slices.Clone(b.Strides)}
	return func(th *py.Thread) (py.Value, error) {
		x := &bufferView{Header: py.Header{Type: BufferView, Kind: py.KindOther}, memory: memory}
		m, err := py.NewMemoryView(th, x.Header.Value())
		if err != nil {
			return py.Unbound, err
		}
		return m.Value(), nil
	}
}
