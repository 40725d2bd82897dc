// Package thread is the _thread module: threads as goroutines that take turns under the interpreter lock, and the locks
// between them (library reference, "_thread").
//
//	thread.go   the module: starting threads, their numbers
//	handle.go   the handles that module threading joins
//	lock.go     lock and RLock
//	local.go    _local, attributes that differ from thread to thread
package thread

import (
	"strings"
	"sync"
	"sync/atomic"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the _thread module.
var Module = &py.ModuleDef{
	Name:      "_thread",
	Doc:       "Threads and locks.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		m.Set(th, "error", py.RuntimeError.Value())
		m.Set(th, "TIMEOUT_MAX", py.Float(9223372036))
		m.Set(th, "_NAME_MAXLEN", py.Int(longestName))
		m.Set(th, "lock", lockType.Value())
		m.Set(th, "LockType", lockType.Value())
		m.Set(th, "RLock", rlockType.Value())
		m.Set(th, "_local", localType.Value())
		m.Set(th, "_ThreadHandle", handleType.Value())
		m.Set(th, "_ExceptHookArgs", exceptHookArgs.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.DefRaw("start_new_thread", "($module, function, args, kwargs={}, /)", "Start a thread that calls function(*args, **kwargs); return its number.", startNew).Audited("_thread.start_new_thread", 0, 1, 2),
		py.DefRaw("start_new", "($module, function, args, kwargs={}, /)", "An old name of start_new_thread.", startNew),
		py.Def("start_joinable_thread(function, handle=None, daemon=True)", "Start a thread that module threading can join.", startJoinable).Audited("_thread.start_joinable_thread", 0, 2, 1),
		py.Def("_make_thread_handle(ident, /)", "Return a handle of a thread that runs already.", makeHandle),
		py.Def("_get_main_thread_ident()", "Return the number of the main thread.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(Ident(th.Interp.Group.Main.Main)), nil
		}),
		py.Def("get_ident()", "Return the number of the running thread.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(Ident(th)), nil }),
		py.Def("get_native_id()", "Return the system's number of the running thread: that of the process for the main thread. Threads run on changing threads of the system.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if th == th.Interp.Main {
				return py.Int(int64(th.Interp.Host.Getpid())), nil
			}
			return py.Int(Ident(th)), nil
		}),
		py.Def("_count()", "Return how many threads run that were started here.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(stateOf(th).count.Load()), nil
		}),
		py.Def("_is_main_interpreter()", "Tell whether this is the main interpreter.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(th.Interp.IsMain()), nil }),
		py.Def("daemon_threads_allowed()", "Tell whether the interpreter may have daemon threads.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(th.Interp.Rights.DaemonThreads), nil
		}),
		py.Def("_shutdown()", "Wait for the threads that are no daemons.", shutdown),
		py.Def("stack_size(size=0, /)", "Set the size of the stacks of new threads and return the old one. It has no effect: stacks grow as needed.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			const least = 53248
			if n != 0 && n < least {
				return py.Unbound, py.Raise(py.ValueError, "size must be at least %d bytes", least)
			}
			s := stateOf(th)
			old := s.stackSize
			s.stackSize = n
			return py.Int(int64(old)), nil
		}),
		py.Def("allocate_lock()", "Return a new lock.", func(th *py.Thread, a []py.Value) (py.Value, error) { return newLock().Header.Value(), nil }),
		py.Def("allocate()", "An old name of allocate_lock.", func(th *py.Thread, a []py.Value) (py.Value, error) { return newLock().Header.Value(), nil }),
		py.Def("exit()", "End the running thread.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Unbound, py.NewException(py.SystemExit) }),
		py.Def("exit_thread()", "An old name of exit.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Unbound, py.NewException(py.SystemExit)
		}),
		py.Def("interrupt_main(signum=2, /)", "Interrupt the main thread.", interruptMain),
		py.Def("set_name(name)", "Name the running thread.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[0])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "set_name() argument 'name' must be str, not %s", a[0].Type().TypeName())
			}
			name, err := py.Encode(th, s, "utf-8", "replace")
			if err != nil {
				return py.Unbound, err
			}
			text, _, _ := strings.Cut(string(name), "\x00")
			nameKey.Set(outermost(th), text[:min(len(text), longestName)])
			return py.None, nil
		}),
		py.Def("_get_name()", "Return the name of the running thread.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if name, ok := nameKey.Get(outermost(th)); ok {
				return py.FSDecode(name), nil
			}
			data, err := th.Interp.Host.ReadFile("/proc/self/comm")
			return py.FSDecode(strings.TrimSpace(string(data))), py.OSErrorFrom(err)
		}),
		py.Def("_excepthook(args, /)", "Report an exception that ended a thread.", exceptHook),
	}
}

var (
	setupOnce      sync.Once
	exceptHookArgs *py.Type
)

func setup() {
	setupLock(lockType)
	setupRLock(rlockType)
	setupLocal(localType)
	setupHandle(handleType)
	exceptHookArgs = py.NewStructType("_thread._ExceptHookArgs", "What threading.excepthook gets.", 4,
		py.StructField{Name: "exc_type"}, py.StructField{Name: "exc_value"}, py.StructField{Name: "exc_traceback"}, py.StructField{Name: "thread"})
}

// longestName is how many bytes Linux keeps of a thread's name.
const longestName = 15

var nameKey py.ThreadKey[string]

// outermost returns the thread that th is to the system: one that visits an interpreter is the thread it came from.
func outermost(th *py.Thread) *py.Thread {
	for th.Outer != nil {
		th = th.Outer
	}
	return th
}

// interruptMain lets a signal arrive in the main thread, if Python handles it.
func interruptMain(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if n < 1 || n >= py.NumSignals {
		return py.Unbound, py.Raise(py.ValueError, "signal number out of range")
	}
	switch main := th.Interp.Group.Main; {
	case main != th.Interp:
		if main.Host.SignalAction(n) == py.SignalCaught {
			main.Interrupt(n)
		}
	case main.SignalAction(n) == py.SignalCaught:
		main.Interrupt(n)
	}
	return py.None, th.CheckSignals() // at once, if this is the main thread
}

// state is what the module keeps for an interpreter.
type state struct {
	count     atomic.Int64
	stackSize int       // what stack_size was told
	handles   []*handle // of the threads to wait for at the end
}

func stateOf(th *py.Thread) *state {
	s, _ := th.Interp.Extra["_thread"].(*state)
	if s == nil {
		s = &state{}
		th.Interp.Extra["_thread"] = s
	}
	return s
}

// Ident returns the number of a thread.
func Ident(th *py.Thread) int64 { return th.Ident }

// start runs call on a new thread; h, when not nil, is told of its end.
func start(th *py.Thread, fn py.Value, args []py.Value, kw *py.Tuple, h *handle) int64 {
	th.Share()
	s := stateOf(th)
	t := th.Interp.NewThread()
	t.SetSignalMask(th.SignalMask())
	ident := Ident(t)
	args = append([]py.Value(nil), args...)
	s.count.Add(1)
	if h != nil {
		h.begin(ident)
	}
	go func() {
		t.Acquire()
		if _, err := py.Call(t, fn, args, kw); err != nil && !py.Matches(err, py.SystemExit) {
			py.Unraisable(t, err, "Exception ignored in thread started by", fn)
		}
		t.End()
		s.count.Add(-1)
		if h != nil {
			h.end()
		}
		t.Release()
	}()
	return ident
}

// refuse fails when the interpreter may have no threads, or when the program has ended: its threads run no more.
func refuse(th *py.Thread, what string) error {
	if !th.Interp.Rights.Threads {
		return py.Raise(py.RuntimeError, "thread is not supported for isolated subinterpreters")
	}
	if th.Interp.Finalizing {
		return py.Raise(py.PythonFinalizationError, "%s at interpreter shutdown", what)
	}
	return nil
}

func startNew(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw != nil && kw.Len() > 0 {
		return py.Unbound, py.Raise(py.TypeError, "_thread.start_new_thread() takes no keyword arguments")
	}
	if len(args) < 2 || len(args) > 3 {
		word := "at least 2 arguments"
		if len(args) > 3 {
			word = "at most 3 arguments"
		}
		return py.Unbound, py.Raise(py.TypeError, "start_new_thread expected %s, got %d", word, len(args))
	}
	if !py.Callable(args[0]) {
		return py.Unbound, py.Raise(py.TypeError, "first arg must be callable")
	}
	positional := py.AsTuple(args[1])
	if positional == nil {
		return py.Unbound, py.Raise(py.TypeError, "2nd arg must be a tuple")
	}
	all := append([]py.Value(nil), positional.Items()...)
	var names *py.Tuple
	if len(args) == 3 {
		d := py.AsDict(args[2])
		if d == nil {
			return py.Unbound, py.Raise(py.TypeError, "optional 3rd arg must be a dictionary")
		}
		var keys []py.Value
		for pos := 0; ; {
			k, v, ok := d.Next(&pos)
			if !ok {
				break
			}
			keys, all = append(keys, k), append(all, v)
		}
		names = py.NewTuple(keys)
	}
	if err := refuse(th, "can't create new thread"); err != nil {
		return py.Unbound, err
	}
	return py.Int(start(th, args[0], all, names, nil)), nil
}

func exceptHook(th *py.Thread, a []py.Value) (py.Value, error) {
	items := py.AsTuple(a[0])
	if items == nil || a[0].Type() != exceptHookArgs || items.Len() < 4 {
		return py.Unbound, py.Raise(py.TypeError, "_thread.excepthook argument type must be ExceptHookArgs")
	}
	e := py.AsException(items.At(1))
	if e == nil || e.Type.IsSubtype(py.SystemExit) {
		return py.None, nil
	}
	name := py.None
	if !items.At(3).IsNone() {
		v, err := py.GetAttrOr(th, items.At(3), th.Interp.Intern("name"))
		if err != nil {
			return py.Unbound, err
		}
		if !v.IsUnbound() {
			name = v
		}
	}
	label, err := py.StrOf(th, name)
	if err != nil {
		return py.Unbound, err
	}
	if name.IsNone() {
		n, _ := py.StrOf(th, py.Int(Ident(th)))
		label = n
	}
	stderr := th.Interp.Sys.Get(th, "stderr")
	if stderr.IsUnbound() || stderr.IsNone() {
		if items.At(3).IsNone() {
			return py.None, nil
		}
		if stderr, err = py.GetAttrOr(th, items.At(3), th.Interp.Intern("_stderr")); err != nil {
			return py.Unbound, err
		}
		if stderr.IsUnbound() || stderr.IsNone() {
			return py.None, nil
		}
		th.Interp.Sys.Set(th, "stderr", stderr) // for sys.excepthook
		defer th.Interp.Sys.Set(th, "stderr", py.None)
	}
	if _, err := py.CallMethod(th, stderr, "write", py.Text("Exception in thread "+label.String()+":\n")); err != nil {
		return py.Unbound, err
	}
	return py.CallArgs(th, th.Interp.Sys.Get(th, "excepthook"), items.At(0), items.At(1), items.At(2))
}
