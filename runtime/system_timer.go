//go:build linux

// This file is the timer of processor time, ITIMER_PROF. Go's runtime keeps the signal SIGPROF for its own profiler, so the real timer would
// never reach a program.

package runtime

import (
	"sync"
	"syscall"
	"time"
)

// processorTimer runs by the processor time of the process.
var processorTimer struct {
	sync.Mutex
	due, interval time.Duration // due is on the clock of processor time; 0: not set
	stop          chan struct{}
}

// whichProcessor is ITIMER_PROF.
const whichProcessor = 2

func setProcessorTimer(value, interval time.Duration) (oldValue, oldInterval time.Duration) {
	t := &processorTimer
	t.Lock()
	defer t.Unlock()
	oldValue, oldInterval = processorTimerLeft()
	if t.stop != nil {
		close(t.stop)
		t.stop = nil
	}
	t.due, t.interval = 0, 0
	if value > 0 {
		t.due, t.interval = systemHost{}.CPUTime()+value, interval
		t.stop = make(chan struct{})
		go runProcessorTimer(t.stop)
	}
	return oldValue, oldInterval
}

// processorTimerLeft is what is left of the timer; the caller holds its lock.
func processorTimerLeft() (value, interval time.Duration) {
	t := &processorTimer
	if t.due == 0 {
		return 0, 0
	}
	return max(t.due-systemHost{}.CPUTime(), time.Microsecond), t.interval
}

// runProcessorTimer sends SIGPROF whenever the timer is due, until it is stopped.
func runProcessorTimer(stop <-chan struct{}) {
	t := &processorTimer
	for {
		t.Lock()
		left := t.due - systemHost{}.CPUTime()
		fire := left <= 0
		if fire {
			t.due += t.interval
			if t.interval == 0 {
				t.due, t.stop = 0, nil
			}
		}
		again := t.due != 0
		t.Unlock()
		select {
		case <-stop:
			return
		default:
		}
		if fire {
			sendProfilingSignal()
			if !again {
				return
			}
			continue
		}
		select {
		case <-stop:
			return
		case <-time.After(max(left, time.Millisecond)):
		}
	}
}

func sendProfilingSignal() {
	p := &processSignals
	p.Lock()
	deliver := p.deliver[syscall.SIGPROF]
	p.Unlock()
	if deliver != nil {
		deliver(int(syscall.SIGPROF))
		return
	}
	syscall.Kill(syscall.Getpid(), syscall.SIGPROF)
}
