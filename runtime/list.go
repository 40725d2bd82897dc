// This file defines List, the list object.

package runtime

import (
	"math"
	"slices"
	"unsafe"
)

// List is a list object. Items are reached through the accessors only: the storage byte leaves room for typed storage.
type List struct {
	Header
	items   []Value
	storage uint8 // storageValues; others are not in use yet
}

type (
	list1 struct {
		List
		a [1]Value
	}
	list2 struct {
		List
		a [2]Value
	}
	list3 struct {
		List
		a [3]Value
	}
	list4 struct {
		List
		a [4]Value
	}
	list5 struct {
		List
		a [5]Value
	}
	list6 struct {
		List
		a [6]Value
	}
	list7 struct {
		List
		a [7]Value
	}
	list8 struct {
		List
		a [8]Value
	}
	list9 struct {
		List
		a [9]Value
	}
	list10 struct {
		List
		a [10]Value
	}
	list12 struct {
		List
		a [12]Value
	}
	list16 struct {
		List
		a [16]Value
	}
)

// maxWithin is how many items a list may hold in one piece of memory with itself.
const maxWithin = 16

// emptyItems are the items of a list that was cleared: unlike nil they tell Sort that the list was touched.
var emptyItems = []Value{}

var listHeader = Header{Type: ListType, Kind: KindList}

const valueSize = 16 // asserted by a test

func setupList(t *Type) {
	t.Doc = "A mutable sequence.\n\nWithout an argument it is empty; otherwise it holds the items of the iterable."
	t.TextSig = "(iterable=(), /)"
	t.Layout, t.Size = KindList, SizeOf[List]()
	t.Flags |= TypeBaseType | TypeSequence | TypeMatchSelf
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		return newObject[List](cls, KindList).Value(), nil
	}
	t.Init = listInit
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		switch len(args) {
		case 0:
			return (&List{Header: listHeader}).Value(), nil
		case 1:
			l, err := ListFrom(th, args[0])
			if err != nil {
				return Unbound, err
			}
			return l.Value(), nil
		}
		return Unbound, wrongArity("list", 0, 1, len(args))
	}
	t.Repr = func(th *Thread, v Value) (Value, error) { return reprItems(th, v, "[", "]") }
	t.Hash = hashNotImplemented
	t.Compare = listCompare
	t.Iter = func(th *Thread, v Value) (Value, error) { return NewListIterator((*List)(v.P)).Value(), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return len((*List)(v.P).items), nil }
	t.GetItem, t.SetItem, t.Contains = listGetItem, listSetItem, listContains
	t.IsSequenceIndex = true
	t.Concat, t.Repeat = listConcat, listRepeat
	t.InPlaceConcat = func(th *Thread, a, b Value) (Value, error) { return a, (*List)(a.P).Extend(th, b) }
	t.InPlaceRepeat = listInPlaceRepeat
	t.Methods = []*MethodDef{
		Def("__getitem__($self, index, /)", "Return self[index].", func(th *Thread, a []Value) (Value, error) { return listGetItem(th, a[0], a[1]) }),
		Def("__reversed__($self, /)", "Return an iterator over the list from its end.", listReversed),
		Def("__sizeof__($self, /)", "Return the size of the list in memory, in bytes.", listSizeof),
		Def("clear($self, /)", "Remove all items.", func(th *Thread, a []Value) (Value, error) { (*List)(a[0].P).Clear(); return None, nil }),
		Def("copy($self, /)", "Return a shallow copy of the list.", listCopy),
		Def("append($self, object, /)", "Add object at the end of the list.", func(th *Thread, a []Value) (Value, error) {
			return None, (*List)(a[0].P).AppendCharged(th, a[1])
		}).Inlined(InlineAppend),
		Def("insert($self, index, object, /)", "Insert object before index.", listInsert),
		Def("extend($self, iterable, /)", "Add the items of the iterable at the end of the list.", func(th *Thread, a []Value) (Value, error) {
			return None, (*List)(a[0].P).Extend(th, a[1])
		}),
		Def("pop($self, index=-1, /)", "Remove the item at index, by default the last one, and return it.\n\nIndexError when there is no such item.", listPop).Unfilled(1, 2).Inlined(InlineListPop),
		Def("remove($self, value, /)", "Remove the first item that equals value.\n\nValueError when there is none.", listRemove),
		Def("index($self, value, start=0, stop=sys.maxsize, /)", "Return the index of the first item that equals value.\n\nValueError when there is none.", listIndex),
		Def("count($self, value, /)", "Return how many items equal value.", listCount),
		Def("reverse($self, /)", "Reverse the list in place.", func(th *Thread, a []Value) (Value, error) {
			slices.Reverse((*List)(a[0].P).items)
			return None, nil
		}),
		Def("sort($self, /, *, key=None, reverse=False)", "Sort the list in place, in ascending order, and return None.\n\nThe sort is stable: equal items keep their order. key, called once with each item, tells what to\ncompare; reverse makes the order descending.", listSort),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem),
	}
}

// NewList returns a list that takes items over.
func NewList(items []Value) *List { return &List{Header: listHeader, items: items} }

// ListOf returns a list of a copy of items; a short list is a single allocation.
func ListOf(items ...Value) *List {
	switch len(items) {
	case 1:
		x := &list1{a: [1]Value{items[0]}}
		x.Header, x.items = listHeader, x.a[:]
		return &x.List
	case 2:
		x := &list2{a: [2]Value{items[0], items[1]}}
		x.Header, x.items = listHeader, x.a[:]
		return &x.List
	case 3:
		x := &list3{a: [3]Value{items[0], items[1], items[2]}}
		x.Header, x.items = listHeader, x.a[:]
		return &x.List
	case 4:
		x := &list4{a: [4]Value{items[0], items[1], items[2], items[3]}}
		x.Header, x.items = listHeader, x.a[:]
		return &x.List
	}
	l := sizedList(len(items))
	copy(l.items, items)
	return l
}

// ListWithRoom returns an empty list with room for n items; if they are few, a single allocation.
func ListWithRoom(n int) *List {
	l := sizedList(n)
	l.items = l.items[:0]
	return l
}

// SizedList returns a list of n ints 0, which are to be replaced.
func SizedList(n int) *List { return sizedList(n) }

// sizedList returns a list of n items, which are to be set; a short list is a single allocation.
func sizedList(n int) *List {
	var l *List
	switch {
	case n > maxWithin:
		l = &List{items: make([]Value, n)}
	case n == 0:
		return &List{Header: listHeader}
	case n == 1:
		x := &list1{}
		l, x.items = &x.List, x.a[:]
	case n == 2:
		x := &list2{}
		l, x.items = &x.List, x.a[:]
	case n == 3:
		x := &list3{}
		l, x.items = &x.List, x.a[:]
	case n == 4:
		x := &list4{}
		l, x.items = &x.List, x.a[:]
	case n == 5:
		x := &list5{}
		l, x.items = &x.List, x.a[:]
	case n == 6:
		x := &list6{}
		l, x.items = &x.List, x.a[:]
	case n == 7:
		x := &list7{}
		l, x.items = &x.List, x.a[:]
	case n == 8:
		x := &list8{}
		l, x.items = &x.List, x.a[:]
	case n == 9:
		x := &list9{}
		l, x.items = &x.List, x.a[:]
	case n == 10:
		x := &list10{}
		l, x.items = &x.List, x.a[:]
	case n <= 12:
		x := &list12{}
		l, x.items = &x.List, x.a[:n]
	default:
		x := &list16{}
		l, x.items = &x.List, x.a[:n]
	}
	l.Header = listHeader
	return l
}

// AsList returns v as a list (or subclass) object, or nil.
func AsList(v Value) *List {
	if v.Kind() == KindList {
		return (*List)(v.P)
	}
	return nil
}

// Len returns the number of items.
func (l *List) Len() int { return len(l.items) }

// Items returns the items, valid until the list changes.
func (l *List) Items() []Value { return l.items }

// At returns item i, which must exist.
func (l *List) At(i int) Value { return l.items[i] }

// SetAt replaces item i, which must exist.
func (l *List) SetAt(i int, v Value) { l.items[i] = v }

// SetItems replaces the contents; the list takes items over.
func (l *List) SetItems(items []Value) { l.items = items }

// Append adds v at the end.
func (l *List) Append(v Value) { l.items = append(l.items, v) }

// Reserve makes room for n items in an empty list.
func (l *List) Reserve(n int) {
	if n > cap(l.items) {
		l.items = make([]Value, 0, n)
	}
}

// AppendItems adds a copy of items at the end; more is how many are expected to follow.
func (l *List) AppendItems(items []Value, more int) {
	if n := len(l.items) + len(items); n > cap(l.items) {
		room := max(n, min(2*len(l.items), n+more))
		l.items = append(make([]Value, 0, room), l.items...)
	}
	l.items = append(l.items, items...)
}

// minRoom is the room that a list gets with its first item.
const minRoom = 4

// maxDoubled is the length up to which a list that is full gets twice the room.
const maxDoubled = 4096

// moreRoom is how many items a list of n items, which is full, gets room for: short ones, of which there are many, get less than twice as many.
func moreRoom(n int) int {
	switch n {
	case 8:
		return 12
	case 12:
		return 20
	case 20:
		return 32
	}
	return max(2*n, minRoom)
}

// AppendCharged is Append that first announces the memory for a big list.
func (l *List) AppendCharged(th *Thread, v Value) error {
	if n := len(l.items); n == cap(l.items) {
		switch {
		case n == 0:
			l.items = make([]Value, 0, minRoom)
		case n > 1<<16:
			if err := th.ChargeItems(n+n/4, valueSize); err != nil {
				return err
			}
		case n <= maxDoubled: // Go's append would copy a list of some thousand items five times as it grows
			grown := make([]Value, n, moreRoom(n))
			copy(grown, l.items)
			l.items = grown
		}
	}
	l.items = append(l.items, v)
	return nil
}

// Clear removes all items.
func (l *List) Clear() {
	if l.items != nil {
		if cap(l.items) <= maxWithin {
			clear(l.items) // they may lie within the list's own memory, which keeps them alive
		}
		l.items = emptyItems
	}
}

// Insert puts v before item i. Indexes beyond either end mean that end; negative ones count from the end.
func (l *List) Insert(i int, v Value) {
	n := len(l.items)
	if i < 0 {
		i = max(i+n, 0)
	}
	l.items = slices.Insert(l.items, min(i, n), v)
}

// Pop removes item i and returns it; i must be in range.
func (l *List) Pop(i int) Value {
	n := len(l.items)
	v := l.items[i]
	if i != n-1 {
		copy(l.items[i:], l.items[i+1:])
	}
	l.items[n-1] = Value{}
	l.items = l.items[:n-1]
	if c := cap(l.items); c > 64 && n < c/4 {
		l.items = append(make([]Value, 0, c/2), l.items...)
	}
	return v
}

// Extend adds the items of an iterable at the end. When the iteration fails, the items before the failure stay.
func (l *List) Extend(th *Thread, iterable Value) error {
	var more []Value
	switch {
	case iterable.IsExact(KindList):
		more = (*List)(iterable.P).items
	case iterable.IsExact(KindTuple):
		more = (*Tuple)(iterable.P).Items()
	default:
		return l.extendByIteration(th, iterable)
	}
	return l.AddItems(th, more)
}

// AddItems adds some items at the end.
func (l *List) AddItems(th *Thread, more []Value) error {
	if len(more) == 0 {
		return nil
	}
	if err := th.ChargeItems(len(l.items)+len(more), valueSize); err != nil {
		return err
	}
	if l.items == nil {
		l.items = append(make([]Value, 0, len(more)+1), more...) // [*a, b] has one more
		return nil
	}
	l.items = append(l.items, more...)
	return nil
}

// ListFrom is list(iterable); a short list is a single allocation where its length is known before.
func ListFrom(th *Thread, iterable Value) (*List, error) {
	switch {
	case iterable.IsExact(KindStr):
		s := (*Str)(iterable.P)
		if err := th.ChargeItems(s.Len(), valueSize); err != nil {
			return nil, err
		}
		l := sizedList(s.Len())
		s.chars(l.items)
		return l, nil
	case iterable.IsExact(KindBytes), iterable.IsExact(KindByteArray):
		b := bytesOf(iterable)
		if err := th.ChargeItems(len(b), valueSize); err != nil {
			return nil, err
		}
		l := sizedList(len(b))
		for i, c := range b {
			l.items[i].B = uint64(c)
		}
		return l, nil
	case iterable.IsExact(KindList), iterable.IsExact(KindTuple):
		items := sequenceItems(iterable)
		if err := th.ChargeItems(len(items), valueSize); err != nil {
			return nil, err
		}
		return ListOf(items...), nil
	}
	if it, ok := overDict(iterable); ok {
		if err := th.ChargeItems(it.Left, valueSize); err != nil {
			return nil, err
		}
		return it.list(), nil
	}
	if s := AsSet(iterable); s != nil && s.Flags&FlagSubclass == 0 {
		if err := th.ChargeItems(s.used, valueSize); err != nil {
			return nil, err
		}
		l := ListWithRoom(s.used)
		for i := range s.table {
			if e := &s.table[i]; e.live() {
				l.items = append(l.items, e.key)
			}
		}
		return l, nil
	}
	if iterable.P != nil && iterable.Type() == ListReverseIteratorType {
		if x := (*ListReverseIterator)(iterable.P); x.List != nil && x.Index < len(x.List.items) {
			if err := th.ChargeItems(x.Index+1, valueSize); err != nil {
				return nil, err
			}
			l := sizedList(x.Index + 1)
			copyReversed(l.items, x)
			return l, nil
		}
	}
	it, n, err := iterWithHint(th, iterable)
	if err != nil {
		return nil, err
	}
	if err := th.ChargeItems(n, valueSize); err != nil {
		return nil, err
	}
	l := ListWithRoom(min(n, maxHinted))
	return l, l.takeAll(th, it)
}

// maxHinted is for how many items room is made because an iterable says that it has them.
const maxHinted = 1 << 24

// unknownLength is for how many items room is made when an iterable doesn't say how many it has.
const unknownLength = 8

// iterWithHint is iter(iterable) and how many items to expect.
func iterWithHint(th *Thread, iterable Value) (it Value, n int, err error) {
	if it, err = Iter(th, iterable); err != nil {
		return it, 0, err
	}
	switch it.Type().Iteration {
	case IterationGenerator: // it has no __len__ and no __length_hint__
		return it, unknownLength, nil
	case IterationEnumerate, IterationZip: // neither do these
		if n = tuplesLeft(it); n == 0 {
			n = unknownLength
		}
		return it, n, nil
	}
	n, err = LengthHint(th, iterable, unknownLength)
	return it, n, err
}

func (l *List) extendByIteration(th *Thread, iterable Value) error {
	it, n, err := iterWithHint(th, iterable)
	if err != nil {
		return err
	}
	if n > 0 && n <= math.MaxInt-len(l.items) {
		if err := th.ChargeItems(len(l.items)+n, valueSize); err != nil {
			return err
		}
		l.items = slices.Grow(l.items, min(n, maxHinted))
	}
	return l.takeAll(th, it)
}

// takeAll adds the items that an iterator has left.
func (l *List) takeAll(th *Thread, it Value) error {
	switch it.Type().Iteration {
	case IterationRange:
		r := (*RangeIterator)(it.P)
		if err := th.ChargeItems(len(l.items)+int(r.Left), valueSize); err != nil {
			return err
		}
		l.items = slices.Grow(l.items, int(r.Left))
		for ; r.Left > 0; r.Left-- {
			l.items = append(l.items, Int(r.Next))
			r.Next += r.Step
		}
		return nil
	case IterationGenerator:
		room := func(v Value) bool {
			if len(l.items) == cap(l.items) {
				return false
			}
			l.items = append(l.items, v)
			return true
		}
		return forEachNext(th, it, room, func(v Value) error { return l.appendAsGo(th, v) })
	case IterationEnumerate, IterationZip:
		if err := l.takeRows(th, it); err != nil {
			return err
		}
	}
	if IteratesParts(it, 2) {
		return l.takePairs(th, it)
	}
	c := Cursor{it: it, next: it.Type().Next, plain: it.Type().Iteration >= IterationList}
	for {
		v, err := c.fromIterator(th)
		if err != nil || v.IsUnbound() {
			return err
		}
		if n := len(l.items); n < cap(l.items) {
			l.items = l.items[:n+1]
			l.items[n] = v
		} else if err := l.appendAsGo(th, v); err != nil {
			return err
		}
	}
}

// takePairs is takeAll of an enumerate or zip object that yields pairs.
func (l *List) takePairs(th *Thread, it Value) error {
	var slab pairSlab
	var part [2]Value // the second, the first
	for {
		if err := th.Interp.Step(); err != nil {
			return err
		}
		some, err := NextParts(th, it, part[:])
		if err != nil || !some {
			return err
		}
		if err := l.appendAsGo(th, slab.pair(part[1], part[0], cap(l.items)-len(l.items)-1).Value()); err != nil {
			return err
		}
	}
}

// appendAsGo adds v at the end, where the room of a big list grows as Go's slices do.
func (l *List) appendAsGo(th *Thread, v Value) error {
	if len(l.items) == cap(l.items) {
		if err := th.ChargeItems(2*len(l.items), valueSize); err != nil {
			return err
		}
	}
	l.items = append(l.items, v)
	return nil
}

func listInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	l := (*List)(self.P)
	t := self.Type()
	if kw != nil && kw.Len() > 0 {
		if t == ListType || sameFunc(t.New, ListType.New) {
			return Raise(TypeError, "list() takes no keyword arguments")
		}
		args = args[:len(args)-kw.Len()]
	}
	if len(args) > 1 {
		return wrongArity("list", 0, 1, len(args))
	}
	l.items = nil
	if len(args) == 0 {
		return nil
	}
	return l.Extend(th, args[0])
}

// reprItems is the repr of a list or tuple between its brackets.
func reprItems(th *Thread, v Value, open, end string) (Value, error) {
	if !th.EnterRepr(v) {
		return Text(open + "..." + end), nil
	}
	defer th.LeaveRepr()
	b := th.newTextBuilder()
	b.ascii(open)
	for i := 0; i < len(sequenceItems(v)); i++ {
		if i > 0 {
			b.ascii(", ")
		}
		if err := b.repr(th, sequenceItems(v)[i]); err != nil {
			return Unbound, err
		}
	}
	b.ascii(end)
	return th.finish(&b).Value(), nil
}

// sequenceItems returns the present items of a list or tuple.
func sequenceItems(v Value) []Value {
	if v.Kind() == KindList {
		return (*List)(v.P).items
	}
	return (*Tuple)(v.P).Items()
}

// OwnItems returns the present items of an object of a class derived from list or tuple, if iterating over it yields them.
func OwnItems(v Value) (items []Value, ok bool) {
	switch v.Kind() {
	case KindList:
		ok = sameFunc(v.Type().Iter, ListType.Iter)
	case KindTuple:
		ok = sameFunc(v.Type().Iter, TupleType.Iter)
	}
	if !ok {
		return nil, false
	}
	return sequenceItems(v), true
}

func listCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if b.Kind() != KindList {
		return NotImplemented, nil
	}
	return compareSequences(th, a, b, op)
}

// compareSequences compares two lists or two tuples: by the first items that differ, else by length.
func compareSequences(th *Thread, a, b Value, op CompareOp) (Value, error) {
	x, y := sequenceItems(a), sequenceItems(b)
	if len(x) != len(y) && (op == EQ || op == NE) {
		return Bool(op == NE), nil
	}
	i := 0
	for ; i < len(x) && i < len(y); i++ {
		if x[i].P == nil && y[i].P == nil {
			if x[i].B != y[i].B {
				break
			}
			continue
		}
		same, err := Equal(th, x[i], y[i])
		if err != nil {
			return Unbound, err
		}
		x, y = sequenceItems(a), sequenceItems(b)
		if !same {
			break
		}
	}
	switch {
	case i >= len(x) || i >= len(y):
		return Bool(compareInts(int64(len(x)), int64(len(y)), op)), nil
	case op == EQ:
		return False, nil
	case op == NE:
		return True, nil
	}
	if holds, known := comparePlain(x[i], y[i], op); known {
		return Bool(holds), nil
	}
	return RichCompare(th, x[i], y[i], op)
}

// hasIndex reports whether v can serve as an integer index.
func hasIndex(v Value) bool { return v.P == nil || v.Type().Index != nil || IsInstance(v, IntType) }

// sequenceIndex converts a subscript that is no slice; what names the type in the error.
func sequenceIndex(th *Thread, key Value, what string) (int, error) {
	if key.P == nil {
		return int(key.B), nil
	}
	if !hasIndex(key) {
		return 0, Raise(TypeError, "%s indices must be integers or slices, not %s", what, key.Type().TypeName())
	}
	i, err := Index(th, key)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		return 0, Raise(IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
	}
	return int(i.B), nil
}

func listGetItem(th *Thread, v, key Value) (Value, error) {
	l := (*List)(v.P)
	if key.Kind() != KindSlice {
		i, err := sequenceIndex(th, key, "list")
		if err != nil {
			return Unbound, err
		}
		if i < 0 {
			i += len(l.items)
		}
		if uint(i) >= uint(len(l.items)) {
			return Unbound, Raise(IndexError, "list index out of range")
		}
		return l.items[i], nil
	}
	start, stop, step, err := UnpackSlice(th, key)
	if err != nil {
		return Unbound, err
	}
	start, _, n := AdjustSlice(start, stop, step, len(l.items))
	if step == 1 {
		return ListOf(l.items[start : start+n]...).Value(), nil
	}
	part := sizedList(n)
	for i := range part.items {
		part.items[i] = l.items[start+i*step]
	}
	return part.Value(), nil
}

// sliceItems copies n items from start on, step apart.
func sliceItems(items []Value, start, step, n int) []Value {
	out := make([]Value, n)
	for i := range out {
		out[i] = items[start+i*step]
	}
	return out
}

func listSetItem(th *Thread, v, key, x Value) error {
	l := (*List)(v.P)
	if key.Kind() == KindSlice {
		if x.IsUnbound() {
			return l.deleteSlice(th, key)
		}
		return l.assignSlice(th, key, x)
	}
	i, err := sequenceIndex(th, key, "list")
	if err != nil {
		return err
	}
	if i < 0 {
		i += len(l.items)
	}
	if uint(i) >= uint(len(l.items)) {
		return Raise(IndexError, "list assignment index out of range")
	}
	if x.IsUnbound() {
		l.Pop(i)
		return nil
	}
	l.items[i] = x
	return nil
}

// assignSlice is l[key] = x for a slice.
func (l *List) assignSlice(th *Thread, key, x Value) error {
	start, stop, step, err := UnpackSlice(th, key)
	if err != nil {
		return err
	}
	items, err := slotItems(th, x, "must assign iterable to extended slice")
	if err != nil {
		return err
	}
	if x.P == unsafe.Pointer(l) {
		items = slices.Clone(items)
	}
	start, stop, n := AdjustSlice(start, stop, step, len(l.items))
	if step == 1 {
		return l.ReplaceSlice(th, start, stop, items)
	}
	if len(items) != n {
		return Raise(ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(items), n)
	}
	for i, v := range items {
		l.items[start+i*step] = v
	}
	return nil
}

// ReplaceSlice is l[start:stop] = items for bounds from 0 to the length. items must not be part of the list.
func (l *List) ReplaceSlice(th *Thread, start, stop int, items []Value) error {
	if err := th.ChargeItems(len(l.items)+len(items), valueSize); err != nil {
		return err
	}
	if stop-start == len(items) {
		copy(l.items[start:stop], items)
		return nil
	}
	l.items = slices.Replace(l.items, start, max(start, stop), items...)
	return nil
}

// FillReversed is l[start:stop] = it for the iterator of another list from its end, if it has just as many items; otherwise it reports false.
func (l *List) FillReversed(start, stop int, it Value) bool {
	if it.P == nil || it.Type() != ListReverseIteratorType {
		return false
	}
	x := (*ListReverseIterator)(it.P)
	if x.List == nil || x.List == l || x.Index >= len(x.List.items) || x.Index+1 != stop-start {
		return false
	}
	copyReversed(l.items[start:stop], x)
	return true
}

// copyReversed fills to with what an iterator has left, which ends it.
func copyReversed(to []Value, x *ListReverseIterator) {
	items := x.List.items[:x.Index+1]
	for i := range to {
		to[i] = items[len(items)-1-i]
	}
	x.Index, x.List = -1, nil
}

// slotItems is Items with another message for what is not iterable. The items of a list or tuple are its own: only to be read, before the list changes.
func slotItems(th *Thread, x Value, message string) ([]Value, error) {
	if x.IsExact(KindList) || x.IsExact(KindTuple) {
		return sequenceItems(x), nil
	}
	it, err := Iter(th, x)
	if err != nil {
		if Matches(err, TypeError) {
			return nil, Raise(TypeError, "%s", message)
		}
		return nil, err
	}
	return Items(th, it)
}

// deleteSlice is del l[key] for a slice.
func (l *List) deleteSlice(th *Thread, key Value) error {
	start, stop, step, err := UnpackSlice(th, key)
	if err != nil {
		return err
	}
	start, stop, n := AdjustSlice(start, stop, step, len(l.items))
	switch {
	case n == 0:
		return nil
	case step == 1:
		l.items = slices.Delete(l.items, start, stop)
		return nil
	case step < 0:
		start, step = start+(n-1)*step, -step
	}
	to := start
	for i := start; i < len(l.items); i++ {
		if (i-start)%step == 0 && (i-start)/step < n {
			continue
		}
		l.items[to] = l.items[i]
		to++
	}
	clear(l.items[to:])
	l.items = l.items[:to]
	return nil
}

func listContains(th *Thread, v, item Value) (bool, error) {
	i, err := findItem(th, v, item, 0, 1<<62)
	return i >= 0, err
}

// findItem returns the index of the first item between start and stop that equals item, or -1.
func findItem(th *Thread, v, item Value, start, stop int) (int, error) {
	for i := start; i < stop; i++ {
		items := sequenceItems(v)
		if i >= len(items) {
			break
		}
		same, err := Equal(th, items[i], item)
		if err != nil {
			return -1, err
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

func listConcat(th *Thread, a, b Value) (Value, error) {
	if b.Kind() != KindList {
		return Unbound, Raise(TypeError, "can only concatenate list (not \"%s\") to list", b.Type().TypeName())
	}
	l, err := JoinedList(th, (*List)(a.P).items, (*List)(b.P).items)
	if err != nil {
		return Unbound, err
	}
	return l.Value(), nil
}

// JoinedList returns a list of the items of x and those of y.
func JoinedList(th *Thread, x, y []Value) (*List, error) {
	if err := th.ChargeItems(len(x)+len(y), valueSize); err != nil {
		return nil, err
	}
	l := sizedList(len(x) + len(y))
	copy(l.items[copy(l.items, x):], y)
	return l, nil
}

// repeatItems returns n copies of items in a row.
func repeatItems(th *Thread, items []Value, count Value) ([]Value, error) {
	n, err := AsInt(th, count)
	if err != nil {
		return nil, err
	}
	if n <= 0 || len(items) == 0 {
		return nil, nil
	}
	if n > (1<<59)/len(items) {
		return nil, NewException(MemoryError)
	}
	if err := th.ChargeItems(n*len(items), valueSize); err != nil {
		return nil, err
	}
	out := make([]Value, n*len(items))
	fillRepeating(out, items)
	return out, nil
}

// fillRepeating fills out with items, again and again.
func fillRepeating(out, items []Value) {
	if len(items) == 1 {
		v := items[0]
		if v.P == nil { // new memory holds nil already
			if v.B != 0 {
				for i := range out {
					out[i].B = v.B
				}
			}
			return
		}
		if len(out) <= 16 {
			for i := range out {
				out[i] = v
			}
			return
		}
	}
	for done := copy(out, items); done < len(out); {
		done += copy(out[done:], out[:done])
	}
}

func listRepeat(th *Thread, v, count Value) (Value, error) {
	if items := (*List)(v.P).items; count.P == nil && len(items) <= 64 && count.B <= 64 {
		return RepeatedList(items, int(count.B)).Value(), nil
	}
	items, err := repeatItems(th, (*List)(v.P).items, count)
	return NewList(items).Value(), err
}

// RepeatedList returns a list of n times some items; both must be few.
func RepeatedList(items []Value, n int) *List {
	l := sizedList(n * len(items))
	if len(l.items) > 0 {
		fillRepeating(l.items, items)
	}
	return l
}

func listInPlaceRepeat(th *Thread, v, count Value) (Value, error) {
	l := (*List)(v.P)
	items, err := repeatItems(th, l.items, count)
	if err != nil {
		return Unbound, err
	}
	if items == nil {
		l.Clear()
	} else {
		l.items = items
	}
	return v, nil
}

func listReversed(th *Thread, a []Value) (Value, error) {
	l := (*List)(a[0].P)
	return (&ListReverseIterator{Header: Header{Type: ListReverseIteratorType, Kind: KindIterator}, List: l, Index: len(l.items) - 1}).Value(), nil
}

func listSizeof(th *Thread, a []Value) (Value, error) {
	return Int(int64(a[0].Type().Size) + int64(cap((*List)(a[0].P).items)*valueSize)), nil
}

func listCopy(th *Thread, a []Value) (Value, error) {
	return ListOf((*List)(a[0].P).items...).Value(), nil
}

func listInsert(th *Thread, a []Value) (Value, error) {
	i, err := AsInt(th, a[1])
	if err != nil {
		return Unbound, err
	}
	(*List)(a[0].P).Insert(i, a[2])
	return None, nil
}

func listPop(th *Thread, a []Value) (Value, error) {
	l := (*List)(a[0].P)
	i, err := -1, error(nil)
	if len(a) > 1 {
		i, err = AsInt(th, a[1])
	}
	switch {
	case err != nil:
		return Unbound, err
	case len(l.items) == 0:
		return Unbound, Raise(IndexError, "pop from empty list")
	case i < 0:
		i += len(l.items)
	}
	if uint(i) >= uint(len(l.items)) {
		return Unbound, Raise(IndexError, "pop index out of range")
	}
	return l.Pop(i), nil
}

func listRemove(th *Thread, a []Value) (Value, error) {
	i, err := findItem(th, a[0], a[1], 0, 1<<62)
	if err != nil {
		return Unbound, err
	}
	if i < 0 {
		return Unbound, Raise(ValueError, "list.remove(x): x not in list")
	}
	if l := (*List)(a[0].P); i < len(l.items) {
		l.Pop(i)
	}
	return None, nil
}

// searchBounds converts the start and stop arguments of index().
func searchBounds(th *Thread, start, stop Value, n int) (int, int, error) {
	var bounds [2]int
	for i, v := range [...]Value{start, stop} {
		if !hasIndex(v) {
			return 0, 0, Raise(TypeError, "slice indices must be integers or have an __index__ method")
		}
		b, err := AsIndexClamped(th, v)
		if err != nil {
			return 0, 0, err
		}
		if b < 0 {
			b = max(b+n, 0)
		}
		bounds[i] = b
	}
	return bounds[0], bounds[1], nil
}

func listIndex(th *Thread, a []Value) (Value, error) { return sequenceFind(th, a, "list") }

// sequenceFind is list.index and tuple.index.
func sequenceFind(th *Thread, a []Value, what string) (Value, error) {
	start, stop, err := searchBounds(th, a[2], a[3], len(sequenceItems(a[0])))
	if err != nil {
		return Unbound, err
	}
	i, err := findItem(th, a[0], a[1], start, stop)
	if err == nil && i < 0 {
		err = Raise(ValueError, "%s.index(x): x not in %s", what, what)
	}
	return Int(int64(i)), err
}

func listCount(th *Thread, a []Value) (Value, error) {
	n := 0
	for i := 0; i < len(sequenceItems(a[0])); i++ {
		same, err := Equal(th, sequenceItems(a[0])[i], a[1])
		if err != nil {
			return Unbound, err
		}
		if same {
			n++
		}
	}
	return Int(int64(n)), nil
}

func listSort(th *Thread, a []Value) (Value, error) {
	reverse, err := Truth(th, a[2])
	if err != nil {
		return Unbound, err
	}
	return None, (*List)(a[0].P).Sort(th, a[1], reverse)
}

// classGetItem is __class_getitem__ of the generic built-in types.
func classGetItem(th *Thread, a []Value) (Value, error) { return NewGenericAlias(th, a[0], a[1]) }
