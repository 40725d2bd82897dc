// This file sends code: that of functions which depend on nothing where they were made, and of scripts.

package crossinterp

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// Stateless returns why a function depends on more than its arguments and builtins; nil when it doesn't.
func Stateless(th *py.Thread, f *py.Function) *py.Exception {
	f.Code.Complete(th)
	switch {
	case f.Closure != nil && f.Closure.Len() > 0:
		return NotSupported("closures")
	case f.Defaults != nil && f.Defaults.Len() > 0:
		return NotSupported("defaults")
	case f.KwDefaults != nil && f.KwDefaults.Len() > 0:
		return NotSupported("keyword defaults")
	}
	for op, arg := range Instructions(f.Code) {
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
				return NotSupported("globals")
			}
		}
	}
	return nil
}

// NotSupported is the exception for code that can't run elsewhere because of what it has.
func NotSupported(what string) *py.Exception {
	return py.NewException(py.ValueError, py.Text(what+" not supported"))
}

// Instructions yields the instructions of a code object with their arguments.
func Instructions(c *py.Code) func(yield func(op opcode.Op, arg int) bool) {
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

// Code is code on its way to another interpreter.
type Code struct{ compiled *code.Code }

// PackCode takes the code out of a code object. Constants that no compiler makes can't be sent.
func PackCode(c *py.Code) (Code, error) {
	copied, ok := detach(c.Code)
	if !ok {
		return Code{}, py.Raise(py.ValueError, "unmarshallable object")
	}
	return Code{copied.(*code.Code)}, nil
}

// Open makes a code object of it. It can be opened once.
func (c Code) Open(th *py.Thread) *py.Code { return py.NewCode(th, c.compiled) }

// detach copies a constant, as far as it could be changed. It reports false for one that no compiler makes.
func detach(k any) (copied any, ok bool) {
	list := func(items []any) ([]any, bool) {
		out := slices.Clone(items)
		for i, item := range items {
			if out[i], ok = detach(item); !ok {
				return nil, false
			}
		}
		return out, true
	}
	switch k := k.(type) {
	case code.Foreign:
		return nil, false
	case code.Tuple:
		items, ok := list(k)
		return code.Tuple(items), ok
	case code.FrozenSet:
		items, ok := list(k)
		return code.FrozenSet(items), ok
	case code.Slice:
		items, ok := list([]any{k.Start, k.Stop, k.Step})
		if !ok {
			return nil, false
		}
		return code.Slice{Start: items[0], Stop: items[1], Step: items[2]}, true
	case *code.Code:
		k.Complete()
		c := *k
		if c.Consts, ok = list(k.Consts); !ok {
			return nil, false
		}
		return &c, true
	}
	return k, true
}

// packFunction sends the code of a stateless function. It is made anew with the other interpreter's __main__ for its globals.
func packFunction(f *py.Function) (Parcel, error) {
	c, err := PackCode(f.Code)
	if err != nil {
		return nil, err
	}
	return func(th *py.Thread) (py.Value, error) {
		main, err := Main(th)
		if err != nil {
			return py.Unbound, err
		}
		return py.NewFunction(th, c.Open(th), main).Value(), nil
	}, nil
}
