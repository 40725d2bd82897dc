// Package unicodedata is the module of the same name: the Unicode character database, from runtime/ucd.
package unicodedata

import (
	"strings"
	"sync"
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "unicodedata",
	Doc:       "The Unicode character database.",
	Functions: func() []*py.MethodDef { return functions("$module", &current) },
	Exec: func(th *py.Thread, m *py.Module) error {
		setup()
		m.Set(th, "UCD", oldType.Value())
		m.Set(th, "ucd_3_2_0", py.NewObject[old](oldType).Value())
		m.Set(th, "unidata_version", py.Text(ucd.Version))
		return nil
	},
}

// A database is what the functions ask.
type database struct {
	decimal, digit                                func(r rune) int
	numeric                                       func(r rune) (float64, bool)
	name                                          func(r rune) (string, bool)
	category, bidirectional, width, decomposition func(r rune) string
	combining                                     func(r rune) int
	mirrored                                      func(r rune) bool
	normalize                                     func(form ucd.Form, text string) string
	sequences                                     bool // lookup finds named sequences and aliases
}

var current = database{
	decimal: ucd.ToDecimal, digit: ucd.ToDigit, numeric: ucd.ToNumeric, name: ucd.Name,
	category: ucd.Category, bidirectional: ucd.Bidirectional, width: ucd.EastAsianWidth, decomposition: ucd.Decomposition,
	combining: ucd.Combining, mirrored: ucd.Mirrored, normalize: ucd.Normalize, sequences: true,
}

// old is ucd_3_2_0.
type old struct{ py.Header }

var (
	oldType = &py.Type{Name: "UCD", Module: "unicodedata", Flags: py.TypeDisallowNew | py.TypeShownHeap}
	setup   = sync.OnceFunc(func() {
		v := ucd.Version320()
		oldType.Methods = functions("$self", &database{
			decimal: v.ToDecimal, digit: ucd.ToDigit, numeric: v.ToNumeric, name: v.Name,
			category: v.Category, bidirectional: v.Bidirectional, width: v.EastAsianWidth, decomposition: v.Decomposition,
			combining: v.Combining, mirrored: v.Mirrored, normalize: v.Normalize,
		})
		oldType.GetSets = []py.GetSetDef{{Name: "unidata_version", Member: true, Get: func(*py.Thread, py.Value) (py.Value, error) { return py.Text(ucd.OldVersion), nil }}}
		py.SetupType(oldType, nil)
	})
)

// functions declares the functions of a database: those of the module, or methods.
func functions(self string, d *database) []*py.MethodDef {
	integer := func(get func(r rune) int) func(r rune) (py.Value, bool) {
		return func(r rune) (py.Value, bool) { n := get(r); return py.Int(int64(n)), n >= 0 }
	}
	text := func(get func(r rune) string) func(r rune) py.Value {
		return func(r rune) py.Value { return py.Text(get(r)) }
	}
	defs := []*py.MethodDef{
		value(self, "decimal", "decimal value", "not a decimal", integer(d.decimal)),
		value(self, "digit", "digit value", "not a digit", integer(d.digit)),
		value(self, "numeric", "numeric value", "not a numeric character", func(r rune) (py.Value, bool) { x, ok := d.numeric(r); return py.Float(x), ok }),
		value(self, "name", "name", "no such name", func(r rune) (py.Value, bool) { s, ok := d.name(r); return py.Text(s), ok }),
		property(self, "category", "general category", text(d.category)),
		property(self, "bidirectional", "bidirectional class", text(d.bidirectional)),
		property(self, "combining", "canonical combining class", func(r rune) py.Value { return py.Int(int64(d.combining(r))) }),
		property(self, "mirrored", "mirrored property, 0 or 1,", func(r rune) py.Value {
			if d.mirrored(r) {
				return py.Int(1)
			}
			return py.Int(0)
		}),
		property(self, "east_asian_width", "East Asian width", text(d.width)),
		property(self, "decomposition", "decomposition mapping", text(d.decomposition)),
		py.Def("lookup("+self+", name, /)", "Return the character, or the named sequence, with the given name.", d.lookup),
		py.Def("normalize("+self+", form, unistr, /)", "Return the text in the normal form NFC, NFKC, NFD or NFKD.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			form, s, err := formArgs("normalize", a[len(a)-2:])
			if err != nil {
				return py.Unbound, err
			}
			if s.IsASCII() {
				return s.Sub(0, s.Len()).Value(), nil
			}
			if err := th.ChargeItems(s.Len(), 18*4); err != nil {
				return py.Unbound, err
			}
			return py.Text(d.normalize(form, s.String())), nil
		}),
		py.Def("is_normalized("+self+", form, unistr, /)", "Tell whether the text is in the normal form.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			form, s, err := formArgs("is_normalized", a[len(a)-2:])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(s.IsASCII() || d.normalize(form, s.String()) == s.String()), nil
		}),
	}
	return defs
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
func value(self, name, what, absent string, get func(r rune) (py.Value, bool)) *py.MethodDef {
	return py.Def(name+"("+self+", chr, default=<unrepresentable>, /)", "Return the "+what+" of a character, or the default.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := character(name, "argument 1", a[len(a)-2])
		if err != nil {
			return py.Unbound, err
		}
		if v, ok := get(r); ok {
			return v, nil
		}
		if a[len(a)-1].IsUnbound() {
			return py.Unbound, py.Raise(py.ValueError, "%s", absent)
		}
		return a[len(a)-1], nil
	})
}

// property declares a function of a character.
func property(self, name, what string, get func(r rune) py.Value) *py.MethodDef {
	return py.Def(name+"("+self+", chr, /)", "Return the "+what+" of a character.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := character(name, "argument", a[len(a)-1])
		if err != nil {
			return py.Unbound, err
		}
		return get(r), nil
	})
}

func (d *database) lookup(th *py.Thread, a []py.Value) (py.Value, error) {
	a = a[len(a)-1:]
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
	if text, ok := ucd.LookupName(name); ok && (d.sequences || isName(text, name)) {
		return py.Text(text), nil
	}
	return py.Unbound, py.Raise(py.KeyError, "undefined character name '%s'", name)
}

// isName reports whether text is one character and name its name, not an alias.
func isName(text, name string) bool {
	r, size := utf8.DecodeRuneInString(text)
	own, ok := ucd.Name(r)
	return ok && size == len(text) && strings.EqualFold(own, name)
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
