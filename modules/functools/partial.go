// This file defines partial, a function with some of its arguments given, and Placeholder, the gap among these.

package functools

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

type partial struct {
	py.Header
	fn    py.Value
	args  *py.Tuple
	kw    *py.Dict
	gaps  int // placeholders among args
	attrs *py.Dict
	weak  *py.WeakList
}

var (
	placeholderType = &py.Type{Name: "_PlaceholderType", Module: "functools", Doc: "The type of Placeholder, which keeps a place among the arguments of a partial.", TextSig: "()"}
	placeholder     = &struct{ py.Header }{}
	partialType     = &py.Type{
		Name: "partial", Module: "functools", Doc: "A function with some of its arguments given.", TextSig: "(func, /, *args, **keywords)",
		Flags: py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref | py.TypeMethodDescr, Size: py.SizeOf[partial](),
	}
)

func isPlaceholder(v py.Value) bool { return py.Is(v, placeholder.Header.Value()) }

func setupPlaceholder() {
	t := placeholderType
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) > 0 {
			return py.Unbound, py.Raise(py.TypeError, "_PlaceholderType takes no arguments")
		}
		return placeholder.Header.Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text("Placeholder"), nil }
	t.Methods = []*py.MethodDef{py.Def("__reduce__($self, /)", "Tell pickle the name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.Text("Placeholder"), nil
	})}
	py.SetupType(t, nil)
	placeholder.Header = py.Header{Type: t, Kind: py.KindOther}
}

func countGaps(args []py.Value) (n int) {
	for _, v := range args {
		if isPlaceholder(v) {
			n++
		}
	}
	return n
}

// fill puts the first arguments in the gaps and adds the rest at the end.
func fill(args, more []py.Value) []py.Value {
	out := make([]py.Value, 0, len(args)+len(more)+4) // and some keywords
	for _, v := range args {
		if isPlaceholder(v) && len(more) > 0 {
			v, more = more[0], more[1:]
		}
		out = append(out, v)
	}
	return append(out, more...)
}

func partialNew(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n < 1 {
		return py.Unbound, py.Raise(py.TypeError, "type 'partial' takes at least one argument")
	}
	fn, positional, values := args[0], args[1:n], args[n:]
	if !py.Callable(fn) {
		return py.Unbound, py.Raise(py.TypeError, "the first argument must be callable")
	}
	if len(positional) > 0 && isPlaceholder(positional[len(positional)-1]) {
		return py.Unbound, py.Raise(py.TypeError, "trailing Placeholders are not allowed")
	}
	for _, v := range values {
		if isPlaceholder(v) {
			return py.Unbound, py.Raise(py.TypeError, "Placeholder cannot be passed as a keyword argument")
		}
	}
	p := py.NewObject[partial](cls)
	p.kw = py.NewDict()
	p.fn, p.args = fn, py.NewTuple(positional)
	if inner := asPartial(fn); inner != nil && inner.attrs == nil && fn.Type() == cls {
		p.fn, p.args, p.kw = inner.fn, py.NewTuple(fill(inner.args.Items(), positional)), inner.kw.Copy()
	}
	p.gaps = countGaps(p.args.Items())
	if items := p.args.Items(); len(items) > 0 && isPlaceholder(items[len(items)-1]) {
		// An inner partial ended in a gap before its last argument: that can't be, as trailing ones are refused.
		return py.Unbound, py.Raise(py.TypeError, "trailing Placeholders are not allowed")
	}
	for i, v := range values {
		if err := p.kw.SetItem(th, kw.At(i), v); err != nil {
			return py.Unbound, err
		}
	}
	return p.Header.Value(), nil
}

func asPartial(v py.Value) *partial {
	if v.Type().IsSubtype(partialType) {
		return py.AsAny[partial](v)
	}
	return nil
}

func partialCall(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
	p := py.AsAny[partial](v)
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n < p.gaps {
		return py.Unbound, py.Raise(py.TypeError, "missing positional arguments in 'partial' call; expected at least %d, got %d", p.gaps, n)
	}
	if p.gaps == 0 && p.kw.Len() == 0 {
		return py.CallAfter(th, p.fn, p.args.Items(), args, kw)
	}
	if err := th.Enter(" while calling a Python object"); err != nil {
		return py.Unbound, err
	}
	defer th.Leave()
	all := fill(p.args.Items(), args[:n])
	if p.kw.Len() == 0 {
		return py.Call(th, p.fn, append(all, args[n:]...), kw)
	}
	names := make([]py.Value, 0, p.kw.Len())
	for pos := 0; ; {
		k, x, ok := p.kw.Next(&pos)
		if !ok {
			break
		}
		given := false
		for i := n; i < len(args) && !given; i++ {
			given = py.AsStr(kw.At(i - n)).Equal(py.AsStr(k))
			if given {
				x = args[i]
			}
		}
		names, all = append(names, k), append(all, x)
	}
	for i := n; i < len(args); i++ {
		if p.kw.GetStr(py.AsStr(kw.At(i - n))).IsUnbound() {
			names, all = append(names, kw.At(i-n)), append(all, args[i])
		}
	}
	return py.Call(th, p.fn, all, py.NewTuple(names))
}

func setupPartial() {
	t := partialType
	self := py.AsAny[partial]
	t.DictField = func(v py.Value) **py.Dict { return &self(v).attrs }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New, t.Call = partialNew, partialCall
	t.Repr = partialRepr
	t.DescrGet = func(th *py.Thread, v, obj py.Value, owner *py.Type) (py.Value, error) {
		if obj.IsUnbound() || obj.IsNone() {
			return v, nil
		}
		return py.NewMethod(v, obj).Header.Value(), nil
	}
	t.GetSets = []py.GetSetDef{
		{Name: "func", Member: true, Doc: "the function to call", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).fn, nil }},
		{Name: "args", Member: true, Doc: "the positional arguments given", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).args.Value(), nil }},
		{Name: "keywords", Member: true, Doc: "the keyword arguments given", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).kw.Value(), nil }},
		{Name: "__dict__", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			p := self(v)
			if p.attrs == nil {
				p.attrs = py.NewDict()
			}
			return p.attrs.Value(), nil
		}, Set: func(th *py.Thread, v, x py.Value) error {
			d := py.AsDict(x)
			if d == nil {
				return py.Raise(py.TypeError, "__dict__ must be set to a dictionary, not a '%s'", x.Type().TypeName())
			}
			self(v).attrs = d
			return nil
		}},
	}
	t.Methods = []*py.MethodDef{
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p, attrs := self(a[0]), py.None
			if p.attrs != nil {
				attrs = p.attrs.Value()
			}
			return py.TupleOf(a[0].Type().Value(), py.TupleOf(p.fn).Value(), py.TupleOf(p.fn, p.args.Value(), p.kw.Value(), attrs).Value()).Value(), nil
		}),
		py.Def("__setstate__($self, state, /)", "Take over what __reduce__ gave.", partialSetState),
		classGetItem(),
	}
	py.SetupType(t, nil)
}

func partialSetState(th *py.Thread, a []py.Value) (py.Value, error) {
	p, state := py.AsAny[partial](a[0]), py.AsTuple(a[1])
	invalid := py.Raise(py.TypeError, "invalid partial state")
	if state == nil || state.Len() != 4 {
		return py.Unbound, invalid
	}
	fn, args, kw, attrs := state.At(0), py.AsTuple(state.At(1)), py.AsDict(state.At(2)), state.At(3)
	if !py.Callable(fn) || args == nil || kw == nil && !state.At(2).IsNone() || py.AsDict(attrs) == nil && !attrs.IsNone() {
		return py.Unbound, invalid
	}
	if n := args.Len(); n > 0 && isPlaceholder(args.At(n-1)) {
		return py.Unbound, py.Raise(py.TypeError, "trailing Placeholders are not allowed")
	}
	if !state.At(1).IsExact(py.KindTuple) {
		args = py.NewTuple(args.Items())
	}
	p.fn, p.args, p.kw = fn, args, py.NewDict()
	if kw != nil {
		p.kw = kw
		if !state.At(2).IsExact(py.KindDict) {
			p.kw = kw.Copy()
		}
	}
	p.gaps = countGaps(args.Items())
	p.attrs = py.AsDict(attrs)
	return py.None, nil
}

func partialRepr(th *py.Thread, v py.Value) (py.Value, error) {
	if !th.EnterRepr(v) {
		return py.Text("..."), nil
	}
	defer th.LeaveRepr()
	p := py.AsAny[partial](v)
	args, kw := p.args.Items(), p.kw // a repr may call __setstate__
	fn, err := py.Repr(th, p.fn)
	if err != nil {
		return py.Unbound, err
	}
	parts := []string{fn.String()}
	for _, x := range args {
		s, err := py.Repr(th, x)
		if err != nil {
			return py.Unbound, err
		}
		parts = append(parts, s.String())
	}
	for pos := 0; ; {
		k, x, ok := kw.Next(&pos)
		if !ok {
			break
		}
		name, err := py.StrOf(th, k)
		if err != nil {
			return py.Unbound, err
		}
		s, err := py.Repr(th, x)
		if err != nil {
			return py.Unbound, err
		}
		parts = append(parts, name.String()+"="+s.String())
	}
	module, err := py.GetAttrString(th, v.Type().Value(), "__module__")
	if err != nil {
		return py.Unbound, err
	}
	qualname, err := py.GetAttrString(th, v.Type().Value(), "__qualname__")
	if err != nil {
		return py.Unbound, err
	}
	m, q := py.AsStr(module), py.AsStr(qualname)
	if m == nil || q == nil {
		return py.Unbound, py.Raise(py.TypeError, "the name of the class must be a string")
	}
	return py.Text(m.String() + "." + q.String() + "(" + strings.Join(parts, ", ") + ")"), nil
}
