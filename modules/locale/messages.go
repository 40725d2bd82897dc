// This file holds the functions for catalogues of messages (gettext(3)). The C library looks into none in the locale C, the only one there is here: a message stands
// for itself, and what is set is kept.

package locale

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// catalogues is where messages would be looked up.
type catalogues struct {
	domain   string
	folders  map[string]string // by domain
	codesets map[string]string
}

const (
	firstDomain = "messages"
	firstFolder = "/usr/share/locale"
)

func newCatalogues() catalogues {
	return catalogues{domain: firstDomain, folders: map[string]string{}, codesets: map[string]string{}}
}

func messageFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("gettext($module, msg, /)", "Return the translation of a message.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			_, _, err := text(th, a[0], "gettext() argument", false)
			return a[0], err
		}),
		py.Def("dgettext($module, domain, msg, /)", "Return the translation of a message of a domain.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return ofDomain(th, "dgettext", a)
		}),
		py.Def("dcgettext($module, domain, msg, category, /)", "Return the translation of a message of a domain by a category of the locale.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := ofDomain(th, "dcgettext", a)
			if err == nil {
				_, err = py.AsCInt(th, a[2])
			}
			return v, err
		}),
		py.Def("textdomain($module, domain, /)", "Set the domain that gettext() uses; return it. None leaves it as it is.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := th.Interp.Extra[extraKey].(*state)
			name, given, err := text(th, a[0], "textdomain() argument", true)
			if err != nil {
				return py.Unbound, err
			}
			if given {
				s.domain = name
				if name == "" {
					s.domain = firstDomain
				}
			}
			return py.Text(s.domain), nil
		}),
		py.Def("bindtextdomain($module, domain, dir, /)", "Set the folder of a domain's catalogues; return it. None leaves it as it is.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := th.Interp.Extra[extraKey].(*state)
			domain, _, err := text(th, a[0], "bindtextdomain() argument 1", false)
			if err != nil {
				return py.Unbound, err
			}
			if domain == "" {
				return py.Unbound, s.fail("domain must be a non-empty string")
			}
			if !a[1].IsNone() {
				folder, err := py.PathOf(th, a[1])
				if py.Matches(err, py.ValueError) && !py.Matches(err, py.UnicodeError) {
					return py.Unbound, py.Raise(py.ValueError, "embedded null byte")
				}
				if err != nil {
					return py.Unbound, err
				}
				s.folders[domain] = folder.Name
			}
			if folder, ok := s.folders[domain]; ok {
				return py.Text(folder), nil
			}
			return py.Text(firstFolder), nil
		}),
		py.Def("bind_textdomain_codeset($module, domain, codeset, /)", "Set the encoding in which a domain's messages are returned; return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := th.Interp.Extra[extraKey].(*state)
			domain, _, err := text(th, a[0], "bind_textdomain_codeset() argument 1", false)
			if err != nil {
				return py.Unbound, err
			}
			codeset, given, err := text(th, a[1], "bind_textdomain_codeset() argument 2", true)
			if err != nil {
				return py.Unbound, err
			}
			if given && domain != "" {
				s.codesets[domain] = codeset
			}
			if codeset, ok := s.codesets[domain]; ok {
				return py.Text(codeset), nil
			}
			return py.None, nil
		}),
	}
}

// ofDomain is dgettext.
func ofDomain(th *py.Thread, function string, a []py.Value) (py.Value, error) {
	if _, _, err := text(th, a[0], function+"() argument 1", true); err != nil {
		return py.Unbound, err
	}
	_, _, err := text(th, a[1], function+"() argument 2", false)
	return a[1], err
}

// text converts an argument, what, to a string of C; given is false for None.
func text(th *py.Thread, v py.Value, what string, orNone bool) (s string, given bool, err error) {
	if orNone && v.IsNone() {
		return "", false, nil
	}
	t := py.AsStr(v)
	if t == nil {
		kind := "str"
		if orNone {
			kind = "str or None"
		}
		name := v.Type().TypeName()
		if v.IsNone() {
			name = "None"
		}
		return "", false, py.Raise(py.TypeError, "%s must be %s, not %s", what, kind, name)
	}
	b, err := py.Encode(th, t, "utf-8", "strict")
	if err != nil {
		return "", false, err
	}
	if strings.IndexByte(string(b), 0) >= 0 {
		return "", false, py.Raise(py.ValueError, "embedded null character")
	}
	return string(b), true, nil
}
