package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
)

func TestPercentFor(t *testing.T) {
	const mb = 1 << 20
	for live, want := range map[uint64]uint64{0: 16 * mb, mb: 16 * mb, 3 * mb: 16 * mb, 5 * mb: 20 * mb, 16 * mb: 42 * mb, 100 * mb: 210 * mb, 5000 * mb: 10010 * mb} {
		for _, untouched := range []uint64{0, mb} {
			live := live + untouched
			p := uint64(percentFor(live, untouched))
			goal := max(live+live*p/100, 4*mb*p/100) // as Go computes it
			if want := want + untouched; goal > want || goal < want-want/50 {
				t.Errorf("%d bytes in use, %d of them untouched: the collector runs at %d, want %d", live, untouched, goal, want)
			}
		}
	}
}

type link struct{ next, other *link }

// TestCollectorStops makes garbage while the collector marks a long list: if the program ran on meanwhile, that garbage would count as in use.
func TestCollectorStops(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	var list *link
	for range 1 << 20 {
		list = &link{next: list}
	}
	runtime.GC()
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/cycles/automatic:gc-cycles"}}
	read := func() (live, cycles uint64) {
		metrics.Read(samples)
		return samples[0].Value.Uint64(), samples[1].Value.Uint64()
	}
	inUse, before := read()
	var garbage []byte
	for {
		for range 256 {
			garbage = make([]byte, 1024)
		}
		live, cycles := read()
		if live > inUse+512<<10 {
			t.Fatalf("%d bytes of garbage made during a run of the collector count as in use", live-inUse)
		}
		if cycles >= before+10 {
			break
		}
	}
	runtime.KeepAlive(list)
	runtime.KeepAlive(garbage)
}
