// This file holds the methods of array.

package array

import (
	"bytes"

	py "github.com/gopy-lang/gopy/runtime"
)

// baseSize is what an empty array takes in memory on CPython.
const baseSize = 80

func methods() []*py.MethodDef {
	self := py.AsAny[array]
	copyOf := func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := self(a[0])
		if err := th.Charge(int64(len(x.data))); err != nil {
			return py.Unbound, err
		}
		r := newArray(arrayType, x.item)
		r.data = bytes.Clone(x.data)
		return r.Value(), nil
	}
	return []*py.MethodDef{
		py.Def("append($self, v, /)", "Append an item.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).append(th, a[1])
		}),
		py.Def("buffer_info($self, /)", "Return the address and the number of items of the array's memory.\n\nThe size in bytes is the number times itemsize.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.TupleOf(py.Int(py.ID(th, a[0])), py.Int(int64(self(a[0]).len()))).Value(), nil
		}),
		py.Def("byteswap($self, /)", "Reverse the order of the bytes of each item.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			size := x.item.size
			for at := 0; at < len(x.data); at += size {
				for i, j := at, at+size-1; i < j; i, j = i+1, j-1 {
					x.data[i], x.data[j] = x.data[j], x.data[i]
				}
			}
			return py.None, nil
		}),
		py.Def("clear($self, /)", "Remove all items.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if err := x.canResize(); err != nil && len(x.data) > 0 {
				return py.Unbound, err
			}
			x.data = nil
			return py.None, nil
		}),
		py.Def("__copy__($self, /)", "Return a copy.", copyOf),
		py.Def("count($self, v, /)", "Return how often v occurs.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x, n := self(a[0]), int64(0)
			for i := 0; ; n++ {
				at, err := x.find(th, a[1], i, 1<<62)
				if err != nil {
					return py.Unbound, err
				}
				if at < 0 {
					return py.Int(n), nil
				}
				i = at + 1
			}
		}),
		py.Def("__deepcopy__($self, unused, /)", "Return a copy.", copyOf),
		py.Def("extend($self, bb, /)", "Append the items of an iterable.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).extend(th, a[1])
		}),
		py.Def("fromfile($self, f, n, /)", "Read n items from the file object f and append them.", fromFile),
		py.Def("fromlist($self, list, /)", "Append the items of a list.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l := py.AsList(a[1])
			if l == nil {
				return py.Unbound, py.Raise(py.TypeError, "arg must be list")
			}
			return py.None, self(a[0]).appendList(th, l)
		}),
		py.Def("frombytes($self, buffer, /)", "Append items from a bytes-like object with their memory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, x.appendBytes(th, data)
		}),
		py.Def("fromunicode($self, ustr, /)", "Append the characters of a str.\n\nThe array must be one of characters; for others use frombytes(ustr.encode()).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[1])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "fromunicode() argument must be str, not %s", argumentName(a[1]))
			}
			x := self(a[0])
			if !x.item.isText() {
				return py.Unbound, py.Raise(py.ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			return py.None, x.appendText(th, s)
		}),
		py.Def("index($self, v, start=0, stop=sys.maxsize, /)", "Return the index of the first item equal to v.\n\nRaise ValueError if there is none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			start, err := py.AsIndexClamped(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			stop, err := py.AsIndexClamped(th, a[3])
			if err != nil {
				return py.Unbound, err
			}
			if start < 0 {
				start = max(start+x.len(), 0)
			}
			if stop < 0 {
				stop += x.len()
			}
			i, err := x.find(th, a[1], start, stop)
			if err != nil {
				return py.Unbound, err
			}
			if i < 0 {
				return py.Unbound, py.Raise(py.ValueError, "array.index(x): x not in array")
			}
			return py.Int(int64(i)), nil
		}),
		py.Def("insert($self, i, v, /)", "Insert an item before index i.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			i, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			x := self(a[0])
			var b [8]byte
			item := b[:x.item.size]
			if err := x.item.store(th, item, a[2]); err != nil {
				return py.Unbound, err
			}
			if i < 0 {
				i = max(i+x.len(), 0)
			}
			i = min(i, x.len())
			if err := x.grow(th, 1); err != nil {
				return py.Unbound, err
			}
			at := i * x.item.size
			copy(x.data[at+x.item.size:], x.data[at:])
			copy(x.data[at:], item)
			return py.None, nil
		}),
		py.Def("pop($self, i=-1, /)", "Remove item i and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			i, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			x := self(a[0])
			if x.len() == 0 {
				return py.Unbound, py.Raise(py.IndexError, "pop from empty array")
			}
			if i < 0 {
				i += x.len()
			}
			if i < 0 || i >= x.len() {
				return py.Unbound, py.Raise(py.IndexError, "pop index out of range")
			}
			v, err := x.load(i)
			if err != nil {
				return py.Unbound, err
			}
			return v, x.splice(th, i, i+1, nil)
		}),
		py.Def("__reduce_ex__($self, value, /)", "Tell pickle how to rebuild the object.", reduce),
		py.Def("remove($self, v, /)", "Remove the first item equal to v.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			i, err := x.find(th, a[1], 0, 1<<62)
			if err != nil {
				return py.Unbound, err
			}
			if i < 0 || i >= x.len() {
				return py.Unbound, py.Raise(py.ValueError, "array.remove(x): x not in array")
			}
			return py.None, x.splice(th, i, i+1, nil)
		}),
		py.Def("reverse($self, /)", "Reverse the order of the items, in place.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			var b [8]byte
			spare := b[:x.item.size]
			for i, j := 0, x.len()-1; i < j; i, j = i+1, j-1 {
				copy(spare, x.at(i))
				copy(x.at(i), x.at(j))
				copy(x.at(j), spare)
			}
			return py.None, nil
		}),
		py.Def("tobytes($self, /)", "Return the items as they lie in memory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if err := th.Charge(int64(len(x.data))); err != nil {
				return py.Unbound, err
			}
			return py.CopyBytes(x.data).Value(), nil
		}),
		py.Def("tofile($self, f, /)", "Write all items, as they lie in memory, to the file object f.", toFile),
		py.Def("tolist($self, /)", "Return a list of the items.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := self(a[0]).list(th)
			if err != nil {
				return py.Unbound, err
			}
			return l.Value(), nil
		}),
		py.Def("tounicode($self, /)", "Return the characters as a str.\n\nThe array must be one of characters; for others use tobytes().decode().", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if !x.item.isText() {
				return py.Unbound, py.Raise(py.ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			s, err := x.text(th)
			if err != nil {
				return py.Unbound, err
			}
			return s.Value(), nil
		}),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(baseSize + int64(len(self(a[0]).data))), nil
		}),
		py.DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewGenericAlias(th, a[0], a[1])
		}),
	}
}

func fromFile(th *py.Thread, a []py.Value) (py.Value, error) {
	x := py.AsAny[array](a[0])
	n, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if n < 0 {
		return py.Unbound, py.Raise(py.ValueError, "negative count")
	}
	if n > (1<<63-1)/x.item.size {
		return py.Unbound, py.NewException(py.MemoryError)
	}
	b, err := py.CallMethod(th, a[1], "read", py.Int(int64(n*x.item.size)))
	if err != nil {
		return py.Unbound, err
	}
	if b.Kind() != py.KindBytes {
		return py.Unbound, py.Raise(py.TypeError, "read() didn't return bytes")
	}
	data, _ := py.BytesData(b)
	if err := x.appendBytes(th, data); err != nil {
		return py.Unbound, err
	}
	if len(data) != n*x.item.size {
		return py.Unbound, py.Raise(py.EOFError, "read() didn't return enough bytes")
	}
	return py.None, nil
}

// blockSize is how much tofile writes at once.
const blockSize = 64 * 1024

func toFile(th *py.Thread, a []py.Value) (py.Value, error) {
	x := py.AsAny[array](a[0])
	for at := 0; at < len(x.data); at += blockSize {
		block := bytes.Clone(x.data[at:min(at+blockSize, len(x.data))])
		if _, err := py.CallMethod(th, a[1], "write", py.NewBytes(block).Value()); err != nil {
			return py.Unbound, err
		}
	}
	return py.None, nil
}

// reduce is __reduce_ex__: a list of items before protocol 3, their memory from it on.
func reduce(th *py.Thread, a []py.Value) (py.Value, error) {
	if !py.IsInstance(a[1], py.IntType) {
		return py.Unbound, py.Raise(py.TypeError, "__reduce_ex__ argument should be an integer")
	}
	protocol, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	x := py.AsAny[array](a[0])
	state, err := py.GetAttrOr(th, a[0], th.Interp.Intern("__dict__"))
	if err != nil {
		return py.Unbound, err
	}
	if state.IsUnbound() {
		state = py.None
	}
	code := py.Char(rune(x.item.code))
	cls := a[0].Type().Value()
	if protocol < 3 {
		l, err := x.list(th)
		if err != nil {
			return py.Unbound, err
		}
		return py.TupleOf(cls, py.TupleOf(code, l.Value()).Value(), state).Value(), nil
	}
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern("array"), py.None, py.None, py.None, 0)
	if err != nil {
		return py.Unbound, err
	}
	rebuild, err := py.GetAttrString(th, m, "_array_reconstructor")
	if err != nil {
		return py.Unbound, err
	}
	args := py.TupleOf(cls, code, py.Int(int64(x.item.machine)), py.CopyBytes(x.data).Value())
	return py.TupleOf(rebuild, args.Value(), state).Value(), nil
}
