// This file fills bytearray.

package runtime

import (
	"bytes"
	"strings"

	"github.com/gopy-lang/gopy/runtime/repr"
)

// ByteArray is a bytearray object.
type ByteArray struct {
	Header
	b       []byte
	exports int // buffers that are lent: the size must not change
}

// NewByteArray returns a bytearray object that takes b over.
func NewByteArray(b []byte) *ByteArray {
	return &ByteArray{Header: Header{Type: ByteArrayType, Kind: KindByteArray}, b: b}
}

// A smallByteArray is a bytearray that begins with few bytes: one block with them.
type smallByteArray struct {
	ByteArray
	room [24]byte
}

// copyByteArray returns a bytearray object with a copy of b.
func copyByteArray(b []byte) *ByteArray {
	var room smallByteArray
	if len(b) > len(room.room) {
		return NewByteArray(bytes.Clone(b))
	}
	x := &smallByteArray{}
	x.Header = Header{Type: ByteArrayType, Kind: KindByteArray}
	x.b = x.room[:len(b)]
	copy(x.b, b)
	return &x.ByteArray
}

// view returns the bytes; never nil.
func (x *ByteArray) view() []byte {
	if x.b == nil {
		return []byte{}
	}
	return x.b
}

// Bytes returns the bytes, valid until the size changes.
func (x *ByteArray) Bytes() []byte { return x.b }

// AsByteArray returns v as a bytearray (or subclass) object, or nil.
func AsByteArray(v Value) *ByteArray {
	if v.Kind() == KindByteArray {
		return (*ByteArray)(v.P)
	}
	return nil
}

// canResize fails while buffers are lent.
func (x *ByteArray) canResize() error {
	if x.exports > 0 {
		return Raise(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

// lending makes a method of bytes and bytearray lend the buffer of a bytearray while it runs: what it calls may not change the size.
func lending(fn Func) Func {
	return func(th *Thread, a []Value) (Value, error) {
		x := AsByteArray(a[0])
		if x == nil {
			return fn(th, a)
		}
		x.exports++
		defer func() { x.exports-- }()
		return fn(th, a)
	}
}

// splice replaces b[i:j] by data, which must not be a part of b.
func (x *ByteArray) splice(th *Thread, i, j int, data []byte) error {
	grow := len(data) - (j - i)
	if grow == 0 {
		copy(x.b[i:], data)
		return nil
	}
	if err := x.canResize(); err != nil {
		return err
	}
	if grow > 0 {
		if err := th.Charge(int64(len(x.b)) + int64(grow)); err != nil {
			return err
		}
	}
	switch {
	case j == len(x.b):
		x.b = append(x.b[:i], data...)
	case i == 0 && grow < 0: // a queue drops its head
		x.b = x.b[-grow:]
		copy(x.b, data)
	case grow < 0:
		copy(x.b[i:], data)
		x.b = append(x.b[:i+len(data)], x.b[j:]...)
	default:
		n := len(x.b)
		x.b = append(x.b, make([]byte, grow)...)
		copy(x.b[j+grow:], x.b[j:n])
		copy(x.b[i:], data)
	}
	return nil
}

var byteArraySignature = ParseSignature("bytearray($self, source=b'', encoding='utf-8', errors='strict')")

func setupByteArray(t *Type) {
	t.Doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> bytearray\nbytearray(int) -> bytearray of that many zeros\nbytearray() -> an empty one\n\n" +
		"A mutable sequence of bytes."
	t.Layout, t.Size = KindByteArray, SizeOf[ByteArray]()
	t.Flags |= TypeBaseType | TypeMatchSelf
	t.IsSequenceIndex = true
	array := func(v Value) *ByteArray { return (*ByteArray)(v.P) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		return newObject[ByteArray](cls, KindByteArray).Value(), nil
	}
	t.Init = byteArrayInit
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		x := NewByteArray(nil).Value()
		return x, byteArrayInit(th, x, args, nil)
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		b := bytesOf(v)
		if err := th.ChargeItems(len(b), 4); err != nil {
			return Unbound, err
		}
		text := repr.Bytes(b)
		if text[1] == '"' { // CPython escapes the other quote all the same
			text = strings.ReplaceAll(text, "'", "\\'")
		}
		return Text(v.Type().ShortName() + "(" + text + ")"), nil
	}
	t.Str = bytesText(t, "str() on a bytearray instance")
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if a.Type().Buffer == nil || b.Type().Buffer == nil || AsStr(a) != nil || AsStr(b) != nil {
			return NotImplemented, warnOfMixture(th, "bytearray", b, op)
		}
		x, err := bufferBytes(th, a)
		if err != nil {
			return NotImplemented, nil
		}
		y, err := bufferBytes(th, b)
		if err != nil {
			return NotImplemented, nil
		}
		return compareBytes(x, y, op), nil
	}
	t.Iter = func(th *Thread, v Value) (Value, error) { return newBytesIterator(ByteArrayIteratorType, v), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return len(array(v).b), nil }
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		return byteItem(th, v, key, "bytearray indices must be integers or slices, not %s", "bytearray index out of range")
	}
	t.SetItem = byteArraySetItem
	t.Contains = func(th *Thread, v, item Value) (bool, error) {
		array(v).exports++
		defer func() { array(v).exports-- }()
		return bytesContains(th, v, item)
	}
	t.Concat = bytesConcat
	t.Repeat = bytesRepeat
	t.InPlaceConcat = func(th *Thread, a, b Value) (Value, error) {
		tail, err := bufferBytes(th, b)
		if err != nil {
			return Unbound, Raise(TypeError, "can't concat %s to %s", b.Type().TypeName(), a.Type().TypeName())
		}
		if Is(a, b) {
			tail = bytes.Clone(tail)
		}
		x := array(a)
		return a, x.splice(th, len(x.b), len(x.b), tail)
	}
	t.InPlaceRepeat = func(th *Thread, v, count Value) (Value, error) {
		n, err := AsInt(th, count)
		if err != nil {
			return Unbound, err
		}
		x := array(v)
		if n = max(n, 0); n != 1 && len(x.b) > 0 {
			if err := x.canResize(); err != nil {
				return Unbound, err
			}
		}
		r, err := bytesRepeat(th, v, Int(int64(n)))
		if err != nil {
			return Unbound, err
		}
		x.b = array(r).b
		return v, nil
	}
	t.Binary[OpMod] = func(th *Thread, v, args Value) (Value, error) {
		if x := AsByteArray(v); x != nil {
			x.exports++
			defer func() { x.exports-- }()
		}
		return bytesMod(th, v, args)
	}
	t.Buffer = func(th *Thread, v Value, writable bool) (*Buffer, error) {
		x := array(v)
		b := plainBuffer(v, x.view(), false)
		x.exports++
		b.Release = func() { x.exports-- }
		return b, nil
	}
	t.Methods = append(byteMethods("bytearray"), byteArrayMethods()...)
}

func byteArrayInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	x := (*ByteArray)(self.P)
	source, encoding, errors := Unbound, Unbound, Unbound
	if len(args) == 1 && kw == nil {
		source = args[0]
	} else {
		mark := len(th.scratch)
		a, err := bindGiven(th, byteArraySignature, append([]Value{self}, args...), kw)
		if err != nil {
			return err
		}
		source, encoding, errors = a[1], a[2], a[3]
		th.release(mark)
	}
	if len(x.b) > 0 {
		if err := x.splice(th, 0, len(x.b), nil); err != nil {
			return err
		}
	}
	b, encoded, err := encodedSource(th, "bytearray", source, encoding, errors)
	switch {
	case err != nil:
		return err
	case encoded:
	case source.IsUnbound():
		return nil
	case AsStr(source) != nil:
		return Raise(TypeError, "string argument without an encoding")
	default:
		b, err = nil, nil
		x.b = []byte{} // not nil: __alloc__() is above 0
		if source.Type().Index != nil || IsInstance(source, IntType) {
			b, err = zeroBytes(th, source)
			if err != nil && (!Matches(err, TypeError) || IsInstance(source, IntType)) {
				return err
			}
		}
		if b == nil {
			if b, err = collectBytes(th, source, "bytearray", byteRange); err != nil {
				return err
			}
		}
	}
	x.b = b
	return nil
}

// byteArraySetItem is self[key] = v, or del self[key] (v Unbound).
func byteArraySetItem(th *Thread, self, key, v Value) error {
	x := (*ByteArray)(self.P)
	if key.Kind() == KindSlice {
		return x.setSlice(th, key, v)
	}
	i, err := subscriptIndex(th, key, "bytearray indices must be integers or slices, not %s", len(x.b))
	if err != nil {
		return err
	}
	if i < 0 {
		return Raise(IndexError, "bytearray index out of range")
	}
	if v.IsUnbound() {
		return x.splice(th, i, i+1, nil)
	}
	c, err := byteValue(th, v, byteRange)
	if err != nil {
		return err
	}
	if i >= len(x.b) { // an __index__ changed the size
		return Raise(IndexError, "bytearray index out of range")
	}
	x.b[i] = c
	return nil
}

func (x *ByteArray) setSlice(th *Thread, key, v Value) error {
	var data []byte
	switch {
	case v.IsUnbound():
	case bytesOf(v) != nil:
		data = bytesOf(v)
		if Is(v, x.Value()) {
			data = bytes.Clone(data)
		}
	default:
		if IsInstance(v, IntType) || AsStr(v) != nil || v.Type().Buffer == nil && v.Type().Iter == nil && v.Type().GetItem == nil {
			return Raise(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
		}
		var err error
		if data, err = collectBytes(th, v, "bytearray", byteRange); err != nil {
			return err
		}
	}
	start, stop, step, err := UnpackSlice(th, key) // may run code that changes the length
	if err != nil {
		return err
	}
	start, _, n := AdjustSlice(start, stop, step, len(x.b))
	if step == 1 {
		return x.splice(th, start, start+n, data)
	}
	if len(data) == 0 { // assigning nothing deletes, too
		return x.deleteStrided(start, step, n)
	}
	if len(data) != n {
		return Raise(ValueError, "attempt to assign bytes of size %d to extended slice of size %d", len(data), n)
	}
	for i, c := range data {
		x.b[start+i*step] = c
	}
	return nil
}

// deleteStrided deletes the n bytes at start, start+step, ….
func (x *ByteArray) deleteStrided(start, step, n int) error {
	if n == 0 {
		return nil
	}
	if err := x.canResize(); err != nil {
		return err
	}
	if step < 0 {
		start, step = start+(n-1)*step, -step
	}
	at := start
	for i := range n {
		from, to := start+i*step+1, start+(i+1)*step
		if i == n-1 {
			to = len(x.b)
		}
		at += copy(x.b[at:], x.b[from:min(to, len(x.b))])
	}
	x.b = x.b[:at]
	return nil
}

// byteArrayMethods are the methods that bytes lacks.
func byteArrayMethods() []*MethodDef {
	array := func(v Value) *ByteArray { return (*ByteArray)(v.P) }
	reduce := func(th *Thread, self Value, protocol int) (Value, error) {
		state, _, err := CallSpecial(th, self, th.Interp.Intern("__getstate__"))
		if err != nil {
			return Unbound, err
		}
		b := array(self).b
		args := TupleOf()
		switch {
		case len(b) > 0 && protocol >= 3:
			args = TupleOf(NewBytes(bytes.Clone(b)).Value())
		case len(b) > 0:
			s, err := Decode(th, b, "latin-1", "strict")
			if err != nil {
				return Unbound, err
			}
			args = TupleOf(s.Value(), Text("latin-1"))
		}
		return TupleOf(self.Type().Value(), args.Value(), state).Value(), nil
	}
	return []*MethodDef{
		Def("__alloc__($self, /)", "Return how many bytes are allocated.", func(th *Thread, a []Value) (Value, error) {
			x := array(a[0])
			if x.b == nil {
				return Int(0), nil
			}
			return Int(int64(len(x.b) + 1)), nil
		}),
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) { return reduce(th, a[0], 2) }),
		Def("__reduce_ex__($self, proto=0, /)", "Tell pickle how to rebuild the object, for a protocol.", func(th *Thread, a []Value) (Value, error) {
			n, err := AsCInt(th, a[1])
			if err != nil {
				return Unbound, err
			}
			return reduce(th, a[0], n)
		}),
		Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *Thread, a []Value) (Value, error) {
			return Int(int64(SizeOf[ByteArray]()) + int64(cap(array(a[0]).b))), nil
		}),
		Def("append($self, item, /)", "Append one byte.", func(th *Thread, a []Value) (Value, error) {
			c, err := byteValue(th, a[1], byteRange)
			if err == nil {
				x := array(a[0])
				err = x.splice(th, len(x.b), len(x.b), []byte{c})
			}
			return None, err
		}),
		Def("clear($self, /)", "Remove all bytes.", func(th *Thread, a []Value) (Value, error) {
			x := array(a[0])
			if err := x.canResize(); err != nil {
				return Unbound, err
			}
			x.b = nil
			return None, nil
		}),
		Def("copy($self, /)", "Return a copy.", func(th *Thread, a []Value) (Value, error) {
			b, err := copyBytes(th, array(a[0]).b)
			return NewByteArray(b).Value(), err
		}),
		Def("extend($self, iterable_of_ints, /)", "Append the integers of an iterable as bytes.", func(th *Thread, a []Value) (Value, error) {
			x := array(a[0])
			if AsStr(a[1]) != nil {
				return Unbound, Raise(TypeError, "expected iterable of integers; got: 'str'")
			}
			if t := a[1].Type(); t.Buffer == nil && t.Iter == nil && t.GetItem == nil {
				return Unbound, Raise(TypeError, "can't extend bytearray with %s", t.TypeName())
			} else if t.Buffer != nil {
				if _, err := bufferBytes(th, a[1]); err != nil {
					return Unbound, Raise(TypeError, "can't set bytearray slice from %s", t.TypeName())
				}
			}
			end := len(x.b)
			b, err := collectBytes(th, a[1], "bytearray", byteRange)
			if err == nil {
				end = min(end, len(x.b)) // what is behind it now was appended meanwhile
				err = x.splice(th, end, end, b)
			}
			return None, err
		}),
		Def("insert($self, index, item, /)", "Insert one byte before the given index.", func(th *Thread, a []Value) (Value, error) {
			i, err := AsInt(th, a[1])
			if err != nil {
				return Unbound, err
			}
			c, err := byteValue(th, a[2], byteRange)
			if err != nil {
				return Unbound, err
			}
			x := array(a[0])
			if i < 0 {
				i = max(i+len(x.b), 0)
			}
			i = min(i, len(x.b))
			return None, x.splice(th, i, i, []byte{c})
		}),
		Def("pop($self, index=-1, /)", "Remove the byte at index and return it.", func(th *Thread, a []Value) (Value, error) {
			i, err := AsInt(th, a[1])
			if err != nil {
				return Unbound, err
			}
			x := array(a[0])
			if len(x.b) == 0 {
				return Unbound, Raise(IndexError, "pop from empty bytearray")
			}
			if i < 0 {
				i += len(x.b)
			}
			if i < 0 || i >= len(x.b) {
				return Unbound, Raise(IndexError, "pop index out of range")
			}
			c := x.b[i]
			return Int(int64(c)), x.splice(th, i, i+1, nil)
		}),
		Def("remove($self, value, /)", "Remove the first byte with the given value.", func(th *Thread, a []Value) (Value, error) {
			c, err := byteValue(th, a[1], byteRange)
			if err != nil {
				return Unbound, err
			}
			x := array(a[0])
			i := bytes.IndexByte(x.b, c)
			if i < 0 {
				return Unbound, Raise(ValueError, "value not found in bytearray")
			}
			return None, x.splice(th, i, i+1, nil)
		}),
		Def("resize($self, size, /)", "Cut to size, or fill up to it with zeros.", func(th *Thread, a []Value) (Value, error) {
			n, err := AsInt(th, a[1])
			if err != nil {
				return Unbound, err
			}
			x := array(a[0])
			if n < 0 {
				return Unbound, Raise(ValueError, "Can only resize to positive sizes, got %d", n)
			}
			if n <= len(x.b) {
				return None, x.splice(th, n, len(x.b), nil)
			}
			if err := th.Charge(int64(n)); err != nil {
				return Unbound, err
			}
			return None, x.splice(th, len(x.b), len(x.b), make([]byte, n-len(x.b)))
		}),
		Def("reverse($self, /)", "Reverse the order of the bytes, in place.", func(th *Thread, a []Value) (Value, error) {
			b := array(a[0]).b
			for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
			return None, nil
		}),
	}
}
