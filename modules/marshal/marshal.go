// Package marshal is the Python module marshal: the internal format of .pyc files (library reference, "marshal"). Data that it writes is
// read by CPython and the other way round, in all versions of the format.
package marshal

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// version is the newest format. 1 knows interned strings, 2 floats in eight bytes, 3 references, 4 short strings and tuples, 5 slices.
const version = 5

// Module declares marshal.
var Module = &py.ModuleDef{
	Name:      "marshal",
	Doc:       "Write and read values in the format of .pyc files.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "version", py.Int(version))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("dumps($module, value, version=5, /, *, allow_code=True)", "Return the bytes of a value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := dump(th, a[0], a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			return py.NewBytes(b).Value(), nil
		}).Audited("marshal.dumps", 0, 1),
		py.Def("dump($module, value, file, version=5, /, *, allow_code=True)", "Write the bytes of a value to a binary file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := dump(th, a[0], a[2], a[3])
			if err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, a[1], "write", py.NewBytes(b).Value())
		}).Audited("marshal.dumps", 0, 2),
		py.Def("loads($module, bytes, /, *, allow_code=True)", "Return the value that bytes hold; what follows it is ignored.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, ok := py.BytesData(a[0])
			if !ok {
				return py.Unbound, py.Raise(py.TypeError, "a bytes-like object is required, not '%s'", a[0].Type().TypeName())
			}
			return load(th, &memory{data: data}, a[1])
		}).Audited("marshal.loads", 0),
		py.Def("load($module, file, /, *, allow_code=True)", "Read one value from a binary file.", loadFile).Audited("marshal.load"),
	}
}

// maxDepth is how deep values may be nested.
const maxDepth = 2000

// writer appends values to out.
type writer struct {
	th      *py.Thread
	out     []byte
	code    bool
	version int
	depth   int
	refs    refTable          // the values written, from version 3 on
	open    map[py.Value]bool // values under way that can't refer to themselves
}

// refTable numbers values in the order in which they come: a hash table with open addressing.
type refTable struct {
	values  []py.Value
	numbers []uint32 // number+1 of the value in the same place; 0: free. A power of two of them
	used    int
}

// number returns the number that v has, or enters it with the next one and reports false.
func (t *refTable) number(v py.Value) (n int, ok bool) {
	if 2*t.used >= len(t.numbers) {
		values, numbers := t.values, t.numbers
		size := max(32, 4*len(numbers))
		t.values, t.numbers = make([]py.Value, size), make([]uint32, size)
		for i, n := range numbers {
			if n != 0 {
				at := t.slot(values[i])
				t.values[at], t.numbers[at] = values[i], n
			}
		}
	}
	at := t.slot(v)
	if n := t.numbers[at]; n != 0 {
		return int(n - 1), true
	}
	t.used++
	t.values[at], t.numbers[at] = v, uint32(t.used)
	return t.used - 1, false
}

// slot returns where v is or would be.
func (t *refTable) slot(v py.Value) int {
	mask := len(t.numbers) - 1
	h := (uint64(uintptr(v.P))>>4 ^ v.B) * 0x9e3779b97f4a7c15
	for i := int(h>>32) & mask; ; i = (i + 1) & mask {
		if t.numbers[i] == 0 || t.values[i] == v {
			return i
		}
	}
}

func dump(th *py.Thread, v, versionArg, allowCode py.Value) ([]byte, error) {
	n, err := py.AsInt(th, versionArg)
	if err != nil {
		return nil, err
	}
	allow, err := py.Truth(th, allowCode)
	if err != nil {
		return nil, err
	}
	w := &writer{th: th, code: allow, version: n, open: map[py.Value]bool{}}
	err = w.value(v)
	return w.out, err
}

func unmarshallable() error { return py.Raise(py.ValueError, "unmarshallable object") }

func (w *writer) mark(c byte)  { w.out = append(w.out, c) }
func (w *writer) number(n int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(n)) }

func (w *writer) size(n int) error {
	if n > math.MaxInt32 {
		return unmarshallable()
	}
	w.number(n)
	return nil
}

func (w *writer) data(c byte, b []byte) error {
	w.mark(c)
	if err := w.size(len(b)); err != nil {
		return err
	}
	w.out = append(w.out, b...)
	return nil
}

func (w *writer) float(f float64) {
	if w.version > 1 {
		w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(f))
		return
	}
	s := strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(f, 'g', 17, 64)), "+")
	w.out = append(append(w.out, byte(len(s))), s...)
}

func (w *writer) items(c byte, items []py.Value) error {
	w.mark(c)
	if err := w.size(len(items)); err != nil {
		return err
	}
	return w.values(items)
}

func (w *writer) values(items []py.Value) error {
	for _, v := range items {
		if err := w.value(v); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) value(v py.Value) error {
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > maxDepth {
		return py.Raise(py.ValueError, "object too deeply nested to marshal")
	}
	switch {
	case v.IsNone():
		w.mark('N')
	case v.IsBool() && v.BoolValue():
		w.mark('T')
	case v.IsBool():
		w.mark('F')
	case v == py.Ellipsis:
		w.mark('.')
	case v == py.StopIteration.Value():
		w.mark('S')
	default:
		return w.shared(v)
	}
	return nil
}

// shared writes a value, or where it was written before.
func (w *writer) shared(v py.Value) error {
	start := len(w.out)
	if w.version >= 3 {
		if n, ok := w.refs.number(v); ok {
			if w.open[v] {
				return py.Raise(py.ValueError, "recursive %s", v.Type().TypeName())
			}
			w.mark('r')
			w.number(n)
			return nil
		}
	}
	var err error
	switch {
	case v.IsSmallInt() && int64(int32(v.SmallInt())) == v.SmallInt():
		w.mark('i')
		w.number(int(v.SmallInt()))
	case v.IsSmallInt() || v.IsExact(py.KindBigInt):
		w.long(py.AsBig(v))
	case v.IsFloat():
		w.mark(w.binary('g', 'f'))
		w.float(v.FloatValue())
	case v.IsExact(py.KindComplex):
		z := py.AsComplex(v).Z
		w.mark(w.binary('y', 'x'))
		w.float(real(z))
		w.float(imag(z))
	default:
		err = w.object(v)
	}
	if err == nil && w.version >= 3 {
		w.out[start] |= flagRef
	}
	return err
}

// binary chooses the mark of floats.
func (w *writer) binary(bits, text byte) byte {
	if w.version > 1 {
		return bits
	}
	return text
}

// long writes an int in digits of 15 bits.
func (w *writer) long(b *big.Int) {
	var digits []byte
	n := 0
	words := new(big.Int).Abs(b).Bits()
	acc, bits := uint64(0), uint(0)
	emit := func() {
		digits = binary.LittleEndian.AppendUint16(digits, uint16(acc&(1<<15-1)))
		acc >>= 15
		n++
	}
	for _, word := range words {
		for half := range 2 {
			acc |= uint64(uint32(word>>(32*half))) << bits
			for bits += 32; bits >= 15; bits -= 15 {
				emit()
			}
		}
	}
	for acc > 0 {
		emit()
	}
	for n > 0 && digits[2*n-1] == 0 && digits[2*n-2] == 0 {
		n--
		digits = digits[:2*n]
	}
	if b.Sign() < 0 {
		n = -n
	}
	w.mark('l')
	w.number(n)
	w.out = append(w.out, digits...)
}

func (w *writer) text(s *py.Str) error {
	b := s.String()
	ascii := strings.IndexFunc(b, func(r rune) bool { return r >= 0x80 }) < 0
	interned := s.Interned() && w.version >= 1
	choose := func(plain, intern byte) byte {
		if interned {
			return intern
		}
		return plain
	}
	switch {
	case w.version >= 4 && ascii && len(b) < 256:
		w.out = append(w.out, choose('z', 'Z'), byte(len(b)))
		w.out = append(w.out, b...)
		return nil
	case w.version >= 4 && ascii:
		return w.data(choose('a', 'A'), []byte(b))
	case w.version >= 3:
		return w.data(choose('u', 't'), []byte(b))
	}
	return w.data('u', []byte(b))
}

func (w *writer) object(v py.Value) error {
	switch {
	case v.IsExact(py.KindStr):
		return w.text(py.AsStr(v))
	case v.IsExact(py.KindTuple):
		items := py.AsTuple(v).Items()
		if w.version < 4 || len(items) > 255 {
			return w.items('(', items)
		}
		w.out = append(w.out, ')', byte(len(items)))
		return w.values(items)
	case v.IsExact(py.KindList):
		return w.items('[', slices.Clone(py.AsList(v).Items()))
	case v.IsExact(py.KindDict):
		w.mark('{')
		d := py.AsDict(v)
		for pos := 0; ; {
			k, x, ok := d.Next(&pos)
			if !ok {
				break
			}
			if err := w.values([]py.Value{k, x}); err != nil {
				return err
			}
		}
		w.mark('0')
		return nil
	case v.Type() == py.SetType || v.Type() == py.FrozenSetType:
		return w.set(v)
	case v.Type() == py.SliceType && w.version >= 5:
		w.open[v] = true
		defer delete(w.open, v)
		w.mark(':')
		for _, name := range []string{"start", "stop", "step"} {
			x, err := py.GetAttrString(w.th, v, name)
			if err == nil {
				err = w.value(x)
			}
			if err != nil {
				return err
			}
		}
		return nil
	case py.AsCode(v) != nil:
		w.open[v] = true
		defer delete(w.open, v)
		return w.codeObject(py.AsCode(v))
	}
	b, ok := py.BytesData(v)
	if !ok {
		return unmarshallable()
	}
	return w.data('s', b)
}

// set writes a set in the order of the bytes of its elements, so that equal sets give equal data.
func (w *writer) set(v py.Value) error {
	c := byte('<')
	if v.Type() == py.FrozenSetType {
		c = '>'
		w.open[v] = true
		defer delete(w.open, v)
	}
	items, err := py.Items(w.th, v)
	if err != nil {
		return err
	}
	items = slices.Clone(items)
	keys := make(map[py.Value][]byte, len(items))
	for _, item := range items {
		if w.depth+1 > maxDepth {
			return py.Raise(py.ValueError, "object too deeply nested to marshal")
		}
		sub := &writer{th: w.th, code: w.code, version: w.version, depth: w.depth, open: w.open}
		if err := sub.value(item); err != nil {
			return err
		}
		keys[item] = sub.out
	}
	slices.SortStableFunc(items, func(a, b py.Value) int { return bytes.Compare(keys[a], keys[b]) })
	return w.items(c, items)
}

func (w *writer) codeObject(c *py.Code) error {
	if !w.code {
		return py.Raise(py.ValueError, "marshalling code objects is disallowed")
	}
	c.Complete(w.th)
	strs := func(list []*py.Str) py.Value {
		out := make([]py.Value, len(list))
		for i, s := range list {
			out[i] = s.Value()
		}
		return py.NewTuple(out).Value()
	}
	intern := func(s string) py.Value { return w.th.Interp.Intern(s).Value() }
	w.mark('c')
	for _, n := range []int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, c.StackSize, int(c.Code.Flags)} {
		w.number(n)
	}
	fields := []py.Value{
		py.NewBytes(c.Bytecode).Value(), py.NewTuple(c.ConstValues).Value(), strs(c.NameStrs), strs(c.LocalStrs),
		py.NewBytes(c.LocalsPlusKinds).Value(), intern(c.Filename), intern(c.Name), intern(c.QualName),
	}
	if err := w.values(fields); err != nil {
		return err
	}
	w.number(c.FirstLineno)
	return w.values([]py.Value{py.NewBytes(c.LineTable).Value(), py.NewBytes(c.ExceptionTable).Value()})
}
