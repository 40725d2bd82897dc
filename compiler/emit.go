// This file holds the emission of single instructions: plain, jumps, constants, attributes and names.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// emit appends an instruction without argument.
func (g *generator) emit(op opcode.Op, loc cfg.Loc) { g.unit.seq.Emit(op, 0, loc) }

// emitArg appends an instruction.
func (g *generator) emitArg(op opcode.Op, arg int, loc cfg.Loc) { g.unit.seq.Emit(op, arg, loc) }

// emitJump appends an instruction whose argument is a place in the code.
func (g *generator) emitJump(op opcode.Op, target cfg.Label, loc cfg.Loc) {
	g.unit.seq.EmitJump(op, target, loc)
}

// newLabel returns a label to place with use.
func (g *generator) newLabel() cfg.Label { return g.unit.seq.NewLabel() }

// use places a label before the next instruction.
func (g *generator) use(label cfg.Label) { g.unit.seq.Use(label) }

// loadConst emits the load of a constant.
func (g *generator) loadConst(value any, loc cfg.Loc) {
	g.emitArg(opcode.LOAD_CONST, g.unit.consts.Add(value), loc)
}

// emitName emits an instruction whose argument is the place of an identifier in co_names.
func (g *generator) emitName(op opcode.Op, name string, loc cfg.Loc) {
	g.emitArg(op, g.unit.names.add(g.mangle(name)), loc)
}

// loadAttr emits the load of an attribute.
func (g *generator) loadAttr(name string, loc cfg.Loc) {
	g.emitArg(opcode.LOAD_ATTR, g.unit.names.add(g.mangle(name))<<1, loc)
}

// loadMethod emits the load of an attribute that is called at once, with the receiver as first argument.
func (g *generator) loadMethod(name string, loc cfg.Loc) {
	g.emitArg(opcode.LOAD_ATTR, g.unit.names.add(g.mangle(name))<<1|1, loc)
}

// loadName emits the load of a variable.
func (g *generator) loadName(name string, loc cfg.Loc) { g.emitVariable(name, ast.Load, loc) }

// storeName emits the store to a variable.
func (g *generator) storeName(name string, loc cfg.Loc) { g.emitVariable(name, ast.Store, loc) }

// deleteName emits the deletion of a variable.
func (g *generator) deleteName(name string, loc cfg.Loc) { g.emitVariable(name, ast.Del, loc) }

// Instructions by [ast.ExprContext].
var (
	fastOps   = [...]opcode.Op{ast.Load: opcode.LOAD_FAST, ast.Store: opcode.STORE_FAST, ast.Del: opcode.DELETE_FAST}
	derefOps  = [...]opcode.Op{ast.Load: opcode.LOAD_DEREF, ast.Store: opcode.STORE_DEREF, ast.Del: opcode.DELETE_DEREF}
	globalOps = [...]opcode.Op{ast.Load: opcode.LOAD_GLOBAL, ast.Store: opcode.STORE_GLOBAL, ast.Del: opcode.DELETE_GLOBAL}
	nameOps   = [...]opcode.Op{ast.Load: opcode.LOAD_NAME, ast.Store: opcode.STORE_NAME, ast.Del: opcode.DELETE_NAME}
)

// emitVariable emits the access to a variable, wherever it lives.
func (g *generator) emitVariable(name string, ctx ast.ExprContext, loc cfg.Loc) {
	u := g.unit
	name = g.mangle(name)
	resolution := u.resolve(name)
	switch resolution {
	case symtable.Free:
		g.emitDeref(u.freeIndex(name), ctx, loc)
		return
	case symtable.Cell:
		g.emitDeref(u.cellVars.add(name), ctx, loc)
		return
	case symtable.Local:
		if u.scope.IsFunctionLike() || u.fastHidden[name] {
			g.emitArg(fastOps[ctx], u.varNames.add(name), loc)
			return
		}
	case symtable.GlobalImplicit, symtable.GlobalExplicit:
		if resolution == symtable.GlobalExplicit || u.scope.IsFunctionLike() {
			g.emitGlobal(name, resolution, ctx, loc)
			return
		}
	}
	if ctx == ast.Load && u.scope.Kind == symtable.Class && u.inlined > 0 {
		g.emitArg(opcode.LOAD_GLOBAL, u.names.add(name)<<1, loc)
		return
	}
	g.emitArg(nameOps[ctx], u.names.add(name), loc)
}

// freeIndex returns the argument for a free variable: its place after the cells.
func (u *unit) freeIndex(name string) int { return len(u.cellVars.list) + u.freeVars.add(name) }

// emitDeref emits the access to a cell. Classes, and annotations in them, look into the class namespace first.
func (g *generator) emitDeref(arg int, ctx ast.ExprContext, loc cfg.Loc) {
	u := g.unit
	if ctx == ast.Load {
		if u.scope.Kind == symtable.Class && u.inlined == 0 {
			g.emit(opcode.LOAD_LOCALS, loc)
			g.emitArg(opcode.LOAD_FROM_DICT_OR_DEREF, arg, loc)
			return
		}
		if u.scope.CanSeeClassScope {
			g.emitArg(opcode.LOAD_DEREF, u.freeIndex("__classdict__"), loc)
			g.emitArg(opcode.LOAD_FROM_DICT_OR_DEREF, arg, loc)
			return
		}
	}
	g.emitArg(derefOps[ctx], arg, loc)
}

// emitGlobal emits the access to a module's variable.
func (g *generator) emitGlobal(name string, resolution symtable.Resolution, ctx ast.ExprContext, loc cfg.Loc) {
	u := g.unit
	arg := u.names.add(name)
	switch {
	case ctx != ast.Load:
		g.emitArg(globalOps[ctx], arg, loc)
	case u.scope.CanSeeClassScope && resolution == symtable.GlobalImplicit:
		g.emitArg(opcode.LOAD_DEREF, u.freeIndex("__classdict__"), loc)
		g.emitArg(opcode.LOAD_FROM_DICT_OR_GLOBALS, arg, loc)
	default:
		g.emitArg(opcode.LOAD_GLOBAL, arg<<1, loc)
	}
}

// emitYieldFrom emits the delegation to the iterator below the top of the stack; on the top is the value to send first.
func (g *generator) emitYieldFrom(resume int, loc cfg.Loc) (send cfg.Label) {
	send, fail, exit := g.newLabel(), g.newLabel(), g.newLabel()
	g.use(send)
	g.emitJump(opcode.SEND, exit, loc)
	g.emitJump(opcode.SETUP_FINALLY, fail, loc)
	g.emitArg(opcode.YIELD_VALUE, 1, loc)
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emitArg(opcode.RESUME, resume, loc)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, send, loc)
	g.use(fail)
	g.emit(opcode.CLEANUP_THROW, loc)
	g.use(exit)
	g.emit(opcode.END_SEND, loc)
	return send
}

// Arguments of GET_AWAITABLE: where a bad awaitable comes from.
const (
	awaitExpression = 0
	awaitEnter      = 1
	awaitExit       = 2
)

// emitAwait emits the wait for the awaitable on the stack.
func (g *generator) emitAwait(source int, loc cfg.Loc) {
	g.emitArg(opcode.GET_AWAITABLE, source, loc)
	g.loadConst(nil, loc)
	g.emitYieldFrom(opcode.RESUME_AFTER_AWAIT, loc)
}

// emitYield emits a yield of the value on the stack.
func (g *generator) emitYield(loc cfg.Loc) {
	if g.unit.scope.IsGenerator && g.unit.scope.IsCoroutine {
		g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_ASYNC_GEN_WRAP, loc)
	}
	g.emitArg(opcode.YIELD_VALUE, 0, loc)
	g.emitArg(opcode.RESUME, opcode.RESUME_AFTER_YIELD, loc)
}

// emitCopyReraise emits the end of every exception handler: forget the handled exception and raise the one on the stack.
func (g *generator) emitCopyReraise() {
	g.emitArg(opcode.COPY, 3, cfg.NoLocation)
	g.emit(opcode.POP_EXCEPT, cfg.NoLocation)
	g.emitArg(opcode.RERAISE, 1, cfg.NoLocation)
}
