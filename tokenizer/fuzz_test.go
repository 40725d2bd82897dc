package tokenizer

import (
	"io"
	"testing"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// FuzzTokenize looks for input that makes the tokenizer panic or yield tokens that don't lie one behind the other in the text.
func FuzzTokenize(f *testing.F) {
	for _, path := range goldenFiles(f) {
		for _, g := range readGoldens(f, path) {
			f.Add([]byte(g.source), uint8(0))
		}
	}
	for _, test := range decodeErrors {
		f.Add([]byte(test.src), uint8(1))
	}
	f.Fuzz(func(t *testing.T, src []byte, flags uint8) {
		options := Options{Extra: flags&1 != 0, TypeComments: flags&2 != 0, KeepEnd: flags&4 != 0, Single: flags&8 != 0,
			NoImpliedDedent: flags&16 != 0}
		text, _, err := DecodeFile(src, "fuzz.py")
		options.Stop = err
		checkStream(t, Tokenize(text, options))
		if text, _, err := Decode(src); err == nil {
			options.Stop = nil
			checkStream(t, Tokenize(text, options))
		}
		checkStream(t, Tokenize(string(src), options)) // text that was not prepared
		List(io.Discard, io.Discard, src, "fuzz.py", flags&1 != 0)
		ListText(io.Discard, io.Discard, string(src), flags&1 != 0)
	})
}

func checkStream(t *testing.T, s *Stream) {
	depth := 0
	var last Token
	for i, tok := range s.Tokens {
		if tok.Lo < last.Hi || tok.Hi < tok.Lo || int(tok.Hi) > len(s.Text) {
			if tok.Kind != token.NEWLINE || tok.Lo > tok.Hi { // one behind a comment that is a token starts before its end
				t.Fatalf("token %d, %v, is not behind %v", i, tok, last)
			}
		}
		if tok.End.Before(tok.Start) || tok.Start.Before(last.Start) {
			t.Fatalf("token %d, %v, is placed before %v", i, tok, last)
		}
		switch tok.Kind {
		case token.INDENT:
			depth++
		case token.DEDENT:
			depth--
		}
		if depth < 0 {
			t.Fatalf("token %d: DEDENT without INDENT", i)
		}
		last = tok
	}
	if s.Err == nil && last.Kind != token.ENDMARKER {
		t.Fatalf("no error, and the last token is %v", last)
	}
	if s.Err != nil && s.Err.Msg == "" {
		t.Fatalf("error without a message: %+v", s.Err)
	}
	s.NeverClosed()
}
