// This file writes strings in quotes.

package json

import (
	py "github.com/gopy-lang/gopy/runtime"
)

func quoteFunction(appendText func(out []byte, s string) []byte) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		s := py.AsStr(a[len(a)-1])
		if s == nil {
			return py.Unbound, notString(a[len(a)-1])
		}
		if err := th.ChargeItems(len(s.String()), 6); err != nil {
			return py.Unbound, err
		}
		out := appendText(make([]byte, 0, len(s.String())+2), s.String())
		return py.Text(py.StringView(out)), nil
	}
}

func notString(v py.Value) error {
	return py.Raise(py.TypeError, "first argument must be a string, not %s", v.Type().TypeName())
}

const hexDigits = "0123456789abcdef"

// plain tells the ASCII characters that need no escape, in either form; DEL needs one in ASCII only.
var plain = func() (table [256]bool) {
	for c := ' '; c < 127; c++ {
		table[c] = c != '"' && c != '\\'
	}
	return table
}()

// appendASCII appends s in quotes, with escapes for all that isn't printable ASCII.
func appendASCII(out []byte, s string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		if plain[s[i]] {
			i++
			continue
		}
		out = append(out, s[start:i]...)
		if s[i] < 0x80 {
			out = appendEscape(out, s[i])
			i++
		} else {
			r, size := py.DecodeChar(s[i:])
			i += size
			if r > 0xFFFF {
				r -= 0x10000
				out = appendUnit(appendUnit(out, 0xD800|r>>10), 0xDC00|r&0x3FF)
			} else {
				out = appendUnit(out, r)
			}
		}
		start = i
	}
	return append(append(out, s[start:]...), '"')
}

// appendQuoted appends s in quotes, with escapes for control characters, quotes and backslashes only.
func appendQuoted(out []byte, s string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; plain[c] || c >= 0x7F {
			continue
		}
		out = appendEscape(append(out, s[start:i]...), s[i])
		start = i + 1
	}
	return append(append(out, s[start:]...), '"')
}

func appendEscape(out []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(out, '\\', c)
	case '\b':
		return append(out, '\\', 'b')
	case '\f':
		return append(out, '\\', 'f')
	case '\n':
		return append(out, '\\', 'n')
	case '\r':
		return append(out, '\\', 'r')
	case '\t':
		return append(out, '\\', 't')
	}
	return appendUnit(out, rune(c))
}

// appendUnit appends the escape of a UTF-16 code unit.
func appendUnit(out []byte, u rune) []byte {
	return append(out, '\\', 'u', hexDigits[u>>12], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
}
