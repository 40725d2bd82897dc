// This file holds the slow paths of match statements (PEP 634).

package eval

import (
	py "github.com/gopy-lang/gopy/runtime"
)

func (m *machine) slowGetLen(in instruction) error {
	n, err := py.Length(m.th, *m.reg(in.a))
	return m.put(in.a+registerSize, py.Int(int64(n)), err)
}

// slowMatchKeys: R[A+2] is the tuple of the values of the keys R[A+1] in the mapping R[A], None when one is missing.
func (m *machine) slowMatchKeys(in instruction) error {
	th := m.th
	w := m.window(in.a, 3)
	subject, keys := w[0], py.AsTuple(w[1])
	if keys == nil {
		return invalidCode("keys of a mapping pattern")
	}
	if isPlainDict(subject) && plainKeys(keys.Items()) {
		values := make([]py.Value, keys.Len())
		for i, key := range keys.Items() {
			v, err := (*py.Dict)(subject.P).GetItem(th, key)
			if err != nil {
				return err
			}
			if v.IsUnbound() {
				*m.reg(in.a + 2*registerSize) = py.None
				return nil
			}
			values[i] = v
		}
		return m.put(in.a+2*registerSize, py.NewTuple(values).Header.Value(), nil)
	}
	get, err := py.GetAttr(th, subject, m.shared.names.get)
	if keys.Len() > 0 && err != nil {
		return err
	}
	seen, err := py.NewSet(th, py.EmptyTuple().Header.Value())
	if err != nil {
		return err
	}
	missing := py.NewPlainObject()
	values := make([]py.Value, 0, keys.Len())
	for _, key := range keys.Items() {
		dup, err := seen.Contains(th, key)
		if err != nil {
			return err
		}
		if dup {
			return py.Raise(py.ValueError, "mapping pattern checks duplicate key (%s)", reprOf(th, key))
		}
		if err := seen.Add(th, key); err != nil {
			return err
		}
		v, err := py.CallArgs(th, get, key, missing)
		if err != nil {
			return err
		}
		if py.Is(v, missing) {
			*m.reg(in.a + 2*registerSize) = py.None
			return nil
		}
		values = append(values, v)
	}
	return m.put(in.a+2*registerSize, py.NewTuple(values).Header.Value(), nil)
}

// plainKeys reports whether keys are strs and ints, all different.
func plainKeys(keys []py.Value) bool {
	for i, key := range keys {
		if !key.IsSmallInt() && !key.IsExact(py.KindStr) {
			return false
		}
		for _, other := range keys[:i] {
			if py.Is(key, other) || key.P != nil && other.P != nil && (*py.Str)(key.P).Equal((*py.Str)(other.P)) {
				return false
			}
		}
	}
	return true
}

// slowMatchClass: R[B] subject, R[B+1] class, R[B+2] names of keyword patterns; in.c positional patterns.
func (m *machine) slowMatchClass(in instruction) error {
	w := m.window(in.b, 3)
	var room [4]py.Value
	values, err := m.matchClass(w[0], w[1], py.AsTuple(w[2]), int(in.c), room[:0])
	if err != nil {
		return err
	}
	if values == nil {
		return m.put(in.a, py.None, nil)
	}
	return m.put(in.a, py.NewTuple(values).Header.Value(), nil)
}

// matchClass appends to values, which is empty, the attributes that the sub-patterns are matched against. nil: the subject doesn't match.
func (m *machine) matchClass(subject, class py.Value, names *py.Tuple, positional int, values []py.Value) ([]py.Value, error) {
	th := m.th
	t := py.AsType(class)
	if t == nil {
		return nil, py.Raise(py.TypeError, "called match pattern must be a class")
	}
	ok, err := py.IsInstanceOf(th, subject, class)
	if err != nil || !ok {
		return nil, err
	}
	var room [4]*py.Str
	seen := room[:0]
	attribute := func(name *py.Str) (bool, error) {
		for _, s := range seen {
			if s.Equal(name) {
				return false, py.Raise(py.TypeError, "%s() got multiple sub-patterns for attribute %s", t.TypeName(), reprOf(th, name.Value()))
			}
		}
		seen = append(seen, name)
		v, err := py.GetAttrOr(th, subject, name)
		if err != nil || v.IsUnbound() {
			return false, err
		}
		values = append(values, v)
		return true, nil
	}
	if positional > 0 {
		args := py.Unbound
		if t.Header.Type == py.TypeType {
			args = t.Lookup(th, m.shared.names.matchArgs)
		}
		if !args.IsExact(py.KindTuple) { // a descriptor, or none in the class
			if args, err = py.GetAttrOr(th, class, m.shared.names.matchArgs); err != nil {
				return nil, err
			}
		}
		self := false
		list := py.EmptyTuple()
		if args.IsUnbound() {
			self = t.Has(py.TypeMatchSelf)
		} else if list = py.AsTuple(args); list == nil || args.Type() != py.TupleType && !args.IsExact(py.KindTuple) {
			return nil, py.Raise(py.TypeError, "%s.__match_args__ must be a tuple (got %s)", t.TypeName(), args.Type().TypeName())
		}
		allowed := list.Len()
		if self {
			allowed = 1
		}
		if positional > allowed {
			return nil, py.Raise(py.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", t.TypeName(), allowed, plural(allowed), positional)
		}
		if self {
			values = append(values, subject)
		} else {
			for i := 0; i < positional; i++ {
				name := py.AsStr(list.At(i))
				if name == nil {
					return nil, py.Raise(py.TypeError, "__match_args__ elements must be strings (got %s)", list.At(i).Type().TypeName())
				}
				if ok, err := attribute(name); err != nil || !ok {
					return nil, err
				}
			}
		}
	}
	for _, v := range names.Items() {
		name := py.AsStr(v)
		if name == nil {
			return nil, invalidCode("name of a sub-pattern")
		}
		if ok, err := attribute(name); err != nil || !ok {
			return nil, err
		}
	}
	return values, nil
}
