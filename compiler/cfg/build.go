// This file turns an instruction sequence into a graph.

package cfg

import (
	"fmt"
	"slices"

	"github.com/gopy-lang/gopy/compiler/opcode"
)

// A Scratch holds memory that is used for one graph after the other. The zero value is ready for use.
type Scratch struct {
	instrs []Instr
	used   []bool
	starts []*Block
}

// cleared returns n zero elements, in the memory of list where that is enough.
func cleared[T any](list []T, n int) []T {
	if n > cap(list) {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// Build makes a graph in memory of its own.
func Build(u *Unit) (*Graph, error) { return new(Scratch).Build(u) }

// Build makes the graph of u.Seq. A block starts at each label in use and
// behind each jump and exit. Each instruction gets its exception handler, and
// POP_BLOCK, which ends a handler's reach, becomes a NOP. The graph that was built before with the same
// Scratch must not be used any more.
func (s *Scratch) Build(u *Unit) (*Graph, error) {
	g := &Graph{Unit: u, Entry: newBlock()}
	instrs, places := u.Seq.flatten()
	used := cleared(s.used, len(instrs)+1)
	blocks := 1 // at most
	for _, in := range instrs {
		if in.Op.HasTarget() || in.Op.IsScopeExit() {
			blocks += 2
		}
		if !in.Op.HasTarget() {
			continue
		}
		if in.Target < 0 || int(in.Target) >= len(places) || places[in.Target] < 0 {
			return nil, fmt.Errorf("cfg: %s: %s has no placed label", u.Name, in.Op)
		}
		used[places[in.Target]] = true
	}
	starts := cleared(s.starts, len(instrs)+1)
	// The blocks' instructions lie in one array, each with a little room to grow.
	const room = 2
	array := cleared(s.instrs, len(instrs)+blocks*room)[:0]
	s.instrs, s.used, s.starts = array, used, starts
	b := g.Entry
	b.Instrs = array
	for at, in := range instrs {
		if used[at] && (b.Labelled || len(b.Instrs) > 0) || endsBlock(b) {
			n := len(b.Instrs)
			array = b.Instrs[n+room : n+room]
			b.Instrs = b.Instrs[: n : n+room]
			b.Next = newBlock()
			b = b.Next
			b.Instrs = array
		}
		if used[at] {
			b.Labelled = true
			starts[at] = b
		}
		b.Add(Instr{Op: in.Op, Number: int32(at + 1), Arg: in.Arg, Loc: in.Loc})
	}
	if used[len(instrs)] {
		return nil, fmt.Errorf("cfg: %s: a label is behind the last instruction", u.Name)
	}
	at := 0
	for b := range g.Blocks {
		for i := range b.Instrs {
			if b.Instrs[i].Op.HasTarget() {
				b.Instrs[i].Target = starts[places[instrs[at].Target]]
			}
			at++
		}
	}
	return g, g.assignHandlers()
}

func newBlock() *Block { return &Block{StartDepth: -1} }

// NewBlock makes a block that is not in the chain yet.
func (g *Graph) NewBlock() *Block { return newBlock() }

func endsBlock(b *Block) bool {
	last := b.Last()
	return last != nil && (last.IsJump() || last.Op.IsScopeExit())
}

// flatten returns the instructions with Annotations in their place, and the
// places of the labels in that.
func (s *Sequence) flatten() ([]SeqInstr, []int) {
	if s.Annotations == nil && !slices.ContainsFunc(s.Instrs, func(in SeqInstr) bool { return in.Op == opcode.ANNOTATIONS_PLACEHOLDER }) {
		return s.Instrs, s.places
	}
	var instrs []SeqInstr
	moved := make([]int, len(s.Instrs)+1)
	for i, in := range s.Instrs {
		moved[i] = len(instrs)
		if in.Op != opcode.ANNOTATIONS_PLACEHOLDER {
			instrs = append(instrs, in)
		} else if s.Annotations != nil {
			instrs = append(instrs, s.Annotations.Instrs...)
		}
	}
	moved[len(s.Instrs)] = len(instrs)
	places := make([]int, len(s.places))
	for l, place := range s.places {
		places[l] = -1
		if place >= 0 {
			places[l] = moved[place]
		}
	}
	return instrs, places
}

// handlers is a stack of the exception handlers in force, innermost first.
// Being immutable, it can be shared by the paths that lead on from a block.
type handlers struct {
	block *Block
	outer *handlers
	depth int
}

func (h *handlers) top() *Block {
	if h == nil {
		return nil
	}
	return h.block
}

// resumeDepth1 is the bit of RESUME's argument that says: the instruction
// was suspended with one exception handler around it.
const resumeDepth1 = 4

// assignHandlers follows all paths from the entry, keeping track of the
// handlers in force.
func (g *Graph) assignHandlers() error {
	type visit struct {
		block *Block
		stack *handlers
	}
	g.ClearMarks()
	g.Entry.Mark = true
	todo := []visit{{g.Entry, nil}}
	push := func(b *Block, stack *handlers) {
		if !b.Mark {
			b.Mark = true
			todo = append(todo, visit{b, stack})
		}
	}
	for len(todo) > 0 {
		b, stack := todo[len(todo)-1].block, todo[len(todo)-1].stack
		todo = todo[:len(todo)-1]
		depthAtYield := -1
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch {
			case in.Op.IsBlockPush(): // can't raise: it keeps having no handler
				in.Target.IsHandler = true
				if in.Op != opcode.SETUP_FINALLY {
					in.Target.PreserveLasti = true
				}
				push(in.Target, stack)
				inner := &handlers{block: in.Target, outer: stack, depth: 1}
				if stack != nil {
					inner.depth += stack.depth
				}
				stack = inner
			case in.Op == opcode.POP_BLOCK:
				if stack == nil {
					return fmt.Errorf("cfg: %s: POP_BLOCK without block", g.Unit.Name)
				}
				stack = stack.outer
				in.Set(opcode.NOP, 0)
			default:
				in.Handler = stack.top()
			}
			switch {
			case in.IsJump():
				push(in.Target, stack)
			case in.Op == opcode.YIELD_VALUE:
				depthAtYield = 0
				if stack != nil {
					depthAtYield = stack.depth
				}
			case in.Op == opcode.RESUME && in.Arg != 0:
				if depthAtYield == 1 {
					in.Arg |= resumeDepth1
				}
				depthAtYield = -1
			}
		}
		if b.FallsThrough() {
			if b.Next == nil {
				return fmt.Errorf("cfg: %s: the code has no end", g.Unit.Name)
			}
			push(b.Next, stack)
		}
	}
	return nil
}
