//go:build linux

// This file makes the real machine's system calls by name.

package runtime

import (
	"os"
	"runtime"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// systemCalls are the numbers of the calls by name.
var systemCalls = map[string]uintptr{
	"chroot": unix.SYS_CHROOT, "copy_file_range": unix.SYS_COPY_FILE_RANGE, "faccessat2": unix.SYS_FACCESSAT2, "fadvise64": unix.SYS_FADVISE64, "fallocate": unix.SYS_FALLOCATE, "fchown": unix.SYS_FCHOWN,
	"fdatasync": unix.SYS_FDATASYNC, "fgetxattr": unix.SYS_FGETXATTR, "flistxattr": unix.SYS_FLISTXATTR, "fremovexattr": unix.SYS_FREMOVEXATTR,
	"fsetxattr": unix.SYS_FSETXATTR, "fstatfs": unix.SYS_FSTATFS, "getgroups": unix.SYS_GETGROUPS, "getpgid": unix.SYS_GETPGID, "getpriority": unix.SYS_GETPRIORITY,
	"getrandom": unix.SYS_GETRANDOM, "getresgid": unix.SYS_GETRESGID, "getresuid": unix.SYS_GETRESUID, "getsid": unix.SYS_GETSID, "gettid": unix.SYS_GETTID,
	"getxattr": unix.SYS_GETXATTR, "lgetxattr": unix.SYS_LGETXATTR, "listxattr": unix.SYS_LISTXATTR, "llistxattr": unix.SYS_LLISTXATTR, "lremovexattr": unix.SYS_LREMOVEXATTR,
	"lsetxattr": unix.SYS_LSETXATTR, "memfd_create": unix.SYS_MEMFD_CREATE, "mknodat": unix.SYS_MKNODAT, "pidfd_open": unix.SYS_PIDFD_OPEN, "pidfd_send_signal": unix.SYS_PIDFD_SEND_SIGNAL,
	"pipe2": unix.SYS_PIPE2, "removexattr": unix.SYS_REMOVEXATTR, "rt_sigpending": unix.SYS_RT_SIGPENDING,
	"sched_get_priority_max": unix.SYS_SCHED_GET_PRIORITY_MAX, "sched_get_priority_min": unix.SYS_SCHED_GET_PRIORITY_MIN, "sched_getaffinity": unix.SYS_SCHED_GETAFFINITY,
	"sched_getparam": unix.SYS_SCHED_GETPARAM, "sched_getscheduler": unix.SYS_SCHED_GETSCHEDULER, "sched_rr_get_interval": unix.SYS_SCHED_RR_GET_INTERVAL,
	"sched_setaffinity": unix.SYS_SCHED_SETAFFINITY, "sched_setparam": unix.SYS_SCHED_SETPARAM, "sched_setscheduler": unix.SYS_SCHED_SETSCHEDULER, "sched_yield": unix.SYS_SCHED_YIELD,
	"sendfile": unix.SYS_SENDFILE, "setgid": unix.SYS_SETGID, "setgroups": unix.SYS_SETGROUPS, "setpgid": unix.SYS_SETPGID, "setpriority": unix.SYS_SETPRIORITY,
	"setregid": unix.SYS_SETREGID, "setresgid": unix.SYS_SETRESGID, "setresuid": unix.SYS_SETRESUID, "setreuid": unix.SYS_SETREUID, "setsid": unix.SYS_SETSID,
	"setuid": unix.SYS_SETUID, "setxattr": unix.SYS_SETXATTR, "splice": unix.SYS_SPLICE, "statfs": unix.SYS_STATFS, "sync": unix.SYS_SYNC,
	"timerfd_create": unix.SYS_TIMERFD_CREATE, "timerfd_gettime": unix.SYS_TIMERFD_GETTIME, "timerfd_settime": unix.SYS_TIMERFD_SETTIME, "wait4": unix.SYS_WAIT4, "waitid": unix.SYS_WAITID,
	"clock_getres": unix.SYS_CLOCK_GETRES, "clock_gettime": unix.SYS_CLOCK_GETTIME, "clock_settime": unix.SYS_CLOCK_SETTIME, "sysinfo": unix.SYS_SYSINFO,
}

// forAllThreads are the calls that Linux makes for one thread where POSIX means the process.
var forAllThreads = map[string]bool{
	"setgid": true, "setgroups": true, "setregid": true, "setresgid": true, "setresuid": true, "setreuid": true, "setuid": true,
}

// schedulingCalls are those that Linux makes for one thread where a program means this process, which runs it on changing threads, with the place of
// the argument that says whose.
var schedulingCalls = map[string]int{"sched_setaffinity": 0, "sched_setparam": 0, "sched_setscheduler": 0, "setpriority": 1}

func (systemHost) UnixCall(name string, args ...any) (int, error) {
	trap, ok := systemCalls[name]
	if !ok || len(args) > 6 {
		return -1, syscall.ENOSYS
	}
	var a [6]uintptr
	var kept [6]*byte
	for i, x := range args {
		switch x := x.(type) {
		case int:
			a[i] = uintptr(x)
		case int64:
			a[i] = uintptr(x)
		case uint64:
			a[i] = uintptr(x)
		case string:
			p, err := syscall.BytePtrFromString(x)
			if err != nil {
				return -1, err
			}
			kept[i] = p
		case []byte:
			kept[i] = unsafe.SliceData(x)
		default:
			return -1, syscall.EINVAL
		}
	}
	var pin runtime.Pinner // what the system writes to must not move
	defer pin.Unpin()
	for i, p := range kept {
		if p != nil {
			pin.Pin(p)
			a[i] = uintptr(unsafe.Pointer(p))
		}
	}
	if forAllThreads[name] {
		r, _, errno := syscall.AllThreadsSyscall(trap, a[0], a[1], a[2])
		if errno != 0 {
			return -1, errno
		}
		return int(r), nil
	}
	if i, ok := schedulingCalls[name]; ok && (a[i] == 0 || a[i] == uintptr(os.Getpid())) && (name != "setpriority" || a[0] == unix.PRIO_PROCESS) {
		return forEachThread(func(id uintptr) (int, error) {
			a[i] = id
			return systemCall(trap, a[:]...)
		})
	}
	return systemCall(trap, a[:]...)
}

// forEachThread calls f with the number of each of the process's threads, until it fails. Without a mounted /proc that is the running one, 0.
func forEachThread(f func(id uintptr) (int, error)) (n int, err error) {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return f(0)
	}
	for _, task := range tasks {
		id, err := strconv.Atoi(task.Name())
		if err != nil {
			return -1, err
		}
		if n, err = f(uintptr(id)); err != nil && err != syscall.ESRCH { // it may have ended
			return -1, err
		}
	}
	return n, nil
}

func (systemHost) ReadVector(fd int, data [][]byte, offset int64, flags int) (int, error) {
	return vectorCall(unix.SYS_PREADV2, fd, data, offset, flags)
}

func (systemHost) WriteVector(fd int, data [][]byte, offset int64, flags int) (int, error) {
	return vectorCall(unix.SYS_PWRITEV2, fd, data, offset, flags)
}

func vectorCall(trap uintptr, fd int, data [][]byte, offset int64, flags int) (int, error) {
	vectors := make([]syscall.Iovec, len(data))
	for i, b := range data {
		vectors[i].Base = unsafe.SliceData(b)
		vectors[i].SetLen(len(b))
	}
	return retryInt(func() (int, error) {
		r, _, errno := syscall.Syscall6(trap, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(vectors))), uintptr(len(vectors)), uintptr(offset), 0, uintptr(flags))
		if errno != 0 {
			return -1, errno
		}
		return int(r), nil
	})
}
