// This file holds the options of sockets.

package socket

import (
	"encoding/binary"

	py "github.com/gopy-lang/gopy/runtime"
)

func getOption(th *py.Thread, a []py.Value) (py.Value, error) {
	s := self(a[0])
	var n [3]int
	var err error
	for i := range n {
		if n[i], err = py.AsCInt(th, a[1+i]); err != nil {
			return py.Unbound, err
		}
	}
	level, option, size := n[0], n[1], n[2]
	if size == 0 {
		b := make([]byte, 4)
		if _, err := s.host.SocketOption(s.fd, level, option, b); err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		return py.Int(int64(int32(binary.NativeEndian.Uint32(b)))), nil
	}
	if size < 0 || size > 1024 {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("getsockopt buflen out of range"))
	}
	b := make([]byte, size)
	got, err := s.host.SocketOption(s.fd, level, option, b)
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	got = min(got, size)
	return py.NewBytes(b[:got:got]).Value(), nil
}

func setOption(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw != nil && kw.Len() > 0 {
		return py.Unbound, py.Raise(py.TypeError, "socket.setsockopt() takes no keyword arguments")
	}
	given := len(args) - 1
	if given != 3 && given != 4 {
		return py.Unbound, py.Raise(py.TypeError, "setsockopt() takes exactly 3 arguments (%d given)", given)
	}
	s := self(args[0])
	level, err := py.AsCInt(th, args[1])
	if err != nil {
		return py.Unbound, err
	}
	option, err := py.AsCInt(th, args[2])
	if err != nil {
		return py.Unbound, err
	}
	if given == 4 {
		if !args[3].IsNone() {
			return py.Unbound, py.Raise(py.TypeError, "socket option should be None when optlen is specified, not %s", args[3].Type().TypeName())
		}
		n, err := py.AsInt(th, args[4])
		if err != nil {
			return py.Unbound, err
		}
		if n < 0 || n > 1<<32-1 {
			return py.Unbound, py.Raise(py.OverflowError, "unsigned int is greater than maximum")
		}
		return py.None, py.OSErrorFrom(s.host.ClearSocketOption(s.fd, level, option, n))
	}
	if args[3].Type().Index != nil {
		n, err := py.AsInt(th, args[3])
		if err == nil && n >= -1<<31 && n < 1<<31 {
			return py.None, py.OSErrorFrom(s.host.SetSocketOption(s.fd, level, option, binary.NativeEndian.AppendUint32(nil, uint32(n))))
		}
		if err != nil && !py.Matches(err, py.OverflowError) {
			return py.Unbound, err
		}
		return py.Unbound, py.Raise(py.OverflowError, "signed integer is %s", map[bool]string{true: "less than minimum", false: "greater than maximum"}[n < 0])
	}
	b, release, err := py.LendBytes(th, args[3], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	return py.None, py.OSErrorFrom(s.host.SetSocketOption(s.fd, level, option, b))
}
