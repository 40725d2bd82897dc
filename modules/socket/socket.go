// Package socket is the module _socket: sockets and the names of the network.
//
//	socket.go     the module
//	object.go     the type socket: making, closing, waiting
//	transfer.go   receiving and sending
//	message.go    recvmsg and sendmsg, control messages
//	option.go     getsockopt and setsockopt
//	address.go    addresses as tuples and as struct sockaddr
//	resolve.go    getaddrinfo, getnameinfo and gethostby…
//	inet.go       addresses and numbers in text and in bytes
//	database.go   services, protocols and interfaces by name
//	constants.go  the constants
//
// Reference: "socket — Low-level networking interface" in the Python library reference; socket(7), ip(7), ipv6(7), unix(7).
package socket

import (
	"sync"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_socket",
	Doc:       "Sockets and the names of the network. Use the module socket, which adds to it.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			setupSocket(socketType)
			py.SetupType(addressErrorType, py.OSError)
			py.SetupType(hostErrorType, py.OSError)
		})
		m.SetInts(th, constants())
		m.Set(th, "has_ipv6", py.True)
		m.Set(th, "error", py.OSError.Value())
		m.Set(th, "timeout", py.TimeoutError.Value())
		m.Set(th, "gaierror", addressErrorType.Value())
		m.Set(th, "herror", hostErrorType.Value())
		m.Set(th, "socket", socketType.Value())
		m.Set(th, "SocketType", socketType.Value())
		m.Set(th, "BDADDR_ANY", py.Text("00:00:00:00:00:00"))
		m.Set(th, "BDADDR_LOCAL", py.Text("00:00:00:FF:FF:FF"))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("gethostbyname(host, /)", "Return the IPv4 address of a host.", hostByName).Audited("socket.gethostbyname", 0),
		py.Def("gethostbyname_ex(host, /)", "Return name, other names and IPv4 addresses of a host.", hostByNameAll).Audited("socket.gethostbyname", 0),
		py.Def("gethostbyaddr(host, /)", "Return name, other names and addresses of a host, given by name or address.", hostByAddress).Audited("socket.gethostbyaddr", 0),
		py.Def("gethostname($module, /)", "Return the name of this machine.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.FSDecode(th.Interp.Host.SystemName().Node), nil
		}).Audited("socket.gethostname"),
		py.Def("sethostname(name, /)", "Set the name of this machine.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p, err := py.PathOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, py.OSErrorFrom(th.Interp.Host.SetHostName(p.Name))
		}).Audited("socket.sethostname", 0),
		py.Def("getservbyname(servicename, protocolname=<unrepresentable>, /)", "Return the port of a service.", serviceByName).Audited("socket.getservbyname", 0, 1),
		py.Def("getservbyport(port, protocolname=<unrepresentable>, /)", "Return the service of a port.", serviceByPort).Audited("socket.getservbyport", 0, 1),
		py.Def("getprotobyname(name, /)", "Return the number of a protocol.", protocolByName),
		py.Def("close($module, object, /)", "Close a socket's descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.AsCInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if err := th.Interp.Host.Close(fd); err != nil && py.ErrorNumber(err) != connectionReset {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.None, nil
		}),
		py.Def("dup($module, object, /)", "Return a copy of a socket's descriptor, which child processes don't inherit.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.AsCInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n, err := th.Interp.Host.Dup(fd)
			return py.Int(int64(n)), py.OSErrorFrom(err)
		}),
		py.Def("socketpair(family=1, type=1, proto=0, /)", "Return two sockets that are connected.", socketPair),
		py.Def("ntohs($module, integer, /)", "Convert a number of 16 bits from the network's byte order.", swap16),
		py.Def("ntohl($module, integer, /)", "Convert a number of 32 bits from the network's byte order.", swap32),
		py.Def("htons($module, integer, /)", "Convert a number of 16 bits to the network's byte order.", swap16),
		py.Def("htonl($module, integer, /)", "Convert a number of 32 bits to the network's byte order.", swap32),
		py.Def("inet_aton($module, ip_addr, /)", "Convert an IPv4 address from text to 4 bytes.", inetAton),
		py.Def("inet_ntoa($module, packed_ip, /)", "Convert an IPv4 address from 4 bytes to text.", inetNtoa),
		py.Def("inet_pton(af, ip, /)", "Convert an address of a family from text to bytes.", inetPton),
		py.Def("inet_ntop(af, packed_ip, /)", "Convert an address of a family from bytes to text.", inetNtop),
		py.Def("getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", "Return a list of (family, type, proto, canonname, address) that lead to a service of a host.", getAddrInfo).Audited("socket.getaddrinfo", 0, 1, 2, 3, 4),
		py.Def("getnameinfo(sockaddr, flags, /)", "Return host and port of an address as names.", getNameInfo).Audited("socket.getnameinfo", 0),
		py.Def("getdefaulttimeout($module, /)", "Return the timeout in seconds of new sockets; None: none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return timeoutValue(stateOf(th).timeout), nil
		}),
		py.Def("setdefaulttimeout($module, object, /)", "Set the timeout in seconds of new sockets; None: none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d, err := timeoutOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			stateOf(th).timeout = d
			return py.None, nil
		}),
		py.Def("if_nameindex($module, /)", "Return a list of (number, name) of the network interfaces.", interfaces),
		py.Def("if_nametoindex($module, oname, /)", "Return the number of a network interface.", interfaceIndex),
		py.Def("if_indextoname($module, if_index, /)", "Return the name of a network interface.", interfaceName),
		py.Def("CMSG_LEN(length, /)", "Return the length of a control message with so many bytes of data, without padding.", controlLength),
		py.Def("CMSG_SPACE(length, /)", "Return the room that a control message with so many bytes of data takes, padding included.", controlSpace),
	}
}

var (
	setupOnce        sync.Once
	socketType       = &py.Type{Name: "socket", Module: "_socket", Flags: py.TypeBaseType, Size: py.SizeOf[socket](), Doc: "socket(family=-1, type=-1, proto=-1, fileno=None) -> one end of a connection.\n\nThe family is AF_INET by default, the type SOCK_STREAM. With fileno, the object stands for that descriptor, and what isn't given is found out."}
	addressErrorType = &py.Type{Name: "gaierror", Module: "socket", Flags: py.TypeBaseType, Doc: "An address or a name that can't be resolved."}
	hostErrorType    = &py.Type{Name: "herror", Module: "socket", Flags: py.TypeBaseType, Doc: "A host that can't be found."}
)

// state is what the module keeps for an interpreter.
type state struct {
	timeout time.Duration // of new sockets; -1: none
}

func stateOf(th *py.Thread) *state {
	s, _ := th.Interp.Extra["_socket"].(*state)
	if s == nil {
		s = &state{timeout: -1}
		th.Interp.Extra["_socket"] = s
	}
	return s
}

// The numbers of errors and of families that the code knows.
const (
	interrupted, again, badDescriptor, alreadyConnected      = 4, 11, 9, 106
	inProgress, already, connectionReset, notSupportedFamily = 115, 114, 104, 97

	familyUnspecified, familyUnix, familyInet, familyInet6 = 0, 1, 2, 10
	familyNetlink, familyPacket, familyVsock, familyCAN    = 16, 17, 40, 29
	familyALG                                              = 38
	typeStream, typeDatagram, typeRaw                      = 1, 2, 3
	typeNonBlocking, typeCloseOnExec                       = 0o4000, 0o2000000
)
