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
	var todo []*cfg.Block
	reach := func(b *cfg.Block, unbound uint64) {
		if b.Unbound|unbound != b.Unbound {
			b.Unbound |= unbound
			if !b.Mark {
				b.Mark = true
				todo = append(todo, b)
			}
		}
	}
	var entry uint64
	for i := g.Unit.NumParams(); i < min(locals, trackedLocals); i++ {
		entry |= 1 << i
	}
	reach(g.Entry, entry)
	for b := range g.Blocks { // locals also become unbound by del
		checkBlock(g, b, reach)
	}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		b.Mark = false
		checkBlock(g, b, reach)
	}
	return nil
}

// checkBlock follows the first 64 locals through b and hands on which of them
// may be unbound where b leads.
func checkBlock(g *cfg.Graph, b *cfg.Block, reach func(*cfg.Block, uint64)) {
	unbound := b.Unbound
	for i := range b.Instrs {
		in := &b.Instrs[i]
		if in.Handler != nil {
			reach(in.Handler, unbound)
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
				g.Note(in, "a path leads here on which the local is not bound")
				in.Op = opcode.LOAD_FAST_CHECK
			}
			unbound &^= local
		}
	}
	if b.Next != nil && b.FallsThrough() {
		reach(b.Next, unbound)
	}
	if last := b.Last(); last != nil && last.IsJump() {
		reach(last.Target, unbound)
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
