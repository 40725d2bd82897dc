// This file holds what CPython decides on the tree before it generates code: the value of __debug__, `%` formatting of
// a string literal, and the numbers of patterns. All other constant folding is done on the instructions.

package compiler

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/gopy-lang/gopy/ast"
)

// folded returns the expression that takes the place of expr, mostly expr itself.
func (g *generator) folded(expr ast.Expr) ast.Expr {
	switch e := expr.(type) {
	case *ast.Name:
		if e.Id == "__debug__" && e.Ctx == ast.Load {
			return &ast.Constant{Span: e.Span, Value: g.options.Optimize == 0}
		}
	case *ast.BinOp:
		if joined, ok := foldedFormat(e); ok {
			return joined
		}
	}
	return expr
}

// constant returns an expression as a literal, if it is one.
func (g *generator) constant(expr ast.Expr) (*ast.Constant, bool) {
	if expr == nil {
		return nil, false
	}
	constant, ok := g.folded(expr).(*ast.Constant)
	return constant, ok
}

// nowhere is the span of nodes that stand in no text; [at] makes it cfg.NoLocation.
var nowhere = ast.Span{Lineno: -1, ColOffset: -1, EndLineno: -1, EndColOffset: -1}

// foldedFormat returns the f-string for `"..." % (a, b)`, if the format has only %s, %r, %a and %%.
func foldedFormat(e *ast.BinOp) (*ast.JoinedStr, bool) {
	if e.Op != ast.Modulo {
		return nil, false
	}
	left, ok := e.Left.(*ast.Constant)
	if !ok {
		return nil, false
	}
	format, ok := left.Value.(string)
	if !ok {
		return nil, false
	}
	right, ok := e.Right.(*ast.Tuple)
	if !ok || unpacks(right.Elts, nil) {
		return nil, false
	}
	joined := &ast.JoinedStr{Span: e.Span}
	args := right.Elts
	for {
		text, rest, ok := formatText(format)
		if !ok {
			return nil, false
		}
		if text != "" {
			joined.Values = append(joined.Values, &ast.Constant{Span: nowhere, Value: text})
		}
		if rest == "" {
			return joined, len(args) == 0
		}
		spec, rest, ok := formatSpec(rest)
		if !ok || len(args) == 0 {
			return nil, false
		}
		joined.Values = append(joined.Values, spec.value(args[0]))
		args = args[1:]
		format = rest
	}
}

// formatText returns the text up to the next conversion, with `%%` replaced, and the rest after the `%`, "" at the end.
func formatText(format string) (text, rest string, ok bool) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(format, "%")
		b.WriteString(before)
		if !found {
			return b.String(), "", true
		}
		if after == "" {
			return "", "", false
		}
		if after[0] != '%' {
			return b.String(), after, true
		}
		b.WriteByte('%')
		format = after[1:]
	}
}

// A conversionSpec is what stands between `%` and the end of a conversion.
type conversionSpec struct {
	left       bool // aligned to the left
	width      int  // 0 for none
	precision  int  // -1 for none
	conversion byte
}

// maxFormatDigits is how many digits CPython reads in a width or precision.
const maxFormatDigits = 2

// formatSpec reads a conversion.
func formatSpec(s string) (spec conversionSpec, rest string, ok bool) {
	spec.precision = -1
	for s != "" && strings.IndexByte("-+ #0", s[0]) >= 0 {
		spec.left = spec.left || s[0] == '-'
		s = s[1:]
	}
	number := func() (int, bool) {
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if n > maxFormatDigits {
			return 0, false
		}
		value, _ := strconv.Atoi(s[:n]) // no digits are 0
		s = s[n:]
		return value, true
	}
	if spec.width, ok = number(); !ok {
		return spec, "", false
	}
	if strings.HasPrefix(s, ".") {
		s = s[1:]
		if spec.precision, ok = number(); !ok {
			return spec, "", false
		}
	}
	if s == "" || strings.IndexByte("sra", s[0]) < 0 {
		return spec, "", false
	}
	spec.conversion = s[0]
	return spec, s[1:], true
}

// value returns the replacement field for a value.
func (spec conversionSpec) value(value ast.Expr) *ast.FormattedValue {
	text := ""
	if spec.width > 0 {
		if !spec.left {
			text = ">"
		}
		text += strconv.Itoa(spec.width)
	}
	if spec.precision >= 0 {
		text += "." + strconv.Itoa(spec.precision)
	}
	field := &ast.FormattedValue{Span: value.Pos(), Value: value, Conversion: int(spec.conversion)}
	if text != "" {
		field.FormatSpec = &ast.Constant{Span: nowhere, Value: text}
	}
	return field
}

// foldedPattern returns the number that a value pattern such as `-1` or `1 + 2j` is, and other expressions as they are.
func foldedPattern(expr ast.Expr) ast.Expr {
	switch e := expr.(type) {
	case *ast.UnaryOp:
		if operand, ok := e.Operand.(*ast.Constant); ok && e.Op == ast.USub {
			if value, ok := negated(operand.Value); ok {
				return &ast.Constant{Span: e.Span, Value: value}
			}
		}
	case *ast.BinOp:
		left, ok := foldedPattern(e.Left).(*ast.Constant)
		if !ok {
			return expr
		}
		right, ok := foldedPattern(e.Right).(*ast.Constant)
		if !ok {
			return expr
		}
		if value, ok := complexNumber(left.Value, right.Value, e.Op == ast.Sub); ok && (e.Op == ast.Add || e.Op == ast.Sub) {
			return &ast.Constant{Span: e.Span, Value: value}
		}
	}
	return expr
}

// negated returns the negative of a number.
func negated(value any) (any, bool) {
	switch v := value.(type) {
	case int64:
		if v == -1<<63 {
			return new(big.Int).Neg(big.NewInt(v)), true
		}
		return -v, true
	case *big.Int:
		if n := new(big.Int).Neg(v); n.IsInt64() {
			return n.Int64(), true
		} else {
			return n, true
		}
	case float64:
		return -v, true
	case complex128:
		return -v, true
	}
	return nil, false
}

// complexNumber returns the sum or difference of a real and an imaginary number.
func complexNumber(left, right any, subtract bool) (complex128, bool) {
	imaginary, ok := right.(complex128)
	if !ok {
		return 0, false
	}
	var number float64
	switch v := left.(type) {
	case int64:
		number = float64(v)
	case *big.Int:
		number, _ = new(big.Float).SetInt(v).Float64()
	case float64:
		number = v
	default:
		return 0, false
	}
	// Python 3.14 adds a real number to the real part alone.
	if subtract {
		return complex(number-real(imaginary), -imag(imaginary)), true
	}
	return complex(number+real(imaginary), imag(imaginary)), true
}
