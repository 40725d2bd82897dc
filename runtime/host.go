// This file declares Host, the only door from Python code to the machine: files, environment, clock, processes, streams,
// randomness. An embedding program can replace or refuse each part.

package runtime

import (
	"io/fs"
	"sync/atomic"
	"time"
)

// Host is the machine as an interpreter sees it. Errors are Go's, with a syscall.Errno inside; OSErrorFrom turns
// them into OSError. Calls may come from several threads at once.
type Host interface {
	Descriptors
	Files
	Environment
	Clock
	Processes
	SignalControl
	Unix
	Semaphores
	Sockets
	// RandomBytes fills b from the system's entropy source.
	RandomBytes(b []byte) error
	// MemoryTotal returns the bytes of memory that the machine has, or a limit below.
	MemoryTotal() int64
}

// Descriptors are open files by number, as POSIX has them: 0, 1 and 2 are the standard streams.
type Descriptors interface {
	// Open returns a new descriptor that child processes don't inherit. flag holds the O_* bits of package syscall.
	Open(name string, flag int, perm uint32) (fd int, err error)
	Close(fd int) error
	// WaitReadable waits until reading from fd doesn't block, or until wake is closed: ready is false then.
	WaitReadable(fd int, wake *Wake) (ready bool, err error)
	Read(fd int, b []byte) (n int, err error) // 0 and no error at the end of the file
	Write(fd int, b []byte) (n int, err error)
	ReadAt(fd int, b []byte, offset int64) (n int, err error)
	WriteAt(fd int, b []byte, offset int64) (n int, err error)
	Seek(fd int, offset int64, whence int) (int64, error)
	Truncate(fd int, size int64) error
	Sync(fd int) error
	StatDescriptor(fd int) (*FileStatus, error)
	ChmodDescriptor(fd int, mode uint32) error
	IsTerminal(fd int) bool
	TerminalSize(fd int) (columns, lines int, err error)
	Dup(fd int) (int, error) // the copy is not inherited
	Dup2(fd, to int, inheritable bool) error
	Pipe() (r, w int, err error) // not inherited
	Inheritable(fd int) (bool, error)
	SetInheritable(fd int, yes bool) error
	Blocking(fd int) (bool, error)
	SetBlocking(fd int, yes bool) error
}

// Files is the file system.
type Files interface {
	Stat(name string) (*FileStatus, error)
	Lstat(name string) (*FileStatus, error)
	// ReadDir lists a directory in the system's order.
	ReadDir(name string) ([]DirEntry, error)
	ReadFile(name string) ([]byte, error)
	Mkdir(name string, perm uint32) error
	RemoveFile(name string) error
	RemoveDir(name string) error
	Rename(from, to string) error
	Readlink(name string) (string, error)
	Symlink(target, name string) error
	Link(from, to string, follow bool) error // follow: from is what a symbolic link of this name refers to
	Chmod(name string, mode uint32) error
	Chown(name string, uid, gid int, follow bool) error
	// SetTimes sets the times of access and modification.
	SetTimes(name string, atime, mtime time.Time, follow bool) error
	TruncateFile(name string, size int64) error
	// Access tells whether the process may use a file; mode holds the bits of access(2).
	Access(name string, mode uint32, effective, follow bool) error // effective: by the effective user and group
	Getwd() (string, error)
	Chdir(name string) error
	Umask(mask int) int
}

// Environment is the process's environment.
type Environment interface {
	LookupEnv(name string) (string, bool)
	Setenv(name, value string) error
	Unsetenv(name string) error
	Environ() []string // "name=value"
}

// Clock tells and spends time.
type Clock interface {
	Now() time.Time
	Monotonic() time.Duration
	CPUTime() time.Duration
	// Sleep waits for d or until wake is closed.
	Sleep(d time.Duration, wake *Wake)
}

// Processes starts, watches and ends processes, this one included.
type Processes interface {
	Getpid() int
	Getppid() int
	UserIDs() (uid, euid, gid, egid int)
	// Start runs a program. Descriptor i of the child is Files[i] of this process.
	Start(p ProcessSpec) (pid int, err error)
	// Exec runs a program in place of this process; it returns only with an error.
	Exec(path string, argv, env []string) error
	// Wait waits for a child by the rules of waitpid(2); status is the system's encoding.
	Wait(pid, options int) (found, status int, err error)
	// Kill sends a signal. This process gets one of its own before Kill returns; to be called outside (see Thread.Outside), then.
	Kill(pid, signal int) error
	// Exit ends the process at once.
	Exit(status int)
	// Times returns the CPU time of the process and of its children that were waited for.
	Times() (user, system, childUser, childSystem time.Duration)
	SystemName() SystemName
}

// SignalControl decides what becomes of signals that the process gets.
type SignalControl interface {
	// SetSignal sets the action for a signal. Caught signals call deliver, from any goroutine; when it is nil they are the watcher's.
	SetSignal(signal int, action SignalAction, deliver func(signal int)) error
	// WatchSignals makes its caller the watcher, whose caught signals set bits of flags the moment they arrive. It then calls DeliverSignals, which calls
	// deliver. It returns false where there is no such way, or another watcher.
	WatchSignals(flags *atomic.Uint32, bits uint32, deliver func(signal int)) bool
	DeliverSignals()
	// ExpectSignals tells whether the watcher sees the bits: one of SignalsNoted, SignalsDelivered, or a descriptor of EventDescriptor.
	ExpectSignals(mode int)
	// SignalAction returns the action for a signal.
	SignalAction(signal int) SignalAction
	// SetTimer sets a timer of setitimer(2), in nanoseconds, and returns what was left of the old one.
	SetTimer(which int, value, interval time.Duration) (oldValue, oldInterval time.Duration, err error)
	// Timer returns what is left of a timer.
	Timer(which int) (value, interval time.Duration, err error)
}

// What the watcher of signals does.
const (
	SignalsNoted     = 0  // it runs, and looks at the bits
	SignalsDelivered = -1 // it waits: another goroutine calls deliver. A number above 0: it waits for that descriptor, to which one is added
)

// ProcessSpec says what Start runs.
type ProcessSpec struct {
	Path string // no search
	Argv []string
	Env  []string // "name=value"
	Dir  string   // "": this process's
	// Files are the child's descriptors 0, 1, 2, …; -1 leaves one closed.
	Files      []int
	NewSession bool
	Group      int // process group to enter, 0 for a new one, -1 for this process's
	// Identity is whom the child runs as; nil: as this process.
	Identity *ProcessIdentity
	// SignalMask, when not nil, is the set of signals that the child starts with blocked; bit n-1 is signal n.
	SignalMask *uint64
	// Umask, when not nil, is the child's mask of permissions.
	Umask *int
	// Scheduling, when not nil, is how the child's turns are decided.
	Scheduling *Scheduling
	// DefaultSignals are set to their defaults although this process ignores them.
	DefaultSignals []int
}

// Scheduling is a policy of sched_setscheduler(2), -1 for the present one, and a priority.
type Scheduling struct{ Policy, Priority int }

// ProcessIdentity says whom a process runs as.
type ProcessIdentity struct {
	UID, GID  int // -1: as before
	Groups    []int
	SetGroups bool // Groups are set
}

// SystemName is what uname(2) tells.
type SystemName struct{ System, Node, Release, Version, Machine string }

// FileStatus is what stat(2) tells about a file. It implements fs.FileInfo.
type FileStatus struct {
	Path                string
	Perm                uint32 // st_mode: type and permission bits
	Inode, Device       uint64
	Links               uint64
	UID, GID            uint32
	Length              int64
	Atime, Mtime, Ctime time.Time // of access, modification and change of the status
	BlockSize, Blocks   int64
	RawDevice           uint64
}

// The type bits of FileStatus.Perm.
const (
	modeType      = 0o170000
	modeDirectory = 0o040000
	modeRegular   = 0o100000
	modeSymlink   = 0o120000
)

// Name implements fs.FileInfo.
func (s *FileStatus) Name() string {
	for i := len(s.Path) - 1; i >= 0; i-- {
		if s.Path[i] == '/' {
			return s.Path[i+1:]
		}
	}
	return s.Path
}

// Size implements fs.FileInfo.
func (s *FileStatus) Size() int64 { return s.Length }

// ModTime implements fs.FileInfo.
func (s *FileStatus) ModTime() time.Time { return s.Mtime }

// IsDir implements fs.FileInfo.
func (s *FileStatus) IsDir() bool { return s.Perm&modeType == modeDirectory }

// Sys implements fs.FileInfo.
func (s *FileStatus) Sys() any { return nil }

// Mode implements fs.FileInfo.
func (s *FileStatus) Mode() fs.FileMode {
	m := fs.FileMode(s.Perm & 0o777)
	switch s.Perm & modeType {
	case modeRegular:
	case modeDirectory:
		m |= fs.ModeDir
	case modeSymlink:
		m |= fs.ModeSymlink
	case 0o010000:
		m |= fs.ModeNamedPipe
	case 0o140000:
		m |= fs.ModeSocket
	case 0o020000:
		m |= fs.ModeDevice | fs.ModeCharDevice
	default:
		m |= fs.ModeDevice
	}
	return m
}

// DirEntry is one name of a directory.
type DirEntry struct {
	Name  string
	Type  uint32 // the type bits of st_mode; 0: not known
	Inode uint64 // 0: not known
}
