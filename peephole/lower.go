// This file holds the two lowering passes that replace pseudo-instructions
// one by one.

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// expandConditionalJumps makes real jumps of those that leave their operand
// on the stack, which `and`, `or` and comparison chains use.
//
//	                       COPY 1
//	JUMP_IF_FALSE L    →   TO_BOOL
//	                       POP_JUMP_IF_FALSE L
func expandConditionalJumps(g *cfg.Graph) error {
	for b := range g.Blocks {
		last := b.Last()
		if last == nil {
			continue
		}
		switch last.Op {
		case opcode.JUMP_IF_FALSE:
			g.Note(last, "it pops the copy that has been converted")
			last.Op = opcode.POP_JUMP_IF_FALSE
		case opcode.JUMP_IF_TRUE:
			g.Note(last, "it pops the copy that has been converted")
			last.Op = opcode.POP_JUMP_IF_TRUE
		default:
			continue
		}
		at := len(b.Instrs) - 1
		extra := cfg.Instr{Op: opcode.COPY, Arg: 1, Loc: last.Loc, Handler: last.Handler}
		b.Insert(at, extra)
		g.Note(&b.Instrs[at], "the operand stays on the stack")
		extra.Op, extra.Arg = opcode.TO_BOOL, 0
		b.Insert(at+1, extra)
		g.Note(&b.Instrs[at+1], "the jump takes a bool")
	}
	return nil
}

// lowerPseudo removes the marks of where handlers begin, which are known to
// each instruction by now, and names loads and stores of locals as such.
func lowerPseudo(g *cfg.Graph) error {
	for b := range g.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch {
			case in.Op.IsBlockPush():
				g.Note(in, "each instruction knows its handler by now")
				in.Set(opcode.NOP, 0)
			case in.Op == opcode.LOAD_CLOSURE:
				g.Note(in, "the cell is in a slot like that of a local")
				in.Op = opcode.LOAD_FAST
			case in.Op == opcode.STORE_FAST_MAYBE_NULL:
				g.Note(in, "only the passes had to know that it may unbind the local")
				in.Op = opcode.STORE_FAST
			}
		}
	}
	for b := range g.Blocks {
		removeNops(g, b)
	}
	return nil
}
