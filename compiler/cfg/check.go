// This file checks what must hold of a graph between any two passes.

package cfg

import "fmt"

// Check returns an error if g is malformed: a jump that isn't the last
// instruction of its block, a target that is missing, empty or not in the
// chain, or code that can run off the end.
func (g *Graph) Check() error {
	inChain := map[*Block]bool{}
	for b := range g.Blocks {
		if inChain[b] {
			return fmt.Errorf("cfg: %s: the chain of blocks is a loop", g.Unit.Name)
		}
		inChain[b] = true
	}
	reached := map[*Block]bool{g.Entry: true}
	todo := []*Block{g.Entry}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		push := func(next *Block) {
			if next != nil && !reached[next] {
				reached[next] = true
				todo = append(todo, next)
			}
		}
		for i := range b.Instrs {
			in := &b.Instrs[i]
			if (in.IsJump() || in.Op.IsScopeExit()) && i != len(b.Instrs)-1 && !in.IsConditionalJump() {
				return fmt.Errorf("cfg: %s: %s in the middle of a block", g.Unit.Name, in.Op)
			}
			if in.Op.HasTarget() != (in.Target != nil) {
				return fmt.Errorf("cfg: %s: %s and its target don't match", g.Unit.Name, in.Op)
			}
			for _, to := range []*Block{in.Target, in.Handler} {
				if to == nil {
					continue
				}
				if !inChain[to] {
					return fmt.Errorf("cfg: %s: %s leads out of the chain", g.Unit.Name, in.Op)
				}
				if to.NonEmpty() == nil {
					return fmt.Errorf("cfg: %s: %s leads to nothing", g.Unit.Name, in.Op)
				}
				push(to)
			}
		}
		if b.FallsThrough() {
			if b.Next == nil {
				return fmt.Errorf("cfg: %s: the code has no end", g.Unit.Name)
			}
			push(b.Next)
		}
	}
	return nil
}
