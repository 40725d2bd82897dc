// This file holds the passes that remove instructions without effect: NOPs
// that no line number needs, values that are pushed only to be dropped, and
// jumps to where execution goes anyway.
//
//	LOAD_CONST 1        JUMP L1
//	POP_TOP         →   L1:         →

package peephole

import (
	"fmt"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// removeNops removes the NOPs of b that aren't the only instruction of their
// line.
func removeNops(g *cfg.Graph, b *cfg.Block) {
	kept := 0
	for kept < len(b.Instrs) && b.Instrs[kept].Op != opcode.NOP {
		kept++
	}
	previous := int32(-1)
	if kept > 0 {
		previous = b.Instrs[kept-1].Loc.Line
	}
	for i := kept; i < len(b.Instrs); i++ {
		line := b.Instrs[i].Loc.Line
		if b.Instrs[i].Op == opcode.NOP && lineIsKept(b, i, previous) {
			g.Note(&b.Instrs[i], "a NOP that no line needs")
			continue
		}
		b.Instrs[kept] = b.Instrs[i]
		kept++
		previous = line
	}
	b.Instrs = b.Instrs[:kept]
}

// lineIsKept reports whether the line of the NOP at index i is none, or that
// of a neighbour. Else an instruction behind it without a line takes it over.
func lineIsKept(b *cfg.Block, i int, previous int32) bool {
	loc := b.Instrs[i].Loc
	if loc.Line < 0 || loc.Line == previous {
		return true
	}
	if i+1 < len(b.Instrs) {
		next := &b.Instrs[i+1]
		if next.Loc.Line < 0 {
			next.Loc = loc
			return true
		}
		return next.Loc.Line == loc.Line
	}
	next := b.Next.NonEmpty()
	if next == nil {
		return false
	}
	for j := range next.Instrs {
		in := &next.Instrs[j]
		if in.Op != opcode.NOP || in.Loc.Line >= 0 {
			return in.Loc.Line == loc.Line
		}
	}
	return false
}

// removeRedundantPairs removes values that are pushed and dropped, and NOPs,
// until there are none.
func removeRedundantPairs(g *cfg.Graph) error {
	for changed := true; changed; {
		changed = false
		var in *cfg.Instr
		for b := range g.Blocks {
			removeNops(g, b)
			if b.Labelled {
				in = nil // others come here without having pushed it
			}
			for i := range b.Instrs {
				previous := in
				in = &b.Instrs[i]
				if in.Op != opcode.POP_TOP || previous == nil {
					continue
				}
				if loadsConst(previous) || previous.Op == opcode.COPY && previous.Arg == 1 {
					g.Note(previous, "what it pushes is dropped at once")
					g.Note(in, "it drops what has just been pushed")
					previous.Set(opcode.NOP, 0)
					in.Set(opcode.NOP, 0)
					changed = true
				}
			}
			if in != nil && in.IsJump() || !b.FallsThrough() {
				in = nil
			}
		}
	}
	return nil
}

// removeNopsAndJumps removes NOPs and redundant jumps until there are none.
func removeNopsAndJumps(g *cfg.Graph) error {
	for {
		for b := range g.Blocks {
			removeNops(g, b)
		}
		removed, err := removeRedundantJumps(g)
		if err != nil || removed == 0 {
			return err
		}
	}
}

// removeRedundantJumps makes jumps to the next instruction NOPs, which hold
// their line, and counts them.
func removeRedundantJumps(g *cfg.Graph) (removed int, err error) {
	for b := range g.Blocks {
		last := b.Last()
		if last == nil || !last.Op.IsUnconditionalJump() {
			continue
		}
		to := last.Target.NonEmpty()
		if to == nil {
			return removed, fmt.Errorf("peephole: %s: a jump leads to nothing", g.Unit.Name)
		}
		if to == b.Next.NonEmpty() {
			g.Note(last, "it leads to the next instruction")
			last.Set(opcode.NOP, 0)
			removed++
		}
	}
	return removed, nil
}
