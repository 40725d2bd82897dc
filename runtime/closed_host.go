// This file defines ClosedHost, the machine for programs that must not touch one.

package runtime

import (
	"io"
	"sync/atomic"
	"syscall"
	"time"
)

// ClosedHost is a Host without files, environment, processes or network: whatever asks for them fails with EPERM. Programs
// can compute, read the clock and write to the standard streams.
type ClosedHost struct {
	Stdout, Stderr io.Writer // where descriptors 1 and 2 go; nil: nowhere
	Memory         int64     // bytes that the machine is said to have; 0: 1 GB
	start          time.Time // of the monotonic clock
	closedUnix
}

// NewClosedHost makes a host whose monotonic clock starts now.
func NewClosedHost(stdout, stderr io.Writer) *ClosedHost {
	return &ClosedHost{Stdout: stdout, Stderr: stderr, start: time.Now()}
}

var _ Host = (*ClosedHost)(nil)

// Write implements Descriptors.
func (h *ClosedHost) Write(fd int, b []byte) (int, error) {
	var w io.Writer
	switch fd {
	case 1:
		w = h.Stdout
	case 2:
		w = h.Stderr
	default:
		return 0, syscall.EBADF
	}
	if w == nil {
		return len(b), nil
	}
	return w.Write(b)
}

// Read implements Descriptors: standard input is empty.
func (h *ClosedHost) Read(fd int, b []byte) (int, error) {
	if fd != 0 {
		return 0, syscall.EBADF
	}
	return 0, nil
}

// StatDescriptor implements Descriptors: the standard streams are pipes.
func (h *ClosedHost) StatDescriptor(fd int) (*FileStatus, error) {
	const pipe = 0o010600
	if fd < 0 || fd > 2 {
		return nil, syscall.EBADF
	}
	return &FileStatus{Perm: pipe}, nil
}

// RandomBytes implements Host with the process's entropy: nothing can be learnt from it.
func (h *ClosedHost) RandomBytes(b []byte) error { return systemHost{}.RandomBytes(b) }

// MemoryTotal implements Host.
func (h *ClosedHost) MemoryTotal() int64 {
	if h.Memory == 0 {
		return 1 << 30
	}
	return h.Memory
}

// Now implements Clock.
func (h *ClosedHost) Now() time.Time { return time.Now() }

// Monotonic implements Clock.
func (h *ClosedHost) Monotonic() time.Duration { return time.Since(h.start) }

// CPUTime implements Clock.
func (h *ClosedHost) CPUTime() time.Duration { return time.Since(h.start) }

// Sleep implements Clock without waiting.
func (h *ClosedHost) Sleep(d time.Duration, wake *Wake) {}

// Umask implements Files.
func (h *ClosedHost) Umask(mask int) int { return 0o22 }

// SystemName implements Processes: the system has no name.
func (h *ClosedHost) SystemName() (n SystemName) { return n }

// The methods below refuse.

func (h *ClosedHost) Open(name string, flag int, perm uint32) (fd int, err error) {
	return -1, syscall.EPERM
}
func (h *ClosedHost) Close(fd int) error { return syscall.EPERM }
func (h *ClosedHost) ReadAt(fd int, b []byte, offset int64) (n int, err error) {
	return 0, syscall.EPERM
}
func (h *ClosedHost) WriteAt(fd int, b []byte, offset int64) (n int, err error) {
	return 0, syscall.EPERM
}
func (h *ClosedHost) Seek(fd int, offset int64, whence int) (int64, error) { return 0, syscall.EPERM }
func (h *ClosedHost) Truncate(fd int, size int64) error                    { return syscall.EPERM }
func (h *ClosedHost) Sync(fd int) error                                    { return syscall.EPERM }
func (h *ClosedHost) ChmodDescriptor(fd int, mode uint32) error            { return syscall.EPERM }
func (h *ClosedHost) IsTerminal(fd int) bool                               { return false }
func (h *ClosedHost) TerminalSize(fd int) (columns, lines int, err error)  { return 0, 0, syscall.EPERM }
func (h *ClosedHost) Dup(fd int) (int, error)                              { return -1, syscall.EPERM }
func (h *ClosedHost) Dup2(fd, to int, inheritable bool) error              { return syscall.EPERM }
func (h *ClosedHost) Pipe() (r, w int, err error)                          { return -1, -1, syscall.EPERM }
func (h *ClosedHost) Inheritable(fd int) (bool, error)                     { return false, syscall.EPERM }
func (h *ClosedHost) SetInheritable(fd int, yes bool) error                { return syscall.EPERM }
func (h *ClosedHost) Blocking(fd int) (bool, error)                        { return false, syscall.EPERM }
func (h *ClosedHost) SetBlocking(fd int, yes bool) error                   { return syscall.EPERM }
func (h *ClosedHost) Stat(name string) (*FileStatus, error)                { return nil, syscall.EPERM }
func (h *ClosedHost) Lstat(name string) (*FileStatus, error)               { return nil, syscall.EPERM }
func (h *ClosedHost) ReadDir(name string) ([]DirEntry, error)              { return nil, syscall.EPERM }
func (h *ClosedHost) ReadFile(name string) ([]byte, error)                 { return nil, syscall.EPERM }
func (h *ClosedHost) Mkdir(name string, perm uint32) error                 { return syscall.EPERM }
func (h *ClosedHost) RemoveFile(name string) error                         { return syscall.EPERM }
func (h *ClosedHost) RemoveDir(name string) error                          { return syscall.EPERM }
func (h *ClosedHost) Rename(from, to string) error                         { return syscall.EPERM }
func (h *ClosedHost) Readlink(name string) (string, error)                 { return "", syscall.EPERM }
func (h *ClosedHost) Symlink(target, name string) error                    { return syscall.EPERM }
func (h *ClosedHost) Link(from, to string, follow bool) error              { return syscall.EPERM }
func (h *ClosedHost) Chmod(name string, mode uint32) error                 { return syscall.EPERM }
func (h *ClosedHost) Chown(name string, uid, gid int, follow bool) error   { return syscall.EPERM }
func (h *ClosedHost) SetTimes(name string, atime, mtime time.Time, follow bool) error {
	return syscall.EPERM
}
func (h *ClosedHost) TruncateFile(name string, size int64) error { return syscall.EPERM }
func (h *ClosedHost) Access(name string, mode uint32, effective, follow bool) error {
	return syscall.EPERM
}
func (h *ClosedHost) Getwd() (string, error)                     { return "", syscall.EPERM }
func (h *ClosedHost) Chdir(name string) error                    { return syscall.EPERM }
func (h *ClosedHost) LookupEnv(name string) (string, bool)       { return "", false }
func (h *ClosedHost) Setenv(name, value string) error            { return syscall.EPERM }
func (h *ClosedHost) Unsetenv(name string) error                 { return syscall.EPERM }
func (h *ClosedHost) Environ() []string                          { return nil }
func (h *ClosedHost) Getpid() int                                { return 1 }
func (h *ClosedHost) Getppid() int                               { return 0 }
func (h *ClosedHost) UserIDs() (uid, euid, gid, egid int)        { return }
func (h *ClosedHost) Start(p ProcessSpec) (pid int, err error)   { return -1, syscall.EPERM }
func (h *ClosedHost) Exec(path string, argv, env []string) error { return syscall.EPERM }
func (h *ClosedHost) Wait(pid, options int) (found, status int, err error) {
	return 0, 0, syscall.EPERM
}
func (h *ClosedHost) Kill(pid, signal int) error                                  { return syscall.EPERM }
func (h *ClosedHost) Exit(status int)                                             {}
func (h *ClosedHost) Times() (user, system, childUser, childSystem time.Duration) { return }
func (h *ClosedHost) WaitReadable(fd int, wake *Wake) (bool, error) {
	return false, syscall.EPERM
}
func (h *ClosedHost) SetSignal(signal int, action SignalAction, deliver func(signal int)) error {
	return syscall.EPERM
}
func (h *ClosedHost) WatchSignals(*atomic.Uint32, uint32, func(signal int)) bool { return false }
func (h *ClosedHost) DeliverSignals()                                            {}
func (h *ClosedHost) ExpectSignals(mode int)                                     {}
func (h *ClosedHost) SignalAction(signal int) (a SignalAction)                   { return a }
func (h *ClosedHost) SetTimer(which int, value, interval time.Duration) (oldValue, oldInterval time.Duration, err error) {
	return 0, 0, syscall.EPERM
}
func (h *ClosedHost) Timer(which int) (value, interval time.Duration, err error) {
	return 0, 0, syscall.EPERM
}
