// This file holds the code of with statements.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// A manager says what `with` and `async with` don't have in common.
type manager struct {
	stmt        ast.Stmt
	kind        blockKind
	enter, exit int // arguments of LOAD_SPECIAL
}

func withManager(s *ast.With) manager {
	return manager{s, withBlock, opcode.SPECIAL_ENTER, opcode.SPECIAL_EXIT}
}

func asyncWithManager(s *ast.AsyncWith) manager {
	return manager{s, asyncWithBlock, opcode.SPECIAL_AENTER, opcode.SPECIAL_AEXIT}
}

// visitWith emits a with statement from its first remaining item on.
func (g *generator) visitWith(items []*ast.WithItem, body []ast.Stmt, m manager) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	if len(items) == 0 {
		g.visitStmts(body)
		return
	}
	item := items[0]
	start, final, exit, cleanup := g.newLabel(), g.newLabel(), g.newLabel(), g.newLabel()
	isAsync := m.kind == asyncWithBlock

	g.visitExpr(item.ContextExpr)
	loc := at(item.ContextExpr)
	g.emitArg(opcode.COPY, 1, loc)
	g.emitArg(opcode.LOAD_SPECIAL, m.exit, loc)
	g.emitArg(opcode.SWAP, 2, loc)
	g.emitArg(opcode.SWAP, 3, loc)
	g.emitArg(opcode.LOAD_SPECIAL, m.enter, loc)
	g.emitArg(opcode.CALL, 0, loc)
	if isAsync {
		g.emitAwait(awaitEnter, loc)
	}
	g.emitJump(opcode.SETUP_WITH, final, loc)

	g.use(start)
	g.push(block{kind: m.kind, start: start, exit: final, loc: loc}, loc)
	if item.OptionalVars != nil {
		g.visitExpr(item.OptionalVars)
	} else {
		g.emit(opcode.POP_TOP, loc)
	}
	g.visitWith(items[1:], body, m)
	g.pop()

	// The body ended well.
	blockEnd := cfg.NoLocation
	if isAsync {
		blockEnd = loc
	}
	g.emit(opcode.POP_BLOCK, blockEnd)
	g.callExitWithNones(loc)
	if isAsync {
		g.emitAwait(awaitExit, loc)
	}
	g.emit(opcode.POP_TOP, loc)
	g.emitJump(opcode.JUMP, exit, loc)

	// The body raised an exception.
	g.use(final)
	g.emitJump(opcode.SETUP_CLEANUP, cleanup, loc)
	g.emit(opcode.PUSH_EXC_INFO, loc)
	g.emit(opcode.WITH_EXCEPT_START, loc)
	if isAsync {
		g.emitAwait(awaitExit, loc)
	}
	g.emitWithExceptEnd(exit, cleanup)
	g.use(exit)
}

// emitWithExceptEnd emits the end of a with statement's handler, which goes to exit if __exit__ returned a true value.
func (g *generator) emitWithExceptEnd(exit, cleanup cfg.Label) {
	suppress := g.newLabel()
	g.emit(opcode.TO_BOOL, cfg.NoLocation)
	g.emitJump(opcode.POP_JUMP_IF_TRUE, suppress, cfg.NoLocation)
	g.emitArg(opcode.RERAISE, 2, cfg.NoLocation)
	g.use(suppress)
	g.emit(opcode.POP_TOP, cfg.NoLocation) // the result of __exit__
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emit(opcode.POP_EXCEPT, cfg.NoLocation)
	g.emit(opcode.POP_TOP, cfg.NoLocation)
	g.emit(opcode.POP_TOP, cfg.NoLocation)
	g.emit(opcode.POP_TOP, cfg.NoLocation)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, exit, cfg.NoLocation)
	g.use(cleanup)
	g.emitCopyReraise()
}

// callExitWithNones emits the call of __exit__ after a body without exception.
func (g *generator) callExitWithNones(loc cfg.Loc) {
	g.loadConst(nil, loc)
	g.loadConst(nil, loc)
	g.loadConst(nil, loc)
	g.emitArg(opcode.CALL, 3, loc)
}
