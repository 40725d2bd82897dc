// This file holds the outer loop: it runs inner until that meets something it can't do, does it, and goes on.

package eval

import (
	"errors"
	"sync/atomic"
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// errLeave is no error: the frame that run was started for has been left.
var errLeave = errors.New("eval: frame left")

// run runs the frame at the top until it is left. The frame's record must have been made with retEntry.
func (m *machine) run() (py.Value, error) {
	if m.adapting {
		m.adapt()
	}
	return m.goOn(m.goOnAt(pointer(&m.next), pointer(&m.regs), pointer(&m.table), 0))
}

// goOn is run from the instruction on that was left to the slow path. Native code that left it goes on at the address resume with the next one.
func (m *machine) goOn(pc, regs, table unsafe.Pointer, resume uintptr) (py.Value, error) {
	for {
		in := (*instruction)(pc)
		if in.op == opReturn && m.caught == nil {
			if r := (*record)(pointer(&m.top)); r.ret == retEntry {
				// A function that Go code has called: the shortest way to there.
				v := *at(regs, in.a)
				r = (*record)(unsafe.Add(unsafe.Pointer(r), -int(recordSize)))
				m.top = uintptr(unsafe.Pointer(r))
				m.pc, m.regs, m.table = r.pc, r.regs, r.table
				m.next = r.pc + instructionSize
				m.done = true
				return v, nil
			}
		}
		m.pc, m.regs, m.table = uintptr(pc), uintptr(regs), uintptr(table)
		m.next = uintptr(pc) + instructionSize
		if m.left < 0 {
			m.heated(*in)
		}
		if m.caught != nil && m.seen(*in) {
			m.showCaught()
		}
		if in.op == opYield && m.own == nil && m.outer == nil && !m.adapting && (*record)(pointer(&m.top)).ret == retEntry|retHeap {
			// A generator that Go code takes the items of, likewise.
			if g := m.generator(); g != nil && g.Handled == nil && g.Outer[0] == nil && g.Outer[1] == nil {
				v := m.reg(in.a)
				if g == m.drained && m.drain(*v) {
					*v = py.None
					pc, regs, table, resume = m.goOnAt(pointer(&m.next), regs, table, resume)
					continue
				}
				m.result, m.done = *v, false
				clear(m.window(in.a, int(in.b)))
				g.PC, g.Running = pc, false
				m.popRecord()
				return m.result, nil
			}
		}
		if err := m.slow(*in); err != nil {
			if err == errLeave {
				return m.result, nil
			}
			if err = m.unwind(err); err != nil {
				return py.Unbound, err
			}
		}
		if m.adapting {
			m.adapt()
		}
		if resume == 0 || m.next != uintptr(pc)+instructionSize || m.table != uintptr(table) {
			pc, regs, table, resume = m.goOnAt(pointer(&m.next), pointer(&m.regs), pointer(&m.table), 0)
		} else if _, regs, table, pc, resume = m.native(m, pointer(&m.regs), table, resume, pointer(&m.next)); resume == 0 {
			pc, regs, table, resume = m.goOnAt(pc, regs, table, 0)
		}
	}
}

// enter runs the frame that has just been pushed with retEntry, counting the recursion in Go.
func (m *machine) enter() (py.Value, error) {
	if err := m.th.Enter(""); err != nil {
		m.popRecord()
		return py.Unbound, err
	}
	v, err := m.run()
	m.th.Leave()
	return v, err
}

// poll does what the break bits ask for.
func (m *machine) poll() error {
	in := m.th.Interp
	bits := in.Breaker.Load()
	if bits&py.BreakGC != 0 {
		in.Breaker.And(^py.BreakGC)
		m.clearDead()
		in.Finalizers.WatchYoung()
	}
	if bits&py.BreakSample != 0 {
		in.Breaker.And(^py.BreakSample)
		m.sample()
	}
	if bits&py.BreakLimit != 0 {
		in.Breaker.And(^py.BreakLimit)
		m.setLimit()
	}
	if bits&py.BreakSwitch != 0 {
		in.Breaker.And(^py.BreakSwitch)
		m.th.Yield()
	}
	if bits&py.BreakTrace != 0 {
		in.Breaker.And(^py.BreakTrace)
		if m.th.Monitored != in.Monitoring.Version {
			m.follow()
		}
	}
	if bits&py.BreakPending != 0 {
		in.Breaker.And(^py.BreakPending)
		in.Finalizers.Run(m.th)
	}
	if bits&py.BreakSteps != 0 {
		if err := in.Step(); err != nil {
			return err
		}
	}
	if in.Poller != nil {
		return in.Poller.Poll(m.th, bits)
	}
	return nil
}

// polling reports whether a break bit is set.
func (m *machine) polling() bool { return atomic.LoadUint32((*uint32)(m.breaker)) != 0 }
