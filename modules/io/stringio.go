// This file holds StringIO, a stream of text in memory.

package io

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// stringIO is an instance of StringIO. The text is WTF-8 in data; pos counts characters. While at stands for it, the
// byte offset of pos is known: writing at the end and reading on are the common cases.
type stringIO struct {
	object
	ready, shut  bool // shut: closed
	data         []byte
	chars        int // characters of data
	pos          int
	at           int    // byte offset of pos; -1: not known
	writeNewline string // what \n becomes; "" or "\n": itself
	newline      string
	universal    bool
	filter       newlineFilter
	translate    bool
	slab         py.TextSlab // of short lines
}

func str(v py.Value) *stringIO { return (*stringIO)(v.P) }

func (x *stringIO) check() error {
	if !x.ready {
		return py.Raise(py.ValueError, "I/O operation on uninitialized object")
	}
	if x.shut {
		return py.Raise(py.ValueError, "I/O operation on closed file")
	}
	return nil
}

func setupStringIO(t *py.Type) {
	prepare[stringIO](t, "A stream of text in memory.")
	t.TextSig = "(initial_value='', newline='\\n')"
	t.Init = initBy(py.Def("StringIO($self, initial_value='', newline='\\n')", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		x, initial := str(a[0]), a[1]
		newline, translateAll := "", a[2].IsNone()
		if !translateAll {
			s := py.AsStr(a[2])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "newline must be str or None, not %s", a[2].Type().TypeName())
			}
			newline = s.String()
			switch newline {
			case "", "\n", "\r", "\r\n":
			default:
				r, err := py.Repr(th, a[2])
				if err != nil {
					return py.Unbound, err
				}
				return py.Unbound, py.Raise(py.ValueError, "illegal newline value: %s", r.String())
			}
		}
		if !initial.IsNone() && py.AsStr(initial) == nil {
			return py.Unbound, py.Raise(py.TypeError, "initial_value must be str or None, not %s", initial.Type().TypeName())
		}
		x.ready, x.shut = true, false
		x.data, x.chars, x.pos, x.at = nil, 0, 0, 0
		x.newline, x.universal, x.translate = newline, newline == "", translateAll
		x.writeNewline = ""
		if newline == "\r" || newline == "\r\n" {
			x.writeNewline = newline
		}
		x.filter = newlineFilter{translate: translateAll}
		if s := py.AsStr(initial); s != nil {
			if err := x.write(th, s.String(), s.Len()); err != nil {
				return py.Unbound, err
			}
			x.pos, x.at = 0, 0
		}
		return py.None, nil
	}))
	t.FastNew = func(th *py.Thread, args []py.Value) (py.Value, error) {
		x := py.NewObject[stringIO](StringIOType)
		if len(args) == 0 {
			x.ready, x.newline = true, "\n"
			return value(x), nil
		}
		return value(x), t.Init(th, value(x), args, nil)
	}
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := str(v)
		if err := x.check(); err != nil {
			return py.Unbound, err
		}
		if v.Type() != StringIOType {
			line, err := py.CallMethod(th, v, "readline")
			if err != nil {
				return py.Unbound, err
			}
			s := py.AsStr(line)
			if s == nil {
				return py.Unbound, py.Raise(py.OSError, "readline() should have returned a str object, not '%s'", line.Type().TypeName())
			}
			if s.Len() == 0 {
				return py.Unbound, nil
			}
			return line, nil
		}
		if x.pos >= x.chars {
			return py.Unbound, nil
		}
		return x.line(-1), nil
	}
	t.GetSets = []py.GetSetDef{
		{Name: "closed", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if !str(v).ready {
				return py.Unbound, str(v).check()
			}
			return py.Bool(str(v).shut), nil
		}},
		{Name: "newlines", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if err := str(v).check(); err != nil {
				return py.Unbound, err
			}
			if !str(v).universal {
				return py.None, nil
			}
			return str(v).filter.seen.value(), nil
		}},
		{Name: "line_buffering", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.False, str(v).check() }},
	}
	yes := func(th *py.Thread, v py.Value) (bool, error) { return true, str(v).check() }
	t.Methods = []*py.MethodDef{
		py.Def("close($self, /)", "Close the stream and drop its text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			x.shut = true
			x.data = nil
			return py.None, nil
		}),
		py.Def("getvalue($self, /)", "Return all text of the stream.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			return py.CopyCounted(view(x.data), x.chars), nil
		}),
		py.Def("read($self, size=-1, /)", "Read up to size characters, or the rest.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			n, err := size(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if x.pos >= x.chars || n == 0 {
				return py.Text(""), nil
			}
			start := x.offset()
			if n < 0 || n >= x.chars-x.pos {
				n = x.chars - x.pos
				x.pos, x.at = x.chars, len(x.data)
				return py.CopyCounted(view(x.data[start:]), n), nil
			}
			k := x.bytesOf(view(x.data[start:]), n)
			x.pos, x.at = x.pos+n, start+k
			return py.CopyCounted(view(x.data[start:start+k]), n), nil
		}),
		py.Def("readline($self, size=-1, /)", "Read to the end of the line, but no more than size characters.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			n, err := size(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return x.line(n), nil
		}),
		py.Def("tell($self, /)", "Return the position.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(str(a[0]).pos)), str(a[0]).check()
		}),
		py.Def("truncate($self, pos=None, /)", "Cut the text at pos, by default at the position. The position stays.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			n := x.pos
			if !a[1].IsNone() {
				var err error
				if n, err = py.AsInt(th, a[1]); err != nil {
					return py.Unbound, err
				}
				if n < 0 {
					return py.Unbound, py.Raise(py.ValueError, "Negative size value %d", n)
				}
			}
			if n < x.chars {
				k, _ := skipChars(view(x.data), n)
				x.data, x.chars = x.data[:k:k], n
				x.at = -1
			}
			return py.Int(int64(n)), nil
		}),
		py.Def("seek($self, pos, whence=0, /)", "Move to a position: from the start (0), nowhere (1) or to the end (2).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			pos, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			whence, err := py.AsInt(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			switch {
			case whence < 0 || whence > 2:
				return py.Unbound, py.Raise(py.ValueError, "Invalid whence (%d, should be 0, 1 or 2)", whence)
			case whence == 0 && pos < 0:
				return py.Unbound, py.Raise(py.ValueError, "Negative seek position %d", pos)
			case whence != 0 && pos != 0:
				return py.Unbound, py.Raise(py.OSError, "Can't do nonzero cur-relative seeks")
			case whence == 0:
				x.pos, x.at = pos, -1
				if pos == 0 {
					x.at = 0
				}
			case whence == 2:
				x.pos, x.at = x.chars, len(x.data)
			}
			return py.Int(int64(x.pos)), nil
		}),
		py.Def("write($self, s, /)", "Write a string and return its length.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x, s := str(a[0]), py.AsStr(a[1])
			if !x.ready {
				return py.Unbound, x.check()
			}
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "string argument expected, got '%s'", a[1].Type().TypeName())
			}
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			n := s.Len()
			return py.Int(int64(n)), x.write(th, s.String(), n)
		}),
		boolMethod("seekable($self, /)", "Return True.", yes),
		boolMethod("readable($self, /)", "Return True.", yes),
		boolMethod("writable($self, /)", "Return True.", yes),
		py.Def("__getstate__($self, /)", "Return (text, newline, position, __dict__) for pickle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := str(a[0])
			if err := x.check(); err != nil {
				return py.Unbound, err
			}
			newline := py.None
			if !x.translate {
				newline = py.Text(x.newline)
			}
			attributes, err := dictCopy(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.Text(string(x.data)), newline, py.Int(int64(x.pos)), attributes).Value(), nil
		}),
		py.Def("__setstate__($self, state, /)", "Restore what __getstate__ returned.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self, s := a[0], py.AsTuple(a[1])
			if str(self).shut {
				return py.Unbound, str(self).check()
			}
			if s == nil || s.Len() < 4 {
				return py.Unbound, py.Raise(py.TypeError, "%s.__setstate__ argument should be 4-tuple, got %s", self.Type().TypeName(), a[1].Type().TypeName())
			}
			if err := StringIOType.Init(th, self, []py.Value{py.Text(""), s.At(1)}, nil); err != nil {
				return py.Unbound, err
			}
			x, whole := str(self), py.AsStr(s.At(0))
			if s.At(0).IsNone() {
				whole = py.AsStr(py.Text(""))
			}
			if whole == nil {
				return py.Unbound, py.Raise(py.TypeError, "initial_value must be str or None, not %s", s.At(0).Type().TypeName())
			}
			x.data, x.chars = []byte(whole.String()), whole.Len()
			pos, ok := py.AsInt64(s.At(2))
			if !ok {
				return py.Unbound, py.Raise(py.TypeError, "third item of state must be an integer, got %s", s.At(2).Type().TypeName())
			}
			if pos < 0 {
				return py.Unbound, py.Raise(py.ValueError, "position value cannot be negative")
			}
			x.pos, x.at = int(pos), -1
			return py.None, restoreDict(th, self, s.At(3), "fourth")
		}),
	}
	py.SetupType(t, TextIOBaseType)
}

// view is a string that shares b's memory; it must not outlive a change of b.
func view(b []byte) string { return py.StringView(b) }

// offset is the byte offset of the position, which must lie within the text.
func (x *stringIO) offset() int {
	if x.at < 0 {
		if len(x.data) == x.chars {
			x.at = x.pos
		} else {
			x.at, _ = skipChars(view(x.data), x.pos)
		}
	}
	return x.at
}

// bytesOf is how many bytes the first n characters of a part of the text take.
func (x *stringIO) bytesOf(part string, n int) int {
	if len(x.data) == x.chars {
		return min(n, len(part))
	}
	k, _ := skipChars(part, n)
	return k
}

// countChars is how many characters a part of the text has.
func (x *stringIO) countChars(part string) int {
	if len(x.data) == x.chars {
		return len(part)
	}
	return py.CountChars(part)
}

// line takes a line of at most limit characters; a negative limit is none.
func (x *stringIO) line(limit int) py.Value {
	if x.pos >= x.chars {
		return py.Text("")
	}
	start := x.offset()
	rest := view(x.data[start:])
	end := -1
	switch {
	case x.translate || x.newline == "\n":
		if i := strings.IndexByte(rest, '\n'); i >= 0 {
			end = i + 1
		}
	case x.universal:
		i := 0
		for i < len(rest) && rest[i] != '\n' && rest[i] != '\r' {
			i++
		}
		if i < len(rest) {
			end = i + 1
			if rest[i] == '\r' && end < len(rest) && rest[end] == '\n' {
				end++
			}
		}
	default:
		if i := strings.Index(rest, x.newline); i >= 0 {
			end = i + len(x.newline)
		}
	}
	if end < 0 {
		end = len(rest)
	}
	if limit >= 0 {
		end = x.bytesOf(rest[:end], limit)
	}
	n := x.countChars(rest[:end])
	x.pos += n
	x.at = start + end
	if n == end && 1 < n && n <= py.MaxInSlab && n < len(rest) {
		x.slab.Reserve(py.LinesNeed(len(rest)))
		if len(x.data) == x.chars {
			return x.slab.ASCII(rest[:end]).Value()
		}
		return x.slab.Text(rest[:end])
	}
	return py.CopyCounted(rest[:end], n)
}

// write puts text of n characters at the position, over what is there.
func (x *stringIO) write(th *py.Thread, s string, n int) error {
	before := len(s)
	if x.universal {
		s = x.filter.apply(s, true)
	}
	if x.writeNewline != "" {
		s = strings.ReplaceAll(s, "\n", x.writeNewline)
	}
	if s == "" {
		return nil
	}
	n += len(s) - before // what newlines are and become is ASCII
	if x.pos > x.chars {
		// A gap is filled with null characters.
		gap := x.pos - x.chars
		if err := th.Charge(int64(gap)); err != nil {
			return err
		}
		x.data = append(x.data, make([]byte, gap)...)
		x.chars, x.at = x.pos, len(x.data)
	}
	if grown := len(x.data) + len(s); grown > cap(x.data) {
		if err := th.Charge(int64(grown)); err != nil {
			return err
		}
	}
	if x.pos == x.chars {
		x.data = append(x.data, s...)
		x.chars += n
		x.pos, x.at = x.chars, len(x.data)
		return nil
	}
	start := x.offset()
	covered, missing := skipChars(view(x.data[start:]), n)
	tail := x.data[start+covered:]
	if covered == len(s) {
		copy(x.data[start:], s)
	} else {
		joined := make([]byte, 0, start+len(s)+len(tail))
		joined = append(append(append(joined, x.data[:start]...), s...), tail...)
		x.data = joined
	}
	x.chars += missing
	x.pos, x.at = x.pos+n, start+len(s)
	return nil
}
