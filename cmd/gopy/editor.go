// This file reads the lines of the interactive prompt from a terminal: with editing and with the history that CPython keeps, too.

package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/reeflective/readline"

	"github.com/gopy-lang/gopy"
)

// editor is a terminal on which lines are edited.
type editor struct {
	in    *gopy.Interpreter
	shell *readline.Shell
}

// newEditor returns an editor whose history lies in the file that PYTHON_HISTORY names, by default .python_history in the home folder.
func (p *program) newEditor() *editor {
	e := &editor{p.in, readline.NewShell()}
	name := ""
	if !p.ignoreEnvironment && !p.isolated {
		name = p.in.Getenv("PYTHON_HISTORY")
	}
	if name == "" {
		if home, err := os.UserHomeDir(); err == nil {
			name = filepath.Join(home, ".python_history")
		}
	}
	e.shell.History.Delete()
	e.shell.History.Add("python", newHistory(name))
	return e
}

// ReadLine implements gopy.LineReader.
func (e *editor) ReadLine(prompt string) (line string, err error) {
	e.shell.Prompt.Primary(func() string { return prompt })
	e.in.Blocking(func() { line, err = e.shell.Readline() })
	if errors.Is(err, readline.ErrInterrupt) {
		return "", gopy.ErrInterrupt
	}
	return line + "\n", err
}

// history is the list of the lines typed, kept in a file with one line each.
type history struct {
	path  string // "" where there is no home
	lines []string
}

func newHistory(path string) *history {
	h := &history{path: path}
	if data, err := os.ReadFile(path); err == nil {
		for line := range strings.Lines(string(data)) {
			h.lines = append(h.lines, strings.TrimSuffix(line, "\n"))
		}
	}
	return h
}

// Write implements readline.History: it adds a line. A file that can't be written is done without.
func (h *history) Write(line string) (int, error) {
	line = strings.TrimRight(line, "\n")
	if n := len(h.lines); line == "" || n > 0 && h.lines[n-1] == line {
		return n, nil
	}
	h.lines = append(h.lines, line)
	if f, err := os.OpenFile(h.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil {
		io.WriteString(f, line+"\n")
		f.Close()
	}
	return len(h.lines), nil
}

// GetLine implements readline.History.
func (h *history) GetLine(i int) (string, error) {
	if i < 0 || i >= len(h.lines) {
		return "", io.EOF
	}
	return h.lines[i], nil
}

// Len implements readline.History.
func (h *history) Len() int { return len(h.lines) }

// Dump implements readline.History.
func (h *history) Dump() any { return h.lines }
