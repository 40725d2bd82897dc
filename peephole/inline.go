// This file holds the pass that copies short exits to the jumps that lead to
// them.
//
//	    JUMP end                  LOAD_CONST None
//	    ...                  →    RETURN_VALUE
//	end: LOAD_CONST None          ...
//	     RETURN_VALUE

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// maxInlined is how many instructions an exit may have to be copied.
const maxInlined = 4

// inlineSmallExits replaces unconditional jumps by the block they lead to, if
// that is a short exit, or has no line and goes elsewhere.
func inlineSmallExits(g *cfg.Graph) error {
	for changed := true; changed; {
		changed = false
		for b := range g.Blocks {
			last := b.Last()
			if last == nil || !last.Op.IsUnconditionalJump() {
				continue
			}
			to := last.Target
			short := to.ExitsScope() && len(to.Instrs) <= maxInlined
			passage := to.HasNoLines() && !to.FallsThrough()
			if !short && !passage {
				continue
			}
			removed := last.Op
			g.Note(last, "it leads to a block that is copied here instead")
			last.Set(opcode.NOP, 0)
			n := len(b.Instrs)
			b.Instrs = append(b.Instrs, to.Instrs...)
			if short {
				g.NoteAll(b.Instrs[n:], "a copy of the short exit that a jump led to")
			} else {
				g.NoteAll(b.Instrs[n:], "a copy of the block without a line that a jump led to")
			}
			// A jump at which signals are handled must remain one.
			if last = b.Last(); passage && last.Op.IsUnconditionalJump() && removed == opcode.JUMP {
				last.Op = opcode.JUMP
			}
			to.Predecessors--
			changed = true
		}
	}
	return nil
}
