// Package time is the module time. Its clocks are those of the interpreter's Host.
//
//	time.go       the module, its clocks and sleep
//	calendar.go   struct_time, conversions between it and seconds, asctime
//	strftime.go   strftime
//
// Reference: "time — Time access and conversions" in the Python library reference.
package time

import (
	"encoding/binary"
	"math"
	"math/big"
	"time"

	"github.com/gopy-lang/gopy/internal/strftime"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// The numbers of the clocks, which are Linux's.
const (
	clockRealtime    = 0
	clockMonotonic   = 1
	clockProcessCPU  = 2
	clockThreadCPU   = 3
	clockMonotonicIO = 4 // CLOCK_MONOTONIC_RAW
	clockBoottime    = 7
	clockTAI         = 11
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "time",
	Doc:       "Clocks, and conversions between seconds since 1970 (UTC) and calendar dates.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		for _, c := range []struct {
			name string
			id   int64
		}{{"CLOCK_REALTIME", clockRealtime}, {"CLOCK_MONOTONIC", clockMonotonic}, {"CLOCK_PROCESS_CPUTIME_ID", clockProcessCPU}, {"CLOCK_THREAD_CPUTIME_ID", clockThreadCPU},
			{"CLOCK_MONOTONIC_RAW", clockMonotonicIO}, {"CLOCK_BOOTTIME", clockBoottime}, {"CLOCK_TAI", clockTAI}, {"_STRUCT_TM_ITEMS", 11}} {
			m.Set(th, c.name, py.Int(c.id))
		}
		m.Set(th, "struct_time", structTimeType().Value())
		setZone(th, m)
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("time($module, /)", "Return the seconds since 1970 as a float.", seconds(realtime)),
		py.Def("time_ns($module, /)", "Return the nanoseconds since 1970 as an int.", nanoseconds(realtime)),
		py.Def("clock_gettime($module, clk_id, /)", "Return the time of a clock in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			ns, err := clockByID(th, a[0])
			return secondsValue(ns), err
		}),
		py.Def("clock_gettime_ns($module, clk_id, /)", "Return the time of a clock in nanoseconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			ns, err := clockByID(th, a[0])
			return py.Int(ns), err
		}),
		py.Def("clock_settime(clk_id, time, /)", "Set a clock to a time in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !py.IsFloat(a[1]) && a[1].Type().Index == nil {
				return py.Unbound, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", a[1].Type().TypeName())
			}
			return setClock(th, a[0], func() (time.Duration, error) { return duration(th, a[1]) })
		}),
		py.Def("clock_settime_ns(clk_id, time, /)", "Set a clock to a time in nanoseconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return setClock(th, a[0], func() (time.Duration, error) {
				if _, ok := py.NumFromInt(a[1]); !ok {
					return 0, py.Raise(py.TypeError, "expect int, got %s", a[1].Type().TypeName())
				}
				ns, ok := py.AsInt64(a[1])
				if !ok {
					return 0, py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
				}
				return time.Duration(ns), nil
			})
		}),
		py.Def("clock_getres(clk_id, /)", "Return the resolution of a clock in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			_, err := clockByID(th, a[0])
			return py.Float(1e-9), err
		}),
		py.DefRaw("sleep", "($module, object, /)", "Wait for a number of seconds.", sleep).Audited("time.sleep", 0),
		py.Def("gmtime(seconds=None, /)", "Return the date and time in UTC, by default now, as a struct_time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t, err := timeArgument(th, py.Given(a, 0))
			if err != nil {
				return py.Unbound, err
			}
			return structTime(t.UTC(), "GMT"), nil
		}).Unfilled(0, 1),
		py.Def("localtime(seconds=None, /)", "Return the local date and time, by default now, as a struct_time.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t, err := timeArgument(th, py.Given(a, 0))
			if err != nil {
				return py.Unbound, err
			}
			t = t.In(strftime.Location(th))
			zone, _ := t.Zone()
			return structTime(t, zone), nil
		}).Unfilled(0, 1),
		py.Def("asctime(tuple=<unrepresentable>, /)", "Return a date and time, by default the local ones now, as in 'Sat Jun 06 16:26:11 1998'.", asctime).Shown(""),
		py.Def("ctime(seconds=None, /)", "Return asctime(localtime(seconds)).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t, err := timeArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Text(asctimeText(strftime.Of(t.In(strftime.Location(th))))), nil
		}).Shown(""),
		py.Def("mktime($module, object, /)", "Return the seconds since 1970 of a local date and time.", mktime),
		py.DefRaw("strftime", "", "strftime(format[, tuple]) -> string\n\nReturn a date and time, by default the local ones now, formatted.", formatTime),
		py.Def("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", "Return the struct_time that a string in a format stands for.", strptime).Shown(""),
		py.Def("tzset($module, /)", "Set the local time zone to what the environment variable TZ says.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			strftime.SetLocation(th)
			m, err := th.Interp.Importer.Import(th, th.Interp.Intern("time"), py.None, py.None, py.None, 0)
			if err != nil {
				return py.Unbound, err
			}
			if m := py.AsModule(m); m != nil {
				setZone(th, m)
			}
			return py.None, nil
		}),
		py.Def("monotonic($module, /)", "Return the seconds of a clock that never goes back.", seconds(monotonic)),
		py.Def("monotonic_ns($module, /)", "Return the nanoseconds of a clock that never goes back.", nanoseconds(monotonic)),
		py.Def("process_time($module, /)", "Return the seconds of processor time of the process.", seconds(cpuTime)),
		py.Def("process_time_ns($module, /)", "Return the nanoseconds of processor time of the process.", nanoseconds(cpuTime)),
		py.Def("thread_time($module, /)", "Return the seconds of processor time of the process: threads have no clocks of their own.", seconds(cpuTime)),
		py.Def("thread_time_ns($module, /)", "Return the nanoseconds of processor time of the process: threads have no clocks of their own.", nanoseconds(cpuTime)),
		py.Def("perf_counter($module, /)", "Return the seconds of the clock to measure short times with.", seconds(monotonic)),
		py.Def("perf_counter_ns($module, /)", "Return the nanoseconds of the clock to measure short times with.", nanoseconds(monotonic)),
		py.Def("get_clock_info(name, /)", "Return what is known of a clock by its function's name, as a namespace.", clockInfo),
	}
}

// A clock returns nanoseconds.
type clock func(th *py.Thread) int64

func realtime(th *py.Thread) int64  { return th.Interp.Host.Now().UnixNano() }
func monotonic(th *py.Thread) int64 { return int64(th.Interp.Host.Monotonic()) }
func cpuTime(th *py.Thread) int64   { return int64(th.Interp.Host.CPUTime()) }

// secondsValue converts nanoseconds to a float of seconds, rounded once.
func secondsValue(ns int64) py.Value {
	if ns%1e9 == 0 {
		return py.Float(float64(ns / 1e9))
	}
	return py.Float(float64(ns) / 1e9)
}

func seconds(c clock) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return secondsValue(c(th)), nil }
}

func nanoseconds(c clock) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(c(th)), nil }
}

func clockByID(th *py.Thread, v py.Value) (int64, error) {
	id, ok := py.AsInt64(v)
	if _, isInt := py.NumFromInt(v); !isInt {
		return 0, py.Raise(py.TypeError, "clk_id should be integer, not %s", v.Type().TypeName())
	}
	if ok {
		switch id {
		case clockRealtime:
			return realtime(th), nil
		case clockTAI:
			return realtime(th) + 37e9, nil // leap seconds since 2017
		case clockMonotonic, clockMonotonicIO, clockBoottime:
			return monotonic(th), nil
		case clockProcessCPU, clockThreadCPU:
			return cpuTime(th), nil
		}
	}
	const invalidArgument = 22
	return 0, py.OSErrorOf(invalidArgument)
}

// setClock sets a clock of the system.
func setClock(th *py.Thread, id py.Value, to func() (time.Duration, error)) (py.Value, error) {
	x, err := py.Index(th, id)
	if err != nil {
		return py.Unbound, err
	}
	n, ok := py.AsInt64(x)
	switch {
	case !ok:
		return py.Unbound, py.Raise(py.OverflowError, "Python int too large to convert to C long")
	case n > math.MaxInt32:
		return py.Unbound, py.Raise(py.OverflowError, "signed integer is greater than maximum")
	case n < math.MinInt32:
		return py.Unbound, py.Raise(py.OverflowError, "signed integer is less than minimum")
	}
	d, err := to()
	if err != nil {
		return py.Unbound, err
	}
	seconds, rest := d/time.Second, d%time.Second
	if rest < 0 {
		seconds, rest = seconds-1, rest+time.Second
	}
	var timespec []byte
	timespec = binary.NativeEndian.AppendUint64(timespec, uint64(seconds))
	timespec = binary.NativeEndian.AppendUint64(timespec, uint64(rest))
	_, err = th.Interp.Host.UnixCall("clock_settime", n, timespec)
	return py.None, py.OSErrorFrom(err)
}

func clockInfo(th *py.Thread, a []py.Value) (py.Value, error) {
	name := py.AsStr(a[0])
	if name == nil {
		return py.Unbound, py.Raise(py.TypeError, "get_clock_info() argument 1 must be str, not %s", a[0].Type().TypeName())
	}
	implementation, real := "", false
	switch name.String() {
	case "time":
		implementation, real = "clock_gettime(CLOCK_REALTIME)", true
	case "monotonic", "perf_counter":
		implementation = "clock_gettime(CLOCK_MONOTONIC)"
	case "process_time":
		implementation = "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)"
	case "thread_time":
		implementation = "clock_gettime(CLOCK_THREAD_CPUTIME_ID)"
	default:
		return py.Unbound, py.Raise(py.ValueError, "unknown clock")
	}
	return py.NewNamespace(th, []string{"implementation", "monotonic", "adjustable", "resolution"},
		[]py.Value{py.Text(implementation), py.Bool(!real), py.Bool(real), py.Float(1e-9)}), nil
}

func sleep(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw != nil && kw.Len() > 0 {
		return py.Unbound, py.Raise(py.TypeError, "time.sleep() takes no keyword arguments")
	}
	if len(a) != 1 {
		return py.Unbound, py.Raise(py.TypeError, "time.sleep() takes exactly one argument (%d given)", len(a))
	}
	d, err := duration(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if d < 0 {
		return py.Unbound, py.Raise(py.ValueError, "sleep length must be non-negative")
	}
	host := th.Interp.Host
	end := host.Monotonic() + d
	return py.None, th.Interruptible(func(wake *py.Wake) bool {
		host.Sleep(end-host.Monotonic(), wake)
		return !wake.Woken() || host.Monotonic() >= end // go on with what is left
	})
}

// duration converts seconds, rounded up to nanoseconds.
func duration(th *py.Thread, v py.Value) (time.Duration, error) {
	tooLarge := py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
	if py.IsFloat(v) {
		f := py.AsFloat64(v)
		if math.IsNaN(f) {
			return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		}
		ns := f * 1e9
		if ns > 0 {
			ns = math.Ceil(ns)
		} else {
			ns = math.Floor(ns)
		}
		if !(ns >= math.MinInt64 && ns < math.MaxInt64) {
			return 0, tooLarge
		}
		return time.Duration(ns), nil
	}
	if v.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", v.Type().TypeName())
	}
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, _ := py.NumFromInt(i)
	ns, err := n.Mul(num.FromInt64(1e9), nil)
	if err != nil || ns.Big != nil {
		return 0, tooLarge
	}
	return time.Duration(ns.Small), nil
}

// timeArgument converts seconds since 1970, None for now.
func timeArgument(th *py.Thread, v py.Value) (time.Time, error) {
	if v.IsNone() || v.IsUnbound() {
		return th.Interp.Host.Now(), nil
	}
	tooLarge := func() error { return py.Raise(py.OverflowError, "timestamp out of range for platform time_t") }
	var s int64
	if py.IsFloat(v) {
		f := math.Floor(py.AsFloat64(v))
		switch {
		case math.IsNaN(f):
			return time.Time{}, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		case !(f >= math.MinInt64 && f < math.MaxInt64):
			return time.Time{}, tooLarge()
		}
		s = int64(f)
	} else {
		i, err := py.Index(th, v)
		if err != nil {
			return time.Time{}, err
		}
		if !i.IsSmallInt() {
			return time.Time{}, tooLarge()
		}
		s = i.SmallInt()
	}
	// Years must fit C's int.
	if new(big.Int).Abs(big.NewInt(s)).Cmp(big.NewInt(67767976233532799)) > 0 {
		const valueTooLarge = 75
		return time.Time{}, py.OSErrorOf(valueTooLarge)
	}
	return time.Unix(s, 0), nil
}

// setZone sets the constants of the local time zone, from its offsets in January and July.
func setZone(th *py.Thread, m *py.Module) {
	year := th.Interp.Host.Now().Year()
	zone := func(month time.Month) (string, int) {
		return time.Date(year, month, 1, 0, 0, 0, 0, strftime.Location(th)).Zone()
	}
	january, winter := zone(time.January)
	july, summer := zone(time.July)
	if winter > summer { // the southern hemisphere
		january, july, winter, summer = july, january, summer, winter
	}
	m.Set(th, "timezone", py.Int(int64(-winter)))
	m.Set(th, "altzone", py.Int(int64(-summer)))
	m.Set(th, "daylight", py.Int(int64(py.Bool(winter != summer).B)))
	m.Set(th, "tzname", py.TupleOf(py.Text(january), py.Text(july)).Value())
}

// strptime is Python's own: it lives in _strptime.
func strptime(th *py.Thread, a []py.Value) (py.Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern("_strptime"), py.None, py.None, py.None, 0)
	if err != nil {
		return py.Unbound, err
	}
	return py.CallMethod(th, m, "_strptime_time", a[0], a[1])
}
