// Package heapq is the module _heapq: priority queues in lists.
//
// Item k of a heap is no larger than items 2k+1 and 2k+2; in a max-heap, no smaller.
// Reference: "heapq — Heap queue algorithm" in the Python library reference; Knuth, volume 3, 5.2.3.
package heapq

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_heapq",
	Doc:       "Priority queues in lists.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("heappush(heap, item, /)", "Push an item on the heap.", push(smallest, "heappush() argument 1")),
		py.Def("heappushpop(heap, item, /)", "Push an item on the heap, then pop the smallest one and return it.", pushPop(smallest, "heappushpop() argument 1")),
		py.Def("heappop(heap, /)", "Pop the smallest item off the heap and return it.", pop(smallest, "heappop() argument")),
		py.Def("heapreplace(heap, item, /)", "Pop the smallest item and return it, then push an item.", replace(smallest, "heapreplace() argument 1")),
		py.Def("heapify(heap, /)", "Make a heap of a list, in linear time.", heapify(smallest, "heapify() argument")),
		py.Def("heappush_max(heap, item, /)", "Push an item on the max-heap.", push(largest, "heappush_max() argument 1")),
		py.Def("heappop_max(heap, /)", "Pop the largest item off the max-heap and return it.", pop(largest, "heappop_max() argument")),
		py.Def("heapify_max(heap, /)", "Make a max-heap of a list, in linear time.", heapify(largest, "heapify_max() argument")),
		py.Def("heapreplace_max(heap, item, /)", "Pop the largest item and return it, then push an item.", replace(largest, "heapreplace_max() argument 1")),
		py.Def("heappushpop_max(heap, item, /)", "Push an item on the max-heap, then pop the largest one and return it.", pushPop(largest, "heappushpop_max() argument 1")),
	}
}

// order says which items are popped first.
type order bool

const (
	smallest order = false
	largest  order = true
)

// goesFirst tells whether a is to be popped before b.
func (o order) goesFirst(th *py.Thread, a, b py.Value) (bool, error) {
	if o == largest {
		a, b = b, a
	}
	return py.Compare(th, a, b, py.LT)
}

// heap is a list being changed. Comparisons run Python code, which may change the list's size.
type heap struct {
	th    *py.Thread
	list  *py.List
	order order
	size  int
}

func open(th *py.Thread, argument string, v py.Value, o order) (heap, error) {
	l := py.AsList(v)
	if l == nil {
		return heap{}, py.Raise(py.TypeError, "%s must be list, not %s", argument, v.Type().TypeName())
	}
	return heap{th, l, o, l.Len()}, nil
}

// goesBefore compares two items by index.
func (h *heap) goesBefore(i, j int) (bool, error) {
	items := h.list.Items()
	r, err := h.order.goesFirst(h.th, items[i], items[j])
	if err == nil && h.list.Len() != h.size {
		err = py.Raise(py.RuntimeError, "list changed size during iteration")
	}
	return r, err
}

func (h *heap) swap(i, j int) {
	items := h.list.Items()
	items[i], items[j] = items[j], items[i]
}

// goesFirstPlain is goesFirst where that needs no Python code; otherwise known is false.
func (o order) goesFirstPlain(a, b py.Value) (first, known bool) {
	if o == largest {
		a, b = b, a
	}
	return py.LessPlain(a, b)
}

// downPlain is siftDown as far as it needs no Python code; done is false where that ends, at the new pos.
func (h *heap) downPlain(start, pos int) (at int, done bool) {
	items := h.list.Items()
	x := items[pos]
	for done = true; pos > start; {
		parent := (pos - 1) / 2
		less, known := h.order.goesFirstPlain(x, items[parent])
		if !less {
			done = known
			break
		}
		items[pos] = items[parent]
		pos = parent
	}
	items[pos] = x
	return pos, done
}

// upPlain is the first half of siftUp as far as it needs no Python code; it returns the new pos.
func (h *heap) upPlain(pos int) int {
	items := h.list.Items()
	x := items[pos]
	for pos < h.size/2 {
		child := 2*pos + 1
		if child+1 < h.size {
			less, known := h.order.goesFirstPlain(items[child], items[child+1])
			if !known {
				break
			}
			if !less {
				child++
			}
		}
		items[pos] = items[child]
		pos = child
	}
	items[pos] = x
	return pos
}

// siftDown moves the item at pos towards the root, as far as start, while it goes before its parent.
func (h *heap) siftDown(start, pos int) error {
	pos, done := h.downPlain(start, pos)
	if done {
		return nil
	}
	for pos > start {
		parent := (pos - 1) / 2
		less, err := h.goesBefore(pos, parent)
		if err != nil || !less {
			return err
		}
		h.swap(pos, parent)
		pos = parent
	}
	return nil
}

// siftUp moves the item at pos down to a leaf, its better child up each time, and then back to where it belongs:
// that takes fewer comparisons than to stop on the way.
func (h *heap) siftUp(pos int) error {
	start := pos
	pos = h.upPlain(pos)
	for pos < h.size/2 {
		child := 2*pos + 1
		if child+1 < h.size {
			less, err := h.goesBefore(child, child+1)
			if err != nil {
				return err
			}
			if !less {
				child++
			}
		}
		h.swap(child, pos)
		pos = child
	}
	return h.siftDown(start, pos)
}

func push(o order, argument string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		h, err := open(th, argument, a[0], o)
		if err != nil {
			return py.Unbound, err
		}
		h.list.Append(a[1])
		h.size++
		return py.None, h.siftDown(0, h.size-1)
	}
}

func pop(o order, argument string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		h, err := open(th, argument, a[0], o)
		if err != nil {
			return py.Unbound, err
		}
		if h.size == 0 {
			return py.Unbound, py.Raise(py.IndexError, "index out of range")
		}
		items := h.list.Items()
		first, last := items[0], items[h.size-1]
		items[h.size-1] = py.None
		h.list.SetItems(items[:h.size-1])
		h.size--
		if h.size == 0 {
			return first, nil
		}
		items[0] = last
		return first, h.siftUp(0)
	}
}

func replace(o order, argument string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		h, err := open(th, argument, a[0], o)
		if err != nil {
			return py.Unbound, err
		}
		if h.size == 0 {
			return py.Unbound, py.Raise(py.IndexError, "index out of range")
		}
		items := h.list.Items()
		first := items[0]
		items[0] = a[1]
		return first, h.siftUp(0)
	}
}

func pushPop(o order, argument string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		item := a[1]
		h, err := open(th, argument, a[0], o)
		if err != nil {
			return py.Unbound, err
		}
		if h.size == 0 {
			return item, nil
		}
		better, err := o.goesFirst(th, h.list.Items()[0], item)
		if err != nil || !better {
			return item, err
		}
		if h.size = h.list.Len(); h.size == 0 {
			return py.Unbound, py.Raise(py.IndexError, "index out of range")
		}
		items := h.list.Items()
		first := items[0]
		items[0] = item
		return first, h.siftUp(0)
	}
}

func heapify(o order, argument string) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		h, err := open(th, argument, a[0], o)
		if err != nil {
			return py.Unbound, err
		}
		for i := h.size/2 - 1; i >= 0; i-- {
			if err := h.siftUp(i); err != nil {
				return py.Unbound, err
			}
		}
		return py.None, nil
	}
}
