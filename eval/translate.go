// This file reads a code object's stack bytecode: instructions, jumps, stack depths, exception table. What it learns is
// the ground on which emit.go writes register code.

package eval

import (
	"sort"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// A step is one instruction of the stack bytecode.
type step struct {
	op     opcode.Op // the base of specialized and instrumented variants
	arg    int
	offset int // of the instruction itself, behind its EXTENDED_ARGs
	end    int // offset of the next instruction
	target int // step that it jumps to, or -1
	depth  int // values on the stack before it; -1: not reached
	leader bool
	cover  int // depth of the handler that covers it, or -1
}

// invalidCode is the error for bytecode that no compiler makes.
func invalidCode(why string) error {
	return py.Raise(py.SystemError, "invalid bytecode: %s", why)
}

// decode splits bytecode into steps. at maps a byte offset to the step whose EXTENDED_ARGs or opcode stand there.
func decode(bytecode []byte) (steps []step, at map[int]int, err error) {
	at = make(map[int]int, len(bytecode)/2)
	arg, start := 0, 0
	for i := 0; i+1 < len(bytecode); {
		o := opcode.Op(bytecode[i])
		arg = arg<<8 | int(bytecode[i+1])
		if arg > 1<<31-1 {
			return nil, nil, invalidCode("argument too large")
		}
		if o == opcode.EXTENDED_ARG {
			i += 2
			continue
		}
		base := o.Base()
		if !base.Valid() {
			return nil, nil, invalidCode("unknown opcode " + o.String())
		}
		end := i + 2 + 2*base.CacheEntries()
		for k := start; k <= i; k += 2 {
			at[k] = len(steps)
		}
		steps = append(steps, step{op: base, arg: arg, offset: i, end: end, target: -1, depth: -1, cover: -1})
		arg, start, i = 0, end, end
	}
	for i := range steps {
		s := &steps[i]
		to := -1
		switch s.op.Arg() {
		case opcode.ArgForward:
			to = s.end + 2*s.arg
		case opcode.ArgBackward:
			to = s.end - 2*s.arg
		}
		if s.op == opcode.END_ASYNC_FOR {
			to = -1
		}
		if to < 0 {
			if s.op.HasJump() && s.op != opcode.END_ASYNC_FOR {
				return nil, nil, invalidCode("jump out of the code")
			}
			continue
		}
		t, ok := at[to]
		if !ok {
			return nil, nil, invalidCode("jump out of the code")
		}
		s.target = t
		steps[t].leader = true
	}
	return steps, at, nil
}

// exceptionRow is a row of the exception table in byte offsets.
type exceptionRow struct {
	start, end, target, depth int
	lasti                     bool
}

// exceptionRows decodes the exception table.
func exceptionRows(c *code.Code) ([]exceptionRow, error) {
	var rows []exceptionRow
	for h := range c.Handlers() {
		rows = append(rows, exceptionRow{2 * h.Start, 2 * h.End, 2 * h.Target, h.Depth, h.PushLasti})
	}
	if !sort.SliceIsSorted(rows, func(i, j int) bool { return rows[i].start < rows[j].start }) {
		return nil, invalidCode("exception table out of order")
	}
	return rows, nil
}

// analyse decodes the bytecode and finds the stack depth at each step.
func analyse(c *code.Code) ([]step, []exceptionRow, map[int]int, error) {
	steps, at, err := decode(c.Bytecode)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(steps) == 0 {
		return nil, nil, nil, invalidCode("no instructions")
	}
	rows, err := exceptionRows(c)
	if err != nil {
		return nil, nil, nil, err
	}
	work := []int{0}
	steps[0].depth = 0
	reach := func(i, depth int) error {
		if i >= len(steps) {
			return invalidCode("control runs off the end")
		}
		if depth < 0 || depth > c.StackSize {
			return invalidCode("stack depth out of range")
		}
		if s := &steps[i]; s.depth < 0 {
			s.depth = depth
			work = append(work, i)
		} else if s.depth != depth {
			return invalidCode("stack depths differ where paths join")
		}
		return nil
	}
	for _, r := range rows {
		t, ok := at[r.target]
		if !ok || r.depth > c.StackSize {
			return nil, nil, nil, invalidCode("handler out of the code")
		}
		steps[t].leader = true
		first := sort.Search(len(steps), func(i int) bool { return steps[i].offset >= r.start })
		for i := first; i < len(steps) && steps[i].offset < r.end; i++ {
			steps[i].cover = r.depth
		}
		depth := r.depth + 1
		if r.lasti {
			depth++
		}
		if err := reach(t, depth); err != nil {
			return nil, nil, nil, err
		}
	}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		s := &steps[i]
		if s.cover > s.depth && s.op != opcode.NOP {
			return nil, nil, nil, invalidCode("handler deeper than the stack")
		}
		if s.target >= 0 {
			if err := reach(s.target, s.depth+s.op.StackEffect(s.arg, true)); err != nil {
				return nil, nil, nil, err
			}
		}
		if s.op.IsScopeExit() || s.op.IsUnconditionalJump() || s.op == opcode.INTERPRETER_EXIT {
			continue
		}
		if need := pops(s.op, s.arg); need > s.depth {
			return nil, nil, nil, invalidCode("stack underflow")
		}
		if err := reach(i+1, s.depth+s.op.StackEffect(s.arg, false)); err != nil {
			return nil, nil, nil, err
		}
	}
	return steps, rows, at, nil
}

// pops is how many values of the stack an instruction looks at, beyond those that its stack effect tells of.
func pops(o opcode.Op, arg int) int {
	switch o {
	case opcode.COPY, opcode.SWAP:
		return max(arg, 1)
	case opcode.LIST_APPEND, opcode.LIST_EXTEND, opcode.SET_ADD, opcode.SET_UPDATE, opcode.DICT_UPDATE:
		return arg + 1
	case opcode.DICT_MERGE:
		return arg + 4
	case opcode.MAP_ADD:
		return arg + 2
	case opcode.WITH_EXCEPT_START:
		return 5
	case opcode.CALL:
		return arg + 2
	case opcode.CALL_KW:
		return arg + 3
	case opcode.CALL_FUNCTION_EX, opcode.STORE_SLICE:
		return 4
	case opcode.BUILD_LIST, opcode.BUILD_TUPLE, opcode.BUILD_SET, opcode.BUILD_STRING, opcode.BUILD_SLICE, opcode.RAISE_VARARGS:
		return arg
	case opcode.BUILD_MAP:
		return 2 * arg
	case opcode.BUILD_INTERPOLATION, opcode.STORE_SUBSCR, opcode.BINARY_SLICE, opcode.MATCH_CLASS, opcode.LOAD_SUPER_ATTR, opcode.CLEANUP_THROW:
		return 3
	case opcode.BINARY_OP, opcode.COMPARE_OP, opcode.CONTAINS_OP, opcode.IS_OP, opcode.CHECK_EG_MATCH, opcode.CHECK_EXC_MATCH,
		opcode.DELETE_SUBSCR, opcode.END_SEND, opcode.FORMAT_WITH_SPEC, opcode.MATCH_KEYS, opcode.STORE_ATTR, opcode.SEND,
		opcode.STORE_FAST_STORE_FAST, opcode.SET_FUNCTION_ATTRIBUTE, opcode.CALL_INTRINSIC_2, opcode.IMPORT_NAME, opcode.END_ASYNC_FOR,
		opcode.BUILD_TEMPLATE:
		return 2
	case opcode.RERAISE:
		return arg + 1
	case opcode.RETURN_VALUE, opcode.UNPACK_EX, opcode.UNPACK_SEQUENCE, opcode.YIELD_VALUE, opcode.FOR_ITER, opcode.GET_ITER,
		opcode.LOAD_ATTR, opcode.LOAD_SPECIAL, opcode.GET_ANEXT, opcode.GET_AITER, opcode.GET_LEN, opcode.MATCH_MAPPING,
		opcode.MATCH_SEQUENCE, opcode.PUSH_EXC_INFO, opcode.IMPORT_FROM, opcode.MAKE_FUNCTION, opcode.GET_AWAITABLE,
		opcode.GET_YIELD_FROM_ITER, opcode.TO_BOOL, opcode.UNARY_INVERT, opcode.UNARY_NEGATIVE, opcode.UNARY_NOT,
		opcode.FORMAT_SIMPLE, opcode.CONVERT_VALUE, opcode.CALL_INTRINSIC_1, opcode.STORE_FAST_LOAD_FAST,
		opcode.LOAD_FROM_DICT_OR_DEREF, opcode.LOAD_FROM_DICT_OR_GLOBALS, opcode.INTERPRETER_EXIT:
		return 1
	}
	return max(0, -o.StackEffect(arg, false))
}
