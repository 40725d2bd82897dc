package symtable_test

import (
	"fmt"
	"os"

	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/symtable"
)

const counter = `
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
`

// tableOf makes the table of a source.
func tableOf(source string) *symtable.Table {
	mod, _, err := parser.Parse([]byte(source), "counter.py", parser.Exec, parser.Options{})
	if err != nil {
		panic(err)
	}
	table, err := symtable.Build(mod, "counter.py", 0)
	if err != nil {
		panic(err)
	}
	return table
}

// Where names live, scope by scope.
func ExampleBuild() {
	var show func(s *symtable.Scope)
	show = func(s *symtable.Scope) {
		if s.Kind != symtable.Annotation {
			for _, symbol := range s.Symbols {
				fmt.Printf("%s: %s is %s (%s)\n", s, symbol.Name, symbol.Scope, symbol.Flags)
			}
		}
		for _, child := range s.Children {
			show(child)
		}
	}
	show(tableOf(counter).Top)
	// Output:
	// module top: counter is local (def_local)
	// function counter: n is cell (def_local)
	// function counter: step is local (use, def_local)
	// function step: n is free (use, def_nonlocal, def_local)
}

// Print shows a table as `python -m symtable` does.
func ExampleTable_Print() {
	tableOf("x = len").Print(os.Stdout)
	// Output:
	// symbol table for module from file 'counter.py':
	//     local symbol 'x': def_local
	//     global_implicit symbol 'len': use
}
