// This file tells which code can run in another interpreter: scripts, and functions that depend on nothing where they were made.

package interpreters

import (
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/modules/marshal"
	py "github.com/gopy-lang/gopy/runtime"
)

// stateless returns why a function depends on more than its arguments and builtins; nil when it doesn't.
func stateless(f *py.Function) *py.Exception {
	switch {
	case f.Closure != nil && f.Closure.Len() > 0:
		return no("closures")
	case f.Defaults != nil && f.Defaults.Len() > 0:
		return no("defaults")
	case f.KwDefaults != nil && f.KwDefaults.Len() > 0:
		return no("keyword defaults")
	}
	for op, arg := range instructions(f.Code) {
		name := -1
		switch op {
		case opcode.LOAD_GLOBAL:
			name = arg >> 1
		case opcode.LOAD_NAME:
			name = arg
		}
		if name >= 0 && name < len(f.Code.NameStrs) {
			s := f.Code.NameStrs[name]
			if !f.Globals.GetStr(s).IsUnbound() || f.Builtins.GetStr(s).IsUnbound() {
				return no("globals")
			}
		}
	}
	return nil
}

func no(what string) *py.Exception {
	return py.NewException(py.ValueError, py.Text(what+" not supported"))
}

// instructions yields the instructions of a code object with their arguments.
func instructions(c *py.Code) func(yield func(op opcode.Op, arg int) bool) {
	return func(yield func(op opcode.Op, arg int) bool) {
		b, extended := c.Bytecode, 0
		for i := 0; i+1 < len(b); i += 2 {
			op, arg := opcode.Op(b[i]), extended<<8|int(b[i+1])
			if op == opcode.EXTENDED_ARG {
				extended = arg
				continue
			}
			extended = 0
			if !yield(op, arg) {
				return
			}
			i += 2 * op.CacheEntries()
		}
	}
}

// A script is code for the __main__ of another interpreter, marshalled.
type script []byte

// asScript makes a script of code, if it is one.
func asScript(th *py.Thread, c *py.Code) (script, error) {
	const noScript = code.CO_GENERATOR | code.CO_COROUTINE | code.CO_ASYNC_GENERATOR
	if c.ArgCount+c.KwOnlyArgCount > 0 || c.Code.Flags&(code.CO_VARARGS|code.CO_VARKEYWORDS) != 0 {
		return nil, py.NewException(py.ValueError, py.Text("code with args not supported"))
	}
	if c.NumFree > 0 {
		return nil, no("closures")
	}
	if c.Code.Flags&noScript != 0 || !returnsNone(c) {
		return nil, py.Raise(py.ValueError, "code that returns a value is not a script")
	}
	return marshal.Dumps(th, c.Value())
}

// returnsNone reports whether code returns nothing but None.
func returnsNone(c *py.Code) bool {
	none := false // the last instruction loaded None
	for op, arg := range instructions(c) {
		if op == opcode.RETURN_VALUE && !none {
			return false
		}
		none = op == opcode.LOAD_CONST && arg < len(c.ConstValues) && c.ConstValues[arg].IsNone()
	}
	return true
}

// scriptOf makes a script of a function or a code object; ok is false when v is neither.
func scriptOf(th *py.Thread, v py.Value) (s script, ok bool, err error) {
	c := py.AsCode(v)
	if f := py.AsFunction(v); f != nil {
		if f.Closure != nil && f.Closure.Len() > 0 {
			return nil, true, no("closures")
		}
		c = f.Code
	}
	if c == nil {
		return nil, false, nil
	}
	s, err = asScript(th, c)
	return s, true, err
}

// compileScript makes a script of its source: str, bytes or what has the buffer protocol.
func compileScript(th *py.Thread, source py.Value) (script, error) {
	text, isText, err := compile.SourceOf(th, source, "exec", "string, bytes or code")
	if err != nil {
		return nil, err
	}
	c, err := compile.Source(th, text, "<script>", compile.Options{Mode: "exec", Text: isText, Optimize: -1})
	if err != nil {
		return nil, err
	}
	return marshal.Dumps(th, c.Value())
}
