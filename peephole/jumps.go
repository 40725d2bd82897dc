// This file holds the lowering pass that turns backward conditional jumps
// around and marks where a conditional jump isn't taken.
//
//	POP_JUMP_IF_TRUE loop    →   POP_JUMP_IF_FALSE on
//	                             NOT_TAKEN
//	                             JUMP loop
//	                         on:
//
// It needs the final order of the blocks.

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// normalizeJumps makes all conditional jumps go forward.
func normalizeJumps(g *cfg.Graph) error {
	g.ClearMarks()
	for b := range g.Blocks {
		b.Mark = true
		last := b.Last()
		if last == nil || !last.IsConditionalJump() {
			continue
		}
		if !last.Target.Mark {
			b.AddSilent(opcode.NOT_TAKEN, last.Loc)
			g.Note(b.Last(), "monitoring sees here that the jump is not taken")
			continue
		}
		back := g.NewBlock()
		back.Mark = true
		back.AddSilent(opcode.NOT_TAKEN, last.Loc)
		back.Add(cfg.Instr{Op: opcode.JUMP, Loc: last.Loc, Target: last.Target})
		back.StartDepth = last.Target.StartDepth
		back.Cold = b.Cold
		back.Next = b.Next
		g.NoteAll(back.Instrs, "the way back to the start of a loop")
		g.Note(last, "conditional jumps only go forward: it jumps over the way back")
		last.Op = opposite(last.Op)
		last.Target = b.Next
		b.Next = back
	}
	return nil
}

// opposite returns the conditional jump that jumps when op doesn't.
func opposite(op opcode.Op) opcode.Op {
	switch op {
	case opcode.POP_JUMP_IF_FALSE:
		return opcode.POP_JUMP_IF_TRUE
	case opcode.POP_JUMP_IF_TRUE:
		return opcode.POP_JUMP_IF_FALSE
	case opcode.POP_JUMP_IF_NONE:
		return opcode.POP_JUMP_IF_NOT_NONE
	}
	return opcode.POP_JUMP_IF_NONE
}
