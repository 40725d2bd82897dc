// Package codecs is the module _codecs: the registry of codecs and the built-in ones, one function for each direction.
//
//	codecs.go    the module, the registry, the codecs of runtime
//	charmap.go   encodings of one byte, by tables
//	escape.go    escape_encode and escape_decode: bytes as they stand in Python source
package codecs

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_codecs",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setupCharmap)
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return append([]*py.MethodDef{
		py.Def("register($module, search_function, /)", "Register a function that finds a codec by name: it returns a 4-tuple or None.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, py.RegisterCodecSearch(th, a[0])
		}),
		py.Def("unregister($module, search_function, /)", "Forget a search function and the codecs found.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			py.UnregisterCodecSearch(th, a[0])
			return py.None, nil
		}),
		py.Def("lookup($module, encoding, /)", "Return the codec with the given name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := nameOf(th, "lookup", "argument", a[0])
			if err != nil {
				return py.Unbound, err
			}
			t, err := py.LookupCodec(th, name.String())
			if err != nil {
				return py.Unbound, err
			}
			return t.Value(), nil
		}),
		py.Def("encode($module, /, obj, encoding='utf-8', errors='strict')", "Encode an object by a registered codec.", recode(0)),
		py.Def("decode($module, /, obj, encoding='utf-8', errors='strict')", "Decode an object by a registered codec.", recode(1)),
		py.Def("register_error($module, errors, handler, /)", "Register an error handler.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := nameOf(th, "register_error", "argument 1", a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, py.RegisterErrorHandler(th, name.String(), a[1])
		}),
		py.Def("_unregister_error($module, errors, /)", "Forget an error handler; tell whether there was one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := nameOf(th, "_unregister_error", "argument", a[0])
			if err != nil {
				return py.Unbound, err
			}
			ok, err := py.UnregisterErrorHandler(th, name.String())
			return py.Bool(ok), err
		}),
		py.Def("lookup_error($module, name, /)", "Return an error handler.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := nameOf(th, "lookup_error", "argument", a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.LookupErrorHandler(th, name.String())
		}),
		py.Def("charmap_encode($module, str, errors=None, mapping=None, /)", "Encode by a mapping of code points to bytes.", charmapEncode),
		py.Def("charmap_decode($module, data, errors=None, mapping=None, /)", "Decode by a mapping of bytes to characters.", charmapDecode),
		py.Def("charmap_build($module, map, /)", "Make the mapping for charmap_encode of one for charmap_decode.", charmapBuild),
		py.Def("escape_encode($module, data, errors=None, /)", "Escape bytes as in source.", escapeEncode),
		py.Def("escape_decode($module, data, errors=None, /)", "Undo escape_encode.", escapeDecode),
		py.Def("readbuffer_encode($module, data, errors=None, /)", "Return the contents of a bytes-like object, or of a str in UTF-8.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := input(th, a[0], true)
			if err != nil {
				return py.Unbound, err
			}
			return pair(py.NewBytes(append([]byte(nil), data...)).Value(), len(data)), nil
		}),
	}, codecFunctions()...)
}

var setupOnce sync.Once

// codecFunctions makes NAME_encode and NAME_decode of the codecs that runtime has.
func codecFunctions() []*py.MethodDef {
	var defs []*py.MethodDef
	add := func(def *py.MethodDef) { defs = append(defs, def) }
	for _, c := range []struct{ function, name, encode, decode string }{
		{"utf_8", "utf-8", "", "partial"},
		{"utf_7", "utf-7", "", "partial"},
		{"utf_16", "utf-16", "order", "partial"},
		{"utf_16_le", "utf-16-le", "", "partial"},
		{"utf_16_be", "utf-16-be", "", "partial"},
		{"utf_32", "utf-32", "order", "partial"},
		{"utf_32_le", "utf-32-le", "", "partial"},
		{"utf_32_be", "utf-32-be", "", "partial"},
		{"unicode_escape", "unicode-escape", "", "source"},
		{"raw_unicode_escape", "raw-unicode-escape", "", "source"},
		{"latin_1", "latin-1", "", "whole"},
		{"ascii", "ascii", "", "whole"},
	} {
		if c.encode == "order" {
			add(py.Def(c.function+"_encode($module, str, errors=None, byteorder=0, /)", "Encode as "+c.name+", with a mark when byteorder is 0.", encodeOrdered(c.function, c.name)))
			add(py.Def(c.function+"_ex_decode($module, data, errors=None, byteorder=0, final=False, /)", "Decode as "+c.name+" and tell the byte order.", decodeOrdered(c.name)))
		} else {
			add(py.Def(c.function+"_encode($module, str, errors=None, /)", "Encode as "+c.name+".", encode(c.function, c.name)))
		}
		switch c.decode {
		case "partial":
			add(py.Def(c.function+"_decode($module, data, errors=None, final=False, /)", "Decode as "+c.name+".", decode(c.name, false)))
		case "source":
			add(py.Def(c.function+"_decode($module, data, errors=None, final=True, /)", "Decode as "+c.name+".", decode(c.name, true)))
		default:
			add(py.Def(c.function+"_decode($module, data, errors=None, /)", "Decode as "+c.name+".", decode(c.name, false)))
		}
	}
	return defs
}

func text(function, argument string, v py.Value) (*py.Str, error) {
	if s := py.AsStr(v); s != nil {
		return s, nil
	}
	return nil, py.Raise(py.TypeError, "%s() %s must be str, not %s", function, argument, v.Type().TypeName())
}

// nameOf converts the name of an encoding or of a handler: as a string of C, in UTF-8.
func nameOf(th *py.Thread, function, argument string, v py.Value) (*py.Str, error) {
	s, err := text(function, argument, v)
	if err != nil {
		return nil, err
	}
	if _, err := py.Encode(th, s, "utf-8", "strict"); err != nil {
		return nil, err
	}
	if strings.IndexByte(s.String(), 0) >= 0 {
		return nil, py.Raise(py.ValueError, "embedded null character")
	}
	return s, nil
}

// errorsArg reads the name of an error handler; None means strict.
func errorsArg(function string, v py.Value) (string, error) {
	if v.IsNone() {
		return "strict", nil
	}
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "%s() argument 2 must be str or None, not %s", function, v.Type().TypeName())
	}
	return s.String(), nil
}

// input reads bytes; a str is taken in UTF-8 where orText says so.
func input(th *py.Thread, v py.Value, orText bool) ([]byte, error) {
	if s := py.AsStr(v); s != nil && orText {
		return py.Encode(th, s, "utf-8", "strict")
	}
	return py.AsBytes(th, v)
}

// pair is what encoders and decoders return: the result and how much they read.
func pair(v py.Value, n int) py.Value { return py.TupleOf(v, py.Int(int64(n))).Value() }

func encode(function, name string) py.Func {
	function += "_encode"
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		s, err := text(function, "argument 1", a[0])
		if err != nil {
			return py.Unbound, err
		}
		errors, err := errorsArg(function, a[1])
		if err != nil {
			return py.Unbound, err
		}
		data, err := py.Encode(th, s, name, errors)
		if err != nil {
			return py.Unbound, err
		}
		return pair(py.NewBytes(data).Value(), s.Len()), nil
	}
}

// ordered is the name of a codec with the byte order that an argument tells.
func ordered(th *py.Thread, name string, order py.Value) (string, error) {
	n, err := py.AsCInt(th, order)
	switch {
	case err != nil:
		return "", err
	case n < 0:
		name += "-le"
	case n > 0:
		name += "-be"
	}
	return name, nil
}

func encodeOrdered(function, name string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		name, err := ordered(th, name, a[2])
		if err != nil {
			return py.Unbound, err
		}
		return encode(function, name)(th, a)
	}
}

func decode(name string, source bool) py.Func {
	function := strings.ReplaceAll(name, "-", "_") + "_decode"
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		final := true
		if len(a) > 2 {
			var err error
			if final, err = py.Truth(th, a[2]); err != nil {
				return py.Unbound, err
			}
		}
		s, n, _, err := decodePart(th, function, name, a, final, source)
		if err != nil {
			return py.Unbound, err
		}
		return pair(s.Value(), n), nil
	}
}

func decodePart(th *py.Thread, function, name string, a []py.Value, final, source bool) (*py.Str, int, bool, error) {
	data, err := input(th, a[0], source)
	if err != nil {
		return nil, 0, false, err
	}
	errors, err := errorsArg(function, a[1])
	if err != nil {
		return nil, 0, false, err
	}
	return py.DecodePart(th, data, name, errors, final)
}

func decodeOrdered(name string) py.Func {
	function := strings.ReplaceAll(name, "-", "_") + "_ex_decode"
	unit := len("xx")
	if name == "utf-32" {
		unit = len("xxxx")
	}
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		codec, err := ordered(th, name, a[2])
		if err != nil {
			return py.Unbound, err
		}
		final, err := py.Truth(th, a[3])
		if err != nil {
			return py.Unbound, err
		}
		marked, err := hasMark(th, a[0], unit)
		if err != nil {
			return py.Unbound, err
		}
		s, n, big, err := decodePart(th, function, codec, a, final, false)
		if err != nil {
			return py.Unbound, err
		}
		order, _ := py.AsInt64(a[2])
		switch {
		case order == 0 && marked && big, order > 0:
			order = 1
		case order == 0 && marked, order < 0:
			order = -1
		}
		return py.TupleOf(s.Value(), py.Int(int64(n)), py.Int(order)).Value(), nil
	}
}

// hasMark reports whether data begins with a byte order mark of so many bytes.
func hasMark(th *py.Thread, v py.Value, unit int) (bool, error) {
	b, err := py.AsBytes(th, v)
	if err != nil || len(b) < unit {
		return false, err
	}
	little := b[0] == 0xFF && b[1] == 0xFE && (unit == 2 || b[2] == 0 && b[3] == 0)
	big := b[unit-2] == 0xFE && b[unit-1] == 0xFF && (unit == 2 || b[0] == 0 && b[1] == 0)
	return little || big, nil
}

// recode is encode (0) and decode (1) by the registry.
func recode(index int) py.Func {
	function := [2]string{"encode", "decode"}[index]
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		name, err := nameOf(th, function, "argument 'encoding'", a[1])
		if err != nil {
			return py.Unbound, err
		}
		if _, err := nameOf(th, function, "argument 'errors'", a[2]); err != nil {
			return py.Unbound, err
		}
		codec, err := py.LookupCodec(th, name.String())
		if err != nil {
			return py.Unbound, err
		}
		return py.RunCodec(th, codec, index, name.String(), a[0], a[2])
	}
}
