// This file reads marshal data. It trusts nothing: lengths are checked against what is there.

package marshal

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"strconv"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// A source gives the next n bytes.
type source interface {
	take(n int) ([]byte, error)
}

// memory is data at hand.
type memory struct {
	data []byte
	at   int
}

func tooShort() error { return py.Raise(py.EOFError, "marshal data too short") }

func (m *memory) take(n int) ([]byte, error) {
	if n > len(m.data)-m.at {
		return nil, tooShort()
	}
	m.at += n
	return m.data[m.at-n : m.at], nil
}

// file is a binary file, of which no more is read than the value takes.
type file struct {
	th *py.Thread
	v  py.Value
}

// chunk bounds what is asked of a file at once, as data may claim any length.
const chunk = 1 << 20

func (f *file) take(n int) ([]byte, error) {
	var all []byte
	for len(all) < n || n == 0 {
		want := min(n-len(all), chunk)
		buffer := py.NewByteArray(make([]byte, want)).Value()
		view, err := py.CallArgs(f.th, py.MemoryViewType.Value(), buffer)
		if err != nil {
			return nil, err
		}
		r, err := py.CallMethod(f.th, f.v, "readinto", view)
		if err != nil {
			return nil, err
		}
		got, err := py.AsInt(f.th, r)
		if err != nil {
			return nil, err
		}
		if got > want {
			return nil, py.Raise(py.ValueError, "read() returned too much data: %d bytes requested, %d returned", want, got)
		}
		if n == 0 {
			break
		}
		if got <= 0 {
			return nil, py.Raise(py.EOFError, "EOF read where not expected")
		}
		b, _ := py.BytesData(buffer)
		all = append(all, b[:got]...)
	}
	return all, nil
}

// reader takes values off a source.
type reader struct {
	unit  py.CodeUnit
	th    *py.Thread
	from  source
	code  bool
	depth int
	refs  []py.Value
}

// load reads one value.
func load(th *py.Thread, from source, allowCode py.Value) (py.Value, error) {
	allow, err := py.Truth(th, allowCode)
	if err != nil {
		return py.Unbound, err
	}
	r := &reader{th: th, from: from, code: allow}
	v, err := r.value()
	if err == nil && v.IsUnbound() {
		err = py.Raise(py.TypeError, "NULL object in marshal data for object")
	}
	return v, err
}

// Loads returns the value that data hold, code objects included.
func Loads(th *py.Thread, data []byte) (py.Value, error) {
	return load(th, &memory{data: data}, py.True)
}

func loadFile(th *py.Thread, a []py.Value) (py.Value, error) {
	v, err := py.CallMethod(th, a[0], "read", py.Int(0))
	if err != nil {
		return py.Unbound, err
	}
	if v.Kind() != py.KindBytes {
		return py.Unbound, py.Raise(py.TypeError, "file.read() returned not bytes but %s", v.Type().TypeName())
	}
	return load(th, &file{th, a[0]}, a[1])
}

// flagRef marks a value that later ones may refer to.
const flagRef = 0x80

func bad(what string) error { return py.Raise(py.ValueError, "bad marshal data (%s)", what) }

func (r *reader) number() (int, error) {
	b, err := r.from.take(4)
	if err != nil {
		return 0, err
	}
	return int(int32(binary.LittleEndian.Uint32(b))), nil
}

func (r *reader) byte() (int, error) {
	b, err := r.from.take(1)
	if err != nil {
		return 0, err
	}
	return int(b[0]), nil
}

func (r *reader) size(what string) (int, error) {
	n, err := r.number()
	if err == nil && n < 0 {
		err = bad(what + " size out of range")
	}
	return n, err
}

// value reads a value; Unbound stands for the NULL that ends a dict.
func (r *reader) value() (py.Value, error) {
	r.depth++
	defer func() { r.depth-- }()
	b, err := r.from.take(1)
	if err != nil {
		return py.Unbound, py.Raise(py.EOFError, "EOF read where object expected")
	}
	if r.depth > maxDepth {
		return py.Unbound, bad("recursion limit exceeded")
	}
	kind := b[0] &^ flagRef
	slot := -1
	if b[0]&flagRef != 0 && !isSingleton(kind) {
		slot = len(r.refs)
		r.refs = append(r.refs, py.Unbound)
	}
	v, err := r.body(kind, slot)
	if err == nil && slot >= 0 {
		r.refs[slot] = v
	}
	return v, err
}

func isSingleton(kind byte) bool {
	switch kind {
	case '0', 'N', 'T', 'F', '.', 'S', 'r':
		return true
	}
	return false
}

func (r *reader) body(kind byte, slot int) (py.Value, error) {
	switch kind {
	case '0':
		return py.Unbound, nil
	case 'N':
		return py.None, nil
	case 'T':
		return py.True, nil
	case 'F':
		return py.False, nil
	case '.':
		return py.Ellipsis, nil
	case 'S':
		return py.StopIteration.Value(), nil
	case 'i':
		n, err := r.number()
		return py.Int(int64(n)), err
	case 'I':
		b, err := r.from.take(8)
		if err != nil {
			return py.Unbound, err
		}
		return py.NewBig(big.NewInt(int64(binary.LittleEndian.Uint64(b)))), nil
	case 'l':
		return r.long()
	case 'f', 'g':
		f, err := r.float(kind == 'g')
		return py.Float(f), err
	case 'x', 'y':
		re, err := r.float(kind == 'y')
		if err != nil {
			return py.Unbound, err
		}
		im, err := r.float(kind == 'y')
		return py.NewComplex(complex(re, im)), err
	case 's', 'u', 't', 'a', 'A', 'z', 'Z':
		return r.text(kind)
	case 'r':
		n, err := r.number()
		if err != nil {
			return py.Unbound, err
		}
		if n < 0 || n >= len(r.refs) || r.refs[n].IsUnbound() {
			return py.Unbound, bad("invalid reference")
		}
		return r.refs[n], nil
	case ':':
		var part [3]py.Value
		for i := range part {
			var err error
			if part[i], err = r.item("slice"); err != nil {
				return py.Unbound, err
			}
		}
		return py.NewSlice(part[0], part[1], part[2]), nil
	case 'c':
		return r.codeObject()
	case '{':
		return r.dict(slot)
	}
	return r.container(kind, slot)
}

// item reads a value that must be there.
func (r *reader) item(in string) (py.Value, error) {
	v, err := r.value()
	if err == nil && v.IsUnbound() {
		err = py.Raise(py.TypeError, "NULL object in marshal data for %s", in)
	}
	return v, err
}

func (r *reader) dict(slot int) (py.Value, error) {
	d := py.NewDict()
	if slot >= 0 {
		r.refs[slot] = d.Value()
	}
	for {
		k, err := r.value()
		if err != nil || k.IsUnbound() {
			return d.Value(), err
		}
		v, err := r.value()
		if err != nil {
			return py.Unbound, err
		}
		if v.IsUnbound() {
			return d.Value(), nil
		}
		if err := d.SetItem(r.th, k, v); err != nil {
			return py.Unbound, err
		}
	}
}

func (r *reader) container(kind byte, slot int) (py.Value, error) {
	name := ""
	switch kind {
	case '(', ')':
		name = "tuple"
	case '[':
		name = "list"
	case '<', '>':
		name = "set"
	default:
		return py.Unbound, bad("unknown type code")
	}
	var n int
	var err error
	if kind == ')' {
		n, err = r.byte()
	} else {
		n, err = r.size(name)
	}
	if err != nil {
		return py.Unbound, err
	}
	switch kind {
	case '(', ')':
		return r.tuple(n, slot)
	case '<', '>':
		return r.set(kind, n, slot)
	}
	list := py.NewList(nil)
	if slot >= 0 {
		r.refs[slot] = list.Value()
	}
	for range n {
		v, err := r.item(name)
		if err != nil {
			return py.Unbound, err
		}
		list.Append(v)
	}
	return list.Value(), nil
}

// tuple reads a tuple, which values in it may refer to.
func (r *reader) tuple(n, slot int) (py.Value, error) {
	if m, ok := r.from.(*memory); ok && n > len(m.data)-m.at {
		return py.Unbound, r.exhausted()
	}
	if err := r.th.ChargeItems(n, 16); err != nil {
		return py.Unbound, err
	}
	if n == 0 {
		return py.NewTuple(nil).Value(), nil
	}
	items := make([]py.Value, n)
	for i := range items {
		items[i] = py.None
	}
	t := py.NewTuple(items)
	if slot >= 0 {
		r.refs[slot] = t.Value()
	}
	for i := range n {
		v, err := r.item("tuple")
		if err != nil {
			return py.Unbound, err
		}
		t.Items()[i] = v
	}
	return t.Value(), nil
}

// exhausted is the error for a container of more items than there is data for: the one that the first missing item gives.
func (r *reader) exhausted() error {
	for {
		if _, err := r.item("tuple"); err != nil {
			return err
		}
	}
}

func (r *reader) set(kind byte, n, slot int) (py.Value, error) {
	list := py.NewList(nil)
	if kind == '>' {
		for range n {
			v, err := r.item("set")
			if err != nil {
				return py.Unbound, err
			}
			list.Append(v)
		}
		return py.CallArgs(r.th, py.FrozenSetType.Value(), list.Value())
	}
	s, err := py.CallArgs(r.th, py.SetType.Value())
	if err != nil {
		return py.Unbound, err
	}
	if slot >= 0 {
		r.refs[slot] = s
	}
	for range n {
		v, err := r.item("set")
		if err != nil {
			return py.Unbound, err
		}
		if _, err := py.CallMethod(r.th, s, "add", v); err != nil {
			return py.Unbound, err
		}
	}
	return s, nil
}

// codeObject reads a code object. Whether its bytecode makes sense is looked at when it is to run.
func (r *reader) codeObject() (py.Value, error) {
	if !r.code {
		return py.Unbound, py.Raise(py.ValueError, "unmarshalling code objects is disallowed")
	}
	c := &code.Code{}
	var flags int
	var consts, names, slots *py.Tuple
	for _, field := range [...]any{
		&c.ArgCount, &c.PosOnlyArgCount, &c.KwOnlyArgCount, &c.StackSize, &flags, &c.Bytecode, &consts, &names,
		&slots, &c.LocalsPlusKinds, &c.Filename, &c.Name, &c.QualName, &c.FirstLineno, &c.LineTable, &c.ExceptionTable,
	} {
		if n, ok := field.(*int); ok {
			var err error
			if *n, err = r.number(); err != nil {
				return py.Unbound, err
			}
			continue
		}
		v, err := r.item("code")
		if err != nil {
			return py.Unbound, err
		}
		ok := false
		switch field := field.(type) {
		case *[]byte:
			var b []byte
			if b, ok = py.BytesData(v); ok {
				*field = append([]byte(nil), b...)
			}
		case *string:
			if s := py.AsStr(v); s != nil {
				*field, ok = s.String(), true
			}
		case **py.Tuple:
			*field = py.AsTuple(v)
			ok = *field != nil
		}
		if !ok {
			return py.Unbound, bad("a field of a code object has the wrong type")
		}
	}
	c.Flags = code.Flags(uint32(flags))
	for _, list := range []struct {
		from *py.Tuple
		to   *[]string
	}{{names, &c.Names}, {slots, &c.LocalsPlusNames}} {
		for _, v := range list.from.Items() {
			s := py.AsStr(v)
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "name tuples must contain only strings, not '%s'", v.Type().TypeName())
			}
			*list.to = append(*list.to, s.String())
		}
	}
	if len(c.LocalsPlusNames) != len(c.LocalsPlusKinds) || c.ArgCount < c.PosOnlyArgCount || c.PosOnlyArgCount < 0 || c.KwOnlyArgCount < 0 ||
		c.StackSize < 0 || len(c.Bytecode)%2 != 0 || c.NumParams() > len(c.LocalsPlusNames) {
		return py.Unbound, py.Raise(py.ValueError, "code: bad argument")
	}
	return py.NewCodeIn(r.th, &r.unit, c, consts.Items()).Value(), nil
}

func (r *reader) long() (py.Value, error) {
	n, err := r.number()
	if err != nil {
		return py.Unbound, err
	}
	negative := n < 0
	if negative {
		n = -n
	}
	b, err := r.from.take(2 * n)
	if err != nil {
		return py.Unbound, err
	}
	// Digits of 15 bits, the lowest first.
	words := make([]big.Word, 0, n/4+1)
	acc, bits := uint64(0), uint(0)
	for i := range n {
		digit := binary.LittleEndian.Uint16(b[2*i:])
		if digit >= 1<<15 {
			return py.Unbound, bad("digit out of range in long")
		}
		if i == n-1 && digit == 0 {
			return py.Unbound, bad("unnormalized long data")
		}
		acc |= uint64(digit) << bits
		if bits += 15; bits >= 64 {
			words = append(words, big.Word(acc))
			bits -= 64
			acc = uint64(digit) >> (15 - bits)
		}
	}
	if acc != 0 {
		words = append(words, big.Word(acc))
	}
	result := new(big.Int).SetBits(words)
	if negative {
		result.Neg(result)
	}
	return py.NewBig(result), nil
}

func (r *reader) float(bits bool) (float64, error) {
	if bits {
		b, err := r.from.take(8)
		if err != nil {
			return 0, err
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(b)), nil
	}
	n, err := r.byte()
	if err != nil {
		return 0, err
	}
	b, err := r.from.take(n)
	if err != nil {
		return 0, err
	}
	f, ferr := strconv.ParseFloat(string(b), 64)
	if ferr != nil && !errors.Is(ferr, strconv.ErrRange) {
		return 0, py.Raise(py.ValueError, "could not convert string to float: '%s'", string(b))
	}
	return f, nil
}

func (r *reader) text(kind byte) (py.Value, error) {
	var n int
	var err error
	if kind == 'z' || kind == 'Z' {
		n, err = r.byte()
	} else if kind == 's' {
		n, err = r.size("bytes object")
	} else {
		n, err = r.size("string")
	}
	if err != nil {
		return py.Unbound, err
	}
	b, err := r.from.take(n)
	if err != nil {
		return py.Unbound, err
	}
	switch kind {
	case 's':
		return py.NewBytes(append([]byte(nil), b...)).Value(), nil
	case 'u', 't':
		s, err := py.Decode(r.th, b, "utf-8", "surrogatepass")
		if err != nil {
			return py.Unbound, err
		}
		if kind == 't' {
			s = r.th.Interp.InternStr(s)
		}
		return s.Value(), nil
	}
	s, err := py.Decode(r.th, b, "latin-1", "strict")
	if err != nil {
		return py.Unbound, err
	}
	if kind == 'A' || kind == 'Z' {
		s = r.th.Interp.InternStr(s)
	}
	return s.Value(), nil
}
