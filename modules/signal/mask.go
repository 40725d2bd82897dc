// This file holds masks of signals, waiting for signals, and the descriptor that tells of them.

package signal

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

func maskFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("pthread_sigmask(how, mask, /)", "Block signals in this thread (SIG_BLOCK), unblock them (SIG_UNBLOCK) or set which are blocked (SIG_SETMASK). Return the old set.", setMask),
		py.Def("pthread_kill(thread_id, signalnum, /)", "Send a signal to a thread.", killThread).Audited("signal.pthread_kill", 0, 1),
		py.Def("sigpending()", "Return the set of the signals that wait to be unblocked.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return signalsOf(th, th.PendingSignals())
		}),
		py.Def("sigwait(sigset, /)", "Wait for one of a set of signals, which should be blocked, and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			set, err := setArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := th.FetchSignal(set, -1)
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(int64(n)), nil
		}),
		py.Def("sigwaitinfo(sigset, /)", "Wait for one of a set of signals, which should be blocked, and return what is known of it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			set, err := setArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := th.FetchSignal(set, -1)
			if err != nil {
				return py.Unbound, err
			}
			return information(th, n), nil
		}),
		py.Def("sigtimedwait(sigset, timeout, /)", "Wait a number of seconds for one of a set of signals, which should be blocked; return what is known of it, None when none came.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			set, err := setArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if !py.IsFloat(a[1]) && a[1].Type().Index == nil {
				return py.Unbound, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", a[1].Type().TypeName())
			}
			f, err := py.FloatOf(th, a[1])
			switch {
			case err != nil:
				return py.Unbound, err
			case math.IsNaN(f):
				return py.Unbound, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
			case f < 0:
				return py.Unbound, py.Raise(py.ValueError, "timeout must be non-negative")
			case f*1e9 >= math.MaxInt64:
				return py.Unbound, py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
			}
			n, err := th.FetchSignal(set, time.Duration(math.Ceil(f*1e9)))
			if err != nil {
				return py.Unbound, err
			}
			if n == 0 {
				return py.None, nil
			}
			return information(th, n), nil
		}),
		py.Def("pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)", "Send a signal to the process of a descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			var n [3]int
			var err error
			for i, v := range []py.Value{a[0], a[1], a[3]} {
				if n[i], err = py.AsCInt(th, v); err != nil {
					return py.Unbound, err
				}
			}
			if !a[2].IsNone() {
				return py.Unbound, py.Raise(py.TypeError, "siginfo must be None")
			}
			if host := th.Interp.Host; n[1] > 0 && processOf(host, n[0]) == host.Getpid() {
				th.Outside(func() { err = host.Kill(host.Getpid(), n[1]) })
				if err != nil {
					return py.Unbound, py.OSErrorFrom(err)
				}
				return py.None, th.CheckSignals()
			}
			if _, err := th.Interp.Host.UnixCall("pidfd_send_signal", n[0], n[1], 0, n[2]); err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.None, nil
		}),
		py.Def("set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", "Write the number of each signal that arrives, as a byte, to a descriptor, -1 for none; return the old one.", setWakeup),
	}
}

var infoType = sync.OnceValue(func() *py.Type {
	var fields []py.StructField
	for _, name := range strings.Fields("signo code errno pid uid status band") {
		fields = append(fields, py.StructField{Name: "si_" + name})
	}
	return py.NewStructType("signal.struct_siginfo", "What is known of a signal.", len(fields), fields...)
})

// information makes a struct_siginfo. Go's runtime doesn't tell who sent a signal: it is taken to be this process.
func information(th *py.Thread, n int) py.Value {
	host := th.Interp.Host
	uid, _, _, _ := host.UserIDs()
	return py.NewStruct(infoType(), py.Int(int64(n)), py.Int(0), py.Int(0), py.Int(int64(host.Getpid())), py.Int(int64(uid)), py.Int(0), py.Int(0))
}

// setArgument converts an iterable of signals.
func setArgument(th *py.Thread, v py.Value) (uint64, error) {
	set := uint64(0)
	err := py.ForEach(th, v, func(v py.Value) error {
		n, err := py.AsInt(th, v)
		if err != nil && !py.Matches(err, py.OverflowError) {
			return err
		}
		if err != nil || n < 1 || n >= py.NumSignals {
			s, err := py.StrOf(th, v)
			if err != nil {
				return err
			}
			return py.Raise(py.ValueError, "signal number %s out of range [1; %d]", s.String(), py.NumSignals-1)
		}
		set |= 1 << (n - 1)
		return nil
	})
	return set, err
}

func signalsOf(th *py.Thread, set uint64) (py.Value, error) {
	s, err := py.NewSet(th, py.EmptyTuple().Value())
	if err != nil {
		return py.Unbound, err
	}
	for n := 1; n < py.NumSignals; n++ {
		if set>>(n-1)&1 != 0 {
			if err := s.Add(th, py.Int(int64(n))); err != nil {
				return py.Unbound, err
			}
		}
	}
	return s.Value(), nil
}

func setMask(th *py.Thread, a []py.Value) (py.Value, error) {
	how, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	set, err := setArgument(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	const block, unblock, replace = 0, 1, 2
	mask := th.SignalMask()
	switch how {
	case block:
		mask |= set
	case unblock:
		mask &^= set
	case replace:
		mask = set
	default:
		const invalidArgument = 22
		return py.Unbound, py.OSErrorOf(invalidArgument)
	}
	old := th.SetSignalMask(mask)
	if err := th.CheckSignals(); err != nil {
		return py.Unbound, err
	}
	return signalsOf(th, old)
}

func killThread(th *py.Thread, a []py.Value) (py.Value, error) {
	if !py.IsInstance(a[0], py.IntType) && !a[0].IsSmallInt() {
		return py.Unbound, py.Raise(py.TypeError, "pthread_kill() argument 1 must be int, not %s", a[0].Type().TypeName())
	}
	ident, _ := py.AsInt64(a[0])
	n, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	const invalidArgument, noProcess = 22, 3
	if n < 0 || n >= py.NumSignals {
		return py.Unbound, py.OSErrorOf(invalidArgument)
	}
	for _, t := range th.Interp.Threads() {
		if t.Ident == ident {
			if n > 0 {
				t.SendSignal(n)
			}
			return py.None, th.CheckSignals()
		}
	}
	return py.Unbound, py.OSErrorOf(noProcess)
}

func setWakeup(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	warn, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if th != th.Interp.Main || !th.Interp.IsMain() {
		return py.Unbound, py.Raise(py.ValueError, "set_wakeup_fd only works in main thread of the main interpreter")
	}
	if fd != -1 {
		blocking, err := th.Interp.Host.Blocking(fd)
		if err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		if blocking {
			return py.Unbound, py.Raise(py.ValueError, "the fd %d must be in non-blocking mode", fd)
		}
	}
	return py.Int(int64(th.Interp.Signals.SetWakeup(fd, warn))), nil
}

// processOf is the process of a descriptor of one; 0: it isn't known.
func processOf(host py.Host, fd int) int {
	data, err := host.ReadFile("/proc/self/fdinfo/" + strconv.Itoa(fd))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if text, ok := strings.CutPrefix(line, "Pid:"); ok {
			n, _ := strconv.Atoi(strings.TrimSpace(text))
			return n
		}
	}
	// A folder of /proc stands for a process too.
	if name, err := host.Readlink("/proc/self/fd/" + strconv.Itoa(fd)); err == nil {
		n, _ := strconv.Atoi(strings.TrimPrefix(name, "/proc/"))
		return n
	}
	return 0
}
