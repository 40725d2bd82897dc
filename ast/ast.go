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
//	ConstantTuple       tuple, in trees that programs build
//	ConstantFrozenSet   frozenset, in trees that programs build
//	ConstantText        any other object, in trees that are to be written as source only
//
// Reference: the `ast` module.
package ast

import (
	"fmt"
	"strings"
)

// A Node is a node of the tree.
type Node interface {
	// Pos returns where the node stands in the source; the zero Span for nodes that have no position of their own.
	Pos() Span
	// Class describes the node's type.
	Class() *Class
	// Field returns the value of the field Class().Fields[i] in the Go type of the field, nil if it is absent (but
	// absent strings are ""). It panics if there is no such field.
	Field(i int) any
	// SetField sets the field Class().Fields[i] and reports whether value has a type that fits. A sequence may be
	// a []any; nil stands for absent or empty.
	SetField(i int, value any) bool
	// SetPos sets what Pos returns, for nodes that have a position.
	SetPos(Span)

	appendChildren(list []Node) []Node
}

// A Span is the source text a node stands for. Lines count from 1, columns are offsets in bytes of UTF-8 from 0.
type Span struct {
	Lineno, ColOffset, EndLineno, EndColOffset int32
}

// Pos returns s.
func (s Span) Pos() Span { return s }

// SetPos sets s.
func (s *Span) SetPos(to Span) { *s = to }

// Ellipsis is the value of the constant `...`.
type Ellipsis struct{}

// ConstantTuple is a tuple of constants.
type ConstantTuple []any

// ConstantFrozenSet is a frozenset of constants.
type ConstantFrozenSet []any

// ConstantText stands for an object that can't be a constant, by what [Unparse] writes for it.
type ConstantText string

// A Type describes a type of the abstract grammar: a sum of several classes, or a product, which has one class of its
// own name.
type Type struct {
	Name       string
	Sum        bool
	Enum       bool // a sum of which no class has fields
	Attributes []Field
	Classes    []*Class
}

// Doc returns the type as the abstract grammar writes it, which is also the __doc__ of the class in Python's ast module.
func (t *Type) Doc() string {
	if !t.Sum {
		return t.Classes[0].Doc()
	}
	separator := " | "
	if !t.Enum {
		separator = "\n" + strings.Repeat(" ", len(t.Name)+1) + "| "
	}
	docs := make([]string, len(t.Classes))
	for i, c := range t.Classes {
		docs[i] = c.Doc()
	}
	return t.Name + " = " + strings.Join(docs, separator)
}

// A Class describes a class of nodes, or a value of an enumeration.
type Class struct {
	Name   string
	Fields []Field

	make func() Node
	enum any
}

// Doc returns the class with its fields, such as `Return(expr? value)`: its __doc__ in Python's ast module.
func (c *Class) Doc() string {
	if len(c.Fields) == 0 {
		return c.Name
	}
	fields := make([]string, len(c.Fields))
	for i, f := range c.Fields {
		fields[i] = f.Type + f.Quantifier + " " + f.Name
	}
	return c.Name + "(" + strings.Join(fields, ", ") + ")"
}

// New returns a new node of class c with no field set; nil if c stands for a value of an enumeration.
func (c *Class) New() Node {
	if c.make == nil {
		return nil
	}
	return c.make()
}

// Enum returns the value c stands for, such as [Load]; nil if c is a class of nodes.
func (c *Class) Enum() any { return c.enum }

// LookupClass returns the class with the name that Python's ast module gives it, nil if there is none.
func LookupClass(name string) *Class {
	for _, t := range Types {
		for _, c := range t.Classes {
			if c.Name == name {
				return c
			}
		}
	}
	return nil
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

func badField(i int) string { return fmt.Sprintf("ast: the node has no field %d", i) }

// Elements returns the elements of the value of a field that is a sequence. It panics for other values.
func Elements(value any) []any { return elements(value) }

// boxed returns the elements of list as interface values.
func boxed[T any](list []T) []any {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = v
	}
	return values
}

// set stores value in a field if the types fit.
func set[T any](field *T, value any) bool {
	if value == nil {
		var absent T
		*field = absent
		return true
	}
	v, ok := value.(T)
	if ok {
		*field = v
	}
	return ok
}

// setSlice stores a sequence in a field if the types of all elements fit.
func setSlice[T any](field *[]T, value any) bool {
	values, ok := value.([]any)
	if !ok {
		return set(field, value)
	}
	list := make([]T, len(values))
	for i, v := range values {
		if !set(&list[i], v) {
			return false
		}
	}
	*field = list
	return true
}
