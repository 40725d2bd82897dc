// This file looks up services, protocols and network interfaces by name and by number (services(5), protocols(5)).

package socket

import (
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// entry is a line of /etc/services: name, port, protocol, other names.
type entry struct {
	name, protocol string
	port           int
	aliases        []string
}

// lines returns the fields of the lines of a file, without comments.
func lines(host py.Host, file string) [][]string {
	data, err := host.ReadFile(file)
	if err != nil {
		return nil
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) >= 2 {
			out = append(out, f)
		}
	}
	return out
}

func services(host py.Host) []entry {
	var out []entry
	for _, f := range lines(host, "/etc/services") {
		number, protocol, _ := strings.Cut(f[1], "/")
		if n, err := strconv.Atoi(number); err == nil {
			out = append(out, entry{f[0], protocol, n, f[2:]})
		}
	}
	return out
}

// findService returns the port of a service; protocol "" is any.
func findService(host py.Host, name, protocol string) (int, bool) {
	for _, e := range services(host) {
		if protocol != "" && e.protocol != protocol {
			continue
		}
		if e.name == name {
			return e.port, true
		}
		for _, a := range e.aliases {
			if a == name {
				return e.port, true
			}
		}
	}
	return 0, false
}

// findPort returns the service of a port.
func findPort(host py.Host, port int, protocol string) (string, bool) {
	for _, e := range services(host) {
		if e.port == port && (protocol == "" || e.protocol == protocol) {
			return e.name, true
		}
	}
	return "", false
}

func optionalText(v py.Value, function string) (string, error) {
	if v.IsUnbound() {
		return "", nil
	}
	return textArgument(v, function, 2)
}

func serviceByName(th *py.Thread, a []py.Value) (py.Value, error) {
	name, err := textArgument(a[0], "getservbyname", 1)
	if err != nil {
		return py.Unbound, err
	}
	protocol, err := optionalText(a[1], "getservbyname")
	if err != nil {
		return py.Unbound, err
	}
	n, ok := findService(th.Interp.Host, name, protocol)
	if !ok {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("service/proto not found"))
	}
	return py.Int(int64(n)), nil
}

func serviceByPort(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	protocol, err := optionalText(a[1], "getservbyport")
	if err != nil {
		return py.Unbound, err
	}
	if n < 0 || n > 0xffff {
		return py.Unbound, py.Raise(py.OverflowError, "getservbyport: port must be 0-65535.")
	}
	name, ok := findPort(th.Interp.Host, n, protocol)
	if !ok {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("port/proto not found"))
	}
	return py.FSDecode(name), nil
}

func protocolByName(th *py.Thread, a []py.Value) (py.Value, error) {
	name, err := textArgument(a[0], "getprotobyname", 1)
	if err != nil {
		return py.Unbound, err
	}
	for _, f := range lines(th.Interp.Host, "/etc/protocols") {
		n, err := strconv.Atoi(f[1])
		if err != nil {
			continue
		}
		for i, x := range f {
			if i != 1 && x == name {
				return py.Int(int64(n)), nil
			}
		}
	}
	return py.Unbound, py.RaiseValue(py.OSError, py.Text("protocol not found"))
}

func interfaces(th *py.Thread, a []py.Value) (py.Value, error) {
	all, err := th.Interp.Host.NetworkInterfaces()
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	out := make([]py.Value, len(all))
	for i, n := range all {
		out[i] = py.TupleOf(py.Int(int64(n.Index)), py.FSDecode(n.Name)).Value()
	}
	return py.NewList(out).Value(), nil
}

// indexOf is the number of an interface; none is ENODEV.
func indexOf(th *py.Thread, name string) (int, error) {
	all, err := th.Interp.Host.NetworkInterfaces()
	if err != nil {
		return 0, py.OSErrorFrom(err)
	}
	for _, n := range all {
		if n.Name == name {
			return n.Index, nil
		}
	}
	const noDevice = 19
	return 0, py.OSErrorOf(noDevice)
}

// scopeOf is the number of the zone of an IPv6 address, an interface's name or number.
func scopeOf(host py.Host, zone string) uint32 {
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	all, _ := host.NetworkInterfaces()
	for _, n := range all {
		if n.Name == zone {
			return uint32(n.Index)
		}
	}
	return 0
}

func interfaceIndex(th *py.Thread, a []py.Value) (py.Value, error) {
	p, err := py.PathOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	n, err := indexOf(th, p.Name)
	return py.Int(int64(n)), err
}

func interfaceName(th *py.Thread, a []py.Value) (py.Value, error) {
	i, err := py.Index(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	number, _ := py.NumFromInt(i)
	switch {
	case number.Sign() < 0:
		return py.Unbound, py.Raise(py.ValueError, "Cannot convert negative int")
	case number.Big != nil || number.Small > 1<<32-1:
		return py.Unbound, py.Raise(py.OverflowError, "Python int too large for C unsigned int")
	}
	all, err := th.Interp.Host.NetworkInterfaces()
	if err != nil {
		return py.Unbound, py.OSErrorFrom(err)
	}
	for _, n := range all {
		if int64(n.Index) == number.Small {
			return py.FSDecode(n.Name), nil
		}
	}
	const noSuchDevice = 6
	return py.Unbound, py.OSErrorOf(noSuchDevice)
}
