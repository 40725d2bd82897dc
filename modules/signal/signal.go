// Package signal is the Python module _signal (library reference, "signal"): handlers for the signals of the process.
//
// Handlers run in the main thread, at the virtual machine's polls and whenever a signal wakes a blocking call. The interpreter keeps the masks of blocked
// signals itself, as threads of Python are no threads of the system.
package signal

import (
	"math"
	"strconv"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares _signal.
var Module = &py.ModuleDef{
	Name:      "_signal",
	Doc:       "Handlers for the signals of the process.",
	Functions: functions,
	Exec:      fill,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return append([]*py.MethodDef{
		py.Def("default_int_handler(signalnum, frame, /)", "Raise KeyboardInterrupt: the handler of SIGINT at the start.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Unbound, py.NewException(py.KeyboardInterrupt)
		}),
		py.Def("signal(signalnum, handler, /)", "Set the handler of a signal: a function of the signal and the frame, SIG_DFL or SIG_IGN. Return the old one.", setHandler),
		py.Def("getsignal(signalnum, /)", "Return the handler of a signal; None: not set by Python.", getHandler),
		py.Def("raise_signal(signalnum, /)", "Send a signal to this process.", raiseSignal),
		py.Def("strsignal(signalnum, /)", "Return the system's description of a signal.", describe),
		py.Def("alarm(seconds, /)", "Send SIGALRM in this many seconds; return what was left of the last alarm.", alarm),
		py.Def("setitimer(which, seconds, interval=0.0, /)", "Set a timer; return the old one's (delay, interval).", setTimer),
		py.Def("getitimer(which, /)", "Return a timer's (delay, interval).", getTimer),
		py.Def("pause()", "Wait until a signal arrives.", pause),
		py.Def("siginterrupt(signalnum, flag, /)", "Tell whether system calls fail when a signal interrupts them; Python's never do.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			_, err := number(th, a[0])
			return py.None, err
		}),
		py.Def("valid_signals()", "Return the set of the signals that this system has.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := py.NewSet(th, py.EmptyTuple().Value())
			if err != nil {
				return py.Unbound, err
			}
			for n := 1; n < py.NumSignals; n++ {
				if n < firstReserved || n >= firstRealTime {
					if err := s.Add(th, py.Int(int64(n))); err != nil {
						return py.Unbound, err
					}
				}
			}
			return s.Value(), nil
		}),
	}, maskFunctions()...)
}

func fill(th *py.Thread, m *py.Module) error {
	for _, n := range names {
		m.Set(th, n.name, py.Int(int64(n.value)))
	}
	namespace := py.NewDict()
	namespace.SetStr(th.Interp.Intern("__module__"), py.Text("signal"))
	timerError, err := py.CallArgs(th, py.TypeType.Value(), py.Text("ItimerError"), py.TupleOf(py.OSError.Value()).Value(), namespace.Value())
	if err != nil {
		return err
	}
	m.Set(th, "ItimerError", timerError)
	m.State = timerError
	m.Set(th, "struct_siginfo", infoType().Value())
	s := &th.Interp.Signals
	if host := th.Interp.Host; host.SignalAction(interrupt) == py.SignalCaught && s.Handlers[interrupt].IsUnbound() {
		s.Handlers[interrupt] = m.Get(th, "default_int_handler")
	}
	return nil
}

const interrupt = 2

// number converts the number of a signal.
func number(th *py.Thread, v py.Value) (int, error) {
	n, err := py.AsInt(th, v)
	if err != nil {
		return 0, err
	}
	if n < 1 || n >= py.NumSignals {
		return 0, py.Raise(py.ValueError, "signal number out of range")
	}
	return n, nil
}

func setHandler(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if th != th.Interp.Main || !th.Interp.IsMain() {
		return py.Unbound, py.Raise(py.ValueError, "signal only works in main thread of the main interpreter")
	}
	if n < 1 || n >= py.NumSignals {
		return py.Unbound, py.Raise(py.ValueError, "signal number out of range")
	}
	action := py.SignalCaught
	handler := a[1]
	if !py.Callable(handler) {
		k, ok := py.AsInt64(handler)
		if !ok || k != 0 && k != 1 {
			return py.Unbound, py.Raise(py.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
		}
		action = py.SignalAction(k)
		handler = py.Int(k)
	}
	if err := th.CheckSignals(); err != nil {
		return py.Unbound, err
	}
	old := current(th, n)
	in := th.Interp
	if err := in.SetSignalAction(n, action); err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	in.Signals.Handlers[n] = handler
	return old, nil
}

// current is the handler of a signal as Python sees it.
func current(th *py.Thread, n int) py.Value {
	if h := th.Interp.Signals.Handlers[n]; !h.IsUnbound() {
		return h
	}
	switch th.Interp.SignalAction(n) {
	case py.SignalDefault:
		return py.Int(0)
	case py.SignalIgnored:
		return py.Int(1)
	}
	return py.None
}

func getHandler(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := number(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return current(th, n), nil
}

func raiseSignal(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	host := th.Interp.Host
	th.Outside(func() { err = host.Kill(host.Getpid(), n) })
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	return py.None, th.CheckSignals()
}

func describe(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := number(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	switch {
	case n < len(descriptions):
		return py.Text(descriptions[n]), nil
	case n >= firstRealTime:
		return py.Text("Real-time signal " + strconv.Itoa(n-firstRealTime)), nil
	}
	return py.None, nil
}

func alarm(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	old, _, err := th.Interp.Host.SetTimer(0, time.Duration(n)*time.Second, 0)
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	return py.Int(int64((old + time.Second - 1) / time.Second)), nil
}

// seconds converts a number of seconds.
func seconds(th *py.Thread, v py.Value) (time.Duration, error) {
	f, err := py.FloatOf(th, v)
	if err != nil {
		return 0, err
	}
	if math.IsNaN(f) {
		return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
	}
	if math.Abs(f) > float64(math.MaxInt64/int64(time.Second)) {
		return 0, py.Raise(py.OverflowError, "timestamp out of range for platform time_t")
	}
	return time.Duration(math.Ceil(f*1e6)) * time.Microsecond, nil
}

func timerPair(th *py.Thread, value, interval time.Duration, err error) (py.Value, error) {
	if err != nil {
		m := py.AsModule(th.Interp.Modules.GetStr(th.Interp.Intern("_signal")))
		if m == nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		class, _ := m.State.(py.Value)
		v, cerr := py.CallArgs(th, class, py.ErrorAs(py.OSErrorFrom(err)).Args().Items()...)
		if cerr != nil {
			return py.Unbound, cerr
		}
		return py.Unbound, py.AsException(v)
	}
	return py.TupleOf(py.Float(value.Seconds()), py.Float(interval.Seconds())).Value(), nil
}

func setTimer(th *py.Thread, a []py.Value) (py.Value, error) {
	which, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	value, err := seconds(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	interval, err := seconds(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	oldValue, oldInterval, err := th.Interp.Host.SetTimer(which, value, interval)
	return timerPair(th, oldValue, oldInterval, err)
}

func getTimer(th *py.Thread, a []py.Value) (py.Value, error) {
	which, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	value, interval, err := th.Interp.Host.Timer(which)
	return timerPair(th, value, interval, err)
}

func pause(th *py.Thread, a []py.Value) (py.Value, error) {
	woken := false
	err := th.Interruptible(func(wake *py.Wake) bool {
		if woken {
			return true
		}
		<-wake.C()
		woken = true
		return false
	})
	return py.None, err
}
