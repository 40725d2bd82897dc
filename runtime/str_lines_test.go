package runtime

import (
	"math/rand"
	"testing"
)

// TestNextLine compares the search for the end of a line, which takes eight bytes at once, with one that goes by characters.
func TestNextLine(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	letters := []rune("abcdefghij \t\n\v\f\r\x1b\x1c\x1d\x1e\x1f\x7fé\u0085\u2028😀")
	for n := range 5000 {
		text := make([]rune, n%40)
		for i := range text {
			text[i] = letters[random.Intn(10)]
			if random.Intn(12) == 0 {
				text[i] = letters[random.Intn(len(letters))]
			}
		}
		s := string(text)
		end, next := len(s), len(s)
	search:
		for i, r := range s {
			switch r {
			case '\r', '\n', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
				end, next = i, i+len(string(r))
				if r == '\r' && next < len(s) && s[next] == '\n' {
					next++
				}
				break search
			}
		}
		if e, x := nextLine(s, 0); e != end || x != next {
			t.Fatalf("%q: %d, %d, want %d, %d", s, e, x, end, next)
		}
	}
}
