package runtime_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	py "github.com/gopy-lang/gopy/runtime"
)

// TestNumbersGolden compares operations, methods and conversions of numbers with what CPython 3.14 recorded.
func TestNumbersGolden(t *testing.T) {
	th := expressions.NewThread(nil)
	e, err := expressions.New(th)
	if err != nil {
		t.Fatal(err)
	}
	def := func(d *py.MethodDef) { e.Names[d.Name] = py.NewBuiltin(d, py.None) }
	e.Names["NotImplemented"] = py.NotImplemented
	def(py.Def("repr(x, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		s, err := py.Repr(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}))
	def(py.Def("hash(x, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		h, err := py.Hash(th, a[0])
		return py.Int(h), err
	}))
	def(py.Def("abs(x, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Absolute(th, a[0]) }))
	def(py.Def("divmod(x, y, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Divmod(th, a[0], a[1]) }))
	def(py.Def("pow(base, exp, mod=None)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Power(th, a[0], a[1], a[2]) }))
	def(py.Def("round(number, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.CallMethod(th, a[0], "__round__") }))
	def(py.Def("format(value, spec='', /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		s, err := py.Format(th, a[0], py.AsStr(a[1]))
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}))
	e.Golden(t, "testdata/numbers.tsv")
}
