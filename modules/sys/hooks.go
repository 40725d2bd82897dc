// This file holds the hooks: functions of sys that the interpreter calls and programs replace.

package sys

import (
	"strings"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

// displayHook is sys.displayhook.
func displayHook(th *py.Thread, a []py.Value) (py.Value, error) {
	if a[0].IsNone() {
		return py.None, nil
	}
	underscore := th.Interp.Intern("_")
	th.Interp.Builtins.Dict.SetStr(underscore, py.None)
	out := th.Interp.Sys.Get(th, "stdout")
	if out.IsUnbound() {
		return py.Unbound, py.Raise(py.RuntimeError, "lost sys.stdout")
	}
	r, err := py.Repr(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if _, err := py.CallMethod(th, out, "write", py.Text(r.String()+"\n")); err != nil {
		return py.Unbound, err
	}
	th.Interp.Builtins.Dict.SetStr(underscore, a[0])
	return py.None, nil
}

// CallExceptHook reports an uncaught exception: by sys.excepthook, or plainly when that fails.
func CallExceptHook(th *py.Thread, e *py.Exception) {
	hook := th.Interp.Sys.Get(th, "excepthook")
	if th.Interp.Audited() {
		tb, told := py.None, hook
		if e.Traceback != nil {
			tb = e.Traceback.Value()
		}
		if told.IsUnbound() {
			told = py.None
		}
		if err := th.Audit("sys.excepthook", told, e.Type.Value(), e.Value(), tb); err != nil {
			if py.Matches(err, py.RuntimeError) {
				return // a hook's way to keep the exception from being shown
			}
			py.Unraisable(th, err, "Exception ignored in audit hook", py.None)
		}
	}
	if hook.IsUnbound() || py.Is(hook, th.Interp.Sys.Get(th, "__excepthook__")) {
		if err := traceback.Print(th, e); err != nil {
			traceback.WriteStderr(th, e.Error()+"\n")
		}
		return
	}
	tb := py.None
	if e.Traceback != nil {
		tb = e.Traceback.Value()
	}
	_, err := py.CallArgs(th, hook, e.Type.Value(), e.Value(), tb)
	if err == nil {
		return
	}
	traceback.WriteStderr(th, "Error in sys.excepthook:\n")
	traceback.Print(th, py.ErrorAs(err))
	traceback.WriteStderr(th, "\nOriginal exception was:\n")
	traceback.Print(th, e)
}

// unraisableHook is sys.unraisablehook.
func unraisableHook(th *py.Thread, a []py.Value) (py.Value, error) {
	get := func(name string) (py.Value, error) { return py.GetAttrString(th, a[0], name) }
	message, err := get("err_msg")
	if err != nil {
		return py.Unbound, py.Raise(py.TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs")
	}
	object, err := get("object")
	if err != nil {
		return py.Unbound, err
	}
	value, err := get("exc_value")
	if err != nil {
		return py.Unbound, err
	}
	shown := ""
	if !object.IsNone() {
		if r, err := py.Repr(th, object); err == nil {
			shown = r.String()
		} else {
			shown = "<object repr() failed>"
		}
	}
	switch text := py.AsStr(message); {
	case text != nil && shown != "":
		traceback.WriteStderr(th, text.String()+": "+shown+"\n")
	case text != nil:
		traceback.WriteStderr(th, text.String()+":\n")
	case shown != "":
		traceback.WriteStderr(th, "Exception ignored in: "+shown+"\n")
	}
	if e := py.AsException(value); e != nil {
		return py.None, traceback.PrintBare(th, e)
	}
	return py.None, nil
}

// breakpointHook is sys.breakpointhook: it calls what PYTHONBREAKPOINT names, pdb.set_trace by default.
func breakpointHook(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	name := "pdb.set_trace"
	if th.Interp.Config.Flags.IgnoreEnvironment == 0 {
		if v, ok := th.Interp.Host.LookupEnv("PYTHONBREAKPOINT"); ok && v != "" {
			name = v
		}
	}
	if name == "0" {
		return py.None, nil
	}
	module, attribute := "builtins", name
	i := strings.LastIndexByte(name, '.')
	if i > 0 {
		module, attribute = name[:i], name[i+1:]
	}
	fail := func() (py.Value, error) {
		return py.None, py.Warn(th, py.RuntimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \""+name+"\"", 1)
	}
	if i == 0 {
		return fail()
	}
	m, err := th.Interp.Importer.Import(th, py.NewStr(module), py.None, py.None, py.TupleOf(py.Text(attribute)).Value(), 0)
	if err != nil {
		if py.Matches(err, py.ImportError) {
			return fail()
		}
		return py.Unbound, err
	}
	f, err := py.GetAttrOr(th, m, th.Interp.Intern(attribute))
	if err != nil {
		return py.Unbound, err
	}
	if f.IsUnbound() {
		return fail()
	}
	return py.Call(th, f, args, kw)
}
