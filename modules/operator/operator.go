// Package operator is the module operator: Python's operators as functions, and callables that fetch items or attributes.
//
//	operator.go   the functions
//	getters.go    itemgetter, attrgetter, methodcaller
//
// Reference: "operator — Standard operators as functions" in the Python library reference.
package operator

import (
	"crypto/subtle"
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// Accelerator declares _operator, which CPython's own operator.py takes its functions from.
var Accelerator = &py.ModuleDef{
	Name:      "_operator",
	Doc:       "The functions of the module operator.",
	Functions: func() []*py.MethodDef { return append(functions(), compareDigestDef) },
	Exec:      addTypes,
}

// Module declares operator itself, which has each function under its special method's name, too.
var Module = &py.ModuleDef{
	Name:      "operator",
	Doc:       "Operators as functions: add(x, y) is x + y.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		if err := addTypes(th, m); err != nil {
			return err
		}
		for _, name := range [...]string{
			"lt", "le", "eq", "ne", "ge", "gt", "abs", "add", "and_", "call", "floordiv", "index", "inv", "invert", "lshift", "mod", "mul", "matmul", "neg",
			"not_", "or_", "pos", "pow", "rshift", "sub", "truediv", "xor", "concat", "contains", "delitem", "getitem", "setitem", "iadd", "iand", "iconcat",
			"ifloordiv", "ilshift", "imod", "imul", "imatmul", "ior", "ipow", "irshift", "isub", "itruediv", "ixor",
		} {
			special := name
			if special[len(special)-1] == '_' {
				special = special[:len(special)-1]
			}
			m.Set(th, "__"+special+"__", m.Get(th, name))
		}
		names := []string{}
		for _, f := range functions() {
			names = append(names, f.Name)
		}
		for _, t := range getterTypes() {
			names = append(names, t.Name)
		}
		slices.Sort(names)
		all := make([]py.Value, len(names))
		for i, name := range names {
			all[i] = py.Text(name)
		}
		m.Set(th, "__all__", py.NewList(all).Value())
		return nil
	},
}

func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("truth(a, /)", "Return whether a is true.", func(th *py.Thread, a []py.Value) (py.Value, error) { return boolResult(py.Truth(th, a[0])) }),
		py.Def("contains(a, b, /)", "Return b in a.", func(th *py.Thread, a []py.Value) (py.Value, error) { return boolResult(py.Contains(th, a[0], a[1])) }),
		py.Def("indexOf(a, b, /)", "Return the first index of b in a.", indexOf),
		py.Def("countOf(a, b, /)", "Return how often b occurs in a.", countOf),
		py.Def("is_(a, b, /)", "Return a is b.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(py.Is(a[0], a[1])), nil }),
		py.Def("is_not(a, b, /)", "Return a is not b.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(!py.Is(a[0], a[1])), nil }),
		py.Def("is_none(a, /)", "Return a is None.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(a[0].IsNone()), nil }),
		py.Def("is_not_none(a, /)", "Return a is not None.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(!a[0].IsNone()), nil }),
		py.Def("not_(a, /)", "Return not a.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := py.Truth(th, a[0])
			return py.Bool(!b), err
		}),
		py.Def("index(a, /)", "Return the exact int that a stands for.", unary(py.Index)),
		py.Def("pos(a, /)", "Return +a.", unary(py.Positive)),
		py.Def("neg(a, /)", "Return -a.", unary(py.Negative)),
		py.Def("abs(a, /)", "Return the absolute value of a.", unary(py.Absolute)),
		py.Def("inv(a, /)", "Return ~a.", unary(py.Invert)),
		py.Def("invert(a, /)", "Return ~a.", unary(py.Invert)),
		py.Def("add(a, b, /)", "Return a + b.", binary(py.OpAdd)),
		py.Def("sub(a, b, /)", "Return a - b.", binary(py.OpSub)),
		py.Def("mul(a, b, /)", "Return a * b.", binary(py.OpMul)),
		py.Def("matmul(a, b, /)", "Return a @ b.", binary(py.OpMatMul)),
		py.Def("floordiv(a, b, /)", "Return a // b.", binary(py.OpFloorDiv)),
		py.Def("truediv(a, b, /)", "Return a / b.", binary(py.OpTrueDiv)),
		py.Def("mod(a, b, /)", "Return a % b.", binary(py.OpMod)),
		py.Def("pow(a, b, /)", "Return a ** b.", binary(py.OpPow)),
		py.Def("lshift(a, b, /)", "Return a << b.", binary(py.OpLShift)),
		py.Def("rshift(a, b, /)", "Return a >> b.", binary(py.OpRShift)),
		py.Def("and_(a, b, /)", "Return a & b.", binary(py.OpAnd)),
		py.Def("xor(a, b, /)", "Return a ^ b.", binary(py.OpXor)),
		py.Def("or_(a, b, /)", "Return a | b.", binary(py.OpOr)),
		py.Def("iadd(a, b, /)", "Return a after a += b.", inPlace(py.OpAdd)),
		py.Def("isub(a, b, /)", "Return a after a -= b.", inPlace(py.OpSub)),
		py.Def("imul(a, b, /)", "Return a after a *= b.", inPlace(py.OpMul)),
		py.Def("imatmul(a, b, /)", "Return a after a @= b.", inPlace(py.OpMatMul)),
		py.Def("ifloordiv(a, b, /)", "Return a after a //= b.", inPlace(py.OpFloorDiv)),
		py.Def("itruediv(a, b, /)", "Return a after a /= b.", inPlace(py.OpTrueDiv)),
		py.Def("imod(a, b, /)", "Return a after a %= b.", inPlace(py.OpMod)),
		py.Def("ipow(a, b, /)", "Return a after a **= b.", inPlace(py.OpPow)),
		py.Def("ilshift(a, b, /)", "Return a after a <<= b.", inPlace(py.OpLShift)),
		py.Def("irshift(a, b, /)", "Return a after a >>= b.", inPlace(py.OpRShift)),
		py.Def("iand(a, b, /)", "Return a after a &= b.", inPlace(py.OpAnd)),
		py.Def("ixor(a, b, /)", "Return a after a ^= b.", inPlace(py.OpXor)),
		py.Def("ior(a, b, /)", "Return a after a |= b.", inPlace(py.OpOr)),
		py.Def("concat(a, b, /)", "Return a + b for sequences.", concat(py.BinaryOperation)),
		py.Def("iconcat(a, b, /)", "Return a after a += b for sequences.", concat(py.InPlaceOperation)),
		py.Def("lt(a, b, /)", "Return a < b.", compare(py.LT)),
		py.Def("le(a, b, /)", "Return a <= b.", compare(py.LE)),
		py.Def("eq(a, b, /)", "Return a == b.", compare(py.EQ)),
		py.Def("ne(a, b, /)", "Return a != b.", compare(py.NE)),
		py.Def("gt(a, b, /)", "Return a > b.", compare(py.GT)),
		py.Def("ge(a, b, /)", "Return a >= b.", compare(py.GE)),
		py.Def("getitem(a, b, /)", "Return a[b].", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.GetItem(th, a[0], a[1]) }),
		py.Def("setitem(a, b, c, /)", "Set a[b] to c.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, py.SetItem(th, a[0], a[1], a[2]) }),
		py.Def("delitem(a, b, /)", "Delete a[b].", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, py.DelItem(th, a[0], a[1]) }),
		py.Def("length_hint(obj, default=0, /)", "Return an estimate of the number of items of obj: its length, or what it says, or the default.", lengthHint),
		py.DefRaw("call", "($module, obj, /, *args, **kwargs)", "Return obj(*args, **kwargs).", func(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
			if len(a) == 0 || kw != nil && kw.Len() == len(a) {
				return py.Unbound, py.Raise(py.TypeError, "call expected at least 1 argument, got 0")
			}
			return py.Call(th, a[0], a[1:], kw)
		}),
	}
}

var compareDigestDef = py.Def("_compare_digest(a, b, /)", "Return a == b in a time that doesn't tell where they differ. Both must be ASCII strings, or bytes-like.", compareDigest)

func boolResult(b bool, err error) (py.Value, error) { return py.Bool(b), err }

func unary(f func(th *py.Thread, v py.Value) (py.Value, error)) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return f(th, a[0]) }
}

func binary(op py.BinaryOp) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.BinaryOperation(th, op, a[0], a[1]) }
}

func inPlace(op py.BinaryOp) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.InPlaceOperation(th, op, a[0], a[1]) }
}

func compare(op py.CompareOp) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) { return py.RichCompare(th, a[0], a[1], op) }
}

// concat makes an addition that only sequences take part in.
func concat(add func(th *py.Thread, op py.BinaryOp, a, b py.Value) (py.Value, error)) py.Func {
	isSequence := func(v py.Value) bool { return v.Type().GetItem != nil && py.AsDict(v) == nil }
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		if a[0].Type().Concat == nil && !(isSequence(a[0]) && isSequence(a[1])) {
			return py.Unbound, py.Raise(py.TypeError, "'%s' object can't be concatenated", a[0].Type().TypeName())
		}
		return add(th, py.OpAdd, a[0], a[1])
	}
}

func indexOf(th *py.Thread, a []py.Value) (py.Value, error) {
	found, at := -1, 0
	err := search(th, a[0], a[1], func() bool { found = at; return false }, &at)
	if err == nil && found < 0 {
		return py.Unbound, py.Raise(py.ValueError, "sequence.index(x): x not in sequence")
	}
	return py.Int(int64(found)), err
}

func countOf(th *py.Thread, a []py.Value) (py.Value, error) {
	n, at := 0, 0
	err := search(th, a[0], a[1], func() bool { n++; return true }, &at)
	return py.Int(int64(n)), err
}

// search calls match at each item equal to x, until it returns false; at is the index of the item.
func search(th *py.Thread, iterable, x py.Value, match func() bool, at *int) error {
	it, err := py.Iter(th, iterable)
	if err != nil {
		if py.Matches(err, py.TypeError) {
			return py.Raise(py.TypeError, "argument of type '%s' is not iterable", iterable.Type().TypeName())
		}
		return err
	}
	for *at = 0; ; *at++ {
		v, err := py.Next(th, it)
		if err != nil || v.IsUnbound() {
			return err
		}
		same, err := py.Equal(th, v, x)
		if err != nil || same && !match() {
			return err
		}
	}
}

func lengthHint(th *py.Thread, a []py.Value) (py.Value, error) {
	if _, ok := py.NumFromInt(a[1]); !ok {
		return py.Unbound, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer", a[1].Type().TypeName())
	}
	def, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	n, err := py.LengthHint(th, a[0], def)
	return py.Int(int64(n)), err
}

func compareDigest(th *py.Thread, a []py.Value) (py.Value, error) {
	s, t := py.AsStr(a[0]), py.AsStr(a[1])
	if s != nil && t != nil {
		if !s.IsASCII() || !t.IsASCII() {
			return py.Unbound, py.Raise(py.TypeError, "comparing strings with non-ASCII characters is not supported")
		}
		return py.Bool(subtle.ConstantTimeCompare([]byte(s.String()), []byte(t.String())) == 1), nil
	}
	x, ok := py.BytesData(a[0])
	y, ok2 := py.BytesData(a[1])
	if !ok || !ok2 {
		return py.Unbound, py.Raise(py.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", a[0].Type().TypeName(), a[1].Type().TypeName())
	}
	return py.Bool(subtle.ConstantTimeCompare(x, y) == 1), nil
}
