// This file converts syntax trees to Python objects.

package pyast

import (
	"github.com/gopy-lang/gopy/ast"
	py "github.com/gopy-lang/gopy/runtime"
)

// ToObject converts a tree to instances of the ast classes.
func ToObject(th *py.Thread, n ast.Node) (py.Value, error) {
	c, err := Of(th)
	if err != nil {
		return py.Unbound, err
	}
	return c.object(th, n)
}

func (c *Classes) object(th *py.Thread, n ast.Node) (py.Value, error) {
	if err := th.Enter(" during ast construction"); err != nil {
		return py.Unbound, err
	}
	defer th.Leave()
	class := c.nodes[n.Class()]
	x := py.NewInstance(class.python).Value()
	for i, name := range class.names {
		v, err := c.fieldValue(th, class.Fields[i], n.Field(i))
		if err == nil {
			err = py.GenericSetAttr(th, x, name, v)
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	if class.positioned {
		p := n.Pos()
		for i, number := range [...]int32{p.Lineno, p.ColOffset, p.EndLineno, p.EndColOffset} {
			if err := py.GenericSetAttr(th, x, class.position[i], py.Int(int64(number))); err != nil {
				return py.Unbound, err
			}
		}
	}
	return x, nil
}

func (c *Classes) fieldValue(th *py.Thread, f ast.Field, v any) (py.Value, error) {
	if f.Sequence() {
		elements := ast.Elements(v)
		items := make([]py.Value, len(elements))
		single := ast.Field{Type: f.Type}
		for i, e := range elements {
			var err error
			if items[i], err = c.fieldValue(th, single, e); err != nil {
				return py.Unbound, err
			}
		}
		return py.NewList(items).Value(), nil
	}
	switch f.Type {
	case "identifier", "string":
		if s, _ := v.(string); s != "" || !f.Optional() && v != nil {
			return th.Interp.Intern(s).Value(), nil
		}
		return py.None, nil
	case "int":
		if v == nil {
			return py.None, nil
		}
		return py.Int(int64(v.(int))), nil
	case "constant":
		return constantValue(th, v)
	}
	if v == nil {
		return py.None, nil
	}
	if n, ok := v.(ast.Node); ok {
		return c.object(th, n)
	}
	return c.enums[v], nil
}

// constantValue is the object of a constant.
func constantValue(th *py.Thread, v any) (py.Value, error) {
	switch v := v.(type) {
	case ast.Ellipsis:
		return py.Ellipsis, nil
	case ast.ConstantTuple:
		items, err := constantValues(th, v)
		return py.NewTuple(items).Value(), err
	case ast.ConstantFrozenSet:
		items, err := constantValues(th, v)
		if err != nil {
			return py.Unbound, err
		}
		s, err := py.NewFrozenSet(th, py.NewTuple(items).Value())
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}
	return py.ConstValue(th, v), nil
}

func constantValues(th *py.Thread, list []any) ([]py.Value, error) {
	items := make([]py.Value, len(list))
	for i, v := range list {
		var err error
		if items[i], err = constantValue(th, v); err != nil {
			return nil, err
		}
	}
	return items, nil
}
