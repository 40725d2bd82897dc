// This file fills the types of template strings (PEP 750): string.templatelib.Template and Interpolation.

package runtime

// The types of template strings.
var (
	TemplateType         = &Type{Name: "Template", Module: "string.templatelib"}
	InterpolationType    = &Type{Name: "Interpolation", Module: "string.templatelib"}
	TemplateIteratorType = &Type{Name: "TemplateIter", Module: "string.templatelib"}
)

// Template is the value of a template string: one more string than interpolations, in turn.
type Template struct {
	Header
	Strings, Interpolations *Tuple
}

// Interpolation is a replacement field of a template string.
type Interpolation struct {
	Header
	Value                              Value // hides (*Header).Value
	Expression, Conversion, FormatSpec Value
}

// NewTemplate makes a template of strings and one fewer interpolations.
func NewTemplate(strings, interpolations *Tuple) Value {
	t := &Template{Header{Type: TemplateType, Kind: KindOther}, strings, interpolations}
	return t.Header.Value()
}

// NewInterpolation makes an interpolation. conversion is None or the str "s", "r" or "a".
func NewInterpolation(value, expression, conversion, formatSpec Value) Value {
	i := &Interpolation{Header{Type: InterpolationType, Kind: KindOther}, value, expression, conversion, formatSpec}
	return i.Header.Value()
}

func setupTemplate(t *Type) {
	t.Doc = "The value of a template string: strings and interpolations in turn."
	t.Size = SizeOf[Template]()
	template := func(v Value) *Template { return (*Template)(v.P) }
	t.New = templateNew
	t.Repr = func(th *Thread, v Value) (Value, error) {
		strings, err := Repr(th, template(v).Strings.Value())
		if err != nil {
			return Unbound, err
		}
		fields, err := Repr(th, template(v).Interpolations.Value())
		if err != nil {
			return Unbound, err
		}
		return Text("Template(strings=" + strings.s + ", interpolations=" + fields.s + ")"), nil
	}
	t.Iter = func(th *Thread, v Value) (Value, error) {
		return (&templateIterator{Header: Header{Type: TemplateIteratorType, Kind: KindIterator}, template: template(v)}).Value(), nil
	}
	t.Concat = func(th *Thread, a, b Value) (Value, error) {
		if a.Type() != TemplateType || b.Type() != TemplateType {
			other := b
			if a.Type() != TemplateType {
				other = a
			}
			return Unbound, Raise(TypeError, `can only concatenate string.templatelib.Template (not "%s") to string.templatelib.Template`, other.Type().TypeName())
		}
		return concatTemplates(th, template(a), template(b))
	}
	t.Methods = []*MethodDef{
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
			m, err := th.Interp.Importer.Import(th, th.Interp.Intern("string.templatelib"), None, None, TupleOf(Text("_template_unpickle")).Value(), 0)
			if err != nil {
				return Unbound, err
			}
			f, err := GetAttrString(th, m, "_template_unpickle")
			if err != nil {
				return Unbound, err
			}
			x := template(a[0])
			return TupleOf(f, TupleOf(x.Strings.Value(), x.Interpolations.Value()).Value()).Value(), nil
		}),
		DefClass("__class_getitem__($type, object, /)", "Return the generic alias of Template for the types of its values.", classGetItem),
	}
	t.GetSets = []GetSetDef{
		{Name: "strings", Doc: "The strings.", Member: true, Get: func(th *Thread, v Value) (Value, error) { return template(v).Strings.Value(), nil }},
		{Name: "interpolations", Doc: "The interpolations.", Member: true, Get: func(th *Thread, v Value) (Value, error) { return template(v).Interpolations.Value(), nil }},
		{Name: "values", Doc: "The values of the interpolations.", Get: func(th *Thread, v Value) (Value, error) {
			fields := template(v).Interpolations.Items()
			values := make([]Value, len(fields))
			for i, f := range fields {
				values[i] = (*Interpolation)(f.P).Value
			}
			return NewTuple(values).Value(), nil
		}},
	}
}

// templateNew is Template(*args): strings that follow each other are joined.
func templateNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if kw != nil && kw.Len() > 0 {
		return Unbound, Raise(TypeError, "Template.__new__ only accepts *args arguments")
	}
	var strings, fields []Value
	last := emptyStr
	for _, v := range args {
		switch {
		case AsStr(v) != nil:
			s, err := ConcatStr(th, last, AsStr(v))
			if err != nil {
				return Unbound, err
			}
			last = s
		case v.Type() == InterpolationType:
			strings, fields = append(strings, last.Value()), append(fields, v)
			last = emptyStr
		default:
			return Unbound, Raise(TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s", v.Type().TypeName())
		}
	}
	return NewTemplate(NewTuple(append(strings, last.Value())), NewTuple(fields)), nil
}

func concatTemplates(th *Thread, a, b *Template) (Value, error) {
	left, right := a.Strings.Items(), b.Strings.Items()
	middle, err := ConcatStr(th, AsStr(left[len(left)-1]), AsStr(right[0]))
	if err != nil {
		return Unbound, err
	}
	strings := append(append(append([]Value(nil), left[:len(left)-1]...), middle.Value()), right[1:]...)
	fields := append(append([]Value(nil), a.Interpolations.Items()...), b.Interpolations.Items()...)
	return NewTemplate(NewTuple(strings), NewTuple(fields)), nil
}

var interpolationSignature = ParseSignature("Interpolation($type, value, expression='', conversion=None, format_spec='')")

func setupInterpolation(t *Type) {
	t.Doc = "A replacement field of a template string: the value of its expression and how to show it."
	t.TextSig = "(value, expression='', conversion=None, format_spec='')"
	t.Size = SizeOf[Interpolation]()
	field := func(v Value) *Interpolation { return (*Interpolation)(v.P) }
	parts := func(v Value) *Tuple {
		return TupleOf(field(v).Value, field(v).Expression, field(v).Conversion, field(v).FormatSpec)
	}
	t.New = interpolationNew
	t.Repr = func(th *Thread, v Value) (Value, error) {
		r, err := Repr(th, parts(v).Value())
		if err != nil {
			return Unbound, err
		}
		return Text("Interpolation" + r.s), nil
	}
	t.Methods = []*MethodDef{
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
			return TupleOf(InterpolationType.Value(), parts(a[0]).Value()).Value(), nil
		}),
		DefClass("__class_getitem__($type, object, /)", "Return the generic alias of Interpolation for the type of its value.", classGetItem),
	}
	member := func(name, doc string, get func(i *Interpolation) Value) GetSetDef {
		return GetSetDef{Name: name, Doc: doc, Member: true, Get: func(th *Thread, v Value) (Value, error) { return get(field(v)), nil }}
	}
	t.GetSets = []GetSetDef{
		member("value", "The value of the expression.", func(i *Interpolation) Value { return i.Value }),
		member("expression", "The source of the expression.", func(i *Interpolation) Value { return i.Expression }),
		member("conversion", "The conversion, 's', 'r' or 'a', or None.", func(i *Interpolation) Value { return i.Conversion }),
		member("format_spec", "The format specification.", func(i *Interpolation) Value { return i.FormatSpec }),
	}
	t.Dict().SetStr(nameMatchArgs, TupleOf(staticStr("value").Value(), staticStr("expression").Value(), staticStr("conversion").Value(), staticStr("format_spec").Value()).Value())
}

func interpolationNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	mark := len(th.scratch)
	bound, err := interpolationSignature.Bind(th, append([]Value{cls.Value()}, args...), kw)
	if err != nil {
		return Unbound, err
	}
	a := [5]Value(bound)
	th.release(mark)
	for i, name := range []string{2: "expression", 3: "conversion", 4: "format_spec"} {
		if i >= 2 && AsStr(a[i]) == nil && !(i == 3 && a[i].IsNone()) {
			return Unbound, Raise(TypeError, "Interpolation() argument '%s' must be str, not %s", name, argumentType(a[i]))
		}
	}
	if s := AsStr(a[3]); s != nil && s.s != "s" && s.s != "a" && s.s != "r" {
		return Unbound, Raise(ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
	}
	return NewInterpolation(a[1], a[2], a[3], a[4]), nil
}

// templateIterator walks strings and interpolations in turn, without empty strings.
type templateIterator struct {
	Header
	template *Template
	index    int // counts both: even ones are strings
}

func setupTemplateIterator(t *Type) {
	t.Size = SizeOf[templateIterator]()
	setupIterator(t, func(th *Thread, v Value) (Value, error) {
		it := (*templateIterator)(v.P)
		for {
			i := it.index
			if i/2 >= it.template.Strings.Len() || i%2 == 1 && i/2 >= it.template.Interpolations.Len() {
				return Unbound, nil
			}
			it.index++
			if i%2 == 1 {
				return it.template.Interpolations.At(i / 2), nil
			}
			if s := it.template.Strings.At(i / 2); AsStr(s).Len() > 0 {
				return s, nil
			}
		}
	})
}
