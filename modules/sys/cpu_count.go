// This file holds how many processors the program is told that there are: -X cpu_count, PYTHON_CPU_COUNT.

package sys

import (
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

var cpuCountFunctions = []*py.MethodDef{
	py.Def("_get_cpu_count_config($module, /)", "Return how many processors the options say there are; -1: they don't.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		setting := ""
		if th.Interp.Config.Flags.IgnoreEnvironment == 0 {
			setting, _ = th.Interp.Host.LookupEnv("PYTHON_CPU_COUNT")
		}
		for _, x := range th.Interp.Config.XOptions {
			if v, ok := strings.CutPrefix(x, "cpu_count="); ok {
				setting = v
			}
		}
		if n, err := strconv.Atoi(setting); err == nil && n > 0 {
			return py.Int(int64(n)), nil
		}
		return py.Int(-1), nil
	}),
}
