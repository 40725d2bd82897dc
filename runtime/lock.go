// This file holds how a thread takes and leaves the interpreter lock.

package runtime

import "time"

// InterpLock is the interpreter lock: whoever waits longest gets it next.
type InterpLock struct {
	held chan struct{} // full: held
}

func newInterpLock() InterpLock { return InterpLock{held: make(chan struct{}, 1)} }

// switchInterval is how long a thread may run while others wait (sys.getswitchinterval).
const switchInterval = 5 * time.Millisecond

// Acquire takes the interpreter lock for the thread. Only its holder runs Python code. While it waits it asks the holder,
// each switch interval, to leave the lock at a poll.
func (th *Thread) Acquire() {
	lock := th.Interp.Lock.held
	defer func() {
		if th.Monitored != th.Interp.Monitoring.Version {
			th.Interp.Breaker.Or(BreakTrace)
		}
	}()
	select {
	case lock <- struct{}{}:
		th.holdsLock = true
		return
	default:
	}
	turn := timerFor(&th.turn, switchInterval)
	defer turn.Stop()
	for {
		select {
		case lock <- struct{}{}:
			th.holdsLock = true
			return
		case <-turn.C:
			th.Interp.Breaker.Or(BreakSwitch)
			turn.Reset(switchInterval)
		}
	}
}

// timerFor starts the timer that a thread keeps.
func timerFor(kept **time.Timer, d time.Duration) *time.Timer {
	if *kept == nil {
		*kept = time.NewTimer(d)
	} else {
		(*kept).Reset(d)
	}
	return *kept
}

// Release gives the interpreter lock to whoever waits for it.
func (th *Thread) Release() {
	th.holdsLock = false
	<-th.Interp.Lock.held
}

// Share makes the thread hold the interpreter lock, which an interpreter with one thread does without.
func (th *Thread) Share() {
	if !th.holdsLock {
		th.Acquire()
	}
}

// Yield lets another thread that waits for the lock run.
func (th *Thread) Yield() {
	if th.holdsLock {
		th.Release()
		th.Acquire()
	}
}

// Outside runs f, which may wait for the world, while other threads may run Python code. f must not touch objects.
func (th *Thread) Outside(f func()) {
	if in := th.Interp; in.Signals.watches && th == in.Main {
		in.Host.ExpectSignals(SignalsDelivered)
		defer in.Host.ExpectSignals(SignalsNoted)
	}
	if !th.holdsLock {
		f()
		return
	}
	th.outside = true
	th.Release()
	defer func() {
		th.Acquire()
		th.outside = false
	}()
	f()
}

// AcquireWithin is Acquire for at most a time; it reports whether the thread got the lock.
func (th *Thread) AcquireWithin(limit time.Duration) bool {
	over := time.NewTimer(limit)
	defer over.Stop()
	tick := time.NewTicker(switchInterval)
	defer tick.Stop()
	for {
		select {
		case th.Interp.Lock.held <- struct{}{}:
			th.holdsLock = true
			return true
		case <-tick.C:
			th.Interp.Breaker.Or(BreakSwitch)
		case <-over.C:
			return false
		}
	}
}
