// Package parser turns Python source into its abstract syntax tree.
//
//	text ─tokenizer→ tokens ─labels→ ─automaton→ concrete tree ─conversion→ ast.Mod
//
// Grammar/Grammar is strictly LL(1). cmd/gen turns it into the tables of a push-down automaton (tables_gen.go), which needs no
// more than the next token's label to go on (automaton.go). Labels are token kinds and keywords, and for four words what the
// tokens around them say (helpers.go). The concrete tree (tree.go) becomes nodes of package ast (convert_*.go), and what the
// grammar accepts but Python does not is found on the way (check_*.go). Only after a failure errors_*.go look for the
// message that explains it best.
//
// Reference: "Full Grammar specification" and the chapters on expressions and statements in the Python language reference.
package parser

import (
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/runtime/ucd"
	"github.com/gopy-lang/gopy/tokenizer"
)

// A Mode is a start symbol.
type Mode uint8

// The modes of compile() and ast.parse().
const (
	Exec     Mode = iota // a file: *ast.Module
	Eval                 // an expression: *ast.Expression
	Single               // one statement of an interactive session: *ast.Interactive
	FuncType             // the type comment of a function: *ast.FunctionType
)

// Options changes what is accepted. The zero value is for a module's source.
type Options struct {
	TypeComments    bool // PyCF_TYPE_COMMENTS: type comments become part of the tree
	FeatureVersion  int  // minor version of Python: newer syntax is refused (PyCF_ONLY_AST's feature_version); 0 for the newest
	AllowIncomplete bool // PyCF_ALLOW_INCOMPLETE_INPUT: say "incomplete input" where more text could make it right
	NoImpliedDedent bool // PyCF_DONT_IMPLY_DEDENT: in mode Single, a block must be ended by an empty line
	BarryAsFLUFL    bool // PEP 401: `<>` in place of `!=`

	// MaxIntDigits limits decimal integer literals (sys.set_int_max_str_digits). 0 stands for 4300, -1 for no limit.
	MaxIntDigits int
	// LookupName returns the character that `\N{name}` stands for; nil stands for [ucd.LookupName].
	LookupName func(name string) (string, bool)
	// Charge, if not nil, is told how many bytes parsing and what comes of it will take about, once that is known. Its error ends the parse.
	Charge func(bytes int64) error
}

// tokenCost is about what a token takes in bytes, with its part of the trees and of the code made from them.
const tokenCost = 400

func (o *Options) intDigits() int {
	if o.MaxIntDigits == 0 {
		return 4300
	}
	return o.MaxIntDigits
}

func (o *Options) lookupName(name string) (string, bool) {
	lookup := o.LookupName
	if lookup == nil {
		lookup = ucd.LookupName
	}
	value, ok := lookup(name)
	if utf8.RuneCountInString(value) != 1 { // a named sequence
		return "", false
	}
	return value, ok
}

// Parse parses bytes as compile() and ast.parse() take them. See [ParseText] for what it returns.
func Parse(src []byte, filename string, mode Mode, options Options) (ast.Mod, []Warning, error) {
	text, _, err := tokenizer.Decode(src)
	if err != nil {
		e := fromTokenizer(err, filename)
		e.Undecoded = e.Lineno > 0
		return nil, nil, e
	}
	return ParseText(text, filename, mode, options)
}

// ParseFile parses the bytes of a file that is run as a script: errors of decoding are worded otherwise, and come after those
// in the lines before. See [ParseText] for what it returns.
func ParseFile(src []byte, filename string, options Options) (ast.Mod, []Warning, error) {
	text, _, stop := tokenizer.DecodeFile(src, filename)
	return newParse(text, filename, Exec, options, stop).run()
}

// ParseText parses decoded source. Strings in the tree share memory with it. Warnings are in the order of their lines. The error
// is an [*ast.SyntaxError], a [TooComplexError], that of Options.Charge, or an [*ast.ValidationError] for a name like `Truᵉ` whose normal form is a constant.
func ParseText(text, filename string, mode Mode, options Options) (ast.Mod, []Warning, error) {
	if strings.IndexByte(text, 0) >= 0 {
		return nil, nil, &ast.SyntaxError{Kind: "SyntaxError", Msg: "source code string cannot contain null bytes", Filename: filename, Lineno: -1}
	}
	return newParse(tokenizer.NormalizeNewlines(text), filename, mode, options, nil).run()
}

// A parse is one run of the parser.
type parse struct {
	*input
	mode      Mode
	options   *Options
	automaton automaton
	converter converter
}

var startRules = [...]rule{Exec: ruleFileInput, Eval: ruleEvalInput, Single: ruleInteractiveInput, FuncType: ruleFuncTypeInput}

// newParse makes the tokens and their labels. stop is the error that reading the text ended with, if any.
func newParse(text, filename string, mode Mode, options Options, stop *tokenizer.Error) *parse {
	stream := tokenizer.Tokenize(text, tokenizer.Options{TypeComments: options.TypeComments, KeepEnd: mode != Exec,
		Single: mode == Single, NoImpliedDedent: options.NoImpliedDedent, Stop: stop})
	p := &parse{input: newInput(stream, filename, mode, options.TypeComments), mode: mode, options: &options}
	p.automaton.labels = p.labels
	p.converter = converter{input: p.input, tree: &p.automaton.tree, options: p.options, flufl: options.BarryAsFLUFL}
	return p
}

// run parses and collects the warnings.
func (p *parse) run() (ast.Mod, []Warning, error) {
	mod, err := p.module()
	if err != nil {
		if e, ok := err.(*ast.SyntaxError); ok {
			e.Source = p.stream.Text
		}
		return mod, p.warningsBefore(p.failedAt()), err
	}
	return mod, p.warnings(), nil
}

// module runs automaton and conversion.
func (p *parse) module() (ast.Mod, error) {
	n := len(p.tokens)
	if p.options.Charge != nil {
		if err := p.options.Charge(int64(n) * tokenCost); err != nil {
			return nil, err
		}
	}
	p.automaton.tree.nodes = make([]treeNode, 0, n/2)
	p.automaton.tree.kids = make([]ref, 0, n+n/2)
	root, ok := p.automaton.run(startRules[p.mode], 0)
	if !ok {
		return nil, p.explain()
	}
	mod := p.converter.root(root)
	if f := p.converter.failure; f != nil {
		return nil, p.syntaxError(p.unexplained(f))
	}
	if p.mode == Single {
		if f := p.rest(); f != nil {
			return nil, p.syntaxError(f)
		}
	}
	return mod, nil
}

// rest reports what follows the one statement of mode Single.
func (p *parse) rest() *failure {
	last := p.automaton.accepted - 1
	text := p.stream.Text[p.tokens[last].Hi:]
	for {
		text = strings.TrimLeft(text, " \t\n\f\r")
		if text == "" {
			return nil
		}
		if text[0] != '#' {
			return p.errorAt(last, last, "multiple statements found while compiling a single statement")
		}
		_, text, _ = strings.Cut(text, "\n")
	}
}
