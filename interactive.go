// This file holds the interactive prompt.

package gopy

import (
	"bufio"
	"errors"
	"io"
	"runtime"
	"strings"

	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/internal/traceback"
	"github.com/gopy-lang/gopy/modules/sys"
	py "github.com/gopy-lang/gopy/runtime"
)

// Banner is what the prompt begins with.
func Banner() string {
	return "Python " + sys.VersionText() + " on " + runtime.GOOS + "\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n"
}

// Stdin reads standard input so that a signal's handler can raise meanwhile: Read returns its exception.
func (i *Interpreter) Stdin() io.Reader { return stdin{i.in.Main} }

type stdin struct{ th *py.Thread }

func (s stdin) Read(b []byte) (int, error) {
	if err := s.th.WaitReadable(0); err != nil {
		return 0, err
	}
	n, err := s.th.Interp.Host.Read(0, b)
	if n == 0 && err == nil {
		err = io.EOF
	}
	return n, err
}

// A LineReader is where the prompt gets its lines from.
type LineReader interface {
	// ReadLine shows a prompt and returns the next line with its newline; io.EOF at the end of the input, perhaps with a last line that has no
	// newline; ErrInterrupt when the user broke the line off.
	ReadLine(prompt string) (line string, err error)
}

// ErrInterrupt is the error of a line that the user broke off with Ctrl-C.
var ErrInterrupt = errors.New("gopy: interrupted")

// Blocking runs f, which waits for something else than the interpreter: other threads of the program run meanwhile.
func (i *Interpreter) Blocking(f func()) { i.in.Main.Outside(f) }

// plainLines reads lines without editing.
type plainLines struct {
	in      *bufio.Reader
	prompts io.Writer
}

// ReadLine implements LineReader.
func (p plainLines) ReadLine(prompt string) (string, error) {
	io.WriteString(p.prompts, prompt)
	line, err := p.in.ReadString('\n')
	if err != nil && py.Matches(err, py.KeyboardInterrupt) {
		io.WriteString(p.prompts, "\n")
		err = ErrInterrupt
	}
	return line, err
}

// Interact reads statements from in, runs each in __main__ and prints the value of expressions, until the input ends or a program
// leaves by SystemExit. Prompts (sys.ps1, sys.ps2) go to prompts. The result is that SystemExit, or nil.
func (i *Interpreter) Interact(in io.Reader, prompts io.Writer) error {
	return i.InteractLines(plainLines{bufio.NewReader(in), prompts}, prompts)
}

// InteractLines is Interact with lines from a LineReader.
func (i *Interpreter) InteractLines(lines LineReader, messages io.Writer) error {
	th := i.in.Main
	for _, p := range []struct{ name, text string }{{"ps1", ">>> "}, {"ps2", "... "}} {
		if i.in.Sys.Get(th, p.name).IsUnbound() {
			i.in.Sys.Set(th, p.name, py.Text(p.text))
		}
	}
	prompt := func(name string) string {
		s, err := py.StrOf(th, i.in.Sys.Get(th, name))
		if err != nil {
			return ""
		}
		return s.String()
	}
	source, next := "", "ps1"
	for {
		line, err := lines.ReadLine(prompt(next))
		next = "ps1"
		if err == ErrInterrupt {
			io.WriteString(messages, "KeyboardInterrupt\n")
			source = ""
			continue
		}
		source += line
		atEnd := err != nil
		if atEnd && source == "" {
			io.WriteString(messages, "\n")
			return nil
		}
		run, err := i.statement(source, atEnd)
		if run == nil && err == nil {
			next = "ps2"
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
	}
}

// statement compiles what has been typed so far. Both results nil: more lines are needed. A compound statement ends with an empty line.
func (i *Interpreter) statement(source string, atEnd bool) (run func() error, err error) {
	th := i.in.Main
	o := compile.Options{Mode: "single", Text: true, Optimize: -1, Flags: i.features}
	if strings.TrimSpace(source) == "" {
		return func() error { return nil }, nil
	}
	text := source
	if !atEnd {
		o.Flags |= compile.AllowIncompleteInput | compile.DontImplyDedent
		text = strings.TrimSuffix(source, "\n")
	}
	c, err := compile.Source(th, text, "<stdin>", o)
	if err != nil {
		if !atEnd && py.Matches(err, py.IncompleteInputError) {
			return nil, nil
		}
		return nil, err
	}
	i.features |= c.Code.Flags & compile.FutureMask
	traceback.Register(th, c, source)
	return func() error {
		d := i.Main().Dict
		_, err := i.in.Eval.Exec(th, c, d, d.Value(), nil)
		return err
	}, nil
}
