// This file holds the code of branches and loops, and the blocks that return, break and continue must leave.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// maxBlocks limits the statically nested blocks of a code object, as CPython does.
const maxBlocks = 21

// A blockKind says what must be undone to leave a block.
type blockKind uint8

const (
	whileLoop          blockKind = iota // nothing
	forLoop                             // pop the iterator
	tryBlock                            // pop the handler
	finallyTry                          // pop the handler, run the finally body
	finallyEnd                          // pop the exception of a finally body that handles one
	withBlock                           // call __exit__
	asyncWithBlock                      // await __aexit__
	handlerBlock                        // nothing: within except clauses
	handlerBody                         // pop the exception, delete its name
	groupHandler                        // leaving is forbidden: within except* clauses
	poppedValue                         // pop the value that is being returned
	comprehensionBlock                  // nothing
	generatorBody                       // nothing
)

// A block is a region of code that return, break and continue can't simply jump out of, or to whose ends they jump.
type block struct {
	kind        blockKind
	start, exit cfg.Label // of a loop: where continue and break go
	loc         cfg.Loc   // of a with item
	name        string    // of a handled exception
	final       []ast.Stmt
}

func (b block) isLoop() bool {
	return b.kind == whileLoop || b.kind == forLoop
}

// push enters a block.
func (g *generator) push(b block, loc cfg.Loc) {
	u := g.unit
	if len(u.blocks) >= maxBlocks {
		g.fail(loc, "too many statically nested blocks")
		return
	}
	u.blocks = append(u.blocks, b)
}

// pop leaves the innermost block.
func (g *generator) pop() {
	if g.err != nil {
		return
	}
	u := g.unit
	u.blocks = u.blocks[:len(u.blocks)-1]
}

// unwindBlocks emits what leaves the blocks, from the innermost to the innermost loop, exclusive, or all of them.
// keepTop says that the value on the stack is to stay there. It returns the location for the instructions after, and the
// loop, nil if there was none or it wasn't asked for.
func (g *generator) unwindBlocks(loc cfg.Loc, keepTop, toLoop bool) (cfg.Loc, *block) {
	u := g.unit
	all := u.blocks
	defer func() { u.blocks = all }()
	for len(u.blocks) > 0 && g.err == nil {
		top := u.blocks[len(u.blocks)-1]
		if top.kind == groupHandler {
			g.fail(loc, "'break', 'continue' and 'return' cannot appear in an except* block")
			return loc, nil
		}
		if toLoop && top.isLoop() {
			return loc, &top
		}
		u.blocks = u.blocks[: len(u.blocks)-1 : len(u.blocks)-1]
		loc = g.unwindBlock(top, keepTop, loc)
	}
	return loc, nil
}

// unwindBlock emits what leaves one block, which is popped already.
func (g *generator) unwindBlock(b block, keepTop bool, loc cfg.Loc) cfg.Loc {
	swapIfKept := func() {
		if keepTop {
			g.emitArg(opcode.SWAP, 2, loc)
		}
	}
	switch b.kind {
	case forLoop, poppedValue:
		swapIfKept()
		g.emit(opcode.POP_TOP, loc)
	case tryBlock:
		g.emit(opcode.POP_BLOCK, loc)
	case finallyTry:
		g.emit(opcode.POP_BLOCK, loc)
		if keepTop {
			g.push(block{kind: poppedValue}, loc)
		}
		g.visitStmts(b.final)
		if keepTop {
			g.pop()
		}
		return cfg.NoLocation
	case finallyEnd:
		swapIfKept()
		g.emit(opcode.POP_TOP, loc)
		swapIfKept()
		g.emit(opcode.POP_BLOCK, loc)
		g.emit(opcode.POP_EXCEPT, loc)
	case withBlock, asyncWithBlock:
		loc = b.loc
		g.emit(opcode.POP_BLOCK, loc)
		if keepTop {
			g.emitArg(opcode.SWAP, 3, loc)
			g.emitArg(opcode.SWAP, 2, loc)
		}
		g.callExitWithNones(loc)
		if b.kind == asyncWithBlock {
			g.emitAwait(awaitExit, loc)
		}
		g.emit(opcode.POP_TOP, loc)
		return cfg.NoLocation
	case handlerBody:
		if b.name != "" {
			g.emit(opcode.POP_BLOCK, loc)
		}
		swapIfKept()
		g.emit(opcode.POP_BLOCK, loc)
		g.emit(opcode.POP_EXCEPT, loc)
		if b.name != "" {
			g.forgetName(b.name, loc)
		}
	}
	return loc
}

// forgetName emits `name = None; del name`: it mustn't fail when the name is deleted already.
func (g *generator) forgetName(name string, loc cfg.Loc) {
	g.loadConst(nil, loc)
	g.storeName(name, loc)
	g.deleteName(name, loc)
}

func (g *generator) visitBreak(origin cfg.Loc) {
	g.emit(opcode.NOP, origin)
	loc, loop := g.unwindBlocks(origin, false, true)
	if loop == nil {
		g.fail(origin, "'break' outside loop")
		return
	}
	loc = g.unwindBlock(*loop, false, loc)
	g.emitJump(opcode.JUMP, loop.exit, loc)
}

func (g *generator) visitContinue(origin cfg.Loc) {
	g.emit(opcode.NOP, origin)
	loc, loop := g.unwindBlocks(origin, false, true)
	if loop == nil {
		g.fail(origin, "'continue' not properly in loop")
		return
	}
	g.emitJump(opcode.JUMP, loop.start, loc)
}

func (g *generator) visitIf(s *ast.If) {
	end := g.newLabel()
	next := end
	if len(s.Orelse) > 0 {
		next = g.newLabel()
	}
	g.jumpIf(s.Test, next, false, at(s))
	g.visitStmts(s.Body)
	if len(s.Orelse) > 0 {
		g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
		g.use(next)
		g.visitStmts(s.Orelse)
	}
	g.use(end)
}

func (g *generator) visitWhile(s *ast.While) {
	start, anchor, end := g.newLabel(), g.newLabel(), g.newLabel()
	g.use(start)
	g.push(block{kind: whileLoop, start: start, exit: end}, at(s))
	g.jumpIf(s.Test, anchor, false, at(s))
	g.visitStmts(s.Body)
	g.emitJump(opcode.JUMP, start, cfg.NoLocation)
	g.pop()
	g.use(anchor)
	g.visitStmts(s.Orelse)
	g.use(end)
}

func (g *generator) visitFor(s *ast.For) {
	start, cleanup, end := g.newLabel(), g.newLabel(), g.newLabel()
	g.push(block{kind: forLoop, start: start, exit: end}, at(s))
	g.visitExpr(s.Iter)
	loc := at(s.Iter)
	g.emit(opcode.GET_ITER, loc)
	g.use(start)
	g.emitJump(opcode.FOR_ITER, cleanup, loc)
	g.emit(opcode.NOP, at(s.Target)) // so that the line of a target on a line of its own is traced
	g.visitExpr(s.Target)
	g.visitStmts(s.Body)
	g.emitJump(opcode.JUMP, start, cfg.NoLocation)
	g.use(cleanup)
	g.emit(opcode.END_FOR, cfg.NoLocation)
	g.emit(opcode.POP_ITER, cfg.NoLocation)
	g.pop()
	g.visitStmts(s.Orelse)
	g.use(end)
}

func (g *generator) visitAsyncFor(s *ast.AsyncFor) {
	loc := at(s)
	if !g.inAsync() {
		g.fail(loc, "'async for' outside async function")
		return
	}
	start, except, end := g.newLabel(), g.newLabel(), g.newLabel()
	g.visitExpr(s.Iter)
	g.emit(opcode.GET_AITER, at(s.Iter))
	g.use(start)
	g.push(block{kind: forLoop, start: start, exit: end}, loc)
	g.emitJump(opcode.SETUP_FINALLY, except, loc)
	g.emit(opcode.GET_ANEXT, loc)
	g.loadConst(nil, loc)
	send := g.emitYieldFrom(opcode.RESUME_AFTER_AWAIT, loc)
	g.emit(opcode.POP_BLOCK, loc)
	g.emit(opcode.NOT_TAKEN, loc)
	g.visitExpr(s.Target)
	g.visitStmts(s.Body)
	g.emitJump(opcode.JUMP, start, cfg.NoLocation)
	g.pop()
	g.use(except)
	g.emitJump(opcode.END_ASYNC_FOR, send, at(s.Iter))
	g.visitStmts(s.Orelse)
	g.use(end)
}

// jumpIf emits a jump to target that is taken when the truth of test is want.
func (g *generator) jumpIf(test ast.Expr, target cfg.Label, want bool, loc cfg.Loc) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	switch test := test.(type) {
	case *ast.UnaryOp:
		if test.Op == ast.Not {
			g.jumpIf(test.Operand, target, !want, loc)
			return
		}
	case *ast.BoolOp:
		g.jumpIfBoolOp(test, target, want, loc)
		return
	case *ast.IfExp:
		end, orelse := g.newLabel(), g.newLabel()
		g.jumpIf(test.Test, orelse, false, loc)
		g.jumpIf(test.Body, target, want, loc)
		g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
		g.use(orelse)
		g.jumpIf(test.Orelse, target, want, loc)
		g.use(end)
		return
	case *ast.Compare:
		if len(test.Ops) > 1 {
			g.jumpIfChain(test, target, want)
			return
		}
	}
	g.visitExpr(test)
	g.emit(opcode.TO_BOOL, at(test))
	g.emitJump(popJumpIf(want), target, at(test))
}

// popJumpIf returns the jump that is taken when the bool on the stack is want.
func popJumpIf(want bool) opcode.Op {
	if want {
		return opcode.POP_JUMP_IF_TRUE
	}
	return opcode.POP_JUMP_IF_FALSE
}

func (g *generator) jumpIfBoolOp(test *ast.BoolOp, target cfg.Label, want bool, loc cfg.Loc) {
	decides := test.Op == ast.Or // the truth of one operand that decides for all
	short := target
	if decides != want {
		short = g.newLabel()
	}
	last := len(test.Values) - 1
	for _, value := range test.Values[:last] {
		g.jumpIf(value, short, decides, loc)
	}
	g.jumpIf(test.Values[last], target, want, loc)
	if short != target {
		g.use(short)
	}
}

// jumpIfChain is jumpIf for `a < b < c`.
func (g *generator) jumpIfChain(test *ast.Compare, target cfg.Label, want bool) {
	loc := at(test)
	g.checkCompare(test)
	cleanup := g.newLabel()
	last := len(test.Ops) - 1
	g.visitExpr(test.Left)
	for i, op := range test.Ops[:last] {
		g.visitExpr(test.Comparators[i])
		g.emitArg(opcode.SWAP, 2, loc)
		g.emitArg(opcode.COPY, 2, loc)
		g.emitCompare(op, loc)
		g.emit(opcode.TO_BOOL, loc)
		g.emitJump(opcode.POP_JUMP_IF_FALSE, cleanup, loc)
	}
	g.visitExpr(test.Comparators[last])
	g.emitCompare(test.Ops[last], loc)
	g.emit(opcode.TO_BOOL, loc)
	g.emitJump(popJumpIf(want), target, loc)
	end := g.newLabel()
	g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
	g.use(cleanup)
	g.emit(opcode.POP_TOP, loc)
	if !want {
		g.emitJump(opcode.JUMP_NO_INTERRUPT, target, cfg.NoLocation)
	}
	g.use(end)
}
