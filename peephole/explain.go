// This file runs the passes and records what each does to the graph, for those who want to see it.

package peephole

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
)

// A Step is what one pass made of a graph.
type Step struct {
	Pass    string   `json:"pass"`
	Reason  string   `json:"reason"`
	Changes []Change `json:"changes"` // to instructions, in the order in which they were made
	Graph   []Block  `json:"graph"`   // after the pass
}

// A Change says why the pass changed, made or removed an instruction.
type Change struct {
	Number int    `json:"number"` // of the instruction
	Reason string `json:"reason"`
}

// A Block lists a basic block. A block keeps its name through all passes.
type Block struct {
	Name         string        `json:"name"`
	Instructions []Instruction `json:"instructions"`
}

// An Instruction is one line of a listing. Number is that of the instruction in the unit as generated, counted from 1, which it keeps
// however a pass rewrites it, in copies too; those that a pass makes are counted from -1 down.
type Instruction struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Line   int    `json:"line"` // -1: none
}

// Explain is Optimize and Lower with a record of each pass; the first step is the graph as it was.
func Explain(g *cfg.Graph) (steps []Step, stackSize int, err error) {
	names := map[*cfg.Block]string{}
	var notes []Change
	made := int32(0)
	g.Notes = func(in *cfg.Instr, why string) {
		if in.Number == 0 {
			made--
			in.Number = made
		}
		notes = append(notes, Change{int(in.Number), why})
	}
	defer func() { g.Notes = nil }()
	steps = append(steps, Step{"", "the graph as generated", nil, list(g, names)})
	each := func(passes []Pass) error {
		for _, pass := range passes {
			notes = nil
			if err := pass.fn(g); err != nil {
				return fmt.Errorf("%s: %w", pass.Name, err)
			}
			after := list(g, names)
			steps = append(steps, Step{pass.Name, pass.Reason, changes(steps[len(steps)-1].Graph, after, notes), after})
		}
		return nil
	}
	if err := each(optimizations); err != nil {
		return nil, 0, err
	}
	if err := each(lowerings[:1]); err != nil {
		return nil, 0, err
	}
	if stackSize, err = g.StackDepth(); err != nil {
		return nil, 0, err
	}
	return steps, stackSize, each(lowerings[1:])
}

// changes returns those of notes that tell of a difference between two listings, and says of jumps and handlers where they lead now
// if that changed without a note.
func changes(before, after []Block, notes []Change) []Change {
	old, current := places(before), places(after)
	differs := map[int]bool{}
	for n, p := range old {
		differs[n] = !slices.Equal(p, current[n])
	}
	for n, p := range current {
		differs[n] = !slices.Equal(p, old[n])
	}
	out, noted := []Change{}, map[int]bool{}
	for _, c := range notes {
		if differs[c.Number] && !slices.Contains(out, c) {
			out = append(out, c)
			noted[c.Number] = true
		}
	}
	for _, b := range after {
		for _, in := range b.Instructions {
			was := old[in.Number]
			if !differs[in.Number] || noted[in.Number] || len(was) == 0 {
				continue
			}
			noted[in.Number] = true
			if stem(was[0].Text) == stem(in.Text) && was[0].Text != in.Text {
				out = append(out, Change{in.Number, "the block that it led to is another now"})
			}
		}
	}
	return out
}

// places lists the instructions by number, each with its block.
func places(graph []Block) map[int][]Instruction {
	out := map[int][]Instruction{}
	for _, b := range graph {
		for _, in := range b.Instructions {
			out[in.Number] = append(out[in.Number], in)
		}
	}
	return out
}

// stem is an instruction without the blocks that it leads to.
func stem(text string) string {
	name, _, _ := strings.Cut(text, " ")
	return name
}

// list lists the blocks that have instructions. names holds those given so far.
func list(g *cfg.Graph, names map[*cfg.Block]string) []Block {
	name := func(b *cfg.Block) string {
		if b = b.NonEmpty(); b == nil {
			return "end"
		}
		if names[b] == "" {
			names[b] = fmt.Sprint("B", len(names)+1)
		}
		return names[b]
	}
	var out []Block
	for b := range g.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		block := Block{Name: name(b)}
		for _, in := range b.Instrs {
			text := in.Op.String()
			switch {
			case in.Target != nil:
				text += " " + name(in.Target)
			case in.Op.HasConst() && in.Arg < len(g.Unit.Consts.Values()):
				text += " " + code.Repr(g.Unit.Consts.At(in.Arg), nil)
			case in.Op.HasName() && in.Op.NameIndex(in.Arg) < len(g.Unit.Names):
				text += fmt.Sprintf(" %d (%s)", in.Arg, g.Unit.Names[in.Op.NameIndex(in.Arg)])
			case in.Op.HasLocal() && in.Arg < len(g.Unit.VarNames):
				text += fmt.Sprintf(" %d (%s)", in.Arg, g.Unit.VarNames[in.Arg])
			case in.Op.HasArg():
				text += fmt.Sprint(" ", in.Arg)
			}
			if in.Handler != nil {
				text += " ! " + name(in.Handler)
			}
			block.Instructions = append(block.Instructions, Instruction{int(in.Number), text, int(max(in.Loc.Line, -1))})
		}
		out = append(out, block)
	}
	return out
}
