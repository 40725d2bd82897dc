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

// reader takes values off data.
type reader struct {
	th   *py.Thread
	data []byte
	at   int
	refs []py.Value
}

// load reads one value; n is how many bytes it took.
func load(th *py.Thread, data []byte, allowCode py.Value) (v py.Value, n int, err error) {
	allow, err := py.Truth(th, allowCode)
	if err != nil {
		return py.Unbound, 0, err
	}
	if len(data) > 0 && data[0]&^flagRef == 'c' {
		if !allow {
			return py.Unbound, 0, py.Raise(py.ValueError, "unmarshalling code objects is disallowed")
		}
		c, cerr := code.Unmarshal(data)
		if cerr != nil {
			return py.Unbound, 0, badCode(cerr)
		}
		return py.NewCode(th, c).Header.Value(), len(data), nil
	}
	r := &reader{th: th, data: data}
	v, err = r.value()
	if err == nil && v.IsUnbound() {
		err = bad("unexpected NULL")
	}
	return v, r.at, err
}

func badCode(err error) error {
	var e *py.Exception
	if errors.As(err, &e) {
		return e
	}
	return py.Raise(py.ValueError, "bad marshal data (%s)", err.Error())
}

func loadFile(th *py.Thread, a []py.Value) (py.Value, error) {
	v, err := py.CallMethod(th, a[0], "read")
	if err != nil {
		return py.Unbound, err
	}
	data, ok := py.BytesData(v)
	if !ok {
		return py.Unbound, py.Raise(py.TypeError, "file.read() returned not bytes but %s", v.Type().TypeName())
	}
	value, n, err := load(th, data, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if n < len(data) {
		// The file goes on behind the value.
		if _, err := py.CallMethod(th, a[0], "seek", py.Int(int64(n-len(data))), py.Int(1)); err != nil {
			return py.Unbound, err
		}
	}
	return value, nil
}

// flagRef marks a value that later ones may refer to.
const flagRef = 0x80

func bad(what string) error { return py.Raise(py.ValueError, "bad marshal data (%s)", what) }

func (r *reader) take(n int) ([]byte, error) {
	if n < 0 || n > len(r.data)-r.at {
		return nil, py.Raise(py.EOFError, "marshal data too short")
	}
	b := r.data[r.at : r.at+n]
	r.at += n
	return b, nil
}

func (r *reader) number() (int, error) {
	b, err := r.take(4)
	if err != nil {
		return 0, err
	}
	return int(int32(binary.LittleEndian.Uint32(b))), nil
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
	if err := r.th.Enter(""); err != nil {
		return py.Unbound, bad("recursion limit exceeded")
	}
	defer r.th.Leave()
	b, err := r.take(1)
	if err != nil {
		return py.Unbound, py.Raise(py.EOFError, "EOF read where object expected")
	}
	kind := b[0] &^ flagRef
	slot := -1
	if b[0]&flagRef != 0 {
		slot = len(r.refs)
		r.refs = append(r.refs, py.Unbound)
	}
	v, err := r.body(kind, slot)
	if err == nil && slot >= 0 {
		r.refs[slot] = v
	}
	return v, err
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
		return py.Unbound, py.Raise(py.NotImplementedError, "marshal can't read code objects inside other values yet")
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

func (r *reader) container(kind byte, slot int) (py.Value, error) {
	names := map[byte]string{'(': "tuple", ')': "tuple", '[': "list", '<': "set", '>': "set", '{': "dict"}
	name, ok := names[kind]
	if !ok {
		return py.Unbound, bad("unknown type code")
	}
	if kind == '{' {
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
	var n int
	var err error
	if kind == ')' {
		var b []byte
		if b, err = r.take(1); err == nil {
			n = int(b[0])
		}
	} else {
		n, err = r.size(name)
	}
	if err != nil {
		return py.Unbound, err
	}
	list := py.NewList(make([]py.Value, 0, min(n, len(r.data)-r.at)))
	if kind == '[' && slot >= 0 {
		r.refs[slot] = list.Value()
	}
	for range n {
		v, err := r.item(name)
		if err != nil {
			return py.Unbound, err
		}
		list.Append(v)
	}
	switch kind {
	case '[':
		return list.Value(), nil
	case '<':
		return py.CallArgs(r.th, py.SetType.Value(), list.Value())
	case '>':
		return py.CallArgs(r.th, py.FrozenSetType.Value(), list.Value())
	}
	return py.NewTuple(list.Items()).Value(), nil
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
	b, err := r.take(2 * n)
	if err != nil {
		return py.Unbound, err
	}
	result := new(big.Int)
	for i := n - 1; i >= 0; i-- {
		digit := binary.LittleEndian.Uint16(b[2*i:])
		if digit >= 1<<15 {
			return py.Unbound, bad("digit out of range in long")
		}
		if i == n-1 && digit == 0 {
			return py.Unbound, bad("unnormalized long data")
		}
		result.Lsh(result, 15)
		result.Or(result, big.NewInt(int64(digit)))
	}
	if negative {
		result.Neg(result)
	}
	return py.NewBig(result), nil
}

func (r *reader) float(bits bool) (float64, error) {
	if bits {
		b, err := r.take(8)
		if err != nil {
			return 0, err
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(b)), nil
	}
	b, err := r.take(1)
	if err != nil {
		return 0, err
	}
	if b, err = r.take(int(b[0])); err != nil {
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
		var b []byte
		if b, err = r.take(1); err == nil {
			n = int(b[0])
		}
	} else {
		n, err = r.size("string")
	}
	if err != nil {
		return py.Unbound, err
	}
	b, err := r.take(n)
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
