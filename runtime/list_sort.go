// This file holds the sort of lists: a stable, adaptive merge sort over natural runs. Runs are merged by the
// policy of Munro and Wild's powersort ("Nearly-Optimal Mergesorts", 2018), as CPython's are.
//
// What is sorted are the places of the items, each with a number that tells all or much of what there is to compare, see rank. So most sorts
// compare and move words that are no pointers.

package runtime

import (
	"encoding/binary"
	"math"
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

func sortValues(th *Thread, items []Value, key Value, reverse bool) error {
	keys := items
	if !key.IsNone() {
		keys = make([]Value, len(items))
		mark := len(th.scratch)
		arg := th.reserve(1)
		defer th.release(mark)
		for i, v := range items {
			arg[0] = v
			k, err := call1(th, key, arg)
			if err != nil {
				return err
			}
			keys[i] = k
		}
	}
	switch {
	case len(items) < 2:
		return nil
	case len(items) > math.MaxUint32:
		return NewException(MemoryError)
	}
	m := th.sorter
	th.sorter = nil // a comparison can sort, too
	if m == nil {
		m = &merger{th: th}
	}
	err := m.sortBy(keys, reverse)
	rearrange(items, m.s)
	if cap(m.s) <= maxKeptPlaces {
		m.keys, m.failure = nil, nil
		th.sorter = m
	}
	return err
}

// maxKeptPlaces is how many places the memory of a thread's next sort may have.
const maxKeptPlaces = 1024

// sortBy sorts the places of the keys.
func (m *merger) sortBy(keys []Value, reverse bool) error {
	places := slices.Grow(m.s[:0], len(keys))[:len(keys)]
	for i := range places {
		places[i] = ranked{place: uint32(i)}
	}
	m.s, m.runs, m.keys, m.reverse = places, m.runs[:0], keys, reverse
	m.ties = !m.rank(places, keys)
	if reverse {
		for i := range places {
			places[i].order ^= math.MaxUint64
		}
	}
	m.sort()
	return m.failure
}

// ranked is the place of an item in the list, and a number: that of a lesser key is lesser, or the same.
type ranked struct {
	order uint64
	place uint32
}

// rank numbers the places by their keys. It reports whether keys that get the same number are equal.
func (m *merger) rank(places []ranked, keys []Value) (exact bool) {
	if keys[0].IsPlainTuple() {
		// The first items decide where they differ.
		if first := firstItems(m.first[:0], keys); first != nil {
			m.rank(places, first)
			clear(first)
			m.first = first
		}
		return false
	}
	if keys[0].IsExact(KindStr) {
		return rankStrs(places, keys)
	}
	return rankNumbers(places, keys)
}

// firstItems appends the first items of tuples to a list; it returns nil when something else is among them.
func firstItems(first, tuples []Value) []Value {
	first = slices.Grow(first, len(tuples))
	for _, v := range tuples {
		if !v.IsPlainTuple() || (*Tuple)(v.P).n == 0 {
			return nil
		}
		item := (*Tuple)(v.P).Items()[0]
		if item.Kind() == KindTuple {
			return nil
		}
		first = append(first, item)
	}
	return first
}

// rankStrs numbers strs by the eight bytes behind what all have in common, as WTF-8 sorts as code points do, and reports whether that is all there
// is to compare. It does nothing when something else is among them.
func rankStrs(places []ranked, keys []Value) (exact bool) {
	first := (*Str)(keys[0].P).s
	common := len(first)
	for _, v := range keys {
		if !v.IsExact(KindStr) {
			return false
		}
		s := (*Str)(v.P).s
		common = min(common, len(s))
		for i := 0; i < common; i++ {
			if s[i] != first[i] {
				common = i
			}
		}
	}
	exact = true
	for i, v := range keys {
		s := BytesView((*Str)(v.P).s[common:])
		switch n := len(s); {
		case n >= 8:
			places[i].order = binary.BigEndian.Uint64(s)
			exact = exact && n == 8 && s[7] != 0
		case n >= 4: // the last four bytes overlap the first four
			places[i].order = uint64(binary.BigEndian.Uint32(s))<<32 | uint64(binary.BigEndian.Uint32(s[n-4:]))<<(64-8*n)
			exact = exact && s[n-1] != 0 // else it is as a shorter one
		case n > 0:
			places[i].order = uint64(s[0])<<56 | uint64(s[n/2])<<(56-n/2*8) | uint64(s[n-1])<<(64-8*n)
			exact = exact && s[n-1] != 0
		}
	}
	return exact
}

// maxExact is up to where a float64 tells all ints apart.
const maxExact = 1 << 53

// rankNumbers numbers ints and floats, and reports whether it did: it does nothing when there is anything else, a NaN, or among floats an int
// that no float64 is equal to.
func rankNumbers(places []ranked, keys []Value) bool {
	floats := false
	for _, v := range keys {
		switch {
		case v.P == nil:
		case v.IsFloat() && v.FloatValue() == v.FloatValue():
			floats = true
		default:
			return false
		}
	}
	if !floats {
		for i, v := range keys {
			places[i].order = v.B ^ 1<<63
		}
		return true
	}
	for _, v := range keys {
		if v.P == nil && (v.SmallInt() > maxExact || v.SmallInt() < -maxExact) {
			return false
		}
	}
	for i, v := range keys {
		f := v.FloatValue()
		if v.P == nil {
			f = float64(v.SmallInt())
		}
		if f == 0 {
			f = 0 // not -0.0, which is equal
		}
		order := math.Float64bits(f)
		if order>>63 != 0 {
			order = ^order
		} else {
			order |= 1 << 63
		}
		places[i].order = order
	}
	return true
}

// rearrange puts the items in the order of their sorted places, which it overwrites.
func rearrange(items []Value, places []ranked) {
	for start := range places {
		if int(places[start].place) == start {
			continue
		}
		// The items of this cycle move each to where the one before is.
		first := items[start]
		for to := start; ; {
			from := int(places[to].place)
			places[to].place = uint32(to)
			if from == start {
				items[to] = first
				break
			}
			items[to] = items[from]
			to = from
		}
	}
}

// merger is a sort under way, or memory for the next one of a thread.
type merger struct {
	s       []ranked
	tmp     []ranked
	runs    []run
	ties    bool // keys of the same number are to be compared
	reverse bool // the numbers are those of a descending order
	th      *Thread
	keys    []Value
	first   []Value // memory for the first items of tuples
	failure error   // of a comparison
}

// less tells whether what lies at a must come before what lies at b.
func (m *merger) less(a, b *ranked) bool {
	if a.order != b.order {
		return a.order < b.order
	}
	return m.ties && m.lessKey(a.place, b.place)
}

func (m *merger) lessKey(a, b uint32) bool {
	if m.reverse {
		a, b = b, a
	}
	x, y := m.keys[a], m.keys[b]
	if x.IsExact(KindStr) && y.IsExact(KindStr) {
		return (*Str)(x.P).s < (*Str)(y.P).s
	}
	if m.failure != nil {
		return false
	}
	var yes bool
	yes, m.failure = Compare(m.th, x, y, LT)
	return yes
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

func (m *merger) sort() {
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
func (m *merger) findRun(start int) int {
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

// insertionSort sorts s[lo:hi], of which s[lo:sorted] is sorted, by binary insertion; where numbers decide, by plain insertion, which moves more but
// guesses less.
func (m *merger) insertionSort(lo, sorted, hi int) {
	s := m.s
	if !m.ties {
		for s = s[lo:hi]; sorted < hi; sorted++ {
			i := sorted - lo
			x := s[i]
			for ; i > 0 && x.order < s[i-1].order; i-- {
				s[i] = s[i-1]
			}
			s[i] = x
		}
		return
	}
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
func (m *merger) mergeLast() {
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
func (m *merger) upperBound(s []ranked, x *ranked) int {
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
func (m *merger) lowerBound(s []ranked, x *ranked) int {
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
func (m *merger) lowerBoundFront(s []ranked, x *ranked) int {
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
func (m *merger) bisectLess(s []ranked, x *ranked, l, r int) int {
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
func (m *merger) mergeLow(left, right, out []ranked) {
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
}

// mergeHigh merges from the back, with a copy of right; out is where both lie.
func (m *merger) mergeHigh(left, right, out []ranked) {
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
}
