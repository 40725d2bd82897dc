package symtable_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/symtable"
)

// parse returns the tree of a program.
func parse(t *testing.T, source string) *ast.Module {
	t.Helper()
	mod, _, err := parser.Parse([]byte(source), "file.py", parser.Exec, parser.Options{})
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	return mod.(*ast.Module)
}

// build returns the tree and table of a program.
func build(t *testing.T, source string, features symtable.Features) (*ast.Module, *symtable.Table) {
	t.Helper()
	mod := parse(t, source)
	table, err := symtable.Build(mod, "file.py", features)
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	return mod, table
}

// chunks returns the parts of a golden file: programs, each followed by what CPython 3.14 says about it.
func chunks(t *testing.T, name, separator string) (list [][2]string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, chunk := range strings.Split(string(data), "\n---\n") {
		source, want, ok := strings.Cut(chunk, separator)
		if !ok {
			t.Fatalf("%s: no %q in\n%s", name, separator, chunk)
		}
		list = append(list, [2]string{source, want})
	}
	return list
}

// TestScopes compares with the output of `python3.14 -m symtable file.py`.
func TestScopes(t *testing.T) {
	for _, chunk := range chunks(t, "testdata/scopes.txt", "\n###\n") {
		source, want := chunk[0], strings.TrimRight(chunk[1], "\n")+"\n\n"
		t.Run(source, func(t *testing.T) {
			_, table := build(t, source+"\n", 0)
			var got strings.Builder
			if err := table.Print(&got); err != nil {
				t.Fatal(err)
			}
			if got.String() != want {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
		})
	}
}

// TestErrors compares with CPython 3.14's messages, and (lineno, offset, end_lineno, end_offset).
func TestErrors(t *testing.T) {
	for _, chunk := range chunks(t, "testdata/errors.txt", "\n### ") {
		source, want := chunk[0], strings.TrimRight(chunk[1], "\n")
		t.Run(source, func(t *testing.T) {
			_, err := symtable.Build(parse(t, source+"\n"), "file.py", 0)
			var e *ast.SyntaxError
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want %s", err, want)
			}
			got := fmt.Sprintf("%s (%d, %d, %d, %d)", e.Msg, e.Lineno, e.Offset, e.EndLineno, e.EndOffset)
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if e.Kind != "SyntaxError" || e.Filename != "file.py" {
				t.Errorf("kind %q, file %q", e.Kind, e.Filename)
			}
		})
	}
}

func TestMangle(t *testing.T) {
	for _, test := range []struct{ class, name, want string }{
		{"A", "__x", "_A__x"},
		{"_A_", "__x", "_A___x"},
		{"A", "___x", "_A___x"},
		{"A", "__x_", "_A__x_"},
		{"A", "__x__", "__x__"},
		{"A", "_x", "_x"},
		{"A", "x", "x"},
		{"A", "__", "__"},
		{"A", "__x.y", "__x.y"},
		{"___", "__x", "__x"},
		{"", "__x", "__x"},
	} {
		if got := symtable.Mangle(test.class, test.name); got != test.want {
			t.Errorf("Mangle(%q, %q) = %q, want %q", test.class, test.name, got, test.want)
		}
	}
}

// TestScopeMangle: in the scope of a generic class's type parameters only these are the class's.
func TestScopeMangle(t *testing.T) {
	mod, table := build(t, "class A[__T](__b): __c\n", 0)
	class := mod.Body[0]
	params, body := table.TypeParams(class), table.Scope(class)
	for _, test := range []struct {
		scope      *symtable.Scope
		name, want string
	}{
		{table.Top, "__c", "__c"},
		{params, "__T", "_A__T"},
		{params, "__b", "__b"},
		{body, "__T", "_A__T"},
		{body, "__c", "_A__c"},
	} {
		if got := test.scope.Mangle(test.name); got != test.want {
			t.Errorf("%v: Mangle(%q) = %q, want %q", test.scope, test.name, got, test.want)
		}
	}
	if got := params.Resolve("__b"); got != symtable.GlobalImplicit {
		t.Errorf("__b is %v", got)
	}
	if got := body.Resolve("nothing"); got != symtable.Unresolved {
		t.Errorf("nothing is %v", got)
	}
}

// TestQueries finds every scope by the node that opens it.
func TestQueries(t *testing.T) {
	mod, table := build(t, `
def f[T: int = str, *U = x, **V = y](a: b): return [c for c in d]
class A:
    x: int
type X[W] = lambda: (e for e in f)
def g(): pass
`, 0)
	f, a, x, g := mod.Body[0].(*ast.FunctionDef), mod.Body[1].(*ast.ClassDef), mod.Body[2].(*ast.TypeAlias), mod.Body[3]
	comprehension := f.Body[0].(*ast.Return).Value
	lambda := x.Value.(*ast.Lambda)
	for _, test := range []struct {
		what  string
		scope *symtable.Scope
		want  string // kind, name, and the parent's
	}{
		{"module", table.Scope(mod), "module top"},
		{"type parameters of f", table.TypeParams(f), "type parameters f in module top"},
		{"bound of T", table.Bound(f.TypeParams[0]), "type variable T in type parameters f"},
		{"default of T", table.Default(f.TypeParams[0]), "type variable T in type parameters f"},
		{"bound of U", table.Bound(f.TypeParams[1]), "<nil>"},
		{"default of U", table.Default(f.TypeParams[1]), "type variable U in type parameters f"},
		{"default of V", table.Default(f.TypeParams[2]), "type variable V in type parameters f"},
		{"annotations of f", table.Annotations(f), "annotation __annotate__ in type parameters f"},
		{"f", table.Scope(f), "function f in type parameters f"},
		{"comprehension", table.Scope(comprehension), "function listcomp in function f"},
		{"A", table.Scope(a), "class A in module top"},
		{"annotations of A", table.Annotations(a), "annotation __annotate__ in class A"},
		{"type parameters of A", table.TypeParams(a), "<nil>"},
		{"type parameters of X", table.TypeParams(x), "type parameters X in module top"},
		{"X", table.Scope(x), "type alias X in type parameters X"},
		{"lambda", table.Scope(lambda), "function lambda in type alias X"},
		{"generator expression", table.Scope(lambda.Body), "function genexpr in function lambda"},
		{"annotations of g", table.Annotations(g), "annotation __annotate__ in module top"},
		{"annotations of the module", table.Annotations(mod), "<nil>"},
		{"a call", table.Scope(&ast.Call{}), "<nil>"},
	} {
		got := fmt.Sprint(test.scope)
		if test.scope == nil {
			got = "<nil>"
		} else if test.scope.Parent != nil {
			got += " in " + test.scope.Parent.String()
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, got, test.want)
		}
	}
}

// TestFacts checks what `python -m symtable` doesn't print.
func TestFacts(t *testing.T) {
	for _, test := range []struct {
		source string
		want   string // facts of the first scope within the module
	}{
		{"(x for x in y)", "Comprehension=generator expression IsGenerator"},
		{"(x async for x in y)", "Comprehension=generator expression IsGenerator IsCoroutine"},
		{"def f(): yield", ""}, // its annotations
		{"lambda: (yield)", "IsGenerator"},
		{"lambda *a: 1", "HasVarArgs"},
		{"lambda **a: 1", "HasVarKeywords"},
		{"lambda: (await_, lambda: 1)", ""},
		{"class A: pass", ""},
		{"class A: 'doc'", "HasDocstring"},
		{"class A:\n x: int", "AnnotationsUsed NeedsClassDict"},
		{"class A:\n if 1: x: int", "AnnotationsUsed NeedsClassDict HasConditionalAnnotations"},
		{"class A:\n def f(self): super()", "NeedsClassClosure NeedsClassDict"},
		{"class A: [super for x in y]", ""},
		{"class A: [lambda: super for x in y]", "NeedsClassClosure"},
		{"class A: [__class__ for x in y]", ""},
		{"def f[T](): pass", ""},
		{"type X = int", ""},
	} {
		t.Run(test.source, func(t *testing.T) {
			_, table := build(t, test.source+"\n", 0)
			got := facts(table.Top.Children[0])
			// A function's or class's annotations are for `__classdict__` even without any.
			if want := test.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func facts(s *symtable.Scope) string {
	var list []string
	if s.Comprehension != symtable.NoComprehension {
		list = append(list, "Comprehension="+s.Comprehension.String())
	}
	for _, fact := range []struct {
		name  string
		holds bool
	}{
		{"IsNested", s.IsNested},
		{"IsGenerator", s.IsGenerator},
		{"IsCoroutine", s.IsCoroutine},
		{"IsMethod", s.IsMethod},
		{"HasVarArgs", s.HasVarArgs},
		{"HasVarKeywords", s.HasVarKeywords},
		{"HasDocstring", s.HasDocstring},
		{"ReturnsValue", s.ReturnsValue},
		{"AnnotationsUsed", s.AnnotationsUsed},
		{"NeedsClassClosure", s.NeedsClassClosure},
		{"NeedsClassDict", s.NeedsClassDict},
		{"HasConditionalAnnotations", s.HasConditionalAnnotations},
		{"CompInlined", s.CompInlined},
		{"CanSeeClassScope", s.CanSeeClassScope},
	} {
		if fact.holds {
			list = append(list, fact.name)
		}
	}
	return strings.Join(list, " ")
}

// TestFunctionFacts is TestFacts for the second scope within the module, the body of a def.
func TestFunctionFacts(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{"def f(): pass", ""},
		{"def f(): return", ""},
		{"def f(): return 1", "ReturnsValue"},
		{"def f(): yield", "IsGenerator"},
		{"def f(): yield from x", "IsGenerator"},
		{"def f(): 'doc'", "HasDocstring"},
		{"def f(): b'doc'", ""},
		{"def f(): f'doc'", ""},
		{"def f(*a, **b): pass", "HasVarArgs HasVarKeywords"},
		{"def f(*, b): pass", ""},
		{"def f():\n x: int", "AnnotationsUsed"},
		{"async def f(): pass", "IsCoroutine"},
		{"async def f(): yield", "IsGenerator IsCoroutine"},
		{"async def f(): [await x for x in y]", "IsCoroutine"},
	} {
		t.Run(test.source, func(t *testing.T) {
			_, table := build(t, test.source+"\n", 0)
			if got := facts(table.Top.Children[1]); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestInlining: list, set and dict comprehensions belong to the scope around them, unless that sees a class.
func TestInlining(t *testing.T) {
	for _, test := range []struct {
		source  string
		inlined bool
	}{
		{"[a for a in b]", true},
		{"{a for a in b}", true},
		{"{a: a for a in b}", true},
		{"(a for a in b)", false},
		{"class A: [a for a in b]", true},
		{"lambda: [a for a in b]", true},
		{"x: [a for a in b]", true},
		{"class A:\n x: [a for a in b]", false},
		{"class A:\n type X = [a for a in b]", false},
		{"class A:\n x: lambda: [a for a in b]", true},
		{"type X = [a for a in b]", true},
	} {
		t.Run(test.source, func(t *testing.T) {
			mod, table := build(t, test.source+"\n", 0)
			found := false
			ast.Inspect(mod, func(n ast.Node) bool {
				if s := table.Scope(n); s != nil && s.Comprehension != symtable.NoComprehension {
					found = true
					if s.CompInlined != test.inlined {
						t.Errorf("CompInlined = %v", s.CompInlined)
					}
				}
				return true
			})
			if !found {
				t.Error("no comprehension")
			}
		})
	}
}

// TestInlinedCells: names that inner scopes of an inlined comprehension have free are cells of the scope around it.
func TestInlinedCells(t *testing.T) {
	_, table := build(t, "def f():\n [lambda: x for x in y]\n", 0)
	x := table.Top.Children[1].Lookup("x")
	if x == nil || x.Scope != symtable.Cell || x.Flags&symtable.DefCompCell == 0 {
		t.Errorf("got %+v", x)
	}
}

// TestStringAnnotations: under PEP 563 annotations are walked for errors, and what they say doesn't count.
func TestStringAnnotations(t *testing.T) {
	source := "x: a\ndef f(p: b): pass\n"
	mod, table := build(t, source, symtable.FutureAnnotations)
	for _, scope := range table.Top.Children {
		if scope.Kind == symtable.Annotation {
			t.Errorf("a child %v", scope)
		}
	}
	if s := table.Annotations(mod.Body[1]); s == nil || !s.AnnotationsUsed || s.Resolve(".format") != symtable.Local {
		t.Errorf("annotations of f: %+v", s)
	}
	_, err := symtable.Build(parse(t, "x: (yield)\n"), "file.py", symtable.FutureAnnotations)
	if err == nil {
		t.Error("no error")
	}
}

func TestFutureImports(t *testing.T) {
	for _, test := range []struct {
		source string
		want   symtable.Features
	}{
		{"", 0},
		{"from __future__ import annotations", symtable.FutureAnnotations},
		{"'doc'\nfrom __future__ import division\nfrom __future__ import annotations as a", symtable.FutureAnnotations},
		{"from __future__ import barry_as_FLUFL, generator_stop", symtable.BarryAsFLUFL},
		{"from .__future__ import annotations", 0},
	} {
		t.Run(test.source, func(t *testing.T) {
			_, table := build(t, test.source+"\n", 0)
			if table.Features != test.want {
				t.Errorf("got %#x, want %#x", table.Features, test.want)
			}
		})
	}
	if _, table := build(t, "", symtable.FutureAnnotations); table.Features != symtable.FutureAnnotations {
		t.Errorf("the features given are lost")
	}
}

func TestTopLevelAwait(t *testing.T) {
	for _, source := range []string{
		"await x",
		"[await x for x in y]",
		"[x async for x in y]",
		"async for x in y: pass",
		"async with x: pass",
	} {
		t.Run(source, func(t *testing.T) {
			_, table := build(t, source+"\n", symtable.AllowTopLevelAwait)
			if !table.Top.IsCoroutine {
				t.Error("the module is no coroutine")
			}
		})
	}
	for _, source := range []string{"def f(): await x", "class A: await x", "lambda: [await x for x in y]"} {
		if _, err := symtable.Build(parse(t, source+"\n"), "file.py", symtable.AllowTopLevelAwait); err == nil {
			t.Errorf("%s: no error", source)
		}
	}
}

func TestOtherModules(t *testing.T) {
	x := &ast.Name{Id: "x"}
	for _, mod := range []ast.Mod{&ast.Expression{Body: x}, &ast.Interactive{Body: []ast.Stmt{&ast.ExprStmt{Value: x}}}} {
		table, err := symtable.Build(mod, "file.py", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Scope(mod).Resolve("x"); got != symtable.GlobalImplicit {
			t.Errorf("%T: x is %v", mod, got)
		}
	}
	if _, err := symtable.Build(&ast.FunctionType{Returns: x}, "file.py", 0); err != symtable.ErrFunctionType {
		t.Errorf("FunctionType: %v", err)
	}
}

// TestDepth: trees of any depth end in an error, not a crash.
func TestDepth(t *testing.T) {
	expression := func(depth int, wrap func(ast.Expr) ast.Expr) error {
		var e ast.Expr = &ast.Name{Id: "x"}
		for range depth {
			e = wrap(e)
		}
		_, err := symtable.Build(&ast.Expression{Body: e}, "file.py", 0)
		return err
	}
	not := func(e ast.Expr) ast.Expr { return &ast.UnaryOp{Op: ast.Not, Operand: e} }
	lambda := func(e ast.Expr) ast.Expr { return &ast.Lambda{Args: &ast.Arguments{}, Body: e} }
	list := func(e ast.Expr) ast.Expr {
		return &ast.ListComp{Elt: e, Generators: []*ast.Comprehension{{Target: &ast.Name{Id: "x", Ctx: ast.Store}, Iter: &ast.Name{Id: "x"}}}}
	}
	for _, test := range []struct {
		name  string
		depth int
		wrap  func(ast.Expr) ast.Expr
		want  error
	}{
		{"not", 30_000, not, nil},
		{"not", 1_000_000, not, symtable.ErrRecursion},
		{"lambda", 3_000, lambda, nil},
		{"lambda", 3_001, lambda, symtable.ErrRecursion},
		{"lambda", 1_000_000, lambda, symtable.ErrRecursion},
		{"listcomp", 3_000, list, nil},
		{"listcomp", 1_000_000, list, symtable.ErrRecursion},
	} {
		if err := expression(test.depth, test.wrap); err != test.want {
			t.Errorf("%s %d: got %v, want %v", test.name, test.depth, err, test.want)
		}
	}
	var s ast.Stmt = &ast.Pass{}
	for range 100_000 {
		s = &ast.While{Test: &ast.Name{Id: "x"}, Body: []ast.Stmt{s}}
	}
	if _, err := symtable.Build(&ast.Module{Body: []ast.Stmt{s}}, "file.py", 0); err != symtable.ErrRecursion {
		t.Errorf("while: %v", err)
	}
}
