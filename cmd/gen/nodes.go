// This file writes the node types of package ast and docs/ast.md from Grammar/Python.asdl.

package main

import (
	"fmt"
	"strings"
)

func generateNodes(sources []source) ([]output, error) {
	module, err := parseASDL(sources[0])
	if err != nil {
		return nil, err
	}
	w := &nodesWriter{module: module, types: map[string]*asdlDefinition{}}
	for _, d := range module.Definitions {
		w.types[d.Name] = d
		if d.isProduct() {
			w.nodes = append(w.nodes, nodeType{d.Name, d.goName(), d.doc(), d, d.Fields})
		}
		if d.isProduct() || d.isEnum() {
			continue
		}
		for _, c := range d.Constructors {
			w.nodes = append(w.nodes, nodeType{c.Name, c.goName(d), c.doc(), d, c.Fields})
		}
	}
	return []output{
		{"ast/nodes_gen.go", w.nodesGo()},
		{"ast/enums_gen.go", w.enumsGo()},
		{"ast/classes_gen.go", w.classesGo()},
		{"docs/ast.md", w.doc()},
	}, nil
}

// nodesWriter writes what derives from one ASDL module.
type nodesWriter struct {
	module *asdlModule
	types  map[string]*asdlDefinition // by ASDL name
	nodes  []nodeType
}

// A nodeType is what becomes a Go struct: a constructor with its sum, or a product.
type nodeType struct {
	name       string // ASDL's
	goName     string
	doc        string
	definition *asdlDefinition
	fields     []*asdlField
}

// goType returns the Go type of a field, and of its elements if it is a sequence.
func (w *nodesWriter) goType(f *asdlField) (typ, element string) {
	switch d := w.types[f.Type]; {
	case f.Type == "identifier" || f.Type == "string":
		element = "string"
	case f.Type == "int":
		element = "int"
	case f.Type == "constant":
		element = "any"
	case d.isProduct():
		element = "*" + d.goName()
	default:
		element = d.goName()
	}
	if strings.Contains(f.Quantifier, "*") {
		return "[]" + element, element
	}
	return element, element
}

// holdsNodes reports whether a field's values are nodes.
func (w *nodesWriter) holdsNodes(f *asdlField) bool {
	d := w.types[f.Type]
	return d != nil && !d.isEnum()
}

// mayBeNil reports whether the value, or an element of it, may be absent.
func mayBeNil(f *asdlField) bool { return strings.Contains(f.Quantifier, "?") }

func (w *nodesWriter) nodesGo() string {
	var b strings.Builder
	b.WriteString("package ast\n\n")
	for _, d := range w.module.Definitions {
		if d.isProduct() || d.isEnum() {
			continue
		}
		names := make([]string, len(d.Constructors))
		for i, c := range d.Constructors {
			names[i] = "[*" + c.goName(d) + "]"
		}
		comment(&b, fmt.Sprintf("%s is the interface of the nodes of type `%s`: %s.", d.goName(), d.Name, strings.Join(names, ", ")))
		fmt.Fprintf(&b, "type %s interface {\nNode\n%s()\n}\n\n", d.goName(), marker(d))
	}
	for _, n := range w.nodes {
		comment(&b, fmt.Sprintf("%s: %s.", n.goName, strings.TrimSuffix(n.doc, ".")))
		fmt.Fprintf(&b, "type %s struct {\n", n.goName)
		if len(n.definition.Attributes) > 0 {
			b.WriteString("Span\n")
		}
		for _, f := range n.fields {
			typ, _ := w.goType(f)
			note := ""
			if mayBeNil(f) {
				note = " // " + f.Type + f.Quantifier
			}
			fmt.Fprintf(&b, "%s %s%s\n", f.goName(), typ, note)
		}
		b.WriteString("}\n\n")
		if len(n.definition.Attributes) == 0 {
			fmt.Fprintf(&b, "// Pos returns the zero Span: the node has no position of its own.\nfunc (*%s) Pos() Span { return Span{} }\n\n"+
				"// SetPos does nothing: the node has no position of its own.\nfunc (*%s) SetPos(Span) {}\n\n", n.goName, n.goName)
		}
	}
	for _, n := range w.nodes {
		if !n.definition.isProduct() {
			fmt.Fprintf(&b, "func (*%s) %s() {}\n", n.goName, marker(n.definition))
		}
	}
	b.WriteString("\n")
	for _, n := range w.nodes {
		fmt.Fprintf(&b, "func (n *%s) appendChildren(list []Node) []Node {\n", n.goName)
		for _, f := range n.fields {
			w.appendChild(&b, f)
		}
		b.WriteString("return list\n}\n\n")
	}
	return b.String()
}

func (w *nodesWriter) appendChild(b *strings.Builder, f *asdlField) {
	if !w.holdsNodes(f) {
		return
	}
	field := "n." + f.goName()
	switch f.Quantifier {
	case "":
		fmt.Fprintf(b, "list = append(list, %s)\n", field)
	case "?":
		fmt.Fprintf(b, "if %s != nil {\nlist = append(list, %s)\n}\n", field, field)
	case "*":
		fmt.Fprintf(b, "for _, e := range %s {\nlist = append(list, e)\n}\n", field)
	case "?*":
		fmt.Fprintf(b, "for _, e := range %s {\nif e != nil {\nlist = append(list, e)\n}\n}\n", field)
	}
}

func (w *nodesWriter) enumsGo() string {
	var b strings.Builder
	b.WriteString("package ast\n\n")
	for _, d := range w.module.Definitions {
		if !d.isEnum() {
			continue
		}
		name := d.goName()
		comment(&b, fmt.Sprintf("%s (`%s`): %s.", name, d.Name, d.doc()))
		fmt.Fprintf(&b, "type %s uint8\n\n", name)
		fmt.Fprintf(&b, "// The values of %s.\nconst (\n", name)
		for i, c := range d.Constructors {
			if i == 0 {
				fmt.Fprintf(&b, "%s %s = iota\n", c.goName(d), name)
			} else {
				fmt.Fprintf(&b, "%s\n", c.goName(d))
			}
		}
		table := lowerFirst(name) + "Names"
		fmt.Fprintf(&b, ")\n\nvar %s = [...]string{\n", table)
		for _, c := range d.Constructors {
			fmt.Fprintf(&b, "%s: %q,\n", c.goName(d), c.Name)
		}
		fmt.Fprintf(&b, "}\n\n// String returns the name of the class in Python's ast module.\n"+
			"func (v %s) String() string {\nif int(v) < len(%s) {\nreturn %s[v]\n}\nreturn \"<invalid %s>\"\n}\n\n", name, table, table, d.Name)
	}
	return b.String()
}

func (w *nodesWriter) classesGo() string {
	var b strings.Builder
	b.WriteString("package ast\n\nimport \"fmt\"\n\n// Types lists the types of the abstract grammar in its order.\nvar Types = []*Type{\n")
	for _, d := range w.module.Definitions {
		fmt.Fprintf(&b, "%s,\n", typeVar(d))
	}
	b.WriteString("}\n\nvar (\n")
	for _, d := range w.module.Definitions {
		fmt.Fprintf(&b, "%s = &Type{Name: %q, ", typeVar(d), d.Name)
		if len(d.Attributes) > 0 {
			fmt.Fprintf(&b, "Attributes: %s, ", fieldsLiteral(d.Attributes))
		}
		if d.isProduct() {
			fmt.Fprintf(&b, "Classes: []*Class{%s}}\n", classVar(d.Name))
			continue
		}
		b.WriteString("Sum: true, ")
		if d.isEnum() {
			b.WriteString("Enum: true, ")
		}
		b.WriteString("Classes: []*Class{")
		for i, c := range d.Constructors {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(classVar(c.Name))
		}
		b.WriteString("}}\n")
	}
	b.WriteString(")\n\nvar (\n")
	for _, d := range w.module.Definitions {
		if d.isProduct() {
			fmt.Fprintf(&b, "%s = &Class{Name: %q, Fields: %s, make: func() Node { return new(%s) }}\n", classVar(d.Name), d.Name, fieldsLiteral(d.Fields), d.goName())
		}
		for _, c := range d.Constructors {
			fmt.Fprintf(&b, "%s = &Class{Name: %q", classVar(c.Name), c.Name)
			if len(c.Fields) > 0 {
				fmt.Fprintf(&b, ", Fields: %s", fieldsLiteral(c.Fields))
			}
			if d.isEnum() {
				fmt.Fprintf(&b, ", enum: %s}\n", c.goName(d))
			} else {
				fmt.Fprintf(&b, ", make: func() Node { return new(%s) }}\n", c.goName(d))
			}
		}
	}
	b.WriteString(")\n\n")
	for _, n := range w.nodes {
		fmt.Fprintf(&b, "func (*%s) Class() *Class { return %s }\n", n.goName, classVar(n.name))
	}
	b.WriteString("\n")
	for _, n := range w.nodes {
		if len(n.fields) == 0 {
			fmt.Fprintf(&b, "func (*%s) Field(i int) any { panic(badField(i)) }\n\n"+
				"func (*%s) SetField(i int, value any) bool { panic(badField(i)) }\n\n", n.goName, n.goName)
			continue
		}
		fmt.Fprintf(&b, "func (n *%s) Field(i int) any {\nswitch i {\n", n.goName)
		for i, f := range n.fields {
			fmt.Fprintf(&b, "case %d:\n", i)
			if d := w.types[f.Type]; d != nil && d.isProduct() && f.Quantifier == "?" {
				fmt.Fprintf(&b, "if n.%s == nil {\nreturn nil\n}\n", f.goName())
			}
			fmt.Fprintf(&b, "return n.%s\n", f.goName())
		}
		b.WriteString("}\npanic(badField(i))\n}\n\n")
		fmt.Fprintf(&b, "func (n *%s) SetField(i int, value any) bool {\nswitch i {\n", n.goName)
		for i, f := range n.fields {
			set := "set"
			if strings.Contains(f.Quantifier, "*") {
				set = "setSlice"
			}
			fmt.Fprintf(&b, "case %d:\nreturn %s(&n.%s, value)\n", i, set, f.goName())
		}
		b.WriteString("}\npanic(badField(i))\n}\n\n")
	}
	b.WriteString("// elements returns the elements of a field that is a sequence.\nfunc elements(value any) []any {\nswitch list := value.(type) {\n")
	seen := map[string]bool{}
	for _, n := range w.nodes {
		for _, f := range n.fields {
			if typ, element := w.goType(f); typ != element && !seen[typ] {
				seen[typ] = true
				fmt.Fprintf(&b, "case %s:\nreturn boxed(list)\n", typ)
			}
		}
	}
	b.WriteString("}\npanic(fmt.Sprintf(\"ast: %T is no sequence\", value))\n}\n")
	return b.String()
}

func typeVar(d *asdlDefinition) string { return "type" + d.goName() }
func classVar(name string) string      { return "class" + camelCase(name) }

func fieldsLiteral(fields []*asdlField) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, fmt.Sprintf("{%q, %q, %q}", f.Name, f.Type, f.Quantifier))
	}
	return "[]Field{" + strings.Join(parts, ", ") + "}"
}

// doc returns docs/ast.md.
func (w *nodesWriter) doc() string {
	var b strings.Builder
	b.WriteString("# The abstract syntax tree\n\nThe node types of the `ast` module and of package ast. " +
		"`?` marks what may be absent, `*` a sequence.\n")
	for _, d := range w.module.Definitions {
		fmt.Fprintf(&b, "\n## %s\n\n", d.Name)
		if doc := d.doc(); doc != "" {
			fmt.Fprintf(&b, "%s\n\n", doc)
		}
		switch {
		case d.isEnum():
			var names []string
			for _, c := range d.Constructors {
				names = append(names, "`"+c.Name+"`")
			}
			fmt.Fprintf(&b, "%s (Go: `ast.%s`)\n", strings.Join(names, ", "), d.goName())
		case d.isProduct():
			fmt.Fprintf(&b, "`%s(%s)` (Go: `*ast.%s`)\n", d.Name, fieldsText(d.Fields), d.goName())
		default:
			fmt.Fprintf(&b, "| node | meaning | Go |\n|---|---|---|\n")
			for _, c := range d.Constructors {
				text := c.Name
				if len(c.Fields) > 0 {
					text += "(" + fieldsText(c.Fields) + ")"
				}
				fmt.Fprintf(&b, "| `%s` | %s | `*ast.%s` |\n", text, escapeMarkdown(c.doc()), c.goName(d))
			}
		}
		if len(d.Attributes) > 0 {
			fmt.Fprintf(&b, "\nAttributes: `%s`\n", fieldsText(d.Attributes))
		}
	}
	return b.String()
}

func fieldsText(fields []*asdlField) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, f.Type+f.Quantifier+" "+f.Name)
	}
	return strings.Join(parts, ", ")
}

// comment writes text as a Go comment, in lines of at most 120 characters.
func comment(b *strings.Builder, text string) {
	line := "//"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > 120 {
			b.WriteString(line + "\n")
			line = "//"
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// marker returns the name of the method that only the nodes of type d have.
func marker(d *asdlDefinition) string {
	return lowerFirst(strings.TrimSuffix(d.goName(), "Node")) + "Node"
}
