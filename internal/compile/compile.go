// Package compile takes source to a code object for the modules that run code (builtins, the import system, the command) and is
// the one boundary where errors of the front end become Python exceptions.
package compile

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/internal/pyast"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/symtable"
	"github.com/gopy-lang/gopy/tokenizer"
)

// Flags that compile() takes besides the __future__ features (module ast, PyCF_*).
const (
	DontImplyDedent      code.Flags = 0x200
	OnlyAST              code.Flags = 0x400
	TypeComments         code.Flags = 0x1000
	AllowTopLevelAwait   code.Flags = 0x2000
	AllowIncompleteInput code.Flags = 0x4000
	OptimizedAST         code.Flags = 0x8000 | OnlyAST
	SourceIsUTF8         code.Flags = 0x100
	IgnoreCookie         code.Flags = 0x800

	// FutureMask are the features that code compiled by running code inherits.
	FutureMask = code.CO_FUTURE_DIVISION | code.CO_FUTURE_ABSOLUTE_IMPORT | code.CO_FUTURE_WITH_STATEMENT | code.CO_FUTURE_PRINT_FUNCTION |
		code.CO_FUTURE_UNICODE_LITERALS | code.CO_FUTURE_BARRY_AS_BDFL | code.CO_FUTURE_GENERATOR_STOP | code.CO_FUTURE_ANNOTATIONS
)

// Options are the choices of compile().
type Options struct {
	Mode           string // "exec", "eval", "single" or "func_type"
	Text           bool   // the source is text already: no coding cookie, no BOM
	Script         bool   // the source is the bytes of a script file, whose faults of encoding are worded otherwise
	Flags          code.Flags
	Optimize       int // -1: the interpreter's
	FeatureVersion int // minor version of Python to parse; <= 0: this one
}

// Check validates mode and flags.
func (o Options) Check() error {
	const known = FutureMask | DontImplyDedent | OnlyAST | TypeComments | AllowTopLevelAwait | AllowIncompleteInput | OptimizedAST | SourceIsUTF8 | IgnoreCookie | 0x10
	if o.Flags&^known != 0 {
		return py.Raise(py.ValueError, "compile(): unrecognised flags")
	}
	switch o.Mode {
	case "exec", "eval", "single":
		return nil
	case "func_type":
		if o.Flags&OnlyAST == 0 {
			return py.Raise(py.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST")
		}
		return nil
	}
	if o.Flags&OnlyAST != 0 {
		return py.Raise(py.ValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
	}
	return py.Raise(py.ValueError, "compile() mode must be 'exec', 'eval' or 'single'")
}

var modes = map[string]parser.Mode{"exec": parser.Exec, "eval": parser.Eval, "single": parser.Single, "func_type": parser.FuncType}

// Parse takes source to a syntax tree.
func Parse(th *py.Thread, source, filename string, o Options) (ast.Mod, error) {
	po := parser.Options{
		TypeComments:    o.Flags&TypeComments != 0,
		AllowIncomplete: o.Flags&AllowIncompleteInput != 0,
		NoImpliedDedent: o.Flags&DontImplyDedent != 0,
		BarryAsFLUFL:    o.Flags&code.CO_FUTURE_BARRY_AS_BDFL != 0,
		Charge:          th.Charge,
	}
	if o.FeatureVersion > 0 {
		po.FeatureVersion = o.FeatureVersion
	}
	if n := th.Interp.Config.Flags.IntMaxStrDigits; n > 0 {
		po.MaxIntDigits = n
	} else if n == 0 {
		po.MaxIntDigits = -1
	}
	parse := func() (ast.Mod, []parser.Warning, error) {
		switch {
		case o.Script:
			return parser.ParseFile(py.BytesView(source), filename, po)
		case o.Text:
			return parser.ParseText(source, filename, modes[o.Mode], po)
		}
		return parser.Parse(py.BytesView(source), filename, modes[o.Mode], po)
	}
	mod, warnings, err := parse()
	if s, ok := err.(*ast.SyntaxError); ok && o.Script && s.Msg == "unexpected EOF while parsing" && strings.TrimSpace(s.Text) == "\\" {
		s.Offset, s.EndOffset = 0, 0 // in a file the line has no token to point at
	}
	for _, w := range warnings {
		err := py.WarnSyntax(th, w.Msg, filename, w.Lineno, func() error {
			if w.Err == nil {
				return Error(th, &ast.SyntaxError{Kind: "SyntaxError", Msg: w.Msg, Filename: filename, Lineno: w.Lineno})
			}
			return Error(th, w.Err)
		})
		if err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, Error(th, err)
	}
	return mod, nil
}

// Source takes source to a code object.
func Source(th *py.Thread, source, filename string, o Options) (*py.Code, error) {
	mod, err := Parse(th, source, filename, o)
	if err != nil {
		return nil, err
	}
	return Tree(th, mod, source, filename, o)
}

// Tree takes a syntax tree to a code object. source, when it is known, gives errors their line of text.
func Tree(th *py.Thread, mod ast.Mod, source, filename string, o Options) (*py.Code, error) {
	optimize := o.Optimize
	if optimize < 0 {
		optimize = th.Interp.Config.Flags.Optimize
	}
	workspaces := workspacesOf(th)
	workspace := workspaces.Get().(*compiler.Workspace)
	c, warnings, err := compiler.Compile(mod, filename, compiler.Options{
		Optimize: optimize, Features: symtable.Features(o.Flags & (FutureMask | AllowTopLevelAwait)), Workspace: workspace,
	})
	workspaces.Put(workspace)
	for _, w := range warnings {
		werr := py.WarnSyntax(th, w.Msg, filename, w.Lineno, func() error {
			return Error(th, &ast.SyntaxError{Kind: "SyntaxError", Msg: w.Msg, Filename: filename, Lineno: w.Lineno, Offset: w.Offset,
				EndLineno: w.EndLineno, EndOffset: w.EndOffset})
		})
		if werr != nil {
			return nil, werr
		}
	}
	if err != nil {
		return nil, Error(th, err)
	}
	if th.Interp.Config.Flags.NoDebugRanges != 0 {
		c.DropColumns()
	}
	return py.NewCode(th, c), nil
}

// workspacesOf returns the compiler's memory that the thread's interpreter has at rest.
func workspacesOf(th *py.Thread) *sync.Pool {
	pool, ok := th.Interp.Extra["compiler"].(*sync.Pool)
	if !ok {
		pool = &sync.Pool{New: func() any { return new(compiler.Workspace) }}
		th.Interp.Extra["compiler"] = pool
	}
	return pool
}

// Error converts an error of the front end to a Python exception.
func Error(th *py.Thread, err error) error {
	var s *ast.SyntaxError
	var invalid *ast.ValidationError
	switch {
	case errors.As(err, &s):
		e := py.NewSyntaxError(th, s.Kind, s.Msg, s.Filename, s.Lineno, s.Offset, s.EndLineno, s.EndOffset, lineText(th, s))
		if s.Unpacked {
			e.SetArgs(py.TupleOf(py.Text(s.Msg)))
		}
		if s.Undecoded {
			info := slices.Clone(py.AsTuple(e.Args().Items()[1]).Items())
			info[0] = py.None
			e.SetArgs(py.TupleOf(py.Text(s.Msg), py.NewTuple(info).Value()))
		}
		if s.Source != "" {
			e.SetField("_metadata", py.TupleOf(py.Int(0), py.Int(0), py.Text(s.Source)).Value())
		}
		return e
	case errors.As(err, &invalid) && invalid.Kind == "TypeError":
		return py.Raise(py.TypeError, "%s", invalid.Msg)
	case errors.As(err, &invalid) && invalid.Kind == "SystemError":
		return py.Raise(py.SystemError, "%s", invalid.Msg)
	case errors.As(err, &invalid):
		return py.Raise(py.ValueError, "%s", invalid.Msg)
	case errors.As(err, new(parser.TooComplexError)):
		return py.Raise(py.MemoryError, "%s", err.Error())
	case errors.Is(err, compiler.ErrRecursion):
		return py.Raise(py.RecursionError, "maximum recursion depth exceeded during compilation")
	}
	if e, ok := err.(*py.Exception); ok {
		return e
	}
	return py.Raise(py.ValueError, "%s", err.Error())
}

// lineText is the error's line of source: as the error has it, else the line of the file that its name leads to. Errors that the compiler
// finds in other text have none, as in CPython.
func lineText(th *py.Thread, s *ast.SyntaxError) string {
	if s.Text != "" || s.Lineno <= 0 || strings.HasPrefix(s.Filename, "<") {
		return s.Text
	}
	data, err := th.Interp.Host.ReadFile(s.Filename)
	if err != nil {
		return ""
	}
	text, _, derr := tokenizer.Decode(data)
	if derr != nil {
		return ""
	}
	for line := 1; line < s.Lineno; line++ {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return ""
		}
		text = text[i+1:]
	}
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i+1]
	}
	return text
}

// ToValue compiles for the built-in compile(): a code object, or a syntax tree when the flags ask for one.
func ToValue(th *py.Thread, source, filename string, o Options) (py.Value, error) {
	mod, err := Parse(th, source, filename, o)
	if err != nil {
		return py.Unbound, err
	}
	return result(th, mod, filename, o)
}

// AST handles a source argument that is an object of the ast module; handled is false for other objects.
func AST(th *py.Thread, v py.Value, filename string, o Options) (value py.Value, handled bool, err error) {
	if !pyast.IsNode(th, v) {
		return py.Unbound, false, nil
	}
	if err := fitsMode(th, v, o.Mode); err != nil {
		return py.Unbound, true, err
	}
	if o.Flags&OnlyAST != 0 && o.Flags&OptimizedAST != OptimizedAST {
		return v, true, nil
	}
	mod, err := pyast.FromObject(th, v)
	if err != nil {
		return py.Unbound, true, err
	}
	value, err = result(th, mod, filename, o)
	return value, true, err
}

// fitsMode refuses a tree of another kind than the mode wants.
func fitsMode(th *py.Thread, v py.Value, mode string) error {
	want := map[string]string{"exec": "Module", "eval": "Expression", "single": "Interactive", "func_type": "FunctionType"}[mode]
	if pyast.IsMode(th, v, want) {
		return nil
	}
	return py.Raise(py.TypeError, "expected %s node, got %s", want, v.Type().TypeName())
}

// result is the tree as an object, or its code.
func result(th *py.Thread, mod ast.Mod, filename string, o Options) (py.Value, error) {
	if o.Flags&OptimizedAST == OptimizedAST {
		optimized, err := compiler.Optimized(mod, compiler.Options{Optimize: max(o.Optimize, 0), Features: symtable.Features(o.Flags & FutureMask)})
		if err != nil {
			return py.Unbound, Error(th, err)
		}
		mod = optimized
	}
	if o.Flags&OnlyAST != 0 {
		return pyast.ToObject(th, mod)
	}
	c, err := Tree(th, mod, "", filename, o)
	if err != nil {
		return py.Unbound, err
	}
	return c.Header.Value(), nil
}

// SourceOf returns the source that compile, eval and exec take: str (text is true) or bytes-like. It shares memory with a str or a bytes object.
func SourceOf(th *py.Thread, v py.Value, fn, what string) (source string, text bool, err error) {
	if s := py.AsStr(v); s != nil && s.IsASCII() {
		source, text = s.String(), true
	} else if s != nil {
		encoded, err := py.Encode(th, s, "utf-8", "strict")
		if err != nil {
			return "", false, err
		}
		source, text = py.StringView(encoded), true
	} else if v.Kind() == py.KindBytes {
		source = (*py.Bytes)(v.P).String()
	} else if b, ok := py.BytesData(v); ok {
		source = string(b)
	} else {
		return "", false, py.Raise(py.TypeError, "%s() arg 1 must be a %s object", fn, what)
	}
	for i := 0; i < len(source); i++ {
		if source[i] == 0 {
			return "", false, py.Raise(py.SyntaxError, "source code string cannot contain null bytes")
		}
	}
	return source, text, nil
}

// Filename converts the filename argument of compile(): str, bytes or a path object.
func Filename(th *py.Thread, v py.Value) (string, error) {
	if s := py.AsStr(v); s != nil {
		return s.String(), nil
	}
	return py.FSPath(th, v)
}

// Dedent drops the indentation that all lines of a command share, as -c does.
func Dedent(source string) string {
	lines := strings.SplitAfter(source, "\n")
	common, have := "", false
	for _, l := range lines {
		text := strings.TrimLeft(l, " \t")
		if text == "" || text == "\n" {
			continue
		}
		indent := l[:len(l)-len(text)]
		if !have {
			common, have = indent, true
			continue
		}
		n := 0
		for n < len(common) && n < len(indent) && common[n] == indent[n] {
			n++
		}
		common = common[:n]
	}
	if common == "" {
		return source
	}
	for i, l := range lines {
		if blank := strings.TrimLeft(l, " \t"); blank == "" || blank == "\n" {
			lines[i] = blank
		} else {
			lines[i] = l[len(common):]
		}
	}
	return strings.Join(lines, "")
}
