// This file holds TextIOWrapper, the stream of text on a buffered stream of bytes: its state and its writing.

package io

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// textIO is an instance of TextIOWrapper.
type textIO struct {
	object
	buffer        py.Value
	native        *buffered // buffer, when it is exactly one of the built-in types
	status        bufferState
	encoding      string
	errors        string
	newline       string // line ends as the argument newline gave them; see universal
	universal     bool   // newline was None or '': all kinds end a line
	translate     bool   // newline was None: reading gives \n
	writeNewline  string // what \n becomes in writing; "" or "\n": itself
	lineBuffering bool
	writeThrough  bool
	canSeek       bool
	telling       bool // tell() works: no iteration is under way
	hasRead1      bool
	registered    bool
	chunkSize     int
	bytesPerChar  float64 // of the last chunk

	enc     encoder // nil: buffer isn't writable
	dec     decoder // nil: buffer isn't readable
	filter  newlineFilter
	pending []byte // encoded, not yet in buffer

	decoded  string // read and decoded; decoded[off:] isn't taken yet. It may lie in input
	off      int
	ascii    bool        // decoded is all ASCII
	slab     py.TextSlab // of its lines, then
	endsByLF bool        // \n and nothing else ends a line of decoded
	input    []byte      // what decoded was made from: memory of the stream's own, to be used again
	spare    []byte      // more such memory, not in use
	// The state of the decoder before it decoded snapshot, which gave decoded.
	hasSnapshot   bool
	snapshot      []byte
	snapshotFlags int64
}

const textChunk = 8192

func text(v py.Value) *textIO { return (*textIO)(v.P) }

// textOptions are the arguments of TextIOWrapper after buffer.
type textOptions struct {
	encoding, errors            string // "": the default
	newline                     *string
	lineBuffering, writeThrough bool
}

func setupTextIOWrapper(t *py.Type) {
	prepare[textIO](t, "A stream of text: encoding, decoding and newlines around a buffered stream of bytes.")
	t.TextSig = "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"
	t.Init = initBy(py.Def("TextIOWrapper($self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		var opts textOptions
		var err error
		x := text(a[0])
		x.status = uninitialized
		self, stream := a[0], a[1]
		if opts.encoding, err = optional(a[2], "TextIOWrapper", "encoding"); err == nil {
			if opts.errors, err = optional(a[3], "TextIOWrapper", "errors"); err == nil {
				opts.newline, err = newlineArgument(a[4], "TextIOWrapper")
			}
		}
		if err == nil && a[2].IsNone() {
			err = warnOfEncoding(th, 1)
		}
		if err == nil {
			opts.lineBuffering, err = py.Truth(th, a[5])
		}
		if err != nil {
			return py.Unbound, err
		}
		if opts.writeThrough, err = py.Truth(th, a[6]); err != nil {
			return py.Unbound, err
		}
		return py.None, text(self).attach(th, stream, opts)
	}))
	t.Repr = textRepr
	t.Next = textNext
	str := func(f func(x *textIO) string) func(th *py.Thread, v py.Value) (py.Value, error) {
		return func(th *py.Thread, v py.Value) (py.Value, error) {
			if text(v).status == uninitialized {
				return py.Unbound, text(v).check()
			}
			return py.Text(f(text(v))), nil
		}
	}
	flag := func(f func(x *textIO) bool) func(th *py.Thread, v py.Value) (py.Value, error) {
		return func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(f(text(v))), nil }
	}
	ofBuffer := func(name string) func(th *py.Thread, v py.Value) (py.Value, error) {
		return func(th *py.Thread, v py.Value) (py.Value, error) {
			if err := text(v).check(); err != nil {
				return py.Unbound, err
			}
			return py.GetAttrString(th, text(v).buffer, name)
		}
	}
	t.GetSets = []py.GetSetDef{
		{Name: "encoding", Member: true, Get: str(func(x *textIO) string { return x.encoding })},
		{Name: "buffer", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if text(v).status != attached {
				return py.None, nil
			}
			return text(v).buffer, nil
		}},
		{Name: "line_buffering", Member: true, Get: flag(func(x *textIO) bool { return x.lineBuffering })},
		{Name: "write_through", Member: true, Get: flag(func(x *textIO) bool { return x.writeThrough })},
		{Name: "_finalizing", Member: true, Get: flag(func(x *textIO) bool { return false })},
		{Name: "name", Get: ofBuffer("name")},
		{Name: "closed", Get: ofBuffer("closed")},
		{Name: "newlines", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if !text(v).universal || text(v).dec == nil {
				return py.None, nil
			}
			return text(v).filter.seen.value(), nil
		}},
		{Name: "errors", Get: str(func(x *textIO) string { return x.errors })},
		{Name: "_CHUNK_SIZE", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(text(v).chunkSize)), nil },
			Set: func(th *py.Thread, v, n py.Value) error {
				if n.IsUnbound() {
					return py.Raise(py.AttributeError, "attribute '_CHUNK_SIZE' of '_io.TextIOWrapper' objects cannot be deleted")
				}
				i, err := py.AsInt(th, n)
				if err != nil && py.Matches(err, py.OverflowError) {
					err = py.Raise(py.ValueError, "cannot fit 'int' into an index-sized integer")
				}
				if err == nil && i <= 0 {
					err = py.Raise(py.ValueError, "a strictly positive integer is required")
				}
				if err == nil {
					text(v).chunkSize = i
				}
				return err
			}},
	}
	forward := func(sig, doc, method string) *py.MethodDef {
		return py.Def(sig, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := text(a[0]).check(); err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, text(a[0]).buffer, method)
		})
	}
	t.Methods = []*py.MethodDef{
		py.Def("detach($self, /)", "Flush, part with the buffer and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := text(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			if _, err := py.CallMethod(th, value(x), "flush"); err != nil {
				return py.Unbound, err
			}
			b := x.buffer
			x.buffer, x.native, x.status = py.None, nil, detached
			return b, nil
		}),
		py.Def("reconfigure($self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)", "Change settings of the stream.", textReconfigure).Shown("($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)"),
		py.Def("write($self, text, /)", "Write a string and return its length.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[1])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "write() argument must be str, not %s", a[1].Type().TypeName())
			}
			n := s.Len()
			return py.Int(int64(n)), text(a[0]).write(th, s)
		}),
		py.Def("read($self, size=-1, /)", "Read size characters, or to the end of the file.", textRead),
		py.Def("readline($self, size=-1, /)", "Read to the end of the line, but no more than size characters.", textReadline),
		py.Def("flush($self, /)", "Write out what is buffered.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := text(a[0])
			if err := x.checkOpen(th); err != nil {
				return py.Unbound, err
			}
			x.telling = x.canSeek
			if err := x.writePending(th); err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, x.buffer, "flush")
		}),
		py.Def("close($self, /)", "Flush and close the stream and its buffer.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := text(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			closed, err := isClosed(th, x.buffer)
			if err != nil || closed {
				return py.None, err
			}
			_, flushErr := py.CallMethod(th, value(x), "flush")
			v, err := py.CallMethod(th, x.buffer, "close")
			x.pending, x.spare = nil, nil
			x.register(th)
			if flushErr != nil {
				return py.Unbound, chain(flushErr, err)
			}
			return v, err
		}),
		forward("fileno($self, /)", "Return the file descriptor.", "fileno"),
		forward("seekable($self, /)", "Tell whether the buffer has positions.", "seekable"),
		forward("readable($self, /)", "Tell whether the buffer can be read.", "readable"),
		forward("writable($self, /)", "Tell whether the buffer can be written.", "writable"),
		forward("isatty($self, /)", "Tell whether the buffer is a terminal.", "isatty"),
		py.Def("seek($self, cookie, whence=0, /)", "Move to a position that tell() returned, or to the start or end.", textSeek),
		py.Def("tell($self, /)", "Return the position as an opaque number.", textTell),
		py.Def("truncate($self, pos=None, /)", "Flush, then truncate the buffer.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x, pos := text(a[0]), a[1]
			if err := x.checkOpen(th); err != nil {
				return py.Unbound, err
			}
			if _, err := py.CallMethod(th, value(x), "flush"); err != nil {
				return py.Unbound, err
			}
			return py.CallMethod(th, x.buffer, "truncate", pos)
		}),
		noPickle(),
	}
	py.SetupType(t, TextIOBaseType)
}

// optional converts an argument that is a str or None; None gives "".
func optional(v py.Value, function, name string) (string, error) {
	if v.IsNone() {
		return "", nil
	}
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "%s() argument '%s' must be str or None, not %s", function, name, v.Type().TypeName())
	}
	if strings.IndexByte(s.String(), 0) >= 0 {
		return "", py.Raise(py.ValueError, "embedded null character")
	}
	return s.String(), py.CheckUTF8(s)
}

// newlineArgument converts and checks the argument newline.
func newlineArgument(v py.Value, function string) (*string, error) {
	if v.IsNone() {
		return nil, nil
	}
	s, err := optional(v, function, "newline")
	if err != nil {
		return nil, err
	}
	switch s {
	case "", "\n", "\r", "\r\n":
		return &s, nil
	}
	return nil, py.Raise(py.ValueError, "illegal newline value: %s", s)
}

// attach puts the stream around a buffer.
func (x *textIO) attach(th *py.Thread, stream py.Value, opts textOptions) error {
	x.encoding, x.errors = opts.encoding, opts.errors
	if x.encoding == "" {
		x.encoding = "UTF-8"
	} else if x.encoding == "locale" {
		x.encoding = "UTF-8"
	}
	if x.errors == "" {
		x.errors = "strict"
	}
	x.setNewline(opts.newline)
	x.lineBuffering, x.writeThrough = opts.lineBuffering, opts.writeThrough
	x.buffer, x.native = stream, nil
	x.chunkSize = textChunk
	x.setDecoded("")
	x.pending, x.input, x.spare, x.hasSnapshot = nil, nil, nil, false
	var readable, writable bool
	var err error
	if isNative(stream) && buf(stream).file != nil && buf(stream).state == attached {
		b := buf(stream)
		x.native = b
		if b.file.fd < 0 {
			return b.file.closedError()
		}
		readable, writable, x.canSeek, x.hasRead1 = b.canRead, b.canWrite, b.file.canSeek(th), true
	} else {
		if readable, err = ask(th, stream, "readable"); err != nil {
			return err
		}
		if writable, err = ask(th, stream, "writable"); err != nil {
			return err
		}
		if x.canSeek, err = ask(th, stream, "seekable"); err != nil {
			return err
		}
		read1, err := py.GetAttrOr(th, stream, th.Interp.Intern("read1"))
		if err != nil {
			return err
		}
		x.hasRead1 = !read1.IsUnbound()
		if isNative(stream) {
			x.native = buf(stream)
		}
	}
	x.telling = x.canSeek
	if err := x.setCodec(th, readable, writable); err != nil {
		return err
	}
	x.status = attached
	return nil
}

// setNewline sets newline handling from the argument newline; nil: None.
func (x *textIO) setNewline(newline *string) {
	x.newline, x.universal, x.translate, x.writeNewline = "", true, newline == nil, ""
	if newline != nil {
		x.newline, x.universal = *newline, *newline == ""
		x.writeNewline = *newline
	}
	x.filter = newlineFilter{translate: x.translate}
}

// setCodec makes decoder and encoder for the encoding.
func (x *textIO) setCodec(th *py.Thread, readable, writable bool) error {
	d, e, err := newCodec(th, x.encoding, x.errors, readable, writable)
	if err != nil {
		return err
	}
	x.dec, x.enc = nil, nil
	if readable {
		x.dec = d
	}
	if !writable {
		return nil
	}
	x.enc = e
	if x.canSeek {
		var pos int64
		if x.native != nil {
			pos, err = x.native.tell(th)
		} else {
			var v py.Value
			v, err = py.CallMethod(th, x.buffer, "tell")
			pos, err = offsetResult(th, v, err)
		}
		if err != nil {
			return err
		}
		if pos != 0 {
			return e.restart(th, false)
		}
	}
	return nil
}

// check raises ValueError unless the stream has a buffer.
func (x *textIO) check() error {
	switch x.status {
	case uninitialized:
		return py.Raise(py.ValueError, "I/O operation on uninitialized object")
	case detached:
		return py.Raise(py.ValueError, "underlying buffer has been detached")
	}
	return nil
}

// checkOpen also raises ValueError when the buffer is closed.
func (x *textIO) checkOpen(th *py.Thread) error {
	if x.native != nil && x.native.file != nil {
		if x.native.file.fd < 0 {
			return closedFile()
		}
		return nil
	}
	if err := x.check(); err != nil {
		return err
	}
	return checkClosed(th, x.buffer)
}

// write writes a string: in most cases it only grows x.pending.
func (x *textIO) write(th *py.Thread, s *py.Str) error {
	if err := x.checkOpen(th); err != nil {
		return err
	}
	if x.enc == nil {
		return unsupported("not writable")
	}
	newline, flush := false, false
	translate := x.writeNewline != "" && x.writeNewline != "\n"
	if translate || x.lineBuffering {
		newline = strings.IndexByte(s.String(), '\n') >= 0
	}
	if newline && translate {
		s = py.NewStr(strings.ReplaceAll(s.String(), "\n", x.writeNewline))
	}
	if x.lineBuffering && (newline || strings.IndexByte(s.String(), '\r') >= 0) {
		flush = true
	}
	b, err := x.enc.encode(th, s)
	if err != nil {
		return err
	}
	if len(x.pending)+len(b) > x.chunkSize && len(x.pending) > 0 {
		if err := x.writePending(th); err != nil {
			return err
		}
	}
	if len(x.pending) == 0 && len(b) >= x.chunkSize {
		if err := x.bufferWrite(th, b); err != nil {
			return err
		}
	} else {
		x.pending = append(x.pending, b...)
		if len(x.pending) >= x.chunkSize || flush || x.writeThrough {
			if err := x.writePending(th); err != nil {
				return err
			}
		} else if !x.registered {
			x.register(th)
		}
	}
	if flush {
		if x.native != nil {
			if err := x.native.flush(th); err != nil {
				return err
			}
		} else if _, err := py.CallMethod(th, x.buffer, "flush"); err != nil {
			return err
		}
	}
	if x.dec != nil {
		// Where there are positions, what was read ahead is no longer what comes next. A pair of streams has none.
		if x.decoded != "" && x.hasSnapshot {
			x.setDecoded("")
		}
		x.hasSnapshot = false
		return x.resetDecoder(th)
	}
	return nil
}

func (x *textIO) resetDecoder(th *py.Thread) error {
	x.filter.pendingCR, x.filter.seen = false, 0
	return x.dec.reset(th)
}

// flush empties the buffer of a BufferedWriter or BufferedRandom.
func (b *buffered) flush(th *py.Thread) error {
	if err := b.enter(th); err != nil {
		return err
	}
	defer b.leave()
	if err := b.checkOpen(th, "flush of"); err != nil {
		return err
	}
	return b.flushAndRewind(th)
}

// writePending hands what was encoded to the buffer.
func (x *textIO) writePending(th *py.Thread) error {
	if len(x.pending) == 0 {
		return nil
	}
	b := x.pending
	x.pending = nil
	err := x.bufferWrite(th, b)
	if err == nil && x.pending == nil && x.native != nil && cap(b) <= 4*textChunk {
		x.pending = b[:0]
	}
	if len(x.pending) == 0 {
		x.register(th)
	}
	return err
}

func (x *textIO) bufferWrite(th *py.Thread, b []byte) error {
	if x.native != nil {
		return x.native.write(th, b)
	}
	_, err := py.CallMethod(th, x.buffer, "write", newBytes(append([]byte(nil), b...)))
	return err
}

func textRepr(th *py.Thread, v py.Value) (py.Value, error) {
	x := text(v)
	if x.status == uninitialized {
		return py.Unbound, x.check()
	}
	name, err := streamName(th, v)
	if err != nil {
		return py.Unbound, err
	}
	mode, err := py.GetAttrOr(th, v, th.Interp.Intern("mode"))
	if err != nil {
		return py.Unbound, err
	}
	m := ""
	if !mode.IsUnbound() {
		r, err := py.Repr(th, mode)
		if err != nil {
			return py.Unbound, err
		}
		m = " mode=" + r.String()
	}
	e, err := py.Repr(th, py.Text(x.encoding))
	if err != nil {
		return py.Unbound, err
	}
	return py.Text("<" + typeName(v) + name + m + " encoding=" + e.String() + ">"), nil
}

func textReconfigure(th *py.Thread, a []py.Value) (py.Value, error) {
	x := text(a[0])
	if err := x.checkOpen(th); err != nil {
		return py.Unbound, err
	}
	encoding, err := optional(a[1], "reconfigure", "encoding")
	if err != nil {
		return py.Unbound, err
	}
	errors, err := optional(a[2], "reconfigure", "errors")
	if err != nil {
		return py.Unbound, err
	}
	newline, changesNewline := (*string)(nil), !a[3].IsUnbound()
	if changesNewline {
		if newline, err = newlineArgument(a[3], "reconfigure"); err != nil {
			return py.Unbound, err
		}
	}
	if x.hasSnapshot || x.off < len(x.decoded) {
		if encoding != "" || errors != "" || changesNewline {
			return py.Unbound, unsupported("It is not possible to set the encoding or newline of stream after the first read")
		}
	}
	lineBuffering, writeThrough := x.lineBuffering, x.writeThrough
	if !a[4].IsNone() {
		if lineBuffering, err = py.Truth(th, a[4]); err != nil {
			return py.Unbound, err
		}
	}
	if !a[5].IsNone() {
		if writeThrough, err = py.Truth(th, a[5]); err != nil {
			return py.Unbound, err
		}
	}
	if _, err := py.CallMethod(th, value(x), "flush"); err != nil {
		return py.Unbound, err
	}
	if encoding != "" || errors != "" {
		oldEncoding, oldErrors := x.encoding, x.errors
		if errors != "" {
			x.errors = errors
		} else if encoding != "" {
			x.errors = "strict"
		}
		if encoding == "locale" {
			encoding = "UTF-8"
		}
		if encoding != "" {
			x.encoding = encoding
		}
		if err := x.setCodec(th, x.dec != nil, x.enc != nil); err != nil {
			x.encoding, x.errors = oldEncoding, oldErrors
			return py.Unbound, err
		}
	}
	if changesNewline {
		x.setNewline(newline)
	}
	x.lineBuffering, x.writeThrough = lineBuffering, writeThrough
	return py.None, nil
}
