// This file holds what the decompressor objects of all formats share.

package stepwise

import (
	"io"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Object is a decompressor of Python: the embedded part of the formats' own types.
type Object struct {
	py.Header
	lock    sync.Mutex
	Decoder *Decoder
	Restart func() *Decoder // makes the decoder for what comes after an error; nil: the error stays
	tail    []byte          // input that the limit of the output left
	unused  []byte          // what followed the end of the stream
	waiting bool
	eof     bool
	failed  error
}

// Start gives the object its decoder.
func (x *Object) Start(d *Decoder) { x.Decoder, x.waiting = d, true }

// Decompress is the method decompress(data, max_length). ended is the text of the EOFError behind the end of the stream;
// failure makes an exception of a decoder's error.
func (x *Object) Decompress(th *py.Thread, input, limit py.Value, ended string, failure func(error) error) (py.Value, error) {
	given, err := py.AsBytes(th, input)
	if err != nil {
		return py.Unbound, err
	}
	n, err := py.Index(th, limit)
	if err != nil {
		return py.Unbound, err
	}
	most := -1
	i, ok := py.AsInt64(n)
	if !ok {
		return py.Unbound, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
	}
	if i >= 0 {
		most = int(i)
	}
	th.Outside(x.lock.Lock) // whoever holds it may be waiting for the interpreter lock
	defer x.lock.Unlock()
	if x.eof {
		return py.Unbound, py.Raise(py.EOFError, "%s", ended)
	}
	if x.failed != nil {
		return py.Unbound, failure(x.failed)
	}
	if err := th.Charge(int64(len(x.tail) + len(given))); err != nil {
		return py.Unbound, err
	}
	data := append(append(make([]byte, 0, len(x.tail)+len(given)), x.tail...), given...)
	var out, rest []byte
	var waiting bool
	th.Outside(func() { out, rest, waiting, err = x.Decoder.Decode(data, most, th.Charge) })
	x.tail, x.waiting = nil, waiting
	switch err {
	case nil:
		x.tail = rest
	case io.EOF:
		x.eof, x.unused, x.waiting = true, rest, false
	default:
		if _, ok := err.(*py.Exception); ok {
			return py.Unbound, err
		}
		if x.Restart != nil {
			x.Start(x.Restart())
		} else {
			x.failed = err
		}
		return py.Unbound, failure(err)
	}
	return py.NewBytes(out).Value(), nil
}

// Attributes are eof, needs_input and unused_data.
func Attributes(self func(py.Value) *Object) []py.GetSetDef {
	return []py.GetSetDef{
		{Name: "eof", Member: true, Doc: "Whether the end of the stream was reached.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Bool(self(v).eof), nil
		}},
		{Name: "needs_input", Member: true, Doc: "Whether more input is needed to go on.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Bool(self(v).waiting), nil
		}},
		{Name: "unused_data", Member: true, Doc: "What followed the end of the stream.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.NewBytes(self(v).unused).Value(), nil
		}},
	}
}

// Compressor is the common part of compressor objects: a writer and what it has written.
type Compressor struct {
	py.Header
	Lock    sync.Mutex
	Out     Buffer
	Writer  io.WriteCloser
	Flushed bool
}

// Buffer keeps what is written until it is taken.
type Buffer struct{ b []byte }

func (b *Buffer) Write(p []byte) (int, error) {
	b.b = append(b.b, p...)
	return len(p), nil
}

// Take returns what was written since the last call.
func (b *Buffer) Take() []byte {
	taken := b.b
	b.b = nil
	return taken
}

// Compress is the method compress(data).
func (x *Compressor) Compress(th *py.Thread, input py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, input)
	if err != nil {
		return py.Unbound, err
	}
	th.Outside(x.Lock.Lock)
	defer x.Lock.Unlock()
	if x.Flushed {
		return py.Unbound, py.Raise(py.ValueError, "Compressor has been flushed")
	}
	if err := th.Charge(int64(len(data))); err != nil {
		return py.Unbound, err
	}
	data = append([]byte(nil), data...)
	th.Outside(func() { _, err = x.Writer.Write(data) })
	if err != nil {
		return py.Unbound, py.Raise(py.OSError, "%s", err.Error())
	}
	return py.NewBytes(x.Out.Take()).Value(), nil
}

// Flush is the method flush().
func (x *Compressor) Flush(th *py.Thread) (py.Value, error) {
	th.Outside(x.Lock.Lock)
	defer x.Lock.Unlock()
	if x.Flushed {
		return py.Unbound, py.Raise(py.ValueError, "Repeated call to flush()")
	}
	x.Flushed = true
	var err error
	th.Outside(func() { err = x.Writer.Close() })
	if err != nil {
		return py.Unbound, py.Raise(py.OSError, "%s", err.Error())
	}
	return py.NewBytes(x.Out.Take()).Value(), nil
}
