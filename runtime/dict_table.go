// This file makes the tables of dicts: room for entries, and the index by which they are found.

package runtime

// A table of more than fewEntries has an index whose length is a power of two and room for two thirds as many entries. That makes 30 to 32 bytes for
// each slot of the index, so that a small table, one block, fills one of the allocator's size classes well.
const (
	fewEntries = 4  // that the first table of a growing dict has room for
	smallDict  = 8  // entries that are found without an index
	maxInline  = 10 // entries that have room in one block with their dict
)

// Tables with their index.
type (
	table10 struct {
		room  [10]dictEntry
		index [16]int32
	}
	table21 struct {
		room  [21]dictEntry
		index [32]int32
	}
	table42 struct {
		room  [42]dictEntry
		index [64]int32
	}
	table85 struct {
		room  [85]dictEntry
		index [128]int32
	}
)

// newTable returns an empty table for at least n entries, of which there are more than fewEntries, and its index.
func newTable(n int) (room []dictEntry, index []int32) {
	switch {
	case n <= 10:
		x := &table10{}
		return x.room[:0], x.index[:]
	case n <= 21:
		x := &table21{}
		return x.room[:0], x.index[:]
	case n <= 42:
		x := &table42{}
		return x.room[:0], x.index[:]
	case n <= 85:
		x := &table85{}
		return x.room[:0], x.index[:]
	}
	size := indexSize(n)
	return make([]dictEntry, 0, size/3*2), make([]int32, size)
}

// copyTable is newTable for a copy of n entries, which is likely to get few more.
func copyTable(n int) (room []dictEntry, index []int32) {
	if n <= 85 {
		return newTable(n)
	}
	size := indexSize(n)
	return make([]dictEntry, 0, min(n+n/8, size/3*2)), make([]int32, size)
}

// indexSize is the length of the index of a table for n entries, of which there are many.
func indexSize(n int) int {
	size := 256
	for size/3*2 < n {
		size *= 2
	}
	return size
}

// Dicts with room for their first entries in the same block.
type (
	dict1 struct {
		Dict
		room [1]dictEntry
	}
	dict2 struct {
		Dict
		room [2]dictEntry
	}
	dict3 struct {
		Dict
		room [3]dictEntry
	}
	dict4 struct {
		Dict
		room [4]dictEntry
	}
	dict6 struct {
		Dict
		room [6]dictEntry
	}
	dict8 struct {
		Dict
		room [8]dictEntry
	}
	dict10 struct {
		Dict
		table10
	}
)

// NewAttributeDict returns an empty dict with room for the few attributes that most objects have that keep them in a dict.
func NewAttributeDict() *Dict { return NewDictSize(2) }

// NewDictSize returns an empty dict with room for n entries; if they are few, a single allocation.
func NewDictSize(n int) *Dict {
	var d *Dict
	switch {
	case n <= 0:
		return NewDict()
	case n == 1:
		x := &dict1{}
		d, x.entries = &x.Dict, x.room[:0]
	case n == 2:
		x := &dict2{}
		d, x.entries = &x.Dict, x.room[:0]
	case n == 3:
		x := &dict3{}
		d, x.entries = &x.Dict, x.room[:0]
	case n == 4:
		x := &dict4{}
		d, x.entries = &x.Dict, x.room[:0]
	case n <= 6:
		x := &dict6{}
		d, x.entries = &x.Dict, x.room[:0]
	case n <= smallDict:
		x := &dict8{}
		d, x.entries = &x.Dict, x.room[:0]
	case n <= maxInline:
		x := &dict10{}
		d, x.entries, x.Dict.index = &x.Dict, x.room[:0], x.table10.index[:]
	default:
		d = NewDict()
		d.resize(n)
	}
	d.Header = Header{Type: DictType, Kind: KindDict}
	return d
}

// Reserve makes room for n entries in an empty dict, which isn't expected to get more.
func (d *Dict) Reserve(n int) {
	switch {
	case len(d.entries) > 0 || cap(d.entries) >= n:
	case n <= smallDict:
		d.ID, d.filled = 0, 0
		d.entries, d.index = make([]dictEntry, 0, n), nil
	default:
		d.resize(n)
	}
}

// resize makes room for at least n entries and drops the deleted ones.
func (d *Dict) resize(n int) {
	old := d.entries
	d.take(old, d.used, n)
	d.dropRoom(old)
}

// grow makes room for another entry: where entries were deleted, for some more, so that it need not be called again soon. Where the table has that room without
// the deleted ones, as that of a cache that drops its oldest entry for each new one, it stays.
func (d *Dict) grow() {
	n := d.used + 1
	if d.used < len(d.entries) {
		if n += max(n/4, 1); n <= cap(d.entries) {
			d.compact()
			return
		}
	}
	d.resize(n)
}

// dropRoom forgets the entries that lay in a room that the dict has left: it may be within the dict's own memory, which keeps them alive.
func (d *Dict) dropRoom(entries []dictEntry) {
	if cap(entries) <= maxInline {
		clear(entries)
	}
}

// take gives the dict a table for at least n entries with those of from, of which used are not deleted.
func (d *Dict) take(from []dictEntry, used, n int) {
	d.ID, d.filled = 0, 0
	if n <= fewEntries {
		d.entries, d.index = appendLive(make([]dictEntry, 0, fewEntries), from, used), nil
		return
	}
	room, index := newTable(n)
	d.entries, d.index = appendLive(room, from, used), index
	d.linkAll()
}

// copyFrom makes an empty dict hold the entries of another.
func (d *Dict) copyFrom(from *Dict) {
	d.Flags |= from.Flags & dictOddKeys
	d.used, d.ID = from.used, 0
	switch {
	case from.used <= cap(d.entries):
		if d.filled > 0 { // the index tells of deleted entries
			clear(d.index)
		}
		d.entries = appendLive(d.entries[:0], from.entries, from.used)
	case from.used <= smallDict:
		d.entries, d.index = appendLive(make([]dictEntry, 0, max(from.used, fewEntries)), from.entries, from.used), nil
	default:
		room, index := copyTable(from.used)
		d.entries, d.index = appendLive(room, from.entries, from.used), index
	}
	switch {
	case d.index == nil:
		d.filled = 0
	case len(d.index) == len(from.index) && from.used == len(from.entries):
		copy(d.index, from.index)
		d.filled = from.filled
	default:
		d.linkAll()
	}
}

// appendLive appends the entries of from, of which used are not deleted.
func appendLive(to, from []dictEntry, used int) []dictEntry {
	if used == len(from) {
		return append(to, from...)
	}
	for i := range from {
		if !from[i].key.IsUnbound() {
			to = append(to, from[i])
		}
	}
	return to
}

// linkAll fills an index that is empty.
func (d *Dict) linkAll() {
	index := d.index
	mask := uint64(len(index) - 1)
	for i := range d.entries {
		perturb := uint64(d.entries[i].hash)
		slot := perturb & mask
		for index[slot] != 0 {
			perturb >>= 5
			slot = (slot*5 + perturb + 1) & mask
		}
		index[slot] = int32(i + 1)
	}
	d.filled = len(d.entries)
}
