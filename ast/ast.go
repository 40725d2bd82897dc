// Package ast holds Python's abstract syntax tree: its node types, ways to visit, print and write it back as source,
// and the error type of the front end.
//
// The node types are generated from Grammar/Python.asdl. A sum type such as `expr` is an interface ([Expr]), each of its
// constructors a struct used by pointer ([*BinOp]), a product such as `arguments` a struct ([*Arguments]), and a sum
// without fields such as `expr_context` an enumeration ([ExprContext]). Two constructors have another name in Go because
// an interface has theirs: the statement `Expr` is [ExprStmt], the operator `Mod` is [Modulo].
//
// A field of type `identifier?` or `string?` is "" when it is absent; other absent values are nil.
//
// A constant's value is one of
//
//	nil                 None
//	bool
//	int64, *big.Int     int; *big.Int only when int64 is too small
//	float64
//	complex128
//	string              str, as WTF-8: a lone surrogate is three bytes
//	[]byte              bytes
//	Ellipsis            ...
//
// Reference: the `ast` module.
package ast

// A Node is a node of the tree.
type Node interface {
	// Pos returns where the node stands in the source; the zero Span for nodes that have no position of their own.
	Pos() Span
	// Class describes the node's type.
	Class() *Class
	// Field returns the value of the field Class().Fields[i] in the Go type of the field, nil if it is absent (but
	// absent strings are ""). It panics if there is no such field.
	Field(i int) any

	appendChildren(list []Node) []Node
}

// A Span is the source text a node stands for. Lines count from 1, columns are offsets in bytes of UTF-8 from 0.
type Span struct {
	Lineno, ColOffset, EndLineno, EndColOffset int32
}

// Pos returns s.
func (s Span) Pos() Span { return s }

// Ellipsis is the value of the constant `...`.
type Ellipsis struct{}

// A Type describes a type of the abstract grammar: a sum of several classes, or a product, which has one class of its
// own name.
type Type struct {
	Name       string
	Sum        bool
	Enum       bool // a sum of which no class has fields
	Attributes []Field
	Classes    []*Class
}

// A Class describes a class of nodes.
type Class struct {
	Name   string
	Fields []Field
}

// A Field describes a field or an attribute of nodes.
type Field struct {
	Name       string
	Type       string // a type of the abstract grammar, or identifier, string, int, constant
	Quantifier string // "", "?", "*" or "?*"
}

// Optional reports whether the value may be absent.
func (f Field) Optional() bool { return f.Quantifier == "?" }

// Sequence reports whether the value is a sequence.
func (f Field) Sequence() bool { return f.Quantifier == "*" || f.Quantifier == "?*" }

func badField(i int) string { return "ast: a node has no field " + string(rune('0'+i)) }
