// This file defines Set, the set and frozenset objects. The table probes and grows as CPython's does, so that a set of
// ints, or of strings under one hash seed, is iterated in the same order.

package runtime

import "github.com/gopy-lang/gopy/runtime/num"

// Set is a set or frozenset object: an open-addressed table. A deleted slot has the key Unbound.
type Set struct {
	Header
	table  []setEntry // length is a power of two, at least minSet; nil: empty
	fill   int        // slots in use or deleted
	used   int
	hash   int64 // of a frozenset; hashed says whether it is known
	hashed bool
	finger int32 // where Pop goes on
	weak   *WeakList
}

// setEntry is a slot of a table. As no object has the hash -1, the zero setEntry is an empty slot.
type setEntry struct {
	mark int64 // hash + 1
	key  Value
}

func (e *setEntry) hash() int64 { return e.mark - 1 }

// live reports whether the slot holds an item.
func (e *setEntry) live() bool { return e.mark != 0 && !e.key.IsUnbound() }

// deletedEntry is a slot whose item was removed.
var deletedEntry = setEntry{mark: 1, key: Unbound}

const (
	minSet       = 8
	smallItems   = 4 // that find room in a table of the smallest size
	linearProbes = 9 // slots tried in a row before the probe sequence jumps
	setEntrySize = valueSize + 8
)

// newSetObject returns an empty set of a class derived from set or frozenset.
func newSetObject(cls *Type) *Set {
	if cls == SetType || cls == FrozenSetType {
		return &Set{Header: Header{Type: cls, Kind: KindSet}}
	}
	return newObject[Set](cls, KindSet)
}

// Sets with their table in the same block. For the allocator 32 and 64 slots with a set take no more room than without.
type (
	smallSet struct {
		Set
		room [minSet]setEntry
	}
	set16 struct {
		Set
		room [16]setEntry
	}
	set32 struct {
		Set
		room [32]setEntry
	}
	set64 struct {
		Set
		room [64]setEntry
	}
)

// newSetFor returns an empty set of a class derived from set or frozenset that is about to get n items.
func newSetFor(cls *Type, n int) *Set {
	if n == 0 || !fitsSmall(n) || cls != SetType && cls != FrozenSetType {
		return newSetObject(cls)
	}
	x := &smallSet{}
	x.Header = Header{Type: cls, Kind: KindSet}
	x.table = x.room[:]
	return &x.Set
}

// newSetWith returns an empty set of a class derived from set or frozenset with a table of the size, which isn't expected to grow.
func newSetWith(th *Thread, cls *Type, size int) (*Set, error) {
	var s *Set
	plain := cls == SetType || cls == FrozenSetType
	switch {
	case plain && size == minSet:
		x := &smallSet{}
		s, x.table = &x.Set, x.room[:]
	case plain && size == 16:
		x := &set16{}
		s, x.table = &x.Set, x.room[:]
	case plain && size == 32:
		x := &set32{}
		s, x.table = &x.Set, x.room[:]
	case plain && size == 64:
		x := &set64{}
		s, x.table = &x.Set, x.room[:]
	default:
		if err := th.ChargeItems(size, setEntrySize); err != nil {
			return nil, err
		}
		s = newSetObject(cls)
		s.table = make([]setEntry, size)
		return s, nil
	}
	s.Header = Header{Type: cls, Kind: KindSet}
	return s, nil
}

// fitsSmall tells whether n items find room in a table of the smallest size.
func fitsSmall(n int) bool { return n <= smallItems }

// SetFor returns an empty set that is about to get n items.
func SetFor(n int) *Set { return newSetFor(SetType, n) }

// NewSet returns set(iterable).
func NewSet(th *Thread, iterable Value) (*Set, error) { return newSetFrom(th, SetType, iterable) }

// NewFrozenSet returns frozenset(iterable).
func NewFrozenSet(th *Thread, iterable Value) (*Set, error) {
	return newSetFrom(th, FrozenSetType, iterable)
}

// AsSet returns v as a set or frozenset (or subclass) object, or nil.
func AsSet(v Value) *Set {
	if v.Kind() == KindSet {
		return (*Set)(v.P)
	}
	return nil
}

// Len returns the number of items.
func (s *Set) Len() int { return s.used }

// Next returns the next item from position *pos on and advances *pos; ok is false at the end.
func (s *Set) Next(pos *int) (key Value, ok bool) {
	e := s.next(pos)
	if e == nil {
		return Unbound, false
	}
	return e.key, true
}

func (s *Set) next(pos *int) *setEntry {
	for *pos < len(s.table) {
		e := &s.table[*pos]
		*pos++
		if e.live() {
			return e
		}
	}
	return nil
}

// find returns the slot of key, or -1 and the slot where it would go: the last deleted one on the way, or the empty
// one at the end; both are -1 in an empty set.
func (s *Set) find(th *Thread, key Value, hash int64) (slot, free int, err error) {
	if slot, free, known := findPlain(s.table, key, hash); known {
		return slot, free, nil
	}
	return s.findComparing(th, key, hash)
}

// findPlain is find as far as identities, ints, strs and tuples of them decide it; otherwise known is false.
func findPlain(table []setEntry, key Value, hash int64) (slot, free int, known bool) {
	if len(table) == 0 {
		return -1, -1, true
	}
	mask := uint64(len(table) - 1)
	perturb := uint64(hash)
	i := uint64(hash) & mask
	free = -1
	for {
		last := i
		if i+linearProbes <= mask {
			last += linearProbes
		}
		for j := i; j <= last; j++ {
			e := &table[j]
			switch {
			case e.mark == 0:
				if free < 0 {
					free = int(j)
				}
				return -1, free, true
			case e.mark == deletedEntry.mark && e.key.IsUnbound():
				free = int(j)
			case e.mark != hash+1:
			case Is(e.key, key):
				return int(j), -1, true
			case e.key.P == nil && key.P == nil:
			case e.key.IsExact(KindStr) && key.IsExact(KindStr):
				if (*Str)(e.key.P).s == (*Str)(key.P).s {
					return int(j), -1, true
				}
			case (e.key.IsExact(KindTuple) || e.key.isTupleLike()) && (key.IsExact(KindTuple) || key.isTupleLike()):
				if same, known := (*Tuple)(e.key.P).same((*Tuple)(key.P)); same || !known {
					return int(j), -1, known
				}
			default:
				return -1, -1, false
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// findComparing is find where keys may have to be compared by Python code. When that changes the set the search starts again.
func (s *Set) findComparing(th *Thread, key Value, hash int64) (slot, free int, err error) {
restart:
	free = -1
	if s.table == nil {
		return -1, -1, nil
	}
	mask := uint64(len(s.table) - 1)
	perturb := uint64(hash)
	i := uint64(hash) & mask
	for {
		last := i
		if i+linearProbes <= mask {
			last += linearProbes
		}
		for j := i; j <= last; j++ {
			e := &s.table[j]
			if e.mark != hash+1 {
				if e.mark == 0 {
					if free < 0 {
						free = int(j)
					}
					return -1, free, nil
				}
				if e.mark == deletedEntry.mark && e.key.IsUnbound() {
					free = int(j)
				}
				continue
			}
			if Is(e.key, key) {
				return int(j), -1, nil
			}
			if e.key.P == nil && key.P == nil {
				continue
			}
			if e.key.IsUnbound() {
				free = int(j)
				continue
			}
			if key.IsExact(KindTuple) || key.isTupleLike() {
				if same, known := holdsItems(e.key, (*Tuple)(key.P).Items()); same {
					return int(j), -1, nil
				} else if known {
					continue
				}
			}
			old, table := e.key, &s.table[0]
			same, err := Equal(th, old, key)
			if err != nil {
				return -1, -1, err
			}
			if len(s.table) == 0 || &s.table[0] != table || !Is(s.table[j].key, old) {
				goto restart
			}
			if same {
				return int(j), -1, nil
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// HasItems tells whether the tuple that has the items is in the set; known is false when only Contains can tell.
func (s *Set) HasItems(items []Value) (has, known bool) {
	hash, known := plainItemsHash(items, plainDepth)
	if !known {
		return false, false
	}
	return s.hasItems(items, hash)
}

func (s *Set) hasItems(items []Value, hash int64) (has, known bool) {
	slot, _, known := s.findItems(items, hash)
	return slot >= 0, known
}

// findItems is findPlain of the tuple that has the items.
func (s *Set) findItems(items []Value, hash int64) (slot, free int, known bool) {
	free = -1
	if s.table == nil {
		return -1, -1, true
	}
	mask := uint64(len(s.table) - 1)
	perturb := uint64(hash)
	i := uint64(hash) & mask
	for {
		last := i
		if i+linearProbes <= mask {
			last += linearProbes
		}
		for j := i; j <= last; j++ {
			e := &s.table[j]
			switch {
			case e.mark == 0:
				if free < 0 {
					free = int(j)
				}
				return -1, free, true
			case e.mark == deletedEntry.mark && e.key.IsUnbound():
				free = int(j)
			case e.mark == hash+1:
				if same, known := holdsItems(e.key, items); same || !known {
					return int(j), -1, known
				}
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// AddItems adds the tuple that has the items and reports whether it did: it leaves what only Add can tell.
func (s *Set) AddItems(th *Thread, items []Value) (done bool, err error) {
	hash, known := plainItemsHash(items, plainDepth)
	if !known {
		return false, nil
	}
	slot, free, known := s.findItems(items, hash)
	if !known || slot >= 0 {
		return known, nil
	}
	return true, s.put(th, free, HashedTuple(items, hash).Value(), hash)
}

// insertClean puts an item that is known to be absent into a table without deleted slots.
func insertClean(table []setEntry, key Value, hash int64) {
	mask := uint64(len(table) - 1)
	perturb := uint64(hash)
	i := uint64(hash) & mask
	for {
		last := i
		if i+linearProbes <= mask {
			last += linearProbes
		}
		for j := i; j <= last; j++ {
			if e := &table[j]; e.mark == 0 {
				e.key, e.mark = key, hash+1
				return
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// rehash puts the items of a table into an empty one.
func rehash(to, from []setEntry) {
	mask := uint64(len(to) - 1)
	for i := range from {
		if e := &from[i]; e.live() {
			if first := &to[uint64(e.hash())&mask]; first.mark == 0 {
				*first = *e
			} else {
				insertClean(to, e.key, e.hash())
			}
		}
	}
}

// full tells whether a table in which so many slots are in use or deleted must grow.
func full(table []setEntry, fill int) bool { return fill*5 >= (len(table)-1)*3 }

// tableSize is the smallest power of two above n that a table can have.
func tableSize(n int) int {
	size := minSet
	for size <= n {
		size *= 2
	}
	return size
}

// resize makes the table the smallest power of two above n.
func (s *Set) resize(th *Thread, n int) error {
	size := tableSize(n)
	if err := th.ChargeItems(size, setEntrySize); err != nil {
		return err
	}
	table := make([]setEntry, size)
	rehash(table, s.table)
	s.table, s.fill = table, s.used
	return nil
}

// grow is what a set that has become too full resizes to.
func (s *Set) grow(th *Thread) error {
	if s.used > 50000 {
		return s.resize(th, s.used*2)
	}
	return s.resize(th, s.used*4)
}

// Add adds an item.
func (s *Set) Add(th *Thread, key Value) error {
	if key.P == nil {
		return s.add(th, key, num.HashInt64(int64(key.B)))
	}
	hash, err := keyHash(th, key, "a set element")
	if err != nil {
		return err
	}
	return s.add(th, key, hash)
}

func (s *Set) add(th *Thread, key Value, hash int64) error {
	slot, free, known := findPlain(s.table, key, hash)
	if !known {
		var err error
		if slot, free, err = s.findComparing(th, key, hash); err != nil {
			return err
		}
	}
	if slot >= 0 {
		return nil
	}
	return s.put(th, free, key, hash)
}

// put adds an item that find has not found: free is where it goes.
func (s *Set) put(th *Thread, free int, key Value, hash int64) error {
	if s.table == nil {
		s.table = make([]setEntry, minSet)
		free = int(uint64(hash) & (minSet - 1))
	}
	reused := s.table[free].mark != 0
	s.table[free] = setEntry{hash + 1, key}
	s.used++
	if reused {
		return nil
	}
	s.fill++
	if !full(s.table, s.fill) {
		return nil
	}
	return s.grow(th)
}

// addDistinct is add of an item that differs from all that are in the set, which has no deleted slots.
func (s *Set) addDistinct(th *Thread, key Value, hash int64) error {
	if !plainKey(key) {
		return s.add(th, key, hash)
	}
	if s.table == nil {
		s.table = make([]setEntry, minSet)
	}
	if first := &s.table[uint64(hash)&uint64(len(s.table)-1)]; first.mark == 0 {
		first.key, first.mark = key, hash+1
	} else {
		insertClean(s.table, key, hash)
	}
	s.used++
	s.fill++
	if !full(s.table, s.fill) {
		return nil
	}
	return s.grow(th)
}

// Contains reports whether the set has the item.
func (s *Set) Contains(th *Thread, key Value) (bool, error) {
	if key.IsExact(KindTuple) || key.isTupleLike() {
		t := (*Tuple)(key.P)
		if hash, ok := t.knownHash(); ok {
			if has, known := s.hasItems(t.Items(), hash); known {
				return has, nil
			}
		}
	}
	hash, err := s.searchHash(th, key)
	if err != nil {
		return false, err
	}
	slot, _, err := s.find(th, key, hash)
	return slot >= 0, err
}

// searchHash hashes an item to look for: a set, which has no hash, as a frozenset.
func (s *Set) searchHash(th *Thread, key Value) (int64, error) {
	hash, err := keyHash(th, key, "a set element")
	if err != nil && key.Kind() == KindSet && Matches(err, TypeError) {
		return frozenHash((*Set)(key.P)), nil
	}
	return hash, err
}

// Discard removes an item and reports whether it was there.
func (s *Set) Discard(th *Thread, key Value) (bool, error) {
	hash, err := s.searchHash(th, key)
	if err != nil {
		return false, err
	}
	return s.discard(th, key, hash)
}

func (s *Set) discard(th *Thread, key Value, hash int64) (bool, error) {
	slot, _, err := s.find(th, key, hash)
	if err != nil || slot < 0 {
		return false, err
	}
	s.table[slot] = deletedEntry
	s.used--
	return true, nil
}

// Pop removes any item; ok is false when there is none.
func (s *Set) Pop() (key Value, ok bool) {
	if s.used == 0 {
		return Unbound, false
	}
	mask := len(s.table) - 1
	i := int(s.finger) & mask
	for !s.table[i].live() {
		i = (i + 1) & mask
	}
	key = s.table[i].key
	s.table[i] = deletedEntry
	s.used--
	s.finger = int32(i + 1)
	return key, true
}

// Clear removes all items.
func (s *Set) Clear() { s.table, s.fill, s.used, s.finger = nil, 0, 0, 0 }

// capacity is the length of the table that CPython's set has.
func (s *Set) capacity() int { return max(len(s.table), minSet) }

// Update adds the items of an iterable.
func (s *Set) Update(th *Thread, iterable Value) error {
	if o := AsSet(iterable); o != nil {
		return s.merge(th, o)
	}
	if iterable.IsExact(KindDict) {
		d := (*Dict)(iterable.P)
		if (s.fill+d.used)*5 >= (s.capacity()-1)*3 {
			if err := s.resize(th, (s.used+d.used)*2); err != nil {
				return err
			}
		}
		for i := 0; i < len(d.entries); i++ {
			if e := d.entries[i]; !e.key.IsUnbound() {
				if err := s.add(th, e.key, e.hash); err != nil {
					return err
				}
			}
		}
		return nil
	}
	var c Cursor
	if err := c.Over(th, iterable); err != nil {
		return err
	}
	if generator, ok := c.Generator(); ok {
		plain := s.Len() == 0 // ints and strs only: none has an __eq__ of a program's
		return ForEachQuick(th, generator, func(v Value) bool {
			return plain && (v.P == nil || v.IsExact(KindStr)) && s.Add(th, v) == nil
		}, func(v Value) error {
			plain = false
			return s.Add(th, v)
		})
	}
	return s.addRest(th, &c)
}

// addRest adds the items that a cursor has left.
func (s *Set) addRest(th *Thread, c *Cursor) error {
	for {
		v, err := c.Next(th)
		if err != nil || v.IsUnbound() {
			return err
		}
		if err := s.Add(th, v); err != nil {
			return err
		}
	}
}

// merge adds the items of another set.
func (s *Set) merge(th *Thread, o *Set) error {
	if o == s || o.used == 0 {
		return nil
	}
	if (s.fill+o.used)*5 >= (s.capacity()-1)*3 {
		if err := s.resize(th, (s.used+o.used)*2); err != nil {
			return err
		}
	}
	if s.fill == 0 {
		if s.capacity() == len(o.table) && o.fill == o.used {
			if len(s.table) != len(o.table) {
				s.table = make([]setEntry, len(o.table))
			}
			copy(s.table, o.table)
		} else {
			if s.table == nil {
				s.table = make([]setEntry, s.capacity())
			}
			rehash(s.table, o.table)
		}
		s.fill, s.used = o.used, o.used
		return nil
	}
	return s.addEach(th, o)
}

// copySet returns a copy of a class derived from set or frozenset.
func (s *Set) copySet(th *Thread, cls *Type) (*Set, error) {
	if s.used == 0 {
		return newSetObject(cls), nil
	}
	size := minSet
	if !fitsSmall(s.used) {
		size = tableSize(s.used * 2)
	}
	c, err := newSetWith(th, cls, size)
	if err != nil {
		return nil, err
	}
	return c, c.merge(th, s)
}

// union returns the items of both, as a set of class cls.
func (s *Set) union(th *Thread, other Value, cls *Type) (*Set, error) {
	o := AsSet(other)
	copied := minSet // the length of the table of a copy of s
	if !fitsSmall(s.used) {
		copied = tableSize(s.used * 2)
	}
	if o == nil || o == s || o.used == 0 || s.fill != s.used || copied != len(s.table) || (s.used+o.used)*5 < (copied-1)*3 {
		c, err := s.copySet(th, cls)
		if err != nil {
			return nil, err
		}
		return c, c.Update(th, other)
	}
	// A copy would have the table of s, and grow at once for the items of o: it gets that table from the start.
	c, err := newSetWith(th, cls, tableSize((s.used+o.used)*2))
	if err != nil {
		return nil, err
	}
	rehash(c.table, s.table)
	c.fill, c.used = s.used, s.used
	return c, c.addEach(th, o)
}

// addEach adds the items of another set.
func (s *Set) addEach(th *Thread, o *Set) error {
	for i := 0; i < len(o.table); i++ {
		e := &o.table[i]
		if !e.live() {
			continue
		}
		if slot, free, known := findPlain(s.table, e.key, e.hash()); known && free >= 0 && s.table[free].mark == 0 && !full(s.table, s.fill+1) {
			s.table[free] = *e
			s.used++
			s.fill++
		} else if !known || slot < 0 {
			if err := s.add(th, e.key, e.hash()); err != nil {
				return err
			}
		}
	}
	return nil
}

// choice returns the items of s that o has, or has not, as a set of class cls; known is false when only Python code can tell. The first table, which a set of more
// items outgrows, lies on the stack.
func (s *Set) choice(th *Thread, o *Set, has bool, cls *Type) (out *Set, known bool, err error) {
	var small [minSet]setEntry
	table, used := small[:], 0
	for i := range s.table {
		e := &s.table[i]
		if !e.live() {
			continue
		}
		if slot, _, known := findPlain(o.table, e.key, e.hash()); !known || !plainKey(e.key) && !e.key.IsExact(KindTuple) {
			return nil, false, nil
		} else if slot >= 0 != has {
			continue
		}
		if first := &table[uint64(e.hash())&uint64(len(table)-1)]; first.mark == 0 {
			*first = *e
		} else {
			insertClean(table, e.key, e.hash())
		}
		if used++; !full(table, used) {
			continue
		}
		size := used * 4
		if used > 50000 {
			size = used * 2
		}
		grown, err := newSetWith(th, cls, tableSize(size))
		if err != nil {
			return nil, true, err
		}
		rehash(grown.table, table)
		out, table = grown, grown.table
	}
	if out == nil {
		if out = newSetFor(cls, used); used > 0 {
			out.table = append(out.table[:0], small[:]...)
		}
	}
	out.fill, out.used = used, used
	return out, true, nil
}

// frozenHash is the hash of a frozenset: it mixes the hashes of the items in a way that their order doesn't matter.
func frozenHash(s *Set) int64 {
	var h uint64
	shuffle := func(x uint64) uint64 { return (x ^ 89869747 ^ x<<16) * 3644798167 }
	for i := range s.table {
		if e := &s.table[i]; e.live() {
			h ^= shuffle(uint64(e.hash()))
		}
	}
	h ^= uint64(s.used+1) * 1927868237
	h ^= h>>11 ^ h>>25
	h = h*69069 + 907133923
	if h == ^uint64(0) {
		h = 590923713
	}
	return int64(h)
}

// differenceUpdate removes the items of an iterable.
func (s *Set) differenceUpdate(th *Thread, other Value) error {
	o := AsSet(other)
	switch {
	case o == s:
		s.Clear()
		return nil
	case o != nil:
		if o.used/8 > s.used {
			var err error
			if o, err = s.intersection(th, other, SetType); err != nil {
				return err
			}
		}
		for pos := 0; ; {
			e := o.next(&pos)
			if e == nil {
				break
			}
			if _, err := s.discard(th, e.key, e.hash()); err != nil {
				return err
			}
		}
	default:
		err := ForEach(th, other, func(v Value) error {
			hash, err := keyHash(th, v, "a set element")
			if err == nil {
				_, err = s.discard(th, v, hash)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if s.fill-s.used <= (len(s.table)-1)/5 {
		return nil
	}
	return s.grow(th)
}

// difference returns the items that are not in other, as a set of class cls.
func (s *Set) difference(th *Thread, other Value, cls *Type) (*Set, error) {
	o := AsSet(other)
	var d *Dict
	size := 0
	if o != nil {
		size = o.used
	} else if other.IsExact(KindDict) {
		d = (*Dict)(other.P)
		size = d.used
	}
	if o == nil && d == nil || s.used/4 > size {
		c, err := s.copySet(th, cls)
		if err != nil {
			return nil, err
		}
		return c, c.differenceUpdate(th, other)
	}
	if o != nil {
		if out, known, err := s.choice(th, o, false, cls); known {
			return out, err
		}
	}
	out := newSetFor(cls, min(s.used, smallItems))
	for pos := 0; ; {
		e := s.next(&pos)
		if e == nil {
			return out, nil
		}
		key, hash := e.key, e.hash()
		place, err := -1, error(nil)
		if o != nil {
			var known bool
			if place, _, known = findPlain(o.table, key, hash); !known {
				place, _, err = o.findComparing(th, key, hash)
			}
		} else {
			place, err = d.Find(th, key, hash)
		}
		if err == nil && place < 0 {
			err = out.addDistinct(th, key, hash)
		}
		if err != nil {
			return nil, err
		}
	}
}

// each calls f with each item and its hash; the set may change meanwhile.
func (s *Set) each(f func(key Value, hash int64) error) error {
	for pos := 0; ; {
		e := s.next(&pos)
		if e == nil {
			return nil
		}
		if err := f(e.key, e.hash()); err != nil {
			return err
		}
	}
}

// intersection returns the items that are also in other, as a set of class cls.
func (s *Set) intersection(th *Thread, other Value, cls *Type) (*Set, error) {
	if o := AsSet(other); o != nil {
		if o == s {
			return s.copySet(th, cls)
		}
		walked, asked := o, s
		if o.used > s.used {
			walked, asked = s, o
		}
		if out, known, err := walked.choice(th, asked, true, cls); known {
			return out, err
		}
		out := newSetFor(cls, min(s.used, o.used, smallItems))
		for pos := 0; ; {
			e := walked.next(&pos)
			if e == nil {
				return out, nil
			}
			key, hash := e.key, e.hash()
			slot, _, known := findPlain(asked.table, key, hash)
			var err error
			if !known {
				slot, _, err = asked.findComparing(th, key, hash)
			}
			if err == nil && slot >= 0 {
				err = out.addDistinct(th, key, hash)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	out := newSetObject(cls)
	return out, ForEach(th, other, func(v Value) error {
		hash, err := keyHash(th, v, "a set element")
		if err != nil {
			return err
		}
		slot, _, err := s.find(th, v, hash)
		if err != nil || slot < 0 {
			return err
		}
		return out.add(th, v, hash)
	})
}

// symmetricDifferenceUpdate keeps the items that are in one of the two only.
func (s *Set) symmetricDifferenceUpdate(th *Thread, other Value) error {
	toggle := func(key Value, hash int64) error {
		found, err := s.discard(th, key, hash)
		if err != nil || found {
			return err
		}
		return s.add(th, key, hash)
	}
	o := AsSet(other)
	switch {
	case o == s:
		s.Clear()
		return nil
	case other.IsExact(KindDict):
		d := (*Dict)(other.P)
		for i := 0; i < len(d.entries); i++ {
			if e := d.entries[i]; !e.key.IsUnbound() {
				if err := toggle(e.key, e.hash); err != nil {
					return err
				}
			}
		}
		return nil
	case o == nil:
		var err error
		if o, err = NewSet(th, other); err != nil {
			return err
		}
	}
	return o.each(toggle)
}

// subset reports whether all items are in o.
func (s *Set) subset(th *Thread, o *Set) (bool, error) {
	if s.used > o.used {
		return false, nil
	}
	for pos := 0; ; {
		e := s.next(&pos)
		if e == nil {
			return true, nil
		}
		slot, _, known := findPlain(o.table, e.key, e.hash())
		if !known {
			var err error
			if slot, _, err = o.findComparing(th, e.key, e.hash()); err != nil {
				return false, err
			}
		}
		if slot < 0 {
			return false, nil
		}
	}
}

// swap exchanges the contents of two sets.
func (s *Set) swap(o *Set) {
	s.table, o.table = o.table, s.table
	s.fill, o.fill = o.fill, s.fill
	s.used, o.used = o.used, s.used
	s.finger, o.finger = o.finger, s.finger
}
