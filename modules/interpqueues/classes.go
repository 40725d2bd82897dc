// This file holds the classes of module concurrent.interpreters that stand for queues, and how Queue objects get from interpreter to interpreter.

package interpqueues

import (
	"fmt"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// classes are what _register_heap_types was told of in one interpreter.
type classes [3]py.Value

// Indexes in classes, and what the exceptions say.
const (
	queueClass = iota
	emptyError
	fullError
)

var says = [...]string{emptyError: "queue %d is empty", fullError: "queue %d is full"}

// classesOf returns the classes of the interpreter of th. It imports the module that registers them if need be.
func classesOf(th *py.Thread) (*classes, error) {
	const library = "concurrent.interpreters._queues"
	in := th.Interp
	if in.Extra["_interpqueues"] == nil {
		if _, err := in.Importer.Import(th, in.Intern(library), py.None, py.None, py.None, 0); err != nil {
			return nil, err
		}
	}
	c, _ := in.Extra["_interpqueues"].(*classes)
	if c == nil {
		return nil, py.Raise(errorType, "module %s has not registered its classes", library)
	}
	return c, nil
}

func register(th *py.Thread, a []py.Value) (py.Value, error) {
	c := &classes{}
	for i, name := range []string{"queuetype", "emptyerror", "fullerror"} {
		if py.AsType(a[i]) == nil {
			return py.Unbound, py.Raise(py.TypeError, "expected a type for '%s'", name)
		}
		c[i] = a[i]
	}
	th.Interp.Extra["_interpqueues"] = c
	crossinterp.Register(th, py.AsType(c[queueClass]), sendQueue)
	return py.None, nil
}

// raise makes the exception for an empty or a full queue.
func raise(th *py.Thread, which int, id int64) error {
	c, err := classesOf(th)
	if err != nil {
		return err
	}
	v, err := py.CallArgs(th, c[which], py.Text(fmt.Sprintf(says[which], id)))
	if err != nil {
		return err
	}
	if e := py.AsException(v); e != nil {
		return e
	}
	return py.Raise(py.TypeError, "exceptions must derive from BaseException")
}

// sendQueue makes the parcel of a Queue. It counts as a reference to the queue until it is opened.
func sendQueue(th *py.Thread, v py.Value) (crossinterp.Parcel, error) {
	id, err := py.GetAttrString(th, v, "_id")
	if err != nil {
		return nil, err
	}
	var n int64
	_, err = with(th, id, func(t *table, q *queue) (py.Value, error) {
		n, q.refs, q.bound = q.id, q.refs+1, true
		return py.None, nil
	})
	if err != nil {
		return nil, err
	}
	return func(th *py.Thread) (py.Value, error) {
		defer with(th, py.Int(n), func(t *table, q *queue) (py.Value, error) { t.release(q); return py.None, nil })
		c, err := classesOf(th)
		if err != nil {
			return py.Unbound, err
		}
		return py.CallArgs(th, c[queueClass], py.Int(n))
	}, nil
}
