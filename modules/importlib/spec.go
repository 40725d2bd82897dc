// This file defines ModuleSpec and SourceFileLoader, the objects behind __spec__ and __loader__.

package importlib

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/tokenizer"
)

// spec is a ModuleSpec object.
type spec struct {
	py.Header
	name         string
	loader       py.Value
	origin       py.Value
	search       py.Value // list of the package's directories, None for other modules
	cached       py.Value
	state        py.Value
	pending      py.Value // list of the submodules being imported, made when asked for
	hasLocation  bool
	initializing bool
}

// loader is a SourceFileLoader object.
type loader struct {
	py.Header
	importer   *Importer
	name, path string
	data       []byte // what the file holds, when it was read already
	archive    string // the zip archive that the file lies in
}

var (
	specType             = &py.Type{Name: "ModuleSpec", Module: "_frozen_importlib", Doc: "How a module is found and loaded."}
	sourcelessLoaderType = &py.Type{Name: "SourcelessFileLoader", Module: "_frozen_importlib_external", Doc: "Loads a module from a .pyc file that has no source."}
	loaderType           = &py.Type{Name: "SourceFileLoader", Module: "_frozen_importlib_external", Doc: "Loads a module from a source file."}
	setupOnce            sync.Once
)

// setup fills the types, once a process.
func setup() {
	s := func(v py.Value) *spec { return (*spec)(v.P) }
	specType.GetSets = []py.GetSetDef{
		field("name", func(v py.Value) py.Value { return py.Text(s(v).name) }, nil),
		field("loader", func(v py.Value) py.Value { return s(v).loader }, func(v, x py.Value) { s(v).loader = x }),
		field("origin", func(v py.Value) py.Value { return s(v).origin }, func(v, x py.Value) { s(v).origin = x }),
		field("submodule_search_locations", func(v py.Value) py.Value { return s(v).search }, func(v, x py.Value) { s(v).search = x }),
		field("loader_state", func(v py.Value) py.Value { return s(v).state }, func(v, x py.Value) { s(v).state = x }),
		field("cached", func(v py.Value) py.Value { return s(v).cached }, func(v, x py.Value) { s(v).cached = x }),
		field("parent", func(v py.Value) py.Value { return py.Text(s(v).parent()) }, nil),
		field("has_location", func(v py.Value) py.Value { return py.Bool(s(v).hasLocation) }, func(v, x py.Value) { s(v).hasLocation = x.IsBool() && x.BoolValue() }),
		field("_initializing", func(v py.Value) py.Value { return py.Bool(s(v).initializing) }, func(v, x py.Value) { s(v).initializing = x.IsBool() && x.BoolValue() }),
		field("_uninitialized_submodules", func(v py.Value) py.Value { return s(v).submodules() }, func(v, x py.Value) { s(v).pending = x }),
	}
	specType.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := s(v)
		text := "ModuleSpec(name=" + quote(th, x.name)
		for _, f := range []struct {
			name string
			v    py.Value
		}{{"loader", x.loader}, {"origin", x.origin}, {"submodule_search_locations", x.search}} {
			if f.v.IsUnbound() || f.v.IsNone() && f.name != "loader" {
				continue
			}
			r, err := py.Repr(th, f.v)
			if err != nil {
				return py.Unbound, err
			}
			text += ", " + f.name + "=" + r.String()
		}
		return py.Text(text + ")"), nil
	}
	specType.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return newSpecFromArgs(th, args, kw)
	}
	specType.TextSig = "(name, loader, *, origin=None, loader_state=None, is_package=None)"
	py.SetupType(specType, nil)

	l := func(v py.Value) *loader { return (*loader)(v.P) }
	getSets := []py.GetSetDef{
		field("name", func(v py.Value) py.Value { return py.Text(l(v).name) }, nil),
		field("path", func(v py.Value) py.Value { return py.Text(l(v).path) }, nil),
	}
	methods := []*py.MethodDef{
		py.Def("get_filename($self, fullname=None)", "Return the path of the source file.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Text(l(a[0]).path), nil }),
		py.Def("get_source($self, fullname)", "Return the source text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if l(a[0]).compiledOnly() {
				return py.None, nil
			}
			data, err := l(a[0]).source(th)
			if err != nil {
				return py.Unbound, err
			}
			text, _, problem := tokenizer.Decode(data)
			if problem != nil {
				return py.Unbound, py.Raise(py.SyntaxError, "%s", problem.Msg)
			}
			return py.Text(tokenizer.NormalizeNewlines(text)), nil
		}),
		py.Def("is_package($self, fullname)", "Tell whether the module is a package.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(strings.HasSuffix(strings.TrimSuffix(l(a[0]).path, "c"), "/__init__.py")), nil
		}),
	}
	methods = append(methods, loaderMethods()...)
	for _, t := range []*py.Type{loaderType, sourcelessLoaderType} {
		t.GetSets, t.Methods = getSets, methods
		py.SetupType(t, nil)
	}
}

// submodules is the list of submodules that are being imported.
func (s *spec) submodules() py.Value {
	if s.pending.IsUnbound() {
		s.pending = py.NewList(nil).Value()
	}
	return s.pending
}

func field(name string, get func(v py.Value) py.Value, set func(v, x py.Value)) py.GetSetDef {
	d := py.GetSetDef{Name: name, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		x := get(v)
		if x.IsUnbound() {
			return x, py.NoAttribute(v, th.Interp.Intern(name))
		}
		return x, nil
	}}
	if set != nil {
		d.Set = func(th *py.Thread, v, x py.Value) error {
			if x.IsUnbound() && get(v).IsUnbound() {
				return py.NoAttribute(v, th.Interp.Intern(name))
			}
			set(v, x)
			return nil
		}
	}
	return d
}

// newSpec makes the spec of a module; search is nil for one that is no package.
func newSpec(th *py.Thread, name string, loader py.Value, origin string, search []string, hasLocation bool) *spec {
	setupOnce.Do(setup)
	s := py.NewObject[spec](specType)
	s.name, s.loader, s.origin, s.search, s.cached, s.state, s.pending = name, loader, py.None, py.None, py.None, py.None, py.Unbound
	s.hasLocation = hasLocation
	if origin != "" {
		s.origin = py.Text(origin)
	}
	if hasLocation {
		if strings.HasSuffix(origin, ".pyc") {
			s.cached = s.origin
		} else if cached := cachedPath(th, origin); cached != "" && strings.HasSuffix(origin, ".py") {
			s.cached = py.Text(cached)
		}
	}
	if search != nil {
		items := make([]py.Value, len(search))
		for i, p := range search {
			items[i] = py.Text(p)
		}
		s.search = py.NewList(items).Value()
	}
	return s
}

var specSignature = py.ParseSignature("ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)")

func newSpecFromArgs(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	a, held, err := specSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	defer held.Release()
	name := py.AsStr(a[0])
	if name == nil {
		return py.Unbound, py.Raise(py.TypeError, "name must be str, not %s", a[0].Type().TypeName())
	}
	var search []string
	if !a[4].IsNone() {
		if yes, err := py.Truth(th, a[4]); err != nil {
			return py.Unbound, err
		} else if yes {
			search = []string{}
		}
	}
	s := newSpec(th, name.String(), a[1], "", search, false)
	s.origin, s.state = a[2], a[3]
	return s.Value(), nil
}

// parent is the name of the package that the module belongs to: itself for a package.
func (s *spec) parent() string {
	if !s.search.IsNone() {
		return s.name
	}
	if i := strings.LastIndexByte(s.name, '.'); i >= 0 {
		return s.name[:i]
	}
	return ""
}

// newLoader makes the loader of a module that lies in the file at path; None for one without a file.
func (m *Importer) newLoader(name, path string) py.Value {
	if path == "" {
		return py.None
	}
	setupOnce.Do(setup)
	t := loaderType
	if strings.HasSuffix(path, ".pyc") {
		t = sourcelessLoaderType
	}
	l := py.NewObject[loader](t)
	l.importer, l.name, l.path = m, name, path
	return l.Value()
}

// loaderOf makes the loader of a module that was found.
func (m *Importer) loaderOf(name string, f *found) py.Value {
	v := m.newLoader(name, f.file)
	if f.file != "" {
		l := (*loader)(v.P)
		l.data, l.archive = f.data, f.archive
	}
	return v
}

// isLoader reports whether v is a loader of the native path.
func isLoader(v py.Value) bool {
	return !v.IsUnbound() && v.P != nil && (v.Type() == loaderType || v.Type() == sourcelessLoaderType)
}

// compiledOnly reports whether the loader's file is a .pyc file.
func (l *loader) compiledOnly() bool { return strings.HasSuffix(l.path, ".pyc") }
