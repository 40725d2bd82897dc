// This file holds the code of calls: of functions, methods and super(), with few, many and unpacked arguments.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

func (g *generator) visitCall(e *ast.Call) {
	if !g.checkKeywords(e.Keywords) {
		return
	}
	if method, ok := g.methodCall(e); ok {
		g.visitMethodCall(e, method)
		return
	}
	g.checkCalled(e.Func)
	g.visitExpr(e.Func)
	end := g.newLabel()
	g.emitConsumedGenerator(e, end)
	g.emit(opcode.PUSH_NULL, at(e.Func))
	g.emitCall(0, e.Args, "", e.Keywords, at(e))
	g.use(end)
}

// checkKeywords fails for keyword arguments of the same name.
func (g *generator) checkKeywords(keywords []*ast.Keyword) bool {
	seen := make(map[string]bool, len(keywords))
	for _, keyword := range keywords {
		if keyword.Arg == "" {
			continue
		}
		if seen[keyword.Arg] {
			g.fail(at(keyword), "keyword argument repeated: %s", keyword.Arg)
			return false
		}
		seen[keyword.Arg] = true
	}
	return true
}

// unpacks reports whether arguments contain `*x` or `**x`.
func unpacks(args []ast.Expr, keywords []*ast.Keyword) bool {
	for _, arg := range args {
		if _, ok := arg.(*ast.Starred); ok {
			return true
		}
	}
	for _, keyword := range keywords {
		if keyword.Arg == "" {
			return true
		}
	}
	return false
}

// methodCall reports whether a call is one of an attribute that can do without a bound method.
func (g *generator) methodCall(e *ast.Call) (*ast.Attribute, bool) {
	method, ok := e.Func.(*ast.Attribute)
	if !ok || method.Ctx != ast.Load || g.isImportedModule(method.Value) {
		return nil, false
	}
	n := len(e.Args) + len(e.Keywords)
	if len(e.Keywords) > 0 {
		n++
	}
	if n >= stackUseGuideline || unpacks(e.Args, e.Keywords) {
		return nil, false
	}
	return method, true
}

// isImportedModule reports whether an expression is a name that the module binds by import: what is called in it are
// rarely methods.
func (g *generator) isImportedModule(expr ast.Expr) bool {
	name, ok := expr.(*ast.Name)
	if !ok {
		return false
	}
	symbol := g.top.symbol(name.Id)
	return symbol != nil && symbol.Flags&symtable.DefImport != 0
}

func (g *generator) visitMethodCall(e *ast.Call, method *ast.Attribute) {
	if call, ok := g.superCall(method); ok {
		g.emitSuperAttribute(method, call, true)
	} else {
		g.visitExpr(method.Value)
		g.loadMethod(method.Attr, attributeLocation(at(method), method))
	}
	g.visitExprs(e.Args)
	n := len(e.Args) + len(e.Keywords)
	callLoc := attributeLocation(at(e), method)
	if len(e.Keywords) == 0 {
		g.emitArg(opcode.CALL, n, callLoc)
		return
	}
	g.visitKeywordValues(e.Keywords, attributeLocation(at(method), method))
	g.emitArg(opcode.CALL_KW, n, callLoc)
}

// visitKeywordValues emits the values of keyword arguments and a tuple of their names.
func (g *generator) visitKeywordValues(keywords []*ast.Keyword, loc cfg.Loc) {
	names := make(code.Tuple, len(keywords))
	for i, keyword := range keywords {
		g.visitExpr(keyword.Value)
		names[i] = keyword.Arg
	}
	g.loadConst(names, loc)
}

// emitCall emits arguments and the call; pushed arguments are on the stack already. One more positional argument may be
// a variable (its name, else "").
func (g *generator) emitCall(pushed int, args []ast.Expr, variable string, keywords []*ast.Keyword, loc cfg.Loc) {
	if !g.checkKeywords(keywords) {
		return
	}
	if len(args)+2*len(keywords) > stackUseGuideline || unpacks(args, keywords) {
		g.emitCallEx(pushed, args, variable, keywords, loc)
		return
	}
	n := pushed + len(args) + len(keywords)
	g.visitExprs(args)
	if variable != "" {
		g.loadName(variable, loc)
		n++
	}
	if len(keywords) == 0 {
		g.emitArg(opcode.CALL, n, loc)
		return
	}
	g.visitKeywordValues(keywords, loc)
	g.emitArg(opcode.CALL_KW, n, loc)
}

// emitCallEx emits a call with a tuple of arguments and a dict of keyword arguments.
func (g *generator) emitCallEx(pushed int, args []ast.Expr, variable string, keywords []*ast.Keyword, loc cfg.Loc) {
	starred, lone := (*ast.Starred)(nil), false
	if pushed == 0 && len(args) == 1 && variable == "" {
		starred, lone = args[0].(*ast.Starred)
	}
	if lone {
		g.visitExpr(starred.Value)
	} else {
		g.emitDisplay(tupleDisplay, args, variable, pushed, loc)
	}
	if len(keywords) == 0 {
		g.emit(opcode.PUSH_NULL, loc)
		g.emit(opcode.CALL_FUNCTION_EX, loc)
		return
	}
	started := false
	merge := func() {
		if started {
			g.emitArg(opcode.DICT_MERGE, 1, loc)
		}
		started = true
	}
	run := 0
	for i, keyword := range keywords {
		if keyword.Arg != "" {
			continue
		}
		if run < i {
			g.emitKeywordDict(keywords[run:i], loc)
			merge()
		}
		if !started {
			g.emitArg(opcode.BUILD_MAP, 0, loc)
			started = true
		}
		g.visitExpr(keyword.Value)
		g.emitArg(opcode.DICT_MERGE, 1, loc)
		run = i + 1
	}
	if run < len(keywords) {
		g.emitKeywordDict(keywords[run:], loc)
		merge()
	}
	g.emit(opcode.CALL_FUNCTION_EX, loc)
}

// emitKeywordDict emits a dict of keyword arguments.
func (g *generator) emitKeywordDict(keywords []*ast.Keyword, loc cfg.Loc) {
	stepwise := 2*len(keywords) > stackUseGuideline
	if stepwise {
		g.emitArg(opcode.BUILD_MAP, 0, cfg.NoLocation)
	}
	for _, keyword := range keywords {
		g.loadConst(keyword.Arg, loc)
		g.visitExpr(keyword.Value)
		if stepwise {
			g.emitArg(opcode.MAP_ADD, 1, cfg.NoLocation)
		}
	}
	if !stepwise {
		g.emitArg(opcode.BUILD_MAP, len(keywords), loc)
	}
}

// superCall returns the call of super() on whose result an attribute is looked up, if it is one whose object need not be
// made: `super().x` or `super(a, b).x` in a function, with the name super left alone.
func (g *generator) superCall(attribute *ast.Attribute) (*ast.Call, bool) {
	if attribute.Ctx != ast.Load || attribute.Attr == "__class__" { // super has that one itself
		return nil, false
	}
	call, ok := attribute.Value.(*ast.Call)
	if !ok || len(call.Keywords) > 0 {
		return nil, false
	}
	name, ok := call.Func.(*ast.Name)
	if !ok || name.Id != "super" {
		return nil, false
	}
	u := g.unit
	// The name must mean the builtin, also for the module.
	if u.resolve("super") != symtable.GlobalImplicit || g.top.resolve("super") != symtable.Unresolved {
		return nil, false
	}
	switch len(call.Args) {
	case 2:
		return call, !unpacks(call.Args, nil)
	case 0:
		// As super() finds its arguments: the first parameter and __class__.
		if u.signature.args+u.signature.posOnly == 0 {
			return nil, false
		}
		return call, u.resolve("__class__") == symtable.Free
	}
	return nil, false
}

// emitSuperAttribute emits the lookup of an attribute on super(), as a method to call at once if method.
func (g *generator) emitSuperAttribute(attribute *ast.Attribute, call *ast.Call, method bool) {
	loc := at(call)
	g.visitExpr(call.Func)
	arg := 0
	if len(call.Args) > 0 {
		g.visitExprs(call.Args)
		arg |= 2
	} else {
		g.loadName("__class__", loc)
		g.loadName(g.unit.varNames.list[0], loc)
	}
	if method {
		arg |= 1
	}
	g.emitArg(opcode.LOAD_SUPER_ATTR, g.unit.names.add(g.mangle(attribute.Attr))<<2|arg, at(attribute))
	g.emit(opcode.NOP, attributeLocation(at(attribute), attribute))
}

// Functions that consume a generator expression in a loop of the caller, if the name still means the builtin.
var consumers = map[string]struct {
	constant int // argument of LOAD_COMMON_CONSTANT
	stop     opcode.Op
	found    any // result when an element stops the loop
	rest     any // result when none does
}{
	"all":   {opcode.CONSTANT_BUILTIN_ALL, opcode.POP_JUMP_IF_TRUE, false, true},
	"any":   {opcode.CONSTANT_BUILTIN_ANY, opcode.POP_JUMP_IF_FALSE, true, false},
	"tuple": {opcode.CONSTANT_BUILTIN_TUPLE, 0, nil, nil},
}

// emitConsumedGenerator emits, for a call such as `any(x for x in y)` with the function on the stack, the loop that
// stands for it when the function is the builtin. The loop goes to end; what follows is for all other functions.
func (g *generator) emitConsumedGenerator(e *ast.Call, end cfg.Label) {
	name, ok := e.Func.(*ast.Name)
	if !ok || len(e.Args) != 1 || len(e.Keywords) > 0 {
		return
	}
	generator, ok := e.Args[0].(*ast.GeneratorExp)
	if !ok {
		return
	}
	consumer, ok := consumers[name.Id]
	if !ok || g.table.Scope(generator).IsCoroutine {
		return
	}
	isTuple := consumer.constant == opcode.CONSTANT_BUILTIN_TUPLE
	loc := at(e.Func)
	skip, loop, cleanup := g.newLabel(), g.newLabel(), g.newLabel()
	g.emitArg(opcode.COPY, 1, loc)
	g.emitArg(opcode.LOAD_COMMON_CONSTANT, consumer.constant, loc)
	g.emitArg(opcode.IS_OP, 0, loc)
	g.emitJump(opcode.POP_JUMP_IF_FALSE, skip, loc)
	g.emit(opcode.POP_TOP, loc)
	if isTuple {
		g.emitArg(opcode.BUILD_LIST, 0, loc)
	}
	g.visitExpr(generator)
	g.use(loop)
	g.emitJump(opcode.FOR_ITER, cleanup, loc)
	if isTuple {
		g.emitArg(opcode.LIST_APPEND, 2, loc)
		g.emitJump(opcode.JUMP, loop, loc)
	} else {
		g.emit(opcode.TO_BOOL, loc)
		g.emitJump(consumer.stop, loop, loc)
	}
	g.emit(opcode.POP_ITER, cfg.NoLocation)
	if !isTuple {
		g.loadConst(consumer.found, loc)
	}
	g.emitJump(opcode.JUMP, end, loc)
	g.use(cleanup)
	g.emit(opcode.END_FOR, cfg.NoLocation)
	g.emit(opcode.POP_ITER, cfg.NoLocation)
	if isTuple {
		g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_LIST_TO_TUPLE, loc)
	} else {
		g.loadConst(consumer.rest, loc)
	}
	g.emitJump(opcode.JUMP, end, loc)
	g.use(skip)
}
