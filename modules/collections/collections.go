// Package collections is the _collections module: the containers that module collections is made of (library reference,
// "collections").
//
//	collections.go   the module, _count_elements, _tuplegetter
//	deque.go         deque and its iterators
//	defaultdict.go   defaultdict
//	ordereddict.go   OrderedDict and its views
package collections

import (
	"strconv"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the _collections module.
var Module = &py.ModuleDef{
	Name:      "_collections",
	Doc:       "Containers: deque, defaultdict, OrderedDict.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		for _, t := range []*py.Type{dequeType, defaultDictType, orderedDictType, tupleGetterType} {
			m.Set(th, t.Name, t.Value())
		}
		m.Set(th, "_deque_iterator", dequeIterators[0].Value())
		m.Set(th, "_deque_reverse_iterator", dequeIterators[1].Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_count_elements(mapping, iterable, /)", "Add 1 to mapping[item] for each item of iterable.", countElements),
	}
}

var setupOnce sync.Once

func setup() {
	setupDeque()
	setupDefaultDict()
	setupOrderedDict()
	setupTupleGetter()
}

func classGetItem() *py.MethodDef {
	return py.DefClass("__class_getitem__($type, item, /)", "Return a generic alias of the class.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.NewGenericAlias(th, a[0], a[1])
	})
}

// countElements is what Counter.update does with an iterable.
func countElements(th *py.Thread, a []py.Value) (py.Value, error) {
	mapping := a[0]
	plain := py.AsDict(mapping)
	if plain != nil {
		t := mapping.Type()
		get, _ := t.LookupOwner(th.Interp.Intern("get"))
		set, _ := t.LookupOwner(th.Interp.Intern("__setitem__"))
		dictGet, _ := py.DictType.LookupOwner(th.Interp.Intern("get"))
		dictSet, _ := py.DictType.LookupOwner(th.Interp.Intern("__setitem__"))
		if !py.Is(get, dictGet) || !py.Is(set, dictSet) {
			plain = nil
		}
	}
	if plain != nil {
		return py.None, py.ForEach(th, a[1], func(k py.Value) error {
			h, err := py.Hash(th, k)
			if err != nil {
				return err
			}
			i, err := plain.Find(th, k, h)
			if err != nil {
				return err
			}
			if i < 0 {
				return plain.SetItemHash(th, k, h, py.Int(1))
			}
			old := plain.EntryValue(i)
			if old.IsSmallInt() && old.SmallInt() < 1<<62 {
				plain.SetEntryValue(i, py.Int(old.SmallInt()+1))
				return nil
			}
			n, err := py.BinaryOperation(th, py.OpAdd, old, py.Int(1))
			if err != nil {
				return err
			}
			return plain.SetItemHash(th, k, h, n)
		})
	}
	get, err := py.GetAttrString(th, mapping, "get")
	if err != nil {
		return py.Unbound, err
	}
	return py.None, py.ForEach(th, a[1], func(k py.Value) error {
		old, err := py.CallArgs(th, get, k, py.Int(0))
		if err != nil {
			return err
		}
		n, err := py.BinaryOperation(th, py.OpAdd, old, py.Int(1))
		if err != nil {
			return err
		}
		return py.SetItem(th, mapping, k, n)
	})
}

// tupleGetter is the descriptor of a field of a named tuple.
type tupleGetter struct {
	py.Header
	index int
	doc   py.Value
}

var tupleGetterType = &py.Type{Name: "_tuplegetter", Module: "collections", Doc: "A field of a named tuple."}

func setupTupleGetter() {
	t := tupleGetterType
	self := py.AsAny[tupleGetter]
	signature := py.ParseSignature("_tuplegetter(index, doc, /)")
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		n, err := py.AsInt(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		g := py.NewObject[tupleGetter](cls)
		g.index, g.doc = n, a[1]
		return g.Header.Value(), nil
	}
	t.DescrGet = func(th *py.Thread, v, obj py.Value, owner *py.Type) (py.Value, error) {
		if obj.IsUnbound() || obj.IsNone() {
			return v, nil
		}
		g, items := self(v), py.AsTuple(obj)
		if items == nil {
			return py.Unbound, py.Raise(py.TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", g.index, obj.Type().TypeName())
		}
		if g.index < 0 || g.index >= items.Len() {
			return py.Unbound, py.Raise(py.IndexError, "tuple index out of range")
		}
		return items.At(g.index), nil
	}
	t.TupleField = func(v py.Value) int { return self(v).index }
	t.DescrSet = func(th *py.Thread, v, obj, x py.Value) error {
		if x.IsUnbound() {
			return py.Raise(py.AttributeError, "can't delete attribute")
		}
		return py.Raise(py.AttributeError, "can't set attribute")
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		doc, err := py.Repr(th, self(v).doc)
		if err != nil {
			return py.Unbound, err
		}
		return py.Text("_tuplegetter(" + strconv.Itoa(self(v).index) + ", " + doc.String() + ")"), nil
	}
	t.GetSets = []py.GetSetDef{{Name: "__doc__", Member: true,
		Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).doc, nil },
		Set: func(th *py.Thread, v, x py.Value) error {
			if x.IsUnbound() {
				x = py.None
			}
			self(v).doc = x
			return nil
		}}}
	t.Methods = []*py.MethodDef{py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		g := self(a[0])
		return py.TupleOf(tupleGetterType.Value(), py.TupleOf(py.Int(int64(g.index)), g.doc).Value()).Value(), nil
	})}
	py.SetupType(t, nil)
}
