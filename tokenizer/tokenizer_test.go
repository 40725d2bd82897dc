package tokenizer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// A golden is one case of a golden file; testdata/record.py tells what is in it.
type golden struct {
	source, parser, listing string
}

func readGoldens(t testing.TB, path string) []golden {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []golden
	for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
		var g golden
		quoted, rest, _ := strings.Cut(part, "\n")
		if err := json.Unmarshal([]byte(quoted), &g.source); err != nil {
			t.Fatalf("%s: %s: %v", path, quoted, err)
		}
		var found bool
		g.parser, g.listing, found = strings.Cut("\n"+strings.TrimSuffix(rest, "\n"), "\n---\n")
		if !found {
			t.Fatalf("%s: %s: no listing", path, quoted)
		}
		g.parser = strings.TrimPrefix(g.parser, "\n")
		cases = append(cases, g)
	}
	return cases
}

func goldenFiles(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no golden files", err)
	}
	return paths
}

func quoted(text string) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err)
	}
	var ascii strings.Builder // as Python's json.dumps writes it
	for _, r := range strings.TrimSuffix(b.String(), "\n") {
		switch {
		case r < 0x7f:
			ascii.WriteRune(r)
		case r >= 0x10000:
			fmt.Fprintf(&ascii, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		default:
			fmt.Fprintf(&ascii, `\u%04x`, r)
		}
	}
	return ascii.String()
}

// parserView writes what the parser sees of source in the form of the golden files.
func parserView(source string) (view string, late bool) {
	text, _, err := Decode([]byte(source))
	if err != nil {
		return fmt.Sprintf("error: decoding %v", err), false
	}
	stream := Tokenize(text, Options{})
	if err := stream.Err; err != nil {
		return fmt.Sprintf("error: %s %d:%d-%d:%d %s | %s", err.Kind, err.Lineno, err.Offset, err.EndLineno, err.EndOffset, err.Msg,
			quoted(err.Text)), err.Late
	}
	var lines []string
	for _, w := range stream.Warnings {
		lines = append(lines, fmt.Sprintf("warning: %d %s", w.Lineno, w.Msg))
	}
	column := stream.Columns()
	for i := range stream.Tokens {
		tok := &stream.Tokens[i]
		switch tok.Kind {
		case token.NEWLINE, token.INDENT, token.DEDENT, token.ENDMARKER:
			lines = append(lines, fmt.Sprintf("%d %s", tok.Start.Line, tok.Kind))
		default:
			lines = append(lines, fmt.Sprintf("%d,%d-%d,%d %s %s", tok.Start.Line, column(tok.Start), tok.End.Line,
				column(tok.End), tok.Kind, quoted(stream.Spelling(tok))))
		}
	}
	return strings.Join(lines, "\n"), false
}

func TestParserTokens(t *testing.T) {
	for _, path := range goldenFiles(t) {
		for _, g := range readGoldens(t, path) {
			t.Run(fmt.Sprintf("%.40q", g.source), func(t *testing.T) {
				got, late := parserView(g.source)
				if g.parser == "error: parser" {
					// CPython's parser found an error first. A late error of ours must give way to it, another can't be right.
					if strings.HasPrefix(got, "error:") && !late {
						t.Errorf("%q: got %s, want no error before the parser's", g.source, got)
					}
					return
				}
				if diff := cmp.Diff(g.parser, got); diff != "" {
					t.Errorf("%q: -want +got\n%s", g.source, diff)
				}
			})
		}
	}
}

// withoutPadding turns the lines of a listing into the form of the golden files.
func withoutPadding(listing string) string {
	lines := strings.Split(strings.TrimSuffix(listing, "\n"), "\n")
	for i, line := range lines {
		place, rest, found := strings.Cut(line, ":")
		if !found || strings.Contains(line, ": error: ") {
			continue
		}
		kind, spelling, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		if at := strings.IndexAny(rest, `'"`); at >= 0 {
			kind, spelling = strings.TrimSpace(rest[:at]), rest[at:]
		}
		lines[i] = place + ": " + kind + " " + strings.TrimRight(spelling, " ")
	}
	return strings.Join(lines, "\n")
}

func TestListing(t *testing.T) {
	for _, path := range goldenFiles(t) {
		for _, g := range readGoldens(t, path) {
			t.Run(fmt.Sprintf("%.40q", g.source), func(t *testing.T) {
				var out, problems bytes.Buffer
				status := List(&out, &problems, []byte(g.source), "case.py", true)
				got := out.String()
				if status != 0 {
					lines := strings.Split(strings.TrimSuffix(problems.String(), "\n"), "\n")
					got = lines[len(lines)-1] // the others are warnings
				}
				if diff := cmp.Diff(withoutPadding(g.listing), withoutPadding(got)); diff != "" {
					t.Errorf("%q: -want +got\n%s", g.source, diff)
				}
			})
		}
	}
}
