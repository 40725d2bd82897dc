// This file holds the interactive prompt.

package gopy

import (
	"bufio"
	"io"
	"runtime"

	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/internal/traceback"
	"github.com/gopy-lang/gopy/modules/sys"
	py "github.com/gopy-lang/gopy/runtime"
)

// Banner is what the prompt begins with.
func Banner() string {
	return "Python " + sys.Version + " (gopy, " + runtime.Version() + ") on " + runtime.GOOS + "\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n"
}

// Interact reads statements from in, runs each in __main__ and prints the value of expressions, until the input ends or a program
// leaves by SystemExit. Prompts (sys.ps1, sys.ps2) go to prompts. The result is that SystemExit, or nil.
func (i *Interpreter) Interact(in io.Reader, prompts io.Writer) error {
	th := i.in.Main
	for _, p := range []struct{ name, text string }{{"ps1", ">>> "}, {"ps2", "... "}} {
		if i.in.Sys.Get(th, p.name).IsUnbound() {
			i.in.Sys.Set(th, p.name, py.Text(p.text))
		}
	}
	prompt := func(name string) {
		if s, err := py.StrOf(th, i.in.Sys.Get(th, name)); err == nil {
			io.WriteString(prompts, s.String())
		}
	}
	lines := bufio.NewReader(in)
	source := ""
	prompt("ps1")
	for {
		line, err := lines.ReadString('\n')
		source += line
		atEnd := err != nil
		if atEnd && source == "" {
			io.WriteString(prompts, "\n")
			return nil
		}
		run, err := i.statement(source, atEnd)
		if run == nil && err == nil {
			if atEnd {
				return nil
			}
			prompt("ps2")
			continue
		}
		source = ""
		if err == nil {
			err = run()
		}
		if err != nil {
			if py.Matches(err, py.SystemExit) {
				return err
			}
			i.Report(err)
		}
		if ferr := sys.FlushStdout(th); ferr != nil {
			return ferr
		}
		if atEnd {
			return nil
		}
		prompt("ps1")
	}
}

// statement compiles what has been typed so far. Both results nil: more lines are needed.
func (i *Interpreter) statement(source string, atEnd bool) (run func() error, err error) {
	th := i.in.Main
	o := compile.Options{Mode: "single", Text: true, Optimize: -1}
	if !atEnd {
		o.Flags = compile.AllowIncompleteInput | compile.DontImplyDedent
	}
	c, err := compile.Source(th, source, "<stdin>", o)
	if err != nil {
		if !atEnd && py.ErrorAs(err).Message() == "incomplete input" {
			return nil, nil
		}
		return nil, err
	}
	traceback.Register(th, c, source)
	return func() error {
		d := i.Main().Dict
		_, err := i.in.Eval.Exec(th, c, d, d.Value(), nil)
		return err
	}, nil
}
