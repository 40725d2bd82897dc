// This file converts addresses between Python's tuples and struct sockaddr.

package socket

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// longestUnix is the size of sun_path.
const longestUnix = 108

// address converts the address argument of a function.
func (s *socket) address(th *py.Thread, function string, v py.Value) ([]byte, error) {
	switch s.family {
	case familyUnix:
		return unixAddress(th, v)
	case familyInet:
		return inetAddress(th, function, v)
	case familyInet6:
		return inet6Address(th, function, v)
	case familyNetlink:
		t, err := addressTuple(function, "AF_NETLINK", v)
		if err != nil {
			return nil, err
		}
		if t.Len() != 2 {
			return nil, py.Raise(py.TypeError, "AF_NETLINK address must be a pair (pid, groups)")
		}
		n, err := numbers(th, t.Items())
		if err != nil {
			return nil, err
		}
		b := binary.NativeEndian.AppendUint32([]byte{familyNetlink, 0, 0, 0}, uint32(n[0]))
		return binary.NativeEndian.AppendUint32(b, uint32(n[1])), nil
	case familyVsock:
		t, err := addressTuple(function, "AF_VSOCK", v)
		if err != nil {
			return nil, err
		}
		if t.Len() != 2 {
			return nil, py.Raise(py.TypeError, "AF_VSOCK address must be a pair (CID, port)")
		}
		n, err := numbers(th, t.Items())
		if err != nil {
			return nil, err
		}
		b := binary.NativeEndian.AppendUint32([]byte{familyVsock, 0, 0, 0}, uint32(n[1]))
		return append(binary.NativeEndian.AppendUint32(b, uint32(n[0])), 0, 0, 0, 0), nil
	case familyPacket:
		return packetAddress(th, function, v)
	case familyALG:
		return cipherAddress(th, function, v)
	}
	return nil, py.RaiseValue(py.OSError, py.Text(function+"(): unsupported address family"))
}

func addressTuple(function, family string, v py.Value) (*py.Tuple, error) {
	if t := py.AsTuple(v); t != nil {
		return t, nil
	}
	return nil, py.Raise(py.TypeError, "%s(): %s address must be tuple, not %s", function, family, v.Type().TypeName())
}

// numbers converts ints of 32 bits.
func numbers(th *py.Thread, items []py.Value) ([]int, error) {
	out := make([]int, len(items))
	for i, v := range items {
		n, err := py.AsInt(th, v)
		if err != nil {
			return nil, err
		}
		if n < -1<<31 || n > 1<<32-1 {
			return nil, py.Raise(py.OverflowError, "Python int too large to convert to C int")
		}
		out[i] = n
	}
	return out, nil
}

func unixAddress(th *py.Thread, v py.Value) ([]byte, error) {
	var path string
	if s := py.AsStr(v); s != nil {
		var err error
		if path, err = py.FSEncode(s); err != nil {
			return nil, err
		}
	} else {
		b, release, err := py.LendBytes(th, v, false)
		if err != nil {
			return nil, err
		}
		path = string(b)
		release()
	}
	b := append([]byte{familyUnix, 0}, path...)
	switch abstract := strings.HasPrefix(path, "\x00"); {
	case abstract && len(path) > longestUnix, !abstract && len(path) >= longestUnix:
		return nil, py.RaiseValue(py.OSError, py.Text("AF_UNIX path too long"))
	case abstract || path == "":
		return b, nil
	}
	return append(b, 0), nil
}

// port converts a port number.
func port(th *py.Thread, function string, v py.Value) (int, error) {
	n, err := py.AsInt(th, v)
	if err != nil {
		return 0, err
	}
	if n < 0 || n > 0xffff {
		return 0, py.Raise(py.OverflowError, "%s(): port must be 0-65535.", function)
	}
	return n, nil
}

func inetAddress(th *py.Thread, function string, v py.Value) ([]byte, error) {
	t, err := addressTuple(function, "AF_INET", v)
	if err != nil {
		return nil, err
	}
	if t.Len() != 2 {
		return nil, py.Raise(py.TypeError, "AF_INET address must be a pair (host, port)")
	}
	host, err := hostText(th, t.At(0))
	if err != nil {
		return nil, err
	}
	number, err := port(th, function, t.At(1))
	if err != nil {
		return nil, err
	}
	ip, err := resolve(th, host, familyInet)
	if err != nil {
		return nil, err
	}
	return sockaddr(ip, number, 0, 0), nil
}

func inet6Address(th *py.Thread, function string, v py.Value) ([]byte, error) {
	t, err := addressTuple(function, "AF_INET6", v)
	if err != nil {
		return nil, err
	}
	if t.Len() < 2 || t.Len() > 4 {
		return nil, py.Raise(py.TypeError, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
	}
	host, err := hostText(th, t.At(0))
	if err != nil {
		return nil, err
	}
	number, err := port(th, function, t.At(1))
	if err != nil {
		return nil, err
	}
	var more [2]uint32
	for i, v := range t.Items()[2:] {
		n, err := py.AsInt(th, v)
		if err != nil {
			return nil, err
		}
		if i == 0 && (n < 0 || n > 0xfffff) {
			return nil, py.Raise(py.OverflowError, "%s(): flowinfo must be 0-1048575.", function)
		}
		more[i] = uint32(n)
	}
	ip, err := resolve(th, host, familyInet6)
	if err != nil {
		return nil, err
	}
	scope := more[1]
	if zone := ip.Zone(); zone != "" && t.Len() < 4 {
		scope = scopeOf(th.Interp.Host, zone)
	}
	return sockaddr(ip, number, more[0], scope), nil
}

// sockaddr makes struct sockaddr_in or sockaddr_in6.
func sockaddr(ip netip.Addr, port int, flow, scope uint32) []byte {
	if ip.Is4() {
		b := binary.BigEndian.AppendUint16([]byte{familyInet, 0}, uint16(port))
		a := ip.As4()
		return append(append(b, a[:]...), make([]byte, 8)...)
	}
	b := binary.BigEndian.AppendUint16([]byte{familyInet6, 0}, uint16(port))
	b = binary.BigEndian.AppendUint32(b, flow)
	a := ip.As16()
	return binary.NativeEndian.AppendUint32(append(b, a[:]...), scope)
}

// splitSockaddr takes struct sockaddr_in or sockaddr_in6 apart.
func splitSockaddr(b []byte) (ip netip.Addr, port int, flow, scope uint32, ok bool) {
	switch {
	case len(b) >= 16 && b[0] == familyInet:
		return netip.AddrFrom4([4]byte(b[4:8])), int(binary.BigEndian.Uint16(b[2:])), 0, 0, true
	case len(b) >= 28 && b[0] == familyInet6:
		return netip.AddrFrom16([16]byte(b[8:24])), int(binary.BigEndian.Uint16(b[2:])), binary.BigEndian.Uint32(b[4:]), binary.NativeEndian.Uint32(b[24:]), true
	}
	return ip, 0, 0, 0, false
}

func packetAddress(th *py.Thread, function string, v py.Value) ([]byte, error) {
	t, err := addressTuple(function, "AF_PACKET", v)
	if err != nil {
		return nil, err
	}
	if t.Len() < 2 || t.Len() > 5 {
		return nil, py.Raise(py.TypeError, "AF_PACKET address must be a tuple of two to five elements")
	}
	name := py.AsStr(t.At(0))
	if name == nil {
		return nil, py.Raise(py.TypeError, "argument 1 must be str, not %s", t.At(0).Type().TypeName())
	}
	index, err := indexOf(th, name.String())
	if err != nil {
		return nil, err
	}
	n := []int{0, 0, 0}
	rest := t.Items()[1:]
	more, err := numbers(th, rest[:min(len(rest), 3)])
	if err != nil {
		return nil, err
	}
	copy(n, more)
	if n[0] < 0 || n[0] > 0xffff {
		return nil, py.Raise(py.OverflowError, "%s(): proto argument must be 0-65535.", function)
	}
	var hardware []byte
	if t.Len() == 5 {
		b, release, err := py.LendBytes(th, t.At(4), false)
		if err != nil {
			return nil, err
		}
		hardware = append(hardware, b...)
		release()
		if len(hardware) > 8 {
			return nil, py.Raise(py.ValueError, "hardware address must be 8 bytes or less")
		}
	}
	b := binary.BigEndian.AppendUint16([]byte{familyPacket, 0}, uint16(n[0]))
	b = binary.NativeEndian.AppendUint32(b, uint32(index))
	b = binary.NativeEndian.AppendUint16(b, uint16(n[2]))
	b = append(b, byte(n[1]), byte(len(hardware)))
	return append(append(b, hardware...), make([]byte, 8-len(hardware))...), nil
}

// cipherAddress makes struct sockaddr_alg of (type, name[, features[, mask]]).
func cipherAddress(th *py.Thread, function string, v py.Value) ([]byte, error) {
	t, err := addressTuple(function, "AF_ALG", v)
	if err != nil {
		return nil, err
	}
	if t.Len() < 2 || t.Len() > 4 {
		return nil, py.Raise(py.TypeError, "AF_ALG address must have two to four elements")
	}
	kind, name := py.AsStr(t.At(0)), py.AsStr(t.At(1))
	if kind == nil || name == nil {
		return nil, py.Raise(py.TypeError, "AF_ALG type and name must be str")
	}
	if len(kind.String()) >= 14 {
		return nil, py.Raise(py.ValueError, "AF_ALG type too long.")
	}
	if len(name.String()) >= 64 {
		return nil, py.Raise(py.ValueError, "AF_ALG name too long.")
	}
	n, err := numbers(th, t.Items()[2:])
	if err != nil {
		return nil, err
	}
	n = append(n, 0, 0)
	b := make([]byte, 88)
	b[0] = familyALG
	copy(b[2:], kind.String())
	binary.NativeEndian.PutUint32(b[16:], uint32(n[0]))
	binary.NativeEndian.PutUint32(b[20:], uint32(n[1]))
	copy(b[24:], name.String())
	return b, nil
}

// addressValue converts struct sockaddr to what Python shows.
func (s *socket) addressValue(th *py.Thread, b []byte) (py.Value, error) {
	if len(b) < 2 {
		return py.None, nil
	}
	family := int(binary.NativeEndian.Uint16(b))
	number := func(at int) py.Value { return py.Int(int64(binary.NativeEndian.Uint32(b[at:]))) }
	switch {
	case family == familyInet || family == familyInet6:
		if ip, port, flow, scope, ok := splitSockaddr(b); ok {
			return inetValue(ip, port, flow, scope), nil
		}
	case family == familyUnix:
		path := b[2:]
		if len(path) == 0 {
			return py.Text(""), nil
		}
		if path[0] == 0 { // an abstract name
			return py.NewBytes(append([]byte(nil), path...)).Value(), nil
		}
		if i := bytes.IndexByte(path, 0); i >= 0 {
			path = path[:i]
		}
		return py.FSDecode(string(path)), nil
	case family == familyNetlink && len(b) >= 12:
		return py.TupleOf(number(4), number(8)).Value(), nil
	case family == familyVsock && len(b) >= 12:
		return py.TupleOf(number(8), number(4)).Value(), nil
	case family == familyPacket && len(b) >= 12:
		index := int(binary.NativeEndian.Uint32(b[4:]))
		name := ""
		if all, err := th.Interp.Host.NetworkInterfaces(); err == nil {
			for _, n := range all {
				if n.Index == index {
					name = n.Name
				}
			}
		}
		size := min(int(b[11]), len(b)-12)
		return py.TupleOf(py.FSDecode(name), py.Int(int64(binary.BigEndian.Uint16(b[2:]))), py.Int(int64(b[10])), py.Int(int64(binary.NativeEndian.Uint16(b[8:]))), py.NewBytes(append([]byte(nil), b[12:12+size]...)).Value()).Value(), nil
	}
	return py.TupleOf(py.Int(int64(family)), py.NewBytes(append([]byte(nil), b[2:]...)).Value()).Value(), nil
}

func inetValue(ip netip.Addr, port int, flow, scope uint32) py.Value {
	if ip.Is4() {
		return py.TupleOf(py.Text(ip.String()), py.Int(int64(port))).Value()
	}
	return py.TupleOf(py.Text(inet6Text(ip)), py.Int(int64(port)), py.Int(int64(flow)), py.Int(int64(scope))).Value()
}
