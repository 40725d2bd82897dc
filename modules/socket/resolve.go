// This file resolves host names (RFC 3493, section 6).

package socket

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// The errors of getaddrinfo.
const (
	badFlags, noName, tryAgain, failure          = -1, -2, -3, -4
	badFamily, badType, badService, noneOfFamily = -6, -7, -8, -9
)

var addressErrorTexts = map[int]string{
	badFlags:     "Bad value for ai_flags",
	noName:       "Name or service not known",
	tryAgain:     "Temporary failure in name resolution",
	failure:      "Non-recoverable failure in name resolution",
	badFamily:    "ai_family not supported",
	badType:      "ai_socktype not supported",
	badService:   "Servname not supported for ai_socktype",
	noneOfFamily: "Address family for hostname not supported",
}

func addressError(n int) error {
	e := py.NewOSError(n, addressErrorTexts[n], py.Unbound, py.Unbound)
	e.Type = addressErrorType
	return e
}

// lookupError converts an error of the Host's resolver.
func lookupError(err error) error {
	var dns *net.DNSError
	switch {
	case !errors.As(err, &dns):
		return py.OSErrorFrom(err)
	case dns.IsNotFound:
		return addressError(noName)
	}
	return addressError(tryAgain)
}

// hostText converts the host of an address: text, by IDNA where it isn't ASCII, or bytes.
func hostText(th *py.Thread, v py.Value) (string, error) {
	var host string
	if s := py.AsStr(v); s != nil {
		host = s.String()
		if !s.IsASCII() {
			b, err := py.CallMethod(th, v, "encode", py.Text("idna"))
			if err != nil {
				return "", err
			}
			data, _ := py.BytesData(b)
			host = string(data)
		}
	} else if k := v.Kind(); k == py.KindBytes || k == py.KindByteArray {
		data, _ := py.BytesData(v)
		host = string(data)
	} else {
		return "", py.Raise(py.TypeError, "str, bytes or bytearray expected, not %s", v.Type().TypeName())
	}
	if strings.IndexByte(host, 0) >= 0 {
		return "", py.Raise(py.TypeError, "host name must not contain null character")
	}
	return host, nil
}

// lookup finds the addresses of a host, those of the family first to last as the resolver orders them; family 0 is any.
func lookup(th *py.Thread, host string, family int, numeric bool) ([]netip.Addr, error) {
	if ip, ok := parseNumeric(host); ok {
		if family != familyUnspecified && ip.Is4() != (family == familyInet) {
			return nil, addressError(noneOfFamily)
		}
		return []netip.Addr{ip}, nil
	}
	if numeric || host == "" || len(host) > 1024 || strings.ContainsAny(host, " /%") {
		return nil, addressError(noName)
	}
	var found []py.HostAddress
	var err error
	th.Outside(func() { found, err = th.Interp.Host.LookupHost(host) })
	if err != nil {
		return nil, lookupError(err)
	}
	var out []netip.Addr
	for _, a := range found {
		if ip, ok := netip.AddrFromSlice(a.IP); ok && (family == familyUnspecified || ip.Is4() == (family == familyInet)) {
			out = append(out, ip.WithZone(a.Zone))
		}
	}
	if len(out) == 0 {
		return nil, addressError(noName)
	}
	return out, nil
}

func parseNumeric(host string) (netip.Addr, bool) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip, true
	}
	if host == "" || strings.ContainsAny(host, " \t\n\v\f\r") {
		return netip.Addr{}, false
	}
	return parseLooseIPv4(host)
}

// resolve finds one address of the family for bind, connect and the like: "" is any address of this machine, "<broadcast>" all of the network.
func resolve(th *py.Thread, host string, family int) (netip.Addr, error) {
	switch {
	case host == "" && family == familyInet:
		return netip.IPv4Unspecified(), nil
	case host == "":
		return netip.IPv6Unspecified(), nil
	case host == "<broadcast>" || host == "255.255.255.255":
		if family != familyInet && family != familyUnspecified {
			return netip.Addr{}, py.RaiseValue(py.OSError, py.Text("address family mismatched"))
		}
		return netip.AddrFrom4([4]byte{255, 255, 255, 255}), nil
	}
	all, err := lookup(th, host, family, false)
	if err != nil {
		return netip.Addr{}, err
	}
	return all[0], nil
}

// hostArgument converts the argument of gethostby….
func hostArgument(th *py.Thread, v py.Value, function string) (string, error) {
	host, err := hostText(th, v)
	if err != nil && py.Matches(err, py.TypeError) && py.AsStr(v) == nil {
		return "", py.Raise(py.TypeError, "%s() argument 1 must be str, bytes or bytearray, not %s", function, v.Type().TypeName())
	}
	return host, err
}

func hostByName(th *py.Thread, a []py.Value) (py.Value, error) {
	host, err := hostArgument(th, a[0], "gethostbyname")
	if err != nil {
		return py.Unbound, err
	}
	ip, err := resolve(th, host, familyInet)
	if err != nil {
		return py.Unbound, err
	}
	return py.Text(ip.String()), nil
}

// hostEntry makes (name, other names, addresses).
func hostEntry(name string, aliases []string, addresses []netip.Addr) py.Value {
	other := make([]py.Value, len(aliases))
	for i, a := range aliases {
		other[i] = py.FSDecode(a)
	}
	seen := map[netip.Addr]bool{}
	var list []py.Value
	for _, ip := range addresses {
		if !seen[ip] {
			seen[ip] = true
			list = append(list, py.Text(inet6Text(ip)))
		}
	}
	return py.TupleOf(py.FSDecode(name), py.NewList(other).Value(), py.NewList(list).Value()).Value()
}

func hostByNameAll(th *py.Thread, a []py.Value) (py.Value, error) {
	host, err := hostArgument(th, a[0], "gethostbyname_ex")
	if err != nil {
		return py.Unbound, err
	}
	all, err := lookup(th, host, familyInet, false)
	if err != nil {
		return py.Unbound, err
	}
	return hostEntry(host, nil, all), nil
}

func hostByAddress(th *py.Thread, a []py.Value) (py.Value, error) {
	host, err := hostArgument(th, a[0], "gethostbyaddr")
	if err != nil {
		return py.Unbound, err
	}
	ip, err := resolve(th, host, familyUnspecified)
	if err != nil {
		return py.Unbound, err
	}
	names := namesOf(th, ip)
	if len(names) == 0 {
		e := py.NewOSError(1, "Unknown host", py.Unbound, py.Unbound)
		e.Type = hostErrorType
		return py.Unbound, e
	}
	return hostEntry(names[0], names[1:], []netip.Addr{ip}), nil
}

// namesOf finds the names of an address.
func namesOf(th *py.Thread, ip netip.Addr) []string {
	var names []string
	th.Outside(func() { names, _ = th.Interp.Host.LookupAddress(ip.String()) })
	for i, n := range names {
		names[i] = strings.TrimSuffix(n, ".")
	}
	return names
}

// transport is a kind of socket that getaddrinfo offers.
type transport struct {
	kind, protocol int
	name           string // in the list of services; "": any port number will do
}

var transports = []transport{{typeStream, 6, "tcp"}, {typeDatagram, 17, "udp"}, {typeRaw, 0, ""}}

// The flags of getaddrinfo.
const (
	flagPassive, flagCanonical, flagNumericHost, flagNumericService = 1, 2, 4, 1024
	knownFlags                                                      = 0xffff
)

func getAddrInfo(th *py.Thread, a []py.Value) (py.Value, error) {
	host, service := a[0], a[1]
	var name string
	anyHost := host.IsNone()
	if !anyHost {
		var err error
		if py.AsStr(host) == nil && host.Kind() != py.KindBytes {
			return py.Unbound, py.Raise(py.TypeError, "getaddrinfo() argument 1 must be string or None")
		}
		if name, err = hostText(th, host); err != nil {
			return py.Unbound, err
		}
	}
	n := [4]int{}
	for i := range n {
		var err error
		if n[i], err = py.AsCInt(th, a[2+i]); err != nil {
			return py.Unbound, err
		}
	}
	port, hasService, err := serviceText(th, service)
	if err != nil {
		return py.Unbound, err
	}
	if anyHost && !hasService {
		return py.Unbound, addressError(noName)
	}
	found, err := addressInfo(th, name, anyHost, port, n[0], n[1], n[2], n[3])
	if err != nil {
		return py.Unbound, err
	}
	return py.NewList(found).Value(), nil
}

// serviceText converts the port argument: text, bytes, an int or None.
func serviceText(th *py.Thread, v py.Value) (text string, given bool, err error) {
	switch {
	case v.IsNone():
		return "", false, nil
	case py.AsStr(v) != nil:
		return py.AsStr(v).String(), true, nil
	case v.Kind() == py.KindBytes:
		b, _ := py.BytesData(v)
		return string(b), true, nil
	case py.IsInstance(v, py.IntType) || v.IsSmallInt() || v.Type().Index != nil && !py.IsFloat(v):
		i, err := py.Index(th, v)
		if err != nil {
			return "", false, err
		}
		s, err := py.StrOf(th, i)
		if err != nil {
			return "", false, err
		}
		return s.String(), true, nil
	}
	return "", false, py.RaiseValue(py.OSError, py.Text("Int or String expected"))
}

func addressInfo(th *py.Thread, host string, anyHost bool, service string, family, kind, protocol, flags int) ([]py.Value, error) {
	switch {
	case flags&^knownFlags != 0 || flags&flagCanonical != 0 && anyHost:
		return nil, addressError(badFlags)
	case family != familyUnspecified && family != familyInet && family != familyInet6:
		return nil, addressError(badFamily)
	}
	if host == "" && !anyHost {
		anyHost = true
	}
	var wanted []transport
	for _, t := range transports {
		if (kind == 0 || kind == t.kind) && (protocol == 0 || protocol == t.protocol || t.kind == typeRaw && kind == typeRaw) {
			wanted = append(wanted, t)
		}
	}
	if len(wanted) == 0 {
		return nil, addressError(badType)
	}
	ports := make([]int, len(wanted))
	if n, err := strconv.ParseInt(service, 10, 64); err == nil || service == "" {
		if service != "" && (kind == typeRaw && protocol == 0) {
			return nil, addressError(badService)
		}
		for i := range ports {
			ports[i] = int(n) & 0xffff
		}
	} else if isDigits(service) {
		return nil, addressError(badService)
	} else {
		if flags&flagNumericService != 0 {
			return nil, addressError(noName)
		}
		kept := 0
		for _, t := range wanted {
			if p, ok := findService(th.Interp.Host, service, t.name); ok && t.name != "" {
				wanted[kept], ports[kept] = t, p
				kept++
			}
		}
		if kept == 0 {
			return nil, addressError(badService)
		}
		wanted, ports = wanted[:kept], ports[:kept]
	}
	addresses, err := hostAddresses(th, host, anyHost, family, flags)
	if err != nil {
		return nil, err
	}
	canonical := ""
	if flags&flagCanonical != 0 {
		canonical = host
	}
	var out []py.Value
	for _, ip := range addresses {
		f := familyInet6
		if ip.Is4() {
			f = familyInet
		}
		for i, t := range wanted {
			number := t.protocol
			if t.kind == typeRaw {
				number = protocol
			}
			out = append(out, py.TupleOf(py.Int(int64(f)), py.Int(int64(t.kind)), py.Int(int64(number)), py.FSDecode(canonical),
				inetValue(ip, ports[i], 0, scopeOf(th.Interp.Host, ip.Zone()))).Value())
			canonical = ""
		}
	}
	return out, nil
}

func isDigits(s string) bool {
	for i, c := range []byte(s) {
		if (c < '0' || c > '9') && (i > 0 || c != '-' || len(s) == 1) {
			return false
		}
	}
	return true
}

func hostAddresses(th *py.Thread, host string, anyHost bool, family, flags int) ([]netip.Addr, error) {
	if !anyHost {
		return lookup(th, host, family, flags&flagNumericHost != 0)
	}
	all := []netip.Addr{netip.IPv6Loopback(), netip.AddrFrom4([4]byte{127, 0, 0, 1})}
	if flags&flagPassive != 0 {
		all = []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
	}
	var out []netip.Addr
	for _, ip := range all {
		if family == familyUnspecified || ip.Is4() == (family == familyInet) {
			out = append(out, ip)
		}
	}
	return out, nil
}

func getNameInfo(th *py.Thread, a []py.Value) (py.Value, error) {
	t := py.AsTuple(a[0])
	if t == nil {
		return py.Unbound, py.Raise(py.TypeError, "getnameinfo() argument 1 must be a tuple")
	}
	flags, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if t.Len() < 2 || t.Len() > 4 || py.AsStr(t.At(0)) == nil {
		return py.Unbound, py.Raise(py.TypeError, "getnameinfo(): illegal sockaddr argument")
	}
	n, err := numbers(th, t.Items()[1:])
	if err != nil {
		return py.Unbound, err
	}
	if len(n) > 1 && (n[1] < 0 || n[1] > 0xfffff) {
		return py.Unbound, py.Raise(py.OverflowError, "getnameinfo(): flowinfo must be 0-1048575.")
	}
	ip, ok := parseNumeric(py.AsStr(t.At(0)).String())
	if !ok {
		return py.Unbound, addressError(noName)
	}
	if ip.Is4() && t.Len() != 2 {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("IPv4 sockaddr must be 2 tuple"))
	}
	const numericHost, numericService, needName, datagram = 1, 2, 8, 16
	host := inet6Text(ip)
	if flags&numericHost == 0 {
		if names := namesOf(th, ip); len(names) > 0 {
			host = names[0]
		} else if flags&needName != 0 {
			return py.Unbound, addressError(noName)
		}
	}
	number := n[0] & 0xffff
	service := strconv.Itoa(number)
	if flags&numericService == 0 {
		protocol := "tcp"
		if flags&datagram != 0 {
			protocol = "udp"
		}
		if name, ok := findPort(th.Interp.Host, number, protocol); ok {
			service = name
		}
	}
	return py.TupleOf(py.FSDecode(host), py.FSDecode(service)).Value(), nil
}
