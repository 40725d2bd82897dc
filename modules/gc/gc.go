// Package gc is the gc module (library reference, "gc"): what of it makes sense where Go's collector does the work. The
// collector frees cycles like everything else and can't be turned off; enable, disable and the thresholds are remembered only.
package gc

import py "github.com/gopy-lang/gopy/runtime"

// state is what the module remembers.
type state struct {
	disabled   bool
	debug      int
	thresholds [3]int64
	collected  int64
	runs       int64
	frozen     int64
	callbacks  *py.List
}

func stateOf(th *py.Thread) *state {
	s, _ := th.Interp.Extra["gc"].(*state)
	if s == nil {
		s = &state{thresholds: [3]int64{2000, 10, 0}, callbacks: py.NewList(nil)}
		th.Interp.Extra["gc"] = s
	}
	return s
}

// Module declares the gc module.
var Module = &py.ModuleDef{
	Name:      "gc",
	Doc:       "The garbage collector.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "garbage", py.NewList(nil).Value())
		m.Set(th, "callbacks", stateOf(th).callbacks.Value())
		for name, n := range map[string]int64{"DEBUG_STATS": 1, "DEBUG_COLLECTABLE": 2, "DEBUG_UNCOLLECTABLE": 4, "DEBUG_SAVEALL": 32, "DEBUG_LEAK": 38} {
			m.Set(th, name, py.Int(n))
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("enable()", "Remember that automatic collection is wanted.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			stateOf(th).disabled = false
			return py.None, nil
		}),
		py.Def("disable()", "Remember that automatic collection is not wanted; it goes on.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			stateOf(th).disabled = true
			return py.None, nil
		}),
		py.Def("isenabled()", "Tell which of enable and disable was called last.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(!stateOf(th).disabled), nil
		}),
		py.Def("set_debug(flags, /)", "Remember the debugging flags.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsCInt(th, a[0])
			stateOf(th).debug = n
			return py.None, err
		}),
		py.Def("get_debug()", "Return the debugging flags.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(stateOf(th).debug)), nil
		}),
		py.Def("get_count()", "Return three zeros: nothing is counted.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.TupleOf(py.Int(0), py.Int(0), py.Int(0)).Value(), nil
		}),
		py.Def("set_threshold(threshold0, threshold1=<unrepresentable>, threshold2=<unrepresentable>, /)", "Remember the thresholds.", setThreshold).Shown(""),
		py.Def("get_threshold()", "Return the thresholds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			t := stateOf(th).thresholds
			return py.TupleOf(py.Int(t[0]), py.Int(t[1]), py.Int(t[2])).Value(), nil
		}),
		py.Def("collect(generation=2)", "Run the collector, then the finalizers and weak reference callbacks of what it found dead; return how many.", collect),
		py.Def("get_stats()", "Return what was collected, a dict for each of three generations.", getStats),
		py.Def("get_objects(generation=None)", "Not there: Go's collector does not list objects.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Unbound, py.Raise(py.NotImplementedError, "gc.get_objects() is not there: Go's collector does not list objects")
		}).Audited("gc.get_objects", 0),
		py.DefRaw("get_referrers", "($module, /, *objs)", "Not there: Go's collector does not tell who refers to an object.", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			if err := th.Audit("gc.get_referrers", py.TupleOf(a...).Value()); err != nil {
				return py.Unbound, err
			}
			return py.Unbound, py.Raise(py.NotImplementedError, "gc.get_referrers() is not there: Go's collector does not tell who refers to an object")
		}),
		py.DefRaw("get_referents", "($module, /, *objs)", "Return the items of the containers given.", getReferents),
		py.Def("is_tracked(obj, /)", "Tell whether an object can be part of a cycle.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(isTracked(a[0])), nil
		}),
		py.Def("is_finalized(obj, /)", "Tell whether an object's finalizer has run.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }),
		py.Def("freeze()", "Does nothing here.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("unfreeze()", "Does nothing here.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("get_freeze_count()", "Return 0.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }),
	}
}

func setThreshold(th *py.Thread, a []py.Value) (py.Value, error) {
	s := stateOf(th)
	for i, v := range a {
		if v.IsUnbound() {
			continue
		}
		n, err := py.AsCInt(th, v)
		if err != nil {
			return py.Unbound, err
		}
		s.thresholds[i] = int64(n)
	}
	return py.None, nil
}

func collect(th *py.Thread, a []py.Value) (py.Value, error) {
	generation, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if generation < 0 || generation > 2 {
		return py.Unbound, py.Raise(py.ValueError, "invalid generation")
	}
	s := stateOf(th)
	tell := func(phase string, n int64) {
		info := py.NewDict()
		info.SetStr(th.Interp.Intern("generation"), py.Int(int64(generation)))
		info.SetStr(th.Interp.Intern("collected"), py.Int(n))
		info.SetStr(th.Interp.Intern("uncollectable"), py.Int(0))
		for _, f := range append([]py.Value(nil), s.callbacks.Items()...) {
			if _, err := py.CallArgs(th, f, py.Text(phase), info.Value()); err != nil {
				py.Unraisable(th, err, "Exception ignored while calling GC callback", f)
			}
		}
	}
	tell("start", 0)
	th.Interp.FlushCaches()
	n := int64(th.Interp.Finalizers.Collect(th))
	s.runs, s.collected = s.runs+1, s.collected+n
	tell("stop", n)
	return py.Int(n), nil
}

func getStats(th *py.Thread, a []py.Value) (py.Value, error) {
	l := py.NewList(nil)
	for i := range 3 {
		d := py.NewDict()
		runs, collected := int64(0), int64(0)
		if i == 2 {
			runs, collected = stateOf(th).runs, stateOf(th).collected
		}
		d.SetStr(th.Interp.Intern("collections"), py.Int(runs))
		d.SetStr(th.Interp.Intern("collected"), py.Int(collected))
		d.SetStr(th.Interp.Intern("uncollectable"), py.Int(0))
		l.Append(d.Value())
	}
	return l.Value(), nil
}

func getReferents(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
	if th.Interp.Audited() {
		if err := th.Audit("gc.get_referents", py.TupleOf(a...).Value()); err != nil {
			return py.Unbound, err
		}
	}
	out := py.NewList(nil)
	for _, v := range a {
		if t := py.AsTuple(v); t != nil {
			out.SetItems(append(out.Items(), t.Items()...))
		} else if l := py.AsList(v); l != nil {
			out.SetItems(append(out.Items(), l.Items()...))
		} else if d := py.AsDict(v); d != nil {
			for pos := 0; ; {
				k, x, ok := d.Next(&pos)
				if !ok {
					break
				}
				out.Append(k)
				out.Append(x)
			}
		} else if d := py.AttributeDict(v); d != nil {
			out.Append(d.Value())
		}
	}
	return out.Value(), nil
}

// isTracked tells atomic objects from those that refer to others.
func isTracked(v py.Value) bool {
	switch v.Kind() {
	case py.KindInt, py.KindFloat, py.KindBool, py.KindNone, py.KindNotImplemented, py.KindEllipsis, py.KindBigInt, py.KindComplex, py.KindStr, py.KindBytes, py.KindByteArray, py.KindRange, py.KindCode:
		return false
	}
	return v.Type() != py.ObjectType
}
