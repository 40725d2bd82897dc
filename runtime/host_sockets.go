// This file declares the part of Host by which sockets work.

package runtime

// Sockets are the endpoints of network connections, as descriptors. Addresses are struct sockaddr as bytes.
type Sockets interface {
	Socket(family, kind, protocol int) (fd int, err error) // not inherited
	SocketPair(family, kind, protocol int) (a, b int, err error)
	Bind(fd int, address []byte) error
	Connect(fd int, address []byte) error
	Listen(fd, backlog int) error
	Accept(fd int) (connection int, address []byte, err error) // not inherited
	Shutdown(fd, how int) error
	SocketAddress(fd int) ([]byte, error)
	PeerAddress(fd int) ([]byte, error)
	// SocketOption fills value and returns how many bytes the option has.
	SocketOption(fd, level, option int, value []byte) (n int, err error)
	SetSocketOption(fd, level, option int, value []byte) error
	// ClearSocketOption passes no value but a length.
	ClearSocketOption(fd, level, option, length int) error
	// Receive fills data and control as recvmsg(2) does and returns how much of each it filled, and MSG_* flags.
	Receive(fd int, data [][]byte, control []byte, flags int) (n, controls, received int, from []byte, err error)
	// Send passes data, control messages and an address (nil: that of the connection) to sendmsg(2).
	Send(fd int, data [][]byte, control []byte, flags int, to []byte) (n int, err error)
	SetHostName(name string) error
	Resolver
	Interfaces
}

// Resolver turns names into numbers and back.
type Resolver interface {
	// LookupHost returns the addresses of a host, of 4 or 16 bytes; zone is that of a link-local one. The error of an
	// unknown name is a *net.DNSError.
	LookupHost(name string) ([]HostAddress, error)
	// LookupAddress returns the names of a host by its address in text.
	LookupAddress(address string) ([]string, error)
}

// HostAddress is an IP address.
type HostAddress struct {
	IP   []byte
	Zone string
}

// Interfaces are the machine's network interfaces.
type Interfaces interface {
	NetworkInterfaces() ([]NetworkInterface, error)
}

// NetworkInterface is a network interface by number and name.
type NetworkInterface struct {
	Index int
	Name  string
}
