// This file converts parameters of functions and arguments of calls, and checks their order.

package parser

import (
	"github.com/gopy-lang/gopy/ast"
)

// parameters converts the parameters of a function or lambda; of is the rule of their list.
func (c *converter) parameters(r ref, of rule) *ast.Arguments {
	p := parameterList{converter: c, args: &ast.Arguments{}, lambda: of == ruleLambdaParameterList}
	kids := c.list(r, of)
	p.addAll(kids)
	if p.bareStar {
		p.failBare(c.tree.last(kids[len(kids)-1]) + 1)
	}
	return p.args
}

// unfinishedParameters checks the parameters before a syntax error.
func (c *converter) unfinishedParameters(o open) {
	p := parameterList{converter: c, args: &ast.Arguments{}, lambda: o.rule == ruleLambdaParameterList}
	p.addAll(o.kids)
	if p.star == tokDOUBLESTAR && c.labelAt(o.last) == tokNAME {
		c.fail(c.errorAt(o.last, o.last, "arguments cannot follow var-keyword argument"))
	}
}

// addAll converts parameters, commas and type comments.
func (p *parameterList) addAll(kids []ref) {
	for _, kid := range kids {
		switch {
		case p.is(kid, tokCOMMA):
		case p.is(kid, tokTYPE_COMMENT):
			if p.last != nil {
				p.last.TypeComment = p.typeComment(kid)
			}
			if p.bareStar && p.last == nil {
				p.failAt(kid, "bare * has associated type comment")
			} else if p.last == nil { // behind a slash
				p.failAt(kid, "invalid syntax")
			}
		default:
			p.add(kid)
		}
	}
}

// A parameterList is what is known halfway through a list of parameters.
type parameterList struct {
	*converter
	args     *ast.Arguments
	last     *ast.Arg // the parameter a type comment belongs to
	lambda   bool
	slash    bool
	star     label // tokSTAR behind `*` or `*args`, tokDOUBLESTAR behind `**kwargs`
	bareStar bool  // a `*` that no parameter follows yet
	starRef  ref
}

// add converts one parameter.
func (p *parameterList) add(r ref) {
	parts := p.children(r)
	if r.isToken() {
		parts = []ref{r}
	}
	first := p.label(parts[0])
	p.last = nil
	if p.star == tokDOUBLESTAR {
		p.failAt(parts[0], "arguments cannot follow var-keyword argument")
		return
	}
	switch first {
	case tokSLASH:
		p.addSlash(r)
	case tokSTAR:
		if p.star == tokSTAR {
			what := "* argument may appear only once"
			if p.args.Vararg != nil && isStarred(p.args.Vararg.Annotation) {
				what = "invalid syntax" // CPython does not think of starred annotations here
			}
			if len(parts) == 1 {
				what = "invalid syntax"
			}
			p.failAt(parts[0], "%s", what)
			return
		}
		p.star, p.starRef = tokSTAR, parts[0]
		if len(parts) == 1 {
			p.bareStar = true
			return
		}
		p.args.Vararg = p.arg(parts[1:])
	case tokDOUBLESTAR:
		if p.bareStar {
			p.failBare(parts[0].token())
		}
		p.star = tokDOUBLESTAR
		p.args.Kwarg = p.arg(parts[1:])
	default:
		p.addNamed(parts)
	}
}

func isStarred(e ast.Expr) bool {
	_, ok := e.(*ast.Starred)
	return ok
}

// failBare reports a `*` that no named parameter follows; next is what follows instead.
func (p *parameterList) failBare(next int) {
	at := p.starRef.token()
	if p.lambda {
		at = next
	}
	p.fail(p.errorAt(at, at, "named arguments must follow bare *"))
}

func (p *parameterList) addSlash(r ref) {
	switch {
	case p.slash:
		p.failAt(r, "/ may appear only once")
	case p.star != 0:
		p.failAt(r, "/ must be ahead of *")
	case len(p.args.Args) == 0 && p.labels[r.token()+1] == tokCOMMA:
		p.failAt(r, "at least one argument must precede /")
	case len(p.args.Args) == 0:
		p.failAt(r, "invalid syntax")
	}
	p.require(8, r.token()+1, "Positional-only parameters")
	p.slash = true
	p.args.Posonlyargs, p.args.Args = p.args.Args, nil
}

// addNamed converts `name: annotation = default`.
func (p *parameterList) addNamed(parts []ref) {
	var value ast.Expr
	hasDefault := len(parts) > 1 && p.is(parts[len(parts)-2], tokEQUAL)
	arg := p.arg(parts)
	if hasDefault {
		value = p.expr(parts[len(parts)-1])
	}
	if p.star == tokSTAR {
		p.bareStar = false
		p.args.Kwonlyargs = append(p.args.Kwonlyargs, arg)
		p.args.KwDefaults = append(p.args.KwDefaults, value)
		return
	}
	if hasDefault {
		p.args.Defaults = append(p.args.Defaults, value)
	} else if len(p.args.Defaults) > 0 {
		if f := p.errorAt(parts[0].token(), parts[0].token(), "parameter without a default follows parameter with a default"); p.failure == nil {
			if f.read = f.end.Line; len(parts) == 1 && p.labelAt(parts[0].token()+1) == tokCOMMA {
				f.read = p.lineOf(parts[0].token() + 2)
			}
			p.fail(f)
		}
	}
	p.args.Args = append(p.args.Args, arg)
}

// arg converts `name: annotation`.
func (p *parameterList) arg(parts []ref) *ast.Arg {
	arg := p.converter.args.alloc()
	arg.Span, arg.Arg = p.span(parts[0]), p.name(parts[0])
	if len(parts) > 2 && p.is(parts[1], tokCOLON) {
		arg.Annotation = p.expr(parts[2])
		arg.Span = p.spanTo(arg.Span, parts[2])
	}
	p.last = arg
	return arg
}

// arguments converts the arguments between two parentheses, of a call or a class definition.
func (c *converter) arguments(open, r, end ref, class bool) (args []ast.Expr, keywords []*ast.Keyword) {
	kids := c.list(r, ruleArgumentList)
	if n := (len(kids) + 1) / 2; n > 1 {
		args = make([]ast.Expr, 0, n)
	}
	unpacked := false // there was a `**x`
	for i := 0; i < len(kids); i += 2 {
		argument := kids[i]
		var parts []ref
		if c.node(argument, ruleArgument) {
			parts = c.children(argument)
		}
		switch {
		case parts == nil:
			if len(keywords) > 0 {
				c.failPositional(kids, i, unpacked)
			}
			if kids := c.children(argument); c.node(argument, ruleAssignmentExpression) && !c.is(kids[0], tokNAME) {
				c.failAt(kids[1], "invalid syntax")
			}
			args = append(args, c.expr(argument))
		case c.is(parts[0], tokSTAR):
			if unpacked {
				c.failStarAfterUnpacking(kids, i)
			}
			args = append(args, &ast.Starred{Span: c.span(argument), Value: c.expr(parts[1])})
		case c.is(parts[0], tokDOUBLESTAR):
			unpacked = true
			keywords = append(keywords, &ast.Keyword{Span: c.span(argument), Value: c.expr(parts[1])})
		case len(parts) == 2: // a comprehension
			g := &ast.GeneratorExp{Span: c.spanBetween(open, end)}
			if len(kids) > 1 || class {
				c.checkBareGenerator(kids, i, class)
				g.Span = c.span(argument)
			}
			g.Elt = c.expr(parts[0])
			g.Generators = c.generators(parts[1])
			args = append(args, g)
		default:
			c.checkKeyword(parts)
			k := &ast.Keyword{Span: c.span(argument)}
			if c.is(parts[0], tokNAME) {
				k.Arg = c.name(parts[0])
			}
			k.Value = c.expr(parts[2])
			keywords = append(keywords, k)
		}
	}
	return args, keywords
}
