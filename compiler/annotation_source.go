// This file holds the source of annotations that are kept as strings (PEP 563). It is CPython's form, which differs from
// that of ast.unparse in small things: `lambda*a: a`, the f-string quotes, fewer parentheses.

package compiler

import (
	"math"
	"math/big"
	"strings"

	"github.com/gopy-lang/gopy/ast"
)

// A precedence is how tightly an operator binds.
type precedence uint8

const (
	bindTuple precedence = iota
	bindTest             // if-else, lambda
	bindOr
	bindAnd
	bindNot
	bindCompare
	bindBitOr
	bindBitXor
	bindBitAnd
	bindShift
	bindArithmetic
	bindTerm
	bindFactor
	bindPower
	bindAwait
	bindAtom
)

var binaryBindings = [...]struct {
	text  string
	binds precedence
}{
	ast.Add: {" + ", bindArithmetic}, ast.Sub: {" - ", bindArithmetic}, ast.Mult: {" * ", bindTerm},
	ast.MatMult: {" @ ", bindTerm}, ast.Div: {" / ", bindTerm}, ast.Modulo: {" % ", bindTerm},
	ast.LShift: {" << ", bindShift}, ast.RShift: {" >> ", bindShift}, ast.BitOr: {" | ", bindBitOr},
	ast.BitXor: {" ^ ", bindBitXor}, ast.BitAnd: {" & ", bindBitAnd}, ast.FloorDiv: {" // ", bindTerm},
	ast.Pow: {" ** ", bindPower},
}

var compareTexts = [...]string{ast.Eq: " == ", ast.NotEq: " != ", ast.Lt: " < ", ast.LtE: " <= ", ast.Gt: " > ",
	ast.GtE: " >= ", ast.Is: " is ", ast.IsNot: " is not ", ast.In: " in ", ast.NotIn: " not in "}

var unaryTexts = [...]string{ast.Invert: "~", ast.Not: "not ", ast.UAdd: "+", ast.USub: "-"}

// A sourceWriter writes expressions.
type sourceWriter struct {
	*generator // for the depth and errors
	strings.Builder
}

// annotationSource returns the source of an annotation.
func (g *generator) annotationSource(annotation ast.Expr) string {
	w := &sourceWriter{generator: g}
	w.expr(annotation, bindTest)
	return w.String()
}

// text writes the parts, which are strings or expressions; expressions are written as operands of an operator that
// binds so.
func (w *sourceWriter) text(binds precedence, parts ...any) {
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			w.WriteString(part)
		case ast.Expr:
			w.expr(part, binds)
		}
	}
}

// operation writes the parts of an operator, in parentheses if it is an operand of one that binds tighter.
func (w *sourceWriter) operation(binds, outer precedence, write func()) {
	if outer > binds {
		w.WriteByte('(')
		defer w.WriteByte(')')
	}
	write()
}

// list writes expressions with commas between.
func (w *sourceWriter) list(list []ast.Expr) {
	for i, expr := range list {
		if i > 0 {
			w.WriteString(", ")
		}
		w.expr(expr, bindTest)
	}
}

// expr writes an expression that is an operand of an operator that binds so.
func (w *sourceWriter) expr(expr ast.Expr, outer precedence) {
	if !w.descend() {
		return
	}
	defer w.ascend()
	switch e := expr.(type) {
	case *ast.Name:
		w.WriteString(e.Id)
	case *ast.Constant:
		w.constantSource(e)
	case *ast.Attribute:
		w.expr(e.Value, bindAtom)
		if isIntLiteral(e.Value) {
			w.WriteByte(' ')
		}
		w.text(bindAtom, ".", e.Attr)
	case *ast.Subscript:
		w.expr(e.Value, bindAtom)
		w.text(bindTuple, "[", e.Slice, "]")
	case *ast.Slice:
		w.slice(e)
	case *ast.Call:
		w.call(e)
	case *ast.Starred:
		w.text(bindBitOr, "*", e.Value)
	case *ast.BinOp:
		op := binaryBindings[e.Op]
		left, right := op.binds, op.binds+1
		if e.Op == ast.Pow {
			left, right = right, left
		}
		w.operation(op.binds, outer, func() {
			w.expr(e.Left, left)
			w.WriteString(op.text)
			w.expr(e.Right, right)
		})
	case *ast.UnaryOp:
		binds := bindFactor
		if e.Op == ast.Not {
			binds = bindNot
		}
		w.operation(binds, outer, func() { w.text(binds, unaryTexts[e.Op], e.Operand) })
	case *ast.BoolOp:
		binds, word := bindAnd, " and "
		if e.Op == ast.Or {
			binds, word = bindOr, " or "
		}
		w.operation(binds, outer, func() {
			for i, value := range e.Values {
				if i > 0 {
					w.WriteString(word)
				}
				w.expr(value, binds+1)
			}
		})
	case *ast.Compare:
		w.operation(bindCompare, outer, func() {
			w.expr(e.Left, bindCompare+1)
			for i, op := range e.Ops {
				w.text(bindCompare+1, compareTexts[op], e.Comparators[i])
			}
		})
	case *ast.IfExp:
		w.operation(bindTest, outer, func() {
			w.text(bindTest+1, e.Body, " if ", e.Test, " else ")
			w.expr(e.Orelse, bindTest)
		})
	case *ast.Lambda:
		w.operation(bindTest, outer, func() { w.lambda(e) })
	case *ast.NamedExpr:
		w.operation(bindTuple, outer, func() { w.text(bindAtom, e.Target, " := ", e.Value) })
	case *ast.Await:
		w.operation(bindAwait, outer, func() { w.text(bindAtom, "await ", e.Value) })
	case *ast.Yield:
		if e.Value == nil {
			w.WriteString("(yield)")
		} else {
			w.text(bindTest, "(yield ", e.Value, ")")
		}
	case *ast.YieldFrom:
		w.text(bindTest, "(yield from ", e.Value, ")")
	default:
		w.displaySource(expr, outer)
	}
}

// displaySource writes displays, comprehensions and strings with replacement fields.
func (w *sourceWriter) displaySource(expr ast.Expr, outer precedence) {
	switch e := expr.(type) {
	case *ast.Tuple:
		if len(e.Elts) == 0 {
			w.WriteString("()")
			return
		}
		w.operation(bindTuple, outer, func() {
			w.list(e.Elts)
			if len(e.Elts) == 1 {
				w.WriteByte(',')
			}
		})
	case *ast.List:
		w.WriteByte('[')
		w.list(e.Elts)
		w.WriteByte(']')
	case *ast.Set:
		w.WriteByte('{')
		w.list(e.Elts)
		w.WriteByte('}')
	case *ast.Dict:
		w.WriteByte('{')
		for i, key := range e.Keys {
			if i > 0 {
				w.WriteString(", ")
			}
			if key != nil {
				w.text(bindTest, key, ": ", e.Values[i])
			} else {
				w.text(bindBitOr, "**", e.Values[i])
			}
		}
		w.WriteByte('}')
	case *ast.ListComp:
		w.comprehension("[", e.Elt, nil, e.Generators, "]")
	case *ast.SetComp:
		w.comprehension("{", e.Elt, nil, e.Generators, "}")
	case *ast.DictComp:
		w.comprehension("{", e.Key, e.Value, e.Generators, "}")
	case *ast.GeneratorExp:
		w.comprehension("(", e.Elt, nil, e.Generators, ")")
	case *ast.JoinedStr:
		w.WriteString("f" + ast.ReprConstant(w.fields(e.Values)))
	case *ast.TemplateStr:
		w.WriteString("t" + ast.ReprConstant(w.fields(e.Values)))
	case *ast.FormattedValue, *ast.Interpolation:
		w.WriteString("f" + ast.ReprConstant(w.fields([]ast.Expr{expr})))
	}
}

// constantSource writes a literal. An infinity is written as a number that is too large.
func (w *sourceWriter) constantSource(e *ast.Constant) {
	if e.Kind != "" {
		w.WriteString(e.Kind)
	}
	switch v := e.Value.(type) {
	case ast.Ellipsis:
		w.WriteString("...")
		return
	case float64:
		if math.IsInf(v, 0) {
			w.WriteString(strings.ReplaceAll(ast.ReprConstant(v), "inf", "1e309"))
			return
		}
	case complex128:
		if math.IsInf(real(v), 0) || math.IsInf(imag(v), 0) {
			w.WriteString(strings.ReplaceAll(ast.ReprConstant(v), "inf", "1e309"))
			return
		}
	}
	w.WriteString(ast.ReprConstant(e.Value))
}

// isIntLiteral reports whether an expression is a literal int, whose digits a dot mustn't follow.
func isIntLiteral(expr ast.Expr) bool {
	constant, ok := expr.(*ast.Constant)
	if !ok {
		return false
	}
	switch constant.Value.(type) {
	case int64, *big.Int:
		return true
	}
	return false
}

func (w *sourceWriter) slice(e *ast.Slice) {
	if e.Lower != nil {
		w.expr(e.Lower, bindTest)
	}
	w.WriteByte(':')
	if e.Upper != nil {
		w.expr(e.Upper, bindTest)
	}
	if e.Step != nil {
		w.text(bindTest, ":", e.Step)
	}
}

func (w *sourceWriter) call(e *ast.Call) {
	w.expr(e.Func, bindAtom)
	if len(e.Args) == 1 && len(e.Keywords) == 0 {
		if generator, ok := e.Args[0].(*ast.GeneratorExp); ok {
			w.expr(generator, bindTest) // with its own parentheses
			return
		}
	}
	w.WriteByte('(')
	w.list(e.Args)
	for i, keyword := range e.Keywords {
		if i > 0 || len(e.Args) > 0 {
			w.WriteString(", ")
		}
		if keyword.Arg == "" {
			w.WriteString("**")
		} else {
			w.WriteString(keyword.Arg + "=")
		}
		w.expr(keyword.Value, bindTest)
	}
	w.WriteByte(')')
}

func (w *sourceWriter) comprehension(open string, elt, value ast.Expr, generators []*ast.Comprehension, end string) {
	w.text(bindTest, open, elt)
	if value != nil {
		w.text(bindTest, ": ", value)
	}
	for _, generator := range generators {
		if generator.IsAsync != 0 {
			w.WriteString(" async")
		}
		w.text(bindTuple, " for ", generator.Target)
		w.text(bindTest+1, " in ", generator.Iter)
		for _, test := range generator.Ifs {
			w.text(bindTest+1, " if ", test)
		}
	}
	w.WriteString(end)
}

func (w *sourceWriter) lambda(e *ast.Lambda) {
	args := e.Args
	positional := append(append([]*ast.Arg(nil), args.Posonlyargs...), args.Args...)
	w.WriteString("lambda")
	if len(positional) > 0 {
		w.WriteByte(' ')
	}
	first := true
	item := func(text string) {
		if !first {
			w.WriteString(", ")
		}
		first = false
		w.WriteString(text)
	}
	defaults := len(positional) - len(args.Defaults)
	for i, arg := range positional {
		item(arg.Arg)
		if i >= defaults {
			w.text(bindTest, "=", args.Defaults[i-defaults])
		}
		if len(args.Posonlyargs) == i+1 {
			item("/")
		}
	}
	if args.Vararg != nil {
		item("*" + args.Vararg.Arg)
	} else if len(args.Kwonlyargs) > 0 {
		item("*")
	}
	for i, arg := range args.Kwonlyargs {
		item(arg.Arg)
		if value := args.KwDefaults[i]; value != nil {
			w.text(bindTest, "=", value)
		}
	}
	if args.Kwarg != nil {
		item("**" + args.Kwarg.Arg)
	}
	w.text(bindTest, ": ", e.Body)
}

// fields returns the text between the quotes of an f-string or t-string, before it is escaped.
func (w *sourceWriter) fields(values []ast.Expr) string {
	var b strings.Builder
	for _, value := range values {
		switch v := value.(type) {
		case *ast.Constant:
			text, _ := v.Value.(string)
			b.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(text))
		case *ast.FormattedValue:
			b.WriteString(w.field(w.operand(v.Value), v.Conversion, v.FormatSpec))
		case *ast.Interpolation:
			text, _ := v.Str.(string)
			b.WriteString(w.field(text, v.Conversion, v.FormatSpec))
		case *ast.JoinedStr:
			b.WriteString(w.fields(v.Values))
		}
	}
	return b.String()
}

// operand returns the source of the expression in a replacement field.
func (w *sourceWriter) operand(value ast.Expr) string {
	inner := &sourceWriter{generator: w.generator}
	inner.expr(value, bindTest+1)
	return inner.String()
}

// field returns a replacement field for the source of an expression.
func (w *sourceWriter) field(text string, conversion int, spec ast.Expr) string {
	if !w.descend() {
		return ""
	}
	defer w.ascend()
	open := "{"
	if strings.HasPrefix(text, "{") {
		open = "{ "
	}
	text = open + text
	if conversion > 0 {
		text += "!" + string(rune(conversion))
	}
	if spec != nil {
		text += ":" + w.fields([]ast.Expr{spec})
	}
	return text + "}"
}
