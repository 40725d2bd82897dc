// This file checks that bytecode is safe to run: whatever a .pyc file or a
// program hands in, the virtual machine relies on what is checked here
// instead of checking it at every step.

package code

import (
	"fmt"
	"slices"

	"github.com/gopy-lang/gopy/compiler/opcode"
)

// Limits on what is taken for code at all.
const (
	maxUnitsOfCode = 1 << 27
	maxStackSize   = 1 << 24
	maxArg         = 1<<31 - 1
)

// Verify checks c, without the code objects among its constants, and returns
// the height of the value stack in front of each instruction, by code unit (of
// its first EXTENDED_ARG and of itself); -1 for other units and for those that
// can't be reached.
//
// What holds of verified code: every instruction is one that compilers emit,
// with an argument that exists; execution can't leave the code, nor enter it
// within an instruction or behind an EXTENDED_ARG; the stack has one height at
// each place, at most StackSize, and holds what each instruction pops; a
// handler keeps no more values than there are where it takes over.
//
// It doesn't know what the values are: a local may be unbound, a cell's slot
// may not hold a cell yet, NULL may be where an object is wanted.
func (c *Code) Verify() (heights []int, err error) {
	c.Complete()
	v := &verifier{code: c}
	if err := v.fields(); err != nil {
		return nil, err
	}
	if err := v.decode(); err != nil {
		return nil, err
	}
	if err := v.handlers(); err != nil {
		return nil, err
	}
	if err := v.walk(); err != nil {
		return nil, err
	}
	return v.heights, nil
}

// A whole is an instruction with the EXTENDED_ARGs in front of it.
type whole struct {
	Instruction
	start int // offset of the first EXTENDED_ARG
}

// A verifier holds the code as far as it is checked.
type verifier struct {
	code    *Code
	instrs  []whole
	index   []int // into instrs by unit, -1 where none starts
	table   []Handler
	cells   map[int]bool // slots that a MAKE_CELL makes cells of
	heights []int        // by unit
	todo    []int        // indices into instrs whose height is known and has to be followed
}

func (v *verifier) fail(format string, args ...any) error {
	return fmt.Errorf("code object %s: %s", v.code.Name, fmt.Sprintf(format, args...))
}

// fields checks the numbers and lists outside the bytecode.
func (v *verifier) fields() error {
	c := v.code
	if c.ArgCount < 0 || c.KwOnlyArgCount < 0 || c.PosOnlyArgCount < 0 || c.PosOnlyArgCount > c.ArgCount {
		return v.fail("a count of parameters is out of range")
	}
	if c.ArgCount > maxStackSize || c.KwOnlyArgCount > maxStackSize || c.NumParams() > len(c.LocalsPlusNames) {
		return v.fail("more parameters than locals")
	}
	if len(c.LocalsPlusNames) != len(c.LocalsPlusKinds) {
		return v.fail("%d locals of %d kinds", len(c.LocalsPlusNames), len(c.LocalsPlusKinds))
	}
	for i, kind := range c.LocalsPlusKinds {
		local, cell, free := kind&KindLocal != 0, kind&KindCell != 0, kind&KindFree != 0
		switch {
		case !local && !cell && !free || free && (local || cell):
			return v.fail("local %d is of no kind", i)
		case i < c.NumParams() && !local:
			return v.fail("parameter %d is no local", i)
		case i > 0 && rank(kind) < rank(c.LocalsPlusKinds[i-1]):
			return v.fail("local %d is out of order", i)
		}
	}
	if c.StackSize < 0 || c.StackSize > maxStackSize {
		return v.fail("the stack size is out of range")
	}
	if len(c.Bytecode) == 0 || len(c.Bytecode)%2 != 0 || len(c.Bytecode)/2 > maxUnitsOfCode {
		return v.fail("the bytecode has an impossible length")
	}
	return nil
}

// rank orders the parts of the frame: locals, cells, free variables.
func rank(kind byte) int {
	switch {
	case kind&KindLocal != 0:
		return 0
	case kind&KindCell != 0:
		return 1
	}
	return 2
}

// decode checks each instruction by itself.
func (v *verifier) decode() error {
	units := len(v.code.Bytecode) / 2
	v.index = slices.Repeat([]int{-1}, units)
	v.cells = map[int]bool{}
	for in := range v.code.Instructions() {
		if in.Op == opcode.MAKE_CELL {
			v.cells[in.Arg] = true
		}
	}
	start := -1
	for in := range v.code.Instructions() {
		switch {
		case !in.Op.Valid():
			return v.fail("unknown opcode %d at %d", int(in.Op), 2*in.Offset)
		case in.Op.IsInstrumented() || in.Op.IsSpecialized() || neverInCode(in.Op):
			return v.fail("no instruction %s at %d", in.Op, 2*in.Offset)
		case in.Next > units:
			return v.fail("the cache of the last instruction is cut off")
		case in.Arg > maxArg || in.Op == opcode.EXTENDED_ARG && in.Arg > maxArg>>8:
			return v.fail("the argument at %d is too large", 2*in.Offset)
		}
		if start < 0 {
			start = in.Offset
		}
		if in.Op == opcode.EXTENDED_ARG {
			continue
		}
		if err := v.argument(in); err != nil {
			return err
		}
		v.index[start] = len(v.instrs)
		v.instrs = append(v.instrs, whole{in, start})
		start = -1
	}
	if start >= 0 {
		return v.fail("EXTENDED_ARG at the end")
	}
	return nil
}

// neverInCode reports whether op, though an instruction, isn't part of code
// objects.
func neverInCode(op opcode.Op) bool {
	switch op {
	case opcode.CACHE, opcode.RESERVED, opcode.INTERPRETER_EXIT, opcode.ENTER_EXECUTOR, opcode.EXIT_INIT_CHECK:
		return true
	}
	return op > 0xFF
}

// argument checks that what an argument stands for exists.
func (v *verifier) argument(in Instruction) error {
	c := v.code
	ok := true
	slot := func(i int, kinds byte) bool {
		return i < len(c.LocalsPlusKinds) && c.LocalsPlusKinds[i]&kinds != 0
	}
	const any = KindLocal | KindCell | KindFree
	cell := func(i int) bool { return slot(i, KindCell|KindFree) || slot(i, KindLocal) && v.cells[i] }
	switch in.Op.Arg() {
	case opcode.ArgConst:
		ok = in.Arg < len(c.Consts)
	case opcode.ArgName, opcode.ArgNameShift1, opcode.ArgNameShift2:
		ok = in.Op.NameIndex(in.Arg) < len(c.Names)
	case opcode.ArgLocal:
		ok = slot(in.Arg, any)
	case opcode.ArgLocals:
		ok = slot(in.Arg>>4, any) && slot(in.Arg&15, any)
	case opcode.ArgFree:
		ok = cell(in.Arg)
	case opcode.ArgCompare:
		ok = in.Arg>>5 < len(opcode.Comparisons)
	case opcode.ArgOperator:
		ok = in.Arg < len(opcode.BinaryOperators)
	case opcode.ArgIntrinsic1:
		ok = in.Arg > 0 && in.Arg < len(opcode.Intrinsics1)
	case opcode.ArgIntrinsic2:
		ok = in.Arg > 0 && in.Arg < len(opcode.Intrinsics2)
	case opcode.ArgSpecial:
		ok = in.Arg < len(opcode.SpecialMethods)
	case opcode.ArgCommon:
		ok = in.Arg < len(opcode.CommonConstants)
	}
	switch in.Op {
	case opcode.LOAD_DEREF:
		ok = cell(in.Arg)
	case opcode.MAKE_CELL:
		ok = slot(in.Arg, any)
	case opcode.COPY_FREE_VARS:
		ok = in.Arg == len(c.FreeVars())
	case opcode.CONVERT_VALUE:
		ok = in.Arg >= 1 && in.Arg <= 3
	case opcode.RAISE_VARARGS:
		ok = in.Arg <= 2
	case opcode.BUILD_SLICE:
		ok = in.Arg == 2 || in.Arg == 3
	case opcode.COPY, opcode.LIST_APPEND, opcode.LIST_EXTEND, opcode.SET_ADD, opcode.SET_UPDATE, opcode.MAP_ADD,
		opcode.DICT_MERGE, opcode.DICT_UPDATE:
		ok = in.Arg >= 1
	case opcode.SWAP:
		ok = in.Arg >= 2
	case opcode.SET_FUNCTION_ATTRIBUTE:
		ok = slices.ContainsFunc(opcode.FunctionAttributes[:], func(r opcode.Row) bool { return r.Value == in.Arg })
	case opcode.UNPACK_EX:
		ok = in.Arg <= 0xFFFFFF
	}
	if !ok {
		return v.fail("%s has no %d, at %d", in.Op, in.Arg, 2*in.Offset)
	}
	return nil
}

// start returns the index of the instruction that starts at a unit, -1 if
// none does that can be entered.
func (v *verifier) start(unit int) int {
	if unit < 0 || unit >= len(v.index) {
		return -1
	}
	return v.index[unit]
}

// handlers checks the exception table.
func (v *verifier) handlers() error {
	r := reader{data: v.code.ExceptionTable}
	end := 0
	for !r.done() {
		start, length, target, depth := r.bigEndian(), r.bigEndian(), r.bigEndian(), r.bigEndian()
		h := Handler{start, start + length, target, depth >> 1, depth&1 != 0}
		switch {
		case r.bad:
			return v.fail("the exception table is malformed")
		case h.Start < end || length <= 0:
			return v.fail("the exception table is out of order")
		case v.start(h.Start) < 0 || v.start(h.Target) < 0 || h.End != len(v.index) && v.start(h.End) < 0:
			return v.fail("a handler from %d to %d doesn't consist of instructions", 2*h.Start, 2*h.End)
		}
		end = h.End
		v.table = append(v.table, h)
	}
	return nil
}

// walk follows all paths, with the height of the stack.
func (v *verifier) walk() error {
	v.heights = slices.Repeat([]int{-1}, len(v.index))
	if err := v.enter(0, 0); err != nil {
		return err
	}
	for len(v.todo) > 0 {
		at := v.todo[len(v.todo)-1]
		v.todo = v.todo[:len(v.todo)-1]
		if err := v.step(v.instrs[at]); err != nil {
			return err
		}
	}
	return nil
}

// enter notes that execution gets to a unit with so many values on the stack.
func (v *verifier) enter(unit, height int) error {
	at := v.start(unit)
	switch {
	case at < 0:
		return v.fail("execution gets to %d, where no instruction is", 2*unit)
	case height > v.code.StackSize:
		return v.fail("the stack overflows at %d", 2*unit)
	case v.heights[unit] == height:
		return nil
	case v.heights[unit] >= 0:
		return v.fail("%d and %d values on the stack at %d", v.heights[unit], height, 2*unit)
	}
	v.heights[unit] = height
	v.todo = append(v.todo, at)
	return nil
}

// step follows an instruction to all that can come next.
func (v *verifier) step(in whole) error {
	height := v.heights[in.start]
	v.heights[in.Offset] = height
	if popped := in.Op.Popped(in.Arg); popped > height {
		return v.fail("%s at %d finds %d values on the stack", in.Op, 2*in.Offset, height)
	}
	if h, ok := v.handlerOf(in.Offset); ok {
		if h.Depth > height {
			return v.fail("the handler of %d keeps %d values of %d", 2*in.Offset, h.Depth, height)
		}
		pushed := 1
		if h.PushLasti {
			pushed++
		}
		if err := v.enter(h.Target, h.Depth+pushed); err != nil {
			return err
		}
	}
	// END_ASYNC_FOR only names its loop: it never jumps there.
	if target, ok := in.JumpTarget(); ok {
		if in.Op == opcode.END_ASYNC_FOR {
			if v.start(target) < 0 {
				return v.fail("END_ASYNC_FOR at %d has no loop", 2*in.Offset)
			}
		} else if err := v.enter(target, height+in.Op.StackEffect(in.Arg, true)); err != nil {
			return err
		}
	}
	if in.Op.IsUnconditionalJump() || in.Op.IsScopeExit() {
		return nil
	}
	return v.enter(in.Next, height+in.Op.StackEffect(in.Arg, false))
}

// handlerOf returns the handler of a unit.
func (v *verifier) handlerOf(unit int) (Handler, bool) {
	i, found := slices.BinarySearchFunc(v.table, unit, func(h Handler, unit int) int { return h.Start - unit })
	if !found {
		i--
	}
	if i < 0 || unit >= v.table[i].End {
		return Handler{}, false
	}
	return v.table[i], true
}
