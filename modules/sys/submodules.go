// This file makes sys._jit, which says that there is no JIT, and adds the modules that are part of sys.

package sys

import (
	py "github.com/gopy-lang/gopy/runtime"
)

func no(th *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }

var jit = &py.ModuleDef{
	Name:      "sys._jit",
	Doc:       "What there is to know about the JIT: there is none.",
	Functions: jitFunctions,
}

// jitFunctions are made with the module.
func jitFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("is_available()", "Tell whether there is a JIT.", no),
		py.Def("is_enabled()", "Tell whether the JIT is switched on.", no),
		py.Def("is_active()", "Tell whether the calling function runs as machine code.", no),
	}
}

// addSubmodules makes both part of sys.
func addSubmodules(th *py.Thread, m *py.Module) error {
	for name, def := range map[string]*py.ModuleDef{"_jit": jit, "monitoring": monitoring} {
		sub, err := th.MakeModule(def)
		if err != nil {
			return err
		}
		m.Set(th, name, sub.Header.Value())
	}
	return nil
}
