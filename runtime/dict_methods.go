// This file fills dict: its slots and methods. The table itself is in dict.go, the views in dict_views.go.

package runtime

import (
	"strconv"
)

// maxExpected is for how many pairs at most a dict is made with room, as there may be fewer keys.
const maxExpected = 1 << 12

func setupDict(t *Type) {
	t.Doc = "dict() -> an empty dictionary\ndict(mapping) -> a dictionary with the pairs of a mapping\ndict(iterable) -> a dictionary with the (key, value) pairs of an iterable\ndict(**kwargs) -> a dictionary with the keyword arguments as pairs"
	t.Layout, t.Size = KindDict, SizeOf[Dict]()
	t.Flags |= TypeBaseType | TypeMapping | TypeMatchSelf
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if cls == DictType && kw != nil {
			return NewDictSize(min(kw.Len(), maxInline)).Value(), nil
		}
		return newObject[Dict](cls, KindDict).Value(), nil
	}
	t.Init = func(th *Thread, self Value, args []Value, kw *Tuple) error {
		return (*Dict)(self.P).updateFromArgs(th, "dict", args, kw)
	}
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		switch len(args) {
		case 0:
			return NewDict().Value(), nil
		case 1:
			if args[0].IsExact(KindList) || args[0].IsExact(KindTuple) {
				items := sequenceItems(args[0])
				d := NewDictSize(min(len(items), maxInline))
				return d.Value(), d.updateFromPairs(th, args[0])
			}
			if args[0].P != nil && IteratesParts(args[0], 2) {
				d := NewDictSize(min(tuplesLeft(args[0]), maxExpected))
				return d.Value(), d.updateFromParts(th, args[0])
			}
		}
		d := NewDict()
		return d.Value(), d.updateFromArgs(th, "dict", args, nil)
	}
	t.Repr = dictRepr
	t.Hash = hashNotImplemented
	t.Compare = dictCompare
	t.Iter = func(th *Thread, v Value) (Value, error) {
		return NewDictIterator(DictKeyIteratorType, (*Dict)(v.P)).Value(), nil
	}
	t.Len = func(th *Thread, v Value) (int, error) { return (*Dict)(v.P).used, nil }
	t.GetItem, t.SetItem = dictGetItem, dictSetItem
	t.Contains = func(th *Thread, v, key Value) (bool, error) { return (*Dict)(v.P).Contains(th, key) }
	t.Binary[OpOr] = dictOr
	t.InPlace[OpOr] = func(th *Thread, a, b Value) (Value, error) { return a, (*Dict)(a.P).Update(th, b) }
	d := func(v Value) *Dict { return (*Dict)(v.P) }
	t.Methods = []*MethodDef{
		Def("__contains__($self, key, /)", "Tell whether the dictionary has the key.", func(th *Thread, a []Value) (Value, error) {
			has, err := d(a[0]).Contains(th, a[1])
			return Bool(has), err
		}),
		Def("__getitem__($self, key, /)", "Return self[key].", func(th *Thread, a []Value) (Value, error) { return dictGetItem(th, a[0], a[1]) }),
		Def("__sizeof__($self, /)", "Return the size of the dictionary in memory, in bytes.", func(th *Thread, a []Value) (Value, error) {
			return Int(int64(a[0].Type().Size) + int64(cap(d(a[0]).entries)*dictEntrySize+4*len(d(a[0]).index))), nil
		}),
		Def("get($self, key, default=None, /)", "Return the value of key, or default when there is none.", dictGet).Inlined(InlineDictGet),
		Def("setdefault($self, key, default=None, /)", "Return the value of key, after setting it to default when there was none.", func(th *Thread, a []Value) (Value, error) {
			return d(a[0]).SetDefault(th, a[1], a[2])
		}).Inlined(InlineSetDefault),
		Def("pop($self, key, default=<unrepresentable>, /)", "Remove key and return its value, or default when there is none.\n\nKeyError when there is neither.", dictPop).Unfilled(2, 3),
		Def("popitem($self, /)", "Remove the last (key, value) pair and return it.\n\nKeyError when the dictionary is empty.", func(th *Thread, a []Value) (Value, error) {
			k, v, ok := d(a[0]).PopItem()
			if !ok {
				return Unbound, Raise(KeyError, "popitem(): dictionary is empty")
			}
			return newPair(k, v).Value(), nil
		}),
		Def("keys($self, /)", "Return a view of the keys.", func(th *Thread, a []Value) (Value, error) { return NewDictView(DictKeysType, d(a[0])), nil }),
		Def("items($self, /)", "Return a view of the (key, value) pairs.", func(th *Thread, a []Value) (Value, error) { return NewDictView(DictItemsType, d(a[0])), nil }),
		Def("values($self, /)", "Return a view of the values.", func(th *Thread, a []Value) (Value, error) { return NewDictView(DictValuesType, d(a[0])), nil }),
		DefRaw("update", "", "update([other], **kwargs): take in the pairs of a mapping or an iterable of pairs, then the keyword arguments.", func(th *Thread, a []Value, kw *Tuple) (Value, error) {
			return None, d(a[0]).updateFromArgs(th, "update", a[1:], kw)
		}),
		DefClass("fromkeys($type, iterable, value=None, /)", "Return a new dictionary with the keys of the iterable, all with the same value.", dictFromKeys),
		Def("clear($self, /)", "Remove all pairs.", func(th *Thread, a []Value) (Value, error) { d(a[0]).Clear(); return None, nil }),
		Def("copy($self, /)", "Return a shallow copy.", func(th *Thread, a []Value) (Value, error) { return d(a[0]).Copy().Value(), nil }),
		Def("__reversed__($self, /)", "Return an iterator over the keys from the last to the first.", func(th *Thread, a []Value) (Value, error) {
			return NewDictIterator(DictReverseKeyIteratorType, d(a[0])).Value(), nil
		}),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem),
	}
}

// Contains reports whether the dict has the key.
func (d *Dict) Contains(th *Thread, key Value) (bool, error) {
	i, _, err := d.lookup(th, key)
	return i >= 0, err
}

// updateFromArgs is dict.update and dict.__init__.
func (d *Dict) updateFromArgs(th *Thread, name string, args []Value, kw *Tuple) error {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n > 1 {
		return wrongArity(name, 0, 1, n)
	}
	if n == 1 {
		if err := d.Update(th, args[0]); err != nil {
			return err
		}
	}
	for i := n; i < len(args); i++ {
		if err := d.SetItem(th, kw.At(i-n), args[i]); err != nil {
			return err
		}
	}
	return nil
}

// Update takes in the pairs of a mapping (what has keys()) or of an iterable of pairs.
func (d *Dict) Update(th *Thread, from Value) error {
	if o := AsDict(from); o != nil && (from.IsExact(KindDict) || sameFunc(from.Type().Iter, DictType.Iter)) {
		return d.merge(th, o)
	}
	keys, err := GetAttrOr(th, from, nameKeys)
	if err != nil {
		return err
	}
	if keys.IsUnbound() {
		return d.updateFromPairs(th, from)
	}
	names, err := Call(th, keys, nil, nil)
	if err != nil {
		return err
	}
	return ForEach(th, names, func(k Value) error {
		v, err := GetItem(th, from, k)
		if err != nil {
			return err
		}
		return d.SetItem(th, k, v)
	})
}

// merge takes in the entries of another dict.
func (d *Dict) merge(th *Thread, o *Dict) error {
	if o == d || o.used == 0 {
		return nil
	}
	if d.used == 0 {
		d.copyFrom(o)
		return nil
	}
	if d.used+o.used > cap(d.entries) {
		if err := th.ChargeItems(d.used+o.used, dictEntrySize); err != nil {
			return err
		}
	}
	if cap(d.entries) < o.used {
		d.resize(d.used + o.used) // most keys will be new
	}
	n := o.used
	for i := 0; i < len(o.entries); i++ {
		e := o.entries[i]
		if e.key.IsUnbound() {
			continue
		}
		if err := d.SetItemHash(th, e.key, e.hash, e.value); err != nil {
			return err
		}
		if o.used != n {
			return Raise(RuntimeError, "dict mutated during update")
		}
	}
	return nil
}

// updateFromPairs takes in an iterable of pairs.
func (d *Dict) updateFromPairs(th *Thread, from Value) error {
	n := -1 // the pair that is done
	if from.IsExact(KindList) || from.IsExact(KindTuple) {
		if n += d.takePairs(th, sequenceItems(from)); n+1 == len(sequenceItems(from)) {
			return nil
		}
	}
	it, err := Iter(th, from)
	if err != nil {
		return err
	}
	switch {
	case from.IsExact(KindList):
		(*ListIterator)(it.P).Index = n + 1
	case from.IsExact(KindTuple):
		(*TupleIterator)(it.P).Index = n + 1
	}
	if IteratesParts(it, 2) {
		return d.updateFromParts(th, it)
	}
	return forEachNext(th, it, func(pair Value) bool {
		// Without leaving a generator's frame.
		if !d.takePair(th, pair) {
			return false
		}
		n++
		return true
	}, func(pair Value) error {
		n++
		var items []Value
		if pair.IsExact(KindTuple) {
			items = (*Tuple)(pair.P).Items()
		} else if items, err = slotItems(th, pair, "object is not iterable"); err != nil {
			if Matches(err, TypeError) {
				AddNote(th, err, "Cannot convert dictionary update sequence element #"+strconv.Itoa(n)+" to a sequence")
			}
			return err
		}
		if len(items) != 2 {
			return Raise(ValueError, "dictionary update sequence element #%d has length %d; 2 is required", n, len(items))
		}
		return d.SetItem(th, items[0], items[1])
	})
}

// takePairs takes in pairs from the first on, as long as takePair does, and returns how many.
func (d *Dict) takePairs(th *Thread, pairs []Value) int {
	for i, pair := range pairs {
		if !d.takePair(th, pair) {
			return i
		}
	}
	return len(pairs)
}

// takePair takes in a pair whose key no Python code is asked about; it reports whether it did.
func (d *Dict) takePair(th *Thread, pair Value) bool {
	if !d.strOnly() || len(d.entries) > 1<<16 {
		return false
	}
	var items []Value
	switch {
	case pair.IsExact(KindTuple):
		items = (*Tuple)(pair.P).Items()
	case pair.IsExact(KindList):
		items = (*List)(pair.P).items
	}
	if len(items) != 2 || items[0].P != nil && !items[0].IsExact(KindStr) {
		return false
	}
	return d.SetItem(th, items[0], items[1]) == nil
}

// updateFromParts is updateFromPairs for an enumerate or zip object, whose pairs needn't be made.
func (d *Dict) updateFromParts(th *Thread, it Value) error {
	if err := d.takeRows(th, it); err != nil {
		return err
	}
	mark := len(th.scratch)
	part := th.reserve(2) // value, key
	defer th.release(mark)
	for {
		if err := th.Interp.Step(); err != nil {
			return err
		}
		some, err := NextParts(th, it, part)
		if err != nil || !some {
			return err
		}
		if err := d.SetItem(th, part[1], part[0]); err != nil {
			return err
		}
	}
}

func dictRepr(th *Thread, v Value) (Value, error) {
	d := (*Dict)(v.P)
	if !th.EnterRepr(v) {
		return Text("{...}"), nil
	}
	defer th.LeaveRepr()
	b := th.newTextBuilder()
	b.ascii("{")
	for pos := 0; ; {
		k, x, ok := d.Next(&pos)
		if !ok {
			break
		}
		if len(b.text) > 1 {
			b.ascii(", ")
		}
		if err := b.repr(th, k); err != nil {
			return Unbound, err
		}
		b.ascii(": ")
		if err := b.repr(th, x); err != nil {
			return Unbound, err
		}
	}
	b.ascii("}")
	return th.finish(&b).Value(), nil
}

func dictCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if b.Kind() != KindDict || op != EQ && op != NE {
		return NotImplemented, nil
	}
	same, err := (*Dict)(a.P).equal(th, (*Dict)(b.P))
	return Bool(same == (op == EQ)), err
}

func (d *Dict) equal(th *Thread, o *Dict) (bool, error) {
	if d.used != o.used {
		return false, nil
	}
	for i := 0; i < len(d.entries); i++ {
		e := d.entries[i]
		if e.key.IsUnbound() {
			continue
		}
		j, err := o.Find(th, e.key, e.hash)
		if err != nil || j < 0 {
			return false, err
		}
		same, err := Equal(th, e.value, o.entries[j].value)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

func dictGetItem(th *Thread, v, key Value) (Value, error) {
	d := (*Dict)(v.P)
	x, err := d.GetItem(th, key)
	if err != nil || !x.IsUnbound() {
		return x, err
	}
	return d.Missing(th, key)
}

// Missing is what d[key] gives for a key that isn't there: what __missing__ of a subclass says, else KeyError.
func (d *Dict) Missing(th *Thread, key Value) (Value, error) {
	if v := d.Value(); v.Type() != DictType {
		x, found, err := CallSpecial(th, v, nameMissing, key)
		if found {
			return x, err
		}
	}
	return Unbound, RaiseValue(KeyError, key)
}

// DictByItems returns the dict whose items v[key] and v[key] = x read and write as those of a dict; nil when v is something else, or of a class
// with methods of its own for either.
func DictByItems(v Value) *Dict {
	if v.Kind() != KindDict {
		return nil
	}
	d := (*Dict)(v.P)
	if d.Flags&FlagSubclass != 0 {
		if t := v.Type(); !sameFunc(t.GetItem, dictGetItem) || !sameFunc(t.SetItem, dictSetItem) {
			return nil
		}
	}
	return d
}

func dictSetItem(th *Thread, v, key, x Value) error {
	d := (*Dict)(v.P)
	if !x.IsUnbound() {
		return d.SetItem(th, key, x)
	}
	old, err := d.DelItem(th, key)
	if err == nil && old.IsUnbound() {
		return RaiseValue(KeyError, key)
	}
	return err
}

func dictOr(th *Thread, a, b Value) (Value, error) {
	x, y := AsDict(a), AsDict(b)
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	n := x.used + y.used
	if err := th.ChargeItems(n, dictEntrySize); err != nil {
		return Unbound, err
	}
	c := NewDictSize(n)
	c.copyFrom(x)
	return c.Value(), c.Update(th, b)
}

func dictGet(th *Thread, a []Value) (Value, error) {
	v, err := (*Dict)(a[0].P).GetItem(th, a[1])
	if err == nil && v.IsUnbound() {
		return a[2], nil
	}
	return v, err
}

func dictPop(th *Thread, a []Value) (Value, error) {
	d, v, err := (*Dict)(a[0].P), Unbound, error(nil)
	if d.Len() > 0 { // an empty one doesn't ask for the key's hash
		v, err = d.DelItem(th, a[1])
	}
	switch {
	case err != nil || !v.IsUnbound():
		return v, err
	case len(a) > 2 && !a[2].IsUnbound():
		return a[2], nil
	}
	return Unbound, RaiseValue(KeyError, a[1])
}

func dictFromKeys(th *Thread, a []Value) (Value, error) {
	out, err := Call(th, a[0], nil, nil)
	if err != nil {
		return Unbound, err
	}
	if d := AsDict(out); d != nil && out.IsExact(KindDict) {
		if s := AsSet(a[1]); s != nil && s.Flags&FlagSubclass == 0 {
			if err := th.ChargeItems(s.used, dictEntrySize); err != nil {
				return Unbound, err
			}
			d.Reserve(s.used)
			return out, s.each(func(key Value, hash int64) error { return d.SetItemHash(th, key, hash, a[2]) })
		}
		if from := AsDict(a[1]); from != nil && a[1].IsExact(KindDict) {
			value := a[2]
			if err := th.ChargeItems(from.used, dictEntrySize); err != nil {
				return Unbound, err
			}
			d.Reserve(from.used)
			for i := 0; i < len(from.entries); i++ {
				if e := from.entries[i]; !e.key.IsUnbound() {
					if err := d.SetItemHash(th, e.key, e.hash, value); err != nil {
						return Unbound, err
					}
				}
			}
			return out, nil
		}
		return out, ForEach(th, a[1], func(k Value) error { return d.SetItem(th, k, a[2]) })
	}
	value := a[2]
	return out, ForEach(th, a[1], func(k Value) error { return SetItem(th, out, k, value) })
}
