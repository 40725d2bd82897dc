// This file holds base64 (RFC 4648).

package binascii

import (
	"encoding/base64"
	"strings"

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
	out := base64.StdEncoding.AppendEncode(nil, data)
	if newline {
		out = append(out, '\n')
	}
	return py.NewBytes(out).Value(), nil
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
	out := make([]byte, 0, len(data)/4*3+3)
	var rest uint32     // bits that don't make a byte yet
	chars, pads := 0, 0 // data characters; padding since the last of them
	tooShort := func() (py.Value, error) {
		return py.Unbound, py.Raise(errorType, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", chars)
	}
	for i, c := range data {
		quad := chars % 4
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
		v := strings.IndexByte(alphabet, c)
		if v < 0 {
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
	return py.NewBytes(out).Value(), nil
}
