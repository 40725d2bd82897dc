package num

import "testing"

// TestHashASCII compares the hash that takes eight characters at a time with the one that takes each.
func TestHashASCII(t *testing.T) {
	text := "The quick brown fox jumps over 13 lazy dogs; 2 of them wake up, \x00 and bark.\x7f"
	for _, key := range []HashKey{{}, HashKeyFromSeed(42)} {
		for from := range text {
			for to := from + 1; to <= len(text); to++ {
				part := text[from:to]
				hash, ascii := key.hashASCII(part)
				if want := key.hashWide(part); hash != want || !ascii {
					t.Fatalf("hash of %q is %d, %v, want %d", part, hash, ascii, want)
				}
				for _, odd := range []string{part + "é", "é" + part} {
					if _, ascii := key.hashASCII(odd); ascii {
						t.Fatalf("%q counts as ASCII", odd)
					}
				}
			}
		}
	}
}

func BenchmarkHashString(b *testing.B) {
	for _, text := range []string{"ab", "word", "a longer key of 22 chr"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				HashKey{1, 2}.HashString(text)
			}
		})
	}
}
