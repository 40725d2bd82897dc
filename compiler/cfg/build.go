// This file turns an instruction sequence into a graph.

package cfg

import (
	"fmt"
	"slices"

	"github.com/gopy-lang/gopy/compiler/opcode"
)

// A Scratch holds memory that is used for one graph after the other. The zero value is ready for use.
type Scratch struct {
	instrs    []Instr
	used      []bool
	starts    []*Block
	blocks    []*[blockChunk]Block
	taken     int // number of blocks in use
	flattened []SeqInstr
	places    []int
	graph     Graph
	memory    any
}

const blockChunk = 64

// sized returns n elements with any values, in the memory of list where that is enough.
func sized[T any](list []T, n int) []T { return slices.Grow(list[:0], n)[:n] }

// Build makes a graph in memory of its own.
func Build(u *Unit) (*Graph, error) { return new(Scratch).Build(u) }

// Build makes the graph of u.Seq. A block starts at each label in use and
// behind each jump and exit. Each instruction gets its exception handler, and
// POP_BLOCK, which ends a handler's reach, becomes a NOP. The graph that was built before with the same
// Scratch must not be used any more.
func (s *Scratch) Build(u *Unit) (*Graph, error) {
	s.taken = 0
	g := &s.graph
	*g = Graph{Unit: u, scratch: s, Entry: s.newBlock()}
	instrs, places := s.flatten(u.Seq)
	used := sized(s.used, len(instrs)+1)
	clear(used)
	blocks := 1 // at most
	for i := range instrs {
		in := &instrs[i]
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
	starts := sized(s.starts, len(instrs)+1) // those of labels in use count
	// The blocks' instructions lie in one array, each with a little room to grow, which is zero.
	const room = 2
	array := sized(s.instrs, len(instrs)+blocks*room)
	s.instrs, s.used, s.starts = array, used, starts
	b := g.Entry
	b.Instrs = array[:0:len(array)]
	ended := false
	for at := range instrs {
		if ended || used[at] && (b.Labelled || len(b.Instrs) > 0) {
			n := len(b.Instrs)
			array = b.Instrs[:cap(b.Instrs)]
			clear(array[n : n+room])
			b.Instrs = array[: n : n+room]
			b.Next = s.newBlock()
			b = b.Next
			b.Instrs = array[n+room : n+room]
		}
		if used[at] {
			b.Labelled = true
			starts[at] = b
		}
		in := &instrs[at]
		b.Add(Instr{Op: in.Op, Number: int32(at + 1), Arg: in.Arg, Loc: in.Loc})
		ended = in.Op.HasJump() || in.Op.IsScopeExit()
	}
	clear(b.Instrs[len(b.Instrs):cap(b.Instrs)])
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

// newBlock makes a block that is not in the chain yet.
func (s *Scratch) newBlock() *Block {
	chunk, at := s.taken/blockChunk, s.taken%blockChunk
	if chunk == len(s.blocks) {
		s.blocks = append(s.blocks, new([blockChunk]Block))
	}
	s.taken++
	b := &s.blocks[chunk][at]
	*b = Block{StartDepth: -1}
	return b
}

// NewBlock makes a block that is not in the chain yet.
func (g *Graph) NewBlock() *Block { return g.scratch.newBlock() }

// flatten returns the instructions with Annotations in their place, and the
// places of the labels in that.
func (s *Scratch) flatten(q *Sequence) ([]SeqInstr, []int) {
	at := slices.IndexFunc(q.Instrs, func(in SeqInstr) bool { return in.Op == opcode.ANNOTATIONS_PLACEHOLDER })
	if at < 0 {
		return q.Instrs, q.places
	}
	instrs := append(s.flattened[:0], q.Instrs[:at]...)
	if q.Annotations != nil {
		instrs = append(instrs, q.Annotations.Instrs...)
	}
	inserted := len(instrs) - at - 1
	instrs = append(instrs, q.Instrs[at+1:]...)
	places := append(s.places[:0], q.places...)
	for l, place := range places {
		if place > at {
			places[l] += inserted
		}
	}
	s.flattened, s.places = instrs, places
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
	var todo Worklist
	push := func(b *Block, stack *handlers) {
		if !b.Mark {
			b.Mark, b.handlers = true, stack
			todo.Push(b)
		}
	}
	g.ClearMarks()
	push(g.Entry, nil)
	for b := todo.Pop(); b != nil; b = todo.Pop() {
		stack := b.handlers
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
