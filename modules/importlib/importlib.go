// Package importlib is the import system (language reference, "The import system"): it finds modules among the ones written
// in Go, the embedded library and sys.path, loads them, and keeps sys.modules as CPython does. It is the native path of
// what CPython's _frozen_importlib does in Python.
//
//	importlib.go  the import statement: absolute names, packages, from-lists
//	finder.go     where modules come from
//	loader.go     running a module's code
//	spec.go       ModuleSpec and the loader objects that programs see
package importlib

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// Importer is the import system of one interpreter. It implements py.Importer.
type Importer struct {
	builtin map[string]*py.ModuleDef
	library Library

	unmarshal func(th *py.Thread, data []byte) (py.Value, error)

	times     importTimes
	bootstrap bootstrap // the import system in Python, once it has taken over
}

// New returns an import system that knows the modules of defs and the library; unmarshal is marshal.loads, for .pyc files.
func New(defs []*py.ModuleDef, library Library, unmarshal func(th *py.Thread, data []byte) (py.Value, error)) *Importer {
	m := &Importer{builtin: make(map[string]*py.ModuleDef, len(defs)), library: library, unmarshal: unmarshal}
	for _, d := range defs {
		m.builtin[d.Name] = d
	}
	return m
}

// BuiltinNames lists the modules written in Go (sys.builtin_module_names).
func (m *Importer) BuiltinNames() []string {
	names := make([]string, 0, len(m.builtin))
	for n := range m.builtin {
		names = append(names, n)
	}
	return names
}

// Import is __import__: it returns the module itself when fromlist is not empty, else the top-level package.
func (m *Importer) Import(th *py.Thread, name *py.Str, globals, locals, fromlist py.Value, level int) (py.Value, error) {
	if level < 0 {
		return py.Unbound, py.Raise(py.ValueError, "level must be >= 0")
	}
	abs := name.String()
	if level > 0 {
		pkg, err := packageOf(th, globals)
		if err != nil {
			return py.Unbound, err
		}
		if abs, err = resolve(abs, pkg, level); err != nil {
			return py.Unbound, err
		}
	} else if abs == "" {
		return py.Unbound, py.Raise(py.ValueError, "Empty module name")
	}
	mod, err := m.Load(th, abs)
	if err != nil {
		return py.Unbound, err
	}
	wanted := false
	if !fromlist.IsNone() {
		if wanted, err = py.Truth(th, fromlist); err != nil {
			return py.Unbound, err
		}
	}
	if wanted {
		return mod, m.handleFromList(th, mod, abs, fromlist)
	}
	front, _, dotted := strings.Cut(name.String(), ".")
	switch {
	case level == 0 && !dotted:
		return mod, nil
	case level == 0 && front == "":
		return py.Unbound, py.Raise(py.ValueError, "Empty module name")
	case level == 0:
		return m.Load(th, front)
	case name.String() == "" || !dotted:
		return mod, nil
	}
	// from . import style with a dotted name: cut what lies behind its first part.
	top := abs[:len(abs)-(len(name.String())-len(front))]
	v := th.Interp.Modules.GetStr(py.NewStr(top))
	if v.IsUnbound() {
		return py.Unbound, py.Raise(py.KeyError, "%s not in sys.modules as expected", quote(th, top))
	}
	return v, nil
}

// packageOf is the package that a relative import starts from.
func packageOf(th *py.Thread, globals py.Value) (string, error) {
	d := py.AsDict(globals)
	if d == nil {
		return "", py.Raise(py.TypeError, "globals must be a dict")
	}
	get := func(n string) py.Value { return d.GetStr(th.Interp.Intern(n)) }
	if p := get("__package__"); !p.IsUnbound() && !p.IsNone() {
		s := py.AsStr(p)
		if s == nil {
			return "", py.Raise(py.TypeError, "package must be a string")
		}
		return s.String(), nil
	}
	if spec := get("__spec__"); !spec.IsUnbound() && !spec.IsNone() {
		parent, err := py.GetAttrString(th, spec, "parent")
		if err != nil {
			return "", err
		}
		if s := py.AsStr(parent); s != nil {
			return s.String(), nil
		}
		return "", py.Raise(py.TypeError, "__spec__.parent must be a string")
	}
	if err := py.Warn(th, py.ImportWarning, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", 1); err != nil {
		return "", err
	}
	n := py.AsStr(get("__name__"))
	if n == nil {
		return "", py.Raise(py.KeyError, "'__name__' not in globals")
	}
	if !get("__path__").IsUnbound() {
		return n.String(), nil
	}
	if i := strings.LastIndexByte(n.String(), '.'); i >= 0 {
		return n.String()[:i], nil
	}
	return "", nil
}

// resolve makes a relative name absolute.
func resolve(name, pkg string, level int) (string, error) {
	if pkg == "" {
		return "", py.Raise(py.ImportError, "attempted relative import with no known parent package")
	}
	base := pkg
	for i := 1; i < level; i++ {
		cut := strings.LastIndexByte(base, '.')
		if cut < 0 {
			return "", py.Raise(py.ImportError, "attempted relative import beyond top-level package")
		}
		base = base[:cut]
	}
	if name == "" {
		return base, nil
	}
	return base + "." + name, nil
}

// Load returns the module called name (absolute, dotted), importing it and its parents when they are not in sys.modules.
func (m *Importer) Load(th *py.Thread, name string) (py.Value, error) {
	if th.Interp.Config.ImportTime > 0 {
		return m.loadTimed(th, name)
	}
	return m.load(th, name)
}

func (m *Importer) load(th *py.Thread, name string) (py.Value, error) {
	key := th.Interp.Intern(name)
	v := th.Interp.Modules.GetStr(key)
	if !v.IsUnbound() {
		if v.IsNone() {
			return py.Unbound, notFound("import of "+name+" halted; None in sys.modules", name)
		}
		if m.bootstrap.ready {
			if err := m.awaitModule(th, name, v); err != nil {
				return py.Unbound, err
			}
			if now := th.Interp.Modules.GetStr(key); !now.IsUnbound() {
				v = now
			}
		}
		return v, nil
	}
	if th.Interp.Audited() {
		var told [3]py.Value
		for i, list := range [...]string{"path", "meta_path", "path_hooks"} {
			if told[i] = th.Interp.Sys.Get(th, list); told[i].IsUnbound() {
				told[i] = py.None
			}
		}
		if err := th.Audit("import", key.Value(), py.None, told[0], told[1], told[2]); err != nil {
			return py.Unbound, err
		}
	}
	if m.bootstrap.ready {
		return m.loadByBootstrap(th, name)
	}
	if v, ok, err := m.loadFrozen(th, name); ok {
		return v, err
	}
	if err := th.Enter(""); err != nil {
		return py.Unbound, err
	}
	defer th.Leave()
	path := py.None
	parentName, child := "", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parentName, child = name[:i], name[i+1:]
	}
	if parentName != "" {
		parent, err := m.Load(th, parentName)
		if err != nil {
			return py.Unbound, err
		}
		// Importing the parent may have imported the child.
		if v := th.Interp.Modules.GetStr(key); !v.IsUnbound() && !v.IsNone() {
			return v, nil
		}
		if path, err = py.GetAttrOr(th, parent, th.Interp.Intern("__path__")); err != nil {
			return py.Unbound, err
		}
		if path.IsUnbound() {
			return py.Unbound, notFound("No module named '"+name+"'; '"+parentName+"' is not a package", name)
		}
	}
	v, err := m.findAndLoad(th, name, path)
	if err != nil {
		return py.Unbound, err
	}
	if parentName != "" {
		if parent := th.Interp.Modules.GetStr(th.Interp.Intern(parentName)); !parent.IsUnbound() {
			if err := py.SetAttrString(th, parent, child, v); err != nil && !py.Matches(err, py.AttributeError) {
				return py.Unbound, err
			}
		}
	}
	return v, nil
}

// notFound is the ModuleNotFoundError for a name.
func notFound(msg, name string) error {
	e := py.NewException(py.ModuleNotFoundError, py.Text(msg))
	e.SetField("name", py.Text(name))
	return e
}

// handleFromList imports the submodules that a from-list names, so that they become attributes of the package.
func (m *Importer) handleFromList(th *py.Thread, mod py.Value, name string, fromlist py.Value) error {
	path, err := py.GetAttrOr(th, mod, th.Interp.Intern("__path__"))
	if err != nil || path.IsUnbound() {
		return err
	}
	return m.importNames(th, mod, name, fromlist, false)
}

func (m *Importer) importNames(th *py.Thread, mod py.Value, name string, names py.Value, inAll bool) error {
	return py.ForEach(th, names, func(v py.Value) error {
		s := py.AsStr(v)
		if s == nil {
			where := "``from list''"
			if inAll {
				where = name + ".__all__"
			}
			return py.Raise(py.TypeError, "Item in %s must be str, not %s", where, v.Type().TypeName())
		}
		if s.String() == "*" {
			if inAll {
				return nil
			}
			all, err := py.GetAttrOr(th, mod, th.Interp.Intern("__all__"))
			if err != nil || all.IsUnbound() {
				return err
			}
			return m.importNames(th, mod, name, all, true)
		}
		have, err := py.GetAttrOr(th, mod, th.Interp.InternStr(s))
		if err != nil || !have.IsUnbound() {
			return err
		}
		sub := name + "." + s.String()
		_, err = m.Load(th, sub)
		if e, ok := err.(*py.Exception); ok && e.Type == py.ModuleNotFoundError {
			if n := py.AsStr(e.Field("name")); n != nil && n.String() == sub {
				return nil // the import statement itself says "cannot import name"
			}
		}
		return err
	})
}

func quote(th *py.Thread, s string) string {
	r, err := py.Repr(th, py.Text(s))
	if err != nil {
		return s
	}
	return r.String()
}
