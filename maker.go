// This file makes and ends the interpreters that a program makes for itself (PEP 734).

package gopy

import (
	"github.com/gopy-lang/gopy/modules/interpreters"
	"github.com/gopy-lang/gopy/modules/io"
	py "github.com/gopy-lang/gopy/runtime"
)

// maker makes interpreters after the model of the main one, as that was when its program started.
type maker struct{ model *Interpreter }

// MakeInterp implements py.InterpMaker.
func (m maker) MakeInterp(g *py.Group) (*py.Interp, error) {
	i, err := newIn(g, m.model.made)
	if err == nil && m.model.site {
		err = i.Site(m.model.ahead)
	}
	if err != nil {
		return nil, err
	}
	i.in.Settle()
	return i.in, nil
}

// EndInterp implements py.InterpMaker.
func (m maker) EndInterp(th *py.Thread) {
	prepareEnd(th)
	th.Interp.Finalizers.Close(th)
	io.FlushStreams(th)
}

// endOthers ends the interpreters that a program has forgotten to end, which it is told.
func endOthers(th *py.Thread) {
	group := th.Interp.Group
	if len(group.Living()) > 1 {
		th.Interp.Finalizers.Collect(th) // ends those that nothing refers to any more
	}
	if len(group.Living()) == 1 {
		return
	}
	if err := py.Warn(th, py.RuntimeWarning, "remaining subinterpreters; close them with Interpreter.close()", 1); err != nil {
		py.Unraisable(th, err, "Exception ignored while ending interpreters", py.None)
	}
	interpreters.EndAll(th)
}
