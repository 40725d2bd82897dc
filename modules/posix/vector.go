// This file moves data between descriptors and several buffers at once.

package posix

import (
	"encoding/binary"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func vectorFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("readv(fd, buffers, /)", "Read into buffers, one after the other; return how many bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return moveVector(th, "readv", a[0], a[1], py.Int(-1), py.Int(0), true)
		}),
		py.Def("preadv(fd, buffers, offset, flags=0, /)", "Read into buffers, from a position of the file; return how many bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return moveVector(th, "preadv", a[0], a[1], a[2], a[3], true)
		}),
		py.Def("writev(fd, buffers, /)", "Write the contents of buffers, one after the other; return how many bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return moveVector(th, "writev", a[0], a[1], py.Int(-1), py.Int(0), false)
		}),
		py.Def("pwritev(fd, buffers, offset, flags=0, /)", "Write the contents of buffers, at a position of the file; return how many bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return moveVector(th, "pwritev", a[0], a[1], a[2], a[3], false)
		}),
		py.Def("sendfile(out_fd, in_fd, offset, count)", "Copy bytes of a file, from a position or for None from its own, to a descriptor; return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			out, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			in, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			offset, err := offsetArgument(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			count, err := py.AsInt(th, a[3])
			if err != nil {
				return py.Unbound, err
			}
			n, err := call(th, "sendfile", out, in, offset, count)
			return py.Int(int64(n)), err
		}),
		py.Def("copy_file_range(src, dst, count, offset_src=None, offset_dst=None)", "Copy bytes from file to file, from and to positions or for None their own; return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return moveBetween(th, "copy_file_range", a[0], a[1], a[2], a[3], a[4], py.Int(0))
		}),
		py.Def("splice(src, dst, count, offset_src=None, offset_dst=None, flags=0)", "Move bytes between descriptors of which one is a pipe; return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return moveBetween(th, "splice", a[0], a[1], a[2], a[3], a[4], a[5])
		}),
		py.Def("posix_fadvise(fd, offset, length, advice, /)", "Tell the system how a part of a file will be read.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := longArguments(th, a)
			if err != nil {
				return py.Unbound, err
			}
			_, err = call(th, "fadvise64", n...)
			return none(err)
		}),
		py.Def("posix_fallocate(fd, offset, length, /)", "Make sure that the disk has room for a part of a file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := longArguments(th, a)
			if err != nil {
				return py.Unbound, err
			}
			_, err = call(th, "fallocate", n[0], 0, n[1], n[2])
			return none(err)
		}),
		py.Def("lockf(fd, command, length, /)", "Lock, test or unlock a part of an open file from the position on: F_LOCK, F_TLOCK, F_TEST or F_ULOCK.", lockPart).Audited("os.lockf", 0, 1, 2),
		py.Def("pipe2(flags, /)", "Make a pipe and return the descriptors of its ends; flags is a sum of O_CLOEXEC, O_NONBLOCK and O_DIRECT.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			flags, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			w := newWords(2)
			if _, err := call(th, "pipe2", []byte(w), flags); err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.Int(int64(w.at(0))), py.Int(int64(w.at(1)))).Value(), nil
		}),
	}
}

// longArguments converts arguments to numbers of 64 bits.
func longArguments(th *py.Thread, a []py.Value) ([]any, error) {
	out := make([]any, len(a))
	for i, v := range a {
		n, err := py.AsInt(th, v)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

// offsetArgument makes the address of a position for the system; None is no address.
func offsetArgument(th *py.Thread, v py.Value) (any, error) {
	if v.IsNone() {
		return 0, nil
	}
	n, err := py.AsInt(th, v)
	if err != nil {
		return nil, err
	}
	return binary.NativeEndian.AppendUint64(nil, uint64(n)), nil
}

func moveBetween(th *py.Thread, name string, src, dst, countArg, offsetSrc, offsetDst, flagsArg py.Value) (py.Value, error) {
	in, err := intArgument(th, src)
	if err != nil {
		return py.Unbound, err
	}
	out, err := intArgument(th, dst)
	if err != nil {
		return py.Unbound, err
	}
	count, err := py.AsInt(th, countArg)
	if err != nil {
		return py.Unbound, err
	}
	if count < 0 {
		return py.Unbound, py.Raise(py.ValueError, "negative value for 'count' not allowed")
	}
	from, err := offsetArgument(th, offsetSrc)
	if err != nil {
		return py.Unbound, err
	}
	to, err := offsetArgument(th, offsetDst)
	if err != nil {
		return py.Unbound, err
	}
	flags, err := intArgument(th, flagsArg)
	if err != nil {
		return py.Unbound, err
	}
	n, err := call(th, name, in, from, out, to, count, flags)
	return py.Int(int64(n)), err
}

func moveVector(th *py.Thread, function string, fdArg, buffers, offsetArg, flagsArg py.Value, read bool) (py.Value, error) {
	fd, err := intArgument(th, fdArg)
	if err != nil {
		return py.Unbound, err
	}
	if buffers.Type().GetItem == nil {
		return py.Unbound, py.Raise(py.TypeError, "%s() arg 2 must be a sequence", function)
	}
	items, err := py.Items(th, buffers)
	if err != nil {
		return py.Unbound, err
	}
	offset, err := py.AsInt(th, offsetArg)
	if err != nil {
		return py.Unbound, err
	}
	flags, err := intArgument(th, flagsArg)
	if err != nil {
		return py.Unbound, err
	}
	const most = 1024 // IOV_MAX
	if len(items) > most {
		return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
	}
	data := make([][]byte, len(items))
	for i, v := range items {
		b, release, err := py.LendBytes(th, v, read)
		if err != nil {
			return py.Unbound, err
		}
		defer release()
		data[i] = b
	}
	var n int
	err = outside(th, func(h py.Host) (err error) {
		if read {
			n, err = h.ReadVector(fd, data, int64(offset), flags)
		} else {
			n, err = h.WriteVector(fd, data, int64(offset), flags)
		}
		return err
	})
	return py.Int(int64(n)), err
}

// lockPart is lockf(3), by way of fcntl's locks.
func lockPart(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := intArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	command, err := intArgument(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	length, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	const unlock, lock, tryLock, test = 0, 1, 2, 3
	const write, none, fromPosition = 1, 2, 1
	flock := make([]byte, 32) // struct flock
	kind := uint16(write)
	request := syscall.F_SETLK
	switch command {
	case unlock:
		kind = none
	case lock:
		request = syscall.F_SETLKW
	case tryLock:
	case test:
		request = syscall.F_GETLK
	default:
		return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
	}
	binary.NativeEndian.PutUint16(flock, kind)
	binary.NativeEndian.PutUint16(flock[2:], fromPosition)
	binary.NativeEndian.PutUint64(flock[16:], uint64(length))
	err = outside(th, func(h py.Host) error {
		_, err := h.FcntlData(fd, request, flock)
		return err
	})
	if err == nil && command == test && binary.NativeEndian.Uint16(flock) != none && int(binary.NativeEndian.Uint32(flock[24:])) != th.Interp.Host.Getpid() {
		err = py.OSErrorOf(int(syscall.EACCES))
	}
	if err != nil {
		return py.Unbound, err
	}
	return py.None, nil
}
