// This file runs what the command line names: code, a module, a script, a folder or archive, standard input.

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/gopy-lang/gopy"
)

// program is one run of the command.
type program struct {
	*options
	name string
	in   *gopy.Interpreter
}

// run starts the interpreter, runs the program and returns the exit status.
func (p *program) run() int {
	cfg, err := p.configure(p.name)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if status, done := p.stage(); done {
		return status
	}
	cfg.OrigArgv = os.Args
	script := ""
	switch {
	case p.hasCommand:
		cfg.Argv = append([]string{"-c"}, p.args...)
	case p.hasModule:
		cfg.Argv = append([]string{"-m"}, p.args...)
	case len(p.args) == 0:
		cfg.Argv = []string{""}
	default:
		cfg.Argv = p.args
		if p.args[0] != "-" {
			script = p.args[0]
		}
	}
	safe := cfg.Flags.SafePath != 0
	inside := "" // sys.path[0]
	var target target
	if script != "" {
		if target, err = p.examine(script); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		inside = filepath.Dir(absolute(script))
		if target.container {
			inside, safe = absolute(script), false
		} else if real, err := filepath.EvalSymlinks(script); err == nil {
			inside = filepath.Dir(absolute(real))
		}
	} else if p.hasModule {
		inside, _ = os.Getwd()
	}
	ahead := 0
	if !safe {
		cfg.Path = append([]string{inside}, cfg.Path...)
		cfg.ProgramPath = &inside
		ahead = 1
	}
	if p.in, err = gopy.New(cfg); err != nil {
		fmt.Fprintln(os.Stderr, "gopy:", err)
		return 1
	}
	p.in.OwnSignals()
	if cfg.FaultHandler {
		if err := p.in.HandleFaults(); err != nil {
			return p.finish(err)
		}
	}
	if stop, err := p.profile(); err != nil {
		fmt.Fprintln(os.Stderr, "gopy:", err)
		return 1
	} else if stop != nil {
		defer stop()
	}
	if err := p.in.Site(ahead); err != nil {
		return p.finish(err)
	}
	return p.execute(script, target, cfg.Flags.Inspect > 0)
}

// internalError is the exit status after a fault of gopy itself (EX_SOFTWARE of sysexits.h).
const internalError = 70

// execute runs the program and what follows it. A panic, which is a fault of gopy, loses no output of the program.
func (p *program) execute(script string, t target, inspect bool) (status int) {
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		stack := debug.Stack()
		flushed := make(chan bool)
		go func() {
			defer close(flushed)
			defer func() { recover() }()
			p.in.FlushStreams()
		}()
		select {
		case <-flushed:
		case <-time.After(2 * time.Second): // the fault may have left a stream locked
		}
		fmt.Fprintf(os.Stderr, "gopy: internal error: %v\nThis is a fault of gopy, not of the program.\n\n%s", fault, stack)
		status = internalError
	}()
	err := p.start(script, t)
	if p.interactiveAfter(inspect) {
		err = p.interact(err)
	}
	return p.finish(err)
}

// finish reports an uncaught exception and ends the interpreter. A KeyboardInterrupt ends the process as the signal would.
func (p *program) finish(err error) int {
	status := p.in.Finish(err)
	if gopy.IsKeyboardInterrupt(err) {
		p.in.DieBySignal(syscall.SIGINT)
		return 130
	}
	return status
}

// target is what a script argument turned out to be.
type target struct {
	container bool // a folder or an archive
	data      []byte
}

// withinArchive tells whether a path leads into an archive, to a folder there if it is one that can be run.
func withinArchive(path string) bool {
	for dir := filepath.Dir(path); dir != "." && dir != "/"; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			continue
		}
		if !info.Mode().IsRegular() {
			return false
		}
		data, err := os.ReadFile(dir)
		return err == nil && gopy.IsArchive(data)
	}
	return false
}

// examine looks at the script argument. The error is the message for stderr.
func (p *program) examine(script string) (target, error) {
	info, err := os.Stat(script)
	if err == nil && info.IsDir() {
		return target{container: true}, nil
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(script)
	}
	if err != nil && withinArchive(script) {
		return target{container: true}, nil
	}
	if err != nil {
		no, text := 2, "No such file or directory"
		var errno syscall.Errno
		if asErrno(err, &errno) {
			no, text = int(errno), errnoText(errno)
		}
		return target{}, fmt.Errorf("%s: can't open file '%s': [Errno %d] %s", p.name, absolute(script), no, text)
	}
	return target{container: gopy.IsArchive(data), data: data}, nil
}

// start runs the program itself.
func (p *program) start(script string, t target) error {
	switch {
	case p.hasCommand:
		return p.in.RunCommand(p.command)
	case p.hasModule:
		return p.in.RunModule(p.module)
	case script == "":
		if p.prompts() {
			return nil // the prompt follows
		}
		data, err := io.ReadAll(p.in.Stdin())
		if err != nil {
			return err
		}
		return p.in.RunStdin(data)
	case t.container:
		return p.in.RunContainer(absolute(script))
	}
	data := t.data
	if gopy.IsPyc(data, script) {
		return p.in.RunPyc(data, absolute(script))
	}
	if p.skipFirstLine {
		if i := strings.IndexByte(string(data), '\n'); i >= 0 {
			data = data[i:]
		} else {
			data = nil
		}
	}
	return p.in.RunScript(data, absolute(script))
}

// prompts reports whether standard input is a person's, or to be treated so.
func (p *program) prompts() bool { return p.inspect > 0 || term.IsTerminal(int(os.Stdin.Fd())) }

// fromStdin reports whether the command line names no program.
func (p *program) fromStdin() bool {
	return !p.hasCommand && !p.hasModule && (len(p.args) == 0 || p.args[0] == "-")
}

// interactiveAfter reports whether the prompt comes (after the program, or in its place). The program may have set PYTHONINSPECT.
func (p *program) interactiveAfter(inspect bool) bool {
	if p.fromStdin() {
		return p.prompts()
	}
	return (inspect || !p.ignoreEnvironment && !p.isolated && p.in.Getenv("PYTHONINSPECT") != "") && p.prompts()
}

// interact reports the program's exception and goes on at the prompt until the input ends. The result is how it ended.
func (p *program) interact(err error) error {
	p.in.ReportAny(err)
	if p.fromStdin() {
		if p.quiet == 0 {
			fmt.Fprint(os.Stderr, gopy.Banner())
		}
		p.startup()
		p.in.InteractiveHook()
	}
	if term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("TERM") != "dumb" {
		return p.in.InteractLines(p.newEditor(), os.Stderr)
	}
	return p.in.Interact(p.in.Stdin(), os.Stderr)
}

// startup runs the file that PYTHONSTARTUP names.
func (p *program) startup() {
	name := os.Getenv("PYTHONSTARTUP")
	if name == "" || p.ignoreEnvironment || p.isolated {
		return
	}
	data, err := os.ReadFile(name)
	if err != nil {
		no, text := 2, "No such file or directory"
		var errno syscall.Errno
		if asErrno(err, &errno) {
			no, text = int(errno), errnoText(errno)
		}
		fmt.Fprintf(os.Stderr, "Could not open PYTHONSTARTUP\nOSError: [Errno %d] %s: '%s'\n", no, text, name)
		return
	}
	p.in.Report(p.in.RunBytes(data, name))
}
