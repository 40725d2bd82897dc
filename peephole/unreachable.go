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
	g.Entry.Mark, g.Entry.Predecessors = true, 1
	todo := []*cfg.Block{g.Entry}
	reach := func(b *cfg.Block) {
		b.Predecessors++
		if !b.Mark {
			b.Mark = true
			todo = append(todo, b)
		}
	}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
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
