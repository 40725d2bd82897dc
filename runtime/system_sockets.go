//go:build linux

// This file is the real machine's sockets. Names are resolved by Go's own resolver, from /etc/hosts and the name servers of /etc/resolv.conf.

package runtime

import (
	"context"
	"net"
	"syscall"
	"unsafe"
)

// longestAddress is the size of struct sockaddr_storage.
const longestAddress = 128

func (systemHost) Socket(family, kind, protocol int) (int, error) {
	return systemCall(syscall.SYS_SOCKET, uintptr(family), uintptr(kind|syscall.SOCK_CLOEXEC), uintptr(protocol))
}

func (systemHost) SocketPair(family, kind, protocol int) (a, b int, err error) {
	p, err := syscall.Socketpair(family, kind|syscall.SOCK_CLOEXEC, protocol)
	return p[0], p[1], err
}

// addressCall makes a system call of a descriptor, an address and its length.
func addressCall(trap uintptr, fd int, address []byte) error {
	_, _, errno := syscall.Syscall(trap, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(address))), uintptr(len(address)))
	if errno != 0 {
		return errno
	}
	return nil
}

func (systemHost) Bind(fd int, address []byte) error {
	return addressCall(syscall.SYS_BIND, fd, address)
}

func (systemHost) Connect(fd int, address []byte) error {
	return addressCall(syscall.SYS_CONNECT, fd, address)
}

func (systemHost) Listen(fd, backlog int) error { return syscall.Listen(fd, backlog) }

// addressResult makes a system call that fills in an address.
func addressResult(trap uintptr, fd int, flags uintptr) (int, []byte, error) {
	var b [longestAddress]byte
	size := uint32(len(b))
	n, err := retryInt(func() (int, error) {
		r, _, errno := syscall.Syscall6(trap, uintptr(fd), uintptr(unsafe.Pointer(&b)), uintptr(unsafe.Pointer(&size)), flags, 0, 0)
		if errno != 0 {
			return -1, errno
		}
		return int(r), nil
	})
	if err != nil {
		return -1, nil, err
	}
	return n, b[:min(int(size), len(b))], nil
}

func (systemHost) Accept(fd int) (int, []byte, error) {
	return addressResult(syscall.SYS_ACCEPT4, fd, syscall.SOCK_CLOEXEC)
}

func (systemHost) Shutdown(fd, how int) error { return syscall.Shutdown(fd, how) }

func (systemHost) SocketAddress(fd int) ([]byte, error) {
	_, a, err := addressResult(syscall.SYS_GETSOCKNAME, fd, 0)
	return a, err
}

func (systemHost) PeerAddress(fd int) ([]byte, error) {
	_, a, err := addressResult(syscall.SYS_GETPEERNAME, fd, 0)
	return a, err
}

func (systemHost) SocketOption(fd, level, option int, value []byte) (int, error) {
	size := uint32(len(value))
	_, _, errno := syscall.Syscall6(syscall.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 {
		return 0, errno
	}
	return int(size), nil
}

func (systemHost) SetSocketOption(fd, level, option int, value []byte) error {
	_, _, errno := syscall.Syscall6(syscall.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(len(value)), 0)
	if errno != 0 {
		return errno
	}
	return nil
}

func (systemHost) ClearSocketOption(fd, level, option, length int) error {
	_, err := systemCall(syscall.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), 0, uintptr(length))
	return err
}

// message joins what a call of recvmsg or sendmsg needs.
type message struct {
	header  syscall.Msghdr
	vectors []syscall.Iovec
}

func newMessage(data [][]byte, control, address []byte) *message {
	m := &message{vectors: make([]syscall.Iovec, len(data))}
	for i, b := range data {
		m.vectors[i].Base = unsafe.SliceData(b)
		m.vectors[i].SetLen(len(b))
	}
	m.header.Iov = unsafe.SliceData(m.vectors)
	m.header.Iovlen = uint64(len(m.vectors))
	if len(control) > 0 {
		m.header.Control = unsafe.SliceData(control)
		m.header.SetControllen(len(control))
	}
	if len(address) > 0 {
		m.header.Name = unsafe.SliceData(address)
		m.header.Namelen = uint32(len(address))
	}
	return m
}

func (m *message) call(trap uintptr, fd, flags int) (int, error) {
	return retryInt(func() (int, error) {
		r, _, errno := syscall.Syscall(trap, uintptr(fd), uintptr(unsafe.Pointer(&m.header)), uintptr(flags))
		if errno != 0 {
			return -1, errno
		}
		return int(r), nil
	})
}

func (systemHost) Receive(fd int, data [][]byte, control []byte, flags int) (n, controls, received int, from []byte, err error) {
	from = make([]byte, longestAddress)
	m := newMessage(data, control, from)
	n, err = m.call(syscall.SYS_RECVMSG, fd, flags|syscall.MSG_CMSG_CLOEXEC)
	return n, int(m.header.Controllen), int(m.header.Flags) &^ syscall.MSG_CMSG_CLOEXEC, from[:min(int(m.header.Namelen), len(from))], err
}

func (systemHost) Send(fd int, data [][]byte, control []byte, flags int, to []byte) (int, error) {
	return newMessage(data, control, to).call(syscall.SYS_SENDMSG, fd, flags)
}

func (systemHost) SetHostName(name string) error { return syscall.Sethostname([]byte(name)) }

func (systemHost) LookupHost(name string) ([]HostAddress, error) {
	found, err := net.DefaultResolver.LookupIPAddr(context.Background(), name)
	if err != nil {
		return nil, err
	}
	out := make([]HostAddress, len(found))
	for i, a := range found {
		ip := a.IP
		if v4 := ip.To4(); v4 != nil {
			ip = v4
		}
		out[i] = HostAddress{ip, a.Zone}
	}
	return out, nil
}

func (systemHost) LookupAddress(address string) ([]string, error) {
	return net.DefaultResolver.LookupAddr(context.Background(), address)
}

func (systemHost) NetworkInterfaces() ([]NetworkInterface, error) {
	all, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	out := make([]NetworkInterface, len(all))
	for i, n := range all {
		out[i] = NetworkInterface{n.Index, n.Name}
	}
	return out, nil
}
