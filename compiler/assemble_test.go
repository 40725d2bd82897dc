package compiler

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"testing"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/parser"
)

// TestCompileEqualsCPython compiles a program that uses every pass and
// compares all code objects, field by field, with CPython 3.14's, which
// code/testdata/record.py recorded.
func TestCompileEqualsCPython(t *testing.T) {
	source, err := os.ReadFile("code/testdata/program.py")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("code/testdata/program.marshal")
	if err != nil {
		t.Fatal(err)
	}
	want, err := code.Unmarshal(data)
	if err != nil {
		t.Fatal(err)
	}
	mod, _, err := parser.Parse(source, "program.py", parser.Exec, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := Compile(mod, "program.py", Options{})
	if err != nil {
		t.Fatal(err)
	}
	compareCode(t, got, want, "")
}

func compareCode(t *testing.T, got, want *code.Code, path string) {
	path += "/" + want.Name
	equal := func(field string, same bool, got, want any) {
		if !same {
			t.Errorf("%s: %s is %v, want %v", path, field, got, want)
		}
	}
	equal("name", got.Name == want.Name, got.Name, want.Name)
	equal("qualified name", got.QualName == want.QualName, got.QualName, want.QualName)
	equal("file name", got.Filename == want.Filename, got.Filename, want.Filename)
	equal("first line", got.FirstLineno == want.FirstLineno, got.FirstLineno, want.FirstLineno)
	equal("positional parameters", got.ArgCount == want.ArgCount, got.ArgCount, want.ArgCount)
	equal("positional-only parameters", got.PosOnlyArgCount == want.PosOnlyArgCount, got.PosOnlyArgCount, want.PosOnlyArgCount)
	equal("keyword-only parameters", got.KwOnlyArgCount == want.KwOnlyArgCount, got.KwOnlyArgCount, want.KwOnlyArgCount)
	equal("stack size", got.StackSize == want.StackSize, got.StackSize, want.StackSize)
	equal("flags", got.Flags == want.Flags, got.Flags, want.Flags)
	equal("names", slices.Equal(got.Names, want.Names), got.Names, want.Names)
	equal("locals", slices.Equal(got.LocalsPlusNames, want.LocalsPlusNames), got.LocalsPlusNames, want.LocalsPlusNames)
	equal("kinds of locals", bytes.Equal(got.LocalsPlusKinds, want.LocalsPlusKinds), got.LocalsPlusKinds, want.LocalsPlusKinds)
	equal("bytecode", bytes.Equal(got.Bytecode, want.Bytecode), instructionsOf(got), instructionsOf(want))
	equal("positions", bytes.Equal(got.LineTable, want.LineTable), got.Positions(), want.Positions())
	equal("handlers", bytes.Equal(got.ExceptionTable, want.ExceptionTable), slices.Collect(got.Handlers()), slices.Collect(want.Handlers()))
	equal("number of constants", len(got.Consts) == len(want.Consts), got.Consts, want.Consts)
	for i := range min(len(got.Consts), len(want.Consts)) {
		g, w := got.Consts[i], want.Consts[i]
		inner, ok := g.(*code.Code)
		if wanted, wantCode := w.(*code.Code); ok && wantCode {
			compareCode(t, inner, wanted, path)
		} else {
			equal("constant", code.SameConst(g, w), g, w)
		}
	}
}

// instructionsOf lists instructions for a message.
func instructionsOf(c *code.Code) []string {
	var list []string
	for in := range c.Instructions() {
		list = append(list, in.Op.String())
	}
	return list
}

// TestRandomProgramsEqualCPython does the same for programs that were put
// together at random; testdata/random/record.py recorded them.
func TestRandomProgramsEqualCPython(t *testing.T) {
	file, err := os.Open("testdata/random/code.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	programs := 0
	for rows := json.NewDecoder(file); ; programs++ {
		var row struct {
			Name, Source string
			Code         []byte
		}
		if err := rows.Decode(&row); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		want, err := code.Unmarshal(row.Code)
		if err != nil {
			t.Fatal(row.Name, err)
		}
		mod, _, err := parser.Parse([]byte(row.Source), row.Name, parser.Exec, parser.Options{})
		if err != nil {
			t.Fatal(row.Name, err)
		}
		got, _, err := Compile(mod, row.Name, Options{})
		if err != nil {
			t.Fatal(row.Name, err)
		}
		compareCode(t, got, want, row.Name)
	}
	if programs == 0 {
		t.Error("no programs")
	}
}
