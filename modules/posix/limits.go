// This file holds the limits of the system: sysconf, pathconf, confstr, statvfs.

package posix

import (
	goruntime "runtime"
	"strconv"
	"strings"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func limitFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("sysconf(name, /)", "Return a limit of the system, by name or number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := nameArgument(th, a[0], sysconfNames())
			if err != nil {
				return py.Unbound, err
			}
			v, ok := systemLimit(th.Interp.Host, n)
			if !ok {
				return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
			}
			return py.Int(v), nil
		}),
		py.Def("confstr(name, /)", "Return a text that describes the system, by name or number; None: there is none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := nameArgument(th, a[0], confstrNames())
			if err != nil {
				return py.Unbound, err
			}
			for name, number := range confstrNames() {
				if number == int64(n) {
					return py.Text(confstrValues[name]), nil
				}
			}
			return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
		}),
		py.Def("pathconf(path, name)", "Return a limit of a file, by name or number; -1: no limit.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := nameArgument(th, a[1], pathconfNames())
			if err != nil {
				return py.Unbound, err
			}
			l, err := pathArgument(th, "pathconf", "path", a[0], descriptor)
			if err != nil {
				return py.Unbound, err
			}
			return fileLimit(th, l, n)
		}),
		py.Def("fpathconf(fd, name, /)", "Return a limit of an open file, by name or number; -1: no limit.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := nameArgument(th, a[1], pathconfNames())
			if err != nil {
				return py.Unbound, err
			}
			return fileLimit(th, location{fd: fd}, n)
		}),
		py.Def("statvfs(path)", "Return the status of the file system of a file, given by name or open descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := pathArgument(th, "statvfs", "path", a[0], descriptor)
			if err != nil {
				return py.Unbound, err
			}
			st, err := fileSystem(th, l)
			if err != nil {
				return py.Unbound, err
			}
			return st.value(), nil
		}),
		py.Def("fstatvfs(fd, /)", "Return the status of the file system of an open file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			st, err := fileSystem(th, location{fd: fd})
			if err != nil {
				return py.Unbound, err
			}
			return st.value(), nil
		}),
	}
}

var confstrValues = map[string]string{"CS_PATH": "/bin:/usr/bin", "CS_LFS64_CFLAGS": "-D_LARGEFILE64_SOURCE", "CS_LFS64_LINTFLAGS": "-D_LARGEFILE64_SOURCE"}

// nameArgument converts the name or number of a limit.
func nameArgument(th *py.Thread, v py.Value, names map[string]int64) (int, error) {
	if s := py.AsStr(v); s != nil {
		n, ok := names[s.String()]
		if !ok {
			return 0, py.Raise(py.ValueError, "unrecognized configuration name")
		}
		return int(n), nil
	}
	if v.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "configuration names must be strings or integers")
	}
	return intArgument(th, v)
}

// systemLimit is sysconf(3).
func systemLimit(host py.Host, number int) (int64, bool) {
	limit := func(resource int) int64 {
		l, err := host.ResourceLimit(0, resource, nil)
		if err != nil || l.Soft == py.Unlimited {
			return -1
		}
		return int64(l.Soft)
	}
	found := ""
	for name, n := range sysconfNames() {
		if n == int64(number) && (found == "" || name < found) {
			found = name
		}
	}
	const processes, openFiles, stack = 6, 7, 3
	switch found {
	case "":
		return 0, false
	case "SC_ARG_MAX":
		if s := limit(stack); s >= 0 {
			return max(s/4, 131072), true
		}
		return 1 << 62, true
	case "SC_CHILD_MAX":
		return limit(processes), true
	case "SC_OPEN_MAX":
		return limit(openFiles), true
	case "SC_NPROCESSORS_CONF", "SC_NPROCESSORS_ONLN":
		return int64(goruntime.NumCPU()), true
	case "SC_PAGESIZE", "SC_PAGE_SIZE":
		return int64(host.PageSize()), true
	case "SC_PHYS_PAGES":
		return host.MemoryTotal() / int64(host.PageSize()), true
	case "SC_AVPHYS_PAGES":
		return freeMemory(host) / int64(host.PageSize()), true
	case "SC_MINSIGSTKSZ":
		return 2048, true
	}
	v, ok := sysconfValues()[found]
	return v, ok || strings.Contains(found, "CACHE")
}

// freeMemory reads MemFree of /proc/meminfo.
func freeMemory(host py.Host) int64 {
	data, err := host.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "MemFree:" {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

func fileLimit(th *py.Thread, l location, number int) (py.Value, error) {
	found := ""
	for name, n := range pathconfNames() {
		if n == int64(number) {
			found = name
		}
	}
	if found == "" {
		return py.Unbound, py.OSErrorOf(int(syscall.EINVAL))
	}
	st, err := fileSystem(th, l)
	if err != nil {
		return py.Unbound, err
	}
	limits := map[string]int64{
		"PC_CHOWN_RESTRICTED": 1, "PC_FILESIZEBITS": 64, "PC_LINK_MAX": 65000, "PC_MAX_CANON": 255, "PC_MAX_INPUT": 255, "PC_NAME_MAX": st.nameLength,
		"PC_NO_TRUNC": 1, "PC_PATH_MAX": 4096, "PC_PIPE_BUF": 4096, "PC_VDISABLE": 0, "PC_ALLOC_SIZE_MIN": st.fragment, "PC_REC_MIN_XFER_SIZE": st.blockSize, "PC_REC_XFER_ALIGN": st.fragment,
	}
	if v, ok := limits[found]; ok {
		return py.Int(v), nil
	}
	return py.Int(-1), nil
}

// fileSystemStatus is struct statfs.
type fileSystemStatus struct {
	blockSize, blocks, free, available, files, freeFiles, id, nameLength, fragment, flags int64
}

func fileSystem(th *py.Thread, l location) (*fileSystemStatus, error) {
	w := newWords(30)
	var err error
	if l.fd >= 0 {
		_, err = call(th, "fstatfs", l.fd, []byte(w))
	} else {
		err = outside(th, func(h py.Host) error {
			_, err := h.UnixCall("statfs", l.Name, []byte(w))
			return err
		}, l.Value)
	}
	if err != nil {
		return nil, err
	}
	st := &fileSystemStatus{w.long(1), w.long(2), w.long(3), w.long(4), w.long(5), w.long(6), w.long(7), w.long(8), w.long(9), w.long(10)}
	if st.fragment == 0 {
		st.fragment = st.blockSize
	}
	const valid = 0x20 // that flags is filled in
	st.flags &^= valid
	return st, nil
}

func (st *fileSystemStatus) value() py.Value {
	items := []py.Value{}
	for _, n := range []int64{st.blockSize, st.fragment, st.blocks, st.free, st.available, st.files, st.freeFiles, st.freeFiles, st.flags, st.nameLength} {
		items = append(items, unsigned(uint64(n)))
	}
	return py.NewStruct(statvfsResultType, append(items, unsigned(uint64(st.id)))...)
}

var statvfsResultType *py.Type
