package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

func parserListing(src []byte) string {
	text, _, err := tokenizer.Decode(src)
	if err != nil {
		return "DECODE " + err.Msg
	}
	s := tokenizer.Tokenize(text, tokenizer.Options{})
	var b bytes.Buffer
	chars := func(p token.Pos) int {
		l := s.Line(int(p.Line))
		return len([]rune(l[:p.Col]))
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch t.Kind {
		case token.NEWLINE, token.INDENT, token.DEDENT, token.ENDMARKER:
			fmt.Fprintf(&b, "%d,%s\n", t.Start.Line, t.Kind)
		default:
			fmt.Fprintf(&b, "%d,%d-%d,%d %s %s\n", t.Start.Line, chars(t.Start), t.End.Line, chars(t.End), t.Kind, s.Spelling(t))
		}
	}
	if s.Err != nil {
		fmt.Fprintf(&b, "ERR %s %v\n", s.Err.Kind, *s.Err)
	}
	return b.String()
}

func main() {
	data, _ := os.ReadFile(os.Args[1])
	mode := os.Args[2]
	show := 12
	good, bad := 0, 0
	var spent time.Duration
	for _, rec := range strings.Split("\n"+string(data), "\n@@")[1:] {
		path, want, _ := strings.Cut(rec, "\n")
		want = strings.TrimSuffix(want, "\n")
		src, _ := os.ReadFile(path)
		var got string
		t0 := time.Now()
		if mode == "T" {
			var o, e bytes.Buffer
			if tokenizer.List(&o, &e, src, path, true) == 0 {
				got = o.String()
			} else {
				lines := strings.Split(strings.TrimSuffix(e.String(), "\n"), "\n")
				got = lines[len(lines)-1]
			}
		} else {
			got = parserListing(src)
			if i := strings.Index(got, "ERR "); i >= 0 {
				if j := strings.Index(want, "ERR "); j >= 0 && got[:i] == want[:j] {
					got = want
				}
			}
		}
		spent += time.Since(t0)
		got = strings.TrimSuffix(got, "\n")
		if got == want {
			good++
			continue
		}
		bad++
		if bad <= show {
			g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
			i := 0
			for i < len(g) && i < len(w) && g[i] == w[i] {
				i++
			}
			at := func(x []string) string {
				if i < len(x) {
					return x[i]
				}
				return "<end>"
			}
			fmt.Printf("%s #%d\n   got  %.150q\n   want %.150q\n", path, i, at(g), at(w))
		}
	}
	fmt.Println("good", good, "bad", bad, spent)
}
