// This file holds the type socket: making and closing sockets, and how they wait.

package socket

import (
	"math"
	goruntime "runtime"
	"strconv"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// socket is a _socket.socket. Blocking sockets and those with a timeout wait in poll, where signals are handled; a socket with a timeout
// is non-blocking for the system.
type socket struct {
	py.Header
	family, kind, protocol int
	timeout                time.Duration // -1: blocking; 0: non-blocking
	*descriptor
}

// descriptor is what the collector closes when a socket is forgotten before it is closed.
type descriptor struct {
	fd   int // -1: closed
	host py.Host
}

func self(v py.Value) *socket { return py.AsAny[socket](v) }

// adopt makes s the owner of a descriptor.
func (s *socket) adopt(th *py.Thread, fd int) {
	s.descriptor = &descriptor{fd, th.Interp.Host}
	goruntime.AddCleanup(s, func(d *descriptor) {
		if d.fd >= 0 {
			d.host.Close(d.fd)
		}
	}, s.descriptor)
}

// timeoutOf converts a timeout in seconds, rounded up.
func timeoutOf(th *py.Thread, v py.Value) (time.Duration, error) {
	if v.IsNone() {
		return -1, nil
	}
	var ns float64
	if py.IsFloat(v) {
		f := py.AsFloat64(v)
		if math.IsNaN(f) {
			return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		}
		ns = math.Ceil(f * 1e9)
	} else {
		if v.Type().Index == nil {
			return 0, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", v.Type().TypeName())
		}
		i, err := py.Index(th, v)
		if err != nil {
			return 0, err
		}
		n, ok := py.AsInt64(i)
		if !ok {
			return 0, py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
		}
		ns = float64(n) * 1e9
	}
	switch {
	case ns < 0:
		return 0, py.Raise(py.ValueError, "Timeout value out of range")
	case ns >= math.MaxInt64:
		return 0, py.Raise(py.OverflowError, "timestamp out of range for C PyTime_t")
	case ns > math.MaxInt32*1e6:
		return 0, py.Raise(py.OverflowError, "timeout doesn't fit into C timeval")
	}
	return time.Duration(ns), nil
}

func timeoutValue(d time.Duration) py.Value {
	if d < 0 {
		return py.None
	}
	return py.Float(d.Seconds())
}

// setTimeout sets the timeout and whether the system's calls wait.
func (s *socket) setTimeout(d time.Duration) error {
	s.timeout = d
	return py.OSErrorFrom(s.host.SetBlocking(s.fd, d < 0))
}

// wait makes a call that may have to wait until the socket has events, and makes it again when it has. call must not wait: it fails with
// EAGAIN instead.
func (s *socket) wait(th *py.Thread, events int16, call func() error) error {
	return s.waitUntil(th, events, 0, s.deadline(), call)
}

// transfer is wait for a call with flags.
func (s *socket) transfer(th *py.Thread, events int16, flags int, call func() error) error {
	return s.waitUntil(th, events, flags, s.deadline(), call)
}

// deadline is when the timeout of a call that begins now is over; 0: never.
func (s *socket) deadline() time.Duration {
	if s.timeout > 0 {
		return s.host.Monotonic() + s.timeout
	}
	return 0
}

// waitUntil is wait with flags and an end. A socket without timeout doesn't wait where the program itself has asked for MSG_DONTWAIT.
func (s *socket) waitUntil(th *py.Thread, events int16, flags int, end time.Duration, call func() error) error {
	for {
		var err error
		th.Outside(func() { err = call() })
		switch n := 0; {
		case err == nil:
			return nil
		default:
			if n = py.ErrorNumber(err); n == interrupted {
				if err := th.CheckSignals(); err != nil {
					return err
				}
				continue
			}
			if n != again || s.timeout == 0 || s.timeout < 0 && flags&dontWait != 0 {
				return py.OSErrorFrom(err)
			}
		}
		if err := s.ready(th, events, end); err != nil {
			return err
		}
	}
}

// ready waits until the socket has events.
func (s *socket) ready(th *py.Thread, events int16, end time.Duration) error {
	left := time.Duration(-1)
	if end != 0 {
		if left = end - s.host.Monotonic(); left <= 0 {
			return py.RaiseValue(py.TimeoutError, py.Text("timed out"))
		}
	}
	n, err := th.Poll([]py.PollEntry{{FD: int32(s.fd), Events: events}}, left)
	if err == nil && n == 0 {
		err = py.RaiseValue(py.TimeoutError, py.Text("timed out"))
	}
	return err
}

var initSignature = py.ParseSignature("socket($self, family=-1, type=-1, proto=-1, fileno=None)")

// initialize is socket.__init__.
func initialize(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
	a, held, err := initSignature.BindArgs(th, append([]py.Value{v}, args...), kw)
	if err != nil {
		return err
	}
	defer held.Release()
	s := self(v)
	numbers := [3]int{}
	for i := range numbers {
		if numbers[i], err = py.AsCInt(th, a[1+i]); err != nil {
			return err
		}
	}
	family, kind, protocol, fileno := numbers[0], numbers[1], numbers[2], a[4]
	if err := th.Audit("socket.__new__", v, py.Int(int64(family)), py.Int(int64(kind)), py.Int(int64(protocol))); err != nil {
		return err
	}
	host := th.Interp.Host
	var fd int
	if fileno.IsNone() {
		if family == -1 {
			family = familyInet
		}
		if kind == -1 {
			kind = typeStream
		}
		protocol = max(protocol, 0)
		if fd, err = host.Socket(family, kind, protocol); err != nil {
			return py.OSErrorFrom(err)
		}
	} else {
		if py.IsFloat(fileno) {
			return py.Raise(py.TypeError, "'float' object cannot be interpreted as an integer")
		}
		if fd, err = py.AsCInt(th, fileno); err != nil {
			return err
		}
		if fd < 0 {
			return py.Raise(py.ValueError, "negative file descriptor")
		}
		if family, kind, protocol, err = examine(host, fd, family, kind, protocol); err != nil {
			return py.OSErrorFrom(err)
		}
	}
	if s.descriptor != nil && s.fd >= 0 {
		host.Close(s.fd)
		s.fd = -1
	}
	return s.begin(th, fd, family, kind, protocol)
}

// examine finds out what the program hasn't said (-1) of a descriptor.
func examine(host py.Host, fd, family, kind, protocol int) (int, int, int, error) {
	address, err := host.SocketAddress(fd)
	if err != nil {
		if n := py.ErrorNumber(err); family == -1 || n == badDescriptor || n == 88 {
			return 0, 0, 0, err
		}
	}
	if family == -1 && len(address) >= 2 {
		family = int(address[0]) | int(address[1])<<8
	}
	option := func(name int) (int, error) {
		var b [4]byte
		const levelSocket = 1
		if _, err := host.SocketOption(fd, levelSocket, name, b[:]); err != nil {
			return 0, err
		}
		return int(int32(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)), nil
	}
	const optionType, optionProtocol = 3, 38
	if kind == -1 {
		if kind, err = option(optionType); err != nil {
			return 0, 0, 0, err
		}
	}
	if protocol == -1 {
		if protocol, err = option(optionProtocol); err != nil {
			return 0, 0, 0, err
		}
	}
	return family, kind, protocol, nil
}

// begin sets up a fresh socket.
func (s *socket) begin(th *py.Thread, fd, family, kind, protocol int) error {
	s.adopt(th, fd)
	s.family, s.protocol = family, protocol
	s.kind = kind &^ (typeNonBlocking | typeCloseOnExec)
	s.timeout = stateOf(th).timeout
	if kind&typeNonBlocking != 0 {
		s.timeout = 0
		return nil
	}
	if s.timeout >= 0 {
		return s.setTimeout(s.timeout)
	}
	return nil
}

func newSocket(th *py.Thread, fd, family, kind, protocol int) (py.Value, error) {
	s := py.NewObject[socket](socketType)
	return py.ValueOf(s), s.begin(th, fd, family, kind, protocol)
}

func socketPair(th *py.Thread, a []py.Value) (py.Value, error) {
	var n [3]int
	var err error
	for i := range n {
		if n[i], err = py.AsCInt(th, a[i]); err != nil {
			return py.Unbound, err
		}
	}
	x, y, err := th.Interp.Host.SocketPair(n[0], n[1], n[2])
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	first, err := newSocket(th, x, n[0], n[1], n[2])
	if err != nil {
		return py.Unbound, err
	}
	second, err := newSocket(th, y, n[0], n[1], n[2])
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(first, second).Value(), nil
}

func setupSocket(t *py.Type) {
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		s := py.NewObject[socket](cls)
		s.descriptor = &descriptor{-1, th.Interp.Host}
		s.timeout = -1
		return py.ValueOf(s), nil
	}
	t.Init = initialize
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		s := self(v)
		text := "<socket object, fd="
		for i, n := range []int{s.fd, s.family, s.kind, s.protocol} {
			text += []string{"", ", family=", ", type=", ", proto="}[i] + strconv.Itoa(n)
		}
		return py.Text(text + ">"), nil
	}
	number := func(name, doc string, f func(s *socket) int) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(f(self(v)))), nil
		}}
	}
	t.GetSets = []py.GetSetDef{
		number("family", "the address family", func(s *socket) int { return s.family }),
		number("type", "the socket's type", func(s *socket) int { return s.kind }),
		number("proto", "the protocol", func(s *socket) int { return s.protocol }),
		{Name: "timeout", Doc: "the timeout in seconds", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return timeoutValue(self(v).timeout), nil }},
	}
	t.Methods = []*py.MethodDef{
		py.Def("_accept($self, /)", "Wait for a connection; return its descriptor and the peer's address.", accept),
		py.Def("bind($self, object, /)", "Give the socket an address.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			address, err := s.address(th, "bind", a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, s.call(th, func() error { return s.host.Bind(s.fd, address) })
		}).Audited("socket.bind", 0, 1),
		py.Def("close($self, /)", "Close the socket.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			if s.fd < 0 {
				return py.None, nil
			}
			fd := s.fd
			s.fd = -1
			var err error
			th.Outside(func() { err = s.host.Close(fd) })
			if err != nil && py.ErrorNumber(err) != connectionReset {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.None, nil
		}),
		py.Def("connect($self, object, /)", "Connect the socket to an address.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			address, err := s.address(th, "connect", a[1])
			if err == nil {
				err = s.connect(th, address)
			}
			return py.None, err
		}).Audited("socket.connect", 0, 1),
		py.Def("connect_ex($self, object, /)", "Connect the socket to an address; return 0 or the number of the error.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			address, err := s.address(th, "connect_ex", a[1])
			if err != nil {
				return py.Unbound, err
			}
			switch err = s.connect(th, address); {
			case err == nil:
				return py.Int(0), nil
			case py.Matches(err, py.OSError):
				if n, ok := py.AsInt64(py.ErrorAs(err).Field("errno")); ok {
					return py.Int(n), nil
				}
				return py.Int(again), nil // a timeout
			}
			return py.Unbound, err
		}).Audited("socket.connect", 0, 1),
		py.Def("detach($self, /)", "Close the object but not the descriptor; return the descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			fd := s.fd
			s.fd = -1
			return py.Int(int64(fd)), nil
		}),
		py.Def("fileno($self, /)", "Return the descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(int64(self(a[0]).fd)), nil }),
		py.Def("getpeername($self, /)", "Return the peer's address.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			b, err := s.host.PeerAddress(s.fd)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return s.addressValue(th, b)
		}),
		py.Def("getsockname($self, /)", "Return the socket's own address.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			b, err := s.host.SocketAddress(s.fd)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return s.addressValue(th, b)
		}),
		py.Def("getsockopt($self, level, option, buffersize=0, /)", "Return an option as a number or, with a size, as bytes.", getOption),
		py.Def("listen($self, backlog=128, /)", "Accept connections; backlog of them may wait.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			n, err := py.AsCInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, s.call(th, func() error { return s.host.Listen(s.fd, max(n, 0)) })
		}),
		py.Def("recv($self, buffersize, flags=0, /)", "Receive up to buffersize bytes.", receive),
		py.Def("recv_into($self, /, buffer, nbytes=0, flags=0)", "Receive bytes into a buffer; return how many.", receiveInto),
		py.Def("recvfrom($self, buffersize, flags=0, /)", "Receive up to buffersize bytes; return them and the sender's address.", receiveFrom),
		py.Def("recvfrom_into($self, /, buffer, nbytes=0, flags=0)", "Receive bytes into a buffer; return how many, and the sender's address.", receiveFromInto),
		py.Def("send($self, data, flags=0, /)", "Send bytes; return how many were sent.", send),
		py.Def("sendall($self, data, flags=0, /)", "Send all bytes.", sendAll),
		py.DefRaw("sendto", "", "sendto(data[, flags], address) -> count\n\nSend bytes to an address; return how many were sent.", sendTo),
		py.Def("setblocking($self, object, /)", "Make the socket wait, or fail where it would have to wait.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			yes, err := py.Truth(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			d := time.Duration(0)
			if yes {
				d = -1
			}
			return py.None, self(a[0]).setTimeout(d)
		}),
		py.Def("getblocking($self, /)", "Tell whether the socket waits.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(self(a[0]).timeout != 0), nil
		}),
		py.Def("settimeout($self, object, /)", "Set how many seconds a call may wait; None: without end; 0: not at all.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d, err := timeoutOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, self(a[0]).setTimeout(d)
		}),
		py.Def("gettimeout($self, /)", "Return the timeout in seconds; None: none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return timeoutValue(self(a[0]).timeout), nil
		}),
		py.DefRaw("setsockopt", "", "setsockopt(level, option, value)\nsetsockopt(level, option, None, length)\n\nSet an option to a number or to bytes, or to no value of a length.", setOption),
		py.Def("shutdown($self, object, /)", "End receiving (0), sending (1) or both (2).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := self(a[0])
			how, err := py.AsCInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, s.call(th, func() error { return s.host.Shutdown(s.fd, how) })
		}),
		py.Def("recvmsg($self, bufsize, ancbufsize=0, flags=0, /)", "Receive bytes and control messages.\n\nReturn data, control messages as (level, type, data), flags and the sender's address.", receiveMessage),
		py.Def("recvmsg_into($self, buffers, ancbufsize=0, flags=0, /)", "Receive bytes into buffers, and control messages.\n\nReturn how many bytes, control messages as (level, type, data), flags and the sender's address.", receiveMessageInto),
		py.Def("sendmsg($self, buffers, ancdata=(), flags=0, address=None, /)", "Send the bytes of buffers, and control messages as (level, type, data); return how many bytes were sent.", sendMessage).Audited("socket.sendmsg", 0, 4),
		py.Def("sendmsg_afalg($self, msg=(), *, op=<unrepresentable>, iv=None, assoclen=-1, flags=0)", "Send data to the system's ciphers.", sendCipher),
		py.Def("__del__($self, /)", "Warn of a socket that wasn't closed, and close it.", finalize),
	}
	py.SetupType(t, nil)
}

// call makes a call that doesn't wait.
func (s *socket) call(th *py.Thread, f func() error) error {
	var err error
	th.Outside(func() { err = f() })
	return py.OSErrorFrom(err)
}

func finalize(th *py.Thread, a []py.Value) (py.Value, error) {
	s := self(a[0])
	if s.fd < 0 {
		return py.None, nil
	}
	r, err := py.Repr(th, a[0])
	if err == nil {
		err = py.Warn(th, py.ResourceWarning, "unclosed "+r.String(), 1)
	}
	fd := s.fd
	s.fd = -1
	s.host.Close(fd)
	return py.None, err
}

func accept(th *py.Thread, a []py.Value) (py.Value, error) {
	s := self(a[0])
	var fd int
	var address []byte
	err := s.wait(th, py.PollIn, func() (err error) {
		if s.timeout < 0 { // accept(2) itself would wait
			entries := []py.PollEntry{{FD: int32(s.fd), Events: py.PollIn}}
			if n, err := s.host.Poll(entries, 0, nil); err != nil || n == 0 {
				return notReady(err)
			}
		}
		fd, address, err = s.host.Accept(s.fd)
		return err
	})
	if err != nil {
		return py.Unbound, err
	}
	v, err := s.addressValue(th, address)
	if err != nil {
		s.host.Close(fd)
		return py.Unbound, err
	}
	return py.TupleOf(py.Int(int64(fd)), v).Value(), nil
}

// connect connects to an address. Where it has to wait it waits in poll: the descriptor of a blocking socket is made non-blocking
// meanwhile.
func (s *socket) connect(th *py.Thread, address []byte) error {
	blocking := s.timeout < 0
	if blocking {
		if err := s.host.SetBlocking(s.fd, false); err != nil {
			return py.OSErrorFrom(err)
		}
		defer func() { s.host.SetBlocking(s.fd, true) }()
	}
	end := s.deadline()
	var err error
	th.Outside(func() { err = s.host.Connect(s.fd, address) })
	if err == nil {
		return nil
	}
	switch n := py.ErrorNumber(err); {
	case n == again && s.family == familyUnix && s.timeout != 0:
		// The listener's queue is full: there is nothing to poll for.
		pause := time.Millisecond
		for n == again {
			left := time.Duration(-1)
			if end != 0 {
				if left = end - s.host.Monotonic(); left <= 0 {
					return py.RaiseValue(py.TimeoutError, py.Text("timed out"))
				}
				pause = min(pause, left)
			}
			if _, err := th.Poll(nil, pause); err != nil {
				return err
			}
			if err = s.host.Connect(s.fd, address); err == nil {
				return nil
			}
			n = py.ErrorNumber(err)
			pause = min(2*pause, 20*time.Millisecond)
		}
		return py.OSErrorFrom(err)
	case n != inProgress || s.timeout == 0:
		return py.OSErrorFrom(err)
	}
	if err := s.ready(th, py.PollOut, end); err != nil {
		return err
	}
	var b [4]byte
	const levelSocket, optionError = 1, 4
	if _, err := s.host.SocketOption(s.fd, levelSocket, optionError, b[:]); err != nil {
		return py.OSErrorFrom(err)
	}
	if n := int(b[0]) | int(b[1])<<8; n != 0 && n != alreadyConnected {
		return py.OSErrorOf(n)
	}
	return nil
}
