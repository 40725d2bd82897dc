// This file converts file names (library reference, "os": file names, fspath, fsencode): text is UTF-8, bytes that are no
// UTF-8 stand in text as surrogates (PEP 383).

package runtime

import (
	"strings"
	"unicode/utf8"
)

// Path is a file name as an argument gives it.
type Path struct {
	Name    string // as the system takes it
	Value   Value  // what the program passed, after __fspath__
	IsBytes bool   // the program works with bytes: results that are names should be bytes
}

// Result returns another file name in the kind that p came in.
func (p Path) Result(name string) Value {
	if p.IsBytes {
		return NewBytes([]byte(name)).Value()
	}
	return FSDecode(name)
}

// FSPathValue is os.fspath(v): str and bytes pass, other objects are asked by __fspath__.
func FSPathValue(th *Thread, v Value) (Value, error) {
	if k := v.Kind(); k == KindStr || k == KindBytes {
		return v, nil
	}
	if v.Type().Lookup(th, nameFSPath).IsNone() { // a class says that its instances are no paths
		return Unbound, Raise(TypeError, "expected str, bytes or os.PathLike object, not %s", v.Type().ShortName())
	}
	r, found, err := CallSpecial(th, v, nameFSPath)
	if err != nil {
		return Unbound, err
	}
	if !found {
		return Unbound, Raise(TypeError, "expected str, bytes or os.PathLike object, not %s", v.Type().ShortName())
	}
	if k := r.Kind(); k != KindStr && k != KindBytes {
		return Unbound, Raise(TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.Type().TypeName(), r.Type().TypeName())
	}
	return r, nil
}

// PathOf converts a file name. It refuses names with null characters.
func PathOf(th *Thread, v Value) (Path, error) {
	v, err := FSPathValue(th, v)
	if err != nil {
		return Path{}, err
	}
	p := Path{Value: v}
	if s := AsStr(v); s != nil {
		if p.Name, err = FSEncode(s); err != nil {
			return p, err
		}
		if strings.IndexByte(p.Name, 0) >= 0 {
			return p, Raise(ValueError, "embedded null character")
		}
		return p, nil
	}
	data, _ := BytesData(v)
	p.Name, p.IsBytes = string(data), true
	if strings.IndexByte(p.Name, 0) >= 0 {
		return p, Raise(ValueError, "embedded null byte")
	}
	return p, nil
}

// FSPath is os.fspath(v) as text.
func FSPath(th *Thread, v Value) (string, error) {
	r, err := FSPathValue(th, v)
	if err != nil {
		return "", err
	}
	if s := AsStr(r); s != nil {
		return s.s, nil
	}
	data, _ := BytesData(r)
	return AsStr(FSDecode(string(data))).s, nil
}

// CheckUTF8 is a UnicodeEncodeError for text with surrogates.
func CheckUTF8(s *Str) error {
	if s.IsASCII() || utf8.ValidString(s.s) {
		return nil
	}
	position := 0
	for i := 0; i < len(s.s); position++ {
		r, n := decodeWTF8(s.s[i:])
		if r >= 0xD800 && r <= 0xDFFF {
			return surrogateError(s, position)
		}
		i += n
	}
	return nil
}

func surrogateError(s *Str, position int) error {
	e := NewException(UnicodeEncodeError, Text("utf-8"), s.Value(), Int(int64(position)), Int(int64(position+1)), Text("surrogates not allowed"))
	copy(e.Fields(), e.Args().Items())
	return e
}

// FSEncode converts text to a file name: U+DC80 to U+DCFF become the bytes 80 to FF. Other surrogates can't be encoded.
func FSEncode(s *Str) (string, error) {
	if s.IsASCII() || utf8.ValidString(s.s) {
		return s.s, nil
	}
	var b strings.Builder
	position := 0
	for i := 0; i < len(s.s); position++ {
		r, n := decodeWTF8(s.s[i:])
		switch {
		case r >= 0xDC80 && r <= 0xDCFF:
			b.WriteByte(byte(r & 0xFF))
		case r >= 0xD800 && r <= 0xDFFF:
			return "", surrogateError(s, position)
		default:
			b.WriteString(s.s[i : i+n])
		}
		i += n
	}
	return b.String(), nil
}

// FSDecode converts a file name to text: bytes that are no UTF-8 become U+DC80 to U+DCFF.
func FSDecode(name string) Value {
	if utf8.ValidString(name) {
		return Text(name)
	}
	b := make([]byte, 0, len(name)+8)
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 {
			b = appendWTF8(b, 0xDC00|rune(name[i]))
		} else {
			b = append(b, name[i:i+n]...)
		}
		i += n
	}
	return Text(string(b))
}
