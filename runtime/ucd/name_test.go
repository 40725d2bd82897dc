// This file tests names in both directions. That Name is right for every code point is tested with the other properties.

package ucd

import (
	"crypto/sha256"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestEveryNameLeadsBack(t *testing.T) {
	count := 0
	for r := rune(0); r <= maxRune; r++ {
		name, ok := Name(r)
		if ok != (name != "") {
			t.Fatalf("Name(%04X) = %q, %t", r, name, ok)
		}
		if !ok {
			continue
		}
		count++
		if count%3 == 0 {
			name = strings.ToLower(name)
		}
		if got, ok := LookupName(name); !ok || got != string(r) {
			t.Fatalf("%q is %X, not %X", name, []rune(got), r)
		}
	}
	if count < 140_000 {
		t.Errorf("only %d code points have names", count)
	}
}

// TestAliasesAndSequences compares all names that only LookupName knows, and what they stand for, with CPython's.
func TestAliasesAndSequences(t *testing.T) {
	const (
		pythonCount    = 938
		pythonChecksum = "1969cf1c03511fb53d486234bb5e8e6441a53305f73833f25018de56bcea72b7"
	)
	var names []string
	for number := nameCount; number < len(nameOrder); number++ {
		names = append(names, string(appendName(nil, number)))
	}
	slices.Sort(names)
	hash := sha256.New()
	for _, name := range names {
		text, ok := LookupName(name)
		if !ok {
			t.Errorf("%q isn't found", name)
		}
		fmt.Fprintf(hash, "%s; %s\n", name, appendRunes(nil, []rune(text)))
	}
	if got := fmt.Sprintf("%x", hash.Sum(nil)); got != pythonChecksum || len(names) != pythonCount {
		t.Errorf("%d names with checksum %s; Python has %d with %s", len(names), got, pythonCount, pythonChecksum)
	}
}

func TestLookupName(t *testing.T) {
	data, err := os.ReadFile("testdata/lookups.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		want, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "; ")
		got := "none"
		if text, ok := LookupName(name); ok {
			got = string(appendRunes(nil, []rune(text)))
		}
		if got != want {
			t.Errorf("%q is %s, Python says %s", name, got, want)
		}
	}
	for _, name := range []string{"", "\x00", "\xff", "É", strings.Repeat("A", longestName), strings.Repeat("A", 1<<20)} {
		if text, ok := LookupName(name); ok {
			t.Errorf("%.20q is %q", name, text)
		}
	}
}

func BenchmarkName(b *testing.B) {
	for range b.N {
		Name('ß')
	}
}

func BenchmarkLookupName(b *testing.B) {
	for range b.N {
		LookupName("LATIN SMALL LETTER SHARP S")
	}
}
