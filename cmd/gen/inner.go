// This file makes the machine's inner loop of its template: eval/inner.tmpl.

package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/template"
)

// innerCompare are the comparisons, in the order of the machine's operations.
var innerCompare = []map[string]string{
	{"name": "LT", "op": "<"}, {"name": "LE", "op": "<="}, {"name": "EQ", "op": "=="},
	{"name": "NE", "op": "!="}, {"name": "GT", "op": ">"}, {"name": "GE", "op": ">="},
}

// Parts of the operations on ints: they make n of x and y, or leave it to the slow path.
const (
	innerAdd      = "n := x + y\nif (n^x)&(n^y) < 0 {\n{{exit}}\n}"
	innerSubtract = "n := x - y\nif (x^y)&(n^x) < 0 {\n{{exit}}\n}"
	innerMultiply = "hi, lo := bits.Mul64(uint64(x), uint64(y))\nhi -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)\n" +
		"if int64(hi) != int64(lo)>>63 {\n{{exit}}\n}\nn := int64(lo)"
	innerDivide = "if y <= 0 {\n{{exit}}\n}\nif uint64(x|y)>>32 == 0 {\nd := uint32(y)\nif d == 0 {\n{{exit}}\n}\n" +
		"setInt(at(regs, in.a), int64(uint32(x)%sd))\n{{next}}\n}\n"
	innerLShift = "if y < 0 || y > 62 || x>>(62-uint64(y)) != 0 && x>>(62-uint64(y)) != -1 {\n{{exit}}\n}\nn := x << uint64(y)"
	innerRShift = "if y < 0 {\n{{exit}}\n}\nn := x >> min(uint64(y), 63)"
)

// innerArithmetic are the binary operations on ints, on floats where there is a sign for it, and of an int and a bool where programs count so.
var innerArithmetic = []map[string]string{
	{"name": "Add", "int": innerAdd, "float": "+", "immediate": "yes", "bool": "yes"},
	{"name": "Subtract", "int": innerSubtract, "float": "-", "immediate": "yes", "bool": "yes"},
	{"name": "Multiply", "int": innerMultiply, "float": "*", "immediate": "yes"},
	{"name": "FloorDivide", "int": fmt.Sprintf(innerDivide, "/") + "n := x / y\nif x < 0 && n*y != x {\nn--\n}", "immediate": "yes"},
	{"name": "Remainder", "int": fmt.Sprintf(innerDivide, "%") + "n := x % y\nif n < 0 {\nn += y\n}", "immediate": "yes"},
	{"name": "And", "int": "n := x & y", "immediate": "yes"},
	{"name": "Or", "int": "n := x | y"},
	{"name": "Xor", "int": "n := x ^ y"},
	{"name": "LShift", "int": innerLShift, "immediate": "yes"},
	{"name": "RShift", "int": innerRShift, "immediate": "yes"},
}

// innerConstantArithmetic are the operations of x and a float constant k.
var innerConstantArithmetic = []map[string]string{
	{"name": "AddK", "float": "x+k"}, {"name": "SubtractK", "float": "x-k"}, {"name": "MultiplyK", "float": "x*k"},
	{"name": "TrueDivideK", "float": "x/k", "nonzero": "k"}, {"name": "SubtractFromK", "float": "k-x"},
	{"name": "DivideK", "float": "k/x", "nonzero": "x"},
}

// innerBacks are the two forms of an operation of for loops: at the loop's head and at its end.
var innerBacks = []map[string]any{{"suffix": "", "back": false}, {"suffix": "Back", "back": true}}

// generateInner makes the inner loop.
func generateInner(sources []source) ([]output, error) {
	text, err := expandInner(sources, "")
	return []output{{"eval/inner_gen.go", text}}, err
}

// expandInner expands the template. What it defines, or the text more defines instead, can be used as a function too: of no argument, of one, which is
// its dot, or of two, a and b.
func expandInner(sources []source, more string) (string, error) {
	text := sources[0].text
	t := template.New(sources[0].path)
	block := func(name string) func(args ...any) (string, error) {
		return func(args ...any) (string, error) {
			var b strings.Builder
			var dot any
			switch len(args) {
			case 1:
				dot = args[0]
			case 2:
				dot = map[string]any{"a": args[0], "b": args[1]}
			}
			err := t.ExecuteTemplate(&b, name, dot)
			return b.String(), err
		}
	}
	functions := template.FuncMap{
		"comparisons":        func() any { return innerCompare },
		"arithmetic":         func() any { return innerArithmetic },
		"constantArithmetic": func() any { return innerConstantArithmetic },
		"backs":              func() any { return innerBacks },
		"unused":             func() string { return innerUnused(sources[1].text) },
	}
	for _, m := range regexp.MustCompile(`\{\{define "(\w+)"\}\}`).FindAllStringSubmatch(text, -1) {
		functions[m[1]] = block(m[1])
	}
	functions["expand"] = func(text string) (string, error) {
		part, err := template.New("").Funcs(functions).Parse(text)
		if err != nil {
			return "", err
		}
		var b strings.Builder
		err = part.Execute(&b, nil)
		return b.String(), err
	}
	if _, err := t.Funcs(functions).Parse(text); err != nil {
		return "", err
	}
	if more != "" {
		if _, err := t.New("more").Parse(more); err != nil {
			return "", err
		}
	}
	var b strings.Builder
	err := t.Execute(&b, nil)
	return b.String(), err
}

// innerUnused lists the numbers that no operation has.
func innerUnused(instructions string) string {
	count := len(regexp.MustCompile(`(?m)^\top[A-Z]\w+ .*//`).FindAllString(instructions, -1))
	var numbers []string
	for i := count; i < 256; i++ {
		numbers = append(numbers, strconv.Itoa(i))
	}
	return strings.Join(numbers, ", ")
}
