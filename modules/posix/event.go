// This file holds descriptors that are no files: counters, timers, memory, processes; and the system's random numbers.

package posix

import (
	"encoding/binary"
	"math"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

func eventFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("eventfd(initval, flags=524288)", "Return the descriptor of a counter.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if n < 0 {
				return py.Unbound, py.Raise(py.ValueError, "Cannot convert negative int")
			}
			if n > 1<<32-1 {
				return py.Unbound, py.Raise(py.OverflowError, "Python int too large for C unsigned int")
			}
			flags, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			fd, err := th.Interp.Host.EventDescriptor(uint(n), flags)
			return py.Int(int64(fd)), py.OSErrorFrom(err)
		}),
		py.Def("eventfd_read(fd)", "Wait until a counter isn't 0; return it and set it to 0.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			b := make([]byte, 8)
			if err := outside(th, func(h py.Host) error {
				_, err := h.Read(fd, b)
				return err
			}); err != nil {
				return py.Unbound, err
			}
			return unsigned(binary.NativeEndian.Uint64(b)), nil
		}),
		py.Def("eventfd_write(fd, value)", "Add to a counter.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			i, err := py.Index(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			n, _ := py.NumFromInt(i)
			if n.Sign() < 0 {
				return py.Unbound, py.Raise(py.ValueError, "Cannot convert negative int")
			}
			value := uint64(n.Small)
			if n.Big != nil {
				if !n.Big.IsUint64() {
					return py.Unbound, py.Raise(py.OverflowError, "Python int too large for C unsigned long long")
				}
				value = n.Big.Uint64()
			}
			return none(outside(th, func(h py.Host) error {
				_, err := h.Write(fd, binary.NativeEndian.AppendUint64(nil, value))
				return err
			}))
		}),
		py.Def("timerfd_create(clockid, /, *, flags=0)", "Return the descriptor of a timer of a clock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			flags, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			const closeOnExec = 0o2000000 // a descriptor isn't inherited unless a program asks for it
			n, err := plainCall(th, "timerfd_create", []py.Value{a[0], py.Int(int64(flags | closeOnExec))})
			return py.Int(int64(n)), err
		}),
		py.Def("timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0)", "Set a timer, in seconds; return the old (what was left, interval).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return setTimer(th, a, secondsArgument, secondsValue)
		}),
		py.Def("timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0)", "Set a timer, in nanoseconds; return the old (what was left, interval).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return setTimer(th, a, nanosecondsArgument, func(ns int64) py.Value { return py.Int(ns) })
		}),
		py.Def("timerfd_gettime(fd, /)", "Return the (what is left, interval) of a timer, in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return getTimer(th, a, secondsValue)
		}),
		py.Def("timerfd_gettime_ns(fd, /)", "Return the (what is left, interval) of a timer, in nanoseconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return getTimer(th, a, func(ns int64) py.Value { return py.Int(ns) })
		}),
		py.Def("memfd_create(name, flags=1)", "Return the descriptor of a file that only lives in memory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p, err := py.PathOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			i, err := py.Index(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			flags, _ := py.AsInt64(i)
			n, err := call(th, "memfd_create", p.Name, int(flags))
			return py.Int(int64(n)), err
		}),
		counting("pidfd_open(pid, flags=0)", "Return a descriptor of a process.", "pidfd_open"),
		py.Def("getrandom(size, flags=0)", "Return random bytes of the system, at most size of them.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			flags, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if n < 0 {
				return py.Unbound, py.OSErrorOf(invalidArgument)
			}
			if err := th.Charge(int64(n)); err != nil {
				return py.Unbound, err
			}
			b := make([]byte, n+1)
			got, err := call(th, "getrandom", b, n, flags)
			if err != nil {
				return py.Unbound, err
			}
			return py.NewBytes(b[:got:got]).Value(), nil
		}),
	}
}

const invalidArgument = 22

func secondsValue(ns int64) py.Value { return py.Float(float64(ns) / 1e9) }

func secondsArgument(th *py.Thread, v py.Value) (int64, error) {
	f, err := py.FloatOf(th, v)
	switch {
	case err != nil:
		return 0, err
	case math.IsNaN(f):
		return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
	case math.Abs(f*1e9) >= math.MaxInt64:
		return 0, py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
	}
	return int64(math.Floor(f * 1e9)), nil
}

func nanosecondsArgument(th *py.Thread, v py.Value) (int64, error) {
	n, err := py.AsInt(th, v)
	return int64(n), err
}

// setTimer's arguments are descriptor, flags, initial and interval; struct itimerspec begins with the interval.
func setTimer(th *py.Thread, a []py.Value, convert func(th *py.Thread, v py.Value) (int64, error), show func(ns int64) py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	flags, err := intArgument(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	next, old := newWords(8), newWords(8)
	for i, v := range []py.Value{a[3], a[2]} {
		ns, err := convert(th, v)
		if err != nil {
			return py.Unbound, err
		}
		t := time.Unix(0, ns)
		next.setLong(2*i, t.Unix())
		next.setLong(2*i+1, int64(t.Nanosecond()))
	}
	if _, err := call(th, "timerfd_settime", fd, flags, []byte(next), []byte(old)); err != nil {
		return py.Unbound, err
	}
	return timerPair(old, show), nil
}

func getTimer(th *py.Thread, a []py.Value, show func(ns int64) py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	w := newWords(8)
	if _, err := call(th, "timerfd_gettime", fd, []byte(w)); err != nil {
		return py.Unbound, err
	}
	return timerPair(w, show), nil
}

// timerPair makes (what is left, interval) of struct itimerspec.
func timerPair(w words, show func(ns int64) py.Value) py.Value {
	return py.TupleOf(show(w.long(2)*1e9+w.long(3)), show(w.long(0)*1e9+w.long(1))).Value()
}
