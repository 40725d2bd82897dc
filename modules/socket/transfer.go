// This file holds receiving and sending.

package socket

import (
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// dontWait is MSG_DONTWAIT: waiting is poll's.
const dontWait = 0x40

// notReady is the error of a call that would have to wait.
func notReady(err error) error {
	if err == nil {
		return syscall.EAGAIN
	}
	return err
}

// receiveBytes fills b once.
func (s *socket) receiveBytes(th *py.Thread, b []byte, flags int) (n int, from []byte, err error) {
	err = s.transfer(th, py.PollIn, flags, func() (err error) {
		n, _, _, from, err = s.host.Receive(s.fd, [][]byte{b}, nil, flags|dontWait)
		return err
	})
	return n, from, err
}

// receiveNew is recv and recvfrom.
func receiveNew(th *py.Thread, a []py.Value, function string) (data py.Value, from []byte, err error) {
	size, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, nil, err
	}
	flags, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, nil, err
	}
	if size < 0 {
		return py.Unbound, nil, py.Raise(py.ValueError, "negative buffersize in %s", function)
	}
	data, err = th.ReadBytes(size, func(b []byte) (n int, err error) {
		n, from, err = self(a[0]).receiveBytes(th, b, flags)
		return n, err
	})
	return data, from, err
}

func receive(th *py.Thread, a []py.Value) (py.Value, error) {
	data, _, err := receiveNew(th, a, "recv")
	return data, err
}

func receiveFrom(th *py.Thread, a []py.Value) (py.Value, error) {
	data, from, err := receiveNew(th, a, "recvfrom")
	if err != nil {
		return py.Unbound, err
	}
	address, err := self(a[0]).addressValue(th, from)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(data, address).Value(), nil
}

// receiveTo is recv_into and recvfrom_into.
func receiveTo(th *py.Thread, a []py.Value, function, tooLong string) (n int, from []byte, err error) {
	b, release, err := py.LendBytes(th, a[1], true)
	if err != nil {
		if py.Matches(err, py.TypeError) || py.Matches(err, py.BufferError) {
			err = py.Raise(py.TypeError, "%s() argument 1 must be read-write bytes-like object, not %s", function, a[1].Type().TypeName())
		}
		return 0, nil, err
	}
	defer release()
	size, err := py.AsInt(th, a[2])
	if err != nil {
		return 0, nil, err
	}
	flags, err := py.AsCInt(th, a[3])
	switch {
	case err != nil:
		return 0, nil, err
	case size < 0:
		return 0, nil, py.Raise(py.ValueError, "negative buffersize in %s", function)
	case size > len(b):
		return 0, nil, py.Raise(py.ValueError, "%s", tooLong)
	case size == 0:
		size = len(b)
	}
	return self(a[0]).receiveBytes(th, b[:size], flags)
}

func receiveInto(th *py.Thread, a []py.Value) (py.Value, error) {
	n, _, err := receiveTo(th, a, "recv_into", "buffer too small for requested bytes")
	return py.Int(int64(n)), err
}

func receiveFromInto(th *py.Thread, a []py.Value) (py.Value, error) {
	n, from, err := receiveTo(th, a, "recvfrom_into", "nbytes is greater than the length of the buffer")
	if err != nil {
		return py.Unbound, err
	}
	address, err := self(a[0]).addressValue(th, from)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(py.Int(int64(n)), address).Value(), nil
}

// sendOnce sends what the system takes at once.
func (s *socket) sendOnce(th *py.Thread, b []byte, flags int, to []byte) (n int, err error) {
	err = s.transfer(th, py.PollOut, flags, func() (err error) {
		n, err = s.host.Send(s.fd, [][]byte{b}, nil, flags|dontWait|noSignal, to)
		return err
	})
	return n, err
}

// noSignal is MSG_NOSIGNAL: a broken connection is an error only.
const noSignal = 0x4000

func send(th *py.Thread, a []py.Value) (py.Value, error) {
	b, release, err := py.LendBytes(th, a[1], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	flags, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	n, err := self(a[0]).sendOnce(th, b, flags, nil)
	return py.Int(int64(n)), err
}

func sendAll(th *py.Thread, a []py.Value) (py.Value, error) {
	b, release, err := py.LendBytes(th, a[1], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	flags, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	s := self(a[0])
	end := s.deadline() // for all of the data
	for {
		var n int
		err := s.waitUntil(th, py.PollOut, flags, end, func() (err error) {
			n, err = s.host.Send(s.fd, [][]byte{b}, nil, flags|dontWait|noSignal, nil)
			return err
		})
		if err != nil {
			return py.Unbound, err
		}
		if b = b[n:]; len(b) == 0 {
			return py.None, nil
		}
		if err := th.CheckSignals(); err != nil {
			return py.Unbound, err
		}
	}
}

func sendTo(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw != nil && kw.Len() > 0 {
		return py.Unbound, py.Raise(py.TypeError, "socket.sendto() takes no keyword arguments")
	}
	if len(args) != 3 && len(args) != 4 {
		return py.Unbound, py.Raise(py.TypeError, "sendto() takes 2 or 3 arguments (%d given)", len(args)-1)
	}
	s := self(args[0])
	b, release, err := py.LendBytes(th, args[1], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	flags := 0
	if len(args) == 4 {
		if flags, err = py.AsCInt(th, args[2]); err != nil {
			return py.Unbound, err
		}
	}
	if err := th.Audit("socket.sendto", args[0], args[len(args)-1]); err != nil {
		return py.Unbound, err
	}
	to, err := s.address(th, "sendto", args[len(args)-1])
	if err != nil {
		return py.Unbound, err
	}
	n, err := s.sendOnce(th, b, flags, to)
	return py.Int(int64(n)), err
}
