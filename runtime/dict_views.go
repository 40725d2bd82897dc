// This file defines the views of a dict (keys, values, items) and the iterators over it.

package runtime

import "math/bits"

// The types of the dict iterators; those of the views are with the other types.
var (
	DictKeyIteratorType          = &Type{Name: "dict_keyiterator"}
	DictValueIteratorType        = &Type{Name: "dict_valueiterator"}
	DictItemIteratorType         = &Type{Name: "dict_itemiterator"}
	DictReverseKeyIteratorType   = &Type{Name: "dict_reversekeyiterator"}
	DictReverseValueIteratorType = &Type{Name: "dict_reversevalueiterator"}
	DictReverseItemIteratorType  = &Type{Name: "dict_reverseitemiterator"}
)

// DictView is a view of a dict; its type says of what.
type DictView struct {
	Header
	Dict *Dict
}

// DictIterator walks the entries of a dict. Its type says what it yields and in which direction. Dict is nil once
// it is exhausted.
type DictIterator struct {
	Header
	Dict  *Dict
	Index int // of the next entry
	Used  int // the dict's length at the start; -1 once it changed
	Left  int // items left
}

// NewDictView returns a view of type DictKeysType, DictValuesType or DictItemsType.
func NewDictView(t *Type, d *Dict) Value {
	return (&DictView{Header: Header{Type: t, Kind: KindOther}, Dict: d}).Value()
}

// NewDictIterator returns an iterator of one of the DictIterator types.
func NewDictIterator(t *Type, d *Dict) *DictIterator {
	it := &DictIterator{Header: Header{Type: t, Kind: KindIterator}, Dict: d, Used: d.used, Left: d.used}
	if isReverseDictIterator(t) {
		it.Index = len(d.entries) - 1
	}
	return it
}

func isReverseDictIterator(t *Type) bool {
	return t == DictReverseKeyIteratorType || t == DictReverseValueIteratorType || t == DictReverseItemIteratorType
}

// next returns the next entry, nil at the end.
func (it *DictIterator) next(step int) (*dictEntry, error) {
	d := it.Dict
	if d == nil {
		return nil, nil
	}
	if d.used != it.Used {
		it.Used = -1
		return nil, Raise(RuntimeError, "dictionary changed size during iteration")
	}
	for uint(it.Index) < uint(len(d.entries)) {
		e := &d.entries[it.Index]
		it.Index += step
		if !e.key.IsUnbound() {
			if it.Left == 0 {
				it.Dict = nil
				return nil, Raise(RuntimeError, "dictionary keys changed during iteration")
			}
			it.Left--
			return e, nil
		}
	}
	it.Dict = nil
	return nil, nil
}

// part is what an iterator of type t yields for an entry.
func (e *dictEntry) part(t *Type) Value {
	switch t {
	case DictKeyIteratorType:
		return e.key
	case DictValueIteratorType:
		return e.value
	}
	return newPair(e.key, e.value).Value()
}

// list returns the items of an iterator that stands at the start, as a list.
func (it *DictIterator) list() *List {
	l := sizedList(it.Left)
	var slab pairSlab
	to := l.items
	for i := range it.Dict.entries {
		e := &it.Dict.entries[i]
		if e.key.IsUnbound() {
			continue
		}
		switch it.Type {
		case DictKeyIteratorType:
			to[0] = e.key
		case DictValueIteratorType:
			to[0] = e.value
		default:
			to[0] = slab.pair(e.key, e.value, len(to)-1).Value()
		}
		to = to[1:]
	}
	return l
}

// each calls f with each item that a forward iterator has left.
func (it *DictIterator) each(f func(v Value) error) error {
	for {
		e, err := it.next(1)
		if e == nil {
			return err
		}
		if err := f(e.part(it.Type)); err != nil {
			return err
		}
	}
}

// overDict returns an iterator over what list() and its like take from an exact dict or a view of a dict, by value; ok is false for anything else.
func overDict(v Value) (it DictIterator, ok bool) {
	if v.P == nil {
		return it, false
	}
	t := DictKeyIteratorType
	var d *Dict
	switch v.Header().Kind {
	case KindDict:
		if !v.IsExact(KindDict) {
			return it, false
		}
		d = (*Dict)(v.P)
	case KindOther:
		switch v.Header().Type {
		case DictKeysType:
		case DictValuesType:
			t = DictValueIteratorType
		case DictItemsType:
			t = DictItemIteratorType
		default:
			return it, false
		}
		d = (*DictView)(v.P).Dict
	default:
		return it, false
	}
	return DictIterator{Header: Header{Type: t, Kind: KindIterator}, Dict: d, Used: d.used, Left: d.used}, true
}

func setupDictIterator(t *Type) {
	step := 1
	if isReverseDictIterator(t) {
		step = -1
	} else {
		t.Iteration = IterationDict
	}
	pick := func(e *dictEntry) Value { return e.key }
	switch t {
	case DictValueIteratorType, DictReverseValueIteratorType:
		pick = func(e *dictEntry) Value { return e.value }
	case DictItemIteratorType, DictReverseItemIteratorType:
		pick = func(e *dictEntry) Value { return newPair(e.key, e.value).Value() }
	}
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		e, err := (*DictIterator)(v.P).next(step)
		if e == nil {
			return Unbound, err
		}
		return pick(e), nil
	},
		lengthHintDef(func(v Value) int {
			it := (*DictIterator)(v.P)
			if it.Dict == nil || it.Dict.used != it.Used {
				return 0
			}
			return it.Left
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			rest := *(*DictIterator)(a[0].P)
			items, err := Items(th, rest.Value())
			if err != nil {
				return Unbound, err
			}
			return reduceIter(th, "iter", func() []Value { return []Value{NewList(items).Value()} })
		}))
}

// viewIterators returns the iterator types of a view type.
func viewIterators(t *Type) (forward, backward *Type) {
	switch t {
	case DictKeysType:
		return DictKeyIteratorType, DictReverseKeyIteratorType
	case DictValuesType:
		return DictValueIteratorType, DictReverseValueIteratorType
	}
	return DictItemIteratorType, DictReverseItemIteratorType
}

func setupDictView(t *Type) {
	d := func(v Value) *Dict { return (*DictView)(v.P).Dict }
	forward, backward := viewIterators(t)
	t.Flags |= TypeDisallowNew
	t.Repr = dictViewRepr
	t.Iter = func(th *Thread, v Value) (Value, error) { return NewDictIterator(forward, d(v)).Value(), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return d(v).used, nil }
	if t != DictValuesType {
		t.Compare = dictViewCompare
		t.Contains = dictViewContains
		t.Binary[OpSub], t.Binary[OpAnd], t.Binary[OpXor], t.Binary[OpOr] = dictViewSub, dictViewAnd, dictViewXor, dictViewOr
		t.Methods = append(t.Methods, Def("isdisjoint($self, object, /)", "Tell whether the view and an iterable have no item in common.", func(th *Thread, a []Value) (Value, error) {
			return dictViewDisjoint(th, a[0], a[1])
		}))
	}
	t.Methods = append(t.Methods, Def("__reversed__($self, /)", "Return an iterator over the view from its end.", func(th *Thread, a []Value) (Value, error) {
		return NewDictIterator(backward, d(a[0])).Value(), nil
	}))
	t.GetSets = []GetSetDef{{Name: "mapping", Doc: "the dictionary that the view shows, read-only", Get: func(th *Thread, v Value) (Value, error) {
		return NewMappingProxy(d(v).Value()), nil
	}}}
}

func dictViewRepr(th *Thread, v Value) (Value, error) {
	if !th.EnterRepr(v) {
		return Text("..."), nil
	}
	defer th.LeaveRepr()
	items, err := Items(th, v)
	if err != nil {
		return Unbound, err
	}
	s, err := Repr(th, NewList(items).Value())
	if err != nil {
		return Unbound, err
	}
	return Text(v.Type().Name + "(" + s.s + ")"), nil
}

// isSetLike reports whether v is a set, a keys view or an items view.
func isSetLike(v Value) bool {
	t := v.Type()
	return v.Kind() == KindSet || t == DictKeysType || t == DictItemsType
}

func dictViewCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if !isSetLike(b) {
		return NotImplemented, nil
	}
	x, err := Length(th, a)
	if err != nil {
		return Unbound, err
	}
	y, err := Length(th, b)
	if err != nil {
		return Unbound, err
	}
	var ok bool
	switch op {
	case EQ, NE:
		if ok = x == y; ok {
			ok, err = allIn(th, a, b)
		}
		ok = ok == (op == EQ)
	case LT, LE:
		if ok = x < y || op == LE && x == y; ok {
			ok, err = allIn(th, a, b)
		}
	default:
		if ok = x > y || op == GE && x == y; ok {
			ok, err = allIn(th, b, a)
		}
	}
	return Bool(ok), err
}

// allIn reports whether all items of a are in b.
func allIn(th *Thread, a, b Value) (bool, error) {
	it, err := Iter(th, a)
	if err != nil {
		return false, err
	}
	for {
		x, err := Next(th, it)
		if err != nil {
			return false, err
		}
		if x.IsUnbound() {
			return true, nil
		}
		in, err := Contains(th, b, x)
		if err != nil || !in {
			return false, err
		}
	}
}

func dictViewContains(th *Thread, v, item Value) (bool, error) {
	d := (*DictView)(v.P).Dict
	if v.Type() == DictKeysType {
		return d.Contains(th, item)
	}
	pair := AsTuple(item)
	if pair == nil || pair.n != 2 {
		return false, nil
	}
	x, err := d.GetItem(th, pair.At(0))
	if err != nil || x.IsUnbound() {
		return false, err
	}
	return Equal(th, x, pair.At(1))
}

// allAmong tells that all keys of a small dict are among items, as far as strs decide it.
func (d *Dict) allAmong(items []Value) bool {
	if !d.strOnly() || len(d.entries) > 64 || len(items) < d.used {
		return false
	}
	found := uint64(0) // by number of the entry
	for _, item := range items {
		if !item.IsExact(KindStr) {
			return false
		}
		if i := d.FindStr((*Str)(item.P)); i >= 0 {
			found |= 1 << i
		}
	}
	return bits.OnesCount64(found) == d.used
}

func dictViewSub(th *Thread, a, b Value) (Value, error) {
	if a.Type() == DictKeysType && (b.IsExact(KindList) || b.IsExact(KindTuple)) {
		if (*DictView)(a.P).Dict.allAmong(sequenceItems(b)) {
			return newSetObject(SetType).Value(), nil
		}
	}
	s, err := NewSet(th, a)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), s.differenceUpdate(th, b)
}

func dictViewOr(th *Thread, a, b Value) (Value, error) {
	s, err := NewSet(th, a)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), s.Update(th, b)
}

func dictViewXor(th *Thread, a, b Value) (Value, error) {
	s, err := NewSet(th, a)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), s.symmetricDifferenceUpdate(th, b)
}

// dictViewAnd walks the smaller operand, or the one that is no view, and keeps what the view has.
func dictViewAnd(th *Thread, a, b Value) (Value, error) {
	if t := a.Type(); t != DictKeysType && t != DictItemsType {
		a, b = b, a
	} else if tb := b.Type(); (tb == DictKeysType || tb == DictItemsType) && (*DictView)(b.P).Dict.used > (*DictView)(a.P).Dict.used {
		a, b = b, a
	}
	out := newSetObject(SetType)
	err := ForEach(th, b, func(x Value) error {
		in, err := dictViewContains(th, a, x)
		if err != nil || !in {
			return err
		}
		return out.Add(th, x)
	})
	return out.Value(), err
}

func dictViewDisjoint(th *Thread, a, b Value) (Value, error) {
	if Is(a, b) {
		return Bool((*DictView)(a.P).Dict.used == 0), nil
	}
	if isSetLike(b) {
		x, err := Length(th, a)
		if err != nil {
			return Unbound, err
		}
		y, err := Length(th, b)
		if err != nil {
			return Unbound, err
		}
		if y > x {
			a, b = b, a
		}
	}
	it, err := Iter(th, b)
	if err != nil {
		return Unbound, err
	}
	for {
		x, err := Next(th, it)
		if err != nil {
			return Unbound, err
		}
		if x.IsUnbound() {
			return True, nil
		}
		in, err := Contains(th, a, x)
		if err != nil {
			return Unbound, err
		}
		if in {
			return False, nil
		}
	}
}
