package runtime

import (
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
)

// TestContainersGolden runs small programs whose results testdata/record_containers.py recorded with CPython 3.14.
func TestContainersGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/containers.txt")
	if err != nil {
		t.Fatal(err)
	}
	th := newContainerThread(t)
	failed, total := 0, 0
	for _, block := range strings.Split(string(data), "\n>>> ") {
		source, want, ok := strings.Cut(strings.TrimPrefix(block, ">>> "), "\n")
		if !ok {
			continue
		}
		total++
		want = strings.TrimSuffix(want, "\n")
		if got := runProgram(th, source); got != want {
			failed++
			t.Errorf("%s\n got  %s\n want %s", source, got, want)
		}
	}
	t.Logf("%d of %d differ", failed, total)
	if total < 300 {
		t.Errorf("only %d programs", total)
	}
}

// walker runs programs of simple statements and expressions by walking their tree: package eval is above this one.
type walker struct {
	th    *Thread
	names map[string]Value
}

// runProgram returns the repr of a program's last expression, or the exception.
func runProgram(th *Thread, source string) string {
	mod, _, err := parser.ParseText(source, "<test>", parser.Exec, parser.Options{})
	if err != nil {
		return err.Error()
	}
	w := &walker{th, testNames(th)}
	last := None
	for _, s := range mod.(*ast.Module).Body {
		if last, err = w.run(s); err != nil {
			break
		}
	}
	if err == nil {
		var r *Str
		if r, err = Repr(th, last); err == nil {
			return r.s
		}
	}
	e := ErrorAs(err)
	text := ""
	if len(th.reprs) != 0 || th.depth != 0 {
		text = fmt.Sprint(" [unbalanced: ", len(th.reprs), " ", th.depth, "]")
	}
	s, err := StrOf(th, e.Value())
	if err != nil {
		return err.Error()
	}
	return e.Type.Name + ": " + s.s + text
}

// testNames are the built-ins that the programs use.
func testNames(th *Thread) map[string]Value {
	names := map[string]Value{"Ellipsis": Ellipsis, "NotImplemented": NotImplemented,
		"GenericAlias": GenericAliasType.Value(), "UnionType": UnionType.Value(), "mappingproxy": MappingProxyType.Value(), "SimpleNamespace": NamespaceType.Value()}
	for _, t := range PublicTypes() {
		names[t.Name] = t.Value()
	}
	for _, d := range []*MethodDef{
		Def("len($module, obj, /)", "", func(th *Thread, a []Value) (Value, error) {
			n, err := Length(th, a[0])
			return Int(int64(n)), err
		}),
		Def("hash($module, obj, /)", "", func(th *Thread, a []Value) (Value, error) {
			h, err := Hash(th, a[0])
			return Int(h), err
		}),
		Def("iter($module, obj, sentinel=<unrepresentable>, /)", "", func(th *Thread, a []Value) (Value, error) {
			if !a[1].IsUnbound() {
				return NewCallableIterator(a[0], a[1]), nil
			}
			return Iter(th, a[0])
		}),
		Def("next($module, it, default=<unrepresentable>, /)", "", func(th *Thread, a []Value) (Value, error) {
			v, err := Next(th, a[0])
			if err == nil && v.IsUnbound() {
				if a[1].IsUnbound() {
					return Unbound, NewException(StopIteration)
				}
				return a[1], nil
			}
			return v, err
		}),
		Def("isinstance($module, obj, cls, /)", "", func(th *Thread, a []Value) (Value, error) {
			ok, err := IsInstanceOf(th, a[0], a[1])
			return Bool(ok), err
		}),
		Def("issubclass($module, obj, cls, /)", "", func(th *Thread, a []Value) (Value, error) {
			ok, err := IsSubclassOf(th, a[0], a[1])
			return Bool(ok), err
		}),
		Def("repr($module, obj, /)", "", func(th *Thread, a []Value) (Value, error) {
			s, err := Repr(th, a[0])
			if err != nil {
				return Unbound, err
			}
			return s.Value(), nil
		}),
		Def("kind($module, obj, /)", "", func(th *Thread, a []Value) (Value, error) { return Text(a[0].Type().Name), nil }),
		Def("sorted($module, iterable, /, *, key=None, reverse=False)", "", func(th *Thread, a []Value) (Value, error) {
			items, err := Items(th, a[0])
			if err != nil {
				return Unbound, err
			}
			l := NewList(items)
			reverse, err := Truth(th, a[2])
			if err != nil {
				return Unbound, err
			}
			return l.Value(), l.Sort(th, a[1], reverse)
		}),
	} {
		names[d.Name] = NewBuiltin(d, None)
	}
	return names
}

func (w *walker) run(s ast.Stmt) (Value, error) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		return w.eval(s.Value)
	case *ast.Assign:
		v, err := w.eval(s.Value)
		if err != nil {
			return Unbound, err
		}
		return None, w.assign(s.Targets[0], v)
	case *ast.AugAssign:
		old, err := w.eval(s.Target)
		if err != nil {
			return Unbound, err
		}
		v, err := w.eval(s.Value)
		if err != nil {
			return Unbound, err
		}
		if v, err = InPlaceOperation(w.th, walkerOps[s.Op], old, v); err != nil {
			return Unbound, err
		}
		return None, w.assign(s.Target, v)
	case *ast.Delete:
		return None, w.assign(s.Targets[0], Unbound)
	}
	return Unbound, fmt.Errorf("statement %T", s)
}

// assign stores v in a target; Unbound deletes.
func (w *walker) assign(target ast.Expr, v Value) error {
	switch x := target.(type) {
	case *ast.Name:
		w.names[x.Id] = v
		return nil
	case *ast.Subscript:
		obj, err := w.eval(x.Value)
		if err != nil {
			return err
		}
		key, err := w.eval(x.Slice)
		if err != nil {
			return err
		}
		if v.IsUnbound() {
			return DelItem(w.th, obj, key)
		}
		return SetItem(w.th, obj, key, v)
	case *ast.Attribute:
		obj, err := w.eval(x.Value)
		if err != nil {
			return err
		}
		return SetAttrString(w.th, obj, x.Attr, v)
	}
	return fmt.Errorf("target %T", target)
}

var walkerOps = map[ast.Operator]BinaryOp{ast.Add: OpAdd, ast.Sub: OpSub, ast.Mult: OpMul, ast.BitOr: OpOr, ast.BitAnd: OpAnd, ast.BitXor: OpXor, ast.LShift: OpLShift, ast.FloorDiv: OpFloorDiv}

func (w *walker) evalAll(list []ast.Expr) ([]Value, error) {
	var out []Value
	for _, x := range list {
		star, ok := x.(*ast.Starred)
		if ok {
			x = star.Value
		}
		v, err := w.eval(x)
		if err != nil {
			return nil, err
		}
		if !ok {
			out = append(out, v)
			continue
		}
		items, err := Items(w.th, v)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

func (w *walker) optional(x ast.Expr) (Value, error) {
	if x == nil {
		return None, nil
	}
	return w.eval(x)
}

func (w *walker) eval(x ast.Expr) (Value, error) {
	th := w.th
	switch x := x.(type) {
	case *ast.Constant:
		return goldenConstant(x.Value), nil
	case *ast.Name:
		if v, ok := w.names[x.Id]; ok {
			return v, nil
		}
		return Unbound, fmt.Errorf("name %s", x.Id)
	case *ast.List:
		items, err := w.evalAll(x.Elts)
		return NewList(items).Value(), err
	case *ast.Tuple:
		items, err := w.evalAll(x.Elts)
		return NewTuple(items).Value(), err
	case *ast.Set:
		items, err := w.evalAll(x.Elts)
		if err != nil {
			return Unbound, err
		}
		s, err := NewSet(th, NewList(items).Value())
		if err == nil && len(items) > 2 {
			// CPython's compiler folds such a display to a frozenset that is then copied.
			s, err = NewSet(th, s.Value())
		}
		return s.Value(), err
	case *ast.Dict:
		d := NewDict()
		for i := range x.Keys {
			k, err := w.eval(x.Keys[i])
			if err != nil {
				return Unbound, err
			}
			v, err := w.eval(x.Values[i])
			if err != nil {
				return Unbound, err
			}
			if err := d.SetItem(th, k, v); err != nil {
				return Unbound, err
			}
		}
		return d.Value(), nil
	case *ast.Slice:
		start, err := w.optional(x.Lower)
		if err != nil {
			return Unbound, err
		}
		stop, err := w.optional(x.Upper)
		if err != nil {
			return Unbound, err
		}
		step, err := w.optional(x.Step)
		return NewSlice(start, stop, step), err
	case *ast.Subscript:
		v, err := w.eval(x.Value)
		if err != nil {
			return Unbound, err
		}
		key, err := w.eval(x.Slice)
		if err != nil {
			return Unbound, err
		}
		return GetItem(th, v, key)
	case *ast.Attribute:
		v, err := w.eval(x.Value)
		if err != nil {
			return Unbound, err
		}
		return GetAttrString(th, v, x.Attr)
	case *ast.UnaryOp:
		v, err := w.eval(x.Operand)
		if err != nil {
			return Unbound, err
		}
		if x.Op == ast.Not {
			b, err := Truth(th, v)
			return Bool(!b), err
		}
		if i, ok := v.SmallInt(), v.P == nil; ok && x.Op == ast.USub {
			return Int(-i), nil
		}
		return Negative(th, v)
	case *ast.BinOp:
		a, err := w.eval(x.Left)
		if err != nil {
			return Unbound, err
		}
		b, err := w.eval(x.Right)
		if err != nil {
			return Unbound, err
		}
		if x.Op == ast.Pow {
			return NewBig(new(big.Int).Exp(AsBig(a), AsBig(b), nil)), nil
		}
		return BinaryOperation(th, walkerOps[x.Op], a, b)
	case *ast.Compare:
		return w.compare(x)
	case *ast.Call:
		return w.call(x)
	}
	return Unbound, fmt.Errorf("expression %T", x)
}

func (w *walker) compare(x *ast.Compare) (Value, error) {
	a, err := w.eval(x.Left)
	if err != nil {
		return Unbound, err
	}
	b, err := w.eval(x.Comparators[0])
	if err != nil {
		return Unbound, err
	}
	switch op := x.Ops[0]; op {
	case ast.Is:
		return Bool(Is(a, b)), nil
	case ast.In, ast.NotIn:
		in, err := Contains(w.th, b, a)
		return Bool(in == (op == ast.In)), err
	default:
		ops := map[ast.CmpOperator]CompareOp{ast.Lt: LT, ast.LtE: LE, ast.Eq: EQ, ast.NotEq: NE, ast.Gt: GT, ast.GtE: GE}
		return RichCompare(w.th, a, b, ops[op])
	}
}

func (w *walker) call(x *ast.Call) (Value, error) {
	fn, err := w.eval(x.Func)
	if err != nil {
		return Unbound, err
	}
	args, err := w.evalAll(x.Args)
	if err != nil {
		return Unbound, err
	}
	var names []Value
	for _, k := range x.Keywords {
		v, err := w.eval(k.Value)
		if err != nil {
			return Unbound, err
		}
		if k.Arg == "" {
			for pos := 0; ; {
				name, x, ok := AsDict(v).Next(&pos)
				if !ok {
					break
				}
				args, names = append(args, x), append(names, name)
			}
			continue
		}
		args = append(args, v)
		names = append(names, w.th.Interp.Intern(k.Arg).Value())
	}
	var kw *Tuple
	if names != nil {
		kw = NewTuple(names)
	}
	return Call(w.th, fn, args, kw)
}

func goldenConstant(v any) Value {
	switch v := v.(type) {
	case bool:
		return Bool(v)
	case int64:
		return Int(v)
	case *big.Int:
		return NewBig(new(big.Int).Set(v))
	case float64:
		return Float(v)
	case string:
		return Text(v)
	case []byte:
		return NewBytes(v).Value()
	case ast.Ellipsis:
		return Ellipsis
	}
	return None
}
