// This file holds the code of f-strings and t-strings, and the cleaning of docstrings.

package compiler

import (
	"fmt"

	"slices"
	"strings"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// conversions are the arguments of CONVERT_VALUE and BUILD_INTERPOLATION for `!s`, `!r` and `!a`.
var conversions = map[int]int{'s': 1, 'r': 2, 'a': 3}

func (g *generator) visitJoinedStr(e *ast.JoinedStr) {
	loc := at(e)
	n := len(e.Values)
	if n > stackUseGuideline {
		g.loadConst("", loc)
		g.loadMethod("join", loc)
		g.emitArg(opcode.BUILD_LIST, 0, loc)
		for _, value := range e.Values {
			g.visitExpr(value)
			g.emitArg(opcode.LIST_APPEND, 1, loc)
		}
		g.emitArg(opcode.CALL, 1, loc)
		return
	}
	g.visitExprs(e.Values)
	switch n {
	case 0:
		g.loadConst("", loc)
	case 1:
	default:
		g.emitArg(opcode.BUILD_STRING, n, loc)
	}
}

func (g *generator) visitFormattedValue(e *ast.FormattedValue) {
	loc := at(e)
	g.visitExpr(e.Value)
	if conversion := g.conversion(e.Conversion); conversion != 0 {
		g.emitArg(opcode.CONVERT_VALUE, conversion, loc)
	}
	if e.FormatSpec != nil {
		g.visitExpr(e.FormatSpec)
		g.emit(opcode.FORMAT_WITH_SPEC, loc)
		return
	}
	g.emit(opcode.FORMAT_SIMPLE, loc)
}

// conversion returns the instructions' number of a conversion, 0 for none. Only the tree of a program can have one that isn't known.
func (g *generator) conversion(character int) int {
	number, ok := conversions[character]
	if !ok && character != -1 {
		g.failure(&ast.ValidationError{Kind: "SystemError", Msg: fmt.Sprintf("Unrecognized conversion character %d", character)})
	}
	return number
}

// visitTemplateStr emits a t-string: a tuple of its strings, one more than there are interpolations, and a tuple of
// these.
func (g *generator) visitTemplateStr(e *ast.TemplateStr) {
	loc := at(e)
	var interpolations []ast.Expr
	n := 0 // strings
	afterInterpolation := true
	for _, value := range e.Values {
		if _, ok := value.(*ast.Interpolation); ok {
			if afterInterpolation {
				g.loadConst("", loc)
				n++
			}
			interpolations = append(interpolations, value)
			afterInterpolation = true
			continue
		}
		g.visitExpr(value)
		n++
		afterInterpolation = false
	}
	if afterInterpolation {
		g.loadConst("", loc)
		n++
	}
	g.emitArg(opcode.BUILD_TUPLE, n, loc)
	g.visitExprs(interpolations)
	g.emitArg(opcode.BUILD_TUPLE, len(interpolations), loc)
	g.emit(opcode.BUILD_TEMPLATE, loc)
}

func (g *generator) visitInterpolation(e *ast.Interpolation) {
	loc := at(e)
	g.visitExpr(e.Value)
	g.loadConst(codeConstant(e.Str), loc)
	arg := 2 | g.conversion(e.Conversion)<<2
	if e.FormatSpec != nil {
		g.visitExpr(e.FormatSpec)
		arg |= 1
	}
	g.emitArg(opcode.BUILD_INTERPOLATION, arg, loc)
}

// splitDocstring takes the docstring off a body. It returns the cleaned docstring, nil if there is none or it is not
// kept, its place, and the statements to emit.
func (g *generator) splitDocstring(body []ast.Stmt) (doc any, place cfg.Loc, rest []ast.Stmt) {
	if len(body) == 0 {
		return nil, cfg.Loc{}, body
	}
	stmt, ok := body[0].(*ast.ExprStmt)
	if !ok {
		return nil, cfg.Loc{}, body
	}
	constant, ok := stmt.Value.(*ast.Constant)
	if !ok {
		return nil, cfg.Loc{}, body
	}
	text, ok := constant.Value.(string)
	if !ok {
		return nil, cfg.Loc{}, body
	}
	if g.options.Optimize < 2 {
		return cleanDocstring(text), at(constant), body[1:]
	}
	return nil, cfg.Loc{}, withoutDocstring(body)
}

// withoutDocstring returns a body whose docstring isn't kept. What takes its place is no docstring.
func withoutDocstring(body []ast.Stmt) []ast.Stmt {
	span := body[0].Pos()
	if len(body) == 1 {
		span.EndLineno, span.EndColOffset = span.Lineno, span.ColOffset+int32(len("pass"))
		return []ast.Stmt{&ast.Pass{Span: span}}
	}
	body = slices.Clone(body[1:])
	if stmt, ok := body[0].(*ast.ExprStmt); ok {
		if constant, ok := stmt.Value.(*ast.Constant); ok {
			if _, ok := constant.Value.(string); ok {
				joined := &ast.JoinedStr{Span: constant.Span, Values: []ast.Expr{constant}}
				body[0] = &ast.ExprStmt{Span: stmt.Span, Value: joined}
			}
		}
	}
	return body
}

// cleanDocstring expands the tabs of a docstring and removes the indentation that all lines but the first have in
// common, and the spaces before the first.
func cleanDocstring(doc string) string {
	lines := strings.Split(expandTabs(doc), "\n")
	const huge = int(^uint(0) >> 1)
	margin := huge
	for _, line := range lines[1:] {
		if text := strings.TrimLeft(line, " "); text != "" {
			margin = min(margin, len(line)-len(text))
		}
	}
	if margin == huge {
		margin = 0
	}
	lines[0] = strings.TrimLeft(lines[0], " ")
	for i, line := range lines[1:] {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		lines[i+1] = line[min(margin, indent):]
	}
	return strings.Join(lines, "\n")
}

// expandTabs replaces tabs by spaces up to the next multiple of eight characters.
func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var result strings.Builder
	column := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\t':
			n := 8 - column%8
			result.WriteString("        "[:n])
			column += n
		case '\n', '\r':
			result.WriteByte(c)
			column = 0
		default:
			result.WriteByte(c)
			if c&0xC0 != 0x80 {
				column++
			}
		}
	}
	return result.String()
}
