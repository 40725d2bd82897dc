// This file defines defaultdict, the dict that makes the values of missing keys.

package collections

import (
	py "github.com/gopy-lang/gopy/runtime"
)

type defaultDict struct {
	py.Dict
	factory py.Value // None: missing keys are errors
}

var defaultDictType = &py.Type{
	Name: "defaultdict", Module: "collections", Flags: py.TypeBaseType | py.TypeMapping, Size: py.SizeOf[defaultDict](),
	Doc: "defaultdict(default_factory=None, /, [...]) -> a dict that calls default_factory for the value of a missing key",
}

func setupDefaultDict() {
	t := defaultDictType
	self := py.AsAny[defaultDict]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		d := py.DictOf[defaultDict](cls)
		d.factory = py.None
		return d.Header.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		n := len(args)
		if kw != nil {
			n -= kw.Len()
		}
		factory := py.None
		if n > 0 {
			if factory = args[0]; !factory.IsNone() && !py.Callable(factory) {
				return py.Raise(py.TypeError, "first argument must be callable or None")
			}
			args = args[1:]
		}
		self(v).factory = factory
		return py.DictType.Init(th, v, args, kw)
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		base, err := py.DictType.Repr(th, v)
		if err != nil {
			return py.Unbound, err
		}
		factory := "..."
		if f := self(v).factory; th.EnterRepr(f) {
			s, err := py.Repr(th, f)
			th.LeaveRepr()
			if err != nil {
				return py.Unbound, err
			}
			factory = s.String()
		}
		return py.Text(v.Type().ShortName() + "(" + factory + ", " + py.AsStr(base).String() + ")"), nil
	}
	duplicate := func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.CallArgs(th, v.Type().Value(), self(v).factory, v)
	}
	t.Binary[py.OpOr] = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		from := a
		if a.Type() != t && !a.Type().IsSubtype(t) {
			from = b
		}
		if py.AsDict(a) == nil || py.AsDict(b) == nil {
			return py.NotImplemented, nil
		}
		out, err := py.CallArgs(th, from.Type().Value(), self(from).factory, a)
		if err != nil {
			return py.Unbound, err
		}
		d := py.AsDict(out)
		if d == nil {
			return py.Unbound, py.Raise(py.TypeError, "defaultdict expected")
		}
		return out, d.Update(th, b)
	}
	t.GetSets = []py.GetSetDef{{Name: "default_factory", Member: true, Doc: "what makes the values of missing keys, or None",
		Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).factory, nil },
		Set: func(th *py.Thread, v, x py.Value) error {
			if x.IsUnbound() {
				x = py.None
			}
			self(v).factory = x
			return nil
		}}}
	t.Methods = []*py.MethodDef{
		py.Def("__missing__($self, key, /)", "Make, store and return the value of a missing key.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			if d.factory.IsNone() {
				return py.Unbound, py.RaiseValue(py.KeyError, a[1])
			}
			v, err := py.CallArgs(th, d.factory)
			if err != nil {
				return py.Unbound, err
			}
			return py.AsDict(a[0]).SetDefault(th, a[1], v) // the factory may have stored one itself
		}),
		py.Def("copy($self, /)", "Return a shallow copy.", func(th *py.Thread, a []py.Value) (py.Value, error) { return duplicate(th, a[0]) }),
		py.Def("__copy__($self, /)", "Return a shallow copy.", func(th *py.Thread, a []py.Value) (py.Value, error) { return duplicate(th, a[0]) }),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			args := py.EmptyTuple()
			if f := self(a[0]).factory; !f.IsNone() {
				args = py.TupleOf(f)
			}
			items, err := py.CallMethod(th, a[0], "items")
			if err != nil {
				return py.Unbound, err
			}
			it, err := py.Iter(th, items)
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(a[0].Type().Value(), args.Value(), py.None, py.None, it).Value(), nil
		}),
		classGetItem(),
	}
	py.SetupType(t, py.DictType)
}
