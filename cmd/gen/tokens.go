// This file reads Grammar/Tokens and writes package token and docs/tokens.md.

package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// tokensFile is the syntax of Grammar/Tokens.
type tokensFile struct {
	Tokens []*tokenLine `parser:"(EOL | Comment EOL | @@)*"`
}

type tokenLine struct {
	Pos      lexer.Position
	Name     string `parser:"@Name"`
	Spelling string `parser:"@Spelling?"`
	Doc      string `parser:"@Comment? EOL"`
}

var tokensParser = participle.MustBuild[tokensFile](
	participle.Lexer(lexer.MustSimple([]lexer.SimpleRule{
		{Name: "Comment", Pattern: `#[^\n]*`},
		{Name: "Name", Pattern: `[A-Z_]+`},
		{Name: "Spelling", Pattern: `'[^'\n]+'`},
		{Name: "EOL", Pattern: `\n`},
		{Name: "Blank", Pattern: `[ \t]+`},
	})),
	participle.Elide("Blank"))

func generateTokens(sources []source) ([]output, error) {
	file, err := tokensParser.ParseString(sources[0].path, sources[0].text)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, t := range file.Tokens {
		t.Spelling = strings.Trim(t.Spelling, "'")
		t.Doc = strings.TrimSpace(strings.TrimPrefix(t.Doc, "#"))
		for _, s := range []string{t.Name, t.Spelling} {
			if s != "" && seen[s] {
				return nil, fmt.Errorf("%s: %s occurs twice", t.Pos, s)
			}
			seen[s] = true
		}
	}
	return []output{
		{"tokenizer/token/kinds_gen.go", tokensGo(file.Tokens)},
		{"docs/tokens.md", tokensDoc(file.Tokens)},
	}, nil
}

func tokensGo(tokens []*tokenLine) string {
	var b strings.Builder
	b.WriteString("package token\n\n// The kinds of tokens, with CPython 3.14's numbers.\nconst (\n")
	for i, t := range tokens {
		doc := t.Doc
		if t.Spelling != "" {
			doc = "`" + t.Spelling + "`"
		}
		if i == 0 {
			fmt.Fprintf(&b, "%s Kind = iota // %s\n", t.Name, doc)
		} else {
			fmt.Fprintf(&b, "%s // %s\n", t.Name, doc)
		}
	}
	b.WriteString("\n// N_TOKENS is the number of kinds.\nN_TOKENS = iota\n)\n\nvar names = [N_TOKENS]string{\n")
	for _, t := range tokens {
		fmt.Fprintf(&b, "%s: %q,\n", t.Name, t.Name)
	}
	b.WriteString("}\n\nvar spellings = [N_TOKENS]string{\n")
	for _, t := range tokens {
		if t.Spelling != "" {
			fmt.Fprintf(&b, "%s: %q,\n", t.Name, t.Spelling)
		}
	}
	b.WriteString("}\n\n// Operator returns the kind of the operator or delimiter that is written as spelling.\n" +
		"func Operator(spelling string) (kind Kind, ok bool) {\nswitch spelling {\n")
	for _, t := range tokens {
		if t.Spelling != "" {
			fmt.Fprintf(&b, "case %q: return %s, true\n", t.Spelling, t.Name)
		}
	}
	b.WriteString("}\nreturn 0, false\n}\n")
	return b.String()
}

func tokensDoc(tokens []*tokenLine) string {
	var b strings.Builder
	b.WriteString("# Tokens\n\n| number | name | spelling or meaning |\n|---|---|---|\n")
	for i, t := range tokens {
		meaning := t.Doc
		if t.Spelling != "" {
			meaning = "`" + strings.ReplaceAll(t.Spelling, "|", "\\|") + "`"
		}
		fmt.Fprintf(&b, "| %d | %s | %s |\n", i, t.Name, meaning)
	}
	return b.String()
}
