// This file takes what zip and enumerate objects over lists, tuples and ranges have left at once, without asking each iterator for each item.

package runtime

import "math"

// column is what an iterator has left: items, or numbers.
type column struct {
	items       []Value
	first, step int64 // of the numbers, where items is nil
}

func (c *column) at(i int) Value {
	if c.items != nil {
		return c.items[i]
	}
	return Int(c.first + int64(i)*c.step)
}

// columnOf is the column of an iterator and its length; 0 for another iterator than over a list, tuple or range, and for one that has nothing left.
func columnOf(it Value) (c column, n int) {
	if it.P == nil {
		return c, 0
	}
	switch it.Type().Iteration {
	case IterationList:
		if x := (*ListIterator)(it.P); x.List != nil && x.Index < len(x.List.items) {
			c.items = x.List.items[x.Index:]
		}
	case IterationTuple:
		if x := (*TupleIterator)(it.P); x.Tuple != nil && x.Index < x.Tuple.n {
			c.items = x.Tuple.Items()[x.Index:]
		}
	case IterationRange:
		x := (*RangeIterator)(it.P)
		c.first, c.step = x.Next, x.Step
		return c, int(min(x.Left, math.MaxInt32))
	}
	return c, len(c.items)
}

// skip moves an iterator that has a column n items on.
func skip(it Value, n int) {
	switch it.Type().Iteration {
	case IterationList:
		(*ListIterator)(it.P).Index += n
	case IterationTuple:
		(*TupleIterator)(it.P).Index += n
	case IterationRange:
		x := (*RangeIterator)(it.P)
		x.Next, x.Left = x.Next+int64(n)*x.Step, x.Left-int64(n)
	}
}

// columns puts the columns of a zip or enumerate object in to and returns how many rows they make: 0 where they aren't known, or one iterator would have
// to give more than one of them.
func columns(it Value, to []column) (cols []column, rows int) {
	if it.Type().Iteration == IterationEnumerate {
		x := (*enumerate)(it.P)
		to[1], rows = columnOf(x.it)
		if x.count.P != nil || x.count.SmallInt() > math.MaxInt64-int64(rows) {
			return nil, 0
		}
		to[0] = column{first: x.count.SmallInt(), step: 1}
		return to[:2], rows
	}
	its := (*zip)(it.P).its
	if len(its) == 0 {
		return nil, 0
	}
	if len(its) > len(to) {
		to = make([]column, len(its))
	}
	rows = math.MaxInt
	for i, it := range its {
		var n int
		to[i], n = columnOf(it)
		rows = min(rows, n)
	}
	if rows < len(its)/maxParts {
		return nil, 0 // to compare the iterators would take longer than to ask them
	}
	for i, it := range its {
		for _, other := range its[:i] {
			if other.P == it.P {
				return nil, 0
			}
		}
	}
	return to[:len(its)], rows
}

// skipRows moves a zip or enumerate object that has columns n rows on.
func skipRows(it Value, n int) {
	if it.Type().Iteration == IterationEnumerate {
		x := (*enumerate)(it.P)
		x.count.B += uint64(n)
		skip(x.it, n)
		return
	}
	for _, part := range (*zip)(it.P).its {
		skip(part, n)
	}
}

// takeRows adds the tuples that are known from columns: the iterator is left where it ends.
func (l *List) takeRows(th *Thread, it Value) error {
	var room [maxParts]column
	cols, rows := columns(it, room[:])
	if rows == 0 {
		return nil
	}
	if err := th.Interp.Spend(int64(rows)); err != nil {
		return err
	}
	if n := len(l.items); n+rows > cap(l.items) {
		if err := th.ChargeItems(n+rows, valueSize); err != nil {
			return err
		}
		grown := make([]Value, n, n+rows)
		copy(grown, l.items)
		l.items = grown
	}
	var slab pairSlab
	for i := range rows {
		var t *Tuple
		if len(cols) == 2 {
			t = slab.pair(cols[0].at(i), cols[1].at(i), rows-1-i)
		} else {
			t = makeTuple(len(cols))
			to := t.Items()
			for j := range to {
				to[j] = cols[j].at(i)
			}
		}
		l.items = append(l.items, t.Value())
	}
	skipRows(it, rows)
	return nil
}

// takeRows takes in the pairs that are known from columns, as long as the keys are such that no Python code is asked about them.
func (d *Dict) takeRows(th *Thread, it Value) error {
	var room [maxParts]column
	cols, rows := columns(it, room[:])
	if err := th.Interp.Spend(int64(rows)); err != nil {
		return err
	}
	for i := range rows {
		key := cols[0].at(i)
		if key.P != nil && !key.IsExact(KindStr) || !d.strOnly() {
			rows = i
			break
		}
		if err := d.SetItem(th, key, cols[1].at(i)); err != nil {
			skipRows(it, i)
			return err
		}
	}
	if rows > 0 {
		skipRows(it, rows)
	}
	return nil
}
