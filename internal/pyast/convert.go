// This file converts syntax trees to Python objects and back.

package pyast

import (
	"errors"
	"math/big"

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
	class := n.Class()
	t := c.byName[class.Name]
	x := py.NewInstance(t)
	set := func(name string, v py.Value) error {
		return py.GenericSetAttr(th, x.Value(), th.Interp.Intern(name), v)
	}
	for i, f := range class.Fields {
		v, err := c.fieldValue(th, f, n.Field(i))
		if err == nil {
			err = set(f.Name, v)
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	if positioned(class) {
		p := n.Pos()
		for _, a := range []struct {
			name string
			n    int32
		}{{"lineno", p.Lineno}, {"col_offset", p.ColOffset}, {"end_lineno", p.EndLineno}, {"end_col_offset", p.EndColOffset}} {
			if err := set(a.name, py.Int(int64(a.n))); err != nil {
				return py.Unbound, err
			}
		}
	}
	return x.Value(), nil
}

// positioned reports whether nodes of the class have a position.
func positioned(class *ast.Class) bool {
	for _, t := range ast.Types {
		for _, c := range t.Classes {
			if c == class {
				return t.Attributes != nil
			}
		}
	}
	return false
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
		return c.constantValue(th, v), nil
	}
	if v == nil {
		return py.None, nil
	}
	if e, ok := c.enums[v]; ok {
		return e, nil
	}
	return c.object(th, v.(ast.Node))
}

// constantValue is the object of a constant.
func (c *Classes) constantValue(th *py.Thread, v any) py.Value {
	if _, ok := v.(ast.Ellipsis); ok {
		return py.Ellipsis
	}
	return py.ConstValue(th, v)
}

// FromObject converts an instance of the ast classes to a tree and checks it, as compile() does.
func FromObject(th *py.Thread, v py.Value) (ast.Mod, error) {
	c, err := Of(th)
	if err != nil {
		return nil, err
	}
	n, err := c.node(th, v)
	if err != nil {
		return nil, err
	}
	mod, ok := n.(ast.Mod)
	if !ok {
		return nil, py.Raise(py.TypeError, "expected some sort of mod, but got %s", c.text(th, v))
	}
	if err := ast.Validate(mod); err != nil {
		var invalid *ast.ValidationError
		switch {
		case errors.As(err, &invalid) && invalid.Kind == "TypeError":
			return nil, py.Raise(py.TypeError, "%s", invalid.Msg)
		case errors.As(err, &invalid):
			return nil, py.Raise(py.ValueError, "%s", invalid.Msg)
		}
		return nil, py.Raise(py.RecursionError, "maximum recursion depth exceeded during ast validation")
	}
	return mod, nil
}

func (c *Classes) text(th *py.Thread, v py.Value) string {
	s, err := py.Repr(th, v)
	if err != nil {
		return "?"
	}
	return s.String()
}

// node converts one node.
func (c *Classes) node(th *py.Thread, v py.Value) (ast.Node, error) {
	if err := th.Enter(" during ast traversal"); err != nil {
		return nil, err
	}
	defer th.Leave()
	var class *ast.Class
	for _, b := range v.Type().MRO {
		if class = c.nodes[b]; class != nil {
			break
		}
	}
	if class == nil || class.Enum() != nil {
		return nil, py.Raise(py.TypeError, "expected some sort of node, but got %s", c.text(th, v))
	}
	n := class.New()
	for i, f := range class.Fields {
		x, err := py.GetAttrOr(th, v, th.Interp.Intern(f.Name))
		if err != nil {
			return nil, err
		}
		if x.IsUnbound() {
			if f.Optional() || f.Sequence() {
				continue
			}
			return nil, py.Raise(py.TypeError, "required field \"%s\" missing from %s", f.Name, class.Name)
		}
		value, err := c.goValue(th, class, f, x)
		if err != nil {
			return nil, err
		}
		if !n.SetField(i, value) {
			return nil, py.Raise(py.TypeError, "expected some sort of %s, but got %s", f.Type, c.text(th, x))
		}
	}
	if positioned(class) {
		span, err := c.span(th, class, v)
		if err != nil {
			return nil, err
		}
		n.SetPos(span)
	}
	return n, nil
}

func (c *Classes) goValue(th *py.Thread, class *ast.Class, f ast.Field, v py.Value) (any, error) {
	if f.Sequence() {
		l := py.AsList(v)
		if l == nil {
			return nil, py.Raise(py.TypeError, "%s field \"%s\" must be a list, not a %s", class.Name, f.Name, v.Type().TypeName())
		}
		single := ast.Field{Name: f.Name, Type: f.Type}
		if f.Quantifier == "?*" {
			single.Quantifier = "?"
		}
		out := make([]any, l.Len())
		for i := range out {
			if i >= l.Len() {
				return nil, py.Raise(py.RuntimeError, "%s field \"%s\" changed size during iteration", class.Name, f.Name)
			}
			var err error
			if out[i], err = c.goValue(th, class, single, l.Items()[i]); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	if f.Type == "constant" {
		return constant(th, v)
	}
	if v.IsNone() {
		if f.Optional() {
			return nil, nil
		}
		switch f.Type {
		case "identifier":
			return nil, py.Raise(py.TypeError, "AST identifier must be of type str")
		case "int":
			return nil, py.Raise(py.ValueError, "invalid integer value: None")
		}
		return nil, py.Raise(py.ValueError, "field '%s' is required for %s", f.Name, class.Name)
	}
	switch f.Type {
	case "identifier", "string":
		s := py.AsStr(v)
		if s == nil {
			if f.Type == "identifier" {
				return nil, py.Raise(py.TypeError, "AST identifier must be of type str")
			}
			return nil, py.Raise(py.TypeError, "AST string must be of type str")
		}
		return s.String(), nil
	case "int":
		n, ok := py.AsInt64(v)
		if !ok {
			return nil, py.Raise(py.ValueError, "invalid integer value: %s", c.text(th, v))
		}
		return int(n), nil
	}
	for _, b := range v.Type().MRO {
		if e, ok := c.enumType[b]; ok {
			return e, nil
		}
	}
	if t := c.byName[f.Type]; t == nil || !py.IsInstance(v, t) {
		return nil, py.Raise(py.TypeError, "expected some sort of %s, but got %s", f.Type, c.text(th, v))
	}
	return c.node(th, v)
}

// span reads the position attributes.
func (c *Classes) span(th *py.Thread, class *ast.Class, v py.Value) (ast.Span, error) {
	var s ast.Span
	for _, a := range []struct {
		name     string
		to       *int32
		required bool
	}{{"lineno", &s.Lineno, true}, {"col_offset", &s.ColOffset, true}, {"end_lineno", &s.EndLineno, false}, {"end_col_offset", &s.EndColOffset, false}} {
		x, err := py.GetAttrOr(th, v, th.Interp.Intern(a.name))
		if err != nil {
			return s, err
		}
		if x.IsUnbound() || x.IsNone() {
			if a.required {
				return s, py.Raise(py.TypeError, "required field \"%s\" missing from %s", a.name, sumOf(class))
			}
			continue
		}
		n, ok := py.AsInt64(x)
		if !ok {
			return s, py.Raise(py.ValueError, "invalid integer value: %s", c.text(th, x))
		}
		*a.to = int32(n)
	}
	if s.EndLineno == 0 {
		s.EndLineno, s.EndColOffset = s.Lineno, s.ColOffset
	}
	return s, nil
}

// sumOf is the name of the abstract type that a class belongs to.
func sumOf(class *ast.Class) string {
	for _, t := range ast.Types {
		for _, c := range t.Classes {
			if c == class {
				return t.Name
			}
		}
	}
	return class.Name
}

// constant converts the value of a Constant.
func constant(th *py.Thread, v py.Value) (any, error) {
	switch {
	case v.IsNone():
		return nil, nil
	case v.IsBool():
		return v.BoolValue(), nil
	case v.IsSmallInt():
		return v.SmallInt(), nil
	case v.IsFloat():
		return v.FloatValue(), nil
	case v == py.Ellipsis:
		return ast.Ellipsis{}, nil
	}
	if v.IsExact(py.KindStr) {
		return py.AsStr(v).String(), nil
	}
	if v.IsExact(py.KindBytes) {
		b, _ := py.BytesData(v)
		return b, nil
	}
	if v.IsExact(py.KindBigInt) {
		return new(big.Int).Set(py.AsBig(v)), nil
	}
	if z := py.AsComplex(v); z != nil && v.IsExact(py.KindComplex) {
		return z.Z, nil
	}
	return nil, py.Raise(py.TypeError, "got an invalid type in Constant: %s", v.Type().TypeName())
}
