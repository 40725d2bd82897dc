// This file defines ThreadKey, by which Go modules keep what belongs to a thread.

package runtime

// A ThreadKey stands for one thing of type T that each thread may have; modules declare theirs once.
type ThreadKey[T any] struct{ id byte }

// threadEntry is what a thread has under a key. There are few of them, so that looking at all of them is the fastest way.
type threadEntry struct {
	key   *byte
	value any
}

// Get returns what th has; ok is false when it has nothing.
func (k *ThreadKey[T]) Get(th *Thread) (v T, ok bool) {
	for i := range th.entries {
		if e := &th.entries[i]; e.key == &k.id {
			return e.value.(T), true
		}
	}
	return v, false
}

// Set gives th the value v.
func (k *ThreadKey[T]) Set(th *Thread, v T) {
	for i := range th.entries {
		if e := &th.entries[i]; e.key == &k.id {
			e.value = v
			return
		}
	}
	th.entries = append(th.entries, threadEntry{&k.id, v})
}
