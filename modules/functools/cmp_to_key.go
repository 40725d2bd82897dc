// This file holds cmp_to_key, which turns a comparison function into a key function.

package functools

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// key is the key function (no object yet), and what it returns for an object.
type key struct {
	py.Header
	cmp    py.Value
	object py.Value // Unbound: the key function itself
}

var keyType = &py.Type{Name: "KeyWrapper", Module: "functools", Doc: "An object to sort by in place of another.", Flags: py.TypeDisallowNew}

func newKey(cmp, object py.Value) py.Value {
	return (&key{Header: py.Header{Type: keyType, Kind: py.KindOther}, cmp: cmp, object: object}).Header.Value()
}

func cmpToKey(th *py.Thread, a []py.Value) (py.Value, error) { return newKey(a[0], py.Unbound), nil }

func setupKey() {
	t := keyType
	self := py.AsAny[key]
	signature := py.ParseSignature("K(obj)")
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		return newKey(self(v).cmp, a[0]), nil
	}
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		if b.Type() != keyType {
			return py.Unbound, py.Raise(py.TypeError, "other argument must be K instance")
		}
		x, y := self(a).object, self(b).object
		if x.IsUnbound() || y.IsUnbound() {
			return py.Unbound, py.Raise(py.AttributeError, "object")
		}
		order, err := py.CallArgs(th, self(a).cmp, x, y)
		if err != nil {
			return py.Unbound, err
		}
		return py.RichCompare(th, order, py.Int(0), op)
	}
	t.GetSets = []py.GetSetDef{{Name: "obj", Member: true, Doc: "the object that the key stands for",
		Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			if o := self(v).object; !o.IsUnbound() {
				return o, nil
			}
			return py.None, nil
		},
		Set: func(th *py.Thread, v, x py.Value) error { self(v).object = x; return nil }}}
	py.SetupType(t, nil)
}
