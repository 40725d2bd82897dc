// Package structs is the module _struct: values packed as bytes by a format (library reference, "struct").
//
//	structs.go   the module, its functions, Struct
//	format.go    format strings
//	value.go     single values
package structs

import (
	"slices"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_struct",
	Doc:       "Values packed as bytes.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		m.Set(th, "error", errorType.Value())
		m.Set(th, "Struct", structType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_clearcache($module, /)", "Forget parsed formats.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			th.Interp.Formats = nil
			return py.None, nil
		}),
		py.Def("calcsize($module, format, /)", "Return the size of the packed format in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(int64(l.size)), nil
		}),
		py.DefRaw("pack", "", "pack(format, v1, v2, ...) -> bytes\n\nPack the values.", withFormat("pack", pack)),
		py.DefRaw("pack_into", "", "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values into a writable buffer.", withFormat("pack_into", packInto)),
		py.Def("unpack($module, format, buffer, /)", "Return the values in a buffer of just the format's size.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return unpack(th, l, a[1])
		}),
		py.Def("unpack_from($module, format, /, buffer, offset=0)", "Return the values in a buffer from an offset.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return unpackFrom(th, l, a[1], a[2])
		}),
		py.Def("iter_unpack($module, format, buffer, /)", "Yield the values of one part of a buffer after the other.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return newIterator(th, l, a[1])
		}),
	}
}

var (
	setupOnce    sync.Once
	errorType    = &py.Type{Name: "error", Module: "struct", Flags: py.TypeBaseType}
	structType   = &py.Type{Name: "Struct", Module: "_struct", TextSig: "(format)", Doc: "Packs and unpacks by one format.", Flags: py.TypeBaseType}
	iteratorType = &py.Type{Name: "unpack_iterator", Module: "_struct"}
)

const cacheSize = 100

// state is what an interpreter knows of formats.
type state struct {
	layouts map[string]*layout
	// The layouts of a few strs, found by the objects: most programs give the same constant again and again.
	recent [8]struct {
		format *py.Str
		layout *layout
	}
	next int // the entry of recent that goes next
}

// formatText reads a format, str or bytes.
func formatText(th *py.Thread, v py.Value) (string, error) {
	if s := py.AsStr(v); s != nil {
		b, err := py.Encode(th, s, "ascii", "strict")
		return string(b), err
	}
	if v.Kind() == py.KindBytes {
		b, err := py.AsBytes(th, v)
		return string(b), err
	}
	return "", py.Raise(py.TypeError, "Struct() argument 1 must be a str or bytes object, not %s", v.Type().TypeName())
}

// layoutOf returns the layout of a format, parsed once.
func layoutOf(th *py.Thread, format py.Value) (*layout, error) {
	known, _ := th.Interp.Formats.(*state)
	if known == nil {
		known = &state{}
		th.Interp.Formats = known
	}
	s := py.AsStr(format)
	if s != nil {
		for i := range known.recent {
			if r := &known.recent[i]; r.format == s {
				return r.layout, nil
			}
		}
	}
	text, err := formatText(th, format)
	if err != nil {
		return nil, err
	}
	l := known.layouts[text]
	if l == nil {
		if l, err = parse(text); err != nil {
			return nil, err
		}
		if known.layouts == nil || len(known.layouts) >= cacheSize {
			known.layouts = map[string]*layout{}
		}
		known.layouts[text] = l
	}
	if s != nil && len(text) <= 64 {
		r := &known.recent[known.next%len(known.recent)]
		r.format, r.layout = s, l
		known.next++
	}
	return l, nil
}

// withFormat makes a function with a format as first argument of one with a layout.
func withFormat(name string, f func(th *py.Thread, l *layout, args []py.Value) (py.Value, error)) py.RawFunc {
	return func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "_struct.%s() takes no keyword arguments", name)
		}
		if len(args) == 0 {
			return py.Unbound, py.Raise(py.TypeError, "missing format argument")
		}
		l, err := layoutOf(th, args[0])
		if err != nil {
			return py.Unbound, err
		}
		return f(th, l, args[1:])
	}
}

// store packs values.
func (l *layout) store(th *py.Thread, function string, out []byte, values []py.Value) error {
	if len(values) != l.values {
		return py.Raise(errorType, "%s expected %d items for packing (got %d)", function, l.values, len(values))
	}
	return l.inParts(func(items []item, from int) error { return l.storeEach(th, items, out, values[from:]) })
}

// load unpacks the values in data.
func (l *layout) load(th *py.Thread, data []byte) (py.Value, error) {
	if err := th.ChargeItems(l.values, 16); err != nil {
		return py.Unbound, err
	}
	t := py.SizedTuple(l.values)
	values := t.Items()
	return t.Value(), l.inParts(func(items []item, from int) error {
		l.loadEach(items, values[from:], data)
		return nil
	})
}

// inParts calls f for items of one value each, and with the index of the value of the first: for all items at once if there are no long runs.
func (l *layout) inParts(f func(items []item, from int) error) error {
	if l.values == len(l.items) {
		return f(l.items, 0)
	}
	from := 0
	var part [maxApart]item
	for _, it := range l.items {
		for left := it.count; left > 0; {
			n := min(left, maxApart)
			for i := range part[:n] {
				part[i] = it
				it.offset += it.size
			}
			if err := f(part[:n], from); err != nil {
				return err
			}
			left -= n
			from += n
		}
	}
	return nil
}

func pack(th *py.Thread, l *layout, args []py.Value) (py.Value, error) {
	if len(args) != l.values {
		return py.Unbound, l.store(th, "pack", nil, args)
	}
	if err := th.Charge(int64(l.size)); err != nil {
		return py.Unbound, err
	}
	if l.size < 2 {
		out := make([]byte, l.size)
		if err := l.store(th, "pack", out, args); err != nil {
			return py.Unbound, err
		}
		return py.NewBytes(out).Value(), nil
	}
	x, out := py.SizedBytes(l.size)
	if err := l.store(th, "pack", out, args); err != nil {
		return py.Unbound, err
	}
	return x.Value(), nil
}

func notWritable(v py.Value) error {
	name := v.Type().TypeName()
	if v.IsNone() {
		name = "None"
	}
	return py.Raise(py.TypeError, "argument must be read-write bytes-like object, not %s", name)
}

func packInto(th *py.Thread, l *layout, args []py.Value) (py.Value, error) {
	switch len(args) {
	case 0:
		return py.Unbound, py.Raise(errorType, "pack_into expected buffer argument")
	case 1:
		return py.Unbound, py.Raise(errorType, "pack_into expected offset argument")
	}
	if len(args)-2 != l.values {
		return py.Unbound, l.store(th, "pack_into", nil, args[2:])
	}
	if args[0].Type().Buffer == nil || args[0].Kind() == py.KindBytes {
		return py.Unbound, notWritable(args[0])
	}
	var data []byte
	if array := py.AsByteArray(args[0]); array != nil && plain(args[1:]) {
		data = array.Bytes()
	} else {
		b, err := py.GetBuffer(th, args[0], true)
		if err != nil {
			return py.Unbound, err
		}
		defer b.Free()
		size := b.ItemSize
		for i := len(b.Shape) - 1; i >= 0; i-- {
			if b.Shape[i] > 1 && len(b.Strides) > 0 && b.Strides[i] != size {
				return py.Unbound, notWritable(args[0])
			}
			size *= b.Shape[i]
		}
		data = b.Data[b.Offset : b.Offset+size]
	}
	size := len(data)
	offset, err := offsetArg(th, args[1])
	if err != nil {
		return py.Unbound, err
	}
	if offset < 0 {
		if offset+l.size > 0 {
			return py.Unbound, py.Raise(errorType, "no space to pack %d bytes at offset %d", l.size, offset)
		}
		if offset+size < 0 {
			return py.Unbound, py.Raise(errorType, "offset %d out of range for %d-byte buffer", offset, size)
		}
		offset += size
	}
	if size-offset < l.size {
		return py.Unbound, py.Raise(errorType, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)",
			uint64(l.size)+uint64(offset), l.size, offset, size)
	}
	clear(data[offset : offset+l.size])
	return py.None, l.store(th, "pack_into", data[offset:offset+l.size], args[2:])
}

// plain reports whether no value runs Python code when it is packed, so that the buffer can't change meanwhile.
func plain(values []py.Value) bool {
	for _, v := range values {
		if !v.IsSmallInt() && !v.IsFloat() && !v.IsBool() && v.Kind() != py.KindBytes {
			return false
		}
	}
	return true
}

func offsetArg(th *py.Thread, v py.Value) (int, error) {
	n, err := py.AsInt(th, v)
	if err == nil && n < -1<<40 {
		n = -1 << 40 // as far out of range as any
	}
	return n, err
}

func unpack(th *py.Thread, l *layout, buffer py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, buffer)
	if err != nil {
		return py.Unbound, err
	}
	if len(data) != l.size {
		return py.Unbound, py.Raise(errorType, "unpack requires a buffer of %d bytes", l.size)
	}
	return l.load(th, data)
}

func unpackFrom(th *py.Thread, l *layout, buffer, at py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, buffer)
	if err != nil {
		return py.Unbound, err
	}
	offset, err := offsetArg(th, at)
	if err != nil {
		return py.Unbound, err
	}
	if offset < 0 {
		if offset+l.size > 0 {
			return py.Unbound, py.Raise(errorType, "not enough data to unpack %d bytes at offset %d", l.size, offset)
		}
		if offset+len(data) < 0 {
			return py.Unbound, py.Raise(errorType, "offset %d out of range for %d-byte buffer", offset, len(data))
		}
		offset += len(data)
	}
	if len(data)-offset < l.size {
		return py.Unbound, py.Raise(errorType, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)",
			uint64(l.size)+uint64(offset), l.size, offset, len(data))
	}
	return l.load(th, data[offset:offset+l.size])
}

// structObject is a Struct.
type structObject struct {
	py.Header
	weak   *py.WeakList
	format string
	layout *layout
}

func asStruct(v py.Value) *structObject { return py.AsAny[structObject](v) }

// layoutIn returns the layout of a Struct, which has none before __init__.
func layoutIn(v py.Value) (*layout, error) {
	if l := asStruct(v).layout; l != nil {
		return l, nil
	}
	return nil, py.Raise(py.RuntimeError, "Struct object is not initialized")
}

// iterator is what iter_unpack returns.
type iterator struct {
	py.Header
	layout *layout
	buffer py.Value
	index  int
}

func newIterator(th *py.Thread, l *layout, buffer py.Value) (py.Value, error) {
	if l.size == 0 {
		return py.Unbound, py.Raise(errorType, "cannot iteratively unpack with a struct of length 0")
	}
	data, err := py.AsBytes(th, buffer)
	if err != nil {
		return py.Unbound, err
	}
	if len(data)%l.size != 0 {
		return py.Unbound, py.Raise(errorType, "iterative unpacking requires a buffer of a multiple of %d bytes", l.size)
	}
	return (&iterator{Header: py.Header{Type: iteratorType, Kind: py.KindOther}, layout: l, buffer: buffer}).Value(), nil
}

func setup() {
	py.SetupType(errorType, py.ExceptionType)
	t := iteratorType
	t.Flags |= py.TypeDisallowNew
	t.Iter = func(th *py.Thread, self py.Value) (py.Value, error) { return self, nil }
	t.Next = func(th *py.Thread, self py.Value) (py.Value, error) {
		it := py.AsAny[iterator](self)
		data, err := py.AsBytes(th, it.buffer)
		if err != nil || it.index+it.layout.size > len(data) {
			return py.Unbound, err
		}
		it.index += it.layout.size
		return it.layout.load(th, data[it.index-it.layout.size:it.index])
	}
	t.NextParts = func(th *py.Thread, self py.Value, to []py.Value) (some, known bool, err error) {
		it := py.AsAny[iterator](self)
		if len(to) != len(it.layout.items) || len(to) != it.layout.values {
			return false, false, nil
		}
		data, err := py.AsBytes(th, it.buffer)
		if err != nil || it.index+it.layout.size > len(data) {
			return false, true, err
		}
		clear(to)
		it.layout.loadEach(it.layout.items, to, data[it.index:])
		slices.Reverse(to)
		it.index += it.layout.size
		return true, true, nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("__length_hint__($self, /)", "Return how many parts are left.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			it := py.AsAny[iterator](a[0])
			data, err := py.AsBytes(th, it.buffer)
			return py.Int(int64(max(0, len(data)-it.index) / it.layout.size)), err
		}),
	}
	py.SetupType(t, nil)
	setupStruct(structType)
	py.SetupType(structType, nil)
}

var newSignature = py.ParseSignature("Struct(format)")

func setupStruct(t *py.Type) {
	t.Size = py.SizeOf[structObject]()
	t.WeakField = func(v py.Value) **py.WeakList { return &asStruct(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.NewObject[structObject](cls).Value(), nil // subclasses may take other arguments
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		a, held, err := newSignature.BindArgs(th, args, kw)
		if err != nil {
			return err
		}
		defer held.Release()
		text, err := formatText(th, a[0])
		if err != nil {
			return err
		}
		l, err := layoutOf(th, a[0])
		if err != nil {
			return err
		}
		x := asStruct(v)
		x.format, x.layout = text, l
		return nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		if _, err := layoutIn(v); err != nil {
			return py.Unbound, err
		}
		return py.Text(v.Type().ShortName() + "(" + py.ReprString(asStruct(v).format) + ")"), nil
	}
	method := func(name string, f func(th *py.Thread, l *layout, args []py.Value) (py.Value, error)) py.RawFunc {
		return func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
			if kw != nil && kw.Len() > 0 {
				return py.Unbound, py.Raise(py.TypeError, "Struct.%s() takes no keyword arguments", name)
			}
			l, err := layoutIn(args[0])
			if err != nil {
				return py.Unbound, err
			}
			return f(th, l, args[1:])
		}
	}
	t.Methods = []*py.MethodDef{
		py.Def("iter_unpack($self, buffer, /)", "Yield the values of one part of a buffer after the other.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutIn(a[0])
			if err != nil {
				return py.Unbound, err
			}
			return newIterator(th, l, a[1])
		}),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if _, err := layoutIn(a[0]); err != nil {
				return py.Unbound, err
			}
			return py.Int(int64(a[0].Type().Size) + int64(len(asStruct(a[0]).format))), nil
		}),
		py.DefRaw("pack", "", "S.pack(v1, v2, ...) -> bytes\n\nPack the values.", method("pack", pack)),
		py.DefRaw("pack_into", "", "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values into a writable buffer.", method("pack_into", packInto)),
		py.Def("unpack($self, buffer, /)", "Return the values in a buffer of just the format's size.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutIn(a[0])
			if err != nil {
				return py.Unbound, err
			}
			return unpack(th, l, a[1])
		}),
		py.Def("unpack_from($self, /, buffer, offset=0)", "Return the values in a buffer from an offset.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := layoutIn(a[0])
			if err != nil {
				return py.Unbound, err
			}
			return unpackFrom(th, l, a[1], a[2])
		}),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "format", Doc: "The format.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			_, err := layoutIn(v)
			return py.Text(asStruct(v).format), err
		}},
		{Name: "size", Doc: "The size of the packed values in bytes.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if asStruct(v).layout == nil {
				return py.Int(-1), nil
			}
			return py.Int(int64(asStruct(v).layout.size)), nil
		}},
	}
}
