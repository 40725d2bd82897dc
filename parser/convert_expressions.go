// This file converts expressions.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
)

// binaryOperators holds the operator of each token that is a binary one or the augmented assignment of one.
var binaryOperators = [numLabels]ast.Operator{
	tokPLUS: ast.Add, tokPLUSEQUAL: ast.Add,
	tokMINUS: ast.Sub, tokMINEQUAL: ast.Sub,
	tokSTAR: ast.Mult, tokSTAREQUAL: ast.Mult,
	tokAT: ast.MatMult, tokATEQUAL: ast.MatMult,
	tokSLASH: ast.Div, tokSLASHEQUAL: ast.Div,
	tokPERCENT: ast.Modulo, tokPERCENTEQUAL: ast.Modulo,
	tokDOUBLESTAR: ast.Pow, tokDOUBLESTAREQUAL: ast.Pow,
	tokLEFTSHIFT: ast.LShift, tokLEFTSHIFTEQUAL: ast.LShift,
	tokRIGHTSHIFT: ast.RShift, tokRIGHTSHIFTEQUAL: ast.RShift,
	tokVBAR: ast.BitOr, tokVBAREQUAL: ast.BitOr,
	tokCIRCUMFLEX: ast.BitXor, tokCIRCUMFLEXEQUAL: ast.BitXor,
	tokAMPER: ast.BitAnd, tokAMPEREQUAL: ast.BitAnd,
	tokDOUBLESLASH: ast.FloorDiv, tokDOUBLESLASHEQUAL: ast.FloorDiv,
}

var unaryOperators = [numLabels]ast.UnaryOperator{
	tokPLUS: ast.UAdd, tokMINUS: ast.USub, tokTILDE: ast.Invert,
}

var comparisons = [numLabels]ast.CmpOperator{
	tokEQEQUAL: ast.Eq, tokNOTEQUAL: ast.NotEq, tokLESS: ast.Lt, tokLESSEQUAL: ast.LtE, tokGREATER: ast.Gt,
	tokGREATEREQUAL: ast.GtE, kwIs: ast.Is, kwIn: ast.In,
}

// expr converts an expression that is read. Any rule that an expression can consist of alone will do.
func (c *converter) expr(r ref) ast.Expr {
	if r.isToken() {
		return c.tokenExpr(r)
	}
	if !c.enter() {
		return &ast.Constant{}
	}
	defer c.leave()
	kids := c.children(r)
	switch c.tree.rule(r) {
	case ruleExpressionList, ruleStarredExpressionList, ruleFlexibleExpressionList, ruleTargetList:
		return &ast.Tuple{Span: c.span(r), Elts: c.elements(kids)}
	case ruleStarredExpression, ruleFlexibleExpression, ruleTarget:
		return &ast.Starred{Span: c.span(r), Value: c.expr(kids[1])}
	case ruleAssignmentExpression:
		return c.named(r, kids)
	case ruleConditionalExpression:
		body := c.expr(kids[0])
		return &ast.IfExp{Span: c.span(r), Body: body, Test: c.expr(kids[2]), Orelse: c.expr(kids[4])}
	case ruleLambdaExpr:
		e := &ast.Lambda{Span: c.span(r)}
		if len(kids) == 4 {
			e.Args = c.parameters(kids[1], ruleLambdaParameterList)
		} else {
			e.Args = &ast.Arguments{}
		}
		e.Body = c.expr(kids[len(kids)-1])
		return e
	case ruleOrTest:
		return &ast.BoolOp{Span: c.span(r), Op: ast.Or, Values: c.elements(kids)}
	case ruleAndTest:
		return &ast.BoolOp{Span: c.span(r), Op: ast.And, Values: c.elements(kids)}
	case ruleNotTest:
		return &ast.UnaryOp{Span: c.span(r), Op: ast.Not, Operand: c.expr(kids[1])}
	case ruleComparison:
		return c.comparison(r, kids)
	case ruleOrExpr, ruleXorExpr, ruleAndExpr, ruleShiftExpr, ruleAExpr, ruleMExpr, rulePower:
		left := c.expr(kids[0])
		start := c.spanFrom(kids[0])
		for i := 1; i < len(kids); i += 2 {
			right := c.expr(kids[i+1])
			if c.is(kids[i], tokAT) {
				c.require(5, c.behind(kids[i+1]), "The '@' operator")
			}
			left = &ast.BinOp{Span: c.spanTo(start, kids[i+1]), Left: left, Op: binaryOperators[c.label(kids[i])], Right: right}
		}
		return left
	case ruleUExpr:
		return &ast.UnaryOp{Span: c.span(r), Op: unaryOperators[c.label(kids[0])], Operand: c.expr(kids[1])}
	case ruleAwaitExpr:
		c.require(5, c.behind(r), "Await expressions")
		return &ast.Await{Span: c.span(r), Value: c.expr(kids[1])}
	case rulePrimary:
		return c.primary(r, kids)
	case ruleParenthForm:
		return c.parenthesised(r, kids)
	case ruleListDisplay:
		return c.listDisplay(r, kids)
	case ruleBraceDisplay:
		return c.braceDisplay(r, kids)
	case ruleStrings, ruleFstring, ruleTstring:
		return c.strings(r)
	case ruleYieldExpression:
		if c.is(kids[1], kwFrom) {
			return &ast.YieldFrom{Span: c.span(r), Value: c.expr(kids[2])}
		}
		return &ast.Yield{Span: c.span(r), Value: c.expr(kids[1])}
	case ruleWithElement:
		c.strayAs(kids)
		return c.expr(kids[0])
	}
	panic("parser: no expression: " + ruleNames[c.tree.rule(r)])
}

// tokenExpr converts an expression of one token.
func (c *converter) tokenExpr(r ref) ast.Expr {
	switch i := r.token(); c.labels[i] {
	case tokNAME:
		e := c.names.alloc()
		*e = ast.Name{Span: c.tokenSpan(i), Id: c.nameOf(i)}
		return e
	case tokNUMBER:
		return c.constant(r, c.number(i))
	case tokSTRING:
		return c.strings(r)
	case kwNone:
		return c.constant(r, nil)
	case kwTrue:
		return c.constant(r, true)
	case kwFalse:
		return c.constant(r, false)
	case tokELLIPSIS:
		return c.constant(r, ast.Ellipsis{})
	case kwYield:
		return &ast.Yield{Span: c.tokenSpan(i)}
	}
	panic("parser: no expression: " + labelNames[c.label(r)])
}

func (c *converter) constant(r ref, value any) *ast.Constant {
	e := c.constants.alloc()
	*e = ast.Constant{Span: c.span(r), Value: value}
	return e
}

// nameExpr makes the Name of a token.
func (c *converter) nameExpr(r ref, context ast.ExprContext) *ast.Name {
	e := c.names.alloc()
	*e = ast.Name{Span: c.span(r), Id: c.name(r), Ctx: context}
	return e
}

// spanFrom returns a position of which only the start counts.
func (c *converter) spanFrom(r ref) ast.Span { return c.tokenSpan(c.tree.first(r)) }

// elements converts every other part: the elements of a list between its separators.
func (c *converter) elements(kids []ref) []ast.Expr {
	list := make([]ast.Expr, 0, (len(kids)+1)/2)
	for i := 0; i < len(kids); i += 2 {
		list = append(list, c.expr(kids[i]))
	}
	return list
}

// named converts `target := value`.
func (c *converter) named(r ref, kids []ref) ast.Expr {
	if !c.is(kids[0], tokNAME) {
		target := c.expr(kids[0])
		f := between(c.span(kids[0]), c.span(kids[0]), "cannot use assignment expressions with %s", describe(target))
		f.gaveUp = kids[1].token()
		c.fail(f)
		return &ast.NamedExpr{Span: c.span(r), Target: &ast.Constant{}, Value: &ast.Constant{}}
	}
	c.require(8, c.behind(r), "Assignment expressions")
	return &ast.NamedExpr{Span: c.span(r), Target: c.nameExpr(kids[0], ast.Store), Value: c.expr(kids[2])}
}

func (c *converter) comparison(r ref, kids []ref) ast.Expr {
	n := len(kids) / 2
	e := &ast.Compare{Span: c.span(r), Left: c.expr(kids[0]), Ops: make([]ast.CmpOperator, n), Comparators: make([]ast.Expr, n)}
	for i := range n {
		op := kids[2*i+1]
		switch {
		case c.is(op, tokNOTEQUAL):
			c.checkNotEqual(op)
			e.Ops[i] = ast.NotEq
		case op.isToken():
			e.Ops[i] = comparisons[c.label(op)]
		case c.is(c.children(op)[0], kwNot):
			e.Ops[i] = ast.NotIn
		default:
			e.Ops[i] = ast.IsNot
		}
		e.Comparators[i] = c.expr(kids[2*i+2])
	}
	return e
}

// primary converts an atom and the attribute references, subscriptions and calls behind it.
func (c *converter) primary(r ref, kids []ref) ast.Expr {
	e := c.expr(kids[0])
	start := c.spanFrom(kids[0])
	for i := 1; i < len(kids); {
		switch c.label(kids[i]) {
		case tokDOT:
			a := c.attrs.alloc()
			*a = ast.Attribute{Span: c.spanTo(start, kids[i+1]), Value: e, Attr: c.name(kids[i+1])}
			e = a
			i += 2
		case tokLSQB:
			e = &ast.Subscript{Span: c.spanTo(start, kids[i+2]), Value: e, Slice: c.slices(kids[i+1])}
			i += 3
		default:
			call := c.calls.alloc()
			call.Func = e
			end := kids[i+1]
			if !c.is(end, tokRPAR) {
				end = kids[i+2]
				call.Args, call.Keywords = c.arguments(kids[i], kids[i+1], end, false)
				i++
			}
			call.Span = c.spanTo(start, end)
			e = call
			i += 2
		}
	}
	return e
}

func (c *converter) slices(r ref) ast.Expr {
	if c.node(r, ruleSliceList) {
		kids := c.children(r)
		e := &ast.Tuple{Span: c.span(r), Elts: make([]ast.Expr, 0, (len(kids)+1)/2)}
		for i := 0; i < len(kids); i += 2 {
			e.Elts = append(e.Elts, c.slice(kids[i]))
		}
		return e
	}
	e := c.slice(r)
	if _, ok := e.(*ast.Starred); ok {
		return &ast.Tuple{Span: e.Pos(), Elts: []ast.Expr{e}}
	}
	return e
}

func (c *converter) slice(r ref) ast.Expr {
	if c.is(r, tokCOLON) {
		return &ast.Slice{Span: c.span(r)}
	}
	if !c.node(r, ruleSliceItem) {
		return c.expr(r)
	}
	kids := c.children(r)
	if c.is(kids[0], tokSTAR) {
		return &ast.Starred{Span: c.span(r), Value: c.expr(kids[1])}
	}
	if c.is(kids[1], tokCOLONEQUAL) {
		return c.named(r, kids)
	}
	e := &ast.Slice{Span: c.span(r)}
	part := &e.Lower
	for _, kid := range kids {
		switch {
		case !c.is(kid, tokCOLON):
			*part = c.expr(kid)
		case part == &e.Lower:
			part = &e.Upper
		default:
			part = &e.Step
		}
	}
	return e
}

// parenthesised converts what stands in parentheses: an expression, which keeps its own position, a tuple or a generator
// expression, whose positions include them.
func (c *converter) parenthesised(r ref, kids []ref) ast.Expr {
	switch {
	case len(kids) == 2:
		return &ast.Tuple{Span: c.span(r)}
	case len(kids) == 3:
		if c.node(kids[1], ruleFlexibleExpression) {
			f := between(c.span(kids[1]), c.span(kids[1]), "cannot use starred expression here")
			f.gaveUp = kids[2].token()
			c.fail(f)
		}
		return c.expr(kids[1])
	case c.node(kids[2], ruleCompFor):
		c.checkUnpacking(kids[1])
		e := &ast.GeneratorExp{Span: c.span(r), Elt: c.expr(kids[1])}
		e.Generators = c.generators(kids[2])
		return e
	}
	return &ast.Tuple{Span: c.span(r), Elts: c.elements(kids[1 : len(kids)-1])}
}

func (c *converter) listDisplay(r ref, kids []ref) ast.Expr {
	if len(kids) > 3 && c.node(kids[2], ruleCompFor) {
		c.checkUnpacking(kids[1])
		e := &ast.ListComp{Span: c.span(r), Elt: c.expr(kids[1])}
		e.Generators = c.generators(kids[2])
		return e
	}
	return &ast.List{Span: c.span(r), Elts: c.elements(kids[1 : len(kids)-1])}
}

// braceDisplay converts dicts, sets and their comprehensions.
func (c *converter) braceDisplay(r ref, kids []ref) ast.Expr {
	dict := len(kids) == 2 || c.node(kids[1], ruleBraceItem)
	if len(kids) > 3 && c.node(kids[2], ruleCompFor) {
		if !dict {
			c.checkUnpacking(kids[1])
			e := &ast.SetComp{Span: c.span(r), Elt: c.expr(kids[1])}
			e.Generators = c.generators(kids[2])
			return e
		}
		e := &ast.DictComp{Span: c.span(r)}
		parts := c.children(kids[1])
		if c.is(parts[0], tokDOUBLESTAR) {
			c.failAt(parts[0], "dict unpacking cannot be used in dict comprehension")
			return e
		}
		e.Key, e.Value = c.dictKey(parts, true), c.expr(parts[2])
		e.Generators = c.generators(kids[2])
		return e
	}
	if !dict {
		e := &ast.Set{Span: c.span(r)}
		for i := 1; i < len(kids)-1; i += 2 {
			if c.node(kids[i], ruleBraceItem) {
				c.failMixed(kids[i])
				break
			}
			e.Elts = append(e.Elts, c.expr(kids[i]))
		}
		return e
	}
	e := &ast.Dict{Span: c.span(r)}
	for i := 1; i < len(kids)-1; i += 2 {
		if !c.node(kids[i], ruleBraceItem) {
			c.failKeyAlone(kids[i])
			break
		}
		parts := c.children(kids[i])
		if c.is(parts[0], tokDOUBLESTAR) {
			e.Keys = append(e.Keys, nil)
			e.Values = append(e.Values, c.expr(parts[1]))
			continue
		}
		e.Keys = append(e.Keys, c.dictKey(parts, i == 1))
		e.Values = append(e.Values, c.expr(parts[2]))
	}
	return e
}

// generators converts the clauses of a comprehension.
func (c *converter) generators(r ref) []*ast.Comprehension {
	var list []*ast.Comprehension
	kids := c.children(r)
	for i := 0; i < len(kids); {
		g := &ast.Comprehension{}
		if c.is(kids[i], kwAsync) {
			c.require(6, c.behind(r), "Async comprehensions")
			g.IsAsync = 1
			i++
		}
		g.Target = c.loopTarget(kids[i+1], true)
		g.Iter = c.expr(kids[i+3])
		for i += 4; i < len(kids) && c.is(kids[i], kwIf); i += 2 {
			g.Ifs = append(g.Ifs, c.expr(kids[i+1]))
		}
		list = append(list, g)
	}
	return list
}
