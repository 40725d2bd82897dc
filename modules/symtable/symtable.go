// Package symtable is the Python module _symtable: the compiler's view of scopes and names (library reference, "symtable").
package symtable

import (
	"fmt"
	"sync"

	"github.com/gopy-lang/gopy/internal/compile"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/symtable"
)

// scopeShift is where a symbol's number has the resolution, above the flags.
const scopeShift = 12

// Module declares _symtable.
var Module = &py.ModuleDef{
	Name:      "_symtable",
	Doc:       "Scopes and names as the compiler sees them.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		for _, c := range constants {
			m.Set(th, c.name, py.Int(int64(c.value)))
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("symtable(source, filename, startstr, /)", "Return the table of the outermost scope of a program.", build),
	}
}

var constants = [...]struct {
	name  string
	value int
}{
	{"USE", int(symtable.Use)},
	{"DEF_GLOBAL", int(symtable.DefGlobal)},
	{"DEF_NONLOCAL", int(symtable.DefNonlocal)},
	{"DEF_LOCAL", int(symtable.DefLocal)},
	{"DEF_PARAM", int(symtable.DefParam)},
	{"DEF_TYPE_PARAM", int(symtable.DefTypeParam)},
	{"DEF_FREE_CLASS", int(symtable.DefFreeClass)},
	{"DEF_IMPORT", int(symtable.DefImport)},
	{"DEF_BOUND", int(symtable.DefBound)},
	{"DEF_ANNOT", int(symtable.DefAnnot)},
	{"DEF_COMP_ITER", int(symtable.DefCompIter)},
	{"DEF_COMP_CELL", int(symtable.DefCompCell)},
	{"TYPE_FUNCTION", int(symtable.Function)},
	{"TYPE_CLASS", int(symtable.Class)},
	{"TYPE_MODULE", int(symtable.Module)},
	{"TYPE_ANNOTATION", int(symtable.Annotation)},
	{"TYPE_TYPE_ALIAS", int(symtable.TypeAlias)},
	{"TYPE_TYPE_PARAMETERS", int(symtable.TypeParameters)},
	{"TYPE_TYPE_VARIABLE", int(symtable.TypeVariable)},
	{"LOCAL", int(symtable.Local)},
	{"GLOBAL_EXPLICIT", int(symtable.GlobalExplicit)},
	{"GLOBAL_IMPLICIT", int(symtable.GlobalImplicit)},
	{"FREE", int(symtable.Free)},
	{"CELL", int(symtable.Cell)},
	{"SCOPE_OFF", scopeShift},
	{"SCOPE_MASK", 0xf},
}

// build makes the table of a source.
func build(th *py.Thread, a []py.Value) (py.Value, error) {
	filename, err := compile.Filename(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	mode := py.AsStr(a[2])
	if mode == nil {
		return py.Unbound, py.Raise(py.TypeError, "symtable() argument 3 must be str, not %s", a[2].Type().TypeName())
	}
	options := compile.Options{Mode: mode.String()}
	switch options.Mode {
	case "exec", "eval", "single":
	default:
		return py.Unbound, py.Raise(py.ValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'")
	}
	source, isText, err := compile.SourceOf(th, a[0], "symtable", "string or bytes")
	if err != nil {
		return py.Unbound, err
	}
	options.Text = isText
	tree, err := compile.Parse(th, source, filename, options)
	if err != nil {
		return py.Unbound, err
	}
	table, err := symtable.Build(tree, filename, 0)
	if err != nil {
		return py.Unbound, compile.Error(th, err)
	}
	return newEntry(th, table.Top), nil
}

// entry is a scope. Its members are made with it, for the whole tree of scopes.
type entry struct {
	py.Header
	name                    *py.Str
	line, kind              int
	nested                  bool
	symbols, names, members py.Value // dict of numbers, lists of parameters and of inner scopes
}

// newEntry makes the object of a scope and those of the scopes within. Their nesting is bounded by the builder of the table.
func newEntry(th *py.Thread, s *symtable.Scope) py.Value {
	e := py.NewObject[entry](entryType())
	e.name, e.line, e.kind, e.nested = py.NewStr(s.Name), int(s.Span.Lineno), int(s.Kind), s.IsNested
	symbols := py.NewDict()
	for _, each := range s.Symbols {
		symbols.SetStr(th.Interp.Intern(each.Name), py.Int(int64(each.Flags)|int64(each.Scope)<<scopeShift))
	}
	names := make([]py.Value, len(s.Params))
	for i, name := range s.Params {
		names[i] = th.Interp.Intern(name).Value()
	}
	children := make([]py.Value, len(s.Children))
	for i, child := range s.Children {
		children[i] = newEntry(th, child)
	}
	e.symbols, e.names, e.members = symbols.Value(), py.NewList(names).Value(), py.NewList(children).Value()
	return e.Value()
}

// entryType is the class of scopes.
var entryType = sync.OnceValue(func() *py.Type {
	t := &py.Type{Name: "symtable entry", Module: "builtins", Flags: py.TypeDisallowNew}
	self := py.AsAny[entry]
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		e := self(v)
		return py.Text(fmt.Sprintf("<symtable entry %s(%d), line %d>", e.name, py.ID(th, v), e.line)), nil
	}
	member := func(name, doc string, get func(th *py.Thread, v py.Value) py.Value) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return get(th, v), nil }}
	}
	t.GetSets = []py.GetSetDef{
		member("id", "a number that no other scope of the program has", func(th *py.Thread, v py.Value) py.Value { return py.Int(py.ID(th, v)) }),
		member("name", "the name of what opens the scope", func(th *py.Thread, v py.Value) py.Value { return self(v).name.Value() }),
		member("symbols", "a dict from names to their flags and where they live", func(th *py.Thread, v py.Value) py.Value { return self(v).symbols }),
		member("varnames", "the names of the parameters", func(th *py.Thread, v py.Value) py.Value { return self(v).names }),
		member("children", "the scopes within", func(th *py.Thread, v py.Value) py.Value { return self(v).members }),
		member("nested", "1 within a function, else 0", func(th *py.Thread, v py.Value) py.Value {
			if self(v).nested {
				return py.Int(1)
			}
			return py.Int(0)
		}),
		member("type", "one of the TYPE_ constants", func(th *py.Thread, v py.Value) py.Value { return py.Int(int64(self(v).kind)) }),
		member("lineno", "the line where the scope begins, 0 for a module", func(th *py.Thread, v py.Value) py.Value { return py.Int(int64(self(v).line)) }),
	}
	py.SetupType(t, nil)
	return t
})
