// Package pickle is the module _pickle: objects as streams of bytes and back, in protocols 0 to 5 (library reference, "pickle",
// "pickletools"; PEP 307, 3154, 574).
//
//	pickle.go     the module and its functions
//	opcode.go     opcodes
//	pickler.go    Pickler: its attributes, its output with frames
//	save.go       objects of built-in types
//	reduce.go     objects by __reduce_ex__, classes and functions by name
//	memo.go       memo tables and the proxies that show them
//	unpickler.go  Unpickler: its attributes, its input
//	load.go       the opcodes carried out
//	buffer.go     PickleBuffer
package pickle

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_pickle",
	Doc:       "Objects as streams of bytes: the fast part of module pickle.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			py.SetupType(errorType, py.ExceptionType)
			py.SetupType(picklingErrorType, errorType)
			py.SetupType(unpicklingErrorType, errorType)
			setupBuffer()
			setupPickler()
			setupUnpickler()
			setupProxies()
		})
		for _, t := range []*py.Type{errorType, picklingErrorType, unpicklingErrorType, picklerType, unpicklerType, bufferType} {
			m.Set(th, t.Name, t.Value())
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("dump($module, /, obj, file, protocol=None, *, fix_imports=True,\n     buffer_callback=None)", "Write an object's pickle to a file object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p := py.NewObject[pickler](picklerType)
			obj := a[0]
			if err := p.init(th, a[2], a[3], a[4]); err != nil {
				return py.Unbound, err
			}
			if err := p.setFile(th, a[1]); err != nil {
				return py.Unbound, err
			}
			return py.None, p.dump(th, obj)
		}),
		py.Def("dumps($module, /, obj, protocol=None, *, fix_imports=True,\n      buffer_callback=None)", "Return an object's pickle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p := takePickler(th)
			obj := a[0]
			if err := p.init(th, a[1], a[2], a[3]); err != nil {
				return py.Unbound, err
			}
			if err := p.dump(th, obj); err != nil {
				return py.Unbound, err
			}
			return p.result(th), nil
		}),
		py.Def("load($module, /, file, *, fix_imports=True, encoding='ASCII',\n     errors='strict', buffers=())", "Read a pickle from a file object and return its object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			u := newUnpickler()
			if err := u.setFile(th, a[0]); err != nil {
				return py.Unbound, err
			}
			if err := u.init(th, "load", a[1], a[2], a[3], a[4]); err != nil {
				return py.Unbound, err
			}
			return u.load(th)
		}),
		py.Def("loads($module, data, /, *, fix_imports=True, encoding='ASCII',\n      errors='strict', buffers=())", "Return the object of a pickle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			u := takeUnpickler(th)
			source := a[0]
			if err := u.init(th, "loads", a[1], a[2], a[3], a[4]); err != nil {
				return py.Unbound, err
			}
			if data, ok := py.BytesData(source); ok && source.IsExact(py.KindBytes) {
				u.data = data
			} else {
				data, release, err := py.LendBytes(th, source, false)
				if err != nil {
					return py.Unbound, err
				}
				defer release()
				u.data = data
			}
			v, err := u.load(th)
			u.leave(th)
			return v, err
		}),
	}
}

var (
	setupOnce           sync.Once
	errorType           = &py.Type{Name: "PickleError", Module: "_pickle", Flags: py.TypeBaseType}
	picklingErrorType   = &py.Type{Name: "PicklingError", Module: "_pickle", Flags: py.TypeBaseType}
	unpicklingErrorType = &py.Type{Name: "UnpicklingError", Module: "_pickle", Flags: py.TypeBaseType}
	picklerType         = &py.Type{Name: "Pickler", Module: "_pickle", Flags: py.TypeBaseType, TextSig: "(file, protocol=None, fix_imports=True, buffer_callback=None)", Doc: "Writes pickles to a file object."}
	unpicklerType       = &py.Type{Name: "Unpickler", Module: "_pickle", Flags: py.TypeBaseType, TextSig: "(file, *, fix_imports=True, encoding='ASCII', errors='strict',\n          buffers=())", Doc: "Reads pickles from a file object."}
	bufferType          = &py.Type{Name: "PickleBuffer", Module: "pickle", Doc: "An object whose memory may travel outside of a pickle."}
	picklerMemoType     = &py.Type{Name: "PicklerMemoProxy", Module: "_pickle", Flags: py.TypeBaseType | py.TypeDisallowNew}
	unpicklerMemoType   = &py.Type{Name: "UnpicklerMemoProxy", Module: "_pickle", Flags: py.TypeBaseType | py.TypeDisallowNew}
)

func cantPickle(format string, args ...any) error {
	return py.Raise(picklingErrorType, format, args...)
}
func badPickle(format string, args ...any) error {
	return py.Raise(unpicklingErrorType, format, args...)
}

// attribute returns an attribute of a module by its name.
func attribute(th *py.Thread, module, name string) (py.Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern(module), py.None, py.None, py.TupleOf(py.Text(name)).Value(), 0)
	if err != nil {
		return py.Unbound, err
	}
	return py.GetAttrString(th, m, name)
}

// lookup returns dict[key] of a dict in a module, Unbound when there is no such key.
func lookup(th *py.Thread, module, dict string, key py.Value) (py.Value, error) {
	v, err := attribute(th, module, dict)
	if err != nil {
		return py.Unbound, err
	}
	d := py.AsDict(v)
	if d == nil {
		return py.Unbound, py.Raise(py.RuntimeError, "%s.%s should be a dict, not %s", module, dict, v.Type().TypeName())
	}
	return d.GetItem(th, key)
}
