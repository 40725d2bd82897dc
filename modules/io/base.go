// This file holds _IOBase and the abstract classes of raw, buffered and text streams.

package io

import (
	"bytes"

	py "github.com/gopy-lang/gopy/runtime"
)

func base(v py.Value) *object { return (*object)(v.P) }

// isClosed asks any stream whether it is closed.
func isClosed(th *py.Thread, v py.Value) (bool, error) {
	switch v.Type() {
	case FileIOType:
		return file(v).fd < 0, nil
	case TextIOWrapperType:
		if x := text(v); x.native != nil && x.native.file != nil {
			return x.native.file.fd < 0, nil
		}
	}
	return py.IsClosed(th, v)
}

// checkClosed raises ValueError when the stream is closed.
func checkClosed(th *py.Thread, v py.Value) error {
	closed, err := isClosed(th, v)
	if err == nil && closed {
		err = closedFile()
	}
	return err
}

// ask calls a method without arguments that answers yes or no.
func ask(th *py.Thread, v py.Value, method string) (bool, error) {
	r, err := py.CallMethod(th, v, method)
	if err != nil {
		return false, err
	}
	return py.Truth(th, r)
}

// check raises UnsupportedOperation unless the stream says yes to "readable", "writable" or "seekable".
func check(th *py.Thread, v py.Value, method string) error {
	yes, err := ask(th, v, method)
	if err == nil && !yes {
		err = unsupported("File or stream is not " + method + ".")
	}
	return err
}

// fileUnder returns the file of a stream of the built-in types, or nil.
func fileUnder(v py.Value) *fileIO {
	switch t := v.Type(); {
	case t.IsSubtype(FileIOType):
		return file(v)
	case t.IsSubtype(TextIOWrapperType):
		if b := text(v).native; b != nil {
			return b.file
		}
	case t.IsSubtype(BufferedReaderType) || t.IsSubtype(BufferedWriterType) || t.IsSubtype(BufferedRandomType):
		return buf(v).file
	}
	return nil
}

func setupIOBase(t *py.Type) {
	prepare[object](t, "The base of all streams. It has no read or write of its own.")
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, checkClosed(th, v) }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
		line, err := py.CallMethod(th, v, "readline")
		if err != nil {
			return py.Unbound, err
		}
		n, err := py.Length(th, line)
		if err != nil || n == 0 {
			return py.Unbound, err
		}
		return line, nil
	}
	t.GetSets = []py.GetSetDef{
		{Name: "__dict__", Get: py.GetInstanceDict},
		{Name: "closed", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(base(v).closed), nil }},
	}
	no := func(th *py.Thread, v py.Value) (bool, error) { return false, nil }
	refuse := func(what string) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Unbound, unsupported(what) }
	}
	checker := func(method string) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.True, check(th, a[0], method) }
	}
	t.Methods = []*py.MethodDef{
		py.Def("seek($self, offset, whence=0, /)", "Move to a position and return it.", refuse("seek")),
		py.Def("tell($self, /)", "Return the position.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.CallMethod(th, a[0], "seek", py.Int(0), py.Int(1))
		}),
		py.Def("truncate($self, size=None, /)", "Cut the file at the position, or at size.", refuse("truncate")),
		py.Def("flush($self, /)", "Write out what is buffered.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if base(a[0]).closed {
				return py.Unbound, closedFile()
			}
			return py.None, nil
		}),
		py.Def("close($self, /)", "Flush and close the stream.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if base(a[0]).closed {
				return py.None, nil
			}
			self := a[0]
			_, err := py.CallMethod(th, self, "flush")
			base(self).closed = true
			return py.None, err
		}),
		py.Def("__del__($self, /)", "Close the stream, which nobody refers to.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self := a[0]
			// A stream that can't tell, as it was detached or never made ready, is left alone.
			closed, err := py.GetAttrString(th, self, "closed")
			if err != nil {
				return py.None, nil
			}
			if yes, err := py.Truth(th, closed); err != nil || yes {
				return py.None, nil
			}
			if f := fileUnder(self); f != nil {
				if err := f.warnUnclosed(th, self); err != nil {
					py.Unraisable(th, err, "Exception ignored while finalizing file", value(f))
				}
			}
			if _, err := py.CallMethod(th, self, "close"); err != nil {
				py.Unraisable(th, err, "Exception ignored while finalizing file", self)
			}
			return py.None, nil
		}),
		boolMethod("seekable($self, /)", "Tell whether seek works.", no),
		boolMethod("readable($self, /)", "Tell whether the stream was opened for reading.", no),
		boolMethod("writable($self, /)", "Tell whether the stream was opened for writing.", no),
		py.Def("_checkClosed($self, /)", "Raise ValueError if the stream is closed.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, checkClosed(th, a[0]) }),
		py.Def("_checkSeekable($self, /)", "Raise UnsupportedOperation unless seekable().", checker("seekable")),
		py.Def("_checkReadable($self, /)", "Raise UnsupportedOperation unless readable().", checker("readable")),
		py.Def("_checkWritable($self, /)", "Raise UnsupportedOperation unless writable().", checker("writable")),
		py.Def("fileno($self, /)", "Return the file descriptor.", refuse("fileno")),
		boolMethod("isatty($self, /)", "Tell whether the stream is a terminal.", func(th *py.Thread, v py.Value) (bool, error) { return false, checkClosed(th, v) }),
		py.Def("__enter__($self, /)", "Return the stream itself, which must be open.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], checkClosed(th, a[0]) }),
		py.DefRaw("__exit__", "", "Close the stream.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			return py.CallMethod(th, a[0], "close")
		}),
		py.Def("readline($self, size=-1, /)", "Read to the end of the line, but no more than size bytes.", baseReadline),
		py.Def("readlines($self, hint=-1, /)", "Return the lines as a list; stop when they have hint bytes together.", baseReadlines),
		py.Def("writelines($self, lines, /)", "Write each of the lines; no newlines are added.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self, lines := a[0], a[1]
			if err := checkClosed(th, self); err != nil {
				return py.Unbound, err
			}
			write, err := py.GetWriter(th, self)
			if err != nil {
				return py.Unbound, err
			}
			return py.None, py.ForEach(th, lines, func(line py.Value) error {
				_, err := write.Call1(th, line)
				return err
			})
		}),
	}
	py.SetupType(t, nil)
}

// baseReadline reads by read(), as much at once as peek() shows.
func baseReadline(th *py.Thread, a []py.Value) (py.Value, error) {
	self := a[0]
	limit, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	peek, err := py.GetAttrOr(th, self, th.Interp.Intern("peek"))
	if err != nil {
		return py.Unbound, err
	}
	var line []byte
	for limit < 0 || len(line) < limit {
		want := 1
		if !peek.IsUnbound() {
			ahead, err := py.CallArgs(th, peek, py.Int(1))
			if err != nil {
				return py.Unbound, err
			}
			b, ok := py.BytesData(ahead)
			if !ok {
				return py.Unbound, py.Raise(py.OSError, "peek() should have returned a bytes object, not '%s'", ahead.Type().TypeName())
			}
			if i := bytes.IndexByte(b, '\n'); i >= 0 {
				want = i + 1
			} else {
				want = max(len(b), 1)
			}
			if limit >= 0 {
				want = min(want, limit-len(line))
			}
		}
		v, err := py.CallMethod(th, self, "read", py.Int(int64(want)))
		if err != nil {
			return py.Unbound, err
		}
		if v.Kind() != py.KindBytes {
			return py.Unbound, py.Raise(py.OSError, "read() should have returned a bytes object, not '%s'", v.Type().TypeName())
		}
		b, _ := py.BytesData(v)
		if len(b) == 0 {
			break
		}
		line = append(line, b...)
		if b[len(b)-1] == '\n' {
			break
		}
	}
	return newBytes(line), nil
}

func baseReadlines(th *py.Thread, a []py.Value) (py.Value, error) {
	self := a[0]
	hint, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if hint <= 0 {
		l, err := py.ListFrom(th, self)
		if err != nil {
			return py.Unbound, err
		}
		return l.Value(), nil
	}
	it, err := py.Iter(th, self)
	if err != nil {
		return py.Unbound, err
	}
	l := py.NewList(nil)
	for total := 0; ; {
		line, err := py.Next(th, it)
		if err != nil {
			return py.Unbound, err
		}
		if line.IsUnbound() {
			break
		}
		l.Append(line)
		n, err := py.Length(th, line)
		if err != nil {
			return py.Unbound, err
		}
		if total += n; total > hint {
			break
		}
	}
	return l.Value(), nil
}

func setupRawIOBase(t *py.Type) {
	prepare[object](t, "The base of unbuffered streams of bytes.")
	t.Methods = []*py.MethodDef{
		py.Def("read($self, size=-1, /)", "Read up to size bytes with one call of readinto, or everything.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self := a[0]
			n, err := size(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if n < 0 {
				return py.CallMethod(th, self, "readall")
			}
			if err := th.Charge(int64(n)); err != nil {
				return py.Unbound, err
			}
			b := make([]byte, n)
			got, again, err := callReadInto(th, self, "readinto", b)
			switch {
			case err != nil:
				return py.Unbound, err
			case again:
				return py.None, nil
			case got < 0 || got > n:
				return py.Unbound, py.Raise(py.ValueError, "readinto returned %d outside buffer size %d", got, n)
			}
			return newBytes(b[:got]), nil
		}),
		py.Def("readall($self, /)", "Read until the end of the file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self := a[0]
			var all []byte
			for {
				v, err := py.CallMethod(th, self, "read", py.Int(DefaultBufferSize))
				if err != nil {
					return py.Unbound, err
				}
				if v.IsNone() {
					if all == nil {
						return py.None, nil
					}
					break
				}
				if v.Kind() != py.KindBytes {
					return py.Unbound, py.Raise(py.TypeError, "read() should return bytes")
				}
				b, _ := py.BytesData(v)
				if len(b) == 0 {
					break
				}
				all = append(all, b...)
			}
			return newBytes(all), nil
		}),
		py.DefRaw("readinto", "", "Read bytes into a buffer and return how many; None if there are none yet.", notImplemented),
		py.DefRaw("write", "", "Write bytes and return how many; None if none could be written.", notImplemented),
	}
	py.SetupType(t, IOBaseType)
}

func notImplemented(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
	return py.Unbound, py.NewException(py.NotImplementedError)
}

func setupBufferedIOBase(t *py.Type) {
	prepare[object](t, "The base of buffered streams of bytes.")
	refuse := func(what string) py.RawFunc {
		return func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			return py.Unbound, unsupported(what)
		}
	}
	into := func(method string) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			self := a[0]
			data, release, err := buffer(th, a[1], true)
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			v, err := py.CallMethod(th, self, method, py.Int(int64(len(data))))
			if err != nil {
				return py.Unbound, err
			}
			if v.Kind() != py.KindBytes {
				return py.Unbound, py.Raise(py.TypeError, "read() should return bytes")
			}
			b, _ := py.BytesData(v)
			if len(b) > len(data) {
				return py.Unbound, py.Raise(py.ValueError, "read() returned too much data: %d bytes requested, %d returned", len(data), len(b))
			}
			return py.Int(int64(copy(data, b))), nil
		}
	}
	t.Methods = []*py.MethodDef{
		py.DefRaw("detach", "($self, /)", "Separate the raw stream from the buffer and return it.", refuse("detach")),
		py.DefRaw("read", "($self, size=-1, /)", "Read up to size bytes, or everything.", refuse("read")),
		py.DefRaw("read1", "($self, size=-1, /)", "Read up to size bytes with one call of the raw stream.", refuse("read1")),
		py.Def("readinto($self, buffer, /)", "Read bytes into a buffer and return how many.", into("read")),
		py.Def("readinto1($self, buffer, /)", "Read bytes into a buffer with one call of the raw stream and return how many.", into("read1")),
		py.DefRaw("write", "($self, b, /)", "Write bytes and return how many.", refuse("write")),
	}
	py.SetupType(t, IOBaseType)
}

func setupTextIOBase(t *py.Type) {
	prepare[object](t, "The base of streams of text.")
	refuse := func(what string) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Unbound, unsupported(what) }
	}
	none := func(th *py.Thread, v py.Value) (py.Value, error) { return py.None, nil }
	t.Methods = []*py.MethodDef{
		py.Def("detach($self, /)", "Separate the buffer from the text stream and return it.", refuse("detach")),
		py.Def("read($self, size=-1, /)", "Read up to size characters, or everything.", refuse("read")),
		py.Def("readline($self, size=-1, /)", "Read to the end of the line, but no more than size characters.", refuse("readline")),
		py.Def("write($self, s, /)", "Write a string and return its length.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if py.AsStr(a[1]) == nil {
				return py.Unbound, py.Raise(py.TypeError, "write() argument 1 must be str, not %s", a[1].Type().TypeName())
			}
			return py.Unbound, unsupported("write")
		}),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "encoding", Doc: "The encoding of the text.", Get: none},
		{Name: "newlines", Doc: "The kinds of line ends read so far.", Get: none},
		{Name: "errors", Doc: "The error handler of the encoding.", Get: none},
	}
	py.SetupType(t, IOBaseType)
}

// callReadInto reads into b by a stream's readinto method. again: the stream has no data yet (it returned None). What n the
// method returns is for the caller to check.
func callReadInto(th *py.Thread, stream py.Value, method string, b []byte) (n int, again bool, err error) {
	target, err := py.CallArgs(th, py.ByteArrayType.Value(), py.Int(int64(len(b))))
	if err != nil {
		return 0, false, err
	}
	v, err := py.CallMethod(th, stream, method, target)
	if err != nil {
		return 0, false, err
	}
	if v.IsNone() {
		return 0, true, nil
	}
	n, err = py.AsInt(th, v)
	if err != nil {
		return 0, false, err
	}
	data, release, err := bytesLike(th, target)
	if err != nil {
		return 0, false, err
	}
	defer release()
	copy(b, data[:max(min(n, len(data)), 0)])
	return n, false, nil
}
