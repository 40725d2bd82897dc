package pprof

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"testing"
	"time"
)

// fields reads a message: its fields in order, of which only numbers and bytes are there.
func fields(t *testing.T, b []byte) (numbers map[int][]uint64, parts map[int][][]byte) {
	t.Helper()
	numbers, parts = map[int][]uint64{}, map[int][][]byte{}
	next := func() uint64 {
		n, k := binary.Uvarint(b)
		if k <= 0 {
			t.Fatal("a number is cut off")
		}
		b = b[k:]
		return n
	}
	for len(b) > 0 {
		tag := next()
		field := int(tag >> 3)
		switch tag & 7 {
		case 0:
			numbers[field] = append(numbers[field], next())
		case 2:
			n := next()
			parts[field] = append(parts[field], b[:n])
			b = b[n:]
		default:
			t.Fatal("wire type", tag&7)
		}
	}
	return numbers, parts
}

func TestWrite(t *testing.T) {
	inner := Frame{"f", "a.py", 3, 5}
	p := Profile{Start: time.Unix(7, 0), Duration: time.Second, Period: 5 * time.Millisecond, Samples: []Sample{
		{[]Frame{inner, {"module", "a.py", 1, 9}}, 2},
		{[]Frame{{"f", "a.py", 3, 6}}, 300},
	}}
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	numbers, parts := fields(t, b)
	texts := parts[profileText]
	if len(parts[profileSample]) != 2 || len(parts[profileLocation]) != 3 || len(parts[profileFunction]) != 2 || len(texts[0]) != 0 {
		t.Fatalf("%d samples, %d places, %d functions", len(parts[profileSample]), len(parts[profileLocation]), len(parts[profileFunction]))
	}
	if numbers[profileTime][0] != 7e9 || numbers[profileDuration][0] != 1e9 || numbers[profilePeriod][0] != 5e6 {
		t.Error("times", numbers)
	}
	_, second := fields(t, parts[profileSample][1])
	if want := binary.AppendUvarint(binary.AppendUvarint(nil, 300), 300*5e6); !bytes.Equal(second[sampleValue][0], want) {
		t.Errorf("values %v, want %v", second[sampleValue][0], want)
	}
	function, _ := fields(t, parts[profileFunction][0])
	if string(texts[function[functionName][0]]) != "f" || string(texts[function[functionFile][0]]) != "a.py" || function[functionFirst][0] != 3 {
		t.Error("function", function)
	}
}
