// This file sends values that can't be shared: they are pickled in one interpreter and unpickled in the other.

package crossinterp

import (
	"strings"

	"github.com/gopy-lang/gopy/internal/compile"
	py "github.com/gopy-lang/gopy/runtime"
)

// pickled makes a parcel of a value by module pickle.
func pickled(th *py.Thread, v py.Value) (Parcel, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern("pickle"), py.None, py.None, py.None, 0)
	if err != nil {
		return nil, err
	}
	bytes, err := py.CallMethod(th, m, "dumps", v)
	if err != nil {
		return nil, err
	}
	data, ok := py.BytesData(bytes)
	if !ok {
		return nil, py.Raise(py.TypeError, "pickle.dumps() returned no bytes")
	}
	text := string(data)
	script := mainFile(th)
	return func(th *py.Thread) (py.Value, error) { return unpickle(th, text, script) }, nil
}

// mainFile returns the path of the script that runs in __main__, "" when there is none.
func mainFile(th *py.Thread) string {
	main, err := Main(th)
	if err != nil {
		return ""
	}
	if s := py.AsStr(main.GetStr(th.Interp.Intern("__file__"))); s != nil {
		return s.String()
	}
	return ""
}

// unpickle makes a pickled value. When it wants something of __main__ that isn't there, the script of the interpreter that has sent it is run in a
// module of its own, which stands in for __main__.
func unpickle(th *py.Thread, data, script string) (py.Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern("pickle"), py.None, py.None, py.None, 0)
	if err != nil {
		return py.Unbound, err
	}
	load := func() (py.Value, error) { return py.CallMethod(th, m, "loads", py.NewBytes([]byte(data)).Value()) }
	v, err := load()
	if script != "" && py.Matches(err, py.AttributeError) && strings.Contains(py.ErrorAs(err).Message(), "__main__") {
		if main, failed := standIn(th, script); failed == nil {
			modules, name := th.Interp.Modules, th.Interp.Intern("__main__")
			real := modules.GetStr(name)
			modules.SetStr(name, main.Value())
			again, failed := load()
			if modules.GetStr(name) == main.Value() {
				modules.SetStr(name, real)
			}
			if failed == nil {
				return again, nil
			}
		}
	}
	if err != nil {
		return py.Unbound, Because(py.Raise(NotShareableError, "object could not be unpickled"), py.ErrorAs(err))
	}
	return v, nil
}

// standIns are the modules in which scripts of other interpreters have run, by their paths.
type standIns map[string]*py.Module

// standIn returns the module in which a script has run that is the __main__ of another interpreter.
func standIn(th *py.Thread, script string) (*py.Module, error) {
	const key, name = "crossinterp __main__", "<fake __main__>"
	known, _ := th.Interp.Extra[key].(standIns)
	if m := known[script]; m != nil {
		return m, nil
	}
	source, err := th.Interp.Host.ReadFile(script)
	if err != nil {
		return nil, py.OSErrorFrom(err)
	}
	c, err := compile.Source(th, string(source), script, compile.Options{Mode: "exec", Optimize: -1})
	if err != nil {
		return nil, err
	}
	m := th.Interp.NewModule(name)
	m.Set(th, "__file__", py.Text(script))
	m.Set(th, "__cached__", py.None)
	m.Set(th, "__builtins__", th.Interp.Builtins.Value())
	if _, err := th.Interp.Eval.Exec(th, c, m.Dict, m.Dict.Value(), nil); err != nil {
		return nil, err
	}
	if known == nil {
		known = standIns{}
		th.Interp.Extra[key] = known
	}
	known[script] = m
	return m, nil
}
