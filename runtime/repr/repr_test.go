package repr

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// TestCPython compares with testdata/cpython.txt, which testdata/record.py wrote on CPython 3.14.
func TestCPython(t *testing.T) {
	text, err := os.ReadFile("testdata/cpython.txt")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for line := range strings.Lines(string(text)) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		input, want, _ := strings.Cut(rest, " ")
		var got string
		switch kind {
		case "str":
			got = String(string(unhex(t, input)))
		case "bytes":
			got = Bytes(unhex(t, input))
		default:
			t.Fatalf("unknown kind %q", kind)
		}
		counts[kind]++
		if got != want {
			t.Errorf("%s %s: got %s, want %s", kind, input, got, want)
		}
	}
	if counts["str"] < 100 || counts["bytes"] < 10 {
		t.Errorf("the recorded file is incomplete: %v", counts)
	}
}

func TestBytesThatAreNoText(t *testing.T) {
	if got := String("a\xffb\xed\xa0"); got != `'a\xffb\xed\xa0'` {
		t.Error(got)
	}
}

func unhex(t *testing.T, s string) []byte {
	b, err := hex.DecodeString(strings.TrimPrefix(s, "0x"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
