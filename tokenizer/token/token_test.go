package token

import (
	"fmt"
	"os"
	"testing"
)

// TestCPython compares all tokens with testdata/cpython.txt, which testdata/record.py wrote on CPython 3.14.
func TestCPython(t *testing.T) {
	want, err := os.ReadFile("testdata/cpython.txt")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for k := range Kind(N_TOKENS) {
		got += fmt.Sprintln(uint8(k), k, k.Spelling())
	}
	got += fmt.Sprintln(N_TOKENS, "N_TOKENS", "") + fmt.Sprintln(NT_OFFSET, "NT_OFFSET", "")
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOperator(t *testing.T) {
	operators := 0
	for k := range Kind(N_TOKENS) {
		if !k.IsOperator() {
			continue
		}
		operators++
		if found, ok := Operator(k.Spelling()); !ok || found != k {
			t.Errorf("Operator(%q) = %s, %v", k.Spelling(), found, ok)
		}
	}
	if operators != int(EXCLAMATION-LPAR)+1 {
		t.Errorf("%d operators", operators)
	}
	for _, s := range []string{"", "<>", "a", "====", " "} {
		if k, ok := Operator(s); ok {
			t.Errorf("Operator(%q) = %s", s, k)
		}
	}
	if k := Kind(200); k.String() != "<invalid token kind>" || k.IsOperator() {
		t.Error(k)
	}
}

func TestBefore(t *testing.T) {
	order := []Pos{{1, 0}, {1, 1}, {2, 0}, {2, 5}}
	for i, p := range order {
		for j, q := range order {
			if p.Before(q) != (i < j) {
				t.Errorf("%v.Before(%v) = %v", p, q, p.Before(q))
			}
		}
	}
}
