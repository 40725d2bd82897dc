//go:build linux && (amd64 || arm64)

// This file catches signals without Go's runtime, for the interpreter that watches them: while its main thread runs, the handler notes the signal and sets
// break bits there and then. By way of os/signal the note takes two changes of goroutine, which on a busy machine are two turns in the queue for a processor.

package runtime

import (
	"sync/atomic"
	"syscall"
)

// watch is what the handler, catchSignal in system_watch_*.s, reads and writes; it knows the fields by their offsets.
var watch struct {
	arrived atomic.Uint64  // 0: bit n-1 is set by signal n
	flags   *atomic.Uint32 // 8: where bits are set when a signal arrives; nil: nobody watches
	bits    uint32         // 16
	mode    atomic.Int32   // 20: SignalsNoted, SignalsDelivered or the descriptor to which ring is written as well
	chain   uintptr        // 24: Go's own handler, which takes over for SignalsDelivered
	ring    uint64         // 32: 1
}

// watcher is called with what has arrived.
var watcher func(signal int)

// catchAddress is the address of the handler, returnAddress of what a handler returns to.
func catchAddress() uintptr
func returnAddress() uintptr

func (systemHost) WatchSignals(flags *atomic.Uint32, bits uint32, deliver func(signal int)) bool {
	p := &processSignals
	p.Lock()
	defer p.Unlock()
	if watch.flags != nil {
		return false
	}
	watcher = deliver
	watch.flags, watch.bits, watch.ring = flags, bits, 1
	return true
}

func (systemHost) DeliverSignals() {
	if watch.arrived.Load() == 0 {
		return
	}
	arrived := watch.arrived.Swap(0)
	for n := 1; arrived != 0; n++ {
		if arrived&1 != 0 {
			watcher(n)
		}
		arrived >>= 1
	}
}

func (h systemHost) ExpectSignals(mode int) {
	watch.mode.Store(int32(mode))
	if mode != SignalsNoted {
		h.DeliverSignals() // those of a moment ago
	}
}

// catchDirectly puts catchSignal in the place of Go's handler, which it stores unless it is known.
func catchDirectly(n int, before *kernelAction, known bool) error {
	const information, onStack, restart, restorer = 0x4, 0x08000000, 0x10000000, 0x04000000
	if !known {
		if err := kernelSet(n, nil, before); err != nil {
			return err
		}
	}
	if before.handler <= uintptr(SignalIgnored) {
		return syscall.ENOTSUP
	}
	watch.chain = before.handler // of all signals the same
	return kernelSet(n, &kernelAction{handler: catchAddress(), flags: information | onStack | restart | restorer, restorer: returnAddress(), mask: ^uintptr(0)}, nil)
}
