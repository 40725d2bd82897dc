// This file defines SemLock, a semaphore or lock that processes share.

package multiprocessing

import (
	"math"
	goruntime "runtime"
	"syscall"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

var semLockType = &py.Type{Name: "SemLock", Module: "_multiprocessing", Flags: py.TypeBaseType, Size: py.SizeOf[semLock](), Doc: "A semaphore or lock that processes share."}

// The kinds of SemLock.
const (
	recursive = 0 // who has it can take it again
	counting  = 1
)

// semLock is a SemLock object.
type semLock struct {
	py.Header
	semaphore py.Semaphore
	name      py.Value // str, or None
	handle    int64
	kind      int
	most      int        // what the semaphore may count up to
	held      int        // how often this process has taken it more than it has left it
	taker     *py.Thread // who did last
}

func self(v py.Value) *semLock { return py.AsAny[semLock](v) }

var newSemLock = py.Def("SemLock($type, /, kind, value, maxvalue, name, unlink)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
	var n [3]int // kind, value, maxvalue
	for i := range n {
		var err error
		if n[i], err = py.AsCInt(th, a[1+i]); err != nil {
			return py.Unbound, err
		}
	}
	s := py.AsStr(a[4])
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "SemLock() argument 'name' must be str, not %s", a[4].Type().TypeName())
	}
	name, err := nameOf(s)
	if err != nil {
		return py.Unbound, err
	}
	unlink, err := py.Truth(th, a[5])
	if err != nil {
		return py.Unbound, err
	}
	if n[0] != recursive && n[0] != counting {
		return py.Unbound, py.Raise(py.ValueError, "unrecognized kind")
	}
	host := th.Interp.Host
	semaphore, err := host.CreateSemaphore(name, uint32(n[1])) // a negative value is too large
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	kept := a[4]
	if unlink {
		if err := host.UnlinkSemaphore(name); err != nil {
			semaphore.Close()
			return py.Unbound, py.OSErrorFrom(err)
		}
		kept = py.None
	}
	return wrap(py.AsType(a[0]), semaphore, kept, n[0], n[2]), nil
})

// wrap makes an object of class cls that owns the semaphore.
func wrap(cls *py.Type, semaphore py.Semaphore, name py.Value, kind, most int) py.Value {
	l := py.NewObject[semLock](cls)
	l.semaphore, l.name, l.kind, l.most = semaphore, name, kind, most
	goruntime.AddCleanup(l, func(s py.Semaphore) { s.Close() }, semaphore)
	return py.ValueOf(l)
}

// rebuild opens, in a process that was started, a semaphore that its parent has.
func rebuild(th *py.Thread, a []py.Value) (py.Value, error) {
	handle, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	var n [2]int
	for i := range n {
		if n[i], err = py.AsCInt(th, a[2+i]); err != nil {
			return py.Unbound, err
		}
	}
	s := py.AsStr(a[4])
	if s == nil { // only a copy of the process could have it
		return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
	}
	name, err := nameOf(s)
	if err != nil {
		return py.Unbound, err
	}
	semaphore, err := th.Interp.Host.OpenSemaphore(name)
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	v := wrap(py.AsType(a[0]), semaphore, a[4], n[0], n[1])
	self(v).handle = int64(handle)
	return v, nil
}

// mine tells whether the thread has the lock.
func (l *semLock) mine(th *py.Thread) bool { return l.held > 0 && l.taker == th }

// acquire takes the semaphore: limit < 0 without end.
func (l *semLock) acquire(th *py.Thread, limit time.Duration) (got bool, err error) {
	if l.kind == recursive && l.mine(th) {
		l.held++
		return true, nil
	}
	if got, err = l.semaphore.Wait(0, nil); err == nil && !got && limit != 0 {
		host := th.Interp.Host
		end := host.Monotonic() + limit
		interrupted := th.Interruptible(func(wake *py.Wake) bool {
			left := limit
			if limit > 0 {
				left = max(0, end-host.Monotonic())
			}
			got, err = l.semaphore.Wait(left, wake)
			return got || err != nil || limit > 0 && host.Monotonic() >= end
		})
		if interrupted != nil {
			return false, interrupted
		}
	}
	if err != nil {
		return false, py.OSErrorFrom(err)
	}
	if got {
		l.held++
		l.taker = th
	}
	return got, nil
}

// limitOf reads the arguments of acquire.
func limitOf(th *py.Thread, block, timeout py.Value) (time.Duration, error) {
	wait, err := py.Truth(th, block)
	switch {
	case err != nil || !wait:
		return 0, err
	case timeout.IsNone():
		return -1, nil
	}
	seconds, err := py.FloatOf(th, timeout)
	switch {
	case err != nil:
		return 0, err
	case seconds > 9e9 || seconds != seconds:
		return 0, py.OSErrorOf(int(syscall.EINVAL))
	}
	return time.Duration(max(0, seconds) * float64(time.Second)), nil
}

func (l *semLock) release(th *py.Thread) error {
	if l.kind == recursive {
		switch {
		case !l.mine(th):
			return py.Raise(py.AssertionError, "attempt to release recursive lock not owned by thread")
		case l.held > 1:
			l.held--
			return nil
		}
	} else if int64(l.semaphore.Value()) >= int64(l.most) {
		return py.Raise(py.ValueError, "semaphore or lock released too many times")
	}
	if err := l.semaphore.Post(); err != nil {
		return py.OSErrorFrom(err)
	}
	l.held--
	return nil
}

func setupSemLock(t *py.Type) {
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		v, err := newSemLock.Invoke(th, append([]py.Value{cls.Value()}, args...), kw)
		if err == nil {
			self(v).handle = py.ID(th, v)
		}
		return v, err
	}
	release := func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a[0]).release(th) }
	t.Methods = []*py.MethodDef{
		py.Def("acquire($self, /, block=True, timeout=None)", "Take the lock; tell whether that worked.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			limit, err := limitOf(th, a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			got, err := self(a[0]).acquire(th, limit)
			return py.Bool(got), err
		}),
		py.Def("release($self, /)", "Leave the lock.", release),
		py.Def("__enter__($self, /)", "Take the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			got, err := self(a[0]).acquire(th, -1)
			return py.Bool(got), err
		}),
		py.Def("__exit__($self, exc_type=None, exc_value=None, exc_tb=None, /)", "Leave the lock.", release),
		py.Def("_count($self, /)", "Return how often this process has the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(self(a[0]).held)), nil
		}),
		py.Def("_is_mine($self, /)", "Tell whether this thread has the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(self(a[0]).mine(th)), nil
		}),
		py.Def("_get_value($self, /)", "Return the semaphore's value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(self(a[0]).semaphore.Value())), nil
		}),
		py.Def("_is_zero($self, /)", "Tell whether the semaphore can't be taken.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(self(a[0]).semaphore.Value() == 0), nil
		}),
		py.Def("_after_fork($self, /)", "Forget that this process has the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).held = 0
			return py.None, nil
		}),
		py.DefClass("_rebuild($type, handle, kind, maxvalue, name, /)", "Return the object of a semaphore that another process has made.", rebuild),
	}
	number := func(name, doc string, get func(l *semLock) int64) py.GetSetDef {
		return py.GetSetDef{Name: name, Member: true, Doc: doc, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(get(self(v))), nil }}
	}
	t.GetSets = []py.GetSetDef{
		number("handle", "A number that stands for the semaphore.", func(l *semLock) int64 { return l.handle }),
		number("kind", "0: a lock that its owner can take again, 1: a semaphore.", func(l *semLock) int64 { return int64(l.kind) }),
		number("maxvalue", "What the semaphore may count up to.", func(l *semLock) int64 { return int64(l.most) }),
		{Name: "name", Member: true, Doc: "The semaphore's name; None when it has none any more.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).name, nil }},
	}
	py.SetupType(t, nil)
	t.Dict().SetStr(py.NewStr("SEM_VALUE_MAX"), py.Int(math.MaxInt32))
}
