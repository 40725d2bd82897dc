// This file holds the cells of a frame: which of them lie in one block.

package eval

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// Cells that lie in one block live as long as one another. So that no function keeps what it doesn't refer to, a block has cells only that the same
// functions capture. Generator expressions that are arguments or loops don't count: they end soon.

// cellGroup returns the number of the block that the cell of local variable n belongs to, among those of the frame.
func (t *translator) cellGroup(n int) uint16 {
	if t.capturing == nil {
		t.capturing = make([][]int, len(t.code.LocalsPlusNames))
		for i := range t.steps {
			if t.closes(i) && !t.endsSoon(i) {
				t.captures(i)
			}
		}
	}
	for i, functions := range t.capturing {
		if i == n || slices.Equal(functions, t.capturing[n]) {
			return uint16(i)
		}
	}
	return uint16(n)
}

// closes reports whether step i makes a function of constant code that gets a closure next.
func (t *translator) closes(i int) bool {
	return i > 1 && i+1 < len(t.steps) && t.steps[i].op == opcode.MAKE_FUNCTION && t.steps[i-1].op == opcode.LOAD_CONST && t.steps[i-2].op == opcode.BUILD_TUPLE &&
		t.steps[i+1].op == opcode.SET_FUNCTION_ATTRIBUTE && t.steps[i+1].arg == opcode.MAKE_FUNCTION_CLOSURE
}

// captures notes which variables the function captures that step i makes.
func (t *translator) captures(i int) {
	note := func(local int) {
		if local < len(t.capturing) {
			t.capturing[local] = append(t.capturing[local], i)
		}
	}
	left := t.steps[i-2].arg
	for k := i - 3; k >= 0 && left > 0; k-- {
		switch s := &t.steps[k]; s.op {
		case opcode.LOAD_FAST, opcode.LOAD_FAST_BORROW:
			note(s.arg)
			left--
		case opcode.LOAD_FAST_LOAD_FAST, opcode.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
			note(s.arg & 15)
			note(s.arg >> 4)
			left -= 2
		default: // no compiler makes that: let no cells lie together
			for n := range t.capturing {
				t.capturing[n] = append(t.capturing[n], -n)
			}
			return
		}
	}
}

// endsSoon reports whether the function that step i makes, with a closure, is that of a generator expression which a call or a loop gets at once.
func (t *translator) endsSoon(i int) bool {
	if arg := t.steps[i-1].arg; arg >= len(t.code.ConstValues) {
		return false
	} else if c := py.AsCode(t.code.ConstValues[arg]); c == nil || c.Code.Name != "<genexpr>" {
		return false
	}
	d := t.steps[i].depth
	for i++; i+2 < len(t.steps); i++ {
		if t.steps[i].op == opcode.GET_ITER && t.steps[i].depth == d && t.steps[i+1].op == opcode.CALL && t.steps[i+1].arg == 0 {
			switch t.steps[i+2].op {
			case opcode.CALL, opcode.FOR_ITER, opcode.LIST_EXTEND, opcode.SET_UPDATE, opcode.DICT_UPDATE:
				return true
			}
			return false
		}
	}
	return false
}

// slowMakeCell makes the cells of all the opMakeCell that follow one another.
func (m *machine) slowMakeCell(in instruction) error {
	var registers, group [16]*py.Value
	var numbers [16]uint16
	n := 0
	for {
		registers[n], numbers[n] = m.reg(in.a), in.b
		n++
		next := (*instruction)(pointer(&m.next))
		if next.op != opMakeCell || n == len(registers) {
			break
		}
		in = *next
		m.next += instructionSize
	}
	for i := range n {
		if registers[i] == nil {
			continue
		}
		k := 0
		for j := i; j < n; j++ {
			if registers[j] != nil && numbers[j] == numbers[i] {
				group[k], registers[j] = registers[j], nil
				k++
			}
		}
		py.NewCells(group[:k])
	}
	return nil
}
