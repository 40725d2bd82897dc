// Package weakref is the _weakref module: references that do not keep their objects alive (library reference, "weakref").
package weakref

import py "github.com/gopy-lang/gopy/runtime"

// Module declares the _weakref module.
var Module = &py.ModuleDef{
	Name:      "_weakref",
	Doc:       "Weak references.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "ref", py.WeakRefType.Value())
		m.Set(th, "ReferenceType", py.WeakRefType.Value())
		m.Set(th, "ProxyType", py.WeakProxyType.Value())
		m.Set(th, "CallableProxyType", py.WeakCallableProxyType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("getweakrefcount(object, /)", "Return how many weak references to object there are.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(len(py.WeakReferences(a[0])))), nil
		}),
		py.Def("getweakrefs(object, /)", "Return a list of the weak references to object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewList(py.WeakReferences(a[0])).Value(), nil
		}),
		py.Def("proxy(object, callback=None, /)", "Return an object that stands for another without keeping it alive.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.NewWeakProxy(th, a[0], a[1])
		}),
		py.Def("_remove_dead_weakref(dct, key, /)", "Delete a key whose value is a weak reference to a dead object.", removeDead),
	}
}

func removeDead(th *py.Thread, a []py.Value) (py.Value, error) {
	d := py.AsDict(a[0])
	if d == nil {
		return py.Unbound, py.Raise(py.TypeError, "_remove_dead_weakref() argument 1 must be dict, not %s", a[0].Type().TypeName())
	}
	v, err := d.GetItem(th, a[1])
	if err != nil || v.IsUnbound() {
		return py.None, err
	}
	r := py.AsWeakRef(v)
	if r == nil {
		return py.Unbound, py.Raise(py.TypeError, "not a weakref")
	}
	if r.Get().IsUnbound() {
		if _, err := d.DelItem(th, a[1]); err != nil {
			return py.Unbound, err
		}
	}
	return py.None, nil
}
