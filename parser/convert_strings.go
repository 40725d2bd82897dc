// This file converts string literals: plain ones, f-strings and t-strings (PEP 701, PEP 750), and their concatenation.

package parser

import (
	"strings"

	"github.com/gopy-lang/gopy/ast"
)

// mixesBytes reports whether some but not all of the literals, none of which is a t-string, are bytes.
func (c *converter) mixesBytes(parts []ref) bool {
	bytes := 0
	for _, part := range parts {
		if part.isToken() && isBytes(c.text(part.token())) {
			bytes++
		}
	}
	return bytes > 0 && bytes < len(parts)
}

// strings converts adjacent literals. They make one constant, one f-string or one template.
func (c *converter) strings(r ref) ast.Expr {
	parts := []ref{r}
	if c.node(r, ruleStrings) {
		parts = c.children(r)
	}
	var bytes, text, formatted, template int
	for _, part := range parts {
		switch {
		case c.node(part, ruleFstring):
			formatted++
		case c.node(part, ruleTstring):
			template++
		case isBytes(c.text(part.token())):
			bytes++
		default:
			text++
		}
	}
	switch {
	case template > 0 && template < len(parts):
		// CPython makes one of the first literals alone, as far as they are of one kind, and looks at the next one then.
		n := 1
		for c.node(parts[n], ruleTstring) == c.node(parts[0], ruleTstring) {
			n++
		}
		if !c.node(parts[0], ruleTstring) && c.mixesBytes(parts[:n]) {
			next := c.tree.first(parts[n])
			c.fail(c.errorAt(next, next, "cannot mix bytes and nonbytes literals"))
		} else {
			c.failRange(parts[n-1], parts[n], "cannot mix t-string literals with string or bytes literals")
		}
		return &ast.Constant{}
	case bytes > 0 && bytes < len(parts):
		next := c.tree.last(r) + 1
		c.fail(c.errorAt(next, next, "cannot mix bytes and nonbytes literals"))
		return &ast.Constant{}
	case template > 0:
		c.require(14, c.tree.last(r), "t-strings")
		return &ast.TemplateStr{Span: c.span(r), Values: c.joined(parts)}
	case formatted > 0:
		return &ast.JoinedStr{Span: c.span(r), Values: c.joined(parts)}
	}
	e := c.constants.alloc()
	e.Span = c.span(r)
	if bytes > 0 {
		if len(parts) == 1 {
			e.Value = c.bytesLiteral(parts[0].token())
			return e
		}
		var all []byte
		for _, part := range parts {
			all = append(all, c.bytesLiteral(part.token())...)
		}
		e.Value = all
		return e
	}
	e.Kind = stringKind(c.text(parts[0].token()))
	if len(parts) == 1 {
		e.Value = c.textLiteral(parts[0].token())
		return e
	}
	var all strings.Builder
	for _, part := range parts {
		all.WriteString(c.textLiteral(part.token()))
	}
	e.Value = all.String()
	return e
}

// isBytes reports whether a literal's prefix has a b.
func isBytes(literal string) bool {
	return literal[0]|0x20 == 'b' || literal[0]|0x20 == 'r' && literal[1]|0x20 == 'b'
}

// stringKind returns the kind of a literal's constant: "u" if that is its prefix.
func stringKind(literal string) string {
	if literal[0] == 'u' {
		return "u"
	}
	return ""
}

// joined converts the parts of f-strings or t-strings. Constants that meet become one.
func (c *converter) joined(parts []ref) []ast.Expr {
	var values []ast.Expr
	for _, part := range parts {
		if part.isToken() {
			values = append(values, &ast.Constant{Span: c.span(part), Value: c.textLiteral(part.token()),
				Kind: stringKind(c.text(part.token()))})
			continue
		}
		kids := c.children(part)
		raw := strings.ContainsAny(c.text(kids[0].token()), "rR")
		values = c.middles(values, kids[1:len(kids)-1], kids[len(kids)-1], raw, c.node(part, ruleTstring))
	}
	return fold(values)
}

// middles appends literal text and replacement fields. place is the token that warnings about the text are about; without
// one, a colon, they are about the text's own.
func (c *converter) middles(values []ast.Expr, kids []ref, place ref, raw, template bool) []ast.Expr {
	for _, kid := range kids {
		if !kid.isToken() {
			values = c.replacementField(values, kid, raw, template)
			continue
		}
		about := place
		if c.is(place, tokCOLON) {
			about = kid
		}
		if text := c.middle(kid.token(), about.token(), raw); text != "" {
			span := c.span(kid)
			if c.doubledBrace(kid.token()) {
				span.EndColOffset++
			}
			values = append(values, &ast.Constant{Span: span, Value: text})
		}
	}
	return values
}

// doubledBrace reports whether literal text ends in `{{` or `}}`, of which the token holds one brace.
func (c *converter) doubledBrace(i int) bool {
	hi := c.tokens[i].Hi
	return c.tokens[i+1].Lo == hi+1 && (c.stream.Text[hi] == '{' || c.stream.Text[hi] == '}')
}

// fold makes one constant of those that follow each other, and drops empty ones.
func fold(values []ast.Expr) []ast.Expr {
	folded := values[:0]
	for i := 0; i < len(values); {
		first, ok := values[i].(*ast.Constant)
		if !ok {
			folded = append(folded, values[i])
			i++
			continue
		}
		text := first.Value.(string)
		for i++; i < len(values); i++ {
			next, ok := values[i].(*ast.Constant)
			if !ok {
				break
			}
			text += next.Value.(string)
			first.EndLineno, first.EndColOffset = next.EndLineno, next.EndColOffset
		}
		if first.Value = text; text != "" {
			folded = append(folded, first)
		}
	}
	return folded
}

// replacementField appends what `{value=!conversion:spec}` stands for. With `=` that is two parts.
func (c *converter) replacementField(values []ast.Expr, r ref, raw, template bool) []ast.Expr {
	if !c.enter() {
		return values
	}
	defer c.leave()
	kids := c.children(r)
	rest := kids[2:]
	debug := c.is(rest[0], tokEQUAL)
	valueEnd := c.tree.first(rest[0]) // the token behind the text of value
	conversion := -1
	if debug {
		rest = rest[1:]
	}
	debugEnd := c.tree.first(rest[0])
	if c.node(rest[0], ruleConversion) {
		conversion = c.conversion(rest[0], template)
		rest = rest[1:]
	}
	var spec ast.Expr
	if !c.is(rest[0], tokRBRACE) {
		spec = c.formatSpec(rest[0], raw)
	}
	if debug && conversion < 0 && spec == nil {
		conversion = 'r'
	}
	open := kids[0].token()
	if debug {
		from, to := c.tokens[open].End, c.tokens[debugEnd].Start
		values = append(values, &ast.Constant{Value: c.sourceText(open, debugEnd),
			Span: ast.Span{Lineno: from.Line, ColOffset: from.Col, EndLineno: to.Line, EndColOffset: to.Col}})
	}
	value := c.expr(kids[1])
	if template {
		return append(values, &ast.Interpolation{Span: c.span(r), Value: value, Str: c.sourceText(open, valueEnd),
			Conversion: conversion, FormatSpec: spec})
	}
	return append(values, &ast.FormattedValue{Span: c.span(r), Value: value, Conversion: conversion, FormatSpec: spec})
}

// sourceText returns the source between two tokens, without comments.
func (c *converter) sourceText(from, to int) string {
	lo, hi := c.tokens[from].Hi, c.tokens[to].Lo
	whole := c.stream.Text[lo:hi]
	if !strings.Contains(whole, "#") {
		return whole
	}
	var b strings.Builder
	for i := from + 1; i <= to; i++ {
		// Comments can only be between tokens, not within strings.
		gap := c.stream.Text[c.tokens[i-1].Hi:max(c.tokens[i].Lo, c.tokens[i-1].Hi)]
		for {
			hash := strings.IndexByte(gap, '#')
			if hash < 0 {
				break
			}
			b.WriteString(gap[:hash])
			gap = gap[hash:]
			gap = gap[max(strings.IndexByte(gap, '\n'), 0):]
		}
		b.WriteString(gap)
		if i < to {
			b.WriteString(c.text(i))
		}
	}
	return b.String()
}

// conversion returns the conversion character.
func (c *converter) conversion(r ref, template bool) int {
	kids := c.children(r)
	mark, name := kids[0].token(), kids[1].token()
	text := c.text(name)
	letter := 'f'
	if template {
		letter = 't'
	}
	if c.tokens[mark].Hi != c.tokens[name].Lo {
		c.failAt(r, "%c-string: conversion type must come right after the exclamation mark", letter)
	}
	if text != "s" && text != "r" && text != "a" {
		c.failAt(kids[1], "%c-string: invalid conversion character '%s': expected 's', 'r', or 'a'", letter, text)
	}
	return int(text[0])
}

// formatSpec converts what follows the colon of a replacement field: always an f-string, within t-strings too.
func (c *converter) formatSpec(r ref, raw bool) ast.Expr {
	e := &ast.JoinedStr{Span: c.span(r)}
	if kids := c.children(r); len(kids) > 0 {
		e.Values = fold(c.middles(nil, kids[1:], kids[0], raw, false))
	}
	return e
}
