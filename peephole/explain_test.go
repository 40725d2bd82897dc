package peephole

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/gopy-lang/gopy/compiler/cfg"
)

// TestExplain checks that Explain does what Optimize and Lower do, names each pass, and keeps the numbers of instructions.
func TestExplain(t *testing.T) {
	source := "LOAD_CONST (7) @1; LOAD_SMALL_INT 1 @1; BINARY_OP 0 @1; POP_TOP @1; LOAD_CONST (None) @2; RETURN_VALUE @2"
	number := func(g *cfg.Graph) {
		n := int32(0)
		for b := range g.Blocks {
			for i := range b.Instrs {
				n++
				b.Instrs[i].Number = n
			}
		}
	}
	graph := func() *cfg.Graph {
		g, err := cfg.Build(unitOf(t, source))
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	g, plain := graph(), graph()
	number(g)
	number(plain)
	steps, size, err := Explain(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := Optimize(plain); err != nil {
		t.Fatal(err)
	}
	want, err := Lower(plain)
	if err != nil || size != want || textOf(g) != textOf(plain) {
		t.Errorf("Explain makes %q of stack size %d, the passes %q of %d (%v)", textOf(g), size, textOf(plain), want, err)
	}
	passes := Passes()
	if len(steps) != len(passes)+1 {
		t.Fatalf("%d steps of %d passes", len(steps), len(passes))
	}
	for i, p := range passes {
		if s := steps[i+1]; s.Pass != p.Name || s.Reason != p.Reason {
			t.Errorf("step %d is of pass %q, want %q", i+1, s.Pass, p.Name)
		}
	}
	first, last := steps[0].Graph[0], steps[len(steps)-1].Graph[0]
	if got := first.Instructions[0]; got != (Instruction{1, "LOAD_CONST 7", 1}) {
		t.Errorf("the graph as generated begins with %v", got)
	}
	if got := last.Instructions[len(last.Instructions)-1]; got.Number != 6 || got.Text != "RETURN_VALUE" {
		t.Errorf("the finished graph ends with %v", got)
	}
}

// TestReasons checks that the passes say of each instruction that they change, make or remove why.
func TestReasons(t *testing.T) {
	said := map[string]int{}
	cases := 0
	each := func(name string, unit func() *cfg.Unit) {
		g, err := cfg.Build(unit())
		if err != nil {
			return
		}
		n := int32(0)
		for b := range g.Blocks {
			for i := range b.Instrs {
				n++
				b.Instrs[i].Number = n
			}
		}
		steps, _, err := Explain(g)
		if err != nil {
			return // not all goldens are whole programs
		}
		cases++
		for i, s := range steps[1:] {
			reasons := map[int]bool{}
			for _, c := range s.Changes {
				reasons[c.Number] = true
				said[c.Reason]++
			}
			before, after := places(steps[i].Graph), places(s.Graph)
			for n, was := range before {
				if !slices.Equal(was, after[n]) && !reasons[n] {
					t.Errorf("%s: %s changed %v to %v and does not say why", name, s.Pass, was, after[n])
				}
			}
			for n, is := range after {
				if n == 0 || len(before[n]) == 0 && !reasons[n] {
					t.Errorf("%s: %s made %v and does not say why", name, s.Pass, is)
				}
			}
		}
	}
	for _, test := range passTests {
		each(test.before, func() *cfg.Unit { return unitOf(t, test.before) })
	}
	f, err := os.Open("testdata/program.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<28)
	for lines.Scan() {
		var c goldenCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		each(c.Name, func() *cfg.Unit { return goldenUnit(c) })
	}
	if cases < 50 || len(said) < 30 {
		t.Errorf("%d graphs with %d reasons", cases, len(said))
	}
}
