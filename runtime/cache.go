// This file defines the inline cache record and how a change of a class clears the caches that rely on it.

package runtime

// InlineCache is what an instruction remembers of the objects that it met. The machine owns the
// records (a side array per code object); the runtime only clears them.
type InlineCache struct {
	ID    uint32 // Header.ID that the cache is for; NoID: empty
	Aux   uint32 // slot offset, dict entry or second ID, as the instruction likes
	Count uint32 // misses, for the decision to give up
	Mode  uint32 // which of the instruction's cases it is
	Value Value  // a method, a class attribute, …
}

// NoID is an ID that no object has, and so the ID of an empty cache.
const NoID = 1<<32 - 1

// Clear empties the cache.
func (c *InlineCache) Clear() { c.ID, c.Aux, c.Mode, c.Value = NoID, 0, 0, Value{} }

// maxWatched bounds the caches that one class remembers before all are cleared.
const maxWatched = 4096

// Watch registers an inline cache that holds only as long as t and its bases are not modified.
// Built-in types never are.
func (t *Type) Watch(c *InlineCache) {
	if t.Flags&TypeImmutable != 0 {
		return
	}
	if len(t.caches) >= maxWatched {
		t.clearCaches()
	}
	t.caches = append(t.caches, c)
}

// FlushCaches empties all caches of attributes: what they remember would live as long as the code that uses it.
func (in *Interp) FlushCaches() {
	clear(in.typeCache[:])
	seen := map[*Type]bool{}
	var flush func(t *Type)
	flush = func(t *Type) {
		if seen[t] {
			return
		}
		seen[t] = true
		t.clearCaches()
		for _, s := range in.madeSubclasses(t) {
			flush(s)
		}
	}
	for _, t := range allBuiltinTypes {
		flush(t)
	}
}

func (t *Type) clearCaches() {
	for _, c := range t.caches {
		c.Clear()
	}
	t.caches = t.caches[:0]
}
