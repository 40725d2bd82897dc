package main

import (
	"strings"
	"testing"
)

// TestGrammarRejects feeds the grammar reader rules that are not LL(1), or wrong in another way.
func TestGrammarRejects(t *testing.T) {
	const tokens = "NAME\nNUMBER\nPLUS '+'\nENDMARKER\n"
	for _, test := range []struct{ name, grammar, want string }{
		{"first/first", "file_input: a | b\na: NAME\nb: NAME NUMBER\n", "rule file_input, state 0: FIRST/FIRST conflict, NAME begins both"},
		{"first/first in a later state", "file_input: '+' (a | NAME)\na: NAME\n", "rule file_input, state 1: FIRST/FIRST conflict, NAME begins both"},
		{"first/follow", "file_input: a NAME\na: NUMBER [NAME]\n", "rule a, state 1: FIRST/FOLLOW conflict: what can follow a also continues it: NAME begins NAME"},
		{"first/follow of a loop", "file_input: a* ENDMARKER\na: NUMBER a*\n", "rule a, state 1: FIRST/FOLLOW conflict"},
		{"left recursion", "file_input: a ENDMARKER\na: b '+'\nb: a NAME\n", "left recursion: file_input a b a"},
		{"empty rule", "file_input: a ENDMARKER\na: [NAME]\n", "rule a can be empty"},
		{"unknown symbol", "file_input: NAMES\n", "NAMES is no rule, token or keyword"},
		{"unknown rule", "file_input: names\n", "names is no rule, token or keyword"},
		{"unknown operator", "file_input: '-'\n", "'-' is no rule, token or keyword"},
		{"unused rule", "file_input: NAME\na: NAME\n", "no rule uses a"},
		{"defined twice", "file_input: NAME\nfile_input: NUMBER\n", "rule file_input is defined twice"},
		{"bad notation", "file_input: (NAME\n", "unexpected token"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := generateGrammar([]source{{"Grammar", test.grammar}, {"Tokens", tokens}})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

// TestGrammarLoops checks the automata of repetitions and options against sentences.
func TestGrammarLoops(t *testing.T) {
	tokens, err := tokensParser.ParseString("Tokens", "NAME\nNUMBER\nPLUS '+'\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ body, accepts, rejects string }{
		{"NAME*  NUMBER", "1,n1,nn1", ",n,1n"},
		{"NAME+ [NUMBER]", "n,nn,n1", ",1,n11"},
		{"NAME ('+' NAME)* ['+']", "n,n+,n+n,n+n+", "+,n++,nn"},
		{"[NAME] NUMBER*  '+'", "+,n+,1+,n11+", "nn+,1n+"},
		{"(NAME [NUMBER])+ '+'", "n+,n1+,nn1n+", "+,1+,n11+"},
	} {
		file, err := grammarParser.ParseString("Grammar", "file_input: "+test.body+"\n")
		if err != nil {
			t.Fatal(err)
		}
		g, err := newGrammar(file, tokens)
		if err != nil {
			t.Fatal(err)
		}
		accepted := func(sentence string) bool {
			state := 0
			for _, c := range sentence {
				number := strings.IndexByte("n1+", byte(c))
				for i, terminal := range g.terminals {
					if terminal.goName == []string{"tokNAME", "tokNUMBER", "tokPLUS"}[number] {
						number = i
						break
					}
				}
				next, ok := g.rules[0].states[state].arcs[symbol{number, true}]
				if !ok {
					return false
				}
				state = next
			}
			return g.rules[0].states[state].final
		}
		for s := range strings.SplitSeq(test.accepts, ",") {
			if !accepted(s) {
				t.Errorf("%s rejects %q", test.body, s)
			}
		}
		for s := range strings.SplitSeq(test.rejects, ",") {
			if accepted(s) {
				t.Errorf("%s accepts %q", test.body, s)
			}
		}
	}
}
