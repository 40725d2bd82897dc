// This file holds the warnings about jumps out of finally bodies (PEP 765).

package compiler

import "github.com/gopy-lang/gopy/ast"

// checkFinally warns about all jumps out of finally bodies of a tree.
func (g *generator) checkFinally(mod ast.Mod) {
	switch mod := mod.(type) {
	case *ast.Module:
		g.checkFinallyIn(mod.Body, false)
	case *ast.Interactive:
		g.checkFinallyIn(mod.Body, false)
	}
}

// checkFinallyIn warns about the jumps in a body. inFinally says that it belongs to a finally body, with no function and
// no loop in between; CPython doesn't warn about `return` in a loop either.
func (g *generator) checkFinallyIn(body []ast.Stmt, inFinally bool) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	for _, stmt := range body {
		switch s := stmt.(type) {
		case *ast.Return:
			g.checkJump(s, "return", inFinally)
		case *ast.Break:
			g.checkJump(s, "break", inFinally)
		case *ast.Continue:
			g.checkJump(s, "continue", inFinally)
		case *ast.FunctionDef:
			g.checkFinallyIn(s.Body, false)
		case *ast.AsyncFunctionDef:
			g.checkFinallyIn(s.Body, false)
		case *ast.ClassDef:
			g.checkFinallyIn(s.Body, inFinally)
		case *ast.If:
			g.checkFinallyIn(s.Body, inFinally)
			g.checkFinallyIn(s.Orelse, inFinally)
		case *ast.For:
			g.checkFinallyIn(s.Body, false)
			g.checkFinallyIn(s.Orelse, inFinally)
		case *ast.AsyncFor:
			g.checkFinallyIn(s.Body, false)
			g.checkFinallyIn(s.Orelse, inFinally)
		case *ast.While:
			g.checkFinallyIn(s.Body, false)
			g.checkFinallyIn(s.Orelse, inFinally)
		case *ast.With:
			g.checkFinallyIn(s.Body, inFinally)
		case *ast.AsyncWith:
			g.checkFinallyIn(s.Body, inFinally)
		case *ast.Match:
			for _, c := range s.Cases {
				g.checkFinallyIn(c.Body, inFinally)
			}
		case *ast.Try:
			g.checkFinallyInTry(tryOf(s), inFinally)
		case *ast.TryStar:
			g.checkFinallyInTry(tryStarOf(s), inFinally)
		}
	}
}

func (g *generator) checkFinallyInTry(t try, inFinally bool) {
	g.checkFinallyIn(t.body, inFinally)
	for _, handler := range t.handlers {
		g.checkFinallyIn(handler.(*ast.ExceptHandler).Body, inFinally)
	}
	g.checkFinallyIn(t.orelse, inFinally)
	g.checkFinallyIn(t.final, true)
}

func (g *generator) checkJump(s ast.Stmt, keyword string, inFinally bool) {
	if inFinally {
		g.warn(at(s), "'%s' in a 'finally' block", keyword)
	}
}
