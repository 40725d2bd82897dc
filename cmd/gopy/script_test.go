// This file runs the command lines of testdata/script, whose outputs and statuses are CPython's (see record.py there).

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gopy": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PYTHONHASHSEED", "0")
			env.Setenv("LC_ALL", "C.UTF-8")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"run":       func(ts *testscript.TestScript, neg bool, args []string) { runCommand(ts, args, nil) },
			"interrupt": func(ts *testscript.TestScript, neg bool, args []string) { runCommand(ts, args, interrupt) },
		},
	})
}

// runCommand is `run LABEL STATUS [NAME=VALUE...] [<FILE] arguments`: it runs gopy and compares what it prints with the files LABEL.out and LABEL.err; a missing one
// stands for no output. A negative status is a signal's number.
func runCommand(ts *testscript.TestScript, args []string, during func(p *os.Process, out io.Reader)) {
	if len(args) < 2 {
		ts.Fatalf("usage: run LABEL STATUS [NAME=VALUE...] [<FILE] arguments")
	}
	label := args[0]
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	args = args[2:]
	here := ts.MkAbs(".")
	env := []string{"PATH=" + ts.Getenv("PATH"), "PYTHONHASHSEED=0", "LC_ALL=C.UTF-8"}
	for len(args) > 0 && !strings.HasPrefix(args[0], "-") && strings.Contains(args[0], "=") {
		env, args = append(env, args[0]), args[1:]
	}
	program := ""
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(dir, "gopy")); err == nil {
			program = filepath.Join(dir, "gopy")
			break
		}
	}
	cmd := exec.Command(program)
	cmd.Dir, cmd.Env = here, env
	if len(args) > 0 && strings.HasPrefix(args[0], "<") {
		cmd.Stdin = strings.NewReader(ts.ReadFile(args[0][1:]))
		args = args[1:]
	}
	cmd.Args = append(cmd.Args, args...)
	var out, errors_ bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errors_
	if during != nil {
		r, w := io.Pipe()
		cmd.Stdout = io.MultiWriter(&out, w)
		ts.Check(cmd.Start())
		go during(cmd.Process, r)
	} else {
		ts.Check(cmd.Start())
	}
	hanging := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	err = cmd.Wait()
	hanging.Stop()
	status := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
		if ws := exit.Sys().(syscall.WaitStatus); ws.Signaled() {
			status = -int(ws.Signal())
		}
	}
	clean := func(text string) string {
		text = strings.ReplaceAll(strings.ReplaceAll(text, here, "HERE"), program, "PY")
		text = strings.ReplaceAll(text, "usage: gopy ", "usage: PY ") // testscript cuts the command's path
		if strings.HasPrefix(text, "gopy: ") {
			text = "PY" + text[len("gopy"):]
		}
		return testTime.ReplaceAllString(text, "${1}TIME")
	}
	for _, stream := range []struct {
		name, got string
	}{{label + ".out", clean(out.String())}, {label + ".err", clean(errors_.String())}} {
		expected := ""
		if _, err := os.Stat(filepath.Join(here, stream.name)); err == nil {
			expected = ts.ReadFile(stream.name)
		}
		// A txtar file ends in a newline.
		if got := stream.got; got != expected && got+"\n" != expected {
			ts.Fatalf("%s differs from CPython's\n--- got\n%s\n--- want\n%s", stream.name, got, expected)
		}
	}
	if status != want {
		ts.Fatalf("%s: status %d, want %d", label, status, want)
	}
}

// testTime is how long unittest's tests took.
var testTime = regexp.MustCompile(`(Ran \d+ tests? in )[\d.]+s`)

// interrupt sends SIGINT once the program has printed something.
func interrupt(p *os.Process, out io.Reader) {
	out.Read(make([]byte, 1))
	go io.Copy(io.Discard, out)
	time.Sleep(50 * time.Millisecond)
	p.Signal(os.Interrupt)
}
