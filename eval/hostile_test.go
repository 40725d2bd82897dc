// This file runs damaged bytecode: whatever a program puts into a code object, the machine must not crash.

package eval_test

import (
	"math/rand"
	"os"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/eval"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
)

// damage returns a copy of a code object, and of those within, with some bytes changed.
func damage(r *rand.Rand, c *code.Code) *code.Code {
	d := *c
	d.Bytecode = slices.Clone(c.Bytecode)
	for range 1 + r.Intn(3) {
		i := r.Intn(len(d.Bytecode))
		if r.Intn(2) == 0 {
			i &^= 1
		}
		d.Bytecode[i] = byte(r.Intn(130))
	}
	d.Consts = slices.Clone(c.Consts)
	for i, k := range d.Consts {
		if inner, ok := k.(*code.Code); ok && r.Intn(3) == 0 {
			d.Consts[i] = damage(r, inner)
		}
	}
	return &d
}

func TestDamagedBytecode(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 30
	}
	source, err := os.ReadFile("testdata/statements.py")
	if err != nil {
		t.Fatal(err)
	}
	mod, _, err := parser.Parse(source, "statements.py", 0, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	whole, _, err := compiler.Compile(mod, "statements.py", compiler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewSource(1))
	for range rounds {
		c := damage(r, whole)
		machine := eval.New()
		in, _, err := newInterp(machine)
		if err != nil {
			t.Fatal(err)
		}
		in.SetStepBudget(2000)
		main := in.NewModule("__main__")
		main.Dict.SetStr(in.Intern("__builtins__"), in.Builtins.Value())
		func() {
			defer func() {
				if e := recover(); e != nil {
					t.Errorf("panic: %v\n%s", e, debug.Stack())
				}
			}()
			// Any exception will do.
			_, _ = machine.Exec(in.Main, py.NewCode(in.Main, c), main.Dict, main.Dict.Value(), nil)
		}()
		if t.Failed() {
			return
		}
	}
}
