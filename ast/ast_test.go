package ast_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
)

func TestDump(t *testing.T) {
	forEachRecording(t, func(t *testing.T, r recording, tree ast.Node) {
		for _, test := range []struct {
			name    string
			options ast.DumpOptions
			want    string
		}{
			{"everything", ast.DumpOptions{Attributes: true, ShowEmpty: true}, r.Tree},
			{"default", ast.DumpOptions{}, r.Dump},
			{"positional", ast.DumpOptions{OmitNames: true}, r.Positional},
			{"positional, empty", ast.DumpOptions{OmitNames: true, ShowEmpty: true}, r.PositionalEmpty},
			{"indented", ast.DumpOptions{Multiline: true, Indent: "  "}, r.Indented},
			{"indented, positional", ast.DumpOptions{Multiline: true, OmitNames: true}, r.IndentedPositional},
			{"indented, everything", ast.DumpOptions{Multiline: true, Indent: "\t", Attributes: true, ShowEmpty: true}, r.IndentedEverything},
		} {
			got, err := ast.Dump(tree, test.options)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, test.name, got, test.want)
		}
	})
}

func TestUnparse(t *testing.T) {
	forEachRecording(t, func(t *testing.T, r recording, tree ast.Node) {
		got, err := ast.Unparse(tree)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, "unparse", got, r.Unparse)
	})
}

// TestUnparsedSource parses what Unparse wrote: apart from positions it must be the tree it came from.
func TestUnparsedSource(t *testing.T) {
	forEachRecording(t, func(t *testing.T, r recording, tree ast.Node) {
		mode := map[string]parser.Mode{"Expression": parser.Eval, "Interactive": parser.Single, "FunctionType": parser.FuncType}[tree.Class().Name]
		source, err := ast.Unparse(tree)
		if err != nil {
			t.Fatal(err)
		}
		if mode == parser.Single {
			source += "\n"
		}
		again, _, err := parser.Parse([]byte(source), "<unparsed>", mode, parser.Options{TypeComments: strings.Contains(source, "# type:")})
		if r.Reparsed == "" && err != nil { // CPython can't read this one either
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, source)
		}
		dump, err := ast.Dump(again, ast.DumpOptions{})
		if err != nil {
			t.Fatal(err)
		}
		compare(t, "tree of the unparsed source", dump, r.Reparsed)
	})
}

func TestListing(t *testing.T) {
	forEachRecording(t, func(t *testing.T, r recording, tree ast.Node) {
		got, err := ast.Listing(tree, ast.ListingOptions{Indent: 2})
		if err != nil {
			t.Fatal(err)
		}
		compare(t, "listing", got, r.Indented+"\n")
		got, err = ast.Listing(tree, ast.ListingOptions{Attributes: true, ShowEmpty: true, Indent: -1})
		if err != nil {
			t.Fatal(err)
		}
		compare(t, "listing", got, strings.ReplaceAll(r.IndentedEverything, "\t", "")+"\n")
	})
}

func TestWalk(t *testing.T) {
	forEachRecording(t, func(t *testing.T, r recording, tree ast.Node) {
		var walked, inspected []string
		for n := range ast.Walk(tree) {
			if len(n.Class().Fields) > 0 || strings.Contains("Pass Break Continue", n.Class().Name) {
				walked = append(walked, n.Class().Name)
			}
		}
		if !slices.Equal(walked, r.Walk) {
			t.Errorf("got %v\nwant %v", walked, r.Walk)
		}
		all := 0
		for range ast.Walk(tree) {
			all++
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			inspected = append(inspected, n.Class().Name)
			return true
		})
		if len(inspected) != all {
			t.Errorf("Inspect visits %d nodes, Walk %d", len(inspected), all)
		}
	})
}

// TestTooDeep checks that trees of any depth come back as an error.
func TestTooDeep(t *testing.T) {
	var e ast.Expr = &ast.Constant{Value: int64(1)}
	for range 1_000_000 {
		e = &ast.UnaryOp{Op: ast.USub, Operand: e}
	}
	if _, err := ast.Dump(e, ast.DumpOptions{}); !errors.Is(err, ast.ErrTooDeep) {
		t.Errorf("Dump: %v", err)
	}
	if _, err := ast.Unparse(e); !errors.Is(err, ast.ErrTooDeep) {
		t.Errorf("Unparse: %v", err)
	}
	nodes := 0
	ast.Inspect(e, func(ast.Node) bool { nodes++; return true })
	if nodes != 1_000_001 {
		t.Errorf("Inspect: %d nodes", nodes)
	}
}

func TestInspectOrder(t *testing.T) {
	tree := &ast.BinOp{
		Left:  &ast.BinOp{Left: &ast.Name{Id: "a"}, Right: &ast.Name{Id: "b"}},
		Right: &ast.Name{Id: "c"},
	}
	var names []string
	ast.Inspect(tree, func(n ast.Node) bool {
		if name, ok := n.(*ast.Name); ok {
			names = append(names, name.Id)
		}
		return true
	})
	if got := strings.Join(names, ""); got != "abc" {
		t.Error(got)
	}
}

func TestSetField(t *testing.T) {
	n := ast.LookupClass("Call").New().(*ast.Call)
	if !n.SetField(1, []any{&ast.Name{Id: "x"}, &ast.Name{Id: "y"}}) || len(n.Args) != 2 {
		t.Errorf("args: %v", n.Args)
	}
	if n.SetField(1, []any{&ast.Name{}, &ast.Pass{}}) || len(n.Args) != 2 {
		t.Errorf("a statement passes for an expression: %v", n.Args)
	}
	if n.SetField(0, "x") {
		t.Error("a string passes for an expression")
	}
	if !n.SetField(1, nil) || n.Args != nil {
		t.Errorf("args: %v", n.Args)
	}
	if ast.LookupClass("Load").Enum() != ast.Load || ast.LookupClass("Load").New() != nil || ast.LookupClass("load") != nil {
		t.Error("LookupClass")
	}
}

func compare(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	t.Errorf("%s differs at %d:\ngot  ...%.160s\nwant ...%.160s", what, i, got[from:], want[from:])
}

func TestDeeper(t *testing.T) {
	var n ast.Expr = &ast.Name{Id: "a"}
	for range 99 {
		n = &ast.Starred{Value: n}
	}
	if ast.Deeper(n, 100) || !ast.Deeper(n, 99) {
		t.Error("a tree of 100 nodes below each other has another depth")
	}
}
