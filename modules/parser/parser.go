// Package parser is the Python module _parser: concrete syntax trees as nested lists, for Lib/parser.py.
package parser

import (
	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// firstRule is the number of the first rule; those below are tokens' (token.NT_OFFSET).
const firstRule = 256

// Module declares _parser.
var Module = &py.ModuleDef{
	Name:      "_parser",
	Doc:       "Concrete syntax trees.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		names := py.NewDict()
		for i, name := range parser.Rules() {
			if err := names.SetItem(th, py.Int(int64(firstRule+i)), th.Interp.Intern(name).Value()); err != nil {
				return err
			}
		}
		m.Set(th, "rules", names.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("tree(source, filename, mode, /)", "Return the concrete tree of a program.\n\nA rule is a list of its number and its parts, a token a list of its number, text, line and column.", tree),
	}
}

var modes = map[string]parser.Mode{"exec": parser.Exec, "eval": parser.Eval, "single": parser.Single, "func_type": parser.FuncType}

// tree parses a source; errors are those of compile().
func tree(th *py.Thread, a []py.Value) (py.Value, error) {
	filename, err := compile.Filename(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	name := py.AsStr(a[2])
	if name == nil {
		return py.Unbound, py.Raise(py.TypeError, "tree() argument 3 must be str, not %s", a[2].Type().TypeName())
	}
	mode, ok := modes[name.String()]
	if !ok {
		return py.Unbound, py.Raise(py.ValueError, "tree() arg 3 must be 'exec', 'eval', 'single' or 'func_type'")
	}
	source, isText, err := compile.SourceOf(th, a[0], "tree", "string or bytes")
	if err != nil {
		return py.Unbound, err
	}
	// What the grammar accepts and Python doesn't is an error here, too.
	if _, err := compile.Parse(th, source, filename, compile.Options{Mode: name.String(), Text: isText}); err != nil {
		return py.Unbound, err
	}
	if !isText {
		text, _, problem := tokenizer.Decode([]byte(source))
		if problem != nil {
			return py.Unbound, py.Raise(py.SyntaxError, "%s", problem.Msg)
		}
		source = text
	}
	root, err := parser.ConcreteTree(source, filename, mode, parser.Options{})
	if err != nil {
		return py.Unbound, compile.Error(th, err)
	}
	c := converter{th: th, numbers: map[string]int64{}}
	for i, name := range parser.Rules() {
		c.numbers[name] = int64(firstRule + i)
	}
	return c.list(root)
}

// converter turns nodes into lists.
type converter struct {
	th      *py.Thread
	numbers map[string]int64 // of the rules
}

func (c *converter) list(n *parser.ConcreteNode) (py.Value, error) {
	if n.Rule == "" {
		return token4(n.Kind, n.Text, n.Start), nil
	}
	if err := c.th.Enter(" while making a list of a syntax tree"); err != nil {
		return py.Unbound, err
	}
	defer c.th.Leave()
	if err := c.th.Charge(int64(16 * (len(n.Children) + 1))); err != nil {
		return py.Unbound, err
	}
	items := make([]py.Value, 1, len(n.Children)+1)
	items[0] = py.Int(c.numbers[n.Rule])
	for _, child := range n.Children {
		v, err := c.list(child)
		if err != nil {
			return py.Unbound, err
		}
		items = append(items, v)
	}
	return py.NewList(items).Value(), nil
}

func token4(kind token.Kind, text string, start token.Pos) py.Value {
	return py.NewList([]py.Value{py.Int(int64(kind)), py.Text(text), py.Int(int64(start.Line)), py.Int(int64(start.Col))}).Value()
}
