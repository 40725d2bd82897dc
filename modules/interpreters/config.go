// This file holds the configurations of interpreters: what they may do.

package interpreters

import (
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
)

// config says what an interpreter may do. Of its switches the allowing ones have an effect; what the others and gil say holds for interpreters of
// C programs.
type config struct {
	on  [6]bool // the switches
	gil string
}

// switches are the names of the switches, in order.
var switches = [6]string{"use_main_obmalloc", "allow_fork", "allow_exec", "allow_threads", "allow_daemon_threads", "check_multi_interp_extensions"}

// Numbers of switches.
const (
	mainMemory = iota
	fork
	exec
	threads
	daemons
	checkExtensions
)

var (
	isolated   = config{on: [6]bool{threads: true, checkExtensions: true}, gil: "own"}
	legacy     = config{on: [6]bool{mainMemory: true, fork: true, exec: true, threads: true, daemons: true}, gil: "shared"}
	empty      = config{gil: "default"}
	mainConfig = config{on: legacy.on, gil: "own"}
)

// named returns a configuration by its name.
func named(th *py.Thread, v py.Value) (config, error) {
	b, err := py.Encode(th, py.AsStr(v), "utf-8", "strict")
	if err != nil {
		return config{}, err
	}
	switch string(b) {
	case "", "default", "isolated":
		return isolated, nil
	case "legacy":
		return legacy, nil
	case "empty":
		return empty, nil
	}
	return config{}, py.Raise(py.ValueError, "unsupported config name '%s'", b)
}

// rights are what the configuration allows.
func (c config) rights() py.Rights {
	return py.Rights{Fork: c.on[fork], Exec: c.on[exec], Threads: c.on[threads], DaemonThreads: c.on[daemons]}
}

// check fails when no interpreter can be so.
func (c config) check() error {
	switch {
	case c.on[daemons] && !c.on[threads]:
		return py.Raise(py.RuntimeError, "daemon threads need threads")
	case !c.on[mainMemory] && !c.on[checkExtensions]:
		return py.Raise(py.RuntimeError, "per-interpreter obmalloc does not support single-phase init extension modules")
	case c.gil == "own" && c.on[mainMemory]:
		return py.Raise(py.RuntimeError, "an interpreter with a lock of its own can't share memory")
	}
	return nil
}

// namespace is the configuration as programs see it.
func (c config) namespace(th *py.Thread) py.Value {
	names, values := append([]string(nil), switches[:]...), make([]py.Value, len(switches), len(switches)+1)
	for i, on := range c.on {
		values[i] = py.Bool(on)
	}
	return py.NewNamespace(th, append(names, "gil"), append(values, py.Text(c.gil)))
}

// change sets the items of d, which are taken out.
func (c *config) change(th *py.Thread, d *py.Dict, all bool) error {
	take := func(name string) (py.Value, error) {
		v := d.GetStr(th.Interp.Intern(name))
		if v.IsUnbound() && all {
			return v, py.Raise(py.ValueError, "missing config key: %s", name)
		}
		d.DelStr(th.Interp.Intern(name))
		return v, nil
	}
	for i, name := range switches {
		v, err := take(name)
		switch {
		case err != nil:
			return err
		case v.IsUnbound():
		case v.IsBool():
			c.on[i] = v == py.True
		default:
			return py.Raise(py.TypeError, "invalid config type: %s", name)
		}
	}
	v, err := take("gil")
	if err != nil || v.IsUnbound() {
		return err
	}
	s := py.AsStr(v)
	if s == nil {
		return py.Raise(py.TypeError, "invalid config type: gil")
	}
	switch s.String() {
	case "default", "shared", "own":
		c.gil = s.String()
	default:
		return py.Raise(py.ValueError, "unsupported interpreter config .gil value '%s'", s)
	}
	return nil
}

// finished fails when d, of which everything that is known was taken, isn't empty.
func finished(th *py.Thread, d *py.Dict) error {
	n := d.Len()
	if n == 0 {
		return nil
	}
	text, err := py.Repr(th, d.Value())
	if err != nil {
		return err
	}
	item := " extra item"
	if n > 1 {
		item += "s"
	}
	return py.Raise(py.ValueError, "config dict has %s (%s)", strconv.Itoa(n)+item, text)
}

// readConfig reads the configuration that create was given: none, a name or a namespace.
func readConfig(th *py.Thread, v py.Value) (config, error) {
	if v.IsNone() {
		return isolated, nil
	}
	if py.AsStr(v) != nil {
		return named(th, v)
	}
	attributes, err := py.GetAttrOr(th, v, th.Interp.Intern("__dict__"))
	if err != nil {
		return config{}, err
	}
	d := py.AsDict(attributes)
	if d == nil {
		text, err := py.Repr(th, v)
		if err != nil {
			return config{}, err
		}
		return config{}, py.Raise(py.TypeError, "bad config %s", text)
	}
	var c config
	d = d.Copy()
	if err := c.change(th, d, true); err != nil {
		return c, err
	}
	return c, finished(th, d)
}

func newConfig(th *py.Thread, a []py.Value) (py.Value, error) {
	if py.AsStr(a[0]) == nil {
		return py.Unbound, py.Raise(py.TypeError, "_interpreters.new_config() argument 1 must be str, not %s", a[0].Type().TypeName())
	}
	c, err := named(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	d := py.AsDict(a[1]).Copy()
	if err := c.change(th, d, false); err != nil {
		return py.Unbound, err
	}
	if err := finished(th, d); err != nil {
		return py.Unbound, err
	}
	return c.namespace(th), nil
}

func getConfig(th *py.Thread, a []py.Value) (py.Value, error) {
	in, err := findOurs(th, a[0], a[1], "get the config of")
	if err != nil {
		return py.Unbound, err
	}
	c, ok := registryOf(in.Group).config(in.ID)
	if !ok {
		return py.Unbound, py.Raise(notFoundType, notFound, in.ID)
	}
	return c.namespace(th), nil
}
