// This file writes the usage and the help of a stage's command in the layout of Python's argparse.

package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

const (
	usageWidth = 78 // of a line
	helpColumn = 24 // where the texts of the options begin at the latest
)

// flagArgument is the argument of an option as the help shows it, "" for a switch.
func flagArgument(f *pflag.Flag) string {
	if f.Value.Type() == "bool" {
		return ""
	}
	name, _ := pflag.UnquoteUsage(f)
	if strings.HasPrefix(name, "{") {
		return name
	}
	return strings.ToUpper(name)
}

// stageUsage is the line, or lines, behind "usage:".
func stageUsage(module string, fs *pflag.FlagSet) string {
	head := "usage: gopy -m " + module
	parts := []string{"[-h]"}
	fs.VisitAll(func(f *pflag.Flag) {
		part := "--" + f.Name
		if f.Shorthand != "" {
			part = "-" + f.Shorthand
		}
		if argument := flagArgument(f); argument != "" {
			part += " " + argument
		}
		parts = append(parts, "["+part+"]")
	})
	lines, line := []string(nil), head
	for _, part := range append(parts, "[infile]") {
		if len(line)+1+len(part) > usageWidth {
			lines, line = append(lines, line), strings.Repeat(" ", len(head))
		}
		line += " " + part
	}
	return strings.Join(append(lines, line), "\n") + "\n"
}

// stageHelp is what the option -h prints.
func stageHelp(module string, fs *pflag.FlagSet) string {
	type row struct{ name, text string }
	rows := []row{{"-h, --help", "show this help message and exit"}}
	fs.VisitAll(func(f *pflag.Flag) {
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if argument := flagArgument(f); argument != "" {
			name += " " + argument
		}
		argument, text := pflag.UnquoteUsage(f)
		if strings.HasPrefix(argument, "{") { // the choices are no part of the text
			text = strings.TrimPrefix(text, argument)
		}
		rows = append(rows, row{name, text})
	})
	column := 0
	for _, r := range rows {
		column = max(column, min(len(r.name)+4, helpColumn))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\npositional arguments:\n  infile\n\noptions:\n", stageUsage(module, fs))
	for _, r := range rows {
		line := fmt.Sprintf("  %-*s", column-2, r.name)
		if len(r.name)+4 > column {
			b.WriteString("  " + r.name + "\n")
			line = strings.Repeat(" ", column)
		}
		start := true
		for _, word := range strings.Fields(r.text) {
			if !start && len(line)+1+len(word) > usageWidth {
				b.WriteString(line + "\n")
				line, start = strings.Repeat(" ", column), true
			}
			if !start {
				line += " "
			}
			line, start = line+word, false
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// flagError is the message for arguments that don't parse.
func flagError(err error, args []string) string {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	title := func(f *pflag.Flag) string {
		if f.Shorthand == "" {
			return "--" + f.Name
		}
		return "-" + f.Shorthand + "/--" + f.Name
	}
	switch {
	case errors.As(err, &unknown):
		for _, a := range args {
			name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
			if a != name && (name == unknown.GetSpecifiedName() || name == unknown.GetSpecifiedShortnames()) {
				return "unrecognized arguments: " + a
			}
		}
		return "unrecognized arguments: " + unknown.GetSpecifiedName()
	case errors.As(err, &missing):
		return "argument " + title(missing.GetFlag()) + ": expected one argument"
	case errors.As(err, &invalid):
		if invalid.GetFlag().Value.Type() == "mode" {
			return "argument " + title(invalid.GetFlag()) + ": " + invalid.Unwrap().Error()
		}
		return fmt.Sprintf("argument %s: invalid %s value: '%s'", title(invalid.GetFlag()), invalid.GetFlag().Value.Type(), invalid.GetValue())
	}
	return err.Error()
}

// modeFlag is the value of an option that tells what kind of code a source is.
type modeFlag string

func (m *modeFlag) String() string { return string(*m) }
func (m *modeFlag) Type() string   { return "mode" }

func (m *modeFlag) Set(s string) error {
	if _, ok := modes[s]; !ok {
		return fmt.Errorf("invalid choice: '%s' (choose from 'exec', 'single', 'eval', 'func_type')", s)
	}
	*m = modeFlag(s)
	return nil
}
