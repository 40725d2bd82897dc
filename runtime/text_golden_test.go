package runtime_test

import (
	"testing"

	"github.com/gopy-lang/gopy/internal/expressions"
	py "github.com/gopy-lang/gopy/runtime"
)

// limitedHost is a machine of which only the size of the memory matters.
type limitedHost struct{ py.Host }

func (limitedHost) MemoryTotal() int64 { return 1 << 32 }

// TestText evaluates expressions about text and bytes; their outcomes are CPython 3.14's.
func TestText(t *testing.T) {
	for _, name := range []string{"str", "bytes", "format", "codecs", "template"} {
		t.Run(name, func(t *testing.T) {
			e, err := expressions.New(expressions.NewThread(limitedHost{}))
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range textFunctions() {
				e.Names[d.Name] = py.NewBuiltin(d, py.None)
			}
			e.Names["Template"], e.Names["Interpolation"] = py.TemplateType.Value(), py.InterpolationType.Value()
			e.Golden(t, "testdata/"+name+".txt")
		})
	}
}

// textFunctions are the built-in functions that the expressions call.
func textFunctions() []*py.MethodDef {
	str := func(s *py.Str, err error) (py.Value, error) {
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}
	return []*py.MethodDef{
		py.Def("len(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.Length(th, a[0])
			return py.Int(int64(n)), err
		}),
		py.Def("hash(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.Hash(th, a[0])
			return py.Int(n), err
		}),
		py.Def("iter(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Iter(th, a[0]) }),
		py.Def("repr(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return str(py.Repr(th, a[0])) }),
		py.Def("ascii(obj, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) { return str(py.ASCII(th, a[0])) }),
		py.Def("format(value, spec, /)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return str(py.Format(th, a[0], py.AsStr(a[1])))
		}),
	}
}
