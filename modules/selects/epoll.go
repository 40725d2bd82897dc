// This file holds epoll objects.

package selects

import (
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

var epollType = &py.Type{Name: "epoll", Module: "select", Doc: "epoll(sizehint=-1, flags=0) -> descriptors to wait for, kept by the system.", Size: py.SizeOf[epoll]()}

// epoll is an epoll object.
type epoll struct {
	py.Header
	fd int // -1: closed
}

const closeOnExec = 524288

// The operations of EpollControl.
const (
	addDescriptor, removeDescriptor, changeDescriptor = 1, 2, 3
)

func (e *epoll) check() error {
	if e.fd < 0 {
		return py.Raise(py.ValueError, "I/O operation on closed epoll object")
	}
	return nil
}

func (e *epoll) close(host py.Host) error {
	if e.fd < 0 {
		return nil
	}
	fd := e.fd
	e.fd = -1
	return py.OSErrorFrom(host.Close(fd))
}

var newEpoll = py.Def("epoll($type, sizehint=-1, flags=0)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
	hint, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	flags, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if hint <= 0 && hint != -1 {
		return py.Unbound, py.Raise(py.ValueError, "negative sizehint")
	}
	if flags&^closeOnExec != 0 {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("invalid flags"))
	}
	fd, err := th.Interp.Host.EpollCreate()
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	return epollOf(fd), nil
})

func epollOf(fd int) py.Value {
	e := py.NewObject[epoll](epollType)
	e.fd = fd
	return py.ValueOf(e)
}

func setupEpoll(t *py.Type) {
	self := py.AsAny[epoll]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return newEpoll.Invoke(th, append([]py.Value{cls.Value()}, args...), kw)
	}
	control := func(th *py.Thread, v, descriptor py.Value, operation int, events uint32) (py.Value, error) {
		if err := self(v).check(); err != nil {
			return py.Unbound, err
		}
		fd, err := py.Fileno(th, descriptor)
		if err != nil {
			return py.Unbound, err
		}
		if err := th.Interp.Host.EpollControl(self(v).fd, operation, fd, events); err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		return py.None, nil
	}
	events := func(th *py.Thread, v py.Value) (uint32, error) {
		n, err := py.AsInt(th, v)
		return uint32(n), err
	}
	t.GetSets = []py.GetSetDef{{Name: "closed", Doc: "True if the epoll object is closed", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Bool(self(v).fd < 0), nil
	}}}
	t.Methods = []*py.MethodDef{
		py.DefClass("fromfd($type, fd, /)", "Return an epoll object of an epoll descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.AsCInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return epollOf(fd), nil
		}),
		py.Def("close($self, /)", "Close the epoll descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).close(th.Interp.Host)
		}),
		py.Def("fileno($self, /)", "Return the epoll descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(self(a[0]).fd)), self(a[0]).check()
		}),
		py.Def("modify($self, /, fd, eventmask)", "Change the events to wait for of a registered descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := events(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return control(th, a[0], a[1], changeDescriptor, n)
		}),
		py.Def("register($self, /, fd, eventmask=7)", "Wait for events of a descriptor: EPOLLIN, EPOLLPRI and EPOLLOUT by default.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := events(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return control(th, a[0], a[1], addDescriptor, n)
		}),
		py.Def("unregister($self, /, fd)", "Wait no more for a descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return control(th, a[0], a[1], removeDescriptor, 0)
		}),
		py.Def("poll($self, /, timeout=None, maxevents=-1)", "Wait until descriptors have events, or the timeout in seconds is over.\n\nReturn a list of (descriptor, events), of maxevents items at most.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := self(a[0]).check(); err != nil {
				return py.Unbound, err
			}
			wait, err := timeout(th, a[1], time.Second, "timeout must be an integer or None")
			if err != nil {
				return py.Unbound, err
			}
			most, err := py.AsCInt(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if most == -1 {
				most = mostDescriptors - 1
			} else if most < 1 {
				return py.Unbound, py.Raise(py.ValueError, "maxevents must be greater than 0, got %d", most)
			}
			return self(a[0]).wait(th, wait, min(most, 1<<16))
		}),
		py.Def("__enter__($self, /)", "Return the object itself.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return a[0], self(a[0]).check()
		}),
		py.Def("__exit__($self, exc_type=None, exc_value=None, exc_tb=None, /)", "Close the epoll descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).close(th.Interp.Host)
		}),
	}
	py.SetupType(t, nil)
}

func (e *epoll) wait(th *py.Thread, wait time.Duration, most int) (py.Value, error) {
	host := th.Interp.Host
	end := host.Monotonic() + wait
	for {
		events, err := host.EpollWait(e.fd, most)
		if err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		left := end - host.Monotonic()
		if wait < 0 {
			left = -1
		}
		if len(events) > 0 || wait >= 0 && left <= 0 {
			out := make([]py.Value, len(events))
			for i, ev := range events {
				out[i] = py.TupleOf(py.Int(int64(ev.FD)), py.Int(int64(ev.Events))).Value()
			}
			return py.NewList(out).Value(), nil
		}
		if _, err := th.Poll([]py.PollEntry{{FD: int32(e.fd), Events: py.PollIn}}, left); err != nil {
			return py.Unbound, err
		}
		if err := e.check(); err != nil {
			return py.Unbound, err
		}
	}
}
