// Package binascii is the module of the same name: bytes as ASCII text, and checksums.
//
//	binascii.go   the module, hexadecimal, checksums
//	base64.go     base64 (RFC 4648)
//	uu.go         uuencoding
//	qp.go         quoted-printable
package binascii

import (
	"hash/crc32"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "binascii",
	Doc:       "Conversion between binary data and ASCII",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			py.SetupType(errorType, py.ValueError)
			py.SetupType(incompleteType, py.ExceptionType)
		})
		m.Set(th, "Error", errorType.Value())
		m.Set(th, "Incomplete", incompleteType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("a2b_base64($module, data, /, *, strict_mode=False)", "Decode base64.", decodeBase64),
		py.Def("b2a_base64($module, data, /, *, newline=True)", "Encode as base64, with a newline at the end.", encodeBase64),
		py.Def("a2b_hex($module, hexstr, /)", "Decode hexadecimal digits.", decodeHex),
		py.Def("unhexlify($module, hexstr, /)", "Decode hexadecimal digits.", decodeHex),
		py.Def("b2a_hex($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", "Encode as hexadecimal digits.", encodeHex),
		py.Def("hexlify($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", "Encode as hexadecimal digits.", encodeHex),
		py.Def("a2b_uu($module, data, /)", "Decode a line of uuencoded data.", decodeUU),
		py.Def("b2a_uu($module, data, /, *, backtick=False)", "Uuencode a line of data.", encodeUU),
		py.Def("a2b_qp($module, /, data, header=False)", "Decode quoted-printable.", decodeQP),
		py.Def("b2a_qp($module, /, data, quotetabs=False, istext=True, header=False)", "Encode as quoted-printable.", encodeQP),
		py.Def("crc32($module, data, crc=0, /)", "Return the CRC-32 checksum of data that follows data with the checksum crc.", checksum32),
		py.Def("crc_hqx($module, data, crc, /)", "Return the CRC-CCITT checksum of data that follows data with the checksum crc.", checksumCCITT),
	}
}

var (
	setupOnce      sync.Once
	errorType      = &py.Type{Name: "Error", Module: "binascii", Flags: py.TypeBaseType}
	incompleteType = &py.Type{Name: "Incomplete", Module: "binascii", Flags: py.TypeBaseType}
)

// ascii reads an argument that may be bytes or an ASCII str.
func ascii(th *py.Thread, v py.Value) ([]byte, error) {
	if s := py.AsStr(v); s != nil {
		if !s.IsASCII() {
			return nil, py.Raise(py.ValueError, "string argument should contain only ASCII characters")
		}
		return py.BytesView(s.String()), nil
	}
	if v.Type().Buffer == nil {
		return nil, py.Raise(py.TypeError, "argument should be bytes, buffer or ASCII string, not '%s'", v.Type().TypeName())
	}
	return py.AsBytes(th, v)
}

func decodeHex(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := ascii(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if len(data)%2 != 0 {
		return py.Unbound, py.Raise(errorType, "Odd-length string")
	}
	if len(data) < 4 { // bytes objects of one byte are shared
		out := make([]byte, len(data)/2)
		if py.ReadHex(out, data) < len(out) {
			return py.Unbound, py.Raise(errorType, "Non-hexadecimal digit found")
		}
		return py.NewBytes(out).Value(), nil
	}
	x, out := py.SizedBytes(len(data) / 2)
	if py.ReadHex(out, data) < len(out) {
		return py.Unbound, py.Raise(errorType, "Non-hexadecimal digit found")
	}
	return x.Value(), nil
}

// encodeHex is bytes.hex with its result as bytes.
func encodeHex(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if a[1].IsUnbound() && len(data) > 0 {
		if err := th.ChargeItems(len(data), 2); err != nil {
			return py.Unbound, err
		}
		x, out := py.SizedBytes(len(data) * 2)
		py.WriteHex(out, data)
		return x.Value(), nil
	}
	args := []py.Value{}
	if !a[1].IsUnbound() {
		args = append(args, a[1], a[2])
	}
	text, err := py.CallMethod(th, py.NewBytes(append([]byte(nil), data...)).Value(), "hex", args...)
	if err != nil {
		return py.Unbound, err
	}
	b, err := py.Encode(th, py.AsStr(text), "latin-1", "strict")
	return py.NewBytes(b).Value(), err
}

// bits reads a checksum, of which the lower bits count.
func bits(th *py.Thread, v py.Value) (uint32, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	i, err = py.BinaryOperation(th, py.OpAnd, i, py.Int(1<<32-1))
	if err != nil {
		return 0, err
	}
	n, _ := py.AsInt64(i)
	return uint32(n), nil
}

func checksum32(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	crc, err := bits(th, a[1])
	return py.Int(int64(crc32.Update(crc, crc32.IEEETable, data))), err
}

func checksumCCITT(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	n, err := bits(th, a[1])
	crc := uint16(n)
	for _, c := range data {
		crc ^= uint16(c) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return py.Int(int64(crc)), err
}
