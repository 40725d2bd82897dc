// This file decodes bytecode into instructions.

package code

import (
	"iter"

	"github.com/gopy-lang/gopy/compiler/opcode"
)

// An Instruction is one of a code object, EXTENDED_ARG included: it stands
// for itself, and its argument is part of the next instruction's as well.
type Instruction struct {
	Op     opcode.Op
	Arg    int // with the bits of the EXTENDED_ARGs in front
	Offset int // in code units
	Next   int // offset behind the inline cache
}

// Instructions ranges over the instructions. Caches aren't instructions. The
// argument of an instruction that has none is what the byte says.
func (c *Code) Instructions() iter.Seq[Instruction] {
	return func(yield func(Instruction) bool) {
		c.Complete()
		extended := 0
		for at := 0; 2*at+1 < len(c.Bytecode); {
			op := opcode.Op(c.Bytecode[2*at])
			in := Instruction{Op: op, Arg: extended | int(c.Bytecode[2*at+1]), Offset: at, Next: at + 1 + op.CacheEntries()}
			extended = 0
			if op == opcode.EXTENDED_ARG {
				extended = in.Arg << 8 & 0xFFFFFFFF
			}
			if !yield(in) {
				return
			}
			at = in.Next
		}
	}
}

// JumpTarget returns the offset in code units that in jumps to, false if it's
// no jump. Malformed code may jump anywhere. Of END_ASYNC_FOR, which doesn't
// jump, it returns the END_SEND of its loop.
func (in Instruction) JumpTarget() (target int, ok bool) {
	switch in.Op.Arg() {
	case opcode.ArgForward:
		return in.Next + in.Arg, true
	case opcode.ArgBackward:
		return in.Next - in.Arg, true
	}
	return 0, false
}
