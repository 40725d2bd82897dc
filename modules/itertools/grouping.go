// This file holds groupby and tee.

package itertools

import (
	py "github.com/gopy-lang/gopy/runtime"
)

type groupby struct {
	it, key             py.Value
	currentKey, current py.Value // of the item read last; Unbound: none
	targetKey           py.Value // of the group that is being yielded
	group               *grouper
}

// grouper is the iterator over one group.
type grouper struct {
	parent *groupby
	key    py.Value
}

// next returns the next key and its group, Unbound at the end.
func (g *groupby) next(th *py.Thread) (key, group py.Value, err error) {
	g.group = nil
	for {
		if !g.currentKey.IsUnbound() {
			if g.targetKey.IsUnbound() {
				break
			}
			same, err := py.Equal(th, g.targetKey, g.currentKey)
			if err != nil {
				return py.Unbound, py.Unbound, err
			}
			if !same {
				break
			}
		}
		more, err := g.step(th)
		if err != nil || !more {
			return py.Unbound, py.Unbound, err
		}
	}
	g.targetKey = g.currentKey
	x := py.NewObject[object[grouper]](grouperTypeObject())
	x.state = grouper{g, g.targetKey}
	g.group = &x.state
	return g.currentKey, x.Value(), nil
}

func groupbyType() *py.Type {
	t := iteratorType("groupby", "(iterable, key=None)", "Yield (key, group) for runs of items with equal keys.",
		func(th *py.Thread, a []py.Value) (*groupby, error) {
			it, err := py.Iter(th, a[0])
			return &groupby{it: it, key: a[1], currentKey: py.Unbound, current: py.Unbound, targetKey: py.Unbound}, err
		},
		func(th *py.Thread, g *groupby) (py.Value, error) {
			key, group, err := g.next(th)
			if err != nil || group.IsUnbound() {
				return py.Unbound, err
			}
			return py.TupleOf(key, group).Value(), nil
		})
	t.NextParts = func(th *py.Thread, self py.Value, to []py.Value) (some, known bool, err error) {
		if len(to) != 2 {
			return false, false, nil
		}
		key, group, err := py.AsAny[object[groupby]](self).state.next(th)
		if err != nil || group.IsUnbound() {
			return false, true, err
		}
		to[0], to[1] = group, key
		return true, true, nil
	}
	return t
}

// step reads the next item and its key.
func (g *groupby) step(th *py.Thread) (bool, error) {
	v, err := py.Next(th, g.it)
	if err != nil || v.IsUnbound() {
		return false, err
	}
	k := v
	if !g.key.IsNone() {
		if k, err = py.CallArgs(th, g.key, v); err != nil {
			return false, err
		}
	}
	g.current, g.currentKey = v, k
	return true, nil
}

// grouperTypeObject finds the type among those that setup made.
func grouperTypeObject() *py.Type {
	for _, t := range types {
		if t.Name == "_grouper" {
			return t
		}
	}
	return nil
}

func grouperType() *py.Type {
	t := newType("_grouper", "One group of a groupby.", func(th *py.Thread, x *grouper) (py.Value, error) {
		g := x.parent
		if g.group != x {
			return py.Unbound, nil
		}
		if g.current.IsUnbound() {
			more, err := g.step(th)
			if err != nil || !more {
				return py.Unbound, err
			}
		}
		same, err := py.Equal(th, x.key, g.currentKey)
		if err != nil || !same {
			return py.Unbound, err
		}
		v := g.current
		g.current = py.Unbound
		return v, nil
	})
	t.Flags |= py.TypeDisallowNew
	py.SetupType(t, nil)
	return t
}

// teeNode is one item that some of the tee iterators have still to yield.
type teeNode struct {
	value py.Value
	next  *teeNode // nil: not read yet
}

// teeSource is the iterator that several tee objects read.
type teeSource struct {
	it      py.Value
	running bool
}

type teeState struct {
	source *teeSource
	node   *teeNode // the node whose next is the next item
}

// teeIterator is the state of a tee object.
type teeIterator struct {
	teeState
	weak *py.WeakList
}

func teeType() *py.Type {
	t := newType("_tee", "One of several independent iterators over one iterable.", func(th *py.Thread, x *teeIterator) (py.Value, error) {
		if x.node.next == nil {
			if x.source.running {
				return py.Unbound, py.Raise(py.RuntimeError, "cannot re-enter the tee iterator")
			}
			x.source.running = true
			v, err := py.Next(th, x.source.it)
			x.source.running = false
			if err != nil || v.IsUnbound() {
				return py.Unbound, err
			}
			x.node.next = &teeNode{value: v}
		}
		x.node = x.node.next
		return x.node.value, nil
	})
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) != 1 || kw != nil {
			return py.Unbound, py.Raise(py.TypeError, "_tee expected 1 argument, got %d", len(args))
		}
		return newTee(th, args[0])
	}
	t.WeakField = func(v py.Value) **py.WeakList { return &py.AsAny[object[teeIterator]](v).state.weak }
	t.Methods = []*py.MethodDef{py.Def("__copy__($self, /)", "Return an independent iterator at the same place.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := py.NewObject[object[teeIterator]](a[0].Type())
		x.state.teeState = py.AsAny[object[teeIterator]](a[0]).state.teeState
		return x.Value(), nil
	})}
	py.SetupType(t, nil)
	return t
}

func teeTypeObject() *py.Type {
	for _, t := range types {
		if t.Name == "_tee" {
			return t
		}
	}
	return nil
}

func newTee(th *py.Thread, iterable py.Value) (py.Value, error) {
	it, err := py.Iter(th, iterable)
	if err != nil {
		return py.Unbound, err
	}
	t := teeTypeObject()
	x := py.NewObject[object[teeIterator]](t)
	if it.Type() == t {
		x.state.teeState = py.AsAny[object[teeIterator]](it).state.teeState
	} else {
		x.state.teeState = teeState{&teeSource{it: it}, &teeNode{}}
	}
	return x.Value(), nil
}

func tee(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if err := positional("tee", kw); err != nil {
		return py.Unbound, err
	}
	if len(args) < 1 || len(args) > 2 {
		return py.Unbound, py.Raise(py.TypeError, "tee expected at least 1 argument, got %d", len(args))
	}
	n := 2
	if len(args) == 2 {
		var err error
		if n, err = py.AsInt(th, args[1]); err != nil {
			return py.Unbound, err
		}
	}
	if n < 0 {
		return py.Unbound, py.Raise(py.ValueError, "n must be >= 0")
	}
	if err := th.ChargeItems(n, 64); err != nil {
		return py.Unbound, err
	}
	out := make([]py.Value, n)
	for i := range out {
		var v py.Value
		var err error
		if i == 0 {
			v, err = newTee(th, args[0])
		} else {
			v, err = newTee(th, out[0])
		}
		if err != nil {
			return py.Unbound, err
		}
		out[i] = v
	}
	return py.NewTuple(out).Value(), nil
}
