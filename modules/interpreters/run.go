// This file runs scripts and calls functions in another interpreter.

package interpreters

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// within claims an interpreter and calls f with a thread of it and the variables of its __main__. It fails when code runs there already.
func within(th *py.Thread, in *py.Interp, f func(t *py.Thread, main *py.Dict)) error {
	r := registryOf(in.Group)
	switch r.claim(in.ID) {
	case isGone:
		return py.Raise(notFoundType, notFound, in.ID)
	case isBusy:
		return py.Raise(errorType, "interpreter already running")
	}
	var lost *failure
	th.Visit(in, func(t *py.Thread) {
		main, err := crossinterp.Main(t)
		if err != nil {
			lost = describeFailure(t, py.ErrorAs(err))
			return
		}
		f(t, main)
	})
	if r.yield(in.ID) {
		end(th, in)
	}
	if lost != nil {
		return py.Raise(errorType, "%s", lost.message)
	}
	return th.CheckSignals() // that arrived meanwhile: only the main interpreter handles them
}

// required fails when an argument that must be there isn't.
func required(function, name string, position int, v py.Value) error {
	if v.IsUnbound() {
		return py.Raise(py.TypeError, "_interpreters.%s() missing required argument '%s' (pos %d)", function, name, position)
	}
	return nil
}

// arguments reads what exec and its relatives are called with: an interpreter, what to run there, and variables to set before.
func arguments(th *py.Thread, a []py.Value, function, second, what string) (*py.Interp, *variables, error) {
	if err := required(function, "id", 1, a[0]); err != nil {
		return nil, nil, err
	}
	if err := required(function, second, 2, a[1]); err != nil {
		return nil, nil, err
	}
	var d *py.Dict
	if !a[2].IsUnbound() {
		if d = py.AsDict(a[2]); d == nil {
			return nil, nil, wrongType(function, 3, "dict", a[2])
		}
	}
	in, err := findOurs(th, a[0], a[3], what)
	if err != nil || d == nil {
		return in, nil, err
	}
	vars, err := packVariables(th, d)
	return in, vars, err
}

func wrongType(function string, position int, want string, v py.Value) error {
	name := v.Type().TypeName()
	if v.IsNone() {
		name = "None"
	}
	return py.Raise(py.TypeError, "_interpreters.%s() argument %d must be %s, not %s", function, position, want, name)
}

func execAny(th *py.Thread, a []py.Value) (py.Value, error) {
	in, vars, err := arguments(th, a, "exec", "code", "exec code for")
	if err != nil {
		return py.Unbound, err
	}
	s, ok, err := scriptOf(th, a[1])
	if !ok {
		if _, bytes := py.BytesData(a[1]); py.AsStr(a[1]) == nil && !bytes {
			text, err := py.Repr(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.Unbound, py.Raise(py.TypeError, "unsupported script %s", text)
		}
		s, err = compileScript(th, a[1])
	}
	if err != nil {
		return py.Unbound, err
	}
	return s.run(th, in, vars)
}

func runString(th *py.Thread, a []py.Value) (py.Value, error) {
	in, vars, err := arguments(th, a, "run_string", "script", "run a string in")
	if err != nil {
		return py.Unbound, err
	}
	if py.AsStr(a[1]) == nil {
		return py.Unbound, wrongType("run_string", 2, "str", a[1])
	}
	s, err := compileScript(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	return s.run(th, in, vars)
}

func runFunc(th *py.Thread, a []py.Value) (py.Value, error) {
	in, vars, err := arguments(th, a, "run_func", "func", "run a function in")
	if err != nil {
		return py.Unbound, err
	}
	s, ok, err := scriptOf(th, a[1])
	if !ok {
		err = wrongType("run_func", 2, "a function", a[1])
	}
	if err != nil {
		return py.Unbound, err
	}
	return s.run(th, in, vars)
}

// run runs the script after it has set the variables. It returns what became of an exception, None without one.
func (s script) run(th *py.Thread, in *py.Interp, vars *variables) (py.Value, error) {
	var raised *failure
	err := within(th, in, func(t *py.Thread, main *py.Dict) {
		err := vars.set(t, main)
		if err == nil {
			_, err = in.Eval.Exec(t, s.Open(t), main, main.Value(), nil)
		}
		if err != nil {
			raised = describeFailure(t, py.ErrorAs(err))
		}
	})
	if err != nil {
		return py.Unbound, err
	}
	if raised == nil {
		return py.None, nil
	}
	return raised.namespace(th), nil
}

func setMain(th *py.Thread, a []py.Value) (py.Value, error) {
	if err := required("set___main___attrs", "id", 1, a[0]); err != nil {
		return py.Unbound, err
	}
	if err := required("set___main___attrs", "updates", 2, a[1]); err != nil {
		return py.Unbound, err
	}
	d := py.AsDict(a[1])
	if d == nil {
		return py.Unbound, wrongType("set___main___attrs", 2, "dict", a[1])
	}
	in, err := findOurs(th, a[0], a[2], "update __main__ for")
	if err != nil {
		return py.Unbound, err
	}
	if d.Len() == 0 {
		return py.Unbound, py.Raise(py.ValueError, "arg 2 must be a non-empty dict")
	}
	vars, err := packVariables(th, d)
	if err != nil {
		return py.Unbound, err
	}
	var lost *failure
	err = within(th, in, func(t *py.Thread, main *py.Dict) {
		if err := vars.set(t, main); err != nil {
			lost = describeFailure(t, py.ErrorAs(err))
		}
	})
	if err == nil && lost != nil {
		err = crossinterp.Because(py.Raise(crossinterp.NotShareableError, "object not shareable"), lost.told())
	}
	return py.None, err
}

// job is a call on its way to another interpreter. A nil parcel stands for no arguments.
type job struct{ callee, args, kwargs crossinterp.Parcel }

// packCall makes the job of a call.
func packCall(th *py.Thread, callee, args, kwargs py.Value) (j job, err error) {
	if !py.Callable(callee) {
		text, err := py.Repr(th, callee)
		if err != nil {
			return j, err
		}
		return j, py.Raise(py.TypeError, "expected a callable, got %s", text)
	}
	if j.callee, err = crossinterp.Pack(th, callee, true); py.Matches(err, crossinterp.NotShareableError) {
		if f := py.AsFunction(callee); f != nil {
			return j, crossinterp.Because(py.Raise(crossinterp.NotShareableError, "only stateless functions are shareable"), crossinterp.Stateless(th, f))
		}
		text, err := py.Repr(th, callee)
		if err != nil {
			return j, err
		}
		return j, py.Raise(crossinterp.NotShareableError, "expected a function, got %s", text)
	}
	if err == nil && !args.IsNone() {
		if py.AsTuple(args) == nil {
			return j, wrongType("call", 3, "tuple", args)
		}
		j.args, err = crossinterp.Pack(th, args, true)
	}
	if err == nil && !kwargs.IsNone() {
		if py.AsDict(kwargs) == nil {
			return j, wrongType("call", 4, "dict", kwargs)
		}
		if py.AsDict(kwargs).Len() > 0 {
			j.kwargs, err = crossinterp.Pack(th, kwargs, true)
		}
	}
	return j, err
}

// outcome is what came of a job.
type outcome struct {
	result crossinterp.Parcel
	raised *failure // by the function
	stuck  string   // what could not be sent
	why    *failure // and why
}

func call(th *py.Thread, a []py.Value) (py.Value, error) {
	for i, name := range []string{"id", "callable"} {
		if err := required("call", name, i+1, a[i]); err != nil {
			return py.Unbound, err
		}
	}
	in, err := findOurs(th, a[0], a[4], "make a call in")
	if err != nil {
		return py.Unbound, err
	}
	j, err := packCall(th, a[1], a[2], a[3])
	if err != nil {
		return py.Unbound, err
	}
	var o outcome
	if err := within(th, in, func(t *py.Thread, main *py.Dict) { o = j.do(t, main) }); err != nil {
		return py.Unbound, err
	}
	switch {
	case o.stuck != "":
		return py.Unbound, crossinterp.Because(py.Raise(crossinterp.NotShareableError, "%s", o.stuck), o.why.told())
	case o.raised != nil:
		return py.TupleOf(py.None, o.raised.namespace(th)).Value(), nil
	}
	v, err := o.result(th)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(v, py.None).Value(), nil
}

// do makes the call.
func (j job) do(th *py.Thread, main *py.Dict) outcome {
	open := func(p crossinterp.Parcel, empty py.Value, what string) (py.Value, *outcome) {
		if p == nil {
			return empty, nil
		}
		v, err := p(th)
		if err != nil {
			return v, &outcome{stuck: what + " not shareable", why: describeFailure(th, py.ErrorAs(err))}
		}
		return v, nil
	}
	callee, stuck := open(j.callee, py.None, "func")
	if stuck != nil {
		return *stuck
	}
	args, stuck := open(j.args, py.TupleOf().Value(), "args")
	if stuck != nil {
		return *stuck
	}
	kwargs, stuck := open(j.kwargs, py.NewDict().Value(), "kwargs")
	if stuck != nil {
		return *stuck
	}
	v, err := callIn(th, main, callee, args, kwargs)
	if err != nil {
		return outcome{raised: describeFailure(th, py.ErrorAs(err))}
	}
	result, err := crossinterp.Pack(th, v, true)
	if err != nil {
		return outcome{stuck: "object does not support cross-interpreter data", why: describeFailure(th, py.ErrorAs(err))}
	}
	return outcome{result: result}
}

// callIn calls a function as code of __main__ would, so that built-in functions such as eval find a caller.
func callIn(th *py.Thread, main *py.Dict, callee, args, kwargs py.Value) (py.Value, error) {
	c, err := caller(th, callee, args, kwargs)
	if err != nil {
		return py.Unbound, err
	}
	v, err := th.Interp.Eval.Exec(th, c, main, main.Value(), nil)
	if err != nil {
		if e := py.ErrorAs(err); e.Traceback != nil {
			e.Traceback = e.Traceback.Next // without the caller
		}
	}
	return v, err
}

// caller makes code that calls a function: that of an expression of three names, with the values for constants in their place.
func caller(th *py.Thread, values ...py.Value) (*py.Code, error) {
	c, err := compile.Source(th, "callee(*args, **kwargs)", "<call>", compile.Options{Mode: "eval", Text: true, Optimize: -1})
	if err != nil {
		return nil, err
	}
	template := *c.Code
	template.Bytecode, template.Sound = slices.Clone(template.Bytecode), false
	for i := 0; i < len(template.Bytecode); i += 2 {
		if opcode.Op(template.Bytecode[i]) == opcode.LOAD_NAME {
			template.Bytecode[i] = byte(opcode.LOAD_CONST) // the names are numbered in order, as the values are
		}
	}
	return py.NewCodeOf(th, &template, values), nil
}
