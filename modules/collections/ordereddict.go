// This file defines OrderedDict. A dict keeps the order of insertion already; this one can reorder its keys, and compares
// them in order.

package collections

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

type orderedDict struct {
	py.Dict
	first py.DictStart
	attrs *py.Dict
	weak  *py.WeakList
}

var (
	orderedDictType = &py.Type{
		Name: "OrderedDict", Module: "collections", Size: py.SizeOf[orderedDict](),
		Flags: py.TypeBaseType | py.TypeMapping | py.TypeHasDict | py.TypeHasWeakref, Doc: "A dict that can move keys to its ends.",
	}
	orderedViews        [3]*py.Type // keys, values, items
	orderedIteratorType = &py.Type{Name: "odict_iterator", Size: py.SizeOf[orderedIterator](), Flags: py.TypeDisallowNew}
)

// orderedIterator walks an OrderedDict and notices when the keys or their order change. dict is nil once it is exhausted.
type orderedIterator struct {
	py.Header
	dict    *py.Dict
	what    int // 0 keys, 1 values, 2 items
	index   int // of the next entry, from the end when it goes backwards
	version uint32
}

func newOrderedIterator(th *py.Thread, d *py.Dict, what int, backward bool) py.Value {
	it := py.NewObject[orderedIterator](orderedIteratorType)
	it.dict, it.what, it.version = d, what, d.KeysVersion(th.Interp)
	if backward {
		it.index = -1
	}
	return it.Value()
}

func mutated() error {
	return py.Raise(py.RuntimeError, "OrderedDict mutated during iteration")
}

func (it *orderedIterator) next(th *py.Thread) (py.Value, error) {
	if it.dict == nil {
		return py.Unbound, nil
	}
	if it.dict.KeysVersion(th.Interp) != it.version {
		it.dict = nil
		return py.Unbound, mutated()
	}
	var k, v py.Value
	var ok bool
	if it.index < 0 {
		k, v, ok = it.dict.Previous(&it.index)
	} else {
		k, v, ok = it.dict.Next(&it.index)
	}
	if !ok {
		it.dict = nil
		return py.Unbound, nil
	}
	switch it.what {
	case 0:
		return k, nil
	case 1:
		return v, nil
	}
	return py.TupleOf(k, v).Value(), nil
}

func setupOrderedIterator(t *py.Type) {
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) { return py.AsAny[orderedIterator](v).next(th) }
	t.Methods = []*py.MethodDef{py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		rest := *py.AsAny[orderedIterator](a[0])
		items, err := py.Items(th, rest.Value())
		if err != nil {
			return py.Unbound, err
		}
		iter, err := py.GetAttrString(th, th.Interp.Builtins.Value(), "iter")
		return py.TupleOf(iter, py.TupleOf(py.NewList(items).Value()).Value()).Value(), err
	})}
	py.SetupType(t, nil)
}

func setupOrderedDict() {
	for i, name := range []string{"odict_keys", "odict_values", "odict_items"} {
		base := [...]*py.Type{py.DictKeysType, py.DictValuesType, py.DictItemsType}[i]
		orderedViews[i] = &py.Type{Name: name, Flags: py.TypeDisallowNew}
		orderedViews[i].Repr = base.Repr
		dictOf := func(v py.Value) *py.Dict { return py.AsAny[py.DictView](v).Dict }
		orderedViews[i].Iter = func(th *py.Thread, v py.Value) (py.Value, error) {
			return newOrderedIterator(th, dictOf(v), i, false), nil
		}
		orderedViews[i].Methods = []*py.MethodDef{py.Def("__reversed__($self, /)", "Return an iterator over the view from its end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return newOrderedIterator(th, dictOf(a[0]), i, true), nil
		})}
		py.SetupType(orderedViews[i], base)
	}
	setupOrderedIterator(orderedIteratorType)
	t := orderedDictType
	self := py.AsAny[orderedDict]
	t.DictField = func(v py.Value) **py.Dict { return &self(v).attrs }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.Flags |= py.TypeAnyKeyword
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.DictOf[orderedDict](cls).Header.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		return orderedUpdate(th, v, "OrderedDict", args, kw)
	}
	t.Repr = orderedRepr
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		if op != py.EQ && op != py.NE || py.AsDict(b) == nil {
			return py.NotImplemented, nil
		}
		same, err := orderedEqual(th, a, b)
		return py.Bool(same == (op == py.EQ)), err
	}
	t.SetItem = func(th *py.Thread, v, key, x py.Value) error { return py.DictType.SetItem(th, v, key, x) }
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) {
		return newOrderedIterator(th, &self(v).Dict, 0, false), nil
	}
	t.Binary[py.OpOr] = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		like := a
		if !a.Type().IsSubtype(t) {
			like = b
		}
		if py.AsDict(a) == nil || py.AsDict(b) == nil {
			return py.NotImplemented, nil
		}
		out, err := py.CallArgs(th, like.Type().Value(), a)
		if err != nil {
			return py.Unbound, err
		}
		return out, orderedUpdate(th, out, "update", []py.Value{b}, nil)
	}
	t.InPlace[py.OpOr] = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		return a, orderedUpdate(th, a, "update", []py.Value{b}, nil)
	}
	view := func(i int) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewDictView(orderedViews[i], &self(a[0]).Dict), nil
		}
	}
	t.GetSets = []py.GetSetDef{py.InstanceDictDef()}
	t.Methods = []*py.MethodDef{
		py.DefClass("fromkeys($type, iterable, value=None)", "Return a new dictionary with the keys of the iterable, all with the same value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			out, err := py.CallArgs(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			value := a[2]
			return out, py.ForEach(th, a[1], func(k py.Value) error { return py.SetItem(th, out, k, value) })
		}),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := py.CallMethod(th, self(a[0]).Dict.Copy().Value(), "__sizeof__")
			if err != nil {
				return py.Unbound, err
			}
			n, err := py.AsInt(th, v)
			return py.Int(int64(n) + int64(py.SizeOf[orderedDict]()-py.SizeOf[py.Dict]())), err
		}),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", orderedReduce),
		py.Def("setdefault($self, /, key, default=None)", "Return the value of key, after setting it to default when there was none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			has, err := py.Contains(th, a[0], a[1])
			if err != nil {
				return py.Unbound, err
			}
			if has {
				return py.GetItem(th, a[0], a[1])
			}
			return a[2], py.SetItem(th, a[0], a[1], a[2])
		}),
		py.Def("pop($self, /, key, default=<unrepresentable>)", "Remove key and return its value, or default when there is none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := self(a[0]).DelItem(th, a[1])
			switch {
			case err != nil || !v.IsUnbound():
				return v, err
			case !a[2].IsUnbound():
				return a[2], nil
			}
			return py.Unbound, py.RaiseValue(py.KeyError, a[1])
		}),
		py.Def("popitem($self, /, last=True)", "Remove the last (or first) pair and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			last, err := py.Truth(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if d.Len() == 0 {
				return py.Unbound, py.Raise(py.KeyError, "dictionary is empty")
			}
			if last {
				k, v, _ := d.PopItem()
				return py.TupleOf(k, v).Value(), nil
			}
			k, v, _ := d.First(&d.first)
			if _, err := d.DelItem(th, k); err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(k, v).Value(), nil
		}),
		py.Def("keys($self, /)", "Return a view of the keys.", view(0)),
		py.Def("values($self, /)", "Return a view of the values.", view(1)),
		py.Def("items($self, /)", "Return a view of the pairs.", view(2)),
		py.DefRaw("update", "", "Take in the pairs of a mapping or an iterable of pairs, then the keyword arguments.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			return py.None, orderedUpdate(th, a[0], "update", a[1:], kw)
		}),
		py.Def("clear($self, /)", "Remove all pairs.", func(th *py.Thread, a []py.Value) (py.Value, error) { self(a[0]).Clear(); return py.None, nil }),
		py.Def("copy($self, /)", "Return a shallow copy.", orderedCopy),
		py.Def("__reversed__($self, /)", "Return an iterator over the keys from the last to the first.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return newOrderedIterator(th, &self(a[0]).Dict, 0, true), nil
		}),
		py.Def("move_to_end($self, /, key, last=True)", "Move a key to the end (or the beginning).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			last, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return py.None, self(a[0]).moveToEnd(th, a[1], last)
		}),
	}
	py.SetupType(t, py.DictType)
}

// moveToEnd reorders the keys. The front has no room: moving there rebuilds the dict.
func (d *orderedDict) moveToEnd(th *py.Thread, key py.Value, last bool) error {
	h, err := py.Hash(th, key)
	if err != nil {
		return err
	}
	i, err := d.Find(th, key, h)
	if err != nil {
		return err
	}
	if i < 0 {
		return py.RaiseValue(py.KeyError, key)
	}
	if !last {
		if k, _, _ := d.First(&d.first); py.Is(k, key) {
			return nil
		}
	}
	if last {
		d.Dict.MoveToEnd(i)
		return nil
	}
	value, err := d.DelItem(th, key)
	if err != nil {
		return err
	}
	rest := d.Dict.Copy()
	d.Clear()
	if err := d.SetItemHash(th, key, h, value); err != nil {
		return err
	}
	return d.Update(th, rest.Value())
}

// orderedUpdate goes through __setitem__, so that subclasses see each pair.
func orderedUpdate(th *py.Thread, v py.Value, name string, args []py.Value, kw *py.Tuple) error {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n > 1 {
		return py.Raise(py.TypeError, "%s expected at most 1 argument, got %d", name, n)
	}
	if n == 1 {
		from := args[0]
		method := "keys"
		if py.AsDict(from) != nil {
			method = "items"
		}
		m, err := py.GetAttrOr(th, from, th.Interp.Intern(method))
		if err != nil {
			return err
		}
		switch {
		case !m.IsUnbound() && method == "keys":
			keys, err := py.CallArgs(th, m)
			if err != nil {
				return err
			}
			err = py.ForEach(th, keys, func(k py.Value) error {
				x, err := py.GetItem(th, from, k)
				if err != nil {
					return err
				}
				return py.SetItem(th, v, k, x)
			})
			if err != nil {
				return err
			}
		default:
			if !m.IsUnbound() {
				if from, err = py.CallArgs(th, m); err != nil {
					return err
				}
			}
			err = py.ForEach(th, from, func(pair py.Value) error {
				items, err := py.Items(th, pair)
				if err != nil {
					return err
				}
				switch {
				case len(items) < 2:
					return py.Raise(py.ValueError, "need more than %d value%s to unpack", len(items), [...]string{"s", ""}[len(items)&1])
				case len(items) > 2:
					return py.Raise(py.ValueError, "too many values to unpack (expected 2)")
				}
				return py.SetItem(th, v, items[0], items[1])
			})
			if err != nil {
				return err
			}
		}
	}
	for i := n; i < len(args); i++ {
		if err := py.SetItem(th, v, kw.At(i-n), args[i]); err != nil {
			return err
		}
	}
	return nil
}

func orderedEqual(th *py.Thread, a, b py.Value) (bool, error) {
	x, y := py.AsDict(a), py.AsDict(b)
	same, err := py.DictType.Compare(th, a, b, py.EQ)
	if err != nil || !py.Is(same, py.True) {
		return false, err
	}
	if !b.Type().IsSubtype(orderedDictType) {
		return true, nil
	}
	v, w := x.KeysVersion(th.Interp), y.KeysVersion(th.Interp)
	for i, j := 0, 0; ; {
		k, _, ok := x.Next(&i)
		l, _, ok2 := y.Next(&j)
		if !ok || !ok2 {
			return ok == ok2, nil
		}
		eq, err := py.Equal(th, k, l)
		if err == nil && (x.KeysVersion(th.Interp) != v || y.KeysVersion(th.Interp) != w) {
			err = mutated()
		}
		if err != nil || !eq {
			return false, err
		}
	}
}

func orderedRepr(th *py.Thread, v py.Value) (py.Value, error) {
	name := v.Type().ShortName()
	if py.AsDict(v).Len() == 0 {
		return py.Text(name + "()"), nil
	}
	if v.Type() == orderedDictType {
		s, err := py.DictType.Repr(th, v)
		if err != nil {
			return py.Unbound, err
		}
		if text := py.AsStr(s).String(); text != "{...}" {
			return py.Text(name + "(" + text + ")"), nil
		}
		return py.Text("..."), nil
	}
	if !th.EnterRepr(v) {
		return py.Text("..."), nil
	}
	defer th.LeaveRepr()
	items, err := py.CallMethod(th, v, "items")
	if err != nil {
		return py.Unbound, err
	}
	var parts []string
	err = py.ForEach(th, items, func(pair py.Value) error {
		t, err := py.TupleFrom(th, pair)
		if err != nil {
			return err
		}
		if t.Len() != 2 {
			return py.Raise(py.ValueError, "a pair was expected")
		}
		k, err := py.Repr(th, t.At(0))
		if err != nil {
			return err
		}
		x, err := py.Repr(th, t.At(1))
		if err != nil {
			return err
		}
		parts = append(parts, k.String()+": "+x.String())
		return nil
	})
	return py.Text(name + "({" + strings.Join(parts, ", ") + "})"), err
}

func orderedReduce(th *py.Thread, a []py.Value) (py.Value, error) {
	state, err := py.CallMethod(th, a[0], "__getstate__")
	if err != nil {
		return py.Unbound, err
	}
	items, err := py.CallMethod(th, a[0], "items")
	if err != nil {
		return py.Unbound, err
	}
	it, err := py.Iter(th, items)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(a[0].Type().Value(), py.EmptyTuple().Value(), state, py.None, it).Value(), nil
}

func orderedCopy(th *py.Thread, a []py.Value) (py.Value, error) {
	out, err := py.CallArgs(th, a[0].Type().Value())
	if err != nil {
		return py.Unbound, err
	}
	if attrs := py.AttributeDict(a[0]); attrs != nil {
		for pos := 0; ; {
			k, v, ok := attrs.Next(&pos)
			if !ok {
				break
			}
			if s := py.AsStr(k); s != nil {
				if err := py.SetAttr(th, out, s, v); err != nil {
					return py.Unbound, err
				}
			}
		}
	}
	d := py.AsDict(a[0])
	version := d.KeysVersion(th.Interp)
	for pos := 0; ; {
		if d.KeysVersion(th.Interp) != version {
			return py.Unbound, mutated()
		}
		k, v, ok := d.Next(&pos)
		if !ok {
			return out, nil
		}
		if a[0].Type() != orderedDictType {
			if v, err = py.GetItem(th, a[0], k); err != nil {
				return py.Unbound, err
			}
		}
		if err := py.SetItem(th, out, k, v); err != nil {
			return py.Unbound, err
		}
	}
}
