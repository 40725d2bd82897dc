// This file runs arbitrary programs: whatever the source is, an interpreter ends with a result or a Python exception.

package gopy_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gopy-lang/gopy"
	"github.com/gopy-lang/gopy/runtime"
)

// runConfined runs a program that must not touch the machine, with few steps and little memory, and fails when
// that takes too long. Panics are the test's failures.
func runConfined(t *testing.T, source []byte) {
	start := time.Now()
	in, err := gopy.New(gopy.Config{
		Host: runtime.NewClosedHost(nil, nil), HashSeed: "0", MaxSteps: 20_000, MaxMemory: 1 << 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	in.Finish(in.RunBytes(source, "<fuzz>"))
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

// chunks returns the pieces of the programs of testdata: each program and each of its statements at the outermost level.
func chunks(tb testing.TB) (programs []string) {
	for _, pattern := range []string{"testdata/run/*.py", "testdata/error/*.py", "eval/testdata/*.py"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			tb.Fatal(pattern, err)
		}
		for _, path := range paths {
			source, err := os.ReadFile(path)
			if err != nil {
				tb.Fatal(err)
			}
			programs = append(programs, statements(string(source))...)
		}
	}
	return programs
}

// statements cuts a program where a line begins at the margin after an empty one.
func statements(source string) []string {
	var out []string
	begin := 0
	for i := 2; i < len(source); i++ {
		if source[i-1] == '\n' && source[i-2] == '\n' && source[i] != ' ' && source[i] != '\n' {
			out = append(out, source[begin:i])
			begin = i
		}
	}
	return append(out, source[begin:])
}

func FuzzRun(f *testing.F) {
	for _, program := range chunks(f) {
		f.Add([]byte(program))
	}
	f.Fuzz(runConfined)
}

// TestMutations runs the programs of testdata with lines and words exchanged, dropped and repeated.
func TestMutations(t *testing.T) {
	programs := chunks(t)
	random := rand.New(rand.NewPCG(1, 2))
	rounds := 2000
	if testing.Short() {
		rounds = 200
	}
	for range rounds {
		source := mutate(random, programs)
		if !t.Run("", func(t *testing.T) { runConfined(t, []byte(source)) }) {
			t.Logf("source:\n%s", source)
		}
	}
}

// mutate makes a program of others.
func mutate(random *rand.Rand, programs []string) string {
	pick := func() string { return programs[random.IntN(len(programs))] }
	separator := "\n"
	if random.IntN(2) == 0 {
		separator = " "
	}
	parts := strings.Split(pick(), separator)
	other := strings.Split(pick(), separator)
	for range 1 + random.IntN(6) {
		i, j := random.IntN(len(parts)), random.IntN(len(parts))
		switch random.IntN(5) {
		case 0:
			parts[i], parts[j] = parts[j], parts[i]
		case 1:
			parts[i] = parts[j]
		case 2:
			parts[i] = ""
		case 3:
			parts[i] = other[random.IntN(len(other))]
		case 4:
			parts[i] += separator + parts[j]
		}
	}
	return strings.Join(parts, separator)
}
