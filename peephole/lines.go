// This file holds the pass that gives instructions the compiler made up a
// line number, so that tracing and tracebacks are right.
//
//	if a:        The implicit `return None` behind this belongs to line 1 when a
//	    b()      is false and to line 2 when it's true: it is copied, one for
//	             each way to reach it.

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// resolveLines copies exits without a line for each jump that leads to them,
// and spreads locations to the instructions behind that have none.
func resolveLines(g *cfg.Graph) error {
	duplicateExits(g)
	propagateLines(g)
	return nil
}

func duplicateExits(g *cfg.Graph) {
	for b := range g.Blocks {
		last := b.Last()
		if last == nil || !last.IsJump() {
			continue
		}
		exit := last.Target.NonEmpty()
		if !needsLine(exit) || exit.Predecessors <= 1 {
			continue
		}
		twin := g.NewBlock()
		twin.Instrs = append(twin.Instrs, exit.Instrs...)
		twin.Instrs[0].Loc = last.Loc
		twin.Predecessors = 1
		twin.Labelled = true
		twin.Next = exit.Next
		exit.Next = twin
		exit.Predecessors--
		last.Target = twin
	}
	// What is left is reached by falling through, from one block.
	for b := range g.Blocks {
		if last := b.Last(); last != nil && b.FallsThrough() && b.Next != nil && needsLine(b.Next) {
			b.Next.Instrs[0].Loc = last.Loc
		}
	}
}

// needsLine reports whether b has no line but tracing will ask for one: it
// leaves the frame, or lets signal handlers run.
func needsLine(b *cfg.Block) bool {
	return b != nil && len(b.Instrs) > 0 && (b.ExitsScope() || pollsEvents(b)) && b.HasNoLines()
}

// pollsEvents reports whether an instruction of b is one at which the virtual
// machine looks for pending signals.
func pollsEvents(b *cfg.Block) bool {
	for i := range b.Instrs {
		switch b.Instrs[i].Op {
		case opcode.JUMP, opcode.JUMP_BACKWARD, opcode.RESUME, opcode.CALL, opcode.CALL_KW, opcode.CALL_FUNCTION_EX:
			return true
		}
	}
	return false
}

func propagateLines(g *cfg.Graph) {
	for b := range g.Blocks {
		last := b.Last()
		if last == nil {
			continue
		}
		loc := cfg.NoLocation
		for i := range b.Instrs {
			inherit(&b.Instrs[i].Loc, loc)
			loc = b.Instrs[i].Loc
		}
		if b.FallsThrough() && b.Next.Predecessors == 1 && len(b.Next.Instrs) > 0 {
			inherit(&b.Next.Instrs[0].Loc, loc)
		}
		if last.IsJump() && last.Target.Predecessors == 1 && len(last.Target.Instrs) > 0 {
			inherit(&last.Target.Instrs[0].Loc, loc)
		}
	}
}

// inherit replaces a location that is none.
func inherit(loc *cfg.Loc, from cfg.Loc) {
	if loc.Line == cfg.NoLocation.Line {
		*loc = from
	}
}
