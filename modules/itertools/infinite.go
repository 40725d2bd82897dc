// This file holds count, cycle and repeat.

package itertools

import (
	py "github.com/gopy-lang/gopy/runtime"
)

type count struct{ next, step py.Value }

func countType() *py.Type {
	t := iteratorType("count", "(start=0, step=1)", "Count up from start in steps, without end.",
		func(th *py.Thread, a []py.Value) (*count, error) {
			for _, v := range a {
				if v.Type().Binary[py.OpAdd] == nil || v.Type().Float == nil && v.Type().Index == nil && v.Type() != py.ComplexType {
					return nil, py.Raise(py.TypeError, "a number is required")
				}
			}
			return &count{a[0], a[1]}, nil
		},
		func(th *py.Thread, c *count) (py.Value, error) {
			v := c.next
			if v.IsSmallInt() && c.step.IsSmallInt() && c.step.SmallInt() == 1 && v.SmallInt() < 1<<62 {
				c.next = py.Int(v.SmallInt() + 1)
				return v, nil
			}
			next, err := py.BinaryOperation(th, py.OpAdd, v, c.step)
			if err != nil {
				return py.Unbound, err
			}
			c.next = next
			return v, nil
		})
	t.Repr = func(th *py.Thread, self py.Value) (py.Value, error) {
		c := &py.AsAny[object[count]](self).state
		start, err := py.Repr(th, c.next)
		if err != nil {
			return py.Unbound, err
		}
		if c.step.IsSmallInt() && c.step.SmallInt() == 1 {
			return py.Text("count(" + start.String() + ")"), nil
		}
		step, err := py.Repr(th, c.step)
		if err != nil {
			return py.Unbound, err
		}
		return py.Text("count(" + start.String() + ", " + step.String() + ")"), nil
	}
	return t
}

type cycle struct {
	it    py.Value // Unbound once exhausted
	saved []py.Value
	at    int
}

func cycleType() *py.Type {
	return iteratorType("cycle", "(iterable, /)", "Repeat the items of iterable without end.",
		func(th *py.Thread, a []py.Value) (*cycle, error) {
			it, err := py.Iter(th, a[0])
			return &cycle{it: it}, err
		},
		func(th *py.Thread, c *cycle) (py.Value, error) {
			if !c.it.IsUnbound() {
				v, err := py.Next(th, c.it)
				if err != nil {
					return py.Unbound, err
				}
				if !v.IsUnbound() {
					c.saved = append(c.saved, v)
					return v, nil
				}
				c.it = py.Unbound
			}
			if len(c.saved) == 0 {
				return py.Unbound, nil
			}
			v := c.saved[c.at]
			c.at = (c.at + 1) % len(c.saved)
			return v, nil
		})
}

type repeat struct {
	v    py.Value
	left int // -1: without end
}

func repeatType() *py.Type {
	t := iteratorType("repeat", "(object, times=<unrepresentable>)", "Repeat an object, times times or without end.",
		func(th *py.Thread, a []py.Value) (*repeat, error) {
			r := &repeat{a[0], -1}
			if !a[1].IsUnbound() {
				n, err := py.AsInt(th, a[1])
				if err != nil {
					return nil, err
				}
				r.left = max(n, 0)
			}
			return r, nil
		},
		func(th *py.Thread, r *repeat) (py.Value, error) {
			if r.left == 0 {
				return py.Unbound, nil
			}
			if r.left > 0 {
				r.left--
			}
			return r.v, nil
		})
	t.TextSig = "" // times has no default that could be shown
	state := func(v py.Value) *repeat { return &py.AsAny[object[repeat]](v).state }
	t.Repr = func(th *py.Thread, self py.Value) (py.Value, error) {
		s, err := py.Repr(th, state(self).v)
		if err != nil {
			return py.Unbound, err
		}
		if n := state(self).left; n >= 0 {
			c, _ := py.Repr(th, py.Int(int64(n)))
			return py.Text("repeat(" + s.String() + ", " + c.String() + ")"), nil
		}
		return py.Text("repeat(" + s.String() + ")"), nil
	}
	py.AddMethods(t, py.Def("__length_hint__($self, /)", "Return how many items are left.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		n := state(a[0]).left
		if n < 0 {
			return py.Unbound, py.Raise(py.TypeError, "len() of unsized object")
		}
		return py.Int(int64(n)), nil
	}))
	return t
}
