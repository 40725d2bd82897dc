// Package sysconfig is the module _sysconfig: how the interpreter was built, as far as it is no file's business.
package sysconfig

import py "github.com/gopy-lang/gopy/runtime"

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_sysconfig",
	Doc:       "How the interpreter was built.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("config_vars($module, /)", "Return the build-time variables as a dict.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := py.NewDict()
			for _, name := range []string{"Py_GIL_DISABLED", "Py_DEBUG"} {
				d.SetStr(th.Interp.Intern(name), py.Int(0))
			}
			return d.Value(), nil
		}),
	}
}
