// Package pyast makes the classes of Python's ast module and converts between their instances and the syntax trees of package
// ast (library reference, "ast").
//
//	pyast.go        the classes
//	node.go         what instances do: constructor, repr, copies
//	to_object.go    trees to objects
//	from_object.go  objects to trees
package pyast

import (
	"slices"

	"github.com/gopy-lang/gopy/ast"
	py "github.com/gopy-lang/gopy/runtime"
)

// Classes are the ast classes of one interpreter.
type Classes struct {
	interp *py.Interp
	base   *py.Type            // ast.AST
	byName map[string]*py.Type // all of them
	nodes  map[*ast.Class]*nodeClass
	types  map[string]*typeClass    // the types of the abstract grammar, by name
	enums  map[any]py.Value         // the one instance of each value without fields: Load(), Add(), …
	fields map[*py.Type][]ast.Field // of each class that isn't abstract
}

// nodeClass is a class of nodes with what conversions need.
type nodeClass struct {
	*ast.Class
	of         *ast.Type
	python     *py.Type
	names      []*py.Str // of the fields
	positioned bool
	position   [4]*py.Str // names of the attributes

	root, pending *py.Shape // see shape
}

// attributes returns the names of all attributes of an instance that the parser makes, in order.
func (n *nodeClass) attributes() []*py.Str {
	if !n.positioned {
		return n.names
	}
	return append(slices.Clone(n.names), n.position[:]...)
}

// typeClass is a type of the abstract grammar.
type typeClass struct {
	*ast.Type
	classes []*nodeClass
	enums   []enumClass
}

// enumClass is a class without fields and the value it stands for.
type enumClass struct {
	python *py.Type
	value  any
}

// Of returns the classes of the thread's interpreter, which are made when they are first asked for.
func Of(th *py.Thread) (*Classes, error) {
	if c, ok := th.Interp.Extra["ast"].(*Classes); ok {
		return c, nil
	}
	c := &Classes{
		interp: th.Interp, base: newBase(th), byName: map[string]*py.Type{}, nodes: map[*ast.Class]*nodeClass{}, types: map[string]*typeClass{},
		enums: map[any]py.Value{}, fields: map[*py.Type][]ast.Field{},
	}
	c.byName["AST"] = c.base
	for _, t := range ast.Types {
		if err := c.addType(th, t); err != nil {
			return nil, err
		}
	}
	if err := c.addFieldTypes(th); err != nil {
		return nil, err
	}
	th.Interp.Extra["ast"] = c
	return c, nil
}

// Each calls f with the name of each class and the class, in the order of the abstract grammar.
func (c *Classes) Each(f func(name string, t *py.Type)) {
	f("AST", c.base)
	for _, t := range ast.Types {
		if t.Sum {
			f(t.Name, c.byName[t.Name])
		}
		for _, class := range t.Classes {
			f(class.Name, c.byName[class.Name])
		}
	}
}

// addType makes the classes of a type of the abstract grammar.
func (c *Classes) addType(th *py.Thread, t *ast.Type) error {
	base := c.base
	if t.Sum {
		sum, err := makeClass(th, t.Name, base, t.Doc(), nil, t.Attributes)
		if err != nil {
			return err
		}
		c.byName[t.Name] = sum
		base = sum
	}
	tc := &typeClass{Type: t}
	c.types[t.Name] = tc
	for _, class := range t.Classes {
		attributes := t.Attributes
		if t.Sum {
			attributes = nil // inherited
		} else if attributes == nil {
			attributes = []ast.Field{}
		}
		made, err := makeClass(th, class.Name, base, class.Doc(), class.Fields, attributes)
		if err != nil {
			return err
		}
		c.byName[class.Name] = made
		c.fields[made] = class.Fields
		if e := class.Enum(); e != nil {
			c.enums[e] = py.NewInstance(made).Value()
			tc.enums = append(tc.enums, enumClass{made, e})
			continue
		}
		n := &nodeClass{Class: class, of: t, python: made, positioned: t.Attributes != nil}
		for _, f := range class.Fields {
			n.names = append(n.names, th.Interp.Intern(f.Name))
		}
		for i, name := range [...]string{"lineno", "col_offset", "end_lineno", "end_col_offset"} {
			n.position[i] = th.Interp.Intern(name)
		}
		made.WantInline(len(n.attributes()))
		c.nodes[class] = n
		tc.classes = append(tc.classes, n)
	}
	return nil
}

// makeClass makes one class, as a class statement would.
func makeClass(th *py.Thread, name string, base *py.Type, doc string, fields, attributes []ast.Field) (*py.Type, error) {
	in := th.Interp
	ns := py.NewDict()
	names := fieldNames(fields)
	ns.SetStr(in.Intern("_fields"), names)
	ns.SetStr(in.Intern("__match_args__"), names)
	ns.SetStr(in.Intern("__module__"), py.Text("ast"))
	ns.SetStr(in.Intern("__doc__"), py.Text(doc))
	if attributes != nil {
		ns.SetStr(in.Intern("_attributes"), fieldNames(attributes))
	}
	for _, list := range [][]ast.Field{fields, attributes} {
		for _, f := range list {
			if f.Optional() {
				ns.SetStr(in.Intern(f.Name), py.None)
			}
		}
	}
	v, err := py.CallArgs(th, py.TypeType.Value(), py.Text(name), py.TupleOf(base.Value()).Value(), ns.Value())
	return py.AsType(v), err
}

func fieldNames(fields []ast.Field) py.Value {
	items := make([]py.Value, len(fields))
	for i, f := range fields {
		items[i] = py.Text(f.Name)
	}
	return py.NewTuple(items).Value()
}

// addFieldTypes sets _field_types and __annotations__, once all classes exist.
func (c *Classes) addFieldTypes(th *py.Thread) error {
	for t, fields := range c.fields {
		types := py.NewDict()
		for _, f := range fields {
			v, err := c.fieldType(th, f)
			if err != nil {
				return err
			}
			types.SetStr(th.Interp.Intern(f.Name), v)
		}
		for _, name := range []string{"_field_types", "__annotations_cache__"} {
			if err := py.SetAttrString(th, t.Value(), name, types.Value()); err != nil {
				return err
			}
		}
	}
	return nil
}

// fieldType is the type of a field as an annotation.
func (c *Classes) fieldType(th *py.Thread, f ast.Field) (py.Value, error) {
	var v py.Value
	switch f.Type {
	case "identifier", "string":
		v = py.StrType.Value()
	case "int":
		v = py.IntType.Value()
	case "constant":
		v = py.ObjectType.Value()
	default:
		v = c.byName[f.Type].Value()
	}
	switch {
	case f.Sequence():
		return py.NewGenericAlias(th, py.ListType.Value(), v)
	case f.Optional():
		return py.UnionOr(th, v, py.None)
	}
	return v, nil
}

// IsNode reports whether v is a node of any class.
func IsNode(th *py.Thread, v py.Value) bool {
	c, ok := th.Interp.Extra["ast"].(*Classes)
	return ok && py.IsInstance(v, c.base)
}

// IsMode reports whether v is a node of the class with the given name.
func IsMode(th *py.Thread, v py.Value, name string) bool {
	c, ok := th.Interp.Extra["ast"].(*Classes)
	return ok && py.IsInstance(v, c.byName[name])
}
