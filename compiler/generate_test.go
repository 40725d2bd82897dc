package compiler

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/symtable"
)

func parse(t *testing.T, source string, mode parser.Mode) ast.Mod {
	t.Helper()
	mod, _, err := parser.Parse([]byte(source), "program", mode, parser.Options{})
	if err != nil {
		t.Fatalf("%q: %v", source, err)
	}
	return mod
}

// parsedPrograms returns the programs of testdata by the names of their files without extension.
func parsedPrograms(t *testing.T) map[string]ast.Mod {
	t.Helper()
	files, err := filepath.Glob("testdata/programs/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	programs := make(map[string]ast.Mod)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		mode := parser.Exec
		switch name := filepath.Base(file); {
		case strings.HasPrefix(name, "interactive"):
			mode = parser.Single
		case strings.HasPrefix(name, "expression"):
			mode = parser.Eval
		}
		programs[strings.TrimSuffix(file, ".py")] = parse(t, string(source), mode)
	}
	return programs
}

// compare reports where a text differs from a recorded one.
func compare(t *testing.T, file, got string) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: want -, got +:\n%s", file, diff)
	}
}

// TestSequences compares the instructions that are generated, before the graph's passes, with CPython's.
// testdata/record.py has recorded them.
func TestSequences(t *testing.T) {
	for name, mod := range parsedPrograms(t) {
		if _, ok := mod.(*ast.Module); !ok {
			continue // what CPython can't list; see TestCode
		}
		for _, optimize := range []int{0, 2} {
			compare(t, fmt.Sprintf("%s.%d.txt", name, optimize), sequences(t, mod, optimize))
		}
	}
}

// TestCode compares finished code objects with CPython's.
func TestCode(t *testing.T) {
	for name, mod := range parsedPrograms(t) {
		result, _, err := Compile(mod, "program", Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		compare(t, name+".code.txt", strings.Join(fields(result, ""), "\n")+"\n")
	}
}

// TestOpcodesEmitted checks that the programs use the whole instruction set.
func TestOpcodesEmitted(t *testing.T) {
	emitted := map[opcode.Op]bool{
		// Only the machine makes these.
		opcode.EXIT_INIT_CHECK: true, opcode.INTERPRETER_EXIT: true, opcode.RESERVED: true,
	}
	var note func(c *code.Code)
	note = func(c *code.Code) {
		for i := 0; i < len(c.Bytecode); i += 2 {
			emitted[opcode.Op(c.Bytecode[i])] = true
		}
		for _, value := range c.Consts {
			if inner, ok := value.(*code.Code); ok {
				note(inner)
			}
		}
	}
	for name, mod := range parsedPrograms(t) {
		result, _, err := Compile(mod, "program", Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		note(result)
	}
	for op := range opcode.MinInstrumented {
		if op.Valid() && op.Base() == op && !emitted[op] {
			t.Errorf("no program has %s", op)
		}
	}
}

// fields lists a code object and those in it, in the form of the recorded ones.
func fields(c *code.Code, path string) []string {
	var constants []string
	for _, value := range c.Consts {
		constants = append(constants, constant(value))
	}
	words := func(first string, rest []string) string { return strings.Join(append([]string{first}, rest...), " ") }
	lines := []string{
		"= " + path,
		fmt.Sprintf("name %s %s %d %d %d", c.Name, c.QualName, c.FirstLineno, c.Flags, c.StackSize),
		fmt.Sprintf("arguments %d %d %d", c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount),
		words("names", c.Names),
		words("varnames", c.VarNames()),
		words("cellvars", c.CellVars()),
		words("freevars", c.FreeVars()),
		"constants " + strings.Join(constants, ", "),
		fmt.Sprintf("code %x", c.Bytecode),
		fmt.Sprintf("positions %x", c.LineTable),
		fmt.Sprintf("exceptions %x", c.ExceptionTable),
	}
	n := 0
	for _, value := range c.Consts {
		if inner, ok := value.(*code.Code); ok {
			lines = append(lines, fields(inner, fmt.Sprintf("%s.%d", path, n))...)
			n++
		}
	}
	return lines
}

func constant(value any) string {
	all := func(list []any) []string {
		var texts []string
		for _, item := range list {
			texts = append(texts, constant(item))
		}
		return texts
	}
	switch v := value.(type) {
	case *code.Code:
		return "code"
	case code.Tuple:
		return "(" + strings.Join(all(v), ", ") + ")"
	case code.FrozenSet:
		texts := all(v)
		slices.Sort(texts)
		return "{" + strings.Join(texts, ", ") + "}"
	case code.Slice:
		return "[" + strings.Join(all([]any{v.Start, v.Stop, v.Step}), ":") + "]"
	case code.Ellipsis:
		return "Ellipsis"
	}
	return ast.ReprConstant(value)
}

// sequences returns the listing of the generated instructions, in the form of the recorded ones.
func sequences(t *testing.T, mod ast.Mod, optimize int) string {
	table, err := symtable.Build(mod, "program", 0)
	if err != nil {
		t.Fatal(err)
	}
	type node struct {
		into     *cfg.Sequence // of outer
		listing  []string
		children []*node
	}
	inner := make(map[*unit][]*node)
	var top *node
	g := newGenerator("program", Options{Optimize: optimize})
	g.table = table
	g.assemble = func(u *unit) (*code.Code, error) {
		n := &node{listing: listing(u.seq)}
		for _, child := range inner[u] {
			if child.into == u.seq { // not the module's __annotate__
				n.children = append(n.children, child)
			}
		}
		if u.outer != nil {
			n.into = u.outer.seq
			inner[u.outer] = append(inner[u.outer], n)
		}
		top = n
		// Two code objects with the same instructions are the same constant.
		return &code.Code{Name: u.name, FirstLineno: u.firstLine, Bytecode: []byte(fmt.Sprint(u.seq.Instrs)),
			Consts: u.consts.Values()}, nil
	}
	g.generate(mod)
	if g.err != nil {
		t.Fatal(g.err)
	}
	var lines []string
	var write func(n *node, path string)
	write = func(n *node, path string) {
		lines = append(lines, "= "+path)
		lines = append(lines, n.listing...)
		for i, child := range n.children {
			write(child, fmt.Sprintf("%s.%d", path, i))
		}
	}
	write(top, "")
	return strings.Join(lines, "\n") + "\n"
}

func listing(s *cfg.Sequence) []string {
	var lines []string
	for _, in := range s.Instrs {
		arg := in.Arg
		if in.Target >= 0 {
			arg = s.Place(in.Target)
		}
		lines = append(lines, fmt.Sprintf("%s %d %d %d %d %d", in.Op, arg, in.Loc.Line, in.Loc.EndLine, in.Loc.Col, in.Loc.EndCol))
	}
	return lines
}

// TestErrors compares errors and warnings with CPython's. testdata/record.py has recorded them.
func TestErrors(t *testing.T) {
	type place [5]any // message, line, offset, end line, end offset
	var records []struct {
		Error    *place
		Warnings [][2]any // message, line
		First    *place   // of the warnings, or the error if there are none
	}
	recorded, err := os.ReadFile("testdata/errors.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(recorded, &records); err != nil {
		t.Fatal(err)
	}
	programs, err := os.ReadFile("testdata/errors.py")
	if err != nil {
		t.Fatal(err)
	}
	sources := strings.Split(string(programs), "# ---\n")
	if len(sources) != len(records) {
		t.Fatalf("%d programs, %d records", len(sources), len(records))
	}
	format := func(p *place) string {
		if p == nil {
			return "none"
		}
		return fmt.Sprint(*p)
	}
	for i, source := range sources {
		record := records[i]
		_, warnings, err := Compile(parse(t, source, parser.Exec), "program", Options{})
		got := "none"
		var syntaxError *ast.SyntaxError
		if errors.As(err, &syntaxError) {
			e := syntaxError
			got = format(&place{e.Msg, e.Lineno, e.Offset, e.EndLineno, e.EndOffset})
		} else if err != nil {
			got = err.Error()
		}
		if want := format(record.Error); got != want {
			t.Errorf("%q\n got %s\nwant %s", source, got, want)
		}
		var gotWarnings, wantWarnings []string
		for _, w := range warnings {
			gotWarnings = append(gotWarnings, fmt.Sprint(w.Msg, w.Lineno))
		}
		for _, w := range record.Warnings {
			wantWarnings = append(wantWarnings, fmt.Sprint(w[0], w[1]))
		}
		if diff := cmp.Diff(wantWarnings, gotWarnings); diff != "" {
			t.Errorf("%q: warnings, want -, got +:\n%s", source, diff)
		}
		if len(warnings) > 0 {
			w := warnings[0]
			got := format(&place{w.Msg, w.Lineno, w.Offset, w.EndLineno, w.EndOffset})
			if want := format(record.First); got != want {
				t.Errorf("%q: first warning\n got %s\nwant %s", source, got, want)
			}
		}
	}
}

// TestDepth checks that trees that are nested too deeply are refused.
func TestDepth(t *testing.T) {
	var expr ast.Expr = &ast.Name{Id: "x"}
	for range 100_000 {
		expr = &ast.UnaryOp{Op: ast.USub, Operand: expr}
	}
	var pattern ast.Pattern = &ast.MatchAs{}
	for range 100_000 {
		pattern = &ast.MatchSequence{Patterns: []ast.Pattern{pattern}}
	}
	var stmt ast.Stmt = &ast.Pass{}
	for range 100_000 {
		stmt = &ast.If{Test: &ast.Name{Id: "x"}, Body: []ast.Stmt{stmt}}
	}
	for _, stmt := range []ast.Stmt{
		&ast.ExprStmt{Value: expr},
		&ast.Match{Subject: &ast.Name{Id: "x"}, Cases: []*ast.MatchCase{{Pattern: pattern}}},
		stmt,
	} {
		_, _, err := Compile(&ast.Module{Body: []ast.Stmt{stmt}}, "program", Options{})
		if !errors.Is(err, ErrRecursion) {
			t.Errorf("%s: %v", stmt.Class().Name, err)
		}
	}
}
