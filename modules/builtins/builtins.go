// Package builtins is the module of names that every Python program sees without an import: the built-in functions,
// types, exceptions and constants (library reference, "Built-in Functions").
package builtins

import (
	"errors"
	"slices"
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// Module declares the builtins module.
var Module = &py.ModuleDef{
	Name:      "builtins",
	Doc:       "The names that every program sees without an import.",
	Functions: functions,
	Exec:      fill,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.DefRaw("__build_class__", "", "Make a class: what a class statement calls.", buildClass),
		py.Def("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module: what an import statement calls.", importFunction),
		py.Def("abs(x, /)", "Return the absolute value of a number.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Absolute(th, a[0]) }).Inlined(py.InlineAbs),
		py.Def("aiter(async_iterable, /)", "Return the asynchronous iterator of an asynchronous iterable.", aiter),
		py.Def("all(iterable, /)", "Tell whether every item is true; True for no items.", all),
		py.Def("any(iterable, /)", "Tell whether some item is true; False for no items.", any_),
		py.DefRaw("anext", "($module, aiterator, default=<unrepresentable>, /)", "anext(async_iterator[, default]) -> an awaitable of the next item, or of default at the end", anext),
		py.Def("ascii(obj, /)", "Return repr(obj) with everything beyond ASCII escaped.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := py.ASCII(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return s.Value(), nil
		}),
		py.Def("bin(number, /)", "Return an int's binary digits, with the prefix 0b.", func(th *py.Thread, a []py.Value) (py.Value, error) { return inBase(th, a[0], 2, "0b") }),
		py.DefRaw("breakpoint", "($module, /, *args, **kws)", "Call sys.breakpointhook with the same arguments.", breakpoint),
		py.Def("callable(obj, /)", "Tell whether the object can be called.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(py.Callable(a[0])), nil }),
		py.Def("chr(i, /)", "Return the one-character string of a Unicode code point.", chr).Inlined(py.InlineChr),
		py.Def("compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", "Compile source (str, bytes or AST) to a code object; mode is 'exec', 'eval' or 'single'.", compileFunction),
		py.Def("delattr(obj, name, /)", "Delete an attribute: del obj.name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := attributeName(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, py.SetAttr(th, a[0], name, py.Unbound)
		}),
		py.DefRaw("dir", "", "dir([object]) -> sorted names of the object's attributes, or of the current scope's variables", dir),
		py.Def("divmod(x, y, /)", "Return (x // y, x % y).", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Divmod(th, a[0], a[1]) }),
		py.Def("eval(source, /, globals=None, locals=None)", "Evaluate an expression (text or code object) and return its value.", evalFunction),
		py.Def("exec(source, /, globals=None, locals=None, *, closure=None)", "Run statements (text or code object).", execFunction),
		py.Def("format(value, format_spec='', /)", "Return format(value) by the rules of the format-specification mini-language.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			spec := py.AsStr(a[1])
			if spec == nil {
				return py.Unbound, py.Raise(py.TypeError, "format() argument 2 must be str, not %s", a[1].Type().TypeName())
			}
			s, err := py.Format(th, a[0], spec)
			if err != nil {
				return py.Unbound, err
			}
			return s.Value(), nil
		}),
		py.DefRaw("getattr", "", "getattr(object, name[, default]) -> the attribute, or default when there is none", getattr),
		py.Def("globals()", "Return the dict of the current module's variables.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if f := th.Interp.Eval.CurrentFrame(th, 0); f != nil {
				return f.Globals.Value(), nil
			}
			return py.Unbound, py.Raise(py.SystemError, "globals(): no current frame")
		}),
		py.Def("hasattr(obj, name, /)", "Tell whether the object has the attribute.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := attributeName(a[1])
			if err != nil {
				return py.Unbound, err
			}
			v, err := py.GetAttrOr(th, a[0], name)
			return py.Bool(!v.IsUnbound()), err
		}),
		py.Def("hash(obj, /)", "Return the object's hash; equal objects have equal hashes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			h, err := py.Hash(th, a[0])
			return py.Int(h), err
		}).Inlined(py.InlineHash),
		py.Def("hex(number, /)", "Return an int's hexadecimal digits, with the prefix 0x.", func(th *py.Thread, a []py.Value) (py.Value, error) { return inBase(th, a[0], 16, "0x") }),
		py.Def("id(obj, /)", "Return a number that no other living object has.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			id := py.Int(py.ID(th, a[0]))
			return id, th.Audit("builtins.id", id)
		}),
		py.Def("input(prompt='', /)", "Read a line from standard input, without its newline.", input),
		py.Def("isinstance(obj, class_or_tuple, /)", "Tell whether the object is an instance of a class, or of one in a tuple or union.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			ok, err := py.IsInstanceOf(th, a[0], a[1])
			return py.Bool(ok), err
		}).Inlined(py.InlineIsInstance),
		py.Def("issubclass(cls, class_or_tuple, /)", "Tell whether a class is a subclass of another, or of one in a tuple or union.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			ok, err := py.IsSubclassOf(th, a[0], a[1])
			return py.Bool(ok), err
		}),
		py.DefRaw("iter", "", "iter(iterable) -> an iterator\niter(callable, sentinel) -> an iterator that calls until the sentinel is returned", iter),
		py.Def("len(obj, /)", "Return the number of items in a container.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.Length(th, a[0])
			return py.Int(int64(n)), err
		}).Inlined(py.InlineLen),
		py.Def("locals()", "Return a dict of the current scope's variables.", func(th *py.Thread, a []py.Value) (py.Value, error) { return currentLocals(th, "locals") }),
		py.DefRaw("max", "", "max(iterable, *[, default=obj, key=func]) -> the largest item\nmax(arg1, arg2, *args, *[, key=func]) -> the largest argument", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			return extreme(th, a, kw, "max", py.GT)
		}).Inlined(py.InlineMax),
		py.DefRaw("min", "", "min(iterable, *[, default=obj, key=func]) -> the smallest item\nmin(arg1, arg2, *args, *[, key=func]) -> the smallest argument", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			return extreme(th, a, kw, "min", py.LT)
		}).Inlined(py.InlineMin),
		py.DefRaw("next", "", "next(iterator[, default]) -> the next item, or default at the end", next).Inlined(py.InlineNext),
		py.Def("oct(number, /)", "Return an int's octal digits, with the prefix 0o.", func(th *py.Thread, a []py.Value) (py.Value, error) { return inBase(th, a[0], 8, "0o") }),
		py.Def("ord(character, /)", "Return the code point of a one-character string.", ord).Inlined(py.InlineOrd),
		py.Def("pow(base, exp, mod=None)", "Return base ** exp, modulo mod when it is given.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Power(th, a[0], a[1], a[2]) }),
		py.DefRaw("print", printText, "Write the arguments as text to a stream, by default sys.stdout.", print_),
		py.Def("repr(obj, /)", "Return the representation of the object for developers.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s, err := py.Repr(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return s.Value(), nil
		}),
		py.Def("round(number, ndigits=None)", "Round to a number of decimal digits; halves go to the even neighbour.", round).Unfilled(1, 2),
		py.Def("setattr(obj, name, value, /)", "Set an attribute: obj.name = value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			name, err := attributeName(a[1])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, py.SetAttr(th, a[0], name, a[2])
		}),
		py.DefRaw("sorted", "($module, iterable, /, *, key=None, reverse=False)", "Return a list of the items in ascending order; the sort is stable.", sorted).Inlined(py.InlineDrain),
		py.Def("sum(iterable, /, start=0)", "Add start and the items, from left to right.", sum).Inlined(py.InlineDrain),
		py.DefRaw("vars", "", "vars([object]) -> the object's __dict__, or locals()", vars),
	}
}

// fill adds types, exceptions and constants.
func fill(th *py.Thread, m *py.Module) error {
	for _, t := range py.PublicTypes() {
		m.Set(th, t.Name, t.Value())
	}
	m.Set(th, "EnvironmentError", py.OSError.Value())
	m.Set(th, "IOError", py.OSError.Value())
	m.Set(th, "None", py.None)
	m.Set(th, "True", py.True)
	m.Set(th, "False", py.False)
	m.Set(th, "Ellipsis", py.Ellipsis)
	m.Set(th, "NotImplemented", py.NotImplemented)
	m.Set(th, "__debug__", py.Bool(th.Interp.Config.Flags.Optimize == 0))
	return nil
}

// attributeName checks the name argument of getattr and its like.
func attributeName(v py.Value) (*py.Str, error) {
	if s := py.AsStr(v); s != nil {
		return s, nil
	}
	return nil, py.Raise(py.TypeError, "attribute name must be string, not '%s'", v.Type().TypeName())
}

// arity checks the number of positional arguments of a function that binds its own.
func arity(name string, args []py.Value, kw *py.Tuple, least, most int) error {
	if kw != nil && kw.Len() > 0 {
		return py.Raise(py.TypeError, "%s() takes no keyword arguments", name)
	}
	s := "s"
	switch {
	case len(args) < least && least == most || len(args) > most && least == most:
		if most == 1 {
			s = ""
		}
		return py.Raise(py.TypeError, "%s expected %d argument%s, got %d", name, most, s, len(args))
	case len(args) < least:
		if least == 1 {
			s = ""
		}
		return py.Raise(py.TypeError, "%s expected at least %d argument%s, got %d", name, least, s, len(args))
	case len(args) > most:
		if most == 1 {
			s = ""
		}
		return py.Raise(py.TypeError, "%s expected at most %d argument%s, got %d", name, most, s, len(args))
	}
	return nil
}

func getattr(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := arity("getattr", args, kw, 2, 3); err != nil {
		return py.Unbound, err
	}
	name, err := attributeName(args[1])
	if err != nil {
		return py.Unbound, err
	}
	if len(args) == 2 {
		return py.GetAttr(th, args[0], name)
	}
	v, err := py.GetAttrOr(th, args[0], name)
	if err == nil && v.IsUnbound() {
		v = args[2]
	}
	return v, err
}

// errDecided ends an iteration whose result is known.
var errDecided = errors.New("decided")

// anyIs reports whether a generator yields something whose truth is that wanted, up to which it runs.
func anyIs(th *py.Thread, generator py.Value, wanted bool) (bool, error) {
	err := py.ForEachQuick(th, generator, func(v py.Value) bool { return v == py.Bool(!wanted) }, func(v py.Value) error {
		t, err := py.Truth(th, v)
		if err == nil && t == wanted {
			return errDecided
		}
		return err
	})
	if err == errDecided {
		return true, nil
	}
	return false, err
}

func all(th *py.Thread, a []py.Value) (py.Value, error) {
	var c py.Cursor
	err := c.Over(th, a[0])
	if generator, ok := c.Generator(); ok && err == nil {
		found, err := anyIs(th, generator, false)
		return py.Bool(!found), err
	}
	for err == nil {
		var v py.Value
		if v, err = c.Next(th); err != nil || v.IsUnbound() {
			return py.True, err
		}
		var t bool
		if t, err = py.Truth(th, v); err == nil && !t {
			return py.False, nil
		}
	}
	return py.Unbound, err
}

func any_(th *py.Thread, a []py.Value) (py.Value, error) {
	var c py.Cursor
	err := c.Over(th, a[0])
	if generator, ok := c.Generator(); ok && err == nil {
		found, err := anyIs(th, generator, true)
		return py.Bool(found), err
	}
	for err == nil {
		var v py.Value
		if v, err = c.Next(th); err != nil || v.IsUnbound() {
			return py.False, err
		}
		var t bool
		if t, err = py.Truth(th, v); err == nil && t {
			return py.True, nil
		}
	}
	return py.Unbound, err
}

func inBase(th *py.Thread, v py.Value, base int, prefix string) (py.Value, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return py.Unbound, err
	}
	if i.IsSmallInt() {
		var room [67]byte // sign, prefix, 64 binary digits
		n := i.SmallInt()
		text := room[:0]
		if magnitude := uint64(n); n < 0 {
			text = strconv.AppendUint(append(append(text, '-'), prefix...), -magnitude, base)
		} else {
			text = strconv.AppendUint(append(text, prefix...), magnitude, base)
		}
		return py.CopyASCII(py.StringView(text)), nil
	}
	n, _ := py.NumFromInt(i)
	var room [128]byte
	digits, text := n.AppendText(room[:0], base), prefix
	if digits[0] == '-' {
		digits, text = digits[1:], "-"+prefix
	}
	return py.Text(text + py.StringView(digits)), nil
}

func chr(th *py.Thread, a []py.Value) (py.Value, error) {
	i, err := py.Index(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	n, ok := py.AsInt64(i)
	if !ok {
		return py.Unbound, py.Raise(py.ValueError, "chr() arg not in range(0x110000)")
	}
	if n < 0 || n > 0x10FFFF {
		return py.Unbound, py.Raise(py.ValueError, "chr() arg not in range(0x110000)")
	}
	return py.Char(rune(n)), nil
}

func ord(th *py.Thread, a []py.Value) (py.Value, error) {
	n := -1
	if s := py.AsStr(a[0]); s != nil {
		if n = s.Len(); n == 1 {
			return py.Int(int64(s.RuneAt(0))), nil
		}
	} else if b, ok := py.BytesData(a[0]); ok {
		if n = len(b); n == 1 {
			return py.Int(int64(b[0])), nil
		}
	}
	if n < 0 {
		return py.Unbound, py.Raise(py.TypeError, "ord() expected string of length 1, but %s found", a[0].Type().TypeName())
	}
	return py.Unbound, py.Raise(py.TypeError, "ord() expected a character, but string of length %d found", n)
}

func iter(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := arity("iter", args, kw, 1, 2); err != nil {
		return py.Unbound, err
	}
	if len(args) == 1 {
		return py.Iter(th, args[0])
	}
	if !py.Callable(args[0]) {
		return py.Unbound, py.Raise(py.TypeError, "iter(v, w): v must be callable")
	}
	return py.NewCallableIterator(args[0], args[1]), nil
}

func next(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := arity("next", args, kw, 1, 2); err != nil {
		return py.Unbound, err
	}
	if g := py.AsGenerator(args[0]); g != nil && len(args) == 1 {
		// A generator's return value travels in the StopIteration.
		v, done, err := args[0].Type().Send(th, args[0], py.None)
		if err == nil && done {
			if v.IsNone() {
				return py.Unbound, py.NewException(py.StopIteration)
			}
			return py.Unbound, py.NewException(py.StopIteration, v)
		}
		return v, err
	}
	v, err := py.NextRaised(th, args[0])
	if err != nil {
		if len(args) == 2 && py.Matches(err, py.StopIteration) {
			return args[1], nil
		}
		return py.Unbound, err
	}
	if v.IsUnbound() {
		if len(args) == 2 {
			return args[1], nil
		}
		return py.Unbound, py.NewException(py.StopIteration)
	}
	return v, nil
}

// keywords reads the keyword arguments of the given names, which a function allows and which are in the order of their names.
func keywords(th *py.Thread, fn string, args []py.Value, kw *py.Tuple, names []string, into ...*py.Value) ([]py.Value, error) {
	if kw == nil {
		return args, nil
	}
	n := len(args) - kw.Len()
	for i, k := range kw.Items() {
		j := slices.Index(names, py.AsStr(k).String())
		if j < 0 {
			if err := py.TooManyKeywords(fn, kw, len(names)); err != nil {
				return nil, err
			}
			return nil, py.UnexpectedKeyword(th, fn, py.AsStr(k), names...)
		}
		*into[j] = args[n+i]
	}
	return args[:n], nil
}

// extreme is min and max.
func extreme(th *py.Thread, args []py.Value, kw *py.Tuple, name string, op py.CompareOp) (py.Value, error) {
	if kw == nil && len(args) > 1 {
		return extremeArgument(th, args, op)
	}
	if kw == nil && len(args) == 1 {
		if t := py.AsTuple(args[0]); t != nil && args[0].IsExact(py.KindTuple) && t.Len() > 0 {
			return extremeArgument(th, t.Items(), op)
		}
		if l := py.AsList(args[0]); l != nil && args[0].IsExact(py.KindList) && l.Len() > 0 {
			return extremeOfList(th, l, op)
		}
	}
	return extremeItem(th, args, kw, name, op)
}

// extremeArgument is min and max of several arguments.
func extremeArgument(th *py.Thread, args []py.Value, op py.CompareOp) (py.Value, error) {
	best := args[0]
	for _, v := range args[1:] {
		better, err := py.Compare(th, v, best, op)
		if err != nil {
			return py.Unbound, err
		}
		if better {
			best = v
		}
	}
	return best, nil
}

// extremeOfList is min and max of a list, which comparisons may change.
func extremeOfList(th *py.Thread, l *py.List, op py.CompareOp) (py.Value, error) {
	best := l.At(0)
	for i := 1; i < l.Len(); i++ {
		v := l.At(i)
		better, err := py.Compare(th, v, best, op)
		if err != nil {
			return py.Unbound, err
		}
		if better {
			best = v
		}
	}
	return best, nil
}

// extremeItem is min and max of an iterable, or of arguments with a key.
func extremeItem(th *py.Thread, args []py.Value, kw *py.Tuple, name string, op py.CompareOp) (py.Value, error) {
	def, key := py.Unbound, py.None
	args, err := keywords(th, name, args, kw, []string{"default", "key"}, &def, &key)
	if err != nil {
		return py.Unbound, err
	}
	if len(args) == 0 {
		return py.Unbound, py.Raise(py.TypeError, "%s expected at least 1 argument, got 0", name)
	}
	if len(args) > 1 && !def.IsUnbound() {
		return py.Unbound, py.Raise(py.TypeError, "Cannot specify a default for %s() with multiple positional arguments", name)
	}
	var c py.Cursor
	if len(args) > 1 {
		c.OverItems(args)
	} else if err := c.Over(th, args[0]); err != nil {
		return py.Unbound, err
	}
	best, bestKey := py.Unbound, py.Unbound
	if generator, ok := c.Generator(); ok && key.IsNone() {
		if best, err = extremeOfGenerator(th, generator, op); err != nil {
			return py.Unbound, err
		}
	}
	for {
		v, err := c.Next(th)
		if err != nil {
			return py.Unbound, err
		}
		if v.IsUnbound() {
			break
		}
		k := v
		if !key.IsNone() {
			if k, err = py.CallArgs(th, key, v); err != nil {
				return py.Unbound, err
			}
		}
		better := best.IsUnbound()
		if !better {
			if better, err = py.Compare(th, k, bestKey, op); err != nil {
				return py.Unbound, err
			}
		}
		if better {
			best, bestKey = v, k
		}
	}
	switch {
	case !best.IsUnbound():
		return best, nil
	case !def.IsUnbound():
		return def, nil
	}
	return py.Unbound, py.Raise(py.ValueError, "%s() iterable argument is empty", name)
}

// extremeOfGenerator is min and max of what a generator yields, Unbound when that is nothing. Numbers are compared without leaving its frame.
func extremeOfGenerator(th *py.Thread, generator py.Value, op py.CompareOp) (py.Value, error) {
	best := py.Unbound
	err := py.ForEachQuick(th, generator, func(v py.Value) bool {
		better := false
		switch {
		case v.IsSmallInt() && best.IsSmallInt():
			a, b := v.SmallInt(), best.SmallInt()
			better = a < b && op == py.LT || a > b && op == py.GT
		case v.IsFloat() && best.IsFloat():
			a, b := v.FloatValue(), best.FloatValue()
			better = a < b && op == py.LT || a > b && op == py.GT
		default:
			return false
		}
		if better {
			best = v
		}
		return true
	}, func(v py.Value) error {
		if best.IsUnbound() {
			best = v
			return nil
		}
		better, err := py.Compare(th, v, best, op)
		if better {
			best = v
		}
		return err
	})
	return best, err
}

func round(th *py.Thread, a []py.Value) (py.Value, error) {
	var args []py.Value
	if len(a) > 1 && !a[1].IsNone() {
		args = []py.Value{a[1]}
	} else if a[0].IsFloat() {
		n, err := num.RoundFloatToInt(a[0].FloatValue())
		return py.IntFromNum(n), py.NumError(err)
	}
	v, found, err := py.CallSpecial(th, a[0], th.Interp.Intern("__round__"), args...)
	if !found {
		return py.Unbound, py.Raise(py.TypeError, "type %s doesn't define __round__ method", a[0].Type().TypeName())
	}
	return v, err
}

func sorted(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	key, reverse := py.None, py.False
	args, err := keywords(th, "sort", args, kw, []string{"key", "reverse"}, &key, &reverse)
	if err != nil {
		return py.Unbound, err
	}
	if err := arity("sorted", args, nil, 1, 1); err != nil {
		return py.Unbound, err
	}
	l, err := py.ListFrom(th, args[0])
	if err != nil {
		return py.Unbound, err
	}
	backwards, err := py.Truth(th, reverse)
	if err != nil {
		return py.Unbound, err
	}
	return l.Value(), l.Sort(th, key, backwards)
}

// sum adds; floats are added with compensation, as CPython does since 3.12.
func sum(th *py.Thread, a []py.Value) (py.Value, error) {
	total := a[1]
	switch {
	case py.AsStr(total) != nil:
		return py.Unbound, py.Raise(py.TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
	case total.Kind() == py.KindBytes:
		return py.Unbound, py.Raise(py.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]")
	case total.Kind() == py.KindByteArray:
		return py.Unbound, py.Raise(py.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]")
	}
	var c py.Cursor
	if err := c.Over(th, a[0]); err != nil {
		return py.Unbound, err
	}
	if generator, ok := c.Generator(); ok {
		return sumOfGenerator(th, generator, total)
	}
	s := adder{total: total}
	for {
		c.Skip(s.addSome(c.Present()))
		v, err := c.Next(th)
		if err != nil {
			return py.Unbound, err
		}
		if v.IsUnbound() {
			return s.result(), nil
		}
		if !s.addQuick(v) {
			if err := s.add(th, v); err != nil {
				return py.Unbound, err
			}
		}
	}
}

// sumOfGenerator is sum of a generator, which yields many numbers before they are added.
func sumOfGenerator(th *py.Thread, generator, total py.Value) (py.Value, error) {
	s := adder{total: total}
	err := th.Interp.Eval.DrainNumbers(th, (*py.Generator)(generator.P), func(items []py.Value) error {
		for {
			if items = items[s.addSome(items):]; len(items) == 0 {
				return nil
			}
			if err := s.add(th, items[0]); err != nil {
				return err
			}
			items = items[1:]
		}
	})
	if err != nil {
		return py.Unbound, err
	}
	return s.result(), nil
}

// adder is the state of a sum: floats, and the parts of complex numbers, keep a compensation term.
type adder struct {
	total        py.Value
	compensation float64
	imaginary    float64 // the compensation of the imaginary part
}

// addQuick adds what needs no more than a few instructions.
func (s *adder) addQuick(v py.Value) bool {
	if s.total.IsSmallInt() && (v.IsSmallInt() || v.IsBool()) {
		if a, b := s.total.SmallInt(), v.SmallInt(); (a+b > a) == (b > 0) { // the word of a bool is 0 or 1
			s.total = py.Int(a + b)
			return true
		}
	} else if s.total.IsFloat() && v.IsFloat() {
		s.addFloat(v.FloatValue())
		return true
	}
	return false
}

// addSome adds ints to an int, or floats to a float, up to an item that is something else, and returns how many it has added.
func (s *adder) addSome(items []py.Value) int {
	n := 0
	switch {
	case s.total.IsSmallInt():
		total := s.total.SmallInt()
		for ; n < len(items) && items[n].IsSmallInt(); n++ {
			b := items[n].SmallInt()
			if (total+b > total) != (b > 0) {
				break
			}
			total += b
		}
		s.total = py.Int(total)
	case s.total.IsFloat():
		total := s.total.FloatValue()
		for ; n < len(items) && items[n].IsFloat(); n++ {
			total = compensated(total, items[n].FloatValue(), &s.compensation)
		}
		s.total = py.Float(total)
	}
	return n
}

func (s *adder) add(th *py.Thread, v py.Value) error {
	if s.total.IsFloat() {
		if v.IsFloat() {
			s.addFloat(v.FloatValue())
			return nil
		}
		if v.IsSmallInt() {
			s.addFloat(float64(v.SmallInt()))
			return nil
		}
		if v.IsExact(py.KindBigInt) {
			x, err := py.FloatOf(th, v)
			if err == nil {
				s.addFloat(x)
			}
			return err
		}
	} else if s.total.IsSmallInt() && v.IsSmallInt() {
		if a, b := s.total.SmallInt(), v.SmallInt(); (a+b > a) == (b > 0) {
			s.total = py.Int(a + b)
			return nil
		}
	} else if s.total.IsExact(py.KindComplex) && (v.IsFloat() || v.IsSmallInt() || v.IsExact(py.KindBigInt) || v.IsExact(py.KindComplex)) {
		return s.addComplex(th, v)
	}
	total := s.result()
	s.compensation, s.imaginary = 0, 0
	var err error
	s.total, err = py.BinaryOperation(th, py.OpAdd, total, v)
	return err
}

func (s *adder) addFloat(x float64) {
	s.total = py.Float(compensated(s.total.FloatValue(), x, &s.compensation))
}

func (s *adder) addComplex(th *py.Thread, v py.Value) error {
	z := py.AsComplex(s.total).Z
	re, im := real(z), imag(z)
	switch {
	case v.IsFloat():
		re = compensated(re, v.FloatValue(), &s.compensation)
	case v.IsExact(py.KindComplex):
		x := py.AsComplex(v).Z
		re = compensated(re, real(x), &s.compensation)
		im = compensated(im, imag(x), &s.imaginary)
	default:
		x, err := py.FloatOf(th, v)
		if err != nil {
			return err
		}
		re = compensated(re, x, &s.compensation)
	}
	s.total = py.NewComplex(complex(re, im))
	return nil
}

// compensated returns t + x and adds what rounding lost to c: Neumaier's variant of Kahan's algorithm.
func compensated(t, x float64, c *float64) float64 {
	sum := t + x
	if abs(t) >= abs(x) {
		*c += (t - sum) + x
	} else {
		*c += (x - sum) + t
	}
	return sum
}

// corrected is f + c, or f where that is no finite number.
func corrected(f, c float64) float64 {
	if sum := f + c; c != 0 && sum-sum == 0 {
		return sum
	}
	return f
}

func (s *adder) result() py.Value {
	switch {
	case s.total.IsFloat() && s.compensation != 0:
		return py.Float(corrected(s.total.FloatValue(), s.compensation))
	case s.compensation != 0 || s.imaginary != 0:
		z := py.AsComplex(s.total).Z
		return py.NewComplex(complex(corrected(real(z), s.compensation), corrected(imag(z), s.imaginary)))
	}
	return s.total
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

func aiter(th *py.Thread, a []py.Value) (py.Value, error) {
	f := a[0].Type().AIter
	if f == nil {
		return py.Unbound, py.Raise(py.TypeError, "'%s' object is not an async iterable", a[0].Type().TypeName())
	}
	it, err := f(th, a[0])
	if err == nil && it.Type().ANext == nil {
		return py.Unbound, py.Raise(py.TypeError, "aiter() returned not an async iterator of type '%s'", it.Type().TypeName())
	}
	return it, err
}

func anext(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := arity("anext", args, kw, 1, 2); err != nil {
		return py.Unbound, err
	}
	f := args[0].Type().ANext
	if f == nil {
		return py.Unbound, py.Raise(py.TypeError, "'%s' object is not an async iterator", args[0].Type().TypeName())
	}
	v, err := f(th, args[0])
	if err != nil || len(args) == 1 {
		return v, err
	}
	return py.NewANextAwaitable(v, args[1]), nil
}
