// This file holds the iterators that only a for loop has. When the loop has come to its end, or is left, they can serve another one.

package eval

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// The Header.ID of an iterator that nothing but one for loop has, and of one that waits for the next loop. They are what they seem and one of the
// types below; other iterators have neither.
const (
	ownIterator = 1 + iota
	spareIterator
)

// Iterators of for loops. Those that wait are a chain for each type, which begins in the machine.
type (
	ownRange struct {
		py.RangeIterator
		next unsafe.Pointer
	}
	ownList struct {
		py.ListIterator
		next unsafe.Pointer
	}
	ownTuple struct {
		py.TupleIterator
		next unsafe.Pointer
	}
	ownSet struct {
		py.SetIterator
		next unsafe.Pointer
	}
	ownStr struct {
		py.StrIterator
		next unsafe.Pointer
	}
	ownBytes struct {
		py.BytesIterator
		next unsafe.Pointer
	}
)

// own returns it, the iterator that v has just made, as one that a for loop has alone, if v is of a built-in type that others don't see the iterators
// of, and the machine keeps such iterators.
func own(v, it py.Value) py.Value {
	switch kind := v.Kind(); kind {
	case py.KindRange:
	case py.KindList, py.KindTuple, py.KindSet, py.KindStr, py.KindBytes:
		if !v.IsExact(kind) {
			return it
		}
	default:
		return it
	}
	switch it.Type().Iteration {
	case py.IterationRange:
		it.P = unsafe.Pointer(&ownRange{RangeIterator: *(*py.RangeIterator)(it.P)})
	case py.IterationList:
		it.P = unsafe.Pointer(&ownList{ListIterator: *(*py.ListIterator)(it.P)})
	case py.IterationTuple:
		it.P = unsafe.Pointer(&ownTuple{TupleIterator: *(*py.TupleIterator)(it.P)})
	case py.IterationSet:
		it.P = unsafe.Pointer(&ownSet{SetIterator: *(*py.SetIterator)(it.P)})
	case py.IterationStr:
		it.P = unsafe.Pointer(&ownStr{StrIterator: *(*py.StrIterator)(it.P)})
	case py.IterationBytes:
		it.P = unsafe.Pointer(&ownBytes{BytesIterator: *(*py.BytesIterator)(it.P)})
	default:
		return it
	}
	it.Header().ID = ownIterator
	return it
}

// slowLeaveFor lets the generator that the loop over R[A] has alone serve again, with the iterators of its own loops. It stands at a yield,
// where nothing would handle its being closed.
func (m *machine) slowLeaveFor(in instruction) error {
	g := py.AsGenerator(*m.reg(in.a))
	if g == nil || !g.Private || !g.Started || g.Running || g.Finished || g.Handled != nil || g.Frame != nil || g.Weak != nil || m.watching {
		return nil
	}
	if at := (*instruction)(g.PC); at.op != opYield || at.c != 0 { // in a delegation, there is another iterator to close
		return nil
	}
	for _, v := range unsafe.Slice((*py.Value)(g.Registers), int(g.Size)-headroom) {
		if v.Kind() == py.KindIterator && v.Header().ID == ownIterator {
			m.spare(v)
		}
	}
	g.Finished = true
	*m.reg(in.a) = py.Unbound
	m.keep(g)
	return nil
}

// spare lets it, the iterator of a for loop that has been left, wait for the next one, as opLeaveFor does.
func (m *machine) spare(it py.Value) {
	p := it.P
	link := func(chain, next *unsafe.Pointer) {
		it.Header().ID = spareIterator
		*next, *chain = *chain, p
	}
	switch it.Type() {
	case py.RangeIteratorType:
		link(&m.spareRange, &(*ownRange)(p).next)
	case py.ListIteratorType:
		(*ownList)(p).List = nil
		link(&m.spareList, &(*ownList)(p).next)
	case py.TupleIteratorType:
		(*ownTuple)(p).Tuple = nil
		link(&m.spareTuple, &(*ownTuple)(p).next)
	case py.SetIteratorType:
		(*ownSet)(p).Set = nil
		link(&m.spareSet, &(*ownSet)(p).next)
	case py.StrASCIIIteratorType:
		(*ownStr)(p).Str = nil
		link(&m.spareStr, &(*ownStr)(p).next)
	case py.BytesIteratorType:
		(*ownBytes)(p).Seq = py.None
		link(&m.spareBytes, &(*ownBytes)(p).next)
	}
}
