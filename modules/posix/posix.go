// Package posix is the module of the operating system's calls, on which Lib/os.py stands (library reference, "os"). All of
// them go through the interpreter's Host.
//
//	posix.go      the module, its constants, arguments that are paths
//	stat.go       stat_result, stat and its kin, times, permissions
//	directory.go  listdir, scandir, DirEntry; making, renaming and removing
//	descriptor.go open, read, write, pipe, dup
//	process.go    processes, environment
//	wait.go       waiting for child processes
//	spawn.go      posix_spawn
//	identity.go   users, groups, sessions
//	scheduling.go priorities and processors
//	limits.go     sysconf and its kin, statvfs
//	node.go       special files, extended attributes
//	vector.go     several buffers at once, copies between descriptors
//	event.go      counters, timers and memory as descriptors
//	terminal.go   pseudo-terminals
//	call.go       functions of system calls that take and return numbers
package posix

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the posix module.
var Module = &py.ModuleDef{
	Name: "posix",
	Doc:  "The calls of the operating system. Use the module os, which adds to them.",
	Functions: func() []*py.MethodDef {
		return slices.Concat(statFunctions(), directoryFunctions(), descriptorFunctions(), processFunctions(), identityFunctions(), schedulingFunctions(),
			limitFunctions(), nodeFunctions(), vectorFunctions(), eventFunctions(), terminalFunctions(), spawnFunctions(), spawnvFunctions(), waitFunctions())
	},
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setupTypes)
		for _, t := range []*py.Type{statResultType, terminalSizeType, timesResultType, unameResultType, statvfsResultType, waitidResultType, schedParamType, dirEntryType} {
			m.Set(th, t.Name, t.Value())
		}
		for _, c := range constants {
			m.Set(th, c.name, py.Int(c.value))
		}
		m.Set(th, "error", py.OSError.Value())
		m.Set(th, "environ", environ(th))
		for name, names := range map[string]map[string]int64{"sysconf_names": sysconfNames(), "confstr_names": confstrNames(), "pathconf_names": pathconfNames()} {
			d := py.NewDict()
			for _, n := range slices.Sorted(maps.Keys(names)) {
				d.SetStr(th.Interp.Intern(n), py.Int(names[n]))
			}
			m.Set(th, name, d.Value())
		}
		have := make([]py.Value, len(haveFunctions))
		for i, n := range haveFunctions {
			have[i] = py.Text(n)
		}
		m.Set(th, "_have_functions", py.NewList(have).Value())
		return nil
	},
}

// haveFunctions names what Lib/os.py reports in supports_dir_fd, supports_fd and supports_follow_symlinks.
var haveFunctions = []string{
	"HAVE_EVENTFD", "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATVFS", "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_FSTATAT", "HAVE_FTRUNCATE", "HAVE_FUTIMENS",
	"HAVE_FUTIMES", "HAVE_FUTIMESAT", "HAVE_LCHOWN", "HAVE_LINKAT", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE", "HAVE_MKDIRAT", "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_TIMERFD_CREATE", "HAVE_UNLINKAT", "HAVE_UTIMENSAT",
}

var constants = []struct {
	name  string
	value int64
}{
	{"F_OK", 0}, {"R_OK", 4}, {"W_OK", 2}, {"X_OK", 1},
	{"O_ACCMODE", 3}, {"O_APPEND", 1024}, {"O_ASYNC", 8192}, {"O_CLOEXEC", 524288}, {"O_CREAT", 64}, {"O_DIRECT", 16384}, {"O_DIRECTORY", 65536},
	{"O_DSYNC", 4096}, {"O_EXCL", 128}, {"O_FSYNC", 1052672}, {"O_LARGEFILE", 0}, {"O_NDELAY", 2048}, {"O_NOATIME", 262144}, {"O_NOCTTY", 256},
	{"O_NOFOLLOW", 131072}, {"O_NONBLOCK", 2048}, {"O_PATH", 2097152}, {"O_RDONLY", 0}, {"O_RDWR", 2}, {"O_RSYNC", 1052672}, {"O_SYNC", 1052672},
	{"O_TMPFILE", 4259840}, {"O_TRUNC", 512}, {"O_WRONLY", 1},
	{"SEEK_DATA", 3}, {"SEEK_HOLE", 4},
	{"EX_OK", 0}, {"EX_USAGE", 64}, {"EX_DATAERR", 65}, {"EX_NOINPUT", 66}, {"EX_NOUSER", 67}, {"EX_NOHOST", 68}, {"EX_UNAVAILABLE", 69},
	{"EX_SOFTWARE", 70}, {"EX_OSERR", 71}, {"EX_OSFILE", 72}, {"EX_CANTCREAT", 73}, {"EX_IOERR", 74}, {"EX_TEMPFAIL", 75}, {"EX_PROTOCOL", 76},
	{"EX_NOPERM", 77}, {"EX_CONFIG", 78},
	{"WNOHANG", 1}, {"WUNTRACED", 2}, {"WCONTINUED", 8}, {"WEXITED", 4}, {"WNOWAIT", 16777216}, {"WSTOPPED", 2},
	{"P_ALL", 0}, {"P_PID", 1}, {"P_PGID", 2}, {"P_PIDFD", 3},
	{"P_WAIT", spawnWait}, {"P_NOWAIT", spawnNoWait}, {"P_NOWAITO", spawnNoWait}, {"PRIO_PROCESS", 0}, {"PRIO_PGRP", 1}, {"PRIO_USER", 2},
	{"NGROUPS_MAX", 65536}, {"TMP_MAX", 238328},
	{"RTLD_LAZY", 1}, {"RTLD_NOW", 2}, {"RTLD_NOLOAD", 4}, {"RTLD_DEEPBIND", 8}, {"RTLD_GLOBAL", 256}, {"RTLD_NODELETE", 4096}, {"RTLD_LOCAL", 0},
	{"ST_RDONLY", 1}, {"ST_NOSUID", 2}, {"ST_NODEV", 4}, {"ST_NOEXEC", 8}, {"ST_SYNCHRONOUS", 16}, {"ST_MANDLOCK", 64}, {"ST_WRITE", 128},
	{"ST_APPEND", 256}, {"ST_NOATIME", 1024}, {"ST_NODIRATIME", 2048}, {"ST_RELATIME", 4096},
	{"F_ULOCK", 0}, {"F_LOCK", 1}, {"F_TLOCK", 2}, {"F_TEST", 3},
	{"CLD_CONTINUED", 6}, {"CLD_DUMPED", 3}, {"CLD_EXITED", 1}, {"CLD_KILLED", 2}, {"CLD_STOPPED", 5}, {"CLD_TRAPPED", 4},
	{"EFD_CLOEXEC", 524288}, {"EFD_NONBLOCK", 2048}, {"EFD_SEMAPHORE", 1}, {"GRND_NONBLOCK", 1}, {"GRND_RANDOM", 2}, {"MFD_ALLOW_SEALING", 2},
	{"MFD_CLOEXEC", 1}, {"MFD_HUGETLB", 4}, {"MFD_HUGE_16GB", 2281701376}, {"MFD_HUGE_16MB", 1610612736}, {"MFD_HUGE_1GB", 2013265920},
	{"MFD_HUGE_1MB", 1342177280}, {"MFD_HUGE_256MB", 1879048192}, {"MFD_HUGE_2GB", 2080374784}, {"MFD_HUGE_2MB", 1409286144},
	{"MFD_HUGE_32MB", 1677721600}, {"MFD_HUGE_512KB", 1275068416}, {"MFD_HUGE_512MB", 1946157056}, {"MFD_HUGE_64KB", 1073741824},
	{"MFD_HUGE_8MB", 1543503872}, {"MFD_HUGE_MASK", 63}, {"MFD_HUGE_SHIFT", 26}, {"PIDFD_NONBLOCK", 2048}, {"POSIX_FADV_DONTNEED", 4},
	{"POSIX_FADV_NOREUSE", 5}, {"POSIX_FADV_NORMAL", 0}, {"POSIX_FADV_RANDOM", 1}, {"POSIX_FADV_SEQUENTIAL", 2}, {"POSIX_FADV_WILLNEED", 3},
	{"POSIX_SPAWN_CLOSE", 1}, {"POSIX_SPAWN_CLOSEFROM", 3}, {"POSIX_SPAWN_DUP2", 2}, {"POSIX_SPAWN_OPEN", 0}, {"RWF_APPEND", 16},
	{"RWF_DSYNC", 2}, {"RWF_HIPRI", 1}, {"RWF_NOWAIT", 8}, {"RWF_SYNC", 4}, {"SCHED_BATCH", 3}, {"SCHED_DEADLINE", 6}, {"SCHED_FIFO", 1},
	{"SCHED_IDLE", 5}, {"SCHED_NORMAL", 0}, {"SCHED_OTHER", 0}, {"SCHED_RESET_ON_FORK", 1073741824}, {"SCHED_RR", 2}, {"SPLICE_F_MORE", 4},
	{"SPLICE_F_MOVE", 1}, {"SPLICE_F_NONBLOCK", 2}, {"TFD_CLOEXEC", 524288}, {"TFD_NONBLOCK", 2048}, {"TFD_TIMER_ABSTIME", 1},
	{"TFD_TIMER_CANCEL_ON_SET", 2}, {"XATTR_CREATE", 1}, {"XATTR_REPLACE", 2}, {"XATTR_SIZE_MAX", 65536},
}

var (
	statResultType, terminalSizeType, timesResultType, unameResultType *py.Type

	setupOnce sync.Once
)

func fields(names string) []py.StructField {
	var out []py.StructField
	for _, n := range strings.Fields(names) {
		if n == "-" {
			n = ""
		}
		out = append(out, py.StructField{Name: n})
	}
	return out
}

func setupTypes() {
	statResultType = py.NewStructType("os.stat_result", "What stat tells about a file. The last three items of the tuple are times in whole seconds.", 10,
		fields("st_mode st_ino st_dev st_nlink st_uid st_gid st_size - - - st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev")...)
	makeStat := statResultType.New
	statResultType.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		v, err := makeStat(th, cls, args, kw)
		if err == nil { // times in whole seconds stand for those with fractions that are not given
			for i := range 3 {
				if h := py.StructHidden(v, i); h.IsNone() {
					*h = py.AsTuple(v).At(7 + i)
				}
			}
		}
		return v, err
	}
	terminalSizeType = py.NewStructType("os.terminal_size", "The size of a terminal in characters.", 2, fields("columns lines")...)
	timesResultType = py.NewStructType("posix.times_result", "CPU times of the process and its children, in seconds.", 5, fields("user system children_user children_system elapsed")...)
	unameResultType = py.NewStructType("posix.uname_result", "The names of the operating system.", 5, fields("sysname nodename release version machine")...)
	statvfsResultType = py.NewStructType("os.statvfs_result", "The status of a file system.", 10,
		fields("f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax f_fsid")...)
	waitidResultType = py.NewStructType("posix.waitid_result", "What has become of a child process.", 5, fields("si_pid si_uid si_signo si_status si_code")...)
	setupSchedParam()
	setupDirEntry(dirEntryType)
	setupScandir(scandirType)
}

// location is a path argument: a name, or the descriptor of an open file.
type location struct {
	py.Path
	fd int // -1: Path holds the name
}

// allowed tells what else than names a path argument may be.
type allowed uint8

const (
	namesOnly  allowed = 0
	descriptor allowed = 1
	absent     allowed = 2 // None: the current directory
)

// pathArgument converts a path argument of a function; argument is its name for messages.
func pathArgument(th *py.Thread, function, argument string, v py.Value, also allowed) (location, error) {
	if v.IsNone() && also&absent != 0 {
		return location{Path: py.Path{Name: ".", Value: py.Unbound}, fd: -1}, nil
	}
	if k := v.Kind(); k != py.KindStr && k != py.KindBytes {
		if also&descriptor != 0 && (py.IsInstance(v, py.IntType) || v.Type().Index != nil) {
			if v.IsBool() {
				if err := py.Warn(th, py.RuntimeWarning, "bool is used as a file descriptor", 1); err != nil {
					return location{}, err
				}
			}
			fd, err := py.AsInt(th, v)
			if err != nil {
				return location{}, py.Raise(py.OverflowError, "fd is greater than maximum")
			}
			if fd < 0 {
				return location{Path: py.Path{Value: v, Name: "/proc/self/fd/-1"}, fd: 1<<31 - 1}, nil // no such descriptor
			}
			return location{Path: py.Path{Value: v, Name: "/proc/self/fd/" + strconv.Itoa(fd)}, fd: fd}, nil
		}
	}
	p, err := py.PathOf(th, v)
	switch {
	case err == nil:
	case py.Matches(err, py.TypeError) && !hasFSPath(th, v):
		kinds := "string, bytes or os.PathLike"
		switch also {
		case descriptor:
			kinds = "string, bytes, os.PathLike or integer"
		case absent:
			kinds = "string, bytes, os.PathLike or None"
		case descriptor | absent:
			kinds = "string, bytes, os.PathLike, integer or None"
		}
		err = py.Raise(py.TypeError, "%s: %s should be %s, not %s", function, argument, kinds, v.Type().TypeName())
	case py.Matches(err, py.ValueError) && !py.Matches(err, py.UnicodeError):
		err = py.Raise(py.ValueError, "%s: embedded null character in %s", function, argument)
	}
	return location{Path: p, fd: -1}, err
}

func hasFSPath(th *py.Thread, v py.Value) bool {
	m := v.Type().Lookup(th, th.Interp.Intern("__fspath__"))
	return !m.IsUnbound() && !m.IsNone()
}

// under makes a relative name relative to the directory of a descriptor (the argument dir_fd, None for the current directory).
func (l *location) under(th *py.Thread, dirFD py.Value) error {
	if dirFD.IsNone() {
		return nil
	}
	if dirFD.Type().Index == nil && !py.IsInstance(dirFD, py.IntType) {
		return py.Raise(py.TypeError, "argument should be integer or None, not %s", dirFD.Type().TypeName())
	}
	if dirFD.IsBool() {
		if err := py.Warn(th, py.RuntimeWarning, "bool is used as a file descriptor", 1); err != nil {
			return err
		}
	}
	fd, err := py.AsInt(th, dirFD)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(l.Name, "/") {
		l.Name = "/proc/self/fd/" + strconv.Itoa(fd) + "/" + l.Name
	}
	return nil
}

// pathIn is pathArgument and under together, for functions whose path is called path.
func pathIn(th *py.Thread, function string, v py.Value, also allowed, dirFD py.Value) (location, error) {
	l, err := pathArgument(th, function, "path", v, also)
	if err == nil && l.fd >= 0 && !dirFD.IsNone() {
		return l, py.Raise(py.ValueError, "%s: can't specify dir_fd without matching path", function)
	}
	if err == nil {
		err = l.under(th, dirFD)
	}
	return l, err
}

// mustFollow refuses to look at a symbolic link itself through a descriptor.
func (l location) mustFollow(function string, follow bool) error {
	if l.fd >= 0 && !follow {
		return py.Raise(py.ValueError, "%s: cannot use fd and follow_symlinks together", function)
	}
	return nil
}

// intArgument converts an argument to a C int.
func intArgument(th *py.Thread, v py.Value) (int, error) {
	n, err := py.AsInt(th, v)
	if err != nil {
		if py.Matches(err, py.OverflowError) {
			err = py.Raise(py.OverflowError, "Python int too large to convert to C int")
		}
		return 0, err
	}
	if n > 1<<31-1 || n < -1<<31 {
		return 0, py.Raise(py.OverflowError, "Python int too large to convert to C int")
	}
	return n, nil
}

// outside makes a call that may wait and turns its error into OSError.
func outside(th *py.Thread, call func(host py.Host) error, filenames ...py.Value) error {
	host := th.Interp.Host
	var err error
	th.Outside(func() { err = call(host) })
	if err != nil && len(filenames) == 1 && filenames[0].Kind() != py.KindStr && py.IsInstance(filenames[0], py.IntType) &&
		py.ErrorNumber(err) == int(syscall.ENOENT) {
		err = syscall.EBADF // the name that stands for the descriptor does not exist
	}
	return py.OSErrorFrom(err, filenames...)
}

// none makes a function that returns None of one that only fails.
func none(err error) (py.Value, error) {
	if err != nil {
		return py.Unbound, err
	}
	return py.None, nil
}
