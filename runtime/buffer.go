// This file holds the buffer protocol (PEP 688): how objects lend their memory to others.

package runtime

// BufferFunc lends the memory of an object. A buffer that was got must be released, see (*Buffer).Free.
type BufferFunc func(th *Thread, self Value, writable bool) (*Buffer, error)

// Buffer is a view of an object's memory: items of one format in len(Shape) dimensions. Item (i, j, …) starts at
// Data[Offset + i*Strides[0] + j*Strides[1] + …].
type Buffer struct {
	Obj      Value // the exporter
	Data     []byte
	ReadOnly bool
	ItemSize int
	Format   string // as in module struct
	Shape    []int  // items in each dimension
	Strides  []int  // bytes from item to item in each dimension; may be negative
	Offset   int
	Release  func() // nil: nothing to do
}

// Free ends the use of the buffer.
func (b *Buffer) Free() {
	if b.Release != nil {
		b.Release()
		b.Release = nil
	}
}

// plainBuffer is the buffer of an object that holds plain bytes.
func plainBuffer(obj Value, data []byte, readOnly bool) *Buffer {
	return &Buffer{Obj: obj, Data: data, ReadOnly: readOnly, ItemSize: 1, Format: "B", Shape: []int{len(data)}, Strides: []int{1}}
}

// items is the number of items.
func (b *Buffer) items() int {
	n := 1
	for _, size := range b.Shape {
		n *= size
	}
	return n
}

// contiguous reports whether the items lie side by side in C's order, the last dimension's first.
func (b *Buffer) contiguous() bool {
	if len(b.Shape) == 1 {
		return b.Shape[0] == 1 || b.Strides[0] == b.ItemSize
	}
	want := b.ItemSize
	for i := len(b.Shape) - 1; i >= 0; i-- {
		if b.Shape[i] > 1 && b.Strides[i] != want {
			return b.items() == 0
		}
		want *= b.Shape[i]
	}
	return true
}

// contiguousF reports whether the items lie side by side in Fortran's order, the first dimension's first.
func (b *Buffer) contiguousF() bool {
	if len(b.Shape) == 1 {
		return b.Shape[0] == 1 || b.Strides[0] == b.ItemSize
	}
	want := b.ItemSize
	for i := range b.Shape {
		if b.Shape[i] > 1 && b.Strides[i] != want {
			return b.items() == 0
		}
		want *= b.Shape[i]
	}
	return true
}

// bytes returns the contents in C's order: the memory itself when it is contiguous, else a copy.
func (b *Buffer) bytes() []byte {
	n := b.items() * b.ItemSize
	if b.contiguous() {
		return b.Data[b.Offset : b.Offset+n : b.Offset+n]
	}
	out := make([]byte, 0, n)
	b.walk(0, b.Offset, func(at int) { out = append(out, b.Data[at:at+b.ItemSize]...) })
	return out
}

// walk calls f with the offset of each item, in C's order.
func (b *Buffer) walk(dimension, at int, f func(at int)) {
	if dimension == len(b.Shape) {
		f(at)
		return
	}
	for range b.Shape[dimension] {
		b.walk(dimension+1, at, f)
		at += b.Strides[dimension]
	}
}

// GetBuffer asks an object for its memory.
func GetBuffer(th *Thread, v Value, writable bool) (*Buffer, error) {
	f := v.Type().Buffer
	if f == nil {
		return nil, Raise(TypeError, "a bytes-like object is required, not '%s'", v.Type().TypeName())
	}
	return f(th, v, writable)
}

// bytesOf returns the data of a bytes or bytearray object (or one of a subclass), which must not be changed; nil for
// other objects only.
func bytesOf(v Value) []byte {
	switch v.Kind() {
	case KindBytes:
		return (*Bytes)(v.P).data()
	case KindByteArray:
		return (*ByteArray)(v.P).view()
	}
	return nil
}

// contents returns what a bytes-like object holds, in C's order, not to be changed or kept while Python code runs: memory with gaps is copied.
func contents(th *Thread, v Value) ([]byte, error) {
	if b := bytesOf(v); b != nil {
		return b, nil
	}
	b, err := GetBuffer(th, v, false)
	if err != nil {
		return nil, err
	}
	if !b.contiguous() {
		if err := th.ChargeItems(b.items(), b.ItemSize); err != nil {
			b.Free()
			return nil, err
		}
	}
	data := b.bytes()
	b.Free()
	return data, nil
}

// AsBytes returns the contents of a bytes-like object; they must not be changed, nor kept while Python code runs. Memory with gaps raises
// BufferError.
func AsBytes(th *Thread, v Value) ([]byte, error) { return bufferBytes(th, v) }

func bufferBytes(th *Thread, v Value) ([]byte, error) {
	if b := bytesOf(v); b != nil {
		return b, nil
	}
	if v.IsExact(KindMemoryView) {
		if b := memoryView(v).bytes(); b != nil {
			return b, nil
		}
	}
	b, err := GetBuffer(th, v, false)
	if err != nil {
		return nil, err
	}
	defer b.Free()
	if !b.contiguous() {
		return nil, errorGaps()
	}
	return b.bytes(), nil
}

func errorGaps() error {
	return Raise(BufferError, "memoryview: underlying buffer is not C-contiguous")
}

// BytesData returns the contents of a bytes-like object of a built-in type, without gaps.
func BytesData(v Value) ([]byte, bool) {
	if b := bytesOf(v); b != nil {
		return b, true
	}
	if t := v.Type(); t.Buffer == nil || t.Flags&TypeHeap != 0 {
		return nil, false
	}
	b, err := v.Type().Buffer(nil, v, false)
	if err != nil {
		return nil, false
	}
	defer b.Free()
	if !b.contiguous() {
		return nil, false
	}
	return b.bytes(), true
}

// bufferWritable is inspect.BufferFlags.WRITABLE.
const bufferWritable = 1

// slotBuffer is the Buffer slot of classes that define __buffer__.
func slotBuffer(th *Thread, self Value, writable bool) (*Buffer, error) {
	flags := 0x11C // BufferFlags.FULL_RO
	if writable {
		flags |= bufferWritable
	}
	v, _, err := CallSpecial(th, self, th.Interp.Intern("__buffer__"), Int(int64(flags)))
	if err != nil {
		return nil, err
	}
	m := AsMemoryView(v)
	if m == nil {
		return nil, Raise(TypeError, "__buffer__ returned non-memoryview object")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	b := m.view
	b.Obj = self
	b.Release = func() {
		// CPython reports an error here as unraisable; the buffer is given back all the same.
		CallSpecial(th, self, th.Interp.Intern("__release_buffer__"), v)
	}
	return &b, nil
}

// lentView wraps a buffer that was just got in a memoryview.
func lentView(b *Buffer) *MemoryView {
	m := &MemoryView{Header: Header{Type: MemoryViewType, Kind: KindMemoryView}, view: *b, lender: &lender{obj: b.Obj}}
	m.view.Release = nil
	b.Free()
	return m
}

// LendBytes returns the memory of a bytes-like object, which stays as it is until release is called. Memory with gaps raises BufferError.
func LendBytes(th *Thread, v Value, writable bool) (data []byte, release func(), err error) {
	if v.Kind() == KindBytes && !writable {
		return (*Bytes)(v.P).data(), func() {}, nil
	}
	b, err := GetBuffer(th, v, writable)
	if err != nil {
		return nil, nil, err
	}
	if writable && b.ReadOnly || !b.contiguous() {
		b.Free()
		if writable {
			return nil, nil, Raise(TypeError, "a read-write bytes-like object is required, not '%s'", v.Type().TypeName())
		}
		return nil, nil, errorGaps()
	}
	return b.bytes(), b.Free, nil
}
