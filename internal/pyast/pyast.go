// Package pyast makes the classes of Python's ast module and converts between their instances and the syntax trees of package
// ast (library reference, "ast").
//
//	pyast.go    the classes
//	convert.go  trees to objects and back
package pyast

import (
	"sync"

	"github.com/gopy-lang/gopy/ast"
	py "github.com/gopy-lang/gopy/runtime"
)

// baseType is ast.AST. The other classes are ordinary ones that each interpreter makes below it.
var (
	baseType  = &py.Type{Name: "AST", Module: "ast", Doc: "The base of all nodes of syntax trees."}
	setupOnce sync.Once
)

func setup() {
	baseType.Layout = py.KindInstance
	baseType.Flags |= py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref
	baseType.Init = initNode
	baseType.New = py.ObjectNew
	baseType.GetSets = []py.GetSetDef{py.InstanceDictDef()}
	baseType.Methods = []*py.MethodDef{
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the node.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d, err := py.GetInstanceDict(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(a[0].Type().Value(), py.EmptyTuple().Value(), d).Value(), nil
		}),
		py.DefRaw("__replace__", "($self, /, **fields)", "Return a copy of the node with some fields changed.", replace),
	}
	py.SetupType(baseType, nil)
	baseType.Dict.SetStr(py.NewStr("_fields"), py.EmptyTuple().Value())
	baseType.Dict.SetStr(py.NewStr("_attributes"), py.EmptyTuple().Value())
	baseType.Dict.SetStr(py.NewStr("__match_args__"), py.EmptyTuple().Value())
}

// Classes are the ast classes of one interpreter.
type Classes struct {
	byName   map[string]*py.Type
	enums    map[any]py.Value // the one instance of each value without fields: Load(), Add(), …
	enumType map[*py.Type]any
	nodes    map[*py.Type]*ast.Class
}

// Of returns the classes of the thread's interpreter, which are made when they are first asked for.
func Of(th *py.Thread) (*Classes, error) {
	if c, ok := th.Interp.Extra["ast"].(*Classes); ok {
		return c, nil
	}
	setupOnce.Do(setup)
	c := &Classes{map[string]*py.Type{"AST": baseType}, map[any]py.Value{}, map[*py.Type]any{}, map[*py.Type]*ast.Class{}}
	for _, t := range ast.Types {
		base := baseType
		if t.Sum {
			sum, err := makeClass(th, t.Name, base, t.Doc(), nil, t.Attributes)
			if err != nil {
				return nil, err
			}
			c.byName[t.Name] = sum
			base = sum
		}
		for _, class := range t.Classes {
			attributes := t.Attributes
			if t.Sum {
				attributes = nil // inherited
			}
			made, err := makeClass(th, class.Name, base, class.Doc(), class.Fields, attributes)
			if err != nil {
				return nil, err
			}
			c.byName[class.Name] = made
			c.nodes[made] = class
			if e := class.Enum(); e != nil {
				c.enums[e] = py.NewInstance(made).Value()
				c.enumType[made] = e
			}
		}
	}
	if err := c.addFieldTypes(th); err != nil {
		return nil, err
	}
	th.Interp.Extra["ast"] = c
	return c, nil
}

// Each calls f with the name of each class and the class.
func (c *Classes) Each(f func(name string, t *py.Type)) {
	for name, t := range c.byName {
		f(name, t)
	}
}

// IsNode reports whether v is a node, of any class.
func IsNode(v py.Value) bool { return py.IsInstance(v, baseType) }

// makeClass makes one class, as a class statement would.
func makeClass(th *py.Thread, name string, base *py.Type, doc string, fields, attributes []ast.Field) (*py.Type, error) {
	in := th.Interp
	ns := py.NewDict()
	names := fieldNames(fields)
	ns.SetStr(in.Intern("_fields"), names)
	ns.SetStr(in.Intern("__module__"), py.Text("ast"))
	ns.SetStr(in.Intern("__doc__"), py.Text(doc))
	ns.SetStr(in.Intern("__match_args__"), names)
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

// addFieldTypes sets _field_types, once all classes exist.
func (c *Classes) addFieldTypes(th *py.Thread) error {
	for t, class := range c.nodes {
		types := py.NewDict()
		for _, f := range class.Fields {
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
			var err error
			switch {
			case f.Sequence():
				v, err = py.NewGenericAlias(th, py.ListType.Value(), v)
			case f.Optional():
				v, err = py.UnionOr(th, v, py.None)
			}
			if err != nil {
				return err
			}
			types.SetStr(th.Interp.Intern(f.Name), v)
		}
		if err := py.SetAttrString(th, t.Value(), "_field_types", types.Value()); err != nil {
			return err
		}
	}
	return nil
}

// initNode is AST.__init__: positional arguments fill _fields in order, keywords any of them or attributes. Fields that are
// left out are None where they are optional, empty lists where they are sequences, Load() for a context.
func initNode(th *py.Thread, self py.Value, args []py.Value, kw *py.Tuple) error {
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	t := self.Type()
	fields, err := stringsOf(th, t, "_fields")
	if err != nil {
		return err
	}
	if npos > len(fields) {
		plural := "s"
		if len(fields) == 1 {
			plural = ""
		}
		return py.Raise(py.TypeError, "%s constructor takes at most %d positional argument%s", t.TypeName(), len(fields), plural)
	}
	missing := map[string]bool{}
	for i, f := range fields {
		if i < npos {
			if err := py.SetAttrString(th, self, f, args[i]); err != nil {
				return err
			}
			continue
		}
		missing[f] = true
	}
	if kw != nil {
		attributes, err := stringsOf(th, t, "_attributes")
		if err != nil {
			return err
		}
		for i, k := range kw.Items() {
			name := py.AsStr(k).String()
			known := false
			for j, f := range fields {
				if f != name {
					continue
				}
				known = true
				if j < npos {
					return py.Raise(py.TypeError, "%s got multiple values for argument '%s'", t.TypeName(), name)
				}
				delete(missing, name)
			}
			for _, a := range attributes {
				known = known || a == name
			}
			if !known {
				if err := py.Warn(th, py.DeprecationWarning, t.TypeName()+".__init__ got an unexpected keyword argument '"+name+"'. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.", 1); err != nil {
					return err
				}
			}
			if err := py.SetAttrString(th, self, name, args[npos+i]); err != nil {
				return err
			}
		}
	}
	return fillMissing(th, self, fields, missing)
}

// fillMissing gives the fields that were left out their defaults.
func fillMissing(th *py.Thread, self py.Value, fields []string, missing map[string]bool) error {
	c, err := Of(th)
	if err != nil || len(missing) == 0 {
		return err
	}
	t := self.Type()
	var class *ast.Class
	for _, b := range t.MRO {
		if class = c.nodes[b]; class != nil {
			break
		}
	}
	if class == nil {
		return nil
	}
	for _, f := range class.Fields {
		if !missing[f.Name] {
			continue
		}
		v := py.Unbound
		switch {
		case f.Sequence():
			v = py.NewList(nil).Value()
		case f.Optional():
			continue // the class has None
		case f.Type == "expr_context":
			v = c.enums[ast.Load]
		default:
			if err := py.Warn(th, py.DeprecationWarning, t.TypeName()+".__init__ missing 1 required positional argument: '"+f.Name+"'. This will become an error in Python 3.15.", 1); err != nil {
				return err
			}
			continue
		}
		if err := py.SetAttrString(th, self, f.Name, v); err != nil {
			return err
		}
	}
	return nil
}

// stringsOf reads a class attribute that is a sequence of names.
func stringsOf(th *py.Thread, t *py.Type, name string) ([]string, error) {
	v, err := py.GetAttrOr(th, t.Value(), th.Interp.Intern(name))
	if err != nil || v.IsUnbound() || v.IsNone() {
		return nil, err
	}
	var out []string
	err = py.ForEach(th, v, func(x py.Value) error {
		s := py.AsStr(x)
		if s == nil {
			return py.Raise(py.TypeError, "attribute name must be string, not '%s'", x.Type().TypeName())
		}
		out = append(out, s.String())
		return nil
	})
	return out, err
}

// replace is copy.replace for nodes.
func replace(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n != 1 {
		return py.Unbound, py.Raise(py.TypeError, "__replace__() takes no positional arguments (%d given)", n-1)
	}
	self := args[0]
	names, err := stringsOf(th, self.Type(), "_fields")
	if err != nil {
		return py.Unbound, err
	}
	attributes, err := stringsOf(th, self.Type(), "_attributes")
	if err != nil {
		return py.Unbound, err
	}
	values := py.NewDict()
	for _, name := range append(names, attributes...) {
		v, err := py.GetAttrOr(th, self, th.Interp.Intern(name))
		if err != nil {
			return py.Unbound, err
		}
		if !v.IsUnbound() {
			values.SetStr(th.Interp.Intern(name), v)
		}
	}
	if kw != nil {
		for i, k := range kw.Items() {
			s := py.AsStr(k)
			if values.GetStr(s).IsUnbound() {
				return py.Unbound, py.Raise(py.TypeError, "%s.__replace__ got an unexpected keyword argument '%s'.", self.Type().TypeName(), s.String())
			}
			values.SetStr(s, args[n+i])
		}
	}
	var keys, all []py.Value
	for pos := 0; ; {
		k, v, ok := values.Next(&pos)
		if !ok {
			break
		}
		keys, all = append(keys, k), append(all, v)
	}
	return py.Call(th, self.Type().Value(), all, py.NewTuple(keys))
}
