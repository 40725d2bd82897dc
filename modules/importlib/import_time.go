// This file reports how long imports take (-X importtime).

package importlib

import (
	"fmt"
	"strings"
	"time"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

// importTimes is the state of the report.
type importTimes struct {
	headed bool
	depth  int           // how many imports are under way
	inner  time.Duration // what imports within the present one have taken
}

// loadTimed is load with a line on the standard error stream: time without and with the imports within, in microseconds. Modules that are
// there already get one only with -X importtime=2.
func (m *Importer) loadTimed(th *py.Thread, name string) (py.Value, error) {
	t := &m.times
	cached := !th.Interp.Modules.GetStr(th.Interp.Intern(name)).IsUnbound()
	outer := t.inner
	t.inner = 0
	t.depth++
	start := th.Interp.Host.Monotonic()
	v, err := m.load(th, name)
	total := th.Interp.Host.Monotonic() - start
	t.depth--
	own := max(total-t.inner, 0)
	t.inner = outer + total
	shown := strings.Repeat("  ", t.depth) + name
	switch {
	case !cached:
		t.write(th, fmt.Sprintf("import time: %9d | %10d | %s\n", own.Microseconds(), total.Microseconds(), shown))
	case th.Interp.Config.ImportTime > 1:
		t.write(th, "import time: cached    | cached     | "+shown+"\n")
	}
	return v, err
}

func (t *importTimes) write(th *py.Thread, line string) {
	if th.Interp.Sys == nil || th.Interp.Sys.Get(th, "stderr").IsUnbound() {
		return // so early there is no stream
	}
	if !t.headed {
		t.headed = true
		line = "import time: self [us] | cumulative | imported package\n" + line
	}
	traceback.WriteStderr(th, line)
}
