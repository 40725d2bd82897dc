// This file holds the pass that joins two instructions on locals in one.
//
//	LOAD_FAST a
//	LOAD_FAST b     →     LOAD_FAST_LOAD_FAST a, b

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// makeSuperinstructions joins neighbours.
func makeSuperinstructions(g *cfg.Graph) error {
	for b := range g.Blocks {
		for i := range len(b.Instrs) - 1 {
			joinLocals(g, &b.Instrs[i], &b.Instrs[i+1])
		}
	}
	for b := range g.Blocks {
		removeNops(g, b)
	}
	return nil
}

// joinLocals joins instructions on one line on locals among the first 16.
func joinLocals(g *cfg.Graph, first, second *cfg.Instr) {
	var op opcode.Op
	switch {
	case first.Op == opcode.LOAD_FAST && second.Op == opcode.LOAD_FAST:
		op = opcode.LOAD_FAST_LOAD_FAST
	case first.Op == opcode.STORE_FAST && second.Op == opcode.LOAD_FAST:
		op = opcode.STORE_FAST_LOAD_FAST
	case first.Op == opcode.STORE_FAST && second.Op == opcode.STORE_FAST:
		op = opcode.STORE_FAST_STORE_FAST
	default:
		return
	}
	x, y := first.Loc.Line, second.Loc.Line
	if x >= 0 && y >= 0 && x != y || first.Arg > 15 || second.Arg > 15 {
		return
	}
	g.Note(first, "two neighbours on one line, on locals below 16: one instruction does both")
	g.Note(second, "the instruction before does it, too")
	first.Set(op, first.Arg<<4|second.Arg)
	second.Set(opcode.NOP, 0)
}
