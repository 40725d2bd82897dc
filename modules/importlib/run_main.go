// This file runs a module, folder or archive as __main__ (library reference, "runpy").

package importlib

import (
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// PrepareScript gives __main__ the attributes of a script.
func (m *Importer) PrepareScript(th *py.Thread, main *py.Module, filename string) {
	main.Set(th, "__file__", py.Text(filename))
	main.Set(th, "__cached__", py.None)
	main.Set(th, "__loader__", m.newLoader("__main__", filename))
}

// RunMain runs the module called name in the module main, as -m does. container is the folder or archive whose
// __main__ it is, "" for -m.
func (m *Importer) RunMain(th *py.Thread, main *py.Module, name, container string) error {
	f, full, err := m.findMain(th, name, container)
	if err != nil {
		return err
	}
	origin := f.file
	l := m.loaderOf(full, f)
	spec := newSpec(th, full, l, origin, nil, true)
	main.Set(th, "__spec__", spec.Value())
	main.Set(th, "__file__", py.Text(origin))
	main.Set(th, "__cached__", spec.cached)
	main.Set(th, "__loader__", l)
	main.Set(th, "__package__", py.Text(spec.parent()))
	if argv := py.AsList(th.Interp.Sys.Get(th, "argv")); argv != nil && argv.Len() > 0 && container == "" {
		argv.Items()[0] = py.Text(origin)
	}
	c, err := (*loader)(l.P).code(th)
	if err != nil {
		return through(th, err, whileCompiling)
	}
	_, err = th.Interp.Eval.Exec(th, c, main.Dict, main.Dict.Value(), nil)
	return through(th, err, whileRunning)
}

// step is a frame of CPython's runpy or import system, which are written in Python there and show up in tracebacks.
type step struct {
	file, function string
	line           int
}

var (
	whileRunning   = []step{{"<frozen runpy>", "_run_module_as_main", 203}, {"<frozen runpy>", "_run_code", 88}}
	whileCompiling = []step{{"<frozen runpy>", "_run_module_as_main", 194}, {"<frozen runpy>", "_get_module_details", 164},
		{"<frozen importlib._bootstrap_external>", "get_code", 897}, {"<frozen importlib._bootstrap_external>", "source_to_code", 827},
		{"<frozen importlib._bootstrap>", "_call_with_frames_removed", 491}}
)

// through puts frames outside of those that an exception has passed already.
func through(th *py.Thread, err error, steps []step) error {
	e, ok := err.(*py.Exception)
	if !ok {
		return err
	}
	for i := len(steps) - 1; i >= 0; i-- {
		s := steps[i]
		c := py.NewCode(th, &code.Code{Filename: s.file, Name: s.function, QualName: s.function, FirstLineno: s.line})
		globals := py.NewDict()
		frame := py.NewFrame(c, globals, th.Interp.Builtins.Dict, finished{})
		frame.Locals = globals.Value()
		frame.Lineno = s.line
		tb := py.NewTraceback(e.Traceback, frame, -1)
		tb.Lineno = s.line
		e.Traceback = tb
	}
	return e
}

// finished is the state of a frame that no longer runs.
type finished struct{}

func (finished) Lasti() int                 { return -1 }
func (finished) Local(i int) py.Value       { return py.Unbound }
func (finished) SetLocal(i int, v py.Value) {}
func (finished) Executing() bool            { return false }
func (finished) Finished() bool             { return true }
func (finished) Generator() *py.Generator   { return nil }
func (finished) Function() *py.Function     { return nil }
func (finished) Back() *py.Frame            { return nil }
func (finished) Clear()                     {}

// exitWith is the SystemExit of a module that can't be run.
func exitWith(th *py.Thread, msg string) error {
	return py.NewException(py.SystemExit, py.Text(th.Interp.Config.Executable+": "+msg))
}

// hint tells someone who gave -m a file's name what to write instead.
func hint(name string) string {
	module, ok := strings.CutSuffix(name, ".py")
	if !ok {
		return ""
	}
	return ". Try using '" + module + "' instead of '" + name + "' as the module name."
}

// notRunnable is the error of -m name when pkg, the package around it, can't be imported: an ImportError that is about the package or
// one around it ends the program with a line, others stay what they are.
func notRunnable(th *py.Thread, err error, name, pkg string) error {
	e := py.ErrorAs(err)
	if e == nil || !e.Type.IsSubtype(py.ImportError) {
		return err
	}
	about := py.AsStr(e.Field("name"))
	if about == nil || !strings.HasPrefix(pkg+".", about.String()+".") {
		return err
	}
	return exitWith(th, "Error while finding module specification for '"+name+"' ("+e.Type.Name+": "+e.Message()+")")
}

// inGo is the module that is written in Go here and in Python elsewhere, where running it does nothing.
const inGo = "operator"

// findMain finds the source of the module to run: a package's is its __main__ module. full is its name.
func (m *Importer) findMain(th *py.Thread, name, container string) (f *found, full string, err error) {
	path := th.Interp.Sys.Get(th, "path")
	if strings.HasPrefix(name, ".") {
		return nil, "", exitWith(th, "Relative module names not supported")
	}
	tail := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent, err := m.Load(th, name[:i])
		if err != nil {
			return nil, "", notRunnable(th, err, name, name[:i])
		}
		if path, err = py.GetAttrOr(th, parent, th.Interp.Intern("__path__")); err != nil {
			return nil, "", err
		}
		if path.IsUnbound() {
			return nil, "", exitWith(th, "Error while finding module specification for '"+name+"' (ModuleNotFoundError: __path__ attribute not found on '"+name[:i]+"' while trying to find '"+name+"')"+hint(name))
		}
		tail = name[i+1:]
	} else if name == inGo {
		return &found{file: name, data: []byte("\n")}, name, nil
	} else if m.builtin[name] != nil {
		return nil, "", exitWith(th, "No code object available for "+name)
	} else if x, ok := m.findInLibrary(name); ok {
		f = &x
	}
	if f == nil {
		if f, err = m.findInPath(th, tail, path); err != nil {
			return nil, "", err
		}
	}
	switch {
	case f == nil && container != "":
		return nil, "", exitWith(th, "can't find '__main__' module in '"+container+"'")
	case f == nil:
		return nil, "", exitWith(th, "No module named "+name+m.Absence(th, name))
	case !f.isPackage:
		return f, name, nil
	case tail == "__main__":
		return nil, "", exitWith(th, "Cannot use package as __main__ module; '"+name+"' is a package and cannot be directly executed")
	}
	mainName := name + ".__main__"
	if _, err := m.Load(th, name); err != nil {
		return nil, "", notRunnable(th, err, mainName, name)
	}
	items := make([]py.Value, len(f.search))
	for i, s := range f.search {
		items[i] = py.Text(s)
	}
	inner, err := m.findInPath(th, "__main__", py.NewList(items).Value())
	if err != nil {
		return nil, "", err
	}
	if inner != nil && inner.isPackage {
		return nil, "", exitWith(th, "Cannot use package as __main__ module; '"+name+"' is a package and cannot be directly executed")
	}
	if inner == nil {
		return nil, "", exitWith(th, "No module named "+mainName+"; '"+name+"' is a package and cannot be directly executed")
	}
	return inner, mainName, nil
}

func (finished) SetLine(th *py.Thread, f *py.Frame, line int) error {
	return py.Raise(py.ValueError, "f_lineno can only be set in a trace function")
}
