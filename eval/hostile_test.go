// This file runs damaged bytecode: whatever a program puts into a code object, the machine must not crash.

package eval_test

import (
	"math/rand"
	"os"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/eval"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
)

// hostileSeed is the compiled program that gets damaged.
func hostileSeed(tb testing.TB) *code.Code {
	source, err := os.ReadFile("testdata/statements.py")
	if err != nil {
		tb.Fatal(err)
	}
	mod, _, err := parser.Parse(source, "statements.py", 0, parser.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	whole, _, err := compiler.Compile(mod, "statements.py", compiler.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return whole
}

// copyCode copies a code object with those within, and lists them.
func copyCode(c *code.Code, all *[]*code.Code) *code.Code {
	d := *c
	d.Sound = false
	*all = append(*all, &d)
	d.Bytecode, d.ExceptionTable, d.LineTable = slices.Clone(c.Bytecode), slices.Clone(c.ExceptionTable), slices.Clone(c.LineTable)
	d.LocalsPlusKinds, d.Consts = slices.Clone(c.LocalsPlusKinds), slices.Clone(c.Consts)
	for i, k := range d.Consts {
		if inner, ok := k.(*code.Code); ok {
			d.Consts[i] = copyCode(inner, all)
		}
	}
	return &d
}

// editSize is how many bytes describe one edit: which code object, which part of it, where (two bytes), and the new value.
const editSize = 5

// damage returns a copy of a code object with the edits that bytes describe.
func damage(c *code.Code, edits []byte) *code.Code {
	var all []*code.Code
	whole := copyCode(c, &all)
	for ; len(edits) >= editSize; edits = edits[editSize:] {
		d := all[int(edits[0])%len(all)]
		at, v := int(edits[2])<<8|int(edits[3]), edits[4]
		change := func(b []byte) {
			if len(b) > 0 {
				b[at%len(b)] = v
			}
		}
		switch edits[1] % 16 {
		case 0:
			change(d.ExceptionTable)
		case 1:
			d.ExceptionTable = append(d.ExceptionTable, v)
		case 2:
			d.StackSize = int(v)
		case 3:
			d.Flags ^= 1 << (v % 30)
		case 4:
			d.ArgCount = int(v % 8)
		case 5:
			change(d.LineTable)
		case 6:
			change(d.LocalsPlusKinds)
		case 7:
			d.Consts = d.Consts[:min(len(d.Consts), int(v))]
		case 8, 9, 10: // another instruction
			d.Bytecode[at%len(d.Bytecode)&^1] = v
		default:
			change(d.Bytecode)
		}
	}
	return whole
}

// runDamaged runs a code object, interpreted and as native code, with events if traced. Any exception will do.
func runDamaged(t *testing.T, c *code.Code, traced bool) {
	runDamagedIn(t, eval.New().WithoutNativeCode(), c, traced)
	runDamagedIn(t, eval.New().WithNativeCodeAtOnce(), c, traced)
}

func runDamagedIn(t *testing.T, machine *eval.Shared, c *code.Code, traced bool) {
	in, _, err := newInterp(machine)
	if err != nil {
		t.Fatal(err)
	}
	in.SetStepBudget(2000)
	main := in.NewModule("__main__")
	main.Dict.SetStr(in.Intern("__builtins__"), in.Builtins.Value())
	defer func() {
		if e := recover(); e != nil {
			t.Errorf("panic: %v\n%s", e, debug.Stack())
		}
	}()
	start := time.Now()
	if traced {
		list := py.NewList(nil)
		f := py.NewBuiltin(py.Def("trace(frame, event, arg)", "Keep the line.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if list.Len() < 1000 {
				list.Append(py.Int(int64(py.AsFrame(a[0]).Line())))
			}
			if list.Len()%7 == 3 { // a jump, if it is allowed
				_ = py.AsFrame(a[0]).State.SetLine(th, py.AsFrame(a[0]), list.Len()%300)
			}
			return py.AsFrame(a[0]).Trace, nil
		}), py.None)
		in.Main.SetTrace(in.Main, f)
	}
	_, _ = machine.Exec(in.Main, py.NewCode(in.Main, c), main.Dict, main.Dict.Value(), nil)
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestDamagedBytecode(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 30
	}
	whole := hostileSeed(t)
	r := rand.New(rand.NewSource(1))
	for i := range rounds {
		edits := make([]byte, editSize*(1+r.Intn(4)))
		r.Read(edits)
		runDamaged(t, damage(whole, edits), i%2 == 0)
		if t.Failed() {
			return
		}
	}
}

// FuzzBytecode damages bytecode and whatever else makes up code objects.
func FuzzBytecode(f *testing.F) {
	whole := hostileSeed(f)
	f.Add([]byte{0, 11, 0, 0, 0}, false)
	f.Add([]byte{1, 8, 0, 4, 77}, true)
	f.Add([]byte{2, 0, 0, 1, 3, 2, 2, 0, 0, 1}, true)
	f.Add([]byte("\x000\x00z\b"), true) // a handler that covers itself
	f.Fuzz(func(t *testing.T, edits []byte, traced bool) {
		runDamaged(t, damage(whole, edits[:min(len(edits), 20*editSize)]), traced)
	})
}
