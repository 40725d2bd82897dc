// This file holds the workspace: the memory that compiling takes for a time.

package compiler

import (
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/symtable"
)

// A Workspace is memory that one compilation leaves to the next, so that compiling allocates little but the code objects.
// The zero value is ready for use, by one compilation at a time.
type Workspace struct {
	symbols symtable.Memory
	graph   cfg.Scratch
	unit    cfg.Unit
	instrs  []instruction
	table   []byte  // a position or exception table in the making
	units   []*unit // finished ones
}

// newUnit returns an empty unit.
func (w *Workspace) newUnit() *unit {
	if n := len(w.units); n > 0 {
		u := w.units[n-1]
		w.units = w.units[:n-1]
		u.reset()
		return u
	}
	return &unit{seq: new(cfg.Sequence), consts: new(cfg.ConstTable)}
}

// finish makes the code object of a unit, which stays as it is until the next is begun.
func (w *Workspace) finish(g *generator, u *unit) (*code.Code, error) {
	g.fillUnit(&w.unit, u)
	result, err := w.assemble(&w.unit, nil)
	w.units = append(w.units, u)
	return result, err
}

// release ends the compilation: nothing of the tree stays in memory on account of the workspace.
func (w *Workspace) release() {
	w.symbols.Release()
	w.unit = cfg.Unit{}
	for _, u := range w.units {
		u.reset()
	}
}
