// This file holds the lowering pass that finds the loads of locals whose
// value is consumed in the same block, while the local still holds it.
//
//	LOAD_FAST a          LOAD_FAST_BORROW a
//	LOAD_FAST b     →    LOAD_FAST_BORROW b
//	BINARY_OP +          BINARY_OP +
//
// Blocks that only exceptions lead to aren't looked at.

package peephole

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// borrowLocals walks the blocks from the entry, with the height of the stack.
func borrowLocals(g *cfg.Graph) error {
	g.ClearMarks()
	m := memoryOf(g)
	w := borrowWalk{stack: m.stack, owned: m.owned}
	w.reach(g.Entry, 0)
	for b := w.todo.Pop(); b != nil; b = w.todo.Pop() {
		w.block(g, b)
	}
	m.stack, m.owned = w.stack, w.owned
	return nil
}

// A reference is a value on the stack: the index of the instruction that
// pushed it, and the local that it comes from; -1 for none.
type reference struct{ instr, local int }

var foreign = reference{-1, -1}

// borrowWalk is the state of the walk.
type borrowWalk struct {
	todo  cfg.Worklist
	stack []reference
	owned []bool // by instruction: the load needs a reference of its own
}

func (w *borrowWalk) reach(b *cfg.Block, depth int) {
	if !b.Mark {
		b.Mark = true
		b.StartDepth = depth
		w.todo.Push(b)
	}
}

func (w *borrowWalk) push(r reference) { w.stack = append(w.stack, r) }

// pop returns the top of the stack. What the pops of malformed code find
// below the bottom is of no local.
func (w *borrowWalk) pop() reference {
	if len(w.stack) == 0 {
		return foreign
	}
	r := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	return r
}

func (w *borrowWalk) popN(n int) {
	w.stack = w.stack[:max(0, len(w.stack)-n)]
}

func (w *borrowWalk) pushN(instr, n int) {
	for range n {
		w.push(reference{instr, -1})
	}
}

// keep marks the load that pushed r: the value outlives what is known here.
func (w *borrowWalk) keep(r reference) {
	if r.instr >= 0 {
		w.owned[r.instr] = true
	}
}

// kill marks the loads of a local that is about to change.
func (w *borrowWalk) kill(local int) {
	for _, r := range w.stack {
		if r.local == local {
			w.keep(r)
		}
	}
}

func (w *borrowWalk) store(local int) {
	r := w.pop()
	w.kill(local)
	w.keep(r)
}

func (w *borrowWalk) block(g *cfg.Graph, b *cfg.Block) {
	w.owned = slices.Grow(w.owned[:0], len(b.Instrs))[:len(b.Instrs)]
	clear(w.owned)
	w.stack = w.stack[:0]
	w.pushN(-1, b.StartDepth)
	for i := range b.Instrs {
		w.instr(i, &b.Instrs[i])
	}
	if b.Last() != nil && b.FallsThrough() && b.Next != nil { // CPython's walk ends at empty blocks
		w.reach(b.Next, len(w.stack))
	}
	for _, r := range w.stack {
		w.keep(r)
	}
	for i := range b.Instrs {
		if w.owned[i] {
			continue
		}
		switch in := &b.Instrs[i]; in.Op {
		case opcode.LOAD_FAST:
			g.Note(in, "the value is consumed in this block while the local holds it")
			in.Op = opcode.LOAD_FAST_BORROW
		case opcode.LOAD_FAST_LOAD_FAST:
			g.Note(in, "both values are consumed in this block while the locals hold them")
			in.Op = opcode.LOAD_FAST_BORROW_LOAD_FAST_BORROW
		}
	}
}

func (w *borrowWalk) instr(i int, in *cfg.Instr) {
	switch in.Op {
	// Loads and stores of locals.
	case opcode.LOAD_FAST:
		w.push(reference{i, in.Arg})
	case opcode.LOAD_FAST_LOAD_FAST:
		w.push(reference{i, in.Arg >> 4})
		w.push(reference{i, in.Arg & 15})
	case opcode.LOAD_FAST_AND_CLEAR:
		w.kill(in.Arg)
		w.push(reference{i, -1})
	case opcode.DELETE_FAST:
		w.kill(in.Arg)
	case opcode.STORE_FAST:
		w.store(in.Arg)
	case opcode.STORE_FAST_LOAD_FAST:
		w.store(in.Arg >> 4)
		w.push(reference{i, in.Arg & 15})
	case opcode.STORE_FAST_STORE_FAST:
		w.store(in.Arg >> 4)
		w.store(in.Arg & 15)

	// Moves on the stack.
	case opcode.COPY:
		r := foreign
		if n := len(w.stack) - in.Arg; n >= 0 && n < len(w.stack) {
			r = w.stack[n]
		}
		w.push(r)
	case opcode.SWAP:
		if n, top := len(w.stack)-in.Arg, len(w.stack)-1; n >= 0 && n < top {
			w.stack[n], w.stack[top] = w.stack[top], w.stack[n]
		}

	// Instructions that leave their operands, or some, where they are.
	case opcode.GET_YIELD_FROM_ITER, opcode.FORMAT_SIMPLE: // the result may be the operand
	case opcode.GET_ANEXT, opcode.GET_LEN, opcode.IMPORT_FROM, opcode.MATCH_KEYS, opcode.MATCH_MAPPING,
		opcode.MATCH_SEQUENCE, opcode.WITH_EXCEPT_START:
		// CPython puts the value down to the first instruction of the
		// block, which may then look as if its value were kept.
		w.push(reference{0, -1})
	case opcode.DICT_MERGE, opcode.DICT_UPDATE, opcode.LIST_APPEND, opcode.LIST_EXTEND, opcode.MAP_ADD,
		opcode.RERAISE, opcode.SET_ADD, opcode.SET_UPDATE:
		w.popN(-in.Op.StackEffect(in.Arg, false))
	case opcode.END_SEND, opcode.SET_FUNCTION_ATTRIBUTE:
		top := w.pop()
		w.pop()
		w.push(top)
	case opcode.CHECK_EXC_MATCH:
		w.pop()
		w.pushN(i, 1)
	case opcode.LOAD_ATTR, opcode.LOAD_SUPER_ATTR:
		self := w.pop()
		if in.Op == opcode.LOAD_SUPER_ATTR {
			w.popN(2)
		}
		w.pushN(i, 1)
		if in.Arg&1 != 0 { // of a method call: it may push self again
			w.push(self)
		}
	case opcode.LOAD_SPECIAL, opcode.PUSH_EXC_INFO:
		top := w.pop()
		w.pushN(i, 1)
		w.push(top)

	// Loops, which go on without having consumed the iterator.
	case opcode.FOR_ITER:
		w.reach(in.Target, len(w.stack)+1)
		w.pushN(i, 1)
	case opcode.SEND:
		w.reach(in.Target, len(w.stack))
		w.pop()
		w.pushN(i, 1)

	// Everything else consumes all operands.
	default:
		popped, pushed := in.Op.Popped(in.Arg), in.Op.Pushed(in.Arg)
		if in.Target != nil {
			w.reach(in.Target, len(w.stack)-popped+pushed)
		}
		if !in.Op.IsBlockPush() {
			w.popN(popped)
			w.pushN(i, pushed)
		}
	}
}
