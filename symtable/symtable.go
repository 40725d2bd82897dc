// Package symtable finds out, before any code is generated, to which scope each name of a program belongs.
//
// [Build] works in two passes. The first walks the tree (builder.go and the files named after what they walk), makes a
// [Scope] for every construct that binds names, and notes what each says about them. The second (resolve.go) goes over
// the scopes from the outside in, decides where each name lives, and inlines comprehensions (PEP 709) on the way.
//
// Reference: the language reference, "Naming and binding"; PEP 227, 649, 695, 696, 709, 749; the module `symtable`.
package symtable

import (
	"errors"

	"github.com/gopy-lang/gopy/ast"
)

// A Table is the symbol table of a module.
type Table struct {
	Filename string
	Features Features // those given to Build, and those the module's own future imports switch on
	Top      *Scope

	scopes map[key]*Scope
}

// A key finds a scope: its node, and which of the scopes that the node opens.
type key struct {
	node ast.Node
	role role
}

type role uint8

const (
	roleBody role = iota
	roleAnnotations
	roleTypeParams
	roleBound
	roleDefault
)

// ErrRecursion is returned for a tree that is nested too deeply; Python raises RecursionError.
var ErrRecursion = errors.New("maximum recursion depth exceeded during compilation")

// ErrFunctionType is returned for an *[ast.FunctionType], which has no code; Python raises RuntimeError.
var ErrFunctionType = errors.New("this compiler does not handle FunctionTypes")

// Build makes the symbol table of a tree. features are those in force before its own future imports. The error is an
// *[ast.SyntaxError], [ErrRecursion] or [ErrFunctionType].
//
// A syntax error has no Text, as the table doesn't see the source, and its offsets count bytes of UTF-8 from 1: that is
// what CPython reports from here on, while its parser's offsets count characters.
func Build(mod ast.Mod, filename string, features Features) (*Table, error) {
	return new(Memory).Build(mod, filename, features)
}

// Build is Build in memory that was used before.
func (m *Memory) Build(mod ast.Mod, filename string, features Features) (*Table, error) {
	if m.byNode == nil {
		m.byNode = make(map[key]*Scope)
	}
	b := &builder{
		table:  &Table{Filename: filename, Features: features, scopes: m.byNode},
		memory: m,
	}
	b.module(mod)
	if b.err == nil {
		r := resolver{builder: b}
		r.resolve(b.table.Top, nil)
	}
	if b.err != nil {
		return nil, b.err
	}
	return b.table, nil
}

// Scope returns the scope of a body: node is the ast.Mod, *ast.FunctionDef, *ast.AsyncFunctionDef, *ast.Lambda,
// *ast.ClassDef, comprehension, *ast.GeneratorExp, or *ast.TypeAlias (its value). It returns nil for any other node.
func (t *Table) Scope(node ast.Node) *Scope { return t.scopes[key{node, roleBody}] }

// Annotations returns the `__annotate__` scope of a function's signature (*ast.FunctionDef, *ast.AsyncFunctionDef) or
// of the annotated assignments of a class or module body (*ast.ClassDef, ast.Mod). A function always has one, used or
// not ([Scope.AnnotationsUsed]); a class or module has one when it has an annotated assignment. Under
// [FutureAnnotations] the scope is no child of another, and none of its names but `.format` is resolved.
func (t *Table) Annotations(node ast.Node) *Scope { return t.scopes[key{node, roleAnnotations}] }

// TypeParams returns the scope of the type parameters of a *ast.FunctionDef, *ast.AsyncFunctionDef, *ast.ClassDef or
// *ast.TypeAlias, nil if it has none.
func (t *Table) TypeParams(node ast.Node) *Scope { return t.scopes[key{node, roleTypeParams}] }

// Bound returns the scope of a type variable's bound or constraints, nil if it has none.
func (t *Table) Bound(param ast.TypeParam) *Scope { return t.scopes[key{param, roleBound}] }

// Default returns the scope of a type parameter's default, nil if it has none.
func (t *Table) Default(param ast.TypeParam) *Scope { return t.scopes[key{param, roleDefault}] }
