// Package pyexpat is the module pyexpat: a parser for XML with the interface of Expat (library reference, "xml.parsers.expat"). The parser itself is
// internal/expat.
//
//	pyexpat.go   the module with its submodules errors and model
//	parser.go    xmlparser
//	handlers.go  what calls the handlers of a parser
package pyexpat

import (
	"sync"

	"github.com/gopy-lang/gopy/internal/expat"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "pyexpat",
	Doc:       "A parser for XML that calls handlers for what it finds.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setup()
		m.Set(th, "ExpatError", errorType.Value())
		m.Set(th, "error", errorType.Value())
		m.Set(th, "XMLParserType", parserType.Value())
		m.Set(th, "EXPAT_VERSION", py.Text("expat_2.9.0"))
		m.Set(th, "version_info", py.TupleOf(py.Int(2), py.Int(9), py.Int(0)).Value())
		m.Set(th, "native_encoding", py.Text("UTF-8"))
		m.Set(th, "features", features())
		m.Set(th, "expat_CAPI", py.None) // there are no extensions that could use it
		for i, name := range []string{"NEVER", "UNLESS_STANDALONE", "ALWAYS"} {
			m.Set(th, "XML_PARAM_ENTITY_PARSING_"+name, py.Int(int64(i)))
		}
		submodule(th, m, "errors", "The names of errors with their messages.", fillErrors)
		submodule(th, m, "model", "The numbers by which the content of elements is described.", fillModel)
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("ParserCreate($module, /, encoding=None, namespace_separator=None, intern=<unrepresentable>)",
			"Return a parser. encoding is that of the document, whatever it says itself. With a namespace_separator names in namespaces are told as URI, separator and local name. Names are kept in the dict intern.", parserCreate),
		py.Def("ErrorString($module, code, /)", "Return the message of an error's code.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if message := expat.Code(n).Error(); message != "" {
				return py.Text(message), nil
			}
			return py.None, nil
		}),
	}
}

var (
	setupOnce  sync.Once
	errorType  = &py.Type{Name: "ExpatError", Module: "xml.parsers.expat", Flags: py.TypeBaseType}
	parserType = &py.Type{Name: "xmlparser", Module: "pyexpat", Flags: py.TypeDisallowNew, Doc: "A parser for XML."}
)

func setup() {
	setupOnce.Do(func() {
		py.SetupType(errorType, py.ExceptionType)
		setupParser(parserType)
	})
}

// features lists what the parser can do as Expat's features: names and numbers.
func features() py.Value {
	list := py.ListOf()
	for _, f := range []struct {
		name  string
		value int64
	}{
		{"sizeof(XML_Char)", 1}, {"sizeof(XML_LChar)", 1}, {"XML_DTD", 0}, {"XML_CONTEXT_BYTES", 1024}, {"XML_NS", 0},
		{"XML_BLAP_MAX_AMP", 100}, {"XML_BLAP_ACT_THRES", 8 << 20}, {"XML_GE", 0}, {"XML_AT_MAX_AMP", 100}, {"XML_AT_ACT_THRES", 64 << 20},
	} {
		list.Append(py.TupleOf(py.Text(f.name), py.Int(f.value)).Value())
	}
	return list.Value()
}

// submodule makes a module that is an attribute of m.
func submodule(th *py.Thread, m *py.Module, name, doc string, fill func(th *py.Thread, m *py.Module)) {
	full := "pyexpat." + name
	sub := th.Interp.NewModule(full)
	sub.Set(th, "__doc__", py.Text(doc))
	fill(th, sub)
	m.Set(th, name, sub.Value())
	th.Interp.Modules.SetStr(th.Interp.Intern(full), sub.Value())
}

func fillErrors(th *py.Thread, m *py.Module) {
	numbers, messages := py.NewDict(), py.NewDict()
	for c := expat.Code(1); int(c) <= expat.Codes; c++ {
		message := py.NewStr(c.Error())
		m.Set(th, c.Name(), message.Value())
		numbers.SetStr(message, py.Int(int64(c)))
		// Keys are ints: this can't fail.
		_ = messages.SetItem(th, py.Int(int64(c)), message.Value())
	}
	m.Set(th, "codes", numbers.Value())
	m.Set(th, "messages", messages.Value())
}

func fillModel(th *py.Thread, m *py.Module) {
	for i, name := range []string{"EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"} {
		m.Set(th, "XML_CTYPE_"+name, py.Int(int64(i+1)))
	}
	for i, name := range []string{"NONE", "OPT", "REP", "PLUS"} {
		m.Set(th, "XML_CQUANT_"+name, py.Int(int64(i)))
	}
}

// optionalText returns a str or None that a function was given; nil: None or nothing.
func optionalText(v py.Value, complaint string) (*string, error) {
	if v.IsUnbound() || py.Is(v, py.None) {
		return nil, nil
	}
	return requiredText(v, complaint)
}

func requiredText(v py.Value, complaint string) (*string, error) {
	s := py.AsStr(v)
	if s == nil {
		return nil, py.Raise(py.TypeError, "%s, not %s", complaint, typeName(v))
	}
	text := s.String()
	for i := range len(text) {
		if text[i] == 0 {
			return nil, py.Raise(py.ValueError, "embedded null character")
		}
	}
	return &text, nil
}

// typeName is the name of a value's type in complaints.
func typeName(v py.Value) string {
	if py.Is(v, py.None) {
		return "None"
	}
	return v.Type().TypeName()
}

// parserCreate is ParserCreate.
func parserCreate(th *py.Thread, a []py.Value) (py.Value, error) {
	encoding, err := optionalText(a[0], "ParserCreate() argument 'encoding' must be str or None")
	if err != nil {
		return py.Unbound, err
	}
	separator, err := optionalText(a[1], "ParserCreate() argument 'namespace_separator' must be str or None")
	if err != nil {
		return py.Unbound, err
	}
	if separator != nil && len(*separator) > 1 {
		return py.Unbound, py.Raise(py.ValueError, "namespace_separator must be at most one character, omitted, or None")
	}
	o := expat.Options{Charge: th.Charge}
	if encoding != nil {
		o.Encoding = *encoding
	}
	if separator != nil {
		o.Namespaces, o.Separator = true, *separator
	}
	x := newParser(expat.NewParser(o))
	switch {
	case a[2].IsUnbound():
		x.intern = py.NewDict().Value()
	case py.AsDict(a[2]) != nil || py.Is(a[2], py.None):
		x.intern = a[2]
	default:
		return py.Unbound, py.Raise(py.TypeError, "intern must be a dictionary")
	}
	return x.Value(), nil
}
