// Package traceback prints uncaught exceptions as CPython 3.14 does.
package traceback

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// Print writes an exception with its traceback to sys.stderr.
func Print(th *py.Thread, e *py.Exception) error {
	out := th.Interp.Sys.Get(th, "stderr")
	if out.IsUnbound() || out.IsNone() {
		return nil
	}
	_, err := py.CallMethod(th, out, "write", py.Text(e.Error()+"\n"))
	return err
}
