// This file holds the memory that passes use for one graph after the other.

package peephole

import "github.com/gopy-lang/gopy/compiler/cfg"

// memory is what passes leave to the next.
type memory struct {
	stack []reference  // of borrowLocals
	owned []bool       // of borrowLocals
	loads []*cfg.Instr // of constOperands
}

func memoryOf(g *cfg.Graph) *memory {
	m, ok := (*g.Memory()).(*memory)
	if !ok {
		m = new(memory)
		*g.Memory() = m
	}
	return m
}
