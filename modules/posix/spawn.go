// This file holds starting programs by posix_spawn.

package posix

import (
	"strconv"
	"strings"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

const spawnArguments = "(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None)"

func spawnFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("posix_spawn"+spawnArguments, "Start a program and return its process number.\n\nfile_actions is a sequence of tuples: (POSIX_SPAWN_OPEN, fd, path, flags, mode), (POSIX_SPAWN_CLOSE, fd), (POSIX_SPAWN_DUP2, fd, new_fd), (POSIX_SPAWN_CLOSEFROM, fd).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return spawn(th, "posix_spawn", a, false)
		}).Audited("os.posix_spawn", 0, 1, 2),
		py.Def("posix_spawnp"+spawnArguments, "Start a program, searched for in PATH, and return its process number: see posix_spawn.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return spawn(th, "posix_spawnp", a, true)
		}).Audited("os.posix_spawn", 0, 1, 2),
		py.Def("register_at_fork(*, before=<unrepresentable>, after_in_child=<unrepresentable>, after_in_parent=<unrepresentable>)", "Check functions that are to be called when the process forks, which it never does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			given := false
			for i, name := range []string{"before", "after_in_child", "after_in_parent"} {
				if a[i].IsUnbound() {
					continue
				}
				given = true
				if !py.Callable(a[i]) {
					return py.Unbound, py.Raise(py.TypeError, "'%s' must be callable, not %s", name, a[i].Type().TypeName())
				}
			}
			if !given {
				return py.Unbound, py.Raise(py.TypeError, "At least one argument is required.")
			}
			return py.None, nil
		}),
	}
}

func spawn(th *py.Thread, function string, a []py.Value, search bool) (py.Value, error) {
	const path, argv, env, actions, group, reset, session, mask, defaults, scheduler = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
	l, err := pathArgument(th, function, "path", a[path], namesOnly)
	if err != nil {
		return py.Unbound, err
	}
	if py.AsTuple(a[argv]) == nil && py.AsList(a[argv]) == nil {
		return py.Unbound, py.Raise(py.TypeError, "%s: argv must be a tuple or list", function)
	}
	p := py.ProcessSpec{Path: l.Name, Group: -1}
	items, err := py.Items(th, a[argv])
	if err != nil {
		return py.Unbound, err
	}
	if len(items) == 0 {
		return py.Unbound, py.Raise(py.ValueError, "%s: argv must not be empty", function)
	}
	for _, v := range items {
		s, err := py.PathOf(th, v)
		if err != nil {
			return py.Unbound, err
		}
		p.Argv = append(p.Argv, s.Name)
	}
	if p.Argv[0] == "" {
		return py.Unbound, py.Raise(py.ValueError, "%s: argv first element cannot be empty", function)
	}
	if a[env].IsNone() {
		p.Env = th.Interp.Host.Environ()
	} else {
		keys, err := py.GetAttrOr(th, a[env], th.Interp.Intern("keys"))
		if err != nil {
			return py.Unbound, err
		}
		if keys.IsUnbound() || a[env].Type().GetItem == nil {
			return py.Unbound, py.Raise(py.TypeError, "%s: environment must be a mapping object or None", function)
		}
		if p.Env, err = environment(th, a[env]); err != nil {
			return py.Unbound, err
		}
	}
	if !a[group].IsNone() {
		if p.Group, err = intArgument(th, a[group]); err != nil {
			return py.Unbound, err
		}
	}
	if _, err := py.Truth(th, a[reset]); err != nil {
		return py.Unbound, err
	}
	if p.NewSession, err = py.Truth(th, a[session]); err != nil {
		return py.Unbound, err
	}
	if signals, err := signalSet(th, a[mask]); err != nil {
		return py.Unbound, err
	} else if t := py.AsTuple(a[mask]); t == nil || t.Len() > 0 {
		p.SignalMask = new(uint64)
		for _, n := range signals {
			*p.SignalMask |= 1 << (n - 1)
		}
	}
	if p.DefaultSignals, err = signalSet(th, a[defaults]); err != nil {
		return py.Unbound, err
	}
	if !a[scheduler].IsNone() {
		if p.Scheduling, err = scheduling(th, function, a[scheduler]); err != nil {
			return py.Unbound, err
		}
	}
	t := newFileTable(th.Interp.Host)
	defer t.close()
	if err := t.apply(th, a[actions]); err != nil {
		return py.Unbound, err
	}
	p.Files = t.files
	candidates := []string{l.Name}
	if search && !strings.Contains(l.Name, "/") {
		candidates = inPath(th.Interp.Host, l.Name)
	}
	var pid int
	err = outside(th, func(h py.Host) (err error) {
		err = t.failure
		for _, p.Path = range candidates {
			if err != nil && t.failure != nil {
				return err
			}
			if pid, err = h.Start(p); err == nil || err != syscall.ENOENT && err != syscall.ENOTDIR && err != syscall.EACCES {
				return err
			}
		}
		return err
	}, l.Value)
	return py.Int(int64(pid)), err
}

// scheduling converts a pair of a policy, None for the present one, and a sched_param.
func scheduling(th *py.Thread, function string, v py.Value) (*py.Scheduling, error) {
	t := py.AsTuple(v)
	if t == nil {
		return nil, py.Raise(py.TypeError, "%s: scheduler must be a tuple or None", function)
	}
	if t.Len() != 2 {
		return nil, py.Raise(py.TypeError, "A scheduler tuple must have two elements")
	}
	s := &py.Scheduling{Policy: -1}
	if !t.At(0).IsNone() {
		var err error
		if s.Policy, err = intArgument(th, t.At(0)); err != nil {
			return nil, err
		}
		if s.Policy < 0 || s.Policy > 2 { // the C library refuses all but SCHED_OTHER, SCHED_FIFO and SCHED_RR
			return nil, py.OSErrorFrom(syscall.EINVAL)
		}
	}
	w, err := parameters(th, t.At(1))
	if err != nil {
		return nil, err
	}
	s.Priority = w.at(0)
	return s, nil
}

// inPath lists where a program may lie.
func inPath(h py.Host, name string) []string {
	path, ok := h.LookupEnv("PATH")
	if !ok {
		path = "/bin:/usr/bin"
	}
	var out []string
	for dir := range strings.SplitSeq(path, ":") {
		if dir == "" {
			dir = "."
		}
		file := dir + "/" + name
		if st, err := h.Stat(file); err == nil && !st.IsDir() {
			out = append(out, file)
		}
	}
	if len(out) == 0 {
		out = []string{"/nonexistent/" + name}
	}
	return out
}

func signalSet(th *py.Thread, v py.Value) ([]int, error) {
	var out []int
	err := py.ForEach(th, v, func(v py.Value) error {
		n, err := py.AsInt(th, v)
		if err != nil && !py.Matches(err, py.OverflowError) {
			return err
		}
		if err != nil || n < 1 || n >= py.NumSignals {
			s, err := py.StrOf(th, v)
			if err != nil {
				return err
			}
			return py.Raise(py.ValueError, "signal number %s out of range [1; %d]", s.String(), py.NumSignals-1)
		}
		out = append(out, n)
		return nil
	})
	return out, err
}

// fileTable is what the descriptors of a child will stand for, as those of this process.
type fileTable struct {
	host    py.Host
	files   []int // -1: closed
	opened  []int // to be closed when the child runs
	failure error // of the system, to be reported as the start's
}

// newFileTable lists what a child inherits.
func newFileTable(host py.Host) *fileTable {
	t := &fileTable{host: host, files: []int{-1, -1, -1}}
	entries, _ := host.ReadDir("/proc/self/fd")
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name); err == nil {
			if yes, err := host.Inheritable(fd); err == nil && yes {
				t.set(fd, fd)
			}
		}
	}
	return t
}

func (t *fileTable) set(fd, to int) {
	for len(t.files) <= fd {
		t.files = append(t.files, -1)
	}
	t.files[fd] = to
}

func (t *fileTable) close() {
	for _, fd := range t.opened {
		t.host.Close(fd)
	}
}

// The numbers of file actions.
const (
	openFile, closeFile, duplicate, closeFrom = 0, 1, 2, 3
)

var fileActions = map[int]struct {
	elements int
	name     string
}{openFile: {5, "An open"}, closeFile: {2, "A close"}, duplicate: {3, "A dup2"}, closeFrom: {2, "A closefrom"}}

func (t *fileTable) apply(th *py.Thread, actions py.Value) error {
	if actions.IsNone() {
		return nil
	}
	if actions.Type().GetItem == nil {
		return py.Raise(py.TypeError, "file_actions must be a sequence or None")
	}
	return py.ForEach(th, actions, func(v py.Value) error {
		action := py.AsTuple(v)
		if action == nil || action.Len() == 0 {
			return py.Raise(py.TypeError, "Each file_actions element must be a non-empty tuple")
		}
		kind, err := intArgument(th, action.At(0))
		if err != nil {
			return err
		}
		form, ok := fileActions[kind]
		if !ok {
			return py.Raise(py.TypeError, "Unknown file_actions identifier")
		}
		if action.Len() != form.elements {
			return py.Raise(py.TypeError, "%s file_action tuple must have %d elements", form.name, form.elements)
		}
		fd, err := intArgument(th, action.At(1))
		if err != nil {
			return err
		}
		if fd < 0 || fd > 1<<20 {
			t.fail(syscall.EBADF)
			return nil
		}
		switch kind {
		case openFile:
			return t.open(th, fd, action)
		case closeFile:
			t.set(fd, -1)
		case closeFrom:
			for i := fd; i < len(t.files); i++ {
				t.files[i] = -1
			}
		case duplicate:
			to, err := intArgument(th, action.At(2))
			if err != nil {
				return err
			}
			from := fd
			if fd < len(t.files) && t.files[fd] >= 0 {
				from = t.files[fd]
			} else if _, err := t.host.Inheritable(fd); err != nil {
				t.fail(err)
			}
			if to < 0 || to > 1<<20 {
				t.fail(syscall.EBADF)
				return nil
			}
			t.set(to, from)
		}
		return nil
	})
}

func (t *fileTable) fail(err error) {
	if t.failure == nil {
		t.failure = err
	}
}

func (t *fileTable) open(th *py.Thread, fd int, action *py.Tuple) error {
	p, err := py.PathOf(th, action.At(2))
	if err != nil {
		return err
	}
	flags, err := intArgument(th, action.At(3))
	if err != nil {
		return err
	}
	mode, err := intArgument(th, action.At(4))
	if err != nil {
		return err
	}
	opened, err := t.host.Open(p.Name, flags, uint32(mode))
	if err != nil {
		t.fail(err)
		return nil
	}
	t.opened = append(t.opened, opened)
	t.set(fd, opened)
	return nil
}

// The modes of spawnv.
const (
	spawnWait, spawnNoWait = 0, 1
)

func spawnvFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("spawnv(mode, file, args)", "Start a program; P_WAIT: wait for its end and return its exit status, or the negative number of the signal that ended it; P_NOWAIT: return its process number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return spawnMode(th, a, py.Unbound, false)
		}),
		py.Def("spawnve(mode, file, args, env)", "spawnv with the mapping env as the program's environment.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return spawnMode(th, a, a[3], false)
		}),
		py.Def("spawnvp(mode, file, args)", "spawnv with the program searched for in PATH.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return spawnMode(th, a, py.Unbound, true)
		}),
		py.Def("spawnvpe(mode, file, args, env)", "spawnve with the program searched for in PATH.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return spawnMode(th, a, a[3], true)
		}),
	}
}

// spawnMode is the spawnv functions. As with a child that forks and can't go on, a program that can't be started is one that ends with 127.
func spawnMode(th *py.Thread, a []py.Value, env py.Value, search bool) (py.Value, error) {
	mode, err := intArgument(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if py.AsTuple(a[2]) == nil && py.AsList(a[2]) == nil {
		return py.Unbound, py.Raise(py.TypeError, "argv must be a tuple or a list")
	}
	items, err := py.Items(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	p := py.ProcessSpec{Group: -1, Env: th.Interp.Host.Environ()}
	for _, v := range items {
		s, err := py.PathOf(th, v)
		if err != nil {
			return py.Unbound, err
		}
		p.Argv = append(p.Argv, s.Name)
	}
	if len(p.Argv) == 0 || p.Argv[0] == "" {
		return py.Unbound, py.Raise(py.ValueError, "argv first element cannot be empty")
	}
	path, err := py.PathOf(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if !env.IsUnbound() {
		if p.Env, err = environment(th, env); err != nil {
			return py.Unbound, err
		}
	}
	candidates := []string{path.Name}
	if search && !strings.Contains(path.Name, "/") {
		candidates = inPath(th.Interp.Host, path.Name)
	}
	t := newFileTable(th.Interp.Host)
	p.Files = t.files
	pid := -1
	th.Outside(func() {
		for _, p.Path = range candidates {
			if pid, err = th.Interp.Host.Start(p); err == nil {
				return
			}
		}
		// Start something that ends as the child would.
		pid, err = th.Interp.Host.Start(py.ProcessSpec{Path: "/bin/sh", Argv: []string{"sh", "-c", "exit 127"}, Group: -1, Files: t.files})
	})
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	if mode == spawnNoWait {
		return py.Int(int64(pid)), nil
	}
	for {
		_, status, _, err := wait(th, pid, 0)
		if err != nil {
			return py.Unbound, err
		}
		switch s := syscall.WaitStatus(status); {
		case s.Exited():
			return py.Int(int64(s.ExitStatus())), nil
		case s.Signaled():
			return py.Int(-int64(s.Signal())), nil
		}
	}
}
