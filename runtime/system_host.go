//go:build linux

// This file is the real machine: Host on top of Linux's system calls.

package runtime

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"math"
	"os"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// NewSystemHost returns the real machine. Working directory, environment and descriptors are those of the process.
func NewSystemHost() Host { return systemHost{} }

type systemHost struct{}

// retry repeats a system call that a signal interrupted.
func retry(call func() error) error {
	for {
		if err := call(); err != syscall.EINTR {
			return err
		}
	}
}

func retryInt(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); err != syscall.EINTR {
			return max(n, 0), err
		}
	}
}

// checkName refuses names that the system would cut short.
func checkName(name string) error {
	if bytes.IndexByte([]byte(name), 0) >= 0 {
		return syscall.EINVAL
	}
	return nil
}

// Descriptors.

func (systemHost) Open(name string, flag int, perm uint32) (int, error) {
	return retryInt(func() (int, error) { return syscall.Open(name, flag|syscall.O_CLOEXEC, perm) })
}

func (systemHost) Close(fd int) error {
	if err := syscall.Close(fd); err != nil && err != syscall.EINTR { // Linux has closed it even then
		return err
	}
	return nil
}

// maxTransfer is how much Linux moves in one read or write.
const maxTransfer = 0x7ffff000

func (systemHost) Read(fd int, b []byte) (int, error) {
	return retryInt(func() (int, error) { return syscall.Read(fd, b[:min(len(b), maxTransfer)]) })
}

func (systemHost) Write(fd int, b []byte) (int, error) {
	return retryInt(func() (int, error) { return syscall.Write(fd, b[:min(len(b), maxTransfer)]) })
}

func (systemHost) ReadAt(fd int, b []byte, offset int64) (int, error) {
	return retryInt(func() (int, error) { return syscall.Pread(fd, b[:min(len(b), maxTransfer)], offset) })
}

func (systemHost) WriteAt(fd int, b []byte, offset int64) (int, error) {
	return retryInt(func() (int, error) { return syscall.Pwrite(fd, b[:min(len(b), maxTransfer)], offset) })
}

func (systemHost) Seek(fd int, offset int64, whence int) (int64, error) {
	return syscall.Seek(fd, offset, whence)
}

func (systemHost) Truncate(fd int, size int64) error {
	return retry(func() error { return syscall.Ftruncate(fd, size) })
}

func (systemHost) Sync(fd int) error { return retry(func() error { return syscall.Fsync(fd) }) }

func (systemHost) StatDescriptor(fd int) (*FileStatus, error) {
	var st syscall.Stat_t
	if err := retry(func() error { return syscall.Fstat(fd, &st) }); err != nil {
		return nil, err
	}
	return statusFrom("", &st), nil
}

func (systemHost) ChmodDescriptor(fd int, mode uint32) error {
	return retry(func() error { return syscall.Fchmod(fd, mode) })
}

func ioctl(fd int, request uintptr, arg unsafe.Pointer) error {
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), request, uintptr(arg)); errno != 0 {
		return errno
	}
	return nil
}

func (systemHost) IsTerminal(fd int) bool {
	var t syscall.Termios
	return ioctl(fd, syscall.TCGETS, unsafe.Pointer(&t)) == nil
}

func (systemHost) TerminalSize(fd int) (columns, lines int, err error) {
	var size struct{ rows, cols, x, y uint16 }
	if err := ioctl(fd, syscall.TIOCGWINSZ, unsafe.Pointer(&size)); err != nil {
		return 0, 0, err
	}
	return int(size.cols), int(size.rows), nil
}

func fcntl(fd, command int, arg uintptr) (int, error) {
	r, _, errno := syscall.Syscall(syscall.SYS_FCNTL, uintptr(fd), uintptr(command), arg)
	if errno != 0 {
		return -1, errno
	}
	return int(r), nil
}

func (systemHost) Dup(fd int) (int, error) { return fcntl(fd, syscall.F_DUPFD_CLOEXEC, 0) }

func (h systemHost) Dup2(fd, to int, inheritable bool) error {
	if fd == to {
		_, err := fcntl(fd, syscall.F_GETFD, 0)
		return err
	}
	flags := 0
	if !inheritable {
		flags = syscall.O_CLOEXEC
	}
	return retry(func() error { return syscall.Dup3(fd, to, flags) })
}

func (systemHost) Pipe() (r, w int, err error) {
	var p [2]int
	err = syscall.Pipe2(p[:], syscall.O_CLOEXEC)
	return p[0], p[1], err
}

func (systemHost) Inheritable(fd int) (bool, error) {
	flags, err := fcntl(fd, syscall.F_GETFD, 0)
	return flags&syscall.FD_CLOEXEC == 0, err
}

func (systemHost) SetInheritable(fd int, yes bool) error {
	flags, err := fcntl(fd, syscall.F_GETFD, 0)
	if err != nil {
		return err
	}
	flags |= syscall.FD_CLOEXEC
	if yes {
		flags &^= syscall.FD_CLOEXEC
	}
	_, err = fcntl(fd, syscall.F_SETFD, uintptr(flags))
	return err
}

func (systemHost) Blocking(fd int) (bool, error) {
	flags, err := fcntl(fd, syscall.F_GETFL, 0)
	return flags&syscall.O_NONBLOCK == 0, err
}

func (systemHost) SetBlocking(fd int, yes bool) error { return syscall.SetNonblock(fd, !yes) }

// Files.

func statusFrom(name string, st *syscall.Stat_t) *FileStatus {
	return &FileStatus{
		Path: name, Perm: st.Mode, Inode: st.Ino, Device: uint64(st.Dev), Links: uint64(st.Nlink), UID: st.Uid, GID: st.Gid, Length: st.Size,
		Atime: time.Unix(st.Atim.Unix()), Mtime: time.Unix(st.Mtim.Unix()), Ctime: time.Unix(st.Ctim.Unix()), BlockSize: int64(st.Blksize), Blocks: st.Blocks, RawDevice: uint64(st.Rdev),
	}
}

func (systemHost) Stat(name string) (*FileStatus, error) {
	var st syscall.Stat_t
	if err := retry(func() error { return syscall.Stat(name, &st) }); err != nil {
		return nil, err
	}
	return statusFrom(name, &st), nil
}

func (systemHost) Lstat(name string) (*FileStatus, error) {
	var st syscall.Stat_t
	if err := retry(func() error { return syscall.Lstat(name, &st) }); err != nil {
		return nil, err
	}
	return statusFrom(name, &st), nil
}

func (systemHost) ReadDir(name string) ([]DirEntry, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	fd, err := retryInt(func() (int, error) {
		return syscall.Open(name, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	out := []DirEntry{}
	buffer := make([]byte, 32<<10)
	for {
		n, err := retryInt(func() (int, error) { return syscall.ReadDirent(fd, buffer) })
		if err != nil {
			return nil, err
		}
		if n <= 0 {
			return out, nil
		}
		for rest := buffer[:n]; len(rest) > 0; {
			// struct linux_dirent64: the file's number, an offset, the size of the entry, the type, the name.
			const sizeAt, typeAt, nameAt = 16, 18, 19
			size := binary.NativeEndian.Uint16(rest[sizeAt:])
			entry := rest[:size]
			rest = rest[size:]
			text, _, _ := bytes.Cut(entry[nameAt:], []byte{0})
			if s := string(text); s != "." && s != ".." {
				out = append(out, DirEntry{Name: s, Type: uint32(entry[typeAt]) << 12, Inode: binary.NativeEndian.Uint64(entry)})
			}
		}
	}
}

func (systemHost) ReadFile(name string) ([]byte, error) { return os.ReadFile(name) }

func (systemHost) Mkdir(name string, perm uint32) error {
	return retry(func() error { return syscall.Mkdir(name, perm) })
}

func (systemHost) RemoveFile(name string) error {
	return retry(func() error { return syscall.Unlink(name) })
}

func (systemHost) RemoveDir(name string) error {
	return retry(func() error { return syscall.Rmdir(name) })
}

func (systemHost) Rename(from, to string) error {
	return retry(func() error { return syscall.Rename(from, to) })
}

func (systemHost) Readlink(name string) (string, error) {
	for size := 256; ; size *= 2 {
		b := make([]byte, size)
		n, err := retryInt(func() (int, error) { return syscall.Readlink(name, b) })
		if err != nil {
			return "", err
		}
		if n < size {
			return string(b[:n]), nil
		}
	}
}

func (systemHost) Symlink(target, name string) error {
	return retry(func() error { return syscall.Symlink(target, name) })
}

func (systemHost) Link(from, to string, follow bool) error {
	flags := 0
	if follow {
		flags = unix.AT_SYMLINK_FOLLOW
	}
	return retry(func() error { return unix.Linkat(unix.AT_FDCWD, from, unix.AT_FDCWD, to, flags) })
}

func (systemHost) Chmod(name string, mode uint32) error {
	return retry(func() error { return syscall.Chmod(name, mode) })
}

func (systemHost) Chown(name string, uid, gid int, follow bool) error {
	if follow {
		return retry(func() error { return syscall.Chown(name, uid, gid) })
	}
	return retry(func() error { return syscall.Lchown(name, uid, gid) })
}

func (systemHost) SetTimes(name string, atime, mtime time.Time, follow bool) error {
	const atCWD, atSymlinkNoFollow = -100, 0x100
	p, err := syscall.BytePtrFromString(name)
	if err != nil {
		return err
	}
	cwd, flags := atCWD, uintptr(0)
	if !follow {
		flags = atSymlinkNoFollow
	}
	times := [2]syscall.Timespec{timespec(atime), timespec(mtime)}
	_, _, errno := syscall.Syscall6(syscall.SYS_UTIMENSAT, uintptr(cwd), uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(&times)), flags, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// timespec splits a time; those before 1970 have a negative second and a positive rest.
func timespec(t time.Time) syscall.Timespec {
	return syscall.Timespec{Sec: t.Unix(), Nsec: int64(t.Nanosecond())}
}

func (systemHost) TruncateFile(name string, size int64) error {
	return retry(func() error { return syscall.Truncate(name, size) })
}

func (systemHost) Access(name string, mode uint32, effective, follow bool) error {
	if !effective && follow {
		return syscall.Access(name, mode)
	}
	flags := 0
	if effective {
		flags |= unix.AT_EACCESS
	}
	if !follow {
		flags |= unix.AT_SYMLINK_NOFOLLOW
	}
	return unix.Faccessat(unix.AT_FDCWD, name, mode, flags)
}
func (systemHost) Getwd() (string, error)  { return syscall.Getwd() }
func (systemHost) Chdir(name string) error { return os.Chdir(name) }
func (systemHost) Umask(mask int) int      { return syscall.Umask(mask) }

// Environment.

func (systemHost) LookupEnv(name string) (string, bool) { return os.LookupEnv(name) }
func (systemHost) Setenv(name, value string) error      { return os.Setenv(name, value) }
func (systemHost) Unsetenv(name string) error           { return os.Unsetenv(name) }
func (systemHost) Environ() []string                    { return os.Environ() }

// Clock.

func (systemHost) Now() time.Time { return time.Now() }

func clock(id uintptr) time.Duration {
	var t syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(&t)), 0)
	return time.Duration(t.Nano())
}

// Go reads CLOCK_MONOTONIC without a system call, but tells only how much passed since another reading.
func (systemHost) Monotonic() time.Duration {
	base := monotonicBase()
	return base.clock + time.Since(base.read)
}

// monotonicBase is the clock CLOCK_MONOTONIC at one time.
var monotonicBase = sync.OnceValue(func() (base struct {
	clock time.Duration
	read  time.Time
}) {
	base.read = time.Now()
	base.clock = clock(1)
	return base
})

func (systemHost) CPUTime() time.Duration { return clock(2) } // CLOCK_PROCESS_CPUTIME_ID

func (h systemHost) Sleep(d time.Duration, wake *Wake) {
	if wake == nil || wake.in == nil {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
		case <-wake.C():
		}
		return
	}
	// To the system's precision: a timer of Go may be a millisecond late.
	for end := time.Now().Add(d); d > 0 && !wake.Woken(); d = time.Until(end) {
		if _, err := h.Poll(nil, d, wake); err != nil {
			time.Sleep(d)
		}
	}
}

// Processes.

func (systemHost) Getpid() int  { return os.Getpid() }
func (systemHost) Getppid() int { return os.Getppid() }

func (systemHost) UserIDs() (uid, euid, gid, egid int) {
	return os.Getuid(), os.Geteuid(), os.Getgid(), os.Getegid()
}

func (h systemHost) Start(p ProcessSpec) (pid int, err error) {
	if p.Scheduling == nil {
		return h.start(p)
	}
	// A child is scheduled as the thread that starts it. This one is given up afterwards, as it may not be allowed to get its old policy back.
	started := make(chan struct{})
	go func() {
		defer close(started)
		runtime.LockOSThread()
		if err = p.Scheduling.apply(); err == nil {
			pid, err = h.start(p)
		}
	}()
	<-started
	return pid, err
}

// apply sets the running thread's scheduling.
func (s *Scheduling) apply() error {
	const getScheduler, setScheduler = syscall.SYS_SCHED_GETSCHEDULER, syscall.SYS_SCHED_SETSCHEDULER
	policy := uintptr(s.Policy)
	if s.Policy < 0 {
		n, _, errno := syscall.RawSyscall(getScheduler, 0, 0, 0)
		if errno != 0 {
			return errno
		}
		policy = n
	}
	priority := int32(s.Priority)
	if _, _, errno := syscall.RawSyscall(setScheduler, 0, policy, uintptr(unsafe.Pointer(&priority))); errno != 0 {
		return errno
	}
	return nil
}

func (systemHost) start(p ProcessSpec) (int, error) {
	files := make([]uintptr, len(p.Files))
	for i, fd := range p.Files {
		files[i] = uintptr(fd)
		if fd < 0 {
			files[i] = ^uintptr(0)
		}
	}
	attr := &syscall.ProcAttr{Dir: p.Dir, Env: p.Env, Files: files, Sys: &syscall.SysProcAttr{Setsid: p.NewSession}}
	if p.Group >= 0 {
		attr.Sys.Setpgid, attr.Sys.Pgid = true, p.Group
	}
	if id := p.Identity; id != nil {
		attr.Sys.Credential = credential(id)
	}
	if p.SignalMask != nil {
		runtime.LockOSThread() // the child gets this thread's mask
		defer runtime.UnlockOSThread()
		defer setThreadMask(setThreadMask(*p.SignalMask))
	}
	if p.Umask == nil && len(p.DefaultSignals) == 0 {
		return syscall.ForkExec(p.Path, p.Argv, attr)
	}
	// The child inherits what belongs to the process: change it for a moment.
	startLock.Lock()
	defer startLock.Unlock()
	if p.Umask != nil {
		defer syscall.Umask(syscall.Umask(*p.Umask))
	}
	defer ignoredToDefault(p.DefaultSignals)()
	return syscall.ForkExec(p.Path, p.Argv, attr)
}

// startLock is held while the process has settings that are meant for a child.
var startLock sync.Mutex

func credential(id *ProcessIdentity) *syscall.Credential {
	c := &syscall.Credential{Uid: uint32(id.UID), Gid: uint32(id.GID), NoSetGroups: !id.SetGroups}
	if id.UID < 0 {
		c.Uid = uint32(os.Geteuid())
	}
	if id.GID < 0 {
		c.Gid = uint32(os.Getegid())
	}
	for _, g := range id.Groups {
		c.Groups = append(c.Groups, uint32(g))
	}
	return c
}

func (systemHost) Exec(path string, argv, env []string) error { return syscall.Exec(path, argv, env) }

func (systemHost) Wait(pid, options int) (found, status int, err error) {
	var ws syscall.WaitStatus
	found, err = retryInt(func() (int, error) { return syscall.Wait4(pid, &ws, options, nil) })
	return found, int(ws), err
}

func (systemHost) Kill(pid, signal int) error {
	if pid == os.Getpid() && deliverNow(signal) {
		return nil
	}
	if pid == os.Getpid() && leaveToSystem(signal) {
		// To this thread, which gets it before the call returns; another may get it only when the process has ended in its own way.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		return unix.Tgkill(pid, syscall.Gettid(), syscall.Signal(signal))
	}
	return syscall.Kill(pid, syscall.Signal(signal))
}
func (systemHost) Exit(status int) { os.Exit(status) }

func (systemHost) Times() (user, system, childUser, childSystem time.Duration) {
	var own, children syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &own)
	syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children)
	d := func(t syscall.Timeval) time.Duration { return time.Duration(t.Nano()) }
	return d(own.Utime), d(own.Stime), d(children.Utime), d(children.Stime)
}

func (systemHost) SystemName() SystemName {
	var u syscall.Utsname
	if syscall.Uname(&u) != nil {
		return SystemName{}
	}
	text := func(f [65]int8) string {
		b := make([]byte, 0, len(f))
		for _, c := range f {
			if c == 0 {
				break
			}
			b = append(b, byte(c))
		}
		return string(b)
	}
	return SystemName{text(u.Sysname), text(u.Nodename), text(u.Release), text(u.Version), text(u.Machine)}
}

// Randomness and memory.

func (systemHost) RandomBytes(b []byte) error {
	_, err := rand.Read(b)
	return err
}

// MemoryTotal reads MemTotal of /proc/meminfo; without it there is no limit.
func (systemHost) MemoryTotal() int64 {
	data, _ := os.ReadFile("/proc/meminfo")
	for line := range bytes.Lines(data) {
		if rest, ok := bytes.CutPrefix(line, []byte("MemTotal:")); ok {
			if f := bytes.Fields(rest); len(f) > 0 {
				if kib, err := strconv.ParseInt(string(f[0]), 10, 64); err == nil {
					return kib << 10
				}
			}
		}
	}
	return math.MaxInt64
}
