package zlib

import (
	"bytes"
	"fmt"
	"testing"
)

// sample is text with repetitions near and far.
func sample(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%d:%x;", i*i%1013, i)
	}
	return b.Bytes()[:n]
}

// TestParts compresses in parts, with flushes and a copy on the way, and decodes in parts of all sizes.
func TestParts(t *testing.T) {
	data := sample(20_000)
	free := func(int64) error { return nil }
	for _, wbits := range []int{15, 9, -15, -10, 31} {
		for level := -1; level <= 9; level++ {
			s, ok := newSettings(level, 8, wbits, 8, 0)
			if !ok {
				t.Fatal(wbits, level)
			}
			e := newEncoder(s)
			e.write(data[:5_000])
			e.sync(false)
			e.write(data[5_000:10_000])
			e.sync(true)
			e.write(data[10_000:10_001])
			c := e.clone()
			for _, e := range []*encoder{e, c} {
				e.write(data[10_001:])
				e.finish()
				compressed := append(e.out.take(), "tail"...)
				for _, size := range []int{1, 7, 1000, 1 << 20} {
					d, _ := newDecoder(wbits, free)
					var got []byte
					rest := compressed
					for !d.done && len(rest) > 0 {
						part := rest[:min(size, len(rest))]
						out, left, err := d.decode(part, 3*size)
						if err != nil {
							t.Fatal(wbits, level, size, err)
						}
						got = append(got, out...)
						rest = rest[len(part)-len(left):]
					}
					if !d.done || !bytes.Equal(got, data) || string(rest) != "tail" {
						t.Errorf("wbits %d level %d parts of %d: done %v, %d bytes, rest %q", wbits, level, size, d.done, len(got), rest)
					}
				}
			}
		}
	}
}

// FuzzInflate looks for data that makes the decoder panic or differ with the size of parts.
func FuzzInflate(f *testing.F) {
	for _, wbits := range []int{15, -15, 31} {
		s, _ := newSettings(6, 8, wbits, 8, 0)
		e := newEncoder(s)
		e.write(sample(2000))
		e.finish()
		f.Add(e.out.take())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, wbits := range []int{-15, 47} {
			decode := func(size int) (string, error) {
				d, _ := newDecoder(wbits, func(int64) error { return nil })
				var all []byte
				for rest := data; len(rest) > 0 && !d.done && len(all) < 1<<20; rest = rest[min(size, len(rest)):] {
					out, _, err := d.decode(rest[:min(size, len(rest))], -1)
					all = append(all, out...)
					if err != nil {
						return string(all), err
					}
				}
				return string(all), nil
			}
			a, errA := decode(1)
			b, errB := decode(1 << 20)
			if len(a) < 1<<20 && (a != b || (errA == nil) != (errB == nil)) {
				t.Errorf("%d and %d bytes, %v and %v", len(a), len(b), errA, errB)
			}
		}
	})
}
