// This file makes the code object of a unit: from the instruction sequence
// through the graph and its passes to bytes.

package compiler

import (
	"fmt"
	"slices"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// assemble compiles a unit whose sequence is complete. It fails only if the
// code generator broke a rule, such as a stack height that depends on the
// path.
func (w *Workspace) assemble(u *cfg.Unit, explain func(Explanation)) (*code.Code, error) {
	g, err := w.graph.Build(u)
	if err != nil {
		return nil, err
	}
	steps, stackSize, err := optimize(g, explain != nil)
	if err != nil {
		return nil, err
	}
	a := newAssembler(g, w)
	if err := a.resolveJumps(); err != nil {
		return nil, err
	}
	a.resolveLocations()
	names, kinds := localsPlus(u)
	result := &code.Code{
		ArgCount:        u.ArgCount,
		PosOnlyArgCount: u.PosOnlyArgCount,
		KwOnlyArgCount:  u.KwOnlyArgCount,
		StackSize:       max(stackSize, 1),
		FirstLineno:     u.FirstLineno,
		Flags:           u.Flags,
		Bytecode:        a.bytecode(),
		Consts:          exactly(u.Consts.Values()),
		Names:           exactly(u.Names),
		LocalsPlusNames: names,
		LocalsPlusKinds: kinds,
		Filename:        u.Filename,
		Name:            u.Name,
		QualName:        u.QualName,
		LineTable:       a.lineTable(u.FirstLineno),
		ExceptionTable:  a.exceptionTable(),
		Sound:           true,
	}
	w.instrs = a.instrs
	if explain != nil {
		explain(Explanation{result, steps, a.origins()})
	}
	return result, nil
}

// exactly copies a list into memory of just its size.
func exactly[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return append(make([]T, 0, len(list)), list...)
}

// localsPlus lists the slots of the frame and what each holds.
func localsPlus(u *cfg.Unit) (names []string, kinds []byte) {
	most := len(u.VarNames) + len(u.CellVars) + len(u.FreeVars)
	if most == 0 {
		return nil, nil
	}
	names, kinds = make([]string, 0, most), make([]byte, 0, most)
	add := func(name string, kind byte) {
		if _, hidden := u.FastHidden[name]; hidden && kind&code.KindFree == 0 {
			kind |= code.KindHidden
		}
		names = append(names, name)
		kinds = append(kinds, kind)
	}
	var slotOf map[string]int // of the locals, for the cells among them
	if len(u.CellVars) > 0 {
		slotOf = make(map[string]int, len(u.VarNames))
	}
	for i, name := range u.VarNames {
		kind := code.KindLocal | parameterKind(u, i)
		if slotOf != nil {
			slotOf[name] = i
		}
		add(name, kind)
	}
	for _, name := range u.CellVars {
		if slot, ok := slotOf[name]; ok {
			kinds[slot] |= code.KindCell
		} else {
			add(name, code.KindCell)
		}
	}
	for _, name := range u.FreeVars {
		add(name, code.KindFree)
	}
	return names, kinds
}

// parameterKind returns how local i is filled if it is a parameter, 0 if it isn't.
func parameterKind(u *cfg.Unit, i int) byte {
	switch {
	case i < u.PosOnlyArgCount:
		return code.KindArgPos
	case i < u.ArgCount:
		return code.KindArgPos | code.KindArgKw
	}
	i -= u.ArgCount
	if i < u.KwOnlyArgCount {
		return code.KindArgKw
	}
	i -= u.KwOnlyArgCount
	if u.Flags&code.CO_VARARGS != 0 {
		if i == 0 {
			return code.KindArgVar | code.KindArgPos
		}
		i--
	}
	if u.Flags&code.CO_VARKEYWORDS != 0 && i == 0 {
		return code.KindArgVar | code.KindArgKw
	}
	return 0
}

// An assembler holds the instructions in their final order.
type assembler struct {
	instrs []instruction
	room   *[]byte // memory for tables in the making
}

// An instruction is one with all of its code units.
type instruction struct {
	*cfg.Instr
	target int // index of the instruction it jumps to, -1 if it doesn't
	offset int // in units from the start
	size   int // in units: EXTENDED_ARGs, itself, its inline cache
}

// newAssembler lays the blocks out one behind the other.
func newAssembler(g *cfg.Graph, w *Workspace) assembler {
	instrs := 0
	for b := range g.Blocks {
		instrs += len(b.Instrs)
	}
	a := assembler{instrs: slices.Grow(w.instrs[:0], instrs), room: &w.table}
	for b := range g.Blocks {
		b.Start = len(a.instrs)
		for i := range b.Instrs {
			a.instrs = append(a.instrs, instruction{Instr: &b.Instrs[i], target: -1})
		}
	}
	return a
}

// endSendOffset is how far in front of END_ASYNC_FOR's target, SEND, the
// place lies that its argument leads to: END_SEND behind the loop.
const endSendOffset = 5

// resolveJumps chooses the direction of jumps and computes their distances.
// A distance that needs an EXTENDED_ARG moves what is behind it, so this goes
// on until nothing moves.
func (a *assembler) resolveJumps() error {
	for i := range a.instrs {
		in := &a.instrs[i]
		if in.Op.IsPseudo() && in.Target == nil {
			return fmt.Errorf("compiler: %s is left in the code", in.Op)
		}
		if in.Target != nil {
			in.target = in.Target.Start
			in.Op = directed(in.Op, in.target > i)
			in.Arg = in.target
		}
		in.size = instructionSize(in.Op, in.Arg)
	}
	for moved := true; moved; {
		moved = false
		offset := 0
		for i := range a.instrs {
			a.instrs[i].offset = offset
			offset += a.instrs[i].size
		}
		for i := range a.instrs {
			in := &a.instrs[i]
			if in.target < 0 {
				continue
			}
			here, there := in.offset+in.size, a.instrs[in.target].offset
			switch {
			case in.Op == opcode.END_ASYNC_FOR:
				in.Arg = here - there - endSendOffset
			case there < here:
				in.Arg = here - there
			default:
				in.Arg = there - here
			}
			if size := instructionSize(in.Op, in.Arg); size != in.size {
				in.size = size
				moved = true
			}
		}
	}
	return nil
}

// directed returns the real jump for a pseudo-jump.
func directed(op opcode.Op, forward bool) opcode.Op {
	switch {
	case op != opcode.JUMP && op != opcode.JUMP_NO_INTERRUPT:
		return op
	case forward:
		return opcode.JUMP_FORWARD
	case op == opcode.JUMP:
		return opcode.JUMP_BACKWARD
	}
	return opcode.JUMP_BACKWARD_NO_INTERRUPT
}

// instructionSize is the number of code units of an instruction.
func instructionSize(op opcode.Op, arg int) int {
	size := 1 + op.CacheEntries()
	for arg > 0xFF {
		arg >>= 8
		size++
	}
	return size
}

// resolveLocations gives instructions marked NextLocation the location of the
// next one; an exit or jump has none.
func (a *assembler) resolveLocations() {
	for i := len(a.instrs) - 1; i >= 0; i-- {
		in := &a.instrs[i]
		if in.Loc != cfg.NextLocation {
			continue
		}
		if in.Op.HasJump() || in.Op.IsScopeExit() || i == len(a.instrs)-1 {
			in.Loc = cfg.NoLocation
		} else {
			in.Loc = a.instrs[i+1].Loc
		}
	}
}

// bytecode writes the instructions with EXTENDED_ARGs and empty caches.
func (a *assembler) bytecode() []byte {
	last := a.instrs[len(a.instrs)-1]
	out := make([]byte, 0, 2*(last.offset+last.size))
	for i := range a.instrs {
		in := &a.instrs[i]
		caches := in.Op.CacheEntries()
		for extra := in.size - 1 - caches; extra > 0; extra-- {
			out = append(out, byte(opcode.EXTENDED_ARG), byte(in.Arg>>(8*extra)))
		}
		out = append(out, byte(in.Op), byte(in.Arg))
		out = append(out, make([]byte, 2*caches)...)
	}
	return out
}

// lineTable writes one entry for each run of instructions with one location.
func (a *assembler) lineTable(firstLine int) []byte {
	table := code.NewLocationTable(firstLine, *a.room)
	for i := 0; i < len(a.instrs); {
		loc, units := a.instrs[i].Loc, 0
		for ; i < len(a.instrs) && a.instrs[i].Loc == loc; i++ {
			units += a.instrs[i].size
		}
		table.Add(code.Position{Line: loc.Line, EndLine: loc.EndLine, Col: loc.Col, EndCol: loc.EndCol}, units)
	}
	*a.room = table.Bytes()
	return exactly(*a.room)
}

// exceptionTable writes one entry for each run of instructions with one
// handler.
func (a *assembler) exceptionTable() []byte {
	table := (*a.room)[:0]
	for i := 0; i < len(a.instrs); {
		block, start := a.instrs[i].Handler, a.instrs[i].offset
		end := start
		for ; i < len(a.instrs) && a.instrs[i].Handler == block; i++ {
			end = a.instrs[i].offset + a.instrs[i].size
		}
		if block == nil {
			continue
		}
		handler := code.Handler{Start: start, End: end, Target: a.instrs[block.Start].offset, Depth: block.StartDepth - 1, PushLasti: block.PreserveLasti}
		if handler.PushLasti {
			handler.Depth--
		}
		table = code.AppendHandler(table, handler)
	}
	*a.room = table
	return exactly(table)
}
