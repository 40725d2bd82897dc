package compiler

import (
	"errors"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/symtable"
)

// The dumps are those of ast.parse(source, optimize=...) in CPython 3.14.
func TestOptimized(t *testing.T) {
	for _, test := range []struct {
		source   string
		optimize int
		features symtable.Features
		want     string
	}{
		{"__debug__", 0, 0, "Module(body=[Expr(value=Constant(value=True))])"},
		{"f(*__debug__, k=__debug__)", 1, 0, "Module(body=[Expr(value=Call(func=Name(id='f', ctx=Load()), args=[Starred(value=Constant(value=False), ctx=Load())], keywords=[keyword(arg='k', value=Constant(value=False))]))])"},
		{"{**a, b: __debug__}", 1, 0, "Module(body=[Expr(value=Dict(keys=[None, Name(id='b', ctx=Load())], values=[Name(id='a', ctx=Load()), Constant(value=False)]))])"},
		{"x: '%s' % (a,)\ndef f(a: __debug__) -> __debug__: 'doc'", 2, 0, "Module(body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115)]), simple=1), FunctionDef(name='f', args=arguments(args=[arg(arg='a', annotation=Constant(value=False))]), body=[Pass()], returns=Constant(value=False))])"},
		{"x: '%s' % (a,)\ndef f(a: __debug__) -> __debug__: __debug__", 0, symtable.FutureAnnotations, "Module(body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load())), simple=1), FunctionDef(name='f', args=arguments(args=[arg(arg='a', annotation=Name(id='__debug__', ctx=Load()))]), body=[Expr(value=Constant(value=True))], returns=Name(id='__debug__', ctx=Load()))])"},
		{"match x:\n case A(-1, b=-2) | {-1: -3+4j, a.b: c}: pass", 1, 0, "Module(body=[Match(subject=Name(id='x', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchClass(cls=Name(id='A', ctx=Load()), patterns=[MatchValue(value=Constant(value=-1))], kwd_attrs=['b'], kwd_patterns=[MatchValue(value=Constant(value=-2))]), MatchMapping(keys=[Constant(value=-1), Attribute(value=Name(id='a', ctx=Load()), attr='b', ctx=Load())], patterns=[MatchValue(value=Constant(value=(-3+4j))), MatchAs(name='c')])]), body=[Pass()])])])"},
		{"'doc'\n'more'", 2, 0, "Module(body=[Expr(value=JoinedStr(values=[Constant(value='more')]))])"},
		{"'doc'\n'more'", 1, 0, "Module(body=[Expr(value=Constant(value='doc')), Expr(value=Constant(value='more'))])"},
	} {
		mod := parse(t, test.source, parser.Exec)
		before, err := ast.Dump(mod, ast.DumpOptions{})
		if err != nil {
			t.Fatal(err)
		}
		optimized, err := Optimized(mod, Options{Optimize: test.optimize, Features: test.features})
		if err != nil {
			t.Errorf("%s: %v", test.source, err)
			continue
		}
		got, err := ast.Dump(optimized, ast.DumpOptions{})
		if err != nil || got != test.want {
			t.Errorf("%s\n got %s, %v\nwant %s", test.source, got, err, test.want)
		}
		if after, _ := ast.Dump(mod, ast.DumpOptions{}); after != before {
			t.Errorf("%s: the tree has changed to %s", test.source, after)
		}
	}
}

func TestOptimizedTooDeep(t *testing.T) {
	var expr ast.Expr = &ast.Name{Id: "x"}
	for range 100_000 {
		expr = &ast.UnaryOp{Op: ast.USub, Operand: expr}
	}
	if _, err := Optimized(&ast.Expression{Body: expr}, Options{}); !errors.Is(err, ErrRecursion) {
		t.Error(err)
	}
}
