// This file finds the keyword that was meant where a SyntaxError may come from a misspelt one.

package traceback

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// Bounds of the search: longer sources are not looked at, nor more names in a row without
// a keyword, or more keywords for each.
const (
	maxTypoSource   = 1024
	maxTypoNames    = 10
	maxTypoKeywords = 3
	minSimilarity   = 0.5
)

var keywords = []string{"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
	"elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
	"raise", "return", "try", "while", "with", "yield"}

// A Typo is a word that may be a misspelt keyword: its line, the columns in characters from 1 where it begins and ends, and the keyword.
type Typo struct {
	Line, Start, End int
	Text             string // the line
	Keyword          string
}

// Message is the message of the SyntaxError with the keyword.
func (t Typo) Message() string { return "invalid syntax. Did you mean '" + t.Keyword + "'?" }

// place is the word's place by the names of the attributes of a SyntaxError.
func (t Typo) place(name string) (int, bool) {
	switch name {
	case "offset":
		return t.Start, true
	case "end_offset":
		return t.End, true
	}
	return t.Line, true
}

// Misspelt looks for a word whose replacement by a keyword mends a SyntaxError without further explanation: what then stands up to the end
// of the error's line compiles, or is the beginning of a program that does.
func Misspelt(e *py.Exception) (Typo, bool) {
	msg := py.AsStr(e.Field("msg"))
	meta := py.AsTuple(e.Field("_metadata"))
	line, ok := py.AsInt64(e.Field("lineno"))
	if msg == nil || !strings.HasPrefix(msg.String(), "invalid syntax") || !ok || meta == nil || meta.Len() != 3 {
		return Typo{}, false
	}
	source := py.AsStr(meta.At(2))
	if source == nil || len([]rune(strings.TrimSuffix(source.String(), "\n"))) > maxTypoSource {
		return Typo{}, false
	}
	last := e.Field("end_lineno")
	if last.IsUnbound() {
		return Typo{}, false
	}
	end, ok := py.AsInt64(last)
	lines := strings.SplitAfter(source.String(), "\n")
	if !ok || line < 1 || end < line || end > int64(len(lines)) {
		return Typo{}, false
	}
	text := strings.Join(lines[:end], "")
	looked := 0
	for _, tok := range tokenizer.Tokenize(text, tokenizer.Options{}).Tokens {
		if tok.Kind != token.NAME {
			continue
		}
		word := text[tok.Lo:tok.Hi]
		if slices.Contains(keywords, word) {
			looked = 0
			continue
		}
		if looked++; looked > maxTypoNames {
			continue
		}
		for _, keyword := range similarKeywords(word) {
			if compiles(text[:tok.Lo] + keyword + text[tok.Hi:]) {
				row := lines[tok.Start.Line-1]
				start := len([]rune(row[:tok.Start.Col])) + 1
				return Typo{int(tok.Start.Line), start, start + len([]rune(word)), row, keyword}, true
			}
		}
	}
	return Typo{}, false
}

// similarKeywords returns the keywords a word is most like, the likest first.
func similarKeywords(word string) []string {
	type candidate struct {
		similarity float64
		keyword    string
	}
	var found []candidate
	for _, k := range keywords {
		if s := similarity(k, word); s >= minSimilarity {
			found = append(found, candidate{s, k})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.similarity, a.similarity), strings.Compare(b.keyword, a.keyword))
	})
	var out []string
	if k := closest(keywords, word); k != "" {
		out = append(out, k)
	}
	for _, c := range found {
		out = append(out, c.keyword)
	}
	return out[:min(len(out), maxTypoKeywords)]
}

// similarity is the measure of Ratcliff and Obershelp: twice the characters in common blocks by all characters.
func similarity(a, b string) float64 {
	return 2 * float64(common([]rune(a), []rune(b))) / float64(len([]rune(a))+len([]rune(b)))
}

// common counts the characters of the longest common block, and of those to its left and right.
func common(a, b []rune) int {
	size, atA, atB := 0, 0, 0
	for i := range a {
		for j := range b {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
				n++
			}
			if n > size {
				size, atA, atB = n, i, j
			}
		}
	}
	if size == 0 {
		return 0
	}
	return size + common(a[:atA], b[:atB]) + common(a[atA+size:], b[atB+size:])
}

// compiles reports whether source is a program or the beginning of one.
func compiles(source string) bool {
	mod, _, err := parser.ParseText(source, "", parser.Exec, parser.Options{AllowIncomplete: true, NoImpliedDedent: true})
	if err == nil {
		_, _, err = compiler.Compile(mod, "", compiler.Options{})
	}
	var invalid *ast.SyntaxError
	return err == nil || errors.As(err, &invalid) && invalid.Kind == "_IncompleteInputError"
}
