// This file defines the iterators over the tables of a code object: lines, branches and positions.

package runtime

import "github.com/gopy-lang/gopy/compiler/opcode"

// The types of what co_lines, co_branches and co_positions return. Python knows the first two by the same name.
var (
	LineIteratorType      = &Type{Name: "line_iterator"}
	BranchesIteratorType  = &Type{Name: "line_iterator"}
	PositionsIteratorType = &Type{Name: "positions_iterator"}
)

// codeIterator walks the rows of a table. rows is empty once it is exhausted.
type codeIterator struct {
	Header
	rows []Value
}

func newCodeIterator(t *Type, rows []Value) Value {
	return (&codeIterator{Header: Header{Type: t, Kind: KindIterator}, rows: rows}).Header.Value()
}

func setupCodeIterator(t *Type) {
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		it := (*codeIterator)(v.P)
		if len(it.rows) == 0 {
			return Unbound, nil
		}
		row := it.rows[0]
		it.rows = it.rows[1:]
		return row, nil
	})
}

func lineOrNone(n int) Value {
	if n < 0 {
		return None
	}
	return Int(int64(n))
}

func codeLines(th *Thread, a []Value) (Value, error) {
	var out []Value
	for r := range AsCode(a[0]).Code.Lines() {
		out = append(out, TupleOf(Int(int64(2*r.Start)), Int(int64(2*r.End)), lineOrNone(r.Line)).Value())
	}
	return newCodeIterator(LineIteratorType, out), nil
}

func codeBranches(th *Thread, a []Value) (Value, error) {
	var out []Value
	add := func(at, left, right int) {
		out = append(out, TupleOf(Int(int64(2*at)), Int(int64(2*left)), Int(int64(2*right))).Value())
	}
	c := AsCode(a[0]).Code
	op := func(unit int) opcode.Op {
		if unit < 0 || 2*unit >= len(c.Bytecode) {
			return opcode.NOP
		}
		return opcode.Op(c.Bytecode[2*unit])
	}
	for in := range c.Instructions() {
		target, _ := in.JumpTarget()
		switch in.Op {
		case opcode.FOR_ITER: // it leaves the loop behind END_FOR and POP_ITER
			add(in.Offset, in.Next, target+2)
		case opcode.POP_JUMP_IF_TRUE, opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_NONE, opcode.POP_JUMP_IF_NOT_NONE:
			left := in.Next
			if op(left) == opcode.NOT_TAKEN {
				left++
			}
			add(in.Offset, left, target)
		case opcode.END_ASYNC_FOR: // target is the END_SEND, with a NOT_TAKEN behind
			add(target, target+2, in.Next)
		}
	}
	return newCodeIterator(BranchesIteratorType, out), nil
}

func codePositions(th *Thread, a []Value) (Value, error) {
	var out []Value
	for _, p := range AsCode(a[0]).Positions() {
		out = append(out, TupleOf(lineOrNone(int(p.Line)), lineOrNone(int(p.EndLine)), lineOrNone(int(p.Col)), lineOrNone(int(p.EndCol))).Value())
	}
	return newCodeIterator(PositionsIteratorType, out), nil
}
