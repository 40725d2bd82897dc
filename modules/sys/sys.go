// Package sys is the module of the interpreter's own parameters and functions (library reference, "sys").
//
//	sys.go      the module, its constants
//	control.go  functions: exit, exceptions, frames, limits
//	hooks.go    what is called at the prompt, for uncaught and unraisable exceptions, by breakpoint()
//	machine.go  functions: tracing, hooks of coroutines, figures of the interpreter
//	info.go     struct sequences: version_info, flags, float_info, …
package sys

import (
	"runtime"
	"slices"
	"sort"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// Version is the version of Python that gopy implements.
const (
	Major, Minor, Micro = 3, 14, 8
	Version             = "3.14.8"
)

// VersionText is sys.version.
func VersionText() string { return Version + " (gopy) [" + runtime.Version() + "]" }

// Module declares the sys module.
var Module = &py.ModuleDef{
	Name:      "sys",
	Doc:       "Parameters and functions of the interpreter.",
	Functions: func() []*py.MethodDef { return slices.Concat(functions(), machineFunctions(), cpuCountFunctions()) },
	Exec:      fill,
}

func fill(th *py.Thread, m *py.Module) error {
	in := th.Interp
	setupOnce.Do(setupTypes)
	cfg := &in.Config
	list := func(items []string) py.Value {
		out := make([]py.Value, len(items))
		for i, s := range items {
			out[i] = py.FSDecode(s)
		}
		return py.NewList(out).Value()
	}
	set := func(name string, v py.Value) { m.Set(th, name, v) }
	if err := addSubmodules(th, m); err != nil {
		return err
	}
	argv := cfg.Argv
	if len(argv) == 0 {
		argv = []string{""}
	}
	set("argv", list(argv))
	if orig := cfg.OrigArgv; len(orig) > 0 {
		set("orig_argv", list(orig))
	} else {
		set("orig_argv", list(append([]string{cfg.Executable}, argv...)))
	}
	set("path", list(cfg.Path))
	set("modules", in.Modules.Value())
	set("meta_path", list(nil))
	set("path_hooks", list(nil))
	set("path_importer_cache", py.NewDict().Value())
	set("version", py.Text(VersionText()))
	set("copyright", py.Text("Copyright (c) the gopy authors. Python is a trademark of the Python Software Foundation."))
	set("hexversion", py.Int(Major<<24|Minor<<16|Micro<<8|0xf0))
	set("api_version", py.Int(1013))
	set("version_info", versionInfo())
	set("implementation", implementation(th))
	set("platform", py.Text("linux"))
	set("byteorder", py.Text("little"))
	set("maxsize", py.Int(1<<63-1))
	set("maxunicode", py.Int(0x10FFFF))
	set("float_repr_style", py.Text("short"))
	set("float_info", floatInfo())
	set("int_info", intInfo())
	set("hash_info", hashInfo())
	set("thread_info", threadInfo())
	set("flags", flagsValue(cfg.Flags))
	set("executable", py.Text(cfg.Executable))
	set("_base_executable", py.Text(cfg.Executable))
	set("_git", py.TupleOf(py.Text("gopy"), py.Text(""), py.Text("")).Value())
	set("_framework", py.Text(""))
	set("abiflags", py.Text(""))
	set("platlibdir", py.Text("lib"))
	for _, n := range []string{"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"} {
		set(n, py.Text(cfg.Prefix))
	}
	set("_stdlib_dir", py.Text(cfg.Library))
	set("pycache_prefix", py.None)
	if cfg.PycachePrefix != "" {
		set("pycache_prefix", py.Text(cfg.PycachePrefix))
	}
	set("dont_write_bytecode", py.Bool(cfg.Flags.DontWriteBytecode != 0))
	set("warnoptions", list(cfg.WarnOpts))
	set("_xoptions", xoptions(th, cfg.XOptions))
	standard, err := standardModuleNames(th)
	if err != nil {
		return err
	}
	set("stdlib_module_names", standard)
	set("_home", py.None)
	for _, n := range []string{"displayhook", "excepthook", "breakpointhook", "unraisablehook"} {
		set("__"+n+"__", m.Get(th, n))
	}
	return nil
}

// SetBuiltinNames tells sys which modules are written in Go.
func SetBuiltinNames(th *py.Thread, m *py.Module, names []string) {
	sort.Strings(names)
	m.Set(th, "builtin_module_names", py.NewTuple(py.Names(names)).Value())
}

func xoptions(th *py.Thread, opts []string) py.Value {
	d := py.NewDict()
	for _, o := range opts {
		name, value, has := strings.Cut(o, "=")
		v := py.True
		if has {
			v = py.Text(value)
		}
		d.SetStr(th.Interp.Intern(name), v)
	}
	return d.Value()
}
