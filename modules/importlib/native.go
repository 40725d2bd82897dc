// This file shows the native import path to programs: one finder in sys.meta_path, whose specs have loaders that make and run
// modules. Code that drives imports by itself (importlib.import_module, runpy, pkgutil) goes through it.

package importlib

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// nativeFinder is the finder object: it finds what the import statement finds.
type nativeFinder struct {
	py.Header
	importer *Importer
}

// builtinLoader is the loader of a module written in Go.
type builtinLoader struct {
	py.Header
	importer *Importer
	def      *py.ModuleDef
}

var (
	finderType        = &py.Type{Name: "NativeFinder", Module: "_frozen_importlib", Doc: "Finds modules as the import statement does."}
	builtinLoaderType = &py.Type{Name: "BuiltinImporter", Module: "_frozen_importlib", Doc: "Loads a module that is part of the interpreter."}
	nativeOnce        sync.Once
)

func setupNative() {
	finderType.Methods = []*py.MethodDef{
		py.Def("find_spec($self, fullname, path=None, target=None)", "Return the spec of a module, or None.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name := py.AsStr(a[1])
			if name == nil {
				return py.Unbound, py.Raise(py.TypeError, "fullname must be str, not %s", a[1].Type().TypeName())
			}
			return (*nativeFinder)(a[0].P).importer.findSpec(th, name.String(), a[2])
		}),
		py.Def("invalidate_caches($self)", "Forget nothing: the finder remembers nothing.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
	}
	py.SetupType(finderType, nil)
	builtinLoaderType.Methods = []*py.MethodDef{
		py.Def("create_module($self, spec)", "Make the module.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			m, err := th.MakeModule((*builtinLoader)(a[0].P).def)
			if err != nil {
				return py.Unbound, err
			}
			return m.Value(), nil
		}),
		py.Def("exec_module($self, module)", "Do nothing: the module was filled when it was made.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("get_source($self, fullname)", "Return None: there is no source.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("get_code($self, fullname)", "Return None: there is no code.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("is_package($self, fullname)", "Return False.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }),
	}
	py.SetupType(builtinLoaderType, nil)
}

// Install puts the finder in sys.meta_path.
func (m *Importer) Install(th *py.Thread) {
	nativeOnce.Do(setupNative)
	f := py.NewObject[nativeFinder](finderType)
	f.importer = m
	if l := py.AsList(th.Interp.Sys.Get(th, "meta_path")); l != nil {
		l.Append(f.Value())
	}
}

// BuiltinImporter is the class that is the __loader__ of a __main__ module that comes from no file.
func BuiltinImporter() py.Value {
	nativeOnce.Do(setupNative)
	return builtinLoaderType.Value()
}

// isNative reports whether a finder is the native one, which the import statement needn't ask.
func isNative(finder py.Value) bool { return finder.P != nil && finder.Type() == finderType }

// find looks a module up; def is set for one written in Go, f for another. Both are nil when there is none.
func (m *Importer) find(th *py.Thread, name string, path py.Value) (def *py.ModuleDef, f *found, err error) {
	if def := m.builtin[name]; def != nil {
		return def, nil, nil
	}
	if path.IsNone() {
		path = th.Interp.Sys.Get(th, "path")
		if path.IsUnbound() {
			return nil, nil, py.Raise(py.RuntimeError, "sys.path must be a list of directory names")
		}
	}
	f, err = m.findInPath(th, name[strings.LastIndexByte(name, '.')+1:], path)
	return nil, f, err
}

func (m *Importer) findSpec(th *py.Thread, name string, path py.Value) (py.Value, error) {
	def, f, err := m.find(th, name, path)
	switch {
	case err != nil:
		return py.Unbound, err
	case def != nil:
		l := py.NewObject[builtinLoader](builtinLoaderType)
		l.importer, l.def = m, def
		return newSpec(th, name, l.Value(), "built-in", nil, false).Value(), nil
	case f == nil:
		return py.None, nil
	}
	var search []string
	if f.isPackage {
		search = f.search
	}
	l := m.loaderOf(name, f)
	return newSpec(th, name, l, f.file, search, f.file != "").Value(), nil
}

// source returns what the loader's file holds, read when it was found or now.
func (l *loader) source(th *py.Thread) ([]byte, error) {
	if l.data != nil {
		return l.data, nil
	}
	if data, ok := l.importer.LibrarySource(l.path); ok {
		return data, nil
	}
	data, err := th.Interp.Host.ReadFile(l.path)
	if err != nil {
		return nil, py.OSErrorFrom(err, py.FSDecode(l.path))
	}
	return data, nil
}

// code returns the module's code: from a .pyc file, or compiled from the source.
func (l *loader) code(th *py.Thread) (*py.Code, error) {
	if l.compiledOnly() {
		data, err := l.source(th)
		if err != nil {
			return nil, err
		}
		return l.pycCode(th, data)
	}
	switch {
	case l.data != nil: // in an archive
		return l.compiled(th, nil)
	case l.importer.inLibrary(l.path):
		if c, err := l.importer.compiledAhead(th, l.path); c != nil || err != nil {
			return c, err
		}
		return l.compiled(th, nil)
	}
	return l.cachedCode(th)
}

// compiled compiles the source; nil: the loader's.
func (l *loader) compiled(th *py.Thread, source []byte) (*py.Code, error) {
	if source == nil {
		var err error
		if source, err = l.source(th); err != nil {
			return nil, err
		}
	}
	return l.importer.compile(th, l.path, source)
}

// loaderMethods are those that make and run a module.
func loaderMethods() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("create_module($self, spec)", "Return None: an ordinary module will do.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("exec_module($self, module)", "Run the module's code.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c, err := (*loader)(a[0].P).code(th)
			if err != nil {
				return py.Unbound, err
			}
			m := py.AsModule(a[1])
			if m == nil {
				return py.Unbound, py.Raise(py.TypeError, "exec_module() argument must be a module, not %s", a[1].Type().TypeName())
			}
			if m.Get(th, "__builtins__").IsUnbound() {
				m.Set(th, "__builtins__", th.Interp.Builtins.Dict.Value())
			}
			_, err = th.Interp.Eval.Exec(th, c, m.Dict, m.Dict.Value(), nil)
			return py.None, err
		}),
		py.Def("get_code($self, fullname)", "Return the module's code object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c, err := (*loader)(a[0].P).code(th)
			if err != nil {
				return py.Unbound, err
			}
			return c.Header.Value(), nil
		}),
		py.Def("get_data($self, path)", "Return the bytes of a file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			path, err := py.FSPath(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if data, ok := (*loader)(a[0].P).importer.LibrarySource(path); ok {
				return py.NewBytes(data).Value(), nil
			}
			data, rerr := th.Interp.Host.ReadFile(path)
			if rerr != nil {
				return py.Unbound, py.OSErrorFrom(rerr, a[1])
			}
			return py.NewBytes(data).Value(), nil
		}),
	}
}
