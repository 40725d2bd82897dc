package tokenizer

import (
	"os"
	"strings"
	"testing"
)

// sample returns about a megabyte of Python.
func sample(b *testing.B) string {
	src, err := os.ReadFile("testdata/sample.py")
	if err != nil {
		b.Fatal(err)
	}
	return strings.Repeat(string(src), 1<<20/len(src)+1)
}

func BenchmarkTokenize(b *testing.B) {
	text := sample(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		stream := Tokenize(text, Options{})
		if stream.Err != nil {
			b.Fatal(stream.Err)
		}
		tokens += len(stream.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}

func BenchmarkDecode(b *testing.B) {
	src := []byte(sample(b))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Decode(src); err != nil {
			b.Fatal(err)
		}
	}
}
