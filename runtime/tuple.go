// This file defines Tuple, the tuple object.

package runtime

import (
	"strings"
	"unsafe"

	"github.com/gopy-lang/gopy/runtime/num"
)

// Tuple is a tuple object. Tuples of up to eight items are one allocation: items points just behind the struct.
type Tuple struct {
	Header
	items *Value
	n     int
	hash  int64 // 0: not computed
}

type (
	tuple1 struct {
		Tuple
		a [1]Value
	}
	tuple2 struct {
		Tuple
		a [2]Value
	}
	tuple3 struct {
		Tuple
		a [3]Value
	}
	tuple4 struct {
		Tuple
		a [4]Value
	}
	tuple5 struct {
		Tuple
		a [5]Value
	}
	tuple6 struct {
		Tuple
		a [6]Value
	}
	tuple7 struct {
		Tuple
		a [7]Value
	}
	tuple8 struct {
		Tuple
		a [8]Value
	}
	tuple9 struct {
		Tuple
		a [9]Value
	}
	tuple10 struct {
		Tuple
		a [10]Value
	}
	tuple12 struct {
		Tuple
		a [12]Value
	}
)

var tupleHeader = Header{Type: TupleType, Kind: KindTuple}

var emptyTuple = &Tuple{Header: tupleHeader}

func setupTuple(t *Type) {
	t.Doc = "An immutable sequence.\n\nWithout an argument it is empty; otherwise it holds the items of the iterable. A tuple is returned as it is."
	t.TextSig = "(iterable=(), /)"
	t.Layout, t.Size = KindTuple, SizeOf[Tuple]()
	t.Flags |= TypeBaseType | TypeSequence | TypeMatchSelf
	t.New = tupleNew
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		switch len(args) {
		case 0:
			return emptyTuple.Value(), nil
		case 1:
			t, err := TupleFrom(th, args[0])
			return tupleValue(t, err)
		}
		return Unbound, wrongArity("tuple", 0, 1, len(args))
	}
	t.Repr = tupleRepr
	t.Hash = tupleHash
	t.Compare = tupleCompare
	t.Iter = func(th *Thread, v Value) (Value, error) { return NewTupleIterator((*Tuple)(v.P)).Value(), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return (*Tuple)(v.P).n, nil }
	t.GetItem, t.Contains = tupleGetItem, listContains
	t.IsSequenceIndex = true
	t.Concat, t.Repeat = tupleConcat, tupleRepeat
	t.Methods = []*MethodDef{
		Def("__getnewargs__($self, /)", "Tell pickle the arguments of __new__.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(exactTuple(a[0]).Value()).Value(), nil
		}),
		Def("index($self, value, start=0, stop=sys.maxsize, /)", "Return the index of the first item that equals value.\n\nValueError when there is none.", func(th *Thread, a []Value) (Value, error) {
			return sequenceFind(th, a, "tuple")
		}),
		Def("count($self, value, /)", "Return how many items equal value.", listCount),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem),
	}
}

// EmptyTuple returns ().
func EmptyTuple() *Tuple { return emptyTuple }

// makeTuple returns an exact tuple of n items, all the int 0 until set.
func makeTuple(n int) *Tuple {
	var t *Tuple
	switch {
	case n == 0:
		return emptyTuple
	case n == 1:
		x := &tuple1{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 2:
		x := &tuple2{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 3:
		x := &tuple3{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 4:
		x := &tuple4{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 5:
		x := &tuple5{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 6:
		x := &tuple6{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 7:
		x := &tuple7{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 8:
		x := &tuple8{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 9:
		x := &tuple9{}
		t, x.items = &x.Tuple, &x.a[0]
	case n == 10:
		x := &tuple10{}
		t, x.items = &x.Tuple, &x.a[0]
	case n <= 12:
		x := &tuple12{}
		t, x.items = &x.Tuple, &x.a[0]
	default:
		t = &Tuple{}
		t.items = unsafe.SliceData(make([]Value, n))
	}
	t.Header, t.n = tupleHeader, n
	return t
}

// SizedTuple returns a new tuple of n items, to be set by Items at once.
func SizedTuple(n int) *Tuple { return makeTuple(n) }

// NewTuple returns a tuple of a copy of items.
func NewTuple(items []Value) *Tuple {
	switch len(items) {
	case 1:
		x := &tuple1{a: [1]Value{items[0]}}
		x.Header, x.items, x.n = tupleHeader, &x.a[0], 1
		return &x.Tuple
	case 2:
		return newPair(items[0], items[1])
	case 3:
		x := &tuple3{a: [3]Value{items[0], items[1], items[2]}}
		x.Header, x.items, x.n = tupleHeader, &x.a[0], 3
		return &x.Tuple
	}
	t := makeTuple(len(items))
	copy(t.Items(), items)
	return t
}

// HashedTuple is NewTuple of items whose tuple has the hash.
func HashedTuple(items []Value, hash int64) *Tuple {
	t := NewTuple(items)
	if t != emptyTuple {
		t.hash = hash
	}
	return t
}

// TupleOf returns a tuple of its arguments.
func TupleOf(items ...Value) *Tuple { return NewTuple(items) }

// newPair returns the tuple (a, b).
func newPair(a, b Value) *Tuple {
	x := &tuple2{a: [2]Value{a, b}}
	x.Header, x.items, x.n = tupleHeader, &x.a[0], 2
	return &x.Tuple
}

// pairSlab makes pairs that are made together and, most likely, live together: several lie in one block.
type pairSlab struct{ free []tuple2 }

// tupleInBlock is the Header.ID of a tuple that need not stand at the beginning of its block of memory. No cache is ever for it, see minID.
const tupleInBlock = 1

// pairsTogether is how many pairs lie in one block at most: with more, one that is kept would keep much memory.
const pairsTogether = 6

// pair returns the tuple (a, b); more is how many pairs are expected to follow.
func (s *pairSlab) pair(a, b Value, more int) *Tuple {
	if len(s.free) == 0 {
		if more < pairsTogether-1 {
			return newPair(a, b)
		}
		s.free = new([pairsTogether]tuple2)[:]
	}
	x := &s.free[0]
	s.free = s.free[1:]
	x.a = [2]Value{a, b}
	x.Header, x.items, x.n = tupleHeader, &x.a[0], 2
	x.ID = tupleInBlock
	return &x.Tuple
}

// newTupleOwned returns a tuple that takes items over when they are many.
func newTupleOwned(items []Value) *Tuple {
	if len(items) <= 8 {
		return NewTuple(items)
	}
	return &Tuple{Header: Header{Type: TupleType, Kind: KindTuple}, items: unsafe.SliceData(items), n: len(items)}
}

// TupleFrom is tuple(iterable): exact tuples are returned as they are.
func TupleFrom(th *Thread, iterable Value) (*Tuple, error) {
	if iterable.IsExact(KindTuple) {
		return (*Tuple)(iterable.P), nil
	}
	if iterable.IsExact(KindList) {
		return NewTuple((*List)(iterable.P).items), nil
	}
	if iterable.IsExact(KindStr) {
		s := (*Str)(iterable.P)
		if err := th.ChargeItems(s.Len(), valueSize); err != nil {
			return nil, err
		}
		t := makeTuple(s.Len())
		s.chars(t.Items())
		return t, nil
	}
	items, err := Items(th, iterable)
	if err != nil {
		return nil, err
	}
	return newTupleOwned(items), nil
}

func tupleValue(t *Tuple, err error) (Value, error) {
	if err != nil {
		return Unbound, err
	}
	return t.Value(), nil
}

// Len returns the number of items.
func (t *Tuple) Len() int { return t.n }

// Items returns the items; they must not be changed once the tuple is visible to a program.
func (t *Tuple) Items() []Value { return unsafe.Slice(t.items, t.n) }

// At returns item i.
func (t *Tuple) At(i int) Value { return t.Items()[i] }

// AsTuple returns v as a tuple (or subclass) object, or nil.
func AsTuple(v Value) *Tuple {
	if v.Kind() == KindTuple {
		return (*Tuple)(v.P)
	}
	return nil
}

// exactTuple returns v itself, or the items of an instance of a subclass as a tuple.
func exactTuple(v Value) *Tuple {
	if v.IsExact(KindTuple) {
		return (*Tuple)(v.P)
	}
	return NewTuple((*Tuple)(v.P).Items())
}

// NewTupleOf makes an instance of a class derived from tuple, with a copy of items.
func NewTupleOf(cls *Type, items []Value) *Tuple {
	if cls == TupleType {
		return NewTuple(items)
	}
	if cls.ExtOffset == 0 && len(items) > 0 {
		t := NewTuple(items)
		t.Type, t.Flags = cls, FlagSubclass
		return t
	}
	t := newObject[Tuple](cls, KindTuple)
	t.Flags |= FlagSubclass
	t.items, t.n = unsafe.SliceData(append(make([]Value, 0, len(items)), items...)), len(items)
	return t
}

// ConstructsTuple returns the class of which new(cls, items) makes an instance that is a tuple of the items, when new is the __new__ of tuple and cls
// a class derived from tuple; else nil.
func ConstructsTuple(new, cls Value) *Type {
	if new.Kind() != KindBuiltin {
		return nil
	}
	b, t := (*Builtin)(new.P), AsType(cls)
	if b.Def != dunderNewDef || b.Self.P != unsafe.Pointer(TupleType) || t == nil || t.Flags&TypeHeap == 0 || !t.IsSubtype(TupleType) {
		return nil
	}
	base := t
	for base.Flags&TypeHeap != 0 {
		base = base.Base
	}
	if base != TupleType {
		return nil
	}
	return t
}

func tupleNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if kw != nil && kw.Len() > 0 {
		if cls == TupleType || sameFunc(cls.Init, ObjectType.Init) {
			return Unbound, Raise(TypeError, "tuple() takes no keyword arguments")
		}
		args = args[:len(args)-kw.Len()]
	}
	if len(args) > 1 {
		return Unbound, wrongArity("tuple", 0, 1, len(args))
	}
	t := emptyTuple
	if len(args) == 1 {
		var err error
		if t, err = TupleFrom(th, args[0]); err != nil {
			return Unbound, err
		}
	}
	if cls == TupleType {
		return t.Value(), nil
	}
	return NewTupleOf(cls, t.Items()).Value(), nil
}

// wrongArity is the TypeError for got positional arguments of a function that binds its own.
func wrongArity(name string, least, most, got int) error {
	return Raise(TypeError, "%s %s", name, arityMessage(least, most, got))
}

func tupleRepr(th *Thread, v Value) (Value, error) {
	if (*Tuple)(v.P).n == 1 {
		return reprItems(th, v, "(", ",)")
	}
	return reprItems(th, v, "(", ")")
}

func tupleCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if b.Kind() != KindTuple {
		return NotImplemented, nil
	}
	return compareSequences(th, a, b, op)
}

// IsPlainTuple reports whether v is a tuple that is hashed and compared as tuples are: an exact one or isTupleLike.
func (v Value) IsPlainTuple() bool { return v.IsExact(KindTuple) || v.isTupleLike() }

// isTupleLike reports whether v is a tuple of a class that has no methods of its own for hashes and comparisons, as that of a named tuple.
func (v Value) isTupleLike() bool {
	if v.Kind() != KindTuple {
		return false
	}
	t := v.Type()
	return sameFunc(t.Hash, HashFunc(tupleHash)) && sameFunc(t.Compare, CompareFunc(tupleCompare))
}

func tupleHash(th *Thread, v Value) (int64, error) {
	t := (*Tuple)(v.P)
	if h, ok := t.knownHash(); ok {
		return h, nil
	}
	if err := th.Enter(" in tuple hash"); err != nil {
		return 0, err
	}
	defer th.Leave()
	sum := num.NewTupleHash()
	for _, x := range t.Items() {
		h, err := Hash(th, x)
		if err != nil {
			return 0, err
		}
		sum.Add(h)
	}
	h := sum.Sum()
	if t != emptyTuple {
		t.hash = h
	}
	return h, nil
}

// plainDepth is how deep tuples within tuples are looked into by what decides hashes and comparisons without Python code.
const plainDepth = 4

// knownHash is the hash of a tuple that has been hashed, or of one of ints, floats, strs, bools, None and such tuples.
func (t *Tuple) knownHash() (int64, bool) { return t.hashTo(plainDepth) }

func (t *Tuple) hashTo(depth int) (int64, bool) {
	if t.hash != 0 {
		return t.hash, true
	}
	h, ok := plainItemsHash(t.Items(), depth)
	if ok && t != emptyTuple {
		t.hash = h
	}
	return h, ok
}

// plainItemsHash is knownHash of the tuple that has the items, with tuples that lie depth deep.
func plainItemsHash(items []Value, depth int) (int64, bool) {
	sum := num.NewTupleHash()
	for _, x := range items {
		switch {
		case x.P == nil:
			sum.Add(num.HashInt64(int64(x.B)))
		case x.IsExact(KindStr):
			sum.Add((*Str)(x.P).Hash())
		case x.IsFloat():
			h, ok := num.HashFloat(x.FloatValue())
			if !ok {
				return 0, false
			}
			sum.Add(h)
		case x.IsBool():
			sum.Add(int64(x.B))
		case x.IsNone():
			sum.Add(hashNone)
		case x.IsPlainTuple() && depth > 0:
			h, ok := (*Tuple)(x.P).hashTo(depth - 1)
			if !ok {
				return 0, false
			}
			sum.Add(h)
		case isOnlyItself(x):
			sum.Add(hashAddress(x))
		default:
			return 0, false
		}
	}
	return sum.Sum(), true
}

// isOnlyItself tells that an object is an ordinary class, or an instance of a class that programs made, and hashed and compared by identity.
func isOnlyItself(v Value) bool {
	switch v.Kind() {
	case KindType:
		return v.Type() == TypeType
	case KindInstance:
		t := (*Header)(v.P).Type
		return sameFunc(t.Hash, HashFunc(hashIdentity)) && sameFunc(t.Compare, CompareFunc(objectCompare))
	}
	return false
}

// same is t == o of exact tuples, as far as identities, ints, floats, strs and tuples of them decide it; otherwise known is false.
func (t *Tuple) same(o *Tuple) (same, known bool) { return sameItems(t.Items(), o.Items(), plainDepth) }

func sameItems(a, b []Value, depth int) (same, known bool) {
	if len(a) != len(b) {
		return false, true
	}
	for i, x := range a {
		y := b[i]
		switch {
		case Is(x, y):
		case x.P == nil && y.P == nil:
			return false, true
		case x.IsExact(KindStr) && y.IsExact(KindStr):
			if (*Str)(x.P).s != (*Str)(y.P).s {
				return false, true
			}
		case x.IsFloat() && y.IsFloat():
			if x.FloatValue() != y.FloatValue() {
				return false, true
			}
		case x.IsPlainTuple() && y.IsPlainTuple() && depth > 0:
			if same, known := sameItems((*Tuple)(x.P).Items(), (*Tuple)(y.P).Items(), depth-1); !same || !known {
				return false, known
			}
		case isOnlyItself(x) && isOnlyItself(y):
			return false, true
		default:
			return false, false
		}
	}
	return true, true
}

// holdsItems tells whether an object is the tuple of items, as far as same can tell.
func holdsItems(v Value, items []Value) (same, known bool) {
	if !v.IsExact(KindTuple) && !v.isTupleLike() {
		return false, false
	}
	t := (*Tuple)(v.P)
	if t.items == unsafe.SliceData(items) && t.n == len(items) {
		return true, true
	}
	return sameItems(t.Items(), items, plainDepth)
}

// compare is t op o of exact tuples, as far as identities, ints, floats, strs and tuples of them decide it; otherwise known is false.
func (t *Tuple) compare(o *Tuple, op CompareOp) (holds, known bool) {
	return compareItems(t.Items(), o.Items(), op, plainDepth)
}

// CompareItems is compare of tuples of the items a and b.
func CompareItems(a, b []Value, op CompareOp) (holds, known bool) {
	return compareItems(a, b, op, plainDepth)
}

// HashItems is the hash of the tuple of items, as far as ints, floats, strs, bools, None and tuples of them decide it; otherwise known is false.
func HashItems(items []Value) (hash int64, known bool) { return plainItemsHash(items, plainDepth) }

// Refill makes items the items of an exact tuple of as many, which nobody else has seen since it was emptied, or clears them.
func (t *Tuple) Refill(items []Value) {
	if items == nil {
		clear(t.Items())
	} else {
		copy(t.Items(), items)
	}
}

func compareItems(a, b []Value, op CompareOp, depth int) (holds, known bool) {
	if len(a) != len(b) && (op == EQ || op == NE) {
		return op == NE, true
	}
	for i, x := range a {
		if i == len(b) {
			break
		}
		y := b[i]
		switch {
		case Is(x, y):
		case x.P == nil && y.P == nil:
			return compareInts(int64(x.B), int64(y.B), op), true
		case x.IsExact(KindStr) && y.IsExact(KindStr):
			if (*Str)(x.P).s != (*Str)(y.P).s {
				return comparePlain(x, y, op)
			}
		case x.IsFloat() && y.IsFloat():
			if x.FloatValue() != y.FloatValue() {
				return compareFloats(x.FloatValue(), y.FloatValue(), op), true
			}
		case x.IsPlainTuple() && y.IsPlainTuple() && depth > 0:
			x, y := (*Tuple)(x.P), (*Tuple)(y.P)
			if same, known := sameItems(x.Items(), y.Items(), depth-1); !known {
				return false, false
			} else if !same {
				return compareItems(x.Items(), y.Items(), op, depth-1)
			}
		default:
			return false, false
		}
	}
	return compareInts(int64(len(a)), int64(len(b)), op), true
}

// comparePlain is a op b of two ints, two floats or two exact strs; otherwise known is false.
func comparePlain(a, b Value, op CompareOp) (holds, known bool) {
	switch {
	case a.P == nil && b.P == nil:
		return compareInts(int64(a.B), int64(b.B), op), true
	case a.IsFloat() && b.IsFloat():
		return compareFloats(a.FloatValue(), b.FloatValue(), op), true
	case a.IsExact(KindStr) && b.IsExact(KindStr):
		if op == EQ {
			return (*Str)(a.P).s == (*Str)(b.P).s, true
		}
		// WTF-8 sorts as code points do.
		return op.holds(strings.Compare((*Str)(a.P).s, (*Str)(b.P).s)), true
	}
	return false, false
}

// LessPlain is a < b as far as identities, ints, floats, strs and tuples of them decide it; otherwise known is false. No Python code runs.
func LessPlain(a, b Value) (less, known bool) {
	if a.IsExact(KindTuple) && b.IsExact(KindTuple) {
		return (*Tuple)(a.P).compare((*Tuple)(b.P), LT)
	}
	return comparePlain(a, b, LT)
}

func tupleGetItem(th *Thread, v, key Value) (Value, error) {
	t := (*Tuple)(v.P)
	if key.Kind() != KindSlice {
		i, err := sequenceIndex(th, key, "tuple")
		if err != nil {
			return Unbound, err
		}
		if i < 0 {
			i += t.n
		}
		if uint(i) >= uint(t.n) {
			return Unbound, Raise(IndexError, "tuple index out of range")
		}
		return t.Items()[i], nil
	}
	start, _, step, n, err := SliceIndices(th, key, t.n)
	switch {
	case err != nil:
		return Unbound, err
	case n == t.n && step == 1 && v.IsExact(KindTuple):
		return v, nil
	case step == 1:
		return NewTuple(t.Items()[start : start+n]).Value(), nil
	}
	return newTupleOwned(sliceItems(t.Items(), start, step, n)).Value(), nil
}

func tupleConcat(th *Thread, a, b Value) (Value, error) {
	if b.Kind() != KindTuple {
		return Unbound, Raise(TypeError, "can only concatenate tuple (not \"%s\") to tuple", b.Type().TypeName())
	}
	x, y := (*Tuple)(a.P), (*Tuple)(b.P)
	switch {
	case x.n == 0 && b.IsExact(KindTuple):
		return b, nil
	case y.n == 0 && a.IsExact(KindTuple):
		return a, nil
	}
	return tupleValue(JoinedTuple(th, x.Items(), y.Items()))
}

// JoinedTuple returns a tuple of the items of x and those of y.
func JoinedTuple(th *Thread, x, y []Value) (*Tuple, error) {
	if err := th.ChargeItems(len(x)+len(y), valueSize); err != nil {
		return nil, err
	}
	t := makeTuple(len(x) + len(y))
	copy(t.Items()[copy(t.Items(), x):], y)
	return t, nil
}

func tupleRepeat(th *Thread, v, count Value) (Value, error) {
	t := (*Tuple)(v.P)
	if v.IsExact(KindTuple) && (t.n == 0 || count.P == nil && count.B == 1) {
		if _, err := AsInt(th, count); err != nil {
			return Unbound, err
		}
		return v, nil
	}
	items, err := repeatItems(th, t.Items(), count)
	return newTupleOwned(items).Value(), err
}
