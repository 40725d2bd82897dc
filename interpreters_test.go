// This file runs many interpreters at once: they share nothing that changes. Run it with -race.

package gopy_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gopy-lang/gopy"
	"github.com/gopy-lang/gopy/runtime"
)

// TestManyInterpreters runs the programs of testdata/run in eight interpreters at a time. All must print the same.
func TestManyInterpreters(t *testing.T) {
	paths, err := filepath.Glob("testdata/run/*.py")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d programs, %v", len(paths), err)
	}
	const count = 8
	var all sync.WaitGroup
	for worker := range count {
		all.Go(func() {
			for i := range paths {
				path := paths[(i+worker)%len(paths)] // different programs at the same time
				source, err := os.ReadFile(path)
				if err != nil {
					t.Error(err)
					return
				}
				want, err := os.ReadFile(strings.TrimSuffix(path, ".py") + ".out")
				if err != nil {
					t.Error(err)
					return
				}
				name := filepath.Base(path)
				if bytes.Contains(source, []byte("os.chdir(")) || bytes.Contains(source, []byte("signal.setitimer(")) {
					continue // the directory and the timers are the whole process's
				}
				switch name {
				case "streams.py", "bytecode_tools.py", "starting_programs.py", "system_calls.py", "waiting.py":
					continue // works with the process's descriptors, signals and children
				case "asyncio_tasks.py", "forgotten_response.py", "held_by_nobody.py":
					continue // waits no longer for others than eight at once on a busy machine take
				}
				host := &testHost{Host: withOwnEnvironment(runtime.NewSystemHost()), name: name, source: source}
				in, err := gopy.New(gopy.Config{Argv: []string{name}, Host: host, HashSeed: "0"})
				if err != nil {
					t.Error(err)
					return
				}
				in.Finish(in.RunScript(source, name))
				got := address.ReplaceAll(host.out.Bytes(), []byte("0x…"))
				if !bytes.HasPrefix(want, got) {
					t.Errorf("%s prints something else when others run", name)
				}
			}
		})
	}
	all.Wait()
}

// TestProgramsInterpretersAreConfined looks whether interpreters that a program makes have the machine of the main one, and nothing more.
func TestProgramsInterpretersAreConfined(t *testing.T) {
	var out bytes.Buffer
	in, err := gopy.New(gopy.Config{Host: runtime.NewClosedHost(&out, nil), MaxMemory: 1 << 24})
	if err != nil {
		t.Fatal(err)
	}
	err = in.RunString(`
from concurrent import interpreters
one = interpreters.create()
for code in "open('/etc/passwd')", "'x' * 2 ** 25", "import os; os.getcwd()":
    try:
        one.exec(code)
    except interpreters.ExecutionFailed as e:
        print(e.excinfo.formatted)
one.exec("print('done')")
one.close()
`, "<test>")
	if status := in.Finish(err); status != 0 {
		t.Errorf("exit status %d: %v", status, err)
	}
	want := "done\nPermissionError: [Errno 1] Operation not permitted: '/etc/passwd'\nMemoryError: \nPermissionError: [Errno 1] Operation not permitted\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}
