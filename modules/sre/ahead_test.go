package sre

import (
	"math/rand"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy/internal/expressions"
)

// TestSureRepeats checks that repeats that keep what they took find the same as those that give it back.
func TestSureRepeats(t *testing.T) {
	th := expressions.NewThread(nil)
	random := rand.New(rand.NewSource(1))
	marked := 0
	for _, g := range goldens(t) {
		p, err := translate(g.Code, g.Groups)
		if err != nil {
			t.Fatalf("%q: %v", g.Pattern, err)
		}
		plain := *p
		plain.insts = slices.Clone(p.insts)
		for i := range plain.insts {
			if plain.insts[i].sure != 0 {
				marked++
				plain.insts[i].sure = 0
			}
		}
		letters := []rune(g.Pattern + g.Subject + "ab1 -\n")
		for range 20 {
			text := make([]rune, random.Intn(12))
			for i := range text {
				text[i] = letters[random.Intn(len(letters))]
			}
			want := subjects(th, &plain, string(text))
			for form, m := range subjects(th, p, string(text)) {
				for _, find := range []func(m matcher) (bool, error){
					func(m matcher) (bool, error) { return m.search(0, false) },
					func(m matcher) (bool, error) { return m.search(0, true) },
					func(m matcher) (bool, error) { return m.match(0, true, false) },
				} {
					ok, err := find(m)
					ok2, err2 := find(want[form])
					if diff := cmp.Diff(outcome(want[form], ok2 && err2 == nil), outcome(m, ok && err == nil)); diff != "" {
						t.Errorf("%q in %q (%s) (-plain +sure):\n%s", g.Pattern, string(text), form, diff)
					}
				}
			}
		}
	}
	if marked < 20 {
		t.Errorf("only %d repeats keep what they took", marked)
	}
}
