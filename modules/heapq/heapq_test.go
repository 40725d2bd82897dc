package heapq_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/heapq"
	py "github.com/gopy-lang/gopy/runtime"
)

func TestGolden(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), heapq.Module)
	if err != nil {
		t.Fatal(err)
	}
	e.Golden(t, "testdata/heapq.tsv")
}

// TestSorting pops everything off heaps of many sizes, in order.
func TestSorting(t *testing.T) {
	e, err := expressions.New(expressions.NewThread(nil), heapq.Module)
	if err != nil {
		t.Fatal(err)
	}
	th := e.Thread
	for _, suffix := range []string{"", "_max"} {
		for size := range 70 {
			list := py.NewList(nil)
			for i := range size {
				list.Append(py.Int(int64(i * 37 % 101)))
			}
			call := func(name string) py.Value {
				v, err := py.CallMethod(th, e.Names["_heapq"], name+suffix, list.Value())
				if err != nil {
					t.Fatal(err)
				}
				return v
			}
			call("heapify")
			var last int64
			for i := range size {
				x := call("heappop").SmallInt()
				if i > 0 && (suffix == "" && x < last || suffix != "" && x > last) {
					t.Fatalf("heappop%s: %d after %d", suffix, x, last)
				}
				last = x
			}
		}
	}
}
