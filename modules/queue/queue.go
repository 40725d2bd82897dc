// Package queue is the module _queue: the unbounded queue between threads of module queue.
//
// Reference: "queue — A synchronized queue class", SimpleQueue, in the Python library reference.
package queue

import (
	"math"
	"sync"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "_queue",
	Doc:  "A queue between threads.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			py.SetupType(emptyType, py.ExceptionType)
			setupQueue(queueType)
		})
		m.Set(th, "Empty", emptyType.Value())
		m.Set(th, "SimpleQueue", queueType.Value())
		return nil
	},
}

var (
	setupOnce sync.Once
	emptyType = &py.Type{Name: "Empty", Module: "_queue", Flags: py.TypeBaseType, Doc: "Nothing is in the queue."}
	queueType = &py.Type{Name: "SimpleQueue", Module: "_queue", TextSig: "()", Flags: py.TypeBaseType | py.TypeHasWeakref, Size: py.SizeOf[queue](), Doc: "SimpleQueue() -> a queue of any length, first in, first out."}
)

// queue is a SimpleQueue. It changes under the interpreter lock only.
type queue struct {
	py.Header
	items   []py.Value
	first   int             // index in items of what comes next
	waiting []chan struct{} // closed, one for each item, when there is something to get
	weak    *py.WeakList
}

func (q *queue) len() int { return len(q.items) - q.first }

func (q *queue) put(v py.Value) {
	if q.first > 32 && q.first > len(q.items)/2 {
		n := copy(q.items, q.items[q.first:])
		clear(q.items[n:])
		q.items, q.first = q.items[:n], 0
	}
	q.items = append(q.items, v)
	q.notify()
}

// notify wakes the thread that waits longest.
func (q *queue) notify() {
	if len(q.waiting) > 0 {
		close(q.waiting[0])
		q.waiting = q.waiting[1:]
	}
}

func (q *queue) take() py.Value {
	v := q.items[q.first]
	q.items[q.first] = py.None
	q.first++
	return v
}

// get waits for an item: wait < 0 without end.
func (q *queue) get(th *py.Thread, wait time.Duration) (py.Value, error) {
	host := th.Interp.Host
	end := host.Monotonic() + wait
	for q.len() == 0 {
		left := wait
		if wait >= 0 {
			if left = end - host.Monotonic(); wait == 0 || left <= 0 {
				return py.Unbound, py.NewException(emptyType)
			}
		}
		ready := make(chan struct{})
		q.waiting = append(q.waiting, ready)
		_, err := th.WaitFor(ready, left)
		if !q.forget(ready) && err != nil { // the item is for somebody else then
			q.notify()
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	return q.take(), nil
}

// forget takes a waiting thread off the list; it reports whether it was on it.
func (q *queue) forget(ready chan struct{}) bool {
	for i, c := range q.waiting {
		if c == ready {
			q.waiting = append(q.waiting[:i], q.waiting[i+1:]...)
			return true
		}
	}
	return false
}

func waitTime(th *py.Thread, block, timeout py.Value) (time.Duration, error) {
	yes, err := py.Truth(th, block)
	switch {
	case err != nil:
		return 0, err
	case !yes:
		return 0, nil
	case timeout.IsNone():
		return -1, nil
	case !py.IsFloat(timeout) && timeout.Type().Index == nil:
		return 0, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", timeout.Type().TypeName())
	}
	f, err := py.FloatOf(th, timeout)
	switch {
	case err != nil:
		return 0, err
	case math.IsNaN(f):
		return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
	case f < 0:
		return 0, py.Raise(py.ValueError, "'timeout' must be a non-negative number")
	case f*1e9 >= math.MaxInt64:
		return 0, py.Raise(py.OverflowError, "timeout value is too large")
	}
	return time.Duration(math.Ceil(f * 1e9)), nil
}

func setupQueue(t *py.Type) {
	self := py.AsAny[queue]
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if cls == queueType {
			if kw != nil && kw.Len() > 0 {
				return py.Unbound, py.Raise(py.TypeError, "SimpleQueue() takes no keyword arguments")
			}
			if len(args) > 0 {
				return py.Unbound, py.Raise(py.TypeError, "SimpleQueue() takes no positional arguments")
			}
		}
		return py.ValueOf(py.NewObject[queue](cls)), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("put($self, /, item, block=True, timeout=None)", "Add an item. It never waits: block and timeout are there for the sake of Queue.put.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).put(a[1])
			return py.None, nil
		}),
		py.Def("put_nowait($self, /, item)", "Add an item.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).put(a[1])
			return py.None, nil
		}),
		py.Def("get($self, /, block=True, timeout=None)", "Take the oldest item.\n\nWithout one, wait for it, at most timeout seconds, or without block raise Empty at once.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			wait, err := waitTime(th, a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			return self(a[0]).get(th, wait)
		}),
		py.Def("get_nowait($self, /)", "Take the oldest item, or raise Empty.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).get(th, 0)
		}),
		py.Def("empty($self, /)", "Tell whether nothing is in the queue now.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(self(a[0]).len() == 0), nil
		}),
		py.Def("qsize($self, /)", "Return how many items are in the queue now.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(self(a[0]).len())), nil
		}),
		py.DefClass("__class_getitem__($type, object, /)", "Return the queue of a kind of items, for annotations.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewGenericAlias(th, a[0], a[1])
		}),
	}
	py.SetupType(t, nil)
}
