package bz2

import (
	"bytes"
	"encoding/hex"
	"io"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/internal/stepwise"
)

// abc is what CPython's bz2.compress(b"abc") gives.
const abc = "425a6839314159265359648cbb73000000010038002000219819846177245385090648cbb730"

func free(int64) error { return nil }

func TestDecodeInParts(t *testing.T) {
	stream, err := hex.DecodeString(strings.ReplaceAll(abc, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	stream = append(stream, "rest"...)
	for size := 1; size <= len(stream); size++ {
		d := stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return newReader(in) })
		var got, rest []byte
		for at := 0; ; at += size {
			if at >= len(stream) {
				t.Fatalf("parts of %d: no end", size)
			}
			end := min(at+size, len(stream))
			out, left, _, err := d.Decode(stream[at:end], -1, free)
			got = append(got, out...)
			if err == io.EOF {
				rest = append(append(rest, left...), stream[end:]...)
				break
			}
			if err != nil {
				t.Fatalf("parts of %d: %v", size, err)
			}
		}
		if string(got) != "abc" || string(rest) != "rest" {
			t.Errorf("parts of %d: %q, rest %q", size, got, rest)
		}
	}
}

func TestDecodeDamaged(t *testing.T) {
	stream, _ := hex.DecodeString(strings.ReplaceAll(abc, " ", ""))
	for i := range stream {
		bad := bytes.Clone(stream)
		bad[i] ^= 0x10
		d := stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return newReader(in) })
		out, _, _, err := d.Decode(bad, -1, free)
		if err == io.EOF && string(out) != "abc" {
			t.Errorf("byte %d: wrong output %q was not noticed", i, out)
		}
	}
}
