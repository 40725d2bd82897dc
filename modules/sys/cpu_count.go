// This file tells how many processors the options say there are.

package sys

import py "github.com/gopy-lang/gopy/runtime"

func cpuCountFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_get_cpu_count_config($module, /)", "Return how many processors the options say there are; -1: they don't.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(th.Interp.CPUCount())), nil
		}),
	}
}
