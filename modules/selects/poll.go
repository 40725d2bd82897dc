// This file holds poll objects.

package selects

import (
	"math"
	"slices"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

var pollType = &py.Type{Name: "poll", Module: "select", Doc: "Descriptors to wait for, with the events to wait for.", Flags: py.TypeDisallowNew}

// poll is a poll object.
type poll struct {
	py.Header
	events  map[int]uint16
	polling bool
}

func newPoll() py.Value {
	p := py.NewObject[poll](pollType)
	p.events = map[int]uint16{}
	return py.ValueOf(p)
}

// mask converts a set of events.
func mask(th *py.Thread, v py.Value) (uint16, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, _ := py.NumFromInt(i)
	switch {
	case n.Sign() < 0:
		return 0, py.Raise(py.ValueError, "Cannot convert negative int")
	case n.Big != nil || n.Small > 1<<16-1:
		return 0, py.Raise(py.OverflowError, "Python int too large for C unsigned short")
	}
	return uint16(n.Small), nil
}

func setupPoll(t *py.Type) {
	self := py.AsAny[poll]
	t.Methods = []*py.MethodDef{
		py.Def("register($self, fd, eventmask=7, /)", "Wait for events of a descriptor: POLLIN, POLLPRI and POLLOUT by default.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			m, err := mask(th, a[2])
			if err == nil {
				self(a[0]).events[fd] = m
			}
			return py.None, err
		}),
		py.Def("modify($self, fd, eventmask, /)", "Change the events to wait for of a registered descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			m, err := mask(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if _, ok := self(a[0]).events[fd]; !ok {
				const noEntry = 2
				return py.Unbound, py.OSErrorOf(noEntry)
			}
			self(a[0]).events[fd] = m
			return py.None, nil
		}),
		py.Def("unregister($self, fd, /)", "Wait no more for a descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if _, ok := self(a[0]).events[fd]; !ok {
				return py.Unbound, py.RaiseValue(py.KeyError, py.Int(int64(fd)))
			}
			delete(self(a[0]).events, fd)
			return py.None, nil
		}),
		py.Def("poll($self, timeout=None, /)", "Wait until descriptors have events, or the timeout in milliseconds is over.\n\nReturn a list of (descriptor, events). Without a timeout or with a negative one, wait without end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			wait, err := timeout(th, a[1], time.Millisecond, "timeout must be an integer or None")
			if err != nil {
				return py.Unbound, err
			}
			if wait > math.MaxInt32*time.Millisecond {
				return py.Unbound, py.Raise(py.OverflowError, "timeout is too large")
			}
			return self(a[0]).wait(th, wait)
		}),
	}
	py.SetupType(t, nil)
}

func (p *poll) wait(th *py.Thread, wait time.Duration) (py.Value, error) {
	if p.polling {
		return py.Unbound, py.Raise(py.RuntimeError, "concurrent poll() invocation")
	}
	fds := make([]int, 0, len(p.events))
	for fd := range p.events {
		fds = append(fds, fd)
	}
	slices.Sort(fds)
	entries := make([]py.PollEntry, len(fds))
	for i, fd := range fds {
		entries[i] = py.PollEntry{FD: int32(fd), Events: int16(p.events[fd])}
	}
	p.polling = true
	_, err := th.Poll(entries, wait)
	p.polling = false
	if err != nil {
		return py.Unbound, err
	}
	var out []py.Value
	for _, e := range entries {
		if e.Revents != 0 {
			out = append(out, py.TupleOf(py.Int(int64(e.FD)), py.Int(int64(uint16(e.Revents)))).Value())
		}
	}
	return py.NewList(out).Value(), nil
}
