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
	if p.stop[n] != nil {
		p.stop[n]()
		p.stop[n] = nil
	}
	p.deliver[n] = nil
	if action == SignalCaught {
		if p.changed[n] {
			if err := kernelSet(n, &p.goes[n], nil); err != nil {
				return err
			}
			p.changed[n] = false
		}
		arrivals := make(chan os.Signal, 16)
		signal.Notify(arrivals, syscall.Signal(n))
		done := make(chan struct{})
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
		p.deliver[n] = deliver
		p.stop[n] = func() { signal.Stop(arrivals); close(done) }
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
	}
	p.action[n] = action
	return nil
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

func (systemHost) WaitReadable(fd int, wake <-chan struct{}) (bool, error) {
	entries := []PollEntry{{FD: int32(fd), Events: PollIn}}
	if n, err := poll(entries, &syscall.Timespec{}); err != nil || n > 0 {
		return true, err
	}
	var bell [2]int // a pipe that wake closes
	if err := syscall.Pipe2(bell[:], syscall.O_CLOEXEC); err != nil {
		return true, nil // then reading itself waits
	}
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		select {
		case <-wake:
		case <-done:
		}
		syscall.Close(bell[1])
	}()
	entries = append(entries, PollEntry{FD: int32(bell[0]), Events: PollIn})
	_, err := poll(entries, nil)
	if entries[0].Revents&PollHup != 0 {
		// The end of the input often comes with an interrupt, which may still be on its way through Go's runtime.
		select {
		case <-wake:
			entries[0].Revents = 0
		case <-time.After(5 * time.Millisecond):
		}
	}
	close(done)
	<-gone
	syscall.Close(bell[0])
	return entries[0].Revents != 0, err
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
