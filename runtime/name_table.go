// This file defines the table of the strings of which there is one for each text.

package runtime

import "hash/maphash"

// nameTable is a hash table of strs by their text, with linear probing. It holds nothing but the pointers: names are many and live long, so that what the
// collector looks at counts. The zero table is empty.
type nameTable struct {
	slots []*Str // a power of two of them, at least one free
	used  int
}

// nameSeed makes what names collide a secret.
var nameSeed = maphash.MakeSeed()

// newNameTable makes a table with room for n names.
func newNameTable(n int) nameTable {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return nameTable{slots: make([]*Str, size)}
}

// find returns the str with a text, nil when there is none.
func (t *nameTable) find(text string) *Str {
	if t.used == 0 {
		return nil
	}
	return *t.place(text)
}

// place returns where the str with a text is or belongs.
func (t *nameTable) place(text string) **Str {
	mask := uint64(len(t.slots) - 1)
	for i := maphash.String(nameSeed, text) & mask; ; i = (i + 1) & mask {
		if p := &t.slots[i]; *p == nil || (*p).s == text {
			return p
		}
	}
}

// add puts in a str whose text isn't there.
func (t *nameTable) add(s *Str) {
	if 2*t.used >= len(t.slots) {
		old := t.slots
		*t = newNameTable(max(2*t.used, 1))
		for _, s := range old {
			if s != nil {
				*t.place(s.s) = s
				t.used++
			}
		}
	}
	*t.place(s.s) = s
	t.used++
}
