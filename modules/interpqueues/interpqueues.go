// Package interpqueues is the module _interpqueues, below concurrent.interpreters: queues between the interpreters of a program.
//
//	interpqueues.go  the module
//	queue.go         the queues
//	classes.go       the classes of module concurrent.interpreters that it works with
//
// Reference: "concurrent.interpreters — Multiple interpreters in the same process", Communicating Between Interpreters, in the Python library reference.
package interpqueues

import (
	"math"
	"sync"
	"time"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

var (
	setupOnce    sync.Once
	errorType    = &py.Type{Name: "QueueError", Module: "concurrent.interpreters", Flags: py.TypeBaseType, Doc: "An operation on a queue failed."}
	notFoundType = &py.Type{Name: "QueueNotFoundError", Module: "concurrent.interpreters", Flags: py.TypeBaseType, Doc: "There is no such queue, or no more."}
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_interpqueues",
	Doc:       "Queues between crossinterp.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		crossinterp.Setup()
		setupOnce.Do(func() {
			py.SetupType(errorType, py.RuntimeError)
			py.SetupType(notFoundType, errorType)
		})
		m.Set(th, "QueueError", errorType.Value())
		m.Set(th, "QueueNotFoundError", notFoundType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("create(maxsize, unboundop=-1, fallback=-1)", "Make a queue and return its number.", create),
		py.Def("destroy(qid)", "Remove a queue.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) { t.remove(q); return py.None, nil })
		}),
		py.Def("list_all()", "Return a list of the queues: number, what becomes of items whose interpreter has ended, and of objects that can't be shared.", listAll),
		py.Def("put(qid, obj, unboundop=-1, fallback=-1)", "Add an object to a queue.", put),
		py.Def("get(qid)", "Take the next object from a queue; return it and None, or None and what is to become of it when its interpreter has ended.", get),
		py.Def("bind(qid)", "Count one more reference to a queue.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) { q.refs, q.bound = q.refs+1, true; return py.None, nil })
		}),
		py.Def("release(qid)", "Count one reference to a queue less; it goes with the last one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) {
				if !q.bound {
					return py.Unbound, py.Raise(errorType, "queue %d never bound", q.id)
				}
				t.release(q)
				return py.None, nil
			})
		}),
		py.Def("get_maxsize(qid)", "Return how many items a queue holds at most; below 1: any number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) { return py.Int(q.most), nil })
		}),
		py.Def("get_queue_defaults(qid)", "Return what becomes of items whose interpreter has ended, and of objects that can't be shared.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) {
				return py.TupleOf(py.Int(q.orphans), py.Int(q.fallback)).Value(), nil
			})
		}),
		py.Def("is_full(qid)", "Tell whether a queue can take no more.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) { return py.Bool(q.full()), nil })
		}),
		py.Def("get_count(qid)", "Return how many items a queue holds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, q *queue) (py.Value, error) { return py.Int(int64(len(q.items))), nil })
		}),
		py.Def("_wait(qid, room, seconds, /)", "Wait until a queue has an item, or with room until it can take one, at most for some seconds; None: without end.", wait),
		py.Def("_register_heap_types(queuetype, emptyerror, fullerror)", "Tell which classes stand for queues in this interpreter.", register),
	}
}

// with calls f with the queue that has a number, while the table is locked. f may run no Python code.
func with(th *py.Thread, id py.Value, f func(t *table, q *queue) (py.Value, error)) (py.Value, error) {
	n, err := crossinterp.Number(th, id, "queue")
	if err != nil {
		return py.Unbound, err
	}
	t := tableOf(th)
	t.mu.Lock()
	defer t.mu.Unlock()
	q := t.queues[n]
	if q == nil {
		return py.Unbound, py.Raise(notFoundType, "queue %d not found", n)
	}
	return f(t, q)
}

func create(th *py.Thread, a []py.Value) (py.Value, error) {
	most, err := py.AsInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	orphans, fallback, err := crossinterp.Options(th, a[1], a[2], crossinterp.ReplaceOrphan, crossinterp.SendAny)
	if err != nil {
		return py.Unbound, err
	}
	return py.Int(tableOf(th).create(int64(most), orphans, fallback)), nil
}

func listAll(th *py.Thread, a []py.Value) (py.Value, error) {
	var all []py.Value
	for _, q := range tableOf(th).all() {
		all = append(all, py.TupleOf(py.Int(q.id), py.Int(q.orphans), py.Int(q.fallback)).Value())
	}
	return py.NewList(all).Value(), nil
}

func put(th *py.Thread, a []py.Value) (py.Value, error) {
	orphans, fallback, err := crossinterp.Options(th, a[2], a[3], -1, -1)
	if err != nil {
		return py.Unbound, err
	}
	_, err = with(th, a[0], func(t *table, q *queue) (py.Value, error) {
		if orphans < 0 {
			orphans = q.orphans
		}
		if fallback < 0 {
			fallback = q.fallback
		}
		return py.None, nil
	})
	if err != nil {
		return py.Unbound, err
	}
	parcel, err := crossinterp.Pack(th, a[1], fallback == crossinterp.SendAny)
	if err != nil {
		return py.Unbound, err
	}
	var full *queue
	_, err = with(th, a[0], func(t *table, q *queue) (py.Value, error) {
		if q.full() {
			full = q
			return py.None, nil
		}
		q.items = append(q.items, item{parcel: parcel, from: th.Interp.ID, orphans: orphans})
		q.changed()
		return py.None, nil
	})
	if err == nil && full != nil {
		err = raise(th, fullError, full.id)
	}
	return py.None, err
}

func get(th *py.Thread, a []py.Value) (py.Value, error) {
	var next item
	var empty *queue
	_, err := with(th, a[0], func(t *table, q *queue) (py.Value, error) {
		if len(q.items) == 0 {
			empty = q
			return py.None, nil
		}
		next, q.items[0] = q.items[0], item{}
		q.items = q.items[1:]
		q.changed()
		return py.None, nil
	})
	switch {
	case err != nil:
		return py.Unbound, err
	case empty != nil:
		return py.Unbound, raise(th, emptyError, empty.id)
	case next.parcel == nil:
		return py.TupleOf(py.None, py.Int(next.orphans)).Value(), nil
	}
	v, err := next.parcel(th)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(v, py.None).Value(), nil
}

func wait(th *py.Thread, a []py.Value) (py.Value, error) {
	room, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	left := time.Duration(-1)
	if !a[2].IsNone() {
		f, err := py.FloatOf(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		if f < math.MaxInt64/float64(time.Second) {
			left = time.Duration(max(f, 0) * float64(time.Second))
		}
	}
	host := th.Interp.Host
	end := host.Monotonic() + left
	for {
		var change <-chan struct{}
		_, err := with(th, a[0], func(t *table, q *queue) (py.Value, error) {
			if room && q.full() || !room && len(q.items) == 0 {
				change = q.watch()
			}
			return py.None, nil
		})
		if err != nil || change == nil {
			return py.None, err
		}
		if left >= 0 {
			left = max(end-host.Monotonic(), 0)
		}
		if happened, err := th.WaitFor(change, left); err != nil || !happened {
			return py.None, err
		}
	}
}
