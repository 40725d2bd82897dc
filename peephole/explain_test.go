package peephole

import (
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
