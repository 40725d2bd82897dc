package ast_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
)

// TestClasses compares all types, classes and fields with testdata/classes.txt, which testdata/record_classes.py wrote
// on CPython 3.14. CPython doesn't tell identifiers from other strings, nor which sequences have absent elements.
func TestClasses(t *testing.T) {
	want, err := os.ReadFile("testdata/classes.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, typ := range ast.Types {
		line := "type " + typ.Name
		for _, a := range typ.Attributes {
			line += " " + a.Name
		}
		got = append(got, line)
		if typ.Sum {
			got = append(got, "doc "+typ.Name+" "+ast.ReprConstant(typ.Doc()))
		}
		for _, c := range typ.Classes {
			got = append(got, "doc "+c.Name+" "+ast.ReprConstant(c.Doc()))
			base := typ.Name
			if !typ.Sum {
				base = "AST"
			}
			line := fmt.Sprintf("class %s %s", c.Name, base)
			for _, f := range c.Fields {
				fieldType := f.Type
				if fieldType == "identifier" || fieldType == "string" {
					fieldType = "str"
				}
				quantifier := f.Quantifier
				if f.Sequence() {
					quantifier = "*"
				}
				line += fmt.Sprintf(" %s%s:%s", fieldType, quantifier, f.Name)
			}
			got = append(got, line)
		}
	}
	lines := strings.Split(strings.TrimSpace(string(want)), "\n")
	slices.Sort(got)
	slices.Sort(lines)
	for _, line := range got {
		if !slices.Contains(lines, line) {
			t.Errorf("CPython doesn't have %s", line)
		}
	}
	for _, line := range lines {
		if !slices.Contains(got, line) {
			t.Errorf("missing: %s", line)
		}
	}
}

// TestFieldsAreSettable checks for each field that what SetField stores Field returns.
func TestFieldsAreSettable(t *testing.T) {
	sample := func(f ast.Field) any {
		switch f.Type {
		case "identifier", "string":
			return "x"
		case "int":
			return 7
		case "constant":
			return "constant"
		}
		for _, typ := range ast.Types {
			if typ.Name == f.Type {
				if typ.Enum {
					return typ.Classes[len(typ.Classes)-1].Enum()
				}
				return typ.Classes[len(typ.Classes)-1].New()
			}
		}
		t.Fatalf("no type %s", f.Type)
		return nil
	}
	for _, typ := range ast.Types {
		for _, c := range typ.Classes {
			if typ.Enum {
				if got := fmt.Sprint(c.Enum()); got != c.Name {
					t.Errorf("%s is called %s", c.Name, got)
				}
				continue
			}
			n := c.New()
			if n.Class() != c {
				t.Errorf("%s makes %s", c.Name, n.Class().Name)
			}
			for i, f := range c.Fields {
				value := sample(f)
				if f.Sequence() {
					if !n.SetField(i, []any{value}) || !strings.HasPrefix(fmt.Sprint(n.Field(i)), "[") {
						t.Errorf("%s.%s can't be set", c.Name, f.Name)
					}
					continue
				}
				if !n.SetField(i, value) || n.Field(i) != value {
					t.Errorf("%s.%s: %v, want %v", c.Name, f.Name, n.Field(i), value)
				}
				if f.Optional() && (!n.SetField(i, nil) || n.Field(i) != nil && n.Field(i) != "") && f.Type != "int" {
					t.Errorf("%s.%s can't be absent: %v", c.Name, f.Name, n.Field(i))
				}
			}
		}
	}
}
