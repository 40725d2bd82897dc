// This file holds how the system shares its processors out. What belongs to a thread for Linux is asked of the process's first thread and set for all.

package posix

import (
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func schedulingFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		counting("sched_get_priority_max(policy)", "Return the highest priority of a policy.", "sched_get_priority_max"),
		counting("sched_get_priority_min(policy)", "Return the lowest priority of a policy.", "sched_get_priority_min"),
		plain("sched_yield()", "Let other processes run.", "sched_yield"),
		py.Def("sched_getscheduler(pid, /)", "Return the policy of a process, 0 for this one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := processArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := call(th, "sched_getscheduler", pid)
			return py.Int(int64(n)), err
		}),
		py.Def("sched_setscheduler(pid, policy, param, /)", "Set the policy and the parameters of a process, 0 for this one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := processArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			policy, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			w, err := parameters(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			_, err = call(th, "sched_setscheduler", pid, policy, []byte(w))
			return none(err)
		}),
		py.Def("sched_getparam(pid, /)", "Return the parameters of a process, 0 for this one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := processArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			w := newWords(2)
			if _, err := call(th, "sched_getparam", pid, []byte(w)); err != nil {
				return py.Unbound, err
			}
			return py.NewStruct(schedParamType, py.Int(int64(w.at(0)))), nil
		}),
		py.Def("sched_setparam(pid, param, /)", "Set the parameters of a process, 0 for this one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := processArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			w, err := parameters(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			_, err = call(th, "sched_setparam", pid, []byte(w))
			return none(err)
		}),
		py.Def("sched_rr_get_interval(pid, /)", "Return how many seconds a process, 0 for this one, runs before its turn is over.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := processArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			w := newWords(4)
			if _, err := call(th, "sched_rr_get_interval", pid, []byte(w)); err != nil {
				return py.Unbound, err
			}
			return py.Float(float64(w.long(0)) + 1e-9*float64(w.long(1))), nil
		}),
		py.Def("sched_getaffinity(pid, /)", "Return the set of the processors that a process, 0 for this one, may run on.", getAffinity),
		py.Def("sched_setaffinity(pid, mask, /)", "Set the processors that a process, 0 for this one, may run on.", setAffinity),
		counting2("getpriority(which, who)", "Return the niceness of a process, a process group or a user's processes.", func(th *py.Thread, which, who int) (int, error) {
			n, err := call(th, "getpriority", which, who)
			return 20 - n, err // the system returns no negative numbers
		}),
		plain("setpriority(which, who, priority)", "Set the niceness of a process, a process group or a user's processes.", "setpriority"),
		py.Def("nice(increment, /)", "Add to the niceness of this process; return the new one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			const process = 0
			old, err := call(th, "getpriority", process, 0)
			if err != nil {
				return py.Unbound, err
			}
			next := max(-20, min(20-old+n, 19))
			if _, err := call(th, "setpriority", process, 0, next); err != nil {
				if py.ErrorNumber(err) == 13 {
					err = py.OSErrorOf(int(syscall.EPERM))
				}
				return py.Unbound, err
			}
			return py.Int(int64(next)), nil
		}),
	}
}

func counting2(signature, doc string, f func(th *py.Thread, x, y int) (int, error)) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		x, err := intArgument(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		y, err := intArgument(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		n, err := f(th, x, y)
		return py.Int(int64(n)), err
	})
}

// processArgument converts the number of a process; 0 is this one, of which Linux's threads are all meant.
func processArgument(th *py.Thread, v py.Value) (int, error) {
	pid, err := intArgument(th, v)
	if err == nil && pid == 0 {
		pid = th.Interp.Host.Getpid()
	}
	if err == nil && pid < 0 {
		err = py.OSErrorOf(int(syscall.ESRCH))
	}
	return pid, err
}

var schedParamType *py.Type

func parameters(th *py.Thread, v py.Value) (words, error) {
	t := py.AsTuple(v)
	if t == nil || v.Type() != schedParamType {
		return nil, py.Raise(py.TypeError, "must have a sched_param object")
	}
	n, err := py.AsInt(th, t.At(0))
	if err != nil {
		return nil, err
	}
	if n > 1<<31-1 || n < -1<<31 {
		return nil, py.Raise(py.OverflowError, "sched_priority out of range")
	}
	w := newWords(2)
	w.set(0, uint32(n))
	return w, nil
}

func setupSchedParam() {
	schedParamType = py.NewStructType("posix.sched_param", "The parameters of a scheduling policy.", 1, py.StructField{Name: "sched_priority", Doc: "the scheduling priority"})
	bind := py.Def("sched_param($type, sched_priority)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.NewStruct(schedParamType, a[1]), nil })
	schedParamType.TextSig = "(sched_priority)"
	schedParamType.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return bind.Invoke(th, append([]py.Value{cls.Value()}, args...), kw)
	}
	py.AddMethods(schedParamType, py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.TupleOf(schedParamType.Value(), py.TupleOf(py.AsTuple(a[0]).At(0)).Value()).Value(), nil
	}))
}

// affinityBytes is the size of a set of processors.
const affinityBytes = 1024

func getAffinity(th *py.Thread, a []py.Value) (py.Value, error) {
	pid, err := processArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	b := make([]byte, affinityBytes)
	if _, err := call(th, "sched_getaffinity", pid, len(b), b); err != nil {
		return py.Unbound, err
	}
	s, err := py.NewSet(th, py.EmptyTuple().Value())
	if err != nil {
		return py.Unbound, err
	}
	for i := range 8 * len(b) {
		if b[i/8]>>(i%8)&1 != 0 {
			if err := s.Add(th, py.Int(int64(i))); err != nil {
				return py.Unbound, err
			}
		}
	}
	return s.Value(), nil
}

func setAffinity(th *py.Thread, a []py.Value) (py.Value, error) {
	pid, err := processArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	b := make([]byte, affinityBytes)
	err = py.ForEach(th, a[1], func(v py.Value) error {
		if !py.IsInstance(v, py.IntType) && !v.IsSmallInt() {
			return py.Raise(py.TypeError, "expected an iterator of ints, but iterator yielded %s", v.Type().TypeName())
		}
		n, ok := py.AsInt64(v)
		switch {
		case ok && n < 0:
			return py.Raise(py.ValueError, "negative CPU number")
		case !ok || n > 1<<31-2:
			return py.Raise(py.OverflowError, "CPU number too large")
		case n < 8*affinityBytes:
			b[n/8] |= 1 << (n % 8)
		}
		return nil
	})
	if err != nil {
		return py.Unbound, err
	}
	_, err = call(th, "sched_setaffinity", pid, len(b), b)
	return none(err)
}
