// This file holds the reporting of errors and warnings.

package compiler

import (
	"fmt"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
)

// failure notes an error; only the first one counts.
func (g *generator) failure(err error) {
	if g.err == nil {
		g.err = err
	}
}

// fail notes a SyntaxError at loc.
func (g *generator) fail(loc cfg.Loc, format string, args ...any) {
	if g.err != nil {
		return
	}
	g.err = &ast.SyntaxError{Kind: "SyntaxError", Msg: fmt.Sprintf(format, args...), Filename: g.filename,
		Lineno: int(loc.Line), Offset: int(loc.Col) + 1, EndLineno: int(loc.EndLine), EndOffset: int(loc.EndCol) + 1}
}

// warn notes a SyntaxWarning at loc.
func (g *generator) warn(loc cfg.Loc, format string, args ...any) {
	if g.err != nil || g.silenced > 0 {
		return
	}
	g.warnings = append(g.warnings, Warning{Msg: fmt.Sprintf(format, args...), Filename: g.filename,
		Lineno: int(loc.Line), Offset: int(loc.Col) + 1, EndLineno: int(loc.EndLine), EndOffset: int(loc.EndCol) + 1})
}

// descend counts a level of nesting. It returns false when the walk must stop, because of an earlier error or of too
// many levels; otherwise the caller ascends at its end.
func (g *generator) descend() bool {
	if g.err != nil {
		return false
	}
	if g.depth >= maxDepth {
		g.err = ErrRecursion
		return false
	}
	g.depth++
	return true
}

func (g *generator) ascend() { g.depth-- }
