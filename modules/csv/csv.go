// Package csv is the module _csv: rows of comma-separated values and the like (library reference, "csv").
//
//	csv.go      the module, the registry of dialects
//	dialect.go  Dialect
//	reader.go   reader
//	writer.go   writer
package csv

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_csv",
	Doc:       "Reads and writes rows of comma-separated values.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			py.SetupType(errorType, py.ExceptionType)
			setupDialect()
			setupReader()
			setupWriter()
		})
		m.Set(th, "Error", errorType.Value())
		m.Set(th, "Dialect", dialectType.Value())
		m.Set(th, "Reader", readerType.Value())
		m.Set(th, "Writer", writerType.Value())
		m.Set(th, "_dialects", stateOf(th).dialects.Value())
		for i, name := range []string{"QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL"} {
			m.Set(th, name, py.Int(int64(i)))
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("list_dialects($module, /)", "Return the names of all dialects that are registered.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.CallArgs(th, py.ListType.Value(), stateOf(th).dialects.Value())
		}),
		py.DefRaw("register_dialect", "($module, name, /, dialect='excel', **fmtparams)", "Register a dialect under a name.", registerDialect),
		py.Def("unregister_dialect($module, /, name)", "Forget the dialect of a name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := stateOf(th).dialects.DelItem(th, a[0])
			if err == nil && v.IsUnbound() {
				err = unknownDialect()
			}
			return py.None, err
		}),
		py.Def("get_dialect($module, /, name)", "Return the dialect of a name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return findDialect(th, a[0])
		}),
		py.Def("field_size_limit($module, /, new_limit=<unrepresentable>)", "Return the greatest length of a field that is read, and set it if a new one is given.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			st := stateOf(th)
			old := st.limit
			if !a[0].IsUnbound() {
				if !a[0].IsExact(py.KindInt) && !a[0].IsExact(py.KindBigInt) {
					return py.Unbound, py.Raise(py.TypeError, "limit must be an integer")
				}
				if !a[0].IsSmallInt() {
					return py.Unbound, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
				}
				st.limit = int(a[0].SmallInt())
			}
			return py.Int(int64(old)), nil
		}),
		py.DefRaw("reader", "($module, iterable, /, dialect='excel', **fmtparams)", "Return an iterator over the rows in an iterable of lines.", newReader),
		py.DefRaw("writer", "($module, fileobj, /, dialect='excel', **fmtparams)", "Return an object that writes rows to a file object.", newWriter),
	}
}

var (
	setupOnce   sync.Once
	errorType   = &py.Type{Name: "Error", Module: "_csv", Flags: py.TypeBaseType}
	dialectType = &py.Type{Name: "Dialect", Module: "_csv", Flags: py.TypeBaseType, Doc: "How rows are written: the characters that separate, quote and escape."}
	readerType  = &py.Type{Name: "reader", Module: "_csv", Flags: py.TypeDisallowNew | py.TypeBaseType, Doc: "An iterator over rows."}
	writerType  = &py.Type{Name: "writer", Module: "_csv", Flags: py.TypeDisallowNew | py.TypeBaseType, Doc: "Writes rows."}
)

// state is what the module keeps in an interpreter.
type state struct {
	dialects *py.Dict
	limit    int
}

func stateOf(th *py.Thread) *state {
	st, _ := th.Interp.Extra["_csv"].(*state)
	if st == nil {
		st = &state{dialects: py.NewDict(), limit: 128 * 1024}
		th.Interp.Extra["_csv"] = st
	}
	return st
}

func raise(format string, args ...any) error { return py.Raise(errorType, format, args...) }

func unknownDialect() error { return raise("unknown dialect") }

func findDialect(th *py.Thread, name py.Value) (py.Value, error) {
	v, err := stateOf(th).dialects.GetItem(th, name)
	if err == nil && v.IsUnbound() {
		err = unknownDialect()
	}
	return v, err
}

// splitArgs takes the required first argument and the optional dialect apart from the format parameters.
func splitArgs(function string, args []py.Value, kw *py.Tuple) (first, dialect py.Value, rest []py.Value, err error) {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	switch {
	case n < 1:
		return first, dialect, nil, py.Raise(py.TypeError, "%s expected at least 1 argument, got %d", function, n)
	case n > 2:
		return first, dialect, nil, py.Raise(py.TypeError, "%s expected at most 2 arguments, got %d", function, n)
	case n == 2:
		dialect = args[1]
	default:
		dialect = py.Unbound
	}
	return args[0], dialect, args[n:], nil
}

// makeDialect calls the type Dialect with a dialect, if there is one, and format parameters.
func makeDialect(th *py.Thread, d py.Value, rest []py.Value, kw *py.Tuple) (*dialect, error) {
	args := rest
	if !d.IsUnbound() {
		args = append([]py.Value{d}, rest...)
	}
	v, err := py.Call(th, dialectType.Value(), args, kw)
	if err != nil {
		return nil, err
	}
	return py.AsAny[dialect](v), nil
}

func registerDialect(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	name, d, rest, err := splitArgs("register_dialect", args, kw)
	if err != nil {
		return py.Unbound, err
	}
	if py.AsStr(name) == nil {
		return py.Unbound, py.Raise(py.TypeError, "dialect name must be a string")
	}
	x, err := makeDialect(th, d, rest, kw)
	if err != nil {
		return py.Unbound, err
	}
	return py.None, stateOf(th).dialects.SetItem(th, name, x.Value())
}
