// Package posixsubprocess is the module _posixsubprocess, by which module subprocess starts programs.
//
// A Go process can't fork and go on in the child, so all that the child is to do before it runs the program is said to the Host
// beforehand; a function to be called in the child (preexec_fn) is refused. An error goes to the pipe that the module subprocess reads, as if the child had written it.
//
// Reference: "subprocess — Subprocess management" in the Python library reference.
package posixsubprocess

import (
	"fmt"
	"strconv"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_posixsubprocess",
	Doc:       "What module subprocess starts programs by.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("fork_exec($module, args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)",
			"Start a program and return its process number.\n\nThe first of executable_list that can be run is. An error is written to errpipe_write.", forkExec).Audited("_posixsubprocess.fork_exec", 1, 0, 5),
	}
}

// noProcess is the number returned when no process could be started: greater than any that Linux gives.
const noProcess = 1 << 30

// request is the arguments of fork_exec, converted.
type request struct {
	py.ProcessSpec
	executables []string
	closeFDs    bool
	passFDs     []int
	errors      int // where to write errors
}

func forkExec(th *py.Thread, a []py.Value) (py.Value, error) {
	r, err := parse(th, a)
	if err != nil {
		return py.Unbound, err
	}
	pid := noProcess
	th.Outside(func() {
		host := th.Interp.Host
		r.inherit(host)
		var report string
		if pid, report = r.start(host); report != "" {
			pid = noProcess
			host.Write(r.errors, []byte(report))
		}
	})
	return py.Int(int64(pid)), nil
}

func parse(th *py.Thread, a []py.Value) (*request, error) {
	r := &request{}
	const args, executables, closeFDs, passFDs, cwd, env = 0, 1, 2, 3, 4, 5
	var numbers [8]int // p2cread … errpipe_write
	var err error
	for i := range numbers {
		if numbers[i], err = py.AsCInt(th, a[6+i]); err != nil {
			return nil, err
		}
	}
	r.Files = []int{numbers[0], numbers[3], numbers[5]}
	r.errors = numbers[7]
	const restoreSignals, newSession, group, gid, groups, uid, umask, preexec = 14, 15, 16, 17, 18, 19, 20, 21
	if !a[preexec].IsNone() {
		return nil, py.Raise(py.NotImplementedError, "preexec_fn can't be called: gopy doesn't fork")
	}
	if r.closeFDs, err = py.Truth(th, a[closeFDs]); err != nil {
		return nil, err
	}
	if r.passFDs, err = descriptors(a[passFDs]); err != nil {
		return nil, err
	}
	if r.closeFDs && r.errors < 3 {
		return nil, py.Raise(py.ValueError, "errpipe_write must be >= 3")
	}
	if !a[args].IsNone() {
		if r.Argv, err = names(th, a[args]); err != nil {
			return nil, err
		}
	}
	if r.executables, err = names(th, a[executables]); err != nil {
		return nil, err
	}
	if a[env].IsNone() {
		r.Env = th.Interp.Host.Environ()
	} else if r.Env, err = names(th, a[env]); err != nil {
		return nil, err
	}
	if !a[cwd].IsNone() {
		p, err := py.PathOf(th, a[cwd])
		if err != nil {
			return nil, err
		}
		r.Dir = p.Name
	}
	restore, err := py.Truth(th, a[restoreSignals])
	if err != nil {
		return nil, err
	}
	if restore {
		r.DefaultSignals = []int{int(syscall.SIGPIPE), int(syscall.SIGXFSZ)}
	}
	if r.NewSession, err = py.Truth(th, a[newSession]); err != nil {
		return nil, err
	}
	if r.Group, err = py.AsCInt(th, a[group]); err != nil {
		return nil, err
	}
	mask, err := py.AsCInt(th, a[umask])
	if err != nil {
		return nil, err
	}
	if mask >= 0 {
		r.Umask = &mask
	}
	return r, r.identify(th, a[uid], a[gid], a[groups])
}

// identify converts whom the child is to run as.
func (r *request) identify(th *py.Thread, uid, gid, groups py.Value) error {
	if uid.IsNone() && gid.IsNone() && groups.IsNone() {
		return nil
	}
	id := &py.ProcessIdentity{UID: -1, GID: -1}
	for _, x := range []struct {
		name string
		v    py.Value
		to   *int
	}{{"uid", uid, &id.UID}, {"gid", gid, &id.GID}} {
		if x.v.IsNone() {
			continue
		}
		n, err := py.AsInt(th, x.v)
		switch {
		case err != nil && !py.Matches(err, py.OverflowError):
			return err
		case err != nil || n > 1<<32-1:
			return py.Raise(py.OverflowError, "%s is greater than maximum", x.name)
		case n < 0:
			return py.Raise(py.OverflowError, "%s is less than minimum", x.name)
		case n == 1<<32-1:
			continue // the system's number for "as it is"
		}
		*x.to = n
	}
	if !groups.IsNone() {
		id.SetGroups = true
		items, err := py.Items(th, groups)
		if err != nil {
			return err
		}
		const most = 65536
		if len(items) > most {
			return py.Raise(py.ValueError, "too many extra_groups")
		}
		for _, v := range items {
			n, err := py.AsInt(th, v)
			if err != nil || n < 0 || n > 1<<32-2 {
				return py.Raise(py.ValueError, "invalid group id")
			}
			id.Groups = append(id.Groups, n)
		}
	}
	r.Identity = id
	return nil
}

// names converts a sequence of file names.
func names(th *py.Thread, v py.Value) ([]string, error) {
	items, err := py.Items(th, v)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(items))
	for i, x := range items {
		p, err := py.PathOf(th, x)
		if err != nil {
			return nil, err
		}
		out[i] = p.Name
	}
	return out, nil
}

// descriptors converts pass_fds: a sorted tuple.
func descriptors(v py.Value) ([]int, error) {
	t := py.AsTuple(v)
	if t == nil {
		return nil, py.Raise(py.TypeError, "fork_exec() argument 4 must be tuple, not %s", v.Type().TypeName())
	}
	var out []int
	last := int64(-1)
	for _, x := range t.Items() {
		n, ok := py.AsInt64(x)
		if !ok || n < 0 || n <= last || n > 1<<31-1 {
			return nil, py.Raise(py.ValueError, "bad value(s) in fds_to_keep")
		}
		last = n
		out = append(out, int(n))
	}
	return out, nil
}

// inherit completes the list of the child's descriptors: -1 in the first three stands for this process's own, and of the others the
// child gets those to pass, and without closeFDs those that are inheritable.
func (r *request) inherit(host py.Host) {
	isOpen := func(fd int) bool {
		_, err := host.Inheritable(fd)
		return err == nil
	}
	for i, fd := range r.Files {
		if fd < 0 && isOpen(i) {
			r.Files[i] = i
		}
	}
	if !r.closeFDs {
		return
	}
	passed := map[int]bool{}
	last := 2
	for _, fd := range r.passFDs {
		if fd != r.errors && isOpen(fd) {
			passed[fd] = true
			last = max(last, fd)
		}
	}
	if entries, err := host.ReadDir("/proc/self/fd"); err == nil {
		for _, e := range entries {
			if fd, err := strconv.Atoi(e.Name); err == nil {
				if inheritable, err := host.Inheritable(fd); err == nil && inheritable {
					last = max(last, fd)
				}
			}
		}
	}
	for fd := 3; fd <= last; fd++ {
		if passed[fd] {
			r.Files = append(r.Files, fd)
		} else {
			r.Files = append(r.Files, -1)
		}
	}
}

// start runs the first program of the list that can be run. report says what went wrong in the words that module subprocess
// reads: the exception, the error's number in hexadecimal, and what failed.
func (r *request) start(host py.Host) (pid int, report string) {
	if r.Dir != "" {
		st, err := host.Stat(r.Dir)
		if err == nil && !st.IsDir() {
			err = syscall.ENOTDIR
		}
		if err == nil {
			err = host.Access(r.Dir, 1, false, true)
		}
		if err != nil {
			return -1, fmt.Sprintf("OSError:%x:noexec:chdir", py.ErrorNumber(err))
		}
	}
	failure := 0
	for _, path := range r.executables {
		r.Path = path
		if r.Dir == "" || path != "" && path[0] == '/' {
			if _, err := host.Stat(path); err != nil { // spares a fork for each directory of PATH
				if failure == 0 || failure == int(syscall.ENOENT) || failure == int(syscall.ENOTDIR) {
					failure = py.ErrorNumber(err)
				}
				continue
			}
		}
		pid, err := host.Start(r.ProcessSpec)
		if err == nil {
			return pid, ""
		}
		if n := py.ErrorNumber(err); failure == 0 || failure == int(syscall.ENOENT) || failure == int(syscall.ENOTDIR) {
			failure = n
		}
	}
	return -1, fmt.Sprintf("OSError:%x:", failure)
}
