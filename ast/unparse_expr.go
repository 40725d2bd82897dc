// This file writes expressions back as source.

package ast

import (
	"math/big"
	"strings"
)

// operatorSymbols and the tables below hold how operators are written and how tightly they bind.
var operatorSymbols = [...]string{
	Add: "+", Sub: "-", Mult: "*", MatMult: "@", Div: "/", Modulo: "%", Pow: "**", LShift: "<<", RShift: ">>",
	BitOr: "|", BitXor: "^", BitAnd: "&", FloorDiv: "//",
}

var operatorPrecedences = [...]precedence{
	Add: precedenceArith, Sub: precedenceArith, Mult: precedenceTerm, MatMult: precedenceTerm, Div: precedenceTerm,
	Modulo: precedenceTerm, Pow: precedencePower, LShift: precedenceShift, RShift: precedenceShift,
	BitOr: precedenceBitOr, BitXor: precedenceBitXor, BitAnd: precedenceBitAnd, FloorDiv: precedenceTerm,
}

var unaryOperators = [...]struct {
	text       string
	precedence precedence
}{
	Invert: {"~", precedenceFactor}, Not: {"not ", precedenceNot}, UAdd: {"+", precedenceFactor}, USub: {"-", precedenceFactor},
}

var boolOperators = [...]struct {
	text       string
	precedence precedence
}{
	And: {" and ", precedenceAnd}, Or: {" or ", precedenceOr},
}

var cmpOperatorSymbols = [...]string{
	Eq: "==", NotEq: "!=", Lt: "<", LtE: "<=", Gt: ">", GtE: ">=", Is: "is", IsNot: "is not", In: "in", NotIn: "not in",
}

// expr writes e into surroundings of precedence p.
func (u *unparser) expr(e Expr, p precedence) {
	if !u.enter() {
		return
	}
	defer u.leave()
	switch e := e.(type) {
	case *BoolOp:
		operator := boolOperators[e.Op]
		u.parentheses(p > operator.precedence, func() {
			// CPython asks for a tighter operand each time, hence `a or b or (not c)`.
			inner := operator.precedence
			for i, value := range e.Values {
				if i > 0 {
					u.write(operator.text)
				}
				inner = inner.next()
				u.expr(value, inner)
			}
		})
	case *NamedExpr:
		u.parentheses(p > precedenceNamed, func() {
			u.expr(e.Target, precedenceAtom)
			u.write(" := ")
			u.expr(e.Value, precedenceAtom)
		})
	case *BinOp:
		own := operatorPrecedences[e.Op]
		left, right := own, own.next()
		if e.Op == Pow { // groups from the right
			left, right = right, left
		}
		u.parentheses(p > own, func() {
			u.expr(e.Left, left)
			u.write(" ", operatorSymbols[e.Op], " ")
			u.expr(e.Right, right)
		})
	case *UnaryOp:
		operator := unaryOperators[e.Op]
		u.parentheses(p > operator.precedence, func() {
			u.write(operator.text)
			u.expr(e.Operand, operator.precedence)
		})
	case *Lambda:
		u.parentheses(p > precedenceTest, func() {
			u.write("lambda")
			u.write(" ")
			before := len(u.text)
			u.arguments(e.Args)
			if len(u.text) == before {
				u.text = u.text[:before-1]
			}
			u.write(": ")
			u.expr(e.Body, precedenceTest)
		})
	case *IfExp:
		u.parentheses(p > precedenceTest, func() {
			u.expr(e.Body, precedenceTest.next())
			u.write(" if ")
			u.expr(e.Test, precedenceTest.next())
			u.write(" else ")
			u.expr(e.Orelse, precedenceTest)
		})
	case *Dict:
		u.write("{")
		u.commaSeparated(min(len(e.Keys), len(e.Values)), func(i int) {
			if e.Keys[i] == nil {
				u.write("**")
				u.expr(e.Values[i], precedenceExpr)
				return
			}
			u.expr(e.Keys[i], precedenceTest)
			u.write(": ")
			u.expr(e.Values[i], precedenceTest)
		})
		u.write("}")
	case *Set:
		if len(e.Elts) == 0 {
			u.write("{*()}") // {} is a dict
			return
		}
		u.write("{")
		u.exprs(e.Elts)
		u.write("}")
	case *ListComp:
		u.comprehensions("[", e.Elt, nil, e.Generators, "]")
	case *SetComp:
		u.comprehensions("{", e.Elt, nil, e.Generators, "}")
	case *DictComp:
		u.comprehensions("{", e.Key, e.Value, e.Generators, "}")
	case *GeneratorExp:
		u.comprehensions("(", e.Elt, nil, e.Generators, ")")
	case *Await:
		u.keywordExpr("await", e.Value, p > precedenceAwait)
	case *Yield:
		u.keywordExpr("yield", e.Value, p > precedenceYield)
	case *YieldFrom:
		u.keywordExpr("yield from", e.Value, p > precedenceYield)
	case *Compare:
		u.parentheses(p > precedenceCompare, func() {
			u.expr(e.Left, precedenceCompare.next())
			for i, operand := range e.Comparators[:min(len(e.Ops), len(e.Comparators))] {
				u.write(" ", cmpOperatorSymbols[e.Ops[i]], " ")
				u.expr(operand, precedenceCompare.next())
			}
		})
	case *Call:
		u.expr(e.Func, precedenceAtom)
		u.write("(")
		u.callArguments(e.Args, e.Keywords)
		u.write(")")
	case *FormattedValue, *Interpolation: // outside of a string
		u.stringValue(e)
	case *JoinedStr:
		u.formatted("f", e.Values)
	case *TemplateStr:
		u.formatted("t", e.Values)
	case *Constant:
		if e.Kind == "u" {
			u.write("u")
		}
		u.constant(e.Value)
	case *Attribute:
		u.expr(e.Value, precedenceAtom)
		if isInt(e.Value) {
			u.write(" ") // 1.real would begin with a float
		}
		u.write(".", e.Attr)
	case *Subscript:
		u.expr(e.Value, precedenceAtom)
		u.write("[")
		if tuple, ok := e.Slice.(*Tuple); ok && len(tuple.Elts) > 0 {
			u.tupleItems(tuple)
		} else {
			u.expr(e.Slice, precedenceTest)
		}
		u.write("]")
	case *Starred:
		u.write("*")
		u.expr(e.Value, precedenceExpr)
	case *Name:
		u.write(e.Id)
	case *List:
		u.write("[")
		u.exprs(e.Elts)
		u.write("]")
	case *Tuple:
		u.parentheses(len(e.Elts) == 0 || p > precedenceTuple, func() { u.tupleItems(e) })
	case *Slice:
		u.bound(e.Lower)
		u.write(":")
		u.bound(e.Upper)
		if e.Step != nil {
			u.write(":")
			u.bound(e.Step)
		}
	}
}

// tupleItems writes the elements of a tuple; a single one is followed by a comma.
func (u *unparser) tupleItems(t *Tuple) {
	u.exprs(t.Elts)
	if len(t.Elts) == 1 {
		u.write(",")
	}
}

func (u *unparser) bound(e Expr) {
	if e != nil {
		u.expr(e, precedenceTest)
	}
}

// keywordExpr writes keyword and operand, if there is one.
func (u *unparser) keywordExpr(keyword string, operand Expr, parentheses bool) {
	u.parentheses(parentheses, func() {
		u.write(keyword)
		if operand != nil {
			u.write(" ")
			u.expr(operand, precedenceAtom)
		}
	})
}

// comprehensions writes a comprehension between brackets; value is nil unless it makes a dict.
func (u *unparser) comprehensions(open string, elt, value Expr, generators []*Comprehension, closing string) {
	u.write(open)
	u.expr(elt, precedenceTest)
	if value != nil {
		u.write(": ")
		u.expr(value, precedenceTest)
	}
	for _, g := range generators {
		u.comprehension(g)
	}
	u.write(closing)
}

func (u *unparser) comprehension(c *Comprehension) {
	if c.IsAsync != 0 {
		u.write(" async")
	}
	u.write(" for ")
	u.expr(c.Target, precedenceTuple)
	u.write(" in ")
	u.expr(c.Iter, precedenceTest.next())
	for _, condition := range c.Ifs {
		u.write(" if ")
		u.expr(condition, precedenceTest.next())
	}
}

func (u *unparser) callArguments(args []Expr, keywords []*Keyword) {
	u.exprs(args)
	if len(args) > 0 && len(keywords) > 0 {
		u.write(", ")
	}
	u.commaSeparated(len(keywords), func(i int) { u.keyword(keywords[i]) })
}

func (u *unparser) keyword(k *Keyword) {
	if k.Arg == "" {
		u.write("**")
	} else {
		u.write(k.Arg, "=")
	}
	u.expr(k.Value, precedenceTest)
}

// arguments writes the parameters of a function.
func (u *unparser) arguments(a *Arguments) {
	first := true
	item := func(star string, parameter *Arg, byDefault Expr) {
		if !first {
			u.write(", ")
		}
		first = false
		u.write(star)
		if parameter != nil {
			u.arg(parameter)
		}
		if byDefault != nil {
			u.write("=")
			u.expr(byDefault, precedenceTest)
		}
	}
	required := len(a.Posonlyargs) + len(a.Args) - len(a.Defaults)
	positional := func(i int, parameter *Arg) {
		if i < required || i-required >= len(a.Defaults) || required < 0 {
			item("", parameter, nil)
		} else {
			item("", parameter, a.Defaults[i-required])
		}
	}
	for i, parameter := range a.Posonlyargs {
		positional(i, parameter)
	}
	if len(a.Posonlyargs) > 0 {
		item("/", nil, nil)
	}
	for i, parameter := range a.Args {
		positional(len(a.Posonlyargs)+i, parameter)
	}
	if a.Vararg != nil || len(a.Kwonlyargs) > 0 {
		item("*", a.Vararg, nil)
	}
	for i, parameter := range a.Kwonlyargs {
		var byDefault Expr
		if i < len(a.KwDefaults) {
			byDefault = a.KwDefaults[i]
		}
		item("", parameter, byDefault)
	}
	if a.Kwarg != nil {
		item("**", a.Kwarg, nil)
	}
}

func (u *unparser) arg(a *Arg) {
	u.write(a.Arg)
	if a.Annotation != nil {
		u.write(": ")
		u.expr(a.Annotation, precedenceTest)
	}
}

// infinity is a literal that overflows; nan has no literal.
const infinity = "1e309"

// constant writes the value of a constant.
func (u *unparser) constant(value any) {
	switch value.(type) {
	case Ellipsis:
		u.write("...")
	case float64, complex128, ConstantTuple:
		u.write(strings.NewReplacer("inf", infinity, "nan", "("+infinity+"-"+infinity+")").Replace(ReprConstant(value)))
	default:
		u.write(ReprConstant(value))
	}
}

// isInt reports whether e is an int literal.
func isInt(e Expr) bool {
	if c, ok := e.(*Constant); ok {
		switch c.Value.(type) {
		case int64, *big.Int, bool:
			return true
		}
	}
	return false
}
