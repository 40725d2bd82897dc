// This file holds BufferedReader, BufferedWriter and BufferedRandom, streams of bytes with a buffer around a raw stream.

package io

import (
	"bytes"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// buffered is an instance of the three types. At any time it holds bytes read ahead or bytes not yet written, never both.
type buffered struct {
	object
	raw                py.Value
	file               *fileIO // raw, when it is exactly a FileIO
	state              bufferState
	canRead, canWrite  bool
	size               int
	buf                []byte // buf[pos:end] is read ahead
	pos, end           int
	slab               py.TextSlab   // of short lines
	out                []byte        // not yet written
	owner              *py.Thread    // who is within a method; kept by the interpreter lock
	waiting            int           // threads that wait for owner to leave
	left               chan struct{} // where it tells them
	registered, random bool
}

type bufferState uint8

const (
	uninitialized bufferState = iota
	attached
	detached
)

func buf(v py.Value) *buffered { return (*buffered)(v.P) }

// isNative reports whether v is exactly one of the three types.
func isNative(v py.Value) bool {
	t := v.Type()
	return t == BufferedReaderType || t == BufferedWriterType || t == BufferedRandomType
}

func setupBuffered(t *py.Type) {
	reads, writes := t != BufferedWriterType, t != BufferedReaderType
	doc := map[*py.Type]string{
		BufferedReaderType: "A buffer for reading a raw stream.",
		BufferedWriterType: "A buffer for writing a raw stream.",
		BufferedRandomType: "A buffer for reading and writing a raw stream that has positions.",
	}[t]
	prepare[buffered](t, doc)
	t.TextSig = "(raw, buffer_size=DEFAULT_BUFFER_SIZE)"
	t.Init = initBy(py.Def(t.Name+"($self, raw, buffer_size=131072)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		b, raw := buf(a[0]), a[1]
		n, err := py.AsInt(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		b.state = uninitialized
		if t == BufferedRandomType {
			if err := check(th, raw, "seekable"); err != nil {
				return py.Unbound, err
			}
		}
		if reads {
			if err := check(th, raw, "readable"); err != nil {
				return py.Unbound, err
			}
		}
		if writes {
			if err := check(th, raw, "writable"); err != nil {
				return py.Unbound, err
			}
		}
		if n <= 0 {
			return py.Unbound, py.Raise(py.ValueError, "buffer size must be strictly positive")
		}
		if err := th.Charge(int64(n)); err != nil {
			return py.Unbound, err
		}
		b.attach(raw, n, reads, writes)
		return py.None, nil
	}))
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		name, err := streamName(th, v)
		return py.Text("<" + typeName(v) + name + ">"), err
	}
	ofRaw := func(name string) func(th *py.Thread, v py.Value) (py.Value, error) {
		return func(th *py.Thread, v py.Value) (py.Value, error) {
			if err := buf(v).check(); err != nil {
				return py.Unbound, err
			}
			return py.GetAttrString(th, buf(v).raw, name)
		}
	}
	t.GetSets = []py.GetSetDef{
		{Name: "raw", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if buf(v).state != attached {
				return py.None, nil
			}
			return buf(v).raw, nil
		}},
		{Name: "_finalizing", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.False, nil }},
		{Name: "closed", Get: ofRaw("closed")},
		{Name: "name", Get: ofRaw("name")},
		{Name: "mode", Get: ofRaw("mode")},
	}
	t.Methods = bufferedMethods(reads, writes)
	if reads {
		t.Next = bufferedNext
	}
	py.SetupType(t, BufferedIOBaseType)
}

// attach puts the buffer around a raw stream.
func (b *buffered) attach(raw py.Value, size int, reads, writes bool) {
	b.raw, b.size, b.canRead, b.canWrite = raw, size, reads, writes
	b.file = nil
	if raw.Type() == FileIOType {
		b.file = file(raw)
	}
	b.buf, b.out, b.pos, b.end = nil, nil, 0, 0
	b.random = reads && writes
	b.state = attached
}

func newBuffered(t *py.Type, raw py.Value, size int) py.Value {
	b := py.NewObject[buffered](t)
	b.attach(raw, size, t != BufferedWriterType, t != BufferedReaderType)
	return value(b)
}

// check raises ValueError unless the buffer has a raw stream.
func (b *buffered) check() error {
	switch b.state {
	case uninitialized:
		return py.Raise(py.ValueError, "I/O operation on uninitialized object")
	case detached:
		return py.Raise(py.ValueError, "raw stream has been detached")
	}
	return nil
}

// checkOpen also raises ValueError when the raw stream is closed: "read of closed file".
func (b *buffered) checkOpen(th *py.Thread, what string) error {
	if b.file != nil && b.state == attached {
		if b.file.fd < 0 && b.end == b.pos {
			return py.Raise(py.ValueError, "%s closed file", what)
		}
		if b.file.fd >= 0 {
			return nil
		}
	}
	if err := b.check(); err != nil {
		return err
	}
	closed, err := isClosed(th, b.raw)
	if err == nil && closed {
		err = py.Raise(py.ValueError, "%s closed file", what)
	}
	return err
}

// enter makes the thread the only one within the buffer: raw streams may let other threads run.
func (b *buffered) enter(th *py.Thread) error {
	if b.owner != nil {
		if err := b.await(th); err != nil {
			return err
		}
	}
	b.owner = th
	return nil
}

// await waits until no thread is within the buffer.
func (b *buffered) await(th *py.Thread) error {
	if b.owner == th {
		name := "?"
		if s, err := py.Repr(th, value(b)); err == nil {
			name = s.String()
		}
		return py.Raise(py.RuntimeError, "reentrant call inside %s", name)
	}
	if b.left == nil {
		b.left = make(chan struct{}, 1)
	}
	left := b.left
	b.waiting++
	for b.owner != nil {
		th.Outside(func() { <-left })
	}
	b.waiting--
	return nil
}

func (b *buffered) leave() {
	b.owner = nil
	if b.waiting > 0 {
		select {
		case b.left <- struct{}{}:
		default:
		}
	}
}

// locked makes a method that holds the buffer's lock.
func locked(f func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error)) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		b := buf(a[0])
		if err := b.check(); err != nil {
			return py.Unbound, err
		}
		if err := b.enter(th); err != nil {
			return py.Unbound, err
		}
		defer b.leave()
		return f(th, b, a)
	}
}

func bufferedMethods(reads, writes bool) []*py.MethodDef {
	forward := func(sig, doc, method string) *py.MethodDef {
		return py.Def(sig, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := buf(a[0]).check(); err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, buf(a[0]).raw, method)
		})
	}
	defs := []*py.MethodDef{
		py.Def("close($self, /)", "Flush the buffer and close the raw stream.", bufferedClose),
		py.Def("detach($self, /)", "Flush the buffer, part with the raw stream and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b := buf(a[0])
			if err := b.check(); err != nil {
				return py.Unbound, err
			}
			if _, err := py.CallMethod(th, value(b), "flush"); err != nil {
				return py.Unbound, err
			}
			raw := b.raw
			b.raw, b.file, b.state = py.None, nil, detached
			return raw, nil
		}),
		forward("seekable($self, /)", "Tell whether the raw stream has positions.", "seekable"),
		forward("fileno($self, /)", "Return the file descriptor.", "fileno"),
		forward("isatty($self, /)", "Tell whether the raw stream is a terminal.", "isatty"),
		py.Def("_dealloc_warn($self, source, /)", "Warn that the stream was never closed; source is the stream that the program had.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if f := buf(a[0]).file; f != nil {
				return py.None, f.warnUnclosed(th, a[1])
			}
			return py.None, nil
		}),
		py.Def("seek($self, target, whence=0, /)", "Move to a position: from the start (0), the current one (1) or the end (2).", bufferedSeek),
		py.Def("tell($self, /)", "Return the position.", locked(func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) {
			n, err := b.tell(th)
			return py.Int(n), err
		})),
		py.Def("truncate($self, pos=None, /)", "Cut or extend the file to pos, by default to the position.", locked(func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) {
			if err := b.checkOpen(th, "truncate of"); err != nil {
				return py.Unbound, err
			}
			if !b.canWrite {
				return py.Unbound, unsupported("truncate")
			}
			if err := b.flushAndRewind(th); err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, b.raw, "truncate", a[1])
		})),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(200 + buf(a[0]).size)), nil
		}),
		noPickle(),
	}
	if reads {
		defs = append(defs, forward("readable($self, /)", "Tell whether the raw stream can be read.", "readable"),
			py.Def("read($self, size=-1, /)", "Read size bytes, or to the end of the file.", locked(bufferedRead)),
			py.Def("read1($self, size=-1, /)", "Read up to size bytes with at most one call of the raw stream.", locked(bufferedRead1)),
			py.Def("readinto($self, buffer, /)", "Fill a buffer and return how many bytes were read.", locked(func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) { return b.readInto(th, a[1], false) })),
			py.Def("readinto1($self, buffer, /)", "Read into a buffer with at most one call of the raw stream.", locked(func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) { return b.readInto(th, a[1], true) })),
			py.Def("readline($self, size=-1, /)", "Read to the end of the line, but no more than size bytes.", bufferedReadline),
			py.Def("peek($self, size=0, /)", "Return bytes that are read ahead without taking them, at least one unless at the end.", locked(func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) {
				if err := b.checkOpen(th, "peek of"); err != nil {
					return py.Unbound, err
				}
				if err := b.writeOut(th); err != nil {
					return py.Unbound, err
				}
				if b.pos == b.end {
					if _, _, err := b.fill(th); err != nil {
						return py.Unbound, err
					}
				}
				return newBytes(bytes.Clone(b.buf[b.pos:b.end])), nil
			})),
		)
	}
	if writes {
		defs = append(defs, forward("writable($self, /)", "Tell whether the raw stream can be written.", "writable"),
			py.Def("write($self, buffer, /)", "Write bytes and return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				b := buf(a[0])
				if err := b.check(); err != nil {
					return py.Unbound, err
				}
				data, release, err := bytesLike(th, a[1])
				if err != nil {
					return py.Unbound, err
				}
				defer release()
				n := len(data)
				return py.Int(int64(n)), b.write(th, data)
			}),
			py.Def("flush($self, /)", "Write out what is buffered.", locked(func(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) {
				if err := b.checkOpen(th, "flush of"); err != nil {
					return py.Unbound, err
				}
				return py.None, b.flushAndRewind(th)
			})))
	} else {
		defs = append(defs, forward("flush($self, /)", "Flush the raw stream.", "flush"))
	}
	return defs
}

// rawRead reads once from the raw stream.
func (b *buffered) rawRead(th *py.Thread, p []byte) (n int, again bool, err error) {
	if b.file != nil {
		return b.file.read(th, p)
	}
	n, again, err = callReadInto(th, b.raw, "readinto", p)
	switch {
	case err != nil && py.Matches(err, py.TypeError):
		failed := py.ErrorAs(py.Raise(py.OSError, "raw readinto() failed"))
		failed.Cause, failed.Context, failed.SuppressContext = py.ErrorAs(err), py.ErrorAs(err), true
		return 0, false, failed
	case err == nil && (n < 0 || n > len(p)):
		return 0, false, py.Raise(py.OSError, "raw readinto() returned invalid length %d (should have been between 0 and %d)", n, len(p))
	}
	return n, again, err
}

// rawWrite writes once to the raw stream.
func (b *buffered) rawWrite(th *py.Thread, p []byte) (n int, again bool, err error) {
	if b.file != nil {
		return b.file.write(th, p)
	}
	v, err := py.CallMethod(th, b.raw, "write", newBytes(bytes.Clone(p)))
	if err != nil {
		return 0, false, err
	}
	if v.IsNone() {
		return 0, true, nil
	}
	n, err = py.AsInt(th, v)
	if err == nil && (n < 0 || n > len(p)) {
		err = py.Raise(py.OSError, "raw write() returned invalid length %d (should have been between 0 and %d)", n, len(p))
	}
	return n, false, err
}

// rawSeek moves the raw stream.
func (b *buffered) rawSeek(th *py.Thread, pos int64, whence int) (int64, error) {
	if b.file != nil {
		return b.file.seek(th, pos, whence)
	}
	v, err := py.CallMethod(th, b.raw, "seek", py.Int(pos), py.Int(int64(whence)))
	return offsetResult(th, v, err)
}

func (b *buffered) rawTell(th *py.Thread) (int64, error) {
	if b.file != nil {
		return b.file.seek(th, 0, 1)
	}
	v, err := py.CallMethod(th, b.raw, "tell")
	return offsetResult(th, v, err)
}

func offsetResult(th *py.Thread, v py.Value, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	n, err := py.AsInt(th, v)
	if err == nil && n < 0 {
		err = py.Raise(py.OSError, "Raw stream returned invalid position %d", n)
	}
	return int64(n), err
}

// fill reads ahead once. The buffer must be empty.
func (b *buffered) fill(th *py.Thread) (n int, again bool, err error) {
	if b.buf == nil {
		want := b.size
		if b.file != nil && b.file.length > 0 {
			want = int(min(int64(want), max(b.file.length+1, 512)))
		}
		b.buf = make([]byte, want)
	}
	b.pos, b.end = 0, 0
	n, again, err = b.rawRead(th, b.buf)
	b.end = n
	return n, again, err
}

// ahead is how many bytes were read but not taken.
func (b *buffered) ahead() int { return b.end - b.pos }

func (b *buffered) tell(th *py.Thread) (int64, error) {
	n, err := b.rawTell(th)
	if err != nil {
		return 0, err
	}
	return max(n-int64(b.ahead())+int64(len(b.out)), 0), nil
}

// writeOut empties the output buffer.
func (b *buffered) writeOut(th *py.Thread) error {
	for len(b.out) > 0 {
		n, again, err := b.rawWrite(th, b.out)
		if err != nil {
			return err
		}
		if again {
			return wouldBlock(0)
		}
		b.out = b.out[:copy(b.out, b.out[n:])]
	}
	b.register(th)
	return nil
}

func wouldBlock(written int) error {
	errno, message, count := py.Int(int64(syscall.EAGAIN)), py.Text("write could not complete without blocking"), py.Int(int64(written))
	e := py.NewException(py.BlockingIOError, errno, message, count)
	e.Fields()[0], e.Fields()[1] = errno, message
	e.SetField("characters_written", count)
	return e
}

// flushAndRewind empties the output buffer; a stream that reads too takes back what it read ahead.
func (b *buffered) flushAndRewind(th *py.Thread) error {
	if err := b.writeOut(th); err != nil {
		return err
	}
	if b.random && b.ahead() > 0 {
		return b.rewind(th)
	}
	return nil
}

// rewind moves the raw stream back to where reading has got to.
func (b *buffered) rewind(th *py.Thread) error {
	n := b.ahead()
	b.pos, b.end = 0, 0
	if n == 0 {
		return nil
	}
	_, err := b.rawSeek(th, -int64(n), 1)
	return err
}

// write buffers or writes p.
func (b *buffered) write(th *py.Thread, p []byte) error {
	if err := b.enter(th); err != nil {
		return err
	}
	defer b.leave()
	if err := b.checkOpen(th, "write to"); err != nil {
		return err
	}
	if b.file != nil && b.file.fd < 0 {
		return py.Raise(py.ValueError, "write to closed file")
	}
	if b.random && b.ahead() > 0 {
		if err := b.rewind(th); err != nil {
			return err
		}
	}
	if len(b.out)+len(p) <= b.size && len(p) < b.size {
		b.out = append(b.out, p...)
		b.register(th)
		return nil
	}
	if err := b.writeOut(th); err != nil {
		if !py.Matches(err, py.BlockingIOError) {
			return err
		}
		room := b.size - len(b.out)
		if len(p) <= room {
			b.out = append(b.out, p...)
			return nil
		}
		b.out = append(b.out, p[:room]...)
		return wouldBlock(room)
	}
	written := 0
	for len(p)-written >= b.size {
		n, again, err := b.rawWrite(th, p[written:])
		if err != nil {
			return err
		}
		if again {
			rest := p[written:]
			if len(rest) > b.size {
				b.out = append(b.out[:0], rest[:b.size]...)
				b.register(th)
				return wouldBlock(written + b.size)
			}
			break
		}
		written += n
	}
	b.out = append(b.out[:0], p[written:]...)
	b.register(th)
	return nil
}

// readTo appends n bytes to dst, less at the end of the file. again: it stopped because there is no data yet.
func (b *buffered) readTo(th *py.Thread, dst []byte, n int) (out []byte, again bool, err error) {
	take := min(n, b.ahead())
	dst = append(dst, b.buf[b.pos:b.pos+take]...)
	b.pos += take
	n -= take
	if n == 0 {
		return dst, false, nil
	}
	if err := b.writeOut(th); err != nil {
		return dst, false, err
	}
	for n > 0 {
		var got int
		if n >= b.size {
			// Whole buffers go straight to the result.
			whole := min(n-n%b.size, 1<<20)
			if b.file != nil && b.file.length > 0 {
				whole = int(min(int64(whole), max(b.file.length+1-int64(len(dst)), int64(b.size))))
			}
			at := len(dst)
			dst = append(dst, make([]byte, whole)...)
			got, again, err = b.rawRead(th, dst[at:])
			dst = dst[:at+got]
		} else {
			if got, again, err = b.fill(th); err == nil {
				got = min(n, b.end)
				dst = append(dst, b.buf[:got]...)
				b.pos = got
			}
		}
		if err != nil || again || got == 0 {
			return dst, again, err
		}
		n -= got
	}
	return dst, false, nil
}

func bufferedRead(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) {
	n, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if n < -1 {
		return py.Unbound, py.Raise(py.ValueError, "read length must be non-negative or -1")
	}
	if err := b.checkOpen(th, "read of"); err != nil {
		return py.Unbound, err
	}
	if n == -1 {
		return b.readAll(th)
	}
	if n <= b.ahead() {
		data := py.CopyBytes(b.buf[b.pos : b.pos+n])
		b.pos += n
		return data.Value(), nil
	}
	if err := th.Charge(int64(n)); err != nil {
		return py.Unbound, err
	}
	data, again, err := b.readTo(th, nil, n)
	if err != nil {
		return py.Unbound, err
	}
	if again && len(data) == 0 {
		return py.None, nil
	}
	return newBytes(data), nil
}

// readAll reads to the end of the file: bytes, or None when there is nothing yet.
func (b *buffered) readAll(th *py.Thread) (py.Value, error) {
	data := bytes.Clone(b.buf[b.pos:b.end])
	b.pos, b.end = 0, 0
	if err := b.writeOut(th); err != nil {
		return py.Unbound, err
	}
	if b.file != nil {
		all, again, err := b.file.readRest(th, data)
		if err != nil {
			return py.Unbound, err
		}
		if again && len(all) == 0 {
			return py.None, nil
		}
		return newBytes(all), nil
	}
	readall, err := py.GetAttrOr(th, b.raw, th.Interp.Intern("readall"))
	if err != nil {
		return py.Unbound, err
	}
	if !readall.IsUnbound() {
		v, err := py.CallArgs(th, readall)
		if err != nil {
			return py.Unbound, err
		}
		if v.IsNone() {
			if len(data) == 0 {
				return py.None, nil
			}
			return newBytes(data), nil
		}
		if v.Kind() != py.KindBytes {
			return py.Unbound, py.Raise(py.TypeError, "readall() should return bytes")
		}
		if len(data) == 0 {
			return v, nil
		}
		rest, _ := py.BytesData(v)
		return newBytes(append(data, rest...)), nil
	}
	for {
		v, err := py.CallMethod(th, b.raw, "read")
		if err != nil {
			return py.Unbound, err
		}
		if !v.IsNone() && v.Kind() != py.KindBytes {
			return py.Unbound, py.Raise(py.TypeError, "read() should return bytes")
		}
		rest, _ := py.BytesData(v)
		if len(rest) == 0 {
			if len(data) == 0 && v.IsNone() {
				return py.None, nil
			}
			return newBytes(data), nil
		}
		data = append(data, rest...)
	}
}

func bufferedRead1(th *py.Thread, b *buffered, a []py.Value) (py.Value, error) {
	n, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if n < 0 {
		n = b.size
	}
	if err := b.checkOpen(th, "read of"); err != nil {
		return py.Unbound, err
	}
	if n == 0 {
		return newBytes(nil), nil
	}
	if b.ahead() > 0 {
		n = min(n, b.ahead())
		data := py.CopyBytes(b.buf[b.pos : b.pos+n])
		b.pos += n
		return data.Value(), nil
	}
	data, again, err := b.once(th, n, nil)
	if err != nil {
		return py.Unbound, err
	}
	if again {
		data = nil
	}
	return newBytes(data), nil
}

// once reads up to n bytes with one call of the raw stream, into room if that is large enough. The buffer must be empty.
func (b *buffered) once(th *py.Thread, n int, room []byte) (data []byte, again bool, err error) {
	if err := th.Charge(int64(n)); err != nil {
		return nil, false, err
	}
	if err := b.writeOut(th); err != nil {
		return nil, false, err
	}
	if b.file != nil && b.file.length > 0 {
		n = int(min(int64(n), max(b.file.length+1, 512)))
	}
	if n <= cap(room) {
		data = room[:n]
	} else {
		data = make([]byte, n)
	}
	n, again, err = b.rawRead(th, data)
	return data[:n], again, err
}

func (b *buffered) readInto(th *py.Thread, target py.Value, once bool) (py.Value, error) {
	data, release, err := buffer(th, target, true)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	if err := b.checkOpen(th, "readinto of"); err != nil {
		return py.Unbound, err
	}
	n := copy(data, b.buf[b.pos:b.end])
	b.pos += n
	if n == len(data) || once && n > 0 && len(data)-n <= b.size {
		return py.Int(int64(n)), nil
	}
	if err := b.writeOut(th); err != nil {
		return py.Unbound, err
	}
	for n < len(data) {
		var got int
		var again bool
		if len(data)-n > b.size {
			got, again, err = b.rawRead(th, data[n:])
			n += got
		} else {
			if got, again, err = b.fill(th); err == nil {
				k := copy(data[n:], b.buf[:b.end])
				b.pos = k
				n += k
			}
		}
		if err != nil {
			return py.Unbound, err
		}
		if again && n == 0 {
			return py.None, nil
		}
		if got == 0 || once {
			break
		}
	}
	return py.Int(int64(n)), nil
}

// readLine reads a line of at most limit bytes; a negative limit is none. At the end of the file it is empty.
func (b *buffered) readLine(th *py.Thread, limit int) (py.Value, error) {
	var line []byte
	for {
		window := b.buf[b.pos:b.end]
		if limit >= 0 {
			window = window[:min(len(window), limit-len(line))]
		}
		if i := bytes.IndexByte(window, '\n'); i >= 0 {
			window = window[:i+1]
			b.pos += len(window)
			if line == nil {
				return py.CopyBytes(window).Value(), nil
			}
			return newBytes(append(line, window...)), nil
		}
		line = append(line, window...)
		b.pos += len(window)
		if limit >= 0 && len(line) >= limit {
			return newBytes(line), nil
		}
		if err := th.Charge(int64(2 * len(line))); err != nil {
			return py.Unbound, err
		}
		if err := b.writeOut(th); err != nil {
			return py.Unbound, err
		}
		n, _, err := b.fill(th)
		if err != nil {
			return py.Unbound, err
		}
		if n == 0 {
			return newBytes(line), nil
		}
	}
}

// nextLine returns a line that is read ahead, if nothing is in its way.
func (b *buffered) nextLine() (line py.Value, ok bool) {
	if b.owner != nil || b.state != attached || b.file == nil || b.file.fd < 0 {
		return py.Unbound, false
	}
	ahead := b.buf[b.pos:b.end]
	end := bytes.IndexByte(ahead, '\n') + 1
	if end == 0 {
		return py.Unbound, false
	}
	b.slab.Reserve(py.LinesNeed(len(ahead)))
	line = b.slab.Bytes(ahead[:end]).Value()
	b.pos += end
	return line, true
}

func bufferedReadline(th *py.Thread, a []py.Value) (py.Value, error) {
	b := buf(a[0])
	if a[1].IsSmallInt() && a[1].SmallInt() < 0 {
		if line, ok := b.nextLine(); ok {
			return line, nil
		}
	}
	if err := b.check(); err != nil {
		return py.Unbound, err
	}
	n, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := b.enter(th); err != nil {
		return py.Unbound, err
	}
	defer b.leave()
	if err := b.checkOpen(th, "readline of"); err != nil {
		return py.Unbound, err
	}
	return b.readLine(th, n)
}

func bufferedNext(th *py.Thread, v py.Value) (py.Value, error) {
	b := buf(v)
	if v.Type().Has(py.TypeHeap) {
		r, err := py.CallMethod(th, v, "readline")
		if err != nil {
			return py.Unbound, err
		}
		if r.Kind() != py.KindBytes {
			return py.Unbound, py.Raise(py.OSError, "readline() should have returned a bytes object, not '%s'", r.Type().TypeName())
		}
		if data, _ := py.BytesData(r); len(data) == 0 {
			return py.Unbound, nil
		}
		return r, nil
	}
	if line, ok := b.nextLine(); ok {
		return line, nil
	}
	line, err := bufferedReadline(th, []py.Value{v, py.None})
	if data, _ := py.BytesData(line); err != nil || len(data) == 0 {
		return py.Unbound, err
	}
	return line, nil
}

func bufferedSeek(th *py.Thread, a []py.Value) (py.Value, error) {
	b := buf(a[0])
	if err := b.check(); err != nil {
		return py.Unbound, err
	}
	whence, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if whence < 0 || whence > 4 {
		return py.Unbound, py.Raise(py.ValueError, "whence value %d unsupported", whence)
	}
	if err := b.checkOpen(th, "seek of"); err != nil {
		return py.Unbound, err
	}
	if b.file != nil && b.file.fd < 0 {
		return py.Unbound, py.Raise(py.ValueError, "seek of closed file")
	}
	if b.file == nil || !b.file.canSeek(th) {
		if err := check(th, b.raw, "seekable"); err != nil {
			return py.Unbound, err
		}
	}
	target, err := filePosition(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := b.enter(th); err != nil {
		return py.Unbound, err
	}
	defer b.leave()
	n, err := b.seek(th, target, whence)
	return py.Int(n), err
}

func (b *buffered) seek(th *py.Thread, target int64, whence int) (int64, error) {
	// A position within what was read ahead needs no call of the raw stream but tell.
	if whence <= 1 && b.canRead && b.ahead() > 0 {
		current, err := b.rawTell(th)
		if err != nil {
			return 0, err
		}
		here := max(current-int64(b.ahead()), 0) // devices have no true positions
		offset := target
		if whence == 0 {
			offset -= here
		}
		if offset >= -int64(b.pos) && offset <= int64(b.ahead()) {
			b.pos += int(offset)
			return here + offset, nil
		}
	}
	if err := b.writeOut(th); err != nil {
		return 0, err
	}
	if whence == 1 {
		target -= int64(b.ahead())
	}
	n, err := b.rawSeek(th, target, whence)
	if err != nil {
		return 0, err
	}
	b.pos, b.end = 0, 0
	return n, nil
}

func bufferedClose(th *py.Thread, a []py.Value) (py.Value, error) {
	b, self := buf(a[0]), a[0]
	if err := b.check(); err != nil {
		return py.Unbound, err
	}
	closed, err := isClosed(th, b.raw)
	if err != nil {
		return py.Unbound, err
	}
	if closed {
		return py.None, nil
	}
	_, flushErr := py.CallMethod(th, self, "flush")
	v, err := py.CallMethod(th, b.raw, "close")
	b.buf, b.pos, b.end = nil, 0, 0
	b.out = nil
	b.register(th)
	if flushErr != nil {
		return py.Unbound, chain(flushErr, err)
	}
	return v, err
}
