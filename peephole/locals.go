// This file holds the lowering pass that gives cells and free variables their
// slots in the frame and begins the code with the instructions that set them
// up.
//
//	slots:   local variables | cells that aren't parameters or locals | free variables
//	prefix:  COPY_FREE_VARS, MAKE_CELL of each cell, and in a generator RETURN_GENERATOR, POP_TOP

package peephole

import (
	"fmt"
	"slices"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// layOutLocals turns indices into CellVars and FreeVars into slots and puts
// the prefix in front of the entry block.
func layOutLocals(g *cfg.Graph) error {
	u := g.Unit
	if len(u.CellVars)+len(u.FreeVars) == 0 && u.Flags&code.CO_GENERATORS == 0 {
		return nil
	}
	slots := derefSlots(u)
	for b := range g.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch in.Op {
			case opcode.MAKE_CELL, opcode.LOAD_CLOSURE, opcode.LOAD_DEREF, opcode.STORE_DEREF,
				opcode.DELETE_DEREF, opcode.LOAD_FROM_DICT_OR_DEREF:
				if in.Arg < 0 || in.Arg >= len(slots) {
					return fmt.Errorf("cfg: %s: %s %d: no such cell", u.Name, in.Op, in.Arg)
				}
				if in.Arg != slots[in.Arg] {
					g.Note(in, "the slot of its cell in the frame")
					in.Arg = slots[in.Arg]
				}
			}
		}
	}
	var prefix []cfg.Instr
	if len(u.FreeVars) > 0 {
		prefix = append(prefix, cfg.Instr{Op: opcode.COPY_FREE_VARS, Arg: len(u.FreeVars), Loc: cfg.NoLocation})
	}
	cells := slices.Clone(slots[:len(u.CellVars)])
	slices.Sort(cells)
	for _, slot := range cells {
		prefix = append(prefix, cfg.Instr{Op: opcode.MAKE_CELL, Arg: slot, Loc: cfg.NoLocation})
	}
	if u.Flags&code.CO_GENERATORS != 0 {
		line := int32(u.FirstLineno)
		loc := cfg.Loc{Line: line, EndLine: line, Col: -1, EndCol: -1}
		prefix = append(prefix, cfg.Instr{Op: opcode.RETURN_GENERATOR, Loc: loc}, cfg.Instr{Op: opcode.POP_TOP, Loc: loc})
	}
	for i, in := range prefix {
		g.Entry.Insert(i, in)
		g.Note(&g.Entry.Instrs[i], prefixReason(in.Op))
	}
	return nil
}

// prefixReason says what an instruction of the prefix is for.
func prefixReason(op opcode.Op) string {
	switch op {
	case opcode.COPY_FREE_VARS:
		return "the variables of the functions around come from the function object"
	case opcode.MAKE_CELL:
		return "functions within use the variable"
	}
	return "a call makes the generator and returns it"
}

// derefSlots returns the slot of each of CellVars and then FreeVars. A cell
// that is a local as well has that one's slot.
func derefSlots(u *cfg.Unit) []int {
	var local map[string]int
	if len(u.CellVars) > 0 {
		local = make(map[string]int, len(u.VarNames))
		for i, name := range u.VarNames {
			local[name] = i
		}
	}
	next := len(u.VarNames)
	slots := make([]int, 0, len(u.CellVars)+len(u.FreeVars))
	for _, name := range u.CellVars {
		slot, ok := local[name]
		if !ok {
			slot = next
			next++
		}
		slots = append(slots, slot)
	}
	for range u.FreeVars {
		slots = append(slots, next)
		next++
	}
	return slots
}
