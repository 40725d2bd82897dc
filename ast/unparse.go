// This file writes trees back as source, as Python's ast.unparse does: the text around expressions and statements.
// Statements are in unparse_stmt.go, expressions in unparse_expr.go, f- and t-strings in unparse_string.go.

package ast

import (
	"strings"
)

// Unparse returns what Python's ast.unparse returns: source text, without a line break at its end, that has the same
// tree apart from positions. The only error is [ErrTooDeep].
//
// The tree must be complete: a required field that is nil makes Unparse panic.
func Unparse(n Node) (string, error) {
	u := new(unparser)
	u.node(n, precedenceTest)
	return string(u.text), u.err
}

// A precedence tells how tightly the surroundings of an expression bind. An expression that binds less tightly is
// written in parentheses.
type precedence uint8

const (
	precedenceNamed precedence = iota // :=
	precedenceTuple                   // a, b
	precedenceYield                   // yield
	precedenceTest                    // if-else, lambda
	precedenceOr
	precedenceAnd
	precedenceNot
	precedenceCompare
	precedenceBitOr
	precedenceBitXor
	precedenceBitAnd
	precedenceShift
	precedenceArith  // + -
	precedenceTerm   // * / // % @
	precedenceFactor // unary + - ~
	precedencePower
	precedenceAwait
	precedenceAtom

	precedenceExpr = precedenceBitOr // what may follow a star
)

// next returns the precedence that is tighter by one.
func (p precedence) next() precedence { return min(p+1, precedenceAtom) }

type unparser struct {
	text        []byte
	indentation int
	depth       int
	err         error
	interactive bool             // simple statements of the top level share a line
	typeIgnores map[int32]string // by line: the tags of `# type: ignore` comments
}

// enter counts a level of recursion; at the limit it sets the error and returns false.
func (u *unparser) enter() bool {
	if u.depth == MaxDepth {
		u.err = ErrTooDeep
	}
	if u.err != nil {
		return false
	}
	u.depth++
	return true
}

func (u *unparser) leave() { u.depth-- }

func (u *unparser) write(parts ...string) {
	for _, p := range parts {
		u.text = append(u.text, p...)
	}
}

// newline ends the line, if there is one.
func (u *unparser) newline() {
	if len(u.text) > 0 {
		u.text = append(u.text, '\n')
	}
}

// line begins an indented line with the given text.
func (u *unparser) line(parts ...string) {
	u.newline()
	for range u.indentation {
		u.text = append(u.text, "    "...)
	}
	u.write(parts...)
}

// simple begins a simple statement: a line, but in interactive mode only a semicolon.
func (u *unparser) simple(parts ...string) {
	if !u.interactive || u.indentation > 0 {
		u.line(parts...)
		return
	}
	if len(u.text) > 0 {
		u.write("; ")
	}
	u.write(parts...)
}

// parentheses writes content, in parentheses if wanted.
func (u *unparser) parentheses(wanted bool, content func()) {
	if wanted {
		u.write("(")
	}
	content()
	if wanted {
		u.write(")")
	}
}

// node writes a node of any type.
func (u *unparser) node(n Node, p precedence) {
	switch n := n.(type) {
	case *Module:
		u.typeIgnores = map[int32]string{}
		for _, ignore := range n.TypeIgnores {
			if ignore, ok := ignore.(*TypeIgnore); ok {
				u.typeIgnores[int32(ignore.Lineno)] = "ignore" + ignore.Tag
			}
		}
		u.documentedBody(n.Body)
		u.typeIgnores = nil
	case *Interactive:
		u.interactive = true
		u.body(n.Body)
	case *Expression:
		u.expr(n.Body, precedenceTest)
	case *FunctionType:
		u.write("(")
		u.exprs(n.Argtypes)
		u.write(") -> ")
		u.expr(n.Returns, precedenceTest)
	case Stmt:
		u.stmt(n)
	case Expr:
		u.expr(n, p)
	case Pattern:
		u.pattern(n, p)
	case TypeParam:
		u.typeParam(n)
	case *ExceptHandler:
		u.exceptHandler(n, "except")
	case *Arguments:
		u.arguments(n)
	case *Arg:
		u.arg(n)
	case *Keyword:
		u.keyword(n)
	case *Alias:
		u.alias(n)
	case *WithItem:
		u.withItem(n)
	case *MatchCase:
		u.matchCase(n)
	case *Comprehension:
		u.comprehension(n)
	}
}

// commaSeparated writes n items with commas between them.
func (u *unparser) commaSeparated(n int, item func(i int)) {
	for i := range n {
		if i > 0 {
			u.write(", ")
		}
		item(i)
	}
}

// exprs writes expressions with commas between them.
func (u *unparser) exprs(list []Expr) {
	u.commaSeparated(len(list), func(i int) { u.expr(list[i], precedenceTest) })
}

// names writes names with commas between them.
func (u *unparser) names(list []string) { u.write(strings.Join(list, ", ")) }
