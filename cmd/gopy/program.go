// This file runs what the command line names: code, a module, a script, a folder or archive, standard input.

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

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
	if p.hasModule {
		if stage := stages[p.module]; stage != nil {
			return stage(p)
		}
	}
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
	if !safe {
		cfg.Path = append([]string{inside}, cfg.Path...)
	}
	if p.in, err = gopy.New(cfg); err != nil {
		fmt.Fprintln(os.Stderr, "gopy:", err)
		return 1
	}
	stop := p.in.HandleInterrupt()
	defer stop()
	err = p.start(script, target)
	if p.interactiveAfter(cfg.Flags.Inspect > 0) {
		err = p.interact(err)
	}
	return p.finish(err)
}

// finish reports an uncaught exception and ends the interpreter. A KeyboardInterrupt ends the process as the signal would.
func (p *program) finish(err error) int {
	status := p.in.Finish(err)
	if gopy.IsKeyboardInterrupt(err) {
		return 130
	}
	return status
}

// target is what a script argument turned out to be.
type target struct {
	container bool // a folder or an archive
	data      []byte
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
		if p.inspect > 0 || term.IsTerminal(int(os.Stdin.Fd())) {
			return nil // the prompt follows
		}
		data, err := io.ReadAll(os.Stdin)
		if err != nil {
			return err
		}
		return p.in.RunBytes(data, "<stdin>")
	case t.container:
		return p.in.RunContainer(absolute(script), script)
	}
	data := t.data
	if p.skipFirstLine {
		if i := strings.IndexByte(string(data), '\n'); i >= 0 {
			data = data[i:]
		} else {
			data = nil
		}
	}
	return p.in.RunScript(data, absolute(script))
}

// interactiveAfter reports whether the prompt comes (after the program, or in its place).
func (p *program) interactiveAfter(inspect bool) bool {
	nothing := !p.hasCommand && !p.hasModule && len(p.args) == 0
	if nothing && term.IsTerminal(int(os.Stdin.Fd())) {
		return true
	}
	return inspect || os.Getenv("PYTHONINSPECT") != "" && !p.ignoreEnvironment && !p.isolated
}

// interact reports the program's exception and goes on at the prompt until the input ends. The result is how it ended.
func (p *program) interact(err error) error {
	p.in.Report(err)
	nothing := !p.hasCommand && !p.hasModule && len(p.args) == 0
	if nothing && p.quiet == 0 {
		fmt.Fprint(os.Stderr, gopy.Banner())
	}
	return p.in.Interact(os.Stdin, os.Stderr)
}
