// This file finds the order in which CPython iterates over a constant
// frozenset, for repr: that of its hash table.

package code

import (
	"math/big"

	"github.com/gopy-lang/gopy/runtime/num"
)

// The hash table of sets: an item goes to the slot that its hash says, or one
// of the few behind it, or on along a sequence that the upper bits of the
// hash come to decide.
const (
	setMinSlots     = 8
	setLinearProbes = 9
	setPerturbShift = 5
)

// iterationOrder returns the items as CPython iterates over the constant.
// CPython makes the set anew, from itself, if an item is a string that it
// interns, and had interned before as another object. The latter can't be
// known here: it's taken to be so for every string that looks like a name.
func iterationOrder(items []any) []any {
	ordered := hashOrder(items)
	for _, item := range items {
		if s, ok := item.(string); ok && len(s) > 1 && isNameLike(s) {
			return hashOrder(ordered)
		}
	}
	return ordered
}

// isNameLike reports whether s is made of ASCII letters, digits and
// underscores.
func isNameLike(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' {
			continue
		}
		return false
	}
	return true
}

// hashOrder returns the items in the order of their slots, strings hashed
// as under PYTHONHASHSEED=0.
func hashOrder(items []any) []any {
	type entry struct {
		item any
		hash uint64
		used bool
	}
	table := make([]entry, setMinSlots)
	insert := func(e entry) {
		mask := uint64(len(table) - 1)
		perturb, i := e.hash, e.hash&mask
		for {
			probes := uint64(0)
			if i+setLinearProbes <= mask {
				probes = setLinearProbes
			}
			for at := i; at <= i+probes; at++ {
				if !table[at].used {
					table[at] = e
					return
				}
			}
			perturb >>= setPerturbShift
			i = (i*5 + 1 + perturb) & mask
		}
	}
	for n, item := range items {
		insert(entry{item, uint64(Hash(item)), true})
		used := n + 1
		if used*5 < (len(table)-1)*3 {
			continue
		}
		least := used * 4
		if used > 50000 {
			least = used * 2
		}
		old, slots := table, setMinSlots
		for slots <= least {
			slots *= 2
		}
		table = make([]entry, slots)
		for _, e := range old {
			if e.used {
				insert(e)
			}
		}
	}
	ordered := make([]any, 0, len(items))
	for _, e := range table {
		if e.used {
			ordered = append(ordered, e.item)
		}
	}
	return ordered
}

// noneHash is hash(None).
const noneHash = 0xFCA86420

// Hash is hash(v) under PYTHONHASHSEED=0. Of constants that hash by address it
// is 0.
func Hash(v any) int64 { return constHash(v, 0) }

func constHash(v any, depth int) int64 {
	var key num.HashKey
	switch v := v.(type) {
	case nil:
		return noneHash
	case bool:
		if v {
			return 1
		}
		return 0
	case int64:
		return num.HashInt64(v)
	case *big.Int:
		return num.FromBig(v).Hash()
	case float64:
		hash, _ := num.HashFloat(v)
		return hash
	case complex128:
		hash, _ := num.HashComplex(v)
		return hash
	case string:
		return key.HashString(v)
	case []byte:
		return key.HashBytes(v)
	case Tuple:
		if depth > maxReprDepth {
			return 0
		}
		t := num.NewTupleHash()
		for _, item := range v {
			t.Add(constHash(item, depth+1))
		}
		return t.Sum()
	}
	return 0
}
