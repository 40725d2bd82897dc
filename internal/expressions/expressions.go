// Package expressions evaluates Python expressions over runtime's protocols, without the compiler and the machine, for
// tests of built-in types and modules: names, literals, displays, calls, attributes, subscripts, operators, comparisons.
package expressions

import (
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
)

// Evaluator evaluates expressions in which Names are known.
type Evaluator struct {
	Thread *py.Thread
	Names  map[string]py.Value
}

// New returns an evaluator that knows the built-in types and the given modules.
func New(th *py.Thread, modules ...*py.ModuleDef) (*Evaluator, error) {
	e := &Evaluator{Thread: th, Names: map[string]py.Value{}}
	for _, t := range py.PublicTypes() {
		e.Names[t.Name] = t.Value()
	}
	for _, d := range modules {
		m, err := th.MakeModule(d)
		if err != nil {
			return nil, err
		}
		e.Names[d.Name] = m.Value()
	}
	return e, nil
}

// Outcome returns the repr of an expression's value, or "Class: message" of the exception that it raises.
func (e *Evaluator) Outcome(source string) string {
	v, err := e.Eval(source)
	if err == nil {
		var s *py.Str
		if s, err = py.Repr(e.Thread, v); err == nil {
			return s.String()
		}
	}
	x, ok := err.(*py.Exception)
	if !ok {
		return "Go error: " + err.Error()
	}
	s, err := py.StrOf(e.Thread, x.Value())
	if err != nil {
		return "Go error: " + err.Error()
	}
	return x.Type.ShortName() + ": " + s.String()
}

// Eval evaluates an expression.
func (e *Evaluator) Eval(source string) (py.Value, error) {
	tree, _, err := parser.ParseText(source, "<test>", parser.Eval, parser.Options{})
	if err != nil {
		return py.Unbound, err
	}
	return e.expr(tree.(*ast.Expression).Body)
}

// Golden compares what the expressions of a file yield with what CPython recorded: a line is an expression, a tab and its outcome.
func (e *Evaluator) Golden(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		source, want, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s:%d: no tab", file, i+1)
		}
		rows++
		if got := e.Outcome(source); got != want {
			t.Errorf("%s:%d: %s\n got %s\nwant %s", file, i+1, source, got, want)
		}
	}
	if rows == 0 {
		t.Errorf("%s is empty", file)
	}
}

func constant(v any) (py.Value, error) {
	switch v := v.(type) {
	case nil:
		return py.None, nil
	case bool:
		return py.Bool(v), nil
	case int64:
		return py.Int(v), nil
	case *big.Int:
		return py.NewBig(new(big.Int).Set(v)), nil
	case float64:
		return py.Float(v), nil
	case complex128:
		return py.NewComplex(v), nil
	case string:
		return py.Text(v), nil
	case []byte:
		return py.NewBytes(v).Value(), nil
	case ast.Ellipsis:
		return py.Ellipsis, nil
	}
	return py.Unbound, fmt.Errorf("constant %T", v)
}

func (e *Evaluator) exprs(nodes []ast.Expr) ([]py.Value, error) {
	out := make([]py.Value, len(nodes))
	for i, n := range nodes {
		v, err := e.expr(n)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

var binaryOperators = map[ast.Operator]py.BinaryOp{
	ast.Add: py.OpAdd, ast.Sub: py.OpSub, ast.Mult: py.OpMul, ast.MatMult: py.OpMatMul, ast.Div: py.OpTrueDiv, ast.Modulo: py.OpMod, ast.Pow: py.OpPow,
	ast.LShift: py.OpLShift, ast.RShift: py.OpRShift, ast.BitOr: py.OpOr, ast.BitXor: py.OpXor, ast.BitAnd: py.OpAnd, ast.FloorDiv: py.OpFloorDiv,
}

var comparisons = map[ast.CmpOperator]py.CompareOp{ast.Eq: py.EQ, ast.NotEq: py.NE, ast.Lt: py.LT, ast.LtE: py.LE, ast.Gt: py.GT, ast.GtE: py.GE}

func (e *Evaluator) expr(n ast.Expr) (py.Value, error) {
	th := e.Thread
	switch n := n.(type) {
	case *ast.Constant:
		return constant(n.Value)
	case *ast.Name:
		if v, ok := e.Names[n.Id]; ok {
			return v, nil
		}
		return py.Unbound, fmt.Errorf("name %s is not known", n.Id)
	case *ast.Attribute:
		v, err := e.expr(n.Value)
		if err != nil {
			return py.Unbound, err
		}
		return py.GetAttrString(th, v, n.Attr)
	case *ast.Call:
		return e.call(n)
	case *ast.Tuple:
		items, err := e.exprs(n.Elts)
		return py.NewTuple(items).Value(), err
	case *ast.List:
		items, err := e.exprs(n.Elts)
		return py.NewList(items).Value(), err
	case *ast.Dict:
		return e.dict(n)
	case *ast.Slice:
		return e.slice(n)
	case *ast.TemplateStr:
		return e.template(n)
	case *ast.Subscript:
		pair, err := e.exprs([]ast.Expr{n.Value, n.Slice})
		if err != nil {
			return py.Unbound, err
		}
		return py.GetItem(th, pair[0], pair[1])
	case *ast.UnaryOp:
		v, err := e.expr(n.Operand)
		if err != nil {
			return py.Unbound, err
		}
		switch n.Op {
		case ast.USub:
			return py.Negative(th, v)
		case ast.UAdd:
			return py.Positive(th, v)
		case ast.Invert:
			return py.Invert(th, v)
		}
		b, err := py.Truth(th, v)
		return py.Bool(!b), err
	case *ast.BinOp:
		pair, err := e.exprs([]ast.Expr{n.Left, n.Right})
		if err != nil {
			return py.Unbound, err
		}
		return py.BinaryOperation(th, binaryOperators[n.Op], pair[0], pair[1])
	case *ast.Compare:
		pair, err := e.exprs([]ast.Expr{n.Left, n.Comparators[0]})
		if err != nil {
			return py.Unbound, err
		}
		switch n.Ops[0] {
		case ast.In, ast.NotIn:
			in, err := py.Contains(th, pair[1], pair[0])
			return py.Bool(in == (n.Ops[0] == ast.In)), err
		case ast.Is, ast.IsNot:
			return py.Bool(py.Is(pair[0], pair[1]) == (n.Ops[0] == ast.Is)), nil
		}
		op, ok := comparisons[n.Ops[0]]
		if !ok || len(n.Ops) != 1 {
			return py.Unbound, fmt.Errorf("comparison is not supported")
		}
		return py.RichCompare(th, pair[0], pair[1], op)
	}
	return py.Unbound, fmt.Errorf("%T is not supported", n)
}

func (e *Evaluator) dict(n *ast.Dict) (py.Value, error) {
	keys, err := e.exprs(n.Keys)
	if err != nil {
		return py.Unbound, err
	}
	values, err := e.exprs(n.Values)
	if err != nil {
		return py.Unbound, err
	}
	d := py.NewDict()
	for i := range keys {
		if err := d.SetItem(e.Thread, keys[i], values[i]); err != nil {
			return py.Unbound, err
		}
	}
	return d.Value(), nil
}

func (e *Evaluator) slice(n *ast.Slice) (py.Value, error) {
	parts := [3]py.Value{py.None, py.None, py.None}
	for i, x := range []ast.Expr{n.Lower, n.Upper, n.Step} {
		if x == nil {
			continue
		}
		var err error
		if parts[i], err = e.expr(x); err != nil {
			return py.Unbound, err
		}
	}
	return py.NewSlice(parts[0], parts[1], parts[2]), nil
}

// template makes the value of a template string, whose format specs must be constant.
func (e *Evaluator) template(n *ast.TemplateStr) (py.Value, error) {
	var texts, fields []py.Value
	last := ""
	for _, x := range n.Values {
		switch x := x.(type) {
		case *ast.Constant:
			last = x.Value.(string)
		case *ast.Interpolation:
			v, err := e.expr(x.Value)
			if err != nil {
				return py.Unbound, err
			}
			conversion, spec := py.None, py.Text("")
			if x.Conversion >= 0 {
				conversion = py.Char(rune(x.Conversion))
			}
			if x.FormatSpec != nil {
				spec = py.Text(x.FormatSpec.(*ast.JoinedStr).Values[0].(*ast.Constant).Value.(string))
			}
			texts = append(texts, py.Text(last))
			fields = append(fields, py.NewInterpolation(v, py.Text(x.Str.(string)), conversion, spec))
			last = ""
		}
	}
	texts = append(texts, py.Text(last))
	return py.NewTemplate(py.NewTuple(texts), py.NewTuple(fields)), nil
}

func (e *Evaluator) call(n *ast.Call) (py.Value, error) {
	fn, err := e.expr(n.Func)
	if err != nil {
		return py.Unbound, err
	}
	args, err := e.exprs(n.Args)
	if err != nil {
		return py.Unbound, err
	}
	var kw *py.Tuple
	var names []py.Value
	for _, k := range n.Keywords {
		v, err := e.expr(k.Value)
		if err != nil {
			return py.Unbound, err
		}
		args, names = append(args, v), append(names, py.Text(k.Arg))
	}
	if names != nil {
		kw = py.NewTuple(names)
	}
	return py.Call(e.Thread, fn, args, kw)
}
