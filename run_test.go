package gopy_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy"
	"github.com/gopy-lang/gopy/runtime"
)

// testHost is the real machine with one more file and with what is written to the standard streams kept.
type testHost struct {
	runtime.Host
	name     string
	source   []byte
	out, err bytes.Buffer
}

func (h *testHost) Write(fd int, b []byte) (int, error) {
	switch fd {
	case 1:
		return h.out.Write(b)
	case 2:
		return h.err.Write(b)
	}
	return h.Host.Write(fd, b)
}

func (h *testHost) ReadFile(name string) ([]byte, error) {
	if name == h.name {
		return h.source, nil
	}
	return h.Host.ReadFile(name)
}

// runProgram runs a program and returns what testdata/record.py records: standard output, standard error, exit status.
func runProgram(t *testing.T, source []byte, name string) string {
	t.Helper()
	host := &testHost{Host: withOwnEnvironment(runtime.NewSystemHost()), name: name, source: source}
	in, err := gopy.New(gopy.Config{Argv: []string{name}, Host: host, HashSeed: "0"})
	if err != nil {
		t.Fatal(err)
	}
	status := in.Finish(in.RunScript(source, name))
	text := host.out.String() + host.err.String()
	if status != 0 {
		text += "exit status " + strconv.Itoa(status) + "\n"
	}
	return text
}

// compare reports where a program's output differs from the recorded one.
func compare(t *testing.T, want, got string) {
	t.Helper()
	got = address.ReplaceAllString(got, "0x…")
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("differs from CPython's (-want +got):\n%s", diff)
	}
}

// TestRun runs the programs of testdata/run and compares their output with CPython's.
func TestRun(t *testing.T) {
	programs, err := filepath.Glob("testdata/run/*.py")
	if err != nil || len(programs) < 10 {
		t.Fatalf("%d programs, %v", len(programs), err)
	}
	for _, path := range programs {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".py"), func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(path, ".py") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			compare(t, string(want), runProgram(t, source, filepath.Base(path)))
		})
	}
}

// TestExamples runs the programs of examples.
func TestExamples(t *testing.T) {
	programs, err := filepath.Glob("examples/*.py")
	if err != nil || len(programs) == 0 {
		t.Fatalf("%d programs, %v", len(programs), err)
	}
	for _, path := range programs {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile("testdata/examples/" + strings.TrimSuffix(name, ".py") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			compare(t, string(want), runProgram(t, source, name))
		})
	}
}

// TestErrors runs the chunks of testdata/error. Each must fail on the line that ends in ### TEXT, and TEXT is the last line
// of what it prints. The texts are CPython's.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/error/*.py")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, chunk := range strings.Split(string(data), "\n---\n") {
			before, rest, ok := strings.Cut(chunk, "### ")
			if !ok {
				continue
			}
			if strings.HasPrefix(chunk, "#") {
				if before, rest, ok = strings.Cut(chunk[strings.IndexByte(chunk, '\n'):], "### "); !ok {
					t.Fatalf("%s: a chunk without expectation", path)
				}
				chunk = chunk[strings.IndexByte(chunk, '\n')+1:]
				before = before[1:]
			}
			want, _, _ := strings.Cut(rest, "\n")
			line := strings.Count(before, "\n") + 1
			t.Run(want, func(t *testing.T) {
				got := strings.TrimSpace(runProgram(t, []byte(chunk+"\n"), "chunk.py"))
				got = strings.TrimSpace(strings.TrimSuffix(got, "exit status 1"))
				if last := got[strings.LastIndexByte(got, '\n')+1:]; last != want {
					t.Errorf("%s\nlast line %q, want %q", got, last, want)
				}
				if !strings.Contains(got, "line "+strconv.Itoa(line)) {
					t.Errorf("%s\nline %d is not to blame", got, line)
				}
			})
		}
	}
}
