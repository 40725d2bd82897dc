// This file explains syntax errors in arguments and parameters.

package parser

// arguments explains failures between the arguments of a call.
func (x *explainer) arguments() *failure {
	if x.isOneOf(x.at, kwFor, kwAsync) && x.innerArguments() {
		if f := x.comprehensionArgument(); f != nil {
			return f
		}
	}
	switch {
	case x.rule == ruleArgument && len(x.kids) == 2 && x.head(x.kids[1]) == tokEQUAL && (x.label == tokCOMMA || x.label == tokRPAR):
		name := x.kids[0]
		switch x.head(name) {
		case tokNAME:
			return x.errorAt(name.token(), x.at-1, "expected argument value expression")
		case kwTrue, kwFalse, kwNone:
			return x.errorAt(name.token(), x.at-1, "cannot assign to %s", x.text(name.token()))
		}
		return between(x.converter.expr(name).Pos(), x.tokenSpan(x.at-1), `expression cannot contain assignment, perhaps you meant "=="?`)
	}
	return nil
}

// innerArguments reports whether the failing token is directly within the parentheses of a call.
func (x *explainer) innerArguments() bool {
	o := x.within(ruleArgumentList)
	return o != nil && !x.innerBracket(o.first)
}

// comprehensionArgument explains a comprehension behind an argument that can't be one's element.
func (x *explainer) comprehensionArgument() *failure {
	o := x.within(ruleArgument)
	if o == nil || len(o.kids) == 0 {
		return nil
	}
	f, next, ok := x.inner(ruleCompFor, x.at)
	if f != nil {
		return f
	}
	if x.read = max(x.read, next); !ok {
		if end := x.prefixOfComprehension(x.at); end > x.at {
			next = end
		} else {
			return nil
		}
	}
	list := x.within(ruleArgumentList)
	switch {
	case len(o.kids) > 1 && x.head(o.kids[1]) == tokEQUAL && x.head(o.kids[0]) == tokNAME:
		return x.errorAt(o.first, o.first+1, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
	case x.head(o.kids[0]) == tokSTAR && o.first == list.first:
		return x.errorAt(o.first, x.at-1, "iterable unpacking cannot be used in comprehension")
	case x.head(o.kids[0]) == tokSTAR:
		return x.errorAt(o.first, next-1, "Generator expression must be parenthesized")
	}
	return nil
}

// prefixOfComprehension returns the token behind the longest comprehension clauses that begin at a token, or that token.
func (x *explainer) prefixOfComprehension(from int) int {
	_, next, ok := x.prefix(ruleCompFor, from)
	if ok {
		return next
	}
	before := *x
	before.at = next
	return before.longest(ruleCompFor, from)
}

// unpackedKeyword explains `*x = y` and `**x = y` as arguments.
func (x *explainer) unpackedKeyword() *failure {
	o := x.within(ruleArgument)
	if o == nil || x.label != tokEQUAL || len(o.kids) == 0 {
		return nil
	}
	what := ""
	switch x.head(o.kids[0]) {
	case tokSTAR:
		what = "iterable"
	case tokDOUBLESTAR:
		what = "keyword"
	default:
		return nil
	}
	if x.longest(ruleExpression, o.first+1) != x.at {
		return nil
	}
	_, next, ok := x.prefix(ruleExpression, x.at+1)
	if x.read = max(x.read, next); !ok {
		return nil
	}
	return x.errorAt(o.first, next-1, "cannot assign to %s argument unpacking", what)
}

// positional explains an argument behind keyword arguments that has no name, even if it is not complete.
func (x *explainer) positional() *failure {
	o := x.within(ruleArgumentList)
	if o == nil || x.innerBracket(o.last) || x.read >= len(x.labels) {
		return nil
	}
	what := ""
	for _, kid := range o.kids {
		if what != "" && x.head(kid) != tokCOMMA && x.automaton.tree.rule(kid) != ruleArgument {
			return x.token(x.read, "%s", what)
		}
		if parts := x.automaton.tree.children(kid); x.automaton.tree.rule(kid) == ruleArgument {
			switch {
			case x.head(parts[0]) == tokDOUBLESTAR:
				what = "positional argument follows keyword argument unpacking"
			case len(parts) == 3 && what == "":
				what = "positional argument follows keyword argument"
			}
		}
	}
	if what == "" || x.isOneOf(o.last, tokSTAR, tokDOUBLESTAR) || x.labelAt(o.last+1) == tokEQUAL ||
		x.longest(ruleExpression, o.last) == o.last {
		return nil
	}
	return x.token(x.read, "%s", what)
}

// parameterErrors explains failures between the parameters of a function or lambda.
func (x *explainer) parameterErrors() *failure {
	list := x.within(ruleParameterList)
	if list == nil {
		list = x.within(ruleLambdaParameterList)
	}
	inParameter := x.rule == ruleParameter || x.rule == ruleLambdaParameter
	switch {
	case x.label == tokLPAR && (x.rule == ruleFuncdef || x.rule == ruleLambdaExpr || x.rule == ruleParameterList ||
		x.rule == ruleLambdaParameterList):
		return x.parenthesisedParameters()
	case list == nil:
		return nil
	case inParameter && x.head(x.kids[len(x.kids)-1]) == tokEQUAL && (x.label == tokCOMMA || x.label == tokRPAR):
		return x.token(x.at-1, "expected default value expression")
	case x.label == tokEQUAL && len(x.open) > 0:
		switch first := x.lastParameter(list); first {
		case tokSTAR:
			if x.starredAnnotation() {
				return nil // CPython does not think of these here
			}
			return x.here("var-positional argument cannot have default value")
		case tokDOUBLESTAR:
			return x.here("var-keyword argument cannot have default value")
		}
	case x.label == tokSTAR && x.labels[x.at-1] == tokSLASH:
		return x.here("expected comma between / and *")
	}
	return nil
}

// starredAnnotation reports whether the parameter before the failing token has an annotation that begins with a star.
func (x *explainer) starredAnnotation() bool {
	for i := x.at - 1; i > 0 && !x.isOneOf(i, tokCOMMA, tokLPAR); i-- {
		if x.labels[i] == tokSTAR && x.labels[i-1] == tokCOLON {
			return true
		}
	}
	return false
}

// lastParameter returns the first token of the last parameter before the failing token.
func (x *explainer) lastParameter(list *open) label {
	if x.labels[x.at-1] == tokCOMMA {
		return noLabel
	}
	for i := x.at - 1; i >= list.first; i-- {
		if i == list.first || x.labels[i-1] == tokCOMMA {
			return x.labels[i]
		}
	}
	return noLabel
}

// parenthesisedParameters explains `(a, b)` among parameters.
func (x *explainer) parenthesisedParameters() *failure {
	i := x.at + 1
	for x.labelAt(i) == tokNAME {
		i++
		if x.labelAt(i) == tokCOLON && x.rule != ruleLambdaExpr && x.rule != ruleLambdaParameterList {
			_, next, ok := x.prefix(ruleExpression, i+1)
			if !ok {
				return nil
			}
			i = next
		}
		if x.labelAt(i) == tokCOMMA {
			i++
		}
	}
	if i == x.at+1 || x.labelAt(i) != tokRPAR {
		return nil
	}
	if !x.isOneOf(x.at-1, tokCOMMA, tokLPAR, kwLambda) {
		return nil
	}
	if list := x.within(ruleParameterList); list != nil {
		for _, kid := range list.kids {
			parts := x.converter.children(kid)
			if x.head(kid) != tokCOMMA && x.head(kid) != tokNAME && (len(parts) != 3 || x.head(parts[0]) != tokNAME || x.head(parts[1]) != tokCOLON) {
				return nil
			}
		}
	} else {
		for k := x.at - 1; k >= 0 && x.labels[k] != kwLambda && x.labels[k] != tokLPAR; k-- {
			if x.labels[k] != tokNAME && x.labels[k] != tokCOMMA {
				return nil
			}
		}
	}
	x.read = i
	if x.rule == ruleLambdaExpr || x.rule == ruleLambdaParameterList {
		return x.errorAt(x.at, i, "Lambda expression parameters cannot be parenthesized")
	}
	return x.errorAt(x.at, i, "Function parameters cannot be parenthesized")
}
