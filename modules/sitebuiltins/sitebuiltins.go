// Package sitebuiltins is the module _sitebuiltins: the builtins exit, quit, copyright, credits, license and help, which a session starts
// with unless the option -S says otherwise. Being Go they cost nothing at start; help and long texts import pydoc when they are used.
//
// Reference: "Constants added by the site module" in the Python library reference.
package sitebuiltins

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "_sitebuiltins",
	Doc:  "The builtins that module site adds.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setUp()
		for _, t := range []*py.Type{quitterType, printerType, helperType} {
			m.Set(th, t.Name, t.Value())
		}
		return nil
	},
}

const (
	credits = "Python is the work of Guido van Rossum, the Python Software Foundation and a cast of thousands: see\n" +
		"www.python.org. This is gopy, an implementation of it in Go by the gopy authors."
	licenseTerms = "Python itself, whose language and library gopy implements, is under a license of its own, the Python Software\n" +
		"Foundation License Version 2. CPython's library, where GOPY_STDLIB names one, and what it prints is under that one, too.\n" +
		"See https://www.python.org/psf/license/"
)

// Install adds the names to the builtins of th's interpreter; license is the text of gopy's own license.
func Install(th *py.Thread, license string) {
	setUp()
	names := th.Interp.Builtins
	for _, name := range []string{"quit", "exit"} {
		names.Set(th, name, newQuitter(th, quitterType, py.Text(name), py.Text("Ctrl-D (i.e. EOF)")))
	}
	copyright := py.AsStr(th.Interp.Sys.Get(th, "copyright"))
	for _, p := range []struct{ name, text string }{
		{"copyright", copyright.String()},
		{"credits", credits},
		{"license", license + "\n" + licenseTerms},
	} {
		names.Set(th, p.name, newPrinter(th, printerType, p.name, p.text))
	}
	names.Set(th, "help", py.NewObject[object](helperType).Value())
}

// object is an instance of any of the three types: what it knows are attributes.
type object struct {
	py.Header
	attributes *py.Dict
}

func (o *object) text(th *py.Thread, name string) string {
	if o.attributes == nil {
		return ""
	}
	s, err := py.StrOf(th, o.attributes.GetStr(th.Interp.Intern(name)))
	if err != nil {
		return ""
	}
	return s.String()
}

var (
	setupOnce   sync.Once
	quitterType = &py.Type{Name: "Quitter", Module: "_sitebuiltins", Flags: py.TypeBaseType, Size: py.SizeOf[object](), Doc: "Quitter(name, eof) -> a function that ends the program, and says so when it is shown."}
	printerType = &py.Type{Name: "_Printer", Module: "_sitebuiltins", Flags: py.TypeBaseType, Size: py.SizeOf[object](), Doc: "_Printer(name, data, files=(), dirs=()) -> a function that prints a text: the first of the files that there is in dirs, else data."}
	helperType  = &py.Type{Name: "_Helper", Module: "_sitebuiltins", Flags: py.TypeBaseType, Size: py.SizeOf[object](), Doc: "The function help: it gives pydoc's help on an object, or interactively."}

	newQuitterSignature = py.ParseSignature("Quitter(name, eof)")
	newPrinterSignature = py.ParseSignature("_Printer(name, data, files=(), dirs=())")
)

func setUp() {
	setupOnce.Do(func() {
		for _, t := range []*py.Type{quitterType, printerType, helperType} {
			t.DictField = func(v py.Value) **py.Dict { return &py.AsAny[object](v).attributes }
			t.Flags |= py.TypeHasDict
			t.GetSets = []py.GetSetDef{{Name: "__dict__", Get: py.GetInstanceDict}}
		}
		setupQuitter(quitterType)
		setupPrinter(printerType)
		setupHelper(helperType)
	})
}

func newQuitter(th *py.Thread, class *py.Type, name, eof py.Value) py.Value {
	q := py.NewObject[object](class)
	q.attributes = py.NewDict()
	q.attributes.SetStr(th.Interp.Intern("name"), name)
	q.attributes.SetStr(th.Interp.Intern("eof"), eof)
	return q.Value()
}

func setupQuitter(t *py.Type) {
	t.New = func(th *py.Thread, class *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := newQuitterSignature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		return newQuitter(th, class, a[0], a[1]), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		q := py.AsAny[object](v)
		return py.Text("Use " + q.text(th, "name") + "() or " + q.text(th, "eof") + " to exit"), nil
	}
	t.TextSig = "(name, eof)"
	t.Methods = []*py.MethodDef{py.Def("__call__($self, /, code=None)", "End the program with an exit status.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		// An interactive loop that goes on after SystemExit finds no more input.
		if in := th.Interp.Sys.Get(th, "stdin"); !in.IsUnbound() && !in.IsNone() {
			py.CallMethod(th, in, "close")
		}
		return py.Unbound, py.NewException(py.SystemExit, a[1])
	})}
	quit := t.Methods[0]
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return quit.Invoke(th, append([]py.Value{v}, args...), kw)
	}
	py.SetupType(t, nil)
}

func setupHelper(t *py.Type) {
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Text("Type help() for interactive help, or help(object) for help about object."), nil
	}
	t.New = func(th *py.Thread, class *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if len(args) > 0 {
			return py.Unbound, py.Raise(py.TypeError, "%s() takes no arguments", class.TypeName())
		}
		return py.NewObject[object](class).Value(), nil
	}
	call := py.DefRaw("__call__", "($self, /, *args, **kwds)", "Give help, as pydoc.help does.", func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		pydoc, err := importModule(th, "pydoc")
		if err != nil {
			return py.Unbound, err
		}
		help, err := py.GetAttrString(th, pydoc, "help")
		if err != nil {
			return py.Unbound, err
		}
		return py.Call(th, help, args[1:], kw)
	})
	t.Methods = []*py.MethodDef{call}
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return call.Invoke(th, append([]py.Value{v}, args...), kw)
	}
	py.SetupType(t, nil)
}

func importModule(th *py.Thread, name string) (py.Value, error) {
	return th.Interp.Importer.Import(th, th.Interp.Intern(name), py.None, py.None, py.None, 0)
}
