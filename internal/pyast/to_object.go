// This file converts syntax trees to Python objects, node by node: the attributes of one are made when a program asks for the first.

package pyast

import (
	"unsafe"

	"github.com/gopy-lang/gopy/ast"
	py "github.com/gopy-lang/gopy/runtime"
)

// maxDepth limits the depth of trees, for what recurs through them.
const maxDepth = 20_000

// ToObject converts a tree to instances of the ast classes. The tree must not change afterwards.
func ToObject(th *py.Thread, n ast.Node) (py.Value, error) {
	if ast.Deeper(n, maxDepth) {
		return py.Unbound, py.Raise(py.RecursionError, "maximum recursion depth exceeded during ast construction")
	}
	c, err := Of(th)
	if err != nil {
		return py.Unbound, err
	}
	return c.object(n), nil
}

// object returns the object of a node; it is pending.
func (c *Classes) object(n ast.Node) py.Value {
	class := c.nodes[n.Class()]
	if class.root != class.python.Root {
		c.shape(class)
	}
	return py.NewPending(class.pending, unsafe.Pointer(&n)).Value()
}

// untouched returns the node that a pending instance is to be made of, nil for any other object.
func untouched(v py.Value) ast.Node {
	if x := py.AsInstance(v); x != nil {
		if p := (*ast.Node)(x.Pending()); p != nil {
			return *p
		}
	}
	return nil
}

// shape makes the shapes of a class's instances. Pending ones keep theirs when the class gets others: their room is that of the old ones.
func (c *Classes) shape(class *nodeClass) {
	class.root = class.python.Root
	full := class.root
	for _, name := range class.attributes() {
		full = full.With(c.interp, name)
	}
	class.pending = py.PendingShape(class.python, func(th *py.Thread, x *py.Instance) error {
		return c.complete(th, x, class, full)
	})
}

// complete makes the attributes of a pending instance, which gets the shape full.
func (c *Classes) complete(th *py.Thread, x *py.Instance, class *nodeClass, full *py.Shape) error {
	n := untouched(x.Value())
	var room [16]py.Value
	values := room[:0]
	for i, f := range class.Fields {
		v, err := c.fieldValue(th, f, n.Field(i))
		if err != nil {
			return err
		}
		values = append(values, v)
	}
	if class.positioned {
		p := n.Pos()
		for _, number := range [...]int32{p.Lineno, p.ColOffset, p.EndLineno, p.EndColOffset} {
			values = append(values, py.Int(int64(number)))
		}
	}
	x.Complete(full, values)
	return nil
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
		return c.object(n), nil
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
