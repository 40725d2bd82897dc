// This file runs the programs of testdata/bench as Go benchmarks, for profiles of the interpreter by Go function.

package gopy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy"
	"github.com/gopy-lang/gopy/runtime"
)

func BenchmarkPrograms(b *testing.B) {
	paths, err := filepath.Glob("testdata/bench/*.py")
	if err != nil || len(paths) < 10 {
		b.Fatalf("%d programs, %v", len(paths), err)
	}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		name := filepath.Base(path)
		b.Run(strings.TrimSuffix(name, ".py"), func(b *testing.B) {
			for b.Loop() {
				host := &testHost{Host: runtime.NewSystemHost(), name: name, source: source}
				in, err := gopy.New(gopy.Config{Argv: []string{name}, Host: host})
				if err != nil {
					b.Fatal(err)
				}
				if status := in.Finish(in.RunScript(source, name)); status != 0 {
					b.Fatalf("exit status %d\n%s", status, host.err.String())
				}
			}
		})
	}
}
