// This file defines the iterators over lists and tuples, those by __getitem__ and those by calling a function.

package runtime

// The iterator types.
var (
	ListIteratorType        = &Type{Name: "list_iterator"}
	ListReverseIteratorType = &Type{Name: "list_reverseiterator"}
	TupleIteratorType       = &Type{Name: "tuple_iterator"}
	SequenceIteratorType    = &Type{Name: "iterator"}
	CallableIteratorType    = &Type{Name: "callable_iterator"}
)

// ListIterator walks a list, which may change meanwhile. List is nil once it is exhausted.
type ListIterator struct {
	Header
	List  *List
	Index int
}

// ListReverseIterator walks a list from its end. Index -1: exhausted; List is nil where that came from the list having become shorter. As in CPython,
// __setstate__ begins again otherwise.
type ListReverseIterator struct {
	Header
	List  *List
	Index int
}

// TupleIterator walks a tuple. Tuple is nil once it is exhausted.
type TupleIterator struct {
	Header
	Tuple *Tuple
	Index int
}

// sequenceIterator calls __getitem__ with 0, 1, 2, … until IndexError. seq is Unbound once it is exhausted.
type sequenceIterator struct {
	Header
	seq   Value
	index int
}

// callableIterator calls fn until it returns the sentinel. fn is Unbound once it is exhausted.
type callableIterator struct {
	Header
	fn, sentinel Value
}

// NewListIterator returns iter(l).
func NewListIterator(l *List) *ListIterator {
	return &ListIterator{Header: Header{Type: ListIteratorType, Kind: KindIterator}, List: l}
}

// NewTupleIterator returns iter(t).
func NewTupleIterator(t *Tuple) *TupleIterator {
	return &TupleIterator{Header: Header{Type: TupleIteratorType, Kind: KindIterator}, Tuple: t}
}

// NewSequenceIterator iterates by __getitem__ with 0, 1, 2, … until IndexError.
func NewSequenceIterator(v Value) Value {
	return (&sequenceIterator{Header: Header{Type: SequenceIteratorType, Kind: KindIterator}, seq: v}).Value()
}

// NewCallableIterator is iter(fn, sentinel).
func NewCallableIterator(fn, sentinel Value) Value {
	return (&callableIterator{Header: Header{Type: CallableIteratorType, Kind: KindIterator}, fn: fn, sentinel: sentinel}).Value()
}

// setupIterator fills what all built-in iterators have in common.
func setupIterator(t *Type, next NextFunc, methods ...*MethodDef) {
	if t.Layout == 0 {
		t.Layout = KindIterator
	}
	if t.New == nil {
		t.Flags |= TypeDisallowNew
	}
	t.Iter = func(th *Thread, v Value) (Value, error) { return v, nil }
	t.Next = next
	t.Methods = methods
}

// The methods that most iterators have, with the docstrings that they share.
func lengthHintDef(f func(v Value) int) *MethodDef {
	return Def("__length_hint__($self, /)", "Return how many items are probably left.", func(th *Thread, a []Value) (Value, error) {
		return Int(int64(f(a[0]))), nil
	})
}

func reduceDef(f Func) *MethodDef {
	return Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", f)
}

func setStateDef(f func(th *Thread, self, state Value) error) *MethodDef {
	return Def("__setstate__($self, object, /)", "Restore the position that pickle saved.", func(th *Thread, a []Value) (Value, error) {
		return None, f(th, a[0], a[1])
	})
}

// builtinFunction returns an attribute of the builtins module, for __reduce__.
func builtinFunction(th *Thread, name string) (Value, error) {
	if th.Interp.Builtins == nil {
		return Unbound, Raise(SystemError, "the builtins module is not set up")
	}
	f := th.Interp.Eval.CurrentFrame(th, 0)
	if f == nil || f.Builtins == th.Interp.Builtins.Dict {
		return GetAttrString(th, th.Interp.Builtins.Value(), name)
	}
	v, err := GetItem(th, BuiltinsValue(f.Builtins), Text(name))
	if err != nil && Matches(err, KeyError) {
		return Unbound, Raise(AttributeError, "%s", name)
	}
	return v, err
}

// reduceIter is (iter, (v,)) or (iter, (v,), state), with another function than iter if named so. v and state are asked for after the
// function has been looked up, which may run a program's code that uses the iterator.
func reduceIter(th *Thread, function string, valueAndState func() []Value) (Value, error) {
	fn, err := builtinFunction(th, function)
	if err != nil {
		return Unbound, err
	}
	rest := valueAndState()
	rest[0] = TupleOf(rest[0]).Value()
	return NewTuple(append([]Value{fn}, rest...)).Value(), nil
}

func setupListIterator(t *Type) {
	t.Iteration = IterationList
	it := func(v Value) *ListIterator { return (*ListIterator)(v.P) }
	setupIterator(t, listIteratorNext,
		lengthHintDef(func(v Value) int {
			if it(v).List == nil {
				return 0
			}
			return max(0, it(v).List.Len()-it(v).Index)
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := it(a[0])
			return reduceIter(th, "iter", func() []Value {
				if x.List == nil {
					return []Value{ListOf().Value()}
				}
				return []Value{x.List.Value(), Int(int64(x.Index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsIndexClamped(th, state)
			if err == nil && it(self).List != nil {
				it(self).Index = min(max(i, 0), it(self).List.Len())
			}
			return err
		}))
}

func listIteratorNext(th *Thread, v Value) (Value, error) {
	it := (*ListIterator)(v.P)
	if it.List == nil {
		return Unbound, nil
	}
	if it.Index < len(it.List.items) {
		it.Index++
		return it.List.items[it.Index-1], nil
	}
	it.List = nil
	return Unbound, nil
}

func setupListReverseIterator(t *Type) {
	t.Iteration = IterationBackwards
	it := func(v Value) *ListReverseIterator { return (*ListReverseIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.List == nil {
			return Unbound, nil
		}
		if x.Index >= 0 && x.Index < len(x.List.items) {
			x.Index--
			return x.List.items[x.Index+1], nil
		}
		if x.Index >= 0 {
			x.Index, x.List = -1, nil
		}
		return Unbound, nil
	},
		lengthHintDef(func(v Value) int {
			if it(v).List == nil || it(v).Index >= it(v).List.Len() {
				return 0
			}
			return it(v).Index + 1
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := it(a[0])
			return reduceIter(th, "reversed", func() []Value {
				if x.List == nil || x.Index < 0 {
					return []Value{ListOf().Value()}
				}
				return []Value{x.List.Value(), Int(int64(x.Index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsIndexClamped(th, state)
			if err == nil && it(self).List != nil {
				it(self).Index = min(max(i, -1), it(self).List.Len()-1)
			}
			return err
		}))
}

func setupTupleIterator(t *Type) {
	t.Iteration = IterationTuple
	it := func(v Value) *TupleIterator { return (*TupleIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.Tuple == nil {
			return Unbound, nil
		}
		if x.Index < x.Tuple.n {
			x.Index++
			return x.Tuple.Items()[x.Index-1], nil
		}
		x.Tuple = nil
		return Unbound, nil
	},
		lengthHintDef(func(v Value) int {
			if it(v).Tuple == nil {
				return 0
			}
			return it(v).Tuple.n - it(v).Index
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := it(a[0])
			return reduceIter(th, "iter", func() []Value {
				if x.Tuple == nil {
					return []Value{emptyTuple.Value()}
				}
				return []Value{x.Tuple.Value(), Int(int64(x.Index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsIndexClamped(th, state)
			if err == nil && it(self).Tuple != nil {
				it(self).Index = min(max(i, 0), it(self).Tuple.n)
			}
			return err
		}))
}

func setupSequenceIterator(t *Type) {
	it := func(v Value) *sequenceIterator { return (*sequenceIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.seq.IsUnbound() {
			return Unbound, nil
		}
		if x.index == 1<<63-1 {
			return Unbound, Raise(OverflowError, "iter index too large")
		}
		item, err := GetItem(th, x.seq, Int(int64(x.index)))
		if err == nil {
			x.index++
			return item, nil
		}
		if Matches(err, IndexError) || Matches(err, StopIteration) {
			x.seq = Unbound
			return Unbound, nil
		}
		return Unbound, err
	},
		Def("__length_hint__($self, /)", "Return how many items are probably left.", func(th *Thread, a []Value) (Value, error) {
			x := it(a[0])
			if x.seq.IsUnbound() {
				return Int(0), nil
			}
			if x.seq.Type().Len == nil {
				return NotImplemented, nil
			}
			n, err := Length(th, x.seq)
			return Int(int64(max(0, n-x.index))), err
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := it(a[0])
			return reduceIter(th, "iter", func() []Value {
				if x.seq.IsUnbound() {
					return []Value{emptyTuple.Value()}
				}
				return []Value{x.seq, Int(int64(x.index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsIndexClamped(th, state)
			if err == nil && !it(self).seq.IsUnbound() {
				it(self).index = max(i, 0)
			}
			return err
		}))
}

func setupCallableIterator(t *Type) {
	it := func(v Value) *callableIterator { return (*callableIterator)(v.P) }
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		x := it(v)
		if x.fn.IsUnbound() {
			return Unbound, nil
		}
		r, err := Call(th, x.fn, nil, nil)
		if err != nil {
			if Matches(err, StopIteration) {
				x.fn, x.sentinel = Unbound, Unbound
				return Unbound, nil
			}
			return Unbound, err
		}
		if x.fn.IsUnbound() {
			return Unbound, nil
		}
		same, err := Equal(th, x.sentinel, r)
		if err != nil {
			return Unbound, err
		}
		if same {
			x.fn, x.sentinel = Unbound, Unbound
			return Unbound, nil
		}
		return r, nil
	},
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			x := it(a[0])
			fn, err := builtinFunction(th, "iter")
			if x.fn.IsUnbound() {
				return TupleOf(fn, TupleOf(emptyTuple.Value()).Value()).Value(), err
			}
			return TupleOf(fn, TupleOf(x.fn, x.sentinel).Value()).Value(), err
		}))
}
