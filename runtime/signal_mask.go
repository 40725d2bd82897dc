// This file holds signals that are blocked: they wait until they are unblocked or fetched. Threads of Python are no threads of the system, so
// the interpreter keeps the masks itself: a signal to the process is blocked when all of its threads block it.

package runtime

import (
	"math/bits"
	"time"
)

// signalMasks is the part of Signals that concerns blocked signals. Signals.mu guards it.
type signalMasks struct {
	blocked uint64               // by all threads
	held    uint64               // arrived at the process while blocked
	before  map[int]SignalAction // what the system did with signals that are caught only while they are blocked
	arrived chan struct{}        // closed by the next signal that is held; nil: nobody waits
}

func signalBit(signal int) uint64 { return 1 << (signal - 1) }

// hold enters a signal that is blocked; it reports false for one that isn't.
func (s *Signals) hold(signal int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.masks.blocked&signalBit(signal) == 0 {
		return false
	}
	s.masks.held |= signalBit(signal)
	s.announce()
	return true
}

// announce wakes the threads that wait for blocked signals.
func (s *Signals) announce() {
	if s.masks.arrived != nil {
		close(s.masks.arrived)
		s.masks.arrived = nil
	}
}

// SetSignalMask sets which signals the thread blocks (bit n-1 is signal n) and returns the old set. Signals that were held back and are blocked no
// more have their effect at once.
func (th *Thread) SetSignalMask(mask uint64) (old uint64) {
	const neverBlocked = 1<<(9-1) | 1<<(19-1) // SIGKILL, SIGSTOP
	old = th.signalMask
	th.signalMask = mask &^ neverBlocked
	th.Interp.updateMasks()
	if freed := th.heldSignals &^ th.signalMask; freed != 0 {
		th.heldSignals &^= freed
		for n := 1; n < NumSignals; n++ {
			if freed&signalBit(n) != 0 {
				th.Interp.act(n)
			}
		}
	}
	return old
}

// SignalMask returns which signals the thread blocks.
func (th *Thread) SignalMask() uint64 { return th.signalMask }

// PendingSignals returns the signals that wait for the thread, because it blocks them.
func (th *Thread) PendingSignals() uint64 {
	th.Interp.Host.DeliverSignals()
	s := &th.Interp.Signals
	s.mu.Lock()
	defer s.mu.Unlock()
	return (s.masks.held | th.heldSignals) & th.signalMask
}

// updateMasks finds out which signals all threads block.
func (in *Interp) updateMasks() {
	all := ^uint64(0)
	for _, t := range in.Threads() {
		all &= t.signalMask
	}
	s := &in.Signals
	s.mu.Lock()
	fresh, freed := all&^s.masks.blocked, s.masks.blocked&^all
	s.masks.blocked = all
	due := s.masks.held & freed
	s.masks.held &^= due
	s.mu.Unlock()
	for n := 1; n < NumSignals; n++ {
		switch bit := signalBit(n); {
		case fresh&bit != 0:
			if a := in.Host.SignalAction(n); a != SignalCaught && in.setHostAction(n, SignalCaught) == nil {
				if s.masks.before == nil {
					s.masks.before = map[int]SignalAction{}
				}
				s.masks.before[n] = a
			}
		case freed&bit != 0:
			if a, ok := s.masks.before[n]; ok {
				delete(s.masks.before, n)
				in.setHostAction(n, a)
			}
			if due&bit != 0 {
				in.act(n)
			}
		}
	}
}

// act lets a signal that the interpreter holds have its effect.
func (in *Interp) act(signal int) {
	if in.Host.SignalAction(signal) == SignalCaught {
		in.Interrupt(signal)
		return
	}
	in.Host.Kill(in.Host.Getpid(), signal)
}

// SetSignalAction sets what becomes of a signal, for a blocked one as soon as it is unblocked.
func (in *Interp) SetSignalAction(signal int, action SignalAction) error {
	s := &in.Signals
	if s.masks.blocked&signalBit(signal) != 0 {
		if action == SignalCaught {
			delete(s.masks.before, signal)
		} else {
			if s.masks.before == nil {
				s.masks.before = map[int]SignalAction{}
			}
			s.masks.before[signal] = action
		}
		action = SignalCaught
	}
	return in.setHostAction(signal, action)
}

// SignalAction returns what becomes of a signal, for a blocked one as soon as it is unblocked.
func (in *Interp) SignalAction(signal int) SignalAction {
	if a, ok := in.Signals.masks.before[signal]; ok {
		return a
	}
	return in.Host.SignalAction(signal)
}

// SendSignal sends a signal to a thread of the interpreter.
func (th *Thread) SendSignal(signal int) {
	s := &th.Interp.Signals
	if th.signalMask&signalBit(signal) != 0 {
		s.mu.Lock()
		th.heldSignals |= signalBit(signal)
		s.announce()
		s.mu.Unlock()
		return
	}
	th.Interp.act(signal)
}

// FetchSignal waits for one of the signals of a set, or until the timeout (negative: none) is over, and returns it; 0 for none. Handlers of other
// signals run meanwhile; it fails when one of them raises.
func (th *Thread) FetchSignal(set uint64, timeout time.Duration) (int, error) {
	s := &th.Interp.Signals
	host := th.Interp.Host
	end := host.Monotonic() + timeout
	for {
		s.mu.Lock()
		for _, from := range []*uint64{&th.heldSignals, &s.masks.held} {
			if found := *from & set; found != 0 {
				n := bits.TrailingZeros64(found) + 1
				*from &^= signalBit(n)
				s.mu.Unlock()
				return n, nil
			}
		}
		if s.masks.arrived == nil {
			s.masks.arrived = make(chan struct{})
		}
		arrived := s.masks.arrived
		s.mu.Unlock()
		left := timeout
		if timeout >= 0 {
			if left = end - host.Monotonic(); left <= 0 {
				return 0, nil
			}
		}
		if _, err := th.WaitFor(arrived, left); err != nil {
			return 0, err
		}
	}
}
