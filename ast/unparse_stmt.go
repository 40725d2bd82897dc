// This file writes statements, patterns and what belongs to them back as source.

package ast

// body writes statements.
func (u *unparser) body(list []Stmt) {
	for _, s := range list {
		u.stmt(s)
	}
}

// documentedBody writes statements, the first of which may be a docstring.
func (u *unparser) documentedBody(list []Stmt) {
	if text := docstring(list); text != nil {
		u.line()
		if text.Kind == "u" {
			u.write("u")
		}
		u.docstring(text.Value.(string))
		list = list[1:]
	}
	u.body(list)
}

// docstring returns the string that begins a body, nil if there is none.
func docstring(list []Stmt) *Constant {
	if len(list) == 0 {
		return nil
	}
	if s, ok := list[0].(*ExprStmt); ok {
		if c, ok := s.Value.(*Constant); ok {
			if _, ok := c.Value.(string); ok {
				return c
			}
		}
	}
	return nil
}

// block writes the colon, then content indented.
func (u *unparser) block(typeComment string, content func()) {
	u.write(":", typeComment)
	u.indentation++
	content()
	u.indentation--
}

// suite writes the statements of a block.
func (u *unparser) suite(list []Stmt) {
	u.block("", func() { u.body(list) })
}

// clause writes keyword and block, if there are statements.
func (u *unparser) clause(keyword string, list []Stmt) {
	if len(list) > 0 {
		u.line(keyword)
		u.suite(list)
	}
}

// typeComment returns the comment on a statement, with everything around it. One that says to ignore errors on the
// line hides the statement's own.
func (u *unparser) typeComment(s Stmt, comment string) string {
	if ignore := u.typeIgnores[s.Pos().Lineno]; ignore != "" {
		comment = ignore
	}
	if comment == "" {
		return ""
	}
	return " # type: " + comment
}

func (u *unparser) stmt(s Stmt) {
	if !u.enter() {
		return
	}
	defer u.leave()
	switch s := s.(type) {
	case *FunctionDef:
		u.function("def ", s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeComment, s.TypeParams)
	case *AsyncFunctionDef:
		u.function("async def ", s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeComment, s.TypeParams)
	case *ClassDef:
		u.class(s)
	case *Return:
		u.simple("return")
		u.spaced(s.Value)
	case *Delete:
		u.simple("del ")
		u.exprs(s.Targets)
	case *Assign:
		u.simple()
		for _, target := range s.Targets {
			u.expr(target, precedenceTuple)
			u.write(" = ")
		}
		u.expr(s.Value, precedenceTest)
		u.write(u.typeComment(s, s.TypeComment))
	case *TypeAlias:
		u.simple("type ")
		u.expr(s.Name, precedenceTest)
		u.typeParams(s.TypeParams)
		u.write(" = ")
		u.expr(s.Value, precedenceTest)
	case *AugAssign:
		u.simple()
		u.expr(s.Target, precedenceTest)
		u.write(" ", operatorSymbols[s.Op], "= ")
		u.expr(s.Value, precedenceTest)
	case *AnnAssign:
		u.simple()
		_, isName := s.Target.(*Name)
		u.parentheses(isName && s.Simple == 0, func() { u.expr(s.Target, precedenceTest) })
		u.write(": ")
		u.expr(s.Annotation, precedenceTest)
		if s.Value != nil {
			u.write(" = ")
			u.expr(s.Value, precedenceTest)
		}
	case *For:
		u.loop("for ", s, s.Target, s.Iter, s.Body, s.Orelse, s.TypeComment)
	case *AsyncFor:
		u.loop("async for ", s, s.Target, s.Iter, s.Body, s.Orelse, s.TypeComment)
	case *While:
		u.line("while ")
		u.expr(s.Test, precedenceTest)
		u.suite(s.Body)
		u.clause("else", s.Orelse)
	case *If:
		u.conditional(s)
	case *With:
		u.with("with ", s, s.Items, s.Body, s.TypeComment)
	case *AsyncWith:
		u.with("async with ", s, s.Items, s.Body, s.TypeComment)
	case *Match:
		u.line("match ")
		u.expr(s.Subject, precedenceTest)
		u.block("", func() {
			for _, c := range s.Cases {
				u.matchCase(c)
			}
		})
	case *Raise:
		u.simple("raise")
		u.spaced(s.Exc)
		if s.Exc != nil && s.Cause != nil {
			u.write(" from ")
			u.expr(s.Cause, precedenceTest)
		}
	case *Try:
		u.try("except", s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *TryStar:
		u.try("except*", s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *Assert:
		u.simple("assert ")
		u.expr(s.Test, precedenceTest)
		if s.Msg != nil {
			u.write(", ")
			u.expr(s.Msg, precedenceTest)
		}
	case *Import:
		u.simple("import ")
		u.aliases(s.Names)
	case *ImportFrom:
		u.simple("from ")
		for range s.Level {
			u.write(".")
		}
		u.write(s.Module, " import ")
		u.aliases(s.Names)
	case *Global:
		u.simple("global ")
		u.names(s.Names)
	case *Nonlocal:
		u.simple("nonlocal ")
		u.names(s.Names)
	case *ExprStmt:
		u.simple()
		u.expr(s.Value, precedenceYield)
	case *Pass:
		u.simple("pass")
	case *Break:
		u.simple("break")
	case *Continue:
		u.simple("continue")
	}
}

// spaced writes a blank and an expression, if there is one.
func (u *unparser) spaced(e Expr) {
	if e != nil {
		u.write(" ")
		u.expr(e, precedenceTest)
	}
}

// decorators writes the empty line and the decorators above a definition.
func (u *unparser) decorators(list []Expr) {
	u.newline()
	for _, d := range list {
		u.line("@")
		u.expr(d, precedenceTest)
	}
}

func (u *unparser) function(keyword string, s Stmt, name string, args *Arguments, body []Stmt, decorators []Expr, returns Expr, comment string, params []TypeParam) {
	u.decorators(decorators)
	u.line(keyword, name)
	u.typeParams(params)
	u.write("(")
	u.arguments(args)
	u.write(")")
	if returns != nil {
		u.write(" -> ")
		u.expr(returns, precedenceTest)
	}
	u.block(u.typeComment(s, comment), func() { u.documentedBody(body) })
}

func (u *unparser) class(s *ClassDef) {
	u.decorators(s.DecoratorList)
	u.line("class ", s.Name)
	u.typeParams(s.TypeParams)
	u.parentheses(len(s.Bases)+len(s.Keywords) > 0, func() { u.callArguments(s.Bases, s.Keywords) })
	u.block("", func() { u.documentedBody(s.Body) })
}

func (u *unparser) loop(keyword string, s Stmt, target, iter Expr, body, orelse []Stmt, comment string) {
	u.line(keyword)
	u.expr(target, precedenceTuple)
	u.write(" in ")
	u.expr(iter, precedenceTest)
	u.block(u.typeComment(s, comment), func() { u.body(body) })
	u.clause("else", orelse)
}

// conditional writes an if statement; one that is all of an else becomes an elif.
func (u *unparser) conditional(s *If) {
	for keyword := "if "; ; keyword = "elif " {
		u.line(keyword)
		u.expr(s.Test, precedenceTest)
		u.suite(s.Body)
		if len(s.Orelse) != 1 {
			break
		}
		next, ok := s.Orelse[0].(*If)
		if !ok {
			break
		}
		s = next
	}
	u.clause("else", s.Orelse)
}

func (u *unparser) with(keyword string, s Stmt, items []*WithItem, body []Stmt, comment string) {
	u.line(keyword)
	u.commaSeparated(len(items), func(i int) { u.withItem(items[i]) })
	u.block(u.typeComment(s, comment), func() { u.body(body) })
}

func (u *unparser) withItem(i *WithItem) {
	u.expr(i.ContextExpr, precedenceTest)
	if i.OptionalVars != nil {
		u.write(" as ")
		u.expr(i.OptionalVars, precedenceTest)
	}
}

func (u *unparser) try(keyword string, body []Stmt, handlers []ExceptHandlerNode, orelse, finalbody []Stmt) {
	u.line("try")
	u.suite(body)
	for _, h := range handlers {
		if h, ok := h.(*ExceptHandler); ok {
			u.exceptHandler(h, keyword)
		}
	}
	u.clause("else", orelse)
	u.clause("finally", finalbody)
}

func (u *unparser) exceptHandler(h *ExceptHandler, keyword string) {
	u.line(keyword)
	u.spaced(h.Type)
	if h.Name != "" {
		u.write(" as ", h.Name)
	}
	u.suite(h.Body)
}

func (u *unparser) aliases(list []*Alias) {
	u.commaSeparated(len(list), func(i int) { u.alias(list[i]) })
}

func (u *unparser) alias(a *Alias) {
	u.write(a.Name)
	if a.Asname != "" {
		u.write(" as ", a.Asname)
	}
}

func (u *unparser) typeParams(list []TypeParam) {
	if len(list) > 0 {
		u.write("[")
		u.commaSeparated(len(list), func(i int) { u.typeParam(list[i]) })
		u.write("]")
	}
}

func (u *unparser) typeParam(p TypeParam) {
	var byDefault Expr
	switch p := p.(type) {
	case *TypeVar:
		u.write(p.Name)
		if p.Bound != nil {
			u.write(": ")
			u.expr(p.Bound, precedenceTest)
		}
		byDefault = p.DefaultValue
	case *TypeVarTuple:
		u.write("*", p.Name)
		byDefault = p.DefaultValue
	case *ParamSpec:
		u.write("**", p.Name)
		byDefault = p.DefaultValue
	}
	if byDefault != nil {
		u.write(" = ")
		u.expr(byDefault, precedenceTest)
	}
}

func (u *unparser) matchCase(c *MatchCase) {
	u.line("case ")
	u.pattern(c.Pattern, precedenceTest)
	if c.Guard != nil {
		u.write(" if ")
		u.expr(c.Guard, precedenceTest)
	}
	u.suite(c.Body)
}

func (u *unparser) patterns(list []Pattern) {
	u.commaSeparated(len(list), func(i int) { u.pattern(list[i], precedenceTest) })
}

func (u *unparser) pattern(pattern Pattern, p precedence) {
	if !u.enter() {
		return
	}
	defer u.leave()
	switch n := pattern.(type) {
	case *MatchValue:
		u.expr(n.Value, precedenceTest)
	case *MatchSingleton:
		u.constant(n.Value)
	case *MatchSequence:
		u.write("[")
		u.patterns(n.Patterns)
		u.write("]")
	case *MatchMapping:
		u.write("{")
		u.commaSeparated(min(len(n.Keys), len(n.Patterns)), func(i int) {
			u.expr(n.Keys[i], precedenceTest)
			u.write(": ")
			u.pattern(n.Patterns[i], precedenceTest)
		})
		if n.Rest != "" {
			if len(n.Keys) > 0 {
				u.write(", ")
			}
			u.write("**", n.Rest)
		}
		u.write("}")
	case *MatchClass:
		u.expr(n.Cls, precedenceAtom)
		u.write("(")
		u.patterns(n.Patterns)
		if len(n.Patterns) > 0 && len(n.KwdAttrs) > 0 {
			u.write(", ")
		}
		u.commaSeparated(min(len(n.KwdAttrs), len(n.KwdPatterns)), func(i int) {
			u.write(n.KwdAttrs[i], "=")
			u.pattern(n.KwdPatterns[i], precedenceTest)
		})
		u.write(")")
	case *MatchStar:
		u.write("*", orUnderscore(n.Name))
	case *MatchAs:
		if n.Pattern == nil {
			u.write(orUnderscore(n.Name))
			return
		}
		u.parentheses(p > precedenceTest, func() {
			u.pattern(n.Pattern, precedenceBitOr)
			u.write(" as ", n.Name)
		})
	case *MatchOr:
		u.parentheses(p > precedenceBitOr, func() {
			for i, alternative := range n.Patterns {
				if i > 0 {
					u.write(" | ")
				}
				u.pattern(alternative, precedenceBitOr.next())
			}
		})
	}
}

// orUnderscore returns how a pattern's name is written: _ if there is none.
func orUnderscore(name string) string {
	if name == "" {
		return "_"
	}
	return name
}
