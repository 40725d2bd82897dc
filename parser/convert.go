// This file holds the conversion from concrete to abstract syntax tree: its state, positions, names and the roots.
// convert_*.go hold the rest by kind of node; check_*.go what LL(1) accepts and Python does not.

package parser

import (
	"unicode/utf8"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

// A converter turns one concrete tree into an abstract one. The first error sticks: conversion goes on after it, with
// nodes nobody will see, and the callers of statements look at it.
type converter struct {
	*input
	tree     *tree
	options  *Options
	depth    int
	failure  *failure // the first error
	warnings []Warning
	flufl    bool // PEP 401 is in force

	names     slab[ast.Name]
	constants slab[ast.Constant]
	calls     slab[ast.Call]
	attrs     slab[ast.Attribute]
	exprStmts slab[ast.ExprStmt]
	assigns   slab[ast.Assign]
	args      slab[ast.Arg]
}

// A slab allocates nodes of the commonest types by the dozen.
type slab[T any] struct{ free []T }

func (s *slab[T]) alloc() *T {
	if len(s.free) == 0 {
		s.free = make([]T, 32)
	}
	t := &s.free[0]
	s.free = s.free[1:]
	return t
}

// maxDepth limits the recursion of the conversion, for Go cannot recover from running out of stack.
const maxDepth = maxStack

// enter counts one level of recursion; it reports false, with an error set, when there are too many.
func (c *converter) enter() bool {
	c.depth++
	if c.depth > maxDepth {
		c.fail(&failure{tooDeep: true})
		return false
	}
	return true
}

func (c *converter) leave() { c.depth-- }

// fail records an error unless there is one already.
func (c *converter) fail(f *failure) {
	if c.failure == nil {
		c.failure = f
	}
}

// failAt records an error about a part of the source.
func (c *converter) failAt(r ref, format string, args ...any) {
	if c.failure == nil {
		c.failure = c.errorAt(c.tree.first(r), c.lastSolid(r), format, args...)
	}
}

// failRange records an error about the source from the start of one part to the end of another.
func (c *converter) failRange(from, to ref, format string, args ...any) {
	if c.failure == nil {
		c.failure = c.errorAt(c.tree.first(from), c.lastSolid(to), format, args...)
	}
}

// failSpan records an error about a node.
func (c *converter) failSpan(s ast.Span, format string, args ...any) {
	if c.failure == nil {
		c.failure = spanError(s, format, args...)
	}
}

// lastSolid returns the last token of r that is no NEWLINE, INDENT or DEDENT.
func (c *converter) lastSolid(r ref) int { return c.solid(c.tree.last(r)) }

// solid goes back from a token to one that is no NEWLINE, INDENT, DEDENT or ENDMARKER.
func (c *converter) solid(i int) int {
	for i > 0 && (c.labels[i] >= tokNEWLINE && c.labels[i] <= tokDEDENT || c.labels[i] == tokENDMARKER) {
		i--
	}
	return i
}

// span returns the position of a part.
func (c *converter) span(r ref) ast.Span {
	if r.isToken() {
		return c.tokenSpan(r.token())
	}
	n := &c.tree.nodes[r]
	return c.spanOf(int(n.first), c.solid(int(n.last)))
}

// spanBetween returns the position from the start of one part to the end of another.
func (c *converter) spanBetween(from, to ref) ast.Span {
	return c.spanOf(c.tree.first(from), c.lastSolid(to))
}

// spanTo returns the position from where a node starts to the end of a part.
func (c *converter) spanTo(start ast.Span, to ref) ast.Span {
	end := c.span(to)
	return ast.Span{Lineno: start.Lineno, ColOffset: start.ColOffset, EndLineno: end.EndLineno, EndColOffset: end.EndColOffset}
}

// label returns the label of a token, noLabel for a node.
func (c *converter) label(r ref) label {
	if r.isToken() {
		return c.labels[r.token()]
	}
	return noLabel
}

// is reports whether r is a token with label l.
func (c *converter) is(r ref, l label) bool { return r.isToken() && c.labels[r.token()] == l }

// node reports whether r is a node of the given rule.
func (c *converter) node(r ref, want rule) bool { return !r.isToken() && c.tree.nodes[r].rule == want }

func (c *converter) children(r ref) []ref { return c.tree.children(r) }

// list returns the elements of a comma-separated list, given the rule it would be a node of: the node's children, or the
// part itself when it is the only element.
func (c *converter) list(r ref, of rule) []ref {
	if c.node(r, of) {
		return c.children(r)
	}
	return []ref{r}
}

// only returns the only child of a node, or the node if it has more.
func (c *converter) only(r ref) ref {
	if kids := c.children(r); len(kids) == 1 {
		return kids[0]
	}
	return r
}

// name returns an identifier in normal form (NFKC, as PEP 3131 has it).
func (c *converter) name(r ref) string { return c.nameOf(r.token()) }

func (c *converter) nameOf(i int) string {
	s := c.text(i)
	for j := range len(s) {
		if s[j] >= utf8.RuneSelf {
			return c.normalName(s)
		}
	}
	return s
}

// normalName returns the normal form of a name that isn't ASCII. It can't be that of a constant, which the tokenizer took for a name.
func (c *converter) normalName(s string) string {
	s = ucd.Normalize(ucd.NFKC, s)
	switch s {
	case "None", "True", "False":
		c.fail(&failure{kind: "ValueError", msg: "identifier field can't represent '" + s + "' constant"})
	}
	return s
}

// dotted returns the name of a module, `a.b.c`.
func (c *converter) dotted(r ref) string {
	if r.isToken() {
		return c.name(r)
	}
	s := ""
	for _, kid := range c.children(r) {
		s += c.nameOf(kid.token())
	}
	return s
}

// root converts the tree of a start symbol.
func (c *converter) root(r ref) ast.Mod {
	kids := c.children(r)
	switch c.tree.rule(r) {
	case ruleFileInput:
		mod := &ast.Module{Body: make([]ast.Stmt, 0, len(kids))}
		for _, kid := range kids {
			if !kid.isToken() {
				mod.Body = c.statements(mod.Body, kid)
			}
			if c.failure != nil {
				return nil
			}
		}
		mod.TypeIgnores = c.typeIgnores
		return mod
	case ruleInteractiveInput:
		mod := &ast.Interactive{}
		if c.is(kids[0], tokNEWLINE) {
			span := c.tokenSpan(0)
			mod.Body = []ast.Stmt{&ast.Pass{Span: span}}
		} else {
			mod.Body = c.statements(nil, kids[0])
		}
		return mod
	case ruleEvalInput:
		return &ast.Expression{Body: c.expr(kids[0])}
	case ruleFuncTypeInput:
		return c.functionType(kids[0])
	}
	panic("parser: no start symbol: " + ruleNames[c.tree.rule(r)])
}

// functionType converts `(a, *b, **c) -> d`.
func (c *converter) functionType(r ref) ast.Mod {
	kids := c.children(r)
	mod := &ast.FunctionType{Returns: c.expr(kids[len(kids)-1])}
	if c.is(kids[1], tokRPAR) {
		return mod
	}
	stars := noLabel // the last star met
	for i, item := range c.list(kids[1], ruleTypeList) {
		if i%2 == 1 {
			continue
		}
		star, value := noLabel, item
		if c.node(item, ruleTypeItem) {
			parts := c.children(item)
			star, value = c.label(parts[0]), parts[1]
		}
		if first := c.tree.first(item); stars == tokDOUBLESTAR {
			c.fail(c.errorAt(first-1, first-1, "invalid syntax"))
		} else if stars == tokSTAR && star != tokDOUBLESTAR {
			c.fail(c.errorAt(first, first, "invalid syntax"))
		}
		stars = star
		mod.Argtypes = append(mod.Argtypes, c.expr(value))
	}
	return mod
}
