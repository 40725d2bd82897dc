// This file holds whom a process runs as: users, groups, sessions, process groups.

package posix

import (
	"strconv"
	"strings"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func identityFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		setID("setuid(uid, /)", "Set the user's number.", "setuid"),
		setID("setgid(gid, /)", "Set the group's number.", "setgid"),
		setEffective("seteuid(euid, /)", "Set the effective user's number.", "setresuid"),
		setEffective("setegid(egid, /)", "Set the effective group's number.", "setresgid"),
		setID("setreuid(ruid, euid, /)", "Set the real and effective user's numbers.", "setreuid"),
		setID("setregid(rgid, egid, /)", "Set the real and effective group's numbers.", "setregid"),
		setID("setresuid(ruid, euid, suid, /)", "Set the real, effective and saved user's numbers.", "setresuid"),
		setID("setresgid(rgid, egid, sgid, /)", "Set the real, effective and saved group's numbers.", "setresgid"),
		py.Def("getresuid()", "Return the real, effective and saved user's numbers.", threeIDs("getresuid")),
		py.Def("getresgid()", "Return the real, effective and saved group's numbers.", threeIDs("getresgid")),
		py.Def("getgroups()", "Return the numbers of the other groups that the process belongs to.", getGroups),
		py.Def("setgroups(groups, /)", "Set the other groups that the process belongs to.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			items, err := py.Items(th, a[0])
			if err != nil {
				if py.Matches(err, py.TypeError) {
					err = py.Raise(py.TypeError, "setgroups argument must be a sequence")
				}
				return py.Unbound, err
			}
			if len(items) > maxGroups {
				return py.Unbound, py.Raise(py.ValueError, "too many groups")
			}
			groups := make([]int, len(items))
			for i, v := range items {
				if v.Type().Index == nil {
					return py.Unbound, py.Raise(py.TypeError, "groups must be integers")
				}
				if groups[i], err = idArgument(th, v, "gid"); err != nil {
					return py.Unbound, err
				}
			}
			return none(setGroups(th, groups))
		}),
		py.Def("initgroups(username, gid, /)", "Set the other groups that the process belongs to, to those of a user and one more.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := py.PathOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			gid, err := idArgument(th, a[1], "gid")
			if err != nil {
				return py.Unbound, err
			}
			return none(setGroups(th, groupsOf(th, name.Name, gid)))
		}),
		py.Def("getgrouplist(user, group, /)", "Return the numbers of the groups that a user belongs to, and one more.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name := py.AsStr(a[0])
			if name == nil {
				return py.Unbound, py.Raise(py.TypeError, "getgrouplist() argument 1 must be str, not %s", a[0].Type().TypeName())
			}
			gid, err := idArgument(th, a[1], "gid")
			if err != nil {
				return py.Unbound, err
			}
			var out []py.Value
			for _, g := range groupsOf(th, name.String(), gid) {
				out = append(out, idValue(g))
			}
			return py.NewList(out).Value(), nil
		}),
		py.Def("getlogin()", "Return the name of the user who has logged in at the terminal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			host := th.Interp.Host
			if data, err := host.ReadFile("/proc/self/loginuid"); err == nil {
				id := strings.TrimSpace(string(data))
				if users, err := host.ReadFile("/etc/passwd"); err == nil {
					for line := range strings.Lines(string(users)) {
						if f := strings.Split(line, ":"); len(f) > 2 && f[2] == id {
							return py.FSDecode(f[0]), nil
						}
					}
				}
			}
			return py.Unbound, py.OSErrorOf(int(syscall.ENXIO))
		}),
		counting("getpgid(pid)", "Return the process group of a process, 0 for this one.", "getpgid"),
		py.Def("getpgrp()", "Return the process group of this process.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := call(th, "getpgid", 0)
			return py.Int(int64(n)), err
		}),
		plain("setpgid(pid, pgrp, /)", "Put a process into a process group.", "setpgid"),
		py.Def("setpgrp()", "Make this process the leader of a process group of its own.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			_, err := call(th, "setpgid", 0, 0)
			return none(err)
		}),
		counting("getsid(pid, /)", "Return the session of a process, 0 for this one.", "getsid"),
		py.Def("setsid()", "Make this process the leader of a session of its own.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			_, err := call(th, "setsid")
			return none(err)
		}),
	}
}

const maxGroups = 65536

// idArgument converts the number of a user or group; -1 is "none".
func idArgument(th *py.Thread, v py.Value, what string) (int, error) {
	if v.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "%s should be integer, not %s", what, v.Type().TypeName())
	}
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, _ := py.NumFromInt(i)
	switch {
	case n.Sign() < 0 && (n.Big != nil || n.Small != -1):
		return 0, py.Raise(py.OverflowError, "%s is less than minimum", what)
	case n.Big != nil || n.Small > 1<<32-1:
		return 0, py.Raise(py.OverflowError, "%s is greater than maximum", what)
	}
	return int(n.Small), nil
}

func idValue(n int) py.Value {
	if n == 1<<32-1 {
		n = -1
	}
	return py.Int(int64(n))
}

// idName is what messages call the arguments of a call.
func idName(call string) string {
	if strings.HasSuffix(call, "gid") {
		return "gid"
	}
	return "uid"
}

func setID(signature, doc, name string) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		args := make([]any, len(a))
		for i, v := range a {
			n, err := idArgument(th, v, idName(name))
			if err != nil {
				return py.Unbound, err
			}
			args[i] = uint64(uint32(n))
		}
		_, err := call(th, name, args...)
		return none(err)
	})
}

func setEffective(signature, doc, name string) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		n, err := idArgument(th, a[0], "e"+idName(name))
		if err != nil {
			return py.Unbound, err
		}
		const same = uint64(1<<32 - 1)
		_, err = call(th, name, same, uint64(uint32(n)), same)
		return none(err)
	})
}

func threeIDs(name string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		w := newWords(6)
		if _, err := call(th, name, []byte(w), []byte(w[8:]), []byte(w[16:])); err != nil {
			return py.Unbound, err
		}
		return py.TupleOf(idValue(w.unsigned(0)), idValue(w.unsigned(2)), idValue(w.unsigned(4))).Value(), nil
	}
}

func getGroups(th *py.Thread, a []py.Value) (py.Value, error) {
	w := newWords(maxGroups)
	n, err := call(th, "getgroups", maxGroups, []byte(w))
	if err != nil {
		return py.Unbound, err
	}
	out := make([]py.Value, n)
	for i := range out {
		out[i] = idValue(w.unsigned(i))
	}
	return py.NewList(out).Value(), nil
}

func setGroups(th *py.Thread, groups []int) error {
	w := newWords(len(groups) + 1)
	for i, g := range groups {
		w.set(i, uint32(g))
	}
	_, err := call(th, "setgroups", len(groups), []byte(w))
	return err
}

// groupsOf finds the groups of a user in /etc/group; gid comes first.
func groupsOf(th *py.Thread, user string, gid int) []int {
	out := []int{gid}
	data, err := th.Interp.Host.ReadFile("/etc/group")
	if err != nil {
		return out
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), ":")
		if len(f) != 4 {
			continue
		}
		n, err := strconv.ParseUint(f[2], 10, 32)
		if err != nil || int(n) == gid {
			continue
		}
		for m := range strings.SplitSeq(f[3], ",") {
			if m == user {
				out = append(out, int(n))
				break
			}
		}
	}
	return out
}
