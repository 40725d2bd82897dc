// This file describes exceptions to other interpreters.

package interpreters

import (
	"strings"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

// failure is what another interpreter learns of an exception.
type failure struct {
	name, qualname, module string // of the class
	message                string
	line                   string // class and message
	display                string // as a program that it ends would print it
}

// describeFailure takes down an exception in its own interpreter.
func describeFailure(th *py.Thread, e *py.Exception) *failure {
	attribute := func(name string) string {
		v, err := py.GetAttrString(th, e.Type.Value(), name)
		if err != nil || py.AsStr(v) == nil {
			return ""
		}
		return py.AsStr(v).String()
	}
	f := &failure{name: attribute("__name__"), qualname: attribute("__qualname__"), module: attribute("__module__")}
	f.message = "<exception str() failed>"
	if s, err := py.StrOf(th, e.Value()); err == nil {
		f.message = s.String()
	}
	full := f.qualname
	if f.module != "" && f.module != "builtins" && f.module != "__main__" {
		full = f.module + "." + full
	}
	f.line = full + ": " + f.message
	f.display = strings.TrimSuffix(traceback.Format(th, e), "\n")
	return f
}

// namespace is the failure as programs see it.
func (f *failure) namespace(th *py.Thread) py.Value {
	class := py.NewNamespace(th, []string{"__name__", "__qualname__", "__module__"}, []py.Value{py.Text(f.name), py.Text(f.qualname), py.Text(f.module)})
	return py.NewNamespace(th, []string{"type", "msg", "formatted", "errdisplay"}, []py.Value{class, py.Text(f.message), py.Text(f.line), py.Text(f.display)})
}

// told is the failure as an exception that can be the cause of another.
func (f *failure) told() *py.Exception { return py.NewException(py.ExceptionType, py.Text(f.display)) }

func captureException(th *py.Thread, a []py.Value) (py.Value, error) {
	e := py.AsException(a[0])
	if a[0].IsNone() {
		if e = th.Exception(); e == nil {
			return py.None, nil
		}
	}
	if e == nil {
		text, err := py.Repr(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		return py.Unbound, py.Raise(py.TypeError, "expected exception, got %s", text)
	}
	return describeFailure(th, e).namespace(th), nil
}
