package runtime

import (
	"strings"
	"testing"
)

func TestRegisteredErrorHandler(t *testing.T) {
	th := newContainerThread(t)
	handler := NewBuiltin(Def("handler(e, /)", "", func(th *Thread, a []Value) (Value, error) {
		e := AsException(a[0])
		return TupleOf(Text("<é>"), e.Fields()[3]).Value(), nil
	}), None)
	if err := RegisterErrorHandler(th, "mine", handler); err != nil {
		t.Fatal(err)
	}
	if b, err := Encode(th, NewStr("a日b"), "latin-1", "mine"); err != nil || string(b) != "a<\xe9>b" {
		t.Errorf("encode: %q, %v", b, err)
	}
	if s, err := Decode(th, []byte("a\xffb"), "utf-8", "mine"); err != nil || s.String() != "a<é>b" {
		t.Errorf("decode: %v, %v", s, err)
	}
	// The replacement can't be encoded: the error is that of the original character.
	if _, err := Encode(th, NewStr("a日b"), "ascii", "mine"); !Matches(err, UnicodeEncodeError) {
		t.Errorf("encode: %v", err)
	}
}

func TestConcatSharesBuffer(t *testing.T) {
	th := newContainerThread(t)
	base, _ := ConcatStr(th, NewStr(strings.Repeat("x", 300)), NewStr("y"))
	grown, _ := ConcatStr(th, base, NewStr("1"))
	one, _ := ConcatStr(th, grown, NewStr("2"))
	two, _ := ConcatStr(th, grown, NewStr("é"))
	if grown.ID&strGrowing == 0 || !strings.HasSuffix(grown.s, "y1") || !strings.HasSuffix(one.s, "y12") || !strings.HasSuffix(two.s, "y1é") {
		t.Errorf("%q %q %q", grown.s[299:], one.s[299:], two.s[299:])
	}
	if two.Len() != 303 || two.RuneAt(302) != 'é' || two.IsASCII() {
		t.Errorf("length %d", two.Len())
	}
}

func TestPositions(t *testing.T) {
	newContainerThread(t)
	text := strings.Repeat("aé日𝄞", 200)
	s := NewStr(text)
	runes := []rune(text)
	for i, r := range runes {
		at := s.offset(i)
		if s.RuneAt(i) != r || s.position(at) != i {
			t.Fatalf("character %d: %c at byte %d, which is position %d", i, s.RuneAt(i), at, s.position(at))
		}
	}
	for i := 0; i <= len(runes); i += 7 {
		for j := i; j <= len(runes); j += 31 {
			if got, want := s.Sub(i, j).s, string(runes[i:j]); got != want {
				t.Fatalf("[%d:%d] = %q, want %q", i, j, got, want)
			}
		}
	}
}
