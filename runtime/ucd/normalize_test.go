// This file compares normalized random texts with Python's, by checksum.

package ucd

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// randomTexts makes texts in which decompositions, compositions and combining characters are frequent. CPython's checksums in
// testdata/normalization.txt are of the texts from the same generator.
type randomTexts struct {
	state               uint64
	special, parts, few []rune
}

func newRandomTexts(seed uint64) *randomTexts {
	g := &randomTexts{state: seed}
	for r := rune(0); r <= maxRune; r++ {
		if isHangulSyllable(r) {
			continue
		}
		tag, parts := decompositionOf(r)
		if Combining(r) != 0 || parts != "" {
			g.special = append(g.special, r)
		}
		if tag == "" {
			g.parts = append(g.parts, []rune(parts)...)
		}
	}
	for _, span := range [][2]rune{{'a', 'z'}, {'A', 'Z'}, {0x300, 0x345}, {0x653, 0x655}, {0x304b, 0x304e}, {0x3099, 0x309a},
		{0x1100, 0x1113}, {0x1160, 0x1176}, {0x11a6, 0x11c3}, {0xac00, 0xac01}, {0xac1c, 0xac1c}, {0xd788, 0xd788},
		{0xd7a3, 0xd7a3}, {0xd800, 0xd800}, {0xdc00, 0xdc00}} {
		for r := span[0]; r <= span[1]; r++ {
			g.few = append(g.few, r)
		}
	}
	return g
}

func (g *randomTexts) below(n int) int {
	g.state = g.state*6364136223846793005 + 1442695040888963407
	return int((g.state >> 33) % uint64(n))
}

func (g *randomTexts) next() []rune {
	var text []rune
	for range 1 + g.below(12) {
		from := g.few
		switch g.below(4) {
		case 0:
			from = g.special
		case 1:
			from = g.parts
		}
		text = append(text, from[g.below(len(from))])
	}
	return text
}

// forms names the forms.
var forms = map[string]Form{"NFC": NFC, "NFD": NFD, "NFKC": NFKC, "NFKD": NFKD}

func TestNormalizeRandomTexts(t *testing.T) {
	compareNormalized(t, readGoldens(t, "testdata/normalization.txt"), 1, 50_000)
}

func compareNormalized(t *testing.T, goldens map[string]string, seed uint64, count int) {
	for name, form := range forms {
		g := newRandomTexts(seed)
		hash, checks := sha256.New(), sha256.New()
		for i := range count {
			text := g.next()
			if i%100 == 99 { // long runs of combining characters
				text = slices.Repeat(text, 4)
			}
			normal := AppendNormalized(nil, form, text)
			hash.Write(append(appendRunes(nil, normal), '\n'))
			checks.Write(flag(func(rune) bool { return IsNormalized(form, text) })(nil, 0))
			if got := Normalize(form, encode(text)); got != encode(normal) {
				t.Fatalf("%s: Normalize(%X) = %+q, AppendNormalized = %X", name, text, got, normal)
			}
			if !IsNormalized(form, normal) {
				t.Fatalf("%s: %X is normalized to %X, which isn't", name, text, normal)
			}
		}
		if got := fmt.Sprintf("%x", hash.Sum(nil)); got != goldens[name] {
			t.Errorf("%s: checksum %s, Python's is %s", name, got, goldens[name])
		}
		if got := fmt.Sprintf("%x", checks.Sum(nil)); got != goldens["Is"+name] {
			t.Errorf("is %s: checksum %s, Python's is %s", name, got, goldens["Is"+name])
		}
	}
}

func TestParseForm(t *testing.T) {
	for name, form := range forms {
		if got, ok := ParseForm(name); got != form || !ok {
			t.Errorf("ParseForm(%q) = %d, %t", name, got, ok)
		}
	}
	if _, ok := ParseForm("nfc"); ok {
		t.Error(`ParseForm("nfc") knows a form`)
	}
}

// A million combining characters in the worst order must not take quadratic time.
func TestNormalizeLongRun(t *testing.T) {
	text := []rune("a" + strings.Repeat("\u0301\u0323", 500_000))
	start := time.Now()
	normal := AppendNormalized(nil, NFD, text)
	if duration := time.Since(start); duration > 10*time.Second {
		t.Errorf("took %v", duration)
	}
	if normal[1] != 0x323 || normal[500_000] != 0x323 || normal[500_001] != 0x301 || len(normal) != len(text) {
		t.Error("the run isn't sorted")
	}
}

func BenchmarkNormalize(b *testing.B) {
	for _, text := range []string{strings.Repeat("plain ASCII ", 10), strings.Repeat("schön, déjà vu ", 10),
		strings.Repeat("scho\u0308n, de\u0301ja\u0300 vu ", 10)} {
		b.Run(text[:14], func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				Normalize(NFC, text)
			}
		})
	}
}
