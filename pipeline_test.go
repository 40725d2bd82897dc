package gopy_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/symtable"
	"github.com/gopy-lang/gopy/tokenizer"
)

// address matches what differs from run to run.
var address = regexp.MustCompile(`0x[0-9a-f]{6,}`)

// TestPipeline takes the programs of testdata/pipeline through every stage and compares each with what CPython 3.14
// printed (testdata/record.py).
func TestPipeline(t *testing.T) {
	archives, err := filepath.Glob("testdata/pipeline/*.txtar")
	if err != nil || len(archives) < 10 {
		t.Fatalf("%d archives, %v", len(archives), err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			golden := map[string]string{}
			for _, f := range archive.Files {
				golden[f.Name] = string(f.Data)
			}
			source := []byte(golden["prog.py"])
			for stage, run := range stages {
				t.Run(stage, func(t *testing.T) {
					got := address.ReplaceAllString(run(t, source), "0x…")
					if diff := cmp.Diff(strings.Split(golden[stage], "\n"), strings.Split(got, "\n")); diff != "" {
						t.Errorf("%s differs from CPython's (-want +got):\n%s", stage, diff)
					}
				})
			}
		})
	}
}

// stages are the parts of an archive and how gopy makes each.
var stages = map[string]func(t *testing.T, source []byte) string{
	"tokens": func(t *testing.T, source []byte) string {
		var b bytes.Buffer
		tokenizer.List(&b, &b, source, "prog.py", true)
		return b.String()
	},
	"ast": func(t *testing.T, source []byte) string {
		text, err := ast.Listing(parse(t, source), ast.ListingOptions{Attributes: true, Indent: ast.DefaultIndent})
		if err != nil {
			t.Fatal(err)
		}
		return text
	},
	"scopes": func(t *testing.T, source []byte) string {
		table, err := symtable.Build(parse(t, source), "prog.py", 0)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := table.Print(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	},
	"dis": func(t *testing.T, source []byte) string {
		c, _, err := compiler.Compile(parse(t, source), "prog.py", compiler.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := c.Disassemble(&b, code.DisassembleOptions{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	},
	"output": func(t *testing.T, source []byte) string {
		return runProgram(t, source, "prog.py")
	},
}

func parse(t *testing.T, source []byte) ast.Mod {
	t.Helper()
	tree, _, err := parser.Parse(source, "prog.py", parser.Exec, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
