// Package cfg holds a scope's code between the code generator and the code
// object: first a flat instruction sequence with labels, which the generator
// appends to, then a control-flow graph of basic blocks, which the passes of
// package peephole rewrite.
//
// This file is about the sequence, and is all that the generator needs
// besides Unit (unit.go) and ConstTable (constants.go).
package cfg

import "github.com/gopy-lang/gopy/compiler/opcode"

// A Loc is the range of source text an instruction comes from. Lines are
// 1-based; columns are 0-based byte offsets, -1 for none.
type Loc struct{ Line, EndLine, Col, EndCol int32 }

// NoLocation marks an instruction that the programmer didn't write. Passes
// give it a neighbour's location where that is unambiguous.
var NoLocation = Loc{-1, -1, -1, -1}

// NextLocation marks an instruction that takes the location of whatever
// follows it in the finished code.
var NextLocation = Loc{-2, -2, -2, -2}

// A Label names a place in a Sequence. The zero Label is valid only as the
// result of NewLabel.
type Label int32

// A SeqInstr is one instruction of a Sequence.
type SeqInstr struct {
	Op     opcode.Op
	Arg    int
	Target Label // where it jumps, or the handler it sets up; -1 if neither
	Loc    Loc
}

// A Sequence is a scope's code in the order it was generated. The zero value
// is an empty sequence.
type Sequence struct {
	Instrs []SeqInstr

	// Annotations, if not nil, stands in for the one
	// ANNOTATIONS_PLACEHOLDER instruction. It has no labels.
	Annotations *Sequence

	places []int // index into Instrs of each label, -1 before Use
}

// Reset makes the sequence empty. It keeps its memory.
func (s *Sequence) Reset() { *s = Sequence{Instrs: s.Instrs[:0], places: s.places[:0]} }

// NewLabel makes a label that is not placed yet.
func (s *Sequence) NewLabel() Label {
	s.places = append(s.places, -1)
	return Label(len(s.places) - 1)
}

// Use places l at the next instruction. It panics if l is placed already.
func (s *Sequence) Use(l Label) {
	if s.places[l] >= 0 {
		panic("cfg: label placed twice")
	}
	s.places[l] = len(s.Instrs)
}

// Place returns the index of the instruction that l stands before; -1 if it
// isn't placed.
func (s *Sequence) Place(l Label) int { return s.places[l] }

// Emit appends an instruction that neither jumps nor sets up a handler. An
// instruction without argument has arg 0.
func (s *Sequence) Emit(op opcode.Op, arg int, loc Loc) {
	if s.Instrs == nil {
		s.Instrs = make([]SeqInstr, 0, 64)
	}
	s.Instrs = append(s.Instrs, SeqInstr{op, arg, -1, loc})
}

// EmitJump appends a jump to target, or a SETUP_* pseudo-instruction whose
// handler is target. The label may be placed later.
func (s *Sequence) EmitJump(op opcode.Op, target Label, loc Loc) {
	s.Instrs = append(s.Instrs, SeqInstr{op, 0, target, loc})
}

// InsertJump puts a jump, or a SETUP_* pseudo-instruction, before the
// instruction at index at. Labels placed at or behind that index move with
// their instructions, so a jump to it doesn't execute what was inserted.
func (s *Sequence) InsertJump(at int, op opcode.Op, target Label, loc Loc) {
	s.Instrs = append(s.Instrs, SeqInstr{})
	copy(s.Instrs[at+1:], s.Instrs[at:])
	s.Instrs[at] = SeqInstr{op, 0, target, loc}
	for l, place := range s.places {
		if place >= at {
			s.places[l] = place + 1
		}
	}
}
