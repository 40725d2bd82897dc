// This file proves that a grammar is LL(1): in every state one token of lookahead decides what comes next.

package main

import (
	"fmt"
	"strings"
)

// proveLL1 computes FIRST and FOLLOW of all rules. It returns an error that names rule and token if a rule is left
// recursive, two arcs of a state can begin with the same terminal, or one that can follow a rule also continues it.
func (g *grammar) proveLL1() error {
	const unknown, working, done = 0, 1, 2
	progress := make([]int, len(g.rules))
	var compute func(r *rule, path string) error
	compute = func(r *rule, path string) error {
		path += " " + r.name
		switch progress[r.number] {
		case done:
			return nil
		case working:
			return fmt.Errorf("%s: left recursion:%s", r.pos, path)
		}
		progress[r.number] = working
		for sym := range r.states[0].arcs {
			if !sym.terminal {
				if err := compute(g.rules[sym.number], path); err != nil {
					return err
				}
			}
		}
		r.first = g.firstOf(r.states[0])
		progress[r.number] = done
		return nil
	}
	for _, r := range g.rules {
		if err := compute(r, ""); err != nil {
			return err
		}
	}
	g.computeFollow()
	for _, r := range g.rules {
		for number, s := range r.states {
			if err := g.checkState(r, number, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// first returns the terminals a symbol can begin with.
func (g *grammar) first(sym symbol) []bool {
	if !sym.terminal {
		return g.rules[sym.number].first
	}
	set := make([]bool, len(g.terminals))
	set[sym.number] = true
	return set
}

// firstOf returns the terminals that a state has a way to go on with.
func (g *grammar) firstOf(s *dfaState) []bool {
	set := make([]bool, len(g.terminals))
	for sym := range s.arcs {
		include(set, g.first(sym))
	}
	return set
}

// include adds the members of b to a and reports whether there were new ones.
func include(a, b []bool) (grown bool) {
	for i, in := range b {
		if in && !a[i] {
			a[i], grown = true, true
		}
	}
	return grown
}

func (g *grammar) computeFollow() {
	g.follow = make([][]bool, len(g.rules))
	for i := range g.follow {
		g.follow[i] = make([]bool, len(g.terminals))
	}
	for grown := true; grown; {
		grown = false
		for _, r := range g.rules {
			for _, s := range r.states {
				for sym, to := range s.arcs {
					if sym.terminal {
						continue
					}
					grown = include(g.follow[sym.number], g.firstOf(r.states[to])) || grown
					if r.states[to].final {
						grown = include(g.follow[sym.number], g.follow[r.number]) || grown
					}
				}
			}
		}
	}
}

func (g *grammar) checkState(r *rule, number int, s *dfaState) error {
	claimed := map[int]symbol{}
	for sym := range s.arcs {
		for t, in := range g.first(sym) {
			if !in {
				continue
			}
			if other, ok := claimed[t]; ok {
				return fmt.Errorf("%s: rule %s, state %d: FIRST/FIRST conflict, %s begins both %s and %s",
					r.pos, r.name, number, g.terminals[t].symbol, g.symbolName(other), g.symbolName(sym))
			}
			claimed[t] = sym
		}
	}
	if !s.final {
		return nil
	}
	var both []string
	for t, sym := range claimed {
		if g.follow[r.number][t] {
			both = append(both, fmt.Sprintf("%s begins %s", g.terminals[t].symbol, g.symbolName(sym)))
		}
	}
	if both != nil {
		return fmt.Errorf("%s: rule %s, state %d: FIRST/FOLLOW conflict: what can follow %s also continues it: %s",
			r.pos, r.name, number, r.name, strings.Join(both, ", "))
	}
	return nil
}

func (g *grammar) symbolName(sym symbol) string {
	if sym.terminal {
		return g.terminals[sym.number].symbol
	}
	return g.rules[sym.number].name
}
