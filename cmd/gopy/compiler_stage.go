// This file is the debug command -m compiler: the control-flow graph of each code object before and after each pass, then the
// bytecode with the register code that the machine makes of it.

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/gopy-lang/gopy"
	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/eval"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/peephole"
	py "github.com/gopy-lang/gopy/runtime"
)

// compiledCode is all that there is to say of one code object.
type compiledCode struct {
	Name      string          `json:"name"`
	FirstLine int             `json:"firstline"`
	Steps     []peephole.Step `json:"steps"`
	Bytecode  []byteRow       `json:"bytecode"`
	Registers []registerRow   `json:"registers"`
}

// A registerRow is one instruction of the register code; Origin is the number in the graphs of the one it comes from.
type registerRow struct {
	eval.Listed
	Origin int `json:"origin"`
}

// A byteRow is one instruction of the bytecode; Number links it to the graphs, Offset to the register code.
type byteRow struct {
	Offset int    `json:"offset"`
	Number int    `json:"number"`
	Text   string `json:"text"`
}

func compilerStage(p *program) int {
	var asJSON, whole bool
	in, status := stageFlags(p, func(fs *pflag.FlagSet) {
		fs.BoolVar(&asJSON, "json", false, "write JSON")
		fs.BoolVar(&whole, "whole", false, "show the whole graph after each pass that changed it")
	})
	if in == nil {
		return status
	}
	tree, _, err := parser.Parse(in.source, in.name, parser.Exec, parser.Options{})
	if err != nil {
		return p.frontEndError(err, in)
	}
	interpreter, err := gopy.New(gopy.Config{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	th := interpreter.Interp().Main
	var all []compiledCode
	var failure error
	_, _, err = compiler.Compile(tree, in.name, compiler.Options{Optimize: p.optimize, Explain: func(e compiler.Explanation) {
		registers, err := eval.Listing(th, py.NewCode(th, e.Code))
		if err != nil {
			failure = err
		}
		rows := bytecodeRows(e)
		all = append(all, compiledCode{e.Code.QualName, e.Code.FirstLineno, e.Steps, rows, linked(registers, rows)})
	}})
	if err == nil {
		err = failure
	}
	if err != nil {
		return p.frontEndError(err, in)
	}
	slices.Reverse(all) // outer ones first
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if asJSON {
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		if err := encoder.Encode(all); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return 0
	}
	for _, c := range all {
		c.print(out, whole)
	}
	return 0
}

// bytecodeRows lists the bytecode with the numbers of the graph's instructions.
func bytecodeRows(e compiler.Explanation) []byteRow {
	numbers := map[int]int{}
	for _, o := range e.Origins {
		numbers[o.Offset] = o.Number
	}
	texts := e.Code.InstructionTexts()
	var out []byteRow
	for in := range e.Code.Instructions() {
		out = append(out, byteRow{2 * in.Offset, numbers[2*in.Offset], texts[len(out)]})
	}
	return out
}

// linked gives each instruction of the register code the number of that of the bytecode whose offset it has.
func linked(registers []eval.Listed, rows []byteRow) []registerRow {
	out := make([]registerRow, len(registers))
	k := 0
	for i, r := range registers {
		for k+1 < len(rows) && rows[k+1].Offset <= r.Offset {
			k++
		}
		out[i].Listed = r
		if k < len(rows) && rows[k].Offset <= r.Offset {
			out[i].Origin = rows[k].Number
		}
	}
	return out
}

func (c *compiledCode) print(w io.Writer, whole bool) {
	fmt.Fprintf(w, "==== %s, line %d\n\n", c.Name, c.FirstLine)
	var before []peephole.Block
	for i, step := range c.Steps {
		switch {
		case i == 0:
			fmt.Fprintf(w, "---- %s\n", step.Reason)
			printGraph(w, step.Graph)
		case sameGraph(before, step.Graph):
			fmt.Fprintf(w, "---- pass %d, %s: nothing to do\n", i, step.Pass)
		default:
			fmt.Fprintf(w, "---- pass %d, %s: %s\n", i, step.Pass, step.Reason)
			printChanges(w, before, step)
			if whole {
				fmt.Fprintln(w, "     the graph is now")
				printGraph(w, step.Graph)
			}
		}
		before = step.Graph
	}
	fmt.Fprintf(w, "\n---- bytecode: offset, number in the graph; under it the register code\n")
	at := 0
	for i, row := range c.Bytecode {
		fmt.Fprintf(w, "%6d %s %s\n", row.Offset, numberText(row.Number), row.Text)
		end := 1 << 31
		if i+1 < len(c.Bytecode) {
			end = c.Bytecode[i+1].Offset
		}
		for ; at < len(c.Registers) && (c.Registers[at].Offset < end); at++ {
			r := c.Registers[at]
			fmt.Fprintf(w, "%18d  of %s  %-14s %s\n", r.Number, strings.TrimSpace(numberText(r.Origin)), r.Name, r.Text)
		}
	}
	fmt.Fprintln(w)
}

// numberText writes the number of an instruction that a pass has made with a plus.
func numberText(n int) string {
	switch {
	case n < 0:
		return fmt.Sprintf("%4s", fmt.Sprintf("+%d", -n))
	case n == 0:
		return "   +"
	}
	return fmt.Sprintf("%4d", n)
}

func instructionText(in peephole.Instruction) string {
	line := ""
	if in.Line >= 0 {
		line = fmt.Sprint("  @", in.Line)
	}
	return numberText(in.Number) + " " + in.Text + line
}

func printGraph(w io.Writer, graph []peephole.Block) {
	for _, b := range graph {
		fmt.Fprintf(w, "%s:\n", b.Name)
		for _, in := range b.Instructions {
			fmt.Fprintf(w, "    %s\n", instructionText(in))
		}
	}
}

func sameGraph(a, b []peephole.Block) bool {
	return slices.EqualFunc(a, b, func(x, y peephole.Block) bool {
		return x.Name == y.Name && slices.Equal(x.Instructions, y.Instructions)
	})
}

// printChanges shows the blocks that differ, with the reason for each instruction, and the order of the blocks if that does.
func printChanges(w io.Writer, before []peephole.Block, step peephole.Step) {
	after := step.Graph
	reasons := map[int]string{}
	for _, c := range step.Changes {
		if reasons[c.Number] != "" {
			reasons[c.Number] += "; "
		}
		reasons[c.Number] += c.Reason
	}
	old := map[string][]peephole.Instruction{}
	var oldOrder, newOrder []string
	for _, b := range before {
		old[b.Name] = b.Instructions
		oldOrder = append(oldOrder, b.Name)
	}
	for _, b := range after {
		newOrder = append(newOrder, b.Name)
		printLines(w, b.Name, difference(old[b.Name], b.Instructions), reasons)
	}
	for _, b := range before {
		if !slices.Contains(newOrder, b.Name) {
			printLines(w, b.Name+", removed", difference(b.Instructions, nil), reasons)
		}
	}
	kept := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(other, s) })
	}
	if !slices.Equal(kept(oldOrder, newOrder), kept(newOrder, oldOrder)) {
		fmt.Fprintf(w, "order of the blocks: %s\n", strings.Join(newOrder, " "))
	}
}

// A changedLine is a line of a difference: mark is '-' for one that went, '+' for one that came, '!' for a remark.
type changedLine struct {
	mark   byte
	number int
	text   string
}

// printLines prints a difference. The reason stands at the last line of an instruction.
func printLines(w io.Writer, title string, lines []changedLine, reasons map[int]string) {
	if lines == nil {
		return
	}
	fmt.Fprintf(w, "%s:\n", title)
	for i, line := range lines {
		text := line.text
		again := slices.ContainsFunc(lines[i+1:], func(l changedLine) bool { return l.mark != ' ' && l.number == line.number })
		if reason := reasons[line.number]; line.mark != ' ' && reason != "" && !again {
			text = fmt.Sprintf("%-44s ; %s", text, reason)
		}
		fmt.Fprintf(w, "  %c %s\n", line.mark, text)
	}
}

// difference marks the lines that went with - and those that came with +; nil: none.
func difference(before, after []peephole.Instruction) []changedLine {
	start := 0
	for start < len(before) && start < len(after) && before[start] == after[start] {
		start++
	}
	tail := 0
	for tail < len(before)-start && tail < len(after)-start && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	a, b := before[start:len(before)-tail], after[start:len(after)-tail]
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	const most = 2000
	if len(a) > most || len(b) > most {
		return []changedLine{{'!', 0, fmt.Sprintf("%d instructions became %d", len(a), len(b))}}
	}
	// The longest common subsequence.
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out []changedLine
	add := func(mark byte, in peephole.Instruction) {
		out = append(out, changedLine{mark, in.Number, instructionText(in)})
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			add(' ', a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			add('-', a[i])
			i++
		default:
			add('+', b[j])
			j++
		}
	}
	return out
}
