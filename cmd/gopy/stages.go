// This file prints the stages of the toolchain: -m tokenize, ast, symtable and dis, as CPython's modules of these names do, and -m parser,
// the concrete tree between tokens and abstract tree.

package main

import (
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

// stages are the modules whose command is a stage.
var stages = map[string]func(p *program) int{
	"tokenize": tokenizeStage,
	"ast":      astStage,
	"parser":   parserStage,
	"symtable": symtableStage,
	"dis":      disStage,
	"compiler": compilerStage,
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

func tokenizeStage(p *program) int {
	var exact bool
	in, status := stageFlags(p, func(fs *pflag.FlagSet) {
		fs.BoolVarP(&exact, "exact", "e", false, "show the exact kinds of operators")
	})
	if in == nil {
		return status
	}
	if in.name == "<stdin>" {
		return tokenizer.ListText(os.Stdout, os.Stderr, string(in.source), exact)
	}
	return tokenizer.List(os.Stdout, os.Stderr, in.source, in.name, exact)
}

var modes = map[string]parser.Mode{"exec": parser.Exec, "single": parser.Single, "eval": parser.Eval, "func_type": parser.FuncType}

func astStage(p *program) int {
	var o ast.ListingOptions
	mode, feature, optimize, noTypeComments := modeFlag("exec"), "", -1, false
	in, status := stageFlags(p, func(fs *pflag.FlagSet) {
		fs.VarP(&mode, "mode", "m", "`{exec,single,eval,func_type}` what kind of code to parse")
		fs.BoolVar(&noTypeComments, "no-type-comments", false, "don't parse type comments")
		fs.BoolVarP(&o.Attributes, "include-attributes", "a", false, "show positions")
		fs.IntVarP(&o.Indent, "indent", "i", ast.DefaultIndent, "blanks of each `indent`ation")
		fs.StringVar(&feature, "feature-version", "", "Python `version` to parse, 3.x")
		fs.IntVarP(&optimize, "optimize", "O", -1, "optimization `level`")
		fs.BoolVar(&o.ShowEmpty, "show-empty", false, "show empty lists and absent fields")
	})
	if in == nil {
		return status
	}
	m := modes[string(mode)]
	po := parser.Options{TypeComments: !noTypeComments}
	fmt.Sscanf(feature, "3.%d", &po.FeatureVersion)
	tree, _, err := parser.Parse(in.source, in.name, m, po)
	if err == nil {
		var text string
		if text, err = ast.Listing(tree, o); err == nil {
			fmt.Print(text)
		}
	}
	return p.frontEndError(err, in)
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

func symtableStage(p *program) int {
	in, status := stageFlags(p, func(fs *pflag.FlagSet) {})
	if in == nil {
		return status
	}
	tree, _, err := parser.Parse(in.source, in.name, parser.Exec, parser.Options{})
	if err == nil {
		var table *symtable.Table
		if table, err = symtable.Build(tree, in.name, 0); err == nil {
			err = table.Print(os.Stdout)
		}
	}
	return p.frontEndError(err, in)
}

func disStage(p *program) int {
	var o code.DisassembleOptions
	var adaptive bool
	in, status := stageFlags(p, func(fs *pflag.FlagSet) {
		fs.BoolVarP(&o.ShowCaches, "show-caches", "C", false, "show inline caches")
		fs.BoolVarP(&o.ShowOffsets, "show-offsets", "O", false, "show instruction offsets")
		fs.BoolVarP(&o.ShowPositions, "show-positions", "P", false, "show instruction positions")
		fs.BoolVarP(&adaptive, "specialized", "S", false, "show specialized bytecode")
	})
	if in == nil {
		return status
	}
	tree, _, err := parser.Parse(in.source, in.name, parser.Exec, parser.Options{})
	if err == nil {
		var c *code.Code
		if c, _, err = compiler.Compile(tree, in.name, compiler.Options{Optimize: p.optimize}); err == nil {
			err = c.Disassemble(os.Stdout, o)
		}
	}
	return p.frontEndError(err, in)
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
