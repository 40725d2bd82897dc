// This file converts statements.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
)

// statements appends what a statement of the grammar consists of: one compound statement, or simple ones on a line.
func (c *converter) statements(list []ast.Stmt, r ref) []ast.Stmt {
	if c.node(r, ruleStmtList) {
		for _, kid := range c.children(r) {
			if l := c.label(kid); l != tokSEMI && l != tokNEWLINE {
				list = append(list, c.simple(kid))
			}
		}
		return list
	}
	if !c.enter() {
		return list
	}
	list = append(list, c.compound(r))
	c.leave()
	return list
}

// suite converts a block.
func (c *converter) suite(r ref) []ast.Stmt {
	if c.node(r, ruleStmtList) {
		return c.statements(nil, r)
	}
	kids := c.children(r)
	list := make([]ast.Stmt, 0, len(kids)-3)
	for _, kid := range kids {
		if !kid.isToken() {
			list = c.statements(list, kid)
		}
		if c.failure != nil {
			break
		}
	}
	return list
}

// simple converts a simple statement.
func (c *converter) simple(r ref) ast.Stmt {
	switch c.label(r) {
	case kwPass:
		return &ast.Pass{Span: c.span(r)}
	case kwBreak:
		return &ast.Break{Span: c.span(r)}
	case kwContinue:
		return &ast.Continue{Span: c.span(r)}
	case kwReturn:
		return &ast.Return{Span: c.span(r)}
	case kwRaise:
		return &ast.Raise{Span: c.span(r)}
	}
	kids := c.children(r)
	switch c.tree.rule(r) {
	case ruleExpressionStmt:
		return c.expressionStmt(r, kids)
	case ruleReturnStmt:
		return &ast.Return{Span: c.span(r), Value: c.expr(kids[1])}
	case ruleRaiseStmt:
		s := &ast.Raise{Span: c.span(r), Exc: c.expr(kids[1])}
		if len(kids) > 2 {
			s.Cause = c.expr(kids[3])
		}
		return s
	case ruleAssertStmt:
		s := &ast.Assert{Span: c.span(r), Test: c.expr(kids[1])}
		if len(kids) > 2 {
			s.Msg = c.expr(kids[3])
		}
		return s
	case ruleDelStmt:
		return c.delStmt(r, kids)
	case ruleImportStmt:
		s := &ast.Import{Span: c.span(r)}
		for i := 1; i < len(kids); i += 2 {
			s.Names = append(s.Names, c.alias(kids[i], ruleModuleItem))
		}
		return s
	case ruleFromStmt:
		return c.fromStmt(r, kids)
	case ruleGlobalStmt:
		return &ast.Global{Span: c.span(r), Names: c.nameList(kids[1:])}
	case ruleNonlocalStmt:
		return &ast.Nonlocal{Span: c.span(r), Names: c.nameList(kids[1:])}
	case ruleTypeStmt:
		c.require(12, c.behind(r), "Type statement")
		s := &ast.TypeAlias{Span: c.span(r), Name: c.nameExpr(kids[1], ast.Store), Value: c.expr(kids[len(kids)-1])}
		if len(kids) > 4 {
			s.TypeParams = c.typeParams(kids[2])
		}
		return s
	}
	s := c.exprStmts.alloc()
	*s = ast.ExprStmt{Span: c.span(r), Value: c.expr(r)}
	return s
}

func (c *converter) nameList(kids []ref) []string {
	names := make([]string, 0, (len(kids)+1)/2)
	for i := 0; i < len(kids); i += 2 {
		names = append(names, c.name(kids[i]))
	}
	return names
}

// expressionStmt converts an assignment of any kind.
func (c *converter) expressionStmt(r ref, kids []ref) ast.Stmt {
	switch c.tree.rule(kids[1]) {
	case ruleAnnotation:
		return c.annotated(r, kids[0], c.children(kids[1]))
	case ruleAugmented:
		parts := c.children(kids[1])
		op := c.label(parts[0])
		if op == tokATEQUAL {
			c.require(5, parts[0].token(), "The '@' operator")
		}
		target := c.augmentedTarget(kids[0], parts[0])
		return &ast.AugAssign{Span: c.span(r), Target: target, Op: binaryOperators[op], Value: c.expr(parts[1])}
	}
	s := c.assigns.alloc()
	s.Span = c.span(r)
	if last := kids[len(kids)-1]; c.is(last, tokTYPE_COMMENT) {
		s.TypeComment = c.typeComment(last)
		kids = kids[:len(kids)-1]
	}
	s.Targets = make([]ast.Expr, 0, len(kids)/2)
	for i := 0; i < len(kids)-1; i += 2 {
		s.Targets = append(s.Targets, c.assignmentTarget(kids, i))
	}
	s.Value = c.expr(kids[len(kids)-1])
	return s
}

// annotated converts `target: annotation = value`; parts begin with the colon.
func (c *converter) annotated(r, target ref, parts []ref) ast.Stmt {
	s := &ast.AnnAssign{Span: c.span(r), Target: c.annotatedTarget(target), Annotation: c.expr(parts[1])}
	if c.is(target, tokNAME) {
		c.require(6, c.behind(r), "Variable annotation syntax")
		s.Simple = 1
	} else {
		c.require(6, c.behind(r), "Variable annotations syntax")
	}
	if len(parts) > 2 {
		s.Value = c.expr(parts[3])
	}
	return s
}

func (c *converter) delStmt(r ref, kids []ref) ast.Stmt {
	s := &ast.Delete{Span: c.span(r)}
	elements := c.list(kids[1], ruleStarredExpressionList)
	for i := 0; i < len(elements); i += 2 {
		e := c.expr(elements[i])
		c.checkTarget(e, deleteTarget)
		s.Targets = append(s.Targets, setContext(e, ast.Del))
	}
	return s
}

// alias converts `name as other`; of is the rule of that form.
func (c *converter) alias(r ref, of rule) *ast.Alias {
	if c.node(r, of) {
		kids := c.children(r)
		return &ast.Alias{Span: c.span(r), Name: c.dotted(kids[0]), Asname: c.name(kids[2])}
	}
	return &ast.Alias{Span: c.span(r), Name: c.dotted(r)}
}

// fromStmt converts `from module import names`.
func (c *converter) fromStmt(r ref, kids []ref) ast.Stmt {
	s := &ast.ImportFrom{Span: c.span(r)}
	i := 1
	for ; !c.is(kids[i], kwImport); i++ {
		switch {
		case c.is(kids[i], tokDOT):
			s.Level++
		case c.is(kids[i], tokELLIPSIS):
			s.Level += 3
		default:
			s.Module = c.dotted(kids[i])
		}
	}
	names := kids[i+1]
	switch {
	case c.is(names, tokSTAR):
		s.Names = []*ast.Alias{{Span: c.span(names), Name: "*"}}
		return s
	case c.is(names, tokLPAR):
		names = kids[i+2]
	case c.node(names, ruleImportList) && len(c.children(names))%2 == 0:
		last := c.tree.last(names)
		c.fail(c.errorAt(last+1, last+1, "trailing comma not allowed without surrounding parentheses"))
	}
	elements := c.list(names, ruleImportList)
	for i := 0; i < len(elements); i += 2 {
		s.Names = append(s.Names, c.alias(elements[i], ruleImportItem))
	}
	c.checkFuture(s)
	return s
}

// compound converts a compound statement.
func (c *converter) compound(r ref) ast.Stmt {
	kids := c.children(r)
	switch c.tree.rule(r) {
	case ruleIfStmt:
		return c.ifStmt(r, kids)
	case ruleWhileStmt:
		s := &ast.While{Span: c.span(r), Test: c.expr(kids[1])}
		s.Body, s.Orelse = c.suite(kids[3]), c.orelse(kids[4:])
		return s
	case ruleForStmt:
		return c.forStmt(c.span(r), kids, false)
	case ruleTryStmt:
		return c.tryStmt(r, kids)
	case ruleWithStmt:
		return c.withStmt(c.span(r), kids, false)
	case ruleMatchStmt:
		return c.matchStmt(r, kids)
	case ruleFuncdef:
		return c.funcdef(c.span(r), kids, nil, false)
	case ruleClassdef:
		return c.classdef(r, kids, nil)
	case ruleAsyncStmt:
		inner := c.children(kids[1])
		switch c.tree.rule(kids[1]) {
		case ruleFuncdef:
			c.require(5, c.tree.last(r), "Async functions")
			return c.funcdef(c.span(r), inner, nil, true)
		case ruleWithStmt:
			c.require(5, c.tree.last(r), "Async with statements")
			return c.withStmt(c.span(r), inner, true)
		}
		c.require(5, c.behind(r), "Async for loops")
		return c.forStmt(c.span(r), inner, true)
	case ruleDecorated:
		return c.decorated(kids)
	}
	panic("parser: no compound statement: " + ruleNames[c.tree.rule(r)])
}

// orelse converts what remains of a statement's children, `else : suite` or nothing.
func (c *converter) orelse(kids []ref) []ast.Stmt {
	if len(kids) == 0 {
		return nil
	}
	return c.suite(kids[2])
}

// ifStmt converts an if statement: its `elif` parts, from the last, become if statements in orelse.
func (c *converter) ifStmt(r ref, kids []ref) ast.Stmt {
	// In source order first, so that the first error of two is reported.
	var parts []*ast.If
	var orelse []ast.Stmt
	whole := c.span(r)
	for i := 0; i < len(kids); {
		if c.is(kids[i], kwElse) {
			orelse = c.suite(kids[i+2])
			break
		}
		s := &ast.If{Span: whole, Test: c.expr(kids[i+1])}
		if i > 0 {
			start := c.tokenSpan(kids[i].token())
			s.Lineno, s.ColOffset = start.Lineno, start.ColOffset
		}
		s.Body = c.suite(kids[i+3])
		parts = append(parts, s)
		i += 4
	}
	for i := len(parts) - 1; i > 0; i-- {
		parts[i].Orelse = orelse
		orelse = []ast.Stmt{parts[i]}
	}
	parts[0].Orelse = orelse
	return parts[0]
}

func (c *converter) forStmt(span ast.Span, kids []ref, async bool) ast.Stmt {
	target := c.loopTarget(kids[1], false)
	iter := c.expr(kids[3])
	comment, kids := c.headComment(kids[5:])
	body, orelse := c.suite(kids[0]), c.orelse(kids[1:])
	if async {
		return &ast.AsyncFor{Span: span, Target: target, Iter: iter, Body: body, Orelse: orelse, TypeComment: comment}
	}
	return &ast.For{Span: span, Target: target, Iter: iter, Body: body, Orelse: orelse, TypeComment: comment}
}

// headComment takes a type comment off the front of kids.
func (c *converter) headComment(kids []ref) (comment string, rest []ref) {
	if c.is(kids[0], tokTYPE_COMMENT) {
		return c.typeComment(kids[0]), kids[1:]
	}
	return "", kids
}

func (c *converter) withStmt(span ast.Span, kids []ref, async bool) ast.Stmt {
	var items []*ast.WithItem
	if inner := c.parenthesisedItems(kids); inner != nil {
		items = inner
		kids = kids[3:]
	} else {
		for more := true; more; kids = kids[2:] { // behind `with` or a comma
			items = append(items, c.withItem(kids[1], ruleWithItem))
			more = c.is(kids[2], tokCOMMA)
		}
		kids = kids[1:]
	}
	comment, kids := c.headComment(kids)
	body := c.suite(kids[0])
	if async {
		return &ast.AsyncWith{Span: span, Items: items, Body: body, TypeComment: comment}
	}
	return &ast.With{Span: span, Items: items, Body: body, TypeComment: comment}
}

// parenthesisedItems converts the items of `with (a as b, c):`; nil if the parentheses, if any, belong to an expression.
func (c *converter) parenthesisedItems(kids []ref) []*ast.WithItem {
	if !c.is(kids[2], tokCOLON) || !c.node(kids[1], ruleParenthForm) {
		return nil
	}
	inner := c.children(kids[1])
	if len(inner) == 2 || len(inner) > 3 && c.node(inner[2], ruleCompFor) {
		return nil
	}
	for i := 1; i < len(inner)-1; i += 2 {
		element := inner[i]
		if c.node(element, ruleWithElement) {
			element = c.children(element)[0]
		}
		switch c.tree.rule(element) {
		case ruleFlexibleExpression, ruleAssignmentExpression, ruleYieldExpression:
			return nil
		}
		if c.is(element, kwYield) {
			return nil
		}
	}
	var items []*ast.WithItem
	for i := 1; i < len(inner)-1; i += 2 {
		items = append(items, c.withItem(inner[i], ruleWithElement))
	}
	return items
}

func (c *converter) withItem(r ref, of rule) *ast.WithItem {
	if !c.node(r, of) {
		return &ast.WithItem{ContextExpr: c.expr(r)}
	}
	kids := c.children(r)
	item := &ast.WithItem{ContextExpr: c.expr(kids[0]), OptionalVars: c.expr(kids[2])}
	c.checkTarget(item.OptionalVars, starTarget)
	setContext(item.OptionalVars, ast.Store)
	return item
}

func (c *converter) tryStmt(r ref, kids []ref) ast.Stmt {
	var handlers []ast.ExceptHandlerNode
	var orelse, final []ast.Stmt
	body := c.suite(kids[2])
	star := false
	for i := 3; i < len(kids); {
		switch {
		case c.is(kids[i], kwElse):
			orelse = c.suite(kids[i+2])
			i += 3
		case c.is(kids[i], kwFinally):
			final = c.suite(kids[i+2])
			i += 3
		default:
			handler, starred := c.exceptClause(kids[i])
			if i > 3 && starred != star {
				first, last := c.tree.first(kids[i]), c.tree.first(kids[i])
				if starred {
					last++
				}
				c.fail(c.errorAt(first, last, "cannot have both 'except' and 'except*' on the same 'try'"))
			}
			star = starred
			handlers = append(handlers, handler)
			i++
		}
	}
	if star {
		c.require(11, c.behind(r), "Exception groups")
		return &ast.TryStar{Span: c.span(r), Body: body, Handlers: handlers, Orelse: orelse, Finalbody: final}
	}
	return &ast.Try{Span: c.span(r), Body: body, Handlers: handlers, Orelse: orelse, Finalbody: final}
}

func (c *converter) exceptClause(r ref) (handler *ast.ExceptHandler, star bool) {
	kids := c.children(r)
	handler = &ast.ExceptHandler{Span: c.span(r)}
	i := 1
	if star = c.is(kids[i], tokSTAR); star {
		i++
	}
	if !c.is(kids[i], tokCOLON) {
		types := kids[i]
		if c.node(types, ruleExpressionList) {
			c.require(14, c.tree.last(r), "except expressions without parentheses")
		}
		handler.Type = c.expr(types)
		if c.is(kids[i+1], kwAs) {
			clause := "except"
			if star {
				clause = "except*"
			}
			c.checkExceptName(clause, kids[i:])
			if c.is(kids[i+2], tokNAME) {
				handler.Name = c.name(kids[i+2])
			}
		}
	} else if star {
		c.fail(c.errorAt(kids[i].token(), kids[i].token(), "expected one or more exception types"))
	}
	handler.Body = c.suite(kids[len(kids)-1])
	return handler, star
}

func (c *converter) decorated(kids []ref) ast.Stmt {
	decorators := make([]ast.Expr, 0, len(kids)-1)
	for _, kid := range kids[:len(kids)-1] {
		decorators = append(decorators, c.expr(c.children(kid)[1]))
	}
	definition := kids[len(kids)-1]
	inner := c.children(definition)
	switch c.tree.rule(definition) {
	case ruleClassdef:
		return c.classdef(definition, inner, decorators)
	case ruleFuncdef:
		return c.funcdef(c.span(definition), inner, decorators, false)
	}
	c.require(5, c.tree.last(definition), "Async functions")
	return c.funcdef(c.span(definition), c.children(inner[1]), decorators, true)
}

// funcdef converts `def name [params] (parameters) -> returns: comment suite`.
func (c *converter) funcdef(span ast.Span, kids []ref, decorators []ast.Expr, async bool) ast.Stmt {
	f := ast.FunctionDef{Span: span, Name: c.name(kids[1]), DecoratorList: decorators}
	i := 2
	if c.node(kids[i], ruleTypeParams) {
		f.TypeParams = c.typeParams(kids[i])
		i++
	}
	i++
	if c.is(kids[i], tokRPAR) {
		f.Args = &ast.Arguments{}
	} else {
		f.Args = c.parameters(kids[i], ruleParameterList)
		i++
	}
	i++
	if c.is(kids[i], tokRARROW) {
		f.Returns = c.expr(kids[i+1])
		i += 2
	}
	comment, rest := c.headComment(kids[i+1:])
	body := rest[0]
	if c.node(body, ruleFunctionSuite) {
		if inner := c.children(body)[1]; c.is(inner, tokTYPE_COMMENT) {
			if comment != "" {
				next := inner.token() + 3 // behind NEWLINE and INDENT
				f := c.errorAt(next, next, "Cannot have two type comments on def")
				f.start.Col--
				f.end, f.endMinusOne = f.start, true
				c.fail(f)
			}
			comment = c.typeComment(inner)
		}
	}
	f.TypeComment = comment
	f.Body = c.suite(body)
	if async {
		return &ast.AsyncFunctionDef{Span: f.Span, Name: f.Name, Args: f.Args, Body: f.Body, DecoratorList: f.DecoratorList,
			Returns: f.Returns, TypeComment: f.TypeComment, TypeParams: f.TypeParams}
	}
	return &f
}

func (c *converter) classdef(r ref, kids []ref, decorators []ast.Expr) ast.Stmt {
	s := &ast.ClassDef{Span: c.span(r), Name: c.name(kids[1]), DecoratorList: decorators}
	i := 2
	if c.node(kids[i], ruleTypeParams) {
		s.TypeParams = c.typeParams(kids[i])
		i++
	}
	if c.is(kids[i], tokLPAR) {
		if i++; !c.is(kids[i], tokRPAR) {
			s.Bases, s.Keywords = c.arguments(kids[i-1], kids[i], kids[i+1], true)
		}
	}
	s.Body = c.suite(kids[len(kids)-1])
	return s
}

// typeParams converts `[T: bound = default, *Ts, **P]`.
func (c *converter) typeParams(r ref) []ast.TypeParam {
	kids := c.children(r)
	params := make([]ast.TypeParam, 0, len(kids)/2)
	for i := 1; i < len(kids)-1; i += 2 {
		params = append(params, c.typeParam(kids[i]))
	}
	c.require(12, c.tree.last(r), "Type parameter lists")
	return params
}

func (c *converter) typeParam(r ref) ast.TypeParam {
	span := c.span(r)
	parts := c.children(r)
	if r.isToken() {
		parts = []ref{r}
	}
	star := c.label(parts[0])
	if star == tokSTAR || star == tokDOUBLESTAR {
		parts = parts[1:]
	}
	name := c.name(parts[0])
	parts = parts[1:]
	var bound, value ast.Expr
	if len(parts) > 0 && c.is(parts[0], tokCOLON) {
		bound = c.expr(parts[1])
		if star == tokSTAR || star == tokDOUBLESTAR {
			what := map[label]string{tokSTAR: "TypeVarTuple", tokDOUBLESTAR: "ParamSpec"}[star]
			kind := "bound"
			if _, ok := bound.(*ast.Tuple); ok {
				kind = "constraints"
			}
			c.failRange(parts[0], parts[1], "cannot use %s with %s", kind, what)
		}
		parts = parts[2:]
	}
	if len(parts) > 0 {
		c.require(13, c.behind(r), "Type parameter defaults")
		value = c.expr(parts[1])
	}
	switch star {
	case tokSTAR:
		return &ast.TypeVarTuple{Span: span, Name: name, DefaultValue: value}
	case tokDOUBLESTAR:
		return &ast.ParamSpec{Span: span, Name: name, DefaultValue: value}
	}
	return &ast.TypeVar{Span: span, Name: name, Bound: bound, DefaultValue: value}
}
