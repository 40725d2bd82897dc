// This file holds uuencoding: a line of at most 45 bytes, six bits a character.

package binascii

import py "github.com/gopy-lang/gopy/runtime"

func encodeUU(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	backtick, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if len(data) > 45 {
		return py.Unbound, py.Raise(errorType, "At most 45 bytes at once")
	}
	char := func(n byte) byte {
		if n &= 63; n == 0 && backtick {
			return '`'
		}
		return n + ' '
	}
	out := []byte{char(byte(len(data)))}
	for i := 0; i < len(data); i += 3 {
		var b [3]byte
		copy(b[:], data[i:])
		out = append(out, char(b[0]>>2), char(b[0]<<4|b[1]>>4), char(b[1]<<2|b[2]>>6), char(b[2]))
	}
	return py.NewBytes(append(out, '\n')).Value(), nil
}

func decodeUU(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := ascii(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if len(data) == 0 {
		return py.Unbound, py.Raise(errorType, "Missing length byte")
	}
	length := int(data[0]-' ') & 63
	data = data[1:]
	out := make([]byte, 0, length)
	bits, rest := 0, uint32(0)
	for len(out) < length {
		c := byte('\n')
		if len(data) > 0 {
			c, data = data[0], data[1:]
		}
		switch {
		case c == '\n' || c == '\r': // trailing spaces may have been cut
			c = 0
		case c < ' ' || c > ' '+64:
			return py.Unbound, py.Raise(errorType, "Illegal char")
		default:
			c = (c - ' ') & 63
		}
		rest = rest<<6 | uint32(c)
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(rest>>bits))
		}
	}
	for _, c := range data {
		if c != ' ' && c != ' '+64 && c != '\n' && c != '\r' {
			return py.Unbound, py.Raise(errorType, "Trailing garbage")
		}
	}
	return py.NewBytes(out).Value(), nil
}
