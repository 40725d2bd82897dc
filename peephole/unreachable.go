// This file holds the pass that removes blocks no path leads to.
//
//	return x        return x
//	print(y)    →
//
// The blocks stay in the chain, empty, which later passes skip.

package peephole

import "github.com/gopy-lang/gopy/compiler/cfg"

// removeUnreachable empties the blocks that can't be reached from the entry
// and counts the predecessors of the others.
func removeUnreachable(g *cfg.Graph) error {
	for b := range g.Blocks {
		b.Mark, b.Predecessors = false, 0
	}
	var todo cfg.Worklist
	reach := func(b *cfg.Block) {
		b.Predecessors++
		if !b.Mark {
			b.Mark = true
			todo.Push(b)
		}
	}
	reach(g.Entry)
	for b := todo.Pop(); b != nil; b = todo.Pop() {
		if b.Next != nil && b.FallsThrough() {
			reach(b.Next)
		}
		for i := range b.Instrs {
			if to := b.Instrs[i].Target; to != nil {
				reach(to)
			}
		}
	}
	for b := range g.Blocks {
		if !b.Mark {
			g.NoteAll(b.Instrs, "no path leads here")
			b.Instrs, b.IsHandler = nil, false
		}
	}
	return nil
}
