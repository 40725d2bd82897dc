// This file holds the sort of lists: a stable, adaptive merge sort over natural runs. Runs are merged by the
// policy of Munro and Wild's powersort ("Nearly-Optimal Mergesorts", 2018), as CPython's are.

package runtime

import (
	"math/bits"
	"slices"
)

// Sort sorts the list in place; key None: by the items themselves. While it runs the list is empty; ValueError when a
// comparison or the key function touched it. When it fails the list holds its items in some order.
func (l *List) Sort(th *Thread, key Value, reverse bool) error {
	items := l.items
	l.items = nil
	err := sortValues(th, items, key, reverse)
	touched := l.items != nil
	l.items = items
	if err == nil && touched {
		err = Raise(ValueError, "list modified during sort")
	}
	return err
}

// keyed is an item with what it is sorted by.
type keyed[K any] struct {
	key   K
	value Value
}

func sortValues(th *Thread, items []Value, key Value, reverse bool) error {
	keys := items
	if !key.IsNone() {
		keys = make([]Value, len(items))
		mark := len(th.scratch)
		arg := th.reserve(1)
		defer th.release(mark)
		for i, v := range items {
			arg[0] = v
			k, err := Call(th, key, arg, nil)
			if err != nil {
				return err
			}
			keys[i] = k
		}
	}
	if len(items) < 2 {
		return nil
	}
	switch commonKind(keys) {
	case KindInt:
		if key.IsNone() {
			return sortInts(items, reverse)
		}
		sortKeyed(items, keys, reverse, Value.SmallInt, func(a, b *keyed[int64]) bool { return a.key < b.key })
		return nil
	case KindFloat:
		if key.IsNone() {
			sortStable(items, reverse, func(a, b *Value) bool { return a.FloatValue() < b.FloatValue() })
			return nil
		}
		sortKeyed(items, keys, reverse, Value.FloatValue, func(a, b *keyed[float64]) bool { return a.key < b.key })
		return nil
	case KindStr:
		// WTF-8 sorts as code points do.
		if key.IsNone() {
			sortStable(items, reverse, func(a, b *Value) bool { return (*Str)(a.P).s < (*Str)(b.P).s })
			return nil
		}
		sortKeyed(items, keys, reverse, func(v Value) string { return (*Str)(v.P).s }, func(a, b *keyed[string]) bool { return a.key < b.key })
		return nil
	}
	var failure error
	less := func(a, b Value) bool {
		if failure != nil {
			return false
		}
		var yes bool
		yes, failure = Compare(th, a, b, LT)
		return yes
	}
	if key.IsNone() {
		sortStable(items, reverse, func(a, b *Value) bool { return less(*a, *b) })
	} else {
		sortKeyed(items, keys, reverse, func(v Value) Value { return v }, func(a, b *keyed[Value]) bool { return less(a.key, b.key) })
	}
	return failure
}

// commonKind returns KindInt, KindFloat or KindStr when all keys are exact instances of it, else KindOther.
func commonKind(keys []Value) Kind {
	k := keys[0].Kind()
	if k != KindInt && k != KindFloat && k != KindStr {
		return KindOther
	}
	for _, v := range keys {
		if !v.IsExact(k) {
			return KindOther
		}
	}
	return k
}

// sortInts sorts unboxed ints, of which equal ones can't be told apart.
func sortInts(items []Value, reverse bool) error {
	plain := make([]int64, len(items))
	for i, v := range items {
		plain[i] = v.SmallInt()
	}
	slices.Sort(plain)
	if reverse {
		slices.Reverse(plain)
	}
	for i, n := range plain {
		items[i].B = uint64(n)
	}
	return nil
}

// sortKeyed sorts items by their keys.
func sortKeyed[K any](items, keys []Value, reverse bool, convert func(v Value) K, less func(a, b *keyed[K]) bool) {
	pairs := make([]keyed[K], len(items))
	for i := range items {
		pairs[i] = keyed[K]{convert(keys[i]), items[i]}
	}
	sortStable(pairs, reverse, less)
	for i := range pairs {
		items[i] = pairs[i].value
	}
}

// sortStable sorts s stably, in descending order if reverse.
func sortStable[T any](s []T, reverse bool, less func(a, b *T) bool) {
	if reverse {
		slices.Reverse(s)
		defer slices.Reverse(s)
	}
	m := merger[T]{s: s, less: less}
	m.sort()
}

// merger is a sort under way.
type merger[T any] struct {
	s    []T
	less func(a, b *T) bool
	tmp  []T
	runs []run
}

// run is an ascending stretch of the slice; power is that of the boundary with the run before it.
type run struct{ start, n, power int }

// minRun is the length below which runs are extended by insertion: n scaled down to 32..64.
func minRun(n int) int {
	odd := 0
	for n >= 64 {
		odd |= n & 1
		n >>= 1
	}
	return n + odd
}

func (m *merger[T]) sort() {
	n := len(m.s)
	least := minRun(n)
	for start := 0; start < n; {
		length := m.findRun(start)
		if length < least {
			forced := min(least, n-start)
			m.insertionSort(start, start+length, start+forced)
			length = forced
		}
		power := 0
		if len(m.runs) > 0 {
			last := m.runs[len(m.runs)-1]
			power = boundaryPower(last.start, last.n, length, n)
		}
		for len(m.runs) > 1 && m.runs[len(m.runs)-1].power > power {
			m.mergeLast()
		}
		m.runs = append(m.runs, run{start, length, power})
		start += length
	}
	for len(m.runs) > 1 {
		m.mergeLast()
	}
}

// boundaryPower is the depth, in a perfectly balanced merge tree over n items, of the boundary between the run
// [start, start+n1) and the next one of length n2: the first binary digit in which the runs' midpoints differ.
func boundaryPower(start, n1, n2, n int) int {
	a := uint64(2*start + n1)
	b := a + uint64(n1+n2)
	width := uint64(2 * n)
	for power := 1; ; power++ {
		a, b = a*2, b*2
		da, db := a >= width, b >= width
		if da != db || power > bits.UintSize {
			return power
		}
		if da {
			a, b = a-width, b-width
		}
	}
}

// findRun returns the length of the run at start; a strictly descending one is reversed.
func (m *merger[T]) findRun(start int) int {
	s := m.s[start:]
	if len(s) < 2 {
		return len(s)
	}
	i := 2
	if m.less(&s[1], &s[0]) {
		for i < len(s) && m.less(&s[i], &s[i-1]) {
			i++
		}
		slices.Reverse(s[:i])
		return i
	}
	for i < len(s) && !m.less(&s[i], &s[i-1]) {
		i++
	}
	return i
}

// insertionSort sorts s[lo:hi], of which s[lo:sorted] is sorted, by binary insertion.
func (m *merger[T]) insertionSort(lo, sorted, hi int) {
	s := m.s
	for ; sorted < hi; sorted++ {
		x := s[sorted]
		l, r := lo, sorted
		for l < r {
			mid := int(uint(l+r) >> 1)
			if m.less(&x, &s[mid]) {
				r = mid
			} else {
				l = mid + 1
			}
		}
		copy(s[l+1:sorted+1], s[l:sorted])
		s[l] = x
	}
}

// mergeLast merges the last two runs.
func (m *merger[T]) mergeLast() {
	k := len(m.runs) - 2
	a, b := m.runs[k], m.runs[k+1]
	m.runs[k].n += b.n
	m.runs = m.runs[:k+1]
	left, right := m.s[a.start:a.start+a.n], m.s[b.start:b.start+b.n]
	// What is in its final place already takes no part.
	skip := m.upperBound(left, &right[0])
	left = left[skip:]
	if len(left) == 0 {
		return
	}
	right = right[:m.lowerBound(right, &left[len(left)-1])]
	if len(left) <= len(right) {
		m.mergeLow(left, right, m.s[a.start+skip:])
	} else {
		m.mergeHigh(left, right, m.s[a.start+skip:])
	}
}

// upperBound returns how many items of the sorted s are not greater than x, searching from the front.
func (m *merger[T]) upperBound(s []T, x *T) int {
	l, r := 0, len(s)
	for ahead := 1; ahead <= len(s); ahead = ahead*2 + 1 {
		if m.less(x, &s[ahead-1]) {
			r = ahead - 1
			break
		}
		l = ahead
	}
	for l < r {
		mid := int(uint(l+r) >> 1)
		if m.less(x, &s[mid]) {
			r = mid
		} else {
			l = mid + 1
		}
	}
	return l
}

// lowerBound returns how many items of the sorted s are less than x, searching from the back.
func (m *merger[T]) lowerBound(s []T, x *T) int {
	l, r := 0, len(s)
	for back := 1; back <= len(s); back = back*2 + 1 {
		if m.less(&s[len(s)-back], x) {
			l = len(s) - back + 1
			break
		}
		r = len(s) - back
	}
	return m.bisectLess(s, x, l, r)
}

// lowerBoundFront is lowerBound searching from the front.
func (m *merger[T]) lowerBoundFront(s []T, x *T) int {
	l, r := 0, len(s)
	for ahead := 1; ahead <= len(s); ahead = ahead*2 + 1 {
		if !m.less(&s[ahead-1], x) {
			r = ahead - 1
			break
		}
		l = ahead
	}
	return m.bisectLess(s, x, l, r)
}

// bisectLess ends a search for the first item of s[l:r] that is not less than x.
func (m *merger[T]) bisectLess(s []T, x *T, l, r int) int {
	for l < r {
		mid := int(uint(l+r) >> 1)
		if m.less(&s[mid], x) {
			l = mid + 1
		} else {
			r = mid
		}
	}
	return l
}

// gallopAfter is how often in a row one run must win before the merge searches for how long it goes on winning.
const gallopAfter = 7

// mergeLow merges from the front, with a copy of left; out is where both lie.
func (m *merger[T]) mergeLow(left, right, out []T) {
	m.tmp = append(m.tmp[:0], left...)
	left = m.tmp
	k, wins := 0, 0
	for len(left) > 0 && len(right) > 0 {
		if m.less(&right[0], &left[0]) {
			wins = min(wins, 0) - 1
			out[k] = right[0]
			right = right[1:]
			k++
		} else {
			wins = max(wins, 0) + 1
			out[k] = left[0]
			left = left[1:]
			k++
		}
		if wins >= gallopAfter && len(left) > 0 && len(right) > 0 {
			n := m.upperBound(left, &right[0])
			copy(out[k:], left[:n])
			left, k, wins = left[n:], k+n, 0
		} else if wins <= -gallopAfter && len(left) > 0 && len(right) > 0 {
			n := m.lowerBoundFront(right, &left[0])
			copy(out[k:], right[:n])
			right, k, wins = right[n:], k+n, 0
		}
	}
	copy(out[k:], left)
	clear(m.tmp)
}

// mergeHigh merges from the back, with a copy of right; out is where both lie.
func (m *merger[T]) mergeHigh(left, right, out []T) {
	m.tmp = append(m.tmp[:0], right...)
	right = m.tmp
	for i, j := len(left), len(right); j > 0; {
		if i > 0 && m.less(&right[j-1], &left[i-1]) {
			i--
			out[i+j] = left[i]
		} else {
			j--
			out[i+j] = right[j]
		}
	}
	clear(m.tmp)
}
