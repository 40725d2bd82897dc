// Package marshal is the Python module marshal: the internal format of .pyc files (library reference, "marshal"). Data that it writes is
// read by CPython and the other way round; shared objects are written anew each time.
package marshal

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// version is the newest format.
const version = 5

// Module declares marshal.
var Module = &py.ModuleDef{
	Name: "marshal",
	Doc:  "Write and read values in the format of .pyc files.",
	Functions: []*py.MethodDef{
		py.Def("dumps(value, version=5, /, *, allow_code=True)", "Return the bytes of a value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := dump(th, a[0], a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			return py.NewBytes(b).Value(), nil
		}),
		py.Def("dump(value, file, version=5, /, *, allow_code=True)", "Write the bytes of a value to a binary file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := dump(th, a[0], a[2], a[3])
			if err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, a[1], "write", py.NewBytes(b).Value())
		}),
		py.Def("loads(bytes, /, *, allow_code=True)", "Return the value that bytes hold; what follows it is ignored.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, ok := py.BytesData(a[0])
			if !ok {
				return py.Unbound, py.Raise(py.TypeError, "a bytes-like object is required, not '%s'", a[0].Type().TypeName())
			}
			v, _, err := load(th, data, a[1])
			return v, err
		}),
		py.Def("load(file, /, *, allow_code=True)", "Read one value from a binary file.", loadFile),
	},
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "version", py.Int(version))
		return nil
	},
}

// writer appends values to out.
type writer struct {
	th    *py.Thread
	out   []byte
	code  bool
	since int // format
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
	w := &writer{th: th, code: allow, since: n}
	err = w.value(v)
	return w.out, err
}

func unmarshallable() error { return py.Raise(py.ValueError, "unmarshallable object") }

func (w *writer) mark(c byte)  { w.out = append(w.out, c) }
func (w *writer) number(n int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(n)) }

func (w *writer) float(f float64, texts, bits byte, first bool) {
	if w.since > 1 {
		if first {
			w.mark(bits)
		}
		w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(f))
		return
	}
	if first {
		w.mark(texts)
	}
	s := strconv.FormatFloat(f, 'g', 17, 64)
	w.out = append(append(w.out, byte(len(s))), s...)
}

func (w *writer) items(c byte, items []py.Value) error {
	w.mark(c)
	w.number(len(items))
	for _, v := range items {
		if err := w.value(v); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) value(v py.Value) error {
	if err := w.th.Enter(""); err != nil {
		return py.Raise(py.ValueError, "object too deeply nested to marshal")
	}
	defer w.th.Leave()
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
	case v.IsSmallInt() && int64(int32(v.SmallInt())) == v.SmallInt():
		w.mark('i')
		w.number(int(v.SmallInt()))
	case v.IsSmallInt() || v.IsExact(py.KindBigInt):
		w.long(py.AsBig(v))
	case v.IsFloat():
		w.float(v.FloatValue(), 'f', 'g', true)
	default:
		return w.object(v)
	}
	return nil
}

// long writes an int in digits of 15 bits.
func (w *writer) long(b *big.Int) {
	var digits []byte
	n := 0
	rest := new(big.Int).Abs(b)
	mask := big.NewInt(1<<15 - 1)
	for ; rest.Sign() > 0; n++ {
		digits = binary.LittleEndian.AppendUint16(digits, uint16(new(big.Int).And(rest, mask).Uint64()))
		rest.Rsh(rest, 15)
	}
	if b.Sign() < 0 {
		n = -n
	}
	w.mark('l')
	w.number(n)
	w.out = append(w.out, digits...)
}

func (w *writer) object(v py.Value) error {
	switch {
	case v.IsExact(py.KindComplex):
		z := py.AsComplex(v).Z
		w.float(real(z), 'x', 'y', true)
		w.float(imag(z), 'x', 'y', false)
	case v.IsExact(py.KindStr):
		s := py.AsStr(v).String()
		w.mark('u')
		w.number(len(s))
		w.out = append(w.out, s...)
	case v.IsExact(py.KindTuple):
		return w.items('(', py.AsTuple(v).Items())
	case v.IsExact(py.KindList):
		return w.items('[', py.AsList(v).Items())
	case v.IsExact(py.KindDict):
		w.mark('{')
		d := py.AsDict(v)
		for pos := 0; ; {
			k, x, ok := d.Next(&pos)
			if !ok {
				break
			}
			if err := w.value(k); err != nil {
				return err
			}
			if err := w.value(x); err != nil {
				return err
			}
		}
		w.mark('0')
	case v.Type() == py.SetType || v.Type() == py.FrozenSetType:
		items, err := py.Items(w.th, v)
		if err != nil {
			return err
		}
		if v.Type() == py.SetType {
			return w.items('<', items)
		}
		return w.items('>', items)
	case v.Type() == py.SliceType && w.since >= 5:
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
	case py.AsCode(v) != nil:
		if !w.code {
			return py.Raise(py.ValueError, "marshalling code objects is disallowed")
		}
		b, err := code.Marshal(py.AsCode(v).Code)
		if err != nil {
			return unmarshallable()
		}
		// References inside count from the start of the data: code stands alone only.
		if len(w.out) > 0 {
			return py.Raise(py.NotImplementedError, "marshal can't write code objects inside other values yet")
		}
		w.out = b
	default:
		b, ok := py.BytesData(v)
		if !ok {
			return unmarshallable()
		}
		w.mark('s')
		w.number(len(b))
		w.out = append(w.out, b...)
	}
	return nil
}
