// This file writes the tables of the push-down automaton in package parser.

package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// tables returns parser/tables_gen.go.
//
// All states of all rules are numbered together, from 1. An action is an index into chains, where a count and so
// many states stand: the automaton puts the first into the frame on top and pushes a frame for each of the others, which
// shifts the token. So entering rules costs no lookup a rule.
func (g *grammar) tables() string {
	var b strings.Builder
	b.WriteString("package parser\n\nimport \"github.com/gopy-lang/gopy/tokenizer/token\"\n\n")

	b.WriteString("// The rules of the grammar.\nconst (\nruleNone rule = iota\n")
	for _, r := range g.rules {
		fmt.Fprintf(&b, "%s // %s\n", r.goName(), r.name)
	}
	b.WriteString("numRules = iota\n)\n\nvar ruleNames = [numRules]string{\n")
	for _, r := range g.rules {
		fmt.Fprintf(&b, "%s: %q,\n", r.goName(), r.name)
	}
	b.WriteString("}\n\n// The labels of tokens: kinds, keywords, words that are keywords only in some places.\nconst (\nnoLabel label = iota\n")
	for _, t := range g.terminals {
		fmt.Fprintf(&b, "%s // %s\n", t.goName, t.symbol)
	}
	b.WriteString("numLabels = iota\n)\n\nvar labelNames = [numLabels]string{\n")
	for _, t := range g.terminals {
		fmt.Fprintf(&b, "%s: %q,\n", t.goName, t.symbol)
	}
	b.WriteString("}\n\nvar labelOfKind = [token.N_TOKENS]label{\n")
	for _, t := range g.terminals {
		if t.kind != "" {
			fmt.Fprintf(&b, "token.%s: %s,\n", t.kind, t.goName)
		}
	}
	b.WriteString("}\n\n// keywordLabel returns the label of a keyword, noLabel for any other name.\n" +
		"func keywordLabel(name string) label {\nswitch name {\n")
	for _, t := range g.terminals {
		if t.word != "" && !t.soft {
			fmt.Fprintf(&b, "case %q: return %s\n", t.word, t.goName)
		}
	}
	b.WriteString("}\nreturn noLabel\n}\n\n")
	g.writeStates(&b)
	return b.String()
}

// goName returns the rule's constant.
func (r *rule) goName() string { return "rule" + camelCase(r.name) }

// writeStates writes the states and the actions.
func (g *grammar) writeStates(b *strings.Builder) {
	base := make([]int, len(g.rules)) // number of each rule's start state
	total := 1
	for i, r := range g.rules {
		base[i] = total
		total += len(r.states)
	}
	fmt.Fprintf(b, "const numStates = %d\n\n// startStates holds the start state of each rule.\nvar startStates = [numRules]state{\n", total)
	for i, r := range g.rules {
		fmt.Fprintf(b, "%s: %d,\n", r.goName(), base[i])
	}
	b.WriteString("}\n\n// stateRules holds the rule that each state belongs to.\nvar stateRules = [numStates]rule{\n")
	for i, r := range g.rules {
		for s := range r.states {
			fmt.Fprintf(b, "%d: %s,\n", base[i]+s, r.goName())
		}
	}
	b.WriteString("}\n\n// finalStates tells the states in which a rule can be complete.\nvar finalStates = [numStates]bool{")
	for i, r := range g.rules {
		for s, state := range r.states {
			if state.final {
				fmt.Fprintf(b, "%d: true, ", base[i]+s)
			}
		}
	}
	b.WriteString("}\n\n")

	offsets := map[string]int{}
	chains := []int{0}
	var actions strings.Builder
	for i, r := range g.rules {
		for s := range r.states {
			fmt.Fprintf(&actions, "%d: {", base[i]+s)
			for t := range g.terminals {
				chain := g.chain(i, s, t, base)
				if chain == nil {
					continue
				}
				key := fmt.Sprint(chain)
				if _, ok := offsets[key]; !ok {
					offsets[key] = len(chains)
					chains = append(append(chains, len(chain)), chain...)
				}
				fmt.Fprintf(&actions, "%s: %d, ", g.terminals[t].goName, offsets[key])
			}
			actions.WriteString("},\n")
		}
	}
	fmt.Fprintf(b, "// actions holds, by state and label, where in chains it stands what to do; 0 where the state cannot go on.\n"+
		"var actions = [numStates][numLabels]uint16{\n%s}\n\n// chains holds counts, each followed by so many states.\nvar chains = [...]state{", actions.String())
	for i, c := range chains {
		if i%20 == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "%d, ", c)
	}
	b.WriteString("\n}\n")
}

// chain returns the states that the frames have after terminal t was shifted in state s of rule r: first the frame of
// r itself, then those of the rules entered; nil if t cannot be shifted.
func (g *grammar) chain(r, s, t int, base []int) []int {
	state := g.rules[r].states[s]
	for _, sym := range slices.SortedFunc(maps.Keys(state.arcs), compareSymbols) {
		to := base[r] + state.arcs[sym]
		if sym.terminal && sym.number == t {
			return []int{to}
		}
		if !sym.terminal && g.rules[sym.number].first[t] {
			return append([]int{to}, g.chain(sym.number, 0, t, base)...)
		}
	}
	return nil
}
