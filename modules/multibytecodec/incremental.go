// This file holds the encoders and decoders that get a text in parts.

package multibytecodec

import (
	"encoding/binary"
	"math/big"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/multibyte"
)

// mostPending is how many bytes an encoder or decoder keeps for the next part; an encoder's are UTF-8.
const mostPending = 8

// part is the common beginning of the objects here and of streams.
type part struct {
	py.Header
	codec  *multibyte.Codec
	state  multibyte.State
	errors string
}

func (p *part) common() *part { return p }

// parted is a pointer to a struct that begins with a part.
type parted[T any] interface {
	*T
	common() *part
	Value() py.Value
}

// newPart makes an object of a class, whose attribute codec tells the encoding.
func newPart[T any, P parted[T]](th *py.Thread, cls *py.Type, name string, errors py.Value, place int) (P, error) {
	handler := py.AsStr(errors)
	if handler == nil {
		return nil, py.Raise(py.TypeError, "%s() argument %d must be str, not %s", name, place, errors.Type().TypeName())
	}
	v, err := py.GetAttrString(th, cls.Value(), "codec")
	if err != nil {
		return nil, err
	}
	if v.Type() != codecType {
		return nil, py.Raise(py.TypeError, "codec is unexpected type")
	}
	object := P(py.NewObject[T](cls))
	c := py.AsAny[codec](v).Codec
	p := object.common()
	p.codec, p.errors = c, handler.String()
	return object, nil
}

// initDone is the __init__ of the types here: __new__ did the work, and the classes of module codecs, which the types are
// mixed with, have an __init__ of their own.
func initDone(*py.Thread, py.Value, []py.Value, *py.Tuple) error { return nil }

func errorsAttribute(common func(v py.Value) *part) py.GetSetDef {
	return py.GetSetDef{
		Name: "errors", Doc: "The name of the error handler.",
		Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text(common(v).errors), nil },
		Set: func(th *py.Thread, v, value py.Value) error {
			if value == py.Unbound {
				return py.Raise(py.AttributeError, "cannot delete attribute")
			}
			s := py.AsStr(value)
			if s == nil {
				return py.Raise(py.TypeError, "errors must be a string")
			}
			common(v).errors = s.String()
			return nil
		},
	}
}

// encoder is a MultibyteIncrementalEncoder, and what a stream's writer encodes with.
type encoder struct {
	part
	pending string // characters that may be the first of two
}

// encode encodes another part of a text.
func (x *encoder) encode(th *py.Thread, s *py.Str, final bool) ([]byte, error) {
	t, err := newText(th, x.pending, s)
	if err != nil {
		return nil, err
	}
	e := newEncoding(x.codec, x.errors)
	e.state = x.state
	rest, err := e.run(th, t, final)
	x.state = e.state
	if err != nil {
		return nil, err
	}
	if x.pending = string(rest); final {
		e.out = e.Reset(&x.state, e.out)
	}
	return e.out, nil
}

func (x *encoder) reset() { x.pending, x.state = "", x.codec.EncoderStart() }

func setupIncrementalEncoder(t *py.Type) {
	self := py.AsAny[encoder]
	signature := py.ParseSignature("IncrementalEncoder(errors='strict')")
	t.Size = py.SizeOf[encoder]()
	t.Init = initDone
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		x, err := newPart[encoder](th, cls, "IncrementalEncoder", a[0], 1)
		if err != nil {
			return py.Unbound, err
		}
		x.reset()
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("encode($self, /, input, final=False)", "Encode another part of a text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			final, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			s, err := py.StrOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			out, err := self(a[0]).encode(th, s, final)
			if err != nil {
				return py.Unbound, err
			}
			return py.NewBytes(out).Value(), nil
		}),
		py.Def("getstate($self, /)", "Return the state as an int.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			state := append([]byte{byte(len(x.pending))}, x.pending...)
			return littleEndian(append(state, x.state[:]...)), nil
		}),
		py.Def("setstate($self, state, /)", "Go back to a state that getstate returned.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			n := py.AsBig(a[1])
			if n == nil {
				return py.Unbound, py.Raise(py.TypeError, "setstate() argument must be int, not %s", a[1].Type().TypeName())
			}
			var bytes [1 + mostPending + len(multibyte.State{})]byte
			if err := fromLittleEndian(bytes[:], n); err != nil {
				return py.Unbound, err
			}
			size := int(bytes[0])
			if size > mostPending {
				return py.Unbound, py.Raise(py.UnicodeError, "pending buffer too large")
			}
			pending, err := py.Decode(th, bytes[1:1+size], "utf-8", "strict")
			if err != nil {
				return py.Unbound, err
			}
			x.pending = pending.String()
			copy(x.state[:], bytes[1+size:])
			return py.None, nil
		}),
		py.Def("reset($self, /)", "Forget the state.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			x.reset()
			return py.None, nil
		}),
	}
	t.GetSets = []py.GetSetDef{errorsAttribute(func(v py.Value) *part { return &self(v).part })}
	py.SetupType(t, nil)
}

// decoder is a MultibyteIncrementalDecoder, and what a stream's reader decodes with.
type decoder struct {
	part
	pending []byte // the beginning of a sequence
}

// decode decodes another part of a text.
func (x *decoder) decode(th *py.Thread, input []byte, final bool) (string, error) {
	if err := th.Charge(int64(len(input))); err != nil {
		return "", err
	}
	data := append(append(make([]byte, 0, len(x.pending)+len(input)), x.pending...), input...)
	d := newDecoding(x.codec, x.errors)
	d.state = x.state
	rest, err := d.run(th, data, final)
	x.state = d.state
	if err != nil {
		return "", err
	}
	if len(rest) > mostPending {
		return "", py.NewUnicodeDecodeError(x.codec.Name, data, 0, len(rest), "pending buffer overflow")
	}
	x.pending = append([]byte(nil), rest...)
	return string(d.out), nil
}

func (x *decoder) reset() { x.pending, x.state = nil, x.codec.DecoderStart() }

func setupIncrementalDecoder(t *py.Type) {
	self := py.AsAny[decoder]
	signature := py.ParseSignature("IncrementalDecoder(errors='strict')")
	t.Size = py.SizeOf[decoder]()
	t.Init = initDone
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		x, err := newPart[decoder](th, cls, "IncrementalDecoder", a[0], 1)
		if err != nil {
			return py.Unbound, err
		}
		x.reset()
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("decode($self, /, input, final=False)", "Decode another part of a text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			final, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			s, err := self(a[0]).decode(th, data, final)
			if err != nil {
				return py.Unbound, err
			}
			return py.Text(s), nil
		}),
		py.Def("getstate($self, /)", "Return the bytes that wait for the next part, and the state as an int.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			pending := py.NewBytes(append([]byte(nil), x.pending...))
			return py.TupleOf(pending.Value(), littleEndian(x.state[:])).Value(), nil
		}),
		py.Def("setstate($self, state, /)", "Go back to a state that getstate returned.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			state := py.AsTuple(a[1])
			if state == nil {
				return py.Unbound, py.Raise(py.TypeError, "setstate() argument must be tuple, not %s", a[1].Type().TypeName())
			}
			var n *big.Int
			if state.Len() == 2 && py.IsInstance(state.At(0), py.BytesType) {
				n = py.AsBig(state.At(1))
			}
			if n == nil {
				return py.Unbound, py.Raise(py.TypeError, "setstate(): illegal state argument")
			}
			pending, err := py.AsBytes(th, state.At(0))
			if err != nil {
				return py.Unbound, err
			}
			var bytes multibyte.State
			if err := fromLittleEndian(bytes[:], n); err != nil {
				return py.Unbound, err
			}
			if len(pending) > mostPending {
				return py.Unbound, py.NewUnicodeDecodeError(x.codec.Name, append([]byte(nil), pending...), 0, len(pending), "pending buffer too large")
			}
			x.pending, x.state = append([]byte(nil), pending...), bytes
			return py.None, nil
		}),
		py.Def("reset($self, /)", "Forget the state.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).reset()
			return py.None, nil
		}),
	}
	t.GetSets = []py.GetSetDef{errorsAttribute(func(v py.Value) *part { return &self(v).part })}
	py.SetupType(t, nil)
}

// littleEndian is int.from_bytes(b, 'little').
func littleEndian(b []byte) py.Value {
	if len(b) == 8 && b[7] < 0x80 {
		return py.Int(int64(binary.LittleEndian.Uint64(b)))
	}
	n := new(big.Int)
	for i := len(b) - 1; i >= 0; i-- {
		n.Or(n.Lsh(n, 8), big.NewInt(int64(b[i])))
	}
	return py.NewBig(n)
}

// fromLittleEndian is n.to_bytes(len(b), 'little').
func fromLittleEndian(b []byte, n *big.Int) error {
	switch {
	case n.Sign() < 0:
		return py.Raise(py.OverflowError, "can't convert negative int to unsigned")
	case n.BitLen() > 8*len(b):
		return py.Raise(py.OverflowError, "int too big to convert")
	}
	n.FillBytes(b)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return nil
}
