// Package functools is the _functools module: what module functools has in Go (library reference, "functools").
//
//	functools.go   the module, reduce
//	partial.go     partial and Placeholder
//	cmp_to_key.go  cmp_to_key
//	lru_cache.go   the wrapper that lru_cache makes
package functools

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the _functools module.
var Module = &py.ModuleDef{
	Name:      "_functools",
	Doc:       "Tools for functions.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			setupPlaceholder()
			setupPartial()
			setupKey()
			setupCache()
		})
		m.Set(th, "partial", partialType.Value())
		m.Set(th, "Placeholder", placeholder.Header.Value())
		m.Set(th, "_PlaceholderType", placeholderType.Value())
		m.Set(th, "_lru_cache_wrapper", cacheType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("cmp_to_key(mycmp)", "Turn a comparison function into a key function.", cmpToKey),
		py.Def("_keep($module, instance, name, func, /)", "Return the attribute of an instance, which is made by func(instance) when there is none; NotImplemented: ask its __dict__.", keep),
		py.Def("reduce(function, iterable, /, initial=<unrepresentable>)", "Combine the items of iterable from left to right by a function of two arguments.", reduce),
	}
}

var setupOnce sync.Once

// keep finds and stores the value of a cached property without a dict for the attributes of an instance that has none.
func keep(th *py.Thread, a []py.Value) (py.Value, error) {
	x, name := py.AsInstance(a[0]), py.AsStr(a[1])
	if x == nil || name == nil || !x.PlainDict(th) {
		return py.NotImplemented, nil
	}
	name = th.Interp.InternStr(name)
	if v, err := x.Own(th, name); err != nil || !v.IsUnbound() {
		return v, err
	}
	v, err := py.CallArgs(th, a[2], a[0])
	if err == nil {
		x.Store(th, name, v)
	}
	return v, err
}

func reduce(th *py.Thread, a []py.Value) (py.Value, error) {
	f, v := a[0], a[2]
	it, err := py.Iter(th, a[1])
	if err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Raise(py.TypeError, "reduce() arg 2 must support iteration")
		}
		return py.Unbound, err
	}
	for {
		x, err := py.Next(th, it)
		if err != nil {
			return py.Unbound, err
		}
		switch {
		case x.IsUnbound() && v.IsUnbound():
			return py.Unbound, py.Raise(py.TypeError, "reduce() of empty iterable with no initial value")
		case x.IsUnbound():
			return v, nil
		case v.IsUnbound():
			v = x
		default:
			if v, err = py.CallArgs(th, f, v, x); err != nil {
				return py.Unbound, err
			}
		}
	}
}

func classGetItem() *py.MethodDef {
	return py.DefClass("__class_getitem__($type, item, /)", "Return a generic alias of the class.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.NewGenericAlias(th, a[0], a[1])
	})
}
