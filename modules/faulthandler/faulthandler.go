// Package faulthandler is the module faulthandler: where the threads are, told on a signal, after a time or on demand.
//
//	faulthandler.go  the module, its functions
//	dump.go          what is written
//
// A fault of the machine itself can't happen in Python code here: enable only concerns signals that are sent.
//
// Reference: "faulthandler — Dump the Python traceback" in the Python library reference.
package faulthandler

import (
	"fmt"
	"math"
	"strings"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "faulthandler",
	Doc:       "Where the threads are, told on a signal, after a time or on demand.",
	Functions: functions,
	Exec:      func(th *py.Thread, m *py.Module) error { return nil },
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("enable($module, /, file=<unrepresentable>, all_threads=True)", "Write tracebacks to a file when a signal such as SIGSEGV ends the process.", enable),
		py.Def("disable($module, /)", "Undo enable; tell whether it was in force.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := stateOf(th)
			was := s.enabled
			for _, f := range fatalSignals {
				if was {
					th.Interp.Host.SetSignal(f.signal, py.SignalDefault, nil)
				}
			}
			s.enabled = false
			return py.Bool(was), nil
		}),
		py.Def("is_enabled($module, /)", "Tell whether enable is in force.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(stateOf(th).enabled), nil
		}),
		py.Def("dump_traceback($module, /, file=<unrepresentable>, all_threads=True)", "Write tracebacks of the threads to a file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			out, err := outputOf(th, a[0], a[1])
			if err != nil {
				return py.Unbound, err
			}
			out.write(th.Interp.Host, tracebacks(th.Interp, th, out.all))
			return py.None, nil
		}),
		py.Def("dump_c_stack($module, /, file=<unrepresentable>)", "Write that there is no stack of C functions.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			out, err := outputOf(th, a[0], py.True)
			if err != nil {
				return py.Unbound, err
			}
			out.write(th.Interp.Host, "Current thread's C stack trace (most recent call first):\n  <cannot get C stack on this system>\n")
			return py.None, nil
		}),
		py.Def("dump_traceback_later($module, /, timeout, repeat=False, file=<unrepresentable>, exit=False)", "Write tracebacks of all threads to a file after a number of seconds, with exit as the last deed of the process.", dumpLater),
		py.Def("cancel_dump_traceback_later($module, /)", "Undo dump_traceback_later.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			stateOf(th).cancel()
			return py.None, nil
		}),
		py.Def("register($module, /, signum, file=<unrepresentable>, all_threads=True, chain=False)", "Write tracebacks to a file whenever a signal comes.", register),
		py.Def("unregister($module, signum, /)", "Undo register; tell whether it was in force.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := signalNumber(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			s := stateOf(th)
			undo := s.registered[n]
			if undo != nil {
				undo()
				delete(s.registered, n)
			}
			return py.Bool(undo != nil), nil
		}),
		py.Def("_sigsegv($module, release_gil=False, /)", "Send SIGSEGV to this process.", sendSelf(11)),
		py.Def("_read_null($module, /)", "Send SIGSEGV to this process: memory can't be read at will.", sendSelf(11)),
		py.Def("_stack_overflow($module, /)", "Raise RecursionError: the stack of the machine can't overflow.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Unbound, py.Raise(py.RecursionError, "maximum recursion depth exceeded")
		}),
		py.Def("_sigabrt($module, /)", "Send SIGABRT to this process.", sendSelf(6)),
		py.Def("_sigfpe($module, /)", "Send SIGFPE to this process.", sendSelf(8)),
		py.Def("_fatal_error_c_thread($module, /)", "End the process with SIGABRT.", sendSelf(6)),
	}
}

// fatalSignals are those that enable watches, with what is written of them.
var fatalSignals = []struct {
	signal int
	text   string
}{{7, "Bus error"}, {4, "Illegal instruction"}, {8, "Floating-point exception"}, {6, "Aborted"}, {11, "Segmentation fault"}}

// state is what the module keeps for an interpreter.
type state struct {
	enabled    bool
	cancel     func()         // ends a dump that is to come
	registered map[int]func() // what undoes register, by signal
}

func stateOf(th *py.Thread) *state {
	s, _ := th.Interp.Extra["faulthandler"].(*state)
	if s == nil {
		s = &state{cancel: func() {}, registered: map[int]func(){}}
		th.Interp.Extra["faulthandler"] = s
	}
	return s
}

// outputOf converts the arguments file and all_threads. Without a file it is sys.stderr.
func outputOf(th *py.Thread, file, all py.Value) (*output, error) {
	if file.IsUnbound() || file.IsNone() {
		file = th.Interp.Sys.Get(th, "stderr")
		if file.IsUnbound() {
			return nil, py.Raise(py.RuntimeError, "unable to get sys.stderr")
		}
		if file.IsNone() {
			return nil, py.Raise(py.RuntimeError, "sys.stderr is None")
		}
	}
	everyThread, err := py.Truth(th, all)
	if err != nil {
		return nil, err
	}
	if file.Type().Index != nil {
		fd, err := py.AsCInt(th, file)
		if err != nil {
			return nil, err
		}
		if fd < 0 {
			return nil, py.Raise(py.ValueError, "file is not a valid file descriptor")
		}
		return &output{fd, everyThread, py.None}, nil
	}
	v, err := py.CallMethod(th, file, "fileno")
	if err != nil {
		return nil, err
	}
	if v.Type().Index == nil {
		return nil, py.Raise(py.RuntimeError, "file.fileno() is not a valid file descriptor")
	}
	fd, err := py.AsCInt(th, v)
	if err != nil {
		return nil, err
	}
	if fd < 0 {
		return nil, py.Raise(py.RuntimeError, "file.fileno() is not a valid file descriptor")
	}
	if _, err := py.CallMethod(th, file, "flush"); err != nil && !py.Matches(err, py.ExceptionType) {
		return nil, err
	}
	return &output{fd, everyThread, file}, nil
}

func enable(th *py.Thread, a []py.Value) (py.Value, error) {
	out, err := outputOf(th, a[0], a[1])
	if err != nil {
		return py.Unbound, err
	}
	th.Share()
	host, in := th.Interp.Host, th.Interp
	for _, f := range fatalSignals {
		host.SetSignal(f.signal, py.SignalCaught, func(n int) {
			out.write(host, "Fatal Python error: "+f.text+"\n\n")
			out.dump(in, in.Main)
			host.SetSignal(n, py.SignalDefault, nil)
			host.Kill(host.Getpid(), n)
		})
	}
	stateOf(th).enabled = true
	return py.None, nil
}

func sendSelf(signal int) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		host := th.Interp.Host
		var err error
		th.Outside(func() { err = host.Kill(host.Getpid(), signal) })
		if err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		return py.None, nil
	}
}

func dumpLater(th *py.Thread, a []py.Value) (py.Value, error) {
	if !py.IsFloat(a[0]) && a[0].Type().Index == nil {
		return py.Unbound, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", a[0].Type().TypeName())
	}
	f, err := py.FloatOf(th, a[0])
	switch {
	case err != nil:
		return py.Unbound, err
	case math.IsNaN(f):
		return py.Unbound, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
	case f <= 0:
		return py.Unbound, py.Raise(py.ValueError, "timeout must be greater than 0")
	case f*1e6 >= math.MaxInt64/1e3:
		return py.Unbound, py.Raise(py.OverflowError, "timeout value is too large")
	}
	repeat, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	exit, err := py.Truth(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	out, err := outputOf(th, a[2], py.True)
	if err != nil {
		return py.Unbound, err
	}
	th.Share()
	s := stateOf(th)
	s.cancel()
	wait := time.Duration(math.Ceil(f*1e6)) * time.Microsecond
	canceled, gone := make(chan struct{}), make(chan struct{})
	s.cancel = func() {
		close(canceled)
		th.Outside(func() { <-gone })
		s.cancel = func() {}
	}
	host, in := th.Interp.Host, th.Interp
	go func() {
		defer close(gone)
		for {
			host.Sleep(wait, py.WakeOf(canceled))
			select {
			case <-canceled:
				return
			default:
			}
			out.write(host, timeoutHeader(wait))
			out.dump(in, nil)
			if exit {
				host.Exit(1)
			}
			if !repeat {
				return
			}
		}
	}()
	return py.None, nil
}

// timeoutHeader is "Timeout (0:00:01.500000)!".
func timeoutHeader(d time.Duration) string {
	s := fmt.Sprintf("Timeout (%d:%02d:%02d", d/time.Hour, d/time.Minute%60, d/time.Second%60)
	if us := d / time.Microsecond % 1e6; us != 0 {
		s += fmt.Sprintf(".%06d", us)
	}
	return s + ")!\n"
}

func signalNumber(th *py.Thread, v py.Value) (int, error) {
	n, err := py.AsCInt(th, v)
	if err != nil {
		return 0, err
	}
	for _, f := range fatalSignals {
		if f.signal == n {
			return 0, py.Raise(py.RuntimeError, "signal %d cannot be registered, use enable() instead", n)
		}
	}
	if n < 1 || n >= py.NumSignals {
		return 0, py.Raise(py.ValueError, "signal number out of range")
	}
	return n, nil
}

func register(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := signalNumber(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	out, err := outputOf(th, a[1], a[2])
	if err != nil {
		return py.Unbound, err
	}
	chain, err := py.Truth(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	th.Share()
	s := stateOf(th)
	host, in := th.Interp.Host, th.Interp
	before := host.SignalAction(n)
	if undo := s.registered[n]; undo != nil {
		undo()
		before = host.SignalAction(n)
	}
	err = host.SetSignal(n, py.SignalCaught, func(int) {
		out.dump(in, in.Main)
		switch {
		case !chain:
		case before == py.SignalCaught:
			in.Interrupt(n)
		case before == py.SignalDefault:
			host.SetSignal(n, py.SignalDefault, nil)
			host.Kill(host.Getpid(), n)
		}
	})
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	s.registered[n] = func() {
		deliver := in.Interrupt
		if before != py.SignalCaught {
			deliver = nil
		}
		host.SetSignal(n, before, deliver)
	}
	return py.None, nil
}

// quote makes text that goes to a terminal harmless: what isn't ASCII is escaped, what is long is cut.
func quote(s string) string {
	const longest = 500
	var b strings.Builder
	for i, r := range []rune(s) {
		switch {
		case i == longest:
			return b.String() + "..."
		case r >= ' ' && r < 127:
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, "\\x%02x", r)
		case r < 0x10000:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			fmt.Fprintf(&b, "\\U%08x", r)
		}
	}
	return b.String()
}
