// This file notices when Go's collector has run, so that threads clear the registers that no frame uses any more: what they
// point to can then be freed by the next run.

package eval

import (
	"runtime"
	"weak"

	py "github.com/gopy-lang/gopy/runtime"
)

// A tick is garbage from the start: its finalizer runs after each collection, sets the break bit and makes the next tick. It
// doesn't keep the interpreter alive.
type tick struct {
	interp weak.Pointer[py.Interp]
}

func startTicks(interp weak.Pointer[py.Interp]) {
	runtime.SetFinalizer(&tick{interp}, func(t *tick) {
		if in := t.interp.Value(); in != nil {
			in.Breaker.Or(py.BreakGC)
			startTicks(t.interp)
		}
	})
}
