// This file holds the codecs of one byte per character, which work by mappings.

package codecs

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// encodingMap is a table from code points to bytes, made by charmap_build of a table of 256 characters.
type encodingMap struct {
	py.Header
	bytes map[rune]byte
}

var encodingMapType = &py.Type{Name: "EncodingMap"}

func setupCharmap() {
	encodingMapType.Flags |= py.TypeDisallowNew
	encodingMapType.Methods = []*py.MethodDef{
		py.Def("size($self, /)", "Return the size of the table in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(py.SizeOf[encodingMap]()) + 8*int64(len(py.AsAny[encodingMap](a[0]).bytes))), nil
		}),
	}
	py.SetupType(encodingMapType, nil)
}

const undefined = "character maps to <undefined>"

func charmapBuild(th *py.Thread, a []py.Value) (py.Value, error) {
	s, err := text("charmap_build", "argument", a[0])
	if err != nil {
		return py.Unbound, err
	}
	n := min(s.Len(), 256)
	if s.Len() == 256 && s.RuneAt(0) == 0 {
		m := &encodingMap{Header: py.Header{Type: encodingMapType, Kind: py.KindOther}, bytes: make(map[rune]byte, n)}
		for i := range n {
			if r := s.RuneAt(i); r != 0xFFFE {
				m.bytes[r] = byte(i)
			}
		}
		return m.Value(), nil
	}
	d := py.NewDict()
	for i := range n {
		if err := d.SetItem(th, py.Int(int64(s.RuneAt(i))), py.Int(int64(i))); err != nil {
			return py.Unbound, err
		}
	}
	return d.Value(), nil
}

// encodeRune returns the bytes that a mapping has for a character; ok is false when it has none.
func encodeRune(th *py.Thread, mapping py.Value, r rune) (out []byte, ok bool, err error) {
	if mapping.Type() == encodingMapType {
		b, ok := py.AsAny[encodingMap](mapping).bytes[r]
		return []byte{b}, ok, nil
	}
	v, err := lookUp(th, mapping, int64(r))
	if err != nil || v.IsNone() {
		return nil, false, err
	}
	if py.IsInstance(v, py.IntType) {
		n, ok := py.AsInt64(v)
		if !ok || n < 0 || n > 255 {
			return nil, false, py.Raise(py.TypeError, "character mapping must be in range(256)")
		}
		return []byte{byte(n)}, true, nil
	}
	if v.Kind() == py.KindBytes {
		out, err = py.AsBytes(th, v)
		return out, true, err
	}
	return nil, false, py.Raise(py.TypeError, "character mapping must return integer, bytes or None, not %s", v.Type().TypeName())
}

// lookUp returns mapping[n], None when there is no such item.
func lookUp(th *py.Thread, mapping py.Value, n int64) (py.Value, error) {
	v, err := py.GetItem(th, mapping, py.Int(n))
	if err != nil && py.Matches(err, py.LookupError) {
		return py.None, nil
	}
	return v, err
}

func charmapEncode(th *py.Thread, a []py.Value) (py.Value, error) {
	s, err := text("charmap_encode", "argument 1", a[0])
	if err != nil {
		return py.Unbound, err
	}
	errors, err := errorsArg("charmap_encode", a[1])
	if err != nil {
		return py.Unbound, err
	}
	mapping := a[2]
	if mapping.IsNone() {
		return encode("latin_1", "latin-1")(th, a[:2])
	}
	length := s.Len()
	out := make([]byte, 0, length)
	for i := 0; i < length; {
		b, ok, err := encodeRune(th, mapping, s.RuneAt(i))
		if err != nil {
			return py.Unbound, err
		}
		if ok {
			out = append(out, b...)
			i++
			continue
		}
		end := i + 1
		for end < length {
			if _, ok, err = encodeRune(th, mapping, s.RuneAt(end)); err != nil {
				return py.Unbound, err
			} else if ok {
				break
			}
			end++
		}
		replacement, data, next, err := py.HandleEncodeError(th, errors, "charmap", s, i, end, undefined, false)
		if err != nil {
			return py.Unbound, err
		}
		if err := th.Charge(int64(len(out)) + int64(len(data)) + int64(len(replacement))); err != nil {
			return py.Unbound, err
		}
		out = append(out, data...)
		r := py.NewStr(replacement)
		for j := range r.Len() {
			b, ok, err := encodeRune(th, mapping, r.RuneAt(j))
			if err == nil && !ok {
				err = py.NewUnicodeEncodeError("charmap", s, i, end, undefined)
			}
			if err != nil {
				return py.Unbound, err
			}
			out = append(out, b...)
		}
		i = next
	}
	return pair(py.NewBytes(out).Value(), length), nil
}

// decodeByte appends what a mapping has for a byte; ok is false when it has nothing.
func decodeByte(th *py.Thread, mapping py.Value, b byte, out []py.Value) ([]py.Value, bool, error) {
	if table := py.AsStr(mapping); table != nil {
		if int(b) >= table.Len() || table.RuneAt(int(b)) == 0xFFFE {
			return out, false, nil
		}
		return append(out, table.At(int(b)).Value()), true, nil
	}
	v, err := lookUp(th, mapping, int64(b))
	if err != nil || v.IsNone() {
		return out, false, err
	}
	if py.IsInstance(v, py.IntType) {
		n, ok := py.AsInt64(v)
		switch {
		case n == 0xFFFE:
			return out, false, nil
		case !ok || n < 0 || n > 0x10FFFF:
			return out, false, py.Raise(py.TypeError, "character mapping must be in range(0x110000)")
		}
		return append(out, py.Char(rune(n))), true, nil
	}
	s := py.AsStr(v)
	if s == nil {
		return out, false, py.Raise(py.TypeError, "character mapping must return integer, None or str")
	}
	if s.Len() == 1 && s.RuneAt(0) == 0xFFFE {
		return out, false, nil
	}
	return append(out, v), true, nil
}

func charmapDecode(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	errors, err := errorsArg("charmap_decode", a[1])
	if err != nil {
		return py.Unbound, err
	}
	mapping := a[2]
	if mapping.IsNone() {
		return decode("latin-1", false)(th, a[:2])
	}
	data = append([]byte(nil), data...) // the mapping may be a program's
	if err := th.ChargeItems(len(data), 16); err != nil {
		return py.Unbound, err
	}
	var out []py.Value
	for i := 0; i < len(data); {
		var ok bool
		if out, ok, err = decodeByte(th, mapping, data[i], out); err != nil {
			return py.Unbound, err
		}
		if ok {
			i++
			continue
		}
		replacement, next, err := py.HandleDecodeError(th, errors, "charmap", data, i, i+1, undefined, false)
		if err != nil {
			return py.Unbound, err
		}
		out = append(out, py.Text(replacement))
		i = next
	}
	s, err := py.JoinStrs(th, py.NewStr(""), out)
	if err != nil {
		return py.Unbound, err
	}
	return pair(s.Value(), len(data)), nil
}
