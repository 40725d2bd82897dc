// This file rebuilds the full concrete tree, for showing it.

package parser

import (
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A ConcreteNode is a node of the full concrete tree: a rule of Grammar/Grammar with its parts, or a token.
type ConcreteNode struct {
	Rule       string // name of the rule, "" for a token
	Children   []*ConcreteNode
	Kind       token.Kind // of a token
	Text       string     // of a token
	Start, End token.Pos
}

// ConcreteTree parses decoded source and returns the tree of all rules that the automaton goes through, from the start symbol
// to the tokens. Errors are those of [ParseText], except that what only a check finds is not noticed.
func ConcreteTree(text, filename string, mode Mode, options Options) (*ConcreteNode, error) {
	p := newParse(tokenizer.NormalizeNewlines(text), filename, mode, options, nil)
	p.automaton.full = true
	root, ok := p.automaton.run(startRules[mode], 0)
	if !ok {
		p.automaton.full = false
		_, err := p.module()
		return nil, err
	}
	return p.concrete(root), nil
}

// concrete makes the node of a part. The automaton's stack limits the depth.
func (p *parse) concrete(r ref) *ConcreteNode {
	t := &p.automaton.tree
	first, last := &p.tokens[t.first(r)], &p.tokens[t.last(r)]
	n := &ConcreteNode{Start: first.Start, End: last.End}
	if r.isToken() {
		n.Kind, n.Text = first.Kind, p.text(r.token())
		return n
	}
	n.Rule = ruleNames[t.rule(r)]
	for _, kid := range t.children(r) {
		n.Children = append(n.Children, p.concrete(kid))
	}
	return n
}
