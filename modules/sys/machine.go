// This file holds the functions of sys that look into the interpreter: tracing, coroutines, counters.

package sys

import (
	py "github.com/gopy-lang/gopy/runtime"
	"math"
)

// nothing declares a function without arguments that has nothing to do in gopy and returns v.
func nothing(name, doc string, v func() py.Value) *py.MethodDef {
	return py.Def(name+"()", doc, func(th *py.Thread, a []py.Value) (py.Value, error) { return v(), nil })
}

// notYet declares a function that turns something on which gopy doesn't have; None, which turns it off, is fine.
func notYet(signature, doc, what string) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		if len(a) == 1 && a[0].IsNone() {
			return py.None, nil
		}
		return py.Unbound, py.Raise(py.NotImplementedError, "gopy has no %s yet", what)
	})
}

func none() py.Value { return py.None }

// switchInterval is where the interpreter keeps what setswitchinterval was told, in microseconds.
const switchInterval = "sys.setswitchinterval"

// dlopenFlags is where it keeps what setdlopenflags was told.
const dlopenFlags = "sys.setdlopenflags"

func machineFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_settraceallthreads($module, function, /)", "Do settrace(function) in all threads.", setTraceAll).Audited("sys.settrace"),
		py.Def("_setprofileallthreads($module, function, /)", "Do setprofile(function) in all threads.", setProfileAll).Audited("sys.setprofile"),
		py.Def("addaudithook(hook)", "Add a function that is called as hook(event, args) for each audited event; an exception from it forbids what was to be done.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, th.AddAuditHook(a[0])
		}),
		py.Def("call_tracing($module, func, args, /)", "Call func(*args) with tracing on, even from a trace function.", callTracing),
		py.Def("_clear_type_cache()", "Forget the looked up attributes of types.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			th.Interp.FlushCaches()
			return py.None, py.Warn(th, py.DeprecationWarning, "sys._clear_type_cache() is deprecated and scheduled for removal in a future version. Use sys._clear_internal_caches() instead.", 1)
		}),
		nothing("_clear_internal_caches", "Forget what can be computed again.", none),
		nothing("_is_gil_enabled", "Tell whether one thread runs at a time.", func() py.Value { return py.True }),
		nothing("getallocatedblocks", "Return how many blocks are allocated; 0, as Go manages the memory.", func() py.Value { return py.Int(0) }),
		py.Def("getunicodeinternedsize(*, _only_immortal=False)", "Return how many strings are interned; 0, as gopy doesn't count them.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(0), nil
		}),
		nothing("is_stack_trampoline_active", "Tell whether a profiler of the system sees Python's functions.", func() py.Value { return py.False }),
		nothing("is_remote_debug_enabled", "Tell whether other processes may inject code.", func() py.Value { return py.False }),
		notYet("activate_stack_trampoline(backend, /)", "Let a profiler of the system see Python's functions.", "stack trampoline"),
		nothing("deactivate_stack_trampoline", "End activate_stack_trampoline.", none),
		notYet("remote_exec(pid, script)", "Run a script in another Python process.", "remote execution"),
		py.Def("_current_frames()", "Return the frames of the threads, by thread.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := py.NewDict()
			for _, t := range th.Interp.Threads() {
				if f := th.Interp.Eval.CurrentFrame(t, 0); f != nil {
					if err := d.SetItem(th, py.Int(t.Ident), f.Value()); err != nil {
						return py.Unbound, err
					}
				}
			}
			return d.Value(), nil
		}).Audited("sys._current_frames"),
		py.Def("_current_exceptions()", "Return the exceptions that the threads are handling, by thread; None where a thread handles none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := py.NewDict()
			for _, t := range th.Interp.Threads() {
				handled := py.None
				if e := t.Exception(); e != nil {
					handled = e.Value()
				}
				if err := d.SetItem(th, py.Int(t.Ident), handled); err != nil {
					return py.Unbound, err
				}
			}
			return d.Value(), nil
		}).Audited("sys._current_exceptions"),
		py.Def("getdlopenflags()", "Return the flags for loading shared libraries, of which gopy loads none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if n, ok := th.Interp.Extra[dlopenFlags].(int); ok {
				return py.Int(int64(n)), nil
			}
			const bindNow = 2
			return py.Int(bindNow), nil
		}),
		py.Def("setdlopenflags(flags, /)", "Remember the flags for loading shared libraries.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsCInt(th, a[0])
			if err == nil {
				th.Interp.Extra[dlopenFlags] = n
			}
			return py.None, err
		}),
		py.Def("setswitchinterval(interval, /)", "Remember how long a thread should run before another may; Go decides in gopy.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			f, err := py.FloatOf(th, a[0])
			if err == nil && f <= 0 {
				err = py.Raise(py.ValueError, "switch interval must be strictly positive")
			}
			if err == nil {
				th.Interp.Extra[switchInterval] = int64(min(f*1e6, math.MaxInt64/2))
			}
			return py.None, err
		}),
		py.Def("get_coroutine_origin_tracking_depth()", "Return how many frames are kept of where a coroutine was made.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(th.OriginDepth)), nil
		}),
		py.Def("set_coroutine_origin_tracking_depth(depth)", "Set how many frames to keep of where a coroutine was made.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			switch {
			case err != nil:
				return py.Unbound, err
			case n < 0:
				return py.Unbound, py.Raise(py.ValueError, "depth must be >= 0")
			}
			th.OriginDepth = n
			return py.None, nil
		}),
		py.Def("get_asyncgen_hooks()", "Return the hooks of asynchronous generators: (firstiter, finalizer).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewStruct(asyncGenHooksType, th.AsyncGen.FirstIter, th.AsyncGen.Finalizer), nil
		}),
		py.Def("set_asyncgen_hooks(firstiter=<unrepresentable>, finalizer=<unrepresentable>)", "Set the hooks of asynchronous generators.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			for i, hook := range []struct {
				name string
				to   *py.Value
			}{{"firstiter", &th.AsyncGen.FirstIter}, {"finalizer", &th.AsyncGen.Finalizer}} {
				if !a[i].IsUnbound() && !a[i].IsNone() && !py.Callable(a[i]) {
					return py.Unbound, py.Raise(py.TypeError, "callable %s expected, got %s", hook.name, a[i].Type().TypeName())
				}
			}
			if !a[0].IsUnbound() {
				if err := th.Audit("sys.set_asyncgen_hook_firstiter"); err != nil {
					return py.Unbound, err
				}
				th.AsyncGen.FirstIter = a[0]
			}
			if !a[1].IsUnbound() {
				if err := th.Audit("sys.set_asyncgen_hook_finalizer"); err != nil {
					return py.Unbound, err
				}
				th.AsyncGen.Finalizer = a[1]
			}
			return py.None, nil
		}).Shown(""),
	}
}
