// This file holds escape_encode and escape_decode: bytes as they stand in Python source.

package codecs

import (
	"fmt"

	py "github.com/gopy-lang/gopy/runtime"
)

func escapeEncode(th *py.Thread, a []py.Value) (py.Value, error) {
	if a[0].Kind() != py.KindBytes {
		return py.Unbound, py.Raise(py.TypeError, "escape_encode() argument 1 must be bytes, not %s", a[0].Type().TypeName())
	}
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if err := th.ChargeItems(len(data), 4); err != nil {
		return py.Unbound, err
	}
	var out []byte
	for _, c := range data {
		switch {
		case c == '\\' || c == '\'':
			out = append(out, '\\', c)
		case c == '\t':
			out = append(out, `\t`...)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c < ' ' || c >= 0x7F:
			out = fmt.Appendf(out, `\x%02x`, c)
		default:
			out = append(out, c)
		}
	}
	return pair(py.NewBytes(out).Value(), len(data)), nil
}

// simpleEscapes are the escapes of one letter: what stands behind the backslash, and the byte.
const simpleEscapes = "\\\\''\"\"a\ab\bt\tn\nr\rv\vf\f"

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func escapeDecode(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := input(th, a[0], true)
	if err != nil {
		return py.Unbound, err
	}
	errors, err := errorsArg("escape_decode", a[1])
	if err != nil {
		return py.Unbound, err
	}
	data = append([]byte(nil), data...) // a warning may run a program
	out := make([]byte, 0, len(data))
	invalid := ""
	for i := 0; i < len(data); {
		c := data[i]
		if c != '\\' {
			out = append(out, c)
			i++
			continue
		}
		if i+1 == len(data) {
			return py.Unbound, py.Raise(py.ValueError, "Trailing \\ in string")
		}
		start := i
		c = data[i+1]
		i += 2
		if c == '\n' {
			continue
		}
		if c >= '0' && c <= '7' {
			n := int(c - '0')
			for j := 0; j < 2 && i < len(data) && data[i] >= '0' && data[i] <= '7'; j++ {
				n = n*8 + int(data[i]-'0')
				i++
			}
			if n > 0xFF && invalid == "" {
				invalid = fmt.Sprintf("b\"\\%o\" is an invalid octal escape sequence. Such sequences will not work in the future. ", n)
			}
			out = append(out, byte(n))
			continue
		}
		if c == 'x' {
			if i+1 < len(data) && hexValue(data[i]) >= 0 && hexValue(data[i+1]) >= 0 {
				out = append(out, byte(hexValue(data[i])<<4|hexValue(data[i+1])))
				i += 2
				continue
			}
			switch errors {
			case "strict":
				return py.Unbound, py.Raise(py.ValueError, "invalid \\x escape at position %d", start)
			case "replace":
				out = append(out, '?')
			case "ignore":
			default:
				return py.Unbound, py.Raise(py.ValueError, "decoding error; unknown error handling code: %s", errors)
			}
			if i < len(data) && hexValue(data[i]) >= 0 {
				i++
			}
			continue
		}
		known := false
		for j := 0; j < len(simpleEscapes); j += 2 {
			if simpleEscapes[j] == c {
				out = append(out, simpleEscapes[j+1])
				known = true
				break
			}
		}
		if !known {
			if invalid == "" {
				invalid = fmt.Sprintf("b\"\\%c\" is an invalid escape sequence. Such sequences will not work in the future. ", c)
			}
			out = append(out, '\\', c)
		}
	}
	if invalid != "" {
		if err := py.Warn(th, py.DeprecationWarning, invalid, 1); err != nil {
			return py.Unbound, err
		}
	}
	return pair(py.NewBytes(out).Value(), len(data)), nil
}
