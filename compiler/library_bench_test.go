package compiler

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/parser"
)

// BenchmarkLibrary takes the syntax trees of all .py files below the folder that GOPY_BENCH_SOURCE names (a CPython library, say) to
// code objects, as one pass of compile() over them does; GOGC=400 is what the command runs with. ../testdata/bench_compile.py measures CPython with the same files.
func BenchmarkLibrary(b *testing.B) {
	root := os.Getenv("GOPY_BENCH_SOURCE")
	if root == "" {
		b.Skip("GOPY_BENCH_SOURCE names no folder")
	}
	var trees []ast.Mod
	size := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil // a link to nowhere
		}
		tree, _, err := parser.Parse(data, path, parser.Exec, parser.Options{})
		if err != nil {
			return nil
		}
		if _, _, err := Compile(tree, path, Options{}); err == nil {
			trees = append(trees, tree)
			size += len(data)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	var last *code.Code
	workspace := new(Workspace)
	for b.Loop() {
		for _, tree := range trees {
			last, _, _ = Compile(tree, "", Options{Workspace: workspace})
		}
	}
	_ = last
	b.ReportMetric(float64(len(trees)), "files")
}
