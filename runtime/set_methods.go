// This file fills set and frozenset: slots, methods and the iterator. The table itself is in set.go.

package runtime

import (
	"strings"
)

// SetIteratorType is the type of iterators over sets.
var SetIteratorType = &Type{Name: "set_iterator"}

// SetIterator walks a set. Set is nil once it is exhausted.
type SetIterator struct {
	Header
	Set   *Set
	Index int // of the next slot
	Used  int // the set's length at the start; -1 once it changed
	Left  int // items left
}

func asSet(v Value) *Set { return (*Set)(v.P) }

func setupSet(t *Type) {
	t.WeakField = func(v Value) **WeakList { return &asSet(v).weak }
	t.Doc = "An unordered collection of distinct hashable objects."
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		return newSetObject(cls).Value(), nil
	}
	t.Init = setInit
	t.FastNew = func(th *Thread, args []Value) (Value, error) {
		if len(args) > 1 {
			return Unbound, wrongArity("set", 0, 1, len(args))
		}
		if len(args) == 0 {
			return newSetObject(SetType).Value(), nil
		}
		s, err := NewSet(th, args[0])
		return s.Value(), err
	}
	t.Hash = hashNotImplemented
	fillSetSlots(t)
	t.InPlace[OpSub] = setInPlace((*Set).differenceUpdate)
	t.InPlace[OpAnd] = setInPlace((*Set).intersectionUpdate)
	t.InPlace[OpXor] = setInPlace((*Set).symmetricDifferenceUpdate)
	t.InPlace[OpOr] = setInPlace((*Set).Update)
	t.Methods = setMethods("__contains__ add clear copy discard difference difference_update intersection intersection_update isdisjoint issubset issuperset pop __reduce__ remove __sizeof__ symmetric_difference symmetric_difference_update union update __class_getitem__")
}

func setupFrozenSet(t *Type) {
	t.WeakField = func(v Value) **WeakList { return &asSet(v).weak }
	t.Doc = "An immutable, hashable, unordered collection of distinct hashable objects."
	t.New = frozenSetNew
	t.FastNew = func(th *Thread, args []Value) (Value, error) { return frozenSetNew(th, FrozenSetType, args, nil) }
	t.Hash = func(th *Thread, v Value) (int64, error) {
		s := asSet(v)
		if !s.hashed {
			s.hash, s.hashed = frozenHash(s), true
		}
		return s.hash, nil
	}
	fillSetSlots(t)
	t.Methods = setMethods("__contains__ copy difference intersection isdisjoint issubset issuperset __reduce__ __sizeof__ symmetric_difference union __class_getitem__")
}

// fillSetSlots sets what set and frozenset have in common.
func fillSetSlots(t *Type) {
	t.TextSig = "(iterable=(), /)"
	t.Layout, t.Size = KindSet, SizeOf[Set]()
	t.Flags |= TypeBaseType | TypeMatchSelf | TypeHasWeakref
	t.Repr = setRepr
	t.Compare = setCompare
	t.Iter = func(th *Thread, v Value) (Value, error) { return NewSetIterator(asSet(v)).Value(), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return asSet(v).used, nil }
	t.Contains = func(th *Thread, v, item Value) (bool, error) { return asSet(v).Contains(th, item) }
	t.Binary[OpSub] = setBinary((*Set).difference)
	t.Binary[OpAnd] = setBinary((*Set).intersection)
	t.Binary[OpXor] = setBinary(func(s *Set, th *Thread, other Value, cls *Type) (*Set, error) {
		return s.symmetricDifference(th, other, cls)
	})
	t.Binary[OpOr] = setBinary((*Set).union)
}

// setBase is the built-in that a set's class derives from: what operators make.
func setBase(v Value) *Type {
	if IsInstance(v, FrozenSetType) {
		return FrozenSetType
	}
	return SetType
}

// setBinary makes an operator of an operation; both operands must be sets.
func setBinary(f func(s *Set, th *Thread, other Value, cls *Type) (*Set, error)) BinaryFunc {
	return func(th *Thread, a, b Value) (Value, error) {
		if a.Kind() != KindSet || b.Kind() != KindSet {
			return NotImplemented, nil
		}
		out, err := f(asSet(a), th, b, setBase(a))
		if err != nil {
			return Unbound, err
		}
		return out.Value(), nil
	}
}

// setInPlace makes an in-place operator of an update; the other operand must be a set.
func setInPlace(f func(s *Set, th *Thread, other Value) error) BinaryFunc {
	return func(th *Thread, a, b Value) (Value, error) {
		if b.Kind() != KindSet {
			return NotImplemented, nil
		}
		return a, f(asSet(a), th, b)
	}
}

// setMethods picks methods by name.
func setMethods(names string) []*MethodDef {
	all := map[string]*MethodDef{}
	for _, d := range allSetMethods() {
		all[d.Name] = d
	}
	var out []*MethodDef
	for _, n := range strings.Fields(names) {
		out = append(out, all[n])
	}
	return out
}

// allSetMethods lists the methods of set; frozenset has those that change nothing.
func allSetMethods() []*MethodDef {
	update := func(f func(s *Set, th *Thread, other Value) error) Func {
		return func(th *Thread, a []Value) (Value, error) {
			for _, o := range AsTuple(a[1]).Items() {
				if err := f(asSet(a[0]), th, o); err != nil {
					return Unbound, err
				}
			}
			return None, nil
		}
	}
	return []*MethodDef{
		Def("__contains__($self, object, /)", "Tell whether object is in the set.", func(th *Thread, a []Value) (Value, error) {
			in, err := asSet(a[0]).Contains(th, a[1])
			return Bool(in), err
		}),
		Def("add($self, object, /)", "Add object; nothing happens when it is there already.", func(th *Thread, a []Value) (Value, error) {
			return None, asSet(a[0]).Add(th, a[1])
		}).Inlined(InlineSetAdd),
		Def("clear($self, /)", "Remove all items.", func(th *Thread, a []Value) (Value, error) { asSet(a[0]).Clear(); return None, nil }),
		Def("copy($self, /)", "Return a shallow copy.", func(th *Thread, a []Value) (Value, error) {
			if a[0].Type() == FrozenSetType {
				return a[0], nil
			}
			c, err := asSet(a[0]).copySet(th, setBase(a[0]))
			return c.Value(), err
		}),
		Def("discard($self, object, /)", "Remove object if it is in the set.", func(th *Thread, a []Value) (Value, error) {
			_, err := asSet(a[0]).Discard(th, a[1])
			return None, err
		}),
		Def("difference($self, /, *others)", "Return the items that are in none of the others, as a new set.", setDifference),
		Def("difference_update($self, /, *others)", "Remove the items that are in one of the others.", update((*Set).differenceUpdate)),
		Def("intersection($self, /, *others)", "Return the items that are in all the others too, as a new set.", setIntersection),
		Def("intersection_update($self, /, *others)", "Keep only the items that are in all the others too.", update((*Set).intersectionUpdate)),
		Def("isdisjoint($self, other, /)", "Tell whether the set and an iterable have no item in common.", setIsDisjoint),
		Def("issubset($self, other, /)", "Tell whether all items are in other.", func(th *Thread, a []Value) (Value, error) {
			o, err := setOf(th, a[1])
			if err != nil {
				return Unbound, err
			}
			ok, err := asSet(a[0]).subset(th, o)
			return Bool(ok), err
		}),
		Def("issuperset($self, other, /)", "Tell whether all items of other are in the set.", func(th *Thread, a []Value) (Value, error) {
			if o := AsSet(a[1]); o != nil {
				ok, err := o.subset(th, asSet(a[0]))
				return Bool(ok), err
			}
			ok, err := allIn(th, a[1], a[0])
			return Bool(ok), err
		}),
		Def("pop($self, /)", "Remove any item and return it.\n\nKeyError when the set is empty.", func(th *Thread, a []Value) (Value, error) {
			v, ok := asSet(a[0]).Pop()
			if !ok {
				return Unbound, Raise(KeyError, "pop from an empty set")
			}
			return v, nil
		}),
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the set.", setReduce),
		Def("remove($self, object, /)", "Remove object.\n\nKeyError when it is not in the set.", func(th *Thread, a []Value) (Value, error) {
			found, err := asSet(a[0]).Discard(th, a[1])
			if err == nil && !found {
				err = RaiseValue(KeyError, a[1])
			}
			return None, err
		}),
		Def("__sizeof__($self, /)", "Return the size of the set in memory, in bytes.", func(th *Thread, a []Value) (Value, error) {
			return Int(int64(a[0].Type().Size) + int64(len(asSet(a[0]).table)*setEntrySize)), nil
		}),
		Def("symmetric_difference($self, other, /)", "Return the items that are in one of the two only, as a new set.", func(th *Thread, a []Value) (Value, error) {
			out, err := asSet(a[0]).symmetricDifference(th, a[1], setBase(a[0]))
			if err != nil {
				return Unbound, err
			}
			return out.Value(), nil
		}),
		Def("symmetric_difference_update($self, other, /)", "Keep the items that are in one of the two only.", func(th *Thread, a []Value) (Value, error) {
			return None, asSet(a[0]).symmetricDifferenceUpdate(th, a[1])
		}),
		Def("union($self, /, *others)", "Return the items of the set and of all the others, as a new set.", setUnion),
		Def("update($self, /, *others)", "Add the items of all the others.", update((*Set).Update)),
		DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem),
	}
}

// NewSetIterator returns iter(s).
func NewSetIterator(s *Set) *SetIterator {
	return &SetIterator{Header: Header{Type: SetIteratorType, Kind: KindIterator}, Set: s, Used: s.used, Left: s.used}
}

// setOf returns v if it is a set, else the set of its items.
func setOf(th *Thread, v Value) (*Set, error) {
	if s := AsSet(v); s != nil {
		return s, nil
	}
	return NewSet(th, v)
}

func (s *Set) symmetricDifference(th *Thread, other Value, cls *Type) (*Set, error) {
	out := newSetObject(cls)
	if err := out.Update(th, other); err != nil {
		return nil, err
	}
	return out, out.symmetricDifferenceUpdate(th, s.Value())
}

func (s *Set) intersectionUpdate(th *Thread, other Value) error {
	out, err := s.intersection(th, other, SetType)
	if err == nil {
		s.swap(out)
	}
	return err
}

func setInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	t := self.Type()
	if kw != nil && kw.Len() > 0 {
		if t == SetType || sameFunc(t.Init, SetType.Init) {
			return Raise(TypeError, "set() takes no keyword arguments")
		}
		args = args[:len(args)-kw.Len()]
	}
	if len(args) > 1 {
		return wrongArity("set", 0, 1, len(args))
	}
	s := asSet(self)
	s.Clear()
	if len(args) == 0 {
		return nil
	}
	return s.Update(th, args[0])
}

func frozenSetNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if kw != nil && kw.Len() > 0 {
		if cls == FrozenSetType || sameFunc(cls.Init, ObjectType.Init) {
			return Unbound, Raise(TypeError, "frozenset() takes no keyword arguments")
		}
		args = args[:len(args)-kw.Len()]
	}
	if len(args) > 1 {
		return Unbound, wrongArity("frozenset", 0, 1, len(args))
	}
	if len(args) == 1 && cls == FrozenSetType && args[0].Type() == FrozenSetType {
		return args[0], nil
	}
	if len(args) == 0 {
		return newSetObject(cls).Value(), nil
	}
	s, err := newSetFrom(th, cls, args[0])
	return s.Value(), err
}

func setRepr(th *Thread, v Value) (Value, error) {
	s := asSet(v)
	name := v.Type().ShortName()
	if !th.EnterRepr(v) {
		return Text(name + "(...)"), nil
	}
	defer th.LeaveRepr()
	if s.used == 0 {
		return Text(name + "()"), nil
	}
	items, err := Items(th, NewSetIterator(s).Value())
	if err != nil {
		return Unbound, err
	}
	r, err := reprItems(th, NewList(items).Value(), "{", "}")
	if err != nil || v.Type() == SetType {
		return r, err
	}
	return Text(name + "(" + AsStr(r).s + ")"), nil
}

func setCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if b.Kind() != KindSet {
		return NotImplemented, nil
	}
	x, y := asSet(a), asSet(b)
	var ok bool
	var err error
	switch op {
	case EQ, NE:
		if ok = x.used == y.used && !(x.hashed && y.hashed && x.hash != y.hash); ok {
			ok, err = x.subset(th, y)
		}
		ok = ok == (op == EQ)
	case LE:
		ok, err = x.subset(th, y)
	case GE:
		ok, err = y.subset(th, x)
	case LT:
		if x.used < y.used {
			ok, err = x.subset(th, y)
		}
	case GT:
		if x.used > y.used {
			ok, err = y.subset(th, x)
		}
	}
	return Bool(ok), err
}

func setDifference(th *Thread, a []Value) (Value, error) {
	s, others := asSet(a[0]), AsTuple(a[1]).Items()
	if len(others) == 0 {
		c, err := s.copySet(th, setBase(a[0]))
		return c.Value(), err
	}
	out, err := s.difference(th, others[0], setBase(a[0]))
	if err != nil {
		return Unbound, err
	}
	for _, o := range others[1:] {
		if err := out.differenceUpdate(th, o); err != nil {
			return Unbound, err
		}
	}
	return out.Value(), nil
}

func setIntersection(th *Thread, a []Value) (Value, error) {
	s, others := asSet(a[0]), AsTuple(a[1]).Items()
	if len(others) == 0 {
		c, err := s.copySet(th, setBase(a[0]))
		return c.Value(), err
	}
	for _, o := range others {
		var err error
		if s, err = s.intersection(th, o, setBase(a[0])); err != nil {
			return Unbound, err
		}
	}
	return s.Value(), nil
}

func setIsDisjoint(th *Thread, a []Value) (Value, error) {
	s := asSet(a[0])
	if o := AsSet(a[1]); o != nil && o != s {
		if o.used > s.used {
			s, o = o, s
		}
		for pos := 0; ; {
			e := o.next(&pos)
			if e == nil {
				return True, nil
			}
			if slot, _, err := s.find(th, e.key, e.hash()); err != nil || slot >= 0 {
				return False, err
			}
		}
	}
	s, err := s.intersection(th, a[1], SetType)
	if err != nil {
		return Unbound, err
	}
	return Bool(s.used == 0), nil
}

func setReduce(th *Thread, a []Value) (Value, error) {
	items, err := Items(th, NewSetIterator(asSet(a[0])).Value())
	if err != nil {
		return Unbound, err
	}
	getState, err := GetAttrString(th, a[0], "__getstate__")
	if err != nil {
		return Unbound, err
	}
	state, err := Call(th, getState, nil, nil)
	return TupleOf(a[0].Type().Value(), TupleOf(NewList(items).Value()).Value(), state).Value(), err
}

func setUnion(th *Thread, a []Value) (Value, error) {
	others := AsTuple(a[1]).Items()
	if len(others) == 0 {
		c, err := asSet(a[0]).copySet(th, setBase(a[0]))
		return c.Value(), err
	}
	c, err := asSet(a[0]).union(th, others[0], setBase(a[0]))
	if err != nil {
		return Unbound, err
	}
	for _, o := range others[1:] {
		if err := c.Update(th, o); err != nil {
			return Unbound, err
		}
	}
	return c.Value(), nil
}

func setupSetIterator(t *Type) {
	t.Iteration = IterationSet
	it := func(v Value) *SetIterator { return (*SetIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.Set == nil {
			return Unbound, nil
		}
		if x.Set.used != x.Used {
			x.Used = -1
			return Unbound, Raise(RuntimeError, "Set changed size during iteration")
		}
		key, ok := x.Set.Next(&x.Index)
		if !ok {
			x.Set = nil
			return Unbound, nil
		}
		x.Left--
		return key, nil
	},
		lengthHintDef(func(v Value) int {
			if it(v).Set == nil || it(v).Set.used != it(v).Used {
				return 0
			}
			return it(v).Left
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			rest := *it(a[0])
			items, err := Items(th, rest.Value())
			if err != nil {
				return Unbound, err
			}
			return reduceIter(th, "iter", func() []Value { return []Value{NewList(items).Value()} })
		}))
}
