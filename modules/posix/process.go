// This file holds processes, identities and the environment.

package posix

import (
	"strconv"
	"strings"
	"syscall"
	"time"

	goruntime "runtime"

	py "github.com/gopy-lang/gopy/runtime"
)

func processFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("getpid()", "Return the number of this process.", number(func(h py.Host) int { return h.Getpid() })),
		py.Def("getppid()", "Return the number of the parent process.", number(func(h py.Host) int { return h.Getppid() })),
		py.Def("getuid()", "Return the user's number.", number(func(h py.Host) int { uid, _, _, _ := h.UserIDs(); return uid })),
		py.Def("geteuid()", "Return the effective user's number.", number(func(h py.Host) int { _, euid, _, _ := h.UserIDs(); return euid })),
		py.Def("getgid()", "Return the group's number.", number(func(h py.Host) int { _, _, gid, _ := h.UserIDs(); return gid })),
		py.Def("getegid()", "Return the effective group's number.", number(func(h py.Host) int { _, _, _, egid := h.UserIDs(); return egid })),
		py.Def("cpu_count()", "Return how many CPUs the machine has.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if n := th.Interp.CPUCount(); n > 0 {
				return py.Int(int64(n)), nil
			}
			return py.Int(int64(goruntime.NumCPU())), nil
		}),
		py.Def("ctermid()", "Return the file name of the controlling terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Text("/dev/tty"), nil }),
		py.Def("strerror(code, /)", "Return the text of an error number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Text(py.ErrorText(n)), nil
		}),
		py.Def("urandom(size, /)", "Return random bytes fit for secrets.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if n < 0 {
				return py.Unbound, py.Raise(py.ValueError, "negative argument not allowed")
			}
			if err := th.Charge(int64(n)); err != nil {
				return py.Unbound, err
			}
			b := make([]byte, n)
			if err := th.Interp.Host.RandomBytes(b); err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.NewBytes(b).Value(), nil
		}),
		py.Def("uname()", "Return the names of the operating system.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			u := th.Interp.Host.SystemName()
			return py.NewStruct(unameResultType, py.FSDecode(u.System), py.FSDecode(u.Node), py.FSDecode(u.Release), py.FSDecode(u.Version), py.FSDecode(u.Machine)), nil
		}),
		py.Def("times()", "Return the CPU times of the process and its children, and the time since some point, in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			user, system, childUser, childSystem := th.Interp.Host.Times()
			ticks := func(d time.Duration) py.Value { return py.Float(float64(d/(10*time.Millisecond)) / 100) }
			return py.NewStruct(timesResultType, ticks(user), ticks(system), ticks(childUser), ticks(childSystem), ticks(th.Interp.Host.Monotonic())), nil
		}),
		py.Def("getloadavg()", "Return how many processes wanted to run, on average over 1, 5 and 15 minutes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := th.Interp.Host.ReadFile("/proc/loadavg")
			if err != nil {
				return py.Unbound, py.Raise(py.OSError, "Load averages are unobtainable")
			}
			var loads []py.Value
			for _, f := range strings.Fields(string(data)) {
				if x, err := strconv.ParseFloat(f, 64); err == nil && len(loads) < 3 {
					loads = append(loads, py.Float(x))
				}
			}
			if len(loads) < 3 {
				return py.Unbound, py.Raise(py.OSError, "Load averages are unobtainable")
			}
			return py.NewTuple(loads).Value(), nil
		}),
		py.Def("putenv(name, value, /)", "Set an environment variable for child processes. Use os.environ instead.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := variable(th, a[0], "putenv")
			if err != nil {
				return py.Unbound, err
			}
			v, err := py.PathOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if err := th.Audit("os.putenv", py.NewBytes([]byte(name)).Value(), py.NewBytes([]byte(v.Name)).Value()); err != nil {
				return py.Unbound, err
			}
			return none(py.OSErrorFrom(th.Interp.Host.Setenv(name, v.Name)))
		}),
		py.Def("unsetenv(name, /)", "Remove an environment variable. Use os.environ instead.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := variable(th, a[0], "unsetenv")
			if err != nil {
				return py.Unbound, err
			}
			if err := th.Audit("os.unsetenv", py.NewBytes([]byte(name)).Value()); err != nil {
				return py.Unbound, err
			}
			return none(py.OSErrorFrom(th.Interp.Host.Unsetenv(name)))
		}),
		py.Def("_create_environ()", "Return the process's environment as a new dict of bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) { return environ(th), nil }),
		py.Def("kill(pid, signal, /)", "Send a signal to a process.", func(th *py.Thread, a []py.Value) (py.Value, error) { return kill(th, a, 1) }).Audited("os.kill", 0, 1),
		py.Def("killpg(pgid, signal, /)", "Send a signal to a process group.", func(th *py.Thread, a []py.Value) (py.Value, error) { return kill(th, a, -1) }).Audited("os.killpg", 0, 1),
		py.Def("execv(path, argv, /)", "Run a program in place of this one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return execute(th, "execv", a[0], a[1], py.Unbound)
		}).Audited("os.exec", 0, 1, 2),
		py.Def("execve(path, argv, env)", "Run a program in place of this one, with the mapping env as its environment.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return execute(th, "execve", a[0], a[1], a[2])
		}).Audited("os.exec", 0, 1, 2),
		py.Def("_exit(status)", "End the process at once, without flushing or cleaning up.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			th.Interp.Host.Exit(n & 0xFF)
			return py.None, nil
		}),
		py.Def("abort()", "End the process at once with the signal SIGABRT.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			host := th.Interp.Host
			if host.SignalAction(int(syscall.SIGABRT)) == py.SignalCaught && th.Interp.Signals.Handlers[syscall.SIGABRT].IsUnbound() {
				// Not the program catches it but the fault handler, which reports and ends the process.
				th.Outside(func() { host.Kill(host.Getpid(), int(syscall.SIGABRT)) })
			}
			if err := host.SetSignal(int(syscall.SIGABRT), py.SignalDefault, nil); err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.None, py.OSErrorFrom(host.Kill(host.Getpid(), int(syscall.SIGABRT)))
		}),
		py.Def("system(command)", "Run a command in a shell and return its wait status.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			command, err := py.PathOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if err := th.Audit("os.system", py.NewBytes([]byte(command.Name)).Value()); err != nil {
				return py.Unbound, err
			}
			var status int
			err = outside(th, func(h py.Host) error {
				pid, err := h.Start(py.ProcessSpec{Path: "/bin/sh", Argv: []string{"sh", "-c", command.Name}, Env: h.Environ(), Files: []int{0, 1, 2}, Group: -1})
				if err == nil {
					_, status, err = h.Wait(pid, 0)
				}
				return err
			})
			return py.Int(int64(status)), err
		}),
		py.Def("waitstatus_to_exitcode(status)", "Convert a wait status to an exit status, or the negative number of the signal that ended the process.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			switch s := syscall.WaitStatus(n); {
			case s.Exited():
				return py.Int(int64(s.ExitStatus())), nil
			case s.Signaled():
				return py.Int(-int64(s.Signal())), nil
			case s.Stopped():
				return py.Unbound, py.Raise(py.ValueError, "process stopped by delivery of signal %d", int(s.StopSignal()))
			}
			return py.Unbound, py.Raise(py.ValueError, "invalid wait status: %d", n)
		}),
		py.Def("WIFEXITED(status)", "Tell whether the process ended by exit.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Bool(s.Exited()) })),
		py.Def("WIFSIGNALED(status)", "Tell whether a signal ended the process.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Bool(s.Signaled()) })),
		py.Def("WIFSTOPPED(status)", "Tell whether a signal stopped the process.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Bool(s.Stopped()) })),
		py.Def("WIFCONTINUED(status)", "Tell whether the process runs again.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Bool(s.Continued()) })),
		py.Def("WCOREDUMP(status, /)", "Tell whether the process left a core dump.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Bool(s.CoreDump()) })),
		py.Def("WEXITSTATUS(status)", "Return the exit status.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Int(int64(s>>8) & 0xFF) })),
		py.Def("WTERMSIG(status)", "Return the signal that ended the process.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Int(int64(s) & 0x7F) })),
		py.Def("WSTOPSIG(status)", "Return the signal that stopped the process.", ofStatus(func(s syscall.WaitStatus) py.Value { return py.Int(int64(s>>8) & 0xFF) })),
	}
}

// number makes a function without arguments that returns an int.
func number(f func(h py.Host) int) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(int64(f(th.Interp.Host))), nil }
}

func ofStatus(f func(s syscall.WaitStatus) py.Value) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		n, err := intArgument(th, a[0])
		return f(syscall.WaitStatus(n)), err
	}
}

// environ is the environment as a dict of bytes.
func environ(th *py.Thread) py.Value {
	d := py.NewDict()
	for _, e := range th.Interp.Host.Environ() {
		name, value, ok := strings.Cut(e, "=")
		if !ok || name == "" {
			continue
		}
		d.SetItem(th, py.NewBytes([]byte(name)).Value(), py.NewBytes([]byte(value)).Value())
	}
	return d.Value()
}

// variable converts the name of an environment variable.
func variable(th *py.Thread, v py.Value, function string) (string, error) {
	p, err := py.PathOf(th, v)
	if err != nil {
		if py.Matches(err, py.ValueError) && py.AsStr(v) != nil {
			err = py.Raise(py.ValueError, "embedded null byte") // names and values are encoded first
		}
		return "", err
	}
	equals := strings.IndexByte(p.Name, '=') >= 0
	if equals && function == "putenv" {
		return "", py.Raise(py.ValueError, "illegal environment variable name")
	}
	if equals || p.Name == "" {
		return "", py.OSErrorOf(int(syscall.EINVAL))
	}
	return p.Name, nil
}

func kill(th *py.Thread, a []py.Value, sign int) (py.Value, error) {
	pid, err := intArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	signal, err := intArgument(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	host := th.Interp.Host
	th.Outside(func() { err = host.Kill(sign*pid, signal) })
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	return py.None, th.CheckSignals()
}

// execute is execv and execve; env is Unbound for this process's environment.
func execute(th *py.Thread, function string, path, argv, env py.Value) (py.Value, error) {
	if !th.Interp.Rights.Exec {
		return py.Unbound, py.Raise(py.RuntimeError, "exec not supported for isolated subinterpreters")
	}
	l, err := pathArgument(th, function, "path", path, namesOnly)
	if err != nil {
		return py.Unbound, err
	}
	if py.AsTuple(argv) == nil && py.AsList(argv) == nil {
		return py.Unbound, py.Raise(py.TypeError, "%s() arg 2 must be a tuple or list", function)
	}
	items, err := py.Items(th, argv)
	if err != nil {
		return py.Unbound, err
	}
	if len(items) == 0 {
		return py.Unbound, py.Raise(py.ValueError, "%s() arg 2 must not be empty", function)
	}
	args := make([]string, len(items))
	for i, v := range items {
		p, err := py.PathOf(th, v)
		if err != nil {
			return py.Unbound, err
		}
		if i == 0 && p.Name == "" {
			return py.Unbound, py.Raise(py.ValueError, "%s() arg 2 first element cannot be empty", function)
		}
		args[i] = p.Name
	}
	variables := th.Interp.Host.Environ()
	if !env.IsUnbound() {
		if variables, err = environment(th, env); err != nil {
			return py.Unbound, err
		}
	}
	failure := th.Interp.Host.Exec(l.Name, args, variables)
	if function == "execv" {
		return none(py.OSErrorFrom(failure))
	}
	return none(py.OSErrorFrom(failure, l.Value))
}

// environment converts a mapping to "name=value".
func environment(th *py.Thread, env py.Value) ([]string, error) {
	names, err := py.CallMethod(th, env, "keys")
	if err != nil {
		return nil, err
	}
	var out []string
	err = py.ForEach(th, names, func(k py.Value) error {
		v, err := py.GetItem(th, env, k)
		if err != nil {
			return err
		}
		name, err := py.PathOf(th, k)
		if err != nil {
			return err
		}
		value, err := py.PathOf(th, v)
		if err != nil {
			return err
		}
		if name.Name == "" || strings.IndexByte(name.Name, '=') >= 0 {
			return py.Raise(py.ValueError, "illegal environment variable name")
		}
		out = append(out, name.Name+"="+value.Name)
		return nil
	})
	return out, err
}
