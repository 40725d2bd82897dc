// This file holds lock and RLock.

package thread

import (
	"slices"
	"strconv"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

var (
	lockType  = &py.Type{Name: "lock", Module: "_thread", TextSig: "()", Doc: "A lock that one thread at a time can hold.", Flags: py.TypeHasWeakref}
	rlockType = &py.Type{Name: "RLock", Module: "_thread", Doc: "A lock that the thread that holds it can take again.", Flags: py.TypeBaseType | py.TypeHasWeakref, Size: py.SizeOf[rlock]()}
)

// lock is a _thread.lock. It changes under the interpreter lock only.
type lock struct {
	py.Header
	held    bool
	waiting []*waiter // in the order in which they came
	weak    *py.WeakList
}

// waiter is a thread that waits for a lock. A lock that is left wakes the first one, which takes it if nobody was faster: a thread that goes on
// may take it again without a change of threads. One that has waited for long is handed the lock.
type waiter struct {
	wake  chan struct{} // of 1
	since time.Duration
	woken bool
	owns  bool // the lock has been handed over
}

// patience is how long a thread waits before it is handed a lock that is left.
const patience = time.Millisecond

// rlock is a _thread.RLock. owner and count change under the interpreter lock only.
type rlock struct {
	py.Header
	lock
	owner int64
	count int64
}

func newLock() *lock {
	return &lock{Header: py.Header{Type: lockType, Kind: py.KindOther}}
}

// acquire takes the lock: wait < 0 without end. It reports whether it got it. Handlers of signals run meanwhile; it fails when one raises.
func (l *lock) acquire(th *py.Thread, wait time.Duration) (got bool, err error) {
	if !l.held {
		l.held = true
		return true, nil
	}
	if wait == 0 {
		return false, nil
	}
	var over <-chan time.Time
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		over = timer.C
	}
	w := &waiter{wake: make(chan struct{}, 1), since: th.Interp.Host.Monotonic()}
	l.waiting = append(l.waiting, w)
	late := false
	for !w.owns && !late && err == nil {
		if w.woken && !l.held {
			l.held, w.owns = true, true
			break
		}
		w.woken = false
		err = th.WaitIdle(func(wake *py.Wake, idle <-chan time.Time) py.Waited {
			select {
			case <-w.wake:
			case <-over:
				late = true
			case <-idle:
				return py.WaitedLong
			case <-wake.C():
				return py.WaitWoken
			}
			return py.WaitOver
		})
	}
	if i := slices.Index(l.waiting, w); i >= 0 {
		l.waiting = slices.Delete(l.waiting, i, i+1)
	}
	switch {
	case err != nil && w.owns:
		l.release(th)
		return false, err
	case !w.owns && w.woken && !l.held:
		l.rouse(th) // somebody else then
	}
	return w.owns, err
}

// release leaves the lock; it reports whether it was held.
func (l *lock) release(th *py.Thread) bool {
	if !l.held {
		return false
	}
	l.held = false
	if len(l.waiting) > 0 {
		l.rouse(th)
	}
	return true
}

// rouse wakes the thread that has waited longest for the lock, which is free.
func (l *lock) rouse(th *py.Thread) {
	if len(l.waiting) == 0 || l.waiting[0].woken {
		return
	}
	w := l.waiting[0]
	w.woken = true
	if th.Interp.Host.Monotonic()-w.since > patience {
		l.held, w.owns = true, true
		l.waiting = slices.Delete(l.waiting, 0, 1)
	}
	w.wake <- struct{}{}
}

// acquireWait reads the arguments of acquire.
func acquireWait(th *py.Thread, blocking, timeout py.Value) (time.Duration, error) {
	block, err := py.Truth(th, blocking)
	if err != nil {
		return 0, err
	}
	f, err := py.FloatOf(th, timeout)
	switch {
	case err != nil:
		return 0, err
	case !block && f != -1:
		return 0, py.Raise(py.ValueError, "can't specify a timeout for a non-blocking call")
	case !block:
		return 0, nil
	case f < 0 && f != -1:
		return 0, py.Raise(py.ValueError, "timeout value must be a non-negative number")
	}
	return waitTime(th, timeout)
}

func setupLock(t *py.Type) {
	self := func(v py.Value) *lock { return (*lock)(v.P) }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) > 0 {
			return py.Unbound, py.Raise(py.TypeError, "lock() takes no arguments")
		}
		return newLock().Header.Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		state := "unlocked"
		if self(v).held {
			state = "locked"
		}
		return py.Text("<" + state + " _thread.lock object at " + py.Address(th, v) + ">"), nil
	}
	acquire := func(th *py.Thread, a []py.Value) (py.Value, error) {
		wait, err := acquireWait(th, a[1], a[2])
		if err != nil {
			return py.Unbound, err
		}
		got, err := self(a[0]).acquire(th, wait)
		if err == nil && wait != 0 {
			err = th.CheckSignals() // now, so that a finally clause can count on the caller's other locks
		}
		return py.Bool(got), err
	}
	release := func(th *py.Thread, a []py.Value) (py.Value, error) {
		if !self(a[0]).release(th) {
			return py.Unbound, py.Raise(py.RuntimeError, "release unlocked lock")
		}
		return py.None, nil
	}
	locked := func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(self(a[0]).held), nil }
	t.Methods = []*py.MethodDef{
		py.Def("acquire_lock($self, /, blocking=True, timeout=-1)", "An old name of acquire.", acquire),
		py.Def("acquire($self, /, blocking=True, timeout=-1)", "Take the lock; tell whether that worked.", acquire),
		py.Def("release_lock($self, /)", "An old name of release.", release),
		py.Def("release($self, /)", "Leave the lock.", release),
		py.Def("locked_lock($self, /)", "An old name of locked.", locked),
		py.Def("locked($self, /)", "Tell whether the lock is held.", locked),
		py.Def("__enter__($self, /)", "Take the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			got, err := self(a[0]).acquire(th, -1)
			return py.Bool(got), err
		}),
		py.DefRaw("__exit__", "($self, /, *exc_info)", "Leave the lock.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) { return release(th, a[:1]) }),
		py.Def("_at_fork_reinit($self, /)", "Make the lock free.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l := self(a[0])
			l.held, l.waiting = false, nil
			return py.None, nil
		}),
	}
	py.SetupType(t, nil)
}

// take is one more acquire by the running thread.
func (r *rlock) take(th *py.Thread, wait time.Duration) (bool, error) {
	me := Ident(th)
	if r.owner == me && r.count > 0 {
		r.count++
		return true, nil
	}
	if got, err := r.acquire(th, wait); !got || err != nil {
		return false, err
	}
	r.owner, r.count = me, 1
	return true, nil
}

func (r *rlock) leave(th *py.Thread) error {
	if r.count == 0 || r.owner != Ident(th) {
		return py.Raise(py.RuntimeError, "cannot release un-acquired lock")
	}
	if r.count--; r.count == 0 {
		r.owner = 0
		r.release(th)
	}
	return nil
}

func setupRLock(t *py.Type) {
	self := func(v py.Value) *rlock { return py.AsAny[rlock](v) }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if cls == rlockType && len(args) > 0 {
			if err := py.Warn(th, py.DeprecationWarning, "Passing arguments to RLock is deprecated and will be removed in 3.15", 1); err != nil {
				return py.Unbound, err
			}
		}
		r := py.NewObject[rlock](cls)
		return r.Header.Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		r := self(v)
		state := "unlocked"
		if r.count > 0 {
			state = "locked"
		}
		return py.Text("<" + state + " " + rlockName(v) + " object owner=" + strconv.FormatInt(r.owner, 10) + " count=" + strconv.FormatInt(r.count, 10) + " at " + py.Address(th, v) + ">"), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("acquire($self, /, blocking=True, timeout=-1)", "Take the lock; tell whether that worked.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			wait, err := acquireWait(th, a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			got, err := self(a[0]).take(th, wait)
			return py.Bool(got), err
		}),
		py.Def("release($self, /)", "Leave the lock once.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a[0]).leave(th) }),
		py.Def("locked($self, /)", "Tell whether a thread holds the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(self(a[0]).count > 0), nil }),
		py.Def("_is_owned($self, /)", "Tell whether the running thread holds the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(self(a[0]).count > 0 && self(a[0]).owner == Ident(th)), nil
		}),
		py.Def("_recursion_count($self, /)", "Return how many times the running thread holds the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if r := self(a[0]); r.owner == Ident(th) {
				return py.Int(r.count), nil
			}
			return py.Int(0), nil
		}),
		py.Def("_release_save($self, /)", "Leave the lock wholly; return what _acquire_restore wants.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			r := self(a[0])
			if r.count == 0 {
				return py.Unbound, py.Raise(py.RuntimeError, "cannot release un-acquired lock")
			}
			v := py.TupleOf(py.Int(r.count), py.Int(r.owner)).Value()
			r.count, r.owner = 0, 0
			r.release(th)
			return v, nil
		}),
		py.Def("_acquire_restore($self, state, /)", "Take the lock as it was held before _release_save.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t := py.AsTuple(a[1])
			if t == nil || t.Len() != 2 {
				return py.Unbound, py.Raise(py.TypeError, "_acquire_restore() argument must be what _release_save() returned")
			}
			r := self(a[0])
			if _, err := r.acquire(th, -1); err != nil {
				return py.Unbound, err
			}
			r.count, _ = py.AsInt64(t.At(0))
			r.owner, _ = py.AsInt64(t.At(1))
			return py.None, nil
		}),
		py.Def("__enter__($self, /)", "Take the lock.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			got, err := self(a[0]).take(th, -1)
			return py.Bool(got), err
		}),
		py.DefRaw("__exit__", "($self, /, *exc_info)", "Leave the lock.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			return py.None, self(a[0]).leave(th)
		}),
		py.Def("_at_fork_reinit($self, /)", "Make the lock free.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			r := self(a[0])
			r.held, r.waiting, r.owner, r.count = false, nil, 0, 0
			return py.None, nil
		}),
	}
	py.SetupType(t, nil)
}

// rlockName is the class as the repr shows it, behind the module.
func rlockName(v py.Value) string {
	if v.Type() == rlockType {
		return "_thread.RLock"
	}
	return v.Type().TypeName()
}
