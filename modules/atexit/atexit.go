// Package atexit is the atexit module: functions to call at the interpreter's end (library reference, "atexit").
package atexit

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// entry is a registered call; its function is Unbound once unregistered.
type entry struct {
	fn   py.Value
	args []py.Value
	kw   *py.Tuple
}

type state struct{ entries []entry }

func stateOf(th *py.Thread) *state {
	s, _ := th.Interp.Extra["atexit"].(*state)
	if s == nil {
		s = &state{}
		th.Interp.Extra["atexit"] = s
	}
	return s
}

// Module declares the atexit module.
var Module = &py.ModuleDef{
	Name:      "atexit",
	Doc:       "Functions to call at the interpreter's end, the last registered first.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.DefRaw("register", "($module, func, /, *args, **kwargs)", "Call func(*args, **kwargs) at the end; return func.", func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
			n := len(args)
			if kw != nil {
				n -= kw.Len()
			}
			if n == 0 {
				return py.Unbound, py.Raise(py.TypeError, "register() takes at least 1 argument (0 given)")
			}
			if !py.Callable(args[0]) {
				return py.Unbound, py.Raise(py.TypeError, "the first argument must be callable")
			}
			s := stateOf(th)
			s.entries = append(s.entries, entry{args[0], append([]py.Value(nil), args[1:]...), kw})
			return args[0], nil
		}),
		py.Def("_clear()", "Forget all functions.", func(th *py.Thread, a []py.Value) (py.Value, error) { stateOf(th).entries = nil; return py.None, nil }),
		py.Def("unregister(func, /)", "Forget a function, as often as it was registered.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := stateOf(th)
			var left []entry
			for _, e := range s.entries {
				same, err := py.Equal(th, e.fn, a[0])
				if err != nil {
					return py.Unbound, err
				}
				if !same {
					left = append(left, e)
				}
			}
			s.entries = left
			return py.None, nil
		}),
		py.Def("_run_exitfuncs()", "Call all functions now.", func(th *py.Thread, a []py.Value) (py.Value, error) { Run(th); return py.None, nil }),
		py.Def("_ncallbacks()", "Return how many functions are registered.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(len(stateOf(th).entries))), nil
		}),
	}
}

// Run calls the functions and forgets them. Their errors go to sys.unraisablehook.
func Run(th *py.Thread) {
	s := stateOf(th)
	for len(s.entries) > 0 {
		e := s.entries[len(s.entries)-1]
		s.entries = s.entries[:len(s.entries)-1]
		if _, err := py.Call(th, e.fn, e.args, e.kw); err != nil {
			py.Unraisable(th, err, "Exception ignored in atexit callback", e.fn)
		}
	}
}
