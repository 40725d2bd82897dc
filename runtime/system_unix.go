//go:build linux

// This file is the real machine's part that is Unix's own, on top of Linux's system calls.

package runtime

import (
	"syscall"
	"time"
	"unsafe"
)

func (systemHost) Poll(entries []PollEntry, timeout time.Duration, wake *Wake) (int, error) {
	if n, err := poll(entries, &syscall.Timespec{}); err != nil || n > 0 || timeout == 0 {
		return n, err
	}
	var limit *syscall.Timespec
	if timeout > 0 {
		t := syscall.NsecToTimespec(int64(timeout))
		limit = &t
	}
	if wake == nil {
		return poll(entries, limit)
	}
	bell, err := wake.Descriptor()
	if err != nil {
		return 0, err
	}
	all := append(append(make([]PollEntry, 0, len(entries)+1), entries...), PollEntry{FD: int32(bell), Events: PollIn})
	n, err := poll(all, limit)
	copy(entries, all)
	if err == nil && all[len(entries)].Revents != 0 {
		n--
		var count [8]byte
		syscall.Read(bell, count[:])
	}
	return n, err
}

// poll is ppoll(2); a nil timeout waits for ever.
func poll(entries []PollEntry, timeout *syscall.Timespec) (int, error) {
	return retryInt(func() (int, error) {
		n, _, errno := syscall.Syscall6(syscall.SYS_PPOLL, uintptr(unsafe.Pointer(unsafe.SliceData(entries))), uintptr(len(entries)), uintptr(unsafe.Pointer(timeout)), 0, 0, 0)
		if errno != 0 {
			return 0, errno
		}
		return int(n), nil
	})
}

func (systemHost) EpollCreate() (int, error) { return syscall.EpollCreate1(syscall.EPOLL_CLOEXEC) }

func (systemHost) EpollControl(epfd, operation, fd int, events uint32) error {
	return syscall.EpollCtl(epfd, operation, fd, &syscall.EpollEvent{Events: events, Fd: int32(fd)})
}

func (systemHost) EpollWait(epfd, most int) ([]EpollEvent, error) {
	buf := make([]syscall.EpollEvent, most)
	n, err := retryInt(func() (int, error) { return syscall.EpollWait(epfd, buf, 0) })
	if err != nil {
		return nil, err
	}
	out := make([]EpollEvent, n)
	for i, e := range buf[:n] {
		out[i] = EpollEvent{e.Events, int(e.Fd)}
	}
	return out, nil
}

func (systemHost) EventDescriptor(initial uint, flags int) (int, error) {
	fd, _, errno := syscall.Syscall(syscall.SYS_EVENTFD2, uintptr(initial), uintptr(flags), 0)
	if errno != 0 {
		return -1, errno
	}
	return int(fd), nil
}

// systemCall makes a system call with a number as the result.
func systemCall(trap uintptr, args ...uintptr) (int, error) {
	var a [6]uintptr
	copy(a[:], args)
	for {
		r, _, errno := syscall.Syscall6(trap, a[0], a[1], a[2], a[3], a[4], a[5])
		switch errno {
		case 0:
			return int(r), nil
		case syscall.EINTR:
		default:
			return -1, errno
		}
	}
}

func (systemHost) Fcntl(fd, command, argument int) (int, error) {
	return systemCall(syscall.SYS_FCNTL, uintptr(fd), uintptr(command), uintptr(argument))
}

func (systemHost) FcntlData(fd, command int, data []byte) (int, error) {
	return dataCall(syscall.SYS_FCNTL, fd, uint(command), data)
}

func (systemHost) Ioctl(fd int, request uint, argument int) (int, error) {
	return systemCall(syscall.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(argument))
}

func (systemHost) IoctlData(fd int, request uint, data []byte) (int, error) {
	return dataCall(syscall.SYS_IOCTL, fd, request, data)
}

func dataCall(trap uintptr, fd int, request uint, data []byte) (int, error) {
	return retryInt(func() (int, error) {
		r, _, errno := syscall.Syscall(trap, uintptr(fd), uintptr(request), uintptr(unsafe.Pointer(unsafe.SliceData(data))))
		if errno != 0 {
			return -1, errno
		}
		return int(r), nil
	})
}

func (systemHost) Flock(fd, operation int) error {
	return retry(func() error { return syscall.Flock(fd, operation) })
}

func (systemHost) ResourceLimit(pid, resource int, next *ResourceLimit) (old ResourceLimit, err error) {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), uintptr(resource), uintptr(unsafe.Pointer(next)), uintptr(unsafe.Pointer(&old)), 0, 0)
	if errno != 0 {
		return old, errno
	}
	return old, nil
}

func (systemHost) ResourceUsage(who int) (ResourceUsage, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		return ResourceUsage{}, err
	}
	return usageFrom(&u), nil
}

func usageFrom(u *syscall.Rusage) ResourceUsage {
	return ResourceUsage{
		User: time.Duration(u.Utime.Nano()), System: time.Duration(u.Stime.Nano()),
		Counts: [14]int64{u.Maxrss, u.Ixrss, u.Idrss, u.Isrss, u.Minflt, u.Majflt, u.Nswap, u.Inblock, u.Oublock, u.Msgsnd, u.Msgrcv, u.Nsignals, u.Nvcsw, u.Nivcsw},
	}
}

func (systemHost) PageSize() int { return syscall.Getpagesize() }

func (systemHost) Map(fd int, offset int64, length, protection, flags int) ([]byte, error) {
	p, _, errno := syscall.Syscall6(syscall.SYS_MMAP, 0, uintptr(length), uintptr(protection), uintptr(flags), uintptr(fd), uintptr(offset))
	if errno != 0 {
		return nil, errno
	}
	return memoryAt(p, length), nil
}

// memoryAt makes a slice of memory that Go's collector doesn't know.
func memoryAt(p uintptr, length int) []byte {
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), length)
}

func memoryCall(trap uintptr, memory []byte, args ...uintptr) (uintptr, error) {
	var a [3]uintptr
	copy(a[:], args)
	r, _, errno := syscall.Syscall6(trap, uintptr(unsafe.Pointer(unsafe.SliceData(memory))), uintptr(len(memory)), a[0], a[1], a[2], 0)
	if errno != 0 {
		return 0, errno
	}
	return r, nil
}

func (systemHost) Unmap(memory []byte) error {
	_, err := memoryCall(syscall.SYS_MUNMAP, memory)
	return err
}

func (systemHost) Remap(memory []byte, length int) ([]byte, error) {
	const mayMove = 1
	p, err := memoryCall(syscall.SYS_MREMAP, memory, uintptr(length), mayMove)
	if err != nil {
		return nil, err
	}
	return memoryAt(p, length), nil
}

func (systemHost) SyncMap(memory []byte) error {
	const synchronous = 4
	_, err := memoryCall(syscall.SYS_MSYNC, memory, synchronous)
	return err
}

func (systemHost) Advise(memory []byte, advice int) error {
	_, err := memoryCall(syscall.SYS_MADVISE, memory, uintptr(advice))
	return err
}
