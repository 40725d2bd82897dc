// This file holds the iterators that take items from other iterators one by one.

package itertools

import (
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

type chain struct {
	source  py.Value // iterator of iterables; Unbound at the end
	active  py.Cursor
	between bool // there is no active one
}

func chainType() *py.Type {
	next := func(th *py.Thread, c *chain) (py.Value, error) {
		for !c.source.IsUnbound() {
			if c.between {
				iterable, err := py.Next(th, c.source)
				if err == nil && !iterable.IsUnbound() {
					err = c.active.Over(th, iterable)
				}
				if err != nil || iterable.IsUnbound() {
					c.source = py.Unbound
					return py.Unbound, err
				}
				c.between = false
			}
			v, err := c.active.Next(th)
			if err != nil || !v.IsUnbound() {
				return v, err
			}
			c.active, c.between = py.Cursor{}, true
		}
		return py.Unbound, nil
	}
	t := rawIteratorType("chain", "(*iterables)", "Chain iterables: all items of the first, then of the second, and so on.",
		func(th *py.Thread, args []py.Value, kw *py.Tuple) (*chain, error) {
			if err := positional("chain", kw); err != nil {
				return nil, err
			}
			it, err := py.Iter(th, py.NewTuple(args).Value())
			return &chain{source: it, between: true}, err
		}, next)
	py.AddMethods(t,
		py.DefClass("from_iterable($type, iterable, /)", "Chain the iterables that an iterable yields.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			it, err := py.Iter(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return allocate(th, py.AsType(a[0]), nil, func(*py.Thread, []py.Value) (*chain, error) { return &chain{source: it, between: true}, nil })
		}),
		py.DefClass("__class_getitem__($type, item, /)", "Return a generic alias.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.NewGenericAlias(th, a[0], a[1]) }),
	)
	return t
}

type compress struct{ data, selectors py.Value }

func compressType() *py.Type {
	return iteratorType("compress", "(data, selectors)", "Yield the items of data whose selector is true.",
		func(th *py.Thread, a []py.Value) (*compress, error) {
			d, err := py.Iter(th, a[0])
			if err != nil {
				return nil, err
			}
			s, err := py.Iter(th, a[1])
			return &compress{d, s}, err
		},
		func(th *py.Thread, c *compress) (py.Value, error) {
			for {
				v, err := py.Next(th, c.data)
				if err != nil || v.IsUnbound() {
					return v, err
				}
				s, err := py.Next(th, c.selectors)
				if err != nil || s.IsUnbound() {
					return py.Unbound, err
				}
				if yes, err := py.Truth(th, s); err != nil || yes {
					return v, err
				}
			}
		})
}

// predicate is an iterator with a function to ask about items.
type predicate struct {
	fn, it py.Value
	state  int
}

func newPredicate(th *py.Thread, a []py.Value) (*predicate, error) {
	it, err := py.Iter(th, a[1])
	return &predicate{fn: a[0], it: it}, err
}

// ask calls the function, or takes the truth of the item itself when it is None.
func (p *predicate) ask(th *py.Thread, v py.Value) (bool, error) {
	if p.fn.IsNone() {
		return py.Truth(th, v)
	}
	r, err := py.CallArgs(th, p.fn, v)
	if err != nil {
		return false, err
	}
	return py.Truth(th, r)
}

func dropwhileType() *py.Type {
	return iteratorType("dropwhile", "(predicate, iterable, /)", "Skip items as long as the predicate is true of them, then yield the rest.", newPredicate,
		func(th *py.Thread, p *predicate) (py.Value, error) {
			for {
				v, err := py.Next(th, p.it)
				if err != nil || v.IsUnbound() || p.state == 1 {
					return v, err
				}
				r, err := py.CallArgs(th, p.fn, v)
				if err != nil {
					return py.Unbound, err
				}
				yes, err := py.Truth(th, r)
				if err != nil {
					return py.Unbound, err
				}
				if !yes {
					p.state = 1
					return v, nil
				}
			}
		})
}

func takewhileType() *py.Type {
	return iteratorType("takewhile", "(predicate, iterable, /)", "Yield items as long as the predicate is true of them.", newPredicate,
		func(th *py.Thread, p *predicate) (py.Value, error) {
			if p.state == 1 {
				return py.Unbound, nil
			}
			v, err := py.Next(th, p.it)
			if err != nil || v.IsUnbound() {
				return v, err
			}
			r, err := py.CallArgs(th, p.fn, v)
			if err != nil {
				return py.Unbound, err
			}
			yes, err := py.Truth(th, r)
			if err != nil {
				return py.Unbound, err
			}
			if !yes {
				p.state = 1
				return py.Unbound, nil
			}
			return v, nil
		})
}

func filterfalseType() *py.Type {
	return iteratorType("filterfalse", "(function, iterable, /)", "Yield the items that the function is false of; None asks for false items.", newPredicate,
		func(th *py.Thread, p *predicate) (py.Value, error) {
			for {
				v, err := py.Next(th, p.it)
				if err != nil || v.IsUnbound() {
					return v, err
				}
				yes, err := p.ask(th, v)
				if err != nil {
					return py.Unbound, err
				}
				if !yes {
					return v, nil
				}
			}
		})
}

type islice struct {
	it         py.Value // Unbound at the end
	next, stop int      // stop -1: none
	step, at   int
}

func isliceType() *py.Type {
	return rawIteratorType("islice", "", "islice(iterable, stop) or islice(iterable, start, stop[, step]): yield the items that a slice would take.",
		func(th *py.Thread, args []py.Value, kw *py.Tuple) (*islice, error) {
			if err := positional("islice", kw); err != nil {
				return nil, err
			}
			if len(args) < 2 || len(args) > 4 {
				word, n := "at least", 2
				if len(args) > 4 {
					word, n = "at most", 4
				}
				return nil, py.Raise(py.TypeError, "islice expected %s %d arguments, got %d", word, n, len(args))
			}
			s := &islice{stop: -1, step: 1}
			bound := func(v py.Value, none int, msg string) (int, error) {
				if v.IsNone() {
					return none, nil
				}
				if v.Type().Index == nil && !v.IsSmallInt() {
					return 0, py.Raise(py.ValueError, "%s", msg)
				}
				n, err := py.AsInt(th, v)
				if err != nil || n < 0 {
					return 0, py.Raise(py.ValueError, "%s", msg)
				}
				return n, nil
			}
			const indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
			var err error
			if len(args) == 2 {
				if s.stop, err = bound(args[1], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."); err != nil {
					return nil, err
				}
			} else {
				if s.stop, err = bound(args[2], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."); err != nil {
					return nil, err
				}
				if s.next, err = bound(args[1], 0, indices); err != nil {
					return nil, err
				}
			}
			if len(args) == 4 {
				const step = "Step for islice() must be a positive integer or None."
				if s.step, err = bound(args[3], 1, step); err != nil {
					return nil, err
				}
				if s.step < 1 {
					return nil, py.Raise(py.ValueError, step)
				}
			}
			s.it, err = py.Iter(th, args[0])
			return s, err
		},
		func(th *py.Thread, s *islice) (py.Value, error) {
			if s.it.IsUnbound() {
				return py.Unbound, nil
			}
			for s.at < s.next {
				if s.stop >= 0 && s.at >= s.stop {
					break
				}
				v, err := py.Next(th, s.it)
				if err != nil || v.IsUnbound() {
					s.it = py.Unbound
					return py.Unbound, err
				}
				s.at++
			}
			if s.stop >= 0 && s.at >= s.stop {
				s.it = py.Unbound
				return py.Unbound, nil
			}
			v, err := py.Next(th, s.it)
			if err != nil || v.IsUnbound() {
				s.it = py.Unbound
				return py.Unbound, err
			}
			s.at++
			s.next += s.step
			if s.next < 0 || s.stop >= 0 && s.next > s.stop {
				s.next = s.stop
			}
			return v, nil
		})
}

func starmapType() *py.Type {
	return iteratorType("starmap", "(function, iterable, /)", "Yield function(*args) for each args of the iterable.", newPredicate,
		func(th *py.Thread, p *predicate) (py.Value, error) {
			v, err := py.Next(th, p.it)
			if err != nil || v.IsUnbound() {
				return v, err
			}
			if v.IsExact(py.KindTuple) {
				return py.CallAfter(th, p.fn, py.AsTuple(v).Items(), nil, nil)
			}
			args, err := py.Items(th, v)
			if err != nil {
				return py.Unbound, err
			}
			return py.Call(th, p.fn, args, nil)
		})
}

type accumulate struct {
	it, fn, total, initial py.Value
}

func accumulateType() *py.Type {
	return iteratorType("accumulate", "(iterable, func=None, *, initial=None)", "Yield running totals, or running results of a function of two arguments.",
		func(th *py.Thread, a []py.Value) (*accumulate, error) {
			it, err := py.Iter(th, a[0])
			return &accumulate{it, a[1], py.Unbound, a[2]}, err
		},
		func(th *py.Thread, x *accumulate) (py.Value, error) {
			if !x.initial.IsNone() {
				x.total = x.initial
				x.initial = py.None
				return x.total, nil
			}
			v, err := py.Next(th, x.it)
			if err != nil || v.IsUnbound() {
				return v, err
			}
			switch {
			case x.total.IsUnbound():
				x.total = v
				return v, nil
			case x.fn.IsNone():
				if x.total.IsSmallInt() && v.IsSmallInt() {
					if sum, ok := num.AddInt64(x.total.SmallInt(), v.SmallInt()); ok {
						x.total = py.Int(sum)
						return x.total, nil
					}
				}
				v, err = py.BinaryOperation(th, py.OpAdd, x.total, v)
			default:
				v, err = py.CallArgs(th, x.fn, x.total, v)
			}
			if err != nil {
				return py.Unbound, err
			}
			x.total = v
			return v, nil
		})
}

type pairwise struct{ it, old py.Value }

// next returns the parts of the next pair; v is Unbound at the end.
func (p *pairwise) next(th *py.Thread) (old, v py.Value, err error) {
	if p.it.IsUnbound() {
		return py.Unbound, py.Unbound, nil
	}
	if p.old.IsUnbound() {
		v, err := py.Next(th, p.it)
		if err != nil || v.IsUnbound() {
			p.it = py.Unbound
			return py.Unbound, py.Unbound, err
		}
		p.old = v
		if p.it.IsUnbound() {
			return py.Unbound, py.Unbound, nil
		}
	}
	old = p.old // reading may come back here
	if v, err = py.Next(th, p.it); err != nil || v.IsUnbound() {
		p.it, p.old = py.Unbound, py.Unbound
		return py.Unbound, py.Unbound, err
	}
	p.old = v
	return old, v, nil
}

func pairwiseType() *py.Type {
	t := iteratorType("pairwise", "(iterable, /)", "Yield each item together with the next one.",
		func(th *py.Thread, a []py.Value) (*pairwise, error) {
			it, err := py.Iter(th, a[0])
			return &pairwise{it, py.Unbound}, err
		},
		func(th *py.Thread, p *pairwise) (py.Value, error) {
			old, v, err := p.next(th)
			if err != nil || v.IsUnbound() {
				return py.Unbound, err
			}
			return py.TupleOf(old, v).Value(), nil
		})
	t.NextParts = func(th *py.Thread, self py.Value, to []py.Value) (some, known bool, err error) {
		if len(to) != 2 {
			return false, false, nil
		}
		old, v, err := py.AsAny[object[pairwise]](self).state.next(th)
		if err != nil || v.IsUnbound() {
			return false, true, err
		}
		to[0], to[1] = v, old
		return true, true, nil
	}
	return t
}

type zipLongest struct {
	its    []py.Value // Unbound: exhausted
	active int
	fill   py.Value
}

// next puts the parts of the next tuple in out; some is false at the end.
func (z *zipLongest) next(th *py.Thread, out []py.Value) (some bool, err error) {
	if z.active == 0 {
		return false, nil
	}
	for i, it := range z.its {
		out[i] = z.fill
		if it.IsUnbound() {
			continue
		}
		v, err := py.Next(th, it)
		if err != nil {
			z.active = 0
			return false, err
		}
		if v.IsUnbound() {
			z.its[i] = py.Unbound
			z.active--
			if z.active == 0 {
				return false, nil
			}
			continue
		}
		out[i] = v
	}
	return true, nil
}

func zipLongestType() *py.Type {
	t := rawIteratorType("zip_longest", "(*iterables, fillvalue=None)", "Zip iterables up to the end of the longest; fillvalue stands for missing items.",
		func(th *py.Thread, args []py.Value, kw *py.Tuple) (*zipLongest, error) {
			z := &zipLongest{fill: py.None}
			if kw != nil {
				n := len(args) - kw.Len()
				for i, k := range kw.Items() {
					if py.AsStr(k).String() != "fillvalue" {
						return nil, py.Raise(py.TypeError, "zip_longest() got an unexpected keyword argument")
					}
					z.fill = args[n+i]
				}
				args = args[:n]
			}
			for _, a := range args {
				it, err := py.Iter(th, a)
				if err != nil {
					return nil, err
				}
				z.its = append(z.its, it)
			}
			z.active = len(z.its)
			return z, nil
		},
		func(th *py.Thread, z *zipLongest) (py.Value, error) {
			t := py.SizedTuple(len(z.its))
			if some, err := z.next(th, t.Items()); !some {
				return py.Unbound, err
			}
			return t.Value(), nil
		})
	t.NextParts = func(th *py.Thread, self py.Value, to []py.Value) (some, known bool, err error) {
		z := &py.AsAny[object[zipLongest]](self).state
		var parts [4]py.Value
		if len(to) != len(z.its) || len(to) > len(parts) {
			return false, false, nil
		}
		if some, err = z.next(th, parts[:len(to)]); some {
			for i := range to {
				to[len(to)-1-i] = parts[i]
			}
		}
		return some, true, err
	}
	return t
}

type batched struct {
	it     py.Value // Unbound at the end
	n      int
	strict bool
}

func batchedType() *py.Type {
	return iteratorType("batched", "(iterable, n, *, strict=False)", "Yield the items in tuples of n; the last may be shorter unless strict.",
		func(th *py.Thread, a []py.Value) (*batched, error) {
			n, err := py.AsInt(th, a[1])
			if err != nil {
				return nil, err
			}
			if n < 1 {
				return nil, py.Raise(py.ValueError, "n must be at least one")
			}
			strict, err := py.Truth(th, a[2])
			if err != nil {
				return nil, err
			}
			it, err := py.Iter(th, a[0])
			return &batched{it, n, strict}, err
		},
		func(th *py.Thread, b *batched) (py.Value, error) {
			if b.it.IsUnbound() {
				return py.Unbound, nil
			}
			var t *py.Tuple
			var out []py.Value
			if b.n <= 64 { // most likely there are so many
				t = py.SizedTuple(b.n)
				out = t.Items()[:0]
			}
			for len(out) < b.n {
				v, err := py.Next(th, b.it)
				if err != nil {
					b.it = py.Unbound
					return py.Unbound, err
				}
				if v.IsUnbound() {
					break
				}
				out = append(out, v)
			}
			if len(out) < b.n {
				b.it = py.Unbound
				if len(out) == 0 {
					return py.Unbound, nil
				}
				if b.strict {
					return py.Unbound, py.Raise(py.ValueError, "batched(): incomplete batch")
				}
			} else if t != nil {
				return t.Value(), nil
			}
			return py.NewTuple(out).Value(), nil
		})
}
