// This file holds what works on file descriptors.

package posix

import (
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func descriptorFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("open(path, flags, mode=511, *, dir_fd=None)", "Open a file and return its descriptor; flags is a sum of O_* constants.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := pathIn(th, "open", a[0], namesOnly, a[3])
			if err != nil {
				return py.Unbound, err
			}
			flags, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			mode, err := intArgument(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if err := th.Audit("open", a[0], py.None, py.Int(int64(flags|syscall.O_CLOEXEC))); err != nil {
				return py.Unbound, err
			}
			var fd int
			err = outside(th, func(h py.Host) (err error) {
				fd, err = h.Open(l.Name, flags, uint32(mode))
				return err
			}, l.Value)
			return py.Int(int64(fd)), err
		}),
		py.Def("close(fd)", "Close a descriptor.", onDescriptor(func(h py.Host, fd int) error { return h.Close(fd) })),
		py.Def("closerange(fd_low, fd_high, /)", "Close the descriptors from fd_low up to, not including, fd_high; those that aren't open don't matter.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			low, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			high, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			for fd := max(low, 0); fd < min(high, 1<<20); fd++ {
				th.Interp.Host.Close(fd)
			}
			return py.None, nil
		}),
		py.Def("read(fd, length, /)", "Read up to length bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return readBytes(th, a[0], a[1], func(h py.Host, fd int, b []byte) (int, error) { return h.Read(fd, b) })
		}),
		py.Def("readinto(fd, buffer, /)", "Read bytes into a buffer and return how many.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			b, release, err := py.LendBytes(th, a[1], true)
			if err != nil && (py.Matches(err, py.TypeError) || py.Matches(err, py.BufferError)) {
				err = py.Raise(py.TypeError, "readinto() argument 2 must be read-write bytes-like object, not %s", a[1].Type().TypeName())
			}
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			var n int
			err = outside(th, func(h py.Host) (err error) {
				n, err = h.Read(fd, b)
				return err
			})
			return py.Int(int64(n)), err
		}),
		py.Def("pread(fd, length, offset, /)", "Read up to length bytes at an offset; the position stays.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			offset, err := py.AsInt(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return readBytes(th, a[0], a[1], func(h py.Host, fd int, b []byte) (int, error) { return h.ReadAt(fd, b, int64(offset)) })
		}),
		py.Def("write(fd, data, /)", "Write bytes and return how many were written.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return writeBytes(th, a[0], a[1], th.WriteFD)
		}),
		py.Def("pwrite(fd, buffer, offset, /)", "Write bytes at an offset and return how many; the position stays.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			offset, err := py.AsInt(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return writeBytes(th, a[0], a[1], func(fd int, b []byte) (n int, err error) {
				th.Outside(func() { n, err = th.Interp.Host.WriteAt(fd, b, int64(offset)) })
				return n, err
			})
		}),
		py.Def("lseek(fd, position, whence, /)", "Move to a position and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			pos, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			whence, err := intArgument(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			n, err := th.Interp.Host.Seek(fd, int64(pos), whence)
			return py.Int(n), py.OSErrorFrom(err)
		}),
		py.Def("fsync(fd)", "Wait until what was written is on the disk.", onFile(func(h py.Host, fd int) error { return h.Sync(fd) })),
		py.Def("fdatasync(fd)", "Wait until what was written is on the disk.", onFile(func(h py.Host, fd int) error { return h.Sync(fd) })),
		py.Def("ftruncate(fd, length, /)", "Cut or extend an open file to a length.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error { return h.Truncate(fd, int64(n)) }))
		}).Audited("os.truncate", 0, 1),
		py.Def("dup(fd, /)", "Return another descriptor of the same open file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := th.Interp.Host.Dup(fd)
			return py.Int(int64(n)), py.OSErrorFrom(err)
		}),
		py.Def("dup2(fd, fd2, inheritable=True)", "Make fd2 a descriptor of the open file of fd.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			from, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			to, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			inheritable, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if from < 0 || to < 0 {
				return py.Unbound, py.OSErrorOf(int(syscall.EBADF))
			}
			return py.Int(int64(to)), py.OSErrorFrom(th.Interp.Host.Dup2(from, to, inheritable))
		}),
		py.Def("pipe()", "Make a pipe and return the descriptors for reading and for writing.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			r, w, err := th.Interp.Host.Pipe()
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.TupleOf(py.Int(int64(r)), py.Int(int64(w))).Value(), nil
		}),
		py.Def("isatty(fd, /)", "Tell whether a descriptor is a terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(th.Interp.Host.IsTerminal(fd)), nil
		}),
		py.Def("ttyname(fd, /)", "Return the file name of a terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if !th.Interp.Host.IsTerminal(fd) {
				if _, err := th.Interp.Host.Inheritable(fd); err != nil {
					return py.Unbound, py.OSErrorFrom(err)
				}
				return py.Unbound, py.OSErrorOf(int(syscall.ENOTTY))
			}
			l, _ := pathArgument(th, "ttyname", "fd", py.Int(int64(fd)), descriptor)
			name, err := th.Interp.Host.Readlink(l.Name)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.FSDecode(name), nil
		}),
		py.Def("device_encoding(fd)", "Return the encoding of a terminal, None for anything else.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil || !th.Interp.Host.IsTerminal(fd) {
				return py.None, err
			}
			return py.Text("utf-8"), nil
		}),
		py.Def("get_terminal_size(fd=<unrepresentable>, /)", "Return columns and lines of a terminal, by default of standard output.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd := 1
			if !a[0].IsUnbound() {
				var err error
				if fd, err = intArgument(th, a[0]); err != nil {
					return py.Unbound, err
				}
			}
			columns, lines, err := th.Interp.Host.TerminalSize(fd)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.NewStruct(terminalSizeType, py.Int(int64(columns)), py.Int(int64(lines))), nil
		}),
		py.Def("get_inheritable(fd, /)", "Tell whether child processes inherit a descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			yes, err := th.Interp.Host.Inheritable(fd)
			return py.Bool(yes), py.OSErrorFrom(err)
		}),
		py.Def("set_inheritable(fd, inheritable, /)", "Say whether child processes inherit a descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return setFlag(th, a, func(h py.Host, fd int, yes bool) error { return h.SetInheritable(fd, yes) })
		}),
		py.Def("get_blocking(fd, /)", "Tell whether reading and writing wait.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			yes, err := th.Interp.Host.Blocking(fd)
			return py.Bool(yes), py.OSErrorFrom(err)
		}),
		py.Def("set_blocking(fd, blocking, /)", "Say whether reading and writing wait.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return setFlag(th, a, func(h py.Host, fd int, yes bool) error { return h.SetBlocking(fd, yes) })
		}),
	}
}

func setFlag(th *py.Thread, a []py.Value, set func(h py.Host, fd int, yes bool) error) (py.Value, error) {
	fd, err := intArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	yes, err := intArgument(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	return none(py.OSErrorFrom(set(th.Interp.Host, fd, yes != 0)))
}

// onDescriptor makes a function of a descriptor that returns None.
func onDescriptor(call func(h py.Host, fd int) error) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		fd, err := intArgument(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error { return call(h, fd) }))
	}
}

// onFile is onDescriptor for functions that also take an object with fileno().
func onFile(call func(h py.Host, fd int) error) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		fd, err := descriptorOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error { return call(h, fd) }))
	}
}

// descriptorOf returns a descriptor: an int, or what fileno() of an object returns.
func descriptorOf(th *py.Thread, v py.Value) (int, error) {
	if v.IsBool() {
		if err := py.Warn(th, py.RuntimeWarning, "bool is used as a file descriptor", 1); err != nil {
			return 0, err
		}
	}
	if !py.IsInstance(v, py.IntType) {
		m, err := py.GetAttrOr(th, v, th.Interp.Intern("fileno"))
		if err != nil {
			return 0, err
		}
		if m.IsUnbound() {
			return 0, py.Raise(py.TypeError, "argument must be an int, or have a fileno() method.")
		}
		if v, err = py.CallArgs(th, m); err != nil {
			return 0, err
		}
		if !py.IsInstance(v, py.IntType) {
			return 0, py.Raise(py.TypeError, "fileno() returned a non-integer")
		}
	}
	fd, err := intArgument(th, v)
	if err == nil && fd < 0 {
		err = py.Raise(py.ValueError, "file descriptor cannot be a negative integer (%d)", fd)
	}
	return fd, err
}

// waitReadable waits until reading would not wait, and handles signals meanwhile, unless the descriptor is non-blocking.
func waitReadable(th *py.Thread, fd int) error {
	host := th.Interp.Host
	entries := []py.PollEntry{{FD: int32(fd), Events: py.PollIn}}
	if n, err := host.Poll(entries, 0, nil); n > 0 || err != nil {
		return nil
	}
	if blocking, err := host.Blocking(fd); err != nil || !blocking {
		return nil
	}
	return th.WaitReadable(fd)
}

func readBytes(th *py.Thread, fdArg, length py.Value, read func(h py.Host, fd int, b []byte) (int, error)) (py.Value, error) {
	fd, err := intArgument(th, fdArg)
	if err != nil {
		return py.Unbound, err
	}
	n, err := py.AsInt(th, length)
	if err != nil {
		return py.Unbound, err
	}
	if n < 0 {
		return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
	}
	return th.ReadBytes(min(n, 0x7ffff000), func(b []byte) (n int, err error) {
		if len(b) > 0 {
			if err := waitReadable(th, fd); err != nil {
				return 0, err
			}
		}
		err = outside(th, func(h py.Host) (err error) {
			n, err = read(h, fd, b)
			return err
		})
		return max(n, 0), err
	})
}

func writeBytes(th *py.Thread, fdArg, data py.Value, write func(fd int, b []byte) (int, error)) (py.Value, error) {
	fd, err := intArgument(th, fdArg)
	if err != nil {
		return py.Unbound, err
	}
	b, release, err := py.LendBytes(th, data, false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	n, err := write(fd, b)
	if err == nil && n < len(b) { // maybe a signal ended it
		err = th.CheckSignals()
	}
	return py.Int(int64(n)), py.OSErrorFrom(err)
}
