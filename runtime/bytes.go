// This file fills bytes.

package runtime

import (
	"bytes"
	"unsafe"

	"github.com/gopy-lang/gopy/runtime/repr"
)

// Bytes is a bytes object.
type Bytes struct {
	Header
	b    string
	hash int64 // 0: not computed yet
}

// emptyBytes and the objects of one byte are shared.
var (
	emptyBytes  = &Bytes{Header: Header{Type: BytesType, Kind: KindBytes}}
	singleBytes = makeSingleBytes()
)

func makeSingleBytes() (table [256]Bytes) {
	for i := range table {
		table[i] = Bytes{Header: Header{Type: BytesType, Kind: KindBytes}, b: string([]byte{byte(i)})}
	}
	return table
}

// NewBytes returns a bytes object that takes b over.
func NewBytes(b []byte) *Bytes { return newBytesString(StringView(b)) }

// bytesSize is where the bytes begin in a bytes object that is one allocation with them.
const bytesSize = unsafe.Sizeof(Bytes{})

// makeBytes returns a new bytes object of n bytes, at least 2, to be filled at once. Like a str that is made with its text it is memory that the
// garbage collector doesn't look into.
func makeBytes(n int) (*Bytes, []byte) {
	p := textBlock(bytesSize + uintptr(n))
	x := (*Bytes)(p)
	x.Header = Header{Type: BytesType, Kind: KindBytes}
	start := (*byte)(unsafe.Add(p, bytesSize))
	x.b = unsafe.String(start, n)
	return x, unsafe.Slice(start, n)
}

// SizedBytes returns a new bytes object of n zeros, at least 2, and its memory, which is to be filled at once.
func SizedBytes(n int) (*Bytes, []byte) { return makeBytes(n) }

// CopyBytes returns a bytes object with a copy of b.
func CopyBytes(b []byte) *Bytes {
	if len(b) <= 1 {
		return newBytesString(string(b))
	}
	x, room := makeBytes(len(b))
	copy(room, b)
	return x
}

func newBytesString(s string) *Bytes {
	switch len(s) {
	case 0:
		return emptyBytes
	case 1:
		return &singleBytes[s[0]]
	}
	return &Bytes{Header: Header{Type: BytesType, Kind: KindBytes}, b: s}
}

// data returns the bytes, which must not be changed; never nil.
func (x *Bytes) data() []byte {
	if len(x.b) == 0 {
		return []byte{}
	}
	return BytesView(x.b)
}

// String returns the bytes as a Go string.
func (x *Bytes) String() string { return x.b }

var bytesSignature = ParseSignature("bytes($type, source=b'', encoding='utf-8', errors='strict')")

func setupBytes(t *Type) {
	t.Doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> bytes\nbytes(int) -> bytes of that many zeros\nbytes() -> b''\n\n" +
		"An immutable sequence of bytes."
	t.Layout, t.Size = KindBytes, SizeOf[Bytes]()
	t.Flags |= TypeBaseType | TypeMatchSelf
	t.IsSequenceIndex = true
	t.New = bytesNew
	t.FastNew = func(th *Thread, args []Value) (Value, error) { return bytesNew(th, BytesType, args, nil) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		b := bytesOf(v)
		if err := th.ChargeItems(len(b), 4); err != nil {
			return Unbound, err
		}
		return newASCII(repr.Bytes(b)).Value(), nil
	}
	t.Str = bytesText(t, "str() on a bytes instance")
	t.Hash = func(th *Thread, v Value) (int64, error) {
		x := (*Bytes)(v.P)
		if x.hash == 0 {
			x.hash = hashSecret.HashBytes(x.data())
		}
		return x.hash, nil
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if a.Kind() != KindBytes || b.Kind() != KindBytes {
			return NotImplemented, warnOfMixture(th, "bytes", b, op)
		}
		return compareBytes(bytesOf(a), bytesOf(b), op), nil
	}
	t.Iter = func(th *Thread, v Value) (Value, error) { return newBytesIterator(BytesIteratorType, v), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return len(bytesOf(v)), nil }
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		return byteItem(th, v, key, "byte indices must be integers or slices, not %s", "index out of range")
	}
	t.Contains = bytesContains
	t.Concat = bytesConcat
	t.Repeat = bytesRepeat
	t.Binary[OpMod] = bytesMod
	t.Buffer = func(th *Thread, v Value, writable bool) (*Buffer, error) {
		if writable {
			return nil, Raise(BufferError, "Object is not writable.")
		}
		return plainBuffer(v, bytesOf(v), true), nil
	}
	t.Methods = append([]*MethodDef{
		Def("__getnewargs__($self, /)", "Return the arguments for pickle to rebuild the object by.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(newBytesString((*Bytes)(a[0].P).b).Value()).Value(), nil
		}),
		Def("__bytes__($self, /)", "Return self as an exact bytes object.", func(th *Thread, a []Value) (Value, error) { return exactBytes(a[0]), nil }),
	}, byteMethods("bytes")...)
}

// bytesText makes the Str slot of t: its Repr, of which option -b warns.
func bytesText(t *Type, warning string) func(*Thread, Value) (Value, error) {
	return func(th *Thread, v Value) (Value, error) {
		if th.Interp.Config.Flags.BytesWarning > 0 {
			if err := Warn(th, BytesWarning, warning, 1); err != nil {
				return Unbound, err
			}
		}
		return t.Repr(th, v)
	}
}

// warnOfMixture warns, with option -b, of a comparison for equality with an object that is never equal.
func warnOfMixture(th *Thread, name string, other Value, op CompareOp) error {
	if th.Interp.Config.Flags.BytesWarning == 0 || op != EQ && op != NE {
		return nil
	}
	switch {
	case AsStr(other) != nil:
		return Warn(th, BytesWarning, "Comparison between "+name+" and string", 1)
	case name == "bytes" && IsInstance(other, IntType):
		return Warn(th, BytesWarning, "Comparison between bytes and int", 1)
	}
	return nil
}

// compareBytes compares byte by byte.
func compareBytes(a, b []byte, op CompareOp) Value {
	switch op {
	case EQ:
		return Bool(bytes.Equal(a, b))
	case NE:
		return Bool(!bytes.Equal(a, b))
	}
	return Bool(compareInts(int64(bytes.Compare(a, b)), 0, op))
}

// exactBytes returns v, or an exact bytes object for an instance of a subclass.
func exactBytes(v Value) Value {
	if v.Header().Flags&FlagSubclass == 0 {
		return v
	}
	return newBytesString((*Bytes)(v.P).b).Value()
}

func bytesNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	var v Value
	var err error
	if len(args) == 1 && kw == nil {
		v, err = toBytes(th, args[0])
	} else {
		mark := len(th.scratch)
		a, e := bindGiven(th, bytesSignature, append([]Value{cls.Value()}, args...), kw)
		if e != nil {
			return Unbound, e
		}
		source, encoding, errors := a[1], a[2], a[3]
		th.release(mark)
		var b []byte
		var encoded bool
		if b, encoded, err = encodedSource(th, "bytes", source, encoding, errors); encoded || err != nil {
			v = NewBytes(b).Value()
		} else if source.IsUnbound() {
			v = emptyBytes.Value()
		} else {
			v, err = toBytes(th, source)
		}
	}
	if err != nil {
		return Unbound, err
	}
	if cls == BytesType {
		return v, nil // perhaps of a subclass: what its __bytes__ returned
	}
	x := newObject[Bytes](cls, KindBytes)
	x.b = (*Bytes)(v.P).b
	return x.Value(), nil
}

// encodedSource handles the arguments encoding and errors of bytes() and bytearray(): done tells that there were any.
func encodedSource(th *Thread, name string, source, encoding, errors Value) (b []byte, done bool, err error) {
	if encoding.IsUnbound() && errors.IsUnbound() {
		return nil, false, nil
	}
	names := [2]string{"utf-8", "strict"}
	for i, v := range [2]Value{encoding, errors} {
		if v.IsUnbound() {
			continue
		}
		s := AsStr(v)
		if s == nil {
			return nil, true, Raise(TypeError, "%s() argument '%s' must be str, not %s", name, [2]string{"encoding", "errors"}[i], argumentType(v))
		}
		names[i] = s.s
	}
	s := (*Str)(nil)
	if !source.IsUnbound() {
		s = AsStr(source)
	}
	switch {
	case s == nil && !encoding.IsUnbound():
		return nil, true, Raise(TypeError, "encoding without a string argument")
	case s == nil:
		return nil, true, Raise(TypeError, "errors without a string argument")
	case encoding.IsUnbound():
		return nil, true, Raise(TypeError, "string argument without an encoding")
	}
	b, err = Encode(th, s, names[0], names[1])
	return b, true, err
}

// toBytes is bytes(v): a bytes object, or one of a subclass.
func toBytes(th *Thread, v Value) (Value, error) {
	switch {
	case v.IsExact(KindBytes):
		return v, nil
	case v.P == nil && int64(v.B) >= 0:
		if err := th.Charge(int64(v.B)); err != nil {
			return Unbound, err
		}
		return built(emptyBytes.Value(), int(v.B), func([]byte) {}), nil
	case v.IsExact(KindByteArray):
		b := bytesOf(v)
		if err := th.Charge(int64(len(b))); err != nil {
			return Unbound, err
		}
		return CopyBytes(b).Value(), nil
	case v.IsExact(KindMemoryView):
		if b := memoryView(v).bytes(); b != nil && th.Charge(int64(len(b))) == nil {
			return CopyBytes(b).Value(), nil
		}
	case v.IsExact(KindList):
		if b, ok := bytesOfItems(th, AsList(v).Items()); ok {
			return b, nil
		}
	case v.IsExact(KindTuple):
		if b, ok := bytesOfItems(th, AsTuple(v).Items()); ok {
			return b, nil
		}
	}
	r, found, err := CallSpecial(th, v, nameBytes)
	if err != nil {
		return Unbound, err
	}
	if found {
		if r.Kind() != KindBytes {
			return Unbound, Raise(TypeError, "%s.__bytes__() must return a bytes, not %s", v.Type().TypeName(), r.Type().TypeName())
		}
		return r, nil
	}
	if AsStr(v) != nil {
		return Unbound, Raise(TypeError, "string argument without an encoding")
	}
	if v.Type().Index != nil || IsInstance(v, IntType) {
		b, err := zeroBytes(th, v)
		if err == nil {
			return NewBytes(b).Value(), nil
		}
		if !Matches(err, TypeError) || IsInstance(v, IntType) {
			return Unbound, err
		}
	}
	b, err := collectBytes(th, v, "bytes", "bytes must be in range(0, 256)")
	if err != nil {
		return Unbound, err
	}
	return NewBytes(b).Value(), nil
}

// bytesOfItems is bytes() of a list or tuple of small ints; ok is false when there are other items, and where memory is short.
func bytesOfItems(th *Thread, items []Value) (v Value, ok bool) {
	for _, item := range items {
		if item.P != nil || item.B > 255 {
			return Unbound, false
		}
	}
	if th.Charge(int64(len(items))) != nil {
		return Unbound, false
	}
	return built(emptyBytes.Value(), len(items), func(out []byte) {
		for i := range out {
			out[i] = byte(items[i].B)
		}
	}), true
}

// zeroBytes returns as many zeros as an integer says.
func zeroBytes(th *Thread, count Value) ([]byte, error) {
	n, err := AsInt(th, count)
	if err != nil {
		return nil, err
	}
	if n < 0 {
		return nil, Raise(ValueError, "negative count")
	}
	if err := th.Charge(int64(n)); err != nil {
		return nil, err
	}
	return make([]byte, n), nil
}

// collectBytes copies a buffer, or collects an iterable of integers.
func collectBytes(th *Thread, v Value, name, rangeError string) ([]byte, error) {
	if v.Type().Buffer != nil {
		b, err := contents(th, v)
		if err != nil {
			return nil, err
		}
		if err := th.Charge(int64(len(b))); err != nil {
			return nil, err
		}
		return bytes.Clone(b), nil
	}
	if t := v.Type(); t.Iter == nil && t.GetItem == nil {
		return nil, Raise(TypeError, "cannot convert '%s' object to %s", t.TypeName(), name)
	}
	if out := rangeBytes(v); out != nil {
		return out, nil
	}
	n, err := LengthHint(th, v, 64)
	if err != nil {
		return nil, err
	}
	if err := th.Charge(int64(n)); err != nil {
		return nil, err
	}
	out := make([]byte, 0, min(n, 1<<20))
	err = ForEach(th, v, func(item Value) error {
		c, err := byteValue(th, item, rangeError)
		out = append(out, c)
		return err
	})
	return out, err
}

// rangeBytes returns the numbers of a range as bytes, nil unless that is simple.
func rangeBytes(v Value) []byte {
	if !v.IsExact(KindRange) {
		return nil
	}
	r := (*Range)(v.P)
	start, step, n := int64(r.Start.B), int64(r.Step.B), int64(r.length.B)
	if r.Start.P != nil || r.Step.P != nil || r.length.P != nil || n < 1 || n > 256 || step < -255 || step > 255 || uint64(start) > 255 || uint64(start+(n-1)*step) > 255 {
		return nil
	}
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(start + int64(i)*step)
	}
	return out
}

// byteValue converts an integer in range(256).
func byteValue(th *Thread, v Value, rangeError string) (byte, error) {
	if v.P == nil && v.B < 256 {
		return byte(v.B), nil
	}
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil || i.B > 255 {
		return 0, Raise(ValueError, "%s", rangeError)
	}
	return byte(i.B), nil
}

const byteRange = "byte must be in range(0, 256)"

// BytesIteratorType and ByteArrayIteratorType are the types of iterators over bytes and bytearray.
var (
	BytesIteratorType     = &Type{Name: "bytes_iterator"}
	ByteArrayIteratorType = &Type{Name: "bytearray_iterator"}
)

// BytesIterator walks a bytes or bytearray object.
type BytesIterator struct {
	Header
	Seq   Value // None at the end
	Index int
}

func newBytesIterator(t *Type, v Value) Value {
	return (&BytesIterator{Header: Header{Type: t, Kind: KindIterator}, Seq: v}).Value()
}

func setupBytesIterator(t *Type) {
	t.Iteration = IterationBytes
	t.Size = SizeOf[BytesIterator]()
	it := func(v Value) *BytesIterator { return (*BytesIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.Seq.IsNone() {
			return Unbound, nil
		}
		b := bytesOf(x.Seq)
		if x.Index >= len(b) {
			x.Seq = None
			return Unbound, nil
		}
		x.Index++
		return Int(int64(b[x.Index-1])), nil
	},
		lengthHintDef(func(v Value) int {
			if it(v).Seq.IsNone() {
				return 0
			}
			return max(0, len(bytesOf(it(v).Seq))-it(v).Index)
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return reduceIter(th, "iter", func() []Value {
				if it(a[0]).Seq.IsNone() {
					return []Value{emptyTuple.Value()}
				}
				return []Value{it(a[0]).Seq, Int(int64(it(a[0]).Index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsInt(th, state)
			if err != nil {
				return err
			}
			if x := it(self); !x.Seq.IsNone() {
				x.Index = max(0, min(i, len(bytesOf(x.Seq))))
			}
			return nil
		}),
	)
}
