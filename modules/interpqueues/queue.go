// This file holds the queues themselves, which all interpreters of a program share.

package interpqueues

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// queue is one queue. It changes while its table is locked only.
type queue struct {
	id       int64
	most     int64 // items that it can hold; below 1: any number
	orphans  int64 // what becomes of items whose interpreter has ended, unless put says otherwise: see crossinterp.RemoveOrphan
	fallback int64
	items    []item
	refs     int
	bound    bool          // there were references
	change   chan struct{} // closed when the items change; nil: nobody waits
}

// item is an object in a queue.
type item struct {
	parcel  crossinterp.Parcel // nil: the interpreter that has put it there has ended
	from    int64              // that interpreter's number
	orphans int64
}

func (q *queue) full() bool { return q.most > 0 && int64(len(q.items)) >= q.most }

// watch returns a channel that is closed when the items change.
func (q *queue) watch() <-chan struct{} {
	if q.change == nil {
		q.change = make(chan struct{})
	}
	return q.change
}

func (q *queue) changed() {
	if q.change != nil {
		close(q.change)
		q.change = nil
	}
}

// table holds the queues of a program by their numbers.
type table struct {
	mu     sync.Mutex
	queues map[int64]*queue
	last   int64
}

func tableOf(th *py.Thread) *table {
	g, fresh := th.Interp.Group, false
	t := py.Shared(g, "_interpqueues", func() *table {
		fresh = true
		return &table{queues: map[int64]*queue{}}
	})
	if fresh {
		crossinterp.OnEnd(g, t.orphan)
	}
	return t
}

func (t *table) create(most, orphans, fallback int64) int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	t.queues[t.last] = &queue{id: t.last, most: most, orphans: orphans, fallback: fallback}
	return t.last
}

// all returns copies of the queues, the newest first.
func (t *table) all() []queue {
	t.mu.Lock()
	defer t.mu.Unlock()
	var list []queue
	for q := range maps.Values(t.queues) {
		list = append(list, *q)
	}
	slices.SortFunc(list, func(a, b queue) int { return cmp.Compare(b.id, a.id) })
	return list
}

func (t *table) remove(q *queue) {
	delete(t.queues, q.id)
	q.changed()
}

func (t *table) release(q *queue) {
	if q.refs--; q.refs == 0 {
		t.remove(q)
	}
}

// orphan deals with the items of an interpreter that has ended.
func (t *table) orphan(id int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, q := range t.queues {
		kept := q.items[:0]
		for _, x := range q.items {
			if x.from == id && x.parcel != nil {
				if x.orphans == crossinterp.RemoveOrphan {
					continue
				}
				x.parcel = nil
			}
			kept = append(kept, x)
		}
		if len(kept) < len(q.items) {
			clear(q.items[len(kept):])
			q.items = kept
			q.changed()
		}
	}
}
