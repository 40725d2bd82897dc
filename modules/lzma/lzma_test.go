package lzma

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/internal/stepwise"
)

func free(int64) error { return nil }

// packed returns text in a .xz container with a check.
func packed(t *testing.T, text []byte, check int, chain []filter) []byte {
	t.Helper()
	var out bytes.Buffer
	w := &xzWriter{out: &out, chain: chain, check: check}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func newDecoder() *stepwise.Decoder {
	l := &limits{memory: math.MaxUint64, charge: free, check: func(int) {}}
	return stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return open(in, formatAuto, l) })
}

var text = bytes.Repeat([]byte("some text that comes again\xE8\x01\x02\x03\x00 "), 50)

func chains() map[string][]filter {
	main, _ := lzmaPreset(filterLZMA2, 0)
	all := map[string][]filter{"lzma2": {main}, "delta": {{id: filterDelta, distance: 4}, main}}
	for id := range branches {
		all[string(rune('0'+id))] = []filter{{id: id, offset: 32}, main}
	}
	return all
}

func TestDecodeInParts(t *testing.T) {
	for name, chain := range chains() {
		data := packed(t, text, checkSHA256, chain)
		for _, size := range []int{1, 3, len(data)} {
			d := newDecoder()
			var got []byte
			for at := 0; at < len(data); at += size {
				out, _, _, err := d.Decode(data[at:min(at+size, len(data))], -1, free)
				got = append(got, out...)
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s, parts of %d: %v", name, size, err)
				}
			}
			if !bytes.Equal(got, text) {
				t.Errorf("%s, parts of %d: %q", name, size, got)
			}
		}
	}
}

func TestDecodeDamaged(t *testing.T) {
	main, _ := lzmaPreset(filterLZMA2, 0)
	data := packed(t, text, checkCRC64, []filter{main})
	for i := range data {
		for _, flip := range []byte{1, 0x80, 0xFF} {
			bad := bytes.Clone(data)
			bad[i] ^= flip
			out, _, _, err := newDecoder().Decode(bad, -1, free)
			if err == io.EOF && !bytes.Equal(out, text) {
				t.Errorf("byte %d: wrong output was not noticed", i)
			}
		}
	}
}

// TestLzip decodes what lzip makes of an empty file.
func TestLzip(t *testing.T) {
	empty := "LZIP\x01\x0c\x00\x83\xff\xfb\xff\xff\xc0" + strings.Repeat("\x00", 15) + "$" + strings.Repeat("\x00", 7)
	out, _, _, err := newDecoder().Decode([]byte(empty), -1, free)
	if err != io.EOF || len(out) != 0 {
		t.Errorf("%q %v", out, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xFD7zXZ\x00\x00\x04\xe6\xd6\xb4F\x02\x00!\x01\x16\x00\x00\x00t/\xe5\xa3\x01\x00\x02abc\x00"))
	f.Add([]byte("]\x00\x00\x80\x00\xff\xff\xff\xff\xff\xff\xff\xff\x000\x98\x88\xa4J\x8e\x9f\xff\xf6c\x80\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		newDecoder().Decode(data, 1<<16, free)
	})
}
