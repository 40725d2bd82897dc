// Package fcntl is the module fcntl: controls and locks of open files.
//
//	fcntl.go      fcntl and ioctl
//	lock.go       flock and lockf
//	constants.go  the constants
//
// Reference: "fcntl — The fcntl and ioctl system calls" in the Python library reference; fcntl(2), ioctl(2), flock(2).
package fcntl

import (
	"math/big"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "fcntl",
	Doc:       "Controls and locks of open files.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.SetInts(th, constants)
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("fcntl($module, fd, cmd, arg=0, /)", "Send a command to a descriptor.\n\nFor an arg of bytes, return the bytes that the system has put in their place; else return a number.", control).Audited("fcntl.fcntl", 0, 1, 2),
		py.Def("ioctl($module, fd, request, arg=0, mutate_flag=True, /)", "Send a request to a device.\n\nA buffer as arg that can be changed is, unless mutate_flag is false; then and for bytes, return the bytes that the system has put in their place.", deviceControl).Audited("fcntl.ioctl", 0, 1, 2),
		py.Def("flock($module, fd, operation, /)", "Lock or unlock an open file: LOCK_SH, LOCK_EX or LOCK_UN, with LOCK_NB without waiting.", lockWhole).Audited("fcntl.flock", 0, 1),
		py.Def("lockf($module, fd, cmd, len=0, start=0, whence=0, /)", "Lock or unlock a part of an open file: LOCK_SH, LOCK_EX or LOCK_UN, with LOCK_NB without waiting.", lockPart).Audited("fcntl.lockf", 0, 1, 2, 3, 4),
	}
}

// longest is how many bytes an argument may have that the system can't change in place.
const longest = 1024

// unsigned converts an int by taking its lowest 64 bits.
func unsigned(th *py.Thread, v py.Value) (uint64, error) {
	v, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, _ := py.NumFromInt(v)
	if n.Big == nil {
		return uint64(n.Small), nil
	}
	return new(big.Int).And(n.Big, new(big.Int).SetUint64(^uint64(0))).Uint64(), nil
}

// bytesOf returns a copy of the data of an argument that is no int: text or bytes.
func bytesOf(th *py.Thread, function string, v py.Value) ([]byte, error) {
	var data []byte
	if s := py.AsStr(v); s != nil {
		data = []byte(s.String())
	} else if v.Type().Buffer == nil {
		return nil, py.Raise(py.TypeError, "%s() argument 3 must be an integer, a bytes-like object, or a string, not %s", function, v.Type().TypeName())
	} else {
		b, release, err := py.LendBytes(th, v, false)
		if err != nil {
			return nil, err
		}
		data = append(data, b...)
		release()
	}
	if len(data) > longest {
		return nil, py.Raise(py.ValueError, "%s argument 3 is too long", function)
	}
	return data, nil
}

func isInt(v py.Value) bool { return v.IsSmallInt() || v.Type().Index != nil }

func control(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	command, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if isInt(a[2]) {
		n, err := unsigned(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		r, err := waiting(th, false, func() (int, error) {
			return th.Interp.Host.Fcntl(fd, command, int(n))
		})
		if err != nil {
			return py.Unbound, err
		}
		return py.Int(int64(r)), nil
	}
	data, err := bytesOf(th, "fcntl", a[2])
	if err != nil {
		return py.Unbound, err
	}
	room := make([]byte, len(data)+longest)
	copy(room, data)
	_, err = waiting(th, command == setLockWait || command == setOpenLockWait, func() (int, error) {
		c := command
		if c == setLockWait || c == setOpenLockWait {
			c-- // F_SETLK
		}
		return th.Interp.Host.FcntlData(fd, c, room)
	})
	if err != nil {
		return py.Unbound, err
	}
	return py.NewBytes(room[:len(data):len(data)]).Value(), nil
}

func deviceControl(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	request, err := unsigned(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	host := th.Interp.Host
	if isInt(a[2]) {
		n, err := unsigned(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		var r int
		th.Outside(func() { r, err = host.Ioctl(fd, uint(request), int(n)) })
		if err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		return py.Int(int64(r)), nil
	}
	mutate, err := py.Truth(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	if mutate && py.AsStr(a[2]) == nil && a[2].Type().Buffer != nil {
		if data, release, err := py.LendBytes(th, a[2], true); err == nil {
			defer release()
			room := make([]byte, len(data)+longest)
			copy(room, data)
			var r int
			th.Outside(func() { r, err = host.IoctlData(fd, uint(request), room) })
			copy(data, room)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.Int(int64(r)), nil
		}
	}
	data, err := bytesOf(th, "ioctl", a[2])
	if err != nil {
		return py.Unbound, err
	}
	room := make([]byte, len(data)+longest)
	copy(room, data)
	th.Outside(func() { _, err = host.IoctlData(fd, uint(request), room) })
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	return py.NewBytes(room[:len(data):len(data)]).Value(), nil
}
