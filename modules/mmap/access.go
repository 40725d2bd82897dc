// This file holds access to the memory: items and slices, and the methods of a file.

package mmap

import (
	"bytes"

	py "github.com/gopy-lang/gopy/runtime"
)

// index converts an index and checks its range.
func (m *mapping) index(th *py.Thread, key py.Value, message string) (int, error) {
	i, err := py.AsInt(th, key)
	if err != nil {
		if py.Matches(err, py.OverflowError) {
			err = py.Raise(py.IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
		}
		return 0, err
	}
	if err := m.check(); err != nil { // __index__ may have closed it
		return 0, err
	}
	if i < 0 {
		i += len(m.data)
	}
	if i < 0 || i >= len(m.data) {
		return 0, py.Raise(py.IndexError, "%s", message)
	}
	return i, nil
}

func getItem(th *py.Thread, v, key py.Value) (py.Value, error) {
	m := self(v)
	if err := m.check(); err != nil {
		return py.Unbound, err
	}
	switch {
	case key.Type().Index != nil:
		i, err := m.index(th, key, "mmap index out of range")
		if err != nil {
			return py.Unbound, err
		}
		return py.Int(int64(m.data[i])), nil
	case key.Kind() == py.KindSlice:
		start, _, step, n, err := py.SliceIndices(th, key, len(m.data))
		if err != nil {
			return py.Unbound, err
		}
		if err := m.check(); err != nil {
			return py.Unbound, err
		}
		if n > 0 && max(start, start+(n-1)*step) >= len(m.data) {
			return py.Unbound, py.Raise(py.IndexError, "mmap index out of range")
		}
		if err := th.Charge(int64(n)); err != nil {
			return py.Unbound, err
		}
		out := make([]byte, n)
		if step == 1 {
			copy(out, m.data[start:start+n])
		} else {
			for i := range out {
				out[i] = m.data[start+i*step]
			}
		}
		return py.NewBytes(out).Value(), nil
	}
	return py.Unbound, py.Raise(py.TypeError, "mmap indices must be integers")
}

func setItem(th *py.Thread, v, key, x py.Value) error {
	m := self(v)
	if err := m.checkWritable(); err != nil {
		return err
	}
	switch {
	case key.Type().Index != nil:
		i, err := m.index(th, key, "mmap index out of range")
		if err != nil {
			return err
		}
		if x.IsUnbound() {
			return py.Raise(py.TypeError, "mmap doesn't support item deletion")
		}
		if x.Type().Index == nil {
			return py.Raise(py.TypeError, "mmap item value must be an int")
		}
		n, err := py.AsInt(th, x)
		if err != nil && !py.Matches(err, py.OverflowError) {
			return err
		}
		if err != nil || n < 0 || n > 255 {
			return py.Raise(py.ValueError, "mmap item value must be in range(0, 256)")
		}
		if err := m.check(); err != nil { // __index__ may have closed it, or changed its length
			return err
		}
		if i >= len(m.data) {
			return py.Raise(py.IndexError, "mmap index out of range")
		}
		m.data[i] = byte(n)
		return nil
	case key.Kind() == py.KindSlice:
		start, _, step, n, err := py.SliceIndices(th, key, len(m.data))
		if err != nil {
			return err
		}
		if x.IsUnbound() {
			return py.Raise(py.TypeError, "mmap object doesn't support slice deletion")
		}
		data, release, err := py.LendBytes(th, x, false)
		if err != nil {
			return err
		}
		defer release()
		if len(data) != n {
			return py.Raise(py.IndexError, "mmap slice assignment is wrong size")
		}
		if err := m.check(); err != nil {
			return err
		}
		if n > 0 && max(start, start+(n-1)*step) >= len(m.data) {
			return py.Raise(py.IndexError, "mmap slice assignment is wrong size")
		}
		if step == 1 {
			copy(m.data[start:start+n], data)
			return nil
		}
		for i, c := range data {
			m.data[start+i*step] = c
		}
		return nil
	}
	return py.Raise(py.TypeError, "mmap indices must be integers")
}

// rest is what lies behind the position.
func (m *mapping) rest() []byte { return m.data[min(m.pos, len(m.data)):] }

// take returns a copy of the next n bytes and goes on behind them.
func (m *mapping) take(th *py.Thread, n int) (py.Value, error) {
	if err := th.Charge(int64(n)); err != nil {
		return py.Unbound, err
	}
	b := append([]byte(nil), m.rest()[:n]...)
	m.pos += n
	return py.NewBytes(b).Value(), nil
}

// find is find and rfind.
func find(th *py.Thread, a []py.Value, search func(s, sep []byte) int) (py.Value, error) {
	m := self(a[0])
	if err := m.check(); err != nil {
		return py.Unbound, err
	}
	data, release, err := py.LendBytes(th, a[1], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	bounds := [2]int{m.pos, len(m.data)}
	for i := range bounds {
		if a[2+i].IsNone() {
			continue
		}
		n, err := py.AsIndexClamped(th, a[2+i])
		if err != nil {
			return py.Unbound, err
		}
		if n < 0 {
			n += len(m.data)
		}
		bounds[i] = max(0, min(n, len(m.data)))
	}
	if err := m.check(); err != nil {
		return py.Unbound, err
	}
	start, end := min(bounds[0], len(m.data)), min(bounds[1], len(m.data))
	if start > end {
		return py.Int(-1), nil
	}
	if i := search(m.data[start:end], data); i >= 0 {
		return py.Int(int64(start + i)), nil
	}
	return py.Int(-1), nil
}

func methods() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("close($self, /)", "Give the memory back.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).close(th)
		}),
		py.Def("find($self, view, start=None, end=None, /)", "Return where bytes first stand, from the position on by default; -1: nowhere.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return find(th, a, bytes.Index)
		}),
		py.Def("rfind($self, view, start=None, end=None, /)", "Return where bytes last stand, from the position on by default; -1: nowhere.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return find(th, a, bytes.LastIndex)
		}),
		py.Def("flush($self, offset=0, size=None, /)", "Write changes to the file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			offset, err := size(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			length := len(m.data)
			if !a[2].IsNone() {
				if length, err = size(th, a[2]); err != nil {
					return py.Unbound, err
				}
			}
			if offset < 0 || length < 0 || length > len(m.data)-offset {
				return py.Unbound, py.Raise(py.ValueError, "flush values out of range")
			}
			if offset%th.Interp.Host.PageSize() != 0 {
				const invalidArgument = 22
				return py.Unbound, py.OSErrorOf(invalidArgument)
			}
			if m.access == accessRead || m.access == accessCopy {
				return py.None, nil
			}
			data := m.data[offset : offset+length]
			m.exports++ // nobody closes it meanwhile
			th.Outside(func() { err = th.Interp.Host.SyncMap(data) })
			m.exports--
			return py.None, py.OSErrorFrom(err)
		}),
		py.Def("madvise($self, option, start=0, length=None, /)", "Tell the system how the memory will be used.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			option, err := py.AsCInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			start, err := size(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			length := len(m.data)
			if !a[3].IsNone() {
				if length, err = size(th, a[3]); err != nil {
					return py.Unbound, err
				}
			}
			switch {
			case start < 0 || start >= len(m.data):
				return py.Unbound, py.Raise(py.ValueError, "madvise start out of bounds")
			case length < 0:
				return py.Unbound, py.Raise(py.ValueError, "madvise length invalid")
			case start+length < start:
				return py.Unbound, py.Raise(py.OverflowError, "madvise length too large")
			}
			return py.None, py.OSErrorFrom(th.Interp.Host.Advise(m.data[start:min(start+length, len(m.data))], option))
		}),
		py.Def("move($self, dest, src, count, /)", "Copy count bytes from src to dest.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			var n [3]int
			for i := range n {
				var err error
				if n[i], err = size(th, a[1+i]); err != nil {
					return py.Unbound, err
				}
			}
			if err := m.checkWritable(); err != nil {
				return py.Unbound, err
			}
			dest, src, count := n[0], n[1], n[2]
			if dest < 0 || src < 0 || count < 0 || len(m.data)-dest < count || len(m.data)-src < count {
				return py.Unbound, py.Raise(py.ValueError, "source, destination, or count out of range")
			}
			copy(m.data[dest:dest+count], m.data[src:src+count])
			return py.None, nil
		}),
		py.Def("read($self, n=None, /)", "Return the next n bytes, by default all that are left.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			n := -1
			if !a[1].IsNone() {
				if a[1].Type().Index == nil {
					return py.Unbound, py.Raise(py.TypeError, "argument should be integer or None, not '%s'", a[1].Type().TypeName())
				}
				var err error
				if n, err = size(th, a[1]); err != nil {
					return py.Unbound, err
				}
				if err := m.check(); err != nil {
					return py.Unbound, err
				}
			}
			if left := len(m.rest()); n < 0 || n > left {
				n = left
			}
			return m.take(th, n)
		}),
		py.Def("read_byte($self, /)", "Return the next byte as an int.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			if len(m.rest()) == 0 {
				return py.Unbound, py.Raise(py.ValueError, "read byte out of range")
			}
			m.pos++
			return py.Int(int64(m.data[m.pos-1])), nil
		}),
		py.Def("readline($self, /)", "Return the rest of the line, its end included.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			n := bytes.IndexByte(m.rest(), '\n') + 1
			if n == 0 {
				n = len(m.rest())
			}
			return m.take(th, n)
		}),
		py.Def("resize($self, newsize, /)", "Change the length, of the file too.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := size(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, self(a[0]).resize(th, n)
		}),
		py.Def("seek($self, pos, whence=0, /)", "Set the position: from the start (0), from where it is (1), from the end (2).", seek),
		py.Def("seekable($self, /)", "Return True.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.True, nil }),
		py.Def("size($self, /)", "Return the length of the file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			if err := m.check(); err != nil {
				return py.Unbound, err
			}
			st, err := th.Interp.Host.StatDescriptor(m.fd)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.Int(st.Length), nil
		}),
		py.Def("tell($self, /)", "Return the position.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(self(a[0]).pos)), self(a[0]).check()
		}),
		py.Def("write($self, bytes, /)", "Write bytes at the position; return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			data, release, err := py.LendBytes(th, a[1], false)
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			if err := m.checkWritable(); err != nil {
				return py.Unbound, err
			}
			if len(m.rest()) < len(data) {
				return py.Unbound, py.Raise(py.ValueError, "data out of range")
			}
			m.pos += copy(m.rest(), data)
			return py.Int(int64(len(data))), nil
		}),
		py.Def("write_byte($self, byte, /)", "Write a byte, given as an int, at the position.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a[0])
			n, err := size(th, a[1])
			switch {
			case err != nil:
				return py.Unbound, err
			case n < 0:
				return py.Unbound, py.Raise(py.OverflowError, "unsigned byte integer is less than minimum")
			case n > 255:
				return py.Unbound, py.Raise(py.OverflowError, "unsigned byte integer is greater than maximum")
			}
			if err := m.checkWritable(); err != nil {
				return py.Unbound, err
			}
			if len(m.rest()) == 0 {
				return py.Unbound, py.Raise(py.ValueError, "write byte out of range")
			}
			m.data[m.pos] = byte(n)
			m.pos++
			return py.None, nil
		}),
		py.Def("__enter__($self, /)", "Return the object itself.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], self(a[0]).check() }),
		py.Def("__exit__($self, exc_type, exc_value, traceback, /)", "Give the memory back.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).close(th)
		}),
		py.Def("__sizeof__($self, /)", "Return the size of the object in memory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(py.SizeOf[mapping]())), nil
		}),
	}
}

func seek(th *py.Thread, a []py.Value) (py.Value, error) {
	m := self(a[0])
	if err := m.check(); err != nil {
		return py.Unbound, err
	}
	distance, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	whence, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	from := 0
	switch whence {
	case 0:
	case 1:
		from = m.pos
	case 2:
		from = len(m.data)
	default:
		return py.Unbound, py.Raise(py.ValueError, "unknown seek type")
	}
	at := from + distance
	if distance > 0 && at < from || at < 0 || at > len(m.data) {
		return py.Unbound, py.Raise(py.ValueError, "seek out of range")
	}
	m.pos = at
	return py.Int(int64(at)), nil
}
