package runtime

import (
	"strings"
	"testing"
)

// TestTextSlab checks that strs of all lengths that share blocks keep their own texts, announced or not.
func TestTextSlab(t *testing.T) {
	for _, announced := range []bool{true, false} {
		var slab TextSlab
		var want []string
		for n := range 2*slabText + 2 {
			want = append(want, strings.Repeat(string(rune('a'+n%26)), n))
			if announced {
				slab.Plan(n)
			}
		}
		var got []*Str
		for _, text := range want {
			got = append(got, slab.ASCII(text))
		}
		for i, s := range got {
			if s.String() != want[i] || s.Len() != len(want[i]) || !s.IsASCII() {
				t.Errorf("announced %v: a str of %d bytes is %q", announced, i, s.String())
			}
		}
	}
}

// TestTextSlabWaste checks that a str that lives on keeps no more than its slab.
func TestTextSlabWaste(t *testing.T) {
	var slab TextSlab
	for range 1000 {
		slab.Plan(20)
	}
	for range 1000 {
		slab.ASCII("twenty characters...")
		if slab.size > slabSize+slabSize/4 {
			t.Fatalf("a slab of %d bytes", slab.size)
		}
	}
}
