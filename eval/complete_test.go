// This file checks that nothing is left out: every opcode is translated, every operation has its cases, and inner makes no
// calls.

package eval

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// function parses a function of this package.
func function(t *testing.T, file, name string) *ast.FuncDecl {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == name {
			return fn
		}
	}
	t.Fatalf("no function %s in %s", name, file)
	return nil
}

// cases returns the names in the case clauses of a function.
func cases(fn *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(fn, func(n ast.Node) bool {
		if c, ok := n.(*ast.CaseClause); ok {
			for _, e := range c.List {
				switch e := e.(type) {
				case *ast.Ident:
					names[e.Name] = true
				case *ast.SelectorExpr:
					names[e.Sel.Name] = true
				}
			}
		}
		return true
	})
	return names
}

func TestEveryOpcodeIsTranslated(t *testing.T) {
	have := cases(function(t, "emit_steps.go", "emit"))
	for o := opcode.Op(0); o < opcode.MinPseudo; o++ {
		if !o.Valid() || o.Base() != o || o == opcode.EXTENDED_ARG || o == opcode.RESERVED {
			continue
		}
		if !have[o.String()] {
			t.Errorf("emit has no case for %s", o)
		}
	}
}

func TestEveryOperationHasCases(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "instruction.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	inner, slow := cases(function(t, "inner_gen.go", "inner")), cases(function(t, "slow.go", "slow"))
	count := 0
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			name := s.(*ast.ValueSpec).Names[0].Name
			if len(name) < 3 || name[:2] != "op" || name[2] < 'A' || name[2] > 'Z' {
				continue
			}
			count++
			if !inner[name] {
				t.Errorf("inner has no case for %s", name)
			}
			if !slow[name] && name != "opInvalid" && name != "opLoadFree" {
				t.Errorf("slow has no case for %s", name)
			}
		}
	}
	if count != int(numOps) {
		t.Errorf("%d operations listed, %d found", numOps, count)
	}
}

func TestInnerCallsNothing(t *testing.T) {
	inlined := map[string]bool{
		"at": true, "set": true, "setInt": true, "setTagged": true, "float": true, "kindFlags": true, "pointer": true,
		"min": true, "max": true, "uintptr": true, "int": true, "int64": true, "int32": true, "uint64": true, "uint32": true, "uint": true,
		"int16": true, "float64": true, "Add": true, "FloatTag": true, "BoolTag": true, "UnboundTag": true, "wide": true,
		"Float64bits": true, "Float64frombits": true, "LoadUint32": true, "LoadUint64": true, "Pointer": true, "CharTable": true, "byte": true, "Mul64": true, "sharedEntry": true, "LeadingZeros32": true, "TrailingZeros32": true, "Sqrt": true,
	}
	ast.Inspect(function(t, "inner_gen.go", "inner"), func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch f := call.Fun.(type) {
		case *ast.Ident:
			if !inlined[f.Name] {
				t.Errorf("inner calls %s", f.Name)
			}
		case *ast.SelectorExpr:
			if !inlined[f.Sel.Name] {
				t.Errorf("inner calls %s", f.Sel.Name)
			}
		}
		return true
	})
}

func TestLayout(t *testing.T) {
	read := func(p unsafe.Pointer, offset uintptr) unsafe.Pointer { return unsafe.Add(p, offset) }
	l := py.NewList([]py.Value{py.Int(7), py.Int(8)})
	p := unsafe.Pointer(l)
	if n := *(*int)(read(p, py.ListItems+py.WordSize)); n != 2 {
		t.Errorf("length of a list: %d", n)
	}
	if v := *(*py.Value)(read(*(*unsafe.Pointer)(read(p, py.ListItems)), registerSize)); !py.Is(v, py.Int(8)) {
		t.Error("items of a list")
	}
	if kindFlags(p) != uint32(py.KindList) {
		t.Error("kind and flags of a list")
	}
	u := py.TupleOf(py.Int(1), py.Int(2), py.Int(3))
	p = unsafe.Pointer(u)
	if n := *(*int)(read(p, py.TupleLen)); n != 3 {
		t.Errorf("length of a tuple: %d", n)
	}
	if v := *(*py.Value)(read(*(*unsafe.Pointer)(read(p, py.TupleItems)), 2*registerSize)); !py.Is(v, py.Int(3)) {
		t.Error("items of a tuple")
	}
	d := py.NewDict()
	key := py.NewStr("some key")
	d.SetStr(key, py.Int(5))
	p = unsafe.Pointer(d)
	e := *(*unsafe.Pointer)(read(p, py.DictEntries))
	if !py.Is(*(*py.Value)(read(e, py.EntryKey)), key.Value()) || !py.Is(*(*py.Value)(read(e, py.EntryValue)), py.Int(5)) {
		t.Error("entry of a dict")
	}
	if *(*int64)(read(e, py.EntryHash)) != key.Hash() || *(*int64)(read(unsafe.Pointer(key), py.StrHash)) != key.Hash() {
		t.Error("hash of a key")
	}
	if unsafe.Sizeof(py.Value{}) != registerSize || unsafe.Sizeof(instruction{}) != 8 || entrySize != 32 || entryValue != 16 {
		t.Error("sizes")
	}
}
