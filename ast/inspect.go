// This file visits trees.

package ast

import (
	"errors"
	"iter"
	"slices"
)

// MaxDepth is how many nodes below each other the recursive functions of this package go through.
const MaxDepth = 10_000

// ErrTooDeep is returned for trees deeper than [MaxDepth].
var ErrTooDeep = errors.New("ast: the tree is too deep")

// Children returns the nodes directly below n in the order of the fields, absent ones left out. Values of enumerations
// such as [Load] are no nodes.
func Children(n Node) []Node { return n.appendChildren(nil) }

// Inspect calls visit for n and, where visit returns true, for what is below, depth first in the order of the source
// fields. It needs no stack space of its own, so trees may be of any depth.
func Inspect(n Node, visit func(Node) bool) {
	pending := []Node{n}
	for len(pending) > 0 {
		last := len(pending) - 1
		n := pending[last]
		pending = pending[:last]
		if visit(n) {
			pending = n.appendChildren(pending)
			slices.Reverse(pending[last:])
		}
	}
}

// Deeper reports whether a tree has more than limit nodes below each other. It needs no stack space of its own either.
func Deeper(n Node, limit int) bool {
	level, next := []Node{n}, []Node(nil)
	for ; len(level) > 0; limit-- {
		if limit == 0 {
			return true
		}
		next = next[:0]
		for _, n := range level {
			next = n.appendChildren(next)
		}
		level, next = next, level
	}
	return false
}

// Walk returns n and all nodes below it, breadth first, as Python's ast.walk does.
func Walk(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		pending := []Node{n}
		for i := 0; i < len(pending); i++ {
			if !yield(pending[i]) {
				return
			}
			pending = pending[i].appendChildren(pending)
		}
	}
}
