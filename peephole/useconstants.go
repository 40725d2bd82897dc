// This file holds the pass that uses what is known about a constant where it
// is loaded.
//
//	LOAD_CONST 7            →  LOAD_SMALL_INT 7
//	LOAD_CONST True
//	POP_JUMP_IF_FALSE end   →  nothing
//	LOAD_CONST None
//	IS_OP 0
//	POP_JUMP_IF_FALSE end   →  POP_JUMP_IF_NOT_NONE end
//	LOAD_CONST 'a'
//	TO_BOOL                 →  LOAD_CONST True

package peephole

import (
	"math/big"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// useConstants looks at each load of a constant and what comes behind it.
func useConstants(g *cfg.Graph) error {
	consts := g.Unit.Consts
	for b := range g.Blocks {
		op, arg := opcode.NOP, 0
		for i := range b.Instrs {
			in := &b.Instrs[i]
			if in.Op == opcode.LOAD_CONST && loadSmallInt(in, consts.At(in.Arg)) {
				g.Note(in, "an int from 0 to 255 needs no table")
			}
			// A copy of a constant that was just loaded is one as well.
			if !(op == opcode.LOAD_CONST && in.Op == opcode.COPY && in.Arg == 1) {
				op, arg = in.Op, in.Arg
			}
			if op == opcode.LOAD_CONST || op == opcode.LOAD_SMALL_INT {
				useConstant(g, b.Instrs[i:], constOf(op, arg, consts))
			}
		}
	}
	return nil
}

// useConstant simplifies instrs, of which the first loads v.
func useConstant(g *cfg.Graph, instrs []cfg.Instr, v any) {
	if len(instrs) < 2 {
		return
	}
	load, next := &instrs[0], &instrs[1]
	switch next.Op {
	case opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_TRUE, opcode.JUMP_IF_FALSE, opcode.JUMP_IF_TRUE:
		pops := next.Op == opcode.POP_JUMP_IF_FALSE || next.Op == opcode.POP_JUMP_IF_TRUE
		jumpsIf := next.Op == opcode.POP_JUMP_IF_TRUE || next.Op == opcode.JUMP_IF_TRUE
		if pops {
			g.Note(load, "only a jump consumes it, and that is decided now")
			load.Set(opcode.NOP, 0)
		}
		if isTrue(v) == jumpsIf {
			g.Note(next, "the constant makes it always jump")
			next.Op = opcode.JUMP
		} else {
			g.Note(next, "the constant makes it never jump")
			next.Set(opcode.NOP, 0)
		}
	case opcode.IS_OP:
		if v != nil || len(instrs) < 3 {
			return
		}
		jump := &instrs[2]
		if jump.Op == opcode.TO_BOOL {
			g.Note(jump, "the result of `is` is a bool")
			jump.Set(opcode.NOP, 0)
			if len(instrs) < 4 {
				return
			}
			jump = &instrs[3]
		}
		jumpIfNone := next.Arg == 0
		switch jump.Op {
		case opcode.POP_JUMP_IF_TRUE:
		case opcode.POP_JUMP_IF_FALSE:
			jumpIfNone = !jumpIfNone
		default:
			return
		}
		g.Note(load, "a jump of its own compares with None")
		g.Note(next, "a jump of its own compares with None")
		g.Note(jump, "it compares with None by itself")
		load.Set(opcode.NOP, 0)
		next.Set(opcode.NOP, 0)
		jump.Op = opcode.POP_JUMP_IF_NOT_NONE
		if jumpIfNone {
			jump.Op = opcode.POP_JUMP_IF_NONE
		}
	case opcode.TO_BOOL:
		g.Note(load, "only its truth is asked for")
		g.Note(next, "the truth of a constant is known")
		load.Set(opcode.NOP, 0)
		next.Set(opcode.LOAD_CONST, g.Unit.Consts.Add(isTrue(v)))
	}
}

// loadSmallInt makes in, which loads v, a LOAD_SMALL_INT if v is an int from
// 0 to 255, and reports whether it did.
func loadSmallInt(in *cfg.Instr, v any) bool {
	n, ok := v.(int64)
	if ok = ok && n >= 0 && n <= 255; ok {
		in.Set(opcode.LOAD_SMALL_INT, int(n))
	}
	return ok
}

// loadsConst reports whether in pushes a constant.
func loadsConst(in *cfg.Instr) bool {
	return in.Op == opcode.LOAD_CONST || in.Op == opcode.LOAD_SMALL_INT
}

// constOf returns the constant that op pushes.
func constOf(op opcode.Op, arg int, consts *cfg.ConstTable) any {
	if op == opcode.LOAD_SMALL_INT {
		return int64(arg)
	}
	return consts.At(arg)
}

// isTrue is bool(v).
func isTrue(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case int64:
		return v != 0
	case *big.Int:
		return v.Sign() != 0
	case float64:
		return v != 0
	case complex128:
		return v != 0
	case string:
		return v != ""
	case []byte:
		return len(v) > 0
	case code.Tuple:
		return len(v) > 0
	case code.FrozenSet:
		return len(v) > 0
	}
	return true // ..., slices and code objects
}
