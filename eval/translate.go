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
	start  int // of the first of those
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

// decode splits bytecode into steps. at tells for a byte offset the step whose EXTENDED_ARGs or opcode stand
// there, -1: none.
func decode(bytecode []byte) (steps []step, at []int32, err error) {
	at = make([]int32, len(bytecode))
	for i := range at {
		at[i] = -1
	}
	steps = make([]step, 0, len(bytecode)/4)
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
			return nil, nil, py.Raise(py.SystemError, "unknown opcode %d", int(o))
		}
		end := i + 2 + 2*base.CacheEntries()
		for k := start; k <= i; k += 2 {
			at[k] = int32(len(steps))
		}
		steps = append(steps, step{op: base, arg: arg, offset: i, start: start, end: end, target: -1, depth: -1, cover: -1})
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
		t := stepAt(at, to)
		if t < 0 {
			return nil, nil, invalidCode("jump out of the code")
		}
		s.target = t
		steps[t].leader = true
	}
	return steps, at, nil
}

// stepAt is the step that begins at an offset, -1: none does.
func stepAt(at []int32, offset int) int {
	if offset < 0 || offset >= len(at) {
		return -1
	}
	return int(at[offset])
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

// analyse decodes the bytecode, which is sound or verified, and finds the stack depth at each step.
func analyse(c *code.Code) ([]step, []exceptionRow, []int32, error) {
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
		t := stepAt(at, r.target)
		if t < 0 || r.depth > c.StackSize {
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
		if err := reach(i+1, s.depth+s.op.StackEffect(s.arg, false)); err != nil {
			return nil, nil, nil, err
		}
	}
	return steps, rows, at, nil
}
