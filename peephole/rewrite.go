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
				i = combineSwaps(b, i)
				applySwaps(b, i)
			}
		}
	}
	return nil
}

func rewriteInstruction(g *cfg.Graph, b *cfg.Block, i int) {
	consts := g.Unit.Consts
	in := &b.Instrs[i]
	next := &cfg.Instr{Op: opcode.NOP}
	if i+1 < len(b.Instrs) {
		next = &b.Instrs[i+1]
	}
	switch in.Op {
	case opcode.BUILD_TUPLE:
		// a, b = b, a
		if next.Op == opcode.UNPACK_SEQUENCE && in.Arg == next.Arg && in.Arg >= 1 && in.Arg <= 3 {
			if in.Arg == 1 {
				next.Set(opcode.NOP, 0)
			} else {
				next.Op = opcode.SWAP
			}
			in.Set(opcode.NOP, 0)
			return
		}
		foldTuple(b, i, consts)
	case opcode.BUILD_LIST, opcode.BUILD_SET:
		foldCollection(b, i, next.Op, consts)
	case opcode.POP_JUMP_IF_NONE, opcode.POP_JUMP_IF_NOT_NONE, opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_TRUE,
		opcode.JUMP_IF_FALSE, opcode.JUMP_IF_TRUE, opcode.JUMP, opcode.JUMP_NO_INTERRUPT:
		threadJump(b, i)
	case opcode.STORE_FAST:
		// The first of two stores to one variable is for nothing.
		if next.Op == opcode.STORE_FAST && next.Arg == in.Arg && next.Loc.Line == in.Loc.Line {
			in.Set(opcode.POP_TOP, 0)
		}
	case opcode.SWAP:
		if in.Arg == 1 {
			in.Set(opcode.NOP, 0)
		}
	case opcode.LOAD_GLOBAL:
		// It can push the NULL that a call needs by itself.
		if next.Op == opcode.PUSH_NULL && in.Arg&1 == 0 {
			in.Arg |= 1
			next.Set(opcode.NOP, 0)
		}
	case opcode.COMPARE_OP:
		if next.Op == opcode.TO_BOOL {
			next.Set(opcode.COMPARE_OP, in.Arg|opcode.CompareToBool)
			in.Set(opcode.NOP, 0)
		}
	case opcode.CONTAINS_OP, opcode.IS_OP:
		// The result is a bool already, and can be had inverted.
		switch next.Op {
		case opcode.TO_BOOL:
			next.Set(in.Op, in.Arg)
			in.Set(opcode.NOP, 0)
		case opcode.UNARY_NOT:
			next.Set(in.Op, in.Arg^1)
			in.Set(opcode.NOP, 0)
		}
	case opcode.TO_BOOL:
		if next.Op == opcode.TO_BOOL {
			in.Set(opcode.NOP, 0)
		}
	case opcode.UNARY_NOT:
		switch next.Op {
		case opcode.TO_BOOL:
			in.Set(opcode.NOP, 0)
			next.Set(opcode.UNARY_NOT, 0)
		case opcode.UNARY_NOT:
			in.Set(opcode.NOP, 0)
			next.Set(opcode.NOP, 0)
		default:
			foldUnary(b, i, consts)
		}
	case opcode.UNARY_INVERT, opcode.UNARY_NEGATIVE:
		foldUnary(b, i, consts)
	case opcode.CALL_INTRINSIC_1:
		switch {
		case in.Arg == opcode.INTRINSIC_UNARY_POSITIVE:
			foldUnary(b, i, consts)
		case in.Arg == opcode.INTRINSIC_LIST_TO_TUPLE:
			if !foldAppends(b, i, consts) && next.Op == opcode.GET_ITER {
				in.Set(opcode.NOP, 0) // a list will do
			}
		}
	case opcode.LIST_APPEND, opcode.SET_ADD:
		if in.Arg == 1 && (next.Op == opcode.GET_ITER || next.Op == opcode.CONTAINS_OP) {
			foldAppends(b, i, consts)
		}
	case opcode.BINARY_OP:
		foldBinary(b, i, consts)
	}
}

// threadJump makes a jump to a jump go where that one goes.
//
//	   POP_JUMP_IF_FALSE L1          POP_JUMP_IF_FALSE L2
//	L1: JUMP L2                  →
//
// JUMP_IF_FALSE to JUMP_IF_TRUE doesn't jump on: it goes behind the latter.
func threadJump(b *cfg.Block, i int) {
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
		in.Set(opcode.NOP, 0)
		b.AddSilent(op, loc)
		i = len(b.Instrs) - 1
		b.Instrs[i].Target = to
	}
}
