// This file holds how many processors programs are told that there are: -X cpu_count, PYTHON_CPU_COUNT.

package runtime

import (
	"strconv"
	"strings"
)

// CPUCount returns how many processors the options say there are; -1: they don't.
func (in *Interp) CPUCount() int {
	setting := ""
	if in.Config.Flags.IgnoreEnvironment == 0 {
		setting, _ = in.Host.LookupEnv("PYTHON_CPU_COUNT")
	}
	for _, x := range in.Config.XOptions {
		if v, ok := strings.CutPrefix(x, "cpu_count="); ok {
			setting = v
		}
	}
	if n, err := strconv.Atoi(setting); err == nil && n > 0 {
		return n
	}
	return -1
}
