package runtime_test

// This file holds a small evaluator of expressions, so that the goldens of built-in types can be written as Python.

import (
	"bufio"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
)

// noEvaluator runs no bytecode.
type noEvaluator struct{ py.Evaluator }

func (noEvaluator) NewThread(th *py.Thread)                         {}
func (noEvaluator) CurrentFrame(th *py.Thread, depth int) *py.Frame { return nil }

type noHost struct{ py.Host }

func (noHost) MemoryTotal() int64 { return 1 << 32 }

func newThread() *py.Thread {
	in := py.NewInterp(py.Config{Host: noHost{}, HashSeed: "0", Flags: py.Flags{IntMaxStrDigits: 4300}}, noEvaluator{})
	return in.Main
}

// An evaluator evaluates expressions of constants, displays, names, operators, subscripts, attributes and calls.
type evaluator struct {
	th    *py.Thread
	names map[string]py.Value
}

func newEvaluator() *evaluator {
	e := &evaluator{newThread(), map[string]py.Value{}}
	for _, t := range []*py.Type{py.StrType, py.BytesType, py.ByteArrayType, py.MemoryViewType, py.ListType, py.TupleType, py.DictType,
		py.TypeType, py.IntType, py.FloatType, py.SetType, py.SliceType, py.TemplateType, py.InterpolationType, py.ObjectType} {
		e.names[t.Name] = t.Value()
	}
	def := func(d *py.MethodDef) { e.names[d.Name] = py.NewBuiltin(d, py.None) }
	str := func(s *py.Str, err error) (py.Value, error) {
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}
	def(py.Def("len(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		n, err := py.Length(th, a[0])
		return py.Int(int64(n)), err
	}))
	def(py.Def("hash(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		n, err := py.Hash(th, a[0])
		return py.Int(n), err
	}))
	def(py.Def("iter(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Iter(th, a[0]) }))
	def(py.Def("ascii(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return str(py.ASCII(th, a[0])) }))
	def(py.Def("repr(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return str(py.Repr(th, a[0])) }))
	def(py.Def("chr(i, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Char(rune(a[0].SmallInt())), nil }))
	def(py.Def("format(value, spec='', /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return str(py.Format(th, a[0], py.AsStr(a[1])))
	}))
	return e
}

func (e *evaluator) text(source string) string {
	v, err := e.source(source)
	if err != nil {
		x := py.ErrorAs(err)
		s, err := py.StrOf(e.th, x.Value())
		if err != nil {
			return "str() of " + x.Type.Name + " fails: " + err.Error()
		}
		a, _ := py.ASCII(e.th, s.Value())
		return x.Type.Name + ": " + a.String()
	}
	s, err := py.ASCII(e.th, v)
	if err != nil {
		return "repr fails: " + err.Error()
	}
	return s.String()
}

func (e *evaluator) source(source string) (py.Value, error) {
	mod, _, err := parser.ParseText(source, "<test>", parser.Eval, parser.Options{})
	if err != nil {
		return py.Unbound, err
	}
	return e.eval(mod.(*ast.Expression).Body)
}

func (e *evaluator) list(nodes []ast.Expr) ([]py.Value, error) {
	out := make([]py.Value, len(nodes))
	for i, n := range nodes {
		var err error
		if out[i], err = e.eval(n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func constant(v any) py.Value {
	switch v := v.(type) {
	case nil:
		return py.None
	case bool:
		return py.Bool(v)
	case int64:
		return py.Int(v)
	case *big.Int:
		return py.NewBig(new(big.Int).Set(v))
	case float64:
		return py.Float(v)
	case complex128:
		return py.NewComplex(v)
	case string:
		return py.Text(v)
	case []byte:
		return py.NewBytes(v).Value()
	case ast.Ellipsis:
		return py.Ellipsis
	}
	panic(fmt.Sprintf("constant %T", v))
}

var operators = map[ast.Operator]py.BinaryOp{ast.Add: py.OpAdd, ast.Mult: py.OpMul, ast.Modulo: py.OpMod, ast.Pow: py.OpPow, ast.Sub: py.OpSub}

var comparisons = map[ast.CmpOperator]py.CompareOp{ast.Eq: py.EQ, ast.NotEq: py.NE, ast.Lt: py.LT, ast.LtE: py.LE, ast.Gt: py.GT, ast.GtE: py.GE}

func (e *evaluator) eval(node ast.Expr) (py.Value, error) {
	switch n := node.(type) {
	case *ast.Constant:
		return constant(n.Value), nil
	case *ast.Name:
		if v, ok := e.names[n.Id]; ok {
			return v, nil
		}
		return py.Unbound, py.Raise(py.NameError, "name '%s' is not defined", n.Id)
	case *ast.UnaryOp:
		v, err := e.eval(n.Operand)
		if err != nil {
			return v, err
		}
		if f, ok := n.Operand.(*ast.Constant); ok && n.Op == ast.USub {
			switch x := f.Value.(type) {
			case int64:
				return py.Int(-x), nil
			case float64:
				return py.Float(-x), nil
			}
		}
		return py.Negative(e.th, v)
	case *ast.List:
		items, err := e.list(n.Elts)
		return py.NewList(items).Value(), err
	case *ast.Tuple:
		items, err := e.list(n.Elts)
		return py.NewTuple(items).Value(), err
	case *ast.Dict:
		d := py.NewDict()
		keys, err := e.list(n.Keys)
		if err != nil {
			return py.Unbound, err
		}
		values, err := e.list(n.Values)
		if err != nil {
			return py.Unbound, err
		}
		for i := range keys {
			if err := d.SetItem(e.th, keys[i], values[i]); err != nil {
				return py.Unbound, err
			}
		}
		return d.Value(), nil
	case *ast.BinOp:
		a, err := e.list([]ast.Expr{n.Left, n.Right})
		if err != nil {
			return py.Unbound, err
		}
		if n.Op == ast.Pow {
			x, _ := py.AsInt64(a[0])
			y, _ := py.AsInt64(a[1])
			return py.NewBig(new(big.Int).Exp(big.NewInt(x), big.NewInt(y), nil)), nil
		}
		return py.BinaryOperation(e.th, operators[n.Op], a[0], a[1])
	case *ast.Compare:
		a, err := e.list([]ast.Expr{n.Left, n.Comparators[0]})
		if err != nil {
			return py.Unbound, err
		}
		switch n.Ops[0] {
		case ast.In, ast.NotIn:
			in, err := py.Contains(e.th, a[1], a[0])
			return py.Bool(in == (n.Ops[0] == ast.In)), err
		case ast.Is:
			return py.Bool(py.Is(a[0], a[1])), nil
		}
		return py.RichCompare(e.th, a[0], a[1], comparisons[n.Ops[0]])
	case *ast.Subscript:
		a, err := e.list([]ast.Expr{n.Value, n.Slice})
		if err != nil {
			return py.Unbound, err
		}
		return py.GetItem(e.th, a[0], a[1])
	case *ast.Slice:
		parts := [3]py.Value{py.None, py.None, py.None}
		for i, x := range []ast.Expr{n.Lower, n.Upper, n.Step} {
			if x != nil {
				var err error
				if parts[i], err = e.eval(x); err != nil {
					return py.Unbound, err
				}
			}
		}
		return py.NewSlice(parts[0], parts[1], parts[2]), nil
	case *ast.Attribute:
		v, err := e.eval(n.Value)
		if err != nil {
			return v, err
		}
		return py.GetAttrString(e.th, v, n.Attr)
	case *ast.Call:
		fn, err := e.eval(n.Func)
		if err != nil {
			return fn, err
		}
		args, err := e.list(n.Args)
		if err != nil {
			return py.Unbound, err
		}
		var kw *py.Tuple
		if len(n.Keywords) > 0 {
			var names []py.Value
			for _, k := range n.Keywords {
				v, err := e.eval(k.Value)
				if err != nil {
					return v, err
				}
				args, names = append(args, v), append(names, e.th.Interp.Intern(k.Arg).Value())
			}
			kw = py.NewTuple(names)
		}
		return py.Call(e.th, fn, args, kw)
	case *ast.TemplateStr:
		return e.template(n)
	}
	panic(fmt.Sprintf("expression %T", node))
}

func (e *evaluator) template(n *ast.TemplateStr) (py.Value, error) {
	var texts, fields []py.Value
	last := ""
	for _, x := range n.Values {
		switch x := x.(type) {
		case *ast.Constant:
			last = x.Value.(string)
		case *ast.Interpolation:
			v, err := e.eval(x.Value)
			if err != nil {
				return v, err
			}
			spec := py.Text("")
			if x.FormatSpec != nil {
				spec = py.Text(x.FormatSpec.(*ast.JoinedStr).Values[0].(*ast.Constant).Value.(string))
			}
			texts = append(texts, py.Text(last))
			last = ""
			fields = append(fields, py.NewInterpolation(v, py.Text(x.Str.(string)), conversionValue(x.Conversion), spec))
		}
	}
	texts = append(texts, py.Text(last))
	return py.NewTemplate(py.NewTuple(texts), py.NewTuple(fields)), nil
}

func conversionValue(c int) py.Value {
	if c < 0 {
		return py.None
	}
	return py.Char(rune(c))
}

// TestExpressions evaluates the expressions of testdata/*.txt; what CPython 3.14 says of each stands behind " => ".
func TestExpressions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			e := newEvaluator()
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 1<<20)
			for n := 1; lines.Scan(); n++ {
				source, want, ok := strings.Cut(lines.Text(), " => ")
				if !ok {
					continue
				}
				if got := e.text(source); got != want {
					t.Errorf("%s:%d: %s\n got %s\nwant %s", name, n, source, got, want)
				}
			}
		})
	}
}
