//go:build linux

// This file is the real machine's signals. Go's own handlers stay installed for signals that Python catches; for the others the
// system's default or none takes their place, so that a signal ends the process as it would end any other program.

package runtime

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// kernelAction is struct sigaction of the Linux kernel on 64-bit machines.
type kernelAction struct {
	handler, flags, restorer, mask uintptr
}

// processSignals is what the process does with signals, which is one thing however many interpreters there are.
var processSignals struct {
	sync.Mutex
	action  [NumSignals]SignalAction
	changed [NumSignals]bool
	direct  [NumSignals]bool         // catchSignal is the handler
	goes    [NumSignals]kernelAction // Go's own handler, while another stands in its place
	stop    [NumSignals]func()
	deliver [NumSignals]func(signal int) // of signals that are caught
}

func (systemHost) SetSignal(n int, action SignalAction, deliver func(signal int)) error {
	if n < 1 || n >= NumSignals || syscall.Signal(n) == syscall.SIGKILL || syscall.Signal(n) == syscall.SIGSTOP {
		return syscall.EINVAL
	}
	p := &processSignals
	p.Lock()
	defer p.Unlock()
	direct := action == SignalCaught && deliver == nil && !goNeeds(n)
	if direct && p.direct[n] {
		return nil
	}
	if p.direct[n] {
		// At once to what comes next: with nothing but Go's handler there, a signal would end the process.
		next := &p.goes[n]
		if action != SignalCaught {
			next = &kernelAction{handler: uintptr(action)}
		}
		if err := kernelSet(n, next, nil); err != nil {
			return err
		}
		p.direct[n], p.changed[n] = false, action != SignalCaught
	}
	if p.stop[n] != nil {
		p.stop[n]()
		p.stop[n] = nil
	}
	p.deliver[n] = nil
	if action == SignalCaught {
		if deliver == nil {
			deliver = watcher
		}
		direct = direct && (!p.changed[n] || p.goes[n].handler > uintptr(SignalIgnored))
		if p.changed[n] && !direct {
			if err := kernelSet(n, &p.goes[n], nil); err != nil {
				return err
			}
			p.changed[n] = false
		}
		arrivals := make(chan os.Signal, 16)
		signal.Notify(arrivals, syscall.Signal(n))
		done := make(chan struct{})
		p.deliver[n] = deliver
		p.stop[n] = func() { signal.Stop(arrivals); close(done) }
		go func() {
			for {
				select {
				case <-arrivals:
					deliver(n)
				case <-done:
					return
				}
			}
		}()
		if direct && catchDirectly(n, &p.goes[n], p.changed[n]) == nil {
			p.direct[n], p.changed[n] = true, true
		}
	} else {
		next := kernelAction{handler: uintptr(action)} // SIG_DFL is 0, SIG_IGN 1
		var old *kernelAction
		if !p.changed[n] {
			old = &p.goes[n]
		}
		if err := kernelSet(n, &next, old); err != nil {
			return err
		}
		p.changed[n] = true
		if action == SignalIgnored && !goNeeds(n) {
			signal.Ignore(syscall.Signal(n)) // the children that Go's runtime starts ignore it only when it knows
		}
	}
	p.action[n] = action
	return nil
}

// deliverNow delivers a signal that this process sends itself, when it is caught: by way of the system it would come by another goroutine, a moment later.
func deliverNow(n int) bool {
	if n < 1 || n >= NumSignals {
		return false
	}
	p := &processSignals
	p.Lock()
	deliver := p.deliver[n]
	p.Unlock()
	if deliver != nil {
		deliver(n)
	}
	return deliver != nil
}

// leaveToSystem takes Go's handler away from a signal that nobody catches and that this process is about to send itself, so that it ends the process as
// it would end any other. It reports whether the signal's action is the system's.
func leaveToSystem(n int) bool {
	p := &processSignals
	p.Lock()
	defer p.Unlock()
	if n < 1 || n >= NumSignals || p.action[n] != SignalDefault || p.stop[n] != nil {
		return false
	}
	if goNeeds(n) && !p.changed[n] && kernelSet(n, &kernelAction{}, &p.goes[n]) == nil {
		p.changed[n] = true
	}
	return p.changed[n]
}

// goNeeds tells signals that Go's runtime sends itself or makes panics of: its handler has to stay.
func goNeeds(n int) bool {
	switch syscall.Signal(n) {
	case syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL, syscall.SIGTRAP, syscall.SIGSYS, syscall.SIGPROF, syscall.SIGURG:
		return true
	}
	return n >= 32 && n < 35 // the C library's and Go's own
}

func kernelSet(n int, next, old *kernelAction) error {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(n), uintptr(unsafe.Pointer(next)), uintptr(unsafe.Pointer(old)), 8, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

func (systemHost) SignalAction(n int) SignalAction {
	if n < 1 || n >= NumSignals {
		return SignalDefault
	}
	p := &processSignals
	p.Lock()
	defer p.Unlock()
	if !p.changed[n] && p.stop[n] == nil && signal.Ignored(syscall.Signal(n)) {
		return SignalIgnored // inherited
	}
	return p.action[n]
}

// timerSetting is struct itimerval.
type timerSetting struct{ interval, value syscall.Timeval }

func (t *timerSetting) durations() (value, interval time.Duration) {
	return time.Duration(t.value.Nano()), time.Duration(t.interval.Nano())
}

func (systemHost) SetTimer(which int, value, interval time.Duration) (oldValue, oldInterval time.Duration, err error) {
	if which == whichProcessor {
		oldValue, oldInterval = setProcessorTimer(value, interval)
		return oldValue, oldInterval, nil
	}
	next := timerSetting{syscall.NsecToTimeval(int64(interval)), syscall.NsecToTimeval(int64(value))}
	var old timerSetting
	if _, _, errno := syscall.RawSyscall(syscall.SYS_SETITIMER, uintptr(which), uintptr(unsafe.Pointer(&next)), uintptr(unsafe.Pointer(&old))); errno != 0 {
		return 0, 0, errno
	}
	oldValue, oldInterval = old.durations()
	return oldValue, oldInterval, nil
}

func (systemHost) Timer(which int) (value, interval time.Duration, err error) {
	if which == whichProcessor {
		processorTimer.Lock()
		defer processorTimer.Unlock()
		value, interval = processorTimerLeft()
		return value, interval, nil
	}
	var t timerSetting
	if _, _, errno := syscall.RawSyscall(syscall.SYS_GETITIMER, uintptr(which), uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		return 0, 0, errno
	}
	value, interval = t.durations()
	return value, interval, nil
}

func (h systemHost) WaitReadable(fd int, wake *Wake) (bool, error) {
	entries := []PollEntry{{FD: int32(fd), Events: PollIn}}
	n, err := h.Poll(entries, -1, wake)
	if wake != nil && n > 0 && entries[0].Revents&PollHup != 0 {
		// The end of the input often comes with an interrupt, which may still be on its way.
		h.Poll(nil, 5*time.Millisecond, wake)
		return !wake.Woken(), nil
	}
	return n > 0 || err != nil, err
}

// ignoredToDefault puts Go's handlers in the place of signals that are ignored: a child starts with the default for them then. It
// returns what undoes that.
func ignoredToDefault(signals []int) (undo func()) {
	p := &processSignals
	p.Lock()
	var done []int
	for _, n := range signals {
		if n >= 1 && n < NumSignals && p.changed[n] && p.action[n] == SignalIgnored && kernelSet(n, &p.goes[n], nil) == nil {
			done = append(done, n)
		}
	}
	return func() {
		for _, n := range done {
			kernelSet(n, &kernelAction{handler: uintptr(SignalIgnored)}, nil)
		}
		p.Unlock()
	}
}

// setThreadMask sets the signals that are blocked in the running thread of the system and returns what they were.
func setThreadMask(mask uint64) (old uint64) {
	const setMask = 2
	syscall.RawSyscall6(syscall.SYS_RT_SIGPROCMASK, setMask, uintptr(unsafe.Pointer(&mask)), uintptr(unsafe.Pointer(&old)), 8, 0, 0)
	return old
}
