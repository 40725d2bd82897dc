// This file computes how high the value stack grows.

package cfg

import (
	"fmt"

	"github.com/gopy-lang/gopy/compiler/opcode"
)

// StackDepth sets the StartDepth of every block that can be reached and
// returns the greatest height of the value stack.
func (g *Graph) StackDepth() (int, error) {
	for b := range g.Blocks {
		b.StartDepth = -1
	}
	greatest := 0
	var todo Worklist
	push := func(b *Block, depth int) error {
		if b.StartDepth >= 0 {
			if b.StartDepth != depth {
				return fmt.Errorf("cfg: %s: a block is entered with %d and with %d values on the stack", g.Unit.Name, b.StartDepth, depth)
			}
			return nil
		}
		b.StartDepth = depth
		todo.Push(b)
		return nil
	}
	if err := push(g.Entry, 0); err != nil {
		return 0, err
	}
	for b := todo.Pop(); b != nil; b = todo.Pop() {
		depth := b.StartDepth
		for i := range b.Instrs {
			in := &b.Instrs[i]
			// END_ASYNC_FOR only names its loop: it never jumps there.
			if in.Target != nil && in.Op != opcode.END_ASYNC_FOR {
				there := depth + in.Op.StackEffect(in.Arg, true)
				greatest = max(greatest, there)
				if err := push(in.Target, there); err != nil {
					return 0, err
				}
			}
			depth += in.Op.StackEffect(in.Arg, false)
			if depth < 0 {
				return 0, fmt.Errorf("cfg: %s: %s pops from an empty stack", g.Unit.Name, in.Op)
			}
			greatest = max(greatest, depth)
		}
		if b.FallsThrough() {
			if b.Next == nil {
				return 0, fmt.Errorf("cfg: %s: the code has no end", g.Unit.Name)
			}
			if err := push(b.Next, depth); err != nil {
				return 0, err
			}
		}
	}
	return greatest, nil
}
