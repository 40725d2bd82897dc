// This file defines enumerate, the iterator that counts the items of another one.

package runtime

import (
	"math"
	"math/big"
)

// enumerate is an enumerate object. count is an exact int.
type enumerate struct {
	Header
	it    Value
	count Value
}

func setupEnumerate(t *Type) {
	t.Iteration = IterationEnumerate
	t.Doc = "An iterator over pairs of a number, counted from start, and an item of the iterable."
	t.TextSig = "(iterable, start=0)"
	t.Size = SizeOf[enumerate]()
	t.Flags |= TypeBaseType
	t.New = enumerateNew
	setupIterator(t, enumerateNext,
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := (*enumerate)(a[0].P)
			return TupleOf(a[0].Type().Value(), TupleOf(x.it, x.count).Value()).Value(), nil
		}),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem))
	t.FastNew = func(th *Thread, args []Value) (Value, error) { return enumerateNew(th, EnumerateType, args, nil) }
}

func enumerateNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if len(args) > 2 {
		return Unbound, Raise(TypeError, "enumerate() takes at most 2 arguments (%d given)", len(args))
	}
	bound := [2]Value{Unbound, Unbound}
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	copy(bound[:], args[:n])
	for i := n; i < len(args); i++ {
		name := AsStr(kw.At(i - n)).s
		switch {
		case name == "iterable" && bound[0].IsUnbound():
			bound[0] = args[i]
		case name == "start" && bound[1].IsUnbound() && (n > 0 || len(args) == 2):
			bound[1] = args[i]
		default:
			return Unbound, Raise(TypeError, "'%s' is an invalid keyword argument for enumerate()", name)
		}
	}
	if bound[0].IsUnbound() {
		return Unbound, Raise(TypeError, "enumerate() missing required argument 'iterable'")
	}
	count := Int(0)
	if !bound[1].IsUnbound() {
		var err error
		if count, err = Index(th, bound[1]); err != nil {
			return Unbound, err
		}
	}
	it, err := Iter(th, bound[0])
	if err != nil {
		return Unbound, err
	}
	x := newObject[enumerate](cls, KindIterator)
	x.it, x.count = it, count
	return x.Value(), nil
}

func enumerateNext(th *Thread, v Value) (Value, error) {
	n, item, err := (*enumerate)(v.P).next(th)
	if err != nil || item.IsUnbound() {
		return Unbound, err
	}
	return newPair(n, item).Value(), nil
}

// next returns the parts of the next pair; item is Unbound at the end.
func (x *enumerate) next(th *Thread) (n, item Value, err error) {
	if item, err = Next(th, x.it); err != nil || item.IsUnbound() {
		return Unbound, Unbound, err
	}
	n = x.count
	if n.P == nil && n.SmallInt() < math.MaxInt64 {
		x.count.B++
	} else {
		x.count = NewBig(new(big.Int).Add(AsBig(n), one))
	}
	return n, item, nil
}

// IteratesParts reports whether it is an enumerate or zip object that yields tuples of n items, which NextParts can give.
func IteratesParts(it Value, n int) bool {
	switch it.Type().Iteration {
	case IterationEnumerate:
		return n == 2
	case IterationZip:
		return n > 0 && n <= maxParts && len((*zip)(it.P).its) == n
	}
	return false
}

// ItemsLeft returns how many items an iterator over a list, tuple or range had left before its last one was taken, 0 for anything else.
func ItemsLeft(it Value) int {
	if it.P == nil {
		return 0
	}
	switch it.Type().Iteration {
	case IterationList:
		if x := (*ListIterator)(it.P); x.List != nil {
			return max(len(x.List.items)-x.Index, 0) + 1
		}
	case IterationTuple:
		if x := (*TupleIterator)(it.P); x.Tuple != nil {
			return max(x.Tuple.n-x.Index, 0) + 1
		}
	case IterationRange:
		return int((*RangeIterator)(it.P).Left) + 1
	}
	return 0
}

// tuplesLeft returns how many tuples an enumerate or zip object of lists, tuples and ranges has left, 0 if it can't tell.
func tuplesLeft(it Value) int {
	if it.Type().Iteration == IterationEnumerate {
		return max(ItemsLeft((*enumerate)(it.P).it)-1, 0)
	}
	n := math.MaxInt
	for _, part := range (*zip)(it.P).its {
		n = min(n, ItemsLeft(part)-1)
	}
	if n == math.MaxInt {
		return 0
	}
	return max(n, 0)
}

// NextPartsOf calls NextParts of the type of an iterator, as Next does.
func NextPartsOf(th *Thread, it Value, to []Value) (some, known bool, err error) {
	if err := th.Interp.Step(); err != nil {
		return false, true, err
	}
	if err := th.Enter(""); err != nil {
		return false, true, err
	}
	some, known, err = it.Type().NextParts(th, it, to)
	th.Leave()
	return some, known, err
}

// maxParts is how many items NextParts gives at most.
const maxParts = 8

// NextParts puts the items of the next tuple in to, the last one first, without making the tuple; some is false at the end.
func NextParts(th *Thread, it Value, to []Value) (some bool, err error) {
	if it.Type().Iteration == IterationEnumerate {
		n, item, err := (*enumerate)(it.P).next(th)
		if err != nil || item.IsUnbound() {
			return false, err
		}
		to[0], to[1] = item, n
		return true, nil
	}
	// The program may run meanwhile: to is filled at the end.
	var parts [maxParts]Value
	if some, err = (*zip)(it.P).next(th, parts[:len(to)]); some {
		for i := range to {
			to[len(to)-1-i] = parts[i]
		}
	}
	return some, err
}
