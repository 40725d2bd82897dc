// This file makes of each operation of the inner loop a Go function, whose machine code is the operation's stencil.

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A stencil function gets the loop's variables and returns them and where to go on: one of these numbers, or the address of any instruction, whose code
// must then be looked up.
const (
	toNext   = iota + 1 // the next instruction
	toJump              // the one that operand C tells, relative
	toWide              // the one that operands B and C tell
	toExit              // leaves this instruction to the slow path
	toEntry             // the first one of the frame that has just begun
	toBinder            // the opBind that completes that frame first
	toReturn            // the one behind that which called the frame that has just been left
)

// stencilEnds are the template's blocks that leave an operation, as marks.
const stencilEnds = `{{define "next"}}NEXT{{end}}{{define "jump"}}JUMP{{end}}{{define "jumpWide"}}WIDE{{end}}{{define "exit"}}EXIT{{end}}
{{define "entered"}}ENTER{{end}}{{define "binding"}}BIND{{end}}{{define "returned"}}RETURN{{end}}{{define "nextCode"}}nextCode{{end}}{{define "notGroup"}}if group := in.flags>>groupShift; group != {{.}} && group != callAny {
	EXIT
}{{end}}{{define "count"}}_ = 0{{end}}{{define "counted"}}false{{end}}
{{define "poll"}}if atomic.LoadUint32((*uint32)(m.breaker)) != 0 || int64(stackGuard) < 0 {
	EXIT
}{{end}}`

// What an operand is in a stencil. A register is a displacement, of which the code shows where it must be filled in: so these numbers are far from all that
// programs use. So is an entry of the side table. A number is a variable, for whose address the code shows a relocation.
const (
	holeA      = 0x11110000 // the register that operand A names, and so on
	holeB      = 0x22220000
	holeC      = 0x33330000
	holeEntryB = 0x44440000 // the entry of the side table that operand B names, and so on
	holeEntryC = 0x55550000
	holeEntryW = 0x66660000
)

// stencilTypes are types whose layout the stencils rely on.
var stencilTypes = []string{
	"machine", "record", "execution", "instruction", "sharedCache", "py.InlineCache", "py.Header", "py.Type", "py.Thread", "py.Instance", "py.Function", "py.Generator",
	"py.Exception", "py.Cell", "py.Method", "py.Property", "py.Module", "py.Builtin", "py.MethodDescriptor", "py.MethodDef", "py.RangeIterator", "py.ListIterator",
	"py.TupleIterator", "py.StrIterator", "py.BytesIterator", "py.SetIterator", "py.DictIterator",
}

// groupShift is that of eval: the bits from it on tell which calls an instruction has code for.
const groupShift = 2

// stencilOperands tells how the operands are written in a stencil: what comes first counts.
var stencilOperands = []struct {
	find *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`\bat\(regs, in\.([abc])\b`), "hold(regs, hole${1}"},
	{regexp.MustCompile(`uintptr\(in\.b\)\+registerSize`), "holeb+registerSize"},
	{regexp.MustCompile(`uintptr\(in\.a\)\+uintptr`), "holea+uintptr"},
	{regexp.MustCompile(`uintptr\(uint32\(in\.wide\(\)\)\)\*entrySize`), "holeEntryW"},
	{regexp.MustCompile(`\(uintptr\(in\.c\)\+1\)\*entrySize`), "holeEntryc+entrySize"},
	{regexp.MustCompile(`uintptr\(in\.([bc])\)\*entrySize`), "holeEntry${1}"},
	{regexp.MustCompile(`int16\(in\.([bc])\)`), "signed${1}"},
	{regexp.MustCompile(`\bin\.([abc])\b`), "number${1}"},
}

var (
	innerCase         = regexp.MustCompile(`(?s)^\t\tcase (.*?):\n(.*)$`)
	innerNewCase      = regexp.MustCompile(`(?m)^\t\tcase `)
	stencilReassigned = regexp.MustCompile(`\bin = \(\*instruction\)`)
	stencilMoved      = regexp.MustCompile(`\bpc(, regs, table)? = `)
	stencilMark       = regexp.MustCompile(`\b(NEXT|JUMP|WIDE|EXIT|ENTER|BIND|RETURN|continue|in\.flags(&\d+)?|in\.\w+)\b`)
	stencilFlagBits   = regexp.MustCompile(`in\.flags(?:&(\d)| == 0)`)
	stencilGroups     = regexp.MustCompile(`in\.flags>>groupShift`)
	stencilFlagsTaken = regexp.MustCompile(`in\.flags(?:\)|,|&bind)`)
)

// A stencilFunction is one form of an operation: for the given flags, of those in mask.
type stencilFunction struct {
	op    string
	flags int
	mask  int
}

func (f stencilFunction) name() string { return fmt.Sprintf("stencil_%s_%d", f.op, f.flags) }

// stencilSource makes the functions of the expanded template.
func stencilSource(text string) (string, []stencilFunction, error) {
	const head = "\tfor {\n\t\tin := (*instruction)(pc)\n\t\tswitch in.op {\n"
	before, loop, ok := strings.Cut(text, head)
	loop, found := strings.CutSuffix(strings.TrimRight(loop, "\n"), "\n\t\t}\n\t}\n}")
	if !ok || !found {
		return "", nil, fmt.Errorf("inner isn't a loop with one switch")
	}
	before = before[:strings.Index(before, "func inner(")]
	var b strings.Builder
	b.WriteString(before)
	b.WriteString("func hold(regs unsafe.Pointer, offset uintptr) *py.Value { return (*py.Value)(unsafe.Add(regs, offset)) }\n")
	b.WriteString("func inner(m *machine, pc, regs, table unsafe.Pointer) (unsafe.Pointer, unsafe.Pointer, unsafe.Pointer) { return pc, regs, table }\n")
	fmt.Fprintf(&b, "const holea, holeb, holec, holeEntryb, holeEntryc, holeEntryW = %d, %d, %d, %d, %d, %d\n", holeA, holeB, holeC, holeEntryB, holeEntryC, holeEntryW)
	b.WriteString("var numbera, numberb, numberc uint16\nvar numberflags uint8\nvar signedb, signedc int64\nvar thisPC unsafe.Pointer\nvar nextCode uintptr\nvar stackGuard uint64\n")
	for i, t := range stencilTypes {
		fmt.Fprintf(&b, "\n//go:nosplit\nfunc stencilSize%d() uintptr { return unsafe.Sizeof(%s{}) }\n", i, t)
	}
	var functions []stencilFunction
	starts := innerNewCase.FindAllStringIndex(loop, -1)
	for i, at := range starts {
		end := len(loop)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		m := innerCase.FindStringSubmatch(strings.TrimRight(loop[at[0]:end], "\n") + "\n")
		if m == nil {
			return "", nil, fmt.Errorf("no case: %.60s", loop[at[0]:end])
		}
		body := m[2]
		if strings.TrimSpace(body) == "EXIT" {
			continue
		}
		for _, name := range strings.Split(m[1], ",") {
			f := stencilFunction{op: strings.TrimSpace(name)}
			if stencilGroups.MatchString(body) {
				f.mask |= 7 << groupShift
			}
			if !stencilFlagsTaken.MatchString(body) {
				for _, bits := range stencilFlagBits.FindAllStringSubmatch(body, -1) {
					n, _ := strconv.Atoi(bits[1])
					f.mask |= n
				}
			}
			for flags := 0; flags <= f.mask; flags++ {
				if flags&^f.mask == 0 && (f.mask>>groupShift == 0 || flags>>groupShift != 0) { // without a group there is no code: the first call tells which
					f.flags = flags
					functions = append(functions, f)
					fmt.Fprintf(&b, "\n//go:nosplit\nfunc %s(m *machine, regs, table unsafe.Pointer) (*machine, unsafe.Pointer, unsafe.Pointer, uintptr) {\npc := thisPC\n_ = pc\n", f.name())
					if stencilReassigned.MatchString(body) {
						b.WriteString("var in *instruction\n")
					}
					b.WriteString(f.fill(body) + "}\n")
				}
			}
		}
	}
	return b.String(), functions, nil
}

// fill replaces what the template and the instruction leave open in an operation's statements. Where pc or in have got another value, the jumps and operands
// are those of that instruction.
func (f stencilFunction) fill(body string) string {
	type hole struct {
		from, to int
		with     string
	}
	var holes []hole
	for _, r := range stencilOperands {
		for _, at := range r.find.FindAllStringSubmatchIndex(body, -1) {
			if slices.ContainsFunc(holes, func(h hole) bool { return h.from < at[1] && at[0] < h.to }) || within(body, at[0], stencilReassigned) {
				continue
			}
			holes = append(holes, hole{at[0], at[1], string(r.find.ExpandString(nil, r.with, body, at))})
		}
	}
	for _, at := range stencilMark.FindAllStringIndex(body, -1) {
		if slices.ContainsFunc(holes, func(h hole) bool { return h.from < at[1] && at[0] < h.to }) {
			continue
		}
		mark, with := body[at[0]:at[1]], ""
		moved := within(body, at[0], stencilMoved)
		result := func(n int) string { return fmt.Sprintf("return m, regs, table, %d", n) }
		switch {
		case mark == "continue":
			with = "return m, regs, table, uintptr(pc)"
		case mark == "ENTER":
			with = result(toEntry)
		case mark == "BIND":
			with = result(toBinder)
		case mark == "RETURN":
			with = result(toReturn)
		case mark == "NEXT" && moved:
			with = "return m, regs, table, uintptr(pc) + instructionSize"
		case mark == "JUMP" && moved:
			with = "return m, regs, table, uintptr(unsafe.Add(pc, int(int16(in.c))*int(instructionSize)))"
		case mark == "WIDE" && moved:
			with = "return m, regs, table, uintptr(unsafe.Add(pc, int(in.wide())*int(instructionSize)))"
		case mark == "EXIT" && moved:
			with = "the instruction has been left already"
		case mark == "NEXT":
			with = result(toNext)
		case mark == "JUMP":
			with = result(toJump)
		case mark == "WIDE":
			with = result(toWide)
		case mark == "EXIT":
			with = result(toExit)
		case within(body, at[0], stencilReassigned):
			continue
		case mark == "in.op":
			with = f.op
		case strings.HasPrefix(mark, "in.flags"):
			with = strconv.Itoa(f.flags) + strings.TrimPrefix(mark, "in.flags")
			if f.mask == 0 {
				with = "numberflags" + strings.TrimPrefix(mark, "in.flags")
			}
		default:
			with = "no operand: " + mark
		}
		holes = append(holes, hole{at[0], at[1], with})
	}
	slices.SortFunc(holes, func(a, b hole) int { return a.from - b.from })
	var b strings.Builder
	last := 0
	for _, h := range holes {
		b.WriteString(body[last:h.from] + h.with)
		last = h.to
	}
	b.WriteString(body[last:])
	return b.String()
}

// stencilBlocks are the ends of blocks: a clause of a switch ends where the next one begins.
var stencilBlocks = regexp.MustCompile(`[{}]|\n\s*(case .*|default):`)

// within reports whether a statement that matches stands before position at, in a block around it.
func within(body string, at int, statement *regexp.Regexp) bool {
	for _, m := range statement.FindAllStringIndex(body[:at], -1) {
		depth := 0
		for _, end := range stencilBlocks.FindAllString(body[m[1]:at], -1) {
			switch {
			case end == "{":
				depth++
			case end == "}":
				depth--
			case depth == 0:
				depth = -1
			}
			if depth < 0 {
				break
			}
		}
		if depth >= 0 {
			return true
		}
	}
	return false
}
