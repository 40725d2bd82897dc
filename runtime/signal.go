// This file takes signals of the process from where they arrive, any goroutine, to where Python handles them: the polls and
// blocking calls of the main thread.

package runtime

import (
	"sync"
	"sync/atomic"
	"time"
)

// NumSignals is one more than the highest signal number (signal.NSIG).
const NumSignals = 65

// SignalAction is what the process does with a signal.
type SignalAction int

// The actions.
const (
	SignalDefault SignalAction = iota // what the system does: mostly to end the process
	SignalIgnored
	SignalCaught // it is delivered to the interpreter
)

// Signals are the signals of one interpreter.
type Signals struct {
	// Handlers holds what Python has set for each signal; Unbound where it has set nothing.
	Handlers [NumSignals]Value

	watches bool          // the host sets BreakSignal itself when a signal arrives
	pending atomic.Uint64 // bit n-1: signal n has arrived
	mu      sync.Mutex
	wake    chan struct{} // closed by the next signal; nil: nobody waits
	bell    int           // a descriptor to which one is added by the next signal, while ringing; 0: none
	ringing bool
	masks   signalMasks

	// What set_wakeup_fd has set, guarded by mu; the descriptor is one more than wakeup, 0 for none.
	wakeup      int
	warnWakeup  bool
	wakeupError error // to be reported
}

// Interrupt enters a signal as arrived and wakes the main thread. It may be called from any goroutine.
func (in *Interp) Interrupt(signal int) {
	if signal < 1 || signal >= NumSignals {
		return
	}
	s := &in.Signals
	if s.hold(signal) {
		return
	}
	s.pending.Or(1 << (signal - 1))
	in.Breaker.Or(BreakSignal)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wakeup > 0 {
		if _, err := in.Host.Write(s.wakeup-1, []byte{byte(signal)}); err != nil && (s.warnWakeup || ErrorNumber(err) != 11) { // EAGAIN: it is full
			s.wakeupError = err
		}
	}
	s.rouse(in.Host)
}

// rouse wakes the main thread. The caller holds the lock.
func (s *Signals) rouse(host Host) {
	if s.wake != nil {
		close(s.wake)
		s.wake = nil
	}
	if s.ringing {
		host.Write(s.bell, []byte{7: 1})
	}
}

// WatchSignals makes this the interpreter of which the host notes signals in the shortest way there is.
func (in *Interp) WatchSignals() {
	in.Signals.watches = in.Host.WatchSignals(&in.Breaker, BreakSignal, in.Interrupt)
}

// setHostAction sets the action for a signal, which is this interpreter's when it is caught.
func (in *Interp) setHostAction(signal int, action SignalAction) error {
	if in.Signals.watches {
		return in.Host.SetSignal(signal, action, nil)
	}
	return in.Host.SetSignal(signal, action, in.Interrupt)
}

// signalsWait reports whether signals wait to be handled, also those that the host has noted but not delivered.
func (in *Interp) signalsWait() bool {
	return in.Signals.Pending() || in.Breaker.Load()&BreakSignal != 0
}

// SetWakeup sets the descriptor to which the numbers of signals are written, -1 for none, and whether it is reported that it is full. It returns the old
// descriptor.
func (s *Signals) SetWakeup(fd int, warn bool) (old int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old = s.wakeup - 1
	s.wakeup, s.warnWakeup = fd+1, warn
	return old
}

// WakeupError returns, once, the error that writing to the wakeup descriptor made.
func (s *Signals) WakeupError() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.wakeupError
	s.wakeupError = nil
	return err
}

// Take returns the lowest signal that has arrived and forgets its arrival; 0 when there is none.
func (s *Signals) Take() int {
	for {
		bits := s.pending.Load()
		if bits == 0 {
			return 0
		}
		for n := 1; n < NumSignals; n++ {
			if bit := uint64(1) << (n - 1); bits&bit != 0 {
				if s.pending.CompareAndSwap(bits, bits&^bit) {
					return n
				}
				break
			}
		}
	}
}

// Pending reports whether a signal waits to be handled.
func (s *Signals) Pending() bool { return s.pending.Load() != 0 }

// Wake is how a wait learns that it is to end early: the main thread's of signals. A nil Wake never tells it.
type Wake struct {
	in *Interp
	c  <-chan struct{} // instead of an interpreter
}

// WakeOf makes a Wake of a channel that somebody closes.
func WakeOf(c <-chan struct{}) *Wake { return &Wake{c: c} }

// C returns a channel that is closed when a signal arrives, or has arrived.
func (w *Wake) C() <-chan struct{} {
	if w == nil || w.in == nil {
		return w.channel()
	}
	s := &w.in.Signals
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wake == nil {
		s.wake = make(chan struct{})
	}
	c := s.wake
	if s.Pending() {
		s.rouse(w.in.Host)
	}
	return c
}

// Descriptor returns a descriptor that becomes readable when a signal arrives, or has arrived; it is for the rest of the wait. Only an Interruptible wait has one.
func (w *Wake) Descriptor() (int, error) {
	s, host := &w.in.Signals, w.in.Host
	s.mu.Lock()
	if s.bell == 0 {
		fd, err := newBell(host)
		if err != nil {
			s.mu.Unlock()
			return -1, err
		}
		s.bell = fd
	}
	s.ringing = true
	if s.Pending() {
		s.rouse(host)
	}
	s.mu.Unlock()
	if s.watches {
		host.ExpectSignals(s.bell)
	}
	return s.bell, nil
}

// Woken reports whether the wait is to end: a signal waits to be handled.
func (w *Wake) Woken() bool {
	if w != nil && w.in != nil {
		return w.in.signalsWait()
	}
	select {
	case <-w.channel():
		return true
	default:
		return false
	}
}

func (w *Wake) channel() <-chan struct{} {
	if w == nil {
		return nil
	}
	return w.c
}

// calm ends a wait for the descriptor.
func (s *Signals) calm() {
	if !s.ringing { // only this thread sets it
		return
	}
	s.mu.Lock()
	s.ringing = false
	s.mu.Unlock()
}

// newBell makes a counter with a high number: programs expect low ones for what they open themselves.
func newBell(host Host) (int, error) {
	const closeOnExec, nonBlocking, duplicateAbove, high = 0o2000000, 0o4000, 1030, 512
	fd, err := host.EventDescriptor(0, closeOnExec|nonBlocking)
	if err != nil {
		return -1, err
	}
	if above, err := host.Fcntl(fd, duplicateAbove, high); err == nil {
		host.Close(fd)
		fd = above
	}
	return fd, nil
}

// CheckSignals runs the handlers of signals that have arrived. Only the main thread does.
func (th *Thread) CheckSignals() error {
	in := th.Interp
	if th != in.Main || in.Poller == nil || !in.signalsWait() {
		return nil
	}
	return in.Poller.Poll(th, BreakSignal)
}

// Interruptible runs wait, which should return early when wake tells it to; then it runs the handlers of signals and calls wait again,
// until wait says that it is done or a handler raises.
func (th *Thread) Interruptible(wait func(wake *Wake) (done bool)) error {
	var wake *Wake
	if th == th.Interp.Main {
		wake = &Wake{in: th.Interp}
	}
	for {
		if err := th.CheckSignals(); err != nil {
			return err
		}
		done := false
		th.Outside(func() {
			done = wait(wake)
			if wake != nil {
				th.Interp.Signals.calm()
			}
		})
		if done {
			return nil
		}
	}
}

// WaitReadable waits until reading from a descriptor would not block, or fails because a signal's handler raised.
func (th *Thread) WaitReadable(fd int) error {
	var err error
	interrupted := th.Interruptible(func(wake *Wake) bool {
		var ready bool
		ready, err = th.Interp.Host.WaitReadable(fd, wake)
		return ready || err != nil
	})
	if interrupted != nil {
		return interrupted
	}
	return nil // an error is read's to report
}

// pipeBuffer is how much a pipe that is ready takes without a wait (PIPE_BUF of Linux).
const pipeBuffer = 4096

// WriteFD writes to a descriptor, all of b unless that is non-blocking. Signals are handled while nothing can be written; one that
// arrives after a part was written ends the call, so that what was written is known.
func (th *Thread) WriteFD(fd int, b []byte) (n int, err error) {
	host := th.Interp.Host
	write := func(b []byte) (n int, err error) {
		th.Outside(func() { n, err = host.Write(fd, b) })
		return n, err
	}
	entries := []PollEntry{{FD: int32(fd), Events: PollOut}}
	ready := func(wake *Wake) bool {
		n, err := host.Poll(entries, -1, wake)
		return n > 0 || err != nil
	}
	if th != th.Interp.Main {
		return write(b)
	}
	if len(b) <= pipeBuffer {
		if n, err := host.Poll(entries, 0, nil); n > 0 || err != nil {
			return write(b)
		}
	}
	if st, err := host.StatDescriptor(fd); err != nil || st.Mode().IsRegular() { // a regular file never waits
		return write(b)
	}
	if blocking, err := host.Blocking(fd); err != nil || !blocking {
		return write(b)
	}
	if err := th.Interruptible(ready); err != nil {
		return 0, err
	}
	for {
		m, err := write(b[n:min(len(b), n+pipeBuffer)])
		n += max(m, 0)
		if err != nil && n == 0 {
			return 0, err
		}
		if err != nil || n == len(b) {
			return n, nil
		}
		writable := false
		if th.Interp.signalsWait() {
			return n, nil
		}
		th.Outside(func() {
			writable = ready(&Wake{in: th.Interp})
			th.Interp.Signals.calm()
		})
		if !writable {
			return n, nil
		}
	}
}

// Poll waits until a descriptor has events or the timeout (negative: none) is over, and returns how many entries have events. Handlers
// of signals run meanwhile; it fails when one of them raises.
func (th *Thread) Poll(entries []PollEntry, timeout time.Duration) (n int, err error) {
	host := th.Interp.Host
	end := host.Monotonic() + timeout
	interrupted := th.Interruptible(func(wake *Wake) bool {
		left := timeout
		if timeout > 0 {
			left = max(end-host.Monotonic(), 0)
		}
		n, err = host.Poll(entries, left, wake)
		return n > 0 || err != nil || timeout >= 0 && left == 0 || timeout > 0 && host.Monotonic() >= end
	})
	if interrupted != nil {
		return 0, interrupted
	}
	return n, OSErrorFrom(err)
}

// idleAfter is how long a wait lasts before it looks for dead objects for the first time.
const idleAfter = 100 * time.Millisecond

// WaitFor waits until done is closed or the timeout (negative: none) is over, and tells which. Handlers of signals run
// meanwhile; it fails when one of them raises.
func (th *Thread) WaitFor(done <-chan struct{}, timeout time.Duration) (finished bool, err error) {
	var over <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		over = timer.C
	}
	err = th.WaitIdle(func(wake *Wake, idle <-chan time.Time) Waited {
		select {
		case <-done:
			finished = true
		case <-over:
		case <-idle:
			return WaitedLong
		case <-wake.C():
			return WaitWoken
		}
		return WaitOver
	})
	return finished, err
}

// Waited is why a wait has returned.
type Waited int

const (
	WaitOver   Waited = iota // there is no more to wait for
	WaitWoken                // wake is closed
	WaitedLong               // idle has something
)

// WaitIdle is Interruptible for waits that may last. A long wait of the main thread looks for dead objects, ever more seldom: what is waited for
// may be a thread that the callback of a weak reference tells to end, or the other side of a connection that a forgotten object holds.
func (th *Thread) WaitIdle(wait func(wake *Wake, idle <-chan time.Time) Waited) error {
	for pause := idleAfter; ; pause *= 2 {
		var idle <-chan time.Time
		var timer *time.Timer
		if q := th.Interp.Finalizers; th == th.Interp.Main && q.watches() {
			timer = timerFor(&th.idle, max(pause, q.rest(th.Interp.Host.Monotonic())))
			th.idle = nil // a handler of a signal may wait, too
			idle = timer.C
		}
		var waited Waited
		err := th.Interruptible(func(wake *Wake) bool {
			waited = wait(wake, idle)
			return waited != WaitWoken
		})
		if timer != nil {
			timer.Stop()
			th.idle = timer
		}
		if waited != WaitedLong || err != nil {
			return err
		}
		th.Interp.Finalizers.collectTimed(th)
	}
}
