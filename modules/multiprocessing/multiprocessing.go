// Package multiprocessing is the part of the package multiprocessing that needs the system: semaphores and memory that processes share.
//
//	multiprocessing.go  the modules _multiprocessing and _posixshmem
//	semlock.go          the type SemLock
//
// Reference: "multiprocessing — Process-based parallelism" in the Python library reference; sem_overview(7), shm_overview(7).
package multiprocessing

import (
	"strings"
	"sync"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module is _multiprocessing.
var Module = &py.ModuleDef{
	Name:      "_multiprocessing",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() { setupSemLock(semLockType) })
		m.Set(th, "SemLock", semLockType.Value())
		flags := py.NewDict()
		for _, name := range []string{"HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT"} {
			flags.SetStr(th.Interp.Intern(name), py.Int(1))
		}
		m.Set(th, "flags", flags.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("sem_unlink(name, /)", "Take a semaphore's name away.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[0])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "sem_unlink() argument must be str, not %s", a[0].Type().TypeName())
			}
			name, err := nameOf(s)
			if err != nil {
				return py.Unbound, err
			}
			return py.None, py.OSErrorFrom(th.Interp.Host.UnlinkSemaphore(name))
		}),
	}
}

var setupOnce sync.Once

// SharedMemory is _posixshmem.
var SharedMemory = &py.ModuleDef{
	Name:      "_posixshmem",
	Doc:       "Memory that processes share by name.",
	Functions: SharedMemoryFunctions,
}

// SharedMemoryFunctions are made with the module.
func SharedMemoryFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("shm_open(path, flags, mode=511)", "Open shared memory as a file, with the flags and permissions of os.open. Return the file's number.", openMemory),
		py.Def("shm_unlink(path, /)", "Take the name of shared memory away.", unlinkMemory).Shown("($module, path, /)"),
	}
}

// nameOf returns the text of a semaphore's name.
func nameOf(s *py.Str) (string, error) {
	name, err := py.FSEncode(s)
	if err == nil && strings.ContainsRune(name, 0) {
		err = py.Raise(py.ValueError, "embedded null character")
	}
	return name, err
}

// memoryPath returns where shared memory lies, as the GNU C library has it.
func memoryPath(function string, v py.Value) (string, error) {
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "%s() argument 1 must be str, not %s", function, v.Type().TypeName())
	}
	name, err := nameOf(s)
	if err != nil {
		return "", err
	}
	name = strings.TrimLeft(name, "/")
	if name == "" || strings.Contains(name, "/") {
		return "", py.OSErrorOf(int(syscall.EINVAL), v)
	}
	return "/dev/shm/" + name, nil
}

func openMemory(th *py.Thread, a []py.Value) (py.Value, error) {
	path, err := memoryPath("shm_open", a[0])
	if err != nil {
		return py.Unbound, err
	}
	flags, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	mode, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	fd, err := th.Interp.Host.Open(path, flags|syscall.O_NOFOLLOW, uint32(mode))
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err, a[0])
	}
	return py.Int(int64(fd)), nil
}

func unlinkMemory(th *py.Thread, a []py.Value) (py.Value, error) {
	path, err := memoryPath("shm_unlink", a[0])
	if err != nil {
		return py.Unbound, err
	}
	if err := th.Interp.Host.RemoveFile(path); err != nil {
		return py.Unbound, py.OSErrorFrom(err, a[0])
	}
	return py.None, nil
}
