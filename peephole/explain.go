// This file runs the passes and records what each does to the graph, for those who want to see it.

package peephole

import (
	"fmt"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
)

// A Step is what one pass made of a graph.
type Step struct {
	Pass   string  `json:"pass"`
	Reason string  `json:"reason"`
	Graph  []Block `json:"graph"` // after the pass
}

// A Block lists a basic block. A block keeps its name through all passes.
type Block struct {
	Name         string        `json:"name"`
	Instructions []Instruction `json:"instructions"`
}

// An Instruction is one line of a listing. Number is that of the instruction in the unit as generated, counted from 1, which it keeps
// however a pass rewrites it; 0: a pass made it.
type Instruction struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Line   int    `json:"line"` // -1: none
}

// Explain is Optimize and Lower with a record of each pass; the first step is the graph as it was.
func Explain(g *cfg.Graph) (steps []Step, stackSize int, err error) {
	names := map[*cfg.Block]string{}
	record := func(pass, reason string) {
		steps = append(steps, Step{pass, reason, list(g, names)})
	}
	record("", "the graph as generated")
	each := func(passes []Pass) error {
		for _, pass := range passes {
			if err := pass.fn(g); err != nil {
				return fmt.Errorf("%s: %w", pass.Name, err)
			}
			record(pass.Name, pass.Reason)
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
