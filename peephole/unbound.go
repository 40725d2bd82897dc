// This file holds the pass that finds the loads of local variables that may
// be unbound; only these pay for a check at run time.
//
//	if a:                LOAD_FAST_CHECK x
//	    x = 1        →   POP_TOP
//	x; x                 LOAD_FAST x         bound, or the first would have raised

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// trackedLocals is the number of locals that are followed from block to
// block. Those beyond are followed within a block only, which bounds the
// time that functions with very many locals take.
const trackedLocals = 64

// checkUnbound makes a LOAD_FAST whose local may be unbound a LOAD_FAST_CHECK.
func checkUnbound(g *cfg.Graph) error {
	locals := len(g.Unit.VarNames)
	if locals == 0 {
		return nil
	}
	if locals > trackedLocals {
		checkWithinBlocks(g)
	}
	for b := range g.Blocks {
		b.Unbound, b.Mark = 0, false
	}
	w := unboundWalk{graph: g}
	var entry uint64
	for i := g.Unit.NumParams(); i < min(locals, trackedLocals); i++ {
		entry |= 1 << i
	}
	w.reach(g.Entry, entry)
	for b := range g.Blocks { // locals also become unbound by del
		w.check(b)
	}
	for b := w.todo.Pop(); b != nil; b = w.todo.Pop() {
		b.Mark = false
		w.check(b)
	}
	return nil
}

// unboundWalk is the state of the walk over the blocks. Those in todo are marked.
type unboundWalk struct {
	graph *cfg.Graph
	todo  cfg.Worklist
}

// reach notes that locals may be unbound on entry of a block.
func (w *unboundWalk) reach(b *cfg.Block, unbound uint64) {
	if b.Unbound|unbound == b.Unbound {
		return
	}
	b.Unbound |= unbound
	if !b.Mark {
		b.Mark = true
		w.todo.Push(b)
	}
}

// check follows the first 64 locals through b and hands on which of them
// may be unbound where b leads.
func (w *unboundWalk) check(b *cfg.Block) {
	unbound := b.Unbound
	for i := range b.Instrs {
		in := &b.Instrs[i]
		if in.Handler != nil {
			w.reach(in.Handler, unbound)
		}
		if in.Arg < 0 || in.Arg >= trackedLocals {
			continue
		}
		local := uint64(1) << in.Arg
		switch in.Op {
		case opcode.DELETE_FAST, opcode.LOAD_FAST_AND_CLEAR, opcode.STORE_FAST_MAYBE_NULL:
			unbound |= local
		case opcode.STORE_FAST, opcode.LOAD_FAST_CHECK:
			unbound &^= local
		case opcode.LOAD_FAST:
			if unbound&local != 0 {
				w.graph.Note(in, "a path leads here on which the local is not bound")
				in.Op = opcode.LOAD_FAST_CHECK
			}
			unbound &^= local
		}
	}
	if b.Next != nil && b.FallsThrough() {
		w.reach(b.Next, unbound)
	}
	if last := b.Last(); last != nil && last.IsJump() {
		w.reach(last.Target, unbound)
	}
}

// checkWithinBlocks takes each local beyond the first 64 for unbound at the
// start of each block.
func checkWithinBlocks(g *cfg.Graph) {
	bound := make([]*cfg.Block, len(g.Unit.VarNames)) // the block that bound it
	for b := range g.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			if !in.Op.HasLocal() || in.Arg < trackedLocals || in.Arg >= len(bound) {
				continue
			}
			switch in.Op {
			case opcode.DELETE_FAST, opcode.LOAD_FAST_AND_CLEAR, opcode.STORE_FAST_MAYBE_NULL:
				bound[in.Arg] = nil
			case opcode.STORE_FAST:
				bound[in.Arg] = b
			case opcode.LOAD_FAST:
				if bound[in.Arg] != b {
					g.Note(in, "one of very many locals, not bound in this block")
					in.Op = opcode.LOAD_FAST_CHECK
				}
				bound[in.Arg] = b
			}
		}
	}
}
