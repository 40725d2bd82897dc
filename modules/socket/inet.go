// This file converts Internet addresses and numbers between text and bytes.

package socket

import (
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// swap converts a number between the byte orders of this machine and of the network.
func swap(th *py.Thread, v py.Value, width int, swapped func(n uint32) uint32) (py.Value, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return py.Unbound, err
	}
	n, _ := py.NumFromInt(i)
	switch {
	case n.Sign() < 0:
		return py.Unbound, py.Raise(py.ValueError, "Cannot convert negative int")
	case n.Big != nil || n.Small>>width != 0:
		return py.Unbound, py.Raise(py.OverflowError, "Python int too large for C uint%d_t", width)
	}
	return py.Int(int64(swapped(uint32(n.Small)))), nil
}

func swap16(th *py.Thread, a []py.Value) (py.Value, error) {
	return swap(th, a[0], 16, func(n uint32) uint32 { return uint32(bits.ReverseBytes16(uint16(n))) })
}

func swap32(th *py.Thread, a []py.Value) (py.Value, error) {
	return swap(th, a[0], 32, bits.ReverseBytes32)
}

// parseLooseIPv4 reads an IPv4 address as inet_aton(3) does: one to four numbers, decimal, octal or hexadecimal, of which the last fills
// the bytes that are left.
func parseLooseIPv4(text string) (netip.Addr, bool) {
	if i := strings.IndexAny(text, " \t\n\v\f\r"); i >= 0 {
		text = text[:i]
	}
	parts := strings.Split(text, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var value uint64
	for i, p := range parts {
		if p == "" || strings.ContainsAny(p, "_+-oObB") && !strings.HasPrefix(p, "0x") && !strings.HasPrefix(p, "0X") || strings.ContainsAny(p, "_+-") {
			return netip.Addr{}, false
		}
		n, err := strconv.ParseUint(p, 0, 32)
		if err != nil {
			return netip.Addr{}, false
		}
		if i < len(parts)-1 {
			if n > 255 {
				return netip.Addr{}, false
			}
			value |= n << (24 - 8*i)
			continue
		}
		if n>>(32-8*i) != 0 {
			return netip.Addr{}, false
		}
		value |= n
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}

func textArgument(v py.Value, function string, position int) (string, error) {
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "%s() argument %d must be str, not %s", function, position, v.Type().TypeName())
	}
	if strings.IndexByte(s.String(), 0) >= 0 {
		return "", py.Raise(py.ValueError, "embedded null character")
	}
	return s.String(), nil
}

func inetAton(th *py.Thread, a []py.Value) (py.Value, error) {
	s := py.AsStr(a[0])
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "inet_aton() argument must be str, not %s", a[0].Type().TypeName())
	}
	ip, ok := parseLooseIPv4(s.String())
	if !ok {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("illegal IP address string passed to inet_aton"))
	}
	b := ip.As4()
	return py.NewBytes(b[:]).Value(), nil
}

func inetNtoa(th *py.Thread, a []py.Value) (py.Value, error) {
	b, release, err := py.LendBytes(th, a[0], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	if len(b) != 4 {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("packed IP wrong length for inet_ntoa"))
	}
	return py.Text(netip.AddrFrom4([4]byte(b)).String()), nil
}

func inetPton(th *py.Thread, a []py.Value) (py.Value, error) {
	family, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	text, err := textArgument(a[1], "inet_pton", 2)
	if err != nil {
		return py.Unbound, err
	}
	if family != familyInet && family != familyInet6 {
		return py.Unbound, py.OSErrorOf(notSupportedFamily)
	}
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Zone() != "" || ip.Is4() != (family == familyInet) {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("illegal IP address string passed to inet_pton"))
	}
	return py.NewBytes(ip.AsSlice()).Value(), nil
}

func inetNtop(th *py.Thread, a []py.Value) (py.Value, error) {
	family, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	b, release, err := py.LendBytes(th, a[1], false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	if family != familyInet && family != familyInet6 {
		return py.Unbound, py.Raise(py.ValueError, "unknown address family %d", family)
	}
	ip, ok := netip.AddrFromSlice(b)
	if !ok || ip.Is4() != (family == familyInet) {
		return py.Unbound, py.Raise(py.ValueError, "invalid length of packed IP address string")
	}
	return py.Text(inet6Text(ip)), nil
}

// inet6Text writes an address as inet_ntop(3) does, which shows the last four bytes of a compatible address (::1.2.3.4) as those of IPv4.
func inet6Text(ip netip.Addr) string {
	if b := ip.As16(); !ip.Is4() && !ip.Is4In6() {
		zeros := 0
		for zeros < 16 && b[zeros] == 0 {
			zeros++
		}
		if zeros == 12 || zeros == 13 {
			return "::" + netip.AddrFrom4([4]byte(b[12:])).String()
		}
	}
	return ip.WithZone("").String()
}
