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
	x := (*enumerate)(v.P)
	item, err := Next(th, x.it)
	if err != nil || item.IsUnbound() {
		return Unbound, err
	}
	n := x.count
	if n.P == nil && n.SmallInt() < math.MaxInt64 {
		x.count.B++
	} else {
		x.count = NewBig(new(big.Int).Add(AsBig(n), one))
	}
	return newPair(n, item).Value(), nil
}
