// This file loads modules: it makes the module object, enters it in sys.modules and runs its code.

package importlib

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// loadBuiltin makes a module written in Go.
func (m *Importer) loadBuiltin(th *py.Thread, def *py.ModuleDef) (py.Value, error) {
	mod, err := th.MakeModule(def)
	if err != nil {
		return py.Unbound, err
	}
	spec := newSpec(th, def.Name, py.None, "built-in", nil, false)
	mod.Set(th, "__spec__", spec.Value())
	mod.Set(th, "__package__", py.Text(spec.parent()))
	th.Interp.Modules.SetStr(th.Interp.Intern(def.Name), mod.Value())
	return mod.Value(), nil
}

// loadFound makes the module that a finder has found and runs its code.
func (m *Importer) loadFound(th *py.Thread, name string, f found) (py.Value, error) {
	in := th.Interp
	mod := in.NewModule(name)
	var search []string
	if f.isPackage {
		search = f.search
	}
	origin := f.file
	if origin == "" {
		origin = f.origin
	}
	loader := m.loaderOf(name, &f)
	spec := newSpec(th, name, loader, origin, search, f.file != "")
	mod.Set(th, "__spec__", spec.Value())
	mod.Set(th, "__loader__", loader)
	mod.Set(th, "__package__", py.Text(spec.parent()))
	if f.isPackage {
		mod.Set(th, "__path__", spec.search)
	}
	if f.file != "" {
		mod.Set(th, "__file__", py.Text(f.file))
		mod.Set(th, "__cached__", spec.cached)
	} else if f.isPackage {
		mod.Set(th, "__file__", py.None) // a namespace package
	}
	mod.Set(th, "__builtins__", in.Builtins.Dict.Value())
	key := in.Intern(name)
	in.Modules.SetStr(key, mod.Value())
	if f.file == "" {
		return mod.Value(), nil
	}
	spec.initializing = true
	err := run(th, mod, loader)
	spec.initializing = false
	if now := mod.Get(th, "__spec__"); !now.IsUnbound() && !now.IsNone() && now.P != spec.Value().P { // the import system in Python has taken over
		if err := py.SetAttrString(th, now, "_initializing", py.False); err != nil && !py.Matches(err, py.AttributeError) {
			return py.Unbound, err
		}
	}
	if err != nil {
		in.Modules.DelStr(key)
		return py.Unbound, err
	}
	// The module may have put something else in its place.
	v := in.Modules.GetStr(key)
	if v.IsUnbound() {
		return py.Unbound, py.Raise(py.KeyError, "%s", name)
	}
	return v, nil
}

// run runs the code of a module.
func run(th *py.Thread, mod *py.Module, l py.Value) error {
	c, err := (*loader)(l.P).code(th)
	if err != nil {
		return err
	}
	_, err = th.Interp.Eval.Exec(th, c, mod.Dict, mod.Dict.Value(), nil)
	return err
}

// loadSpec loads a module by a spec that a program's finder made.
func (m *Importer) loadSpec(th *py.Thread, name string, spec py.Value) (py.Value, error) {
	in := th.Interp
	loader, err := py.GetAttrString(th, spec, "loader")
	if err != nil {
		return py.Unbound, err
	}
	mod := py.None
	if !loader.IsNone() {
		create, err := py.GetAttrOr(th, loader, in.Intern("create_module"))
		if err != nil {
			return py.Unbound, err
		}
		if !create.IsUnbound() {
			if mod, err = py.CallArgs(th, create, spec); err != nil {
				return py.Unbound, err
			}
		}
	}
	if mod.IsNone() {
		mod = in.NewModule(name).Value()
	}
	if err := initAttributes(th, mod, name, spec, loader); err != nil {
		return py.Unbound, err
	}
	key := in.Intern(name)
	in.Modules.SetStr(key, mod)
	if !loader.IsNone() {
		_, err = py.CallMethod(th, loader, "exec_module", mod)
		if err != nil {
			in.Modules.DelStr(key)
			return py.Unbound, err
		}
	}
	if v := in.Modules.GetStr(key); !v.IsUnbound() {
		mod = v
	}
	return mod, nil
}

// initAttributes sets the import-related attributes of a module from its spec.
func initAttributes(th *py.Thread, mod py.Value, name string, spec, loader py.Value) error {
	pkg := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		pkg = name[:i]
	}
	search, err := py.GetAttrOr(th, spec, th.Interp.Intern("submodule_search_locations"))
	if err != nil {
		return err
	}
	if !search.IsUnbound() && !search.IsNone() {
		pkg = name
		if err := py.SetAttrString(th, mod, "__path__", search); err != nil {
			return err
		}
	}
	origin, err := py.GetAttrOr(th, spec, th.Interp.Intern("origin"))
	if err != nil {
		return err
	}
	location, err := py.GetAttrOr(th, spec, th.Interp.Intern("has_location"))
	if err != nil {
		return err
	}
	if yes, err := py.Truth(th, location); err == nil && !location.IsUnbound() && yes {
		if err := py.SetAttrString(th, mod, "__file__", origin); err != nil {
			return err
		}
	}
	for _, a := range []struct {
		name string
		v    py.Value
	}{{"__name__", py.Text(name)}, {"__spec__", spec}, {"__loader__", loader}, {"__package__", py.Text(pkg)}} {
		if err := py.SetAttrString(th, mod, a.name, a.v); err != nil {
			return err
		}
	}
	return nil
}
