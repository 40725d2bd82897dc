// This file holds the functions of sys.

package sys

import (
	"strings"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("exit(status=None, /)", "Leave the interpreter by raising SystemExit(status).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if a[0].IsNone() {
				return py.Unbound, py.NewException(py.SystemExit)
			}
			if t := py.AsTuple(a[0]); t != nil {
				return py.Unbound, py.NewException(py.SystemExit, t.Items()...)
			}
			return py.Unbound, py.NewException(py.SystemExit, a[0])
		}),
		py.Def("exception()", "Return the exception being handled, or None.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if e := th.Exception(); e != nil {
				return e.Value(), nil
			}
			return py.None, nil
		}),
		py.Def("exc_info()", "Return (type, value, traceback) of the exception being handled, or three times None.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := th.Exception()
			if e == nil {
				return py.TupleOf(py.None, py.None, py.None).Value(), nil
			}
			tb := py.None
			if e.Traceback != nil {
				tb = e.Traceback.Value()
			}
			return py.TupleOf(e.Type.Value(), e.Value(), tb).Value(), nil
		}),
		py.Def("getrecursionlimit()", "Return how deep calls may nest.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(th.Interp.RecursionLimit)), nil
		}),
		py.Def("setrecursionlimit(limit, /)", "Set how deep calls may nest.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if n < 1 {
				return py.Unbound, py.Raise(py.ValueError, "recursion limit must be greater or equal than 1")
			}
			if depth := th.Interp.Eval.Depth(th); n <= depth {
				return py.Unbound, py.Raise(py.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, depth)
			}
			th.Interp.SetRecursionLimit(n)
			return py.None, nil
		}),
		py.Def("gettrace()", "Return the trace function, or None.", getTrace),
		py.Def("settrace(function, /)", "Call a function at each event of the functions called from now on.", setTrace).Audited("sys.settrace"),
		py.Def("getprofile()", "Return the profile function, or None.", getProfile),
		py.Def("setprofile(function, /)", "Call a function at each call and return from now on.", setProfile).Audited("sys.setprofile"),
		py.Def("getdefaultencoding()", "Return the default encoding of str: utf-8.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Text("utf-8"), nil }),
		py.Def("getfilesystemencoding()", "Return the encoding of file names: utf-8.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Text("utf-8"), nil }),
		py.Def("getfilesystemencodeerrors()", "Return the error handler of file names.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Text("surrogateescape"), nil }),
		py.Def("intern(string, /)", "Return the one copy of an equal string that is kept.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[0])
			if s == nil || !a[0].IsExact(py.KindStr) {
				return py.Unbound, py.Raise(py.TypeError, "intern() argument must be str, not %s", a[0].Type().TypeName())
			}
			return th.Interp.InternStr(s).Value(), nil
		}),
		py.Def("_is_interned(string, /)", "Tell whether the string is the interned copy.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[0])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "_is_interned() argument must be str, not %s", a[0].Type().TypeName())
			}
			return py.Bool(th.Interp.Intern(s.String()) == s), nil
		}),
		py.Def("_getframe(depth=0, /)", "Return the frame of the calling function, or one further out.", getFrame),
		py.Def("_getframemodulename(depth=0)", "Return the name of the module of the calling function, or one further out.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			f := th.Interp.Eval.CurrentFrame(th, n)
			if f == nil {
				return py.None, nil
			}
			v := f.Globals.GetStr(th.Interp.Intern("__name__"))
			if v.IsUnbound() {
				v = py.None
			}
			return v, nil
		}).Audited("sys._getframemodulename", 0),
		py.Def("is_finalizing()", "Tell whether the interpreter is shutting down.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(th.Interp.Finalizing), nil }),
		py.Def("get_int_max_str_digits()", "Return the limit of digits in conversions between int and str.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(max(th.Interp.Config.Flags.IntMaxStrDigits, 0))), nil
		}),
		py.Def("set_int_max_str_digits(maxdigits)", "Set the limit of digits in conversions between int and str; 0 for none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if n != 0 && n < 640 {
				return py.Unbound, py.Raise(py.ValueError, "maxdigits must be >= 640 or 0 for unlimited")
			}
			th.Interp.Config.Flags.IntMaxStrDigits = n
			return py.None, nil
		}),
		py.DefRaw("getsizeof", "", "getsizeof(object [, default]) -> the object's size in memory, in bytes", getSizeOf),
		py.Def("getrefcount(object, /)", "Return CPython's number for an object that lives for ever, 2 for others: gopy counts no references.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if immortal(a[0]) {
				return py.Int(0b11 << 30), nil
			}
			return py.Int(2), nil
		}),
		py.Def("_is_immortal(op, /)", "Tell whether CPython never frees an object like this.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(immortal(a[0])), nil }),
		py.Def("_clear_type_descriptors(type, /)", "Remove the descriptors of __dict__ and __weakref__ from a class.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t := py.AsType(a[0])
			if t == nil {
				return py.Unbound, py.Raise(py.TypeError, "_clear_type_descriptors() argument must be type, not %s", a[0].Type().TypeName())
			}
			return py.None, t.DropDescriptors(th)
		}),
		py.Def("displayhook(object, /)", "Print an object as the interactive prompt does, and remember it as builtins._.", displayHook),
		py.Def("excepthook(exctype, value, traceback, /)", "Print an exception to sys.stderr.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			e := py.AsException(a[1])
			if e == nil {
				traceback.WriteStderr(th, "TypeError: print_exception(): Exception expected for value, "+a[1].Type().TypeName()+" found")
				return py.None, nil
			}
			return py.None, traceback.Print(th, e)
		}),
		py.Def("unraisablehook(unraisable, /)", "Report an exception that can't be raised.", unraisableHook),
		py.DefRaw("breakpointhook", "($module, /, *args, **kwargs)", "Called by breakpoint(): calls what PYTHONBREAKPOINT names, or the debugger.", breakpointHook),
		py.DefRaw("audit", "($module, event, /, *args)", "Tell the audit hooks about an event.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			if len(a) == 0 {
				return py.Unbound, py.Raise(py.TypeError, "audit expected at least 1 argument, got 0")
			}
			event := py.AsStr(a[0])
			if event == nil {
				return py.Unbound, py.Raise(py.TypeError, "audit() argument 1 must be str, not %s", a[0].Type().TypeName())
			}
			if strings.IndexByte(event.String(), 0) >= 0 {
				return py.Unbound, py.Raise(py.ValueError, "embedded null character")
			}
			if !th.Interp.Audited() {
				return py.None, nil
			}
			return py.None, th.AuditTuple(a[0], py.TupleOf(a[1:]...).Value())
		}),
		py.Def("getswitchinterval()", "Return how long a thread runs before another may, in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if n, ok := th.Interp.Extra[switchInterval].(int64); ok {
				return py.Float(float64(n) * 1e-6), nil
			}
			return py.Float(0.005), nil
		}),
	}
}

func getFrame(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	f := th.Interp.Eval.CurrentFrame(th, max(n, 0))
	if f == nil {
		return py.Unbound, py.Raise(py.ValueError, "call stack is not deep enough")
	}
	return f.Value(), th.Audit("sys._getframe", f.Value())
}

func getSizeOf(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if len(args) == 0 {
		return py.Unbound, py.Raise(py.TypeError, "getsizeof() missing required argument 'object' (pos 1)")
	}
	if len(args) > 2 {
		return py.Unbound, py.Raise(py.TypeError, "getsizeof() takes at most 2 arguments (%d given)", len(args))
	}
	v, found, err := py.CallSpecial(th, args[0], th.Interp.Intern("__sizeof__"))
	if err == nil && !found {
		err = py.Raise(py.TypeError, "Type %s doesn't define __sizeof__", args[0].Type().TypeName())
	}
	if err != nil {
		if len(args) == 2 && py.Matches(err, py.TypeError) {
			return args[1], nil
		}
		return py.Unbound, err
	}
	return v, nil
}

// ExitStatus is the status of the process for an uncaught SystemExit, and the text that must be written to stderr first.
func ExitStatus(th *py.Thread, e *py.Exception) (status int, message string) {
	code := e.Field("code")
	if code.IsUnbound() || code.IsNone() {
		return 0, ""
	}
	if n, ok := py.AsInt64(code); ok {
		return int(uint8(n)), ""
	}
	if b := py.AsBig(code); b != nil {
		return 255, ""
	}
	s, err := py.StrOf(th, code)
	if err != nil {
		return 1, ""
	}
	return 1, s.String() + "\n"
}

// FlushStdout flushes sys.stdout.
func FlushStdout(th *py.Thread) error {
	out := th.Interp.Sys.Get(th, "stdout")
	if out.IsUnbound() || out.IsNone() {
		return nil
	}
	_, err := py.CallMethod(th, out, "flush")
	return err
}

// immortal reports whether v is of those objects that live for ever in CPython: the singletons, small ints, empty and single-character
// strings, the empty tuple, built-in types and interned strings of programs.
func immortal(v py.Value) bool {
	switch {
	case v.IsNone(), v.IsBool(), v.IsNotImplemented(), v.P == py.Ellipsis.P:
		return true
	case v.IsSmallInt():
		return v.SmallInt() >= -5 && v.SmallInt() <= 256
	}
	if t := py.AsType(v); t != nil {
		return t.Flags&py.TypeHeap == 0
	}
	if t := py.AsTuple(v); t != nil {
		return v.IsExact(py.KindTuple) && t.Len() == 0
	}
	if b, ok := py.BytesData(v); ok {
		return v.IsExact(py.KindBytes) && len(b) <= 1
	}
	if s := py.AsStr(v); s != nil && v.IsExact(py.KindStr) {
		return s.Len() <= 1 || s.Interned()
	}
	return false
}
