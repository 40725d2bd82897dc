// Package traceback is the module _traceback: what the modules traceback and linecache ask of the interpreter, so that the text they
// make is the one that the interpreter itself prints.
package traceback

import (
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/tokenizer"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_traceback",
	Doc:       "Source lines and carets, as the interpreter's own tracebacks have them.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("render($module, lines, line, end_line, col, end_col, /)", "Return pairs of a source line without the common indentation and the carets below it, or None.", render),
		py.Def("code_lines($module, code, /)", "Return the source lines of code that lies in no file, or None.", codeLines),
		py.Def("library_lines($module, filename, /)", "Return the source lines of a module of the embedded library, or None.", libraryLines),
		py.Def("decode($module, source, /)", "Decode source as its byte order mark or coding comment says.", decode),
		py.Def("suggestion($module, exception, /)", "Return what stands behind the message of an exception: an empty string, or a name that may have been meant.", suggestion),
		py.Def("misspelt($module, exception, /)", "Return message, text, line number, offset and end offset of a SyntaxError by which a keyword may be misspelt, or None.", misspelt),
		py.Def("distance($module, a, b, limit, /)", "Return the weighed number of changes from one name to another, or a number above limit.", distance),
	}
}

func suggestion(th *py.Thread, a []py.Value) (py.Value, error) {
	if e := py.AsException(a[0]); e != nil {
		return py.Text(traceback.Suggestion(th, e)), nil
	}
	return py.Text(""), nil
}

func misspelt(th *py.Thread, a []py.Value) (py.Value, error) {
	if e := py.AsException(a[0]); e != nil && e.Type.IsSubtype(py.SyntaxError) {
		if t, ok := traceback.Misspelt(e); ok {
			return py.TupleOf(py.Text(t.Message()), py.Text(t.Text), py.Int(int64(t.Line)), py.Int(int64(t.Start)), py.Int(int64(t.End))).Value(), nil
		}
	}
	return py.None, nil
}

func distance(th *py.Thread, a []py.Value) (py.Value, error) {
	from, to := py.AsStr(a[0]), py.AsStr(a[1])
	if from == nil || to == nil {
		return py.Unbound, py.Raise(py.TypeError, "distance() takes two strings and a number")
	}
	limit, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	return py.Int(int64(traceback.Distance(from.String(), to.String(), limit))), nil
}

func render(th *py.Thread, a []py.Value) (py.Value, error) {
	items, err := py.Items(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	lines := make([]string, len(items))
	for i, v := range items {
		s := py.AsStr(v)
		if s == nil {
			return py.Unbound, py.Raise(py.TypeError, "lines must be strings, not %s", v.Type().TypeName())
		}
		lines[i] = s.String()
	}
	var at [4]int32
	for i := range at {
		n := -1
		if v := a[1+i]; !v.IsNone() {
			if n, err = py.AsCInt(th, v); err != nil {
				return py.Unbound, err
			}
		}
		at[i] = int32(n)
	}
	if len(lines) == 0 {
		return py.NewList(nil).Value(), nil
	}
	shown := traceback.Render(lines, code.Position{Line: at[0], EndLine: at[1], Col: at[2], EndCol: at[3]})
	out := make([]py.Value, len(shown))
	for i, l := range shown {
		carets := py.None
		if l.Marked {
			carets = py.Text(l.Carets)
		}
		out[i] = py.TupleOf(py.Text(l.Text), carets).Value()
	}
	return py.NewList(out).Value(), nil
}

// asLines makes a list of lines that end in newlines.
func asLines(lines []string) py.Value {
	out := make([]py.Value, len(lines))
	for i, l := range lines {
		out[i] = py.Text(l + "\n")
	}
	return py.NewList(out).Value()
}

func codeLines(th *py.Thread, a []py.Value) (py.Value, error) {
	c := py.AsCode(a[0])
	if c == nil {
		return py.None, nil
	}
	if lines, ok := traceback.CodeLines(th, c); ok {
		return asLines(lines), nil
	}
	return py.None, nil
}

func libraryLines(th *py.Thread, a []py.Value) (py.Value, error) {
	s := py.AsStr(a[0])
	if s == nil || !strings.HasPrefix(s.String(), "<") {
		return py.None, nil
	}
	if lines := traceback.FileLines(th, s.String()); lines != nil {
		return asLines(lines), nil
	}
	return py.None, nil
}

func decode(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	text, _, problem := tokenizer.Decode(data)
	if problem != nil {
		return py.Unbound, py.Raise(py.SyntaxError, "%s", problem.Msg)
	}
	return py.Text(tokenizer.NormalizeNewlines(text)), nil
}
