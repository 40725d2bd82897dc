// Package suggestions is the module _suggestions: the closest of some names, for "Did you mean".
package suggestions

import py "github.com/gopy-lang/gopy/runtime"

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_suggestions",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_generate_suggestions($module, candidates, item, /)", "Return the candidate that is closest to the item, or None.", generate),
	}
}

func generate(th *py.Thread, a []py.Value) (py.Value, error) {
	list, item := py.AsList(a[0]), py.AsStr(a[1])
	switch {
	case item == nil:
		return py.Unbound, py.Raise(py.TypeError, "_generate_suggestions() argument 2 must be str, not %s", a[1].Type().TypeName())
	case list == nil || !a[0].IsExact(py.KindList):
		return py.Unbound, py.Raise(py.TypeError, "candidates must be a list")
	}
	names := make([]string, list.Len())
	for i, v := range list.Items() {
		s := py.AsStr(v)
		if s == nil {
			return py.Unbound, py.Raise(py.TypeError, "all elements in 'candidates' must be strings")
		}
		names[i] = s.String()
	}
	if found := py.Suggest(names, item.String()); found != "" {
		return py.Text(found), nil
	}
	return py.None, nil
}
