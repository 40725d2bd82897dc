// Package pwd is the module pwd: the users of the machine, as /etc/passwd lists them.
//
// Reference: "pwd — The password database" in the Python library reference; passwd(5).
package pwd

import (
	"strconv"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "pwd",
	Doc:       "The users of the machine: name, password, number, group, comment, home directory and shell of each.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "struct_passwd", entryType().Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("getpwuid($module, uidobj, /)", "Return the entry of a user by number.", byNumber),
		py.Def("getpwnam($module, name, /)", "Return the entry of a user by name.", byName),
		py.Def("getpwall($module, /)", "Return the list of all entries.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			var out []py.Value
			for _, u := range users(th) {
				out = append(out, u.value())
			}
			return py.NewList(out).Value(), nil
		}),
	}
}

var entryType = sync.OnceValue(func() *py.Type {
	return py.NewStructType("pwd.struct_passwd", "An entry of the list of users.", 7,
		py.StructField{Name: "pw_name", Doc: "user name"}, py.StructField{Name: "pw_passwd", Doc: "password"}, py.StructField{Name: "pw_uid", Doc: "user id"},
		py.StructField{Name: "pw_gid", Doc: "group id"}, py.StructField{Name: "pw_gecos", Doc: "real name"}, py.StructField{Name: "pw_dir", Doc: "home directory"},
		py.StructField{Name: "pw_shell", Doc: "shell program"})
})

// user is a line of /etc/passwd.
type user struct {
	name, password string
	uid, gid       uint32
	comment        string
	home, shell    string
}

// users reads the list; lines that are no entries don't count.
func users(th *py.Thread) []user {
	data, err := th.Interp.Host.ReadFile("/etc/passwd")
	if err != nil {
		return nil
	}
	var out []user
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), ":")
		if len(f) != 7 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		uid, err1 := strconv.ParseUint(f[2], 10, 32)
		gid, err2 := strconv.ParseUint(f[3], 10, 32)
		if err1 == nil && err2 == nil {
			out = append(out, user{f[0], f[1], uint32(uid), uint32(gid), f[4], f[5], f[6]})
		}
	}
	return out
}

// id converts a number of a user or group; -1 as it is.
func id(n uint32) py.Value {
	if n == 1<<32-1 {
		return py.Int(-1)
	}
	return py.Int(int64(n))
}

func (u *user) value() py.Value {
	return py.NewStruct(entryType(), py.FSDecode(u.name), py.FSDecode(u.password), id(u.uid), id(u.gid), py.FSDecode(u.comment), py.FSDecode(u.home), py.FSDecode(u.shell))
}

func byNumber(th *py.Thread, a []py.Value) (py.Value, error) {
	v, err := py.Index(th, a[0])
	if err != nil {
		return py.Unbound, py.Raise(py.TypeError, "uid should be integer, not %s", a[0].Type().TypeName())
	}
	n, ok := py.AsInt64(v)
	if !ok || n < -1 || n > 1<<32-1 {
		return py.Unbound, py.RaiseValue(py.KeyError, py.Text("getpwuid(): uid not found"))
	}
	var found *user
	th.Outside(func() {
		for _, u := range users(th) {
			if n >= 0 && u.uid == uint32(n) {
				found = &u
				return
			}
		}
	})
	if found == nil {
		return py.Unbound, py.RaiseValue(py.KeyError, py.Text("getpwuid(): uid not found: "+strconv.FormatInt(n, 10)))
	}
	return found.value(), nil
}

func byName(th *py.Thread, a []py.Value) (py.Value, error) {
	s := py.AsStr(a[0])
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "getpwnam() argument must be str, not %s", a[0].Type().TypeName())
	}
	name, err := py.FSEncode(s)
	if err != nil {
		return py.Unbound, err
	}
	if strings.IndexByte(name, 0) >= 0 {
		return py.Unbound, py.Raise(py.ValueError, "embedded null byte")
	}
	for _, u := range users(th) {
		if u.name == name {
			return u.value(), nil
		}
	}
	r, err := py.Repr(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return py.Unbound, py.RaiseValue(py.KeyError, py.Text("getpwnam(): name not found: "+r.String()))
}
