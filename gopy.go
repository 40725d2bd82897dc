// Package gopy embeds Python 3.14 in a Go program: source in, output out, no CPython on the machine.
//
//	in, err := gopy.New(gopy.Config{})
//	err = in.RunString("print(sum([1, 2, 3]) + 42)", "<string>")
//
// Interpreters are independent of each other: many can run in one process, each used by one goroutine at a time. Errors
// of Python programs are *Exception values. The package is the one place that joins the virtual machine (eval), the
// object model (runtime) and the standard modules.
package gopy

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/eval"
	"github.com/gopy-lang/gopy/internal/compile"
	"github.com/gopy-lang/gopy/internal/traceback"
	"github.com/gopy-lang/gopy/modules"
	"github.com/gopy-lang/gopy/modules/atexit"
	"github.com/gopy-lang/gopy/modules/importlib"
	"github.com/gopy-lang/gopy/modules/io"
	"github.com/gopy-lang/gopy/modules/marshal"
	"github.com/gopy-lang/gopy/modules/sitebuiltins"
	"github.com/gopy-lang/gopy/modules/sys"
	"github.com/gopy-lang/gopy/modules/warnings"
	py "github.com/gopy-lang/gopy/runtime"
)

// Config is what an interpreter is made with; the zero Config is a plain one on the real machine. For programs that aren't
// trusted set MaxSteps (beyond it each call and loop raises RuntimeError), MaxMemory (an object that needs more bytes raises
// MemoryError; the sum of all objects has no limit) and Host, for example to runtime.NewClosedHost. A budget can be
// renewed by Interp().SetStepBudget.
type Config = py.Config

// Exception is a Python exception as a Go error.
type Exception = py.Exception

// Interpreter is one Python interpreter with its modules.
type Interpreter struct {
	in       *py.Interp
	importer *importlib.Importer
	features code.Flags // future features that commands at the prompt have switched on
	made     Config     // what New was given
	site     bool       // Site was called
	ahead    int        // and with what
}

// New makes an interpreter: builtins, sys with its streams, and an empty __main__.
func New(cfg Config) (*Interpreter, error) { return newIn(nil, cfg) }

// newIn makes an interpreter of a group; nil: the main one of a new group.
func newIn(group *py.Group, cfg Config) (*Interpreter, error) {
	if cfg.Host == nil {
		cfg.Host = py.NewSystemHost()
	}
	made := cfg
	if cfg.Flags.IntMaxStrDigits == 0 {
		cfg.Flags.IntMaxStrDigits = 4300
	}
	defs := modules.All()
	var library importlib.Library // what Config.Library names is found by sys.path alone
	if cfg.Library == "" {
		library = embeddedLibrary()
		cfg.Library = library.Dir
		cfg.Host = withLibrary(cfg.Host, library.FS)
	}
	cfg.Path = append(slices.Clone(cfg.Path), cfg.Library)
	machine := eval.New()
	if cfg.NoNativeCode {
		machine = machine.WithoutNativeCode()
	}
	in := py.NewInterpIn(group, cfg, machine)
	i := &Interpreter{in: in, importer: importlib.New(defs, library, marshal.Loads), made: made}
	if group == nil {
		in.Group.Maker = maker{i}
	}
	in.Importer = i.importer
	in.Poller = poller{in}
	th := in.Main
	var err error
	if in.Builtins, err = i.makeModule(th, "builtins"); err != nil {
		return nil, err
	}
	in.All, in.Any = in.Builtins.Get(th, "all"), in.Builtins.Get(th, "any")
	if in.Sys, err = i.makeModule(th, "sys"); err != nil {
		return nil, err
	}
	sys.SetBuiltinNames(th, in.Sys, i.importer.BuiltinNames())
	i.importer.Install(th)
	if err := io.OpenStreams(th, in.Sys); err != nil {
		return nil, err
	}
	in.Builtins.Set(th, "open", py.NewBuiltin(io.OpenDef, py.Text("_io")))
	if err := warnings.Install(th); err != nil {
		return nil, err
	}
	if cfg.Flags.NoSite == 0 {
		sitebuiltins.Install(th, license)
	}
	main := in.NewModule("__main__")
	main.Set(th, "__builtins__", in.Builtins.Value())
	in.Modules.SetStr(in.Intern("__main__"), main.Value())
	main.Set(in.Main, "__loader__", importlib.BuiltinImporter())
	return i, nil
}

// makeModule makes a module that must exist before imports work.
func (i *Interpreter) makeModule(th *py.Thread, name string) (*py.Module, error) {
	for _, def := range modules.All() {
		if def.Name != name {
			continue
		}
		m, err := th.MakeModule(def)
		if err != nil {
			return nil, err
		}
		th.Interp.Modules.SetStr(th.Interp.Intern(name), m.Value())
		return m, nil
	}
	return nil, py.Raise(py.ModuleNotFoundError, "No module named '%s'", name)
}

// Main returns the __main__ module.
func (i *Interpreter) Main() *py.Module {
	return py.AsModule(i.in.Modules.GetStr(i.in.Intern("__main__")))
}

// Interp gives access to the object model, for Go code that makes and calls Python objects.
func (i *Interpreter) Interp() *py.Interp { return i.in }

// RunString runs source, whose tracebacks name it filename, in __main__.
func (i *Interpreter) RunString(source, filename string) error {
	return i.run(source, filename, compile.Options{Mode: "exec", Text: true, Optimize: -1})
}

// RunBytes is RunString for the bytes of a file, decoded as PEP 263 says.
func (i *Interpreter) RunBytes(source []byte, filename string) error {
	return i.run(string(source), filename, compile.Options{Mode: "exec", Optimize: -1})
}

// RunCommand runs the text of -c: indentation that all lines share is dropped.
func (i *Interpreter) RunCommand(source string) error {
	return i.RunString(compile.Dedent(source), "<string>")
}

// RunScript runs the bytes of a script file.
func (i *Interpreter) RunScript(source []byte, filename string) error {
	filename = py.AsStr(py.FSDecode(filename)).String()
	i.importer.PrepareScript(i.in.Main, i.Main(), filename)
	return i.run(string(source), filename, compile.Options{Mode: "exec", Script: true, Optimize: -1})
}

// IsPyc reports whether a script is a .pyc file, by its name or its first bytes.
func IsPyc(data []byte, filename string) bool {
	return strings.HasSuffix(filename, ".pyc") || strings.HasPrefix(string(data), code.Magic[:2])
}

// RunPyc runs the bytes of a .pyc file, whether or not there is a newer source.
func (i *Interpreter) RunPyc(data []byte, filename string) error {
	const header = 16 // magic number, flags, and time and size or hash of the source
	th := i.in.Main
	switch {
	case len(data) < len(code.Magic):
		return py.Raise(py.EOFError, "EOF read where not expected")
	case !strings.HasPrefix(string(data), code.Magic):
		return py.Raise(py.RuntimeError, "Bad magic number in .pyc file")
	}
	v, err := marshal.Loads(th, data[min(len(data), header):])
	c := py.AsCode(v)
	if err != nil || c == nil {
		return py.Raise(py.RuntimeError, "Bad code object in .pyc file")
	}
	i.importer.PrepareScript(th, i.Main(), filename)
	d := i.Main().Dict
	_, err = i.in.Eval.Exec(th, c, d, d.Value(), nil)
	return err
}

// RunStdin runs a script that came from standard input.
func (i *Interpreter) RunStdin(source []byte) error {
	return i.run(string(source), "<stdin>", compile.Options{Mode: "exec", Script: true, Optimize: -1})
}

// RunContainer runs the __main__.py of a folder or zip archive, which must be in sys.path already.
func (i *Interpreter) RunContainer(path string) error {
	return i.importer.RunMain(i.in.Main, i.Main(), "__main__", path)
}

// RunModule runs a module as a script, as -m does.
func (i *Interpreter) RunModule(name string) error {
	return i.importer.RunMain(i.in.Main, i.Main(), name, "")
}

func (i *Interpreter) run(source, filename string, o compile.Options) error {
	th := i.in.Main
	c, err := compile.Source(th, source, filename, o)
	if err != nil {
		return err
	}
	if strings.HasPrefix(filename, "<") && !o.Script {
		traceback.Register(th, c, source)
	}
	d := i.Main().Dict
	_, err = i.in.Eval.Exec(th, c, d, d.Value(), nil)
	return err
}

// Finish ends a program as the command does: it reports an uncaught exception, waits for threads, runs the functions of atexit,
// flushes the streams and returns the exit status of the process.
func (i *Interpreter) Finish(err error) int {
	status := i.Report(err)
	th := i.in.Main
	prepareEnd(th)
	endOthers(th)
	i.in.Finalizers.Close(th)
	if i.FlushStreams() != nil {
		status = 120
	}
	return status
}

// prepareEnd waits for the threads of th's interpreter and runs the functions of atexit.
func prepareEnd(th *py.Thread) {
	in := th.Interp
	if m := in.Modules.GetStr(in.Intern("threading")); !m.IsUnbound() {
		if _, err := py.CallMethod(th, m, "_shutdown"); err != nil {
			py.Unraisable(th, err, "Exception ignored on threading shutdown", m)
		}
	}
	atexit.Run(th)
	in.Finalizing = true
}

// HandleFaults makes a signal such as SIGSEGV write the tracebacks of all threads, as faulthandler.enable() does (-X faulthandler).
func (i *Interpreter) HandleFaults() error {
	th := i.in.Main
	m, err := i.importer.Load(th, "faulthandler")
	if err == nil {
		_, err = py.CallMethod(th, m, "enable")
	}
	return err
}

// FlushStreams writes out what the streams still hold. The error is stdout's; it has been reported.
func (i *Interpreter) FlushStreams() error {
	i.in.Finalizing = true
	return io.FlushStreams(i.in.Main)
}

// Report prints an uncaught exception by sys.excepthook and returns the exit status that it stands for. SystemExit prints
// at most its argument.
func (i *Interpreter) Report(err error) int {
	if err == nil {
		return 0
	}
	th := i.in.Main
	e := py.ErrorAs(err)
	if e.Type.IsSubtype(py.SystemExit) {
		status, text := sys.ExitStatus(th, e)
		if text != "" {
			traceback.WriteStderr(th, text)
		}
		return status
	}
	sys.CallExceptHook(th, e)
	return 1
}

// ReportAny is Report for -i, where SystemExit doesn't end the program and is shown like any exception.
func (i *Interpreter) ReportAny(err error) {
	if err != nil {
		sys.CallExceptHook(i.in.Main, py.ErrorAs(err))
	}
}

// FrontEndError turns an error of the packages tokenizer, parser, symtable or compiler into the Python
// exception.
func (i *Interpreter) FrontEndError(err error) error {
	return compile.Error(i.in.Main, err)
}

// Getenv returns a variable of the environment as the program has left it, "" when it isn't set.
func (i *Interpreter) Getenv(name string) string {
	v, _ := i.in.Host.LookupEnv(name)
	return v
}

// IsKeyboardInterrupt reports whether err is an uncaught KeyboardInterrupt.
func IsKeyboardInterrupt(err error) bool { return err != nil && py.Matches(err, py.KeyboardInterrupt) }

// IsArchive reports whether data is a zip archive, by its end record.
func IsArchive(data []byte) bool {
	_, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	return err == nil
}
