// Package grp is the module grp: the groups of the machine's users, as /etc/group lists them.
//
// Reference: "grp — The group database" in the Python library reference; group(5).
package grp

import (
	"strconv"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "grp",
	Doc:       "The groups of the machine's users: name, password, number and members of each.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "struct_group", entryType().Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("getgrgid($module, /, id)", "Return the entry of a group by number.", byNumber),
		py.Def("getgrnam($module, /, name)", "Return the entry of a group by name.", byName),
		py.Def("getgrall($module, /)", "Return the list of all entries.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			var out []py.Value
			for _, g := range groups(th) {
				out = append(out, g.value())
			}
			return py.NewList(out).Value(), nil
		}),
	}
}

var entryType = sync.OnceValue(func() *py.Type {
	return py.NewStructType("grp.struct_group", "An entry of the list of groups.", 4,
		py.StructField{Name: "gr_name", Doc: "group name"}, py.StructField{Name: "gr_passwd", Doc: "password"}, py.StructField{Name: "gr_gid", Doc: "group id"},
		py.StructField{Name: "gr_mem", Doc: "group members"})
})

// group is a line of /etc/group.
type group struct {
	name, password string
	gid            uint32
	members        []string
}

// groups reads the list; lines that are no entries don't count.
func groups(th *py.Thread) []group {
	data, err := th.Interp.Host.ReadFile("/etc/group")
	if err != nil {
		return nil
	}
	var out []group
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), ":")
		if len(f) != 4 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		if gid, err := strconv.ParseUint(f[2], 10, 32); err == nil {
			g := group{f[0], f[1], uint32(gid), nil}
			for m := range strings.SplitSeq(f[3], ",") {
				if m != "" {
					g.members = append(g.members, m)
				}
			}
			out = append(out, g)
		}
	}
	return out
}

func (g *group) value() py.Value {
	members := make([]py.Value, len(g.members))
	for i, m := range g.members {
		members[i] = py.FSDecode(m)
	}
	gid := int64(g.gid)
	if g.gid == 1<<32-1 {
		gid = -1
	}
	return py.NewStruct(entryType(), py.FSDecode(g.name), py.FSDecode(g.password), py.Int(gid), py.NewList(members).Value())
}

func byNumber(th *py.Thread, a []py.Value) (py.Value, error) {
	v, err := py.Index(th, a[0])
	if err != nil {
		return py.Unbound, py.Raise(py.TypeError, "gid should be integer, not %s", a[0].Type().TypeName())
	}
	i, _ := py.NumFromInt(v)
	switch {
	case i.Big != nil && i.Sign() > 0, i.Big == nil && i.Small > 1<<32-1:
		return py.Unbound, py.Raise(py.OverflowError, "gid is greater than maximum")
	case i.Big != nil || i.Small < -1:
		return py.Unbound, py.Raise(py.OverflowError, "gid is less than minimum")
	}
	n := i.Small
	for _, g := range groups(th) {
		if n >= 0 && g.gid == uint32(n) {
			return g.value(), nil
		}
	}
	return py.Unbound, py.RaiseValue(py.KeyError, py.Text("getgrgid(): gid not found: "+strconv.FormatInt(n, 10)))
}

func byName(th *py.Thread, a []py.Value) (py.Value, error) {
	s := py.AsStr(a[0])
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "getgrnam() argument 'name' must be str, not %s", a[0].Type().TypeName())
	}
	name, err := py.FSEncode(s)
	if err != nil {
		return py.Unbound, err
	}
	if strings.IndexByte(name, 0) >= 0 {
		return py.Unbound, py.Raise(py.ValueError, "embedded null byte")
	}
	for _, g := range groups(th) {
		if g.name == name {
			return g.value(), nil
		}
	}
	r, err := py.Repr(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return py.Unbound, py.RaiseValue(py.KeyError, py.Text("getgrnam(): name not found: "+r.String()))
}
