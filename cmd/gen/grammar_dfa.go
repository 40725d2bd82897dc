// This file turns the rules of a grammar into minimal deterministic automata, one a rule.

package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A symbol is a number in the grammar's list of rules or of terminals.
type symbol struct {
	number   int
	terminal bool
}

func compareSymbols(a, b symbol) int {
	if a.terminal != b.terminal {
		if a.terminal {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.number, b.number)
}

// An nfa is a nondeterministic automaton (Thompson's construction); states are numbers.
type nfa struct {
	arcs []map[symbol][]int
	free [][]int // where a state leads without a symbol
}

// A dfaState is a state of a rule's deterministic automaton.
type dfaState struct {
	arcs  map[symbol]int
	final bool
}

func (n *nfa) state() int {
	n.arcs = append(n.arcs, map[symbol][]int{})
	n.free = append(n.free, nil)
	return len(n.arcs) - 1
}

func (n *nfa) link(from, to int) { n.free[from] = append(n.free[from], to) }

// expression adds an expression and returns its own first and last state. Symbols met are entered in used.
func (n *nfa) expression(e *grammarExpression, symbols map[string]symbol, used map[string]bool) (start, end int) {
	start, end = n.state(), n.state()
	for _, alternative := range e.Alternatives {
		at := start
		for _, item := range alternative.Items {
			first, last := n.item(item, symbols, used)
			n.link(at, first)
			at = last
		}
		n.link(at, end)
	}
	return start, end
}

func (n *nfa) item(item *grammarItem, symbols map[string]symbol, used map[string]bool) (start, end int) {
	switch {
	case item.Optional != nil:
		start, end = n.expression(item.Optional, symbols, used)
		n.link(start, end)
	case item.Group != nil:
		start, end = n.expression(item.Group, symbols, used)
	default:
		used[item.Symbol] = true
		start, end = n.state(), n.state()
		n.arcs[start][symbols[item.Symbol]] = []int{end}
	}
	if item.Repeat == "" {
		return start, end
	}
	// States of our own around it, so that no outer arc enters or leaves the loop half-way.
	first, last := n.state(), n.state()
	n.link(first, start)
	n.link(end, last)
	n.link(end, start)
	if item.Repeat == "*" {
		n.link(first, last)
	}
	return first, last
}

// closure returns the sorted states that can be reached from the given ones without a symbol.
func (n *nfa) closure(states []int) []int {
	seen := map[int]bool{}
	for todo := slices.Clone(states); len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen[s] {
			seen[s] = true
			todo = append(todo, n.free[s]...)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// deterministic returns the minimal deterministic automaton for the part of n between start and end.
func (n *nfa) deterministic(start, end int) []*dfaState {
	var states []*dfaState
	var sets [][]int
	numbers := map[string]int{}
	enter := func(set []int) int {
		key := fmt.Sprint(set)
		if i, ok := numbers[key]; ok {
			return i
		}
		numbers[key] = len(states)
		states = append(states, &dfaState{map[symbol]int{}, slices.Contains(set, end)})
		sets = append(sets, set)
		return len(states) - 1
	}
	enter(n.closure([]int{start}))
	for i := 0; i < len(states); i++ {
		targets := map[symbol][]int{}
		for _, s := range sets[i] {
			for sym, to := range n.arcs[s] {
				targets[sym] = append(targets[sym], to...)
			}
		}
		for _, sym := range slices.SortedFunc(maps.Keys(targets), compareSymbols) {
			states[i].arcs[sym] = enter(n.closure(targets[sym]))
		}
	}
	return minimal(states)
}

// minimal merges equivalent states (Moore's partition refinement); state 0 stays the start.
func minimal(states []*dfaState) []*dfaState {
	class := make([]int, len(states))
	for count := 0; ; {
		numbers := map[string]int{}
		next := make([]int, len(states))
		for i, s := range states {
			var key strings.Builder
			fmt.Fprint(&key, s.final)
			for _, sym := range slices.SortedFunc(maps.Keys(s.arcs), compareSymbols) {
				fmt.Fprint(&key, sym, class[s.arcs[sym]])
			}
			if _, ok := numbers[key.String()]; !ok {
				numbers[key.String()] = len(numbers)
			}
			next[i] = numbers[key.String()]
		}
		class = next
		if len(numbers) == count {
			break
		}
		count = len(numbers)
	}
	var merged []*dfaState
	for i, s := range states {
		if class[i] == len(merged) { // classes are numbered by their first member
			for sym := range s.arcs {
				s.arcs[sym] = class[s.arcs[sym]]
			}
			merged = append(merged, s)
		}
	}
	return merged
}
