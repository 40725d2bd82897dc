// This file holds the code of displays: tuples, lists, sets and dicts, and the unpacking of sequences into targets.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// stackUseGuideline is how many values may be put on the stack before they are collected. Longer displays and argument
// lists are built up step by step.
const stackUseGuideline = 30

// A display says how one kind of collection is built.
type display struct {
	build       opcode.Op // from values on the stack
	start       opcode.Op // begins one to be built up step by step
	add, extend opcode.Op
	toTuple     bool // what was built up step by step is a list, to be made a tuple
}

var (
	tupleDisplay = display{opcode.BUILD_TUPLE, opcode.BUILD_LIST, opcode.LIST_APPEND, opcode.LIST_EXTEND, true}
	listDisplay  = display{opcode.BUILD_LIST, opcode.BUILD_LIST, opcode.LIST_APPEND, opcode.LIST_EXTEND, false}
	setDisplay   = display{opcode.BUILD_SET, opcode.BUILD_SET, opcode.SET_ADD, opcode.SET_UPDATE, false}
)

// visitSequence emits a tuple or list display, or the access to the targets in it.
func (g *generator) visitSequence(e ast.Expr, elts []ast.Expr, ctx ast.ExprContext, d display) {
	switch ctx {
	case ast.Load:
		g.emitDisplay(d, elts, "", 0, at(e))
	case ast.Store:
		g.emitUnpacking(elts, at(e))
		for _, target := range elts {
			if starred, ok := target.(*ast.Starred); ok {
				target = starred.Value
			}
			g.visitExpr(target)
		}
	case ast.Del:
		g.visitExprs(elts)
	}
}

// emitUnpacking emits the unpacking of a sequence for targets.
func (g *generator) emitUnpacking(elts []ast.Expr, loc cfg.Loc) {
	star := -1
	for i, elt := range elts {
		if _, ok := elt.(*ast.Starred); !ok {
			continue
		}
		if star >= 0 {
			g.fail(loc, "multiple starred expressions in assignment")
			return
		}
		if !unpackExFits(i, len(elts)) {
			g.fail(loc, "too many expressions in star-unpacking assignment")
			return
		}
		star = i
	}
	g.emitUnpack(len(elts), star, loc)
}

// unpackExFits reports whether the counts of targets before and after the starred one, at i of n, fit UNPACK_EX.
func unpackExFits(i, n int) bool { return i < 1<<8 && n-i-1 < 1<<31>>8 }

// emitUnpack emits the unpacking of a sequence into n values, of which that at star, if it isn't negative, is a list of
// any number of items.
func (g *generator) emitUnpack(n, star int, loc cfg.Loc) {
	if star < 0 {
		g.emitArg(opcode.UNPACK_SEQUENCE, n, loc)
		return
	}
	g.emitArg(opcode.UNPACK_EX, star+(n-star-1)<<8, loc)
}

// emitDisplay emits a collection of elements, the last of which may be a variable (its name, else ""). The first pushed
// values of the collection are on the stack already.
func (g *generator) emitDisplay(d display, elts []ast.Expr, variable string, pushed int, loc cfg.Loc) {
	n := len(elts)
	if variable != "" {
		n++
	}
	stepwise := n+pushed > stackUseGuideline
	started := stepwise
	if stepwise {
		g.emitArg(d.start, pushed, loc)
	}
	for i, elt := range elts {
		if starred, ok := elt.(*ast.Starred); ok {
			if !started {
				g.emitArg(d.start, i+pushed, loc)
				started = true
			}
			g.visitExpr(starred.Value)
			g.emitArg(d.extend, 1, loc)
			continue
		}
		g.visitExpr(elt)
		if started {
			g.emitArg(d.add, 1, loc)
		}
	}
	if variable != "" {
		g.loadName(variable, loc)
		if started {
			g.emitArg(d.add, 1, loc)
		}
	}
	switch {
	case !started:
		g.emitArg(d.build, n+pushed, loc)
	case d.toTuple:
		g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_LIST_TO_TUPLE, loc)
	}
}

// visitDict emits a dict display: runs of items, and the mappings between them.
func (g *generator) visitDict(e *ast.Dict) {
	loc := at(e)
	started := false
	merge := func() {
		if started {
			g.emitArg(opcode.DICT_UPDATE, 1, loc)
		}
		started = true
	}
	run := 0 // first item of the run
	flush := func(end int) {
		if run < end {
			g.emitDictItems(e, run, end)
			merge()
		}
		run = end
	}
	for i, key := range e.Keys {
		if key == nil {
			flush(i)
			if !started {
				g.emitArg(opcode.BUILD_MAP, 0, loc)
				started = true
			}
			g.visitExpr(e.Values[i])
			g.emitArg(opcode.DICT_UPDATE, 1, loc)
			run = i + 1
			continue
		}
		if (i-run)*2 > stackUseGuideline {
			flush(i + 1)
		}
	}
	flush(len(e.Keys))
	if !started {
		g.emitArg(opcode.BUILD_MAP, 0, loc)
	}
}

// emitDictItems emits a dict of a run of items.
func (g *generator) emitDictItems(e *ast.Dict, begin, end int) {
	loc := at(e)
	stepwise := (end-begin)*2 > stackUseGuideline
	if stepwise {
		g.emitArg(opcode.BUILD_MAP, 0, loc)
	}
	for i := begin; i < end; i++ {
		g.visitExpr(e.Keys[i])
		g.visitExpr(e.Values[i])
		if stepwise {
			g.emitArg(opcode.MAP_ADD, 1, loc)
		}
	}
	if !stepwise {
		g.emitArg(opcode.BUILD_MAP, end-begin, loc)
	}
}
