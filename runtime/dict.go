// This file defines Dict, the dict object: a compact, insertion-ordered hash table with a fast path for str keys.

package runtime

import (
	"strings"

	"unsafe"

	"github.com/gopy-lang/gopy/runtime/num"
)

// Dict is a dict object. Entries lie in insertion order; a deleted entry keeps its place with an unbound key until the
// next resize. Up to smallDict entries there is no index: a lookup scans the hashes.
//
// Header.ID is the version of the set of keys: 0 until a cache asks for one, and 0 again once a key is added or removed.
// While it stays the same, entry i holds the same key, or has lost it by DelName and holds no value.
type Dict struct {
	Header
	index   []int32 // entry number + 1, 0 (empty) or -1 (deleted); len is a power of two
	entries []dictEntry
	used    int
	filled  int // slots of the index that are not empty
}

type dictEntry struct {
	hash  int64
	key   Value
	value Value
}

// NewDict returns an empty dict.
func NewDict() *Dict { return &Dict{Header: Header{Type: DictType, Kind: KindDict}} }

// AsDict returns v as a dict (or subclass) object, or nil.
func AsDict(v Value) *Dict {
	if v.Kind() == KindDict {
		return (*Dict)(v.P)
	}
	return nil
}

// Len returns the number of entries.
func (d *Dict) Len() int { return d.used }

// Keys version for caches: see the type's comment.
func (d *Dict) KeysVersion(in *Interp) uint32 {
	if d.ID == 0 {
		d.ID = in.NewID()
	}
	return d.ID
}

// EntryValue returns the value of entry i, for caches that hold the keys version. It is Unbound for a deleted one.
func (d *Dict) EntryValue(i int) Value { return d.entries[i].value }

// EntryKey returns the key of entry i.
func (d *Dict) EntryKey(i int) Value { return d.entries[i].key }

// SetEntryValue replaces the value of entry i.
func (d *Dict) SetEntryValue(i int, v Value) { d.entries[i].value = v }

// probe calls for each candidate entry are inlined in the lookups below: slot = hash & mask, then CPython's
// perturbation sequence, until an empty slot.

// FindStr returns the entry number of a str key, or -1. It runs no Python code and can't fail, provided that all keys
// are exact strings or otherwise never equal to one; keys with an __eq__ of their own are compared by Find.
func (d *Dict) FindStr(key *Str) int {
	if d.used == 0 {
		return -1
	}
	hash := key.Hash()
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == hash && e.key.P != nil {
				k := (*Str)(e.key.P)
				if k == key || k.Kind == KindStr && k.s == key.s {
					return i
				}
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	slot := uint64(hash) & mask
	for {
		n := d.index[slot]
		if n > 0 {
			e := &d.entries[n-1]
			if e.hash == hash && e.key.P != nil {
				k := (*Str)(e.key.P)
				if k == key || k.Kind == KindStr && k.s == key.s {
					return int(n - 1)
				}
			}
		} else if n == 0 {
			return -1
		}
		perturb >>= 5
		slot = (slot*5 + perturb + 1) & mask
	}
}

// GetStr returns the value of a str key, or Unbound.
func (d *Dict) GetStr(key *Str) Value {
	if i := d.FindStr(key); i >= 0 {
		return d.entries[i].value
	}
	return Unbound
}

// getStrAt is GetStr of an interned key that was in entry *hint before.
func (d *Dict) getStrAt(key *Str, hint *int) Value {
	if i := *hint; i < len(d.entries) && d.entries[i].key.P == unsafe.Pointer(key) {
		return d.entries[i].value
	}
	i := d.FindStr(key)
	if i < 0 {
		return Unbound
	}
	*hint = i
	return d.entries[i].value
}

// SetStr sets the value of a str key.
func (d *Dict) SetStr(key *Str, v Value) {
	if i := d.FindStr(key); i >= 0 {
		d.entries[i].value = v
		return
	}
	d.insert(key.Hash(), key.Value(), v)
}

// DelStr removes a str key and reports whether it was there.
func (d *Dict) DelStr(key *Str) bool {
	i := d.FindStr(key)
	if i < 0 {
		return false
	}
	d.removeEntry(i)
	return true
}

// DelName removes a str key from a namespace, as DelStr does. When it is the key of the last entry, the entry stays ready for it: the keys
// version stays the same, so that caches go on working when a name, such as that of an except clause, comes and goes.
func (d *Dict) DelName(key *Str) bool {
	i := d.FindStr(key)
	if i < 0 {
		return false
	}
	e, version := d.entries[i], d.ID
	d.removeEntry(i)
	if i == len(d.entries)-1 && e.key.IsExact(KindStr) {
		d.entries[i] = dictEntry{hash: e.hash, key: Value{P: Unbound.P, B: uint64(uintptr(e.key.P))}, value: Unbound}
		d.ID = version
	}
	return true
}

// revive puts back the key that DelName has removed from the last entry; it reports false if key is another one.
func (d *Dict) revive(hash int64, key, value Value) bool {
	i := len(d.entries) - 1
	if i < 0 {
		return false
	}
	if e := &d.entries[i]; !e.key.IsUnbound() || e.hash != hash || e.key.B != uint64(uintptr(key.P)) || !key.IsExact(KindStr) {
		return false
	}
	d.entries[i] = dictEntry{hash, key, value}
	d.used++
	d.markMoved()
	if d.index != nil {
		d.link(hash, int32(i+1))
	}
	return true
}

// plainKey reports whether comparing with the key runs no Python code.
func plainKey(v Value) bool {
	if v.P == nil {
		return true
	}
	h := v.Header()
	switch h.Kind {
	case KindStr, KindFloat, KindBool, KindNone, KindBytes, KindBigInt, KindEllipsis:
		return h.Flags&FlagSubclass == 0
	}
	return false
}

// Find returns the entry number of key with the given hash, or -1. Comparing may run Python code; when that changes
// the dict the search starts again.
func (d *Dict) Find(th *Thread, key Value, hash int64) (int, error) {
	if key.IsExact(KindStr) {
		if i := d.FindStr((*Str)(key.P)); i >= 0 || d.strOnly() {
			return i, nil
		}
	}
restart:
	if d.used == 0 {
		return -1, nil
	}
	if d.index == nil {
		for i := 0; i < len(d.entries); i++ {
			e := &d.entries[i]
			if e.hash != hash || e.key.IsUnbound() {
				continue
			}
			if Is(e.key, key) {
				return i, nil
			}
			same, changed, err := d.compare(th, i, key)
			if err != nil {
				return -1, err
			}
			if changed {
				goto restart
			}
			if same {
				return i, nil
			}
		}
		return -1, nil
	}
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	slot := uint64(hash) & mask
	for {
		n := d.index[slot]
		if n == 0 {
			return -1, nil
		}
		if i := int(n - 1); i >= 0 && d.entries[i].hash == hash {
			if Is(d.entries[i].key, key) {
				return i, nil
			}
			if key.IsExact(KindTuple) || key.isTupleLike() {
				if same, _ := holdsItems(d.entries[i].key, (*Tuple)(key.P).Items()); same {
					return i, nil
				}
			}
			same, changed, err := d.compare(th, i, key)
			if err != nil {
				return -1, err
			}
			if changed {
				goto restart
			}
			if same {
				return i, nil
			}
		}
		perturb >>= 5
		slot = (slot*5 + perturb + 1) & mask
	}
}

// findInt is Find for an unboxed int: entry number, -1 for an absent key, -2 when only Find can tell.
func (d *Dict) findInt(key Value) int {
	hash := num.HashInt64(int64(key.B))
	if d.index == nil {
		for i := range d.entries {
			if e := &d.entries[i]; e.hash == hash {
				if e.key.P == nil {
					if e.key.B == key.B {
						return i
					}
				} else if !e.key.IsUnbound() {
					return -2
				}
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	slot := uint64(hash) & mask
	for {
		n := d.index[slot]
		if n > 0 {
			if e := &d.entries[n-1]; e.hash == hash {
				if e.key.P != nil {
					return -2
				}
				if e.key.B == key.B {
					return int(n - 1)
				}
			}
		} else if n == 0 {
			return -1
		}
		perturb >>= 5
		slot = (slot*5 + perturb + 1) & mask
	}
}

// FindItems returns the entry of the tuple that has the items, or -1; known is false when only Find can tell.
func (d *Dict) FindItems(items []Value) (i int, known bool) {
	hash, known := plainItemsHash(items, plainDepth)
	if !known {
		return -1, false
	}
	return d.findItems(items, hash)
}

// FindArguments is FindItems that also knows None, bools and objects that are hashed by what they are, as self mostly is. It returns the hash, too.
func (d *Dict) FindArguments(th *Thread, items []Value) (i int, hash int64, known bool) {
	sum := num.NewTupleHash()
	for _, x := range items {
		if x.P != nil && !x.IsExact(KindStr) && !x.IsBool() && !x.IsNone() && !sameFunc(x.Type().Hash, HashFunc(hashIdentity)) {
			return -1, 0, false
		}
		h, err := Hash(th, x)
		if err != nil {
			return -1, 0, false
		}
		sum.Add(h)
	}
	hash = sum.Sum()
	i, known = d.findItems(items, hash)
	return i, hash, known
}

// SetItems sets the value of the tuple of items and reports whether it did: it leaves what only Find can tell.
func (d *Dict) SetItems(th *Thread, items []Value, v Value) (done bool, err error) {
	hash, known := plainItemsHash(items, plainDepth)
	if !known {
		return false, nil
	}
	i, known := d.findItems(items, hash)
	switch {
	case !known:
		return false, nil
	case i >= 0:
		d.entries[i].value = v
		return true, nil
	}
	return true, d.insertCharged(th, hash, HashedTuple(items, hash).Value(), v)
}

func (d *Dict) findItems(items []Value, hash int64) (i int, known bool) {
	if d.used == 0 {
		return -1, true
	}
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash != hash || e.key.IsUnbound() {
				continue
			}
			if same, known := holdsItems(e.key, items); same || !known {
				return i, known
			}
		}
		return -1, true
	}
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	slot := uint64(hash) & mask
	for {
		n := d.index[slot]
		if n == 0 {
			return -1, true
		}
		if n > 0 {
			if e := &d.entries[n-1]; e.hash == hash {
				if same, known := holdsItems(e.key, items); same || !known {
					return int(n - 1), known
				}
			}
		}
		perturb >>= 5
		slot = (slot*5 + perturb + 1) & mask
	}
}

// strOnly reports whether no key can equal a string without being one: cheap and conservative.
func (d *Dict) strOnly() bool { return d.Flags&dictOddKeys == 0 }

// dictOddKeys marks a dict that once held a key whose comparison may run Python code.
const dictOddKeys uint16 = 1 << 8

// dictMoved marks a dict that may have live entries before the place that a DictStart remembers.
const dictMoved uint16 = 1 << 9

// markMoved sets dictMoved; exact dicts have no DictStart, and must keep flags that the machine knows.
func (d *Dict) markMoved() {
	if d.Flags&FlagSubclass != 0 {
		d.Flags |= dictMoved
	}
}

// compare compares entry i's key with key; changed tells that the dict was changed meanwhile.
func (d *Dict) compare(th *Thread, i int, key Value) (same, changed bool, err error) {
	old := d.entries[i].key
	entries, n := &d.entries[0], len(d.entries)
	same, err = Equal(th, old, key)
	if err != nil {
		return false, false, err
	}
	if len(d.entries) != n || n > 0 && &d.entries[0] != entries || i >= len(d.entries) || !Is(d.entries[i].key, old) {
		return false, true, nil
	}
	return same, false, nil
}

// insert appends an entry for a key that is known to be absent.
func (d *Dict) insert(hash int64, key, value Value) {
	if d.ID != 0 && d.revive(hash, key, value) {
		return
	}
	if !plainKey(key) {
		d.Flags |= dictOddKeys
	}
	if len(d.entries) == cap(d.entries) || d.filled*3 >= len(d.index)*2 && d.index != nil {
		if d.used+d.used/2 < cap(d.entries) {
			d.compact()
		} else {
			d.grow()
		}
	}
	d.entries = append(d.entries, dictEntry{hash, key, value})
	d.used++
	d.ID = 0
	if d.index != nil {
		d.link(hash, int32(len(d.entries)))
	}
}

// link stores entry number n (counted from 1) in the index.
func (d *Dict) link(hash int64, n int32) {
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	slot := uint64(hash) & mask
	for d.index[slot] > 0 {
		perturb >>= 5
		slot = (slot*5 + perturb + 1) & mask
	}
	if d.index[slot] == 0 {
		d.filled++
	}
	d.index[slot] = n
}

// unlink marks the index slot of entry number n (counted from 1) as deleted.
func (d *Dict) unlink(hash int64, n int32) {
	mask := uint64(len(d.index) - 1)
	perturb := uint64(hash)
	slot := uint64(hash) & mask
	for d.index[slot] != n {
		perturb >>= 5
		slot = (slot*5 + perturb + 1) & mask
	}
	d.index[slot] = -1
}

// compact drops the deleted entries in place.
func (d *Dict) compact() {
	kept := d.entries[:0]
	for _, e := range d.entries {
		if !e.key.IsUnbound() {
			kept = append(kept, e)
		}
	}
	clear(d.entries[len(kept):])
	d.entries, d.ID = kept, 0
	d.markMoved()
	if d.index == nil {
		return
	}
	clear(d.index)
	d.linkAll()
}

// removeEntry deletes entry i.
func (d *Dict) removeEntry(i int) {
	if d.index != nil {
		d.unlink(d.entries[i].hash, int32(i+1))
	}
	d.entries[i] = dictEntry{key: Unbound, value: Unbound}
	d.used--
	d.ID = 0
	if d.used == 0 && len(d.index) > 64 {
		d.index, d.entries, d.filled = nil, nil, 0
		return
	}
}

// keyHash is Hash with the error message for a key that can't be hashed; role is "a dict key" or "a set element".
func keyHash(th *Thread, key Value, role string) (int64, error) {
	switch {
	case key.P == nil:
		return num.HashInt64(int64(key.B)), nil
	case key.IsExact(KindStr):
		return (*Str)(key.P).Hash(), nil
	case key.IsExact(KindTuple) || key.isTupleLike():
		if hash, ok := (*Tuple)(key.P).knownHash(); ok {
			return hash, nil
		}
	}
	hash, err := Hash(th, key)
	if err != nil {
		return 0, unhashable(th, key, role, err)
	}
	return hash, nil
}

// unhashable rewords the TypeError that hashing key gave.
func unhashable(th *Thread, key Value, role string, err error) error {
	e, ok := err.(*Exception)
	if !ok || e.Type != TypeError {
		return err
	}
	name, nameErr := qualifiedTypeName(th, key.Type())
	if nameErr != nil {
		return nameErr
	}
	name = strings.TrimPrefix(name, "__main__.")
	text, textErr := StrOf(th, e.Value())
	if textErr != nil {
		return textErr
	}
	return Raise(TypeError, "cannot use '%s' as %s (%s)", name, role, text.s)
}

// lookup returns the entry number of key, or -1, and its hash.
func (d *Dict) lookup(th *Thread, key Value) (i int, hash int64, err error) {
	if key.P == nil {
		if i := d.findInt(key); i != -2 {
			return i, num.HashInt64(int64(key.B)), nil
		}
	} else if key.IsExact(KindStr) {
		if i := d.FindStr((*Str)(key.P)); i >= 0 || d.strOnly() {
			return i, (*Str)(key.P).Hash(), nil
		}
	} else if key.IsExact(KindTuple) || key.isTupleLike() {
		t := (*Tuple)(key.P)
		if hash, ok := t.knownHash(); ok {
			if i, known := d.findItems(t.Items(), hash); known {
				return i, hash, nil
			}
		}
	}
	if hash, err = keyHash(th, key, "a dict key"); err != nil {
		return -1, 0, err
	}
	i, err = d.Find(th, key, hash)
	return i, hash, err
}

// GetItem returns the value of key, or Unbound when it is absent. It fails when the key can't be hashed or compared.
func (d *Dict) GetItem(th *Thread, key Value) (Value, error) {
	i, _, err := d.lookup(th, key)
	if err != nil || i < 0 {
		return Unbound, err
	}
	return d.entries[i].value, nil
}

// SetItem sets the value of key.
func (d *Dict) SetItem(th *Thread, key, value Value) error {
	i, hash, err := d.lookup(th, key)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].value = value
		return nil
	}
	return d.insertCharged(th, hash, key, value)
}

// SetItemHash is SetItem for a key whose hash is known.
func (d *Dict) SetItemHash(th *Thread, key Value, hash int64, value Value) error {
	i, err := d.Find(th, key, hash)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].value = value
		return nil
	}
	return d.insertCharged(th, hash, key, value)
}

// insertCharged is insert that first announces the memory for a big table.
func (d *Dict) insertCharged(th *Thread, hash int64, key, value Value) error {
	if n := len(d.entries); n == cap(d.entries) && n > 1<<16 {
		if err := th.ChargeItems(2*n, dictEntrySize); err != nil {
			return err
		}
		if n > maxDict {
			return NewException(MemoryError)
		}
	}
	d.insert(hash, key, value)
	return nil
}

const (
	dictEntrySize = int(unsafe.Sizeof(dictEntry{}))
	maxDict       = 1 << 29 // entry numbers are 32-bit
)

// SetDefault returns the value of key after setting it to value if it was absent.
func (d *Dict) SetDefault(th *Thread, key, value Value) (Value, error) {
	i, hash, err := d.lookup(th, key)
	if err != nil {
		return Unbound, err
	}
	if i >= 0 {
		return d.entries[i].value, nil
	}
	return value, d.insertCharged(th, hash, key, value)
}

// DelItem removes key and returns its value, Unbound when it was absent.
func (d *Dict) DelItem(th *Thread, key Value) (Value, error) {
	i, _, err := d.lookup(th, key)
	if err != nil || i < 0 {
		return Unbound, err
	}
	v := d.entries[i].value
	d.removeEntry(i)
	return v, nil
}

// MoveToEnd makes entry number i, as Find told it, the last one.
func (d *Dict) MoveToEnd(i int) {
	if i < len(d.entries)-1 {
		e := d.entries[i]
		d.removeEntry(i)
		d.insert(e.hash, e.key, e.value)
	}
}

// PopItem removes the last entry; ok is false when there is none.
func (d *Dict) PopItem() (key, value Value, ok bool) {
	if d.used == 0 {
		return Unbound, Unbound, false
	}
	i := len(d.entries) - 1
	for d.entries[i].key.IsUnbound() {
		i--
	}
	key, value = d.entries[i].key, d.entries[i].value
	d.removeEntry(i)
	if i < len(d.entries) {
		d.entries = d.entries[:i]
		d.markMoved()
	}
	return key, value, true
}

// Previous is Next from the end: *pos is -1 at first.
func (d *Dict) Previous(pos *int) (key, value Value, ok bool) {
	for i := len(d.entries) + *pos; i >= 0; i-- {
		*pos--
		if e := &d.entries[i]; !e.key.IsUnbound() {
			return e.key, e.value, true
		}
	}
	return Unbound, Unbound, false
}

// Next returns the next live entry from position *pos on and advances *pos; ok is false at the end.
func (d *Dict) Next(pos *int) (key, value Value, ok bool) {
	for *pos < len(d.entries) {
		e := &d.entries[*pos]
		*pos++
		if !e.key.IsUnbound() {
			return e.key, e.value, true
		}
	}
	return Unbound, Unbound, false
}

// Clear removes all entries.
func (d *Dict) Clear() {
	d.dropRoom(d.entries)
	d.index, d.entries, d.used, d.filled, d.ID = nil, nil, 0, 0, 0
	d.Flags &^= dictOddKeys
}

// Copy returns a shallow copy, an exact dict.
func (d *Dict) Copy() *Dict {
	var c *Dict
	if d.used <= maxInline {
		c = NewDictSize(d.used)
	} else {
		c = NewDict()
	}
	c.copyFrom(d)
	return c
}

// DictOf allocates an instance of cls whose layout T begins with a Dict: for modules that define types based on dict.
func DictOf[T any](cls *Type) *T {
	x := newObject[T](cls, KindDict)
	ValueOf(x).Header().Flags = FlagSubclass
	return x
}

// DictStart remembers where the first entry of a dict lies, for who takes entries from the front again and again.
type DictStart struct {
	entries *dictEntry
	index   int
}

// First returns the oldest entry; ok is false when the dict is empty.
func (d *Dict) First(s *DictStart) (key, value Value, ok bool) {
	if data := sliceData(d.entries); s.entries != data || d.Flags&dictMoved != 0 {
		s.entries, s.index = data, 0
		d.Flags &^= dictMoved
	}
	for ; s.index < len(d.entries); s.index++ {
		if e := &d.entries[s.index]; !e.key.IsUnbound() {
			return e.key, e.value, true
		}
	}
	return Unbound, Unbound, false
}
