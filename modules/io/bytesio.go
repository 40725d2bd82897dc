// This file holds BytesIO, a stream of bytes in memory.

package io

import (
	"bytes"

	py "github.com/gopy-lang/gopy/runtime"
)

// bytesIO is an instance of BytesIO.
type bytesIO struct {
	object
	data    []byte
	whole   *py.Bytes // whose memory data is, nil: nobody else's
	lent    bool      // there may be views of data
	pos     int64
	exports int // views that getbuffer gave out
}

func mem(v py.Value) *bytesIO { return (*bytesIO)(v.P) }

// hold makes the contents those of v, of which b are the bytes. They aren't copied while they can't change.
func (m *bytesIO) hold(v py.Value, b []byte) {
	if v.IsExact(py.KindBytes) {
		m.whole, m.data = (*py.Bytes)(v.P), b[:len(b):len(b)]
	} else {
		m.whole, m.data = nil, bytes.Clone(b)
	}
}

// own makes the memory the stream's own, to be changed, with room for n bytes.
func (m *bytesIO) own(n int64) {
	if m.whole == nil && n <= int64(cap(m.data)) {
		return
	}
	if n > int64(len(m.data)) && n < maxDoubled { // Go's append would copy long contents several times as they grow
		n = max(n, 2*int64(len(m.data)))
	}
	m.data = append(make([]byte, 0, max(n, int64(len(m.data)))), m.data...)
	m.whole = nil
}

// minShared is from how many bytes on getvalue keeps what it returns, for the next call.
const minShared = 64

// maxDoubled is up to how many bytes the room doubles when it is used up.
const maxDoubled = 1 << 24

func (m *bytesIO) check() error {
	if m.closed {
		return closedFile()
	}
	return nil
}

// checkResize also raises BufferError while a view is in use.
func (m *bytesIO) checkResize() error {
	if m.exports > 0 {
		return py.Raise(py.BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

// rest is what lies behind the position.
func (m *bytesIO) rest() []byte {
	if m.pos >= int64(len(m.data)) {
		return nil
	}
	return m.data[m.pos:]
}

func setupBytesIO(t *py.Type) {
	prepare[bytesIO](t, "A stream of bytes in memory.")
	t.TextSig = "(initial_bytes=b'')"
	t.Init = initBy(py.Def("BytesIO($self, initial_bytes=b'')", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		m := mem(a[0])
		if err := m.checkResize(); err != nil {
			return py.Unbound, err
		}
		m.data, m.whole, m.lent, m.pos, m.closed = nil, nil, false, 0, false
		if a[1].IsNone() {
			return py.None, nil
		}
		b, release, err := bytesLike(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		defer release()
		m.hold(a[1], b)
		return py.None, nil
	}))
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
		m := mem(v)
		if err := m.check(); err != nil {
			return py.Unbound, err
		}
		line := m.line(-1)
		if len(line) == 0 {
			return py.Unbound, nil
		}
		return py.CopyBytes(line).Value(), nil
	}
	t.GetSets = []py.GetSetDef{{Name: "closed", Doc: "Whether the stream is closed.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(mem(v).closed), nil }}}
	yes := func(th *py.Thread, v py.Value) (bool, error) { return true, mem(v).check() }
	read := func(th *py.Thread, a []py.Value) (py.Value, error) {
		m := mem(a[0])
		n := -1
		if len(a) > 1 {
			var err error
			if n, err = size(th, a[1]); err != nil {
				return py.Unbound, err
			}
		}
		if err := m.check(); err != nil {
			return py.Unbound, err
		}
		b := m.rest()
		if n >= 0 {
			b = b[:min(n, len(b))]
		}
		m.pos += int64(len(b))
		return py.CopyBytes(b).Value(), nil
	}
	t.Methods = []*py.MethodDef{
		boolMethod("readable($self, /)", "Return True.", yes),
		boolMethod("seekable($self, /)", "Return True.", yes),
		boolMethod("writable($self, /)", "Return True.", yes),
		py.Def("close($self, /)", "Close the stream and drop its bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.checkResize(); err != nil {
				return py.Unbound, err
			}
			m.data, m.whole, m.closed = nil, nil, true
			return py.None, nil
		}),
		py.Def("flush($self, /)", "Do nothing.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, mem(a[0]).check() }),
		boolMethod("isatty($self, /)", "Return False.", func(th *py.Thread, v py.Value) (bool, error) { return false, mem(v).check() }),
		py.Def("tell($self, /)", "Return the position.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(mem(a[0]).pos), mem(a[0]).check() }),
		py.Def("write($self, b, /)", "Write bytes and return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if a[1].Kind() == py.KindBytes {
				b, _ := py.BytesData(a[1])
				return py.Int(int64(len(b))), m.write(th, b)
			}
			b, release, err := bytesLike(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			return py.Int(int64(len(b))), m.write(th, b)
		}),
		py.Def("writelines($self, lines, /)", "Write each of the lines; no newlines are added.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			return py.None, py.ForEach(th, a[1], func(v py.Value) error {
				b, release, err := bytesLike(th, v)
				if err != nil {
					return err
				}
				defer release()
				return m.write(th, b)
			})
		}),
		py.Def("read1($self, size=-1, /)", "Read up to size bytes, or the rest.", read).Unfilled(1, 2),
		py.Def("readinto($self, buffer, /)", "Read into a buffer and return how many bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			b, release, err := buffer(th, a[1], true)
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			n := copy(b, m.rest())
			m.pos += int64(n)
			return py.Int(int64(n)), nil
		}),
		py.Def("readline($self, size=-1, /)", "Read to the end of the line, but no more than size bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			n := -1
			if len(a) > 1 {
				var err error
				if n, err = size(th, a[1]); err != nil {
					return py.Unbound, err
				}
			}
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			return py.CopyBytes(m.line(n)).Value(), nil
		}).Unfilled(1, 2),
		py.Def("readlines($self, size=None, /)", "Return the lines as a list; stop when they have size bytes together.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			limit, err := size(th, a[1])
			if err == nil {
				err = m.check()
			}
			if err != nil {
				return py.Unbound, err
			}
			l := py.NewList(nil)
			for total := 0; ; {
				line := m.line(-1)
				if len(line) == 0 {
					break
				}
				l.Append(py.CopyBytes(line).Value())
				if total += len(line); limit > 0 && total >= limit {
					break
				}
			}
			return l.Value(), nil
		}),
		py.Def("read($self, size=-1, /)", "Read up to size bytes, or the rest.", read).Unfilled(1, 2),
		py.Def("getbuffer($self, /)", "Return a memoryview of the bytes: changes show in the stream.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			x := &bytesIOBuffer{Header: py.Header{Type: BytesIOBufferType, Kind: py.KindOther}, source: m}
			return py.CallArgs(th, py.MemoryViewType.Value(), x.Value())
		}),
		py.Def("getvalue($self, /)", "Return all bytes of the stream.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			if m.whole == nil || len(m.whole.String()) != len(m.data) {
				x := py.CopyBytes(m.data)
				if m.lent || len(m.data) < minShared {
					return x.Value(), nil
				}
				b, _ := py.BytesData(x.Value())
				m.hold(x.Value(), b)
			}
			return m.whole.Value(), nil
		}),
		py.Def("seek($self, pos, whence=0, /)", "Move to a position: from the start (0), the current one (1) or the end (2).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			pos, err := filePosition(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			whence, err := py.AsInt(th, a[2])
			if err == nil {
				err = m.check()
			}
			if err != nil {
				return py.Unbound, err
			}
			start := int64(0)
			switch whence {
			case 0:
				if pos < 0 {
					return py.Unbound, py.Raise(py.ValueError, "negative seek value %d", pos)
				}
			case 1:
				start = m.pos
			case 2:
				start = int64(len(m.data))
			default:
				return py.Unbound, py.Raise(py.ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence)
			}
			if pos > 0 && start > 1<<63-1-pos {
				return py.Unbound, py.Raise(py.OverflowError, "new position too large")
			}
			m.pos = max(start+pos, 0)
			return py.Int(m.pos), nil
		}),
		py.Def("truncate($self, size=None, /)", "Cut the bytes at size, by default at the position. The position stays.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			if err := m.checkResize(); err != nil {
				return py.Unbound, err
			}
			n := m.pos
			if !a[1].IsNone() {
				var err error
				if n, err = filePosition(th, a[1]); err != nil {
					return py.Unbound, err
				}
				if n < 0 {
					return py.Unbound, py.Raise(py.ValueError, "negative size value %d", n)
				}
			}
			if n < int64(len(m.data)) {
				m.data = m.data[:n:n]
			}
			return py.Int(n), nil
		}),
		py.Def("__getstate__($self, /)", "Return (bytes, position, __dict__) for pickle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			attributes, err := dictCopy(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.CopyBytes(m.data).Value(), py.Int(m.pos), attributes).Value(), nil
		}),
		py.Def("__setstate__($self, object, /)", "Restore what __getstate__ returned.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := mem(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			s := py.AsTuple(a[1])
			if s == nil || s.Len() < 3 {
				return py.Unbound, py.Raise(py.TypeError, "%s.__setstate__ argument should be 3-tuple, got %s", a[0].Type().TypeName(), a[1].Type().TypeName())
			}
			b, release, err := bytesLike(th, s.At(0))
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			pos, ok := py.AsInt64(s.At(1))
			if !ok {
				return py.Unbound, py.Raise(py.TypeError, "second item of state must be an integer, not %s", s.At(1).Type().TypeName())
			}
			if pos < 0 {
				return py.Unbound, py.Raise(py.ValueError, "position value cannot be negative")
			}
			if err := m.checkResize(); err != nil {
				return py.Unbound, err
			}
			m.hold(s.At(0), b)
			m.pos = pos
			return py.None, restoreDict(th, a[0], s.At(2), "third")
		}),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(py.SizeOf[bytesIO]()) + int64(cap(mem(a[0]).data))), nil
		}),
	}
	py.SetupType(t, BufferedIOBaseType)
}

// dictCopy is the __dict__ of a stream for pickle, None when it is empty.
func dictCopy(th *py.Thread, stream py.Value) (py.Value, error) {
	v, err := py.GetAttrString(th, stream, "__dict__")
	if err != nil {
		return py.Unbound, err
	}
	d := py.AsDict(v)
	if d == nil || d.Len() == 0 {
		return py.None, nil
	}
	return d.Copy().Value(), nil
}

// restoreDict adds the attributes that pickle saved.
func restoreDict(th *py.Thread, self, saved py.Value, which string) error {
	if saved.IsNone() {
		return nil
	}
	d := py.AsDict(saved)
	if d == nil {
		return py.Raise(py.TypeError, "%s item of state should be a dict, got a %s", which, saved.Type().TypeName())
	}
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			return nil
		}
		if s := py.AsStr(k); s != nil {
			if err := py.SetAttr(th, self, th.Interp.InternStr(s), v); err != nil {
				return err
			}
		}
	}
}

// line takes a line of at most limit bytes; a negative limit is none. It is part of the stream's memory.
func (m *bytesIO) line(limit int) []byte {
	b := m.rest()
	if limit >= 0 {
		b = b[:min(limit, len(b))]
	}
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		b = b[:i+1]
	}
	m.pos += int64(len(b))
	return b
}

func (m *bytesIO) write(th *py.Thread, b []byte) error {
	if err := m.check(); err != nil {
		return err
	}
	if err := m.checkResize(); err != nil {
		return err
	}
	if len(b) == 0 {
		return nil
	}
	end := m.pos + int64(len(b))
	if end < 0 {
		return py.Raise(py.OverflowError, "new buffer size too large")
	}
	if have := int64(len(m.data)); end > have {
		if err := th.Charge(end); err != nil {
			return err
		}
		m.own(end)
		m.data = m.data[:min(m.pos, have)]
		if gap := m.pos - have; gap > 0 {
			m.data = append(m.data, make([]byte, gap)...)
		}
		m.data = append(m.data, b...)
	} else {
		m.own(0)
		copy(m.data[m.pos:], b)
	}
	m.pos = end
	return nil
}

// bytesIOBuffer is what the memoryview of getbuffer stands on.
type bytesIOBuffer struct {
	py.Header
	source *bytesIO
}

func setupBytesIOBuffer(t *py.Type) {
	t.Flags |= py.TypeDisallowNew
	t.Buffer = func(th *py.Thread, self py.Value, writable bool) (*py.Buffer, error) {
		m := (*bytesIOBuffer)(self.P).source
		m.own(0)
		m.lent = true
		m.exports++
		return &py.Buffer{Data: m.data, ItemSize: 1, Format: "B", Shape: []int{len(m.data)}, Strides: []int{1}, Release: func() { m.exports-- }}, nil
	}
	py.SetupType(t, nil)
}
