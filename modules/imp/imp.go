// Package imp is the Python module _imp: what importlib's Python code asks of the interpreter. gopy has neither frozen modules nor
// extension modules.
package imp

import (
	"encoding/binary"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// Module declares _imp.
var Module = &py.ModuleDef{
	Name:      "_imp",
	Doc:       "What the import system asks of the interpreter.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		mode := th.Interp.Config.CheckHashPycs
		if mode == "" {
			mode = "default"
		}
		m.Set(th, "check_hash_based_pycs", py.Text(mode))
		m.Set(th, "pyc_magic_number_token", py.Int(int64(binary.LittleEndian.Uint32([]byte(code.Magic)))))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("acquire_lock()", "Take the import lock.", acquireLock),
		py.Def("release_lock()", "Give the import lock back.", releaseLock),
		py.Def("lock_held()", "Tell whether the import lock is held.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(lockOf(th).owner != nil), nil }),
		py.Def("extension_suffixes()", "Return the suffixes of extension modules: none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewList(nil).Value(), nil
		}),
		py.Def("is_builtin(name, /)", "Tell whether a module is part of the interpreter: 1 or 0.", isBuiltin),
		py.Def("is_frozen(name, /)", "Return False: there are no frozen modules.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }),
		py.Def("is_frozen_package(name, /)", "Raise ImportError: there are no frozen modules.", noFrozen),
		py.Def("get_frozen_object(name, data=None, /)", "Return the code object that data holds; there are no frozen modules of gopy's own.", frozenObject),
		py.Def("create_dynamic(spec, file=None, /)", "Raise ImportError: there are no extension modules.", createDynamic),
		py.Def("init_frozen(name, /)", "Return None: there are no frozen modules.", none),
		py.Def("find_frozen(name, /, *, withdata=False)", "Return None: there are no frozen modules.", none),
		py.Def("create_builtin(spec, /)", "Make a module that is part of the interpreter.", createBuiltin),
		py.Def("exec_builtin(mod, /)", "Do nothing: the module was filled when it was made.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }),
		py.Def("_override_multi_interp_extensions_check(override, /)", "Return 0: there are no extension modules.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }),
		py.Def("_override_frozen_modules_for_tests(override, /)", "Do nothing: there are no frozen modules.", none),
		py.Def("_frozen_module_names()", "Return an empty list: there are no frozen modules.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.NewList(nil).Value(), nil }),
		py.Def("_absence(name, /)", "Return what a ModuleNotFoundError adds about a module that CPython has and gopy doesn't, '' for others.", absence),
		py.Def("_library_names(path, /)", "Return the names in a folder of the library in the binary, None when path is no such folder.", libraryNames),
		py.Def("_library_code(path, /)", "Return the code of a file of the library in the binary, None when path is no such file.", libraryCode),
		py.Def("_fix_co_filename(code, path, /)", "Set the file name of a code object and of those within.", fixFilename),
		py.Def("source_hash(key, source)", "Return the hash of source that a hash-based .pyc file holds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			key, ok := py.AsInt64(a[0])
			data, isBytes := py.BytesData(a[1])
			if !ok || !isBytes {
				return py.Unbound, py.Raise(py.TypeError, "source_hash() takes an int and a bytes-like object")
			}
			h := num.HashKey{K0: uint64(key)}.HashBytes(data)
			return py.NewBytes(binary.LittleEndian.AppendUint64(nil, uint64(h))).Value(), nil
		}),
	}
}

func fixFilename(th *py.Thread, a []py.Value) (py.Value, error) {
	c, path := py.AsCode(a[0]), py.AsStr(a[1])
	if c == nil {
		return py.Unbound, py.Raise(py.TypeError, "_fix_co_filename() argument 1 must be code, not %s", a[0].Type().TypeName())
	}
	if path == nil {
		return py.Unbound, py.Raise(py.TypeError, "_fix_co_filename() argument 2 must be str, not %s", a[1].Type().TypeName())
	}
	c.SetFilename(path.String())
	return py.None, nil
}

func absence(th *py.Thread, a []py.Value) (py.Value, error) {
	name := py.AsStr(a[0])
	if name == nil {
		return py.Unbound, py.Raise(py.TypeError, "_absence() argument must be str, not %s", a[0].Type().TypeName())
	}
	if importer, ok := th.Interp.Importer.(interface {
		Absence(th *py.Thread, name string) string
	}); ok {
		return py.Text(importer.Absence(th, name.String())), nil
	}
	return py.Text(""), nil
}

func libraryNames(th *py.Thread, a []py.Value) (py.Value, error) {
	path := py.AsStr(a[0])
	library, ok := th.Interp.Importer.(interface {
		LibraryNames(path string) ([]string, bool)
	})
	if path == nil || !ok {
		return py.None, nil
	}
	names, ok := library.LibraryNames(path.String())
	if !ok {
		return py.None, nil
	}
	items := make([]py.Value, len(names))
	for i, name := range names {
		items[i] = py.Text(name)
	}
	return py.NewList(items).Value(), nil
}

func libraryCode(th *py.Thread, a []py.Value) (py.Value, error) {
	path := py.AsStr(a[0])
	library, ok := th.Interp.Importer.(interface {
		LibraryCode(th *py.Thread, path string) (*py.Code, error)
	})
	if path == nil || !ok {
		return py.None, nil
	}
	c, err := library.LibraryCode(th, path.String())
	if c == nil || err != nil {
		return py.None, err
	}
	return c.Header.Value(), nil
}

func none(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }

func noFrozen(th *py.Thread, a []py.Value) (py.Value, error) {
	name, err := py.Repr(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return py.Unbound, py.Raise(py.ImportError, "No such frozen object named %s", name.String())
}

func frozenObject(th *py.Thread, a []py.Value) (py.Value, error) {
	if a[1].IsNone() {
		return noFrozen(th, a)
	}
	name, err := py.Repr(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	data, ok := py.BytesData(a[1])
	if !ok {
		return py.Unbound, py.Raise(py.TypeError, "get_frozen_object() argument 2 must be bytes, not %s", a[1].Type().TypeName())
	}
	marshal, err := th.Interp.Importer.Import(th, th.Interp.Intern("marshal"), py.None, py.None, py.None, 0)
	if err != nil {
		return py.Unbound, err
	}
	v, err := py.CallMethod(th, marshal, "loads", py.NewBytes(data).Value())
	switch {
	case err != nil:
		return py.Unbound, py.Raise(py.ImportError, "Frozen object named %s is invalid", name.String())
	case v.Kind() != py.KindCode:
		return py.Unbound, py.Raise(py.TypeError, "frozen object %s is not a code object", name.String())
	}
	return v, nil
}

// createDynamic would load an extension module.
func createDynamic(th *py.Thread, a []py.Value) (py.Value, error) {
	for _, attribute := range []string{"name", "origin"} {
		v, err := py.GetAttrString(th, a[0], attribute)
		if err != nil {
			return py.Unbound, err
		}
		s := py.AsStr(v)
		switch {
		case s == nil:
			return py.Unbound, py.Raise(py.TypeError, "%s of a spec must be str, not %s", attribute, v.Type().TypeName())
		case strings.ContainsRune(s.String(), 0):
			return py.Unbound, py.Raise(py.ValueError, "embedded null character")
		case attribute == "origin":
			return py.Unbound, py.Raise(py.ImportError, "%s: gopy loads no extension modules", s.String())
		}
	}
	panic("imp: the loop returns")
}

func isBuiltin(th *py.Thread, a []py.Value) (py.Value, error) {
	names := th.Interp.Sys.Get(th, "builtin_module_names")
	ok, err := py.Contains(th, names, a[0])
	if ok {
		return py.Int(1), err
	}
	return py.Int(0), err
}

// builtinMaker is the part of the import system that makes modules written in Go.
type builtinMaker interface {
	Builtin(th *py.Thread, name string) (v py.Value, ok bool, err error)
}

// createBuiltin loads the module by the import system and returns it.
func createBuiltin(th *py.Thread, a []py.Value) (py.Value, error) {
	name, err := py.GetAttrString(th, a[0], "name")
	if err != nil {
		return py.Unbound, err
	}
	s := py.AsStr(name)
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "spec.name must be str, not %s", name.Type().TypeName())
	}
	maker, ok := th.Interp.Importer.(builtinMaker)
	if !ok {
		return py.None, nil
	}
	v, found, err := maker.Builtin(th, s.String())
	if err == nil && !found {
		return py.None, nil
	}
	return v, err
}
