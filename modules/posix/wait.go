// This file waits for child processes.

package posix

import (
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func waitFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("waitpid(pid, options, /)", "Wait for a child process and return its number and wait status.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			options, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			found, status, _, err := wait(th, pid, options)
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.Int(int64(found)), py.Int(int64(status))).Value(), nil
		}),
		py.Def("wait()", "Wait for any child process and return its number and wait status.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			found, status, _, err := wait(th, -1, 0)
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.Int(int64(found)), py.Int(int64(status))).Value(), nil
		}),
		py.Def("wait3(options)", "Wait for any child process and return its number, wait status and what it has used.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			options, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return waitUsage(th, -1, options)
		}),
		py.Def("wait4(pid, options)", "Wait for a child process and return its number, wait status and what it has used.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			pid, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			options, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return waitUsage(th, pid, options)
		}),
		py.Def("waitid(idtype, id, options, /)", "Wait for a child process: any (P_ALL), one (P_PID), one of a group (P_PGID) or that of a descriptor (P_PIDFD).\n\noptions is a sum of WEXITED, WSTOPPED, WCONTINUED, WNOHANG and WNOWAIT. Return what has become of it; None: nothing yet.", waitID),
	}
}

// wait is wait4(2). Unless the options say otherwise it waits, and handles signals meanwhile.
func wait(th *py.Thread, pid, options int) (found, status int, usage words, err error) {
	w := newWords(1)
	usage = newWords(36)
	reap := func(options int) error {
		found, err = call(th, "wait4", pid, []byte(w), options, []byte(usage))
		return err
	}
	if options&syscall.WNOHANG != 0 || th != th.Interp.Main {
		err = reap(options)
		return found, w.at(0), usage, err
	}
	kind, id := processKind(pid)
	news := syscall.WEXITED
	if options&syscall.WUNTRACED != 0 {
		news |= syscall.WSTOPPED
	}
	news |= options & syscall.WCONTINUED
	for {
		if err := reap(options | syscall.WNOHANG); err != nil || found != 0 {
			return found, w.at(0), usage, err
		}
		if err := awaitNews(th, kind, id, news); err != nil {
			return 0, 0, nil, err
		}
	}
}

// The kinds of what waitid(2) waits for.
const (
	anyProcess, oneProcess, processGroup = 0, 1, 2
)

// processKind says in the terms of waitid what pid is for waitpid.
func processKind(pid int) (kind, id int) {
	switch {
	case pid == -1:
		return anyProcess, 0
	case pid == 0:
		return processGroup, 0
	case pid < 0:
		return processGroup, -pid
	}
	return oneProcess, pid
}

// awaitNews waits until there is something to tell of a child, without taking notice of it, or until a signal's handler raises.
func awaitNews(th *py.Thread, kind, id, options int) error {
	host := th.Interp.Host
	done := make(chan struct{})
	go func() { // goes on when a signal interrupts the waiting, and then does no harm
		defer close(done)
		host.UnixCall("waitid", kind, id, make([]byte, 128), options&^syscall.WNOHANG|syscall.WNOWAIT, 0)
	}()
	_, err := th.WaitFor(done, -1)
	return err
}

func waitUsage(th *py.Thread, pid, options int) (py.Value, error) {
	found, status, usage, err := wait(th, pid, options)
	if err != nil {
		return py.Unbound, err
	}
	resource, err := th.Interp.Importer.Import(th, th.Interp.Intern("resource"), py.None, py.None, py.None, 0)
	if err != nil {
		return py.Unbound, err
	}
	seconds := func(i int) py.Value { return py.Float(float64(usage.long(i)) + 1e-6*float64(usage.long(i+1))) }
	items := []py.Value{seconds(0), seconds(2)}
	for i := 4; i < 18; i++ {
		items = append(items, py.Int(usage.long(i)))
	}
	used, err := py.CallMethod(th, resource, "struct_rusage", py.NewTuple(items).Value())
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(py.Int(int64(found)), py.Int(int64(status)), used).Value(), nil
}

var waitidResultType *py.Type

func waitID(th *py.Thread, a []py.Value) (py.Value, error) {
	kind, err := intArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	id, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	options, err := intArgument(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	info := newWords(32) // struct siginfo: number, error, code, padding, process, user, status
	const number, code, process, user, status = 0, 2, 4, 5, 6
	for {
		quick := options
		if th == th.Interp.Main {
			quick |= syscall.WNOHANG
		}
		if _, err := call(th, "waitid", kind, id, []byte(info), quick, 0); err != nil {
			return py.Unbound, err
		}
		if info.at(process) != 0 {
			break
		}
		if options&syscall.WNOHANG != 0 {
			return py.None, nil
		}
		if err := awaitNews(th, kind, id, options); err != nil {
			return py.Unbound, err
		}
	}
	return py.NewStruct(waitidResultType, py.Int(int64(info.at(process))), idValue(info.unsigned(user)), py.Int(int64(info.at(number))), py.Int(int64(info.at(status))), py.Int(int64(info.at(code)))), nil
}
