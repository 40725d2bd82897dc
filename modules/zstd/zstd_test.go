package zstd

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/gopy-lang/gopy/internal/stepwise"
)

func free(int64) error { return nil }

func packed(t testing.TB, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func newDecoder() *stepwise.Decoder {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(1 << 27)}
	return stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return newFrameReader(in, options) })
}

// TestDecodeInParts also holds our sums against those that the encoder wrote.
func TestDecodeInParts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{0, 1, 3, 4, 7, 8, 31, 32, 33, 63, 64, 100, 5000, 200_000} {
		text := make([]byte, size)
		for i := range text {
			text[i] = byte(random.IntN(4))
		}
		data := packed(t, text)
		if len(data) == 0 { // nothing is no frame here
			continue
		}
		for _, step := range []int{1, 10, 1000, len(data)} {
			d, ended := newDecoder(), false
			var got []byte
			for at := 0; at < len(data) && !ended; at += step {
				out, _, _, err := d.Decode(data[at:min(at+step, len(data))], -1, free)
				got = append(got, out...)
				if err != nil && err != io.EOF {
					t.Fatalf("%d bytes in steps of %d: %v", size, step, err)
				}
				ended = err == io.EOF
			}
			if !ended || !bytes.Equal(got, text) {
				t.Errorf("%d bytes in steps of %d: %d bytes, ended %v", size, step, len(got), ended)
			}
		}
		if n := frameSize(append(data, "rest"...)); n != len(data) {
			t.Errorf("%d bytes: frame of %d, want %d", size, n, len(data))
		}
	}
}

func TestDecodeDamaged(t *testing.T) {
	text := bytes.Repeat([]byte("some text that comes again "), 40)
	data := packed(t, text)
	for i := range data {
		for _, flip := range []byte{1, 0x80, 0xFF} {
			bad := bytes.Clone(data)
			bad[i] ^= flip
			out, _, _, err := newDecoder().Decode(bad, -1, free)
			if err == io.EOF && i > 8 && !bytes.Equal(out, text) {
				t.Errorf("byte %d: wrong output was not noticed", i)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(packed(f, []byte("some text, some text, some text")))
	f.Fuzz(func(t *testing.T, data []byte) { newDecoder().Decode(data, 1<<16, free) })
}
