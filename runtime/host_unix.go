// This file declares the parts of Host that are Unix's own: waiting for descriptors, their controls, limits, memory maps, epoll.

package runtime

import "time"

// Unix is what a Unix system offers beyond files and processes.
type Unix interface {
	Polling
	Controls
	Limits
	Mappings
	Vectors
	Calls
}

// The events of poll(2).
const (
	PollIn   = 0x1
	PollPri  = 0x2
	PollOut  = 0x4
	PollErr  = 0x8
	PollHup  = 0x10
	PollNval = 0x20
)

// PollEntry is one descriptor to wait for: struct pollfd.
type PollEntry struct {
	FD      int32
	Events  int16 // what to wait for
	Revents int16 // what has happened
}

// EpollEvent is what epoll reports of one descriptor.
type EpollEvent struct {
	Events uint32
	FD     int
}

// Polling waits for descriptors.
type Polling interface {
	// Poll waits until an entry has events, until the timeout (negative: none) is over or until wake is closed (nil: never),
	// and returns how many entries have events.
	Poll(entries []PollEntry, timeout time.Duration, wake *Wake) (n int, err error)
	EpollCreate() (fd int, err error) // not inherited
	// EpollControl adds (1), removes (2) or changes (3) a descriptor.
	EpollControl(epfd, operation, fd int, events uint32) error
	// EpollWait returns the events that are there, at most most; it doesn't wait.
	EpollWait(epfd, most int) ([]EpollEvent, error)
	// EventDescriptor is eventfd(2).
	EventDescriptor(initial uint, flags int) (fd int, err error)
}

// Controls are the requests that fcntl(2), ioctl(2) and flock(2) take.
type Controls interface {
	Fcntl(fd, command, argument int) (int, error)
	// FcntlData passes the address of data, which the system may change.
	FcntlData(fd, command int, data []byte) (int, error)
	Ioctl(fd int, request uint, argument int) (int, error)
	// IoctlData passes the address of data, which the system may change.
	IoctlData(fd int, request uint, data []byte) (int, error)
	Flock(fd, operation int) error
}

// Unlimited is RLIM_INFINITY.
const Unlimited = ^uint64(0)

// ResourceLimit is struct rlimit.
type ResourceLimit struct{ Soft, Hard uint64 }

// ResourceUsage is struct rusage.
type ResourceUsage struct {
	User, System time.Duration
	Counts       [14]int64 // ru_maxrss and what follows
}

// Limits are what processes may use and have used.
type Limits interface {
	// ResourceLimit returns a limit of a process (0: this one) and, when next isn't nil, sets it.
	ResourceLimit(pid, resource int, next *ResourceLimit) (old ResourceLimit, err error)
	ResourceUsage(who int) (ResourceUsage, error)
	PageSize() int
}

// Mappings are parts of memory that stand for parts of files, see mmap(2).
type Mappings interface {
	Map(fd int, offset int64, length, protection, flags int) ([]byte, error)
	Unmap(memory []byte) error
	// Remap changes the length; the memory may move.
	Remap(memory []byte, length int) ([]byte, error)
	SyncMap(memory []byte) error
	Advise(memory []byte, advice int) error
}

// Vectors move data to and from several buffers at once, at the position offset or, for -1, at the descriptor's own; flags are RWF_*.
type Vectors interface {
	ReadVector(fd int, data [][]byte, offset int64, flags int) (int, error)
	WriteVector(fd int, data [][]byte, offset int64, flags int) (int, error)
}

// Calls are the calls of the system that modules need for one function each.
type Calls interface {
	// UnixCall makes a system call by its name in section 2 of Linux's manual. An argument is an int, an int64 or uint64, a []byte,
	// of which the address is passed, or a string, of which the address is passed, with a zero byte at its end. Calls that change whom the
	// process runs as do so for all of its threads.
	UnixCall(name string, args ...any) (int, error)
}
