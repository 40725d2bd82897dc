// Package peephole improves a control-flow graph, then lowers it to real
// instructions. Each pass is a function over the whole graph in a file of its
// own; the two tables of this file order them and say why each is there.
//
// The passes are CPython 3.14's in effect and in order, because the finished
// code has to be equal. Where a comment says that something is done in a
// certain order, or isn't done though it could be, that is the reason.
package peephole

import (
	"fmt"

	"github.com/gopy-lang/gopy/compiler/cfg"
)

// A Pass is one step over a graph.
type Pass struct {
	Name   string
	fn     func(*cfg.Graph) error
	Reason string
}

// optimizations run in this order on the graph as generated.
var optimizations = []Pass{
	{"inline small exits", inlineSmallExits, "a copied return is cheaper than a jump to it; without a line yet, passages are copied too"},
	{"remove unreachable blocks", removeUnreachable, "code behind return, raise, continue and break; counts predecessors"},
	{"resolve line numbers", resolveLines, "so that the passes below see which instructions are on one line"},
	{"use constants", useConstants, "a known condition needs no jump; small integers need no table"},
	{"rewrite instructions", rewriteInstructions, "constant folding, jump threading, bool conversions, swaps"},
	{"remove pairs", removeRedundantPairs, "a value that is pushed and dropped, and NOPs that no line needs"},
	{"remove unreachable blocks again", removeUnreachable, "blocks that were inlined or jumped over everywhere"},
	{"remove redundant jumps", removeNopsAndJumps, "jumps to the next instruction"},
	{"remove unused constants", removeUnusedConsts, "folding leaves operands behind"},
	{"check unbound locals", checkUnbound, "LOAD_FAST may then assume that the local is bound"},
	{"make superinstructions", makeSuperinstructions, "two adjacent loads or stores in one dispatch"},
	{"move cold blocks", moveColdBlocks, "exception handlers go out of the way of straight-line code"},
	{"resolve line numbers again", resolveLines, "blocks were copied, moved and joined since"},
}

// lowerings run in this order behind the optimizations. The first need the
// final blocks, those behind "normalize jumps" their final order too.
var lowerings = []Pass{
	{"expand conditional jumps", expandConditionalJumps, "JUMP_IF_* keep their operand: copy, convert, pop"},
	{"lay out locals", layOutLocals, "cells and free variables get slots; the prefix sets them up"},
	{"lower pseudo-instructions", lowerPseudo, "SETUP_* have become handlers of instructions by now"},
	{"normalize jumps", normalizeJumps, "conditional jumps only go forward and mark the way not taken"},
	{"borrow locals", borrowLocals, "a load that is consumed while the local lives needs no reference of its own"},
}

// Optimize runs the optimizations on g.
func Optimize(g *cfg.Graph) error { return run(g, optimizations, false) }

// Lower turns an optimized graph into one that has only real instructions,
// jumps excepted, and returns the greatest height of its value stack.
func Lower(g *cfg.Graph) (stackSize int, err error) {
	if err := run(g, lowerings[:1], false); err != nil {
		return 0, err
	}
	stackSize, err = g.StackDepth()
	if err != nil {
		return 0, err
	}
	return stackSize, run(g, lowerings[1:], false)
}

// Passes lists all passes in the order in which they run.
func Passes() []Pass { return append(append([]Pass(nil), optimizations...), lowerings...) }

func run(g *cfg.Graph, passes []Pass, check bool) error {
	for _, pass := range passes {
		if err := pass.fn(g); err != nil {
			return fmt.Errorf("%s: %w", pass.Name, err)
		}
		if check {
			if err := g.Check(); err != nil {
				return fmt.Errorf("after pass %q: %w", pass.Name, err)
			}
		}
	}
	return nil
}
