// This file holds the readers and writers of streams.

package multibytecodec

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
)

// reader is a MultibyteStreamReader.
type reader struct {
	decoder
	stream py.Value
}

// next reads by the stream's method with that name until there are characters, or the stream ends. size < 0: all there is.
func (x *reader) next(th *py.Thread, method string, size int) (py.Value, error) {
	if size == 0 {
		return py.Text(""), nil
	}
	for {
		var args []py.Value
		if size > 0 {
			args = []py.Value{py.Int(int64(size))}
		}
		v, err := py.CallMethod(th, x.stream, method, args...)
		if err != nil {
			return py.Unbound, err
		}
		if !py.IsInstance(v, py.BytesType) {
			return py.Unbound, py.Raise(py.TypeError, "stream function returned a non-bytes object (%s)", v.Type().TypeName())
		}
		data, err := py.AsBytes(th, v)
		if err != nil {
			return py.Unbound, err
		}
		end := len(data) == 0 || size < 0
		text, err := x.decode(th, data, end)
		if err != nil {
			if end {
				x.pending = nil
			}
			return py.Unbound, err
		}
		if text != "" || end {
			return py.Text(text), nil
		}
		size = 1 // the rest of a sequence
	}
}

// sizeOf reads the argument of a reading method: None means all.
func sizeOf(th *py.Thread, v py.Value) (int, error) {
	if v.IsNone() {
		return -1, nil
	}
	n := py.AsBig(v)
	if n == nil {
		return 0, py.Raise(py.TypeError, "arg 1 must be an integer")
	}
	size, err := py.AsInt(th, v)
	if err != nil {
		return 0, err
	}
	return max(min(size, math.MaxInt), -1), nil
}

func setupStreamReader(t *py.Type) {
	self := py.AsAny[reader]
	signature := py.ParseSignature("StreamReader(stream, errors='strict')")
	t.Size = py.SizeOf[reader]()
	t.Init = initDone
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		x, err := newPart[reader](th, cls, "StreamReader", a[1], 2)
		if err != nil {
			return py.Unbound, err
		}
		x.stream = a[0]
		x.reset()
		return x.Value(), nil
	}
	read := func(method string) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			size, err := sizeOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return self(a[0]).next(th, method, size)
		}
	}
	t.Methods = []*py.MethodDef{
		py.Def("read($self, sizeobj=None, /)", "Read and decode; a size is passed to the stream.", read("read")),
		py.Def("readline($self, sizeobj=None, /)", "Read and decode a line of the stream; a size is passed to it.", read("readline")),
		py.Def("readlines($self, sizehintobj=None, /)", "Read as read does and return the list of the lines.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			text, err := read("read")(th, a)
			if err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, text, "splitlines", py.True)
		}),
		py.Def("reset($self, /)", "Forget the state.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).reset()
			return py.None, nil
		}),
	}
	t.GetSets = []py.GetSetDef{
		streamAttribute(func(v py.Value) py.Value { return self(v).stream }),
		errorsAttribute(func(v py.Value) *part { return &self(v).part }),
	}
	py.SetupType(t, nil)
}

func streamAttribute(stream func(v py.Value) py.Value) py.GetSetDef {
	return py.GetSetDef{Name: "stream", Member: true, Doc: "The stream.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		return stream(v), nil
	}}
}

// writer is a MultibyteStreamWriter.
type writer struct {
	encoder
	stream py.Value
}

func (x *writer) write(th *py.Thread, v py.Value) error {
	s, err := py.StrOf(th, v)
	if err != nil {
		return err
	}
	out, err := x.encode(th, s, false)
	if err != nil {
		return err
	}
	_, err = py.CallMethod(th, x.stream, "write", py.NewBytes(out).Value())
	return err
}

func setupStreamWriter(t *py.Type) {
	self := py.AsAny[writer]
	signature := py.ParseSignature("StreamWriter(stream, errors='strict')")
	t.Size = py.SizeOf[writer]()
	t.Init = initDone
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		x, err := newPart[writer](th, cls, "StreamWriter", a[1], 2)
		if err != nil {
			return py.Unbound, err
		}
		x.stream = a[0]
		x.reset()
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("write($self, strobj, /)", "Encode a text and write it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).write(th, a[1])
		}),
		py.Def("writelines($self, lines, /)", "Write each text of a sequence.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if a[1].Type().GetItem == nil {
				return py.Unbound, py.Raise(py.TypeError, "arg must be a sequence object")
			}
			for i := 0; ; i++ {
				n, err := py.Length(th, a[1])
				if err != nil {
					return py.Unbound, err
				}
				if i >= n {
					return py.None, nil
				}
				line, err := py.GetItem(th, a[1], py.Int(int64(i)))
				if err != nil {
					return py.Unbound, err
				}
				if err := self(a[0]).write(th, line); err != nil {
					return py.Unbound, err
				}
			}
		}),
		py.Def("reset($self, /)", "Write what waits for a second character, and forget the state then.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if x.pending == "" {
				return py.None, nil
			}
			out, err := x.encode(th, py.NewStr(""), true)
			if err != nil {
				return py.Unbound, err
			}
			if len(out) > 0 {
				if _, err := py.CallMethod(th, x.stream, "write", py.NewBytes(out).Value()); err != nil {
					return py.Unbound, err
				}
			}
			return py.None, nil
		}),
	}
	t.GetSets = []py.GetSetDef{
		streamAttribute(func(v py.Value) py.Value { return self(v).stream }),
		errorsAttribute(func(v py.Value) *part { return &self(v).part }),
	}
	py.SetupType(t, nil)
}
