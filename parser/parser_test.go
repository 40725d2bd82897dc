package parser

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gopy-lang/gopy/ast"
)

// A golden is an entry of a file in testdata: a program, and what CPython 3.14 makes of it.
type golden struct {
	mode, source, want string
}

// goldens reads a file of entries that are separated by empty lines. The lines of the source begin with ">", the mode's
// with "@".
func goldens(tb testing.TB, name string) []golden {
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	var list []golden
	for entry := range strings.SplitSeq(strings.TrimSuffix(string(text), "\n"), "\n\n") {
		if strings.HasPrefix(entry, "#") {
			continue
		}
		g := golden{}
		var source, want []string
		for line := range strings.SplitSeq(entry, "\n") {
			switch {
			case strings.HasPrefix(line, "@ "):
				g.mode = line[2:]
			case line == ">":
				source = append(source, "")
			case strings.HasPrefix(line, "> "):
				source = append(source, line[2:])
			default:
				want = append(want, line)
			}
		}
		g.source, g.want = strings.Join(source, "\n"), strings.Join(want, "\n")
		list = append(list, g)
	}
	if len(list) < 10 {
		tb.Fatalf("%s: %d entries", name, len(list))
	}
	return list
}

// describeError returns an error in the form of the goldens.
func describeError(err error) string {
	e, ok := err.(*ast.SyntaxError)
	if !ok {
		return err.Error()
	}
	return fmt.Sprintf("%s: %s %d:%d-%d:%d", e.Kind, e.Msg, e.Lineno, e.Offset, e.EndLineno, e.EndOffset)
}

func TestTrees(t *testing.T) {
	for _, g := range goldens(t, "trees.txt") {
		t.Run(g.source, func(t *testing.T) {
			mod, _, err := Parse([]byte(g.source), "test", Exec, Options{})
			if err != nil {
				t.Fatal(describeError(err))
			}
			got, err := ast.Dump(mod, ast.DumpOptions{Attributes: true})
			if err != nil {
				t.Fatal(err)
			}
			if got != g.want {
				t.Errorf("\ngot  %s\nwant %s", got, g.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for _, g := range goldens(t, "errors.txt") {
		t.Run(g.source, func(t *testing.T) {
			_, _, err := Parse([]byte(g.source), "test", Exec, Options{})
			if err == nil {
				t.Fatalf("no error, want %s", g.want)
			}
			if got := describeError(err); got != g.want {
				t.Errorf("\ngot  %s\nwant %s", got, g.want)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	for _, g := range goldens(t, "warnings.txt") {
		t.Run(g.source, func(t *testing.T) {
			_, warnings, err := Parse([]byte(g.source), "test", Exec, Options{})
			if err != nil {
				t.Fatal(describeError(err))
			}
			var lines []string
			for _, w := range warnings {
				lines = append(lines, fmt.Sprintf("%d: %s", w.Lineno, w.Msg))
			}
			if len(warnings) > 0 {
				lines = append(lines, describeError(warnings[0].Err))
			}
			if got := strings.Join(lines, "\n"); got != g.want {
				t.Errorf("\ngot  %s\nwant %s", got, g.want)
			}
		})
	}
}

func TestModes(t *testing.T) {
	modes := map[string]Mode{"exec": Exec, "eval": Eval, "single": Single, "func_type": FuncType}
	for _, g := range goldens(t, "modes.txt") {
		t.Run(g.mode+" "+g.source, func(t *testing.T) {
			words := strings.Fields(g.mode)
			options := Options{}
			for _, word := range words[1:] {
				switch word {
				case "incomplete":
					options.AllowIncomplete = true
				case "dedent":
					options.NoImpliedDedent = true
				case "types":
					options.TypeComments = true
				default:
					t.Fatal(word)
				}
			}
			mod, _, err := Parse([]byte(g.source), "test", modes[words[0]], options)
			var got string
			if err != nil {
				got = describeError(err)
			} else if got, err = ast.Dump(mod, ast.DumpOptions{}); err != nil {
				t.Fatal(err)
			}
			if got != g.want {
				t.Errorf("\ngot  %s\nwant %s", got, g.want)
			}
		})
	}
}

// TestFeatureVersion asks for versions of Python that do not have what the source uses.
func TestFeatureVersion(t *testing.T) {
	for source, since := range map[string]int{
		"async def f(): pass": 5, "async with a: b": 5, "async for a in b: c": 5, "[a async for a in b]": 6, "await a": 5,
		"a: b": 6, "(a): b": 6, "match a:\n  case b: c": 10, "try: a\nexcept* b: c": 11, "try: a\nexcept b, c: d": 14,
		"type a = b": 12, "def f[T](): a": 12, "class C[T]: a": 12, "type a[T = b] = c": 13, "def f(a, /): b": 8,
		"(a := b)": 8, "a @ b": 5, "a @= b": 5, "1_0": 6, `t"a"`: 14, "a": 0, `f"{a}"`: 0,
	} {
		for version := 3; version <= 14; version++ {
			_, _, err := Parse([]byte(source), "test", Exec, Options{FeatureVersion: version})
			if (err != nil) != (version < since) {
				t.Errorf("%q in 3.%d: %v", source, version, err)
			}
			if want := fmt.Sprintf("only supported in Python 3.%d and greater", since); err != nil && !strings.Contains(err.Error(), want) && since < 13 {
				t.Errorf("%q in 3.%d: %v", source, version, err)
			}
		}
	}
}

// TestDeepNesting feeds programs that nest without end: an error, or a tree, but no crash.
func TestDeepNesting(t *testing.T) {
	const n = 100_000
	tooDeep := TooComplexError{}.Error()
	for _, test := range []struct{ name, source, want string }{
		{"unary", strings.Repeat("-", n) + "1", tooDeep},
		{"unary that fits", strings.Repeat("-", 5968) + "1", ""},
		{"unary that does not fit", strings.Repeat("-", 5969) + "1", tooDeep},
		{"not", strings.Repeat("not ", n) + "1", tooDeep},
		{"lambda", strings.Repeat("lambda: ", n) + "1", tooDeep},
		{"conditional", strings.Repeat("a if b else ", n) + "1", tooDeep},
		{"power", strings.Repeat("1**", n) + "1", tooDeep},
		{"parentheses", strings.Repeat("(", n), "too many nested parentheses"},
		{"200 parentheses", strings.Repeat("(", 200) + strings.Repeat(")", 200), ""},
		{"200 calls", strings.Repeat("f(", 200) + strings.Repeat(")", 200), ""},
		{"200 dicts", strings.Repeat("{1:", 200) + "1" + strings.Repeat("}", 200), ""},
		{"attributes", "a" + strings.Repeat(".b", n), ""},
		{"calls", "a" + strings.Repeat("()", n), ""},
		{"sum", strings.Repeat("1 + ", n) + "1", ""},
		{"elif", "if a: b\n" + strings.Repeat("elif a: b\n", n), ""},
		{"strings", strings.Repeat(`"" `, n), ""},
		{"f-strings", strings.Repeat(`f"{`, n), "too many nested"},
		{"targets", strings.Repeat("a = ", n) + "b", ""},
		{"patterns", "match a:\n case " + strings.Repeat("[", 199) + strings.Repeat("]", 199) + ": b", ""},
		{"names", strings.Repeat("a ", n), "invalid syntax"},
		{"strings and names", strings.Repeat(`"" a `, n), "invalid syntax"},
		{"bad targets", "(" + strings.Repeat("1, ", n) + ") = 1", "cannot assign to literal"},
		{"not equal", "from __future__ import barry_as_FLUFL\n" + strings.Repeat("a <> ", n) + "b", ""},
		{"unclosed", strings.Repeat("f(a b\n", 199), "invalid syntax. Perhaps you forgot a comma?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			_, _, err := Parse([]byte(test.source), "test", Exec, Options{})
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestConcreteTree compares the leaves of concrete trees with the source, and one tree as a whole.
func TestConcreteTree(t *testing.T) {
	var leaves func(n *ConcreteNode) string
	leaves = func(n *ConcreteNode) string {
		if n.Rule == "" {
			return n.Text
		}
		text := ""
		for _, kid := range n.Children {
			text += leaves(kid)
		}
		return text
	}
	blank := strings.NewReplacer(" ", "", "\n", "", "\t", "", "\\", "")
	for _, g := range goldens(t, "trees.txt") {
		if strings.Contains(g.source, "#") || strings.Contains(g.source, "{{") {
			continue // comments are no tokens, and of `{{` one brace isn't
		}
		n, err := ConcreteTree(g.source, "test", Exec, Options{})
		if err != nil {
			t.Errorf("%q: %v", g.source, err)
			continue
		}
		if got := blank.Replace(leaves(n)); got != blank.Replace(g.source) && !strings.Contains(g.source, "}}") {
			t.Errorf("%q: leaves %q", g.source, got)
		}
	}
	n, err := ConcreteTree("pass\n", "test", Exec, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var show func(n *ConcreteNode) string
	show = func(n *ConcreteNode) string {
		if n.Rule == "" {
			return n.Kind.String()
		}
		var kids []string
		for _, kid := range n.Children {
			kids = append(kids, show(kid))
		}
		return n.Rule + "(" + strings.Join(kids, " ") + ")"
	}
	const want = "file_input(statement(stmt_list(simple_stmt(pass_stmt(NAME)) NEWLINE)) ENDMARKER)"
	if got := show(n); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := ConcreteTree("a b", "test", Exec, Options{}); err == nil {
		t.Error("no error for a b")
	}
}

func TestLookupName(t *testing.T) {
	lookup := func(name string) (string, bool) { return "Ω", name == "mine" }
	mod, _, err := Parse([]byte(`"\N{mine}"`), "test", Eval, Options{LookupName: lookup})
	if err != nil {
		t.Fatal(err)
	}
	if got := mod.(*ast.Expression).Body.(*ast.Constant).Value; got != "Ω" {
		t.Errorf("got %v", got)
	}
	if _, _, err := Parse([]byte(`"\N{other}"`), "test", Eval, Options{LookupName: lookup}); err == nil {
		t.Error("no error")
	}
}

// TestParseFile reads files that cannot be decoded to the end.
func TestParseFile(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{"x = 1\n", ""},
		{"x = 'é'\n", ""},
		{"# coding: latin-1\nx = '\xe9'\n", ""},
		{"x = 1\ny = '\xe9'\n", "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file test.py on line 1"},
		{"x = = 1\ny = '\xe9'\n", "SyntaxError: Non-UTF-8 code starting with"},
		{"x = 1\n\x00\n", "SyntaxError: source code cannot contain null bytes"},
	} {
		mod, _, err := ParseFile([]byte(test.source), "test.py", Options{})
		if test.want == "" && mod == nil || test.want != "" && (err == nil || !strings.HasPrefix(describeError(err), test.want)) {
			t.Errorf("%q: got %v, want %q", test.source, err, test.want)
		}
	}
}

func TestIntDigits(t *testing.T) {
	for _, test := range []struct{ digits, limit, want int }{{4300, 0, 0}, {4301, 0, 1}, {4301, -1, 0}, {700, 640, 1}} {
		_, _, err := Parse([]byte(strings.Repeat("1", test.digits)), "test", Eval, Options{MaxIntDigits: test.limit})
		if (err != nil) != (test.want == 1) {
			t.Errorf("%d digits with limit %d: %v", test.digits, test.limit, err)
		}
	}
}

// FuzzParse looks for sources that make the parser panic.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"trees.txt", "errors.txt", "warnings.txt", "modes.txt"} {
		for _, g := range goldens(f, name) {
			f.Add(g.source, uint8(0))
		}
	}
	f.Fuzz(func(t *testing.T, source string, choice uint8) {
		options := Options{TypeComments: choice&4 != 0, AllowIncomplete: choice&8 != 0, NoImpliedDedent: choice&16 != 0}
		mod, _, err := Parse([]byte(source), "fuzz", Mode(choice&3), options)
		if (mod == nil) != (err != nil) {
			t.Errorf("%v and %v", mod, err)
		}
	})
}

// program is source to measure with: the golden programs, again and again.
func program(b *testing.B) []byte {
	var text strings.Builder
	for _, g := range goldens(b, "trees.txt") {
		text.WriteString(g.source + "\n")
	}
	return []byte(strings.Repeat(text.String(), 50))
}

func BenchmarkParse(b *testing.B) {
	source := program(b)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		if _, _, err := Parse(source, "bench", Exec, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAutomaton(b *testing.B) {
	source := string(program(b))
	p := newParse(source, "bench", Exec, Options{}, nil)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		a := automaton{labels: p.labels}
		if _, ok := a.run(ruleFileInput, 0); !ok {
			b.Fatal(a.failed)
		}
	}
	b.ReportMetric(float64(len(p.labels))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// TestCharge refuses a text that would take more than may be had, before any tree is made.
func TestCharge(t *testing.T) {
	refused := errors.New("too much")
	var asked int64
	options := Options{Charge: func(n int64) error {
		asked = n
		if n > 1<<20 {
			return refused
		}
		return nil
	}}
	if _, _, err := ParseText("x = 1\n", "f", Exec, options); err != nil || asked == 0 {
		t.Errorf("a short text: asked for %d bytes, %v", asked, err)
	}
	if _, _, err := ParseText("x = ["+strings.Repeat("1,", 2000)+"]\n", "f", Exec, options); !errors.Is(err, refused) {
		t.Errorf("a long text: asked for %d bytes, %v", asked, err)
	}
}
