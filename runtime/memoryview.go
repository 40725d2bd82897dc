// This file fills memoryview.

package runtime

import (
	"bytes"
)

// MemoryView is a memoryview object: a window on the memory of another object.
type MemoryView struct {
	Header
	view     Buffer // without Release: lender has it
	lender   *lender
	released bool
	exports  int
	held     bool // entered by a with statement: the lender's size is frozen
	hash     int64
	hashed   bool
	weak     *WeakList
	line     [2]int // where shape and strides of one dimension lie
}

// A lender is the memory that one or more views share. The object that lends it is told at once that it may change its
// size again: views are not counted, because without reference counts a forgotten one would freeze it for ever. Views in
// a with statement do freeze it.
type lender struct {
	obj  Value
	held *Buffer // while a view is held
	uses int     // how many views hold it
}

// AsMemoryView returns v as a memoryview object, or nil.
func AsMemoryView(v Value) *MemoryView {
	if v.Kind() == KindMemoryView {
		return (*MemoryView)(v.P)
	}
	return nil
}

// NewMemoryView is memoryview(v).
func NewMemoryView(th *Thread, v Value) (*MemoryView, error) {
	if m := AsMemoryView(v); m != nil {
		if err := m.check(); err != nil {
			return nil, err
		}
		return m.derive(), nil
	}
	if v.IsExact(KindBytes) || v.IsExact(KindByteArray) {
		data := bytesOf(v)
		m := &MemoryView{Header: Header{Type: MemoryViewType, Kind: KindMemoryView}, lender: &lender{obj: v}}
		m.view = Buffer{Obj: v, Data: data, ReadOnly: v.Kind() == KindBytes, ItemSize: 1, Format: "B"}
		m.setLine(len(data), 1)
		return m, nil
	}
	if v.Type().Buffer == nil {
		return nil, Raise(TypeError, "memoryview: a bytes-like object is required, not '%s'", v.Type().TypeName())
	}
	b, err := GetBuffer(th, v, false)
	if err != nil {
		return nil, err
	}
	if b.Obj.P == nil {
		b.Obj = v
	}
	return lentView(b), nil
}

// derive returns another view of the same memory.
func (m *MemoryView) derive() *MemoryView {
	return &MemoryView{Header: Header{Type: MemoryViewType, Kind: KindMemoryView}, view: m.view, lender: m.lender}
}

// setLine gives the view one dimension of n items.
func (m *MemoryView) setLine(n, stride int) {
	m.line = [2]int{n, stride}
	m.view.Shape, m.view.Strides = m.line[:1:1], m.line[1:]
}

// isBytes tells that the items are unsigned bytes in one dimension, as in most views.
func (m *MemoryView) isBytes() bool { return len(m.view.Shape) == 1 && m.view.Format == "B" }

// bytes returns the contents without a copy; nil when there are gaps or when the view is released.
func (m *MemoryView) bytes() []byte {
	if m.released || !m.view.contiguous() {
		return nil
	}
	return m.view.bytes()
}

// byteAt tells where the byte with an index lies, if that is in range.
func (m *MemoryView) byteAt(i int) (at int, ok bool) {
	n := m.view.Shape[0]
	if i < 0 {
		i += n
	}
	return m.view.Offset + i*m.view.Strides[0], uint(i) < uint(n)
}

func (m *MemoryView) check() error {
	if m.released {
		return Raise(ValueError, "operation forbidden on released memoryview object")
	}
	return nil
}

func (m *MemoryView) release() error {
	if m.exports > 0 {
		return Raise(BufferError, "memoryview has %d exported buffer%s", m.exports, plural(m.exports))
	}
	if m.held {
		m.held = false
		if m.lender.uses--; m.lender.uses == 0 && m.lender.held != nil {
			m.lender.held.Free()
			m.lender.held = nil
		}
	}
	m.released = true
	return nil
}

// hold freezes the lender's size.
func (m *MemoryView) hold(th *Thread) error {
	if m.held {
		return nil
	}
	if m.lender.uses == 0 {
		b, err := GetBuffer(th, m.lender.obj, false)
		if err != nil {
			return err
		}
		m.lender.held = b
	}
	m.lender.uses++
	m.held = true
	return nil
}

// format returns the format of the items, when it is one that a program can read.
func (m *MemoryView) format() (itemFormat, error) {
	f, native, ok := parseItemFormat(m.view.Format)
	if !ok || !native {
		return f, Raise(NotImplementedError, "memoryview: format %s not supported", m.view.Format)
	}
	return f, nil
}

func memoryView(v Value) *MemoryView { return (*MemoryView)(v.P) }

func setupMemoryView(t *Type) {
	t.Doc = "A view of the memory of an object that supports the buffer protocol."
	t.TextSig = "(object)"
	t.Layout, t.Size = KindMemoryView, SizeOf[MemoryView]()
	t.Flags |= TypeSequence | TypeHasWeakref
	t.WeakField = func(v Value) **WeakList { return &memoryView(v).weak }
	t.IsSequenceIndex = true
	signature := ParseSignature("memoryview($type, object)")
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		mark := len(th.scratch)
		a, err := signature.Bind(th, append([]Value{cls.Value()}, args...), kw)
		if err != nil {
			return Unbound, err
		}
		object := a[1]
		th.release(mark)
		return memoryViewValue(NewMemoryView(th, object))
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		state := "memory"
		if memoryView(v).released {
			state = "released memory"
		}
		return Text("<" + state + " at 0x" + hexPad(uint64(ID(th, v)), 0) + ">"), nil
	}
	t.Hash = memoryViewHash
	t.Compare = memoryViewCompare
	t.Iter = func(th *Thread, v Value) (Value, error) {
		m := memoryView(v)
		if err := m.check(); err != nil {
			return Unbound, err
		}
		switch len(m.view.Shape) {
		case 0:
			return Unbound, Raise(TypeError, "invalid indexing of 0-dim memory")
		case 1:
		default:
			return Unbound, Raise(NotImplementedError, "multi-dimensional sub-views are not implemented")
		}
		if _, err := m.format(); err != nil {
			return Unbound, err
		}
		return (&memoryIterator{Header: Header{Type: MemoryIteratorType, Kind: KindIterator}, view: m, length: m.view.Shape[0]}).Value(), nil
	}
	t.Len = func(th *Thread, v Value) (int, error) {
		m := memoryView(v)
		if err := m.check(); err != nil {
			return 0, err
		}
		if len(m.view.Shape) == 0 {
			return 0, Raise(TypeError, "0-dim memory has no length")
		}
		return m.view.Shape[0], nil
	}
	t.GetItem = memoryViewGetItem
	t.SetItem = memoryViewSetItem
	t.Buffer = func(th *Thread, v Value, writable bool) (*Buffer, error) {
		m := memoryView(v)
		if err := m.check(); err != nil {
			return nil, err
		}
		if writable && m.view.ReadOnly {
			return nil, Raise(BufferError, "memoryview: underlying buffer is not writable")
		}
		b := m.view
		b.Obj = v
		m.exports++
		b.Release = func() { m.exports-- }
		return &b, nil
	}
	t.Methods = memoryViewMethods()
	t.GetSets = memoryViewGetSets()
}

func memoryViewValue(m *MemoryView, err error) (Value, error) {
	if err != nil {
		return Unbound, err
	}
	return m.Value(), nil
}

func memoryViewMethods() []*MethodDef {
	// checked is a method that a released view refuses.
	checked := func(f func(th *Thread, m *MemoryView, a []Value) (Value, error)) Func {
		return func(th *Thread, a []Value) (Value, error) {
			m := memoryView(a[0])
			if err := m.check(); err != nil {
				return Unbound, err
			}
			return f(th, m, a)
		}
	}
	return []*MethodDef{
		Def("release($self, /)", "Give the memory back to its object.", func(th *Thread, a []Value) (Value, error) {
			return None, memoryView(a[0]).release()
		}),
		Def("tobytes($self, /, order='C')", "Return the contents as bytes, in C's or Fortran's order of items, or as they lie if 'A'.", checked(memoryViewToBytes)),
		Def("hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "Return the contents as hexadecimal digits, as bytes.hex() does.", checked(func(th *Thread, m *MemoryView, a []Value) (Value, error) {
			if err := m.charge(th); err != nil {
				return Unbound, err
			}
			m.exports++
			defer func() { m.exports-- }()
			return bytesHex(th, m.view.bytes(), a[1], a[2])
		})),
		Def("tolist($self, /)", "Return the items as a list, of lists for more dimensions.", checked(func(th *Thread, m *MemoryView, a []Value) (Value, error) {
			f, err := m.format()
			if err == nil {
				err = th.ChargeItems(m.view.items(), 16)
			}
			if err != nil {
				return Unbound, err
			}
			return m.list(f, 0, m.view.Offset), nil
		})),
		Def("cast($self, /, format, shape=<unrepresentable>)", "Return a view of the same memory with other items.", checked(memoryViewCast)),
		Def("toreadonly($self, /)", "Return a read-only view of the same memory.", checked(func(th *Thread, m *MemoryView, a []Value) (Value, error) {
			r := m.derive()
			r.view.ReadOnly = true
			return r.Value(), nil
		})),
		DefClass("_from_flags($type, /, object, flags)", "Return a view of object that was asked for with the given flags.", func(th *Thread, a []Value) (Value, error) {
			if _, err := AsCInt(th, a[2]); err != nil {
				return Unbound, err
			}
			return memoryViewValue(NewMemoryView(th, a[1]))
		}),
		Def("count($self, value, /)", "Return how many items are equal to value.", checked(func(th *Thread, m *MemoryView, a []Value) (Value, error) {
			n := 0
			err := ForEach(th, a[0], func(v Value) error {
				same, err := Equal(th, v, a[1])
				if same {
					n++
				}
				return err
			})
			return Int(int64(n)), err
		})),
		Def("index($self, value, start=0, stop=sys.maxsize, /)", "Return the index of the first item that is equal to value.", checked(memoryViewIndex)),
		Def("__enter__($self, /)", "Return self.", checked(func(th *Thread, m *MemoryView, a []Value) (Value, error) { return a[0], m.hold(th) })),
		Def("__exit__($self, /, *exc_info)", "Give the memory back to its object.", func(th *Thread, a []Value) (Value, error) {
			return None, memoryView(a[0]).release()
		}),
		DefClass("__class_getitem__($type, object, /)", "Return the generic alias of memoryview for a type of items.", classGetItem),
	}
}

func memoryViewGetSets() []GetSetDef {
	get := func(name, doc string, f func(m *MemoryView) Value) GetSetDef {
		return GetSetDef{Name: name, Doc: doc, Get: func(th *Thread, v Value) (Value, error) {
			m := memoryView(v)
			if err := m.check(); err != nil {
				return Unbound, err
			}
			return f(m), nil
		}}
	}
	tuple := func(sizes []int) Value {
		items := make([]Value, len(sizes))
		for i, n := range sizes {
			items[i] = Int(int64(n))
		}
		return NewTuple(items).Value()
	}
	return []GetSetDef{
		get("obj", "The object whose memory it is.", func(m *MemoryView) Value { return m.lender.obj }),
		get("nbytes", "The size of the contents in bytes.", func(m *MemoryView) Value { return Int(int64(m.view.items() * m.view.ItemSize)) }),
		get("readonly", "Whether the memory can't be written to.", func(m *MemoryView) Value { return Bool(m.view.ReadOnly) }),
		get("itemsize", "The size of an item in bytes.", func(m *MemoryView) Value { return Int(int64(m.view.ItemSize)) }),
		get("format", "The format of the items, as in module struct.", func(m *MemoryView) Value { return Text(m.view.Format) }),
		get("ndim", "The number of dimensions.", func(m *MemoryView) Value { return Int(int64(len(m.view.Shape))) }),
		get("shape", "The number of items in each dimension.", func(m *MemoryView) Value { return tuple(m.view.Shape) }),
		get("strides", "The bytes from item to item in each dimension.", func(m *MemoryView) Value { return tuple(m.view.Strides) }),
		get("suboffsets", "Always empty: for arrays of pointers.", func(m *MemoryView) Value { return emptyTuple.Value() }),
		get("c_contiguous", "Whether the items lie side by side in C's order.", func(m *MemoryView) Value { return Bool(m.view.contiguous()) }),
		get("f_contiguous", "Whether the items lie side by side in Fortran's order.", func(m *MemoryView) Value { return Bool(m.view.contiguousF()) }),
		get("contiguous", "Whether the items lie side by side.", func(m *MemoryView) Value {
			return Bool(m.view.contiguous() || m.view.contiguousF())
		}),
	}
}

// charge announces a copy of the contents.
func (m *MemoryView) charge(th *Thread) error { return th.ChargeItems(m.view.items(), m.view.ItemSize) }

func (m *MemoryView) list(f itemFormat, dimension, at int) Value {
	if dimension == len(m.view.Shape) {
		return f.unpack(m.view.Data[at:])
	}
	items := make([]Value, m.view.Shape[dimension])
	for i := range items {
		items[i] = m.list(f, dimension+1, at)
		at += m.view.Strides[dimension]
	}
	return NewList(items).Value()
}

func memoryViewToBytes(th *Thread, m *MemoryView, a []Value) (Value, error) {
	order := "C"
	if s := AsStr(a[1]); s != nil {
		order = s.s
	} else if !a[1].IsNone() {
		return Unbound, Raise(TypeError, "tobytes() argument 'order' must be str or None, not %s", argumentType(a[1]))
	}
	if order != "C" && order != "F" && order != "A" {
		return Unbound, Raise(ValueError, "order must be 'C', 'F' or 'A'")
	}
	if err := m.charge(th); err != nil {
		return Unbound, err
	}
	v := m.view
	if order == "F" || order == "A" && !v.contiguous() && v.contiguousF() {
		// Fortran's order is C's order of the reversed dimensions.
		v.Shape, v.Strides = backwards(v.Shape), backwards(v.Strides)
	}
	return CopyBytes(v.bytes()).Value(), nil
}

func backwards(list []int) []int {
	out := make([]int, len(list))
	for i, n := range list {
		out[len(list)-1-i] = n
	}
	return out
}

func memoryViewIndex(th *Thread, m *MemoryView, a []Value) (Value, error) {
	if len(m.view.Shape) == 0 {
		return Unbound, Raise(TypeError, "invalid lookup on 0-dim memory")
	}
	if len(m.view.Shape) > 1 {
		return Unbound, Raise(NotImplementedError, "multi-dimensional lookup is not implemented")
	}
	start, stop, err := searchRange(th, a[2], a[3], m.view.Shape[0])
	if err != nil {
		return Unbound, err
	}
	for i := start; i < stop; i++ {
		v, err := GetItem(th, a[0], Int(int64(i)))
		if err != nil {
			return Unbound, err
		}
		same, err := Equal(th, v, a[1])
		if err != nil {
			return Unbound, err
		}
		if same {
			return Int(int64(i)), nil
		}
	}
	return Unbound, Raise(ValueError, "memoryview.index(x): x not found")
}

// memoryViewCast is memoryview.cast(format, shape).
func memoryViewCast(th *Thread, m *MemoryView, a []Value) (Value, error) {
	name := AsStr(a[1])
	if name == nil {
		return Unbound, Raise(TypeError, "cast() argument 'format' must be str, not %s", argumentType(a[1]))
	}
	if !m.view.contiguous() {
		return Unbound, Raise(TypeError, "memoryview: casts are restricted to C-contiguous views")
	}
	shaped := !a[2].IsUnbound()
	if shaped || len(m.view.Shape) != 1 {
		for _, n := range m.view.Shape {
			if n == 0 {
				return Unbound, Raise(TypeError, "memoryview: cannot cast view with zeros in shape or strides")
			}
		}
	}
	if shaped && len(m.view.Shape) != 1 {
		return Unbound, Raise(TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D")
	}
	var dimensions []Value
	if shaped {
		switch {
		case AsTuple(a[2]) != nil:
			dimensions = AsTuple(a[2]).Items()
		case AsList(a[2]) != nil:
			dimensions = AsList(a[2]).Items()
		default:
			return Unbound, Raise(TypeError, "shape must be a list or a tuple")
		}
		if len(dimensions) > 64 {
			return Unbound, Raise(ValueError, "memoryview: number of dimensions must not exceed 64")
		}
	}
	from, native, ok := parseItemFormat(m.view.Format)
	if !ok || !native {
		return Unbound, Raise(ValueError, "memoryview: source format must be a native single character format prefixed with an optional '@'")
	}
	to, native, ok := parseItemFormat(name.s)
	if !ok || !native {
		return Unbound, Raise(ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'")
	}
	if !from.isByte() && !to.isByte() {
		return Unbound, Raise(TypeError, "memoryview: cannot cast between two non-byte formats")
	}
	size := m.view.items() * m.view.ItemSize
	if size%to.size != 0 {
		return Unbound, Raise(TypeError, "memoryview: length is not a multiple of itemsize")
	}
	r := m.derive()
	r.view.Format, r.view.ItemSize = name.s, to.size
	r.view.Shape, r.view.Strides = []int{size / to.size}, []int{to.size}
	if shaped {
		if err := r.view.setShape(th, dimensions, size); err != nil {
			return Unbound, err
		}
	}
	return r.Value(), nil
}

// setShape lays the memory of size bytes out in the given dimensions.
func (b *Buffer) setShape(th *Thread, dimensions []Value, size int) error {
	b.Shape, b.Strides = make([]int, len(dimensions)), make([]int, len(dimensions))
	product := b.ItemSize
	for i, v := range dimensions {
		if !IsInstance(v, IntType) {
			return Raise(TypeError, "memoryview.cast(): elements of shape must be integers")
		}
		n, err := AsInt(th, v)
		if err != nil {
			return err
		}
		if n <= 0 {
			return Raise(ValueError, "memoryview.cast(): elements of shape must be integers > 0")
		}
		if n > (1<<63-1)/product {
			return Raise(ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX")
		}
		b.Shape[i] = n
		product *= n
	}
	if product != size {
		return Raise(TypeError, "memoryview: product(shape) * itemsize != buffer size")
	}
	stride := b.ItemSize
	for i := len(b.Shape) - 1; i >= 0; i-- {
		b.Strides[i] = stride
		stride *= b.Shape[i]
	}
	return nil
}

// locate returns where the item that a key other than a slice means begins.
func (m *MemoryView) locate(th *Thread, key Value) (int, error) {
	v := &m.view
	if t := AsTuple(key); t != nil {
		slices := 0
		for _, k := range t.Items() {
			if k.Kind() == KindSlice {
				slices++
			}
		}
		if slices > 0 && slices == t.Len() {
			return 0, Raise(NotImplementedError, "multi-dimensional slicing is not implemented")
		}
		for _, k := range t.Items() {
			if k.Type().Index == nil && !IsInstance(k, IntType) {
				return 0, Raise(TypeError, "memoryview: invalid slice key")
			}
		}
		switch {
		case t.Len() > len(v.Shape):
			return 0, Raise(TypeError, "cannot index %d-dimension view with %d-element tuple", len(v.Shape), t.Len())
		case t.Len() < len(v.Shape):
			return 0, Raise(NotImplementedError, "sub-views are not implemented")
		}
		at := v.Offset
		for i, k := range t.Items() {
			step, err := m.step(th, k, i)
			if err != nil {
				return 0, err
			}
			at += step
		}
		return at, nil
	}
	switch {
	case key.Type().Index == nil && !IsInstance(key, IntType):
		if len(v.Shape) == 0 {
			return 0, Raise(TypeError, "invalid indexing of 0-dim memory")
		}
		return 0, Raise(TypeError, "memoryview: invalid slice key")
	case len(v.Shape) == 0:
		return 0, Raise(TypeError, "invalid indexing of 0-dim memory")
	case len(v.Shape) > 1:
		return 0, Raise(NotImplementedError, "multi-dimensional sub-views are not implemented")
	}
	step, err := m.step(th, key, 0)
	return v.Offset + step, err
}

// step is the distance to the item with the given index in one dimension.
func (m *MemoryView) step(th *Thread, key Value, dimension int) (int, error) {
	index, err := Index(th, key)
	if err != nil {
		return 0, err
	}
	if err := m.check(); err != nil { // an __index__ may have released it
		return 0, err
	}
	if index.P != nil {
		return 0, Raise(IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
	}
	i, n := int(index.B), m.view.Shape[dimension]
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return 0, Raise(IndexError, "index out of bounds on dimension %d", dimension+1)
	}
	return i * m.view.Strides[dimension], nil
}

// slice returns the view of a slice of the first dimension.
func (m *MemoryView) slice(th *Thread, key Value) (*MemoryView, error) {
	if len(m.view.Shape) == 0 {
		return nil, Raise(TypeError, "invalid indexing of 0-dim memory")
	}
	r := m.derive() // an __index__ may release m
	start, _, step, n, err := SliceIndices(th, key, m.view.Shape[0])
	if err != nil {
		return nil, err
	}
	if len(m.view.Shape) == 1 {
		r.setLine(n, m.view.Strides[0]*step)
	} else {
		r.view.Shape = append([]int{n}, m.view.Shape[1:]...)
		r.view.Strides = append([]int{m.view.Strides[0] * step}, m.view.Strides[1:]...)
	}
	if n > 0 {
		r.view.Offset += start * m.view.Strides[0]
	}
	return r, nil
}

func memoryViewGetItem(th *Thread, v, key Value) (Value, error) {
	m := memoryView(v)
	if err := m.check(); err != nil {
		return Unbound, err
	}
	if key.Kind() == KindSlice {
		return memoryViewValue(m.slice(th, key))
	}
	if key.IsSmallInt() && m.isBytes() {
		if at, ok := m.byteAt(int(key.SmallInt())); ok {
			return Int(int64(m.view.Data[at])), nil
		}
	}
	if key.IsExact(KindEllipsis) && len(m.view.Shape) == 0 {
		return v, nil
	}
	f, err := m.format()
	if err != nil {
		return Unbound, err
	}
	at, err := m.locate(th, key)
	if err != nil {
		return Unbound, err
	}
	return f.unpack(m.view.Data[at:]), nil
}

func memoryViewSetItem(th *Thread, v, key, x Value) error {
	m := memoryView(v)
	if err := m.check(); err != nil {
		return err
	}
	if m.view.ReadOnly {
		return Raise(TypeError, "cannot modify read-only memory")
	}
	if x.IsUnbound() {
		return Raise(TypeError, "cannot delete memory")
	}
	if key.IsSmallInt() && x.IsSmallInt() && x.B < 256 && m.isBytes() {
		if at, ok := m.byteAt(int(key.SmallInt())); ok {
			m.view.Data[at] = byte(x.B)
			return nil
		}
	}
	f, err := m.format()
	if err != nil {
		return err
	}
	if key.Kind() == KindSlice {
		return m.setSlice(th, key, x)
	}
	if key.IsExact(KindEllipsis) && len(m.view.Shape) == 0 {
		key = emptyTuple.Value()
	}
	at, err := m.locate(th, key)
	if err != nil {
		return err
	}
	var item [8]byte
	if err := f.pack(th, item[:], x); err != nil {
		return err
	}
	if err := m.check(); err != nil {
		return err
	}
	copy(m.view.Data[at:at+f.size], item[:])
	return nil
}

func (m *MemoryView) setSlice(th *Thread, key, x Value) error {
	if len(m.view.Shape) > 1 {
		return Raise(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1")
	}
	to, err := m.slice(th, key)
	if err == nil {
		err = m.check()
	}
	if err != nil {
		return err
	}
	from, err := GetBuffer(th, x, false)
	if err != nil {
		return err
	}
	defer from.Free()
	if len(from.Shape) != 1 || from.Shape[0] != to.view.Shape[0] || plainFormat(from.Format) != plainFormat(m.view.Format) {
		return Raise(ValueError, "memoryview assignment: lvalue and rvalue have different structures")
	}
	data := bytes.Clone(from.bytes())
	size := m.view.ItemSize
	for i, at := 0, to.view.Offset; i < to.view.Shape[0]; i, at = i+1, at+to.view.Strides[0] {
		copy(m.view.Data[at:at+size], data[i*size:])
	}
	return nil
}

// plainFormat drops the prefix that means native.
func plainFormat(format string) string {
	if len(format) > 1 && format[0] == '@' {
		return format[1:]
	}
	return format
}

func memoryViewHash(th *Thread, v Value) (int64, error) {
	m := memoryView(v)
	if m.hashed {
		return m.hash, nil
	}
	if err := m.check(); err != nil {
		return 0, err
	}
	if !m.view.ReadOnly {
		return 0, Raise(ValueError, "cannot hash writable memoryview object")
	}
	if f, native, ok := parseItemFormat(m.view.Format); !ok || !native || !f.isByte() {
		return 0, Raise(ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
	}
	m.exports++ // hashing the object may run code that would release the view
	_, err := Hash(th, m.lender.obj)
	m.exports--
	if err != nil {
		return 0, err
	}
	if err := m.charge(th); err != nil {
		return 0, err
	}
	m.hash, m.hashed = hashSecret.HashBytes(m.view.bytes()), true
	return m.hash, nil
}

func memoryViewCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	m := AsMemoryView(a)
	if m == nil || op != EQ && op != NE || b.Type().Buffer == nil {
		return NotImplemented, nil
	}
	if m.released {
		return Bool(Is(a, b) == (op == EQ)), nil
	}
	if w := AsMemoryView(b); w != nil && w.released {
		return Bool(op == NE), nil
	}
	other, err := GetBuffer(th, b, false)
	if err != nil {
		return NotImplemented, nil
	}
	defer other.Free()
	same, err := m.view.equal(th, other)
	if err != nil {
		return Unbound, err
	}
	return Bool(same == (op == EQ)), nil
}

// equal compares shapes and the values of the items. Items of an unknown format are never equal.
func (b *Buffer) equal(th *Thread, c *Buffer) (bool, error) {
	if len(b.Shape) != len(c.Shape) {
		return false, nil
	}
	for i := range b.Shape {
		if b.Shape[i] != c.Shape[i] {
			return false, nil
		}
		if b.Shape[i] == 0 {
			break
		}
	}
	f, _, ok := parseItemFormat(b.Format)
	if !ok {
		return false, nil
	}
	g, _, ok := parseItemFormat(c.Format)
	if !ok {
		return false, nil
	}
	if f == g && f.code != 'e' && f.code != 'f' && f.code != 'd' && f.code != '?' && b.contiguous() && c.contiguous() {
		return bytes.Equal(b.bytes(), c.bytes()), nil
	}
	return b.equalItems(th, c, f, g, 0, b.Offset, c.Offset)
}

func (b *Buffer) equalItems(th *Thread, c *Buffer, f, g itemFormat, dimension, i, j int) (bool, error) {
	if dimension == len(b.Shape) {
		x, y := f.unpack(b.Data[i:]), g.unpack(c.Data[j:])
		if x.IsFloat() && y.IsFloat() {
			return x.FloatValue() == y.FloatValue(), nil
		}
		return Equal(th, x, y)
	}
	for range b.Shape[dimension] {
		if same, err := b.equalItems(th, c, f, g, dimension+1, i, j); err != nil || !same {
			return false, err
		}
		i, j = i+b.Strides[dimension], j+c.Strides[dimension]
	}
	return true, nil
}

// MemoryIteratorType is the type of iterators over memoryviews.
var MemoryIteratorType = &Type{Name: "memory_iterator"}

// memoryIterator walks a memoryview of one dimension.
type memoryIterator struct {
	Header
	view          *MemoryView // nil at the end
	index, length int
}

func setupMemoryIterator(t *Type) {
	t.Size = SizeOf[memoryIterator]()
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		it := (*memoryIterator)(v.P)
		if it.view == nil {
			return Unbound, nil
		}
		if err := it.view.check(); err != nil {
			return Unbound, err
		}
		if it.index >= it.length {
			it.view = nil
			return Unbound, nil
		}
		it.index++
		if it.view.isBytes() {
			if at, ok := it.view.byteAt(it.index - 1); ok {
				return Int(int64(it.view.view.Data[at])), nil
			}
		}
		return memoryViewGetItem(th, it.view.Value(), Int(int64(it.index-1)))
	})
}
