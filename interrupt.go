// This file runs the handlers of signals that have arrived.

package gopy

import (
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// poller runs the handlers of signals at the machine's polls.
type poller struct{ in *py.Interp }

// Poll implements py.Poller.
func (p poller) Poll(th *py.Thread, bits uint32) error {
	if bits&py.BreakSignal == 0 || th != p.in.Main {
		return nil
	}
	p.in.Breaker.And(^py.BreakSignal)
	p.in.Host.DeliverSignals()
	if err := p.in.Signals.WakeupError(); err != nil {
		py.Unraisable(th, py.OSErrorFrom(err), "Exception ignored while trying to write to the signal wakeup fd", py.None)
	}
	for {
		n := p.in.Signals.Take()
		if n == 0 {
			return nil
		}
		if err := p.handle(th, n); err != nil {
			if p.in.Signals.Pending() {
				p.in.Breaker.Or(py.BreakSignal)
			}
			return err
		}
	}
}

// handle runs the handler of signal n.
func (p poller) handle(th *py.Thread, n int) error {
	h := p.in.Signals.Handlers[n]
	switch {
	case py.Callable(h):
		frame := py.None
		if f := p.in.Eval.CurrentFrame(th, 0); f != nil {
			frame = f.Value()
		}
		_, err := py.CallArgs(th, h, py.Int(int64(n)), frame)
		return err
	case h.IsUnbound() && n == int(syscall.SIGINT):
		return py.NewException(py.KeyboardInterrupt)
	}
	return nil // ignored or reset since it arrived
}

// Interrupt makes the running program raise KeyboardInterrupt soon, or run its handler of SIGINT. It may be called from any goroutine.
func (i *Interpreter) Interrupt() { i.in.Interrupt(int(syscall.SIGINT)) }

// OwnSignals lets the process do with signals what Python does: SIGINT (Ctrl-C) interrupts this interpreter, SIGPIPE and SIGXFSZ are
// ignored, and the rest does what it does to programs that know nothing of signals. It is for commands, not for programs that embed an interpreter.
func (i *Interpreter) OwnSignals() {
	host := i.in.Host
	i.in.WatchSignals()
	for _, n := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM, syscall.SIGVTALRM, syscall.SIGPROF,
		syscall.SIGABRT, syscall.SIGTRAP, syscall.SIGSYS, syscall.SIGSTKFLT, syscall.SIGIO, syscall.SIGPWR, syscall.SIGXCPU} {
		host.SetSignal(int(n), py.SignalDefault, nil)
	}
	host.SetSignal(int(syscall.SIGPIPE), py.SignalIgnored, nil)
	host.SetSignal(int(syscall.SIGXFSZ), py.SignalIgnored, nil)
	if host.SignalAction(int(syscall.SIGINT)) != py.SignalIgnored {
		i.in.SetSignalAction(int(syscall.SIGINT), py.SignalCaught)
	}
}

// DieBySignal ends the process as signal n does, so that who waits for it sees that.
func (i *Interpreter) DieBySignal(n syscall.Signal) {
	host := i.in.Host
	if host.SetSignal(int(n), py.SignalDefault, nil) == nil && host.Kill(host.Getpid(), int(n)) == nil {
		select {}
	}
}
