// This file holds the reading of TextIOWrapper.

package io

import (
	"bytes"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// countChars counts code points of WTF-8.
func countChars(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// skipChars returns the offset behind n code points, or len(s) and how many were missing.
func skipChars(s string, n int) (offset, missing int) {
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			if n == 0 {
				return i, 0
			}
			n--
		}
	}
	return len(s), n
}

// decode decodes a piece and applies newline handling.
func (x *textIO) decode(th *py.Thread, b []byte, final bool) (string, error) {
	s, err := x.dec.decode(th, b, final)
	if err != nil || !x.universal {
		return s, err
	}
	return x.filter.apply(s, final), nil
}

// decoderState is the state of decoder and newline handling together, as IncrementalNewlineDecoder has it.
func (x *textIO) decoderState(th *py.Thread) ([]byte, int64, error) {
	b, flags, err := x.dec.state(th)
	if x.universal {
		flags <<= 1
		if x.filter.pendingCR {
			flags |= 1
		}
	}
	return b, flags, err
}

func (x *textIO) setDecoderState(th *py.Thread, pending []byte, flags int64) error {
	if x.universal {
		x.filter.pendingCR = flags&1 != 0
		flags >>= 1
	}
	return x.dec.setState(th, pending, flags)
}

// readChunk reads and decodes a chunk into x.decoded; chars is how many characters are wanted, 0 if that isn't known. more is false at the end of the file. Without data now it raises
// nothing and gives no text.
func (x *textIO) readChunk(th *py.Thread, chars int) (more bool, err error) {
	if x.dec == nil {
		return false, unsupported("not readable")
	}
	var before []byte
	var flags int64
	if x.telling {
		if before, flags, err = x.decoderState(th); err != nil {
			return false, err
		}
		before = bytes.Clone(before)
	}
	want := x.chunkSize
	if chars > want {
		if err := th.Charge(int64(chars)); err != nil {
			return false, err
		}
	}
	if hint := max(x.bytesPerChar, 1) * float64(chars); hint > float64(want) {
		want = int(hint)
	}
	input, err := x.bufferRead1(th, want)
	if err != nil {
		return false, err
	}
	s, err := x.decode(th, input, len(input) == 0)
	if err != nil {
		return false, err
	}
	x.decoded, x.off = s, 0
	x.bytesPerChar = 0
	if n := countChars(s); n > 0 {
		x.bytesPerChar = float64(len(input)) / float64(n)
	}
	if x.telling {
		if len(before) > 0 {
			input = append(before, input...)
		}
		x.hasSnapshot, x.snapshot, x.snapshotFlags = true, input, flags
	}
	return s != "" || len(input) > 0, nil
}

// bufferRead1 reads up to n bytes by one call of the buffer; none at the end of the file.
func (x *textIO) bufferRead1(th *py.Thread, n int) ([]byte, error) {
	if b := x.native; b != nil {
		if err := b.enter(th); err != nil {
			return nil, err
		}
		defer b.leave()
		if err := b.checkOpen(th, "read of"); err != nil {
			return nil, err
		}
		if b.ahead() == 0 {
			if err := b.writeOut(th); err != nil {
				return nil, err
			}
			// As read1 does it: what is read goes past the buffer.
			data, _, err := b.once(th, n)
			return data, err
		}
		n = min(n, b.ahead())
		data := bytes.Clone(b.buf[b.pos : b.pos+n])
		b.pos += n
		return data, nil
	}
	method := "read"
	if x.hasRead1 {
		method = "read1"
	}
	v, err := py.CallMethod(th, x.buffer, method, py.Int(int64(n)))
	if err != nil {
		return nil, err
	}
	return bytesResult(th, v, method)
}

// bytesResult returns what a read method of another object returned.
func bytesResult(th *py.Thread, v py.Value, method string) ([]byte, error) {
	if b, ok := py.BytesData(v); ok {
		return b, nil
	}
	data, release, err := bytesLike(th, v)
	if err != nil {
		return nil, py.Raise(py.TypeError, "underlying %s() should have returned a bytes-like object, not '%s'", method, v.Type().TypeName())
	}
	defer release()
	return bytes.Clone(data), nil
}

// prepareRead does what every reading method does first.
func (x *textIO) prepareRead(th *py.Thread) error {
	if err := x.checkOpen(th); err != nil {
		return err
	}
	if x.dec == nil {
		return unsupported("not readable")
	}
	return x.writePending(th)
}

func textRead(th *py.Thread, a []py.Value) (py.Value, error) {
	x := text(a[0])
	if err := x.check(); err != nil {
		return py.Unbound, err
	}
	n, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := x.prepareRead(th); err != nil {
		return py.Unbound, err
	}
	if n < 0 {
		return x.readAll(th)
	}
	var out strings.Builder
	for {
		offset, missing := skipChars(x.decoded[x.off:], n)
		part := x.decoded[x.off : x.off+offset]
		x.off += offset
		if missing == 0 && out.Len() == 0 {
			return py.Text(strings.Clone(part)), nil
		}
		out.WriteString(part)
		if missing == 0 {
			return py.Text(out.String()), nil
		}
		n = missing
		more, err := x.readChunk(th, n)
		if err != nil {
			return py.Unbound, err
		}
		if !more {
			return py.Text(out.String()), nil
		}
	}
}

// readAll reads the rest of the file.
func (x *textIO) readAll(th *py.Thread) (py.Value, error) {
	var input []byte
	if b := x.native; b != nil && b.file != nil {
		if err := b.enter(th); err != nil {
			return py.Unbound, err
		}
		ahead := bytes.Clone(b.buf[b.pos:b.end])
		b.pos, b.end = 0, 0
		err := b.writeOut(th)
		if err == nil {
			input, _, err = b.file.readRest(th, ahead)
		}
		b.leave()
		if err != nil {
			return py.Unbound, err
		}
	} else {
		v, err := py.CallMethod(th, x.buffer, "read")
		if err != nil {
			return py.Unbound, err
		}
		if v.IsNone() {
			return py.Unbound, py.NewOSError(11, "Read returned None.", py.Unbound, py.Unbound)
		}
		if input, err = bytesResult(th, v, "read"); err != nil {
			return py.Unbound, err
		}
	}
	s, err := x.decode(th, input, true)
	if err != nil {
		return py.Unbound, err
	}
	if x.off < len(x.decoded) {
		s = x.decoded[x.off:] + s
	}
	x.decoded, x.off, x.hasSnapshot = "", 0, false
	return py.Text(s), nil
}

// lineEnd finds the end of the first line of s: the offset behind its line end, or -1.
func (x *textIO) lineEnd(s string) int {
	switch {
	case x.translate || x.newline == "\n":
		if i := strings.IndexByte(s, '\n'); i >= 0 {
			return i + 1
		}
		return -1
	case x.universal:
		i := strings.IndexAny(s, "\r\n")
		if i < 0 {
			return -1
		}
		if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			return i + 2
		}
		return i + 1
	}
	i := strings.Index(s, x.newline)
	if i < 0 {
		return -1
	}
	return i + len(x.newline)
}

// readLine reads a line of at most limit characters; a negative limit is none. At the end of the file it is empty.
func (x *textIO) readLine(th *py.Thread, limit int) (py.Value, error) {
	var line []byte
	for {
		for x.off == len(x.decoded) {
			x.decoded, x.off = "", 0
			more, err := x.readChunk(th, 0)
			if err != nil {
				return py.Unbound, err
			}
			if !more {
				x.decoded, x.off, x.hasSnapshot = "", 0, false
				return py.Text(string(line)), nil
			}
		}
		rest := x.decoded[x.off:]
		end := -1
		if x.newline == "\r\n" && len(line) > 0 && line[len(line)-1] == '\r' && strings.HasPrefix(rest, "\n") && limit != 0 {
			end = 1
		} else {
			end = x.lineEnd(rest)
			if limit >= 0 {
				offset, missing := skipChars(rest, limit)
				if missing == 0 && (end < 0 || offset < end) {
					end = offset
				}
				limit = missing
			}
		}
		if end >= 0 {
			x.off += end
			if line == nil {
				return py.CopyText(rest[:end]), nil
			}
			return py.Text(string(append(line, rest[:end]...))), nil
		}
		if err := th.Charge(int64(2 * len(line))); err != nil {
			return py.Unbound, err
		}
		line = append(line, rest...)
		x.off = len(x.decoded)
	}
}

func textReadline(th *py.Thread, a []py.Value) (py.Value, error) {
	x := text(a[0])
	if err := x.check(); err != nil {
		return py.Unbound, err
	}
	limit, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := x.prepareRead(th); err != nil {
		return py.Unbound, err
	}
	return x.readLine(th, limit)
}

func textNext(th *py.Thread, v py.Value) (py.Value, error) {
	x := text(v)
	if err := x.check(); err != nil {
		return py.Unbound, err
	}
	x.telling = false
	var line py.Value
	if v.Type() == TextIOWrapperType {
		if err := x.prepareRead(th); err != nil {
			return py.Unbound, err
		}
		line, err := x.readLine(th, -1)
		if err != nil || py.AsStr(line).Len() > 0 {
			return line, err
		}
	} else {
		var err error
		if line, err = py.CallMethod(th, v, "readline"); err != nil {
			return py.Unbound, err
		}
		s := py.AsStr(line)
		if s == nil {
			return py.Unbound, py.Raise(py.OSError, "readline() should have returned a str object, not '%s'", line.Type().TypeName())
		}
		if s.Len() > 0 {
			return line, nil
		}
	}
	x.hasSnapshot = false
	x.telling = x.canSeek
	return py.Unbound, nil
}
