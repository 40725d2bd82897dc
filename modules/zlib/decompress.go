// This file holds decompression objects: Decompress, whose caller keeps what wasn't used, and _ZlibDecompressor, which keeps it
// itself.

package zlib

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// decompressObject is a Decompress or a _ZlibDecompressor.
type decompressObject struct {
	py.Header
	lock    sync.Mutex
	decoder *decoder
	unused  []byte // what followed the end of the stream
	tail    []byte // input that the limit of the output left
	eof     bool
	flushed bool // after the end: there is nothing left to copy
	waiting bool // a _ZlibDecompressor can't go on without input
}

// newDecompress is decompressobj(wbits, zdict).
func newDecompress(th *py.Thread, a []py.Value) (py.Value, error) {
	wbits, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[decompressObject](decompressType)
	return x.Value(), x.start(th, wbits, a[1])
}

// start gives the object a decoder.
func (x *decompressObject) start(th *py.Thread, wbits int, dict py.Value) error {
	var ok bool
	if x.decoder, ok = newDecoder(wbits, th.Charge); !ok {
		return py.Raise(py.ValueError, "Invalid initialization option")
	}
	if dict.IsUnbound() {
		return nil
	}
	if dict.Type().Buffer == nil {
		return py.Raise(py.TypeError, "zdict argument must support the buffer protocol")
	}
	b, err := py.AsBytes(th, dict)
	if err == nil {
		x.decoder.setDictionary(append([]byte(nil), b...))
	}
	return err
}

// decompress decodes data, up to most bytes (negative: any number), and returns a copy of the output.
func (x *decompressObject) decompress(th *py.Thread, data []byte, most int) (out, rest []byte, err error) {
	outside(th, len(data), func() {
		x.lock.Lock()
		defer x.lock.Unlock()
		x.decoder.charge = th.Charge
		var b []byte
		b, rest, err = x.decoder.decode(data, most)
		out = append([]byte(nil), b...)
		rest = append([]byte(nil), rest...)
		x.eof = x.decoder.done
	})
	return out, rest, err
}

func setupDecompress(t *py.Type) {
	self := py.AsAny[decompressObject]
	t.Size = py.SizeOf[decompressObject]()
	// more decodes data and keeps what isn't used where programs look for it.
	more := func(th *py.Thread, x *decompressObject, data []byte, most int) (py.Value, error) {
		if x.eof {
			if err := th.Charge(int64(len(x.unused) + len(data))); err != nil {
				return py.Unbound, err
			}
			x.unused = append(x.unused[:len(x.unused):len(x.unused)], data...)
			x.tail = nil
			return py.NewBytes(nil).Value(), nil
		}
		out, rest, err := x.decompress(th, data, most)
		if err != nil {
			return py.Unbound, failure(err, "decompressing data")
		}
		x.tail = nil
		if x.eof {
			x.unused = append(x.unused, rest...)
		} else {
			x.tail = rest
		}
		return py.NewBytes(out).Value(), nil
	}
	duplicate := func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := self(a[0])
		x.lock.Lock()
		defer x.lock.Unlock()
		if x.flushed {
			return py.Unbound, py.Raise(py.ValueError, "Inconsistent stream state")
		}
		y := py.NewObject[decompressObject](t)
		y.decoder, y.unused, y.tail, y.eof = x.decoder.clone(), x.unused, x.tail, x.eof
		return y.Value(), nil
	}
	flushSignature := py.ParseSignature("flush($self, length=16384, /)")
	t.Methods = []*py.MethodDef{
		py.Def("decompress($self, data, /, max_length=0)", "Decompress more data and return what is ready, at most max_length bytes unless that is 0.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			most, err := sizeOf(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if most < 0 {
				return py.Unbound, py.Raise(py.ValueError, "max_length must be non-negative")
			}
			if most == 0 {
				most = -1
			}
			return more(th, self(a[0]), data, most)
		}),
		py.DefRaw("flush", "($self, length=zlib.DEF_BUF_SIZE, /)", "Decompress the input that was left and return what is ready.", func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
			a, held, err := flushSignature.BindArgs(th, args, kw)
			defer held.Release()
			if err != nil {
				return py.Unbound, err
			}
			length, err := sizeOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if length <= 0 {
				return py.Unbound, py.Raise(py.ValueError, "length must be greater than zero")
			}
			x := self(a[0])
			if x.eof {
				x.flushed = true
				return py.NewBytes(nil).Value(), nil
			}
			v, err := more(th, x, x.tail, -1)
			x.flushed = x.eof
			return v, err
		}),
		py.Def("copy($self, /)", "Return a copy that goes on as the object would.", duplicate),
		py.Def("__copy__($self, /)", "Return a copy that goes on as the object would.", duplicate),
		py.Def("__deepcopy__($self, memo, /)", "Return a copy that goes on as the object would.", duplicate),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "unused_data", Member: true, Doc: "What followed the end of the stream.", Get: unusedData},
		{Name: "unconsumed_tail", Member: true, Doc: "The input that max_length left.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.NewBytes(self(v).tail).Value(), nil
		}},
		{Name: "eof", Member: true, Doc: "Whether the end of the stream was reached.", Get: atEOF},
	}
	py.SetupType(t, nil)
}

func unusedData(th *py.Thread, v py.Value) (py.Value, error) {
	return py.NewBytes(py.AsAny[decompressObject](v).unused).Value(), nil
}

func atEOF(th *py.Thread, v py.Value) (py.Value, error) {
	return py.Bool(py.AsAny[decompressObject](v).eof), nil
}

func setupDecompressor(t *py.Type) {
	self := py.AsAny[decompressObject]
	signature := py.ParseSignature("_ZlibDecompressor(wbits=15, zdict=<unrepresentable>)")
	t.Size = py.SizeOf[decompressObject]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		wbits, err := py.AsCInt(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		x := py.NewObject[decompressObject](cls)
		x.waiting = true
		return x.Value(), x.start(th, wbits, a[1])
	}
	t.Methods = []*py.MethodDef{
		py.Def("decompress($self, /, data, max_length=-1)", "Decompress more data and return what is ready, at most max_length bytes unless that is negative.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			most, err := sizeOf(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			x := self(a[0])
			if x.eof {
				return py.Unbound, py.Raise(py.EOFError, "End of stream already reached")
			}
			if len(x.tail) > 0 {
				if err := th.Charge(int64(len(x.tail) + len(data))); err != nil {
					return py.Unbound, err
				}
				data = append(x.tail[:len(x.tail):len(x.tail)], data...)
			}
			out, rest, err := x.decompress(th, data, most)
			if err != nil {
				x.tail = nil
				return py.Unbound, failure(err, "decompressing data")
			}
			x.tail = nil
			switch {
			case x.eof:
				x.unused, x.waiting = rest, false
			case most >= 0 && len(out) == most:
				x.tail, x.waiting = rest, false
			default:
				x.waiting = true
			}
			return py.NewBytes(out).Value(), nil
		}),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "eof", Member: true, Doc: "Whether the end of the stream was reached.", Get: atEOF},
		{Name: "unused_data", Member: true, Doc: "What followed the end of the stream.", Get: unusedData},
		{Name: "needs_input", Member: true, Doc: "Whether more input is needed to go on.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Bool(self(v).waiting), nil
		}},
	}
	py.SetupType(t, nil)
}
