// Package locale is the module _locale. There is one locale here, C with UTF-8 text, under the names C, POSIX and C.UTF-8.
package locale

import (
	"slices"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// categories are the C library's by number. Python has constants for the ones up to LC_ALL.
var categories = []string{"LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES", "LC_ALL",
	"LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION"}

// all is the number of LC_ALL.
const all = 6

// An item is what nl_langinfo knows, by its constant on Linux.
type item struct {
	name   string
	number int64
	text   string
}

var items = makeItems()

func makeItems() []item {
	list := []item{
		{"CODESET", 14, "UTF-8"}, {"RADIXCHAR", 65536, "."}, {"THOUSEP", 65537, ""}, {"AM_STR", 131110, "AM"}, {"PM_STR", 131111, "PM"},
		{"D_T_FMT", 131112, "%a %b %e %H:%M:%S %Y"}, {"D_FMT", 131113, "%m/%d/%y"}, {"T_FMT", 131114, "%H:%M:%S"}, {"T_FMT_AMPM", 131115, "%I:%M:%S %p"},
		{"ERA", 131116, ""}, {"ERA_D_FMT", 131118, ""}, {"ALT_DIGITS", 131119, ""}, {"ERA_D_T_FMT", 131120, ""}, {"ERA_T_FMT", 131121, ""},
		{"_DATE_FMT", 131180, "%a %b %e %H:%M:%S %Z %Y"}, {"CRNCYSTR", 262159, "-"}, {"YESEXPR", 327680, "^[yY]"}, {"NOEXPR", 327681, "^[nN]"},
	}
	for i, day := range []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"} {
		n := strconv.Itoa(i + 1)
		list = append(list, item{"ABDAY_" + n, 131072 + int64(i), day[:3]}, item{"DAY_" + n, 131079 + int64(i), day})
	}
	for i, month := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"} {
		n := strconv.Itoa(i + 1)
		list = append(list, item{"ABMON_" + n, 131086 + int64(i), month[:3]}, item{"MON_" + n, 131098 + int64(i), month})
	}
	return list
}

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_locale",
	Doc:       "The locale: C, with UTF-8 text.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		for i, name := range categories[:all+1] {
			m.Set(th, name, py.Int(int64(i)))
		}
		for _, it := range items {
			m.Set(th, it.name, py.Int(it.number))
		}
		m.Set(th, "CHAR_MAX", py.Int(127))
		err, failure := newError(th)
		m.Set(th, "Error", err)
		return failure
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return append([]*py.MethodDef{
		py.Def("setlocale($module, category, locale=None, /)", "Choose the locale of a category, or return it.", setLocale),
		py.Def("localeconv($module, /)", "Return how numbers and money are written.", conventions),
		py.Def("nl_langinfo($module, key, /)", "Return an item of the locale.", langInfo),
		py.Def("getencoding($module, /)", "Return the encoding of the locale.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Text("UTF-8"), nil }),
		py.Def("strcoll($module, os1, os2, /)", "Compare two strings: -1, 0 or 1.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x, y := py.AsStr(a[0]), py.AsStr(a[1])
			if x == nil || y == nil {
				return py.Unbound, py.Raise(py.TypeError, "strcoll() arguments must be str")
			}
			if strings.IndexByte(x.String(), 0) >= 0 || strings.IndexByte(y.String(), 0) >= 0 {
				return py.Unbound, py.Raise(py.ValueError, "embedded null character")
			}
			return py.Int(int64(x.Compare(y))), nil
		}),
		py.Def("strxfrm($module, string, /)", "Return a string that compares as the given one does in the locale.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[0])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "strxfrm() argument must be str, not %s", a[0].Type().TypeName())
			}
			if strings.IndexByte(s.String(), 0) >= 0 {
				return py.Unbound, py.Raise(py.ValueError, "embedded null character")
			}
			return a[0], nil
		}),
	}, messageFunctions()...)
}

const extraKey = "_locale"

// state is the locale of each category, the class Error, and what is set for messages.
type state struct {
	names [13]string // none for LC_ALL
	error py.Value
	catalogues
}

func newError(th *py.Thread) (py.Value, error) {
	dict := py.NewDict()
	dict.SetStr(th.Interp.Intern("__module__"), py.Text("locale"))
	v, err := py.CallArgs(th, py.TypeType.Value(), py.Text("Error"), py.TupleOf(py.ExceptionType.Value()).Value(), dict.Value())
	s := &state{error: v, catalogues: newCatalogues()}
	for i := range s.names {
		s.names[i] = "C"
	}
	s.names[0] = "C.UTF-8"
	th.Interp.Extra[extraKey] = s
	return v, err
}

// fail raises locale.Error.
func (s *state) fail(message string) error {
	return py.Raise(py.AsType(s.error), "%s", message)
}

func setLocale(th *py.Thread, a []py.Value) (py.Value, error) {
	s := th.Interp.Extra[extraKey].(*state)
	n, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	known := n >= 0 && n < len(categories)
	if a[1].IsNone() {
		if !known {
			return py.Unbound, s.fail("locale query failed")
		}
		return py.Text(s.name(n)), nil
	}
	t := py.AsStr(a[1])
	if t == nil {
		return py.Unbound, py.Raise(py.TypeError, "setlocale() argument 2 must be str or None, not %s", a[1].Type().TypeName())
	}
	next := s.names
	if name, ok := canonical(t.String()); ok && known {
		for i := range next {
			if n == all || i == n {
				next[i] = name
			}
		}
	} else if !known || n != all || !split(t.String(), &next) {
		return py.Unbound, s.fail("unsupported locale setting")
	}
	s.names = next
	return py.Text(s.name(n)), nil
}

// canonical returns the name of a locale as it is reported.
func canonical(name string) (string, bool) {
	switch name {
	case "C", "POSIX":
		return "C", true
	case "", "C.UTF-8", "C.utf8":
		return "C.UTF-8", true
	}
	return "", false
}

// name is the locale of a category; of LC_ALL one that all have, or the list of all.
func (s *state) name(n int) string {
	if n != all {
		return s.names[n]
	}
	var parts []string
	same := true
	for i, category := range categories {
		if i != all {
			parts = append(parts, category+"="+s.names[i])
			same = same && s.names[i] == s.names[0]
		}
	}
	if same {
		return s.names[0]
	}
	return strings.Join(parts, ";")
}

// split reads a list of all categories, in any order.
func split(list string, names *[13]string) bool {
	seen := 0
	for part := range strings.SplitSeq(list, ";") {
		category, name, _ := strings.Cut(part, "=")
		n := slices.Index(categories, category)
		name, ok := canonical(name)
		if n < 0 || n == all || !ok || seen&(1<<n) != 0 {
			return false
		}
		seen |= 1 << n
		names[n] = name
	}
	return seen == 1<<len(categories)-1-1<<all
}

func conventions(th *py.Thread, a []py.Value) (py.Value, error) {
	d := py.NewDict()
	set := func(v func() py.Value, names ...string) {
		for _, n := range names {
			d.SetStr(th.Interp.Intern(n), v())
		}
	}
	empty := func() py.Value { return py.Text("") }
	set(empty, "int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep")
	set(func() py.Value { return py.NewList(nil).Value() }, "mon_grouping")
	set(empty, "positive_sign", "negative_sign")
	set(func() py.Value { return py.Int(127) }, "int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space", "p_sign_posn", "n_sign_posn")
	set(func() py.Value { return py.Text(".") }, "decimal_point")
	set(empty, "thousands_sep")
	set(func() py.Value { return py.NewList(nil).Value() }, "grouping")
	return d.Value(), nil
}

func langInfo(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	for _, it := range items {
		if it.number == int64(n) {
			return py.Text(it.text), nil
		}
	}
	return py.Unbound, py.Raise(py.ValueError, "unsupported langinfo constant")
}
