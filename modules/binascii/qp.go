// This file holds quoted-printable (RFC 1521, section 5.1; for headers RFC 1522, section 4.2).

package binascii

import (
	"bytes"

	py "github.com/gopy-lang/gopy/runtime"
)

// maxLine is the length of a line of quoted-printable data.
const maxLine = 76

const upperHex = "0123456789ABCDEF"

func decodeQP(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := ascii(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	header, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	out := make([]byte, 0, len(data))
	var pair [1]byte // the value of two digits
	for i := 0; i < len(data); {
		c := data[i]
		i++
		switch {
		case c == '_' && header:
			out = append(out, ' ')
		case c != '=':
			out = append(out, c)
		case i >= len(data): // a lone = at the end
		case data[i] == '\n' || data[i] == '\r': // a soft line break
			n := bytes.IndexByte(data[i:], '\n')
			if n < 0 {
				i = len(data)
			} else {
				i += n + 1
			}
		case data[i] == '=': // broken data, written by old programs
			out = append(out, '=')
			i++
		case py.ReadHex(pair[:], data[i:]) == 1:
			out = append(out, pair[0])
			i += 2
		default:
			out = append(out, '=')
		}
	}
	return py.NewBytes(out).Value(), nil
}

func encodeQP(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	var flags [3]bool
	for i := range flags {
		if flags[i], err = py.Truth(th, a[1+i]); err != nil {
			return py.Unbound, err
		}
	}
	if err := th.ChargeItems(len(data), 4); err != nil {
		return py.Unbound, err
	}
	tabs, text, header := flags[0], flags[1], flags[2]
	// Lines end as the first one does.
	newline := "\n"
	if i := bytes.IndexByte(data, '\n'); i > 0 && data[i-1] == '\r' {
		newline = "\r\n"
	}
	var out []byte
	line := 0 // characters in the line so far
	room := func(n int) {
		if line+n >= maxLine {
			out = append(append(out, '='), newline...)
			line = 0
		}
		line += n
	}
	quote := func(c byte) {
		room(3)
		out = append(out, '=', upperHex[c>>4], upperHex[c&15])
	}
	for i := 0; i < len(data); i++ {
		c := data[i]
		last := i+1 == len(data)
		ends := !last && (data[i+1] == '\n' || data[i+1] == '\r' && i+2 < len(data) && data[i+2] == '\n')
		switch {
		case text && (c == '\n' || c == '\r' && !last && data[i+1] == '\n'):
			// Spaces at the end of a line would be lost: they are quoted when they come, see below.
			out = append(out, newline...)
			line = 0
			if c == '\r' {
				i++
			}
		case c == '.' && line == 0 && (last || data[i+1] == '\n' || data[i+1] == '\r' || data[i+1] == 0): // a line of its own would end a mail
			quote(c)
		case !text && (c == '\r' || c == '\n'), c > 126, c == '=', header && c == '_', c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' ':
			quote(c)
		case (c == '\t' || c == ' ') && (last || tabs || text && ends && !(header && c == ' ')):
			quote(c)
		default:
			// The last character of a line needs no room for a soft break behind it.
			if (ends || last) && line+1 == maxLine {
				line++
			} else {
				room(1)
			}
			if c == ' ' && header {
				c = '_'
			}
			out = append(out, c)
		}
	}
	return py.NewBytes(out).Value(), nil
}
