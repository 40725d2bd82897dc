// Package string is the module _string: the two parsers behind string.Formatter (library reference, "Format String Syntax").
package string

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_string",
	Doc:       "The parsers of format strings.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			for _, t := range []*py.Type{partsType, stepsType} {
				t.Flags |= py.TypeDisallowNew
				t.Iter = func(th *py.Thread, self py.Value) (py.Value, error) { return self, nil }
				t.Next = next
				py.SetupType(t, nil)
			}
		})
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("formatter_parser($module, object, /)", "Yield (literal, field name, format spec, conversion) for each part of a format string.", parse),
		py.Def("formatter_field_name_split($module, object, /)", "Return the first part of a field name and an iterator over (is attribute, name) for the rest.", split),
	}
}

var (
	setupOnce sync.Once
	partsType = &py.Type{Name: "formatteriterator"}
	stepsType = &py.Type{Name: "fieldnameiterator"}
)

// iterator yields tuples that are known already, then the error that stopped the parser.
type iterator struct {
	py.Header
	items []py.Value
	err   error
}

func next(th *py.Thread, v py.Value) (py.Value, error) {
	it := py.AsAny[iterator](v)
	if len(it.items) == 0 {
		err := it.err
		it.err = nil
		return py.Unbound, err
	}
	item := it.items[0]
	it.items = it.items[1:]
	return item, nil
}

func newIterator(t *py.Type, items []py.Value, err error) py.Value {
	it := &iterator{Header: py.Header{Type: t, Kind: py.KindOther}, items: items, err: err}
	return it.Value()
}

func text(v py.Value) (*py.Str, error) {
	if s := py.AsStr(v); s != nil {
		return s, nil
	}
	return nil, py.Raise(py.TypeError, "expected str, got %s", v.Type().TypeName())
}

func parse(th *py.Thread, a []py.Value) (py.Value, error) {
	s, err := text(a[0])
	if err != nil {
		return py.Unbound, err
	}
	fields, err := py.ParseFormat(s.String())
	var items []py.Value
	for _, f := range fields {
		name, spec, conversion := py.None, py.None, py.None
		if f.Field {
			name, spec = py.Text(f.Name), py.Text(f.Spec)
			if f.Conversion != 0 {
				conversion = py.Char(f.Conversion)
			}
		}
		items = append(items, py.TupleOf(py.Text(f.Literal), name, spec, conversion).Value())
	}
	return newIterator(partsType, items, err), nil
}

func split(th *py.Thread, a []py.Value) (py.Value, error) {
	s, err := text(a[0])
	if err != nil {
		return py.Unbound, err
	}
	first, number, steps, err := py.SplitFieldName(s.String())
	var items []py.Value
	for _, step := range steps {
		name := py.Text(step.Name)
		if !step.Attribute && step.Index >= 0 {
			name = py.Int(int64(step.Index))
		}
		items = append(items, py.TupleOf(py.Bool(step.Attribute), name).Value())
	}
	head := py.Text(first)
	if number >= 0 {
		head = py.Int(int64(number))
	}
	return py.TupleOf(head, newIterator(stepsType, items, err)).Value(), nil
}
