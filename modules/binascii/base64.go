// This file holds base64 (RFC 4648).

package binascii

import (
	"encoding/base64"

	py "github.com/gopy-lang/gopy/runtime"
)

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func encodeBase64(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	newline, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := th.ChargeItems(len(data), 2); err != nil {
		return py.Unbound, err
	}
	newlines := 0
	if newline {
		newlines = 1
	}
	n := base64.StdEncoding.EncodedLen(len(data))
	if n == 0 {
		return py.NewBytes([]byte("\n"[:newlines])).Value(), nil
	}
	x, out := py.SizedBytes(n + newlines)
	base64.StdEncoding.Encode(out, data)
	copy(out[n:], "\n")
	return x.Value(), nil
}

// noValue is what base64Values has for bytes beyond the alphabet.
const noValue = 0xFF

// base64Values are the six bits of each character.
var base64Values = makeBase64Values()

func makeBase64Values() (table [256]byte) {
	for i := range table {
		table[i] = noValue
	}
	for i, c := range []byte(alphabet) {
		table[c] = byte(i)
	}
	return table
}

// decodeQuads decodes groups of four characters as far as there are no others, and returns how many groups.
func decodeQuads(out, data []byte) (n int) {
	for ; len(data) >= 4; n++ {
		a, b, c, d := base64Values[data[0]], base64Values[data[1]], base64Values[data[2]], base64Values[data[3]]
		if a|b|c|d == noValue {
			return n
		}
		bits := uint32(a)<<18 | uint32(b)<<12 | uint32(c)<<6 | uint32(d)
		to := out[3*n : 3*n+3]
		to[0], to[1], to[2] = byte(bits>>16), byte(bits>>8), byte(bits)
		data = data[4:]
	}
	return n
}

// decodedSize is how many bytes base64 without anything else stands for, or somewhat more, at least 2.
func decodedSize(data []byte) int {
	n := (len(data) + 3) / 4 * 3
	if len(data)%4 == 0 && len(data) > 0 {
		for _, c := range data[len(data)-2:] {
			if c == '=' {
				n--
			}
		}
	}
	return max(n, 2)
}

// decodeBase64 skips what is no base64 unless strict, and padding in the middle.
func decodeBase64(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := ascii(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	strict, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	fail := func(message string) (py.Value, error) { return py.Unbound, py.Raise(errorType, "%s", message) }
	whole, room := py.SizedBytes(decodedSize(data))
	quads := decodeQuads(room, data)
	out := room[:3*quads]
	var rest uint32           // bits that don't make a byte yet
	chars, pads := 4*quads, 0 // data characters; padding since the last of them
	tooShort := func() (py.Value, error) {
		return py.Unbound, py.Raise(errorType, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", chars)
	}
	for i := chars; i < len(data); i++ {
		c, quad := data[i], chars%4
		if c == '=' {
			pads++
			switch {
			case !strict:
			case i == 0:
				return fail("Leading padding not allowed")
			case quad == 0 || quad+pads > 4:
				return fail("Excess padding not allowed")
			case quad == 1:
				return tooShort()
			}
			continue
		}
		v := base64Values[c]
		if v == noValue {
			if strict {
				return fail("Only base64 data is allowed")
			}
			continue
		}
		if strict && pads > 0 && quad+pads == 4 {
			return fail("Excess data after padding")
		}
		if strict && pads > 0 {
			return fail("Discontinuous padding not allowed")
		}
		pads = 0
		chars++
		rest = rest<<6 | uint32(v)
		if quad > 0 {
			out = append(out, byte(rest>>(6-2*quad)))
		}
	}
	switch quad := chars % 4; {
	case quad == 1:
		return tooShort()
	case quad != 0 && quad+pads < 4:
		return fail("Incorrect padding")
	}
	if len(out) == len(room) {
		return whole.Value(), nil
	}
	return py.CopyBytes(out).Value(), nil
}
