package parser

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
)

// BenchmarkLibrary takes all .py files below the folder that GOPY_BENCH_SOURCE names (a CPython library, say) from bytes to syntax
// trees, as one pass of ast.parse over them does. testdata/bench_parse.py measures CPython with the same files.
func BenchmarkLibrary(b *testing.B) {
	root := os.Getenv("GOPY_BENCH_SOURCE")
	if root == "" {
		b.Skip("GOPY_BENCH_SOURCE names no folder")
	}
	var sources [][]byte
	size := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil // a link to nowhere
		}
		if _, _, err := Parse(data, path, Exec, Options{}); err == nil {
			sources = append(sources, data)
			size += len(data)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	var last ast.Mod
	for b.Loop() {
		for _, source := range sources {
			last, _, _ = Parse(source, "", Exec, Options{})
		}
	}
	_ = last
	b.ReportMetric(float64(len(sources)), "files")
}
