// This file sets when and how Go's collector runs.

package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	_ "unsafe" // for go:linkname

	"github.com/gopy-lang/gopy/internal/firstheap" // the heap begins in large pages
)

// godebugDefault is what Go's linker option -X runtime.godebugDefault sets: the default of the environment variable GODEBUG, see package runtime.
// The program stops while the collector marks. Otherwise the two share the processors, and what a program makes meanwhile, at its speed
// on a busy machine more than it has in use, counts as in use until the next run.
//
//go:linkname godebugDefault runtime.godebugDefault
var godebugDefault = "gcstoptheworld=1"

// A collector is garbage: that it is found dead tells of each run of Go's collector.
type collector struct {
	percent int
	live    []metrics.Sample
}

// startCollector lets the size of the heap at which the collector runs follow what is in use. GOGC, if set, decides instead.
func startCollector() {
	if os.Getenv("GOGC") == "" {
		c := &collector{percent: percentFor(0, firstheap.Untouched()), live: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
		debug.SetGCPercent(c.percent)
		runtime.SetFinalizer(c, (*collector).ran)
	}
}

// ran adapts the percentage to what the last run found in use. Setting it stops the program for some 20 µs.
func (c *collector) ran() {
	metrics.Read(c.live)
	if p := percentFor(c.live[0].Value.Uint64(), firstheap.Untouched()); p < c.percent*9/10 || p > c.percent*11/10 {
		c.percent = p
		debug.SetGCPercent(p)
	}
	runtime.SetFinalizer(c, (*collector).ran)
}

// heapGoal returns the size of the heap at which the collector runs next: twice what is in use and 10 MB, as Python programs make much garbage
// that dies young, and the less is in use, the less a run costs for each byte that it frees. Many small programs end before 16 MB.
func heapGoal(live uint64) uint64 { return max(16<<20, 2*live+10<<20) }

// percentFor returns the GOGC that leads to heapGoal, where live counts memory that is never touched as in use.
func percentFor(live, untouched uint64) int {
	const minimum = 4 << 20 // the least goal at 100 percent; it grows with the percentage
	live = max(live, untouched+1)
	goal := heapGoal(live-untouched) + untouched
	return int(min((goal-live)*100/live, goal*100/minimum))
}
