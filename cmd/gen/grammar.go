// This file reads Grammar/Grammar, the grammar of Python: the notation, and which terminals there are.
// grammar_dfa.go turns its rules into automata, grammar_ll1.go proves them LL(1), grammar_tables.go writes the tables.

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// grammarFile is the syntax of Grammar/Grammar.
type grammarFile struct {
	Rules []*grammarRule `parser:"EOL* (@@ EOL*)*"`
}

type grammarRule struct {
	Pos  lexer.Position
	Name string             `parser:"@Name ':'"`
	Body *grammarExpression `parser:"@@ EOL"`
}

type grammarExpression struct {
	Alternatives []*grammarSequence `parser:"@@ ('|' @@)*"`
}

type grammarSequence struct {
	Items []*grammarItem `parser:"@@+"`
}

type grammarItem struct {
	Pos      lexer.Position
	Optional *grammarExpression `parser:"( '[' @@ ']'"`
	Group    *grammarExpression `parser:"| '(' @@ ')'"`
	Symbol   string             `parser:"| @(Name | Token | Quoted | Soft) )"`
	Repeat   string             `parser:"@('*' | '+')?"`
}

var grammarParser = participle.MustBuild[grammarFile](
	participle.Lexer(lexer.MustSimple([]lexer.SimpleRule{
		{Name: "Comment", Pattern: `#[^\n]*`},
		{Name: "Continuation", Pattern: `\n[ \t]+`},
		{Name: "Token", Pattern: `[A-Z_]+`},
		{Name: "Name", Pattern: `[a-z_]+`},
		{Name: "Quoted", Pattern: `'[^'\n]+'`},
		{Name: "Soft", Pattern: `"[^"\n]+"`},
		{Name: "Operator", Pattern: `[][()|*+:]`},
		{Name: "EOL", Pattern: `\n`},
		{Name: "Blank", Pattern: `[ \t]+`},
	})),
	participle.Elide("Comment", "Continuation", "Blank"))

// A grammar is the checked content of Grammar/Grammar: rules as automata over symbols.
type grammar struct {
	rules     []*rule // in the order of the file
	terminals []terminal
	follow    [][]bool // by rule and terminal: may the terminal stand behind the rule?
}

// A rule is a nonterminal. Its states are numbered from 0, the start.
type rule struct {
	pos    lexer.Position
	number int
	name   string
	states []*dfaState
	first  []bool // by terminal: can the rule begin with it?
}

// A terminal is a label the automaton tests tokens for.
type terminal struct {
	symbol string // as written in the grammar
	goName string // its constant in package parser
	kind   string // the token kind, or "" for a word
	word   string // the keyword, or "" for a kind
	soft   bool   // a word that is a keyword only in some places
}

// isStart reports whether parsing can be asked to begin with the rule, so that no other rule has to use it.
func (r *rule) isStart() bool { return strings.HasSuffix(r.name, "_input") }

// generateGrammar reads Grammar/Grammar and Grammar/Tokens and writes the tables of package parser.
func generateGrammar(sources []source) ([]output, error) {
	file, err := grammarParser.ParseString(sources[0].path, sources[0].text+"\n")
	if err != nil {
		return nil, err
	}
	tokens, err := tokensParser.ParseString(sources[1].path, sources[1].text)
	if err != nil {
		return nil, err
	}
	g, err := newGrammar(file, tokens)
	if err != nil {
		return nil, err
	}
	if err := g.proveLL1(); err != nil {
		return nil, err
	}
	return []output{{"parser/tables_gen.go", g.tables()}}, nil
}

// newGrammar resolves the symbols of all rules and builds their automata.
func newGrammar(file *grammarFile, tokens *tokensFile) (*grammar, error) {
	g := &grammar{}
	symbols := map[string]symbol{}
	for i, r := range file.Rules {
		if _, ok := symbols[r.Name]; ok {
			return nil, fmt.Errorf("%s: rule %s is defined twice", r.Pos, r.Name)
		}
		symbols[r.Name] = symbol{i, false}
		g.rules = append(g.rules, &rule{pos: r.Pos, number: i, name: r.Name})
	}
	if err := g.findTerminals(file, tokens, symbols); err != nil {
		return nil, err
	}
	used := map[string]bool{}
	for i, r := range file.Rules {
		var n nfa
		start, end := n.expression(r.Body, symbols, used)
		g.rules[i].states = n.deterministic(start, end)
		if g.rules[i].states[0].final {
			return nil, fmt.Errorf("%s: rule %s can be empty", r.Pos, r.Name)
		}
	}
	for _, r := range g.rules {
		if !used[r.name] && !r.isStart() {
			return nil, fmt.Errorf("%s: no rule uses %s", r.pos, r.name)
		}
	}
	return g, nil
}

// findTerminals lists the terminals that the rules mention, in the order of Grammar/Tokens, then the keywords in
// alphabetical order, and enters them in symbols.
func (g *grammar) findTerminals(file *grammarFile, tokens *tokensFile, symbols map[string]symbol) error {
	mentioned := map[string]lexer.Position{}
	for _, r := range file.Rules {
		r.Body.eachSymbol(func(item *grammarItem) {
			if _, ok := mentioned[item.Symbol]; !ok {
				mentioned[item.Symbol] = item.Pos
			}
		})
	}
	add := func(t terminal) {
		symbols[t.symbol] = symbol{len(g.terminals), true}
		g.terminals = append(g.terminals, t)
		delete(mentioned, t.symbol)
	}
	for _, t := range tokens.Tokens {
		spelling := strings.Trim(t.Spelling, "'")
		for _, s := range []string{t.Name, "'" + spelling + "'"} {
			if _, ok := mentioned[s]; ok {
				add(terminal{symbol: s, goName: "tok" + t.Name, kind: t.Name})
			}
		}
	}
	var words []string
	for s, pos := range mentioned {
		if _, ok := symbols[s]; ok {
			continue
		}
		word := strings.Trim(s, `'"`)
		if word == s || strings.Trim(word, "abcdefghijklmnopqrstuvwxyzFNT") != "" {
			return fmt.Errorf("%s: %s is no rule, token or keyword", pos, s)
		}
		words = append(words, s)
	}
	slices.Sort(words)
	for _, s := range words {
		word, soft := strings.Trim(s, `'"`), s[0] == '"'
		name := "kw" + camelCase(word)
		if soft {
			name = "soft" + camelCase(word)
		}
		add(terminal{symbol: s, goName: name, word: word, soft: soft})
	}
	return nil
}

// eachSymbol calls f for every item that is a symbol.
func (e *grammarExpression) eachSymbol(f func(*grammarItem)) {
	for _, alternative := range e.Alternatives {
		for _, item := range alternative.Items {
			switch {
			case item.Optional != nil:
				item.Optional.eachSymbol(f)
			case item.Group != nil:
				item.Group.eachSymbol(f)
			default:
				f(item)
			}
		}
	}
}
