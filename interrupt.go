// This file turns the interrupt signal into KeyboardInterrupt.

package gopy

import (
	"os"
	"os/signal"
	"sync/atomic"

	py "github.com/gopy-lang/gopy/runtime"
)

// interrupter raises KeyboardInterrupt at the next poll after a signal.
type interrupter struct {
	in      *py.Interp
	pending atomic.Bool
}

// Poll implements py.Poller.
func (p *interrupter) Poll(th *py.Thread, bits uint32) error {
	if bits&py.BreakSignal != 0 {
		p.in.Breaker.And(^py.BreakSignal)
		if p.pending.Swap(false) {
			return py.NewException(py.KeyboardInterrupt)
		}
	}
	return nil
}

// Interrupt makes the running program raise KeyboardInterrupt soon. It may be called from any goroutine.
func (i *Interpreter) Interrupt() {
	i.interrupter.pending.Store(true)
	i.in.Breaker.Or(py.BreakSignal)
}

// HandleInterrupt lets the interrupt signal of the process (Ctrl-C) interrupt this interpreter, until stop is called.
func (i *Interpreter) HandleInterrupt() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		for range signals {
			i.Interrupt()
		}
	}()
	return func() { signal.Stop(signals); close(signals) }
}
