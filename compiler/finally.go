// This file holds the warnings about jumps out of finally bodies (PEP 765).

package compiler

import "github.com/gopy-lang/gopy/ast"

// A finallyContext says where a statement stands.
type finallyContext struct {
	inFinally bool // in a finally body, with no function in between
	inLoop    bool // in a loop within that body
}

// checkFinally warns about all jumps out of finally bodies of a tree.
func (g *generator) checkFinally(mod ast.Mod) {
	switch mod := mod.(type) {
	case *ast.Module:
		g.checkFinallyIn(mod.Body, finallyContext{})
	case *ast.Interactive:
		g.checkFinallyIn(mod.Body, finallyContext{})
	}
}

func (g *generator) checkFinallyIn(body []ast.Stmt, context finallyContext) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	loop := context
	loop.inLoop = true
	for _, stmt := range body {
		switch s := stmt.(type) {
		case *ast.Return:
			if context.inFinally {
				g.warn(at(s), "'return' in a 'finally' block")
			}
		case *ast.Break:
			if context.inFinally && !context.inLoop {
				g.warn(at(s), "'break' in a 'finally' block")
			}
		case *ast.Continue:
			if context.inFinally && !context.inLoop {
				g.warn(at(s), "'continue' in a 'finally' block")
			}
		case *ast.FunctionDef:
			g.checkFinallyIn(s.Body, finallyContext{})
		case *ast.AsyncFunctionDef:
			g.checkFinallyIn(s.Body, finallyContext{})
		case *ast.ClassDef:
			g.checkFinallyIn(s.Body, context)
		case *ast.If:
			g.checkFinallyIn(s.Body, context)
			g.checkFinallyIn(s.Orelse, context)
		case *ast.For:
			g.checkFinallyIn(s.Body, loop)
			g.checkFinallyIn(s.Orelse, context)
		case *ast.AsyncFor:
			g.checkFinallyIn(s.Body, loop)
			g.checkFinallyIn(s.Orelse, context)
		case *ast.While:
			g.checkFinallyIn(s.Body, loop)
			g.checkFinallyIn(s.Orelse, context)
		case *ast.With:
			g.checkFinallyIn(s.Body, context)
		case *ast.AsyncWith:
			g.checkFinallyIn(s.Body, context)
		case *ast.Match:
			for _, c := range s.Cases {
				g.checkFinallyIn(c.Body, context)
			}
		case *ast.Try:
			g.checkFinallyInTry(tryOf(s), context)
		case *ast.TryStar:
			g.checkFinallyInTry(tryStarOf(s), context)
		}
	}
}

func (g *generator) checkFinallyInTry(t try, context finallyContext) {
	g.checkFinallyIn(t.body, context)
	for _, handler := range t.handlers {
		g.checkFinallyIn(handler.(*ast.ExceptHandler).Body, context)
	}
	g.checkFinallyIn(t.orelse, context)
	g.checkFinallyIn(t.final, finallyContext{inFinally: true})
}
