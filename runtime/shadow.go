// This file recognizes modules that stand in the way of others: a script's neighbour with the name of a library.

package runtime

import "strings"

// shadow tells how a module may shadow another: its file lies beside the script.
type shadow struct {
	origin   string // its file; "" when it isn't known
	possible bool   // it lies in sys.path[0]
	standard bool   // and has the name of a standard module
}

func moduleShadow(th *Thread, m *Module, name *Str) (shadow, error) {
	var s shadow
	if spec := m.Dict.GetStr(nameSpec); !spec.IsUnbound() && !spec.IsNone() {
		if o, err := GetAttrOr(th, spec, th.Interp.Intern("origin")); err == nil && AsStr(o) != nil {
			if loc, err := GetAttrOr(th, spec, th.Interp.Intern("has_location")); err == nil && !loc.IsUnbound() {
				if yes, _ := Truth(th, loc); yes {
					s.origin = AsStr(o).String()
				}
			}
		}
	}
	first := th.Interp.Config.ProgramPath
	if s.origin == "" || strings.HasPrefix(s.origin, "<stdlib>/") || first == nil || th.Interp.Sys == nil {
		return s, nil
	}
	folder := *first
	if folder == "" {
		folder, _ = th.Interp.Host.Getwd()
	}
	file := strings.TrimSuffix(s.origin, "/__init__.py")
	i := strings.LastIndexByte(file, '/')
	if i < 0 || file[:i] != strings.TrimSuffix(folder, "/") {
		return s, nil
	}
	s.possible = true
	if all := th.Interp.Sys.Get(th, "stdlib_module_names"); !all.IsUnbound() {
		if set := AsSet(all); set != nil {
			yes, err := set.Contains(th, name.Value())
			if err != nil {
				return s, err
			}
			s.standard = yes
		}
	}
	return s, nil
}

// advice is the part of a message that says what to rename; "" when nothing is suspicious.
func (s shadow) advice(th *Thread, name string, initializing bool) string {
	file := s.origin
	if r, err := Repr(th, Text(file)); err == nil {
		file = r.String()
	}
	switch {
	case s.standard:
		return " (consider renaming " + file + " since it has the same name as the standard library module named '" + name + "' and prevents importing that standard library module)"
	case s.possible && initializing:
		return " (consider renaming " + file + " if it has the same name as a library you intended to import)"
	}
	return ""
}
