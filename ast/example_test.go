package ast_test

import (
	"fmt"

	"github.com/gopy-lang/gopy/ast"
)

// name returns a name that is read. Programs get trees from package parser, or build them.
func name(id string) ast.Expr { return &ast.Name{Id: id, Ctx: ast.Load} }

// product is the tree of (a + b) * 2.
func product() ast.Expr {
	return &ast.BinOp{
		Left:  &ast.BinOp{Left: name("a"), Op: ast.Add, Right: name("b")},
		Op:    ast.Mult,
		Right: &ast.Constant{Value: int64(2)},
	}
}

// A linter looks at the nodes that concern it.
func ExampleInspect() {
	ast.Inspect(product(), func(n ast.Node) bool {
		if n, ok := n.(*ast.Name); ok {
			fmt.Println(n.Id)
		}
		return true
	})
	// Output:
	// a
	// b
}

// Dump shows a tree as Python's ast.dump does.
func ExampleDump() {
	text, err := ast.Dump(product(), ast.DumpOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
	// Output: BinOp(left=BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=Name(id='b', ctx=Load())), op=Mult(), right=Constant(value=2))
}

// Unparse writes source, with the parentheses that it needs.
func ExampleUnparse() {
	text, err := ast.Unparse(product())
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
	// Output: (a + b) * 2
}

// Classes describe nodes: a tool can treat all of them alike.
func ExampleClass() {
	class := ast.LookupClass("IfExp")
	fmt.Println(class.Doc())
	n := class.New()
	n.SetField(0, name("test"))
	fmt.Println(n.Field(0).(*ast.Name).Id)
	// Output:
	// IfExp(expr test, expr body, expr orelse)
	// test
}

// Trees that a program builds can be checked before they are compiled.
func ExampleValidate() {
	store := &ast.Name{Id: "x", Ctx: ast.Store}
	fmt.Println(ast.Validate(&ast.Expression{Body: store}))
	// Output: ValueError: expression must have Load context but has Store instead
}
