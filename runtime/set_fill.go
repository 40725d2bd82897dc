// This file makes sets of the items of lists and tuples, as long as these are ints, strs and tuples of them.

package runtime

import "github.com/gopy-lang/gopy/runtime/num"

// newSetFrom is cls(iterable) for set, frozenset or a class derived from them. The two first tables, which a set of more items outgrows, lie on the stack.
func newSetFrom(th *Thread, cls *Type, iterable Value) (*Set, error) {
	var items []Value
	var chars [32]Value
	switch {
	case cls != SetType && cls != FrozenSetType:
	case iterable.IsExact(KindList), iterable.IsExact(KindTuple):
		items = sequenceItems(iterable)
	case iterable.IsExact(KindStr):
		items = (*Str)(iterable.P).distinct(chars[:0])
	}
	if len(items) == 0 {
		s := newSetObject(cls)
		return s, s.Update(th, iterable)
	}
	var small [minSet]setEntry
	taken, used := fillPlain(small[:], items, 0)
	var s *Set
	if !full(small[:], used) {
		s = newSetFor(cls, used)
		copy(s.table, small[:])
	} else {
		var next [4 * minSet]setEntry
		rehash(next[:], small[:])
		n, now := fillPlain(next[:], items[taken:], used)
		taken, used = taken+n, now
		size, outgrown := len(next), full(next[:], used)
		if outgrown {
			size = tableSize(used * 4)
		}
		var err error
		if s, err = newSetWith(th, cls, size); err != nil {
			return nil, err
		}
		if outgrown {
			rehash(s.table, next[:])
		} else {
			copy(s.table, next[:])
		}
	}
	s.fill, s.used = used, used
	for taken < len(items) {
		n, now := fillPlain(s.table, items[taken:], s.used)
		taken += n
		if s.fill, s.used = now, now; !full(s.table, now) {
			break
		}
		if err := s.grow(th); err != nil {
			return nil, err
		}
	}
	if taken == len(items) {
		return s, nil
	}
	var c Cursor
	if err := c.Over(th, iterable); err != nil {
		return nil, err
	}
	c.at = taken
	return s, s.addRest(th, &c)
}

// distinct appends the characters of an ASCII text to a list, each where it comes first. It returns nil for another text, and where there are more than
// the list has room for.
func (s *Str) distinct(list []Value) []Value {
	if s.ID&strASCII == 0 {
		return nil
	}
	var seen [2]uint64
	for i := 0; i < len(s.s); i++ {
		c := s.s[i]
		if bit := uint64(1) << (c & 63); seen[c>>6&1]&bit == 0 {
			if len(list) == cap(list) {
				return nil
			}
			seen[c>>6&1] |= bit
			list = append(list, charStrs[c&127].Value())
		}
	}
	return list
}

// fillPlain adds items to a table that has some and no deleted slots, until it is full or an item may have to be compared or hashed by Python code. It returns
// how many items it took and how many there are now.
func fillPlain(table []setEntry, items []Value, used int) (taken, now int) {
	for n, key := range items {
		var hash int64
		switch {
		case key.P == nil:
			hash = num.HashInt64(int64(key.B))
		case key.IsExact(KindStr):
			hash = (*Str)(key.P).Hash()
		case key.IsPlainTuple():
			var known bool
			if hash, known = (*Tuple)(key.P).knownHash(); !known {
				return n, used
			}
		default:
			return n, used
		}
		slot, free, known := findPlain(table, key, hash)
		if !known {
			return n, used
		}
		if slot >= 0 {
			continue
		}
		table[free] = setEntry{hash + 1, key}
		if used++; full(table, used) {
			return n + 1, used
		}
	}
	return len(items), used
}
