// Package traceback prints exceptions as CPython 3.14 does (library reference, "traceback"): the stack with source lines and
// carets, chained exceptions, groups, notes, syntax errors and suggestions.
//
//	traceback.go  an exception with what is chained to it
//	group.go      exception groups
//	frames.go     the stack
//	carets.go     which part of a line failed
//	source.go     lines of source
//	suggest.go    "Did you mean"
package traceback

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// Print writes an exception with its traceback to sys.stderr.
func Print(th *py.Thread, e *py.Exception) error {
	out := th.Interp.Sys.Get(th, "stderr")
	if out.IsUnbound() || out.IsNone() {
		return nil
	}
	if _, err := py.CallMethod(th, out, "write", py.Text(Format(th, e))); err != nil {
		return err
	}
	_, err := py.CallMethod(th, out, "flush")
	return err
}

// PrintBare is Print without the exceptions that led to e, without carets, and without lines that lie in no file: what CPython's interpreter
// prints without help of its library.
func PrintBare(th *py.Thread, e *py.Exception) error {
	f := &formatter{th: th, seen: map[*py.Exception]bool{}, bare: true}
	f.single(e)
	WriteStderr(th, f.out.String())
	return nil
}

// WriteStderr writes text to sys.stderr as far as that is possible.
func WriteStderr(th *py.Thread, text string) {
	if th.Interp.Sys == nil {
		return
	}
	if out := th.Interp.Sys.Get(th, "stderr"); !out.IsUnbound() && !out.IsNone() {
		py.CallMethod(th, out, "write", py.Text(text))
		py.CallMethod(th, out, "flush")
	}
}

// Format returns the text that Print writes.
func Format(th *py.Thread, e *py.Exception) string {
	f := &formatter{th: th, seen: map[*py.Exception]bool{}}
	f.exception(e)
	return f.out.String()
}

// formatter is the state of one Format.
type formatter struct {
	th     *py.Thread
	out    strings.Builder
	seen   map[*py.Exception]bool
	indent string // what stands before each line inside a group: spaces and "| "
	depth  int    // of groups
	bare   bool   // no carets, and only lines of files
	close  bool   // the innermost group's last line is still to come
}

const (
	causeMessage   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextMessage = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

// write writes lines, each behind the margin of the group.
func (f *formatter) write(text string) {
	f.writeMargin(text, "| ")
}

func (f *formatter) writeMargin(text, margin string) {
	if f.depth == 0 {
		f.out.WriteString(text)
		return
	}
	for len(text) > 0 {
		line := text
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			line = text[:i+1]
		}
		text = text[len(line):]
		f.out.WriteString(f.indent + margin + line)
	}
}

// exception writes the exceptions that led to e, oldest first, then e.
func (f *formatter) exception(e *py.Exception) {
	type link struct {
		message string
		e       *py.Exception
	}
	var chain []link
	message := ""
	for e != nil {
		f.seen[e] = true
		chain = append(chain, link{message, e})
		switch {
		case e.Cause != nil:
			message = causeMessage
			e = e.Cause
		case e.Context != nil && !e.SuppressContext:
			message = contextMessage
			e = e.Context
		default:
			e = nil
		}
		if e != nil && f.seen[e] {
			e = nil
		}
	}
	for i := len(chain) - 1; i >= 0; i-- {
		f.single(chain[i].e)
		f.write(chain[i].message)
	}
}

// single writes one exception: its stack, its last line and notes; or a group.
func (f *formatter) single(e *py.Exception) {
	if py.IsGroup(e) {
		f.group(e)
		return
	}
	if e.Traceback != nil && f.limit() > 0 {
		f.write("Traceback (most recent call last):\n")
		f.write(f.stack(e.Traceback))
	}
	f.write(f.exceptionOnly(e))
}

// exceptionOnly is the part behind the stack.
func (f *formatter) exceptionOnly(e *py.Exception) string {
	var b strings.Builder
	if e.Type.IsSubtype(py.SyntaxError) && !e.Field("lineno").IsUnbound() {
		f.syntaxError(&b, e)
	} else {
		b.WriteString(finalLine(typeName(f.th, e.Type), f.message(e)))
	}
	f.notes(&b, e)
	return b.String()
}

func finalLine(name, message string) string {
	if message == "" {
		return name + "\n"
	}
	return name + ": " + message + "\n"
}

// message is str(e) with a suggestion.
func (f *formatter) message(e *py.Exception) string {
	s, err := py.StrOf(f.th, e.Value())
	if err != nil {
		return "<exception str() failed>"
	}
	text := s.String()
	if e.Type.IsSubtype(py.KeyError) && e.Args().Len() == 1 && e.Type == py.KeyError {
		return text
	}
	return text + f.suggestion(e)
}

// typeName is the class's qualified name, with its module unless that is builtins or __main__.
func typeName(th *py.Thread, t *py.Type) string {
	text := func(name string) string {
		v, err := py.GetAttrString(th, t.Value(), name)
		if err != nil {
			return "<unknown>"
		}
		if s := py.AsStr(v); s != nil {
			return s.String()
		}
		return "<unknown>"
	}
	q := text("__qualname__")
	if m := text("__module__"); m != "builtins" && m != "__main__" {
		return m + "." + q
	}
	return q
}

// notes writes __notes__ (PEP 678).
func (f *formatter) notes(b *strings.Builder, e *py.Exception) {
	v, err := py.GetAttrOr(f.th, e.Value(), f.th.Interp.Intern("__notes__"))
	if err != nil {
		b.WriteString("Ignored error getting __notes__: " + f.safeRepr(py.ErrorAs(err).Value()) + "\n")
		return
	}
	if v.IsUnbound() || v.IsNone() {
		return
	}
	if py.AsList(v) == nil && py.AsTuple(v) == nil {
		b.WriteString(f.safeRepr(v) + "\n")
		return
	}
	items, err := py.Items(f.th, v)
	if err != nil {
		return
	}
	for _, note := range items {
		s, err := py.StrOf(f.th, note)
		if err != nil {
			b.WriteString("<note str() failed>\n")
			continue
		}
		for _, line := range strings.Split(s.String(), "\n") {
			b.WriteString(line + "\n")
		}
	}
}

func (f *formatter) safeRepr(v py.Value) string {
	s, err := py.Repr(f.th, v)
	if err != nil {
		return "<" + v.Type().TypeName() + " repr() failed>"
	}
	return s.String()
}

// syntaxError writes where a SyntaxError is, with a caret, and its message.
func (f *formatter) syntaxError(b *strings.Builder, e *py.Exception) {
	number := func(name string) (int, bool) {
		v := e.Field(name)
		if v.IsUnbound() {
			return 0, false
		}
		n, ok := py.AsInt64(v)
		return int(n), ok
	}
	text := func(name string) (string, bool) {
		if s := py.AsStr(e.Field(name)); s != nil {
			return s.String(), true
		}
		return "", false
	}
	suffix := ""
	line, haveLine := number("lineno")
	file, haveFile := text("filename")
	if haveLine {
		name := file
		if !haveFile {
			name = "<string>"
		}
		b.WriteString("  File \"" + name + "\", line " + itoa(line) + "\n")
	} else if haveFile {
		suffix = " (" + file + ")"
	}
	msg, ok := text("msg")
	if source, ok := text("text"); ok && haveLine {
		place := number
		if typo, ok := Misspelt(e); ok {
			msg = typo.Message()
			source = typo.Text
			place = typo.place
		}
		f.syntaxCaret(b, e, source, line, place)
	}
	if !ok || msg == "" {
		msg = "<no detail available>"
		if v := e.Field("msg"); !v.IsUnbound() && !v.IsNone() && !ok {
			if s, err := py.StrOf(f.th, v); err == nil {
				msg = s.String()
			}
		}
	}
	b.WriteString(typeName(f.th, e.Type) + ": " + msg + suffix + "\n")
}

func (f *formatter) syntaxCaret(b *strings.Builder, e *py.Exception, source string, line int, number func(name string) (int, bool)) {
	full := []rune(strings.TrimRight(source, "\n"))
	shown := []rune(strings.TrimLeft(string(full), " \n\f"))
	trimmed := len(full) - len(shown)
	b.WriteString("    " + string(shown) + "\n")
	offset, ok := number("offset")
	if !ok {
		return
	}
	endLine, haveEndLine := number("end_lineno")
	end, haveEnd := number("end_offset")
	if !haveEnd || end == 0 {
		end = offset
	}
	if haveEndLine && endLine > line {
		end = len(full) + 1
	}
	offset, end = min(offset, len(full)+1), min(end, len(full)+1)
	if offset >= end || end < 0 {
		end = offset + 1
	}
	col := offset - 1 - trimmed
	endCol := end - 1 - trimmed
	if col < 0 {
		return
	}
	var space strings.Builder
	for i := 0; i < col; i++ {
		c := ' '
		if i < len(shown) && isSpace(shown[i]) {
			c = shown[i]
		}
		space.WriteRune(c)
	}
	b.WriteString("    " + space.String() + strings.Repeat("^", max(endCol-col, 0)) + "\n")
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\f' || r == '\v' || r == '\r' }
