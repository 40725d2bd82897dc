package compiler

import (
	"os"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/parser"
)

// testdata/annotation_source.txt holds, a line each, an expression, a tab, and repr() of what CPython 3.14 makes of it as
// an annotation under `from __future__ import annotations`.
func TestAnnotationSource(t *testing.T) {
	data, err := os.ReadFile("testdata/annotation_source.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		text, want, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("no tab in %q", line)
		}
		mod, _, err := parser.Parse([]byte("x: "+text+"\n"), "f", parser.Exec, parser.Options{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		g := &generator{}
		got := ast.ReprConstant(g.annotationSource(mod.(*ast.Module).Body[0].(*ast.AnnAssign).Annotation))
		if got != want || g.err != nil {
			t.Errorf("%s\n got %s, %v\nwant %s", text, got, g.err, want)
		}
	}
}
