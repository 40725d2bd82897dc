// This file holds the pass that drops constants that no instruction loads any
// more, such as the operands of folded expressions.

package peephole

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/cfg"
)

// removeUnusedConsts renumbers the constants that are in use. The first one
// always stays: it may be a docstring, which nothing loads.
func removeUnusedConsts(g *cfg.Graph) error {
	used := g.Unit.Consts.Flags()
	if len(used) == 0 {
		return nil
	}
	used[0] = true
	for b := range g.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Op.HasConst() {
				used[in.Arg] = true
			}
		}
	}
	if !slices.Contains(used, false) {
		return nil
	}
	renumber := g.Unit.Consts.Retain(used)
	for b := range g.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Op.HasConst() && in.Arg != renumber[in.Arg] {
				g.Note(in, "its constant has another number, since one before is not used any more")
				in.Arg = renumber[in.Arg]
			}
		}
	}
	return nil
}
