// This file holds what ClosedHost refuses of Unix and of the network.

package runtime

import (
	"syscall"
	"time"
)

// closedUnix fails with EPERM, whatever is asked.
type closedUnix struct{}

func (closedUnix) Poll(entries []PollEntry, timeout time.Duration, wake *Wake) (int, error) {
	if len(entries) > 0 {
		return 0, syscall.EPERM
	}
	return 0, nil
}
func (closedUnix) CreateSemaphore(name string, value uint32) (Semaphore, error) {
	return nil, syscall.EPERM
}
func (closedUnix) OpenSemaphore(name string) (Semaphore, error)              { return nil, syscall.EPERM }
func (closedUnix) UnlinkSemaphore(name string) error                         { return syscall.EPERM }
func (closedUnix) EpollCreate() (int, error)                                 { return -1, syscall.EPERM }
func (closedUnix) EpollControl(epfd, operation, fd int, events uint32) error { return syscall.EPERM }
func (closedUnix) EpollWait(epfd, most int) ([]EpollEvent, error)            { return nil, syscall.EPERM }
func (closedUnix) EventDescriptor(initial uint, flags int) (int, error)      { return -1, syscall.EPERM }
func (closedUnix) Fcntl(fd, command, argument int) (int, error)              { return -1, syscall.EPERM }
func (closedUnix) FcntlData(fd, command int, data []byte) (int, error)       { return -1, syscall.EPERM }
func (closedUnix) Ioctl(fd int, request uint, argument int) (int, error)     { return -1, syscall.EPERM }
func (closedUnix) IoctlData(fd int, request uint, data []byte) (int, error)  { return -1, syscall.EPERM }
func (closedUnix) Flock(fd, operation int) error                             { return syscall.EPERM }
func (closedUnix) ResourceUsage(who int) (u ResourceUsage, err error)        { return u, syscall.EPERM }
func (closedUnix) PageSize() int                                             { return 4096 }
func (closedUnix) Unmap(memory []byte) error                                 { return syscall.EPERM }
func (closedUnix) Remap(memory []byte, length int) ([]byte, error)           { return nil, syscall.EPERM }
func (closedUnix) SyncMap(memory []byte) error                               { return syscall.EPERM }
func (closedUnix) Advise(memory []byte, advice int) error                    { return syscall.EPERM }
func (closedUnix) Socket(family, kind, protocol int) (int, error)            { return -1, syscall.EPERM }
func (closedUnix) SocketPair(family, kind, protocol int) (a, b int, err error) {
	return -1, -1, syscall.EPERM
}
func (closedUnix) Bind(fd int, address []byte) error    { return syscall.EPERM }
func (closedUnix) Connect(fd int, address []byte) error { return syscall.EPERM }
func (closedUnix) Listen(fd, backlog int) error         { return syscall.EPERM }
func (closedUnix) Accept(fd int) (int, []byte, error)   { return -1, nil, syscall.EPERM }
func (closedUnix) Shutdown(fd, how int) error           { return syscall.EPERM }
func (closedUnix) SocketAddress(fd int) ([]byte, error) { return nil, syscall.EPERM }
func (closedUnix) PeerAddress(fd int) ([]byte, error)   { return nil, syscall.EPERM }
func (closedUnix) SocketOption(fd, level, option int, value []byte) (int, error) {
	return 0, syscall.EPERM
}
func (closedUnix) SetSocketOption(fd, level, option int, value []byte) error { return syscall.EPERM }
func (closedUnix) ClearSocketOption(fd, level, option, length int) error     { return syscall.EPERM }
func (closedUnix) SetHostName(name string) error                             { return syscall.EPERM }
func (closedUnix) LookupHost(name string) ([]HostAddress, error)             { return nil, syscall.EPERM }
func (closedUnix) LookupAddress(address string) ([]string, error)            { return nil, syscall.EPERM }
func (closedUnix) NetworkInterfaces() ([]NetworkInterface, error)            { return nil, syscall.EPERM }
func (closedUnix) ResourceLimit(pid, resource int, next *ResourceLimit) (old ResourceLimit, err error) {
	return old, syscall.EPERM
}
func (closedUnix) Map(fd int, offset int64, length, protection, flags int) ([]byte, error) {
	return nil, syscall.EPERM
}
func (closedUnix) Receive(fd int, data [][]byte, control []byte, flags int) (n, controls, received int, from []byte, err error) {
	return 0, 0, 0, nil, syscall.EPERM
}
func (closedUnix) Send(fd int, data [][]byte, control []byte, flags int, to []byte) (int, error) {
	return 0, syscall.EPERM
}
func (closedUnix) UnixCall(name string, args ...any) (int, error) { return -1, syscall.EPERM }
func (closedUnix) ReadVector(fd int, data [][]byte, offset int64, flags int) (int, error) {
	return -1, syscall.EPERM
}
func (closedUnix) WriteVector(fd int, data [][]byte, offset int64, flags int) (int, error) {
	return -1, syscall.EPERM
}
