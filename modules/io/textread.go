// This file holds the reading of TextIOWrapper.

package io

import (
	"bytes"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

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

// decode decodes a piece and applies newline handling. The text may share memory with the piece.
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
	// What decoded and snapshot hold now is good until the new piece is decoded: so two pieces of memory take turns.
	room := x.spare
	x.spare = nil
	input, err := x.bufferRead1(th, want, room)
	if err != nil {
		return false, err
	}
	s, err := x.decode(th, input, len(input) == 0)
	if err != nil {
		return false, err
	}
	if x.native != nil {
		if cap(x.input) <= 4*textChunk {
			x.spare = x.input
		}
		x.input = input
	}
	n := len(s)
	x.setDecoded(s)
	if x.ascii = py.IsASCII(py.BytesView(s)); !x.ascii {
		n = py.CountChars(s)
	}
	x.slab.Reserve(py.LinesNeed(len(s)))
	x.bytesPerChar = 0
	if n > 0 {
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

// setDecoded replaces the text that is read and decoded.
func (x *textIO) setDecoded(s string) {
	x.decoded, x.off, x.ascii = s, 0, false
	x.endsByLF = x.translate || x.newline == "\n" || x.universal && strings.IndexByte(s, '\r') < 0
}

// bufferRead1 reads up to n bytes by one call of the buffer; none at the end of the file. Those of a native buffer are in room, if it is large enough.
func (x *textIO) bufferRead1(th *py.Thread, n int, room []byte) ([]byte, error) {
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
			data, _, err := b.once(th, n, room)
			return data, err
		}
		n = min(n, b.ahead())
		data := append(room[:0], b.buf[b.pos:b.pos+n]...)
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

// noData says that a stream that doesn't block has nothing to read yet.
func noData() error { return py.Raise(py.BlockingIOError, "Read returned None.") }

// readAll reads the rest of the file.
func (x *textIO) readAll(th *py.Thread) (py.Value, error) {
	var input []byte
	if b := x.native; b != nil && b.file != nil {
		if err := b.enter(th); err != nil {
			return py.Unbound, err
		}
		ahead := bytes.Clone(b.buf[b.pos:b.end])
		b.pos, b.end = 0, 0
		again := false
		err := b.writeOut(th)
		if err == nil {
			input, again, err = b.file.readRest(th, ahead)
		}
		b.leave()
		if err == nil && again && len(input) == 0 {
			err = noData()
		}
		if err != nil {
			return py.Unbound, err
		}
	} else {
		v, err := py.CallMethod(th, x.buffer, "read")
		if err != nil {
			return py.Unbound, err
		}
		if v.IsNone() {
			return py.Unbound, noData()
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
		s = strings.Join([]string{x.decoded[x.off:], s}, "")
	}
	x.setDecoded("")
	x.hasSnapshot, x.input, x.spare = false, nil, nil
	return py.Text(s), nil
}

// lineEnd finds the end of the first line of s: the offset behind its line end, or 0.
func (x *textIO) lineEnd(s string) int {
	switch {
	case x.endsByLF:
		return strings.IndexByte(s, '\n') + 1
	case x.universal:
		lf := strings.IndexByte(s, '\n')
		before := s
		if lf >= 0 {
			before = s[:lf]
		}
		if cr := strings.IndexByte(before, '\r'); cr >= 0 && cr+1 != lf {
			return cr + 1
		}
		return lf + 1
	}
	i := strings.Index(s, x.newline)
	if i < 0 {
		return 0
	}
	return i + len(x.newline)
}

// readLine reads a line of at most limit characters; a negative limit is none. At the end of the file it is empty.
func (x *textIO) readLine(th *py.Thread, limit int) (py.Value, error) {
	var line []byte
	for {
		for x.off == len(x.decoded) {
			x.setDecoded("")
			more, err := x.readChunk(th, 0)
			if err != nil {
				return py.Unbound, err
			}
			if !more {
				x.setDecoded("")
				x.hasSnapshot = false
				return py.Text(string(line)), nil
			}
		}
		rest := x.decoded[x.off:]
		end := 0
		if x.newline == "\r\n" && len(line) > 0 && line[len(line)-1] == '\r' && strings.HasPrefix(rest, "\n") && limit != 0 {
			end = 1
		} else {
			end = x.lineEnd(rest)
			if limit >= 0 {
				offset, missing := skipChars(rest, limit)
				if missing == 0 && (end == 0 || offset < end) {
					end = offset
				}
				limit = missing
			}
		}
		if end > 0 || limit == 0 {
			x.off += end
			if line == nil {
				return x.copyLine(rest[:end]), nil
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

// copyLine returns the str of a part of decoded.
func (x *textIO) copyLine(s string) py.Value {
	if x.ascii {
		return x.slab.ASCII(s).Value()
	}
	return x.slab.Text(s)
}

// nextLine returns a line that is decoded already, if nothing is in its way.
func (x *textIO) nextLine() (line py.Value, ok bool) {
	rest := x.decoded[x.off:]
	if len(rest) == 0 || !x.endsByLF || x.status != attached || x.native == nil || x.native.file == nil || x.native.file.fd < 0 || x.dec == nil || len(x.pending) > 0 {
		return py.Unbound, false
	}
	end := strings.IndexByte(rest, '\n') + 1
	if end == 0 {
		return py.Unbound, false
	}
	x.off += end
	return x.copyLine(rest[:end]), true
}

func textReadline(th *py.Thread, a []py.Value) (py.Value, error) {
	x := text(a[0])
	if a[1].IsSmallInt() && a[1].SmallInt() < 0 {
		if line, ok := x.nextLine(); ok {
			return line, nil
		}
	}
	if err := x.check(); err != nil {
		return py.Unbound, err
	}
	limit, err := py.AsInt(th, a[1])
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
	exact := v.Type() == TextIOWrapperType
	if exact {
		if line, ok := x.nextLine(); ok {
			x.telling = false
			return line, nil
		}
	}
	if err := x.check(); err != nil {
		return py.Unbound, err
	}
	x.telling = false
	var line py.Value
	if exact {
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
