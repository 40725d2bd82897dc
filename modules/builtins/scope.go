// This file holds the functions that look at or run code in a scope: dir, vars, locals, eval, exec, compile, __import__.

package builtins

import (
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/internal/compile"
	py "github.com/gopy-lang/gopy/runtime"
)

// currentLocals is locals() of the calling frame.
func currentLocals(th *py.Thread, fn string) (py.Value, error) {
	f := th.Interp.Eval.CurrentFrame(th, 0)
	if f == nil {
		return py.Unbound, py.Raise(py.SystemError, "%s(): no current frame", fn)
	}
	return py.FrameLocals(th, f)
}

func dir(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := arity("dir", args, kw, 0, 1); err != nil {
		return py.Unbound, err
	}
	var names py.Value
	if len(args) == 0 {
		locals, err := currentLocals(th, "dir")
		if err != nil {
			return py.Unbound, err
		}
		if names, err = py.CallMethod(th, locals, "keys"); err != nil {
			return py.Unbound, err
		}
	} else {
		v, found, err := py.CallSpecial(th, args[0], th.Interp.Intern("__dir__"))
		if err != nil {
			return py.Unbound, err
		}
		if !found {
			return py.Unbound, py.Raise(py.TypeError, "object does not provide __dir__")
		}
		names = v
	}
	items, err := py.Items(th, names)
	if err != nil {
		return py.Unbound, err
	}
	l := py.NewList(items)
	return l.Value(), l.Sort(th, py.None, false)
}

func vars(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := arity("vars", args, kw, 0, 1); err != nil {
		return py.Unbound, err
	}
	if len(args) == 0 {
		return currentLocals(th, "vars")
	}
	d, err := py.GetAttrOr(th, args[0], th.Interp.Intern("__dict__"))
	if err == nil && d.IsUnbound() {
		err = py.Raise(py.TypeError, "vars() argument must have __dict__ attribute")
	}
	return d, err
}

// scope resolves the globals and locals arguments of eval and exec.
func scope(th *py.Thread, fn string, globals, locals py.Value) (*py.Dict, py.Value, error) {
	if !globals.IsNone() && py.AsDict(globals) == nil {
		if fn == "eval" {
			return nil, py.Unbound, py.Raise(py.TypeError, "globals must be a dict")
		}
		return nil, py.Unbound, py.Raise(py.TypeError, "%s() globals must be a dict, not %s", fn, globals.Type().TypeName())
	}
	if !locals.IsNone() && locals.Type().GetItem == nil {
		if fn == "eval" {
			return nil, py.Unbound, py.Raise(py.TypeError, "locals must be a mapping")
		}
		return nil, py.Unbound, py.Raise(py.TypeError, "locals must be a mapping or None, not %s", locals.Type().TypeName())
	}
	if globals.IsNone() {
		f := th.Interp.Eval.CurrentFrame(th, 0)
		if f == nil {
			return nil, py.Unbound, py.Raise(py.SystemError, "globals and locals cannot be NULL")
		}
		globals = f.Globals.Value()
		if locals.IsNone() {
			var err error
			if locals, err = py.FrameLocals(th, f); err != nil {
				return nil, py.Unbound, err
			}
		}
	}
	if locals.IsNone() {
		locals = globals
	}
	g := py.AsDict(globals)
	name := th.Interp.Intern("__builtins__")
	if g.GetStr(name).IsUnbound() {
		builtins := th.Interp.Builtins.Dict.Value()
		if f := th.Interp.Eval.CurrentFrame(th, 0); f != nil {
			builtins = py.BuiltinsValue(f.Builtins)
		}
		g.SetStr(name, builtins)
	}
	return g, locals, nil
}

// inheritedFlags are the __future__ features of the calling code.
func inheritedFlags(th *py.Thread) code.Flags {
	if f := th.Interp.Eval.CurrentFrame(th, 0); f != nil {
		return f.Code.Code.Flags & compile.FutureMask
	}
	return 0
}

func evalFunction(th *py.Thread, a []py.Value) (py.Value, error) {
	source, globalsArg, localsArg := a[0], a[1], a[2]
	globals, locals, err := scope(th, "eval", globalsArg, localsArg)
	if err != nil {
		return py.Unbound, err
	}
	if c := py.AsCode(source); c != nil {
		if c.NumFree > 0 {
			return py.Unbound, py.Raise(py.TypeError, "code object passed to eval() may not contain free variables")
		}
		if err := th.Audit("exec", c.Value()); err != nil {
			return py.Unbound, err
		}
		return th.Interp.Eval.Exec(th, c, globals, locals, nil)
	}
	text, isText, err := compile.SourceOf(th, source, "eval", "string, bytes or code")
	if err != nil {
		return py.Unbound, err
	}
	for len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
		text = text[1:]
	}
	if err := auditCompile(th, text, "<string>"); err != nil {
		return py.Unbound, err
	}
	c, err := compile.Source(th, text, "<string>", compile.Options{Mode: "eval", Text: isText, Flags: inheritedFlags(th), Optimize: -1})
	if err == nil {
		err = th.Audit("exec", c.Value())
	}
	if err != nil {
		return py.Unbound, err
	}
	return th.Interp.Eval.Exec(th, c, globals, locals, nil)
}

// auditCompile tells of source text that is about to be compiled.
func auditCompile(th *py.Thread, text, filename string) error {
	if !th.Interp.Audited() {
		return nil
	}
	return th.Audit("compile", py.NewBytes([]byte(text)).Value(), py.Text(filename))
}

func execFunction(th *py.Thread, a []py.Value) (py.Value, error) {
	source, closure := a[0], a[3]
	globals, locals, err := scope(th, "exec", a[1], a[2])
	if err != nil {
		return py.Unbound, err
	}
	c := py.AsCode(source)
	if c == nil {
		if !closure.IsNone() {
			return py.Unbound, py.Raise(py.TypeError, "closure can only be used when source is a code object")
		}
		text, isText, err := compile.SourceOf(th, source, "exec", "string, bytes or code")
		if err != nil {
			return py.Unbound, err
		}
		if err := auditCompile(th, text, "<string>"); err != nil {
			return py.Unbound, err
		}
		if c, err = compile.Source(th, text, "<string>", compile.Options{Mode: "exec", Text: isText, Flags: inheritedFlags(th), Optimize: -1}); err != nil {
			return py.Unbound, err
		}
	}
	cells, err := closureOf(c, closure)
	if err == nil {
		err = th.Audit("exec", c.Value())
	}
	if err != nil {
		return py.Unbound, err
	}
	_, err = th.Interp.Eval.Exec(th, c, globals, locals, cells)
	return py.None, err
}

// closureOf checks exec's closure argument.
func closureOf(c *py.Code, closure py.Value) (*py.Tuple, error) {
	if c.NumFree == 0 {
		if !closure.IsNone() {
			return nil, py.Raise(py.TypeError, "cannot use a closure with this code object")
		}
		return nil, nil
	}
	t := py.AsTuple(closure)
	if closure.IsNone() {
		return nil, py.Raise(py.TypeError, "code object requires a closure of exactly length %d", c.NumFree)
	}
	if t == nil || t.Len() != c.NumFree {
		return nil, py.Raise(py.TypeError, "code object requires a closure of exactly length %d", c.NumFree)
	}
	for _, v := range t.Items() {
		if v.Kind() != py.KindCell {
			return nil, py.Raise(py.TypeError, "closure can only contain cells")
		}
	}
	return t, nil
}

func compileFunction(th *py.Thread, a []py.Value) (py.Value, error) {
	filename, err := compile.Filename(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	mode := py.AsStr(a[2])
	if mode == nil {
		return py.Unbound, py.Raise(py.TypeError, "compile() argument 'mode' must be str, not %s", a[2].Type().TypeName())
	}
	flags, err := py.AsInt(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	dontInherit, err := py.Truth(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	optimize, err := py.AsInt(th, a[5])
	if err != nil {
		return py.Unbound, err
	}
	feature, err := py.AsInt(th, a[6])
	if err != nil {
		return py.Unbound, err
	}
	if optimize < -1 || optimize > 2 {
		return py.Unbound, py.Raise(py.ValueError, "compile(): invalid optimize value")
	}
	opts := compile.Options{Mode: mode.String(), Flags: code.Flags(flags), Optimize: optimize, FeatureVersion: feature}
	if err := opts.Check(); err != nil {
		return py.Unbound, err
	}
	if !dontInherit {
		opts.Flags |= inheritedFlags(th)
	}
	if v, handled, err := compile.AST(th, a[0], filename, opts); handled || err != nil {
		return v, err
	}
	text, isText, err := compile.SourceOf(th, a[0], "compile", "string, bytes or AST")
	if err != nil {
		return py.Unbound, err
	}
	opts.Text = isText
	if err := auditCompile(th, text, filename); err != nil {
		return py.Unbound, err
	}
	return compile.ToValue(th, text, filename, opts)
}

func importFunction(th *py.Thread, a []py.Value) (py.Value, error) {
	name := py.AsStr(a[0])
	if name == nil {
		return py.Unbound, py.Raise(py.TypeError, "__import__() argument 1 must be str, not %s", a[0].Type().TypeName())
	}
	level, err := py.AsInt(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	return th.Interp.Importer.Import(th, name, a[1], a[2], a[3], level)
}
