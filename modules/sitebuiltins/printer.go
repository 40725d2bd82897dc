// This file holds _Printer, the functions copyright, credits and license.

package sitebuiltins

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// screenLines is the longest text, in lines, that is shown in place of a hint how to read it.
const screenLines = 23

// The attributes of a _Printer: what it is called and its text.
const (
	printerName = "_Printer__name"
	printerText = "_Printer__data"
)

func newPrinter(th *py.Thread, class *py.Type, name, text string) py.Value {
	p := py.NewObject[object](class)
	p.attributes = py.NewDict()
	p.attributes.SetStr(th.Interp.Intern(printerName), py.Text(name))
	p.attributes.SetStr(th.Interp.Intern(printerText), py.Text(text))
	return p.Value()
}

func setupPrinter(t *py.Type) {
	t.TextSig = "(name, data, files=(), dirs=())"
	t.New = func(th *py.Thread, class *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := newPrinterSignature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		name, err := py.StrOf(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		text, found, err := firstFile(th, a[3], a[2])
		if err == nil && !found {
			var s *py.Str
			if s, err = py.StrOf(th, a[1]); err == nil {
				text = s.String()
			}
		}
		if err != nil {
			return py.Unbound, err
		}
		return newPrinter(th, class, name.String(), text), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		p := py.AsAny[object](v)
		text := p.text(th, printerText)
		if strings.Count(text, "\n") >= screenLines {
			name := p.text(th, printerName)
			text = "Type " + name + "() to see the full " + name + " text"
		}
		return py.Text(text), nil
	}
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) > 0 || kw != nil && kw.Len() > 0 {
			return py.Unbound, py.Raise(py.TypeError, "_Printer.__call__() takes 1 positional argument but %d were given", 1+len(args))
		}
		return py.None, show(th, py.AsAny[object](v).text(th, printerText))
	}
	t.GetSets = append(t.GetSets, py.GetSetDef{Name: "MAXLINES", Doc: "the longest text that is shown in place of a hint", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Int(screenLines), nil
	}})
	py.SetupType(t, nil)
}

// firstFile reads the first file there is of names in folders.
func firstFile(th *py.Thread, folders, names py.Value) (text string, found bool, err error) {
	stop := py.NewException(py.StopIteration)
	err = py.ForEach(th, folders, func(folder py.Value) error {
		return py.ForEach(th, names, func(name py.Value) error {
			d, n := py.AsStr(folder), py.AsStr(name)
			if d == nil || n == nil {
				return py.Raise(py.TypeError, "folders and files must be str")
			}
			data, err := th.Interp.Host.ReadFile(d.String() + "/" + n.String())
			if err != nil {
				return nil
			}
			text, found = strings.ToValidUTF8(string(data), "\uFFFD"), true
			return stop
		})
	})
	if found {
		err = nil
	}
	return text, found, err
}

// show prints a text: on a terminal by pydoc's pager.
func show(th *py.Thread, text string) error {
	out := th.Interp.Sys.Get(th, "stdout")
	if out.IsUnbound() || out.IsNone() {
		return nil
	}
	if isTerminal(th, "stdin") && isTerminal(th, "stdout") {
		pydoc, err := importModule(th, "pydoc")
		if err == nil {
			_, err = py.CallMethod(th, pydoc, "pager", py.Text(text))
		}
		return err
	}
	_, err := py.CallMethod(th, out, "write", py.Text(text))
	return err
}

// isTerminal asks one of the standard streams.
func isTerminal(th *py.Thread, name string) bool {
	stream := th.Interp.Sys.Get(th, name)
	if stream.IsUnbound() || stream.IsNone() {
		return false
	}
	v, err := py.CallMethod(th, stream, "isatty")
	if err != nil {
		return false
	}
	yes, err := py.Truth(th, v)
	return yes && err == nil
}
