// This file converts match statements and their patterns (PEP 634).

package parser

import (
	"strings"

	"github.com/gopy-lang/gopy/ast"
)

func (c *converter) matchStmt(r ref, kids []ref) ast.Stmt {
	c.require(10, c.behind(r), "Pattern matching")
	s := &ast.Match{Span: c.span(r)}
	if c.node(kids[1], ruleFlexibleExpression) {
		c.failLoneStar(kids[1])
	}
	s.Subject = c.expr(kids[1])
	for _, block := range kids[5 : len(kids)-1] {
		s.Cases = append(s.Cases, c.caseBlock(c.children(block)))
		if c.failure != nil {
			break
		}
	}
	return s
}

func (c *converter) caseBlock(kids []ref) *ast.MatchCase {
	m := &ast.MatchCase{}
	if patterns := kids[1]; c.node(patterns, rulePatterns) {
		m.Pattern = &ast.MatchSequence{Span: c.span(patterns), Patterns: c.patternList(c.children(patterns))}
	} else {
		if c.node(patterns, ruleStarPattern) {
			c.failLoneStar(patterns)
		}
		m.Pattern = c.pattern(patterns)
	}
	if guard := kids[2]; c.node(guard, ruleGuard) {
		m.Guard = c.expr(c.children(guard)[1])
	}
	m.Body = c.suite(kids[len(kids)-1])
	return m
}

func (c *converter) patternList(kids []ref) []ast.Pattern {
	list := make([]ast.Pattern, 0, (len(kids)+1)/2)
	for i := 0; i < len(kids); i += 2 {
		list = append(list, c.pattern(kids[i]))
	}
	return list
}

// pattern converts a pattern; any rule that one can consist of alone will do.
func (c *converter) pattern(r ref) ast.Pattern {
	if !c.enter() {
		return &ast.MatchAs{}
	}
	defer c.leave()
	kids := c.children(r)
	span := c.span(r)
	switch c.tree.rule(r) {
	case ruleNone:
		if c.is(r, tokNAME) {
			if name := c.name(r); name != "_" {
				return &ast.MatchAs{Span: span, Name: name}
			}
			return &ast.MatchAs{Span: span}
		}
	case ruleStarPattern:
		p := &ast.MatchStar{Span: span}
		if name := c.name(kids[1]); name != "_" {
			p.Name = name
		}
		return p
	case ruleAsPattern:
		if c.name(kids[2]) == "_" {
			c.failAt(kids[2], "cannot use '_' as a target")
		}
		return &ast.MatchAs{Span: span, Pattern: c.pattern(kids[0]), Name: c.name(kids[2])}
	case ruleOrPattern:
		return &ast.MatchOr{Span: span, Patterns: c.patternList(kids)}
	case ruleGroupPattern:
		if len(kids) == 3 {
			if c.node(kids[1], ruleStarPattern) {
				c.failLoneStar(kids[1])
			}
			return c.pattern(kids[1])
		}
		return &ast.MatchSequence{Span: span, Patterns: c.patternList(kids[1 : len(kids)-1])}
	case ruleSequencePattern:
		return &ast.MatchSequence{Span: span, Patterns: c.patternList(kids[1 : len(kids)-1])}
	case ruleMappingPattern:
		return c.mappingPattern(span, kids)
	case ruleClassPattern:
		return c.classPattern(span, kids)
	}
	if value := c.patternValue(r); isSingleton(value) {
		return &ast.MatchSingleton{Span: span, Value: value.(*ast.Constant).Value}
	} else {
		return &ast.MatchValue{Span: span, Value: value}
	}
}

// isSingleton reports whether a pattern's value is None, True or False.
func isSingleton(value ast.Expr) bool {
	if k, ok := value.(*ast.Constant); ok {
		switch k.Value.(type) {
		case nil, bool:
			return true
		}
	}
	return false
}

// patternValue converts a literal or a dotted name.
func (c *converter) patternValue(r ref) ast.Expr {
	kids := c.children(r)
	switch c.tree.rule(r) {
	case ruleValuePattern:
		c.checkWildcardHead(kids[0])
		return c.dottedExpr(kids)
	case ruleNumberPattern:
		return c.numberPattern(kids)
	}
	return c.expr(r)
}

// dottedExpr converts `a.b.c`.
func (c *converter) dottedExpr(kids []ref) ast.Expr {
	var e ast.Expr = c.nameExpr(kids[0], ast.Load)
	start := e.Pos()
	for i := 2; i < len(kids); i += 2 {
		e = &ast.Attribute{Span: c.spanTo(start, kids[i]), Value: e, Attr: c.name(kids[i])}
	}
	return e
}

// numberPattern converts `-1`, `-1 + 2j` and so on.
func (c *converter) numberPattern(kids []ref) ast.Expr {
	i := 0
	if c.is(kids[0], tokMINUS) {
		i = 1
	}
	left := c.expr(kids[i])
	if i == 1 {
		left = &ast.UnaryOp{Span: c.spanBetween(kids[0], kids[1]), Op: ast.USub, Operand: left}
	}
	if len(kids) == i+1 {
		return left
	}
	right := c.expr(kids[i+2])
	if isImaginary(c.text(kids[i].token())) {
		c.failAt(kids[i], "real number required in complex literal")
	}
	if !isImaginary(c.text(kids[i+2].token())) {
		c.failAt(kids[i+2], "imaginary number required in complex literal")
	}
	return &ast.BinOp{Span: c.spanBetween(kids[0], kids[i+2]), Left: left, Op: binaryOperators[c.label(kids[i+1])], Right: right}
}

func isImaginary(text string) bool {
	return strings.HasSuffix(text, "j") || strings.HasSuffix(text, "J")
}

func (c *converter) mappingPattern(span ast.Span, kids []ref) ast.Pattern {
	p := &ast.MatchMapping{Span: span}
	for i := 1; i < len(kids)-1; i += 2 {
		item := c.children(kids[i])
		if p.Rest != "" {
			first := c.tree.first(kids[i])
			c.fail(c.errorAt(first, first, "invalid syntax"))
		}
		if c.is(item[0], tokDOUBLESTAR) {
			if p.Rest = c.name(item[1]); p.Rest == "_" {
				c.failAt(item[1], "invalid syntax")
			}
			continue
		}
		if c.is(item[0], tokNAME) {
			c.failAt(item[1], "invalid syntax")
		}
		p.Keys = append(p.Keys, c.patternValue(item[0]))
		p.Patterns = append(p.Patterns, c.pattern(item[2]))
	}
	return p
}

func (c *converter) classPattern(span ast.Span, kids []ref) ast.Pattern {
	p := &ast.MatchClass{Span: span}
	head := []ref{kids[0]}
	if c.node(kids[0], ruleValuePattern) {
		head = c.children(kids[0])
	}
	c.checkWildcardHead(head[0])
	p.Cls = c.dottedExpr(head)
	if len(kids) == 3 {
		return p
	}
	arguments := c.list(kids[2], rulePatternArguments)
	for i := 0; i < len(arguments); i += 2 {
		if !c.node(arguments[i], rulePatternArgument) {
			if len(p.KwdAttrs) > 0 {
				c.failPositionalPattern(arguments, i)
			}
			p.Patterns = append(p.Patterns, c.pattern(arguments[i]))
			continue
		}
		parts := c.children(arguments[i])
		if !c.is(parts[0], tokNAME) {
			c.failAt(parts[1], "invalid syntax")
			break
		}
		p.KwdAttrs = append(p.KwdAttrs, c.name(parts[0]))
		p.KwdPatterns = append(p.KwdPatterns, c.pattern(parts[2]))
	}
	return p
}
