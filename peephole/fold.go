// This file holds constant folding: expressions of constants are evaluated
// now, and displays of constants are loaded as a whole.
//
//	LOAD_CONST 60
//	LOAD_CONST 24
//	BINARY_OP *             →   LOAD_CONST 1440
//
//	LOAD_CONST 1, 2, 3
//	BUILD_TUPLE 3           →   LOAD_CONST (1, 2, 3)
//
//	LOAD_CONST 1, 2, 3          BUILD_LIST 0
//	BUILD_LIST 3            →   LOAD_CONST (1, 2, 3)
//	                            LIST_EXTEND 1
//
// arithmetic.go holds the evaluation.

package peephole

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// maxDisplay is the number of elements up to which a display that pushes all
// of them is folded; the code generator builds longer ones piecemeal.
const maxDisplay = 30

// minDisplay is the number from which a list or set is worth copying from a
// constant.
const minDisplay = 3

// constOperands returns the n instructions before index at that load
// constants, in order, nil if there aren't that many. NOPs don't count. The
// next call uses the memory of the result again.
func constOperands(g *cfg.Graph, b *cfg.Block, at, n int) (loads []*cfg.Instr, ok bool) {
	found, first := 0, at
	for first > 0 && found < n {
		first--
		switch in := &b.Instrs[first]; {
		case loadsConst(in):
			found++
		case in.Op != opcode.NOP:
			return nil, false
		}
	}
	if found < n {
		return nil, false
	}
	m := memoryOf(g)
	loads = m.loads[:0]
	for i := first; i < at; i++ {
		if in := &b.Instrs[i]; in.Op != opcode.NOP {
			loads = append(loads, in)
		}
	}
	m.loads = loads
	return loads, true
}

// values returns what loads push.
func values(loads []*cfg.Instr, consts *cfg.ConstTable) []any {
	items := make([]any, len(loads))
	for i, in := range loads {
		items[i] = constOf(in.Op, in.Arg, consts)
	}
	return items
}

// drop makes instructions NOPs that hold no line.
func drop(g *cfg.Graph, instrs ...*cfg.Instr) {
	for _, in := range instrs {
		g.Note(in, "a part of a constant that is made now")
		in.Set(opcode.NOP, 0)
		in.Loc = cfg.NoLocation
	}
}

// loadInstead makes in push v.
func loadInstead(in *cfg.Instr, v any, consts *cfg.ConstTable) {
	if !loadSmallInt(in, v) {
		in.Set(opcode.LOAD_CONST, consts.Add(v))
	}
}

func foldUnary(g *cfg.Graph, b *cfg.Block, i int) {
	consts := g.Unit.Consts
	loads, ok := constOperands(g, b, i, 1)
	if !ok {
		return
	}
	in := &b.Instrs[i]
	if v, ok := evalUnary(in.Op, values(loads, consts)[0]); ok {
		drop(g, loads...)
		g.Note(in, "the operands are constants: so is the result")
		loadInstead(in, v, consts)
	}
}

func foldBinary(g *cfg.Graph, b *cfg.Block, i int) {
	consts := g.Unit.Consts
	loads, ok := constOperands(g, b, i, 2)
	if !ok {
		return
	}
	in := &b.Instrs[i]
	operands := values(loads, consts)
	if v, ok := evalBinary(in.Arg, operands[0], operands[1]); ok {
		drop(g, loads...)
		g.Note(in, "the operands are constants: so is the result")
		loadInstead(in, v, consts)
	}
}

func foldTuple(g *cfg.Graph, b *cfg.Block, i int) {
	consts := g.Unit.Consts
	in := &b.Instrs[i]
	if in.Arg > maxDisplay {
		return
	}
	if loads, ok := constOperands(g, b, i, in.Arg); ok {
		v := code.Tuple(values(loads, consts))
		drop(g, loads...)
		g.Note(in, "a tuple of constants is one")
		loadInstead(in, v, consts)
	}
}

// foldCollection folds a list or set display. One that is only searched or
// iterated over can be a constant tuple or frozenset, or at least a tuple.
func foldCollection(g *cfg.Graph, b *cfg.Block, i int, next opcode.Op) {
	consts := g.Unit.Consts
	in := &b.Instrs[i]
	readOnly := next == opcode.GET_ITER || next == opcode.CONTAINS_OP
	if in.Arg > maxDisplay || in.Arg < minDisplay && !readOnly {
		return
	}
	loads, ok := constOperands(g, b, i, in.Arg)
	if !ok {
		if readOnly && in.Op == opcode.BUILD_LIST {
			g.Note(in, "the list is only looked through: a tuple does as well")
			in.Set(opcode.BUILD_TUPLE, in.Arg)
		}
		return
	}
	var v any = code.Tuple(values(loads, consts))
	if in.Op == opcode.BUILD_SET {
		v = frozenSet(values(loads, consts))
	}
	index := consts.Add(v)
	drop(g, loads...)
	if readOnly {
		g.Note(in, "it is only looked through: a constant does as well")
		in.Set(opcode.LOAD_CONST, index)
		return
	}
	build, load, extend := &b.Instrs[i-2], &b.Instrs[i-1], in
	g.Note(build, "an empty collection, to be filled from a constant")
	g.Note(load, "the elements as one constant")
	g.Note(extend, "it is filled from a constant")
	build.Loc = in.Loc
	build.Set(in.Op, 0)
	load.Loc = in.Loc
	load.Set(opcode.LOAD_CONST, index)
	if in.Op == opcode.BUILD_LIST {
		extend.Set(opcode.LIST_EXTEND, 1)
	} else {
		extend.Set(opcode.SET_UPDATE, 1)
	}
}

// foldAppends folds the form in which the code generator builds long
// displays: an empty list or set, then a load and an append for each element.
// What comes behind index i only reads the result: the instruction there is
// the last append, whose line gets lost, or the conversion of the list to a
// tuple.
func foldAppends(g *cfg.Graph, b *cfg.Block, i int) (folded bool) {
	consts := g.Unit.Consts
	build, add := opcode.BUILD_LIST, opcode.LIST_APPEND
	if b.Instrs[i].Op == opcode.SET_ADD {
		build, add = opcode.BUILD_SET, opcode.SET_ADD
	}
	var loads, others []*cfg.Instr // last first
	wantAdd := b.Instrs[i].Op == opcode.CALL_INTRINSIC_1
	for at := i - 1; at >= 0; at-- {
		in := &b.Instrs[at]
		switch {
		case in.Op == opcode.NOP:
			continue
		case in.Op == build && in.Arg == 0 && wantAdd:
			slices.Reverse(loads)
			items := values(loads, consts)
			var v any = code.Tuple(items)
			if build == opcode.BUILD_SET {
				v = frozenSet(items)
			}
			drop(g, in)
			drop(g, loads...)
			drop(g, others...)
			if b.Instrs[i].Op == add {
				drop(g, &b.Instrs[i])
			}
			g.Note(&b.Instrs[i], "all elements are constants: so is the collection, which is only looked through")
			loadInstead(&b.Instrs[i], v, consts)
			return true
		case wantAdd && in.Op == add && in.Arg == 1:
			others = append(others, in)
		case !wantAdd && loadsConst(in):
			loads = append(loads, in)
		default:
			return false
		}
		wantAdd = !wantAdd
	}
	return false
}
