// This file defines ast.AST, the base of all nodes: constructor, repr and copies.

package pyast

import (
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/ast"
	py "github.com/gopy-lang/gopy/runtime"
)

// newBase makes ast.AST. Each interpreter has its own, because programs may set its attributes.
func newBase(th *py.Thread) *py.Type {
	t := &py.Type{Name: "AST", Module: "ast"}
	t.Layout = py.KindInstance
	t.Flags |= py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref | py.TypeAnyKeyword
	t.Init = initNode
	t.New = py.ObjectNew
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		s, err := reprNode(th, v, reprDepth)
		return py.Text(s), err
	}
	t.GetSets = []py.GetSetDef{py.InstanceDictDef()}
	replaced := py.DefRaw("__replace__", "($self, /, **fields)", "Return a copy of the node with some fields changed.", replace)
	replaced.AnyKeyword = true
	t.Methods = []*py.MethodDef{
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the node.", reduce),
		replaced,
	}
	th.Interp.SetupMutableType(t)
	for _, name := range []string{"_fields", "__match_args__", "_attributes"} {
		t.Dict().SetStr(th.Interp.Intern(name), py.EmptyTuple().Value())
	}
	return t
}

// constructorName is the class's name in the messages of its constructor: that of AST itself is qualified.
func constructorName(th *py.Thread, t *py.Type) string {
	if c, err := Of(th); err == nil && t == c.base {
		return "ast.AST"
	}
	return t.TypeName()
}

// initNode is AST.__init__: positional arguments fill _fields in order, keywords any of them or attributes. Fields that are
// left out get a default that their type in _field_types tells: None, an empty list, Load().
func initNode(th *py.Thread, self py.Value, args []py.Value, kw *py.Tuple) error {
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	t := self.Type()
	fields, err := namesOf(th, t, "_fields")
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
	given := make([]bool, len(fields))
	for i := range npos {
		name, err := attributeName(fields[i])
		if err != nil {
			return err
		}
		if err := py.SetAttr(th, self, name, args[i]); err != nil {
			return err
		}
		given[i] = true
	}
	if kw != nil {
		if err := initKeywords(th, self, fields, given, kw.Items(), args[npos:]); err != nil {
			return err
		}
	}
	return initMissing(th, self, fields, given)
}

// initKeywords sets the keyword arguments of a constructor. given says which fields have a value.
func initKeywords(th *py.Thread, self py.Value, fields []py.Value, given []bool, names, values []py.Value) error {
	t := self.Type()
	npos := 0
	for npos < len(given) && given[npos] {
		npos++
	}
	for i, k := range names {
		known := false
		for j, f := range fields {
			if same, err := py.Equal(th, k, f); err != nil {
				return err
			} else if !same {
				continue
			}
			known = true
			if j < npos {
				text, err := py.Repr(th, k)
				if err != nil {
					return err
				}
				return py.Raise(py.TypeError, "%s got multiple values for argument %s", t.TypeName(), text)
			}
			given[j] = true
		}
		if !known {
			attributes, err := py.GetAttrString(th, t.Value(), "_attributes")
			if err != nil {
				return err
			}
			if known, err = py.Contains(th, attributes, k); err != nil {
				return err
			}
		}
		if !known {
			text, err := py.Repr(th, k)
			if err != nil {
				return err
			}
			message := constructorName(th, t) + ".__init__ got an unexpected keyword argument " + text.String() +
				". Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15."
			if err := py.Warn(th, py.DeprecationWarning, message, 1); err != nil {
				return err
			}
		}
		name, err := attributeName(k)
		if err != nil {
			return err
		}
		if err := py.SetAttr(th, self, name, values[i]); err != nil {
			return err
		}
	}
	return nil
}

// initMissing gives the fields that were left out their defaults.
func initMissing(th *py.Thread, self py.Value, fields []py.Value, given []bool) error {
	t := self.Type()
	types := py.Unbound
	for i, f := range fields {
		if given[i] {
			continue
		}
		if types.IsUnbound() {
			v, err := py.GetAttrOr(th, t.Value(), th.Interp.Intern("_field_types"))
			if err != nil || v.IsUnbound() {
				return err
			}
			types = v
		}
		dict := py.AsDict(types)
		if dict == nil {
			return py.Raise(py.TypeError, "%s._field_types must be a dict, not %s", t.TypeName(), types.Type().TypeName())
		}
		kind, err := dict.GetItem(th, f)
		if err != nil {
			return err
		}
		if kind.IsUnbound() {
			text, err := py.Repr(th, f)
			if err != nil {
				return err
			}
			if err := py.Warn(th, py.DeprecationWarning, "Field "+text.String()+" is missing from "+t.TypeName()+"._field_types. This will become an error in Python 3.15.", 1); err != nil {
				return err
			}
			continue
		}
		if kind.P != nil && kind.Type() == py.UnionType {
			continue // the class has a default
		}
		c, err := Of(th)
		if err != nil {
			return err
		}
		name, err := attributeName(f)
		if err != nil {
			return err
		}
		v := py.Unbound
		switch {
		case kind.P != nil && kind.Type() == py.GenericAliasType:
			v = py.NewList(nil).Value()
		case kind == c.byName["expr_context"].Value():
			v = c.enums[ast.Load]
		default:
			if err := py.Warn(th, py.DeprecationWarning, t.TypeName()+".__init__ missing 1 required positional argument: '"+name.String()+"'. This will become an error in Python 3.15.", 1); err != nil {
				return err
			}
			continue
		}
		if err := py.SetAttr(th, self, name, v); err != nil {
			return err
		}
	}
	return nil
}

// attributeName checks the name of a field.
func attributeName(v py.Value) (*py.Str, error) {
	s := py.AsStr(v)
	if s == nil {
		return nil, py.Raise(py.TypeError, "attribute name must be string, not '%s'", v.Type().TypeName())
	}
	return s, nil
}

// namesOf reads a class attribute that is a sequence of names; they may be other objects, as programs set them.
func namesOf(th *py.Thread, t *py.Type, name string) ([]py.Value, error) {
	v, err := py.GetAttrOr(th, t.Value(), th.Interp.Intern(name))
	if err == nil && v.IsUnbound() {
		err = py.Raise(py.AttributeError, "type object '%s' has no attribute '%s'", constructorName(th, t), name)
	}
	if err != nil {
		return nil, err
	}
	if tuple := py.AsTuple(v); tuple != nil {
		return tuple.Items(), nil
	}
	if _, err := py.Length(th, v); err != nil {
		return nil, err
	}
	return py.Items(th, v)
}

// The repr of a node shows nodes within down to a depth and no more than the ends of long lists.
const (
	reprDepth = 3
	reprItems = 2
)

// reprNode writes a node, down to a depth.
func reprNode(th *py.Thread, v py.Value, depth int) (string, error) {
	name := constructorName(th, v.Type())
	if depth <= 0 || !th.EnterRepr(v) {
		return name + "(...)", nil
	}
	defer th.LeaveRepr()
	fields, err := namesOf(th, v.Type(), "_fields")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(name + "(")
	for i, f := range fields {
		key, err := attributeName(f)
		if err != nil {
			return "", err
		}
		x, err := py.GetAttr(th, v, key)
		if err != nil {
			return "", err
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(key.String() + "=")
		text, err := reprField(th, x, depth-1)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		if err := th.Charge(int64(b.Len())); err != nil {
			return "", err
		}
	}
	return b.String() + ")", nil
}

// reprField writes the value of a field.
func reprField(th *py.Thread, v py.Value, depth int) (string, error) {
	open, closing := "[", "]"
	var items []py.Value
	switch {
	case py.AsList(v) != nil:
		items = py.AsList(v).Items()
	case py.AsTuple(v) != nil:
		open, closing, items = "(", ")", py.AsTuple(v).Items()
	default:
		return reprItem(th, v, depth)
	}
	var b strings.Builder
	b.WriteString(open)
	for i, x := range items {
		if i > 0 && len(items) > reprItems {
			b.WriteString(", ...")
			i = len(items) - 1
			x = items[i]
		}
		if i > 0 {
			b.WriteString(", ")
		}
		text, err := reprItem(th, x, depth)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		if i == len(items)-1 {
			break
		}
	}
	return b.String() + closing, nil
}

// reprItem writes a node within a node, or any other object.
func reprItem(th *py.Thread, v py.Value, depth int) (string, error) {
	c, err := Of(th)
	if err == nil && py.IsInstance(v, c.base) {
		return reprNode(th, v, depth)
	}
	s, err := py.Repr(th, v)
	if err != nil {
		return "", err
	}
	return s.String(), nil
}

// reduce is AST.__reduce__: the class, a None for each positional argument, and the attributes, which take their places.
func reduce(th *py.Thread, a []py.Value) (py.Value, error) {
	d, err := py.GetInstanceDict(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	fields, err := namesOf(th, a[0].Type(), "_fields")
	if err != nil {
		return py.Unbound, err
	}
	var arguments []py.Value
	for _, f := range fields {
		v, err := py.AsDict(d).GetItem(th, f)
		if err != nil {
			return py.Unbound, err
		}
		if v.IsUnbound() {
			break
		}
		arguments = append(arguments, py.None)
	}
	return py.TupleOf(a[0].Type().Value(), py.NewTuple(arguments).Value(), d).Value(), nil
}

// replace is AST.__replace__, for copy.replace.
func replace(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n != 1 {
		return py.Unbound, py.Raise(py.TypeError, "__replace__() takes no positional arguments")
	}
	self := args[0]
	fields, err := namesOf(th, self.Type(), "_fields")
	if err != nil {
		return py.Unbound, err
	}
	attributes, err := namesOf(th, self.Type(), "_attributes")
	if err != nil {
		return py.Unbound, err
	}
	own, err := py.GetInstanceDict(th, self)
	if err != nil {
		return py.Unbound, err
	}
	known, values := py.NewDict(), py.NewDict()
	for _, f := range append(append([]py.Value(nil), fields...), attributes...) {
		v, err := py.AsDict(own).GetItem(th, f)
		if err == nil && !v.IsUnbound() {
			err = values.SetItem(th, f, v)
		}
		if err == nil {
			err = known.SetItem(th, f, py.None)
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	if kw != nil {
		for i, k := range kw.Items() {
			if ok, err := known.Contains(th, k); err != nil {
				return py.Unbound, err
			} else if !ok {
				text, err := py.Repr(th, k)
				if err != nil {
					return py.Unbound, err
				}
				return py.Unbound, py.Raise(py.TypeError, "%s.__replace__ got an unexpected keyword argument %s.", self.Type().TypeName(), text)
			}
			if err := values.SetItem(th, k, args[n+i]); err != nil {
				return py.Unbound, err
			}
		}
	}
	if err := checkReplaced(th, self, fields, values); err != nil {
		return py.Unbound, err
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

// checkReplaced checks that the copy of a node gets a value for each field that may not be absent.
func checkReplaced(th *py.Thread, self py.Value, fields []py.Value, values *py.Dict) error {
	types, err := py.GetAttrOr(th, self.Type().Value(), th.Interp.Intern("_field_types"))
	if err != nil {
		return err
	}
	var missing []string
	for _, f := range fields {
		if ok, err := values.Contains(th, f); ok || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if d := py.AsDict(types); d != nil {
			if kind, err := d.GetItem(th, f); err != nil {
				return err
			} else if kind.P != nil && kind.Type() == py.UnionType {
				continue
			}
		}
		text, err := py.Repr(th, f)
		if err != nil {
			return err
		}
		missing = append(missing, text.String())
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	plural := "s"
	if len(missing) == 1 {
		plural = ""
	}
	return py.Raise(py.TypeError, "%s.__replace__ missing %d keyword argument%s: %s.", self.Type().TypeName(), len(missing), plural, strings.Join(missing, ", "))
}
