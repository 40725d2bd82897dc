//go:build linux

// This file makes the real machine's named semaphores: files that processes map, with futexes, in the form that the GNU C library gives them.

package runtime

import (
	"encoding/binary"
	"math"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	semaphoreSize = 32      // of a sem_t
	oneWaiter     = 1 << 32 // the upper half of the first word counts those who wait, the lower half is the value

	futexWait, futexWake = 0, 1
)

// systemSemaphore is a mapped semaphore.
type systemSemaphore struct{ memory []byte }

// semaphorePath returns where the semaphore of a name lies.
func semaphorePath(name string) (string, error) {
	const longest = 255 - len("sem.")
	name = strings.TrimLeft(name, "/")
	switch {
	case len(name) > longest:
		return "", syscall.ENAMETOOLONG
	case name == "" || strings.ContainsAny(name, "/\x00"):
		return "", syscall.EINVAL
	}
	return "/dev/shm/sem." + name, nil
}

func (systemHost) CreateSemaphore(name string, value uint32) (Semaphore, error) {
	path, err := semaphorePath(name)
	if err != nil {
		return nil, err
	}
	if value > math.MaxInt32 {
		return nil, syscall.EINVAL
	}
	// The file gets its name when it is complete.
	var random [8]byte
	if err := (systemHost{}).RandomBytes(random[:]); err != nil {
		return nil, err
	}
	part := "/dev/shm/sem." + strconv.FormatUint(*(*uint64)(unsafe.Pointer(&random)), 36)
	file, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	defer os.Remove(part)
	defer file.Close()
	if err := file.Truncate(semaphoreSize); err != nil {
		return nil, err
	}
	s, err := mapSemaphore(int(file.Fd()))
	if err != nil {
		return nil, err
	}
	s.word().Store(uint64(value))
	if err := os.Link(part, path); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (systemHost) OpenSemaphore(name string) (Semaphore, error) {
	path, err := semaphorePath(name)
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if st, err := file.Stat(); err != nil || !st.Mode().IsRegular() || st.Size() < semaphoreSize {
		return nil, syscall.EINVAL
	}
	return mapSemaphore(int(file.Fd()))
}

func (systemHost) UnlinkSemaphore(name string) error {
	path, err := semaphorePath(name)
	if err != nil {
		return syscall.ENOENT
	}
	return syscall.Unlink(path)
}

func mapSemaphore(fd int) (*systemSemaphore, error) {
	memory, err := systemHost{}.Map(fd, 0, semaphoreSize, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	return &systemSemaphore{memory}, nil
}

func (s *systemSemaphore) Close() error {
	memory := s.memory
	s.memory = nil
	return systemHost{}.Unmap(memory)
}

func (s *systemSemaphore) word() *atomic.Uint64 {
	return (*atomic.Uint64)(unsafe.Pointer(unsafe.SliceData(s.memory)))
}

func (s *systemSemaphore) Value() uint32 { return uint32(s.word().Load()) }

func (s *systemSemaphore) Post() error {
	for word := s.word(); ; {
		old := word.Load()
		if uint32(old) >= math.MaxInt32 {
			return syscall.EOVERFLOW
		}
		if word.CompareAndSwap(old, old+1) {
			if old >= oneWaiter {
				s.futex(futexWake, 1, nil)
			}
			return nil
		}
	}
}

// try takes one, or tells that there is none.
func (s *systemSemaphore) try() bool {
	for word := s.word(); ; {
		old := word.Load()
		if uint32(old) == 0 {
			return false
		}
		if word.CompareAndSwap(old, old-1) {
			return true
		}
	}
}

func (s *systemSemaphore) Wait(limit time.Duration, wake *Wake) (bool, error) {
	if s.try() {
		return true, nil
	}
	if limit == 0 {
		return false, nil
	}
	end := time.Now().Add(limit)
	s.word().Add(oneWaiter)
	defer s.word().Add(^uint64(oneWaiter - 1))
	woken := wake.C()
	if woken != nil {
		done, gone := make(chan struct{}), make(chan struct{})
		defer func() { close(done); <-gone }()
		go s.interrupt(woken, done, gone)
	}
	for {
		select {
		case <-woken:
			return false, nil
		default:
		}
		var left *unix.Timespec
		if limit > 0 {
			rest := time.Until(end)
			if rest <= 0 {
				return s.try(), nil
			}
			t := unix.NsecToTimespec(int64(rest))
			left = &t
		}
		switch errno := s.futex(futexWait, 0, left); errno {
		case 0, syscall.EAGAIN, syscall.EINTR, syscall.ETIMEDOUT:
		default:
			return false, errno
		}
		if s.try() {
			return true, nil
		}
	}
}

// interrupt wakes those who wait when wake is closed, again and again until done is: who looked at wake before may wait only after.
func (s *systemSemaphore) interrupt(wake, done <-chan struct{}, gone chan<- struct{}) {
	defer close(gone)
	select {
	case <-done:
		return
	case <-wake:
	}
	for {
		s.futex(futexWake, math.MaxInt32, nil)
		select {
		case <-done:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// futex is the system call, on the lower half of the word.
func (s *systemSemaphore) futex(operation int, value uint32, limit *unix.Timespec) syscall.Errno {
	low := 0
	if binary.NativeEndian.Uint16([]byte{0, 1}) == 1 { // big-endian
		low = 4
	}
	_, _, errno := syscall.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&s.memory[low])), uintptr(operation), uintptr(value), uintptr(unsafe.Pointer(limit)), 0, 0)
	return errno
}
