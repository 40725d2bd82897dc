// Package interpreters is the module _interpreters, below concurrent.interpreters: the interpreters that a program makes for itself (PEP 734).
//
//	interpreters.go  the module: making, finding, ending interpreters
//	registry.go      what is known of each, and who runs in it
//	config.go        what an interpreter may do
//	run.go           running scripts and calling functions
//	script.go        scripts for another interpreter
//	variables.go     variables for another interpreter's __main__
//	failure.go       exceptions as other interpreters see them
//
// Reference: "concurrent.interpreters — Multiple interpreters in the same process" in the Python library reference.
package interpreters

import (
	"sync"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// The classes of exceptions.
var (
	errorType    = &py.Type{Name: "InterpreterError", Module: "concurrent.interpreters", Flags: py.TypeBaseType, Doc: "An operation on an interpreter failed."}
	notFoundType = &py.Type{Name: "InterpreterNotFoundError", Module: "concurrent.interpreters", Flags: py.TypeBaseType, Doc: "There is no such interpreter, or no more."}
	setupOnce    sync.Once
)

// whenceNames are where interpreters come from; the index is the number that programs see.
var whenceNames = []string{"UNKNOWN", "RUNTIME", "LEGACY_CAPI", "CAPI", "XI", "STDLIB"}

// Indexes in whenceNames.
const whenceMain, ours = 1, 5

const notFound = "unrecognized interpreter ID %d"

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_interpreters",
	Doc:       "The interpreters of a program.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		crossinterp.Setup()
		setupOnce.Do(func() {
			py.SetupType(errorType, py.ExceptionType)
			py.SetupType(notFoundType, errorType)
		})
		m.Set(th, "InterpreterError", errorType.Value())
		m.Set(th, "InterpreterNotFoundError", notFoundType.Value())
		m.Set(th, "NotShareableError", crossinterp.NotShareableError.Value())
		m.Set(th, "CrossInterpreterBufferView", crossinterp.BufferView.Value())
		for n, name := range whenceNames {
			m.Set(th, "WHENCE_"+name, py.Int(int64(n)))
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("create(config=None, *, reqrefs=False)", "Make an interpreter and return its number. With reqrefs it ends when decref has been called as often as incref.", create),
		py.Def("destroy(id, *, restrict=False)", "End an interpreter.", destroy),
		py.Def("list_all(*, require_ready=False)", "Return a list of the numbers of the interpreters, each with where it comes from.", listAll),
		py.Def("get_current()", "Return the number of the running interpreter and where it comes from.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return describe(th.Interp), nil
		}),
		py.Def("get_main()", "Return the number of the main interpreter and where it comes from.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return describe(th.Interp.Group.Main), nil
		}),
		py.Def("is_running(id, *, restrict=False)", "Tell whether code runs in the __main__ of an interpreter.", isRunning),
		py.Def("whence(id)", "Return where an interpreter comes from, as a WHENCE constant.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			in, err := find(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(whence(in)), nil
		}),
		py.Def("get_config(id, *, restrict=False)", "Return what an interpreter may do.", getConfig),
		py.Def("new_config(name='isolated', /, **overrides)", "Return a named configuration with changes.", newConfig),
		py.Def("incref(id, *, implieslink=False, restrict=False)", "Count one more reference to an interpreter.", incref),
		py.Def("decref(id, *, restrict=False)", "Count one reference to an interpreter less.", decref),
		py.Def("is_shareable(obj)", "Tell whether objects like this one can be given to another interpreter without being pickled.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(crossinterp.IsShareable(th, a[0])), nil
		}),
		py.Def("exec(id=<unrepresentable>, code=<unrepresentable>, shared=<unrepresentable>, *, restrict=False)", "Run a script, a function without parameters or a code object in an interpreter's __main__.", execAny),
		py.Def("run_string(id=<unrepresentable>, script=<unrepresentable>, shared=<unrepresentable>, *, restrict=False)", "Run a script in an interpreter's __main__.", runString),
		py.Def("run_func(id=<unrepresentable>, func=<unrepresentable>, shared=<unrepresentable>, *, restrict=False)", "Run a function without parameters in an interpreter's __main__.", runFunc),
		py.Def("call(id=<unrepresentable>, callable=<unrepresentable>, args=None, kwargs=None, *, restrict=False)", "Call a function in an interpreter; return its result and the exception that it raised.", call),
		py.Def("set___main___attrs(id=<unrepresentable>, updates=<unrepresentable>, *, restrict=False)", "Set variables of an interpreter's __main__.", setMain),
		py.Def("capture_exception(exc=None)", "Describe an exception, by default the one being handled, as exec and call do.", captureException),
	}
}

// whence is where an interpreter comes from.
func whence(in *py.Interp) int64 {
	if in.IsMain() {
		return whenceMain
	}
	return ours
}

func describe(in *py.Interp) py.Value { return py.TupleOf(py.Int(in.ID), py.Int(whence(in))).Value() }

// find returns the interpreter that has a number.
func find(th *py.Thread, id py.Value) (*py.Interp, error) {
	n, err := number(th, id)
	if err != nil {
		return nil, err
	}
	if in := th.Interp.Group.Find(n); in != nil {
		return in, nil
	}
	return nil, py.Raise(notFoundType, notFound, n)
}

// number reads the number of an interpreter.
func number(th *py.Thread, id py.Value) (int64, error) {
	return crossinterp.Number(th, id, "interpreter")
}

// findOurs is find for functions that can be restricted to interpreters that programs have made. what says what was to be done.
func findOurs(th *py.Thread, id, restrict py.Value, what string) (*py.Interp, error) {
	in, err := find(th, id)
	if err != nil {
		return nil, err
	}
	only, err := py.Truth(th, restrict)
	if err == nil && only && whence(in) != ours {
		err = py.Raise(errorType, "cannot %s unrecognized interpreter %d", what, in.ID)
	}
	return in, err
}

func create(th *py.Thread, a []py.Value) (py.Value, error) {
	counted, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	c, err := readConfig(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	g := th.Interp.Group
	err = c.check()
	var in *py.Interp
	if err == nil && g.Maker == nil {
		err = py.Raise(py.RuntimeError, "interpreters can't be made here")
	}
	if err == nil {
		if err := th.Charge(leastSize); err != nil {
			return py.Unbound, err
		}
		if err := th.Interp.Spend(work); err != nil {
			return py.Unbound, err
		}
		th.Outside(func() { in, err = g.Maker.MakeInterp(g) })
	}
	if err != nil {
		failed := py.Raise(errorType, "interpreter creation failed").(*py.Exception)
		failed.Context = py.NewException(errorType, py.Text(py.ErrorAs(err).Error()))
		return py.Unbound, failed
	}
	in.Rights = c.rights()
	registryOf(g).add(in.ID, &record{config: c, counted: counted})
	in.Join()
	return py.Int(in.ID), nil
}

// leastSize is about what an interpreter takes, in bytes; work is what making it does, in steps.
const leastSize, work = 1 << 20, 10_000

func destroy(th *py.Thread, a []py.Value) (py.Value, error) {
	in, err := findOurs(th, a[0], a[1], "destroy")
	if err != nil {
		return py.Unbound, err
	}
	if in == th.Interp {
		return py.Unbound, py.Raise(errorType, "cannot destroy the current interpreter")
	}
	if in.IsMain() {
		return py.Unbound, py.Raise(errorType, "cannot destroy the main interpreter")
	}
	switch registryOf(in.Group).claim(in.ID) {
	case isGone:
		return py.Unbound, py.Raise(notFoundType, notFound, in.ID)
	case isBusy:
		return py.Unbound, py.Raise(errorType, "interpreter running")
	}
	end(th, in)
	return py.None, nil
}

func listAll(th *py.Thread, a []py.Value) (py.Value, error) {
	var all []py.Value
	for _, in := range th.Interp.Group.Living() {
		all = append(all, describe(in))
	}
	return py.NewList(all).Value(), nil
}

func isRunning(th *py.Thread, a []py.Value) (py.Value, error) {
	in, err := findOurs(th, a[0], a[1], "check if running for")
	if err != nil {
		return py.Unbound, err
	}
	return py.Bool(registryOf(in.Group).running(in.ID)), nil
}

func incref(th *py.Thread, a []py.Value) (py.Value, error) {
	in, err := findOurs(th, a[0], a[2], "incref")
	if err != nil {
		return py.Unbound, err
	}
	linked, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	registryOf(in.Group).refer(in.ID, linked)
	return py.None, nil
}

func decref(th *py.Thread, a []py.Value) (py.Value, error) {
	in, err := findOurs(th, a[0], a[1], "decref")
	if err != nil {
		return py.Unbound, err
	}
	if registryOf(in.Group).forget(in.ID) && in != th.Interp {
		end(th, in)
	}
	return py.None, nil
}
