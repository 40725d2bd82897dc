// This file tells how a code object came about, for the debug command `-m compiler`.

package compiler

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/peephole"
)

// An Explanation is the way of one code object through the back end.
type Explanation struct {
	Code    *code.Code
	Steps   []peephole.Step // the graph as generated, then after each pass
	Origins []Origin        // the instructions of the bytecode in order
}

// An Origin links an instruction of the bytecode to the one of the graph that it was.
type Origin struct {
	Offset int // in bytes, behind its EXTENDED_ARGs
	Number int // see peephole.Instruction
}

// optimize runs the passes, with a record if somebody wants one.
func optimize(g *cfg.Graph, record bool) (steps []peephole.Step, stackSize int, err error) {
	if record {
		return peephole.Explain(g)
	}
	if err := peephole.Optimize(g); err != nil {
		return nil, 0, err
	}
	stackSize, err = peephole.Lower(g)
	return nil, stackSize, err
}

// origins lists the assembled instructions.
func (a *assembler) origins() []Origin {
	out := make([]Origin, len(a.instrs))
	for i, in := range a.instrs {
		out[i] = Origin{2 * (in.offset + in.size - 1 - in.Op.CacheEntries()), int(in.Number)}
	}
	return out
}
