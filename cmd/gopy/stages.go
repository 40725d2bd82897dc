// This file prints the stages of the toolchain: -m tokenize, ast, symtable and dis, as CPython's modules of these names do, and -m parser,
// the concrete tree between tokens and abstract tree. The first four are short cuts for a file in which nothing is wrong: all else
// (help, errors, warnings, standard input) is the business of the library's modules of these names.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/gopy-lang/gopy"
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/symtable"
	"github.com/gopy-lang/gopy/tokenizer"
)

// stages are the modules whose command is a stage and no module of the library.
var stages = map[string]func(p *program) int{
	"parser":   parserStage,
	"compiler": compilerStage,
}

// shortCuts are stages that the library has, too. They report whether they have done the work: then it has succeeded.
var shortCuts = map[string]func(p *program) bool{
	"tokenize": tokenizeStage,
	"ast":      astStage,
	"symtable": symtableStage,
	"dis":      disStage,
}

// stage runs the stage that the program is, if it is one and does the work.
func (p *program) stage() (status int, done bool) {
	if !p.hasModule || p.inspect > 0 {
		return 0, false
	}
	if stage := stages[p.module]; stage != nil {
		return stage(p), true
	}
	shortCut := shortCuts[p.module]
	return 0, shortCut != nil && shortCut(p)
}

// stageInput is what a stage works on.
type stageInput struct {
	name   string // as messages show it
	source []byte
}

// stageFlags parses a stage's own arguments: options, then at most one file. A nil input with status says to stop.
func stageFlags(p *program, declare func(fs *pflag.FlagSet)) (in *stageInput, status int) {
	fs := pflag.NewFlagSet(p.module, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.SortFlags = false
	declare(fs)
	err := fs.Parse(p.args)
	if errors.Is(err, pflag.ErrHelp) {
		fmt.Print(stageHelp(p.module, fs))
		return nil, 0
	}
	if err == nil && fs.NArg() > 1 {
		err = fmt.Errorf("unrecognized arguments: %s", strings.Join(fs.Args()[1:], " "))
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "%sgopy -m %s: error: %s\n", stageUsage(p.module, fs), p.module, flagError(err, p.args))
		return nil, 2
	}
	name := fs.Arg(0)
	if name == "" || name == "-" {
		source, err := io.ReadAll(os.Stdin)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return nil, 1
		}
		return &stageInput{"<stdin>", source}, 0
	}
	source, err := os.ReadFile(name)
	if err != nil {
		var no syscall.Errno
		asErrno(err, &no)
		fmt.Fprintf(os.Stderr, "error: [Errno %d] %s: '%s'\n", int(no), errnoText(no), name)
		return nil, 1
	}
	return &stageInput{name, source}, 0
}

// shortInput is the file that a short cut works on; nil if there is anything else to say than what is in it.
func shortInput(p *program, declare func(fs *pflag.FlagSet)) *stageInput {
	fs := pflag.NewFlagSet(p.module, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	declare(fs)
	if fs.Parse(p.args) != nil || fs.NArg() != 1 || fs.Arg(0) == "-" {
		return nil
	}
	if st, err := os.Stat(fs.Arg(0)); err != nil || !st.Mode().IsRegular() { // a pipe can't be read again by the module
		return nil
	}
	source, err := os.ReadFile(fs.Arg(0))
	if err != nil {
		return nil
	}
	return &stageInput{fs.Arg(0), source}
}

func tokenizeStage(p *program) bool {
	var exact bool
	in := shortInput(p, func(fs *pflag.FlagSet) { fs.BoolVarP(&exact, "exact", "e", false, "") })
	if in == nil {
		return false
	}
	var text bytes.Buffer
	if tokenizer.List(&text, io.Discard, in.source, in.name, exact) != 0 {
		return false
	}
	return written(text.Bytes())
}

// written writes what a short cut prints.
func written(text []byte) bool {
	_, err := os.Stdout.Write(text)
	return err == nil
}

var modes = map[string]parser.Mode{"exec": parser.Exec, "single": parser.Single, "eval": parser.Eval, "func_type": parser.FuncType}

func astStage(p *program) bool {
	var o ast.ListingOptions
	mode, noTypeComments := modeFlag("exec"), false
	in := shortInput(p, func(fs *pflag.FlagSet) {
		fs.VarP(&mode, "mode", "m", "")
		fs.BoolVar(&noTypeComments, "no-type-comments", false, "")
		fs.BoolVarP(&o.Attributes, "include-attributes", "a", false, "")
		fs.IntVarP(&o.Indent, "indent", "i", ast.DefaultIndent, "")
		fs.BoolVar(&o.ShowEmpty, "show-empty", false, "")
	})
	if in == nil {
		return false
	}
	tree, warnings, err := parser.Parse(in.source, in.name, modes[string(mode)], parser.Options{TypeComments: !noTypeComments})
	if err != nil || warnings != nil {
		return false
	}
	text, err := ast.Listing(tree, o)
	return err == nil && written([]byte(text))
}

func parserStage(p *program) int {
	var o parser.ListingOptions
	mode := modeFlag("exec")
	in, status := stageFlags(p, func(fs *pflag.FlagSet) {
		fs.BoolVarP(&o.Collapse, "collapse", "c", false, "rules that consist of one other rule share its line")
		fs.BoolVarP(&o.Lists, "lists", "l", false, "nested lists of symbols and tokens")
		fs.VarP(&mode, "mode", "m", "`{exec,single,eval,func_type}` what kind of code to parse")
	})
	if in == nil {
		return status
	}
	m := modes[string(mode)]
	_, _, err := parser.Parse(in.source, in.name, m, parser.Options{})
	if err == nil {
		text, _, problem := tokenizer.Decode(in.source)
		if problem != nil {
			panic("what the parser could decode can't be decoded")
		}
		var root *parser.ConcreteNode
		if root, err = parser.ConcreteTree(text, in.name, m, parser.Options{}); err == nil {
			err = root.Write(os.Stdout, o)
		}
	}
	return p.frontEndError(err, in)
}

func symtableStage(p *program) bool {
	in := shortInput(p, func(fs *pflag.FlagSet) {})
	if in == nil || p.args[0] != in.name { // the module knows no options
		return false
	}
	tree, warnings, err := parser.Parse(in.source, in.name, parser.Exec, parser.Options{})
	if err != nil || warnings != nil {
		return false
	}
	table, err := symtable.Build(tree, in.name, 0)
	if err != nil {
		return false
	}
	var text bytes.Buffer
	return table.Print(&text) == nil && written(text.Bytes())
}

func disStage(p *program) bool {
	var o code.DisassembleOptions
	var adaptive bool
	in := shortInput(p, func(fs *pflag.FlagSet) {
		fs.BoolVarP(&o.ShowCaches, "show-caches", "C", false, "")
		fs.BoolVarP(&o.ShowOffsets, "show-offsets", "O", false, "")
		fs.BoolVarP(&o.ShowPositions, "show-positions", "P", false, "")
		fs.BoolVarP(&adaptive, "specialized", "S", false, "")
	})
	if in == nil {
		return false
	}
	tree, warnings, err := parser.Parse(in.source, in.name, parser.Exec, parser.Options{})
	if err != nil || warnings != nil {
		return false
	}
	c, more, err := compiler.Compile(tree, in.name, compiler.Options{Optimize: p.optimize})
	if err != nil || more != nil {
		return false
	}
	var text bytes.Buffer
	return c.Disassemble(&text, o) == nil && written(text.Bytes())
}

// frontEndError prints an error of a stage as an uncaught exception.
func (p *program) frontEndError(err error, input *stageInput) int {
	if err == nil {
		return 0
	}
	in, nerr := gopy.New(gopy.Config{})
	if nerr != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return in.Finish(in.FrontEndError(err))
}
