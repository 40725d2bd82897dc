// This file holds the functions that set trace and profile functions.

package sys

import py "github.com/gopy-lang/gopy/runtime"

func getTrace(th *py.Thread, a []py.Value) (py.Value, error)   { return th.Trace, nil }
func getProfile(th *py.Thread, a []py.Value) (py.Value, error) { return th.Profile, nil }

func setTrace(th *py.Thread, a []py.Value) (py.Value, error) {
	th.Trace = a[0]
	th.Interp.Eval.Traced(th)
	return py.None, nil
}

func setProfile(th *py.Thread, a []py.Value) (py.Value, error) {
	th.Profile = a[0]
	th.Interp.Eval.Traced(th)
	return py.None, nil
}
