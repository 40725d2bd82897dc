// This file prints the stack: one entry a frame, repeated ones counted.

package traceback

import (
	"math"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// entry is one line of the stack.
type entry struct {
	code *py.Code
	at   code.Position
	tb   *py.Traceback
}

// repeated is how often the same entry is shown before the rest is only counted.
const repeated = 3

// limit is how many entries to show at most: sys.tracebacklimit.
func (f *formatter) limit() int {
	v := f.th.Interp.Sys.Get(f.th, "tracebacklimit")
	if v.IsUnbound() {
		return math.MaxInt
	}
	n, ok := py.NumFromInt(v)
	switch {
	case !ok || n.Big != nil && n.Big.Sign() > 0:
		return math.MaxInt
	case n.Big != nil || n.Small < 0:
		return 0
	}
	return int(n.Small)
}

// stack is the text of a traceback, from the outermost frame to the innermost; sys.tracebacklimit bounds it.
func (f *formatter) stack(tb *py.Traceback) string {
	var entries []entry
	for ; tb != nil; tb = tb.Next {
		entries = append(entries, f.entry(tb))
	}
	if n := f.limit(); n < len(entries) {
		entries = entries[len(entries)-n:]
	}
	var b strings.Builder
	count := 0
	for i, e := range entries {
		if i > 0 && e.code.Filename == entries[i-1].code.Filename && e.at.Line == entries[i-1].at.Line && e.code.Code.Name == entries[i-1].code.Code.Name {
			count++
			if count >= repeated {
				continue
			}
		} else {
			f.repeats(&b, count)
			count = 0
		}
		f.frame(&b, e)
	}
	f.repeats(&b, count)
	return b.String()
}

func (f *formatter) repeats(b *strings.Builder, count int) {
	if n := count - repeated + 1; n > 0 {
		s := "s"
		if n == 1 {
			s = ""
		}
		b.WriteString("  [Previous line repeated " + itoa(n) + " more time" + s + "]\n")
	}
}

// entry finds the position of the instruction that a traceback entry is at.
func (f *formatter) entry(tb *py.Traceback) entry {
	c := tb.Code()
	e := entry{code: c, tb: tb, at: code.Position{Line: int32(tb.Lineno), EndLine: -1, Col: -1, EndCol: -1}}
	if tb.Lasti >= 0 {
		if p := c.Code.Positions(); tb.Lasti/2 < len(p) {
			at := p[tb.Lasti/2]
			if tb.Lineno == 0 || at.Line == int32(tb.Lineno) {
				e.at = at
			}
		}
	}
	return e
}

// loaded returns the lines that a module's loader knows, as that of a zip file does; nil when there are none.
func (f *formatter) loaded(tb *py.Traceback) []string {
	frame := tb.Frame()
	if frame == nil || frame.Globals == nil {
		return nil
	}
	get := func(name string) py.Value { return frame.Globals.GetStr(f.th.Interp.Intern(name)) }
	loader, name := get("__loader__"), get("__name__")
	if loader.IsUnbound() || loader.IsNone() || py.AsStr(name) == nil {
		return nil
	}
	getSource, err := py.GetAttrOr(f.th, loader, f.th.Interp.Intern("get_source"))
	if err != nil || getSource.IsUnbound() {
		return nil
	}
	source, err := py.CallArgs(f.th, getSource, name)
	if text := py.AsStr(source); err == nil && text != nil {
		return splitLines(text.String())
	}
	return nil
}

func (f *formatter) frame(b *strings.Builder, e entry) {
	b.WriteString("  File \"" + e.code.Filename + "\", line " + itoa(int(e.at.Line)) + ", in " + e.code.Code.Name + "\n")
	lines := Lines(f.th, e.code)
	if f.bare {
		lines = FileLines(f.th, e.code.Filename)
		e.at.Col, e.at.EndLine = -1, -1
	}
	if lines == nil && e.tb != nil && !f.bare {
		lines = f.loaded(e.tb)
	}
	first := int(e.at.Line)
	if first < 1 || first > len(lines) {
		return
	}
	last := int(e.at.EndLine)
	if last < first {
		last = first
	}
	last = min(last, len(lines))
	for _, l := range Render(lines[first-1:last], e.at) {
		b.WriteString("    " + l.Text + "\n")
		if l.Marked {
			b.WriteString("    " + l.Carets + "\n")
		}
	}
}
