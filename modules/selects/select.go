// Package selects is the module select: waiting until descriptors are ready.
//
//	select.go     select, timeouts
//	poll.go       poll objects
//	epoll.go      epoll objects
//	constants.go  the constants
//
// Reference: "select — Waiting for I/O completion" in the Python library reference.
package selects

import (
	"math"
	"sync"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "select",
	Doc:       "Waiting until descriptors are ready for reading or writing.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			setupPoll(pollType)
			setupEpoll(epollType)
		})
		m.SetInts(th, constants)
		m.Set(th, "error", py.OSError.Value())
		m.Set(th, "epoll", epollType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("select($module, rlist, wlist, xlist, timeout=None, /)", "Wait until descriptors are ready.\n\nReturn three lists: those of rlist ready for reading, of wlist ready for writing, of xlist in an exceptional condition. They are empty when the timeout, in seconds, was over first.", selectReady),
		py.Def("poll($module, /)", "Return a new object to poll descriptors with.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return newPoll(), nil
		}),
	}
}

var setupOnce sync.Once

// mostDescriptors is FD_SETSIZE.
const mostDescriptors = 1024

// set is one of the three sets of select.
type set struct {
	items []py.Value
	fds   []int
}

func newSet(th *py.Thread, v py.Value) (*set, error) {
	list := py.AsList(v)
	s := &set{}
	if list == nil {
		items, err := py.Items(th, v)
		if err != nil {
			if py.Matches(err, py.TypeError) && v.Type().Iter == nil && v.Type().GetItem == nil {
				err = py.Raise(py.TypeError, "arguments 1-3 must be sequences")
			}
			return nil, err
		}
		list = py.NewList(items)
	}
	for i := 0; i < list.Len(); i++ { // fileno() may change the list
		x := list.Items()[i]
		s.items = append(s.items, x)
		fd, err := py.Fileno(th, x)
		if err != nil {
			return nil, err
		}
		if fd >= mostDescriptors {
			return nil, py.Raise(py.ValueError, "filedescriptor out of range in select()")
		}
		s.fds = append(s.fds, fd)
	}
	return s, nil
}

// ready lists the items whose descriptors have one of the events.
func (s *set) ready(found map[int]int16, events int16) py.Value {
	var out []py.Value
	for i, fd := range s.fds {
		if found[fd]&events != 0 {
			out = append(out, s.items[i])
		}
	}
	return py.NewList(out).Value()
}

func selectReady(th *py.Thread, a []py.Value) (py.Value, error) {
	wait, err := timeout(th, a[3], time.Second, "timeout must be a float or None")
	if err != nil {
		return py.Unbound, err
	}
	if wait < 0 && !a[3].IsNone() {
		return py.Unbound, py.Raise(py.ValueError, "timeout must be non-negative")
	}
	const (
		readable = py.PollIn | py.PollHup | py.PollErr | 0x40 | 0x80 // POLLRDNORM, POLLRDBAND
		writable = py.PollOut | py.PollErr | 0x100 | 0x200           // POLLWRNORM, POLLWRBAND
		special  = py.PollPri
	)
	var sets [3]*set
	wanted := map[int]int16{}
	var order []int
	for i, events := range []int16{py.PollIn, py.PollOut, special} {
		if sets[i], err = newSet(th, a[i]); err != nil {
			return py.Unbound, err
		}
		for _, fd := range sets[i].fds {
			if _, ok := wanted[fd]; !ok {
				order = append(order, fd)
			}
			wanted[fd] |= events
		}
	}
	entries := make([]py.PollEntry, len(order))
	for i, fd := range order {
		entries[i] = py.PollEntry{FD: int32(fd), Events: wanted[fd]}
	}
	n, err := th.Poll(entries, wait)
	if err != nil {
		return py.Unbound, err
	}
	found := map[int]int16{}
	if n > 0 {
		for _, e := range entries {
			if e.Revents&py.PollNval != 0 {
				const badDescriptor = 9
				return py.Unbound, py.OSErrorOf(badDescriptor)
			}
			found[int(e.FD)] = e.Revents
		}
	}
	return py.TupleOf(sets[0].ready(found, readable), sets[1].ready(found, writable), sets[2].ready(found, special)).Value(), nil
}

// timeout converts a number of units to a duration, rounded up; None is -1.
func timeout(th *py.Thread, v py.Value, unit time.Duration, message string) (time.Duration, error) {
	if v.IsNone() {
		return -1, nil
	}
	tooLarge := py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
	if py.IsFloat(v) {
		f := py.AsFloat64(v)
		if math.IsNaN(f) {
			return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		}
		ns := f * float64(unit)
		if ns > 0 {
			ns = math.Ceil(ns)
		} else {
			ns = math.Floor(ns)
		}
		if !(ns >= math.MinInt64 && ns < math.MaxInt64) {
			return 0, tooLarge
		}
		return time.Duration(ns), nil
	}
	if v.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "%s", message)
	}
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, ok := py.AsInt64(i)
	if !ok || n > math.MaxInt64/int64(unit) || n < math.MinInt64/int64(unit) {
		return 0, tooLarge
	}
	return time.Duration(n) * unit, nil
}
