// This file holds itemgetter, attrgetter and methodcaller.

package operator

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// getter is an instance of itemgetter or attrgetter: what it fetches, as given.
type getter struct {
	py.Header
	keys  *py.Tuple
	paths [][]*py.Str // attrgetter: each key cut at its dots
}

// methodCaller is an instance of methodcaller.
type methodCaller struct {
	py.Header
	name *py.Str
	args *py.Tuple // positional ones, then the keywords' values
	kw   *py.Tuple // nil: none
}

var getterTypes = sync.OnceValue(func() []*py.Type {
	return []*py.Type{itemGetterType(), attrGetterType(), methodCallerType()}
})

func addTypes(th *py.Thread, m *py.Module) error {
	for _, t := range getterTypes() {
		m.Set(th, t.Name, t.Value())
	}
	return nil
}

// callSignature tells inspect how an instance is called.
var callSignature = py.GetSetDef{Name: "__text_signature__", Member: true, Get: func(th *py.Thread, self py.Value) (py.Value, error) {
	return py.Text("(obj, /)"), nil
}}

// newGetterType makes the type of a getter: construct fills an instance, get fetches one key.
func newGetterType(name, textSig, doc string, construct func(th *py.Thread, g *getter) error, get func(th *py.Thread, g *getter, i int, obj py.Value) (py.Value, error)) *py.Type {
	t := &py.Type{Name: name, Module: "operator", Doc: doc, TextSig: textSig, Flags: py.TypeBaseType, Size: py.SizeOf[getter]()}
	self := py.AsAny[getter]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "%s() takes no keyword arguments", name)
		}
		if len(args) == 0 {
			return py.Unbound, py.Raise(py.TypeError, "%s expected 1 argument, got 0", name)
		}
		g := py.NewObject[getter](cls)
		g.keys = py.NewTuple(args)
		return g.Value(), construct(th, g)
	}
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "%s() takes no keyword arguments", name)
		}
		if len(args) != 1 {
			return py.Unbound, py.Raise(py.TypeError, "%s expected 1 argument, got %d", name, len(args))
		}
		g, obj := self(v), args[0]
		if g.keys.Len() == 1 {
			return get(th, g, 0, obj)
		}
		out := make([]py.Value, g.keys.Len())
		for i := range out {
			x, err := get(th, g, i, obj)
			if err != nil {
				return py.Unbound, err
			}
			out[i] = x
		}
		return py.NewTuple(out).Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		return callRepr(th, v, "operator."+name, self(v).keys.Items(), nil)
	}
	t.GetSets = []py.GetSetDef{callSignature}
	t.Methods = []*py.MethodDef{py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.TupleOf(a[0].Type().Value(), self(a[0]).keys.Value()).Value(), nil
	})}
	py.SetupType(t, nil)
	return t
}

func itemGetterType() *py.Type {
	return newGetterType("itemgetter", "(item, /, *items)", "A callable that fetches items: itemgetter(2)(x) is x[2], itemgetter(2, 'a')(x) is (x[2], x['a']).",
		func(th *py.Thread, g *getter) error { return nil },
		func(th *py.Thread, g *getter, i int, obj py.Value) (py.Value, error) {
			key := g.keys.At(i)
			if t := py.AsTuple(obj); t != nil && obj.IsExact(py.KindTuple) && key.IsSmallInt() {
				if at := key.SmallInt(); at >= 0 && at < int64(t.Len()) {
					return t.At(int(at)), nil
				}
			}
			return py.GetItem(th, obj, key)
		})
}

func attrGetterType() *py.Type {
	return newGetterType("attrgetter", "(attr, /, *attrs)", "A callable that fetches attributes: attrgetter('a')(x) is x.a, attrgetter('a.b', 'c')(x) is (x.a.b, x.c).",
		func(th *py.Thread, g *getter) error {
			for _, k := range g.keys.Items() {
				s := py.AsStr(k)
				if s == nil {
					return py.Raise(py.TypeError, "attribute name must be a string")
				}
				var path []*py.Str
				for name := range strings.SplitSeq(s.String(), ".") {
					path = append(path, th.Interp.Intern(name))
				}
				g.paths = append(g.paths, path)
			}
			return nil
		},
		func(th *py.Thread, g *getter, i int, obj py.Value) (v py.Value, err error) {
			for _, name := range g.paths[i] {
				if obj, err = py.GetAttr(th, obj, name); err != nil {
					return py.Unbound, err
				}
			}
			return obj, nil
		})
}

func methodCallerType() *py.Type {
	t := &py.Type{Name: "methodcaller", Module: "operator", TextSig: "(name, /, *args, **kwargs)", Flags: py.TypeBaseType, Size: py.SizeOf[methodCaller](),
		Doc: "A callable that calls a method: methodcaller('f', 1, a=2)(x) is x.f(1, a=2)."}
	self := py.AsAny[methodCaller]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) == 0 || kw != nil && kw.Len() == len(args) {
			return py.Unbound, py.Raise(py.TypeError, "methodcaller needs at least one argument, the method name")
		}
		name := py.AsStr(args[0])
		if name == nil {
			return py.Unbound, py.Raise(py.TypeError, "method name must be a string")
		}
		c := py.NewObject[methodCaller](cls)
		c.name, c.args, c.kw = th.Interp.InternStr(name), py.NewTuple(args[1:]), kw
		return c.Value(), nil
	}
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "methodcaller() takes no keyword arguments")
		}
		if len(args) != 1 {
			return py.Unbound, py.Raise(py.TypeError, "methodcaller expected 1 argument, got %d", len(args))
		}
		c := self(v)
		return py.CallMethodWith(th, args[0], c.name, c.args.Items(), c.kw)
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		c := self(v)
		return callRepr(th, v, "operator.methodcaller", append([]py.Value{c.name.Value()}, c.args.Items()...), c.kw)
	}
	t.GetSets = []py.GetSetDef{callSignature}
	t.Methods = []*py.MethodDef{py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", methodCallerReduce)}
	py.SetupType(t, nil)
	return t
}

// methodCallerReduce rebuilds the object by its class, or by functools.partial of it if there are keywords.
func methodCallerReduce(th *py.Thread, a []py.Value) (py.Value, error) {
	c := py.AsAny[methodCaller](a[0])
	class := a[0].Type().Value()
	if c.kw == nil || c.kw.Len() == 0 {
		return py.TupleOf(class, py.NewTuple(append([]py.Value{c.name.Value()}, c.args.Items()...)).Value()).Value(), nil
	}
	functools, err := th.Interp.Importer.Import(th, th.Interp.Intern("functools"), py.None, py.None, py.None, 0)
	if err != nil {
		return py.Unbound, err
	}
	partial, err := py.GetAttrString(th, functools, "partial")
	if err != nil {
		return py.Unbound, err
	}
	positional := c.args.Len() - c.kw.Len()
	all := append([]py.Value{class, c.name.Value()}, c.args.Items()[positional:]...)
	rebuild, err := py.Call(th, partial, all, c.kw)
	return py.TupleOf(rebuild, py.NewTuple(c.args.Items()[:positional]).Value()).Value(), err
}

// callRepr writes name(arg, …, key=value, …), or name(...) inside itself.
func callRepr(th *py.Thread, v py.Value, name string, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if !th.EnterRepr(v) {
		return py.Text(name + "(...)"), nil
	}
	defer th.LeaveRepr()
	positional := len(args)
	if kw != nil {
		positional -= kw.Len()
	}
	parts := make([]string, len(args))
	for i, x := range args {
		r, err := py.Repr(th, x)
		if err != nil {
			return py.Unbound, err
		}
		parts[i] = r.String()
		if i >= positional {
			parts[i] = py.AsStr(kw.At(i-positional)).String() + "=" + parts[i]
		}
	}
	return py.Text(name + "(" + strings.Join(parts, ", ") + ")"), nil
}
