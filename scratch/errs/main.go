package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"

	"github.com/gopy-lang/gopy/tokenizer"
)

type rec struct {
	Src  string
	OK   bool
	Err  []any
	Warn [][]any
	Tok  string
}

var tokMsg = regexp.MustCompile(`unterminated|invalid (decimal|hexa|octal|binary|imag|digit|char|non-p)|leading zeros|unmatched|does not match|inconsistent|too many (nested|levels)|prefixes are|continuation char|never closed|EOF while|string: (single|expecting '}'$|expressions nested|newlines)`)

func main() {
	data, _ := os.ReadFile(os.Args[1])
	var recs []rec
	if err := json.Unmarshal(data, &recs); err != nil {
		panic(err)
	}
	badC, badT, shown := 0, 0, 0
	errs := 0
	for _, r := range recs {
		text, _, err := tokenizer.Decode([]byte(r.Src))
		var s *tokenizer.Stream
		if err == nil {
			s = tokenizer.Tokenize(text, tokenizer.Options{})
			err = s.Err
		}
		var want []any
		if r.Err != nil {
			want = r.Err
		}
		var got []any
		if err != nil {
			got = []any{err.Kind, err.Msg, float64(err.Lineno), float64(err.Offset), float64(err.EndLineno), float64(err.EndOffset), err.Text}
			errs++
		}
		bad := false
		if err == nil {
			bad = want != nil && tokMsg.MatchString(want[1].(string))
		} else if !reflect.DeepEqual(got, want) {
			bad = !err.Late || want == nil || tokMsg.MatchString(want[1].(string))
			if want != nil && (want[1] == "unexpected indent" || want[1] == "unexpected unindent") { bad = false }
		}
		if bad {
			badC++
			if shown < 15 {
				shown++
				fmt.Printf("C %q\n  got  %q\n  want %q\n", r.Src, got, want)
			}
		}
		var o, e bytes.Buffer
		var tok string
		if tokenizer.List(&o, &e, []byte(r.Src), "f.py", true) == 0 {
			tok = o.String()
		} else {
			tok = e.String()
			if i := bytes.LastIndex(e.Bytes()[:e.Len()-1], []byte("\n")); i >= 0 {
				tok = tok[i+1:]
			}
		}
		if tok != r.Tok {
			badT++
			if shown < 15 {
				shown++
				fmt.Printf("T %q\n  got  %s\n  want %s\n", r.Src, tok, r.Tok)
			}
		}
	}
	fmt.Println(len(recs), "cases; with errors", errs, "bad compile", badC, "bad tokenize", badT)
}
