// This file holds product, permutations and the two kinds of combinations.

package itertools

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// indexed yields tuples of items of pools, chosen by indices that advance from result to result.
type indexed struct {
	pool    []py.Value   // what all items are chosen from
	pools   [][]py.Value // product: what each item is chosen from
	indices []int
	result  []py.Value // the items that the indices choose
	started bool
	done    bool
	cycles  []int // permutations
}

// begin chooses the items of the first result.
func (x *indexed) begin() {
	x.started = true
	x.result = make([]py.Value, len(x.indices))
	for i, j := range x.indices {
		if x.pools != nil {
			x.result[i] = x.pools[i][j]
		} else {
			x.result[i] = x.pool[j]
		}
	}
}

// move goes on to the next result; false: there is none.
func (x *indexed) move(advance func(x *indexed) bool) bool {
	switch {
	case x.done:
	case !x.started:
		x.begin()
	default:
		x.done = !advance(x)
	}
	return !x.done
}

// stepper makes the Next of a combinatoric iterator from what advances indices and result; false: no more.
func stepper(advance func(x *indexed) bool) func(th *py.Thread, x *indexed) (py.Value, error) {
	return func(th *py.Thread, x *indexed) (py.Value, error) {
		if !x.move(advance) {
			return py.Unbound, nil
		}
		return py.NewTuple(x.result).Value(), nil
	}
}

// withParts gives a combinatoric iterator its NextParts.
func withParts(t *py.Type, advance func(x *indexed) bool) *py.Type {
	t.NextParts = func(th *py.Thread, self py.Value, to []py.Value) (some, known bool, err error) {
		x := &py.AsAny[object[indexed]](self).state
		if len(x.indices) != len(to) || len(to) == 0 {
			return false, false, nil
		}
		if some = x.move(advance); some {
			for i, v := range x.result {
				to[len(to)-1-i] = v
			}
		}
		return some, true, nil
	}
	return t
}

func productType() *py.Type {
	return withParts(rawIteratorType("product", "(*iterables, repeat=1)", "Yield all tuples with one item of each iterable; repeat uses each that many times.",
		func(th *py.Thread, args []py.Value, kw *py.Tuple) (*indexed, error) {
			repeat := 1
			if kw != nil {
				n := len(args) - kw.Len()
				if err := py.TooManyKeywords("product", kw, 1); err != nil {
					return nil, err
				}
				for i, k := range kw.Items() {
					if py.AsStr(k).String() != "repeat" {
						return nil, py.UnexpectedKeyword(th, "product", py.AsStr(k), "repeat")
					}
					var err error
					if repeat, err = py.AsInt(th, args[n+i]); err != nil {
						return nil, err
					}
				}
				args = args[:n]
			}
			if repeat < 0 {
				return nil, py.Raise(py.ValueError, "repeat argument cannot be negative")
			}
			if len(args) > 0 && repeat > (1<<40)/len(args) {
				return nil, py.Raise(py.OverflowError, "repeat argument too large")
			}
			if err := th.ChargeItems(len(args)*repeat, 56); err != nil {
				return nil, err
			}
			x := &indexed{indices: make([]int, len(args)*repeat), pools: make([][]py.Value, len(args)*repeat)}
			for i, a := range args {
				pool, err := py.Items(th, a)
				if err != nil {
					return nil, err
				}
				x.done = x.done || len(pool) == 0 && repeat > 0
				for ; i < len(x.pools); i += len(args) {
					x.pools[i] = pool
				}
			}
			return x, nil
		},
		stepper(nextProduct)), nextProduct)
}

func nextProduct(x *indexed) bool {
	for i := len(x.indices) - 1; i >= 0; i-- {
		pool, j := x.pools[i], x.indices[i]+1
		if j < len(pool) {
			x.indices[i], x.result[i] = j, pool[j]
			return true
		}
		x.indices[i], x.result[i] = 0, pool[0]
	}
	return false
}

// choose reads the pool and the length r of the results.
func choose(th *py.Thread, a []py.Value, optional bool) (pool []py.Value, r int, err error) {
	if pool, err = py.Items(th, a[0]); err != nil {
		return nil, 0, err
	}
	if optional && a[1].IsNone() {
		return pool, len(pool), nil
	}
	if optional && py.AsBig(a[1]) == nil {
		return nil, 0, py.Raise(py.TypeError, "Expected int as r")
	}
	if r, err = py.AsInt(th, a[1]); err != nil {
		return nil, 0, err
	}
	if r < 0 {
		return nil, 0, py.Raise(py.ValueError, "r must be non-negative")
	}
	return pool, r, th.ChargeItems(r, 32)
}

func permutationsType() *py.Type {
	return withParts(iteratorType("permutations", "(iterable, r=None)", "Yield all arrangements of r items, in the order of their positions.",
		func(th *py.Thread, a []py.Value) (*indexed, error) {
			pool, r, err := choose(th, a, true)
			if err != nil {
				return nil, err
			}
			x := &indexed{pool: pool, done: r > len(pool)}
			if x.done {
				return x, nil
			}
			// order holds a permutation of all positions; its first r are the result.
			x.indices = make([]int, r)
			x.cycles = make([]int, r, r+len(pool))
			order := make([]int, len(pool))
			for i := range order {
				order[i] = i
			}
			for i := range x.cycles {
				x.cycles[i] = len(pool) - i
			}
			copy(x.indices, order)
			x.cycles = append(x.cycles, order...)
			return x, nil
		},
		stepper(nextPermutation)), nextPermutation)
}

func nextPermutation(x *indexed) bool {
	r := len(x.indices)
	cycles, order := x.cycles[:r], x.cycles[r:]
	n := len(order)
	for i := r - 1; i >= 0; i-- {
		cycles[i]--
		if cycles[i] == 0 {
			first := order[i]
			copy(order[i:], order[i+1:])
			order[n-1] = first
			cycles[i] = n - i
			continue
		}
		j := n - cycles[i]
		order[i], order[j] = order[j], order[i]
		for k := i; k < r; k++ { // what stands before stays
			x.result[k] = x.pool[order[k]]
		}
		return true
	}
	return false
}

func combinationsType() *py.Type {
	return withParts(iteratorType("combinations", "(iterable, r)", "Yield all selections of r items, each position at most once.",
		func(th *py.Thread, a []py.Value) (*indexed, error) {
			pool, r, err := choose(th, a, false)
			if err != nil {
				return nil, err
			}
			x := &indexed{pool: pool, done: r > len(pool)}
			if !x.done {
				x.indices = make([]int, r)
				for i := range x.indices {
					x.indices[i] = i
				}
			}
			return x, nil
		},
		stepper(nextCombination)), nextCombination)
}

func nextCombination(x *indexed) bool {
	r, n := len(x.indices), len(x.pool)
	i := r - 1
	for i >= 0 && x.indices[i] == i+n-r {
		i--
	}
	if i < 0 {
		return false
	}
	for j := x.indices[i] + 1; i < r; i++ {
		x.indices[i], x.result[i] = j, x.pool[j]
		j++
	}
	return true
}

func replacementType() *py.Type {
	return withParts(iteratorType("combinations_with_replacement", "(iterable, r)", "Yield all selections of r items, where a position may be chosen again.",
		func(th *py.Thread, a []py.Value) (*indexed, error) {
			pool, r, err := choose(th, a, false)
			if err != nil {
				return nil, err
			}
			x := &indexed{pool: pool, done: len(pool) == 0 && r > 0}
			if !x.done {
				x.indices = make([]int, r)
			}
			return x, nil
		},
		stepper(nextReplacement)), nextReplacement)
}

func nextReplacement(x *indexed) bool {
	r, n := len(x.indices), len(x.pool)
	i := r - 1
	for i >= 0 && x.indices[i] == n-1 {
		i--
	}
	if i < 0 {
		return false
	}
	v := x.indices[i] + 1
	for ; i < r; i++ {
		x.indices[i], x.result[i] = v, x.pool[v]
	}
	return true
}
