// This file runs the programs of testdata in both forms of the machine. Their outputs were recorded from CPython 3.14.

package eval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy/compiler"
	"github.com/gopy-lang/gopy/eval"
	"github.com/gopy-lang/gopy/modules"
	"github.com/gopy-lang/gopy/modules/importlib"
	"github.com/gopy-lang/gopy/modules/marshal"
	"github.com/gopy-lang/gopy/parser"
	py "github.com/gopy-lang/gopy/runtime"
)

func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, file := range files {
		for _, form := range []struct {
			name string
			make func() *eval.Shared
		}{{"folded", eval.New}, {"stepwise", eval.NewStepwise}} {
			t.Run(filepath.Base(file)+"/"+form.name, func(t *testing.T) {
				want, err := os.ReadFile(strings.TrimSuffix(file, ".py") + ".out")
				if err != nil {
					t.Fatal(err)
				}
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				got, err := run(form.make(), string(source), filepath.Base(file))
				if err != nil {
					t.Error(err)
				}
				if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
					t.Errorf("output differs from CPython's (-want +got):\n%s", d)
				}
			})
		}
	}
}

// outputType is a file that collects what is written.
var outputType = newOutputType()

type output struct {
	py.Header
	text strings.Builder
}

func newOutputType() *py.Type {
	t := &py.Type{Name: "output"}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text("<output>"), nil }
	t.Methods = []*py.MethodDef{
		py.Def("write($self, s, /)", "Add text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			(*output)(a[0].P).text.WriteString(py.AsStr(a[1]).String())
			return py.None, nil
		}),
		py.Def("flush($self, /)", "Do nothing.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
	}
	return t
}

// newInterp makes an interpreter with the modules written in Go and collected output.
func newInterp(machine py.Evaluator) (*py.Interp, *output, error) {
	in := py.NewInterp(py.Config{}, machine)
	th := in.Main
	th.Acquire()
	in.Importer = importlib.New(modules.All(), importlib.Library{}, marshal.Loads)
	for _, d := range modules.All() {
		if d.Name != "builtins" && d.Name != "sys" {
			continue
		}
		m, err := th.MakeModule(d)
		if err != nil {
			return nil, nil, err
		}
		in.Modules.SetStr(in.Intern(d.Name), m.Value())
		if d.Name == "sys" {
			in.Sys = m
		} else {
			in.Builtins = m
		}
	}
	if outputType.MRO == nil {
		py.SetupType(outputType, nil)
	}
	out := py.NewObject[output](outputType)
	in.Sys.Set(th, "stdout", out.Header.Value())
	return in, out, nil
}

// run runs a program and returns what it printed.
func run(machine py.Evaluator, source, name string) (string, error) {
	mod, _, err := parser.Parse([]byte(source), name, 0, parser.Options{})
	if err != nil {
		return "", err
	}
	c, _, err := compiler.Compile(mod, name, compiler.Options{})
	if err != nil {
		return "", err
	}
	in, out, err := newInterp(machine)
	if err != nil {
		return "", err
	}
	main := in.NewModule("__main__")
	main.Dict.SetStr(in.Intern("__builtins__"), in.Builtins.Value())
	in.Modules.SetStr(in.Intern("__main__"), main.Value())
	_, err = machine.Exec(in.Main, py.NewCode(in.Main, c), main.Dict, main.Dict.Value(), nil)
	return out.text.String(), err
}
