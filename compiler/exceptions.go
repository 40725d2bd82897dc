// This file holds the code of try statements, with except, except* and finally.

package compiler

import (
	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// A try is a statement `try`, with except or except* clauses.
type try struct {
	loc      cfg.Loc
	body     []ast.Stmt
	handlers []ast.ExceptHandlerNode
	orelse   []ast.Stmt
	final    []ast.Stmt
	groups   bool // except*
}

func tryOf(s *ast.Try) try { return try{at(s), s.Body, s.Handlers, s.Orelse, s.Finalbody, false} }

func tryStarOf(s *ast.TryStar) try {
	return try{at(s), s.Body, s.Handlers, s.Orelse, s.Finalbody, true}
}

func (g *generator) visitTry(t try) {
	if len(t.final) > 0 {
		g.visitTryFinally(t)
		return
	}
	g.visitTryExcept(t)
}

func (g *generator) visitTryFinally(t try) {
	body, end, exit, cleanup := g.newLabel(), g.newLabel(), g.newLabel(), g.newLabel()
	g.emitJump(opcode.SETUP_FINALLY, end, t.loc)
	g.use(body)
	g.push(block{kind: finallyTry, start: body, exit: end, final: t.final}, t.loc)
	if len(t.handlers) > 0 {
		g.visitTryExcept(t)
	} else {
		g.visitStmts(t.body)
	}
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.pop()
	g.visitStmts(t.final)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, exit, cfg.NoLocation)

	// The body raised an exception.
	g.use(end)
	g.push(block{kind: finallyEnd, start: end}, t.loc)
	g.emitJump(opcode.SETUP_CLEANUP, cleanup, cfg.NoLocation)
	g.emit(opcode.PUSH_EXC_INFO, cfg.NoLocation)
	g.silenced++ // the copy above has reported the warnings
	g.visitStmts(t.final)
	g.silenced--
	g.pop()
	g.emitArg(opcode.RERAISE, 0, cfg.NoLocation)
	g.use(cleanup)
	g.emitCopyReraise()
	g.use(exit)
}

func (g *generator) visitTryExcept(t try) {
	body, except, end, cleanup := g.newLabel(), g.newLabel(), g.newLabel(), g.newLabel()
	g.emitJump(opcode.SETUP_FINALLY, except, t.loc)
	g.use(body)
	g.push(block{kind: tryBlock, start: body}, t.loc)
	g.visitStmts(t.body)
	g.pop()
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	orelse := end
	if t.groups {
		orelse = g.newLabel()
		g.emitJump(opcode.JUMP_NO_INTERRUPT, orelse, cfg.NoLocation)
	} else {
		g.visitStmts(t.orelse)
		g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
	}

	g.use(except)
	g.emitJump(opcode.SETUP_CLEANUP, cleanup, cfg.NoLocation)
	g.emit(opcode.PUSH_EXC_INFO, cfg.NoLocation)
	if t.groups {
		g.visitGroupHandlers(t, end)
	} else {
		g.push(block{kind: handlerBlock}, t.loc)
		g.visitHandlers(t, end)
		g.pop()
		g.emitArg(opcode.RERAISE, 0, cfg.NoLocation)
	}
	g.use(cleanup)
	g.emitCopyReraise()
	if t.groups {
		g.use(orelse)
		g.visitStmts(t.orelse)
	}
	g.use(end)
}

// visitHandlers emits except clauses; on the stack is the exception.
func (g *generator) visitHandlers(t try, end cfg.Label) {
	for i, node := range t.handlers {
		handler := node.(*ast.ExceptHandler)
		loc := at(handler)
		if handler.Type == nil && i < len(t.handlers)-1 {
			g.fail(loc, "default 'except:' must be last")
			return
		}
		next := g.newLabel()
		if handler.Type != nil {
			g.visitExpr(handler.Type)
			g.emit(opcode.CHECK_EXC_MATCH, loc)
			g.emitJump(opcode.POP_JUMP_IF_FALSE, next, loc)
		}
		if handler.Name != "" {
			g.visitNamedHandler(handler, end)
		} else {
			g.emit(opcode.POP_TOP, loc)
			g.push(block{kind: handlerBody}, loc)
			g.visitStmts(handler.Body)
			g.pop()
			g.emit(opcode.POP_BLOCK, cfg.NoLocation)
			g.emit(opcode.POP_EXCEPT, cfg.NoLocation)
			g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
		}
		g.use(next)
	}
}

// visitNamedHandler emits the body of `except type as name`, at whose end, however it comes, the name is deleted.
func (g *generator) visitNamedHandler(handler *ast.ExceptHandler, end cfg.Label) {
	loc := at(handler)
	start, cleanup := g.newLabel(), g.newLabel()
	g.storeName(handler.Name, loc)
	g.emitJump(opcode.SETUP_CLEANUP, cleanup, loc)
	g.use(start)
	g.push(block{kind: handlerBody, start: start, name: handler.Name}, loc)
	g.visitStmts(handler.Body)
	g.pop()
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emit(opcode.POP_EXCEPT, cfg.NoLocation)
	g.forgetName(handler.Name, cfg.NoLocation)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)

	g.use(cleanup)
	g.forgetName(handler.Name, cfg.NoLocation)
	g.emitArg(opcode.RERAISE, 1, cfg.NoLocation)
}

// visitGroupHandlers emits except* clauses; on the stack is the exception. Below the rest of it that no clause has
// matched yet are kept the exception itself and the list of the exceptions that clauses raised.
func (g *generator) visitGroupHandlers(t try, end cfg.Label) {
	g.push(block{kind: groupHandler}, t.loc)
	reraiseStar := g.newLabel()
	for i, node := range t.handlers {
		handler := node.(*ast.ExceptHandler)
		loc := at(handler)
		next, except := g.newLabel(), g.newLabel()
		if i == 0 {
			g.emitArg(opcode.BUILD_LIST, 0, loc)
			g.emitArg(opcode.COPY, 2, loc)
		}
		noMatch := g.newLabel()
		if handler.Type != nil {
			g.visitExpr(handler.Type)
			g.emit(opcode.CHECK_EG_MATCH, loc)
			g.emitArg(opcode.COPY, 1, loc)
			g.emitJump(opcode.POP_JUMP_IF_NONE, noMatch, loc)
		}
		done := g.visitGroupHandlerBody(handler, except)

		// The clause raised an exception.
		g.use(except)
		if handler.Name != "" {
			g.forgetName(handler.Name, cfg.NoLocation)
		}
		g.emitArg(opcode.LIST_APPEND, 3, cfg.NoLocation)
		g.emit(opcode.POP_TOP, cfg.NoLocation)
		g.emitJump(opcode.JUMP_NO_INTERRUPT, next, cfg.NoLocation)

		g.use(done)
		g.emit(opcode.NOP, cfg.NoLocation)
		g.emitJump(opcode.JUMP_NO_INTERRUPT, next, cfg.NoLocation)

		g.use(noMatch)
		g.emit(opcode.POP_TOP, loc)
		g.use(next)
		if i == len(t.handlers)-1 {
			g.emitArg(opcode.LIST_APPEND, 1, cfg.NoLocation)
			g.emitJump(opcode.JUMP_NO_INTERRUPT, reraiseStar, cfg.NoLocation)
		}
	}
	g.pop()

	reraise := g.newLabel()
	g.use(reraiseStar)
	g.emitArg(opcode.CALL_INTRINSIC_2, opcode.INTRINSIC_PREP_RERAISE_STAR, cfg.NoLocation)
	g.emitArg(opcode.COPY, 1, cfg.NoLocation)
	g.emitJump(opcode.POP_JUMP_IF_NOT_NONE, reraise, cfg.NoLocation)
	g.emit(opcode.POP_TOP, cfg.NoLocation)
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emit(opcode.POP_EXCEPT, cfg.NoLocation)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
	g.use(reraise)
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	g.emitArg(opcode.SWAP, 2, cfg.NoLocation)
	g.emit(opcode.POP_EXCEPT, cfg.NoLocation)
	g.emitArg(opcode.RERAISE, 0, cfg.NoLocation)
}

// visitGroupHandlerBody emits the body of an except* clause, which goes to the label it returns, or to except when an
// exception is raised in it.
func (g *generator) visitGroupHandlerBody(handler *ast.ExceptHandler, except cfg.Label) (done cfg.Label) {
	loc := at(handler)
	start, done := g.newLabel(), g.newLabel()
	if handler.Name != "" {
		g.storeName(handler.Name, loc)
	} else {
		g.emit(opcode.POP_TOP, loc)
	}
	g.emitJump(opcode.SETUP_CLEANUP, except, loc)
	g.use(start)
	g.push(block{kind: handlerBody, start: start, name: handler.Name}, loc)
	g.visitStmts(handler.Body)
	g.pop()
	g.emit(opcode.POP_BLOCK, cfg.NoLocation)
	if handler.Name != "" {
		g.forgetName(handler.Name, cfg.NoLocation)
	}
	g.emitJump(opcode.JUMP_NO_INTERRUPT, done, cfg.NoLocation)
	return done
}
