package parser_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
)

// From source to a tree.
func ExampleParse() {
	mod, _, err := parser.Parse([]byte("total = price * 2\n"), "shop.py", parser.Exec, parser.Options{})
	if err != nil {
		panic(err)
	}
	assign := mod.(*ast.Module).Body[0].(*ast.Assign)
	product := assign.Value.(*ast.BinOp)
	fmt.Println(assign.Targets[0].(*ast.Name).Id, product.Op, product.Pos())
	// Output: total Mult {1 8 1 17}
}

// Syntax errors have CPython's messages and places.
func ExampleParse_error() {
	_, _, err := parser.Parse([]byte("if x = 3:\n    pass\n"), "shop.py", parser.Exec, parser.Options{})
	var wrong *ast.SyntaxError
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Lineno, wrong.Offset, wrong.EndOffset, wrong.Msg)
	}
	// Output: 1 4 9 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
}

// What a compiler warns about comes with the tree.
func ExampleParse_warnings() {
	_, warnings, err := parser.Parse([]byte(`x = "\d"`), "shop.py", parser.Exec, parser.Options{})
	if err != nil {
		panic(err)
	}
	for _, w := range warnings {
		fmt.Println(w.Lineno, w.Msg)
	}
	// Output: 1 "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.
}

// At a prompt: is a text complete, does it need more lines, or is it wrong?
func ExampleParseText_incomplete() {
	for _, text := range []string{"x = 1", "x = (", "x = )"} {
		_, _, err := parser.ParseText(text, "<stdin>", parser.Single, parser.Options{AllowIncomplete: true, NoImpliedDedent: true})
		var wrong *ast.SyntaxError
		switch errors.As(err, &wrong); {
		case err == nil:
			fmt.Println("complete")
		case wrong.Kind == "_IncompleteInputError":
			fmt.Println("incomplete")
		default:
			fmt.Println(wrong.Msg)
		}
	}
	// Output:
	// complete
	// incomplete
	// unmatched ')'
}

// The concrete tree shows what the LL(1) automaton did.
func ExampleConcreteTree() {
	root, err := parser.ConcreteTree("pass\n", "", parser.Exec, parser.Options{})
	if err != nil {
		panic(err)
	}
	root.Write(os.Stdout, parser.ListingOptions{Collapse: true})
	// Output:
	// 1,0-1,5:            file_input
	// 1,0-1,5:              statement > stmt_list
	// 1,0-1,4:                simple_stmt > pass_stmt > NAME 'pass'
	// 1,4-1,5:                NEWLINE '\n'
	// 1,5-1,5:              ENDMARKER ''
}
