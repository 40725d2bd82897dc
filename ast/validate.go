// This file checks trees that don't come from the parser, as compile() checks them.

package ast

import (
	"fmt"
	"math/big"
)

// A ValidationError tells what is wrong with a tree that no source can have.
type ValidationError struct {
	Kind string // the Python class: "ValueError" or "TypeError"; "SystemError" from the compiler
	Msg  string
}

// Error returns kind and message.
func (e *ValidationError) Error() string { return e.Kind + ": " + e.Msg }

// Validate checks a tree built by a program: that lists that mustn't be empty aren't, lists that belong together have
// the same length, expressions have the context of their place, patterns hold what patterns may hold, and positions
// make sense. What it lets pass may still be wrong, as source may be. It expects fields that aren't optional to be set,
// except for elements of lists. The error is a *[ValidationError] or [ErrTooDeep].
//
// Reference: compile() in the Python library reference; the messages are CPython's.
func Validate(mod Mod) error {
	v := new(validator)
	switch mod := mod.(type) {
	case *Module:
		v.stmts(mod.Body)
	case *Interactive:
		v.stmts(mod.Body)
	case *Expression:
		v.expr(mod.Body, Load)
	case *FunctionType:
		v.exprs(mod.Argtypes, Load)
		v.expr(mod.Returns, Load)
	}
	return v.err
}

// A validator keeps the first error; once there is one nothing is checked any more.
type validator struct {
	depth int
	err   error
}

func (v *validator) fail(format string, args ...any) {
	if v.err == nil {
		v.err = &ValidationError{"ValueError", fmt.Sprintf(format, args...)}
	}
}

func (v *validator) failType(message string) {
	if v.err == nil {
		v.err = &ValidationError{"TypeError", message}
	}
}

// require reports the message unless the condition holds.
func (v *validator) require(condition bool, format string, args ...any) {
	if !condition {
		v.fail(format, args...)
	}
}

// enter begins a node: it checks its position and reports whether to go on.
func (v *validator) enter(n Node) bool {
	if v.depth == MaxDepth && v.err == nil {
		v.err = ErrTooDeep
	}
	v.position(n)
	if v.err != nil {
		return false
	}
	v.depth++
	return true
}

func (v *validator) leave() { v.depth-- }

// position checks where a node claims to stand.
func (v *validator) position(n Node) {
	s := n.Pos()
	switch {
	case s.Lineno > s.EndLineno:
		v.fail("AST node line range (%d, %d) is not valid", s.Lineno, s.EndLineno)
	case s.Lineno < 0 && s.EndLineno != s.Lineno || s.ColOffset < 0 && s.ColOffset != s.EndColOffset:
		v.fail("AST node column range (%d, %d) for line range (%d, %d) is not valid",
			s.ColOffset, s.EndColOffset, s.Lineno, s.EndLineno)
	case s.Lineno == s.EndLineno && s.ColOffset > s.EndColOffset:
		v.fail("line %d, column %d-%d is not a valid range", s.Lineno, s.ColOffset, s.EndColOffset)
	}
}

// nonEmpty checks that a list of the given field of an owner has elements.
func (v *validator) nonEmpty(length int, field, owner string) {
	v.require(length > 0, "empty %s on %s", field, owner)
}

// name checks an identifier: it can't be that of a constant.
func (v *validator) name(name string) {
	switch name {
	case "None", "True", "False":
		v.fail("identifier field can't represent '%s' constant", name)
	}
}

// capture checks a name that a pattern binds.
func (v *validator) capture(name string) {
	v.require(name != "_", "can't capture name '_' in patterns")
	v.name(name)
}

func (v *validator) stmts(list []Stmt) {
	for _, s := range list {
		if s == nil {
			v.fail("None disallowed in statement list")
			return
		}
		v.stmt(s)
	}
}

func (v *validator) body(list []Stmt, owner string) {
	v.nonEmpty(len(list), "body", owner)
	v.stmts(list)
}

func (v *validator) stmt(s Stmt) {
	if !v.enter(s) {
		return
	}
	defer v.leave()
	owner := s.Class().Name
	switch s := s.(type) {
	case *FunctionDef:
		v.function(owner, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams)
	case *AsyncFunctionDef:
		v.function(owner, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams)
	case *ClassDef:
		v.body(s.Body, owner)
		v.name(s.Name)
		v.typeParams(s.TypeParams)
		v.exprs(s.Bases, Load)
		v.keywords(s.Keywords)
		v.exprs(s.DecoratorList, Load)
	case *Return:
		v.optional(s.Value)
	case *Delete:
		v.nonEmpty(len(s.Targets), "targets", owner)
		v.exprs(s.Targets, Del)
	case *Assign:
		v.nonEmpty(len(s.Targets), "targets", owner)
		v.exprs(s.Targets, Store)
		v.expr(s.Value, Load)
	case *TypeAlias:
		if _, ok := s.Name.(*Name); !ok {
			v.failType("TypeAlias with non-Name name")
		}
		v.expr(s.Name, Store)
		v.typeParams(s.TypeParams)
		v.expr(s.Value, Load)
	case *AugAssign:
		v.expr(s.Target, Store)
		v.expr(s.Value, Load)
	case *AnnAssign:
		if _, ok := s.Target.(*Name); !ok && s.Simple != 0 {
			v.failType("AnnAssign with simple non-Name target")
		}
		v.expr(s.Target, Store)
		v.optional(s.Value)
		v.expr(s.Annotation, Load)
	case *For:
		v.loop(owner, s.Target, s.Iter, s.Body, s.Orelse)
	case *AsyncFor:
		v.loop(owner, s.Target, s.Iter, s.Body, s.Orelse)
	case *While:
		v.expr(s.Test, Load)
		v.body(s.Body, owner)
		v.stmts(s.Orelse)
	case *If:
		v.expr(s.Test, Load)
		v.body(s.Body, owner)
		v.stmts(s.Orelse)
	case *With:
		v.with(owner, s.Items, s.Body)
	case *AsyncWith:
		v.with(owner, s.Items, s.Body)
	case *Match:
		v.expr(s.Subject, Load)
		v.nonEmpty(len(s.Cases), "cases", owner)
		for _, c := range s.Cases {
			v.pattern(c.Pattern, false)
			v.optional(c.Guard)
			v.body(c.Body, "match_case")
		}
	case *Raise:
		v.require(s.Exc != nil || s.Cause == nil, "Raise with cause but no exception")
		v.optional(s.Exc)
		v.optional(s.Cause)
	case *Try:
		v.try(owner, s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *TryStar:
		v.try(owner, s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *Assert:
		v.expr(s.Test, Load)
		v.optional(s.Msg)
	case *Import:
		v.aliases(s.Names, owner)
	case *ImportFrom:
		v.require(s.Level >= 0, "Negative ImportFrom level")
		v.aliases(s.Names, owner)
	case *Global:
		v.nonEmpty(len(s.Names), "names", owner)
	case *Nonlocal:
		v.nonEmpty(len(s.Names), "names", owner)
	case *ExprStmt:
		v.expr(s.Value, Load)
	}
}

func (v *validator) function(owner, name string, args *Arguments, body []Stmt, decorators []Expr, returns Expr, params []TypeParam) {
	v.body(body, owner)
	v.name(name)
	v.typeParams(params)
	v.arguments(args)
	v.exprs(decorators, Load)
	v.optional(returns)
}

func (v *validator) arguments(a *Arguments) {
	v.args(a.Posonlyargs...)
	v.args(a.Args...)
	v.args(a.Vararg)
	v.args(a.Kwonlyargs...)
	v.args(a.Kwarg)
	v.require(len(a.Defaults) <= len(a.Posonlyargs)+len(a.Args), "more positional defaults than args on arguments")
	v.require(len(a.KwDefaults) == len(a.Kwonlyargs), "length of kwonlyargs is not the same as kw_defaults on arguments")
	v.exprs(a.Defaults, Load)
	for _, e := range a.KwDefaults {
		v.optional(e)
	}
}

func (v *validator) args(list ...*Arg) {
	for _, a := range list {
		if a != nil {
			v.position(a)
			v.optional(a.Annotation)
		}
	}
}

func (v *validator) keywords(list []*Keyword) {
	for _, k := range list {
		v.position(k)
		v.expr(k.Value, Load)
	}
}

func (v *validator) typeParams(list []TypeParam) {
	for _, p := range list {
		if p == nil {
			v.fail("None disallowed in type parameter list")
			return
		}
		v.position(p)
		switch p := p.(type) {
		case *TypeVar:
			v.name(p.Name)
			v.optional(p.Bound)
			v.optional(p.DefaultValue)
		case *ParamSpec:
			v.name(p.Name)
			v.optional(p.DefaultValue)
		case *TypeVarTuple:
			v.name(p.Name)
			v.optional(p.DefaultValue)
		}
	}
}

func (v *validator) aliases(list []*Alias, owner string) {
	v.nonEmpty(len(list), "names", owner)
	for _, a := range list {
		v.name(a.Name)
		v.name(a.Asname)
	}
}

func (v *validator) loop(owner string, target, iter Expr, body, orelse []Stmt) {
	v.expr(target, Store)
	v.expr(iter, Load)
	v.body(body, owner)
	v.stmts(orelse)
}

func (v *validator) with(owner string, items []*WithItem, body []Stmt) {
	v.nonEmpty(len(items), "items", owner)
	for _, i := range items {
		v.expr(i.ContextExpr, Load)
		if i.OptionalVars != nil {
			v.expr(i.OptionalVars, Store)
		}
	}
	v.body(body, owner)
}

func (v *validator) try(owner string, body []Stmt, handlers []ExceptHandlerNode, orelse, finalbody []Stmt) {
	v.body(body, owner)
	v.require(len(handlers)+len(finalbody) > 0, "%s has neither except handlers nor finalbody", owner)
	v.require(len(handlers) > 0 || len(orelse) == 0, "%s has orelse but no except handlers", owner)
	for _, h := range handlers {
		if h == nil {
			v.fail("None disallowed in except handler list")
			return
		}
		v.position(h)
		if h, ok := h.(*ExceptHandler); ok {
			v.optional(h.Type)
			v.name(h.Name)
			v.body(h.Body, "ExceptHandler")
		}
	}
	v.stmts(finalbody)
	v.stmts(orelse)
}

// optional checks an expression that may be absent.
func (v *validator) optional(e Expr) {
	if e != nil {
		v.expr(e, Load)
	}
}

func (v *validator) exprs(list []Expr, context ExprContext) {
	for _, e := range list {
		if e == nil {
			v.fail("None disallowed in expression list")
			return
		}
		v.expr(e, context)
	}
}

// contextOf returns the context of an expression that has one.
func contextOf(e Expr) (context ExprContext, ok bool) {
	switch e := e.(type) {
	case *Attribute:
		return e.Ctx, true
	case *Subscript:
		return e.Ctx, true
	case *Starred:
		return e.Ctx, true
	case *Name:
		return e.Ctx, true
	case *List:
		return e.Ctx, true
	case *Tuple:
		return e.Ctx, true
	}
	return Load, false
}

// expr checks an expression in a place of the given context.
func (v *validator) expr(e Expr, context ExprContext) {
	if !v.enter(e) {
		return
	}
	defer v.leave()
	if name, ok := e.(*Name); ok {
		v.name(name.Id)
	}
	if own, ok := contextOf(e); ok {
		v.require(own == context, "expression must have %s context but has %s instead", context, own)
	} else {
		v.require(context == Load, "expression which can't be assigned to in %s context", context)
	}
	switch e := e.(type) {
	case *BoolOp:
		v.require(len(e.Values) >= 2, "BoolOp with less than 2 values")
		v.exprs(e.Values, Load)
	case *NamedExpr:
		if _, ok := e.Target.(*Name); !ok {
			v.failType("NamedExpr target must be a Name")
		}
		v.expr(e.Value, Load)
	case *BinOp:
		v.expr(e.Left, Load)
		v.expr(e.Right, Load)
	case *UnaryOp:
		v.expr(e.Operand, Load)
	case *Lambda:
		v.arguments(e.Args)
		v.expr(e.Body, Load)
	case *IfExp:
		v.expr(e.Test, Load)
		v.expr(e.Body, Load)
		v.expr(e.Orelse, Load)
	case *Dict:
		v.require(len(e.Keys) == len(e.Values), "Dict doesn't have the same number of keys as values")
		for _, key := range e.Keys {
			v.optional(key)
		}
		v.exprs(e.Values, Load)
	case *Set:
		v.exprs(e.Elts, Load)
	case *ListComp:
		v.comprehension(e.Generators, e.Elt)
	case *SetComp:
		v.comprehension(e.Generators, e.Elt)
	case *DictComp:
		v.comprehension(e.Generators, e.Key, e.Value)
	case *GeneratorExp:
		v.comprehension(e.Generators, e.Elt)
	case *Await:
		v.expr(e.Value, Load)
	case *Yield:
		v.optional(e.Value)
	case *YieldFrom:
		v.expr(e.Value, Load)
	case *Compare:
		v.require(len(e.Comparators) > 0, "Compare with no comparators")
		v.require(len(e.Comparators) == len(e.Ops), "Compare has a different number of comparators and operands")
		v.exprs(e.Comparators, Load)
		v.expr(e.Left, Load)
	case *Call:
		v.expr(e.Func, Load)
		v.exprs(e.Args, Load)
		v.keywords(e.Keywords)
	case *FormattedValue:
		v.expr(e.Value, Load)
		v.optional(e.FormatSpec)
	case *Interpolation:
		v.expr(e.Value, Load)
		v.optional(e.FormatSpec)
	case *JoinedStr:
		v.exprs(e.Values, Load)
	case *TemplateStr:
		v.exprs(e.Values, Load)
	case *Attribute:
		v.expr(e.Value, Load)
	case *Subscript:
		v.expr(e.Slice, Load)
		v.expr(e.Value, Load)
	case *Starred:
		v.expr(e.Value, context)
	case *List:
		v.exprs(e.Elts, context)
	case *Tuple:
		v.exprs(e.Elts, context)
	case *Slice:
		v.optional(e.Lower)
		v.optional(e.Upper)
		v.optional(e.Step)
	}
}

func (v *validator) comprehension(generators []*Comprehension, elements ...Expr) {
	v.require(len(generators) > 0, "comprehension with no generators")
	for _, g := range generators {
		v.expr(g.Target, Store)
		v.expr(g.Iter, Load)
		v.exprs(g.Ifs, Load)
	}
	for _, e := range elements {
		v.expr(e, Load)
	}
}

// pattern checks a pattern; only elements of a sequence pattern may have a star.
func (v *validator) pattern(p Pattern, mayBeStarred bool) {
	if !v.enter(p) {
		return
	}
	defer v.leave()
	switch p := p.(type) {
	case *MatchValue:
		v.patternValue(p.Value)
	case *MatchSingleton:
		_, isBool := p.Value.(bool)
		v.require(p.Value == nil || isBool, "MatchSingleton can only contain True, False and None")
	case *MatchSequence:
		v.patterns(p.Patterns, true)
	case *MatchMapping:
		v.require(len(p.Keys) == len(p.Patterns), "MatchMapping doesn't have the same number of keys as patterns")
		v.capture(p.Rest)
		for _, key := range p.Keys {
			if !isSingleton(key) {
				v.patternValue(key)
			}
		}
		v.patterns(p.Patterns, false)
	case *MatchClass:
		v.require(len(p.KwdAttrs) == len(p.KwdPatterns), "MatchClass doesn't have the same number of keyword attributes as patterns")
		v.expr(p.Cls, Load)
		v.require(isDottedName(p.Cls), "MatchClass cls field can only contain Name or Attribute nodes.")
		for _, name := range p.KwdAttrs {
			v.name(name)
		}
		v.patterns(p.Patterns, false)
		v.patterns(p.KwdPatterns, false)
	case *MatchStar:
		v.require(mayBeStarred, "can't use MatchStar here")
		v.capture(p.Name)
	case *MatchAs:
		v.capture(p.Name)
		if p.Pattern != nil {
			v.require(p.Name != "", "MatchAs must specify a target name if a pattern is given")
			v.pattern(p.Pattern, false)
		}
	case *MatchOr:
		v.require(len(p.Patterns) >= 2, "MatchOr requires at least 2 patterns")
		v.patterns(p.Patterns, false)
	}
}

func (v *validator) patterns(list []Pattern, mayBeStarred bool) {
	for _, p := range list {
		if p == nil {
			v.fail("None disallowed in pattern list")
			return
		}
		v.pattern(p, mayBeStarred)
	}
}

// isSingleton reports whether e is None, True or False.
func isSingleton(e Expr) bool {
	c, ok := e.(*Constant)
	if !ok {
		return false
	}
	_, isBool := c.Value.(bool)
	return c.Value == nil || isBool
}

// isDottedName reports whether e consists of names and dots.
func isDottedName(e Expr) bool {
	for {
		switch n := e.(type) {
		case *Name:
			return true
		case *Attribute:
			e = n.Value
		default:
			return false
		}
	}
}

// patternValue checks an expression that a pattern compares with: a literal, a number with a sign, a complex number as
// a sum, or an attribute.
func (v *validator) patternValue(e Expr) {
	v.expr(e, Load)
	switch e := e.(type) {
	case *Constant:
		switch e.Value.(type) {
		case int64, *big.Int, float64, complex128, string, []byte:
		default:
			v.fail("unexpected constant inside of a literal pattern")
		}
		return
	case *Attribute, *JoinedStr, *TemplateStr: // strings are refused later, as a syntax error
		return
	case *UnaryOp:
		if number, _ := signedNumber(e); number {
			return
		}
	case *BinOp:
		number, imaginary := signedNumber(e.Left)
		_, imaginaryRight := e.Right.(*Constant)
		if imaginaryRight {
			_, imaginaryRight = signedNumber(e.Right)
		}
		if (e.Op == Add || e.Op == Sub) && number && !imaginary && imaginaryRight {
			return
		}
	}
	v.fail("patterns may only match literals and attribute lookups")
}

// signedNumber reports whether e is a number literal, perhaps with a minus, and whether that is imaginary.
func signedNumber(e Expr) (number, imaginary bool) {
	if minus, ok := e.(*UnaryOp); ok && minus.Op == USub {
		e = minus.Operand
	}
	if c, ok := e.(*Constant); ok {
		switch c.Value.(type) {
		case int64, *big.Int, float64:
			return true, false
		case complex128:
			return true, true
		}
	}
	return false, false
}
