// This file writes code objects as the module dis does.
//
// A line has columns: the source line where it changes, or every position;
// the label, if something jumps here or a handler's range begins or ends; the
// offset; the instruction; its argument, and what it stands for.
//
// Reference: the `dis` module.

package code

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/gopy-lang/gopy/compiler/opcode"
)

// DisassembleOptions are those of python -m dis.
type DisassembleOptions struct {
	ShowCaches    bool
	ShowOffsets   bool
	ShowPositions bool
	// Adaptive shows the counters that code starts to run with.
	Adaptive bool
	// Address gives the address to show for a code object; nil makes them up.
	Address func(*Code) uint64
}

// Disassemble writes c and the code objects among its constants, outer ones
// first.
func (c *Code) Disassemble(w io.Writer, options DisassembleOptions) error {
	if options.Address == nil {
		options.Address = madeUpAddresses()
	}
	p := &printer{w: w, options: options}
	p.recursive(c, 0)
	return p.err
}

// InstructionTexts returns the text of each instruction: name, argument, and
// what that stands for.
func (c *Code) InstructionTexts() []string {
	l := &listing{printer: &printer{options: DisassembleOptions{Address: madeUpAddresses()}}, code: c}
	l.findLabels(slices.Collect(c.Handlers()))
	var out []string
	for in := range c.Instructions() {
		text := in.Op.String()
		if in.Op.HasArg() {
			text = fmt.Sprintf("%-*s %*d", opnameWidth, text, argWidth, in.Arg)
			if meaning := l.meaning(in); meaning != "" {
				text += " (" + meaning + ")"
			}
		}
		if n, ok := l.labels[in.Offset]; ok {
			text = fmt.Sprintf("L%d: %s", n, text)
		}
		out = append(out, text)
	}
	return out
}

// madeUpAddresses returns a function that gives each code object an address
// of its own.
func madeUpAddresses() func(*Code) uint64 {
	given := map[*Code]uint64{}
	return func(c *Code) uint64 {
		if _, ok := given[c]; !ok {
			given[c] = 0x7f0000000000 + uint64(len(given))*0x100
		}
		return given[c]
	}
}

// The widths of columns.
const (
	opnameWidth    = 20
	argWidth       = 5
	lineWidth      = 3 // at least
	offsetLimit    = 9999
	noLine         = "  --"
	maxCodeDepth   = 2000
	initialCounter = 17
	branchCounter  = 0x5555
	loopCounter    = 65532
)

// A printer writes disassembly; the first error stops it.
type printer struct {
	w       io.Writer
	options DisassembleOptions
	err     error
}

func (p *printer) line(text string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, text+"\n")
	}
}

func (p *printer) recursive(c *Code, depth int) {
	if depth > maxCodeDepth {
		p.err = fmt.Errorf("code: code objects are nested too deeply to disassemble")
	}
	if p.err != nil {
		return
	}
	p.code(c)
	for _, v := range c.Consts {
		if inner, ok := v.(*Code); ok {
			p.line("")
			p.line("Disassembly of " + Repr(inner, p.options.Address) + ":")
			p.recursive(inner, depth+1)
		}
	}
}

// A listing holds what is needed to write the lines of one code object.
type listing struct {
	*printer
	code        *Code
	labels      map[int]int    // by offset
	starts      map[int]string // line numbers that begin, by offset
	positions   []Position
	lineWidth   int // 0 for none
	labelWidth  int
	offsetWidth int // 0 for none
}

func (p *printer) code(c *Code) {
	l := &listing{printer: p, code: c, positions: c.Positions()}
	handlers := slices.Collect(c.Handlers())
	l.findLabels(handlers)
	l.findLines()
	if p.options.ShowOffsets {
		l.offsetWidth = len(strconv.Itoa(max(len(c.Bytecode)-2, offsetLimit)))
	}
	if p.options.ShowPositions {
		l.lineWidth = l.positionsWidth()
	}
	for in := range c.Instructions() {
		l.instruction(in)
	}
	if len(handlers) == 0 {
		return
	}
	p.line("ExceptionTable:")
	for _, h := range handlers {
		lasti := ""
		if h.PushLasti {
			lasti = " lasti"
		}
		p.line(fmt.Sprintf("  L%d to L%d -> L%d [%d]%s", l.labels[h.Start], l.labels[h.End], l.labels[h.Target], h.Depth, lasti))
	}
}

// findLabels numbers the places that jumps and the exception table name.
func (l *listing) findLabels(handlers []Handler) {
	var places []int
	for in := range l.code.Instructions() {
		if target, ok := in.JumpTarget(); ok {
			places = append(places, target)
		}
	}
	for _, h := range handlers {
		places = append(places, h.Start, h.End, h.Target)
	}
	slices.Sort(places)
	places = slices.Compact(places)
	l.labels = make(map[int]int, len(places))
	for i, place := range places {
		l.labels[place] = i + 1
	}
	l.labelWidth = 4 + len(strconv.Itoa(len(places)))
}

func (l *listing) findLines() {
	l.starts = map[int]string{}
	greatest, without := -1, false
	for r := range l.code.Lines() {
		if r.Line < 0 {
			l.starts[r.Start] = noLine
			without = true
		} else {
			l.starts[r.Start] = strconv.Itoa(r.Line)
			greatest = max(greatest, r.Line)
		}
	}
	if greatest > 0 {
		l.lineWidth = max(lineWidth, len(strconv.Itoa(greatest)))
	}
	if without {
		l.lineWidth = max(l.lineWidth, len(noLine))
	}
}

// positionsWidth returns the width of the column of positions.
func (l *listing) positionsWidth() int {
	width := 0
	for _, p := range l.positions {
		width = max(width, len(positionText(p)))
	}
	if width == 0 {
		return 0
	}
	return 1 + max(width, len(noLine))
}

func positionText(p Position) string {
	part := func(n int32) string {
		if n < 0 {
			return "?"
		}
		return strconv.Itoa(int(n))
	}
	return part(p.Line) + ":" + part(p.Col) + "-" + part(p.EndLine) + ":" + part(p.EndCol)
}

func (l *listing) instruction(in Instruction) {
	start, startsLine := l.starts[in.Offset]
	if startsLine && l.lineWidth > 0 && in.Offset > 0 {
		l.line("")
	}
	label := ""
	if n, ok := l.labels[in.Offset]; ok {
		label = "L" + strconv.Itoa(n) + ":"
	}
	arg, meaning := "", ""
	if in.Op.HasArg() {
		arg, meaning = strconv.Itoa(in.Arg), l.meaning(in)
	}
	l.row(in.Offset, start, label, in.Op.String(), arg, meaning)
	if l.options.ShowCaches {
		l.caches(in)
	}
}

func (l *listing) caches(in Instruction) {
	at := in.Offset + 1
	for _, field := range in.Op.Cache() {
		for i := range field.Entries {
			meaning := ""
			if i == 0 {
				meaning = fmt.Sprintf("%s: %d", field.Name, l.cacheValue(in.Op, field, at))
			}
			l.row(at, "", "", "CACHE", "0", meaning)
			at++
		}
	}
}

// firstCounter is what the counter in the cache of an instruction starts with.
func firstCounter(op opcode.Op) uint16 {
	switch op {
	case opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_TRUE, opcode.POP_JUMP_IF_NONE, opcode.POP_JUMP_IF_NOT_NONE:
		return branchCounter
	case opcode.JUMP_BACKWARD:
		return loopCounter
	}
	return initialCounter
}

// Adaptive returns the bytecode with the counters that code starts to run
// with: what it looks like before any instruction is specialized.
func (c *Code) Adaptive() []byte {
	c.Complete()
	out := slices.Clone(c.Bytecode)
	for in := range c.Instructions() {
		at := 2 * (in.Offset + 1)
		for _, field := range in.Op.Cache() {
			if field.Name == "counter" && at+1 < len(out) {
				binary.LittleEndian.PutUint16(out[at:], firstCounter(in.Op))
			}
			at += 2 * field.Entries
		}
	}
	return out
}

// cacheValue reads a field of a cache, or says what counters start with.
func (l *listing) cacheValue(op opcode.Op, field opcode.CacheField, at int) uint64 {
	if l.options.Adaptive && field.Name == "counter" {
		return uint64(firstCounter(op))
	}
	value := uint64(0)
	for i := 2*(at+field.Entries) - 1; i >= 2*at; i-- {
		if i < len(l.code.Bytecode) {
			value = value<<8 | uint64(l.code.Bytecode[i])
		}
	}
	return value
}

// row writes a line.
func (l *listing) row(offset int, start, label, name, arg, meaning string) {
	var fields []string
	if l.lineWidth > 0 {
		if l.options.ShowPositions {
			p := NoPosition
			if offset < len(l.positions) {
				p = l.positions[offset]
			}
			start = noLine
			if p != NoPosition {
				start = positionText(p)
			}
			fields = append(fields, fmt.Sprintf("%-*s", l.lineWidth, start))
		} else {
			fields = append(fields, fmt.Sprintf("%*s", l.lineWidth, start))
		}
	}
	fields = append(fields, fmt.Sprintf("%*s", l.labelWidth, label))
	if l.offsetWidth > 0 {
		fields = append(fields, fmt.Sprintf("%*d  ", l.offsetWidth, 2*offset))
	}
	fields = append(fields, "   ", fmt.Sprintf("%-*s", opnameWidth, name))
	if arg != "" {
		// A long name takes its room from the argument's column.
		fields = append(fields, fmt.Sprintf("%*s", max(0, argWidth-max(0, len(name)-opnameWidth)), arg))
		if meaning != "" {
			fields = append(fields, "("+meaning+")")
		}
	}
	l.line(strings.TrimRight(strings.Join(fields, " "), " "))
}

// meaning says what an argument stands for, "" if that's just the number.
func (l *listing) meaning(in Instruction) string {
	name := func(names []string, i int) string {
		if i >= 0 && i < len(names) {
			return names[i]
		}
		return "?"
	}
	row := func(rows []opcode.Row, i int) string {
		if i >= 0 && i < len(rows) {
			if rows[i].Text != "" {
				return rows[i].Text
			}
			return rows[i].Name
		}
		return "?"
	}
	switch in.Op.Arg() {
	case opcode.ArgConst:
		if in.Arg < len(l.code.Consts) {
			return Repr(l.code.Consts[in.Arg], l.options.Address)
		}
		return "?"
	case opcode.ArgName, opcode.ArgNameShift1, opcode.ArgNameShift2:
		text := name(l.code.Names, in.Op.NameIndex(in.Arg))
		if in.Op.Arg() != opcode.ArgName && in.Arg&1 != 0 {
			if in.Op == opcode.LOAD_GLOBAL {
				return text + " + NULL"
			}
			return text + " + NULL|self"
		}
		return text
	case opcode.ArgLocal, opcode.ArgFree:
		return name(l.code.LocalsPlusNames, in.Arg)
	case opcode.ArgLocals:
		return name(l.code.LocalsPlusNames, in.Arg>>4) + ", " + name(l.code.LocalsPlusNames, in.Arg&15)
	case opcode.ArgForward, opcode.ArgBackward:
		target, _ := in.JumpTarget()
		if in.Op == opcode.END_ASYNC_FOR {
			return fmt.Sprintf("from L%d", l.labels[target])
		}
		return fmt.Sprintf("to L%d", l.labels[target])
	case opcode.ArgCompare:
		text := row(opcode.Comparisons[:], in.Arg>>5)
		if in.Arg&opcode.CompareToBool != 0 {
			return "bool(" + text + ")"
		}
		return text
	case opcode.ArgOperator:
		return row(opcode.BinaryOperators[:], in.Arg)
	case opcode.ArgIntrinsic1:
		return row(opcode.Intrinsics1[:], in.Arg)
	case opcode.ArgIntrinsic2:
		return row(opcode.Intrinsics2[:], in.Arg)
	case opcode.ArgSpecial:
		return row(opcode.SpecialMethods[:], in.Arg)
	case opcode.ArgCommon:
		if text := row(opcode.CommonConstants[:], in.Arg); in.Arg < opcode.CONSTANT_BUILTIN_ALL {
			return text
		} else {
			return "<built-in function " + text + ">"
		}
	}
	switch in.Op {
	case opcode.IS_OP:
		return [...]string{"is", "is not"}[in.Arg&1]
	case opcode.CONTAINS_OP:
		return [...]string{"in", "not in"}[in.Arg&1]
	case opcode.CONVERT_VALUE:
		if in.Arg >= 1 && in.Arg <= 3 {
			return [...]string{"str", "repr", "ascii"}[in.Arg-1]
		}
	case opcode.SET_FUNCTION_ATTRIBUTE:
		var texts []string
		for _, attribute := range opcode.FunctionAttributes {
			if in.Arg&attribute.Value != 0 {
				texts = append(texts, attribute.Text)
			}
		}
		return strings.Join(texts, ", ")
	}
	return ""
}
