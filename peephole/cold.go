// This file holds the pass that moves exception handlers behind all code that
// runs without exceptions.

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// moveColdBlocks moves the blocks that only exceptions lead to to the end of
// the chain, in their order.
func moveColdBlocks(g *cfg.Graph) error {
	if g.Entry.Next == nil {
		return nil
	}
	markCold(g)
	for b := range g.Blocks {
		if !b.Cold || !b.FallsThrough() || b.Next == nil || !b.Next.Warm {
			continue
		}
		// It won't fall into that block any more.
		jump := g.NewBlock()
		jump.Add(cfg.Instr{Op: opcode.JUMP_NO_INTERRUPT, Loc: cfg.NoLocation, Target: b.Next})
		g.Note(&jump.Instrs[0], "the handler moves away from the code that it falls into")
		jump.Cold = true
		jump.Predecessors = 1
		jump.Next = b.Next
		b.Next.Labelled = true
		b.Next = jump
	}
	var cold, coldEnd *cfg.Block
	end := g.Entry
	for b := g.Entry.Next; b != nil; b = b.Next {
		switch {
		case !b.Cold:
			end.Next = b
			end = b
		case cold == nil:
			cold, coldEnd = b, b
		default:
			coldEnd.Next = b
			coldEnd = b
		}
	}
	end.Next = cold
	if cold == nil {
		return nil
	}
	coldEnd.Next = nil
	return removeNopsAndJumps(g)
}

// markCold sets Warm in what is reached from the entry without exceptions,
// and Cold in what else is reached from a handler.
func markCold(g *cfg.Graph) {
	var todo cfg.Worklist
	reach := func(b *cfg.Block) {
		if !b.Mark {
			b.Mark = true
			todo.Push(b)
		}
	}
	walk := func(warm bool) {
		for b := todo.Pop(); b != nil; b = todo.Pop() {
			b.Warm, b.Cold = warm, !warm
			if b.Next != nil && b.FallsThrough() {
				reach(b.Next)
			}
			if last := b.Last(); last != nil && last.IsJump() {
				reach(last.Target)
			}
		}
	}
	g.ClearMarks()
	reach(g.Entry)
	walk(true)
	for b := range g.Blocks {
		if b.IsHandler {
			reach(b)
		}
	}
	walk(false)
}
