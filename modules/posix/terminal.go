// This file holds pseudo-terminals and the process group in the foreground of a terminal (pty(7)).

package posix

import (
	"strconv"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func terminalFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("openpty()", "Open a pseudo-terminal; return the descriptors of its master and of its slave.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			host := th.Interp.Host
			master, err := host.Open("/dev/ptmx", syscall.O_RDWR|syscall.O_NOCTTY, 0)
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			name, err := slaveName(host, master)
			if err == nil {
				err = unlock(host, master)
			}
			slave := -1
			if err == nil {
				slave, err = host.Open(name, syscall.O_RDWR|syscall.O_NOCTTY, 0)
			}
			if err != nil {
				host.Close(master)
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.TupleOf(py.Int(int64(master)), py.Int(int64(slave))).Value(), nil
		}),
		py.Def("posix_openpt(oflag, /)", "Open the master of a pseudo-terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			flags, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			fd, err := th.Interp.Host.Open("/dev/ptmx", flags, 0)
			return py.Int(int64(fd)), py.OSErrorFrom(err)
		}),
		onTerminal("grantpt(fd, /)", "Let this user use the slave of a pseudo-terminal, which Linux does by itself.", func(h py.Host, fd int) error {
			_, err := slaveName(h, fd)
			return err
		}),
		onTerminal("unlockpt(fd, /)", "Let the slave of a pseudo-terminal be opened.", unlock),
		py.Def("ptsname(fd, /)", "Return the file name of the slave of a pseudo-terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			name, err := slaveName(th.Interp.Host, fd)
			return py.Text(name), py.OSErrorFrom(err)
		}),
		onTerminal("login_tty(fd, /)", "Make a terminal the controlling one, and the standard streams.", func(h py.Host, fd int) error {
			if _, err := h.UnixCall("setsid"); err != nil {
				return err
			}
			if _, err := h.Ioctl(fd, syscall.TIOCSCTTY, 0); err != nil {
				return err
			}
			for to := range 3 {
				if err := h.Dup2(fd, to, true); err != nil {
					return err
				}
			}
			if fd > 2 {
				return h.Close(fd)
			}
			return nil
		}),
		py.Def("tcgetpgrp(fd, /)", "Return the process group in the foreground of a terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			w := newWords(1)
			if _, err := th.Interp.Host.IoctlData(fd, syscall.TIOCGPGRP, w); err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.Int(int64(w.at(0))), nil
		}),
		py.Def("tcsetpgrp(fd, pgid, /)", "Put a process group into the foreground of a terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			group, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			w := newWords(1)
			w.set(0, uint32(group))
			return none(outside(th, func(h py.Host) error {
				_, err := h.IoctlData(fd, syscall.TIOCSPGRP, w)
				return err
			}))
		}),
	}
}

func onTerminal(signature, doc string, f func(h py.Host, fd int) error) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		fd, err := py.Fileno(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error { return f(h, fd) }))
	})
}

func slaveName(h py.Host, master int) (string, error) {
	w := newWords(1)
	if _, err := h.IoctlData(master, syscall.TIOCGPTN, w); err != nil {
		return "", err
	}
	return "/dev/pts/" + strconv.Itoa(w.at(0)), nil
}

func unlock(h py.Host, master int) error {
	_, err := h.IoctlData(master, syscall.TIOCSPTLCK, newWords(1))
	return err
}
