// This file defines the graph: instructions, basic blocks, and the walks over
// them that several passes need.

package cfg

import "github.com/gopy-lang/gopy/compiler/opcode"

// An Instr is an instruction in a Block.
type Instr struct {
	Op      opcode.Op
	Number  int32 // of the instruction of the sequence that it was, from 1 on; 0, or when notes are taken less: a pass made it
	Arg     int
	Loc     Loc
	Target  *Block // where it jumps, or the handler it sets up
	Handler *Block // where an exception raised by it goes; nil out of the frame
}

// Set makes i another instruction without target, at the same place.
func (i *Instr) Set(op opcode.Op, arg int) {
	i.Op, i.Arg, i.Target = op, arg, nil
}

// IsJump reports whether i may jump.
func (i *Instr) IsJump() bool { return i.Op.HasJump() }

// IsConditionalJump reports whether i jumps or not, as the top of the stack says.
func (i *Instr) IsConditionalJump() bool {
	switch i.Op {
	case opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_TRUE, opcode.POP_JUMP_IF_NONE, opcode.POP_JUMP_IF_NOT_NONE:
		return true
	}
	return false
}

// A Block is a run of instructions that is entered at its start only and left
// by a jump at its end only, exceptions aside. Unreachable blocks stay in the
// chain, empty.
type Block struct {
	Instrs []Instr
	Next   *Block // the block behind it in the code, which it falls into unless it ends in a jump or exit

	Labelled      bool // the generator or a pass jumps here
	Predecessors  int  // how many jumps, handler set-ups and fall-throughs lead here
	IsHandler     bool // exceptions lead here
	PreserveLasti bool // as a handler, it gets the offset of the raising instruction pushed
	Cold          bool // only reached by way of an exception
	Warm          bool // reached without exceptions
	StartDepth    int  // height of the value stack on entry, -1 if never entered
	Start         int  // index of its first instruction in the assembled code

	// Unbound is the set of those of the first 64 fast locals that may be
	// unbound on entry.
	Unbound uint64
	// Mark is scratch of the walk in progress.
	Mark bool

	below    *Block    // in the worklist that the block is in
	handlers *handlers // in force on entry, while they are found out
}

// Last returns the last instruction, nil if the block is empty.
func (b *Block) Last() *Instr {
	if len(b.Instrs) == 0 {
		return nil
	}
	return &b.Instrs[len(b.Instrs)-1]
}

// FallsThrough reports whether execution can run off the end of b.
func (b *Block) FallsThrough() bool {
	last := b.Last()
	return last == nil || !last.Op.IsUnconditionalJump() && !last.Op.IsScopeExit()
}

// ExitsScope reports whether b ends by leaving the frame.
func (b *Block) ExitsScope() bool {
	last := b.Last()
	return last != nil && last.Op.IsScopeExit()
}

// HasNoLines reports whether no instruction of b has a line.
func (b *Block) HasNoLines() bool {
	for i := range b.Instrs {
		if b.Instrs[i].Loc.Line >= 0 {
			return false
		}
	}
	return true
}

// Add appends an instruction.
func (b *Block) Add(i Instr) { b.Instrs = append(b.Instrs, i) }

// AddSilent appends an instruction that can't raise. Its handler doesn't
// matter, but shows in the exception table: as in CPython, it is that of the
// instruction which had this place in the block until a pass removed
// something, nil if none had.
func (b *Block) AddSilent(op opcode.Op, loc Loc) {
	in := Instr{Op: op, Loc: loc}
	if n := len(b.Instrs); n < cap(b.Instrs) {
		in.Handler = b.Instrs[:n+1][n].Handler
	}
	b.Add(in)
}

// Insert puts an instruction before the one at index at.
func (b *Block) Insert(at int, i Instr) {
	b.Instrs = append(b.Instrs, Instr{})
	copy(b.Instrs[at+1:], b.Instrs[at:])
	b.Instrs[at] = i
}

// NonEmpty returns the first of b and the blocks behind it that has
// instructions, nil if none has.
func (b *Block) NonEmpty() *Block {
	for b != nil && len(b.Instrs) == 0 {
		b = b.Next
	}
	return b
}

// A Graph is the control-flow graph of a unit. Its blocks form a chain, from
// Entry through Next, in the order in which they'll be laid out.
type Graph struct {
	Unit  *Unit
	Entry *Block

	// Notes, if not nil, gets why a pass changes, makes or removes an instruction.
	Notes func(in *Instr, why string)

	// Beyond stands for the instruction behind the last one of a block, in passes that look at the next.
	Beyond Instr

	scratch *Scratch
}

// Memory is where passes keep what they leave to those over the next graph in the same memory.
func (g *Graph) Memory() *any { return &g.scratch.memory }

// Note says why a pass changes, makes or removes an instruction, for those who watch.
func (g *Graph) Note(in *Instr, why string) {
	if g.Notes != nil {
		g.Notes(in, why)
	}
}

// NoteAll is Note for several instructions.
func (g *Graph) NoteAll(instrs []Instr, why string) {
	if g.Notes != nil {
		for i := range instrs {
			g.Notes(&instrs[i], why)
		}
	}
}

// Blocks ranges over the chain. The body may insert blocks behind the one it
// is given; they come next.
func (g *Graph) Blocks(yield func(*Block) bool) {
	for b := g.Entry; b != nil; b = b.Next {
		if !yield(b) {
			return
		}
	}
}

// A Worklist holds the blocks that a walk still has to visit, the one that comes next on top. A block can be in one list,
// once.
type Worklist struct{ top *Block }

// Push puts a block on top.
func (w *Worklist) Push(b *Block) { b.below, w.top = w.top, b }

// Pop takes the block on top away; it returns nil if there is none.
func (w *Worklist) Pop() *Block {
	b := w.top
	if b != nil {
		w.top = b.below
	}
	return b
}

// ClearMarks resets Mark in every block.
func (g *Graph) ClearMarks() {
	for b := range g.Blocks {
		b.Mark = false
	}
}
