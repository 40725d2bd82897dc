// This file holds print and input, breakpoint, and __build_class__.

package builtins

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// print_ is print(*args, sep=' ', end='\n', file=None, flush=False).
const printText = "(*args, sep=' ', end='\\n', file=None, flush=False)"

var printSignature = py.ParseSignature("print" + printText)

func print_(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw == nil {
		return py.None, printTo(th, py.None, args, space, lineFeed, false)
	}
	args, options := args[:len(args)-kw.Len()], args[len(args)-kw.Len():]
	a := [5]py.Value{1: py.None, 2: py.None, 3: py.None, 4: py.False} // as printSignature has them
	for i, v := range options {
		switch py.AsStr(kw.At(i)).String() {
		case "sep":
			a[1] = v
		case "end":
			a[2] = v
		case "file":
			a[3] = v
		case "flush":
			a[4] = v
		default:
			_, held, err := printSignature.BindArgs(th, options, kw)
			held.Release()
			return py.Unbound, err
		}
	}
	sep, err := optionalText("sep", a[1], space)
	if err != nil {
		return py.Unbound, err
	}
	end, err := optionalText("end", a[2], lineFeed)
	if err != nil {
		return py.Unbound, err
	}
	flush, err := py.Truth(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	return py.None, printTo(th, a[3], args, sep, end, flush)
}

var space, lineFeed = py.Text(" "), py.Text("\n")

// printTo writes the texts of args to a stream; None: sys.stdout.
func printTo(th *py.Thread, file py.Value, args []py.Value, sep, end py.Value, flush bool) error {
	if file.IsNone() {
		file = th.Interp.Stdout()
		if file.IsUnbound() {
			return py.Raise(py.RuntimeError, "lost sys.stdout")
		}
		if file.IsNone() {
			return nil
		}
	}
	write, err := py.GetWriter(th, file)
	if err != nil {
		return err
	}
	for i, v := range args {
		if i > 0 {
			if _, err := write.Call1(th, sep); err != nil {
				return err
			}
		}
		s, err := py.StrOf(th, v)
		if err != nil {
			return err
		}
		if _, err := write.Call1(th, s.Value()); err != nil {
			return err
		}
	}
	if _, err = write.Call1(th, end); err == nil && flush {
		_, err = py.CallMethod(th, file, "flush")
	}
	return err
}

func optionalText(name string, v, def py.Value) (py.Value, error) {
	if v.IsNone() {
		return def, nil
	}
	if py.AsStr(v) == nil {
		return py.Unbound, py.Raise(py.TypeError, "%s must be None or a string, not %s", name, v.Type().TypeName())
	}
	return v, nil
}

// input writes the prompt to sys.stdout and reads a line of sys.stdin.
func input(th *py.Thread, a []py.Value) (py.Value, error) {
	in, out := th.Interp.Sys.Get(th, "stdin"), th.Interp.Sys.Get(th, "stdout")
	for name, s := range map[string]py.Value{"stdin": in, "stdout": out} {
		if s.IsUnbound() || s.IsNone() {
			return py.Unbound, py.Raise(py.RuntimeError, "input(): lost sys.%s", name)
		}
	}
	if errStream := th.Interp.Sys.Get(th, "stderr"); !errStream.IsUnbound() && !errStream.IsNone() {
		py.CallMethod(th, errStream, "flush") // what can't be flushed does not keep anyone from answering
	}
	if err := th.Audit("builtins.input", a[0]); err != nil {
		return py.Unbound, err
	}
	prompt, err := py.StrOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if prompt.Len() > 0 {
		if _, err := py.CallMethod(th, out, "write", prompt.Value()); err != nil {
			return py.Unbound, err
		}
	}
	py.CallMethod(th, out, "flush")
	line, err := py.CallMethod(th, in, "readline")
	if err != nil {
		return py.Unbound, err
	}
	s := py.AsStr(line)
	if s == nil {
		return py.Unbound, py.Raise(py.TypeError, "object.readline() returned non-string")
	}
	if s.Len() == 0 {
		return py.Unbound, py.Raise(py.EOFError, "EOF when reading a line")
	}
	result := py.Text(strings.TrimSuffix(s.String(), "\n"))
	return result, th.Audit("builtins.input/result", result)
}

func breakpoint(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	hook := th.Interp.Sys.Get(th, "breakpointhook")
	if hook.IsUnbound() {
		return py.Unbound, py.Raise(py.RuntimeError, "lost sys.breakpointhook")
	}
	if err := th.Audit("builtins.breakpoint", hook); err != nil {
		return py.Unbound, err
	}
	return py.Call(th, hook, args, kw)
}

// buildClass is __build_class__(func, name, *bases, metaclass=…, **kwds): it chooses the metaclass, prepares the namespace,
// runs the class body there and calls the metaclass.
func buildClass(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if npos < 2 {
		return py.Unbound, py.Raise(py.TypeError, "__build_class__: not enough arguments")
	}
	if args[0].Kind() != py.KindFunction {
		return py.Unbound, py.Raise(py.TypeError, "__build_class__: func must be a function")
	}
	body, name := (*py.Function)(args[0].P), args[1]
	if py.AsStr(name) == nil {
		return py.Unbound, py.Raise(py.TypeError, "__build_class__: name is not a string")
	}
	origBases := py.NewTuple(args[2:npos])
	bases, err := resolveBases(th, origBases)
	if err != nil {
		return py.Unbound, err
	}
	// Take metaclass= out of the keyword arguments.
	meta := py.Unbound
	var names, values []py.Value
	if kw != nil {
		for i, k := range kw.Items() {
			if py.AsStr(k).String() == "metaclass" {
				meta = args[npos+i]
				continue
			}
			names, values = append(names, k), append(values, args[npos+i])
		}
	}
	if meta.IsUnbound() {
		meta = py.TypeType.Value()
		if bases.Len() > 0 {
			meta = bases.At(0).Type().Value()
		}
	}
	if t := py.AsType(meta); t != nil {
		winner, err := py.WinningMetaclass(th, t, bases.Items())
		if err != nil {
			return py.Unbound, err
		}
		meta = winner.Value()
	}
	var kwNames *py.Tuple
	if len(names) > 0 {
		kwNames = py.NewTuple(names)
	}
	ns, err := prepare(th, meta, name, bases, values, kwNames)
	if err != nil {
		return py.Unbound, err
	}
	cell, err := th.Interp.Eval.Exec(th, body.Code, body.Globals, ns, body.Closure)
	if err != nil {
		return py.Unbound, err
	}
	if bases != origBases {
		if err := py.SetItem(th, ns, py.Text("__orig_bases__"), origBases.Value()); err != nil {
			return py.Unbound, err
		}
	}
	cls, err := py.Call(th, meta, append([]py.Value{name, bases.Value(), ns}, values...), kwNames)
	if err != nil {
		return py.Unbound, err
	}
	if cell.Kind() == py.KindCell && py.AsType(cls) != nil {
		switch v := (*py.Cell)(cell.P).Value; {
		case v.IsUnbound():
			return py.Unbound, py.Raise(py.RuntimeError, "__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?", repr(th, name), repr(th, cls))
		case !py.Is(v, cls):
			return py.Unbound, py.Raise(py.TypeError, "__class__ set to %s defining %s as %s", repr(th, v), repr(th, name), repr(th, cls))
		}
	}
	return cls, nil
}

func repr(th *py.Thread, v py.Value) string {
	s, err := py.Repr(th, v)
	if err != nil {
		return "?"
	}
	return s.String()
}

// resolveBases replaces bases that are no classes by what their __mro_entries__ says; the same tuple when there are none.
func resolveBases(th *py.Thread, bases *py.Tuple) (*py.Tuple, error) {
	var out []py.Value
	for i, b := range bases.Items() {
		if py.AsType(b) == nil {
			m, err := py.GetAttrOr(th, b, th.Interp.Intern("__mro_entries__"))
			if err != nil {
				return nil, err
			}
			if !m.IsUnbound() {
				entries, err := py.CallArgs(th, m, bases.Value())
				if err != nil {
					return nil, err
				}
				t := py.AsTuple(entries)
				if t == nil {
					return nil, py.Raise(py.TypeError, "__mro_entries__ must return a tuple")
				}
				if out == nil {
					out = append([]py.Value{}, bases.Items()[:i]...)
				}
				out = append(out, t.Items()...)
				continue
			}
		}
		if out != nil {
			out = append(out, b)
		}
	}
	if out == nil {
		return bases, nil
	}
	return py.NewTuple(out), nil
}

// prepare makes the namespace of the class body.
func prepare(th *py.Thread, meta, name py.Value, bases *py.Tuple, values []py.Value, kw *py.Tuple) (py.Value, error) {
	if meta.P == py.TypeType.Value().P {
		return py.NewDict().Value(), nil
	}
	f, err := py.GetAttrOr(th, meta, th.Interp.Intern("__prepare__"))
	if err != nil {
		return py.Unbound, err
	}
	if f.IsUnbound() {
		return py.NewDict().Value(), nil
	}
	ns, err := py.Call(th, f, append([]py.Value{name, bases.Value()}, values...), kw)
	if err != nil {
		return py.Unbound, err
	}
	if ns.Type().GetItem == nil {
		who := "<metaclass>"
		if t := py.AsType(meta); t != nil {
			who = t.TypeName()
		}
		return py.Unbound, py.Raise(py.TypeError, "%s.__prepare__() must return a mapping, not %s", who, ns.Type().TypeName())
	}
	return ns, nil
}
