// This file gives frequent operations of the inner loop a jump of their own to the next operation.

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// innerThreaded are the operations that don't go back to the head of the loop but jump to the next operation right from where they end: those that
// programs do most, but for those that load pc, or have m no longer in a register, where the compiler would put moves between.
var innerThreaded = []string{
	"opMove", "opMove2", "opConst", "opInt", "opLoadGlobalDict", "opLoadGlobalBuiltin", "opStoreGlobalDict", "opLoadDeref", "opLoadAttrSlot", "opStoreAttrSlot",
	"opLoadMethodType", "opLoadMethodShape", "opAdd", "opSubtract", "opMultiply", "opMultiplyK", "opXor", "opAnd", "opAddI", "opSubtractI", "opGetItem", "opGetItemI", "opSetItem", "opListAppend",
	"opUnpackPair", "opJump", "opJumpIf", "opJumpLT", "opJumpEQI", "opJumpEQK", "opJumpLEK", "opForListBack", "opForRangeBack",
}

var (
	innerCase    = regexp.MustCompile(`(?s)^\t\tcase (.*?):\n(.*)$`)
	innerNext    = regexp.MustCompile(`pc = unsafe\.Add\(pc, instructionSize\)\n\s*continue\n`)
	innerJump    = regexp.MustCompile(`pc = unsafe\.Add\(pc, (int\(.*\))\*int\(instructionSize\)\)\n\s*continue\n`)
	innerHead    = regexp.MustCompile(`\n\s*continue\n`)
	innerNewCase = regexp.MustCompile(`(?m)^\t\tcase `)
)

// thread makes of the loop with one switch, whose cases are the operations, labels and jumps to them. Dispatch is the switch that jumps. It stands at
// the head, where all operations can go on, and at the ends of those that are threaded. There m.back, the negated size of an instruction, is subtracted
// from pc instead of a constant being added: so the compiler neither folds the sum into the load of the operation nor puts it in another register, which
// would make it jump by way of a move for each operation.
func thread(text string) (string, error) {
	const head = "\tfor {\n\t\tin := (*instruction)(pc)\n\t\tswitch in.op {\n"
	before, loop, ok := strings.Cut(text, head)
	loop, found := strings.CutSuffix(strings.TrimRight(loop, "\n"), "\n\t\t}\n\t}\n}")
	if !ok || !found {
		return "", fmt.Errorf("inner isn't a loop with one switch")
	}
	var dispatch, b strings.Builder
	dispatch.WriteString("switch (*instruction)(pc).op {\n")
	var cases [][]string
	starts := innerNewCase.FindAllStringIndex(loop, -1)
	for i, at := range starts {
		end := len(loop)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		m := innerCase.FindStringSubmatch(strings.TrimRight(loop[at[0]:end], "\n") + "\n")
		if m == nil {
			return "", fmt.Errorf("no case: %.60s", loop[at[0]:end])
		}
		op, _, _ := strings.Cut(m[1], ",")
		cases = append(cases, []string{op, m[2]})
		fmt.Fprintf(&dispatch, "case %s:\ngoto %s\n", m[1], cases[i][0])
	}
	dispatch.WriteString("}\n")
	b.WriteString(before + "next:\n" + dispatch.String())
	for _, c := range cases {
		op, body := c[0], c[1]
		if slices.Contains(innerThreaded, op) {
			body = innerNext.ReplaceAllLiteralString(body, "pc = unsafe.Pointer(uintptr(pc) - m.back)\n"+dispatch.String())
			body = innerJump.ReplaceAllString(body, "pc = unsafe.Pointer(uintptr(pc) - uintptr($1)*m.back)\n"+dispatch.String())
		}
		body = innerHead.ReplaceAllLiteralString(body, "\ngoto next\n")
		b.WriteString(op + ":\n{\n")
		if strings.Contains(body, "in.") {
			b.WriteString("in := (*instruction)(pc)\n")
		}
		b.WriteString(body + "}\n")
	}
	b.WriteString("}\n")
	return b.String(), nil
}
