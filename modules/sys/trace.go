// This file holds the functions that set trace and profile functions.

package sys

import py "github.com/gopy-lang/gopy/runtime"

func getTrace(th *py.Thread, a []py.Value) (py.Value, error)   { return th.Trace, nil }
func getProfile(th *py.Thread, a []py.Value) (py.Value, error) { return th.Profile, nil }

func setTrace(th *py.Thread, a []py.Value) (py.Value, error) {
	th.SetTrace(th, a[0])
	if !a[0].IsNone() {
		// Frames that wanted to hear of each instruction before there was a trace function.
		for depth := 0; ; depth++ {
			f := th.Interp.Eval.CurrentFrame(th, depth)
			if f == nil {
				break
			}
			if f.TraceOpcodes {
				py.TraceOpcodes(th, f)
			}
		}
	}
	return py.None, nil
}

func setProfile(th *py.Thread, a []py.Value) (py.Value, error) {
	th.SetProfile(th, a[0])
	return py.None, nil
}

func setTraceAll(th *py.Thread, a []py.Value) (py.Value, error) {
	for _, t := range th.Interp.Threads() {
		t.SetTrace(th, a[0])
	}
	return py.None, nil
}

func setProfileAll(th *py.Thread, a []py.Value) (py.Value, error) {
	for _, t := range th.Interp.Threads() {
		t.SetProfile(th, a[0])
	}
	return py.None, nil
}

// callTracing calls a function with the events that it would have if no trace function were being called.
func callTracing(th *py.Thread, a []py.Value) (v py.Value, err error) {
	args := py.AsTuple(a[1])
	if args == nil {
		return py.Unbound, py.Raise(py.TypeError, "call_tracing() argument 2 must be tuple, not %s", a[1].Type().TypeName())
	}
	err = th.Interp.Eval.Traced(th, true, func() (err error) {
		v, err = py.CallArgs(th, a[0], args.Items()...)
		return err
	})
	return v, err
}
