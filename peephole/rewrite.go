// This file holds the pass that rewrites short runs of instructions within a
// block: one switch over the instruction, helped by what follows it and by
// the first instruction of where it jumps.

package peephole

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// rewriteInstructions rewrites each block from its start to its end, then its
// swaps.
func rewriteInstructions(g *cfg.Graph) error {
	for b := range g.Blocks {
		for i := 0; i < len(b.Instrs); i++ {
			rewriteInstruction(g, b, i)
		}
		for i := 0; i < len(b.Instrs); i++ {
			if b.Instrs[i].Op == opcode.SWAP {
				i = combineSwaps(g, b, i)
				applySwaps(g, b, i)
			}
		}
	}
	return nil
}

// rewriteInstruction rewrites an instruction.
func rewriteInstruction(g *cfg.Graph, b *cfg.Block, i int) {
	in := &b.Instrs[i]
	next := &g.Beyond
	if i+1 < len(b.Instrs) {
		next = &b.Instrs[i+1]
	} else {
		*next = cfg.Instr{Op: opcode.NOP}
	}
	switch in.Op {
	case opcode.BUILD_TUPLE:
		// a, b = b, a
		if next.Op == opcode.UNPACK_SEQUENCE && in.Arg == next.Arg && in.Arg >= 1 && in.Arg <= 3 {
			if in.Arg == 1 {
				g.Note(next, "a tuple of one that is taken apart at once")
				next.Set(opcode.NOP, 0)
			} else {
				g.Note(next, "a tuple that is taken apart at once only turns the values around")
				next.Op = opcode.SWAP
			}
			g.Note(in, "the tuple is taken apart at once")
			in.Set(opcode.NOP, 0)
			return
		}
		foldTuple(g, b, i)
	case opcode.BUILD_LIST, opcode.BUILD_SET:
		foldCollection(g, b, i, next.Op)
	case opcode.POP_JUMP_IF_NONE, opcode.POP_JUMP_IF_NOT_NONE, opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_TRUE,
		opcode.JUMP_IF_FALSE, opcode.JUMP_IF_TRUE, opcode.JUMP, opcode.JUMP_NO_INTERRUPT:
		threadJump(g, b, i)
	case opcode.STORE_FAST:
		// The first of two stores to one variable is for nothing.
		if next.Op == opcode.STORE_FAST && next.Arg == in.Arg && next.Loc.Line == in.Loc.Line {
			g.Note(in, "the next instruction stores to the same variable")
			in.Set(opcode.POP_TOP, 0)
		}
	case opcode.SWAP:
		if in.Arg == 1 {
			g.Note(in, "the top of the stack is where it is")
			in.Set(opcode.NOP, 0)
		}
	case opcode.LOAD_GLOBAL:
		// It can push the NULL that a call needs by itself.
		if next.Op == opcode.PUSH_NULL && in.Arg&1 == 0 {
			g.Note(in, "it pushes the NULL of a call, too")
			g.Note(next, "LOAD_GLOBAL pushes it")
			in.Arg |= 1
			next.Set(opcode.NOP, 0)
		}
	case opcode.COMPARE_OP:
		if next.Op == opcode.TO_BOOL {
			g.Note(in, "it moves to the conversion behind")
			g.Note(next, "the comparison converts its result by itself")
			next.Set(opcode.COMPARE_OP, in.Arg|opcode.CompareToBool)
			in.Set(opcode.NOP, 0)
		}
	case opcode.CONTAINS_OP, opcode.IS_OP:
		// The result is a bool already, and can be had inverted.
		switch next.Op {
		case opcode.TO_BOOL:
			g.Note(in, "it moves to the conversion behind")
			g.Note(next, "the result is a bool already")
			next.Set(in.Op, in.Arg)
			in.Set(opcode.NOP, 0)
		case opcode.UNARY_NOT:
			g.Note(in, "it moves to the negation behind")
			g.Note(next, "the test can be had inverted")
			next.Set(in.Op, in.Arg^1)
			in.Set(opcode.NOP, 0)
		}
	case opcode.TO_BOOL:
		if next.Op == opcode.TO_BOOL {
			g.Note(in, "the next instruction converts, too")
			in.Set(opcode.NOP, 0)
		}
	case opcode.UNARY_NOT:
		switch next.Op {
		case opcode.TO_BOOL:
			g.Note(in, "it moves to the conversion behind")
			g.Note(next, "the result of `not` is a bool")
			in.Set(opcode.NOP, 0)
			next.Set(opcode.UNARY_NOT, 0)
		case opcode.UNARY_NOT:
			g.Note(in, "a second `not` undoes it")
			g.Note(next, "it undoes the `not` before")
			in.Set(opcode.NOP, 0)
			next.Set(opcode.NOP, 0)
		default:
			foldUnary(g, b, i)
		}
	case opcode.UNARY_INVERT, opcode.UNARY_NEGATIVE:
		foldUnary(g, b, i)
	case opcode.CALL_INTRINSIC_1:
		switch {
		case in.Arg == opcode.INTRINSIC_UNARY_POSITIVE:
			foldUnary(g, b, i)
		case in.Arg == opcode.INTRINSIC_LIST_TO_TUPLE:
			if !foldAppends(g, b, i) && next.Op == opcode.GET_ITER {
				g.Note(in, "a loop does as well with a list")
				in.Set(opcode.NOP, 0)
			}
		}
	case opcode.LIST_APPEND, opcode.SET_ADD:
		if in.Arg == 1 && (next.Op == opcode.GET_ITER || next.Op == opcode.CONTAINS_OP) {
			foldAppends(g, b, i)
		}
	case opcode.BINARY_OP:
		foldBinary(g, b, i)
	}
}

// threadJump makes a jump to a jump go where that one goes.
//
//	   POP_JUMP_IF_FALSE L1          POP_JUMP_IF_FALSE L2
//	L1: JUMP L2                  →
//
// JUMP_IF_FALSE to JUMP_IF_TRUE doesn't jump on: it goes behind the latter.
func threadJump(g *cfg.Graph, b *cfg.Block, i int) {
	for {
		in := &b.Instrs[i]
		if len(in.Target.Instrs) == 0 {
			return
		}
		there := &in.Target.Instrs[0]
		op := in.Op
		switch in.Op {
		case opcode.JUMP_IF_FALSE, opcode.JUMP_IF_TRUE:
			if there.Op != in.Op && (there.Op == opcode.JUMP_IF_FALSE || there.Op == opcode.JUMP_IF_TRUE) {
				g.Note(in, "the jump that it leads to is not taken: it goes behind that")
				in.Target = in.Target.Next
				continue
			}
			if there.Op != opcode.JUMP && there.Op != in.Op {
				return
			}
		case opcode.JUMP, opcode.JUMP_NO_INTERRUPT:
			switch there.Op {
			case opcode.JUMP:
				op = opcode.JUMP
			case opcode.JUMP_NO_INTERRUPT:
			default:
				return
			}
		default:
			if there.Op != opcode.JUMP {
				return
			}
		}
		if in.Target == there.Target {
			return // an endless loop
		}
		// The NOP goes away unless its line would be lost.
		to, loc := there.Target, there.Loc
		g.Note(in, "it leads to another jump: one of its own goes there at once")
		in.Set(opcode.NOP, 0)
		b.AddSilent(op, loc)
		i = len(b.Instrs) - 1
		b.Instrs[i].Target = to
		g.Note(&b.Instrs[i], "it goes at once where two jumps led")
	}
}
