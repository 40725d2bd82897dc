// This file holds the two rewritings of SWAP: runs of them are reduced to the
// fewest that have the same effect, and a swap of values that are about to be
// stored or dropped is done now, by exchanging the stores.
//
//	SWAP 2                 STORE_FAST b
//	STORE_FAST a     →     STORE_FAST a
//	STORE_FAST b

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// combineSwaps rewrites the run of SWAPs (and NOPs) that starts at index at
// and returns the index of its last instruction.
//
// The run is a permutation of the top of the stack. Each of its cycles of n
// values takes n-1 swaps if the top of the stack is one of them, else n+1.
func combineSwaps(g *cfg.Graph, b *cfg.Block, at int) int {
	end, depth, swaps := at, 0, 0
	for ; end < len(b.Instrs); end++ {
		if op := b.Instrs[end].Op; op == opcode.SWAP {
			swaps++
			depth = max(depth, b.Instrs[end].Arg)
		} else if op != opcode.NOP {
			break
		}
	}
	if swaps < 2 {
		return at
	}
	run := b.Instrs[at:end]
	// from[i] is where the value comes from that ends up i below the top.
	from := make([]int, depth)
	for i := range from {
		from[i] = i
	}
	for _, in := range run {
		if in.Op == opcode.SWAP {
			from[0], from[in.Arg-1] = from[in.Arg-1], from[0]
		}
	}
	// Written from the last swap to the first, each cycle in its own order.
	free := len(run)
	emit := func(position int) {
		if position > 0 {
			free--
			g.Note(&run[free], "the fewest swaps with the effect of all in a row")
			run[free].Set(opcode.SWAP, position+1)
		}
	}
	done := make([]bool, depth)
	for i := range from {
		if done[i] || from[i] == i {
			continue
		}
		position := i
		for !done[position] {
			emit(position)
			done[position] = true
			position = from[position]
		}
		emit(position)
	}
	g.NoteAll(run[:free], "fewer swaps have the effect of all in a row")
	for i := range run[:free] {
		run[i].Set(opcode.NOP, 0)
	}
	return end - 1
}

// applySwaps exchanges stores in place of the SWAPs at index at and before.
func applySwaps(g *cfg.Graph, b *cfg.Block, at int) {
	for ; at >= 0; at-- {
		swap := &b.Instrs[at]
		if swap.Op != opcode.SWAP {
			if swap.Op == opcode.NOP || swappable(swap.Op) {
				continue
			}
			return
		}
		// The values go to the first and the last of Arg stores behind
		// the swap, all on one line.
		first := nextSwappable(b, at, -1)
		if first < 0 {
			return
		}
		last := first
		for n := swap.Arg - 1; n > 0; n-- {
			if last = nextSwappable(b, last, b.Instrs[first].Loc.Line); last < 0 {
				return
			}
		}
		if !exchangeable(b, first, last) {
			return
		}
		g.Note(swap, "the stores behind it change places instead")
		g.Note(&b.Instrs[first], "it changes places with another, in place of a swap")
		g.Note(&b.Instrs[last], "it changes places with another, in place of a swap")
		swap.Set(opcode.NOP, 0)
		b.Instrs[first], b.Instrs[last] = b.Instrs[last], b.Instrs[first]
	}
}

// swappable reports whether op only takes the top of the stack, with an
// effect that doesn't depend on what other such instructions do.
func swappable(op opcode.Op) bool {
	return op == opcode.STORE_FAST || op == opcode.STORE_FAST_MAYBE_NULL || op == opcode.POP_TOP
}

// nextSwappable returns the index of the swappable instruction behind at, -1
// if something else comes first, or another line if line isn't -1.
func nextSwappable(b *cfg.Block, at int, line int32) int {
	for i := at + 1; i < len(b.Instrs); i++ {
		in := &b.Instrs[i]
		if line >= 0 && in.Loc.Line != line {
			return -1
		}
		if in.Op == opcode.NOP {
			continue
		}
		if swappable(in.Op) {
			return i
		}
		return -1
	}
	return -1
}

// exchangeable reports whether two swappable instructions can change places:
// each variable must still be given its last value last.
func exchangeable(b *cfg.Block, first, last int) bool {
	x, y := stores(&b.Instrs[first]), stores(&b.Instrs[last])
	if x < 0 && y < 0 {
		return true
	}
	if x == y {
		return false
	}
	for i := first + 1; i < last; i++ {
		if z := stores(&b.Instrs[i]); z >= 0 && (z == x || z == y) {
			return false
		}
	}
	return true
}

// stores returns the local variable that in stores to, -1 if none.
func stores(in *cfg.Instr) int {
	if in.Op == opcode.STORE_FAST || in.Op == opcode.STORE_FAST_MAYBE_NULL {
		return in.Arg
	}
	return -1
}
