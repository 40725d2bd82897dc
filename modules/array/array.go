// Package array is the module array: sequences of numbers or characters of one type, packed in memory (library reference,
// "array").
//
//	array.go     the module, the type array, its operators
//	method.go    its methods
//	item.go      type codes
//	text.go      characters
//	machine.go   arrays pickled on other machines
//	iterator.go  arrayiterator
package array

import (
	"math"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "array",
	Doc:       "Sequences of numbers or characters of one type, packed in memory.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		m.Set(th, "array", arrayType.Value())
		m.Set(th, "ArrayType", arrayType.Value())
		m.Set(th, "typecodes", py.Text(typeCodes))
		return register(th)
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def(reconstructSignature, "Rebuild an array from its pickle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return types.reconstruct(th, a)
		}),
	}
}

var (
	setupOnce    sync.Once
	arrayType    = &py.Type{Name: "array", Module: "array", Flags: py.TypeBaseType | py.TypeSequence}
	iteratorType = &py.Type{Name: "arrayiterator", Module: "array", Flags: py.TypeDisallowNew}
	types        = &kit{items: newItemTypes()}
)

// A kit finds item types by their codes.
type kit struct{ items []*itemType }

// find returns the type of a code, nil if there is none.
func (k *kit) find(code *py.Str) *itemType {
	for _, t := range k.items {
		if code.String() == string(t.code) {
			return t
		}
	}
	return nil
}

// register tells collections.abc that arrays are mutable sequences. A program without a library goes without.
func register(th *py.Thread) error {
	importer := th.Interp.Importer
	if importer == nil {
		return nil
	}
	m, err := importer.Import(th, th.Interp.Intern("collections.abc"), py.None, py.None, py.TupleOf(py.Text("MutableSequence")).Value(), 0)
	if err != nil {
		return err
	}
	abc, err := py.GetAttrString(th, m, "MutableSequence")
	if err != nil {
		return err
	}
	_, err = py.CallMethod(th, abc, "register", arrayType.Value())
	return err
}

// array is an array object.
type array struct {
	py.Header
	weak    *py.WeakList
	item    *itemType
	data    []byte // len(data) is a multiple of item.size
	exports int    // buffers that are lent: the size must not change
}

func asArray(v py.Value) *array {
	if !py.IsInstance(v, arrayType) {
		return nil
	}
	return py.AsAny[array](v)
}

func newArray(cls *py.Type, item *itemType) *array {
	x := py.NewObject[array](cls)
	x.item = item
	return x
}

func (x *array) len() int { return len(x.data) >> (x.item.shift & 3) }

// at returns the memory of item i.
func (x *array) at(i int) []byte {
	size := x.item.size
	return x.data[i*size : i*size+size : i*size+size]
}

// load returns item i, the most frequent types without a call.
func (x *array) load(i int) (py.Value, error) {
	b := x.at(i)
	switch x.item.code {
	case 'b':
		return py.Int(int64(int8(b[0]))), nil
	case 'B':
		return py.Int(int64(b[0])), nil
	case 'h':
		return py.Int(int64(int16(native.Uint16(b)))), nil
	case 'H':
		return py.Int(int64(native.Uint16(b))), nil
	case 'i':
		return py.Int(int64(int32(native.Uint32(b)))), nil
	case 'I':
		return py.Int(int64(native.Uint32(b))), nil
	case 'l', 'q':
		return py.Int(int64(native.Uint64(b))), nil
	case 'd':
		return py.Float(math.Float64frombits(native.Uint64(b))), nil
	}
	return x.item.load(b)
}

// canResize fails while buffers are lent.
func (x *array) canResize() error {
	if x.exports > 0 {
		return py.Raise(py.BufferError, "cannot resize an array that is exporting buffers")
	}
	return nil
}

// grow adds n items of zeros.
func (x *array) grow(th *py.Thread, n int) error {
	if err := x.canResize(); err != nil {
		return err
	}
	size := x.item.size
	if n > (1<<62)/size {
		return py.NewException(py.MemoryError)
	}
	if err := th.Charge(int64(len(x.data) + n*size)); err != nil {
		return err
	}
	x.data = append(x.data, make([]byte, n*size)...)
	return nil
}

// appendBytes appends items as they lie in memory.
func (x *array) appendBytes(th *py.Thread, data []byte) error {
	if len(data)%x.item.size != 0 {
		return py.Raise(py.ValueError, "bytes length not a multiple of item size")
	}
	if len(data) == 0 {
		return nil
	}
	return x.splice(th, x.len(), x.len(), data)
}

// splice replaces items i to j by data, which may be a part of the array's own.
func (x *array) splice(th *py.Thread, i, j int, data []byte) error {
	i, j = i*x.item.size, j*x.item.size
	if len(data) == j-i {
		copy(x.data[i:], data)
		return nil
	}
	if err := x.canResize(); err != nil {
		return err
	}
	n := len(x.data) + len(data) - (j - i)
	if err := th.Charge(int64(n)); err != nil {
		return err
	}
	switch {
	case j == len(x.data):
		x.data = append(x.data[:i], data...)
	case len(data) == 0:
		x.data = append(x.data[:i], x.data[j:]...)
	default:
		out := make([]byte, 0, n)
		out = append(out, x.data[:i]...)
		out = append(out, data...)
		x.data = append(out, x.data[j:]...)
	}
	return nil
}

// append adds an item.
func (x *array) append(th *py.Thread, v py.Value) error {
	if err := x.canResize(); err != nil {
		return err
	}
	var b [8]byte
	item := b[:x.item.size]
	if err := x.item.store(th, item, v); err != nil {
		return err
	}
	if err := x.canResize(); err != nil { // the conversion may have run code
		return err
	}
	if len(x.data) == cap(x.data) {
		if err := th.Charge(int64(2 * len(x.data))); err != nil {
			return err
		}
	}
	x.data = append(x.data, item...)
	return nil
}

// extend appends the items of an iterable.
func (x *array) extend(th *py.Thread, v py.Value) error {
	if y := asArray(v); y != nil {
		if x.item != y.item {
			return py.Raise(py.TypeError, "can only extend with array of same kind")
		}
		return x.appendBytes(th, y.data)
	}
	return py.ForEach(th, v, func(item py.Value) error { return x.append(th, item) })
}

func noText(t *itemType) error {
	return py.Raise(py.TypeError, "cannot use a str to initialize an array with typecode '%c'", t.code)
}

// arrayNew is array(typecode[, initializer]).
func arrayNew(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw != nil && kw.Len() > 0 {
		if _, owner := cls.LookupOwner(th.Interp.Intern("__init__")); owner == nil || owner == py.ObjectType {
			return py.Unbound, py.Raise(py.TypeError, "array.array() takes no keyword arguments")
		}
		args = args[:len(args)-kw.Len()]
	}
	switch {
	case len(args) == 0:
		return py.Unbound, py.Raise(py.TypeError, "array() takes at least 1 argument (0 given)")
	case len(args) > 2:
		return py.Unbound, py.Raise(py.TypeError, "array() takes at most 2 arguments (%d given)", len(args))
	}
	code := py.AsStr(args[0])
	if code == nil {
		return py.Unbound, py.Raise(py.TypeError, "array() argument 1 must be a unicode character, not %s", argumentName(args[0]))
	}
	if n := code.Len(); n != 1 {
		return py.Unbound, py.Raise(py.TypeError, "array() argument 1 must be a unicode character, not a string of length %d", n)
	}
	if th.Interp.Audited() {
		initial := py.None
		if len(args) == 2 {
			initial = args[1]
		}
		if err := th.Audit("array.__new__", args[0], initial); err != nil {
			return py.Unbound, err
		}
	}
	item := types.find(code)
	if code.String() == "u" {
		if err := py.Warn(th, py.DeprecationWarning, "The 'u' type code is deprecated and will be removed in Python 3.16", 1); err != nil {
			return py.Unbound, err
		}
	}
	if len(args) == 2 && (item == nil || !item.isText()) {
		shown := code.String()
		if py.AsStr(args[1]) != nil {
			return py.Unbound, py.Raise(py.TypeError, "cannot use a str to initialize an array with typecode '%s'", shown)
		}
		if y := asArray(args[1]); y != nil && y.item.isText() {
			return py.Unbound, py.Raise(py.TypeError, "cannot use a unicode array to initialize an array with typecode '%s'", shown)
		}
	}
	if item == nil {
		return py.Unbound, py.Raise(py.ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
	}
	x := newArray(cls, item)
	if len(args) == 1 {
		return x.Value(), nil
	}
	init := args[1]
	if y := asArray(init); y != nil && (y.item == item || y.item.isText()) {
		return x.Value(), x.appendBytes(th, y.data)
	}
	switch {
	case init.Kind() == py.KindBytes, init.Kind() == py.KindByteArray:
		data, err := py.AsBytes(th, init)
		if err != nil {
			return py.Unbound, err
		}
		return x.Value(), x.appendBytes(th, data)
	case py.AsStr(init) != nil:
		return x.Value(), x.appendText(th, py.AsStr(init))
	}
	if l := py.AsList(init); l != nil {
		return x.Value(), x.appendList(th, l)
	}
	return x.Value(), py.ForEach(th, init, func(v py.Value) error { return x.append(th, v) })
}

// appendList appends the items of a list; all or none.
func (x *array) appendList(th *py.Thread, l *py.List) error {
	n, old := l.Len(), x.len()
	if n == 0 {
		return nil
	}
	if err := x.grow(th, n); err != nil {
		return err
	}
	for i := range n {
		if err := x.item.store(th, x.at(old+i), l.At(i)); err != nil {
			x.data = x.data[:old*x.item.size]
			return err
		}
		if l.Len() != n || x.len() != old+n {
			x.data = x.data[:min(len(x.data), old*x.item.size)]
			return py.Raise(py.RuntimeError, "list changed size during iteration")
		}
	}
	return nil
}

func setup() {
	t := arrayType
	t.Doc = "array(typecode[, initializer]) -> array\n\n" + typeDoc
	t.Size = py.SizeOf[array]()
	self := py.AsAny[array]
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = arrayNew
	t.Repr = arrayRepr
	t.Compare = arrayCompare
	t.Len = func(th *py.Thread, v py.Value) (int, error) { return self(v).len(), nil }
	t.Iter = newIterator
	t.IsSequenceIndex = true
	t.GetItem = arrayGetItem
	t.SetItem = arraySetItem
	t.Contains = func(th *py.Thread, v, item py.Value) (bool, error) {
		i, err := self(v).find(th, item, 0, 1<<62)
		return i >= 0, err
	}
	t.Concat = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		x, y := self(a), asArray(b)
		if y == nil {
			return py.Unbound, py.Raise(py.TypeError, `can only append array (not "%s") to array`, b.Type().TypeName())
		}
		if x.item != y.item {
			return py.Unbound, badArgument()
		}
		if err := th.Charge(int64(len(x.data)) + int64(len(y.data))); err != nil {
			return py.Unbound, err
		}
		r := newArray(arrayType, x.item)
		r.data = append(append(make([]byte, 0, len(x.data)+len(y.data)), x.data...), y.data...)
		return r.Value(), nil
	}
	t.Repeat = func(th *py.Thread, v, count py.Value) (py.Value, error) {
		n, err := py.AsInt(th, count)
		if err != nil {
			return py.Unbound, err
		}
		r := newArray(arrayType, self(v).item)
		r.data, err = repeat(th, self(v).data, n)
		return r.Value(), err
	}
	t.InPlaceConcat = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		if asArray(b) == nil {
			return py.Unbound, py.Raise(py.TypeError, `can only extend array with array (not "%s")`, b.Type().TypeName())
		}
		return a, self(a).extend(th, b)
	}
	t.InPlaceRepeat = func(th *py.Thread, v, count py.Value) (py.Value, error) {
		n, err := py.AsInt(th, count)
		if err != nil {
			return py.Unbound, err
		}
		x := self(v)
		if len(x.data) > 0 && n != 1 {
			if err := x.canResize(); err != nil {
				return py.Unbound, err
			}
			if x.data, err = repeat(th, x.data, n); err != nil {
				return py.Unbound, err
			}
		}
		return v, nil
	}
	t.Buffer = func(th *py.Thread, v py.Value, writable bool) (*py.Buffer, error) {
		x := self(v)
		data := x.data
		if data == nil {
			data = []byte{}
		}
		x.exports++
		return &py.Buffer{Obj: v, Data: data, ItemSize: x.item.size, Format: x.item.format, Shape: []int{x.len()},
			Strides: []int{x.item.size}, Release: func() { x.exports-- }}, nil
	}
	t.GetSets = []py.GetSetDef{
		{Name: "typecode", Doc: "The type code.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Char(rune(self(v).item.code)), nil
		}},
		{Name: "itemsize", Doc: "The size of an item in bytes.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(self(v).item.size)), nil
		}},
	}
	t.Methods = methods()
	py.SetupType(t, nil)
	setupIterator()
}

const typeDoc = `A sequence of items of one type, packed in memory. The optional initializer gives the items: a bytes or bytearray
object with their memory, a str for the types of characters, or any iterable.

Type code  C type              bytes
'b'        signed char         1
'B'        unsigned char       1
'u'        wchar_t             4 (deprecated)
'w'        Unicode character   4
'h'        short               2
'H'        unsigned short      2
'i'        int                 4
'I'        unsigned int        4
'l'        long                8
'L'        unsigned long       8
'q'        long long           8
'Q'        unsigned long long  8
'f'        float               4
'd'        double              8
`

func badArgument() error { return py.Raise(py.TypeError, "bad argument type for built-in operation") }

// repeat returns data n times.
func repeat(th *py.Thread, data []byte, n int) ([]byte, error) {
	if n <= 0 || len(data) == 0 {
		return nil, nil
	}
	if err := th.ChargeItems(n, len(data)); err != nil {
		return nil, err
	}
	out := make([]byte, n*len(data))
	for at := copy(out, data); at < len(out); {
		at += copy(out[at:], out[:at])
	}
	return out, nil
}

func arrayRepr(th *py.Thread, v py.Value) (py.Value, error) {
	x := py.AsAny[array](v)
	head := v.Type().ShortName() + "('" + string(x.item.code) + "'"
	if len(x.data) == 0 {
		return py.Text(head + ")"), nil
	}
	var items py.Value
	if x.item.isText() {
		s, err := x.text(th)
		if err != nil {
			return py.Unbound, err
		}
		items = s.Value()
	} else {
		l, err := x.list(th)
		if err != nil {
			return py.Unbound, err
		}
		items = l.Value()
	}
	s, err := py.Repr(th, items)
	if err != nil {
		return py.Unbound, err
	}
	return py.Text(head + ", " + s.String() + ")"), nil
}

// list returns the items.
func (x *array) list(th *py.Thread) (*py.List, error) {
	if err := th.ChargeItems(x.len(), 16); err != nil {
		return nil, err
	}
	list := py.SizedList(x.len())
	for i, items := 0, list.Items(); i < len(items); i++ {
		var err error
		if items[i], err = x.load(i); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func arrayCompare(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
	x, y := asArray(a), asArray(b)
	if x == nil || y == nil {
		return py.NotImplemented, nil
	}
	equality := op == py.EQ || op == py.NE
	if equality && x.len() != y.len() {
		return py.Bool(op == py.NE), nil
	}
	if equality && x.item == y.item && x.item.isInteger() {
		return py.Bool((string(x.data) == string(y.data)) == (op == py.EQ)), nil
	}
	for i := 0; i < x.len() && i < y.len(); i++ {
		p, err := x.load(i)
		if err != nil {
			return py.Unbound, err
		}
		q, err := y.load(i)
		if err != nil {
			return py.Unbound, err
		}
		same, err := equalItems(th, p, q)
		if err != nil {
			return py.Unbound, err
		}
		if !same {
			if equality {
				return py.Bool(op == py.NE), nil
			}
			return py.RichCompare(th, p, q, op)
		}
	}
	return py.RichCompare(th, py.Int(int64(x.len())), py.Int(int64(y.len())), op)
}

// equalItems compares items; not-a-number equals nothing, as items have no identity.
func equalItems(th *py.Thread, p, q py.Value) (bool, error) {
	if p.IsFloat() && q.IsFloat() {
		return p.FloatValue() == q.FloatValue(), nil
	}
	return py.Equal(th, p, q)
}

// find returns the index of the first item equal to v in [start, stop), or -1. Comparing may change the array.
func (x *array) find(th *py.Thread, v py.Value, start, stop int) (int, error) {
	for i := start; i < stop && i < x.len(); i++ {
		item, err := x.load(i)
		if err != nil {
			return -1, err
		}
		same, err := equalItems(th, item, v)
		if err != nil {
			return -1, err
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

// index reads a subscript that is no slice; out of range it is -1.
func (x *array) index(th *py.Thread, key py.Value) (int, error) {
	if key.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "array indices must be integers")
	}
	i, err := py.AsInt(th, key)
	if err != nil {
		if py.Matches(err, py.OverflowError) {
			err = py.Raise(py.IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
		}
		return 0, err
	}
	if i < 0 {
		i += x.len()
	}
	if i < 0 || i >= x.len() {
		return -1, nil
	}
	return i, nil
}

func arrayGetItem(th *py.Thread, v, key py.Value) (py.Value, error) {
	x := py.AsAny[array](v)
	if key.Kind() == py.KindSlice {
		start, _, step, n, err := py.SliceIndices(th, key, x.len())
		if err != nil {
			return py.Unbound, err
		}
		if err := th.ChargeItems(n, x.item.size); err != nil {
			return py.Unbound, err
		}
		r := newArray(arrayType, x.item)
		r.data = make([]byte, 0, n*x.item.size)
		if step == 1 {
			r.data = append(r.data, x.data[start*x.item.size:(start+n)*x.item.size]...)
		} else {
			for i := range n {
				r.data = append(r.data, x.at(start+i*step)...)
			}
		}
		return r.Value(), nil
	}
	i, err := x.index(th, key)
	if err != nil {
		return py.Unbound, err
	}
	if i < 0 {
		return py.Unbound, py.Raise(py.IndexError, "array index out of range")
	}
	return x.load(i)
}

// arraySetItem is self[key] = v, or del self[key] (v Unbound).
func arraySetItem(th *py.Thread, self, key, v py.Value) error {
	x := py.AsAny[array](self)
	if key.Kind() == py.KindSlice {
		return x.setSlice(th, key, v)
	}
	i, err := x.index(th, key)
	if err != nil {
		return err
	}
	if i < 0 {
		return py.Raise(py.IndexError, "array assignment index out of range")
	}
	if v.IsUnbound() {
		return x.splice(th, i, i+1, nil)
	}
	var b [8]byte
	item := b[:x.item.size]
	if err := x.item.store(th, item, v); err != nil {
		return err
	}
	if i >= x.len() { // the conversion may have run code
		return py.Raise(py.IndexError, "array assignment index out of range")
	}
	copy(x.at(i), item)
	return nil
}

func (x *array) setSlice(th *py.Thread, key, v py.Value) error {
	start, _, step, n, err := py.SliceIndices(th, key, x.len())
	if err != nil {
		return err
	}
	var data []byte
	if !v.IsUnbound() {
		y := asArray(v)
		if y == nil {
			return py.Raise(py.TypeError, `can only assign array (not "%s") to array slice`, v.Type().TypeName())
		}
		if x.item != y.item {
			return badArgument()
		}
		data = y.data
		if x == y {
			if err := th.Charge(int64(len(data))); err != nil {
				return err
			}
			data = append([]byte(nil), data...)
		}
	}
	if step == 1 {
		return x.splice(th, start, start+n, data)
	}
	if len(data) == 0 { // assigning nothing deletes, too
		return x.deleteStrided(start, step, n)
	}
	size := x.item.size
	if m := len(data) / size; m != n {
		return py.Raise(py.ValueError, "attempt to assign array of size %d to extended slice of size %d", m, n)
	}
	for i := range n {
		copy(x.at(start+i*step), data[i*size:(i+1)*size])
	}
	return nil
}

// deleteStrided deletes the n items at start, start+step, ….
func (x *array) deleteStrided(start, step, n int) error {
	if n == 0 {
		return nil
	}
	if err := x.canResize(); err != nil {
		return err
	}
	if step < 0 {
		start, step = start+(n-1)*step, -step
	}
	size, at := x.item.size, start*x.item.size
	for i := range n {
		from, to := (start+i*step+1)*size, (start+(i+1)*step)*size
		if i == n-1 || to > len(x.data) {
			to = len(x.data)
		}
		at += copy(x.data[at:], x.data[from:to])
	}
	x.data = x.data[:at]
	return nil
}
