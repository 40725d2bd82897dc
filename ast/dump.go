// This file prints trees as Python's ast.dump does.

package ast

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/gopy-lang/gopy/runtime/num"
	"github.com/gopy-lang/gopy/runtime/repr"
)

// DumpOptions are the options of [Dump]; the zero value stands for Python's defaults.
type DumpOptions struct {
	OmitNames  bool   // annotate_fields=False: names of fields only where they are needed
	Attributes bool   // include_attributes=True
	ShowEmpty  bool   // show_empty=True
	Multiline  bool   // indent is not None: nodes on lines of their own,
	Indent     string // with this indentation for each level
}

// Dump returns what Python's ast.dump returns for the tree. A node without positions has no attributes, one without an
// end only the first two. The only error is [ErrTooDeep].
func Dump(n Node, options DumpOptions) (string, error) {
	d := dumper{DumpOptions: options}
	if err := d.node(n, 0); err != nil {
		return "", err
	}
	return d.text.String(), nil
}

type dumper struct {
	DumpOptions
	text strings.Builder
}

// node writes n; level counts the brackets around it.
func (d *dumper) node(n Node, level int) error {
	if level > MaxDepth {
		return ErrTooDeep
	}
	class := n.Class()
	args := d.arguments(n, class)
	d.text.WriteString(class.Name)
	d.text.WriteByte('(')
	inline := !d.Multiline || len(args) <= 3 && !d.containsNested(args)
	for i, a := range args {
		d.separate(i, level+1, inline)
		if a.name != "" {
			d.text.WriteString(a.name)
			d.text.WriteByte('=')
		}
		if err := d.value(a.value, level+1); err != nil {
			return err
		}
	}
	d.text.WriteByte(')')
	return nil
}

// separate begins item i of a bracketed list.
func (d *dumper) separate(i, level int, inline bool) {
	switch {
	case inline && i > 0:
		d.text.WriteString(", ")
	case !inline:
		if i > 0 {
			d.text.WriteByte(',')
		}
		d.text.WriteByte('\n')
		for range level {
			d.text.WriteString(d.Indent)
		}
	}
}

// A dumpArgument is what is written between a node's parentheses: name=value, or value if there is no name.
type dumpArgument struct {
	name  string
	value any
}

// arguments selects the fields and attributes to write. Without names a field must be named as soon as one before it
// was left out; empty lists are left out unless an unnamed field follows.
func (d *dumper) arguments(n Node, class *Class) []dumpArgument {
	var args, held []dumpArgument
	named := !d.OmitNames
	for i, f := range class.Fields {
		value := n.Field(i)
		if f.Optional() && (value == nil || value == "") {
			named = true
			continue
		}
		if f.Sequence() {
			list := elements(value)
			value = list
			if len(list) == 0 && !d.ShowEmpty {
				if !named {
					held = append(held, dumpArgument{"", value})
				}
				continue
			}
		}
		if named {
			args = append(args, dumpArgument{f.Name, value})
			continue
		}
		args = append(append(args, held...), dumpArgument{"", value})
		held = nil
	}
	if span, ok := positionOf(n); ok && d.Attributes {
		args = append(args, dumpArgument{"lineno", int(span.Lineno)}, dumpArgument{"col_offset", int(span.ColOffset)})
		if span.EndLineno != 0 {
			args = append(args, dumpArgument{"end_lineno", int(span.EndLineno)}, dumpArgument{"end_col_offset", int(span.EndColOffset)})
		}
	}
	return args
}

// positionOf returns the position of n, if it has one.
func positionOf(n Node) (Span, bool) {
	span := n.Pos()
	return span, span.Lineno != 0
}

// value writes the value of a field.
func (d *dumper) value(v any, level int) error {
	switch v := v.(type) {
	case Node:
		return d.node(v, level)
	case []any:
		d.text.WriteByte('[')
		for i, e := range v {
			d.separate(i, level+1, !d.Multiline)
			if err := d.value(e, level+1); err != nil {
				return err
			}
		}
		d.text.WriteByte(']')
	case ExprContext, BoolOperator, Operator, UnaryOperator, CmpOperator:
		d.text.WriteString(v.(fmt.Stringer).String())
		d.text.WriteString("()")
	default:
		d.text.WriteString(ReprConstant(v))
	}
	return nil
}

// containsNested reports whether one of the values is a list that isn't empty or a node that has anything between its
// parentheses.
func (d *dumper) containsNested(args []dumpArgument) bool {
	for _, a := range args {
		switch v := a.value.(type) {
		case Node:
			if len(d.arguments(v, v.Class())) > 0 {
				return true
			}
		case []any:
			if len(v) > 0 {
				return true
			}
		}
	}
	return false
}

// ReprConstant returns Python's repr of the value of a constant.
func ReprConstant(value any) string {
	switch v := value.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		return num.FloatRepr(v)
	case complex128:
		return num.ComplexRepr(v)
	case string:
		return repr.String(v)
	case []byte:
		return repr.Bytes(v)
	case Ellipsis:
		return "Ellipsis"
	case ConstantTuple:
		if len(v) == 1 {
			return "(" + ReprConstant(v[0]) + ",)"
		}
		return "(" + reprConstants(v) + ")"
	case ConstantFrozenSet:
		if len(v) == 0 {
			return "frozenset()"
		}
		return "frozenset({" + reprConstants(v) + "})"
	case ConstantText:
		return string(v)
	}
	panic(fmt.Sprintf("ast: a constant of type %T", value))
}

func reprConstants(list []any) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = ReprConstant(v)
	}
	return strings.Join(texts, ", ")
}
