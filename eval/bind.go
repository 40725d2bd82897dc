// This file binds the arguments of a call to the parameters of a Python function, with CPython's messages.

package eval

import (
	"fmt"
	"strings"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// bind fills the locals of a new frame, all without value so far: positional arguments, then the values of the keywords
// in names. args must not overlap locals. It runs no Python code.
func (m *machine) bind(f *py.Function, x *execution, locals, args, names []py.Value) error {
	c := x.code
	if c.Code.Flags&code.CO_OPTIMIZED == 0 { // a module's code as a function
		set((*py.Value)(unsafe.Add(pointer(&m.regs), localsOffset)), f.Globals.Value())
	}
	npos := len(args) - len(names)
	total := c.ArgCount + c.KwOnlyArgCount
	given := min(npos, c.ArgCount)
	copy(locals, args[:given])
	next := total
	if c.Code.Flags&code.CO_VARARGS != 0 {
		rest := py.EmptyTuple()
		if npos > given {
			rest = py.NewTuple(args[given:npos])
		}
		locals[next] = rest.Header.Value()
		next++
	}
	var extra *py.Dict
	if c.Code.Flags&code.CO_VARKEYWORDS != 0 {
		extra = py.NewDictSize(len(names))
		locals[next] = extra.Header.Value()
	}
	if len(names) > 0 {
		if err := m.bindKeywords(f, c, locals, args[npos:], names, extra); err != nil {
			return err
		}
	}
	if npos > c.ArgCount && c.Code.Flags&code.CO_VARARGS == 0 {
		return tooManyPositional(f, c, locals, npos)
	}
	if npos < c.ArgCount {
		defaults := []py.Value(nil)
		if f.Defaults != nil {
			defaults = f.Defaults.Items()
		}
		required := c.ArgCount - len(defaults)
		missing := 0
		for i := npos; i < required; i++ {
			if locals[i].IsUnbound() {
				missing++
			}
		}
		if missing > 0 {
			return missingArguments(f, c, locals, 0, required, "positional")
		}
		for i := max(npos, required); i < c.ArgCount; i++ {
			if locals[i].IsUnbound() {
				locals[i] = defaults[i-required]
			}
		}
	}
	if c.KwOnlyArgCount == 0 {
		return nil
	}
	missing := false
	for i := c.ArgCount; i < total; i++ {
		if !locals[i].IsUnbound() {
			continue
		}
		if f.KwDefaults != nil {
			v, err := f.KwDefaults.GetItem(m.th, c.LocalStrs[i].Value())
			if err != nil {
				return err
			}
			locals[i] = v
		}
		missing = missing || locals[i].IsUnbound()
	}
	if missing {
		return missingArguments(f, c, locals, c.ArgCount, total, "keyword-only")
	}
	return nil
}

func (m *machine) bindKeywords(f *py.Function, c *py.Code, locals, values, names []py.Value, extra *py.Dict) error {
	total := c.ArgCount + c.KwOnlyArgCount
	qual := f.QualName().String()
	for k, v := range values {
		name := py.AsStr(names[k])
		if name == nil {
			return py.Raise(py.TypeError, "%s() keywords must be strings", qual)
		}
		i := findParameter(c, name, c.PosOnlyArgCount, total)
		switch {
		case i >= 0 && !locals[i].IsUnbound():
			return py.Raise(py.TypeError, "%s() got multiple values for argument '%s'", qual, name.String())
		case i >= 0:
			locals[i] = v
		case extra != nil:
			if err := extra.SetItem(m.th, name.Value(), v); err != nil {
				return err
			}
		default:
			if err := positionalOnlyGiven(qual, c, names); err != nil {
				return err
			}
			message := fmt.Sprintf("%s() got an unexpected keyword argument '%s'", qual, name.String())
			if s := py.Suggest(c.LocalsPlusNames[c.PosOnlyArgCount:total], name.String()); s != "" {
				message += ". Did you mean '" + s + "'?"
			}
			return py.Raise(py.TypeError, "%s", message)
		}
	}
	return nil
}

func findParameter(c *py.Code, name *py.Str, from, to int) int {
	for i := from; i < to; i++ {
		if c.LocalStrs[i] == name {
			return i
		}
	}
	for i := from; i < to; i++ {
		if c.LocalStrs[i].Equal(name) {
			return i
		}
	}
	return -1
}

// positionalOnlyGiven is the error for positional-only parameters that are given by keyword, nil when there are none.
func positionalOnlyGiven(qual string, c *py.Code, given []py.Value) error {
	var names []string
	for i := 0; i < c.PosOnlyArgCount; i++ {
		for _, v := range given {
			if s := py.AsStr(v); s != nil && s.Equal(c.LocalStrs[i]) {
				names = append(names, c.LocalsPlusNames[i])
			}
		}
	}
	if names == nil {
		return nil
	}
	return py.Raise(py.TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", qual, strings.Join(names, ", "))
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// tooManyPositional is the error for given positional arguments, more than the function takes.
func tooManyPositional(f *py.Function, c *py.Code, locals []py.Value, given int) error {
	kwGiven := 0
	for i := c.ArgCount; i < c.ArgCount+c.KwOnlyArgCount; i++ {
		if !locals[i].IsUnbound() {
			kwGiven++
		}
	}
	defaults := 0
	if f.Defaults != nil {
		defaults = f.Defaults.Len()
	}
	takes := fmt.Sprint(c.ArgCount)
	many := plural(c.ArgCount)
	if defaults > 0 {
		takes = fmt.Sprintf("from %d to %d", c.ArgCount-defaults, c.ArgCount)
		many = "s"
	}
	extra := ""
	if kwGiven > 0 {
		extra = fmt.Sprintf(" positional argument%s (and %d keyword-only argument%s)", plural(given), kwGiven, plural(kwGiven))
	}
	verb := "were"
	if given == 1 && kwGiven == 0 {
		verb = "was"
	}
	return py.Raise(py.TypeError, "%s() takes %s positional argument%s but %d%s %s given", f.QualName().String(), takes, many, given, extra, verb)
}

// missingArguments is the error for the parameters from from to to that have no value.
func missingArguments(f *py.Function, c *py.Code, locals []py.Value, from, to int, kind string) error {
	var names []string
	for i := from; i < to; i++ {
		if locals[i].IsUnbound() {
			names = append(names, "'"+c.LocalsPlusNames[i]+"'")
		}
	}
	list := names[0]
	switch n := len(names); {
	case n == 2:
		list = names[0] + " and " + names[1]
	case n > 2:
		list = strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
	return py.Raise(py.TypeError, "%s() missing %d required %s argument%s: %s", f.QualName().String(), len(names), kind, plural(len(names)), list)
}
