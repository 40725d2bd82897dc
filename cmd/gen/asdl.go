// This file reads Grammar/Python.asdl: the syntax of the language, and what the generated Go code calls everything.

package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// asdlModule is the syntax of an ASDL file.
type asdlModule struct {
	Comments    []string          `parser:"@Comment*"`
	Name        string            `parser:"'module' @Name '{'"`
	Definitions []*asdlDefinition `parser:"@@* '}'"`
}

// An asdlDefinition is a sum (with constructors) or a product (with fields).
type asdlDefinition struct {
	Pos          lexer.Position
	Name         string             `parser:"@Name '='"`
	Fields       []*asdlField       `parser:"( '(' (@@ (',' @@)*)? ')'"`
	Constructors []*asdlConstructor `parser:"| @@ ('|' @@)* )"`
	Attributes   []*asdlField       `parser:"('attributes' '(' @@ (',' @@)* ')')?"`
	Comments     []string           `parser:"@Comment*"`
}

type asdlConstructor struct {
	Pos      lexer.Position
	Name     string       `parser:"@Name"`
	Fields   []*asdlField `parser:"('(' (@@ (',' @@)*)? ')')?"`
	Comments []string     `parser:"@Comment*"`
}

type asdlField struct {
	Pos        lexer.Position
	Type       string `parser:"@Name"`
	Quantifier string `parser:"@('?' '*'? | '*')?"`
	Name       string `parser:"@Name"`
}

var asdlParser = participle.MustBuild[asdlModule](
	participle.Lexer(lexer.MustSimple([]lexer.SimpleRule{
		{Name: "Comment", Pattern: `--[^\n]*`},
		{Name: "Name", Pattern: `[A-Za-z_]+`},
		{Name: "Punctuation", Pattern: `[={}()|?*,]`},
		{Name: "Blank", Pattern: `\s+`},
	})),
	participle.Elide("Blank"),
	participle.UseLookahead(2))

// parseASDL reads an ASDL file and checks that its types and names fit together.
func parseASDL(s source) (*asdlModule, error) {
	module, err := asdlParser.ParseString(s.path, s.text)
	if err != nil {
		return nil, err
	}
	types := map[string]bool{"identifier": true, "string": true, "int": true, "constant": true}
	for _, d := range module.Definitions {
		if types[d.Name] {
			return nil, fmt.Errorf("%s: type %s is defined twice", d.Pos, d.Name)
		}
		types[d.Name] = true
	}
	goNames := map[string]string{}
	declare := func(pos lexer.Position, goName, what string) error {
		if old, ok := goNames[goName]; ok {
			return fmt.Errorf("%s: the Go name %s of %s is taken by %s", pos, goName, what, old)
		}
		goNames[goName] = what
		return nil
	}
	for _, d := range module.Definitions {
		if err := declare(d.Pos, d.goName(), d.Name); err != nil {
			return nil, err
		}
		for _, f := range d.fields() {
			if !types[f.Type] {
				return nil, fmt.Errorf("%s: no type %s", f.Pos, f.Type)
			}
		}
		for _, c := range d.Constructors {
			if err := declare(c.Pos, c.goName(d), d.Name+"."+c.Name); err != nil {
				return nil, err
			}
		}
		if len(d.Constructors) > 0 && !d.isEnum() && len(d.Comments) > 0 {
			return nil, fmt.Errorf("%s: a comment behind the attributes of a sum belongs to nothing", d.Pos)
		}
	}
	return module, nil
}

// fields returns all fields of d, or of its constructors, and its attributes.
func (d *asdlDefinition) fields() []*asdlField {
	all := append(d.Fields[:len(d.Fields):len(d.Fields)], d.Attributes...)
	for _, c := range d.Constructors {
		all = append(all, c.Fields...)
	}
	return all
}

// isEnum reports whether d is a sum of which no constructor has fields.
func (d *asdlDefinition) isEnum() bool {
	if len(d.Constructors) == 0 || len(d.Attributes) > 0 {
		return false
	}
	for _, c := range d.Constructors {
		if len(c.Fields) > 0 {
			return false
		}
	}
	return true
}

// isProduct reports whether d is a plain record.
func (d *asdlDefinition) isProduct() bool { return len(d.Constructors) == 0 }

// doc returns the comment on a definition: an enum's stands behind its last constructor.
func (d *asdlDefinition) doc() string {
	if d.isEnum() {
		return joinComments(d.Constructors[len(d.Constructors)-1].Comments)
	}
	return joinComments(d.Comments)
}

// doc returns the comment on a constructor.
func (c *asdlConstructor) doc() string { return joinComments(c.Comments) }

func joinComments(comments []string) string {
	var parts []string
	for _, c := range comments {
		parts = append(parts, strings.TrimSpace(strings.TrimPrefix(c, "--")))
	}
	return strings.Join(parts, " ")
}

// typeNames gives Go names to types that would clash with a constructor's or read badly.
var typeNames = map[string]string{
	"boolop":        "BoolOperator",
	"unaryop":       "UnaryOperator",
	"cmpop":         "CmpOperator",
	"excepthandler": "ExceptHandlerNode", // the constructor is ExceptHandler
	"type_ignore":   "TypeIgnoreNode",    // the constructor is TypeIgnore
	"withitem":      "WithItem",
}

// constructorNames gives Go names to constructors that would clash with a type's.
var constructorNames = map[string]string{
	"stmt.Expr":    "ExprStmt", // Expr is the interface of expressions
	"operator.Mod": "Modulo",   // Mod is the interface of modules
}

func (d *asdlDefinition) goName() string {
	if name, ok := typeNames[d.Name]; ok {
		return name
	}
	return camelCase(d.Name)
}

func (c *asdlConstructor) goName(d *asdlDefinition) string {
	if name, ok := constructorNames[d.Name+"."+c.Name]; ok {
		return name
	}
	return c.Name
}

func (f *asdlField) goName() string { return camelCase(f.Name) }

// camelCase turns snake_case into CamelCase.
func camelCase(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}
