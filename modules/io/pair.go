// This file holds BufferedRWPair: a reader and a writer as one stream.

package io

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// pair is an instance of BufferedRWPair.
type pair struct {
	object
	reader, writer py.Value
	ready          bool
}

func setupPair(t *py.Type) {
	prepare[pair](t, "A buffered reader and a buffered writer of two raw streams, as one stream.")
	t.TextSig = "(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)"
	p := func(v py.Value) *pair { return (*pair)(v.P) }
	t.Init = initBy(py.Def("BufferedRWPair($self, reader, writer, buffer_size=131072, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		self, reader, writer := p(a[0]), a[1], a[2]
		n, err := py.AsInt(th, a[3])
		if err != nil {
			return py.Unbound, err
		}
		if err := check(th, reader, "readable"); err != nil {
			return py.Unbound, err
		}
		if err := check(th, writer, "writable"); err != nil {
			return py.Unbound, err
		}
		if self.reader, err = py.CallArgs(th, BufferedReaderType.Value(), reader, py.Int(int64(n))); err != nil {
			return py.Unbound, err
		}
		self.writer, err = py.CallArgs(th, BufferedWriterType.Value(), writer, py.Int(int64(n)))
		self.ready = err == nil
		return py.None, err
	}))
	call := func(name, sig, doc string, of func(x *pair) py.Value) *py.MethodDef {
		return py.DefRaw(name, sig, doc, func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			x := p(a[0])
			if !x.ready {
				return py.Unbound, py.Raise(py.ValueError, "I/O operation on uninitialized object")
			}
			m, err := py.GetAttrString(th, of(x), name)
			if err != nil {
				return py.Unbound, err
			}
			return py.Call(th, m, append([]py.Value(nil), a[1:]...), kw)
		})
	}
	reader, writer := func(x *pair) py.Value { return x.reader }, func(x *pair) py.Value { return x.writer }
	t.Methods = []*py.MethodDef{
		call("read", "", "Read as the reader does.", reader),
		call("peek", "", "Return bytes that the reader has ahead.", reader),
		call("read1", "", "Read with one call of the raw stream.", reader),
		call("readinto", "", "Fill a buffer.", reader),
		call("readinto1", "", "Read into a buffer with one call of the raw stream.", reader),
		call("write", "", "Write as the writer does.", writer),
		call("flush", "($self, /)", "Flush the writer.", writer),
		call("readable", "($self, /)", "Tell whether the reader can be read.", reader),
		call("writable", "($self, /)", "Tell whether the writer can be written.", writer),
		py.Def("close($self, /)", "Close both.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := p(a[0])
			if !x.ready {
				return py.Unbound, py.Raise(py.ValueError, "I/O operation on uninitialized object")
			}
			_, writerErr := py.CallMethod(th, x.writer, "close")
			v, err := py.CallMethod(th, x.reader, "close")
			if writerErr != nil {
				return py.Unbound, chain(writerErr, err)
			}
			return v, err
		}),
		boolMethod("isatty($self, /)", "Tell whether one of the two is a terminal.", func(th *py.Thread, v py.Value) (bool, error) {
			x := p(v)
			if !x.ready {
				return false, py.Raise(py.ValueError, "I/O operation on uninitialized object")
			}
			if yes, err := ask(th, x.writer, "isatty"); err != nil || yes {
				return yes, err
			}
			return ask(th, x.reader, "isatty")
		}),
	}
	t.GetSets = []py.GetSetDef{{Name: "closed", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		if !p(v).ready {
			return py.Unbound, py.Raise(py.RuntimeError, "the BufferedRWPair object is being garbage-collected")
		}
		return py.GetAttrString(th, p(v).writer, "closed")
	}}}
	py.SetupType(t, BufferedIOBaseType)
}
