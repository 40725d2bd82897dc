package runtime

import (
	"math/rand"
	"slices"
	"testing"
)

// TestPlaces compares appendPlaces with a search byte by byte, in texts where the byte is frequent, rare or both.
func TestPlaces(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		text := make([]byte, r.Intn(300))
		rare := 1 + r.Intn(200)
		for i := range text {
			text[i] = byte(',' - 1 + r.Intn(3))
			if text[i] == ',' && r.Intn(rare) > 0 {
				text[i] += 0x80
			}
		}
		n := r.Intn(12)
		if n == 11 {
			n = 1<<63 - 1
		}
		var want []int
		for i, b := range text {
			if b == ',' && len(want) < n {
				want = append(want, i)
			}
		}
		around := []int{}
		for _, i := range want {
			around = append(around, i, i+1)
		}
		if got := appendPlaces([]int{}, string(text), ',', n, 1); !slices.Equal(got, around) {
			t.Fatalf("%q, %d: %v instead of %v", text, n, got, around)
		}
		if got := appendPlaces(nil, string(text), ',', n, 0); !slices.Equal(got, want) {
			t.Fatalf("%q, %d: %v, want %v", text, n, got, want)
		}
	}
}
