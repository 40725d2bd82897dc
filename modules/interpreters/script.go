// This file makes scripts: code for the __main__ of another interpreter.

package interpreters

import (
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// A script is code that takes and returns nothing.
type script struct{ crossinterp.Code }

// asScript makes a script of code, if it is one.
func asScript(th *py.Thread, c *py.Code) (script, error) {
	c.Complete(th)
	const noScript = code.CO_GENERATOR | code.CO_COROUTINE | code.CO_ASYNC_GENERATOR
	if c.ArgCount+c.KwOnlyArgCount > 0 || c.Code.Flags&(code.CO_VARARGS|code.CO_VARKEYWORDS) != 0 {
		return script{}, py.NewException(py.ValueError, py.Text("code with args not supported"))
	}
	if c.NumFree > 0 {
		return script{}, crossinterp.NotSupported("closures")
	}
	if c.Code.Flags&noScript != 0 || !returnsNone(c) {
		return script{}, py.Raise(py.ValueError, "code that returns a value is not a script")
	}
	packed, err := crossinterp.PackCode(c)
	return script{packed}, err
}

// returnsNone reports whether code returns nothing but None.
func returnsNone(c *py.Code) bool {
	none := false // the last instruction loaded None
	for op, arg := range crossinterp.Instructions(c) {
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
			return script{}, true, crossinterp.NotSupported("closures")
		}
		c = f.Code
	}
	if c == nil {
		return script{}, false, nil
	}
	s, err = asScript(th, c)
	return s, true, err
}

// compileScript makes a script of its source: str, bytes or what has the buffer protocol.
func compileScript(th *py.Thread, source py.Value) (script, error) {
	text, isText, err := compile.SourceOf(th, source, "exec", "string, bytes or code")
	if err != nil {
		return script{}, err
	}
	c, err := compile.Source(th, text, "<script>", compile.Options{Mode: "exec", Text: isText, Optimize: -1})
	if err != nil {
		return script{}, err
	}
	packed, err := crossinterp.PackCode(c)
	return script{packed}, err
}
