// This file sets how often Go's collector runs.

package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A collector is garbage: that it is found dead tells of each run of Go's collector.
type collector struct {
	percent int
	live    []metrics.Sample
}

// startCollector lets the collector run less often than Go does by default, as Python programs make much garbage that dies young; but the more
// memory is in use, the more often, since the heap grows to 1 + percent/100 times that size. GOGC, if set, decides instead.
func startCollector() {
	if os.Getenv("GOGC") == "" {
		c := &collector{percent: percentFor(leastHeap), live: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
		debug.SetGCPercent(c.percent)
		runtime.SetFinalizer(c, (*collector).ran)
	}
}

// ran adapts the percentage to what the last run found in use.
func (c *collector) ran() {
	metrics.Read(c.live)
	if p := percentFor(c.live[0].Value.Uint64()); p != c.percent {
		c.percent = p
		debug.SetGCPercent(p)
	}
	runtime.SetFinalizer(c, (*collector).ran)
}

const (
	leastHeap = 4 << 20  // what Go takes for in use at least
	leastRoom = 28 << 20 // garbage that there is always room for: it costs little memory and saves small programs most collections
)

func percentFor(live uint64) int {
	switch {
	case live < leastRoom/4:
		return int(leastRoom * 100 / max(live, leastHeap))
	case live < 24<<20:
		return 400
	case live < 96<<20:
		return 200
	}
	return 100
}
