// Package unicodedata is the module of the same name: the Unicode character database, from runtime/ucd.
//
// The database of Unicode 3.2.0 (ucd_3_2_0) is not here yet.
package unicodedata

import (
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "unicodedata",
	Doc:  "The Unicode character database.",
	Functions: []*py.MethodDef{
		value("decimal", "decimal value", "not a decimal", func(r rune) (py.Value, bool) { n := ucd.ToDecimal(r); return py.Int(int64(n)), n >= 0 }),
		value("digit", "digit value", "not a digit", func(r rune) (py.Value, bool) { n := ucd.ToDigit(r); return py.Int(int64(n)), n >= 0 }),
		value("numeric", "numeric value", "not a numeric character", func(r rune) (py.Value, bool) { x, ok := ucd.ToNumeric(r); return py.Float(x), ok }),
		value("name", "name", "no such name", func(r rune) (py.Value, bool) { s, ok := ucd.Name(r); return py.Text(s), ok }),
		property("category", "general category", func(r rune) py.Value { return py.Text(ucd.Category(r)) }),
		property("bidirectional", "bidirectional class", func(r rune) py.Value { return py.Text(ucd.Bidirectional(r)) }),
		property("combining", "canonical combining class", func(r rune) py.Value { return py.Int(int64(ucd.Combining(r))) }),
		property("mirrored", "mirrored property, 0 or 1,", func(r rune) py.Value {
			if ucd.Mirrored(r) {
				return py.Int(1)
			}
			return py.Int(0)
		}),
		property("east_asian_width", "East Asian width", func(r rune) py.Value { return py.Text(ucd.EastAsianWidth(r)) }),
		property("decomposition", "decomposition mapping", func(r rune) py.Value { return py.Text(ucd.Decomposition(r)) }),
		py.Def("lookup($module, name, /)", "Return the character, or the named sequence, with the given name.", lookup),
		py.Def("normalize($module, form, unistr, /)", "Return the text in the normal form NFC, NFKC, NFD or NFKD.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			form, s, err := formArgs("normalize", a)
			if err != nil {
				return py.Unbound, err
			}
			if s.IsASCII() {
				return s.Sub(0, s.Len()).Value(), nil
			}
			if err := th.ChargeItems(s.Len(), 18*4); err != nil {
				return py.Unbound, err
			}
			return py.Text(ucd.Normalize(form, s.String())), nil
		}),
		py.Def("is_normalized($module, form, unistr, /)", "Tell whether the text is in the normal form.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			form, s, err := formArgs("is_normalized", a)
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(s.IsASCII() || ucd.Normalize(form, s.String()) == s.String()), nil
		}),
	},
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "unidata_version", py.Text(ucd.Version))
		return nil
	},
}

// character reads a one-character argument; which tells its place ("argument" or "argument 1").
func character(function, which string, v py.Value) (rune, error) {
	s := py.AsStr(v)
	if s == nil {
		return 0, py.Raise(py.TypeError, "%s() %s must be a unicode character, not %s", function, which, v.Type().TypeName())
	}
	if s.Len() != 1 {
		return 0, py.Raise(py.TypeError, "%s(): %s must be a unicode character, not a string of length %d", function, which, s.Len())
	}
	return s.RuneAt(0), nil
}

// value declares a function of a character and a default.
func value(name, what, absent string, get func(r rune) (py.Value, bool)) *py.MethodDef {
	return py.Def(name+"($module, chr, default=<unrepresentable>, /)", "Return the "+what+" of a character, or the default.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := character(name, "argument 1", a[0])
		if err != nil {
			return py.Unbound, err
		}
		if v, ok := get(r); ok {
			return v, nil
		}
		if a[1].IsUnbound() {
			return py.Unbound, py.Raise(py.ValueError, "%s", absent)
		}
		return a[1], nil
	})
}

// property declares a function of a character.
func property(name, what string, get func(r rune) py.Value) *py.MethodDef {
	return py.Def(name+"($module, chr, /)", "Return the "+what+" of a character.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := character(name, "argument", a[0])
		if err != nil {
			return py.Unbound, err
		}
		return get(r), nil
	})
}

func lookup(th *py.Thread, a []py.Value) (py.Value, error) {
	name := ""
	if s := py.AsStr(a[0]); s != nil {
		name = s.String()
	} else {
		b, err := py.AsBytes(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		name = string(b)
	}
	if text, ok := ucd.LookupName(name); ok {
		return py.Text(text), nil
	}
	return py.Unbound, py.Raise(py.KeyError, "undefined character name '%s'", name)
}

func formArgs(function string, a []py.Value) (ucd.Form, *py.Str, error) {
	name, s := py.AsStr(a[0]), py.AsStr(a[1])
	switch {
	case name == nil:
		return 0, nil, py.Raise(py.TypeError, "%s() argument 1 must be str, not %s", function, a[0].Type().TypeName())
	case s == nil:
		return 0, nil, py.Raise(py.TypeError, "%s() argument 2 must be str, not %s", function, a[1].Type().TypeName())
	}
	form, ok := ucd.ParseForm(name.String())
	if !ok {
		return 0, nil, py.Raise(py.ValueError, "invalid normalization form")
	}
	return form, s, nil
}
