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
		g.NoteAll(twin.Instrs, "a copy of an exit without a line, for the jump on one line that leads to it")
		g.Note(last, "it leads to a copy of the exit that has the jump's line")
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
			g.Note(&b.Next.Instrs[0], "tracing will ask for its line: that of what falls into it")
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
			inherit(g, &b.Instrs[i], loc, "it has no line: that of the instruction before")
			loc = b.Instrs[i].Loc
		}
		if b.FallsThrough() && b.Next.Predecessors == 1 && len(b.Next.Instrs) > 0 {
			inherit(g, &b.Next.Instrs[0], loc, "it has no line: that of the only block that falls into it")
		}
		if last.IsJump() && last.Target.Predecessors == 1 && len(last.Target.Instrs) > 0 {
			inherit(g, &last.Target.Instrs[0], loc, "it has no line: that of the only jump that leads to it")
		}
	}
}

// inherit replaces the location of an instruction if that is none.
func inherit(g *cfg.Graph, in *cfg.Instr, from cfg.Loc, why string) {
	if in.Loc.Line == cfg.NoLocation.Line {
		if in.Loc = from; from.Line != cfg.NoLocation.Line {
			g.Note(in, why)
		}
	}
}
