// This file defines Unit, everything the back end has to know about a scope.

package cfg

import "github.com/gopy-lang/gopy/compiler/code"

// A Unit is one scope on its way to a code object: its instructions and the
// tables that their arguments index.
type Unit struct {
	Name, QualName, Filename string
	FirstLineno              int
	Flags                    code.Flags

	ArgCount        int // positional parameters, the positional-only ones included
	PosOnlyArgCount int
	KwOnlyArgCount  int

	// VarNames are the fast locals, parameters first (positional,
	// keyword-only, *args, **kwargs). Instructions on fast locals index it.
	VarNames []string
	// CellVars are the variables that inner scopes use; one may be in
	// VarNames as well. Instructions on cells index CellVars and then
	// FreeVars, as one list.
	CellVars []string
	FreeVars []string
	// FastHidden has a key for each variable of an inlined comprehension
	// that locals() doesn't show.
	FastHidden map[string]bool

	Consts *ConstTable
	Names  []string
	Seq    *Sequence
}

// NumParams is the number of fast locals that arguments fill.
func (u *Unit) NumParams() int {
	n := u.ArgCount + u.KwOnlyArgCount
	if u.Flags&code.CO_VARARGS != 0 {
		n++
	}
	if u.Flags&code.CO_VARKEYWORDS != 0 {
		n++
	}
	return n
}
