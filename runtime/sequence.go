// This file holds the container and iterator protocols: len, item access, membership, iteration.

package runtime

// Length is len(v).
func Length(th *Thread, v Value) (int, error) {
	if f := v.Type().Len; f != nil {
		return f(th, v)
	}
	return 0, Raise(TypeError, "object of type '%s' has no len()", v.Type().TypeName())
}

// lenResult converts what __len__ returned.
func lenResult(th *Thread, v Value) (int, error) {
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		if AsBig(i).Sign() < 0 {
			return 0, Raise(ValueError, "__len__() should return >= 0")
		}
		return 0, Raise(OverflowError, "cannot fit 'int' into an index-sized integer")
	}
	if i.SmallInt() < 0 {
		return 0, Raise(ValueError, "__len__() should return >= 0")
	}
	return int(i.SmallInt()), nil
}

// GetItem is v[key].
func GetItem(th *Thread, v, key Value) (Value, error) {
	if f := v.Type().GetItem; f != nil {
		return f(th, v, key)
	}
	if t := AsType(v); t != nil {
		if t == TypeType {
			return NewGenericAlias(th, v, key)
		}
		m, err := GetAttrOr(th, v, nameClassGetItem)
		if err != nil {
			return Unbound, err
		}
		if !m.IsUnbound() && !m.IsNone() {
			return CallArgs(th, m, key)
		}
		return Unbound, Raise(TypeError, "type '%s' is not subscriptable", t.TypeName())
	}
	return Unbound, Raise(TypeError, "'%s' object is not subscriptable", v.Type().TypeName())
}

// SetItem is v[key] = x.
func SetItem(th *Thread, v, key, x Value) error {
	if f := v.Type().SetItem; f != nil {
		return f(th, v, key, x)
	}
	return Raise(TypeError, "'%s' object does not support item assignment", v.Type().TypeName())
}

// DelItem is del v[key].
func DelItem(th *Thread, v, key Value) error {
	if f := v.Type().SetItem; f != nil {
		return f(th, v, key, Unbound)
	}
	verb := "does not"
	if v.Type().GetItem != nil || v.Type().Len != nil {
		verb = "doesn't"
	}
	return Raise(TypeError, "'%s' object %s support item deletion", v.Type().TypeName(), verb)
}

// Contains is item in v.
func Contains(th *Thread, v, item Value) (bool, error) {
	if f := v.Type().Contains; f != nil {
		return f(th, v, item)
	}
	return containsByIteration(th, v, item)
}

func containsByIteration(th *Thread, v, item Value) (bool, error) {
	it, err := Iter(th, v)
	if err != nil {
		if Matches(err, TypeError) {
			return false, Raise(TypeError, "argument of type '%s' is not a container or iterable", v.Type().TypeName())
		}
		return false, err
	}
	for {
		x, err := Next(th, it)
		if err != nil || x.IsUnbound() {
			return false, err
		}
		same, err := Equal(th, x, item)
		if err != nil || same {
			return same, err
		}
	}
}

// Iter is iter(v).
func Iter(th *Thread, v Value) (Value, error) {
	t := v.Type()
	if t.Iter == nil {
		if t.GetItem != nil && (t.Flags&TypeHeap != 0 && t.Flags&TypeMapping == 0 || t.IsSequenceIndex) {
			return NewSequenceIterator(v), nil
		}
		return Unbound, Raise(TypeError, "'%s' object is not iterable", t.TypeName())
	}
	it, err := t.Iter(th, v)
	if err != nil {
		return Unbound, err
	}
	if it.Type().Next == nil {
		return Unbound, Raise(TypeError, "iter() returned non-iterator of type '%s'", it.Type().TypeName())
	}
	return it, nil
}

// Next returns the next item of an iterator, Unbound (and no error) at the end.
func Next(th *Thread, it Value) (Value, error) {
	t := it.Type()
	f := t.Next
	if f == nil {
		return Unbound, Raise(TypeError, "'%s' object is not an iterator", t.TypeName())
	}
	if err := th.Interp.Step(); err != nil {
		return Unbound, err
	}
	if t.Iteration >= IterationList {
		if t == ListIteratorType {
			if x := (*ListIterator)(it.P); x.List != nil && x.Index < len(x.List.items) {
				x.Index++
				return x.List.items[x.Index-1], nil
			}
		}
		return f(th, it)
	}
	if !th.Descend() {
		return Unbound, tooDeep("")
	}
	v, err := f(th, it)
	th.Leave()
	if err != nil && Matches(err, StopIteration) {
		return Unbound, nil // a function that the iterator has called, as map does, ends it by that
	}
	return v, err
}

// NextRaised is Next for those who look at what ended the iterator, as next() does: a StopIteration that it raises stays what it is.
func NextRaised(th *Thread, it Value) (Value, error) {
	f := it.Type().Next
	if f == nil || it.Type().Iteration >= IterationList {
		return Next(th, it)
	}
	if err := th.Interp.Step(); err != nil {
		return Unbound, err
	}
	if !th.Descend() {
		return Unbound, tooDeep("")
	}
	v, err := f(th, it)
	th.Leave()
	return v, err
}

// ForEach calls f with each item of an iterable; lists and tuples are walked directly.
func ForEach(th *Thread, iterable Value, f func(v Value) error) error {
	return ForEachQuick(th, iterable, nil, f)
}

// ForEachQuick is ForEach for one who can do without f in simple cases: quick, unless nil, is asked first where that helps. It may run no
// Python code and returns false when it hasn't done what f does.
func ForEachQuick(th *Thread, iterable Value, quick func(v Value) bool, f func(v Value) error) error {
	switch {
	case iterable.IsExact(KindTuple):
		for _, v := range (*Tuple)(iterable.P).Items() {
			if err := f(v); err != nil {
				return err
			}
		}
		return nil
	case iterable.IsExact(KindList):
		l := (*List)(iterable.P)
		for i := 0; i < len(l.items); i++ {
			if err := f(l.items[i]); err != nil {
				return err
			}
		}
		return nil
	}
	if it, ok := overDict(iterable); ok {
		return it.each(f)
	}
	it, err := Iter(th, iterable)
	if err != nil {
		return err
	}
	return forEachNext(th, it, quick, f)
}

// forEachNext is ForEachQuick of the items that an iterator has left.
func forEachNext(th *Thread, it Value, quick func(v Value) bool, f func(v Value) error) error {
	if it.Type().Iteration == IterationGenerator {
		return th.Interp.Eval.Drain(th, (*Generator)(it.P), quick, f)
	}
	for {
		v, err := Next(th, it)
		if err != nil {
			return err
		}
		if v.IsUnbound() {
			return nil
		}
		if err := f(v); err != nil {
			return err
		}
	}
}

// Items returns the items of an iterable as a fresh slice.
func Items(th *Thread, iterable Value) ([]Value, error) {
	switch {
	case iterable.IsExact(KindTuple):
		return append([]Value(nil), (*Tuple)(iterable.P).Items()...), nil
	case iterable.IsExact(KindList):
		return append([]Value(nil), (*List)(iterable.P).items...), nil
	}
	l, err := ListFrom(th, iterable)
	if err != nil {
		return nil, err
	}
	return l.items, nil
}

// LengthHint is operator.length_hint(v, default).
func LengthHint(th *Thread, v Value, def int) (int, error) {
	if f := v.Type().Len; f != nil {
		n, err := f(th, v)
		if err == nil || !Matches(err, TypeError) {
			return n, err
		}
	}
	r, found, err := CallSpecial(th, v, nameLengthHint)
	if err != nil {
		if Matches(err, TypeError) {
			return def, nil
		}
		return 0, err
	}
	if !found || r.IsNotImplemented() {
		return def, nil
	}
	n, ok := AsInt64(r)
	if !ok {
		return 0, Raise(TypeError, "__length_hint__ must be an integer, not %s", r.Type().TypeName())
	}
	if n < 0 {
		return 0, Raise(ValueError, "__length_hint__() should return >= 0")
	}
	return int(n), nil
}
