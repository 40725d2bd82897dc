// Package resource is the module resource: what processes may use and have used.
//
// Reference: "resource — Resource usage information" in the Python library reference; getrlimit(2), getrusage(2).
package resource

import (
	"math/big"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "resource",
	Doc:       "Limits of what processes may use, and what they have used.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.SetInts(th, constants)
		m.Set(th, "error", py.OSError.Value())
		m.Set(th, "struct_rusage", usageType().Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("getrusage($module, who, /)", "Return what the process (RUSAGE_SELF), its children or its thread have used.", usage),
		py.Def("getrlimit($module, resource, /)", "Return the soft and the hard limit of a resource.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return limit(th, 0, a[0], py.None)
		}),
		py.Def("prlimit($module, pid, resource, limits=None, /)", "Return the limits of a process, 0 for this one, and set them if some are given.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := py.AsCInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return limit(th, pid, a[1], a[2])
		}).Audited("resource.prlimit", 0, 1, 2),
		py.Def("setrlimit($module, resource, limits, /)", "Set the soft and the hard limit of a resource.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if _, err := limit(th, 0, a[0], a[1]); err != nil {
				return py.Unbound, err
			}
			return py.None, nil
		}).Audited("resource.setrlimit", 0, 1),
		py.Def("getpagesize($module, /)", "Return the size of a page of memory in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(th.Interp.Host.PageSize())), nil
		}),
	}
}

var usageType = sync.OnceValue(func() *py.Type {
	var fields []py.StructField
	for _, name := range strings.Fields("utime stime maxrss ixrss idrss isrss minflt majflt nswap inblock oublock msgsnd msgrcv nsignals nvcsw nivcsw") {
		fields = append(fields, py.StructField{Name: "ru_" + name})
	}
	return py.NewStructType("resource.struct_rusage", "What processes have used. Times are in seconds.", len(fields), fields...)
})

func usage(th *py.Thread, a []py.Value) (py.Value, error) {
	who, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	u, err := th.Interp.Host.ResourceUsage(who)
	if err != nil {
		if py.ErrorNumber(err) == invalidArgument {
			return py.Unbound, py.Raise(py.ValueError, "invalid who parameter")
		}
		return py.Unbound, py.OSErrorFrom(err)
	}
	items := []py.Value{py.Float(u.User.Seconds()), py.Float(u.System.Seconds())}
	for _, n := range u.Counts {
		items = append(items, py.Int(n))
	}
	return py.NewStruct(usageType(), items...), nil
}

const (
	invalidArgument = 22
	notPermitted    = 1
	numberOfLimits  = 16
)

// limit is the three functions of limits; next is None when nothing is to be set.
func limit(th *py.Thread, pid int, resource, next py.Value) (py.Value, error) {
	n, err := py.AsCInt(th, resource)
	if err != nil {
		return py.Unbound, err
	}
	if n < 0 || n >= numberOfLimits {
		return py.Unbound, py.Raise(py.ValueError, "invalid resource specified")
	}
	var set *py.ResourceLimit
	if !next.IsNone() {
		if set, err = limitsOf(th, next); err != nil {
			return py.Unbound, err
		}
	}
	old, err := th.Interp.Host.ResourceLimit(pid, n, set)
	switch {
	case err == nil:
	case py.ErrorNumber(err) == invalidArgument:
		return py.Unbound, py.Raise(py.ValueError, "current limit exceeds maximum limit")
	case py.ErrorNumber(err) == notPermitted && set != nil && pid == 0:
		return py.Unbound, py.Raise(py.ValueError, "not allowed to raise maximum limit")
	default:
		return py.Unbound, py.OSErrorFrom(err)
	}
	return py.TupleOf(number(old.Soft), number(old.Hard)).Value(), nil
}

func limitsOf(th *py.Thread, v py.Value) (*py.ResourceLimit, error) {
	items, err := py.Items(th, v)
	if err != nil {
		return nil, err
	}
	if len(items) != 2 {
		return nil, py.Raise(py.ValueError, "expected a tuple of 2 integers")
	}
	l := &py.ResourceLimit{}
	for i, to := range []*uint64{&l.Soft, &l.Hard} {
		v, err := py.Index(th, items[i])
		if err != nil {
			return nil, err
		}
		n, _ := py.NumFromInt(v)
		switch {
		case n.Big == nil && n.Small == -1: // RLIM_INFINITY
			*to = py.Unlimited
		case n.Sign() < 0:
			return nil, py.Raise(py.ValueError, "Cannot convert negative int")
		case n.Big == nil:
			*to = uint64(n.Small)
		case n.Big.IsUint64():
			*to = n.Big.Uint64()
		default:
			return nil, py.Raise(py.OverflowError, "Python int too large to convert to C rlim_t")
		}
	}
	return l, nil
}

// number shows a limit; RLIM_INFINITY is -1.
func number(n uint64) py.Value {
	if n == py.Unlimited {
		return py.Int(-1)
	}
	return py.NewBig(new(big.Int).SetUint64(n))
}
