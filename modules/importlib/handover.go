// This file hands the import system over to the one that the library has in Python: as in CPython, its files importlib/_bootstrap.py
// and _bootstrap_external.py become the modules _frozen_importlib and _frozen_importlib_external, put their finders in sys.meta_path,
// and the import statement asks them for what isn't in sys.modules. That is done when a program first imports importlib; until then
// modules come by the native path.

package importlib

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// bootstrap is the import system in Python.
type bootstrap struct {
	module, external          py.Value
	findAndLoad, importByName py.Value // _find_and_load, _gcd_import
	begun, ready              bool
}

// frozenFiles are the files of the library that make the modules of the import system.
var frozenFiles = map[string]string{
	"_frozen_importlib":          "_bootstrap",
	"_frozen_importlib_external": "_bootstrap_external",
}

// loadFrozen makes one of the modules of the import system; ok is false when the library has none.
func (m *Importer) loadFrozen(th *py.Thread, name string) (v py.Value, ok bool, err error) {
	file := frozenFiles[name]
	if file == "" {
		return py.Unbound, false, nil
	}
	in := th.Interp
	c, ok, err := m.frozenCode(th, file)
	if !ok || err != nil {
		return py.Unbound, ok, err
	}
	c.SetFilename("<frozen importlib." + file + ">")
	mod := in.NewModule(name)
	mod.Set(th, "__package__", py.Text(""))
	mod.Set(th, "__builtins__", in.Builtins.Dict.Value())
	in.Modules.SetStr(in.Intern(name), mod.Value())
	if _, err := in.Eval.Exec(th, c, mod.Dict, mod.Dict.Value(), nil); err != nil {
		in.Modules.DelStr(in.Intern(name))
		return py.Unbound, true, err
	}
	if name == "_frozen_importlib" && !m.bootstrap.begun {
		m.bootstrap.begun = true
		err = m.handOver(th, mod)
	}
	return mod.Value(), true, err
}

// frozenCode returns the code of one of the files of the import system: that of an installed library, else that of the embedded one.
func (m *Importer) frozenCode(th *py.Thread, file string) (c *py.Code, ok bool, err error) {
	file = "/importlib/" + file + ".py"
	if m.library.FS != nil {
		c, err = m.LibraryCode(th, m.library.Dir+file)
		return c, c != nil || err != nil, err
	}
	path := th.Interp.Config.Library + file
	data, err := th.Interp.Host.ReadFile(path)
	if err != nil {
		return nil, false, nil
	}
	c, err = m.compile(th, path, data)
	return c, true, err
}

// handOver installs the import system that mod, _frozen_importlib, is.
func (m *Importer) handOver(th *py.Thread, mod *py.Module) error {
	in := th.Interp
	imp, err := m.Load(th, "_imp")
	if err != nil {
		return err
	}
	if _, err := py.CallMethod(th, mod.Value(), "_install", in.Sys.Value(), imp); err != nil {
		return err
	}
	if _, err := py.CallMethod(th, mod.Value(), "_install_external_importers"); err != nil {
		return err
	}
	b := bootstrap{module: mod.Value(), begun: true, ready: true}
	b.external = in.Modules.GetStr(in.Intern("_frozen_importlib_external"))
	if b.findAndLoad, err = py.GetAttrString(th, b.module, "_find_and_load"); err != nil {
		return err
	}
	if b.importByName, err = py.GetAttrString(th, b.module, "_gcd_import"); err != nil {
		return err
	}
	if m.library.FS == nil { // the embedded library reads archives by itself
		zipimport, err := m.Load(th, "zipimport")
		if err != nil {
			return err
		}
		zipimporter, err := py.GetAttrString(th, zipimport, "zipimporter")
		if err != nil {
			return err
		}
		if hooks := py.AsList(in.Sys.Get(th, "path_hooks")); hooks != nil {
			hooks.SetItems(append([]py.Value{zipimporter}, hooks.Items()...))
		}
	}
	if finders := py.AsList(in.Sys.Get(th, "meta_path")); finders != nil {
		var kept []py.Value
		for _, f := range finders.Items() {
			if !isNative(f) {
				kept = append(kept, f)
			}
		}
		finders.SetItems(kept)
	}
	m.bootstrap = b
	return m.convertSpecs(th)
}

// convertSpecs gives the modules that came by the native path specs and loaders of the new import system.
func (m *Importer) convertSpecs(th *py.Thread) error {
	in := th.Interp
	specClass, err := py.GetAttrString(th, m.bootstrap.module, "ModuleSpec")
	if err != nil {
		return err
	}
	for pos := 0; ; {
		_, v, ok := in.Modules.Next(&pos)
		if !ok {
			return nil
		}
		mod := py.AsModule(v)
		if mod == nil {
			continue
		}
		native := py.Unbound
		if l := mod.Get(th, "__loader__"); py.AsType(l) == builtinLoaderType {
			fresh, err := py.GetAttrString(th, m.bootstrap.module, "BuiltinImporter")
			if err != nil {
				return err
			}
			mod.Set(th, "__loader__", fresh)
		} else if isLoader(l) {
			native = l
			fresh, err := m.convertLoader(th, (*loader)(l.P))
			if err != nil {
				return err
			}
			mod.Set(th, "__loader__", fresh)
		}
		old := mod.Get(th, "__spec__")
		if old.IsUnbound() || old.P == nil || old.Type() != specType || native.IsUnbound() {
			continue
		}
		s := (*spec)(old.P)
		fresh, err := py.Call(th, specClass, []py.Value{py.Text(s.name), mod.Get(th, "__loader__"), s.origin}, py.TupleOf(in.Intern("origin").Value()))
		if err != nil {
			return err
		}
		for name, x := range map[string]py.Value{"submodule_search_locations": s.search, "_cached": s.cached, "_set_fileattr": py.Bool(s.hasLocation), "_initializing": py.Bool(s.initializing)} {
			if err := py.SetAttrString(th, fresh, name, x); err != nil {
				return err
			}
		}
		mod.Set(th, "__spec__", fresh)
	}
}

// convertLoader makes the loader of the new import system that stands for a native one.
func (m *Importer) convertLoader(th *py.Thread, l *loader) (py.Value, error) {
	if l.archive != "" {
		zipimport, err := m.Load(th, "zipimport")
		if err != nil {
			return py.Unbound, err
		}
		return py.CallMethod(th, zipimport, "zipimporter", py.Text(l.path[:strings.LastIndexByte(l.path, '/')]))
	}
	class := "SourceFileLoader"
	if l.compiledOnly() {
		class = "SourcelessFileLoader"
	}
	return py.CallMethod(th, m.bootstrap.external, class, py.Text(l.name), py.Text(l.path))
}

// loadByBootstrap imports a module that isn't in sys.modules by the import system in Python.
func (m *Importer) loadByBootstrap(th *py.Thread, name string) (py.Value, error) {
	if err := th.Enter(" while importing"); err != nil {
		return py.Unbound, err
	}
	defer th.Leave()
	v, err := py.CallArgs(th, m.bootstrap.findAndLoad, py.Text(name), m.bootstrap.importByName)
	if err != nil {
		if e := py.ErrorAs(err); e != nil {
			e.Traceback = trimTraceback(e.Traceback, e.Type.IsSubtype(py.ImportError))
		}
	}
	return v, err
}

// awaitModule waits while another thread imports a module that is in sys.modules already.
func (m *Importer) awaitModule(th *py.Thread, name string, v py.Value) error {
	mod := py.AsModule(v)
	if mod == nil {
		return nil
	}
	s := mod.Get(th, "__spec__")
	if s.IsUnbound() || s.IsNone() {
		return nil
	}
	initializing, err := py.GetAttrOr(th, s, th.Interp.Intern("_initializing"))
	if err != nil || initializing.IsUnbound() {
		return err
	}
	if yes, err := py.Truth(th, initializing); err != nil || !yes {
		return err
	}
	_, err = py.CallMethod(th, m.bootstrap.module, "_lock_unlock_module", py.Text(name))
	return err
}

// trimTraceback takes the frames of the import system out of a traceback: all of them for an ImportError, else those that lead to a
// frame that says of itself that it and those before it don't matter.
func trimTraceback(tb *py.Traceback, always bool) *py.Traceback {
	var entries []*py.Traceback
	for ; tb != nil; tb = tb.Next {
		entries = append(entries, tb)
	}
	var kept []*py.Traceback
	chunk := 0 // where the latest run of frames of the import system begins in kept
	for _, e := range entries {
		c := e.Code().Code
		if !strings.HasPrefix(c.Filename, "<frozen importlib._bootstrap") {
			kept = append(kept, e)
			chunk = len(kept)
			continue
		}
		kept = append(kept, e)
		if always || c.Name == "_call_with_frames_removed" {
			kept = kept[:chunk]
		}
	}
	if len(kept) == len(entries) {
		if len(entries) == 0 {
			return nil
		}
		return entries[0]
	}
	var first *py.Traceback
	for i := len(kept) - 1; i >= 0; i-- {
		kept[i].Next = first
		first = kept[i]
	}
	return first
}

// Builtin makes a module written in Go anew, for importlib's BuiltinImporter; ok is false when there is none of the name.
func (m *Importer) Builtin(th *py.Thread, name string) (v py.Value, ok bool, err error) {
	def := m.builtin[name]
	if def == nil {
		return py.Unbound, false, nil
	}
	// Some modules are parts of the interpreter and exist once.
	for _, own := range []*py.Module{th.Interp.Sys, th.Interp.Builtins} {
		if own != nil && own.Name.String() == name {
			return own.Value(), true, nil
		}
	}
	v, err = m.loadBuiltin(th, def)
	return v, true, err
}
