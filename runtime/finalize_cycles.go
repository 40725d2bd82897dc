// This file finds objects with __del__ that only cycles of references keep alive: Go's collector does not finalize what is part of a cycle.

package runtime

import (
	goruntime "runtime"
	"slices"
	"sync"
	"unsafe"
)

// maxCycleNodes is how many objects collectCycles looks at; with more of them cycles wait for the interpreter's end.
const maxCycleNodes = 1 << 18

// A hiddenPointer is an address that the collector doesn't see.
type hiddenPointer uintptr

func hide(p unsafe.Pointer) hiddenPointer { return hiddenPointer(uintptr(p)) }

// show returns the pointer, to memory that is known to be alive.
func (p hiddenPointer) show() unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// An edge is a reference from one object of a cycleGraph to another. slot is where it lies: a Value, or with raw a pointer.
type edge struct {
	slot   hiddenPointer
	raw    bool
	to     int
	number uint64 // what B of the Value is
	within int    // where in the block of memory of that object it points
}

// A cycleGraph is what can be reached from objects with finalizers over containers. While it is cut, it keeps nothing alive.
type cycleGraph struct {
	nodes []hiddenPointer
	index map[hiddenPointer]int
	edges [][]edge
}

// add returns the number of the object at p.
func (g *cycleGraph) add(p unsafe.Pointer) int {
	i, known := g.index[hide(p)]
	if !known {
		i = len(g.nodes)
		g.index[hide(p)] = i
		g.nodes = append(g.nodes, hide(p))
	}
	return i
}

// value records the reference in slot, if it is one to an object whose references are known.
func (g *cycleGraph) value(out []edge, slot *Value) []edge {
	switch slot.Kind() {
	case KindTuple:
		if slot.Header().ID == tupleInBlock { // what lies within a block can't be watched
			return out
		}
		fallthrough
	case KindCell: // the cells of a block live as long as one another: they are one node
		first := unsafe.Pointer(&(*Cell)(slot.P).block()[0])
		return append(out, edge{hide(unsafe.Pointer(slot)), false, g.add(first), slot.B, int(uintptr(slot.P) - uintptr(first))})
	case KindInstance, KindDict, KindList, KindSet, KindMethod, KindFunction:
		return append(out, edge{hide(unsafe.Pointer(slot)), false, g.add(slot.P), slot.B, 0})
	}
	return out
}

func (g *cycleGraph) values(out []edge, slots []Value) []edge {
	for i := range slots {
		out = g.value(out, &slots[i])
	}
	return out
}

// pointer records the reference in a field that is a pointer.
func (g *cycleGraph) pointer(out []edge, field unsafe.Pointer) []edge {
	if p := *(*unsafe.Pointer)(field); p != nil {
		out = append(out, edge{hide(field), true, g.add(p), 0, 0})
	}
	return out
}

// references lists those of one object. What is missing here keeps its objects alive: nothing is finalized too early.
func (g *cycleGraph) references(p unsafe.Pointer) (out []edge) {
	switch (*Header)(p).Kind {
	case KindInstance:
		x := (*Instance)(p)
		for i := range int(x.Shape.Count) {
			out = g.value(out, x.slot(i))
		}
		if x.More != nil {
			out = g.pointer(out, unsafe.Pointer(&x.More.Dict))
		}
	case KindDict:
		d := (*Dict)(p)
		for i := range d.entries {
			out = g.value(g.value(out, &d.entries[i].key), &d.entries[i].value)
		}
	case KindList:
		out = g.values(out, (*List)(p).items)
	case KindTuple:
		out = g.values(out, (*Tuple)(p).Items())
	case KindSet:
		s := (*Set)(p)
		for i := range s.table {
			out = g.value(out, &s.table[i].key)
		}
	case KindCell:
		cells := (*Cell)(p).block()
		for i := range cells {
			out = g.value(out, &cells[i].Value)
		}
	case KindMethod:
		m := (*Method)(p)
		out = g.value(g.value(out, &m.Func), &m.Self)
	case KindFunction:
		f := (*Function)(p)
		for _, field := range []**Tuple{&f.Closure, &f.Defaults} {
			switch t := *field; {
			case t == nil:
			case t.ID != tupleInBlock:
				out = g.pointer(out, unsafe.Pointer(field))
			case f.ownClosure(t):
				out = g.values(out, t.Items())
			}
		}
	}
	return out
}

// cut takes all references out, so that an object of the graph lives on only if something else refers to it.
func (g *cycleGraph) cut() {
	for _, edges := range g.edges {
		for _, e := range edges {
			if e.raw {
				*(*unsafe.Pointer)(e.slot.show()) = nil
			} else {
				*(*Value)(e.slot.show()) = Value{}
			}
		}
	}
}

// mend puts all references back.
func (g *cycleGraph) mend() {
	for _, edges := range g.edges {
		for _, e := range edges {
			to := g.nodes[e.to].show()
			if e.raw {
				*(*unsafe.Pointer)(e.slot.show()) = to
			} else {
				*(*Value)(e.slot.show()) = Value{P: unsafe.Add(to, e.within), B: e.number}
			}
		}
	}
}

// graph returns how the watched instances refer to each other and to themselves, and their numbers: they are the first nodes. It is nil when they
// don't, or when there are too many objects to look at. The caller holds the instances: the graph itself keeps nothing alive.
func (q *FinalizerQueue) graph(living []finalizable) (g *cycleGraph, numbers []int) {
	g = &cycleGraph{index: map[hiddenPointer]int{}}
	for _, w := range living {
		if w.object.Kind == KindInstance {
			g.add(unsafe.Pointer(w.object))
			numbers = append(numbers, w.made)
		}
	}
	found := false
	for i := 0; i < len(g.nodes); i++ { // references adds nodes
		edges := g.references(g.nodes[i].show())
		g.edges = append(g.edges, edges)
		found = found || slices.ContainsFunc(edges, func(e edge) bool { return e.to < len(numbers) })
		if len(g.nodes) > maxCycleNodes {
			return nil, nil
		}
	}
	if !found {
		return nil, nil
	}
	return g.leadingTo(len(numbers)), numbers
}

// leadingTo returns the part of the graph that leads to one of the first n nodes.
func (g *cycleGraph) leadingTo(n int) *cycleGraph {
	back := &cycleGraph{nodes: g.nodes, edges: make([][]edge, len(g.nodes))}
	for i, edges := range g.edges {
		for _, e := range edges {
			back.edges[e.to] = append(back.edges[e.to], edge{to: i})
		}
	}
	leads := back.reach(func(i int) bool { return i < n })
	part := &cycleGraph{}
	number := make([]int, len(g.nodes))
	for i, p := range g.nodes {
		if leads[i] {
			number[i] = len(part.nodes)
			part.nodes = append(part.nodes, p)
		}
	}
	for i, edges := range g.edges {
		if !leads[i] {
			continue
		}
		kept := edges[:0]
		for _, e := range edges {
			if leads[e.to] {
				e.to = number[e.to]
				kept = append(kept, e)
			}
		}
		part.edges = append(part.edges, kept)
	}
	return part
}

// reach tells which nodes can be reached from those that start is true for.
func (g *cycleGraph) reach(start func(i int) bool) []bool {
	reached := make([]bool, len(g.nodes))
	var next []int
	add := func(i int) {
		if !reached[i] {
			reached[i] = true
			next = append(next, i)
		}
	}
	for i := range g.nodes {
		if start(i) {
			add(i)
		}
	}
	for len(next) > 0 {
		edges := g.edges[next[len(next)-1]]
		next = next[:len(next)-1]
		for _, e := range edges {
			add(e.to)
		}
	}
	return reached
}

// runCutting runs Go's collector and queues what it finds dead, also instances that nothing but cycles of references keeps alive.
//
// All references among the objects through which watched instances lead to watched instances are cut meanwhile, so that the collector tells which
// of these objects are referred to from elsewhere; no Python code runs in between. What can't be reached from those is dead.
func (q *FinalizerQueue) runCutting() {
	watched := q.living()
	g, numbers := q.graph(watched)
	if g == nil {
		watched = nil
		goruntime.GC()
		awaitFinalizers()
		return
	}
	var mu sync.Mutex
	revived := make([]*Header, len(g.nodes)) // what the collector found dead; alive again, as this refers to it
	for i, p := range g.nodes {
		h := (*Header)(p.show())
		goruntime.SetFinalizer(h, nil)
		goruntime.SetFinalizer(h, func(h *Header) {
			mu.Lock()
			revived[i] = h
			mu.Unlock()
		})
	}
	goruntime.KeepAlive(watched) // from here on only what is found dead keeps itself, through its finalizer
	g.cut()
	goruntime.GC()
	awaitFinalizers()
	g.mend()
	mu.Lock()
	living := g.reach(func(i int) bool { return revived[i] == nil })
	mu.Unlock()
	q.mu.Lock()
	defer q.mu.Unlock()
	for key := range q.pending { // weak pointers to what was found dead are so, too
		if key.Value() == nil {
			delete(q.pending, key)
		}
	}
	for i, p := range g.nodes {
		h := (*Header)(p.show())
		goruntime.SetFinalizer(h, nil)
		switch {
		case living[i]:
			h.renewWeakRefs()
			if i < len(numbers) {
				q.watch(h, numbers[i])
			}
		case i < len(numbers):
			q.objects = append(q.objects, finalizable{h, numbers[i]})
		}
	}
}
