// This file converts Python objects to syntax trees.

package pyast

import (
	"errors"
	"math"
	"math/big"

	"github.com/gopy-lang/gopy/ast"
	py "github.com/gopy-lang/gopy/runtime"
)

// FromObject converts an instance of the ast classes to a tree and checks it, as compile() does.
func FromObject(th *py.Thread, v py.Value) (ast.Mod, error) {
	n, err := convert(th, v, false)
	if err != nil {
		return nil, err
	}
	mod, ok := n.(ast.Mod)
	if !ok {
		return nil, py.Raise(py.TypeError, "expected some sort of mod, but got %s", text(th, v))
	}
	if untouched(v) != nil {
		return mod, nil // it is as the parser made it
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

// Loose converts a node that is to be written as source: of any class, with or without positions and contexts, constants of any type. What
// is missing for that raises AttributeError, as looking at it does in Python.
func Loose(th *py.Thread, v py.Value) (ast.Node, error) { return convert(th, v, true) }

func convert(th *py.Thread, v py.Value, loose bool) (ast.Node, error) {
	classes, err := Of(th)
	if err != nil {
		return nil, err
	}
	c := converter{Classes: classes, th: th, loose: loose}
	for _, t := range ast.Types {
		of := classes.types[t.Name]
		for _, class := range of.classes {
			if py.IsInstance(v, class.python) {
				return c.typed(of, v)
			}
		}
	}
	if loose && !py.IsInstance(v, classes.base) {
		return nil, py.Raise(py.AttributeError, "'%s' object has no attribute '_fields'", v.Type().TypeName())
	}
	if loose {
		return nil, nil
	}
	return nil, py.Raise(py.TypeError, "expected some sort of mod, but got %s", text(th, v))
}

// converter is one conversion of an object to a tree.
type converter struct {
	*Classes
	th    *py.Thread
	loose bool
}

// text is an object's repr, for messages.
func text(th *py.Thread, v py.Value) string {
	s, err := py.Repr(th, v)
	if err != nil {
		return "?"
	}
	return s.String()
}

// typed converts an object to a node of a type of the abstract grammar; nil for None where the type is a sum.
func (c *converter) typed(t *typeClass, v py.Value) (ast.Node, error) {
	if n := untouched(v); n != nil && c.nodes[n.Class()].of == t.Type {
		return n, nil
	}
	if err := c.th.Enter(" while traversing '" + t.Name + "' node"); err != nil {
		return nil, err
	}
	defer c.th.Leave()
	if !t.Sum {
		return c.fill(t.classes[0], v, ast.Span{})
	}
	if v.IsNone() {
		if c.loose {
			return nil, py.Raise(py.AttributeError, "'NoneType' object has no attribute '_fields'")
		}
		return nil, nil
	}
	var span ast.Span
	if t.Attributes != nil {
		// As in CPython, positions are asked for first, whatever the object is.
		var err error
		if span, err = c.span(t.Type, t.classes[0], v); err != nil {
			return nil, err
		}
	}
	for _, class := range t.classes {
		if py.IsInstance(v, class.python) {
			return c.fill(class, v, span)
		}
	}
	if c.loose {
		return nil, py.Raise(py.TypeError, "expected some sort of %s, but got %s", t.Name, text(c.th, v))
	}
	return nil, py.Raise(py.TypeError, "expected some sort of %s, but got %s", t.Name, text(c.th, v))
}

// fill converts an object to a node of a class.
func (c *converter) fill(class *nodeClass, v py.Value, span ast.Span) (ast.Node, error) {
	n := class.New()
	for i, f := range class.Fields {
		x, err := py.GetAttrOr(c.th, v, class.names[i])
		if err != nil {
			return nil, err
		}
		if f.Optional() && (x.IsUnbound() || x.IsNone()) {
			continue
		}
		var value any
		switch {
		case c.loose && x.IsNone() && class.Name == "YieldFrom":
			return nil, py.Raise(py.ValueError, "Node can't be used without a value attribute.")
		case x.IsUnbound() && c.loose && f.Type != "expr_context":
			return nil, py.Raise(py.AttributeError, "'%s' object has no attribute '%s'", v.Type().TypeName(), f.Name)
		case f.Sequence():
			value, err = c.sequence(class, f, x)
		case x.IsUnbound() && f.Type == "expr_context": // Load, as the constructor would have it
		case x.IsUnbound():
			return nil, py.Raise(py.TypeError, "required field \"%s\" missing from %s", f.Name, class.Name)
		default:
			if value, err = c.value(f, x); err != nil && class.Name == "Interpolation" && f.Name == "str" {
				// CPython has not checked what it finds no place for among the constants.
				if _, unhashable := py.Hash(c.th, x); unhashable != nil {
					if err = unhashable; py.Matches(unhashable, py.TypeError) {
						err = py.Raise(py.TypeError, "cannot use 'tuple' as a dict key (%s)", unhashable.(*py.Exception).Message())
					}
				}
			}
			if err == nil && value == nil && f.Type != "constant" && f.Type != "expr_context" {
				err = py.Raise(py.ValueError, "field '%s' is required for %s", f.Name, class.Name)
			}
		}
		if err != nil {
			return nil, err
		}
		if !n.SetField(i, value) {
			return nil, py.Raise(py.TypeError, "expected some sort of %s, but got %s", f.Type, text(c.th, x))
		}
	}
	if c.loose {
		if err := c.checkSource(n, v); err != nil {
			return nil, err
		}
	}
	if class.positioned && !class.of.Sum {
		var err error
		if span, err = c.span(class.of, class, v); err != nil {
			return nil, err
		}
	}
	if class.positioned {
		n.SetPos(span)
	}
	return n, nil
}

// checkSource refuses what can't be written as source.
func (c *converter) checkSource(n ast.Node, v py.Value) error {
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.Raise:
		if n.Exc == nil && n.Cause != nil {
			return py.Raise(py.ValueError, "Node can't be used without a value attribute.")
		}
	case *ast.JoinedStr:
		values = n.Values
	case *ast.TemplateStr:
		values = n.Values
	}
	for _, value := range values {
		switch value := value.(type) {
		case *ast.FormattedValue, *ast.Interpolation, *ast.JoinedStr:
			continue
		case *ast.Constant:
			if _, ok := value.Value.(string); ok {
				continue
			}
		}
		return py.Raise(py.ValueError, "Unexpected node inside %s: %s", v.Type().TypeName(), text(c.th, v))
	}
	return nil
}

// sequence converts the list of a field.
func (c *converter) sequence(class *nodeClass, f ast.Field, v py.Value) (any, error) {
	if v.IsUnbound() {
		return nil, nil
	}
	l := py.AsList(v)
	if l == nil && c.loose {
		items, err := py.Items(c.th, v)
		if err != nil {
			return nil, err
		}
		l = py.NewList(items)
	}
	if l == nil {
		return nil, py.Raise(py.TypeError, "%s field \"%s\" must be a list, not a %s", class.Name, f.Name, v.Type().TypeName())
	}
	out := make([]any, l.Len())
	for i := range out {
		if i >= l.Len() {
			return nil, py.Raise(py.RuntimeError, "%s field \"%s\" changed size during iteration", class.Name, f.Name)
		}
		x := l.Items()[i]
		if f.Quantifier == "?*" && x.IsNone() {
			continue
		}
		var err error
		if out[i], err = c.value(f, x); err != nil {
			return nil, err
		}
		if out[i] == nil && f.Type == "identifier" {
			return nil, py.Raise(py.ValueError, "None disallowed in field '%s' of %s", f.Name, class.Name)
		}
	}
	if l.Len() != len(out) {
		return nil, py.Raise(py.RuntimeError, "%s field \"%s\" changed size during iteration", class.Name, f.Name)
	}
	return out, nil
}

// value converts the value of a field, or an element of it. It is nil for None where None stands for an absent node.
func (c *converter) value(f ast.Field, v py.Value) (any, error) {
	switch f.Type {
	case "constant":
		return c.constant(v)
	case "identifier":
		if v.IsNone() {
			return nil, nil
		}
		if s := py.AsStr(v); s != nil && (c.loose || v.IsExact(py.KindStr)) {
			return s.String(), nil
		}
		return nil, py.Raise(py.TypeError, "AST identifier must be of type str")
	case "string":
		if v.IsExact(py.KindStr) {
			return py.AsStr(v).String(), nil
		}
		if v.IsExact(py.KindBytes) {
			b, _ := py.BytesData(v)
			return string(b), nil
		}
		return nil, py.Raise(py.TypeError, "AST string must be of type str")
	case "int":
		return c.integer(v)
	}
	t := c.types[f.Type]
	if t.Enum {
		for _, e := range t.enums {
			if py.IsInstance(v, e.python) {
				return e.value, nil
			}
		}
		if c.loose && f.Type == "expr_context" {
			return nil, nil
		}
		return nil, py.Raise(py.TypeError, "expected some sort of %s, but got %s", f.Type, text(c.th, v))
	}
	n, err := c.typed(t, v)
	if n == nil {
		return nil, err
	}
	return n, err
}

// integer converts the value of an int.
func (c *converter) integer(v py.Value) (any, error) {
	if !py.IsInstance(v, py.IntType) {
		return nil, py.Raise(py.ValueError, "invalid integer value: %s", text(c.th, v))
	}
	n, ok := py.AsInt64(v)
	if !ok || n < math.MinInt32 || n > math.MaxInt32 {
		return nil, py.Raise(py.OverflowError, "Python int too large to convert to C int")
	}
	return int(n), nil
}

// span reads the position attributes.
func (c *converter) span(t *ast.Type, class *nodeClass, v py.Value) (ast.Span, error) {
	var s ast.Span
	ends := [2]bool{}
	for i, a := range t.Attributes {
		x, err := py.GetAttrOr(c.th, v, class.position[i])
		if err != nil {
			return s, err
		}
		if x.IsUnbound() && !a.Optional() && !c.loose {
			return s, py.Raise(py.TypeError, "required field \"%s\" missing from %s", a.Name, t.Name)
		}
		if x.IsUnbound() || x.IsNone() && (a.Optional() || c.loose) {
			continue
		}
		n, err := c.integer(x)
		if err != nil {
			if c.loose {
				continue
			}
			return s, err
		}
		*[...]*int32{&s.Lineno, &s.ColOffset, &s.EndLineno, &s.EndColOffset}[i] = int32(n.(int))
		if i >= 2 {
			ends[i-2] = true
		}
	}
	if !ends[0] {
		s.EndLineno = s.Lineno
	}
	if !ends[1] {
		s.EndColOffset = s.ColOffset
	}
	return s, nil
}

// constant converts the value of a Constant.
func (c *converter) constant(v py.Value) (any, error) {
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
	case v.IsExact(py.KindStr):
		return py.AsStr(v).String(), nil
	case v.IsExact(py.KindBytes):
		b, _ := py.BytesData(v)
		return b, nil
	case v.IsExact(py.KindBigInt):
		return new(big.Int).Set(py.AsBig(v)), nil
	case v.IsExact(py.KindTuple):
		items, err := c.constants(py.AsTuple(v).Items())
		return ast.ConstantTuple(items), err
	case v.P != nil && v.Type() == py.FrozenSetType:
		items, err := py.Items(c.th, v)
		if err != nil {
			return nil, err
		}
		list, err := c.constants(items)
		return ast.ConstantFrozenSet(list), err
	}
	if z := py.AsComplex(v); z != nil && v.IsExact(py.KindComplex) {
		return z.Z, nil
	}
	if c.loose {
		s, err := py.Repr(c.th, v)
		if err != nil {
			return nil, err
		}
		return ast.ConstantText(s.String()), nil
	}
	return nil, py.Raise(py.TypeError, "got an invalid type in Constant: %s", v.Type().TypeName())
}

func (c *converter) constants(items []py.Value) ([]any, error) {
	if err := c.th.Enter(" during compilation"); err != nil {
		return nil, err
	}
	defer c.th.Leave()
	out := make([]any, len(items))
	for i, v := range items {
		var err error
		if out[i], err = c.constant(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}
