// This file holds the code of comprehensions, most of which are part of the code around them (PEP 709), and generator
// expressions, which are functions.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// A comprehension is a list, set or dict comprehension or a generator expression.
type comprehension struct {
	node       ast.Expr
	name       string
	elt        ast.Expr // of a dict, the key
	value      ast.Expr // of a dict
	generators []*ast.Comprehension
	build, add opcode.Op // 0 for a generator expression
}

func comprehensionOf(expr ast.Expr) comprehension {
	switch e := expr.(type) {
	case *ast.ListComp:
		return comprehension{e, "<listcomp>", e.Elt, nil, e.Generators, opcode.BUILD_LIST, opcode.LIST_APPEND}
	case *ast.SetComp:
		return comprehension{e, "<setcomp>", e.Elt, nil, e.Generators, opcode.BUILD_SET, opcode.SET_ADD}
	case *ast.DictComp:
		return comprehension{e, "<dictcomp>", e.Key, e.Value, e.Generators, opcode.BUILD_MAP, opcode.MAP_ADD}
	case *ast.GeneratorExp:
		return comprehension{e, "<genexpr>", e.Elt, nil, e.Generators, 0, 0}
	}
	panic("compiler: not a comprehension")
}

func (c comprehension) isGenerator() bool { return c.build == 0 }

func (g *generator) visitComprehension(c comprehension) {
	loc := at(c.node)
	scope := g.table.Scope(c.node)
	outermost := c.generators[0]
	if scope.CompInlined {
		g.visitOutermostIterable(outermost)
		end := g.beginInlined(scope, loc)
		g.emitArg(c.build, 0, loc)
		g.emitArg(opcode.SWAP, 2, loc)
		g.visitGenerators(c, 0, 0, true)
		end()
		return
	}

	isAsync := scope.IsCoroutine
	g.enter(unitComprehension, c.name, scope, int(loc.Line), signature{args: 1})
	if c.isGenerator() {
		g.emitGeneratorBody(func() { g.visitGenerators(c, 0, 0, false) })
	} else {
		g.emitArg(c.build, 0, loc)
		g.visitGenerators(c, 0, 0, false)
		g.emit(opcode.RETURN_VALUE, loc)
	}
	g.leaveFunction(returnNone, 0, loc)
	g.visitOutermostIterable(outermost)
	g.emitArg(opcode.CALL, 0, loc)
	if isAsync && !c.isGenerator() {
		g.emitAwait(awaitExpression, loc)
	}
}

// visitOutermostIterable emits the first iterable, which belongs to the scope around, and its iterator.
func (g *generator) visitOutermostIterable(outermost *ast.Comprehension) {
	g.visitExpr(outermost.Iter)
	if outermost.IsAsync != 0 {
		g.emit(opcode.GET_AITER, at(outermost.Iter))
	} else {
		g.emit(opcode.GET_ITER, at(outermost.Iter))
	}
}

// visitGenerators emits the loops from the one at index on, and in the innermost the addition of an element. depth counts
// the iterators above the collection on the stack. onStack says that the iterator of the first loop is there; otherwise
// it is the parameter.
func (g *generator) visitGenerators(c comprehension, index, depth int, onStack bool) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	if c.generators[index].IsAsync != 0 {
		g.visitAsyncGenerator(c, index, depth, onStack)
	} else {
		g.visitSyncGenerator(c, index, depth, onStack)
	}
}

func (g *generator) visitSyncGenerator(c comprehension, index, depth int, onStack bool) {
	gen := c.generators[index]
	start, cleanup, anchor := g.newLabel(), g.newLabel(), g.newLabel()
	loops := true
	switch {
	case index == 0 && onStack:
	case index == 0:
		g.emitArg(opcode.LOAD_FAST, 0, at(c.node))
	default:
		if only, ok := onlyItem(gen.Iter); ok {
			// `for x in [y]` is an assignment.
			g.visitExpr(only)
			loops = false
			break
		}
		g.visitExpr(gen.Iter)
		g.emit(opcode.GET_ITER, at(gen.Iter))
	}
	if loops {
		depth++
		g.use(start)
		g.emitJump(opcode.FOR_ITER, anchor, at(gen.Iter))
	}
	g.visitExpr(gen.Target)
	for _, test := range gen.Ifs {
		g.jumpIf(test, cleanup, false, at(c.node))
	}
	loc := g.visitInnerGenerators(c, index, depth)
	g.use(cleanup)
	if loops {
		g.emitJump(opcode.JUMP, start, loc)
		g.use(anchor)
		g.emit(opcode.END_FOR, cfg.NoLocation)
		g.emit(opcode.POP_ITER, cfg.NoLocation)
	}
}

// onlyItem returns the item of a list or tuple display with a single one.
func onlyItem(iter ast.Expr) (ast.Expr, bool) {
	var elts []ast.Expr
	switch e := iter.(type) {
	case *ast.List:
		elts = e.Elts
	case *ast.Tuple:
		elts = e.Elts
	}
	if len(elts) != 1 {
		return nil, false
	}
	_, starred := elts[0].(*ast.Starred)
	return elts[0], !starred
}

func (g *generator) visitAsyncGenerator(c comprehension, index, depth int, onStack bool) {
	gen := c.generators[index]
	loc := at(c.node)
	start, except, cleanup := g.newLabel(), g.newLabel(), g.newLabel()
	switch {
	case index == 0 && onStack:
	case index == 0:
		g.emitArg(opcode.LOAD_FAST, 0, loc)
	default:
		g.visitExpr(gen.Iter)
		g.emit(opcode.GET_AITER, at(gen.Iter))
	}
	g.use(start)
	g.push(block{kind: comprehensionBlock, start: start}, loc)
	g.emitJump(opcode.SETUP_FINALLY, except, loc)
	g.emit(opcode.GET_ANEXT, loc)
	g.loadConst(nil, loc)
	send := g.emitYieldFrom(opcode.RESUME_AFTER_AWAIT, loc)
	g.emit(opcode.POP_BLOCK, loc)
	g.visitExpr(gen.Target)
	for _, test := range gen.Ifs {
		g.jumpIf(test, cleanup, false, loc)
	}
	eltLoc := g.visitInnerGenerators(c, index, depth+1)
	g.use(cleanup)
	g.emitJump(opcode.JUMP, start, eltLoc)
	g.pop()
	g.use(except)
	g.emitJump(opcode.END_ASYNC_FOR, send, loc)
}

// visitInnerGenerators emits what is in the loop at index: the next one, or the addition of an element. It returns the
// location for the jump back.
func (g *generator) visitInnerGenerators(c comprehension, index, depth int) cfg.Loc {
	loc := at(c.elt)
	if index+1 < len(c.generators) {
		g.visitGenerators(c, index+1, depth, false)
		return loc
	}
	g.visitExpr(c.elt)
	if c.isGenerator() {
		g.emitYield(loc)
		g.emit(opcode.POP_TOP, loc)
		return loc
	}
	if c.value != nil {
		g.visitExpr(c.value)
		end := at(c.value)
		loc.EndLine, loc.EndCol = end.EndLine, end.EndCol
	}
	g.emitArg(c.add, depth+1, loc)
	return loc
}

// beginInlined makes the names of an inlined comprehension those of the unit and saves the values that they hide on the
// stack. The function it returns undoes that.
func (g *generator) beginInlined(scope *symtable.Scope, loc cfg.Loc) (end func()) {
	u := g.unit
	inClass := u.scope.Kind == symtable.Class && u.inlined == 0
	u.inlined++
	var shadowed []*symtable.Symbol // what the names meant before
	var shadows []string
	var hidden, saved []string
	for _, symbol := range scope.Symbols {
		name := symbol.Name
		bound := symbol.Flags&symtable.DefLocal != 0 && symbol.Flags&symtable.DefNonlocal == 0
		outer := u.symbol(name)
		outerScope := symtable.Unresolved
		if outer != nil {
			outerScope = outer.Scope
		}
		if (bound || inClass) && !u.scope.IsFunctionLike() && !u.fastHidden[name] {
			if u.fastHidden == nil {
				u.fastHidden = make(map[string]bool)
			}
			u.fastHidden[name] = true
			hidden = append(hidden, name)
		}
		if symbol.Scope != outerScope && symbol.Scope != symtable.Free && !(symbol.Scope == symtable.Cell && outerScope == symtable.Free) || inClass {
			shadows = append(shadows, name)
			shadowed = append(shadowed, outer)
			if u.shadowed == nil {
				u.shadowed = make(map[string]*symtable.Symbol)
			}
			u.shadowed[name] = symbol
		}
		if !bound {
			continue
		}
		// The value, or the cell, is kept on the stack; an own cell takes its place.
		g.emitArg(opcode.LOAD_FAST_AND_CLEAR, u.varNames.add(name), loc)
		if symbol.Scope == symtable.Cell {
			if outerScope == symtable.Free && !inClass {
				g.emitArg(opcode.MAKE_CELL, u.freeIndex(name), loc)
			} else {
				g.emitArg(opcode.MAKE_CELL, u.cellVars.add(name), loc)
			}
		}
		saved = append(saved, name)
	}
	var cleanup cfg.Label
	if len(saved) > 0 {
		g.emitArg(opcode.SWAP, len(saved)+1, loc)
		cleanup = g.newLabel()
		g.emitJump(opcode.SETUP_FINALLY, cleanup, loc)
		g.push(block{kind: comprehensionBlock, start: cleanup}, loc)
	}
	return func() {
		u.inlined--
		if len(saved) > 0 {
			g.pop()
			g.restoreSaved(saved, cleanup, loc)
		}
		for i, name := range shadows {
			if shadowed[i] == nil {
				delete(u.shadowed, name)
			} else {
				u.shadowed[name] = shadowed[i]
			}
		}
		for _, name := range hidden {
			u.fastHidden[name] = false
		}
	}
}

// restoreSaved emits the end of an inlined comprehension: the saved values return to their variables, also when an
// exception was raised.
func (g *generator) restoreSaved(saved []string, cleanup cfg.Label, loc cfg.Loc) {
	restore := func() {
		g.emitArg(opcode.SWAP, len(saved)+1, loc) // the result below the saved values
		for i := len(saved) - 1; i >= 0; i-- {
			g.emitArg(opcode.STORE_FAST_MAYBE_NULL, g.unit.varNames.add(saved[i]), loc)
		}
	}
	end := g.newLabel()
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
	g.use(cleanup)
	g.emitArg(opcode.SWAP, 2, cfg.NoLocation)
	g.emit(opcode.POP_TOP, cfg.NoLocation) // the unfinished collection
	restore()
	g.emitArg(opcode.RERAISE, 0, cfg.NoLocation)
	g.use(end)
	restore()
}
